//! Test support: small sites from YAML strings, and the findings of one rule over them in a readable form.
//!
//! Reads just enough for tests: no findings of decoding (a file that does not decode fails the test), no Markdown bodies.

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::model::{Site, assemble};
use crate::notation::{Day, Id};
use crate::parse::{Document, Markdown, Parsed};
use crate::schema::{COMMON_KEYS, Common, Kind, Record};
use crate::source::{Origin, SourceFile, SourcePath, Sources, Span, Spans};
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};
use std::sync::Arc;

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
pub(crate) fn run_scan(scan: fn(&Sources, &mut Diagnostics), files: &[(&str, &str)]) -> Vec<String> {
    let mut findings = Diagnostics::default();
    scan(&sources(files), &mut findings);
    shown(findings, files)
}

/// The files as sources.
pub(crate) fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        let path = SourcePath::new(path).expect("a path inside");
        sources.insert(SourceFile::text_file(path, text.as_bytes().into(), (*text).into()));
    }
    sources
}

fn shown(mut findings: Diagnostics, files: &[(&str, &str)]) -> Vec<String> {
    findings.sort();
    let text = |path: &SourcePath| files.iter().find(|(name, _)| *name == path.as_str()).map_or("", |(_, text)| *text);
    findings
        .iter()
        .map(|finding| {
            assert!(!finding.message.ja.is_empty() && !finding.message.en.is_empty());
            let place = finding.place.as_ref().map_or("", |place| &text(&place.path)[place.start..place.end]);
            format!("{}: {place}", finding.code.name)
        })
        .collect()
}

/// The site of `files` (`data/<kind>.yaml`, `content/**.md`, `site.toml`) and what assembling found.
pub(crate) fn site(options: Options, files: &[(&str, &str)]) -> (Site, Diagnostics) {
    let mut parsed = Parsed::default();
    let mut config = "title = \"しるべ\"\norganization = \"見本県\"\n";
    for (path, text) in files {
        let path = SourcePath::new(path).expect("a path inside");
        match path.as_str().split('/').collect::<Vec<_>>()[..] {
            ["site.toml"] => config = text,
            ["data", ..] => data(&mut parsed, &path, text),
            ["content", "courses", ..] => parsed.courses.push(document(&path, text, |course: &crate::schema::Course| course.id.clone())),
            ["content", "news", ..] => parsed.news.push(document(&path, text, |news: &crate::schema::News| news.id.clone())),
            ["content", "trends", ..] => parsed.trends.push(document(&path, text, |trend: &crate::schema::Trend| trend.id.clone())),
            ["content", ..] => parsed.pages.push(document(&path, text, |page: &crate::schema::Page| page.slug.clone())),
            _ => panic!("no place for {path}"),
        }
    }
    let mut findings = Diagnostics::default();
    let config = toml::from_str(config).expect("a configuration");
    let site = assemble(parsed, config, options, &mut findings);
    (site, findings)
}

fn data(parsed: &mut Parsed, path: &SourcePath, text: &str) {
    let value: Value = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let spans = Arc::new(spans(&value, text));
    let lists: Vec<(Kind, String, Vec<Value>)> = match value {
        Value::Sequence(items) => vec![(Kind::of_file(path.stem()).expect("a kind of data"), String::new(), items)],
        Value::Mapping(map) => map
            .into_iter()
            .map(|(key, items)| {
                let key = key.as_str().expect("a word").to_owned();
                (Kind::from_stem(&key).expect("a kind of data"), key, items.as_sequence().expect("a list").clone())
            })
            .collect(),
        _ => panic!("{path}: neither a list nor a mapping"),
    };
    for (of_kind, prefix, items) in lists {
        for (at, item) in items.into_iter().enumerate() {
            let origin = Origin::new(path.clone(), spans.clone(), &format!("{prefix}[{at}]"));
            push(parsed, of_kind, item, origin);
        }
    }
}

