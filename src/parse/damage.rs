//! What Excel made of a short text: 内線「2月1日」 was 2-1, the sitting 「44563」 was 1-2 or 1月2日.
//!
//! Judges the fields in which such a text is surely wrong, by what the field is, in tables and in YAML alike; sentences are not looked at.

use super::decode::RawRecord;
use super::excel::{EXCEL_DAMAGE, Holds, excel_damage};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::field::{Notation, removed};
use crate::notation::Day;
use crate::source::Origin;
use crate::text;
use serde_yaml::{Mapping, Value};
use unicode_normalization::UnicodeNormalization;

/// An extension that cannot be dialled.
pub static BAD_EXTENSION: Code = Code::error(
    "bad-extension",
    "内線番号の形ではありません。22-171 のように、数字とハイフンで書いてください（いくつもあるときは 22-171、22-172）",
    "not an extension; write digits and hyphens such as 22-171 (several: 22-171、22-172)",
);

/// What a short text names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Extension,
    /// The name of something: a sitting, a record, a place.
    Name,
    Id,
}

fn field(key: &str) -> Option<Field> {
    match key {
        "ext" => Some(Field::Extension),
        "label" | "name" | "title" | "short" | "abbr" | "place" | "yomi" | "unit" | "term" => Some(Field::Name),
        "id" => Some(Field::Id),
        _ => None,
    }
}

/// Reports what Excel changed in the texts of a record, and takes it out.
pub(super) fn take_out(raw: &mut RawRecord, findings: &mut Diagnostics) {
    let (origin, notation) = (raw.origin.clone(), raw.notation);
    let id = raw.value.get("id").and_then(Value::as_str).map(str::to_owned);
    if let Value::Mapping(mapping) = &mut raw.value {
        below(mapping, "", &Case { origin: &origin, notation, id: id.as_deref() }, findings);
    }
}

struct Case<'a> {
    origin: &'a Origin,
    notation: Notation,
    id: Option<&'a str>,
}

fn below(mapping: &mut Mapping, path: &str, case: &Case, findings: &mut Diagnostics) {
    let day = mapping.get("date").and_then(Value::as_str).and_then(|text| Day::parse(text).ok());
    for (key, value) in mapping.iter_mut() {
        let Some(key) = key.as_str() else { continue };
        let at = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match value {
            Value::Mapping(inner) => below(inner, &at, case, findings),
            Value::Sequence(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    if let Value::Mapping(inner) = item {
                        below(inner, &format!("{at}[{index}]"), case, findings);
                    }
                }
            }
            Value::String(_) | Value::Number(_) => {
                let Some(field) = field(key) else { continue };
                let text = match &value {
                    Value::String(text) => text.clone(),
                    Value::Number(number) => number.to_string(),
                    _ => continue,
                };
                let Some(finding) = judge(field, &text, day) else { continue };
                report(finding, &at, case, findings);
                *value = removed();
            }
            _ => {}
        }
    }
}

fn report(mut finding: Diagnostic, at: &str, case: &Case, findings: &mut Diagnostics) {
    let Text { ja, en } = finding.message;
    finding.message = match case.notation {
        Notation::Table { row } => text!("{row}行目の列「{at}」: {ja}", "row {row}, column \"{at}\": {en}"),
        Notation::Plain => text!("`{at}` の{ja}", "`{at}`: {en}"),
    };
    finding.record = case.id.map(str::to_owned);
    findings.push(finding.at(case.origin.place(at)));
}

/// What is wrong with the text of a field; `day` is the day of its record.
fn judge(field: Field, written: &str, day: Option<Day>) -> Option<Diagnostic> {
    let text: String = written.nfkc().collect::<String>().trim().to_owned();
    let sign = text.starts_with('#') || text.contains("E+");
    if let Some(damage) = excel_damage(&text, Holds::Anything).filter(|_| sign) {
        return Some(damage);
    }
    if let Some(was) = was_before_date(&text, field).filter(|_| day.is_none_or(|day| !names_day(&text, day))) {
        return Some(changed(&text, &was, field));
    }
    let serial = field == Field::Name && text.len() == 5 && ("30000".."60000").contains(&text.as_str());
    if serial && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let date = Day::new(1899, 12, 30)?.plus(text.parse().ok()?);
        let (month, day) = (date.month(), date.day());
        return Some(changed(&text, &format!("{month}-{day} か {month}月{day}日"), field));
    }
    let extension = field == Field::Extension && !is_extension(&text);
    extension.then(|| {
        let shown = super::decode::excerpt(written);
        Diagnostic::new(&BAD_EXTENSION, text!("「{shown}」は内線番号の形ではありません", "\"{shown}\" is not an extension")).hint(text!(
            "22-171 のように、数字とハイフンで書いてください（内線がなければ、この項目を消します）",
            "write digits and hyphens such as 22-171 (remove the field when there is none)"
        ))
    })
}

fn changed(text: &str, was: &str, field: Field) -> Diagnostic {
    let what = match field {
        Field::Extension => "内線番号",
        Field::Name => "名前",
        Field::Id => "id",
    };
    Diagnostic::new(
        &EXCEL_DAMAGE,
        text!("「{text}」は、Excelが{what}を日付に書き換えたもののようです", "\"{text}\" looks like what Excel made of a text"),
    )
    .hint(text!(
        "もとは {was} ではありませんか。Excelで列の書式を「文字列」にし、値を入れ直して保存してください",
        "was it {was}? Set the column's format to Text, enter the value again and save"
    ))
}

