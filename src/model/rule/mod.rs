//! The checks: one rule, one file, each with its documentation, its function and its tests.
//!
//! A rule reads the finished [`Site`] and adds findings; it changes nothing and knows no other rule. To add one: write the file, name it
//! in [`RULES`].

mod cycle;
mod empty_text;
mod file_name;
mod kpi_actual_year;
mod kpi_baseline;
mod kpi_children;
mod kpi_kind;
mod kpi_notes;
mod kpi_range;
mod kpi_series;
mod kpi_superseded;
mod kpi_years;
mod level_programme;
mod orphan;
mod records;
mod successor;
#[cfg(test)]
pub(crate) mod testing;

use super::Site;
use crate::diagnostic::{Code, Diagnostics};

/// A check over the whole portal.
pub struct Rule {
    /// The codes it may report.
    pub codes: &'static [&'static Code],
    /// Looks at the portal and reports.
    pub check: fn(&Site, &mut Diagnostics),
}

/// All rules, in the order in which they run; the findings are sorted afterwards.
pub static RULES: &[Rule] = &[
    Rule { codes: &[&file_name::FILE_NAME], check: file_name::check },
    Rule { codes: &[&empty_text::EMPTY_TEXT], check: empty_text::check },
    Rule { codes: &[&cycle::CYCLE], check: cycle::check },
    Rule { codes: &[&orphan::UNUSED_SKILL, &orphan::COURSE_WITHOUT_LEVEL], check: orphan::check },
    Rule { codes: &[&level_programme::LEVEL_WITHOUT_COURSE], check: level_programme::check },
    Rule { codes: &[&successor::ONE_SIDED_SUCCESSOR], check: successor::check },
    Rule { codes: &[&kpi_years::KPI_TARGET_BEFORE_BASELINE, &kpi_years::KPI_TARGET_OUTSIDE_PLAN], check: kpi_years::check },
    Rule { codes: &[&kpi_range::KPI_OUT_OF_RANGE], check: kpi_range::check },
    Rule { codes: &[&kpi_kind::KPI_KIND], check: kpi_kind::check },
    Rule { codes: &[&kpi_children::KPI_CHILD, &kpi_children::KPI_AGGREGATE], check: kpi_children::check },
    Rule {
        codes: &[&kpi_actual_year::KPI_ACTUAL_YEAR, &kpi_actual_year::KPI_DUPLICATE_YEAR, &kpi_actual_year::KPI_GAP],
        check: kpi_actual_year::check,
    },
    Rule { codes: &[&kpi_series::KPI_JUMP, &kpi_series::KPI_UNIT], check: kpi_series::check },
    Rule { codes: &[&kpi_notes::KPI_NOTE], check: kpi_notes::check },
    Rule { codes: &[&kpi_superseded::KPI_SUPERSEDED, &kpi_superseded::KPI_SUPERSEDED_REFERENCE], check: kpi_superseded::check },
    Rule { codes: &[&kpi_baseline::KPI_ALREADY_REACHED, &kpi_baseline::KPI_APPROXIMATE], check: kpi_baseline::check },
];

/// Runs every rule.
pub fn check(site: &Site, findings: &mut Diagnostics) {
    for rule in RULES {
        (rule.check)(site, findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_one_name_of_its_own() {
        let codes: Vec<_> = RULES.iter().flat_map(|rule| rule.codes).map(|code| code.name).collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    }
}
