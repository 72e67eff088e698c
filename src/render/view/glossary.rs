//! The glossary in 五十音 order.

use super::page::section_text;
use crate::model::{Key, Term};
use crate::render::frame::Head;
use crate::render::index_rows::{IndexRow, IndexRows};
use crate::render::shape::{Link, Named};
use crate::render::{Prose, Shown, Viewpoint};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

#[derive(Serialize)]
struct View {
    text_html: String,
    index: Vec<Named>,
    rows: Vec<Row>,
}

/// The terms of a row of the 五十音 table.
#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    terms: Vec<Entry>,
}

/// A term.
#[derive(Serialize)]
struct Entry {
    id: String,
    name: String,
    reading: String,
    abbreviation: Option<String>,
    html: String,
    synonyms: Vec<String>,
    see: Vec<Link>,
    sample: bool,
}

/// The page of the glossary.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let site = at.site;
    let mut head = Head::of_section(at, "glossary", at.words.say("menu.glossary"), at.words.say("lead.glossary"));
    head.description = head.description.or_else(|| head.lead.clone());
    let text_html = section_text(at, prose, "glossary", &mut head);
    let index_rows = IndexRows::of(at.words);
    let of = |row: &IndexRow| {
        site.glossary.iter().filter(|(_, term)| index_rows.holds(row, &term.yomi, &term.term)).map(|(key, _)| key).collect::<Vec<_>>()
    };
    let mut index = Vec::new();
    let mut rows = Vec::new();
    for (position, row) in index_rows.rows().enumerate() {
        let keys = of(&row);
        let id = format!("row-{}", position + 1);
        if keys.is_empty() && row.is_other() {
            continue;
        }
        index.push(Named { name: row.name.to_owned(), href: if keys.is_empty() { String::new() } else { format!("#{id}") } });
        if !keys.is_empty() {
            rows.push(Row { id, title: row.title(at.words), terms: keys.into_iter().map(|key| entry(at, prose, key)).collect() });
        }
    }
    Shown::new("glossary.html", head, &View { text_html, index, rows })
}

fn entry(at: &Viewpoint, prose: &Prose, key: Key<Term>) -> Entry {
    let term = &at.site[key];
    let see = |key: &Key<Term>| {
        let other = &at.site[*key];
        Link { title: other.term.clone(), href: format!("#{}", other.meta.id), ..Link::default() }
    };
    Entry {
        id: term.meta.id.to_string(),
        name: term.term.clone(),
        reading: term.yomi.clone(),
        abbreviation: term.full.clone(),
        html: prose.html(at, &term.body),
        synonyms: synonyms(term),
        see: term.see.iter().map(see).collect(),
        sample: term.meta.sample,
    }
}

/// Other words for a term: spellings that differ from what is shown by width, case or blanks only tell nothing.
fn synonyms(term: &Term) -> Vec<String> {
    let fold = |text: &str| text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    let mut seen = vec![fold(&term.term)];
    let mut words = Vec::new();
    for word in &term.variants {
        let folded = fold(word);
        let shown = term.full.as_ref().is_some_and(|full| fold(full).contains(&folded));
        if !shown && !seen.contains(&folded) {
            seen.push(folded);
            words.push(word.clone());
        }
    }
    words
}
