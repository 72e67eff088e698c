//! Ids: which record is meant by `KIND:ID`, where exactly an id is written, and where a former one is kept.
//!
//! Does not look for references: the compiler says where it misses an id.

use super::Refusal;
use crate::diagnostic::closest;
use crate::mend::edit::Edit;
use crate::model::rule::records::{Named, all};
use crate::model::{Recorded, Site};
use crate::notation::Id;
use crate::source::{Origin, Place, SourcePath, Sources};
use crate::text;
use std::ops::Range;

/// `skill:data-read`.
pub(super) fn kind_and_id(words: &str) -> Option<(&str, &str)> {
    words.split_once(':').filter(|(kind, id)| !kind.is_empty() && !id.contains(['/', '\\', '.']) && !kind.contains(['/', '\\', '.']))
}

/// The name of a kind as it is typed: its English name.
fn kind_name(record: &Named) -> String {
    record.kind.1.replace(' ', "-")
}

/// Whether `typed` means the kind `name`: its name, the beginning of it, or its plural.
fn is_kind(typed: &str, name: &str) -> bool {
    let single = typed.strip_suffix('s').unwrap_or(typed);
    [typed, single].iter().any(|word| name == *word || name.strip_prefix(word).is_some_and(|rest| rest.starts_with('-')))
        || name == "indicator" && typed == "kpi"
}

/// The record that `KIND:ID` names.
pub(super) fn find<'a>(site: &'a Site, (kind, id): (&str, &str)) -> Result<Named<'a>, Refusal> {
    let records = all(site);
    let of_kind: Vec<&Named> = {
        let exactly: Vec<&Named> = records.iter().filter(|record| kind_name(record) == kind).collect();
        if exactly.is_empty() { records.iter().filter(|record| is_kind(kind, &kind_name(record))).collect() } else { exactly }
    };
    if of_kind.is_empty() {
        let mut names: Vec<String> = records.iter().map(kind_name).collect();
        names.sort();
        names.dedup();
        let known = names.join(", ");
        return Err(Refusal::new(
            text!("「{kind}」という種類の記録はありません", "there are no records of the kind \"{kind}\""),
            text!("ある種類: {known}", "kinds: {known}"),
        ));
    }
    match of_kind.iter().find(|record| record.meta.id.as_str() == id) {
        Some(record) if matches!(kind_name(record).as_str(), "page" | "assessment-rule") => Err(Refusal::new(
            text!("この種類の記録には、自分のidがありません", "records of this kind have no id of their own"),
            text!("ページはファイルの場所で指定してください", "name a page by its path"),
        )),
        Some(record) => Ok(**record),
        None => Err(Refusal {
            message: text!("{kind} に「{id}」というidはありません", "there is no {kind} \"{id}\""),
            hint: closest(id, of_kind.iter().map(|record| record.meta.id.as_str()))
                .map(|near| text!("もしかして: {near}", "did you mean: {near}")),
        }),
    }
}

/// The id that a record is to have.
pub(super) fn new_id(site: &Site, record: &Named, (kind, _): (&str, &str), (new_kind, id): (&str, &str)) -> Result<Id, Refusal> {
    if kind != new_kind {
        return Err(Refusal::new(
            text!("種類が違います（{kind} と {new_kind}）", "the kinds differ ({kind} and {new_kind})"),
            text!("記録の種類は変えられません。どちらにも {kind} と書いてください", "a record stays of its kind; write {kind} twice"),
        ));
    }
    let id = Id::parse(id).map_err(|misread| Refusal { message: misread.message, hint: misread.hint })?;
    if all(site).iter().any(|other| other.kind == record.kind && other.meta.id == id) {
        return Err(Refusal::new(
            text!("「{id}」はすでにあります", "\"{id}\" exists already"),
            text!("別のidにしてください", "choose another id"),
        ));
    }
    Ok(id)
}

/// The record of a Markdown file whose id others can name: a course, a news item, a trend article.
pub(super) fn of_file(site: &Site, path: &SourcePath) -> Option<Origin> {
    let metas = site.courses.values().map(Recorded::meta).chain(site.news.values().map(Recorded::meta));
    let mut metas = metas.chain(site.trends.values().map(Recorded::meta));
    metas.find(|meta| meta.origin.path == *path).map(|meta| meta.origin.clone())
}

