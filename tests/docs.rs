//! The reference for editors, `docs/data.ja.md`: its examples are a portal without errors, and its tables of fields are as declared. And
//! what all documents tell to type is what the program takes.

use shirube::config::Options;
use shirube::diagnostic::{Diagnostics, Lang, Severity, print};
use shirube::notation::Day;
use shirube::scaffold::reference::refreshed;
use shirube::schema::Kind;
use shirube::snapshot::compile;
use shirube::source::{SourceFile, SourcePath, Sources};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const SITE: &str = "title = \"しるべ\"\norganization = \"北海道\"\n";

fn reference() -> String {
    fs::read_to_string("docs/data.ja.md").expect("the reference is there")
}

/// The fenced examples: the words behind the language name their file.
fn examples(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(path) = line.strip_prefix("```").and_then(|info| info.split_once(' ')).map(|(_, path)| path) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        found.push((path.to_owned(), body.join("\n") + "\n"));
    }
    found
}

#[test]
fn the_examples_are_a_portal_without_errors() {
    let text = reference();
    let mut sources = Sources::default();
    let mut insert = |path: &str, text: &str| {
        let path = SourcePath::new(path).expect("an example is inside the project");
        sources.insert(SourceFile::text_file(path, text.as_bytes().into(), text.into()));
    };
    insert("site.toml", SITE);
    let examples = examples(&text);
    assert!(examples.len() > 20, "only {} examples were found", examples.len());
    examples.iter().for_each(|(path, text)| insert(path, text));
    let options = Options {
        today: Day::new(2026, 11, 22).expect("a day of the calendar"),
        base_url: None,
        drafts: false,
        future: false,
        no_samples: false,
        highlight: false,
    };
    let compiled = compile(Arc::new(sources), &options, Diagnostics::default());
    let mut said = Vec::new();
    print::short(&compiled.sources, &compiled.findings, Lang::Ja, &mut said).expect("memory can be written");
    let errors = compiled.findings.iter().filter(|finding| finding.severity() == Severity::Error).count();
    assert!(compiled.snapshot.is_some() && errors == 0, "{}", String::from_utf8_lossy(&said));
}

#[test]
fn every_kind_has_an_example() {
    let text = reference();
    let examples = examples(&text);
    let all: String = examples.iter().map(|(path, text)| format!("{path}\n{text}")).collect();
    for kind in Kind::ALL {
        let stem = kind.stem();
        assert!(all.contains(&format!("data/{stem}.")) || all.contains(&format!("\n{stem}:\n")), "no example of {stem}");
    }
    for folder in ["courses", "news", "trends"] {
        assert!(all.contains(&format!("content/{folder}/")), "no example of {folder}");
    }
}

#[test]
fn the_tables_of_fields_are_fresh() {
    let text = reference();
    let fresh = refreshed(&text).unwrap_or_else(|wrong| panic!("docs/data.ja.md: {wrong}"));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write("docs/data.ja.md", fresh).expect("the reference can be written");
        return;
    }
    let stale = text.lines().zip(fresh.lines()).find(|(is, should)| is != should);
    assert!(text == fresh, "docs/data.ja.md: a table of fields is not as declared: {stale:?}; run UPDATE_DOCS=1 cargo test");
}

/// The chapters of CONTRIBUTING.md whose lists are compared with the files that hold the thing they name, and how that thing is written there.
const LISTS: &[(&str, &str)] = &[
    ("### A field of a record", "certificate"),
    ("### A kind of indicator", "NotExceed"),
    ("### A rule", "kpi_range"),
    ("### An export", "TrendFeed"),
];

