//! The one step: a finished tree takes the place of the published one. Knows nothing of what is in the trees.
//!
//! * Linux (ext4, XFS, Btrfs, tmpfs) and macOS (APFS): `renameat2(RENAME_EXCHANGE)`, `renameatx_np(RENAME_SWAP)`.
//!   At each moment the output directory is the old tree or the new one.
//! * Elsewhere (Windows, network drives): the old tree is renamed aside, then the new one is renamed in. Between these two calls
//!   there is no output directory. A process killed exactly there leaves none; both trees are entire, and [`recover`] puts the old one back
//!   when the next delivery begins. No reader ever sees a mixture.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

/// How the step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By exchange, by two renames where the file system cannot exchange.
    Best,
    /// By two renames (what `Best` comes to on such a file system).
    #[cfg(test)]
    TwoRenames,
}

/// Puts `next` in the place of `output`. Afterwards the tree that was there, if any, is `next` or `previous`.
pub(super) fn switch(next: &Path, output: &Path, previous: &Path, way: Way) -> io::Result<()> {
    match fs::symlink_metadata(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return rename(next, output),
        Err(error) => return Err(error),
        Ok(_) => {}
    }
    if fs::read_dir(output)?.next().is_none() {
        // Fails, as it must, when something has come into it meanwhile.
        if cfg!(not(unix)) {
            fs::remove_dir(output)?;
        }
        return rename(next, output);
    }
    if way == Way::Best {
        match exchange(next, output) {
            Err(error) if cannot_exchange(&error) => {}
            done => return done,
        }
    }
    rename(output, previous)?;
    rename(next, output).inspect_err(|_| {
        // If this fails too, `recover` does it when the next delivery begins.
        let _ = rename(previous, output);
    })
}

/// Undoes a switch by two renames that was interrupted between them.
pub(super) fn recover(output: &Path, previous: &Path) -> io::Result<()> {
    let absent = |path: &Path| fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    if absent(output) && !absent(previous) { rename(previous, output) } else { Ok(()) }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the answer means "this file system or system has no exchange". `EINVAL` is what file systems say to an unknown flag.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Renames; on Windows patiently (≤ 5 s), because virus scanners and open windows hold files for a moment.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let tries = if cfg!(windows) { 25 } else { 1 };
    for _ in 1..tries {
        match fs::rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => std::thread::sleep(Duration::from_millis(200)),
            done => return done,
        }
    }
    fs::rename(from, to)
}

/// Makes everything below `tree` durable, so that a power cut after the switch finds it entire.
/// One `syncfs` on Linux (measured: far cheaper than one `fsync` a file); elsewhere file by file.
pub(super) fn make_durable(tree: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if rustix::fs::syncfs(fs::File::open(tree)?).is_ok() {
        return Ok(());
    }
    // `syncfs` also tells of trouble with files of others; file by file it is certain whose they are.
    sync_each(tree)
}

fn sync_each(tree: &Path) -> io::Result<()> {
    for entry in fs::read_dir(tree)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            sync_each(&entry.path())?;
        } else if kind.is_file() {
            // Windows syncs only files that are open for writing.
            match fs::OpenOptions::new().read(true).write(cfg!(windows)).open(entry.path()) {
                Ok(file) => file.sync_all()?,
                // A foreign file that is closed to us; ours are not.
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
                Err(error) => return Err(error),
            }
        }
    }
    sync_directory(tree)
}

/// Makes the names in `directory` durable (Windows has no such call, and does not need it).
pub(super) fn sync_directory(directory: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(directory)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trees() -> (tempfile::TempDir, [std::path::PathBuf; 3]) {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let [next, output, previous] = ["next", "output", "previous"].map(|name| dir.path().join(name));
        for tree in [&next, &output] {
            fs::create_dir(tree).expect("made");
            fs::write(tree.join("name"), tree.file_name().expect("named").as_encoded_bytes()).expect("written");
        }
        (dir, [next, output, previous])
    }

    #[test]
    fn both_ways_put_the_new_tree_in_place() {
        for way in [Way::Best, Way::TwoRenames] {
            let (_dir, [next, output, previous]) = trees();
            switch(&next, &output, &previous, way).expect("switched");
            assert_eq!(fs::read(output.join("name")).expect("there"), b"next");
            assert!(next.exists() != previous.exists(), "the old tree is in exactly one place");
        }
    }

    #[test]
    fn a_switch_stopped_in_the_middle_is_undone() {
        let (_dir, [_, output, previous]) = trees();
        fs::rename(&output, &previous).expect("renamed");
        recover(&output, &previous).expect("recovered");
        assert_eq!(fs::read(output.join("name")).expect("there"), b"output");
        recover(&output, &previous).expect("nothing to do");
    }

    #[test]
    fn a_failed_second_rename_leaves_the_old_tree() {
        let (_dir, [next, output, previous]) = trees();
        fs::remove_dir_all(&next).expect("removed");
        assert!(switch(&next, &output, &previous, Way::TwoRenames).is_err());
        assert_eq!(fs::read(output.join("name")).expect("there"), b"output");
    }
}
