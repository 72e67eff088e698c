//! TOML text into the same values and places as YAML.
//!
//! Values keep their spelling: dates and numbers that would lose something are text. Nothing is typed here.

use super::yaml::{Document, Tree, plain};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Place, SourcePath, Span, Spans};
use crate::text;
use serde_yaml::{Mapping, Value};
use std::borrow::Cow;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Text that is no TOML.
pub static TOML_SYNTAX: Code = Code::error(
    "toml-syntax",
    "TOMLの書き方として正しくありません。`項目 = \"値\"` の形で書き、文字は引用符（\"）で囲んでください。全角の ＝ や “ ” は使えません",
    "the text is not valid TOML; write `key = \"value\"` with text in quotes",
);

/// Reads TOML. `offset` is where `text` begins in the file. Errors are reported; what could be read is returned, unless it is
/// nothing.
pub fn read(path: &SourcePath, text: &str, offset: usize, findings: &mut Diagnostics) -> Option<Tree> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let broken = !errors.is_empty();
    for error in errors {
        let range = error.span().unwrap_or_default();
        let reason = error.message().trim();
        let place = Place::new(path.clone(), offset + range.start..offset + range.end);
        findings.push(explain(text, &range, reason).at(place));
    }
    if broken {
        return None;
    }
    let mut reader = Reader { text, offset, field: String::new(), spans: Spans::default() };
    let value = reader.table(table.get_ref());
    let whole = reader.span(&table.span());
    reader.spans.values.insert("", whole);
    let documents = vec![Document { value, prefix: String::new() }];
    Some(Tree { documents, spans: reader.spans.finish() })
}

fn explain(text: &str, range: &Range<usize>, reason: &str) -> Diagnostic {
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let (ja, hint) = if line.contains('＝') {
        (text!("等号が全角「＝」になっています", "the equals sign is full-width"), text!("半角の `=` を使ってください", "use `=`"))
    } else if line.contains(['“', '”', '‘', '’']) {
        (text!("引用符が “ ” になっています", "the quotes are curly"), text!("半角の `\"` で囲んでください", "use `\"`"))
    } else if line.contains('\u{3000}') {
        (text!("全角スペースがあります", "there is a full-width space"), text!("半角スペースを使ってください", "use an ordinary space"))
    } else if reason.contains("duplicate") {
        (text!("同じ項目が2回書かれています", "a key is given twice"), text!("どちらかを消してください", "delete one of them"))
    } else if !line.contains('=') && line.contains(':') {
        (
            text!("`=` の代わりに `:` が使われています", "`:` is used instead of `=`"),
            text!("`項目 = \"値\"` の形で書いてください", "write `key = \"value\"`"),
        )
    } else {
        (
            text!("設定の書き方（TOML）として読めないところがあります", "this is not valid TOML: {reason}"),
            text!("`項目 = \"値\"` の形で書き、文字は半角の `\"` で囲んでください", "write `key = \"value\"`"),
        )
    };
    Diagnostic::new(&TOML_SYNTAX, ja).hint(hint)
}

struct Reader<'a> {
    text: &'a str,
    offset: usize,
    field: String,
    spans: Spans,
}

impl Reader<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span { start: self.offset + range.start, end: self.offset + range.end }
    }

    fn table(&mut self, table: &DeTable<'_>) -> Value {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut mapping = Mapping::new();
        let length = self.field.len();
        for (key, value) in entries {
            if length > 0 {
                self.field.push('.');
            }
            self.field.push_str(key.get_ref());
            let span = self.span(&key.span());
            self.spans.keys.insert(&self.field, span);
            let read = self.value(value.get_ref(), &value.span());
            self.field.truncate(length);
            mapping.insert(Value::from(key.get_ref().as_ref()), read);
        }
        Value::Mapping(mapping)
    }

    fn value(&mut self, value: &DeValue<'_>, range: &Range<usize>) -> Value {
        let span = self.span(range);
        self.spans.values.insert(&self.field, span);
        let spelled = self.text.get(range.clone()).unwrap_or_default();
        match value {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Boolean(value) => Value::from(*value),
            DeValue::Integer(_) | DeValue::Float(_) => plain(Cow::Borrowed(spelled)),
            DeValue::Datetime(_) => Value::from(spelled),
            DeValue::Array(items) => {
                let length = self.field.len();
                let mut list = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    self.field.push_str(&format!("[{index}]"));
                    list.push(self.value(item.get_ref(), &item.span()));
                    self.field.truncate(length);
                }
                Value::Sequence(list)
            }
            DeValue::Table(table) => self.table(table),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> (Option<Tree>, Vec<String>) {
        let path = SourcePath::new("content/a.md").expect("inside");
        let mut findings = Diagnostics::default();
        let tree = read(&path, text, 100, &mut findings);
        let shown = findings.iter().map(|finding| finding.message.ja.clone()).collect();
        (tree, shown)
    }

    #[test]
    fn values_and_places_are_those_of_yaml() {
        let text = "id = \"a\"\nday = 2026-11-30T17:00\nn = 30\n[[sessions]]\ndate = 2026-12-10\n";
        let (tree, findings) = run(text);
        assert!(findings.is_empty(), "{findings:?}");
        let tree = tree.expect("it is TOML");
        let value = &tree.documents[0].value;
        assert_eq!((&value["day"], &value["n"]), (&Value::from("2026-11-30T17:00"), &Value::from(30)));
        assert_eq!(value["sessions"][0]["date"], Value::from("2026-12-10"));
        let at = text.find("2026-12").expect("in the text") + 100;
        assert_eq!(tree.spans.values.get("sessions[0].date").expect("known").start, at);
        assert_eq!(tree.spans.keys.get("n").expect("known").start, text.find("n =").expect("in the text") + 100);
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(run("title ＝ \"x\"\n").1[0], "等号が全角「＝」になっています");
        assert_eq!(run("title = “x”\n").1[0], "引用符が “ ” になっています");
        assert_eq!(run("a = 1\na = 2\n").1[0], "同じ項目が2回書かれています");
        assert!(run("title: x\n").0.is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[ \n=\"'\\[\\]{}.,#a-c0-9:＝　あ-]{0,60}") {
            run(&text);
        }
    }
}
