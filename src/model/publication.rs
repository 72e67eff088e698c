//! What is known of every record whose publication has a limit, and which kinds may end. Whether a record is shown on a day is decided in
//! one place, by `schema::Common::stage`.
//!
//! A record that is not shown gets into no table of the portal, so that no list, search, feed or count can show it. What is said of it
//! (findings, the report, the page at the address of what has ended) is said from its [`Publication`].

use super::names::Entity;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic};
use crate::notation::{Day, Id};
pub use crate::schema::Stage;
use crate::schema::{self, Record, Status};
use crate::source::{Origin, Place};
use crate::text;

/// An end for something that others are made of.
pub static ENDLESS_KIND: Code = Code::error(
    "endless-kind",
    "この種類の記録は、ほかの記録の土台なので、公開の終わり（publish_until）を書けません。使わなくなったら `status: archived` と書きます",
    "other records are made of this kind, so it has no `publish_until`; write `status: archived` when it is no longer in use",
);

/// A day that a record itself speaks of.
#[derive(Clone, Debug)]
pub struct OwnDay {
    /// Where it is written.
    pub place: Place,
    /// The day.
    pub day: Day,
    /// It is the end of an application, not the thing itself.
    pub deadline: bool,
}

/// The page that a record has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnPage {
    /// A course.
    Course,
    /// An exam.
    Exam,
    /// A case.
    Case,
    /// A news item.
    News,
    /// A trend article.
    Trend,
    /// A plain page, with its address.
    Page(String),
}

/// What is known of a record that is a draft, or has a day from which or until which it is shown.
#[derive(Clone, Debug)]
pub struct Publication {
    /// What it is, in Japanese and English.
    pub kind: (&'static str, &'static str),
    /// Its id, or what tells it from others.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it was read.
    pub origin: Origin,
    /// Department in charge.
    pub owner: Option<Id>,
    /// Former ids or addresses.
    pub aliases: Vec<String>,
    /// The page that it has when it is shown.
    pub page: Option<OwnPage>,
    /// It is marked as a draft.
    pub draft: bool,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// The day that is written on it.
    pub published: Option<Day>,
    /// The days that it speaks of.
    pub days: Vec<OwnDay>,
    /// Where it stands in this run.
    pub stage: Stage,
}

impl Publication {
    /// Of `record`, named `id`; `None` when its publication has no limit.
    pub(super) fn of<T: Publishable>(
        kind: (&'static str, &'static str),
        id: &str,
        page: Option<OwnPage>,
        record: &Record<T>,
        options: &Options,
    ) -> Option<Self> {
        let Record { value, common, origin } = record;
        let draft = common.status == Status::Draft || value.draft();
        if !draft && common.publish_from.is_none() && common.publish_until.is_none() {
            return None;
        }
        Some(Self {
            kind,
            id: id.to_owned(),
            title: value.title().to_owned(),
            origin: origin.clone(),
            owner: common.owner.clone(),
            aliases: common.aliases.clone(),
            page,
            draft,
            from: common.publish_from,
            until: common.publish_until,
            published: value.published(),
            days: value.days(origin),
            stage: common.stage(draft, options),
        })
    }

    /// Of a draft of which no more is known.
    pub(super) fn draft(kind: (&'static str, &'static str), id: &str, origin: Origin) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            title: id.to_owned(),
            origin,
            owner: None,
            aliases: Vec::new(),
            page: None,
            draft: true,
            from: None,
            until: None,
            published: None,
            days: Vec::new(),
            stage: Stage::Draft,
        }
    }

    /// The finding that its kind has no end; `None` when it has none.
    pub(super) fn endless(&self) -> Option<Diagnostic> {
        self.until?;
        let (ja, en) = self.kind;
        let message = text!("{ja}に publish_until は書けません", "`publish_until` cannot be written for a {en}");
        let hint = text!(
            "この行を消してください。使わなくなったら `status: archived` と書きます",
            "remove the line; write `status: archived` when it is no longer in use"
        );
        Some(Diagnostic::new(&ENDLESS_KIND, message).at(self.origin.place("publish_until")).record(self.id.as_str()).hint(hint))
    }
}

/// Whether records of this kind may end: not those that others are made of, and not those that past reports rest on.
pub(super) fn may_end(entity: Entity) -> bool {
    match entity {
        Entity::Plan
        | Entity::Pillar
        | Entity::Initiative
        | Entity::Level
        | Entity::SkillCategory
        | Entity::Skill
        | Entity::Tool
        | Entity::Group
        | Entity::Department
        | Entity::Kpi
        | Entity::Body => false,
        Entity::Course
        | Entity::External
        | Entity::Exam
        | Entity::ExamSession
        | Entity::Case
        | Entity::Award
        | Entity::Community
        | Entity::Lane
        | Entity::Recruitment
        | Entity::Term
        | Entity::Reference
        | Entity::News
        | Entity::Trend => true,
    }
}

