//! Dates come in the order in which things happen.
//!
//! Applications open before they close, close before the course or exam is over, windows begin before they end, results come after the
//! exam, a sitting ends after it starts.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::model::{Site, deadlines};
use crate::notation::{Day, Deadline};
use crate::schema::Apply;
use crate::source::Origin;
use crate::text;

/// Dates or times are in the wrong order.
pub static DATE_ORDER: Code = Code::error(
    "date-order",
    "日付や時刻の前後が逆です（締切が受付開始より前、終わりが始まりより前、など）。どちらかを直してください",
    "dates or times are in the wrong order (a deadline before the opening, an end before the start); mend one of the two",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for course in site.courses.values() {
        for session in &course.sessions {
            let mut order = Order { origin: &session.origin, id: course.meta.id.as_str(), findings };
            let value = &session.value;
            order.days(("date", value.date.first()), ("until", value.until));
            order.days(("date", value.date.first()), ("archive_until", value.archive_until));
            if value.until.is_some() && value.date.days().len() != 1 {
                let message = text!("until は、date が1日のときだけ書けます", "`until` needs a `date` of one day");
                order.report("until", "date", message);
            }
            if let (Some(start), Some(end)) = (value.start, value.end)
                && end <= start
                && value.until.is_none_or(|until| Some(until) == value.date.first())
            {
                order.report(
                    "end",
                    "start",
                    text!("終わりの時刻（end）が始まり（start）より後ではありません", "`end` is not after `start`"),
                );
            }
            let last = if session.until().is_some() { "until" } else { "date" };
            match session.last().filter(|_| session.when() == &value.date) {
                Some(day) => order.apply(value.apply.as_ref(), (last, day)),
                None => order.opening(value.apply.as_ref()),
            }
        }
    }
    for session in site.exam_sessions.values() {
        let mut order = Order { origin: &session.meta.origin, id: session.meta.id.as_str(), findings };
        let window = session.window.map(|window| (window.from, window.to)).unzip();
        order.days(("window.from", window.0), ("window.to", window.1));
        let (first, last) = if session.date.is_some() { ("date", "date") } else { ("window.from", "window.to") };
        match session.days() {
            Some((from, to)) => {
                order.apply(session.apply.as_ref(), (last, to));
                order.days((first, Some(from)), ("result", session.result));
            }
            None => order.opening(session.apply.as_ref()),
        }
    }
    for external in site.external.values() {
        let Some(period) = &external.period else { continue };
        let mut order = Order { origin: &external.meta.origin, id: external.meta.id.as_str(), findings };
        order.days(("period.from", period.from), ("period.to", period.to));
        order.days(("period.register_close", period.register_close.map(|close| close.day)), ("period.to", period.to));
    }
    years(site, findings);
    for trend in site.trends.values() {
        let mut order = Order { origin: &trend.meta.origin, id: trend.meta.id.as_str(), findings };
        order.days(("published", Some(trend.published)), ("expires", trend.expires));
    }
}

/// Spans of fiscal years.
fn years(site: &Site, findings: &mut Diagnostics) {
    for plan in site.plans.values() {
        let mut order = Order { origin: &plan.meta.origin, id: plan.meta.id.as_str(), findings };
        let period = plan.period.map(|period| (period.from, period.to)).unzip();
        order.ordered(("period.from", period.0), ("period.to", period.1));
    }
    for exam in site.exams.values() {
        let mut order = Order { origin: &exam.meta.origin, id: exam.meta.id.as_str(), findings };
        order.ordered(("valid_from", exam.valid_from), ("valid_to", exam.valid_to));
        for (at, change) in exam.history.iter().enumerate() {
            order.ordered((&format!("history[{at}].from"), change.from), (&format!("history[{at}].until"), change.until));
            let next =
                exam.history.iter().enumerate().filter(|(other, next)| *other != at && next.from.is_some() && next.from > change.from);
            if let (Some((other, from)), Some(until)) =
                (next.filter_map(|(at, next)| Some((at, next.from?))).min_by_key(|next| next.1), change.until)
                && until > from
                && change.from.is_none_or(|own| own <= until)
            {
                let (words, from) = (until.words(), from.words());
                let message = text!("{words}までですが、次の時期は{from}からです", "until {words}, but what follows begins with {from}");
                order.report(&format!("history[{at}].until"), &format!("history[{other}].from"), message);
            }
        }
    }
    for lane in site.lanes.values() {
        let mut order = Order { origin: &lane.meta.origin, id: lane.meta.id.as_str(), findings };
        for (at, item) in lane.items.iter().enumerate() {
            order.ordered((&format!("items[{at}].from"), Some(item.from)), (&format!("items[{at}].to"), item.to));
        }
    }
}

/// Compares fields of one record.
struct Order<'a> {
    origin: &'a Origin,
    id: &'a str,
    findings: &'a mut Diagnostics,
}

