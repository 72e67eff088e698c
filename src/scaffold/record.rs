//! `new`: one record of any kind, with comments that say what to write.
//!
//! A Markdown kind becomes a file, a data kind a few lines of one. The templates lie in `record/` beside this file. What is written is a
//! draft where its kind can be one, and names records that are there, so that it checks clean until it is published.

use super::fill::fill;
use super::insert::{Addition, insert};
use super::known::{Known, Listed, names};
use super::{Refusal, WRITE_HERE, disk};
use crate::diagnostic::{Diagnostics, Text, closest};
use crate::notation::{Day, FiscalYear, Id, Misread};
use crate::parse::raw_records;
use crate::schema::Kind;
use crate::source::{LoadOptions, SourceFile, SourcePath, Sources, load};
use crate::text;
use include_dir::{Dir, include_dir};
use std::path::Path;

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/record");

/// The Markdown kinds: name, folder, template.
const PAGES: &[(&str, &str, &str)] =
    &[("course", "courses", "course.md"), ("news", "news", "news.md"), ("trend", "trends", "trend.md"), ("page", "pages", "page.md")];

/// What offices call the kinds.
const JAPANESE: &[(&str, &str)] = &[
    ("研修", "course"),
    ("講座", "course"),
    ("お知らせ", "news"),
    ("技術の動き", "trend"),
    ("トレンド", "trend"),
    ("ページ", "page"),
    ("計画", "plans"),
    ("取組方針", "pillars"),
    ("取組事項", "initiatives"),
    ("参考資料", "references"),
    ("人材区分", "levels"),
    ("スキルの分類", "skill_categories"),
    ("スキル", "skills"),
    ("外部コンテンツ", "external"),
    ("試験の日程", "exam_sessions"),
    ("日程", "exam_sessions"),
    ("試験", "exams"),
    ("活用事例", "cases"),
    ("事例", "cases"),
    ("ツール", "tools"),
    ("グループ", "groups"),
    ("所属", "departments"),
    ("課", "departments"),
    ("配置の表", "matrix"),
    ("推進リーダー", "leaders"),
    ("リーダー", "leaders"),
    ("表彰", "awards"),
    ("コミュニティ", "communities"),
    ("実績", "kpi_actuals"),
    ("成果指標", "kpi"),
    ("指標", "kpi"),
    ("ロードマップ", "lanes"),
    ("推進体制", "organization"),
    ("組織", "organization"),
    ("人材確保", "recruitment"),
    ("用語", "glossary"),
    ("認定", "assessment"),
    ("祝日", "holidays"),
    ("同義語", "synonyms"),
];

/// The name of a kind with what offices call it.
fn with_japanese(name: &str) -> String {
    JAPANESE.iter().find(|(_, of)| *of == name).map_or_else(|| name.to_owned(), |(japanese, _)| format!("{name}（{japanese}）"))
}

/// What [`new`] has made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The file, relative to the project.
    pub path: String,
    /// The line of the record, from 1.
    pub line: usize,
    /// What to do next.
    pub next: Text,
}

/// Makes a record of `kind` (`course`, `news`, `trend`, `page`, or the name of a kind of data, also in the singular) named `id`.
pub fn new(root: &Path, options: LoadOptions, kind: &str, id: &str, today: Day) -> Result<Made, Refusal> {
    let kind = Wanted::parse(kind)?;
    if disk::read(&root.join("site.toml"))?.is_none() {
        return Err(Refusal::usage(
            text!("ここには site.toml がありません", "there is no site.toml here"),
            text!(
                "ポータルのフォルダーで実行するか、--root で指定してください。新しく作るには shirube init を使います",
                "run it in the portal's folder, or name that with --root; `shirube init` makes a portal"
            ),
        ));
    }
    let sources = load(root, options, &mut Diagnostics::default()).map_err(|_| {
        let shown = root.display();
        Refusal::usage(
            text!("フォルダー「{shown}」がありません", "there is no folder \"{shown}\""),
            text!("--root にポータルのフォルダーを指定してください", "name the portal's folder with --root"),
        )
    })?;
    let known = Known::of(&sources);
    match kind {
        Wanted::Page { folder, template } => new_page(root, &known, (folder, template), id, today),
        Wanted::Data(kind) => new_data(root, &sources, &known, kind, id, today),
    }
}

