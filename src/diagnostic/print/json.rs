//! Findings as JSON, for editors and other programs.

use super::{position, severity_name};
use crate::diagnostic::{Diagnostic, Diagnostics, Lang, Severity};
use crate::source::{Place, Sources};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    message: &'a str,
    hint: Option<&'a str>,
    record: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    at: At<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct At<'a> {
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notices: usize,
}

/// Writes one JSON object: `{"findings": […], "summary": {"errors", "warnings", "notices"}}`. Lines and columns count from 1, columns
/// in characters; what is absent is `null`.
pub fn json(sources: &Sources, diagnostics: &Diagnostics, lang: Lang, out: &mut impl io::Write) -> io::Result<()> {
    let report = Report {
        findings: diagnostics.iter().map(|diagnostic| finding(sources, diagnostic, lang)).collect(),
        summary: Summary {
            errors: diagnostics.count(Severity::Error),
            warnings: diagnostics.count(Severity::Warning),
            notices: diagnostics.count(Severity::Notice),
        },
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}

fn finding<'a>(sources: &Sources, diagnostic: &'a Diagnostic, lang: Lang) -> Finding<'a> {
    Finding {
        code: diagnostic.code.name,
        severity: severity_name(diagnostic.severity()),
        at: at(sources, diagnostic.place.as_ref()),
        message: diagnostic.message.get(lang),
        hint: diagnostic.hint.as_ref().map(|hint| hint.get(lang)),
        record: diagnostic.record.as_deref(),
        related: diagnostic
            .related
            .iter()
            .map(|related| Related { at: at(sources, Some(&related.place)), message: related.message.get(lang) })
            .collect(),
    }
}

fn at<'a>(sources: &Sources, place: Option<&'a Place>) -> At<'a> {
    let position = place.and_then(|place| position(sources, place));
    At {
        path: place.map(|place| place.path.as_str()),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
    }
}
