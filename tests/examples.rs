//! Every example of the manual is tried: the wrong lines are told under their code and as nothing else, the right ones are told as nothing.
//!
//! An example is a line or a few. Where they stand, and what is around them, is said in `tests/examples/grounds.txt`, over the small portal in
//! `tests/examples/project`. A code without an example must be one that no line can show.

#![allow(clippy::unwrap_used, missing_docs)]

use shirube::config::Options;
use shirube::diagnostic::{Diagnostics, Severity};
use shirube::mend::examples::EXAMPLES;
use shirube::notation::Day;
use shirube::snapshot::compile;
use shirube::source::{LoadOptions, load};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the lines of an example stand.
struct Ground {
    kind: String,
    file: String,
    /// The key that they stand under.
    under: Option<String>,
    /// Keys that are taken out first.
    without: Vec<String>,
    /// What a wrong example is told besides.
    besides: Vec<String>,
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples")
}

fn grounds() -> BTreeMap<String, Ground> {
    let text = fs::read_to_string(home().join("grounds.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            let more = || words.iter().skip(3);
            let marked = |mark: char| more().filter_map(|word| word.strip_prefix(mark)).map(str::to_owned).collect();
            let ground = Ground {
                kind: words[1].to_owned(),
                file: words.get(2).copied().unwrap_or_default().to_owned(),
                under: more().find(|word| !word.starts_with(['-', '+'])).map(|word| (*word).to_owned()),
                without: marked('-'),
                besides: marked('+'),
            };
            (words[0].to_owned(), ground)
        })
        .collect()
}

/// Lines by the key at their left edge; what is indented belongs to the key above.
fn blocks<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<(String, Vec<&'a str>)> {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for line in lines {
        let name = line.trim_start_matches('[').split([':', '：', '=', ' ', ']']).next().unwrap_or_default();
        let is_key = !line.starts_with([' ', '-', '#']) && name.chars().any(|c| c.is_ascii_alphabetic());
        match found.last_mut() {
            Some((_, block)) if !is_key => block.push(line),
            _ => found.push((name.trim_matches('"').to_owned(), vec![line])),
        }
    }
    found
}

/// `lines` in place of those of the same keys in `base`, and without the keys of `without`.
fn merged(base: &str, lines: &str, without: &[String]) -> String {
    let new: Vec<String> = blocks(lines.lines()).into_iter().map(|(key, _)| key).collect();
    let kept = blocks(base.lines()).into_iter().filter(|(key, _)| !new.contains(key) && !without.contains(key));
    let kept: Vec<&str> = kept.flat_map(|(_, block)| block).collect();
    kept.into_iter().chain(lines.lines()).fold(String::new(), |text, line| text + line + "\n")
}

fn indented(lines: &str, by: &str) -> String {
    lines.lines().fold(String::new(), |text, line| text + if line.is_empty() { "" } else { by } + line + "\n")
}

/// The records of a YAML list, without their dashes.
fn records(list: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in list.lines() {
        match line.strip_prefix("- ") {
            Some(first) => found.push(format!("{first}\n")),
            None => *found.last_mut().unwrap() += &format!("{}\n", line.strip_prefix("  ").unwrap_or(line)),
        }
    }
    found
}

fn listed(record: &str) -> String {
    indented(record, "  ").replacen("  ", "- ", 1)
}

