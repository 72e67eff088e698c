//! What was surely meant: a key in Japanese or full width, a number with its unit, はい for true, a list without brackets.
//!
//! Only what needs no decision of a person; guesses are the [`nearest_key`] and the [`nearest_value`].

use super::{ChoiceDecl, Declared, Found, RecordDecl, ValueDecl, Wanted};
use crate::diagnostic::closest;
use crate::notation::{self, Unit};
use unicode_normalization::UnicodeNormalization;

/// The value among `known` that was meant, when it only differs in width, case or language.
pub fn choice(found: &str, known: &'static ChoiceDecl) -> Option<&'static ValueDecl> {
    let found = folded(found);
    let says = |word: &&str| folded(word) == found;
    let same = known.values.iter().find(|value| says(&value.code));
    same.or_else(|| known.values.iter().find(|value| says(&value.ja) || value.also.iter().any(says)))
}

/// The field of `declared`, or else of `common`, that a key was probably meant to be.
pub fn nearest_key(key: &str, declared: &'static RecordDecl, common: &[&'static Declared]) -> Option<&'static str> {
    let all = || declared.fields.iter().chain(common.iter().copied()).map(|field| field.key);
    self::key(key, declared, common).or_else(|| closest(&folded(key), all()))
}

/// The value among `known` that was probably meant.
pub fn nearest_value(found: &str, known: &'static ChoiceDecl) -> Option<&'static ValueDecl> {
    let near = || {
        let narrow = found.nfkc().collect::<String>().to_lowercase();
        closest(&narrow, known.values.iter().map(|value| value.code))
    };
    choice(found, known).or_else(|| near().and_then(|near| known.values.iter().find(|value| value.code == near)))
}

/// A key in half width and lower case.
pub fn folded(key: &str) -> String {
    notation::folded(key).trim().replace(['-', ' '], "_")
}

/// The key that was meant, when it only differs in width, case or language: of the record itself, else of those that every record may have.
pub fn key(key: &str, declared: &'static RecordDecl, common: &[&'static Declared]) -> Option<&'static str> {
    let folded = folded(key);
    let all = || declared.fields.iter().chain(common.iter().copied());
    let named = all().find(|field| field.key == folded);
    named.or_else(|| all().find(|field| field.is_called(&folded))).map(|field| field.key)
}

/// The value that was meant, as it should be written.
pub fn value(key: &str, found: &Found, wanted: &Wanted) -> Option<String> {
    match (wanted, found) {
        (Wanted::Number | Wanted::Whole { .. }, Found::Text(text)) => amount(key, text),
        (Wanted::Bool, Found::Text(text)) => truth(text).map(str::to_owned),
        (Wanted::List, Found::Text(text)) => {
            let items = items(text);
            let plain = |item: &String| item.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
            (!items.is_empty() && items.iter().all(plain)).then(|| format!("[{}]", items.join(", ")))
        }
        _ => None,
    }
}

fn truth(text: &str) -> Option<&'static str> {
    match &*folded(text) {
        "true" | "yes" | "on" | "はい" | "○" | "◯" | "〇" | "有" | "あり" => Some("true"),
        "false" | "no" | "off" | "いいえ" | "×" | "✕" | "無" | "なし" => Some("false"),
        _ => None,
    }
}

/// The items of a list that was written without its brackets, or with full-width ones.
pub fn items(text: &str) -> Vec<String> {
    let inner = text.trim().trim_matches(['［', '］', '[', ']', '【', '】']);
    let items = inner.split([',', '、', '，', '・', ';', '；', ' ', '\u{3000}']).map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| if item.is_ascii() { item.to_owned() } else { ascii(item) }).collect()
}

/// Full-width letters and digits in half width; other text stays.
fn ascii(item: &str) -> String {
    let narrow: String = item.nfkc().collect();
    if narrow.is_ascii() { narrow } else { item.to_owned() }
}

