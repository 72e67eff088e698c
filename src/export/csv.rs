//! A [`DataTable`] as CSV, the way Excel in Japanese offices opens it: UTF-8 with byte order mark, CRLF, quoted only where needed.
//!
//! Words that a spreadsheet would run as a formula (`=`, `+`, `-`, `@` at the start, in either width) get a leading `'`; numbers never do.
//! The JSON of the same table has them unchanged, and the dictionary says so.

use super::table::{DataTable, Value};
use ::csv::{Terminator, WriterBuilder};

/// The CSV of `table`: a header row of keys, then one line per row.
pub(super) fn write(table: &DataTable) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(table.columns.iter().map(|column| column.name.as_bytes())).expect("memory takes every write");
    for row in &table.rows {
        writer.write_record(row.iter().map(cell)).expect("every row has one value per column");
    }
    writer.into_inner().expect("memory takes every write")
}

fn cell(value: &Value) -> String {
    let words = value.words();
    let is_words = matches!(value, Value::Text(_) | Value::List(_));
    // A lone sign is an office's way to write "none", and no formula.
    if is_words && words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && words.chars().nth(1).is_some() {
        return format!("'{words}");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::table::{Column, ValueKind};
    use super::*;
    use crate::route::Dataset;

    fn text(rows: Vec<Vec<Value>>) -> String {
        let column =
            |name: &'static str| Column { name: name.into(), label: "".into(), description: "".into(), unit: "", kind: ValueKind::Text };
        let columns = ["id", "value", "list"].map(column).to_vec();
        let table = DataTable { dataset: Dataset::Levels, title_ja: "", description_ja: "", updated: None, columns, rows };
        String::from_utf8(write(&table)).expect("UTF-8")
    }

    #[test]
    fn excel_reads_it() {
        let row = vec![Value::Text("a".into()), Value::Number(38.0, 1), Value::List(vec!["x;y".into(), "z".into()])];
        assert_eq!(text(vec![row]), "\u{feff}id,value,list\r\na,38.0,x；y;z\r\n");
    }

    #[test]
    fn quotes_and_line_breaks_are_tamed() {
        let row = vec![Value::Text("言った\"は, \"".into()), Value::Text("1行目\n\n  2行目\r\n".into()), Value::Empty];
        assert_eq!(text(vec![row]), "\u{feff}id,value,list\r\n\"言った\"\"は, \"\"\",1行目 2行目,\r\n");
    }

    #[test]
    fn words_never_run_as_formulas_and_numbers_stay_numbers() {
        let row = vec![Value::Text("=cmd|' /C calc'!A0".into()), Value::Number(-12.5, 1), Value::List(vec!["@x".into()])];
        assert_eq!(text(vec![row]), "\u{feff}id,value,list\r\n'=cmd|' /C calc'!A0,-12.5,'@x\r\n");
        let row = vec![Value::Text("－".into()), Value::Text("＋1".into()), Value::Bool(true)];
        assert_eq!(text(vec![row]), "\u{feff}id,value,list\r\n－,'＋1,true\r\n");
    }
}
