//! The office collects first, groups apply next, single persons last.
//!
//! 庁内取りまとめ (`internal_close`) must leave the office time to send its list before the group's deadline, which never lies after the
//! one for individuals.

use super::deadline_field;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Site, deadlines};
use crate::schema::Apply;
use crate::source::Origin;
use crate::text;

/// The deadlines are in the wrong order.
pub static DEADLINE_ORDER: Code = Code::error(
    "deadline-order",
    "締切の順が違います。庁内取りまとめ（internal_close）≦ 団体（group_close）≦ 個人（close）の順にしてください",
    "the deadlines are in the wrong order: internal_close comes first, then group_close, then close",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for course in site.courses.values() {
        for session in &course.sessions {
            look(session.value.apply.as_ref(), &session.origin, course.meta.id.as_str(), findings);
        }
    }
    for session in site.exam_sessions.values() {
        look(session.apply.as_ref(), &session.meta.origin, session.meta.id.as_str(), findings);
    }
}

fn look(apply: Option<&Apply>, origin: &Origin, id: &str, findings: &mut Diagnostics) {
    let all: Vec<_> = apply.into_iter().flat_map(deadlines).collect();
    for pair in all.windows(2).filter(|pair| pair[1].1 < pair[0].1) {
        let (first, second) = (deadline_field(pair[0].0), deadline_field(pair[1].0));
        findings.push(
            Diagnostic::new(&DEADLINE_ORDER, text!("{first} が {second} より後です", "`{first}` lies after `{second}`"))
                .at(origin.place(first))
                .record(id)
                .related(origin.place(second), text!("こちらより前にします", "it must lie before this"))
                .hint(text!("庁内取りまとめ、団体、個人の順になるように直してください", "order them: internal, group, individual")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(apply: &str) -> Vec<String> {
        let text = format!(
            "---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\nsessions:\n- {{id: s, date: 2026-12-10, apply: {{{apply}}}}}\n---\n"
        );
        run(check, &[("content/courses/c.md", &text)])
    }

    #[test]
    fn the_office_collects_first() {
        assert_eq!(found("internal_close: 2026-09-13, group_close: 2026-09-12, close: 2026-09-20"), ["deadline-order: 2026-09-13"]);
        assert_eq!(found("group_close: 2026-09-21, close: 2026-09-20"), ["deadline-order: 2026-09-21"]);
        assert_eq!(found("internal_close: 2026-09-20T18:00, close: 2026-09-20T17:00"), ["deadline-order: 2026-09-20T18:00"]);
        assert!(found("internal_close: 2026-09-05, group_close: 2026-09-12, close: 2026-09-20T18:00").is_empty());
    }
}
