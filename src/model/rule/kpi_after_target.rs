//! Results after the year of the target: they are shown, but judged by nothing, so the next plan should have an indicator for them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::text;

/// A result that no target is for.
pub static KPI_AFTER_TARGET: Code = Code::notice(
    "kpi-after-target",
    "計画の期間が終わったあとの年度の実績です。目標の年度の判定は変わりません。次の計画の指標があれば、そちらに書いてください",
    "a result of a year after the plan's period: it does not change the verdict of the target's year; file it under the indicator of the next plan",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let Some(last) = kpi.goals.iter().filter_map(|goal| goal.fiscal_year).max() else { continue };
        let Some(period) = kpi.plan.and_then(|plan| site[plan].period).filter(|period| period.to < site.this_year()) else { continue };
        for actual in kpi.actuals.iter().filter(|actual| actual.fiscal_year > last.max(period.to) && actual.value.is_some()) {
            let (year, target) = (actual.fiscal_year.words(), last.words());
            findings.push(
                Diagnostic::new(
                    &KPI_AFTER_TARGET,
                    text!(
                        "{year}の実績は、目標の{target}より後なので、判定に使いません",
                        "the result of {year} lies after the target's year ({target}) and is judged by nothing"
                    ),
                )
                .at(actual.origin.place("fiscal_year"))
                .record(kpi.meta.id.as_str())
                .hint(text!(
                    "年度が正しければこのままで構いません。次の計画の指標があれば、そちらに書いてください",
                    "leave it when the year is right; file it under the indicator of the next plan when there is one"
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
    fn results_after_an_ended_plan_are_noticed() {
        let found = |year: &str, to: &str| {
            let plans = format!("- {{id: p, title: 計画, adopted: 2022-03, period: {{from: R4, to: {to}}}}}");
            let kpi = format!(
                "kpi:\n- {{id: k, name: 件数, kind: reach, plan: p, target: {{value: 2, fiscal_year: {to}}}}}\nkpi_actuals:\n- {{kpi: k, fiscal_year: {year}, value: 1}}"
            );
            run(check, &[("data/plans.yaml", &plans), ("data/kpi.yaml", &kpi)])
        };
        assert_eq!(found("R8", "R7"), ["kpi-after-target: R8"]);
        assert!(found("R7", "R7").is_empty());
        assert!(found("R8", "R8").is_empty());
    }
}
