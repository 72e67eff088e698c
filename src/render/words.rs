//! What the words of a theme say of days, lengths, sums and of the choices that a record may hold.
//!
//! Each is one word or pattern of `i18n/<language>.toml`; no view writes a date or a choice in any other way. What exports say is
//! `model::wording`, which stays Japanese. The words of choices are declared with them.

use super::i18n::Words;
use super::shape::{Badge, Date, Plate, Tag, Told};
use crate::model::agenda::{Action, Subject};
use crate::model::{ApplyStep, Calendar, Meta, Requirement, SessionStatus};
use crate::notation::{Day, Deadline, FiscalYear, Month, Time, grouped};

/// Days, months and years.
impl Words {
    /// A day in full: `令和8年2月13日（金）`.
    pub fn day(&self, day: Day) -> String {
        self.dates.write(&self.dates.full, day, self.dates.weekday(day))
    }

    /// A day without its weekday: `令和8年2月13日`.
    pub fn plain_day(&self, day: Day) -> String {
        self.dates.write(&self.dates.plain, day, "")
    }

    /// A day without its year: `2月13日（金）`.
    pub fn short_day(&self, day: Day) -> String {
        self.dates.write(&self.dates.short, day, self.dates.weekday(day))
    }

    /// A day in figures: `2/13`.
    pub fn numeric_day(&self, day: Day) -> String {
        self.dates.write(&self.dates.numeric, day, "")
    }

    /// [`Words::day`] with its machine form.
    pub fn date(&self, day: Day) -> Date {
        Date { iso: day.iso(), words: self.day(day) }
    }

    /// [`Words::short_day`] with its machine form.
    pub fn short_date(&self, day: Day) -> Date {
        Date { iso: day.iso(), words: self.short_day(day) }
    }

    /// A day in full, its weekday with the mark of a holiday: `令和8年2月23日（月・祝）`.
    pub fn marked_day(&self, day: Day, calendar: &Calendar) -> String {
        self.dates.write(&self.dates.full, day, &self.weekday(day, calendar))
    }

    /// A day without its year, its weekday with the mark of a holiday: `2月23日（月・祝）`.
    pub fn short_marked_day(&self, day: Day, calendar: &Calendar) -> String {
        self.dates.write(&self.dates.short, day, &self.weekday(day, calendar))
    }

    /// A weekday with the mark of a holiday: `金`, `月・祝`.
    pub fn weekday(&self, day: Day, calendar: &Calendar) -> String {
        let name = self.dates.weekday(day);
        if calendar.holiday(day).is_some() { self.fill("date.holiday", &[("weekday", &name)]) } else { name.to_owned() }
    }

    /// A deadline in full, with holiday: `令和8年2月23日（月・祝） 17:00`.
    pub fn deadline(&self, deadline: Deadline, calendar: &Calendar) -> Date {
        let mut words = self.marked_day(deadline.day, calendar);
        words.push_str(&timed(deadline.time));
        Date { iso: deadline.iso(), words }
    }

    /// A date plate.
    pub fn plate(&self, day: Day, calendar: &Calendar) -> Plate {
        let month = self.dates.write(&self.dates.plate_month, day, "");
        Plate { month, day: day.day().to_string(), week: self.weekday(day, calendar), tone: "" }
    }

    /// A month, or a day where it is known: `令和4年3月`, `令和4年3月31日`.
    pub fn month(&self, month: Month) -> Date {
        Date { iso: month.iso(), words: if month.is_day() { self.plain_day(month.day()) } else { self.month_of(month.day()) } }
    }

    /// The month of `day`: `令和8年2月`.
    pub fn month_of(&self, day: Day) -> String {
        self.dates.write_in(&self.dates.month, day, last_of_month(day).year_of_era())
    }

    /// The month of `day`, as road maps write it: `R4.3`.
    pub fn brief_month(&self, day: Day) -> String {
        self.dates.write_in(&self.dates.month_brief, day, last_of_month(day).year_of_era())
    }

    /// `令和7年度`.
    pub fn fiscal_year(&self, year: FiscalYear) -> String {
        self.dates.write_in(&self.dates.fiscal_year, year.first_day(), Some(year.year_of_era()))
    }

    /// `R7`.
    pub fn brief_year(&self, year: FiscalYear) -> String {
        self.dates.write_in(&self.dates.fiscal_brief, year.first_day(), Some(year.year_of_era()))
    }

    /// `令和7`: what begins a span of years, or stands where 年度 is said elsewhere.
    pub fn fiscal_stem(&self, year: FiscalYear) -> String {
        self.dates.write_in(&self.dates.fiscal_stem, year.first_day(), Some(year.year_of_era()))
    }

