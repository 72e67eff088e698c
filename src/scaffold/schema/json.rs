//! [`Shape`] → JSON Schema (draft 7, which editors know best).
//!
//! Says neither less nor more than the readers in `parse` and `notation`, as far as a pattern can say it: a day of the 31st of February is
//! left to `check`.

use super::shape::{self, Key, Shape};
use super::words::{Entry, Words, plain};
use crate::schema::Requirement;
use serde_json::{Map, Value, json};

const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A word somewhere.
const WORDS: &str = "\\S";
const DIGIT: &str = "[0-9０-９]";
const ERA: &str = "(令和|平成|昭和|大正|明治|[RHSTMrhstmＲＨＳＴＭ])\\s*([0-9０-９]{1,2}|元)";
const MONTH: &str = "([0０]?[1-9１-９]|[1１][0-2０-２])";
const DAY: &str = "([0０]?[1-9１-９]|[12１２][0-9０-９]|[3３][01０１])";
const SEPARATOR: &str = "\\s*[-/.年月－／．]\\s*";
const TIME: &str = "([01０１]?[0-9０-９]|[2２][0-3０-３])([:：][0-5０-５]?[0-9０-９](:[0-9０-９]+)?|時([0-5０-５]?[0-9０-９]分?)?)";
const NUMBER: &str = "^\\s*(約|おおむね|およそ)?\\s*[-+−▲△]?[0-9０-９][0-9０-９,，_ ]*([.．][0-9０-９]*)?\\s*(百万円|百件|千円|ポイント|%|％|件|人|円|回|分|か所)?(以上|以下|未満|超)?\\s*$";
const WHOLE: &str = "^[-+]?(0|[1-9][0-9]*)$";
const DECIMAL: &str = "^[-+]?(0|[1-9][0-9]*)([.][0-9]*)?$";

/// Writes schemas, and collects what they refer to.
#[derive(Debug, Default)]
pub(super) struct Writer {
    definitions: Map<String, Value>,
    /// `site.toml`: empty texts say nothing, and nothing is null.
    settings: bool,
}

impl Writer {
    /// For `site.toml`.
    pub(super) fn settings() -> Self {
        Self { settings: true, ..Self::default() }
    }

    /// What was referred to.
    pub(super) fn definitions(self) -> Option<Value> {
        (!self.definitions.is_empty()).then_some(Value::Object(self.definitions))
    }

    /// Adds a definition.
    pub(super) fn define(&mut self, name: &str, value: Value) {
        self.definitions.insert(name.to_owned(), value);
    }

    /// A record or front matter.
    pub(super) fn group(&mut self, shape: &Shape, words: &Words<'_>) -> Value {
        let Shape::Struct { name, keys } = shape else { unreachable!("a record is a struct") };
        self.keys(name, keys, words, &|key| words.entry(key).cloned())
    }

    /// `site.toml`, whose words are named with their tables.
    pub(super) fn settings_of(&mut self, shape: &Shape, entries: &[Entry]) -> Value {
        self.table(shape, "", entries)
    }

    fn table(&mut self, shape: &Shape, above: &str, entries: &[Entry]) -> Value {
        let Shape::Struct { keys, .. } = shape else { unreachable!("settings are a struct") };
        let mut properties = Map::new();
        for key in keys {
            let path = format!("{above}{}", key.name);
            let inner = if let Shape::Maybe(inner) = &key.shape { inner } else { &key.shape };
            let mut value = match inner {
                Shape::Struct { .. } => self.table(inner, &format!("{path}."), entries),
                // The two encodings are read from a text; serde sees no choice there.
                _ if path == "csv.encoding" => json!({ "enum": ["utf-8", "cp932", ""] }),
                inner => self.value(inner, &Entry::default(), None),
            };
            if let Some(entry) = entries.iter().find(|entry| entry.key == path) {
                value["description"] = json!(entry.meaning);
            }
            properties.insert(key.name.to_owned(), value);
        }
        closed(properties, keys)
    }

    fn keys(&mut self, name: &'static str, keys: &[Key], words: &Words<'_>, entry: &dyn Fn(&str) -> Option<Entry>) -> Value {
        let mut properties = Map::new();
        for key in keys {
            let told = entry(key.name);
            let value = self.key(key, told.as_ref(), words);
            properties.insert(key.name.to_owned(), value);
        }
        let value = closed(properties, keys);
        if keys.iter().any(|key| contains_itself(&key.shape, name)) {
            self.define(name, value);
            return json!({ "$ref": format!("#/definitions/{name}") });
        }
        value
    }

