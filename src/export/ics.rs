//! Deadlines and events as calendar files (RFC 5545).
//!
//! Days and windows are all-day events; moments are given in UTC (Japan has had one offset, +09:00, since 1951), so no definition of a
//! time zone is needed. A deadline is an event of its own, 「【締切】…」, and takes no time. Cancelled sittings are left out. UIDs are made
//! from ids and the organisation and stay the same; DTSTAMP is the last change of the record, or the day the site is made for.

use super::address;
use super::dates::{Dated, date_id, due_id, event_words, subject};
use crate::model::agenda::{Due, Event, EventKind, Subject};
use crate::model::{Course, Exam, Figures, Key, Recorded, Site};
use crate::notation::{Day, Time};
use crate::render::words;
use crate::route::{Routes, tag_slug};
use icalendar::{Calendar, Component, EventLike, EventStatus, Property};

/// All dates of the portal.
pub(super) fn all(site: &Site, figures: &Figures, routes: &Routes) -> Vec<u8> {
    write(site, figures, routes, "研修・試験の日程", |_| true)
}

/// The dates of one exam.
pub(super) fn exam(site: &Site, figures: &Figures, routes: &Routes, key: Key<Exam>) -> Vec<u8> {
    write(site, figures, routes, site[key].title(), |of| matches!(of, Subject::Exam(exam, _) if exam == key))
}

/// The dates of one course.
pub(super) fn course(site: &Site, figures: &Figures, routes: &Routes, key: Key<Course>) -> Vec<u8> {
    write(site, figures, routes, site[key].title(), |of| matches!(of, Subject::Course(course, _) if course == key))
}

fn write(site: &Site, figures: &Figures, routes: &Routes, name: &str, wanted: impl Fn(Subject) -> bool) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//Shirube//Shirube//JA"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property((key, value));
    }
    calendar.append_property(Property::new("X-WR-CALNAME", format!("{} {name}", site.config.title)));
    calendar.append_property(("X-WR-TIMEZONE", "Asia/Tokyo"));
    for event in figures.events.iter().filter(|event| wanted(event.subject)) {
        calendar.push(held(site, routes, event));
    }
    for due in figures.dues.iter().filter(|due| wanted(due.subject)) {
        calendar.push(deadline(site, routes, due));
    }
    calendar.to_string().into_bytes()
}

/// An event that takes place.
fn held(site: &Site, routes: &Routes, event: &Event) -> icalendar::Event {
    let of = subject(site, event.subject);
    let (step, category) = event_words(event.kind);
    let prefix = if event.kind == EventKind::Result { "【結果発表】" } else { "" };
    let mut out = base(site, routes, &of, &date_id(site, event.subject, step), prefix, category);
    let times = event.start.map(|start| (start, event.end.filter(|end| *end > start)));
    match times {
        Some((start, end)) if event.from == event.to => {
            out.append_property(Property::new("DTSTART", utc(event.from, start)));
            out.append_property(Property::new("DTEND", utc(event.from, end.unwrap_or(start))));
        }
        _ => all_day(&mut out, event.from, event.to),
    }
    // A course takes the time of those who take part; a window or a day of results does not.
    if event.kind != EventKind::Course {
        out.add_property("TRANSP", "TRANSPARENT");
    }
    let hours = times.map(|(start, end)| format!("時間: {}〜{}", start.words(), end.map_or_else(String::new, Time::words)));
    describe(site, routes, &mut out, &of, hours);
    out.done()
}

/// A deadline.
fn deadline(site: &Site, routes: &Routes, due: &Due) -> icalendar::Event {
    let of = subject(site, due.subject);
    let action = words::action(due.action, due.subject);
    let mut out = base(site, routes, &of, &due_id(site, due), &format!("【締切】{action} "), "締切");
    match due.deadline.time {
        Some(time) => {
            out.append_property(Property::new("DTSTART", utc(due.deadline.day, time)));
            out.append_property(Property::new("DTEND", utc(due.deadline.day, time)));
        }
        None => all_day(&mut out, due.deadline.day, due.deadline.day),
    }
    out.add_property("TRANSP", "TRANSPARENT");
    let when = format!("締切: {}", words::deadline(due.deadline, &site.calendar).words);
    describe(site, routes, &mut out, &of, Some(when));
    out.done()
}

/// What every event has.
fn base(site: &Site, routes: &Routes, of: &Dated, id: &[&str], prefix: &str, category: &str) -> icalendar::Event {
    let mut out = icalendar::Event::new();
    let label = of.label.map_or_else(String::new, |label| format!(" {label}"));
    let sample = if of.sample { "【見本】" } else { "" };
    let tentative = if of.tentative { "（予定・要確認）" } else { "" };
    out.summary(&format!("{sample}{prefix}{}{label}{tentative}", of.title));
    out.uid(&format!("{}@{}.shirube", id.join("--"), tag_slug(&site.config.organization)));
    let changed = of.dated.updated.or(of.meta.updated).unwrap_or(site.today());
    out.add_property("DTSTAMP", format!("{}T000000Z", compact(changed)));
    out.status(if of.tentative { EventStatus::Tentative } else { EventStatus::Confirmed });
    out.categories([category]);
    of.place.iter().for_each(|place| {
        out.location(place);
    });
    let page = routes.path(&of.output).and_then(|path| address(site, routes, path));
    page.iter().for_each(|page| {
        out.url(page);
    });
    out
}

/// The text of an event.
fn describe(site: &Site, routes: &Routes, out: &mut icalendar::Event, of: &Dated, when: Option<String>) {
    let mut lines: Vec<String> = when.into_iter().collect();
    lines.extend(of.how.map(|how| format!("申込方法: {how}")));
    if of.tentative {
        lines.push("日程はまだ確定していません。申込みの前に、実施者の案内を確かめてください。".to_owned());
    }
    if of.dated.unverified || of.meta.unverified {
        lines.push("要確認: まだ出典と照らし合わせていません。".to_owned());
    }
    if of.sample {
        lines.push("見本: 使い方を示すために作った架空の内容です。".to_owned());
    }
    let page = routes.path(&of.output);
    lines.extend(page.and_then(|path| address(site, routes, path)).map(|address| format!("{}: {address}", site.config.title)));
    if !lines.is_empty() {
        out.description(&lines.join("\n"));
    }
}

/// Whole days from `from` to `to`; the end of RFC 5545 is the day after.
fn all_day(out: &mut icalendar::Event, from: Day, to: Day) {
    let day = |key, day| Property::new(key, compact(day)).append_parameter(("VALUE", "DATE")).done();
    out.append_property(day("DTSTART", from));
    out.append_property(day("DTEND", to.max(from).plus(1)));
}

/// A moment in Japan, in UTC: `20261122T083000Z`.
fn utc(day: Day, time: Time) -> String {
    let (day, hour) = if time.hour >= 9 { (day, time.hour - 9) } else { (day.plus(-1), time.hour + 15) };
    format!("{}T{hour:02}{:02}00Z", compact(day), time.minute)
}

/// `20261122`.
fn compact(day: Day) -> String {
    day.iso().replace('-', "")
}
