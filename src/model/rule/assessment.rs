//! Assessment rules can be met, and belong to levels that are assessed.
//!
//! 「3つのうち4つ」 can never be met, and a choice of nothing neither. People from outside are hired, not assessed; levels and the steps of
//! skills run from 1 to 4 (two axes that must not be mixed).

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Assessment, LevelKind, Meta, Rule, Site};
use crate::source::Origin;
use crate::text;

/// A choice of an assessment rule is empty, or `n` exceeds the options or is 0.
pub static ASSESSMENT_COUNT: Code = Code::error(
    "assessment-count",
    "認定の条件の選択肢が空か、選ぶ数（n）が選択肢より多いか0です。選択肢か n を直してください",
    "a choice of an assessment rule is empty, or `n` exceeds the options or is 0; mend the options or `n`",
);
/// People from outside are not assessed, and a level has one assessment rule.
pub static ASSESSMENT_LEVEL: Code = Code::error(
    "assessment-level",
    "外部人材の区分に認定の条件があるか、同じ区分に条件が2つあるか、自分や上の区分の認定を条件にしています。不要なものを直してください",
    "people from outside are not assessed, a level has one assessment rule, and asks neither for itself nor for a higher one; mend what is too much",
);
/// A choice of the same.
pub static ASSESSMENT_TWICE: Code = Code::warning(
    "assessment-twice",
    "認定の条件の同じ選択肢の中に、同じ研修か試験が2つあります。別のものに直すか、片方を消してください",
    "a course or an exam stands twice in one choice of an assessment rule; mend it, or remove one",
);
/// The level of a talent category.
pub static LEVEL_RANGE: Code = Code::error(
    "level-range",
    "人材区分のレベル（number、level_range）がないか、1〜4の外です。1〜4で書いてください",
    "the level of a talent category (`number`, `level_range`) is 1 to 4",
);
/// Trap 1: the other axis.
pub static SKILL_STEP: Code = Code::error(
    "skill-step",
    "スキルの段階が1〜4の外です。1〜4で書いてください（人材区分のレベルや、ほかの枠組みのレベルとは別です）",
    "the step of a skill is 1 to 4 (neither the level of a talent category nor that of an outside scheme)",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for assessment in &site.assessments {
        options(&assessment.rule, &assessment.meta.origin.part("rule"), &assessment.meta, findings);
        itself(site, assessment, findings);
        listed_twice(site, assessment, findings);
        if site[assessment.level].kind == LevelKind::External {
            findings.push(
                finding(
                    &ASSESSMENT_LEVEL,
                    text!("外部人材の区分に認定の条件があります", "people from outside are not assessed"),
                    &assessment.meta,
                    "level",
                )
                .hint(text!("この条件を消してください", "remove this rule")),
            );
        }
    }
    repeated(&site.assessments, findings);
    for level in site.levels.values() {
        let bad = |number: u8| !(1..=4).contains(&number);
        if let Some(number) = level.number.filter(|number| bad(*number)) {
            findings.push(range(&level.meta, "number", &number.to_string()));
        }
        if level.kind == LevelKind::Level && level.number.is_none() {
            findings.push(
                finding(
                    &LEVEL_RANGE,
                    text!("kind が level なのに number がありません", "the kind is level, but there is no `number`"),
                    &level.meta,
                    "kind",
                )
                .hint(text!("number に1〜4を書いてください", "write `number`, 1 to 4")),
            );
        }
        if let Some((from, to)) = level.level_range.filter(|(from, to)| bad(*from) || bad(*to) || to < from) {
            findings.push(range(&level.meta, "level_range", &format!("{from}〜{to}")));
        }
        for (skill, step) in level.skills.iter().filter(|(_, step)| bad(*step)) {
            findings.push(wrong_step(&level.meta, &format!("skills.{}", site[*skill].meta.id), *step));
        }
    }
    for course in site.courses.values() {
        for (skill, step) in course.skills.iter().filter(|(_, step)| !(1..=4).contains(step)) {
            findings.push(wrong_step(&course.meta, &format!("skills.{}", site[*skill].meta.id), *step));
        }
    }
    for skill in site.skills.values() {
        for step in skill.steps.keys().filter(|step| !(1..=4).contains(*step)) {
            let field = format!("steps.{step}");
            findings.push(Diagnostic { place: Some(skill.meta.origin.key(&field)), ..wrong_step(&skill.meta, &field, *step) });
        }
    }
}

