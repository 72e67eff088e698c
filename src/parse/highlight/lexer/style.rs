//! Lexer of CSS.

use super::super::Class;
use super::{Scan, is_word};

/// Lexes the whole.
pub(super) fn run(scan: &mut Scan) {
    run_to(scan, scan.bytes.len());
}

/// Lexes up to `limit`.
pub(super) fn run_to(scan: &mut Scan, limit: usize) {
    // In a block, a name at the start of a declaration is a property; elsewhere it is part of a selector.
    let mut in_value = false;
    let mut depth = 0_usize;
    while scan.at < limit {
        let byte = scan.byte();
        match byte {
            b'/' if scan.peek(1) == b'*' => {
                let end = scan.behind(scan.at + 2, limit, "*/");
                scan.emit_to(Class::Comment, end);
            }
            b'"' | b'\'' => {
                let end = scan.find(scan.at + 1, limit, |next| next == byte || next == b'\n');
                let closed = usize::from(scan.bytes.get(end) == Some(&byte));
                scan.emit_to(Class::Str, (end + closed).min(limit));
            }
            b'@' => {
                let end = scan.word_end(scan.at + 1, limit, b"-");
                scan.emit_to(Class::Keyword, end.max(scan.at + 1));
                in_value = true;
            }
            b'#' if in_value && depth > 0 => {
                let end = scan.word_end(scan.at + 1, limit, b"");
                scan.emit_to(Class::Number, end);
            }
            b'.' | b'#' if is_word(scan.peek(1)) && !scan.peek(1).is_ascii_digit() => {
                let end = scan.word_end(scan.at + 1, limit, b"-");
                scan.emit_to(Class::Type, end);
            }
            b'!' => {
                let end = scan.word_end(scan.at + 1, limit, b"");
                scan.emit_to(Class::Keyword, end.max(scan.at + 1));
            }
            b'{' | b'}' | b';' => {
                depth = match byte {
                    b'{' => depth + 1,
                    b'}' => depth.saturating_sub(1),
                    _ => depth,
                };
                in_value = false;
                scan.emit(Class::Plain, 1);
            }
            b':' => {
                in_value |= depth > 0;
                scan.emit(Class::Plain, 1);
            }
            b'0'..=b'9' => {
                let end = scan.number_end(scan.at, limit);
                let percent = usize::from(scan.bytes.get(end) == Some(&b'%'));
                scan.emit_to(Class::Number, end + percent);
            }
            byte if is_word(byte) || (byte == b'-' && (is_word(scan.peek(1)) || scan.peek(1) == b'-')) => {
                let end = scan.word_end(scan.at, limit, b"-");
                let next = scan.bytes.get(end).copied().unwrap_or_default();
                let class = match (in_value, depth > 0) {
                    _ if scan.code[scan.at..end].starts_with("--") => Class::Variable,
                    (true, _) if next == b'(' => Class::Function,
                    (true, _) => Class::Plain,
                    (false, true) if next == b':' || next == b' ' => Class::Attribute,
                    _ => Class::Tag,
                };
                scan.emit_to(class, end);
            }
            _ => scan.emit(Class::Plain, 1),
        }
    }
}
