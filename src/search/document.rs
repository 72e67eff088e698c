//! [`documents`]: everything that can be found: each page with the words a reader sees on it, and each record that has a place on a page.
//!
//! What a page or record is, its other names and its talent categories come from the lists as `export` makes them; the words of a page
//! from the page itself ([`Page`]), those of a record on a page from the columns of its list.

use super::{KINDS, Page};
use crate::export::{self, Column, DataTable, Value, ValueKind};
use crate::model::{Figures, Site};
use crate::notation::{Day, Month, grouped};
use crate::route::{Dataset, Routes};
use std::collections::{BTreeMap, HashMap};

/// Something that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is: a place in [`KINDS`].
    pub kind: usize,
    /// Where it stands, from the root of the site, with an anchor where it has no page of its own.
    pub url: String,
    /// Talent categories it belongs to, by their order.
    pub levels: Vec<usize>,
    /// What it is called.
    pub title: String,
    /// Other names: reading, abbreviation, full form, variants.
    pub alias: Vec<String>,
    /// Its words, under their headings.
    pub sections: Vec<Section>,
}

/// Words under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading's id; empty for what stands before the first one.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// Words, in lines.
    pub text: String,
}

/// Where the records of a list stand.
enum Stand {
    /// Each on a page of its own.
    Page,
    /// At an anchor of the list's page: these words, then the value of this column.
    Anchor(&'static str, &'static str),
}

