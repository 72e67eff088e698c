//! [`Library`]: the files of a project as they were last read, and reading again only what changed since.
//!
//! The truth is always a whole listing ([`Library::refresh`]): a file keeps what was read of it only while its stamp (size, times, number
//! on the disk) is the same and old enough to be trusted. Reading for the first time is refreshing an empty library, so that both cannot
//! differ. Does not watch anything, and does not know what a file means.

#![allow(clippy::disallowed_methods, reason = "the only reader of input; the clock only says how old a stamp is")]

use super::load::{Candidate, LoadError, LoadOptions, read_file, report_collisions, walk};
use super::{SourcePath, Sources};
use crate::diagnostic::Diagnostics;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A file changed twice within the grain of a file system's clock has one stamp; older ones can be trusted. FAT counts in 2 seconds.
const GRAIN: Duration = Duration::from_millis(2500);

/// What tells one state of a file from another without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// On Unix: when the file was last touched in any way, and which file it is.
    identity: (i64, i64, u64),
    /// Whether the last change was long enough ago that another one would show.
    settled: bool,
}

impl Stamp {
    pub(super) fn new(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok();
        let identity = identity(metadata);
        let now = SystemTime::now();
        let past = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age > GRAIN);
        let touched = u64::try_from(identity.0).ok().map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let settled = modified.is_some_and(past) && touched.is_none_or(past);
        Self { size: metadata.len(), modified, identity, settled }
    }

    /// Whether a file of this stamp is still what it was when it had the stamp `then`.
    fn vouches_for(&self, then: &Self) -> bool {
        then.settled && (self.size, self.modified, self.identity) == (then.size, then.modified, then.identity)
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (i64, i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec(), metadata.ino())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (i64, i64, u64) {
    (0, 0, 0)
}

/// What is remembered of a file beside its content.
#[derive(Clone, Debug)]
struct Held {
    /// `None` when it could not even be opened: to be tried again.
    stamp: Option<Stamp>,
    findings: Diagnostics,
}

/// The files of a project as they were last read.
#[derive(Clone, Debug, Default)]
pub struct Library {
    options: LoadOptions,
    sources: Sources,
    held: BTreeMap<SourcePath, Held>,
    /// The findings of the listing itself.
    listing: Diagnostics,
}

impl Library {
    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What was found while reading.
    pub fn findings(&self) -> Diagnostics {
        let mut findings = self.listing.clone();
        self.held.values().for_each(|held| findings.repeat(&held.findings));
        findings
    }

    /// Files and findings.
    pub fn into_parts(self) -> (Sources, Diagnostics) {
        let findings = self.findings();
        (self.sources, findings)
    }

    /// Lists the project below `root` and reads what is new or may have changed. Gives the paths that are not what they were; the findings
    /// of the listing may have changed without any.
    pub fn refresh(&mut self, root: &Path, options: LoadOptions) -> Result<Changes, LoadError> {
        if !root.is_dir() {
            return Err(LoadError::NoRoot(root.display().to_string()));
        }
        let mut listing = Diagnostics::default();
        let candidates = walk(root, &mut listing);
        report_collisions(&candidates, &mut listing);
        let same_reading = self.options == options;
        self.options = options;
        let fresh: Vec<&Candidate> = candidates.par_iter().filter(|candidate| !(same_reading && self.is_current(candidate))).collect();
        let mut changes = Changes { listing: !listing.iter().eq(self.listing.iter()), paths: self.take_up(&fresh) };
        self.listing = listing;
        if self.held.len() > candidates.len() {
            let mut listed = candidates.iter().map(|candidate| &candidate.path).collect::<Vec<_>>();
            listed.sort_unstable();
            let gone: Vec<SourcePath> = self.held.keys().filter(|path| listed.binary_search(path).is_err()).cloned().collect();
            for path in gone {
                self.held.remove(&path);
                self.sources.remove(&path);
                changes.paths.push(path);
            }
        }
        Ok(changes)
    }

    /// Reads the files at `paths` again, when that is all there is to do: every one is known and still a plain file. `None` when only a
    /// whole listing can tell.
    pub fn reread(&mut self, root: &Path, paths: &[SourcePath]) -> Option<Changes> {
        let known = |path: &SourcePath| {
            let disk = root.join(path.as_str());
            let plain = std::fs::symlink_metadata(&disk).is_ok_and(|metadata| metadata.is_file());
            (plain && self.held.contains_key(path)).then(|| Candidate { disk, path: path.clone() })
        };
        let candidates: Vec<Candidate> = paths.iter().map(known).collect::<Option<_>>()?;
        Some(Changes { listing: false, paths: self.take_up(&candidates.iter().collect::<Vec<_>>()) })
    }

    fn is_current(&self, candidate: &Candidate) -> bool {
        let Some(then) = self.held.get(&candidate.path).and_then(|held| held.stamp.as_ref()) else { return false };
        std::fs::symlink_metadata(&candidate.disk).is_ok_and(|metadata| Stamp::new(&metadata).vouches_for(then))
    }

    /// Reads `candidates` and keeps them; gives those that are other than before.
    fn take_up(&mut self, candidates: &[&Candidate]) -> Vec<SourcePath> {
        let options = self.options;
        let read: Vec<_> = candidates
            .par_iter()
            .map(|candidate| {
                let mut findings = Diagnostics::default();
                let (stamp, file) = read_file(candidate, options, &mut findings);
                (&candidate.path, stamp, file, findings)
            })
            .collect();
        let mut changed = Vec::new();
        for (path, stamp, file, findings) in read {
            let known = self.held.get(path).is_some_and(|held| held.findings.iter().eq(findings.iter()));
            let same = known
                && match (&file, self.sources.get(path.as_str())) {
                    (Some(new), Some(old)) => new.says_the_same(old),
                    (None, None) => true,
                    _ => false,
                };
            self.held.insert(path.clone(), Held { stamp, findings });
            if same {
                continue;
            }
            changed.push(path.clone());
            match file {
                Some(file) => self.sources.insert(file),
                None => self.sources.remove(path),
            }
        }
        changed
    }
}

/// What reading again brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new, gone, or other than before.
    pub paths: Vec<SourcePath>,
    /// Whether the findings of the listing itself (names, links, directories) are others.
    pub listing: bool,
}

