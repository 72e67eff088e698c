//! Every example of the manual is tried: the wrong lines are told under their code and as nothing else, the right ones are told as nothing.
//!
//! An example is a line or a few. Where they stand, and what is around them, is said in `tests/grounds/list.txt`, over the small portal in
//! `tests/grounds/project`. A code without an example is one that no line can show; why, is said here.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use shared::copy;
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
    code: String,
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
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grounds")
}

fn grounds() -> BTreeMap<String, Ground> {
    let text = fs::read_to_string(home().join("list.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once(' '));
    named.map(|(code, ground)| (code.to_owned(), Ground { code: code.to_owned(), ..ground_of(ground) })).collect()
}

fn ground_of(words: &str) -> Ground {
    let words: Vec<&str> = words.split(' ').collect();
    let more = || words.iter().skip(2);
    let marked = |mark: char| more().filter_map(|word| word.strip_prefix(mark)).map(str::to_owned).collect();
    Ground {
        code: String::new(),
        kind: words[0].to_owned(),
        file: words.get(1).copied().unwrap_or_default().to_owned(),
        under: more().find(|word| !word.starts_with(['-', '+'])).map(|word| (*word).to_owned()),
        without: marked('-'),
        besides: marked('+'),
    }
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
        "end" => lines,
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
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// The project with what lies beside the example, and with `lines` in their place.
fn laid(ground: &Ground, lines: &str) -> tempfile::TempDir {
    let scratch = tempfile::tempdir().unwrap();
    for whole in [home().join("project"), home().join("beside").join(&ground.code)].iter().filter(|whole| whole.is_dir()) {
        copy(whole, scratch.path());
    }
    if ground.kind != "nothing" {
        lay(scratch.path(), ground, lines);
    }
    scratch
}

/// What is found in the portal with `lines` in their place: codes and whether they are errors.
fn found(ground: &Ground, lines: &str) -> Vec<(String, bool, String)> {
    let scratch = laid(ground, lines);
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
    let nothing = ground_of("nothing");
    // Its drafts are meant.
    let told: Vec<_> = found(&nothing, "").into_iter().filter(|(name, ..)| name != "not-published").collect();
    assert_eq!(told, Vec::new());
}

/// Why codes have no example, or one that cannot be run.
#[rustfmt::skip]
const WITHOUT: &[(&str, &[&str])] = &[
    ("what is wrong are the bytes of a file", &[
        "active-file", "broken-file", "csv-encoding", "file-type", "left-in-file", "locked-file", "not-a-plain-file", "not-text", "not-utf8",
        "nul-character", "published-file-altered", "too-large", "unreadable", "yaml-limit",
    ]),
    ("it is told of a workbook that is imported, which `tests/import.rs` does", &[
        "import-cell", "import-doubt", "import-file", "import-filled", "import-heading", "import-id", "import-left", "import-named", "import-read", "import-skipped", "import-there",
    ]),
    ("it is told of where the site goes, which `tests/deliver.rs` does", &[
        "disk-full", "foreign-file-kept", "internal-error", "not-removed", "output-busy", "output-collision", "output-incomplete", "output-io",
        "output-not-ours", "output-other-portal", "output-path", "output-refused",
    ]),
    ("it compares with the last build", &["fewer-records", "lost-records", "records-removed"]),
    ("a file is missing, or two have the same name", &["address-collision", "folder-without-title", "name-collision", "no-config", "no-words"]),
    ("it depends on how the program is called", &["not-published", "sample-data", "to-write"]),
    ("the reason lies in other records than the line", &[
        "access-host", "assessment-level", "award-case", "bad-address", "bad-rule", "ext-form", "ext-twice", "holiday-table", "kpi-after-target", "kpi-superseded",
        "kpi-superseded-reference", "kpi-target-side", "leader-year", "level-without-course", "link-name", "publish-folder", "year-sense",
    ]),
];

#[test]
fn every_code_has_an_example_that_is_run_or_a_reason_for_none() {
    let grounds = grounds();
    let run = |code: &str| grounds.get(code).is_some_and(|ground| ground.kind != "words");
    let excused = |code: &str| WITHOUT.iter().any(|(_, codes)| codes.contains(&code));
    let codes: Vec<&str> = shirube::snapshot::codes().into_iter().map(|code| code.name).collect();
    let bare: Vec<_> = codes.iter().filter(|code| !run(code) && !excused(code)).collect();
    assert!(bare.is_empty(), "neither an example nor a reason: {bare:?}");
    let needless = WITHOUT.iter().flat_map(|(_, excused)| excused.iter().copied()).filter(|code| run(code) || !codes.contains(code));
    assert_eq!(needless.collect::<Vec<_>>(), Vec::<&str>::new(), "a reason that is none");
    assert!(EXAMPLES.is_sorted_by(|a, b| a.0 < b.0), "examples are sorted by name");
}

#[test]
fn every_example_is_what_it_says() {
    let grounds = grounds();
    let mut wrongs = Vec::new();
    for (code, wrong, right) in EXAMPLES {
        let Some(ground) = grounds.get(*code) else {
            wrongs.push(format!("{code}: say in tests/grounds/list.txt where its lines stand"));
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

/// A finding that offers something to write.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    code: String,
    error: bool,
    message: String,
    hint: String,
    place: Option<(String, usize, usize)>,
}

fn told(files: &BTreeMap<String, Vec<u8>>) -> Vec<Told> {
    let scratch = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = scratch.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut findings = Diagnostics::default();
    let sources = load(scratch.path(), LoadOptions::default(), &mut findings).unwrap();
    let today = Day::new(2026, 11, 22).unwrap();
    let options = Options { today, base_url: None, drafts: false, future: false, no_samples: false, highlight: true };
    let compiled = compile(Arc::new(sources), &options, findings);
    let told = compiled.findings.iter().map(|finding| Told {
        code: finding.code.name.to_owned(),
        error: finding.severity() == Severity::Error,
        message: finding.message.ja.clone(),
        hint: finding.hint.as_ref().map(|hint| hint.ja.clone()).unwrap_or_default(),
        place: finding.place.as_ref().map(|place| (place.path.to_string(), place.start, place.end)),
    });
    told.collect()
}

/// Every file below `root`.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => drop(files.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())),
            }
        }
    }
    files
}

/// The key at the head of a line.
fn key_of(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '\u{3000}', '\t']).trim_start_matches("- ");
    let end = line.find([':', '：', '='])?;
    let key = line[..end].trim();
    let goes_on = line[end..].starts_with('：')
        || line[end + 1..].starts_with([' ', '\u{3000}'])
        || line[end + 1..].is_empty()
        || key.len() > 1 && !line[end + 1..].starts_with('/');
    (goes_on && !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')).then_some(key)
}

