//! What texts repeat of a course or an exam agrees with its record: deadlines, days, times, fees, seats, lengths, rooms.
//!
//! A notice is compared with the records it links to, a course with its own sittings, an exam with its own. Of several sittings any one will
//! do. Nothing is told where the records say nothing of that kind. It needs texts and records together, so it is looked at anew in every
//! compile; what the texts claim is kept per file.

use super::super::contact_ext::CONTACT_EXT;
use super::claim::{Claim, Claimed, DayClaimed, Role, SpanUnit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::model::{Course, Exam, ExamSession, External, Key, Pointer, Recorded, Site, deadlines};
use crate::notation::prose::{What, said};
use crate::notation::{Day, FiscalYear, Time};
use crate::parse::Markdown;
use crate::parse::markdown::LinkTarget;
use crate::schema::Apply;
use crate::source::{Origin, Place, SourcePath};
use crate::text;
use std::collections::{BTreeMap, HashMap};

/// A text and the record it speaks of disagree.
pub static TEXT_DISAGREES: Code = Code::warning(
    "text-disagrees",
    "文に書かれた締切・開催日・時刻・年度・料金・定員・回数・所要時間・場所が、リンク先（またはその記録自身）の値と違います。どちらが正しいかを確かめ、違う方を直してください",
    "a deadline, day, time, year, fee, number of seats or sittings, length or place in a text is not what the record says that it links to; mend one of the two",
);

/// A state or a source of a day that is still to come.
pub static FUTURE_FACT: Code = Code::warning(
    "future-fact",
    "「…時点」「…現在」や出典の日付が、未来の日付です。年や月を直してください",
    "a state of things or a source is dated in the future; mend its year or month",
);

/// What records say, to be compared with.
struct Facts {
    days: Vec<DayFact>,
    fees: Vec<(i64, Place)>,
    seats: Vec<(i64, Place)>,
    lengths: Vec<(i64, Place)>,
    sittings: Vec<(i64, Place)>,
    /// The fiscal years of sittings, or those that their labels name.
    years: Vec<(FiscalYear, Place)>,
    /// First and last day of what lasts longer, its days, and those of them that are open.
    spans: Vec<(Day, Day, i64, Place)>,
    rooms: Vec<(String, Place)>,
    /// Whether every sitting says how long it lasts.
    whole: bool,
    /// The title of each record, by which it is called.
    titles: Vec<String>,
}

struct DayFact {
    role: Role,
    from: Day,
    to: Day,
    start: Option<Time>,
    end: Option<Time>,
    place: Place,
    title: usize,
}

impl Default for Facts {
    fn default() -> Self {
        let (days, fees, seats, lengths) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (sittings, years, spans, rooms, titles) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { days, fees, seats, lengths, sittings, years, spans, rooms, titles, whole: true }
    }
}

impl Facts {
    fn day(&mut self, role: Role, day: Option<Day>, time: Option<Time>, place: Place) {
        if let Some(day) = day {
            self.days.push(DayFact { role, from: day, to: day, start: time, end: None, place, title: self.titles.len().saturating_sub(1) });
        }
    }

    fn apply(&mut self, apply: Option<&Apply>, origin: &Origin) {
        let Some(apply) = apply else { return };
        self.day(Role::Opening, apply.open, None, origin.place("apply.open"));
        for (step, deadline) in deadlines(apply) {
            self.day(Role::Deadline, Some(deadline.day), deadline.time, origin.place(super::super::deadline_field(step)));
        }
    }

    fn course(&mut self, course: &Course) {
        self.titles.push(course.title.clone());
        let origin = &course.meta.origin;
        self.day(Role::Deadline, course.due.map(|due| due.day), course.due.and_then(|due| due.time), origin.place("due"));
        self.day(Role::Any, course.meta.publish_until, None, origin.place("publish_until"));
        self.fees.push((course.cost, origin.place("cost")));
        self.lengths.extend(course.duration_minutes.map(|minutes| (minutes.into(), origin.place("duration_minutes"))));
        for session in &course.sessions {
            let (value, origin) = (&session.value, &session.origin);
            let field = if session.when() == &value.date { "date" } else { "moved_to" };
            for (from, to) in session.spans() {
                let (title, place) = (self.titles.len() - 1, origin.place(field));
                self.days.push(DayFact { role: Role::Held, from, to, start: value.start, end: value.end, place, title });
            }
            self.apply(value.apply.as_ref(), origin);
            self.day(Role::Any, value.archive_until, None, origin.place("archive_until"));
            if let Some(label) = &value.label {
                self.sittings.extend(super::super::session_label::total(label).map(|all| (all, origin.place("label"))));
                for said in said(label) {
                    if let What::Year(year) = said.what
                        && let Ok(year) = i16::try_from(year.gregorian())
                    {
                        self.years.push((FiscalYear(year), origin.place("label")));
                    }
                }
            }
            self.years.extend(
                session.spans().into_iter().flat_map(|(from, to)| [from, to].map(|day| (FiscalYear::of(day), origin.place(field)))),
            );
            if let (Some(first), Some(until)) = (value.date.first(), value.until) {
                let open = (0..=first.days_until(until)).filter(|at| !matches!(first.plus(*at).weekday(), 0 | 6)).count();
                self.spans.push((first, until, i64::try_from(open).unwrap_or_default(), origin.place("until")));
            }
            self.whole &= value.until.is_some();
            self.seats.extend(value.capacity.map(|seats| (seats, origin.place("capacity"))));
            self.rooms.extend(value.place.iter().map(|room| (room.clone(), origin.place("place"))));
        }
    }

    fn exam(&mut self, site: &Site, key: Key<Exam>) {
        let exam = &site[key];
        self.titles.push(exam.name.clone());
        self.fees.extend(exam.fee.map(|fee| (fee, exam.meta.origin.place("fee"))));
        // 上級レベルは12,980円です: another fee of the same exam.
        let note = exam.fee_note.as_deref().map(super::claim::yen).unwrap_or_default();
        self.fees.extend(note.into_iter().map(|fee| (fee, exam.meta.origin.place("fee_note"))));
        for session in site.exam_sessions.values().filter(|session| session.exam == key) {
            self.session(session);
        }
    }

    fn session(&mut self, session: &ExamSession) {
        let origin = &session.meta.origin;
        if let Some((from, to)) = session.days() {
            let place = origin.place(if session.date.is_some() { "date" } else { "window" });
            self.days.push(DayFact {
                role: Role::Held,
                from,
                to,
                start: None,
                end: None,
                place,
                title: self.titles.len().saturating_sub(1),
            });
        }
        self.day(Role::Result, session.result, None, origin.place("result"));
        self.years
            .extend(session.days().into_iter().flat_map(|(from, to)| [from, to].map(|day| (FiscalYear::of(day), origin.place("label")))));
        self.apply(session.apply.as_ref(), origin);
    }

    fn external(&mut self, external: &External) {
        self.titles.push(external.title.clone());
        let origin = &external.meta.origin;
        if let Some(period) = &external.period {
            let close = period.register_close;
            self.day(
                Role::Deadline,
                close.map(|close| close.day),
                close.and_then(|close| close.time),
                origin.place("period.register_close"),
            );
            self.day(Role::Any, period.from, None, origin.place("period.from"));
            self.day(Role::Any, period.to, None, origin.place("period.to"));
        }
        self.fees.extend(external.cost.map(|cost| (cost, origin.place("cost"))));
        self.lengths.extend(external.minutes.map(|minutes| (minutes, origin.place("minutes"))));
    }

    /// The courses that a text links to from the lines for which `of` holds.
    fn linked(&mut self, body: &Markdown, courses: &HashMap<&SourcePath, &Course>, of: impl Fn(&Place) -> bool) {
        for link in body.links.iter().filter(|link| of(&link.place)) {
            let LinkTarget::Page { path, .. } = &link.target else { continue };
            if let Some(course) = courses.get(path).filter(|course| !self.titles.contains(&course.title)) {
                self.course(course);
            }
        }
    }
}

/// Compares what the texts of files claim with the records.
pub(super) fn check<'a>(site: &Site, claims: impl Iterator<Item = (&'a SourcePath, &'a [Claim])>, findings: &mut Diagnostics) {
    let claims: BTreeMap<_, _> = claims.filter(|(_, claims)| !claims.is_empty()).collect();
    if claims.is_empty() {
        return;
    }
    past(site.today(), claims.values().flat_map(|claims| claims.iter()), findings);
    extensions(site, claims.values().flat_map(|claims| claims.iter()), findings);
    let courses: HashMap<_, _> = site.courses.values().map(|course| (&course.meta.origin.path, course)).collect();
    let of = |path: &SourcePath| claims.get(path).copied().unwrap_or_default();
    for news in site.news.values() {
        let claims = of(&news.meta.origin.path);
        if claims.is_empty() {
            continue;
        }
        let mut facts = Facts::default();
        for pointer in &news.links {
            match *pointer {
                Pointer::Course(key) => facts.course(&site[key]),
                Pointer::Exam(key) => facts.exam(site, key),
                Pointer::External(key) => facts.external(&site[key]),
                Pointer::Case(_) | Pointer::Kpi(_) | Pointer::Level(_) => {}
            }
        }
        facts.linked(&news.body, &courses, |_| true);
        // What stands in a column that is called as a link is of the course that it leads to.
        for claim in claims {
            match claim.column.as_deref().and_then(|column| called(&news.body, &courses, column)) {
                Some(course) => {
                    let mut own = Facts::default();
                    own.course(course);
                    compare(&own, std::slice::from_ref(claim), findings);
                }
                None => compare(&facts, std::slice::from_ref(claim), findings),
            }
        }
    }
    for course in site.courses.values() {
        let claims = of(&course.meta.origin.path);
        let mut facts = Facts::default();
        facts.course(course);
        // Where all that is said of its length disagrees, its end is the odd one.
        let wrong: Vec<_> = claims.iter().filter(|claim| span_wrong(&facts, claim).is_some()).collect();
        let said = claims.iter().filter(|claim| matches!(claim.what, Claimed::Span(..))).count();
        let odd_end = wrong.len() > 1 && wrong.len() == said;
        if let (Some(first), true) = (wrong.first(), odd_end)
            && let Some((until, place)) = span_wrong(&facts, first)
        {
            let until = until.words();
            let message =
                text!("終わりの{until}が、文に書かれた期間と合いません", "the end, {until}, does not fit the length that the texts give");
            report(place, message, first.place.clone(), findings);
        }
        for claim in claims {
            if odd_end && matches!(claim.what, Claimed::Span(..)) {
                continue;
            }
            if let Claimed::Total(total) = claim.what {
                total_claimed(course, total, claim, findings);
            }
            let mut facts = Facts::default();
            facts.course(course);
            facts.linked(&course.body, &courses, |place| claim.line.contains(&place.start));
            compare(&facts, std::slice::from_ref(claim), findings);
        }
    }
    let trends = site.trends.values().map(|trend| (&trend.meta, &trend.body));
    let pages = site.pages.values().map(|page| (&page.meta, &page.body));
    for (meta, body) in trends.chain(pages) {
        for claim in of(&meta.origin.path) {
            let mut facts = Facts::default();
            facts.linked(body, &courses, |place| claim.line.contains(&place.start));
            compare(&facts, std::slice::from_ref(claim), findings);
        }
    }
    let exams = site.exams.iter().map(|(key, exam)| (&exam.meta.origin, Kind::Exam(key)));
    let sessions = site.exam_sessions.values().map(|session| (&session.meta.origin, Kind::Session(session)));
    let external = site.external.values().map(|external| (&external.meta.origin, Kind::External(external)));
    for (origin, kind) in exams.chain(sessions).chain(external) {
        let claims = of(&origin.path);
        if claims.is_empty() {
            continue;
        }
        let whole = origin.place("");
        let inside = |claim: &&Claim| whole.start <= claim.place.start && claim.place.end <= whole.end;
        let mut facts = Facts::default();
        match kind {
            Kind::Exam(key) => facts.exam(site, key),
            Kind::Session(session) => {
                facts.titles.push(session.title().to_owned());
                facts.session(session);
            }
            Kind::External(external) => facts.external(external),
        }
        claims.iter().filter(inside).for_each(|claim| compare(&facts, std::slice::from_ref(claim), findings));
    }
}

