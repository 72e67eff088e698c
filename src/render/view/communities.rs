//! Communities: where people who learn meet, and how one joins.

use super::page::section_text;
use crate::model::{Community, Recorded};
use crate::render::frame::Head;
use crate::render::shape::{Fact, Link};
use crate::render::{Prose, Shown, Viewpoint, words};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    items: Vec<Item>,
}

/// A community.
#[derive(Serialize)]
struct Item {
    id: String,
    title: String,
    summary: Option<String>,
    sample: bool,
    facts: Vec<Fact>,
}

/// The page of the communities.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "communities", "コミュニティ", "相談し、教え合える場です。");
    let text_html = section_text(at, prose, "communities", &mut head);
    let items: Vec<Item> = at.site.communities.values().map(|community| item(at, community)).collect();
    items.iter().for_each(|item| head.section(&item.id, &item.title));
    Shown::new("communities.html", head, &View { text_html, items })
}

fn item(at: &Viewpoint, community: &Community) -> Item {
    let mut facts = vec![
        Fact::text("だれが", community.who.clone()),
        Fact::text("入り方", community.join.clone()),
        Fact::text("場所", format!("{}（{}）", community.platform, words::access(community.access))),
    ];
    facts.extend(community.url.clone().map(|url| {
        let link = Link { title: community.title().to_owned(), href: url, external: true, ..Link::default() };
        Fact::links("開く", vec![Link { network: words::access(community.access).to_owned(), ..link }])
    }));
    facts.extend(community.meta.owner.map(|owner| {
        let owner = at.owner(owner);
        let ext = owner.ext.map(|ext| format!("　内線 {ext}")).unwrap_or_default();
        Fact { sample: owner.sample, ..Fact::text("担当", format!("{}{ext}", owner.name)) }
    }));
    Item {
        id: community.meta.id.to_string(),
        title: community.name.clone(),
        summary: community.summary.clone(),
        sample: community.meta.sample,
        facts,
    }
}
