//! The search page: without its script the index of all pages, by kind and reading, for the search of the browser; for the script the
//! ways in words, the talent categories and kinds to choose from, and what to offer when nothing is found.

use crate::model::{Key, Page, Recorded};
use crate::render::frame::{Head, trail};
use crate::render::rows_catalogue::intro;
use crate::render::rows_dates::anchored;
use crate::render::shape::{LevelChip, Link, Named};
use crate::render::{Prose, Shown, Viewpoint, kpi_words, rows_kpi};
use crate::route::{Fixed, Output, RecordPage, SearchFile, page_output};
use crate::search::KINDS;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct View {
    intro_html: String,
    count: usize,
    index: Vec<Named>,
    groups: Vec<Group>,
    /// Where the files of the index lie, and the root of the site.
    files: String,
    root: String,
    /// Address of a list → the way to it in words, as JSON.
    paths: String,
    levels: Vec<Choice>,
    kinds: Vec<Choice>,
    /// Where to begin when nothing is found.
    entrances: Vec<Named>,
}

/// A box to tick.
#[derive(Serialize)]
struct Choice {
    value: String,
    name: String,
    chip: Option<LevelChip>,
}

/// The pages of one kind.
#[derive(Serialize)]
struct Group {
    id: &'static str,
    name: String,
    items: Vec<Link>,
}

/// The page of the search.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "search", at.words.say("search.title"), at.words.say("search.lead"));
    let mut groups = learning(at);
    groups.extend(catalogue(at));
    groups.extend(texts(at));
    groups.retain(|group| !group.items.is_empty());
    let folder = |output: &Output, file: &str| at.href(output).strip_suffix(file).map(str::to_owned).unwrap_or_default();
    let index = groups.iter().map(|group| Named { name: format!("{} {}", group.name, group.items.len()), href: format!("#{}", group.id) });
    let view = View {
        intro_html: intro(at, prose, "search"),
        count: groups.iter().map(|group| group.items.len()).sum(),
        index: index.collect(),
        groups,
        files: folder(&Output::Search(SearchFile::Meta), "meta.js"),
        root: folder(&Output::Fixed(Fixed::Home), "index.html"),
        paths: serde_json::to_string(&ways(at)).expect("a map of texts is JSON"),
        levels: levels(at),
        kinds: KINDS.iter().map(|kind| Choice { value: (*kind).to_owned(), name: kind_name(at, kind), chip: None }).collect(),
        entrances: at.site.levels.keys().map(|key| at.level(key)).map(|link| Named { name: link.title, href: link.href }).collect(),
    };
    Shown::new("search.html", head, &view)
}

/// The address of every list and section with the way to it in words.
fn ways(at: &Viewpoint) -> BTreeMap<String, String> {
    let fixed = Fixed::ALL.iter().filter(|page| **page != Fixed::Home).map(|page| (Output::Fixed(*page), page.address()));
    let title = |address: &str| at.site.section_text(address).map_or_else(String::new, |page| page.title.clone());
    let sections = at.site.sections.keys().filter(|address| !address.is_empty()).map(|address| (address.clone(), title(address)));
    sections.chain(fixed.map(|(output, address)| (address.to_owned(), trail(at, &output, &title(address))))).collect()
}

fn levels(at: &Viewpoint) -> Vec<Choice> {
    let levels = at.site.levels.iter();
    levels.map(|(key, level)| Choice { value: level.meta.id.to_string(), name: level.label.clone(), chip: Some(at.chip(key)) }).collect()
}

/// What a kind of `search::KINDS` is called.
fn kind_name(at: &Viewpoint, kind: &str) -> String {
    at.words.say(&format!("search.kind.{kind}")).to_owned()
}

fn group(at: &Viewpoint, id: &'static str, items: Vec<Link>) -> Group {
    Group { id, name: kind_name(at, id.trim_start_matches("hits-")), items }
}

