//! Running text: ruby, bare addresses, line ends, and what should not be visible.

use super::super::Link;
use super::super::character::{joins_lines, position};
use super::super::codes::{LEFTOVER_EMPHASIS, MISSING_FOOTNOTE};
use super::super::escape::escape;
use super::super::link::LinkTarget;
use super::super::words::{Special, next_special};
use super::link::EXTERNAL_CLOSE;
use super::{Segments, Writer};
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

    pub(super) fn check_words(&mut self, text: &str, segments: Segments) {
        let seldom = position(text.as_bytes(), 0, |byte, next| ((byte == b'*') & (next == b'*')) | ((byte == b'[') & (next == b'^')));
        if !self.is_portal() || seldom.is_none() {
            return;
        }
        let typed = |at: usize| {
            let offset = source_offset(segments, at);
            (offset, !self.source[..offset].ends_with('\\'))
        };
        if !self.told_leftover
            && let Some((offset, true)) = text.find("**").map(typed)
            && self.source[offset..].starts_with("**")
        {
            self.told_leftover = true;
            let message = text!("`**` が強調にならず、そのまま表示されます", "`**` stays visible");
            let hint = text!(
                "`**` の内側の空白を取り、組になっているか確かめてください",
                "remove blanks inside `**` and check that it comes in pairs"
            );
            self.find(&LEFTOVER_EMPHASIS, message, hint, offset..offset + 2);
        }
        let mut from = 0;
        while let Some(at) = text[from..].find("[^").map(|at| from + at) {
            from = at + 2;
            let (offset, meant) = typed(at);
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

    /// Text with nothing special in it.
    pub(super) fn plain(&mut self, text: &str) {
        let Some(last) = text.chars().next_back() else { return };
        self.last = Some(last);
        self.text.push_str(text);
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

    /// Between two Japanese lines nothing appears; elsewhere a line end, which shows as a space.
    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        let rest = self.source[range.end..]
            .trim_start_matches(|c| matches!(c, ' ' | '\t' | '>' | '*' | '~' | '[' | '`') || self.locator.marked.is_mark(c));
        let joins = self.last.is_some_and(joins_lines) && rest.chars().next().is_some_and(joins_lines);
        if !joins {
            self.out.html.push('\n');
            self.text.push(' ');
        }
    }
}

fn source_offset(segments: Segments, at: usize) -> usize {
    let (text, source) = segments[segments.partition_point(|(text, _)| *text <= at).saturating_sub(1)];
    source + (at - text)
}
