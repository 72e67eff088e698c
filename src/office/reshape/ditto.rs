//! 〃 becomes what stands above it.
//!
//! Fills only what says that it repeats; an empty cell stays empty.

use super::super::table::{Note, Table, excerpt};
use super::super::{IMPORT_CELL, IMPORT_FILLED};
use crate::text;
use unicode_normalization::UnicodeNormalization;

const DITTOS: [&str; 13] = ["〃", "〻", "々", "仝", "同上", "同じ", "同", "〟", "″", "''", "\"", "ゝ", "ヽ"];

/// Writes the value of the record above in place of 〃.
pub(in super::super) fn fill_dittos(table: &mut Table) -> Vec<Note> {
    let mut notes = Vec::new();
    for column in 0..table.columns.len() {
        let mut above: Option<String> = None;
        for row in &mut table.rows {
            let cell = &mut row.cells[column];
            if is_ditto(&cell.text) {
                let shown = excerpt(&cell.text);
                match &above {
                    Some(above) => {
                        let value = excerpt(above);
                        notes.push(Note {
                            code: &IMPORT_FILLED,
                            at: cell.at,
                            message: text!(
                                "「{shown}」を、上の行の「{value}」にしました",
                                "\"{shown}\" became \"{value}\", as in the row above"
                            ),
                            hint: text!("違うときは、セルに値を書いてください", "write the value if another is meant"),
                        });
                        cell.text.clone_from(above);
                    }
                    None => notes.push(Note {
                        code: &IMPORT_CELL,
                        at: cell.at,
                        message: text!("「{shown}」の上に、写す値がありません", "there is nothing above \"{shown}\" that it could repeat"),
                        hint: text!("セルに値を書いてください", "write the value"),
                    }),
                }
            }
            above = Some(cell.text.clone()).filter(|text| !text.is_empty());
        }
    }
    notes
}

fn is_ditto(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = bare.trim_matches(['(', ')', '（', '）', '「', '」']);
    !inner.is_empty() && (DITTOS.contains(&inner) || DITTOS.contains(&&*inner.nfkc().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lines, table};
    use super::*;

    #[test]
    fn what_repeats_is_written_out() {
        let rows: &[&[&str]] = &[&["研修課", "R7"], &["〃", "同上"], &["（々）", "R8"], &["佐々木", ""], &["総務課", "〃"]];
        let mut table = table(&["department", "designated_fy"], rows);
        let notes = fill_dittos(&mut table);
        assert_eq!(lines(&table), ["department,designated_fy", "研修課,R7", "研修課,R7", "研修課,R8", "佐々木,", "総務課,〃"]);
        let told: Vec<_> = notes.iter().map(|note| (note.code.name, note.at)).collect();
        assert_eq!(told, [("import-filled", (2, 0)), ("import-filled", (3, 0)), ("import-filled", (2, 1)), ("import-cell", (5, 1))]);
    }
}
