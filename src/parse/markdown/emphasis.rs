//! Emphasis beside Japanese punctuation: a pass over the text before the Markdown parser sees it.
//!
//! CommonMark decides by white space and punctuation whether `**` opens or closes, and so prints the asterisks of
//! `**「強調」**です`. This pass puts a private punctuation mark between a run of `*` or `~~` and the letter beside it where
//! punctuation stands on the other side and one of the two is Japanese: then the run can open and close, which is what the
//! CJK-friendly amendment to CommonMark asks for. It does not parse Markdown: a mark may land in code or in a link's destination
//! and is taken out of everything the parser returns ([`Marked::clean`]).

use super::character::{is_cjk, is_punctuation, position};
use std::borrow::Cow;
use std::ops::Range;

/// Punctuation characters of no use in Japanese text, with the number a character reference would name them by.
const MARKS: [(char, &str, &str); 4] =
    [('\u{2E31}', "2e31", "11825"), ('\u{2E33}', "2e33", "11827"), ('\u{2E38}', "2e38", "11832"), ('\u{2E30}', "2e30", "11824")];

/// Something put into the text for the parser alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Insert {
    /// Where in the author's text.
    pub(super) at: usize,
    /// What is put in before the mark.
    pub(super) before: String,
    /// Whether a mark is put in.
    pub(super) mark: bool,
}

impl Insert {
    /// A mark alone.
    pub(super) fn mark(at: usize) -> Self {
        Self { at, before: String::new(), mark: true }
    }
}

/// A text with marks in it, and where they are.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    /// The author's text.
    pub(super) author: &'a str,
    /// The text for the parser.
    pub(super) text: Cow<'a, str>,
    mark: char,
    /// Offsets of the marks in `text`, ascending.
    at: Vec<usize>,
    /// What was put in: its offset in `text`, its length, and how much was put in before it. Ascending.
    added: Vec<(usize, usize, usize)>,
}

impl<'a> Marked<'a> {
    /// The text with marks where emphasis needs them, and with `more` put in. When all marks occur in the text themselves, it is left alone.
    pub(super) fn blocks(text: &'a str, mut more: Vec<Insert>) -> Self {
        more.extend(places(text).into_iter().map(Insert::mark));
        Self::with(text, more)
    }

    /// The same, and no line of it begins a block: the whole is one paragraph (or several, parted by empty lines).
    pub(super) fn inline(text: &'a str) -> Self {
        let mut all: Vec<Insert> = places(text).into_iter().map(Insert::mark).collect();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let begins_block = !line.trim().is_empty() && !line.starts_with(|c: char| c.is_alphabetic());
            if begins_block {
                all.push(Insert::mark(start));
            }
            start += line.len();
        }
        Self::with(text, all)
    }

    fn with(text: &'a str, mut inserts: Vec<Insert>) -> Self {
        // At one place the longest goes in: its mark serves the others.
        inserts.sort_by(|a, b| (a.at, !a.mark, b.before.len()).cmp(&(b.at, !b.mark, a.before.len())));
        inserts.dedup_by(|next, kept| next.at == kept.at && next.before.is_empty());
        let mark = match &*inserts {
            [] => None,
            _ => MARKS.into_iter().find(|(mark, hex, decimal)| !text.contains(*mark) && !refers(text, hex) && !refers(text, decimal)),
        };
        let Some((mark, ..)) = mark else {
            return Self { author: text, text: Cow::Borrowed(text), mark: MARKS[0].0, at: Vec::new(), added: Vec::new() };
        };
        let more: usize = inserts.iter().map(|insert| insert.before.len() + mark.len_utf8()).sum();
        let mut marked = String::with_capacity(text.len() + more);
        let (mut at, mut added) = (Vec::with_capacity(inserts.len()), Vec::with_capacity(inserts.len()));
        let mut from = 0;
        for insert in inserts {
            marked.push_str(&text[from..insert.at]);
            from = insert.at;
            let start = marked.len();
            marked.push_str(&insert.before);
            if insert.mark {
                at.push(marked.len());
                marked.push(mark);
            }
            added.push((start, marked.len() - start, start - from));
        }
        marked.push_str(&text[from..]);
        Self { author: text, text: Cow::Owned(marked), mark, at, added }
    }

    /// The offset in the author's text of an offset in the marked text.
    pub(super) fn original(&self, offset: usize) -> usize {
        match self.added.partition_point(|(start, ..)| *start < offset).checked_sub(1).map(|last| self.added[last]) {
            Some((start, length, before)) => offset - before - length.min(offset - start),
            None => offset,
        }
    }

    /// `text`, which came out of the marked text, without the marks.
    pub(super) fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.at.is_empty() || !text.contains(self.mark) { Cow::Borrowed(text) } else { Cow::Owned(text.replace(self.mark, "")) }
    }

    /// Whether any mark was put in.
    pub(super) fn has_marks(&self) -> bool {
        !self.at.is_empty()
    }

    /// Whether `c` is one of the marks put in.
    pub(super) fn is_mark(&self, c: char) -> bool {
        c == self.mark && !self.at.is_empty()
    }

    /// Whether no mark stands in this range of the marked text.
    pub(super) fn is_clean(&self, range: &Range<usize>) -> bool {
        self.at.is_empty() || self.at.get(self.at.partition_point(|at| *at < range.start)).is_none_or(|at| *at >= range.end)
    }
}

