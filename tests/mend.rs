//! `fix`, `mv`, `report`, `explain` as people run them, on copies of real projects: what is written, what is kept, what stays as it was.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use assert_cmd::Command;
use shared::copy;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

struct Project {
    directory: TempDir,
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Project {
    /// A copy of a directory of this repository.
    fn of(source: &str, parts: &[&str]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
        for part in parts {
            copy(&source.join(part), &directory.path().join(part));
        }
        Self { directory }
    }

    fn small() -> Self {
        Self::of("tests/fixtures/small/project", &["site.toml", "content", "data"])
    }

    fn shipped() -> Self {
        Self::of("", &["site.toml", "content", "data"])
    }

    fn path(&self, path: &str) -> PathBuf {
        self.directory.path().join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), bytes).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
        let output =
            command.current_dir(self.directory.path()).env_clear().env("SOURCE_DATE_EPOCH", "1795305600").args(arguments).output().unwrap();
        let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), out: words(output.stdout), err: words(output.stderr) }
    }

    /// Every finding without its place in the file: code and words.
    fn findings(&self) -> Vec<String> {
        let run = self.run(&["check", "--drafts", "--future", "--format", "short"]);
        let mut found: Vec<String> = run.out.lines().filter_map(|line| Some(line.split_once(": ")?.1.to_owned())).collect();
        found.sort();
        found
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut open = vec![self.directory.path().to_owned()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
                match entry.path() {
                    path if path.is_dir() => open.push(path),
                    path => {
                        let name = path.strip_prefix(self.directory.path()).unwrap().to_str().unwrap().to_owned();
                        files.insert(name, fs::read(path).unwrap());
                    }
                }
            }
        }
        files
    }
}

