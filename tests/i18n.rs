//! The words of the theme: both languages say the same things, every word is used, no page says anything in Japanese that is no word of the
//! theme or of an author, and a project's own theme replaces single templates, styles and words.
//!
//! Reads the sources as text, so a name that is pieced together counts by its literal parts: `"kpi.state.{}"` stands for all names of
//! that form.

#![allow(clippy::unwrap_used, missing_docs)]

mod shared;

use shared::copy;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(directory: &Path, extension: &str) -> Vec<(PathBuf, String)> {
    let (mut open, mut found) = (vec![directory.to_path_buf()], Vec::new());
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory).unwrap_or_else(|_| panic!("{}", directory.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|of| of == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The names of the words that are declared with their choices.
fn choices() -> BTreeSet<String> {
    let choices = shirube::schema::choices();
    let of = |choice: &shirube::field::ChoiceDecl| {
        choice.codes().into_iter().map(|code| format!("choice.{}.{code}", choice.name)).collect::<Vec<_>>()
    };
    choices.into_iter().flat_map(of).collect()
}

/// The words of a language by their names.
fn words(language: &str) -> BTreeMap<String, String> {
    fn take(above: &str, value: &toml::Value, words: &mut BTreeMap<String, String>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    take(&if above.is_empty() { key.clone() } else { format!("{above}.{key}") }, value, words);
                }
            }
            value => {
                words.insert(above.to_owned(), value.as_str().unwrap_or_else(|| panic!("{above} is no text")).to_owned());
            }
        }
    }
    let text = fs::read_to_string(root().join(format!("themes/default/i18n/{language}.toml"))).unwrap();
    let mut words = BTreeMap::new();
    take("", &toml::Value::Table(text.parse().unwrap_or_else(|error| panic!("{language}: {error}"))), &mut words);
    words
}

/// The name that is asked for: the forms of a plural have one.
fn asked<'a>(words: &BTreeMap<String, String>, name: &'a str) -> &'a str {
    let stem = name.strip_suffix(".one").or_else(|| name.strip_suffix(".other"));
    stem.filter(|stem| words.contains_key(&format!("{stem}.one"))).unwrap_or(name)
}

fn places(word: &str) -> BTreeSet<&str> {
    word.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(place, _)| place).collect()
}

/// Whether a character is written in Japanese text only: kana, kanji, full-width signs, Japanese punctuation.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Rust without comments and tests: doc comments may show Japanese.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// Everything that asks for words: views, templates, scripts.
fn askers() -> Vec<(PathBuf, String)> {
    let mut all: Vec<(PathBuf, String)> =
        files(&root().join("src/render"), "rs").into_iter().map(|(path, text)| (path, code(&text))).collect();
    // The words of the menu stand with the fixed pages.
    let pages = root().join("src/route/output.rs");
    all.push((pages.clone(), code(&fs::read_to_string(pages).unwrap())));
    all.extend(files(&root().join("src/parse/markdown"), "rs").into_iter().map(|(path, text)| (path, code(&text))));
    all.extend(files(&root().join("themes/default/templates"), "html"));
    all.extend(files(&root().join("themes/default/static/js"), "js"));
    all
}

/// The texts in quotes.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\n', '`', '\'']).filter(|literal| !literal.is_empty() && !literal.contains(' '))
}

/// Whether a literal asks for `name`: itself, or a form such as `kpi.state.{}` or `dates.`.
fn asks_for(literal: &str, name: &str) -> bool {
    let fixed: Vec<&str> = literal
        .split('{')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('}').map_or("", |(_, after)| after) })
        .collect();
    let [first, .., last] = fixed.as_slice() else {
        return if literal.ends_with('.') { name.starts_with(literal) } else { name == literal };
    };
    first.contains('.') && name.len() >= first.len() + last.len() && name.starts_with(first) && name.ends_with(last)
}

