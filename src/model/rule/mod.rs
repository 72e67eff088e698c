//! The checks: one rule, one file, each with its documentation, its function and its tests.
//!
//! A rule reads the finished [`Site`] and adds findings; it changes nothing and knows no other rule. To add one: write the file, name it
//! in [`RULES`].

mod amounts;
mod closed_day;
mod course_place;
mod cycle;
mod date_order;
mod deadline_order;
mod empty_text;
mod exam_assessment;
mod exam_timing;
mod file_name;
mod freshness;
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
mod past_tentative;
mod publication;
mod records;
mod successor;
#[cfg(test)]
pub(crate) mod testing;

use super::{ApplyStep, Site};
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
    Rule { codes: &[&date_order::DATE_ORDER], check: date_order::check },
    Rule { codes: &[&deadline_order::DEADLINE_ORDER], check: deadline_order::check },
    Rule { codes: &[&closed_day::DEADLINE_ON_CLOSED_DAY, &closed_day::HOLIDAY_TABLE], check: closed_day::check },
    Rule { codes: &[&past_tentative::PAST_TENTATIVE], check: past_tentative::check },
    Rule {
        codes: &[&publication::PUBLISH_ORDER, &publication::EXPIRED_RECOMMENDATION, &publication::UPDATED_BEFORE_PUBLISHED],
        check: publication::check,
    },
    Rule {
        codes: &[
            &freshness::CHECKED_IN_FUTURE,
            &freshness::STALE,
            &freshness::VERY_STALE,
            &freshness::NEVER_CHECKED,
            &freshness::REVIEW_DUE,
            &freshness::BAD_REVIEW_IN,
        ],
        check: freshness::check,
    },
    Rule { codes: &[&amounts::BAD_AMOUNT], check: amounts::check },
    Rule { codes: &[&course_place::COURSE_PLACE], check: course_place::check },
    Rule { codes: &[&exam_timing::EXAM_TIMING], check: exam_timing::check },
    Rule { codes: &[&exam_assessment::EXAM_NOT_COUNTED, &exam_assessment::EXAM_NOT_DECLARED], check: exam_assessment::check },
];

/// Runs every rule.
pub fn check(site: &Site, findings: &mut Diagnostics) {
    for rule in RULES {
        (rule.check)(site, findings);
    }
}

/// The field of a deadline of an application.
fn deadline_field(step: ApplyStep) -> &'static str {
    match step {
        ApplyStep::Internal => "apply.internal_close",
        ApplyStep::Group => "apply.group_close",
        ApplyStep::Individual => "apply.close",
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
