//! Decoding one record, whatever file it came from, with all its errors found in one run.
//!
//! serde stops at the first error. So after each error the value is mended (the wrong part is taken out, a missing part
//! is stood in for) and read again. What is wrong is told by [`read`], how it is said by [`report`]; this file
//! only mends. It does not know the schema.

mod certain;
mod keys;
mod read;
mod report;

pub use certain::{amount, choice, folded, meanings};
pub(super) use keys::{Shape, shape};
pub use read::Notation;
pub(super) use read::{is_blank, removed};
pub(super) use report::excerpt;
pub use report::{EMPTY_VALUE, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_TYPE};

use crate::diagnostic::{Code, Diagnostics};
use crate::source::Origin;
use read::{Listed, Problem, Reader, STAND_IN_ATTEMPTS, Step, is_removed, stand_in, stand_in_attempt};
use serde::de::DeserializeOwned;
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

/// What decoding needs to know of the schema and of other rooms' codes.
#[derive(Clone, Copy, Debug)]
pub struct Decoding<'a> {
    /// The keys that belong to the common part of a record.
    pub common_keys: &'a [&'a str],
    /// The codes that values with a notation of their own may report through [`crate::diagnostic::pack`].
    pub codes: &'a [&'static Code],
}

/// More errors than this in one record are not looked for.
const ROUNDS: usize = 60;

/// Types a record: the keys named in [`Decoding::common_keys`] go to `C`, all others to `T`. Both should deny unknown fields.
/// Everything that is wrong is reported in one go.
pub fn decode_record<T, C>(raw: RawRecord, decoding: &Decoding, findings: &mut Diagnostics) -> Decoded<T, C>
where
    T: DeserializeOwned,
    C: DeserializeOwned,
{
    let RawRecord { value, origin, notation, .. } = raw;
    let id = value.get("id").and_then(text_of);
    let Value::Mapping(mapping) = value else {
        report::not_a_record(&value, &origin, findings);
        return Decoded::Broken { id, origin };
    };
    let (common, own): (Mapping, Mapping) =
        mapping.into_iter().partition(|(key, _)| key.as_str().is_some_and(|key| decoding.common_keys.contains(&key)));
    let case = report::Case { origin: &origin, notation, decoding, id: id.as_deref() };
    let own = mend::<T>(Value::Mapping(own), &case, findings);
    let common = mend::<C>(Value::Mapping(common), &case, findings);
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

/// Reads `value`, mending it until it can be read. `None` when something that is needed was missing or wrong.
fn mend<T: DeserializeOwned>(mut value: Value, case: &report::Case, findings: &mut Diagnostics) -> Option<T> {
    let mut whole = true;
    for _ in 0..ROUNDS {
        let failure = match T::deserialize(Reader::new(&value, case.notation)) {
            Ok(read) => return whole.then_some(read),
            Err(failure) => failure,
        };
        let (steps, problem) = failure.into_parts();
        let mended = match &problem {
            Problem::MissingKey(key) => {
                whole = false;
                add_missing(&mut value, &steps, key, || case.report(&steps, &problem, findings))
            }
            Problem::UnknownKey { key, known } => {
                let taken_out = replace(&mut value, &[&steps[..], &[Step::Key(key.clone())]].concat(), removed());
                // The misspelt key is the one that was meant: it is not missing as well.
                if let (Some(meant), Some(Value::Mapping(mapping))) = (report::nearest_key(key, known), at_mut(&mut value, &steps)) {
                    mapping.entry(Value::from(meant)).or_insert_with(removed);
                }
                case.report(&steps, &problem, findings);
                taken_out
            }
            _ => match stand_in_again(&mut value, &steps) {
                Some(again) => {
                    whole = false;
                    again
                }
                None => {
                    let problem = as_list::<T>(&value, &steps, case).unwrap_or(problem);
                    case.report(&steps, &problem, findings);
                    !steps.is_empty() && replace(&mut value, &steps, removed())
                }
            },
        };
        if !mended {
            return None;
        }
    }
    None
}

/// What the text at `steps` would say as a list, when a list is wanted there: it is tried, so that nothing is told to be written that is wrong too.
fn as_list<T: DeserializeOwned>(value: &Value, steps: &[Step], case: &report::Case) -> Option<Problem> {
    let wants_list = |problem: &Problem| matches!(problem, Problem::WrongType { found: read::Found::Text(_), wanted: read::Wanted::List });
    let (at, problem) = T::deserialize(Reader::new(value, case.notation)).err()?.into_parts();
    if at != steps || !wants_list(&problem) {
        return None;
    }
    let mut value = value.clone();
    let text = at_mut(&mut value, steps)?.as_str()?.to_owned();
    let mut items = certain::items(&text);
    for _ in 0..=items.len() {
        let list = items.iter().map(|item| Value::from(item.as_str())).collect();
        *at_mut(&mut value, steps)? = Value::Sequence(list);
        let failure = T::deserialize(Reader::new(&value, case.notation)).err().map(read::Failure::into_parts);
        let in_item = |at: &[Step]| match at.strip_prefix(steps) {
            Some([Step::Index(index)]) => Some(*index),
            _ => None,
        };
        let told = failure.and_then(|(at, problem)| Some((in_item(&at)?, problem)));
        match told {
            Some((index, Problem::UnknownValue { found, known })) => match report::nearest_value(&found, known) {
                Some(near) if items[index] != near => items[index] = near.to_owned(),
                _ => return Some(Problem::NoList { text, items: Listed::NoneOf(known) }),
            },
            Some((_, Problem::Other(_))) => return Some(Problem::NoList { text, items: Listed::Names(items) }),
            _ => break,
        }
    }
    Some(Problem::NoList { text, items: Listed::Right(items) })
}

fn at_mut<'v>(value: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    let mut at = value;
    for step in steps {
        at = match step {
            Step::Key(key) => at.as_mapping_mut()?.get_mut(key.as_str())?,
            Step::Index(index) => at.as_sequence_mut()?.get_mut(*index)?,
        };
    }
    Some(at)
}

