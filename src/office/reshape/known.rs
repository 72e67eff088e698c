//! Records that another file of the project has already: they are not written a second time.
//!
//! What a list says otherwise than the record is told, since a person decides which is right; nothing is changed there.

use super::super::table::{Note, Row, Table, excerpt};
use super::super::vocabulary::Vocabulary;
use super::super::{IMPORT_SKIPPED, IMPORT_THERE};
use crate::notation::unfilled::{WRITE_HERE, WRITE_HERE_KANA};
use crate::notation::{Day, FiscalYear};
use crate::text;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Takes out the records whose id stands in another file of the project.
pub(in super::super) fn leave_out_known(table: &mut Table, vocabulary: &Vocabulary) -> Vec<Note> {
    let Some(id) = table.column("id") else { return Vec::new() };
    let mut notes = Vec::new();
    let (mut same, mut files) = (Vec::new(), BTreeSet::new());
    let keys: Vec<String> = table.columns.iter().map(|column| column.key.clone()).collect();
    table.rows.retain(|row| {
        let (own, at) = (&row.cells[id].text, row.cells[id].at);
        let Some(file) = vocabulary.names.elsewhere(vocabulary.stem, own) else { return true };
        let other = differing(row, &keys, own, vocabulary);
        let is_sample = vocabulary.names.says(vocabulary.stem, own, "sample").is_some_and(|says| says == "true");
        if other.is_empty() && !is_sample {
            same.push(at);
            files.insert(file);
            return false;
        }
        let list = other.join("、");
        let (message, hint) = match is_sample {
            true => (
                text!(
                    "「{own}」は、見本の記録が {file} にもうあるので、書きませんでした",
                    "\"{own}\" stands in {file} already, as a sample, and was not written"
                ),
                text!(
                    "{file} の見本の「{own}」を消してから、取り込み直してください",
                    "take the sample \"{own}\" out of {file} and import again"
                ),
            ),
            false => (
                text!(
                    "「{own}」は {file} にもうあるので、書きませんでした。表と違うところ: {list}",
                    "\"{own}\" stands in {file} already and was not written; the table says otherwise: {list}"
                ),
                text!("表が正しいときは、{file} の「{own}」を直してください", "mend \"{own}\" in {file} where the table is right"),
            ),
        };
        notes.push(Note { code: &IMPORT_THERE, at, message, hint });
        false
    });
    if let Some(first) = same.first() {
        let (count, files) = (same.len(), files.into_iter().collect::<Vec<_>>().join("、"));
        notes.push(Note {
            code: &IMPORT_SKIPPED,
            at: *first,
            message: text!(
                "{count}件は、同じ記録が {files} にもうあるので、書きませんでした",
                "{count} records stand in {files} already and were not written"
            ),
            hint: text!(
                "直すことはありません。別の記録なら、別のidを書いてください",
                "nothing is to be done; give another id to another record"
            ),
        });
    }
    notes
}

/// What a row says otherwise than the record: `ext 4567（今は 1234）`.
fn differing(row: &Row, keys: &[String], id: &str, vocabulary: &Vocabulary) -> Vec<String> {
    // The order of a list, and what is left to be written, say nothing of the record.
    let says = |key: &str, text: &str| !matches!(key, "id" | "order") && !["", "draft", WRITE_HERE, WRITE_HERE_KANA].contains(&text);
    let cells = row.cells.iter().zip(keys).filter(|(cell, key)| says(key, &cell.text));
    let other = cells.filter_map(|(cell, key)| {
        let shown = excerpt(&cell.text);
        match vocabulary.names.says(vocabulary.stem, id, key) {
            Some(now) if is_same(&cell.text, &now) => None,
            Some(now) => Some(format!("{key} {shown}（今は {}）", excerpt(&now))),
            None => Some(format!("{key} {shown}")),
        }
    });
    other.collect()
}

/// Whether two texts say the same, however they are written: 令和8年4月1日 and 2026-04-01, 85％ and 85.
fn is_same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.nfkc().filter(|c| !c.is_whitespace() && *c != ',').collect::<String>();
    let (a, b) = (plain(a), plain(b));
    let number = |text: &str| text.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<f64>().ok();
    let one_is_plain = || a.parse::<f64>().is_ok() || b.parse::<f64>().is_ok();
    a == b
        || matches!((Day::parse(&a), Day::parse(&b)), (Ok(a), Ok(b)) if a == b)
        || matches!((FiscalYear::parse(&a), FiscalYear::parse(&b)), (Ok(a), Ok(b)) if a == b)
        || one_is_plain() && number(&a).is_some() && number(&a) == number(&b)
}

#[cfg(test)]
mod tests {
    use super::super::super::vocabulary::Names;
    use super::super::tests::{lines, table};
    use super::*;
    use crate::schema::Kind;

    /// A project whose departments stand in one file.
    struct There;
    impl Names for There {
        fn id(&self, _: &str, _: &str) -> Option<String> {
            None
        }
        fn has(&self, stem: &str, id: &str) -> bool {
            self.elsewhere(stem, id).is_some()
        }
        fn says(&self, _: &str, id: &str, field: &str) -> Option<String> {
            if field == "sample" {
                return Some((id == "training-3").to_string());
            }
            [("name", "研修課"), ("ext", "1234"), ("order", "7")].iter().find(|(key, _)| *key == field).map(|(_, text)| (*text).to_owned())
        }
        fn elsewhere(&self, stem: &str, id: &str) -> Option<String> {
            (stem == "departments" && id.starts_with("training")).then(|| "data/departments.yaml".to_owned())
        }
    }

    #[test]
    fn a_record_that_is_there_is_not_written_again_and_what_differs_is_told() {
        let rows: &[&[&str]] =
            &[&["training", "研修 課", "1234", "1"], &["training-2", "研修課", "4567", "2"], &["general", "総務課", "11", "3"]];
        let mut list = table(&["id", "name", "ext", "order"], rows);
        let notes = leave_out_known(&mut list, &Vocabulary::of(Kind::Department, &There));
        assert_eq!(lines(&list), ["id,name,ext,order", "general,総務課,11,3"]);
        let told: Vec<_> = notes.iter().map(|note| (note.code.name, note.at, note.message.ja.as_str())).collect();
        assert_eq!(
            told,
            [
                (
                    "import-there",
                    (2, 0),
                    "「training-2」は data/departments.yaml にもうあるので、書きませんでした。表と違うところ: ext 4567（今は 1234）"
                ),
                ("import-skipped", (1, 0), "1件は、同じ記録が data/departments.yaml にもうあるので、書きませんでした"),
            ]
        );
    }

    #[test]
    fn a_sample_stands_in_the_way_of_the_record() {
        let mut list = table(&["id", "name"], &[&["training-3", "研修課"]]);
        let notes = leave_out_known(&mut list, &Vocabulary::of(Kind::Department, &There));
        assert_eq!((list.rows.len(), notes.len()), (0, 1));
        assert!(notes[0].hint.ja.contains("見本の「training-3」を消して"), "{notes:?}");
    }

    #[test]
    fn one_value_written_in_two_ways_is_one() {
        for (a, b) in [("令和8年4月1日", "2026-04-01"), ("85％", "85"), ("R8", "2026"), ("1,200", "1200"), ("研修　課", "研修課")]
        {
            assert!(is_same(a, b), "{a} {b}");
        }
        for (a, b) in [("85%", "85件"), ("0123", "0456"), ("R8", "R9"), ("研修課", "総務課")] {
            assert!(!is_same(a, b), "{a} {b}");
        }
    }
}
