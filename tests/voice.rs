//! One voice for all messages: Japanese in です・ます without a final 。, English from a lower-case letter without a final period.

use std::fs;
use std::path::{Path, PathBuf};

/// Names that keep their capital.
const NAMES: &[&str] = &["Excel", "Markdown", "YAML", "TOML", "HTML", "CSV", "XML", "JavaScript", "SOURCE_DATE_EPOCH"];

/// Ends of Japanese sentences in the plain form.
const PLAIN: &[&str] =
    &["ない", "いる", "ある", "する", "なる", "れる", "える", "書く", "直す", "消す", "足す", "囲む", "だ", "だった", "である", "使う"];

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("the sources are there") {
        let path = entry.expect("readable").path();
        match path.is_dir() {
            true => files(&path, found),
            false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
            false => {}
        }
    }
}

/// The string literals that follow one another, separated by commas, from the beginning of `text`.
fn literals(text: &str) -> Vec<String> {
    let (mut rest, mut found) = (text, Vec::new());
    while let Some(inside) = rest.trim_start_matches([',', ' ', '\n']).strip_prefix('"') {
        let mut escaped = false;
        let end = inside.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(end) = end else { break };
        found.push(inside[..end].to_owned());
        rest = &inside[end + 1..];
    }
    found
}

/// Every pair of Japanese and English words: of `text!` and of codes.
fn pairs() -> Vec<(PathBuf, String, String)> {
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    paths.sort();
    let mut found = Vec::new();
    for path in paths.into_iter().filter(|path| !path.to_string_lossy().contains("tests")) {
        let all = fs::read_to_string(&path).expect("readable");
        let own = all.split("mod tests {").next().unwrap_or_default();
        for (begin, before) in [("text!(", 0), ("Code::error(", 1), ("Code::warning(", 1), ("Code::notice(", 1)] {
            for (at, _) in own.match_indices(begin) {
                if let [ja, en, ..] = literals(&own[at + begin.len()..]).get(before..).unwrap_or_default() {
                    found.push((path.clone(), ja.clone(), en.clone()));
                }
            }
        }
    }
    found
}

#[test]
fn all_messages_have_one_voice() {
    let pairs = pairs();
    assert!(pairs.len() > 300, "only {} messages were found", pairs.len());
    let mut wrong = Vec::new();
    for (path, ja, en) in &pairs {
        let capital = en.starts_with(|c: char| c.is_uppercase()) && !NAMES.iter().any(|name| en.starts_with(name));
        if ja.ends_with('。') || PLAIN.iter().any(|end| ja.ends_with(end)) || en.ends_with('.') || capital {
            wrong.push(format!("{}: {ja} | {en}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
