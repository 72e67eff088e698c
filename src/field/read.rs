//! Reading a record by its declarations, once, with everything that is wrong.
//!
//! A mistake is told and reading goes on: a wrong value counts as not written, so that one mistake is one [`Problem`]. What a scalar is, is decided by what is
//! asked for: `1.10` read as text stays `1.10`, read as a number is 1.1. The words of tables (○, full-width digits, `a;b`) count only in
//! [`Notation::Table`]. Places and sentences are for `parse::decode`.

use super::{Choice, ChoiceDecl, Declared, Field, RecordDecl, Value, items, nearest_key, nearest_value};
use crate::diagnostic::Text;
use crate::notation::Misread;
use std::borrow::Cow;
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
pub enum Step {
    /// Into a mapping.
    Key(String),
    /// Into a list, from 0.
    Index(usize),
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A key that the record does not have.
    UnknownKey {
        /// As written.
        key: String,
        /// The record.
        declared: &'static RecordDecl,
    },
    /// A key that is needed.
    MissingKey(&'static str),
    /// A key by two of its names.
    TwiceTheSame(String),
    /// A word that is none of the choices.
    UnknownValue {
        /// As written.
        found: String,
        /// The choices.
        known: &'static ChoiceDecl,
    },
    /// A value of another type.
    WrongType {
        /// What stands there.
        found: Found,
        /// What should.
        wanted: Wanted,
    },
    /// One text where a list is wanted.
    NoList {
        /// As written.
        text: String,
        /// What it would say.
        items: Listed,
    },
    /// Nothing where something is needed.
    Empty,
    /// A text that does not have the form of its field.
    Misread(Misread),
}

/// What a text would say as a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// These are right, or as right as can be told.
    Right(Vec<String>),
    /// One of them is none of these words.
    NoneOf(&'static ChoiceDecl),
    /// One of them is a name where an id belongs.
    Names(Vec<String>),
}

/// What stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Text.
    Text(String),
    /// A number, as written.
    Number(String),
    /// True or false.
    Bool(bool),
    /// Nothing.
    Nothing,
    /// A list.
    List,
    /// A mapping.
    Mapping,
}

/// What the declaration wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A whole number.
    Whole {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// True or false.
    Bool,
    /// A list.
    List,
    /// So many values.
    Several(usize),
    /// A mapping.
    Mapping,
    /// What these words say.
    Described(Text),
}

/// A [`Problem`], and the steps from the record to it.
pub type Told = (Vec<Step>, Problem);

/// A value that is read as if it were not there, while its key and its place in a list stay: its mistake has been told already.
pub fn removed() -> Value {
    Value::Tagged(Box::new(serde_yaml::value::TaggedValue { tag: serde_yaml::value::Tag::new(REMOVED), value: Value::Null }))
}

const REMOVED: &str = "removed";

fn is_removed(value: &Value) -> bool {
    matches!(value, Value::Tagged(it) if it.tag == REMOVED)
}

/// Reads values, and collects what is wrong with them.
#[derive(Debug)]
pub struct Reader {
    notation: Notation,
    path: Vec<Step>,
    told: Vec<Told>,
    whole: bool,
}

impl Reader {
    /// For values of that notation.
    pub fn new(notation: Notation) -> Self {
        Self { notation, path: Vec::new(), told: Vec::new(), whole: true }
    }

    /// Reads a record: what it says, unless something that it needs is missing or wrong, and everything that is wrong.
    pub fn record<T: Field>(value: &Value, notation: Notation) -> (Option<T>, Vec<Told>) {
        let mut reader = Self::new(notation);
        let read = T::read(value, &mut reader).filter(|_| reader.whole);
        (read, reader.told)
    }

    /// Tells what is wrong here. `None`, for use as the answer of [`Field::read`].
    pub fn tell<T>(&mut self, problem: Problem) -> Option<T> {
        self.told.push((self.path.clone(), problem));
        None
    }

    /// Tells that a value of another type stands here.
    pub fn wrong<T>(&mut self, value: &Value, wanted: Wanted) -> Option<T> {
        match value {
            Value::Null => self.tell(Problem::Empty),
            Value::String(text) if is_blank(text) => self.tell(Problem::Empty),
            _ => self.tell(Problem::WrongType { found: found(value), wanted }),
        }
    }

