//! A sheet as people keep it, read as a plain table: one header, one record in a row.
//!
//! Titles, totals, notes and joined cells around the records are told and left out; what is doubtful is a finding with its cell. Does
//! not know what the values mean.

use super::heading::{Meaning, Part, bare, meaning, year_in_brackets};
use super::sheet::{Area, Cell, Doubt, Position, Sheet, Shown, letters};
use super::vocabulary::Vocabulary;
use super::{IMPORT_CELL, IMPORT_DOUBT, IMPORT_FILLED, IMPORT_HEADING, IMPORT_SKIPPED};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::notation::{FiscalYear, Id, Unit};
use crate::schema::Kind;
use crate::source::SourcePath;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// How far down a header is looked for.
const HEADER_WITHIN: usize = 40;

/// The records of a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Row of the (lowest) headings.
    pub header: u32,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// The fiscal year that its title names, for days without a year.
    pub fiscal_year: Option<FiscalYear>,
}

/// A column that is taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub index: u32,
    /// Its name in the project; of a part its heading.
    pub key: String,
    /// What it says when it is no column of the project yet.
    pub part: Option<Part>,
    /// The unit that its heading or the title of the table names: 実績（千円）, （単位：千円）.
    pub unit: Option<Unit>,
    /// The year that its heading names beside the value: 基準値（R6）.
    pub year: Option<FiscalYear>,
}

/// A record: what every column says.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub index: u32,
    pub cells: Vec<Field>,
}

/// A text, and the cell that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub text: String,
    pub at: Position,
}

/// A finding about a cell.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub code: &'static Code,
    pub at: Position,
    pub message: Text,
    pub hint: Text,
}

