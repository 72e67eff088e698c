//! The Japanese words for keys: read from the tables of the reference for editors (`docs/data.ja.md`) and from the comments of the first
//! `site.toml`, which are compiled in. They are not written a second time.

use crate::schema::Kind;

static REFERENCE: &str = include_str!("../../../docs/data.ja.md");

/// What the reference says of one key.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// The key.
    pub key: String,
    /// How it is written.
    pub form: String,
    /// What it means.
    pub meaning: String,
}

/// A table, and the words above it.
#[derive(Clone, Debug)]
struct Table {
    /// The first word in backquotes of the line above, or of the head of the table.
    caption: String,
    /// Whether it lists keys, not values.
    of_keys: bool,
    entries: Vec<Entry>,
}

/// A section of the reference.
#[derive(Clone, Debug)]
pub(super) struct Section {
    title: String,
    tables: Vec<Table>,
    /// Lines of plain text that describe keys.
    prose: Vec<String>,
}

/// The words for the records of one kind.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    all: &'a [Section],
    section: &'a Section,
    /// The table of its own keys.
    entries: &'a [Entry],
}

/// Reads the reference.
pub(super) fn sections() -> Vec<Section> {
    let mut sections = Vec::new();
    let mut caption = String::new();
    let mut lines = REFERENCE.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            lines.by_ref().find(|line| line.starts_with("```"));
        } else if line.starts_with('#') {
            sections.push(Section { title: line.trim_start_matches('#').trim().to_owned(), tables: Vec::new(), prose: Vec::new() });
            caption.clear();
        } else if line.starts_with('|') {
            let head = cells(line);
            let column = |name: &str| head.iter().position(|cell| cell == name);
            let (form, meaning) = (column("型"), column("意味"));
            let mut entries = Vec::new();
            while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                let row = cells(row);
                let Some(key) = quoted(&row[0]).first().map(|key| (*key).to_owned()) else { continue };
                let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
                entries.push(Entry { key, form: cell(form), meaning: cell(meaning) });
            }
            let own = head.first().and_then(|cell| quoted(cell).first().map(|word| (*word).to_owned()));
            let of_keys = !head.first().is_some_and(|cell| cell.contains("の値"));
            if let Some(section) = sections.last_mut() {
                section.tables.push(Table { caption: own.unwrap_or_else(|| std::mem::take(&mut caption)), of_keys, entries });
            }
            caption.clear();
        } else if !line.trim().is_empty() {
            caption = quoted(line).first().map(|word| (*word).trim_end_matches(':').to_owned()).unwrap_or_default();
            if let Some(section) = sections.last_mut() {
                section.prose.extend(line.split('。').map(str::to_owned));
            }
        }
    }
    sections
}

/// The words for a kind of data.
pub(super) fn of_kind(all: &[Section], kind: Kind) -> Words<'_> {
    let stem = kind.stem();
    for section in all {
        if let Some(table) = section.tables.iter().find(|table| table.of_keys && table.caption == stem) {
            return Words { all, section, entries: &table.entries };
        }
    }
    let named = |section: &&Section| {
        let words = quoted(&section.title);
        [format!("{stem}.yaml"), format!("{stem}.csv"), format!("{stem}:")].iter().any(|word| words.contains(&word.as_str()))
    };
    words(all, all.iter().find(named))
}

/// The words for the front matter of a folder (`courses`), or of plain pages (`**`).
pub(super) fn of_pages<'a>(all: &'a [Section], folder: &str) -> Words<'a> {
    let wanted = format!("content/{folder}/*.md");
    words(all, all.iter().find(|section| quoted(&section.title).contains(&wanted.as_str())))
}

/// The words for what every record may have.
pub(super) fn of_common(all: &[Section]) -> Words<'_> {
    words(all, all.iter().find(|section| section.title.contains("どの記録にも書ける項目")))
}

fn words<'a>(all: &'a [Section], section: Option<&'a Section>) -> Words<'a> {
    let section = section.expect("tests/docs.rs holds the reference to the schema");
    let entries = section.tables.iter().find(|table| table.of_keys).map_or(&[][..], |table| &table.entries);
    Words { all, section, entries }
}