/// What was so on a day that is still to come.
fn past<'a>(today: Day, claims: impl Iterator<Item = &'a Claim>, findings: &mut Diagnostics) {
    for claim in claims {
        if let Claimed::Past(day) = &claim.what
            && *day > today
        {
            let words = day.words();
            findings.push(
                Diagnostic::new(&FUTURE_FACT, text!("{words}は未来の日付です", "{words} lies in the future"))
                    .at(claim.place.clone())
                    .hint(text!("年や月の打ち間違いではありませんか", "the year or the month may be mistyped")),
            );
        }
    }
}

/// Extensions of the table of contacts are those of the offices, or of the leaders there.
fn extensions<'a>(site: &Site, claims: impl Iterator<Item = &'a Claim>, findings: &mut Diagnostics) {
    let same = |one: &str, other: &str| one.chars().filter(char::is_ascii_digit).eq(other.chars().filter(char::is_ascii_digit));
    for claim in claims {
        let Claimed::Extension(number, words) = &claim.what else { continue };
        let mut offices = site.departments.iter().filter(|(_, department)| words.contains(&department.name));
        let (Some((key, department)), None) = (offices.next(), offices.next()) else { continue };
        let Some(own) = department.ext.as_ref().filter(|own| !same(own, number)) else { continue };
        let mut leaders = site.leaders.iter().filter(|leader| leader.department == key);
        if leaders.any(|leader| leader.contact.as_ref().is_some_and(|contact| same(contact, number))) {
            continue;
        }
        let name = &department.name;
        let message =
            text!("内線「{number}」は、{name}の内線「{own}」と違います", "the extension {number} is not that of {name}, which is {own}");
        let finding = Diagnostic::new(&CONTACT_EXT, message).at(claim.place.clone());
        let finding = finding.related(department.meta.origin.place("ext"), text!("{name}の内線", "the extension of {name}"));
        findings.push(finding.hint(text!("どちらが正しいかを確かめ、違う方を直してください", "mend the wrong one")));
    }
}

