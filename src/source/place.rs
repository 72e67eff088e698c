//! Places in a text: byte spans, and the lines and columns that people count.

use super::SourcePath;
use std::ops::Range;

/// A span of a source file, in bytes of its decoded text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// First byte.
    pub start: usize,
    /// One past the last byte; equal to `start` for a point.
    pub end: usize,
}

impl Place {
    /// The span `range` of `path`.
    pub fn new(path: SourcePath, range: Range<usize>) -> Self {
        Self { path, start: range.start, end: range.end }
    }

    /// The file as a whole: its first byte.
    pub fn file(path: SourcePath) -> Self {
        Self { path, start: 0, end: 0 }
    }
}

/// Line and column, both from 1. Columns count characters, so a full-width character is one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the line starts of `text`.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1)).collect();
        Self { starts }
    }

    /// The position of a byte offset; an offset beyond the end means the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let column = text.get(self.starts[line]..offset).map_or(0, |before| before.chars().count());
        Position { line: line + 1, column: column + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "題名: 研修\nid: x";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, text.find('研').expect("in the text")), Position { line: 1, column: 5 });
        assert_eq!(index.position(text, text.find('x').expect("in the text")), Position { line: 2, column: 5 });
        assert_eq!(index.position(text, 999), Position { line: 2, column: 6 });
    }
}
