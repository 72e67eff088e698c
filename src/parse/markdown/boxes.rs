//! Notice boxes as other tools write them: `:::note` … `:::`, and `> [!KIND]` with a title or a kind in other words.
//!
//! The Markdown parser knows neither. So their lines are found before it sees the text, set apart as paragraphs of their own that begin
//! with a mark ([`Insert`]), and recognised by their place when they come out of it. Writes no HTML.

use super::codes::UNKNOWN_ALERT;
use super::emphasis::Insert;
use super::lint::holds;
use crate::diagnostic::{Diagnostic, closest};
use crate::{source, text};
use memchr::memmem;
use pulldown_cmark::BlockQuoteKind;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A line that begins or ends a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BoxLine {
    /// The line without its indentation, in the author's text.
    pub(super) range: Range<usize>,
    pub(super) role: Role,
}

/// What a line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `:::note 題`.
    Open {
        /// How many colons.
        colons: usize,
        head: Head,
    },
    /// `:::`.
    Close {
        /// How many colons.
        colons: usize,
    },
    /// `> [!NOTE] 題`, the first line of a quotation.
    Alert(Head),
}

/// Kind and title of a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// `None` for a word that is none of [`KINDS`].
    pub(super) kind: Option<BlockQuoteKind>,
    /// The word.
    pub(super) word: String,
    /// The title, in the author's text.
    pub(super) title: Option<Range<usize>>,
}

/// The words of kinds, in half width and lower case.
const KINDS: &[(BlockQuoteKind, &[&str])] = &[
    (
        BlockQuoteKind::Note,
        &[
            "note",
            "info",
            "information",
            "memo",
            "message",
            "details",
            "detail",
            "summary",
            "abstract",
            "tldr",
            "todo",
            "question",
            "help",
            "faq",
            "example",
            "seealso",
            "column",
            "注記",
            "情報",
            "お知らせ",
            "参考",
            "補足",
            "メモ",
            "備考",
            "例",
            "コラム",
            "詳細",
            "詳しく",
            "折りたたみ",
            "ノート",
        ],
    ),
    (BlockQuoteKind::Tip, &["tip", "tips", "hint", "success", "check", "done", "ヒント", "コツ", "ポイント"]),
    (BlockQuoteKind::Important, &["important", "重要", "大切"]),
    (BlockQuoteKind::Warning, &["warning", "warn", "attention", "alert", "注意"]),
    (BlockQuoteKind::Caution, &["caution", "danger", "error", "bug", "failure", "fail", "警告", "危険", "厳禁", "禁止"]),
];

/// The kind that a word means.
fn kind_of(word: &str) -> Option<BlockQuoteKind> {
    KINDS.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind)
}

/// The lines of boxes in `text`, and what the parser needs to see them. `code` gives the ranges of code, asked for only where it may matter.
pub(super) fn find(text: &str, code: impl FnOnce() -> Vec<Range<usize>>) -> (Vec<BoxLine>, Vec<Insert>) {
    let (mut found, mut inserts) = (Vec::new(), Vec::new());
    let may = [":::", "[!", "［!", "[！", "［！"].iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some());
    if !may {
        return (found, inserts);
    }
    let code = code();
    let mut quoted_before = 0;
    // Indentation and colons of the boxes that are open: their ends belong where they began, also when a formatter moved them in.
    let mut open: Vec<(String, usize)> = Vec::new();
    for (start, line) in source::lines(text) {
        let body = behind_marks(line);
        let (marks, at) = (&line[..line.len() - body.len()], start + line.len() - body.len());
        // An item goes on below its mark.
        let prefix: String = marks.chars().map(|c| if matches!(c, ' ' | '\t' | '>') { c } else { ' ' }).collect();
        let begins_item = prefix != marks;
        let quoted = prefix.matches('>').count();
        let first = quoted > quoted_before || begins_item && quoted > 0;
        quoted_before = quoted;
        let body = body.trim_end();
        let Some(role) = role(body, at).filter(|role| match role {
            Role::Open { .. } => true,
            Role::Close { .. } => !begins_item,
            Role::Alert(_) => first,
        }) else {
            continue;
        };
        if holds(&code, at) {
            continue;
        }
        let apart_before = !begins_item && !matches!(role, Role::Alert(_));
        let prefix = match &role {
            Role::Alert(_) => prefix,
            Role::Open { colons, .. } => {
                open.push((prefix.clone(), *colons));
                prefix
            }
            Role::Close { colons } => {
                let exact = open.iter().rposition(|(_, of)| of == colons);
                let at = exact.or_else(|| open.iter().rposition(|(_, of)| of <= colons));
                let began = at.and_then(|at| open.drain(at..).next()).map(|(began, _)| began);
                began.filter(|began| began.matches('>').count() == quoted).unwrap_or(prefix)
            }
        };
        let apart = || format!("\n{prefix}");
        inserts.push(Insert { at, before: if apart_before { apart() } else { String::new() }, mark: true });
        inserts.push(Insert { at: start + line.len(), before: apart(), mark: false });
        found.push(BoxLine { range: at..at + body.len(), role });
    }
    (found, inserts)
}

