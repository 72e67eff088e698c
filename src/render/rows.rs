//! Rows, cards and link lists that several page kinds share, from records of the model.
//!
//! Deadlines and indicators have files of their own; nothing here decides where on a page something stands.

use super::facets::Traits;
use super::kpi_words;
use super::phrase::phrased;
use super::rows_progress::kept_course;
use super::shape::{Badge, Card, Change, CourseRow, Date, LevelChip, Link, Meta, Named, Next, Plate, Tag, Told};
use super::viewpoint::Viewpoint;
use crate::field::Choice;
use crate::model::skill_map::Programme;
use crate::model::{
    Case, Course, External, Format, Key, Level, LevelKind, Priority, Recorded, Requirement, Session, SessionStatus, Status, Tally,
};
use crate::notation::{Day, Deadline, When, grouped};
use crate::parse::markdown::escape;
use crate::route::{Fixed, Output, RecordPage};
use serde::Serialize;

/// A talent category as an arm of the signpost.
#[derive(Clone, Debug, Serialize)]
pub struct Arm {
    /// Its number or range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no: Option<String>,
    /// A word in the place of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// Its name, which may break at phrases.
    pub name_html: String,
    /// Its page.
    pub href: String,
    /// What such a person can do.
    pub text: String,
    /// 重点的に育成.
    pub focus: bool,
}

/// A talent category as a rung of the ladder.
#[derive(Clone, Debug, Serialize)]
pub struct Rung {
    /// Short label.
    pub short: String,
    /// Label.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The page itself.
    pub current: bool,
}

/// Whether a course is still offered: archived ones are kept, but no longer proposed.
pub fn offered(course: &Course) -> bool {
    course.meta.status != Status::Archived
}

/// `text` as HTML.
pub fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
}

/// The number, range or word on the sign of a talent category: `(no, word)`, one of them.
pub fn sign_no(at: &Viewpoint, level: &Level) -> (Option<String>, Option<String>) {
    match (level.kind, level.number, level.level_range) {
        (LevelKind::Level, Some(number), _) => (Some(number.to_string()), None),
        (LevelKind::Management, _, Some((from, to))) => (Some(format!("{from}–{to}")), None),
        (LevelKind::Base, ..) => (None, Some(at.words.say("list.all").to_owned())),
        _ => (None, Some(level.short.clone())),
    }
}

/// The signpost: all talent categories.
pub fn arms(at: &Viewpoint) -> Vec<Arm> {
    let arm = |(key, level): (Key<Level>, &Level)| {
        let (no, word) = sign_no(at, level);
        Arm {
            no,
            word,
            name_html: phrased(&level.name),
            href: at.href(&Output::Record(RecordPage::Level(key))),
            text: level.summary.trim_end_matches('。').to_owned(),
            focus: level.priority == Some(Priority::Focus),
        }
    };
    at.site.levels.iter().map(arm).collect()
}

/// The ladder, for the page of `current` or one below it; `page` makes the address of a rung.
pub fn ladder(at: &Viewpoint, current: Key<Level>, page: impl Fn(Key<Level>) -> Output) -> Vec<Rung> {
    let rungs = at.site.levels.iter().map(|(key, level)| Rung {
        short: level.short.clone(),
        name: level.label.clone(),
        href: at.href(&page(key)),
        current: key == current,
    });
    rungs.filter(|rung| !rung.href.is_empty()).collect()
}

/// How a course is held, in words.
pub fn formats(at: &Viewpoint, course: &Course) -> String {
    course.format.iter().map(|format| at.words.choice(*format)).collect::<Vec<_>>().join(at.words.say("list.dot"))
}

/// The first day of what comes next of a course: its next sitting, or its last day.
pub fn next_day(at: &Viewpoint, course: &Course) -> Option<Day> {
    let today = at.site.today();
    let due = course.due.map(|due| due.day).filter(|due| *due >= today);
    course.next_session(today).and_then(Session::first).or(due)
}

