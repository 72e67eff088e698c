//! YAML text into values and places, and data files into records.
//!
//! One pass over the parser's events builds the values and the index of places. Duplicate keys, anchors, aliases, tags and
//! absurd sizes are refused here. Values are not typed here: a plain scalar becomes a number only when nothing of its spelling
//! is lost, so that text read from it is exact.

use super::decode::{RawRecord, excerpt};
use super::explain::{explain, line_around};
use super::slips;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text, closest};
use crate::field::{Notation, removed};
use crate::source::{Origin, Place, SourceFile, SourcePath, Span, Spans};
use crate::text;
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StrInput};
use serde_yaml::Mapping;
pub use serde_yaml::Value;
use std::ops::Range;
use std::sync::Arc;

/// A key that stands twice in one mapping.
pub static DUPLICATE_KEY: Code = Code::error(
    "duplicate-key",
    "同じ項目が1つの記録に2回書かれています。どちらかを消してください",
    "the same key stands twice in one mapping; delete one of them",
);
/// Text that is no YAML.
pub static YAML_SYNTAX: Code = Code::error(
    "yaml-syntax",
    "YAMLの書き方として正しくありません（全角のコロンや空白、タブ、引用符の閉じ忘れ、値の中の「: 」など）。示された形に直してください",
    "the text is not valid YAML (full-width colons or spaces, tabs, unclosed quotes, `: ` in a value …); write it as the hint says",
);
/// Anchors, aliases, merge keys, tags.
pub static YAML_ALIAS: Code = Code::error(
    "yaml-alias",
    "YAMLのアンカー（&名前）・別名（*名前）・合成キー（<<）・タグ（!名前）は使えません。値をそのまま書くか、文字なら引用符で囲んでください",
    "YAML anchors, aliases, merge keys and tags are not allowed; write the value itself, or quote the text",
);
/// Too many or too deeply nested values.
pub static YAML_LIMIT: Code = Code::error(
    "yaml-limit",
    "値の数（20万）または入れ子の深さ（32）が上限を超えています。ファイルを分けるか、入れ子を浅くしてください",
    "too many values (200,000) or too deeply nested (32); split the file or nest less",
);
/// Words that other programs read as something else.
pub static YAML_HABIT: Code = Code::warning(
    "yaml-habit",
    "ほかのプログラムでは別の意味に読まれる書き方か、値の途中に「 #」があります（そこから後は注釈として捨てられます）。文字なら引用符で囲み、はい・いいえなら true・false と書いてください",
    "a spelling that other programs read differently; quote it when it is text, write true or false when it is a truth value; ` #` begins a comment",
);

const MAX_NODES: usize = 200_000;
const MAX_DEPTH: usize = 32;

/// All documents of one YAML text with their places.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// In order.
    pub documents: Vec<Document>,
    /// The places of all of them.
    pub spans: Arc<Spans>,
}

/// One YAML document.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it says.
    pub value: Value,
    /// What its paths in [`Tree::spans`] begin with: empty for the first document.
    pub prefix: String,
}

/// Reads YAML. `offset` is where `text` begins in the file. `None` when it is no YAML; that has been reported.
pub fn read(path: &SourcePath, text: &str, offset: usize, findings: &mut Diagnostics) -> Option<Tree> {
    let scan = slips::scan(text);
    for slip in &scan.slips {
        let place = |range: &Range<usize>| Place::new(path.clone(), offset + range.start..offset + range.end);
        let finding = Diagnostic::new(&YAML_SYNTAX, slip.message.clone()).at(place(&slip.range)).hint(slip.hint.clone());
        findings.push(finding.correction(place(&slip.line), &*slip.corrected));
    }
    let options = granit_parser::options! { flow_nesting_limit: 64, block_nesting_limit: 64, emit_unresolved_aliases: true, disallow_directives: true };
    let mut builder = Builder {
        parser: Parser::new_from_str_with_options(&scan.mended, options),
        text: &scan.mended,
        path: path.clone(),
        offset,
        field: String::new(),
        spans: Spans::default(),
        nodes: 0,
        depth: 0,
        last_end: 0,
        findings,
    };
    match builder.documents() {
        Ok(documents) => Some(Tree { documents, spans: builder.spans.finish() }),
        Err(Stop::Limit(at, message)) => {
            let place = builder.place(at, at);
            let hint = text!("ファイルを分けるか、入れ子を浅くしてください", "split the file or nest less");
            builder.findings.push(Diagnostic::new(&YAML_LIMIT, *message).at(place).hint(hint));
            None
        }
        Err(Stop::Syntax(error)) => {
            if scan.slips.is_empty() {
                let finding = explain(&error, text, path, offset);
                findings.push(finding);
            }
            None
        }
    }
}