/// A line without what marks quotations, indentation and items.
fn behind_marks(line: &str) -> &str {
    let mut body = line.trim_start_matches([' ', '\t', '>']);
    loop {
        let item = super::lines::without_items(body);
        if item.len() == body.len() {
            return body;
        }
        body = item.trim_start_matches([' ', '\t', '>']);
    }
}

/// What a line does; `None` for any other line, and for an alert that the parser itself knows.
fn role(body: &str, at: usize) -> Option<Role> {
    let colons = body.bytes().take_while(|byte| *byte == b':').count();
    if colons >= 3 {
        let rest = &body[colons..];
        return Some(match rest.trim() {
            "" => Role::Close { colons },
            _ => Role::Open { colons, head: head(rest, at + colons) },
        });
    }
    let inner = body.strip_prefix(['[', '［'])?.strip_prefix(['!', '！'])?;
    let close = inner.find([']', '］'])?;
    let word: String = inner[..close].trim().nfkc().collect::<String>().to_lowercase();
    // A short word: `[!` may begin any text.
    if word.is_empty() || word.chars().count() > 12 || word.contains(char::is_whitespace) {
        return None;
    }
    let after = &inner[close + inner[close..].chars().next()?.len_utf8()..];
    // A link, or an image in brackets.
    if after.starts_with(['(', '[', ':']) {
        return None;
    }
    let title = after.strip_prefix(['+', '-']).unwrap_or(after).trim();
    let known = matches!(&*word, "note" | "tip" | "important" | "warning" | "caution") && body.starts_with("[!");
    if known && after.trim().is_empty() {
        return None;
    }
    let title = (!title.is_empty()).then(|| range_in(body, title, at));
    Some(Role::Alert(Head { kind: kind_of(&word), word, title }))
}

/// Where `part` of `body` stands.
fn range_in(body: &str, part: &str, at: usize) -> Range<usize> {
    let start = part.as_ptr() as usize - body.as_ptr() as usize;
    at + start..at + start + part.len()
}

/// `note 題`, `note[題]`, `note{title="題"}`, `{note} 題`, `message alert`; `at` is its place.
fn head(rest: &str, at: usize) -> Head {
    let all = rest;
    let rest = rest.trim();
    let (word, rest) = match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
        Some((word, rest)) => (word.trim_start_matches('.'), rest),
        None => rest.split_at(rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | '{' | '"' | '「' | '［')).unwrap_or(rest.len())),
    };
    let narrow = |word: &str| word.trim().nfkc().collect::<String>().to_lowercase();
    let mut kind = kind_of(&narrow(word));
    let mut title = rest.trim();
    // Of `message alert` and `note warn` the second word says more.
    if matches!(&*narrow(word), "message" | "note")
        && let second = title.split_whitespace().next().unwrap_or_default()
        && second.is_ascii()
        && title == second
        && let Some(more) = kind_of(second)
    {
        kind = Some(if second == "alert" { BlockQuoteKind::Caution } else { more });
        title = "";
    }
    if let Some((inner, _)) = title.strip_prefix('[').and_then(|inner| inner.rsplit_once(']')) {
        title = inner;
    } else if let Some(inner) = title.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
        title = inner.trim().strip_prefix("title=").map(|value| value.trim_matches(['"', '\''])).unwrap_or_default();
    } else if let Some(inner) = title.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
        title = inner;
    }
    let title = title.trim();
    Head { kind, word: word.to_owned(), title: (!title.is_empty()).then(|| range_in(all, title, at)) }
}

