//! `shirube import` as people run it: what is written, what is left alone, how it ends.

#![allow(clippy::unwrap_used, missing_docs)]

use rust_xlsxwriter::Workbook;
use std::fs;
use std::path::Path;
use std::process::Command;

fn run(directory: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    let output = command.current_dir(directory).env_clear().arg("import").args(arguments).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

fn book(path: &Path, rows: &[&[&str]]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet.write(row as u32, column as u16, *text).unwrap();
        }
    }
    book.save(path).unwrap();
}

fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_workbook_becomes_a_table_and_nothing_is_overwritten_unasked() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    book(&root.join("祝日.xlsx"), &[&["祝日の一覧", ""], &["日付", "名称"], &["2027-01-01", "元日"]]);
    let arguments = ["祝日.xlsx", "--kind", "holidays"];
    let (code, said) = run(root, &[&arguments[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("date,name\r\n2027-01-01,元日\r\n") && !root.join("data").exists(), "{said}");

    let (code, said) = run(root, &arguments);
    assert_eq!(code, Some(0), "{said}");
    let written = "\u{feff}date,name\r\n2027-01-01,元日\r\n";
    assert_eq!(fs::read_to_string(root.join("data/holidays.csv")).unwrap(), written);
    assert_eq!(names(&root.join("data")), ["holidays.csv"]);

    fs::write(root.join("data/holidays.csv"), "mine").unwrap();
    let (code, said) = run(root, &arguments);
    assert_eq!((code, fs::read_to_string(root.join("data/holidays.csv")).unwrap().as_str()), (Some(2), "mine"), "{said}");
    assert!(said.contains("--force"), "{said}");
    assert_eq!(run(root, &[&arguments[..], &["--force"]].concat()).0, Some(0));
    assert_eq!(fs::read_to_string(root.join("data/holidays.csv")).unwrap(), written);
    assert_eq!(run(root, &[&arguments[..], &["--output", "other/table.csv"]].concat()).0, Some(0));
    assert_eq!(names(&root.join("other")), ["table.csv"]);
}

#[test]
fn an_error_writes_nothing_and_names_its_cell() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    book(&root.join("祝日.xlsx"), &[&["日付", "名称"], &["2027-02-30", "ない日"]]);
    let (code, said) = run(root, &["祝日.xlsx", "--kind", "holidays", "--format", "short"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("祝日.xlsx: エラー[bad-date]: Sheet1!A2: ") && said.contains("何も書きませんでした"), "{said}");
    assert_eq!(names(root), ["祝日.xlsx"]);
}

#[test]
fn a_name_becomes_the_id_of_the_only_record_of_that_name() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    let rows: &[&[&str]] =
        &[&["指標", "年度", "値", "担当"], &["職員の 充足率", "R6", "61", "情報政策課"], &["fill", "R7", "70", "総務課"]];
    book(&root.join("実績.xlsx"), rows);
    let arguments = ["実績.xlsx", "--kind", "kpi_actuals", "--format", "short"];
    let (code, said) = run(root, &arguments);
    assert_eq!(code, Some(1), "outside of a project nothing is known: {said}");
    assert!(said.contains("Sheet1!A2: ") && said.contains("エラー[bad-id]"), "{said}");

    fs::create_dir(root.join("data")).unwrap();
    fs::write(root.join("site.toml"), "title = \"t\"\n").unwrap();
    fs::write(root.join("data/kpi.yaml"), "- {id: fill, name: 職員の充足率}\n").unwrap();
    fs::write(root.join("data/departments.yaml"), "- {id: digital, name: 情報政策課}\n- {id: a, name: 総務課}\n- {id: b, name: 総務課}\n")
        .unwrap();
    let (code, said) = run(root, &arguments);
    assert_eq!(code, Some(1), "which of the two is meant is not known: {said}");
    assert!(said.contains("エラー[bad-id]: Sheet1!D3: ") && !said.contains("Sheet1!D3: 「総務課」を"), "{said}");

    let rows: &[&[&str]] = &[&["指標", "年度", "値", "担当"], &["職員の 充足率", "R6", "61", "情報政策課"], &["fill", "R7", "70", "b"]];
    book(&root.join("実績.xlsx"), rows);
    let (code, said) = run(root, &arguments);
    assert_eq!(code, Some(0), "{said}");
    for told in [
        "Sheet1!A2: 「職員の 充足率」を、その名前の記録のid「fill」にしました",
        "Sheet1!D2: 「情報政策課」を、その名前の記録のid「digital」にしました",
    ] {
        assert!(said.contains(&format!("お知らせ[import-named]: {told}")), "{told}\nnot in {said}");
    }
    let written = fs::read_to_string(root.join("data/kpi_actuals.csv")).unwrap();
    assert_eq!(written, "\u{feff}kpi,fiscal_year,value,owner\r\nfill,R6,61,digital\r\nfill,R7,70,b\r\n");
}

#[test]
fn what_cannot_be_read_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let (code, said) = run(directory.path(), &["ない.xlsx", "--kind", "holidays"]);
    assert_eq!(code, Some(3), "{said}");
    let (code, said) = run(directory.path(), &["ない.xlsx", "--kind", "holiday"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("もしかして: holidays"), "{said}");
}

