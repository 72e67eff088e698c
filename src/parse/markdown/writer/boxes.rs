//! Notice boxes: their HTML, from `> [!NOTE]` and from `:::note`.

use super::super::Hole;
use super::super::boxes::{BoxLine, Head, Role, unknown};
use super::super::codes::UNCLOSED_BOX;
use super::super::emphasis::Marked;
use super::super::place::Locator;
use super::{Shape, Writer};
use crate::diagnostic::Diagnostic;
use crate::text;
use pulldown_cmark::{BlockQuoteKind, Event, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

/// A box that is not closed yet.
pub(super) struct Open {
    colons: usize,
    /// How many blocks are around it.
    depth: usize,
    /// Its first line, in the author's text.
    range: Range<usize>,
}

impl<'a> Writer<'a> {
    /// A quotation begins, which may be a box.
    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let start = self.locator.marked.original(range.start);
        let lines: &'a [BoxLine] = self.box_lines;
        let after = lines.partition_point(|line| line.range.start < start);
        let head = lines.get(after).and_then(|line| match &line.role {
            Role::Alert(head) => {
                let before = self.locator.marked.author.get(start..line.range.start)?;
                (before.len() < 8 && before.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>')) && before.matches('>').count() == 1)
                    .then_some((line, head))
            }
            _ => None,
        });
        self.quotes.push(self.is_portal() && (kind.is_some() || head.is_some()));
        match (kind, head) {
            _ if !self.is_portal() => self.block("<blockquote>\n"),
            (_, Some((line, head))) => self.start_box(line, head),
            (Some(kind), None) => self.notice(kind, None),
            (None, None) => self.block("<blockquote>\n"),
        }
    }

    fn line_at(&self, range: &Range<usize>) -> Option<&'a BoxLine> {
        let start = self.locator.marked.original(range.start);
        let lines: &'a [BoxLine] = self.box_lines;
        lines.binary_search_by_key(&start, |line| line.range.start).ok().map(|at| &lines[at])
    }

    /// Whether a paragraph is a line that begins or ends a box.
    pub(super) fn is_box_line(&self, range: &Range<usize>) -> bool {
        !self.box_lines.is_empty() && self.line_at(range).is_some()
    }

    /// Reads such a line.
    pub(super) fn box_line<'e, I>(&mut self, range: Range<usize>, events: &mut Peekable<I>)
    where
        I: Iterator<Item = (Event<'e>, Range<usize>)>,
    {
        for (event, _) in events.by_ref() {
            if matches!(event, Event::End(TagEnd::Paragraph)) {
                break;
            }
        }
        let Some(line) = self.line_at(&range) else { return };
        match &line.role {
            // Its quotation has been begun as a box.
            Role::Alert(_) => {}
            Role::Open { colons, head } => {
                self.start_box(line, head);
                self.boxes.push(Open { colons: *colons, depth: self.depth, range: line.range.clone() });
            }
            Role::Close { colons } => self.close_box(*colons, line),
        }
    }

    fn close_box(&mut self, colons: usize, line: &BoxLine) {
        let here = |open: &Open| open.depth == self.depth;
        let exact = self.boxes.iter().rposition(|open| here(open) && open.colons == colons);
        let Some(at) = exact.or_else(|| self.boxes.iter().rposition(|open| here(open) && open.colons <= colons)) else {
            let shown = ":".repeat(colons);
            let message = text!("`{shown}` で閉じる囲みがありません", "`{shown}` closes nothing");
            let hint = text!(
                "この行を消すか、囲みの始まりの行 `:::note` を、同じ字下げで書いてください",
                "remove the line, or begin the box by `:::note` with the same indentation"
            );
            self.findings.push(Diagnostic::new(&UNCLOSED_BOX, message).hint(hint).at(self.locator.place_original(line.range.clone())));
            return;
        };
        for inner in self.boxes.split_off(at + 1) {
            self.unclosed(&inner);
        }
        self.boxes.pop();
        self.block("</div></div>\n");
    }

    /// Closes the boxes that were opened within `depth` blocks: they have no end.
    pub(super) fn end_boxes(&mut self, depth: usize) {
        while let Some(open) = self.boxes.pop_if(|open| open.depth >= depth) {
            self.unclosed(&open);
        }
    }

    fn unclosed(&mut self, open: &Open) {
        let shown = &self.locator.marked.author[open.range.clone()];
        let colons = ":".repeat(open.colons);
        let message = text!("「{shown}」で始めた囲みが閉じられていません", "the box \"{shown}\" is not closed");
        let hint = text!(
            "囲みの最後の行の次に、`{colons}` だけの行を書いてください（字下げも始まりの行とそろえます）",
            "add a line `{colons}` after its last line, with the same indentation"
        );
        self.findings.push(Diagnostic::new(&UNCLOSED_BOX, message).hint(hint).at(self.locator.place_original(open.range.clone())));
        self.block("</div></div>\n");
    }

    /// Begins the box of a line.
    fn start_box(&mut self, line: &BoxLine, head: &Head) {
        if head.kind.is_none() {
            self.findings.push(unknown(&head.word).at(self.locator.place_original(line.range.clone())));
        }
        self.notice(head.kind.unwrap_or(BlockQuoteKind::Note), head.title.clone());
    }

    /// A notice of the theme. Without a title its kind is its title; with one, the kind is there for those who listen.
    fn notice(&mut self, kind: BlockQuoteKind, title: Option<Range<usize>>) {
        let (variant, icon, label) = match kind {
            BlockQuoteKind::Note => ("note", "info", "prose.note"),
            BlockQuoteKind::Tip => ("tip", "check", "prose.tip"),
            BlockQuoteKind::Important => ("important", "alert", "prose.important"),
            BlockQuoteKind::Warning => ("warn", "alert", "prose.warning"),
            BlockQuoteKind::Caution => ("caution", "alert", "prose.caution"),
        };
        self.block("<div class=\"notice notice--");
        self.out.html.push_str(variant);
        self.out.html.push_str("\" role=\"note\">");
        self.icon(icon);
        self.out.html.push_str("<div><p class=\"notice-title\">");
        match title {
            None => self.out.word(label, [0, 0]),
            Some(title) => {
                self.out.html.push_str("<span class=\"sr\">");
                self.out.word(label, [0, 0]);
                self.out.word("list.colon", [0, 0]);
                self.out.html.push_str("</span>");
                self.title_of_box(title);
            }
        }
        self.end_block("</p>\n");
    }

    /// The title of a box, read as a text of its own.
    fn title_of_box(&mut self, title: Range<usize>) {
        let author = self.locator.marked.author;
        let marked = Marked::inline(&author[title.clone()]);
        let value;
        let ground = match &self.locator.ground {
            super::super::place::Ground::Body { path, base } => super::super::place::Ground::Body { path, base: base + title.start },
            super::super::place::Ground::Value(place) => {
                value = *place;
                super::super::place::Ground::Value(value)
            }
        };
        let locator = Locator { ground, marked: &marked };
        let options = super::super::Options { text: true, ..*self.options };
        let (inner, noticed) = super::write(self.path, &locator, &options, Shape::Inline, &[], self.findings);
        let shift = self.out.html.len();
        self.out.html.push_str(&inner.html);
        self.out.holes.extend(inner.holes.into_iter().map(|hole| Hole { at: hole.at + shift, kind: hole.kind }));
        self.text.push_str(inner.text.trim_end());
        self.links.extend(inner.links);
        self.icons.extend(inner.icons);
        let moved = |range: Range<usize>| range.start + title.start..range.end + title.start;
        self.leftovers.extend(noticed.leftovers.into_iter().map(|(range, finding)| (moved(range), finding)));
        self.code.extend(noticed.code.into_iter().map(moved));
    }
}
