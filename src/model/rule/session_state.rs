//! Where a session stands is said by its `status`, not by words in its label: only then do deadlines, calendars and lists follow.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{SessionStatus, Site};
use crate::source::Origin;
use crate::text;

/// A label says that a session is off, full or closed, and the status does not.
pub static STATE_IN_LABEL: Code = Code::error(
    "state-in-label",
    "日程の状態（中止・延期・満席など）が label にだけ書かれています。締切の日数や予定表が動いたままになるので、`status` に書いてください",
    "the state of a session stands in its label alone, so deadlines and calendars go on; say it in `status`",
);
/// A new date without a postponement.
pub static MOVED_TO: Code = Code::error(
    "moved-to",
    "延期の新しい日（moved_to）は、`status: postponed` のときだけ書けます",
    "`moved_to` is the new date of a session that was put off; it needs `status: postponed`",
);

/// Words of labels, the states that they may mean, and the one to propose.
const WORDS: &[(&str, &[SessionStatus], &str)] = &[
    ("中止", &[SessionStatus::Cancelled], "cancelled"),
    ("取りやめ", &[SessionStatus::Cancelled], "cancelled"),
    ("延期", &[SessionStatus::Postponed], "postponed"),
    ("満席", &[SessionStatus::Full, SessionStatus::Closed], "full"),
    ("満員", &[SessionStatus::Full, SessionStatus::Closed], "full"),
    ("定員に達し", &[SessionStatus::Full, SessionStatus::Closed], "full"),
    ("受付終了", &[SessionStatus::Full, SessionStatus::Closed], "closed"),
    ("受付を終了", &[SessionStatus::Full, SessionStatus::Closed], "closed"),
    ("募集終了", &[SessionStatus::Full, SessionStatus::Closed], "closed"),
    ("締め切りました", &[SessionStatus::Full, SessionStatus::Closed], "closed"),
];

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for course in site.courses.values() {
        for session in &course.sessions {
            let value = &session.value;
            let label = value.label.as_deref().unwrap_or_default();
            look(label, session.status(), value.moved_to.is_some(), &session.origin, value.id.as_str(), findings);
        }
    }
    for session in site.exam_sessions.values() {
        let (meta, moved) = (&session.meta, session.moved_to.is_some());
        look(&session.label, session.status, moved, &meta.origin, meta.id.as_str(), findings);
    }
}

fn look(label: &str, status: SessionStatus, moved: bool, origin: &Origin, id: &str, findings: &mut Diagnostics) {
    let told = WORDS.iter().find(|(word, ..)| label.contains(word)).filter(|(_, states, _)| !states.contains(&status));
    if let Some((word, _, code)) = told {
        findings.push(
            Diagnostic::new(
                &STATE_IN_LABEL,
                text!("label に「{word}」とありますが、status がそうなっていません", "the label says \"{word}\", but `status` does not"),
            )
            .at(origin.place("label"))
            .record(id)
            .hint(text!(
                "`status: {code}` を足し、label から「{word}」を消してください",
                "add `status: {code}` and remove \"{word}\" from the label"
            )),
        );
    }
    if moved && status != SessionStatus::Postponed {
        findings.push(
            Diagnostic::new(&MOVED_TO, text!("moved_to がありますが、延期になっていません", "there is `moved_to`, but it was not put off"))
                .at(origin.place("moved_to"))
                .record(id)
                .hint(text!(
                    "延期なら `status: postponed` を足し、そうでなければ moved_to を消してください",
                    "add `status: postponed`, or remove `moved_to`"
                )),
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

    #[test]
    fn a_state_that_stands_in_the_label_alone_is_reported() {
        for label in ["第1回（中止）", "第2回【満席】", "第3回 延期になりました", "受付終了 第4回"] {
            assert_eq!(course(&format!("label: {label}, date: 2027-01-12")), [format!("state-in-label: {label}")]);
        }
        assert!(course("label: 第1回（中止）, date: 2027-01-12, status: cancelled").is_empty());
        assert!(course("label: 第2回【受付終了】, date: 2027-01-12, status: full").is_empty());
        assert!(course("label: 災害時の業務, date: 2027-01-12").is_empty());
    }

    #[test]
    fn a_new_date_needs_a_postponement() {
        assert_eq!(course("date: 2027-01-12, moved_to: 2027-02-12"), ["moved-to: 2027-02-12"]);
        assert!(course("date: 2027-01-12, status: postponed, moved_to: 2027-02-12").is_empty());
        assert!(course("date: 2027-01-12, status: postponed").is_empty());
    }
}
