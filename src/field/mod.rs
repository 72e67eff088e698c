//! What a record is made of: its fields and choices, each declared once at the type that holds it, and the reading of a record by these declarations.
//!
//! The derives of `crates/derive` write the declarations. From them come reading with all mistakes in one pass ([`read`]), the columns of tables, the
//! headings that `import` knows, JSON Schemas, templates, and the reference for editors. This room knows no kind of record, no file and no place.

mod meant;
mod read;
mod values;

pub use meant::{amount, choice, folded, items, key, leading_number, nearest_key, nearest_value, value};
pub use read::{Entries, Found, Listed, Notation, Problem, Reader, Step, Told, Wanted, is_blank, removed};
pub use serde_yaml::Value;
pub use shirube_derive::{Choice, Fields};

use crate::diagnostic::Text;
use crate::text;

/// What one place of a file may hold.
pub trait Field: Sized {
    /// Whether it may be left out without a word about it in the declaration.
    const OPTIONAL: bool = false;

    /// What it is.
    fn shape() -> Shape;

    /// Reads it. What is wrong is told to `reader`; `None` when nothing of use is left.
    fn read(value: &Value, reader: &mut Reader) -> Option<Self>;

    /// What stands in for it where it may be left out.
    fn absent() -> Option<Self> {
        None
    }
}

/// A struct whose fields an author writes.
pub trait Fields: Field {
    /// Its declaration.
    const DECLARED: &'static RecordDecl;
}

/// An enum of which an author writes one.
pub trait Choice: Field + Copy + 'static {
    /// Its declaration.
    const DECLARED: &'static ChoiceDecl;
    /// All values, in the order of the declarations.
    const VALUES: &'static [Self];

    /// Which of them it is.
    fn position(self) -> usize;

    /// The declaration of this value.
    fn declared(self) -> &'static ValueDecl {
        &Self::DECLARED.values[self.position()]
    }

    /// The word that files use.
    fn code(self) -> &'static str {
        self.declared().code
    }
}

/// The declaration of a struct.
#[derive(Debug)]
pub struct RecordDecl {
    /// Name of the type.
    pub name: &'static str,
    /// Its fields, in the order in which they are shown.
    pub fields: &'static [Declared],
}

