//! Links that are none: why, and what to write. Reads the author's text around `](`; every look is bounded, so the whole is linear.

use crate::diagnostic::Text;
use crate::text;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// How far a link reaches to either side of its middle, in bytes.
const FAR: usize = 600;

/// What is wrong with a link.
pub(super) struct Lost {
    /// Its place in the author's text.
    pub(super) range: Range<usize>,
    pub(super) message: Text,
    pub(super) hint: Text,
    /// What is surely meant.
    pub(super) corrected: Option<String>,
}

/// The line before `at`, as far as a link may reach.
pub(super) fn line_before(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(FAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..at];
    before.rsplit('\n').next().unwrap_or(before)
}

/// The line behind `at`, as far as a link may reach.
pub(super) fn line_behind(text: &str, at: usize) -> &str {
    let mut to = (at + FAR).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let behind = &text[at..to];
    behind.split('\n').next().unwrap_or(behind)
}

/// Why the `](` at `at`, which stays visible, is no link.
pub(super) fn cause(text: &str, at: usize) -> Lost {
    let before = line_before(text, at);
    let rest = line_behind(text, at + 2);
    let open = opening(before);
    let start = open.map_or(at, |open| at - (before.len() - open));
    let name = open.map_or("", |open| &before[open + 1..]);
    let image = open.is_some_and(|open| before[..open].ends_with('!'));
    let start = if image { start - 1 } else { start };
    let mark = if image { "![" } else { "[" };
    let link = |target: &str| format!("{mark}{name}]({target})");
    let lost = |length: usize, message: Text, hint: Text, corrected: Option<String>| Lost {
        range: start..at + 2 + length,
        message,
        hint,
        corrected,
    };
    if open.is_none() {
        let length = rest.find(')').map_or(0, |close| close + 1);
        return lost(
            length,
            text!("リンクの始まりの `[` がないので、リンクになりません", "the `[` at the beginning of the link is missing"),
            text!("リンクの文の前に `[` を書いてください", "write `[` before the text of the link"),
            None,
        );
    }
    let Some(close) = closing(rest) else {
        let wide = rest.find('）').filter(|wide| !rest[..*wide].contains([' ', '\u{3000}', '（']));
        if let Some(wide) = wide {
            let right = link(&rest[..wide]);
            return lost(
                wide + '）'.len_utf8(),
                text!("リンクの終わりのかっこが全角なので、リンクになりません", "the link ends with a full-width parenthesis"),
                text!("`{right}` と書いてください", "write `{right}`"),
                Some(right),
            );
        }
        let first = rest.find(')');
        if rest.matches('(').count() > rest.matches(')').count() - usize::from(first.is_some())
            && let Some(last) = rest.rfind(')')
            && rest[..last].contains('(')
            && !rest[..last].contains([' ', '<'])
        {
            let right = link(&format!("<{}>", &rest[..last]));
            return lost(
                last + 1,
                text!("リンク先のかっこが組になっていないので、リンクになりません", "the parentheses in the destination do not match"),
                text!("`{right}` と書いてください", "write `{right}`"),
                Some(right),
            );
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '、' | '。' | '」')).unwrap_or(rest.len());
        let end = ["md", "pdf", "html", "docx", "xlsx", "pptx", "png", "jpg", "svg"]
            .iter()
            .filter_map(|end| rest.find(&format!(".{end}")).map(|at| at + end.len() + 1))
            .min()
            .map_or(end, |file| file.min(end));
        let right = link(&rest[..end]);
        return lost(
            end,
            text!("リンクの終わりの `)` がないので、リンクになりません", "the `)` at the end of the link is missing"),
            text!("`{right}` と書いてください", "write `{right}`"),
            None,
        );
    };
    let target = rest[..close].trim();
    if let Some((file, size)) = target.rsplit_once(" =")
        && size.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x' || byte == b'%')
    {
        let right = link(file.trim());
        return lost(
            close + 1,
            text!("画像の大きさの指定は、ここでは使えません", "the size of an image cannot be given"),
            text!("`{right}` と書いてください（大きさはテーマが決めます）", "write `{right}`; the theme decides the size"),
            Some(right),
        );
    }
    if target.contains('<') || target.contains(['"', '\'', '”', '“']) {
        let file = target.trim_start_matches('<').split([' ', '>', '"', '“', '”', '\u{3000}']).next().unwrap_or_default();
        let right = link(file);
        return lost(
            close + 1,
            text!(
                "リンク先の `< >` か引用符が組になっていないので、リンクになりません",
                "`< >` or quotation marks in the destination do not match"
            ),
            text!("`{right}` と書いてください", "write `{right}`"),
            None,
        );
    }
    if target.contains([' ', '\u{3000}', '\u{A0}', '\t']) {
        let right = link(&format!("<{target}>"));
        return lost(
            close + 1,
            text!("リンク先に空白があるので、リンクになりません", "the destination has blanks, so this is no link"),
            text!(
                "`(<{target}>)` と書くか、ファイルの名前から空白をなくしてください",
                "write `(<{target}>)`, or take the blanks out of the file's name"
            ),
            Some(right),
        );
    }
    if name.contains("](") || name.contains(")") && name.contains('[') {
        return lost(
            close + 1,
            text!("リンクの文の中に、別のリンクがあります", "there is a link within the text of the link"),
            text!("リンクを1つずつ、並べて書いてください", "write one link after the other"),
            None,
        );
    }
    if name.contains(['[', ']']) || before.ends_with(']') {
        return lost(
            close + 1,
            text!(
                "リンクの文のかっこ `[ ]` が組になっていないので、リンクになりません",
                "the brackets in the text of the link do not match"
            ),
            text!(
                "`[文](リンク先)` の形にし、文の中のかっこは「 」か `\\[ \\]` で書いてください",
                "write `[text](destination)`, and brackets in the text as `\\[ \\]`"
            ),
            None,
        );
    }
    lost(
        close + 1,
        text!("リンクの形が崩れているので、リンクになりません", "this is no link"),
        text!("`[文](リンク先)` の形に直してください", "write `[text](destination)`"),
        None,
    )
}