    fn under<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let read = read(self);
        self.path.pop();
        read
    }

    fn is_table(&self) -> bool {
        matches!(self.notation, Notation::Table { .. })
    }

    /// A whole number.
    pub fn whole(&mut self, value: &Value, min: i64, max: i64) -> Option<i64> {
        let number = match value {
            Value::Number(number) => number
                .as_i64()
                .or_else(|| number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e15).map(|float| float as i64)),
            Value::String(text) if self.is_table() => table_number(text).parse().ok(),
            Value::String(text) => plain_digits(text).and_then(|text| text.parse().ok()),
            _ => None,
        };
        number.filter(|number| (min..=max).contains(number)).or_else(|| self.wrong(value, Wanted::Whole { min, max }))
    }

    /// A number.
    pub fn decimal(&mut self, value: &Value) -> Option<f64> {
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) if self.is_table() => table_number(text).parse().ok(),
            Value::String(text) => plain_digits(text).and_then(|text| text.parse().ok()),
            _ => None,
        };
        number.filter(|number: &f64| number.is_finite()).or_else(|| self.wrong(value, Wanted::Number))
    }

    /// True or false.
    pub fn truth(&mut self, value: &Value) -> Option<bool> {
        let truth = match value {
            Value::Bool(value) => Some(*value),
            Value::String(text) if self.is_table() => table_truth(text),
            Value::Number(number) if self.is_table() => number.as_u64().filter(|number| *number < 2).map(|number| number == 1),
            _ => None,
        };
        truth.or_else(|| self.wrong(value, Wanted::Bool))
    }

    /// A text; numbers and truths are the text they were written as.
    pub fn text<'v>(&mut self, value: &'v Value) -> Option<Cow<'v, str>> {
        match value {
            Value::String(text) if !is_blank(text) => Some(Cow::Borrowed(text)),
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            Value::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            _ => self.wrong(value, Wanted::Text),
        }
    }

    /// A text that `parse` understands.
    pub fn parsed<T>(&mut self, value: &Value, parse: impl FnOnce(&str) -> Result<T, Misread>) -> Option<T> {
        let text = self.text(value)?;
        parse(&text).map_or_else(|misread| self.tell(Problem::Misread(misread)), Some)
    }

    /// One of the values of a choice.
    pub fn choice<T: Choice>(&mut self, value: &Value) -> Option<T> {
        let word = self.text(value)?;
        let position = T::DECLARED.values.iter().position(|value| value.code == word);
        let value = position.map(|position| T::VALUES[position]);
        value.or_else(|| self.tell(Problem::UnknownValue { found: word.into_owned(), known: T::DECLARED }))
    }

    /// A list; what is wrong in it is left out.
    pub fn list<T: Field>(&mut self, value: &Value) -> Option<Vec<T>> {
        let in_cell = |text: &str| {
            let parts = text.split([';', '；', '、', '\n']).map(str::trim).filter(|item| !item.is_empty());
            parts.map(Value::from).collect::<Vec<_>>()
        };
        match value {
            Value::Sequence(items) => {
                let kept = items.iter().enumerate().filter(|(_, item)| !is_removed(item));
                Some(kept.filter_map(|(at, item)| self.under(Step::Index(at), |reader| T::read(item, reader))).collect())
            }
            Value::Null => Some(Vec::new()),
            Value::String(text) if self.is_table() => Some(in_cell(text).iter().filter_map(|item| T::read(item, self)).collect()),
            Value::Number(_) if self.is_table() => Some(T::read(value, self).into_iter().collect()),
            Value::String(text) if !is_blank(text) => {
                let items = listed::<T>(text);
                self.tell(Problem::NoList { text: text.clone(), items })
            }
            _ => self.wrong(value, Wanted::List),
        }
    }

    /// The two values of a list of two.
    pub fn pair<T: Field>(&mut self, value: &Value) -> Option<(T, T)> {
        let Value::Sequence(items) = value else { return self.wrong(value, Wanted::List) };
        let told = self.told.len();
        let read: Vec<T> = self.list(value)?;
        match <[T; 2]>::try_from(read) {
            Ok([first, second]) if items.len() == 2 => Some((first, second)),
            _ if self.told.len() > told || items.iter().any(is_removed) => None,
            _ => self.tell(Problem::WrongType { found: Found::List, wanted: Wanted::Several(2) }),
        }
    }

    /// A mapping whose keys are data; what is wrong in it is left out.
    pub fn map<K: Field, V: Field>(&mut self, value: &Value) -> Option<Vec<(K, V)>> {
        match value {
            Value::Mapping(entries) => {
                let kept = entries.iter().filter(|(_, value)| !is_removed(value));
                let mut read = |(key, value): (&Value, &Value)| {
                    self.under(Step::Key(key_text(key)), |reader| Some((K::read(key, reader)?, V::read(value, reader)?)))
                };
                Some(kept.filter_map(&mut read).collect())
            }
            Value::Null => Some(Vec::new()),
            _ => self.wrong(value, Wanted::Mapping),
        }
    }

    /// The fields of a record, of which unknown ones are told.
    pub fn entries<'v>(&mut self, value: &'v Value, declared: &'static RecordDecl) -> Option<Entries<'v>> {
        let Value::Mapping(mapping) = value else { return self.wrong(value, Wanted::Mapping) };
        let fields = declared.fields;
        let mut entries = Entries { declared, fields, values: vec![None; fields.len()], meant: vec![false; fields.len()] };
        for (key, value) in mapping {
            let Value::String(key) = key else {
                self.unknown_key(&key_text(key), &mut entries);
                continue;
            };
            match fields.iter().position(|field| field.key == key || field.alias.contains(&key.as_str())) {
                Some(at) if entries.values[at].is_some() => {
                    self.tell::<()>(Problem::TwiceTheSame(key.clone()));
                }
                Some(at) => entries.values[at] = Some((key, value)),
                None if is_removed(value) => {}
                None => self.unknown_key(key, &mut entries),
            }
        }
        Some(entries)
    }

    /// Tells an unknown key. The field that it was meant to be is not missing as well.
    fn unknown_key(&mut self, key: &str, entries: &mut Entries<'_>) {
        let meant = nearest_key(key, entries.declared, &[]);
        if let Some(at) = meant.and_then(|meant| entries.fields.iter().position(|field| field.key == meant)) {
            entries.meant[at] = true;
        }
        self.tell::<()>(Problem::UnknownKey { key: key.to_owned(), declared: entries.declared });
    }
}

