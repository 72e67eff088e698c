//! What a type of the schema asks for, found out by letting serde read it: no second list of keys, needs and values.
//!
//! A [`Probe`] is a deserializer that gives every type what it wants and writes down what that was. Which keys are needed is found by
//! leaving them out one at a time. Knows nothing of JSON.

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Expected, IntoDeserializer, Visitor};
use std::cell::RefCell;
use std::fmt;

/// What may stand in one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text, or a value with a notation of its own: what the type calls itself (`an id`, `a date`).
    Text(&'static str),
    /// A whole number of this size.
    Whole { min: i64, max: i64 },
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list.
    List(Box<Shape>),
    /// Exactly so many values.
    Tuple(Box<Shape>, usize),
    /// Keys of one shape, values of another.
    Map(Box<Shape>, Box<Shape>),
    /// Named keys.
    Struct { name: &'static str, keys: Vec<Key> },
    /// A struct that is being described further out.
    Again(&'static str),
    /// May be absent or empty.
    Maybe(Box<Shape>),
    /// A choice for all, or one for each id ([`crate::schema::RequirementBy`]).
    ChoiceOrMap,
    /// What one can do, or the word for nothing ([`crate::schema::Step`]).
    Step,
    /// Anything.
    Any,
}

/// A key of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// Whether it must be there.
    pub needed: bool,
}

/// The shape of `T`.
pub(super) fn of<T: DeserializeOwned>() -> Shape {
    let mut shape = look::<T>(&[]).0;
    let mut paths = Vec::new();
    collect(&shape, &mut Vec::new(), &mut paths);
    for path in paths {
        if look::<T>(&path).1 {
            mark(&mut shape, &path);
        }
    }
    shape
}

/// Reads `T` once, without the key at the end of `omitted`: what it asked for, and whether it missed that key.
fn look<T: DeserializeOwned>(omitted: &[&'static str]) -> (Shape, bool) {
    let seen = RefCell::new(Shape::Any);
    let open = RefCell::new(Vec::new());
    let read = T::deserialize(Probe { seen: &seen, open: &open, omitted: Some(omitted).filter(|path| !path.is_empty()) });
    let missed = matches!(read, Err(Failure::Missing(key)) if omitted.last() == Some(&key));
    (seen.into_inner(), missed)
}

/// The paths of all keys: the keys of structs from the outside in.
fn collect(shape: &Shape, at: &mut Vec<&'static str>, paths: &mut Vec<Vec<&'static str>>) {
    match shape {
        Shape::Struct { keys, .. } => {
            for key in keys {
                at.push(key.name);
                paths.push(at.clone());
                collect(&key.shape, at, paths);
                at.pop();
            }
        }
        Shape::List(inner) | Shape::Tuple(inner, _) | Shape::Map(_, inner) | Shape::Maybe(inner) => collect(inner, at, paths),
        _ => {}
    }
}

fn mark(shape: &mut Shape, path: &[&str]) {
    match shape {
        Shape::Struct { keys, .. } => {
            let Some((first, rest)) = path.split_first() else { return };
            for key in keys.iter_mut().filter(|key| key.name == *first) {
                match rest.is_empty() {
                    true => key.needed = true,
                    false => mark(&mut key.shape, rest),
                }
            }
        }
        Shape::List(inner) | Shape::Tuple(inner, _) | Shape::Map(_, inner) | Shape::Maybe(inner) => mark(inner, path),
        _ => {}
    }
}

/// Why a type could not be read.
#[derive(Debug)]
enum Failure {
    Missing(&'static str),
    Other,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Other
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}

/// Gives what is asked for, and notes it in `seen`.
#[derive(Clone, Copy)]
struct Probe<'a> {
    seen: &'a RefCell<Shape>,
    /// Structs that are being read.
    open: &'a RefCell<Vec<&'static str>>,
    /// The keys that lead to the one that is left out.
    omitted: Option<&'a [&'static str]>,
}

/// Types that say themselves what they are, and a text that each of them takes.
const NOTATIONS: &[(&str, &str)] = &[
    ("an id", "x"),
    ("a date", "2000-01-01"),
    ("a month or a date", "2000-01"),
    ("a time of day", "09:00"),
    ("a date, with a time if there is one", "2000-01-01"),
    ("a fiscal year", "R1"),
    ("a day, a month or a fiscal year", "R1"),
    ("a number", "0"),
    ("a date, several, a month, or 未定", "2000-01-01"),
    ("an allowed difference", "0"),
];

impl<'a> Probe<'a> {
    fn note(&self, shape: Shape) {
        *self.seen.borrow_mut() = shape;
    }

    /// Lets `read` read what is inside, and notes the shape that `outer` makes of it.
    fn inside<T>(&self, outer: impl FnOnce(Box<Shape>) -> Shape, read: impl FnOnce(Probe<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
        let seen = RefCell::new(Shape::Any);
        let result = read(Probe { seen: &seen, open: self.open, omitted: self.omitted });
        self.note(outer(Box::new(seen.into_inner())));
        result
    }

    fn text(&self, expected: &dyn Expected) -> &'static str {
        let wanted = expected.to_string();
        let (name, text) = NOTATIONS.iter().find(|(name, _)| *name == wanted).copied().unwrap_or(("text", "utf-8"));
        self.note(Shape::Text(name));
        text
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $kind:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            let (min, max) = (i64::try_from(<$kind>::MIN).unwrap_or(i64::MIN), i64::try_from(<$kind>::MAX).unwrap_or(i64::MAX));
            self.note(Shape::Whole { min, max });
            visitor.$visit(1)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Probe<'_> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let wanted = (&visitor as &dyn Expected).to_string();
        if wanted.starts_with("mandatory, elective or optional") {
            self.note(Shape::ChoiceOrMap);
            return visitor.visit_str("optional");
        }
        if wanted.starts_with("`can:`") {
            self.note(Shape::Step);
            return visitor.visit_str("undefined");
        }
        self.note(Shape::Any);
        visitor.visit_str("x")
    }

    whole_numbers! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.note(Shape::Number);
        visitor.visit_f32(1.0)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.note(Shape::Number);
        visitor.visit_f64(1.0)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.note(Shape::Truth);
        visitor.visit_bool(true)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let text = self.text(&visitor);
        visitor.visit_str(text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.inside(Shape::Maybe, |probe| visitor.visit_some(probe))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.inside(Shape::List, |probe| visitor.visit_seq(Items { probe, left: 1, ends_at_itself: true }))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Failure> {
        self.inside(|inner| Shape::Tuple(inner, length), |probe| visitor.visit_seq(Items { probe, left: length, ends_at_itself: false }))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let (key, value) = (RefCell::new(Shape::Any), RefCell::new(Shape::Any));
        let at = |seen| Probe { seen, open: self.open, omitted: self.omitted };
        let result = visitor.visit_map(Entry { key: at(&key), value: at(&value), done: false });
        self.note(Shape::Map(Box::new(key.into_inner()), Box::new(value.into_inner())));
        result
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        if self.open.borrow().contains(&name) {
            self.note(Shape::Again(name));
            return Err(Failure::Other);
        }
        self.open.borrow_mut().push(name);
        let found = RefCell::new(Vec::new());
        let result = visitor.visit_map(Fields { probe: self, fields: fields.iter(), next: None, found: &found });
        self.open.borrow_mut().pop();
        self.note(Shape::Struct { name, keys: found.into_inner() });
        result
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.note(Shape::Choice(variants));
        let first: StrDeserializer<'_, Failure> = variants.first().copied().unwrap_or_default().into_deserializer();
        visitor.visit_enum(first)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit unit_struct tuple_struct identifier ignored_any }
}

struct Items<'a> {
    probe: Probe<'a>,
    left: usize,
    /// A list of what contains it ends there.
    ends_at_itself: bool,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        match seed.deserialize(self.probe) {
            Err(Failure::Other) if self.ends_at_itself => Ok(None),
            read => read.map(Some),
        }
    }
}

