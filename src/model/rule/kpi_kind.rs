//! An indicator says what its kind needs: a number to reach, words to raise, a milestone in words.
//!
//! Source: rule 28 of the data model (指標の種類と目標).

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics, Text};
use crate::model::{Kpi, KpiKind, Site};
use crate::text;

/// Rule 28.
pub static KPI_KIND: Code = Code::error(
    "kpi-kind",
    "指標の `kind` と目標の書き方が合っていません。reach・at_least には数値、raise には言葉、milestone には `text` を書き、none には目標を書きません",
    "`kind` and target do not agree: reach and at_least need a number, raise words, milestone a `text`, none has no target",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        if let Some((field, message, hint)) = disagreement(kpi) {
            findings.push(
                finding(&KPI_KIND, message, &kpi.meta, field)
                    .related(kpi.meta.origin.place("kind"), text!("種類はここです", "the kind"))
                    .hint(hint),
            );
        }
    }
}

/// What does not agree: the field, what is, what to do.
fn disagreement(kpi: &Kpi) -> Option<(&'static str, Text, Text)> {
    let target = kpi.target.as_ref();
    let number = kpi.target_value().is_some();
    let words = target.is_some_and(|target| target.text.as_ref().is_some_and(|text| !text.trim().is_empty()));
    match kpi.kind {
        KpiKind::Reach if !number => Some((
            "target",
            text!("kind が reach なのに、目標の数値がありません", "the kind is reach, but the target has no number"),
            text!(
                "target.value に数値を書くか、数値がなければ kind を raise か milestone にしてください",
                "write target.value, or choose the kind raise or milestone"
            ),
        )),
        KpiKind::AtLeast if !number => Some((
            "target",
            text!("kind が at_least なのに、目標の数値がありません", "the kind is at_least, but the target has no number"),
            text!("target.value に数値を書いてください", "write target.value"),
        )),
        KpiKind::NotExceed if !number && !words && target.is_none_or(|target| target.reference_year.is_none()) => Some((
            "target",
            text!(
                "kind が not_exceed なのに、超えてはならない値も年度もありません",
                "the kind is not_exceed, but neither a number nor a year is given"
            ),
            text!("target に value か reference_year を書いてください", "write `value` or `reference_year` in the target"),
        )),
        KpiKind::Raise if number => Some((
            "target.value",
            text!(
                "kind が raise（数値目標なし）なのに、目標の数値があります",
                "the kind is raise (no number), but the target has a number"
            ),
            text!("kind を reach にするか、target.value を消してください", "choose the kind reach, or remove target.value"),
        )),
        KpiKind::Milestone if !words => Some((
            "target",
            text!("kind が milestone なのに、何をするかが書かれていません", "the kind is milestone, but nothing says what is to be done"),
            text!("target.text に「実施」などの言葉を書いてください", "write target.text"),
        )),
        KpiKind::None if number => Some((
            "target.value",
            text!("kind が none（目標なし）なのに、目標の数値があります", "the kind is none, but the target has a number"),
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
