//! Days, times and years of texts that cannot be: 2月30日, 25時, 令和0年, weekdays that are wrong, calendars that disagree, ranges that
//! run backwards.

use super::years::{self, Meant, Years, days_in};
use super::{Spoken, place};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::notation::prose::{DaySaid, Half, Join, Said, TimeSaid, What, YearSaid};
use crate::notation::{Day, WEEKDAYS};
use crate::source::SourceFile;
use crate::text;

/// A day, month, time or year of an era that does not exist.
pub static IMPOSSIBLE_DAY: Code = Code::error(
    "impossible-day",
    "文の中に、暦や時計にない日付・時刻（2月30日、13月、25時、午後13時）や、その元号にない年（令和0年、令和元年4月1日）があります。正しい日付や時刻に直してください",
    "a text names a day, a month, a time or a year of an era that does not exist; mend it",
);
/// A weekday that does not belong to its day.
pub static WRONG_WEEKDAY: Code = Code::error(
    "wrong-weekday",
    "文の中の日付と曜日が合っていません。日付か曜日のどちらかを直してください",
    "a day and its weekday in a text do not agree; mend one of the two",
);
/// A weekday that fits none of the years that are likely.
pub static DOUBTFUL_WEEKDAY: Code = Code::warning(
    "doubtful-weekday",
    "年の書かれていない日付の曜日が、その記録の前後のどの年にも合いません。日付か曜日を直すか、年を書いてください",
    "the weekday of a day without a year fits none of the years that its record speaks of; mend it, or write the year",
);
/// A year of an era that had ended by then.
pub static ENDED_ERA: Code = Code::warning(
    "ended-era",
    "文の中に、改元のあとの年を前の元号で数えた年（平成38年など）か、遠すぎる年があります。今の元号か西暦で書いてください",
    "a text counts a year by an era that had ended by then, or names one too far away; write it in the present era",
);
/// 令和8年（2027年）.
pub static TWO_CALENDARS: Code = Code::error(
    "two-calendars",
    "並べて書いた元号と西暦が、違う年を指しています（令和8年は2026年です）。どちらかを直してください",
    "the year of the era and the Gregorian year beside it are not the same; mend one of the two",
);
/// 10月9日～10月5日.
pub static BACKWARD_RANGE: Code = Code::warning(
    "backward-range",
    "文の中の期間や時間の、終わりが始まりより前です（10月9日～10月5日、17:00～13:30）。どちらかを直してください",
    "a span of days or times in a text ends before it begins; mend one of the two",
);

/// Words of a line that speaks of days that do not exist, or of other calendars.
const SPEAKS_OF_ERRORS: [&str; 14] = [
    "存在しない",
    "ありえない",
    "あり得ない",
    "無効な",
    "不正な",
    "旧暦",
    "陰暦",
    "太陰",
    "閏",
    "うるう",
    "ではなく",
    "正しくは",
    "ない日付",
    "invalid",
];

/// Words by which a day is counted from another one that is not written.
const RELATIVE: [&str; 10] = ["今年", "来年", "昨年", "去年", "翌年", "同年", "前年", "例年", "毎年", "本年"];

/// Words of a line that counts the hours after midnight on: 「営業 10時～26時」.
const SPEAKS_OF_NIGHT: [&str; 6] = ["深夜", "放送", "営業", "閉店", "夜間", "翌"];

/// The last hour that is counted so: 29時 is 5 o'clock of the next day.
const LATE_NIGHT: i32 = 29;

/// Looks through the lines of one record.
pub(super) fn record(file: &SourceFile, spoken: &[Spoken], findings: &mut Diagnostics) {
    let years = Years::of(spoken);
    for (at, line) in spoken.iter().enumerate() {
        let mut judge = Judge { file, line, years: &years, findings };
        judge.line(|other: usize| spoken.get(other), at);
    }
}