enum Kind<'a> {
    Exam(Key<Exam>),
    Session(&'a ExamSession),
    External(&'a External),
}

fn compare(facts: &Facts, claims: &[Claim], findings: &mut Diagnostics) {
    for claim in claims {
        match &claim.what {
            Claimed::Day(day) => day_claimed(facts, claim, day, findings),
            Claimed::Fee(yen) => value(&facts.fees, *yen, claim, ("料金", "fee", "円"), findings),
            Claimed::Seats(seats) => value(&facts.seats, *seats, claim, ("定員", "number of seats", "名"), findings),
            Claimed::Length(minutes) => value(&facts.lengths, *minutes, claim, ("所要時間", "length", "分"), findings),
            Claimed::Sittings(all) => value(&facts.sittings, *all, claim, ("回数", "number of sittings", "回"), findings),
            Claimed::CallFor(year) => call_claimed(facts, *year, claim, findings),
            Claimed::Room(room) => room_claimed(facts, room, claim, findings),
            Claimed::Span(..) => span_claimed(facts, claim, findings),
            Claimed::Total(_) | Claimed::Extension(..) | Claimed::Past(_) | Claimed::Until(_) => {}
        }
    }
}

fn day_claimed(facts: &Facts, claim: &Claim, day: &DayClaimed, findings: &mut Diagnostics) {
    let role = |fact: &&DayFact| day.role == Role::Any || fact.role == day.role;
    let known: Vec<_> = facts.days.iter().filter(role).collect();
    // Any day will do only where the record says when it takes place or until when.
    if !known.iter().any(|fact| day.role != Role::Any || matches!(fact.role, Role::Held | Role::Deadline)) {
        return;
    }
    let means = |fact: &&&DayFact| {
        let years = [fact.from.year(), fact.to.year()];
        years.iter().any(|year| {
            let said = super::years::day_of(i32::from(*year), day.month, day.day);
            said.is_some_and(|said| fact.from <= said && said <= fact.to) && day.year.is_none_or(|said| said == i32::from(*year))
        })
    };
    let same: Vec<_> = known.iter().filter(means).collect();
    if same.is_empty() {
        let exists = known.iter().find_map(|fact| super::years::day_of(day.year.unwrap_or(fact.from.year().into()), day.month, day.day));
        let near = known.iter().min_by_key(|fact| exists.map(|said| fact.from.days_until(said).abs()));
        let Some(near) = near else { return };
        let what = match day.role {
            Role::Deadline => ("締切", "deadline"),
            Role::Opening => ("受付の始まり", "opening"),
            Role::Held => ("日", "day"),
            Role::Result => ("発表の日", "day of the results"),
            Role::Any => ("日付", "days"),
        };
        let (month, number, right, title) = (day.month, day.day, days(near), &facts.titles[near.title]);
        let (ja, en) = what;
        let message = text!(
            "「{month}月{number}日」と書かれていますが、「{title}」の{ja}は{right}です",
            "the text says {month}/{number}, but the {en} of \"{title}\" is {right}"
        );
        report(claim.place.clone(), message, near.place.clone(), findings);
        return;
    }
    if let Some((afternoon, place)) = &day.afternoon
        && same.iter().all(|fact| {
            fact.from == fact.to
                && fact.start.zip(fact.end).is_some_and(|(start, end)| (start.hour >= 12) != *afternoon && (end.hour > 12) != *afternoon)
        })
    {
        let (start, title) = (same[0].start.map(Time::words).unwrap_or_default(), &facts.titles[same[0].title]);
        let said = if *afternoon { "午後" } else { "午前" };
        let message = text!(
            "「{said}」と書かれていますが、「{title}」は{start}からです",
            "\"{title}\" begins at {start}, on the other half of the day"
        );
        report(place.clone(), message, same[0].place.clone(), findings);
    }
    let times = [|fact: &DayFact| fact.start, |fact: &DayFact| fact.end];
    for ((minutes, place), of) in day.times.iter().zip(times) {
        let known: Option<Vec<Time>> = same.iter().map(|fact| of(fact)).collect();
        let minutes_of = |time: &Time| i32::from(time.hour) * 60 + i32::from(time.minute);
        // 24時 is the end of the day that a record calls 23:59.
        let agrees = |time: &Time| minutes_of(time) == *minutes || *minutes == 1440 && minutes_of(time) == 1439;
        if let Some(known) = known
            && let Some(first) = known.first()
            && !known.iter().any(agrees)
        {
            let (hour, minute, right, title) = (minutes / 60, minutes % 60, first.words(), &facts.titles[same[0].title]);
            let message = text!(
                "「{hour}:{minute:02}」と書かれていますが、「{title}」の記録では{right}です",
                "the text says {hour}:{minute:02}, but the record of \"{title}\" says {right}"
            );
            report(place.clone(), message, same[0].place.clone(), findings);
        }
    }
}

/// The course that a link with these words leads to.
fn called<'a>(body: &Markdown, courses: &HashMap<&SourcePath, &'a Course>, words: &str) -> Option<&'a Course> {
    let link = body.links.iter().find(|link| link.text.trim() == words)?;
    let LinkTarget::Page { path, .. } = &link.target else { return None };
    courses.get(path).copied()
}

