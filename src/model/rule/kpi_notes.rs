//! Every mark ※ has its note, and every note its mark.
//!
//! Source: rule 33 of the data model (注の印と注).

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::model::Site;
use crate::text;

/// Rule 33.
pub static KPI_NOTE: Code = Code::error(
    "kpi-note",
    "注の印（`note`、`marks`）と注（`notes`）が対応していません。足りないほうを書くか、余るほうを消してください",
    "marks (`note`, `marks`) and notes (`notes`) do not correspond; write what is missing or remove what is left over",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let baseline = kpi.baseline.iter().filter_map(|baseline| Some(("baseline.note".to_owned(), baseline.note.as_deref()?)));
        let target = kpi.goals_with_news(|goal| goal.note.as_deref().map(str::to_owned));
        let target: Vec<(String, String)> = target.map(|(goal, note)| (format!("{}.note", goal.field), note)).collect();
        let target = target.iter().map(|(field, note)| (field.clone(), note.as_str()));
        let row = kpi.marks.iter().enumerate().map(|(at, mark)| (format!("marks[{at}]"), mark.as_str()));
        let marks: Vec<(String, &str)> = baseline.chain(target).chain(row).collect();
        for (field, mark) in marks.iter().filter(|(_, mark)| !kpi.notes.contains_key(*mark)) {
            let near = closest(mark, kpi.notes.keys().map(String::as_str));
            findings.push(
                finding(
                    &KPI_NOTE,
                    text!("印「{mark}」の注が notes にありません", "there is no note \"{mark}\" in `notes`"),
                    &kpi.meta,
                    field,
                )
                .hint(text!("notes に {mark}: … を書いてください", "write `{mark}: …` in `notes`"))
                .did_you_mean(near),
            );
        }
        for note in kpi.notes.keys().filter(|note| !marks.iter().any(|(_, mark)| mark == note)) {
            findings.push(
                Diagnostic::new(&KPI_NOTE, text!("注「{note}」を指す印がありません", "no mark points to the note \"{note}\""))
                    .at(kpi.meta.origin.key(&format!("notes.{note}")))
                    .record(kpi.meta.id.as_str())
                    .hint(text!(
                        "marks か baseline.note、target.note に {note} を書いてください",
                        "name {note} in `marks`, `baseline.note` or `target.note`"
                    )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn marks_and_notes_that_do_not_meet_are_reported() {
        let kpi = "- {id: k, name: 率, kind: none, marks: [n2], notes: {n1: 推定値}}";
        assert_eq!(run(check, &[("data/kpi.yaml", kpi)]), ["kpi-note: n2", "kpi-note: n1"]);
    }

    #[test]
    fn pairs_are_fine() {
        let kpi = "- {id: k, name: 率, kind: none, baseline: {value: 1, fiscal_year: R3, note: n1}, target: {text: 維持, note: n2}, marks: [n3],\n   notes: {n1: 甲, n2: 乙, n3: 丙}}";
        assert!(run(check, &[("data/kpi.yaml", kpi)]).is_empty());
    }
}
