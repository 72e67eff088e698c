//! What `site.toml` says ([`Config`]), and the [`Options`] of one run. `parse` reads the file.
//!
//! Both are inputs like any other: nothing below the command line reads the clock or the environment.

use crate::diagnostic::Code;
use crate::field::{Choice, ChoiceDecl, Field, Fields, Problem, Reader, Shape, Value, ValueDecl};
use crate::notation::{Day, Id};
use crate::source::{CsvEncoding, Origin, Place, SourcePath};

/// site.toml is missing.
pub static NO_CONFIG: Code = Code::error(
    "no-config",
    "site.toml がありません。プロジェクトの一番上のフォルダーで実行してください",
    "there is no site.toml; run in the root of the project",
);

/// The codes of this room.
pub static CODES: &[&Code] = &[&NO_CONFIG];

/// What a run was asked for, beside the project itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day the site is made for. Relative words are never baked into pages, but states and "past" are.
    pub today: Day,
    /// Absolute address of the published site, for feeds and the site map; overrides `base_url`.
    pub base_url: Option<String>,
    /// Show drafts.
    pub drafts: bool,
    /// Show what is not to be published yet.
    pub future: bool,
    /// Refuse samples: each is an error.
    pub no_samples: bool,
    /// Colour code blocks.
    pub highlight: bool,
}

/// `site.toml`.
#[derive(Clone, Debug, Fields)]
pub struct Config {
    /// Its permanent name, seen by machines alone. What a reader's browser keeps hangs on it.
    pub id: Option<Id>,
    /// Name of the portal (しるべ).
    pub title: String,
    /// What it is (道庁デジタル学びポータル).
    #[field(default)]
    pub subtitle: String,
    /// One sentence for search engines and feeds.
    #[field(default)]
    pub description: String,
    /// The administration (北海道).
    pub organization: String,
    /// Absolute address; empty for relative links only.
    #[field(default)]
    pub base_url: String,
    /// Language of the pages.
    #[field(default = "ja".to_owned())]
    pub language: String,
    /// Theme below `themes/`.
    #[field(default = "default".to_owned())]
    pub theme: String,
    /// Output directory.
    #[field(default = "public".to_owned())]
    pub output: String,
    /// A deadline is soon when it is at most so many days ahead.
    #[field(default = 14)]
    pub deadline_soon_days: i32,
    /// When a page counts as old.
    #[field(default)]
    pub freshness: Freshness,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// What the home page shows.
    #[field(default)]
    pub home: Home,
    /// How indicators are judged.
    #[field(default)]
    pub kpi: KpiRules,
    /// How CSV files are read.
    #[field(default)]
    pub csv: Csv,
    /// How Markdown is read.
    #[field(default)]
    pub markdown: Markdown,
    /// Which files beside the pages are published.
    #[field(default)]
    pub files: Files,
    /// How bad single kinds of findings are here.
    #[field(default)]
    pub findings: Vec<Weight>,
    /// Where it is written.
    #[field(skip)]
    pub origin: Option<Origin>,
}

/// When a page counts as old, in days since it was checked.
#[derive(Clone, Copy, Debug, Fields)]
#[fields(default)]
pub struct Freshness {
    /// Shown as 「古い可能性」 and reported as a warning.
    pub warn_after_days: i32,
    /// Reported as an error.
    pub error_after_days: i32,
    /// So many days after a check or a review was due, it is only noticed; then it is a warning, which `--strict` does not let pass.
    pub grace_days: i32,
}

impl Default for Freshness {
    fn default() -> Self {
        Self { warn_after_days: 180, error_after_days: 365, grace_days: 30 }
    }
}

/// Whom to ask: an office, never a person.
#[derive(Clone, Debug, Fields)]
pub struct Contact {
    /// Department.
    pub owner: Id,
    /// Extension (内線); that of the department when absent.
    pub ext: Option<String>,
}

/// What the home page shows.
#[derive(Clone, Debug, Default, Fields)]
#[fields(default)]
pub struct Home {
    /// The question at the top.
    pub question: Option<String>,
    /// The sentence under it.
    pub lead: Option<String>,
    /// Indicators shown in one line each.
    pub kpi: Vec<Id>,
}

/// How bad the findings of one code are in this portal, and why.
#[derive(Clone, Debug, Fields)]
pub struct Weight {
    /// The code.
    pub code: String,
    /// What its findings are.
    pub level: Level,
    /// Only in these files, as a pattern (`data/**`).
    pub path: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which this holds.
    pub until: Option<Day>,
}