struct Judge<'a> {
    file: &'a SourceFile,
    line: &'a Spoken<'a>,
    years: &'a Years,
    findings: &'a mut Diagnostics,
}

impl<'a> Judge<'a> {
    fn line(&mut self, spoken: impl Fn(usize) -> Option<&'a Spoken<'a>>, at: usize) {
        let text = &*self.line.line.text;
        if SPEAKS_OF_ERRORS.iter().any(|word| text.contains(word)) {
            return;
        }
        let relative = RELATIVE.iter().any(|word| text.contains(word));
        let all = &self.line.said;
        let mut meant: Vec<Meant> = Vec::with_capacity(all.len());
        for (index, said) in all.iter().enumerate() {
            let mut is = Meant::Unknown;
            if !self.line.line.is_typed(said.range.start) {
                match &said.what {
                    What::Day(day) => {
                        is = self.day(day, index, &meant, relative);
                    }
                    What::Month(year, month) => self.month(said, *year, *month),
                    What::Year(year) => self.year(said, *year),
                    What::Quarter(number) if !(1..=4).contains(number) => {
                        let words = self.words(said);
                        let hint = text!("四半期は第1から第4までです", "quarters are 1 to 4");
                        self.report(&IMPOSSIBLE_DAY, said, text!("「{words}」はありません", "there is no \"{words}\""), hint);
                    }
                    What::Quarter(_) => {}
                    What::Time(time) => {
                        let neighbours = || {
                            [at.checked_sub(1).and_then(&spoken), spoken(at + 1)]
                                .into_iter()
                                .flatten()
                                .any(|other| self.line.is_row_beside(other))
                        };
                        if self.is_time_of_day(*time, index, neighbours) {
                            self.time(said, *time);
                        }
                    }
                }
            }
            meant.push(is);
            self.range(index, &meant);
        }
    }

    fn words(&self, said: &Said) -> String {
        self.line.line.written[said.range.clone()].to_owned()
    }

    fn report(&mut self, code: &'static Code, said: &Said, message: Text, hint: Text) {
        self.findings.push(Diagnostic::new(code, message).at(place(self.file, &self.line.line, said)).hint(hint));
    }

    fn year(&mut self, said: &Said, year: YearSaid) {
        if let Some((other, _)) = year.beside
            && other != year.gregorian()
        {
            let (words, right) = (self.words(said), year.gregorian());
            let message = text!("「{words}」の元号と西暦が合っていません", "the two years of \"{words}\" are not the same");
            let hint = match (year.era_name(), i16::try_from(year.gregorian()).ok().and_then(|year| Day::new(year, 12, 31))) {
                (None, Some(day)) => {
                    let era = day.era_year();
                    text!("{right}年は{era}です", "{right} is {era}")
                }
                (era, _) => {
                    let (era, number) = (era.unwrap_or_default(), year.number);
                    text!("{era}{number}年は{right}年です", "{era}{number} is {right}")
                }
            };
            self.report(&TWO_CALENDARS, said, message, hint);
            return;
        }
        let Some((era, (_, last))) = year.era_name().zip(year.era_years()) else { return };
        let (number, gregorian) = (year.number, year.gregorian());
        if number == 0 {
            let message = text!("{era}0年はありません", "there is no year 0 of {era}");
            let hint = text!("元号の年を確かめてください（最初の年は{era}元年です）", "check the year; the first one is {era}元年");
            self.report(&IMPOSSIBLE_DAY, said, message, hint);
        } else if gregorian > last {
            let unit = if year.fiscal { "年度" } else { "年" };
            let right = i16::try_from(gregorian).ok().and_then(|year| Day::new(year, 12, 31)).map(Day::era_year).unwrap_or_default();
            let right = right.trim_end_matches('年').to_owned();
            let message = text!("{era}{number}{unit}は、{era}が終わったあとの年です", "{era} had ended before its year {number}");
            self.report(
                &ENDED_ERA,
                said,
                message,
                text!("もしかして: {right}{unit}（{gregorian}{unit}）", "did you mean: {right}{unit} ({gregorian})"),
            );
        } else if last == 9999 && number > 60 {
            let message = text!("{era}{number}年（{gregorian}年）は遠すぎます", "{era}{number} ({gregorian}) is too far away");
            self.report(&ENDED_ERA, said, message, text!("元号の年を確かめてください", "check the year of the era"));
        }
    }

