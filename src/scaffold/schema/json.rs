//! Declarations → JSON Schema (draft 7, which editors know best).
//!
//! Says neither less nor more than the readers in `parse` and `notation`, as far as a pattern can say it: a day of the 31st of February is
//! left to `check`.

use super::words::Entry;
use crate::field::{ChoiceDecl, Declared, Form, RecordDecl, Shape, TextKind};
use crate::scaffold::reference;
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
    /// Records that are being written and may be met again inside.
    open: Vec<&'static str>,
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
    pub(super) fn group(&mut self, declared: &'static RecordDecl) -> Value {
        let RecordDecl { name, fields } = declared;
        // A record that holds itself is written once and referred to.
        let holds_itself = fields.iter().any(|field| contains_itself(&(field.shape)(), name));
        if holds_itself {
            if self.open.contains(name) {
                return json!({ "$ref": format!("#/definitions/{name}") });
            }
            self.open.push(name);
        }
        let mut properties = Map::new();
        for field in *fields {
            let value = self.described(field);
            properties.insert(field.key.to_owned(), value);
        }
        let value = closed(properties, fields);
        if holds_itself {
            self.open.pop();
            self.define(name, value);
            return json!({ "$ref": format!("#/definitions/{name}") });
        }
        value
    }

    /// `site.toml`, whose words are named with their tables.
    pub(super) fn settings_of(&mut self, declared: &'static RecordDecl, entries: &[Entry]) -> Value {
        self.table(declared, "", entries)
    }

    fn table(&mut self, declared: &'static RecordDecl, above: &str, entries: &[Entry]) -> Value {
        let mut properties = Map::new();
        for field in declared.fields {
            let path = format!("{above}{}", field.key);
            let shape = match (field.shape)() {
                Shape::Maybe(inner) => *inner,
                shape => shape,
            };
            let mut value = match &shape {
                Shape::Record(inner) => self.table(inner, &format!("{path}."), entries),
                Shape::List(item) => match **item {
                    Shape::Record(inner) => json!({ "type": "array", "items": self.table(inner, &format!("{path}."), entries) }),
                    _ => self.value(&shape, field),
                },
                _ if path == "csv.encoding" => json!({ "enum": ["utf-8", "cp932", ""] }),
                inner => self.value(inner, field),
            };
            if let Some(entry) = entries.iter().find(|entry| entry.key == path) {
                value["description"] = json!(entry.meaning);
            }
            properties.insert(field.key.to_owned(), value);
        }
        closed(properties, declared.fields)
    }

    fn described(&mut self, field: &Declared) -> Value {
        let shape = (field.shape)();
        let mut value = self.value(&shape, field);
        if let Some(choice) = reference::choice(&shape) {
            describe_choices(&mut value, choice);
        }
        // Beside a reference, draft 7 reads nothing.
        if let Some(reference) = value.as_object_mut().and_then(|value| value.remove("$ref")) {
            value["allOf"] = json!([{ "$ref": reference }]);
        }
        let (meaning, form) = (reference::meaning(field, &|_| true), reference::form(field));
        value["description"] = json!(format!("{}\n書き方: {form}", meaning).replace('`', ""));
        value
    }

    /// What may stand in one place of `field`.
    fn value(&mut self, shape: &Shape, field: &Declared) -> Value {
        match shape {
            Shape::Text => self.plain_text(field),
            Shape::Form(form) => self.form(*form),
            Shape::Whole { min, max } => whole(*min, *max, field),
            Shape::Number if self.settings => json!({ "type": "number" }),
            Shape::Number => json!({ "type": ["number", "string"], "pattern": DECIMAL }),
            Shape::Truth => json!({ "type": "boolean" }),
            Shape::Choice(choice) => json!({ "enum": choice.codes() }),
            Shape::List(inner) => {
                let items = self.value(inner, field);
                let kind = if self.settings { json!("array") } else { json!(["array", "null"]) };
                json!({ "type": kind, "items": items })
            }
            Shape::Pair(inner) => {
                let items = self.value(inner, field);
                json!({ "type": "array", "items": items, "minItems": 2, "maxItems": 2 })
            }
            Shape::Map(key, inner) => {
                let names = match **key {
                    Shape::Whole { .. } => json!({ "enum": step_names(field) }),
                    Shape::Form(Form::Id) => json!({ "pattern": ID }),
                    _ => json!({}),
                };
                let items = self.value(inner, field);
                json!({ "type": ["object", "null"], "propertyNames": names, "additionalProperties": items })
            }
            Shape::Record(declared) => self.group(declared),
            Shape::Maybe(inner) => {
                let value = self.value(inner, field);
                if self.settings { value } else { or_nothing(value) }
            }
            Shape::Either(one, other) => json!({ "anyOf": [self.value(one, field), self.value(other, field)] }),
            Shape::Any => json!({}),
        }
    }

    fn plain_text(&self, field: &Declared) -> Value {
        match () {
            () if self.settings => json!({ "type": "string" }),
            () if field.text == TextKind::Address => json!({ "type": "string", "pattern": "^https?://\\S+$" }),
            () => words_only(),
        }
    }

    fn form(&self, form: Form) -> Value {
        let date = format!("({DIGIT}{{4}}|{ERA}){SEPARATOR}{MONTH}{SEPARATOR}{DAY}日?");
        let year = format!("({DIGIT}{{4}}|{ERA})");
        let month = format!("{year}{SEPARATOR}{MONTH}月?");
        let text = |pattern: String| json!({ "type": "string", "pattern": pattern });
        let or_year = |pattern: String| json!({ "type": ["string", "integer"], "minimum": 1950, "maximum": 2150, "pattern": pattern });
        match form {
            Form::Id => json!({ "type": ["string", "integer"], "pattern": ID, "maxLength": 64 }),
            Form::Day => text(format!("^\\s*{date}\\s*$")),
            Form::Month => text(format!("^\\s*({date}|{month})\\s*$")),
            Form::Time => text(format!("^\\s*{TIME}\\s*$")),
            Form::Deadline => text(format!("^\\s*{date}([Tt]?\\s*{TIME})?\\s*$")),
            Form::FiscalYear => or_year(format!("^\\s*(FY)?{year}年?度?\\s*$")),
            Form::Moment => or_year(format!("^\\s*({date}|{month}|(FY)?{year}年?度?)\\s*$")),
            // Days and months are listed in so many ways that a pattern would refuse right ones; the check reads them.
            Form::When => words_only(),
            Form::Quantity | Form::Tolerance => json!({ "type": ["number", "string"], "pattern": NUMBER }),
        }
    }
}

