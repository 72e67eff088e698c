//! A skill that a level needs has a programme that leads there.
//!
//! The skill map shows the gap honestly to readers; editors get it as a warning to fill. Source: the skill map of the plan (育成計画 5(3),
//! 8(1)) as a system of programmes.

use super::records::finding;
use crate::diagnostic::{Cause, Code, Diagnostic, Diagnostics};
use crate::model::skill_map::{gaps, skill_map};
use crate::model::{Site, Status};
use crate::text;

/// A hole in the skill map.
pub static SKILL_GAP: Code = Code::warning(
    "skill-gap",
    "人材区分に要るスキルなのに、その区分向けの研修も外部コンテンツもありません。用意するか、区分の `skills` を見直してください",
    "a level needs a skill to which no course and no outside content for that level leads; provide one, or reconsider `skills`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for (skill, level) in gaps(&skill_map(site)) {
        let (skill, level) = (&site[skill], &site[level]);
        if level.meta.status == Status::Archived {
            continue;
        }
        let (name, label, field) = (&skill.name, &level.label, format!("skills.{}", skill.meta.id));
        let gap = finding(
            &SKILL_GAP,
            text!("「{label}」に要る「{name}」に向かう研修がありません", "no programme for \"{label}\" leads to \"{name}\""),
            &level.meta,
            &field,
        );
        findings.push(
            Diagnostic { place: Some(level.meta.origin.key(&field)), ..gap }
                .related(skill.meta.origin.place("id"), text!("スキルはここです", "the skill"))
                .hint(text!(
                    "研修か外部コンテンツの levels と skills に書いてください",
                    "name level and skill in a course or an outside content"
                ))
                .cause(Cause {
                    key: format!("{} {}", SKILL_GAP.name, skill.meta.id),
                    message: text!(
                        "「{name}」が要る区分に、それに向かう研修がありません",
                        "no programme of the levels that need \"{name}\" leads to it"
                    ),
                    hint: None,
                }),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    const LEVELS: (&str, &str) =
        ("data/levels.yaml", "- {id: a, kind: base, name: 全職員, skills: {s: 1}}\n- {id: x, kind: external, name: 外部, skills: {s: 1}}");
    const SKILLS: (&str, &str) = ("data/skills.yaml", "- {id: s, name: 技, yomi: わざ, category: c, summary: 文, steps: {}}");

    #[test]
    fn a_needed_skill_without_a_programme_is_a_gap() {
        assert_eq!(run(check, &[LEVELS, SKILLS]), ["skill-gap: s"]);
        let course = "---\ntitle: 題\nsummary: 文\nlevels: [a]\nskills: {s: 1}\nformat: [online]\n---\n";
        assert!(run(check, &[LEVELS, SKILLS, ("content/courses/c.md", course)]).is_empty());
    }
}
