//! The shapes that templates read, shared by all page kinds: one struct per shape of the theme's README.
//!
//! Everything is ready to print: words, relative links, safe HTML in fields whose names end in `_html`. Absent parts are `None`.

use super::facets::Traits;
use super::rows_progress::Kept;
use crate::model::Tally;
use serde::Serialize;

/// A date: machine form and words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Date {
    /// `2026-02-13T17:00`
    pub iso: String,
    /// `令和8年2月13日（金） 17:00`
    pub words: String,
}

/// A chip of a talent category.
#[derive(Clone, Debug, Serialize)]
pub struct LevelChip {
    /// `0` to `4`, `management`, `external`.
    pub kind: String,
    /// レベル1
    pub name: String,
    /// L1
    pub short: String,
    /// Its page.
    pub href: String,
    /// That something is for it is invented.
    pub sample: bool,
}

/// A small word in a box.
#[derive(Clone, Debug, Serialize)]
pub struct Tag {
    /// Its text.
    pub text: String,
    /// `must`, `pick`, `free`, `plain` or `focus`.
    pub kind: &'static str,
    /// Icon, or empty.
    pub icon: &'static str,
}

impl Tag {
    /// A tag without meaning of its own.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: "plain", icon: "" }
    }
}

/// A state in words, with tone and icon.
#[derive(Clone, Debug, Serialize)]
pub struct Badge {
    /// `good`, `warn`, `bad` or `calm`.
    pub tone: &'static str,
    /// Icon.
    pub icon: &'static str,
    /// The word.
    pub word: String,
}

/// A date plate.
#[derive(Clone, Debug, Serialize)]
pub struct Plate {
    /// 2月
    pub month: String,
    /// 13
    pub day: String,
    /// 金, 月・祝
    pub week: String,
    /// Set by the script.
    pub tone: &'static str,
}

/// A small fact with an icon.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Meta {
    /// Icon.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub icon: &'static str,
    /// Word before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

impl Meta {
    /// An icon and a text.
    pub fn text(icon: &'static str, text: impl Into<String>) -> Self {
        Self { icon, text: Some(text.into()), ..Self::default() }
    }
}

/// A link; without `href` the words stand alone.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Link {
    /// Its words.
    pub title: String,
    /// Where it leads.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub href: String,
    /// Leads out of the portal.
    pub external: bool,
    /// Which network opens it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub network: String,
    /// What it leads to is invented.
    pub sample: bool,
    /// Chips behind it (link lists).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelChip>,
    /// Tags behind it (group lists).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// A remark behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Icon before it (link lists).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<&'static str>,
}

/// A link with a name only: crumbs, menus, pagers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Named {
    /// Its words.
    pub name: String,
    /// Where it leads; empty for the page itself.
    pub href: String,
}

/// A link of a list of values, with how many there are.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// Its words.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// How many.
    pub count: Tally,
    /// Whether it is where the reader is.
    pub current: Option<Current>,
}

/// Values with the pages or lists of them.
#[derive(Clone, Debug, Serialize)]
pub struct CountedList {
    /// The values.
    pub items: Vec<Counted>,
    /// Some number is made of invented things: said once for all.
    pub sample: bool,
}

impl From<Vec<Counted>> for CountedList {
    fn from(items: Vec<Counted>) -> Self {
        Self { sample: items.iter().any(|item| item.count.sample), items }
    }
}

/// Words that were made of data, and whether anything invented went into them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Told {
    /// The words.
    pub words: String,
    /// Something they say is invented.
    pub sample: bool,
}

impl From<String> for Told {
    fn from(words: String) -> Self {
        Self { words, sample: false }
    }
}

/// What a link says when it leads to where the reader is: the value of `aria-current`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Current {
    /// It leads to the page itself.
    #[serde(rename = "page")]
    Page,
    /// It leads to another page, which stands for this one.
    #[serde(rename = "true")]
    Place,
}

/// Words and a link: "すべての締切 →".
#[derive(Clone, Debug, Serialize)]
pub struct Go {
    /// Its words; says where it goes.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Icon: `go`, `down`.
    pub icon: &'static str,
}

/// A line of a list of facts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Safe HTML instead of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// Links instead of text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// A date behind the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A badge in the place of the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<Badge>,
    /// Invented.
    pub sample: bool,
}

impl Fact {
    /// A name and a text.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: Some(text.into()), ..Self::default() }
    }

    /// A name and links.
    pub fn links(name: impl Into<String>, links: Vec<Link>) -> Self {
        Self { name: name.into(), links, ..Self::default() }
    }
}

/// A cell of a data table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    /// Text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Safe HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// Words of a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// The link leads out of the portal.
    pub external: bool,
    /// Which network opens it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub network: String,
    /// Links.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// A date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A badge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<Badge>,
    /// An honest gap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<String>,
    /// Chips under it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelChip>,
    /// Small text under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// Invented.
    pub sample: bool,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::default() }
    }

    /// Chips only.
    pub fn levels(levels: Vec<LevelChip>) -> Self {
        Self { levels, ..Self::default() }
    }
}

impl From<Link> for Cell {
    fn from(link: Link) -> Self {
        let Link { title, href, external, network, sample, levels, tags: _, note, icon: _ } = link;
        if href.is_empty() {
            return Self { text: Some(title), sample, levels, sub: note, ..Self::default() };
        }
        Self { title: Some(title), href: Some(href), external, network, sample, levels, sub: note, ..Self::default() }
    }
}

/// A column of a data table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// Numbers, aligned to the right.
    pub num: bool,
    /// Never broken.
    pub nowrap: bool,
    /// Everything that stands in it is invented: said once, in its head.
    pub sample: bool,
}

