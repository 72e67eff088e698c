//! `schema`: JSON Schemas for every data file, every front matter and `site.toml`, made from the types that read them, and the settings with
//! which VS Code uses them.
//!
//! A schema says the form of one file. What only the whole portal knows (whether an id exists, whether a day is a holiday) stays with `check`.

mod json;
mod vscode;
mod words;

pub use vscode::{Advice, vscode};

use super::{Refusal, disk};
use crate::config::Config;
use crate::field::{Fields, RecordDecl};
use crate::schema::{self, Common, Kind};
use json::Writer;
use serde_json::{Map, Value, json};
use std::path::Path;

/// The front matters: name of the schema, files.
const PAGES: &[(&str, &str)] = &[
    ("course", "content/courses/**/*.md"),
    ("news", "content/news/**/*.md"),
    ("trend", "content/trends/**/*.md"),
    ("page", "content/**/*.md"),
];

/// One schema.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Name of its file.
    pub file: String,
    /// Which files of a project it is for.
    pub files: Vec<String>,
    /// JSON.
    pub text: String,
}

/// All schemas, in a fixed order.
pub fn schemas() -> Vec<Schema> {
    let data = Kind::ALL.iter().map(|kind| {
        let mut writer = Writer::default();
        let value = data_file(*kind, &mut writer);
        let stem = kind.stem();
        let mut files = vec![format!("data/{stem}.yaml"), format!("data/{stem}.yml"), format!("data/{stem}/**/*.yaml")];
        if *kind == Kind::Lane {
            files.push("data/roadmap.yaml".to_owned());
        }
        finished(stem, files, value, writer)
    });
    let pages = PAGES.iter().map(|(name, files)| {
        let mut writer = Writer::default();
        let value = front_matter(name, &mut writer);
        finished(&format!("front-matter-{name}"), vec![(*files).to_owned()], value, writer)
    });
    let mut writer = Writer::settings();
    let entries = words::of_settings(super::portal::site_toml());
    let settings = writer.settings_of(Config::DECLARED, &entries);
    let settings = finished("site", vec!["site.toml".to_owned()], settings, writer);
    data.chain(pages).chain([settings]).collect()
}

/// Writes all schemas into `directory`; those of an earlier run are written again. Returns their paths.
pub fn write(directory: &Path) -> Result<Vec<String>, Refusal> {
    let mut written = Vec::new();
    for schema in schemas() {
        let path = directory.join(&schema.file);
        match disk::read(&path)? {
            Some(before) if before == schema.text.as_bytes() => {}
            Some(before) => disk::replace(&path, &before, schema.text.as_bytes())?,
            None => disk::create(&path, schema.text.as_bytes())?,
        }
        written.push(path.display().to_string());
    }
    Ok(written)
}

fn finished(name: &str, files: Vec<String>, value: Value, writer: Writer) -> Schema {
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("$comment".to_owned(), json!("shirube schema が作ったファイルです。手では直しません。"));
    if let Value::Object(own) = value {
        root.extend(own);
    }
    if let Some(definitions) = writer.definitions() {
        root.insert("definitions".to_owned(), definitions);
    }
    let text = serde_json::to_string_pretty(&Value::Object(root)).expect("JSON can be written") + "\n";
    Schema { file: format!("{name}.schema.json"), files, text }
}

/// A data file: a list of records, lists under headings, or one record.
fn data_file(kind: Kind, writer: &mut Writer) -> Value {
    let mut headings = Map::new();
    for of in std::iter::once(kind).chain(kind.companions().iter().copied()) {
        let record = closed(of.declared(), writer);
        writer.define(of.stem(), record);
        let list = json!({ "type": ["array", "null"], "items": { "$ref": format!("#/definitions/{}", of.stem()) } });
        headings.insert(of.stem().to_owned(), list);
    }
    let own = json!({ "$ref": format!("#/definitions/{}", kind.stem()) });
    let named: Vec<Value> = headings.keys().map(|heading| json!({ "required": [heading] })).collect();
    json!({
        "type": ["array", "object", "null"],
        "if": { "type": "array" },
        "then": { "items": own },
        "else": {
            "if": { "type": "object", "not": { "required": ["id"] }, "anyOf": named },
            "then": { "properties": headings, "additionalProperties": false },
            "else": { "if": { "type": "object" }, "then": own },
        },
    })
}

fn front_matter(name: &str, writer: &mut Writer) -> Value {
    let declared = match name {
        "course" => schema::Course::DECLARED,
        "news" => schema::News::DECLARED,
        "trend" => schema::Trend::DECLARED,
        _ => schema::Page::DECLARED,
    };
    let mut value = closed(declared, writer);
    // A page outside its usual folder says itself what it is.
    if let Some(properties) = value.get_mut("properties").and_then(Value::as_object_mut) {
        let kind =
            json!({ "enum": ["course", "news", "trend", "page"], "description": "ページの種類。ふつうはフォルダーで決まるので書きません" });
        properties.insert("kind".to_owned(), kind);
    }
    value
}

/// The keys of a record and, beside them, those that every record may have and it does not have itself.
fn closed(declared: &'static RecordDecl, writer: &mut Writer) -> Value {
    let mut value = writer.group(declared);
    let common = writer.group(Common::DECLARED);
    if let (Some(own), Some(Value::Object(common))) = (value.get_mut("properties").and_then(Value::as_object_mut), common.get("properties"))
    {
        for (key, value) in common {
            own.entry(key).or_insert_with(|| value.clone());
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every property below `value`, with its path.
    fn properties<'v>(value: &'v Value, at: &str, found: &mut Vec<(String, &'v Value)>) {
        let Some(object) = value.as_object() else { return };
        for (key, value) in object {
            if key == "properties" {
                for (name, value) in value.as_object().unwrap() {
                    let at = format!("{at}.{name}");
                    found.push((at.clone(), value));
                    properties(value, &at, found);
                }
            } else {
                properties(value, at, found);
            }
        }
    }

    #[test]
    fn every_key_is_described_in_japanese() {
        let mut silent = Vec::new();
        let mut count = 0;
        for schema in schemas() {
            let value: Value = serde_json::from_str(&schema.text).unwrap();
            let mut found = Vec::new();
            properties(&value, "", &mut found);
            found.retain(|(_, value)| value.get("items").is_none_or(|items| items.get("$ref").is_none()));
            count += found.len();
            silent
                .extend(found.iter().filter(|(_, value)| value.get("description").is_none()).map(|(at, _)| format!("{}{at}", schema.file)));
        }
        assert!(count > 500, "only {count} keys");
        assert!(silent.is_empty(), "{silent:#?}");
    }

    #[test]
    fn every_kind_has_a_schema() {
        assert_eq!(schemas().len(), Kind::ALL.len() + PAGES.len() + 1);
    }
}