    fn key(&mut self, key: &Key, told: Option<&Entry>, words: &Words<'_>) -> Value {
        let empty = Entry { key: key.name.to_owned(), ..Entry::default() };
        let entry = told.unwrap_or(&empty);
        let mut value = self.value(&key.shape, entry, Some(words));
        if let Some(choices) = choices_of(&key.shape)
            && let Some(list) = words.choices(key.name, &entry.meaning, choices)
        {
            describe_choices(&mut value, &list);
        }
        let description = match (entry.meaning.is_empty(), entry.form.is_empty()) {
            (true, true) => return value,
            (false, true) => plain(&entry.meaning),
            (true, false) => plain(&entry.form),
            (false, false) => format!("{}\n書き方: {}", plain(&entry.meaning), plain(&entry.form)),
        };
        // Beside a reference, draft 7 reads nothing.
        if let Some(reference) = value.as_object_mut().and_then(|value| value.remove("$ref")) {
            value["allOf"] = json!([{ "$ref": reference }]);
        }
        value["description"] = json!(description);
        value
    }

    /// What may stand in one place. `entry` narrows numbers, and its words tell of the keys of a group.
    fn value(&mut self, shape: &Shape, entry: &Entry, words: Option<&Words<'_>>) -> Value {
        match shape {
            Shape::Text(notation) => self.text(notation, entry),
            Shape::Whole { min, max } => whole(*min, *max, entry),
            Shape::Number if self.settings => json!({ "type": "number" }),
            Shape::Number => json!({ "type": ["number", "string"], "pattern": DECIMAL }),
            Shape::Truth => json!({ "type": "boolean" }),
            Shape::Choice(words) => json!({ "enum": words }),
            Shape::List(inner) => {
                let items = self.value(inner, entry, words);
                let kind = if self.settings { json!("array") } else { json!(["array", "null"]) };
                json!({ "type": kind, "items": items })
            }
            Shape::Tuple(inner, length) => {
                let items = self.value(inner, entry, words);
                json!({ "type": "array", "items": items, "minItems": length, "maxItems": length })
            }
            Shape::Map(key, inner) => {
                let names = match **key {
                    Shape::Whole { .. } => json!({ "enum": step_names(entry) }),
                    Shape::Text("an id") => json!({ "pattern": ID }),
                    _ => json!({}),
                };
                let items = self.value(inner, entry, words);
                json!({ "type": ["object", "null"], "propertyNames": names, "additionalProperties": items })
            }
            Shape::Struct { name, keys } => match words {
                Some(words) => {
                    let below = words.below(&entry.key, Some(entry));
                    let outer = entry.clone();
                    self.keys(name, keys, words, &|key| {
                        let told = below
                            .iter()
                            .find(|entry| entry.key == key)
                            .filter(|entry| !(entry.meaning.is_empty() && entry.form.is_empty()));
                        // Where nothing is said of the key itself, the words of the group are near.
                        Some(told.cloned().unwrap_or_else(|| Entry {
                            key: key.to_owned(),
                            form: String::new(),
                            meaning: outer.meaning.clone(),
                        }))
                    })
                }
                None => json!({ "type": "object" }),
            },
            Shape::Again(name) => json!({ "$ref": format!("#/definitions/{name}") }),
            Shape::Maybe(inner) => {
                let value = self.value(inner, entry, words);
                if self.settings { value } else { or_nothing(value) }
            }
            Shape::ChoiceOrMap => {
                let words = match shape::of::<Requirement>() {
                    Shape::Choice(words) => words,
                    other => unreachable!("a requirement is a choice, not {other:?}"),
                };
                let one = json!({ "enum": words });
                json!({ "anyOf": [one, { "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": one }] })
            }
            Shape::Step => {
                let can = json!({ "type": ["array", "null"], "items": words_only(), "description": "できることのリスト" });
                json!({ "anyOf": [
                    { "const": "undefined" },
                    { "type": "object", "properties": { "can": can }, "required": ["can"], "additionalProperties": false },
                ] })
            }
            Shape::Any => json!({}),
        }
    }

    fn text(&self, notation: &str, entry: &Entry) -> Value {
        let date = format!("({DIGIT}{{4}}|{ERA}){SEPARATOR}{MONTH}{SEPARATOR}{DAY}日?");
        let year = format!("({DIGIT}{{4}}|{ERA})");
        let pattern = match notation {
            "an id" => return json!({ "type": ["string", "integer"], "pattern": ID, "maxLength": 64 }),
            "a date" => format!("^\\s*{date}\\s*$"),
            "a month or a date" => format!("^\\s*({date}|{year}{SEPARATOR}{MONTH}月?)\\s*$"),
            "a time of day" => format!("^\\s*{TIME}\\s*$"),
            "a date, with a time if there is one" => format!("^\\s*{date}([Tt]?\\s*{TIME})?\\s*$"),
            "a fiscal year" => {
                return json!({ "type": ["string", "integer"], "minimum": 1950, "maximum": 2150, "pattern": format!("^\\s*(FY)?{year}年?度?\\s*$") });
            }
            // Days and months are listed in so many ways that a pattern would refuse right ones; the check reads them.
            "a date, several, a month, or 未定" => return words_only(),
            "a number" | "an allowed difference" => return json!({ "type": ["number", "string"], "pattern": NUMBER }),
            "a day, a month or a fiscal year" => {
                let pattern = format!("^\\s*({date}|{year}{SEPARATOR}{MONTH}月?|(FY)?{year}年?度?)\\s*$");
                return json!({ "type": ["string", "integer"], "minimum": 1950, "maximum": 2150, "pattern": pattern });
            }
            _ if self.settings => return json!({ "type": "string" }),
            _ if entry.form.starts_with("アドレス") => "^https?://\\S+$".to_owned(),
            _ => return words_only(),
        };
        json!({ "type": "string", "pattern": pattern })
    }
}

