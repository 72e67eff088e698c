//! News, trend articles, plain pages and sections, resolved.

use super::meta::{Meta, Recorded, entity, keys};
use super::names::Names;
use super::{Case, Course, Exam, External, Key, Kpi, Level, Skill, Table};
use crate::diagnostic::Diagnostics;
use crate::notation::{Day, Id};
use crate::parse::{Document, Markdown};
use crate::schema::{self, Citation, Extra, Record};
use crate::source::SourcePath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A news item.
#[derive(Clone, Debug)]
pub struct News {
    /// Identity and freshness.
    pub meta: Meta,
    /// Title.
    pub title: String,
    /// What kind of news.
    pub category: Option<String>,
    /// When it was published.
    pub published: Day,
    /// One sentence.
    pub summary: Option<String>,
    /// Text to paste into the bulletin board.
    pub board_text: Option<String>,
    /// Records it points to.
    pub links: Vec<Pointer>,
    /// Fields of the portal's own theme.
    pub extra: Extra,
    /// The text of its page.
    pub body: Arc<Markdown>,
}
entity!(News, title);

/// A pointer to a record of one of several kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A course.
    Course(Key<Course>),
    /// An exam.
    Exam(Key<Exam>),
    /// A case study.
    Case(Key<Case>),
    /// An external content.
    External(Key<External>),
    /// An indicator.
    Kpi(Key<Kpi>),
    /// A talent category.
    Level(Key<Level>),
}

impl News {
    pub(super) fn resolve(document: Document<schema::News>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Document { record: Record { value, common, origin }, id, body } = document;
        let schema::News { id: _, title, category, published, summary, board_text, links, extra } = value;
        let mut pointers = Vec::new();
        for (at, link) in links.into_iter().enumerate() {
            let schema::Link { course, exam, case, external, kpi, level } = link;
            let field = |name: &str| format!("links[{at}].{name}");
            pointers.extend(course.and_then(|id| names.find(&id, &origin, &field("course"), findings)).map(Pointer::Course));
            pointers.extend(exam.and_then(|id| names.find(&id, &origin, &field("exam"), findings)).map(Pointer::Exam));
            pointers.extend(case.and_then(|id| names.find(&id, &origin, &field("case"), findings)).map(Pointer::Case));
            pointers.extend(external.and_then(|id| names.find(&id, &origin, &field("external"), findings)).map(Pointer::External));
            pointers.extend(kpi.and_then(|id| names.find(&id, &origin, &field("kpi"), findings)).map(Pointer::Kpi));
            pointers.extend(level.and_then(|id| names.find(&id, &origin, &field("level"), findings)).map(Pointer::Level));
        }
        Self {
            title,
            category,
            published,
            summary,
            board_text,
            links: pointers,
            extra,
            body,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A trend article.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Identity and freshness.
    pub meta: Meta,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// When it was published.
    pub published: Day,
    /// The last day on which it is current.
    pub expires: Option<Day>,
    /// What it rests on.
    pub sources: Vec<Citation>,
    /// Skills it concerns.
    pub skills: Vec<Key<Skill>>,
    /// Talent categories it speaks to.
    pub levels: Vec<Key<Level>>,
    /// Fields of the portal's own theme.
    pub extra: Extra,
    /// The text of its page.
    pub body: Arc<Markdown>,
}
entity!(Trend, title);

impl Trend {
    pub(super) fn resolve(document: Document<schema::Trend>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Document { record: Record { value, common, origin }, id, body } = document;
        let schema::Trend { id: _, title, summary, published, expires, sources, skills, levels, extra } = value;
        Self {
            title,
            summary,
            published,
            expires,
            sources,
            skills: keys(&skills, "skills", &origin, names, findings),
            levels: keys(&levels, "levels", &origin, names, findings),
            extra,
            body,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }

    /// Whether it is still current on `today`.
    pub fn current(&self, today: Day) -> bool {
        self.expires.is_none_or(|expires| today <= expires)
    }
}

/// A plain Markdown page, or the text of a section.
#[derive(Clone, Debug)]
pub struct Page {
    /// Identity (its last part of the address) and freshness.
    pub meta: Meta,
    /// Address below the site's root, without slashes at the ends (`about/first`); empty for the home page's text.
    pub address: String,
    /// Whether it is the text of a section (`_index.md`).
    pub is_section: bool,
    /// Title.
    pub title: String,
    /// One sentence.
    pub description: Option<String>,
    /// Date.
    pub date: Option<Day>,
    /// Order in its section.
    pub weight: i64,
    /// Fields of the portal's own theme.
    pub extra: Extra,
    /// Its text.
    pub body: Arc<Markdown>,
}

impl Recorded for Page {
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn title(&self) -> &str {
        &self.title
    }
}

impl Page {
    pub(super) fn resolve(document: Document<schema::Page>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Document { record: Record { value, common, origin }, id, body } = document;
        let schema::Page { title, description, date, weight, slug: _, draft: _, extra } = value;
        Self {
            address: address(&origin.path, &id),
            is_section: is_section(&origin.path),
            title,
            description,
            date,
            weight: weight.unwrap_or(i64::MAX),
            extra,
            body,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// Whether a file is the text of a section.
pub(super) fn is_section(path: &SourcePath) -> bool {
    path.file_name() == "_index.md"
}

/// The address of the page `id` that is made of a file.
pub(super) fn address(path: &SourcePath, id: &Id) -> String {
    let directory = path.parent().strip_prefix("content").unwrap_or_default().trim_start_matches('/');
    match (is_section(path), directory.is_empty()) {
        (true, _) => directory.to_owned(),
        (false, true) => id.to_string(),
        (false, false) => format!("{directory}/{id}"),
    }
}

/// A directory of plain pages.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Its text, if there is an `_index.md`.
    pub text: Option<Key<Page>>,
    /// Its pages, in order: by weight, then the latest date first, then by title.
    pub pages: Vec<Key<Page>>,
    /// Addresses of the sections in it.
    pub sections: Vec<String>,
}

/// The sections of `pages` by address; `""` is the root.
pub(super) fn sections(pages: &Table<Page>) -> BTreeMap<String, Section> {
    let mut sections: BTreeMap<String, Section> = BTreeMap::new();
    for (key, page) in pages.iter() {
        if page.is_section {
            sections.entry(page.address.clone()).or_default().text = Some(key);
        } else {
            sections.entry(parent(&page.address).to_owned()).or_default().pages.push(key);
        }
    }
    let addresses: Vec<String> = sections.keys().cloned().collect();
    for address in addresses {
        let mut child = address.as_str();
        while !child.is_empty() {
            let above = sections.entry(parent(child).to_owned()).or_default();
            if above.sections.iter().any(|known| known == child) {
                break;
            }
            above.sections.push(child.to_owned());
            child = parent(child);
        }
    }
    for section in sections.values_mut() {
        section.pages.sort_by(|a, b| {
            let (a, b) = (&pages[*a], &pages[*b]);
            (a.weight, std::cmp::Reverse(a.date), &a.title, &a.address).cmp(&(b.weight, std::cmp::Reverse(b.date), &b.title, &b.address))
        });
        section.sections.sort();
    }
    sections
}

/// The address above `address`.
pub fn parent(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(parent, _)| parent)
}
