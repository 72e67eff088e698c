//! [`Staging`]: a delivery in progress. Compares each file with the published one as it arrives, writes what differs beside the
//! output, and in the end switches. Does not render and does not decide what belongs to the site.
//!
//! What makes it safe: until [`Staging::finish`] takes the one step of [`super::switch`], nothing in the output directory is
//! changed. What makes it cheap: files that are the same are not written. They come into the new tree as hard links, with their times;
//! and if all are the same there is no new tree at all.

use super::fault::DeliverError;
use super::lock::Lock;
use super::manifest::{MANIFEST, Manifest, Stamp};
use super::output_path::{self, ancestors};
use super::summary::Summary;
use super::switch::{self, Way};
use super::target::Target;
use super::tree::{self, Kind};
use crate::holding::Holdings;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How a file of the new site stands to the published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// There was none.
    Added,
    /// It differs.
    Changed,
    /// It is the same; not written.
    Unchanged,
}

/// One file of the new site.
#[derive(Debug)]
struct Made {
    path: String,
    stamp: Stamp,
    fate: Fate,
    /// The published file is not as Shirube left it.
    altered: bool,
    /// The published file is the same, but its permission bits are not.
    mode_differs: bool,
}

/// A delivery in progress. It holds the lock; dropped without [`Staging::finish`] it leaves the published site as it was and removes what it wrote.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    next: PathBuf,
    previous: PathBuf,
    /// What the last delivery made; `None` when there was none.
    published: Option<Manifest>,
    /// What the new site was made of, to be remembered.
    holdings: Option<Holdings>,
    /// What stands in the output directory.
    found: HashMap<PathBuf, Kind>,
    /// Files and directories there that Shirube did not make.
    foreign: BTreeMap<PathBuf, Kind>,
    /// Foreign files that came during a build that was killed, and are back in the output directory.
    rescued: Vec<String>,
    directories: Mutex<HashSet<String>>,
    made: Mutex<Vec<Made>>,
    written: AtomicU64,
    offered: AtomicU64,
    way: Way,
    // Last: released after everything else is dropped.
    lock: Option<Lock>,
}

impl Staging {
    /// Takes the lock (trying for `patience`, once without), clears up after runs that were killed, and looks at what is published.
    /// `who` is what others read about this run while they wait, such as start time and host.
    pub fn begin(target: &Target, patience: Option<Duration>, who: &str) -> Result<Self, DeliverError> {
        let lock = Lock::take(target, patience, who)?;
        let (output, work) = (target.output(), target.work());
        let (next, previous) = (work.join("next"), work.join("previous"));
        switch::recover(output, &previous).map_err(|error| fault(output, error))?;
        let mut rescued = Vec::new();
        for leftover in [&next, &previous] {
            if leftover.symlink_metadata().is_ok() {
                rescued.extend(tree::retire(leftover, output).map_err(|(path, error)| fault(&path, error))?);
            }
        }
        let published = target.owned()?;
        check_writable(output)?;
        let found = tree::scan(output).map_err(|(path, error)| fault(&path, error))?;
        let foreign = foreign_in(&found, published.as_ref());
        tree::make_directory(&next).map_err(|error| disk_fault(&next, &next, published.as_ref().map_or(0, Manifest::total_size), error))?;
        Ok(Self {
            output: output.to_owned(),
            next,
            previous,
            published,
            holdings: None,
            found,
            foreign,
            rescued,
            directories: Mutex::default(),
            made: Mutex::default(),
            written: AtomicU64::new(0),
            offered: AtomicU64::new(0),
            way: Way::Best,
            lock: Some(lock),
        })
    }

    /// Says what the site was made of, so that the next delivery can tell what is missing.
    pub fn holding(mut self, holdings: Holdings) -> Self {
        self.holdings = Some(holdings);
        self
    }