/// What comes next of a course, in words: `次回`, `受講期限`, `いつでも受けられます`, `日程調整中`.
pub fn next(at: &Viewpoint, course: &Course) -> Next {
    let plain = |word: &str, note: Option<String>| Next {
        plate: None,
        word: word.to_owned(),
        date: None,
        until: None,
        from: None,
        says: "event",
        note,
    };
    let dated = |word: &str, day: Day, until: String, note: Option<String>| Next {
        plate: Some(plate(at, day)),
        date: Some(at.words.short_date(day)),
        until: Some(until),
        ..plain(word, note)
    };
    let today = at.site.today();
    if !offered(course) {
        return plain(at.words.say("next.over"), None);
    }
    if let Some(session) = course.next_session(today) {
        let value = &session.value;
        let Some((first, _)) = session.spans().into_iter().find(|(_, to)| *to >= today) else {
            return plain(at.words.say("next.next"), Some(when_words(at, session.when())));
        };
        let capacity = value.capacity.map(|capacity| at.words.fill("next.capacity", &[("n", &grouped(capacity as f64, 0))]));
        let close = value.apply.as_ref().map(|apply| apply.close.day).filter(|close| *close >= today && session.takes_applications());
        let close = close.map(|close| at.words.fill("next.close", &[("day", &at.words.short_day(close))]));
        let state = told_state(at, session).map(|state| state.word);
        let note: Vec<_> = state.into_iter().chain(capacity).chain(close).collect();
        let word = at.words.say(if first < today { "next.running" } else { "next.next" });
        let from = Some(Deadline { day: first, time: value.start }.iso());
        let note = (!note.is_empty()).then(|| at.words.dotted(&note));
        return Next { from, ..dated(word, first, last_moment(session), note) };
    }
    match course.due.filter(|due| due.day >= today) {
        Some(due) => Next { says: "finish", ..dated(at.words.say("next.finish"), due.day, due.iso(), course.every.clone()) },
        None if self_paced(course) => plain(at.words.say("next.any_time"), None),
        None => plain(at.words.say("next.no_date"), None),
    }
}

/// The last day of a sitting, with the time at which it ends when that is known.
pub fn last_moment(session: &Session) -> String {
    session.last().map_or_else(String::new, |day| Deadline { day, time: session.value.end }.iso())
}

/// When a session takes place where no day is known: `令和9年2月頃`, `日程調整中`. The first day where one is.
pub fn when_words(at: &Viewpoint, when: &When) -> String {
    match when {
        When::Days(days) => days.first().map_or_else(String::new, |day| at.words.day(*day)),
        When::Months(from, to) if from == to => at.words.fill("session.about", &[("month", &at.words.month_of(from.day()))]),
        When::Months(from, to) => at.words.range(&at.words.month_of(from.day()), &at.words.month_of(to.day())),
        When::Undecided => at.words.say("session.no_date").to_owned(),
    }
}

/// The state of a session where it is worth a word: everything but that it is certain.
pub fn told_state(at: &Viewpoint, session: &Session) -> Option<Badge> {
    (session.status() != SessionStatus::Confirmed).then(|| at.words.session_status(session.status()))
}

/// Whether a course is taken without a date.
pub fn self_paced(course: &Course) -> bool {
    course.sessions.is_empty() && course.format.iter().any(|format| matches!(format, Format::Elearning | Format::Ojt))
}

/// A date plate of `day`.
pub fn plate(at: &Viewpoint, day: Day) -> Plate {
    at.words.plate(day, &at.site.calendar)
}

/// A course in the course list.
pub fn course_row(at: &Viewpoint, key: Key<Course>) -> CourseRow {
    let course = &at.site[key];
    let mut meta = vec![Meta::text("place", formats(at, course))];
    meta.extend(course.duration_minutes.map(|minutes| Meta::text("clock", at.words.minutes(minutes))));
    meta.extend(course.access.map(|access| Meta::text("net", at.words.choice(access))));
    meta.push(Meta::text("yen", at.words.yen(course.cost)));
    CourseRow {
        title: course.title.clone(),
        href: at.href(&Output::Record(RecordPage::Course(key))),
        sample: course.meta.sample,
        tags: at.course_tags(course),
        levels: at.course_chips(course),
        text: course.summary.clone(),
        meta,
        next: Some(next(at, course)),
        data: traits(at, course),
        kept: kept_course(course),
    }
}

