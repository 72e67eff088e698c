//! Findings as JSON, for editors and other programs.

use super::{position, severity_name};
use crate::diagnostic::{Diagnostic, Diagnostics, Group, Lang, counts, groups};
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
    places: Vec<Single<'a>>,
}

/// One of the findings that are told together.
#[derive(Serialize)]
struct Single<'a> {
    code: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    message: &'a str,
    hint: Option<&'a str>,
    record: Option<&'a str>,
    name: Option<&'a str>,
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
    places: Places,
}

#[derive(Serialize)]
struct Places {
    errors: usize,
    warnings: usize,
    notices: usize,
}

/// Writes one JSON object: `{"findings": […], "summary": {"errors", "warnings", "notices", "places": {…}}}`. A finding stands for all that have its
/// cause, each of which is in `places`; the summary counts causes, and under `places` single findings. Lines and columns count from 1,
/// columns in characters; what is absent is `null`.
pub fn json(sources: &Sources, diagnostics: &Diagnostics, lang: Lang, out: &mut impl io::Write) -> io::Result<()> {
    let groups = groups(diagnostics.iter());
    let [errors, warnings, notices] = counts(&groups);
    let report = Report {
        findings: groups.iter().map(|group| finding(sources, group, lang)).collect(),
        summary: Summary {
            errors: errors.groups,
            warnings: warnings.groups,
            notices: notices.groups,
            places: Places { errors: errors.places, warnings: warnings.places, notices: notices.places },
        },
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}

fn finding<'a>(sources: &Sources, group: &Group<'a>, lang: Lang) -> Finding<'a> {
    let first = group.first();
    Finding {
        code: group.code().name,
        severity: severity_name(group.severity()),
        at: at(sources, first.place.as_ref()),
        message: group.message().get(lang),
        hint: group.hint().map(|hint| hint.get(lang)),
        record: first.record.as_deref(),
        related: first
            .related
            .iter()
            .map(|related| Related { at: at(sources, Some(&related.place)), message: related.message.get(lang) })
            .collect(),
        places: group.findings().iter().map(|finding| single(sources, finding, lang)).collect(),
    }
}

fn single<'a>(sources: &Sources, finding: &'a Diagnostic, lang: Lang) -> Single<'a> {
    Single {
        code: finding.code.name,
        at: at(sources, finding.place.as_ref()),
        message: finding.message.get(lang),
        hint: finding.hint.as_ref().map(|hint| hint.get(lang)),
        record: finding.record.as_deref(),
        name: finding.name.as_deref(),
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