    /// Takes one file of the site. `path` is relative to the site's root (`kpi/index.html`). May be called from many threads, in any order.
    pub fn write(&self, path: &str, body: &[u8]) -> Result<(), DeliverError> {
        output_path::check(path)?;
        if self.foreign.get(Path::new(path)).is_some_and(|kind| *kind != Kind::Directory) {
            return Err(DeliverError::Collision { path: path.to_owned() });
        }
        self.offered.fetch_add(body.len() as u64, Ordering::Relaxed);
        let stamp = Stamp::of(body);
        let mut made = self.compare(path, body, stamp).map_err(|error| fault(&self.output.join(path), error))?;
        if made.fate != Fate::Unchanged {
            self.make_room(path)?;
            write_new(&self.next.join(path), body).map_err(|error| self.disk_fault(path, error))?;
            self.written.fetch_add(body.len() as u64, Ordering::Relaxed);
        }
        made.path.push_str(path);
        held(&self.made).push(made);
        Ok(())
    }

    /// Checks that exactly the `expected` paths were written, and publishes them in one step. An error leaves the published site as it was.
    pub fn finish<P: AsRef<str>>(mut self, expected: impl IntoIterator<Item = P>) -> Result<Summary, DeliverError> {
        let mut made = std::mem::take(&mut *held(&self.made));
        made.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        output_path::check_together(made.iter().map(|made| made.path.as_str()))?;
        check_complete(&made, expected)?;
        self.check_foreign(&made)?;
        let files = made.iter().map(|made| (made.path.clone(), made.stamp)).collect();
        let manifest = Manifest { files, holdings: self.holdings.take() };
        let mut summary = self.compared(&made, &manifest)?;
        let bytes = manifest.to_bytes();
        let as_published = fs::read(self.output.join(MANIFEST)).is_ok_and(|published| published == bytes);
        summary.switched = !as_published || made.iter().any(|made| made.fate != Fate::Unchanged);
        if summary.switched {
            self.complete(&made, &bytes)?;
            switch::make_durable(&self.next).map_err(|error| self.disk_fault("", error))?;
            switch::switch(&self.next, &self.output, &self.previous, self.way).map_err(|error| fault(&self.output, error))?;
            for place in [self.output.parent(), self.next.parent()].into_iter().flatten() {
                // The switch is done; that its durability cannot be confirmed must not be told as "nothing happened".
                let _ = switch::sync_directory(place);
            }
        }
        for made in made.iter().filter(|made| made.mode_differs) {
            // Best effort: the file may belong to somebody else.
            let _ = tree::set_mode(&self.output.join(&made.path), 0o644);
        }
        for old in [&self.next, &self.previous] {
            if summary.switched && old.symlink_metadata().is_ok() {
                // What cannot be removed now, the next delivery removes.
                summary.rescued.extend(tree::retire(old, &self.output).unwrap_or_default());
            }
        }
        Ok(summary)
    }

    /// Looks at the published file at `path`; the path of the answer is still empty.
    fn compare(&self, path: &str, body: &[u8], stamp: Stamp) -> io::Result<Made> {
        let known = self.published.as_ref().and_then(|manifest| manifest.files.get(path));
        let mut made = Made { path: String::with_capacity(path.len()), stamp, fate: Fate::Changed, altered: false, mode_differs: false };
        match self.found.get(Path::new(path)) {
            None => {
                made.fate = Fate::Added;
                made.altered = known.is_some();
            }
            Some(Kind::File) => {
                let (content, mode) = read_plain(&self.output.join(path))?;
                if content == body {
                    made.fate = Fate::Unchanged;
                    made.mode_differs = mode != 0o644;
                } else {
                    made.altered = known.is_some_and(|known| *known != Stamp::of(&content));
                }
            }
            Some(_) => made.altered = known.is_some(),
        }
        Ok(made)
    }

    /// Makes the directories above `path` in the new tree. The list of those that are there spares asking the disk; the lock on it is not
    /// held while the disk works, so two threads may make one directory: the second finds it, and that is as good.
    fn make_room(&self, path: &str) -> Result<(), DeliverError> {
        let missing: Vec<&str> = {
            let directories = held(&self.directories);
            ancestors(path).take_while(|directory| !directories.contains(*directory)).collect()
        };
        for directory in missing.into_iter().rev() {
            match tree::make_directory(&self.next.join(directory)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => made.map_err(|error| self.disk_fault(directory, error))?,
            }
            held(&self.directories).insert(directory.to_owned());
        }
        Ok(())
    }

