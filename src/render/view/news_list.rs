//! All news, by fiscal year, the latest first.

use crate::model::{Key, News};
use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::rows_catalogue::intro;
use crate::render::shape::Date;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Export, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    years: Vec<Year>,
    feed: String,
}

/// The news of one fiscal year.
#[derive(Serialize)]
struct Year {
    id: String,
    name: String,
    items: Vec<Item>,
}

/// A line of the list.
#[derive(Serialize)]
struct Item {
    date: Date,
    kind: String,
    title: String,
    href: String,
    sample: bool,
}

/// The page of all news.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "news", at.words.say("menu.news"), at.words.say("lead.news"));
    let mut years: Vec<Year> = Vec::new();
    for (key, news) in at.site.news.iter() {
        let year = FiscalYear::of(news.published);
        let id = format!("fy-{}", year.0);
        if years.last().is_none_or(|last| last.id != id) {
            years.push(Year { id, name: at.words.fiscal_year(year), items: Vec::new() });
        }
        if let Some(last) = years.last_mut() {
            last.items.push(item(at, key, news));
        }
    }
    years.iter().for_each(|year| head.section(&year.id, &year.name));
    let view = View { intro_html: intro(at, prose, "news"), years, feed: at.href(&Output::Export(Export::NewsFeed)) };
    Shown::new("news_list.html", head, &view)
}

fn item(at: &Viewpoint, key: Key<News>, news: &News) -> Item {
    Item {
        date: at.words.date(news.published),
        kind: news.category.clone().unwrap_or_default(),
        title: news.title.clone(),
        href: at.href(&Output::Record(RecordPage::News(key))),
        sample: news.meta.sample,
    }
}
