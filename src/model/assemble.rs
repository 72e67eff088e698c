//! `Parsed` → [`Site`]: sorts the records, declares every id, then resolves every reference.
//!
//! The order of a table is the order in which the portal lists it, fixed here once. Ids are declared for all kinds before the first
//! reference is resolved, so the order of files means nothing.

use super::kpi::Actual;
use super::names::{Entity, Names, Standing};
use super::{
    Assessment, Award, Body, Calendar, Case, Community, Course, Department, Exam, ExamSession, External, Group, Initiative, Kpi, Lane,
    Leader, Level, Links, MatrixCell, News, Page, Pillar, Plan, Recorded, Recruitment, Reference, Site, Skill, SkillCategory, Table, Term,
    Tool, Trend, page,
};
use crate::config::{Config, Options};
use crate::diagnostic::Diagnostics;
use crate::notation::Id;
use crate::parse::{Broken, Document, Markdown, Parsed, RecordKind};
use crate::schema::{self, Common, Kind, Record, Status};
use crate::source::{Place, SourcePath};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Joins everything that was parsed into the portal. Records that mean nothing are left out after a finding.
pub fn assemble(parsed: Parsed, config: Config, options: Options, findings: &mut Diagnostics) -> Site {
    let Parsed { records, courses, news, trends, pages, broken, incomplete, unusable } = parsed;
    let mut declaring = Declaring { names: Names::default(), options: &options, findings };
    for Broken { kind, id, place } in broken {
        if let Some(entity) = entity(kind) {
            declaring.names.declare(entity, &id, place, Standing::Broken, declaring.findings);
        }
    }
    for entity in incomplete.into_iter().filter_map(|kind| entity(RecordKind::Data(kind))) {
        declaring.names.incomplete(entity);
    }
    let waiting = linked(&courses).chain(linked(&news)).chain(linked(&trends)).chain(linked(&pages)).collect();
    let sorted = Sorted::declare(records, courses, news, trends, pages, &mut declaring);
    let names = declaring.names;
    let unusable = unusable.into_iter().collect();
    let mut site = resolve(sorted, &names, unusable, config, options, findings);
    site.waiting = waiting;
    let shown: BTreeSet<_> = site.linked().into_iter().cloned().collect();
    site.waiting.retain(|path| !shown.contains(path));
    site
}

/// The files that the texts of `documents` show or link to, whether the documents are shown or not.
fn linked<T>(documents: &[Arc<Document<T>>]) -> impl Iterator<Item = SourcePath> {
    documents.iter().flat_map(|document| document.body.files()).cloned()
}

/// Gives out the ids.
struct Declaring<'a> {
    names: Names,
    options: &'a Options,
    findings: &'a mut Diagnostics,
}

impl Declaring<'_> {
    /// Whether a record is left out of this build.
    fn hides(&self, common: &Common) -> bool {
        common.is_hidden(self.options)
    }

    /// Declares the records of one kind in order; keeps those that are shown and have an id of their own.
    fn table<T>(&mut self, entity: Entity, records: Vec<T>, read: impl Fn(&T) -> (&Id, &Common, Place)) -> Vec<T> {
        let mut kept = Vec::with_capacity(records.len());
        for record in records {
            let (id, common, place) = read(&record);
            let standing = match common.status {
                _ if self.hides(common) => Standing::Hidden,
                Status::Archived => Standing::Archived(kept.len()),
                _ => Standing::Shown(kept.len()),
            };
            if self.names.declare(entity, id, place, standing, self.findings) && standing != Standing::Hidden {
                kept.push(record);
            }
        }
        kept
    }

    /// The shown ones of records that have no id.
    fn rows<T>(&self, records: Vec<Record<T>>) -> Vec<Record<T>> {
        records.into_iter().filter(|record| !self.hides(&record.common)).collect()
    }
}

/// All records in their final order, every id declared.
struct Sorted {
    records: schema::Records,
    courses: Vec<Arc<Document<schema::Course>>>,
    news: Vec<Arc<Document<schema::News>>>,
    trends: Vec<Arc<Document<schema::Trend>>>,
    pages: Vec<Arc<Document<schema::Page>>>,
}