/// A list to be searched: what its records are, which columns name one, where it stands.
type List = (Dataset, &'static str, &'static [&'static str], Stand);

/// Columns that open the words of a page: what a reader wants to know first.
const FIRST: &[(Dataset, &[&str])] = &[(Dataset::Kpi, &["state", "distance_words"])];

const LISTS: &[List] = &[
    (Dataset::Courses, "course", &["title"], Stand::Page),
    (Dataset::Skills, "skill", &["name"], Stand::Page),
    (Dataset::Levels, "level", &["label", "name"], Stand::Page),
    (Dataset::Exams, "exam", &["name"], Stand::Page),
    (Dataset::External, "external", &["title"], Stand::Anchor("", "id")),
    (Dataset::Cases, "case", &["title"], Stand::Page),
    (Dataset::Tools, "case", &["name"], Stand::Page),
    (Dataset::Kpi, "kpi", &["name"], Stand::Page),
    (Dataset::Glossary, "term", &["term"], Stand::Anchor("", "id")),
    (Dataset::News, "news", &["title"], Stand::Page),
    (Dataset::Trends, "trend", &["title"], Stand::Page),
    (Dataset::Leaders, "people", &["department_name"], Stand::Anchor("", "department")),
    (Dataset::Communities, "people", &["name"], Stand::Anchor("", "id")),
    (Dataset::Awards, "people", &["title"], Stand::Anchor("", "id")),
    (Dataset::Plans, "plan", &["title"], Stand::Anchor("plan-", "id")),
    (Dataset::Initiatives, "plan", &["title"], Stand::Anchor("", "kind")),
];

/// Columns with other names of a record.
const ALIASES: &[&str] = &["yomi", "abbr", "full", "variants", "short"];

/// Columns that say nothing to a reader, or nothing about the record itself.
const SILENT: &[&str] = &[
    "id",
    "key",
    "page",
    "url",
    "status",
    "status_words",
    "publish_from",
    "publish_until",
    "updated",
    "checked_on",
    "last_reviewed_on",
    "review_in",
    "aliases",
    "provider_yomi",
    "node",
    "parent",
    "target",
    "session",
    "number",
    "kind_words",
    "aggregate_words",
    "board_text",
    "source",
    "remarks",
    "levels_names",
    "skill_steps",
    "level_steps",
    "undefined_steps",
    "session_count",
    "leader_count",
    "case_count",
];

/// Everything that can be found, by kind. `pages` are the words of all pages that are searched, by their paths.
pub fn documents(site: &Site, figures: &Figures, routes: &Routes, pages: BTreeMap<String, Page>) -> Vec<Document> {
    let mut found = Found::default();
    for list in LISTS {
        let table = export::table(site, figures, routes, list.0);
        found.list(list, &Reader::new(site, &table));
    }
    for (path, page) in pages {
        match found.places.get(&path) {
            Some(place) => found.documents[*place].put(page.sections),
            None => {
                let kind = KINDS.len() - 1;
                found.documents.push(Document { kind, url: path, title: page.title, sections: page.sections, ..Document::default() });
            }
        }
    }
    let mut documents = found.documents;
    documents.sort_by_key(|document| document.kind);
    documents
}

impl Document {
    /// Puts the words of its page behind those that open it.
    fn put(&mut self, sections: Vec<Section>) {
        let opening = std::mem::replace(&mut self.sections, sections).into_iter().map(|section| section.text).find(|text| !text.is_empty());
        let Some(opening) = opening else { return };
        match self.sections.first_mut().filter(|section| section.id.is_empty()) {
            Some(first) => first.text = format!("{opening}\n{}", first.text),
            None => self.sections.insert(0, Section { text: opening, ..Section::default() }),
        }
    }
}

#[derive(Default)]
struct Found {
    documents: Vec<Document>,
    /// By address: what is said in several rows is one thing.
    places: HashMap<String, usize>,
}

impl Found {
    fn list(&mut self, (dataset, kind, titles, stand): &List, reader: &Reader) {
        for row in &reader.table.rows {
            let page = reader.text(row, "page");
            if page.is_empty() {
                continue;
            }
            let url = match stand {
                // A tool without cases is shown on the list of all.
                Stand::Page if !page.contains(&format!("/{}/", reader.text(row, "id"))) => continue,
                Stand::Page => page,
                Stand::Anchor(_, "kind") => {
                    let prefix = if reader.text(row, "kind") == "pillar" { "pillar" } else { "measure" };
                    format!("{page}#{prefix}-{}", reader.text(row, "id"))
                }
                Stand::Anchor(prefix, column) => format!("{page}#{prefix}{}", reader.text(row, column)),
            };
            let mut title: Vec<String> = titles.iter().map(|column| reader.text(row, column)).collect();
            title.dedup();
            let kind = KINDS.iter().position(|name| name == kind).unwrap_or_default();
            let place = *self.places.entry(url.clone()).or_insert_with(|| {
                let sections = vec![Section::default()];
                self.documents.push(Document {
                    kind,
                    url,
                    title: title.join(if reader.japanese { "　" } else { " " }),
                    sections,
                    ..Document::default()
                });
                self.documents.len() - 1
            });
            let document = &mut self.documents[place];
            document.levels.extend(reader.levels(*dataset, row));
            document.levels.sort_unstable();
            document.levels.dedup();
            document.alias.extend(reader.aliases(row).into_iter().filter(|alias| *alias != document.title));
            let first = FIRST.iter().filter(|(list, _)| list == dataset && reader.japanese).flat_map(|(_, columns)| *columns);
            let first: Vec<String> = first.map(|column| reader.text(row, column)).filter(|text| !text.is_empty()).collect();
            document.sections[0].text.push_str(&first.join(" "));
            if matches!(stand, Stand::Anchor(..)) {
                let text = &mut document.sections[0].text;
                for line in reader.words(row, titles) {
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                    text.push_str(line.trim());
                }
            }
        }
    }
}

/// Reads the words of the rows of a table.
struct Reader<'a> {
    site: &'a Site,
    table: &'a DataTable,
    columns: HashMap<&'a str, usize>,
    /// The columns with words for readers.
    worded: Vec<usize>,
    /// The lists speak Japanese; a portal in another language is not found by what they say of choices, dates and units.
    japanese: bool,
}

impl<'a> Reader<'a> {
    fn new(site: &'a Site, table: &'a DataTable) -> Self {
        let columns: HashMap<&str, usize> = table.columns.iter().enumerate().map(|(at, column)| (&*column.name, at)).collect();
        let coded = |name: &str| ["_name", "_names", "_words"].iter().any(|end| columns.contains_key(&*format!("{name}{end}")));
        let speaks = |column: &Column| {
            let silent = SILENT.contains(&&*column.name) || ALIASES.contains(&&*column.name) || coded(&column.name);
            let bare = column.kind == ValueKind::Number && column.unit.is_empty();
            !silent && !bare && !matches!(column.kind, ValueKind::Bool | ValueKind::Time | ValueKind::Year)
        };
        let worded = table.columns.iter().enumerate().filter(|(_, column)| speaks(column)).map(|(at, _)| at).collect();
        Self { site, table, columns, worded, japanese: site.config.language == "ja" }
    }

    fn value<'r>(&self, row: &'r [Value], column: &str) -> Option<&'r Value> {
        self.columns.get(column).map(|at| &row[*at])
    }

    fn text(&self, row: &[Value], column: &str) -> String {
        self.value(row, column).map(Value::words).unwrap_or_default()
    }

    fn aliases(&self, row: &[Value]) -> Vec<String> {
        let values = ALIASES.iter().filter_map(|column| self.value(row, column));
        values
            .flat_map(|value| if let Value::List(items) = value { items.clone() } else { vec![value.words()] })
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// The talent categories of a row.
    fn levels(&self, dataset: Dataset, row: &[Value]) -> Vec<usize> {
        let column = match dataset {
            Dataset::Levels => "id",
            Dataset::Exams => "counts_for",
            _ => "levels",
        };
        let ids = match self.value(row, column) {
            Some(Value::List(ids)) => ids.clone(),
            Some(Value::Text(id)) => vec![id.clone()],
            _ => Vec::new(),
        };
        ids.iter().filter_map(|id| self.site.levels.key(id)).map(|key| key.index()).collect()
    }

    /// What a reader sees of a row, the titles excepted.
    fn words(&self, row: &[Value], titles: &[&str]) -> Vec<String> {
        let mut lines = Vec::new();
        for at in &self.worded {
            let column = &self.table.columns[*at];
            if titles.contains(&&*column.name) || !self.japanese && column.name.ends_with("_words") {
                continue;
            }
            match &row[*at] {
                Value::List(items) => lines.extend(items.iter().cloned()),
                Value::Text(iso) if column.kind == ValueKind::Date => lines.push(if self.japanese { self.date(iso) } else { iso.clone() }),
                Value::Text(text) => lines.push(text.clone()),
                Value::Number(number, decimals) if self.japanese => {
                    lines.push(format!("{}{}", grouped(*number, *decimals), column.unit));
                }
                Value::Empty | Value::Bool(_) | Value::Number(..) => {}
            }
        }
        lines
    }

    /// A day or a month in words.
    fn date(&self, iso: &str) -> String {
        match (Day::parse(iso), Month::parse(iso)) {
            (Ok(day), _) => format!("{}（{}）", day.era_date(), self.site.calendar.weekday(day)),
            (_, Ok(month)) => month.words(),
            _ => iso.to_owned(),
        }
    }
}
