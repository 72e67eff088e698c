//! What Word, Excel and Teams leave in a pasted text: bullets that are no list, numbers that run together, rows without a table,
//! paragraphs that become code.
//!
//! Tells only what changes the page: a single 「■ 申込」 or 「（１）概要」 is text. Lines in code are passed over.

use super::character::is_cjk;
use super::codes::{FULLWIDTH_MARKUP, LIST_MARK, MISREAD_TEXT, TABLE_SHAPE};
use super::habits::cells;
use super::lint::holds;
use super::place::Locator;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::{source, text};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Marks that nobody types: the bullets of Word, also in its own fonts.
const BULLETS: [char; 14] =
    ['•', '➢', '➤', '‣', '▪', '◦', '⁃', '☐', '\u{F0B7}', '\u{F0A7}', '\u{F0D8}', '\u{F0FC}', '\u{F06C}', '\u{F06E}'];
/// Marks that begin headings and paragraphs, too: a list only where one line follows another.
const MARKS: [char; 15] = ['●', '■', '◆', '□', '○', '◎', '▶', '►', '–', '✓', '✔', '☑', '★', '◇', '▲'];

struct Line<'a> {
    start: usize,
    text: &'a str,
    code: bool,
}

impl<'a> Line<'a> {
    fn body(&self) -> &'a str {
        self.text.trim_start_matches([' ', '\t', '>'])
    }

    fn is_blank(&self) -> bool {
        self.body().trim().is_empty()
    }

    /// Whether the line is broken by hand at its end.
    fn breaks(&self) -> bool {
        self.text.ends_with("  ") || self.text.ends_with('\\') || self.text.trim_end().ends_with("<br>")
    }

    fn range(&self) -> Range<usize> {
        let at = self.start + self.text.len() - self.body().len();
        at..at + self.body().trim_end().len()
    }
}

/// Reports what was pasted into `text`. `code`: ascending ranges that hold code; `told`: lines that something has been said of.
pub(super) fn check(text: &str, code: &[Range<usize>], told: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    let lines: Vec<Line> = source::lines(text)
        .map(|(start, text)| {
            let body = text.len() - text.trim_start().len();
            Line { start, text, code: holds(code, start) || holds(code, start + body) }
        })
        .collect();
    let mut at = 0;
    while at < lines.len() {
        at += 1.max(items(&lines, at, locator, findings));
    }
    let mut at = 0;
    while at < lines.len() {
        at += 1.max(rows(&lines, at, locator, findings)).max(tabs(&lines, at, locator, findings));
    }
    swallowed(&lines, told, locator, findings);
}

/// A mark that looks like that of a list item, and what stands behind it. Numbers in brackets are one mark.
fn marked(line: &str) -> Option<(char, Option<u32>, &str)> {
    let mark = line.chars().next()?;
    if BULLETS.contains(&mark) || MARKS.contains(&mark) {
        let rest = line[mark.len_utf8()..].trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']);
        return (!rest.trim().is_empty()).then_some((mark, None, rest));
    }
    let bracket = line.strip_prefix(['（', '(']);
    let numbered = bracket.unwrap_or(line);
    let digits: usize = numbered.chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).map(char::len_utf8).sum();
    if digits == 0 {
        return None;
    }
    let number: u32 = numbered[..digits].nfkc().collect::<String>().parse().ok()?;
    let rest = match bracket {
        Some(_) => numbered[digits..].strip_prefix(['）', ')'])?,
        None => numbered[digits..].strip_prefix(['、', '）'])?,
    };
    let rest = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    (!rest.trim().is_empty()).then_some(('1', Some(number), rest))
}

/// A list item as Markdown knows it: its number, if it has one.
fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    match digits {
        0 => ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark)),
        _ => digits < 10 && (rest.starts_with(". ") || rest.starts_with(") ")),
    }
}

/// Whether an item does not begin a list: its number is not 1.
fn continues(item: &str) -> bool {
    item.starts_with(|c: char| c.is_ascii_digit()) && !item.starts_with("1. ") && !item.starts_with("1) ")
}

