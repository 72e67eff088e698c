//! Decoding one record, whatever file it came from, with all its mistakes told at their places.
//!
//! `field` reads and says what is wrong; [`report`] says it in sentences. This file joins both. It does not know the schema.

mod report;

pub(in crate::parse) use report::excerpt;
pub use report::{EMPTY_VALUE, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_TYPE};

use crate::diagnostic::Diagnostics;
use crate::field::{Declared, Fields, Notation, Reader};
use crate::source::Origin;
use serde_yaml::{Mapping, Value};

/// A record before it is typed.
#[derive(Clone, Debug)]
pub struct RawRecord {
    /// The kind's name or one of its companions: under which key of the file the record stands.
    pub kind: String,
    /// What is written there.
    pub value: Value,
    /// Where.
    pub origin: Origin,
    /// How scalars are written there.
    pub notation: Notation,
}

/// A typed record.
#[derive(Clone, Debug)]
pub struct Record<T, C> {
    /// What is special to its kind.
    pub value: T,
    /// What every kind may have (owner, dates of checking and publishing …).
    pub common: C,
    /// Where it is written.
    pub origin: Origin,
}

/// What became of a [`RawRecord`].
#[derive(Clone, Debug)]
pub enum Decoded<T, C> {
    /// It could be read. Findings may have been reported: then keys that it does not need were taken out.
    Usable(Record<T, C>),
    /// It cannot be used; its findings have been reported.
    Broken {
        /// Its id, if that could be read: references to it are not to be reported as unknown.
        id: Option<String>,
        /// Where it is written.
        origin: Origin,
    },
}

impl<T, C> Decoded<T, C> {
    /// The record, unless it is broken.
    pub fn usable(self) -> Option<Record<T, C>> {
        match self {
            Self::Usable(record) => Some(record),
            Self::Broken { .. } => None,
        }
    }
}

/// Types a record: the keys of `C` that `T` does not have itself go to `C`, all others to `T`. Everything that is wrong is reported in one go.
pub fn decode_record<T: Fields, C: Fields>(raw: RawRecord, findings: &mut Diagnostics) -> Decoded<T, C> {
    let is_own = |key: &str| T::DECLARED.fields.iter().any(|field| field.key == key);
    let common: Vec<&'static Declared> = C::DECLARED.fields.iter().filter(|field| !is_own(field.key)).collect();
    let RawRecord { value, origin, notation, .. } = raw;
    let id = value.get("id").and_then(text_of);
    let Value::Mapping(mapping) = value else {
        report::not_a_record(&value, &origin, findings);
        return Decoded::Broken { id, origin };
    };
    let (of_all, own): (Mapping, Mapping) =
        mapping.into_iter().partition(|(key, _)| key.as_str().is_some_and(|key| common.iter().any(|field| field.key == key)));
    let case = report::Case { origin: &origin, notation, common: &common, id: id.as_deref() };
    let (own, wrong) = Reader::record::<T>(&Value::Mapping(own), notation);
    let (common, wrong_too) = Reader::record::<C>(&Value::Mapping(of_all), notation);
    for (steps, problem) in wrong.iter().chain(&wrong_too) {
        case.report(steps, problem, findings);
    }
    match (own, common) {
        (Some(value), Some(common)) => Decoded::Usable(Record { value, common, origin }),
        _ => Decoded::Broken { id, origin },
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
