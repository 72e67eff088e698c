//! [`Holdings`]: what a portal holds, record by record, as the manifest of a build remembers it; [`losses`]: what of it is gone now.
//!
//! Speaks of ids, files and numbers; does not know what a record means, and reads no file.

mod loss;

pub use loss::{FEWER_RECORDS, LOST_RECORDS, RECORDS_REMOVED, losses};

use crate::diagnostic::Code;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The codes of this room.
pub static CODES: &[&Code] = &[&LOST_RECORDS, &FEWER_RECORDS, &RECORDS_REMOVED];

/// What a portal holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holdings {
    /// The permanent name of the portal; empty when it has none.
    pub id: String,
    /// What the portal is called.
    pub title: String,
    /// Kind → file → the records of that kind in it, by what names them, sorted.
    pub records: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Markdown file → length of its text.
    pub texts: BTreeMap<String, usize>,
}

impl Holdings {
    /// Adds a record.
    pub fn add(&mut self, kind: &str, file: &str, name: String) {
        self.records.entry(kind.to_owned()).or_default().entry(file.to_owned()).or_default().push(name);
    }

    /// Puts the records in order, so that the same portal gives the same value.
    pub fn sort(&mut self) {
        self.records.values_mut().flat_map(BTreeMap::values_mut).for_each(|names| names.sort_unstable());
    }

    /// Whether these are the holdings of another portal than `other`. Where one of them has no permanent name, a portal of another title
    /// is another one when most of what it holds is something else.
    pub fn is_other_than(&self, other: &Self) -> bool {
        if !self.id.is_empty() && !other.id.is_empty() {
            return self.id != other.id;
        }
        let (mine, theirs) = (self.names(), other.names());
        let shared = mine.iter().filter(|name| theirs.binary_search(name).is_ok()).count();
        self.title != other.title && shared * 2 < mine.len().min(theirs.len())
    }

    /// Every record with its kind, in order.
    fn names(&self) -> Vec<(&str, &str)> {
        let files = self.records.iter().flat_map(|(kind, files)| files.values().map(move |names| (kind, names)));
        let mut names: Vec<_> = files.flat_map(|(kind, names)| names.iter().map(move |name| (kind.as_str(), name.as_str()))).collect();
        names.sort_unstable();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal(id: &str, title: &str, names: &[&str]) -> Holdings {
        let mut portal = Holdings { id: id.to_owned(), title: title.to_owned(), ..Holdings::default() };
        names.iter().for_each(|name| portal.add("exams", "data/exams.yaml", (*name).to_owned()));
        portal
    }

    #[test]
    fn another_portal_is_known_by_its_id_or_by_what_it_holds() {
        let this = portal("", "甲", &["a", "b", "c"]);
        assert!(!portal("", "乙", &["a", "b", "x"]).is_other_than(&this), "a new title");
        assert!(!portal("", "甲", &["x", "y", "z"]).is_other_than(&this), "all is new");
        assert!(portal("", "乙", &["a", "y", "z"]).is_other_than(&this));
        assert!(!portal("k", "甲", &["a"]).is_other_than(&this), "it was given an id");
        assert!(portal("k", "甲", &["a"]).is_other_than(&portal("o", "甲", &["a"])));
        assert!(!portal("k", "乙", &["z"]).is_other_than(&portal("k", "甲", &["a"])));
        assert!(!portal("", "乙", &[]).is_other_than(&Holdings::default()), "an older manifest says nothing");
    }
}
