//! The input: every file of the project, read once, decoded strictly, in a sorted map.
//!
//! This room is the only reader of input. It knows paths, bytes and places in a text; it does not know
//! what a file means.

mod convert;
mod decode;
mod library;
mod load;
mod name;
mod origin;
mod path;
mod per_file;
mod place;
mod places;
mod refusal;

pub use convert::{Converted, to_utf8};
pub use decode::{CsvEncoding, Exported, exported_text};
pub use library::{Changes, Library};
pub use load::{CODES, LoadError, LoadOptions, MAX_ASSET, MAX_TEXT, NOT_UTF8, is_of_bytes, load, read_bytes, site_toml};
pub use name::{is_copy, is_litter};
pub use origin::{Origin, Span, Spans};
pub use path::{PathError, SourcePath};
pub use per_file::{PerFile, Renewed};
pub use place::{LineIndex, Place, Position, lines};
pub use places::Places;
pub use refusal::refusal;

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

/// One input file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it lies, relative to the project's root.
    pub path: SourcePath,
    /// The bytes as they are on disk.
    pub bytes: Arc<[u8]>,
    content: Content,
    lines: OnceLock<LineIndex>,
}

#[derive(Clone, Debug)]
enum Content {
    /// UTF-8.
    Text(Arc<str>),
    /// CP932, where that was allowed.
    Cp932(Arc<str>),
    /// No valid text; kept, with what could be read of it, for the places of findings.
    Refused(Arc<str>),
    Asset,
}

impl SourceFile {
    /// A text file: `text` is what the rest of the program reads (no byte order mark, line ends `\n`).
    pub fn text_file(path: SourcePath, bytes: Arc<[u8]>, text: Arc<str>) -> Self {
        Self { path, bytes, content: Content::Text(text), lines: OnceLock::new() }
    }

    /// A file that is passed on as it is: an image, a PDF.
    pub fn asset(path: SourcePath, bytes: Arc<[u8]>) -> Self {
        Self { path, bytes, content: Content::Asset, lines: OnceLock::new() }
    }

    /// A file that should be text and is not. Nobody gets its text; `readable` serves to count lines and to show them.
    pub(crate) fn refused(path: SourcePath, bytes: Arc<[u8]>, readable: Arc<str>) -> Self {
        Self { path, bytes, content: Content::Refused(readable), lines: OnceLock::new() }
    }

    /// A text file that was decoded as CP932.
    pub(crate) fn cp932_file(path: SourcePath, bytes: Arc<[u8]>, text: Arc<str>) -> Self {
        Self { path, bytes, content: Content::Cp932(text), lines: OnceLock::new() }
    }

    /// The decoded text; `None` for an asset and for a file that could not be decoded.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            Content::Text(text) | Content::Cp932(text) => Some(text),
            Content::Refused(_) | Content::Asset => None,
        }
    }

    /// What can be shown of the file in a message, even when it could not be decoded.
    pub fn shown_text(&self) -> &str {
        match &self.content {
            Content::Text(text) | Content::Cp932(text) | Content::Refused(text) => text,
            Content::Asset => "",
        }
    }

    /// Whether the file was decoded as CP932.
    pub fn is_cp932(&self) -> bool {
        matches!(self.content, Content::Cp932(_))
    }

    /// Whether `other` has the same bytes and was read in the same way.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let kind = |file: &Self| std::mem::discriminant(&file.content);
        kind(self) == kind(other) && (Arc::ptr_eq(&self.bytes, &other.bytes) || self.bytes == other.bytes)
    }

    /// Line and column (both from 1, columns in characters) of a byte offset of the text.
    pub fn position(&self, offset: usize) -> Position {
        let text = self.shown_text();
        self.lines.get_or_init(|| LineIndex::new(text)).position(text, offset)
    }
}

/// All input of a project, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<SourcePath, Arc<SourceFile>>,
}

impl Sources {
    /// These texts at these paths, for tests.
    #[cfg(test)]
    pub(crate) fn of_texts<'a>(files: impl IntoIterator<Item = &'a (&'a str, &'a str)>) -> Self {
        let mut sources = Self::default();
        for (path, text) in files {
            let path = SourcePath::new(path).expect("a path inside");
            sources.insert(SourceFile::text_file(path, text.as_bytes().into(), (*text).into()));
        }
        sources
    }

    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, file: SourceFile) {
        self.files.insert(file.path.clone(), Arc::new(file));
    }

    /// Removes the file at `path`, if there is one.
    pub fn remove(&mut self, path: &SourcePath) {
        self.files.remove(path);
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path).map(|file| &**file)
    }

    /// All files in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values().map(|file| &**file)
    }

    /// The same, to be kept.
    pub fn shared(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.values()
    }

    /// The files below a directory (`"data/"`), in order.
    pub fn below<'a>(&'a self, directory: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files
            .range::<str, _>((Bound::Included(directory), Bound::Unbounded))
            .map(|(_, file)| &**file)
            .take_while(move |file| file.path.as_str().starts_with(directory))
    }
}
