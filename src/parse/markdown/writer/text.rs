//! Running text: ruby, bare addresses, line ends, and what should not be visible.

use super::super::Link;
use super::super::character::joins_lines;
use super::super::codes::{LEFTOVER_EMPHASIS, LOST_LINK, MISSING_FOOTNOTE, RUN_TOGETHER, TABLE_SHAPE};
use super::super::escape::escape;
use super::super::leftover::{self, Kind, Leftover};
use super::super::link::LinkTarget;
use super::super::words::{Special, next_special};
use super::super::{lines, lost_link};
use super::link::EXTERNAL_CLOSE;
use super::{Segments, Writer};
use crate::diagnostic::Diagnostic;
use crate::text;
use pulldown_cmark::{CowStr, Event};
use std::iter::Peekable;
use std::ops::Range;

impl Writer<'_> {
    /// A text, with those that follow it at once: the parser cuts at every character that could have meant something.
    pub(super) fn text_events<'e, I>(&mut self, first: CowStr<'e>, range: Range<usize>, events: &mut Peekable<I>)
    where
        I: Iterator<Item = (Event<'e>, Range<usize>)>,
    {
        if !matches!(events.peek(), Some((Event::Text(_), _))) && self.locator.marked.is_clean(&range) {
            return self.words(&first, &[(0, range.start)]);
        }
        let mut merged = String::with_capacity(first.len() * 2);
        let mut segments = Vec::new();
        let mut next = Some((first, range));
        while let Some((text, range)) = next.take() {
            let mut at = range.start;
            if self.locator.marked.is_clean(&range) {
                segments.push((merged.len(), at));
                merged.push_str(&text);
            } else {
                for piece in text.split_inclusive(|c| self.locator.marked.is_mark(c)) {
                    segments.push((merged.len(), at));
                    merged.push_str(piece.trim_end_matches(|c| self.locator.marked.is_mark(c)));
                    at += piece.len();
                }
            }
            if matches!(events.peek(), Some((Event::Text(_), _)))
                && let Some((Event::Text(text), range)) = events.next()
            {
                next = Some((text, range));
            }
        }
        self.words(&merged, &segments);
    }

    /// Running text: looks for ruby, bare addresses and what should not be visible.
    pub(super) fn words(&mut self, text: &str, segments: Segments) {
        self.check_words(text, segments);
        let mut from = 0;
        while let Some((start, end, special)) = next_special(text, from) {
            self.plain(&text[from..start]);
            from = end;
            match special {
                Special::Ruby { base, reading } => {
                    self.out.html.push_str("<ruby>");
                    escape(base, &mut self.out.html);
                    self.out.html.push_str("<rp>（</rp><rt>");
                    escape(reading, &mut self.out.html);
                    self.out.html.push_str("</rt><rp>）</rp></ruby>");
                    self.text.push_str(base);
                    self.last = base.chars().next_back();
                }
                Special::Address(address) if self.open.is_empty() && self.is_portal() => {
                    self.external(address, "");
                    self.quiet += 1;
                    self.plain(address);
                    self.quiet -= 1;
                    self.out.close_link(EXTERNAL_CLOSE);
                    self.access(address);
                    let start = source_offset(segments, start);
                    let place = self.locator.place(start..start + address.len());
                    self.links.push(Link {
                        target: LinkTarget::External(address.to_owned()),
                        text: address.to_owned(),
                        image: false,
                        place,
                    });
                }
                Special::Address(address) => self.plain(address),
            }
        }
        self.plain(&text[from..]);
    }

    /// Notes what should not be visible. What the author typed with a backslash, or by number, is meant.
    pub(super) fn check_words(&mut self, text: &str, segments: Segments) {
        if !self.is_portal() {
            return;
        }
        let author = self.locator.marked.author;
        let place = |at: usize| self.locator.marked.original(source_offset(segments, at));
        for Leftover { at, length, kind } in leftover::find(text) {
            let start = place(at);
            let shown = &text[at..at + length];
            let typed = author[start..].starts_with(shown.chars().next().unwrap_or(' ')) && !author[..start].ends_with('\\');
            // Marks within, such as an escaped one, part the words from what was typed.
            let end = place(at + length).max(start + 1);
            if !typed {
                continue;
            }
            match kind {
                Kind::Link => {
                    let lost = lost_link::cause(author, start);
                    let place = self.locator.place_original(lost.range.clone());
                    let finding = Diagnostic::new(&LOST_LINK, lost.message).hint(lost.hint).at(place.clone());
                    let finding = match lost.corrected.filter(|_| self.locator.is_exact()) {
                        Some(right) => finding.correction(place, right),
                        None => finding,
                    };
                    self.leftovers.push((lost.range, finding));
                }
                Kind::Said { code, message, hint, corrected } => {
                    // A partner that was typed with a backslash is none.
                    let partner = shown.chars().next_back().and_then(|mark| author[..end].strip_suffix(mark));
                    let escaped = partner.is_some_and(|before| before.ends_with('\\'));
                    if code.name == LEFTOVER_EMPHASIS.name && (escaped || std::mem::replace(&mut self.told_leftover, true)) {
                        continue;
                    }
                    let place = self.locator.place_original(start..end);
                    let finding = Diagnostic::new(code, message).hint(hint).at(place.clone());
                    let exact = self.locator.is_exact() && author.get(start..end) == Some(shown);
                    let finding = match corrected.filter(|_| exact) {
                        Some(right) => finding.correction(place, right),
                        None => finding,
                    };
                    self.leftovers.push((start..end, finding));
                }
            }
        }
        self.check_bars(text, segments);
        self.check_notes(text, segments);
    }

    /// A line of a paragraph that looks like the row of a table.
    fn check_bars(&mut self, text: &str, segments: Segments) {
        let begins = text.starts_with('|') && text.len() > 1 && text[1..].contains('|') && text.trim_end().ends_with('|');
        if !begins {
            return;
        }
        let start = self.locator.marked.original(source_offset(segments, 0));
        let author = self.locator.marked.author;
        let line = author[start..].split('\n').next().unwrap_or_default().trim_end();
        let (above, before) = author[..start].rsplit_once('\n').unwrap_or(("", &author[..start]));
        let bar_above = above.rsplit('\n').next().is_some_and(|line| line.trim_start_matches([' ', '>', '\t']).starts_with('|'));
        // One line of several is told.
        if bar_above || !before.trim_matches([' ', '>', '\t']).is_empty() {
            return;
        }
        let message = text!("「{line}」は表として読まれず、そのまま表示されます", "\"{line}\" is no row of a table and stays visible");
        let hint = text!(
            "表の前に空行を入れ、見出しの行、`| --- |` の行、値の行の順に書いてください。縦棒を文字として出すなら `\\|` と書きます",
            "put an empty line before the table, then its head, a line `| --- |` and its rows; a bar that is text is `\\|`"
        );
        let range = start..start + line.len();
        let finding = Diagnostic::new(&TABLE_SHAPE, message).hint(hint).at(self.locator.place_original(range.clone()));
        self.leftovers.push((range, finding));
    }

    /// References to footnotes that are none.
    fn check_notes(&mut self, text: &str, segments: Segments) {
        let mut from = 0;
        while let Some(at) = text[from..].find("[^").map(|at| from + at) {
            from = at + 2;
            let offset = source_offset(segments, at);
            let meant = !self.source[..offset].ends_with('\\');
            let name = text[from..].split([']', '[', ' ', '\n']).next().unwrap_or_default();
            if meant && !name.is_empty() && text[from + name.len()..].starts_with(']') {
                let message = text!("脚注「{name}」がありません", "there is no footnote \"{name}\"");
                let hint =
                    text!("`[^{name}]: …` の行を書くか、`[^{name}]` を消してください", "write a line `[^{name}]: …` or remove `[^{name}]`");
                self.find(&MISSING_FOOTNOTE, message, hint, offset..offset + name.len() + 3);
                from += name.len();
            }
        }
    }

    /// 「H~2~O」, which the parser reads as a deletion and the house as a range.
    pub(super) fn check_single(&mut self, range: &Range<usize>) {
        if !self.is_portal() {
            return;
        }
        let whole = &self.source[..range.end];
        let start = self.source[..range.start].char_indices().next_back().map_or(range.start, |(at, _)| at);
        for Leftover { at, length, kind } in leftover::find(&whole[start..]) {
            let Kind::Said { code, message, hint, corrected: Some(right) } = kind else { continue };
            let (from, to) = (self.locator.marked.original(start + at), self.locator.marked.original(start + at + length));
            let place = self.locator.place_original(from..to);
            let finding = Diagnostic::new(code, message).hint(hint).at(place.clone());
            let finding = if self.locator.is_exact() { finding.correction(place, right) } else { finding };
            self.leftovers.push((from..to, finding));
        }
    }

    /// Text with nothing special in it.
    pub(super) fn plain(&mut self, text: &str) {
        let Some(last) = text.chars().next_back() else { return };
        self.last = Some(last);
        if !self.silent {
            self.text.push_str(text);
        }
        let start = self.out.html.len();
        escape(text, &mut self.out.html);
        if self.quiet == 0 {
            let end = self.out.html.len();
            match self.out.prose.last_mut() {
                Some(range) if range.end == start => range.end = end,
                _ => self.out.prose.push(start..end),
            }
        }
    }

    /// Between two Japanese lines nothing appears; elsewhere a line end, which shows as a space. Lines written one below another stay so.
    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        if self.is_portal() && self.heading.is_none() && self.stays(&range) {
            self.out.html.push_str("<br>\n");
            self.text.push(' ');
            self.last = None;
            return;
        }
        let rest = self.source[range.end..]
            .trim_start_matches(|c| matches!(c, ' ' | '\t' | '>' | '*' | '~' | '[' | '`') || self.locator.marked.is_mark(c));
        let joins = self.last.is_some_and(joins_lines) && rest.chars().next().is_some_and(joins_lines);
        if !joins {
            self.out.html.push('\n');
            self.text.push(' ');
        }
    }

    /// A correction that shows the lines as they were typed; where they should be one, the editor joins them.
    fn kept_apart(&self, finding: Diagnostic, author: &str) -> Diagnostic {
        let unclear = &self.lines.unclear;
        let (start, mut at, mut right) = (unclear[0].start, unclear[0].start, String::new());
        for line in unclear {
            right.push_str(&author[at..line.end]);
            right.push_str("  ");
            at = line.end;
        }
        finding.correction(self.locator.place_original(start..at), right)
    }

    /// Whether a line end of the author's stays one.
    fn stays(&mut self, range: &Range<usize>) -> bool {
        let author = self.locator.marked.author;
        let at = self.locator.marked.original(range.start);
        if !self.lines.range.contains(&at) {
            self.lines = lines::around(author, at);
            if let [unclear, ..] = &*self.lines.unclear {
                let shown = &author[unclear.clone()];
                let message =
                    text!("「{shown}」の行が、次の行とつながって表示されます", "the line \"{shown}\" is shown joined to the next");
                let hint = text!(
                    "分けるなら行の終わりに半角の空白を2つ入れ、つなぐなら1行に書いてください",
                    "put two blanks at its end to keep them apart, or write them as one line"
                );
                let finding = Diagnostic::new(&RUN_TOGETHER, message).hint(hint).at(self.locator.place_original(unclear.clone()));
                let finding = match self.locator.is_exact() {
                    true => self.kept_apart(finding, author),
                    false => finding,
                };
                self.leftovers.push((unclear.clone(), finding));
            }
        }
        let Some(line) = author[at..].find('\n').map(|end| at + end + 1) else { return false };
        let next = author[line..].find(|c| !matches!(c, ' ' | '\t' | '>')).map_or(author.len(), |indent| line + indent);
        self.lines.kept.binary_search(&next).is_ok()
    }
}

fn source_offset(segments: Segments, at: usize) -> usize {
    let (text, source) = segments[segments.partition_point(|(text, _)| *text <= at).saturating_sub(1)];
    source + (at - text)
}
