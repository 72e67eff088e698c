//! Markdown as Japanese offices write it, made into HTML with holes for what only the whole site knows.
//!
//! CommonMark 0.31.2 with tables, footnotes, strikethrough, task lists, definition lists (`:   ` with three blanks), GitHub alerts and
//! `:::note` boxes, `{#id}` on headings, ruby `{漢字|かんじ}`, bare URLs, line ends that stay where lines stand for themselves, and emphasis
//! that works beside Japanese punctuation. Of HTML a few inline elements are let through ([`writer`]). This room neither knows which pages
//! exist nor runs templates; it does no I/O.

mod boxes;
mod character;
mod codes;
mod emphasis;
mod escape;
mod footnote;
mod foreign;
mod habits;
mod heading;
mod leftover;
mod lines;
mod link;
mod lint;
mod lost_link;
mod pasted;
mod place;
mod table;
mod words;
mod writer;

pub(crate) use character::is_joiner;
pub use codes::*;
pub use escape::{escape, escape_address, escape_attribute};
pub use link::{LinkTarget, percent_decode};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Place, SourcePath};
use boxes::BoxLine;
use emphasis::{Insert, Marked};
use place::{Ground, Locator};
use pulldown_cmark::Tag;
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
    blocks(path, text, Ground::Body { path, base }, options, findings)
}

/// Reads a text with blocks that is a value of a data file, such as the body of a case in YAML. Links are relative to the file at `path`;
/// all findings are placed at `place`, the whole value.
pub fn block(path: &SourcePath, text: &str, place: &Place, options: &Options, findings: &mut Diagnostics) -> Markdown {
    blocks(path, text, Ground::Value(place), options, findings)
}

fn blocks(path: &SourcePath, text: &str, ground: Ground, options: &Options, findings: &mut Diagnostics) -> Markdown {
    let (box_lines, inserts) = match options.dialect {
        Dialect::Portal => before_parsing(text),
        Dialect::CommonMark => Default::default(),
    };
    let marked = Marked::blocks(text, inserts);
    let locator = Locator { ground, marked: &marked };
    // When no mark could be put in, no box is to be looked for.
    let box_lines = if marked.has_marks() { box_lines } else { Vec::new() };
    let (markdown, noticed) = writer::write(path, &locator, options, writer::Shape::Blocks, &box_lines, findings);
    lint::characters(text, &noticed.code, &locator, findings);
    if options.dialect == Dialect::Portal {
        // Looked at as a text of its own, so that it is known which lines have been told of.
        let whole = Locator { ground: Ground::Body { path, base: 0 }, marked: &marked };
        let mut found = Diagnostics::default();
        habits::check(text, &noticed.code, &whole, &mut found);
        let mut told: Vec<Range<usize>> =
            found.iter().filter_map(|finding| finding.place.as_ref()).map(|place| lines_of(text, place)).collect();
        told.sort_by_key(|told| told.start);
        told.dedup_by(|next, kept| {
            let joined = next.start <= kept.end;
            kept.end = if joined { kept.end.max(next.end) } else { kept.end };
            joined
        });
        let news = |range: &Range<usize>, finding: &Diagnostic| {
            // Of a table that is none, one line is told.
            let whole = if finding.code.name == TABLE_SHAPE.name { paragraph_of(text, range.start) } else { range.start..range.start + 1 };
            let before = told.partition_point(|told| told.start < whole.end);
            before == 0 || told[before - 1].end <= whole.start
        };
        let left = noticed.leftovers.into_iter().filter(|(range, finding)| news(range, finding));
        left.for_each(|(_, finding)| findings.push(finding));
        found.revise(|finding| locator.settle(finding));
        findings.extend(found);
    }
    markdown
}