fn learning(at: &Viewpoint) -> Vec<Group> {
    let site = at.site;
    let courses = sorted(site.courses.iter(), |course| course.yomi.clone());
    let skills = sorted(site.skills.iter(), |skill| skill.yomi.clone());
    let courses = courses.into_iter().map(|(key, course)| Link {
        levels: at.course_chips(course),
        note: Some(course.summary.clone()),
        ..at.course(key)
    });
    let skills = skills.into_iter().map(|(key, skill)| Link { note: Some(skill.summary.clone()), ..at.skill(key) });
    let levels = site.levels.iter().map(|(key, level)| Link { note: Some(level.summary.clone()), ..at.level(key) });
    vec![group(at, "hits-course", courses.collect()), group(at, "hits-skill", skills.collect()), group(at, "hits-level", levels.collect())]
}

fn catalogue(at: &Viewpoint) -> Vec<Group> {
    let site = at.site;
    let exams = sorted(site.exams.iter(), |exam| exam.yomi.clone()).into_iter().map(|(key, exam)| {
        let note = exam.abbr.clone().into_iter().chain(exam.summary.clone()).collect::<Vec<_>>().join(at.words.say("list.space"));
        Link { levels: at.exam_chips(exam), note: some(note), ..at.exam(key) }
    });
    let external = site.external.values().map(|external| Link {
        levels: at.chips(external.levels.iter().copied()),
        note: external.summary.clone(),
        ..anchored(at, &Output::Fixed(Fixed::Externals), external)
    });
    let cases = site.cases.iter().map(|(key, case)| Link {
        levels: at.chips(case.levels.iter().copied()),
        note: Some(case.problem.clone()),
        ..at.case(key)
    });
    let kpis = site.kpis.keys().map(|key| {
        let status = at.figures.statuses.today(key);
        let state = kpi_words::badge(at.words, status.state).word;
        let note = std::iter::once(state).chain(rows_kpi::distance(at, key, site.this_year())).collect::<Vec<_>>();
        Link { note: Some(note.join(at.words.say("list.space"))), sample: status.sample, ..at.kpi(key) }
    });
    vec![
        group(at, "hits-exam", exams.collect()),
        group(at, "hits-external", external.collect()),
        group(at, "hits-case", cases.collect()),
        group(at, "hits-kpi", kpis.collect()),
    ]
}

fn texts(at: &Viewpoint) -> Vec<Group> {
    let site = at.site;
    let terms = site.glossary.values().map(|term| {
        let others = term.full.iter().chain(&term.variants).cloned().collect::<Vec<_>>().join(at.words.say("list.comma"));
        Link { note: some(others), ..anchored(at, &Output::Fixed(Fixed::Glossary), term) }
    });
    let news =
        site.news.iter().map(|(key, news)| Link { note: news.summary.clone(), ..at.link(&Output::Record(RecordPage::News(key)), news) });
    let trends = site.trends.iter().map(|(key, trend)| Link {
        levels: at.chips(trend.levels.iter().copied()),
        note: Some(trend.summary.clone()),
        ..at.link(&Output::Record(RecordPage::Trend(key)), trend)
    });
    vec![
        group(at, "hits-term", terms.collect()),
        group(at, "hits-news", news.collect()),
        group(at, "hits-trend", trends.collect()),
        group(at, "hits-page", pages(at)),
    ]
}

/// The fixed pages under their titles, then the plain pages.
fn pages(at: &Viewpoint) -> Vec<Link> {
    let titled = |address: &str| at.site.section_text(address).map(|page| (page.title.clone(), page.description.clone()));
    let fixed = Fixed::ALL.iter().filter(|page| !matches!(page, Fixed::Home | Fixed::Search)).filter_map(|page| {
        let (title, note) = titled(page.address())?;
        Some(Link { title, href: at.href(&Output::Fixed(*page)), note, ..Link::default() })
    });
    let is_fixed = |page: &Page| page.is_section && Fixed::at(&page.address).is_some();
    let plain = at
        .site
        .pages
        .iter()
        .filter(|(_, page)| !is_fixed(page))
        .map(|(key, page)| Link { note: page.description.clone(), ..at.link(&page_output(key, page), page) });
    fixed.chain(plain).collect()
}

/// Records in order of their readings.
fn sorted<'a, T: Recorded + 'a>(records: impl Iterator<Item = (Key<T>, &'a T)>, reading: impl Fn(&T) -> String) -> Vec<(Key<T>, &'a T)> {
    let mut records: Vec<_> = records.collect();
    records.sort_by_cached_key(|(key, record)| (reading(record), *key));
    records
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
