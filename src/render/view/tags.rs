//! All tags of plain pages, with the number of pages of each.

use crate::model::Tally;
use crate::render::frame::Head;
use crate::render::shape::{Counted, CountedList, Told};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Output, RecordPage};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct View {
    tags: CountedList,
}

/// The page of all tags.
pub fn show(at: &Viewpoint, _: &Prose) -> Shown {
    let mut counts: BTreeMap<&str, Tally> = BTreeMap::new();
    for page in at.site.pages.values() {
        for tag in &page.meta.tags {
            let count = counts.entry(tag).or_default();
            *count = *count + [&page.meta].into_iter().collect();
        }
    }
    let all: Tally = counts.values().map(|count| count.sample).collect();
    let lead = Some(Told { words: at.words.fill("tags.lead", &[("n", &all)]), sample: all.sample });
    let tags = counts
        .into_iter()
        .map(|(tag, count)| Counted {
            name: tag.to_owned(),
            href: at.href(&Output::Record(RecordPage::Tag(tag.to_owned()))),
            count,
            current: None,
        })
        .collect::<Vec<_>>()
        .into();
    Shown::new("tags.html", Head { title: at.words.say("menu.tags").to_owned(), lead, ..Head::default() }, &View { tags })
}
