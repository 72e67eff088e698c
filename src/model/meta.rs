//! [`Meta`]: what every resolved record has besides its own fields.

use super::names::{Named, Names};
use super::{Department, Key};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::notation::{Day, Id};
use crate::parse::markdown::{self, Markdown};
use crate::schema::{Common, SourceKind, Status};
use crate::source::{Origin, Place};
use crate::text;

/// Identity, freshness, ownership and standing of a record.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Permanent name.
    pub id: Id,
    /// Where it was read.
    pub origin: Origin,
    /// Last change of content.
    pub updated: Option<Day>,
    /// Last comparison with its source.
    pub checked_on: Option<Day>,
    /// Last review by its office.
    pub last_reviewed_on: Option<Day>,
    /// How long a review holds, as written.
    pub review_in: Option<String>,
    /// Department in charge.
    pub owner: Option<Key<Department>>,
    /// Published or archived; drafts only in builds that show them.
    pub status: Status,
    /// First day on which it is shown.
    pub publish_from: Option<Day>,
    /// Last day on which it is current.
    pub publish_until: Option<Day>,
    /// Free tags.
    pub tags: Vec<String>,
    /// Shown as 「見本」.
    pub sample: bool,
    /// Fields that are invented while the rest of the record is true.
    pub sample_fields: Vec<String>,
    /// Shown as 「要確認」.
    pub unverified: bool,
    /// Where the facts come from.
    pub source: Option<String>,
    /// Whether that source is the publisher's own.
    pub source_kind: Option<SourceKind>,
    /// Remarks for readers.
    pub notes: Option<String>,
    /// Former ids or addresses.
    pub aliases: Vec<String>,
}

impl Meta {
    /// Resolves the common fields of the record `id`.
    pub(super) fn resolve(id: Id, common: Common, origin: Origin, names: &Names, findings: &mut Diagnostics) -> Self {
        let Common {
            updated,
            checked_on,
            last_reviewed_on,
            review_in,
            owner,
            status,
            publish_from,
            publish_until,
            tags,
            sample,
            sample_fields,
            source,
            source_kind,
            unverified,
            notes,
            aliases,
        } = common;
        let owner = owner.and_then(|owner| names.find(&owner, &origin, "owner", findings));
        Self {
            id,
            origin,
            updated,
            checked_on,
            last_reviewed_on,
            review_in,
            owner,
            status,
            publish_from,
            publish_until,
            tags,
            sample,
            sample_fields,
            unverified,
            source,
            source_kind,
            notes,
            aliases,
        }
    }
}

impl Meta {
    /// Whether what `field` says is invented: the field alone, or the whole record.
    pub fn invents(&self, field: &str) -> bool {
        self.sample || self.sample_fields.iter().any(|of| of == field)
    }

    /// Whether it was compared with second-hand sources alone.
    pub fn second_hand(&self) -> bool {
        self.source_kind == Some(SourceKind::Secondary)
    }
}

/// A record that has [`Meta`].
pub trait Recorded {
    /// Its meta data.
    fn meta(&self) -> &Meta;
    /// What it is called in lists.
    fn title(&self) -> &str;
}

/// Resolves a list of ids at `field`, dropping (after a finding) those that mean nothing.
pub(super) fn keys<T: Named>(ids: &[Id], field: &str, origin: &Origin, names: &Names, findings: &mut Diagnostics) -> Vec<Key<T>> {
    let place = |at: usize| origin.place(&format!("{field}[{at}]"));
    for (at, id) in ids.iter().enumerate() {
        if let Some(first) = ids[..at].iter().position(|other| other == id) {
            findings.push(twice(id.as_str(), field, place(at), place(first)));
        }
    }
    ids.iter().enumerate().filter_map(|(at, id)| names.find(id, origin, &format!("{field}[{at}]"), findings)).collect()
}

/// An id that stands twice in one list.
pub static LISTED_TWICE: Code = Code::warning(
    "listed-twice",
    "1つの並びに、同じ id が2つあります。写したあとの直し忘れなら別の id に直し、そうでなければ片方を消してください",
    "an id stands twice in one list; mend the one that was copied, or remove it",
);

/// Says that `id` stands at two places of the list `field`.
pub(super) fn twice(id: &str, field: &str, at: Place, first: Place) -> Diagnostic {
    Diagnostic::new(&LISTED_TWICE, text!("{field} に「{id}」が2つあります", "\"{id}\" stands twice in `{field}`"))
        .at(at)
        .related(first, text!("1つ目はここです", "the first one"))
        .hint(text!("別の id に直すか、片方を消してください", "write another id, or remove one"))
}

/// Resolves an optional id at `field`.
pub(super) fn key<T: Named>(id: Option<Id>, field: &str, origin: &Origin, names: &Names, findings: &mut Diagnostics) -> Option<Key<T>> {
    id.and_then(|id| names.find(&id, origin, field, findings))
}

/// A Markdown text with blocks that stands in a data file at `field`.
pub(super) fn block(text: Option<String>, field: &str, origin: &Origin, findings: &mut Diagnostics) -> Option<Markdown> {
    text.map(|text| markdown::block(&origin.path, &text, &origin.place(field), &markdown::Options::default(), findings))
}

/// Declares which entity a resolved type is and where its meta data and title are.
macro_rules! entity {
    ($type:ident, $title:ident) => {
        impl $crate::model::names::Named for $type {
            const ENTITY: $crate::model::names::Entity = $crate::model::names::Entity::$type;
        }
        impl $crate::model::Recorded for $type {
            fn meta(&self) -> &$crate::model::Meta {
                &self.meta
            }
            fn title(&self) -> &str {
                &self.$title
            }
        }
    };
}
pub(super) use entity;
