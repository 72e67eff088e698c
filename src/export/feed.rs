//! News and trend articles as Atom feeds (RFC 4287).
//!
//! Links are absolute when the site has an address; otherwise they are relative to the place of the feed, as RFC 4287 allows. Ids are
//! `urn:uuid:` made from organisation, kind and id, so that they stay when the site moves. Dates come from the data alone.

use super::link;
use crate::model::{Meta, News, Recorded, Site, Status, Trend};
use crate::notation::Day;
use crate::route::{Export, Fixed, Output, RecordPage, RoutePath, Routes};
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text, WriteConfig};

/// A feed holds the latest entries only.
const LATEST: usize = 50;

/// The feed of news.
pub(super) fn news(site: &Site, routes: &Routes) -> Vec<u8> {
    let Some(here) = routes.path(&Output::Export(Export::NewsFeed)) else { return Vec::new() };
    let entries = site.news.iter().map(|(key, news)| item(news, routes.path(&Output::Record(RecordPage::News(key)))));
    write(site, routes, Place { here, list: Output::Fixed(Fixed::NewsList), kind: "news", title: "お知らせ" }, entries.flatten())
}

/// The feed of trend articles.
pub(super) fn trends(site: &Site, routes: &Routes) -> Vec<u8> {
    let Some(here) = routes.path(&Output::Export(Export::TrendFeed)) else { return Vec::new() };
    let entries = site.trends.iter().map(|(key, trend)| trend_item(site, trend, routes.path(&Output::Record(RecordPage::Trend(key)))));
    write(site, routes, Place { here, list: Output::Fixed(Fixed::Trends), kind: "trends", title: "技術の動き" }, entries.flatten())
}

/// Which feed, and where.
struct Place<'a> {
    here: &'a RoutePath,
    list: Output,
    kind: &'static str,
    title: &'static str,
}

/// What an entry says.
struct Item<'a> {
    meta: &'a Meta,
    path: &'a RoutePath,
    title: &'a str,
    published: Day,
    summary: Option<&'a str>,
    /// Text to paste elsewhere.
    content: Option<&'a str>,
    categories: Vec<&'a str>,
}

fn item<'a>(news: &'a News, path: Option<&'a RoutePath>) -> Option<Item<'a>> {
    let News { meta, title, category, published, summary, board_text, links: _, extra: _, body: _ } = news;
    Some(Item {
        meta,
        path: path?,
        title,
        published: *published,
        summary: summary.as_deref(),
        content: board_text.as_deref(),
        categories: category.iter().chain(&meta.tags).map(String::as_str).collect(),
    })
}

fn trend_item<'a>(site: &'a Site, trend: &'a Trend, path: Option<&'a RoutePath>) -> Option<Item<'a>> {
    let Trend { meta, title, summary, published, expires: _, sources: _, skills, levels, extra: _, body: _ } = trend;
    let skills = skills.iter().map(|skill| site[*skill].name.as_str());
    let levels = levels.iter().map(|level| site[*level].label.as_str());
    let categories = skills.chain(levels).chain(meta.tags.iter().map(String::as_str)).collect();
    Some(Item { meta, path: path?, title, published: *published, summary: Some(summary), content: None, categories })
}

fn write<'a>(site: &'a Site, routes: &Routes, place: Place, items: impl Iterator<Item = Item<'a>>) -> Vec<u8> {
    let Place { here, list, kind, title } = place;
    let items: Vec<Item> = items.filter(|item| item.meta.status != Status::Archived).take(LATEST).collect();
    // An empty feed must still say when: the day the site is made for.
    let updated = items.iter().map(changed).max().unwrap_or(site.today());
    let mut feed = Feed {
        title: format!("{} {title}", site.config.title).into(),
        subtitle: Some(Text::plain(site.config.description.clone())).filter(|text| !text.value.is_empty()),
        id: stable_id(site, kind, ""),
        updated: midnight(updated),
        authors: vec![person(&site.config.organization)],
        generator: Some(Generator { value: "Shirube".to_owned(), uri: None, version: Some(env!("CARGO_PKG_VERSION").to_owned()) }),
        lang: Some(site.config.language.clone()),
        ..Feed::default()
    };
    feed.links.push(to(link(site, routes, here, here), "self", "application/atom+xml"));
    feed.links.extend(routes.path(&list).map(|list| to(link(site, routes, here, list), "alternate", "text/html")));
    feed.entries = items.iter().map(|item| entry(site, routes, here, kind, item)).collect();
    let config = WriteConfig { write_document_declaration: true, indent_size: Some(2) };
    let mut bytes = feed.write_with_config(Vec::new(), config).expect("memory takes every write");
    bytes.push(b'\n');
    bytes
}

fn entry(site: &Site, routes: &Routes, here: &RoutePath, kind: &str, item: &Item) -> Entry {
    let Item { meta, path, title, published, summary, content, categories } = item;
    let mark = if meta.sample { "【見本】" } else { "" };
    let category = |term: &&str| Category { term: (*term).to_owned(), ..Category::default() };
    Entry {
        title: format!("{mark}{title}").into(),
        id: stable_id(site, kind, meta.id.as_str()),
        updated: midnight(changed(item)),
        published: Some(midnight(*published)),
        authors: meta.owner.map(|owner| person(&format!("{} {}", site.config.organization, site[owner].title()))).into_iter().collect(),
        categories: categories.iter().map(category).collect(),
        links: vec![to(link(site, routes, here, path), "alternate", "text/html")],
        summary: summary.or(*content).map(Text::plain),
        content: content.map(|text| Content { value: Some(text.to_owned()), content_type: Some("text".to_owned()), ..Content::default() }),
        ..Entry::default()
    }
}

