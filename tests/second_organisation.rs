//! Another administration adopts the program: what it publishes says nothing of the portal that the program comes with, and claims nothing that its own data do
//! not say. Its portal lies in `tests/fixtures/second-organisation`: a city without leaders, without a plan, without a sample.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Words of the shipped portal: of 北海道, of its documents, of its samples.
const FOREIGN: &[&str] = &[
    "しるべ",
    "道庁",
    "北海道",
    "道職員",
    "振興局",
    "次世代社会戦略局",
    "Smart",
    "Society",
    "デジタル学びポータル",
    "Hokkaido",
    "hokkaido",
    "見本",
    "架空",
];

/// All files of the portal by their path.
fn built() -> &'static BTreeMap<String, String> {
    static BUILT: std::sync::OnceLock<BTreeMap<String, String>> = std::sync::OnceLock::new();
    BUILT.get_or_init(|| {
        let directory = tempfile::tempdir().unwrap();
        let out = directory.path().join("public");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/second-organisation/project");
        let run = Command::new(env!("CARGO_BIN_EXE_shirube"))
            .args(["build", "--no-samples", "--strict", "--today", "2026-11-22", "--base-url", "https://manabi.example/", "--root"])
            .arg(&root)
            .arg("--output-dir")
            .arg(&out)
            .env_clear()
            .output()
            .unwrap();
        assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        let (mut files, mut open) = (BTreeMap::new(), vec![PathBuf::new()]);
        while let Some(inner) = open.pop() {
            for entry in fs::read_dir(out.join(&inner)).unwrap().map(Result::unwrap) {
                let path = inner.join(entry.file_name());
                if entry.path().is_dir() {
                    open.push(path);
                } else {
                    let text = String::from_utf8(fs::read(entry.path()).unwrap()).unwrap();
                    files.insert(path.to_string_lossy().replace('\\', "/"), text);
                }
            }
        }
        files
    })
}

/// Where the format of open data itself is described, so that 「見本」 is the name of a column: the dictionary, the page of it, and its words in the search.
fn describes_data(path: &str) -> bool {
    path == "data/index.html" || path.starts_with("data/") && path.ends_with(".json") || path.starts_with("assets/search/")
}

#[test]
fn it_says_nothing_of_another_administration() {
    let kinds: std::collections::BTreeSet<_> = built().keys().filter_map(|path| path.rsplit('.').next()).collect();
    for kind in ["html", "css", "js", "csv", "json", "ics", "xml", "svg"] {
        assert!(kinds.contains(kind), "no {kind} among {kinds:?}");
    }
    let mut found = Vec::new();
    for (path, text) in built() {
        for word in FOREIGN {
            if text.contains(word) && !(matches!(*word, "見本" | "架空") && describes_data(path)) {
                found.push(format!("{path}: {word}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    for (path, text) in
        built().iter().filter(|(path, _)| path.starts_with("data/") && path.ends_with(".json") && *path != "data/dictionary.json")
    {
        let rows = text.find("\"rows\"").unwrap_or_else(|| panic!("{path} has rows"));
        assert!(!text[rows..].contains("見本"), "{path}");
    }
}

#[test]
fn paper_bears_its_own_name() {
    let css = built().iter().find(|(path, _)| path.ends_with(".css")).unwrap().1;
    assert!(css.contains("@bottom-left { content: \"まなびの窓　南海市のデジタル学習案内\"; }"));
}

#[test]
fn nothing_is_claimed_that_is_not_there() {
    let pages: Vec<_> = built().iter().filter(|(path, _)| path.ends_with(".html")).collect();
    let leaders = &built()["leaders/index.html"];
    let said = [
        // Nobody lacks a leader where there is no scheme of leaders.
        ("指定がありません", leaders),
        ("まだ指定のない所属", leaders),
        ("自分の所属のリーダーを知る", &built()["index.html"]),
        ("どの試験も", &built()["index.html"]),
        // What is repeated is said as it was written.
        ("毎年度ごと", &built()["levels/dx-promoter/index.html"]),
        ("毎年度ごと", &built()["assessment/dx-promoter/index.html"]),
        ("ページの下の担当", &built()["communities/index.html"]),
    ];
    for (words, page) in said {
        assert!(!page.contains(words), "{words}");
    }
    assert!(built()["data/departments.csv"].lines().skip(1).all(|row| row.contains(",false,0,")), "{}", built()["data/departments.csv"]);
    for (path, page) in pages {
        // A name that is its own label is one name.
        for twice in ["DX推進員　DX推進員", "DX推進員（DX推進員）"] {
            assert!(!page.contains(twice), "{path}: {twice}");
        }
        // Readers are not told what to write into which file.
        for file in [".yaml", ".toml", "に書くと"] {
            assert!(!page.contains(file), "{path}: {file}");
        }
    }
}

#[test]
fn its_contact_is_real() {
    let home = &built()["index.html"];
    assert!(home.contains("企画政策課（内線 2101）"), "the contact at the foot");
}
