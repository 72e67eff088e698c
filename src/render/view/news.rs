//! One news item, with the text to paste into the bulletin board.

use crate::model::agenda::Subject;
use crate::model::{Key, News, Pointer};
use crate::render::frame::Head;
use crate::render::rows_dates::{anchored, deadline_row};
use crate::render::shape::{Date, Deadline, Link, Named, Told};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    published: Date,
    kind: String,
    sample: bool,
    until: Option<Date>,
    body_html: String,
    dues: Vec<Deadline>,
    links: Vec<Link>,
    board: Vec<String>,
    all: String,
    prev: Option<Named>,
    next: Option<Named>,
}

/// The page of the news item `key`.
pub fn show(at: &Viewpoint, prose: &Prose, key: Key<News>) -> Shown {
    let news = &at.site[key];
    let mut head = Head::of_record(at, news, Output::Fixed(Fixed::NewsList));
    head.lead = news.summary.clone().map(Told::from);
    let beside = |step: Option<usize>| {
        let (key, other) = at.site.news.iter().nth(step?)?;
        Some(Named { name: other.title.clone(), href: at.href(&Output::Record(RecordPage::News(key))) })
    };
    let view = View {
        published: at.words.date(news.published),
        kind: news.category.clone().unwrap_or_default(),
        sample: news.meta.sample,
        until: news.meta.publish_until.map(|day| at.words.date(day)),
        body_html: prose.html(at, &news.body),
        dues: dues(at, news),
        links: news.links.iter().map(|pointer| link(at, *pointer)).collect(),
        board: news.board_text.iter().flat_map(|text| text.trim().lines().map(str::to_owned)).collect(),
        all: at.href(&Output::Fixed(Fixed::NewsList)),
        prev: beside(key.index().checked_sub(1)),
        next: beside(Some(key.index() + 1)),
    };
    head.sections_of(&news.body);
    for (id, text, there) in [
        ("due", at.words.say("news.dues"), !view.dues.is_empty()),
        ("links", at.words.say("news.links"), !view.links.is_empty()),
        ("board", at.words.say("news.board"), !view.board.is_empty()),
    ] {
        if there {
            head.section(id, text);
        }
    }
    Shown::new("news.html", head, &view)
}

/// The deadlines to come of the courses, exams and external contents that the item points to.
fn dues(at: &Viewpoint, news: &News) -> Vec<Deadline> {
    let concerns = |subject: Subject| {
        news.links.iter().any(|pointer| match (*pointer, subject) {
            (Pointer::Course(key), Subject::Course(course, _)) => key == course,
            (Pointer::Exam(key), Subject::Exam(exam, _)) => key == exam,
            (Pointer::External(key), Subject::External(external)) => key == external,
            _ => false,
        })
    };
    let coming = crate::render::rows_dates::upcoming(at).filter(|due| concerns(due.subject));
    coming.take(5).map(|due| deadline_row(at, due)).collect()
}

fn link(at: &Viewpoint, pointer: Pointer) -> Link {
    match pointer {
        Pointer::Course(key) => at.course(key),
        Pointer::Exam(key) => at.exam(key),
        Pointer::Case(key) => at.case(key),
        Pointer::External(key) => anchored(at, &Output::Fixed(Fixed::Externals), &at.site[key]),
        Pointer::Kpi(key) => at.kpi(key),
        Pointer::Level(key) => at.level(key),
    }
}
