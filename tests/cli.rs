//! The program as people run it: exit codes, formats, what it refuses, what it leaves alone.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use assert_cmd::Command;
use shared::copy;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::TempDir;

/// A copy of the smallest site, in a directory of its own.
struct Project {
    directory: TempDir,
}

impl Project {
    fn small() -> Self {
        let directory = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/project"), &directory.path().join("project"));
        Self { directory }
    }

    fn root(&self) -> PathBuf {
        self.directory.path().join("project")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds a course; `extra` are lines of its front matter.
    fn course(&self, id: &str, extra: &str) {
        let text = fs::read_to_string(self.root().join("content/courses/first-step.md")).unwrap();
        let text = text.replace("はじめの一歩", &format!("題名{id}")).replacen("---\n", &format!("---\n{extra}"), 1);
        self.write(&format!("content/courses/{id}.md"), &text);
    }

    fn broken(self) -> Self {
        let text = fs::read_to_string(self.root().join("content/courses/first-step.md")).unwrap();
        let text = text.replace("[all-staff]", "[no-such-level]").replace("数字を見て", "[ない](nowhere.md)");
        self.write("content/courses/broken.md", &text);
        self
    }

    /// `shirube` in the project, in an empty environment.
    fn run(&self, arguments: &[&str]) -> Run {
        self.run_in(arguments, &[])
    }

    fn run_in(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = shirube();
        command.current_dir(self.root()).env_clear().envs(environment.iter().copied()).args(arguments);
        Run::of(&mut command)
    }

    fn output(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.root().join("public"))
    }
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    #[track_caller]
    fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\nstdout: {}\nstderr: {}", self.out, self.err);
        self
    }
}

fn shirube() -> Command {
    Command::new(env!("CARGO_BIN_EXE_shirube"))
}

fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    paths(root).into_iter().map(|path| (path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

fn paths(root: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() { open.push(entry.path()) } else { paths.push(entry.path()) }
        }
    }
    paths
}

fn times(root: &Path) -> BTreeMap<PathBuf, SystemTime> {
    paths(root).into_iter().map(|path| (path.clone(), fs::metadata(path).unwrap().modified().unwrap())).collect()
}

const TODAY: [&str; 2] = ["--today", "2026-11-22"];

#[test]
fn a_sound_site_is_checked_and_built_with_exit_code_0() {
    let project = Project::small();
    project.run(&["check"]).ends_with(0);
    assert!(!project.root().join("public").exists(), "check must write nothing");
    project.run(&["build"]).ends_with(0);
    assert!(project.output().contains_key("index.html"));
    assert!(project.output().contains_key("courses/first-step/index.html"));
}

#[test]
fn errors_of_the_content_give_exit_code_1_and_all_findings() {
    let run = Project::small().broken().run(&["check", "--format", "short"]).ends_with(1);
    assert!(run.out.contains("content/courses/broken.md:5:"), "{}", run.out);
    assert!(run.out.contains("content/courses/broken.md:16:"), "{}", run.out);
}

#[test]
fn wrong_usage_gives_exit_code_2() {
    let project = Project::small();
    for arguments in [
        &["biuld"][..],
        &["build", "--no-such-flag"],
        &["build", "--today", "2026-02-30"],
        &["build", "--today", "tomorrow"],
        &["build", "--format", "xml"],
        &["build", "--base-url", "example.lg.jp"],
        &["build", "--jobs", "many"],
        &[],
    ] {
        let run = project.run(arguments).ends_with(2);
        assert!(!run.err.is_empty(), "{arguments:?} says nothing");
        assert!(!run.err.contains("panicked"), "{}", run.err);
    }
    assert!(!project.root().join("public").exists());
}

#[test]
fn a_broken_configuration_gives_exit_code_2() {
    for settings in ["title = \n", "titel = \"x\"\n", "title = \"x\"\norganization = [\"x\"]\n"] {
        let project = Project::small();
        project.write("site.toml", settings);
        let run = project.run(&["check", "--format", "short"]).ends_with(2);
        assert!(run.out.contains("site.toml:"), "{}", run.out);
        project.run(&["build"]).ends_with(2);
    }
    let project = Project::small();
    fs::remove_file(project.root().join("site.toml")).unwrap();
    assert!(project.run(&["check"]).ends_with(2).out.contains("site.toml"));
}

#[test]
fn a_missing_root_gives_exit_code_3() {
    for command in ["check", "build"] {
        let run = Project::small().run(&[command, "--root", "nowhere"]).ends_with(3);
        assert!(run.err.contains("nowhere"), "{}", run.err);
    }
}

