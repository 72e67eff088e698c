//! The reference for editors, `docs/data.ja.md`: its tables of fields come from the declarations; everything else in it is written by hand.
//!
//! A table stands below a line `<!-- 項目: Course -->`, the tables of a choice's words are part of it. `UPDATE_DOCS=1 cargo test --test it docs` writes
//! them anew; the test asks whether they are fresh.

use crate::field::{ChoiceDecl, Declared, Form, RecordDecl, Shape, TextKind};
use crate::parse::RecordKind;
use crate::schema::{self, Kind};
use std::collections::BTreeMap;

/// What stands above a table.
const MARK: &str = "<!-- 項目: ";

/// `text` with its tables of fields as the declarations are now. A mark that names no record, and a record without a table, are errors.
pub fn refreshed(text: &str) -> Result<String, String> {
    let records = records();
    let named: Vec<&str> = text.lines().filter_map(marked).collect();
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(name) = marked(line) else { continue };
        let declared = records.get(name).ok_or_else(|| format!("there is no record {name}"))?;
        out.push_str(&table(declared, &|inner| named.contains(&inner)));
        while lines.next_if(|line| line.starts_with('|')).is_some() {}
    }
    match schema::RECORDS.iter().find(|declared| !named.contains(&declared.name)) {
        Some(missing) => Err(format!("no table lists the fields of {}: write `{MARK}{} -->`", missing.name, missing.name)),
        None => Ok(out),
    }
}

fn marked(line: &str) -> Option<&str> {
    line.strip_prefix(MARK)?.strip_suffix(" -->")
}

/// Every record that is declared, also within others, by name.
fn records() -> BTreeMap<&'static str, &'static RecordDecl> {
    let mut found = BTreeMap::new();
    for declared in schema::RECORDS {
        found.insert(declared.name, *declared);
        declared.visit(&mut |shape| {
            if let Shape::Record(declared) = shape {
                found.insert(declared.name, declared);
            }
        });
    }
    found
}

fn table(declared: &RecordDecl, has_table: &dyn Fn(&str) -> bool) -> String {
    let mut out = "| 項目 | 見出し | 必須 | 型 | 意味 |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for field in declared.fields {
        let needed = match (field.required, field.when) {
            (true, _) => "必須",
            (false, when) => when,
        };
        let cells = [format!("`{}`", field.key), field.ja.to_owned(), needed.to_owned(), form(field), meaning(field, has_table)];
        out += &format!("| {} |\n", cells.join(" | ").replace("|  |", "| |").replace("|  |", "| |"));
    }
    out
}

/// How a field is written.
pub(super) fn form(field: &Declared) -> String {
    form_of(&(field.shape)(), field)
}

/// What a field means, with the words of its choices and the fields of a record that has no table of its own.
pub(super) fn meaning(field: &Declared, has_table: &dyn Fn(&str) -> bool) -> String {
    let mut out = field.help.to_owned();
    if let Some(choice) = choice(&(field.shape)()) {
        let words: Vec<&str> = choice.values.iter().map(|value| value.ja).collect();
        if !words.iter().all(|word| out.contains(word)) {
            out += &format!("。{}", words.join("／"));
        }
    }
    if let Some(inner) = record(&(field.shape)()).filter(|inner| !has_table(inner.name)) {
        let fields = inner.fields.iter().map(|field| {
            let needed = if field.required { "必須、" } else { "" };
            let form = form(field);
            let help = if form == field.help { String::new() } else { format!("、{}", field.help) };
            format!("`{}`（{needed}{form}{help}）", field.key)
        });
        out += &format!("。項目は {}", fields.collect::<Vec<_>>().join("、"));
    }
    out.replace('|', "\\|")
}

fn form_of(shape: &Shape, field: &Declared) -> String {
    match shape {
        Shape::Text => match field.text {
            TextKind::Plain => "文字".to_owned(),
            TextKind::Markdown => "Markdown".to_owned(),
            TextKind::Reading => "読み".to_owned(),
            TextKind::Address => "アドレス".to_owned(),
        },
        Shape::Form(Form::Id) => match kind_name(field.to) {
            Some(kind) => format!("{kind}の id"),
            None => "id".to_owned(),
        },
        Shape::Form(form) => match form {
            Form::Id => "id",
            Form::Day => "日付",
            Form::Month => "年月",
            Form::Moment => "日・年月・年度",
            Form::Time => "時刻",
            Form::Deadline => "期限",
            Form::When => "日付、または下の「日程」",
            Form::FiscalYear => "年度",
            Form::Quantity => "数",
            Form::Tolerance => "数、または割合（5%）",
        }
        .to_owned(),
        Shape::Whole { .. } => {
            let range = range(field);
            match (range.as_str(), field.unit) {
                ("", "") => "整数".to_owned(),
                ("", unit) => format!("整数（{unit}）"),
                (range, "") => format!("整数（{range}）"),
                (range, unit) => format!("整数（{unit}、{range}）"),
            }
        }
        Shape::Number => "数".to_owned(),
        Shape::Truth => "はい・いいえ".to_owned(),
        Shape::Choice(choice) => choice.codes().iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join("・"),
        Shape::List(inner) => {
            let of = form_of(inner, field);
            let space = if of.ends_with(|c: char| c.is_ascii()) { " " } else { "" };
            format!("{of}{space}のリスト")
        }
        Shape::Pair(_) => "`[1, 4]` の形".to_owned(),
        Shape::Map(key, inner) => {
            let step = |shape: &Shape| match shape {
                Shape::Whole { .. } => format!("段階{}", range(field)),
                shape => form_of(shape, field),
            };
            format!("組（{}: {}）", step(key), step(inner))
        }
        Shape::Record(_) => "組".to_owned(),
        Shape::Maybe(inner) => form_of(inner, field),
        Shape::Either(one, other) => format!("{}、または{}", form_of(one, field), form_of(other, field)),
        Shape::Any => "値".to_owned(),
    }
}

fn range(field: &Declared) -> String {
    match (field.min, field.max) {
        (Some(min), Some(max)) => format!("{min}〜{max}"),
        (Some(min), None) => format!("{min}以上"),
        (None, Some(max)) => format!("{max}以下"),
        (None, None) => String::new(),
    }
}

fn kind_name(stem: &str) -> Option<&'static str> {
    let pages = [RecordKind::Course, RecordKind::News, RecordKind::Trend];
    Kind::from_stem(stem).map(|kind| kind.words().0).or_else(|| pages.iter().find(|page| page.stem() == stem).map(|page| page.words().0))
}

/// The choice of a field, also within a list.
pub(super) fn choice(shape: &Shape) -> Option<&'static ChoiceDecl> {
    match shape {
        Shape::Choice(choice) => Some(choice),
        Shape::Maybe(inner) | Shape::List(inner) => choice(inner),
        Shape::Either(one, _) => choice(one),
        _ => None,
    }
}

fn record(shape: &Shape) -> Option<&'static RecordDecl> {
    match shape {
        Shape::Record(declared) => Some(declared),
        Shape::Maybe(inner) | Shape::List(inner) => record(inner),
        _ => None,
    }
}
