//! Lines that look like Markdown typed with a Japanese keyboard, and other slips that leave marks visible or lose text: full-width
//! marks, missing blanks, cells beyond a table's columns, a fence without an end.
//!
//! Looks at lines, not at what the parser made of them. Lines in code are passed over.

use super::character::is_cjk;
use super::codes::{FULLWIDTH_MARKUP, LIST_MARK, TABLE_SHAPE, UNCLOSED_FENCE};
use super::lint::holds;
use super::lost_link;
use super::place::Locator;
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::{source, text};
use memchr::{memchr, memmem};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Reports slips of `text`. `code`: ascending ranges that hold code.
pub(super) fn check(text: &str, code: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    let told = super::foreign::check(text, code, locator, findings);
    lines(text, code, locator, findings);
    super::pasted::check(text, code, &told, locator, findings);
    inside_lines(text, code, locator, findings);
    tables(text, code, locator, findings);
    fences(text, locator, findings);
}

/// Reports lines that look like Markdown typed with a Japanese keyboard. Lines in `code` are passed over.
fn lines(text: &str, code: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    let mut in_list = false;
    for (start, line) in source::lines(text) {
        let body = line.trim_start_matches([' ', '>', '\u{3000}']);
        let at = start + (line.len() - body.len());
        let Some(first) = body.bytes().next() else {
            in_list = false;
            continue;
        };
        // All full-width marks, the bullet and numbers begin with one of these bytes.
        if !matches!(first, b'#' | b'-' | b'*' | b'[' | b'0'..=b'9' | 0xE3 | 0xEF) || holds(code, at) {
            continue;
        }
        let Some(corrected) = corrected(body) else { continue };
        // One finding for a run of bullet lines.
        let bullet = body.starts_with('・');
        if bullet && in_list {
            continue;
        }
        in_list = bullet;
        let place = locator.place_original(at..at + body.len());
        // A bullet or a number is shown as it was written; other marks are not meant to be seen.
        let listed = bullet || body.starts_with(|c: char| c.is_numeric()) || corrected.starts_with("- ") && !body.contains(['[', '［']);
        let code = if listed { &LIST_MARK } else { &FULLWIDTH_MARKUP };
        findings.push(
            Diagnostic::new(code, text!("「{body}」は Markdown として読まれません", "\"{body}\" is not read as Markdown"))
                .hint(write_instead(&corrected))
                .at(place.clone())
                .correction(place, corrected),
        );
    }
}

/// Says what to write; backquotes cannot stand between backquotes.
fn write_instead(corrected: &str) -> Text {
    match corrected.contains('`') {
        true => text!("「{corrected}」と書いてください", "write: {corrected}"),
        false => text!("`{corrected}` と書いてください", "write `{corrected}`"),
    }
}

/// The line as it was probably meant; `None` for an ordinary line.
fn corrected(line: &str) -> Option<String> {
    let marks = line.chars().take_while(|c| matches!(c, '#' | '＃')).count();
    if (1..=6).contains(&marks) {
        let rest: String = line.chars().skip(marks).collect();
        let fullwidth = line.chars().take(marks).any(|c| c == '＃');
        let glued = rest.starts_with(|c: char| !c.is_ascii() && c != '\u{3000}');
        let wide_blank = rest.starts_with('\u{3000}');
        let name = rest.trim();
        // `#1` and `#tag` are ordinary words; only a Japanese text directly behind the marks is meant as a heading.
        // The title of a page is its only heading of level 1.
        return (!name.is_empty() && (fullwidth || glued || wide_blank)).then(|| format!("{} {name}", "#".repeat(marks.max(2))));
    }
    if let Some(corrected) = item(line) {
        return Some(corrected);
    }
    if let Some(rest) = line.strip_prefix('＞') {
        return (!rest.trim().is_empty()).then(|| format!("> {}", rest.trim_start()));
    }
    if line.starts_with('｜') && line.matches('｜').count() > 1 {
        let bars = line.replace('｜', "|");
        let dashes = |c: char| matches!(c, '-' | 'ー' | '—' | '―' | '－' | ' ' | '\u{3000}');
        return Some(match bars.chars().all(|c| c == '|' || dashes(c)) && bars.contains(dashes) {
            true => bars.split('|').map(|cell| if cell.contains(dashes) { "---" } else { "" }).collect::<Vec<_>>().join("|"),
            false => bars,
        });
    }
    let fence = line.chars().take_while(|c| *c == '｀').count();
    if fence >= 3 {
        let rest: String = line.chars().skip(fence).collect();
        return Some(format!("```{rest}"));
    }
    let digits: String = line.chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).collect();
    if !digits.is_empty() {
        let rest = line[digits.len()..]
            .strip_prefix('．')
            .or_else(|| line[digits.len()..].strip_prefix('.').filter(|rest| !digits.is_ascii() || rest.starts_with(is_cjk)))?;
        let number: String = digits.nfkc().collect();
        // A decimal such as 「１．５倍」 is no list item.
        return (!rest.starts_with(|c: char| c.is_numeric()) && !rest.trim().is_empty())
            .then(|| format!("{number}. {}", rest.trim_start()));
    }
    None
}

