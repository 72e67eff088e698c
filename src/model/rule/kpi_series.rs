//! One series of an indicator keeps its unit.
//!
//! When a value is more than ten times the one before it (or less than a seventh), 件 and 百件, or 0.8 and 80 %, were mixed, or a digit was
//! lost. So it is when a target is more than ten times its baseline, or a share lies below 1 % where its target is of tens. A change of
//! the method of measuring (`method_changes`) explains a jump. An indicator that continues an older one has its unit.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Kpi, Site};
use crate::notation::{FiscalYear, Quantity};
use crate::source::Place;
use crate::text;

/// A value is more than ten times the one before it, or less than a seventh.
pub static KPI_JUMP: Code = Code::warning(
    "kpi-jump",
    "値が前の10倍を超えて、または7分の1より小さく変わっています（目標は基準と、割合は目標とも比べます）。単位の取り違え（件と百件、0.8と80%）や、けたの打ち間違いがないか確かめてください",
    "a value is more than ten times the one before it, or less than a seventh (targets are compared with baselines, shares with their targets, too); were units mixed (件 and 百件, 0.8 and 80 %), or was a digit lost?",
);
/// The unit differs from that of the indicator it replaces.
pub static KPI_UNIT: Code = Code::warning(
    "kpi-unit",
    "引き継いだ指標と単位が違います。同じ単位で書くか、`unit_factor` を確かめてください",
    "the unit differs from that of the indicator it replaces; use one unit, or check `unit_factor`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let baseline = kpi.baseline.iter().map(|baseline| (baseline.fiscal_year, baseline.value, kpi.meta.origin.place("baseline.value")));
        let actuals = kpi.actuals.iter().filter_map(|actual| Some((actual.fiscal_year, actual.value?, actual.origin.place("value"))));
        let series = baseline.chain(actuals).filter(|(_, value, _)| !kpi.in_other_unit(*value));
        let series: Vec<(FiscalYear, Quantity, Place)> = series.collect();
        for pair in series.windows(2) {
            jump(kpi, &pair[0], &pair[1], findings);
        }
        targets(kpi, &series, findings);
        let Some(older) = kpi.supersedes.map(|older| &site[older]).filter(|older| older.unit != kpi.unit) else { continue };
        let (unit, id, old_unit) = (&kpi.unit, &older.meta.id, &older.unit);
        findings.push(
            finding(
                &KPI_UNIT,
                text!(
                    "単位は「{unit}」、引き継ぐ「{id}」は「{old_unit}」です",
                    "the unit is \"{unit}\", that of \"{id}\" which it replaces \"{old_unit}\""
                ),
                &kpi.meta,
                "unit",
            )
            .related(older.meta.origin.place("unit"), text!("前の指標の単位", "the older unit"))
            .hint(text!("同じ単位で書いてください", "use one unit")),
        );
    }
}

/// How far a value may fall or rise at once.
const LEAST: f64 = 1.0 / 7.0;
const MOST: f64 = 10.0;

/// A target that is as far from its baseline, and shares written as 0.8 beside a target of 80.
fn targets(kpi: &Kpi, series: &[(FiscalYear, Quantity, Place)], findings: &mut Diagnostics) {
    let unit = &kpi.unit;
    let mut report = |place: Place, message, (other, what): (Place, &str)| {
        findings.push(
            Diagnostic::new(&KPI_JUMP, message)
                .at(place)
                .record(kpi.meta.id.as_str())
                .related(other, text!("{what}はここです", "what it is compared with"))
                .hint(text!("けたや単位「{unit}」を確かめてください", "check the digits, and the unit \"{unit}\"")),
        );
    };
    let share = |value: f64| unit == "%" && value > 0.0 && value <= 1.0;
    let known: Vec<f64> = series.iter().map(|(_, value, _)| value.value).collect();
    for goal in &kpi.goals {
        let Some(value) = goal.value.filter(|value| value.value > 0.0 && !kpi.in_other_unit(*value)) else { continue };
        let (field, words) = (format!("{}.value", goal.field), value.words());
        if let Some((_, baseline, place)) = series.first()
            && kpi.baseline.is_some()
            && baseline.value > 0.0
            && (value.value / baseline.value > MOST || share(value.value) && baseline.value > 10.0)
        {
            let old = baseline.words();
            let message = text!(
                "目標の{words}{unit}は、基準の{old}{unit}と大きく違います",
                "the target {words}{unit} is far away from the baseline {old}{unit}"
            );
            report(kpi.meta.origin.place(&field), message, (place.clone(), "基準"));
        } else if value.value >= 10.0 && known.iter().all(|value| share(*value)) {
            for (_, value, place) in series {
                let said = value.words();
                let message = text!(
                    "{said}{unit}は、目標の{words}{unit}と大きく違います（割合を0～1で書いていませんか）",
                    "{said}{unit} is far away from the target {words}{unit}"
                );
                report(place.clone(), message, (kpi.meta.origin.place(&field), "目標"));
            }
        }
    }
}