/// Reports the run of items with marks of another kind that begins at line `at`: how many lines it has.
fn items(lines: &[Line], at: usize, locator: &Locator, findings: &mut Diagnostics) -> usize {
    let of = |at: usize| lines.get(at).filter(|line| !line.code).and_then(|line| marked(line.body()));
    let Some((mark, ..)) = of(at) else { return 0 };
    let same = |other: usize| of(other).is_some_and(|(of_other, ..)| of_other == mark);
    let length = 1 + (at + 1..lines.len()).take_while(|next| same(*next) && !lines[*next - 1].breaks()).count();
    let behind = at.checked_sub(1).is_some_and(|before| !lines[before].code && is_item(lines[before].body()) && !lines[before].breaks());
    // A list begins right below a line of text, but not with another number than 1.
    let swallows = lines.get(at + length).is_some_and(|next| !next.code && is_item(next.body()) && continues(next.body()));
    // Numbers in brackets (（１）, 1）, 1、) that stand one below another come out as they are written: offices number so on purpose.
    let list = length > 1 && mark != '1' || BULLETS.contains(&mark);
    if !(list || behind || swallows && !lines[at + length - 1].breaks()) {
        return length;
    }
    let correct = |line: &Line| {
        let (mark, number, rest) = marked(line.body())?;
        let rest = rest.trim_end();
        Some(match (number, mark) {
            (Some(number), _) => format!("{number}. {rest}"),
            (None, '☐' | '□') => format!("- [ ] {rest}"),
            (None, '☑') => format!("- [x] {rest}"),
            (None, _) => format!("- {rest}"),
        })
    };
    let Some(first) = correct(&lines[at]) else { return length };
    let (from, to) = (lines[at].range().start, lines[at + length - 1].range().end);
    let text: Option<Vec<String>> = lines[at..at + length]
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let before = if index == 0 { "" } else { &line.text[..line.text.len() - line.body().len()] };
            Some(format!("{before}{}", correct(line)?))
        })
        .collect();
    let shown = lines[at].body().trim_end();
    let finding = Diagnostic::new(&LIST_MARK, text!("「{shown}」は箇条書きとして読まれません", "\"{shown}\" is not read as a list item"))
        .hint(text!("`{first}` と書いてください（続く行も同じです）", "write `{first}` (so for the lines that follow)"))
        .at(locator.place_original(lines[at].range()));
    findings.push(match text {
        Some(text) => finding.correction(locator.place_original(from..to), text.join("\n")),
        None => finding,
    });
    length
}

fn is_row(line: &Line) -> bool {
    let body = line.body().trim_end();
    !line.code && body.starts_with('|') && body.ends_with('|') && cells(body) > 1
}

fn is_rule(line: &Line) -> bool {
    let body = line.body().trim();
    body.contains('-') && body.contains('|') && body.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '))
}

/// Reports rows that are no table: how many lines they are. The rows of a table are passed over.
fn rows(lines: &[Line], at: usize, locator: &Locator, findings: &mut Diagnostics) -> usize {
    let length = lines[at..].iter().take_while(|line| is_row(line)).count();
    if length == 0 {
        return 0;
    }
    let columns = cells(lines[at].body());
    let next = lines.get(at + 1);
    let ruled = |line: &Line| is_rule(line) && cells(line.body()) == columns;
    // A rule may stand without its outer bars, and a table may have no outer bars at all.
    if next.is_some_and(ruled) || at.checked_sub(1).is_some_and(|before| !lines[before].is_blank()) {
        return length.max(2);
    }
    let rule = format!("| {} |", vec!["---"; columns].join(" | "));
    let dashes = |line: &Line| {
        line.body().contains(['|', '｜']) && line.body().chars().all(|c| "|｜-ー—–―‐−－ :\u{3000}".contains(c)) && !line.is_blank()
    };
    let place = locator.place_original(lines[at].range());
    if let Some(wrong) = next.filter(|line| dashes(line)) {
        // With full-width bars the line has been told.
        if wrong.body().starts_with('｜') {
            return length.max(2);
        }
        let place = locator.place_original(wrong.range());
        findings.push(
            Diagnostic::new(
                &TABLE_SHAPE,
                text!("見出しの下の線が表の線として読まれず、表になりません", "the rule below the head is not read as one"),
            )
            .hint(text!("`{rule}` と書いてください（半角の `-`、見出しと同じ{columns}列）", "write `{rule}`"))
            .at(place.clone())
            .correction(place, rule),
        );
        return length.max(2);
    }
    let table_above = at.checked_sub(2).is_some_and(|above| lines[at - 1].is_blank() && is_row(&lines[above]));
    findings.push(match table_above {
        true => {
            Diagnostic::new(&TABLE_SHAPE, text!("表が空行で切れているので、この行は表になりません", "an empty line ends the table above"))
                .hint(text!("上の空行を消してください。別の表なら、見出しと `{rule}` の行を書いてください", "remove the empty line above"))
                .at(place)
        }
        false => Diagnostic::new(
            &TABLE_SHAPE,
            text!("見出しの下の線がないので、表になりません", "there is no rule below the head, so this is no table"),
        )
        .hint(text!("見出しの次の行に `{rule}` と書いてください", "write `{rule}` below the head"))
        .at(place),
    });
    length
}

