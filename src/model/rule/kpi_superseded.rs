//! An indicator that was replaced is no longer used as a current one.
//!
//! It is used as current when the home page shows it, or when it gets results of years for which its successor already has some: then
//! the portal tells two stories of one thing. A course that still serves it is a warning.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::text;

/// An indicator with `superseded_by` is used as a current one.
pub static KPI_SUPERSEDED: Code = Code::error(
    "kpi-superseded",
    "置き換えられた指標（`superseded_by` あり）が、今の指標として使われています。新しい指標に替えるか、`superseded_by` を消してください",
    "an indicator with `superseded_by` is used as a current one; use its successor, or remove `superseded_by`",
);
/// A course refers to an indicator that was replaced.
pub static KPI_SUPERSEDED_REFERENCE: Code = Code::warning(
    "kpi-superseded-reference",
    "研修が、置き換えられた指標を指しています。新しい指標のidに替えてください",
    "a course refers to an indicator that was replaced; name its successor",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let Some(successor) = kpi.superseded_by.map(|successor| &site[successor]) else { continue };
        let (id, next) = (&kpi.meta.id, &successor.meta.id);
        if site.config.home.kpi.contains(id) {
            findings.push(
                finding(
                    &KPI_SUPERSEDED,
                    text!(
                        "「{id}」は「{next}」に置き換えられていますが、ホームに出ています",
                        "\"{id}\" was replaced by \"{next}\", but is on the home page"
                    ),
                    &kpi.meta,
                    "superseded_by",
                )
                .hint(text!("site.toml の home.kpi を {next} に替えてください", "name {next} in `home.kpi` of site.toml")),
            );
        }
        let first = successor.actuals.iter().find(|actual| actual.value.is_some());
        let both =
            kpi.actuals.iter().find(|actual| actual.value.is_some() && first.is_some_and(|first| first.fiscal_year <= actual.fiscal_year));
        if let (Some(first), Some(actual)) = (first, both) {
            let words = actual.fiscal_year.words();
            findings.push(
                Diagnostic::new(
                    &KPI_SUPERSEDED,
                    text!(
                        "置き換えられた「{id}」に、新しい「{next}」の実績がある{words}の実績が書かれています",
                        "the replaced \"{id}\" has a result for {words}, for which \"{next}\" already counts"
                    ),
                )
                .at(actual.origin.place("fiscal_year"))
                .record(id.as_str())
                .related(first.origin.place("fiscal_year"), text!("新しい指標の最初の実績", "the successor's first result"))
                .hint(text!("実績は {next} だけに書いてください", "write the result for {next} only")),
            );
        }
    }
    for course in site.courses.values() {
        for (at, kpi) in course.related_kpi.iter().enumerate() {
            let Some(successor) = site[*kpi].superseded_by else { continue };
            let (id, next) = (&site[*kpi].meta.id, &site[successor].meta.id);
            findings.push(
                finding(
                    &KPI_SUPERSEDED_REFERENCE,
                    text!("「{id}」は「{next}」に置き換えられています", "\"{id}\" was replaced by \"{next}\""),
                    &course.meta,
                    &format!("related_kpi[{at}]"),
                )
                .hint(text!("{next} に替えてください", "write {next}")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    const KPI: &str = "kpi:\n- {id: old, name: 率, kind: none, superseded_by: new}\n- {id: new, name: 率, kind: none, supersedes: old}\n\
                       kpi_actuals:\n- {kpi: new, fiscal_year: R5, value: 1}\n- {kpi: old, fiscal_year: R4, value: 1}\n";

    #[test]
    fn a_replaced_indicator_in_use_is_reported() {
        let toml = "title = \"しるべ\"\norganization = \"県\"\n[home]\nkpi = [\"old\"]";
        assert_eq!(run(check, &[("site.toml", toml), ("data/kpi.yaml", KPI)]), ["kpi-superseded: new"]);
        let kpi = format!("{KPI}- {{kpi: old, fiscal_year: R6, value: 2}}");
        assert_eq!(run(check, &[("data/kpi.yaml", &kpi)]), ["kpi-superseded: R6"]);
        let course = "---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\nrelated_kpi: [old]\n---\n";
        assert_eq!(run(check, &[("data/kpi.yaml", KPI), ("content/courses/c.md", course)]), ["kpi-superseded-reference: old"]);
    }

    #[test]
    fn its_old_results_are_fine() {
        assert!(run(check, &[("data/kpi.yaml", KPI)]).is_empty());
    }
}
