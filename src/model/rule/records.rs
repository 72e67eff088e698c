//! All records of the portal in one row, for the checks that concern every kind, and how a finding names one. A new table of [`Site`] cannot be forgotten here:
//! it is taken apart field by field.

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::{Meta, Recorded, Site, Table};
use crate::source::Origin;

/// The meta data of every record that has an id of its own, and of the assessment rules.
pub(super) fn metas(site: &Site) -> Vec<&Meta> {
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
        links: _,
        synonyms: _,
    } = site;
    fn of<T: Recorded>(table: &Table<T>) -> impl Iterator<Item = &Meta> {
        table.values().map(Recorded::meta)
    }
    let plan = of(plans).chain(of(pillars)).chain(of(initiatives)).chain(of(references)).chain(of(lanes)).chain(of(bodies));
    let learning = of(levels).chain(of(skill_categories)).chain(of(skills)).chain(of(courses)).chain(of(external));
    let exams = of(exams).chain(of(exam_sessions)).chain(assessments.iter().map(|assessment| &assessment.meta));
    let people = of(groups).chain(of(departments)).chain(of(awards)).chain(of(communities)).chain(of(recruitment));
    let rest = of(cases).chain(of(tools)).chain(of(kpis)).chain(of(glossary)).chain(of(news)).chain(of(trends)).chain(of(pages));
    plan.chain(learning).chain(exams).chain(people).chain(rest).collect()
}

/// The origins of all records that are marked as samples, with the id of the record they belong to.
pub(super) fn samples(site: &Site) -> Vec<(&Origin, &str)> {
    let mut samples: Vec<_> = metas(site).into_iter().filter(|meta| meta.sample).map(|meta| (&meta.origin, meta.id.as_str())).collect();
    let leaders = site.leaders.iter().filter(|leader| leader.sample);
    samples.extend(leaders.map(|leader| (&leader.origin, site[leader.department].meta.id.as_str())));
    for kpi in site.kpis.values() {
        samples.extend(kpi.actuals.iter().filter(|actual| actual.sample).map(|actual| (&actual.origin, kpi.meta.id.as_str())));
    }
    samples
}

/// A finding about `field` of the record that `meta` belongs to.
pub(super) fn finding(code: &'static Code, message: Text, meta: &Meta, field: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(meta.origin.place(field)).record(meta.id.as_str())
}
