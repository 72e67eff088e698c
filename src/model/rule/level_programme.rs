//! Every level offers a way in: a mandatory or elective course, or a recommended content.
//!
//! Without one the level page cannot answer 「次に何をするか」. Categories of people from outside are left out: they are hired, not
//! trained.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Key, Level, LevelKind, Requirement, Site, Status};
use crate::text;

/// The level has no mandatory or elective course and no recommended content.
pub static LEVEL_WITHOUT_COURSE: Code = Code::warning(
    "level-without-course",
    "必須・選択の研修も推奨の外部コンテンツもない人材区分です。研修の `requirement` か、外部コンテンツの `recommended` を書いてください",
    "the level has no mandatory or elective course and no recommended content; set `requirement` or `recommended` somewhere",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for (key, level) in site.levels.iter() {
        if level.kind == LevelKind::External || level.meta.status == Status::Archived || has_way_in(site, key) {
            continue;
        }
        let label = &level.label;
        findings.push(
            Diagnostic::new(
                &LEVEL_WITHOUT_COURSE,
                text!(
                    "「{label}」には必須・選択の研修も推奨コンテンツもありません",
                    "\"{label}\" has no mandatory, elective or recommended programme"
                ),
            )
            .at(level.meta.origin.place("id"))
            .record(level.meta.id.as_str())
            .hint(text!(
                "研修の requirement を mandatory か elective にするか、外部コンテンツに recommended を書いてください",
                "set `requirement` of a course to mandatory or elective, or recommend a content"
            )),
        );
    }
}

fn has_way_in(site: &Site, level: Key<Level>) -> bool {
    let courses = site.links.level_courses[level].iter();
    courses.filter_map(|course| site[*course].requirement(level)).any(|requirement| requirement != Requirement::Optional)
        || site.links.level_external[level].iter().any(|external| site[*external].recommended_on(site.today()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    const LEVELS: &str = "- {id: a, kind: base, name: 全職員}\n- {id: x, kind: external, name: 外部}";

    #[test]
    fn a_level_with_optional_courses_only_is_reported() {
        let course = "---\ntitle: 題\nsummary: 文\nlevels: [a]\nformat: [online]\n---\n";
        assert_eq!(run(check, &[("data/levels.yaml", LEVELS), ("content/courses/c.md", course)]), ["level-without-course: a"]);
    }

    #[test]
    fn a_mandatory_course_or_a_recommendation_is_a_way_in() {
        let course = "---\ntitle: 題\nsummary: 文\nlevels: [a]\nformat: [online]\nrequirement: {a: mandatory}\n---\n";
        assert!(run(check, &[("data/levels.yaml", LEVELS), ("content/courses/c.md", course)]).is_empty());
        let external = "- {id: e, title: 題, provider: {name: 国, yomi: くに, kind: national}, url: https://www.soumu.go.jp/x, levels: [a], \
                        topic: 表, format: pdf, access: both, recommended: {by: d, reason: 良い}}";
        assert!(run(check, &[("data/levels.yaml", LEVELS), ("data/external.yaml", external)]).is_empty());
    }
}
