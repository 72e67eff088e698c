//! What an office recommends now, with reason and term; what it recommended before stands apart.

use crate::model::{External, Key, Recommended};
use crate::render::frame::Head;
use crate::render::rows_catalogue::{ExternalItem, external_item, intro};
use crate::render::rows_dates::anchored;
use crate::render::shape::{Date, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    items: Vec<Item>,
    expired: Vec<Link>,
    externals: String,
    courses: String,
}

/// A recommendation.
#[derive(Serialize)]
struct Item {
    item: ExternalItem,
    reason: String,
    by: String,
    until: Option<Date>,
}

/// The page of all recommendations.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "recommended", at.words.say("recommended.title"), at.words.say("lead.recommended"));
    let today = at.site.today();
    let now = |external: &External| external.recommended_on(today).is_some();
    let recommended = at.site.external.iter().filter_map(|(key, external)| Some((key, external, external.recommended.as_ref()?)));
    let (current, expired): (Vec<_>, Vec<_>) = recommended.partition(|(_, external, _)| now(external));
    let view = View {
        intro_html: intro(at, prose, "recommended"),
        items: current.into_iter().map(|(key, _, recommended)| item(at, key, recommended)).collect(),
        expired: expired.into_iter().map(|(_, external, recommended)| past(at, external, recommended)).collect(),
        externals: at.href(&Output::Fixed(Fixed::Externals)),
        courses: at.href(&Output::Fixed(Fixed::Courses)),
    };
    Shown::new("recommended.html", head, &view)
}

fn item(at: &Viewpoint, key: Key<External>, recommended: &Recommended) -> Item {
    let mut item = external_item(at, key);
    // The whole page is about that.
    item.tags.retain(|tag| tag.kind != "focus");
    Item {
        item,
        reason: recommended.reason.clone(),
        by: at.department(recommended.by),
        until: recommended.until.map(|day| at.words.date(day)),
    }
}

fn past(at: &Viewpoint, external: &External, recommended: &Recommended) -> Link {
    let until = recommended.until.map_or_else(String::new, |until| at.words.until(&at.words.plain_day(until)));
    Link { note: Some(at.words.beside(&until, &recommended.reason)), ..anchored(at, &Output::Fixed(Fixed::Externals), external) }
}
