//! Lexers of formats that are lines: differences and tables.

use super::super::Class;
use super::Scan;

/// `diff`, unified or not.
pub(super) fn diff(scan: &mut Scan) {
    while scan.at < scan.bytes.len() {
        let end = (scan.line_end(scan.bytes.len()) + 1).min(scan.bytes.len());
        let line = &scan.code[scan.at..end];
        let class = match line.as_bytes()[0] {
            b'@' => Class::Meta,
            _ if ["+++ ", "--- ", "diff ", "index ", "*** ", "new file", "deleted file", "rename "]
                .iter()
                .any(|start| line.starts_with(start)) =>
            {
                Class::Meta
            }
            b'+' | b'>' => Class::Inserted,
            b'-' | b'<' => Class::Deleted,
            _ => Class::Plain,
        };
        scan.emit_to(class, end);
    }
}

/// A table with cells parted by `separator`: the first line is the head, numbers and quoted cells have classes.
pub(super) fn table(scan: &mut Scan, separator: u8) {
    let limit = scan.bytes.len();
    let mut head = true;
    while scan.at < limit {
        match scan.byte() {
            b'\n' => {
                head = false;
                scan.emit(Class::Plain, 1);
            }
            b'"' => {
                let mut end = scan.at + 1;
                while end < limit {
                    end = scan.find(end, limit, |byte| byte == b'"') + 1;
                    if scan.bytes.get(end) != Some(&b'"') {
                        break;
                    }
                    end += 1;
                }
                scan.emit_to(if head { Class::Attribute } else { Class::Str }, end);
            }
            byte if byte == separator => scan.emit(Class::Plain, 1),
            _ => {
                let end = scan.find(scan.at, limit, |byte| byte == separator || byte == b'\n');
                let cell = scan.code[scan.at..end].trim();
                let number = !cell.is_empty()
                    && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'%' | b'/' | b':'));
                scan.emit_to(
                    if head {
                        Class::Attribute
                    } else if number {
                        Class::Number
                    } else {
                        Class::Plain
                    },
                    end,
                );
            }
        }
    }
}
