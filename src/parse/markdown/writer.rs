//! Markdown events become HTML, plain text, headings, links and findings, in one pass. Does not look at the text around the events
//! except to tell what the author typed.

use super::character::joins_lines;
use super::codes::*;
use super::escape::{escape, escape_address, escape_attribute};
use super::footnote::Footnotes;
use super::heading::Ids;
use super::link::{LinkTarget, classify, is_remote};
use super::place::Locator;
use super::table::{Row, Table};
use super::words::{Special, next_special};
use super::{Dialect, Heading, Hole, HoleKind, Link, Markdown, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::parse::highlight;
use crate::source::SourcePath;
use crate::text;
use pulldown_cmark::{BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
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

/// A heading that is not closed yet.
struct OpenHeading {
    html_start: usize,
    text_start: usize,
    hole_start: usize,
    explicit: Option<String>,
    range: Range<usize>,
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
    tables: usize,
    tildes: Vec<bool>,
    footnotes: Footnotes,
    /// Depth of what is no prose: headings, links, head cells, terms.
    quiet: usize,
    /// The last character shown in the block.
    last: Option<char>,
    told_leftover: bool,
}

/// The HTML of the marked text of `locator`, and the ranges of code in the author's text.
pub(super) fn write(
    path: &SourcePath,
    locator: &Locator,
    options: &Options,
    shape: Shape,
    findings: &mut Diagnostics,
) -> (Markdown, Vec<Range<usize>>) {
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
    let mut events = Parser::new_with_broken_link_callback(source, extensions(), Some(note_broken)).into_offset_iter().peekable();
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
        tables: 0,
        tildes: Vec::new(),
        footnotes: Footnotes::default(),
        quiet: 0,
        last: None,
        told_leftover: false,
    };
    while let Some((event, range)) = events.next() {
        writer.event(event, range, &mut events);
    }
    drop(events);
    writer.report_broken(broken);
    writer.finish()
}

fn extensions() -> pulldown_cmark::Options {
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
                let code = collect(events, &TagEnd::CodeBlock);
                self.code_block(&kind, &code, range);
            }
            Event::Start(Tag::HtmlBlock) => {
                let html = collect(events, &TagEnd::HtmlBlock);
                self.html_block(&html, range);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = alternative(events);
                self.image(&dest_url, &title, &alt, range);
            }
            Event::Start(Tag::Item) => {
                let task = matches!(events.peek(), Some((Event::TaskListMarker(_), _)));
                self.block(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(&tag),
            Event::Code(text) => self.code_span(&text, range),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(&html, range),
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
            Event::TaskListMarker(done) => self.out.html.push_str(if done {
                r#"<input type="checkbox" disabled checked aria-label="済み"> "#
            } else {
                r#"<input type="checkbox" disabled aria-label="未了"> "#
            }),
            // Never sent: mathematics is not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.plain(&text),
        }
    }

    /// Begins a block element on a line of its own.
    fn block(&mut self, tag: &str) {
        if !self.out.html.is_empty() && !self.out.html.ends_with('\n') {
            self.out.html.push('\n');
        }
        self.out.html.push_str(tag);
        self.last = None;
        self.told_leftover = false;
    }

    /// Ends a block: the plain text goes on in a new line.
    fn end_block(&mut self, tag: &str) {
        self.out.html.push_str(tag);
        self.end_line();
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Paragraph => match self.shape {
                Shape::Blocks => self.block("<p>"),
                Shape::Inline if self.out.html.is_empty() => {}
                Shape::Inline => self.block("<br>"),
            },
            Tag::Heading { id, classes, attrs, .. } => {
                if self.is_portal() && !(classes.is_empty() && attrs.is_empty()) {
                    let message = text!("見出しにクラスか属性が付いています。", "the heading has classes or attributes");
                    self.find(
                        &HEADING_ATTRIBUTE,
                        message,
                        text!("`{{#名前}}` だけにしてください。", "leave only `{{#id}}`"),
                        range.clone(),
                    );
                }
                self.block("");
                self.quiet += 1;
                self.heading = Some(OpenHeading {
                    html_start: self.out.html.len(),
                    text_start: self.text.len(),
                    hole_start: self.out.holes.len(),
                    explicit: id.map(|id| self.locator.marked.clean(&id).into_owned()),
                    range,
                });
            }
            Tag::BlockQuote(None) => self.block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.notice(kind),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.block("<ul>\n"),
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
                let cell = self.table.cell();
                self.out.html.push_str(cell);
                self.quiet += usize::from(self.table.in_head());
                self.last = None;
                self.told_leftover = false;
            }
            Tag::Emphasis => self.out.html.push_str("<em>"),
            Tag::Strong => self.out.html.push_str("<strong>"),
            Tag::Strikethrough => {
                // A single `~` is how people write ranges (10:00~12:00), not deletion.
                let single = !self.source[range.start..].starts_with("~~");
                self.tildes.push(single);
                if single { self.plain("~") } else { self.out.html.push_str("<del>") }
            }
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            // Handled before, or not switched on.
            Tag::Item | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } => {}
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_block(if self.shape == Shape::Blocks { "</p>\n" } else { "" }),
            TagEnd::Heading(level) => self.end_heading(*level as u8),
            TagEnd::BlockQuote(None) => self.block("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.block(if self.is_portal() { "</div></div>\n" } else { "</blockquote>\n" }),
            TagEnd::List(true) => self.end_block("</ol>\n"),
            TagEnd::List(false) => self.end_block("</ul>\n"),
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
                self.quiet -= usize::from(self.table.in_head());
                self.end_block(if self.table.in_head() { "</th>" } else { "</td>" });
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

    /// A GitHub alert as a notice of the theme.
    fn notice(&mut self, kind: BlockQuoteKind) {
        if !self.is_portal() {
            return self.block("<blockquote>\n");
        }
        let (variant, icon, label) = match kind {
            BlockQuoteKind::Note => ("note", "info", "注記"),
            BlockQuoteKind::Tip => ("tip", "check", "ヒント"),
            BlockQuoteKind::Important => ("important", "alert", "重要"),
            BlockQuoteKind::Warning => ("warn", "alert", "注意"),
            BlockQuoteKind::Caution => ("caution", "alert", "警告"),
        };
        self.block("<div class=\"notice notice--");
        self.out.html.push_str(variant);
        self.out.html.push_str("\" role=\"note\">");
        self.icon(icon);
        self.out.html.push_str("<div><p class=\"notice-title\">");
        self.out.html.push_str(label);
        self.out.html.push_str("</p>\n");
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
        self.block("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表");
        self.out.html.push_str(&self.tables.to_string());
        if let Some(heading) = self.headings.last() {
            self.out.html.push('：');
            escape_attribute(&heading.text, &mut self.out.html);
        }
        self.out.html.push_str("\"><table class=\"table\">");
    }

    fn end_heading(&mut self, level: u8) {
        self.quiet -= 1;
        let Some(heading) = self.heading.take() else { return };
        let text = self.text[heading.text_start..].trim().to_owned();
        self.end_line();
        if !self.is_portal() {
            self.out.html.insert_str(heading.html_start, &format!("<h{level}>"));
            self.out.html.push_str(&format!("</h{level}>\n"));
            return;
        }
        self.check_heading(level, &text, &heading);
        let id = match heading.explicit.as_deref().map(|id| (id, self.ids.explicit(id))) {
            Some((_, Some(id))) => id,
            Some((id, None)) => {
                let message =
                    text!("見出しの名前「{id}」は重なっているか、使えません。", "the id “{id}” of the heading is taken or reserved");
                let hint = text!("別の名前にするか、`{{#{id}}}` を消してください。", "choose another or remove `{{#{id}}}`");
                self.find(&HEADING_ID, message, hint, heading.range.clone());
                self.ids.from_text(&text)
            }
            None => self.ids.from_text(&text),
        };
        let mut tag = format!("<h{level} id=\"");
        escape_attribute(&id, &mut tag);
        tag.push_str("\">");
        let html = without_links(&self.out.html[heading.html_start..]);
        self.out.html.insert_str(heading.html_start, &tag);
        for hole in &mut self.out.holes[heading.hole_start..] {
            hole.at += tag.len();
        }
        self.out.html.push_str(&format!("</h{level}>\n"));
        let place = self.locator.place(trimmed(self.source, heading.range));
        self.headings.push(Heading { level, id, text, html, place });
    }

    fn check_heading(&mut self, level: u8, text: &str, heading: &OpenHeading) {
        let range = || heading.range.clone();
        if text.is_empty() {
            let hint = text!("文字を書くか、行を消してください。", "write a text or remove the line");
            self.find(&EMPTY_HEADING, text!("見出しに文字がありません。", "the heading is empty"), hint, range());
        }
        if level == 1 {
            let message = text!("本文に `#`（h1）の見出しがあります。", "the body has a heading of level 1");
            self.find(&HEADING_ORDER, message, text!("`## {text}` にしてください。", "write `## {text}`"), range());
        } else if level > self.level + 1 {
            let (before, wanted) = (self.level, "#".repeat(usize::from(self.level) + 1));
            let message = text!("見出しの段が h{before} から h{level} に飛んでいます。", "the headings jump from h{before} to h{level}");
            self.find(&HEADING_ORDER, message, text!("`{wanted} {text}` にしてください。", "write `{wanted} {text}`"), range());
        }
        self.level = level;
    }

    // Links and images

    fn start_link(&mut self, link_type: LinkType, destination: &str, title: &str, range: Range<usize>) {
        self.quiet += 1;
        let destination = self.locator.marked.clean(destination);
        let title = self.locator.marked.clean(title);
        let own = !matches!(link_type, LinkType::Autolink | LinkType::Email);
        let email = if link_type == LinkType::Email { "mailto:" } else { "" };
        let mut open = Open { close: "", target: None, text_start: self.text.len(), range, has_own_text: own && self.is_portal() };
        if !self.is_portal() {
            self.out.html.push_str("<a href=\"");
            self.out.html.push_str(email);
            escape_address(&destination, &mut self.out.html);
            self.close_start_tag(&title);
            open.close = "</a>";
        } else {
            let written = format!("{email}{destination}");
            match classify(self.path, &written) {
                Ok(LinkTarget::External(address)) => {
                    self.external(&address, &title);
                    open.close = EXTERNAL_CLOSE;
                    open.target = Some(LinkTarget::External(address));
                }
                Ok(target) => {
                    self.out.html.push_str("<a href=\"");
                    self.out.holes.push(Hole { at: self.out.html.len(), kind: HoleKind::Href(target.clone()) });
                    self.close_start_tag(&title);
                    open.close = "</a>";
                    open.target = Some(target);
                }
                Err(refusal) => self.find(refusal.code, refusal.message, refusal.hint, open.range.clone()),
            }
        }
        self.open.push(open);
    }

    fn external(&mut self, address: &str, title: &str) {
        self.icons.insert("ext");
        self.out.html.push_str("<a href=\"");
        escape_address(address, &mut self.out.html);
        self.out.html.push_str("\" class=\"external\" data-external");
        self.title(title);
        self.out.html.push('>');
    }

    fn close_start_tag(&mut self, title: &str) {
        self.out.html.push('"');
        self.title(title);
        self.out.html.push('>');
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.html.push_str(" title=\"");
            escape_attribute(title, &mut self.out.html);
            self.out.html.push('"');
        }
    }

    fn end_link(&mut self) {
        self.quiet -= 1;
        let Some(open) = self.open.pop() else { return };
        self.out.html.push_str(open.close);
        let text = self.text.get(open.text_start..).unwrap_or_default().trim().to_owned();
        if open.has_own_text {
            self.check_link_text(&text, open.range.clone());
        }
        if let Some(target) = open.target {
            self.links.push(Link { target, text, image: false, place: self.locator.place(open.range) });
        }
    }

    fn check_link_text(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() || VAGUE.contains(&&*text.to_lowercase()) {
            let message = if text.is_empty() {
                text!("リンクの文がありません。", "the link has no text")
            } else {
                text!("リンクの文が「{text}」だけです。", "the text of the link is only “{text}”")
            };
            let hint = text!("行き先の名前を書いてください（例:「申込要領」）。", "write the name of the destination");
            self.find(&VAGUE_LINK_TEXT, message, hint, range);
        } else if text.starts_with("http://") || text.starts_with("https://") {
            let message = text!("リンクの文がアドレスです。", "the text of the link is an address");
            self.find(&URL_LINK_TEXT, message, text!("ページの名前を書いてください。", "write the name of the page"), range);
        }
    }

    fn image(&mut self, destination: &str, title: &str, alt: &str, range: Range<usize>) {
        let destination = self.locator.marked.clean(destination);
        let title = self.locator.marked.clean(title);
        let alt = self.locator.marked.clean(alt);
        self.last = None;
        if !self.is_portal() {
            self.out.html.push_str("<img src=\"");
            escape_address(&destination, &mut self.out.html);
            self.out.html.push_str("\" alt=\"");
            escape_attribute(&alt, &mut self.out.html);
            return self.close_start_tag(&title);
        }
        self.check_alternative(&alt, &destination, range.clone());
        self.text.push_str(&alt);
        if is_remote(&destination) {
            let message = text!("外のサーバーの画像「{destination}」を使っています。", "the image “{destination}” is on another server");
            let hint = text!(
                "画像をサイトの中に置いて、相対パスで指してください。",
                "put the image into the project and point to it by a relative path"
            );
            self.find(&EXTERNAL_REQUEST, message, hint, range);
            return escape(&alt, &mut self.out.html);
        }
        match classify(self.path, &destination) {
            Ok(target) => {
                self.out.html.push_str("<img");
                self.out.holes.push(Hole { at: self.out.html.len(), kind: HoleKind::Image(target.clone()) });
                self.out.html.push_str(" alt=\"");
                escape_attribute(&alt, &mut self.out.html);
                self.out.html.push_str("\" loading=\"lazy");
                self.close_start_tag(&title);
                self.links.push(Link { target, text: alt.into_owned(), image: true, place: self.locator.place(range) });
            }
            Err(refusal) => {
                self.find(refusal.code, refusal.message, refusal.hint, range);
                escape(&alt, &mut self.out.html);
            }
        }
    }

    fn check_alternative(&mut self, alt: &str, destination: &str, range: Range<usize>) {
        let name = destination.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if alt.trim().is_empty() {
            let hint = text!(
                "`![何の図か]({destination})` のように、図の内容を言葉で書いてください。",
                "say what it shows: `![what it shows]({destination})`"
            );
            self.find(&IMAGE_ALT, text!("画像に代替テキストがありません。", "the image has no alternative text"), hint, range);
        } else if !name.is_empty() && (alt.trim() == name || alt.trim() == stem) {
            let message = text!("代替テキスト「{alt}」がファイル名です。", "the alternative text “{alt}” is the file name");
            self.find(&IMAGE_ALT_FILE_NAME, message, text!("何の画像かを言葉で書いてください。", "say what the image shows"), range);
        }
    }

    // Text

    /// A text, with those that follow it at once: the parser cuts at every character that could have meant something.
    fn text_events<'e, I>(&mut self, first: CowStr<'e>, range: Range<usize>, events: &mut Peekable<I>)
    where
        I: Iterator<Item = (Event<'e>, Range<usize>)>,
    {
        if !matches!(events.peek(), Some((Event::Text(_), _))) && self.locator.marked.is_plain() {
            return self.words(&first, &[(0, range.start)]);
        }
        let mut merged = String::with_capacity(first.len() * 2);
        let mut segments = Vec::new();
        let mut next = Some((first, range));
        while let Some((text, range)) = next.take() {
            let mut at = range.start;
            for piece in text.split_inclusive(|c| self.locator.marked.is_mark(c)) {
                let shown = piece.trim_end_matches(|c| self.locator.marked.is_mark(c));
                segments.push((merged.len(), at));
                merged.push_str(shown);
                at += piece.len();
            }
            if matches!(events.peek(), Some((Event::Text(_), _)))
                && let Some((Event::Text(text), range)) = events.next()
            {
                next = Some((text, range));
            }
        }
        self.words(&merged, &segments);
    }

    /// Running text: looks for ruby, bare addresses and what should not be visible.
    fn words(&mut self, text: &str, segments: Segments) {
        self.check_words(text, segments);
        let mut from = 0;
        while let Some((start, end, special)) = next_special(text, from) {
            self.plain(&text[from..start]);
            from = end;
            match special {
                Special::Ruby { base, reading } => {
                    self.out.html.push_str("<ruby>");
                    escape(base, &mut self.out.html);
                    self.out.html.push_str("<rp>（</rp><rt>");
                    escape(reading, &mut self.out.html);
                    self.out.html.push_str("</rt><rp>）</rp></ruby>");
                    self.text.push_str(base);
                    self.last = base.chars().next_back();
                }
                Special::Address(address) if self.open.is_empty() && self.is_portal() => {
                    self.external(address, "");
                    self.quiet += 1;
                    self.plain(address);
                    self.quiet -= 1;
                    self.out.html.push_str(EXTERNAL_CLOSE);
                    let start = source_offset(segments, start);
                    let place = self.locator.place(start..start + address.len());
                    self.links.push(Link {
                        target: LinkTarget::External(address.to_owned()),
                        text: address.to_owned(),
                        image: false,
                        place,
                    });
                }
                Special::Address(address) => self.plain(address),
            }
        }
        self.plain(&text[from..]);
    }

    fn check_words(&mut self, text: &str, segments: Segments) {
        if !self.is_portal() {
            return;
        }
        let typed = |at: usize| {
            let offset = source_offset(segments, at);
            (offset, !self.source[..offset].ends_with('\\'))
        };
        if !self.told_leftover
            && let Some((offset, true)) = text.find("**").map(typed)
            && self.source[offset..].starts_with("**")
        {
            self.told_leftover = true;
            let message = text!("`**` が強調にならず、そのまま表示されます。", "`**` stays visible");
            let hint = text!(
                "`**` の内側の空白を取り、組になっているか確かめてください。",
                "remove blanks inside `**` and check that it comes in pairs"
            );
            self.find(&LEFTOVER_EMPHASIS, message, hint, offset..offset + 2);
        }
        let mut from = 0;
        while let Some(at) = text[from..].find("[^").map(|at| from + at) {
            from = at + 2;
            let (offset, meant) = typed(at);
            let name = text[from..].split([']', '[', ' ', '\n']).next().unwrap_or_default();
            if meant && !name.is_empty() && text[from + name.len()..].starts_with(']') {
                let message = text!("脚注「{name}」がありません。", "there is no footnote “{name}”");
                let hint = text!(
                    "`[^{name}]: …` の行を書くか、`[^{name}]` を消してください。",
                    "write a line `[^{name}]: …` or remove `[^{name}]`"
                );
                self.find(&MISSING_FOOTNOTE, message, hint, offset..offset + name.len() + 3);
                from += name.len();
            }
        }
    }

    /// Text with nothing special in it.
    fn plain(&mut self, text: &str) {
        let Some(last) = text.chars().next_back() else { return };
        self.last = Some(last);
        self.text.push_str(text);
        let start = self.out.html.len();
        escape(text, &mut self.out.html);
        if self.quiet == 0 {
            let end = self.out.html.len();
            match self.out.prose.last_mut() {
                Some(range) if range.end == start => range.end = end,
                _ => self.out.prose.push(start..end),
            }
        }
    }

    /// Between two Japanese lines nothing appears; elsewhere a line end, which shows as a space.
    fn soft_break(&mut self, range: Range<usize>) {
        let rest = self.source[range.end..]
            .trim_start_matches(|c| matches!(c, ' ' | '\t' | '>' | '*' | '~' | '[' | '`') || self.locator.marked.is_mark(c));
        let joins = self.last.is_some_and(joins_lines) && rest.chars().next().is_some_and(joins_lines);
        if !joins {
            self.out.html.push('\n');
            self.text.push(' ');
        }
    }

    // Code and HTML

    fn code_span(&mut self, code: &str, range: Range<usize>) {
        let code = self.locator.marked.clean(code);
        self.out.html.push_str("<code>");
        escape(&code, &mut self.out.html);
        self.out.html.push_str("</code>");
        self.text.push_str(&code);
        self.last = code.chars().next_back();
        self.note_code(range);
    }

    fn note_code(&mut self, range: Range<usize>) {
        self.code.push(self.locator.marked.original(range.start)..self.locator.marked.original(range.end));
    }

    fn code_block(&mut self, kind: &CodeBlockKind, code: &str, range: Range<usize>) {
        self.has_code = true;
        self.note_code(range.clone());
        let code = self.locator.marked.clean(code);
        let info = match kind {
            CodeBlockKind::Fenced(info) => self.locator.marked.clean(info),
            CodeBlockKind::Indented => "".into(),
        };
        let language = info.split([' ', '\t', ',', '{']).next().unwrap_or_default();
        self.block(if self.is_portal() { "<pre tabindex=\"0\"><code" } else { "<pre><code" });
        if !language.is_empty() {
            self.out.html.push_str(" class=\"language-");
            escape_attribute(language, &mut self.out.html);
            self.out.html.push('"');
        }
        self.out.html.push('>');
        if self.options.highlight && !language.is_empty() {
            let known = highlight::write(language, &code, &mut self.out.html);
            if !known {
                let message = text!("コードの言語「{language}」は分かりません。", "the language “{language}” of the code is not known");
                let hint = text!("綴りを直すか、`text` と書いてください。", "mend the name or write `text`");
                let finding = Diagnostic::new(&UNKNOWN_LANGUAGE, message);
                let finding = match crate::diagnostic::closest(&language.to_lowercase(), highlight::names()) {
                    None => finding.hint(hint),
                    closest => finding.did_you_mean(closest),
                };
                let start = range.start + self.source[range.clone()].find(language).unwrap_or_default();
                self.findings.push(finding.at(self.locator.place(start..start + language.len())));
            }
        } else {
            escape(&code, &mut self.out.html);
        }
        self.out.html.push_str("</code></pre>\n");
        self.text.push_str(&code);
        self.end_line();
    }

    fn html_block(&mut self, html: &str, range: Range<usize>) {
        let html = self.locator.marked.clean(html);
        let html = without_comments(&html);
        let shown = html.trim();
        if shown.is_empty() {
            return;
        }
        self.refuse_html(shown, range);
        self.block("<p>");
        escape(shown, &mut self.out.html);
        self.text.push_str(shown);
        self.end_block("</p>\n");
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let html = self.locator.marked.clean(html);
        if html.starts_with("<!--") {
            return;
        }
        // The only way to break a line in a table cell, so it is let through.
        if matches!(&*html, "<br>" | "<br/>" | "<br />") {
            self.out.html.push_str("<br>");
            self.text.push(' ');
            self.last = None;
            return;
        }
        if !html.starts_with("</") {
            self.refuse_html(&html, range);
        }
        escape(&html, &mut self.out.html);
        self.text.push_str(&html);
    }

    fn refuse_html(&mut self, html: &str, range: Range<usize>) {
        let name: String =
            html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let fetches =
            matches!(&*name, "script" | "iframe" | "img" | "link" | "object" | "embed" | "video" | "audio" | "source" | "base" | "meta");
        if fetches && (html.contains("//") || matches!(&*name, "iframe" | "object" | "embed")) {
            let message = text!("`<{name}>` で外の内容を読み込もうとしています。", "`<{name}>` would load something from elsewhere");
            let hint = text!(
                "ファイルをサイトの中に置き、Markdown のリンクか画像として書いてください。",
                "put the file into the project and write a Markdown link or image"
            );
            return self.find(&EXTERNAL_REQUEST, message, hint, range);
        }
        let shown = if name.is_empty() { "HTML".to_owned() } else { format!("<{name}>") };
        let hint = match &*name {
            "b" | "strong" => text!("`**強調**` と書いてください。", "write `**strong**`"),
            "i" | "em" => text!("`*強調*` と書いてください。", "write `*emphasis*`"),
            "s" | "del" | "strike" => text!("`~~取り消し~~` と書いてください。", "write `~~deleted~~`"),
            "ruby" | "rt" => text!("`{{漢字|かんじ}}` と書いてください。", "write `{{漢字|かんじ}}`"),
            "a" => text!("`[文](リンク先)` と書いてください。", "write `[text](destination)`"),
            "img" => text!("`![何の図か](ファイル)` と書いてください。", "write `![what it shows](file)`"),
            "table" | "tr" | "td" => text!("`| 列 | 列 |` の表で書いてください。", "write a table with `|`"),
            "details" | "div" | "p" | "span" | "font" | "u" | "center" => {
                text!("タグを消してください。見た目はテーマが決めます。", "remove the tag; the theme decides the look")
            }
            _ => text!(
                "Markdown の書き方に直すか、文字として見せるなら ` で囲んでください。",
                "use Markdown, or backquotes to show it as text"
            ),
        };
        self.find(
            &RAW_HTML,
            text!("`{shown}` は使えません。文字として表示されます。", "`{shown}` is not allowed and shown as text"),
            hint,
            range,
        );
    }

    // Findings and the end

    pub(super) fn is_portal(&self) -> bool {
        self.options.dialect == Dialect::Portal
    }

    fn find(&mut self, code: &'static Code, message: Text, hint: Text, range: Range<usize>) {
        let range = trimmed(self.source, range);
        self.findings.push(Diagnostic::new(code, message).hint(hint).at(self.locator.place(range)));
    }

    fn report_broken(&mut self, mut broken: Vec<(Range<usize>, String)>) {
        broken.sort_by(|a, b| (a.0.start, a.0.end).cmp(&(b.0.start, b.0.end)));
        broken.dedup();
        for (range, name) in broken {
            let name = self.locator.marked.clean(&name).into_owned();
            let message = text!("参照「{name}」の行がありません。", "there is no line for the reference “{name}”");
            let hint = text!(
                "`[{name}]: リンク先` の行を書くか、`[文](リンク先)` に直してください。",
                "write a line `[{name}]: destination` or `[text](destination)`"
            );
            self.find(&BROKEN_REFERENCE, message, hint, range);
        }
    }

    fn finish(mut self) -> (Markdown, Vec<Range<usize>>) {
        self.footnotes.finish(&mut self.out, self.findings);
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
        (markdown, self.code)
    }
}

