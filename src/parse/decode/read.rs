//! A serde deserializer over [`Value`] whose errors are data: what was wrong, and under which keys.
//!
//! What a scalar is, is decided by what is asked for: `1.10` read as text stays `1.10`, read as a number is 1.1. The
//! words of tables (○, full-width digits, `a;b`) count only in [`Notation::Table`]. This file reports nothing.

use serde::de::{self, DeserializeSeed, Expected, IntoDeserializer, Unexpected, Visitor};
use serde_yaml::Value;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// How scalars are written in the file that a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// YAML or TOML.
    Plain,
    /// A row of a table as Excel writes it; the number of the row as Excel shows it.
    Table {
        /// From 1; the header is usually row 1.
        row: usize,
    },
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    MissingKey(&'static str),
    TwiceTheSame(&'static str),
    UnknownValue {
        found: String,
        known: &'static [&'static str],
    },
    WrongType {
        found: Found,
        wanted: Wanted,
    },
    /// One text where a list is wanted.
    NoList {
        text: String,
        items: Listed,
    },
    Empty,
    Other(String),
}

/// What a text would say as a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// These are right, or as right as can be told.
    Right(Vec<String>),
    /// One of them is none of these words.
    NoneOf(&'static [&'static str]),
    /// One of them is a name where an id belongs.
    Names(Vec<String>),
}

/// What stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Text(String),
    Number(String),
    Bool(bool),
    Nothing,
    List,
    Mapping,
}

/// What the schema wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Text,
    Number,
    Whole { min: i128, max: i128 },
    Bool,
    List,
    Mapping,
    Described(String),
}

/// A [`Problem`] and the steps that lead to it.
#[derive(Debug)]
pub(super) struct Failure(Box<(Vec<Step>, Problem)>);

impl Failure {
    fn new(problem: Problem) -> Self {
        Self(Box::new((Vec::new(), problem)))
    }

    fn under(mut self, step: impl FnOnce() -> Step) -> Self {
        self.0.0.push(step());
        self
    }

    /// The steps from the outside in, and the problem.
    pub(super) fn into_parts(self) -> (Vec<Step>, Problem) {
        let (mut steps, problem) = *self.0;
        steps.reverse();
        (steps, problem)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Problem::Other(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Bool(value) => Found::Bool(value),
            Unexpected::Unsigned(value) => Found::Number(value.to_string()),
            Unexpected::Signed(value) => Found::Number(value.to_string()),
            Unexpected::Float(value) => Found::Number(value.to_string()),
            Unexpected::Str(value) => Found::Text(value.to_owned()),
            Unexpected::Unit | Unexpected::Option => return Self::new(Problem::Empty),
            Unexpected::Seq => Found::List,
            Unexpected::Map => Found::Mapping,
            other => Found::Text(other.to_string()),
        };
        Self::new(Problem::WrongType { found, wanted: Wanted::Described(wanted.to_string()) })
    }

    fn invalid_value(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::invalid_type(found, wanted)
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        Self::new(Problem::UnknownValue { found: variant.to_owned(), known })
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::new(Problem::UnknownKey { key: field.to_owned(), known })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Problem::MissingKey(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Problem::TwiceTheSame(field))
    }
}

const REMOVED: &str = "removed";
const STAND_IN: &str = "stand-in";

/// What a stand-in says when text is asked for, one after the other until the type is content.
const STAND_IN_TEXTS: [&str; 8] = ["x", "2000-01-01", "R1", "0", "09:00", "https://example.jp/", "2000-01-01T09:00", "a@example.jp"];

/// How many texts a stand-in can try.
pub(super) const STAND_IN_ATTEMPTS: usize = STAND_IN_TEXTS.len();

fn tagged(tag: &str, value: Value) -> Value {
    Value::Tagged(Box::new(serde_yaml::value::TaggedValue { tag: serde_yaml::value::Tag::new(tag), value }))
}

/// A value that is read as if it were not there, while its key and its place in a list stay.
pub(in crate::parse) fn removed() -> Value {
    tagged(REMOVED, Value::Null)
}