#[test]
fn version_help_and_completion_need_no_project() {
    let empty = tempfile::tempdir().unwrap();
    for arguments in [&["--version"][..], &["--help"], &["build", "--help"], &["completion", "bash"], &["completion", "powershell"]] {
        let run = Run::of(shirube().current_dir(empty.path()).env_clear().args(arguments)).ends_with(0);
        assert!(!run.out.is_empty() && run.err.is_empty(), "{arguments:?}: {}", run.err);
    }
    assert!(fs::read_dir(empty.path()).unwrap().next().is_none());
}

/// Every key of an object, in order.
fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn json_has_exactly_the_promised_shape() {
    for (project, code) in [(Project::small(), 0), (Project::small().broken(), 1)] {
        let run = project.run(&["check", "--format", "json"]).ends_with(code);
        let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(keys(&report), ["findings", "summary"]);
        assert_eq!(keys(&report["summary"]), ["errors", "warnings", "notices", "places", "quieted"]);
        assert_eq!(keys(&report["summary"]["places"]), ["errors", "warnings", "notices"]);
        let findings = report["findings"].as_array().unwrap();
        let count = |severity: &str| findings.iter().filter(|finding| finding["severity"] == severity).count() as u64;
        assert_eq!(report["summary"]["errors"].as_u64().unwrap(), count("error"));
        assert_eq!(report["summary"]["warnings"].as_u64().unwrap(), count("warning"));
        assert_eq!(report["summary"]["notices"].as_u64().unwrap(), count("notice"));
        assert_eq!(findings.is_empty(), code == 0);
        for finding in findings {
            assert_eq!(keys(finding), ["code", "severity", "path", "line", "column", "message", "hint", "record", "related", "places"]);
            assert!(finding["line"].as_u64().is_some_and(|line| line > 0));
            let places = finding["places"].as_array().unwrap();
            assert_eq!((&places[0]["path"], &places[0]["line"]), (&finding["path"], &finding["line"]));
            for place in places {
                assert_eq!(keys(place), ["code", "path", "line", "column", "message", "hint", "record", "name", "correction"]);
            }
            for related in finding["related"].as_array().unwrap() {
                assert_eq!(keys(related), ["path", "line", "column", "message"]);
            }
        }
    }
}

#[test]
fn every_format_says_the_same_findings() {
    let project = Project::small().broken();
    let json: serde_json::Value = serde_json::from_str(&project.run(&["check", "--format", "json"]).ends_with(1).out).unwrap();
    let short = project.run(&["check", "--format", "short"]).ends_with(1).out;
    let github = project.run(&["check", "--format", "github"]).ends_with(1).out;
    let human = project.run(&["check", "--verbose"]).ends_with(1).out;
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(short.lines().filter(|line| !line.starts_with(' ')).count(), findings.len());
    let severities: Vec<&str> = findings.iter().map(|finding| finding["severity"].as_str().unwrap()).collect();
    assert!(severities.is_sorted_by_key(|severity| ["error", "warning", "notice"].iter().position(|known| known == severity)));
    assert_eq!(github.lines().count(), findings.len());
    for finding in findings {
        let (code, path, line) = (finding["code"].as_str().unwrap(), finding["path"].as_str().unwrap(), &finding["line"]);
        let message = finding["message"].as_str().unwrap();
        assert!(short.lines().any(|text| text.starts_with(&format!("{path}:{line}:")) && text.contains(&format!("[{code}]"))));
        assert!(github.lines().any(|text| text.starts_with("::") && text.contains(&format!("file={path},line={line},"))));
        assert!(short.contains(message) && human.contains(message) && human.contains(code), "{message}");
    }
}

#[test]
fn annotations_name_files_from_the_root_of_the_repository() {
    let project = Project::small().broken();
    fs::create_dir(project.directory.path().join(".git")).unwrap();
    let place = "file=project/content/courses/broken.md,line=";
    let from = |folder: &Path, arguments: &[&str]| Run::of(shirube().current_dir(folder).env_clear().args(arguments)).ends_with(1).out;
    for out in [
        from(&project.root(), &["check", "--format", "github"]),
        from(project.directory.path(), &["check", "-r", "project", "--format", "github"]),
        from(&project.root().join("content"), &["check", "-r", "..", "--format", "github"]),
        from(Path::new("/"), &["build", "-r", project.root().to_str().unwrap(), "--format", "github"]),
    ] {
        assert!(out.contains(place), "{out}");
    }
    let short = from(project.directory.path(), &["check", "-r", "project", "--format", "short"]);
    assert!(short.starts_with("content/"), "the other forms name files of the project: {short}");
}