/// The record of any Markdown file.
pub(super) fn origin_of(site: &Site, path: &SourcePath) -> Option<Origin> {
    let page = || site.pages.values().find(|page| page.meta.origin.path == *path).map(|page| page.meta.origin.clone());
    of_file(site, path).or_else(page)
}

/// Whether the record of `origin` has a page of its own, which leaves an address behind.
pub(super) fn has_page(site: &Site, origin: &Origin) -> bool {
    let metas = site.levels.values().map(Recorded::meta).chain(site.skills.values().map(Recorded::meta));
    let metas = metas.chain(site.exams.values().map(Recorded::meta)).chain(site.cases.values().map(Recorded::meta));
    let mut metas = metas.chain(site.kpis.values().map(Recorded::meta));
    let place = origin.place("");
    metas.any(|meta| meta.origin.path == origin.path && meta.origin.place("") == place)
}

/// `to` instead of `from` at a place, or in the key right before it; `None` when `from` does not stand there exactly once.
pub(super) fn at(sources: &Sources, place: &Place, from: &str, to: &str) -> Option<Edit> {
    let text = sources.get(place.path.as_str())?.text()?;
    if let Some(range) = only(text, place.start..place.end, from) {
        return Some(Edit::new(range, to));
    }
    // The place of `skills: {data-read: 2}` is the 2; the id is its key.
    let before = text.get(..place.start)?.trim_end().strip_suffix(':')?.trim_end();
    let before = before.strip_suffix(['"', '\'']).unwrap_or(before);
    let start = before.len().checked_sub(from.len())?;
    let is_whole = before.get(start..)? == from && !before[..start].ends_with(is_of_id);
    is_whole.then(|| Edit::new(start..before.len(), to))
}

/// The one place within `range` where `id` stands as a whole word.
fn only(text: &str, range: Range<usize>, id: &str) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    let mut found = words.match_indices(id).filter(|(at, _)| {
        let (before, after) = (&words[..*at], &words[at + id.len()..]);
        !before.ends_with(is_of_id) && !after.starts_with(is_of_id)
    });
    let (first, _) = found.next()?;
    found.next().is_none().then(|| range.start + first..range.start + first + id.len())
}

fn is_of_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// A former address in the front matter of a page.
pub(super) fn alias_in_page(sources: &Sources, origin: &Origin, alias: &str) -> Option<Edit> {
    let text = sources.get(origin.path.as_str())?.text()?;
    if origin.has_key("aliases") {
        return longer_list(text, origin, alias);
    }
    let opening = text.find('\n')? + 1;
    match &text[..opening] {
        first if first.starts_with("---") => Some(Edit::new(opening..opening, format!("aliases: [{alias}]\n"))),
        first if first.starts_with("+++") => Some(Edit::new(opening..opening, format!("aliases = [\"{alias}\"]\n"))),
        _ => None,
    }
}

/// A former id in a record of a YAML file.
pub(super) fn alias_in_data(sources: &Sources, origin: &Origin, alias: &str) -> Option<Edit> {
    let text = sources.get(origin.path.as_str())?.text()?;
    if !matches!(origin.path.extension(), "yaml" | "yml") {
        return None;
    }
    if origin.has_key("aliases") {
        return longer_list(text, origin, alias);
    }
    let (key, id) = (origin.key("id"), origin.place("id"));
    let line = text[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let record = text.get(origin.place("").start..)?;
    if record.starts_with('{') || text[line..key.start].contains('{') {
        return Some(Edit::new(id.end..id.end, format!(", aliases: [{alias}]")));
    }
    // The next key stands below this one; `- ` before the first key counts as blanks.
    let indent: String = text[line..key.start].chars().map(|_| ' ').collect();
    let end = text[id.end..].find('\n').map_or(text.len(), |at| id.end + at);
    Some(Edit::new(end..end, format!("\n{indent}aliases: [{alias}]")))
}

/// One more item at the end of a list on one line.
fn longer_list(text: &str, origin: &Origin, alias: &str) -> Option<Edit> {
    let place = origin.place("aliases");
    let list = text.get(place.start..place.end)?;
    let inner = list.strip_prefix('[')?.strip_suffix(']')?;
    let joint = if inner.trim().is_empty() { "" } else { ", " };
    let quote = if origin.path.extension() == "md" && text.starts_with("+++") { "\"" } else { "" };
    let end = place.end - 1;
    Some(Edit::new(end..end, format!("{joint}{quote}{alias}{quote}")))
}
