//! What has ended is in no file of the built portal but for the page at its own address; until then it is everywhere. Looks at the bytes of
//! whole builds.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use shared::copy;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Project {
    directory: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/project"), directory.path());
        Self { directory }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.directory.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_shirube"))
            .args(arguments)
            .args(["--today", "2026-11-22", "--root"])
            .arg(self.directory.path())
            .env_clear()
            .output()
            .unwrap()
    }

    fn check(&self) -> String {
        let run = self.run(&["check", "--format", "short"]);
        assert!(run.stderr.iter().all(u8::is_ascii) || !run.stdout.is_empty() || run.status.success());
        String::from_utf8(run.stdout).unwrap()
    }

    /// The files of the built portal that hold `word`, relative to it.
    fn holding(&self, word: &str) -> BTreeSet<String> {
        let output = self.directory.path().join("built");
        let run = self.run(&["build", "--output-dir", output.to_str().unwrap(), "--base-url", "https://manabi.pref-sample.lg.jp/"]);
        assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        let (mut open, mut found) = (vec![output.clone()], BTreeSet::new());
        while let Some(directory) = open.pop() {
            for path in fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    open.push(path);
                } else if !path.ends_with(".shirube-manifest.json") && holds(&path, word) {
                    found.insert(path.strip_prefix(&output).unwrap().to_str().unwrap().replace('\\', "/"));
                }
            }
        }
        found
    }
}

