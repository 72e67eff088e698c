//! The search page: without its script the index of all pages, by kind and reading, for the search of the browser.

use crate::model::{Key, Page, Recorded};
use crate::render::frame::Head;
use crate::render::rows_catalogue::intro;
use crate::render::rows_dates::anchored;
use crate::render::shape::{Link, Named};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{FIXED, Output, page_output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    count: usize,
    index: Vec<Named>,
    groups: Vec<Group>,
}

/// The pages of one kind.
#[derive(Serialize)]
struct Group {
    id: &'static str,
    name: &'static str,
    items: Vec<Link>,
}

/// The page of the search.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "search", "検索", "サイトの中を探せます。");
    let mut groups = learning(at);
    groups.extend(catalogue(at));
    groups.extend(texts(at));
    groups.retain(|group| !group.items.is_empty());
    let index = groups.iter().map(|group| Named { name: format!("{} {}", group.name, group.items.len()), href: format!("#{}", group.id) });
    let view = View {
        intro_html: intro(at, prose, "search"),
        count: groups.iter().map(|group| group.items.len()).sum(),
        index: index.collect(),
        groups,
    };
    Shown::new("search.html", head, &view)
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
    vec![
        Group { id: "hits-course", name: "研修", items: courses.collect() },
        Group { id: "hits-skill", name: "スキル", items: skills.collect() },
        Group { id: "hits-level", name: "人材区分", items: levels.collect() },
    ]
}

fn catalogue(at: &Viewpoint) -> Vec<Group> {
    let site = at.site;
    let exams = sorted(site.exams.iter(), |exam| exam.yomi.clone()).into_iter().map(|(key, exam)| {
        let note = exam.abbr.clone().into_iter().chain(exam.summary.clone()).collect::<Vec<_>>().join("　");
        Link { levels: at.chips(exam.counts_for.iter().copied()), note: some(note), ..at.exam(key) }
    });
    let external = site.external.values().map(|external| Link {
        levels: at.chips(external.levels.iter().copied()),
        note: external.summary.clone(),
        ..anchored(at, &Output::Externals, external)
    });
    let cases = site.cases.iter().map(|(key, case)| Link {
        levels: at.chips(case.levels.iter().copied()),
        note: Some(case.problem.clone()),
        ..at.case(key)
    });
    let kpis = site.kpis.keys().map(|key| at.kpi(key));
    vec![
        Group { id: "hits-exam", name: "試験", items: exams.collect() },
        Group { id: "hits-external", name: "外部コンテンツ", items: external.collect() },
        Group { id: "hits-case", name: "活用事例", items: cases.collect() },
        Group { id: "hits-kpi", name: "KPI", items: kpis.collect() },
    ]
}

fn texts(at: &Viewpoint) -> Vec<Group> {
    let site = at.site;
    let terms = site.glossary.values().map(|term| {
        let others = term.full.iter().chain(&term.variants).cloned().collect::<Vec<_>>().join("、");
        Link { note: some(others), ..anchored(at, &Output::Glossary, term) }
    });
    let news = site.news.iter().map(|(key, news)| Link { note: news.summary.clone(), ..at.link(&Output::News(key), news) });
    let trends = site.trends.iter().map(|(key, trend)| Link {
        levels: at.chips(trend.levels.iter().copied()),
        note: Some(trend.summary.clone()),
        ..at.link(&Output::Trend(key), trend)
    });
    vec![
        Group { id: "hits-term", name: "用語", items: terms.collect() },
        Group { id: "hits-news", name: "お知らせ", items: news.collect() },
        Group { id: "hits-trend", name: "技術の動き", items: trends.collect() },
        Group { id: "hits-page", name: "ページ", items: pages(at) },
    ]
}

/// The fixed pages under their titles, then the plain pages.
fn pages(at: &Viewpoint) -> Vec<Link> {
    let titled = |address: &str| at.site.section_text(address).map(|page| (page.title.clone(), page.description.clone()));
    let fixed = FIXED.iter().filter(|(output, _)| !matches!(output, Output::Home | Output::Search)).filter_map(|(output, address)| {
        let (title, note) = titled(address)?;
        Some(Link { title, href: at.href(output), note, ..Link::default() })
    });
    let is_fixed = |page: &Page| page.is_section && FIXED.iter().any(|(_, address)| *address == page.address);
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
