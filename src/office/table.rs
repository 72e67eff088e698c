//! A sheet as people keep it, read as a plain table: one header, one record in a row.
//!
//! Titles, totals, notes and joined cells around the records are told and left out; what is doubtful is a finding with its cell. Does
//! not know what the values mean.

use super::heading::{Meaning, meaning};
use super::sheet::{Area, Cell, Doubt, Position, Sheet, Shown, letters};
use super::{IMPORT_CELL, IMPORT_DOUBT, IMPORT_FILLED, IMPORT_HEADING, IMPORT_SKIPPED};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::notation::Unit;
use crate::source::SourcePath;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// How far down a header is looked for.
const HEADER_WITHIN: usize = 40;

/// The records of a sheet.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Row of the (lowest) headings.
    pub header: u32,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A column that is taken.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub index: u32,
    pub key: String,
    /// The unit that its heading or the title of the table names: 実績（千円）, （単位：千円）.
    pub unit: Option<Unit>,
}

/// A record: the text of every column.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub index: u32,
    pub cells: Vec<String>,
}

/// The headings of a sheet: their rows, and what each column means.
#[derive(Clone, Debug)]
pub(super) struct Head {
    first: u32,
    last: u32,
}

/// Where findings go: the file and the sheet that they are about.
pub(super) struct Report<'a> {
    pub path: &'a SourcePath,
    pub sheet: &'a Sheet,
    pub findings: &'a mut Diagnostics,
}

impl Report<'_> {
    pub(super) fn say(&mut self, code: &'static Code, at: Position, message: Text, hint: Text) {
        let address = self.sheet.address(at);
        let Text { ja, en } = message;
        let message = text!("{address}: {ja}", "{address}: {en}");
        self.findings.push(Diagnostic::new(code, message).at(super::place(self.path, at)).hint(hint));
    }
}

/// The words above a column, from the highest row of headings down; what a joined cell says counts once.
fn words<'s>(sheet: &'s Sheet, head: &Head, column: u32) -> Vec<&'s str> {
    let mut words: Vec<&str> = Vec::new();
    for row in head.first..=head.last {
        let word = sheet.text((row, column));
        if !word.is_empty() && words.last() != Some(&word) {
            words.push(word);
        }
    }
    words
}

/// Finds the headings: the first row with two names of columns, or all of whose cells are names.
pub(super) fn head(sheet: &Sheet, known: &[String]) -> Option<Head> {
    let rows = sheet.rows();
    let is_name = |at: Position| matches!(meaning(&[sheet.text(at)], known), Meaning::Key(_) | Meaning::Several(_));
    let (first, columns) = rows.iter().take(HEADER_WITHIN).find(|(row, columns)| {
        let names = columns.iter().filter(|column| is_name((**row, **column))).count();
        names > 1 || names > 0 && names == columns.len()
    })?;
    let above = |row: u32| -> Option<u32> {
        let joined = columns.iter().filter_map(|column| sheet.area((row, *column)).filter(|area| area.first.0 < row));
        let group = row.checked_sub(1).filter(|above| {
            let group = |area: &&Area| area.first.0 == *above && area.last.0 == *above && area.is_wide();
            let parents = sheet.merged.iter().filter(group).filter(|area| {
                let pair = |column| {
                    let (above, own) = (sheet.text(area.first), sheet.text((row, column)));
                    meaning(&[own], known) != meaning(&[above, own], known)
                };
                (area.first.1..=area.last.1).any(pair)
            });
            parents.count() > 0
        });
        joined.map(|area| area.first.0).chain(group).min()
    };
    let first = above(*first).unwrap_or(*first);
    let below = |column: &u32| match sheet.area((first, *column)) {
        Some(area) if area.is_high() => area.last.0,
        // Below a heading over several columns stand those of the columns.
        Some(area) if area.is_wide() => first + 1,
        _ => first,
    };
    let last = rows.get(&first).into_iter().flatten().map(below).max().unwrap_or(first);
    Some(Head { first, last: last.min(first + 3) })
}

/// Reads the records below `head`.
pub(super) fn read(head: &Head, known: &[String], report: &mut Report) -> Table {
    let sheet = report.sheet;
    titles(head, report);
    let columns = columns(head, known, report);
    let records: Vec<u32> = {
        let rows = sheet.rows();
        let below: Vec<u32> = rows.keys().copied().filter(|row| *row > head.last).collect();
        below.into_iter().filter(|row| is_record(*row, head, &columns, report)).collect()
    };
    nameless(head, &columns, &records, report);
    joined(&columns, &records, report);
    let rows: Vec<Row> = records.iter().map(|row| record(*row, &columns, report)).collect();
    percentages(&columns, &rows, report);
    Table { header: head.last, columns, rows }
}

