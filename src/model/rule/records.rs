//! All records of the portal in one row, for the checks that concern every kind, and how a finding names one. A new table of [`Site`] cannot be forgotten here:
//! it is taken apart field by field.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::model::{Assessment, Meta, Page, Recorded, Site, Table, names};
use crate::source::{Origin, Place, SourcePath};
use std::collections::{HashMap, HashSet};

/// A record, what it is called, and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// Its meta data.
    pub meta: &'a Meta,
    /// What it is called in lists.
    pub title: &'a str,
    /// What it is, in Japanese and English.
    pub kind: (&'static str, &'static str),
}

/// The meta data of every record that has an id of its own, and of the assessment rules.
pub(super) fn metas(site: &Site) -> Vec<&Meta> {
    all(site).into_iter().map(|record| record.meta).collect()
}

/// Every record that has an id of its own, and the assessment rules.
pub fn all(site: &Site) -> Vec<Named<'_>> {
    let Site {
        config: _,
        options: _,
        plans,
        pillars,
        initiatives,
        references,
        levels,
        skill_categories,
        skills,
        courses,
        external,
        exams,
        exam_sessions,
        cases,
        tools,
        groups,
        departments,
        matrix: _,
        leaders: _,
        awards,
        communities,
        kpis,
        lanes,
        bodies,
        recruitment,
        glossary,
        assessments,
        calendar: _,
        news,
        trends,
        pages,
        sections: _,
        unusable: _,
        waiting: _,
        links: _,
        synonyms: _,
    } = site;
    fn of<T: Recorded + names::Named>(table: &Table<T>) -> impl Iterator<Item = Named<'_>> {
        table.values().map(|record| Named { meta: record.meta(), title: record.title(), kind: T::ENTITY.words() })
    }
    let plan = of(plans).chain(of(pillars)).chain(of(initiatives)).chain(of(references)).chain(of(lanes)).chain(of(bodies));
    let learning = of(levels).chain(of(skill_categories)).chain(of(skills)).chain(of(courses)).chain(of(external));
    let exams = of(exams).chain(of(exam_sessions)).chain(assessments.iter().map(|assessment| of_assessment(site, assessment)));
    let people = of(groups).chain(of(departments)).chain(of(awards)).chain(of(communities)).chain(of(recruitment));
    let rest =
        of(cases).chain(of(tools)).chain(of(kpis)).chain(of(glossary)).chain(of(news)).chain(of(trends)).chain(pages.values().map(of_page));
    plan.chain(learning).chain(exams).chain(people).chain(rest).collect()
}

fn of_assessment<'a>(site: &'a Site, assessment: &'a Assessment) -> Named<'a> {
    Named { meta: &assessment.meta, title: &site[assessment.level].name, kind: ("認定の条件", "assessment rule") }
}

fn of_page(page: &Page) -> Named<'_> {
    Named { meta: &page.meta, title: &page.title, kind: ("ページ", "page") }
}

/// The origins of all records that are marked as samples, with the id of the record they belong to.
pub fn samples(site: &Site) -> Vec<(&Origin, &str)> {
    let mut samples: Vec<_> = metas(site).into_iter().filter(|meta| meta.sample).map(|meta| (&meta.origin, meta.id.as_str())).collect();
    let leaders = site.leaders.iter().filter(|leader| leader.sample);
    samples.extend(leaders.map(|leader| (&leader.origin, site[leader.department].meta.id.as_str())));
    for kpi in site.kpis.values() {
        samples.extend(kpi.actuals.iter().filter(|actual| actual.sample).map(|actual| (&actual.origin, kpi.meta.id.as_str())));
    }
    samples
}

/// Says of every finding that stands in a record what readers call that record.
pub fn name(site: &Site, findings: &mut Diagnostics) {
    let paths: HashSet<SourcePath> =
        findings.iter().filter(|finding| finding.name.is_none()).filter_map(|finding| Some(finding.place.as_ref()?.path.clone())).collect();
    if paths.is_empty() {
        return;
    }
    let mut files: HashMap<SourcePath, Vec<(usize, usize, &str)>> = HashMap::new();
    for record in all(site).into_iter().filter(|record| paths.contains(&record.meta.origin.path)) {
        let place = match record.meta.origin.place("") {
            // A page is one record, its text included.
            place if place.path.extension() == "md" => Place::new(place.path, 0..usize::MAX),
            place => place,
        };
        files.entry(place.path).or_default().push((place.start, place.end, record.title));
    }
    files.values_mut().for_each(|records| records.sort_unstable());
    findings.revise(|finding| {
        let Some(place) = finding.place.as_ref().filter(|_| finding.name.is_none()) else { return };
        let Some(records) = files.get(&place.path) else { return };
        let last = records.partition_point(|(start, ..)| *start <= place.start);
        let record = records[..last].last().filter(|(start, end, _)| start < end && place.start < *end);
        finding.name = record.map(|(.., title)| (*title).to_owned());
    });
}

/// A finding about `field` of the record that `meta` belongs to.
pub(super) fn finding(code: &'static Code, message: Text, meta: &Meta, field: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(meta.origin.place(field)).record(meta.id.as_str())
}
