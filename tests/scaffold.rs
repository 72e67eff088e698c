//! What `init`, `new` and `schema` make: it checks clean, it is complete, and nothing is ever overwritten.

#![allow(clippy::unwrap_used, missing_docs)]

use assert_cmd::Command;
use shirube::schema::Kind;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// 2026-11-22, a Sunday.
const NOW: &str = "1795305600";

struct Portal {
    directory: TempDir,
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    #[track_caller]
    fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\nstdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words) || self.out.contains(words), "no 「{words}」\nstdout: {}\nstderr: {}", self.out, self.err);
        self
    }
}

impl Portal {
    fn new() -> Self {
        let portal = Self { directory: tempfile::tempdir().unwrap() };
        portal.run(&["init"]).ends_with(0);
        portal
    }

    fn root(&self) -> &Path {
        self.directory.path()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run(self.root(), arguments)
    }

    /// The errors and warnings of `check`, one a line.
    fn findings(&self, more: &[&str]) -> String {
        let run = self.run(&[&["check", "--format", "short", "--quiet"], more].concat());
        run.out.lines().filter(|line| line.contains("エラー[") || line.contains("警告[")).map(|line| format!("{line}\n")).collect()
    }
}

fn run(root: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_shirube"))
        .current_dir(root)
        .env_clear()
        .env("SOURCE_DATE_EPOCH", NOW)
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn a_new_portal_checks_clean_whatever_the_day() {
    let portal = Portal::new();
    portal.run(&["check", "--strict"]).ends_with(0).says("エラー 0件、警告 0件");
    for epoch in ["1774915200", "1799020800", "1830297600"] {
        let directory = tempfile::tempdir().unwrap();
        let shirube = |arguments: &[&str]| {
            Command::new(env!("CARGO_BIN_EXE_shirube"))
                .current_dir(directory.path())
                .env_clear()
                .env("SOURCE_DATE_EPOCH", epoch)
                .args(arguments)
                .assert()
        };
        shirube(&["init", "portal"]).success();
        shirube(&["-r", "portal", "check", "--strict"]).success();
    }
}

#[test]
fn what_is_invented_is_called_a_sample() {
    let portal = Portal::new();
    let mut marked = 0;
    for folder in ["content", "data"] {
        let mut open = vec![portal.path(folder)];
        while let Some(directory) = open.pop() {
            for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    open.push(path);
                } else {
                    let text = fs::read_to_string(&path).unwrap();
                    assert!(text.contains("sample"), "{}", path.display());
                    marked += text.matches("sample: true").count();
                }
            }
        }
    }
    assert!(marked > 15, "only {marked} samples");
}

#[test]
fn a_portal_is_made_only_where_nothing_is() {
    let portal = Portal::new();
    portal.run(&["init"]).ends_with(2).says("site.toml");
    portal.run(&["init", "--lang", "en"]).ends_with(2).says("is not empty");
    let before = portal.read("site.toml");
    assert_eq!(portal.read("site.toml"), before);
}

/// A name for a record of `kind` that is not in the portal of `init`.
fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Leader => "digital",
        Kind::Assessment => "level-1",
        Kind::MatrixCell => "level-1--general",
        Kind::KpiActual => "course-completion--R8",
        Kind::Holiday => "2027-01-01",
        Kind::Synonym => "業務改革",
        _ => "brand-new",
    }
}

