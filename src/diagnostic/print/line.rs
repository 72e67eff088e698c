//! Forms with one line for each finding: for editors' problem lists, and for annotations in GitHub Actions.

use super::{position, severity_name, severity_word};
use crate::diagnostic::{Diagnostic, Diagnostics, Lang, Severity};
use crate::source::Sources;
use std::io;

/// `path:line:col: エラー[code]: 文。直し方`
pub fn short(sources: &Sources, diagnostics: &Diagnostics, lang: Lang, out: &mut impl io::Write) -> io::Result<()> {
    for finding in diagnostics.iter() {
        let word = severity_word(finding.severity(), lang);
        writeln!(out, "{}{word}[{}]: {}", address(sources, finding), finding.code.name, sentence(finding, lang))?;
    }
    Ok(())
}

/// `::error file=…,line=…,col=…,title=…::文`, as GitHub Actions reads annotations. `prefix` leads from the root of the repository to the
/// project (`portal/`).
pub fn github(sources: &Sources, diagnostics: &Diagnostics, prefix: &str, lang: Lang, out: &mut impl io::Write) -> io::Result<()> {
    for finding in diagnostics.iter() {
        let command = if finding.severity() == Severity::Notice { "notice" } else { severity_name(finding.severity()) };
        let mut properties = vec![format!("title={}", finding.code.name)];
        if let Some(place) = &finding.place {
            properties.push(format!("file={}", property(&format!("{prefix}{}", place.path))));
            properties.extend(position(sources, place).map(|at| format!("line={},col={}", at.line, at.column)));
        }
        writeln!(out, "::{command} {}::{}", properties.join(","), data(&sentence(finding, lang)))?;
    }
    Ok(())
}

fn address(sources: &Sources, finding: &Diagnostic) -> String {
    match &finding.place {
        Some(place) => match position(sources, place) {
            Some(at) => format!("{}:{}:{}: ", place.path, at.line, at.column),
            None => format!("{}: ", place.path),
        },
        None => String::new(),
    }
}

fn sentence(finding: &Diagnostic, lang: Lang) -> String {
    let message = finding.message.get(lang);
    let words = match (&finding.hint, lang) {
        (Some(hint), Lang::Ja) => format!("{message}。{}", hint.get(lang)),
        (Some(hint), Lang::En) => format!("{message}; {}", hint.get(lang)),
        (None, _) => message.to_owned(),
    };
    words.replace(['\n', '\r'], " ")
}

/// Escapes as the workflow commands of GitHub Actions ask for.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