/// What a text was before Excel took it for a date.
fn was_before_date(text: &str, field: Field) -> Option<String> {
    if let Some((month, day)) = month_and_day(text) {
        return Some(format!("{month}-{day}"));
    }
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = |word: &str| MONTHS.iter().position(|name| *name == word.to_ascii_lowercase()).map(|at| at + 1);
    let number = |word: &str| Some(word.parse::<u8>().ok()?).filter(|_| word.len() <= 2);
    if let Some((first, second)) = text.split_once('-') {
        if let (Some(day), Some(month)) = (number(first), month(second)) {
            return Some(format!("{month}-{day} か {day}-{month}"));
        }
        if let (Some(month), Some(year)) = (month(first), number(second)) {
            return Some(format!("{month}-{year}"));
        }
    }
    // A whole date is no extension; a name may well be one.
    let date = Day::parse(text).ok().filter(|_| field == Field::Extension)?;
    Some(format!("{}-{}", date.month(), date.day()))
}

/// `2月1日`.
fn month_and_day(text: &str) -> Option<(u8, u8)> {
    let (month, rest) = text.split_once('月')?;
    Some((month.parse().ok()?, rest.strip_suffix('日')?.parse().ok()?))
}

/// Whether a label such as `2月19日` names the day of its own record: then it is what was meant.
fn names_day(text: &str, day: Day) -> bool {
    month_and_day(text).is_some_and(|(month, number)| (month as i8, number as i8) == (day.month(), day.day()))
}

/// Digits with what joins them: `22-171`, `内線 22-171、22-172`, `22-171～173`, `（代表）2111`, `22-171（午前）`.
fn is_extension(text: &str) -> bool {
    let outside: String = {
        let mut depth = 0;
        text.chars()
            .filter(|c| {
                depth += i32::from(*c == '(');
                let out = depth == 0;
                depth -= i32::from(*c == ')');
                out
            })
            .collect()
    };
    let words = ["内線", "直通", "代表", "庁内", "または", "又は", "から", "ext", "Ext", "EXT", "PHS"];
    let bare = words.iter().fold(outside, |text, word| text.replace(word, ""));
    bare.contains(|c: char| c.is_ascii_digit()) && bare.chars().all(|c| c.is_ascii_digit() || " -‐–−ー~〜、,，・/:;#*.+".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(field: Field, text: &str) -> Option<(&'static str, String)> {
        judge(field, text, None).map(|finding| (finding.code.name, finding.hint.map_or_else(String::new, |hint| hint.ja)))
    }

    #[test]
    fn texts_that_excel_took_for_dates_are_told() {
        for (field, text, was) in [
            (Field::Extension, "2月1日", "もとは 2-1 "),
            (Field::Extension, "３-Jan", "もとは 1-3 か 3-1 "),
            (Field::Extension, "Feb-01", "もとは 2-1 "),
            (Field::Extension, "2027-02-01", "もとは 2-1 "),
            (Field::Extension, "2027/2/1", "もとは 2-1 "),
            (Field::Name, "1月2日", "もとは 1-2 "),
            (Field::Name, "44563", "もとは 1-2 か 1月2日 "),
            (Field::Name, "3-Jan", "もとは 1-3 か 3-1 "),
            (Field::Id, "3-Jan", "もとは 1-3 か 3-1 "),
            (Field::Extension, "1.23E+05", ""),
            (Field::Extension, "#N/A", ""),
            (Field::Name, "########", ""),
        ] {
            let (code, hint) = found(field, text).unwrap_or_else(|| panic!("{text}"));
            assert!(code == "excel-damage" && hint.contains(was), "{text}: {code} {hint}");
        }
    }

    #[test]
    fn right_texts_are_left_alone() {
        for text in [
            "22-171",
            "２２－１７１",
            "2111",
            "22123",
            "0123",
            "内線 22-171",
            "22-171、22-172",
            "22-171・172",
            "22-171～173",
            "22-171（午前のみ）",
            "（代表）2111",
            "22-171/22-172",
            "011-231-4111（内線22-171）",
        ] {
            assert_eq!(found(Field::Extension, text), None, "{text}");
        }
        for text in
            ["第1回", "令和8年度 第1回", "2月の回", "2027年2月1日", "1-2", "2026", "Mar", "123456", "1月2日の回", "=関数の使い方", "101"]
        {
            assert_eq!(found(Field::Name, text), None, "{text}");
        }
        assert_eq!(judge(Field::Name, "2月19日", Day::new(2027, 2, 19)), None);
        assert!(judge(Field::Name, "1月2日", Day::new(2027, 2, 19)).is_some());
    }

    #[test]
    fn an_extension_can_be_dialled() {
        for text in ["なし", "総務課", "22-17l", "Ａ－１２"] {
            assert_eq!(found(Field::Extension, text).map(|(code, _)| code), Some("bad-extension"), "{text}");
        }
    }
}