#[test]
fn a_record_of_every_kind_checks_clean_or_says_what_to_write() {
    let portal = Portal::new();
    // Plans come first: what belongs to one names it.
    for kind in Kind::ALL {
        let made = portal.run(&["new", kind.stem(), name(*kind)]).ends_with(0).says("ここを書く");
        let (path, line) = made.out.trim().rsplit_once(':').unwrap();
        let text = portal.read(path);
        let first = text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        assert!(first.trim() == format!("{}:", kind.stem()) || first.trim_start().starts_with("# "), "{path}:{line}: {first}");
        // All of a place and a weight is written already.
        assert!(text.contains("ここを書く") || matches!(kind, Kind::Leader | Kind::MatrixCell), "{path}: {text}");
        let findings = portal.findings(&[]);
        assert_eq!(findings, "", "after a new record of {}\n{text}", kind.stem());
    }
    for kind in ["course", "news", "trend", "page"] {
        portal.run(&["new", kind, "brand-new"]).ends_with(0);
        assert_eq!(portal.findings(&[]), "", "after a new {kind}");
    }
    portal.run(&["new", "page", "about/rules"]).ends_with(0).says("content/about/rules.md:1");
    assert!(portal.read("content/about/rules.md").contains("weight: 20"));
    assert_eq!(portal.findings(&[]), "");
}

#[test]
fn the_finder_of_findings_finds() {
    let portal = Portal::new();
    fs::write(portal.path("data/tools.yaml"), "tools:\n  - { id: a, nmae: x }\n").unwrap();
    assert!(portal.findings(&[]).contains("unknown-key"), "{}", portal.findings(&[]));
}

#[test]
fn a_record_that_was_just_made_is_not_shown() {
    let portal = Portal::new();
    for (kind, id) in [("exam-sessions", "new-one"), ("tools", "new-one"), ("course", "new-one")] {
        portal.run(&["new", kind, id]).ends_with(0);
    }
    portal.run(&["build"]).ends_with(0);
    for list in ["public/deadlines/index.html", "public/exams/index.html", "public/courses/index.html"] {
        assert!(!portal.read(list).contains("ここを書く"), "{list}");
    }
}

#[test]
fn what_is_left_out_of_a_template_can_be_put_in() {
    let portal = Portal::new();
    for kind in Kind::ALL {
        portal.run(&["new", kind.stem(), name(*kind)]).ends_with(0);
    }
    for kind in ["course", "news", "trend", "page"] {
        portal.run(&["new", kind, "brand-new"]).ends_with(0);
    }
    // Every commented key is a key: with all of them no key is unknown and no value of the wrong form.
    let mut open = vec![portal.path("data"), portal.path("content")];
    while let Some(directory) = open.pop() {
        for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let open: Vec<String> = text.lines().map(uncommented).collect();
            fs::write(&path, open.join("\n") + "\n").unwrap();
        }
    }
    let findings = portal.findings(&["--drafts"]);
    for code in ["unknown-key", "wrong-type", "unknown-value", "yaml-syntax", "front-matter", "bad-date", "empty-value", "duplicate-key"] {
        assert!(!findings.contains(code), "{findings}");
    }
}

/// `# key: value` becomes `key: value`; a sentence stays a comment.
fn uncommented(line: &str) -> String {
    let Some(at) = line.find("# ") else { return line.to_owned() };
    let (indent, words) = (&line[..at], &line[at + 2..]);
    let is_key = words
        .trim_start()
        .trim_start_matches("- ")
        .split_once(':')
        .is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    if indent.trim().is_empty() && is_key { format!("{indent}{words}") } else { line.to_owned() }
}

#[test]
fn taken_and_malformed_names_are_refused_with_a_proposal() {
    let portal = Portal::new();
    for (arguments, hint) in [
        (&["new", "course", "digital-basic"][..], "digital-basic-2"),
        (&["new", "exam", "sample-exam"], "sample-exam-2"),
        (&["new", "course", "First Excel"], "first-excel"),
        (&["new", "exams", "はじめて"], "csv-first-step"),
        (&["new", "page", "about/how-to"], "about/how-to-2"),
        (&["new", "page", "levels"], "levels/_index.md"),
        (&["new", "page", "../outside"], "idの形ではありません"),
        (&["new", "course", "a/b"], "a-b"),
        (&["new", "kpi_actuals", "course-completion--R7"], "data/kpi_actuals.csv"),
        (&["new", "holidays", "2027-02-30"], "暦にない"),
        (&["new", "exsams", "x"], "exams"),
        (&["new", "nothing", "x"], "glossary"),
    ] {
        portal.run(arguments).ends_with(2).says(hint);
    }
    assert_eq!(portal.findings(&[]), "");
    run(tempfile::tempdir().unwrap().path(), &["new", "course", "x"]).ends_with(2).says("shirube init");
}

