//! All trend articles: those that are current, then those that have expired.

use crate::model::{Key, Trend};
use crate::render::frame::Head;
use crate::render::rows_catalogue::intro;
use crate::render::shape::{Card, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Export, Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    current: Vec<Card>,
    expired: Vec<Link>,
    feed: String,
    learn: String,
}

/// The page of all trend articles.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "trends", at.words.say("menu.trends"), at.words.say("lead.trends"));
    let today = at.site.today();
    let (current, expired): (Vec<_>, Vec<_>) = at.site.trends.iter().partition(|(_, trend)| trend.current(today));
    let view = View {
        intro_html: intro(at, prose, "trends"),
        current: current.into_iter().map(|(key, trend)| card(at, key, trend)).collect(),
        expired: expired.into_iter().map(|(key, trend)| past(at, key, trend)).collect(),
        feed: at.href(&Output::Export(Export::TrendFeed)),
        learn: at.href(&Output::Fixed(Fixed::Courses)),
    };
    Shown::new("trends.html", head, &view)
}

fn card(at: &Viewpoint, key: Key<Trend>, trend: &Trend) -> Card {
    Card {
        title: trend.title.clone(),
        href: at.href(&Output::Record(RecordPage::Trend(key))),
        text: Some(trend.summary.clone()),
        levels: at.chips(trend.levels.iter().copied()),
        sample: trend.meta.sample,
        date: Some(at.words.date(trend.published)),
        meta: trend.expires.map(|expires| at.words.fill("trend.until_day", &[("day", &at.words.plain_day(expires))])),
        ..Card::default()
    }
}

fn past(at: &Viewpoint, key: Key<Trend>, trend: &Trend) -> Link {
    let note = trend.expires.map(|expires| at.words.fill("trend.expired_note", &[("day", &at.words.plain_day(expires))]));
    Link { note, ..at.link(&Output::Record(RecordPage::Trend(key)), trend) }
}
