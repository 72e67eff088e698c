//! All deadlines to come, by month, and those that have just passed.

use crate::model::agenda::Due;
use crate::render::facets::{self, Panel, Question};
use crate::render::frame::Head;
use crate::render::rows_calendar::month_words;
use crate::render::rows_catalogue::intro;
use crate::render::rows_dates::{Sitting, deadline_row, sitting_row, span, upcoming};
use crate::render::shape::{Alternate, Deadline};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Export, Fixed, Output};
use serde::Serialize;

/// How long a deadline that has passed is still listed, in days.
const REMEMBERED: i32 = 30;

#[derive(Serialize)]
struct View {
    intro_html: String,
    panel: Panel,
    months: Vec<Month>,
    sittings: Vec<Sitting>,
    past: Vec<Deadline>,
    calendar: String,
    year: String,
    exams: String,
    csv: String,
}

/// The deadlines of one month.
#[derive(Serialize)]
struct Month {
    id: String,
    name: String,
    rows: Vec<Deadline>,
}

/// The page of all deadlines.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "deadlines", at.words.say("deadlines.title"), at.words.say("deadlines.lead"));
    let today = at.site.today();
    let recent = at.figures.dues.iter().filter(|due| due.deadline.day < today && due.deadline.day.days_until(today) <= REMEMBERED);
    let sessions = at.site.exam_sessions.iter().filter(|(_, session)| {
        session.takes_applications() && session.apply.as_ref().is_some_and(|apply| apply.close.day >= today) && span(session).is_some()
    });
    let months = months(at, upcoming(at));
    let rows = months.iter().flat_map(|month| &month.rows).map(|row| &row.data);
    let questions = vec![
        Question::open("of", facets::said(at, "filter.subjects", ["course", "exam", "external"])),
        Question::open("action", facets::said(at, "filter.actions", ["internal", "group", "apply", "register", "finish"])),
        Question::open("level", facets::levels(at)),
        Question::open("area", facets::areas(at)),
        Question::open("required", facets::said(at, "filter.requirements", ["mandatory", "elective", "optional"])),
        Question::folded("office", facets::departments(at)),
    ];
    let view = View {
        panel: Panel::new(at, "list", rows, questions),
        intro_html: intro(at, prose, "deadlines"),
        months,
        sittings: sessions.filter_map(|(key, _)| sitting_row(at, key)).collect(),
        past: recent.rev().map(|due| deadline_row(at, due)).collect(),
        calendar: at.href(&Output::Export(Export::Calendar)),
        year: at.href(&Output::Fixed(Fixed::Calendar)),
        exams: at.href(&Output::Fixed(Fixed::Exams)),
        csv: at.href(&Output::Export(Export::Csv(Dataset::Deadlines))),
    };
    if !view.calendar.is_empty() {
        let title = at.words.say("dates.all_ics").to_owned();
        head.alternates.push(Alternate { media: "text/calendar", title, href: view.calendar.clone() });
    }
    Shown::new("deadlines.html", head, &view)
}

fn months<'a>(at: &Viewpoint, dues: impl Iterator<Item = &'a Due>) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for due in dues {
        let day = due.deadline.day;
        let id = format!("due-{}", &day.iso()[..7]);
        if months.last().is_none_or(|month| month.id != id) {
            months.push(Month { id, name: month_words(at, day), rows: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            month.rows.push(deadline_row(at, due));
        }
    }
    months
}
