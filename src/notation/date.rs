//! Days, months, times and deadlines, in Gregorian and Japanese era notation. How the text of a day is read, `day_text` knows.

use super::{BAD_TIME, FiscalYear, Misread, day_text, normal};
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

    /// Reads `2026-11-22`, `2026/11/22`, `令和8年11月22日`, `R8.11.22`, also with full-width digits, with the weekday behind it, in both
    /// calendars, and as Excel and other programs write a day (`2026/11/22 0:00`, `22-Nov-26`).
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let (day, rest) = day_text::read(text)?;
        if rest.is_empty() || day_text::is_midnight(&rest) { Ok(day) } else { Err(day_text::surplus(text.trim(), day, &rest)) }
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

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

/// A month, or a day where the day is known: `2022-03`, `R4.3`, `令和4年3月`, `2022-03-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Day,
    exact: bool,
}

impl Month {
    /// Reads a month or a day.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        if let Some(first) = day_text::read_month(text) {
            return first.map(|first| Self { first, exact: false });
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
        let (minute, second) = minute.split_once(':').unwrap_or((minute, "0"));
        let minute = if minute.is_empty() && clean.ends_with(':') { "0" } else { minute };
        match (hour.parse(), minute.parse()) {
            (Ok(hour), Ok(minute)) if hour < 24 && minute < 60 && is_seconds(second) => Ok(Self { hour, minute }),
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
    pub(super) fn meant(text: &str) -> Option<Self> {
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

/// Seconds as programs write them behind minutes: `00`, `59`, `00.000`. An hour of another zone (`Z`) is none.
fn is_seconds(text: &str) -> bool {
    text.trim_end_matches(".000").parse::<u8>().is_ok_and(|second| second < 60)
}

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
        let (day, rest) = day_text::read(text)?;
        // A program writes the seconds, Excel the slashes of a day alone; a person who means midnight writes `T00:00`.
        let by_machine = rest.matches(':').count() > 1 || text.contains('/');
        if rest.is_empty() || by_machine && day_text::is_midnight(&rest) {
            return Ok(Self { day, time: None });
        }
        let clock = rest.trim_start_matches(['T', 't']).trim();
        match Time::parse(clock.strip_suffix("+09:00").unwrap_or(clock)) {
            Ok(time) => Ok(Self { day, time: Some(time) }),
            Err(_) => Err(Self::misread(text.trim(), day, clock)),
        }
    }

    /// What stands behind a day and is no time: 必着, 午後5時.
    fn misread(shown: &str, day: Day, rest: &str) -> Misread {
        let iso = day.iso();
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
                    text!("もしかして: {meant}（「必着」などの言葉は付けません）", "did you mean: {meant} (without words)")
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
    fn days_are_read_with_their_weekday() {
        for text in [
            "2027/2/19（金）",
            "2027/2/19（金・祝）",
            "2027-02-19(金)",
            "2027年2月19日 (金)",
            "令和9年2月19日（金曜日）",
            "令和9年2月19日金曜日",
            "R9.2.19(金)",
            "2027年2月19日（祝・金）",
            "2027年2月19日（金、祝日）",
            "2027年2月19日㈮",
            "２０２７．２．１９（金）",
            "2027-02-19 (Fri)",
            "2027年2月19日（祝）",
            "令和九年二月十九日（金）",
            "㋿9年2月19日",
        ] {
            assert_eq!(iso(text), "2027-02-19", "{text}");
        }
        for text in ["2027/2/19（木）", "令和9年2月19日（土・祝）", "2027年2月19日木曜日", "2027/2/19（木）13時30分", "2027年2月19日㈯"]
        {
            let misread = Day::parse(text).expect_err(text);
            assert!(misread.message.ja.contains("曜日が合っていません（金曜日です）"), "{text}: {}", misread.message.ja);
        }
        let hint = Day::parse("2027年2月19日（木）").expect_err("a slip").hint.expect("a hint").ja;
        assert!(hint.contains("（木曜日なのは 2026-02-19 です）"), "{hint}");
    }

    #[test]
    fn days_are_read_in_both_calendars_at_once() {
        for text in [
            "2024年4月1日（令和6年4月1日）",
            "令和6年4月1日(2024)",
            "令和6年4月1日（2024年4月1日）",
            "2024(令和6)年4月1日",
            "令和6年（2024年）4月1日（月）",
            "2024(R6).4.1",
            "令和6年4月1日（2024/4/1）",
            "令和6年4月1日（令和6年度）",
        ] {
            assert_eq!(iso(text), "2024-04-01", "{text}");
        }
        for text in ["2024年4月1日（令和7年4月1日）", "令和6年4月1日(2023)", "2024(令和5)年4月1日", "2024年4月1日（令和6年4月2日）"]
        {
            let misread = Day::parse(text).expect_err(text);
            assert!(misread.message.ja.contains("合っていません"), "{text}: {}", misread.message.ja);
        }
        assert_eq!(Month::parse("2024年3月（令和6年3月）").map(Month::iso).as_deref(), Ok("2024-03"));
        assert_eq!(Month::parse("令和6年3月(2024)").map(Month::iso).as_deref(), Ok("2024-03"));
        assert!(Month::parse("2024年3月（令和5年3月）").is_err());
    }

    #[test]
    fn days_are_read_as_programs_write_them() {
        for text in [
            "2027/2/21 0:00",
            "2027/2/21 0:00:00",
            "2027-02-21T00:00:00",
            "2027-02-21T00:00:00.000",
            "2027-02-21T00:00:00+09:00",
            "2027-02-21 00:00:00",
            "21-Feb-27",
            "21-Feb-2027",
            "Feb 21, 2027",
            "2/21/2027",
            "21/2/2027",
            "2027年2月21日 (日)",
        ] {
            assert_eq!(iso(text), "2027-02-21", "{text}");
        }
        assert_eq!(iso("3/3/2027"), "2027-03-03");
        let hint = Day::parse("2/3/2027").expect_err("two days").hint.expect("a hint").ja;
        assert!(hint.contains("2027-02-03 か 2027-03-02"), "{hint}");
        let serial = Day::parse("46348.5625").expect_err("a number");
        assert_eq!((serial.code.name, serial.hint.is_some_and(|hint| hint.ja.contains("2026-11-22"))), ("excel-date", true));
        for text in ["2027-02-21T15:00:00Z", "2027-02-21T24:00", "21-Xyz-27", "2/30/2027", "13/13/2027"] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
        let deadline = |text| Deadline::parse(text).unwrap_or_else(|misread| panic!("{text}: {}", misread.message.ja)).iso();
        assert_eq!(deadline("2027/2/21 0:00"), "2027-02-21");
        assert_eq!(deadline("2027-02-21T00:00:00"), "2027-02-21");
        assert_eq!(deadline("2027-02-21T00:00"), "2027-02-21T00:00");
        assert_eq!(deadline("2027/2/21 17:00:00"), "2027-02-21T17:00");
        assert_eq!(deadline("2027年2月21日（日）17時30分"), "2027-02-21T17:30");
        assert_eq!(deadline("2027-02-21T17:00:00+09:00"), "2027-02-21T17:00");
        assert!(Deadline::parse("2027-02-21T17:00:00Z").is_err());
        assert!(Deadline::parse("2027年2月21日（土）17時").is_err());
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
            ("2026/10/22 17:00", "もしかして: 2026-10-22（時刻 17:00"),
            ("2026年10月22日（木）13時30分", "もしかして: 2026-10-22（時刻 13:30"),
            ("2026年10月5日(月)～9日(金)", "1つの日付だけ"),
            ("2026年10月22日（木）必着", "もしかして: 2026-10-22"),
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
            ("2027年1月15日（金・祝）午後5時", "もしかして: 2027-01-15T17:00（"),
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
