//! External contents, by topic and by provider. They have no pages of their own: each has an anchor, its id.

use crate::model::agenda::Subject;
use crate::model::{External, ExternalFormat, Key, ProviderKind};
use crate::render::facets::{self, Panel, Question};
use crate::render::frame::Head;
use crate::render::index_rows::IndexRows;
use crate::render::rows_catalogue::{ExternalItem, external_item, format_id, intro, provider_id};
use crate::render::rows_dates::{deadline_row, upcoming};
use crate::render::shape::{Deadline, Link, LinkGroup, Named};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Export, Fixed, Output};
use serde::Serialize;
use std::cmp::Reverse;

#[derive(Serialize)]
struct View {
    intro_html: String,
    panel: Panel,
    count: usize,
    index: Vec<Named>,
    dues: Vec<Deadline>,
    topics: Vec<Topic>,
    rows: Vec<Named>,
    providers: Vec<LinkGroup>,
    recommended: String,
    calendar: String,
    csv: String,
}

/// The contents on one topic.
#[derive(Serialize)]
struct Topic {
    id: String,
    name: String,
    items: Vec<ExternalItem>,
}

/// The page of all external contents.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "external", at.words.say("externals.title"), at.words.say("externals.lead"));
    let topics = topics(at);
    let mut index: Vec<Named> = topics
        .iter()
        .map(|topic| Named { name: format!("{} {}", topic.name, topic.items.len()), href: format!("#{}", topic.id) })
        .collect();
    index.extend(
        (!topics.is_empty()).then(|| Named { name: at.words.say("externals.by_provider").to_owned(), href: "#by-provider".to_owned() }),
    );
    let dues = upcoming(at).filter(|due| matches!(due.subject, Subject::External(_)));
    let (providers, rows) = providers(at);
    let traits = topics.iter().flat_map(|topic| &topic.items).map(|item| &item.data);
    let panel = Panel::new(at, "list", traits, questions(at));
    let view = View {
        panel,
        calendar: at.href(&Output::Export(Export::Calendar)),
        intro_html: intro(at, prose, "external"),
        count: at.site.external.len(),
        index,
        dues: dues.map(|due| deadline_row(at, due)).collect(),
        topics,
        rows,
        providers,
        recommended: at.href(&Output::Fixed(Fixed::Recommended)),
        csv: at.href(&Output::Export(Export::Csv(Dataset::External))),
    };
    Shown::new("externals.html", head, &view)
}

/// What one can ask of external contents.
fn questions(at: &Viewpoint) -> Vec<Question> {
    use ExternalFormat::{Classroom, Community, Elearning, Exercise, Mooc, Pdf, Portal, Site, Video};
    let formats = [Mooc, Video, Elearning, Exercise, Pdf, Classroom, Community, Portal, Site];
    let providers = [ProviderKind::National, ProviderKind::Public, ProviderKind::Private, ProviderKind::Partner];
    vec![
        Question::open("standing", facets::said(at, "filter.standings", ["recommended"])),
        Question::open("level", facets::levels(at)),
        Question::open("area", facets::areas(at)),
        Question::open("network", facets::networks(at)),
        Question::open("format", formats.map(|format| (format_id(format).to_owned(), at.words.choice(format).to_owned()))),
        Question::open("cost", facets::costs(at)),
        Question::folded("length", facets::lengths(at)),
        Question::folded("provider", providers.map(|kind| (provider_id(kind).to_owned(), at.words.choice(kind).to_owned()))),
        Question::folded("skill", facets::skills(at)),
    ]
}

/// Topics, those with most contents first.
fn topics(at: &Viewpoint) -> Vec<Topic> {
    let mut groups: Vec<(&str, Vec<Key<External>>)> = Vec::new();
    for (key, external) in at.site.external.iter() {
        match groups.iter_mut().find(|(name, _)| *name == external.topic) {
            Some((_, keys)) => keys.push(key),
            None => groups.push((&external.topic, vec![key])),
        }
    }
    groups.sort_by_key(|(name, keys)| (Reverse(keys.len()), *name));
    let topic = |(position, (name, keys)): (usize, (&str, Vec<Key<External>>))| Topic {
        id: format!("topic--{}", position + 1),
        name: name.to_owned(),
        items: keys.into_iter().map(|key| external_item(at, key)).collect(),
    };
    groups.into_iter().enumerate().map(topic).collect()
}

/// Providers in 五十音 order with their contents, and the rows of the table that lead to the first of each row.
fn providers(at: &Viewpoint) -> (Vec<LinkGroup>, Vec<Named>) {
    let mut keys: Vec<Key<External>> = at.site.external.keys().collect();
    // The same office is written with and without its partners; its reading keeps these together.
    keys.sort_by_key(|key| (&at.site[*key].provider.yomi, &at.site[*key].provider.name, *key));
    let index = IndexRows::of(at.words);
    let (mut groups, mut rows): (Vec<LinkGroup>, Vec<Named>) = (Vec::new(), Vec::new());
    for key in keys {
        let external = &at.site[key];
        if groups.last().is_none_or(|group| group.name != external.provider.name) {
            let id = format!("provider--{}", groups.len() + 1);
            let row = index.name(&external.provider.yomi, &external.provider.name);
            if rows.last().is_none_or(|last| last.name != row) {
                rows.push(Named { name: row.to_owned(), href: format!("#{id}") });
            }
            let note = Some(at.words.choice(external.provider.kind).to_owned());
            groups.push(LinkGroup { id, name: external.provider.name.clone(), note, items: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.items.push(Link {
                title: external.title.clone(),
                href: format!("#{}", external.meta.id),
                sample: external.meta.sample,
                levels: at.chips(external.levels.iter().copied()),
                ..Link::default()
            });
        }
    }
    (groups, rows)
}
