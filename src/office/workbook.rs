//! The sheets of an Excel workbook.
//!
//! Cells are read one by one: a sheet with one cell in its last corner is small. Judges nothing; opens no file.

use super::sheet::{Area, Cell, Doubt, Sheet};
use super::written::{self, Format};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// More cells than a table of a portal ever has.
pub(super) const MOST_CELLS: usize = 500_000;

/// Why a workbook cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    Damaged,
    Password,
    TooLarge,
}

/// All worksheets in their order, hidden ones too.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    // The file may come from anywhere; a defect in reading it is no reason to end.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or(Err(Unreadable::Damaged))
}

impl From<XlsxError> for Unreadable {
    fn from(error: XlsxError) -> Self {
        if matches!(error, XlsxError::Password) { Self::Password } else { Self::Damaged }
    }
}

fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let tabs = book.sheets_metadata().to_vec();
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    for tab in tabs.into_iter().filter(|tab| tab.typ == SheetType::WorkSheet) {
        let mut sheet = sheet(&mut book, &tab.name, &mut left)?;
        sheet.hidden = tab.visible != SheetVisible::Visible;
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut usize) -> Result<Sheet, Unreadable> {
    let merged = book.merge_cells_by_sheet_name(name)?.iter().map(|area| Area { first: area.start, last: area.end }).collect();
    let mut sheet = Sheet { name: Some(name.to_owned()), merged, ..Sheet::default() };
    let (styles, is_1904) = (book.worksheet_style(name)?, book.has_1904_epoch());
    let mut reader = book.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_cell()? {
        let at = cell.get_position();
        let number_format = styles.get(at).and_then(|style| style.number_format.as_ref());
        let format = number_format.map_or(Format::default(), |format| Format { code: &format.format_code, id: format.format_id });
        let taken = taken(cell.get_value(), is_1904, format);
        if !taken.text.is_empty() {
            *left = left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
            sheet.cells.insert(at, taken);
        }
    }
    drop(reader);
    let mut formulas = book.worksheet_cells_reader(name)?;
    while let Some(formula) = formulas.next_formula()? {
        let shown = format!("={}", formula.get_value());
        if shown.len() > 1 {
            sheet.cells.entry(formula.get_position()).or_insert(Cell { text: shown, doubt: Some(Doubt::NotComputed), ..Cell::default() });
        }
    }
    Ok(sheet)
}

fn taken(value: &DataRef<'_>, is_1904: bool, format: Format) -> Cell {
    match value {
        DataRef::Empty => Cell::default(),
        DataRef::Int(value) => written::number(*value as f64, format),
        DataRef::Float(value) => written::number(*value, format),
        DataRef::String(text) => written::text(text),
        DataRef::SharedString(text) => written::text(text),
        DataRef::Bool(value) => Cell { text: value.to_string(), ..Cell::default() },
        DataRef::DateTime(moment) if moment.is_duration() => written::duration(moment.as_f64()),
        DataRef::DateTime(moment) => written::moment(moment.as_f64(), is_1904, format),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => written::iso(text),
        DataRef::Error(error) => Cell { text: error.to_string(), ..Cell::default() },
    }
}