fn jump(kpi: &Kpi, before: &(FiscalYear, Quantity, Place), after: &(FiscalYear, Quantity, Place), findings: &mut Diagnostics) {
    let (from, to) = (before.1.value, after.1.value);
    let explained = kpi.method_changes.iter().any(|change| before.0 < change.fiscal_year && change.fiscal_year <= after.0);
    if explained || from <= 0.0 || to <= 0.0 || (LEAST..=MOST).contains(&(to / from)) {
        return;
    }
    let (unit, words, old) = (&kpi.unit, after.1.words(), before.1.words());
    let (year, old_year) = (after.0.words(), before.0.words());
    findings.push(
        Diagnostic::new(
            &KPI_JUMP,
            text!(
                "{year}の{words}{unit}は、{old_year}の{old}{unit}と大きく違います（単位違い、けた違い？）",
                "{words}{unit} of {year} is far away from {old}{unit} of {old_year}"
            ),
        )
        .at(after.2.clone())
        .record(kpi.meta.id.as_str())
        .related(before.2.clone(), text!("前の値", "the value before"))
        .hint(text!(
            "単位が「{unit}」か確かめてください。測り方が変わったなら method_changes に書いてください",
            "check that the unit is \"{unit}\"; a new method belongs into `method_changes`"
        )),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    const KPI: &str = "kpi:\n- {id: k, name: 数, unit: 百件, kind: none, baseline: {value: 1438, fiscal_year: R2}}\nkpi_actuals:\n";

    #[test]
    fn a_jump_by_more_than_ten_is_reported() {
        let text = format!("{KPI}- {{kpi: k, fiscal_year: R4, value: 1600}}\n- {{kpi: k, fiscal_year: R5, value: 180000}}\n");
        assert_eq!(run(check, &[("data/kpi.yaml", &text)]), ["kpi-jump: 180000"]);
    }

    #[test]
    fn growth_and_new_methods_are_fine() {
        let text = format!("{KPI}- {{kpi: k, fiscal_year: R4, value: 2744}}\n- {{kpi: k, fiscal_year: R5, value: 0}}\n");
        assert!(run(check, &[("data/kpi.yaml", &text)]).is_empty());
        let text = format!("{KPI}- {{kpi: k, fiscal_year: R4, value: 90000}}\n")
            .replace("kind: none", "kind: none, method_changes: [{fiscal_year: R3, note: 変更}]");
        assert!(run(check, &[("data/kpi.yaml", &text)]).is_empty());
    }

    #[test]
    fn a_lost_digit_is_reported() {
        let found = |actual: &str| run(check, &[("data/kpi.yaml", &format!("{KPI}- {{kpi: k, fiscal_year: R4, value: {actual}}}"))]);
        assert_eq!(found("160"), ["kpi-jump: 160"]);
        assert!(found("260").is_empty());
    }

    #[test]
    fn targets_and_shares_are_compared_too() {
        let found = |fields: &str, actual: &str| {
            let kpi = format!("kpi:\n- {{id: k, name: 率, {fields}}}\nkpi_actuals:\n- {{kpi: k, fiscal_year: R5, value: {actual}}}");
            run(check, &[("data/kpi.yaml", &kpi)])
        };
        assert_eq!(found("unit: '%', kind: at_least, target: {value: 80}", "0.82"), ["kpi-jump: 0.82"]);
        assert!(found("unit: '%', kind: at_least, target: {value: 80}", "8.2").is_empty());
        assert!(found("unit: '%', kind: not_exceed, target: {value: 1}", "0.82").is_empty());
        assert_eq!(
            found("unit: 件, kind: reach, baseline: {value: 258, fiscal_year: R2}, target: {value: 2850}", "262"),
            ["kpi-jump: 2850"]
        );
        assert!(found("unit: 件, kind: reach, baseline: {value: 58, fiscal_year: R2}, target: {value: 300}", "102").is_empty());
    }

    #[test]
    fn a_replacement_has_the_same_unit() {
        let text = "- {id: a, name: 数, unit: 件, kind: none}\n- {id: b, name: 数, unit: 百件, kind: none, supersedes: a}";
        assert_eq!(run(check, &[("data/kpi.yaml", text)]), ["kpi-unit: 百件"]);
    }
}
