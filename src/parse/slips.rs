//! Slips of the hand in YAML that a parser would misread or explain badly: full-width colons and spaces, tabs, a missing space.
//!
//! Works line by line before the parser. A slip is told *and* mended in place without moving a byte, so that the
//! parser can go on and find the other errors of the file. Does not parse YAML.

use crate::diagnostic::Text;
use crate::text;
use std::borrow::Cow;
use std::ops::Range;

/// One slip: where (bytes of the text), what, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub range: Range<usize>,
    pub message: Text,
    pub hint: Text,
    /// The whole line, and what it should be.
    pub line: Range<usize>,
    pub corrected: String,
}

/// What [`scan`] found.
pub(super) struct Scan<'a> {
    /// In order of their places.
    pub slips: Vec<Slip>,
    /// The text with all slips mended; as many bytes as before.
    pub mended: Cow<'a, str>,
}

const WIDE_SPACE: char = '\u{3000}';
const WIDE_COLON: char = '：';

/// Looks for slips.
pub(super) fn scan(text: &str) -> Scan<'_> {
    let mut slips = Vec::new();
    let mut mended = Cow::Borrowed(text);
    let mut skip = Skip::Nothing;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        let inside = skip.covers(content);
        if !inside {
            let next = &text[start + line.len()..];
            if let Some((range, replacement, message)) = slip_in(content, next) {
                let corrected = corrected(content, &range, replacement);
                mended.to_mut().replace_range(start + range.start..start + range.end, replacement);
                let hint = text!("半角で `{corrected}` と書いてください", "write `{corrected}`");
                slips.push(Slip {
                    range: start + range.start..start + range.end,
                    message,
                    hint,
                    line: start..start + content.len(),
                    corrected,
                });
            }
            skip = Skip::after(content);
        }
        start += line.len();
    }
    Scan { slips, mended }
}

/// The line as it should be.
fn corrected(line: &str, range: &Range<usize>, replacement: &str) -> String {
    let (before, after) = (&line[..range.start], line[range.end..].trim_start_matches([' ', WIDE_SPACE, '\t']));
    match replacement.trim() {
        "" if before.trim().is_empty() => {
            let width = before.chars().count() + line[range.clone()].chars().count() * 2;
            format!("{}{after}", " ".repeat(width))
        }
        mark => format!("{}{mark} {after}", before.trim_end()),
    }
}

/// Lines that are no structure: a block of text after `|` or `>`, or a quoted text over several lines.
enum Skip {
    Nothing,
    Block { indent: usize },
    Quoted { mark: char },
}

impl Skip {
    /// Whether `line` belongs to what is skipped; ends the skipping when it does not, or when it is the last one.
    fn covers(&mut self, line: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Block { indent } => {
                let inside = line.trim().is_empty() || width_of_indent(line) > *indent;
                if !inside {
                    *self = Self::Nothing;
                }
                inside
            }
            Self::Quoted { mark } => {
                if closes(line, *mark) {
                    *self = Self::Nothing;
                }
                true
            }
        }
    }

    fn after(line: &str) -> Self {
        let value = line.rsplit_once(": ").map_or_else(|| line.trim_start().trim_start_matches("- "), |(_, value)| value);
        let head = value.split(" #").next().unwrap_or_default().trim();
        let block = head.starts_with(['|', '>']) && head[1..].chars().all(|c| matches!(c, '+' | '-' | '0'..='9'));
        if block {
            return Self::Block { indent: width_of_indent(line) };
        }
        let value = line.split_once(": ").map_or_else(|| line.trim_start().trim_start_matches("- "), |(_, value)| value).trim();
        match value.chars().next() {
            Some(mark @ ('"' | '\'')) if !closes(&value[1..], mark) => Self::Quoted { mark },
            _ => Self::Nothing,
        }
    }
}

fn closes(line: &str, mark: char) -> bool {
    let mut escaped = false;
    line.chars().any(|c| {
        let closing = c == mark && !escaped;
        escaped = mark == '"' && c == '\\' && !escaped;
        closing
    })
}

fn width_of_indent(line: &str) -> usize {
    line.chars().take_while(|c| *c == ' ').count()
}