impl Table {
    /// The place of a column among the columns.
    pub(super) fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key && column.part.is_none())
    }

    /// Adds a column behind the first `at` ones, with its text for every row; it stands where `of` does.
    pub(super) fn insert(&mut self, at: usize, column: Column, of: impl Fn(&Row) -> Field) {
        for row in &mut self.rows {
            let field = of(row);
            row.cells.insert(at, field);
        }
        self.columns.insert(at, column);
    }

    /// Takes a column out.
    pub(super) fn remove(&mut self, at: usize) -> Column {
        for row in &mut self.rows {
            row.cells.remove(at);
        }
        self.columns.remove(at)
    }
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
    pub(super) fn say_all(&mut self, notes: Vec<Note>) {
        for note in notes {
            self.say(note.code, note.at, note.message, note.hint);
        }
    }

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
pub(super) fn head(sheet: &Sheet, vocabulary: &Vocabulary) -> Option<Head> {
    let rows = sheet.rows();
    let named = |at: Position| meaning(&[sheet.text(at)], vocabulary);
    let (first, columns) = rows.iter().take(HEADER_WITHIN).find(|(row, columns)| {
        // A year alone may be a title or a value; beside a name it is a heading.
        let across = columns.iter().filter(|column| matches!(named((**row, **column)), Meaning::Part(Part::Across { .. }))).count();
        let is_name = |meaning| !matches!(meaning, Meaning::Unknown(_) | Meaning::Counter);
        let names = columns.iter().filter(|column| is_name(named((**row, **column)))).count() - across;
        names > 1 || names > 0 && (across > 0 || names == columns.len())
    })?;
    let above = |row: u32| -> Option<u32> {
        let joined = columns.iter().filter_map(|column| sheet.area((row, *column)).filter(|area| area.first.0 < row));
        let group = row.checked_sub(1).filter(|above| {
            let group = |area: &&Area| area.first.0 == *above && area.last.0 == *above && area.is_wide();
            let parents = sheet.merged.iter().filter(group).filter(|area| {
                let pair = |column| {
                    let (above, own) = (sheet.text(area.first), sheet.text((row, column)));
                    meaning(&[own], vocabulary) != meaning(&[above, own], vocabulary)
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
pub(super) fn read(head: &Head, vocabulary: &Vocabulary, report: &mut Report) -> Table {
    let sheet = report.sheet;
    titles(head, report);
    let columns = columns(head, vocabulary, report);
    let below: Vec<u32> = sheet.rows().keys().copied().filter(|row| *row > head.last).collect();
    let records: Vec<u32> = below.into_iter().filter(|row| is_record(*row, head, &columns, report)).collect();
    let records = without_empty(records, &columns, report);
    nameless(head, &columns, &records, report);
    joined(&columns, &records, report);
    let rows: Vec<Row> = records.iter().map(|row| record(*row, &columns, report)).collect();
    percentages(&columns, &rows, report);
    lost_zeros(&columns, &rows, report);
    Table { header: head.last, columns, rows, fiscal_year: fiscal_year(sheet, head) }
}

/// The fiscal year that the title or the name of the sheet says: 令和8年度 職員研修計画. None where they say two.
fn fiscal_year(sheet: &Sheet, head: &Head) -> Option<FiscalYear> {
    let titles = sheet.cells.range(..(head.first, 0)).map(|(_, cell)| cell.text.as_str());
    let years: BTreeSet<FiscalYear> = titles.chain(sheet.name.as_deref()).flat_map(fiscal_years).collect();
    years.first().copied().filter(|_| years.len() == 1)
}

/// The fiscal years that a text names: 令和8年度, R8年度, 2026年度.
fn fiscal_years(text: &str) -> Vec<FiscalYear> {
    let normal: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let begins = normal.match_indices("年度").map(|(at, _)| &normal[..at]);
    let year = |before: &str| {
        let numbers = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '元');
        let eras = ["令和", "平成", "R", "H", "r", "h"];
        let era = eras.iter().find(|era| numbers.ends_with(**era)).map_or(0, |era| era.len());
        FiscalYear::parse(&format!("{}年度", &before[numbers.len() - era..])).ok()
    };
    begins.filter_map(year).collect()
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
fn columns(head: &Head, vocabulary: &Vocabulary, report: &mut Report) -> Vec<Column> {
    let sheet = report.sheet;
    let all: BTreeSet<u32> = sheet.cells.keys().filter(|(row, _)| *row >= head.first).map(|(_, column)| *column).collect();
    let mut columns: Vec<Column> = Vec::new();
    let mut unknown: BTreeMap<String, Position> = BTreeMap::new();
    let common = unit_of_table(sheet, head);
    let meanings: Vec<(u32, Vec<&str>, Meaning)> = all
        .into_iter()
        .map(|index| (index, words(sheet, head, index)))
        .filter(|(_, words)| !words.is_empty())
        .map(|(index, words)| (index, words.clone(), meant(sheet, head, index, &words, vocabulary)))
        .collect();
    let has = |key: &str| meanings.iter().any(|(_, _, meaning)| matches!(meaning, Meaning::Key(own) if own == key));
    for (index, words, meaning) in &meanings {
        let (at, shown) = ((head.last, *index), excerpt(&words.join(" ")));
        let unit = words.iter().rev().find_map(|word| unit_in_brackets(word)).or(common);
        let year = words.iter().rev().find_map(|word| year_in_brackets(word));
        let mut take = |key: &str, part: Option<Part>, report: &mut Report| {
            let same = columns.iter().find(|column| column.key == key && column.part == part);
            match same {
                Some(first) => {
                    let first = sheet.address((head.last, first.index));
                    let message = text!(
                        "「{shown}」と {first} の列は、どちらも `{key}` になります",
                        "\"{shown}\" and the column of {first} both are `{key}`"
                    );
                    let hint = text!(
                        "片方の見出しを別の項目の名前にするか、列を消してください。横に並んだ2つの表なら、片方を別のシートに移してください",
                        "rename one of them, or delete it; of two tables side by side move one to another sheet"
                    );
                    report.say(&IMPORT_HEADING, at, message, hint);
                }
                None => columns.push(Column { index: *index, key: key.to_owned(), part, unit, year }),
            }
        };
        match meaning {
            Meaning::Counter => {
                let message = text!("「{shown}」の列は、行の番号とみて読みません", "the column \"{shown}\" counts rows and is left out");
                report.say(
                    &IMPORT_SKIPPED,
                    at,
                    message,
                    text!("意味のある番号なら、見出しを項目の名前にしてください", "name a key if it means more"),
                );
            }
            Meaning::Key(key) => take(key, None, report),
            // Beside a column that says the year, the year of a heading only repeats it: 年度, 実績（R7）.
            Meaning::Part(Part::Across { key, value, .. }) if has(key) && !has(value) && words.iter().any(|word| bare(word) != *word) => {
                take(value, None, report);
            }
            Meaning::Part(Part::Across { key, .. }) if has(key) => {
                let message = text!(
                    "「{shown}」の列と `{key}` の列があり、どちらの値か決まりません",
                    "\"{shown}\" stands beside a column `{key}`: which one holds is not clear"
                );
                let hint = text!(
                    "どちらか一方の形（1行に1件、または横に並べる）にしてください",
                    "write one record in a row, or all of them across"
                );
                report.say(&IMPORT_HEADING, at, message, hint);
            }
            Meaning::Part(Part::Across { key, says, value }) => {
                take(value, Some(Part::Across { key, says: says.clone(), value }), report);
            }
            Meaning::Part(part) => take(&bare(words.last().unwrap_or(&"")), Some(part.clone()), report),
            Meaning::Several(names) => {
                let names = names.join("、");
                let message = text!("「{shown}」は、どの項目か決まりません", "\"{shown}\" may be several columns");
                report.say(&IMPORT_HEADING, at, message, text!("見出しを次のどれかにしてください: {names}", "name one of: {names}"));
            }
            Meaning::Unknown(near) => {
                let first = unknown.entry(bare(&words.concat())).or_insert(at);
                let first = (*first != at).then(|| sheet.address(*first));
                left_out(at, &shown, near.as_deref(), first, elsewhere(words, vocabulary), report);
            }
        }
    }
    columns
}

/// What a column means; numbers from 1 are no ids, unless the heading says so.
fn meant(sheet: &Sheet, head: &Head, index: u32, words: &[&str], vocabulary: &Vocabulary) -> Meaning {
    match meaning(words, vocabulary) {
        Meaning::Key(key) if key == "id" && !words.iter().any(|word| bare(word).eq_ignore_ascii_case("id")) => {
            let mut below =
                sheet.cells.range((head.last + 1, 0)..).filter(|((_, column), _)| *column == index).map(|(_, cell)| &*cell.text);
            let counts = below.next() == Some("1") && below.all(|text| text.parse::<u32>().is_ok() || Id::parse(text).is_err());
            if counts { Meaning::Counter } else { Meaning::Key(key) }
        }
        meaning => meaning,
    }
}

/// The kind that has a column which this one does not: indicators and their results stand in one list of an office.
fn elsewhere(words: &[&str], vocabulary: &Vocabulary) -> Option<&'static str> {
    let other = match vocabulary.stem {
        "kpi" => Kind::KpiActual,
        "kpi_actuals" => Kind::Kpi,
        _ => return None,
    };
    let meaning = meaning(words, &Vocabulary::of(other, vocabulary.names));
    matches!(meaning, Meaning::Key(_) | Meaning::Part(_)).then(|| other.stem())
}

/// A column that the kind does not have. `first` is the column before it that has the same heading, `other` the kind that has it.
fn left_out(at: Position, shown: &str, near: Option<&str>, first: Option<String>, other: Option<&str>, report: &mut Report) {
    if let Some(first) = first {
        let message = text!(
            "見出し「{shown}」は {first} と同じで、どちらも項目にないので読みません",
            "the heading \"{shown}\" is that of {first}, too: neither is a column, and both are left out"
        );
        let hint = text!(
            "要る列なら、2つの見出しを、別の項目の名前にしてください（説明書「データと項目欄の書き方」にあります）",
            "if they are needed, name a key in each (see the manual of data)"
        );
        report.say(&IMPORT_DOUBT, at, message, hint);
        return;
    }
    let message = text!("「{shown}」という列はないので、読みません", "there is no column \"{shown}\": it is left out");
    if let Some(other) = other {
        let hint = text!("この列は --kind {other} で取り込みます", "import this column with --kind {other}");
        report.say(&IMPORT_SKIPPED, at, message, hint);
        return;
    }
    match near {
        Some(near) => report.say(
            &IMPORT_DOUBT,
            at,
            message,
            text!("もしかして: {near}（読むときは、見出しを直してください）", "did you mean: {near} (mend the heading to read it)"),
        ),
        None => report.say(
            &IMPORT_SKIPPED,
            at,
            message,
            text!(
                "要るときは、見出しを項目の名前にしてください（説明書「データと項目欄の書き方」にあります）",
                "if it is needed, name its key (see the manual of data)"
            ),
        ),
    }
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
pub(super) fn is_quantity(key: &str) -> bool {
    matches!(key, "value" | "baseline.value" | "target.value" | "effect.before" | "effect.after")
}

/// A number with its unit, where the format of the cell, its heading or the title says one. Amounts of other columns are in 円, 分 or
/// persons; only a larger unit (千円) must be said there.
fn with_unit(text: &str, cell: &Cell, column: &Column) -> String {
    let plain = cell.number.is_some_and(|number| matches!(number, Shown::Plain(_))) || is_plain_number(text);
    let amount = matches!(column.key.as_str(), "fee" | "cost" | "effort.cost");
    match cell.unit.or(column.unit).filter(|unit| plain && (is_quantity(&column.key) || amount && unit.is_scaled())) {
        Some(unit) => format!("{text}{}", unit.words()),
        None => text.to_owned(),
    }
}

/// A number without a unit.
pub(super) fn is_plain_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b",.-".contains(&byte)) && text.bytes().any(|byte| byte.is_ascii_digit())
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
    // A number in front may count the rows.
    let worded = filled.iter().find(|(_, text)| text.parse::<u32>().is_err());
    let Some((at, first)) = worded.or(filled.first()).copied() else { return false };
    let bare: String = first.nfkc().filter(|c| !c.is_whitespace()).collect();
    let shown = excerpt(first);
    let after_blank = row > 0 && sheet.cells.range((row - 1, 0)..=(row - 1, u32::MAX)).next().is_none();
    let starts_as_note = bare.starts_with(['※', '*', '(', '注', '【', '■', '●', '◆', '・', '★'])
        || ["出典", "資料", "備考"].iter().any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', ')'])))
        || bare == "以上";
    let note = columns.len() > 1 && (filled.len() == 1 && (after_blank || starts_as_note) || filled.len() < 3 && bare.starts_with('※'));
    let repeated = filled.iter().all(|((_, column), text)| words(sheet, head, *column).last() == Some(text));
    let (message, hint) = match () {
        () if repeated => (
            text!("「{shown}」の行は、くり返しの見出しとみて読みません", "the row of \"{shown}\" repeats the headings and is left out"),
            text!("直すことはありません", "nothing is to be done"),
        ),
        () if is_total(&bare) => (
            text!("「{shown}」の行は、合計などとみて読みません", "the row of \"{shown}\" is a total and is left out"),
            text!("記録なら、合計や平均と読まれない名前にしてください", "if it is a record, give it another name"),
        ),
        () if note => (
            text!("「{shown}」は、表の注や区切りとみて読みません", "\"{shown}\" is a note and is left out"),
            text!("記録なら、ほかの列にも値を書いてください", "if it is a record, fill its other columns"),
        ),
        () => return true,
    };
    let above = row.checked_sub(1).map(|above| sheet.cells.range((above, 0)..=(above, u32::MAX)).map(|(_, cell)| cell.text.as_str()));
    let label = above.map(Iterator::collect::<Vec<_>>).filter(|cells| repeated && cells.len() == 1).map(|cells| excerpt(cells[0]));
    if let Some(label) = label {
        let message =
            text!("「{label}」の表を、上の表の続きとして読みました", "the table \"{label}\" was read as going on with the one above");
        let hint = text!("別のことを数えた表なら、別のシートに分けてください", "move it to a sheet of its own if it counts something else");
        report.say(&IMPORT_DOUBT, at, message, hint);
        return false;
    }
    report.say(&IMPORT_SKIPPED, at, message, hint);
    false
}

/// Whether a text without spaces names a total: 合計, 計（全庁）, 総務部計, 本庁小計.
fn is_total(bare: &str) -> bool {
    let begins = ["合計", "総計", "小計", "総合計", "累計", "平均", "計"]
        .iter()
        .any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', ':', '・', '/'])));
    begins || ["小計", "合計", "総計", "部計", "局計", "課計", "庁計"].iter().any(|word| bare.ends_with(word))
}

/// Records that say nothing but their number: rows that wait to be filled in.
fn without_empty(records: Vec<u32>, columns: &[Column], report: &mut Report) -> Vec<u32> {
    let sheet = report.sheet;
    let says = |row: &u32| columns.iter().any(|column| !sheet.text((*row, column.index)).is_empty());
    let (records, empty): (Vec<u32>, Vec<u32>) = records.into_iter().partition(says);
    let first_cell = |row: u32| sheet.cells.range((row, 0)..=(row, u32::MAX)).next();
    if !records.is_empty()
        && let Some((at, cell)) = empty.first().and_then(|row| first_cell(*row))
    {
        let (shown, rows) = (excerpt(&cell.text), empty.len());
        let message = text!(
            "「{shown}」など、番号や読まない列のほかは空の行を、読みません（{rows}行）",
            "rows in which only numbers or columns that are left out say something are left out ({rows}, from \"{shown}\")"
        );
        report.say(&IMPORT_SKIPPED, *at, message, text!("記録なら、列に値を書いてください", "if they are records, fill their columns"));
    }
    records
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
        cells.push(Field { text: taken.map_or_else(String::new, |cell| with_unit(&cell.text, cell, column)), at });
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

/// Among numbers that begin with 0, as extensions do, a number of Excel has lost its own.
fn lost_zeros(columns: &[Column], rows: &[Row], report: &mut Report) {
    let sheet = report.sheet;
    for column in columns.iter().filter(|column| ["ext", "contact"].contains(&&*column.key)) {
        let cells = || rows.iter().filter_map(|row| Some(((row.index, column.index), sheet.cell((row.index, column.index))?)));
        let digits = |cell: &Cell| !cell.text.is_empty() && cell.text.bytes().all(|byte| byte.is_ascii_digit());
        let zeros: Vec<usize> =
            cells().filter(|(_, cell)| digits(cell) && cell.text.starts_with('0')).map(|(_, cell)| cell.text.len()).collect();
        for (at, cell) in cells().filter(|(_, cell)| cell.number.is_some() && zeros.iter().any(|len| *len > cell.text.len())) {
            let shown = excerpt(&cell.text);
            let message = text!("「{shown}」は、先頭の0が消えているかもしれません", "\"{shown}\" may have lost a 0 at its beginning");
            let hint = text!(
                "消えているときは、セルの書式を「文字列」にして、0から書き直してください",
                "if so, format the cell as text and write it again"
            );
            report.say(&IMPORT_DOUBT, at, message, hint);
        }
    }
}

/// A cell in a sentence: its beginning.
pub(super) fn excerpt(text: &str) -> String {
    let mut chars = text.chars();
    let begin: String = chars.by_ref().take(24).collect();
    if chars.next().is_some() { format!("{begin}…") } else { begin }
}
