//! Days, months, times and deadlines, in Gregorian and Japanese era notation.

use super::{AMBIGUOUS_YEAR, BAD_DATE, BAD_TIME, EXCEL_DATE, FiscalYear, Misread, deserialize_by_parse, normal};
use crate::diagnostic::Text;
use crate::text;
use jiff::civil;
use std::fmt;

/// An era of the Japanese calendar.
#[derive(Debug)]
pub(super) struct Era {
    pub name: &'static str,
    pub letter: char,
    pub year_one: i16,
    pub first: (i16, i8, i8),
    /// Last Gregorian year that was counted in it.
    pub last_year: i16,
}

/// The eras since Meiji, latest first (元号法; 昭和 began on 1926-12-25, 平成 on 1989-01-08, 令和 on 2019-05-01).
pub(super) static ERAS: &[Era] = &[
    Era { name: "令和", letter: 'R', year_one: 2019, first: (2019, 5, 1), last_year: 9999 },
    Era { name: "平成", letter: 'H', year_one: 1989, first: (1989, 1, 8), last_year: 2019 },
    Era { name: "昭和", letter: 'S', year_one: 1926, first: (1926, 12, 25), last_year: 1989 },
    Era { name: "大正", letter: 'T', year_one: 1912, first: (1912, 7, 30), last_year: 1926 },
    Era { name: "明治", letter: 'M', year_one: 1868, first: (1868, 10, 23), last_year: 1912 },
];

/// A year as an era counts it: 令和8年.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EraYear {
    /// The letter of the era: R, H, S, T or M.
    pub letter: char,
    /// The year, from 1.
    pub number: i16,
}

/// Sunday first.
pub const WEEKDAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(civil::Date);

impl Day {
    /// The day, if it exists.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `2026-11-22`, `2026/11/22`, `令和8年11月22日`, `R8.11.22`, also with full-width digits.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let shown = text.trim();
        let clean = normal(text).replace(' ', "");
        if clean.len() == 5 && clean.bytes().all(|b| b.is_ascii_digit()) && ("20000".."60000").contains(&clean.as_str()) {
            return Err(excel_serial(&clean));
        }
        let (year, rest) = read_year(&clean, shown)?;
        let mut parts = rest.trim_end_matches('日').split(['-', '/', '.', '月']).filter(|part| !part.is_empty());
        let (month, day) = (parts.next().and_then(|part| part.parse().ok()), parts.next().and_then(|part| part.parse().ok()));
        let (Some(month), Some(day), None) = (month, day, parts.next()) else {
            let month_alone = rest.trim_end_matches('月').trim_start_matches('0').parse().ok().filter(|month| (1..=12).contains(month));
            return Err(month_alone.map_or_else(|| unreadable(shown), |month: i8| without_day(shown, year, month)));
        };
        let Some(date) = Self::new(year, month, day) else {
            let last = civil::Date::new(year, month, 1).ok().map(civil::Date::days_in_month);
            let hint = match last {
                Some(last) => text!("{year}年{month}月は{last}日までです。日付を確かめてください", "{year}-{month:02} has {last} days"),
                None => text!("月は1から12までです。日付を確かめてください", "months are 1 to 12"),
            };
            return Err(Misread {
                code: &BAD_DATE,
                message: text!("「{shown}」は暦にない日付です", "\"{shown}\" does not exist in the calendar"),
                hint: Some(hint),
            });
        };
        check_era(&clean, date, shown)?;
        Ok(date)
    }

    /// Gregorian year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// 0 for Sunday to 6 for Saturday.
    pub fn weekday(self) -> usize {
        self.0.weekday().to_sunday_zero_offset() as usize
    }

    /// Days from `self` to `other`, negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        (other.0 - self.0).get_days()
    }

    /// The day `days` later (earlier when negative).
    pub fn plus(self, days: i32) -> Self {
        use jiff::ToSpan;
        // The calendar ends long before: a span of more days is none.
        Self(self.0.saturating_add(days.clamp(-5_000_000, 5_000_000).days()))
    }

    /// `2026-11-22`.
    pub fn iso(self) -> String {
        self.0.to_string()
    }

    /// `令和8年11月22日`.
    pub fn era_date(self) -> String {
        format!("{}{}月{}日", self.era_year(), self.month(), self.day())
    }

    /// `令和8年11月22日（日）`.
    pub fn words(self) -> String {
        format!("{}（{}）", self.era_date(), WEEKDAYS[self.weekday()])
    }

    /// `11月22日（日）`.
    pub fn short_words(self) -> String {
        format!("{}月{}日（{}）", self.month(), self.day(), WEEKDAYS[self.weekday()])
    }

    /// `令和8年`, `令和元年`.
    pub fn era_year(self) -> String {
        match self.era() {
            Some((era, 1)) => format!("{}元年", era.name),
            Some((era, number)) => format!("{}{number}年", era.name),
            None => format!("{}年", self.year()),
        }
    }

    /// The year of the era; `None` before the eras began.
    pub fn year_of_era(self) -> Option<EraYear> {
        self.era().map(|(era, number)| EraYear { letter: era.letter, number })
    }

    fn era(self) -> Option<(&'static Era, i16)> {
        let begun = |era: &&Era| Self::new(era.first.0, era.first.1, era.first.2).is_some_and(|first| first <= self);
        ERAS.iter().find(begun).map(|era| (era, self.year() - era.year_one + 1))
    }
}

