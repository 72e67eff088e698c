//! [`Lock`]: only one delivery at a time into one output directory.
//!
//! The lock is the operating system's own (`flock`, `LockFileEx`): it ends with the process, however that ends, so there is no
//! stale lock to judge. Beside it a line says who holds it; the line is for people and decides nothing.

use super::fault::DeliverError;
use super::target::Target;
use super::tree;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Time between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to change one output directory, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    work: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock, trying for `patience` (once without). `who` is what others read about the holder, after its process number.
    pub(super) fn take(target: &Target, patience: Option<Duration>, who: &str) -> Result<Self, DeliverError> {
        let work = target.work();
        let mut left = patience.unwrap_or_default();
        loop {
            if let Some(file) = attempt(work)? {
                let lock = Self { work: work.to_owned(), file };
                let line = format!("pid {} {who}\n", std::process::id());
                // On a full disk the line is missing; the lock holds all the same.
                let _ = fs::write(work.join("holder"), line);
                return Ok(lock);
            }
            if left.is_zero() {
                let holder = fs::read_to_string(work.join("holder")).unwrap_or_default().trim().to_owned();
                return Err(DeliverError::Busy { output: target.output().display().to_string(), holder });
            }
            let pause = PAUSE.min(left);
            std::thread::sleep(pause);
            left -= pause;
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.work.join("holder"));
        // Where an open file cannot be removed, the empty lock file stays; it does no harm.
        if cfg!(unix) {
            let _ = fs::remove_file(self.work.join("lock"));
            let _ = fs::remove_dir(&self.work);
        }
        let _ = self.file.unlock();
    }
}

/// One try. `None`: somebody else holds it.
fn attempt(work: &Path) -> Result<Option<File>, DeliverError> {
    let fault = |error| DeliverError::io(work.display().to_string(), error);
    let path = work.join("lock");
    loop {
        make_private(work).map_err(fault)?;
        let file = match OpenOptions::new().write(true).create(true).truncate(false).open(&path) {
            Ok(file) => file,
            // The last holder has just removed the directory.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(fault(error)),
        };
        match file.try_lock() {
            // The last holder removed the file between our opening and locking it: what we hold is no longer the lock.
            Ok(()) if !is_at(&file, &path) => continue,
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(fault(error)),
        }
    }
}

/// Makes the directory, closed to other users: what is in it is not yet public.
fn make_private(work: &Path) -> io::Result<()> {
    if let Some(parent) = work.parent() {
        tree::make_directories(parent)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(work) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match fs::symlink_metadata(work)?.is_dir() {
            true => Ok(()),
            false => Err(io::Error::from(io::ErrorKind::NotADirectory)),
        },
        made => made,
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(there)) => (held.dev(), held.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
