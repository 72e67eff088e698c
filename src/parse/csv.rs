//! CSV tables, as Excel writes them, into records.
//!
//! A row becomes the same kind of value as a YAML mapping, so that both are typed by the same code. The shape of the
//! table and what Excel leaves in it are checked here; what the cells mean is not.

use super::decode::{RawRecord, excerpt};
use super::excel::{Holds, excel_damage};
use super::yaml::plain;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text, closest};
use crate::field::{Fields, Notation, RecordDecl, folded, is_blank, removed};
use crate::schema::Common;
use crate::source::{Origin, Place, SourceFile, Span, Spans};
use crate::text;
use serde_yaml::{Mapping, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A table was read as CP932.
pub static CSV_ENCODING: Code = Code::notice(
    "csv-encoding",
    "CSVをShift_JIS（CP932）として読みました。設定で許されていますが、文字が正しいか確かめてください。「CSV UTF-8」で保存すると、このお知らせは出ません",
    "the CSV file was read as CP932, as the settings allow; check its characters, or save it as \"CSV UTF-8\"",
);
/// The first row is not the column names.
pub static CSV_HEADER: Code = Code::error(
    "csv-header",
    "表の1行目（見出し）に、知らない列名・同じ列名・空の列名があるか、必須の列がありません。1行目には決められた項目の名前だけを書いてください",
    "the first row must hold the column names; a name is unknown, given twice, blank, or a needed column is missing",
);
/// The table is no plain table.
pub static CSV_SHAPE: Code = Code::error(
    "csv-shape",
    "表の形が崩れています（列数の違う行、表の上の題名、合計の行、表の下の注記、結合セルの跡、空の列など）。1行目を見出し、2行目から1行に1件だけの表にしてください",
    "the table is not plain: ragged rows, a title above, a total or notes below, merged cells, blank columns; keep one header row and one record per row",
);
/// A table that may have been cut.
pub static CSV_OPEN_END: Code = Code::notice(
    "csv-open-end",
    "表の最後の行が改行で終わっていません。ファイルが途中で切れていないか確かめ、行の終わりで改行して保存してください",
    "the last row does not end with a line break; check that the file was not cut, and end the row with one",
);
/// A line break inside a cell.
pub static CSV_LINE_BREAK: Code = Code::warning(
    "csv-line-break",
    "セルの中に改行があります。1つのセルは1行で書いてください",
    "there is a line break inside a cell; keep each cell on one line",
);

struct Cell {
    text: String,
    span: Span,
}

struct Row {
    /// As Excel numbers it, from 1.
    number: usize,
    cells: Vec<Cell>,
}

impl Row {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| is_blank(&cell.text))
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !is_blank(&cell.text)).count()
    }

    fn span(&self) -> Span {
        let start = self.cells.first().map_or(0, |cell| cell.span.start);
        Span { start, end: self.cells.iter().rfind(|cell| !is_blank(&cell.text)).map_or(start, |cell| cell.span.end) }
    }
}

/// What a table may and must hold.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// All names that a column may have: keys of the kind and of the common part, nested ones as `apply.close`. A name that
    /// ends in `.*` allows everything below it. Empty: every name is allowed, and decoding judges.
    pub known: &'a [&'a str],
    /// Names that must be there.
    pub required: &'a [&'a str],
    /// The names that the kind has, by which a row of names is told from a row of values; which of them are wrong, `known` or decoding says.
    pub spoken: &'a [String],
    /// The kind, for what offices call its columns.
    pub declared: Option<&'static RecordDecl>,
}