/// What to say of a kind that is none.
pub(super) fn unknown(word: &str) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_ALERT, text!("囲みの種類「{word}」はありません", "there is no kind of box \"{word}\""));
    let near = closest(&word.to_lowercase(), KINDS.iter().flat_map(|(_, words)| words.iter().copied()));
    match near {
        Some(near) if near.is_ascii() && word.chars().all(|c| c.is_ascii_uppercase()) => finding.did_you_mean(Some(&near.to_uppercase())),
        Some(near) => finding.did_you_mean(Some(near)),
        None => finding.hint(text!(
            "note（注記）・tip（ヒント）・important（重要）・warning（注意）・caution（警告）のどれかを書いてください",
            "write one of: note, tip, important, warning, caution"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str) -> Vec<(String, Option<BlockQuoteKind>, String)> {
        let (found, _) = find(text, Vec::new);
        let shown = |title: &Option<Range<usize>>| title.clone().map_or(String::new(), |title| text[title].to_owned());
        found
            .iter()
            .map(|line| match &line.role {
                Role::Open { head, .. } => ("open".to_owned(), head.kind, shown(&head.title)),
                Role::Alert(head) => ("alert".to_owned(), head.kind, shown(&head.title)),
                Role::Close { colons } => (format!("close {colons}"), None, String::new()),
            })
            .collect()
    }

    #[test]
    fn the_forms_of_other_tools_are_read() {
        use BlockQuoteKind::*;
        for (line, kind, title) in [
            (":::note", Note, ""),
            (":::message alert", Caution, ""),
            (":::message", Note, ""),
            (":::note info", Note, ""),
            (":::note warn", Warning, ""),
            (":::note alert", Caution, ""),
            (":::details 手順を見る", Note, "手順を見る"),
            (":::tip[締切について]", Tip, "締切について"),
            ("::: warning 締切", Warning, "締切"),
            (":::danger{title=\"締切\"}", Caution, "締切"),
            (":::{note} 締切", Note, "締切"),
            (":::注意", Warning, ""),
            ("::::重要 お読みください", Important, "お読みください"),
            (":::ＮＯＴＥ", Note, ""),
            (":::note information desk", Note, "information desk"),
        ] {
            assert_eq!(roles(line), [("open".to_owned(), Some(kind), title.to_owned())], "{line}");
        }
        for (line, kind, title) in [
            ("> [!NOTE] 締切について", Note, "締切について"),
            ("> [!注意]", Warning, ""),
            ("> [!info]", Note, ""),
            ("> [!tip]- 開く", Tip, "開く"),
            ("> ［！CAUTION］ 文", Caution, "文"),
        ] {
            assert_eq!(roles(line), [("alert".to_owned(), Some(kind), title.to_owned())], "{line}");
        }
        assert_eq!(roles(":::\n:::: \n"), [("close 3".into(), None, String::new()), ("close 4".into(), None, String::new())]);
        assert_eq!(roles("> [!CAUTON]\n> 文"), [("alert".into(), None, String::new())]);
        for other in ["> [!NOTE]", "> 文\n> [!info]", "[!info]", "> [!長い長い長い長い長い長い文]", "> [![図](a.png)](b.md)", "a:::b", "::"]
        {
            assert_eq!(roles(other), [], "{other}");
        }
    }
}
