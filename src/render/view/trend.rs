//! One trend article: the text, what it rests on, until when it is current.

use crate::model::{Citation, Key, Trend};
use crate::render::frame::Head;
use crate::render::shape::{Fact, LevelChip, Link, Named};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    published: crate::render::shape::Date,
    until: Option<crate::render::shape::Date>,
    expired: Option<String>,
    unverified: Option<crate::render::shape::Badge>,
    levels: Vec<LevelChip>,
    sample: bool,
    body_html: String,
    sources: Vec<Link>,
    links: Vec<Fact>,
    all: String,
    prev: Option<Named>,
    next: Option<Named>,
}

/// The page of the article `key`.
pub fn show(at: &Viewpoint, prose: &Prose, key: Key<Trend>) -> Shown {
    let trend = &at.site[key];
    let mut head = Head::of_record(at, trend, Output::Fixed(Fixed::Trends));
    head.lead = Some(trend.summary.clone().into());
    let current = trend.current(at.site.today());
    let expired = trend.expires.filter(|_| !current);
    let mut links = Vec::new();
    if !trend.skills.is_empty() {
        links.push(Fact::links(at.words.say("fact.skills"), trend.skills.iter().map(|skill| at.skill(*skill)).collect()));
    }
    if !trend.levels.is_empty() {
        links.push(Fact::links(at.words.say("fact.readers"), trend.levels.iter().map(|level| at.level(*level)).collect()));
    }
    let beside = |step: Option<usize>| {
        let (key, other) = at.site.trends.iter().nth(step?)?;
        Some(Named { name: other.title.clone(), href: at.href(&Output::Record(RecordPage::Trend(key))) })
    };
    let view = View {
        published: at.words.date(trend.published),
        until: trend.expires.filter(|_| current).map(|day| at.words.date(day)),
        expired: expired.map(|day| at.words.fill("trend.expired_on", &[("day", &at.words.day(day))])),
        unverified: trend.meta.unverified.then(|| at.words.checked(&trend.meta)),
        levels: at.chips(trend.levels.iter().copied()),
        sample: trend.meta.sample,
        body_html: prose.html(at, &trend.body),
        sources: trend.sources.iter().map(|citation| source(at, citation)).collect(),
        links,
        all: at.href(&Output::Fixed(Fixed::Trends)),
        prev: beside(key.index().checked_sub(1)),
        next: beside(Some(key.index() + 1)),
    };
    head.sections_of(&trend.body);
    if !view.sources.is_empty() {
        head.section("sources", at.words.say("fresh.sources"));
    }
    if !view.links.is_empty() {
        head.section("links", at.words.say("list.links"));
    }
    Shown::new("trend.html", head, &view)
}

fn source(at: &Viewpoint, citation: &Citation) -> Link {
    let date = citation.date.map(|day| at.words.fill("trend.as_of", &[("day", &at.words.plain_day(day))]));
    let address = citation.url.clone().unwrap_or_default();
    let note = date.into_iter().chain(citation.url.clone()).collect::<Vec<_>>().join(at.words.say("list.space"));
    Link {
        title: citation.title.clone(),
        external: !address.is_empty(),
        href: address,
        note: (!note.is_empty()).then_some(note),
        icon: Some("doc"),
        ..Link::default()
    }
}
