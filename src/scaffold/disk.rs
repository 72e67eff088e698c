//! Writing files in one step: beside their places first, then under their names, so that nobody ever sees half of one, nor some of many.
//!
//! Decides nothing about what is written.

use super::{Fault, Refusal};
use crate::diagnostic::Text;
use crate::source::refusal;
use crate::text;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes a new file and the folders above it. Refuses when something has that name.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    place_new(path, bytes)
        .map_err(|error| if error.kind() == io::ErrorKind::AlreadyExists { taken(path) } else { unwritable(path, &error) })
}

/// Makes a new file and the folders above it: whole, and never over one that is there (`AlreadyExists`).
pub(crate) fn place_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    name_new(&write_beside(path, bytes)?, path)
}

/// Gives a file that is written its name, which must be free.
fn name_new(beside: &Path, path: &Path) -> io::Result<()> {
    // A hard link fails where a name is taken, a rename replaces.
    let placed = fs::hard_link(beside, path).or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Err(error),
        // Some network shares have no hard links: the name is taken first, so that nothing of others is replaced.
        _ => File::create_new(path).and_then(|_| fs::rename(beside, path).inspect_err(|_| drop(fs::remove_file(path)))),
    });
    // After a rename there is nothing left to remove.
    let _ = fs::remove_file(beside);
    placed
}

/// Makes a file and the folders above it: whole, also over one that is there.
pub(crate) fn place(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = write_beside(path, bytes)?;
    fs::rename(&beside, path).inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// Makes all of these files, or none of them: what was there before an error is there after it. `over` replaces files that are there.
pub(crate) fn place_all(files: &[(PathBuf, &[u8])], over: bool) -> Result<(), (PathBuf, io::Error)> {
    let mut written: Vec<PathBuf> = Vec::new();
    for (path, bytes) in files {
        match write_beside(path, bytes) {
            Ok(beside) => written.push(beside),
            Err(error) => {
                written.iter().for_each(|beside| drop(fs::remove_file(beside)));
                return Err((path.clone(), error));
            }
        }
    }
    let mut placed: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (at, ((path, _), beside)) in files.iter().zip(&written).enumerate() {
        let before = fs::read(path).ok();
        let named = if over { fs::rename(beside, path) } else { name_new(beside, path) };
        if let Err(error) = named {
            written[at..].iter().for_each(|beside| drop(fs::remove_file(beside)));
            for (path, before) in placed.into_iter().rev() {
                let _ = match before {
                    Some(bytes) => place(path, &bytes),
                    None => fs::remove_file(path),
                };
            }
            return Err((path.clone(), error));
        }
        placed.push((path, before));
    }
    Ok(())
}

/// Puts `bytes` in the place of a file, which keeps its permissions. `before` is what the file held when it was read.
pub(super) fn replace(path: &Path, before: &[u8], bytes: &[u8]) -> Result<(), Refusal> {
    // A link stays a link: the file behind it is written.
    let target = fs::canonicalize(path).map_err(|error| unwritable(path, &error))?;
    if fs::read(&target).map_err(|error| unwritable(path, &error))? != before {
        let shown = path.display();
        return Err(Refusal::usage(
            text!("「{shown}」は、今ほかのプログラムが書き換えました", "\"{shown}\" was changed by another program just now"),
            text!("もう一度実行してください", "run the command again"),
        ));
    }
    let replaced = || {
        let permissions = fs::metadata(&target)?.permissions();
        if permissions.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let beside = write_beside(&target, bytes)?;
        let done = fs::set_permissions(&beside, permissions).and_then(|()| fs::rename(&beside, &target));
        done.inspect_err(|_| drop(fs::remove_file(&beside)))
    };
    replaced().map_err(|error| unwritable(path, &error))
}

/// The bytes of a file; `None` when there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Refusal> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unwritable(path, &error)),
    }
}

/// The names in a directory, sorted; none when it is not there.
pub(super) fn names(directory: &Path) -> Result<Vec<String>, Refusal> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unwritable(directory, &error)),
    };
    let mut names: Vec<String> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let directory = path.parent().unwrap_or(Path::new(""));
    if !directory.as_os_str().is_empty() {
        fs::create_dir_all(directory)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = directory.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map(|()| beside.clone()).inspect_err(|_| drop(fs::remove_file(&beside)))
}

fn taken(path: &Path) -> Refusal {
    let shown = path.display();
    Refusal::usage(
        text!("「{shown}」はもうあります。上書きはしません", "\"{shown}\" is there already; nothing is overwritten"),
        text!("ほかの名前にするか、そのファイルを直してください", "choose another name, or edit that file"),
    )
}

fn unwritable(path: &Path, error: &io::Error) -> Refusal {
    let (shown, Text { ja, en }) = (path.display(), refusal(error));
    Refusal {
        message: text!("「{shown}」を読み書きできません（{ja}）", "\"{shown}\" cannot be read or written ({en})"),
        hint: text!(
            "ほかのプログラムで開いていないか、書きこみが許されているかを確かめてください",
            "is it open in another program, and may it be written?"
        ),
        fault: Fault::Disk,
    }
}