fn words_only() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": WORDS })
}

fn closed(properties: Map<String, Value>, keys: &[Key]) -> Value {
    let needed: Vec<&str> = keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let mut value = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !needed.is_empty() {
        value["required"] = json!(needed);
    }
    value
}

/// `value`, or nothing: null or an empty text.
fn or_nothing(mut value: Value) -> Value {
    let Some(object) = value.as_object_mut() else { return value };
    if let Some(list) = object.get_mut("enum").and_then(Value::as_array_mut) {
        list.extend([json!(""), Value::Null]);
        return value;
    }
    let is_text = object.get("pattern").is_some();
    let kinds: Option<Vec<Value>> = match object.get("type") {
        Some(Value::Array(kinds)) => Some(kinds.clone()),
        Some(kind) => Some(vec![kind.clone()]),
        None => None,
    };
    let Some(mut kinds) = kinds else { return json!({ "anyOf": [value, { "enum": [null, ""] }] }) };
    if !kinds.contains(&Value::Null) && !kinds.contains(&json!("null")) {
        kinds.push(json!("null"));
    }
    object.insert("type".to_owned(), json!(kinds));
    if is_text && let Some(pattern) = object.get_mut("pattern") {
        *pattern = json!(format!("^$|{}", pattern.as_str().unwrap_or_default()));
    }
    value
}

/// A whole number, narrowed by what the reference says of it.
fn whole(min: i64, max: i64, entry: &Entry) -> Value {
    let told = span(&entry.form, "整数").or_else(|| steps(entry)).or_else(|| entry.form.contains("整数（1以上）").then_some((1, max)));
    let (min, max) = told.unwrap_or((min, max));
    let mut value = json!({ "type": ["integer", "string"], "pattern": WHOLE });
    if min >= 0 {
        value["minimum"] = json!(min);
    }
    if max < i64::from(u32::MAX) {
        value["maximum"] = json!(max);
    }
    value
}

/// `段階1〜4` of the form.
fn steps(entry: &Entry) -> Option<(i64, i64)> {
    span(&entry.form, "段階")
}

fn step_names(entry: &Entry) -> Vec<String> {
    let (first, last) = steps(entry).unwrap_or((1, 9));
    (first..=last).map(|step| step.to_string()).collect()
}

/// The two numbers behind `word`: `整数1〜4`.
fn span(form: &str, word: &str) -> Option<(i64, i64)> {
    let rest = form.split_once(word)?.1;
    let (first, rest) = rest.split_once('〜')?;
    let last: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Puts a word beside each choice of `value`, or of its items.
fn describe_choices(value: &mut Value, words: &[String]) {
    let place = if value.get("enum").is_some() { Some(value) } else { value.get_mut("items") };
    let Some(place) = place.and_then(Value::as_object_mut) else { return };
    let blanks = place.get("enum").and_then(Value::as_array).map_or(0, Vec::len).saturating_sub(words.len());
    let all: Vec<String> = words.iter().map(|word| plain(word)).chain(std::iter::repeat_n("書かない".to_owned(), blanks)).collect();
    place.insert("enumDescriptions".to_owned(), json!(all));
    place.insert("markdownEnumDescriptions".to_owned(), json!(all));
}

fn choices_of(shape: &Shape) -> Option<&'static [&'static str]> {
    match shape {
        Shape::Choice(words) => Some(words),
        Shape::Maybe(inner) | Shape::List(inner) => choices_of(inner),
        _ => None,
    }
}

fn contains_itself(shape: &Shape, name: &str) -> bool {
    match shape {
        Shape::Again(again) => *again == name,
        Shape::List(inner) | Shape::Tuple(inner, _) | Shape::Map(_, inner) | Shape::Maybe(inner) => contains_itself(inner, name),
        Shape::Struct { keys, .. } => keys.iter().any(|key| contains_itself(&key.shape, name)),
        _ => false,
    }
}