/// A list item whose mark is full-width, or is not followed by a blank.
fn item(line: &str) -> Option<String> {
    let rest = match line.chars().next()? {
        mark @ ('・' | '－' | '＊') => {
            let rest = &line[mark.len_utf8()..];
            // 「－」 and 「＊」 begin a list only before a blank; 「＊＊」 is emphasis.
            (mark == '・' || rest.starts_with([' ', '\u{3000}'])).then_some(rest)?
        }
        mark @ ('-' | '*') => {
            let rest = &line[1..];
            let boxed = task(rest.trim_start());
            match boxed {
                Some(task) if !rest.starts_with(' ') || !rest.trim_start().starts_with(&task[..4]) => return Some(format!("- {task}")),
                _ => {}
            }
            (mark == '-' && rest.starts_with(is_cjk)).then_some(rest)?
        }
        _ => return None,
    };
    let rest = rest.trim();
    (!rest.is_empty()).then(|| format!("- {}", task(rest).unwrap_or_else(|| rest.to_owned())))
}

/// `［ ］…`, `[]…`, `[ ]…` as a box to tick.
fn task(rest: &str) -> Option<String> {
    let inner = rest.strip_prefix(['[', '［'])?;
    let (mark, after) = inner.split_once([']', '］'])?;
    let mark = match mark.trim() {
        "" => " ",
        "x" | "X" | "ｘ" | "Ｘ" | "✓" | "✔" | "レ" => "x",
        _ => return None,
    };
    // A link or a footnote is no box.
    (!after.starts_with(['(', '[', ':']) && !after.trim().is_empty()).then(|| format!("[{mark}] {}", after.trim_start()))
}

