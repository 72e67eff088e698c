//! [`Page`]: the words of a rendered page, under its headings, as a reader sees them. Navigation and pictures are not words of a page.
//!
//! It reads the HTML that the theme makes, so a word is found exactly where it is shown, whatever theme shows it. It is no general reader
//! of HTML: no comments that hold markup, no unquoted `>` in attributes.

use super::document::Section;
use crate::source::lines;
use memchr::{memchr, memmem};

/// Elements whose content is no text of the page.
const SILENT: &[&str] = &["script", "style", "svg", "nav", "rt", "rp", "template"];

/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rb", "ruby", "s", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// The words of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its h1.
    pub title: String,
    /// What stands under each heading; the first has none.
    pub sections: Vec<Section>,
}

impl Page {
    /// The words of `main` of a page.
    pub fn read(html: &str) -> Self {
        let main = memmem::find(html.as_bytes(), b"<main").map_or("", |at| &html[at..]);
        let mut reader = Reader { page: Self::default(), now: Section::default(), heading: None, anchor: String::new() };
        let mut rest = &main[..memmem::find(main.as_bytes(), b"</main>").unwrap_or(main.len())];
        while let Some(open) = memchr(b'<', rest.as_bytes()) {
            reader.text(&rest[..open]);
            let Some(close) = memchr(b'>', &rest.as_bytes()[open..]) else { break };
            let tag = &rest[open + 1..open + close];
            rest = &rest[open + close + 1..];
            let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
            if SILENT.contains(&name) && !tag.starts_with('/') && !tag.ends_with('/') {
                rest = memmem::find(rest.as_bytes(), format!("</{name}").as_bytes()).map_or("", |end| &rest[end..]);
            } else if !INLINE.contains(&name) && !matches!(tag, "/rt" | "/rp" | "/svg") {
                reader.block(name, tag);
            } else if matches!(tag, "/span" | "/a") && ["<span", "<a "].iter().any(|next| rest.starts_with(next)) {
                // Chips and links that touch are words of their own.
                reader.text("\n");
            }
        }
        if !rest.contains('<') {
            reader.text(rest);
        }
        reader.close();
        reader.page
    }
}

struct Reader {
    page: Page,
    /// The section being read.
    now: Section,
    /// Level and id of the heading being read.
    heading: Option<(u8, String)>,
    /// The id of the element around the next heading.
    anchor: String,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let out = if self.heading.is_some() { &mut self.now.heading } else { &mut self.now.text };
        for (at, line) in lines(text) {
            if at > 0 && !out.is_empty() && !out.ends_with(['\n', ' ']) {
                out.push(' ');
            }
            unescape(if out.is_empty() || out.ends_with(['\n', ' ']) { line.trim_start() } else { line }, out);
        }
    }

    /// The beginning or the end of a block.
    fn block(&mut self, name: &str, tag: &str) {
        let level = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
        match level {
            Some(_) if tag.starts_with('/') => {
                trim(&mut self.now.heading);
                match self.heading.take() {
                    Some((1, _)) => self.page.title = std::mem::take(&mut self.now.heading),
                    Some((_, id)) if !id.is_empty() => self.now.id = id,
                    Some(_) => {
                        // A heading that nothing can lead to stays with the words above it.
                        let heading = std::mem::take(&mut self.now.heading);
                        self.now.text.push_str(&heading);
                        self.line();
                        if let Some(above) = self.page.sections.pop() {
                            let text = std::mem::replace(&mut self.now, above).text;
                            self.line();
                            self.now.text.push_str(&text);
                        }
                    }
                    None => {}
                }
            }
            Some(level) => {
                let id = attribute(tag, "id").map_or_else(|| std::mem::take(&mut self.anchor), str::to_owned);
                self.anchor.clear();
                if level > 1 {
                    self.close();
                }
                self.heading = Some((level, id));
            }
            None => {
                if name == "section" || name == "article" {
                    self.anchor = attribute(tag, "id").unwrap_or_default().to_owned();
                }
                self.line();
            }
        }
    }

    /// Ends a line.
    fn line(&mut self) {
        if self.heading.is_none() {
            let end = self.now.text.trim_end_matches(' ').len();
            self.now.text.truncate(end);
            if !self.now.text.is_empty() && !self.now.text.ends_with('\n') {
                self.now.text.push('\n');
            }
        }
    }

    /// Ends a section.
    fn close(&mut self) {
        let mut section = std::mem::take(&mut self.now);
        trim(&mut section.text);
        self.page.sections.push(section);
    }
}

fn trim(text: &mut String) {
    text.truncate(text.trim_end().len());
}

/// The value of an attribute in double quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// Appends `text` with its character references resolved.
fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, after)) = rest[1..].split_once(';') else { break };
        let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        let c = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some(' '),
            _ => number.and_then(char::from_u32),
        };
        match c {
            Some(c) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: &str, heading: &str, text: &str) -> Section {
        Section { id: id.to_owned(), heading: heading.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn words_stand_under_the_headings_that_lead_to_them() {
        let page = Page::read(
            "<p>frame</p><main id=\"main\">\n<nav><a>crumb</a></nav><h1>表題<wbr>一</h1>\n<p>前の<b>文</b>\n  続き</p><ul><li>一</li><li>二 &amp; &#x4E09;</li></ul>\n\
             <section id=\"due\"><div><h2>締切</h2></div><p>明日<svg><title>x</title></svg></p></section>\n<h3 id=\"a\">細目</h3>内容<h4>無名</h4><p>中身</p></main><p>foot</p>",
        );
        assert_eq!(page.title, "表題一");
        let expected =
            [section("", "", "前の文 続き\n一\n二 & 三"), section("due", "締切", "明日"), section("a", "細目", "内容\n無名\n中身")];
        assert_eq!(page.sections, expected);
    }

    #[test]
    fn chips_that_touch_are_words_of_their_own() {
        let page = Page::read("<main><p><span>AI</span><span class=\"tag\">RPA</span><a href=\"x\">DX</a></p></main>");
        assert_eq!(page.sections, [section("", "", "AI RPA DX")]);
    }

    #[test]
    fn of_ruby_only_the_base_is_read() {
        let page = Page::read("<main><p><ruby>標<rp>（</rp><rt>しるべ</rt><rp>）</rp></ruby>の</p></main>");
        assert_eq!(page.sections, [section("", "", "標の")]);
    }

    #[test]
    fn no_text_makes_it_fail() {
        for html in
            ["", "<main", "<main><", "<main><svg>", "<main>&", "<main>&#x110000;&;</main>", "<main></h2><h2>", "<main><h3>一</h3>二<h1>"]
        {
            Page::read(html);
        }
        assert_eq!(Page::read("<main>a & b &x; c</main>").sections, [section("", "", "a & b &x; c")]);
    }
}
