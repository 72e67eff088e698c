//! One series of an indicator keeps its unit.
//!
//! When a value is more than ten times the one before it (or less than a tenth), 件 and 百件, or 0.8 and 80 %, were mixed. A change of
//! the method of measuring (`method_changes`) explains a jump. An indicator that continues an older one has its unit. Source: rule 32 of the
//! data model (単位の取り違え).

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Kpi, Site};
use crate::notation::{FiscalYear, Quantity};
use crate::source::Place;
use crate::text;

/// Rule 32, jumps.
pub static KPI_JUMP: Code = Code::warning(
    "kpi-jump",
    "値が前の10倍を超えて、または10分の1より小さく変わっています。単位の取り違え（件と百件、0.8と80%）がないか確かめてください",
    "a value is more than ten times the one before it, or less than a tenth; were units mixed (件 and 百件, 0.8 and 80 %)?",
);
/// Rule 32, units.
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

fn jump(kpi: &Kpi, before: &(FiscalYear, Quantity, Place), after: &(FiscalYear, Quantity, Place), findings: &mut Diagnostics) {
    let (from, to) = (before.1.value, after.1.value);
    let explained = kpi.method_changes.iter().any(|change| before.0 < change.fiscal_year && change.fiscal_year <= after.0);
    if explained || from <= 0.0 || to <= 0.0 || (0.1..=10.0).contains(&(to / from)) {
        return;
    }
    let (unit, words, old) = (&kpi.unit, after.1.words(), before.1.words());
    let (year, old_year) = (after.0.words(), before.0.words());
    findings.push(
        Diagnostic::new(
            &KPI_JUMP,
            text!(
                "{year}の{words}{unit}は、{old_year}の{old}{unit}と10倍を超えて違います（単位違い？）",
                "{words}{unit} of {year} is more than ten times away from {old}{unit} of {old_year}"
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
    fn a_replacement_has_the_same_unit() {
        let text = "- {id: a, name: 数, unit: 件, kind: none}\n- {id: b, name: 数, unit: 百件, kind: none, supersedes: a}";
        assert_eq!(run(check, &[("data/kpi.yaml", text)]), ["kpi-unit: 百件"]);
    }
}
