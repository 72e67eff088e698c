//! PDF: whether it is whole, and what is left in it. Reads what stands in the open; compressed objects are not unpacked.

use super::left::Left;
use super::{Fault, broken};
use crate::text;
use memchr::memmem::{find, find_iter};

/// Looks through a PDF.
pub(super) fn look(bytes: &[u8], left: &mut Left) -> Option<Fault> {
    let end = &bytes[bytes.len().saturating_sub(4096)..];
    if find(end, b"%%EOF").is_none() && find(end, b"startxref").is_none() {
        return Some(broken(text!("PDFが途中で切れています", "the PDF is cut short")));
    }
    // The strings of an encrypted one cannot be read.
    if find(bytes, b"/Encrypt").is_none() {
        left.authors.extend(find_iter(bytes, b"/Author").filter_map(|at| string(bytes.get(at + 7..)?)));
        let creators = find_iter(bytes, b"<dc:creator>").filter_map(|at| bytes.get(at..(at + 1024).min(bytes.len())));
        left.authors.extend(creators.filter_map(|part| between(&String::from_utf8_lossy(part), "<rdf:li>", "</rdf:li>")));
    }
    if find(bytes, b"/JavaScript").is_some() {
        left.others.push(text!("JavaScript", "JavaScript"));
    }
    if find(bytes, b"/Launch").is_some() {
        left.others.push(text!("プログラムを起動する指示", "an action that starts a program"));
    }
    if find(bytes, b"/EmbeddedFile").is_some() {
        left.others.push(text!("添付されたファイル", "attached files"));
    }
    None
}

fn between(text: &str, from: &str, to: &str) -> Option<String> {
    Some(text.split_once(from)?.1.split_once(to)?.0.trim().to_owned())
}

/// A string as PDF writes it: `(text)` or `<hex>`, in UTF-16 behind a byte order mark.
fn string(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.trim_ascii_start();
    let raw: Vec<u8> = match bytes.first()? {
        b'(' => bytes[1..].iter().copied().take(512).take_while(|byte| *byte != b')').collect(),
        b'<' => {
            let digits: Vec<u8> =
                bytes[1..].iter().copied().take(1024).take_while(|byte| *byte != b'>').filter(u8::is_ascii_hexdigit).collect();
            let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
            digits.chunks(2).filter_map(pair).collect()
        }
        _ => return None,
    };
    let text = match raw.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(&raw).into_owned(),
    };
    Some(text.trim().to_owned())
}
