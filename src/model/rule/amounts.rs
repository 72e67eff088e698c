//! Seats and minutes are more than nothing, costs are not negative.
//!

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::source::Origin;
use crate::text;

/// Seats or minutes are zero or less, or a cost is negative.
pub static BAD_AMOUNT: Code = Code::error(
    "bad-amount",
    "定員や時間が0以下、または費用が負の数です。値を直すか、決まっていなければ項目を消してください",
    "seats or minutes are zero or less, or a cost is negative; mend it, or remove the field while it is not known",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for course in site.courses.values() {
        let (origin, id) = (&course.meta.origin, course.meta.id.as_str());
        positive(course.duration_minutes.map(i64::from), "duration_minutes", origin, id, findings);
        not_negative(Some(course.cost), "cost", origin, id, findings);
        for session in &course.sessions {
            positive(session.value.capacity, "capacity", &session.origin, id, findings);
        }
    }
    for external in site.external.values() {
        let (origin, id) = (&external.meta.origin, external.meta.id.as_str());
        positive(external.minutes, "minutes", origin, id, findings);
        not_negative(external.cost, "cost", origin, id, findings);
    }
    for exam in site.exams.values() {
        not_negative(exam.fee, "fee", &exam.meta.origin, exam.meta.id.as_str(), findings);
    }
    for case in site.cases.values() {
        not_negative(case.effort.map(|effort| effort.cost), "effort.cost", &case.meta.origin, case.meta.id.as_str(), findings);
    }
}

fn positive(value: Option<i64>, field: &str, origin: &Origin, id: &str, findings: &mut Diagnostics) {
    if let Some(value) = value.filter(|value| *value <= 0) {
        findings.push(
            Diagnostic::new(&BAD_AMOUNT, text!("{field} が{value}です", "`{field}` is {value}"))
                .at(origin.place(field))
                .record(id)
                .hint(text!("1以上の数を書くか、決まっていなければ項目を消してください", "write a number from 1, or remove the field")),
        );
    }
}

fn not_negative(value: Option<i64>, field: &str, origin: &Origin, id: &str, findings: &mut Diagnostics) {
    if let Some(value) = value.filter(|value| *value < 0) {
        findings.push(
            Diagnostic::new(&BAD_AMOUNT, text!("{field} が{value}円です", "`{field}` is {value} yen"))
                .at(origin.place(field))
                .record(id)
                .hint(text!("無料なら0を書いてください", "write 0 when it is free")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(fields: &str) -> Vec<String> {
        run(check, &[("content/courses/c.md", &format!("---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\n{fields}\n---\n"))])
    }

    #[test]
    fn amounts_that_cannot_be_are_reported() {
        assert_eq!(found("duration_minutes: 0\ncost: -500"), ["bad-amount: 0", "bad-amount: -500"]);
        assert_eq!(found("sessions: [{id: s, date: 2026-12-01, capacity: 0}]"), ["bad-amount: 0"]);
        assert!(found("duration_minutes: 210\ncost: 0\nsessions: [{id: s, date: 2026-12-01, capacity: 30}]").is_empty());
    }
}