impl<'a> Columns<'a> {
    /// The keys that an office's heading may mean.
    fn meanings(self, heading: &str) -> Vec<&'static str> {
        let heading = folded(heading);
        self.declared.into_iter().chain([Common::DECLARED]).flat_map(|declared| declared.meanings(&heading)).collect()
    }

    /// Whether a cell of the first row is the name of a column, or nearly.
    fn speaks(self, text: &str) -> bool {
        let own = || self.spoken.iter().map(String::as_str).chain(self.known.iter().copied());
        let below = |name: &str| name.strip_suffix('*').is_some_and(|group| text.starts_with(group));
        !self.meanings(text).is_empty()
            || own().any(|name| name == folded(text) || below(name))
            || !text.bytes().any(|byte| byte.is_ascii_digit()) && closest(&folded(text), own()).is_some()
    }

    /// The name that a heading was before it was cut: `fisc` is the beginning of fiscal_year.
    fn cut_name(self, text: &str) -> Option<&'a str> {
        let own = || self.spoken.iter().map(String::as_str).chain(self.known.iter().copied());
        (!text.is_empty() && !own().any(|name| name == text)).then(|| own().find(|name| name.starts_with(text)))?
    }

    /// The names in their order, for a sentence.
    fn list(self) -> String {
        let names = || self.spoken.iter().map(String::as_str).chain(self.known.iter().copied());
        if self.required.is_empty() { names().take(8).collect::<Vec<_>>().join(",") } else { self.required.join(",") }
    }
}

/// The records of a CSV file, one for each row below the header. Their places are `[row].column`, rows as Excel counts them.
pub fn records(file: &SourceFile, kind_key: &str, columns: Columns, findings: &mut Diagnostics) -> Vec<RawRecord> {
    let text = file.text().cloned().unwrap_or_default();
    if file.is_cp932() {
        let hint = text!("「CSV UTF-8（コンマ区切り）」で保存し直してください。どの環境でも同じに読めます", "save it as \"CSV UTF-8\"");
        findings.push(
            Diagnostic::new(&CSV_ENCODING, text!("Shift_JIS（CP932）として読みました", "read as CP932"))
                .at(Place::file(file.path.clone()))
                .hint(hint),
        );
    }
    let mut table = Table { file, findings };
    if let Some(at) = unclosed_quote(&text, delimiter(&text)) {
        table.report_unclosed(at);
        return Vec::new();
    }
    if let Some(mark) = foreign_delimiter(&text) {
        table.report_delimiter(&text, mark);
        return Vec::new();
    }
    let mut rows = rows(&text, delimiter(&text)).into_iter().skip_while(Row::is_blank).peekable();
    let header = loop {
        let Some(row) = rows.next() else { return Vec::new() };
        while rows.next_if(Row::is_blank).is_some() {}
        match rows.peek() {
            Some(next) if is_title(&row, next, columns) => table.report_title(&row),
            _ => break row,
        }
    };
    if is_headless(&header, columns) {
        table.report_headless(&header, columns);
        return Vec::new();
    }
    let rows: Vec<Row> = rows.collect();
    if let Some(missing) = half_header(&header, &rows, columns) {
        table.report_half_header(&header, &missing, columns);
        return Vec::new();
    }
    if !text.ends_with('\n') {
        table.report_open_end(rows.iter().rfind(|row| !row.is_blank()).unwrap_or(&header), &header, text.contains("\r\n"));
    }
    let names = table.header(&header, columns);
    table.body(rows, &Header { row: &header, names }, kind_key, columns)
}

/// The cells of a CSV file in rows, which are numbered as Excel numbers them. An error is the byte where a quote begins that is not closed.
pub fn cells(text: &str) -> Result<Vec<(usize, Vec<String>)>, usize> {
    // A title above the table has no delimiter.
    let delimiter = delimiter(text.lines().find(|line| line.contains([',', '\t', ';'])).unwrap_or_default());
    match unclosed_quote(text, delimiter) {
        Some(at) => Err(at),
        None => {
            let texts = |row: Row| (row.number, row.cells.into_iter().map(|cell| cell.text).collect());
            Ok(rows(text, delimiter).into_iter().map(texts).collect())
        }
    }
}

/// A row above the header: a single filled cell or no name of a column, where the row below has names.
fn is_title(row: &Row, next: &Row, columns: Columns) -> bool {
    let names = |row: &Row| row.cells.iter().filter(|cell| is_name(cell.text.trim(), columns)).count();
    names(row) == 0 && (names(next) > 0 && names(next) == next.filled() || row.filled() == 1 && (next.filled() > 1 || names(next) == 0))
}

