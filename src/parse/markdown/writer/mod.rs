//! Markdown events become HTML, plain text, headings, links and findings, in one pass. Does not look at the text around the events
//! except to tell what the author typed.

mod boxes;
mod code;
mod heading;
mod html;
mod link;
mod list;
mod text;

use super::boxes::BoxLine;
use super::codes::*;
use super::escape::escape_attribute;
use super::footnote::Footnotes;
use super::heading::Ids;
use super::lines::Lines;
use super::link::LinkTarget;
use super::place::Locator;
use super::table::{Row, Table};
use super::{Dialect, Heading, Hole, HoleKind, Link, Markdown, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::source::SourcePath;
use crate::text;
use heading::OpenHeading;
pub(super) use html::ELEMENTS;
use pulldown_cmark::{BrokenLink, Event, LinkType, Parser, Tag, TagEnd};
use std::collections::{BTreeSet, HashSet};
use std::iter::Peekable;
use std::ops::Range;

/// What may be in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Blocks.
    Blocks,
    /// One paragraph, whose tags are left out.
    Inline,
}

/// HTML with what is counted in its offsets.
#[derive(Default)]
pub(super) struct Body {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
    pub(super) prose: Vec<Range<usize>>,
}

impl Body {
    /// Ends a link; that out of the portal says so between the tags of its empty `span`.
    pub(super) fn close_link(&mut self, close: &'static str) {
        let (before, after) = close.split_at(close.find("</span>").unwrap_or(0));
        self.html.push_str(before);
        if !before.is_empty() {
            self.word("frame.external", [0, 0]);
        }
        self.html.push_str(after);
    }

    /// Leaves a hole for a word of the theme.
    pub(super) fn word(&mut self, name: &'static str, numbers: [usize; 2]) {
        self.holes.push(Hole { at: self.html.len(), kind: HoleKind::Word(name, numbers) });
    }

    /// Appends another body.
    pub(super) fn append(&mut self, other: &Body) {
        let shift = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|hole| Hole { at: hole.at + shift, kind: hole.kind.clone() }));
        self.prose.extend(other.prose.iter().map(|range| range.start + shift..range.end + shift));
    }
}

/// A link that is not closed yet.
struct Open {
    /// Written behind the link's text.
    close: &'static str,
    target: Option<LinkTarget>,
    text_start: usize,
    range: Range<usize>,
    /// Whether the author wrote the text, which then must say something.
    has_own_text: bool,
}

/// Parts of a text and where each stands in the source: `(offset in the text, offset in the marked source)`.
type Segments<'s> = &'s [(usize, usize)];

pub(super) struct Writer<'a> {
    path: &'a SourcePath,
    locator: &'a Locator<'a>,
    options: &'a Options,
    shape: Shape,
    findings: &'a mut Diagnostics,
    source: &'a str,
    pub(super) out: Body,
    outer: Vec<Body>,
    text: String,
    headings: Vec<Heading>,
    links: Vec<Link>,
    icons: BTreeSet<&'static str>,
    code: Vec<Range<usize>>,
    has_code: bool,
    ids: Ids,
    level: u8,
    open: Vec<Open>,
    heading: Option<OpenHeading>,
    table: Table,
    /// The start tag of the current cell.
    cell: Range<usize>,
    tables: usize,
    tildes: Vec<bool>,
    footnotes: Footnotes,
    /// Depth of what is no prose: headings, links, head cells, terms.
    quiet: usize,
    /// The last character shown in the block.
    last: Option<char>,
    told_leftover: bool,
    /// The lines that begin and end boxes.
    box_lines: &'a [BoxLine],
    /// Boxes `:::` that are not closed yet, innermost last.
    boxes: Vec<boxes::Open>,
    /// Whether each open quotation is a box.
    quotes: Vec<bool>,
    /// How many blocks are open around the current place.
    depth: usize,
    /// Inline elements of HTML that are not closed yet, innermost last.
    elements: Vec<html::Element>,
    /// How many marks of emphasis and links are open.
    spans: usize,
    /// Whether ruby of HTML is being read aloud: no part of the plain text.
    silent: bool,
    /// The lines of the paragraph whose line ends are being written.
    lines: Lines,
    /// Whether the text has headings with `#`, and marks of a merge: asked for at every other heading.
    hashed: bool,
    merged: bool,
    /// Numbers of the open lists.
    numbers: Vec<list::Numbers>,
    /// What stays visible, with its finding: told where nothing else says why.
    leftovers: Vec<(Range<usize>, Diagnostic)>,
    /// Names of the definitions of links that are used.
    used: HashSet<String>,
    /// Names of elements that were refused.
    refused: HashSet<String>,
}