/// The portal that `init` makes.
fn portal(root: &Path) {
    let made = Command::new(env!("CARGO_BIN_EXE_shirube")).current_dir(root).env_clear().arg("init").output().unwrap();
    assert!(made.status.success(), "{made:?}");
}

fn check(root: &Path) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    let output = command.current_dir(root).env_clear().args(["check", "--today", "2026-12-01", "--format", "short"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

#[test]
fn a_list_of_courses_becomes_pages_that_check_clean_and_stay_when_it_comes_again() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().join("portal");
    fs::create_dir(&root).unwrap();
    portal(&root);
    let before = names(&root.join("content/courses"));
    let list = directory.path().join("一覧.xlsx");
    let rows: &[&[&str]] = &[
        &["令和8年度 研修計画一覧"],
        &["研修名", "種別", "対象", "実施日", "定員", "会場", "申込期間"],
        &["表の見方", "必修", "全職員", "令和9年1月18日(月)", "20名", "5階: 研修室 #2", "12月14日～1月8日"],
        &["Web会議の基本", "任意", "部長級", "随時", "", "オンライン", ""],
    ];
    book(&list, rows);
    let list = list.to_str().unwrap();
    let (code, said) = run(&root, &[list, "--kind", "courses", "--dry-run"]);
    assert_eq!((code, names(&root.join("content/courses"))), (Some(0), before.clone()), "{said}");
    let (code, said) = run(&root, &[list, "--kind", "courses"]);
    assert_eq!(code, Some(0), "{said}");
    let new: Vec<String> = names(&root.join("content/courses")).into_iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(new, ["course-1.md", "web.md"], "{said}");
    let (code, said) = check(&root);
    assert_eq!(code, Some(0), "{said}");

    fs::write(root.join("content/courses/web.md"), "mine").unwrap();
    let (code, said) = run(&root, &[list, "--kind", "courses"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("そのままにしました") && said.contains("course-1.md"), "{said}");
    assert_eq!(fs::read_to_string(root.join("content/courses/web.md")).unwrap(), "mine");
    let (code, said) = run(&root, &[list, "--kind", "courses", "--force"]);
    assert_eq!(code, Some(0), "{said}");
    assert_ne!(fs::read_to_string(root.join("content/courses/web.md")).unwrap(), "mine");
}

#[test]
fn a_list_without_ids_becomes_drafts_that_check_clean() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().join("portal");
    fs::create_dir(&root).unwrap();
    portal(&root);
    let list = directory.path().join("リンク.xlsx");
    book(&list, &[&["サイト名", "URL", "対象", "概要"], &["学びのサイト", "https://manabi.go.jp/", "全職員", "無料の講座"]]);
    let (code, said) = run(&root, &[list.to_str().unwrap(), "--kind", "external"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = check(&root);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("下書きです"), "{said}");
}

#[test]
fn pages_of_courses_are_written_all_or_none() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    book(&root.join("一覧.xlsx"), &[&["研修名", "対象"], &["ABC入門", "全職員"], &["DEF入門", "全職員"]]);
    let courses = root.join("content/courses");
    // Something that is no file takes the place of the second page.
    fs::create_dir_all(courses.join("def.md/inner")).unwrap();
    fs::write(courses.join("abc.md"), "mine").unwrap();
    let (code, said) = run(root, &["一覧.xlsx", "--kind", "courses", "--force"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("def.md」に書けません"), "{said}");
    assert_eq!(fs::read_to_string(courses.join("abc.md")).unwrap(), "mine");
    fs::remove_file(courses.join("abc.md")).unwrap();
    assert_eq!(run(root, &["一覧.xlsx", "--kind", "courses", "--force"]).0, Some(3));
    assert_eq!(names(&courses), ["def.md"], "nothing is left of the first page");
}

#[test]
fn departments_that_the_portal_has_are_not_written_twice() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().join("portal");
    fs::create_dir(&root).unwrap();
    portal(&root);
    let name = "研修課";
    let list = directory.path().join("組織.xlsx");
    book(&list, &[&["所属名称"], &[name]]);
    let (code, said) = run(&root, &[list.to_str().unwrap(), "--kind", "departments"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("見本の記録が data/departments.yaml にもうある") && said.contains("何も書きませんでした"), "{said}");
    assert!(!root.join("data/departments.csv").exists());

    book(&list, &[&["所属名称", "よみ"], &[name, ""], &["統計課", "とうけいか"]]);
    let arguments = [list.to_str().unwrap(), "--kind", "departments"];
    assert_eq!(run(&root, &arguments).0, Some(0));
    let written = fs::read_to_string(root.join("data/departments.csv")).unwrap();
    assert!(written.contains("統計課") && !written.contains(name), "{written}");
    // What is replaced is written again, whole.
    assert_eq!(run(&root, &[&arguments[..], &["--force"]].concat()).0, Some(0));
    assert_eq!(fs::read_to_string(root.join("data/departments.csv")).unwrap(), written);
    // A table that does not go into the portal is not compared with it.
    let elsewhere = directory.path().join("所属.csv");
    assert_eq!(run(&root, &[&arguments[..], &["--output", elsewhere.to_str().unwrap()]].concat()).0, Some(0));
    assert!(fs::read_to_string(elsewhere).unwrap().contains(name));
}