/// The first row holds values where names should stand: the header was deleted.
fn is_headless(row: &Row, columns: Columns) -> bool {
    let texts = || row.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
    let guessed = |text: &str| looks_like_a_key(text) && !text.bytes().any(|byte| byte.is_ascii_digit());
    let named = |text: &str| match columns.spoken.is_empty() && columns.known.is_empty() {
        true => guessed(text) || !columns.meanings(text).is_empty(),
        false => columns.speaks(text) || columns.cut_name(text).is_some(),
    };
    let valued = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit()) || !text.is_ascii();
    row.filled() > 1 && texts().any(valued) && !texts().any(named)
}

/// Where the row of names ends too early: in the middle of a name, or before the columns do. Gives the name that was cut.
fn half_header(header: &Row, rows: &[Row], columns: Columns) -> Option<Option<String>> {
    let last = header.cells.iter().rposition(|cell| !is_blank(&cell.text))?;
    let beyond = |row: &&Row| row.cells.iter().skip(last + 1).any(|cell| !is_blank(&cell.text));
    let filled = rows.iter().filter(|row| !row.is_blank()).count();
    let wider = rows.iter().filter(beyond).count();
    // One row with too many cells is a shift of that row; a nameless column has an empty heading above it.
    let ends = last + 1 == header.cells.len() && wider * 2 > filled && (wider > 1 || filled == 1);
    let cut = columns.cut_name(header.cells[last].text.trim()).map(str::to_owned);
    let full = rows.iter().filter(|row| row.cells.len() > last + 1).count();
    match cut {
        Some(name) if last > 0 && (ends || full * 2 > filled && full > 1) => Some(Some(name)),
        _ if ends && wider > 1 => Some(None),
        _ => None,
    }
}

/// Whether a row below the header says the names of the columns again, as they are or in Japanese.
fn is_header_again(row: &Row, names: &[Option<String>], columns: Columns) -> bool {
    let pairs = || row.cells.iter().zip(names).filter(|(cell, _)| !is_blank(&cell.text));
    let named = |(cell, name): &(&Cell, &Option<String>)| {
        let (text, Some(name)) = (cell.text.trim(), name) else { return false };
        text == name || columns.meanings(text).contains(&name.as_str())
    };
    pairs().filter(named).count() > 1 && pairs().filter(named).count() * 2 >= pairs().count()
}

/// What divides the names of the first line, when it is none of the delimiters of a CSV file.
fn foreign_delimiter(text: &str) -> Option<char> {
    let first = text.lines().find(|line| !is_blank(line))?;
    let divided = !first.contains([',', '\t', ';', '"']);
    let key_on_both_sides = |mark: &char| first.split(*mark).filter(|name| looks_like_a_key(name.trim())).count() > 1;
    divided.then(|| ['|', '｜', '，', '、'].into_iter().find(key_on_both_sides)).flatten()
}

fn is_name(text: &str, columns: Columns) -> bool {
    looks_like_a_key(text) || columns.known.contains(&text)
}

fn looks_like_a_key(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
}

fn is_known(name: &str, columns: Columns) -> bool {
    columns.known.is_empty()
        || columns.known.contains(&name)
        || columns
            .known
            .iter()
            .filter_map(|known| known.strip_suffix('*'))
            .any(|prefix| name.starts_with(prefix) && name.len() > prefix.len())
}

/// `;` or a tab when the first line has no comma but that.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !is_blank(line)).unwrap_or_default();
    match (first.contains(','), first.contains('\t'), first.contains(';')) {
        (false, true, _) => b'\t',
        (false, false, true) => b';',
        _ => b',',
    }
}

