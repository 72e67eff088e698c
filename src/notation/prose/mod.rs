//! The days, times and years that a sentence names, each with the bytes it stands on: 「令和9年2月19日（金）」, 「10/5(月)～9(金)」, 「午後1時30分」.
//!
//! Reads what is written, also what cannot be (2月30日, 25時, 平成38年): whoever asks judges. Numbers that name no day are passed over:
//! fractions, versions, numbers of laws, telephones, addresses. One pass over the letters of a line. Knows no clock; a year that is not
//! written is not guessed here.

mod letters;
#[cfg(test)]
mod tests;

use super::date::ERAS;
use letters::Letters;
use std::ops::Range;

/// Something that a text says of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its bytes, with the weekday behind it.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
    /// How it hangs together with what was said before it.
    pub join: Join,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A day: 12月4日（金）.
    Day(DaySaid),
    /// A month: 令和8年12月, 13月.
    Month(Option<YearSaid>, i32),
    /// A year: 令和8年, 2026年度.
    Year(YearSaid),
    /// A time of day: 13:30, 午後1時半, 正午.
    Time(TimeSaid),
    /// A quarter of a year: 第3四半期.
    Quarter(i32),
}

/// A day as it is said; it need not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySaid {
    /// The year, when one stands with it.
    pub year: Option<YearSaid>,
    /// The month, or that of the day before it in a list or range.
    pub month: i32,
    /// The day.
    pub day: i32,
    /// The weekdays beside it, 0 for Sunday: none, one, or several （土・日）.
    pub weekdays: Vec<usize>,
    /// Whether it says 12/4, which may be a fraction, without anything beside it that makes it a day.
    pub bare: bool,
}

/// A year as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearSaid {
    /// The era by its place among the eras, latest first; `None` for Gregorian years.
    pub era: Option<usize>,
    /// The number as written; 元 is 1.
    pub number: i32,
    /// Whether it is a fiscal year (年度).
    pub fiscal: bool,
    /// The same year in the other calendar beside it, when there is one: the Gregorian year that it means, and whether that is fiscal.
    pub beside: Option<(i32, bool)>,
}

impl YearSaid {
    /// The Gregorian year.
    pub fn gregorian(self) -> i32 {
        self.era.map_or(self.number, |era| i32::from(ERAS[era].year_one) + self.number - 1)
    }

    /// The name of its era.
    pub fn era_name(self) -> Option<&'static str> {
        self.era.map(|era| ERAS[era].name)
    }

    /// The last Gregorian year of its era, and the first.
    pub fn era_years(self) -> Option<(i32, i32)> {
        self.era.map(|era| (i32::from(ERAS[era].year_one), i32::from(ERAS[era].last_year)))
    }

    /// Whether a day of this year lies before its era began (令和元年4月1日).
    pub fn is_before_its_era(self, month: i32, day: i32) -> bool {
        self.era.is_some_and(|era| {
            let (year, first_month, first_day) = ERAS[era].first;
            self.number == 1 && i32::from(year) == self.gregorian() && (month, day) < (i32::from(first_month), i32::from(first_day))
        })
    }
}

/// A time of day as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeSaid {
    /// The hour as written.
    pub hour: i32,
    /// The minute.
    pub minute: i32,
    /// 午前 or 午後, when it stands before it.
    pub half: Option<Half>,
    /// Whether it is written with a colon, which may also be a ratio or a length.
    pub colon: bool,
}

/// 午前 or 午後.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// 午前
    Morning,
    /// 午後
    Afternoon,
}

impl TimeSaid {
    /// Minutes since midnight.
    pub fn minutes(self) -> i32 {
        let noon = if self.half == Some(Half::Afternoon) && self.hour < 12 { 12 * 60 } else { 0 };
        self.hour * 60 + self.minute + noon
    }
}

/// What stands between two things that are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Anything else.
    Apart,
    /// Nothing but blanks: 12月4日（金） 17時.
    Direct,
    /// ～ or a dash.
    Range,
    /// から, which is a range only where まで follows.
    From,
    /// 、 or ・ or と.
    List,
}

/// What `text`, a line or a sentence, says of time, in order.
pub fn said(text: &str) -> Vec<Said> {
    if !may_say(text) {
        return Vec::new();
    }
    let letters = Letters::of(text);
    let mut all: Vec<Said> = Vec::new();
    let mut end_of_last = 0;
    let mut at = 0;
    while at < letters.len() {
        let before = all.last().map(|last| (last, end_of_last));
        match letters.starts_expression(at).then(|| expression(&letters, at, before)).flatten() {
            Some((what, end)) => {
                let join = if all.is_empty() { Join::Apart } else { join(&letters, end_of_last..at) };
                all.push(Said { range: letters.bytes(at..end), what, join });
                end_of_last = end;
                at = end;
            }
            None => at = letters.after_word(at),
        }
    }
    all
}

