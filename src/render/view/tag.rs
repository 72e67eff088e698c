//! The pages with one tag.

use super::page::listed;
use crate::model::Tally;
use crate::render::frame::Head;
use crate::render::shape::{Link, Told};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    pages: Vec<Link>,
    all: String,
}

/// The page of `tag`.
pub fn show(at: &Viewpoint, _: &Prose, tag: &str) -> Shown {
    let pages: Vec<Link> = at.figures.tagged.get(tag).into_iter().flatten().map(|key| listed(at, *key)).collect();
    let count: Tally = pages.iter().map(|page| page.sample).collect();
    let head = Head {
        title: at.words.fill("tags.title_of", &[("tag", &tag)]),
        lead: Some(Told { words: at.words.fill("tags.lead_of", &[("tag", &tag), ("n", &count)]), sample: count.sample }),
        above: vec![Output::Record(RecordPage::Tags)],
        ..Head::default()
    };
    Shown::new("tag.html", head, &View { pages, all: at.href(&Output::Record(RecordPage::Tags)) })
}
