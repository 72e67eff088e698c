//! Markdown bodies on a page: links made relative, links out with the network that opens them, images with their size, glossary terms
//! explained on their first use.

use super::viewpoint::Viewpoint;
use crate::model::{Access, Key, Site, Term};
use crate::parse::markdown::{HoleKind, LinkTarget, escape, escape_address, escape_attribute};
use crate::parse::{Markdown, highlight};
use crate::route::{Fixed, Output, RoutePath};
use crate::source::SourcePath;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;

/// What bodies need of the whole site, made once: the glossary as one automaton, and the sizes of images.
pub struct Prose {
    terms: Option<AhoCorasick>,
    /// The term of each pattern of `terms`.
    owners: Vec<Key<Term>>,
    sizes: HashMap<SourcePath, (usize, usize)>,
    /// The network that opens a known address.
    networks: HashMap<String, Access>,
}

impl std::fmt::Debug for Prose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prose").field("terms", &self.owners.len()).finish_non_exhaustive()
    }
}

impl Prose {
    /// Prepares the glossary of `site` and the sizes of its images.
    pub fn new(site: &Site, sizes: HashMap<SourcePath, (usize, usize)>) -> Self {
        let mut patterns = Vec::new();
        let mut owners = Vec::new();
        if site.config.markdown.glossary {
            for (key, term) in site.glossary.iter().filter(|(_, term)| term.mark) {
                for word in std::iter::once(&term.term).chain(&term.variants).filter(|word| word.chars().count() > 1) {
                    patterns.push(escaped(word));
                    owners.push(key);
                }
            }
        }
        let terms = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok().filter(|_| !patterns.is_empty());
        let networks = site.external.values().map(|external| (address(&external.url).to_owned(), external.access)).collect();
        Self { terms, owners, sizes, networks }
    }

    /// The HTML of `body` on the page of `at`.
    pub fn html(&self, at: &Viewpoint, body: &Markdown) -> String {
        let mut out = String::with_capacity(body.html.len() + body.html.len() / 8);
        let marks = self.marks(at, body);
        let mut holes = body.holes.iter().peekable();
        let mut from = 0;
        let mut copy = |out: &mut String, to: usize, from: &mut usize| {
            while let Some(hole) = holes.next_if(|hole| hole.at <= to) {
                out.push_str(&body.html[*from..hole.at]);
                self.fill(at, &hole.kind, out);
                *from = hole.at;
            }
            out.push_str(&body.html[*from..to]);
            *from = to;
        };
        for (start, end, key) in marks {
            copy(&mut out, start, &mut from);
            self.mark(at, &body.html[start..end], key, &mut out);
            from = end;
        }
        copy(&mut out, body.html.len(), &mut from);
        out
    }

    /// The first use of each term in the running text: start, end, term.
    fn marks(&self, at: &Viewpoint, body: &Markdown) -> Vec<(usize, usize, Key<Term>)> {
        let Some(terms) = &self.terms else { return Vec::new() };
        let mut seen: Vec<Key<Term>> = Vec::new();
        let mut marks = Vec::new();
        if at.routes.path(&Output::Fixed(Fixed::Glossary)) == Some(at.here) {
            return marks;
        }
        for range in &body.prose {
            let text = &body.html[range.clone()];
            for found in terms.find_iter(text) {
                let key = self.owners[found.pattern().as_usize()];
                if !seen.contains(&key) && stands_alone(text, found.start(), found.end()) {
                    seen.push(key);
                    marks.push((range.start + found.start(), range.start + found.end(), key));
                }
            }
        }
        marks
    }

    fn mark(&self, at: &Viewpoint, word: &str, key: Key<Term>, out: &mut String) {
        let term = &at.site[key];
        let href = at.href(&Output::Fixed(Fixed::Glossary));
        let id = &term.meta.id;
        let title = match &term.full {
            Some(full) => at.words.fill("glossary.in_full", &[("name", full), ("text", &plain(&term.body.text))]),
            None => plain(&term.body.text),
        };
        out.push_str("<a class=\"term-link\" href=\"");
        out.push_str(&href);
        out.push('#');
        out.push_str(id.as_str());
        out.push_str("\" title=\"");
        escape_attribute(&title, out);
        out.push_str("\">");
        out.push_str(word);
        out.push_str("</a>");
    }

    fn fill(&self, at: &Viewpoint, hole: &HoleKind, out: &mut String) {
        match hole {
            HoleKind::Word(name, [n, of]) => escape_attribute(&at.words.fill(name, &[("n", n), ("of", of)]), out),
            HoleKind::Code(code) => highlight::write(&code.0, &code.1, out),
            HoleKind::Href(target) => escape_address(&self.href(at, target), out),
            HoleKind::Image(target) => {
                out.push_str(" src=\"");
                escape_address(&self.href(at, target), out);
                out.push('"');
                if let LinkTarget::Asset(path) = target
                    && let Some((width, height)) = self.sizes.get(path)
                {
                    out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
                }
                out.push_str(" decoding=\"async\"");
            }
            HoleKind::Access(to) => {
                if let Some(access) = self.networks.get(address(to)) {
                    out.push_str(" <span class=\"tag tag--net\"><svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-net\"/></svg>");
                    escape(at.words.choice(*access), out);
                    out.push_str("</span>");
                }
            }
        }
    }

    fn href(&self, at: &Viewpoint, target: &LinkTarget) -> String {
        let to = |path: &SourcePath| at.routes.linked(path).map_or_else(String::new, |to: &RoutePath| at.here.href(to));
        match target {
            LinkTarget::Page { path, fragment: None } | LinkTarget::Asset(path) => to(path),
            LinkTarget::Page { path, fragment: Some(fragment) } => {
                let id = at.routes.body_of_source(at.site, path).and_then(|body| body.anchor(fragment)).unwrap_or(fragment);
                format!("{}#{id}", to(path))
            }
            LinkTarget::Here(fragment) => {
                let body = at.routes.output(at.here.as_str()).and_then(|(_, output)| at.routes.body(at.site, output));
                format!("#{}", body.and_then(|body| body.anchor(fragment)).unwrap_or(fragment))
            }
            LinkTarget::External(address) => address.clone(),
        }
    }
}

/// An address as it is compared: a last slash says nothing.
fn address(url: &str) -> &str {
    url.trim_end_matches('/')
}

/// Latin terms must not be parts of longer words: `RPA` in `RPAs` is none.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric();
    let inner = |side: Option<char>, edge: Option<char>| side.is_some_and(word) && edge.is_some_and(word);
    !inner(text[..start].chars().next_back(), text[start..].chars().next())
        && !inner(text[end..].chars().next(), text[..end].chars().next_back())
}

/// `text` as it stands in HTML text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(120).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}
