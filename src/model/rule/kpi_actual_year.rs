//! A yearly result lies between the baseline's fiscal year and the present one, and each year has one result.
//!
//! A result of the future, or from before the indicator began, is a slip in the year; two results of one year contradict one another. A
//! year without a row between others is a gap that readers see in the chart: it is told as a notice (a row with a comment and no value says
//! that nothing was measured, and is no gap).

use crate::diagnostic::{Cause, Code, Diagnostic, Diagnostics};
use crate::model::kpi::kind::{Judged, spec};
use crate::model::{Kpi, Site};
use crate::notation::FiscalYear;
use crate::text;

/// The fiscal year of a result lies before the baseline's or after the present one.
pub static KPI_ACTUAL_YEAR: Code = Code::error(
    "kpi-actual-year",
    "実績の年度が、基準の年度より前か、今年度より後です。`fiscal_year` を直してください",
    "the fiscal year of a result lies before the baseline's or after the present one; mend `fiscal_year`",
);
/// An indicator has two results of one fiscal year.
pub static KPI_DUPLICATE_YEAR: Code = Code::error(
    "kpi-duplicate-year",
    "同じ指標・同じ年度の実績が2つあります。どちらかを消してください",
    "an indicator has two results of one fiscal year; remove one",
);
/// A fiscal year has no result.
pub static KPI_GAP: Code = Code::notice(
    "kpi-gap",
    "実績が入力されていない年度があります。値か、測らなかった理由（`comment`）を書いてください",
    "a fiscal year has no result; write the value, or say in `comment` why it was not measured",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let now = site.this_year();
    for kpi in site.kpis.values() {
        for actual in &kpi.actuals {
            let first = kpi.baseline.as_ref().map(|baseline| baseline.fiscal_year).filter(|first| actual.fiscal_year < *first);
            let words = actual.fiscal_year.words();
            let message = match first.map(FiscalYear::words) {
                Some(first) => {
                    text!("実績の{words}は、基準の{first}より前です", "the result's year ({words}) lies before the baseline's ({first})")
                }
                None if actual.fiscal_year > now => {
                    text!("実績の{words}は、まだ来ていない年度です", "the result's year ({words}) has not begun")
                }
                None => continue,
            };
            findings.push(
                Diagnostic::new(&KPI_ACTUAL_YEAR, message).at(actual.origin.place("fiscal_year")).record(kpi.meta.id.as_str()).hint(text!(
                    "年度を確かめてください（1〜3月は前の年度です）",
                    "check the year (January to March belong to the year before)"
                )),
            );
        }
        for pair in kpi.actuals.windows(2).filter(|pair| pair[0].fiscal_year == pair[1].fiscal_year) {
            let (id, words) = (&kpi.meta.id, pair[1].fiscal_year.words());
            findings.push(
                Diagnostic::new(&KPI_DUPLICATE_YEAR, text!("「{id}」の{words}の実績が2つあります", "\"{id}\" has two results for {words}"))
                    .at(pair[1].origin.place("fiscal_year"))
                    .record(id.as_str())
                    .related(pair[0].origin.place("fiscal_year"), text!("1つ目はここです", "the first one"))
                    .hint(text!("どちらかの行を消すか、年度を直してください", "remove one of the rows or mend its year")),
            );
        }
        gaps(site, kpi, findings);
    }
}

/// One notice for the years of an indicator that have neither a result nor a reason.
fn gaps(site: &Site, kpi: &Kpi, findings: &mut Diagnostics) {
    let (Some(first), Some(last)) = (kpi.actuals.first(), kpi.actuals.last()) else { return };
    if spec(kpi.kind).judged == Judged::Never || kpi.superseded_by.is_some() {
        return;
    }
    // The last year that is over and in the plan's period should have its result by now.
    let period = kpi.plan.and_then(|plan| site[plan].period).map(|period| period.to);
    let over = FiscalYear(site.this_year().0 - 1);
    let until = period.map_or(last.fiscal_year, |to| to.min(over).max(last.fiscal_year));
    let told = |year: FiscalYear| {
        kpi.actuals
            .iter()
            .any(|actual| actual.fiscal_year == year && (actual.value.is_some() || actual.done.is_some() || actual.comment.is_some()))
    };
    let missing: Vec<String> = first.fiscal_year.through(until).filter(|year| !told(*year)).map(FiscalYear::short).collect();
    if missing.is_empty() {
        return;
    }
    let (id, years) = (&kpi.meta.id, missing.join("、"));
    let years_en = missing.join(", ");
    findings.push(
        Diagnostic::new(&KPI_GAP, text!("「{id}」の実績がない年度があります: {years}", "\"{id}\" has no result for {years_en}"))
            .at(last.origin.place("fiscal_year"))
            .record(id.as_str())
            .hint(text!(
                "値を書くか、comment に測らなかった理由を書いてください",
                "write the value, or say in `comment` why it was not measured"
            ))
            .cause(Cause {
                key: format!("{} {years}", KPI_GAP.name),
                message: text!("実績がない年度があります: {years}", "no result for {years_en}"),
                hint: None,
            }),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(actuals: &str) -> Vec<String> {
        let kpi = "kpi:\n- {id: k, name: 率, kind: reach, plan: p, baseline: {value: 1, fiscal_year: R3}, target: {value: 9, fiscal_year: R7}}\nkpi_actuals:\n";
        let plans = "- {id: p, title: 計画, adopted: 2022-03, period: {from: R4, to: R7}}";
        run(check, &[("data/kpi.yaml", &format!("{kpi}{actuals}")), ("data/plans.yaml", plans)])
    }

    #[test]
    fn years_before_the_baseline_and_in_the_future_are_reported() {
        let all = "- {kpi: k, fiscal_year: R2, value: 1}\n- {kpi: k, fiscal_year: R9, value: 2}\n";
        assert_eq!(found(all)[..1], ["kpi-actual-year: R2"]);
        assert!(found(all).contains(&"kpi-actual-year: R9".to_owned()));
    }

    #[test]
    fn a_year_has_one_result() {
        let all = "- {kpi: k, fiscal_year: R7, value: 1}\n- {kpi: k, fiscal_year: 令和7年度, value: 2}\n";
        assert_eq!(found(all), ["kpi-duplicate-year: 令和7年度"]);
    }

    #[test]
    fn a_missing_year_is_a_gap_unless_a_reason_is_given() {
        let gap = "- {kpi: k, fiscal_year: R4, value: 1}\n- {kpi: k, fiscal_year: R5, value: 1}\n- {kpi: k, fiscal_year: R7, value: 2}\n";
        assert_eq!(found(gap), ["kpi-gap: R7"]);
        assert_eq!(found("- {kpi: k, fiscal_year: R6, value: 1}\n"), ["kpi-gap: R6"]);
        assert!(found(&format!("{gap}- {{kpi: k, fiscal_year: R6, comment: 調査なし}}")).is_empty());
    }
}