/// A kind that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Page { folder: &'static str, template: &'static str },
    Data(Kind),
}

impl Wanted {
    fn parse(word: &str) -> Result<Self, Refusal> {
        let plain = word.trim().to_lowercase().replace('-', "_");
        let plain = JAPANESE.iter().find(|(japanese, _)| *japanese == plain).map_or(plain, |(_, name)| (*name).to_owned());
        if let Some((_, folder, template)) = PAGES.iter().find(|(name, folder, _)| *name == plain || *folder == plain) {
            return Ok(Self::Page { folder, template });
        }
        let singular = |kind: &&Kind| {
            let stem = kind.stem();
            let one = stem.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| stem.strip_suffix('s').map(str::to_owned));
            one.is_some_and(|one| one == plain)
        };
        if let Some(kind) = Kind::of_file(&plain).or_else(|| Kind::ALL.iter().find(singular).copied()) {
            return Ok(Self::Data(kind));
        }
        let all: Vec<&str> = PAGES.iter().map(|(name, ..)| *name).chain(Kind::ALL.iter().map(|kind| kind.stem())).collect();
        let list = all.iter().map(|name| with_japanese(name)).collect::<Vec<_>>().join(", ");
        let japanese =
            || JAPANESE.iter().find(|(japanese, _)| japanese.contains(&*plain) || plain.contains(japanese)).map(|(_, name)| *name);
        let hint = match japanese().or_else(|| closest(&plain, all.iter().copied())).map(with_japanese) {
            Some(near) => text!("もしかして: {near}", "did you mean: {near}"),
            None => text!("次の種類から選んでください: {list}", "kinds: {list}"),
        };
        Err(Refusal::usage(text!("「{word}」という種類はありません", "there is no kind \"{word}\""), hint))
    }
}

fn template(name: &str) -> &'static str {
    TEMPLATES.get_file(name).and_then(include_dir::File::contents_utf8).expect("every kind has a template")
}

fn new_page(root: &Path, known: &Known, (folder, name): (&str, &str), id: &str, today: Day) -> Result<Made, Refusal> {
    let is_page = folder == "pages";
    let id = id.trim_end_matches(".md");
    let (above, last) = if is_page { id.rsplit_once('/').unwrap_or(("", id)) } else { ("", id) };
    for part in above.split('/').filter(|_| !above.is_empty()).chain([last]) {
        Id::parse(part).map_err(malformed)?;
    }
    let taken = |wanted: &str| known.records(folder).iter().find(|record| record.name == wanted);
    if let Some(listed) = taken(id) {
        return Err(already(id, listed, &|other| taken(other).is_none()));
    }
    let path = if is_page { format!("content/{id}.md") } else { format!("content/{folder}/{id}.md") };
    let section = root.join(format!("{}/_index.md", path.trim_end_matches(".md")));
    if is_page && (disk::read(&section)?.is_some() || matches!(id, "courses" | "news" | "trends")) {
        return Err(Refusal::usage(
            text!("「{id}」は、フォルダーのページの場所です", "\"{id}\" is the address of a folder's page"),
            text!("ほかの名前にするか、{id}/_index.md を直してください", "choose another name, or edit {id}/_index.md"),
        ));
    }
    let beside = |record: &&Listed| record.name.rsplit_once('/').map_or("", |(above, _)| above) == above;
    let weight = known.records(folder).iter().filter(beside).filter_map(|record| record.number).max().unwrap_or(0) + 10;
    let ask = |word: &str| match word {
        "id" => Some(last.to_owned()),
        "order" => Some(weight.to_string()),
        kind => known.records(kind).first().map(|record| record.name.clone()),
    };
    disk::create(&root.join(&path), fill(template(name), today, &ask).as_bytes())?;
    Ok(Made { path, line: 1, next: next_step() })
}