#[test]
fn both_languages_say_the_same_things() {
    // Dates are written by other parts in each language, and a year is not said twice in English.
    let free = |name: &str| name.starts_with("date.") || name == "calendar.grid_note";
    let (ja, en) = (words("ja"), words("en"));
    let of = |words: &BTreeMap<String, String>| -> BTreeMap<String, BTreeSet<String>> {
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, word) in words {
            names.entry(asked(words, name).to_owned()).or_default().extend(places(word).into_iter().map(str::to_owned));
        }
        names
    };
    let (ja, en) = (of(&ja), of(&en));
    let missing = |of: &BTreeMap<String, _>, other: &BTreeMap<String, _>| -> Vec<String> {
        of.keys().filter(|name| !other.contains_key(*name)).cloned().collect()
    };
    assert_eq!(missing(&ja, &en), Vec::<String>::new(), "only in ja.toml");
    assert_eq!(missing(&en, &ja), Vec::<String>::new(), "only in en.toml");
    let differ: Vec<_> = ja.iter().filter(|(name, places)| !free(name) && en[*name] != **places).map(|(name, _)| name).collect();
    assert!(differ.is_empty(), "places differ: {differ:?}");
}

#[test]
fn plurals_have_both_forms() {
    for language in ["ja", "en"] {
        let words = words(language);
        for stem in words.keys().filter_map(|name| name.strip_suffix(".one")) {
            assert!(words.contains_key(&format!("{stem}.other")), "{language}: {stem}");
        }
    }
}

#[test]
fn every_word_is_used() {
    let askers = askers();
    let used: BTreeSet<&str> = askers.iter().flat_map(|(_, text)| literals(text)).filter(|literal| literal.contains('.')).collect();
    let patterns: Vec<&&str> = used.iter().filter(|literal| literal.contains('{') || literal.ends_with('.')).collect();
    let is_used = |name: &str| {
        let name = name.strip_prefix("script.").unwrap_or(name);
        used.contains(name) || patterns.iter().any(|pattern| asks_for(pattern, name))
    };
    // The patterns and names of dates are read as a group.
    let words = words("ja");
    let unused: Vec<&str> =
        words.keys().map(|name| asked(&words, name)).filter(|name| !name.starts_with("date.") && !is_used(name)).collect();
    assert!(unused.is_empty(), "nothing asks for {unused:?}");
}

#[test]
fn every_word_that_is_asked_for_exists() {
    let (words, choices) = (words("ja"), choices());
    let names: BTreeSet<&str> = words.keys().map(|name| asked(&words, name)).chain(choices.iter().map(String::as_str)).collect();
    let groups: BTreeSet<&str> = names.iter().filter_map(|name| name.split('.').next()).collect();
    let is_name = |literal: &str| {
        let mut parts = literal.split('.');
        parts.next().is_some_and(|group| groups.contains(group))
            && parts.next().is_some()
            && literal
                .split('.')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
            && !["html", "js", "css", "csv", "json", "toml", "yaml", "md", "xml", "ics", "svg"]
                .contains(&literal.rsplit('.').next().unwrap_or_default())
    };
    let mut missing = Vec::new();
    for (path, text) in askers().iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension != "js")) {
        // A literal that stands for a name, whatever hands it on.
        let is_group = |literal: &str| names.iter().any(|name| name.strip_prefix(literal).is_some_and(|rest| rest.starts_with('.')));
        let asks = literals(text).filter(|literal| is_name(literal) && !names.contains(literal) && !is_group(literal));
        missing.extend(asks.map(|name| format!("{}: {name}", path.file_name().unwrap().display())));
    }
    let said = |text: &str, call: &str| -> Vec<String> {
        text.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    for (path, text) in askers().iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "js")) {
        let asks = said(text, "say(\"").into_iter().filter(|name| {
            // The beginning of a name that is pieced together ends with a dot.
            let name = format!("script.{name}");
            if name.ends_with('.') { !names.iter().any(|known| known.starts_with(&name)) } else { !names.contains(name.as_str()) }
        });
        missing.extend(asks.map(|name| format!("{}: {name}", path.file_name().unwrap().display())));
    }
    for (path, text) in files(&root().join("themes/default/templates"), "html") {
        let asks = text.split("\" | t").filter_map(|before| before.rsplit('"').next()).map(str::to_owned).collect::<Vec<_>>();
        let last = asks.len() - 1;
        let asks = asks.into_iter().take(last).filter(|name| !names.contains(name.as_str()));
        missing.extend(asks.map(|name| format!("{}: {name}", path.file_name().unwrap().display())));
    }
    assert!(missing.is_empty(), "no word for {missing:#?}");
}

