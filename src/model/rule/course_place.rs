//! A sitting in a classroom says where; an e-learning course has no place.
//!
//! Where a course mixes formats and the sitting names none, either may be meant, so nothing is said.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Course, Format, Session, Site};
use crate::text;

/// `format` and `place` do not agree.
pub static COURSE_PLACE: Code = Code::error(
    "course-place",
    "研修の形式（format）と会場（place）が合っていません。集合研修には会場を書き、eラーニングからは会場を消してください",
    "`format` and `place` do not agree: a classroom sitting has a place, e-learning has none",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for course in site.courses.values() {
        for session in &course.sessions {
            let place = session.value.place.as_ref().is_some_and(|place| !place.trim().is_empty());
            let (field, message, hint) = match (format(course, session), place) {
                (Some(Format::Classroom), false) => (
                    "id",
                    text!("集合研修なのに会場がありません", "it is held in a classroom, but has no place"),
                    text!("place に会場を書くか、format を online などにしてください", "write `place`, or set `format`"),
                ),
                (Some(Format::Elearning), true) => (
                    "place",
                    text!("eラーニングなのに会場が書かれています", "it is e-learning, but has a place"),
                    text!("place を消すか、format を classroom にしてください", "remove `place`, or set `format`"),
                ),
                _ => continue,
            };
            findings
                .push(Diagnostic::new(&COURSE_PLACE, message).at(session.origin.place(field)).record(course.meta.id.as_str()).hint(hint));
        }
    }
}

/// How the sitting is held, when that is certain.
fn format(course: &Course, session: &Session) -> Option<Format> {
    session.value.format.or(match course.format[..] {
        [only] => Some(only),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(format: &str, session: &str) -> Vec<String> {
        let text = format!(
            "---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [{format}]\nsessions: [{{id: s1, date: 2026-12-01{session}}}]\n---\n"
        );
        run(check, &[("content/courses/c.md", &text)])
    }

    #[test]
    fn place_and_format_agree() {
        assert_eq!(found("classroom", ""), ["course-place: s1"]);
        assert_eq!(found("online", ", format: classroom"), ["course-place: s1"]);
        assert_eq!(found("elearning", ", place: 研修室"), ["course-place: 研修室"]);
        assert!(found("classroom", ", place: 研修室").is_empty());
        assert!(found("classroom, online", "").is_empty());
        assert!(found("classroom", ", format: online").is_empty());
    }
}
