//! Lexer of YAML: keys, scalars, block scalars, comments. Line by line.

use super::super::Class;
use super::Scan;

/// Lexes the whole.
pub(super) fn run(scan: &mut Scan) {
    let limit = scan.bytes.len();
    // Indentation of the line that began a block scalar (`|`, `>`).
    let mut block: Option<usize> = None;
    while scan.at < limit {
        let line_end = scan.line_end(limit);
        let line = &scan.code[scan.at..line_end];
        let indent = line.len() - line.trim_start_matches(' ').len();
        if let Some(outer) = block {
            if line.trim().is_empty() || indent > outer {
                scan.emit_to(Class::Plain, scan.at + indent);
                scan.emit_to(Class::Str, line_end);
                scan.emit_to(Class::Plain, (line_end + 1).min(limit));
                continue;
            }
            block = None;
        }
        scan.emit_to(Class::Plain, scan.at + indent);
        if indent == 0 && (line.starts_with("---") || line.starts_with("...") || line.starts_with('%')) {
            let end = scan.at + if line.starts_with('%') { line.len() } else { 3 };
            scan.emit_to(Class::Meta, end);
        }
        line_rest(scan, line_end);
        let written = line.split(" #").next().unwrap_or_default().trim_end();
        let header = written.trim_end_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        if header.ends_with([':', '-', ' ', '|', '>']) && (header.ends_with(" |") || header.ends_with(" >")) {
            block = Some(indent);
        }
        scan.emit_to(Class::Plain, (line_end + 1).min(limit));
    }
}

fn line_rest(scan: &mut Scan, end: usize) {
    while scan.at < end {
        match scan.byte() {
            b' ' | b'\t' | b'[' | b']' | b'{' | b'}' | b',' | b':' => scan.emit(Class::Plain, 1),
            b'-' | b'?' if matches!(scan.peek(1), b' ' | b'\n' | 0) => scan.emit(Class::Plain, 1),
            b'#' if scan.at == 0 || matches!(scan.bytes[scan.at - 1], b' ' | b'\t' | b'\n') => scan.emit_to(Class::Comment, end),
            b'&' | b'*' => {
                let stop = scan.word_end(scan.at + 1, end, b"-");
                scan.emit_to(Class::Variable, stop);
            }
            b'!' => {
                let stop = scan.find(scan.at, end, |byte| byte == b' ');
                scan.emit_to(Class::Type, stop);
            }
            quote @ (b'"' | b'\'') => {
                let mut stop = scan.at + 1;
                while stop < end && scan.bytes[stop] != quote {
                    stop += if quote == b'"' && scan.bytes[stop] == b'\\' { 2 } else { 1 };
                }
                let stop = (stop + 1).min(end);
                let is_key = scan.bytes.get(stop) == Some(&b':');
                scan.emit_to(if is_key { Class::Attribute } else { Class::Str }, stop);
            }
            _ => scalar(scan, end),
        }
    }
}

fn scalar(scan: &mut Scan, end: usize) {
    let mut stop = scan.at;
    let mut is_key = false;
    while stop < end {
        let (byte, next) = (scan.bytes[stop], scan.bytes.get(stop + 1).copied().unwrap_or(b'\n'));
        if byte == b':' && matches!(next, b' ' | b'\n' | b'\r') {
            is_key = true;
            break;
        }
        if matches!(byte, b',' | b']' | b'}') || (byte == b' ' && next == b'#') {
            break;
        }
        stop += 1;
    }
    let word = scan.code[scan.at..stop].trim_end();
    let class = match word {
        _ if is_key => Class::Attribute,
        "true" | "false" | "null" | "~" | "yes" | "no" | "on" | "off" | "True" | "False" | "Null" => Class::Constant,
        "|" | ">" | "|-" | ">-" | "|+" | ">+" => Class::Plain,
        _ if word.parse::<f64>().is_ok() && word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) => Class::Number,
        _ => Class::Str,
    };
    let length = word.len().max(1);
    scan.emit(class, length);
}