enum Stop {
    Syntax(Box<ScanError>),
    Limit(usize, Box<Text>),
}

impl From<ScanError> for Stop {
    fn from(error: ScanError) -> Self {
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => Self::Limit(byte_of(error.marker()), Box::new(too_deep())),
            _ => Self::Syntax(Box::new(error)),
        }
    }
}

fn too_deep() -> Text {
    text!("値の入れ子が深すぎます（上限 {MAX_DEPTH} 段）", "the values are nested too deeply (limit {MAX_DEPTH})")
}

pub(super) fn byte_of(marker: &granit_parser::Marker) -> usize {
    marker.byte_offset().unwrap_or_default()
}

struct Builder<'a, 'f> {
    parser: Parser<'a, StrInput<'a>>,
    text: &'a str,
    path: SourcePath,
    offset: usize,
    field: String,
    spans: Spans,
    nodes: usize,
    depth: usize,
    last_end: usize,
    findings: &'f mut Diagnostics,
}

type Spanned<'a> = (Event<'a>, granit_parser::Span);

impl<'a> Builder<'a, '_> {
    /// The next event; the end of the stream again and again after it.
    fn next(&mut self) -> Result<Spanned<'a>, Stop> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(error.into()),
            None => Ok((Event::StreamEnd, granit_parser::Span::default())),
        }
    }

    fn documents(&mut self) -> Result<Vec<Document>, Stop> {
        let mut documents = Vec::new();
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => return Ok(documents),
                event => {
                    let prefix = if documents.is_empty() { String::new() } else { format!("#{}", documents.len()) };
                    self.field.clone_from(&prefix);
                    let value = self.node(event, span)?;
                    documents.push(Document { value, prefix });
                }
            }
        }
    }

    fn place(&self, start: usize, end: usize) -> Place {
        Place::new(self.path.clone(), self.offset + start..self.offset + end)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { start: self.offset + start, end: self.offset + end.max(start) }
    }

    /// Reads the node that begins with `event`; its place is kept under the current field.
    fn node(&mut self, event: Event<'a>, span: granit_parser::Span) -> Result<Value, Stop> {
        let (start, end) = (byte_of(&span.start), byte_of(&span.end));
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(Stop::Limit(
                start,
                Box::new(text!("値の数が多すぎます（上限 {MAX_NODES}）", "there are too many values (limit {MAX_NODES})")),
            ));
        }
        let property = property_of(&event).then(|| self.property_at(start));
        let value = match event {
            Event::Scalar(text, style, ..) => {
                self.last_end = end;
                let span = self.span(start, end);
                self.spans.values.insert(&self.field, span);
                match style {
                    ScalarStyle::Plain => {
                        self.warn_of_habit(&text, start, end);
                        plain(text)
                    }
                    _ => Value::String(text.into_owned()),
                }
            }
            Event::SequenceStart(..) => self.within(start, |builder| builder.sequence())?,
            Event::MappingStart(..) => self.within(start, |builder| builder.mapping())?,
            _ => {
                self.last_end = end;
                let span = self.span(start, end);
                self.spans.values.insert(&self.field, span);
                self.refuse(start, Some(end));
                removed()
            }
        };
        if let Some(at) = property {
            self.refuse(at, None);
        }
        Ok(value)
    }

    /// Where the anchor or tag of the node that starts at `start` stands: between it and what came before.
    fn property_at(&self, start: usize) -> usize {
        let from = self.last_end.min(start);
        self.text[from..start].find(['&', '!']).map_or(start, |at| from + at)
    }

    fn within(&mut self, start: usize, read: impl FnOnce(&mut Self) -> Result<Value, Stop>) -> Result<Value, Stop> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Stop::Limit(start, Box::new(too_deep())));
        }
        let value = read(self)?;
        self.depth -= 1;
        let span = self.span(start, self.last_end);
        self.spans.values.insert(&self.field, span);
        Ok(value)
    }

    fn sequence(&mut self) -> Result<Value, Stop> {
        let mut items = Vec::new();
        let length = self.field.len();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, span) => {
                    self.close(&span);
                    return Ok(Value::Sequence(items));
                }
                (event, span) => {
                    self.field.push('[');
                    self.field.push_str(&items.len().to_string());
                    self.field.push(']');
                    items.push(self.node(event, span)?);
                    self.field.truncate(length);
                }
            }
        }
    }

    fn mapping(&mut self) -> Result<Value, Stop> {
        let mut mapping = Mapping::new();
        let length = self.field.len();
        loop {
            let (event, span) = self.next()?;
            let (start, end) = (byte_of(&span.start), byte_of(&span.end));
            let key = match event {
                Event::MappingEnd | Event::StreamEnd => {
                    self.close(&span);
                    return Ok(Value::Mapping(mapping));
                }
                Event::Scalar(key, ..) => key.into_owned(),
                event => {
                    self.field.push_str(".?");
                    let _ = self.node(event, span)?;
                    let message = text!("項目の名前のところに、文字以外のものがあります", "a key is no text");
                    let hint = text!("`{{` `[` で始まる文字なら、引用符で囲んでください", "quote it when it is text");
                    let finding = Diagnostic::new(&YAML_SYNTAX, message).at(self.place(start, self.last_end)).hint(hint);
                    self.findings.push(finding);
                    let (event, span) = self.next()?;
                    let _ = self.node(event, span)?;
                    self.field.truncate(length);
                    continue;
                }
            };
            self.last_end = end;
            if length > 0 {
                self.field.push('.');
            }
            self.field.push_str(&key);
            let key = Value::String(key);
            let merge = key.as_str() == Some("<<");
            let twice = mapping.contains_key(&key);
            match twice.then(|| self.spans.keys.get(&self.field)).flatten() {
                Some(first) => {
                    self.report_duplicate(key.as_str().unwrap_or_default(), first, start, end);
                    self.field.push_str("#2");
                }
                None => {
                    let span = self.span(start, end);
                    self.spans.keys.insert(&self.field, span);
                }
            }
            let (event, span) = self.next()?;
            let value = self.node(event, span)?;
            self.field.truncate(length);
            if merge {
                self.refuse(start, Some(end));
            } else if !twice {
                mapping.insert(key, value);
            }
        }
    }

    /// Moves the end of the last value behind a closing bracket.
    fn close(&mut self, span: &granit_parser::Span) {
        let (start, end) = (byte_of(&span.start), byte_of(&span.end));
        if matches!(self.text.as_bytes().get(start), Some(b']' | b'}')) && end == start + 1 {
            self.last_end = end;
        }
    }

    fn report_duplicate(&mut self, key: &str, first: Span, start: usize, end: usize) {
        let first = Place::new(self.path.clone(), first.start..first.end);
        let finding = Diagnostic::new(&DUPLICATE_KEY, text!("`{key}` が2回書かれています", "`{key}` is given twice"))
            .at(self.place(start, end))
            .hint(text!("どちらかを消してください", "delete one of them"))
            .related(first, text!("1つ目はここです", "the first is here"));
        self.findings.push(finding);
    }

    /// Reports an anchor, alias, merge key or tag at `start`.
    fn refuse(&mut self, start: usize, end: Option<usize>) {
        let word: &str = self.text[start..].split([' ', '\n', ',', ']', '}']).next().unwrap_or_default();
        let end = end.unwrap_or(start + word.len());
        let word = excerpt(&self.text[start..end]);
        let what = match word.as_bytes().first() {
            Some(b'*') => text!("`{word}` はYAMLの別名（エイリアス）と読まれます", "`{word}` is a YAML alias"),
            Some(b'&') => text!("`{word}` はYAMLのアンカーと読まれます", "`{word}` is a YAML anchor"),
            Some(b'<') => text!("YAMLの合成キー `<<` は使えません", "the YAML merge key `<<` is not allowed"),
            _ => text!("`{word}` はYAMLのタグと読まれます", "`{word}` is a YAML tag"),
        };
        let hint = match slips::quoted_line(line_around(self.text, start).1) {
            Some(line) if word != "<<" => {
                text!("文字として書くなら引用符で囲み、`{line}` と書いてください", "when it is text, quote it: `{line}`")
            }
            _ => text!("同じ内容でも省略せず、そのまま書いてください", "write the values out"),
        };
        self.findings.push(Diagnostic::new(&YAML_ALIAS, what).at(self.place(start, end)).hint(hint));
    }

    fn warn_of_habit(&mut self, text: &str, start: usize, end: usize) {
        if text.len() <= 3 && matches!(text.to_ascii_lowercase().as_str(), "yes" | "no" | "on" | "off") {
            let message = text!(
                "`{text}` は文字「{text}」と読まれます（true・false の意味にはなりません）",
                "`{text}` is read as the text \"{text}\""
            );
            let hint = text!("文字なら `\"{text}\"` と引用符で囲んでください", "quote it when it is text: `\"{text}\"`");
            let finding = Diagnostic::new(&YAML_HABIT, message).at(self.place(start, end)).hint(hint);
            self.findings.push(finding);
        }
        if let Some(inner) = curly(text) {
            let message = text!(
                "値が全角の引用符で囲まれています（引用符も文字として表示されます）",
                "the value stands in curly quotes, which are shown"
            );
            let hint = text!("引用符を外すか、半角の `\"` にしてください", "remove the quotes or write `\"`");
            let plain = inner.contains([':', '#', '"', '\\', '{', '}', '[', ']', ','])
                || inner.starts_with(['-', '?', '@', '`', '%', '*', '&', '!', '|', '>']);
            let finding = Diagnostic::new(&YAML_HABIT, message).at(self.place(start, end)).hint(hint);
            self.findings.push(if plain { finding } else { finding.correction(self.place(start, end), inner) });
        }
        // `C# 入門 #1`: a comment right behind the value that has no space after its mark was meant as text.
        let rest = &self.text[end..];
        if rest.starts_with(" #") && rest[2..].starts_with(|c: char| !c.is_whitespace() && c != '#') {
            let line = line_around(self.text, start).1;
            let dropped = excerpt(&rest[1..]);
            let message =
                text!("値の後の「{dropped}」は注釈とみなされ、値に含まれません", "\"{dropped}\" is a comment, not part of the value");
            let hint = match slips::quoted_line(line) {
                Some(line) => text!(
                    "値の一部なら `{line}` と書き、注釈なら `#` の後に空白を入れてください",
                    "write `{line}`, or put a space after `#`"
                ),
                None => {
                    text!("値の一部なら引用符で囲み、注釈なら `#` の後に空白を入れてください", "quote the value, or put a space after `#`")
                }
            };
            let finding = Diagnostic::new(&YAML_HABIT, message).at(self.place(end + 1, end + 2)).hint(hint);
            self.findings.push(finding);
        }
    }
}

