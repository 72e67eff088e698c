//! Links and images: their HTML, holes and findings.

use super::super::codes::{EXTERNAL_REQUEST, IMAGE_ALT, IMAGE_ALT_FILE_NAME, URL_LINK_TEXT, VAGUE_LINK_TEXT};
use super::super::escape::{escape, escape_address, escape_attribute};
use super::super::link::{LinkTarget, classify, is_remote};
use super::super::{Hole, HoleKind, Link};
use super::{Open, Writer};
use crate::text;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

impl Writer<'_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, destination: &str, title: &str, range: Range<usize>) {
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

    pub(super) fn external(&mut self, address: &str, title: &str) {
        self.icons.insert("ext");
        self.out.html.push_str("<a href=\"");
        escape_address(address, &mut self.out.html);
        self.out.html.push_str("\" class=\"external\" data-external rel=\"noopener noreferrer\"");
        self.title(title);
        self.out.html.push('>');
    }

    pub(super) fn access(&mut self, address: &str) {
        self.out.holes.push(Hole { at: self.out.html.len(), kind: HoleKind::Access(address.to_owned()) });
    }

    pub(super) fn close_start_tag(&mut self, title: &str) {
        self.out.html.push('"');
        self.title(title);
        self.out.html.push('>');
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.html.push_str(" title=\"");
            escape_attribute(title, &mut self.out.html);
            self.out.html.push('"');
        }
    }

    pub(super) fn end_link(&mut self) {
        self.quiet -= 1;
        let Some(open) = self.open.pop() else { return };
        self.out.close_link(open.close);
        let text = self.text.get(open.text_start..).unwrap_or_default().trim().to_owned();
        if open.has_own_text {
            self.check_link_text(&text, open.range.clone());
        }
        if let Some(target) = open.target {
            if let LinkTarget::External(address) = &target {
                self.access(address);
            }
            self.links.push(Link { target, text, image: false, place: self.locator.place(open.range) });
        }
    }

    pub(super) fn check_link_text(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() || VAGUE.iter().any(|vague| vague.eq_ignore_ascii_case(text)) {
            let message = if text.is_empty() {
                text!("リンクの文がありません", "the link has no text")
            } else {
                text!("リンクの文が「{text}」だけです", "the text of the link is only \"{text}\"")
            };
            let hint = text!("行き先の名前を書いてください（例:「申込要領」）", "write the name of the destination");
            self.find(&VAGUE_LINK_TEXT, message, hint, range);
        } else if text.starts_with("http://") || text.starts_with("https://") {
            let message = text!("リンクの文がアドレスです", "the text of the link is an address");
            self.find(&URL_LINK_TEXT, message, text!("ページの名前を書いてください", "write the name of the page"), range);
        }
    }

    pub(super) fn image(&mut self, destination: &str, title: &str, alt: &str, range: Range<usize>) {
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
            let message = text!("外のサーバーの画像「{destination}」を使っています", "the image \"{destination}\" is on another server");
            let hint = text!(
                "画像をサイトの中に置いて、相対パスで指してください",
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

    pub(super) fn check_alternative(&mut self, alt: &str, destination: &str, range: Range<usize>) {
        let name = destination.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        // A word such as 「js」 may be what the picture shows; `IMG_0123` is no word.
        let machine = stem.contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-'));
        let lower = alt.trim().to_ascii_lowercase();
        let file = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"].iter().any(|end| lower.ends_with(end));
        if alt.trim().is_empty() {
            let hint = text!(
                "`![何の図か]({destination})` のように、図の内容を言葉で書いてください",
                "say what it shows: `![what it shows]({destination})`"
            );
            self.find(&IMAGE_ALT, text!("画像に代替テキストがありません", "the image has no alternative text"), hint, range);
        } else if file || !name.is_empty() && (alt.trim() == name || machine && alt.trim() == stem) {
            let message = text!("代替テキスト「{alt}」がファイル名です", "the alternative text \"{alt}\" is the file name");
            self.find(&IMAGE_ALT_FILE_NAME, message, text!("何の画像かを言葉で書いてください", "say what the image shows"), range);
        }
    }
}

pub(super) const EXTERNAL_CLOSE: &str =
    concat!("<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-ext\"/></svg>", "<span class=\"sr\"></span></a>");

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

pub(super) fn alternative<'e, I: Iterator<Item = (Event<'e>, Range<usize>)>>(events: &mut Peekable<I>) -> String {
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