    /// Refuses when a foreign file stands where the site needs a file or a directory.
    fn check_foreign(&self, made: &[Made]) -> Result<(), DeliverError> {
        if self.foreign.is_empty() {
            return Ok(());
        }
        let files: HashSet<&Path> = made.iter().map(|made| Path::new(made.path.as_str())).collect();
        let directories: HashSet<&Path> = made.iter().flat_map(|made| ancestors(&made.path)).map(Path::new).collect();
        for (path, kind) in &self.foreign {
            let taken = files.contains(path.as_path()) || path.ancestors().skip(1).any(|above| files.contains(above));
            if taken || *kind != Kind::Directory && directories.contains(path.as_path()) {
                return Err(DeliverError::Collision { path: path.display().to_string() });
            }
        }
        Ok(())
    }

    /// What is new, different and gone.
    fn compared(&mut self, made: &[Made], manifest: &Manifest) -> Result<Summary, DeliverError> {
        let paths = |wanted: fn(&Made) -> bool| made.iter().filter(|made| wanted(made)).map(|made| made.path.clone()).collect::<Vec<_>>();
        let mut altered = paths(|made| made.altered);
        let mut removed = Vec::new();
        for (path, known) in self.published.iter().flat_map(|published| &published.files) {
            if manifest.files.contains_key(path) {
                continue;
            }
            match self.found.get(Path::new(path)) {
                Some(Kind::File) => {
                    let place = self.output.join(path);
                    let (content, _) = read_plain(&place).map_err(|error| fault(&place, error))?;
                    if *known != Stamp::of(&content) {
                        altered.push(path.clone());
                    }
                    removed.push(path.clone());
                }
                Some(Kind::Other) => {
                    altered.push(path.clone());
                    removed.push(path.clone());
                }
                // Removed by hand: what was to be done is done.
                Some(Kind::Directory) | None => {}
            }
        }
        altered.sort();
        Ok(Summary {
            added: paths(|made| made.fate == Fate::Added),
            changed: paths(|made| made.fate == Fate::Changed),
            removed,
            unchanged: made.iter().filter(|made| made.fate == Fate::Unchanged).count(),
            altered,
            foreign: self
                .foreign
                .iter()
                .filter(|(_, kind)| **kind != Kind::Directory)
                .map(|(path, _)| path.display().to_string())
                .collect(),
            rescued: std::mem::take(&mut self.rescued),
            bytes_written: self.written.load(Ordering::Relaxed),
            switched: false,
        })
    }

    /// Brings into the new tree what is not in it yet: unchanged files, foreign files, the manifest.
    fn complete(&self, made: &[Made], manifest: &[u8]) -> Result<(), DeliverError> {
        made.par_iter().try_for_each(|made| match made.fate {
            Fate::Unchanged => self.make_room(&made.path).and_then(|()| self.carry(Path::new(&made.path), Kind::File)),
            // What the disk says it holds, it must hold entire.
            Fate::Added | Fate::Changed => match fs::symlink_metadata(self.next.join(&made.path)) {
                Ok(meta) if meta.len() == made.stamp.size => Ok(()),
                Ok(_) => Err(fault(&self.next.join(&made.path), io::ErrorKind::UnexpectedEof.into())),
                Err(error) => Err(fault(&self.next.join(&made.path), error)),
            },
        })?;
        for (path, kind) in &self.foreign {
            match kind {
                Kind::Directory => self.make_foreign_directory(path)?,
                _ => self.carry(path, *kind)?,
            }
        }
        for (path, _) in self.foreign.iter().filter(|(_, kind)| **kind == Kind::Directory).rev() {
            // Only now: a directory closed to writing could not have been filled.
            let permissions = fs::metadata(self.output.join(path)).map(|meta| meta.permissions());
            let kept = permissions.and_then(|permissions| fs::set_permissions(self.next.join(path), permissions));
            kept.map_err(|error| fault(&self.output.join(path), error))?;
        }
        write_new(&self.next.join(MANIFEST), manifest).map_err(|error| self.disk_fault(MANIFEST, error))
    }