    fn month(&mut self, said: &Said, year: Option<YearSaid>, month: i32) {
        if let Some(year) = year {
            self.year(said, year);
        }
        if !(1..=12).contains(&month) {
            let words = self.words(said);
            let message = text!("「{words}」はありません（月は1から12までです）", "there is no month {month}");
            self.report(&IMPOSSIBLE_DAY, said, message, text!("正しい月に直してください", "write the month that is meant"));
        } else if let Some(year) = year
            && year.is_before_its_era(month, days_in(month, Some(year)))
        {
            self.before_era(said, year);
        }
    }

    fn before_era(&mut self, said: &Said, year: YearSaid) {
        let words = self.words(said);
        let era = year.era_name().unwrap_or_default();
        let message = text!("「{words}」は{era}が始まる前です", "\"{words}\" lies before {era} began");
        let hint = text!("前の元号で書いてください（平成31年4月30日の翌日が令和元年5月1日です）", "write it in the era before");
        self.report(&IMPOSSIBLE_DAY, said, message, hint);
    }

    fn day(&mut self, day: &DaySaid, index: usize, meant: &[Meant], relative: bool) -> Meant {
        let said = &self.line.said[index];
        if day.bare {
            return Meant::Unknown;
        }
        if let Some(year) = day.year {
            self.year(said, year);
            if year.gregorian() < 1873 {
                return Meant::Unknown;
            }
        }
        let before = self.day_before(index).map(|(before, join)| (join, &meant[before]));
        let is = years::meant(day, before, relative, self.years);
        let words = self.words(said);
        let known = match before {
            Some((Join::Range | Join::From | Join::List, Meant::Sure(before))) if day.month >= i32::from(before.month()) => {
                Some(YearSaid { era: None, number: before.year().into(), fiscal: false, beside: None })
            }
            _ => day.year,
        };
        let last = days_in(day.month, known);
        if last == 0 {
            let message = text!("「{words}」はありません（月は1から12までです）", "there is no \"{words}\": months are 1 to 12");
            self.report(&IMPOSSIBLE_DAY, said, message, text!("正しい日付に直してください", "write the day that is meant"));
            return Meant::Unknown;
        }
        if !(1..=last).contains(&day.day) {
            let month = day.month;
            let message = text!("「{words}」は暦にない日です", "\"{words}\" does not exist in the calendar");
            let hint = text!(
                "{month}月は{last}日までです。正しい日付に直してください",
                "month {month} has {last} days; write the day that is meant"
            );
            self.report(&IMPOSSIBLE_DAY, said, message, hint);
            return Meant::Unknown;
        }
        if let Some(year) = day.year.filter(|year| year.is_before_its_era(day.month, day.day)) {
            self.before_era(said, year);
            return is;
        }
        if let Meant::Likely(days) = &is
            && days.is_empty()
        {
            let message =
                text!("「{words}」は、この記録の前後の年にはありません", "there is no \"{words}\" in the years that this record speaks of");
            let hint = text!(
                "うるう年の2月だけが29日までです。日付を直すか、年を書いてください",
                "only February of a leap year has 29 days; mend the day, or write the year"
            );
            self.report(&DOUBTFUL_WEEKDAY, said, message, hint);
            return is;
        }
        self.weekday(day, index, &is, meant);
        is
    }

