//! What single languages do beyond words, strings and comments: decorators, regular expressions, options, here-documents, keys.

use super::super::Class;
use super::engine::{DEPTH, Habit, Ready, State};
use super::{Scan, is_word};

/// What the language alone does. Whether something was read.
pub(super) fn read(ready: &Ready, scan: &mut Scan, limit: usize, state: &mut State) -> bool {
    let byte = scan.byte();
    match ready.language.habit {
        Habit::None | Habit::Json => false,
        Habit::Python => {
            let decorator = byte == b'@' && is_word(scan.peek(1)) && scan.at_line_start();
            if decorator {
                let end = scan.word_end(scan.at + 1, limit, b".");
                scan.emit_to(Class::Meta, end);
            }
            decorator
        }
        Habit::Script => byte == b'/' && !state.after_value && regex(scan, limit, state),
        Habit::Toml => state.is_outermost() && toml(scan, limit),
        Habit::Shell => shell(scan, limit, state),
        Habit::PowerShell => {
            let blank_before = scan.at == 0 || !is_word(scan.bytes[scan.at - 1]);
            let option = byte == b'-' && scan.peek(1).is_ascii_alphabetic() && blank_before;
            if option {
                let end = scan.word_end(scan.at + 1, limit, b"");
                let class = ready.class(&scan.code[scan.at..end]).unwrap_or(Class::Attribute);
                scan.emit_to(class, end);
            }
            option
        }
        Habit::Basic => basic(scan, limit),
    }
}

fn regex(scan: &mut Scan, limit: usize, state: &mut State) -> bool {
    if scan.at < state.no_regex_before {
        return false;
    }
    let line_end = scan.line_end(limit);
    let mut in_set = false;
    let mut at = scan.at + 1;
    while at < line_end {
        match scan.bytes[at] {
            b'\\' => at += 1,
            b'[' => in_set = true,
            b']' => in_set = false,
            b'/' if !in_set => {
                let end = scan.word_end(at + 1, line_end, b"");
                scan.emit_to(Class::Str, end);
                state.after_value = true;
                return true;
            }
            _ => {}
        }
        at += 1;
    }
    state.no_regex_before = line_end;
    false
}

fn toml(scan: &mut Scan, limit: usize) -> bool {
    if !scan.at_line_start() {
        return false;
    }
    let line_end = scan.line_end(limit);
    let line = &scan.code[scan.at..line_end];
    if line.starts_with('[') {
        let end = line.find('#').unwrap_or(line.len());
        let tight = line[..end].trim_end();
        // A list of values that begins a line ends with a comma or holds a quote; a section does neither.
        if tight.ends_with(']') && !tight.contains(['"', ',']) {
            scan.emit(Class::Tag, tight.len());
            return true;
        }
        return false;
    }
    let Some(equals) = line.find('=') else { return false };
    let key = line[..equals].trim_end();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'' | ' '));
    if is_key {
        scan.emit(Class::Attribute, key.len());
    }
    is_key
}

fn shell(scan: &mut Scan, limit: usize, state: &mut State) -> bool {
    let byte = scan.byte();
    if byte == b'\\' {
        scan.emit_to(Class::Plain, (scan.at + 2).min(limit));
        return true;
    }
    let blank_before = scan.at == 0 || matches!(scan.bytes[scan.at - 1], b' ' | b'\t' | b'\n' | b'(' | b'[');
    if byte == b'-' && blank_before && (is_word(scan.peek(1)) || scan.peek(1) == b'-') {
        let end = scan.word_end(scan.at, limit, b"-");
        scan.emit_to(Class::Attribute, end);
        state.command = false;
        return true;
    }
    if scan.starts("<<<") {
        scan.emit(Class::Plain, 3);
        return true;
    }
    if scan.starts("<<") {
        let indented = scan.peek(2) == b'-';
        let mut start = scan.at + 2 + usize::from(indented);
        start = scan.find(start, limit, |byte| !matches!(byte, b' ' | b'"' | b'\'' | b'\\'));
        let end = scan.word_end(start, limit, b"");
        let closed = end + usize::from(scan.bytes.get(end).is_some_and(|byte| matches!(byte, b'"' | b'\'')));
        if end > start && state.here.len() < DEPTH {
            state.here.push((scan.code[start..end].to_owned(), indented));
            scan.emit_to(Class::Str, closed.min(limit));
            return true;
        }
        scan.emit(Class::Plain, 2);
        return true;
    }
    false
}

fn basic(scan: &mut Scan, limit: usize) -> bool {
    let remark =
        scan.bytes[scan.at..].get(..4).is_some_and(|word| word[..3].eq_ignore_ascii_case(b"rem") && matches!(word[3], b' ' | b'\t'));
    if remark && (scan.at == 0 || matches!(scan.bytes[scan.at - 1], b'\n' | b' ' | b'\t' | b':')) {
        let end = scan.line_end(limit);
        scan.emit_to(Class::Comment, end);
        return true;
    }
    if scan.byte() != b'#' {
        return false;
    }
    if scan.at_line_start() {
        let end = scan.word_end(scan.at + 1, limit, b"");
        scan.emit_to(Class::Meta, end);
        return true;
    }
    // A date: #2026/04/01#.
    let end = scan.find(scan.at + 1, limit.min(scan.at + 32), |byte| !(byte.is_ascii_alphanumeric() || b"/-: ".contains(&byte)));
    let is_date = end > scan.at + 1 && scan.bytes.get(end) == Some(&b'#');
    if is_date {
        scan.emit_to(Class::Number, end + 1);
    }
    is_date
}
