//! Forms with one line for each finding: for editors' problem lists, and for annotations in GitHub Actions.

use super::{position, severity_name, severity_word};
use crate::diagnostic::{Diagnostic, Diagnostics, Group, Lang, Severity, groups};
use crate::source::Sources;
use std::io;

/// `path:line:col: エラー[code]: 文。直し方`; the other places of the same finding follow, a line each, indented.
pub fn short(sources: &Sources, diagnostics: &Diagnostics, lang: Lang, out: &mut impl io::Write) -> io::Result<()> {
    for group in groups(diagnostics.iter()) {
        let word = severity_word(group.severity(), lang);
        let at = address(sources, group.first()).map(|at| format!("{at}: ")).unwrap_or_default();
        writeln!(out, "{at}{word}[{}]: {}", group.code().name, sentence(&group, lang))?;
        for finding in &group.findings()[1..] {
            writeln!(out, "  {}", listed(sources, finding))?;
        }
    }
    Ok(())
}

/// `::error file=…,line=…,col=…,title=…::文`, as GitHub Actions reads annotations. It shows few of them, so there is one for each cause, with the
/// other places in its text. `prefix` leads from the root of the repository to the project (`portal/`).
pub fn github(sources: &Sources, diagnostics: &Diagnostics, prefix: &str, lang: Lang, out: &mut impl io::Write) -> io::Result<()> {
    for group in groups(diagnostics.iter()) {
        let command = if group.severity() == Severity::Notice { "notice" } else { severity_name(group.severity()) };
        let mut properties = vec![format!("title={}", group.code().name)];
        if let Some(place) = &group.first().place {
            properties.push(format!("file={}", property(&format!("{prefix}{}", place.path))));
            properties.extend(position(sources, place).map(|at| format!("line={},col={}", at.line, at.column)));
        }
        let others = group.findings()[1..].iter().map(|finding| format!("\n{}", listed(sources, finding)));
        let text: String = [sentence(&group, lang)].into_iter().chain(others).collect();
        writeln!(out, "::{command} {}::{}", properties.join(","), data(&text))?;
    }
    Ok(())
}

/// `path:line:col`, where there is a place.
fn address(sources: &Sources, finding: &Diagnostic) -> Option<String> {
    let place = finding.place.as_ref()?;
    Some(match position(sources, place) {
        Some(at) => format!("{}:{}:{}", place.path, at.line, at.column),
        None => place.path.to_string(),
    })
}

/// A further place, with the name of its record.
fn listed(sources: &Sources, finding: &Diagnostic) -> String {
    let name = finding.name.as_deref().or(finding.record.as_deref());
    let parts = [address(sources, finding), name.map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn sentence(group: &Group<'_>, lang: Lang) -> String {
    let message = format!("{}{}", group.message().get(lang), super::places(group, lang));
    let words = match (group.hint(), lang) {
        (Some(hint), Lang::Ja) => format!("{message}。{}", hint.get(lang)),
        (Some(hint), Lang::En) => format!("{message}; {}", hint.get(lang)),
        (None, _) => message,
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