fn property_of(event: &Event<'_>) -> bool {
    match event {
        Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => {
            *anchor != 0 || tag.is_some()
        }
        _ => false,
    }
}

/// A plain scalar as a value: null, a truth value, a number that is written as it would be printed, or text.
pub(super) fn plain(text: std::borrow::Cow<'_, str>) -> Value {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" => return Value::Bool(true),
        "false" => return Value::Bool(false),
        _ => {}
    }
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && text.ends_with(|c: char| c.is_ascii_digit()) {
        if let Ok(number) = text.parse::<i64>()
            && number.to_string() == *text
        {
            return Value::from(number);
        }
        if text.len() < 17
            && let Ok(number) = text.parse::<f64>()
            && serde_yaml::Number::from(number).to_string() == *text
        {
            return Value::from(number);
        }
    }
    Value::String(text.into_owned())
}

/// The records of a YAML data file: a list, a mapping of `kind_key` and `companions` to lists, one single record, or several
/// documents of these.
pub fn records(file: &SourceFile, kind_key: &str, companions: &[&str], findings: &mut Diagnostics) -> Vec<RawRecord> {
    let text = file.text().cloned().unwrap_or_default();
    let Some(tree) = read(&file.path, &text, 0, findings) else { return Vec::new() };
    let mut records = Vec::new();
    for document in tree.documents {
        let origin = Origin::new(file.path.clone(), tree.spans.clone(), &document.prefix);
        section(document.value, &origin, kind_key, companions, findings, &mut records);
    }
    records
}

