//! `report`: what an office has to care for on a day: what is overdue, gaps, leaders, samples, unverified records, unused files, drafts.
//!
//! A value ([`Stock`]) of rows in a fixed order, and four ways to write it. Judges nothing anew: dates are those of [`crate::model::due`], gaps
//! those of the skill map and of the rules.

use crate::config::Options;
use crate::diagnostic::{Diagnostics, Lang, Text};
use crate::model::due::{check_holds_until, is_abolished, review_holds_until};
use crate::model::rule::records::{Named, all, samples};
use crate::model::skill_map::{gaps, skill_map};
use crate::model::{Department, Key, Meta, Recorded, Site, Status};
use crate::notation::Day;
use crate::parse::Entry;
use crate::snapshot::{Cache, Compiled, compile_again};
use crate::source::{Place, SourcePath, Sources};
use crate::text;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// The parts of the report, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// A check or a review should have been made.
    Overdue,
    /// Never compared with a source, or marked as unverified.
    Unverified,
    /// A skill without a programme, a level without a way in.
    Gap,
    /// Departments without a leader, or with several.
    Leader,
    /// Invented records.
    Sample,
    /// Files that nothing links to.
    UnusedFile,
    /// What is left out until it is published.
    Draft,
}

impl Section {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Overdue, Self::Unverified, Self::Gap, Self::Leader, Self::Sample, Self::UnusedFile, Self::Draft];

    /// Its name in machine-readable forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Unverified => "unverified",
            Self::Gap => "gap",
            Self::Leader => "leader",
            Self::Sample => "sample",
            Self::UnusedFile => "unused-file",
            Self::Draft => "draft",
        }
    }

    /// Its heading.
    pub fn heading(self) -> Text {
        match self {
            Self::Overdue => text!("期限を過ぎたもの（担当・日付の順）", "overdue (by office and date)"),
            Self::Unverified => text!("出典と比べていないもの", "not compared with a source"),
            Self::Gap => text!("足りないもの（スキル・研修）", "gaps (skills, courses)"),
            Self::Leader => text!("推進リーダーの配置", "leaders by department"),
            Self::Sample => text!("見本", "samples"),
            Self::UnusedFile => text!("どこからもリンクされていないファイル", "files that nothing links to"),
            Self::Draft => text!("下書き", "drafts"),
        }
    }
}

/// One thing to care for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which part of the report.
    pub section: Section,
    /// Position and name of the department in charge.
    pub owner: Option<(usize, String)>,
    /// The day on which it was due.
    pub due: Option<Day>,
    /// What it is.
    pub kind: Text,
    /// Its id, empty without one.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What there is to say.
    pub note: Text,
    /// Where it is written.
    pub place: Place,
    /// The line, from 1.
    pub line: usize,
}

/// The whole report.
#[derive(Clone, Debug)]
pub struct Stock {
    /// The day it speaks of.
    pub as_of: Day,
    /// Departments where a leader is expected, and those of them that have one.
    pub leaders: (usize, usize),
    /// In the order of the sections; within one by department, day and place.
    pub rows: Vec<Row>,
}

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people, at the terminal.
    Human,
    /// For a mail or a page.
    Markdown,
    /// For Excel.
    Csv,
    /// For programs.
    Json,
}

/// Takes stock of `sources` on `options.today`. The findings when they are no portal.
pub fn take(sources: &Arc<Sources>, reading: Diagnostics, options: &Options) -> Result<Stock, Box<Compiled>> {
    let (compiled, cache) = compile_again(sources.clone(), options, reading.clone(), &Cache::default());
    let Some(snapshot) = &compiled.snapshot else { return Err(Box::new(compiled)) };
    let site = snapshot.site();
    // A file that only a draft shows is in use all the same.
    let with_drafts = Options { drafts: true, future: true, ..options.clone() };
    let (drafts, _) = compile_again(sources.clone(), &with_drafts, reading, &cache);
    let used = snapshot.routes().files().chain(drafts.snapshot.iter().flat_map(|snapshot| snapshot.routes().files())).collect();
    let mut rows = Rows { site, sources, rows: Vec::new() };
    rows.overdue();
    rows.unverified();
    rows.gaps(&compiled.findings);
    let leaders = rows.leaders();
    rows.samples();
    rows.unused(&used);
    rows.drafts(cache.entries());
    let mut rows = rows.rows;
    rows.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(Stock { as_of: options.today, leaders, rows })
}