impl Column {
    /// A column of text.
    pub fn text(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// A column of numbers.
    pub fn num(name: impl Into<String>) -> Self {
        Self { name: name.into(), num: true, ..Self::default() }
    }

    /// A column of short words.
    pub fn short(name: impl Into<String>) -> Self {
        Self { name: name.into(), nowrap: true, ..Self::default() }
    }
}

/// A row of a data table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// Anchor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// For the filter: `data-*`.
    pub data: Traits,
    /// One cell per column; the first is the row's head.
    pub cells: Vec<Cell>,
}

/// A data table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// Id of its caption.
    pub id: String,
    /// Caption.
    pub caption: String,
    /// Small type.
    pub compact: bool,
    /// Rows have no head.
    pub headless: bool,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// A table with `columns`, still without rows.
    pub fn new(id: &str, caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { id: id.to_owned(), caption: caption.into(), columns, ..Self::default() }
    }

    /// Adds a row.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row { cells, ..Row::default() });
    }

    /// Adds a row that a filter can ask for `data`.
    pub fn push_with(&mut self, data: Traits, cells: Vec<Cell>) {
        self.rows.push(Row { data, cells, ..Row::default() });
    }
}

/// A card of something one opens.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Card {
    /// Title.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// One sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Tags above the title.
    pub tags: Vec<Tag>,
    /// Chips above the title.
    pub levels: Vec<LevelChip>,
    /// Invented.
    pub sample: bool,
    /// Before and after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Word before the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_label: Option<String>,
    /// Date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Word behind the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_tail: Option<String>,
    /// Last line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<String>,
    /// For the filter: `data-*`.
    pub data: Traits,
}

/// Before and after of a case.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// Unit.
    pub unit: String,
    /// What was measured.
    pub label: String,
}

/// A row of the deadline list.
#[derive(Clone, Debug, Serialize)]
pub struct Deadline {
    /// Date plate.
    pub plate: Plate,
    /// Title.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Leads out of the portal.
    pub external: bool,
    /// Invented.
    pub sample: bool,
    /// What must be done.
    pub kind: String,
    /// Further tags.
    pub tags: Vec<Tag>,
    /// Which network opens it.
    pub network: String,
    /// Chips.
    pub levels: Vec<LevelChip>,
    /// When.
    pub when: Date,
    /// Behind the date: 「まで　…」.
    pub tail: String,
    /// For the days left.
    pub until: String,
    /// The first day on which it can be done; empty when nobody says.
    pub from: String,
    /// Which words say where it stands: `apply`, `finish`.
    pub says: &'static str,
    /// The calendar file of what it belongs to; empty when there is none.
    pub calendar: String,
    /// For the filter: `data-*`.
    pub data: Traits,
}

/// A row of the course list.
#[derive(Clone, Debug, Serialize)]
pub struct CourseRow {
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Invented.
    pub sample: bool,
    /// Requirement.
    pub tags: Vec<Tag>,
    /// Chips.
    pub levels: Vec<LevelChip>,
    /// One sentence.
    pub text: String,
    /// Format, length, network, cost.
    pub meta: Vec<Meta>,
    /// What comes next.
    pub next: Option<Next>,
    /// For the filter: `data-*`.
    pub data: Traits,
    /// Its key in what a browser remembers.
    #[serde(flatten)]
    pub kept: Kept,
}

/// What comes next of a course.
#[derive(Clone, Debug, Serialize)]
pub struct Next {
    /// Date plate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plate: Option<Plate>,
    /// 次回, 受講期限, 日程調整中
    pub word: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Its last day or moment, after which the browser says that it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Its first day or moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Which words say where it stands: `event`, `finish`.
    pub says: &'static str,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A row of the KPI list.
#[derive(Clone, Debug, Serialize)]
pub struct KpiRow {
    /// Anchor.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Unit.
    pub unit: String,
    /// 値（年度） → 値（年度）
    pub grammar: String,
    /// The value that the state speaks of, as printed.
    pub value: Option<String>,
    /// Its year (R6).
    pub year: Option<String>,
    /// The value is invented.
    pub sample: bool,
    /// Belongs to the row above.
    pub child: bool,
    /// The bar.
    pub bullet_html: Option<String>,
    /// A sentence in the place of the bar.
    pub sentence: Option<String>,
    /// State.
    pub state: Badge,
    /// How far what is asked for is: `あと32.5ポイント`.
    pub distance: Option<String>,
}

/// A group of links under a heading.
#[derive(Clone, Debug, Serialize)]
pub struct LinkGroup {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub name: String,
    /// Remark behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Links.
    pub items: Vec<Link>,
}

/// An entry of the page's contents.
#[derive(Clone, Debug, Serialize)]
pub struct TocEntry {
    /// Anchor.
    pub id: String,
    /// Words.
    pub text: String,
}

/// The line at the end of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fresh {
    /// 更新
    pub updated: Option<Date>,
    /// 確認
    pub checked: Option<Date>,
    /// 担当
    pub owner: Option<Owner>,
    /// 出典
    pub sources: Vec<String>,
    /// 古い可能性
    pub stale: bool,
    /// The day until which it should have been checked or reviewed, when that is past.
    pub overdue: Option<Date>,
}

/// The office in charge.
#[derive(Clone, Debug, Serialize)]
pub struct Owner {
    /// Name.
    pub name: String,
    /// Extension.
    pub ext: Option<String>,
    /// Invented.
    pub sample: bool,
}

/// Another form of the page: a calendar file, a table.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// Media type.
    #[serde(rename = "type")]
    pub media: &'static str,
    /// Words.
    pub title: String,
    /// Where it is.
    pub href: String,
}
