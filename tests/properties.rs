//! What must hold for the shipped portal as a whole: the same bytes whoever builds it, every link resolves, nothing asks the network,
//! and the figures of the plans stand on the pages where readers look for them.
//!
//! Built through the library, in memory.

#![allow(clippy::unwrap_used, missing_docs)]

use rayon::prelude::*;
use shirube::config::Options;
use shirube::diagnostic::Diagnostics;
use shirube::notation::Day;
use shirube::snapshot::{Compiled, compile};
use shirube::source::{CsvEncoding, LoadOptions, load};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

#[path = "properties/figures.rs"]
mod figures;
#[path = "properties/html.rs"]
mod html;

use html::{Tag, tags, text_of};

type Portal = BTreeMap<String, Vec<u8>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Builds the project at `root` on `threads` threads.
fn build(root: &Path, threads: usize) -> Portal {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(16 << 20).build().unwrap();
    pool.install(|| {
        let mut findings = Diagnostics::default();
        let sources =
            load(root, LoadOptions { csv_encoding: CsvEncoding::default() }, &mut findings).unwrap_or_else(|_| panic!("no project"));
        let options = Options {
            today: Day::new(2026, 11, 22).unwrap(),
            base_url: None,
            drafts: false,
            future: false,
            no_samples: false,
            highlight: true,
        };
        let Compiled { snapshot, findings, .. } = compile(sources.into(), &options, findings);
        let snapshot = snapshot.expect("the shipped project has a configuration and a theme");
        assert!(!findings.has_errors(), "the shipped project has errors; `shirube check` names them");
        let routes: Vec<_> = snapshot.routes().iter().collect();
        routes
            .par_iter()
            .map(|(path, output)| match snapshot.render(path, output) {
                Ok(body) => (path.as_str().to_owned(), body.into_owned()),
                Err(finding) => panic!("{}: {}", path.as_str(), finding.message.en),
            })
            .collect()
    })
}

/// The shipped portal.
static PORTAL: LazyLock<Portal> = LazyLock::new(|| build(root(), 2));

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PORTAL.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, body)| (path.as_str(), std::str::from_utf8(body).unwrap()))
}

/// Whether the page only leads elsewhere.
fn is_redirect(page: &str) -> bool {
    page.contains("http-equiv=\"refresh\"")
}

/// The paths whose bytes differ.
fn differences(one: &Portal, other: &Portal) -> Vec<String> {
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

#[track_caller]
fn none(problems: Vec<String>) {
    let shown: Vec<&String> = problems.iter().take(40).collect();
    assert!(problems.is_empty(), "{} problems, the first of them:\n{shown:#?}", problems.len());
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    for threads in [1, 7] {
        none(differences(&PORTAL, &build(root(), threads)));
    }
}

#[test]
fn another_place_and_another_order_on_the_disk_change_no_byte() {
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("別の場所 with blanks");
    let mut files = Vec::new();
    for input in ["site.toml", "content", "data", "themes"] {
        collect(&root().join(input), &mut files);
    }
    // Directories list their entries in the order of creation or of a hash of it: mix the order thoroughly, always in the same way.
    files.sort_by_key(|path| {
        let name = path.to_str().unwrap();
        (name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31) ^ u32::from(byte)), name.to_owned())
    });
    for file in files {
        let target = copy.join(file.strip_prefix(root()).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, target).unwrap();
    }
    none(differences(&PORTAL, &build(&copy, 2)));
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| collect(&entry.unwrap().path(), files));
    } else {
        files.push(path.to_owned());
    }
}

#[test]
fn no_output_tells_where_or_by_whom_it_was_made() {
    let mut secrets = vec![root().to_str().unwrap().to_owned()];
    secrets.extend(["HOME", "USERPROFILE"].iter().filter_map(|name| std::env::var(name).ok()));
    secrets.retain(|secret| secret.len() > 4);
    let mut wrong = Vec::new();
    for (path, body) in PORTAL.iter() {
        let body = String::from_utf8_lossy(body);
        wrong.extend(secrets.iter().filter(|secret| body.contains(secret.as_str())).map(|secret| format!("{path}: {secret}")));
    }
    none(wrong);
}

