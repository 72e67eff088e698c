//! The leaders by department: who is designated since when, what is recognised, where one is still missing.
//!
//! Designation says nothing about the recognised level, so both have columns of their own. Names may stay empty: the workplace counts.

use super::page::{pages_of, section_text};
use crate::model::{Department, Group, Key, Leader, Level, Tally};
use crate::render::frame::Head;
use crate::render::index_rows::IndexRows;
use crate::render::shape::{Alternate, Cell, Column, Link, LinkGroup, Row, Table, Told};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Export, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    pages: Vec<Link>,
    groups: Vec<Members>,
    missing: Vec<Link>,
    by_reading: Vec<LinkGroup>,
    levels: Vec<Link>,
}

/// The leaders of one group of departments.
#[derive(Serialize)]
struct Members {
    id: String,
    name: String,
    note: Option<String>,
    table: Table,
}

/// The page of the leaders.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "leaders", at.words.say("menu.leaders"), at.words.say("lead.leaders"));
    if let Some(coverage) = coverage(at) {
        head.description = head.lead.replace(coverage);
    }
    head.alternates.extend(
        Some(at.href(&Output::Export(Export::Csv(Dataset::Leaders)))).filter(|href| !href.is_empty()).map(|href| Alternate {
            media: "text/csv",
            title: at.words.say("leaders.csv").to_owned(),
            href,
        }),
    );
    let text_html = section_text(at, prose, "leaders", &mut head);
    let pages = pages_of(at, "leaders");
    if !pages.is_empty() {
        head.section("pages", at.words.say("leaders.start"));
    }
    let groups = groups(at);
    groups.iter().for_each(|group| head.section(&group.id, &group.name));
    let missing = missing(at);
    if !missing.is_empty() {
        head.section("missing", at.words.say("leaders.missing"));
    }
    let by_reading = by_reading(at);
    if !by_reading.is_empty() {
        head.section("reading", at.words.say("skills.by_kana"));
    }
    let mut recognised: Vec<Key<Level>> = at.site.leaders.iter().filter_map(|leader| leader.level_recognized).collect();
    recognised.sort_unstable();
    recognised.dedup();
    let levels = recognised.into_iter().map(|key| at.level(key)).collect();
    Shown::new("leaders.html", head, &View { text_html, pages, groups, missing, by_reading, levels })
}

/// How many of the departments that should have a leader have one. Nothing where there is no scheme of leaders.
fn coverage(at: &Viewpoint) -> Option<Told> {
    let expected: Vec<(Key<Department>, &Department)> =
        at.site.departments.iter().filter(|(_, department)| department.leader_expected).collect();
    let all = Tally::of(expected.iter().map(|(_, department)| *department));
    let with = expected.iter().filter(|(key, _)| leaders(at, *key).next().is_some());
    let named: Tally = with.map(|(key, _)| leaders(at, *key).any(|leader| leader.sample)).collect();
    let leaders: Tally = at.site.leaders.iter().map(|leader| leader.sample).collect();
    let words = match all.n {
        0 if leaders.n == 0 => return None,
        0 => at.words.fill("leaders.count", &[("n", &leaders)]),
        n if named.n == n => at.words.fill("leaders.complete", &[("n", &all)]),
        n => at.words.fill("leaders.partly", &[("n", &all), ("named", &named), ("rest", &(n - named.n))]),
    };
    Some(Told { words, sample: all.sample || leaders.sample })
}

/// The leaders of `department`.
fn leaders<'a>(at: &'a Viewpoint, department: Key<Department>) -> impl Iterator<Item = &'a Leader> {
    at.site.links.department_leaders[department].iter().map(|position| &at.site.leaders[*position])
}

fn groups(at: &Viewpoint) -> Vec<Members> {
    let groups = at.site.groups.keys().map(Some).chain([None]);
    groups.map(|group| members(at, group)).filter(|members| !members.table.rows.is_empty()).collect()
}

fn members(at: &Viewpoint, group: Option<Key<Group>>) -> Members {
    let id = group.map_or_else(|| "group-none".to_owned(), |key| format!("group-{}", at.site[key].meta.id));
    let name = group.map_or_else(|| at.words.say("list.others").to_owned(), |key| at.site[key].name.clone());
    let columns = vec![
        Column::text(at.words.say("leaders.department")),
        Column::short(at.words.say("leaders.named")),
        Column::text(at.words.say("leaders.level")),
        Column::short(at.words.say("fact.ext")),
    ];
    let mut table = Table::new(&format!("{id}-table"), at.words.fill("leaders.of_group", &[("group", &name)]), columns);
    for (key, department) in at.site.departments.iter().filter(|(_, department)| department.group == group) {
        for (position, leader) in leaders(at, key).enumerate() {
            let id = (position == 0).then(|| department.meta.id.to_string());
            table.rows.push(Row { id, cells: row(at, department, leader), ..Row::default() });
        }
    }
    Members { id, name, note: group.and_then(|key| at.site[key].summary.clone()), table }
}

fn row(at: &Viewpoint, department: &Department, leader: &Leader) -> Vec<Cell> {
    let recognised = match leader.level_recognized {
        Some(level) => Cell::levels(vec![at.chip(level)]),
        None => Cell::text(at.words.say("leaders.not_recognized")),
    };
    let contact = leader.contact.clone().or_else(|| department.ext.clone());
    vec![
        Cell { text: Some(department.name.clone()), sub: leader.name.clone(), sample: leader.sample, ..Cell::default() },
        Cell::text(at.words.fill("leaders.since", &[("year", &at.words.fiscal_year(leader.designated_fy))])),
        recognised,
        Cell::text(contact.unwrap_or_else(|| "―".to_owned())),
    ]
}

fn missing(at: &Viewpoint) -> Vec<Link> {
    let without = |key: Key<Department>| at.site.links.department_leaders[key].is_empty();
    let departments = at.site.departments.iter().filter(|(key, department)| department.leader_expected && without(*key));
    departments
        .map(|(_, department)| Link {
            title: department.name.clone(),
            sample: department.meta.invents("ext"),
            note: department.ext.as_ref().map(|ext| at.words.fill("contact.ext", &[("ext", &ext)])),
            icon: Some("dash"),
            ..Link::default()
        })
        .collect()
}

/// Departments with a leader, by the rows of the 五十音 table.
fn by_reading(at: &Viewpoint) -> Vec<LinkGroup> {
    let mut departments: Vec<&Department> =
        at.site.departments.iter().filter(|(key, _)| leaders(at, *key).next().is_some()).map(|(_, department)| department).collect();
    departments.sort_by(|a, b| (&a.yomi, &a.name).cmp(&(&b.yomi, &b.name)));
    let index = IndexRows::of(at.words);
    let mut groups: Vec<LinkGroup> = Vec::new();
    for department in departments {
        let row = index.name(&department.yomi, &department.name);
        let link = Link { title: department.name.clone(), href: format!("#{}", department.meta.id), ..Link::default() };
        match groups.last_mut().filter(|group| group.name == row) {
            Some(group) => group.items.push(link),
            None => {
                groups.push(LinkGroup { id: format!("reading-{}", groups.len() + 1), name: row.to_owned(), note: None, items: vec![link] })
            }
        }
    }
    groups
}
