//! Parent and child indicators speak of the same thing, and the parent's numbers follow from the children's.
//!
//! Unit and pillar must agree; children that are counted within their parent (`aggregate: within`, 「うち…」) may have a unit of their own.
//! A mean or sum may differ by what rounding explains (52.52 is fine for 52.5), not by more; estimates are not compared.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Aggregate, Kpi, Site};
use crate::notation::Quantity;
use crate::source::Place;
use crate::text;

/// Unit or pillar of a child differ from its parent's.
pub static KPI_CHILD: Code = Code::error(
    "kpi-child",
    "子の指標の単位か取組方針が、親の指標と違います。どちらかを直すか、「うち…」なら親に `aggregate: within` を書いてください",
    "unit or pillar of a child differ from its parent's; mend one, or write `aggregate: within` for children counted within the parent",
);
/// The parent's value is not the mean.
pub static KPI_AGGREGATE: Code = Code::error(
    "kpi-aggregate",
    "親の指標の値が、子の値の平均（または合計）と、丸めの差を超えて違います。値を確かめてください",
    "the parent's value is not the mean (or sum) of its children's, beyond rounding; check the values",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values().filter(|kpi| !kpi.children.is_empty()) {
        for (at, child) in kpi.children.iter().enumerate() {
            family(site, kpi, at, &site[*child], findings);
        }
        let children: Vec<&Kpi> = kpi.children.iter().map(|child| &site[*child]).collect();
        if let Some(baseline) = &kpi.baseline {
            let same_year =
                |child: &&Kpi| child.baseline.as_ref().filter(|part| part.fiscal_year == baseline.fiscal_year).map(|part| part.value);
            let parts = children.iter().map(same_year).collect();
            compare(kpi, baseline.value, parts, "基準値", "baseline", kpi.meta.origin.place("baseline.value"), findings);
        }
        for actual in &kpi.actuals {
            let Some(value) = actual.value else { continue };
            let parts = children.iter().map(|child| child.actual(actual.fiscal_year)?.value).collect();
            let year = actual.fiscal_year;
            compare(
                kpi,
                value,
                parts,
                &format!("{}の実績", year.words()),
                &format!("result of {}", year.short()),
                actual.origin.place("value"),
                findings,
            );
        }
    }
}

fn family(site: &Site, kpi: &Kpi, at: usize, child: &Kpi, findings: &mut Diagnostics) {
    let (id, field) = (&child.meta.id, format!("children[{at}]"));
    if child.unit != kpi.unit && kpi.aggregate != Some(Aggregate::Within) {
        let (unit, parent_unit) = (&child.unit, &kpi.unit);
        findings.push(
            finding(
                &KPI_CHILD,
                text!(
                    "子「{id}」の単位は「{unit}」、親は「{parent_unit}」です",
                    "the unit of the child \"{id}\" is \"{unit}\", the parent's \"{parent_unit}\""
                ),
                &kpi.meta,
                &field,
            )
            .related(child.meta.origin.place("unit"), text!("子の単位", "the child's unit"))
            .hint(text!(
                "単位をそろえるか、「うち…」の指標なら aggregate: within を書いてください",
                "use one unit, or write `aggregate: within`"
            )),
        );
    }
    if let (Some(pillar), Some(parent)) = (child.pillar, kpi.pillar)
        && pillar != parent
    {
        let (pillar, parent) = (&site[pillar].meta.id, &site[parent].meta.id);
        findings.push(
            finding(
                &KPI_CHILD,
                text!(
                    "子「{id}」の取組方針は「{pillar}」、親は「{parent}」です",
                    "the pillar of the child \"{id}\" is \"{pillar}\", the parent's \"{parent}\""
                ),
                &kpi.meta,
                &field,
            )
            .related(child.meta.origin.place("pillar"), text!("子の取組方針", "the child's pillar"))
            .hint(text!("取組方針をそろえてください", "use one pillar")),
        );
    }
}