/// What stands above the headings.
fn titles(head: &Head, report: &mut Report) {
    let sheet = report.sheet;
    for (row, columns) in sheet.rows().into_iter().filter(|(row, _)| *row < head.first) {
        let at = (row, columns[0]);
        let shown = excerpt(sheet.text(at));
        let message = text!("「{shown}」の行は、見出しの上の題名とみて読みません", "the row \"{shown}\" above the headings is left out");
        report.say(
            &IMPORT_SKIPPED,
            at,
            message,
            text!("必要な内容なら、表の中に書いてください", "write it into the table if it is needed"),
        );
    }
}

/// The columns that are taken.
fn columns(head: &Head, known: &[String], report: &mut Report) -> Vec<Column> {
    let sheet = report.sheet;
    let all: BTreeSet<u32> = sheet.cells.keys().filter(|(row, _)| *row >= head.first).map(|(_, column)| *column).collect();
    let mut taken: BTreeMap<String, Position> = BTreeMap::new();
    let mut columns = Vec::new();
    let common = unit_of_table(sheet, head);
    for index in all {
        let words = words(sheet, head, index);
        let (at, shown) = ((head.last, index), excerpt(&words.join(" ")));
        if words.is_empty() {
            continue;
        }
        match meaning(&words, known) {
            Meaning::Counter => {
                let message = text!("「{shown}」の列は、行の番号とみて読みません", "the column \"{shown}\" counts rows and is left out");
                report.say(
                    &IMPORT_SKIPPED,
                    at,
                    message,
                    text!("意味のある番号なら、見出しを項目の名前にしてください", "name a key if it means more"),
                );
            }
            Meaning::Key(key) => match taken.get(&key) {
                Some(first) => {
                    let first = sheet.address(*first);
                    let message = text!(
                        "「{shown}」と {first} の列は、どちらも `{key}` になります",
                        "\"{shown}\" and the column of {first} both are `{key}`"
                    );
                    let hint = text!("片方の見出しを別の項目の名前にするか、列を消してください", "rename one of them, or delete it");
                    report.say(&IMPORT_HEADING, at, message, hint);
                }
                None => {
                    taken.insert(key.clone(), at);
                    let unit = words.iter().rev().find_map(|word| unit_in_brackets(word)).or(common);
                    columns.push(Column { index, key, unit });
                }
            },
            Meaning::Several(names) => {
                let names = names.join("、");
                let message = text!("「{shown}」は、どの項目か決まりません", "\"{shown}\" may be several columns");
                report.say(&IMPORT_HEADING, at, message, text!("見出しを次のどれかにしてください: {names}", "name one of: {names}"));
            }
            Meaning::Unknown(near) => {
                let message = text!("「{shown}」という列はありません", "there is no column \"{shown}\"");
                let hint = match near {
                    Some(near) => text!("もしかして: {near}", "did you mean: {near}"),
                    None => {
                        let names = known.join("、");
                        text!(
                            "見出しを項目の名前にするか、要らない列なら消してください。使える項目: {names}",
                            "name a key, or delete the column; keys: {names}"
                        )
                    }
                };
                report.say(&IMPORT_HEADING, at, message, hint);
            }
        }
    }
    columns
}

/// The unit in the brackets of a heading: 実績（千円）, 決算額［単位：百万円］.
fn unit_in_brackets(heading: &str) -> Option<Unit> {
    let normal: String = heading.nfkc().collect();
    let (_, inside) = normal.split_once(['(', '[', '【'])?;
    let (inside, _) = inside.split_once([')', ']', '】'])?;
    Unit::of(inside.trim().trim_start_matches("単位").trim_start_matches([':', ' ']))
}

/// The unit of all amounts, as it stands above a table: （単位：千円）.
fn unit_of_table(sheet: &Sheet, head: &Head) -> Option<Unit> {
    let above = sheet.cells.range(..(head.first, 0)).map(|(_, cell)| cell.text.nfkc().collect::<String>());
    above.into_iter().find_map(|text| {
        let (_, unit) = text.split_once("単位")?;
        Unit::of(unit.trim_start_matches([':', ' ']).trim_end_matches([')', ']', ' ']))
    })
}

/// Whether a column holds values in the unit of its record, which may be written behind them.
fn is_quantity(key: &str) -> bool {
    matches!(key, "value" | "baseline.value" | "target.value" | "effect.before" | "effect.after")
}

