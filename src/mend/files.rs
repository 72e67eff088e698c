//! Writing changed files: all of them, or none.
//!
//! Every new content lies complete beside its file before the first file is replaced; a failure puts everything back. A file that is other
//! than it was read is never replaced. Does not decide what changes.

#![allow(clippy::disallowed_methods, reason = "these files belong to the editor, who asked for them to be changed")]

use crate::diagnostic::Text;
use crate::notation::Day;
use crate::source::{SourcePath, refusal};
use crate::text;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that becomes another one.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it lies.
    pub path: SourcePath,
    /// What it is now; `None` when there must be none.
    pub before: Option<Arc<[u8]>>,
    /// What it becomes; `None` when it goes away.
    pub after: Option<Vec<u8>>,
}

/// Whether what was there is kept beside it.
#[derive(Clone, Copy, Debug)]
pub enum Backup {
    /// No: it is only moved, or can be had again.
    None,
    /// As `FILE.20261122.bak`, a name that is not read as part of the project; an existing one is never overwritten.
    Dated(Day),
}

/// Why nothing was written.
#[derive(Debug)]
pub struct WriteError {
    /// Which file.
    pub path: String,
    /// What happened.
    pub reason: Text,
    /// Whether everything is as it was.
    pub restored: bool,
}

/// Writes all of `changes` below `root`, or none; gives the paths of the backups, relative to the root.
pub fn write(root: &Path, changes: &[Change], backup: Backup) -> Result<Vec<String>, WriteError> {
    for change in changes {
        is_as_it_was(root, change)?;
    }
    let mut work = Work::default();
    match work.carry_out(root, changes, backup) {
        Ok(backups) => Ok(backups),
        Err((path, error)) => {
            let restored = work.undo(root);
            let Text { ja, en } = refusal(&error);
            Err(WriteError { path, reason: text!("書けません（{ja}）", "it cannot be written ({en})"), restored })
        }
    }
}

fn is_as_it_was(root: &Path, change: &Change) -> Result<(), WriteError> {
    let disk = root.join(change.path.as_str());
    let now = match fs::read(&disk) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            let Text { ja, en } = refusal(&error);
            return Err(WriteError {
                path: change.path.to_string(),
                reason: text!("読めません（{ja}）", "it cannot be read ({en})"),
                restored: true,
            });
        }
    };
    if now.as_deref() == change.before.as_deref() {
        return Ok(());
    }
    let reason = match change.before {
        Some(_) => text!("調べている間に変わりました。もう一度実行してください", "it changed meanwhile; run it again"),
        None => text!("すでにあります。別の名前にしてください", "it exists already; choose another name"),
    };
    Err(WriteError { path: change.path.to_string(), reason, restored: true })
}

/// What was done so far, to be undone.
#[derive(Default)]
struct Work<'a> {
    waiting: Vec<PathBuf>,
    directories: Vec<PathBuf>,
    backups: Vec<PathBuf>,
    done: Vec<&'a Change>,
}

type Failed = (String, io::Error);

impl<'a> Work<'a> {
    fn carry_out(&mut self, root: &Path, changes: &'a [Change], backup: Backup) -> Result<Vec<String>, Failed> {
        let mut names = Vec::new();
        for change in changes {
            let failed = |error| (change.path.to_string(), error);
            let disk = root.join(change.path.as_str());
            if let Some(bytes) = &change.after {
                self.prepare(root, &disk, bytes).map_err(failed)?;
            }
            if let (Backup::Dated(day), Some(before)) = (backup, &change.before) {
                names.push(self.keep(&change.path, &disk, before, day).map_err(failed)?);
            }
        }
        for change in changes {
            let disk = root.join(change.path.as_str());
            let result = if change.after.is_some() { fs::rename(waiting(&disk), &disk) } else { fs::remove_file(&disk) };
            result.map_err(|error| (change.path.to_string(), error))?;
            self.done.push(change);
        }
        Ok(names)
    }

