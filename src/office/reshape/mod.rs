//! Steps that make a table of the project out of the shapes in which offices keep theirs: each a function over a table whose texts know
//! their cells, which gives what there is to say.
//!
//! A step that does not concern a table leaves it as it is. Knows no file and no sheet.

mod about;
mod ditto;
mod ids;
mod known;
mod organisation;
mod period;
mod readings;
mod wide;

pub(super) use about::fill_below;
pub(super) use ditto::fill_dittos;
pub(super) use ids::{give_ids, leave_to_write};
pub(super) use known::leave_out_known;
pub(super) use organisation::sort_out;
pub(super) use period::{Context, days, parts, split_periods, with_year};
pub(super) use readings::write_readings;
pub(super) use wide::{add_units, add_years, one_row_each};

#[cfg(test)]
mod tests {
    use super::super::heading::Part;
    use super::super::table::{Column, Field, Row, Table};

    /// A table of texts; its headings stand in the first row.
    pub(super) fn table(keys: &[&str], rows: &[&[&str]]) -> Table {
        let columns =
            keys.iter().enumerate().map(|(index, key)| Column { index: index as u32, key: (*key).to_owned(), ..Column::default() });
        let row = |(at, cells): (usize, &&[&str])| {
            let index = at as u32 + 1;
            let cells = cells.iter().enumerate().map(|(column, text)| Field { text: (*text).to_owned(), at: (index, column as u32) });
            Row { index, cells: cells.collect() }
        };
        Table { columns: columns.collect(), rows: rows.iter().enumerate().map(row).collect(), ..Table::default() }
    }

    /// The same with parts in some columns.
    pub(super) fn with_parts(mut table: Table, parts: &[(usize, Part)]) -> Table {
        for (at, part) in parts {
            table.columns[*at].part = Some(part.clone());
        }
        table
    }

    /// The table as text.
    pub(super) fn lines(table: &Table) -> Vec<String> {
        let head = table.columns.iter().map(|column| column.key.as_str()).collect::<Vec<_>>().join(",");
        let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(","));
        std::iter::once(head).chain(rows).collect()
    }
}