impl Sorted {
    fn declare(
        records: schema::Records,
        courses: Vec<Arc<Document<schema::Course>>>,
        news: Vec<Arc<Document<schema::News>>>,
        trends: Vec<Arc<Document<schema::Trend>>>,
        mut pages: Vec<Arc<Document<schema::Page>>>,
        declaring: &mut Declaring,
    ) -> Self {
        use std::cmp::Reverse;
        let schema::Records {
            plans,
            pillars,
            initiatives,
            references,
            levels,
            skill_categories,
            skills,
            external,
            exams,
            exam_sessions,
            cases,
            tools,
            groups,
            departments,
            matrix,
            leaders,
            awards,
            communities,
            kpi,
            kpi_actuals,
            lanes,
            organization,
            recruitment,
            glossary,
            assessment,
            holidays,
            synonyms,
        } = records;
        /// Sorts the records of a kind by a key, with the id last, and declares them.
        macro_rules! kind {
            ($entity:ident, $records:ident, $record:ident => $order:expr) => {{
                let mut records = $records;
                records.sort_by_cached_key(|$record| ($order, $record.value.id.clone()));
                declaring.table(Entity::$entity, records, |record| (&record.value.id, &record.common, record.origin.place("id")))
            }};
        }
        macro_rules! documents {
            ($entity:ident, $documents:ident, $document:ident => $order:expr) => {{
                let mut documents = $documents;
                documents.sort_by_cached_key(|$document| ($order, $document.id.clone()));
                declaring.table(Entity::$entity, documents, |document| {
                    (&document.id, &document.record.common, document.record.origin.place("id"))
                })
            }};
        }
        let first_day = |session: &schema::ExamSession| {
            session.date.or(session.window.map(|window| window.from)).or(session.apply.as_ref().map(|apply| apply.close.day))
        };
        let kpi_order = kpi_order(&plans, &pillars);
        let category_order =
            |category: &Id| skill_categories.iter().find(|record| record.value.id == *category).map(|record| record.value.order);
        let skills = kind!(Skill, skills, record => (category_order(&record.value.category), record.value.yomi.clone()));
        pages.sort_by(|a, b| a.record.origin.path.cmp(&b.record.origin.path));
        pages.retain(|page| !(page.record.value.draft && !declaring.options.drafts || declaring.hides(&page.record.common)));
        let records = schema::Records {
            plans: kind!(Plan, plans, record => record.value.adopted),
            initiatives: kind!(Initiative, initiatives, record => (pillars.iter().find(|pillar| pillar.value.id == record.value.pillar).map(|pillar| pillar.value.number), record.value.number)),
            pillars: kind!(Pillar, pillars, record => (record.value.plan.clone(), record.value.number)),
            references: kind!(Reference, references, record => record.value.date),
            levels: kind!(Level, levels, record => (record.value.order, record.value.number)),
            skills,
            skill_categories: kind!(SkillCategory, skill_categories, record => record.value.order),
            external: kind!(External, external, record => (record.value.provider.yomi.clone(), record.value.title.clone())),
            exams: declaring.table(Entity::Exam, exams, |record| (&record.value.id, &record.common, record.origin.place("id"))),
            exam_sessions: kind!(ExamSession, exam_sessions, record => { let day = first_day(&record.value); (day.is_none(), day) }),
            cases: kind!(Case, cases, record => Reverse(record.value.published)),
            tools: kind!(Tool, tools, record => record.value.yomi.clone()),
            groups: kind!(Group, groups, record => record.value.order),
            departments: kind!(Department, departments, record => (record.value.order, record.value.yomi.clone())),
            matrix: declaring.rows(matrix),
            leaders: declaring.rows(leaders),
            awards: kind!(Award, awards, record => Reverse(record.value.fiscal_year)),
            communities: declaring
                .table(Entity::Community, communities, |record| (&record.value.id, &record.common, record.origin.place("id"))),
            kpi: kind!(Kpi, kpi, record => kpi_order(&record.value)),
            kpi_actuals: {
                let mut rows = declaring.rows(kpi_actuals);
                rows.sort_by(|a, b| (&a.value.kpi, a.value.fiscal_year).cmp(&(&b.value.kpi, b.value.fiscal_year)));
                rows
            },
            lanes: declaring.table(Entity::Lane, lanes, |record| (&record.value.id, &record.common, record.origin.place("id"))),
            organization: kind!(Body, organization, record => record.value.order),
            recruitment: kind!(Recruitment, recruitment, record => (record.value.plan.clone(), record.value.order)),
            glossary: kind!(Term, glossary, record => record.value.yomi.clone()),
            assessment: declaring.rows(assessment),
            holidays: declaring.rows(holidays),
            synonyms: declaring.rows(synonyms),
        };
        Self {
            records,
            courses: documents!(Course, courses, document => document.id.clone()),
            news: documents!(News, news, document => Reverse(document.record.value.published)),
            trends: documents!(Trend, trends, document => Reverse(document.record.value.published)),
            pages,
        }
    }
}

