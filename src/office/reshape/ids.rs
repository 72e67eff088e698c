//! Ids for records of a list that has none, and words for what a list does not say.
//!
//! A record that the project has keeps its id, found by its name; so a list can be imported again. What cannot be known is left to be
//! written, and the record is a draft until then.

use super::super::table::{Column, Field, Note, Row, Table, excerpt};
use super::super::vocabulary::Vocabulary;
use super::super::{IMPORT_ID, IMPORT_LEFT, IMPORT_READ};
use super::readings::hiragana;
use crate::notation::unfilled::{WRITE_HERE, WRITE_HERE_KANA};
use crate::notation::{Day, FiscalYear, Id};
use crate::text;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Where an id comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Given {
    /// The project has the record.
    There,
    /// Its name, reading or address.
    Named,
    /// Only its place in the list.
    Counted,
}

/// Gives an id to every record without one, where the kind has ids.
pub(in super::super) fn give_ids(table: &mut Table, vocabulary: &Vocabulary) -> Vec<Note> {
    let by = match vocabulary.stem {
        "exam_sessions" => table.column("exam"),
        _ => vocabulary.name().and_then(|name| table.column(name)),
    };
    let Some(by) = by.filter(|_| vocabulary.knows("id")) else { return Vec::new() };
    if table.column("id").is_none() {
        let index = table.columns[by].index;
        let empty = |row: &Row| Field { text: String::new(), at: row.cells[by].at };
        table.insert(0, Column { index, key: "id".to_owned(), ..Column::default() }, empty);
    }
    let id = table.column("id").unwrap_or_default();
    let mut taken: BTreeSet<String> = table.rows.iter().map(|row| row.cells[id].text.clone()).filter(|id| !id.is_empty()).collect();
    let mut given: Vec<(Given, String, usize)> = Vec::new();
    for at in 0..table.rows.len() {
        if !table.rows[at].cells[id].text.is_empty() {
            continue;
        }
        let row = &table.rows[at];
        let text = |key: &str| table.column(key).map_or("", |at| row.cells[at].text.as_str());
        let Some(proposal) = proposal(vocabulary, &text, &taken, table.fiscal_year) else { continue };
        taken.insert(proposal.1.clone());
        table.rows[at].cells[id].text.clone_from(&proposal.1);
        given.push((proposal.0, proposal.1, at));
    }
    [Given::There, Given::Named, Given::Counted].into_iter().filter_map(|how| told(how, &given, table, id)).collect()
}

fn told(how: Given, given: &[(Given, String, usize)], table: &Table, id: usize) -> Option<Note> {
    let of: Vec<&(Given, String, usize)> = given.iter().filter(|(given, ..)| *given == how).collect();
    let at = table.rows[of.first()?.2].cells[id].at;
    let (count, ids) = (of.len(), excerpt(&of.iter().map(|(_, id, _)| id.as_str()).collect::<Vec<_>>().join("、")));
    let message = match how {
        Given::There => text!(
            "idのない{count}件は、同じ名前の記録がポータルにあるので、そのidにしました（{ids}）",
            "{count} records without ids have the name of one that is there, and its id ({ids})"
        ),
        Given::Named => text!("idのない{count}件に、名前からidを付けました（{ids}）", "{count} records got ids from their names ({ids})"),
        Given::Counted => text!(
            "idのない{count}件に、名前からはidを作れないので、番号のidを付けました（{ids}）",
            "{count} records got ids by number, since their names make none ({ids})"
        ),
    };
    let hint = text!(
        "idは公開した後は変えません。別のidにするときは、表に「id」の列を足して書いてください",
        "ids never change once they are published: add a column `id` to choose them"
    );
    Some(Note { code: &IMPORT_ID, at, message, hint })
}

