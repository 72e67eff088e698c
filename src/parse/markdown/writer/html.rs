//! HTML: the few inline elements that are let through, and what is said of all others.

use super::super::codes::{EXTERNAL_REQUEST, LEFTOVER_MARKUP, RAW_HTML};
use super::super::escape::escape;
use super::Writer;
use crate::text;
use pulldown_cmark::Event;
use std::iter::Peekable;
use std::ops::Range;

/// Elements that are let through within a line, without attributes: keys, raised and lowered letters, readings. `<br>` stands alone.
pub(in super::super) const ELEMENTS: [&str; 6] = ["kbd", "sup", "sub", "ruby", "rt", "rp"];

/// An element that is not closed yet.
pub(super) struct Element {
    name: &'static str,
    /// How many marks were open around it.
    spans: usize,
    range: Range<usize>,
}

impl Writer<'_> {
    pub(super) fn html_block(&mut self, html: &str, range: Range<usize>) {
        let html = self.locator.marked.clean(html);
        let (shown, open) = without_comments(&html);
        if open && self.is_portal() {
            let hidden = self.source[range.clone()].trim_end().contains('\n');
            let message = match hidden {
                true => text!(
                    "コメントの終わりの `-->` がないので、ここから後の文がすべて消えます",
                    "the comment has no `-->`, so all that follows is not shown"
                ),
                false => text!("コメントの終わりの `-->` がありません", "the comment has no `-->`"),
            };
            let line = self.source[range.clone()].split('\n').next().map_or(0, str::len);
            let hint = text!("コメントの終わりに `-->` を書いてください", "write `-->` at the end of the comment");
            self.find(&LEFTOVER_MARKUP, message, hint, range.start..range.start + line);
        }
        let shown = shown.trim();
        if shown.is_empty() {
            return;
        }
        if shown.contains('<') || !self.is_portal() {
            self.refuse_html(shown, range);
        } else {
            let message =
                text!("コメントと同じ行の文は、Markdown として読まれません", "text on the line of a comment is not read as Markdown");
            self.find(&LEFTOVER_MARKUP, message, text!("コメントを別の行にしてください", "put the comment on a line of its own"), range);
        }
        self.block("<p>");
        escape(shown, &mut self.out.html);
        self.text.push_str(shown);
        self.end_block("</p>\n");
    }

    pub(super) fn inline_html<'e, I>(&mut self, html: &str, range: Range<usize>, events: &mut Peekable<I>)
    where
        I: Iterator<Item = (Event<'e>, Range<usize>)>,
    {
        let html = self.locator.marked.clean(html);
        if html.starts_with("<!--") {
            return;
        }
        let lower = html.to_ascii_lowercase();
        // The only way to break a line in a table cell, so it is let through everywhere.
        if matches!(&*lower, "<br>" | "<br/>" | "<br />") {
            self.out.html.push_str("<br>");
            self.text.push(' ');
            self.last = None;
            // The line end behind it adds nothing.
            if self.is_portal() && matches!(events.peek(), Some((Event::SoftBreak, _))) {
                events.next();
                self.out.html.push('\n');
            }
            return;
        }
        if self.is_portal() && self.element(&lower, &range) {
            return;
        }
        // The end of what was refused has been told at its beginning.
        let ends = lower.strip_prefix("</").map(|name| name.trim_end_matches('>').trim());
        if ends.is_none_or(|name| self.is_portal() && !self.refused.contains(name)) {
            self.refuse_html(&html, range);
        }
        escape(&html, &mut self.out.html);
        self.text.push_str(&html);
    }

    /// Writes a tag of one of [`ELEMENTS`], if it is one and stands where it may.
    fn element(&mut self, tag: &str, range: &Range<usize>) -> bool {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let (closes, name) = match inner.strip_prefix('/') {
            Some(name) => (true, name.trim()),
            None => (false, inner.trim()),
        };
        let Some(name) = ELEMENTS.into_iter().find(|known| *known == name) else { return false };
        if closes {
            let matching = self.elements.last().is_some_and(|open| open.name == name && open.spans == self.spans);
            if matching {
                self.elements.pop();
                self.end_element(name);
            }
            return matching;
        }
        // Readings stand in ruby only.
        if matches!(name, "rt" | "rp") && self.elements.last().is_none_or(|open| open.name != "ruby") {
            return false;
        }
        self.out.html.push('<');
        self.out.html.push_str(name);
        self.out.html.push('>');
        self.elements.push(Element { name, spans: self.spans, range: range.clone() });
        self.silent |= matches!(name, "rt" | "rp");
        self.quiet += usize::from(name != "kbd");
        true
    }

    fn end_element(&mut self, name: &str) {
        self.out.html.push_str("</");
        self.out.html.push_str(name);
        self.out.html.push('>');
        self.quiet -= usize::from(name != "kbd");
        if matches!(name, "rt" | "rp") {
            self.silent = false;
        }
    }

    /// Closes the elements that were opened within `spans` marks: they have no end tag here.
    pub(super) fn end_elements(&mut self, spans: usize) {
        while let Some(open) = self.elements.pop_if(|open| open.spans >= spans) {
            let name = open.name;
            self.end_element(name);
            let message = text!("`<{name}>` が閉じられていません", "`<{name}>` is not closed");
            let hint =
                text!("同じ段落の、同じ強調の中に `</{name}>` を書いてください", "write `</{name}>` in the same paragraph and emphasis");
            self.find(&RAW_HTML, message, hint, open.range);
        }
    }

    pub(super) fn refuse_html(&mut self, html: &str, range: Range<usize>) {
        let written: String = html.trim_start_matches(['<', '/']).chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
        let name = written.to_lowercase();
        self.refused.insert(name.clone());
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
        let shown = if name.is_empty() { "HTML".to_owned() } else { format!("<{written}>") };
        let component = written.starts_with(|c: char| c.is_ascii_uppercase()) && written.chars().any(|c| c.is_ascii_lowercase());
        let hint = match &*name {
            _ if component => text!(
                "ほかの道具の部品です。消して、文・画像・リンクか `:::note` の囲みで書いてください",
                "a component of another tool; write text, images, links or a box `:::note` instead"
            ),
            "b" | "strong" => text!("`**強調**` と書いてください", "write `**strong**`"),
            "i" | "em" => text!("`*強調*` と書いてください", "write `*emphasis*`"),
            "s" | "del" | "strike" => text!("`~~取り消し~~` と書いてください", "write `~~deleted~~`"),
            "mark" | "u" | "ins" | "big" => {
                text!(
                    "目立たせるなら `**強調**` と書いてください（下線はリンクと紛れます）",
                    "write `**strong**`; an underline looks like a link"
                )
            }
            "code" | "tt" | "samp" => text!("` で囲んでください", "put it between backquotes"),
            "pre" => text!("``` の行で囲んでください", "put it between lines of ```"),
            "a" => text!("`[文](リンク先)` と書いてください", "write `[text](destination)`"),
            "img" | "picture" => text!("`![何の図か](ファイル)` と書いてください", "write `![what it shows](file)`"),
            "table" | "tr" | "td" | "th" | "thead" | "tbody" => text!("`| 列 | 列 |` の表で書いてください", "write a table with `|`"),
            "ul" | "ol" | "li" => text!("`- ` か `1. ` で始まる行の箇条書きにしてください", "write a list with `- ` or `1. `"),
            "dl" | "dt" | "dd" => text!("用語の行の次に `:   意味` と書いてください", "write `:   meaning` below the term"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => text!("`## 見出し` と書いてください", "write `## heading`"),
            "hr" => text!("前後に空行を入れて `---` と書いてください", "write `---` between empty lines"),
            "blockquote" => text!("行の前に `> ` を付けてください", "write `> ` before the lines"),
            "br" | "p" if html.starts_with("</") || name == "br" => text!("`<br>` と書いてください", "write `<br>`"),
            "details" | "summary" => {
                text!("`:::details 題` の行で始め、`:::` の行で閉じてください", "begin with a line `:::details title` and end with `:::`")
            }
            name if is_element(name) => text!(
                "属性を付けずに、`<{name}>` と `</{name}>` を同じ段落の中で組にしてください",
                "write `<{name}>` and `</{name}>` in pairs in one paragraph, without attributes"
            ),
            "div" | "p" | "span" | "font" | "center" | "small" | "section" => {
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

fn is_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// Without comments, and whether the last one has no end.
fn without_comments(html: &str) -> (String, bool) {
    let mut rest = html;
    let mut shown = String::new();
    while let Some(start) = rest.find("<!--") {
        shown.push_str(&rest[..start]);
        // `<!-->` is a whole comment.
        let Some(end) = rest[start + 2..].find("-->") else { return (shown, true) };
        rest = &rest[start + 2 + end + 3..];
    }
    shown.push_str(rest);
    (shown, false)
}