/// Reads the year at the start of `clean`; gives what follows it.
fn read_year<'a>(clean: &'a str, shown: &str) -> Result<(i16, &'a str), Misread> {
    for era in ERAS {
        let Some(rest) = clean
            .strip_prefix(era.name)
            .or_else(|| clean.strip_prefix(era.letter))
            .or_else(|| clean.strip_prefix(era.letter.to_ascii_lowercase()))
        else {
            continue;
        };
        let (number, rest) = match rest.strip_prefix('元') {
            Some(rest) => (1, rest),
            None => {
                let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                (rest[..digits].parse::<i16>().map_err(|_| unreadable(shown))?, &rest[digits..])
            }
        };
        let name = era.name;
        if !(1..=200).contains(&number) {
            return Err(Misread {
                code: &BAD_DATE,
                message: text!("{name}{number}年はありません", "there is no year {number} of {name}"),
                hint: Some(text!("元号の年を確かめてください（最初の年は{name}元年です）", "check the year; the first one is {name}元年")),
            });
        }
        return Ok((era.year_one + number - 1, rest.trim_start_matches(['年', '.', '-', '/'])));
    }
    let digits = clean.find(|c: char| !c.is_ascii_digit()).unwrap_or(clean.len());
    if digits == 4 && digits < clean.len() {
        return Ok((clean[..4].parse().map_err(|_| unreadable(shown))?, clean[4..].trim_start_matches(['年', '.', '-', '/'])));
    }
    let looks_like_a_date = clean.len() > digits && matches!(clean[digits..].chars().next(), Some('-' | '/' | '.' | '月' | '年'));
    if (1..=2).contains(&digits) && looks_like_a_date {
        return Err(Misread {
            code: &AMBIGUOUS_YEAR,
            message: text!("「{shown}」だけでは、どの年か決まりません", "\"{shown}\" has no four-digit year"),
            hint: Some(text!("2026-11-22 か 令和8年11月22日 のように書いてください", "write 2026-11-22 or 令和8年11月22日")),
        });
    }
    Err(unreadable(shown))
}

/// A date in an era that had already ended, such as 平成32年, or had not begun.
fn check_era(clean: &str, date: Day, shown: &str) -> Result<(), Misread> {
    let Some(era) = ERAS
        .iter()
        .find(|era| clean.starts_with(era.name) || clean.starts_with(era.letter) || clean.starts_with(era.letter.to_ascii_lowercase()))
    else {
        return Ok(());
    };
    let begins = Day::new(era.first.0, era.first.1, era.first.2).is_some_and(|first| first <= date);
    // Forms filled in before a change of era may still name the old one in its last year; later years are slips.
    if begins && date.year() <= era.last_year {
        return Ok(());
    }
    let right = date.era_date();
    Err(Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」は元号の年が合っていません", "\"{shown}\": the era does not have that year"),
        hint: Some(text!("もしかして: {right}", "did you mean: {right}")),
    })
}

/// `2026年10月22日（木）`: the day of the week is not written, because it goes wrong.
fn with_weekday(shown: &str) -> Option<Misread> {
    let (date, rest) = shown.split_once(['(', '（'])?;
    let named = rest.trim_end_matches([')', '）']).trim_end_matches("曜日").trim_end_matches('曜');
    let day = Day::parse(date).ok()?;
    let right = WEEKDAYS[day.weekday()];
    let iso = day.iso();
    Some(match named == right {
        true => Misread {
            code: &BAD_DATE,
            message: text!("日付に曜日が付いています", "the date has a weekday"),
            hint: Some(text!("曜日は自動で付きます。{iso} とだけ書いてください", "the weekday is added; write {iso}")),
        },
        false => Misread {
            code: &BAD_DATE,
            message: text!("「{shown}」の曜日が合っていません（{right}曜日です）", "\"{shown}\": the weekday is wrong"),
            hint: Some(text!(
                "日付を確かめ、曜日を付けずに {iso} のように書いてください",
                "check the date and write it without a weekday, such as {iso}"
            )),
        },
    })
}