    /// `7年度`: what ends a span that began in `from`, with its era only when that is another one.
    pub fn fiscal_end(&self, from: FiscalYear, to: FiscalYear) -> String {
        let (first, last) = (from.year_of_era(), to.year_of_era());
        if first.letter == last.letter {
            self.dates.write_in(&self.dates.fiscal_end, to.first_day(), Some(last))
        } else {
            self.fiscal_year(to)
        }
    }

    /// What follows a day: ` 13:30〜17:00`, ` 13:30から`, or nothing.
    pub fn hours(&self, start: Option<Time>, end: Option<Time>) -> String {
        match (start, end) {
            (Some(start), Some(end)) => format!(" {}", self.range(&start.words(), &end.words())),
            (Some(start), None) => format!(" {}", self.fill("date.from", &[("from", &start.words())])),
            _ => String::new(),
        }
    }

    /// `4月1日〜5月31日`.
    pub fn range(&self, from: &str, to: &str) -> String {
        self.fill("date.range", &[("from", &from), ("to", &to)])
    }

    /// `5月31日まで`.
    pub fn until(&self, until: &str) -> String {
        self.fill("date.until", &[("until", &until)])
    }
}

/// ` 17:00`, or nothing.
fn timed(time: Option<Time>) -> String {
    time.map_or_else(String::new, |time| format!(" {}", time.words()))
}

/// The era of a month is that of its last days: 令和元年5月, 平成31年4月.
fn last_of_month(day: Day) -> Day {
    day.plus(28 - i32::from(day.day()))
}

/// Lengths, sums and numbers.
impl Words {
    /// `60分`, `3時間30分`; up to 90 minutes in minutes.
    pub fn minutes(&self, minutes: u32) -> String {
        match (minutes / 60, minutes % 60) {
            (hours, 0) if minutes > 90 => self.fill("length.hours", &[("n", &hours)]),
            (hours, rest) if minutes > 90 => self.fill("length.hours_minutes", &[("hours", &hours), ("n", &rest)]),
            _ => self.fill("length.minutes", &[("n", &minutes)]),
        }
    }

    /// A length of work experience: `2年以上`, `1年6か月以上`, `8か月以上`.
    pub fn months(&self, months: u32) -> String {
        match (months / 12, months % 12) {
            (0, months) => self.fill("length.months", &[("n", &months)]),
            (years, 0) => self.fill("length.years", &[("n", &years)]),
            (years, months) => self.fill("length.years_months", &[("n", &years), ("months", &months)]),
        }
    }

    /// `無料`, `7,500円`.
    pub fn yen(&self, yen: i64) -> String {
        if yen == 0 { self.say("money.free").to_owned() } else { self.fill("money.yen", &[("n", &grouped(yen as f64, 0))]) }
    }

    /// `CSV、Excel`: things of a sentence.
    pub fn listed(&self, things: &[String]) -> String {
        things.join(self.say("list.comma"))
    }

    /// `60分・eラーニング`: short facts beside each other.
    pub fn dotted(&self, facts: &[String]) -> String {
        facts.join(self.say("list.dot"))
    }

    /// `text（remark）`.
    pub fn remarked(&self, text: &str, remark: &str) -> String {
        self.fill("list.remarked", &[("text", &text), ("remark", &remark)])
    }

    /// Words where no mark can stand beside them: in the head of a page, in files of text.
    pub fn told(&self, told: &Told) -> String {
        let mark = self.remarked("", self.say("sample.word"));
        if told.sample && !told.words.ends_with(&mark) { format!("{}{mark}", told.words) } else { told.words.clone() }
    }

    /// `first　second`: two parts of a line.
    pub fn beside(&self, first: &str, second: &str) -> String {
        format!("{first}{}{second}", self.say("list.space"))
    }
}

/// The choices of a record.
impl Words {
    /// Relative quantity of the level × department matrix, 0 to 4. Not a head-count.
    pub fn weight(&self, weight: i64) -> &str {
        self.say(match weight {
            ..=0 => "choice.weight.none",
            1 => "choice.weight.few",
            2 => "choice.weight.some",
            3 => "choice.weight.many",
            4.. => "choice.weight.most",
        })
    }

    /// A step of an application; `individual` is the name of the word for what each person does.
    pub fn apply_step(&self, step: ApplyStep, individual: &'static str) -> &str {
        self.say(match step {
            ApplyStep::Internal => "choice.action.internal",
            ApplyStep::Group => "choice.action.group",
            ApplyStep::Individual => individual,
        })
    }