/// One record of `kind` into its list.
fn push(parsed: &mut Parsed, kind: Kind, item: Value, origin: Origin) {
    macro_rules! into {
        ($($variant:ident $field:ident;)*) => {
            match kind {
                $(Kind::$variant => parsed.records.$field.push(record(item, kind.own_keys(), origin)),)*
            }
        };
    }
    into! {
        Plan plans; Pillar pillars; Initiative initiatives; Reference references; Level levels; SkillCategory skill_categories; Skill skills; External external; Exam exams; ExamSession exam_sessions; Case cases; Tool tools; Group groups; Department departments; MatrixCell matrix; Leader leaders; Award awards; Community communities; Kpi kpi; KpiActual kpi_actuals; Lane lanes; Body organization; Recruitment recruitment; Term glossary; Assessment assessment; Holiday holidays;
    }
}

fn document<T: DeserializeOwned>(path: &SourcePath, text: &str, id: impl Fn(&T) -> Option<Id>) -> Document<T> {
    let head = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")).map_or(text, |(head, _)| head);
    let value: Value = serde_yaml::from_str(head).unwrap_or_else(|error| panic!("{path}: {error}"));
    let origin = Origin::new(path.clone(), Arc::new(spans(&value, text)), "");
    let record: Record<T> = record(value, &[], origin);
    let stem = path.stem().trim_start_matches('_');
    let id = id(&record.value).unwrap_or_else(|| Id::parse(stem).expect("a file name that is an id"));
    Document { record, id, body: body() }
}

fn body() -> Markdown {
    Markdown
}

fn record<T: DeserializeOwned>(item: Value, own_keys: &[&str], origin: Origin) -> Record<T> {
    let (common, own): (Mapping, Mapping) = item.as_mapping().expect("a mapping").clone().into_iter().partition(|(key, _)| {
        let key = key.as_str().unwrap_or_default();
        COMMON_KEYS.contains(&key) && !own_keys.contains(&key)
    });
    let path = &origin.path;
    let value = serde_yaml::from_value(Value::Mapping(own)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let common: Common = serde_yaml::from_value(Value::Mapping(common)).unwrap_or_else(|error| panic!("{path}: {error}"));
    Record { value, common, origin }
}

/// Finds keys and scalars by looking for them in the order in which they were written.
fn spans(value: &Value, text: &str) -> Spans {
    let mut spans = Spans::default();
    walk(value, "", text, &mut 0, &mut spans);
    spans
}

fn walk(value: &Value, path: &str, text: &str, cursor: &mut usize, spans: &mut Spans) {
    let found = |word: &str, cursor: &mut usize| {
        let start = *cursor + text[*cursor..].find(word)?;
        *cursor = start + word.len();
        Some(Span { start, end: *cursor })
    };
    let scalar = match value {
        Value::Mapping(map) => {
            let mut first = None;
            for (key, value) in map {
                let key = scalar(key);
                let full = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                if let Some(span) = found(&format!("{key}:"), cursor) {
                    first = first.or(Some(span.start));
                    spans.keys.insert(full.clone(), Span { start: span.start, end: span.end - 1 });
                }
                walk(value, &full, text, cursor, spans);
            }
            spans.values.extend(first.map(|start| (path.to_owned(), Span { start, end: *cursor })));
            return;
        }
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{path}[{at}]"), text, cursor, spans);
            }
            if let Some(first) = spans.values.get(&format!("{path}[0]")).copied() {
                spans.values.insert(path.to_owned(), Span { start: first.start, end: *cursor });
            }
            return;
        }
        other => scalar(other),
    };
    if let Some(span) = found(&scalar, cursor) {
        spans.values.insert(path.to_owned(), span);
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.lines().next().unwrap_or_default().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(bool) => bool.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_site_is_read_with_its_places() {
        let files = [
            ("data/departments.yaml", "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: a, name: 課, yomi: か, group: g}\n"),
            ("content/courses/x.md", "---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\n---\n"),
        ];
        let (site, findings) = site(options(), &files);
        assert!(findings.is_empty(), "{findings:?}");
        let place = site.departments.values().next().expect("one").meta.origin.place("yomi");
        assert_eq!(&files[0].1[place.start..place.end], "か");
        assert_eq!(site.courses.len(), 1);
    }
}