/// The end of a sitting that lasts longer or shorter than a text says; any one that agrees will do.
fn span_wrong(facts: &Facts, claim: &Claim) -> Option<(Day, Place)> {
    let Claimed::Span(said, unit) = claim.what else { return None };
    let agrees = |(from, until, open, _): &(Day, Day, i64, Place)| {
        let days = i64::from(from.days_until(*until)) + 1;
        match unit {
            SpanUnit::Days => said == days || said == *open,
            // A month more or less, and a part of one: 1月から3月 are three.
            SpanUnit::Months => (days - said * 30 - said * 5 / 12).abs() <= 35,
        }
    };
    let (_, until, _, place) = facts.spans.first()?;
    (facts.whole && !facts.spans.iter().any(agrees)).then(|| (*until, place.clone()))
}

fn span_claimed(facts: &Facts, claim: &Claim, findings: &mut Diagnostics) {
    if let Some((until, place)) = span_wrong(facts, claim) {
        let until = until.words();
        let message =
            text!("書かれた期間が、記録の日程（{until}まで）と合いません", "the length does not fit the record, which ends on {until}");
        report(claim.place.clone(), message, place, findings);
    }
}

/// A notice that calls for entries to something of another fiscal year.
fn call_claimed(facts: &Facts, said: i32, claim: &Claim, findings: &mut Diagnostics) {
    let Some((right, place)) = facts.years.first().filter(|_| facts.years.iter().all(|(year, _)| i32::from(year.0) != said)) else {
        return;
    };
    let right = right.words();
    let Some(written) = i16::try_from(said).ok().map(|year| FiscalYear(year).words()) else { return };
    let message =
        text!("「{written}」と書かれていますが、リンク先の回は{right}です", "the text says {written}, but what it links to is of {right}");
    report(claim.place.clone(), message, place.clone(), findings);
}