/// Orders indicators by plan (the latest first), pillar and their own order.
fn kpi_order(
    plans: &[Record<schema::Plan>],
    pillars: &[Record<schema::Pillar>],
) -> impl Fn(&schema::Kpi) -> (std::cmp::Reverse<Option<crate::notation::Month>>, Option<u8>, u32) + use<> {
    let adopted: std::collections::HashMap<Id, _> = plans.iter().map(|plan| (plan.value.id.clone(), plan.value.adopted)).collect();
    let numbers: std::collections::HashMap<Id, u8> = pillars.iter().map(|pillar| (pillar.value.id.clone(), pillar.value.number)).collect();
    move |kpi| {
        let plan = kpi.plan.as_ref().and_then(|plan| adopted.get(plan).copied());
        (std::cmp::Reverse(plan), kpi.pillar.as_ref().and_then(|pillar| numbers.get(pillar).copied()), kpi.order)
    }
}

fn resolve(
    sorted: Sorted,
    names: &Names,
    unusable: BTreeMap<SourcePath, Arc<Markdown>>,
    config: Config,
    options: Options,
    findings: &mut Diagnostics,
) -> Site {
    let Sorted { records, courses, news, trends, pages } = sorted;
    let schema::Records {
        plans,
        pillars,
        initiatives,
        references,
        levels,
        skill_categories,
        skills,
        external,
        exams,
        exam_sessions,
        cases,
        tools,
        groups,
        departments,
        matrix,
        leaders,
        awards,
        communities,
        kpi,
        kpi_actuals,
        lanes,
        organization,
        recruitment,
        glossary,
        assessment,
        holidays,
        synonyms,
    } = records;
    macro_rules! table {
        ($type:ident, $records:ident) => {
            Table::new($records.into_iter().map(|record| $type::resolve(record, names, findings)).collect(), |row: &$type| &row.meta().id)
        };
    }
    let actuals: Vec<_> = kpi_actuals.into_iter().filter_map(|record| Actual::resolve(record, names, findings)).collect();
    macro_rules! documents {
        ($type:ident, $documents:ident) => {
            Table::new(each($documents, |document, findings| $type::resolve(document, names, findings), findings), |row: &$type| {
                &row.meta.id
            })
        };
    }
    let pages = documents!(Page, pages);
    let mut assessments: Vec<_> = assessment.into_iter().filter_map(|record| Assessment::resolve(record, names, findings)).collect();
    assessments.sort_by_key(|assessment| assessment.level);
    let mut leaders: Vec<_> = leaders.into_iter().filter_map(|record| Leader::resolve(record, names, findings)).collect();
    leaders.sort_by_key(|leader| leader.department);
    let mut site = Site {
        plans: table!(Plan, plans),
        pillars: table!(Pillar, pillars),
        initiatives: table!(Initiative, initiatives),
        references: table!(Reference, references),
        levels: table!(Level, levels),
        skill_categories: table!(SkillCategory, skill_categories),
        skills: table!(Skill, skills),
        external: table!(External, external),
        exams: table!(Exam, exams),
        exam_sessions: sessions(exam_sessions, names, findings),
        cases: table!(Case, cases),
        tools: table!(Tool, tools),
        groups: table!(Group, groups),
        departments: table!(Department, departments),
        matrix: matrix.into_iter().filter_map(|record| MatrixCell::resolve(record, names, findings)).collect(),
        leaders,
        awards: table!(Award, awards),
        communities: table!(Community, communities),
        kpis: indicators(kpi, actuals, names, findings),
        lanes: table!(Lane, lanes),
        bodies: table!(Body, organization),
        recruitment: table!(Recruitment, recruitment),
        glossary: table!(Term, glossary),
        assessments,
        calendar: Calendar::new(holidays),
        synonyms: synonyms.into_iter().map(|record| record.value.words).collect(),
        courses: documents!(Course, courses),
        news: documents!(News, news),
        trends: documents!(Trend, trends),
        sections: page::sections(&pages),
        pages,
        unusable,
        waiting: BTreeSet::new(),
        links: Arc::default(),
        config,
        options,
    };
    site.links = Arc::new(Links::gather(&site));
    site
}

