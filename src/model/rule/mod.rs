//! The checks: one rule, one file, each with its documentation, its function and its tests.
//!
//! A rule reads the finished [`Site`] and adds findings; it changes nothing and knows no other rule. To add one: write the file, name it
//! in [`RULES`]. What must see the files as they were written is a scan and stands in [`SCANS`]; what compares texts with records is in [`prose`].

mod address;
mod amounts;
mod assessment;
mod case_effect;
mod closed_day;
mod config_reference;
mod config_value;
mod contact_ext;
mod course_place;
mod cycle;
mod data_text;
mod date_order;
mod deadline_order;
mod exam_assessment;
mod exam_timing;
mod extension;
mod file_name;
mod freshness;
mod future_day;
mod holiday_day;
mod kpi_actual_year;
mod kpi_after_target;
mod kpi_baseline;
mod kpi_children;
mod kpi_direction;
mod kpi_event;
mod kpi_kind;
mod kpi_notes;
mod kpi_pillar;
mod kpi_range;
mod kpi_revision;
mod kpi_row_year;
mod kpi_series;
mod kpi_superseded;
mod kpi_text;
mod kpi_tolerance;
mod kpi_years;
mod leaders;
mod level_programme;
mod matrix;
mod merge_mark;
mod missing_unit;
mod number_twice;
mod odd_sitting;
mod odd_time;
mod odd_value;
mod orphan;
mod past_tentative;
pub mod personal_data;
mod plan_period;
mod portal_id;
mod prose;
mod publication;
pub mod records;
mod session_label;
mod session_state;
mod shifted_column;
mod skill_gap;
mod source_date;
mod standing;
mod successor;
#[cfg(test)]
pub(crate) mod testing;
mod twin_text;
pub mod unfilled;
mod value_unit;
mod year_sense;
mod yomi;

