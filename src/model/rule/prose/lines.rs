//! The lines of a file that hold texts for readers, as they are written: without comments, code, addresses and the values of fields that
//! hold a date or a time of their own (those are checked where they are read).

use crate::source::{self, SourceFile};
use std::borrow::Cow;
use std::ops::Range;

/// Fields that are read as a day, a time, a month or a year.
pub(super) const TYPED: &[&str] = &[
    "adopted",
    "archive_until",
    "at",
    "checked_on",
    "close",
    "date",
    "designated_fy",
    "due",
    "end",
    "event_on",
    "expires",
    "fiscal_year",
    "from",
    "group_close",
    "internal_close",
    "introduced",
    "last_reviewed_on",
    "measured_on",
    "moved_to",
    "open",
    "publish_from",
    "publish_until",
    "published",
    "reference_year",
    "register_close",
    "result",
    "start",
    "to",
    "until",
    "updated",
    "valid_from",
    "valid_to",
];

/// A line with a text.
pub(super) struct Line<'a> {
    /// Where it begins in the file.
    pub start: usize,
    /// Its text; every byte of code and of an address is a `` ` `` instead.
    pub text: Cow<'a, str>,
    /// As it is written.
    pub written: &'a str,
    /// Its number among the lines of the file.
    pub number: usize,
    /// The record it belongs to, by its number in the file.
    pub record: usize,
    /// Columns of a table whose cells hold a date or a time, as ranges of the line.
    cells: Vec<Range<usize>>,
    /// Whether a line of YAML or TOML, where a key may stand before a value.
    has_keys: bool,
}

impl Line<'_> {
    /// Whether it is a line of YAML or TOML, where a key may stand before a value.
    pub(super) fn has_keys(&self) -> bool {
        self.has_keys
    }

    /// Whether what begins at `at` is the value of a field that is read as a date or a time.
    pub(super) fn is_typed(&self, at: usize) -> bool {
        if self.cells.iter().any(|cell| cell.contains(&at)) {
            return true;
        }
        let before = self.written[..at].trim_end_matches(['"', '\'', ' ']);
        let key = before.strip_suffix([':', '=']).map(str::trim_end).unwrap_or_default();
        let start = key.rfind(|c: char| !(c.is_ascii_lowercase() || c == '_')).map_or(0, |at| at + 1);
        self.has_keys && TYPED.contains(&&key[start..])
    }
}

/// Whether a line may say something that is looked for. Must be cheap: it is asked of every line.
pub(super) type Sieve = fn(&str) -> bool;

/// The lines of `file` that pass `sieve`, in order.
pub(super) fn lines(file: &SourceFile, sieve: Sieve) -> Vec<Line<'_>> {
    let path = file.path.as_str();
    let Some(text) = file.text().filter(|_| path.starts_with("data/") || path.starts_with("content/") || path == "site.toml") else {
        return Vec::new();
    };
    match file.path.extension().to_ascii_lowercase().as_str() {
        "yaml" | "yml" | "toml" => written(text, Form::Data, sieve),
        "md" => written(text, Form::Page, sieve),
        "csv" => table(text, sieve),
        _ => Vec::new(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Data,
    Page,
}

fn written(text: &str, form: Form, sieve: Sieve) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut comment = false;
    let head_mark = (form == Form::Page).then(|| ["---", "+++"].into_iter().find(|mark| text.starts_with(mark))).flatten();
    let mut in_head = head_mark.is_some();
    let mut item_indent = None;
    let mut record = 0;
    for (number, (start, line)) in source::lines(text).enumerate() {
        let trimmed = line.trim_start();
        if in_head && number > 0 && Some(line.trim_end()) == head_mark {
            in_head = false;
            continue;
        }
        let has_keys = in_head || form == Form::Data;
        if form == Form::Data && trimmed.starts_with("- ") {
            let indent = line.len() - trimmed.len();
            if indent <= *item_indent.get_or_insert(indent) {
                record += 1;
            }
        }
        if let Some(mark) = fence {
            if trimmed.starts_with(mark) {
                fence = None;
            }
            continue;
        }
        fence = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        if fence.is_some() || has_keys && trimmed.starts_with('#') && !trimmed.starts_with("##") {
            continue;
        }
        let begins_comment = trimmed.starts_with("<!--");
        if comment || begins_comment {
            comment = !line.contains("-->");
            continue;
        }
        if sieve(line) {
            found.push(Line { start, text: masked(line), written: line, number, record, cells: Vec::new(), has_keys });
        }
    }
    found
}

/// The rows of a table; cells of dates and times are known by the name of their column.
fn table(text: &str, sieve: Sieve) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut typed: Option<Vec<bool>> = None;
    let delimiter = [',', '\t', ';'].into_iter().find(|mark| text.lines().next().is_some_and(|line| line.contains(*mark))).unwrap_or(',');
    for (number, (start, line)) in source::lines(text).enumerate() {
        let Some(typed) = &typed else {
            if !line.trim().is_empty() {
                let cells = cells(line, delimiter);
                let name = |cell: &Range<usize>| {
                    line[cell.clone()].trim_matches(['"', ' ', '\r', '\u{FEFF}']).rsplit('.').next().unwrap_or_default()
                };
                typed = Some(cells.iter().map(|cell| TYPED.contains(&name(cell))).collect());
            }
            continue;
        };
        if sieve(line) {
            let cells = cells(line, delimiter).into_iter().zip(typed).filter(|(_, typed)| **typed).map(|(cell, _)| cell).collect();
            found.push(Line { start, text: masked(line), written: line, number, record: number, cells, has_keys: false });
        }
    }
    found
}

