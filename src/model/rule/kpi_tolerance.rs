//! `tolerance` says by how much a value that is to be kept may differ: a positive number in its unit, or a percentage that can only be
//! meant one way.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics, Text};
use crate::field::Choice;
use crate::model::kpi::kind::{Judged, spec};
use crate::model::{Kpi, Site};
use crate::notation::Quantity;
use crate::text;

/// A tolerance without use or sense.
pub static KPI_TOLERANCE: Code = Code::error(
    "kpi-tolerance",
    "`tolerance`（認める差）は `kind: maintain` の指標に、指標の単位の数（`50`）か割合（`5%`）で書きます",
    "`tolerance` belongs to `kind: maintain`: a number in the unit of the indicator (`50`), or a percentage (`5%`)",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        if let Some((message, hint)) = wrong(kpi) {
            findings.push(finding(&KPI_TOLERANCE, message, &kpi.meta, "tolerance").hint(hint));
        }
    }
}

fn wrong(kpi: &Kpi) -> Option<(Text, Text)> {
    let tolerance = kpi.tolerance?;
    let code = kpi.kind.code();
    if spec(kpi.kind).judged != Judged::Held {
        return Some((
            text!("kind: {code} では、認める差は使いません", "`kind: {code}` has no use for a tolerance"),
            text!(
                "保つ指標なら kind を maintain にし、そうでなければ tolerance を消してください",
                "choose the kind maintain, or remove `tolerance`"
            ),
        ));
    }
    let Quantity { value, bound, .. } = tolerance.amount;
    if value <= 0.0 || bound.is_some() {
        return Some((
            text!("認める差は、0より大きい数で書きます", "a tolerance is a number above 0"),
            text!("tolerance: 50 か tolerance: 5% のように書いてください", "write `tolerance: 50` or `tolerance: 5%`"),
        ));
    }
    let number = Quantity { approx: false, ..tolerance.amount }.words();
    (tolerance.percent && kpi.unit == "%").then(|| {
        (
            text!(
                "単位が % の指標では、{number}% が「{number}ポイント」か「値の{number}%」かが決まりません",
                "with the unit %, {number}% may mean points or a share of the value"
            ),
            text!("ポイントで書いてください: tolerance: {number}", "write points: `tolerance: {number}`"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(unit: &str, kind: &str, tolerance: &str) -> usize {
        let kpi = format!("- {{id: k, name: 率, unit: '{unit}', kind: {kind}, tolerance: {tolerance}, target: {{value: 1, text: 維持}}}}");
        run(check, &[("data/kpi.yaml", &kpi)]).len()
    }

    #[test]
    fn a_tolerance_belongs_to_what_is_kept_and_can_be_meant_one_way() {
        for (unit, kind, tolerance) in [("件", "at_least", "5"), ("件", "maintain", "0"), ("件", "maintain", "-3"), ("%", "maintain", "5%")]
        {
            assert_eq!(found(unit, kind, tolerance), 1, "{unit} {kind} {tolerance}");
        }
        for (unit, tolerance) in [("件", "5"), ("百万円", "3%"), ("%", "0.5"), ("%", "2ポイント")] {
            assert_eq!(found(unit, "maintain", tolerance), 0, "{unit} {tolerance}");
        }
    }
}
