//! The calendar of the present fiscal year; [`super::calendar_year`] shows any year with the same parts.

use crate::notation::{Day, FiscalYear};
use crate::render::frame::Head;
use crate::render::rows_calendar::{Entry, Month, entries, month_grid, months, running};
use crate::render::rows_catalogue::intro;
use crate::render::rows_dates::is_sample;
use crate::render::shape::{Alternate, Counted, CountedList, Current, Named};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Export, Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct View {
    intro_html: String,
    years: CountedList,
    index: Vec<Named>,
    calendar: String,
    deadlines: String,
    exams: String,
    running: Vec<Entry>,
    months: Vec<MonthPart>,
    over: Vec<MonthPart>,
    over_title: String,
    holidays_unknown: Option<String>,
}

/// A month: grid for wide screens and paper, list for narrow ones. Without entries only a sentence.
#[derive(Serialize)]
struct MonthPart {
    id: String,
    name: String,
    count: usize,
    grid: Option<Month>,
    entries: Vec<Entry>,
}

/// The page of the present fiscal year.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let year = at.site.this_year();
    let mut head = Head::of_section(at, "calendar", at.words.say("calendar.title"), at.words.say("calendar.lead"));
    let today = at.site.today();
    let present = today.plus(1 - i32::from(today.day()));
    let mut view = view(at, year, |first| first < present);
    view.intro_html = intro(at, prose, "calendar");
    finish(at, &mut head, &view);
    Shown::new("calendar.html", head, &view)
}

/// The year `year`; months for which `is_over` holds are folded.
pub(super) fn view(at: &Viewpoint, year: FiscalYear, is_over: impl Fn(Day) -> bool) -> View {
    let (from, to) = (year.first_day(), year.last_day());
    let (over, open): (Vec<Day>, Vec<Day>) = months(from, to).partition(|first| is_over(*first));
    let over_title = match (over.first(), over.last()) {
        (Some(first), Some(last)) if first != last => {
            at.words.fill("calendar.over_from_to", &[("from", &month_name(at, *first)), ("to", &month_name(at, *last))])
        }
        (Some(first), _) => at.words.fill("calendar.over_one", &[("month", &month_name(at, *first))]),
        (None, _) => String::new(),
    };
    let jump = |first: &Day| Named { name: month_name(at, *first), href: format!("#month-{}", first.month()) };
    let mut index: Vec<Named> = open.iter().map(jump).collect();
    index.extend((!over.is_empty()).then(|| Named { name: at.words.say("calendar.over").to_owned(), href: "#over".to_owned() }));
    let unknown = at.site.calendar.known_until().filter(|known| *known < to);
    View {
        intro_html: String::new(),
        years: years(at, year),
        index,
        calendar: at.href(&Output::Export(Export::Calendar)),
        deadlines: at.href(&Output::Fixed(Fixed::Deadlines)),
        exams: at.href(&Output::Fixed(Fixed::Exams)),
        running: running(at, from),
        months: open.into_iter().map(|first| part(at, first)).collect(),
        over: over.into_iter().map(|first| part(at, first)).collect(),
        over_title,
        holidays_unknown: unknown.map(|known| at.words.fill("calendar.holidays_until", &[("day", &at.words.day(known))])),
    }
}

/// Adds the calendar file. The months have an index of their own, so that the grids get the whole width.
pub(super) fn finish(at: &Viewpoint, head: &mut Head, view: &View) {
    if !view.calendar.is_empty() {
        let title = at.words.say("dates.all_ics").to_owned();
        head.alternates.push(Alternate { media: "text/calendar", title, href: view.calendar.clone() });
    }
}

/// `4月`, `April`.
fn month_name(at: &Viewpoint, first: Day) -> String {
    at.words.say(&format!("calendar.month.m{}", first.month())).to_owned()
}

fn part(at: &Viewpoint, first: Day) -> MonthPart {
    let last = first.plus(31);
    let entries = entries(at, first, last.plus(-i32::from(last.day())));
    MonthPart {
        id: format!("month-{}", first.month()),
        name: month_name(at, first),
        count: entries.len(),
        grid: (!entries.is_empty()).then(|| month_grid(at, first)),
        entries,
    }
}

/// The years that have a date. The present one is the page of the calendar itself, also on the page of that year alone.
fn years(at: &Viewpoint, shown: FiscalYear) -> CountedList {
    let days = |year: FiscalYear| year.first_day()..=year.last_day();
    let count = |year: FiscalYear| {
        let dues = at.figures.dues.iter().filter(|due| days(year).contains(&due.deadline.day)).map(|due| due.subject);
        let events = at.figures.events.iter().filter(|event| days(year).contains(&event.from)).map(|event| event.subject);
        dues.chain(events).map(|subject| is_sample(at, subject)).collect()
    };
    let years = crate::model::agenda::years(at.site).into_iter().map(|year| {
        let output =
            if year == at.site.this_year() { Output::Fixed(Fixed::Calendar) } else { Output::Record(RecordPage::CalendarYear(year)) };
        let mark = if at.routes.path(&output) == Some(at.here) { Current::Page } else { Current::Place };
        let current = (year == shown).then_some(mark);
        Counted { name: at.words.fiscal_year(year), href: at.href(&output), count: count(year), current }
    });
    years.collect::<Vec<_>>().into()
}
