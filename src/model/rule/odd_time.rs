//! Times of day and spans that no office means: a sitting at three in the morning, applications that are open for more than a year, results
//! years after the exam, a deadline of a year that was over when the page was last written.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::model::Site;
use crate::notation::{Day, FiscalYear, Time};
use crate::schema::Apply;
use crate::source::Origin;
use crate::text;

/// An hour at night.
pub static ODD_HOUR: Code = Code::warning(
    "odd-hour",
    "始まりや締切の時刻が、夜中から早朝（0:01～6:59）です。午後の打ち間違い（13:30 を 3:30）なら直してください",
    "a start or a deadline lies at night (0:01 to 6:59); mend it when an hour of the afternoon is meant",
);
/// A span of years.
pub static LONG_SPAN: Code = Code::warning(
    "long-span",
    "始まりと終わり（受付・開催・録画・結果）が1年より離れています。年の打ち間違いなら直してください",
    "a beginning and its end (applications, a sitting, a recording, results) lie more than a year apart; mend the year when it is mistyped",
);
/// A deadline of last year.
pub static STALE_DUE: Code = Code::warning(
    "stale-due",
    "受ける期限（due）が、ページを直した日（updated）より前の年度です。年の直し忘れなら直してください",
    "`due` lies in a fiscal year that was over when the page was last `updated`; mend the year",
);

/// Days after which a span is too long: a year, and the day on which it comes round.
const YEAR: i32 = 366;

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for course in site.courses.values() {
        let mut look = Look { id: course.meta.id.as_str(), findings };
        let origin = &course.meta.origin;
        look.hour(course.due.and_then(|due| due.time), "due", origin);
        if let (Some(due), Some(updated)) = (course.due, course.meta.updated)
            && due.day < updated
            && FiscalYear::of(due.day) < FiscalYear::of(updated)
        {
            let (due, updated) = (due.day.words(), updated.words());
            let message = text!("期限の{due}は、直した日（{updated}）より前の年度です", "`due` ({due}) lies in a year before {updated}");
            look.report(&STALE_DUE, message, "due", origin, text!("今の年度の期限に直してください", "write this year's deadline"));
        }
        for session in &course.sessions {
            let (value, origin) = (&session.value, &session.origin);
            look.hour(value.start, "start", origin);
            look.apply(value.apply.as_ref(), origin);
            let last = value.until.or_else(|| value.date.last());
            look.span(value.date.first(), value.until, YEAR, "until", origin);
            look.span(last, value.archive_until, 3 * YEAR, "archive_until", origin);
        }
    }
    for session in site.exam_sessions.values() {
        let mut look = Look { id: session.meta.id.as_str(), findings };
        let origin = &session.meta.origin;
        look.apply(session.apply.as_ref(), origin);
        if let Some((from, to)) = session.days() {
            look.span(Some(from), Some(to), YEAR, "window", origin);
            look.span(Some(to), session.result, YEAR, "result", origin);
        }
    }
}

struct Look<'a> {
    id: &'a str,
    findings: &'a mut Diagnostics,
}

impl Look<'_> {
    fn report(&mut self, code: &'static Code, message: Text, field: &str, origin: &Origin, hint: Text) {
        self.findings.push(Diagnostic::new(code, message).at(origin.place(field)).record(self.id).hint(hint));
    }

    fn hour(&mut self, time: Option<Time>, field: &str, origin: &Origin) {
        // Midnight is the end of a day for many.
        let Some(time) = time.filter(|time| (1..420).contains(&(i32::from(time.hour) * 60 + i32::from(time.minute)))) else { return };
        let words = time.words();
        let message = text!("{words}は夜中か早朝です", "{words} lies at night");
        self.report(
            &ODD_HOUR,
            message,
            field,
            origin,
            text!("午後なら12を足した時刻（13:30 など）を書いてください", "write 13:30 for half past one in the afternoon"),
        );
    }

    fn apply(&mut self, apply: Option<&Apply>, origin: &Origin) {
        let Some(apply) = apply else { return };
        for (step, deadline) in crate::model::deadlines(apply) {
            self.hour(deadline.time, super::deadline_field(step), origin);
        }
        if let (Some(open), Some((_, last))) = (apply.open, crate::model::deadlines(apply).last())
            && open.days_until(last.day) > YEAR
        {
            let (open, close) = (open.words(), last.day.words());
            let message =
                text!("受付の始まり（{open}）が、締切（{close}）の1年より前です", "applications open on {open}, a year before {close}");
            self.report(&LONG_SPAN, message, "apply.open", origin, text!("年を確かめてください", "check the year"));
        }
    }

    fn span(&mut self, from: Option<Day>, to: Option<Day>, most: i32, field: &str, origin: &Origin) {
        let (Some(from), Some(to)) = (from, to) else { return };
        if from.days_until(to) > most {
            let (from, to) = (from.words(), to.words());
            let message = text!("{from}から{to}までは長すぎます", "from {from} to {to} is too long");
            self.report(&LONG_SPAN, message, field, origin, text!("年を確かめてください", "check the year"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn course(fields: &str, session: &str) -> Vec<String> {
        let text = format!(
            "---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\nupdated: 2026-11-10\n{fields}\nsessions:\n- {{id: s, {session}}}\n---\n"
        );
        run(check, &[("content/courses/c.md", &text)])
    }

    #[test]
    fn nobody_learns_at_night() {
        assert_eq!(course("", "date: 2026-12-17, start: '3:30', end: '16:00'"), ["odd-hour: 3:30"]);
        assert!(course("", "date: 2026-12-17, start: '8:30', end: '16:00'").is_empty());
        assert!(course("", "date: 2026-12-17, apply: {close: 2026-12-10T23:59}").is_empty());
    }

    #[test]
    fn spans_are_of_a_year_at_most() {
        assert_eq!(course("", "date: 2027-04-01, until: 2038-03-31"), ["long-span: 2038-03-31"]);
        assert!(course("", "date: 2027-04-01, until: 2028-03-31, archive_until: 2029-03-31").is_empty());
        assert_eq!(course("", "date: 2027-01-21, apply: {open: 2025-12-07, close: 2027-01-08}"), ["long-span: 2025-12-07"]);
        assert!(course("", "date: 2027-03-21, apply: {open: 2026-04-01, close: 2027-03-08}").is_empty());
    }

    #[test]
    fn a_deadline_is_of_the_year_of_the_page() {
        assert_eq!(course("due: 2026-01-29", "date: 2026-12-17"), ["stale-due: 2026-01-29"]);
        assert!(course("due: 2026-10-30", "date: 2026-12-17").is_empty());
    }
}