/// A number with its unit, as digits: `３０名` is 30, `7,500円` is 7500; for minutes also `2時間30分`, `3時間半`.
pub fn amount(key: &str, text: &str) -> Option<String> {
    const UNITS: [&str; 16] = ["", "分", "名", "人", "円", "回", "件", "%", "か月", "ヶ月", "カ月", "月", "日", "年", "点", "課"];
    let normal: String = text.nfkc().filter(|c| !matches!(c, ',' | ' ')).collect();
    let normal = normal.trim_start_matches('約');
    let minutes = key.ends_with("minutes");
    let hour = ["時間", "h", "H"].into_iter().find(|hour| normal.contains(hour));
    if let Some(hour) = hour.filter(|_| minutes) {
        let (hours, rest) = normal.split_once(hour)?;
        let hours: f64 = hours.parse().ok()?;
        let minutes: f64 = match rest.trim_end_matches('分') {
            "" => 0.0,
            "半" => 30.0,
            minutes => minutes.parse().ok()?,
        };
        let all = hours * 60.0 + minutes;
        return (all.fract() == 0.0 && (0.0..100_000.0).contains(&all)).then(|| format!("{all}"));
    }
    let digits = normal.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(normal.len());
    let (number, unit) = normal.split_at(digits);
    // Of money the unit may be larger: 7.5千円 is 7500.
    if let ("cost" | "fee", Some(unit)) = (key, Unit::of(unit))
        && let Some(yen) = Unit::of("円").and_then(|yen| unit.in_terms_of(yen))
    {
        let all = (number.parse::<f64>().ok()? * yen * 100.0).round() / 100.0;
        return (all.fract() == 0.0 && all < 1e12).then(|| format!("{all}"));
    }
    // Two days are not two minutes.
    let fits = match key {
        _ if minutes => matches!(unit, "" | "分"),
        "cost" | "fee" => matches!(unit, "" | "円"),
        "capacity" => matches!(unit, "" | "名" | "人" | "席"),
        _ => UNITS.contains(&unit),
    };
    (!number.is_empty() && fits).then(|| leading_number(number)).flatten()
}

/// The number a text begins with, in ASCII: `３０名` is 30. Of `3万` it is not known without its unit.
pub fn leading_number(text: &str) -> Option<String> {
    let normal: String = text.nfkc().filter(|c| *c != ',').collect();
    let start = normal.find(|c: char| c.is_ascii_digit())?;
    let digits: String = normal[start..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    if normal[start + digits.len()..].starts_with(['十', '百', '千', '万', '億', '兆']) {
        return None;
    }
    let digits = digits.trim_end_matches('.').trim_start_matches('0');
    Some(match digits {
        "" => "0".to_owned(),
        digits if digits.starts_with('.') => format!("0{digits}"),
        digits => digits.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_meaning() {
        for (key, text, number) in [
            ("capacity", "３０名", Some("30")),
            ("fee", "7,500円", Some("7500")),
            ("fee", "7.5千円", Some("7500")),
            ("cost", "1.2万円", Some("12000")),
            ("fee", "1万5千円", None),
            ("fee", "3人", None),
            ("capacity", "30円", None),
            ("capacity", "3万人", None),
            ("duration_minutes", "2時間30分", Some("150")),
            ("duration_minutes", "3時間半", Some("210")),
            ("duration_minutes", "1.5時間", Some("90")),
            ("duration_minutes", "10h", Some("600")),
            ("duration_minutes", "90分", Some("90")),
            ("duration_minutes", "2日", None),
            ("duration_minutes", "1:30", None),
            ("capacity", "10時間", None),
            ("capacity", "各回30名", None),
            ("capacity", "30〜40", None),
        ] {
            assert_eq!(amount(key, text).as_deref(), number, "{text}");
        }
    }

    #[test]
    fn choices_in_japanese_mean_the_choice_that_the_field_has() {
        static ONE: ChoiceDecl = ChoiceDecl {
            name: "one",
            values: &[
                ValueDecl { code: "study-group", ja: "勉強会", en: "Study group", also: &[] },
                ValueDecl { code: "elearning", ja: "eラーニング", en: "E-learning", also: &["動画"] },
                ValueDecl { code: "partner", ja: "民間（連携協定）", en: "Partner", also: &["民間(包括連携協定)"] },
            ],
        };
        let code = |word| choice(word, &ONE).map(|value| value.code);
        assert_eq!((code("勉強会"), code("Study_Group"), code("動画")), (Some("study-group"), Some("study-group"), Some("elearning")));
        assert_eq!((code("ｅラーニング"), code("民間（包括連携協定）"), code("任意")), (Some("elearning"), Some("partner"), None));
        assert_eq!(nearest_value("elerning", &ONE).map(|value| value.code), Some("elearning"));
    }

    #[test]
    fn lists_and_truths_are_recognised() {
        let list = |text: &str| value("levels", &Found::Text(text.to_owned()), &Wanted::List);
        assert_eq!(list("［level-3、level-4］").as_deref(), Some("[level-3, level-4]"));
        assert_eq!(list("level-3").as_deref(), Some("[level-3]"));
        assert_eq!(list("表を読む、話す"), None);
        assert_eq!((truth("はい"), truth("NO"), truth("たぶん")), (Some("true"), Some("false"), None));
    }
}
