//! Readings in hiragana, as lists are sorted by them: アールピーエー → あーるぴーえー.
//!
//! Makes no reading of kanji.

use super::super::IMPORT_READ;
use super::super::table::{Column, Field, Note, Table};
use crate::text;
use unicode_normalization::UnicodeNormalization;

/// Writes readings in hiragana; where there are none, a name in kana is its own.
pub(in super::super) fn write_readings(table: &mut Table, name: Option<&str>, has_yomi: bool) -> Vec<Note> {
    let name = name.and_then(|name| table.column(name));
    if let (Some(name), None, true) = (name, table.column("yomi"), has_yomi)
        && table.rows.iter().any(|row| hiragana(&row.cells[name].text).is_some())
    {
        let index = table.columns[name].index;
        let empty = |row: &super::super::table::Row| Field { text: String::new(), at: row.cells[name].at };
        table.insert(name + 1, Column { index, key: "yomi".to_owned(), ..Column::default() }, empty);
    }
    let mut notes = Vec::new();
    for at in (0..table.columns.len()).filter(|at| table.columns[*at].key.rsplit('.').next() == Some("yomi")) {
        let own = name.filter(|_| table.columns[at].key == "yomi");
        let mut changed = Vec::new();
        for row in &mut table.rows {
            let said = if row.cells[at].text.is_empty() { own } else { Some(at) };
            let Some(reading) = said.and_then(|said| hiragana(&row.cells[said].text)) else { continue };
            if row.cells[at].text != reading {
                changed.push(row.cells[at].at);
                row.cells[at].text = reading;
            }
        }
        if let Some(first) = changed.first() {
            let count = changed.len();
            notes.push(Note {
                code: &IMPORT_READ,
                at: *first,
                message: text!("読みを、ひらがなで書きました（{count}件）", "readings were written in hiragana ({count})"),
                hint: text!("違うときは、読みの列をひらがなで書いてください", "write the column of readings in hiragana if that is wrong"),
            });
        }
    }
    notes
}

/// A text of kana in hiragana; `None` where something else stands in it.
pub(super) fn hiragana(text: &str) -> Option<String> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let hiragana: String = plain
        .chars()
        .map(|c| match c {
            'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
            c => c,
        })
        .collect();
    (!hiragana.is_empty() && hiragana.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー' | '・'))).then_some(hiragana)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lines, table};
    use super::*;

    #[test]
    fn readings_are_written_in_hiragana() {
        let mut list = table(&["term", "yomi"], &[&["RPA", "ｱｰﾙﾋﾟｰ エー"], &["オープンデータ", ""], &["表", "ひょう"], &["計", "?"]]);
        assert_eq!(write_readings(&mut list, Some("term"), true).len(), 1);
        assert_eq!(lines(&list), ["term,yomi", "RPA,あーるぴーえー", "オープンデータ,おーぷんでーた", "表,ひょう", "計,?"]);
        let mut without = table(&["term"], &[&["データ"], &["表"]]);
        write_readings(&mut without, Some("term"), true);
        assert_eq!(lines(&without), ["term,yomi", "データ,でーた", "表,"]);
    }
}
