//! The target of an indicator comes after its baseline, and within the period of its plan.
//!
//! Both are slips of one digit or of 元号 that turn every computed guide into nonsense.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Kpi, Site};
use crate::text;

/// The target's fiscal year lies before the baseline's.
pub static KPI_TARGET_BEFORE_BASELINE: Code = Code::error(
    "kpi-target-before-baseline",
    "目標の年度が基準の年度より前です。どちらかの `fiscal_year` を直してください",
    "the target's fiscal year lies before the baseline's; mend one of the two",
);
/// The target's fiscal year lies outside the plan's period.
pub static KPI_TARGET_OUTSIDE_PLAN: Code = Code::error(
    "kpi-target-outside-plan",
    "目標の年度が計画の期間の外です。`target.fiscal_year` か、計画の `period` を直してください",
    "the target's fiscal year lies outside the plan's period; mend `target.fiscal_year` or the plan's `period`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let dated = |kpi| Kpi::goals_with_news(kpi, |goal| goal.fiscal_year).collect::<Vec<_>>();
    for (kpi, goal, year) in site.kpis.values().flat_map(|kpi| dated(kpi).into_iter().map(move |(goal, year)| (kpi, goal, year))) {
        let field = format!("{}.fiscal_year", goal.field);
        let words = year.words();
        if let Some(baseline) = kpi.baseline.as_ref().filter(|baseline| year < baseline.fiscal_year) {
            let from = baseline.fiscal_year.words();
            findings.push(
                finding(
                    &KPI_TARGET_BEFORE_BASELINE,
                    text!("目標の{words}は、基準の{from}より前です", "the target's year ({words}) lies before the baseline's ({from})"),
                    &kpi.meta,
                    &field,
                )
                .related(kpi.meta.origin.place("baseline.fiscal_year"), text!("基準の年度", "the baseline's year"))
                .hint(text!(
                    "年度を確かめてください（1〜3月は前の年度です）",
                    "check the years (January to March belong to the year before)"
                )),
            );
        }
        let Some((plan, period)) = kpi.plan.and_then(|plan| Some((&site[plan], site[plan].period?))) else { continue };
        if year < period.from || period.to < year {
            let (from, to, id) = (period.from.words(), period.to.words(), &plan.meta.id);
            findings.push(
                finding(
                    &KPI_TARGET_OUTSIDE_PLAN,
                    text!(
                        "目標の{words}は、計画「{id}」の期間（{from}〜{to}）の外です",
                        "the target's year ({words}) lies outside the plan \"{id}\" ({from} to {to})"
                    ),
                    &kpi.meta,
                    &field,
                )
                .related(plan.meta.origin.place("period"), text!("計画の期間", "the plan's period"))
                .hint(text!("目標の年度か計画の period を直してください", "mend the target's year or the plan's `period`")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    const PLANS: &str = "- {id: p, title: 計画, adopted: 2022-03, period: {from: R4, to: R7}}";

    fn kpi(baseline: &str, target: &str) -> String {
        format!(
            "- {{id: k, name: 率, kind: reach, plan: p, baseline: {{value: 1, fiscal_year: {baseline}}}, target: {{value: 2, fiscal_year: {target}}}}}"
        )
    }

    #[test]
    fn a_target_before_its_baseline_or_outside_the_plan_is_reported() {
        assert_eq!(run(check, &[("data/plans.yaml", PLANS), ("data/kpi.yaml", &kpi("R6", "R5"))]), ["kpi-target-before-baseline: R5"]);
        assert_eq!(run(check, &[("data/plans.yaml", PLANS), ("data/kpi.yaml", &kpi("R3", "R8"))]), ["kpi-target-outside-plan: R8"]);
    }

    #[test]
    fn a_baseline_before_the_plan_is_fine() {
        assert!(run(check, &[("data/plans.yaml", PLANS), ("data/kpi.yaml", &kpi("R2", "R7"))]).is_empty());
    }
}