/// `20261022`.
fn run_together(shown: &str) -> Option<Misread> {
    let digits = normal(shown);
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = Day::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])).ok()?;
    let iso = day.iso();
    Some(Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」は年・月・日の区切りがありません", "\"{shown}\" has no marks between year, month and day"),
        hint: Some(text!("もしかして: {iso}", "did you mean: {iso}")),
    })
}

fn excel_serial(digits: &str) -> Misread {
    let serial: i32 = digits.parse().unwrap_or_default();
    let day = Day(civil::date(1899, 12, 30)).plus(serial);
    let iso = day.iso();
    Misread {
        code: &EXCEL_DATE,
        message: text!("「{digits}」はExcelの日付の通し番号のようです", "\"{digits}\" looks like an Excel date serial number"),
        hint: Some(text!(
            "もしかして: {iso}。Excelでセルの表示形式を「日付」か「文字列」にして保存し直してください",
            "did you mean {iso}? Format the cell as date or text in Excel and save again"
        )),
    }
}

/// `2026年10月` where a day is wanted.
fn without_day(shown: &str, year: i16, month: i8) -> Misread {
    Misread {
        code: &BAD_DATE,
        message: text!("「{shown}」には日がありません", "\"{shown}\" names no day"),
        hint: Some(text!("{year}-{month:02}-01 のように、日まで書いてください", "write the day, too: {year}-{month:02}-01")),
    }
}

/// The day that was surely meant by a text with other hyphens, an `O` for a zero, `令8`, or words or a time of midnight behind it.
fn meant(shown: &str) -> Option<Day> {
    let clean = normal(shown).replace(['‐', '‑', '–', '—', '―', '−', 'ー'], "-").replace(['O', 'o'], "0");
    let clean = clean.trim_matches(['"', '\'', '“', '”', '‘', '’', '「', '」']);
    let era = [("令", "令和"), ("平", "平成"), ("昭", "昭和")];
    let era = era.iter().find_map(|(short, full)| clean.strip_prefix(short).filter(|_| !clean.starts_with(full)).map(|rest| (full, rest)));
    let clean = era.map_or_else(|| clean.to_owned(), |(full, rest)| format!("{full}{rest}"));
    let after = clean.char_indices().skip(2).find(|(_, c)| !c.is_ascii_digit() && !"-/.年月日元".contains(*c)).map(|(at, _)| at);
    let (date, rest) = clean.split_at(after.unwrap_or(clean.len()));
    let midnight = matches!(rest.trim(), "0:00" | "00:00" | "0:00:00" | "00:00:00");
    let words = !rest.contains(|c: char| c.is_ascii_digit() || matches!(c, '~' | '〜' | '(' | 'T'));
    ((midnight || words) && date != shown).then(|| Day::parse(date).ok()).flatten()
}