/// The bracket that opens the link before whose `]` the text ends.
fn opening(before: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in before.char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    before.find('[')
}

/// The parenthesis that closes a destination.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The link whose middle stands at `at`, with full-width brackets or a blank in it: where it is, its words, where it leads. Only what
/// looks like a destination counts.
pub(super) fn around<'a>(text: &'a str, at: usize, between: &str) -> Option<(Range<usize>, &'a str, String)> {
    let before = line_before(text, at);
    let open = before.rfind(['[', '［'])?;
    let name_at = open + before[open..].chars().next()?.len_utf8();
    let name = &before[name_at..];
    let after = at + between.len();
    let line = line_behind(text, after);
    let close = line.find([')', '）'])?;
    let target: String = line[..close].trim().nfkc().collect();
    let file = [".pdf", ".md", ".xlsx", ".docx", ".pptx", ".png", ".jpg", ".svg", ".csv", ".zip"].iter().any(|end| target.ends_with(end));
    let leads = target.contains(".md") || target.starts_with('#') || target.contains("://") || file;
    let start = at - before.len() + open;
    let end = after + close + line[close..].chars().next()?.len_utf8();
    let image = before[..open].ends_with('!');
    (leads && !name.trim().is_empty() && !target.contains(char::is_whitespace)).then_some((start - usize::from(image)..end, name, target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_true_cause_is_named() {
        for (text, cause_ja, right) in [
            ("[文](a b.md)", "空白", Some("[文](<a b.md>)")),
            ("[文](a.md）です", "全角", Some("[文](a.md)")),
            ("[文](a.md を見る", "`)` がない", None),
            ("文](a.md)", "`[` がない", None),
            ("![図](a.png =300x200)", "大きさ", Some("![図](a.png)")),
            ("[文]](a.md)", "組になって", None),
            ("[文](a.md \"題)", "引用符", None),
            ("[文](a(b.md)", "かっこ", Some("[文](<a(b.md>)")),
        ] {
            let at = text.find("](").expect("there");
            let lost = cause(text, at);
            assert!(lost.message.ja.contains(cause_ja), "{text}: {}", lost.message.ja);
            assert_eq!(lost.corrected.as_deref(), right, "{text}");
        }
    }
}
