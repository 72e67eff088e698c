//! Until when a record's care holds: the next comparison with its source, the next review.
//!
//! The rule that reports it, the banner on its page and the list for editors ask the same questions here. Words are theirs.

use super::{Meta, Site, Status};
use crate::notation::Day;

/// How long a review holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// So many days.
    Days(i32),
    /// So many months.
    Months(i32),
}

impl Span {
    /// Reads `6 months`, `1 year`, `2 weeks`, `90 days`, `6か月`, `1年`, `90日`.
    pub fn read(text: &str) -> Option<Self> {
        use unicode_normalization::UnicodeNormalization;
        let text: String = text.nfkc().collect::<String>().to_lowercase();
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let number: i32 = text[..digits].parse().ok().filter(|number| (1..=3650).contains(number))?;
        match text[digits..].trim() {
            "day" | "days" | "日" => Some(Self::Days(number)),
            "week" | "weeks" | "週" | "週間" => Some(Self::Days(number * 7)),
            "month" | "months" | "か月" | "ヶ月" | "カ月" | "ヵ月" | "ケ月" | "箇月" => Some(Self::Months(number)),
            "year" | "years" | "年" => Some(Self::Months(number * 12)),
            _ => None,
        }
    }

    /// The last day of the span that begins on `day`; the end of the month when it has no such day.
    pub fn after(self, day: Day) -> Day {
        match self {
            Self::Days(days) => day.plus(days),
            Self::Months(months) => {
                let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
                let (year, month) = (month / 12, month % 12 + 1);
                let find = |of_month: i8| Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, of_month);
                (28..=day.day().max(28)).rev().find_map(|at| find(at.min(day.day()))).unwrap_or(day)
            }
        }
    }
}

/// The last day on which the comparison with the source holds. Samples have no source; archived records and abolished exams need no care.
pub fn check_holds_until(site: &Site, meta: &Meta) -> Option<Day> {
    let cared_for = !meta.sample && meta.status != Status::Archived && !is_abolished(site, meta);
    meta.checked_on.filter(|_| cared_for).map(|day| day.plus(site.config.freshness.warn_after_days))
}

/// The last day on which the review holds.
pub fn review_holds_until(meta: &Meta) -> Option<Day> {
    let span = meta.review_in.as_deref().and_then(Span::read)?;
    meta.last_reviewed_on.filter(|_| meta.status != Status::Archived).map(|day| span.after(day))
}

/// The day on which a record should have been cared for, when that day is past.
pub fn overdue_since(site: &Site, meta: &Meta) -> Option<Day> {
    let held = [check_holds_until(site, meta), review_holds_until(meta)];
    held.into_iter().flatten().filter(|day| *day < site.today()).min()
}

/// Whether the days of grace after `due` are not over yet.
pub fn in_grace(site: &Site, due: Day) -> bool {
    due.days_until(site.today()) <= site.config.freshness.grace_days
}

/// Whether it is the record of an exam that is no longer held.
pub fn is_abolished(site: &Site, meta: &Meta) -> bool {
    // A record of another kind may have the same id, so the records are compared, not their ids.
    let exam = site.exams.key(meta.id.as_str()).map(|key| &site[key]).filter(|exam| std::ptr::eq(&exam.meta, meta));
    exam.is_some_and(|exam| exam.valid_to.is_some_and(|to| to < site.this_year()))
}
