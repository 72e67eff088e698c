//! Directory trees on disk: what is in one, carrying a file from one to the other, taking one down. Follows no symbolic link.

use super::manifest::{MANIFEST, Manifest};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, FileTimes};
use std::io;
use std::path::{Path, PathBuf};

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plain file.
    File,
    /// A directory.
    Directory,
    /// A link, pipe, socket or device.
    Other,
}

/// Directory in the output for foreign files whose place was taken while a build ran.
const KEPT: &str = "kept-by-shirube";

/// An error of the disk and the place it concerns.
pub(super) type At<T> = Result<T, (PathBuf, io::Error)>;

/// Everything below `root`, by path relative to it. An absent root is an empty tree.
pub(super) fn scan(root: &Path) -> At<HashMap<PathBuf, Kind>> {
    let mut found = HashMap::new();
    if fs::symlink_metadata(root).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(found);
    }
    let mut level = vec![PathBuf::new()];
    while !level.is_empty() {
        let entries = level.par_iter().map(|directory| list(root, directory)).collect::<At<Vec<_>>>()?;
        level = entries.iter().flatten().filter(|(_, kind)| *kind == Kind::Directory).map(|(path, _)| path.clone()).collect();
        found.extend(entries.into_iter().flatten());
    }
    Ok(found)
}

/// What is in one directory below `root`.
fn list(root: &Path, directory: &Path) -> At<Vec<(PathBuf, Kind)>> {
    let place = root.join(directory);
    let fault = |error| (place.clone(), error);
    let mut found = Vec::new();
    for entry in fs::read_dir(&place).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let kind = entry.file_type().map_err(fault)?;
        let kind = match () {
            () if kind.is_dir() => Kind::Directory,
            () if kind.is_file() => Kind::File,
            () => Kind::Other,
        };
        found.push((directory.join(composed(entry.file_name())), kind));
    }
    Ok(found)
}

/// The name in the form in which it was written: HFS+ gives decomposed names back.
fn composed(name: std::ffi::OsString) -> std::ffi::OsString {
    #[cfg(target_os = "macos")]
    if let Some(text) = name.to_str() {
        use unicode_normalization::UnicodeNormalization as _;
        return text.nfc().collect::<String>().into();
    }
    name
}

/// `path` with `/` between its parts; `None` when it is no UTF-8, and so no path of a site.
pub(super) fn site_path(path: &Path) -> Option<String> {
    if cfg!(windows) {
        path.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>().map(|parts| parts.join("/"))
    } else {
        path.to_str().map(str::to_owned)
    }
}

/// Makes the file `from` appear at `to` too: the same file where the file system can (so its time stays, and nothing is copied), else a copy.
pub(super) fn carry(from: &Path, to: &Path, kind: Kind) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if kind == Kind::File && may_copy(&error) => copy(from, to),
        #[cfg(unix)]
        Err(error) if may_copy(&error) && fs::symlink_metadata(from).is_ok_and(|meta| meta.is_symlink()) => {
            std::os::unix::fs::symlink(fs::read_link(from)?, to)
        }
        linked => linked,
    }
}

/// Whether a failed link says "not this way" and not "not here".
fn may_copy(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, NotFound, QuotaExceeded, StorageFull};
    !matches!(error.kind(), AlreadyExists | NotFound | StorageFull | QuotaExceeded)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(from)?;
    // `fs::copy` keeps the mode.
    fs::copy(from, to)?;
    let mut times = FileTimes::new();
    if let Ok(modified) = meta.modified() {
        times = times.set_modified(modified);
    }
    File::options().write(true).open(to)?.set_times(times)
}