/// The minutes of a table of a course and its length: more than the course lasts, or so few that one of the two has a digit too many.
fn total_claimed(course: &Course, total: i64, claim: &Claim, findings: &mut Diagnostics) {
    let Some(minutes) = course.duration_minutes.map(i64::from).filter(|minutes| *minutes > 0) else { return };
    if total * 10 <= minutes * 11 && minutes < total * 8 {
        return;
    }
    let (own, table) = (course.meta.origin.place("duration_minutes"), claim.place.clone());
    let by_digit = total >= minutes * 8 || minutes >= total * 8;
    let (place, other) = if by_digit { (own, table) } else { (table, own) };
    let message = text!(
        "表の時間を足すと{total}分ですが、duration_minutes は{minutes}分です",
        "the minutes of the table add up to {total}, but `duration_minutes` is {minutes}"
    );
    report(place, message, other, findings);
}

fn days(fact: &DayFact) -> String {
    if fact.from == fact.to { fact.from.words() } else { format!("{}～{}", fact.from.words(), fact.to.words()) }
}

fn value(known: &[(i64, Place)], said: i64, claim: &Claim, (ja, en, unit): (&str, &str, &str), findings: &mut Diagnostics) {
    if let Some((right, place)) = known.iter().min_by_key(|(known, _)| known.abs_diff(said))
        && *right != said
    {
        let message = text!(
            "{ja}が「{said}{unit}」と書かれていますが、記録では{right}{unit}です",
            "the text gives the {en} as {said}, the record as {right}"
        );
        report(claim.place.clone(), message, place.clone(), findings);
    }
}

