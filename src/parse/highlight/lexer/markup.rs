//! Lexer of HTML and XML, with scripts and styles inside.

use super::super::Class;
use super::{Scan, engine, is_word, languages, style};

/// Lexes the whole.
pub(super) fn run(scan: &mut Scan) {
    let limit = scan.bytes.len();
    while scan.at < limit {
        match scan.byte() {
            b'<' if scan.starts("<!--") => {
                let end = scan.behind(scan.at + 4, limit, "-->");
                scan.emit_to(Class::Comment, end);
            }
            b'<' if scan.starts("<![CDATA[") => {
                let end = scan.behind(scan.at, limit, "]]>");
                scan.emit_to(Class::Str, end);
            }
            b'<' if matches!(scan.peek(1), b'!' | b'?') => {
                let end = scan.behind(scan.at, limit, ">");
                scan.emit_to(Class::Meta, end);
            }
            b'<' if is_word(scan.peek(1)) || scan.peek(1) == b'/' => tag(scan, limit),
            b'&' => {
                let end = scan.find(scan.at + 1, limit.min(scan.at + 32), |byte| !byte.is_ascii_alphanumeric() && byte != b'#');
                let is_entity = end > scan.at + 1 && scan.bytes.get(end) == Some(&b';');
                if is_entity { scan.emit_to(Class::Escape, end + 1) } else { scan.emit(Class::Plain, 1) }
            }
            _ => {
                let end = scan.find(scan.at + 1, limit, |byte| matches!(byte, b'<' | b'&'));
                scan.emit_to(Class::Plain, end);
            }
        }
    }
}

fn tag(scan: &mut Scan, limit: usize) {
    let closing = usize::from(scan.peek(1) == b'/');
    scan.emit(Class::Plain, 1 + closing);
    let end = scan.word_end(scan.at, limit, b"-:.");
    let name = scan.code[scan.at..end].to_ascii_lowercase();
    scan.emit_to(Class::Tag, end);
    while scan.at < limit {
        match scan.byte() {
            b'>' => {
                scan.emit(Class::Plain, 1);
                break;
            }
            // A tag that was never closed.
            b'<' => return,
            quote @ (b'"' | b'\'') => {
                let end = scan.find(scan.at + 1, limit, |byte| byte == quote);
                scan.emit_to(Class::Str, end + 1);
            }
            byte if is_word(byte) => {
                let end = scan.word_end(scan.at, limit, b"-:.@");
                let is_value = scan.at > 0 && scan.bytes[scan.at - 1] == b'=';
                scan.emit_to(if is_value { Class::Str } else { Class::Attribute }, end);
            }
            _ => scan.emit(Class::Plain, 1),
        }
    }
    if closing == 0 {
        inside(scan, limit, &name);
    }
}

/// What stands in a script or a style.
fn inside(scan: &mut Scan, limit: usize, name: &str) {
    let close = match name {
        "script" => "</script",
        "style" => "</style",
        _ => return,
    };
    let end = scan.code[scan.at..limit].find(close).map_or(limit, |at| scan.at + at);
    match languages::find("javascript") {
        Some(script) if name == "script" => engine::run(script, scan, end),
        _ => style::run_to(scan, end),
    }
}