/// Takes down a tree that was replaced, or never finished. What Shirube did not make and is not in `output` (somebody put it there
/// while the build ran) is moved to `output`, below [`KEPT`] if its place is taken. Returns where such files are now.
pub(super) fn retire(tree: &Path, output: &Path) -> At<Vec<String>> {
    let ours = match fs::read(tree.join(MANIFEST)) {
        Ok(bytes) => Manifest::from_bytes(&bytes).ok(),
        Err(_) => None,
    };
    let Some(ours) = ours else {
        // The manifest is the last file of a staging tree: without it, this one never was a site, and all of it is ours or also in `output`.
        return match fs::remove_dir_all(tree) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err((tree.to_owned(), error)),
            _ => Ok(Vec::new()),
        };
    };
    let found = scan(tree)?;
    let mut directories: BTreeMap<usize, Vec<&PathBuf>> = BTreeMap::new();
    for (path, _) in found.iter().filter(|(_, kind)| **kind == Kind::Directory) {
        directories.entry(path.components().count()).or_default().push(path);
    }
    for path in directories.values().flatten().filter(|path| site_path(path).is_none_or(|path| !is_above(&path, &ours))) {
        // A foreign directory may be closed to writing; this is only what is left of it. If it cannot be opened, removing fails, and tells.
        let _ = set_mode(&tree.join(path), 0o755);
    }
    let others = found
        .par_iter()
        .filter(|(path, kind)| **kind != Kind::Directory && path.as_os_str() != MANIFEST)
        .filter_map(|(path, _)| {
            let old = tree.join(path);
            let made = site_path(path).is_some_and(|path| ours.files.contains_key(&path));
            match made || same_file(&old, &output.join(path)) {
                true => fs::remove_file(&old).err().map(|error| Err((old, error))),
                false => Some(Ok(path)),
            }
        })
        .collect::<At<Vec<_>>>()?;
    let mut rescued = Vec::new();
    for path in others {
        let old = tree.join(path);
        rescued.push(rescue(&old, output, path).map_err(|error| (old, error))?);
    }
    for level in directories.into_values().rev() {
        level.into_par_iter().try_for_each(|directory| {
            let directory = tree.join(directory);
            fs::remove_dir(&directory).map_err(|error| (directory, error))
        })?;
    }
    // Last, so that a run that is killed here leaves a tree that still says what is whose.
    let manifest = tree.join(MANIFEST);
    fs::remove_file(&manifest).map_err(|error| (manifest, error))?;
    fs::remove_dir(tree).map_err(|error| (tree.to_owned(), error))?;
    rescued.sort();
    Ok(rescued)
}

/// Whether a file of `manifest` lies below the directory at `path`.
fn is_above(path: &str, manifest: &Manifest) -> bool {
    let below = format!("{path}/");
    manifest.files.range(below.clone()..).next().is_some_and(|(file, _)| file.starts_with(&below))
}

/// Moves `old` to `path` in `output`, or to the same path below the first free [`KEPT`].
fn rescue(old: &Path, output: &Path, path: &Path) -> io::Result<String> {
    let asides = (1..1000).map(|number| if number == 1 { KEPT.into() } else { PathBuf::from(format!("{KEPT}-{number}")) });
    let places = std::iter::once(path.to_owned()).chain(asides.map(|aside| aside.join(path)));
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for place in places {
        let new = output.join(&place);
        if fs::symlink_metadata(&new).is_ok() {
            continue;
        }
        match new.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::rename(old, &new)) {
            Ok(()) => return Ok(place.display().to_string()),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Whether both are one file, or (where a file was copied for want of hard links) say the same.
fn same_file(a: &Path, b: &Path) -> bool {
    let (Ok(meta_a), Ok(meta_b)) = (fs::symlink_metadata(a), fs::symlink_metadata(b)) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if (meta_a.dev(), meta_a.ino()) == (meta_b.dev(), meta_b.ino()) {
            return true;
        }
    }
    if meta_a.is_symlink() && meta_b.is_symlink() {
        return matches!((fs::read_link(a), fs::read_link(b)), (Ok(a), Ok(b)) if a == b);
    }
    meta_a.is_file() && meta_b.is_file() && meta_a.len() == meta_b.len() && matches!((fs::read(a), fs::read(b)), (Ok(a), Ok(b)) if a == b)
}

/// Makes a directory that must not exist yet, open for all to read whatever the umask.
pub(super) fn make_directory(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    set_mode(path, 0o755)
}

/// Makes `path` and what is missing above it.
pub(super) fn make_directories(path: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = path.ancestors().take_while(|place| !place.exists()).collect();
    for place in missing.into_iter().rev() {
        match make_directory(place) {
            // Somebody else was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made?,
        }
    }
    Ok(())
}

/// Sets the permission bits of a directory or file to `mode`, keeping set-group-id; a file system without modes is left alone.
pub(super) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let now = fs::symlink_metadata(path)?.permissions().mode() & 0o7777;
        let wanted = mode | now & 0o2000;
        if now != wanted {
            fs::set_permissions(path, fs::Permissions::from_mode(wanted))?;
        }
    }
    let _ = (path, mode);
    Ok(())
}
