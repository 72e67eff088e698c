//! Every mark ※ has its note, and every note its mark.
//!

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::model::Site;
use crate::text;

/// Marks.
pub static KPI_NOTE: Code = Code::error(
    "kpi-note",
    "注の印（`note`、`marks`）と注（`notes`、`own_notes`）が対応していません。足りないほうを書くか、余るほうを消してください",
    "marks (`note`, `marks`) and notes (`notes`, `own_notes`) do not correspond; write what is missing or remove what is left over",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let baseline = kpi.baseline.iter().filter_map(|baseline| Some(("baseline.note".to_owned(), baseline.note.as_deref()?)));
        let target = kpi.goals_with_news(|goal| goal.note.as_deref().map(str::to_owned));
        let target: Vec<(String, String)> = target.map(|(goal, note)| (format!("{}.note", goal.field), note)).collect();
        let target = target.iter().map(|(field, note)| (field.clone(), note.as_str()));
        let row = kpi.marks.iter().enumerate().map(|(at, mark)| (format!("marks[{at}]"), mark.as_str()));
        let marks: Vec<(String, &str)> = baseline.chain(target).chain(row).collect();
        for (field, mark) in marks.iter().filter(|(_, mark)| !kpi.all_notes().any(|(note, _)| note == *mark)) {
            let near = closest(mark, kpi.all_notes().map(|(note, _)| note));
            findings.push(
                finding(
                    &KPI_NOTE,
                    text!(
                        "印「{mark}」の注が notes にも own_notes にもありません",
                        "there is no note \"{mark}\" in `notes` or `own_notes`"
                    ),
                    &kpi.meta,
                    field,
                )
                .hint(text!(
                    "文書の注なら notes に、このポータルの注なら own_notes に {mark}: … を書いてください",
                    "write `{mark}: …` in `notes` when it is the document's, else in `own_notes`"
                ))
                .did_you_mean(near),
            );
        }
        for note in kpi.own_notes.keys().filter(|note| kpi.notes.contains_key(*note)) {
            findings.push(
                Diagnostic::new(
                    &KPI_NOTE,
                    text!(
                        "印「{note}」が notes と own_notes の両方にあります",
                        "the mark \"{note}\" stands in both `notes` and `own_notes`"
                    ),
                )
                .at(kpi.meta.origin.key(&format!("own_notes.{note}")))
                .record(kpi.meta.id.as_str())
                .hint(text!("own_notes の印を別の名前にしてください", "name the mark in `own_notes` otherwise")),
            );
        }
        let own = |note: &str| if kpi.notes.contains_key(note) { "notes" } else { "own_notes" };
        for (note, _) in kpi.all_notes().filter(|(note, _)| !marks.iter().any(|(_, mark)| mark == note)) {
            findings.push(
                Diagnostic::new(&KPI_NOTE, text!("注「{note}」を指す印がありません", "no mark points to the note \"{note}\""))
                    .at(kpi.meta.origin.key(&format!("{}.{note}", own(note))))
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
