//! One trend article: the text, what it rests on, until when it is current.

use crate::model::{Citation, Key, Trend};
use crate::render::frame::Head;
use crate::render::shape::{Fact, LevelChip, Link, Named};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::Output;
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
    let mut head = Head::of_record(at, trend, Output::Trends);
    head.lead = Some(trend.summary.clone());
    let current = trend.current(at.site.today());
    let expired = trend.expires.filter(|_| !current);
    let mut links = Vec::new();
    if !trend.skills.is_empty() {
        links.push(Fact::links("関わるスキル", trend.skills.iter().map(|skill| at.skill(*skill)).collect()));
    }
    if !trend.levels.is_empty() {
        links.push(Fact::links("読んでほしい人材区分", trend.levels.iter().map(|level| at.level(*level)).collect()));
    }
    let beside = |step: Option<usize>| {
        let (key, other) = at.site.trends.iter().nth(step?)?;
        Some(Named { name: other.title.clone(), href: at.href(&Output::Trend(key)) })
    };
    let view = View {
        published: words::date(trend.published),
        until: trend.expires.filter(|_| current).map(words::date),
        expired: expired.map(|day| format!("この記事は{}に期限が切れました。", day.words())),
        unverified: trend.meta.unverified.then(|| words::checked(true)),
        levels: at.chips(trend.levels.iter().copied()),
        sample: trend.meta.sample,
        body_html: prose.html(at, &trend.body),
        sources: trend.sources.iter().map(source).collect(),
        links,
        all: at.href(&Output::Trends),
        prev: beside(key.index().checked_sub(1)),
        next: beside(Some(key.index() + 1)),
    };
    head.sections_of(&trend.body);
    if !view.sources.is_empty() {
        head.section("sources", "出典");
    }
    if !view.links.is_empty() {
        head.section("links", "つながり");
    }
    Shown::new("trend.html", head, &view)
}

fn source(citation: &Citation) -> Link {
    let date = citation.date.map(|day| format!("{}の時点", day.era_date()));
    let address = citation.url.clone().unwrap_or_default();
    let note = date.into_iter().chain(citation.url.clone()).collect::<Vec<_>>().join("　");
    Link {
        title: citation.title.clone(),
        external: !address.is_empty(),
        href: address,
        note: (!note.is_empty()).then_some(note),
        icon: Some("doc"),
        ..Link::default()
    }
}
