//! Records that nothing leads to: a skill that no level and no course names, a course for no level.
//!
//! They are published, but nobody meets them on the way through the levels.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Site, Status};
use crate::text;

/// No level and no course names this skill.
pub static UNUSED_SKILL: Code = Code::warning(
    "unused-skill",
    "どの人材区分にも研修にも使われていないスキルです。使うところに書くか、このスキルを消してください",
    "no level and no course names this skill; name it where it is needed, or remove it",
);
/// The course is for no level.
pub static COURSE_WITHOUT_LEVEL: Code = Code::warning(
    "course-without-level",
    "どの人材区分にも属さない研修です。`levels` に対象を書いてください",
    "the course is for no level; name its levels in `levels`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for (key, skill) in site.skills.iter().filter(|(_, skill)| skill.meta.status != Status::Archived) {
        if site.links.skill_levels[key].is_empty() && site.links.skill_courses[key].is_empty() {
            let (id, name) = (&skill.meta.id, &skill.name);
            findings.push(
                Diagnostic::new(
                    &UNUSED_SKILL,
                    text!(
                        "スキル「{name}」は、どの人材区分にも研修にも使われていません",
                        "no level and no course names the skill \"{name}\""
                    ),
                )
                .at(skill.meta.origin.place("id"))
                .record(id.as_str())
                .hint(text!(
                    "levels.yaml か研修の skills に {id} を書くか、このスキルを消してください",
                    "name {id} in levels.yaml or in a course, or remove the skill"
                )),
            );
        }
    }
    for course in site.courses.values().filter(|course| course.meta.status != Status::Archived && course.levels.is_empty()) {
        let title = &course.title;
        findings.push(
            Diagnostic::new(
                &COURSE_WITHOUT_LEVEL,
                text!("研修「{title}」には対象の人材区分がありません", "the course \"{title}\" is for no level"),
            )
            .at(course.meta.origin.place("levels"))
            .record(course.meta.id.as_str())
            .hint(text!("levels に人材区分のidを書いてください", "name the levels in `levels`")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    const SKILL: &str = "- {id: s, name: 技, yomi: わざ, category: c, summary: 文, steps: {}}";
    const COURSE: &str = "---\ntitle: 題\nsummary: 文\nlevels: [a]\nskills: {s: 1}\nformat: [online]\n---\n";

    #[test]
    fn lonely_records_are_reported() {
        let course = COURSE.replace("[a]", "[]").replace("skills: {s: 1}\n", "");
        let files = [("data/skills.yaml", SKILL), ("content/courses/x.md", course.as_str())];
        assert_eq!(
            run(check, &files).iter().map(|found| found.split(':').next().unwrap_or_default()).collect::<Vec<_>>(),
            ["course-without-level", "unused-skill"]
        );
    }

    #[test]
    fn what_is_used_is_fine() {
        let levels = "- {id: a, kind: base, name: 全職員}";
        assert!(run(check, &[("data/skills.yaml", SKILL), ("data/levels.yaml", levels), ("content/courses/x.md", COURSE)]).is_empty());
    }
}
