//! Whatever is edited, in whatever order: what `serve` keeps in memory is what a fresh build would be, byte for byte.
//!
//! 60 edits by default; `SHIRUBE_EDITS=1000 cargo test --release --test incremental` for more.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use shared::copy;
use shirube::config::{self, Options};
use shirube::diagnostic::{Diagnostics, Lang, print};
use shirube::notation::Day;
use shirube::serve::workshop::Workshop;
use shirube::snapshot::{Snapshot, compile};
use shirube::source::{self, LoadOptions, SourcePath, Sources};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() { None } else { all.get(self.below(all.len())) }
    }
}

fn options() -> Options {
    let today = Day::new(2026, 11, 22).unwrap();
    Options { today, base_url: None, drafts: false, future: false, no_samples: false, highlight: true }
}

/// Everything that can be seen of a state: the findings as they are printed, and every output.
type Seen = (String, BTreeMap<String, Vec<u8>>);

fn seen(snapshot: Option<&Snapshot>, findings: &Diagnostics, sources: &Sources) -> Seen {
    let mut said = Vec::new();
    print::json(sources, findings, Lang::Ja, &mut said).unwrap();
    let outputs = snapshot.into_iter().flat_map(|snapshot| {
        snapshot.routes().iter().map(|(path, output)| {
            let body =
                snapshot.render(path, output).map_or_else(|finding| finding.message.ja.clone().into_bytes(), |body| body.into_owned());
            (path.to_string(), body)
        })
    });
    (String::from_utf8(said).unwrap(), outputs.collect())
}

fn fresh(root: &Path) -> Seen {
    let mut findings = Diagnostics::default();
    let csv_encoding = source::site_toml(root).as_deref().map(config::csv_encoding).unwrap_or_default();
    let sources = source::load(root, LoadOptions { csv_encoding }, &mut findings).unwrap();
    let compiled = compile(Arc::new(sources), &options(), findings);
    seen(compiled.snapshot.as_ref(), &compiled.findings, &compiled.sources)
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

const LINES: [&str; 14] = [
    "新しい段落です。**「強調」**です。\n",
    "[次へ](first-step.md#無い見出し)\n",
    "[無い](nowhere.md)\n",
    "## 見出し\n",
    "---\n",
    "titel: まちがい\n",
    "連絡先は office@shirube.jp です。\n",
    "```python\nprint(1)\n```\n",
    "- {id: extra, name: 追加}\n",
    "status: draft\n",
    "sample: true\n",
    "①の手順　：　全角\n",
    "申込は11月25日（水）まで。[研修](../courses/data-first-step.md)の日時 12月4日（木）10時から\n",
    "links: [{ course: data-first-step }]\n",
];

/// One edit somewhere in the project; says what it was, and which file it was when it was one.
fn edit(root: &Path, chance: &mut Chance) -> (String, Option<PathBuf>) {
    let mut all = Vec::new();
    files(root, &mut all);
    let Some(path) = chance.of(&all).cloned() else { return ("nothing".to_owned(), None) };
    let bytes = fs::read(&path).unwrap();
    let name = path.strip_prefix(root).unwrap().display().to_string();
    let other = |suffix: String| path.with_file_name(format!("{}{suffix}", path.file_stem().unwrap().to_string_lossy()));
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
    let (what, written) = match chance.below(14) {
        0..=2 => {
            let line = LINES[chance.below(LINES.len())];
            fs::write(&path, [&bytes[..], line.as_bytes()].concat()).unwrap();
            ("append", true)
        }
        3 | 4 => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let mut lines: Vec<&str> = text.lines().collect();
            let at = chance.below(lines.len() + 1);
            lines.insert(at, LINES[chance.below(LINES.len())].trim_end());
            fs::write(&path, lines.join("\n") + "\n").unwrap();
            ("insert", true)
        }
        5 => {
            fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
            ("cut", true)
        }
        6 => {
            // The same length, within the grain of the clock.
            fs::write(&path, bytes.iter().map(|byte| if *byte == b'a' { b'b' } else { *byte }).collect::<Vec<_>>()).unwrap();
            ("change in place", true)
        }
        7 if all.len() > 4 => {
            fs::remove_file(&path).unwrap();
            ("remove", false)
        }
        8 => {
            fs::rename(&path, other(format!("-{}.{extension}", chance.below(100)))).unwrap();
            ("rename", false)
        }
        9 => {
            fs::write(other(format!("-{}.{extension}", chance.below(100))), &bytes).unwrap();
            ("copy", false)
        }
        10 => {
            fs::write(&path, [&bytes[..], &[0x82, 0xA0, 0x0A]].concat()).unwrap();
            ("damage", true)
        }
        11 => {
            let directory = path.parent().unwrap().to_owned();
            if directory != root {
                let _ = fs::rename(&directory, directory.with_file_name(format!("moved-{}", chance.below(100))));
            }
            ("move folder", false)
        }
        12 => {
            let theme = root.join("themes/default");
            fs::create_dir_all(theme.join("static")).unwrap();
            fs::create_dir_all(theme.join("templates")).unwrap();
            match chance.below(4) {
                0 => fs::write(theme.join("static/theme.css"), format!("body {{ margin: {}px }}", chance.below(9))).unwrap(),
                1 => fs::write(theme.join("templates/course.html"), "{% block").unwrap(),
                2 => fs::write(theme.join("templates/course.html"), format!("<p>{}</p>", chance.below(9))).unwrap(),
                _ => fs::remove_dir_all(root.join("themes")).unwrap(),
            }
            ("theme", false)
        }
        _ => {
            // Back to the beginning, as by another branch.
            for directory in ["content", "data", "themes"] {
                let _ = fs::remove_dir_all(root.join(directory));
            }
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/project"), root);
            ("start over", false)
        }
    };
    (format!("{what} {name}"), written.then_some(path))
}

#[test]
fn what_is_kept_in_memory_is_what_a_fresh_build_would_be() {
    let edits = std::env::var("SHIRUBE_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(60);
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().join("project");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/project"), &root);
    let mut chance = Chance(0x5EED);
    let mut workshop = Workshop::default();
    workshop.look(&root).unwrap();
    let mut history = Vec::new();
    for _ in 0..edits {
        let (what, file) = edit(&root, &mut chance);
        history.push(what);
        // Sometimes the file is named by the system, sometimes it is found by looking.
        let named =
            file.filter(|_| chance.below(2) == 0).and_then(|file| SourcePath::new(file.strip_prefix(&root).unwrap().to_str()?).ok());
        if named.and_then(|path| workshop.reread(&root, &[path])).is_none() {
            workshop.look(&root).unwrap();
        }
        let state = workshop.compile(&options());
        let kept = seen(state.snapshot.as_ref(), &state.findings, &state.sources);
        let clean = fresh(&root);
        assert_eq!(kept.0, clean.0, "{history:#?}");
        assert!(kept.1.keys().eq(clean.1.keys()), "{history:#?}");
        for (path, body) in &kept.1 {
            assert!(body == &clean.1[path], "{path}: {history:#?}");
        }
    }
}