    /// What must be done until a deadline.
    pub fn action(&self, action: Action, subject: Subject) -> &str {
        match (action, subject) {
            (Action::ApplyInternal, _) => self.apply_step(ApplyStep::Internal, ""),
            (Action::ApplyGroup, _) => self.apply_step(ApplyStep::Group, ""),
            (Action::Apply, Subject::Course(..)) => self.say("choice.action.apply_course"),
            (Action::Apply, _) => self.say("choice.action.apply_exam"),
            (Action::Register, _) => self.say("choice.action.register"),
            (Action::Finish, _) => self.say("choice.action.finish"),
        }
    }

    /// 必須, 選択, 任意 as a tag.
    pub fn requirement(&self, requirement: Requirement) -> Tag {
        let kind = match requirement {
            Requirement::Mandatory => "must",
            Requirement::Elective => "pick",
            Requirement::Optional => "free",
        };
        Tag { text: self.choice(requirement).to_owned(), kind, icon: "" }
    }

    /// Where a session or a sitting stands.
    pub fn session_status(&self, status: SessionStatus) -> Badge {
        let (tone, icon) = match status {
            SessionStatus::Confirmed => ("good", "check"),
            SessionStatus::Tentative | SessionStatus::Draft | SessionStatus::Postponed => ("warn", "slow"),
            SessionStatus::Full | SessionStatus::Closed | SessionStatus::Cancelled => ("calm", "dash"),
        };
        Badge { tone, icon, word: self.choice(status).to_owned() }
    }

    /// Whether somebody compared a record with its source.
    pub fn checked(&self, meta: &Meta) -> Badge {
        let (tone, icon, name) = match meta.unverified {
            true => ("warn", "slow", "choice.checked.no"),
            false if meta.second_hand() => ("calm", "check", "choice.checked.second_hand"),
            false => ("good", "check", "choice.checked.yes"),
        };
        Badge { tone, icon, word: self.say(name).to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::Day;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::new(year, month, day).expect("a day")
    }

    #[test]
    fn dates_follow_the_pattern_of_the_language() {
        let (ja, en) = (Words::of_default("ja"), Words::of_default("en"));
        assert_eq!(ja.day(day(2026, 2, 13)), "令和8年2月13日（金）");
        assert_eq!(en.day(day(2026, 2, 13)), "13 February 2026 (Fri)");
        assert_eq!(ja.short_day(day(2026, 2, 13)), "2月13日（金）");
        assert_eq!(en.short_day(day(2026, 2, 13)), "13 Feb (Fri)");
        assert_eq!(ja.month_of(day(2019, 5, 1)), "令和元年5月");
        assert_eq!(ja.month_of(day(2019, 4, 30)), "平成31年4月");
        assert_eq!(ja.plain_day(day(1860, 1, 2)), "1860年1月2日");
        assert_eq!(en.month_of(day(2026, 2, 13)), "February 2026");
        assert_eq!(ja.brief_month(day(2022, 3, 1)), "R4.3");
        assert_eq!(ja.fiscal_year(FiscalYear(2019)), "令和元年度");
        assert_eq!(ja.brief_year(FiscalYear(2025)), "R7");
        assert_eq!(en.fiscal_year(FiscalYear(2025)), "FY2025");
    }

    #[test]
    fn the_words_of_days_are_those_of_the_notation() {
        let ja = Words::of_default("ja");
        for day in [day(2026, 11, 22), day(2019, 4, 30), day(2019, 5, 1), day(1989, 1, 7)] {
            assert_eq!(ja.day(day), day.words());
            assert_eq!(ja.short_day(day), day.short_words());
            assert_eq!(ja.plain_day(day), day.era_date());
            assert_eq!(ja.fiscal_year(FiscalYear::of(day)), FiscalYear::of(day).words());
        }
    }

    #[test]
    fn lengths_of_work_are_said_in_years_and_months() {
        let (ja, en) = (Words::of_default("ja"), Words::of_default("en"));
        assert_eq!(ja.months(24), "2年以上");
        assert_eq!(ja.months(18), "1年6か月以上");
        assert_eq!(ja.months(8), "8か月以上");
        assert_eq!(en.months(12), "at least 1 year");
        assert_eq!(en.months(8), "at least 8 months");
    }

    #[test]
    fn lengths_of_courses_are_said_in_minutes_up_to_ninety() {
        let ja = Words::of_default("ja");
        let said: Vec<String> = [45, 60, 90, 120, 210].into_iter().map(|minutes| ja.minutes(minutes)).collect();
        assert_eq!(said, ["45分", "60分", "90分", "2時間", "3時間30分"]);
    }
}
