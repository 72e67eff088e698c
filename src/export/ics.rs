//! Deadlines and events as calendar files (RFC 5545).
//!
//! Days and windows are all-day events; moments are given in UTC (Japan has had one offset, +09:00, since 1951), so no definition of a
//! time zone is needed. A deadline is an event of its own, 「【締切】…」, and takes no time. What was cancelled or put off stays in the file as
//! cancelled, so that it leaves the calendars that hold it; its deadlines go. UIDs are made from ids and the organisation and stay the same; DTSTAMP is the last change of the record, or the day the site is made for.

use super::address;
use super::dates::{Dated, date_id, due_id, event_words, subject};
use crate::field::Choice;
use crate::model::agenda::{Due, Event, EventKind, Subject};
use crate::model::wording;
use crate::model::{Course, Exam, Figures, Key, Recorded, Site};
use crate::notation::{Day, Time};
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
    fold(&calendar.to_string()).into_bytes()
}

/// Folds every content line to at most 75 octets, never within a character. The library counts the last piece of a line one octet short.
fn fold(text: &str) -> String {
    const LIMIT: usize = 75;
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut room = LIMIT;
        for c in line.chars() {
            if c.len_utf8() > room {
                out.push_str("\r\n ");
                room = LIMIT - 1;
            }
            out.push(c);
            room -= c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// An event that takes place.
fn held(site: &Site, routes: &Routes, event: &Event) -> icalendar::Event {
    let of = subject(site, event.subject);
    let (step, category) = event_words(event.kind);
    let prefix = match (event.kind, event.held) {
        (EventKind::Result, _) => "【結果発表】".to_owned(),
        (_, false) => format!("【{}】", event.status.declared().ja),
        _ => String::new(),
    };
    // The first day of several has the name that a single day has, so that adding days changes nothing for it.
    let part = (event.part + 1).to_string();
    let mut id = date_id(site, event.subject, step);
    id.extend((event.part > 0).then_some(&*part));
    let mut out = base(site, routes, &of, &id, &prefix, category);
    of.place.iter().for_each(|place| {
        out.location(place);
    });
    if !event.held {
        out.status(EventStatus::Cancelled);
    }
    let times = event.start.map(|start| (start, event.end.filter(|end| *end > start)));
    match times {
        Some((start, end)) if event.from == event.to => {
            out.append_property(Property::new("DTSTART", utc(event.from, start)));
            // RFC 5545, 3.8.2.2: the end is later than the start; a moment has none.
            if let Some(end) = end {
                out.append_property(Property::new("DTEND", utc(event.from, end)));
            }
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
    let action = wording::action(due.action, due.subject);
    let mut out = base(site, routes, &of, &due_id(site, due), &format!("【締切】{action} "), "締切");
    match due.deadline.time {
        Some(time) => drop(out.append_property(Property::new("DTSTART", utc(due.deadline.day, time)))),
        None => all_day(&mut out, due.deadline.day, due.deadline.day),
    }
    out.add_property("TRANSP", "TRANSPARENT");
    let when = format!("締切: {}", site.calendar.deadline(due.deadline));
    describe(site, routes, &mut out, &of, Some(when));
    out.done()
}

/// What every event has.
fn base(site: &Site, routes: &Routes, of: &Dated, id: &[&str], prefix: &str, category: &str) -> icalendar::Event {
    let mut out = icalendar::Event::new();
    let label = of.label.map_or_else(String::new, |label| format!(" {label}"));
    let sample = if of.sample { "【見本】" } else { "" };
    let tentative = if of.tentative() { "（予定・要確認）" } else { "" };
    out.summary(&format!("{sample}{prefix}{}{label}{tentative}", of.title));
    out.uid(&format!("{}@{}.shirube", id.join("--"), tag_slug(&site.config.organization)));
    let changed = of.updated().unwrap_or(site.today());
    out.add_property("DTSTAMP", format!("{}T000000Z", compact(changed)));
    out.status(if of.tentative() { EventStatus::Tentative } else { EventStatus::Confirmed });
    out.categories([category]);
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
    if of.tentative() {
        lines.push("日程はまだ確定していません。申込みの前に、実施者の案内を確かめてください。".to_owned());
    }
    if of.unverified() {
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

#[cfg(test)]
mod tests {
    use crate::export::testing::{Portal, shipped, small};
    use crate::route::Export;
    use icalendar::{Calendar, CalendarComponent, Component, Event};

    const EXAMS: &str = "exams:
  - id: ip
    name: 試験; A, B
    provider: { name: 機構, yomi: きこう, kind: national }
    kind: national
    timing: fixed_day
    updated: 2026-10-01
exam_sessions:
  - { id: ip-1, exam: ip, label: 第1回, status: confirmed, date: 2026-11-22, result: 2026-12-31, apply: { close: 2026-10-01T08:30, group_close: 2026-09-30, how: 'ウェブ\\で' } }
  - { id: ip-2, exam: ip, label: 第2回, window: { from: 2027-02-27, to: 2027-03-01 }, sample: true }
  - { id: ip-3, exam: ip, label: 第3回, status: cancelled, date: 2027-06-01 }
";
    const COURSE: &str = "---
title: とても長い名前の研修、業務の見直しとデータの活用と自動化を一日で体験するための入門編
summary: 概要
levels: []
format: [classroom]
sessions:
  - { id: c-1, date: 2026-12-03, start: \"13:00\", end: \"17:00\", place: 本庁舎 }
  - { id: c-2, date: 2026-12-10, until: 2026-12-11, start: \"9:00\", end: \"12:00\" }
---
";

    fn portal() -> Portal {
        small(None, &[("data/exams.yaml", EXAMS), ("content/courses/c.md", COURSE)])
    }

    fn events(text: &str) -> Vec<Event> {
        let calendar: Calendar = text.parse().expect("a calendar");
        let event = |component| if let CalendarComponent::Event(event) = component { Some(event) } else { None };
        calendar.components.into_iter().filter_map(event).collect()
    }

    fn event<'a>(events: &'a [Event], id: &str) -> &'a Event {
        let found = events.iter().find(|event| event.get_uid().is_some_and(|uid| uid.starts_with(&format!("{id}@"))));
        found.unwrap_or_else(|| panic!("{id} in {:?}", events.iter().map(|event| event.get_uid()).collect::<Vec<_>>()))
    }

    fn value<'a>(event: &'a Event, key: &str) -> &'a str {
        event.property_value(key).unwrap_or_default()
    }

    #[test]
    fn days_end_the_day_after_and_moments_are_in_utc() {
        let events = events(&portal().text(&Export::Calendar));
        let times = |id: &str| (value(event(&events, id), "DTSTART"), value(event(&events, id), "DTEND"));
        assert_eq!(times("exam--ip--ip-1--held"), ("20261122", "20261123"));
        assert_eq!(times("exam--ip--ip-1--result"), ("20261231", "20270101"));
        assert_eq!(times("exam--ip--ip-2--held"), ("20270227", "20270302"));
        assert_eq!(times("exam--ip--ip-1--apply"), ("20260930T233000Z", ""), "a moment has no end");
        assert_eq!(times("exam--ip--ip-1--apply-group"), ("20260930", "20261001"));
        assert_eq!(times("course--c--c-1--held"), ("20261203T040000Z", "20261203T080000Z"));
        assert_eq!(times("course--c--c-2--held"), ("20261210", "20261212"), "several days have no hours of their own");
    }

    #[test]
    fn an_event_says_what_how_sure_and_whether_it_is_a_sample() {
        let events = events(&portal().text(&Export::Calendar));
        let first = event(&events, "exam--ip--ip-1--apply");
        assert_eq!(first.get_summary(), Some("【締切】個人申込 試験; A, B 第1回"));
        assert_eq!(value(first, "STATUS"), "CONFIRMED");
        assert_eq!(value(first, "TRANSP"), "TRANSPARENT");
        assert_eq!(first.get_description(), Some("締切: 令和8年10月1日（木） 8:30\n申込方法: ウェブ\\で"));
        assert_eq!(value(first, "DTSTAMP"), "20261001T000000Z");
        let second = event(&events, "exam--ip--ip-2--held");
        assert_eq!(second.get_summary(), Some("【見本】試験; A, B 第2回（予定・要確認）"));
        assert_eq!(value(second, "STATUS"), "TENTATIVE");
        let cancelled = events.iter().find(|event| event.get_uid().expect("a uid").contains("ip-3")).expect("what was cancelled");
        assert_eq!(cancelled.get_status(), Some(icalendar::EventStatus::Cancelled));
        assert!(cancelled.get_summary().expect("a summary").starts_with("【中止】"));
        let held = event(&events, "course--c--c-1--held");
        assert_eq!((value(held, "LOCATION"), value(held, "DTSTAMP"), value(held, "TRANSP")), ("本庁舎", "20261122T000000Z", ""));
    }

    #[test]
    fn one_exam_and_one_course_have_files_of_their_own() {
        let portal = portal();
        let exam = portal.site.exams.key("ip").expect("the exam");
        let course = portal.site.courses.key("c").expect("the course");
        assert_eq!(events(&portal.text(&Export::ExamCalendar(exam))).len(), 6, "what was cancelled stays, as cancelled");
        assert_eq!(events(&portal.text(&Export::CourseCalendar(course))).len(), 2);
    }

    #[test]
    fn sessions_stand_as_offices_say() {
        let course = COURSE.split_once("sessions").expect("sessions").0.to_owned()
            + "sessions:
  - { id: off, date: 2027-01-12, status: cancelled, place: 本庁舎, apply: { close: 2026-12-20 } }
  - { id: later, date: 2027-01-13, status: postponed, moved_to: 2027-03-03, apply: { close: 2026-12-21 } }
  - { id: put-off, date: 2027-01-14, status: postponed, apply: { close: 2026-12-22 } }
  - { id: full, date: 2027-01-15, status: full, apply: { close: 2026-12-23 } }
  - { id: three, date: 2027-01-12、19・26, apply: { close: 2026-12-24 } }
  - { id: month, date: 2027年2月頃 }
  - { id: open, date: 未定 }
---
";
        let events = events(&small(None, &[("content/courses/c.md", &course)]).text(&Export::Calendar));
        let said: Vec<(&str, &str, &str)> = events
            .iter()
            .map(|event| {
                let uid = event.get_uid().expect("a uid");
                (uid.split_once('@').map_or(uid, |(id, _)| id), value(event, "DTSTART"), value(event, "STATUS"))
            })
            .collect();
        assert_eq!(
            said,
            [
                ("course--c--off--held", "20270112", "CANCELLED"),
                ("course--c--three--held", "20270112", "CONFIRMED"),
                ("course--c--put-off--held", "20270114", "CANCELLED"),
                ("course--c--full--held", "20270115", "CONFIRMED"),
                ("course--c--three--held--2", "20270119", "CONFIRMED"),
                ("course--c--three--held--3", "20270126", "CONFIRMED"),
                ("course--c--later--held", "20270303", "CONFIRMED"),
                ("course--c--later--apply", "20261221", "CONFIRMED"),
                ("course--c--three--apply", "20261224", "CONFIRMED"),
            ]
        );
    }

    #[test]
    fn pages_are_named_only_with_an_address() {
        let files = [("data/exams.yaml", EXAMS)];
        let with = small(Some("https://portal.example/x"), &files).text(&Export::Calendar);
        let first = &events(&with)[0];
        assert_eq!(first.get_url(), Some("https://portal.example/x/exams/ip/index.html"));
        assert!(first.get_description().expect("a text").contains("しるべ: https://portal.example/x/exams/ip/index.html"));
        assert!(!small(None, &files).text(&Export::Calendar).contains("http"));
    }

    #[test]
    fn lines_are_short_whole_and_end_in_crlf() {
        for text in [portal().text(&Export::Calendar), shipped(None).text(&Export::Calendar)] {
            let lines: Vec<&str> = text.split("\r\n").collect();
            assert_eq!(lines.last(), Some(&""));
            for line in lines {
                assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
            }
            assert!(events(&text).iter().any(|event| event.get_summary().is_some_and(|words| words.len() > 75)));
        }
    }

    #[test]
    fn uids_are_unique_and_the_same_in_every_build() {
        let uids = |base: Option<&str>| -> Vec<String> {
            events(&shipped(base).text(&Export::Calendar)).iter().map(|event| event.get_uid().expect("a uid").to_owned()).collect()
        };
        let (here, there) = (uids(None), uids(Some("https://portal.example")));
        assert_eq!(here, there);
        let unique: std::collections::BTreeSet<_> = here.iter().collect();
        assert_eq!(unique.len(), here.len());
    }
}
