//! [`documents`]: everything that can be found, with its words: each record of each list, and each page.
//!
//! The words of a record are the columns of its list as `export` makes them, so a field that is exported can be searched; the texts of
//! pages come with their headings. What a template says by itself is not here.

use super::KINDS;
use crate::export::{self, Column, DataTable, Value, ValueKind};
use crate::model::{Figures, Recorded, Site};
use crate::notation::{Day, Month, grouped};
use crate::parse::Markdown;
use crate::route::{Dataset, Routes, page_output};
use std::collections::HashMap;

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
    /// On the list's page, at this anchor.
    Under(&'static str),
    /// With the record of that list whose id is the value of this column.
    With(Dataset, &'static str),
}

/// A list to be searched: what its records are, which columns name one, where it stands.
type List = (Dataset, &'static str, &'static [&'static str], Stand);

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
    (Dataset::Organization, "people", &["name"], Stand::Under("")),
    (Dataset::Recruitment, "people", &["name"], Stand::Under("")),
    (Dataset::Plans, "plan", &["title"], Stand::Anchor("plan-", "id")),
    (Dataset::Initiatives, "plan", &["title"], Stand::Anchor("", "kind")),
    (Dataset::References, "plan", &["title"], Stand::Under("references")),
    (Dataset::Roadmap, "plan", &["lane_name"], Stand::Under("")),
    (Dataset::CourseSessions, "course", &[], Stand::With(Dataset::Courses, "course")),
    (Dataset::ExamSessions, "exam", &[], Stand::With(Dataset::Exams, "exam")),
    (Dataset::Assessment, "level", &[], Stand::With(Dataset::Levels, "level")),
    (Dataset::KpiActuals, "kpi", &[], Stand::With(Dataset::Kpi, "kpi")),
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
    "skill_steps",
    "level_steps",
    "undefined_steps",
    "session_count",
    "leader_count",
    "case_count",
];

/// Everything that can be found, by kind.
pub fn documents(site: &Site, figures: &Figures, routes: &Routes) -> Vec<Document> {
    let mut found = Found::default();
    for list in LISTS {
        let table = export::table(site, figures, routes, list.0);
        found.list(site, list, &Reader::new(site, &table));
    }
    pages(site, routes, &mut found);
    let mut documents = found.documents;
    documents.retain(|document| !document.url.is_empty());
    documents.sort_by_key(|document| document.kind);
    documents
}

#[derive(Default)]
struct Found {
    documents: Vec<Document>,
    /// By list and id.
    records: HashMap<(Dataset, String), usize>,
    /// By address and title: what is said in several rows is one thing.
    places: HashMap<(String, String), usize>,
}

impl Found {
    fn list(&mut self, site: &Site, (dataset, kind, titles, stand): &List, reader: &Reader) {
        for (at, row) in reader.table.rows.iter().enumerate() {
            if let Stand::With(of, column) = stand {
                if let Some(owner) = self.records.get(&(*of, reader.text(row, column))).copied() {
                    self.documents[owner].add(&reader.words(row, &[&format!("{column}_name")]));
                }
                continue;
            }
            let page = reader.text(row, "page");
            let url = match stand {
                _ if page.is_empty() => page,
                Stand::Anchor(_, "kind") => {
                    let prefix = if reader.text(row, "kind") == "pillar" { "pillar" } else { "measure" };
                    format!("{page}#{prefix}-{}", reader.text(row, "id"))
                }
                Stand::Anchor(prefix, column) => format!("{page}#{prefix}{}", reader.text(row, column)),
                Stand::Under(anchor) if !anchor.is_empty() => format!("{page}#{anchor}"),
                _ => page,
            };
            let titles_of: Vec<String> = titles.iter().map(|column| reader.text(row, column)).collect();
            let title = match &*titles_of {
                [label, name] if label == name => name.clone(),
                all => all.join("　"),
            };
            let kind = KINDS.iter().position(|name| name == kind).unwrap_or_default();
            let place = *self.places.entry((url.clone(), title.clone())).or_insert_with(|| {
                self.documents.push(Document { kind, url, title, sections: vec![Section::default()], ..Document::default() });
                self.documents.len() - 1
            });
            self.records.insert((*dataset, reader.text(row, "id")), place);
            let document = &mut self.documents[place];
            document.levels.extend(reader.levels(*dataset, row));
            document.levels.sort_unstable();
            document.levels.dedup();
            document.alias.extend(reader.aliases(row).into_iter().filter(|alias| *alias != document.title));
            document.add(&reader.words(row, titles));
            if let Some(body) = body(site, *dataset, at) {
                document.text(body);
            }
        }
    }
}

/// The text of the page of the record at a row of its list.
fn body(site: &Site, dataset: Dataset, at: usize) -> Option<&Markdown> {
    match dataset {
        Dataset::Courses => site.courses.values().nth(at).map(|course| &course.body),
        Dataset::News => site.news.values().nth(at).map(|news| &news.body),
        Dataset::Trends => site.trends.values().nth(at).map(|trend| &trend.body),
        _ => None,
    }
}

fn pages(site: &Site, routes: &Routes, found: &mut Found) {
    let kind = KINDS.len() - 1;
    for (key, page) in site.pages.iter() {
        let Some(path) = routes.path(&page_output(key, page)) else { continue };
        let mut document =
            Document { kind, url: path.as_str().to_owned(), title: page.title.clone(), sections: vec![Section::default()], ..Document::default() };
        document.add(&page.description.iter().chain(&page.meta.source).chain(&page.meta.notes).cloned().collect::<Vec<_>>());
        document.add(&page.meta().owner.map(|owner| site[owner].name.clone()).into_iter().collect::<Vec<_>>());
        document.text(&page.body);
        found.documents.push(document);
    }
}

impl Document {
    /// Adds lines to what stands before the first heading.
    fn add(&mut self, lines: &[String]) {
        if let Some(first) = self.sections.first_mut() {
            for line in lines.iter().filter(|line| !line.trim().is_empty()) {
                if !first.text.is_empty() {
                    first.text.push('\n');
                }
                first.text.push_str(line.trim());
            }
        }
    }

    /// Adds a text with its headings.
    fn text(&mut self, body: &Markdown) {
        let ends = body.headings.iter().skip(1).map(|heading| heading.at).chain([body.text.len()]);
        self.add(&[body.text[..body.headings.first().map_or(body.text.len(), |heading| heading.at)].to_owned()]);
        for (heading, end) in body.headings.iter().zip(ends) {
            let under = body.text[heading.at..end].trim_start();
            self.sections.push(Section {
                id: heading.id.clone(),
                heading: heading.text.clone(),
                text: under.strip_prefix(&*heading.text).unwrap_or(under).trim().to_owned(),
            });
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
        Self { site, table, columns, worded }
    }

    fn value<'r>(&self, row: &'r [Value], column: &str) -> Option<&'r Value> {
        self.columns.get(column).map(|at| &row[*at])
    }

    fn text(&self, row: &[Value], column: &str) -> String {
        self.value(row, column).map(Value::words).unwrap_or_default()
    }

    fn aliases(&self, row: &[Value]) -> Vec<String> {
        let values = ALIASES.iter().filter_map(|column| self.value(row, column));
        values.flat_map(|value| if let Value::List(items) = value { items.clone() } else { vec![value.words()] }).filter(|text| !text.is_empty()).collect()
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
            if titles.contains(&&*column.name) {
                continue;
            }
            match &row[*at] {
                Value::List(items) => lines.extend(items.iter().cloned()),
                Value::Text(iso) if column.kind == ValueKind::Date => lines.push(self.date(iso)),
                Value::Text(text) => lines.push(text.clone()),
                Value::Number(number, decimals) => lines.push(format!("{}{}", grouped(*number, *decimals), column.unit)),
                Value::Empty | Value::Bool(_) => {}
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