/// Whether a text is worth reading letter by letter: every expression has one of these marks beside a digit or a numeral.
fn may_say(text: &str) -> bool {
    // The last bytes of 年 (E5 B9 B4), 月 (E6 9C 88), 日 (E6 97 A5), 時 (E6 99 82), 期 (E6 9C 9F), ： (EF BC 9A), 午 (E5 8D 88).
    let bytes = text.as_bytes();
    let digit = bytes.iter().any(u8::is_ascii_digit);
    let marks = bytes.windows(3).any(|three| {
        matches!(
            three,
            [0xE5, 0xB9, 0xB4] | [0xE6, 0x9C, 0x88] | [0xE6, 0x97, 0xA5] | [0xE6, 0x99, 0x82] | [0xE6, 0x9C, 0x9F] | [0xE5, 0x8D, 0x88]
        )
    });
    marks
        || digit && bytes.iter().any(|byte| matches!(byte, b':' | b'/' | b'-' | b'.' | b'('))
        || text.contains(['：', '／', '．', '－', '（'])
}

/// The expression that begins at `at`, and where it ends.
fn expression(letters: &Letters, at: usize, before: Option<(&Said, usize)>) -> Option<(What, usize)> {
    if let Some(found) = era_expression(letters, at).or_else(|| gregorian_expression(letters, at)) {
        return Some(found);
    }
    if let Some(end) = letters.word(at, "正午") {
        return Some((What::Time(TimeSaid { hour: 12, minute: 0, half: None, colon: false }), end));
    }
    for (word, half) in [("午前", Half::Morning), ("午後", Half::Afternoon), ("AM", Half::Morning), ("PM", Half::Afternoon)] {
        if let Some(after) = letters.word(at, word) {
            return time(letters, letters.blanks(after), Some(half));
        }
    }
    if let Some(after) = letters.word(at, "第")
        && let Some((number, after)) = letters.number(after)
        && let Some(end) = letters.word(after, "四半期")
    {
        return Some((What::Quarter(number), end));
    }
    if letters.is_counted(at) {
        return None;
    }
    month_and_day(letters, at, None)
        .or_else(|| slashed(letters, at, before))
        .or_else(|| time(letters, at, None))
        .or_else(|| day_alone(letters, at, before))
}

/// 令和8年…, R8.11.22.
fn era_expression(letters: &Letters, at: usize) -> Option<(What, usize)> {
    let (era, after) = letters.era(at)?;
    let spelt = letters.at(at).is_some_and(|c| !c.is_ascii());
    let after = letters.blanks(after);
    let (number, after) = match letters.word(after, "元") {
        Some(after) => (1, after),
        // 令和2026年 is a slip; R2026 is no year.
        None => letters.number(after).filter(|(number, _)| spelt || *number < 100)?,
    };
    let year = YearSaid { era: Some(era), number, fiscal: false, beside: None };
    if let Some((month, day, end)) = with_marks(letters, after) {
        return Some(full_day(letters, year, month, day, end));
    }
    let (beside, unit) = beside(letters, after);
    let Some(after) = letters.word(letters.blanks(unit), "年") else {
        // R8(2026): a year only because of the other one beside it. R2 may be a revision.
        let beside = beside.filter(|_| spelt || number > 4);
        return beside.map(|beside| (What::Year(YearSaid { beside: Some(beside), ..year }), unit));
    };
    Some(after_year(letters, YearSaid { beside, ..year }, after))
}

/// 2026年…, 2026-11-22, 2026/11/22.
fn gregorian_expression(letters: &Letters, at: usize) -> Option<(What, usize)> {
    let (number, after) = letters.number(at).filter(|(number, after)| {
        let kanji = letters.at(at).is_some_and(|c| !c.is_ascii_digit());
        (1000..=9999).contains(number) && after - at == 4 && (!kanji || letters.at(*after) == Some('年'))
    })?;
    let year = YearSaid { era: None, number, fiscal: false, beside: None };
    if let Some((month, day, end)) = with_marks(letters, after) {
        let dots = letters.at(after) == Some('.');
        let plausible = (1900..=2199).contains(&number) && (!dots || (1..=12).contains(&month) && (1..=31).contains(&day));
        let named = letters.before(at) == Some('第') || letters.word(end, "号").is_some();
        return (plausible && !named).then(|| full_day(letters, year, month, day, end));
    }
    let (beside, unit) = beside(letters, after);
    match letters.word(letters.blanks(unit), "年") {
        Some(after) => Some(after_year(letters, YearSaid { beside, ..year }, after)),
        None => beside.map(|beside| (What::Year(YearSaid { beside: Some(beside), ..year }), unit)),
    }
}

