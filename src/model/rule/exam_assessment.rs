//! What an exam says it counts for, and what the assessment rules count, agree.
//!
//! The exam's page and the level's sheet are made from the two sides; when they differ, one of them misleads.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Site, Status};
use crate::text;

/// `counts_for` names a level whose assessment rule never mentions the exam.
pub static EXAM_NOT_COUNTED: Code = Code::warning(
    "exam-not-counted",
    "試験の `counts_for` にある人材区分の認定の条件に、その試験が出てきません。data/assessment か `counts_for` を直してください",
    "`counts_for` names a level whose assessment rule never mentions the exam; mend data/assessment or `counts_for`",
);
/// An assessment rule counts an exam whose `counts_for` does not name the level.
pub static EXAM_NOT_DECLARED: Code = Code::warning(
    "exam-not-declared",
    "認定の条件に出てくる試験の `counts_for` に、その人材区分がありません。`counts_for` に足すか、条件を直してください",
    "an assessment rule counts an exam whose `counts_for` does not name the level; add the level or mend the rule",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for (key, exam) in site.exams.iter().filter(|(_, exam)| exam.meta.status != Status::Archived) {
        let counting = &site.links.exam_assessments[key];
        for (at, level) in exam.counts_for.iter().enumerate() {
            let Some(rule) = site.links.level_assessment[*level].map(|at| &site.assessments[at]) else { continue };
            if !counting.contains(level) {
                let (name, label) = (&exam.name, &site[*level].label);
                findings.push(
                    finding(
                        &EXAM_NOT_COUNTED,
                        text!(
                            "「{label}」の認定の条件に「{name}」が出てきません",
                            "the assessment of \"{label}\" never mentions \"{name}\""
                        ),
                        &exam.meta,
                        &format!("counts_for[{at}]"),
                    )
                    .related(rule.meta.origin.key("rule"), text!("認定の条件", "the assessment rule"))
                    .hint(text!("条件に足すか、counts_for から外してください", "add it to the rule, or remove it from `counts_for`")),
                );
            }
        }
        for level in counting.iter().filter(|level| !exam.counts_for.contains(level)) {
            let Some(rule) = site.links.level_assessment[*level].map(|at| &site.assessments[at]) else { continue };
            let (name, label, id) = (&exam.name, &site[*level].label, &site[*level].meta.id);
            findings.push(
                finding(
                    &EXAM_NOT_DECLARED,
                    text!(
                        "「{label}」の認定の条件にある「{name}」の counts_for に、{id} がありません",
                        "\"{name}\" is counted for \"{label}\", but its `counts_for` lacks {id}"
                    ),
                    &exam.meta,
                    "counts_for",
                )
                .related(rule.meta.origin.key("rule"), text!("認定の条件", "the assessment rule"))
                .hint(text!("counts_for に {id} を足すか、条件を直してください", "add {id} to `counts_for`, or mend the rule")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(counts_for: &str, rule: &str) -> Vec<String> {
        let exams = format!(
            "- {{id: ip, name: 試験, provider: {{name: 国, yomi: くに, kind: national}}, kind: national, timing: year_round, counts_for: [{counts_for}]}}"
        );
        let levels = "- {id: l1, kind: level, number: 1, name: 推進}\n- {id: l2, kind: level, number: 2, name: 活用}";
        let assessment = format!("- {{level: l1, rule: {{any: [{rule}]}}}}");
        run(check, &[("data/levels.yaml", levels), ("data/exams.yaml", &exams), ("data/assessment.yaml", &assessment)])
    }

    #[test]
    fn the_two_sides_agree() {
        assert_eq!(found("l1", "{work: {role: 担当, months: 24}}"), ["exam-not-counted: l1"]);
        assert_eq!(found("l2", "{exam: ip}").len(), 1);
        assert!(found("l1, l2", "{exam: ip}").is_empty(), "l2 has no rule yet");
    }
}
