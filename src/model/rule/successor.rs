//! What follows and what is followed name one another.
//!
//! A reader who looks up an old exam is led to the new one, and back; with one half missing, one of the two pages is a dead end. When
//! several records end in one (or one splits), the single field on the other side may name any of them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Exam, Key, Kpi, Recorded, Site, Table};
use crate::text;

/// A succession is written on one side only.
pub static ONE_SIDED_SUCCESSOR: Code = Code::error(
    "one-sided-successor",
    "後継・前身の関係が片側にしか書かれていません。相手の記録にも書いてください",
    "a succession is written on one side only; write it in the other record too",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let (successor, predecessor): (Field<Exam>, Field<Exam>) =
        (("successor", |exam| exam.successor), ("predecessor", |exam| exam.predecessor));
    half(&site.exams, successor, predecessor, findings);
    half(&site.exams, predecessor, successor, findings);
    let (newer, older): (Field<Kpi>, Field<Kpi>) = (("superseded_by", |kpi| kpi.superseded_by), ("supersedes", |kpi| kpi.supersedes));
    half(&site.kpis, newer, older, findings);
    half(&site.kpis, older, newer, findings);
}

/// A field's name and value.
type Field<T> = (&'static str, fn(&T) -> Option<Key<T>>);

/// Reports the records whose `there` is not answered by `back`.
fn half<T: Recorded>(table: &Table<T>, there: Field<T>, back: Field<T>, findings: &mut Diagnostics) {
    for (key, row) in table.iter() {
        let Some(other) = (there.1)(row) else { continue };
        let answered = match (back.1)(&table[other]) {
            None => false,
            Some(answer) => answer == key || (there.1)(&table[answer]) == Some(other),
        };
        if answered || other == key {
            continue;
        }
        let (id, other_meta, there, back) = (&row.meta().id, table[other].meta(), there.0, back.0);
        let other_id = &other_meta.id;
        findings.push(
            Diagnostic::new(
                &ONE_SIDED_SUCCESSOR,
                text!(
                    "{there} は「{other_id}」ですが、「{other_id}」の {back} は「{id}」ではありません",
                    "`{there}` is \"{other_id}\", but `{back}` of \"{other_id}\" is not \"{id}\""
                ),
            )
            .at(row.meta().origin.place(there))
            .record(id.as_str())
            .related(other_meta.origin.place(back), text!("相手の記録はここです", "the other record"))
            .hint(text!("「{other_id}」に {back}: {id} を書いてください", "write `{back}: {id}` in \"{other_id}\"")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn exam(id: &str, rest: &str) -> String {
        format!(
            "- {{id: {id}, name: 試験, provider: {{name: 国, yomi: くに, kind: national}}, kind: national, timing: year_round{rest}}}\n"
        )
    }

    #[test]
    fn a_succession_on_one_side_is_reported_at_that_side() {
        let exams = exam("old", ", successor: new") + &exam("new", "");
        assert_eq!(run(check, &[("data/exams.yaml", &exams)]), ["one-sided-successor: new"]);
        let exams = exam("old", "") + &exam("new", ", predecessor: old");
        assert_eq!(run(check, &[("data/exams.yaml", &exams)]), ["one-sided-successor: old"]);
    }

    #[test]
    fn both_sides_and_merged_exams_are_fine() {
        let exams = exam("old", ", successor: new") + &exam("older", ", successor: new") + &exam("new", ", predecessor: old");
        assert!(run(check, &[("data/exams.yaml", &exams)]).is_empty());
    }
}
