//! Test support: the shipped portal, and small ones from text, through the real pipeline.

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::model::{Figures, Site, assemble};
use crate::notation::Day;
use crate::parse::project;
use crate::route::{Export, Routes, ThemeNames, route};
use crate::source::{LoadOptions, Sources, load};
use std::path::Path;

/// A portal with what exports are made from.
pub(super) struct Portal {
    pub site: Site,
    pub figures: Figures,
    pub routes: Routes,
}

impl Portal {
    /// The text of an export.
    pub(super) fn text(&self, export: &Export) -> String {
        let bytes = super::write(&self.site, &self.figures, &self.routes, export);
        String::from_utf8(bytes).expect("UTF-8")
    }
}

/// The portal in this repository.
pub(super) fn shipped(base_url: Option<&str>) -> Portal {
    let mut findings = Diagnostics::default();
    let sources = load(Path::new(env!("CARGO_MANIFEST_DIR")), LoadOptions::default(), &mut findings).expect("a readable project");
    portal(&sources, base_url)
}

/// A small portal of `files`.
pub(super) fn small(base_url: Option<&str>, files: &[(&str, &str)]) -> Portal {
    let settings = [("site.toml", "title = \"しるべ\"\norganization = \"見本県\"\n")];
    portal(&Sources::of_texts(settings.iter().chain(files)), base_url)
}

fn portal(sources: &Sources, base_url: Option<&str>) -> Portal {
    let today = Day::new(2026, 11, 22).expect("a day");
    let base_url = base_url.map(str::to_owned);
    let options = Options { today, base_url, drafts: false, future: false, no_samples: false, highlight: false };
    let mut findings = Diagnostics::default();
    let config = crate::parse::settings(sources, &mut findings).expect("a configuration");
    let site = assemble(project(sources, &options, &mut findings), config, options, &mut findings);
    let theme =
        ThemeNames { stylesheet: "site.css".to_owned(), scripts: [("core".to_owned(), "site.js".to_owned())].into(), files: Vec::new() };
    let routes = route(&site, sources, &theme, &mut findings);
    Portal { figures: Figures::of(&site), site, routes }
}