#[test]
fn files_beside_the_pages_are_judged_when_they_are_published() {
    let project = Project::small();
    project.write("content/about/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>");
    project.write("content/about/名簿.txt", "部内限り");
    project.write("content/about/p.md", "---\ntitle: 題\n---\n本文\n");
    let built = project.run(&["build", "--today", "2026-11-22", "--format", "short"]).ends_with(0).out;
    assert!(built.contains("unlinked-file") && built.contains("名簿.txt") && !built.contains("active-file"), "{built}");
    assert!(!project.root().join("public/about/名簿.txt").exists() && !project.root().join("public/about/a.svg").exists());
    project.write("content/about/p.md", "---\ntitle: 題\n---\n![申込の流れ](a.svg)\n");
    let refused = project.run(&["build", "--today", "2026-11-22", "--format", "short"]).ends_with(1).out;
    assert!(refused.contains("content/about/a.svg:1:1: エラー[active-file]"), "{refused}");
    project.write("content/about/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    project.run(&["build", "--today", "2026-11-22"]).ends_with(0);
    assert!(project.root().join("public/about/a.svg").exists());
}

#[test]
fn what_is_missing_since_the_last_build_is_told_until_it_is_accepted() {
    let project = Project::small();
    let rows = "date,name\n2026-11-03,文化の日\n2026-11-23,勤労感謝の日\n2027-01-01,元日\n2027-01-11,成人の日\n";
    project.write("data/holidays.csv", rows);
    let codes = |arguments: &[&str], code: i32| {
        let out = project.run(&[arguments, &["--format", "short", "--today", "2026-11-22"]].concat()).ends_with(code).out;
        ["lost-records", "fewer-records", "records-removed", "no-records"]
            .into_iter()
            .filter(|code| out.contains(*code))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&["build"], 0), [""; 0]);
    assert_eq!(codes(&["build"], 0), [""; 0], "again");
    project.write("data/holidays.csv", "date,name\n2026-11-03,文化の日\n2027-01-01,元日\n2027-01-11,成人の日\n");
    assert_eq!(codes(&["check"], 0), ["records-removed"]);
    project.write("data/holidays.csv", "date,name\n2026-11-03,文化の日\n");
    assert_eq!(codes(&["check"], 1), ["lost-records"]);
    project.write("data/holidays.csv", "date,name\n");
    assert_eq!(codes(&["check"], 1), ["lost-records", "no-records"]);
    fs::remove_file(project.root().join("data/holidays.csv")).unwrap();
    assert_eq!(codes(&["check"], 1), ["lost-records"]);
    assert_eq!(codes(&["check", "-o", "elsewhere"], 0), [""; 0], "nothing was built there");
    assert_eq!(codes(&["build"], 1), ["lost-records"]);
    project.write("data/holidays/all.csv", rows);
    assert_eq!(codes(&["check"], 0), [""; 0], "it was moved");
    fs::remove_file(project.root().join("data/holidays/all.csv")).unwrap();
    let settings = fs::read_to_string(project.root().join("site.toml")).unwrap();
    project.write("site.toml", &format!("{settings}\n[files]\nremoved = [\"data/holidays.csv\"]\n"));
    assert_eq!(codes(&["check"], 0), ["records-removed"]);
    project.write("site.toml", &settings);
    assert_eq!(codes(&["build", "--accept-losses"], 0), ["records-removed"]);
    assert_eq!(codes(&["build"], 0), [""; 0], "the last build is what is compared with");
}

#[test]
fn a_portal_does_not_replace_another() {
    let (one, other) = (Project::small(), Project::small());
    let named = |project: &Project, id: &str| {
        let settings = fs::read_to_string(project.root().join("site.toml")).unwrap();
        let settings: String = settings.lines().filter(|line| !line.starts_with("id ")).map(|line| format!("{line}\n")).collect();
        project.write("site.toml", &format!("id = \"{id}\"\n{settings}"));
    };
    named(&one, "one");
    named(&other, "other");
    let out = one.directory.path().join("www");
    let out = out.to_str().unwrap();
    let build = |project: &Project, code: i32| project.run(&["build", "--today", "2026-11-22", "-o", out]).ends_with(code);
    build(&one, 0);
    let page = fs::read(Path::new(out).join("index.html")).unwrap();
    let refused = build(&other, 2);
    assert!(refused.err.contains("別のポータル") && refused.err.contains("clean"), "{}", refused.err);
    assert_eq!(fs::read(Path::new(out).join("index.html")).unwrap(), page);
    build(&one, 0);
    other.run(&["clean", "-o", out]).ends_with(0);
    build(&other, 0);
}

