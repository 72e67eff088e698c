//! `Snapshot × Output → HTML`: the theme, the shapes that templates read, one view per page kind.
//!
//! A view ([`view`]) turns the model into what a page shows; a template turns that into HTML. Templates never query the site and never
//! compute a link; views never write HTML but for charts and Markdown bodies. The export of data, feeds and calendars is elsewhere.

pub mod chart;
mod dates;
pub mod facets;
mod fault;
mod frame;
pub mod i18n;
pub mod index_rows;
mod kpi_bars;
mod kpi_words;
pub mod pathway;
pub mod phrase;
pub mod prose;
pub mod rows;
pub mod rows_calendar;
pub mod rows_catalogue;
pub mod rows_dates;
pub mod rows_kpi;
pub mod rows_progress;
pub mod shape;
mod skill_radar;
pub mod theme;
pub mod view;
pub mod viewpoint;
pub mod words;

pub use i18n::Words;
pub use prose::Prose;
pub use theme::{CODES, Theme};
pub use viewpoint::Viewpoint;

use crate::diagnostic::Diagnostic;
use crate::model::{Figures, Site};
use crate::route::{Output, RoutePath, Routes};
use frame::{Head, PageFrame, SiteFrame};
use memchr::memmem;
use serde::Serialize;
use shape::Named;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tera::{Context, Value};

/// Where the icons of a page are put.
const SPRITE: &[u8] = b"<!--sprite-->";

/// Room for most pages, in bytes.
const USUAL_PAGE: usize = 32 << 10;

/// What a view gives: which template, what the frame says, what the page shows.
#[derive(Debug)]
pub struct Shown {
    template: &'static str,
    head: Head,
    view: Value,
}

impl Shown {
    /// `view`, to be put into `template` (a file of the theme's `templates/`).
    pub fn new(template: &'static str, head: Head, view: &impl Serialize) -> Self {
        Self { template, head, view: Value::from_serializable(view) }
    }
}

/// Frames by the directory they are seen from and the page they mark.
type Frames = HashMap<(String, Option<Output>), Arc<Frame>>;

/// Renders pages. Everything that pages share is made once.
#[derive(Debug)]
pub struct Renderer {
    theme: Arc<Theme>,
    prose: Prose,
    /// The frame of the site by what it depends on: the directory above the page's own, the depth, the menu position.
    frames: Mutex<Frames>,
}

/// What pages beside each other share.
#[derive(Debug)]
struct Frame {
    /// `site` of the templates.
    site: Value,
    /// `frame` of the templates: the HTML of the parts that depend on `site` alone.
    parts: Value,
    /// The group of the menu.
    group: Option<Named>,
}

/// `frame` of the templates.
#[derive(Serialize)]
struct Parts {
    header_html: String,
    section_end_html: String,
    footer_html: String,
}

impl Renderer {
    /// A renderer for one site.
    pub fn new(theme: Arc<Theme>, prose: Prose) -> Self {
        Self { theme, prose, frames: Mutex::default() }
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The HTML of a page.
    pub fn page(&self, site: &Site, routes: &Routes, figures: &Figures, path: &RoutePath, output: &Output) -> Result<Vec<u8>, Diagnostic> {
        let at = Viewpoint { site, routes, figures, words: &self.theme.words, here: path };
        let Some(Shown { template, head, view }) = view::show(&at, &self.prose, output) else { return Ok(Vec::new()) };
        let frame = self.frame(&at, output)?;
        let mut context = Context::new();
        context.insert_value("site", frame.site.clone());
        context.insert_value("frame", frame.parts.clone());
        context.insert("page", &PageFrame::new(&at, output, head, frame.group.as_ref(), holds_sample(&view)));
        context.insert_value("view", view);
        let mut html = self.template(template, &context, path)?;
        if let Some(at) = memmem::find(&html, SPRITE) {
            let sprite = self.theme.sprite(&html);
            html.splice(at..at + SPRITE.len(), sprite.into_bytes());
        }
        Ok(html)
    }

    /// What a template makes, as bytes: templates and values are text, so looking through it again whether it is would be for nothing.
    fn template(&self, name: &str, context: &Context, path: &RoutePath) -> Result<Vec<u8>, Diagnostic> {
        let mut html = Vec::with_capacity(USUAL_PAGE);
        let rendered = self.theme.tera.render_to(name, context, &mut html);
        rendered.map_err(|error| self.theme.finding(&error).record(path.as_str()))?;
        Ok(html)
    }

    /// Links of the frame depend on the page's directory, but pages beside each other share them: `a/x/` and `a/y/` are the same for
    /// every target outside both, and the frame has no target below a leaf.
    fn frame(&self, at: &Viewpoint, output: &Output) -> Result<Arc<Frame>, Diagnostic> {
        let directory = at.here.as_str().rsplit_once('/').map_or("", |(directory, _)| directory);
        let above = directory.rsplit_once('/').map_or("", |(above, _)| above);
        let depth = directory.split('/').filter(|part| !part.is_empty()).count();
        let position = frame::position(at.site, output);
        // A page that is itself a target of the frame has links of its own.
        // The page for wrong addresses may have links of another form than those beside it.
        let directory = if *output == Output::NotFound { "404" } else { directory };
        let key = (if frame::is_target(at.site, output) || depth < 2 { directory.to_owned() } else { format!("{above}/*") }, position);
        if let Some(frame) = self.frames.lock().expect("no panic while the lock is held").get(&key) {
            return Ok(frame.clone());
        }
        let site = SiteFrame::new(at, output);
        let group = site.group();
        let site = Value::from_serializable(&site);
        let mut context = Context::new();
        context.insert_value("site", site.clone());
        let part = |name| self.template(name, &context, at.here).map(|html| unindented(&String::from_utf8_lossy(&html)));
        let parts =
            Parts { header_html: part("header.html")?, section_end_html: part("section_end.html")?, footer_html: part("footer.html")? };
        let frame = Arc::new(Frame { site, parts: Value::from_serializable(&parts), group });
        self.frames.lock().expect("no panic while the lock is held").insert(key, frame.clone());
        Ok(frame)
    }
}

/// `html` without the blanks at the beginning of its lines: the frame stands on every page.
fn unindented(html: &str) -> String {
    html.lines().map(str::trim_start).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// Whether a view shows anything invented.
fn holds_sample(value: &Value) -> bool {
    if let Some(map) = value.as_map() {
        return map.iter().any(|(key, value)| key.as_str() == Some("sample") && value.as_bool() == Some(true) || holds_sample(value));
    }
    value.as_array().is_some_and(|values| values.iter().any(holds_sample))
}
