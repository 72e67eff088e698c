//! Rows of dates, shared by all pages that show some: deadlines and sittings of exams. Months are in [`super::rows_calendar`].
//!
//! "Past" is always measured against the day of the build, never the clock; days left are the script's business.

use super::facets::Traits;
use super::rows::requirement_id;
use super::shape::{Badge, Date, Deadline, LevelChip, Link, Tag};
use super::viewpoint::Viewpoint;
use crate::model::agenda::{Action, Due, Subject};
use crate::model::{Access, ApplyStep, ExamSession, Key, Recorded, Requirement, SessionStatus, deadlines};
use crate::notation::{Day, FiscalYear, grouped};
use crate::route::{Export, Fixed, Output, RecordPage};
use serde::Serialize;

/// The dates of one sitting of an exam as one row.
#[derive(Clone, Debug, Serialize)]
pub struct Sitting {
    /// Exam and label of the sitting.
    pub title: String,
    /// The exam's page; empty on that page itself.
    pub href: String,
    /// The dates are invented.
    pub sample: bool,
    /// How sure it is, whether it is over.
    pub tags: Vec<Tag>,
    /// Chips.
    pub levels: Vec<LevelChip>,
    /// Deadlines, exam, result.
    pub stops: Vec<Stop>,
    /// The calendar file of the exam; empty on the exam's own page, which offers it at the top.
    pub calendar: String,
    /// For the filter: `data-*`.
    pub data: Traits,
}

/// One date of a sitting.
#[derive(Clone, Debug, Serialize)]
pub struct Stop {
    /// `due` or `exam`.
    pub kind: &'static str,
    /// 庁内取りまとめ, 試験, …
    pub word: String,
    /// When.
    pub when: Date,
    /// Behind the date.
    pub tail: String,
    /// The last day or moment, for what the browser says; empty where it says nothing.
    pub until: String,
    /// The first day; empty when nobody says.
    pub from: String,
    /// Which words say where it stands: `apply`, `event`.
    pub says: &'static str,
    /// A remark.
    pub note: Option<String>,
}

/// The deadlines that have not passed on the day of the build, the earliest first.
pub fn upcoming<'a>(at: &Viewpoint<'a>) -> impl Iterator<Item = &'a Due> {
    let today = at.site.today();
    at.figures.dues.iter().filter(move |due| due.deadline.day >= today)
}

/// What a date belongs to, in full: `はじめてのCSV整理 第1回`, `統計検定 1級 2025年11月`.
pub fn title(at: &Viewpoint, subject: Subject) -> String {
    match subject {
        Subject::Course(key, position) => join(&at.site[key].title, sitting_word(at, subject, position)),
        Subject::Exam(exam, session) => join(&at.site[exam].name, Some(at.site[session].label.clone())),
        Subject::External(key) => match &at.site[key].provider.name {
            name if name.contains('（') => join(&at.site[key].title, Some(name.clone())),
            name => at.words.remarked(&at.site[key].title, name),
        },
    }
}

/// The label of a sitting of a course; its number when it has none and is not the only one.
fn sitting_word(at: &Viewpoint, subject: Subject, position: Option<usize>) -> Option<String> {
    let Subject::Course(key, _) = subject else { return None };
    let (sessions, position) = (&at.site[key].sessions, position?);
    let label = sessions.get(position).and_then(|session| session.value.label.clone());
    label.or_else(|| (sessions.len() > 1).then(|| at.words.fill("dates.sitting", &[("no", &(position + 1))])))
}

fn join(title: &str, label: Option<String>) -> String {
    label.map_or_else(|| title.to_owned(), |label| format!("{title} {label}"))
}

/// The page of what a date belongs to; external contents have an anchor on their common page.
pub fn href(at: &Viewpoint, subject: Subject) -> String {
    match subject {
        Subject::Course(key, _) => at.href(&Output::Record(RecordPage::Course(key))),
        Subject::Exam(exam, _) => at.href(&Output::Record(RecordPage::Exam(exam))),
        Subject::External(key) => format!("{}#{}", at.href(&Output::Fixed(Fixed::Externals)), at.site[key].meta.id),
    }
}