#[test]
fn quiet_changes_neither_findings_nor_exit_code() {
    for (project, code) in [(Project::small(), 0), (Project::small().broken(), 1)] {
        for command in ["check", "build"] {
            let loud = project.run(&[command, "--format", "short"]).ends_with(code);
            let quiet = project.run(&[command, "--format", "short", "-q"]).ends_with(code);
            assert_eq!(loud.out, quiet.out);
            assert_eq!(quiet.err, "");
        }
    }
}

#[test]
fn strict_makes_a_warning_an_error_and_nothing_else() {
    let project = Project::small();
    project.run(&["check", "--strict"]).ends_with(0);
    project.write("content/about/_index.md", "---\ntitle: 案内\n---\n\n詳しくは[こちら](https://www.soumu.go.jp/)。\n");
    let calm = project.run(&["check", "--format", "short"]).ends_with(0);
    let strict = project.run(&["check", "--format", "short", "--strict"]).ends_with(1);
    assert!(calm.out.contains("vague-link-text"));
    assert_eq!(calm.out, strict.out);
    project.run(&["build", "--strict"]).ends_with(1);
    assert!(!project.root().join("public").exists());
}

#[test]
fn messages_come_in_english_too() {
    let run = Project::small().broken().run(&["check", "--lang", "en", "--format", "short"]).ends_with(1);
    assert!(run.out.lines().all(|line| [": error[", ": warning["].iter().any(|word| line.contains(word))), "{}", run.out);
    // What stands between quotes is the author's.
    let words: String = run.out.split('"').step_by(2).collect();
    assert!(!words.chars().any(|c| ('\u{3040}'..'\u{3100}').contains(&c)), "kana in an English message: {words}");
}

#[test]
fn environment_and_place_change_no_byte() {
    let project = Project::small();
    let build = |environment: &[(&str, &str)], jobs: &str| {
        project.run_in(&["build", "-o", "public", "-j", jobs, TODAY[0], TODAY[1]], environment).ends_with(0);
        project.output()
    };
    let plain = build(&[], "1");
    let variants: [&[(&str, &str)]; 5] = [
        &[("LANG", "C"), ("LC_ALL", "C"), ("TZ", "America/Los_Angeles")],
        &[("LANG", "ja_JP.UTF-8"), ("TZ", "Asia/Tokyo")],
        &[("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")],
        &[("HOME", "/nonexistent"), ("USER", "nobody"), ("CI", "true")],
        &[("SOURCE_DATE_EPOCH", "0")],
    ];
    for (environment, jobs) in variants.into_iter().zip(["2", "3", "7", "2", "1"]) {
        assert!(build(environment, jobs) == plain, "{environment:?} changes the output");
    }
}

#[test]
fn source_date_epoch_is_a_day_in_japan() {
    let project = Project::small();
    project.run(&["build", TODAY[0], TODAY[1]]).ends_with(0);
    let wanted = project.output();
    // 2026-11-21 15:00 and 2026-11-22 14:59:59 UTC are the first and the last second of 2026-11-22 in Japan.
    for (epoch, same) in [("1795273200", true), ("1795359599", true), ("1795273199", false), ("1795359600", false)] {
        project.run_in(&["build"], &[("SOURCE_DATE_EPOCH", epoch)]).ends_with(0);
        assert_eq!(project.output() == wanted, same, "SOURCE_DATE_EPOCH={epoch}");
    }
    project.run_in(&["build"], &[("SOURCE_DATE_EPOCH", "yesterday")]).ends_with(2);
}

#[test]
fn colour_is_only_where_it_is_asked_for() {
    let project = Project::small().broken();
    assert!(!project.run(&["check"]).out.contains('\u{1b}'), "colour without a terminal");
    assert!(!project.run_in(&["check"], &[("NO_COLOR", "1")]).out.contains('\u{1b}'));
    assert!(!project.run(&["check", "--color", "never"]).out.contains('\u{1b}'));
    assert!(project.run(&["check", "--color", "always"]).out.contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_crash() {
    let project = Project::small().broken();
    for format in ["human", "short", "json", "github"] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_shirube"))
            .args(["check", "--format", format])
            .current_dir(project.root())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    }
}

#[test]
fn a_place_that_is_not_ours_is_refused_and_stays_as_it_was() {
    let project = Project::small();
    let foreign = project.directory.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("letter.txt"), "大切な文書").unwrap();
    let before = (tree(&project.root()), tree(&foreign));
    let home = project.directory.path().join("home");
    fs::create_dir(&home).unwrap();
    let (foreign_name, home_name) = (foreign.to_str().unwrap(), home.to_str().unwrap());
    for output in ["content", "data", ".", "..", "content/public", "/", foreign_name, home_name, "site.toml"] {
        let run = project.run_in(&["build", "-o", output], &[("HOME", home_name)]);
        assert!(run.code == 2 || run.code == 3, "`-o {output}` ended with {}: {}", run.code, run.err);
        assert!(!run.err.is_empty());
        let clean = project.run_in(&["clean", "-o", output], &[("HOME", home_name)]);
        assert!(clean.code == 2 || clean.code == 3, "clean `-o {output}` ended with {}: {}", clean.code, clean.err);
    }
    assert!((tree(&project.root()), tree(&foreign)) == before, "something was written");
    assert!(fs::read_dir(&home).unwrap().next().is_none());
}