fn replace(value: &mut Value, steps: &[Step], by: Value) -> bool {
    match at_mut(value, steps) {
        Some(place) if !is_removed(place) => {
            *place = by;
            true
        }
        _ => false,
    }
}

/// Puts a stand-in where `key` is missing below `steps`; reports it unless it is only missing because it was taken out.
fn add_missing(value: &mut Value, steps: &[Step], key: &str, report: impl FnOnce()) -> bool {
    let Some(parent) = at_mut(value, steps) else { return false };
    if parent.is_null() {
        *parent = Value::Mapping(Mapping::new());
    }
    let Some(mapping) = parent.as_mapping_mut() else { return false };
    let known_to_be_wrong = mapping.insert(Value::String(key.to_owned()), stand_in(0)).is_some();
    if !known_to_be_wrong {
        report();
    }
    true
}

/// When the failure at `steps` comes from an earlier mending, mends that further: `None` when it does not,
/// `Some(false)` when nothing is left to try.
fn stand_in_again(value: &mut Value, steps: &[Step]) -> Option<bool> {
    for length in 0..=steps.len() {
        let place = at_mut(value, &steps[..length])?;
        if is_removed(place) {
            *place = stand_in(0);
            return Some(true);
        }
        if let Some(attempt) = stand_in_attempt(place) {
            let again = attempt + 1 < STAND_IN_ATTEMPTS;
            *place = stand_in(attempt + 1);
            return Some(again);
        }
    }
    // A list of fixed length, or a type with rules of its own, misses what was taken out of it.
    let place = at_mut(value, steps)?;
    let mut changed = false;
    match place {
        Value::Sequence(items) => items.iter_mut().filter(|item| is_removed(item)).for_each(|item| {
            *item = stand_in(0);
            changed = true;
        }),
        Value::Mapping(entries) => entries.iter_mut().filter(|(_, item)| stand_in_attempt(item).is_some()).for_each(|(_, item)| {
            let attempt = stand_in_attempt(item).unwrap_or_default() + 1;
            if attempt < STAND_IN_ATTEMPTS {
                *item = stand_in(attempt);
                changed = true;
            }
        }),
        _ => {}
    }
    changed.then_some(true)
}

#[cfg(test)]
mod tests;