#[test]
fn no_output_is_empty() {
    none(PORTAL.iter().filter(|(_, body)| body.is_empty()).map(|(path, _)| path.clone()).collect());
}

/// `target` seen from the directory of `page`; `None` when it leads out of the portal.
fn resolve(page: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn is_elsewhere(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://") || address.starts_with("tel:")
}

#[test]
fn every_link_leads_to_a_file_and_every_fragment_to_an_id() {
    // A fragment may also choose values of a filter: `#level=level-1&length=m120`, each a box of the page.
    let named = |page| -> BTreeSet<String> {
        let tags = tags(page);
        let boxes = tags.iter().filter_map(|tag| Some(format!("{}={}", tag.attribute("name")?, tag.attribute("value")?)));
        tags.iter().filter_map(|tag| tag.attribute("id").map(str::to_owned)).chain(boxes).collect()
    };
    let ids: BTreeMap<&str, BTreeSet<String>> = pages().map(|(path, page)| (path, named(page))).collect();
    let mut wrong = Vec::new();
    let mut links = 0;
    for (path, page) in pages() {
        for tag in tags(page) {
            let named = ["href", "src", "action", "poster", "data"].iter().filter_map(|name| tag.attribute(name));
            let refresh = tag.attribute("content").filter(|_| tag.attribute("http-equiv") == Some("refresh"));
            let refresh = refresh.and_then(|content| content.split_once("url=")).map(|(_, address)| address);
            let sets = tag.attribute("srcset").into_iter().flat_map(|set| set.split(',')).filter_map(|part| part.split_whitespace().next());
            for address in named.chain(refresh).chain(sets).filter(|address| !is_elsewhere(address)) {
                links += 1;
                let (target, fragment) = address.split_once('#').map_or((address, None), |(target, fragment)| (target, Some(fragment)));
                let target = target.split('?').next().unwrap();
                if target.starts_with('/') || target.contains(':') {
                    wrong.push(format!("{path}: `{address}` is not relative"));
                    continue;
                }
                let target = if target.is_empty() { Some(path.to_owned()) } else { resolve(path, &percent_decoded(target)) };
                let Some(target) = target.filter(|target| PORTAL.contains_key(target)) else {
                    wrong.push(format!("{path}: `{address}` leads to no file"));
                    continue;
                };
                let missing = fragment.is_some_and(|fragment| {
                    let fragment = percent_decoded(fragment);
                    let known = |ids: &BTreeSet<String>| fragment.split('&').all(|part| ids.contains(part));
                    !fragment.is_empty() && ids.get(target.as_str()).is_some_and(|ids| !known(ids))
                });
                if missing {
                    wrong.push(format!("{path}: `{address}` leads to no id"));
                }
            }
        }
    }
    assert!(links > 5_000, "only {links} links were seen");
    none(wrong);
}

fn percent_decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| address.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| address.to_owned())
}

#[test]
fn every_label_and_reference_within_a_page_leads_to_an_id() {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        let tags = tags(page);
        let ids: BTreeSet<&str> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        for tag in &tags {
            for name in ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list"] {
                let named = tag.attribute(name).unwrap_or_default().split_whitespace();
                wrong.extend(named.filter(|id| !ids.contains(id)).map(|id| format!("{path}: <{} {name}=\"{id}\">", tag.name)));
            }
        }
    }
    none(wrong);
}

#[test]
fn no_page_asks_another_host_or_runs_what_stands_in_it() {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        for tag in tags(page) {
            let loads = match tag.name.as_str() {
                "a" | "area" => None,
                "link" if tag.attribute("rel") == Some("canonical") => None,
                "link" => tag.attribute("href"),
                _ => tag.attribute("src").or(tag.attribute("data")).or(tag.attribute("action")).or(tag.attribute("xlink:href")),
            };
            if loads.is_some_and(|address| address.contains("//") || address.starts_with("data:")) {
                wrong.push(format!("{path}: <{}> loads {}", tag.name, loads.unwrap()));
            }
            if tag.name == "style" || tag.name == "script" && tag.attribute("src").is_none() || tag.name == "iframe" || tag.name == "base" {
                wrong.push(format!("{path}: <{}>", tag.name));
            }
            if tag.attribute("type") == Some("module") {
                wrong.push(format!("{path}: a module does not run from a shared folder"));
            }
            let inline = tag.attributes.iter().filter(|(name, _)| name == "style" || name.starts_with("on"));
            wrong.extend(inline.map(|(name, _)| format!("{path}: <{} {name}>", tag.name)));
        }
    }
    for (path, body) in PORTAL.iter().filter(|(path, _)| path.ends_with(".css")) {
        let style = String::from_utf8_lossy(body);
        for (at, _) in style.match_indices("url(") {
            let address = &style[at + 4..].split(')').next().unwrap();
            if address.contains("//") || address.contains("data:") {
                wrong.push(format!("{path}: url({address})"));
            }
        }
        if style.contains("@import") {
            wrong.push(format!("{path}: @import"));
        }
    }
    none(wrong);
}