/// Whether a character reference with this number stands in the text; a few false alarms only cost another mark.
fn refers(text: &str, number: &str) -> bool {
    text.contains("&#") && text.to_ascii_lowercase().contains(&format!("{number};"))
}

/// Where marks are wanted, ascending.
fn places(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = position(bytes, at, |byte, _| (byte == b'*') | (byte == b'~') | (byte == b'\\')) {
        at = found;
        let byte = bytes[at];
        if byte == b'\\' {
            at += 2;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|next| **next == byte).count();
        if (byte == b'*' || end - at == 2)
            && let Some(before) = text[..at].chars().next_back()
            && let Some(after) = text[end..].chars().next()
            && !before.is_whitespace()
            && !after.is_whitespace()
            && (is_cjk(before) || is_cjk(after))
        {
            match (is_punctuation(before), is_punctuation(after)) {
                (true, false) => places.push(end),
                (false, true) => places.push(at),
                _ => {}
            }
        }
        at = end;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_stand_between_the_run_and_the_letter() {
        let marked = Marked::blocks("これは**「強調」**だ", Vec::new());
        assert_eq!(marked.text, "これは\u{2E31}**「強調」**\u{2E31}だ");
        assert_eq!(marked.original(marked.text.find("**").expect("there")), "これは".len());
        assert_eq!(marked.original(marked.text.len()), "これは**「強調」**だ".len());
    }

    #[test]
    fn a_text_without_japanese_is_untouched() {
        let text = "a **(b)** c**\"d\"**e";
        assert_eq!(Marked::blocks(text, Vec::new()).text, text);
    }

    #[test]
    fn a_mark_of_the_author_is_never_used() {
        let marked = Marked::blocks("\u{2E31}は**「強調」**だ &#x2E33;", Vec::new());
        assert!(marked.text.contains('\u{2E38}'));
        assert_eq!(marked.clean(&marked.text), "\u{2E31}は**「強調」**だ &#x2E33;");
    }

    proptest! {
        #[test]
        fn the_text_is_kept_and_offsets_lead_back(text in "[a「」。！あ亜*~_`\\\\\n \u{2E31}(\\[]{0,60}") {
            for marked in [Marked::blocks(&text, Vec::new()), Marked::inline(&text)] {
                prop_assert_eq!(&*marked.clean(&marked.text), &*text);
                for (offset, c) in marked.text.char_indices() {
                    let original = marked.original(offset);
                    if !marked.is_mark(c) {
                        prop_assert_eq!(text[original..].chars().next(), Some(c));
                    }
                }
            }
        }
    }
}