/// Reports rows whose cells are divided by tabs, as Excel copies them: how many lines they are.
fn tabs(lines: &[Line], at: usize, locator: &Locator, findings: &mut Diagnostics) -> usize {
    let count = |line: &Line| if line.code || line.body().starts_with('|') { 0 } else { line.body().trim_end().matches('\t').count() };
    let columns = count(&lines[at]);
    let length = lines[at..].iter().take_while(|line| columns > 0 && count(line) == columns && marked(line.body()).is_none()).count();
    if length < 2 {
        return 0;
    }
    let row = |line: &Line| {
        let cells: Vec<String> = line.body().trim_end().split('\t').map(|cell| cell.trim().replace('|', "\\|")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = format!("| {} |", vec!["---"; columns + 1].join(" | "));
    let (head, mut right) = (row(&lines[at]), vec![row(&lines[at]), rule.clone()]);
    right.extend(lines[at + 1..at + length].iter().map(row));
    let whole = lines[at].range().start..lines[at + length - 1].range().end;
    findings.push(
        Diagnostic::new(
            &TABLE_SHAPE,
            text!("Excelから貼り付けた形（タブ区切り）なので、表になりません", "cells divided by tabs are no table"),
        )
        .hint(text!(
            "`{head}`、次の行に `{rule}` のように、値を `|` で区切ってください",
            "divide the cells by `|`: `{head}`, then `{rule}`"
        ))
        .at(locator.place_original(lines[at].range()))
        .correction(locator.place_original(whole), right.join("\n")),
    );
    length
}

/// Lines that become part of something else: items behind full-width blanks or too far in, paragraphs that become code.
fn swallowed(lines: &[Line], told: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    let mut fenced = false;
    for (at, line) in lines.iter().enumerate() {
        let (body, before) = (line.body(), at.checked_sub(1).map(|before| &lines[before]));
        if body.starts_with("```") || body.starts_with("~~~") {
            fenced = !fenced;
        }
        let inner = body.trim_start_matches(['\u{3000}', ' ']);
        let width = |line: &Line| {
            line.text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).map(|byte| if byte == b'\t' { 4 } else { 1 }).sum::<usize>()
        };
        let finding = if fenced || holds(told, line.start) {
            continue;
        } else if !line.code && body.starts_with('\u{3000}') && is_item(inner) {
            Diagnostic::new(
                &FULLWIDTH_MARKUP,
                text!("全角スペースで字下げした箇条書きは、箇条書きとして読まれません", "an item indented by full-width spaces is no item"),
            )
            .hint(text!(
                "行頭の全角スペースを消し、入れ子なら半角スペース4つにしてください",
                "remove the full-width spaces; indent a nested item by four spaces"
            ))
        } else if !line.code
            && is_item(body)
            && continues(body)
            && before.is_some_and(|before| !before.code && is_item(before.body()) && width(line) >= width(before) + 3)
        {
            Diagnostic::new(
                &MISREAD_TEXT,
                text!("字下げが深いので、前の行の続きの文として読まれます", "the item is indented too far and continues the line above"),
            )
            .hint(text!(
                "前の項目と字下げをそろえてください。入れ子なら `1. ` から始めてください",
                "indent it like the item above; a nested list begins with `1. `"
            ))
        } else if line.code && width(line) >= 4 && body.starts_with(is_cjk) && before.is_none_or(Line::is_blank) {
            Diagnostic::new(
                &MISREAD_TEXT,
                text!("字下げした段落は、文ではなくコードとして表示されます", "an indented paragraph is shown as code"),
            )
            .hint(text!(
                "行頭の空白（タブ）を消してください。コードとして見せるなら ``` の行で囲んでください",
                "remove the blanks before it, or put code between lines of ```"
            ))
        } else {
            continue;
        };
        findings.push(finding.at(locator.place_original(line.range())));
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::parse::markdown::{Options, parse};
    use crate::source::SourcePath;

    fn told(text: &str) -> Vec<(usize, Option<String>)> {
        let (path, mut findings) = (SourcePath::new("content/a.md").expect("inside"), Diagnostics::default());
        parse(&path, text, 0, &Options::default(), &mut findings);
        let shape = |name: &str| matches!(name, "fullwidth-markup" | "list-mark" | "misread-text" | "table-shape");
        findings
            .iter()
            .filter(|finding| shape(finding.code.name))
            .map(|finding| {
                let line = text[..finding.place.as_ref().expect("a place").start].matches('\n').count() + 1;
                (line, finding.correction.as_ref().map(|correction| correction.text.clone()))
            })
            .collect()
    }

    #[test]
    fn bullets_of_word_become_items() {
        assert_eq!(told("• 甲\n•\t乙\n"), [(1, Some("- 甲\n- 乙".into()))]);
        assert_eq!(told("● 甲\n●乙\n"), [(1, Some("- 甲\n- 乙".into()))]);
        assert_eq!(told("➢ 甲\n"), [(1, Some("- 甲".into()))]);
        assert_eq!(told("- 甲\n○ 乙\n"), [(2, Some("- 乙".into()))]);
        assert_eq!(told("（１）甲\n2. 乙\n"), [(1, Some("1. 甲".into()))]);
        assert_eq!(told("□ 甲\n□ 乙\n"), [(1, Some("- [ ] 甲\n- [ ] 乙".into()))]);
        assert_eq!(told("- 甲\n（１）乙\n（２）丙\n"), [(2, Some("1. 乙\n2. 丙".into()))]);
        assert_eq!(told("> ■ 甲\n> ■ 乙\n"), [(1, Some("- 甲\n> - 乙".into()))]);
    }

    #[test]
    fn rows_that_are_no_table_are_told() {
        assert_eq!(told("| 甲 | 乙 |\n| 1 | 2 |\n"), [(1, None)]);
        assert_eq!(told("| 甲 | 乙 |\n| ーー | ーー |\n| 1 | 2 |\n"), [(2, Some("| --- | --- |".into()))]);
        assert_eq!(told("| 甲 | 乙 |\n| --- |\n| 1 | 2 |\n"), [(2, Some("| --- | --- |".into()))]);
        assert_eq!(told("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n| 3 | 4 |\n"), [(5, None)]);
        assert_eq!(told("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n※ 注\n"), [(4, None)]);
        assert_eq!(told("甲\t乙\n1\t2\n"), [(1, Some("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |".into()))]);
    }

    #[test]
    fn lines_that_are_swallowed_are_told() {
        assert_eq!(told("1. 甲\n\t2. 乙\n"), [(2, None)]);
        assert_eq!(told("- 甲\n　- 乙\n"), [(2, None)]);
        assert_eq!(told("文です。\n\n\t段落です。\n"), [(3, None)]);
    }

    #[test]
    fn ordinary_texts_are_silent() {
        for fine in [
            "■ 申込\n\n電話でどうぞ。\n\n● 問合せ\n",
            "（１）概要\n\n文です。\n",
            "（１）甲\n（２）乙\n",
            "1）甲\n2）乙\n",
            "①甲\n②乙\n",
            "次の順に進めます。\n（１）甲\n（２）乙\n",
            "1. 甲\n2. ```\n   乙\n   ```\n\n    丙\n",
            "○は良い、×は悪い。\n文です。\n",
            "● 甲  \n● 乙\n",
            "■ 準備\n- 甲\n- 乙\n",
            "（１）準備\n1. 甲\n2. 乙\n",
            "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n文です。\n",
            "甲 | 乙\n--- | ---\n1 | 2\n",
            "| 甲 | 乙 |\n--- | ---\n| 1 | 2 |\n",
            "- 甲\n\n    続きの段落です。\n",
            "1. 甲\n    1. 乙\n    2. 丙\n2. 丁\n",
            "1. 甲\n   続き\n2. 乙\n",
            "```\n● 甲\n● 乙\n甲\t乙\n1\t2\n    字\n```\n",
            "　字下げした段落です。\n",
            "（1）甲と（2）乙があります。\n続きます。\n",
        ] {
            assert_eq!(told(fine), [], "{fine}");
        }
    }
}
