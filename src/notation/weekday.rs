//! The day of the week as people write it behind a date: `（金・祝）`, `（金曜日）`, `㈮`, `(Fri)`.
//!
//! Says which weekday is named and how much of the text names it. Whether it is the right one, its caller judges.

use super::WEEKDAYS;
use unicode_normalization::UnicodeNormalization;

/// What stands behind a date about its day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayNote {
    /// 0 for Sunday to 6 for Saturday; `None` where only a holiday is named: `（祝）`, `（海の日）`.
    pub weekday: Option<usize>,
    /// How many bytes of the text the note takes, brackets included.
    pub len: usize,
}

/// Names of days in English; three letters are enough.
const ENGLISH: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// The note of a weekday with which `text` begins (after spaces), as it follows a date. What else stands in brackets is none:
/// `（火災予防の日は除く）`, `（水）` is, `（2日間）` is not. Of several (`（土・日）`) the first is the date's own.
pub fn weekday_note(text: &str) -> Option<WeekdayNote> {
    let body = text.trim_start();
    let skipped = text.len() - body.len();
    let first = body.chars().next()?;
    let (weekday, len) = match first {
        // ㈪ to ㈰, ㊊ to ㊐: one character, brackets or ring included.
        '\u{322A}'..='\u{3230}' | '\u{328A}'..='\u{3290}' => {
            let offset = if first <= '\u{3230}' { first as usize - 0x322A } else { first as usize - 0x328A };
            (Some((offset + 1) % 7), first.len_utf8())
        }
        '(' | '（' | '[' | '［' | '【' | '〔' => {
            let inside = &body[first.len_utf8()..];
            // A note is short; what is longer is a sentence in brackets.
            let end = inside.char_indices().take(24).find(|(_, c)| matches!(c, ')' | '）' | ']' | '］' | '】' | '〕'))?;
            (inside_brackets(&inside[..end.0])?, first.len_utf8() + end.0 + end.1.len_utf8())
        }
        _ => {
            // Without brackets only the whole word is a weekday: 金曜日, 金曜.
            let weekday = single(&first.to_string())?;
            let rest = body[first.len_utf8()..].strip_prefix('曜')?;
            let rest = rest.strip_prefix('日').unwrap_or(rest);
            (Some(weekday), body.len() - rest.len())
        }
    };
    Some(WeekdayNote { weekday, len: skipped + len })
}

/// What the words inside brackets name; `None` when one of them is neither a weekday nor a holiday.
fn inside_brackets(inside: &str) -> Option<Option<usize>> {
    let normal = inside.nfkc().collect::<String>();
    let words = normal.split(|c: char| c.is_whitespace() || "・･、,，./-~〜–—".contains(c)).filter(|word| !word.is_empty());
    let (mut weekday, mut any) = (None, false);
    for word in words {
        any = true;
        let named = named(word)?;
        weekday = weekday.or(named);
    }
    any.then_some(weekday)
}

/// The weekday that a word names; `Some(None)` for a holiday.
fn named(word: &str) -> Option<Option<usize>> {
    if is_holiday(word) {
        return Some(None);
    }
    let lower = word.to_lowercase();
    if lower.len() >= 3
        && let Some(weekday) = ENGLISH.iter().position(|name| name.starts_with(&lower))
    {
        return Some(Some(weekday));
    }
    let first = word.chars().next()?;
    let weekday = single(&first.to_string())?;
    let rest = &word[first.len_utf8()..];
    let rest = rest.strip_prefix("曜日").or_else(|| rest.strip_prefix('曜')).unwrap_or(rest);
    // 金祝, 土日, 土日祝, 月振替休日
    (rest.is_empty() || named(rest).is_some()).then_some(Some(weekday))
}

fn single(word: &str) -> Option<usize> {
    WEEKDAYS.iter().position(|name| *name == word)
}

/// Holidays as brackets name them; 祝日 is no Sunday.
fn is_holiday(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "祝",
        "休",
        "祝日",
        "祭日",
        "休日",
        "振休",
        "振替",
        "振替休日",
        "代休",
        "元日",
        "元旦",
        "国民の祝日",
        "国民の休日",
        "閉庁日",
        "平日",
        "祝休日",
    ];
    WORDS.contains(&word) || word.chars().count() > 2 && word.ends_with("の日")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_read_as_they_stand_behind_dates() {
        for text in [
            "（金）",
            "(金)",
            "（金曜）",
            "（金曜日）",
            "（金・祝）",
            "（金、祝日）",
            "(祝・金)",
            "（祝日・金）",
            "（金祝）",
            "（金･祝）",
            " (金)",
            "　（ 金 ）",
            "㈮",
            "㊎",
            "(Fri)",
            "(Fri.)",
            "(FRIDAY)",
            "金曜日",
            "金曜",
            "［金］",
            "（金/祝）",
            "（金～日）",
            "（金・土）",
            "（金土日）",
            "（金・建国記念の日）",
            "（金・振替休日）",
        ] {
            let note = weekday_note(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((note.weekday, note.len), (Some(5), text.len()), "{text}");
        }
        for (text, weekday) in
            [("（日）", 0), ("（日・祝）", 0), ("（日曜日）", 0), ("㈰", 0), ("㈪", 1), ("㈯", 6), ("㊐", 0), ("（水）", 3), ("(Sun)", 0)]
        {
            assert_eq!(weekday_note(text).and_then(|note| note.weekday), Some(weekday), "{text}");
        }
    }

    #[test]
    fn holidays_alone_name_no_weekday() {
        for text in ["（祝）", "（祝日）", "（海の日）", "（振替休日）", "（元日）"] {
            assert_eq!(weekday_note(text), Some(WeekdayNote { weekday: None, len: text.len() }), "{text}");
        }
    }

    #[test]
    fn other_words_behind_a_date_are_no_weekday() {
        for text in [
            "",
            "（）",
            "（2日間）",
            "（火災予防運動）",
            "（日帰り）",
            "（土木部）",
            "（木造）",
            "（水道局）",
            "（金額）",
            "（月末）",
            "（月例）",
            "（予定）",
            "（令和6年）",
            "日",
            "月額",
            "金（きん）",
            "（金",
            "土日",
            "必着",
            "（金は除く）",
            "(F)",
            "（本日）",
            "（当日）",
        ] {
            assert_eq!(weekday_note(text), None, "{text}");
        }
    }

    #[test]
    fn what_follows_is_left() {
        for (text, rest) in [("（金）13時30分", "13時30分"), ("(月)～9(金)", "～9(金)"), ("金曜日必着", "必着"), ("㈮まで", "まで")]
        {
            let note = weekday_note(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(&text[note.len..], rest, "{text}");
        }
    }
}
