//! Test support: small sites from YAML strings, and the findings of one rule over them in a readable form.

use crate::config::Options;
use crate::diagnostic::{Diagnostics, Severity};
use crate::model::{Site, assemble};
use crate::notation::Day;
use crate::parse::project;
use crate::source::{SourceFile, SourcePath, Sources};

/// The day of all tests that do not set another: a Sunday.
pub(crate) fn options() -> Options {
    let today = Day::new(2026, 11, 22).expect("a day");
    Options { today, base_url: None, drafts: false, future: false, no_samples: false, highlight: false }
}

/// What `check` reports over the site of `files`, each as `code: text at its place`, in order.
pub(crate) fn run(check: fn(&Site, &mut Diagnostics), files: &[(&str, &str)]) -> Vec<String> {
    run_with(check, options(), files)
}

/// [`run`] with other options.
pub(crate) fn run_with(check: fn(&Site, &mut Diagnostics), options: Options, files: &[(&str, &str)]) -> Vec<String> {
    let (site, _) = site(options, files);
    let mut findings = Diagnostics::default();
    check(&site, &mut findings);
    shown(findings, files)
}

/// What `scan` reports over `files` as they are.
pub(crate) fn run_scan(scan: fn(&SourceFile, &mut Diagnostics), files: &[(&str, &str)]) -> Vec<String> {
    let mut findings = Diagnostics::default();
    Sources::of_texts(files).iter().for_each(|file| scan(file, &mut findings));
    shown(findings, files)
}

fn shown(mut findings: Diagnostics, files: &[(&str, &str)]) -> Vec<String> {
    findings.sort();
    let text = |path: &SourcePath| files.iter().find(|(name, _)| *name == path.as_str()).map_or("", |(_, text)| *text);
    findings
        .iter()
        .map(|finding| {
            assert!(!finding.message.ja.is_empty() && !finding.message.en.is_empty());
            let place = finding.place.as_ref().map_or("", |place| text(&place.path)[place.start..place.end].trim_matches(['"', '\'']));
            format!("{}: {place}", finding.code.name)
        })
        .collect()
}

/// The site of `files` (`data/<kind>.yaml`, `content/**.md`, `site.toml`) and what assembling found. A file that does not decode fails
/// the test.
pub(crate) fn site(options: Options, files: &[(&str, &str)]) -> (Site, Diagnostics) {
    let mut sources = Sources::of_texts(files);
    if sources.get("site.toml").is_none() {
        let text = "title = \"しるべ\"\norganization = \"見本県\"\n";
        sources.insert(SourceFile::text_file(SourcePath::new("site.toml").expect("a plain name"), text.as_bytes().into(), text.into()));
    }
    let mut findings = Diagnostics::default();
    let config = crate::parse::settings(&sources, &mut findings).expect("a configuration");
    let parsed = project(&sources, &options, &mut findings);
    let words: Vec<_> =
        findings.iter().filter(|finding| finding.severity() == Severity::Error).map(|finding| &finding.message.ja).collect();
    assert!(words.is_empty(), "{words:?}");
    let mut findings = Diagnostics::default();
    let site = assemble(parsed, config, options, &mut findings);
    (site, findings)
}
