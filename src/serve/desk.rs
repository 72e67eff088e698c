//! `/_shirube/`: the editor's desk. All findings, gaps of the skill map, stale items, samples and drafts, each with its place.
//!
//! Plain HTML of the server's own, in none of the theme's templates: it must work when the theme does not. Finds nothing itself.

use super::answer::OWN;
use super::edition::Edition;
use crate::diagnostic::{Diagnostic, Group, Lang, Severity, Text, groups};
use crate::parse::markdown::escape_attribute;
use crate::source::Place;
use crate::text;

/// The style of the server's own pages.
pub(super) const STYLE: &str = include_str!("assets/desk.css");

/// Findings that say that something has not been looked at for too long.
const STALE: [&str; 5] = ["stale", "very-stale", "never-checked", "review-due", "checked-in-future"];

/// The desk of `edition`.
pub(super) fn page(edition: &Edition, lang: Lang, state: &str) -> Vec<u8> {
    let parts = [
        ("findings", title(lang, "見つかったこと", "Findings"), findings(edition, lang)),
        ("gaps", title(lang, "研修のないスキル", "Skills without a programme"), gaps(edition, lang)),
        ("stale", title(lang, "確認の古いもの", "Not checked for long"), stale(edition, lang)),
        ("samples", title(lang, "見本", "Samples"), entries(edition, lang, |entry| entry.sample)),
        ("drafts", title(lang, "下書き", "Drafts"), entries(edition, lang, |entry| entry.draft)),
    ];
    let links: String = parts.iter().map(|(id, title, _)| format!("<li><a href=\"#{id}\">{title}</a></li>")).collect();
    let (errors, warnings) = edition.counts();
    let counted = text!("エラー {errors} 件、警告 {warnings} 件", "errors: {errors}, warnings: {warnings}");
    let (home, title) = (title(lang, "ポータルを見る", "Open the portal"), title(lang, "編集者の机", "The editor's desk"));
    let sections: String = parts.iter().map(|(id, title, body)| format!("<section id=\"{id}\"><h2>{title}</h2>{body}</section>")).collect();
    let body = format!(
        "<h1>{title}</h1><p>{}　<a href=\"/\">{home}</a></p><nav aria-label=\"{title}\"><ul>{links}</ul></nav>{sections}",
        counted.get(lang)
    );
    let name = if lang == Lang::Ja { "ja" } else { "en" };
    let script = format!("<script src=\"{OWN}live.js\" data-state=\"{state}\" data-lang=\"{name}\" defer></script>\n");
    super::answer::with_head(framed(lang, title, &body).as_bytes(), &script)
}

/// A heading; unlike a message it begins with a capital in English.
fn title(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    if lang == Lang::Ja { ja } else { en }
}

/// A page of the server's own.
pub(super) fn framed(lang: Lang, title: &str, body: &str) -> String {
    let lang = if lang == Lang::Ja { "ja" } else { "en" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}｜shirube</title>\n<link rel=\"stylesheet\" href=\"{OWN}desk.css\">\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
}

/// Places of one finding that are seen at once; the others are folded away.
const SEEN: usize = 5;

/// All findings of `edition`, errors first, each with all its places.
pub(super) fn findings(edition: &Edition, lang: Lang) -> String {
    listed(edition, lang, &groups(edition.findings.iter()))
}

fn stale(edition: &Edition, lang: Lang) -> String {
    listed(edition, lang, &groups(edition.findings.iter().filter(|finding| STALE.contains(&finding.code.name))))
}