/// Whether the dates of a subject are invented.
pub fn is_sample(at: &Viewpoint, subject: Subject) -> bool {
    match subject {
        Subject::Course(key, _) => at.site[key].meta.sample,
        Subject::Exam(_, session) => at.site[session].meta.sample,
        Subject::External(key) => at.site[key].meta.sample,
    }
}

/// Chips of the talent categories that a subject is for.
fn chips(at: &Viewpoint, subject: Subject) -> Vec<LevelChip> {
    match subject {
        Subject::Course(key, _) => at.course_chips(&at.site[key]),
        Subject::Exam(exam, _) => at.exam_chips(&at.site[exam]),
        Subject::External(key) => at.chips(at.site[key].levels.iter().copied()),
    }
}

/// One row of a list of deadlines.
pub fn deadline_row(at: &Viewpoint, due: &Due) -> Deadline {
    let Due { deadline, action, subject } = *due;
    let mut tail = vec![at.words.say("dates.until").to_owned()];
    tail.extend(closed_note(at, deadline.day));
    tail.extend(how(at, subject, action));
    Deadline {
        plate: at.words.plate(deadline.day, &at.site.calendar),
        title: title(at, subject),
        href: href(at, subject),
        external: false,
        sample: is_sample(at, subject),
        kind: at.words.action(action, subject).to_owned(),
        tags: tags(at, subject),
        network: network(at, subject),
        levels: chips(at, subject),
        when: at.words.deadline(deadline, &at.site.calendar),
        tail: tail.join(at.words.say("list.space")),
        until: deadline.iso(),
        from: opening(at, subject).filter(|_| action != Action::Finish).map_or_else(String::new, Day::iso),
        says: if action == Action::Finish { "finish" } else { "apply" },
        calendar: calendar(at, subject),
        data: traits(at, subject).with("action", [action_id(action)]),
    }
}

/// The first day of an application.
fn opening(at: &Viewpoint, subject: Subject) -> Option<Day> {
    match subject {
        Subject::Course(key, position) => at.site[key].sessions.get(position?)?.value.apply.as_ref()?.open,
        Subject::Exam(_, session) => at.site[session].apply.as_ref()?.open,
        Subject::External(_) => None,
    }
}

/// The calendar file of what a date belongs to; external contents have none of their own.
fn calendar(at: &Viewpoint, subject: Subject) -> String {
    match subject {
        Subject::Course(key, _) => at.href(&Output::Export(Export::CourseCalendar(key))),
        Subject::Exam(exam, _) => at.href(&Output::Export(Export::ExamCalendar(exam))),
        Subject::External(_) => String::new(),
    }
}

/// What a filter can ask of a date.
fn traits(at: &Viewpoint, subject: Subject) -> Traits {
    let site = at.site;
    match subject {
        Subject::Course(key, _) => Traits::default()
            .with("of", ["course"])
            .levels(at, site[key].levels.iter().map(|(level, _)| *level))
            .skills(at, site[key].skills.iter().map(|(skill, _)| *skill))
            .with("required", [requirement_id(site[key].strongest())])
            .with("office", site[key].provider.map(|office| site[office].meta.id.to_string())),
        Subject::Exam(exam, _) => Traits::default()
            .with("of", ["exam"])
            .levels(at, site[exam].counts_for.iter().copied())
            .skills(at, site[exam].skills.iter().copied()),
        Subject::External(key) => Traits::default()
            .with("of", ["external"])
            .levels(at, site[key].levels.iter().copied())
            .skills(at, site[key].skills.iter().copied()),
    }
}