/// Calls `visit` for every node below a rule, with where it stands.
pub(super) fn nodes(rule: &Rule, origin: &Origin, visit: &mut impl FnMut(&Rule, &Origin)) {
    visit(rule, origin);
    let (rules, below) = match rule {
        Rule::All(rules) => (rules, origin.part("all")),
        Rule::AtLeast(_, rules, at) => (rules, if at.place("of") == at.place("") { at.clone() } else { at.part("of") }),
        _ => return,
    };
    for (at, rule) in rules.iter().enumerate() {
        nodes(rule, &below.part(&format!("[{at}]")), visit);
    }
}

/// A level that requires itself or a higher one.
fn itself(site: &Site, assessment: &Assessment, findings: &mut Diagnostics) {
    nodes(&assessment.rule, &assessment.meta.origin.part("rule"), &mut |rule, origin| {
        let Rule::Level(needed) = rule else { return };
        let (own, other) = (&site[assessment.level], &site[*needed]);
        if *needed == assessment.level || own.number.is_some() && other.number > own.number {
            let (own, other) = (&own.label, &other.label);
            findings.push(
                Diagnostic::new(&ASSESSMENT_LEVEL, text!("{own}の条件に、{other}の認定があります", "the rule for {own} asks for {other}"))
                    .at(origin.place("level"))
                    .record(assessment.meta.id.as_str())
                    .hint(text!("先に認定される区分にしてください", "write a level that is recognised before")),
            );
        }
    });
}

/// A course or an exam that stands twice in one choice.
fn listed_twice(site: &Site, assessment: &Assessment, findings: &mut Diagnostics) {
    nodes(&assessment.rule, &assessment.meta.origin.part("rule"), &mut |rule, origin| {
        let (rules, below) = match rule {
            Rule::All(rules) => (rules, origin.part("all")),
            Rule::AtLeast(_, rules, at) => (rules, if at.place("of") == at.place("") { at.clone() } else { at.part("of") }),
            _ => return,
        };
        let named = |rule: &Rule| match rule {
            Rule::Course(key) => Some((site[*key].meta.id.to_string(), "course")),
            Rule::Exam(key) => Some((site[*key].meta.id.to_string(), "exam")),
            _ => None,
        };
        let all: Vec<_> = rules.iter().map(named).collect();
        for (at, this) in all.iter().enumerate() {
            let (Some((id, field)), Some(first)) = (this, all[..at].iter().position(|other| other == this)) else { continue };
            let place = |at: usize| below.part(&format!("[{at}]")).place(field);
            findings.push(
                Diagnostic::new(&ASSESSMENT_TWICE, text!("「{id}」が、同じ選択肢の中に2つあります", "\"{id}\" stands twice in one choice"))
                    .at(place(at))
                    .related(place(first), text!("1つ目はここです", "the first one"))
                    .record(assessment.meta.id.as_str())
                    .hint(text!("写したあとの直し忘れではありませんか。別のものに直すか、消してください", "mend it, or remove one")),
            );
        }
    });
}

/// Looks through a rule for choices that cannot be made. `origin` is that of the nearest node whose place is known.
fn options(rule: &Rule, origin: &Origin, meta: &Meta, findings: &mut Diagnostics) {
    let (rules, below) = match rule {
        Rule::All(rules) => (rules, origin.part("all")),
        Rule::AtLeast(n, rules, at) => {
            let any = at.place("of") == at.place("");
            let list = if any { at.clone() } else { at.part("of") };
            // Options that mean nothing were left out after findings of their own; then the count would blame the wrong line.
            let dropped = list.place(&format!("[{}]", rules.len())) != list.place("");
            if !rules.is_empty() && !dropped && (*n > rules.len() || *n == 0) {
                let count = rules.len();
                findings.push(
                    Diagnostic::new(
                        &ASSESSMENT_COUNT,
                        text!("{count}個の選択肢から{n}個は選べません", "{n} of {count} options cannot be chosen"),
                    )
                    .at(at.place("n"))
                    .record(meta.id.as_str())
                    .hint(text!("n を1〜{count}にするか、選択肢を足してください", "write 1 to {count} for `n`, or add options")),
                );
            }
            (rules, list)
        }
        _ => return,
    };
    if rules.is_empty() && below.place("[0]") == below.place("") {
        findings.push(
            Diagnostic::new(&ASSESSMENT_COUNT, text!("選択肢が空です", "there are no options"))
                .at(below.key(""))
                .record(meta.id.as_str())
                .hint(text!("選択肢を書くか、この条件を消してください", "write options, or remove this node")),
        );
    }
    for (at, rule) in rules.iter().enumerate() {
        options(rule, &below.part(&format!("[{at}]")), meta, findings);
    }
}

fn repeated(assessments: &[Assessment], findings: &mut Diagnostics) {
    for pair in assessments.windows(2).filter(|pair| pair[0].level == pair[1].level) {
        findings.push(
            finding(
                &ASSESSMENT_LEVEL,
                text!("同じ区分の認定の条件が2つあります", "the level has two assessment rules"),
                &pair[1].meta,
                "level",
            )
            .related(pair[0].meta.origin.place("level"), text!("1つ目はここです", "the first one"))
            .hint(text!("1つにまとめてください", "merge them")),
        );
    }
}