fn unreadable(shown: &str) -> Misread {
    if let Some(misread) = with_weekday(shown).or_else(|| run_together(shown)) {
        return misread;
    }
    let undecided =
        matches!(normal(shown).as_str(), "未定" | "調整中" | "検討中" | "なし" | "無し" | "不明" | "随時" | "-" | "—" | "ー" | "―");
    let hint: Text = match meant(shown).map(Day::iso) {
        Some(iso) => text!("もしかして: {iso}", "did you mean: {iso}"),
        None if undecided => text!(
            "決まっていなければ、この項目を行ごと消してください（表ではセルを空にします）",
            "while it is not known, remove the line (in a table, leave the cell empty)"
        ),
        None => text!(
            "2026-11-22、2026/11/22、令和8年11月22日、R8.11.22 のどれかで、1つの日付だけを書いてください",
            "write one date: 2026-11-22, 2026/11/22, 令和8年11月22日 or R8.11.22"
        ),
    };
    Misread {
        code: &BAD_DATE, message: text!("「{shown}」は日付として読めません", "\"{shown}\" is not a date"), hint: Some(hint)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

deserialize_by_parse!(Day, "a date");

/// A month, or a day where the day is known: `2022-03`, `R4.3`, `令和4年3月`, `2022-03-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Day,
    exact: bool,
}

impl Month {
    /// Reads a month or a day.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let shown = text.trim();
        let clean = normal(text).replace(' ', "");
        if let Ok((year, rest)) = read_year(&clean, shown)
            && let Ok(month) = rest.trim_end_matches('月').trim_start_matches('0').parse::<i8>()
        {
            let first = Day::new(year, month, 1).ok_or_else(|| unreadable(shown))?;
            check_era(&clean, first.plus(27), shown)?;
            return Ok(Self { first, exact: false });
        }
        Day::parse(text).map(|first| Self { first, exact: true })
    }

    /// The day; the first of the month when only the month is known.
    pub fn day(self) -> Day {
        self.first
    }

    /// `2022-03` or `2022-03-31`.
    pub fn iso(self) -> String {
        let iso = self.first.iso();
        if self.exact { iso } else { iso[..7].to_owned() }
    }

    /// `令和4年3月` or `令和4年3月31日`.
    pub fn words(self) -> String {
        // The era of a month is that of its last days: 令和元年5月, 平成31年4月.
        if self.exact { self.first.era_date() } else { format!("{}{}月", self.first.plus(27).era_year(), self.first.month()) }
    }

    /// `R4.3`, as road maps write it.
    pub fn short(self) -> String {
        let year = self.first.plus(27).era_year();
        let (letter, number) = ERAS
            .iter()
            .find_map(|era| year.strip_prefix(era.name).map(|rest| (era.letter, rest.trim_end_matches('年').replace('元', "1"))))
            .unwrap_or((' ', year.clone()));
        format!("{letter}{number}.{}", self.first.month())
    }

    /// Whether the day is known, too.
    pub fn is_day(self) -> bool {
        self.exact
    }

    /// The fiscal year it lies in.
    pub fn fiscal_year(self) -> FiscalYear {
        FiscalYear::of(self.first)
    }
}

deserialize_by_parse!(Month, "a month or a date");

/// A time of day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl Time {
    /// Reads `13:30`, `9:00`, `１３：３０`, `13時30分`, `13時`.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let clean = normal(text).replace('時', ":").replace('分', "");
        let (hour, minute) = clean.split_once(':').unwrap_or((&clean, ""));
        let minute = if minute.is_empty() && clean.ends_with(':') { "0" } else { minute.split(':').next().unwrap_or_default() };
        match (hour.parse(), minute.parse()) {
            (Ok(hour), Ok(minute)) if hour < 24 && minute < 60 => Ok(Self { hour, minute }),
            _ => Err(Misread {
                code: &BAD_TIME,
                message: {
                    let shown = text.trim();
                    text!("「{shown}」は時刻として読めません", "\"{shown}\" is not a time of day")
                },
                hint: Some(match Self::meant(text).map(Self::words) {
                    Some(time) => text!("もしかして: {time}", "did you mean: {time}"),
                    None => text!(
                        "\"13:30\" のように書いてください（24:00は23:59か翌日の0:00にしてください）",
                        "write \"13:30\"; for 24:00 write 23:59 or 0:00 of the next day"
                    ),
                }),
            }),
        }
    }

    /// The time that was surely meant: `午後1時30分`, `PM1:30`, `13.30`, `1330`, `13:30〜`, `正午`.
    fn meant(text: &str) -> Option<Self> {
        let clean = normal(text).to_uppercase().replace('.', ":").replace("時半", ":30").replace('時', ":").replace('分', "");
        let afternoon = clean.contains("午後") || clean.contains("PM");
        let words = ["午前", "午後", "AM", "PM", "まで", "から", "頃", "ごろ"];
        let clean = words.iter().fold(clean, |clean, word| clean.replace(word, ""));
        let clean = clean.trim_matches(|c: char| c.is_whitespace() || "~〜-\"'“”’「」".contains(c));
        if matches!(clean, "正午") {
            return Some(Self { hour: 12, minute: 0 });
        }
        let glued = (3..=4).contains(&clean.len()) && clean.bytes().all(|byte| byte.is_ascii_digit());
        let (hour, minute) = if glued { clean.split_at(clean.len() - 2) } else { clean.split_once(':')? };
        let minute = if minute.is_empty() { "0" } else { minute };
        let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
        let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// `13:30`.
    pub fn words(self) -> String {
        format!("{}:{:02}", self.hour, self.minute)
    }
}

deserialize_by_parse!(Time, "a time of day");

