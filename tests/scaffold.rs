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
        assert!(text.contains("ここを書く"), "{path}: {text}");
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

/// What to write in place of ここを書く: for a field of a kind, else for a field of any.
fn filling(kind: &str, line: &str, field: &str) -> &'static str {
    match (kind, line, field) {
        ("exams", _, "kind") => "public",
        ("exams", _, "timing") => "fixed_day",
        ("levels", _, "kind") => "external",
        ("kpi", _, "kind") => "reach",
        ("kpi", "baseline", "fiscal_year") => "R7",
        ("kpi", "target", "fiscal_year") => "R11",
        ("kpi", "baseline", "value") => "10",
        ("kpi", "target", "value") => "80",
        ("plans", _, "adopted") | ("references", _, "date") => "2026-03",
        ("exam_sessions", _, "date") => "2027-02-19",
        ("course", _, "format") => "elearning",
        ("external", _, "format") => "site",
        ("external", _, "kind") => "public",
        (_, _, "kind") => "public",
        (_, _, "url") => "https://www.soumu.go.jp/denshijiti/",
        (_, _, "access") => "intranet",
        (_, _, "department" | "owner") => "digital",
        (_, _, "target") => "training",
        (_, _, "group") => "general",
        (_, _, "plan" | "pillar") => "brand-new",
        (_, _, "exam") => "brand-new",
        (_, _, "category") if kind == "skills" => "data",
        (_, _, "levels") => "level-1",
        (_, _, "unit") => "件",
        (_, _, "months" | "before") => "12",
        (_, _, "after") => "6",
        (_, _, "weight") => "2",
        (_, _, "value") => "30",
        (_, _, "fiscal_year" | "designated_fy" | "from") => "R8",
        (_, _, "to") => "R11",
        (_, _, "yomi") => "あたらしいもの",
        _ => "新しいものの説明",
    }
}

fn filled(kind: &str, text: &str) -> String {
    let is_key = |c: char| c.is_ascii_lowercase() || c == '_';
    let lines = text.lines().map(|line| {
        let mut line = line.to_owned();
        if line.trim_start().starts_with("# ") && !line.trim_start().starts_with("# |") {
            return line;
        }
        while let Some(at) = ["ここを書く", "ここをかく"].iter().filter_map(|word| line.find(word)).min() {
            let keys: Vec<&str> = line[..at].split(|c| !is_key(c)).filter(|word| !word.is_empty()).collect();
            let field = filling(kind, keys.first().copied().unwrap_or_default(), keys.last().copied().unwrap_or_default());
            line.replace_range(at..at + "ここを書く".len(), field);
        }
        line
    });
    lines.map(|line| line + "\n").collect()
}

/// Where something is still to be written: path and line.
fn to_write(path: &str, text: &str) -> Vec<String> {
    let is_left = |line: &&str| !line.trim_start().starts_with('#') && (line.contains("ここを書く") || line.contains("ここをかく"));
    let lines = text.lines().enumerate().filter(|(_, line)| is_left(line));
    lines.map(|(at, _)| format!("{path}:{}:", at + 1)).collect()
}

#[test]
fn what_new_writes_cannot_be_published_before_it_is_filled() {
    let portal = Portal::new();
    // What others belong to comes first.
    let kinds = ["plans", "pillars", "initiatives", "levels"].into_iter().chain(Kind::ALL.iter().map(|kind| kind.stem()));
    let mut made: Vec<&str> = Vec::new();
    for stem in kinds.chain(["course", "news", "trend", "page"]) {
        if made.contains(&stem) {
            continue;
        }
        made.push(stem);
        let id = Kind::from_stem(stem).map_or("brand-new", name);
        let run = portal.run(&["new", stem, id]).ends_with(0);
        let path = run.out.trim().rsplit_once(':').unwrap().0.to_owned();
        // As a draft it is silent; when drafts are asked for, every place is listed, and nothing is an error.
        let listed = portal.run(&["check", "--drafts", "--future", "--format", "short", "--quiet"]).ends_with(0).out;
        let draft = portal.read(&path);
        for place in to_write(&path, &draft) {
            assert!(listed.lines().any(|line| line.trim_start().starts_with(&place)), "{stem}: {place} is not listed\n{listed}\n{draft}");
        }
        assert!(listed.contains("[to-write]"), "{stem}: {listed}");
        // With the mark of the draft gone, every place is an error, and nothing else is said of it.
        let published: String = draft.lines().filter(|line| line.trim() != "status: draft").map(|line| format!("{line}\n")).collect();
        fs::write(portal.path(&path), &published).unwrap();
        let said = portal.run(&["check", "--format", "short", "--quiet"]).ends_with(1).out;
        for place in to_write(&path, &published) {
            let found: Vec<_> = said.lines().filter(|line| line.trim_start().starts_with(&place)).collect();
            assert!(!found.is_empty(), "{stem}: {place} is not told\n{said}\n{published}");
        }
        let errors: Vec<_> = said.lines().filter(|line| line.contains("エラー[")).collect();
        assert!(errors.iter().all(|line| line.contains("[unfilled]")), "{stem}: {errors:#?}");
        // Filled, it is fine.
        fs::write(portal.path(&path), filled(stem, &published)).unwrap();
        let said = portal.run(&["check", "--format", "short", "--quiet"]);
        assert_eq!(said.code, 0, "{stem}: {}\n{}", said.out, portal.read(&path));
    }
}

#[test]
fn kinds_can_be_named_in_japanese() {
    let portal = Portal::new();
    portal.run(&["new", "研修", "first"]).ends_with(0).says("content/courses/first.md");
    portal.run(&["new", "お知らせ", "first"]).ends_with(0).says("content/news/first.md");
    portal.run(&["new", "試験の日程", "sample-exam-2"]).ends_with(0).says("data/exams.yaml");
    portal.run(&["new", "研修会", "x"]).ends_with(2).says("もしかして: course（研修）");
    portal.run(&["new", "なにか", "x"]).ends_with(2).says("exams（試験）");
}

#[test]
fn a_draft_with_something_to_write_is_a_draft_for_all_that_refers_to_it() {
    let portal = Portal::new();
    portal.run(&["new", "course", "later"]).ends_with(0);
    let text = "---\ntitle: 案内\npublished: 2026-11-20\nlinks: [{course: later}]\n---\n\n[研修](../courses/later.md)\n";
    fs::write(portal.path("content/news/notice.md"), text).unwrap();
    let said = portal.run(&["check", "--format", "short"]).ends_with(1).out;
    assert!(said.contains("[hidden-reference]") && said.contains("[link-to-hidden]") && said.contains("[not-published]"), "{said}");
    assert!(portal.run(&["report", "--format", "csv"]).ends_with(0).out.contains("content/courses/later.md"));
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
