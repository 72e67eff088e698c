//! Numbers that can be read but that nobody means: a digit too many in a number of seats, a step of a scheme, minutes, weeks, months, days.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Course, Format, Rule, Site};
use crate::notation::normal;
use crate::source::Place;
use crate::text;

/// A number with a digit too many or too few.
pub static ODD_VALUE: Code = Code::warning(
    "odd-value",
    "定員・段階・分・週・月・料金・日数の値が、けたを打ち間違えたように大きい（小さい）値です。確かめて、違っていれば直してください",
    "seats, a step, minutes, weeks, months, a fee or days look as if a digit was too many or too few; check the value",
);

/// What is not more than this is believed.
const STEPS: u8 = 7;
const FORM_MINUTES: i64 = 600;
const BOOKING_MONTHS: u8 = 12;
const WEEKS: u32 = 156;
const WORK_MONTHS: u32 = 120;
const SETTING_DAYS: i32 = 3 * 366;

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let mut tell = |place: Place, record: &str, ja: &str, en: &str| {
        let message = text!("{ja}は、けたの打ち間違いではありませんか", "{en} may have a digit too many or too few");
        let hint = text!("値を確かめ、違っていれば直してください", "check the value, and mend it if it is wrong");
        findings.push(Diagnostic::new(&ODD_VALUE, message).at(place).record(record).hint(hint));
    };
    for course in site.courses.values() {
        for (at, value, other) in crowds(course) {
            let (ja, en) = (format!("定員{value}名（ほかの回は{other}名）"), format!("{value} seats (another sitting: {other})"));
            tell(course.sessions[at].origin.place("capacity"), course.meta.id.as_str(), &ja, &en);
        }
    }
    for exam in site.exams.values() {
        let (origin, id) = (&exam.meta.origin, exam.meta.id.as_str());
        if let Some(step) = exam.scheme_level.as_ref().map(|step| step.level).filter(|step| *step > STEPS) {
            tell(origin.place("scheme_level.level"), id, &format!("段階の{step}"), &format!("step {step}"));
        }
        if let Some(months) = exam.booking_months_ahead.filter(|months| *months > BOOKING_MONTHS) {
            tell(origin.place("booking_months_ahead"), id, &format!("{months}か月前からの予約"), &format!("{months} months ahead"));
        }
        if let Some(yen) = exam.fee.filter(|yen| (1..100).contains(yen)) {
            tell(origin.place("fee"), id, &format!("受験料{yen}円"), &format!("a fee of {yen} yen"));
        }
        if let Some(minutes) = exam.form.as_deref().and_then(longest).filter(|minutes| *minutes > FORM_MINUTES) {
            tell(origin.place("form"), id, &format!("試験時間{minutes}分"), &format!("{minutes} minutes"));
        }
    }
    for case in site.cases.values() {
        if let Some(weeks) = case.effort.map(|effort| effort.weeks).filter(|weeks| *weeks > WEEKS) {
            tell(case.meta.origin.place("effort.weeks"), case.meta.id.as_str(), &format!("{weeks}週間"), &format!("{weeks} weeks"));
        }
    }
    for assessment in &site.assessments {
        super::assessment::nodes(&assessment.rule, &assessment.meta.origin.part("rule"), &mut |rule, origin| {
            if let Rule::Work(_, months) = rule
                && *months > WORK_MONTHS
            {
                tell(origin.place("work.months"), assessment.meta.id.as_str(), &format!("職歴{months}か月"), &format!("{months} months"));
            }
        });
    }
    let config = &site.config;
    let days =
        [("deadline_soon_days", config.deadline_soon_days, 366), ("freshness.grace_days", config.freshness.grace_days, SETTING_DAYS)];
    for (field, days, most) in days {
        if i64::from(days) > i64::from(most) {
            tell(config.place(field), field, &format!("{field} の{days}日"), &format!("`{field}` of {days} days"));
        }
    }
}

/// Sittings with ten times the seats of another one of the same form, or thirty times those of any: their places in the list, seats, those
/// of the other. A hall and a broadcast differ, but not by that much.
fn crowds(course: &Course) -> Vec<(usize, i64, i64)> {
    let form = |at: usize| course.sessions[at].value.format.or(course.format.first().copied().filter(|_| course.format.len() == 1));
    let all: Vec<(usize, i64, Option<Format>)> = course
        .sessions
        .iter()
        .enumerate()
        .filter_map(|(at, session)| Some((at, session.value.capacity.filter(|seats| *seats > 0)?, form(at))))
        .collect();
    let exceeds = |(at, seats, form): &(usize, i64, Option<Format>)| {
        let others = || all.iter().filter(move |(other, ..)| other != at);
        let alike = others().filter(|(.., other)| other == form).map(|(_, seats, _)| *seats).max().filter(|most| *seats >= most * 10);
        let most = alike.or_else(|| others().map(|(_, seats, _)| *seats).max().filter(|most| *seats >= most * 30));
        most.map(|most| (*at, *seats, most))
    };
    all.iter().filter_map(exceeds).collect()
}

/// The most minutes that a text names.
fn longest(text: &str) -> Option<i64> {
    let plain = normal(text);
    let before = |(at, _): (usize, &str)| plain[plain[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len()..at].parse().ok();
    plain.match_indices('分').filter_map(before).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn course(sessions: &str) -> Vec<String> {
        let text = format!("---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [classroom, online]\nsessions:\n{sessions}---\n");
        run(check, &[("content/courses/c.md", &text)])
    }

    #[test]
    fn seats_are_of_the_order_of_the_other_sittings() {
        let two = |a: &str, b: &str| course(&format!("- {{id: s, date: 2026-12-10, {a}}}\n- {{id: t, date: 2027-01-21, {b}}}\n"));
        assert_eq!(two("format: classroom, capacity: 30", "format: classroom, capacity: 300"), ["odd-value: 300"]);
        assert_eq!(two("format: classroom, capacity: 3000", "format: online, capacity: 80"), ["odd-value: 3000"]);
        for right in ["format: online, capacity: 500", "format: classroom, capacity: 120", "format: online"] {
            assert!(two("format: classroom, capacity: 20", right).is_empty(), "{right}");
        }
    }

    #[test]
    fn numbers_of_exams_and_settings_are_believable() {
        let exam = |fields: &str| {
            let text = format!(
                "exams:\n- {{id: e, name: 試験, provider: {{name: 国, yomi: くに, kind: national}}, kind: national, timing: year_round, {fields}}}"
            );
            run(check, &[("data/exams.yaml", &text)])
        };
        assert_eq!(exam("scheme_level: {scheme: CCSF, level: 33}"), ["odd-value: 33"]);
        assert_eq!(exam("form: CBT 1200分・100問"), ["odd-value: CBT 1200分・100問"]);
        assert_eq!(exam("booking_months_ahead: 30"), ["odd-value: 30"]);
        assert_eq!(exam("fee: 6"), ["odd-value: 6"]);
        for right in ["fee: 0", "fee: 75000", "form: 筆記 150分、口述 20分", "form: 5時間", "scheme_level: {scheme: ITSS, level: 7}"]
        {
            assert!(exam(right).is_empty(), "{right}");
        }
        let site = |more: &str| run(check, &[("site.toml", &format!("title = \"しるべ\"\norganization = \"県\"\n{more}"))]);
        assert_eq!(site("deadline_soon_days = 1400"), ["odd-value: 1400"]);
        assert_eq!(site("[freshness]\ngrace_days = 3000"), ["odd-value: 3000"]);
        assert!(site("deadline_soon_days = 60\n[freshness]\ngrace_days = 365").is_empty());
    }
}
