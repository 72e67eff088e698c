//! A plain Markdown page: its text, its tags, the pages before and after it in its section.
//!
//! Sites may have ten thousand of these, so nothing here looks at other pages than those it links to.

use crate::model::{Key, Page, parent};
use crate::render::frame::{Head, fresh};
use crate::render::shape::{Date, Link, Named, Told};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage, page_output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    date: Option<Date>,
    tags: Vec<Link>,
    body_html: String,
    sample: bool,
    prev: Option<Named>,
    next: Option<Named>,
}

/// The page `key`.
pub fn show(at: &Viewpoint, prose: &Prose, key: Key<Page>) -> Shown {
    let page = &at.site[key];
    let mut head = Head {
        title: page.title.clone(),
        lead: page.description.clone().map(Told::from),
        sample: page.meta.sample,
        above: sections_above(at, &page.address),
        fresh: Some(fresh(at, &page.meta)),
        ..Head::default()
    };
    head.sections_of(&page.body);
    let (prev, next) = at.figures.neighbours[key];
    let view = View {
        date: page.date.map(|day| at.words.date(day)),
        tags: tag_links(at, &page.meta.tags),
        body_html: prose.html(at, &page.body),
        sample: page.meta.sample,
        prev: prev.map(|key| named(at, key)),
        next: next.map(|key| named(at, key)),
    };
    Shown::new("page.html", head, &view)
}

fn named(at: &Viewpoint, key: Key<Page>) -> Named {
    let page = &at.site[key];
    Named { name: page.title.clone(), href: at.href(&page_output(key, page)) }
}

/// Links to the pages of tags.
pub(super) fn tag_links(at: &Viewpoint, tags: &[String]) -> Vec<Link> {
    tags.iter()
        .map(|tag| Link { title: tag.clone(), href: at.href(&Output::Record(RecordPage::Tag(tag.clone()))), ..Link::default() })
        .collect()
}

/// The sections above the page or section at `address`, the topmost first; the home page excepted.
pub(super) fn sections_above(at: &Viewpoint, address: &str) -> Vec<Output> {
    let mut above = Vec::new();
    let mut address = parent(address);
    while !address.is_empty() {
        let output = section_output(address);
        if at.has(&output) {
            above.push(output);
        }
        address = parent(address);
    }
    above.reverse();
    above
}

/// The page that stands for the section at `address`.
pub(super) fn section_output(address: &str) -> Output {
    Fixed::at(address).map_or_else(|| Output::Record(RecordPage::Section(address.to_owned())), Output::Fixed)
}

/// A link to a page for lists, with its sentence.
pub(super) fn listed(at: &Viewpoint, key: Key<Page>) -> Link {
    let page = &at.site[key];
    Link { note: page.description.clone(), ..at.link(&page_output(key, page), page) }
}

/// The text that an editor wrote for the section at `address`, and its headings in the contents of the page.
pub(super) fn section_text(at: &Viewpoint, prose: &Prose, address: &str, head: &mut Head) -> String {
    let Some(page) = at.site.section_text(address) else { return String::new() };
    head.sections_of(&page.body);
    prose.html(at, &page.body)
}

/// Links to the pages written in the section at `address`.
pub(super) fn pages_of(at: &Viewpoint, address: &str) -> Vec<Link> {
    at.site.sections.get(address).map_or_else(Vec::new, |section| section.pages.iter().map(|key| listed(at, *key)).collect())
}