/// What a filter can ask of a course.
fn traits(at: &Viewpoint, course: &Course) -> Traits {
    let mut requirements: Vec<_> = course.levels.iter().map(|(_, requirement)| *requirement).collect();
    requirements.sort();
    Traits::default()
        .levels(at, course.levels.iter().map(|(level, _)| *level))
        .skills(at, course.skills.iter().map(|(skill, _)| *skill))
        .with("required", requirements.into_iter().map(requirement_id))
        .with("format", course.format.iter().map(|format| format.code()))
        .length(course.duration_minutes.map(i64::from))
        .cost(Some(course.cost))
        .network(course.access)
        .with("office", course.provider.map(|office| at.site[office].meta.id.to_string()))
        .next(next_day(at, course))
}

/// The id of a requirement in addresses and filters.
pub fn requirement_id(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::Mandatory => "mandatory",
        Requirement::Elective => "elective",
        Requirement::Optional => "optional",
    }
}

/// The order of the course lists: mandatory first, then by the next date, then by reading.
pub fn sort_courses(at: &Viewpoint, courses: &mut [Key<Course>]) {
    courses.sort_by_cached_key(|key| {
        let course = &at.site[*key];
        let day = next_day(at, course);
        (!offered(course), course.strongest(), day.is_none(), day, course.yomi.clone(), *key)
    });
}

/// A course with length, form and next date as a remark: for lists of choices.
pub fn course_choice(at: &Viewpoint, key: Key<Course>) -> Link {
    let course = &at.site[key];
    let next = next(at, course);
    let date = next.date.map_or_else(String::new, |date| format!(" {}", date.words));
    let mut note: Vec<String> = course.duration_minutes.map(|minutes| at.words.minutes(minutes)).into_iter().collect();
    note.push(formats(at, course));
    note.push(format!("{}{date}", next.word));
    Link { note: Some(at.words.dotted(&note)), ..at.course(key) }
}

/// A content made by others, with provider and cost as a remark.
pub fn external_choice(at: &Viewpoint, key: Key<External>) -> Link {
    let external = &at.site[key];
    let cost = external.cost.map(|cost| at.words.yen(cost)).or_else(|| external.cost_note.clone());
    let note: Vec<String> = std::iter::once(external.provider.name.clone()).chain(cost).collect();
    Link { note: Some(at.words.dotted(&note)), ..at.external(key) }
}

/// What leads to a skill, as a link.
pub fn programme(at: &Viewpoint, programme: Programme) -> Link {
    match programme {
        Programme::Course(key) => at.course(key),
        Programme::External(key) => at.external(key),
    }
}

/// How many programmes of each kind there are: `2研修・1講座`.
pub fn programme_count(at: &Viewpoint, programmes: &[(Requirement, Programme)]) -> Told {
    let meta = |programme: &Programme| match programme {
        Programme::Course(key) => &at.site[*key].meta,
        Programme::External(key) => &at.site[*key].meta,
    };
    let is_course = |programme: &&Programme| matches!(programme, Programme::Course(_));
    let all = || programmes.iter().map(|(_, programme)| programme);
    let courses: Tally = all().filter(is_course).map(meta).collect();
    let external: Tally = all().filter(|programme| !is_course(programme)).map(meta).collect();
    let count = |tally: Tally, word: &str| (tally.n > 0).then(|| at.words.fill(word, &[("n", &tally)]));
    let counts = [count(courses, "skill.programmes_courses"), count(external, "skill.programmes_external")];
    Told { words: at.words.dotted(&counts.into_iter().flatten().collect::<Vec<_>>()), sample: courses.sample || external.sample }
}

/// The card of a course.
pub fn course_card(at: &Viewpoint, key: Key<Course>) -> Card {
    let course = &at.site[key];
    let next = next(at, course);
    let mut meta: Vec<String> = course.duration_minutes.map(|minutes| at.words.minutes(minutes)).into_iter().collect();
    meta.push(formats(at, course));
    Card {
        title: course.title.clone(),
        href: at.href(&Output::Record(RecordPage::Course(key))),
        text: Some(course.summary.clone()),
        tags: std::iter::once(Tag::plain(at.words.say("kind.course"))).chain(at.course_tags(course)).collect(),
        levels: at.course_chips(course),
        sample: course.meta.sample,
        date_label: next.date.is_some().then(|| next.word.clone()),
        date: next.date,
        meta: Some(at.words.dotted(&meta)),
        ..Card::default()
    }
}