/// What the parser is to see of lines that it would not read as they are meant: lines of boxes, elements of HTML that begin a line, colons
/// that make no list of terms.
fn before_parsing(text: &str) -> (Vec<BoxLine>, Vec<Insert>) {
    let code = || {
        let events = pulldown_cmark::Parser::new_ext(text, writer::extensions()).into_offset_iter();
        let code = |event: &pulldown_cmark::Event| matches!(event, pulldown_cmark::Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock));
        events.filter(|(event, _)| code(event)).map(|(_, range)| range).collect()
    };
    let (lines, mut inserts) = boxes::find(text, code);
    inserts.extend(terms_and_elements(text).into_iter().chain(braces_of_headings(text)).map(Insert::mark));
    (lines, inserts)
}

/// Ends of headings behind braces that hold words (`## 対象 {全職員}`): the parser would take them for attributes, and not show them.
fn braces_of_headings(text: &str) -> Vec<usize> {
    let is_attribute = |word: &str| word.starts_with(['#', '.']) || word.contains('=') || word.starts_with("/*");
    let words = |line: &str| {
        let inner = line.strip_suffix('}').and_then(|line| Some(&line[line.rfind('{')? + 1..]));
        inner.is_some_and(|inner| inner.split_whitespace().any(|word| !is_attribute(word)))
    };
    let ends = memchr::memchr_iter(b'}', text.as_bytes()).map(|at| at + 1);
    ends.filter(|end| {
        let behind = &text[*end..];
        let last = behind.trim_start_matches([' ', '\t', '\r']).chars().next().is_none_or(|c| c == '\n');
        let line = text[..*end].rfind('\n').map_or(0, |start| start + 1);
        last && text[line..].trim_start_matches([' ', '\t', '>']).starts_with('#') && words(&text[line..*end])
    })
    .collect()
}

/// Places of `:` at the beginning of lines that are not followed by three blanks, and of elements that are let through.
fn terms_and_elements(text: &str) -> Vec<usize> {
    let begins = |at: usize| {
        let mut line = text[..at].bytes().rev().take_while(|byte| *byte != b'\n').take(40);
        line.all(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')') || byte.is_ascii_digit())
    };
    let element = |rest: &str| {
        let name = rest[1..].trim_start_matches('/');
        let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = name[..length].to_ascii_lowercase();
        name == "br" || writer::ELEMENTS.contains(&&*name)
    };
    let wanted = |at: usize| match text.as_bytes()[at] {
        b':' => !text[at..].starts_with(":   ") && begins(at),
        _ => element(&text[at..]) && begins(at),
    };
    memchr::memchr2_iter(b':', b'<', text.as_bytes()).filter(|at| wanted(*at)).collect()
}

/// The lines around a place up to the next empty ones.
fn paragraph_of(text: &str, at: usize) -> Range<usize> {
    text[..at].rfind("\n\n").map_or(0, |end| end + 2)..text[at..].find("\n\n").map_or(text.len(), |end| at + end)
}

/// The whole lines in which a place lies.
fn lines_of(text: &str, place: &Place) -> Range<usize> {
    let start = text[..place.start].rfind('\n').map_or(0, |end| end + 1);
    start..text[place.end..].find('\n').map_or(text.len(), |end| place.end + end)
}

/// Reads a short text without blocks, such as a summary in YAML: emphasis, code, links, ruby. Lines never begin a list or a heading;
/// empty lines become `<br>`. Links are relative to the file at `path`; all findings are placed at `place`, the whole value.
pub fn inline(path: &SourcePath, text: &str, place: &Place, options: &Options, findings: &mut Diagnostics) -> Markdown {
    let marked = Marked::inline(text);
    let locator = Locator { ground: Ground::Value(place), marked: &marked };
    let (markdown, noticed) = writer::write(path, &locator, options, writer::Shape::Inline, &[], findings);
    lint::characters(text, &noticed.code, &locator, findings);
    noticed.leftovers.into_iter().for_each(|(_, finding)| findings.push(finding));
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
            self.headings.iter().find(|heading| {
                heading.id.strip_prefix("h-") == Some(fragment) || heading.id == slug || heading.id.strip_prefix("h-") == Some(&slug)
            })
        };
        exact.or_else(meant).map(|heading| &*heading.id)
    }
}

#[cfg(test)]
mod tests;