/// The id of a record; `None` where it has no name.
fn proposal<'t>(
    vocabulary: &Vocabulary,
    text: &impl Fn(&str) -> &'t str,
    taken: &BTreeSet<String>,
    fiscal_year: Option<FiscalYear>,
) -> Option<(Given, String)> {
    let free = |base: &str, begin: u32| {
        let numbered = (begin..).map(|number| if number == 1 { base.to_owned() } else { format!("{base}-{number}") });
        let is_free = |id: &String| !taken.contains(id) && !vocabulary.names.has(vocabulary.stem, id);
        numbered.take(10_000).find(is_free)
    };
    if vocabulary.stem == "exam_sessions" {
        let exam = Id::parse(text("exam")).ok()?;
        let sitting = sitting(text("label"), text("date"), fiscal_year);
        let base = if sitting.is_empty() { exam.to_string() } else { format!("{exam}-{sitting}") };
        let says = |field: &str| vocabulary.names.says(vocabulary.stem, &base, field).unwrap_or_default();
        let same_label = !text("label").is_empty() && squeezed(&says("label")) == squeezed(text("label"));
        let same_day = || Day::parse(text("date")).is_ok_and(|day| Day::parse(&says("date")) == Ok(day));
        if !taken.contains(&base) && says("exam") == exam.as_str() && (same_label || same_day()) {
            return Some((Given::There, base));
        }
        return Some((Given::Named, free(&base, 1)?));
    }
    let name = text(vocabulary.name()?);
    if name.is_empty() {
        return None;
    }
    if let Some(id) = vocabulary.names.id(vocabulary.stem, name).filter(|id| !taken.contains(id)) {
        return Some((Given::There, id));
    }
    let base = slug(name).or_else(|| hiragana(text("yomi")).map(|kana| latin(&kana))).or_else(|| hiragana(name).map(|kana| latin(&kana)));
    match base.or_else(|| host(text("url"))).filter(|base| Id::parse(base).is_ok()) {
        Some(base) => Some((Given::Named, free(&base, 1)?)),
        None => {
            let word = match vocabulary.stem {
                "glossary" => "term",
                "external" => "content",
                stem => stem.strip_suffix('s').unwrap_or(stem),
            };
            let counted = (1..10_000).map(|number| format!("{word}-{number}"));
            let id = counted.into_iter().find(|id| !taken.contains(id) && !vocabulary.names.has(vocabulary.stem, id))?;
            Some((Given::Counted, id))
        }
    }
}

/// What tells a sitting from others: `r8-1` of 令和8年度 第1回, its day where nothing else does.
fn sitting(label: &str, date: &str, fiscal_year: Option<FiscalYear>) -> String {
    let normal = squeezed(label);
    let (year, rest) = match normal.split_once("年度") {
        Some((year, rest)) => (FiscalYear::parse(year).ok(), rest.to_owned()),
        None => (None, normal),
    };
    let number: String = rest.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let year = year.or(fiscal_year).map(|year| year.short().to_lowercase());
    match (year, number.is_empty(), Day::parse(date)) {
        (Some(year), false, _) => format!("{year}-{number}"),
        (None, false, _) => number,
        (_, true, Ok(day)) => day.iso(),
        (Some(year), true, Err(_)) => year,
        (None, true, Err(_)) => String::new(),
    }
}

/// A text without what is written now so, now so: width and spaces.
fn squeezed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The Latin letters of a name, where there are enough to know it by.
pub(super) fn slug(name: &str) -> Option<String> {
    let lower = name.nfkc().collect::<String>().to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let slug = cut(&parts.join("-"));
    (slug.bytes().filter(u8::is_ascii_alphabetic).count() > 1).then_some(slug)
}

/// The name of a site without what most share: `www.example.jp` is `example-jp`.
fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', ':', '#']).next()?;
    slug(host.trim_start_matches("www."))
}

fn cut(slug: &str) -> String {
    slug.chars().take(40).collect::<String>().trim_matches('-').to_owned()
}

