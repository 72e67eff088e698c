//! Awards by fiscal year, with the cases they are for.

use super::page::section_text;
use crate::model::Award;
use crate::render::frame::Head;
use crate::render::shape::Link;
use crate::render::{Prose, Shown, Viewpoint};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    years: Vec<Year>,
}

/// The awards of a fiscal year.
#[derive(Serialize)]
struct Year {
    id: String,
    title: String,
    awards: Vec<Item>,
}

/// An award.
#[derive(Serialize)]
struct Item {
    id: String,
    title: String,
    department: String,
    reason: String,
    case: Option<Link>,
    sample: bool,
}

/// The page of the awards.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "awards", at.words.say("menu.awards"), at.words.say("lead.awards"));
    let text_html = section_text(at, prose, "awards", &mut head);
    let mut years: Vec<Year> = Vec::new();
    for award in at.site.awards.values() {
        let id = format!("fy-{}", award.fiscal_year.0);
        if years.last().is_none_or(|year| year.id != id) {
            years.push(Year { id, title: at.words.fiscal_year(award.fiscal_year), awards: Vec::new() });
        }
        years.last_mut().expect("a year was added just now").awards.push(item(at, award));
    }
    years.iter().for_each(|year| head.section(&year.id, &year.title));
    Shown::new("awards.html", head, &View { text_html, years })
}

fn item(at: &Viewpoint, award: &Award) -> Item {
    Item {
        id: award.meta.id.to_string(),
        title: award.title.clone(),
        department: at.department(award.department),
        reason: award.reason.clone(),
        case: award.case.map(|case| at.case(case)),
        sample: award.meta.sample,
    }
}