/// Compares a parent's `value` with what follows from `parts`; `None` when a child has no number of that year.
fn compare(kpi: &Kpi, value: Quantity, parts: Option<Vec<Quantity>>, ja: &str, en: &str, place: Place, findings: &mut Diagnostics) {
    let Some(parts) = parts else { return };
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let half = |quantity: &Quantity| 0.5 * 10f64.powi(-i32::from(quantity.decimals));
    let slack: f64 = parts.iter().map(half).sum();
    let count = parts.len() as f64;
    let (wanted, slack, word_ja, word_en) = match kpi.aggregate {
        Some(Aggregate::Mean) => (sum / count, slack / count, "平均", "mean"),
        Some(Aggregate::Sum) => (sum, slack, "合計", "sum"),
        _ => return,
    };
    let estimated = value.approx || parts.iter().any(|part| part.approx);
    if estimated || (value.value - wanted).abs() <= half(&value) + slack + 1e-9 {
        return;
    }
    let shown = Quantity { decimals: value.decimals + 1, ..Quantity::plain(wanted) }.words();
    let (words, unit) = (value.words(), &kpi.unit);
    findings.push(
        Diagnostic::new(
            &KPI_AGGREGATE,
            text!(
                "{ja}は{words}{unit}ですが、子の{word_ja}は{shown}{unit}です",
                "the {en} is {words}{unit}, but the {word_en} of the children is {shown}{unit}"
            ),
        )
        .at(place)
        .record(kpi.meta.id.as_str())
        .hint(text!("親か子の値を確かめてください", "check the values of parent and children")),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn kpi(parent: &str, children: [&str; 5]) -> String {
        let mut text = format!(
            "- {{id: k, name: 計, unit: '%', kind: none, children: [a0, a1, a2, a3, a4], aggregate: mean, baseline: {{value: {parent}, fiscal_year: R3}}}}\n"
        );
        for (at, value) in children.iter().enumerate() {
            text += &format!("- {{id: a{at}, name: 子, unit: '%', kind: none, baseline: {{value: {value}, fiscal_year: R3}}}}\n");
        }
        text
    }

    #[test]
    fn a_mean_that_rounding_does_not_explain_is_reported() {
        let parts = ["53.1", "38.1", "62.4", "41.3", "67.7"];
        assert_eq!(run(check, &[("data/kpi.yaml", &kpi("54.5", parts))]), ["kpi-aggregate: 54.5"]);
        assert!(run(check, &[("data/kpi.yaml", &kpi("52.5", parts))]).is_empty());
    }

    #[test]
    fn yearly_results_are_compared_when_all_are_there() {
        let kpi = "kpi:\n- {id: k, name: 計, unit: 件, kind: none, children: [a, b], aggregate: sum}\n- {id: a, name: 甲, unit: 件, kind: none}\n\
                   - {id: b, name: 乙, unit: 件, kind: none}\nkpi_actuals:\n- {kpi: k, fiscal_year: R4, value: 9}\n- {kpi: a, fiscal_year: R4, value: 3}\n";
        assert!(run(check, &[("data/kpi.yaml", kpi)]).is_empty());
        let kpi = format!("{kpi}- {{kpi: b, fiscal_year: R4, value: 2}}");
        assert_eq!(run(check, &[("data/kpi.yaml", &kpi)]), ["kpi-aggregate: 9"]);
    }

    #[test]
    fn units_must_agree_unless_the_child_is_counted_within() {
        let kpi = "- {id: k, name: 数, unit: 件, kind: none, children: [a]}\n- {id: a, name: 率, unit: '%', kind: none}";
        assert_eq!(run(check, &[("data/kpi.yaml", kpi)]), ["kpi-child: a"]);
        assert!(run(check, &[("data/kpi.yaml", &kpi.replace("[a]", "[a], aggregate: within"))]).is_empty());
    }
}
