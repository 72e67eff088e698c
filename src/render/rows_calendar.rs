//! Months as grids and as lists of dates in order of time, with everything that falls into them.

use super::rows_dates::{closed_note, href, is_sample, long, short, title};
use super::shape::Date;
use super::viewpoint::Viewpoint;
use crate::model::SessionStatus;
use crate::model::agenda::{Action, Due, Event, EventKind, Subject};
use crate::notation::{Day, FiscalYear};
use serde::Serialize;

/// A month as a grid of weeks.
#[derive(Clone, Debug, Serialize)]
pub struct Month {
    /// Id of its caption.
    pub id: String,
    /// 令和8年2月
    pub caption: String,
    /// （2026年・令和7年度）
    pub note: String,
    /// Weeks from Sunday.
    pub weeks: Vec<Vec<GridDay>>,
}

/// A day of a grid.
#[derive(Clone, Debug, Serialize)]
pub struct GridDay {
    /// `2026-02-13`
    pub iso: String,
    /// `13`, `3/1`
    pub label: String,
    /// Saturday, Sunday, holiday.
    pub off: bool,
    /// Sunday, holiday.
    pub red: bool,
    /// Of another month.
    pub out: bool,
    /// Its name.
    pub holiday: Option<String>,
    /// What there is.
    pub events: Vec<GridEvent>,
}

/// Something on a day of a grid.
#[derive(Clone, Debug, Serialize)]
pub struct GridEvent {
    /// `due`, `exam` or `course`.
    pub kind: &'static str,
    /// 締切, 試験, 研修, …
    pub word: String,
    /// Of what.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// A date of a list in order of time.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// When it begins, or the deadline.
    pub date: Date,
    /// 締切, 試験, 研修, …
    pub kind: String,
    /// Of what.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The dates are invented.
    pub sample: bool,
    /// A remark.
    pub note: Option<String>,
}

/// The first days of the months from that of `from` to that of `to`.
pub fn months(from: Day, to: Day) -> impl Iterator<Item = Day> {
    let first = from.plus(1 - i32::from(from.day()));
    std::iter::successors(Some(first), |first| Some(next_month(*first))).take_while(move |first| *first <= to)
}

fn next_month(first: Day) -> Day {
    let later = first.plus(31);
    later.plus(1 - i32::from(later.day()))
}

/// `令和8年2月`.
pub fn month_words(at: &Viewpoint, first: Day) -> String {
    at.words.month_of(first)
}

/// The month that begins on `first`, with everything that falls into it.
pub fn month_grid(at: &Viewpoint, first: Day) -> Month {
    let (start, next) = (first.plus(-(first.weekday() as i32)), next_month(first));
    let weeks = (0..6).map(|week| start.plus(7 * week)).take_while(|sunday| *sunday < next);
    let weeks = weeks.map(|sunday| (0..7).map(|day| grid_day(at, sunday.plus(day), start, first)).collect());
    Month {
        id: month_id(first),
        caption: month_words(at, first),
        note: at.words.fill("calendar.grid_note", &[("year", &first.year()), ("fiscal", &at.words.fiscal_year(FiscalYear::of(first)))]),
        weeks: weeks.collect(),
    }
}

/// Id of the caption of a month: `m-2026-02`.
pub fn month_id(first: Day) -> String {
    format!("m-{}", &first.iso()[..7])
}

fn grid_day(at: &Viewpoint, day: Day, start: Day, first: Day) -> GridDay {
    let holiday = at.site.calendar.holiday(day).map(str::to_owned);
    let out = day.month() != first.month();
    let turn = out && (day == start || day.day() == 1);
    GridDay {
        iso: day.iso(),
        label: if turn { at.words.numeric_day(day) } else { day.day().to_string() },
        off: at.site.calendar.is_closed(day),
        red: day.weekday() == 0 || holiday.is_some(),
        out,
        holiday,
        // Days of other months stand in the grids of these months.
        events: if out { Vec::new() } else { day_events(at, day) },
    }
}

fn day_events(at: &Viewpoint, day: Day) -> Vec<GridEvent> {
    let dues = at.figures.dues.iter().filter(|due| due.deadline.day == day).map(|due| GridEvent {
        kind: "due",
        word: at.words.say(due_word(due)).to_owned(),
        name: short_title(at, due.subject),
        href: href(at, due.subject),
    });
    let events = at.figures.events.iter().filter(|event| event.from == day || event.to == day).map(|event| {
        let (kind, word) = event_word(event.kind);
        let word = if event.held { at.words.say(word).to_owned() } else { at.words.session_status(event.status).word };
        let name = short_title(at, event.subject);
        let tail = match (event.from == event.to, event.from == day) {
            (true, _) => String::new(),
            (false, true) => format!(" {}", at.words.until(&at.words.numeric_day(event.to))),
            (false, false) => format!(" {}", at.words.say("calendar.last_day")),
        };
        GridEvent { kind, word, name: format!("{name}{tail}"), href: href(at, event.subject) }
    });
    dues.chain(events).collect()
}

