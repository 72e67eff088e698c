//! A sitting that is over is no longer 「予定・要確認」.
//!

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{SessionStatus, Site};
use crate::text;

/// A sitting is over, but still tentative.
pub static PAST_TENTATIVE: Code = Code::warning(
    "past-tentative",
    "終わった試験の日程が「予定・要確認」（tentative）のままです。confirmed か cancelled にしてください",
    "a sitting is over, but still tentative; set its status to confirmed or cancelled",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for session in site.exam_sessions.values().filter(|session| session.status == SessionStatus::Tentative) {
        let Some((_, last)) = session.days().filter(|(_, last)| *last < site.today()) else { continue };
        let (label, words) = (&session.label, last.words());
        findings.push(
            finding(
                &PAST_TENTATIVE,
                text!(
                    "「{label}」は{words}に終わりましたが、予定・要確認のままです",
                    "\"{label}\" was over on {words}, but is still tentative"
                ),
                &session.meta,
                "status",
            )
            .hint(text!("status を confirmed（行われた）か cancelled（中止）にしてください", "set `status` to confirmed or cancelled")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn only_past_and_tentative_sittings_are_reported() {
        let text = "exams:\n- {id: e, name: 試験, provider: {name: 国, yomi: くに, kind: national}, kind: national, timing: fixed_day}\n\
                    exam_sessions:\n- {id: a, exam: e, label: 甲, date: 2026-11-21, status: tentative}\n\
                    - {id: b, exam: e, label: 乙, date: 2026-11-21, status: confirmed}\n- {id: c, exam: e, label: 丙, date: 2026-11-22}\n";
        assert_eq!(run(check, &[("data/exams.yaml", text)]), ["past-tentative: tentative"]);
    }
}