use super::{ApplyStep, Site};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{PerFile, SourceFile, SourcePath, Sources};
pub(super) use kpi_kind::KPI_KIND;
pub(super) use orphan::COURSE_WITHOUT_LEVEL;
use std::collections::BTreeSet;

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
    Rule { codes: &[&cycle::CYCLE], check: cycle::check },
    Rule { codes: &[&orphan::UNUSED_SKILL, &COURSE_WITHOUT_LEVEL], check: orphan::check },
    Rule { codes: &[&level_programme::LEVEL_WITHOUT_COURSE], check: level_programme::check },
    Rule { codes: &[&successor::ONE_SIDED_SUCCESSOR], check: successor::check },
    Rule { codes: &[&kpi_years::KPI_TARGET_BEFORE_BASELINE, &kpi_years::KPI_TARGET_OUTSIDE_PLAN], check: kpi_years::check },
    Rule { codes: &[&kpi_range::KPI_OUT_OF_RANGE], check: kpi_range::check },
    Rule { codes: &[&KPI_KIND], check: kpi_kind::check },
    Rule { codes: &[&kpi_direction::KPI_DIRECTION], check: kpi_direction::check },
    Rule { codes: &[&kpi_tolerance::KPI_TOLERANCE], check: kpi_tolerance::check },
    Rule { codes: &[&kpi_event::KPI_EVENT], check: kpi_event::check },
    Rule { codes: &[&kpi_revision::KPI_REVISION], check: kpi_revision::check },
    Rule { codes: &[&kpi_children::KPI_CHILD, &kpi_children::KPI_AGGREGATE], check: kpi_children::check },
    Rule {
        codes: &[&kpi_actual_year::KPI_ACTUAL_YEAR, &kpi_actual_year::KPI_DUPLICATE_YEAR, &kpi_actual_year::KPI_GAP],
        check: kpi_actual_year::check,
    },
    Rule { codes: &[&kpi_text::KPI_TEXT, &kpi_text::KPI_TARGET_SIDE], check: kpi_text::check },
    Rule { codes: &[&kpi_after_target::KPI_AFTER_TARGET], check: kpi_after_target::check },
    Rule { codes: &[&kpi_series::KPI_JUMP, &kpi_series::KPI_UNIT], check: kpi_series::check },
    Rule { codes: &[&kpi_row_year::KPI_MEASURED_ON, &kpi_row_year::KPI_ROW_YEAR], check: kpi_row_year::check },
    Rule { codes: &[&kpi_notes::KPI_NOTE], check: kpi_notes::check },
    Rule { codes: &[&kpi_superseded::KPI_SUPERSEDED, &kpi_superseded::KPI_SUPERSEDED_REFERENCE], check: kpi_superseded::check },
    Rule { codes: &[&kpi_baseline::KPI_ALREADY_REACHED, &kpi_baseline::KPI_APPROXIMATE], check: kpi_baseline::check },
    Rule { codes: &[&date_order::DATE_ORDER], check: date_order::check },
    Rule { codes: &[&deadline_order::DEADLINE_ORDER], check: deadline_order::check },
    Rule { codes: &[&closed_day::DEADLINE_ON_CLOSED_DAY, &closed_day::HOLIDAY_TABLE], check: closed_day::check },
    Rule { codes: &[&past_tentative::PAST_TENTATIVE], check: past_tentative::check },
    Rule {
        codes: &[
            &publication::PUBLISH_ORDER,
            &publication::PUBLISHED_TOO_LATE,
            &publication::PUBLICATION_MISSES_DAY,
            &publication::STILL_DRAFT,
            &publication::NOT_PUBLISHED,
            &publication::EXPIRED_RECOMMENDATION,
            &publication::UPDATED_BEFORE_PUBLISHED,
        ],
        check: publication::check,
    },
    Rule {
        codes: &[
            &freshness::CHECKED_IN_FUTURE,
            &freshness::OVERDUE,
            &freshness::STALE,
            &freshness::VERY_STALE,
            &freshness::NEVER_CHECKED,
            &freshness::REVIEW_DUE,
            &freshness::BAD_REVIEW_IN,
        ],
        check: freshness::check,
    },
    Rule { codes: &[&future_day::FUTURE_DAY, &future_day::PUBLISHED_IN_FUTURE], check: future_day::check },
    Rule {
        codes: &[&session_label::SESSION_LABEL, &session_label::SESSION_TWICE, &session_label::SESSION_ID, &session_label::SESSION_LENGTH],
        check: session_label::check,
    },
    Rule { codes: &[&twin_text::TWIN_TEXT], check: twin_text::check },
    Rule { codes: &[&case_effect::CASE_EFFECT], check: case_effect::check },
    Rule { codes: &[&amounts::BAD_AMOUNT], check: amounts::check },
    Rule { codes: &[&course_place::COURSE_PLACE], check: course_place::check },
    Rule { codes: &[&exam_timing::EXAM_TIMING], check: exam_timing::check },
    Rule { codes: &[&exam_assessment::EXAM_NOT_COUNTED, &exam_assessment::EXAM_NOT_DECLARED], check: exam_assessment::check },
    Rule { codes: &[&address::BAD_URL, &address::URL_TWICE, &address::ACCESS_HOST], check: address::check },
    Rule { codes: &[&missing_unit::MISSING_UNIT], check: missing_unit::check },
    Rule { codes: &[&value_unit::VALUE_UNIT], check: value_unit::check },
    Rule { codes: &[&matrix::MATRIX_WEIGHT, &matrix::MATRIX_TWICE], check: matrix::check },
    Rule {
        codes: &[
            &assessment::ASSESSMENT_COUNT,
            &assessment::ASSESSMENT_LEVEL,
            &assessment::ASSESSMENT_TWICE,
            &assessment::LEVEL_RANGE,
            &assessment::SKILL_STEP,
        ],
        check: assessment::check,
    },
    Rule { codes: &[&session_state::STATE_IN_LABEL, &session_state::MOVED_TO], check: session_state::check },
    Rule { codes: &[&leaders::LEADER_COVERAGE], check: leaders::check },
    Rule {
        codes: &[
            &standing::SAMPLE_DATA,
            &standing::SAMPLES,
            &standing::NEEDS_CHECK,
            &standing::CHECKED_UNVERIFIED,
            &standing::SAMPLE_FIELD,
        ],
        check: standing::check,
    },
    Rule { codes: &[&odd_time::ODD_HOUR, &odd_time::LONG_SPAN, &odd_time::STALE_DUE], check: odd_time::check },
    Rule { codes: &[&extension::EXT_TWICE, &extension::EXT_FORM, &extension::LEADER_YEAR], check: extension::check },
    Rule { codes: &[&contact_ext::CONTACT_EXT], check: contact_ext::check },
    Rule { codes: &[&skill_gap::SKILL_GAP], check: skill_gap::check },
    Rule { codes: &[&plan_period::NEXT_PLAN_MISSING], check: plan_period::check },
    Rule { codes: &[&portal_id::PORTAL_ID], check: portal_id::check },
    Rule { codes: &[&config_value::CONFIG_VALUE], check: config_value::check },
    Rule { codes: &[&config_reference::CONFIG_REFERENCE], check: config_reference::check },
    Rule { codes: &[&year_sense::YEAR_SENSE, &year_sense::AWARD_CASE], check: year_sense::check },
    Rule { codes: &[&odd_value::ODD_VALUE], check: odd_value::check },
    Rule { codes: &[&odd_sitting::ODD_SITTING], check: odd_sitting::check },
    Rule { codes: &[&number_twice::NUMBER_TWICE], check: number_twice::check },
    Rule { codes: &[&kpi_pillar::KPI_PILLAR], check: kpi_pillar::check },
    Rule { codes: &[&source_date::SOURCE_DATE], check: source_date::check },
    Rule { codes: &[&shifted_column::SHIFTED_COLUMN], check: shifted_column::check },
    Rule { codes: &[&yomi::YOMI, &yomi::YOMI_NAME], check: yomi::check },
];

