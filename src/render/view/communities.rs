//! Communities: where people who learn meet, and how one joins.

use super::page::section_text;
use crate::model::{Community, Recorded};
use crate::render::frame::Head;
use crate::render::shape::{Fact, Link};
use crate::render::{Prose, Shown, Viewpoint};
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
    let mut head = Head::of_section(at, "communities", at.words.say("menu.communities"), at.words.say("lead.communities"));
    let text_html = section_text(at, prose, "communities", &mut head);
    let items: Vec<Item> = at.site.communities.values().map(|community| item(at, community)).collect();
    items.iter().for_each(|item| head.section(&item.id, &item.title));
    Shown::new("communities.html", head, &View { text_html, items })
}

fn item(at: &Viewpoint, community: &Community) -> Item {
    let mut facts = vec![
        Fact::text(at.words.say("fact.who"), community.who.clone()),
        Fact::text(at.words.say("fact.join"), community.join.clone()),
        Fact::text(at.words.say("fact.place"), at.words.remarked(&community.platform, at.words.choice(community.access))),
    ];
    facts.extend(community.url.clone().map(|url| {
        let link = Link { title: community.title().to_owned(), href: url, external: true, ..Link::default() };
        Fact::links(at.words.say("fact.open"), vec![Link { network: at.words.choice(community.access).to_owned(), ..link }])
    }));
    facts.extend(community.meta.owner.map(|owner| {
        let owner = at.owner(owner);
        let ext = owner.ext.map(|ext| at.words.fill("contact.ext", &[("ext", &ext)]));
        let office = ext.map_or_else(|| owner.name.clone(), |ext| at.words.beside(&owner.name, &ext));
        Fact { sample: owner.sample, ..Fact::text(at.words.say("fact.owner"), office) }
    }));
    Item {
        id: community.meta.id.to_string(),
        title: community.name.clone(),
        summary: community.summary.clone(),
        sample: community.meta.sample,
        facts,
    }
}