#[cfg(unix)]
#[test]
fn a_symlink_as_output_does_not_lead_into_the_sources() {
    let project = Project::small();
    std::os::unix::fs::symlink(project.root().join("content"), project.root().join("public")).unwrap();
    let before = tree(&project.root().join("content"));
    let run = project.run(&["build"]);
    assert!(run.code == 2 || run.code == 3, "ended with {}: {}", run.code, run.err);
    assert!(tree(&project.root().join("content")) == before);
}

#[test]
fn a_failing_build_leaves_the_published_site_as_it_was() {
    let project = Project::small();
    project.run(&["build", TODAY[0], TODAY[1]]).ends_with(0);
    let (before, then) = (project.output(), times(&project.root().join("public")));
    let project = project.broken();
    project.run(&["build", TODAY[0], TODAY[1]]).ends_with(1);
    project.write("site.toml", "title = ");
    project.run(&["build", TODAY[0], TODAY[1]]).ends_with(2);
    assert!(project.output() == before);
    assert_eq!(times(&project.root().join("public")), then);
}

#[test]
fn a_second_build_changes_nothing() {
    let project = Project::small();
    project.run(&["build", TODAY[0], TODAY[1]]).ends_with(0);
    let (before, then) = (project.output(), times(&project.root().join("public")));
    let run = project.run(&["build", TODAY[0], TODAY[1]]).ends_with(0);
    assert!(run.err.contains("変更 0"), "{}", run.err);
    assert!(project.output() == before);
    assert_eq!(times(&project.root().join("public")), then);
}

#[test]
fn what_is_gone_from_the_content_is_gone_from_the_site() {
    let project = Project::small();
    project.course("second-step", "");
    project.run(&["build"]).ends_with(0);
    assert!(project.output().contains_key("courses/second-step/index.html"));
    fs::remove_file(project.root().join("content/courses/second-step.md")).unwrap();
    project.run(&["build"]).ends_with(0);
    assert!(!project.output().contains_key("courses/second-step/index.html"));
}

#[test]
fn clean_removes_what_build_made_and_nothing_else() {
    let project = Project::small();
    let before = tree(&project.root());
    project.run(&["build"]).ends_with(0);
    project.run(&["clean"]).ends_with(0);
    assert!(tree(&project.root()) == before);
    project.run(&["clean"]).ends_with(0);
    project.run(&["build"]).ends_with(0);
    project.write("public/memo.txt", "あとから置いたもの");
    project.run(&["clean"]);
    assert!(project.root().join("public/memo.txt").exists());
}

#[test]
fn drafts_and_future_pages_are_shown_when_asked_for() {
    let project = Project::small();
    project.course("draft-step", "status: draft\n");
    project.course("future-step", "publish_from: 2027-04-01\n");
    let shown = |flags: &[&str]| {
        project.run(&[&["build", TODAY[0], TODAY[1]], flags].concat()).ends_with(0);
        let output = project.output();
        ["draft-step", "future-step"].map(|id| output.contains_key(&format!("courses/{id}/index.html")))
    };
    assert_eq!(shown(&[]), [false, false]);
    assert_eq!(shown(&["--drafts"]), [true, false]);
    assert_eq!(shown(&["--future"]), [false, true]);
    assert_eq!(shown(&["--drafts", "--future"]), [true, true]);
    project.run(&["build", "--today", "2027-04-01"]).ends_with(0);
    assert!(project.output().contains_key("courses/future-step/index.html"));
}

#[test]
fn samples_are_refused_when_asked_for() {
    let project = Project::small();
    project.run(&["check", "--no-samples"]).ends_with(0);
    project.course("sample-step", "sample: true\n");
    project.run(&["check"]).ends_with(0);
    let run = project.run(&["check", "--no-samples", "--format", "short"]).ends_with(1);
    assert!(run.out.contains("content/courses/sample-step.md:"), "{}", run.out);
}