/// The page of its own that a record of this kind has, if it may end.
pub(super) fn page_of(entity: Entity) -> Option<OwnPage> {
    match entity {
        Entity::Course => Some(OwnPage::Course),
        Entity::Exam => Some(OwnPage::Exam),
        Entity::Case => Some(OwnPage::Case),
        Entity::News => Some(OwnPage::News),
        Entity::Trend => Some(OwnPage::Trend),
        _ => None,
    }
}

/// What the fields of a kind say of its publication.
pub(super) trait Publishable {
    /// What it is called.
    fn title(&self) -> &str;
    /// Whether a field of its own makes it a draft.
    fn draft(&self) -> bool {
        false
    }
    /// The day that is written on it.
    fn published(&self) -> Option<Day> {
        None
    }
    /// The days that it speaks of.
    fn days(&self, _: &Origin) -> Vec<OwnDay> {
        Vec::new()
    }
}

macro_rules! titled {
    ($($type:ident $title:ident;)*) => {
        $(impl Publishable for schema::$type {
            fn title(&self) -> &str {
                self.$title.as_ref()
            }
        })*
    };
}
titled! {
    Plan title;
    Pillar title;
    Initiative title;
    Reference title;
    Level name;
    SkillCategory name;
    Skill name;
    Exam name;
    Tool name;
    Group name;
    Department name;
    Leader department;
    MatrixCell level;
    Award title;
    Community name;
    Kpi name;
    KpiActual kpi;
    Lane name;
    Body name;
    Recruitment name;
    Term term;
    Assessment level;
    Holiday name;
}

impl Publishable for schema::Synonym {
    fn title(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }
}

macro_rules! dated {
    ($($type:ident)*) => {
        $(impl Publishable for schema::$type {
            fn title(&self) -> &str {
                &self.title
            }
            fn published(&self) -> Option<Day> {
                Some(self.published)
            }
        })*
    };
}
dated! { News Trend Case }

impl Publishable for schema::Page {
    fn title(&self) -> &str {
        &self.title
    }
    fn draft(&self) -> bool {
        self.draft
    }
}

impl Publishable for schema::Course {
    fn title(&self) -> &str {
        &self.title
    }
    fn days(&self, origin: &Origin) -> Vec<OwnDay> {
        let mut days: Vec<OwnDay> = self.due.iter().map(|due| own(origin, "due", due.day, false)).collect();
        for (at, session) in self.sessions.iter().enumerate() {
            if !session.status.is_none_or(|status| status.is_held(session.moved_to.is_some())) {
                continue;
            }
            let planned = session.until.map(|until| ("until", until)).or_else(|| Some(("date", *session.date.days().last()?)));
            let moved = session.moved_to.as_ref().and_then(|moved| Some(("moved_to", *moved.days().last()?)));
            days.extend(moved.or(planned).map(|(field, day)| own(origin, &format!("sessions[{at}].{field}"), day, false)));
            days.extend(session.apply.iter().map(|apply| own(origin, &format!("sessions[{at}].apply.close"), apply.close.day, true)));
        }
        days
    }
}

impl Publishable for schema::External {
    fn title(&self) -> &str {
        &self.title
    }
    fn days(&self, origin: &Origin) -> Vec<OwnDay> {
        let Some(period) = &self.period else { return Vec::new() };
        let to = period.to.map(|to| own(origin, "period.to", to, false));
        to.into_iter().chain(period.register_close.map(|close| own(origin, "period.register_close", close.day, true))).collect()
    }
}

impl Publishable for schema::ExamSession {
    fn title(&self) -> &str {
        &self.label
    }
    fn draft(&self) -> bool {
        self.status == schema::SessionStatus::Draft
    }
    fn days(&self, origin: &Origin) -> Vec<OwnDay> {
        let moved = self.moved_to.map(|day| own(origin, "moved_to", day, false));
        let date = moved.or_else(|| self.date.map(|date| own(origin, "date", date, false)));
        let window = self.window.map(|window| own(origin, "window.to", window.to, false));
        let close = self.apply.as_ref().map(|apply| own(origin, "apply.close", apply.close.day, true));
        date.into_iter().chain(window).chain(close).collect()
    }
}

fn own(origin: &Origin, field: &str, day: Day, deadline: bool) -> OwnDay {
    OwnDay { place: origin.place(field), day, deadline }
}