fn section(value: Value, origin: &Origin, kind_key: &str, companions: &[&str], findings: &mut Diagnostics, records: &mut Vec<RawRecord>) {
    match value {
        Value::Sequence(items) => list(items, origin, kind_key, records),
        Value::Mapping(mapping) if is_divided(&mapping, kind_key, companions) => {
            for (key, value) in mapping {
                let key = key.as_str().unwrap_or_default();
                let known = std::iter::once(kind_key).chain(companions.iter().copied()).find(|known| *known == key);
                match (known, value) {
                    (None, _) => findings.push(unknown_section(key, origin, kind_key, companions)),
                    (Some(_), Value::Null) => {}
                    (Some(known), Value::Sequence(items)) => list(items, &origin.part(known), known, records),
                    (Some(known), _) => findings.push(
                        Diagnostic::new(&super::decode::WRONG_TYPE, text!("`{known}` にはリストが必要です", "`{known}` must be a list"))
                            .at(origin.key(known))
                            .hint(text!(
                                "`{known}:` の下に、行頭に `- ` を付けて1件ずつ書いてください",
                                "write one `- ` item for each record"
                            )),
                    ),
                }
            }
        }
        Value::Null => {}
        value => records.push(RawRecord { kind: kind_key.to_owned(), value, origin: origin.clone(), notation: Notation::Plain }),
    }
}