/// Those that nobody is in charge of come last.
fn order(row: &Row) -> impl Ord + '_ {
    (row.section, row.owner.is_none(), &row.owner, row.due, &row.place, &row.id, &row.title)
}

struct Rows<'a> {
    site: &'a Site,
    sources: &'a Sources,
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn add(&mut self, section: Section, record: &Named, due: Option<Day>, place: Place, note: Text) {
        let kind = Text { ja: record.kind.0.to_owned(), en: record.kind.1.to_owned() };
        self.push(Row {
            section,
            owner: self.owner(record.meta.owner),
            due,
            kind,
            id: record.meta.id.to_string(),
            title: record.title.to_owned(),
            note,
            place,
            line: 0,
        });
    }

    fn push(&mut self, row: Row) {
        let line = self.sources.get(row.place.path.as_str()).map_or(1, |file| file.position(row.place.start).line);
        self.rows.push(Row { line, ..row });
    }

    fn owner(&self, key: Option<Key<Department>>) -> Option<(usize, String)> {
        key.map(|key| (key.index(), self.site[key].name.clone()))
    }

    fn overdue(&mut self) {
        let site = self.site;
        for record in all(site) {
            let meta = record.meta;
            for (due, field) in [(check_holds_until(site, meta), "checked_on"), (review_holds_until(meta), "last_reviewed_on")] {
                let Some(due) = due.filter(|due| *due < site.today()) else { continue };
                let days = due.days_until(site.today());
                let note = match field {
                    "checked_on" => text!("確認の期限から{days}日", "check overdue by {days} days"),
                    _ => text!("見直しの期限から{days}日", "review overdue by {days} days"),
                };
                self.add(Section::Overdue, &record, Some(due), meta.origin.place(field), note);
            }
        }
    }

    fn unverified(&mut self) {
        let site = self.site;
        let outside: Vec<&Meta> = site.external.values().map(Recorded::meta).chain(site.exams.values().map(Recorded::meta)).collect();
        let is_outside = |meta: &Meta| outside.iter().any(|other| std::ptr::eq(*other, meta));
        for record in all(site).into_iter().filter(|record| record.meta.status != Status::Archived) {
            let meta = record.meta;
            if meta.unverified {
                let note = text!("要確認（unverified: true）", "marked `unverified: true`");
                self.add(Section::Unverified, &record, None, meta.origin.place("unverified"), note);
            } else if meta.checked_on.is_none() && !meta.sample && is_outside(meta) && !is_abolished(site, meta) {
                let note = text!("確認日（checked_on）がありません", "there is no `checked_on`");
                self.add(Section::Unverified, &record, None, meta.origin.place("id"), note);
            }
        }
    }

    fn gaps(&mut self, findings: &Diagnostics) {
        let site = self.site;
        for (skill, level) in gaps(&skill_map(site)).into_iter().filter(|(_, level)| site[*level].meta.status != Status::Archived) {
            let (skill, level) = (&site[skill], &site[level]);
            let record = Named { meta: &level.meta, title: &level.label, kind: ("人材区分", "level") };
            let place = level.meta.origin.key(&format!("skills.{}", skill.meta.id));
            let name = &skill.name;
            let note = text!("「{name}」に向かう研修も外部コンテンツもありません", "no programme leads to \"{name}\"");
            self.add(Section::Gap, &record, None, place, note);
        }
        let wayless = findings.iter().filter(|finding| finding.code.name == "level-without-course");
        for finding in wayless {
            let level = finding.record.as_deref().and_then(|id| site.levels.key(id)).map(|key| &site[key]);
            if let Some((level, place)) = level.zip(finding.place.clone()) {
                let record = Named { meta: &level.meta, title: &level.label, kind: ("人材区分", "level") };
                self.add(
                    Section::Gap,
                    &record,
                    None,
                    place,
                    text!("必須・選択の研修も推奨コンテンツもありません", "it has no mandatory, elective or recommended programme"),
                );
            }
        }
    }

    /// Gives the number of departments where a leader is expected, and of those that have one.
    fn leaders(&mut self) -> (usize, usize) {
        let site = self.site;
        let (mut expected, mut covered) = (0, 0);
        for (key, department) in site.departments.iter().filter(|(_, department)| department.meta.status != Status::Archived) {
            let count = site.links.department_leaders[key].len();
            if department.leader_expected {
                expected += 1;
                covered += usize::from(count > 0);
            }
            let note = match count {
                0 if department.leader_expected => text!("推進リーダーがいません", "there is no leader"),
                2.. => text!("推進リーダーが{count}人います", "there are {count} leaders"),
                _ => continue,
            };
            let record = Named { meta: &department.meta, title: &department.name, kind: ("所属", "department") };
            self.add(Section::Leader, &record, None, department.meta.origin.place("id"), note);
            if let Some(row) = self.rows.last_mut() {
                row.owner = Some((key.index(), department.name.clone()));
            }
        }
        (expected, covered)
    }

    fn samples(&mut self) {
        let site = self.site;
        let records = all(site);
        for (origin, id) in samples(site) {
            let own = records.iter().find(|record| std::ptr::eq(&raw const record.meta.origin, origin));
            let place = origin.place("sample");
            match own {
                Some(record) => self.add(Section::Sample, record, None, place, text!("sample: true", "sample: true")),
                None => {
                    let note = text!("「{id}」に付いた見本の行です", "a sample that belongs to \"{id}\"");
                    let kind = text!("データの行", "row of data");
                    self.push(Row {
                        section: Section::Sample,
                        owner: None,
                        due: None,
                        kind,
                        id: id.to_owned(),
                        title: String::new(),
                        note,
                        place,
                        line: 0,
                    });
                }
            }
        }
    }

    fn unused(&mut self, used: &BTreeSet<&SourcePath>) {
        let assets: Vec<_> = self.sources.below("content/").filter(|file| file.path.extension() != "md").collect();
        for file in assets.into_iter().filter(|file| !used.contains(&file.path)) {
            let kibibytes = file.bytes.len().div_ceil(1024);
            self.push(Row {
                section: Section::UnusedFile,
                owner: None,
                due: None,
                kind: text!("ファイル", "file"),
                id: String::new(),
                title: file.path.file_name().to_owned(),
                note: text!("公開しません（{kibibytes} KB）", "not published ({kibibytes} KB)"),
                place: Place::file(file.path.clone()),
                line: 0,
            });
        }
    }

    fn drafts(&mut self, entries: Vec<Entry>) {
        for entry in entries.into_iter().filter(|entry| entry.draft) {
            self.push(Row {
                section: Section::Draft,
                owner: None,
                due: None,
                kind: text!("下書き", "draft"),
                id: entry.id.map(|id| id.to_string()).unwrap_or_default(),
                title: entry.place.path.file_name().to_owned(),
                note: text!("公開されていません", "it is not published"),
                place: entry.place,
                line: 0,
            });
        }
    }
}

