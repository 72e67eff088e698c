//! A list has no empty entries: what is only blanks (also full-width ones) would be shown as an empty bullet.
//!
//! Single fields are checked when they are decoded; here are the lists of texts. Source: rule 7 of the data model (空の文字).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Meta, Site};
use crate::text;

/// Rule 7.
pub static EMPTY_TEXT: Code = Code::error(
    "empty-text",
    "リストの中に、空か空白（全角スペースを含む）だけの項目があります。文字を書くか、その項目を消してください。",
    "A list has an entry that is empty or blank. Write a text or remove the entry.",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for meta in super::records::metas(site) {
        list(&meta.tags, "tags", meta, findings);
    }
    for plan in site.plans.values() {
        list(&plan.vision, "vision", &plan.meta, findings);
        list(&plan.contents, "contents", &plan.meta, findings);
        list(&plan.related, "related", &plan.meta, findings);
    }
    for pillar in site.pillars.values() {
        list(&pillar.items, "items", &pillar.meta, findings);
    }
    for initiative in site.initiatives.values() {
        list(&initiative.items, "items", &initiative.meta, findings);
        list(&initiative.examples, "examples", &initiative.meta, findings);
    }
    for level in site.levels.values() {
        list(&level.role, "role", &level.meta, findings);
        list(&level.mindset, "mindset", &level.meta, findings);
        list(&level.development, "development", &level.meta, findings);
    }
    for skill in site.skills.values() {
        for (step, can) in skill.steps.iter().filter_map(|(step, can)| Some((step, can.as_ref()?))) {
            list(can, &format!("steps.{step}.can"), &skill.meta, findings);
        }
    }
    for course in site.courses.values() {
        list(&course.goals, "goals", &course.meta, findings);
    }
    for term in site.glossary.values() {
        list(&term.variants, "variants", &term.meta, findings);
    }
}

fn list(texts: &[String], field: &str, meta: &Meta, findings: &mut Diagnostics) {
    for (at, _) in texts.iter().enumerate().filter(|(_, text)| text.trim().is_empty()) {
        let number = at + 1;
        findings.push(
            Diagnostic::new(&EMPTY_TEXT, text!("{field} の{number}番目が空です", "entry {number} of {field} is empty"))
                .at(meta.origin.place(&format!("{field}[{at}]")))
                .record(meta.id.as_str())
                .hint(text!("文字を書くか、この項目を消してください", "write a text or remove the entry")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn blank_entries_are_reported() {
        let levels = "- {id: a, kind: base, name: 全職員, role: [守る, \"　\"], tags: [\"\"]}";
        assert_eq!(run(check, &[("data/levels.yaml", levels)]).len(), 2);
        let skills = "- {id: s, name: 技, yomi: わざ, category: c, summary: 文, steps: {1: {can: [\" \"]}}}";
        assert_eq!(run(check, &[("data/skills.yaml", skills)]), ["empty-text:  "]);
    }

    #[test]
    fn texts_are_fine() {
        assert!(run(check, &[("data/levels.yaml", "- {id: a, kind: base, name: 全職員, role: [守る], tags: [印]}")]).is_empty());
    }
}