fn new_data(root: &Path, sources: &Sources, known: &Known, kind: Kind, id: &str, today: Day) -> Result<Made, Refusal> {
    let stem = kind.stem();
    let (first, second) = name_parts(kind, id, today)?;
    let name = if second.is_empty() { first.clone() } else { format!("{first}--{second}") };
    let taken = |wanted: &str| known.records(stem).iter().find(|record| record.name == wanted);
    if let Some(listed) = taken(&name).filter(|_| !names(kind).is_empty()) {
        let is_free = |other: &str| names(kind) == ["id"] && taken(other).is_none();
        return Err(already(&name, listed, &is_free));
    }
    let ask = |word: &str| match word {
        "id" => Some(first.clone()),
        "second" => Some(second.clone()),
        "order" | "number" => Some(known.next_number(stem).to_string()),
        // What is written as it stands must be meant: only a record that the id begins with. Comments name any as an example.
        other => match other.strip_prefix('=') {
            Some(kind) => known.meant(kind, &first).map(|record| record.name.clone()),
            None => known.records(other).first().map(|record| record.name.clone()),
        },
    };
    let record = fill(template(&format!("{stem}.yaml")), today, &ask);
    let path = file_of(sources, kind, &first);
    let place = root.join(&path);
    let before = disk::read(&place)?;
    let by_hand = || {
        Refusal::usage(
            text!(
                "「{path}」は、行を足せる書き方になっていません（`{stem}:` の下に `- ` で1件ずつ書くと足せます）",
                "lines cannot be added to \"{path}\" as it is written (it needs `{stem}:` and one `- ` item for each record)"
            ),
            text!("次の内容を、手で書き足してください:\n{record}", "add this by hand:\n{record}"),
        )
    };
    let old = String::from_utf8(before.clone().unwrap_or_default()).map_err(|_| by_hand())?;
    let new =
        insert(&old, &Addition { section: stem, record: &record }).filter(|new| adds_one(&path, kind, &old, new)).ok_or_else(by_hand)?;
    match before {
        Some(before) => disk::replace(&place, &before, new.as_bytes())?,
        None => disk::create(&place, new.as_bytes())?,
    }
    let line = new.lines().zip(old.lines().map(Some).chain(std::iter::repeat(None))).take_while(|(new, old)| Some(*new) == *old).count();
    let blank = new.lines().skip(line).take_while(|line| line.trim().is_empty()).count();
    let table = format!("data/{stem}.csv");
    let next = match sources.get(&table) {
        Some(_) if old.is_empty() => beside_table(&table),
        _ => next_step(),
    };
    Ok(Made { path, line: line + blank + 1, next })
}

/// The words that name the record, checked: for most kinds an id.
fn name_parts(kind: Kind, id: &str, today: Day) -> Result<(String, String), Refusal> {
    let checked = |text: &str| Id::parse(text).map(|id| id.to_string()).map_err(malformed);
    let (first, second) = id.split_once("--").unwrap_or((id, ""));
    match kind {
        Kind::MatrixCell => {
            let target = match second {
                "" => WRITE_HERE.to_owned(),
                second => checked(second)?,
            };
            Ok((checked(first)?, target))
        }
        Kind::KpiActual => {
            let year = if second.is_empty() { FiscalYear::of(today) } else { FiscalYear::parse(second).map_err(malformed)? };
            Ok((checked(first)?, year.short()))
        }
        Kind::Holiday => Ok((Day::parse(id).map_err(malformed)?.iso(), String::new())),
        Kind::Synonym => {
            let plain = !id.trim().is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, 'ー' | '・' | ' ' | '_'));
            if !plain {
                return Err(Refusal::usage(
                    text!("「{id}」は、ことばとして使えません", "\"{id}\" cannot be used as a word"),
                    text!("記号のない、1つのことばを書いてください", "write one word without punctuation"),
                ));
            }
            Ok((id.trim().to_owned(), String::new()))
        }
        _ => Ok((checked(id)?, String::new())),
    }
}