/// Hiragana in Latin letters, long vowels unmarked: おーぷんでーた is `opundeta`.
fn latin(kana: &str) -> String {
    #[rustfmt::skip]
    const ROWS: [(&str, &str); 15] = [
        ("かきくけこ", "k"), ("さしすせそ", "s"), ("たちつてと", "t"), ("なにぬねの", "n"), ("はひふへほ", "h"), ("まみむめも", "m"),
        ("らりるれろ", "r"), ("がぎぐげご", "g"), ("ざじずぜぞ", "z"), ("だぢづでど", "d"), ("ばびぶべぼ", "b"), ("ぱぴぷぺぽ", "p"),
        ("ぁぃぅぇぉ", ""), ("あいうえお", ""), ("ゔゔゔゔゔ", "v"),
    ];
    let mut out = String::new();
    let mut doubled = false;
    for c in kana.chars() {
        let syllable = match c {
            'し' => "shi".to_owned(),
            'ち' => "chi".to_owned(),
            'つ' => "tsu".to_owned(),
            'ふ' => "fu".to_owned(),
            'じ' | 'ぢ' => "ji".to_owned(),
            'づ' => "zu".to_owned(),
            'や' | 'ゆ' | 'よ' | 'ゃ' | 'ゅ' | 'ょ' => {
                let vowel = match c {
                    'や' | 'ゃ' => 'a',
                    'ゆ' | 'ゅ' => 'u',
                    _ => 'o',
                };
                let small = matches!(c, 'ゃ' | 'ゅ' | 'ょ') && out.ends_with('i');
                if small {
                    out.pop();
                }
                let glide = if small && (out.ends_with("sh") || out.ends_with("ch") || out.ends_with('j')) { "" } else { "y" };
                format!("{glide}{vowel}")
            }
            'わ' | 'ゎ' => "wa".to_owned(),
            'を' => "o".to_owned(),
            'ん' => "n".to_owned(),
            'っ' => {
                doubled = true;
                continue;
            }
            '・' => "-".to_owned(),
            c => {
                let of = |(row, begin): &(&str, &str)| row.chars().position(|kana| kana == c).map(|at| (begin.to_string(), at));
                let Some((begin, at)) = ROWS.iter().find_map(of) else { continue };
                let small = matches!(c, 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ');
                // ふぁ, てぃ: the small vowel takes the place of the one before.
                if small && out.len() > 1 && out.ends_with(['a', 'i', 'u', 'e', 'o']) {
                    out.pop();
                }
                format!("{begin}{}", ["a", "i", "u", "e", "o"][at])
            }
        };
        if doubled && let Some(first) = syllable.chars().next().filter(|first| !"aiueo-".contains(*first)) {
            out.push(first);
        }
        doubled = false;
        out.push_str(&syllable);
    }
    cut(&out)
}

/// Writes into a field what the record of the same id says in the project, where the list says nothing.
fn keep_what_is_there(table: &mut Table, key: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let (Some(id), at) = (table.column("id"), table.column(key)) else { return vec![String::new(); table.rows.len()] };
    let said = |row: &Row| match at {
        Some(at) if !row.cells[at].text.is_empty() => row.cells[at].text.clone(),
        _ => {
            // What is still to be written there is said by nobody.
            let there = vocabulary.names.says(vocabulary.stem, &row.cells[id].text, key).unwrap_or_default();
            if [WRITE_HERE, WRITE_HERE_KANA].contains(&&*there) { String::new() } else { there }
        }
    };
    table.rows.iter().map(said).collect()
}

/// Says of indicators how they are judged, where a list says it with numbers: a value by a year is to be reached.
fn kinds_of_targets(table: &Table, texts: &mut [String]) -> Option<Note> {
    let (value, year) = (table.column("target.value")?, table.column("target.fiscal_year")?);
    let sure = |row: &Row| {
        let quantity = row.cells[value].text.nfkc().next().is_some_and(|c| c.is_ascii_digit());
        quantity && FiscalYear::parse(&row.cells[year].text).is_ok()
    };
    let mut first = None;
    let mut count = 0;
    for (row, text) in table.rows.iter().zip(texts).filter(|(row, text)| text.is_empty() && sure(row)) {
        "reach".clone_into(text);
        first = first.or(Some(row.cells[value].at));
        count += 1;
    }
    first.map(|at| Note {
        code: &IMPORT_READ,
        at,
        message: text!(
            "`kind` が書かれていない{count}件は、目標値と年度があるので reach（その年度までに達する）としました",
            "{count} indicators without `kind` have a value and its year as target: their kind is `reach`"
        ),
        hint: text!(
            "「以上を保つ」「増やさない」などの指標は、表に `kind` の列を足し、at_least、not_exceed などと書いてください",
            "add a column `kind` where another is meant, such as at_least or not_exceed"
        ),
    })
}

/// Fills what a record needs and the list does not say: with what the record says in the project, or with 「ここを書く」, as a draft.
pub(in super::super) fn leave_to_write(table: &mut Table, vocabulary: &Vocabulary) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut unfinished = vec![false; table.rows.len()];
    for key in vocabulary.left_to_write() {
        let missing = table.column(key).is_none();
        let index = table.columns.first().map_or(0, |column| column.index);
        let mut texts = keep_what_is_there(table, key, vocabulary);
        if (vocabulary.stem, *key) == ("kpi", "kind") {
            notes.extend(kinds_of_targets(table, &mut texts));
        }
        let rows: Vec<usize> = (0..texts.len()).filter(|at| texts[*at].is_empty()).collect();
        if missing {
            let empty = |row: &Row| Field { text: String::new(), at: (row.index, index) };
            table.insert(table.columns.len(), Column { index, key: (*key).to_owned(), ..Column::default() }, empty);
        }
        let Some(at) = table.column(key) else { continue };
        for (row, text) in table.rows.iter_mut().zip(texts) {
            row.cells[at].text = text;
        }
        let Some(first) = rows.first() else { continue };
        let place = if missing { (table.header, index) } else { table.rows[*first].cells[at].at };
        let count = rows.len();
        let words = if key.ends_with("yomi") { WRITE_HERE_KANA } else { WRITE_HERE };
        for row in rows {
            table.rows[row].cells[at].text = words.to_owned();
            unfinished[row] = true;
        }
        notes.push(Note {
            code: &IMPORT_LEFT,
            at: place,
            message: text!(
                "`{key}` が書かれていない{count}件は、「{words}」として下書きにしました",
                "{count} records without `{key}` are drafts in which it is left to be written"
            ),
            hint: text!(
                "表に `{key}` の列を足して書くか、できたファイルの「{words}」を直し、status の draft を消してください",
                "add a column `{key}`, or write it in the file that is made and take `draft` out"
            ),
        });
    }
    if unfinished.contains(&true) {
        if table.column("status").is_none() {
            let (end, index) = (table.columns.len(), table.columns.first().map_or(0, |column| column.index));
            let empty = |row: &Row| Field { text: String::new(), at: (row.index, index) };
            table.insert(end, Column { index, key: "status".to_owned(), ..Column::default() }, empty);
        }
        let status = table.column("status").unwrap_or_default();
        for (row, _) in table.rows.iter_mut().zip(&unfinished).filter(|(_, unfinished)| **unfinished) {
            row.cells[status].text = "draft".to_owned();
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::super::super::vocabulary::{Names, tests::Nobody};
    use super::super::tests::{lines, table};
    use super::*;
    use crate::schema::Kind;

    struct One;
    impl Names for One {
        fn id(&self, column: &str, name: &str) -> Option<String> {
            (column == "glossary" && name == "標準化").then(|| "standard".to_owned())
        }
        fn has(&self, stem: &str, id: &str) -> bool {
            stem == "glossary" && id == "rpa"
        }
        fn says(&self, _: &str, id: &str, field: &str) -> Option<String> {
            ((id, field) == ("standard", "yomi")).then(|| "ひょうじゅんか".to_owned())
        }
        fn elsewhere(&self, _: &str, _: &str) -> Option<String> {
            None
        }
    }

    #[test]
    fn ids_come_from_the_project_the_name_or_the_reading() {
        let rows: &[&[&str]] = &[&["RPA", ""], &["標準化", ""], &["業務", "ぎょうむ"], &["オープンデータ", ""], &["表", ""]];
        let mut list = table(&["term", "yomi"], rows);
        let notes = give_ids(&mut list, &Vocabulary::of(Kind::Term, &One));
        let ids: Vec<_> = list.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!(ids, ["rpa-2", "standard", "gyoumu", "opundeta", "term-1"]);
        assert_eq!(notes.len(), 3);
        assert!(ids.iter().all(|id| Id::parse(id).is_ok()));
    }

    #[test]
    fn an_id_that_is_written_stays_and_a_sitting_has_that_of_its_exam() {
        let rows: &[&[&str]] =
            &[&["", "ip", "令和8年度 第1回", ""], &["x", "ip", "", ""], &["", "ip", "春期", "2026-04-19"], &["", "試験", "", ""]];
        let mut list = table(&["id", "exam", "label", "date"], rows);
        give_ids(&mut list, &Vocabulary::of(Kind::ExamSession, &Nobody));
        let ids: Vec<_> = list.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!(ids, ["ip-r8-1", "x", "ip-2026-04-19", ""]);
    }

    #[test]
    fn how_an_indicator_is_judged_is_read_from_its_target_or_left_to_be_written() {
        let rows: &[&[&str]] = &[&["a", "85%", "R10"], &["b", "増やす", "R10"], &["c", "85%", ""]];
        let mut list = table(&["id", "target.value", "target.fiscal_year"], rows);
        let notes = leave_to_write(&mut list, &Vocabulary::of(Kind::Kpi, &Nobody));
        let expected = [
            "id,target.value,target.fiscal_year,kind,status",
            "a,85%,R10,reach,",
            "b,増やす,R10,ここを書く,draft",
            "c,85%,,ここを書く,draft",
        ];
        assert_eq!(lines(&list), expected);
        let told: Vec<_> = notes.iter().map(|note| (note.code.name, note.at)).collect();
        assert_eq!(told, [("import-read", (1, 1)), ("import-left", (0, 0))]);
    }

    #[test]
    fn kana_in_latin_letters() {
        for (kana, word) in [
            ("しょうがっこう", "shougakkou"),
            ("ふぁいる", "fairu"),
            ("きゃっしゅ", "kyasshu"),
            ("じょうほう", "jouhou"),
            ("でーた・べーす", "deta-besu"),
        ] {
            assert_eq!(latin(kana), word);
        }
        assert_eq!(host("https://www.example.jp/a?b"), Some("example-jp".to_owned()));
        assert_eq!((slug("RPA入門"), slug("第2回")), (Some("rpa".to_owned()), None));
    }

    #[test]
    fn what_a_list_does_not_say_makes_a_draft() {
        let mut list = table(&["id", "term", "body"], &[&["a", "表", "値の並び"], &["b", "図", ""]]);
        let notes = leave_to_write(&mut list, &Vocabulary::of(Kind::Term, &Nobody));
        assert_eq!(lines(&list), ["id,term,body,yomi,status", "a,表,値の並び,ここをかく,draft", "b,図,ここを書く,ここをかく,draft"]);
        assert_eq!(notes.len(), 2);
        let mut whole = table(&["id", "term", "yomi", "body"], &[&["a", "表", "ひょう", "値の並び"]]);
        assert!(leave_to_write(&mut whole, &Vocabulary::of(Kind::Term, &Nobody)).is_empty());
        assert_eq!(lines(&whole)[0], "id,term,yomi,body");
        let mut again = table(&["id", "term", "body"], &[&["standard", "標準化", "そろえること"]]);
        assert!(leave_to_write(&mut again, &Vocabulary::of(Kind::Term, &One)).is_empty());
        assert_eq!(lines(&again)[1], "standard,標準化,そろえること,ひょうじゅんか");
    }
}