/// The cells of a row.
fn cells(line: &str, delimiter: char) -> Vec<Range<usize>> {
    let mut quoted = false;
    let mut ends: Vec<usize> = Vec::new();
    for (at, c) in line.char_indices() {
        quoted ^= c == '"';
        if c == delimiter && !quoted {
            ends.push(at);
        }
    }
    let starts = std::iter::once(0).chain(ends.iter().map(|end| end + delimiter.len_utf8()));
    starts.zip(ends.iter().copied().chain([line.len()])).map(|(start, end)| start..end).collect()
}

/// The line with `` ` `` for every byte of code in backticks, of addresses, and of the destinations of links.
fn masked(line: &str) -> Cow<'_, str> {
    if !line.contains(['`', ':', '(']) || !["`", "://", "]("].iter().any(|mark| line.contains(mark)) {
        return Cow::Borrowed(line);
    }
    let mut out = line.to_owned();
    let mut mask = |range: Range<usize>| out.replace_range(range.clone(), &"`".repeat(range.len()));
    let mut at = 0;
    while let Some(found) = line[at..].find('`') {
        let open = at + found;
        let run = line[open..].len() - line[open..].trim_start_matches('`').len();
        let marks = &line[open..open + run];
        let Some(close) = line[open + run..].find(marks) else { break };
        at = open + run + close + run;
        mask(open..at);
    }
    for mark in ["://", "]("] {
        let mut masked_to = 0;
        for (found, _) in line.match_indices(mark) {
            if found < masked_to {
                continue;
            }
            let link = mark == "](";
            let scheme = line[..found].bytes().rev().take_while(|byte| !link && byte.is_ascii_alphanumeric()).count();
            let ends = |c: char| match link {
                true => c == ')',
                false => c.is_whitespace() || !c.is_ascii() || matches!(c, '"' | ')' | '>' | ']' | '}'),
            };
            let (start, after) = (if link { found + mark.len() } else { found - scheme }, found + mark.len());
            masked_to = after + line[after..].find(ends).unwrap_or(line.len() - after);
            mask(start..masked_to);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn texts(path: &str, text: &str) -> Vec<String> {
        let sources = Sources::of_texts(&[(path, text)]);
        let file = sources.get(path).expect("the file");
        lines(file, |_| true).iter().map(|line| line.text.trim_end_matches('\r').to_owned()).collect()
    }

    #[test]
    fn code_comments_and_addresses_are_no_text() {
        let page =
            "---\ntitle: 題\n# 注\n---\n## 見出し\n```\n2月30日\n```\n<!-- 注\n2月30日 -->\n`2月30日`と[文](a/2.md)とhttps://a.jp/2です\n";
        assert_eq!(texts("content/a.md", page), ["---", "title: 題", "## 見出し", "```````````と[文](``````)と``````````````です", ""]);
        assert_eq!(masked("``a`b``c"), "```````c");
    }

    #[test]
    fn fields_of_days_and_times_are_known() {
        let files = [
            include_str!("../../../schema/mod.rs"),
            include_str!("../../../schema/catalogue.rs"),
            include_str!("../../../schema/learning.rs"),
            include_str!("../../../schema/page.rs"),
            include_str!("../../../schema/people.rs"),
            include_str!("../../../schema/plan.rs"),
        ];
        let fields = files.iter().flat_map(|file| file.lines()).filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": "));
        let of_time = |of: &str| {
            let name = of.trim_end_matches([',', '>']).rsplit(['<', ':']).next().unwrap_or_default();
            matches!(name, "Day" | "Deadline" | "FiscalYear" | "Moment" | "Month" | "Time" | "When")
        };
        let known: std::collections::BTreeSet<_> = fields.filter(|(_, of)| of_time(of)).map(|(name, _)| name).collect();
        assert_eq!(known.into_iter().collect::<Vec<_>>(), TYPED);
    }

    #[test]
    fn values_of_dates_are_not_texts() {
        let line = |path, text: &'static str, word| {
            let sources = Sources::of_texts(&[(path, text)]);
            let file = sources.get(path).expect("the file").clone();
            let found = lines(&file, |_| true);
            let line = found.iter().find(|line| line.text.contains(word)).expect("the line");
            line.is_typed(line.text.find(word).expect("the word"))
        };
        assert!(line("data/x.yaml", "- { id: a, close: \"2026-02-30\", label: x }\n", "2026"));
        assert!(!line("data/x.yaml", "- { id: a, close: x, label: 2月30日 }\n", "2月"));
        assert!(!line("data/x.yaml", "- note: 締切 date 2月30日\n", "2月"));
        assert!(line("data/x.csv", "id,date,note\na,2026-02-30,文\n", "2026"));
        assert!(!line("data/x.csv", "id,date,note\na,2026-02-28,2月30日\n", "2月"));
    }
}