/// A struct is declared once, under its name.
impl PartialEq for RecordDecl {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for RecordDecl {}

impl Declared {
    /// Whether an office calls it so; `word` is [`folded`].
    pub fn is_called(&self, word: &str) -> bool {
        folded(self.ja) == word || self.also.iter().copied().flatten().any(|also| folded(also) == word)
    }
}

impl RecordDecl {
    /// The field of that key, which the caller knows to be there: every page and every list is made in the tests.
    pub fn field(&'static self, key: &str) -> &'static Declared {
        self.fields.iter().find(|field| field.key == key).expect("a field of the record is asked for")
    }

    /// The keys that an office's word may mean, also of records within, the outer ones first; `word` is [`folded`].
    pub fn meanings(&'static self, word: &str) -> Vec<&'static str> {
        let mut found = Vec::new();
        let (mut level, mut below) = (vec![self], Vec::new());
        // Records stand two deep in tables.
        for _ in 0..3 {
            for declared in level.drain(..) {
                for field in declared.fields {
                    if field.is_called(word) && !found.contains(&field.key) {
                        found.push(field.key);
                    }
                    let mut shape = (field.shape)();
                    while let Shape::Maybe(inner) | Shape::List(inner) = shape {
                        shape = *inner;
                    }
                    if let Shape::Record(inner) = shape {
                        below.push(inner);
                    }
                }
            }
            std::mem::swap(&mut level, &mut below);
        }
        found
    }

    /// Calls `visit` for what every field holds, also within lists, mappings and records; a record that holds itself is visited once.
    pub fn visit(&'static self, visit: &mut dyn FnMut(&Shape)) {
        fn of(shape: &Shape, open: &mut Vec<&'static str>, visit: &mut dyn FnMut(&Shape)) {
            visit(shape);
            match shape {
                Shape::List(inner) | Shape::Pair(inner) | Shape::Maybe(inner) => of(inner, open, visit),
                Shape::Map(one, other) | Shape::Either(one, other) => {
                    of(one, open, visit);
                    of(other, open, visit);
                }
                Shape::Record(declared) => inside(declared, open, visit),
                _ => {}
            }
        }
        fn inside(declared: &'static RecordDecl, open: &mut Vec<&'static str>, visit: &mut dyn FnMut(&Shape)) {
            if open.contains(&declared.name) {
                return;
            }
            open.push(declared.name);
            declared.fields.iter().for_each(|field| of(&(field.shape)(), open, visit));
            open.pop();
        }
        inside(self, &mut Vec::new(), visit);
    }
}

/// The declaration of a field.
#[derive(Debug)]
pub struct Declared {
    /// As files write it.
    pub key: &'static str,
    /// Japanese heading, for tables and people.
    pub ja: &'static str,
    /// Other headings that offices use, list by list.
    pub also: &'static [&'static [&'static str]],
    /// Other keys that are accepted.
    pub alias: &'static [&'static str],
    /// What a number counts (分, 円); empty for none.
    pub unit: &'static str,
    /// What it means, in Japanese.
    pub help: &'static str,
    /// What it means, in English.
    pub help_en: &'static str,
    /// The kind of record that an id leads to: the stem of its file; empty for none.
    pub to: &'static str,
    /// The condition on which it is needed, in Japanese; empty for none.
    pub when: &'static str,
    /// The least that its whole numbers may be.
    pub min: Option<i64>,
    /// The most.
    pub max: Option<i64>,
    /// What kind of text a text is.
    pub text: TextKind,
    /// Whether it must be written.
    pub required: bool,
    /// What stands there.
    pub shape: fn() -> Shape,
}

/// What kind of text a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// As it is.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
    /// A reading in hiragana.
    Reading,
    /// An address.
    Address,
}

/// The declaration of a choice.
#[derive(Debug, PartialEq, Eq)]
pub struct ChoiceDecl {
    /// Its name, for the words of a theme: `exam_kind`.
    pub name: &'static str,
    /// What may be chosen, in the order in which it is offered.
    pub values: &'static [ValueDecl],
}

impl ChoiceDecl {
    /// What files write for its values.
    pub fn codes(&self) -> Vec<&'static str> {
        self.values.iter().map(|value| value.code).collect()
    }
}

/// The declaration of a value of a choice.
#[derive(Debug, PartialEq, Eq)]
pub struct ValueDecl {
    /// As files write it.
    pub code: &'static str,
    /// In Japanese.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
    /// Other words that mean it.
    pub also: &'static [&'static str],
}

/// What may stand in one place of a file.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A text of a form of its own.
    Form(Form),
    /// A whole number.
    Whole {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// One of these.
    Choice(&'static ChoiceDecl),
    /// Any number of these.
    List(Box<Shape>),
    /// Two of these.
    Pair(Box<Shape>),
    /// Keys of one shape, values of another.
    Map(Box<Shape>, Box<Shape>),
    /// Named fields.
    Record(&'static RecordDecl),
    /// May be empty.
    Maybe(Box<Shape>),
    /// One of several shapes.
    Either(Box<Shape>, Box<Shape>),
    /// Anything.
    Any,
}

/// A text of a form of its own, which `notation` reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Permanent name.
    Id,
    /// Day.
    Day,
    /// Month, or day.
    Month,
    /// Day, month or fiscal year.
    Moment,
    /// Time of day.
    Time,
    /// Day, with a time if there is one.
    Deadline,
    /// Day, several, a month, or 未定.
    When,
    /// Fiscal year.
    FiscalYear,
    /// Number as offices write it.
    Quantity,
    /// Allowed difference.
    Tolerance,
}

impl Form {
    /// What it is called.
    pub fn words(self) -> Text {
        match self {
            Self::Id => text!("id（文字）", "an id"),
            Self::Day => text!("日付", "a date"),
            Self::Month => text!("年月か日付", "a month or a date"),
            Self::Moment => text!("日・月・年度", "a day, a month or a fiscal year"),
            Self::Time => text!("時刻", "a time of day"),
            Self::Deadline => text!("日付（時刻もあれば時刻まで）", "a date, with a time if there is one"),
            Self::When => text!("日付（複数の日、月、未定も）", "a date, several, a month, or 未定"),
            Self::FiscalYear => text!("年度", "a fiscal year"),
            Self::Quantity => text!("数字", "a number"),
            Self::Tolerance => text!("許容幅", "an allowed difference"),
        }
    }
}