/// Where a quoted cell begins whose closing quote is missing: it swallows what follows, up to the next quote or the end.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<usize> {
    let mut bytes = text.bytes().enumerate().peekable();
    let mut begins = true;
    while let Some((start, byte)) = bytes.next() {
        if !begins || byte != b'"' {
            begins = byte == delimiter || byte == b'\n';
            continue;
        }
        begins = false;
        loop {
            match (bytes.next()?.1, bytes.peek()) {
                (b'"', Some((_, b'"'))) => bytes.next(),
                (b'"', Some((_, next))) if !matches!(next, b'\n' | b' ') && *next != delimiter => return Some(start),
                (b'"', _) => break,
                (_, None) => return Some(start),
                _ => continue,
            };
        }
    }
    None
}

/// How many cells a whole row has. Excel fills every row up to the last heading; by hand, columns at the end may be left out, but then in
/// every row. Where neither is so, rows of any width are whole, but for the last one of a file that does not end with a line break.
fn whole_width(rows: &[Row], names: usize, ended: bool) -> usize {
    let widths: Vec<usize> = rows.iter().filter(|row| !row.is_blank()).map(|row| row.cells.len().min(names)).collect();
    let Some((last, others)) = widths.split_last() else { return 0 };
    if widths.len() > 1 && widths.contains(&names) {
        return names;
    }
    let (Some(least), Some(most)) = (others.iter().min(), others.iter().max()) else { return 0 };
    let one_differs = || {
        let most = widths.iter().copied().max().unwrap_or_default();
        widths.len() > 3 && widths.iter().filter(|width| **width < most).count() == 1
    };
    match () {
        () if !ended && last < least => *least,
        () if one_differs() => *most.max(last),
        () => 0,
    }
}

/// Cuts a text into rows of cells with their places.
fn rows(text: &str, delimiter: u8) -> Vec<Row> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    let (mut at, mut number) = (0, 1);
    let mut buffer = vec![0; text.len() + 1];
    loop {
        let (result, read, written) = reader.read_field(&text.as_bytes()[at..], &mut buffer);
        let raw = &text[at..at + read];
        // Between rows the reader passes over empty lines, which Excel counts.
        let skipped = if cells.is_empty() { raw.len() - raw.trim_start_matches('\n').len() } else { 0 };
        number += skipped;
        let (start, end) = (at + skipped, at + raw.trim_end_matches('\n').len().max(skipped));
        at += read;
        let record_end = match result {
            csv_core::ReadFieldResult::Field { record_end } => record_end,
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull if at < text.len() => continue,
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {
                // The end of the text ends the last cell.
                let (result, _, more) = reader.read_field(&[], &mut buffer[written..]);
                if !matches!(result, csv_core::ReadFieldResult::Field { .. }) && cells.is_empty() {
                    return rows;
                }
                cells.push(cell(&buffer[..written + more], text, start, end, delimiter));
                rows.push(Row { number, cells });
                return rows;
            }
            csv_core::ReadFieldResult::End => return rows,
        };
        let cell = cell(&buffer[..written], text, start, end, delimiter);
        cells.push(cell);
        if record_end {
            rows.push(Row { number, cells: std::mem::take(&mut cells) });
            number += 1;
        }
    }
}

fn cell(bytes: &[u8], text: &str, start: usize, end: usize, delimiter: u8) -> Cell {
    let raw = &text[start..end.max(start)];
    let end = if raw.as_bytes().last() == Some(&delimiter) { end - 1 } else { end };
    Cell { text: String::from_utf8_lossy(bytes).into_owned(), span: Span { start, end: end.max(start) } }
}

/// The row of names, and the names that are read.
struct Header<'a> {
    row: &'a Row,
    names: Vec<Option<String>>,
}

struct Table<'a> {
    file: &'a SourceFile,
    findings: &'a mut Diagnostics,
}