fn list(items: Vec<Value>, origin: &Origin, kind: &str, records: &mut Vec<RawRecord>) {
    records.extend(items.into_iter().enumerate().map(|(index, value)| RawRecord {
        kind: kind.to_owned(),
        value,
        origin: origin.part(&format!("[{index}]")),
        notation: Notation::Plain,
    }));
}

/// Whether the mapping holds lists of records, and is no record itself.
fn is_divided(mapping: &Mapping, kind_key: &str, companions: &[&str]) -> bool {
    if mapping.contains_key("id") {
        return false;
    }
    let named = mapping.keys().filter_map(Value::as_str).any(|key| key == kind_key || companions.contains(&key));
    let lists = mapping.values().all(|value| value.as_sequence().is_some_and(|items| items.iter().all(Value::is_mapping)));
    named || (lists && !mapping.is_empty())
}

fn unknown_section(key: &str, origin: &Origin, kind_key: &str, companions: &[&str]) -> Diagnostic {
    let known: Vec<&str> = std::iter::once(kind_key).chain(companions.iter().copied()).collect();
    let list = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
    let finding = Diagnostic::new(
        &super::decode::UNKNOWN_KEY,
        text!("`{key}` という見出しは、このファイルでは使えません", "there is no section `{key}`"),
    )
    .at(origin.key(key));
    match closest(key, known) {
        Some(near) => finding.did_you_mean(Some(near)),
        None => finding.hint(text!("次の見出しから選んでください: {list}", "known sections: {list}")),
    }
}

/// What stands between curly or full-width quotes that enclose all of `text`.
fn curly(text: &str) -> Option<&str> {
    let pairs = [('“', '”'), ('”', '”'), ('“', '"'), ('”', '"'), ('‘', '’'), ('’', '’'), ('＂', '＂'), ('＇', '＇')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))?;
    (!inner.is_empty() && !inner.contains(['“', '”', '‘', '’', '＂', '＇'])).then_some(inner)
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;