type Found = (Range<usize>, &'static str, Text);

/// The first slip of a line: its place in the line, the mended bytes (as many), the sentence.
fn slip_in(line: &str, next: &str) -> Option<Found> {
    let indent = line.len() - line.trim_start_matches([' ', '\t', WIDE_SPACE]).len();
    let rest = &line[indent..];
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    if let Some(found) = slip_in_indent(&line[..indent]) {
        return Some(found);
    }
    let dash = rest.len() - rest.trim_start_matches("- ").len();
    if rest[dash..].starts_with("-\u{3000}") {
        let at = indent + dash + 1;
        return Some((at..at + 3, "   ", wide_space(&rest[..dash + 1])));
    }
    let key = &rest[dash..];
    let name = key.len() - key.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-').len();
    if name == 0 || !key.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let (word, after) = key.split_at(name);
    let at = indent + dash + name;
    let gap = after.len() - after.trim_start_matches([' ', WIDE_SPACE]).len();
    let begins_mapping = dash == 0 || width_of_indent(next) >= indent + dash && !next.trim_start().starts_with("- ");
    if after[gap..].starts_with(WIDE_COLON) && begins_mapping {
        let message = text!("`{word}` の後のコロンが全角「：」になっています", "the colon after `{word}` is the full-width `：`");
        return Some((at + gap..at + gap + 3, ":  ", message));
    }
    let value = after.strip_prefix(':')?;
    if value.starts_with(WIDE_SPACE) {
        return Some((at + 1..at + 4, "   ", wide_space(&format!("{word}:"))));
    }
    let spaces = value.len() - value.trim_start_matches(' ').len();
    let value_at = at + 1 + spaces;
    if value[spaces..].starts_with(WIDE_SPACE) && !value.trim_matches([' ', WIDE_SPACE]).is_empty() {
        return Some((value_at..value_at + 3, "   ", wide_space(&format!("{word}:"))));
    }
    None
}

fn slip_in_indent(indent: &str) -> Option<Found> {
    if let Some(at) = indent.find(WIDE_SPACE) {
        return Some((
            at..at + 3,
            "   ",
            text!("行頭の字下げに全角スペース（□）が使われています", "the line is indented with a full-width space"),
        ));
    }
    let at = indent.find('\t')?;
    Some((at..at + 1, " ", text!("行頭の字下げにタブが使われています", "the line is indented with a tab")))
}

fn wide_space(before: &str) -> Text {
    text!("`{before}` の後に全角スペース（□）があります", "a full-width space follows `{before}`")
}

/// `line` with its value in quotes; `None` when it has no value that could be quoted.
pub(super) fn quoted_line(line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start_matches([' ', '-']).len();
    let (head, value) = match line[indent..].find(": ") {
        Some(colon) if !line[indent..indent + colon].contains(['"', '\'', '{', '[']) => line.split_at(indent + colon + 2),
        _ => line.split_at(indent),
    };
    let value = value.trim();
    if value.is_empty() || head.trim().is_empty() || value.starts_with(['"', '\'']) {
        return None;
    }
    Some(match value.contains(['"', '\\']) {
        true => format!("{}'{}'", head.trim_start(), value.replace('\'', "''")),
        false => format!("{}\"{value}\"", head.trim_start()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<(usize, String)> {
        let scan = scan(text);
        assert_eq!(scan.mended.len(), text.len());
        scan.slips.into_iter().map(|slip| (slip.range.start, slip.hint.ja)).collect()
    }

    #[test]
    fn full_width_colons_and_spaces_are_found_and_mended() {
        assert_eq!(slips("title：研修\n"), [(5, "半角で `title: 研修` と書いてください".to_owned())]);
        assert_eq!(slips("- id：x\n  title: y\n"), [(4, "半角で `- id: x` と書いてください".to_owned())]);
        assert_eq!(slips("tags:\n　- 研修\n"), [(6, "半角で `  - 研修` と書いてください".to_owned())]);
        assert_eq!(slips("title:　研修\n"), [(6, "半角で `title: 研修` と書いてください".to_owned())]);
        assert_eq!(slips("title: 　研修\n"), [(7, "半角で `title: 研修` と書いてください".to_owned())]);
        assert_eq!(slips("a:\n\tb: 1\n"), [(3, "半角で `  b: 1` と書いてください".to_owned())]);
        assert_eq!(scan("title：研修\n").mended, "title:  研修\n");
    }

    #[test]
    fn text_is_left_alone() {
        for fine in [
            "title: 概要：全体の流れ\n",
            "# メモ：注意\n",
            "body: |\n  注意：よく読む\n  　字下げした段落\n  note：x\nid: x\n",
            "body: \"一行目\n  note：続き\"\nid: x\n",
            "list:\n  - RPA：自動化\n  - rpa：自動化\n",
            "url: https://example.jp/\n",
            "empty: 　\n",
        ] {
            assert_eq!(slips(fine), [], "{fine}");
        }
    }

    #[test]
    fn a_value_can_be_quoted() {
        assert_eq!(quoted_line("  title: “引用”と: コロン").as_deref(), Some("title: \"“引用”と: コロン\""));
        assert_eq!(quoted_line("- @名前").as_deref(), Some("- \"@名前\""));
        assert_eq!(quoted_line("title: \"x\": y"), None);
        assert_eq!(quoted_line("- name: say \"x\": it's").as_deref(), Some("- name: 'say \"x\": it''s'"));
    }
}
