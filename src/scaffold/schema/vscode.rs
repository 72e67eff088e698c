//! The settings with which VS Code uses the schemas, and the extensions that it needs.
//!
//! A file that is there already is an editor's own: it stays as it is, and what it should hold is told.

use super::super::{Refusal, disk};
use super::{PAGES, schemas};
use serde_json::{Map, Value, json};
use std::path::Path;

/// What became of one settings file.
#[derive(Clone, Debug)]
pub enum Advice {
    /// It was made.
    Made(String),
    /// It was there: its path, and what to add to it.
    Add(String, String),
}

/// Makes `.vscode/settings.json` and `.vscode/extensions.json` below `root`; the schemas lie in `directory`, relative to it.
pub fn vscode(root: &Path, directory: &str) -> Result<Vec<Advice>, Refusal> {
    let mut advice = Vec::new();
    for (path, value) in [(".vscode/settings.json", settings(directory)), (".vscode/extensions.json", extensions())] {
        let text = serde_json::to_string_pretty(&value).expect("JSON can be written") + "\n";
        let place = root.join(path);
        advice.push(match disk::read(&place)? {
            None => {
                disk::create(&place, text.as_bytes())?;
                Advice::Made(path.to_owned())
            }
            Some(before) if before == text.as_bytes() => Advice::Made(path.to_owned()),
            Some(_) => Advice::Add(path.to_owned(), text),
        });
    }
    Ok(advice)
}

fn settings(directory: &str) -> Value {
    let directory = directory.trim_start_matches("./").trim_end_matches('/');
    let at = |file: &str| format!("./{directory}/{file}");
    let is_page = |file: &str| PAGES.iter().any(|(name, ..)| file == format!("front-matter-{name}.schema.json"));
    let data: Map<String, Value> = schemas()
        .into_iter()
        .filter(|schema| !is_page(&schema.file) && schema.file != "site.schema.json")
        .map(|schema| (at(&schema.file), json!(schema.files)))
        .collect();
    json!({
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.exclude": { "public": true },
        "[yaml]": { "editor.insertSpaces": true, "editor.tabSize": 2, "editor.quickSuggestions": { "other": true, "comments": false, "strings": true } },
        "yaml.schemas": data,
        "evenBetterToml.schema.associations": { "site\\.toml$": at("site.schema.json") },
    })
}

fn extensions() -> Value {
    json!({ "recommendations": ["MS-CEINTL.vscode-language-pack-ja", "redhat.vscode-yaml", "tamasfe.even-better-toml"] })
}