fn words_only() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": WORDS })
}

fn closed(properties: Map<String, Value>, fields: &[Declared]) -> Value {
    let needed: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
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

/// A whole number, narrowed by what its field may be.
fn whole(min: i64, max: i64, field: &Declared) -> Value {
    let (min, max) = (field.min.unwrap_or(min), field.max.unwrap_or(max));
    let mut value = json!({ "type": ["integer", "string"], "pattern": WHOLE });
    if min >= 0 {
        value["minimum"] = json!(min);
    }
    if max < i64::from(u32::MAX) {
        value["maximum"] = json!(max);
    }
    value
}

fn step_names(field: &Declared) -> Vec<String> {
    (field.min.unwrap_or(1)..=field.max.unwrap_or(9)).map(|step| step.to_string()).collect()
}

/// Puts a word beside each choice of `value`, or of its items.
fn describe_choices(value: &mut Value, choice: &ChoiceDecl) {
    let place = if value.get("enum").is_some() { Some(value) } else { value.get_mut("items") };
    let Some(place) = place.and_then(Value::as_object_mut) else { return };
    let blanks = place.get("enum").and_then(Value::as_array).map_or(0, Vec::len).saturating_sub(choice.values.len());
    let all: Vec<&str> = choice.values.iter().map(|value| value.ja).chain(std::iter::repeat_n("書かない", blanks)).collect();
    place.insert("enumDescriptions".to_owned(), json!(all));
    place.insert("markdownEnumDescriptions".to_owned(), json!(all));
}

/// Whether the record of that name stands somewhere inside.
fn contains_itself(shape: &Shape, name: &str) -> bool {
    match shape {
        Shape::List(inner) | Shape::Pair(inner) | Shape::Map(_, inner) | Shape::Maybe(inner) => contains_itself(inner, name),
        Shape::Record(declared) => declared.name == name || declared.fields.iter().any(|field| holds_deep(&(field.shape)(), name)),
        _ => false,
    }
}

/// As [`contains_itself`], but one record deep: what holds itself holds itself near.
fn holds_deep(shape: &Shape, name: &str) -> bool {
    match shape {
        Shape::List(inner) | Shape::Pair(inner) | Shape::Map(_, inner) | Shape::Maybe(inner) => holds_deep(inner, name),
        Shape::Record(declared) => declared.name == name,
        _ => false,
    }
}
