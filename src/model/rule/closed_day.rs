//! Deadlines on days when offices are closed, and days for which the holiday table does not know whether they are.
//!
//! Only what is still to come is told. An outside deadline cannot be moved; then a deadline of the office (`internal_close`) on the last
//! open day helps. Source: rules 20 and 24 of the data model (休日の締切, 祝日の表の範囲).

use super::deadline_field;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Site, deadlines};
use crate::notation::Day;
use crate::source::Place;
use crate::text;

/// Rule 20.
pub static DEADLINE_ON_CLOSED_DAY: Code = Code::notice(
    "deadline-on-closed-day",
    "締切が土日・祝日です。開庁日に変えるか、その前の開庁日に庁内の締切を置いてください。",
    "A deadline falls on a Saturday, Sunday or holiday. Move it, or set an internal one on the open day before.",
);
/// Rule 24.
pub static HOLIDAY_TABLE: Code = Code::notice(
    "holiday-table",
    "祝日の表（data/holidays）が足りません。内閣府の一覧から先の年を足してください。",
    "The table of holidays (data/holidays) does not reach far enough. Add the coming years.",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let coming: Vec<_> = days(site).into_iter().filter(|(day, ..)| *day >= site.today()).collect();
    for (day, place, id, is_deadline) in &coming {
        if !is_deadline || !site.calendar.is_closed(*day) {
            continue;
        }
        let words = day.words();
        let holiday = site.calendar.holiday(*day).map(|name| format!("・{name}")).unwrap_or_default();
        let before = site.calendar.open_day_before(*day).words();
        findings.push(
            Diagnostic::new(
                &DEADLINE_ON_CLOSED_DAY,
                text!("締切の{words}{holiday}は閉庁日です", "the deadline {words}{holiday} is a day when offices are closed"),
            )
            .at(place.clone())
            .record(id)
            .hint(text!("前の開庁日は{before}です", "the open day before is {before}")),
        );
    }
    let known = site.calendar.known_until();
    let beyond: Vec<_> = coming.iter().filter(|(day, ..)| known.is_none_or(|known| known < *day)).collect();
    let Some((first, place, id, _)) = beyond.first().copied() else { return };
    let (first, count) = (first.words(), beyond.len());
    let known = known.map_or_else(
        || text!("祝日の表がありません", "there is no table of holidays"),
        |known| {
            let known = known.words();
            text!("祝日の表は{known}までです", "the table of holidays ends with {known}")
        },
    );
    let (ja, en) = (known.ja, known.en);
    findings.push(
        Diagnostic::new(
            &HOLIDAY_TABLE,
            text!("{ja}。その先の日付が{count}件あります（最初は{first}）", "{en}; {count} dates lie beyond, the first {first}"),
        )
        .at(place.clone())
        .record(id)
        .hint(text!("data/holidays に祝日を足してください", "add holidays to data/holidays")),
    );
}

/// Every deadline and every day of a sitting, by day: day, place, record, whether it is a deadline.
fn days(site: &Site) -> Vec<(Day, Place, String, bool)> {
    let mut days = Vec::new();
    for course in site.courses.values() {
        let id = course.meta.id.as_str();
        days.extend(course.due.map(|due| (due.day, course.meta.origin.place("due"), id.to_owned(), true)));
        for session in &course.sessions {
            let origin = &session.origin;
            days.push((session.value.date, origin.place("date"), id.to_owned(), false));
            let apply = session.value.apply.iter().flat_map(deadlines);
            days.extend(apply.map(|(step, deadline)| (deadline.day, origin.place(deadline_field(step)), id.to_owned(), true)));
        }
    }
    for session in site.exam_sessions.values() {
        let (origin, id) = (&session.meta.origin, session.meta.id.as_str());
        let first = if session.date.is_some() { "date" } else { "window.from" };
        days.extend(session.days().map(|(from, _)| (from, origin.place(first), id.to_owned(), false)));
        let apply = session.apply.iter().flat_map(deadlines);
        days.extend(apply.map(|(step, deadline)| (deadline.day, origin.place(deadline_field(step)), id.to_owned(), true)));
    }
    for external in site.external.values() {
        let close = external.period.as_ref().and_then(|period| period.register_close);
        let place = external.meta.origin.place("period.register_close");
        days.extend(close.map(|close| (close.day, place, external.meta.id.as_str().to_owned(), true)));
    }
    days.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    days
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