/// Links and emphasis with full-width marks, or with a blank where none may be.
fn inside_lines(text: &str, code: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    let mut report = |range: Range<usize>, corrected: String| fullwidth(text, code, locator, range, corrected, findings);
    for between in ["］（", "］(", "]（", "] (", "]\u{3000}(", "]\n("] {
        for at in memmem::find_iter(text.as_bytes(), between) {
            if let Some((range, name, target)) = lost_link::around(text, at, between) {
                let mark = if text[range.start..].starts_with('!') { "!" } else { "" };
                report(range, format!("{mark}[{name}]({target})"));
            }
        }
    }
    for at in memmem::find_iter(text.as_bytes(), "！[") {
        let line = lost_link::line_behind(text, at + "！".len());
        let target = line.split_once("](").and_then(|(_, rest)| rest.split_once(')')).map(|(target, _)| target.to_ascii_lowercase());
        if target.is_some_and(|target| [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"].iter().any(|end| target.ends_with(end))) {
            let end = at + "！".len() + line.find(')').map_or(line.len(), |close| close + 1);
            report(at..end, format!("!{}", &text[at + "！".len()..end]));
        }
    }
    for at in memmem::find_iter(text.as_bytes(), ")[") {
        let (before, after) = (lost_link::line_before(text, at), lost_link::line_behind(text, at + 2));
        let (Some(open), Some(close)) = (before.rfind('('), after.find(']')) else { continue };
        let (name, target) = (&before[open + 1..], &after[..close]);
        let leads = target.ends_with(".md") || target.contains("://");
        let part_of_link = before[..open].ends_with(']') || after[close + 1..].starts_with(['(', '[']);
        if leads && !part_of_link && !name.trim().is_empty() && !target.contains(char::is_whitespace) {
            report(at - (before.len() - open)..at + 2 + close + 1, format!("[{name}]({target})"));
        }
    }
    let mut open: Option<usize> = None;
    for at in memmem::find_iter(text.as_bytes(), "＊＊") {
        match open.take().filter(|from| !text[*from..at].contains('\n')) {
            Some(from) => report(from..at + "＊＊".len(), format!("**{}**", text[from + "＊＊".len()..at].trim())),
            None => open = Some(at),
        }
    }
}

/// Reports the words at `range`, which are to be written as `corrected`.
fn fullwidth(text: &str, code: &[Range<usize>], locator: &Locator, range: Range<usize>, corrected: String, findings: &mut Diagnostics) {
    if holds(code, range.start) {
        return;
    }
    let words = &text[range.clone()];
    let place = locator.place_original(range.clone());
    findings.push(
        Diagnostic::new(&FULLWIDTH_MARKUP, text!("「{words}」は Markdown として読まれません", "\"{words}\" is not read as Markdown"))
            .hint(write_instead(&corrected))
            .at(place.clone())
            .correction(place, corrected),
    );
}

/// Rows with more cells than their table has columns: what is beyond them would be lost.
fn tables(text: &str, code: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    if memchr(b'|', text.as_bytes()).is_none() {
        return;
    }
    let (mut columns, mut before, mut barred) = (0, "", false);
    for (at, line) in source::lines(text) {
        let row = line.trim_start_matches([' ', '>']);
        if columns == 0 {
            let rule = row.contains('-') && row.contains('|') && row.trim().chars().all(|c| matches!(c, '-' | '|' | ':' | ' '));
            if rule && before.contains('|') && cells(before) == cells(row) && !holds(code, at) {
                columns = cells(row);
                barred = before.starts_with('|');
            }
            before = row;
            continue;
        }
        if row.trim().is_empty() || !row.contains('|') {
            let begins_block =
                row.starts_with(['#', '-', '*', '+', '`', '~', '<', '=', ':', '[']) || row.starts_with(|c: char| c.is_ascii_digit());
            if !row.trim().is_empty() && !begins_block && row.len() == line.len() {
                findings.push(
                    Diagnostic::new(
                        &TABLE_SHAPE,
                        text!("表のすぐ下の行なので、表の行として読まれます", "this line directly below the table becomes a row of it"),
                    )
                    .hint(text!(
                        "表の後の文なら間に空行を1行入れ、表の行なら値を `|` で区切ってください",
                        "put an empty line before it when it is text, or divide its cells by `|`"
                    ))
                    .at(locator.place_original(at..at + line.trim_end().len())),
                );
            }
            columns = 0;
            before = row;
            continue;
        }
        let found = cells(row);
        // A cell that was broken into two lines; a link at the beginning of a line is none.
        let goes_on = before.starts_with('|') && !before.trim_end().ends_with('|') && cells(before) < columns;
        if barred && !row.starts_with('|') && row.trim_end().ends_with('|') && (found < columns || goes_on) {
            findings.push(
                Diagnostic::new(
                    &TABLE_SHAPE,
                    text!(
                        "値の中で改行しているので、続きが別の行の値になります",
                        "a cell is broken into two lines, and its rest becomes another row"
                    ),
                )
                .hint(text!(
                    "前の行とつなぎ、値の中の改行は `<br>` と書いてください",
                    "join it to the line above, and write `<br>` for a break inside a cell"
                ))
                .at(locator.place_original(at + (line.len() - row.len())..at + line.trim_end().len())),
            );
            before = row;
            continue;
        }
        before = row;
        if found > columns {
            let from = at + (line.len() - row.len());
            findings.push(
                Diagnostic::new(
                    &TABLE_SHAPE,
                    text!(
                        "表の見出しは{columns}列なのに、この行には{found}個の値があります",
                        "the table has {columns} columns, this row {found} cells"
                    ),
                )
                .hint(text!(
                    "はみ出した値は表示されません。列を合わせ、値の中の縦棒は `\\|` と書いてください",
                    "cells beyond are lost; match the columns, and write `\\|` for a bar inside a cell"
                ))
                .at(locator.place_original(from..from + row.trim_end().len())),
            );
        }
    }
}

/// How many cells a row has; a bar after a backslash belongs to its cell.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut escaped = false;
    let mut count = 1;
    let mut last_is_bar = false;
    for c in row.chars() {
        last_is_bar = c == '|' && !escaped;
        count += usize::from(last_is_bar);
        escaped = c == '\\' && !escaped;
    }
    count - usize::from(last_is_bar)
}

