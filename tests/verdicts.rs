//! One indicator has one verdict and one distance: on the home page, in the list, on its own page, in the report of the year, in CSV and JSON,
//! and in what the search holds of it.
//!
//! Built through the library, in memory: the shipped portal as it is, and with results added after the year of a target.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use shirube::config::Options;
use shirube::diagnostic::Diagnostics;
use shirube::notation::Day;
use shirube::snapshot::{Compiled, compile};
use shirube::source::{CsvEncoding, LoadOptions, load};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

type Portal = BTreeMap<String, String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn build(root: &Path) -> Portal {
    let mut findings = Diagnostics::default();
    let sources = load(root, LoadOptions { csv_encoding: CsvEncoding::default() }, &mut findings).unwrap_or_else(|_| panic!("no project"));
    let today = Day::new(2026, 11, 30).unwrap();
    let options = Options { today, base_url: None, drafts: false, future: false, no_samples: false, highlight: false };
    let Compiled { snapshot, findings, .. } = compile(sources.into(), &options, findings);
    assert!(!findings.has_errors(), "the project has errors");
    let snapshot = snapshot.unwrap();
    let wanted = |path: &str| {
        path.starts_with("kpi/") || path == "index.html" || path.starts_with("data/kpi") || path.starts_with("assets/search/t")
    };
    let outputs = snapshot.routes().iter().filter(|(path, _)| wanted(path.as_str()));
    outputs
        .map(|(path, output)| {
            let body = snapshot.render(path, output).unwrap_or_else(|finding| panic!("{}: {}", path.as_str(), finding.message.en));
            (path.as_str().to_owned(), String::from_utf8_lossy(&body).into_owned())
        })
        .collect()
}

/// The shipped portal with more results.
fn with(results: &str) -> Portal {
    let directory = tempfile::tempdir().unwrap();
    for input in ["site.toml", "content", "data"] {
        shared::copy(&root().join(input), &directory.path().join(input));
    }
    let mut file = fs::OpenOptions::new().append(true).open(directory.path().join("data/kpi_actuals.csv")).unwrap();
    file.write_all(results.as_bytes()).unwrap();
    build(directory.path())
}

/// The words of a piece of HTML.
fn words(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in `text` between `from` and the next `to`.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(from)?;
    Some(rest.split_once(to)?.0)
}

/// A state and a distance without blanks and without the mark of a sample: `未達成あと5.5ポイント`.
fn verdict(html: &str) -> String {
    words(html).replace(' ', "").replace("見本", "")
}

/// Every verdict on `id` with the place where it stands, at the end of `report` and today.
fn verdicts(portal: &Portal, id: &str, report: i32) -> BTreeMap<&'static str, String> {
    let mut found = BTreeMap::new();
    let row = |page: &str, mark: &str| {
        let row = between(page, &format!("<li class=\"kpi\" id=\"{mark}\">"), "</li>").or(between(
            page,
            &format!("<li class=\"kpi kpi--child\" id=\"{mark}\">"),
            "</li>",
        ))?;
        Some(verdict(between(row, "<p class=\"kpi-state\">", "</p>")?))
    };
    found.extend(row(&portal["index.html"], id).map(|said| ("home", said)));
    found.extend(row(&portal["kpi/index.html"], &format!("kpi-{id}")).map(|said| ("list", said)));
    let own = between(&portal[&format!("kpi/{id}/index.html")], "<div class=\"kpi-top\">", "</p>").unwrap();
    found.insert("page", verdict(own));
    let reported = portal.get(&format!("kpi/report/{report}/index.html")).and_then(|page| {
        let row = between(page, &format!("href=\"../../{id}/index.html\""), "</tr>")?;
        Some(verdict(&format!("<td{}", between(row, "data-label=\"状態\"", "</td>")?)))
    });
    found.extend(reported.map(|said| ("report", said)));
    let (head, rows) = portal["data/kpi.csv"].trim_start_matches('\u{feff}').split_once('\n').unwrap();
    let head: Vec<&str> = head.trim().split(',').collect();
    let column = |name: &str| head.iter().position(|column| *column == name).unwrap();
    let line = rows.lines().find(|line| line.split(',').next() == Some(id)).unwrap();
    let cells = cells(line);
    found.insert("csv", format!("{}{}", cells[column("state")], cells[column("distance_words")]));
    let line = portal["data/kpi.json"].lines().find(|line| line.contains(&format!("{{\"id\":\"{id}\","))).unwrap();
    let json: serde_json::Value = serde_json::from_str(line.trim().trim_end_matches(',')).unwrap();
    found.insert("json", format!("{}{}", json["state"].as_str().unwrap(), json["distance_words"].as_str().unwrap_or_default()));
    let mark = format!("[\"kpi/{id}/index.html\",");
    let searched = portal.iter().filter(|(path, _)| path.starts_with("assets/search/t")).find_map(|(_, text)| {
        let (_, row) = text.split_once(&mark)?;
        Some(between(row, "[[\"\",\"\",\"", "\\n")?.replace(' ', ""))
    });
    found.insert("search", searched.unwrap());
    found
}