/// Resolves documents side by side; the findings come in their order.
fn each<T: Clone + Send + Sync, R: Send>(
    documents: Vec<Arc<T>>,
    resolve: impl Fn(T, &mut Diagnostics) -> R + Sync,
    findings: &mut Diagnostics,
) -> Vec<R> {
    let resolve = |document| {
        let mut found = Diagnostics::default();
        (resolve(Arc::unwrap_or_clone(document), &mut found), found)
    };
    let resolved: Vec<(R, Diagnostics)> = documents.into_par_iter().map(resolve).collect();
    let told = |(row, found)| {
        findings.extend(found);
        row
    };
    resolved.into_iter().map(told).collect()
}

/// Sittings without an exam are dropped after their finding. No other record refers to a sitting, so no key goes astray.
fn sessions(records: Vec<Record<schema::ExamSession>>, names: &Names, findings: &mut Diagnostics) -> Table<ExamSession> {
    Table::new(records.into_iter().filter_map(|record| ExamSession::resolve(record, names, findings)).collect(), |session: &ExamSession| {
        &session.meta.id
    })
}

/// The indicators with their yearly results and their parents.
fn indicators(
    records: Vec<Record<schema::Kpi>>,
    actuals: Vec<(super::Key<Kpi>, Actual)>,
    names: &Names,
    findings: &mut Diagnostics,
) -> Table<Kpi> {
    let mut kpis: Vec<Kpi> = records.into_iter().map(|record| Kpi::resolve(record, names, findings)).collect();
    for (key, actual) in actuals {
        kpis[key.index()].actuals.push(actual);
    }
    for at in 0..kpis.len() {
        for child in kpis[at].children.clone() {
            kpis[child.index()].parent = Some(super::Key::new(at));
        }
    }
    Table::new(kpis, |kpi: &Kpi| &kpi.meta.id)
}

/// What a broken record would have been, if it can be referred to.
fn entity(kind: RecordKind) -> Option<Entity> {
    Some(match kind {
        RecordKind::Course => Entity::Course,
        RecordKind::News => Entity::News,
        RecordKind::Trend => Entity::Trend,
        RecordKind::Page => return None,
        RecordKind::Data(kind) => match kind {
            Kind::Plan => Entity::Plan,
            Kind::Pillar => Entity::Pillar,
            Kind::Initiative => Entity::Initiative,
            Kind::Reference => Entity::Reference,
            Kind::Level => Entity::Level,
            Kind::SkillCategory => Entity::SkillCategory,
            Kind::Skill => Entity::Skill,
            Kind::External => Entity::External,
            Kind::Exam => Entity::Exam,
            Kind::ExamSession => Entity::ExamSession,
            Kind::Case => Entity::Case,
            Kind::Tool => Entity::Tool,
            Kind::Group => Entity::Group,
            Kind::Department => Entity::Department,
            Kind::Award => Entity::Award,
            Kind::Community => Entity::Community,
            Kind::Kpi => Entity::Kpi,
            Kind::Lane => Entity::Lane,
            Kind::Body => Entity::Body,
            Kind::Recruitment => Entity::Recruitment,
            Kind::Term => Entity::Term,
            Kind::MatrixCell | Kind::Leader | Kind::KpiActual | Kind::Assessment | Kind::Holiday | Kind::Synonym => return None,
        },
    })
}
