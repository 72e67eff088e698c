//! An indicator says what its kind needs (the table in `model/kpi/kind.rs`): a number to reach, words to raise, a milestone in words.
//!

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics, Text};
use crate::field::Choice;
use crate::model::kpi::kind::{KindSpec, Needs, spec};
use crate::model::{Goal, Kpi, Site};
use crate::text;

/// `kind` and target do not agree.
pub static KPI_KIND: Code = Code::error(
    "kpi-kind",
    "指標の `kind` と目標の書き方が合っていません。reach・at_least には数値、raise には言葉、milestone には `text` を書き、none なら目標を消してください",
    "`kind` and target do not agree: reach and at_least need a number, raise words, milestone a `text`, none has no target",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let goals: Vec<Option<&Goal>> = if kpi.goals.is_empty() { vec![None] } else { kpi.goals.iter().map(Some).collect() };
        for goal in goals {
            let Some((field, message, hint)) = disagreement(kpi, goal) else { continue };
            // A number that could not be read is told already.
            if goal.is_some_and(|goal| goal.value.is_none() && kpi.meta.origin.has_key(&format!("{}.value", goal.field))) {
                continue;
            }
            let field = goal.map_or_else(|| "target".to_owned(), |goal| format!("{}{field}", goal.field));
            findings.push(
                finding(&KPI_KIND, message, &kpi.meta, &field)
                    .related(kpi.meta.origin.place("kind"), text!("種類はここです", "the kind"))
                    .hint(hint),
            );
        }
    }
}

/// What does not agree: the field of the target, what is, what to do.
fn disagreement(kpi: &Kpi, goal: Option<&Goal>) -> Option<(&'static str, Text, Text)> {
    let number = goal.is_some_and(|goal| goal.value.is_some());
    let words = goal.is_some_and(|goal| goal.text.as_ref().is_some_and(|text| !text.trim().is_empty()));
    let year = goal.is_some_and(|goal| goal.reference_year.is_some());
    let (code, KindSpec { target, .. }) = (kpi.kind.code(), spec(kpi.kind));
    match target {
        Needs::Number if !number => Some((
            "",
            text!("kind が {code} なのに、目標の数値がありません", "the kind is {code}, but the target has no number"),
            text!(
                "target.value に数値を書くか、数値がなければ kind を raise か milestone にしてください",
                "write target.value, or choose the kind raise or milestone"
            ),
        )),
        Needs::Limit if !number && !words && !year => Some((
            "",
            text!(
                "kind が {code} なのに、超えてはならない値も年度もありません",
                "the kind is {code}, but neither a number nor a year is given"
            ),
            text!("target に value か reference_year を書いてください", "write `value` or `reference_year` in the target"),
        )),
        Needs::NoNumber if number => Some((
            ".value",
            text!(
                "kind が {code}（数値目標なし）なのに、目標の数値があります",
                "the kind is {code} (no number), but the target has a number"
            ),
            text!("kind を reach にするか、target.value を消してください", "choose the kind reach, or remove target.value"),
        )),
        Needs::Words if !words => Some((
            "",
            text!("kind が {code} なのに、何をするかが書かれていません", "the kind is {code}, but nothing says what is to be done"),
            text!("target.text に「実施」などの言葉を書いてください", "write target.text"),
        )),
        Needs::Nothing if number => Some((
            ".value",
            text!("kind が {code}（目標なし）なのに、目標の数値があります", "the kind is {code}, but the target has a number"),
            text!("kind を reach などにするか、target を消してください", "choose another kind, or remove the target"),
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(kind: &str, target: &str) -> Vec<String> {
        run(check, &[("data/kpi.yaml", &format!("- {{id: k, name: 率, kind: {kind}, target: {{{target}}}}}"))])
    }

    #[test]
    fn a_kind_without_what_it_needs_is_reported() {
        assert_eq!(found("reach", "text: 上げる, fiscal_year: R7").len(), 1);
        assert_eq!(found("at_least", "event: 再構築後").len(), 1);
        assert_eq!(found("not_exceed", "fiscal_year: R7").len(), 1);
        assert_eq!(found("raise", "value: 40, fiscal_year: R7"), ["kpi-kind: 40"]);
        assert_eq!(found("milestone", "fiscal_year: R3").len(), 1);
        assert_eq!(found("none", "value: 80"), ["kpi-kind: 80"]);
        assert_eq!(run(check, &[("data/kpi.yaml", "- {id: k, name: 率, kind: reach}")]).len(), 1);
    }

    #[test]
    fn every_kind_with_what_it_needs_is_fine() {
        for (kind, target) in [
            ("reach", "value: 80"),
            ("at_least", "value: 80, event: 再構築後"),
            ("not_exceed", "reference_year: H29, text: 増やさない"),
            ("maintain", "text: R4規模の維持"),
            ("raise", "text: 上げる"),
            ("milestone", "text: 実施"),
        ] {
            assert!(found(kind, target).is_empty(), "{kind}");
        }
        assert!(run(check, &[("data/kpi.yaml", "- {id: k, name: 率, kind: none, reason: 順次}")]).is_empty());
    }
}
