//! Code, and HTML that is refused.

use super::super::codes::{EXTERNAL_REQUEST, RAW_HTML, UNKNOWN_LANGUAGE};
use super::super::escape::{escape, escape_attribute};
use super::super::{Hole, HoleKind};
use super::Writer;
use crate::diagnostic::{Diagnostic, closest};
use crate::parse::highlight;
use crate::text;
use pulldown_cmark::{CodeBlockKind, Event, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

impl Writer<'_> {
    pub(super) fn code_span(&mut self, code: &str, range: Range<usize>) {
        let code = self.locator.marked.clean(code);
        self.out.html.push_str("<code>");
        escape(&code, &mut self.out.html);
        self.out.html.push_str("</code>");
        self.text.push_str(&code);
        self.last = code.chars().next_back();
        self.note_code(range);
    }

    pub(super) fn note_code(&mut self, range: Range<usize>) {
        self.code.push(self.locator.marked.original(range.start)..self.locator.marked.original(range.end));
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind, code: &str, range: Range<usize>) {
        self.has_code = true;
        self.note_code(range.clone());
        let code = self.locator.marked.clean(code);
        let info = match kind {
            CodeBlockKind::Fenced(info) => self.locator.marked.clean(info),
            CodeBlockKind::Indented => "".into(),
        };
        let language = info.split([' ', '\t', ',', '{']).next().unwrap_or_default();
        self.block(if self.is_portal() { "<pre tabindex=\"0\"" } else { "<pre" });
        if self.is_portal() && !matches!(language, "" | "text" | "txt" | "plain") {
            self.out.html.push_str(" data-language=\"");
            escape_attribute(language, &mut self.out.html);
            self.out.html.push('"');
        }
        self.out.html.push_str("><code");
        if !language.is_empty() {
            self.out.html.push_str(" class=\"language-");
            escape_attribute(language, &mut self.out.html);
            self.out.html.push('"');
        }
        self.out.html.push('>');
        let asked = self.options.highlight && !language.is_empty();
        let known = asked && highlight::knows(language);
        if asked && !known {
            self.unknown_language(language, range);
        }
        if known {
            let code = Box::new((language.to_owned(), code.clone().into_owned()));
            self.out.holes.push(Hole { at: self.out.html.len(), kind: HoleKind::Code(code) });
        } else {
            escape(&code, &mut self.out.html);
        }
        self.out.html.push_str("</code></pre>\n");
        self.text.push_str(&code);
        self.end_line();
    }

    fn unknown_language(&mut self, language: &str, range: Range<usize>) {
        let finding = Diagnostic::new(
            &UNKNOWN_LANGUAGE,
            text!("コードの言語「{language}」は分かりません", "the language \"{language}\" of the code is not known"),
        );
        let finding = match closest(&language.to_lowercase(), highlight::names()) {
            None => finding.hint(text!("つづりを直すか、`text` と書いてください", "mend the name or write `text`")),
            closest => finding.did_you_mean(closest),
        };
        // An escape in the name (`a\-b`) makes it differ from what was typed: then the whole line is meant.
        let line = self.source[range.clone()].split('\n').next().unwrap_or_default();
        let (start, length) = line.find(language).map_or((0, line.len()), |at| (at, language.len()));
        let start = range.start + start;
        self.findings.push(finding.at(self.locator.place(start..start + length)));
    }

    pub(super) fn html_block(&mut self, html: &str, range: Range<usize>) {
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

    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
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

    pub(super) fn refuse_html(&mut self, html: &str, range: Range<usize>) {
        let name: String =
            html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let fetches =
            matches!(&*name, "script" | "iframe" | "img" | "link" | "object" | "embed" | "video" | "audio" | "source" | "base" | "meta");
        if fetches && (html.contains("//") || matches!(&*name, "iframe" | "object" | "embed")) {
            let message = text!("`<{name}>` で外の内容を読み込もうとしています", "`<{name}>` would load something from elsewhere");
            let hint = text!(
                "ファイルをサイトの中に置き、Markdown のリンクか画像として書いてください",
                "put the file into the project and write a Markdown link or image"
            );
            return self.find(&EXTERNAL_REQUEST, message, hint, range);
        }
        let shown = if name.is_empty() { "HTML".to_owned() } else { format!("<{name}>") };
        let hint = match &*name {
            "b" | "strong" => text!("`**強調**` と書いてください", "write `**strong**`"),
            "i" | "em" => text!("`*強調*` と書いてください", "write `*emphasis*`"),
            "s" | "del" | "strike" => text!("`~~取り消し~~` と書いてください", "write `~~deleted~~`"),
            "ruby" | "rt" => text!("`{{漢字|かんじ}}` と書いてください", "write `{{漢字|かんじ}}`"),
            "a" => text!("`[文](リンク先)` と書いてください", "write `[text](destination)`"),
            "img" => text!("`![何の図か](ファイル)` と書いてください", "write `![what it shows](file)`"),
            "table" | "tr" | "td" => text!("`| 列 | 列 |` の表で書いてください", "write a table with `|`"),
            "details" | "div" | "p" | "span" | "font" | "u" | "center" => {
                text!("タグを消してください。見た目はテーマが決めます", "remove the tag; the theme decides the look")
            }
            _ => text!(
                "Markdown の書き方に直すか、文字として見せるなら ` で囲んでください",
                "use Markdown, or backquotes to show it as text"
            ),
        };
        self.find(
            &RAW_HTML,
            text!("`{shown}` は使えません。文字として表示されます", "`{shown}` is not allowed and shown as text"),
            hint,
            range,
        );
    }
}

pub(super) fn collect<'e, I: Iterator<Item = (Event<'e>, Range<usize>)>>(events: &mut Peekable<I>, end: &TagEnd) -> String {
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
