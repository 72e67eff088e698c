//! [`DataTable`]: a list of the portal as a plain table, the one source of its CSV, its JSON, the data dictionary and the data page.
//!
//! The table keeps to the rules for machine-readable data (機械判読可能なデータの表記方法): one table, one value per cell, a name for
//! every column, a unique key in the first one, no cell left out because it repeats the one above. It knows no file format.

use crate::notation::{Day, FiscalYear, Id, Month, Time};
use crate::route::Dataset;
use std::borrow::Cow;

/// A list of the portal as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct DataTable {
    /// Which list.
    pub dataset: Dataset,
    /// Its name in Japanese.
    pub title_ja: &'static str,
    /// What one row is, in Japanese.
    pub description_ja: &'static str,
    /// The latest `updated` of its rows, where they have one.
    pub updated: Option<Day>,
    /// The columns; the first is a unique key.
    pub columns: Vec<Column>,
    /// The rows: one value per column.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a [`DataTable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// ASCII key: the header of the CSV, the key in the JSON.
    pub name: Cow<'static, str>,
    /// Name in Japanese.
    pub label: Cow<'static, str>,
    /// What it says, in Japanese.
    pub description: Cow<'static, str>,
    /// Unit of its numbers; empty when there is none.
    pub unit: &'static str,
    /// What its values are.
    pub kind: ValueKind,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Words.
    Text,
    /// A number without unit or grouping.
    Number,
    /// `2026-11-22`; `2026-11` where only the month is known.
    Date,
    /// `13:30`.
    Time,
    /// A fiscal year by the year in which it begins.
    Year,
    /// `true` or `false`.
    Bool,
    /// Several words: joined by `;` in CSV, an array in JSON.
    List,
}

impl ValueKind {
    /// Its word in the data dictionary.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Time => "time",
            Self::Year => "year",
            Self::Bool => "bool",
            Self::List => "list",
        }
    }
}

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Empty,
    /// Words; a date or time in ISO notation.
    Text(String),
    /// A number with so many digits after the point.
    Number(f64, u8),
    /// Yes or no.
    Bool(bool),
    /// Several words.
    List(Vec<String>),
}

impl Value {
    /// The value on one line, as the CSV and the data page show it. Lists are joined by `;` (a `;` within an item becomes `；`).
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => single_line(text),
            Self::Number(number, decimals) => format!("{number:.*}", usize::from(*decimals)),
            Self::Bool(yes) => yes.to_string(),
            Self::List(items) => items.iter().map(|item| single_line(item).replace(';', "；")).collect::<Vec<_>>().join(";"),
        }
    }
}

/// `text` without line breaks and tabs: each run of blanks that holds one becomes a single space.
fn single_line(text: &str) -> String {
    if !text.contains(['\n', '\r', '\t']) {
        return text.trim().to_owned();
    }
    text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What can stand in a cell; its type decides the kind of the column.
pub(super) trait Cell {
    /// The kind of a column of such values.
    const KIND: ValueKind;
    /// The value.
    fn value(self) -> Value;
}

macro_rules! cell {
    ($($type:ty: $kind:ident = $value:expr;)*) => {
        $(impl Cell for $type {
            const KIND: ValueKind = ValueKind::$kind;
            fn value(self) -> Value {
                let value: fn($type) -> Value = $value;
                value(self)
            }
        })*
    };
}

cell! {
    &str: Text = |text| if text.trim().is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
    &String: Text = |text| text.as_str().value();
    String: Text = |text| text.as_str().value();
    &Id: Text = |id| id.as_str().value();
    Day: Date = |day| Value::Text(day.iso());
    Month: Date = |month| Value::Text(month.iso());
    Time: Time = |time| Value::Text(format!("{:02}:{:02}", time.hour, time.minute));
    FiscalYear: Year = |year| Value::Number(f64::from(year.0), 0);
    bool: Bool = Value::Bool;
    u8: Number = |number| Value::Number(f64::from(number), 0);
    u32: Number = |number| Value::Number(f64::from(number), 0);
    i64: Number = |number| Value::Number(number as f64, 0);
    usize: Number = |number| Value::Number(number as f64, 0);
    (f64, u8): Number = |(number, decimals)| Value::Number(number, decimals);
    Vec<String>: List = Value::List;
    &Vec<String>: List = |items| Value::List(items.clone());
}

impl<C: Cell> Cell for Option<C> {
    const KIND: ValueKind = C::KIND;
    fn value(self) -> Value {
        self.map_or(Value::Empty, C::value)
    }
}

impl Cell for &Option<String> {
    const KIND: ValueKind = ValueKind::Text;
    fn value(self) -> Value {
        self.as_deref().value()
    }
}

/// How the value of a column is read from a row.
type Read<'a, R> = Box<dyn Fn(&R) -> Value + 'a>;

/// A table in the making: columns first, then all rows through them, so that no value can slip into a neighbour's column.
pub(super) struct Sheet<'a, R> {
    table: DataTable,
    reads: Vec<Read<'a, R>>,
}

impl<'a, R> Sheet<'a, R> {
    /// A table without columns.
    pub(super) fn new(dataset: Dataset, title_ja: &'static str, description_ja: &'static str) -> Self {
        let table = DataTable { dataset, title_ja, description_ja, updated: None, columns: Vec::new(), rows: Vec::new() };
        Self { table, reads: Vec::new() }
    }

    /// Adds a column.
    pub(super) fn column<C: Cell>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        description: impl Into<Cow<'static, str>>,
        read: impl Fn(&R) -> C + 'a,
    ) -> &mut Self {
        let (name, label, description) = (name.into(), label.into(), description.into());
        self.table.columns.push(Column { name, label, description, unit: "", kind: C::KIND });
        self.reads.push(Box::new(move |row| read(row).value()));
        self
    }

    /// Gives the last column a unit.
    pub(super) fn unit(&mut self, unit: &'static str) -> &mut Self {
        if let Some(column) = self.table.columns.last_mut() {
            column.unit = unit;
        }
        self
    }

    /// Puts `rows` through the columns. The table is as new as the newest value of its column `updated`.
    pub(super) fn fill(self, rows: impl IntoIterator<Item = R>) -> DataTable {
        let Self { mut table, reads } = self;
        table.rows = rows.into_iter().map(|row| reads.iter().map(|read| read(&row)).collect()).collect();
        if let Some(at) = table.columns.iter().position(|column| column.name == "updated") {
            let days = table.rows.iter().filter_map(|row| if let Value::Text(iso) = &row[at] { Day::parse(iso).ok() } else { None });
            table.updated = days.max();
        }
        table
    }
}