/// What may follow 年: 度, the other calendar, a month, a day.
fn after_year(letters: &Letters, mut year: YearSaid, after: usize) -> (What, usize) {
    let mut end = after;
    if let Some(after) = letters.word(end, "度") {
        year.fiscal = true;
        end = after;
    }
    if year.beside.is_none()
        && let (Some(other), after) = beside(letters, end)
    {
        year.beside = Some(other);
        end = after;
    }
    if year.fiscal {
        return (What::Year(year), end);
    }
    let month = letters.blanks(letters.word(end, "の").unwrap_or(end));
    month_and_day(letters, month, Some(year)).unwrap_or((What::Year(year), end))
}

/// `(2026年)`, `（令和8年度）`, `(R7)` behind a year; where it ends. Without one: nothing, and `at`.
fn beside(letters: &Letters, at: usize) -> (Option<(i32, bool)>, usize) {
    let read = || {
        let open = letters.word(letters.blanks(at), "(")?;
        let inner = letters.blanks(open);
        let (year, after) = match letters.era(inner) {
            Some((era, after)) => {
                let (number, after) = match letters.word(after, "元") {
                    Some(after) => (1, after),
                    None => letters.number(letters.blanks(after))?,
                };
                (i32::from(ERAS[era].year_one) + number - 1, after)
            }
            None => letters.number(inner).filter(|(number, after)| (1800..=2199).contains(number) && after - inner == 4)?,
        };
        let unit = letters.word(after, "年").unwrap_or(after);
        let fiscal = letters.word(unit, "度");
        let end = letters.word(letters.blanks(fiscal.unwrap_or(unit)), ")")?;
        Some(((year, fiscal.is_some()), end))
    };
    read().map_or((None, at), |(year, end)| (Some(year), end))
}

/// `-11-22`, `/11/22`, `.11.22` behind a year; nothing that is part of a longer code.
fn with_marks(letters: &Letters, at: usize) -> Option<(i32, i32, usize)> {
    let mark = letters.at(at).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, after) = letters.short_number(at + 1)?;
    (letters.at(after) == Some(mark)).then_some(())?;
    let (day, end) = letters.short_number(after + 1)?;
    let ends = match letters.at(end) {
        Some('T') => true,
        Some('-' | '/' | '_') => false,
        Some('.') => letters.at(end + 1).is_none_or(|c| !c.is_ascii_alphanumeric()),
        Some(c) => !c.is_ascii_alphanumeric(),
        None => true,
    };
    ends.then_some((month, day, end))
}

fn full_day(letters: &Letters, year: YearSaid, month: i32, day: i32, end: usize) -> (What, usize) {
    let (weekdays, end) = letters.weekdays(end);
    (What::Day(DaySaid { year: Some(year), month, day, weekdays, bare: false }), end)
}

/// 12月4日（金）, 12月.
fn month_and_day(letters: &Letters, at: usize, year: Option<YearSaid>) -> Option<(What, usize)> {
    let (month, after) = letters.short_number(at)?;
    let after = letters.word(letters.blanks(after), "月")?;
    // 月齢, 月間, 13月目 are no months of the calendar.
    if ["齢", "間", "目", "経", "余", "程", "以上", "未満"].iter().any(|word| letters.word(after, word).is_some()) {
        return None;
    }
    let day = letters.short_number(letters.blanks(after)).and_then(|(day, end)| Some((day, letters.word(letters.blanks(end), "日")?)));
    match day {
        // 4月30日間 is 30 days in April.
        Some((day, end)) if !["間", "目", "分"].iter().any(|word| letters.word(end, word).is_some()) => {
            let (weekdays, end) = letters.weekdays(end);
            Some((What::Day(DaySaid { year, month, day, weekdays, bare: false }), end))
        }
        _ => Some((What::Month(year, month), after)),
    }
}

/// What makes a day of 12/4 when it follows.
const DAY_FOLLOWED_BY: [&str; 12] = ["まで", "から", "必着", "正午", "締切", "〆切", "午前", "午後", "以降", "付け", "開催", "消印"];

