//! A section of plain pages: its text, its sections, its pages.

use super::page::{listed, section_output, section_text, sections_above};
use crate::model::Key;
use crate::render::frame::{Head, fresh};
use crate::render::shape::{Date, Link, Told};
use crate::render::{Prose, Shown, Viewpoint};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    body_html: String,
    sections: Vec<Link>,
    pages: Vec<Listed>,
}

/// A page of the list.
#[derive(Serialize)]
struct Listed {
    link: Link,
    date: Option<Date>,
}

/// The page of the section at `address`.
pub fn show(at: &Viewpoint, prose: &Prose, address: &str) -> Shown {
    let text = at.site.section_text(address);
    let mut head = Head {
        title: at.section_title(address),
        lead: text.and_then(|page| page.description.clone()).map(Told::from),
        above: sections_above(at, address),
        fresh: text.map(|page| fresh(at, &page.meta)),
        ..Head::default()
    };
    let body_html = section_text(at, prose, address, &mut head);
    let section = at.site.sections.get(address);
    let pages = section.map_or_else(Vec::new, |section| section.pages.iter().map(|key| page(at, *key)).collect::<Vec<_>>());
    let sections = section.map_or_else(Vec::new, |section| section.sections.iter().map(|address| below(at, address)).collect::<Vec<_>>());
    if !sections.is_empty() {
        head.section("sections", at.words.say("section.sections"));
    }
    if !pages.is_empty() {
        head.section("pages", at.words.say("section.pages"));
    }
    Shown::new("section.html", head, &View { body_html, sections, pages })
}

fn page(at: &Viewpoint, key: Key<crate::model::Page>) -> Listed {
    Listed { link: listed(at, key), date: at.site[key].date.map(|day| at.words.date(day)) }
}

fn below(at: &Viewpoint, address: &str) -> Link {
    let text = at.site.section_text(address);
    Link {
        title: at.section_title(address),
        href: at.href(&section_output(address)),
        note: text.and_then(|page| page.description.clone()),
        ..Link::default()
    }
}