/// The id of what must be done, in filters.
fn action_id(action: Action) -> &'static str {
    match action {
        Action::ApplyInternal => "internal",
        Action::ApplyGroup => "group",
        Action::Apply => "apply",
        Action::Register => "register",
        Action::Finish => "finish",
    }
}

/// What to know when a deadline lies on a day on which offices are closed.
pub fn closed_note(at: &Viewpoint, day: Day) -> Option<String> {
    let calendar = &at.site.calendar;
    if !calendar.is_closed(day) {
        return None;
    }
    let what = match (calendar.holiday(day), day.weekday()) {
        (Some(_), _) => at.words.say("dates.holiday"),
        (None, 6) => at.words.say("dates.saturday"),
        (None, _) => at.words.say("dates.sunday"),
    };
    Some(at.words.fill("dates.closed", &[("what", &what), ("day", &at.words.short_day(calendar.open_day_before(day)))]))
}

/// How to apply, and for how many.
fn how(at: &Viewpoint, subject: Subject, action: Action) -> Option<String> {
    let (apply, capacity) = match subject {
        Subject::Course(key, Some(position)) => {
            let session = &at.site[key].sessions.get(position)?.value;
            (session.apply.as_ref(), session.capacity)
        }
        Subject::Exam(_, session) => (at.site[session].apply.as_ref(), None),
        Subject::Course(_, None) | Subject::External(_) => (None, None),
    };
    let how = apply.and_then(|apply| apply.how.clone()).filter(|_| action != Action::Finish);
    let places = capacity.map(|places| at.words.fill("dates.capacity", &[("n", &grouped(places as f64, 0))]));
    let words: Vec<String> = how.into_iter().chain(places).collect();
    (!words.is_empty()).then(|| words.join(at.words.say("list.space")))
}

fn tags(at: &Viewpoint, subject: Subject) -> Vec<Tag> {
    match subject {
        Subject::Course(key, _) if at.site[key].strongest() == Requirement::Mandatory => at.course_tags(&at.site[key]),
        Subject::Exam(_, session) => unsure(at, &at.site[session]).into_iter().collect(),
        Subject::External(key) if at.site[key].meta.unverified => vec![badge_tag(at.words.checked(&at.site[key].meta))],
        Subject::Course(..) | Subject::External(_) => Vec::new(),
    }
}

/// The tag of a sitting that is not certain.
fn unsure(at: &Viewpoint, session: &ExamSession) -> Option<Tag> {
    match session.status {
        SessionStatus::Confirmed => session.meta.unverified.then(|| badge_tag(at.words.checked(&session.meta))),
        status => Some(badge_tag(at.words.session_status(status))),
    }
}

fn badge_tag(badge: Badge) -> Tag {
    Tag { text: badge.word, kind: "plain", icon: badge.icon }
}

fn network(at: &Viewpoint, subject: Subject) -> String {
    match subject {
        Subject::External(key) => at.words.choice(at.site[key].access).to_owned(),
        Subject::Course(key, _) if at.site[key].access == Some(Access::Internet) => at.words.choice(Access::Internet).to_owned(),
        Subject::Course(..) | Subject::Exam(..) => String::new(),
    }
}

/// One sitting with its deadlines, the exam and the result; `None` while no date is known.
pub fn sitting_row(at: &Viewpoint, key: Key<ExamSession>) -> Option<Sitting> {
    let session = &at.site[key];
    let exam = &at.site[session.exam];
    let stops = stops(at, session);
    let subject = Subject::Exam(session.exam, key);
    let (first, last) = span(session)?;
    let mut tags: Vec<Tag> = unsure(at, session).into_iter().collect();
    let year = at.words.fiscal_year(FiscalYear::of(session.days().map_or(first, |(from, _)| from)));
    if !session.label.contains(&year) {
        tags.insert(0, Tag::plain(year));
    }
    if last < at.site.today() {
        tags.push(Tag { text: at.words.say("dates.ended").to_owned(), kind: "plain", icon: "dash" });
    }
    let page = at.href(&Output::Record(RecordPage::Exam(session.exam)));
    let own = at.routes.path(&Output::Record(RecordPage::Exam(session.exam))) == Some(at.here);
    Some(Sitting {
        title: if own { session.label.clone() } else { join(&exam.name, Some(session.label.clone())) },
        href: if own { String::new() } else { page },
        sample: session.meta.sample,
        tags,
        levels: if own { Vec::new() } else { at.exam_chips(exam) },
        calendar: if own { String::new() } else { calendar(at, subject) },
        data: traits(at, subject),
        stops,
    })
}

