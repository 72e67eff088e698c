//! The plan of the house, held to: which room may use which, whose a package is, how a file begins, that every code is listed.
//!
//! Reads the source text (comments and strings put aside); it does not resolve names as the compiler does, so a path that is pieced
//! together by a macro would escape it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Packages that belong to rooms: only these may name them. A package that is not here may be used everywhere.
const OWNERS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["render"]),
    ("annotate_snippets", &["diagnostic"]),
    ("atom_syndication", &["export"]),
    ("blake3", &["config", "deliver", "render", "export", "search"]),
    ("calamine", &["office"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("csv", &["parse", "export"]),
    ("csv_core", &["parse"]),
    ("encoding_rs", &["source"]),
    ("granit_parser", &["parse"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("icalendar", &["export"]),
    ("imagesize", &["asset"]),
    ("include_dir", &["render", "scaffold"]),
    ("jiff", &["notation"]),
    ("memchr", &["source", "asset", "parse", "search", "render"]),
    ("minifier", &["render"]),
    ("notify", &["serve"]),
    ("opener", &["cli"]),
    ("pulldown_cmark", &["parse"]),
    ("quick_xml", &["asset"]),
    ("rayon", &["source", "parse", "model", "route", "search", "snapshot", "deliver", "cli"]),
    ("rustix", &["source", "deliver", "serve"]),
    ("serde_json", &["diagnostic", "deliver", "mend", "render", "export", "search", "scaffold", "cli"]),
    // `field` reads YAML values, `schema` keeps some as they are; everything else about YAML is `parse`.
    ("serde_yaml", &["field", "parse", "schema"]),
    ("shirube_derive", &["field"]),
    ("strsim", &["diagnostic"]),
    ("syntect", &["parse"]),
    ("tera", &["render"]),
    ("tokio", &["serve"]),
    ("toml", &["parse", "config", "cli", "scaffold"]),
    ("two_face", &["parse"]),
    ("unicode_width", &["diagnostic", "render"]),
    ("walkdir", &["source"]),
    ("zip", &["asset"]),
];

/// Pairs of rooms that the order of lib.rs allows and the plan does not: delivery does not know what it writes.
const APART: &[(&str, &str)] = &[
    ("deliver", "notation"),
    ("deliver", "config"),
    ("deliver", "schema"),
    ("deliver", "parse"),
    ("deliver", "office"),
    ("deliver", "model"),
    ("deliver", "route"),
    ("deliver", "render"),
    ("deliver", "export"),
    ("deliver", "search"),
    ("deliver", "snapshot"),
];

/// Pairs that the order forbids and the plan allows: a finding names a place in a source, and reading a source finds things.
const TOGETHER: &[(&str, &str)] = &[("source", "diagnostic")];

struct File {
    /// Relative to the project.
    path: String,
    room: String,
    text: String,
    /// The text without comments, strings and characters.
    bare: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files() -> Vec<File> {
    let mut files = Vec::new();
    let mut open = vec![root().join("src")];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
                let room = path.split('/').nth(1).unwrap().trim_end_matches(".rs").to_owned();
                files.push(File { bare: bare(&text), path, room, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(files.len() > 50, "the walk found only {} files", files.len());
    files
}

/// The rooms in the order in which lib.rs names them: a room may use those before it.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

/// `text` with comments, strings and character literals replaced by blanks, line by line.
fn bare(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let blank = |out: &mut String, c: char| out.push(if c == '\n' { '\n' } else { ' ' });
    while at < chars.len() {
        let rest = &chars[at..];
        let before_is_name = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
        let length = match rest {
            ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => block_comment(rest),
            ['r', '"' | '#', ..] if !before_is_name => raw_string(rest),
            ['b', 'r', '"' | '#', ..] if !before_is_name => 1 + raw_string(&rest[1..]),
            ['"', ..] => string(rest),
            ['\'', '\\', ..] => 2 + rest[2..].iter().skip(1).position(|c| *c == '\'').map_or(rest.len() - 2, |end| end + 2),
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        for c in &rest[..length] {
            blank(&mut out, *c);
        }
        if length == 0 {
            out.push(rest[0]);
        }
        at += length.max(1);
    }
    out
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => {
                depth += 1;
                at += 2;
            }
            ['*', '/', ..] => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a raw string, 0 for something else that begins with `r` (such as `r#type`).
fn raw_string(rest: &[char]) -> usize {
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let mut at = 2 + hashes;
    while at < rest.len() {
        if rest[at] == '"' && rest[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    rest.len()
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The paths after every `crate::`: one of `crate::route::Output`, several of `crate::{config, text}`.
fn crate_names(bare: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (at, _) in bare.match_indices("crate::") {
        if bare[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let line = bare[..at].matches('\n').count() + 1;
        let rest = &bare[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => names.push((line, name(rest))),
            Some(list) => {
                let mut depth = 0;
                let mut fresh = true;
                for (at, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => fresh = true,
                        c if fresh && !c.is_whitespace() => {
                            names.push((line, name(&list[at..])));
                            fresh = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || "_:".contains(*c)).collect::<String>().trim_end_matches(':').to_owned()
}

/// Lines that name the package: `package::…`, `use package;`, `use package as …`.
fn package_lines(bare: &str, package: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    for (at, _) in bare.match_indices(package) {
        let before = &bare[..at];
        let after = &bare[at + package.len()..];
        let starts = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && (!before.ends_with("::") || before.ends_with(" ::"))
            && !before.ends_with('.');
        let names = after.starts_with("::") || before.trim_end().ends_with("use") && (after.starts_with(';') || after.starts_with(" as "));
        if starts && names {
            lines.push(before.matches('\n').count() + 1);
        }
    }
    lines
}

/// Modules of the library and of the file's own room hide packages of the same name (`parse::csv`, `parse::toml`).
fn is_own_module(file: &File, package: &str, line: usize) -> bool {
    let text = file.bare.lines().nth(line - 1).unwrap_or_default();
    let through = |prefix: &str| text.contains(&format!("{prefix}{package}::"));
    through("super::") || through("crate::") || text.trim_start().starts_with("pub use ") && file.text.contains(&format!("mod {package};"))
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let rooms = rooms();
    let rank: BTreeMap<&str, usize> = rooms.iter().enumerate().map(|(rank, room)| (room.as_str(), rank)).collect();
    let mut wrong = Vec::new();
    let mut uses = 0;
    for file in files().iter().filter(|file| rank.contains_key(file.room.as_str())) {
        for (line, path) in crate_names(&file.bare) {
            let used = path.split("::").next().unwrap();
            let Some(&of_used) = rank.get(used) else { continue };
            uses += 1;
            let pair = (file.room.as_str(), used);
            let below = of_used > rank[pair.0] && !TOGETHER.contains(&pair);
            if below || APART.contains(&pair) {
                wrong.push(format!("{}:{line}: `{}` must not use `{path}`", file.path, file.room));
            }
        }
    }
    assert!(uses > 100, "the search found only {uses} uses");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_package_is_named_only_in_the_rooms_that_own_it() {
    let mut wrong = Vec::new();
    for file in files() {
        for (package, owners) in OWNERS {
            if owners.contains(&file.room.as_str()) {
                continue;
            }
            for line in package_lines(&file.bare, package) {
                if !is_own_module(&file, package, line) {
                    wrong.push(format!("{}:{line}: `{package}` belongs to {}", file.path, owners.join(", ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_dependency_is_used_and_owned_packages_are_dependencies() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut section = "";
    let mut dependencies = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]")
            && !section.contains("dev-")
            && let Some((name, _)) = line.split_once(" = ")
        {
            dependencies.insert(name.replace('-', "_"));
        }
    }
    let files = files();
    let unused: Vec<_> =
        dependencies.iter().filter(|package| !files.iter().any(|file| !package_lines(&file.bare, package).is_empty())).collect();
    assert!(unused.is_empty(), "in Cargo.toml and nowhere in src/: {unused:?}");
    let strangers: Vec<_> = OWNERS.iter().map(|(package, _)| *package).filter(|package| !dependencies.contains(*package)).collect();
    assert!(strangers.is_empty(), "owned by a room and not in Cargo.toml: {strangers:?}");
}

#[test]
fn every_room_of_the_disk_is_in_the_list_of_lib() {
    let rooms: BTreeSet<String> = rooms().into_iter().collect();
    let found: BTreeSet<String> =
        files().into_iter().map(|file| file.room).filter(|room| !["lib", "main"].contains(&room.as_str())).collect();
    assert_eq!(rooms, found);
}

#[test]
fn every_file_begins_with_what_it_is_responsible_for() {
    let wrong: Vec<String> = files()
        .into_iter()
        .filter(|file| file.text.lines().next().and_then(|line| line.strip_prefix("//! ")).is_none_or(|words| words.len() <= 8))
        .map(|file| file.path)
        .collect();
    assert!(wrong.is_empty(), "these files do not begin with `//! …`: {wrong:#?}");
}

#[test]
fn main_stays_small() {
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 20);
}

/// Every `static NAME: Code = Code::…("name"` of `src/` outside tests: file, constant, name.
fn codes(files: &[File]) -> Vec<(String, String, String)> {
    let mut codes = Vec::new();
    for file in files.iter().filter(|file| !file.path.ends_with("tests.rs")) {
        for (at, marker) in file.bare.match_indices(": Code = Code::") {
            let constant: String = {
                let back: String = file.bare[..at].chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                back.chars().rev().collect()
            };
            // `bare` keeps the number of characters, not of bytes.
            let skip = file.bare[..at + marker.len()].chars().count();
            let text: String = file.text.chars().skip(skip).take(200).collect();
            let name = text.split('"').nth(1).unwrap().to_owned();
            codes.push((file.path.clone(), constant, name));
        }
    }
    assert!(codes.len() > 60, "only {} codes found", codes.len());
    codes
}

#[test]
fn every_code_has_a_kebab_name_of_its_own() {
    let files = files();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (path, constant, name) in codes(&files) {
        let kebab = name.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        assert!(kebab, "{path}: {constant}: `{name}` is not kebab-case");
        if let Some(other) = names.insert(name.clone(), path.clone()) {
            panic!("`{name}` is the name of a code in {other} and in {path}");
        }
    }
}

#[test]
fn every_code_is_listed_for_the_manual() {
    let files = files();
    let mut listed = BTreeSet::new();
    for file in &files {
        for marker in ["CODES: &[&Code] = &[", "codes: &["] {
            for (at, _) in file.bare.match_indices(marker) {
                let list = file.bare[at + marker.len()..].split(']').next().unwrap();
                listed.extend(list.split(',').filter_map(|item| Some(item.trim().trim_start_matches('&').rsplit("::").next()?.to_owned())));
            }
        }
    }
    let missing: Vec<_> = codes(&files).into_iter().filter(|(_, constant, _)| !listed.contains(constant)).collect();
    assert!(missing.is_empty(), "in no list of codes: {missing:#?}");
}

#[test]
fn the_reader_of_this_test_sees_what_it_should() {
    let bare =
        bare("use crate::{a::{b, c}, d}; // crate::no\nlet x = \"crate::no\"; let c = '\"'; let r = r#\"crate::no \" \"#; crate::e::f();");
    let names: Vec<String> = crate_names(&bare).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["a", "d", "e::f"]);
    assert_eq!(package_lines("use tera::X;\nlet a = my_tera::x; super::tera::y;\nuse tera;", "tera"), [1, 3]);
}

/// Every id that a template gives is the frame's own: a heading that asks for it gets another, to which links still lead.
#[test]
fn headings_never_take_an_id_of_the_theme() {
    let mut ids = BTreeSet::new();
    for entry in fs::read_dir("themes/default/templates").expect("the theme").chain(fs::read_dir("themes/default").expect("the theme")) {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|end| end != "html") {
            continue;
        }
        let template = fs::read_to_string(path).expect("a template");
        for rest in template.split(" id=\"").skip(1) {
            let id = rest.split('"').next().unwrap_or_default();
            if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
                ids.insert(id.to_owned());
            }
        }
    }
    assert!(ids.contains("main") && ids.len() > 50);
    for id in ids {
        let path = shirube::source::SourcePath::new("a.md").expect("a path inside");
        let page = shirube::parse::markdown::parse(
            &path,
            &format!("## 見出し {{#{id}}}\n"),
            0,
            &shirube::parse::markdown::Options::default(),
            &mut shirube::diagnostic::Diagnostics::default(),
        );
        assert_eq!(page.headings[0].id, format!("h-{id}"), "add `{id}` to FRAME in src/parse/markdown/heading.rs");
        assert_eq!(page.anchor(&id), Some(&*page.headings[0].id));
    }
}