/// The report in words.
pub fn written(stock: &Stock, form: Form, lang: Lang) -> String {
    match form {
        Form::Human => human(stock, lang),
        Form::Markdown => markdown(stock, lang),
        Form::Csv => csv(stock, lang),
        Form::Json => json(stock, lang),
    }
}

fn rows(stock: &Stock, section: Section) -> Vec<&Row> {
    stock.rows.iter().filter(|row| row.section == section).collect()
}

fn heading(stock: &Stock, section: Section, lang: Lang) -> String {
    let (words, count) = (section.heading(), rows(stock, section).len());
    let heading = match lang {
        Lang::Ja => format!("{}: {count}件", words.get(lang)),
        Lang::En => format!("{}: {count}", words.get(lang)),
    };
    let (expected, covered) = stock.leaders;
    match section {
        Section::Leader => {
            heading
                + text!("（対象の{expected}所属のうち{covered}所属にいます）", " ({covered} of {expected} departments have one)").get(lang)
        }
        _ => heading,
    }
}

fn title(stock: &Stock) -> Text {
    let (words, iso) = (stock.as_of.words(), stock.as_of.iso());
    text!("{words} 現在の手入れの一覧", "what is to be cared for as of {iso}")
}

fn nobody(lang: Lang) -> String {
    text!("担当なし", "nobody in charge").get(lang).to_owned()
}

