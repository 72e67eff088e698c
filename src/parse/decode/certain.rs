//! What was surely meant: a key in Japanese or full width, a number with its unit, はい for true, a list without brackets.
//!
//! Only what needs no decision of a person; guesses are [`super::report`]'s.

use super::read::{Found, Wanted};
use unicode_normalization::UnicodeNormalization;

/// Keys as Japanese editors name them, with what they may mean; the first that the record has is meant.
#[rustfmt::skip]
const SPOKEN: &[(&[&str], &[&str])] = &[
    (&["タイトル", "題名", "題", "件名", "表題"], &["title", "name"]),
    (&["名前", "名称", "氏名"], &["name", "title"]),
    (&["概要", "要約", "あらまし"], &["summary", "description"]),
    (&["説明", "内容"], &["summary", "description", "definition", "note"]),
    (&["よみ", "読み", "よみがな", "読み仮名", "ふりがな", "フリガナ"], &["yomi"]),
    (&["レベル", "対象", "対象レベル", "人材区分"], &["levels", "level"]),
    (&["スキル"], &["skills", "skill"]),
    (&["必須", "必修", "区分"], &["requirement"]),
    (&["形式", "受け方", "実施方法"], &["format"]),
    (&["時間", "所要時間"], &["duration_minutes", "minutes"]),
    (&["費用", "料金", "受講料", "受験料", "金額"], &["cost", "fee"]),
    (&["主催", "提供", "提供元", "実施機関"], &["provider"]),
    (&["講師"], &["instructor"]),
    (&["定員", "人数"], &["capacity"]),
    (&["場所", "会場"], &["place"]),
    (&["日付", "日", "年月日", "開催日", "実施日"], &["date", "published"]),
    (&["公開日", "掲載日"], &["published", "publish_from", "date"]),
    (&["締切", "締め切り", "〆切", "申込期限"], &["close", "due"]),
    (&["期限"], &["due", "close", "until"]),
    (&["開始", "開始日"], &["open", "from", "start"]),
    (&["終了", "終了日"], &["until", "to", "end"]),
    (&["更新", "更新日"], &["updated"]),
    (&["確認日"], &["checked_on"]),
    (&["担当", "担当課", "所管"], &["owner", "department"]),
    (&["所属", "部局", "部署", "課"], &["department", "owner"]),
    (&["出典", "根拠"], &["source"]),
    (&["備考", "補足", "注"], &["notes", "note", "comment"]),
    (&["コメント"], &["comment", "note", "notes"]),
    (&["状態", "下書き"], &["status"]),
    (&["タグ"], &["tags"]),
    (&["見本", "サンプル"], &["sample"]),
    (&["アドレス", "リンク"], &["url"]),
    (&["年度"], &["fiscal_year"]),
    (&["値", "実績", "実績値"], &["value"]),
    (&["単位"], &["unit"]),
    (&["指標"], &["kpi", "name"]),
    (&["目標"], &["target"]),
    (&["基準", "基準値"], &["baseline"]),
    (&["前提", "事前の研修"], &["prerequisites"]),
    (&["到達目標", "ねらい"], &["goals"]),
    (&["用語"], &["term"]),
    (&["並び順", "順番", "順"], &["order", "weight"]),
    (&["番号"], &["number", "id"]),
];

/// A key in half width and lower case.
pub(super) fn folded(key: &str) -> String {
    key.nfkc().collect::<String>().trim().to_lowercase().replace(['-', ' '], "_")
}

/// The key that was meant, when it only differs in width, case or language.
pub(super) fn key<'k>(key: &str, known: &[&'k str], more: &[&'k str]) -> Option<&'k str> {
    let folded = folded(key);
    let find = |name: &str| known.iter().chain(more).copied().find(|known| *known == name);
    find(&folded).or_else(|| {
        let (_, meant) = SPOKEN.iter().find(|(words, _)| words.contains(&folded.as_str()))?;
        meant.iter().find_map(|name| find(name))
    })
}

/// The value that was meant, as it should be written.
pub(super) fn value(key: &str, found: &Found, wanted: &Wanted) -> Option<String> {
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
pub(super) fn items(text: &str) -> Vec<String> {
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
pub(super) fn amount(key: &str, text: &str) -> Option<String> {
    const UNITS: [&str; 16] = ["", "分", "名", "人", "円", "回", "件", "%", "か月", "ヶ月", "カ月", "月", "日", "年", "点", "課"];
    let normal: String = text.nfkc().filter(|c| !matches!(c, ',' | ' ')).collect();
    let normal = normal.trim_start_matches('約');
    if key.ends_with("minutes") && normal.contains("時間") {
        let (hours, rest) = normal.split_once("時間")?;
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
    (!number.is_empty() && UNITS.contains(&unit)).then(|| leading_number(number)).flatten()
}

/// The number a text begins with, in ASCII: `３０名` is 30.
pub(super) fn leading_number(text: &str) -> Option<String> {
    let normal: String = text.nfkc().filter(|c| *c != ',').collect();
    let start = normal.find(|c: char| c.is_ascii_digit())?;
    let digits: String = normal[start..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
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
    fn keys_in_japanese_mean_the_key_that_the_record_has() {
        assert_eq!(key("タイトル", &["id", "title"], &[]), Some("title"));
        assert_eq!(key("タイトル", &["id", "name"], &[]), Some("name"));
        assert_eq!(key("担当", &["id"], &["owner"]), Some("owner"));
        assert_eq!(key("Ｔｉｔｌｅ", &["title"], &[]), Some("title"));
        assert_eq!(key("Duration-Minutes", &["duration_minutes"], &[]), Some("duration_minutes"));
        assert_eq!(key("titel", &["title"], &[]), None);
    }

    #[test]
    fn amounts_keep_their_meaning() {
        for (key, text, number) in [
            ("capacity", "３０名", Some("30")),
            ("fee", "7,500円", Some("7500")),
            ("duration_minutes", "2時間30分", Some("150")),
            ("duration_minutes", "3時間半", Some("210")),
            ("duration_minutes", "1.5時間", Some("90")),
            ("capacity", "10時間", None),
            ("capacity", "各回30名", None),
            ("capacity", "30〜40", None),
        ] {
            assert_eq!(amount(key, text).as_deref(), number, "{text}");
        }
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