fn room_claimed(facts: &Facts, said: &str, claim: &Claim, findings: &mut Diagnostics) {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !"　・「」".contains(*c)).collect::<String>();
    let own = plain(said);
    let agrees = |room: &str| {
        let room = plain(room);
        room.contains(&own) || own.contains(&room)
    };
    if let Some((right, place)) = facts.rooms.first()
        && !facts.rooms.iter().any(|(room, _)| agrees(room))
    {
        let message = text!(
            "場所が「{said}」と書かれていますが、記録では「{right}」です",
            "the text gives the place as \"{said}\", the record as \"{right}\""
        );
        report(claim.place.clone(), message, place.clone(), findings);
    }
}

fn report(at: Place, message: Text, record: Place, findings: &mut Diagnostics) {
    findings.push(
        Diagnostic::new(&TEXT_DISAGREES, message)
            .at(at)
            .related(record, text!("記録はここです", "the record"))
            .hint(text!("どちらが正しいかを確かめ、違う方を直してください", "find out which is right, and mend the other")),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::prose::scan;
    use crate::model::rule::testing::{options, site};
    use crate::source::Sources;

    const COURSE: &str = "---\ntitle: CSV整理\nsummary: 文\nlevels: []\nformat: [online]\nduration_minutes: 210\nsessions:\n- {id: s, date: 2026-12-10, \
         start: '13:30', end: '17:00', place: 本庁舎 研修室B, capacity: 30, apply: {open: 2026-11-16, internal_close: 2026-11-26T12:00, close: 2026-11-30T17:00}}\n\
         - {id: t, date: 2027-01-21, start: '13:30', end: '17:00', apply: {close: 2027-01-08T17:00}}\n---\n";

    /// What is told of a notice that links to a course, each by its words.
    fn told(text: &str) -> Vec<String> {
        let news = format!("---\ntitle: 募集\npublished: 2026-11-20\nlinks: [{{course: csv}}]\n---\n\n{text}\n");
        let files = [("content/courses/csv.md", COURSE), ("content/news/n.md", &*news)];
        found(&files)
    }

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let (site, _) = site(options(), files);
        let sources = Sources::of_texts(files);
        let claims: Vec<_> = sources.iter().map(|file| (file.path.clone(), scan(file, &mut Diagnostics::default()))).collect();
        let mut findings = Diagnostics::default();
        check(&site, claims.iter().map(|(path, claims)| (path, &**claims)), &mut findings);
        findings.sort();
        let text = |place: &Place| {
            sources.get(place.path.as_str()).and_then(|file| file.text()).map_or("", |text| &text[place.start..place.end]).to_owned()
        };
        findings.iter().filter_map(|finding| finding.place.as_ref()).map(text).collect()
    }

    #[test]
    fn what_disagrees_is_told_at_its_words() {
        for (text, words) in [
            ("申込は11月25日まで", "11月25日"),
            ("申込は11/25 17時まで", "11/25"),
            ("締切: 令和8年12月1日", "令和8年12月1日"),
            ("申込期限　11月29日（日）", "11月29日（日）"),
            ("- 申込 2027年11月30日（火）まで", "2027年11月30日（火）"),
            ("11月28日（土）までにお申し込みください", "11月28日（土）"),
            ("日時 12月11日（金）13:30～17:00", "12月11日（金）"),
            ("開催日：12/11(金)", "12/11(金)"),
            ("12月11日に開催します", "12月11日"),
            ("申込期間 11月17日～11月30日", "11月17日"),
            ("申込期間 11月16日～11月29日", "11月29日"),
            ("締切は11/30 12時です", "12時"),
            ("日時 12月10日（木）13時～17時", "13時"),
            ("日時 12月10日（木）13:30～16:00", "16:00"),
            ("| 締切 | 日 |\n| --- | --- |\n| 申込締切 | 12月2日（水） |", "12月2日（水）"),
            ("定員は20名です", "20名"),
            ("所要時間：3時間", "3時間"),
            ("会場：別館 第2会議室", "別館 第2会議室"),
            ("受講料：5,000円", "5,000円"),
            ("50名を募集します", "50名"),
            ("| 項目 | 内容 |\n| --- | --- |\n| 人数 | 50名 |", "50名"),
            ("[CSV整理](../courses/csv.md) 21分", "21分"),
            ("[CSV整理](../courses/csv.md)（2100分）も受けます", "2100分"),
            ("21分で終わります", "21分"),
        ] {
            assert_eq!(told(text), [words], "{text}");
        }
    }

    #[test]
    fn columns_are_of_the_courses_that_they_name() {
        let course = |seats: u8, close: &str, until: &str| {
            format!(
                "---\ntitle: 派遣{seats}\nsummary: 文\nlevels: []\nformat: [dispatch]\nsessions:\n- {{id: s{seats}, date: 2027-04-01, until: {until}, capacity: {seats}, apply: {{close: {close}}}}}\n---\n"
            )
        };
        let told = |rows: &str| {
            let news = format!(
                "---\ntitle: 案内\npublished: 2026-11-20\n---\n\n| | 国 | 民間 |\n| --- | --- | --- |\n{rows}\n\n[国](../courses/a.md)と[民間](../courses/b.md)\n"
            );
            let (a, b) = (course(3, "2026-12-04", "2028-03-31"), course(1, "2027-01-08", "2027-09-30"));
            found(&[("content/courses/a.md", &a), ("content/courses/b.md", &b), ("content/news/n.md", &news)])
        };
        assert_eq!(told("| 人数 | 1名 | 3名 |"), ["1名", "3名"]);
        assert_eq!(told("| 締切 | 1月8日（金） | 12月4日（金） |"), ["1月8日（金）", "12月4日（金）"]);
        assert_eq!(told("| 期間 | 6か月 | 1年間 |"), ["6か月", "1年間"]);
        for right in
            ["| 人数 | 3名 | 1名 |", "| 締切 | 12月4日（金） | 1月8日（金） |", "| 期間 | 1年間 | 6か月 |", "| 期間 | 1年間 | 半年 |"]
        {
            assert!(told(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn lengths_agree_with_the_sittings() {
        let told = |summary: &str, until: &str| {
            let course = format!(
                "---\ntitle: 題\nsummary: {summary}\nlevels: []\nformat: [classroom]\nsessions:\n- {{id: s, date: 2027-01-13, until: {until}}}\n---\n"
            );
            found(&[("content/courses/c.md", &course)])
        };
        assert_eq!(told("持ち帰る3日間です", "2027-01-14"), ["3日間"]);
        assert_eq!(told("13か月かけて学ぶ", "2027-03-17"), ["13か月"]);
        assert_eq!(told("2年間の実務", "2028-01-12"), ["2年間"]);
        for (right, until) in [
            ("持ち帰る2日間です", "2027-01-14"),
            ("3か月かけて学ぶ", "2027-03-17"),
            ("1年間の実務", "2028-01-12"),
            ("1年間の実務", "2027-12-31"),
            ("5日間の研修", "2027-01-19"),
            ("過去3年間の成果を学ぶ", "2027-01-14"),
            ("入庁後6か月の職員向け", "2027-01-14"),
        ] {
            assert!(told(right, until).is_empty(), "{right}");
        }
    }

    #[test]
    fn halves_of_a_day_agree() {
        assert_eq!(told("12月10日の午前に開きます"), ["午前"]);
        assert!(told("12月10日の午後に開きます").is_empty());
    }

    #[test]
    fn sittings_and_years_agree_with_the_labels() {
        let course = COURSE.replace("id: s,", "id: s, label: 令和8年度後期（全8回）,");
        let told = |head: &str, text: &str| {
            let news = format!("---\ntitle: {head}\npublished: 2026-11-20\nlinks: [{{course: csv}}]\n---\n\n{text}\n");
            found(&[("content/courses/csv.md", &*course), ("content/news/n.md", &*news)])
        };
        assert_eq!(told("ラボの募集", "全6回です"), ["全6回"]);
        assert!(told("ラボの募集", "全8回です").is_empty());
        assert_eq!(told("令和7年度のラボの参加者を募集", ""), ["令和7年度"]);
        assert!(told("令和8年度のラボの参加者を募集", "令和7年度の実績です").is_empty());
    }

    #[test]
    fn tables_add_up_to_the_course() {
        let told = |rows: &str| {
            let course = format!("{COURSE}\n| 回 | 時間 |\n| --- | --- |\n{rows}\n");
            found(&[("content/courses/csv.md", &*course)])
        };
        assert_eq!(told("| 1 | 100分 |\n| 2 | 1000分 |"), ["1000分"]);
        assert_eq!(told("| 1 | 10分 |\n| 2 | 15分 |"), ["210"]);
        for right in ["| 1 | 100分 |\n| 2 | 110分 |", "| 1 | 90分 |\n| 2 | 90分 |", "| 1 | 午前 |\n| 2 | 1000分 |"] {
            assert!(told(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn extensions_of_a_table_are_those_of_the_offices() {
        let offices = "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: a, name: 甲課, yomi: こう, group: g, ext: 22-100}";
        let told = |row: &str| {
            let page = format!("---\ntitle: 連絡先\n---\n\n| 窓口 | 内線 |\n| --- | --- |\n{row}\n");
            found(&[("data/departments.yaml", offices), ("content/about/contact.md", &*page)])
        };
        assert_eq!(told("| 甲課 | 22-000 |"), ["22-000"]);
        for right in ["| 甲課 | 22-100 |", "| 甲課 研修係 | 22-105 |", "| 乙課 | 23-000 |"] {
            assert!(told(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn what_agrees_or_is_not_of_the_record_is_left_alone() {
        for text in [
            "申込は11月30日まで",
            "申込は11月30日（月）17時まで",
            "所属の取りまとめは11/26正午、締切は11/30 17時",
            "締切: 令和9年1月8日",
            "日時 12月10日（木）13:30～17:00",
            "日時 12月10日（木）午後1時30分から",
            "申込期間 11月16日～11月30日",
            "アンケートは12月25日までに回答してください",
            "録画は3月5日まで公開します",
            "11月20日に更新しました",
            "前回は10月5日に開催しました",
            "申込の締切を11月20日から変更しました",
            "定員は30名です",
            "所要時間は3時間半です",
            "会場：研修室B",
            "場所 オンライン",
            "受講料：無料",
            "受付時間 9時から17時",
            "別のお知らせは12月15日です",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn records_are_compared_with_their_own_texts() {
        let own = COURSE.to_owned() + "\n申込は12月1日まで\n";
        assert_eq!(found(&[("content/courses/csv.md", &own)]), ["12月1日"]);
        let exams = "exams:\n- {id: e, name: 試験, provider: {name: 国, yomi: くに, kind: national}, kind: national, timing: fixed_day, fee: 7500, summary: '受験料は7,600円です'}\n\
             - {id: f, name: 別の試験, provider: {name: 国, yomi: くに, kind: national}, kind: national, timing: fixed_day, fee: 7600, summary: '受験料は7,600円です'}\n\
             exam_sessions:\n- {id: s, exam: e, label: 回, date: 2026-12-11, apply: {close: 2026-11-30}, notes: 申込は11月25日まで}\n";
        assert_eq!(found(&[("data/exams.yaml", exams)]), ["7,600円", "11月25日"]);
    }

    #[test]
    fn nothing_was_so_in_the_future() {
        let page = "---\ntitle: 題\nsource: 国の資料（2062年4月1日）\n---\n\n2052年10月1日時点で12団体。2027年3月時点の見込み。令和8年4月1日現在。\n";
        assert_eq!(found(&[("content/about/a.md", page)]), ["2062年4月1日", "2052年10月1日"]);
        let told = |text: &str| found(&[("content/about/a.md", &format!("---\ntitle: 題\n---\n\n{text}\n"))]);
        assert_eq!(told("令和14年2月に再構築したシステムです。"), ["令和14年2月"]);
        assert_eq!(told("この研修は令和33年度からテスト形式になりました。"), ["令和33年度"]);
        assert_eq!(told("変わりません（2027年8月12日のお知らせ）"), ["2027年8月12日"]);
        for right in [
            "令和4年2月に再構築したシステムです。",
            "令和9年度から始めることにしました。",
            "令和9年度に変更しました。",
            "令和9年度の募集を始めました。",
            "令和9年4月に移行する予定としました。",
            "令和9年度に終える計画でした。",
        ] {
            assert!(told(right).is_empty(), "{right}");
        }
    }
}
