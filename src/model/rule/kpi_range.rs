//! A share lies between 0 and 100 %.
//!
//! Only bounded indicators (the default for the unit `%`): a ratio to a base year may well exceed 100, its indicator says `bounded: false`.
//! Parts that add up to a whole of 100 % may not pass it either.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Aggregate, Kpi, Site};
use crate::notation::Quantity;
use crate::source::Place;
use crate::text;

/// A percentage lies outside 0 to 100.
pub static KPI_OUT_OF_RANGE: Code = Code::error(
    "kpi-out-of-range",
    "割合（%）が0〜100の外です。値を直すか、100を超えてよい比率なら `bounded: false` を書いてください",
    "a percentage lies outside 0 to 100; mend it, or write `bounded: false` for a ratio that may exceed 100",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values().filter(|kpi| kpi.bounded) {
        let origin = &kpi.meta.origin;
        report(kpi, "基準値", "baseline", kpi.baseline_value(), origin.place("baseline.value"), findings);
        for (goal, value) in kpi.goals_with_news(|goal| goal.value) {
            report(kpi, "目標値", "target", Some(value), origin.place(&format!("{}.value", goal.field)), findings);
        }
        for actual in &kpi.actuals {
            report(kpi, "実績", "result", actual.value, actual.origin.place("value"), findings);
        }
        if kpi.aggregate == Some(Aggregate::Sum) {
            children(site, kpi, findings);
        }
    }
}

fn report(kpi: &Kpi, ja: &str, en: &str, value: Option<Quantity>, place: Place, findings: &mut Diagnostics) {
    let Some(value) = value.filter(|value| !(0.0..=100.0).contains(&value.value) && !kpi.in_other_unit(*value)) else { return };
    let (words, unit) = (value.words(), &kpi.unit);
    findings.push(
        Diagnostic::new(&KPI_OUT_OF_RANGE, text!("{ja}の{words}{unit}は0〜100の外です", "the {en} {words}{unit} lies outside 0 to 100"))
            .at(place)
            .record(kpi.meta.id.as_str())
            .hint(text!(
                "値を直すか、100を超えてよい比率なら bounded: false を書いてください",
                "mend the value, or write `bounded: false` for a ratio"
            )),
    );
}

/// The baselines of parts that make up a whole.
fn children(site: &Site, kpi: &Kpi, findings: &mut Diagnostics) {
    let parts: Option<Vec<f64>> = kpi.children.iter().map(|child| Some(site[*child].baseline_value()?.value)).collect();
    let sum: f64 = parts.unwrap_or_default().iter().sum();
    if sum > 100.0 + 0.5 * kpi.children.len() as f64 {
        let shown = Quantity::plain(sum).words();
        findings.push(
            Diagnostic::new(
                &KPI_OUT_OF_RANGE,
                text!("内訳の基準値を足すと{shown}%で、100%を超えます", "the baselines of the parts add up to {shown}%"),
            )
            .at(kpi.meta.origin.place("children"))
            .record(kpi.meta.id.as_str())
            .hint(text!(
                "内訳の値を確かめるか、aggregate を mean か within にしてください",
                "check the parts, or set `aggregate` to mean or within"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn shares_beyond_the_whole_are_reported_where_they_stand() {
        let kpi = "kpi:\n- {id: k, name: 率, unit: '%', kind: reach, baseline: {value: -1, fiscal_year: R3}, target: {value: 120, fiscal_year: R7}}\n\
                   kpi_actuals:\n- {kpi: k, fiscal_year: R4, value: 101}";
        assert_eq!(run(check, &[("data/kpi.yaml", kpi)]), ["kpi-out-of-range: -1", "kpi-out-of-range: 120", "kpi-out-of-range: 101"]);
    }

    #[test]
    fn parts_of_a_whole_may_not_pass_it() {
        let kpi = "- {id: k, name: 計, unit: '%', kind: none, children: [a, b], aggregate: sum}\n\
                   - {id: a, name: 甲, unit: '%', kind: none, baseline: {value: 70, fiscal_year: R3}}\n\
                   - {id: b, name: 乙, unit: '%', kind: none, baseline: {value: 60, fiscal_year: R3}}";
        assert_eq!(run(check, &[("data/kpi.yaml", kpi)]).len(), 1);
    }

    #[test]
    fn counts_and_unbounded_ratios_are_fine() {
        let kpi = "- {id: a, name: 件数, unit: 件, kind: none, baseline: {value: 831, fiscal_year: R3}}\n\
                   - {id: b, name: 比, unit: '%', bounded: false, kind: none, baseline: {value: 130, fiscal_year: R3}}\n\
                   - {id: c, name: 率, unit: '%', kind: none, baseline: {value: 100, fiscal_year: R3}}";
        assert!(run(check, &[("data/kpi.yaml", kpi)]).is_empty());
    }
}