/// The card of a content made by others; it leads to the recommendation page, which says more and links out.
pub fn external_card(at: &Viewpoint, key: Key<External>) -> Card {
    let external = &at.site[key];
    let reason = external.recommended_on(at.site.today()).map(|recommended| recommended.reason.clone());
    let close = external.period.as_ref().and_then(|period| period.register_close).filter(|close| close.day >= at.site.today());
    let mut meta = vec![external.provider.name.clone()];
    meta.extend(external.cost.map(|cost| at.words.yen(cost)).or_else(|| external.cost_note.clone()));
    Card {
        title: external.title.clone(),
        href: at.href(&Output::Fixed(Fixed::Recommended)),
        text: reason.or_else(|| external.summary.clone()),
        tags: vec![Tag { text: at.words.say("kind.external").to_owned(), kind: "plain", icon: "ext" }],
        levels: at.chips(external.levels.iter().copied()),
        sample: external.meta.sample,
        date_label: close.map(|_| at.words.say("choice.action.register").to_owned()),
        date: close.map(|close| Date { iso: close.iso(), words: at.words.short_day(close.day) }),
        date_tail: close.map(|_| at.words.say("date.due_tail").to_owned()),
        meta: Some(at.words.dotted(&meta)),
        ..Card::default()
    }
}

/// The card of a case: before and after.
pub fn case_card(at: &Viewpoint, key: Key<Case>) -> Card {
    let case = &at.site[key];
    let effect = &case.effect;
    let effort = case.effort.map(|effort| at.words.fill("case.preparation", &[("n", &effort.weeks)]));
    let meta: Vec<String> = Some(at.department(case.department)).filter(|name| !name.is_empty()).into_iter().chain(effort).collect();
    Card {
        title: case.title.clone(),
        href: at.href(&Output::Record(RecordPage::Case(key))),
        tags: vec![Tag::plain(at.words.say("kind.case_study"))],
        levels: at.chips(case.levels.iter().copied()),
        sample: case.meta.sample,
        change: Some(Change {
            before: kpi_words::value(at.words, effect.before),
            after: kpi_words::value(at.words, effect.after),
            unit: effect.unit.clone(),
            label: effect.measure.clone(),
        }),
        meta: (!meta.is_empty()).then(|| at.words.dotted(&meta)),
        ..Card::default()
    }
}

/// The other talent categories on either side of `key`, as a pager.
pub fn level_neighbours(at: &Viewpoint, key: Key<Level>, page: impl Fn(Key<Level>) -> Output) -> (Option<Named>, Option<Named>) {
    let keys: Vec<_> = at.site.levels.keys().filter(|level| at.has(&page(*level))).collect();
    let place = keys.iter().position(|level| *level == key);
    let named = |level: Key<Level>| Named { name: at.site[level].label.clone(), href: at.href(&page(level)) };
    let prev = place.and_then(|place| place.checked_sub(1)).map(|place| named(keys[place]));
    let next = place.and_then(|place| keys.get(place + 1)).map(|level| named(*level));
    (prev, next)
}

/// The chip of a talent category that leads to `output` instead of its own page.
pub fn chip_to(at: &Viewpoint, key: Key<Level>, output: &Output) -> LevelChip {
    LevelChip { href: at.href(output), ..at.chip(key) }
}

/// A record as an entry of a news list: date, kind, title, link.
#[derive(Clone, Debug, Serialize)]
pub struct NewsRow {
    /// When.
    pub date: Date,
    /// What kind of record.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Invented.
    pub sample: bool,
}

impl NewsRow {
    /// `record` as it appeared on `day`.
    pub fn new(at: &Viewpoint, day: Day, kind: &str, output: &Output, record: &impl Recorded) -> Self {
        Self {
            date: at.words.short_date(day),
            kind: kind.to_owned(),
            title: record.title().to_owned(),
            href: at.href(output),
            sample: record.meta().sample,
        }
    }
}
