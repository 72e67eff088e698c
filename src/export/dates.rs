//! What a date of the agenda belongs to, in the words and ids that calendar files and tables share.

use crate::field::Choice;
use crate::model::agenda::{Due, EventKind, Subject};
use crate::model::{Meta, Session, SessionStatus, Site};
use crate::notation::Day;
use crate::route::{Fixed, Output, RecordPage};

/// What a date belongs to.
#[derive(Clone, Debug)]
pub(super) struct Dated<'a> {
    /// Meta data of the course, exam or external content.
    pub meta: &'a Meta,
    /// Meta data of the record that says the date: the sitting of an exam has its own.
    pub dated: &'a Meta,
    /// Its name.
    pub title: &'a str,
    /// Id of the sitting, for dates of one.
    pub session: Option<&'a str>,
    /// Label of the sitting.
    pub label: Option<&'a str>,
    /// Room or site.
    pub place: Option<&'a str>,
    /// How to apply.
    pub how: Option<&'a str>,
    /// Where the sitting stands.
    pub status: SessionStatus,
    /// Invented to show how the portal works.
    pub sample: bool,
    /// Its page.
    pub output: Output,
}

impl Dated<'_> {
    /// The last change: of the sitting, otherwise of what it is a sitting of.
    pub(super) fn updated(&self) -> Option<Day> {
        self.dated.updated.or(self.meta.updated)
    }

    /// Not settled yet.
    pub(super) fn tentative(&self) -> bool {
        self.status == SessionStatus::Tentative
    }

    /// Whether nobody has compared the sitting, or what it is a sitting of, with its source.
    pub(super) fn unverified(&self) -> bool {
        self.dated.unverified || self.meta.unverified
    }
}

/// What `subject` is.
pub(super) fn subject(site: &Site, subject: Subject) -> Dated<'_> {
    match subject {
        Subject::Course(key, sitting) => {
            let course = &site[key];
            let session = sitting.and_then(|at| course.sessions.get(at)).map(|session| &session.value);
            Dated {
                meta: &course.meta,
                dated: &course.meta,
                title: &course.title,
                session: session.map(|session| session.id.as_str()),
                label: session.and_then(|session| session.label.as_deref()),
                place: session.and_then(|session| session.place.as_deref()),
                how: session.and_then(|session| session.apply.as_ref()).and_then(|apply| apply.how.as_deref()),
                status: sitting.and_then(|at| course.sessions.get(at)).map_or(SessionStatus::Confirmed, Session::status),
                sample: course.meta.sample,
                output: Output::Record(RecordPage::Course(key)),
            }
        }
        Subject::Exam(key, session) => {
            let (exam, session) = (&site[key], &site[session]);
            Dated {
                meta: &exam.meta,
                dated: &session.meta,
                title: &exam.name,
                session: Some(session.meta.id.as_str()),
                label: Some(&session.label),
                place: None,
                how: session.apply.as_ref().and_then(|apply| apply.how.as_deref()),
                status: session.status,
                sample: exam.meta.sample || session.meta.sample,
                output: Output::Record(RecordPage::Exam(key)),
            }
        }
        Subject::External(key) => {
            let external = &site[key];
            Dated {
                meta: &external.meta,
                dated: &external.meta,
                title: &external.title,
                session: None,
                label: None,
                place: None,
                how: None,
                status: SessionStatus::Confirmed,
                sample: external.meta.sample,
                output: Output::Fixed(Fixed::Externals),
            }
        }
    }
}

/// The kind of `subject` in a word of ids.
pub(super) fn kind(subject: Subject) -> &'static str {
    match subject {
        Subject::Course(..) => "course",
        Subject::Exam(..) => "exam",
        Subject::External(_) => "external",
    }
}

/// The parts of the name of a deadline, the same in every build: kind, id of what it belongs to, sitting, step.
pub(super) fn due_id<'a>(site: &'a Site, due: &Due) -> Vec<&'a str> {
    date_id(site, due.subject, due.action.code())
}

/// The parts of the name of any date.
pub(super) fn date_id<'a>(site: &'a Site, of: Subject, step: &'static str) -> Vec<&'a str> {
    let Dated { meta, session, .. } = subject(site, of);
    [Some(kind(of)), Some(meta.id.as_str()), session, Some(step)].into_iter().flatten().collect()
}

/// The word of an event in ids, and its category in calendars.
pub(super) fn event_words(kind: EventKind) -> (&'static str, &'static str) {
    match kind {
        EventKind::Course => ("held", "研修"),
        EventKind::Exam => ("held", "試験"),
        EventKind::Result => ("result", "結果発表"),
        EventKind::External => ("held", "外部の講座"),
    }
}