/// The name of the word for what a deadline asks for.
fn due_word(due: &Due) -> &'static str {
    match (due.action, due.subject) {
        (Action::ApplyInternal, _) => "calendar.due_internal",
        (Action::ApplyGroup, _) => "calendar.due_group",
        (Action::Apply, Subject::Exam(..)) => "calendar.due_exam",
        (Action::Apply, _) => "calendar.due_course",
        (Action::Register, _) => "calendar.due_register",
        (Action::Finish, _) => "calendar.due_finish",
    }
}

/// The look of an event, and the name of its word.
fn event_word(kind: EventKind) -> (&'static str, &'static str) {
    match kind {
        EventKind::Course => ("course", "kind.course"),
        EventKind::Exam => ("exam", "kind.exam"),
        EventKind::Result => ("exam", "kind.result"),
        EventKind::External => ("course", "kind.external_course"),
    }
}

/// Every deadline, and everything that begins, from `from` to `to`, in order of time.
pub fn entries(at: &Viewpoint, from: Day, to: Day) -> Vec<Entry> {
    let days = from..=to;
    let dues = at.figures.dues.iter().filter(|due| days.contains(&due.deadline.day)).map(|due| (due.deadline.day, due_entry(at, due)));
    let events = at.figures.events.iter().filter(|event| days.contains(&event.from)).map(|event| (event.from, event_entry(at, event)));
    let mut entries: Vec<_> = dues.chain(events).collect();
    entries.sort_by_key(|(day, _)| *day);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// What began before `day` and still goes on.
pub fn running(at: &Viewpoint, day: Day) -> Vec<Entry> {
    let running = at.figures.events.iter().filter(|event| event.from < day && event.to >= day);
    running.map(|event| event_entry(at, event)).collect()
}

fn due_entry(at: &Viewpoint, due: &Due) -> Entry {
    let time = due.deadline.time.map_or_else(String::new, |time| format!(" {}", time.words()));
    let mut date = short(at, due.deadline.day);
    date.iso = due.deadline.iso();
    date.words.push_str(&time);
    date.words = at.words.until(&date.words);
    Entry {
        date,
        kind: at.words.action(due.action, due.subject).to_owned(),
        title: title(at, due.subject),
        href: href(at, due.subject),
        sample: is_sample(at, due.subject),
        note: closed_note(at, due.deadline.day),
    }
}

fn event_entry(at: &Viewpoint, event: &Event) -> Entry {
    let last = if event.from.year() == event.to.year() { short(at, event.to) } else { long(at, event.to) };
    let first = short(at, event.from).words;
    let days = if event.from == event.to { first } else { at.words.range(&first, &last.words) };
    let time = at.words.hours(event.start, event.end);
    let place = match event.subject {
        Subject::Course(key, Some(position)) => at.site[key].sessions.get(position).and_then(|session| session.value.place.clone()),
        _ => None,
    };
    let place = place.filter(|_| event.held);
    let state =
        (!matches!(event.status, SessionStatus::Confirmed | SessionStatus::Tentative)).then(|| at.words.session_status(event.status).word);
    let note: Vec<String> = state.into_iter().chain(place).collect();
    Entry {
        date: Date { iso: event.from.iso(), words: format!("{days}{time}") },
        kind: at.words.say(event_word(event.kind).1).to_owned(),
        title: title(at, event.subject),
        href: href(at, event.subject),
        sample: is_sample(at, event.subject),
        note: (!note.is_empty()).then(|| note.join(at.words.say("list.space"))),
    }
}

/// The same, as short as a calendar needs it.
fn short_title(at: &Viewpoint, subject: Subject) -> String {
    match subject {
        Subject::Exam(exam, _) => at.site[exam].abbr.clone().unwrap_or_else(|| at.site[exam].name.clone()),
        Subject::Course(key, _) => at.site[key].title.clone(),
        Subject::External(key) => at.site[key].title.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_run_from_first_to_first() {
        let day = |y, m, d| Day::new(y, m, d).expect("a day");
        let all: Vec<String> = months(day(2026, 12, 31), day(2027, 3, 1)).map(Day::iso).collect();
        assert_eq!(all, ["2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01"]);
        assert_eq!(month_id(day(2026, 2, 1)), "m-2026-02");
    }
}