/// The portal with `lines` in their place.
fn lay(root: &Path, ground: &Ground, lines: &str) {
    // What cannot be seen stands in the examples as a sign.
    let lines = lines.replace('\u{2401}', "\u{1}").replace('\u{2423}', "\u{200b}");
    let file = root.join(&ground.file);
    let before = fs::read_to_string(&file).unwrap_or_default();
    let lines = match ground.under.as_deref() {
        Some("session") => {
            let session = "id: s1\nlabel: 第1回\ndate: 2026-12-15\n".to_owned() + &lines;
            format!("sessions:\n{}", indented(&listed(&session), "  "))
        }
        Some(key) => format!("{key}:\n{}", indented(&lines, "  ")),
        None => lines,
    };
    let text = match ground.kind.as_str() {
        "name" => {
            let named = root.join(lines.trim());
            if named == file {
                return;
            }
            fs::create_dir_all(named.parent().unwrap()).unwrap();
            return drop(fs::copy(&file, named));
        }
        "file" if lines.is_empty() => String::new(),
        "file" => lines + "\n",
        "rows" if lines.starts_with(before.split('\n').next().unwrap_or_default()) => lines + "\n",
        "rows" => before + &lines + "\n",
        "site" => merged(&before, &lines, &ground.without),
        "head" | "body" => {
            let mut parts = before.splitn(3, "---\n").skip(1);
            let (head, body) = (parts.next().unwrap(), parts.next().unwrap());
            match ground.kind.as_str() {
                "head" => format!("---\n{}---\n{body}", merged(head, &lines, &ground.without)),
                _ => format!("---\n{head}---\n\n{lines}\n"),
            }
        }
        "record" | "items" => {
            let last = before.rfind("\n- ").map_or(0, |at| at + 1);
            let (others, model) = before.split_at(last);
            let model = records(model).remove(0);
            let new = match (ground.kind.as_str(), lines.starts_with("- ")) {
                ("items", _) => lines + "\n",
                (_, true) => records(&lines).iter().map(|record| listed(&merged(&model, record, &ground.without))).collect(),
                (_, false) => listed(&merged(&model, &lines, &ground.without)),
            };
            others.to_owned() + &new
        }
        other => panic!("{other} is no kind of ground"),
    };
    fs::write(file, text).unwrap();
}

/// What is found in the portal with `lines` in their place: codes and whether they are errors.
fn found(ground: &Ground, lines: &str) -> Vec<(String, bool, String)> {
    let scratch = tempfile::tempdir().unwrap();
    let mut open = vec![PathBuf::new()];
    while let Some(directory) = open.pop() {
        fs::create_dir_all(scratch.path().join(&directory)).unwrap();
        for entry in fs::read_dir(home().join("project").join(&directory)).unwrap().map(Result::unwrap) {
            let inner = directory.join(entry.file_name());
            match entry.path().is_dir() {
                true => open.push(inner),
                false => drop(fs::copy(entry.path(), scratch.path().join(inner)).unwrap()),
            }
        }
    }
    if ground.kind != "nothing" {
        lay(scratch.path(), ground, lines);
    }
    let mut findings = Diagnostics::default();
    let sources = load(scratch.path(), LoadOptions::default(), &mut findings).unwrap();
    let today = Day::new(2026, 11, 22).unwrap();
    let options = Options { today, base_url: None, drafts: false, future: false, no_samples: false, highlight: true };
    let compiled = compile(Arc::new(sources), &options, findings);
    let told = compiled.findings.iter().map(|finding| {
        let at = finding.place.as_ref().map(|place| place.path.to_string()).unwrap_or_default();
        (finding.code.name.to_owned(), finding.severity() == Severity::Error, format!("{at}: {}", finding.message.ja))
    });
    told.collect()
}

#[test]
fn the_portal_around_the_examples_is_right() {
    let nothing = Ground { kind: "nothing".to_owned(), file: String::new(), under: None, without: Vec::new(), besides: Vec::new() };
    assert_eq!(found(&nothing, ""), Vec::new());
}

#[test]
fn every_example_is_what_it_says() {
    let grounds = grounds();
    let mut wrongs = Vec::new();
    for (code, wrong, right) in EXAMPLES {
        let Some(ground) = grounds.get(*code) else {
            wrongs.push(format!("{code}: say in tests/examples/grounds.txt where its lines stand"));
            continue;
        };
        if ground.kind == "words" {
            continue;
        }
        let told = found(ground, wrong);
        if !told.iter().any(|(name, ..)| name == code) {
            wrongs.push(format!("{code}: the wrong lines are not told: {told:?}"));
        }
        for (name, _, words) in told.iter().filter(|(name, error, _)| *error && name != code && !ground.besides.contains(name)) {
            wrongs.push(format!("{code}: the wrong lines are told as {name} too: {words}"));
        }
        for (name, _, words) in found(ground, right).iter().filter(|(name, error, _)| *error || name == code) {
            wrongs.push(format!("{code}: the right lines are told as {name}: {words}"));
        }
    }
    for code in grounds.keys().filter(|code| !EXAMPLES.iter().any(|(name, ..)| name == code)) {
        wrongs.push(format!("{code}: a ground without an example"));
    }
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
}