#[test]
fn every_page_has_one_name_one_h1_and_ids_of_its_own() {
    let mut wrong = Vec::new();
    let mut titles: BTreeMap<String, &str> = BTreeMap::new();
    for (path, page) in pages().filter(|(_, page)| !is_redirect(page)) {
        let tags = tags(page);
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        for (name, wanted) in [("h1", 1), ("main", 1), ("title", 1)] {
            let head = if name == "title" { page.split("</head>").next().unwrap().matches("<title").count() } else { count(name) };
            if head != wanted {
                wrong.push(format!("{path}: {head} × <{name}>"));
            }
        }
        if !tags.iter().any(|tag| tag.name == "html" && tag.attribute("lang") == Some("ja")) {
            wrong.push(format!("{path}: no lang"));
        }
        if !tags.iter().any(|tag| tag.attribute("name") == Some("viewport")) {
            wrong.push(format!("{path}: no viewport"));
        }
        let mut ids = BTreeSet::new();
        wrong.extend(
            tags.iter().filter_map(|tag| tag.attribute("id")).filter(|id| !ids.insert(*id)).map(|id| format!("{path}: id `{id}` twice")),
        );
        let title =
            page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map(|(title, _)| title.to_owned()).unwrap();
        if let Some(other) = titles.insert(title.clone(), path) {
            wrong.push(format!("{path}: `{title}` is the title of {other} too"));
        }
        wrong.extend(heading_jumps(&tags).into_iter().map(|jump| format!("{path}: {jump}")));
        wrong.extend(
            tags.iter().filter(|tag| tag.name == "img" && tag.attribute("alt").is_none()).map(|_| format!("{path}: <img> without alt")),
        );
    }
    none(wrong);
}

fn heading_jumps(tags: &[Tag]) -> Vec<String> {
    let levels = tags.iter().filter_map(|tag| tag.name.strip_prefix('h')?.parse::<u8>().ok());
    let mut jumps = Vec::new();
    let mut last = 0;
    for level in levels {
        if level > last + 1 {
            jumps.push(format!("h{level} after h{last}"));
        }
        last = level;
    }
    jumps
}

#[test]
fn nothing_of_the_program_shows_through() {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        let text = text_of(page);
        for trace in ["{{", "{%", "undefined", "[object", "NaN", "null", "None", "Some(", "TODO", "FIXME"] {
            // Code samples and explanations may hold such words.
            let plain = !page.contains("<pre") && !page.contains("<code");
            if plain && text.contains(trace) {
                wrong.push(format!("{path}: `{trace}`"));
            }
        }
        if page.contains("\u{fffd}") {
            wrong.push(format!("{path}: a replacement character"));
        }
    }
    none(wrong);
}

#[test]
fn the_figures_of_the_plans_stand_on_their_pages() {
    let mut wrong = Vec::new();
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for (number, path, wanted) in figures::FIGURES {
        let Some(page) = PORTAL.get(*path) else {
            wrong.push(format!("{number}: there is no {path}"));
            continue;
        };
        let text = texts.entry(path).or_insert_with(|| solid(&text_of(std::str::from_utf8(page).unwrap())));
        wrong.extend(
            wanted.iter().filter(|words| !text.contains(&solid(words))).map(|words| format!("{number}: {path} does not say 「{words}」")),
        );
    }
    assert!(figures::FIGURES.len() >= 50);
    none(wrong);
}

fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}
