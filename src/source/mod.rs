//! The input: every file of the project, read once, decoded strictly, hashed, in a sorted map.
//!
//! This room is the only reader of input. It knows paths, bytes and places in a text; it does not know
//! what a file means.

mod load;
mod origin;
mod path;
mod place;

pub use load::{LoadError, load};
pub use origin::{Origin, Span, Spans};
pub use path::{PathError, SourcePath};
pub use place::{LineIndex, Place, Position};

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

/// BLAKE3 hash of a file's bytes: the key under which everything made from the file may be remembered.
pub type ContentHash = blake3::Hash;

/// One input file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lies, relative to the project's root.
    pub path: SourcePath,
    /// The bytes as they are on disk.
    pub bytes: Arc<[u8]>,
    /// Hash of [`SourceFile::bytes`].
    pub hash: ContentHash,
    text: Option<Arc<str>>,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// A text file: `text` is what the rest of the program reads (no byte order mark, line ends `\n`).
    pub fn text_file(path: SourcePath, bytes: Arc<[u8]>, text: Arc<str>) -> Self {
        let hash = blake3::hash(&bytes);
        Self { path, bytes, hash, text: Some(text), lines: OnceLock::new() }
    }

    /// A file that is passed on as it is: an image, a PDF.
    pub fn asset(path: SourcePath, bytes: Arc<[u8]>) -> Self {
        let hash = blake3::hash(&bytes);
        Self { path, bytes, hash, text: None, lines: OnceLock::new() }
    }

    /// The decoded text; `None` for an asset.
    pub fn text(&self) -> Option<&Arc<str>> {
        self.text.as_ref()
    }

    /// Line and column (both from 1, columns in characters) of a byte offset of the text.
    pub fn position(&self, offset: usize) -> Position {
        let text = self.text.as_deref().unwrap_or_default();
        self.lines.get_or_init(|| LineIndex::new(text)).position(text, offset)
    }
}

/// All input of a project, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<SourcePath, SourceFile>,
}

impl Sources {
    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, file: SourceFile) {
        self.files.insert(file.path.clone(), file);
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// All files in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// The files below a directory (`"data/"`), in order.
    pub fn below<'a>(&'a self, directory: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files
            .range::<str, _>((Bound::Included(directory), Bound::Unbounded))
            .map(|(_, file)| file)
            .take_while(move |file| file.path.as_str().starts_with(directory))
    }
}
