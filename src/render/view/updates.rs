//! What changed, the latest first, and the revisions of the plans.

use crate::model::{Meta, Recorded};
use crate::notation::Day;
use crate::render::frame::Head;
use crate::render::rows_calendar::month_words;
use crate::render::rows_catalogue::intro;
use crate::render::rows_dates::anchored;
use crate::render::shape::{Date, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage, page_output};
use serde::Serialize;

/// How many changes are listed.
const LISTED: usize = 100;

#[derive(Serialize)]
struct View {
    intro_html: String,
    months: Vec<Month>,
    plans: Vec<Item>,
    news: String,
}

/// The changes of one month.
#[derive(Serialize)]
struct Month {
    id: String,
    name: String,
    /// How many changes.
    count: usize,
    days: Vec<Daily>,
}

/// The changes of one day.
#[derive(Serialize)]
struct Daily {
    date: Date,
    items: Vec<Item>,
}

/// A change.
#[derive(Clone, Serialize)]
struct Item {
    date: Date,
    kind: String,
    title: String,
    href: String,
    sample: bool,
    note: Option<String>,
}

/// The page of changes.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "updates", at.words.say("menu.updates"), at.words.say("lead.updates"));
    let mut changes = changes(at);
    changes.sort_by_cached_key(|(day, item)| (std::cmp::Reverse(*day), item.kind.clone(), item.title.clone()));
    changes.truncate(LISTED);
    let mut months: Vec<Month> = Vec::new();
    for (day, item) in changes {
        let id = format!("month-{}", &day.iso()[..7]);
        if months.last().is_none_or(|month| month.id != id) {
            months.push(Month { id, name: month_words(at, day), count: 0, days: Vec::new() });
        }
        let Some(month) = months.last_mut() else { continue };
        month.count += 1;
        match month.days.last_mut().filter(|daily| daily.date == item.date) {
            Some(daily) => daily.items.push(item),
            None => month.days.push(Daily { date: item.date.clone(), items: vec![item] }),
        }
    }
    let view = View { intro_html: intro(at, prose, "updates"), months, plans: plans(at), news: at.href(&Output::Fixed(Fixed::NewsList)) };
    view.months.iter().for_each(|month| head.section(&month.id, &month.name));
    if !view.plans.is_empty() {
        head.section("plans", at.words.say("updates.plans"));
    }
    Shown::new("updates.html", head, &view)
}

/// Every record that says when it changed.
fn changes(at: &Viewpoint) -> Vec<(Day, Item)> {
    let site = at.site;
    let mut changes = Vec::new();
    let mut add = |kind: &str, meta: &Meta, link: Link| {
        let Some(day) = meta.updated.filter(|_| !link.href.is_empty()) else { return };
        changes.push((
            day,
            Item { date: at.words.date(day), kind: kind.to_owned(), title: link.title, href: link.href, sample: link.sample, note: None },
        ));
    };
    site.courses.iter().for_each(|(key, record)| add(at.words.say("kind.course"), record.meta(), at.course(key)));
    site.skills.iter().for_each(|(key, record)| add(at.words.say("kind.skill"), record.meta(), at.skill(key)));
    site.levels.iter().for_each(|(key, record)| add(at.words.say("kind.level"), record.meta(), at.level(key)));
    site.exams.iter().for_each(|(key, record)| add(at.words.say("kind.exam"), record.meta(), at.exam(key)));
    site.external
        .values()
        .for_each(|record| add(at.words.say("kind.external"), record.meta(), anchored(at, &Output::Fixed(Fixed::Externals), record)));
    site.cases.iter().for_each(|(key, record)| add(at.words.say("kind.case"), record.meta(), at.case(key)));
    site.kpis.iter().for_each(|(key, record)| add("KPI", record.meta(), at.kpi(key)));
    site.glossary
        .values()
        .for_each(|record| add(at.words.say("kind.term"), record.meta(), anchored(at, &Output::Fixed(Fixed::Glossary), record)));
    site.news
        .iter()
        .for_each(|(key, record)| add(at.words.say("kind.news"), record.meta(), at.link(&Output::Record(RecordPage::News(key)), record)));
    site.trends
        .iter()
        .for_each(|(key, record)| add(at.words.say("kind.trend"), record.meta(), at.link(&Output::Record(RecordPage::Trend(key)), record)));
    site.pages.iter().for_each(|(key, record)| add(at.words.say("kind.page"), record.meta(), at.link(&page_output(key, record), record)));
    site.plans.values().for_each(|record| add(at.words.say("kind.plan"), record.meta(), at.link(&Output::Fixed(Fixed::Plans), record)));
    site.communities
        .values()
        .for_each(|record| add(at.words.say("kind.community"), record.meta(), at.link(&Output::Fixed(Fixed::Communities), record)));
    changes
}

/// Adoption and revisions of all plans, the latest first.
fn plans(at: &Viewpoint) -> Vec<Item> {
    let mut items = Vec::new();
    for plan in at.site.plans.values() {
        let link = at.link(&Output::Fixed(Fixed::Plans), plan);
        let item = |month, kind: &str, note| {
            let (title, href, sample) = (link.title.clone(), link.href.clone(), link.sample);
            (month, Item { date: at.words.month(month), kind: kind.to_owned(), title, href, sample, note })
        };
        items.push(item(plan.adopted, at.words.say("kind.adopted"), None));
        items.extend(plan.history.iter().map(|revision| item(revision.date, at.words.say("kind.revised"), Some(revision.note.clone()))));
    }
    items.sort_by_key(|(month, _)| std::cmp::Reverse(*month));
    items.into_iter().map(|(_, item)| item).collect()
}
