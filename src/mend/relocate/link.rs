//! Links of Markdown texts when a file moves: where exactly the destination is written, and what is written there now.
//!
//! The parser says which links a text has and where each stands; here only the destination within that place is looked for, by what it leads
//! to. Links in code are none for the parser, so they stay.

use crate::mend::edit::Edit;
use crate::model::Site;
use crate::parse::markdown::{LinkTarget, percent_decode};
use crate::source::{SourcePath, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Every link that leads to `old` or stands in it, rewritten for a project in which `old` lies at `new`; by file, as they lie now.
pub(super) fn rewritten(sources: &Sources, site: &Site, old: &SourcePath, new: &SourcePath) -> BTreeMap<SourcePath, Vec<Edit>> {
    let mut edits: BTreeMap<SourcePath, BTreeSet<Edit>> = BTreeMap::new();
    for (path, body) in site.bodies() {
        let Some(text) = sources.get(path.as_str()).and_then(|file| file.text()) else { continue };
        for link in &body.links {
            let target = match &link.target {
                LinkTarget::Page { path, .. } | LinkTarget::Asset(path) => path,
                LinkTarget::Here(_) | LinkTarget::External(_) => continue,
            };
            if path != old && target != old {
                continue;
            }
            let seat = if path == old { new } else { path };
            let aim = if target == old { new } else { target };
            for range in destinations(text, link.place.start..link.place.end.min(text.len()), path, target) {
                let written = &text[range.clone()];
                let better = destination(written, seat, aim);
                if better != written {
                    edits.entry(path.clone()).or_default().insert(Edit::new(range, better));
                }
            }
        }
    }
    edits.into_iter().map(|(path, edits)| (path, edits.into_iter().collect())).collect()
}

/// Where within `place` destinations that lead from `path` to `target` are written; in the definitions of the text when there is none there.
fn destinations(text: &str, place: Range<usize>, path: &SourcePath, target: &SourcePath) -> Vec<Range<usize>> {
    let Some(words) = text.get(place.clone()) else { return Vec::new() };
    let leads = |range: &Range<usize>| leads_to(&text[range.clone()], path, target);
    let inline = words.match_indices("](").filter_map(|(at, _)| inside(text, place.start + at + 2)).filter(leads);
    let inline: Vec<_> = inline.collect();
    if !inline.is_empty() {
        return inline;
    }
    definitions(text).into_iter().filter(leads).collect()
}

/// The destination that begins at `at`, behind blanks.
fn inside(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let start = at + rest.len() - rest.trim_start().len();
    let rest = &text[start..];
    if let Some(angled) = rest.strip_prefix('<') {
        let end = angled.find(['>', '\n']).filter(|end| angled[*end..].starts_with('>'))?;
        return Some(start + 1..start + 1 + end);
    }
    let mut depth = 0;
    let mut escaped = false;
    let end = rest.find(|c: char| {
        let plain = !std::mem::take(&mut escaped);
        match c {
            '\\' => escaped = plain,
            '(' if plain => depth += 1,
            ')' if plain && depth == 0 => return true,
            ')' if plain => depth -= 1,
            c => return c.is_whitespace(),
        }
        false
    });
    Some(start..start + end.unwrap_or(rest.len()))
}

/// The destinations of the lines `[name]: destination` outside of code.
fn definitions(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut fence) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        if words.starts_with("```") || words.starts_with("~~~") {
            fence = !fence;
        }
        if !fence
            && words.starts_with('[')
            && !words.starts_with("[^")
            && line.len() - words.len() < 4
            && let Some(at) = line.find("]:")
        {
            found.extend(inside(text, start + at + 2).filter(|range| range.end <= start + line.len()));
        }
        start += line.len();
    }
    found
}

/// What stands before `#` or `?`, and the rest.
fn split(written: &str) -> (&str, &str) {
    written.split_at(written.find(['#', '?']).unwrap_or(written.len()))
}

fn leads_to(written: &str, path: &SourcePath, target: &SourcePath) -> bool {
    let (file, _) = split(written);
    let plain: String = unescaped(file);
    !plain.is_empty() && path.join(&percent_decode(&plain)).as_ref() == Some(target)
}

/// Without the backslashes before punctuation.
fn unescaped(words: &str) -> String {
    let mut out = String::new();
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(c);
        }
    }
    out
}

/// The destination for a link in the file `seat` to the file `aim`, in the manner in which it was written.
fn destination(written: &str, seat: &SourcePath, aim: &SourcePath) -> String {
    if leads_to(written, seat, aim) {
        return written.to_owned();
    }
    let (file, rest) = split(written);
    let dot = if file.starts_with("./") { "./" } else { "" };
    let relative = seat.relative(aim.as_str());
    let dot = if relative.starts_with("..") { "" } else { dot };
    // Text that was typed plainly stays plain, but for what would end the destination.
    let all = file.is_ascii() && file.contains('%');
    format!("{dot}{}{rest}", encoded(&relative, all))
}

/// Percent signs for what a destination cannot hold; for everything but ASCII too, where the author wrote it so.
fn encoded(path: &str, all: bool) -> String {
    let mut out = String::new();
    for c in path.chars() {
        if c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '%' | '#' | '?' | '\\' | '"') || all && !c.is_ascii() {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out += &format!("%{byte:02X}"));
        } else {
            out.push(c);
        }
    }
    out
}
