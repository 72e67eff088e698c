//! All cases, the latest first.

use crate::render::frame::Head;
use crate::render::rows_catalogue::{case_card, case_filter, intro};
use crate::render::shape::{Card, Counted};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    tools: Vec<Counted>,
    cards: Vec<Card>,
    awards: String,
    csv: String,
}

/// The page of all cases.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "cases", "活用事例", "庁内の工夫を、かかった手間と効果の数字で紹介します。");
    let view = View {
        intro_html: intro(at, prose, "cases"),
        tools: case_filter(at, None),
        cards: at.site.cases.keys().map(|key| case_card(at, key)).collect(),
        awards: at.href(&Output::Awards),
        csv: at.href(&Output::Csv(Dataset::Cases)),
    };
    Shown::new("cases.html", head, &view)
}