    /// The day before `index` in the line, and how both hang together; times between do not part them.
    fn day_before(&self, index: usize) -> Option<(usize, Join)> {
        let all = &self.line.said;
        let join = all[index].join;
        let before = (0..index).rev().find(|at| !matches!(all[*at].what, What::Time(_)) || all[*at].join != Join::Direct)?;
        matches!(all[before].what, What::Day(_)).then_some((before, join))
    }

    fn weekday(&mut self, day: &DaySaid, index: usize, is: &Meant, meant: &[Meant]) {
        let said = &self.line.said[index];
        match (&day.weekdays[..], is) {
            ([named], Meant::Sure(is)) if is.weekday() != *named => {
                let (words, right) = (self.words(said), WEEKDAYS[is.weekday()]);
                let full = is.words();
                let message = text!("「{words}」の曜日が合っていません（{full}です）", "\"{words}\": the weekday is wrong; it is {full}");
                let hint = text!("日付か、曜日（{right}）のどちらかを直してください", "mend the day, or write the weekday {right}");
                self.report(&WRONG_WEEKDAY, said, message, hint);
            }
            ([named], Meant::Likely(days)) if days.iter().all(|day| day.weekday() != *named) => {
                let words = self.words(said);
                let said_days = days
                    .iter()
                    .map(|day| format!("{}年なら{}曜", day.year(), WEEKDAYS[day.weekday()]))
                    .take(3)
                    .collect::<Vec<_>>()
                    .join("、");
                let message = text!("「{words}」の曜日が合っていないようです（{said_days}日です）", "\"{words}\": the weekday seems wrong");
                let hint = text!("日付か曜日のどちらかを直すか、年を書いてください", "mend one of the two, or write the year");
                self.report(&DOUBTFUL_WEEKDAY, said, message, hint);
            }
            // 5日・6日（土・日）: as many days as weekdays.
            ([first, last], Meant::Sure(is)) if said.join == Join::List => {
                let before = index.checked_sub(1).map(|before| &meant[before]);
                if let Some(Meant::Sure(before)) = before
                    && (before.weekday() != *first || is.weekday() != *last)
                {
                    let words = self.words(said);
                    let (right, full) = (WEEKDAYS[before.weekday()], is.words());
                    let message = text!(
                        "「{words}」の曜日が合っていません（前の日は{right}曜日、あとの日は{full}です）",
                        "\"{words}\": the weekdays are wrong"
                    );
                    self.report(&WRONG_WEEKDAY, said, message, text!("日付か曜日を直してください", "mend the days or the weekdays"));
                }
            }
            _ => {}
        }
    }

    /// Whether a time is one of the day for sure: 25:30 may be a ratio or a length.
    fn is_time_of_day(&self, time: TimeSaid, index: usize, is_row_of_times: impl Fn() -> bool) -> bool {
        let all = &self.line.said;
        let text = &*self.line.line.text;
        if (25..=LATE_NIGHT).contains(&time.hour) && SPEAKS_OF_NIGHT.iter().any(|word| text.contains(word)) {
            return false;
        }
        if !time.colon || time.half.is_some() {
            return true;
        }
        let valid = |other: &Said| matches!(other.what, What::Time(time) if time.hour <= 24 && time.minute < 60);
        let said = &all[index];
        let after = text[said.range.end..].trim_start();
        let direct = said.join == Join::Direct && index.checked_sub(1).is_some_and(|before| matches!(all[before].what, What::Day(_)));
        let begins = matches!(said.join, Join::Range | Join::From) && index.checked_sub(1).is_some_and(|before| valid(&all[before]));
        let ends = all.get(index + 1).is_some_and(|next| matches!(next.join, Join::Range | Join::From) && valid(next));
        direct
            || begins
            || ends
            || ["まで", "から", "開始", "終了", "集合", "締切", "開会", "閉会"].iter().any(|word| after.starts_with(word))
            || is_row_of_times()
    }

