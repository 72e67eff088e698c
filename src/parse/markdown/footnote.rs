//! Footnotes: numbered in the order in which the text refers to them, written at its end with links back.

use super::codes::{DUPLICATE_FOOTNOTE, UNUSED_FOOTNOTE};
use super::writer::Body;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Place;
use crate::text;
use std::collections::HashMap;
use std::fmt::Write;

/// All footnotes of a page.
#[derive(Default)]
pub(super) struct Footnotes {
    by_name: HashMap<String, usize>,
    notes: Vec<Note>,
    /// Notes in the order of their first references.
    order: Vec<usize>,
    /// Definitions being read, innermost last: the note and whether it is the note's first definition.
    open: Vec<(usize, bool)>,
    repeated: Vec<(usize, Place)>,
}

#[derive(Default)]
struct Note {
    name: String,
    /// From 1; 0 while nothing refers to it.
    number: usize,
    references: usize,
    body: Body,
    place: Option<Place>,
}

impl Footnotes {
    fn note(&mut self, name: &str) -> usize {
        if let Some(index) = self.by_name.get(name) {
            return *index;
        }
        self.by_name.insert(name.to_owned(), self.notes.len());
        self.notes.push(Note { name: name.to_owned(), ..Note::default() });
        self.notes.len() - 1
    }

    /// Writes a reference.
    pub(super) fn refer(&mut self, name: &str, out: &mut Body) {
        let index = self.note(name);
        if self.notes[index].number == 0 {
            self.order.push(index);
            self.notes[index].number = self.order.len();
        }
        let note = &mut self.notes[index];
        note.references += 1;
        let (number, reference) = (note.number, Reference(note.number, note.references));
        let _ = write!(out.html, "<sup class=\"fnref\"><a href=\"#fn-{number}\" id=\"{reference}\"><span class=\"sr\">");
        out.word("prose.footnote", [number, 0]);
        let _ = write!(out.html, "</span>{number}</a></sup>");
    }

    /// A definition begins.
    pub(super) fn define(&mut self, name: &str, place: Place) {
        let index = self.note(name);
        let first = self.notes[index].place.is_none();
        if first {
            self.notes[index].place = Some(place);
        } else {
            self.repeated.push((index, place));
        }
        self.open.push((index, first));
    }

    /// A definition ends; this is what it says.
    pub(super) fn close(&mut self, body: Body) {
        if let Some((index, true)) = self.open.pop() {
            self.notes[index].body = body;
        }
    }

    /// Writes the notes that are referred to, and reports the others.
    pub(super) fn finish(self, out: &mut Body, findings: &mut Diagnostics) {
        for (index, place) in self.repeated {
            let name = &self.notes[index].name;
            let finding = Diagnostic::new(&DUPLICATE_FOOTNOTE, text!("脚注「{name}」が2つあります", "there are two footnotes \"{name}\""))
                .hint(text!("どちらかの名前を変えてください（表示されるのは1つ目です）", "rename one; the first is shown"))
                .at(place);
            findings.push(match &self.notes[index].place {
                Some(first) => finding.related(first.clone(), text!("1つ目はここです", "the first is here")),
                None => finding,
            });
        }
        for note in self.notes.iter().filter(|note| note.number == 0) {
            let name = &note.name;
            let finding = Diagnostic::new(
                &UNUSED_FOOTNOTE,
                text!("脚注「{name}」は本文から参照されていません", "nothing refers to the footnote \"{name}\""),
            )
            .hint(text!("本文に `[^{name}]` を入れるか、脚注を消してください", "put `[^{name}]` into the text or remove the note"));
            findings.push(match &note.place {
                Some(place) => finding.at(place.clone()),
                None => finding,
            });
        }
        if self.order.is_empty() {
            return;
        }
        out.html.push_str("<section class=\"footnotes\" aria-label=\"");
        out.word("prose.footnotes", [0, 0]);
        out.html.push_str("\"><ol>\n");
        for note in self.order.iter().map(|index| &self.notes[*index]) {
            let _ = write!(out.html, "<li id=\"fn-{}\">", note.number);
            out.append(&note.body);
            let inside_paragraph = out.html.ends_with("</p>\n");
            if inside_paragraph {
                out.html.truncate(out.html.len() - "</p>\n".len());
            }
            for reference in 1..=note.references {
                let target = Reference(note.number, reference);
                let _ = write!(out.html, " <a href=\"#{target}\" class=\"fnback\"><span aria-hidden=\"true\">↩</span><span class=\"sr\">");
                out.word(if note.references > 1 { "prose.back_to" } else { "prose.back" }, [note.number, reference]);
                out.html.push_str("</span></a>");
            }
            out.html.push_str(if inside_paragraph { "</p></li>\n" } else { "</li>\n" });
        }
        out.html.push_str("</ol></section>\n");
    }
}

/// Id of the nth reference to a note.
struct Reference(usize, usize);

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.1 {
            1 => write!(f, "fnref-{}", self.0),
            nth => write!(f, "fnref-{}-{nth}", self.0),
        }
    }
}