/// What a finding is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Level {
    /// Not told at all, only counted.
    #[choice("off", ja = "出さない", en = "Off")]
    Off,
    /// A notice.
    #[choice("notice", ja = "お知らせ", en = "Notice")]
    Notice,
    /// A warning.
    #[choice("warning", ja = "警告", en = "Warning")]
    Warning,
    /// An error.
    #[choice("error", ja = "エラー", en = "Error")]
    Error,
}

/// How indicators are judged.
#[derive(Clone, Copy, Debug, Fields)]
#[fields(default)]
pub struct KpiRules {
    /// Below the guide but at least this share of it: やや遅れ; below: 遅れ.
    pub slightly_behind_from: f64,
}

impl Default for KpiRules {
    fn default() -> Self {
        Self { slightly_behind_from: 0.75 }
    }
}

/// How CSV files are read.
#[derive(Clone, Copy, Debug, Default, Fields)]
#[fields(default)]
pub struct Csv {
    /// Their encoding.
    pub encoding: CsvEncoding,
}

/// How Markdown is read.
#[derive(Clone, Copy, Debug, Fields)]
#[fields(default)]
pub struct Markdown {
    /// Explain glossary terms on their first use in a page.
    pub glossary: bool,
}

impl Default for Markdown {
    fn default() -> Self {
        Self { glossary: true }
    }
}

/// Which files beside the pages are published, besides those that a page links to.
#[derive(Clone, Debug, Default, Fields)]
#[fields(default)]
pub struct Files {
    /// Folders below `content/`, and single files there.
    pub publish: Vec<String>,
    /// Data files that were removed on purpose: that their records are gone is no loss.
    pub removed: Vec<String>,
}

impl Config {
    /// What tells the portal apart from all others: its id, and its title as long as it has none.
    pub fn identity(&self) -> &str {
        self.id.as_ref().map_or(&self.title, Id::as_str)
    }

    /// Where `field` stands in `site.toml` (`home.kpi[1]`), or the file.
    pub fn place(&self, field: &str) -> Place {
        let file = || Place::file(SourcePath::new("site.toml").expect("a plain name"));
        self.origin.as_ref().map_or_else(file, |origin| origin.place(field))
    }
}

/// An id for a portal: what is ASCII of `name`, and a number made of `seed`, because portals of one name may stand on one host.
pub fn proposed_id(name: &str, seed: &str) -> String {
    let words: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    let words: String = words.join("-").chars().take(40).collect();
    let words = if words.starts_with(|c: char| c.is_ascii_lowercase()) { words.trim_end_matches('-') } else { "portal" };
    format!("{words}-{}", &blake3::hash(seed.as_bytes()).to_hex()[..6])
}

/// The encoding of CSV files that `site.toml` names; it must be known before anything else is read. Mistakes are reported by [`read`].
pub fn csv_encoding(site_toml: &str) -> CsvEncoding {
    let named = site_toml.parse::<toml::Table>().ok().and_then(|table| table.get("csv")?.get("encoding")?.as_str().map(str::to_owned));
    if named.as_deref() == Some("cp932") { CsvEncoding::Cp932 } else { CsvEncoding::Utf8 }
}

/// The output directory that `site.toml` names.
pub fn output(site_toml: &str) -> Option<String> {
    site_toml.parse::<toml::Table>().ok().and_then(|table| table.get("output")?.as_str().map(str::to_owned))
}

/// Encodings of CSV files.
static ENCODINGS: ChoiceDecl = ChoiceDecl {
    name: "encoding",
    values: &[
        ValueDecl { code: "utf-8", ja: "UTF-8", en: "UTF-8", also: &["utf8"] },
        ValueDecl { code: "cp932", ja: "Shift_JIS", en: "Shift_JIS", also: &["sjis", "shift-jis", "windows-31j"] },
    ],
};

impl Field for CsvEncoding {
    fn shape() -> Shape {
        Shape::Choice(&ENCODINGS)
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match &*reader.text(value)? {
            "utf-8" => Some(Self::Utf8),
            "cp932" => Some(Self::Cp932),
            other => reader.tell(Problem::UnknownValue { found: other.to_owned(), known: &ENCODINGS }),
        }
    }
}
