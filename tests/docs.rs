//! The reference for editors, `docs/data.ja.md`: its examples are a portal without errors, and it names every key and every value.

use shirube::config::Options;
use shirube::diagnostic::{Diagnostics, Lang, Severity, print};
use shirube::notation::Day;
use shirube::schema::Kind;
use shirube::snapshot::compile;
use shirube::source::{SourceFile, SourcePath, Sources};
use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

const SITE: &str = "title = \"しるべ\"\norganization = \"北海道\"\n";

fn reference() -> String {
    fs::read_to_string("docs/data.ja.md").expect("the reference is there")
}

/// The fenced examples: the words behind the language name their file.
fn examples(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(path) = line.strip_prefix("```").and_then(|info| info.split_once(' ')).map(|(_, path)| path) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        found.push((path.to_owned(), body.join("\n") + "\n"));
    }
    found
}

/// Everything between backquotes.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.lines().filter(|line| !line.starts_with("```")).flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// Name of a type, its attributes, and its lines.
fn types(source: &str) -> Vec<(String, String, Vec<&str>)> {
    let mut found = Vec::new();
    let mut attributes = String::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let declared = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum ")).and_then(|rest| rest.strip_suffix(" {"));
        match declared {
            Some(name) => {
                let body = lines.by_ref().take_while(|line| *line != "}").map(str::trim).collect();
                found.push((name.to_owned(), std::mem::take(&mut attributes), body));
            }
            None if line.starts_with("#[") => attributes.push_str(line),
            None if line.starts_with("///") => {}
            None => attributes.clear(),
        }
    }
    found
}

fn schema() -> String {
    let mut files: Vec<_> = fs::read_dir("src/schema").expect("the schema is there").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).expect("readable")).collect()
}

#[test]
fn the_examples_are_a_portal_without_errors() {
    let text = reference();
    let mut sources = Sources::default();
    let mut insert = |path: &str, text: &str| {
        let path = SourcePath::new(path).expect("an example is inside the project");
        sources.insert(SourceFile::text_file(path, text.as_bytes().into(), text.into()));
    };
    insert("site.toml", SITE);
    let examples = examples(&text);
    assert!(examples.len() > 20, "only {} examples were found", examples.len());
    examples.iter().for_each(|(path, text)| insert(path, text));
    let options = Options {
        today: Day::new(2026, 11, 22).expect("a day of the calendar"),
        base_url: None,
        drafts: false,
        future: false,
        no_samples: false,
        highlight: false,
    };
    let compiled = compile(Arc::new(sources), &options, Diagnostics::default());
    let mut said = Vec::new();
    print::short(&compiled.sources, &compiled.findings, Lang::Ja, &mut said).expect("memory can be written");
    let errors = compiled.findings.iter().filter(|finding| finding.severity() == Severity::Error).count();
    assert!(compiled.snapshot.is_some() && errors == 0, "{}", String::from_utf8_lossy(&said));
}

#[test]
fn every_kind_has_an_example() {
    let text = reference();
    let examples = examples(&text);
    let all: String = examples.iter().map(|(path, text)| format!("{path}\n{text}")).collect();
    for kind in Kind::ALL {
        let stem = kind.stem();
        assert!(all.contains(&format!("data/{stem}.")) || all.contains(&format!("\n{stem}:\n")), "no example of {stem}");
    }
    for folder in ["courses", "news", "trends"] {
        assert!(all.contains(&format!("content/{folder}/")), "no example of {folder}");
    }
}

#[test]
fn every_key_is_named() {
    let (text, schema) = (reference(), schema());
    let named = quoted(&text);
    let mut keys = 0;
    for (of, attributes, body) in types(&schema) {
        if !attributes.contains("Deserialize") {
            continue;
        }
        for key in body.iter().filter_map(|line| line.strip_prefix("pub ")?.split_once(':')).map(|(key, _)| key) {
            keys += 1;
            assert!(named.contains(key), "`{key}` of {of} is not in docs/data.ja.md");
        }
    }
    assert!(keys > 200, "only {keys} keys were found in the schema");
}

#[test]
fn every_value_to_choose_is_named() {
    let (text, schema) = (reference(), schema());
    let named = quoted(&text);
    let mut values = 0;
    for (of, attributes, body) in types(&schema) {
        let joint = match () {
            () if attributes.contains("kebab-case") => '-',
            () if attributes.contains("snake_case") => '_',
            () => continue,
        };
        for variant in body.iter().filter_map(|line| line.strip_suffix(',')).filter(|line| !line.contains([' ', ':', '('])) {
            let mut value = String::new();
            for c in variant.chars() {
                if c.is_uppercase() && !value.is_empty() {
                    value.push(joint);
                }
                value.extend(c.to_lowercase());
            }
            values += 1;
            assert!(named.contains(value.as_str()), "`{value}` of {of} is not in docs/data.ja.md");
        }
    }
    assert!(values > 50, "only {values} values were found in the schema");
}
