//! Ways to secure outside talent, in the wording of the newest plan; older wordings apart.

use super::page::section_text;
use crate::model::{Key, Plan, Recruitment};
use crate::render::frame::Head;
use crate::render::shape::{Cell, Column, Link, Table};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    plan: Option<Link>,
    table: Option<Table>,
    older: Vec<Older>,
}

/// The wording of an older plan.
#[derive(Serialize)]
struct Older {
    id: String,
    title: String,
    table: Table,
}

/// The page of the ways to secure talent.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let site = at.site;
    let mut head = Head::of_section(at, "recruitment", at.words.say("menu.recruitment"), at.words.say("lead.recruitment"));
    let text_html = section_text(at, prose, "recruitment", &mut head);
    let mut plans: Vec<Key<Plan>> = site.plans.keys().filter(|plan| site.recruitment.values().any(|way| way.plan == Some(*plan))).collect();
    plans.reverse();
    let newest = plans.first().copied();
    let newer = |key: Key<Recruitment>| site.recruitment.values().find(|way| way.supersedes == Some(key));
    let older: Vec<Older> = plans.iter().skip(1).map(|plan| older(at, *plan, &newer)).collect();
    if newest.is_some() {
        head.section("ways", at.words.say("recruitment.ways"));
    }
    older.iter().for_each(|older| head.section(&older.id, &older.title));
    let view = View { text_html, plan: newest.map(|plan| plan_link(at, plan)), table: newest.map(|plan| current(at, plan)), older };
    Shown::new("recruitment.html", head, &view)
}

fn plan_link(at: &Viewpoint, plan: Key<Plan>) -> Link {
    let plan = &at.site[plan];
    let page = at.href(&Output::Fixed(Fixed::Plans));
    Link { title: plan.title.clone(), href: format!("{page}#plan-{}", plan.meta.id), ..Link::default() }
}

fn current(at: &Viewpoint, plan: Key<Plan>) -> Table {
    let columns = vec![
        Column::text(at.words.say("recruitment.way")),
        Column::text(at.words.say("recruitment.when")),
        Column::text(at.words.say("recruitment.example")),
    ];
    let mut table = Table::new("recruitment-ways", at.words.say("recruitment.caption"), columns);
    for way in at.site.recruitment.values().filter(|way| way.plan == Some(plan)) {
        table.push(vec![
            Cell { text: Some(way.name.clone()), sample: way.meta.sample, ..Cell::default() },
            Cell::text(way.when.clone()),
            Cell::text(way.example.clone().unwrap_or_else(|| "―".to_owned())),
        ]);
    }
    table
}

fn older<'a>(at: &'a Viewpoint, plan: Key<Plan>, newer: &dyn Fn(Key<Recruitment>) -> Option<&'a Recruitment>) -> Older {
    let value = &at.site[plan];
    let id = format!("older-{}", value.meta.id);
    let columns = vec![
        Column::text(at.words.say("recruitment.way")),
        Column::text(at.words.say("recruitment.when")),
        Column::text(at.words.say("recruitment.example")),
        Column::text(at.words.say("recruitment.then")),
    ];
    let mut table = Table::new(&format!("{id}-table"), at.words.fill("recruitment.caption_of", &[("plan", &value.short)]), columns);
    for (key, way) in at.site.recruitment.iter().filter(|(_, way)| way.plan == Some(plan)) {
        let after = newer(key).map_or_else(
            || at.words.say("recruitment.dropped").to_owned(),
            |way| {
                let word = if way.name == at.site[key].name { "recruitment.kept" } else { "recruitment.reworded" };
                at.words.fill(word, &[("name", &way.name)])
            },
        );
        table.push(vec![
            Cell { text: Some(way.name.clone()), sample: way.meta.sample, ..Cell::default() },
            Cell::text(way.when.clone()),
            Cell::text(way.example.clone().unwrap_or_else(|| "―".to_owned())),
            Cell::text(after),
        ]);
    }
    Older { id, title: at.words.fill("recruitment.older", &[("plan", &value.short)]), table }
}