/// A day with, perhaps, a time: the last moment at which something can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub day: Day,
    /// The time; without one the whole day counts.
    pub time: Option<Time>,
}

impl Deadline {
    /// Reads `2026-02-27T23:59`, `2026-02-27 17:00`, `令和8年2月27日17時`, or a day alone.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let clean = normal(text);
        let cut = clean
            .find(['T', 't'])
            .map(|at| (at, at + 1))
            .or_else(|| clean.find('日').map(|at| (at + '日'.len_utf8(), at + '日'.len_utf8())))
            .or_else(|| clean.find(' ').map(|at| (at, at + 1)));
        let (day, time) = match cut {
            Some((end, start)) => (&clean[..end], clean[start..].trim()),
            None => (clean.as_str(), ""),
        };
        let time = match time {
            "" => None,
            time => match (Time::parse(time), Day::parse(day)) {
                (Err(_), Ok(day)) => return Err(Self::misread(text.trim(), day, time)),
                (time, _) => Some(time?),
            },
        };
        Ok(Self { day: Day::parse(day)?, time })
    }

    /// What stands behind a day and is no time: a weekday, 必着, 午後5時.
    fn misread(shown: &str, day: Day, rest: &str) -> Misread {
        let (named, rest) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((weekday, rest)) => (Some(weekday.trim_end_matches("曜日").trim_end_matches('曜')), rest.trim()),
            None => (None, rest),
        };
        let (right, iso) = (WEEKDAYS[day.weekday()], day.iso());
        if named.is_some_and(|named| WEEKDAYS.contains(&named) && named != right) {
            return Misread {
                code: &BAD_DATE,
                message: text!("「{shown}」の曜日が合っていません（{right}曜日です）", "\"{shown}\": the weekday is wrong"),
                hint: Some(text!(
                    "日付を確かめ、曜日を付けずに {iso} のように書いてください",
                    "check the date and write it without a weekday: {iso}"
                )),
            };
        }
        let time = Time::parse(rest).ok().or_else(|| Time::meant(rest));
        let only_words = !rest.contains(|c: char| c.is_ascii_digit());
        let meant = match time {
            Some(_) => Some(Self { day, time }.iso()),
            None if only_words => Some(iso),
            None => None,
        };
        Misread {
            code: &BAD_TIME,
            message: text!("「{shown}」は日付と時刻として読めません", "\"{shown}\" is not a date with a time"),
            hint: Some(match meant {
                Some(meant) => {
                    text!("もしかして: {meant}（曜日や「必着」は付けません）", "did you mean: {meant} (without a weekday or words)")
                }
                None => text!(
                    "2026-11-22T17:00 のように書いてください（24:00は23:59にしてください）",
                    "write 2026-11-22T17:00 (23:59 for 24:00)"
                ),
            }),
        }
    }

    /// `2026-02-27T23:59` or `2026-02-27`.
    pub fn iso(self) -> String {
        match self.time {
            Some(time) => format!("{}T{:02}:{:02}", self.day.iso(), time.hour, time.minute),
            None => self.day.iso(),
        }
    }

    /// `令和8年2月27日（金） 23:59`.
    pub fn words(self) -> String {
        match self.time {
            Some(time) => format!("{} {}", self.day.words(), time.words()),
            None => self.day.words(),
        }
    }

    /// Orders deadlines; a day without a time ends at midnight.
    pub fn order(self) -> (Day, u8, u8) {
        self.time.map_or((self.day, 24, 0), |time| (self.day, time.hour, time.minute))
    }
}

impl PartialOrd for Deadline {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Deadline {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

deserialize_by_parse!(Deadline, "a date, with a time if there is one");

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> String {
        Day::parse(text).unwrap_or_else(|misread| panic!("{text}: {}", misread.message.ja)).iso()
    }

    #[test]
    fn days_are_read_in_all_office_notations() {
        for text in [
            "2026-11-22",
            "2026/11/22",
            "2026.11.22",
            "2026年11月22日",
            "令和8年11月22日",
            "R8.11.22",
            "r8/11/22",
            "２０２６年１１月２２日",
            "Ｒ８．１１．２２",
            " 令和８年 11月 22日 ",
        ] {
            assert_eq!(iso(text), "2026-11-22", "{text}");
        }
        assert_eq!(iso("令和元年5月1日"), "2019-05-01");
        assert_eq!(iso("平成31年4月30日"), "2019-04-30");
        assert_eq!(iso("2026-4-1"), "2026-04-01");
    }

