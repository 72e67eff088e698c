//! Front matter of Markdown pages other than courses: news, trends, plain pages and sections.

use crate::notation::{Day, Id};
use crate::field::Fields;
use std::collections::BTreeMap;

/// Free fields of a page, as written; the templates read them as `page.extra`.
pub type Extra = BTreeMap<String, serde_yaml::Value>;

/// Front matter of a plain page, or of the text of a section (`_index.md`).
#[derive(Clone, Debug, Fields)]
pub struct Page {
    /// Title.
    pub title: String,
    /// One sentence, for lists and search.
    pub description: Option<String>,
    /// Date of the page.
    pub date: Option<Day>,
    /// Order in its section; smaller first.
    pub weight: Option<i64>,
    /// Last part of the address, when it is not the file's name.
    pub slug: Option<Id>,
    /// Whether the page is left out (`status: draft` says the same).
    #[field(default)]
    pub draft: bool,
    /// Fields of the portal's own theme.
    #[field(default)]
    pub extra: Extra,
}

/// Front matter of a news item.
#[derive(Clone, Debug, Fields)]
pub struct News {
    /// Permanent name; the file's name when absent.
    pub id: Option<Id>,
    /// Title.
    pub title: String,
    /// What kind of news, in a word (お知らせ, 募集 …).
    pub category: Option<String>,
    /// When it was published.
    pub published: Day,
    /// One sentence.
    pub summary: Option<String>,
    /// Short text to paste into the bulletin board or a mail.
    pub board_text: Option<String>,
    /// Records it points to.
    #[field(default)]
    pub links: Vec<Link>,
    /// Fields of the portal's own theme.
    #[field(default)]
    pub extra: Extra,
}

/// A pointer to a record: exactly one of the keys.
#[derive(Clone, Debug, Fields)]
pub struct Link {
    /// A course.
    pub course: Option<Id>,
    /// An exam.
    pub exam: Option<Id>,
    /// A case study.
    pub case: Option<Id>,
    /// An external content.
    pub external: Option<Id>,
    /// An indicator.
    pub kpi: Option<Id>,
    /// A talent category.
    pub level: Option<Id>,
}

/// Front matter of a trend article.
#[derive(Clone, Debug, Fields)]
pub struct Trend {
    /// Permanent name; the file's name when absent.
    pub id: Option<Id>,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// When it was published.
    pub published: Day,
    /// The last day on which it is current.
    pub expires: Option<Day>,
    /// What it rests on.
    #[field(default)]
    pub sources: Vec<Citation>,
    /// Skills it concerns.
    #[field(default)]
    pub skills: Vec<Id>,
    /// Talent categories it speaks to.
    #[field(default)]
    pub levels: Vec<Id>,
    /// Fields of the portal's own theme.
    #[field(default)]
    pub extra: Extra,
}

/// A source of an article.
#[derive(Clone, Debug, Fields)]
pub struct Citation {
    /// Title.
    pub title: String,
    /// Address.
    pub url: Option<String>,
    /// Its date.
    pub date: Option<Day>,
}
