//! A page that is missed, and a page that looks like it: it was given another name in the Explorer, where nothing follows it.
//!
//! Nothing is remembered of the old file. What tells it is what the new one holds (ids that begin with the old name, the title that links to the old
//! one still have) and that nothing leads to it yet. Only changes what is to be done about findings; reports nothing of its own.

use super::rule::records;
use super::{Recorded, Site};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, closest};
use crate::notation::folded_name;
use crate::parse::markdown::LinkTarget;
use crate::source::{SourceFile, SourcePath, Sources};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// Says `shirube mv` where a file that is missed lies under another name.
pub fn renamed(site: &Site, sources: &Sources, findings: &mut Diagnostics) {
    let mut missed: BTreeMap<SourcePath, Vec<SourcePath>> = BTreeMap::new();
    for (path, place) in findings.iter().filter_map(|finding| Some((missed_path(finding)?, finding.place.as_ref()?))) {
        missed.entry(path).or_default().push(place.path.clone());
    }
    if missed.is_empty() {
        return;
    }
    let (led_to, titles) = (led_to(site), titles(site));
    let found: BTreeMap<SourcePath, SourcePath> = missed
        .iter()
        .filter_map(|(old, from)| {
            let said = said(site, old);
            let new = sources.below("content/").filter(|file| file.path.extension() == old.extension() && file.path != *old);
            let new = new.filter(|file| !led_to.contains(&file.path) && !from.contains(&file.path));
            // A single link to nearly the same name is a slip of the hand.
            let slip = |file: &SourceFile| from.len() == 1 && closest(&old.as_str().to_lowercase(), [file.path.as_str()]).is_some();
            let new = new.filter(|file| !slip(file) && !file.path.as_str().eq_ignore_ascii_case(old.as_str()));
            let mut likeness: Vec<(u8, &SourcePath)> = new
                .map(|file| (likeness(old, file, titles.get(&file.path).copied(), &said), &file.path))
                .filter(|(sure, _)| *sure > 0)
                .collect();
            likeness.sort_by_key(|(sure, _)| std::cmp::Reverse(*sure));
            // Two that look alike tell nothing.
            match likeness.as_slice() {
                [(first, _), (second, _), ..] if first == second => None,
                [(_, path), ..] => Some((old.clone(), (*path).clone())),
                [] => None,
            }
        })
        .collect();
    findings.revise(|finding| {
        if let Some((old, new)) = missed_path(finding).and_then(|old| found.get_key_value(&old)) {
            let hint = followed(old, new);
            finding.cause.iter_mut().for_each(|cause| cause.hint = Some(hint.clone()));
            finding.hint = Some(hint);
            finding.correction = None;
        }
    });
}

/// The file of the project that a finding misses.
fn missed_path(finding: &Diagnostic) -> Option<SourcePath> {
    let path = finding.cause.as_ref()?.key.strip_prefix("file ")?;
    SourcePath::new(path).ok().filter(|path| path.as_str().starts_with("content/"))
}

fn followed(old: &SourcePath, new: &SourcePath) -> Text {
    let quoted = |path: &SourcePath| if path.as_str().contains(' ') { format!("\"{path}\"") } else { path.to_string() };
    let (was, is) = (quoted(old), quoted(new));
    text!(
        "{new} は、このファイルの名前を変えたものではありませんか。そうなら `shirube mv {was} {is}` で、指しているところをすべて書き直せます",
        "{new} may be this file under another name; if so, `shirube mv {was} {is}` rewrites all that refers to it"
    )
}

/// The files to which a link or an id leads.
fn led_to(site: &Site) -> BTreeSet<SourcePath> {
    let links = site.bodies().into_iter().flat_map(|(from, body)| body.links.iter().map(move |link| (from, link)));
    let mut led_to: BTreeSet<SourcePath> = links
        .filter_map(|(from, link)| match &link.target {
            LinkTarget::Page { path, .. } | LinkTarget::Asset(path) if path != from => Some(path.clone()),
            _ => None,
        })
        .collect();
    let links = &site.links;
    for (key, course) in site.courses.iter() {
        let named = !links.course_followers[key].is_empty()
            || !links.course_exams[key].is_empty()
            || !links.course_assessments[key].is_empty()
            || !links.course_news[key].is_empty();
        if named {
            led_to.insert(course.meta().origin.path.clone());
        }
    }
    led_to
}

fn titles(site: &Site) -> BTreeMap<&SourcePath, &str> {
    let pages = records::all(site).into_iter().filter(|record| record.meta.origin.path.extension() == "md");
    pages.map(|record| (&record.meta.origin.path, record.title)).collect()
}

/// What the links to `old` call it.
fn said(site: &Site, old: &SourcePath) -> BTreeSet<String> {
    let links = site.bodies().into_iter().flat_map(|(_, body)| &body.links);
    let to_old = links.filter(|link| matches!(&link.target, LinkTarget::Page { path, .. } | LinkTarget::Asset(path) if path == old));
    to_old.map(|link| folded_name(&link.text)).filter(|text| !text.is_empty()).collect()
}

/// How much `file` looks like what `old` was: 0 for not at all.
fn likeness(old: &SourcePath, file: &SourceFile, title: Option<&str>, said: &BTreeSet<String>) -> u8 {
    let same_folder = file.path.parent() == old.parent();
    let is_called = title.is_some_and(|title| said.contains(&folded_name(title)));
    let speaks = old.extension() == "md" && file.text().is_some_and(|text| holds(text, name(old)));
    let same_name = !same_folder && file.path.file_name() == old.file_name() && name(old) != "index";
    let similar = same_folder && parts(name(old)).intersection(&parts(name(&file.path))).next().is_some();
    match (is_called, speaks, same_name) {
        (true, true, _) => 5,
        (true, false, _) if same_folder => 4,
        (_, true, _) if same_folder => 3,
        (_, _, true) => 2,
        _ if similar => 1,
        _ => 0,
    }
}

/// The name under which a page is kept; for `name/index.md` that of the folder.
fn name(path: &SourcePath) -> &str {
    if path.stem() == "index" { path.parent().rsplit('/').next().unwrap_or_default() } else { path.stem() }
}

/// Whether `text` has an id that is `name` or begins with it (`name-r8-1`).
fn holds(text: &str, name: &str) -> bool {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    name.len() >= 3
        && text.match_indices(name).any(|(at, _)| {
            let after = &text[at + name.len()..];
            !text[..at].ends_with(is_of_id) && (after.starts_with('-') || !after.starts_with(is_of_id))
        })
}

/// The words of a name, without those that say nothing.
fn parts(name: &str) -> BTreeSet<&str> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|part| part.chars().count() >= 3 && !part.chars().all(|c| c.is_ascii_digit()))
        .collect()
}