/// The last change of an entry: never before it was published.
fn changed(item: &Item) -> Day {
    item.meta.updated.map_or(item.published, |updated| updated.max(item.published))
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

fn to(href: String, rel: &str, mime_type: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

/// The start of a day in Japan.
fn midnight(day: Day) -> FixedDateTime {
    format!("{}T00:00:00+09:00", day.iso()).parse().expect("a day of four-digit years in ISO notation")
}

/// A UUID of version 8 (RFC 9562: own scheme) from what never changes of an entry.
fn stable_id(site: &Site, kind: &str, id: &str) -> String {
    let hash = blake3::hash(format!("{}\n{kind}\n{id}", site.config.organization).as_bytes());
    let mut bytes: [u8; 16] = std::array::from_fn(|at| hash.as_bytes()[at]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use crate::export::testing::{shipped, small};
    use crate::route::Export;
    use atom_syndication::Feed;

    const FIRST: &str = "---\ntitle: 1つめ <b>&\"\npublished: 2026-11-01\nupdated: 2026-11-05\nsummary: 概要\nboard_text: |\n  【募集】\n  転記用 & <文>\ncategory: 募集\nsample: true\n---\n本文\n";
    const SECOND: &str = "---\ntitle: 2つめ\npublished: 2026-11-10\nupdated: 2026-11-02\n---\n本文\n";
    const OLD: &str = "---\ntitle: 古いもの\npublished: 2020-11-10\nstatus: archived\n---\n本文\n";
    const FILES: &[(&str, &str)] = &[("content/news/first.md", FIRST), ("content/news/second.md", SECOND), ("content/news/old.md", OLD)];

    fn feed(base: Option<&str>, files: &[(&str, &str)]) -> Feed {
        Feed::read_from(small(base, files).text(&Export::NewsFeed).as_bytes()).expect("a feed")
    }

    #[test]
    fn entries_say_what_the_news_say() {
        let feed = feed(None, FILES);
        assert_eq!(feed.entries.len(), 2, "archived news are left out");
        assert_eq!(feed.updated.to_rfc3339(), "2026-11-10T00:00:00+09:00");
        let (latest, first) = (&feed.entries[0], &feed.entries[1]);
        assert_eq!(latest.title.value, "2つめ");
        assert_eq!(latest.updated.to_rfc3339(), "2026-11-10T00:00:00+09:00", "not before it was published");
        assert_eq!(first.title.value, "【見本】1つめ <b>&\"");
        assert_eq!(first.updated.to_rfc3339(), "2026-11-05T00:00:00+09:00");
        assert_eq!(first.published.expect("a day").to_rfc3339(), "2026-11-01T00:00:00+09:00");
        assert_eq!(first.summary.as_ref().map(|text| text.value.as_str()), Some("概要"));
        let content = first.content.as_ref().expect("the text to paste");
        assert_eq!((content.content_type.as_deref(), content.value.as_deref()), (Some("text"), Some("【募集】\n転記用 & <文>\n")));
        assert_eq!(first.categories[0].term, "募集");
    }

    #[test]
    fn links_are_relative_to_the_feed_or_absolute() {
        let links =
            |feed: &Feed| -> Vec<String> { feed.links.iter().chain(&feed.entries[1].links).map(|link| link.href.clone()).collect() };
        assert_eq!(links(&feed(None, FILES)), ["feed.xml", "index.html", "first/index.html"]);
        let base = "https://portal.example/x/news/";
        let absolute = ["feed.xml", "index.html", "first/index.html"].map(|path| format!("{base}{path}"));
        assert_eq!(links(&feed(Some("https://portal.example/x"), FILES)), absolute);
    }

    #[test]
    fn ids_stay_when_the_site_moves_and_differ_between_entries() {
        let ids = |base| -> Vec<String> {
            let feed = feed(base, FILES);
            [feed.id].into_iter().chain(feed.entries.into_iter().map(|entry| entry.id)).collect()
        };
        let here = ids(None);
        assert_eq!(here, ids(Some("https://portal.example")));
        assert!(here.iter().all(|id| id.len() == 45 && id.starts_with("urn:uuid:") && id.as_bytes()[23] == b'8'), "{here:?}");
        assert!(here[0] != here[1] && here[1] != here[2]);
    }

    #[test]
    fn a_feed_without_entries_is_still_a_feed() {
        let feed = feed(None, &[]);
        assert!(feed.entries.is_empty());
        assert_eq!(feed.updated.to_rfc3339(), "2026-11-22T00:00:00+09:00");
    }

    #[test]
    fn the_shipped_feeds_can_be_read() {
        let portal = shipped(None);
        for export in [Export::NewsFeed, Export::TrendFeed] {
            let feed = Feed::read_from(portal.text(&export).as_bytes()).expect("a feed");
            assert!(!feed.entries.is_empty() && feed.entries.iter().all(|entry| entry.summary.is_some() && entry.links.len() == 1));
        }
    }
}