/// `text` as an editor leaves it who does what the hint offers; `None` when it offers nothing that can be written as it stands.
fn followed(text: &str, told: &Told) -> Option<String> {
    let (_, start, end) = told.place.clone()?;
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = &text[line_start..line_end];
    let put = |from: usize, to: usize, new: &str| Some(format!("{}{new}{}", &text[..from], &text[to..]));
    if let Some(rest) = told.hint.strip_prefix("もしかして: ") {
        let meant = rest.split(['（', '。']).next()?.trim();
        let inside = &text[start..end];
        if let Some(at) = inside.find("](").map(|at| start + at + 2) {
            let close = at + text[at..].find(')')?;
            let at = if told.code == "broken-anchor" { at + text[at..close].find('#')? + 1 } else { at };
            return put(at, close, meant);
        }
        let quoted = inside.starts_with(['"', '\'']) && inside.len() > 1;
        return if quoted { put(start + 1, end - 1, meant) } else { put(start, end, meant) };
    }
    let (before, _) = told.hint.split_once("` と書いてください")?;
    let right = before.rsplit('`').next()?;
    if right.contains('…') || told.hint.contains("次の行に") {
        return None;
    }
    let indent = line.len() - line.trim_start_matches([' ', '\u{3000}', '\t']).len();
    let dash = if line[indent..].starts_with("- ") && !right.starts_with("- ") { 2 } else { 0 };
    match key_of(right) {
        Some(_) if right.starts_with(' ') => put(line_start, line_end, right),
        Some(key) if key_of(line) == Some(key) => put(line_start + indent + dash, line_end, right),
        // A key within brackets.
        Some(key) => line.find(key).and_then(|at| put(line_start + at, end.max(start), right)),
        None if right.starts_with(['#', '-', '>', '|']) || right.starts_with(|c: char| c.is_ascii_digit()) && right.contains(". ") => {
            put(line_start + indent, line_end, right)
        }
        None => match text[start..end].find("](").map(|at| start + at + 2) {
            Some(at) if !right.starts_with('[') => put(at, at + text[at..].find(')')?, right),
            _ => put(start, end, right),
        },
    }
}

