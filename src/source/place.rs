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

/// The lines of `text` without their breaks, each with the place of its first byte.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).map(move |end| {
        let line = (start, &text[start..end]);
        start = end + 1;
        line
    })
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
        Self { starts: lines(text).map(|(start, _)| start).collect() }
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
    fn lines_are_told_with_their_places() {
        assert_eq!(lines("一\n\nb\n").collect::<Vec<_>>(), [(0, "一"), (4, ""), (5, "b"), (7, "")]);
        assert_eq!(lines("").collect::<Vec<_>>(), [(0, "")]);
    }

    #[test]
    fn columns_count_characters() {
        let text = "題名: 研修\nid: x";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, text.find('研').expect("in the text")), Position { line: 1, column: 5 });
        assert_eq!(index.position(text, text.find('x').expect("in the text")), Position { line: 2, column: 5 });
        assert_eq!(index.position(text, 999), Position { line: 2, column: 6 });
    }
}
