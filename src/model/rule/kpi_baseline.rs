//! What a baseline allows to be said: a target equal to it is to be kept, not reached; an estimate makes progress an estimate.
//!
//! `not_exceed` is left out: not to exceed the base year's value is its very meaning.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Site;
use crate::model::kpi::kind::{Judged, spec};
use crate::text;

/// The target equals the baseline.
pub static KPI_ALREADY_REACHED: Code = Code::error(
    "kpi-already-reached",
    "目標が基準と同じ値です。保つ指標なら `kind: maintain` にしてください",
    "the target equals the baseline; an indicator to be kept has `kind: maintain`",
);
/// The baseline is an estimate, so progress is shown as 参考値. Remove `approx` once the value is certain.
pub static KPI_APPROXIMATE: Code = Code::notice(
    "kpi-approximate",
    "基準が推定値なので、進み具合は「参考値」と表示します。確かな値がわかったら `approx` を外してください",
    "the baseline is an estimate, so progress is shown as 参考値. Remove `approx` once the value is certain",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let (Some(baseline), spec) = (kpi.baseline_value(), spec(kpi.kind)) else { continue };
        let targets = || kpi.goals.iter().filter_map(|goal| Some((goal, goal.value?)));
        for (goal, target) in targets().filter(|(_, target)| spec.starts_below && target.value == baseline.value) {
            let words = target.words();
            findings.push(
                finding(
                    &KPI_ALREADY_REACHED,
                    text!("目標の{words}は基準と同じです", "the target {words} equals the baseline"),
                    &kpi.meta,
                    &format!("{}.value", goal.field),
                )
                .related(kpi.meta.origin.place("baseline.value"), text!("基準の値", "the baseline"))
                .hint(text!("保つ指標なら kind: maintain にしてください", "write `kind: maintain` if it is to be kept")),
            );
        }
        let graded = spec.judged == Judged::Between && targets().next_back().is_some_and(|(_, target)| target.value != baseline.value);
        if baseline.approx && graded && kpi.superseded_by.is_none() {
            findings.push(finding(
                &KPI_APPROXIMATE,
                text!(
                    "基準が推定値なので、進み具合は参考値として表示します",
                    "the baseline is an estimate, so progress is shown as 参考値"
                ),
                &kpi.meta,
                "baseline",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(kind: &str, baseline: &str, target: &str) -> Vec<String> {
        let kpi =
            format!("- {{id: k, name: 率, kind: {kind}, baseline: {{fiscal_year: R3, value: {baseline}}}, target: {{value: {target}}}}}");
        run(check, &[("data/kpi.yaml", &kpi)])
    }

    #[test]
    fn a_target_that_is_the_baseline_is_reported() {
        assert_eq!(found("reach", "100", "100"), ["kpi-already-reached: 100"]);
        assert!(found("maintain", "100", "100").is_empty());
        assert!(found("not_exceed", "100", "100").is_empty());
    }

    #[test]
    fn an_estimated_baseline_is_noticed() {
        assert_eq!(found("reach", "約30", "80").len(), 1);
        assert!(found("reach", "30", "80").is_empty());
    }
}
