//! Code: its HTML, and languages that are not known.

use super::super::codes::UNKNOWN_LANGUAGE;
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

    /// Tells of a name that is misspelt, no name, or that of a language of drawings. Of any other name that is not known the code is shown as
    /// it is, only without colours.
    fn unknown_language(&mut self, language: &str, range: Range<usize>) {
        let lower = language.to_lowercase();
        let drawing = matches!(&*lower, "mermaid" | "plantuml" | "puml" | "drawio" | "dot" | "graphviz" | "math" | "latex-math");
        let near = closest(&lower, highlight::names());
        let is_name = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'#' | b'.' | b'_' | b':'));
        // 「docker」 is short for its longer name.
        let short = near.is_some_and(|near| near.starts_with(&*lower));
        if !drawing && is_name && (near.is_none() || short) {
            return;
        }
        let finding = Diagnostic::new(
            &UNKNOWN_LANGUAGE,
            text!("コードの言語「{language}」は分かりません", "the language \"{language}\" of the code is not known"),
        );
        let finding = match near {
            _ if drawing => finding.hint(text!(
                "図にはならず、文字のまま表示されます。図を画像にして置き、`![何の図か](ファイル)` と書いてください",
                "it is shown as text, not as a drawing; make a picture of it and write `![what it shows](file)`"
            )),
            None => finding.hint(text!("つづりを直すか、`text` と書いてください", "mend the name or write `text`")),
            closest => finding.did_you_mean(closest),
        };
        // An escape in the name (`a\-b`) makes it differ from what was typed: then the whole line is meant.
        let line = self.source[range.clone()].split('\n').next().unwrap_or_default();
        let (start, length) = line.find(language).map_or((0, line.len()), |at| (at, language.len()));
        let start = range.start + start;
        self.findings.push(finding.at(self.locator.place(start..start + length)));
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
