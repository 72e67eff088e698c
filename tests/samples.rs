//! What is computed from invented values says so, wherever it stands: pages and what search engines are told of them, open data, calendars,
//! feeds, and what the search holds. One small portal is built twice, with a value that is real and with the same value as a sample.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use shirube::config::Options;
use shirube::diagnostic::Diagnostics;
use shirube::notation::Day;
use shirube::snapshot::{Compiled, compile};
use shirube::source::{LoadOptions, load};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Portal = BTreeMap<String, String>;

/// The portal around the examples, with one more indicator, a gap of the skill map, a sitting, and what an exam counts for.
fn portal(changes: &[(&str, &str, &str)]) -> Portal {
    let directory = tempfile::tempdir().unwrap();
    shared::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grounds/project"), directory.path());
    let base = [
        ("site.toml", "organization", "base_url = \"https://manabi.pref-kita.lg.jp/\"\norganization"),
        (
            "data/kpi.yaml",
            "- id: share",
            "- id: steady\n  name: 満足度\n  unit: \"%\"\n  kind: reach\n  baseline: {fiscal_year: R4, value: 40}\n  target: {fiscal_year: R7, value: 60}\n- id: share",
        ),
        (
            "data/kpi_actuals.yaml",
            "- kpi: share\n  fiscal_year: R5\n  value: 50\n",
            "- kpi: steady\n  fiscal_year: R7\n  value: 64.2\n- kpi: share\n  fiscal_year: R7\n  value: 51.7\n",
        ),
        ("data/levels.yaml", "  name: レベル1", "  name: レベル1\n  skills: {data-make: 1}"),
        (
            "data/skills.yaml",
            "  steps: {}\n",
            "  steps: {}\n- id: data-make\n  name: データを作る\n  yomi: でーたをつくる\n  category: data\n  summary: 使える形のデータを作る\n  steps: {}\n",
        ),
        ("data/exam_sessions.yaml", "status: tentative", "date: 2026-12-06\n  status: confirmed"),
        ("data/exams.yaml", "id: fe\n", "id: fe\n  counts_for: [level-1]\n  skills: [data-read]\n"),
    ];
    for (path, from, to) in base.iter().chain(changes) {
        let file = directory.path().join(path);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{path}: {from}");
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
    }
    fs::write(
        directory.path().join("site.toml"),
        fs::read_to_string(directory.path().join("site.toml")).unwrap() + "\n[home]\nkpi = [\"share\"]\n",
    )
    .unwrap();
    let mut findings = Diagnostics::default();
    let sources = load(directory.path(), LoadOptions::default(), &mut findings).unwrap();
    let today = Day::new(2026, 11, 22).unwrap();
    let options = Options { today, base_url: None, drafts: false, future: false, no_samples: false, highlight: false };
    let Compiled { snapshot, findings, .. } = compile(sources.into(), &options, findings);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity() == shirube::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let snapshot = snapshot.unwrap();
    let rendered = snapshot.routes().iter().map(|(path, output)| {
        let body = snapshot.render(path, output).unwrap_or_else(|finding| panic!("{}: {}", path.as_str(), finding.message.en));
        (path.as_str().to_owned(), String::from_utf8_lossy(&body).into_owned())
    });
    rendered.collect()
}

/// What is invented, the words that are computed from it, and outputs that say them at least.
struct Case {
    change: (&'static str, &'static str, &'static str),
    words: &'static [&'static str],
    at_least: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        change: ("data/kpi_actuals.yaml", "value: 51.7", "value: 51.7\n  sample: true"),
        // The result, its distance to the target, and the counts that one sample among real results makes samples.
        words: &["51.7", "28.3", "未達成 1指標", "未達成1"],
        at_least: &[
            "index.html",
            "kpi/index.html",
            "kpi/share/index.html",
            "kpi/report/2025/index.html",
            "data/kpi.csv",
            "data/kpi.json",
            "data/kpi-actuals.csv",
        ],
    },
    Case {
        change: ("data/levels.yaml", "name: レベル1", "name: レベル1\n  sample_fields: [skills]"),
        words: &["組み合わせが1か所あります", "研修がまだないスキルがあります", "研修も外部の講座もまだない区分があります"],
        at_least: &["skill-map/index.html", "skill-map/level-1/index.html", "skills/data-make/index.html"],
    },
    Case {
        change: ("data/exam_sessions.yaml", "id: fe-1", "id: fe-1\n  sample: true"),
        words: &["12月6日", "20261206"],
        at_least: &["exams/fe/index.html"],
    },
    Case {
        change: ("data/exams.yaml", "counts_for: [level-1]", "counts_for: [level-1]\n  sample_fields: [counts_for]"),
        // Where the exam stands without the level it counts for, nothing is computed from that.
        words: &["基本情報技術者試験</a> <span class=\"level"],
        at_least: &["search/index.html"],
    },
];

#[test]
fn what_is_computed_from_samples_says_so_and_nothing_else_does() {
    let real = portal(&[]);
    let marked = |text: &str| text.contains("class=\"sample\"") || text.contains("見本");
    let is_page = |path: &str| path.ends_with(".html");
    // The portal's own name and the columns of the open data say 見本 without a sample.
    let plain = |text: &str| text.replace("見本のポータル", "").replace("見本県", "");
    let early: Vec<&String> =
        real.iter().filter(|(path, text)| is_page(path) && text.contains("class=\"sample\"")).map(|(path, _)| path).collect();
    assert_eq!(early, Vec::<&String>::new(), "a mark without a sample");
    let mut wrongs = Vec::new();
    for Case { change, words, at_least } in CASES {
        let sample = portal(&[*change]);
        for path in *at_least {
            let says = real.get(*path).is_some_and(|text| words.iter().any(|word| text.contains(word)));
            let data = path.ends_with(".csv") || path.ends_with(".json");
            if !says && !data {
                wrongs.push(format!("{path}: says none of {words:?}"));
            }
        }
        for (path, before) in &real {
            let said: Vec<_> = words.iter().filter(|word| before.contains(**word)).collect();
            let Some(after) = sample.get(path).filter(|_| !said.is_empty()) else { continue };
            if before == after {
                wrongs.push(format!("{path}: says {said:?} as if it were real"));
            } else if (is_page(path) || path.ends_with(".ics") || path.ends_with(".xml") || path.contains("search/t"))
                && !marked(&plain(after))
            {
                wrongs.push(format!("{path}: says {said:?} without a mark"));
            }
            // What search engines and previews are told.
            for description in after.split("<meta name=\"description\" content=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                if words.iter().any(|word| description.contains(word)) && !plain(description).contains("見本") {
                    wrongs.push(format!("{path}: describes itself as {description}"));
                }
            }
        }
    }
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
}