fn owner(row: &Row, lang: Lang) -> String {
    row.owner.as_ref().map_or_else(|| nobody(lang), |(_, name)| name.clone())
}

fn name(row: &Row, lang: Lang) -> String {
    let kind = row.kind.get(lang);
    match (row.title.is_empty(), lang) {
        (true, _) => format!("{kind} {}", row.id),
        (false, Lang::Ja) => format!("{kind}「{}」", row.title),
        (false, Lang::En) => format!("{kind} \"{}\"", row.title),
    }
}

fn human(stock: &Stock, lang: Lang) -> String {
    let mut out = format!("{}\n", title(stock).get(lang));
    for section in Section::ALL {
        let _ = writeln!(out, "\n{}", heading(stock, section, lang));
        let mut in_charge: Option<String> = None;
        for row in rows(stock, section) {
            if section == Section::Overdue && in_charge.as_deref() != Some(&owner(row, lang)) {
                let _ = writeln!(out, "  {}", owner(row, lang));
                in_charge = Some(owner(row, lang));
            }
            let day = row.due.map(|day| format!("{} ", day.iso())).unwrap_or_default();
            let (name, note, path, line) = (name(row, lang), row.note.get(lang), &row.place.path, row.line);
            let indent = if section == Section::Overdue { "    " } else { "  " };
            let _ = writeln!(out, "{indent}{day}{name} {note} ({path}:{line})");
        }
    }
    out
}

fn markdown(stock: &Stock, lang: Lang) -> String {
    let cell = |words: &str| words.replace('\\', "\\\\").replace('|', "\\|").replace('\n', " ");
    let mut out = format!("# {}\n", title(stock).get(lang));
    let [who, due, what, note, place] = columns(lang);
    for section in Section::ALL {
        let _ = writeln!(out, "\n## {}", heading(stock, section, lang));
        let rows = rows(stock, section);
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n| {who} | {due} | {what} | {note} | {place} |\n|---|---|---|---|---|");
        for row in rows {
            let day = row.due.map(Day::iso).unwrap_or_default();
            let at = format!("{}:{}", row.place.path, row.line);
            let cells = [owner(row, lang), day, name(row, lang), row.note.get(lang).to_owned(), at];
            let _ = writeln!(out, "| {} |", cells.iter().map(|words| cell(words)).collect::<Vec<_>>().join(" | "));
        }
    }
    out
}

fn columns(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Ja => ["担当", "期限", "もの", "内容", "場所"],
        Lang::En => ["in charge", "due", "what", "note", "place"],
    }
}

/// As Excel in Japanese offices opens it: byte order mark, CRLF, and no words that would run as a formula.
fn csv(stock: &Stock, lang: Lang) -> String {
    let cell = |words: &str| {
        let formula = words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
        let words = format!("{}{words}", if formula { "'" } else { "" });
        if words.contains([',', '"', '\n', '\r']) { format!("\"{}\"", words.replace('"', "\"\"")) } else { words }
    };
    let mut out = "\u{feff}section,in_charge,due,kind,id,title,note,path,line\r\n".to_owned();
    for row in &stock.rows {
        let cells = [
            row.section.name().to_owned(),
            row.owner.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            row.due.map(Day::iso).unwrap_or_default(),
            row.kind.get(lang).to_owned(),
            row.id.clone(),
            row.title.clone(),
            row.note.get(lang).to_owned(),
            row.place.path.to_string(),
            row.line.to_string(),
        ];
        out += &cells.iter().map(|words| cell(words)).collect::<Vec<_>>().join(",");
        out += "\r\n";
    }
    out
}