/// Behind an external link's text.
const EXTERNAL_CLOSE: &str = concat!(
    "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-ext\"/></svg>",
    "<span class=\"sr\">（外部サイト）</span></a>"
);

/// Texts of links that say nothing when read alone.
const VAGUE: [&str; 14] = [
    "こちら",
    "こちらへ",
    "ここ",
    "クリック",
    "ここをクリック",
    "こちらをクリック",
    "詳細",
    "詳細はこちら",
    "詳しくはこちら",
    "リンク",
    "here",
    "click here",
    "click",
    "link",
];

/// The offset in the source of an offset in a text.
fn source_offset(segments: Segments, at: usize) -> usize {
    let (text, source) = segments[segments.partition_point(|(text, _)| *text <= at).saturating_sub(1)];
    source + (at - text)
}

/// The range without blanks and line ends behind it.
fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let length = source.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
    range.start..range.start + length
}

/// The text up to the end tag.
fn collect<'e, I: Iterator<Item = (Event<'e>, Range<usize>)>>(events: &mut Peekable<I>, end: &TagEnd) -> String {
    let mut text = String::new();
    for (event, _) in events.by_ref() {
        match event {
            Event::End(tag) if tag == *end => break,
            Event::Text(part) | Event::Html(part) => text.push_str(&part),
            _ => {}
        }
    }
    text
}