/// A number with its unit, where the format of the cell, its heading or the title says one. Amounts of other columns are in 円, 分 or
/// persons; only a larger unit (千円) must be said there.
fn with_unit(text: &str, cell: &Cell, column: &Column) -> String {
    let plain = cell.number.is_some_and(|number| matches!(number, Shown::Plain(_)))
        || text.bytes().all(|byte| byte.is_ascii_digit() || b",.-".contains(&byte)) && text.bytes().any(|byte| byte.is_ascii_digit());
    let amount = matches!(column.key.as_str(), "fee" | "cost" | "effort.cost");
    match cell.unit.or(column.unit).filter(|unit| plain && (is_quantity(&column.key) || amount && unit.is_scaled())) {
        Some(unit) => format!("{text}{}", unit.words()),
        None => text.to_owned(),
    }
}

/// Values that stand in a record below no heading.
fn nameless(head: &Head, columns: &[Column], records: &[u32], report: &mut Report) {
    let sheet = report.sheet;
    let mut told = BTreeSet::new();
    for (at, cell) in sheet.cells.iter().filter(|((row, _), _)| records.binary_search(row).is_ok()) {
        let (_, column) = *at;
        let named = columns.iter().any(|taken| taken.index == column) || !words(sheet, head, column).is_empty();
        if named || !told.insert(column) {
            continue;
        }
        let (letters, shown) = (letters(column), excerpt(&cell.text));
        let message =
            text!("{letters}列に見出しがないのに、「{shown}」があります", "\"{shown}\" stands in column {letters}, which has no heading");
        report.say(
            &IMPORT_HEADING,
            *at,
            message,
            text!("見出しを書くか、要らない列なら消してください", "give it a heading, or delete the column"),
        );
    }
}

/// Tells records from totals, notes, labels and repeated headings, which are told and left out.
fn is_record(row: u32, head: &Head, columns: &[Column], report: &mut Report) -> bool {
    let sheet = report.sheet;
    let filled: Vec<(Position, &str)> = sheet.cells.range((row, 0)..=(row, u32::MAX)).map(|(at, cell)| (*at, cell.text.as_str())).collect();
    let Some((at, first)) = filled.first().copied() else { return false };
    let bare: String = first.nfkc().filter(|c| !c.is_whitespace()).collect();
    let shown = excerpt(first);
    let total = ["合計", "総計", "小計", "総合計", "累計", "平均", "計"]
        .iter()
        .any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', ':', '・', '/'])));
    let after_blank = row > 0 && sheet.cells.range((row - 1, 0)..=(row - 1, u32::MAX)).next().is_none();
    let starts_as_note = bare.starts_with(['※', '*', '(', '注', '【', '■', '●', '◆', '・']);
    let note = columns.len() > 1 && (filled.len() == 1 && (after_blank || starts_as_note) || filled.len() < 3 && bare.starts_with('※'));
    let repeated = filled.iter().all(|((_, column), text)| words(sheet, head, *column).last() == Some(text));
    let message = match () {
        () if repeated => {
            text!("「{shown}」の行は、くり返しの見出しとみて読みません", "the row of \"{shown}\" repeats the headings and is left out")
        }
        () if total => text!("「{shown}」の行は、合計などとみて読みません", "the row of \"{shown}\" is a total and is left out"),
        () if note => text!("「{shown}」は、表の注や区切りとみて読みません", "\"{shown}\" is a note and is left out"),
        () => return true,
    };
    let hint = text!("記録なら、すべての列に値を書いてください", "if it is a record, fill its columns");
    report.say(&IMPORT_SKIPPED, at, message, hint);
    false
}

/// Joined cells among the records: over several rows the value holds for all of them; over several columns it is not known for which.
fn joined(columns: &[Column], records: &[u32], report: &mut Report) {
    let sheet = report.sheet;
    let inside = |area: &&Area| records.iter().any(|row| (area.first.0..=area.last.0).contains(row));
    for area in sheet.merged.iter().filter(inside) {
        let over = columns.iter().filter(|column| (area.first.1..=area.last.1).contains(&column.index)).count();
        let shown = excerpt(sheet.text(area.first));
        if over > 1 {
            let message =
                text!("「{shown}」のセルが、{over}つの列にわたって結合されています", "the cell \"{shown}\" is merged over {over} columns");
            let hint = text!("結合を解除し、それぞれの列に値を書いてください", "unmerge it and write the value of each column");
            report.say(&IMPORT_CELL, area.first, message, hint);
        } else if over == 1 && area.is_high() && !shown.is_empty() {
            let rows = area.last.0 - area.first.0 + 1;
            let message = text!(
                "「{shown}」は結合されたセルなので、{rows}行すべての値にしました",
                "\"{shown}\" is a merged cell: its value was written in all {rows} rows"
            );
            report.say(&IMPORT_FILLED, area.first, message, text!("違うときは、結合を解除してください", "unmerge it if that is wrong"));
        }
    }
}