/// A check over the files as they were written, before anything is decoded: it sees every field, also those of broken records.
pub struct Scan {
    /// The codes it may report.
    pub codes: &'static [&'static Code],
    /// Looks through one file and reports.
    pub scan: fn(&SourceFile, &mut Diagnostics),
}

/// All scans, in the order in which they run.
pub static SCANS: &[Scan] = &[
    Scan { codes: &[&merge_mark::MERGE_MARK], scan: merge_mark::scan },
    Scan { codes: &[&unfilled::UNFILLED, &unfilled::TO_WRITE, &unfilled::EXAMPLE_ADDRESS], scan: unfilled::scan },
    Scan { codes: &[&holiday_day::HOLIDAY_DAY], scan: holiday_day::scan },
    Scan { codes: &[&personal_data::PERSONAL_DATA], scan: personal_data::scan },
    Scan { codes: &[&data_text::DATA_CHARACTER, &data_text::DATA_INVISIBLE, &data_text::DATA_LINK_TEXT], scan: data_text::scan },
];

/// The codes of all rules and scans.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let rules = RULES.iter().flat_map(|rule| rule.codes);
    let texts = prose::CODES.iter().chain(prose::JOINT_CODES);
    rules.chain(SCANS.iter().flat_map(|scan| scan.codes)).chain(texts).copied()
}

/// What was learnt of a file alone, as it was written.
#[derive(Debug, Default)]
pub struct Scanned {
    /// What was found.
    pub findings: Diagnostics,
    /// What its texts claim of records, to be compared with them by [`agree`].
    pub claims: Vec<prose::Claim>,
}

/// Runs every scan over every file that is other than in `before`; gives what was found in each.
pub fn scan(sources: &Sources, before: &PerFile<Scanned>) -> PerFile<Scanned> {
    PerFile::again(before, sources.shared().filter(|file| file.text().is_some()), |file| {
        let mut findings = Diagnostics::default();
        SCANS.iter().for_each(|scan| (scan.scan)(file, &mut findings));
        let claims = prose::scan(file, &mut findings);
        Scanned { findings, claims }
    })
}

/// Takes back what else was said of the form of files that hold the marks of a merge: these are its reason.
pub fn settle_merges(scanned: &PerFile<Scanned>, findings: &mut Diagnostics) {
    let is_mark = |finding: &&Diagnostic| finding.code.name == merge_mark::MERGE_MARK.name;
    let merged: BTreeSet<&SourcePath> = scanned
        .iter()
        .filter(|(_, scanned)| scanned.findings.iter().any(|finding| is_mark(&finding)))
        .map(|(file, _)| &file.path)
        .collect();
    if merged.is_empty() {
        return;
    }
    let form = |name: &str| {
        ["yaml-", "toml-", "csv-", "duplicate-", "unknown-key", "missing-key", "wrong-type", "fullwidth-", "heading-order"]
            .iter()
            .any(|form| name.starts_with(form))
    };
    findings.retain(|finding| finding.place.as_ref().is_none_or(|place| !merged.contains(&place.path)) || !form(finding.code.name));
}

/// Compares what texts repeat of records with the records. Texts and records of several files take part, so it is never kept.
pub fn agree(site: &Site, scanned: &PerFile<Scanned>, findings: &mut Diagnostics) {
    prose::agree(site, scanned.iter().map(|(file, scanned)| (&file.path, &*scanned.claims)), findings);
}

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

    #[test]
    fn every_code_has_one_name_of_its_own() {
        let codes: Vec<_> = codes().map(|code| code.name).collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    }
}
