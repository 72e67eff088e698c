//! What a project has already: names, places and numbers of its records, read as they stand, also where they are not right yet.
//!
//! Judges nothing; findings of reading are not reported here.

use crate::diagnostic::Diagnostics;
use crate::notation::{Day, FiscalYear};
use crate::parse::{front_matter, raw_records, yaml};
use crate::schema::Kind;
use crate::source::{Place, SourceFile, Sources};
use std::collections::BTreeMap;

/// One record.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// What tells it from the others of its kind.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// Its `order`, `number` or `weight`.
    pub number: Option<i64>,
}

/// All records, by the name of their kind (`courses`, `news`, `trends`, `pages` for pages), in order of files and lines.
#[derive(Debug, Default)]
pub(super) struct Known {
    by_kind: BTreeMap<String, Vec<Listed>>,
}

impl Known {
    /// Reads what is there.
    pub(super) fn of(sources: &Sources) -> Self {
        let mut known = Self::default();
        for file in sources.below("content/").filter(|file| file.path.extension() == "md") {
            known.add_page(file);
        }
        for file in sources.below("data/") {
            known.add_data(file);
        }
        known
    }

    /// The records of a kind.
    pub(super) fn records(&self, kind: &str) -> &[Listed] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The record of a kind that `id` is about: the one whose name it begins with (`ds-literacy` of `ds-literacy-13`).
    pub(super) fn meant(&self, kind: &str, id: &str) -> Option<&Listed> {
        let begins = |record: &&Listed| id.strip_prefix(&*record.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        self.records(kind).iter().filter(begins).max_by_key(|record| record.name.len())
    }

    /// The number behind the last one of a kind.
    pub(super) fn next_number(&self, kind: &str) -> i64 {
        self.records(kind).iter().filter_map(|record| record.number).max().unwrap_or(0) + 1
    }

    fn add_page(&mut self, file: &SourceFile) {
        let path = file.path.as_str();
        if file.path.file_name() == "_index.md" {
            return;
        }
        let (kind, name) = match path.split('/').nth(1) {
            Some(folder @ ("courses" | "news" | "trends")) => (folder, file.path.stem().to_owned()),
            _ => ("pages", path.trim_start_matches("content/").trim_end_matches(".md").to_owned()),
        };
        let head = front_matter::read(file, "page", &mut Diagnostics::default());
        let number = head.record.and_then(|record| record.value.get("weight")?.as_i64());
        let place = Place::file(file.path.clone());
        self.by_kind.entry(kind.to_owned()).or_default().push(Listed { name, place, number });
    }

    fn add_data(&mut self, file: &SourceFile) {
        for raw in raw_records(file) {
            let Some(kind) = Kind::from_stem(&raw.kind) else { continue };
            let text = |field: &str| match raw.value.get(field) {
                Some(yaml::Value::String(text)) => Some(text.clone()),
                Some(yaml::Value::Number(number)) => Some(number.to_string()),
                _ => None,
            };
            let fields: Vec<String> = names(kind).iter().filter_map(|field| text(field).map(|text| plain(field, text))).collect();
            let number = ["order", "number"].iter().find_map(|field| raw.value.get(*field)?.as_i64());
            let place = raw.origin.place(names(kind).first().copied().unwrap_or_default());
            self.by_kind.entry(raw.kind).or_default().push(Listed { name: fields.join("--"), place, number });
        }
    }
}

/// The fields that tell a record of `kind` from the others; none when nothing does.
pub(super) fn names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::MatrixCell => &["level", "target"],
        Kind::Leader => &["department"],
        Kind::KpiActual => &["kpi", "fiscal_year"],
        Kind::Assessment => &["level"],
        Kind::Holiday => &["date"],
        Kind::Synonym => &[],
        _ => &["id"],
    }
}

/// A day or a year in the form in which it is compared.
fn plain(field: &str, text: String) -> String {
    match field {
        "date" => Day::parse(&text).map_or(text, Day::iso),
        "fiscal_year" => FiscalYear::parse(&text).map_or(text, FiscalYear::short),
        _ => text,
    }
}
