//! Markdown as Japanese offices write it, made into HTML with holes for what only the whole site knows.
//!
//! CommonMark 0.31.2 with tables, footnotes, strikethrough, task lists, definition lists, GitHub alerts, `{#id}` on headings, ruby
//! `{漢字|かんじ}`, bare URLs, and emphasis that works beside Japanese punctuation. Raw HTML is refused. This room neither knows which
//! pages exist nor runs templates; it does no I/O.

mod character;
mod codes;
mod emphasis;
mod escape;
mod footnote;
mod habits;
mod heading;
mod link;
mod lint;
mod pasted;
mod place;
mod table;
mod words;
mod writer;

pub(crate) use character::joins_emoji;
pub use codes::*;
pub use escape::{escape, escape_address, escape_attribute};
pub use link::{LinkTarget, percent_decode};

use crate::diagnostic::Diagnostics;
use crate::source::{Place, SourcePath};
use emphasis::Marked;
use place::{Ground, Locator};
use std::ops::Range;

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether code blocks are coloured; otherwise they are plain escaped text.
    pub highlight: bool,
    /// Whose rules hold.
    pub dialect: Dialect,
    /// Whether [`Markdown::text`] is kept: what is exported needs it, a page does not.
    pub text: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { highlight: true, dialect: Dialect::Portal, text: true }
    }
}

/// Whose rules hold for destinations and for what surrounds the author's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// The house's: destinations are checked and become holes, classes, ids and labels are added.
    #[default]
    Portal,
    /// As CommonMark writes it, to be compared with its examples: destinations as they are, nothing added. Raw HTML stays refused.
    CommonMark,
}

/// A Markdown text, ready to be placed on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown {
    /// The HTML, complete but for [`Markdown::holes`].
    pub html: String,
    /// Places of `html` that only the whole site can fill, by ascending offset.
    pub holes: Vec<Hole>,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Every destination in order, refused ones excepted.
    pub links: Vec<Link>,
    /// Ranges of `html` with the plain (escaped) text of paragraphs, list items, definitions and table cells, where terms may be
    /// marked: no headings, code, links or ruby. Ascending.
    pub prose: Vec<Range<usize>>,
    /// The text without any marks, code included; blocks are separated by `\n`. Of ruby only the base. Empty
    /// unless [`Options::text`].
    pub text: String,
    /// Names of the icons used (`ext` for `#i-ext`), sorted.
    pub icons: Vec<&'static str>,
    /// Whether there is a code block.
    pub has_code: bool,
    /// Whether there is a table.
    pub has_table: bool,
}

/// A place in the HTML to be filled when a page is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Offset in [`Markdown::html`].
    pub at: usize,
    /// What belongs there.
    pub kind: HoleKind,
}

/// What belongs into a hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoleKind {
    /// The value of an `href`, between its double quotes; to be written with [`escape_address`].
    Href(LinkTarget),
    /// Attributes of an `<img>`, each with a blank before it: ` src="…" width="…" height="…"`.
    Image(LinkTarget),
    /// After a link to another host: which network opens its address, if that is known.
    Access(String),
    /// Code in colours: its language, and the code as it was typed; to be written with [`crate::parse::highlight::write`].
    Code(Box<(String, String)>),
    /// A word of the theme, with the numbers for its places `{n}` and `{of}`; to be written with [`escape_attribute`].
    Word(&'static str, [usize; 2]),
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id on the page, unique.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// Inline HTML without links, images and footnote marks: may stand inside a link of a table of contents.
    pub html: String,
    /// Where it stands.
    pub place: Place,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// Text of the link, or the image's alternative text.
    pub text: String,
    /// Whether it is an image.
    pub image: bool,
    /// Where it stands, from the opening to the closing bracket.
    pub place: Place,
}

/// Reads the body of a Markdown file. `base` is the offset of `text` in the file's decoded text.
pub fn parse(path: &SourcePath, text: &str, base: usize, options: &Options, findings: &mut Diagnostics) -> Markdown {
    let marked = Marked::new(text);
    let locator = Locator { ground: Ground::Body { path, base }, marked: &marked };
    let (markdown, code) = writer::write(path, &locator, options, writer::Shape::Blocks, findings);
    lint::characters(text, &code, &locator, findings);
    if options.dialect == Dialect::Portal {
        habits::check(text, &code, &locator, findings);
    }
    markdown
}

/// Reads a short text without blocks, such as a summary in YAML: emphasis, code, links, ruby. Lines never begin a list or a heading;
/// empty lines become `<br>`. Links are relative to the file at `path`; all findings are placed at `place`, the whole value.
pub fn inline(path: &SourcePath, text: &str, place: &Place, options: &Options, findings: &mut Diagnostics) -> Markdown {
    let marked = Marked::inline(text);
    let locator = Locator { ground: Ground::Value(place), marked: &marked };
    let (markdown, code) = writer::write(path, &locator, options, writer::Shape::Inline, findings);
    lint::characters(text, &code, &locator, findings);
    markdown
}

/// Reads a text with blocks that is a value of a data file, such as the body of a case in YAML. Links are relative to the file at `path`;
/// all findings are placed at `place`, the whole value.
pub fn block(path: &SourcePath, text: &str, place: &Place, options: &Options, findings: &mut Diagnostics) -> Markdown {
    let marked = Marked::new(text);
    let locator = Locator { ground: Ground::Value(place), marked: &marked };
    let (markdown, code) = writer::write(path, &locator, options, writer::Shape::Blocks, findings);
    lint::characters(text, &code, &locator, findings);
    markdown
}

impl Markdown {
    /// The files, other than pages, that it shows or links to.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.links.iter().filter_map(|link| match &link.target {
            LinkTarget::Asset(path) => Some(path),
            _ => None,
        })
    }

    /// Appends the HTML with its holes filled by `write`, which must write what the documentation of [`HoleKind`] asks for.
    pub fn fill(&self, out: &mut String, write: &mut dyn FnMut(&HoleKind, &mut String)) {
        out.reserve(self.html.len() + self.holes.len() * 32);
        let mut from = 0;
        for hole in &self.holes {
            out.push_str(&self.html[from..hole.at]);
            write(&hole.kind, out);
            from = hole.at;
        }
        out.push_str(&self.html[from..]);
    }

    /// The id that a fragment written by an author means: an id, or the text of a heading in any width and case.
    pub fn anchor(&self, fragment: &str) -> Option<&str> {
        let exact = self.headings.iter().find(|heading| heading.id == fragment);
        let meant = || {
            let slug = heading::slug(fragment);
            self.headings.iter().find(|heading| heading.id == slug || heading.id.strip_prefix("h-") == Some(&slug))
        };
        exact.or_else(meant).map(|heading| &*heading.id)
    }
}

#[cfg(test)]
mod tests;
