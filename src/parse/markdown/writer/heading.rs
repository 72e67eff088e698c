//! Headings: their ids, order and table of contents.

use super::super::Heading;
use super::super::codes::{EMPTY_HEADING, HEADING_ID, HEADING_ORDER, MISREAD_TEXT};
use super::super::escape::escape_attribute;
use super::super::foreign;
use super::{Writer, trimmed};
use crate::text;
use std::ops::Range;

/// A heading that is not closed yet.
pub(super) struct OpenHeading {
    pub(super) html_start: usize,
    pub(super) text_start: usize,
    pub(super) hole_start: usize,
    pub(super) explicit: Option<String>,
    pub(super) range: Range<usize>,
}

impl Writer<'_> {
    pub(super) fn end_heading(&mut self, level: u8) {
        self.end_elements(0);
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
                    text!("見出しの名前「{id}」は重なっているか、使えません", "the id \"{id}\" of the heading is taken or reserved");
                let hint = text!("別の名前にするか、`{{#{id}}}` を消してください", "choose another or remove `{{#{id}}}`");
                self.find(&HEADING_ID, message, hint, heading.range.clone());
                self.ids.of_text(&text)
            }
            None => self.ids.of_text(&text),
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
        if self.check_underlined(text, &heading.range) {
            return;
        }
        if text.is_empty() {
            let hint = text!("文字を書くか、行を消してください", "write a text or remove the line");
            self.find(&EMPTY_HEADING, text!("見出しに文字がありません", "the heading is empty"), hint, range());
        }
        if level == 1 {
            let message = text!("本文に `#` の見出し（ページの題名と同じ段）があります", "the body has a heading of level 1");
            self.find(&HEADING_ORDER, message, text!("`## {text}` にしてください", "write `## {text}`"), range());
        } else if level > self.level + 1 {
            let (before, wanted) = (self.level, "#".repeat(usize::from(self.level) + 1));
            let message = text!("見出しの段が h{before} から h{level} に飛んでいます", "the headings jump from h{before} to h{level}");
            self.find(&HEADING_ORDER, message, text!("`{wanted} {text}` にしてください", "write `{wanted} {text}`"), range());
        }
        self.level = level;
    }

    /// Whether the heading is a paragraph above a line that was not meant to make it one; tells so.
    fn check_underlined(&mut self, text: &str, range: &Range<usize>) -> bool {
        let written = self.source[range.clone()].trim_end();
        let Some((above, line)) = written.rsplit_once('\n') else { return false };
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let Some(mark) = line.chars().next().filter(|c| matches!(c, '-' | '=')) else { return false };
        if !line.chars().all(|c| c == mark) || text.is_empty() {
            return false;
        }
        let author = self.locator.marked.author;
        // The marks of a merge, and the head of a page in its text, are told where they begin.
        let start = self.locator.marked.original(range.start);
        let line_above = author[..start].trim_end_matches('\n').rfind('\n').map_or(0, |end| end + 1);
        if line == "=======" && self.merged || foreign::pasted_head(&author[line_above..]).is_some() {
            return true;
        }
        let sentence = text.contains(['。', '、']) || text.ends_with(['.', '：', ':', '！', '？', '）']) || text.chars().count() > 40;
        let several = above.contains('\n');
        let rule = mark == '-' && line.len() == 3 && self.hashed;
        if !(sentence || several || line.len() < 3 || rule) {
            return false;
        }
        let message = text!(
            "文のすぐ下の `{line}` のために、上の文「{text}」が見出しになります",
            "`{line}` right below it makes a heading of \"{text}\""
        );
        let hint = text!(
            "区切りの線なら、`{line}` の上に空行を1行入れてください。見出しなら `## ` で書きます",
            "put an empty line above `{line}` when it is a rule; a heading is written with `## `"
        );
        let start = range.start + above.len() + 1;
        self.find(&MISREAD_TEXT, message, hint, start..range.start + written.len());
        true
    }
}

fn without_links(html: &str) -> String {
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        shown.push_str(&rest[..start]);
        rest = &rest[start..];
        let skipped =
            [("<svg", "</svg>"), ("<span class=\"sr\"", "</span>"), ("<sup class", "</sup>"), ("<a ", ">"), ("</a", ">"), ("<img", ">")]
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