    fn carry(&self, path: &Path, kind: Kind) -> Result<(), DeliverError> {
        match tree::carry(&self.output.join(path), &self.next.join(path), kind) {
            // A foreign file that was removed while the build ran.
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.foreign.contains_key(path) => Ok(()),
            carried => carried.map_err(|error| self.disk_fault(&path.display().to_string(), error)),
        }
    }

    fn make_foreign_directory(&self, path: &Path) -> Result<(), DeliverError> {
        tree::make_directories(&self.next.join(path)).map_err(|error| self.disk_fault(&path.display().to_string(), error))
    }

    /// An error of writing `path`, with the figures that help when the disk is full.
    fn disk_fault(&self, path: &str, error: io::Error) -> DeliverError {
        let known = self.published.as_ref().map_or(0, Manifest::total_size);
        disk_fault(&self.output.join(path), &self.next, known.max(self.offered.load(Ordering::Relaxed)), error)
    }

    #[cfg(test)]
    fn by(mut self, way: Way) -> Self {
        self.way = way;
        self
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After a switch this is gone or is an old tree that is left to the next delivery, which looks whose files are in it.
        if !self.next.join(MANIFEST).exists() {
            let _ = fs::remove_dir_all(&self.next);
        } else {
            let _ = tree::retire(&self.next, &self.output);
        }
        self.lock.take();
    }
}

fn fault(path: &Path, error: io::Error) -> DeliverError {
    DeliverError::io(path.display().to_string(), error)
}

/// An error of writing; `needed` bytes make the site, as far as is known, on the disk that holds `place`.
fn disk_fault(path: &Path, place: &Path, needed: u64, error: io::Error) -> DeliverError {
    if !DeliverError::is_full(&error) {
        return fault(path, error);
    }
    let free = place.ancestors().find_map(free_space);
    DeliverError::DiskFull { path: path.display().to_string(), needed, free }
}

/// The content of a lock; a panic of another thread does not make a list of paths wrong.
fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn foreign_in(found: &HashMap<PathBuf, Kind>, published: Option<&Manifest>) -> BTreeMap<PathBuf, Kind> {
    let Some(published) = published else { return BTreeMap::new() };
    let directories: HashSet<&str> = published.files.keys().flat_map(|path| ancestors(path)).collect();
    let is_ours = |path: &Path, kind: Kind| {
        tree::site_path(path).is_some_and(|path| match kind {
            Kind::Directory => directories.contains(path.as_str()),
            Kind::File | Kind::Other => path == MANIFEST || published.files.contains_key(&path),
        })
    };
    found.iter().filter(|(path, kind)| !is_ours(path, **kind)).map(|(path, kind)| (path.clone(), *kind)).collect()
}

/// `made` is sorted by path.
fn check_complete<P: AsRef<str>>(made: &[Made], expected: impl IntoIterator<Item = P>) -> Result<(), DeliverError> {
    let mut expected: Vec<P> = expected.into_iter().collect();
    expected.sort_unstable_by(|a, b| a.as_ref().cmp(b.as_ref()));
    let mut expected: Vec<&str> = expected.iter().map(P::as_ref).collect();
    expected.dedup();
    let made: Vec<&str> = made.iter().map(|made| made.path.as_str()).collect();
    if made == expected {
        return Ok(());
    }
    let without = |paths: &[&str], others: &[&str]| -> Vec<String> {
        paths.iter().filter(|path| others.binary_search(path).is_err()).map(|path| (*path).to_owned()).collect()
    };
    Err(DeliverError::Incomplete { missing: without(&expected, &made), unannounced: without(&made, &expected) })
}

/// The switch needs the right to write in the output directory too; better to know before any work.
fn check_writable(output: &Path) -> Result<(), DeliverError> {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        match access(output, Access::WRITE_OK | Access::EXEC_OK | Access::READ_OK) {
            Err(error) if error != rustix::io::Errno::NOENT => return Err(fault(output, error.into())),
            _ => {}
        }
    }
    let _ = output;
    Ok(())
}

/// Writes a file that must not exist yet, readable for all whatever the umask.
fn write_new(path: &Path, body: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(body)?;
    #[cfg(unix)]
    file.set_permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o644))?;
    Ok(())
}

