//! The agenda: every deadline and every event of courses, exams and external contents, in order of time.

use super::{ApplyStep, Course, Exam, ExamSession, External, Key, SessionStatus, Site, deadlines};
use crate::field::Choice;
use crate::notation::{Day, Deadline, FiscalYear, Time};
use std::collections::BTreeSet;

/// What a date belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A course, and the position of its sitting if it is one.
    Course(Key<Course>, Option<usize>),
    /// A sitting of an exam.
    Exam(Key<Exam>, Key<ExamSession>),
    /// An external content.
    External(Key<External>),
}

/// What must be done until a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Choice)]
pub enum Action {
    /// Lists to the office in charge.
    #[choice("apply-internal", ja = "庁内取りまとめ", en = "Internal collection")]
    ApplyInternal,
    /// An application of a group.
    #[choice("apply-group", ja = "団体申込", en = "Group application")]
    ApplyGroup,
    /// An application of a person.
    #[choice("apply", ja = "申込", en = "Application")]
    Apply,
    /// An enrolment.
    #[choice("register", ja = "受講登録", en = "Enrolment")]
    Register,
    /// The last day to finish.
    #[choice("finish", ja = "受講期限", en = "Finish by")]
    Finish,
}

/// A deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub deadline: Deadline,
    /// What to do until then.
    pub action: Action,
    /// Of what.
    pub subject: Subject,
}

/// Something that takes place on one day or over several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Begins at.
    pub start: Option<Time>,
    /// Ends at.
    pub end: Option<Time>,
    /// What it is.
    pub kind: EventKind,
    /// Of what.
    pub subject: Subject,
    /// Which one it is of the days of a session that takes several, from 0.
    pub part: usize,
    /// Where it stands; what does not take place is listed too, so that calendars can say so.
    pub status: SessionStatus,
    /// Whether it takes place.
    pub held: bool,
}

/// What takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// 研修
    Course,
    /// 試験
    Exam,
    /// 結果発表
    Result,
    /// 外部の講座
    External,
}

/// All deadlines, the earliest first.
pub fn dues(site: &Site) -> Vec<Due> {
    let mut dues = Vec::new();
    for (key, course) in site.courses.iter() {
        dues.extend(course.due.map(|deadline| Due { deadline, action: Action::Finish, subject: Subject::Course(key, None) }));
        for (at, session) in course.sessions.iter().enumerate().filter(|(_, session)| session.takes_applications()) {
            let subject = Subject::Course(key, Some(at));
            dues.extend(session.value.apply.iter().flat_map(deadlines).map(|(step, deadline)| Due {
                deadline,
                action: action(step),
                subject,
            }));
        }
    }
    for (key, session) in site.exam_sessions.iter().filter(|(_, session)| session.takes_applications()) {
        let subject = Subject::Exam(session.exam, key);
        dues.extend(session.apply.iter().flat_map(deadlines).map(|(step, deadline)| Due { deadline, action: action(step), subject }));
    }
    for (key, external) in site.external.iter() {
        let close = external.period.as_ref().and_then(|period| period.register_close);
        dues.extend(close.map(|deadline| Due { deadline, action: Action::Register, subject: Subject::External(key) }));
    }
    dues.sort_by_key(|due| (due.deadline.order(), due.action, due.subject));
    dues
}

fn action(step: ApplyStep) -> Action {
    match step {
        ApplyStep::Internal => Action::ApplyInternal,
        ApplyStep::Group => Action::ApplyGroup,
        ApplyStep::Individual => Action::Apply,
    }
}

/// All events, the earliest first.
pub fn events(site: &Site) -> Vec<Event> {
    let mut events = Vec::new();
    for (key, course) in site.courses.iter() {
        for (at, session) in course.sessions.iter().enumerate() {
            events.extend(session.spans().into_iter().enumerate().map(|(part, (from, to))| Event {
                from,
                to,
                start: session.value.start,
                end: session.value.end,
                kind: EventKind::Course,
                subject: Subject::Course(key, Some(at)),
                part,
                status: session.status(),
                held: session.is_held(),
            }));
        }
    }
    for (key, session) in site.exam_sessions.iter() {
        let subject = Subject::Exam(session.exam, key);
        let (status, held) = (session.status, session.is_held());
        let whole = |kind| move |(from, to)| Event { from, to, start: None, end: None, kind, subject, part: 0, status, held };
        events.extend(session.days().map(whole(EventKind::Exam)));
        events.extend(session.result.filter(|_| held).map(|day| (day, day)).map(whole(EventKind::Result)));
    }
    for (key, external) in site.external.iter() {
        let period = external.period.as_ref().and_then(|period| period.from.zip(period.to));
        events.extend(period.map(|(from, to)| Event {
            from,
            to,
            start: None,
            end: None,
            kind: EventKind::External,
            subject: Subject::External(key),
            part: 0,
            status: SessionStatus::Confirmed,
            held: true,
        }));
    }
    events.sort_by_key(|event| (event.from, event.to, event.kind, event.subject, event.part));
    events
}

/// The fiscal years that have a date, and the present one.
pub fn years(site: &Site) -> BTreeSet<FiscalYear> {
    let events = events(site).into_iter().flat_map(|event| [event.from, event.to]).collect::<Vec<_>>();
    let dues = dues(site).into_iter().map(|due| due.deadline.day).collect::<Vec<_>>();
    events.into_iter().chain(dues).map(FiscalYear::of).chain([site.this_year()]).collect()
}