    #[test]
    fn impossible_days_are_refused_with_a_proposal() {
        let code = |text| Day::parse(text).expect_err(text).code.name;
        assert_eq!(code("2026-02-30"), "bad-date");
        assert_eq!(code("令和0年1月1日"), "bad-date");
        assert_eq!(code("26-01-02"), "ambiguous-year");
        assert_eq!(code("1月5日"), "ambiguous-year");
        assert_eq!(code("46000"), "excel-date");
        assert_eq!(code("未定"), "bad-date");
        assert_eq!(code(""), "bad-date");
        let hint = Day::parse("平成32年4月1日").expect_err("no such year").hint.expect("a proposal");
        assert!(hint.ja.contains("令和2年4月1日"), "{}", hint.ja);
    }

    #[test]
    fn what_was_meant_is_proposed() {
        let hint = |misread: Misread| misread.hint.map_or_else(String::new, |hint| hint.ja);
        for (text, meant) in [
            ("2026‐10‐22", "もしかして: 2026-10-22"),
            ("2026ー10ー22", "もしかして: 2026-10-22"),
            ("2026-1O-22", "もしかして: 2026-10-22"),
            ("2026-10-22頃", "もしかして: 2026-10-22"),
            ("2026/10/22 0:00", "もしかして: 2026-10-22"),
            ("令8.10.22", "もしかして: 2026-10-22"),
            ("2026年10月", "2026-10-01 のように"),
            ("未定", "行ごと消して"),
            ("2026/12/29～2027/1/3", "1つの日付だけ"),
            ("令和0年1月1日", "元号の年を確かめて"),
        ] {
            let said = hint(Day::parse(text).expect_err("no date"));
            assert!(said.contains(meant), "{text}: {said}");
        }
        for (text, meant) in
            [("午後1時30分", "13:30"), ("PM1:30", "13:30"), ("13.30", "13:30"), ("1330", "13:30"), ("13:30〜", "13:30"), ("正午", "12:00")]
        {
            assert_eq!(hint(Time::parse(text).expect_err("no time")), format!("もしかして: {meant}"), "{text}");
        }
        for (text, meant) in [
            ("2027年1月15日（金）必着", "もしかして: 2027-01-15（"),
            ("2027年1月15日（金）午後5時", "もしかして: 2027-01-15T17:00（"),
            ("2027-01-15 正午", "もしかして: 2027-01-15T12:00（"),
            ("2027年1月15日（月）17時", "曜日を付けずに"),
        ] {
            let said = hint(Deadline::parse(text).expect_err("no deadline"));
            assert!(said.contains(meant), "{text}: {said}");
        }
    }

    #[test]
    fn months_keep_their_precision() {
        let month = |text| Month::parse(text).unwrap_or_else(|misread| panic!("{text}: {}", misread.message.ja));
        assert_eq!(month("2022-03").words(), "令和4年3月");
        assert_eq!(month("R4.3").iso(), "2022-03");
        assert_eq!(month("令和4年９月").short(), "R4.9");
        assert_eq!(month("2022-03-31").words(), "令和4年3月31日");
        assert_eq!(month("令和元年5月").words(), "令和元年5月");
        assert!(Month::parse("2022-13").is_err());
    }

    #[test]
    fn deadlines_have_a_time_or_last_the_day() {
        let read = |text| Deadline::parse(text).unwrap_or_else(|misread| panic!("{text}: {}", misread.message.ja));
        assert_eq!(read("2026-02-27T23:59").words(), "令和8年2月27日（金） 23:59");
        assert_eq!(read("2026/02/27 17:00").iso(), "2026-02-27T17:00");
        assert_eq!(read("令和8年2月27日17時").iso(), "2026-02-27T17:00");
        assert_eq!(read("2026-02-27").iso(), "2026-02-27");
        assert!(Deadline::parse("2026-02-27T24:00").is_err());
        assert!(read("2026-02-27") > read("2026-02-27T23:59"));
    }

    #[test]
    fn eras_change_on_their_day() {
        assert_eq!(Day::new(2019, 4, 30).expect("a day").words(), "平成31年4月30日（火）");
        assert_eq!(Day::new(2019, 5, 1).expect("a day").words(), "令和元年5月1日（水）");
        assert_eq!(Day::new(1989, 1, 7).expect("a day").era_date(), "昭和64年1月7日");
        assert_eq!(Day::new(2026, 11, 22).expect("a day").words(), "令和8年11月22日（日）");
    }
}