/// What makes a day of 12/4 when it stands before.
const DAY_LED_BY: [&str; 9] = ["締切", "〆切", "締め切り", "期限", "期日", "日時", "開催日", "実施日", "試験日"];

/// 12/4, which may be a fraction: a day for sure beside a weekday, a time, まで, ～ or a word like 締切.
fn slashed(letters: &Letters, at: usize, before: Option<(&Said, usize)>) -> Option<(What, usize)> {
    let (month, after) = letters.short_number(at)?;
    (letters.at(after) == Some('/')).then_some(())?;
    let (day, end) = letters.short_number(after + 1)?;
    let goes_on = match letters.at(end) {
        Some('/' | '%' | '_') => true,
        Some('-') => letters.at(end + 1).is_some_and(|c| c.is_ascii_alphabetic()),
        Some(c) => c.is_ascii_alphanumeric(),
        None => false,
    };
    if goes_on {
        return None;
    }
    let (weekdays, after) = letters.weekdays(end);
    let follows = letters.blanks(after);
    let ends_range = || {
        before.is_some_and(|(last, end)| matches!(last.what, What::Day(_)) && matches!(join(letters, end..at), Join::Range | Join::From))
    };
    let sure = !weekdays.is_empty()
        || DAY_FOLLOWED_BY.iter().any(|word| letters.word(follows, word).is_some())
        || time(letters, follows, None).is_some()
        || DAY_LED_BY.iter().any(|word| letters.ends_with(at, word))
        || ends_range();
    let possible = (1..=12).contains(&month) && (1..=31).contains(&day);
    (sure || possible).then_some((What::Day(DaySaid { year: None, month, day, weekdays, bare: !sure }), after))
}

/// 9日（金） or 9(金) behind another day: 10月5日～9日, 12日、19日.
fn day_alone(letters: &Letters, at: usize, before: Option<(&Said, usize)>) -> Option<(What, usize)> {
    let (Said { what: What::Day(last), .. }, end_of_last) = before? else { return None };
    if !matches!(join(letters, end_of_last..at), Join::Range | Join::List | Join::From) {
        return None;
    }
    let (day, after) = letters.short_number(at)?;
    let unit = letters.word(letters.blanks(after), "日");
    if unit.is_some_and(|end| ["間", "目", "分", "前", "後", "以内"].iter().any(|word| letters.word(end, word).is_some())) {
        return None;
    }
    let (weekdays, end) = letters.weekdays(unit.unwrap_or(after));
    (unit.is_some() || !weekdays.is_empty())
        .then_some((What::Day(DaySaid { year: None, month: last.month, day, weekdays, bare: last.bare && unit.is_none() }), end))
}

/// 13:30, 13時30分, 1時半.
fn time(letters: &Letters, at: usize, half: Option<Half>) -> Option<(What, usize)> {
    let (hour, after) = letters.short_number(at)?;
    if let Some(minutes) = letters.word(after, ":") {
        let (minute, end) = letters.short_number(minutes).filter(|(_, end)| end - minutes == 2)?;
        // Seconds, addresses and longer ratios are no times of day.
        let ends = letters.at(end).is_none_or(|c| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '/')));
        return ends.then_some((What::Time(TimeSaid { hour, minute, half, colon: true }), end));
    }
    let after = letters.word(letters.blanks(after), "時")?;
    // 一時 is mostly no time of day (一時的, 一時停止).
    if letters.at(at) == Some('一') || ["間", "限", "点", "短", "給", "期", "代"].iter().any(|word| letters.word(after, word).is_some())
    {
        return None;
    }
    if let Some(end) = letters.word(after, "半") {
        return Some((What::Time(TimeSaid { hour, minute: 30, half, colon: false }), end));
    }
    let minute = letters.short_number(letters.blanks(after)).and_then(|(minute, end)| Some((minute, letters.word(end, "分")?)));
    let (minute, end) = minute.filter(|(_, end)| letters.word(*end, "間").is_none()).unwrap_or((0, after));
    Some((What::Time(TimeSaid { hour, minute, half, colon: false }), end))
}

/// What the letters between two expressions say of them.
fn join(letters: &Letters, between: Range<usize>) -> Join {
    let mut rest = letters.in_range(between).filter(|c| !c.is_whitespace());
    match (rest.next(), rest.next(), rest.next()) {
        (None, _, _) => Join::Direct,
        (Some('~' | '-'), None, _) => Join::Range,
        (Some('か'), Some('ら'), None) => Join::From,
        (Some('、' | ',' | '・' | '･' | 'と' | 'や'), None, _) | (Some('及'), Some('び'), None) => Join::List,
        _ => Join::Apart,
    }
}
