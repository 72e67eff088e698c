//! A sitting of an exam has the dates that its way of being held needs.
//!
//! An exam all year round has no fixed sittings, one with a window has a window, one on a day has a day. Sittings that are over may come
//! from the time before a change of system, and tentative ones may not have their dates yet.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{SessionStatus, Site, Timing};
use crate::text;

/// `timing` and the sitting do not agree.
pub static EXAM_TIMING: Code = Code::error(
    "exam-timing",
    "試験の実施方法（timing）と日程の書き方が合っていません。year_round なら日や期間を消し、window なら window、fixed_day なら date を書いてください",
    "`timing` and the sitting do not agree: year_round has no sittings, window needs `window`, fixed_day needs `date`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for session in site.exam_sessions.values() {
        if session.days().is_some_and(|(_, last)| last < site.today()) || !session.is_held() {
            continue;
        }
        let exam = &site[session.exam];
        let sure = !matches!(session.status, SessionStatus::Tentative | SessionStatus::Draft);
        let (date, window) = (session.date.is_some(), session.window.is_some());
        let (field, message) = match exam.timing {
            Timing::YearRound if date => (
                "date",
                text!("通年で受けられる試験に、決まった日があります", "the exam is held all year round, but the sitting has a day"),
            ),
            Timing::YearRound if window => (
                "window.from",
                text!("通年で受けられる試験に、期間があります", "the exam is held all year round, but the sitting has a window"),
            ),
            Timing::Window if date && !window => {
                ("date", text!("期間内の日を選ぶ試験なのに、日が1日に決まっています", "the exam has windows, but the sitting has one day"))
            }
            Timing::Window if !window && sure => {
                ("id", text!("期間内の日を選ぶ試験なのに、期間（window）がありません", "the exam has windows, but the sitting has none"))
            }
            Timing::FixedDay if window && !date => (
                "window.from",
                text!("1日に決まった試験なのに、期間が書かれています", "the exam is held on one day, but the sitting has a window"),
            ),
            Timing::FixedDay if !date && sure => {
                ("id", text!("1日に決まった試験なのに、日（date）がありません", "the exam is held on one day, but the sitting has none"))
            }
            _ => continue,
        };
        findings.push(
            finding(&EXAM_TIMING, message, &session.meta, field)
                .related(exam.meta.origin.place("timing"), text!("試験の実施方法", "the exam's timing"))
                .hint(text!("日程の書き方か、試験の timing を直してください", "mend the sitting or the exam's `timing`")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(timing: &str, session: &str) -> Vec<String> {
        let text = format!(
            "exams:\n- {{id: e, name: 試験, provider: {{name: 国, yomi: くに, kind: national}}, kind: national, timing: {timing}}}\n\
             exam_sessions:\n- {{id: s1, exam: e, label: 回, {session}}}"
        );
        run(check, &[("data/exams.yaml", &text)])
    }

    #[test]
    fn a_sitting_that_does_not_suit_its_exam_is_reported() {
        assert_eq!(found("year_round", "date: 2026-12-01"), ["exam-timing: 2026-12-01"]);
        assert_eq!(found("window", "date: 2026-12-01"), ["exam-timing: 2026-12-01"]);
        assert_eq!(found("window", "status: confirmed"), ["exam-timing: s1"]);
        assert_eq!(found("fixed_day", "window: {from: 2026-12-01, to: 2026-12-09}"), ["exam-timing: 2026-12-01"]);
    }

    #[test]
    fn tentative_and_past_sittings_are_fine() {
        assert!(found("window", "status: tentative").is_empty());
        assert!(found("window", "date: 2025-10-12, status: confirmed").is_empty());
        assert!(found("fixed_day", "date: 2026-12-01, status: confirmed").is_empty());
    }
}