#[test]
fn templates_and_views_say_nothing_in_japanese_themselves() {
    // Messages to editors are in both languages where they stand; kana, brackets and breaks are what these files are about.
    let apart = [
        "render/fault.rs",
        "render/i18n.rs",
        "render/theme.rs",
        "render/index_rows.rs",
        "render/phrase.rs",
        "chart/text.rs",
        "chart/picture.rs",
        "js/search.js",
    ];
    // What authors write is looked at, nothing is said.
    let read = ["trim_end_matches('。')", "replace('、', \"、<wbr>\")", "contains('（')", "starts_with(\"全て\")"];
    let mut found = Vec::new();
    let own = askers().into_iter().filter(|(path, _)| !path.starts_with(root().join("src/parse")) && !path.ends_with("tests.rs"));
    for (path, text) in own.filter(|(path, _)| !apart.iter().any(|end| path.ends_with(end))) {
        let mut inside = false;
        for (number, line) in text.lines().enumerate() {
            // Comments of templates and scripts.
            let opens = line.contains("{#") || line.trim_start().starts_with("/*");
            inside |= opens;
            let comment = inside || line.trim_start().starts_with("//") || line.trim_start().starts_with('*');
            if line.contains("#}") || line.contains("*/") {
                inside = false;
            }
            if !comment && line.chars().any(is_japanese) && !read.iter().any(|read| line.contains(read)) {
                found.push(format!("{}:{}: {}", path.strip_prefix(root()).unwrap().display(), number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

fn build(project: &Path) -> tempfile::TempDir {
    let output = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_shirube"))
        .args(["build", "--today", "2026-11-22", "--lang", "en", "--root"])
        .arg(project)
        .arg("--output-dir")
        .arg(output.path().join("site"))
        .env_clear()
        .output()
        .unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    output
}

#[test]
fn a_portal_in_english_has_no_japanese_page() {
    let output = build(&root().join("tests/fixtures/english/project"));
    let pages = files(&output.path().join("site"), "html");
    assert!(pages.len() > 60, "{} pages", pages.len());
    let mut found: Vec<String> = Vec::new();
    // The script of the search knows how kana are typed.
    let scripts = files(&output.path().join("site"), "js");
    let scripts = scripts.iter().filter(|(path, _)| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("search-")));
    for (path, text) in pages.iter().chain(scripts) {
        // The names of a document are told apart by a mark that no name holds.
        let is_data = path.parent().is_some_and(|parent| parent.ends_with("assets/search"));
        let lines = text.lines().filter(|line| line.chars().any(|c| is_japanese(c) && !(is_data && c == '、')));
        let name = path.strip_prefix(output.path()).unwrap().display().to_string();
        found.extend(lines.map(|line| format!("{name}: {}", excerpt(line))));
    }
    assert!(found.is_empty(), "{} lines: {found:#?}", found.len());
    // A name that stands for a word is one that has none.
    let words = words("en");
    let names: BTreeSet<&str> = words.keys().map(|name| asked(&words, name)).filter(|name| !name.starts_with("script.")).collect();
    for (path, text) in &pages {
        let mut tokens = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/')));
        assert_eq!(tokens.find(|token| names.contains(token) && !token.ends_with(".csv")), None, "{}", path.display());
    }
}

/// The Japanese of a line with what stands around it.
fn excerpt(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let at = chars.iter().position(|c| is_japanese(*c)).unwrap_or(0);
    chars[at.saturating_sub(60)..(at + 40).min(chars.len())].iter().collect()
}

fn write(project: &Path, path: &str, text: &str) {
    let path = project.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The small portal with a theme of its own, which is still empty.
fn themed() -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    copy(&root().join("tests/fixtures/small/project"), project.path());
    let config = fs::read_to_string(project.path().join("site.toml")).unwrap();
    write(project.path(), "site.toml", &format!("{config}theme = \"ours\"\n"));
    project
}

#[test]
fn a_theme_of_the_project_replaces_one_template_one_style_and_one_word() {
    let before = build(&root().join("tests/fixtures/small/project"));
    let project = themed();
    let write = |path: &str, text: &str| write(project.path(), path, text);
    write("themes/ours/i18n/ja.toml", "[menu]\ncourses = \"まなぶ場\"\n\n[own]\nhello = \"ようこそ\"\n");
    write("themes/ours/static/own.css", ".hero { color: inherit }\n/* ours */\n");
    write("themes/ours/templates/footer.html", "<footer class=\"site-footer\"><p>{{ \"own.hello\" | t }}</p></footer>\n");
    let after = build(project.path());
    let page = |output: &tempfile::TempDir| fs::read_to_string(output.path().join("site/index.html")).unwrap();
    assert!(page(&before).contains("研修一覧") && !page(&before).contains("まなぶ場"));
    assert!(page(&after).contains("まなぶ場") && !page(&after).contains(">研修一覧<"));
    assert!(page(&after).contains("ようこそ") && !page(&after).contains("footer-grid"));
    let style = |output: &tempfile::TempDir| files(&output.path().join("site"), "css").remove(0).1;
    assert!(style(&after).starts_with(style(&before).trim_end()), "the styles of the theme stay");
    assert!(style(&after).ends_with("/* ours */\n"), "own.css comes last");
}

#[test]
fn the_free_fields_of_pages_reach_the_templates_of_a_theme_with_their_types() {
    let project = themed();
    let write = |path: &str, text: &str| write(project.path(), path, text);
    let shown = "{% if page.extra.room %}<p class=\"room\">{{ page.extra.room.floor + 1 }}|{{ page.extra.room.open }}|\
                 {% for word in page.extra.room.words %}{{ word }};{% endfor %}|{{ page.extra.room.size * 2 }}|{{ page.extra.code }}</p>{% endif %}";
    let base = fs::read_to_string(root().join("themes/default/templates/base.html")).unwrap();
    write("themes/ours/templates/base.html", &base.replace("<main ", &format!("{shown}<main ")));
    let extra = "extra:\n  room: {floor: 3, open: true, words: [甲, 乙], size: 1.5}\n  code: \"007\"\n";
    let head = |rest: &str| format!("---\ntitle: 題\n{rest}{extra}---\n本文\n");
    write("content/rules/_index.md", &head(""));
    write("content/rules/first.md", &head(""));
    write("content/plan/_index.md", &head(""));
    write("content/news/extra.md", &head("published: 2026-11-20\n"));
    write("content/trends/extra.md", &head("summary: 文。\npublished: 2026-11-20\n"));
    write("content/courses/extra.md", &head("summary: 文。\nlevels: []\nformat: [elearning]\n"));
    let output = build(project.path());
    let page = |path: &str| fs::read_to_string(output.path().join("site").join(path).join("index.html")).unwrap();
    for path in ["rules", "rules/first", "plan", "news/extra", "trends/extra", "courses/extra"] {
        assert!(
            page(path).contains("<p class=\"room\">4|true|甲;乙;|3.0|007</p>"),
            "{path}: {:?}",
            page(path).split("class=\"room\"").nth(1)
        );
    }
    assert!(!page("skills").contains("class=\"room\""), "pages without free fields are as they were");
}

#[test]
fn a_word_that_nothing_uses_is_an_error_with_its_place() {
    let project = tempfile::tempdir().unwrap();
    copy(&root().join("tests/fixtures/small/project"), project.path());
    fs::create_dir_all(project.path().join("themes/default/i18n")).unwrap();
    fs::write(project.path().join("themes/default/i18n/ja.toml"), "[menu]\ncourse = \"まなぶ場\"\n").unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_shirube"))
        .args(["check", "--format", "short", "--today", "2026-11-22", "--root"])
        .arg(project.path())
        .env_clear()
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("themes/default/i18n/ja.toml:2:10") && said.contains("bad-words"), "{said}");
}