impl Table<'_> {
    fn report(&mut self, span: Span, finding: Diagnostic) {
        self.findings.push(finding.at(Place::new(self.file.path.clone(), span.start..span.end)));
    }

    fn report_unclosed(&mut self, at: usize) {
        let message = text!("セルの引用符（\"）が閉じられていません", "the quote of a cell is not closed");
        let hint = text!(
            "値の終わりにも \" を書くか、この \" を消してください。Excelで保存し直せば正しくなります",
            "close the quote or remove it"
        );
        self.report(Span { start: at, end: at + 1 }, Diagnostic::new(&CSV_SHAPE, message).hint(hint));
    }

    fn report_delimiter(&mut self, text: &str, mark: char) {
        let at = text.find(mark).unwrap_or_default();
        let message =
            text!("値の区切りが半角のコンマ（,）ではなく「{mark}」になっています", "the cells are divided by \"{mark}\", not by commas");
        let hint = text!(
            "「{mark}」をすべて半角の `,` に置き換えるか、Excelで「CSV UTF-8（コンマ区切り）」として保存し直してください",
            "replace it by `,` everywhere, or save as \"CSV UTF-8\" in Excel"
        );
        self.report(Span { start: at, end: at + mark.len_utf8() }, Diagnostic::new(&CSV_SHAPE, message).hint(hint));
    }

    fn report_headless(&mut self, row: &Row, columns: Columns) {
        let number = row.number;
        let list = columns.list();
        let message = text!("{number}行目に、見出しではなく値があります", "row {number} holds values, not the names of the columns");
        let hint = match list.as_str() {
            "" => text!("この上に、項目の名前を並べた見出しの行を入れてください", "put the row of names above it"),
            list => text!(
                "この上に、項目の名前を並べた見出しの行（`{list}` など）を入れてください",
                "put the row of names above it (`{list}` and so on)"
            ),
        };
        self.report(row.span(), Diagnostic::new(&CSV_HEADER, message).hint(hint));
    }

    fn report_half_header(&mut self, row: &Row, cut: &Option<String>, columns: Columns) {
        let (number, list) = (row.number, columns.list());
        let message = match (cut, row.cells.iter().rfind(|cell| !is_blank(&cell.text)).map(|cell| cell.text.trim())) {
            (Some(name), Some(shown)) => text!(
                "{number}行目の見出しが「{shown}」で切れています（`{name}` の途中です）",
                "the row of names in row {number} is cut at \"{shown}\", in the middle of `{name}`"
            ),
            _ => text!(
                "{number}行目の見出しが、値の列より少なくなっています（見出しの行が切れています）",
                "the row of names in row {number} has fewer columns than the values below"
            ),
        };
        let hint = text!(
            "見出しの行に、すべての列の名前を並べてください（この種類の項目: `{list}` など）",
            "name all columns (the keys of this kind: `{list}` and so on)"
        );
        self.report(row.span(), Diagnostic::new(&CSV_HEADER, message).hint(hint));
    }

    /// A file that does not end with a line break may have been cut: Excel always writes one.
    fn report_open_end(&mut self, row: &Row, header: &Row, by_excel: bool) {
        let number = row.number;
        let message = text!(
            "{number}行目（最後の行）が改行で終わっていません。ファイルが途中で切れているかもしれません",
            "row {number}, the last one, does not end with a line break: the file may have been cut"
        );
        let hint = text!(
            "最後の行の値がすべてあるか確かめ、行の終わりで改行して保存してください",
            "check that the last row is whole, and end it with a line break"
        );
        // A row that is cut before its last cell is told as such.
        if row.cells.len() < header.cells.len() && !std::ptr::eq(row, header) {
            return;
        }
        let code = if by_excel { &CSV_SHAPE } else { &CSV_OPEN_END };
        self.report(row.span(), Diagnostic::new(code, message).hint(hint));
    }

    fn report_short(&mut self, row: &Row, wanted: usize) {
        let (number, have) = (row.number, row.cells.len());
        let shown = row.cells.last().map_or_else(String::new, |cell| excerpt(cell.text.trim()));
        let message = text!(
            "{number}行目は「{shown}」で終わり、ほかの行より列が足りません（{have}列、ほかは{wanted}列）。途中で切れています",
            "row {number} ends at \"{shown}\" after {have} of {wanted} columns, other than the other rows: it is cut"
        );
        let hint = text!(
            "もとの値を確かめ、行の残りを書いてください。値のない列にも、コンマは要ります",
            "check the values and write the rest of the row; columns without a value need their commas"
        );
        self.report(row.span(), Diagnostic::new(&CSV_SHAPE, message).hint(hint));
    }

    fn report_title(&mut self, row: &Row) {
        let (number, shown) = (row.number, excerpt(&row.cells.iter().map(|cell| cell.text.trim()).collect::<String>()));
        let message = text!("{number}行目「{shown}」は、見出しではなく表の題名です", "row {number} \"{shown}\" is a title, not the header");
        let hint = text!("この行を消し、1行目を見出し（項目の名前）にしてください", "delete this row so that the header is the first row");
        self.report(row.span(), Diagnostic::new(&CSV_SHAPE, message).hint(hint));
    }

    /// The names of the columns; `None` for a column that is not read.
    fn header(&mut self, row: &Row, columns: Columns) -> Vec<Option<String>> {
        let last = row.cells.iter().rposition(|cell| !is_blank(&cell.text)).map_or(0, |last| last + 1);
        let mut names: Vec<Option<String>> = Vec::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for (index, cell) in row.cells.iter().enumerate().take(last) {
            let name = cell.text.trim().to_owned();
            let column = column_letters(index);
            let finding = if name.is_empty() {
                let message = text!("{column}列の見出しが空です", "column {column} has no name");
                Some(
                    Diagnostic::new(&CSV_HEADER, message)
                        .hint(text!("列名を書くか、不要なら列ごと消してください", "name the column or delete it")),
                )
            } else if let Some(first) = seen.get(&name) {
                let first = Place::new(self.file.path.clone(), first.start..first.end);
                let message = text!("列「{name}」が2つあります", "there are two columns \"{name}\"");
                Some(
                    Diagnostic::new(&CSV_HEADER, message)
                        .hint(text!("どちらかの列を消してください", "delete one of them"))
                        .related(first, text!("1つ目はここです", "the first is here")),
                )
            } else {
                seen.insert(name.clone(), cell.span);
                (!is_known(&name, columns)).then(|| unknown_column(&name, columns))
            };
            names.push(if finding.is_some() { None } else { Some(name) });
            if let Some(finding) = finding {
                self.report(cell.span, finding);
            }
        }
        for missing in columns.required.iter().filter(|name| !seen.contains_key(**name)) {
            let renamed = row.cells.iter().any(|cell| closest(cell.text.trim(), columns.known.iter().copied()) == Some(missing));
            if !renamed {
                let message = text!("必須の列「{missing}」がありません", "the column \"{missing}\" is missing");
                let hint = text!("見出しの行に `{missing}` を足し、各行に値を入れてください", "add the column `{missing}`");
                self.report(row.span(), Diagnostic::new(&CSV_HEADER, message).hint(hint));
            }
        }
        names
    }

    fn body(&mut self, rows: Vec<Row>, header: &Header, kind_key: &str, columns: Columns) -> Vec<RawRecord> {
        let names = &header.names;
        let mut spans = Spans { header: Some(header.row.span()), ..Spans::default() };
        let mut values: Vec<(usize, Value)> = Vec::new();
        let mut blank_above = None;
        let mut nameless = false;
        let wanted = whole_width(&rows, names.len(), self.file.text().is_some_and(|text| text.ends_with('\n')));
        for row in rows {
            if row.is_blank() {
                blank_above = blank_above.or(Some(row.number));
                continue;
            }
            if self.is_remark(&row, names, columns, blank_above.is_some()) {
                continue;
            }
            if self.has_nameless_column(&row, header, &mut nameless) {
                continue;
            }
            if self.check_shape(&row, names) == Shape::Shifted {
                continue;
            }
            if row.cells.len() < wanted {
                self.report_short(&row, wanted);
                continue;
            }
            let value = self.record(&row, header, columns.required, &mut spans);
            values.push((row.number, value));
        }
        let spans = spans.finish();
        values
            .into_iter()
            .map(|(row, value)| RawRecord {
                kind: kind_key.to_owned(),
                value,
                origin: Origin::new(self.file.path.clone(), spans.clone(), &format!("[{row}]")),
                notation: Notation::Table { row },
            })
            .collect()
    }

    /// Reports a row of totals and a note under the table: neither is a record.
    fn is_remark(&mut self, row: &Row, names: &[Option<String>], columns: Columns, after_blank: bool) -> bool {
        let number = row.number;
        let first = row.cells.iter().map(|cell| cell.text.trim()).find(|text| !text.is_empty()).unwrap_or_default();
        let shown = excerpt(first);
        let bare: String = first.chars().filter(|c| !c.is_whitespace() && !"【】（）()「」[]".contains(*c)).collect();
        let finding = if is_header_again(row, names, columns) {
            let message = text!("{number}行目は、見出しの行の繰り返しです", "row {number} repeats the header");
            Diagnostic::new(&CSV_SHAPE, message).hint(text!("この行を消してください（見出しは1行目だけです）", "delete this row"))
        } else if matches!(bare.as_str(), "合計" | "総計" | "小計" | "計" | "平均" | "総合計" | "平均値" | "合計値" | "総数")
        {
            let message = text!("{number}行目は「{shown}」の行です", "row {number} is a row of totals (\"{shown}\")");
            Diagnostic::new(&CSV_SHAPE, message)
                .hint(text!("この行を消してください（合計や平均はプログラムが計算します）", "delete this row"))
        } else if names.len() > 1
            && row.filled() == 1
            && (after_blank || matches!(bare.as_str(), "以上" | "以下余白") || first.starts_with(['※', '注', '＊', '*', '（', '(']))
        {
            let message = text!("{number}行目「{shown}」は、表の下の注記です", "row {number} \"{shown}\" is a note, not a record");
            Diagnostic::new(&CSV_SHAPE, message).hint(text!("注記は表から消し、必要なら説明のページに書いてください", "delete the note"))
        } else {
            return false;
        };
        self.report(row.span(), finding);
        true
    }

    /// Values below a header cell that is empty: told once, at the header.
    fn has_nameless_column(&mut self, row: &Row, header: &Header, told: &mut bool) -> bool {
        let beyond = row.cells.iter().enumerate().skip(header.names.len());
        let Some((index, _)) = beyond.into_iter().find(|(_, cell)| !is_blank(&cell.text)) else { return false };
        let Some(cell) = header.row.cells.get(index) else { return false };
        if !std::mem::replace(told, true) {
            let column = column_letters(index);
            let message = text!("{column}列の見出しが空です", "column {column} has no name");
            let hint = text!("列名を書くか、不要なら列ごと消してください", "name the column or delete it");
            self.report(cell.span, Diagnostic::new(&CSV_HEADER, message).hint(hint));
        }
        true
    }

    fn check_shape(&mut self, row: &Row, names: &[Option<String>]) -> Shape {
        let number = row.number;
        let surplus = row.cells.iter().skip(names.len()).find(|cell| !is_blank(&cell.text));
        if let Some(cell) = surplus {
            let (have, shown) = (names.len(), excerpt(&cell.text));
            let message = text!(
                "{number}行目の「{shown}」に見出しがありません（見出しは{have}列）",
                "row {number}: \"{shown}\" stands beyond the {have} named columns"
            );
            let hint = text!(
                "列のずれを直してください。値にコンマが入るときは、Excelで「CSV UTF-8」として保存し直してください",
                "mend the shift; a value with a comma needs quotes"
            );
            self.report(cell.span, Diagnostic::new(&CSV_SHAPE, message).hint(hint));
            return Shape::Shifted;
        }
        if self.begins_empty(row, names) {
            let message = text!(
                "{number}行目の最初のセルが空です（結合したセルを解除した跡かもしれません）",
                "row {number} begins with an empty cell, as merged cells leave it"
            );
            let hint = text!("上の行と同じ値でも省略せず、すべての行に書いてください", "write the value in every row");
            self.report(row.span(), Diagnostic::new(&CSV_SHAPE, message).hint(hint));
        }
        Shape::Readable
    }

    fn begins_empty(&self, row: &Row, names: &[Option<String>]) -> bool {
        let blank = row.cells.first().is_some_and(|cell| is_blank(&cell.text));
        blank && names.first().is_some_and(|name| name.as_deref() == Some("id"))
    }

    fn record(&mut self, row: &Row, header: &Header, required: &[&str], spans: &mut Spans) -> Value {
        let names = &header.names;
        let mut mapping = Mapping::new();
        let number = row.number;
        // Once reported at the header, a column that is not there is not reported again for every row.
        for absent in required.iter().filter(|name| !names.iter().flatten().any(|known| known == *name)) {
            insert(&mut mapping, absent, removed());
        }
        if self.begins_empty(row, names) {
            insert(&mut mapping, "id", removed());
        }
        spans.values.insert(&format!("[{number}]"), row.span());
        for (name, title) in names.iter().zip(&header.row.cells) {
            if let Some(name) = name {
                spans.keys.insert(&format!("[{number}].{name}"), title.span);
            }
        }
        for (cell, name) in row.cells.iter().zip(names) {
            let (Some(name), text) = (name, cell.text.trim()) else { continue };
            let path = format!("[{number}].{name}");
            spans.values.insert(&path, cell.span);
            if text.is_empty() {
                continue;
            }
            if matches!(text, "〃" | "同上" | "々" | "\"") {
                let message = text!(
                    "{number}行目の列「{name}」の「{text}」は、上の行と同じ値とは読まれません",
                    "row {number}, column \"{name}\": \"{text}\" does not repeat the value above"
                );
                let hint = text!("上の行と同じ値でも省略せず、すべての行に書いてください", "write the value in every row");
                self.report(cell.span, Diagnostic::new(&CSV_SHAPE, message).hint(hint));
                insert(&mut mapping, name, removed());
                continue;
            }
            if text.contains('\n') {
                let message = text!(
                    "{number}行目の列「{name}」のセルの中に改行があります",
                    "row {number}, column \"{name}\": a line break inside the cell"
                );
                let hint =
                    text!("改行を消してください（Excelでは Ctrl+J を検索して置換できます）", "remove it (search for Ctrl+J in Excel)");
                self.report(cell.span, Diagnostic::new(&CSV_LINE_BREAK, message).hint(hint));
            }
            let value = match excel_damage(text, Holds::Anything) {
                Some(mut finding) => {
                    let Text { ja, en } = finding.message;
                    finding.message = text!("{number}行目の列「{name}」: {ja}", "row {number}, column \"{name}\": {en}");
                    self.report(cell.span, finding);
                    removed()
                }
                None => plain(Cow::Borrowed(text)),
            };
            insert(&mut mapping, name, value);
        }
        Value::Mapping(mapping)
    }
}

/// Whether the cells of a row can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Readable,
    /// Cells stand under the wrong names: the row is not read.
    Shifted,
}

/// Puts a value at a dotted name.
fn insert(mapping: &mut Mapping, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            mapping.insert(Value::from(name), value);
        }
        Some((head, rest)) => {
            let inner = mapping.entry(Value::from(head)).or_insert_with(|| Value::Mapping(Mapping::new()));
            if let Some(inner) = inner.as_mapping_mut() {
                insert(inner, rest, value);
            }
        }
    }
}

fn unknown_column(name: &str, columns: Columns) -> Diagnostic {
    let folded = name.to_lowercase().replace(['-', ' '], "_");
    let near = columns.known.iter().copied().find(|known| *known == folded).or_else(|| closest(&folded, columns.known.iter().copied()));
    let finding = Diagnostic::new(&CSV_HEADER, text!("「{name}」という列はありません", "there is no column \"{name}\""));
    match near {
        Some(_) => finding.did_you_mean(near),
        None => {
            let list = columns.known.join(", ");
            finding.hint(text!("次の列名から選んでください: {list}", "known columns: {list}"))
        }
    }
}

/// `A`, `B` … `Z`, `AA`.
fn column_letters(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", column_letters(more - 1)),
    }
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
