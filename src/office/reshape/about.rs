//! What a table says once, above rows that leave it empty (課 | 氏名, of several people), holds for those rows.
//!
//! Only for the one field that says what a row is about; every other empty cell stays empty.

use super::super::IMPORT_DOUBT;
use super::super::table::{Note, Table, excerpt};
use super::super::vocabulary::Vocabulary;
use crate::text;

/// Writes the value above into empty cells of the field that says what a row is about. It may also have been forgotten: every value that
/// was repeated is told.
pub(in super::super) fn fill_below(table: &mut Table, vocabulary: &Vocabulary) -> Vec<Note> {
    let Some(column) = vocabulary.about().and_then(|about| table.column(about)) else { return Vec::new() };
    let key = table.columns[column].key.clone();
    let mut notes: Vec<Note> = Vec::new();
    let mut above: Option<String> = None;
    let mut told = false;
    for row in &mut table.rows {
        let cell = &mut row.cells[column];
        if !cell.text.is_empty() {
            (above, told) = (Some(cell.text.clone()), false);
            continue;
        }
        let Some(above) = &above else { continue };
        cell.text.clone_from(above);
        if !told {
            let shown = excerpt(above);
            notes.push(Note {
                code: &IMPORT_DOUBT,
                at: cell.at,
                message: text!(
                    "`{key}` が空なので、上の行と同じ「{shown}」としました（続く空のセルも）",
                    "`{key}` is empty: it was read as \"{shown}\", as in the row above, here and in the empty cells below"
                ),
                hint: text!("違うときは、セルに値を書いてください", "write the value if another is meant"),
            });
        }
        told = true;
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::super::super::vocabulary::tests::Nobody;
    use super::super::tests::{lines, table};
    use super::*;
    use crate::schema::Kind;

    #[test]
    fn what_is_said_once_holds_for_the_rows_below() {
        let rows: &[&[&str]] = &[&["総務課", "甲"], &["", "乙"], &["", "丙"], &["研修課", "丁"], &["", "戊"]];
        let mut list = table(&["department", "name"], rows);
        let notes = fill_below(&mut list, &Vocabulary::of(Kind::Leader, &Nobody));
        assert_eq!(lines(&list), ["department,name", "総務課,甲", "総務課,乙", "総務課,丙", "研修課,丁", "研修課,戊"]);
        let told: Vec<_> = notes.iter().map(|note| (note.code.name, note.at)).collect();
        assert_eq!(told, [("import-doubt", (2, 0)), ("import-doubt", (5, 0))]);
    }

    #[test]
    fn nothing_is_written_where_nothing_stands_above_and_in_other_fields() {
        let mut list = table(&["department", "name"], &[&["", "甲"], &["総務課", ""]]);
        assert!(fill_below(&mut list, &Vocabulary::of(Kind::Leader, &Nobody)).is_empty());
        assert_eq!(lines(&list), ["department,name", ",甲", "総務課,"]);
    }
}