/// Whether `value` is [`removed`].
pub(super) fn is_removed(value: &Value) -> bool {
    matches!(value, Value::Tagged(it) if it.tag == REMOVED)
}

/// A value that is whatever is asked for.
pub(super) fn stand_in(attempt: usize) -> Value {
    tagged(STAND_IN, Value::from(attempt))
}

/// The attempt of a [`stand_in`].
pub(super) fn stand_in_attempt(value: &Value) -> Option<usize> {
    match value {
        Value::Tagged(it) if it.tag == STAND_IN => it.value.as_u64().map(|attempt| attempt as usize),
        _ => None,
    }
}

/// Reads a [`Value`].
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    value: &'a Value,
    notation: Notation,
}

impl<'a> Reader<'a> {
    pub(super) fn new(value: &'a Value, notation: Notation) -> Self {
        Self { value, notation }
    }

    fn is_table(self) -> bool {
        matches!(self.notation, Notation::Table { .. })
    }

    fn wrong(self, wanted: Wanted) -> Failure {
        match self.value {
            Value::Null => Failure::new(Problem::Empty),
            Value::String(text) if is_blank(text) => Failure::new(Problem::Empty),
            value => Failure::new(Problem::WrongType { found: found(value), wanted }),
        }
    }

    fn stand_in_text(self) -> Option<&'static str> {
        stand_in_attempt(self.value).map(|attempt| STAND_IN_TEXTS[attempt % STAND_IN_ATTEMPTS])
    }

    fn whole(self, min: i128, max: i128) -> Result<i128, Failure> {
        let number = match self.value {
            Value::Number(number) => number
                .as_i64()
                .map(i128::from)
                .or_else(|| number.as_u64().map(i128::from))
                .or_else(|| number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e15).map(|float| float as i128)),
            Value::String(text) if self.is_table() => table_number(text).parse().ok(),
            Value::String(text) => plain_digits(text).and_then(|text| text.parse().ok()),
            value if stand_in_attempt(value).is_some() => return Ok(min.max(0)),
            _ => None,
        };
        number.filter(|number| (min..=max).contains(number)).ok_or_else(|| self.wrong(Wanted::Whole { min, max }))
    }

    fn decimal(self) -> Result<f64, Failure> {
        let number = match self.value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) if self.is_table() => table_number(text).parse().ok(),
            Value::String(text) => plain_digits(text).and_then(|text| text.parse().ok()),
            value if stand_in_attempt(value).is_some() => Some(0.0),
            _ => None,
        };
        number.filter(|number: &f64| number.is_finite()).ok_or_else(|| self.wrong(Wanted::Number))
    }

    fn truth(self) -> Result<bool, Failure> {
        match self.value {
            Value::Bool(value) => Ok(*value),
            Value::String(text) if self.is_table() => table_truth(text).ok_or_else(|| self.wrong(Wanted::Bool)),
            Value::Number(number) if self.is_table() && number.as_u64().is_some_and(|number| number < 2) => Ok(number.as_u64() == Some(1)),
            value if stand_in_attempt(value).is_some() => Ok(false),
            _ => Err(self.wrong(Wanted::Bool)),
        }
    }
}

/// Whether there is nothing in `text` but spaces, full-width ones included.
pub(in crate::parse) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// `text` when it is a decimal number in ASCII without a leading zero.
fn plain_digits(text: &str) -> Option<&str> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let shape = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (shape && !leading_zero).then_some(text)
}

fn table_number(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && *c != ',').map(|c| if matches!(c, '−' | '▲' | '△') { '-' } else { c }).collect()
}

fn table_truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "○" | "◯" | "〇" | "●" | "◎" | "✓" | "✔" | "レ" | "はい" | "有" | "あり" | "true" | "yes" | "1" | "１" => {
            Some(true)
        }
        "×" | "✕" | "✗" | "いいえ" | "無" | "なし" | "false" | "no" | "0" | "０" | "-" | "－" | "―" | "ー" => Some(false),
        _ => None,
    }
}