/// The alternative text up to the end of an image, which may hold links and other images.
fn alternative<'e, I: Iterator<Item = (Event<'e>, Range<usize>)>>(events: &mut Peekable<I>) -> String {
    let mut text = String::new();
    let mut depth = 0;
    for (event, _) in events.by_ref() {
        match event {
            Event::End(TagEnd::Image) if depth == 0 => break,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

fn without_comments(html: &str) -> String {
    let mut rest = html;
    let mut shown = String::new();
    while let Some(start) = rest.find("<!--") {
        shown.push_str(&rest[..start]);
        // `<!-->` is a whole comment.
        let Some(end) = rest[start + 2..].find("-->") else { return shown };
        rest = &rest[start + 2 + end + 3..];
    }
    shown.push_str(rest);
    shown
}

/// Our own inline HTML without what may not stand in a link of a table of contents.
fn without_links(html: &str) -> String {
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        shown.push_str(&rest[..start]);
        rest = &rest[start..];
        let skipped =
            [("<svg", "</svg>"), ("<span class=\"sr\"", "</span>"), ("<sup", "</sup>"), ("<a ", ">"), ("</a", ">"), ("<img", ">")]
                .into_iter()
                .find(|(open, _)| rest.starts_with(open))
                .and_then(|(_, close)| rest.find(close).map(|at| at + close.len()));
        match skipped {
            Some(length) => rest = &rest[length..],
            None => {
                shown.push('<');
                rest = &rest[1..];
            }
        }
    }
    shown.push_str(rest);
    shown
}
