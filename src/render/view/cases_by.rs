//! The cases of one tool.

use crate::model::{Key, Tool};
use crate::render::frame::{Head, fresh};
use crate::render::rows_catalogue::{case_card, case_filter};
use crate::render::shape::{Card, CountedList, Fact, Link, Told};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    tools: CountedList,
    cards: Vec<Card>,
    facts: Vec<Fact>,
    courses: Vec<Link>,
    sample: bool,
    all: String,
}

/// The page of the cases that used `key`.
pub fn show(at: &Viewpoint, _: &Prose, key: Key<Tool>) -> Shown {
    let tool = &at.site[key];
    let head = Head {
        title: at.words.fill("case.by_tool", &[("tool", &tool.name)]),
        lead: tool.summary.clone().map(Told::from),
        above: vec![Output::Fixed(Fixed::Cases)],
        fresh: Some(fresh(at, &tool.meta)),
        ..Head::default()
    };
    let mut facts = Vec::new();
    facts.extend(tool.category.clone().map(|category| Fact::text(at.words.say("fact.category"), category)));
    facts.extend(tool.introduced.map(|month| Fact::text(at.words.say("fact.since"), at.words.month(month).words)));
    let view = View {
        tools: case_filter(at, Some(key)),
        cards: at.site.links.tool_cases[key].iter().map(|case| case_card(at, *case)).collect(),
        facts,
        courses: at.site.links.tool_courses[key].iter().map(|course| at.course(*course)).collect(),
        sample: tool.meta.sample,
        all: at.href(&Output::Fixed(Fixed::Cases)),
    };
    Shown::new("cases_by.html", head, &view)
}
