//! All cases, the latest first.

use crate::render::facets::{self, Panel, Question};
use crate::render::frame::Head;
use crate::render::rows_catalogue::{case_card, case_filter, intro};
use crate::render::shape::{Card, CountedList};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Export, Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    panel: Panel,
    tools: CountedList,
    cards: Vec<Card>,
    awards: String,
    csv: String,
}

/// The page of all cases.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "cases", at.words.say("cases.title"), at.words.say("cases.lead"));
    let cards: Vec<Card> = at.site.cases.keys().map(|key| case_card(at, key)).collect();
    let questions = vec![
        Question::open("level", facets::levels(at)),
        Question::open("area", facets::areas(at)),
        Question::open("tool", facets::tools(at)),
        Question::open("effort", facets::said(at, "filter.efforts", ["month", "quarter", "more"])),
        Question::folded("office", facets::departments(at)),
        Question::folded("skill", facets::skills(at)),
    ];
    let view = View {
        panel: Panel::new(at, "list", cards.iter().map(|card| &card.data), questions),
        intro_html: intro(at, prose, "cases"),
        tools: case_filter(at, None),
        cards,
        awards: at.href(&Output::Fixed(Fixed::Awards)),
        csv: at.href(&Output::Export(Export::Csv(Dataset::Cases))),
    };
    Shown::new("cases.html", head, &view)
}