/// What is still wrong in the line of `first` after doing what its hints say, again and again; empty when they lead to a right line.
fn after_following(mut files: BTreeMap<String, Vec<u8>>, before: &[Told], first: &Told) -> Option<Vec<Told>> {
    let path = first.place.as_ref()?.0.clone();
    let line_of = |files: &BTreeMap<String, Vec<u8>>, told: &Told| {
        let (of, start, _) = told.place.as_ref()?;
        let text = std::str::from_utf8(files.get(of)?).ok()?;
        (*of == path).then(|| text.get(..*start).unwrap_or(text).matches('\n').count())
    };
    let line = line_of(&files, first)?;
    let (mut now, mut tried) = (first.clone(), 0);
    loop {
        let text = std::str::from_utf8(files.get(&path)?).ok()?.replace("\r\n", "\n");
        match followed(&text, &now) {
            Some(text) => drop(files.insert(path.clone(), text.into_bytes())),
            // Nothing was offered at all, or no more after what was.
            None if tried == 0 => return None,
            None => return Some(vec![now]),
        }
        tried += 1;
        let after = told(&files);
        let here = after.into_iter().filter(|told| line_of(&files, told) == Some(line));
        let new = |told: &Told| told.error && !before.iter().any(|old| old.code == told.code && old.message == told.message);
        let left: Vec<Told> = here.filter(|told| (told.code == first.code && told.message == first.message) || new(told)).collect();
        match left.first() {
            None => return Some(Vec::new()),
            Some(next) if tried < 4 => now = next.clone(),
            Some(_) => return Some(left),
        }
    }
}

/// A hint that offers a line is as good as the line: it is written, and nothing may be wrong there.
#[test]
fn what_a_hint_offers_is_right() {
    let mut portals: Vec<(String, BTreeMap<String, Vec<u8>>, bool)> = Vec::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for fixture in fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path()) {
        if fixture.join("project").is_dir() && !fixture.join("renames.txt").exists() {
            portals.push((fixture.display().to_string(), files(&fixture.join("project")), false));
        }
    }
    let grounds = grounds();
    for (code, wrong, _) in EXAMPLES {
        if let Some(ground) = grounds.get(*code).filter(|ground| ground.kind != "words") {
            portals.push(((*code).to_owned(), files(laid(ground, wrong).path()), false));
        }
    }
    let slips = fs::read_to_string(home().join("slips.txt")).unwrap();
    for (ground, line) in slips.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" | ")) {
        let ground = ground_of(ground);
        portals.push((line.to_owned(), files(laid(&ground, line).path()), true));
    }
    let (mut wrongs, mut tried) = (Vec::new(), 0);
    for (name, files, must_offer) in portals {
        let before = told(&files);
        let mut offered = false;
        for finding in &before {
            let Some(left) = after_following(files.clone(), &before, finding) else { continue };
            offered = true;
            tried += 1;
            for told in left {
                wrongs.push(format!("{name}: 「{}」 leads to [{}] {}。{}", finding.hint, told.code, told.message, told.hint));
            }
        }
        if must_offer && !offered {
            wrongs.push(format!("{name}: nothing to write is offered: {before:?}"));
        }
    }
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
    assert!(tried > 90, "only {tried} offers");
}