/// A fence of code that never ends: everything after it would be shown as code.
fn fences(text: &str, locator: &Locator, findings: &mut Diagnostics) {
    if !["```", "~~~"].iter().any(|fence| memmem::find(text.as_bytes(), fence.as_bytes()).is_some()) {
        return;
    }
    let mut open: Option<(usize, &str, char, usize)> = None;
    for (start, line) in source::lines(text) {
        let indented = line.trim_start_matches([' ', '>']);
        // Code may begin right behind the mark of an item, but does not end there.
        let body = if open.is_none() { super::lines::without_items(indented) } else { indented };
        let at = start + (line.len() - body.len());
        let Some(mark) = body.chars().next().filter(|c| matches!(c, '`' | '~')) else { continue };
        let length = body.chars().take_while(|c| *c == mark).count();
        let rest = &body[length..];
        match open {
            None if length >= 3 && !(mark == '`' && rest.contains('`')) => open = Some((at, body, mark, length)),
            Some((_, _, opened, least)) if mark == opened && length >= least && rest.trim().is_empty() => open = None,
            _ => {}
        }
    }
    if let Some((at, body, mark, length)) = open {
        let fence = mark.to_string().repeat(length);
        findings.push(
            Diagnostic::new(&UNCLOSED_FENCE, text!("コードの囲み {fence} が閉じられていません", "the code fence {fence} is not closed"))
                .hint(text!("コードの最後の次の行に {fence} だけの行を書いてください", "add a line {fence} after the code"))
                .at(locator.place_original(at..at + body.trim_end().len())),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_corrected_and_ordinary_lines_are_not() {
        for (line, meant) in [
            ("＃見出し", "## 見出し"),
            ("＃＃　見出し", "## 見出し"),
            ("##見出し", "## 見出し"),
            ("１．申込", "1. 申込"),
            ("・項目", "- 項目"),
            ("｜列｜値｜", "|列|値|"),
            ("｜ーーー｜ーーー｜", "|---|---|"),
            ("｀｀｀python", "```python"),
            ("1.申込", "1. 申込"),
            ("-項目", "- 項目"),
            ("－ 項目", "- 項目"),
            ("＞ 引用", "> 引用"),
            ("-[ ] 準備", "- [ ] 準備"),
            ("- ［ ］ 準備", "- [ ] 準備"),
            ("- []準備", "- [ ] 準備"),
            ("・［ｘ］準備", "- [x] 準備"),
        ] {
            assert_eq!(corrected(line).as_deref(), Some(meant), "{line}");
        }
        for ordinary in [
            "#1 の件",
            "#tag",
            "# 見出し",
            "１．５倍になる",
            "研修の概要",
            "・",
            "｜だけ",
            "１２人",
            "- 項目",
            "- [ ] 準備",
            "- [x] 準備",
            "- [名前](a.md) へ",
            "-5度",
            "1.5倍",
            "---",
            "**太字**",
            "＊注",
            "[!NOTE]",
        ] {
            assert_eq!(corrected(ordinary), None, "{ordinary}");
        }
    }

    #[test]
    fn cells_are_counted_as_the_parser_counts_them() {
        for (row, count) in [("| a | b |", 2), ("a | b", 2), ("| a | b", 2), ("| a \\| b | c |", 2), ("|---|---|", 2), ("| a | | |", 3)] {
            assert_eq!(cells(row), count, "{row}");
        }
    }
}
