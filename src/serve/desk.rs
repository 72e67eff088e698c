//! `/_shirube/`: the editor's desk. All findings, gaps of the skill map, stale items, samples and drafts, each with its place.
//!
//! Plain HTML of the server's own, in none of the theme's templates: it must work when the theme does not. Finds nothing itself.

use super::answer::OWN;
use super::edition::Edition;
use crate::diagnostic::{Diagnostic, Lang, Severity, Text};
use crate::parse::markdown::escape_attribute;
use crate::source::{Place, SourcePath};
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

/// All findings of `edition`, file by file, errors first within a file.
pub(super) fn findings(edition: &Edition, lang: Lang) -> String {
    let mut all: Vec<&Diagnostic> = edition.findings.iter().collect();
    let path = |finding: &Diagnostic| finding.place.as_ref().map(|place| place.path.clone());
    all.sort_by(|a, b| (path(a), b.severity()).cmp(&(path(b), a.severity())));
    listed(edition, lang, &all)
}

fn stale(edition: &Edition, lang: Lang) -> String {
    let stale: Vec<&Diagnostic> = edition.findings.iter().filter(|finding| STALE.contains(&finding.code.name)).collect();
    listed(edition, lang, &stale)
}

/// Findings in their order, under the names of their files.
fn listed(edition: &Edition, lang: Lang, findings: &[&Diagnostic]) -> String {
    if findings.is_empty() {
        return none(lang);
    }
    let everything = text!("全体", "the portal");
    let mut out = String::new();
    for group in findings.chunk_by(|a, b| a.place.as_ref().map(|place| &place.path) == b.place.as_ref().map(|place| &place.path)) {
        let file = group[0].place.as_ref().map(|place| &place.path);
        let name = file.map_or_else(|| everything.get(lang).to_owned(), |path| linked(edition, path));
        out.push_str(&format!("<h3>{name}</h3><ul>{}</ul>", group.iter().map(|finding| item(edition, lang, finding)).collect::<String>()));
    }
    out
}

fn item(edition: &Edition, lang: Lang, finding: &Diagnostic) -> String {
    let (class, mark) = match finding.severity() {
        Severity::Error => ("error", text!("エラー", "error")),
        Severity::Warning => ("warning", text!("警告", "warning")),
        Severity::Notice => ("notice", text!("お知らせ", "notice")),
    };
    let hint = finding.hint.as_ref().map(|hint| format!("<p class=\"hint\">{}</p>", escaped(hint.get(lang)))).unwrap_or_default();
    let place = finding.place.as_ref().map(|place| format!("<p><code>{}</code></p>", escaped(&at(edition, place)))).unwrap_or_default();
    let message = escaped(finding.message.get(lang));
    format!("<li class=\"{class}\"><p><span class=\"mark\">{}</span> {message}</p>{hint}{place}</li>", mark.get(lang))
}

/// The name of a file, leading to the page that is made from it.
fn linked(edition: &Edition, path: &SourcePath) -> String {
    let route = edition.portal().and_then(|portal| portal.snapshot.routes().of_source(path));
    let name = escaped(path.as_str());
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
