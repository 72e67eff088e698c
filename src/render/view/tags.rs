//! All tags of plain pages, with the number of pages of each.

use crate::render::frame::Head;
use crate::render::shape::Counted;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::Output;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct View {
    tags: Vec<Counted>,
}

/// The page of all tags.
pub fn show(at: &Viewpoint, _: &Prose) -> Shown {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in at.site.pages.values().flat_map(|page| &page.meta.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let lead = Some(at.words.fill("tags.lead", &[("n", &counts.len())]));
    let tags = counts
        .into_iter()
        .map(|(tag, count)| Counted { name: tag.to_owned(), href: at.href(&Output::Tag(tag.to_owned())), count, current: None })
        .collect();
    Shown::new("tags.html", Head { title: at.words.say("menu.tags").to_owned(), lead, ..Head::default() }, &View { tags })
}
