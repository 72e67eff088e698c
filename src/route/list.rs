//! The list of all outputs of a site.

use super::{
    CourseFacet, Dataset, Export, Fixed, Output, RecordPage, RequirementFacet, RoutePath, SearchFile, ThemeNames, ThemePart, tags,
};
use crate::model::{Exam, Format, Key, Publication, Recorded, Session, Site, Stage, agenda, kpi, skill_map};
use crate::source::SourcePath;
use std::collections::BTreeSet;

/// Every output, the fixed pages first. Paths may still collide.
pub(super) fn outputs(site: &Site, published: &BTreeSet<&SourcePath>, theme: &ThemeNames) -> Vec<Output> {
    let mut outputs: Vec<Output> = Fixed::ALL.iter().copied().map(Output::Fixed).collect();
    learning(site, &mut outputs);
    catalogue(site, &mut outputs);
    governance(site, &mut outputs);
    texts(site, &mut outputs);
    outputs.extend(ended(site).map(|position| Output::Record(RecordPage::Ended(position))));
    search(&mut outputs);
    files(site, published, theme, &mut outputs);
    outputs
}

/// What has ended and had a page of its own, by its position.
pub(super) fn ended(site: &Site) -> impl Iterator<Item = usize> {
    let ended = |publication: &Publication| publication.page.is_some() && matches!(publication.stage, Stage::Ended(_));
    site.publications.iter().enumerate().filter(move |(_, publication)| ended(publication)).map(|(at, _)| at)
}

fn learning(site: &Site, outputs: &mut Vec<Output>) {
    outputs.extend(site.levels.keys().map(|key| Output::Record(RecordPage::Level(key))));
    outputs.extend(
        site.levels.keys().filter(|level| skill_map::has_column(site, *level)).map(|key| Output::Record(RecordPage::LevelSkillMap(key))),
    );
    outputs.extend(site.skills.keys().map(|key| Output::Record(RecordPage::Skill(key))));
    outputs.extend(site.courses.keys().map(|key| Output::Record(RecordPage::Course(key))));
    outputs.extend(course_facets(site).into_iter().map(|facet| Output::Record(RecordPage::CoursesBy(facet))));
    outputs.extend(site.assessments.iter().map(|assessment| Output::Record(RecordPage::Assessment(assessment.level))));
}

/// The facets that at least one course has.
pub(super) fn course_facets(site: &Site) -> Vec<CourseFacet> {
    use RequirementFacet::{Elective, Mandatory, Optional};
    let facets = site
        .levels
        .keys()
        .map(CourseFacet::Level)
        .chain([Mandatory, Elective, Optional].map(CourseFacet::Requirement))
        .chain(Format::ALL.iter().copied().map(CourseFacet::Format));
    facets.filter(|facet| site.courses.values().any(|course| facet.holds(course))).collect()
}

fn catalogue(site: &Site, outputs: &mut Vec<Output>) {
    outputs.extend(site.exams.keys().map(|key| Output::Record(RecordPage::Exam(key))));
    outputs.extend(agenda::years(site).into_iter().map(|year| Output::Record(RecordPage::CalendarYear(year))));
    outputs.extend(site.cases.keys().map(|key| Output::Record(RecordPage::Case(key))));
    outputs.extend(
        site.tools.keys().filter(|tool| !site.links.tool_cases[*tool].is_empty()).map(|key| Output::Record(RecordPage::CasesBy(key))),
    );
}

fn governance(site: &Site, outputs: &mut Vec<Output>) {
    outputs.extend(site.kpis.keys().map(|key| Output::Record(RecordPage::Kpi(key))));
    outputs.extend(kpi::report_years(site).into_iter().map(|year| Output::Record(RecordPage::KpiReport(year))));
}

fn texts(site: &Site, outputs: &mut Vec<Output>) {
    outputs.extend(site.trends.keys().map(|key| Output::Record(RecordPage::Trend(key))));
    outputs.extend(site.news.keys().map(|key| Output::Record(RecordPage::News(key))));
    outputs.extend(site.pages.iter().filter(|(_, page)| !page.is_section).map(|(key, _)| Output::Record(RecordPage::Page(key))));
    outputs.extend(
        site.sections
            .keys()
            .filter(|address| Fixed::at(address).is_none())
            .map(|address| Output::Record(RecordPage::Section(address.clone()))),
    );
    let tags = tags(site);
    outputs.extend((!tags.is_empty()).then_some(Output::Record(RecordPage::Tags)));
    outputs.extend(tags.into_iter().map(|tag| Output::Record(RecordPage::Tag(tag.to_owned()))));
    outputs.push(Output::NotFound);
}

