//! [`Origin`]: which words of which file a record was read from, field by field.

use super::places::Places;
use super::{Place, SourcePath};
use std::sync::Arc;

/// Byte range in the file's decoded text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The places of all keys and values of one file, by path (`[2].sessions[0].apply.close`).
///
/// The path of a top-level list item is `[2]`, of a key `name`, nested `a.b[3].c`; of a CSV cell `[row].column`.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// Where each value stands.
    pub values: Places,
    /// Where the key of each value stands, for values that have one.
    pub keys: Places,
    /// The row of column names, when the file is a table.
    pub header: Option<Span>,
}

impl Spans {
    /// The finished index.
    pub fn finish(mut self) -> Arc<Self> {
        self.values.sort();
        self.keys.sort();
        Arc::new(self)
    }
}

/// Where a record came from. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file.
    pub path: SourcePath,
    spans: Arc<Spans>,
    prefix: Arc<str>,
}

impl Origin {
    /// The record at `prefix` (empty for a whole document) of the file whose places are `spans`.
    pub fn new(path: SourcePath, spans: Arc<Spans>, prefix: &str) -> Self {
        Self { path, spans, prefix: prefix.into() }
    }

    /// The part of the record at `field` as an origin of its own.
    pub fn part(&self, field: &str) -> Self {
        Self { path: self.path.clone(), spans: self.spans.clone(), prefix: self.full(field).into() }
    }

    /// The value of `field` (`"levels[1]"`, `"apply.close"`); the nearest enclosing value that is known, when
    /// the field itself is not in the file. `""` means the record.
    pub fn place(&self, field: &str) -> Place {
        self.nearest(field, |full| self.spans.values.get(full))
    }

    /// The key of `field`; its value when it has no key, or what encloses it.
    pub fn key(&self, field: &str) -> Place {
        self.nearest(field, |full| self.spans.keys.get(full).or_else(|| self.spans.values.get(full)))
    }

    /// The row of column names of the table that the record stands in.
    pub fn header(&self) -> Option<Place> {
        self.spans.header.map(|span| Place::new(self.path.clone(), span.start..span.end))
    }

    /// Whether the key of `field` (in a table: its column) is in the file.
    pub fn has_key(&self, field: &str) -> bool {
        self.spans.keys.get(&self.full(field)).is_some()
    }

    /// Whether the record has a key in the file that is none of `known`.
    pub fn has_other_key(&self, known: &[&str]) -> bool {
        let start = if self.prefix.is_empty() { String::new() } else { format!("{}.", self.prefix) };
        self.spans.keys.beginning_with(&start).any(|path| {
            let key = &path[start.len()..];
            !key.contains(['.', '[']) && !known.contains(&key)
        })
    }

    fn full(&self, field: &str) -> String {
        match (self.prefix.is_empty(), field.is_empty(), field.starts_with('[')) {
            (true, _, _) => field.to_owned(),
            (_, true, _) => self.prefix.to_string(),
            (_, _, true) => format!("{}{field}", self.prefix),
            _ => format!("{}.{field}", self.prefix),
        }
    }

    fn nearest(&self, field: &str, find: impl Fn(&str) -> Option<Span>) -> Place {
        let mut full = self.full(field);
        loop {
            if let Some(span) = find(&full) {
                return Place::new(self.path.clone(), span.start..span.end);
            }
            match full.rfind(['.', '[']) {
                Some(at) => full.truncate(at),
                None if full.is_empty() => return Place::file(self.path.clone()),
                None => full.clear(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_field_is_placed_at_what_encloses_it() {
        let mut spans = Spans::default();
        spans.values.insert("[1]", Span { start: 10, end: 40 });
        spans.values.insert("[1].apply", Span { start: 20, end: 30 });
        spans.keys.insert("[1].apply", Span { start: 12, end: 17 });
        let origin = Origin::new(SourcePath::new("data/x.yaml").expect("inside"), spans.finish(), "[1]");
        assert_eq!(origin.place("apply.close").start, 20);
        assert_eq!(origin.place("title").start, 10);
        assert_eq!(origin.key("apply").start, 12);
        assert_eq!(origin.part("apply").place("").start, 20);
    }
}