/// The file that the record belongs to.
fn file_of(sources: &Sources, kind: Kind, name: &str) -> String {
    let stem = kind.stem();
    let own = [stem, if kind == Kind::Lane { "roadmap" } else { stem }];
    let there =
        own.iter().flat_map(|stem| [format!("data/{stem}.yaml"), format!("data/{stem}.yml")]).find(|path| sources.get(path).is_some());
    if let Some(path) = there {
        return path;
    }
    let holds = |file: &&SourceFile| {
        let is_yaml = matches!(file.path.extension(), "yaml" | "yml");
        is_yaml && file.path.parent() == "data" && raw_records(file).iter().any(|raw| raw.kind == stem)
    };
    if let Some(file) = sources.below("data/").find(holds) {
        return file.path.as_str().to_owned();
    }
    match sources.below(&format!("data/{stem}/")).next() {
        Some(_) => format!("data/{stem}/{name}.yaml"),
        None => format!("data/{}.yaml", own[1]),
    }
}

/// Whether `new` says what `old` says and one record more.
fn adds_one(path: &str, kind: Kind, old: &str, new: &str) -> bool {
    let Ok(path) = SourcePath::new(path) else { return false };
    let read = |text: &str| {
        let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let file = SourceFile::text_file(path.clone(), text.as_bytes().into(), plain.into());
        raw_records(&file).into_iter().map(|raw| (raw.kind, raw.value)).collect::<Vec<_>>()
    };
    let (old, mut new) = (read(old), read(new));
    let kept = new.len() == old.len() + 1;
    let added = new.iter().position(|record| !old.contains(record));
    match added {
        Some(at) if kept => {
            let (added, _) = new.remove(at);
            added == kind.stem() && new == old
        }
        // The same words once more: they are equal to a record that was there.
        None if kept => new.iter().filter(|(of, _)| *of == kind.stem()).count() > old.iter().filter(|(of, _)| *of == kind.stem()).count(),
        _ => false,
    }
}

fn next_step() -> Text {
    text!(
        "「{WRITE_HERE}」を直してください。公開するときは `status: draft` の行を消し、shirube check で確かめます",
        "replace 「{WRITE_HERE}」; to publish it, remove the line `status: draft` and run `shirube check`"
    )
}

/// A table of the same kind is there: both are read.
fn beside_table(table: &str) -> Text {
    let Text { ja, en } = next_step();
    text!("{ja}。{table} もあります。表に1行足しても同じです", "{en}; there is {table} as well: a line of that table says the same")
}

fn malformed(misread: Misread) -> Refusal {
    let hint = misread.hint.unwrap_or_else(|| {
        text!(
            "半角の小文字・数字を `-` でつないでください（例: csv-first-step）",
            "write lower-case letters and digits joined by `-`, as in csv-first-step"
        )
    });
    Refusal::usage(misread.message, hint)
}

fn already(name: &str, listed: &Listed, is_free: &dyn Fn(&str) -> bool) -> Refusal {
    let place = &listed.place.path;
    let message =
        text!("「{name}」はもう {place} にあります。上書きはしません", "\"{name}\" is in {place} already; nothing is overwritten");
    let free = (2..100).map(|number| format!("{name}-{number}")).find(|other| is_free(other) && other.len() <= 64);
    Refusal::usage(
        message,
        match free {
            Some(free) => text!("ほかの名前にしてください（例: {free}）", "choose another name, as in {free}"),
            None => text!("その記録を直すか、ほかの名前にしてください", "edit that record, or choose another name"),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_template_and_a_name() {
        for kind in Kind::ALL {
            assert!(template(&format!("{}.yaml", kind.stem())).contains("- "), "{}", kind.stem());
            assert_eq!(Wanted::parse(kind.stem()).unwrap(), Wanted::Data(*kind));
        }
        for (word, kind) in
            [("exam", Kind::Exam), ("skill-category", Kind::SkillCategory), ("roadmap", Kind::Lane), ("exam-session", Kind::ExamSession)]
        {
            assert_eq!(Wanted::parse(word).unwrap(), Wanted::Data(kind));
        }
        for (japanese, name) in JAPANESE {
            assert_eq!(Wanted::parse(japanese).unwrap(), Wanted::parse(name).unwrap(), "{japanese}");
        }
        assert!(Wanted::parse("研修会").unwrap_err().hint.ja.contains("course（研修）"));
        let refusal = Wanted::parse("exsams").unwrap_err();
        assert!(refusal.hint.ja.contains("exams"), "{}", refusal.hint.ja);
    }
}