/// The cells of a line of CSV.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

#[track_caller]
fn agree(portal: &Portal, id: &str, report: i32, wanted: &str, places: usize) {
    let found = verdicts(portal, id, report);
    assert!(found.len() >= places, "{id}: {found:?}");
    for (place, said) in &found {
        assert_eq!(said, wanted, "{id} in {place}: {found:?}");
    }
}

#[test]
fn every_place_gives_the_same_verdict() {
    let portal = build(root());
    for (id, wanted, places) in [
        ("level1-fill", "未達成あと5.5ポイント", 7),
        ("level2-fill", "実績待ちあと32.5ポイント", 7),
        ("ict-tools", "未達成あと13件", 7),
        ("mandatory-training", "目標時期未定あと1.4ポイント", 7),
        ("open-data", "未達成あと53件", 6),
        ("system-diagnosis", "達成", 6),
        ("system-budget", "達成", 6),
        ("security-training", "達成", 6),
        ("telework-as-wished", "達成", 6),
        ("open-data-readable", "達成", 6),
        ("core-system-satisfaction", "目標時期未定あと18.3ポイント", 6),
        ("sat-doc", "数値目標なし", 6),
        ("level3-fill", "数値目標なし", 6),
        ("level1-fill-r4", "置き換え済み", 4),
    ] {
        agree(&portal, id, 2025, wanted, places);
    }
    // The second policy, as its document closes it.
    for (id, wanted) in [
        ("sat-main-systems-2", "未達成あと27.5ポイント"),
        ("sat-comm-2", "未達成あと17.6ポイント"),
        ("sat-egov-2", "未達成あと12.3ポイント"),
        ("open-data-2", "達成"),
        ("open-data-readable-2", "未達成あと約3ポイント"),
        ("satisfaction-each-2", "達成"),
        ("inventory-common", "達成"),
        ("budget-2017-2", "達成"),
    ] {
        agree(&portal, id, 2021, wanted, 5);
    }
    // That a plan is over is no verdict.
    let mut judged = portal.iter().filter(|(path, _)| path.starts_with("kpi/") || path.starts_with("data/"));
    assert!(judged.all(|(_, text)| !text.contains("計画期間終了")));
}

#[test]
fn results_after_the_year_of_the_target_change_no_verdict() {
    let portal = with("level1-fill,R8,82.0,,,2026-09-30,,庁内調査,\nsystem-diagnosis,R8,200,,,2026-09-30,,庁内調査,\n");
    agree(&portal, "level1-fill", 2025, "未達成あと5.5ポイント", 7);
    agree(&portal, "system-diagnosis", 2025, "達成", 6);
    assert!(portal["kpi/level1-fill/index.html"].contains("その後、令和8年度は82.0%です。"));
    assert!(portal["kpi/level1-fill/index.html"].contains("令和8（途中）"));
    let running = &portal["kpi/report/2026/index.html"];
    assert!(running.contains("（途中）") && running.contains("令和8年度の途中です"));
}