/// The files of the search: one shard and one chunk of texts up to this many pages; above, a query needs few of many.
const PAGES_IN_ONE_FILE: usize = 200;

/// The files of the search, by the number of pages listed so far.
fn search(outputs: &mut Vec<Output>) {
    let pages = outputs.len();
    let (shards, chunks) = if pages <= PAGES_IN_ONE_FILE { (1, 1) } else { ((pages / 3).next_power_of_two(), pages / 8) };
    outputs.push(Output::Search(SearchFile::Meta));
    outputs.extend((0..shards).map(SearchFile::Shard).chain((0..chunks).map(SearchFile::Chunk)).map(Output::Search));
}

fn files(site: &Site, published: &BTreeSet<&SourcePath>, theme: &ThemeNames, outputs: &mut Vec<Output>) {
    outputs.extend([
        Output::Theme(ThemePart::Stylesheet),
        Output::Export(Export::NewsFeed),
        Output::Export(Export::TrendFeed),
        Output::Export(Export::Calendar),
        Output::Export(Export::Sitemap),
        Output::Export(Export::Dictionary),
    ]);
    outputs.extend(theme.scripts.keys().cloned().map(|name| Output::Theme(ThemePart::Script(name))));
    outputs.extend(theme.files.iter().cloned().map(|name| Output::Theme(ThemePart::File(name))));
    outputs.extend(published.iter().map(|path| Output::Asset((*path).clone())));
    outputs.extend(site.exams.keys().filter(|exam| has_dates(site, *exam)).map(|key| Output::Export(Export::ExamCalendar(key))));
    outputs.extend(
        site.courses
            .iter()
            .filter(|(_, course)| course.due.is_some() || course.sessions.iter().any(Session::has_dates))
            .map(|(key, _)| Output::Export(Export::CourseCalendar(key))),
    );
    outputs.extend(Dataset::ALL.iter().flat_map(|dataset| [Output::Export(Export::Csv(*dataset)), Output::Export(Export::Json(*dataset))]));
    outputs.extend(redirects(site, theme));
}

/// Whether an exam has a date that a calendar can hold: a sitting may still be without any.
fn has_dates(site: &Site, exam: Key<Exam>) -> bool {
    let mut sittings = site.links.exam_sessions[exam].iter().map(|key| &site[*key]);
    sittings.any(|sitting| sitting.days().is_some() || sitting.is_held() && (sitting.result.is_some() || sitting.apply.is_some()))
}

/// Former addresses: an alias is a former id (a page beside the present one) or a whole address.
fn redirects(site: &Site, theme: &ThemeNames) -> Vec<Output> {
    let mut redirects = Vec::new();
    let mut add = |aliases: &[String], to: Output| {
        let to = to.path(site, theme);
        for alias in aliases {
            let alias = alias.trim_matches('/').trim_end_matches("index.html").trim_end_matches('/');
            let address = if alias.contains('/') {
                alias.to_owned()
            } else {
                format!("{}/{alias}", crate::model::parent(to.address())).trim_matches('/').to_owned()
            };
            redirects.push(Output::Redirect { from: RoutePath::page(&address), to: to.clone() });
        }
    };
    site.levels.iter().for_each(|(key, level)| add(&level.meta.aliases, Output::Record(RecordPage::Level(key))));
    site.skills.iter().for_each(|(key, skill)| add(&skill.meta.aliases, Output::Record(RecordPage::Skill(key))));
    site.courses.iter().for_each(|(key, course)| add(&course.meta.aliases, Output::Record(RecordPage::Course(key))));
    site.exams.iter().for_each(|(key, exam)| add(&exam.meta.aliases, Output::Record(RecordPage::Exam(key))));
    site.cases.iter().for_each(|(key, case)| add(&case.meta.aliases, Output::Record(RecordPage::Case(key))));
    site.kpis.iter().for_each(|(key, kpi)| add(&kpi.meta.aliases, Output::Record(RecordPage::Kpi(key))));
    site.news.iter().for_each(|(key, news)| add(&news.meta.aliases, Output::Record(RecordPage::News(key))));
    site.trends.iter().for_each(|(key, trend)| add(&trend.meta.aliases, Output::Record(RecordPage::Trend(key))));
    site.pages.iter().for_each(|(key, page)| add(&page.meta().aliases, super::page_output(key, page)));
    ended(site).for_each(|at| add(&site.publications[at].aliases, Output::Record(RecordPage::Ended(at))));
    redirects
}
