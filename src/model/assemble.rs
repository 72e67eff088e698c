//! `Parsed` → [`Site`]: sorts the records, declares every id, then resolves every reference.
//!
//! The order of a table is the order in which the portal lists it, fixed here once. Ids are declared for all kinds before the first
//! reference is resolved, so the order of files means nothing.

use super::kpi::Actual;
use super::names::{Entity, Names, Standing};
use super::publication::{OwnDay, OwnPage, Publication, Publishable, Stage, may_end, page_of};
use super::{
    Assessment, Award, Body, Calendar, Case, Community, Course, Department, Exam, ExamSession, External, Group, Initiative, Kpi, Lane,
    Leader, Level, Links, MatrixCell, News, Page, Pillar, Plan, Recorded, Recruitment, Reference, Site, Skill, SkillCategory, Table, Term,
    Tool, Trend, page,
};
use crate::config::{Config, Options};
use crate::diagnostic::Diagnostics;
use crate::notation::Id;
use crate::parse::{Broken, Document, Markdown, Parsed, RecordKind, Unfilled};
use crate::schema::{self, Kind, Record, Status};
use crate::source::SourcePath;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Joins everything that was parsed into the portal. Records that mean nothing are left out after a finding.
pub fn assemble(parsed: Parsed, config: Config, options: Options, findings: &mut Diagnostics) -> Site {
    let Parsed { records, courses, news, trends, pages, broken, unfilled, incomplete, unusable } = parsed;
    let mut declaring = Declaring { names: Names::new(options.drafts), options: &options, publications: Vec::new(), findings };
    for Broken { kind, id, place } in broken {
        if let Some(entity) = entity(kind) {
            declaring.names.declare(entity, &id, place, Standing::Broken, declaring.findings);
        }
    }
    for draft in unfilled {
        declaring.unfilled(draft);
    }
    for entity in incomplete.into_iter().filter_map(|kind| entity(RecordKind::Data(kind))) {
        declaring.names.incomplete(entity);
    }
    let waiting = linked(&courses).chain(linked(&news)).chain(linked(&trends)).chain(linked(&pages)).collect();
    let sorted = Sorted::declare(records, courses, news, trends, pages, &mut declaring);
    let Declaring { names, publications, .. } = declaring;
    let unusable = unusable.into_iter().collect();
    let mut site = resolve(sorted, &names, unusable, config, options, findings);
    site.publications = publications;
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
    publications: Vec<Publication>,
    findings: &'a mut Diagnostics,
}