impl Order<'_> {
    fn days(&mut self, earlier: (&str, Option<Day>), later: (&str, Option<Day>)) {
        self.ordered(earlier, later);
    }

    /// Reports `later` when it comes before `earlier`.
    fn ordered<T: PartialOrd>(&mut self, earlier: (&str, Option<T>), later: (&str, Option<T>)) {
        if let (Some(first), Some(second)) = (earlier.1, later.1)
            && second < first
        {
            let (earlier, later) = (earlier.0, later.0);
            self.report(later, earlier, text!("{later} が {earlier} より前です", "`{later}` lies before `{earlier}`"));
        }
    }

    /// The application against its opening and against the last day of what it is for.
    fn apply(&mut self, apply: Option<&Apply>, last: (&str, Day)) {
        self.opening(apply);
        let close = apply.map(|apply| apply.close.day);
        self.days(("apply.close", close), (last.0, Some(last.1)));
    }

    fn opening(&mut self, apply: Option<&Apply>) {
        let Some(apply) = apply else { return };
        for (step, deadline) in deadlines(apply) {
            let Deadline { day, time: _ } = deadline;
            self.days(("apply.open", apply.open), (super::deadline_field(step), Some(day)));
        }
    }

    fn report(&mut self, field: &str, other: &str, message: Text) {
        self.findings.push(
            Diagnostic::new(&DATE_ORDER, message)
                .at(self.origin.place(field))
                .record(self.id)
                .related(self.origin.place(other), text!("比べた項目はここです", "compared with this"))
                .hint(text!("{other} か {field} のどちらかを直してください", "mend `{other}` or `{field}`")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn course(session: &str) -> Vec<String> {
        let text = format!("---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\nsessions:\n- {{id: s, {session}}}\n---\n");
        run(check, &[("content/courses/c.md", &text)])
    }

    fn exam(session: &str) -> Vec<String> {
        let text = format!(
            "exams:\n- {{id: e, name: 試験, provider: {{name: 国, yomi: くに, kind: national}}, kind: national, timing: window}}\n\
             exam_sessions:\n- {{id: s, exam: e, label: 回, {session}}}"
        );
        run(check, &[("data/exams.yaml", &text)])
    }

    #[test]
    fn sittings_of_courses_run_forward() {
        assert_eq!(course("date: 2026-12-10, until: 2026-12-09"), ["date-order: 2026-12-09"]);
        assert_eq!(course("date: 2026-12-10, start: '13:30', end: '13:30'"), ["date-order: 13:30"]);
        assert_eq!(course("date: 2026-12-10, apply: {open: 2026-11-30, close: 2026-11-16}"), ["date-order: 2026-11-16"]);
        assert_eq!(course("date: 2026-12-10, apply: {close: 2026-12-11}"), ["date-order: 2026-12-10"]);
        assert_eq!(course("date: 2026-12-10, archive_until: 2026-12-01"), ["date-order: 2026-12-01"]);
        assert!(
            course("date: 2026-12-10, until: 2026-12-12, start: '13:30', end: '10:00', apply: {open: 2026-11-16, close: 2026-12-10}")
                .is_empty()
        );
    }

    #[test]
    fn sittings_of_exams_run_forward() {
        assert_eq!(exam("window: {from: 2026-11-29, to: 2026-11-14}")[..1], ["date-order: 2026-11-14"]);
        assert_eq!(exam("date: 2026-11-14, result: 2026-11-01"), ["date-order: 2026-11-01"]);
        assert_eq!(exam("date: 2026-11-14, apply: {close: 2026-11-15}"), ["date-order: 2026-11-14"]);
        assert_eq!(exam("apply: {open: 2026-11-14, close: 2026-11-01, internal_close: 2026-10-01}").len(), 2);
        assert!(
            exam("window: {from: 2026-11-14, to: 2026-11-29}, apply: {open: 2026-09-01, close: 2026-11-20}, result: 2026-11-20").is_empty()
        );
    }

    #[test]
    fn times_of_a_history_do_not_overlap() {
        let history = |until: &str| {
            let text = format!(
                "- {{id: e, name: 試験, provider: {{name: 国, yomi: くに, kind: national}}, kind: national, timing: window, \
                 history: [{{until: {until}, note: 紙}}, {{from: R8, note: CBT}}]}}"
            );
            run(check, &[("data/exams.yaml", &text)])
        };
        assert_eq!(history("R9"), ["date-order: R9"]);
        assert!(history("R8").is_empty(), "within one year the form may change");
        assert!(history("R7").is_empty());
        assert!(history("R6").is_empty());
    }

    #[test]
    fn spans_of_years_run_forward() {
        let plans = "- {id: p, title: 計画, adopted: 2022-03, period: {from: R7, to: R4}}";
        assert_eq!(run(check, &[("data/plans.yaml", plans)]), ["date-order: R4"]);
        let lanes = "- {id: l, name: 行, items: [{label: 甲, from: R4, to: R3}, {label: 乙, from: R4}]}";
        assert_eq!(run(check, &[("data/roadmap.yaml", lanes)]), ["date-order: R3"]);
    }
}
