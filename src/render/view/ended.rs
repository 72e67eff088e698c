//! The page at the address of what is no longer published: that it has ended, and where to look instead.

use super::page::section_output;
use crate::model::{OwnPage, Publication, parent};
use crate::render::frame::{Head, name};
use crate::render::{Shown, Viewpoint};
use crate::route::{Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text: String,
    list: Option<List>,
    search: String,
}

/// The list in which things like it stand.
#[derive(Serialize)]
struct List {
    text: String,
    href: String,
}

/// The page of the publication at `position`, which has ended.
pub fn show(at: &Viewpoint, position: usize) -> Shown {
    let ended = &at.site.publications[position];
    let list = list(ended);
    let above: Vec<Output> = at.has(&list).then(|| list.clone()).into_iter().filter(|list| *list != Output::Fixed(Fixed::Home)).collect();
    let day = ended.until.map(|day| at.words.day(day)).unwrap_or_default();
    let view = View {
        text: at.words.fill("ended.text", &[("title", &ended.title), ("day", &day)]),
        list: above.first().map(|list| List { text: at.words.fill("ended.go", &[("name", &name(at, list))]), href: at.href(list) }),
        search: at.href(&Output::Fixed(Fixed::Search)),
    };
    Shown::new("ended.html", Head { title: at.words.say("ended.title").to_owned(), above, ..Head::default() }, &view)
}

/// Where others of its kind are listed.
pub fn list(ended: &Publication) -> Output {
    match &ended.page {
        Some(OwnPage::Course) => Output::Fixed(Fixed::Courses),
        Some(OwnPage::Exam) => Output::Fixed(Fixed::Exams),
        Some(OwnPage::Case) => Output::Fixed(Fixed::Cases),
        Some(OwnPage::News) => Output::Fixed(Fixed::NewsList),
        Some(OwnPage::Trend) => Output::Fixed(Fixed::Trends),
        Some(OwnPage::Page(address)) => section_output(parent(address)),
        None => Output::Fixed(Fixed::Home),
    }
}