#[test]
fn fix_corrects_keeps_a_backup_and_then_has_nothing_to_do() {
    let project = Project::small();
    let page = "\u{feff}---\r\ntitle：はじめに\r\n---\r\n\r\n＃見出し\r\n\r\n㈱の本文\u{200B}です。\r\n";
    project.write("content/pages/intro.md", page);
    let before = project.files();

    let dry = project.run(&["fix", "--dry-run"]);
    assert_eq!(dry.code, 1, "{}{}", dry.out, dry.err);
    assert!(dry.out.starts_with("--- content/pages/intro.md\t今の内容\n+++ content/pages/intro.md\t変えたあと\n@@ -1,"), "{}", dry.out);
    assert!(dry.out.contains("\n-title：はじめに\n+title: はじめに\n"), "{}", dry.out);
    assert_eq!(project.files(), before, "a dry run writes nothing");

    let run = project.run(&["fix"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("content/pages/intro.md:2: 「title：はじめに」→「title: はじめに」 [yaml-syntax]"), "{}", run.out);
    assert!(run.err.contains("元のファイル: content/pages/intro.md.20261122.bak"), "{}", run.err);
    assert!(run.err.contains("--width を付けると"), "{}", run.err);
    let after = project.read("content/pages/intro.md");
    assert_eq!(after.matches("\r\n").count(), after.matches('\n').count(), "line ends stay");
    assert!(
        after.starts_with("\u{feff}---\r\ntitle: はじめに\r\n---\r\n") && after.contains('㈱') && !after.contains('\u{200B}'),
        "{after:?}"
    );
    assert_eq!(fs::read(project.path("content/pages/intro.md.20261122.bak")).unwrap(), page.as_bytes());

    let width = project.run(&["fix", "--width", "content/pages"]);
    assert!(project.read("content/pages/intro.md").contains("(株)の本文です。"), "{}", width.out);
    assert!(project.path("content/pages/intro.md.20261122-2.bak").exists(), "no backup is overwritten");
    let again = project.run(&["fix", "--width", "--dry-run"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""), "fixing is done once");
    assert_eq!(project.run(&["fix", "no/such"]).code, 2);
    let only_that = project
        .files()
        .into_iter()
        .filter(|(name, bytes)| before.get(name) != Some(bytes))
        .all(|(name, _)| name.starts_with("content/pages/intro"));
    assert!(only_that, "other files are as they were");
}

/// Lines of a file and what `fix --width` makes of them; `@` stands for the number of the file.
const PAGE: &[(&str, &str)] = &[
    ("---", "---"),
    ("ｔｉｔｌｅ: 題@", "title: 題@"),
    ("updated：2026-11-20", "updated: 2026-11-20"),
    ("Tags: [a]", "tags: [a]"),
    ("---", "---"),
    ("", ""),
    ("＃見出し", "## 見出し"),
    ("", ""),
    ("行の終わりに空白  ", "行の終わりに空白  "),
    ("本文\u{200B}です。\t", "本文です。\t"),
    ("続き ㈱", "続き (株)"),
    ("", ""),
    ("１．項目", "1. 項目"),
    ("", ""),
    ("```text", "```text"),
    ("＃ ここは\u{3000}そのまま", "＃ ここは\u{3000}そのまま"),
    ("```", "```"),
];
const RECORD: &[(&str, &str)] = &[
    ("# 用語 ", "# 用語 "),
    ("- id: term-@", "- id: term-@"),
    ("  name：語@", "  name: 語@"),
    ("  Yomi: ご", "  yomi: ご"),
    ("  definition: 説\u{200B}明です。", "  definition: 説明です。"),
    ("", ""),
    ("  sample: はい", "  sample: true"),
];
const TABLE: &[(&str, &str)] =
    &[("date,name,notes", "date,name,notes"), ("2027-01-@,元\u{200B}日,\"a, ①\"", "2027-01-@,元日,\"a, (1)\""), ("", "")];

#[test]
fn fix_keeps_line_ends_and_the_mark_and_changes_nothing_else() {
    let project = Project::small();
    let ends: [fn(usize) -> &'static str; 3] = [|_| "\n", |_| "\r\n", |line| if line % 3 == 1 { "\r\n" } else { "\n" }];
    let mut expected = BTreeMap::new();
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    for number in 0..24 {
        let (end, mark, closed) = (ends[number % 3], ["", "\u{feff}"][number / 3 % 2], number / 6 % 2 == 0);
        // What stands in a file before and after: some lines as they were mistaken, some as they should be.
        let mut written = |lines: &[(&str, &str)]| {
            let (mut before, mut after) = (mark.to_owned(), mark.to_owned());
            for (at, (mistaken, right)) in lines.iter().enumerate() {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let kept = if seed >> 62 == 0 { right } else { mistaken };
                let end = if closed || at + 1 < lines.len() { end(at) } else { "" };
                let two = format!("{:02}", number + 1);
                before += &(kept.replace('@', &two) + end);
                after += &(right.replace('@', &two) + end);
            }
            (before, after)
        };
        for (path, lines) in [
            (format!("content/pages/page-{number}.md"), PAGE),
            (format!("data/glossary/term-{number}.yaml"), RECORD),
            (format!("data/holidays/day-{number}.csv"), TABLE),
        ] {
            let (before, after) = written(lines);
            project.write(&path, before);
            expected.insert(path, after);
        }
    }
    let others: BTreeMap<_, _> = project.files().into_iter().filter(|(path, _)| !expected.contains_key(path)).collect();
    let run = project.run(&["fix", "--width"]);
    for (path, after) in &expected {
        assert_eq!(&project.read(path), after, "{path}\n{}{}", run.out, run.err);
    }
    let mut left = project.files();
    left.retain(|path, _| !expected.contains_key(path) && !path.ends_with(".bak"));
    assert_eq!(left, others, "other files are as they were");
    assert!(run.out.lines().count() > 200, "there was much to correct: {}", run.out);
}

#[test]
fn fix_converts_other_encodings_only_when_asked_and_only_without_loss() {
    let project = Project::small();
    let text = "---\r\ntitle: 研修の表示\r\n---\r\n本文です。\r\n";
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    project.write("content/pages/sjis.md", &sjis);
    project.write("content/pages/utf16.md", &utf16);
    project.write("content/pages/damaged.md", &sjis[..15]);
    let before = project.files();
    assert_eq!(project.run(&["fix"]).code, 1, "what is no UTF-8 is left");
    assert_eq!(project.files(), before);
    let run = project.run(&["fix", "--encoding"]);
    assert_eq!(project.read("content/pages/sjis.md"), text, "{}{}", run.out, run.err);
    assert_eq!(project.read("content/pages/utf16.md"), text);
    assert_eq!(fs::read(project.path("content/pages/damaged.md")).unwrap(), &sjis[..15]);
    assert!(
        run.out.contains("Shift_JIS（CP932） からUTF-8に変えました") && run.err.contains("damaged.md: UTF-8に変えていません"),
        "{}{}",
        run.out,
        run.err
    );
    assert_eq!(fs::read(project.path("content/pages/sjis.md.20261122.bak")).unwrap(), &*sjis);
}

#[test]
fn after_mv_the_shipped_portal_says_the_same_as_before() {
    let project = Project::shipped();
    let course = fs::read_dir(project.path("content/courses")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut courses: Vec<String> = course.filter(|name| name.ends_with(".md") && name != "_index.md").collect();
    courses.sort();
    let found = project.findings();
    let first = courses[0].trim_end_matches(".md").to_owned();
    for (old, new) in [
        (format!("content/courses/{first}.md"), "content/courses/renamed-course.md".to_owned()),
        ("level:level-1".to_owned(), "level:level-one".to_owned()),
    ] {
        let before = project.files();
        let dry = project.run(&["mv", &old, &new, "--dry-run"]);
        assert_eq!(dry.code, 0, "{old}: {}{}", dry.out, dry.err);
        assert!(dry.out.contains("\n@@ "), "{}", dry.out);
        assert_eq!(project.files(), before);
        let run = project.run(&["mv", &old, &new]);
        assert_eq!(run.code, 0, "{old}: {}{}", run.out, run.err);
        let rename = |line: &String| line.replace(&first, "renamed-course").replace("level-1", "level-one");
        let mut expected: Vec<String> = found.iter().map(rename).collect();
        expected.sort();
        let mut now: Vec<String> = project.findings().iter().map(rename).collect();
        now.sort();
        assert_eq!(now, expected, "{old}");
    }
    assert!(!project.path(&format!("content/courses/{first}.md")).exists());
    assert!(project.read("content/courses/renamed-course.md").contains(&format!("aliases: [{first}]")));
    let lost = project.run(&["mv", "content/courses/nothing.md", "content/courses/x.md"]);
    assert_eq!(lost.code, 2);
    assert!(lost.err.contains("というファイルはありません"), "{}", lost.err);
}

#[test]
fn the_report_is_the_same_every_time_and_speaks_of_the_day_that_was_asked_for() {
    let project = Project::shipped();
    for form in ["human", "markdown", "csv", "json"] {
        let first = project.run(&["report", "--format", form, "--as-of", "2027-12-01"]);
        assert_eq!(first.code, 0, "{}", first.err);
        assert_eq!(first.out, project.run(&["report", "--format", form, "--as-of", "2027-12-01", "-j", "1"]).out, "{form}");
    }
    let json = |day: &str| -> serde_json::Value {
        serde_json::from_str(&project.run(&["report", "--format", "json", "--as-of", day]).out).unwrap()
    };
    let overdue = |day: &str| json(day)["sections"][0]["count"].as_u64().unwrap();
    assert!(overdue("2027-12-01") > overdue("2026-11-22"), "more is overdue a year later");
    let english = project.run(&["report", "--lang", "en", "--as-of", "2026-11-22"]).out;
    assert!(english.contains("gaps (skills, courses): "), "{english}");
}

#[test]
fn what_is_overdue_carries_a_banner_and_stops_a_strict_run_when_grace_is_over() {
    let project = Project::small();
    let course = project.read("content/courses/first-step.md");
    let with =
        |day: &str| project.write("content/courses/first-step.md", course.replacen("---\n", &format!("---\nchecked_on: {day}\n"), 1));
    let strict = |project: &Project| project.run(&["check", "--strict", "--today", "2026-11-22", "--format", "short"]);
    let without = strict(&project).out.matches("警告").count();
    with("2026-05-01");
    let grace = strict(&project);
    assert!(grace.out.contains("お知らせ[overdue]") && grace.out.matches("警告").count() == without, "{}", grace.out);
    project.run(&["build", "--today", "2026-11-22"]);
    assert!(project.read("public/courses/first-step/index.html").contains("までに確かめる予定の内容です"));
    with("2026-04-01");
    let over = strict(&project);
    assert!(over.code == 1 && over.out.contains("警告[stale]"), "{}", over.out);
    with("2026-11-01");
    project.run(&["build", "--today", "2026-11-22"]);
    assert!(!project.read("public/courses/first-step/index.html").contains("までに確かめる予定の内容です"));
}

#[test]
fn codes_are_explained_and_guessed() {
    let project = Project::small();
    let page = project.run(&["explain", "yaml-syntax"]);
    assert!(
        page.code == 0 && page.out.starts_with("エラー [yaml-syntax]\n") && page.out.contains("まちがいの例:\n    title： 表の作り方"),
        "{}",
        page.out
    );
    assert!(project.run(&["explain", "stale", "--lang", "en"]).out.starts_with("warning [stale]\n"));
    let lost = project.run(&["explain", "yaml-sintax"]);
    assert!(lost.code == 2 && lost.err.contains("もしかして: yaml-syntax"), "{}", lost.err);
    assert!(project.run(&["explain"]).out.lines().count() > 100);
    let found = project.run(&["explain", "全角"]);
    assert!(found.code == 0 && found.out.contains("fullwidth-markup") && found.out.lines().count() < 40, "{}", found.out);
    let none = project.run(&["explain", "そんなことばはない"]);
    assert!(none.code == 2 && none.err.contains("リンク、見出し"), "{}", none.err);
}

/// `UPDATE_DOCS=1 cargo test --test mend` writes it.
#[test]
fn the_manual_lists_every_code_as_the_program_explains_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.ja.md");
    let manual = shirube::mend::explain::manual();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &manual).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == manual,
        "docs/findings.ja.md is not up to date: UPDATE_DOCS=1 cargo test --test mend"
    );
}