fn found(value: &Value) -> Found {
    match value {
        Value::Null | Value::Tagged(_) => Found::Nothing,
        Value::Bool(value) => Found::Bool(*value),
        Value::Number(number) => Found::Number(number.to_string()),
        Value::String(text) => Found::Text(text.clone()),
        Value::Sequence(_) => Found::List,
        Value::Mapping(_) => Found::Mapping,
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $kind:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            let number = self.whole(<$kind>::MIN as i128, <$kind>::MAX as i128)?;
            visitor.$visit(number as $kind)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Reader<'de> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (_, _, number) => visitor.visit_f64(number.unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Mapping(_) => self.deserialize_map(visitor),
            Value::Tagged(_) => visitor.visit_str(self.stand_in_text().unwrap_or_default()),
        }
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
        visitor.visit_f64(self.decimal()?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_f64(self.decimal()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_bool(self.truth()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.value {
            Value::String(text) if is_blank(text) => Err(self.wrong(Wanted::Text)),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Number(number) => visitor.visit_string(number.to_string()),
            Value::Bool(value) => visitor.visit_str(if *value { "true" } else { "false" }),
            _ => match self.stand_in_text() {
                Some(text) => visitor.visit_str(text),
                None => Err(self.wrong(Wanted::Text)),
            },
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.value {
            Value::Null => visitor.visit_none(),
            Value::String(text) if text.is_empty() => visitor.visit_none(),
            value if stand_in_attempt(value).is_some() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let notation = self.notation;
        match self.value {
            Value::Sequence(items) => visitor.visit_seq(Items { items, at: 0, notation }),
            Value::Null => visitor.visit_seq(Items { items: &[], at: 0, notation }),
            Value::String(text) if self.is_table() => {
                let items: Vec<String> =
                    text.split([';', '；', '、', '\n']).map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
                visitor.visit_seq(de::value::SeqDeserializer::new(items.into_iter().map(CellItem)))
            }
            Value::Number(number) if self.is_table() => {
                visitor.visit_seq(de::value::SeqDeserializer::new(std::iter::once(CellItem(number.to_string()))))
            }
            value if stand_in_attempt(value).is_some() => visitor.visit_seq(Items { items: &[], at: 0, notation }),
            _ => Err(self.wrong(Wanted::List)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Failure> {
        match stand_in_attempt(self.value) {
            Some(_) => visitor.visit_seq(de::value::SeqDeserializer::new(std::iter::repeat_n(self, length))),
            None => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, length: usize, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.value {
            Value::Mapping(mapping) => visitor.visit_map(Entries { entries: mapping.iter(), next: None, notation: self.notation }),
            value if matches!(value, Value::Null) || stand_in_attempt(value).is_some() => {
                visitor.visit_map(de::value::MapDeserializer::<std::iter::Empty<(&str, &str)>, Failure>::new(std::iter::empty()))
            }
            _ => Err(self.wrong(Wanted::Mapping)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match self.value {
            Value::Mapping(_) => self.deserialize_map(visitor),
            value if stand_in_attempt(value).is_some() => {
                let entries = fields.iter().map(|field| (*field, self));
                visitor.visit_map(de::value::MapDeserializer::new(entries))
            }
            _ => Err(self.wrong(Wanted::Mapping)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match self.value {
            Value::Mapping(mapping) if mapping.len() == 1 => {
                let (key, value) = mapping.iter().next().expect("the mapping has one entry");
                let name = key.as_str().unwrap_or_default();
                visitor.visit_enum(Variant { name, value: Some(value), notation: self.notation })
            }
            Value::String(text) if is_blank(text) => Err(self.wrong(Wanted::Text)),
            Value::String(text) => visitor.visit_enum(Variant { name: text, value: None, notation: self.notation }),
            Value::Number(number) => visitor.visit_enum(number.to_string().into_deserializer()),
            Value::Bool(value) => visitor.visit_enum((if *value { "true" } else { "false" }).into_deserializer()),
            value => match (stand_in_attempt(value), variants.first()) {
                (Some(attempt), Some(_)) => {
                    visitor.visit_enum(Variant { name: variants[attempt % variants.len()], value: Some(value), notation: self.notation })
                }
                _ => Err(self.wrong(Wanted::Text)),
            },
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 bytes byte_buf unit unit_struct }
}

impl<'de> IntoDeserializer<'de, Failure> for Reader<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

struct Items<'a> {
    items: &'a [Value],
    at: usize,
    notation: Notation,
}

impl<'de> de::SeqAccess<'de> for Items<'de> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        while let Some(value) = self.items.get(self.at) {
            let at = self.at;
            self.at += 1;
            if !is_removed(value) {
                let item = seed.deserialize(Reader::new(value, self.notation)).map_err(|failure| failure.under(|| Step::Index(at)))?;
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

/// One item of a list that is written into one cell of a table.
struct CellItem(String);

impl<'de> IntoDeserializer<'de, Failure> for CellItem {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! cell_numbers {
    ($($method:ident $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            match table_number(&self.0).parse() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(Failure::new(Problem::WrongType { found: Found::Text(self.0), wanted: Wanted::Number })),
            }
        }
    )*};
}

impl<'de> de::Deserializer<'de> for CellItem {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_string(self.0)
    }

    cell_numbers! {
        deserialize_i8 visit_i8;
        deserialize_i16 visit_i16;
        deserialize_i32 visit_i32;
        deserialize_i64 visit_i64;
        deserialize_u8 visit_u8;
        deserialize_u16 visit_u16;
        deserialize_u32 visit_u32;
        deserialize_u64 visit_u64;
        deserialize_f32 visit_f32;
        deserialize_f64 visit_f64;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        bool i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Entries<'a> {
    entries: serde_yaml::mapping::Iter<'a>,
    next: Option<(&'a Value, &'a Value)>,
    notation: Notation,
}

fn key_step(key: &Value) -> Step {
    Step::Key(match key {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    })
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let Some((key, value)) = self.entries.by_ref().find(|(_, value)| !is_removed(value)) else {
            return Ok(None);
        };
        self.next = Some((key, value));
        let read = seed.deserialize(Reader::new(key, self.notation)).map_err(|failure| match &failure.0.1 {
            Problem::UnknownKey { .. } => failure,
            _ => failure.under(|| key_step(key)),
        })?;
        Ok(Some(read))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let (key, value) = self.next.take().expect("serde asks for a value after its key");
        seed.deserialize(Reader::new(value, self.notation)).map_err(|failure| failure.under(|| key_step(key)))
    }
}

struct Variant<'a> {
    name: &'a str,
    value: Option<&'a Value>,
    notation: Notation,
}

impl<'de> de::EnumAccess<'de> for Variant<'de> {
    type Error = Failure;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Failure> {
        let name = seed.deserialize(de::value::StrDeserializer::<Failure>::new(self.name))?;
        Ok((name, self))
    }
}

impl<'de> Variant<'de> {
    fn content(&self) -> Result<Reader<'de>, Failure> {
        match self.value {
            Some(value) => Ok(Reader::new(value, self.notation)),
            None => {
                let found = Found::Text(self.name.to_owned());
                Err(Failure::new(Problem::WrongType { found, wanted: Wanted::Mapping }))
            }
        }
    }

    fn step(&self) -> impl FnOnce(Failure) -> Failure + use<'de> {
        let name = self.name;
        move |failure| failure.under(|| Step::Key(name.to_owned()))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'de> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        match self.value {
            Some(value) if stand_in_attempt(value).is_none() => {
                Err(Failure::new(Problem::WrongType { found: Found::Mapping, wanted: Wanted::Text }))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(self.content()?).map_err(self.step())
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Failure> {
        de::Deserializer::deserialize_tuple(self.content()?, length, visitor).map_err(self.step())
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Failure> {
        de::Deserializer::deserialize_struct(self.content()?, "", fields, visitor).map_err(self.step())
    }
}