impl<'a> Words<'a> {
    /// What is said of `key` of the record.
    pub(super) fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// What is said of the keys of the group under `outer`, which `entry` describes: a table of its own, or a sentence.
    pub(super) fn below(&self, outer: &str, entry: Option<&Entry>) -> Vec<Entry> {
        let table = |section: &'a Section| section.tables.iter().find(|table| table.of_keys && table.caption == outer);
        if let Some(table) = table(self.section).or_else(|| self.all.iter().find_map(table)) {
            return table.entries.clone();
        }
        let opening = format!("`{outer}` の");
        let told: Vec<Entry> = self
            .section
            .prose
            .iter()
            .filter(|line| line.trim_start().starts_with(&opening))
            .flat_map(|line| pairs(&line[opening.len()..]))
            .collect();
        if !told.is_empty() {
            return told;
        }
        entry.map(|entry| [pairs(&entry.form), pairs(&entry.meaning)].concat()).unwrap_or_default()
    }

    /// The words of `choices` that `key` may be, when the reference names them one by one.
    pub(super) fn choices(&self, key: &str, meaning: &str, choices: &[&str]) -> Option<Vec<String>> {
        let table = self.section.tables.iter().find(|table| !table.of_keys && table.caption == key);
        if let Some(table) = table {
            let word = |choice: &&str| table.entries.iter().find(|entry| entry.key == **choice).map(|entry| entry.meaning.clone());
            return choices.iter().map(word).collect();
        }
        let sentence = meaning.split('。').next().unwrap_or(meaning);
        let listed = sentence.rsplit([':', '：']).next().unwrap_or(sentence);
        let words: Vec<String> = split_outside(listed, &['・', '、']);
        (words.len() == choices.len()).then_some(words).or_else(|| {
            let words = split_outside(listed, &['、']);
            (words.len() == choices.len()).then_some(words)
        })
    }
}

/// What the comments of the first `site.toml` say: the key with its table (`home.kpi`), and the words above it. What is not set stands there
/// behind a `#` without a blank.
pub(super) fn of_settings(site_toml: &str) -> Vec<Entry> {
    let (mut table, mut comment, mut entries) = (String::new(), Vec::new(), Vec::new());
    for line in site_toml.lines() {
        if let Some(words) = line.strip_prefix("# ") {
            comment.push(words);
            continue;
        }
        let line = line.trim_start_matches('#');
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let name = name.trim_start_matches('[').trim_end_matches(']');
            table = format!("{name}.");
            entries.push(Entry { key: name.to_owned(), form: String::new(), meaning: std::mem::take(&mut comment).concat() });
        } else if let Some((key, _)) = line.split_once(" = ") {
            entries.push(Entry { key: format!("{table}{key}"), form: String::new(), meaning: std::mem::take(&mut comment).concat() });
        } else {
            comment.clear();
        }
    }
    entries
}

fn cells(row: &str) -> Vec<String> {
    row.trim_matches('|').replace("\\|", "¦").split('|').map(|cell| cell.trim().replace('¦', "|")).collect()
}

fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The keys of a sentence with what stands in brackets behind each: `` `name`（必須、名称） ``.
fn pairs(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('`') {
        let Some((key, behind)) = after.split_once('`') else { break };
        let inside = behind.strip_prefix('（').and_then(|inside| inside.split_once('）')).map(|(inside, _)| inside);
        let meaning = inside.unwrap_or_default().trim_start_matches("どちらも必須").trim_start_matches("必須").trim_start_matches('、');
        entries.push(Entry { key: key.to_owned(), form: String::new(), meaning: meaning.to_owned() });
        rest = behind;
    }
    entries
}

/// `text` cut at `marks`, but not within brackets.
fn split_outside(text: &str, marks: &[char]) -> Vec<String> {
    let (mut depth, mut words) = (0_usize, vec![String::new()]);
    for c in text.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match depth == 0 && marks.contains(&c) {
            true => words.push(String::new()),
            false => words.last_mut().expect("there is a first word").push(c),
        }
    }
    words.into_iter().map(|word| word.trim().to_owned()).collect()
}

/// Plain text of a cell.
pub(super) fn plain(text: &str) -> String {
    text.replace('`', "")
}
