//! Which strings may be paths of a site: safe on every system that may hold the output. Does not touch the disk.
//!
//! Routes are checked long before; this is the second look, by the room that writes.

use super::fault::DeliverError;
use super::manifest::MANIFEST;
use crate::diagnostic::Text;
use crate::text;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// Longest part of a path, in bytes (ext4, XFS, APFS; NTFS counts 255 UTF-16 units, which is never less).
const LONGEST_PART: usize = 255;

/// Names that Windows keeps for devices, with whatever extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Checks one path: relative, `/` between parts, nothing that leaves the tree or that Windows cannot hold.
pub(super) fn check(path: &str) -> Result<(), DeliverError> {
    if path == MANIFEST {
        return refused(path, text!("目録のための名前です", "the name is kept for the manifest"));
    }
    match path.split('/').find_map(fault_of) {
        Some(reason) => refused(path, reason),
        None => Ok(()),
    }
}

fn refused(path: &str, reason: Text) -> Result<(), DeliverError> {
    Err(DeliverError::BadPath { path: path.to_owned(), reason })
}

fn fault_of(part: &str) -> Option<Text> {
    if part.is_empty() {
        return Some(text!("空の部分があります", "it has an empty part"));
    }
    if part == "." || part == ".." {
        return Some(text!("「.」「..」は使えません", "'.' and '..' are not allowed"));
    }
    if part.len() > LONGEST_PART {
        return Some(text!("名前が {LONGEST_PART} バイトを超えています", "a name is longer than {LONGEST_PART} bytes"));
    }
    if let Some(c) = part.chars().find(|c| c.is_control() || r#"\:*?"<>|"#.contains(*c)) {
        return Some(text!("使えない文字 {c:?} があります", "it has the character {c:?}"));
    }
    if part.ends_with(['.', ' ']) {
        return Some(text!("名前の終わりが「.」か空白です", "a name ends in a dot or a space"));
    }
    if is_device(part) {
        return Some(text!("{part} は Windows の予約名です", "{part} is a name reserved by Windows"));
    }
    None
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            let mut chars = rest.chars();
            matches!((chars.next(), chars.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
        })
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// The form in which two paths are the same file on some file system: composed and without case.
fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().flat_map(char::to_lowercase).collect() }
}

/// Checks that no two of `paths` are the same file anywhere, and that none is a directory of another.
pub(super) fn check_together<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Result<(), DeliverError> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for path in paths.clone() {
        if let Some(other) = seen.insert(folded(path), path) {
            refused(path, text!("{other:?} と重なります", "it is the same file as {other:?}"))?;
        }
    }
    let mut known: HashSet<&str> = HashSet::new();
    for path in paths {
        for directory in ancestors(path) {
            if !known.insert(directory) {
                break;
            }
            if let Some(file) = seen.get(&folded(directory)) {
                refused(path, text!("{file:?} はファイルとしても出力されます", "{file:?} is a file of the site too"))?;
            }
        }
    }
    Ok(())
}

/// The directories above `path`, deepest first: `a/b`, `a` for `a/b/c`.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_tree_or_break_on_windows_are_refused() {
        for bad in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "a\\b",
            "C:/x",
            "a\0b",
            "con",
            "CON.html",
            "a/Aux.txt",
            "com1",
            "lpt9.x",
            "com¹",
            "x.",
            "x ",
            "a./b",
            "a?b",
            "a\u{1}",
            MANIFEST,
            "nul .txt",
        ] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        assert!(check(&format!("a/{}", "あ".repeat(90))).is_err());
        for good in ["index.html", "kpi/index.html", "files/ガイド.pdf", "com", "com10", "console", ".well-known/x", "a b.txt"] {
            assert!(check(good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn one_file_under_two_spellings_is_refused() {
        for bad in [
            vec!["Guide.html", "guide.html"],
            vec!["files/ガイド.pdf", "files/カ\u{3099}イト\u{3099}.pdf"],
            vec!["a", "a/b"],
            vec!["x/y/z", "X/Y"],
            vec!["same", "same"],
        ] {
            assert!(check_together(bad.iter().copied()).is_err(), "{bad:?}");
        }
        assert!(check_together(["a/b", "a/c", "ab", "Img/x", "img/y"].into_iter()).is_ok());
    }
}