fn listed(edition: &Edition, lang: Lang, groups: &[Group<'_>]) -> String {
    list(lang, groups.iter().map(|group| item(edition, lang, group)).collect())
}

fn item(edition: &Edition, lang: Lang, group: &Group<'_>) -> String {
    let (class, mark) = match group.severity() {
        Severity::Error => ("error", text!("エラー", "error")),
        Severity::Warning => ("warning", text!("警告", "warning")),
        Severity::Notice => ("notice", text!("お知らせ", "notice")),
    };
    let count = group.places();
    let counted = if count > 1 { text!("（{count}か所）", " ({count} places)") } else { text!("", "") };
    let message = escaped(&format!("{}{}", group.message().get(lang), counted.get(lang)));
    let hint = group.hint().map(|hint| format!("<p class=\"hint\">{}</p>", escaped(hint.get(lang)))).unwrap_or_default();
    let places: Vec<String> = group.findings().iter().filter_map(|finding| place(edition, finding)).collect();
    let (seen, folded) = places.split_at(places.len().min(SEEN));
    let rows = |places: &[String]| format!("<ul class=\"places\">{}</ul>", places.concat());
    let left = folded.len();
    let more = text!("ほか {left} か所", "{left} more");
    let folded = match folded {
        [] => String::new(),
        folded => format!("<details><summary>{}</summary>{}</details>", more.get(lang), rows(folded)),
    };
    let seen = if seen.is_empty() { String::new() } else { rows(seen) };
    format!("<li class=\"{class}\"><p><span class=\"mark\">{}</span> {message}</p>{hint}{seen}{folded}</li>", mark.get(lang))
}

/// One place: file and line, the page that is made from the file, the name of the record.
fn place(edition: &Edition, finding: &Diagnostic) -> Option<String> {
    let place = finding.place.as_ref()?;
    let name = finding.name.as_deref().or(finding.record.as_deref()).map(|name| format!("　{}", escaped(name))).unwrap_or_default();
    Some(format!("<li><code>{}</code>{name}</li>", linked(edition, place)))
}

/// `path:line`, leading to the page that is made from the file.
fn linked(edition: &Edition, place: &Place) -> String {
    let route = edition.portal().and_then(|portal| portal.snapshot.routes().of_source(&place.path));
    let name = escaped(&at(edition, place));
    let root = edition.portal().and_then(|portal| portal.snapshot.routes().output("index.html"));
    match (route, root) {
        (Some(route), Some((root, _))) => format!("<a href=\"/{}\">{name}</a>", escaped(&root.href(route))),
        _ => name,
    }
}

/// `path:line`.
fn at(edition: &Edition, place: &Place) -> String {
    let line = edition.sources.get(place.path.as_str()).map(|file| file.position(place.start).line);
    line.map_or_else(|| place.path.to_string(), |line| format!("{}:{line}", place.path))
}

fn gaps(edition: &Edition, lang: Lang) -> String {
    let Some(portal) = edition.portal() else { return none(lang) };
    let site = portal.snapshot.site();
    let gaps = portal.snapshot.figures().gaps.iter().map(|(skill, level)| {
        let (skill, level) = (&site[*skill], &site[*level]);
        let place = level.meta.origin.key(&format!("skills.{}", skill.meta.id));
        format!("<li><p>{}: {}</p><p><code>{}</code></p></li>", escaped(&level.label), escaped(&skill.name), escaped(&at(edition, &place)))
    });
    list(lang, gaps.collect())
}

fn entries(edition: &Edition, lang: Lang, wanted: fn(&crate::parse::Entry) -> bool) -> String {
    let items = edition.cache.entries().into_iter().filter(wanted).map(|entry| {
        let id = entry.id.map(|id| format!("{}　", escaped(id.as_str()))).unwrap_or_default();
        format!("<li><p>{id}<code>{}</code></p></li>", escaped(&at(edition, &entry.place)))
    });
    list(lang, items.collect())
}

fn list(lang: Lang, items: String) -> String {
    if items.is_empty() { none(lang) } else { format!("<ul>{items}</ul>") }
}

fn none(lang: Lang) -> String {
    let words: Text = text!("ありません", "none");
    format!("<p class=\"none\">{}</p>", words.get(lang))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_attribute(text, &mut out);
    out
}
