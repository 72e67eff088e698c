//! Which record of a project is called so: for tables in which offices write names where the project has ids.
//!
//! Reads what is there, right or not. Answers only what is certain; two records of one name are none.

use super::known::names;
use crate::office::Names;
use crate::parse::raw_records;
use crate::parse::{front_matter, yaml};
use crate::schema::Kind;
use crate::source::{SourceFile, SourcePath, Sources};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// The fields that say what a record is called.
const SPOKEN: &[&str] = &["name", "title", "term", "label", "short", "abbr"];

/// The names of all records that have an id, and the ids that they mean.
#[derive(Clone, Debug, Default)]
pub struct Called {
    ids: BTreeMap<(String, String), BTreeSet<String>>,
    /// Every record by kind and id, and the file that has it.
    records: BTreeMap<(String, String), (yaml::Value, SourcePath)>,
    /// The file that is written.
    target: Option<SourcePath>,
}

impl Names for Called {
    fn id(&self, column: &str, name: &str) -> Option<String> {
        Called::id(self, column, name).map(str::to_owned)
    }
    fn has(&self, stem: &str, id: &str) -> bool {
        self.records.contains_key(&(stem.to_owned(), id.to_owned()))
    }
    fn says(&self, stem: &str, id: &str, field: &str) -> Option<String> {
        let (record, _) = self.records.get(&(stem.to_owned(), id.to_owned()))?;
        let value = field.split('.').try_fold(record, |value, key| value.get(key))?;
        let text = |value: &yaml::Value| match value {
            yaml::Value::String(text) => Some(text.clone()),
            yaml::Value::Number(number) => Some(number.to_string()),
            yaml::Value::Bool(value) => Some(value.to_string()),
            _ => None,
        };
        let items = || value.as_sequence()?.iter().map(text).collect::<Option<Vec<_>>>();
        text(value).or_else(|| items().map(|items| items.join(";"))).filter(|text| !text.is_empty())
    }
    fn elsewhere(&self, stem: &str, id: &str) -> Option<String> {
        let target = self.target.as_ref()?;
        let (_, path) = self.records.get(&(stem.to_owned(), id.to_owned())).filter(|(_, path)| path != target)?;
        Some(path.to_string())
    }
}

impl Called {
    /// Reads the names of a project.
    pub fn of(sources: &Sources) -> Self {
        let mut called = Self::default();
        for file in sources.below("content/courses/").filter(|file| file.path.extension() == "md") {
            called.add_course(file);
        }
        for raw in sources.below("data/").flat_map(raw_records) {
            let has_id = Kind::from_stem(&raw.kind).is_some_and(|kind| names(kind) == ["id"]);
            if let Some(id) = raw.value.get("id").and_then(yaml::Value::as_str).filter(|_| has_id) {
                called.add(&raw.kind, id, &raw.value, &raw.origin.path);
            }
        }
        called
    }

    /// The same, for a table that becomes this file of the project: its records of today are replaced, those of other files stay.
    #[must_use]
    pub fn writing(self, target: Option<SourcePath>) -> Self {
        Self { target, ..self }
    }

    /// The id of the only record that is called `name` and that the column `column` can mean: one whose kind is named as the column is,
    /// or a department where somebody is in charge.
    pub fn id(&self, column: &str, name: &str) -> Option<&str> {
        let column = column.rsplit('.').next().unwrap_or(column);
        let stems = match column {
            "owner" => vec!["departments".to_owned()],
            // The one who holds a course is a department; what is written in a matrix may be one or a group of them.
            "provider" => vec!["departments".to_owned()],
            "target" => vec!["departments".to_owned(), "groups".to_owned()],
            "parent" => vec!["groups".to_owned()],
            column => vec![column.to_owned(), format!("{column}s")],
        };
        let name = plain(name);
        let ids = stems.into_iter().find_map(|stem| self.ids.get(&(stem, name.clone())))?;
        ids.first().filter(|_| ids.len() == 1).map(String::as_str)
    }

    fn add_course(&mut self, file: &SourceFile) {
        let head = front_matter::read(file, "page", &mut crate::diagnostic::Diagnostics::default());
        if let Some(record) = head.record.filter(|_| file.path.file_name() != "_index.md") {
            self.add("courses", file.path.stem(), &record.value, &file.path);
        }
    }

    fn add(&mut self, stem: &str, id: &str, record: &yaml::Value, path: &SourcePath) {
        self.records.insert((stem.to_owned(), id.to_owned()), (record.clone(), path.clone()));
        for name in SPOKEN.iter().filter_map(|field| record.get(*field)?.as_str()).map(plain).filter(|name| !name.is_empty()) {
            self.ids.entry((stem.to_owned(), name)).or_default().insert(id.to_owned());
        }
    }
}

/// A name without what offices write now so, now so: width and spaces.
fn plain(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(files: &[(&str, &str)]) -> Called {
        Called::of(&Sources::of_texts(files))
    }

    #[test]
    fn a_name_means_the_only_record_of_the_kind_of_the_column() {
        let called = called(&[
            ("data/departments.yaml", "- {id: a, name: 情報政策課}\n- {id: b, name: 総務課}\n- {id: c, name: 総務課}\n"),
            ("data/levels.yaml", "- {id: level-1, name: 推進リーダー人材, label: レベル1, short: L1}\n"),
            ("data/kpi.csv", "id,name\nfill,充足率\n"),
            ("content/courses/first.md", "---\ntitle: はじめての表\n---\n"),
        ]);
        assert_eq!(called.id("department", "情報 政策課"), Some("a"));
        assert_eq!(called.id("owner", "情報政策課"), Some("a"));
        assert_eq!(called.id("owner", "総務課"), None, "two are called so");
        assert_eq!(called.id("levels", "レベル１"), Some("level-1"));
        assert_eq!(called.id("level", "推進リーダー人材"), Some("level-1"));
        assert_eq!(called.id("kpi", "充足率"), Some("fill"));
        assert_eq!(called.id("course", "はじめての表"), Some("first"));
        assert_eq!(called.id("exam", "充足率"), None, "another kind");
        assert_eq!(called.id("title", "充足率"), None, "no kind");
        assert_eq!(called.id("target", "情報政策課"), Some("a"));
        assert!(called.has("kpi", "fill") && !called.has("levels", "fill"));
        assert_eq!(called.says("levels", "level-1", "short").as_deref(), Some("L1"));
        assert_eq!(called.says("levels", "level-1", "yomi"), None);
        assert_eq!(called.elsewhere("kpi", "fill"), None, "nothing of the project is written");
        let called = called.writing(SourcePath::new("data/kpi.csv").ok());
        assert_eq!(called.elsewhere("kpi", "fill"), None, "it is replaced");
        assert_eq!(called.elsewhere("departments", "a").as_deref(), Some("data/departments.yaml"));
    }
}
