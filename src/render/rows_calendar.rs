//! Months as grids and as lists of dates in order of time, with everything that falls into them.

use super::rows_dates::{closed_note, href, is_sample, long, short, title};
use super::shape::Date;
use super::viewpoint::Viewpoint;
use super::words;
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
    pub word: &'static str,
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
pub fn month_words(first: Day) -> String {
    format!("{}{}月", first.era_year(), first.month())
}

/// The month that begins on `first`, with everything that falls into it.
pub fn month_grid(at: &Viewpoint, first: Day) -> Month {
    let (start, next) = (first.plus(-(first.weekday() as i32)), next_month(first));
    let weeks = (0..6).map(|week| start.plus(7 * week)).take_while(|sunday| *sunday < next);
    let weeks = weeks.map(|sunday| (0..7).map(|day| grid_day(at, sunday.plus(day), start, first)).collect());
    Month {
        id: month_id(first),
        caption: month_words(first),
        note: format!("（{}年・{}）", first.year(), FiscalYear::of(first).words()),
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
        label: if turn { format!("{}/{}", day.month(), day.day()) } else { day.day().to_string() },
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
        word: due_word(due),
        name: short_title(at, due.subject),
        href: href(at, due.subject),
    });
    let events = at.figures.events.iter().filter(|event| event.from == day || event.to == day).map(|event| {
        let (kind, word) = event_word(event.kind);
        let name = short_title(at, event.subject);
        let tail = match (event.from == event.to, event.from == day) {
            (true, _) => String::new(),
            (false, true) => format!(" {}/{}まで", event.to.month(), event.to.day()),
            (false, false) => " 最終日".to_owned(),
        };
        GridEvent { kind, word, name: format!("{name}{tail}"), href: href(at, event.subject) }
    });
    dues.chain(events).collect()
}

fn due_word(due: &Due) -> &'static str {
    match (due.action, due.subject) {
        (Action::ApplyInternal, _) => "庁内締切",
        (Action::ApplyGroup, _) => "団体締切",
        (Action::Apply, Subject::Exam(..)) => "個人締切",
        (Action::Apply, _) => "申込締切",
        (Action::Register, _) => "登録締切",
        (Action::Finish, _) => "受講期限",
    }
}

fn event_word(kind: EventKind) -> (&'static str, &'static str) {
    match kind {
        EventKind::Course => ("course", "研修"),
        EventKind::Exam => ("exam", "試験"),
        EventKind::Result => ("exam", "結果"),
        EventKind::External => ("course", "外部講座"),
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
    date.words.push_str("まで");
    Entry {
        date,
        kind: words::action(due.action, due.subject).to_owned(),
        title: title(at, due.subject),
        href: href(at, due.subject),
        sample: is_sample(at, due.subject),
        note: closed_note(at, due.deadline.day),
    }
}

fn event_entry(at: &Viewpoint, event: &Event) -> Entry {
    let last = if event.from.year() == event.to.year() { short(at, event.to) } else { long(at, event.to) };
    let until = if event.from == event.to { String::new() } else { format!("〜{}", last.words) };
    let time = match (event.start, event.end) {
        (Some(start), Some(end)) => format!(" {}〜{}", start.words(), end.words()),
        (Some(start), None) => format!(" {}から", start.words()),
        _ => String::new(),
    };
    let place = match event.subject {
        Subject::Course(key, Some(position)) => at.site[key].sessions.get(position).and_then(|session| session.value.place.clone()),
        _ => None,
    };
    Entry {
        date: Date { iso: event.from.iso(), words: format!("{}{until}{time}", short(at, event.from).words) },
        kind: event_word(event.kind).1.to_owned(),
        title: title(at, event.subject),
        href: href(at, event.subject),
        sample: is_sample(at, event.subject),
        note: place,
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
        assert_eq!(month_words(day(2026, 2, 1)), "令和8年2月");
        assert_eq!(month_id(day(2026, 2, 1)), "m-2026-02");
    }
}
