//! `compile`: sources in, a finished, immutable portal out; and `render`: one output of it, in any order, on any thread.

use crate::config::{Config, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Figures, Site, assemble, rule};
use crate::parse::{project, settings};
use crate::render::{Prose, Renderer, Theme};
use crate::route::{Output, RoutePath, Routes, route};
use crate::source::{SourcePath, Sources};
use crate::{export, text};
use std::borrow::Cow;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A defect of the program itself.
pub static INTERNAL: Code = Code::error(
    "internal-error",
    "プログラムの不具合です。公開中のサイトは前のままです。このメッセージを担当者に伝えてください",
    "a defect of the program; the published site is untouched; please report this message",
);

/// The codes of this room.
pub static CODES: &[&Code] = &[&INTERNAL];

/// A portal, ready to be rendered.
#[derive(Debug)]
pub struct Snapshot {
    site: Site,
    routes: Routes,
    figures: Figures,
    renderer: Renderer,
    sources: Arc<Sources>,
}

/// What compiling gives: the portal, unless there is none, and everything that was found.
#[derive(Debug)]
pub struct Compiled {
    /// `None` when site.toml or the theme cannot be read.
    pub snapshot: Option<Snapshot>,
    /// All findings, sorted.
    pub findings: Diagnostics,
    /// The files, to show the words that a finding speaks of.
    pub sources: Arc<Sources>,
}

/// Makes a portal of `sources`. `findings` are those of reading the sources.
pub fn compile(sources: Arc<Sources>, options: &Options, mut findings: Diagnostics) -> Compiled {
    let snapshot = catch_unwind(AssertUnwindSafe(|| {
        let config = settings(&sources, &mut findings);
        let theme = config.as_ref().and_then(|config| Theme::load(&sources, config, &mut findings));
        // Without a configuration the files are still read, so that all mistakes are found in one run.
        rule::scan(&sources, &mut findings);
        let parsed = project(&sources, options, &mut findings);
        let (config, theme): (Config, Theme) = config.zip(theme)?;
        let site = assemble(parsed, config, options.clone(), &mut findings);
        rule::check(&site, &mut findings);
        let routes = route(&site, &sources, &theme.names(), &mut findings);
        let figures = Figures::of(&site);
        let prose = Prose::new(&site, image_sizes(&sources));
        Some((site, routes, figures, Renderer::new(theme, prose)))
    }));
    let snapshot = match snapshot {
        Ok(parts) => parts.map(|(site, routes, figures, renderer)| Snapshot { site, routes, figures, renderer, sources: sources.clone() }),
        Err(panic) => {
            findings.push(internal(&*panic, "compile"));
            None
        }
    };
    findings.sort();
    Compiled { snapshot, findings, sources }
}

impl Snapshot {
    /// The portal.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Every output.
    pub fn routes(&self) -> &Routes {
        &self.routes
    }

    /// The bytes of one output.
    pub fn render(&self, path: &RoutePath, output: &Output) -> Result<Cow<'_, [u8]>, Diagnostic> {
        catch_unwind(AssertUnwindSafe(|| self.body(path, output))).unwrap_or_else(|panic| Err(internal(&*panic, path.as_str())))
    }

    fn body(&self, path: &RoutePath, output: &Output) -> Result<Cow<'_, [u8]>, Diagnostic> {
        let theme = self.renderer.theme();
        match output {
            Output::Stylesheet => Ok(Cow::Borrowed(&theme.stylesheet.1)),
            Output::Script(name) => Ok(theme.scripts.get(name).map_or_else(Cow::default, |(_, bytes)| Cow::Borrowed(bytes.as_slice()))),
            Output::ThemeFile(name) => Ok(theme.files.get(name).map_or_else(Cow::default, |bytes| Cow::Borrowed(bytes.as_slice()))),
            Output::Asset(source) => Ok(self.sources.get(source.as_str()).map_or_else(Cow::default, |file| Cow::Borrowed(&*file.bytes))),
            output => match export::write(&self.site, &self.figures, &self.routes, output) {
                Some(bytes) => Ok(Cow::Owned(bytes)),
                None => self.renderer.page(&self.site, &self.routes, &self.figures, path, output).map(Cow::Owned),
            },
        }
    }
}

fn internal(panic: &(dyn std::any::Any + Send), what: &str) -> Diagnostic {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
    Diagnostic::new(
        &INTERNAL,
        text!("「{what}」を作っているときに不具合が起きました（{words}）", "a defect while making \"{what}\": {words}"),
    )
}

/// Width and height of the images beside the pages, from their headers.
fn image_sizes(sources: &Sources) -> HashMap<SourcePath, (usize, usize)> {
    let images = sources.below("content/").filter(|file| file.path.extension() != "md");
    images
        .filter_map(|file| {
            Some((file.path.clone(), if file.path.extension() == "svg" { svg_size(file.text()?) } else { raster_size(&file.bytes) }?))
        })
        .collect()
}

fn raster_size(bytes: &[u8]) -> Option<(usize, usize)> {
    imagesize::blob_size(bytes).ok().map(|size| (size.width, size.height))
}

/// The size that an SVG names: `width` and `height`, or those of its `viewBox`.
fn svg_size(svg: &str) -> Option<(usize, usize)> {
    let tag = svg.split_once("<svg")?.1.split_once('>')?.0;
    let attribute = |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value);
    let number =
        |text: &str| text.trim_end_matches("px").parse::<f64>().ok().filter(|number| *number > 0.0).map(|number| number.round() as usize);
    match (attribute("width").and_then(number), attribute("height").and_then(number)) {
        (Some(width), Some(height)) => Some((width, height)),
        _ => {
            let mut numbers = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2).map(number);
            Some((numbers.next()??, numbers.next()??))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_says_its_size() {
        assert_eq!(svg_size("<svg xmlns=\"x\" width=\"640\" height=\"320px\">"), Some((640, 320)));
        assert_eq!(svg_size("<svg viewBox=\"0 0 300 150.4\">"), Some((300, 150)));
        assert_eq!(svg_size("<svg>"), None);
    }
}
