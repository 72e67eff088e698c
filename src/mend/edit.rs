//! [`Edit`]: other words at a place of a text, written into the bytes of its file.
//!
//! Places count the decoded text (no byte order mark, line ends `\n`); the bytes keep their mark and their line ends, and nothing outside
//! the edited ranges changes. Does not know why something is edited.

use crate::source::SourceFile;
use std::ops::Range;

/// Other words at a range of a decoded text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// First byte of what is replaced.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What is written there.
    pub text: String,
}

impl Edit {
    /// `text` instead of `range`.
    pub fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { start: range.start, end: range.end, text: text.into() }
    }
}

/// Those of `edits` that do not touch one another, in order: of two that overlap, the first stays.
pub fn disjoint(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort();
    let mut kept: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        // Two insertions at one place have no order, so they overlap as well.
        let free = kept.last().is_none_or(|before| before.end <= edit.start && (before.start, before.end) != (edit.start, edit.end));
        if free {
            kept.push(edit);
        }
    }
    kept
}

/// The decoded text of a file after `edits`, which must be disjoint and in order.
pub fn text_after(text: &str, edits: &[Edit]) -> String {
    let mut after = text.to_owned();
    for edit in edits.iter().rev() {
        after.replace_range(edit.start..edit.end, &edit.text);
    }
    after
}

/// The bytes of `file` after `edits`, which must be disjoint and in order. `None` when the file is no UTF-8 text, or an edit does not lie
/// within it.
pub fn bytes_after(file: &SourceFile, edits: &[Edit]) -> Option<Vec<u8>> {
    let text = file.text().filter(|_| !file.is_cp932())?;
    let fits = |edit: &Edit| edit.start <= edit.end && text.is_char_boundary(edit.start) && text.is_char_boundary(edit.end);
    if !edits.iter().all(fits) || edits.windows(2).any(|pair| pair[0].end > pair[1].start) {
        return None;
    }
    let mut walk = Walk::new(&file.bytes);
    let crlf = walk.first_line_end_is_crlf();
    let mut bytes = Vec::with_capacity(file.bytes.len() + 64);
    let mut from = 0;
    for edit in edits {
        let start = walk.to(edit.start)?;
        let end = walk.to(edit.end)?;
        bytes.extend_from_slice(&file.bytes[from..start]);
        match crlf {
            true => bytes.extend_from_slice(edit.text.replace('\n', "\r\n").as_bytes()),
            false => bytes.extend_from_slice(edit.text.as_bytes()),
        }
        from = end;
    }
    bytes.extend_from_slice(&file.bytes[from..]);
    Some(bytes)
}

/// Walks the bytes of a file and its decoded text side by side.
struct Walk<'a> {
    bytes: &'a [u8],
    /// Where in the bytes.
    raw: usize,
    /// Where in the decoded text.
    decoded: usize,
}

impl<'a> Walk<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let raw = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Self { bytes, raw, decoded: 0 }
    }

    fn first_line_end_is_crlf(&self) -> bool {
        self.bytes.iter().position(|byte| *byte == b'\n').is_some_and(|at| at > 0 && self.bytes[at - 1] == b'\r')
    }

    /// The byte at which offset `decoded` of the text stands; offsets must ascend.
    fn to(&mut self, decoded: usize) -> Option<usize> {
        while self.decoded < decoded {
            let pair = self.bytes.get(self.raw..self.raw + 2) == Some(b"\r\n");
            self.raw += if pair { 2 } else { 1 };
            self.decoded += 1;
        }
        (self.raw <= self.bytes.len()).then_some(self.raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::{LoadOptions, SourcePath, read_bytes};
    use proptest::prelude::*;

    fn file(bytes: &str) -> SourceFile {
        let path = SourcePath::new("content/a.md").expect("inside");
        read_bytes(path, bytes.into(), LoadOptions::default(), &mut Diagnostics::default()).expect("a text")
    }

    #[test]
    fn mark_and_line_ends_stay() {
        let file = file("\u{feff}一\r\n二\r三\n");
        let edits = [Edit::new(0..3, "壱"), Edit::new(3..4, "\n"), Edit::new(8..11, "参\n肆")];
        let after = bytes_after(&file, &edits).expect("inside");
        assert_eq!(String::from_utf8(after).expect("UTF-8"), "\u{feff}壱\r\n二\r参\r\n肆\n");
        assert_eq!(bytes_after(&file, &[Edit::new(1..2, "")]), None, "inside a character");
        assert_eq!(bytes_after(&file, &[Edit::new(0..99, "")]), None, "beyond the end");
    }

    #[test]
    fn of_edits_that_overlap_the_first_stays() {
        let edits = vec![Edit::new(4..6, "c"), Edit::new(0..3, "a"), Edit::new(2..5, "b"), Edit::new(6..6, "d"), Edit::new(6..6, "e")];
        let kept: Vec<String> = disjoint(edits).into_iter().map(|edit| edit.text).collect();
        assert_eq!(kept, ["a", "c", "d"]);
    }

    proptest! {
        /// What is read after an edit is the edited text, and the bytes outside the ranges are the very same.
        #[test]
        fn bytes_and_text_agree(parts in prop::collection::vec("[a-z研修]{0,3}(\r\n|\n|\r|)", 1..8), mark in any::<bool>(), cuts in prop::collection::vec(0_usize..40, 4)) {
            let bytes = format!("{}{}", if mark { "\u{feff}" } else { "" }, parts.concat());
            let file = file(&bytes);
            let text = file.text().expect("a text").clone();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(text.len())).filter(|cut| text.is_char_boundary(*cut)).collect();
            cuts.sort_unstable();
            let edits = disjoint(cuts.chunks_exact(2).map(|pair| Edit::new(pair[0]..pair[1], "新")).collect());
            let after = bytes_after(&file, &edits).expect("inside");
            let again = tests::file(std::str::from_utf8(&after).expect("UTF-8"));
            // A lone CR before an edit that removed what followed may meet an LF: one line end less.
            let joined = |text: &str| text.replace('\n', "");
            prop_assert_eq!(joined(again.text().expect("a text")), joined(&text_after(&text, &edits)));
            prop_assert_eq!(after.starts_with("\u{feff}".as_bytes()), mark);
        }
    }
}