struct Entry<'a> {
    key: Probe<'a>,
    value: Probe<'a>,
    done: bool,
}

impl<'de> de::MapAccess<'de> for Entry<'_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        if std::mem::replace(&mut self.done, true) {
            return Ok(None);
        }
        seed.deserialize(self.key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        seed.deserialize(self.value)
    }
}

struct Fields<'a> {
    probe: Probe<'a>,
    fields: std::slice::Iter<'static, &'static str>,
    next: Option<&'static str>,
    found: &'a RefCell<Vec<Key>>,
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let omitted = self.probe.omitted.and_then(|path| if let [only] = path { Some(*only) } else { None });
        let Some(field) = self.fields.by_ref().copied().find(|field| Some(*field) != omitted) else { return Ok(None) };
        self.next = Some(field);
        let key: StrDeserializer<'_, Failure> = field.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let name = self.next.take().expect("serde asks for a value after its key");
        let seen = RefCell::new(Shape::Any);
        let omitted = self.probe.omitted.and_then(|path| path.split_first()).filter(|(first, rest)| **first == name && !rest.is_empty());
        let read = seed.deserialize(Probe { seen: &seen, open: self.probe.open, omitted: omitted.map(|(_, rest)| rest) });
        self.found.borrow_mut().push(Key { name, shape: seen.into_inner(), needed: false });
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;

    fn key<'s>(shape: &'s Shape, name: &str) -> &'s Key {
        let Shape::Struct { keys, .. } = shape else { panic!("{shape:?} is no struct") };
        keys.iter().find(|key| key.name == name).unwrap()
    }

    #[test]
    fn a_struct_says_its_keys_and_what_it_needs() {
        let exam = of::<schema::Exam>();
        assert!(key(&exam, "provider").needed && !key(&exam, "url").needed && !key(&exam, "skills").needed);
        assert_eq!(key(&exam, "kind").shape, Shape::Choice(&["national", "public", "vendor"]));
        assert_eq!(key(&exam, "valid_from").shape, Shape::Maybe(Box::new(Shape::Text("a fiscal year"))));
        let Shape::List(change) = &key(&exam, "history").shape else { panic!("history is no list") };
        assert!(key(change, "note").needed && !key(change, "from").needed);
        let course = of::<schema::Course>();
        assert_eq!(key(&course, "requirement").shape, Shape::ChoiceOrMap);
        let Shape::List(session) = &key(&course, "sessions").shape else { panic!("sessions is no list") };
        assert!(key(session, "date").needed);
    }

    #[test]
    fn a_rule_may_contain_rules() {
        let rule = of::<schema::Rule>();
        assert_eq!(key(&rule, "all").shape, Shape::Maybe(Box::new(Shape::List(Box::new(Shape::Again("Rule"))))));
        let Shape::Maybe(at_least) = &key(&rule, "at_least").shape else { panic!("at_least is needed") };
        assert!(key(at_least, "n").needed && key(at_least, "of").needed);
        assert_eq!(of::<schema::Skill>(), of::<schema::Skill>());
    }
}
