//! The road map: lanes over fiscal years, as a picture and in words.

use super::page::section_text;
use crate::model::{Key, Lane, LaneItem};
use crate::notation::FiscalYear;
use crate::render::chart::gantt::{self, Entry, Gantt, Tone};
use crate::render::frame::Head;
use crate::render::shape::Link;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    chart_html: Option<String>,
    now: String,
    lanes: Vec<Row>,
    plans: Vec<Link>,
}

/// A lane in words.
#[derive(Serialize)]
struct Row {
    name: String,
    items: Vec<Stretch>,
    note: Option<String>,
    sample: bool,
}

/// A bar or a milestone in words.
#[derive(Serialize)]
struct Stretch {
    label: String,
    when: String,
    tags: Vec<String>,
}

/// The page of the road map.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let site = at.site;
    let mut head = Head::of_section(at, "roadmap", at.words.say("roadmap.title"), at.words.say("roadmap.lead"));
    let text_html = section_text(at, prose, "roadmap", &mut head);
    head.section("chart", at.words.say("roadmap.chart"));
    let page = at.href(&Output::Fixed(Fixed::Plans));
    let named = site.plans.iter().filter(|(key, _)| site.lanes.values().any(|lane| lane.plan == Some(*key)));
    let view = View {
        text_html,
        chart_html: chart(at),
        now: at.words.fill("roadmap.today", &[("date", &at.words.date(site.today()).words)]),
        lanes: site.lanes.keys().map(|key| row(at, key)).collect(),
        plans: named
            .map(|(_, plan)| Link { title: plan.title.clone(), href: format!("{page}#plan-{}", plan.meta.id), ..Link::default() })
            .collect(),
    };
    Shown::new("roadmap.html", head, &view)
}

fn row(at: &Viewpoint, key: Key<Lane>) -> Row {
    let lane = &at.site[key];
    Row {
        name: lane.name.clone(),
        items: lane.items.iter().map(|item| stretch(at, item)).collect(),
        note: lane.meta.notes.clone(),
        sample: lane.meta.sample,
    }
}

fn stretch(at: &Viewpoint, item: &LaneItem) -> Stretch {
    let now = at.site.this_year();
    let last = item.to.unwrap_or(item.from);
    let when = match (item.at, item.open_ended) {
        (Some(month), _) => at.words.month(month).words,
        (None, true) if last == item.from => at.words.fill("roadmap.from", &[("from", &at.words.fiscal_year(item.from))]),
        (None, true) => {
            at.words.fill("roadmap.from_to_on", &[("from", &at.words.fiscal_year(item.from)), ("to", &at.words.fiscal_year(last))])
        }
        (None, false) if last == item.from => at.words.fiscal_year(item.from),
        (None, false) => {
            at.words.fill("roadmap.from_to", &[("from", &at.words.fiscal_year(item.from)), ("to", &at.words.fiscal_year(last))])
        }
    };
    let over = !item.open_ended && item.at.map_or(last < now, |month| month.day() <= at.site.today());
    let mut tags = Vec::new();
    let occasional = at.words.say("roadmap.occasional");
    if item.occasional && !item.label.contains(occasional) {
        tags.push(occasional.to_owned());
    }
    if over {
        tags.push(at.words.fill("roadmap.over", &[]));
    } else if item.from <= now {
        tags.push(at.words.fill("roadmap.now", &[]));
    }
    Stretch { label: item.label.clone(), when, tags }
}

/// The picture; `None` when there is nothing to draw.
fn chart(at: &Viewpoint) -> Option<String> {
    let site = at.site;
    let items = || site.lanes.values().flat_map(|lane| &lane.items);
    let first = items().map(|item| item.from).min()?;
    let last = items().map(|item| item.to.unwrap_or(item.from)).max()?;
    let today = site.today();
    let lanes = site
        .lanes
        .values()
        .map(|lane| gantt::Lane { name: lane.name.clone(), entries: lane.items.iter().flat_map(|item| entries(at, item)).collect() });
    let month = at.words.month_of(today);
    let present = at.words.fill("roadmap.present", &[("month", &month)]);
    Some(gantt::draw(
        &Gantt {
            id: "roadmap".to_owned(),
            title: at.words.fill("roadmap.title", &[]),
            first,
            last,
            lanes: lanes.collect(),
            now: Some((today, present)),
            remark: at.words.fill("roadmap.remark", &[]),
        },
        at.words,
    ))
}

/// A milestone, a bar, or a bar that goes on.
fn entries(at: &Viewpoint, item: &LaneItem) -> Vec<Entry> {
    if let Some(month) = item.at {
        return vec![Entry::Milestone { at: month.day(), words: format!("{} {}", item.label, month.short()) }];
    }
    let tone = if item.occasional { Tone::Soft } else { Tone::Strong };
    let bar = |to: FiscalYear| Entry::Bar { from: item.from.first_day(), to: to.last_day(), words: item.label.clone(), tone };
    match (item.to, item.open_ended) {
        (None, true) => vec![Entry::Open { from: item.from.first_day(), words: item.label.clone() }],
        (Some(to), true) => vec![bar(to), Entry::Open { from: to.next().first_day(), words: at.words.fill("roadmap.on", &[]) }],
        (to, false) => vec![bar(to.unwrap_or(item.from))],
    }
}
