//! Golden projects: every `tests/fixtures/<name>/project` is checked, and what is found must be what `expected/findings.txt` says.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes the expectations anew; read the difference before you commit it. A fixture with
//! `expected/tree.txt` is built as well, and the list of its files compared. Names that not every file system can hold are given in
//! `renames.txt` (`from > to`) and made in a copy.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut fixtures: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.join("project").is_dir()).collect();
    fixtures.sort();
    assert!(fixtures.len() >= 10, "only {} fixtures found", fixtures.len());
    fixtures
}

/// The project of a fixture, or a copy with the names that the repository cannot hold.
fn project(fixture: &Path, scratch: &Path) -> PathBuf {
    let project = fixture.join("project");
    let Ok(renames) = fs::read_to_string(fixture.join("renames.txt")) else { return project };
    let copy = scratch.join("project");
    let mut open = vec![PathBuf::new()];
    while let Some(directory) = open.pop() {
        fs::create_dir_all(copy.join(&directory)).unwrap();
        for entry in fs::read_dir(project.join(&directory)).unwrap().map(Result::unwrap) {
            let inner = directory.join(entry.file_name());
            if entry.path().is_dir() {
                open.push(inner);
            } else {
                fs::copy(entry.path(), copy.join(inner)).unwrap();
            }
        }
    }
    for (from, to) in renames.lines().filter_map(|line| line.split_once(" > ")) {
        fs::rename(copy.join(from), copy.join(to)).unwrap();
    }
    copy
}

fn shirube(arguments: &[&str], project: &Path) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_shirube"))
        .args(arguments)
        .args(["--today", "2026-11-22", "--format", "short", "--root"])
        .arg(project)
        .env_clear()
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

/// Compares with the file, or writes it when that is asked for; gives the difference.
fn compare(expected: &Path, found: &str) -> Option<String> {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(expected.parent().unwrap()).unwrap();
        fs::write(expected, found).unwrap();
        return None;
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    if wanted == found {
        return None;
    }
    let (wanted, found): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), found.lines().collect());
    let lost = wanted.iter().filter(|line| !found.contains(line)).map(|line| format!("- {line}\n"));
    let new = found.iter().filter(|line| !wanted.contains(line)).map(|line| format!("+ {line}\n"));
    Some(format!("{}\n{}", expected.display(), lost.chain(new).collect::<String>()))
}

/// A project of the reader's disk may be case-insensitive; then two names are one and the fixture says nothing.
fn holds_all_names(fixture: &Path) -> bool {
    cfg!(target_os = "linux") || !fixture.join("renames.txt").exists()
}

#[test]
fn every_fixture_gives_its_findings() {
    let mut differences = Vec::new();
    for fixture in fixtures().iter().filter(|fixture| holds_all_names(fixture)) {
        let scratch = tempfile::tempdir().unwrap();
        let (code, said) = shirube(&["check"], &project(fixture, scratch.path()));
        let found = format!("{said}exit code {}\n", code.unwrap());
        differences.extend(compare(&fixture.join("expected/findings.txt"), &found));
    }
    assert!(differences.is_empty(), "UPDATE_GOLDEN=1 writes these anew:\n{}", differences.join("\n"));
}

#[test]
fn no_fixture_finds_a_defect_of_the_program() {
    for fixture in fixtures().iter().filter(|fixture| holds_all_names(fixture)) {
        let scratch = tempfile::tempdir().unwrap();
        let (code, said) = shirube(&["check"], &project(fixture, scratch.path()));
        assert!(code.is_some_and(|code| code <= 2), "{}: exit code {code:?}", fixture.display());
        assert!(!said.contains("internal-error"), "{}: {said}", fixture.display());
    }
}

#[test]
fn a_small_site_has_its_files() {
    let mut built = 0;
    for fixture in fixtures() {
        let expected = fixture.join("expected/tree.txt");
        if !expected.exists() {
            continue;
        }
        let output = tempfile::tempdir().unwrap();
        let site = output.path().join("site");
        let (code, said) = shirube(&["build", "--output-dir", site.to_str().unwrap()], &fixture.join("project"));
        assert_eq!(code, Some(0), "{said}");
        let mut files = Vec::new();
        let mut open = vec![site.clone()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
                match entry.path() {
                    path if path.is_dir() => open.push(path),
                    path => files.push(without_hash(path.strip_prefix(&site).unwrap().to_str().unwrap())),
                }
            }
        }
        files.sort();
        built += 1;
        if let Some(difference) = compare(&expected, &(files.join("\n") + "\n")) {
            panic!("UPDATE_GOLDEN=1 writes this anew:\n{difference}");
        }
    }
    assert!(built > 0, "no fixture has expected/tree.txt");
}

/// The style sheet and the scripts carry a hash of their bytes in their names, which would make every change of them a change here.
fn without_hash(path: &str) -> String {
    let parts = path.strip_prefix("assets/").and_then(|name| name.rsplit_once('.')).filter(|(_, end)| ["css", "js"].contains(end));
    let named = parts.and_then(|(stem, end)| Some((stem.rsplit_once('-')?.0, end)));
    named.map_or_else(|| path.to_owned(), |(name, end)| format!("assets/{name}-<hash>.{end}"))
}