/// What the writer noticed beside what it wrote.
pub(super) struct Noticed {
    /// Ranges of the author's text that hold code, ascending.
    pub(super) code: Vec<Range<usize>>,
    /// What stays visible: its range in the author's text, and its finding.
    pub(super) leftovers: Vec<(Range<usize>, Diagnostic)>,
}

/// The HTML of the marked text of `locator`, and what was noticed. `box_lines`: the lines in it that begin and end boxes.
pub(super) fn write(
    path: &SourcePath,
    locator: &Locator,
    options: &Options,
    shape: Shape,
    box_lines: &[BoxLine],
    findings: &mut Diagnostics,
) -> (Markdown, Noticed) {
    let source = &*locator.marked.text;
    let mut broken: Vec<(Range<usize>, String)> = Vec::new();
    let note_broken = |link: BrokenLink| {
        if matches!(link.link_type, LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::Reference | LinkType::Collapsed)
            && !link.reference.starts_with('^')
        {
            broken.push((link.span.clone(), link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(source, extensions(), Some(note_broken));
    let definitions: Vec<(String, String, Range<usize>)> = parser
        .reference_definitions()
        .iter()
        .map(|(name, definition)| (name.to_owned(), definition.dest.to_string(), definition.span.clone()))
        .collect();
    let mut events = parser.into_offset_iter().peekable();
    let mut writer = Writer {
        path,
        locator,
        options,
        shape,
        findings,
        source,
        out: Body { html: String::with_capacity(source.len() + source.len() / 2), ..Body::default() },
        outer: Vec::new(),
        text: String::with_capacity(source.len()),
        headings: Vec::new(),
        links: Vec::new(),
        icons: BTreeSet::new(),
        code: Vec::new(),
        has_code: false,
        ids: Ids::default(),
        level: 1,
        open: Vec::new(),
        heading: None,
        table: Table::default(),
        cell: 0..0,
        tables: 0,
        tildes: Vec::new(),
        footnotes: Footnotes::default(),
        quiet: 0,
        last: None,
        told_leftover: false,
        box_lines,
        boxes: Vec::new(),
        quotes: Vec::new(),
        depth: 0,
        elements: Vec::new(),
        spans: 0,
        silent: false,
        lines: Lines::default(),
        hashed: locator.marked.author.starts_with('#') || locator.marked.author.contains("\n#"),
        merged: locator.marked.author.contains("<<<<<<< "),
        numbers: Vec::new(),
        leftovers: Vec::new(),
        used: HashSet::new(),
        refused: HashSet::new(),
    };
    while let Some((event, range)) = events.next() {
        writer.event(event, range, &mut events);
    }
    drop(events);
    writer.end_boxes(0);
    writer.report_broken(broken);
    writer.report_unused(definitions);
    writer.finish()
}

pub(super) fn extensions() -> pulldown_cmark::Options {
    use pulldown_cmark::Options as O;
    O::ENABLE_TABLES
        | O::ENABLE_FOOTNOTES
        | O::ENABLE_STRIKETHROUGH
        | O::ENABLE_TASKLISTS
        | O::ENABLE_HEADING_ATTRIBUTES
        | O::ENABLE_GFM
        | O::ENABLE_DEFINITION_LIST
}

impl<'a> Writer<'a> {
    fn event<'e, I>(&mut self, event: Event<'e>, range: Range<usize>, events: &mut Peekable<I>)
    where
        I: Iterator<Item = (Event<'e>, Range<usize>)>,
    {
        match event {
            Event::Text(text) => self.text_events(text, range, events),
            Event::Start(Tag::CodeBlock(kind)) => {
                let code = code::collect(events, &TagEnd::CodeBlock);
                self.code_block(&kind, &code, range);
            }
            Event::Start(Tag::HtmlBlock) => {
                let html = code::collect(events, &TagEnd::HtmlBlock);
                self.html_block(&html, range);
            }
            Event::Start(Tag::Image { dest_url, title, id, .. }) => {
                self.used.insert(folded(&id));
                let alt = link::alternative(events);
                self.image(&dest_url, &title, &alt, range);
            }
            Event::Start(Tag::Paragraph) if self.is_box_line(&range) => self.box_line(range, events),
            Event::Start(Tag::Item) => {
                self.depth += 1;
                self.number(&range);
                let task = matches!(events.peek(), Some((Event::TaskListMarker(_), _)));
                self.block(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(&tag),
            Event::Code(text) => self.code_span(&text, range),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(&html, range, events),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => {
                self.out.html.push_str("<br>\n");
                self.text.push(' ');
                self.last = None;
            }
            Event::Rule => self.block("<hr>\n"),
            Event::FootnoteReference(name) => {
                self.footnotes.refer(&name, &mut self.out);
                self.last = None;
            }
            Event::TaskListMarker(done) => {
                let (state, word) = if done { (" checked", "prose.done") } else { ("", "prose.open") };
                self.out.html.push_str("<input type=\"checkbox\" disabled");
                self.out.html.push_str(state);
                self.out.html.push_str(" aria-label=\"");
                self.out.word(word, [0, 0]);
                self.out.html.push_str("\"> ");
            }
            // Never sent: mathematics is not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.plain(&text),
        }
    }

    /// Begins a block element on a line of its own.
    fn block(&mut self, tag: &str) {
        self.end_elements(0);
        if !self.out.html.is_empty() && !self.out.html.ends_with('\n') {
            self.out.html.push('\n');
        }
        self.out.html.push_str(tag);
        self.last = None;
        self.told_leftover = false;
    }

    /// Ends a block: the plain text goes on in a new line.
    fn end_block(&mut self, tag: &str) {
        self.end_elements(0);
        self.out.html.push_str(tag);
        self.end_line();
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        self.depth += usize::from(holds_blocks(&tag.to_end()));
        match tag {
            Tag::Paragraph => match self.shape {
                Shape::Blocks => self.block("<p>"),
                Shape::Inline if self.out.html.is_empty() => {}
                Shape::Inline => self.block("<br>"),
            },
            Tag::Heading { id, classes, attrs, .. } => {
                // `{/*id*/}`: the id as MDX writes it.
                let of_mdx = |name: &str| Some(name.strip_prefix("/*")?.strip_suffix("*/")?.trim().to_owned()).filter(|id| !id.is_empty());
                let mdx = match &*attrs {
                    [(name, None)] if id.is_none() && classes.is_empty() => of_mdx(name),
                    _ => None,
                };
                if self.is_portal() && mdx.is_none() && !(classes.is_empty() && attrs.is_empty()) {
                    let message = text!("見出しにクラスか属性が付いています", "the heading has classes or attributes");
                    self.find(&HEADING_ATTRIBUTE, message, text!("`{{#名前}}` だけにしてください", "leave only `{{#id}}`"), range.clone());
                }
                self.block("");
                self.quiet += 1;
                self.heading = Some(OpenHeading {
                    html_start: self.out.html.len(),
                    text_start: self.text.len(),
                    hole_start: self.out.holes.len(),
                    explicit: id.map(|id| self.locator.marked.clean(&id).into_owned()).or(mdx),
                    range,
                });
            }
            Tag::BlockQuote(kind) => self.start_quote(kind, &range),
            Tag::List(first) => {
                self.numbers.push(list::Numbers::new(first));
                match first {
                    Some(1) => self.block("<ol>\n"),
                    Some(first) => self.block(&format!("<ol start=\"{first}\">\n")),
                    None => self.block("<ul>\n"),
                }
            }
            Tag::FootnoteDefinition(name) => {
                let place = self.locator.place(range);
                self.footnotes.define(&name, place);
                self.outer.push(std::mem::take(&mut self.out));
            }
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => {
                self.quiet += 1;
                self.block("<dt>");
            }
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => {
                self.table.begin_row(Row::Head);
                self.out.html.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.begin_row(Row::Body);
                self.out.html.push_str("<tr>");
            }
            Tag::TableCell => {
                self.end_elements(0);
                let (start, cell) = (self.out.html.len(), self.table.cell());
                self.out.html.push_str(cell);
                self.cell = start..self.out.html.len();
                self.quiet += usize::from(self.table.in_head());
                self.last = None;
                self.told_leftover = false;
            }
            Tag::Emphasis => self.start_span("<em>"),
            Tag::Strong => self.start_span("<strong>"),
            Tag::Strikethrough => {
                // A single `~` is how people write ranges (10:00~12:00), not deletion.
                let single = !self.source[range.start..].starts_with("~~");
                self.tildes.push(single);
                if single {
                    self.spans += 1;
                    self.check_single(&range);
                    self.plain("~");
                } else {
                    self.start_span("<del>");
                }
            }
            Tag::Link { link_type, dest_url, title, id } => {
                if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
                    self.used.insert(folded(&id));
                }
                self.start_span("");
                self.start_link(link_type, &dest_url, &title, range);
            }
            // Handled before, or not switched on.
            Tag::Item | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } => {}
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        if matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) {
            self.end_elements(self.spans);
            self.spans -= 1;
        }
        if holds_blocks(tag) {
            self.end_boxes(self.depth);
            self.depth -= 1;
        }
        match tag {
            TagEnd::Paragraph => self.end_block(if self.shape == Shape::Blocks { "</p>\n" } else { "" }),
            TagEnd::Heading(level) => self.end_heading(*level as u8),
            TagEnd::BlockQuote(_) => {
                let is_box = self.quotes.pop().unwrap_or_default();
                self.block(if is_box { "</div></div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::List(ordered) => {
                self.end_block(if *ordered { "</ol>\n" } else { "</ul>\n" });
                self.end_list();
            }
            TagEnd::Item => self.end_block("</li>\n"),
            TagEnd::FootnoteDefinition => {
                let body = std::mem::replace(&mut self.out, self.outer.pop().unwrap_or_default());
                self.footnotes.close(body);
            }
            TagEnd::DefinitionList => self.end_block("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.quiet -= 1;
                self.end_block("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => self.end_block("</dd>\n"),
            TagEnd::Table => self.end_block("</tbody></table></div>\n"),
            TagEnd::TableHead => self.end_block("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.end_block("</tr>\n"),
            TagEnd::TableCell => {
                self.end_elements(0);
                self.quiet -= usize::from(self.table.in_head());
                // A head cell without words heads nothing.
                if self.table.in_head() && self.out.html.len() == self.cell.end {
                    self.out.html.truncate(self.cell.start);
                    self.out.html.push_str("<td></td>");
                } else {
                    self.end_block(if self.table.in_head() { "</th>" } else { "</td>" });
                }
            }
            TagEnd::Emphasis => self.out.html.push_str("</em>"),
            TagEnd::Strong => self.out.html.push_str("</strong>"),
            TagEnd::Strikethrough if self.tildes.pop() == Some(true) => self.plain("~"),
            TagEnd::Strikethrough => self.out.html.push_str("</del>"),
            TagEnd::Link => self.end_link(),
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image => {}
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Begins a mark within a line.
    fn start_span(&mut self, tag: &str) {
        self.spans += 1;
        self.out.html.push_str(tag);
    }

    fn icon(&mut self, name: &'static str) {
        self.icons.insert(name);
        self.out.html.push_str("<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-");
        self.out.html.push_str(name);
        self.out.html.push_str("\"/></svg>");
    }

    fn start_table(&mut self, alignments: Vec<pulldown_cmark::Alignment>) {
        self.tables += 1;
        self.table = Table::new(alignments);
        // The label names the region among the page's landmarks, so it must differ from table to table.
        self.block("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.out.word("prose.table", [self.tables, 0]);
        if let Some(heading) = self.headings.last() {
            self.out.word("list.colon", [0, 0]);
            escape_attribute(&heading.text, &mut self.out.html);
        }
        self.out.html.push_str("\"><table class=\"table\">");
    }

    pub(super) fn is_portal(&self) -> bool {
        self.options.dialect == Dialect::Portal
    }

    fn find(&mut self, code: &'static Code, message: Text, hint: Text, range: Range<usize>) {
        let range = trimmed(self.source, range);
        self.findings.push(Diagnostic::new(code, message).hint(hint).at(self.locator.place(range)));
    }

    fn report_broken(&mut self, mut broken: Vec<(Range<usize>, String)>) {
        broken.sort_by_key(|(range, _)| (range.start, range.end));
        broken.dedup();
        for (range, name) in broken {
            let name = self.locator.marked.clean(&name).into_owned();
            let message = text!("参照「{name}」の行がありません", "there is no line for the reference \"{name}\"");
            let hint = text!(
                "`[{name}]: リンク先` の行を書くか、`[文](リンク先)` に直してください",
                "write a line `[{name}]: destination` or `[text](destination)`"
            );
            self.find(&BROKEN_REFERENCE, message, hint, range);
        }
    }

    /// Definitions of links that nothing uses, and that lead nowhere: they are text that would not be shown.
    fn report_unused(&mut self, definitions: Vec<(String, String, Range<usize>)>) {
        if !self.is_portal() {
            return;
        }
        let address = |destination: &str| destination.is_empty() || destination.contains(['/', '.', '#', ':']);
        let mut lost: Vec<_> =
            definitions.into_iter().filter(|(name, destination, _)| !address(destination) && !self.used.contains(&folded(name))).collect();
        lost.sort_by_key(|(.., range)| range.start);
        for (name, _, range) in lost {
            let name = self.locator.marked.clean(&name).into_owned();
            let message = text!(
                "`[{name}]:` で始まる行は、リンク先の行として読まれ、表示されません",
                "a line that begins with `[{name}]:` is not shown"
            );
            let hint = text!("文なら「{name}：」のように書いてください", "write \"{name}:\" when it is text");
            self.find(&LEFTOVER_MARKUP, message, hint, range);
        }
    }

    fn finish(mut self) -> (Markdown, Noticed) {
        self.footnotes.finish(&mut self.out, self.findings);
        // These stay for as long as the portal does.
        self.out.html.shrink_to_fit();
        self.out.prose.shrink_to_fit();
        if self.options.text {
            self.text.shrink_to_fit()
        } else {
            self.text = String::new()
        }
        let markdown = Markdown {
            html: self.out.html,
            holes: self.out.holes,
            headings: self.headings,
            links: self.links,
            prose: self.out.prose,
            text: self.text,
            icons: self.icons.into_iter().collect(),
            has_code: self.has_code,
            has_table: self.tables > 0,
        };
        (markdown, Noticed { code: self.code, leftovers: self.leftovers })
    }
}

/// The name of a definition as names are compared.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether blocks may stand within.
fn holds_blocks(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
    )
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let length = source.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
    range.start..range.start + length
}
