//! A unit written in a value is the unit of its indicator (or of its case's effect).
//!
//! `4,928千円` under 百万円 would be published as 4,928百万円 if the unit were passed over. A unit of the same kind is converted in the hint;
//! another one means that the row, the indicator or the number is wrong. Values without a unit are taken in the unit of the indicator.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::notation::{Quantity, Unit, grouped};
use crate::source::Place;
use crate::text;

/// A value in another unit.
pub static VALUE_UNIT: Code = Code::error(
    "value-unit",
    "値に書かれた単位が、指標（または効果）の単位と違います。指標の単位に直した数だけを書いてください",
    "the unit written in a value differs from that of its indicator (or effect); write the number in the unit of the indicator",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let origin = &kpi.meta.origin;
        let baseline = kpi.baseline_value().map(|value| (value, origin.place("baseline.value")));
        let goals = kpi.goals.iter().filter_map(|goal| Some((goal.value?, origin.place(&format!("{}.value", goal.field)))));
        // `3%` and `3ポイント` are shares and differences, not values.
        let tolerance = kpi.tolerance.filter(|tolerance| !tolerance.percent).map(|tolerance| tolerance.amount);
        let tolerance = tolerance.filter(|amount| !amount.unit.is_some_and(|unit| unit.is(Unit::of("ポイント"), "")));
        let own = baseline.into_iter().chain(goals).chain(tolerance.map(|amount| (amount, origin.place("tolerance"))));
        let results = kpi.actuals.iter().filter_map(|actual| Some((actual.value?, actual.origin.place("value"))));
        for (value, place) in own.chain(results) {
            report(value, kpi.unit_written(), &kpi.unit, place, kpi.meta.id.as_str(), findings);
        }
    }
    for case in site.cases.values() {
        let effect = &case.effect;
        for (value, field) in [(effect.before, "effect.before"), (effect.after, "effect.after")] {
            let place = case.meta.origin.place(field);
            report(value, Unit::of(&effect.unit), &effect.unit, place, case.meta.id.as_str(), findings);
        }
    }
}

/// `unit` is what `words` means, where that is known.
fn report(value: Quantity, unit: Option<Unit>, words: &str, place: Place, id: &str, findings: &mut Diagnostics) {
    let Some(written) = value.unit.filter(|written| !written.is(unit, words)) else { return };
    let factor = unit.and_then(|unit| written.in_terms_of(unit));
    let (shown, name, bare) = (format!("{}{}", value.words(), written.words()), written.words(), value.words());
    let finding = match words.trim() {
        // Without a target and a baseline nothing else says that the unit is missing.
        "" => Diagnostic::new(
            &VALUE_UNIT,
            text!("値の単位は「{name}」ですが、指標に単位がありません", "the value is in \"{name}\", but there is no `unit`"),
        )
        .hint(text!("指標に `unit: {name}` を書いてください", "write `unit: {name}` for the indicator")),
        words => {
            let message = text!(
                "「{shown}」の単位「{name}」は、決められた単位「{words}」と違います",
                "\"{shown}\": the unit is \"{words}\", not \"{name}\""
            );
            let finding = Diagnostic::new(&VALUE_UNIT, message);
            match factor {
                Some(factor) => {
                    let converted = shortest(value.value * factor);
                    finding.hint(text!(
                        "もしかして: {converted}（{shown} ＝ {converted}{words}）。{bare}{words} のことなら、単位を付けずに {bare} と書いてください",
                        "did you mean: {converted} ({shown} = {converted}{words}); if {bare}{words} is meant, write {bare}"
                    ))
                }
                None => finding.hint(text!(
                    "指標と年度を確かめ、「{words}」の数だけを、単位を付けずに書いてください",
                    "check the indicator, and write only the number, in \"{words}\""
                )),
            }
        }
    };
    findings.push(finding.at(place).record(id));
}

/// A converted number with no more decimals than it needs.
fn shortest(value: f64) -> String {
    let decimals = (0..8).find(|digits| {
        let scaled = value * 10f64.powi(*digits);
        (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1.0)
    });
    grouped(value, decimals.unwrap_or(8) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::{options, run, site};

    fn hints(unit: &str, value: &str) -> Vec<String> {
        let kpi = format!(
            "kpi:\n- {{id: k, name: 数, unit: {unit}, kind: none, bounded: false}}\nkpi_actuals:\n- {{kpi: k, fiscal_year: R4, value: '{value}'}}\n"
        );
        let (site, _) = site(options(), &[("data/kpi.yaml", &kpi)]);
        let mut found = Diagnostics::default();
        check(&site, &mut found);
        found.iter().map(|finding| finding.hint.as_ref().map_or_else(String::new, |hint| hint.ja.clone())).collect()
    }

    #[test]
    fn values_in_another_unit_are_converted() {
        for (unit, value, right) in [
            ("百万円", "4,928千円", "4.928（"),
            ("百万円", "1.2億円", "120（"),
            ("百万円", "1.2億", "120（"),
            ("百件", "3,100件", "31（"),
            ("件", "31百件", "3,100（"),
            ("件", "3万件", "30,000（"),
            ("人", "1.5万人", "15,000（"),
            ("'%'", "6割", "60（"),
            ("時間", "約90分", "1.5（"),
            ("分/回", "4時間", "240（"),
            ("円", "7.5千円", "7,500（"),
        ] {
            let found = hints(unit, value);
            assert!(found.len() == 1 && found[0].starts_with(&format!("もしかして: {right}")), "{value} under {unit}: {found:?}");
        }
    }

    #[test]
    fn other_units_are_told() {
        for (unit, value) in [("'%'", "約62人"), ("件", "80%"), ("'%'", "3ポイント"), ("業務", "12件"), ("人", "5回")] {
            let found = hints(unit, value);
            assert!(found.len() == 1 && found[0].contains("だけを"), "{value} under {unit}: {found:?}");
        }
    }

    #[test]
    fn the_own_unit_is_fine() {
        for (unit, value) in [
            ("'%'", "61.7％"),
            ("百万円", "4,928百万円"),
            ("人", "30名"),
            ("件", "1,438件以上"),
            ("か所", "5箇所"),
            ("件", "約1,438"),
            ("業務", "12業務"),
            ("件/日", "60件"),
        ] {
            assert_eq!(hints(unit, value), [] as [String; 0], "{value} under {unit}");
        }
    }

    #[test]
    fn every_value_of_an_indicator_and_a_case_is_looked_at() {
        let kpi = "kpi:\n- {id: k, name: 率, unit: '%', kind: reach, baseline: {value: 6割, fiscal_year: R3}, target: {value: 80人, fiscal_year: R7, revisions: [{from: 2025-04-01, value: 7割, reason: 調査}]}}\n\
                   - {id: m, name: 額, unit: 百万円, kind: maintain, direction: lower, tolerance: 50千円, baseline: {value: 10, fiscal_year: R3}}\n";
        let found = ["value-unit: 6割", "value-unit: 80人", "value-unit: 7割", "value-unit: 50千円"];
        assert_eq!(run(check, &[("data/kpi.yaml", kpi)]), found);
        let case = "- {id: c, title: 例, department: d, problem: 文, published: 2026-04-01, effect: {measure: 時間, before: 4時間, after: 30, unit: 分/回}}";
        assert_eq!(run(check, &[("data/cases.yaml", case)]), ["value-unit: 4時間"]);
    }
}