fn range(meta: &Meta, field: &str, value: &str) -> Diagnostic {
    finding(&LEVEL_RANGE, text!("{field} が{value}です", "`{field}` is {value}"), meta, field)
        .hint(text!("1〜4の間で書いてください", "write levels from 1 to 4"))
}

fn wrong_step(meta: &Meta, field: &str, step: u8) -> Diagnostic {
    finding(&SKILL_STEP, text!("スキルの段階が{step}です", "the step of the skill is {step}"), meta, field)
        .hint(text!("1〜4で書いてください", "write 1 to 4"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn rule(rule: &str) -> Vec<String> {
        let levels = "- {id: l1, kind: level, number: 1, name: 推進}";
        run(check, &[("data/levels.yaml", levels), ("data/assessment.yaml", &format!("- {{level: l1, rule: {rule}}}"))])
    }

    #[test]
    fn choices_that_cannot_be_made_are_reported() {
        let work = "{work: {role: 担当, months: 24}}";
        assert_eq!(rule(&format!("{{at_least: {{n: 2, of: [{work}]}}}}")), ["assessment-count: 2"]);
        assert_eq!(rule(&format!("{{all: [{work}, {{at_least: {{n: 0, of: [{work}]}}}}]}}")), ["assessment-count: 0"]);
        assert_eq!(rule(&format!("{{all: [{work}, {{any: []}}]}}")), ["assessment-count: any"]);
        assert!(rule(&format!("{{at_least: {{n: 2, of: [{work}, {work}]}}}}")).is_empty());
        assert!(rule(&format!("{{at_least: {{n: 2, of: [{work}, {{course: unknown}}]}}}}")).is_empty(), "told already");
    }

    #[test]
    fn a_level_does_not_ask_for_itself() {
        let levels = "- {id: l1, kind: level, number: 1, name: 推進}\n- {id: l2, kind: level, number: 2, name: 活用}";
        let asks = |level: &str, other: &str| {
            run(
                check,
                &[
                    ("data/levels.yaml", levels),
                    ("data/assessment.yaml", &format!("- {{level: {level}, rule: {{all: [{{level: {other}}}]}}}}")),
                ],
            )
        };
        assert_eq!(asks("l1", "l1"), ["assessment-level: l1"]);
        assert_eq!(asks("l1", "l2"), ["assessment-level: l2"]);
        assert!(asks("l2", "l1").is_empty());
    }

    #[test]
    fn a_choice_offers_each_thing_once() {
        let course = "---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\n---\n";
        let rule = |rule: &str| {
            let levels = "- {id: l1, kind: level, number: 1, name: 推進}";
            let assessment = format!("- {{level: l1, rule: {rule}}}");
            let files = [
                ("data/levels.yaml", levels),
                ("data/assessment.yaml", &*assessment),
                ("content/courses/a.md", course),
                ("content/courses/b.md", course),
            ];
            run(check, &files)
        };
        assert_eq!(rule("{any: [{course: a}, {course: a}]}"), ["assessment-twice: a"]);
        assert_eq!(rule("{at_least: {n: 1, of: [{course: b}, {course: a}, {course: b}]}}"), ["assessment-twice: b"]);
        assert!(rule("{all: [{any: [{course: a}, {course: b}]}, {any: [{course: a}]}]}").is_empty());
    }

    #[test]
    fn people_from_outside_are_not_assessed() {
        let levels = "- {id: x, kind: external, name: 外部}";
        let assessment = "- {level: x, rule: {work: {role: 担当, months: 1}}}";
        assert_eq!(run(check, &[("data/levels.yaml", levels), ("data/assessment.yaml", assessment)]), ["assessment-level: x"]);
    }

    #[test]
    fn levels_and_steps_run_from_one_to_four() {
        let level = |rest: &str| {
            let skills = ("data/skills.yaml", "- {id: s, name: 技, yomi: わざ, category: c, summary: 文, steps: {1: undefined}}");
            run(check, &[("data/levels.yaml", &format!("- {{id: a, name: 区分, {rest}}}")), skills])
        };
        assert_eq!(level("kind: level, number: 5"), ["level-range: 5"]);
        assert_eq!(level("kind: level"), ["level-range: level"]);
        assert_eq!(level("kind: management, level_range: [4, 2]").len(), 1);
        assert_eq!(level("kind: base, skills: {s: 5}"), ["skill-step: 5"]);
        assert!(level("kind: management, level_range: [2, 4], skills: {s: 4}").is_empty());
    }
}
