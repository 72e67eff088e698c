//! What is found inside running text: ruby and bare addresses. Does not write HTML.

use super::character::{is_cjk, position};

/// Something special in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Special<'a> {
    /// `{漢字|かんじ}`.
    Ruby {
        /// What is read.
        base: &'a str,
        /// How it is read.
        reading: &'a str,
    },
    /// A bare `https://…`.
    Address(&'a str),
}

/// The first special at or behind `from`: its first byte, one past its last byte, and what it is.
pub(super) fn next_special(text: &str, from: usize) -> Option<(usize, usize, Special<'_>)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = position(bytes, at, |byte, next| (byte == b'{') | ((byte == b':') & (next == b'/')))?;
        if bytes[at] == b'{' {
            if let Some((end, special)) = ruby(text, at) {
                return Some((at, end, special));
            }
        } else if let Some((start, end)) = address(text, at).filter(|(start, _)| *start >= from) {
            return Some((start, end, Special::Address(&text[start..end])));
        }
        at += 1;
    }
}

/// Readings and what is read are short; the limit keeps a page of `{` linear.
const RUBY_LIMIT: usize = 200;

fn ruby(text: &str, at: usize) -> Option<(usize, Special<'_>)> {
    let inside = &text[at + 1..];
    let bytes = inside.as_bytes();
    let end = bytes.iter().take(2 * RUBY_LIMIT).position(|byte| matches!(byte, b'{' | b'}' | b'\n')).filter(|end| bytes[*end] == b'}')?;
    let inner = &inside[..end];
    let (base, reading) = inner.split_once('|').or_else(|| inner.split_once('｜').filter(|(_, reading)| is_reading(reading)))?;
    let short = base.len() <= RUBY_LIMIT && reading.len() <= RUBY_LIMIT && !reading.contains('|');
    let is_ruby = short && base.chars().any(is_cjk) && !reading.trim().is_empty();
    is_ruby.then_some((at + 1 + end + 1, Special::Ruby { base, reading }))
}

/// Whether a text is written in kana, as readings are.
pub(super) fn is_reading(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3000}' | ' '))
}

/// An address around the `:` at `colon`: ASCII URL characters only, without the punctuation that ends a sentence.
fn address(text: &str, colon: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if !bytes[colon..].starts_with(b"://") {
        return None;
    }
    let scheme = ["https", "http"].into_iter().find(|scheme| bytes[..colon].ends_with(scheme.as_bytes()))?;
    let start = colon - scheme.len();
    if start > 0 && bytes[start - 1].is_ascii_alphanumeric() {
        return None;
    }
    let host = colon + 3;
    if !bytes.get(host)?.is_ascii_alphanumeric() {
        return None;
    }
    let is_address = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(*byte);
    let mut end = host + bytes[host..].iter().take_while(is_address).count();
    let mut open = bytes[host..end].iter().filter(|byte| **byte == b'(').count();
    let mut close = bytes[host..end].iter().filter(|byte| **byte == b')').count();
    while end > host {
        match bytes[end - 1] {
            b'.' | b',' | b':' | b';' | b'!' | b'?' | b'\'' | b'*' | b'~' | b'[' | b']' | b'_' => {}
            b')' if close > open => close -= 1,
            b'(' => open -= 1,
            _ => break,
        }
        end -= 1;
    }
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address_in(text: &str) -> Option<&str> {
        match next_special(text, 0)?.2 {
            Special::Address(address) => Some(address),
            Special::Ruby { .. } => None,
        }
    }

    #[test]
    fn an_address_ends_before_japanese_and_before_punctuation() {
        for (text, found) in [
            ("https://example.go.jp/を参照", "https://example.go.jp/"),
            ("（https://example.go.jp/a。", "https://example.go.jp/a"),
            ("(http://example.go.jp/a_(b)).", "http://example.go.jp/a_(b)"),
            ("see https://example.go.jp/?a=1&b=2#c, and", "https://example.go.jp/?a=1&b=2#c"),
            ("は https://example.go.jp、次に", "https://example.go.jp"),
        ] {
            assert_eq!(address_in(text), Some(found), "{text}");
        }
        for none in ["https://", "xhttps://a.jp", "https:///", "http:a", "ftp://a.jp"] {
            assert_eq!(address_in(none), None, "{none}");
        }
    }

    #[test]
    fn ruby_needs_japanese_and_a_reading() {
        assert_eq!(next_special("a{漢字|かんじ}", 0), Some((1, 19, Special::Ruby { base: "漢字", reading: "かんじ" })));
        assert_eq!(next_special("{漢字｜かんじ}", 0), Some((0, 20, Special::Ruby { base: "漢字", reading: "かんじ" })));
        for none in ["{a|b}", "{氏名｜所属}", "{漢字|}", "{漢字}", "{漢|字|か}", "{漢字|か", "{"] {
            assert_eq!(next_special(none, 0), None, "{none}");
        }
    }
}