fn json(stock: &Stock, lang: Lang) -> String {
    let row = |row: &Row| {
        json!({
            "in_charge": row.owner.as_ref().map(|(_, name)| name),
            "due": row.due.map(Day::iso),
            "days_over": row.due.map(|due| due.days_until(stock.as_of)),
            "kind": row.kind.get(lang),
            "id": row.id,
            "title": row.title,
            "note": row.note.get(lang),
            "path": row.place.path.as_str(),
            "line": row.line,
        })
    };
    let section = |section: Section| {
        let rows: Vec<Value> = rows(stock, section).into_iter().map(row).collect();
        json!({ "name": section.name(), "heading": section.heading().get(lang), "count": rows.len(), "rows": rows })
    };
    let (expected, covered) = stock.leaders;
    let whole = json!({
        "as_of": stock.as_of.iso(),
        "leaders": { "expected": expected, "covered": covered },
        "sections": Section::ALL.into_iter().map(section).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&whole).expect("words and numbers") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mend::testing::{options, sources};

    fn stock(as_of: Day) -> Stock {
        let files: &[(&str, &str)] = &[
            (
                "data/departments.yaml",
                "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: b, name: 乙課, yomi: おつ, group: g}\n- {id: a, name: 甲課, yomi: こう, group: g}\n",
            ),
            ("data/leaders.yaml", "- {department: a, designated_fy: R5, sample: true}\n"),
            (
                "data/levels.yaml",
                "- {id: x, kind: base, name: 全職員, checked_on: 2026-01-10, owner: a}\n- {id: y, kind: base, name: 別, checked_on: 2026-01-01, owner: b, unverified: true}\n\
                 - {id: z, kind: base, name: 無, last_reviewed_on: 2025-01-01, review_in: 1年}\n",
            ),
            ("content/draft.md", "---\ntitle: 題\ndraft: true\n---\n![図](used.png)\n"),
            ("content/used.png", "x"),
            ("content/unused.png", "x"),
        ];
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let (sources, reading) = sources(&files);
        let options = Options { today: as_of, drafts: false, future: false, ..options() };
        take(&Arc::new(sources), reading, &options).expect("a portal")
    }

    fn day(month: i8, day: i8) -> Day {
        Day::new(2026, month, day).expect("a day")
    }

    #[test]
    fn what_is_overdue_is_told_by_office_and_day() {
        let ids = |stock: &Stock, section| rows(stock, section).iter().map(|row| row.id.clone()).collect::<Vec<_>>();
        let now = stock(day(11, 22));
        // Departments are in the order of their reading or of the file; the one without comes last.
        assert_eq!(ids(&now, Section::Overdue).last().map(String::as_str), Some("z"));
        assert_eq!(ids(&now, Section::Overdue).len(), 3);
        assert_eq!(ids(&stock(day(2, 1)), Section::Overdue), ["z"], "on another day");
        assert_eq!(ids(&now, Section::Unverified), ["y"]);
        assert_eq!(now.leaders, (2, 1));
        assert_eq!(ids(&now, Section::Leader), ["b"]);
        assert_eq!(rows(&now, Section::Sample).len(), 1);
        assert_eq!(rows(&now, Section::Draft).len(), 1);
        let unused: Vec<_> = rows(&now, Section::UnusedFile).iter().map(|row| row.title.as_str()).collect();
        assert_eq!(unused, ["unused.png"]);
    }

    #[test]
    fn every_form_has_every_row() {
        let stock = stock(day(11, 22));
        let count = stock.rows.len();
        assert_eq!(csv(&stock, Lang::Ja).matches("\r\n").count(), count + 1);
        let value: Value = serde_json::from_str(&json(&stock, Lang::En)).expect("JSON");
        let sections = value["sections"].as_array().expect("a list");
        assert_eq!(sections.iter().map(|section| section["rows"].as_array().map_or(0, Vec::len)).sum::<usize>(), count);
        assert_eq!(markdown(&stock, Lang::Ja).lines().filter(|line| line.contains(":") && line.starts_with("| ")).count(), count);
        assert!(human(&stock, Lang::Ja).contains("期限を過ぎたもの（担当・日付の順）: 3件"));
    }
}