/// The fields of a record as they are written.
#[derive(Debug)]
pub struct Entries<'v> {
    declared: &'static RecordDecl,
    fields: &'static [Declared],
    /// By field: the key as written, and what stands there.
    values: Vec<Option<(&'v str, &'v Value)>>,
    /// A misspelt key was meant to be this one.
    meant: Vec<bool>,
}

impl Entries<'_> {
    /// Reads a field. Where it may be left out, so may a wrong one; else the record as a whole is of no use.
    pub fn read<T: Field>(&self, reader: &mut Reader, at: usize) -> Option<T> {
        self.value(reader, at).or_else(T::absent).or_else(|| {
            if self.values[at].is_none() && !self.meant[at] {
                reader.tell::<()>(Problem::MissingKey(self.fields[at].key));
            }
            reader.whole = false;
            None
        })
    }

    /// Reads a field that is `default` where it is not written.
    pub fn read_or<T: Field>(&self, reader: &mut Reader, at: usize, default: impl FnOnce() -> T) -> Option<T> {
        Some(self.value(reader, at).unwrap_or_else(default))
    }

    fn value<T: Field>(&self, reader: &mut Reader, at: usize) -> Option<T> {
        let (key, value) = self.values[at].filter(|(_, value)| !is_removed(value))?;
        reader.under(Step::Key(key.to_owned()), |reader| T::read(value, reader))
    }
}

/// What `text` would say as a list of `T`: each item is tried, so that nothing is told to be written that is wrong too.
fn listed<T: Field>(text: &str) -> Listed {
    let mut items = items(text);
    for at in 0..items.len() {
        let (_, mut told) = Reader::record::<T>(&Value::from(items[at].as_str()), Notation::Plain);
        match told.drain(..).next().map(|(_, problem)| problem) {
            Some(Problem::UnknownValue { found, known }) => match nearest_value(&found, known) {
                Some(near) => items[at] = near.code.to_owned(),
                None => return Listed::NoneOf(known),
            },
            Some(Problem::Misread(_)) => return Listed::Names(items),
            _ => {}
        }
    }
    Listed::Right(items)
}

fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        _ => String::new(),
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

/// Whether there is nothing in `text` but spaces, full-width ones included.
pub fn is_blank(text: &str) -> bool {
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
