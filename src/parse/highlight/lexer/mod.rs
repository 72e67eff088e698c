//! The first tier: own lexers. Each walks the code once, always forward, and never fails; what it does not know stays plain.

mod engine;
mod habit;
mod languages;
mod lines;
mod markup;
mod style;
mod yaml;

use super::{Class, Span};

/// The spans of `code`; `None` when there is no lexer of that name.
pub(super) fn spans(language: &str, code: &str) -> Option<Vec<Span>> {
    let mut scan = Scan::new(code);
    match language {
        "html" | "xml" | "htm" | "xhtml" | "svg" | "rss" | "vue" => markup::run(&mut scan),
        "css" => style::run(&mut scan),
        "yaml" | "yml" => yaml::run(&mut scan),
        "diff" | "patch" => lines::diff(&mut scan),
        "csv" => lines::table(&mut scan, b','),
        "tsv" => lines::table(&mut scan, b'\t'),
        _ => engine::run(languages::find(language)?, &mut scan, code.len()),
    }
    scan.emit_to(Class::Plain, code.len());
    Some(scan.spans)
}

/// One name for each lexer.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ["html", "xml", "css", "yaml", "diff", "csv", "tsv"].into_iter().chain(languages::names())
}

/// A walk over the code.
struct Scan<'c> {
    code: &'c str,
    bytes: &'c [u8],
    at: usize,
    spans: Vec<Span>,
}

impl<'c> Scan<'c> {
    fn new(code: &'c str) -> Self {
        Self { code, bytes: code.as_bytes(), at: 0, spans: Vec::with_capacity(code.len() / 6) }
    }

    /// The byte here; 0 at the end.
    fn byte(&self) -> u8 {
        self.peek(0)
    }

    /// The byte `distance` further; 0 behind the end.
    fn peek(&self, distance: usize) -> u8 {
        self.bytes.get(self.at + distance).copied().unwrap_or_default()
    }

    fn starts(&self, text: &str) -> bool {
        self.bytes[self.at..].starts_with(text.as_bytes())
    }

    /// Ends a part of `class` at `end`; a place inside a character moves to its end.
    fn emit_to(&mut self, class: Class, end: usize) {
        let mut end = end.min(self.bytes.len());
        while !self.code.is_char_boundary(end) {
            end += 1;
        }
        if end <= self.at {
            return;
        }
        match self.spans.last_mut() {
            Some((last, range)) if *last == class => range.end = end,
            _ => self.spans.push((class, self.at..end)),
        }
        self.at = end;
    }

    fn emit(&mut self, class: Class, length: usize) {
        self.emit_to(class, self.at + length);
    }

    /// The first place at or behind `from` and before `limit` whose byte fulfils `stop`; `limit` when there is none.
    fn find(&self, from: usize, limit: usize, stop: impl Fn(u8) -> bool) -> usize {
        let from = from.min(limit);
        self.bytes[from..limit].iter().position(|byte| stop(*byte)).map_or(limit, |at| from + at)
    }

    /// The end of the line, without its `\n`.
    fn line_end(&self, limit: usize) -> usize {
        self.find(self.at, limit, |byte| byte == b'\n')
    }

    /// Behind the next `close` at or after `from`; `limit` when there is none.
    fn behind(&self, from: usize, limit: usize, close: &str) -> usize {
        let from = from.min(limit);
        self.code.get(from..limit).and_then(|rest| rest.find(close)).map_or(limit, |at| from + at + close.len())
    }

    /// The end of a word at `from`: letters, digits, `_`, everything beyond ASCII, and `further` bytes.
    fn word_end(&self, from: usize, limit: usize, further: &[u8]) -> usize {
        self.find(from, limit, |byte| !is_word(byte) && !further.contains(&byte))
    }

    /// The end of a number at `from`: digits, letters (`0x1F`, `1e9`, `3px`), `_`, `.` before a digit, a sign behind `e`.
    fn number_end(&self, from: usize, limit: usize) -> usize {
        let hexadecimal = self.bytes[from..].starts_with(b"0x") || self.bytes[from..].starts_with(b"0X");
        let mut at = from;
        while at < limit {
            let byte = self.bytes[at];
            let next = self.bytes.get(at + 1).copied().unwrap_or_default();
            let sign = matches!(byte, b'+' | b'-')
                && !hexadecimal
                && at > from
                && matches!(self.bytes[at - 1], b'e' | b'E')
                && next.is_ascii_digit();
            if !(byte.is_ascii_alphanumeric() || byte == b'_' || (byte == b'.' && next.is_ascii_digit()) || sign) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether only blanks stand before this place in its line.
    fn at_line_start(&self) -> bool {
        self.bytes[..self.at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t')).is_none_or(|byte| *byte == b'\n')
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
