//! What a type asks for below a key, learnt from the type itself: its deserializer is asked, and answers by failing.
//!
//! Reads no value.

use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};
use std::fmt;

/// What stands at a place of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Shape {
    /// A group with these keys.
    Group(&'static [&'static str]),
    /// A group whose keys are free.
    Free,
    /// A value, or a list.
    Value,
}

/// The shape of `T` below the keys of `path`.
pub(in crate::parse) fn shape<T: DeserializeOwned>(path: &[&'static str]) -> Shape {
    // A probe gives no value, so that it always ends with an answer.
    T::deserialize(Probe { path }).err().map_or(Shape::Value, |Answer(shape)| shape)
}

#[derive(Clone, Copy)]
struct Probe<'p> {
    path: &'p [&'static str],
}

#[derive(Debug)]
struct Answer(Shape);

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Answer {}

impl de::Error for Answer {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(Shape::Value)
    }
}

impl<'de> de::Deserializer<'de> for Probe<'_> {
    type Error = Answer;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answer> {
        Err(Answer(Shape::Value))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Answer> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Answer> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answer> {
        Err(Answer(Shape::Free))
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Answer> {
        match self.path {
            [] => Err(Answer(Shape::Group(fields))),
            [key, below @ ..] => visitor.visit_map(Entry { key: Some(key), below }),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct
        enum identifier ignored_any
    }
}

/// A group of one key.
struct Entry<'p> {
    key: Option<&'static str>,
    below: &'p [&'static str],
}

impl<'de> de::MapAccess<'de> for Entry<'_> {
    type Error = Answer;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Answer> {
        self.key.take().map(|key| seed.deserialize(IntoDeserializer::<Answer>::into_deserializer(key))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Answer> {
        seed.deserialize(Probe { path: self.below })
    }
}
