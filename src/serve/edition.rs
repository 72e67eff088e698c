//! [`Edition`]: one state of the portal while it is being written, with the findings of that state.
//!
//! Pages are rendered when they are asked for, once. A page that the newest state cannot give, because its file has a mistake now, is that
//! of the last state without errors; the findings say why.

use crate::diagnostic::{Diagnostic, Diagnostics, counts, groups};
use crate::route::{Output, RoutePath, ThemePart};
use crate::serve::address::{Found, find};
use crate::snapshot::{Cache, Snapshot};
use crate::source::Sources;
use hyper::body::Bytes;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Rendered pages are kept up to so many bytes.
const SHELF: usize = 64 << 20;

/// A compiled portal and the pages that were asked for.
#[derive(Debug)]
pub struct Portal {
    /// The portal.
    pub snapshot: Snapshot,
    clean: bool,
    /// Whether some page could not be rendered.
    failed: AtomicBool,
    pages: Mutex<Shelf>,
}

#[derive(Debug, Default)]
struct Shelf {
    pages: HashMap<RoutePath, Bytes>,
    size: usize,
}

impl Portal {
    /// `snapshot`; `clean` when it has no errors.
    fn new(snapshot: Snapshot, findings: &Diagnostics) -> Self {
        Self { snapshot, clean: !findings.has_errors(), failed: AtomicBool::new(false), pages: Mutex::default() }
    }

    /// The bytes of one output.
    fn page(&self, path: &RoutePath, output: &Output) -> Result<Bytes, Diagnostic> {
        let shelf = || self.pages.lock().expect("no panic while the lock is held");
        if let Some(page) = shelf().pages.get(path) {
            return Ok(page.clone());
        }
        match self.snapshot.render(path, output) {
            Ok(body) => {
                let page = Bytes::from(body.into_owned());
                let mut shelf = shelf();
                if shelf.size + page.len() > SHELF {
                    *shelf = Shelf::default();
                }
                shelf.size += page.len();
                shelf.pages.insert(path.clone(), page.clone());
                Ok(page)
            }
            Err(finding) => {
                self.failed.store(true, Ordering::Relaxed);
                Err(finding)
            }
        }
    }

    fn is_good(&self) -> bool {
        self.clean && !self.failed.load(Ordering::Relaxed)
    }
}

/// What an open page has to do when an edition comes after the one it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// Load itself again.
    Reload,
    /// Take this stylesheet (a path of the portal) in place of its own.
    Style(String),
    /// Stay, and show the findings.
    Stay,
}

/// One state of the portal.
#[derive(Debug)]
pub struct Edition {
    /// Counts the editions of this server, from 1.
    pub number: u64,
    /// What to do in a page of the edition before.
    pub then: Move,
    /// All findings of compiling.
    pub findings: Diagnostics,
    /// The files that the findings speak of.
    pub sources: Arc<Sources>,
    /// What the files say, each for itself.
    pub cache: Arc<Cache>,
    newest: Option<Arc<Portal>>,
    /// The last portal that had no errors, or at least a site.
    good: Option<Arc<Portal>>,
}

/// What is there for a request.
#[derive(Debug)]
pub enum Page {
    /// This output.
    Found(Bytes, RoutePath),
    /// The page of this address.
    Elsewhere(String),
    /// Nothing; the page that says so.
    Missing(Option<Bytes>),
    /// It cannot be made.
    Failed(Box<Diagnostic>),
    /// There is no portal yet: site.toml or the theme has mistakes.
    NoPortal,
}

/// A compiled state, before it is an edition.
#[derive(Debug)]
pub struct State {
    /// `None` when site.toml or the theme cannot be read.
    pub snapshot: Option<Snapshot>,
    /// What was found.
    pub findings: Diagnostics,
    /// The files.
    pub sources: Arc<Sources>,
    /// What is known of them.
    pub cache: Arc<Cache>,
}

impl Edition {
    /// The edition after `before`; `only_styles` when nothing but stylesheets changed.
    pub fn after(before: Option<&Edition>, state: State, changed: Changed) -> Self {
        let State { snapshot, findings, sources, cache } = state;
        let newest = snapshot.map(|snapshot| Arc::new(Portal::new(snapshot, &findings)));
        let good = before.and_then(|before| {
            let last = before.newest.as_ref().filter(|portal| portal.is_good());
            last.or(before.good.as_ref()).or(before.newest.as_ref()).cloned()
        });
        let style = newest
            .as_ref()
            .and_then(|portal| portal.snapshot.routes().path(&Output::Theme(ThemePart::Stylesheet)))
            .map(|path| format!("/{path}"));
        let then = match (changed, &newest, style) {
            (_, None, _) => Move::Stay,
            (Changed::Styles, Some(_), Some(style)) => Move::Style(style),
            (Changed::Anything | Changed::Styles, Some(_), _) => Move::Reload,
        };
        Self { number: before.map_or(1, |before| before.number + 1), then, findings, sources, cache, newest, good }
    }

    /// The newest portal that there is.
    pub fn portal(&self) -> Option<&Arc<Portal>> {
        self.newest.as_ref().or(self.good.as_ref())
    }

    /// What is at the path of a request.
    pub fn page(&self, raw: &str) -> Page {
        let Some(portal) = self.portal() else { return Page::NoPortal };
        // A page that is gone because of a mistake in its file is still there to be looked at.
        let good = self.good.as_ref().filter(|good| !Arc::ptr_eq(good, portal) && !portal.is_good());
        match find(portal.snapshot.routes(), raw) {
            Found::Here(path, output) => match portal.page(path, output) {
                Ok(page) => Page::Found(page, path.clone()),
                Err(finding) => self.last_good(raw).unwrap_or_else(|| Page::Failed(Box::new(finding))),
            },
            Found::There(address) => Page::Elsewhere(address),
            Found::Nowhere => match good.and(self.last_good(raw)) {
                Some(page) => page,
                None => Page::Missing(self.not_found()),
            },
        }
    }

    fn last_good(&self, raw: &str) -> Option<Page> {
        let good = self.good.as_ref()?;
        match find(good.snapshot.routes(), raw) {
            Found::Here(path, output) => Some(Page::Found(good.page(path, output).ok()?, path.clone())),
            Found::There(address) => Some(Page::Elsewhere(address)),
            Found::Nowhere => None,
        }
    }

    fn not_found(&self) -> Option<Bytes> {
        let portal = self.portal()?;
        let path = portal.snapshot.routes().path(&Output::NotFound)?;
        portal.page(path, &Output::NotFound).ok()
    }

    /// The findings, and why the page at `raw` cannot be made as it should be now.
    pub fn findings_for(&self, raw: Option<&str>) -> Diagnostics {
        let mut findings = self.findings.clone();
        if let (Some(raw), Some(portal)) = (raw, &self.newest)
            && let Found::Here(path, output) = find(portal.snapshot.routes(), raw)
            && let Err(finding) = portal.page(path, output)
        {
            findings.push(finding);
            findings.sort();
        }
        findings
    }

    /// How many errors and warnings there are, by cause.
    pub fn counts(&self) -> (usize, usize) {
        let [errors, warnings, _] = counts(&groups(self.findings.iter()));
        (errors.groups, warnings.groups)
    }
}

/// What changed between two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Stylesheets of the theme, and nothing else.
    Styles,
    /// Anything.
    Anything,
}
