//! Values across, one column for each year or department, become one record for each: wide → long.
//!
//! Reads no value. An empty cell is no record.

use super::super::heading::Part;
use super::super::table::{Column, Field, Note, Row, Table, is_plain_number, is_quantity};
use super::super::{IMPORT_CELL, IMPORT_READ};
use crate::notation::Unit;
use crate::text;

/// Writes the unit of a row behind its values: 単位 `％`, 61 is `61％`. The column of units is none of the project.
pub(in super::super) fn add_units(table: &mut Table) -> Vec<Note> {
    while let Some(at) = table.columns.iter().position(|column| column.part == Some(Part::Unit)) {
        for row in &mut table.rows {
            let Some(unit) = Unit::of(&row.cells[at].text) else { continue };
            for (cell, _) in row.cells.iter_mut().zip(&table.columns).filter(|(_, column)| is_quantity(&column.key)) {
                if is_plain_number(&cell.text) {
                    cell.text.push_str(&unit.words());
                }
            }
        }
        table.remove(at);
    }
    Vec::new()
}

/// Writes the year that a heading names beside the value into a column of its own: 基準値（R6）.
pub(in super::super) fn add_years(table: &mut Table, known: &[String]) -> Vec<Note> {
    let mut at = 0;
    while at < table.columns.len() {
        let column = &table.columns[at];
        let key = column.key.strip_suffix(".value").map(|group| format!("{group}.fiscal_year"));
        if let (Some(year), Some(key), None) = (column.year, key, &column.part)
            && known.contains(&key)
            && table.column(&key).is_none()
        {
            let index = column.index;
            table.insert(at + 1, Column { index, key, ..Column::default() }, |row| {
                let value = &row.cells[at];
                let text = if value.text.is_empty() { String::new() } else { year.short() };
                Field { text, at: value.at }
            });
        }
        at += 1;
    }
    Vec::new()
}

/// Makes a record of every value that stands across.
pub(in super::super) fn one_row_each(table: &mut Table) -> Vec<Note> {
    let across = |column: &Column| match &column.part {
        Some(Part::Across { key, says, value }) => Some((*key, says.clone(), *value)),
        _ => None,
    };
    let wide: Vec<(usize, String)> = table.columns.iter().enumerate().filter_map(|(at, column)| Some((at, across(column)?.1))).collect();
    let Some((key, _, value)) = table.columns.iter().find_map(across) else { return Vec::new() };
    let mut notes = Vec::new();
    let other = table.columns.iter().find(|column| across(column).is_some_and(|(other, ..)| other != key));
    if let Some(other) = other {
        notes.push(Note {
            code: &IMPORT_CELL,
            at: (table.header, other.index),
            message: text!("所属とレベルの両方が横に並んでいて、読めません", "departments and levels both stand across"),
            hint: text!("どちらか一方を、縦に並べてください", "write one of them in the rows"),
        });
    }
    let plain: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].part.is_none()).collect();
    // Behind the column that names the record.
    let behind = plain.len().min(1);
    let header = table.header;
    let first = (header, table.columns[wide[0].0].index);
    let mut rows = Vec::new();
    for row in &table.rows {
        for (at, says) in wide.iter().filter(|(at, _)| !row.cells[*at].text.is_empty()) {
            let index = table.columns[*at].index;
            let mut cells: Vec<Field> = plain.iter().map(|at| row.cells[*at].clone()).collect();
            cells.insert(behind, Field { text: says.clone(), at: (header, index) });
            cells.insert(behind + 1, row.cells[*at].clone());
            rows.push(Row { index: row.index, cells });
        }
    }
    let mut columns: Vec<Column> = plain.iter().map(|at| table.columns[*at].clone()).collect();
    columns.insert(behind, Column { index: first.1, key: key.to_owned(), ..Column::default() });
    columns.insert(behind + 1, Column { index: first.1, key: value.to_owned(), ..Column::default() });
    let (names, count) = (wide.iter().map(|(_, says)| says.as_str()).collect::<Vec<_>>().join("、"), rows.len());
    notes.push(Note {
        code: &IMPORT_READ,
        at: first,
        message: text!(
            "横に並んだ {names} の値を、1件ずつの記録にしました（{count}件。空のセルは記録にしません。ほかの列は、どの記録にも写しました）",
            "the values across ({names}) became one record each ({count}; empty cells are none, other columns were copied)"
        ),
        hint: text!("違うときは、見出しを直してください", "mend the headings if that is wrong"),
    });
    (table.columns, table.rows) = (columns, rows);
    notes
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lines, table, with_parts};
    use super::*;
    use crate::notation::FiscalYear;

    fn year(says: &str) -> Part {
        Part::Across { key: "fiscal_year", says: says.to_owned(), value: "value" }
    }

    #[test]
    fn years_across_become_rows_and_empty_cells_none() {
        let rows: &[&[&str]] = &[&["a", "％", "50", "61.3", "", "x"], &["b", "件", "", "1,200", "9件", ""]];
        let wide = table(&["kpi", "単位", "value", "value", "value", "owner"], rows);
        let mut wide = with_parts(wide, &[(1, Part::Unit), (2, year("R7")), (3, year("R8")), (4, year("R9"))]);
        add_units(&mut wide);
        let notes = one_row_each(&mut wide);
        assert_eq!(lines(&wide), ["kpi,fiscal_year,value,owner", "a,R7,50%,x", "a,R8,61.3%,x", "b,R8,1,200件,", "b,R9,9件,"]);
        assert_eq!(wide.rows[1].cells[2].at, (1, 3));
        assert_eq!(notes.iter().map(|note| note.code.name).collect::<Vec<_>>(), ["import-read"]);
    }

    #[test]
    fn a_plain_table_stays_and_a_year_beside_a_value_is_written() {
        let mut plain = table(&["id", "baseline.value"], &[&["a", "3"], &["b", ""]]);
        assert!(one_row_each(&mut plain).is_empty());
        plain.columns[1].year = Some(FiscalYear(2024));
        add_years(&mut plain, &["baseline.fiscal_year".to_owned()]);
        assert_eq!(lines(&plain), ["id,baseline.value,baseline.fiscal_year", "a,3,R6", "b,,"]);
    }
}