/// Content and permission bits of a plain file; anything else at that place by now is an error, and is not waited for.
fn read_plain(path: &Path) -> io::Result<(Vec<u8>, u32)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits().cast_signed());
    }
    let mut file = options.open(path)?;
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let mut content = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default() + 1);
    file.read_to_end(&mut content)?;
    #[cfg(unix)]
    let mode = std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o7777;
    #[cfg(not(unix))]
    let mode = 0o644;
    Ok((content, mode))
}

fn free_space(place: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let stat = rustix::fs::statvfs(place).ok()?;
        Some(stat.f_bavail.saturating_mul(stat.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = place;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, Target) {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let target = Target::check(dir.path(), Path::new("public"), None).expect("a good place");
        (dir, target)
    }

    fn deliver(target: &Target, files: &[(&str, &str)], way: Way) -> Result<Summary, DeliverError> {
        let staging = Staging::begin(target, None, "test")?.by(way);
        for (path, body) in files {
            staging.write(path, body.as_bytes())?;
        }
        staging.finish(files.iter().map(|(path, _)| path))
    }

    #[test]
    fn two_renames_deliver_as_well_as_an_exchange() {
        let (_dir, target) = project();
        for way in [Way::TwoRenames, Way::Best] {
            deliver(&target, &[("a", "1"), ("d/b", "2")], way).expect("delivered");
            fs::write(target.output().join("note.txt"), "mine").expect("written");
            let summary = deliver(&target, &[("a", "1"), ("c", "3")], way).expect("delivered");
            assert_eq!((summary.added, summary.removed, summary.foreign), (vec!["c".into()], vec!["d/b".into()], vec!["note.txt".into()]));
            assert_eq!(fs::read(target.output().join("note.txt")).expect("kept"), b"mine");
            assert!(!target.output().join("d").exists());
            assert!(!target.work().exists());
        }
    }

    #[test]
    fn a_run_killed_between_two_renames_is_undone_and_repeated() {
        let (_dir, target) = project();
        deliver(&target, &[("a", "old")], Way::Best).expect("delivered");
        fs::write(target.output().join("note.txt"), "mine").expect("written");
        let staging = Staging::begin(&target, None, "test").expect("begun");
        staging.write("a", b"new").expect("written");
        let manifest = Manifest { files: [("a".to_owned(), Stamp::of(b"new"))].into(), holdings: None };
        staging.complete(&held(&staging.made), &manifest.to_bytes()).expect("complete");
        fs::rename(target.output(), target.work().join("previous")).expect("renamed");
        // Killed here: nothing of it is dropped, only the lock ends.
        let mut staging = std::mem::ManuallyDrop::new(staging);
        staging.lock.take();
        fs::create_dir_all(target.work()).expect("still there");
        let next = Staging::begin(&target, None, "test").expect("begun again");
        assert_eq!(fs::read(target.output().join("a")).expect("back"), b"old");
        drop(next);
        let summary = deliver(&target, &[("a", "new")], Way::Best).expect("delivered");
        assert_eq!((summary.changed, summary.foreign, summary.rescued), (vec!["a".into()], vec!["note.txt".into()], vec![]));
        assert!(!target.work().exists());
    }

    #[test]
    fn a_foreign_file_that_comes_before_the_switch_survives() {
        let (_dir, target) = project();
        deliver(&target, &[("a", "old"), ("d/b", "x")], Way::Best).expect("delivered");
        let staging = Staging::begin(&target, None, "test").expect("begun");
        staging.write("a", b"new").expect("written");
        staging.write("late", b"of the site").expect("written");
        fs::write(target.output().join("d/memo"), "mine").expect("written");
        fs::write(target.output().join("late"), "mine too").expect("written");
        let summary = staging.finish(["a", "late"]).expect("delivered");
        assert_eq!(summary.rescued, ["d/memo", "kept-by-shirube/late"]);
        assert_eq!(fs::read(target.output().join("d/memo")).expect("kept"), b"mine");
        assert_eq!(fs::read(target.output().join("kept-by-shirube/late")).expect("kept"), b"mine too");
        assert_eq!(fs::read(target.output().join("late")).expect("there"), b"of the site");
    }
}