/// Files of the program and the theme in which `word` stands as a word of its own, their tests left out.
fn holders(word: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![PathBuf::from("src"), PathBuf::from("themes/default/templates")];
    while let Some(directory) = open.pop() {
        for path in fs::read_dir(directory).expect("the sources are there").map(|entry| entry.expect("readable").path()) {
            let Ok(text) = fs::read_to_string(&path) else {
                open.extend(path.is_dir().then_some(path));
                continue;
            };
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let stands = |line: &str| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word);
            if lines.into_iter().any(stands) || path.file_stem().is_some_and(|stem| stem == word) {
                found.insert(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found
}

#[test]
fn the_lists_of_files_for_a_change_are_whole() {
    let text = fs::read_to_string("CONTRIBUTING.md").expect("it is there");
    for path in text.split('`').skip(1).step_by(2).filter(|code| code.contains('/') && !code.contains([' ', '<', '$'])) {
        assert!(
            Path::new(path.trim_end_matches('/')).exists() || path == "public/" || path == "target/",
            "CONTRIBUTING.md names {path}, which is not there"
        );
    }
    for (chapter, word) in LISTS {
        let (_, rest) = text.split_once(&format!("{chapter}\n")).unwrap_or_else(|| panic!("there is no chapter {chapter}"));
        let list = rest.lines().take_while(|line| !line.starts_with('#')).filter_map(|line| line.strip_prefix("* `"));
        let list: BTreeSet<String> = list.filter_map(|line| line.split('`').next()).map(str::to_owned).collect();
        // A link to a file of that kind is no part of it.
        let linked = ["src/render/view/", "src/render/theme.rs", "src/render/frame.rs"];
        let holders: BTreeSet<String> =
            holders(word).into_iter().filter(|path| list.contains(path) || !linked.iter().any(|link| path.starts_with(link))).collect();
        assert_eq!(list, holders, "the files of {chapter} (`{word}`)");
    }
}

/// Commands that documents name already and the program does not have yet.
const LATER: &[&str] = &["publish", "rollback"];

fn documents() -> Vec<PathBuf> {
    let mut found = vec![PathBuf::from("README.md"), PathBuf::from("README.ja.md")];
    let mut open = vec![PathBuf::from("docs")];
    while let Some(directory) = open.pop() {
        for path in fs::read_dir(directory).expect("the documents are there").map(|entry| entry.expect("readable").path()) {
            match path.is_dir() {
                true => open.push(path),
                false if path.extension().is_some_and(|extension| extension == "md") => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// What follows `shirube` in lines of fenced blocks (behind a prompt, up to a remark) and between backquotes.
fn commands(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let line = line.trim_start();
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            let behind_prompt = line.split_once("> ").filter(|(prompt, _)| !prompt.contains(' ')).map_or(line, |(_, typed)| typed);
            let typed = behind_prompt.trim_start_matches("$ ").split(" # ").next().unwrap_or_default();
            found.extend(typed.strip_prefix("shirube ").map(str::to_owned));
        } else {
            found.extend(line.split('`').skip(1).step_by(2).filter_map(|code| code.strip_prefix("shirube ")).map(str::to_owned));
        }
    }
    found
}

/// The words of a command line; quotes keep words together, a redirection ends it.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words.into_iter().take_while(|word| !matches!(word.as_str(), "|" | ">")).filter(|word| !word.is_empty() && word != "…").collect()
}

/// `KIND`, `DIR`: a reader puts something else there.
fn is_stand_in(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// What the program says to a command line, which it does not run because help is asked for at its end.
fn refusal(words: &[String]) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_shirube")).args(["--lang", "en"]).args(words).arg("--help").output().expect("it runs");
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn every_command_line_of_the_documents_is_accepted() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for path in documents() {
        for line in commands(&fs::read_to_string(&path).expect("readable")) {
            let words = words(&line);
            if words.is_empty() || words[0].starts_with(|c: char| !c.is_ascii()) || !seen.insert(words.clone()) {
                continue;
            }
            let Some(said) = refusal(&words) else { continue };
            let unknown = said.contains("there is no argument") || said.contains("there is no command");
            let later = said.contains("there is no command") && LATER.contains(&words[0].as_str());
            if !later && (unknown || !words.iter().any(|word| is_stand_in(word))) {
                wrong.push(format!("{}: shirube {line}\n  {}", path.display(), said.trim()));
            }
        }
    }
    assert!(seen.len() > 30, "only {} command lines were found", seen.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut wrong = Vec::new();
    // The manual of findings is generated, and its links are examples of links.
    for path in documents().into_iter().filter(|path| !path.ends_with("findings.ja.md")) {
        let text = fs::read_to_string(&path).expect("readable");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let outside = target.contains("://") || target.contains(char::is_whitespace) || file.is_empty();
            if !outside && !path.parent().unwrap_or(Path::new("")).join(file).exists() && !is_example(&text, target) {
                wrong.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a link stands in a fenced block or between backquotes, as an example of what to write.
fn is_example(text: &str, target: &str) -> bool {
    let link = format!("]({target})");
    let mut fenced = false;
    text.lines().filter(|line| line.contains(&link) || line.starts_with("```")).all(|line| match line.starts_with("```") {
        true => {
            fenced = !fenced;
            true
        }
        false => fenced || line.split('`').skip(1).step_by(2).any(|code| code.contains(&link)),
    })
}

/// The line that the handbook gives to an automatic check ends well on the portal of this repository, and on the one that `init` makes.
#[test]
fn the_line_for_the_automatic_check_is_green() {
    let handbook = fs::read_to_string("docs/handbook/publish.md").expect("the handbook is there");
    let automatic = handbook.split("（CI）").nth(1).expect("a section on the automatic check");
    let line = automatic.split("```text\n").nth(1).and_then(|rest| rest.lines().next()).expect("a line to run");
    let arguments: Vec<&str> = line.strip_prefix("shirube ").expect("a call of the program").split(' ').collect();
    assert!(arguments.contains(&"--strict"), "{line}");
    let place = tempfile::tempdir().expect("a folder");
    let shirube = |more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_shirube"))
            .args(more)
            .env_clear()
            // 2026-11-30 in Japan: the day on which the new portal is made.
            .env("SOURCE_DATE_EPOCH", "1796000400")
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{more:?}: {said}");
    };
    let made = place.path().join("portal");
    let made = made.to_str().expect("a plain path");
    shirube(&["init", made]);
    for root in [".", made] {
        shirube(&[arguments.as_slice(), &["--today", "2026-11-30", "--root", root]].concat());
    }
}