    fn time(&mut self, said: &Said, time: TimeSaid) {
        let words = self.words(said);
        let TimeSaid { hour, minute, half, colon: _ } = time;
        if half.is_some() && hour > 12 && hour < 25 {
            let message = text!("「{words}」はありません（午前・午後は12時までです）", "there is no \"{words}\"");
            let on_clock = hour - 12;
            let hint = match half {
                Some(Half::Afternoon) => {
                    text!("「{hour}時」か「午後{on_clock}時」と書いてください", "write {hour}:00, or {on_clock}:00 pm")
                }
                _ => text!("午前か午後か、時刻を確かめてください", "check whether morning or afternoon is meant"),
            };
            self.report(&IMPOSSIBLE_DAY, said, message, hint);
        } else if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
            let message = text!("「{words}」という時刻はありません", "there is no time \"{words}\"");
            self.report(
                &IMPOSSIBLE_DAY,
                said,
                message,
                text!("時は24まで、分は59までです。正しい時刻に直してください", "hours go to 24, minutes to 59"),
            );
        }
    }

    /// Reports when what ends at `index` ends before it begins.
    fn range(&mut self, index: usize, meant: &[Meant]) {
        let all = &self.line.said;
        let said = &all[index];
        if self.line.line.is_typed(said.range.start) {
            return;
        }
        let after = self.line.line.text[said.range.end..].trim_start_matches([' ', '\u{3000}']);
        let after = all
            .get(index + 1)
            .filter(|next| next.join == Join::Direct)
            .map_or(after, |next| self.line.line.text[next.range.end..].trim_start());
        let is_range = match said.join {
            Join::Range => true,
            Join::From => after.starts_with("まで") || after.starts_with("の間"),
            _ => false,
        };
        let before = match said.what {
            What::Day(_) => self.day_before(index).map(|(before, _)| before),
            _ => index.checked_sub(1),
        };
        let Some(before) = before.filter(|_| is_range) else { return };
        let backward = match (&all[before].what, &said.what) {
            (What::Day(first), What::Day(last)) => match (&meant[before], &meant[index]) {
                _ if first.bare && last.bare => false,
                (Meant::Sure(first), Meant::Sure(last)) => last < first,
                _ if last.year.is_none() || first.year.is_none() => first.month == last.month && last.day < first.day,
                _ => false,
            },
            (What::Year(first), What::Year(last)) => first.fiscal == last.fiscal && last.gregorian() < first.gregorian(),
            (What::Month(Some(first), first_month), What::Month(Some(last), last_month)) => {
                (last.gregorian(), last_month) < (first.gregorian(), first_month)
            }
            (What::Time(first), What::Time(last)) => runs_backward(*first, *last),
            _ => false,
        };
        if backward {
            let words = self.line.line.written[all[before].range.start..said.range.end].to_owned();
            let message = text!("「{words}」は終わりが始まりより前です", "\"{words}\" ends before it begins");
            let place = crate::source::Place::new(
                self.file.path.clone(),
                self.line.line.start + all[before].range.start..self.line.line.start + said.range.end,
            );
            let hint = text!("始まりと終わりのどちらかを直してください", "mend one of the two");
            self.findings.push(Diagnostic::new(&BACKWARD_RANGE, message).at(place).hint(hint));
        }
    }
}

/// Whether a span of times cannot be: it neither goes on past midnight (22時～6時) nor leaves out 午後 (10時～3時).
fn runs_backward(first: TimeSaid, last: TimeSaid) -> bool {
    let valid = |time: TimeSaid| time.hour <= 24 && time.minute < 60;
    if !valid(first) || !valid(last) {
        return false;
    }
    // 午後1時～3時.
    let last_minutes =
        if first.half == Some(Half::Afternoon) && last.half.is_none() && last.hour < 12 { last.minutes() + 720 } else { last.minutes() };
    let (first, last) = (first.minutes(), last_minutes);
    let overnight = first >= 16 * 60 && last <= 12 * 60;
    let without_half = first <= 12 * 60 && last < 7 * 60;
    last < first && !overnight && !without_half
}
