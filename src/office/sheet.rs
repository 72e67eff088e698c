//! A sheet as this room sees it: cells by row and column, each as the text that a table of the project would hold.
//!
//! Reads no file format and judges nothing.

use crate::notation::Unit;
use std::collections::BTreeMap;

/// Row and column, both from 0.
pub(super) type Position = (u32, u32);

/// One sheet of a workbook, or a whole CSV file.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// As its tab says; `None` for a CSV file, which has only one.
    pub name: Option<String>,
    /// Its tab is not shown.
    pub hidden: bool,
    /// What is written, cells without content left out.
    pub cells: BTreeMap<Position, Cell>,
    /// Cells that were joined into one.
    pub merged: Vec<Area>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// What it shows, as a table of the project would say it.
    pub text: String,
    /// What a person should look at.
    pub doubt: Option<Doubt>,
    /// It is a number, or a number shown as a percentage.
    pub number: Option<Shown>,
    /// The unit that its format shows behind the number (`0"千円"`).
    pub unit: Option<Unit>,
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shown {
    Plain(f64),
    Percent,
}

/// What became of a cell on its way to text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Doubt {
    /// A date whose year is not shown.
    YearNotShown,
    /// The value has more digits than are shown.
    Rounded { exact: String },
    /// Lines were joined.
    Joined,
    /// A formula whose result is not in the file.
    NotComputed,
    /// A length of time of a day or more, or a date before the calendar of Excel is right.
    NoDayOrTime,
}

impl Doubt {
    /// Whether the cell cannot be taken.
    pub(super) fn forbids(&self) -> bool {
        matches!(self, Self::NotComputed | Self::NoDayOrTime)
    }
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub first: Position,
    pub last: Position,
}

impl Area {
    pub(super) fn contains(&self, (row, column): Position) -> bool {
        (self.first.0..=self.last.0).contains(&row) && (self.first.1..=self.last.1).contains(&column)
    }

    pub(super) fn is_wide(&self) -> bool {
        self.first.1 < self.last.1
    }

    pub(super) fn is_high(&self) -> bool {
        self.first.0 < self.last.0
    }
}

impl Sheet {
    /// Whether its tab says that it shows how to fill in another one.
    pub(super) fn is_example(&self) -> bool {
        let words = ["入力例", "記入例", "記載例", "作成例", "見本", "サンプル", "記入要領", "入力要領", "記入方法", "例示"];
        self.name.as_deref().is_some_and(|name| name == "例" || words.iter().any(|word| name.contains(word)))
    }

    /// What a cell says; a joined cell says everywhere what its first one does.
    pub(super) fn text(&self, at: Position) -> &str {
        self.cell(at).map_or("", |cell| &cell.text)
    }

    /// The cell at a place; within a joined one its first.
    pub(super) fn cell(&self, at: Position) -> Option<&Cell> {
        self.cells.get(&at).or_else(|| self.cells.get(&self.area(at)?.first))
    }

    /// The joined cell that a place belongs to.
    pub(super) fn area(&self, at: Position) -> Option<&Area> {
        self.merged.iter().find(|area| area.contains(at))
    }

    /// The rows that hold something, in order, with the columns that do.
    pub(super) fn rows(&self) -> BTreeMap<u32, Vec<u32>> {
        let mut rows: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (row, column) in self.cells.keys() {
            rows.entry(*row).or_default().push(*column);
        }
        rows
    }

    /// `Sheet1!C12`, `'4月 分'!C12`, or `C12` in a CSV file.
    pub(super) fn address(&self, (row, column): Position) -> String {
        let cell = format!("{}{}", letters(column), row + 1);
        match &self.name {
            None => cell,
            Some(name) if name.contains([' ', '\u{3000}', '\'', '!']) => format!("'{}'!{cell}", name.replace('\'', "''")),
            Some(name) => format!("{name}!{cell}"),
        }
    }
}

/// `A`, `B` … `Z`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", letters(more - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_as_excel_does() {
        let sheet = |name: &str| Sheet { name: Some(name.to_owned()), ..Sheet::default() };
        assert_eq!(sheet("Sheet1").address((11, 2)), "Sheet1!C12");
        assert_eq!(sheet("4月 分").address((0, 26)), "'4月 分'!AA1");
        assert_eq!(Sheet::default().address((0, 701)), "ZZ1");
    }
}
