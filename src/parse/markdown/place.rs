//! [`Locator`]: from offsets in the text that the parser saw to places in the author's file.

use super::emphasis::Marked;
use crate::diagnostic::Diagnostic;
use crate::source::{Place, SourcePath};
use std::ops::Range;

/// What a Markdown text is to its file.
pub(super) enum Ground<'a> {
    /// The text from this byte of the file on.
    Body {
        /// The file.
        path: &'a SourcePath,
        /// Offset of the text's first byte.
        base: usize,
    },
    /// The value of a field, whose bytes in the file may differ (quotes, escapes): all findings are placed at the whole value.
    Value(&'a Place),
}

/// Makes places.
pub(super) struct Locator<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) marked: &'a Marked<'a>,
}

impl Locator<'_> {
    /// Whether places are those of the words themselves, so that they can be corrected there.
    pub(super) fn is_exact(&self) -> bool {
        matches!(self.ground, Ground::Body { .. })
    }

    /// The place of a range of the marked text.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        self.place_original(self.marked.original(range.start)..self.marked.original(range.end))
    }

    /// Sets a finding whose places are offsets of the author's text where they belong. In a value nothing can be corrected.
    pub(super) fn settle(&self, finding: &mut Diagnostic) {
        match self.ground {
            Ground::Body { base, .. } => {
                let correction = finding.correction.as_mut().map(|correction| &mut correction.place);
                let related = finding.related.iter_mut().map(|related| &mut related.place);
                for place in finding.place.iter_mut().chain(correction).chain(related) {
                    place.start += base;
                    place.end += base;
                }
            }
            Ground::Value(place) => {
                finding.place = Some(place.clone());
                finding.correction = None;
                finding.related.clear();
            }
        }
    }

    /// The place of a range of the author's text.
    pub(super) fn place_original(&self, range: Range<usize>) -> Place {
        match self.ground {
            Ground::Body { path, base } => Place::new(path.clone(), base + range.start..base + range.end),
            Ground::Value(place) => place.clone(),
        }
    }
}