impl Declaring<'_> {
    /// Where a record stands, remembered if its publication has a limit. `may_end` is false for what others are made of.
    fn stage<T: Publishable>(
        &mut self,
        kind: (&'static str, &'static str),
        id: &str,
        (page, may_end): (Option<OwnPage>, bool),
        record: &Record<T>,
    ) -> Stage {
        let Some(publication) = Publication::of(kind, id, page, record, self.options) else { return Stage::Shown };
        let mut stage = publication.stage;
        if !may_end && let Some(finding) = publication.endless() {
            self.findings.push(finding);
            stage = Stage::Shown;
        }
        self.publications.push(Publication { stage, ..publication });
        stage
    }

    /// A draft that cannot be shown yet: it is left out, also where drafts are shown; references to it are told only where it is.
    fn unfilled(&mut self, Unfilled { kind, id, origin }: Unfilled) {
        let entity = entity(kind);
        if let Some((entity, id)) = entity.zip(id.as_ref()) {
            let standing = if self.options.drafts { Standing::Broken } else { Standing::Hidden };
            self.names.declare(entity, id, origin.place("id"), standing, self.findings);
        }
        let kind = entity.map_or(("下書き", "draft"), Entity::words);
        self.publications.push(Publication::draft(kind, id.as_ref().map(Id::as_str).unwrap_or_default(), origin));
    }

    /// Declares the records of one kind in order; keeps those that are shown and have an id of their own.
    fn table<T, V: Publishable>(&mut self, entity: Entity, records: Vec<T>, read: impl Fn(&T) -> (&Id, &Record<V>)) -> Vec<T> {
        let mut kept = Vec::with_capacity(records.len());
        for record in records {
            let (id, inner) = read(&record);
            let standing = match self.stage(entity.words(), id.as_str(), (page_of(entity), may_end(entity)), inner) {
                Stage::Draft | Stage::Ahead(_) => Standing::Hidden,
                Stage::Ended(until) => Standing::Ended(until),
                Stage::Shown if inner.common.status == Status::Archived => Standing::Archived(kept.len()),
                Stage::Shown => Standing::Shown(kept.len()),
            };
            let shown = matches!(standing, Standing::Archived(_) | Standing::Shown(_));
            if self.names.declare(entity, id, inner.origin.place("id"), standing, self.findings) && shown {
                kept.push(record);
            }
        }
        kept
    }

    /// Remembers the sessions of a course that are drafts.
    fn sessions(&mut self, course: &Record<schema::Course>) {
        for (at, session) in
            course.value.sessions.iter().enumerate().filter(|(_, session)| session.status == Some(schema::SessionStatus::Draft))
        {
            let title =
                session.label.as_deref().map_or_else(|| course.value.title.clone(), |label| format!("{} {label}", course.value.title));
            let origin = course.origin.part(&format!("sessions[{at}]"));
            let stage = if self.options.drafts { Stage::Shown } else { Stage::Draft };
            self.publications.push(Publication {
                title,
                stage,
                ..Publication::draft(("研修の日程", "course session"), session.id.as_str(), origin)
            });
        }
    }

    /// The shown ones of records that have no id.
    fn rows<T: Publishable>(&mut self, kind: (&'static str, &'static str), may_end: bool, records: Vec<Record<T>>) -> Vec<Record<T>> {
        let mut records = records;
        records.retain(|record| self.stage(kind, "", (None, may_end), record) == Stage::Shown);
        records
    }

    /// The shown ones of plain pages. The title of a folder lasts as long as the folder.
    fn pages(&mut self, pages: Vec<Arc<Document<schema::Page>>>) -> Vec<Arc<Document<schema::Page>>> {
        let mut pages = pages;
        pages.sort_by(|a, b| a.record.origin.path.cmp(&b.record.origin.path));
        pages.retain(|page| {
            let is_section = page::is_section(&page.record.origin.path);
            let own = OwnPage::Page(page::address(&page.record.origin.path, &page.id));
            let kind = if is_section {
                ("フォルダーの題名のページ（_index.md）", "title page of a folder (_index.md)")
            } else {
                ("ページ", "page")
            };
            self.stage(kind, page.id.as_str(), (Some(own), !is_section), &page.record) == Stage::Shown
        });
        pages
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
        pages: Vec<Arc<Document<schema::Page>>>,
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
                declaring.table(Entity::$entity, records, |record| (&record.value.id, record))
            }};
        }
        macro_rules! documents {
            ($entity:ident, $documents:ident, $document:ident => $order:expr) => {{
                let mut documents = $documents;
                documents.sort_by_cached_key(|$document| ($order, $document.id.clone()));
                declaring.table(Entity::$entity, documents, |document| (&document.id, &document.record))
            }};
        }
        let first_day = |session: &schema::ExamSession| {
            session.date.or(session.window.map(|window| window.from)).or(session.apply.as_ref().map(|apply| apply.close.day))
        };
        let kpi_order = kpi_order(&plans, &pillars);
        let category_order =
            |category: &Id| skill_categories.iter().find(|record| record.value.id == *category).map(|record| record.value.order);
        let skills = kind!(Skill, skills, record => (category_order(&record.value.category), record.value.yomi.clone()));
        let pages = declaring.pages(pages);
        let sittings = days_of_exams(&exam_sessions);
        let records = schema::Records {
            plans: kind!(Plan, plans, record => record.value.adopted),
            initiatives: kind!(Initiative, initiatives, record => (pillars.iter().find(|pillar| pillar.value.id == record.value.pillar).map(|pillar| pillar.value.number), record.value.number)),
            pillars: kind!(Pillar, pillars, record => (record.value.plan.clone(), record.value.number)),
            references: kind!(Reference, references, record => record.value.date),
            levels: kind!(Level, levels, record => (record.value.order, record.value.number)),
            skills,
            skill_categories: kind!(SkillCategory, skill_categories, record => record.value.order),
            external: kind!(External, external, record => (record.value.provider.yomi.clone(), record.value.title.clone())),
            exams: declaring.table(Entity::Exam, exams, |record| (&record.value.id, record)),
            exam_sessions: kind!(ExamSession, exam_sessions, record => { let day = first_day(&record.value); (day.is_none(), day) }),
            cases: kind!(Case, cases, record => Reverse(record.value.published)),
            tools: kind!(Tool, tools, record => record.value.yomi.clone()),
            groups: kind!(Group, groups, record => record.value.order),
            departments: kind!(Department, departments, record => (record.value.order, record.value.yomi.clone())),
            matrix: declaring.rows(("配置の表の欄", "cell of the matrix"), false, matrix),
            leaders: declaring.rows(("推進リーダー", "leader"), true, leaders),
            awards: kind!(Award, awards, record => Reverse(record.value.fiscal_year)),
            communities: declaring.table(Entity::Community, communities, |record| (&record.value.id, record)),
            kpi: kind!(Kpi, kpi, record => kpi_order(&record.value)),
            kpi_actuals: {
                let mut rows = declaring.rows(("指標の実績", "result of an indicator"), false, kpi_actuals);
                rows.sort_by(|a, b| (&a.value.kpi, a.value.fiscal_year).cmp(&(&b.value.kpi, b.value.fiscal_year)));
                rows
            },
            lanes: declaring.table(Entity::Lane, lanes, |record| (&record.value.id, record)),
            organization: kind!(Body, organization, record => record.value.order),
            recruitment: kind!(Recruitment, recruitment, record => (record.value.plan.clone(), record.value.order)),
            glossary: kind!(Term, glossary, record => record.value.yomi.clone()),
            assessment: declaring.rows(("認定の条件", "assessment rule"), false, assessment),
            holidays: declaring.rows(("祝日", "holiday"), false, holidays),
            synonyms: declaring.rows(("同義語", "synonyms"), false, synonyms),
        };
        courses.iter().for_each(|course| declaring.sessions(&course.record));
        // The days of an exam are those of its sittings.
        for exam in declaring.publications.iter_mut().filter(|publication| publication.page == Some(OwnPage::Exam)) {
            exam.days = sittings.get(exam.id.as_str()).cloned().unwrap_or_default();
        }
        Self {
            records,
            courses: documents!(Course, courses, document => document.id.clone()),
            news: documents!(News, news, document => Reverse(document.record.value.published)),
            trends: documents!(Trend, trends, document => Reverse(document.record.value.published)),
            pages,
        }
    }
}

/// The days of sittings by their exam.
fn days_of_exams(sessions: &[Record<schema::ExamSession>]) -> BTreeMap<String, Vec<OwnDay>> {
    let mut days: BTreeMap<String, Vec<OwnDay>> = BTreeMap::new();
    for session in sessions.iter().filter(|session| session.value.status.is_held(session.value.moved_to.is_some())) {
        days.entry(session.value.exam.to_string()).or_default().extend(session.value.days(&session.origin));
    }
    days
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
    // Nobody lacks a leader in a portal that knows of none.
    let expects_leaders = !leaders.is_empty() || departments.iter().any(|department| department.value.leader_expected == Some(true));
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
        departments: Table::new(
            departments.into_iter().map(|record| Department::resolve(record, expects_leaders, names, findings)).collect(),
            |row: &Department| &row.meta.id,
        ),
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
        publications: Vec::new(),
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