/// The first and the last day that is known of a sitting.
pub fn span(session: &ExamSession) -> Option<(Day, Day)> {
    let dues = session.apply.iter().flat_map(deadlines).map(|(_, deadline)| deadline.day);
    let days = session.days().into_iter().flat_map(|(from, to)| [from, to]);
    let all: Vec<Day> = dues.chain(days).chain(session.result).collect();
    all.iter().min().copied().zip(all.iter().max().copied())
}

fn stops(at: &Viewpoint, session: &ExamSession) -> Vec<Stop> {
    let mut stops = Vec::new();
    let plain = |kind, word: &str, day: Day, tail: String| Stop {
        kind,
        word: word.to_owned(),
        when: short(at, day),
        tail,
        until: String::new(),
        from: String::new(),
        says: "apply",
        note: None,
    };
    let apply = session.apply.as_ref().filter(|_| session.takes_applications());
    let opening = apply.and_then(|apply| apply.open).filter(|open| *open > at.site.today());
    stops.extend(opening.map(|open| plain("due", at.words.say("dates.opens"), open, at.words.say("dates.from").to_owned())));
    let how = apply.and_then(|apply| apply.how.clone());
    for (position, (step, deadline)) in apply.into_iter().flat_map(deadlines).enumerate() {
        let time = deadline.time.map_or_else(String::new, |time| format!(" {}", time.words()));
        let mut when = short(at, deadline.day);
        when.iso = deadline.iso();
        when.words.push_str(&time);
        stops.push(Stop {
            kind: "due",
            word: at.words.apply_step(step, "choice.action.apply_exam").to_owned(),
            when,
            tail: at.words.say("dates.until").to_owned(),
            until: deadline.iso(),
            from: apply.and_then(|apply| apply.open).map_or_else(String::new, Day::iso),
            says: "apply",
            // Said once, at the first thing to do.
            note: closed_note(at, deadline.day).or_else(|| how.clone().filter(|_| position == 0 || step == ApplyStep::Internal)),
        });
    }
    stops.extend(session.days().map(|(from, to)| {
        let tail = if from == to { String::new() } else { at.words.range("", &short(at, to).words) };
        let plain = plain("exam", at.words.say("dates.exam"), from, tail);
        // What does not take place is not counted down to.
        if session.is_held() { Stop { until: to.iso(), from: from.iso(), says: "event", ..plain } } else { plain }
    }));
    stops.extend(session.result.filter(|_| session.is_held()).map(|day| plain("result", at.words.say("dates.result"), day, String::new())));
    stops
}

/// `2月23日（月・祝）`.
pub fn short(at: &Viewpoint, day: Day) -> Date {
    Date { iso: day.iso(), words: at.words.short_marked_day(day, &at.site.calendar) }
}

/// `令和8年2月23日（月・祝）`.
pub fn long(at: &Viewpoint, day: Day) -> Date {
    Date { iso: day.iso(), words: at.words.marked_day(day, &at.site.calendar) }
}

/// The link of a record at an anchor of a page that shows many.
pub fn anchored(at: &Viewpoint, page: &Output, record: &impl Recorded) -> Link {
    let mut link = at.link(page, record);
    if !link.href.is_empty() {
        link.href = format!("{}#{}", link.href, record.meta().id);
    }
    link
}