impl Changes {
    /// Whether everything is as it was.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.listing
    }

    /// Adds what a later reading brought.
    pub fn join(&mut self, later: Self) {
        self.listing |= later.listing;
        self.paths.extend(later.paths);
        self.paths.sort();
        self.paths.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn shown(library: &Library) -> Vec<(String, String)> {
        library.sources().iter().map(|file| (file.path.to_string(), file.shown_text().to_owned())).collect()
    }

    fn fresh(root: &Path) -> Library {
        let mut library = Library::default();
        library.refresh(root, LoadOptions::default()).expect("the root is there");
        library
    }

    #[test]
    fn a_refreshed_library_is_a_fresh_one() {
        let directory = tempfile::tempdir().expect("a place");
        let root = directory.path();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
            fs::write(path, text).expect("written");
        };
        write("site.toml", "title = \"x\"\n");
        write("content/a.md", "一\n");
        write("content/b.md", "二\n");
        let mut library = fresh(root);
        let steps: [&dyn Fn(); 7] = [
            &|| write("content/a.md", "変\n"),
            // The same size within the same grain of the clock.
            &|| write("content/a.md", "更\n"),
            &|| fs::rename(root.join("content/b.md"), root.join("content/c.md")).expect("renamed"),
            &|| write("content/a.md", ""),
            &|| fs::write(root.join("content/a.md"), [0x82, 0xA0, 0x0A]).expect("written"),
            &|| fs::rename(root.join("content"), root.join("elsewhere")).expect("renamed"),
            &|| fs::rename(root.join("elsewhere"), root.join("content")).expect("renamed"),
        ];
        for (at, step) in steps.iter().enumerate() {
            step();
            let changes = library.refresh(root, LoadOptions::default()).expect("the root is there");
            assert!(!changes.is_empty(), "step {at}");
            let clean = fresh(root);
            assert_eq!(shown(&library), shown(&clean), "step {at}");
            assert!(library.findings().iter().eq(clean.findings().iter()), "step {at}");
            assert!(library.refresh(root, LoadOptions::default()).expect("the root is there").is_empty(), "step {at}");
        }
    }

    #[test]
    fn only_known_plain_files_are_read_without_a_listing() {
        let directory = tempfile::tempdir().expect("a place");
        let root = directory.path();
        fs::create_dir(root.join("content")).expect("a folder");
        fs::write(root.join("content/a.md"), "一").expect("written");
        let mut library = fresh(root);
        let path = |name: &str| SourcePath::new(name).expect("inside");
        fs::write(root.join("content/a.md"), "二").expect("written");
        let changes = library.reread(root, &[path("content/a.md")]).expect("known");
        assert_eq!(changes.paths, [path("content/a.md")]);
        fs::write(root.join("content/new.md"), "三").expect("written");
        assert!(library.reread(root, &[path("content/new.md")]).is_none());
        fs::remove_file(root.join("content/a.md")).expect("removed");
        assert!(library.reread(root, &[path("content/a.md")]).is_none());
    }
}
