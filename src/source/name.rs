//! Judging file names: what editors leave behind, copies, names that other systems cannot hold.
//!
//! Knows only the name, not the file.

use crate::diagnostic::Text;
use crate::text;

/// Whether a name may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It may.
    Fine,
    /// It may, but it is the name of a copy.
    Copy,
    /// It may not; the reason.
    Bad(Text),
}

/// What editors, file managers and version control leave behind; every name with a leading dot.
pub fn is_litter(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || matches!(lower.as_str(), "thumbs.db" | "ehthumbs.db" | "desktop.ini" | "icon\r" | "__macosx")
        || lower.ends_with(".swp")
        || lower.ends_with(".tmp")
        || lower.ends_with(".bak")
}

/// Whether a file was meant as a Markdown page, but is not named like one.
pub(super) fn is_markdown_by_another_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.ends_with(".md.txt")
        || lower.ends_with(".markdown")
        || lower.ends_with(".md.md")
        || lower.ends_with(".md") && !name.ends_with(".md")
}

/// The name of the page that such a file was meant to be.
pub(super) fn as_markdown(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or(name);
    format!("{stem}.md")
}

/// Judges one part of a path.
pub(super) fn judge(name: &str) -> Judgement {
    if let Some(bad) = name.chars().find(|c| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\') || c.is_control()) {
        let bad = bad.escape_default();
        return Judgement::Bad(text!("文字 `{bad}` が含まれています", "it contains `{bad}`"));
    }
    if name.ends_with(['.', ' ', '\u{3000}']) || name.starts_with([' ', '\u{3000}']) {
        return Judgement::Bad(text!("先頭または末尾が空白か点です", "it begins or ends with a space or dot"));
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    if is_reserved(stem) {
        return Judgement::Bad(text!("`{stem}` はWindowsの予約名です", "`{stem}` is reserved on Windows"));
    }
    if name.len() > 200 {
        return Judgement::Bad(text!("長すぎます", "it is too long"));
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match is_copy(stem) {
        true => Judgement::Copy,
        false => Judgement::Fine,
    }
}

fn is_reserved(stem: &str) -> bool {
    let upper = stem.to_uppercase();
    let numbered = |prefix: &str| {
        upper.strip_prefix(prefix).is_some_and(|rest| matches!(rest, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    };
    matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

/// Whether a name without its ending is one that a system gives to a copy: `案内 - コピー`, `data (2)`.
pub fn is_copy(stem: &str) -> bool {
    let numbered = stem.strip_suffix(')').or_else(|| stem.strip_suffix('）')).is_some_and(|rest| {
        let number = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        number.len() < rest.len() && (number.ends_with(" (") || number.ends_with('（'))
    });
    let base = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map_or(stem, |(base, _)| base);
    let base = base.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let named = [" - コピー", " のコピー", "のコピー", " - Copy", " copy"].iter().any(|end| base.ends_with(end));
    numbered || named || stem.starts_with("コピー ～ ") || stem.starts_with("Copy of ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn litter_is_recognised() {
        for name in ["~$x.docx", ".x.swp", "Thumbs.db", "desktop.ini", ".DS_Store", "._x", "x.md~", "#x#", ".git"] {
            assert!(is_litter(name), "{name}");
        }
        for name in ["x.md", "ガイド.md", "a~b.md", "_index.md"] {
            assert!(!is_litter(name), "{name}");
        }
    }

    #[test]
    fn pages_under_other_names_are_recognised() {
        for name in ["a.md.txt", "a.MD", "a.Md", "a.markdown", "a.md.md"] {
            assert!(is_markdown_by_another_name(name), "{name}");
            assert_eq!(as_markdown(name), "a.md");
        }
        assert!(!is_markdown_by_another_name("a.md") && !is_markdown_by_another_name("memo.txt"));
    }

    #[test]
    fn copies_are_recognised() {
        for name in ["x のコピー.md", "x - コピー.md", "x (1).md", "x - コピー (2).md", "x のコピー 2.md", "x - Copy.md", "コピー ～ x.md"]
        {
            assert_eq!(judge(name), Judgement::Copy, "{name}");
        }
        for name in ["x.md", "令和8年度(1).md", "photocopy.md", "コピーのとり方.md"] {
            assert_eq!(judge(name), Judgement::Fine, "{name}");
        }
    }

    #[test]
    fn names_that_other_systems_cannot_hold_are_bad() {
        for name in ["con.md", "NUL", "aux.html", "com1.txt", "LPT¹", "a:b.md", "a?.md", "x.", "x ", "a\tb", "con .md"] {
            assert!(matches!(judge(name), Judgement::Bad(_)), "{name}");
        }
        for name in ["console.md", "com10.md", "null.md"] {
            assert_eq!(judge(name), Judgement::Fine, "{name}");
        }
    }
}
