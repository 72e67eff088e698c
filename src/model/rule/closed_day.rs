//! Deadlines on days when offices are closed, and days for which the holiday table does not know whether they are.
//!
//! Only what is still to come is told. An outside deadline cannot be moved; then a deadline of the office (`internal_close`) on the last
//! open day helps.

use super::deadline_field;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Meta, Site, deadlines};
use crate::notation::Day;
use crate::source::{Origin, Place};
use crate::text;

/// A deadline falls on a Saturday, Sunday or holiday.
pub static DEADLINE_ON_CLOSED_DAY: Code = Code::notice(
    "deadline-on-closed-day",
    "締切が土日・祝日です。開庁日に変えるか、その前の開庁日に庁内の締切を置いてください",
    "a deadline falls on a Saturday, Sunday or holiday; move it, or set an internal one on the open day before",
);
/// The table of holidays.
pub static HOLIDAY_TABLE: Code = Code::notice(
    "holiday-table",
    "祝日の表（data/holidays）が足りません。内閣府の一覧から先の年を足してください",
    "the table of holidays (data/holidays) does not reach far enough; add the coming years",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let coming: Vec<Date> = dates(site).into_iter().filter(|date| date.day >= site.today()).collect();
    for Date { day, place, record, .. } in coming.iter().filter(|date| date.what == What::Deadline && site.calendar.is_closed(date.day)) {
        let words = day.words();
        let holiday = site.calendar.holiday(*day).map(|name| format!("・{name}")).unwrap_or_default();
        let before = site.calendar.open_day_before(*day).words();
        findings.push(
            Diagnostic::new(
                &DEADLINE_ON_CLOSED_DAY,
                text!("締切の{words}{holiday}は閉庁日です", "the deadline {words}{holiday} is a day when offices are closed"),
            )
            .at(place.clone())
            .record(record)
            .hint(text!("開庁日に変えるか、前の開庁日（{before}）に庁内の締切を置いてください", "the open day before is {before}")),
        );
    }
    coverage(site, &coming, findings);
}

/// One notice when the table of holidays ends before the last coming date, or before today.
fn coverage(site: &Site, coming: &[Date], findings: &mut Diagnostics) {
    let known = site.calendar.known_until();
    let beyond: Vec<&Date> = coming.iter().filter(|date| known.is_none_or(|known| known < date.day)).collect();
    let table = known.map_or_else(
        || text!("祝日の表がありません", "there is no table of holidays"),
        |known| {
            let known = known.words();
            text!("祝日の表は{known}までです", "the table of holidays ends with {known}")
        },
    );
    let (ja, en, count) = (&table.ja, &table.en, beyond.len());
    let finding = match beyond.first() {
        Some(first) => {
            let day = first.day.words();
            let message = text!("{ja}。その先の日付が{count}件あります（最初は{day}）", "{en}; {count} dates lie beyond, the first {day}");
            Diagnostic::new(&HOLIDAY_TABLE, message).at(first.place.clone()).record(&first.record)
        }
        None if known.is_some_and(|known| known < site.today()) => Diagnostic::new(&HOLIDAY_TABLE, table),
        None => return,
    };
    findings.push(finding.hint(text!("data/holidays に祝日を足してください", "add holidays to data/holidays")));
}

/// A date of the data.
struct Date {
    day: Day,
    place: Place,
    record: String,
    what: What,
}

/// What is on a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Deadline,
    Sitting,
}

/// Every deadline and every first day of a sitting, by day.
fn dates(site: &Site) -> Vec<Date> {
    let mut dates = Vec::new();
    let mut add = |day: Day, origin: &Origin, field: &str, meta: &Meta, what| {
        dates.push(Date { day, place: origin.place(field), record: meta.id.as_str().to_owned(), what });
    };
    for course in site.courses.values() {
        let meta = &course.meta;
        course.due.iter().for_each(|due| add(due.day, &meta.origin, "due", meta, What::Deadline));
        for session in &course.sessions {
            if !session.is_held() {
                continue;
            }
            let field = if session.when() == &session.value.date { "date" } else { "moved_to" };
            session.spans().iter().for_each(|(from, _)| add(*from, &session.origin, field, meta, What::Sitting));
            for (step, deadline) in session.value.apply.iter().flat_map(deadlines) {
                add(deadline.day, &session.origin, deadline_field(step), meta, What::Deadline);
            }
        }
    }
    for session in site.exam_sessions.values().filter(|session| session.is_held()) {
        let (meta, first) = (&session.meta, if session.date.is_some() { "date" } else { "window.from" });
        session.days().iter().for_each(|(from, _)| add(*from, &meta.origin, first, meta, What::Sitting));
        for (step, deadline) in session.apply.iter().flat_map(deadlines) {
            add(deadline.day, &meta.origin, deadline_field(step), meta, What::Deadline);
        }
    }
    for external in site.external.values() {
        let close = external.period.as_ref().and_then(|period| period.register_close);
        close.iter().for_each(|close| add(close.day, &external.meta.origin, "period.register_close", &external.meta, What::Deadline));
    }
    dates.sort_by(|a, b| (a.day, &a.place).cmp(&(b.day, &b.place)));
    dates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    const HOLIDAYS: (&str, &str) = ("data/holidays.yaml", "- {date: 2026-11-23, name: 勤労感謝の日}");

    fn found(due: &str) -> Vec<String> {
        let text = format!("---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [elearning]\ndue: {due}\n---\n");
        run(check, &[HOLIDAYS, ("content/courses/c.md", &text)])
    }

    #[test]
    fn a_coming_deadline_on_a_closed_day_is_noticed() {
        assert_eq!(found("2026-11-23"), ["deadline-on-closed-day: 2026-11-23"]);
        assert_eq!(found("2026-12-05T17:00"), ["deadline-on-closed-day: 2026-12-05T17:00"]);
        assert!(found("2026-12-04").is_empty());
        assert!(found("2026-11-15").is_empty(), "what is over is over");
    }

    #[test]
    fn days_beyond_the_table_are_noticed_once() {
        assert_eq!(found("2027-01-04"), ["holiday-table: 2027-01-04"]);
    }
}