#[test]
fn a_file_keeps_its_words_line_ends_and_mark() {
    let portal = Portal::new();
    let before = format!("\u{feff}{}", portal.read("data/exams.yaml").replace('\n', "\r\n"));
    fs::write(portal.path("data/exams.yaml"), &before).unwrap();
    portal.run(&["new", "exam", "second-exam"]).ends_with(0).says("data/exams.yaml:");
    portal.run(&["new", "exam-session", "second-exam-1"]).ends_with(0);
    let after = portal.read("data/exams.yaml");
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    assert!(after.starts_with('\u{feff}') && after.matches('\u{feff}').count() == 1);
    assert!(after.contains("  exam: second-exam\r\n"), "the exam that the id begins with is meant: {after}");
    let mut rest = after.lines();
    for line in before.lines() {
        assert!(rest.any(|kept| kept == line), "{line} is gone or moved");
    }
    assert_eq!(portal.findings(&[]), "");
    assert!(after.find("second-exam\r\n").unwrap() < after.find("exam_sessions:").unwrap());
    let left: Vec<_> = fs::read_dir(portal.path("data")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn a_file_that_lines_cannot_be_added_to_is_left_alone() {
    let portal = Portal::new();
    let flow = "glossary: [{ id: a, term: A, yomi: えー, body: あ }]\n";
    fs::write(portal.path("data/glossary.yaml"), flow).unwrap();
    portal.run(&["new", "glossary", "b"]).ends_with(2).says("- id: b");
    assert_eq!(portal.read("data/glossary.yaml"), flow);
    // CP932 is not guessed.
    let cp932 = b"glossary:\n  - { id: a, term: \x83\x66, yomi: \x82\xa0, body: \x82\xa0 }\n";
    fs::write(portal.path("data/glossary.yaml"), cp932).unwrap();
    portal.run(&["new", "glossary", "b"]).ends_with(2);
    assert_eq!(fs::read(portal.path("data/glossary.yaml")).unwrap(), cp932);
}

#[test]
fn records_go_where_those_of_their_kind_are() {
    let portal = Portal::new();
    fs::create_dir(portal.path("data/tools")).unwrap();
    fs::write(portal.path("data/tools/a.yaml"), "id: a\nname: あ\nyomi: あ\nsample: true\n").unwrap();
    portal.run(&["new", "tool", "b"]).ends_with(0).says("data/tools/b.yaml:");
    portal.run(&["new", "lane", "c"]).ends_with(0).says("data/roadmap.yaml:");
    assert_eq!(portal.findings(&[]), "");
    portal.run(&["new", "skill-category", "third"]).ends_with(0).says("data/skills.yaml:");
    assert!(portal.read("data/skills.yaml").contains("order: 3"));
}

#[test]
fn schemas_are_written_and_settings_are_not_overwritten() {
    let portal = Portal::new();
    portal.run(&["schema", "--vscode"]).ends_with(0);
    let settings = portal.read(".vscode/settings.json");
    assert!(settings.contains("./schemas/exams.schema.json") && portal.read(".vscode/extensions.json").contains("redhat.vscode-yaml"));
    let exams = portal.read("schemas/exams.schema.json");
    assert!(exams.contains("year_round") && exams.contains("受験料"));
    fs::write(portal.path(".vscode/settings.json"), "{ \"mine\": 1 }").unwrap();
    portal.run(&["schema", "--vscode"]).ends_with(0).says("yaml.schemas");
    assert_eq!(portal.read(".vscode/settings.json"), "{ \"mine\": 1 }");
    assert_eq!(portal.read("schemas/exams.schema.json"), exams);
    portal.run(&["check", "--strict"]).ends_with(0);
}