/// The texts of one record.
fn record(row: u32, columns: &[Column], report: &mut Report) -> Row {
    let sheet = report.sheet;
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        let at = (row, column.index);
        let wide = sheet.area(at).is_some_and(|area| area.is_wide() && area.first.1 != column.index);
        let cell = sheet.cell(at).filter(|_| !wide);
        if let Some(doubt) = cell.and_then(|cell| cell.doubt.as_ref()) {
            doubtful(at, &column.key, sheet.text(at), doubt, report);
        }
        let taken = cell.filter(|cell| !cell.doubt.as_ref().is_some_and(Doubt::forbids));
        cells.push(taken.map_or_else(String::new, |cell| with_unit(&cell.text, cell, column)));
    }
    Row { index: row, cells }
}

fn doubtful(at: Position, key: &str, written: &str, doubt: &Doubt, report: &mut Report) {
    let shown = excerpt(written);
    let code = if doubt.forbids() { &IMPORT_CELL } else { &IMPORT_DOUBT };
    let (message, hint) = match doubt {
        Doubt::YearNotShown => (
            text!("年が表示されていない日付です。{shown} と読みました", "the year of the date is not shown; it was read as {shown}"),
            text!("年が正しいか確かめ、セルの書式を yyyy/m/d にしてください", "check the year and format the cell as yyyy/m/d"),
        ),
        Doubt::Rounded { exact } => (
            text!(
                "表示は {shown} ですが、値は {exact} です。表示のとおり {shown} と読みました",
                "{shown} is shown, {exact} is stored; it was read as {shown}"
            ),
            text!("値のとおりにするときは、セルの書式で小数点以下の桁を増やしてください", "show more digits to take the stored value"),
        ),
        Doubt::Joined => (
            text!("セルの中の改行を消して「{shown}」とつなげました", "the lines of the cell were joined: \"{shown}\""),
            text!("つなげて意味が変わらないか確かめてください", "check that it still means the same"),
        ),
        Doubt::NotComputed => (
            text!(
                "`{key}` の数式「{shown}」の結果が、ファイルに保存されていません",
                "the result of the formula \"{shown}\" in `{key}` is not in the file"
            ),
            text!("Excelで開いて保存し直すか、値を書いてください", "open and save it in Excel, or write the value"),
        ),
        Doubt::NoDayOrTime => (
            text!("`{key}` の「{shown}」は、日付や時刻として読めません", "\"{shown}\" in `{key}` is no day and no time of day"),
            text!("セルの書式を確かめ、日付・時刻・数を書き直してください", "check the format of the cell and write it again"),
        ),
    };
    report.say(code, at, message, hint);
}

/// Among percentages, a plain number up to one may be a percentage that lost its sign.
fn percentages(columns: &[Column], rows: &[Row], report: &mut Report) {
    let sheet = report.sheet;
    for column in columns {
        let shown = |row: &Row| sheet.cell((row.index, column.index)).and_then(|cell| cell.number);
        let signed = |row: &Row| {
            let text = sheet.text((row.index, column.index));
            shown(row) == Some(Shown::Percent) || text.ends_with(['%', '％'])
        };
        if !rows.iter().any(signed) {
            continue;
        }
        for row in rows {
            let Some(Shown::Plain(value)) =
                shown(row).filter(|shown| matches!(shown, Shown::Plain(value) if value.abs() <= 1.0 && *value != 0.0))
            else {
                continue;
            };
            let message = text!("割合の列に、% の付かない {value} があります", "{value} stands among percentages without a sign");
            let hint = text!("割合なら、セルの書式を「パーセンテージ」にしてください", "format it as a percentage if it is one");
            report.say(&IMPORT_DOUBT, (row.index, column.index), message, hint);
        }
    }
}

/// A cell in a sentence: its beginning.
pub(super) fn excerpt(text: &str) -> String {
    let mut chars = text.chars();
    let begin: String = chars.by_ref().take(24).collect();
    if chars.next().is_some() { format!("{begin}…") } else { begin }
}