    /// Writes the new content beside its place, with the permissions of what it replaces.
    fn prepare(&mut self, root: &Path, disk: &Path, bytes: &[u8]) -> io::Result<()> {
        let missing: Vec<&Path> = disk.ancestors().skip(1).take_while(|directory| *directory != root && !directory.exists()).collect();
        for directory in missing.into_iter().rev() {
            fs::create_dir(directory)?;
            self.directories.push(directory.to_owned());
        }
        let beside = waiting(disk);
        let mut file = fs::File::create_new(&beside)?;
        self.waiting.push(beside.clone());
        file.write_all(bytes)?;
        if let Ok(metadata) = fs::metadata(disk) {
            fs::set_permissions(&beside, metadata.permissions())?;
        }
        file.sync_all()
    }

    fn keep(&mut self, path: &SourcePath, disk: &Path, bytes: &[u8], day: Day) -> io::Result<String> {
        let day = day.iso().replace('-', "");
        let mut number = 1;
        loop {
            let number_words = if number == 1 { String::new() } else { format!("-{number}") };
            let end = format!("{}.{day}{number_words}.bak", path.file_name());
            let beside = disk.with_file_name(&end);
            match fs::File::create_new(&beside) {
                Ok(mut file) => {
                    self.backups.push(beside);
                    file.write_all(bytes)?;
                    file.sync_all()?;
                    let parent = path.parent();
                    return Ok(if parent.is_empty() { end } else { format!("{parent}/{end}") });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Puts everything back; whether that succeeded.
    fn undo(&self, root: &Path) -> bool {
        let mut restored = true;
        for change in self.done.iter().rev() {
            let disk = root.join(change.path.as_str());
            restored &= match &change.before {
                Some(bytes) => fs::write(&disk, bytes).is_ok(),
                None => fs::remove_file(&disk).is_ok(),
            };
        }
        // A content that was not moved to its place yet is still beside it.
        self.waiting.iter().filter(|path| path.exists()).for_each(|path| drop(fs::remove_file(path)));
        if restored {
            self.backups.iter().for_each(|path| drop(fs::remove_file(path)));
        }
        self.directories.iter().rev().for_each(|path| drop(fs::remove_dir(path)));
        restored
    }
}

/// Where a new content waits: a name with a leading dot, which nobody reads as part of the project.
fn waiting(disk: &Path) -> PathBuf {
    let name = disk.file_name().unwrap_or_default().to_string_lossy();
    disk.with_file_name(format!(".{name}.mending.tmp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &str) -> SourcePath {
        SourcePath::new(name).expect("inside")
    }

    fn names(root: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(root).expect("there").map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn backups_are_never_overwritten_and_never_read() {
        let directory = tempfile::tempdir().expect("a place");
        let root = directory.path();
        let day = Backup::Dated(Day::new(2026, 11, 22).expect("a day"));
        let mut before = b"0".to_vec();
        fs::write(root.join("a.md"), &before).expect("written");
        for at in 1..4 {
            let after = at.to_string().into_bytes();
            let change = Change { path: path("a.md"), before: Some(before.into()), after: Some(after.clone()) };
            write(root, &[change], day).expect("written");
            before = after;
        }
        assert_eq!(names(root), ["a.md", "a.md.20261122-2.bak", "a.md.20261122-3.bak", "a.md.20261122.bak"]);
        assert!(names(root)[1..].iter().all(|name| crate::source::is_litter(name)));
        assert_eq!(fs::read(root.join("a.md.20261122.bak")).expect("there"), b"0");
    }

    #[test]
    fn a_failure_leaves_everything_as_it_was() {
        let directory = tempfile::tempdir().expect("a place");
        let root = directory.path();
        fs::write(root.join("a.md"), "一").expect("written");
        fs::create_dir(root.join("b.md")).expect("a folder where a file is wanted");
        let change = |name: &str, before: Option<&str>, after: Option<&str>| Change {
            path: path(name),
            before: before.map(|text| text.as_bytes().into()),
            after: after.map(|text| text.as_bytes().to_vec()),
        };
        let day = Backup::Dated(Day::new(2026, 11, 22).expect("a day"));
        let all = [change("new/c.md", None, Some("三")), change("a.md", Some("一"), Some("壱")), change("b.md/d", None, None)];
        assert!(write(root, &all, day).expect_err("there is no file to remove").restored);
        assert!(write(root, &[change("a.md", Some("他"), Some("壱"))], day).is_err(), "it is other than it was read");
        assert_eq!(names(root), ["a.md", "b.md"]);
        assert_eq!(fs::read_to_string(root.join("a.md")).expect("there"), "一");
    }
}