fn holds(path: &PathBuf, word: &str) -> bool {
    let name = path.to_string_lossy().contains(word) && !path.ends_with("index.html");
    let bytes = fs::read(path).unwrap();
    name || bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// Every kind that may end: its file, its text with a unique word, and the page that it has.
fn records(until: &str) -> Vec<(&'static str, String, Option<&'static str>)> {
    let until_line = format!("publish_until: {until}\n");
    vec![
        (
            "content/courses/zenigata.md",
            format!(
                "---\ntitle: zenigataの研修\nsummary: zenigataの文。\nlevels: [all-staff]\nformat: [classroom]\nsessions: [{{id: z-1, date: 2026-11-20, place: zenigata室}}]\n{until_line}---\n\n## zenigata\n\n本文\n"
            ),
            Some("courses/zenigata/index.html"),
        ),
        (
            "content/news/zenigata.md",
            format!("---\ntitle: zenigataのお知らせ\npublished: 2026-11-01\nboard_text: zenigata\n{until_line}---\n\nzenigata\n"),
            Some("news/zenigata/index.html"),
        ),
        (
            "content/trends/zenigata.md",
            format!("---\ntitle: zenigataの動き\nsummary: zenigata\npublished: 2026-11-01\n{until_line}---\n\nzenigata\n"),
            Some("trends/zenigata/index.html"),
        ),
        (
            "content/plan/zenigata.md",
            format!("---\ntitle: zenigataのページ\ndescription: zenigata\ntags: [zenigata]\n{until_line}---\n\nzenigata\n"),
            Some("plan/zenigata/index.html"),
        ),
        (
            "data/exams.yaml",
            format!(
                "exams:\n- {{id: zenigata, name: zenigata試験, provider: {{name: 団体, yomi: だんたい, kind: public}}, kind: public, timing: fixed_day, publish_until: {until}}}\n\
                 exam_sessions:\n- {{id: z-1, exam: zenigata, label: zenigata第1回, date: 2026-11-10, status: confirmed}}\n"
            ),
            Some("exams/zenigata/index.html"),
        ),
        (
            "data/cases.yaml",
            format!(
                "- {{id: zenigata, title: zenigataの事例, department: digital, problem: zenigata, effect: {{measure: 時間, before: 20, after: 10, unit: 分/回}}, published: 2026-11-01, publish_until: {until}}}\n"
            ),
            Some("cases/zenigata/index.html"),
        ),
        (
            "data/external.yaml",
            format!(
                "- {{id: zenigata, title: zenigataの講座, provider: {{name: zenigata社, yomi: ぜにがたしゃ, kind: private}}, url: \"https://zenigata.jp/\", levels: [all-staff], topic: zenigata, format: video, access: internet, publish_until: {until}}}\n"
            ),
            None,
        ),
        (
            "data/communities.yaml",
            format!(
                "- {{id: zenigata, name: zenigataの会, platform: 庁内SNS, access: intranet, who: だれでも, join: 申し込む, publish_until: {until}}}\n"
            ),
            None,
        ),
        (
            "data/awards.yaml",
            format!(
                "- {{id: zenigata, fiscal_year: R8, title: zenigata賞, department: digital, reason: zenigata, publish_until: {until}}}\n"
            ),
            None,
        ),
        (
            "data/glossary.yaml",
            format!("- {{id: zenigata, term: zenigata, yomi: ぜにがた, body: zenigataのこと。, publish_until: {until}}}\n"),
            None,
        ),
        ("data/references.yaml", format!("- {{id: zenigata, title: zenigata方針, date: 2025-04, publish_until: {until}}}\n"), None),
    ]
}

#[test]
fn what_has_ended_is_in_no_file_but_at_its_own_address() {
    for (path, text, page) in records("2026-11-21") {
        let project = Project::new();
        project.write(path, &text);
        let found = project.holding("zenigata");
        let own: BTreeSet<String> = page.map(str::to_owned).into_iter().collect();
        // Calendar files of their own, tables and feeds included.
        assert_eq!(found, own, "{path}");
        if let Some(page) = page {
            let html = fs::read_to_string(project.directory.path().join("built").join(page)).unwrap();
            assert!(html.contains("掲載を終了しました") && html.contains("noindex"), "{path}");
            assert!(html.contains("令和8年11月21日"), "{path}: the day");
        }
    }
}

#[test]
fn on_its_last_day_it_is_everywhere() {
    for (path, text, page) in records("2026-11-22") {
        let project = Project::new();
        project.write(path, &text);
        let found = project.holding("zenigata");
        assert!(page.is_none_or(|page| found.contains(page)), "{path}: {found:?}");
        let least = if path.contains("references") { 2 } else { 4 };
        assert!(found.len() >= least, "{path}: {found:?}");
    }
}

#[test]
fn what_refers_to_the_ended_is_told_and_still_built() {
    let project = Project::new();
    let [course, _, _, page, exam, ..] = &records("2026-11-21")[..] else { panic!("too few") };
    for (path, text, _) in [course, page, exam] {
        project.write(path, text);
    }
    project.write(
        "content/news/refers.md",
        "---\ntitle: 案内\npublished: 2026-11-20\nlinks: [{course: zenigata}, {exam: zenigata}]\n---\n\n[研修](../courses/zenigata.md#無い)と[計画](../plan/zenigata.md)と[試験](../exams/zenigata.md)\n",
    );
    project.write(
        "data/assessment.yaml",
        "- level: all-staff\n  rule: {at_least: {n: 2, of: [{course: zenigata}, {exam: zenigata}, {course: first-step}]}}\n",
    );
    let said = project.check();
    assert!(said.contains("[ended-reference]") && said.contains("（4か所）"), "{said}");
    assert_eq!(said.matches("[link-to-ended]").count(), 3, "{said}");
    assert!(!said.contains("エラー["), "{said}");
    let found = project.holding("zenigata");
    assert!(found.contains("news/refers/index.html"), "the link stays: {found:?}");
    let sheet = fs::read_to_string(project.directory.path().join("built/assessment/all-staff/index.html")).unwrap();
    assert!(sheet.contains("掲載を終了した研修") && sheet.contains("掲載を終了した試験"), "no condition is lost");
}

#[test]
fn former_addresses_lead_to_the_page_that_says_so() {
    let project = Project::new();
    project.write("content/news/b.md", "---\ntitle: zenigata\npublished: 2026-11-01\npublish_until: 2026-11-21\naliases: [a]\n---\n");
    assert_eq!(project.holding("zenigata"), BTreeSet::from(["news/b/index.html".to_owned()]));
    let html = fs::read_to_string(project.directory.path().join("built/news/a/index.html")).unwrap();
    assert!(html.contains("../b/index.html"), "{html}");
}

#[test]
fn what_others_are_made_of_has_no_end() {
    let project = Project::new();
    project.write("data/tools.yaml", "- {id: t, name: 表計算, yomi: ひょうけいさん, publish_until: 2026-11-21}\n");
    project.write("data/kpi.yaml", "- {id: k, name: 件数, unit: 件, kind: reach, baseline: {value: 1, fiscal_year: R7}, target: {value: 3, fiscal_year: R10}, publish_until: 2027-03-31}\n");
    project.write("content/rules/_index.md", "---\ntitle: 規程\npublish_until: 2027-03-31\n---\n");
    let said = project.check();
    for place in ["data/tools.yaml:1:", "data/kpi.yaml:1:", "content/rules/_index.md:3:"] {
        assert!(said.lines().any(|line| line.starts_with(place) && line.contains("[endless-kind]")), "{place} {said}");
    }
}

#[test]
fn the_report_lists_what_ended_and_what_ends_soon() {
    let project = Project::new();
    let news = |until: &str| format!("---\ntitle: お知らせ\npublished: 2026-11-01\npublish_until: {until}\n---\n");
    project.write("content/news/gone.md", &news("2026-11-21"));
    project.write("content/news/soon.md", &news("2026-12-10"));
    project.write("content/news/later.md", &news("2027-12-10"));
    project.write("content/news/ahead.md", "---\ntitle: お知らせ\npublished: 2026-11-01\npublish_from: 2026-12-01\n---\n");
    let run = project.run(&["report", "--format", "csv"]);
    let said = String::from_utf8(run.stdout).unwrap();
    let has = |section: &str, path: &str| said.lines().any(|line| line.starts_with(section) && line.contains(path));
    assert!(has("ended,", "gone.md") && has("ends-soon,", "soon.md") && has("draft,", "ahead.md"), "{said}");
    assert!(!said.contains("later.md"), "{said}");
}

#[test]
fn a_sitting_can_be_a_draft() {
    let project = Project::new();
    let exam = "exams:\n- {id: e, name: 試験, provider: {name: 団体, yomi: だんたい, kind: public}, kind: public, timing: fixed_day}\nexam_sessions:\n";
    project.write("data/exams.yaml", &format!("{exam}- {{id: s, exam: e, label: zenigata第1回, date: 2027-02-10, status: draft}}\n"));
    assert!(project.holding("zenigata").is_empty());
    assert!(project.check().contains("[not-published]"));
    let project = Project::new();
    project.write("content/courses/a.md", "---\ntitle: 研修\nsummary: 文。\nlevels: [all-staff]\nformat: [classroom]\nsessions:\n- {id: a-1, date: 2027-02-10, place: zenigata室, status: draft}\n- {id: a-2, date: 2027-03-10, place: 第2研修室}\n---\n");
    assert!(project.holding("zenigata").is_empty());
    assert!(project.holding("第2研修室").contains("courses/a/index.html"));
    assert!(project.check().contains("content/courses/a.md:7:57: お知らせ[not-published]"), "{}", project.check());
}
