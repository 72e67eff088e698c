//! The whole project: which file holds which records, and what each of them says.

use super::decode::{Decoded, RawRecord, decode_record};
use super::{Markdown, columns, csv, damage, front_matter, markdown, yaml};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text, closest};
use crate::field::Fields;
use crate::holding::Holdings;
use crate::notation::Id;
use crate::schema::{self, Common, Keyed, Kind, Record, Records, for_each_kind};
use crate::source::{Origin, PerFile, Place, Renewed, SourceFile, SourcePath, Sources, is_copy};
use crate::text;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// A file in `data/` that nothing reads.
pub static UNKNOWN_DATA_FILE: Code = Code::error(
    "unknown-data-file",
    "data/ にある、どの種類でもない名前のファイルです。ファイル名を種類の名前（courses ではなく exams.yaml など）にしてください",
    "a file below data/ whose name is no kind of data; name it after its kind",
);
/// A data file that holds nothing.
pub static NO_RECORDS: Code = Code::warning(
    "no-records",
    "データのファイルに、記録が1件もありません（見出しの行だけ、または種類の名前だけ）。記録を書くか、不要ならファイルを消してください。わざと空にするときは `[]` と書きます",
    "a data file holds no record (a heading row, or the name of its kind alone); write records or delete the file; `[]` says that there are none",
);
/// A Markdown file whose name cannot become an address.
pub static BAD_FILE_NAME: Code = Code::error(
    "bad-page-name",
    "Markdownのファイル名は、そのままページの場所になります。半角の小文字・数字を - でつないだ名前にするか、slug を書いてください",
    "the name of a Markdown file becomes its address: lower-case ASCII joined by `-`, or give a slug",
);

/// Everything that the files say, each for itself. Documents are shared with [`Files`], because a portal is compiled many times while
/// someone writes one page of it.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The records of the data files.
    pub records: Records,
    /// `content/courses/`.
    pub courses: Vec<Arc<Document<schema::Course>>>,
    /// `content/news/`.
    pub news: Vec<Arc<Document<schema::News>>>,
    /// `content/trends/`.
    pub trends: Vec<Arc<Document<schema::Trend>>>,
    /// All other Markdown files.
    pub pages: Vec<Arc<Document<schema::Page>>>,
    /// Records that cannot be used but have an id.
    pub broken: Vec<Broken>,
    /// Drafts that cannot be shown yet.
    pub unfilled: Vec<Unfilled>,
    /// Kinds of which a whole file could not be read: references to them are no errors of others.
    pub incomplete: Vec<Kind>,
    /// The texts of Markdown files whose front matter cannot be used: their links are checked all the same.
    pub unusable: Vec<(SourcePath, Arc<Markdown>)>,
}

/// A Markdown file: its front matter and its text.
#[derive(Clone, Debug)]
pub struct Document<T> {
    /// The front matter.
    pub record: Record<T>,
    /// Its id: given, or the file's name.
    pub id: Id,
    /// The text.
    pub body: Arc<Markdown>,
}

/// A record with errors of its own. References to it are no errors of others.
#[derive(Clone, Debug)]
pub struct Broken {
    /// What it would have been.
    pub kind: RecordKind,
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub place: Place,
}

/// A draft that cannot be shown yet, because something is still to be written where a number, a day or a name of a record belongs.
#[derive(Clone, Debug)]
pub struct Unfilled {
    /// What it will be.
    pub kind: RecordKind,
    /// Its id, when it has one.
    pub id: Option<Id>,
    /// Where it stands.
    pub origin: Origin,
}

/// What a record is: data, or one of the kinds of Markdown files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// A record of a data file.
    Data(Kind),
    /// A course.
    Course,
    /// A news item.
    News,
    /// A trend article.
    Trend,
    /// A plain page.
    Page,
}

impl RecordKind {
    /// What one of its records is called, in Japanese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Data(kind) => kind.words(),
            Self::Course => ("研修", "course"),
            Self::News => ("お知らせ", "news item"),
            Self::Trend => ("技術の動き", "trend article"),
            Self::Page => ("ページ", "page"),
        }
    }

    /// The name of its file or folder.
    pub fn stem(self) -> &'static str {
        match self {
            Self::Data(kind) => kind.stem(),
            Self::Course => "courses",
            Self::News => "news",
            Self::Trend => "trends",
            Self::Page => "pages",
        }
    }
}

/// What each file says, for itself. A file whose bytes are the same says the same: what one file says depends on nothing else.
#[derive(Clone, Debug, Default)]
pub struct Files {
    parts: PerFile<Part>,
    highlight: bool,
}

/// What one file says.
#[derive(Debug)]
struct Part {
    parsed: Parsed,
    findings: Diagnostics,
    /// How many bytes of the text are its head, in a Markdown file.
    head: usize,
}

/// A page whose text is another than before, and whose head is the same.
#[derive(Clone, Copy, Debug)]
pub struct Edited<'a> {
    /// Its file.
    pub path: &'a SourcePath,
    /// Its text.
    pub now: &'a Arc<Markdown>,
    /// Its text before.
    pub then: &'a Arc<Markdown>,
}

/// What stands where in the files, shown or not.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id, when it has one.
    pub id: Option<Id>,
    /// Where it stands.
    pub place: Place,
    /// It is left out until it is published.
    pub draft: bool,
    /// It is invented.
    pub sample: bool,
}

impl Files {
    /// Reads every file of `data/` and `content/`; what `before` knows of files that say the same is taken from there.
    pub fn read(sources: &Sources, options: &Options, before: &Self) -> Self {
        let nothing = PerFile::default();
        let before = if before.highlight == options.highlight { &before.parts } else { &nothing };
        let ours = |file: &&Arc<SourceFile>| {
            let path = file.path.as_str();
            path.starts_with("content/") && file.path.extension() == "md" || path.starts_with("data/")
        };
        let parts = PerFile::again(before, sources.shared().filter(ours), |file| part(file, options));
        Self { parts, highlight: options.highlight }
    }

    /// What was found in them.
    pub fn findings(&self, findings: &mut Diagnostics) {
        self.parts.iter().for_each(|(_, part)| findings.repeat(&part.findings));
    }

    /// Everything that they say, as one.
    pub fn joined(&self) -> Parsed {
        let mut all = Parsed::default();
        self.parts.iter().for_each(|(_, part)| all.append(&part.parsed));
        all
    }

    /// The pages whose text was edited since `before`; `None` when anything else is other than it was.
    pub fn edited<'a>(&'a self, before: &'a Self) -> Option<Vec<Edited<'a>>> {
        let renewed = self.parts.renewed(&before.parts)?;
        renewed
            .into_iter()
            .map(|Renewed { now: (file, part), then: (file_then, part_then) }| {
                let head = file.text()?.get(..part.head)?;
                let same_head = file_then.text()?.get(..part_then.head)? == head;
                let (now, then) = same_head.then(|| part.text().zip(part_then.text())).flatten()?;
                Some(Edited { path: &file.path, now, then })
            })
            .collect()
    }

    /// What the files hold: of records with mistakes their ids; only what is shown with `options`, where these are given.
    pub fn holdings(&self, options: Option<&Options>) -> Holdings {
        let mut holdings = Holdings::default();
        let shown = |common: &Common| options.is_none_or(|options| !common.is_hidden(options));
        for (file, part) in self.parts.iter() {
            let path = file.path.as_str();
            let Parsed { records, courses, news, trends, pages, broken, unfilled, .. } = &part.parsed;
            macro_rules! add {
                ($variant:ident, $field:ident, $type:ty) => {
                    for record in records.$field.iter().filter(|record| shown(&record.common)) {
                        holdings.add(Kind::$variant.stem(), path, record.value.key());
                    }
                };
            }
            for_each_kind!(add);
            let mut page = |kind: RecordKind, id: &Id, common: &Common, body: &Markdown| {
                if shown(common) {
                    holdings.add(kind.stem(), path, id.to_string());
                    holdings.texts.insert(path.to_owned(), body.html.len());
                }
            };
            courses.iter().for_each(|it| page(RecordKind::Course, &it.id, &it.record.common, &it.body));
            news.iter().for_each(|it| page(RecordKind::News, &it.id, &it.record.common, &it.body));
            trends.iter().for_each(|it| page(RecordKind::Trend, &it.id, &it.record.common, &it.body));
            let is_draft = |it: &Document<schema::Page>| it.record.value.draft && options.is_some_and(|options| !options.drafts);
            pages.iter().filter(|it| !is_draft(it)).for_each(|it| page(RecordKind::Page, &it.id, &it.record.common, &it.body));
            if options.is_none() {
                broken.iter().for_each(|it| holdings.add(it.kind.stem(), path, it.id.to_string()));
                unfilled.iter().for_each(|it| holdings.add(it.kind.stem(), path, it.id.as_ref().map(Id::to_string).unwrap_or_default()));
            }
        }
        holdings.sort();
        holdings
    }

    /// Every record and every page, file by file.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (_, part) in self.parts.iter() {
            let Parsed { records, courses, news, trends, pages, .. } = &part.parsed;
            let entry = |id: Option<&Id>, draft: bool, common: &Common, origin: &Origin| {
                let place = if id.is_some() { Place::file(origin.path.clone()) } else { origin.place("") };
                Entry { id: id.cloned(), place, draft: draft || common.status == schema::Status::Draft, sample: common.sample }
            };
            macro_rules! add {
                ($variant:ident, $field:ident, $type:ty) => {
                    entries.extend(records.$field.iter().map(|record| entry(None, false, &record.common, &record.origin)))
                };
            }
            for_each_kind!(add);
            entries.extend(courses.iter().map(|page| entry(Some(&page.id), false, &page.record.common, &page.record.origin)));
            entries.extend(news.iter().map(|page| entry(Some(&page.id), false, &page.record.common, &page.record.origin)));
            entries.extend(trends.iter().map(|page| entry(Some(&page.id), false, &page.record.common, &page.record.origin)));
            entries
                .extend(pages.iter().map(|page| entry(Some(&page.id), page.record.value.draft, &page.record.common, &page.record.origin)));
        }
        entries
    }
}

impl Part {
    /// The text of the page that the file is, if it is a page that can be used.
    fn text(&self) -> Option<&Arc<Markdown>> {
        let Parsed { records: _, courses, news, trends, pages, broken: _, unfilled: _, incomplete: _, unusable: _ } = &self.parsed;
        let courses = courses.iter().map(|course| &course.body);
        let others = news.iter().map(|news| &news.body).chain(trends.iter().map(|trend| &trend.body));
        courses.chain(others).chain(pages.iter().map(|page| &page.body)).next()
    }
}

/// Reads every file of `data/` and `content/`.
pub fn project(sources: &Sources, options: &Options, findings: &mut Diagnostics) -> Parsed {
    let files = Files::read(sources, options, &Files::default());
    files.findings(findings);
    files.joined()
}

/// Reads one file.
fn part(file: &SourceFile, options: &Options) -> Part {
    let mut findings = Diagnostics::default();
    let mut parsed = Parsed::default();
    let head = if file.path.as_str().starts_with("data/") {
        data_file(file, &mut parsed, &mut findings);
        0
    } else {
        page(file, options, &mut parsed, &mut findings)
    };
    Part { parsed, findings, head }
}

impl Parsed {
    fn append(&mut self, part: &Parsed) {
        let Parsed { records, courses, news, trends, pages, broken, unfilled, incomplete, unusable } = part;
        macro_rules! append {
            ($variant:ident, $field:ident, $type:ty) => {
                self.records.$field.extend_from_slice(&records.$field)
            };
        }
        for_each_kind!(append);
        self.courses.extend_from_slice(courses);
        self.news.extend_from_slice(news);
        self.trends.extend_from_slice(trends);
        self.pages.extend_from_slice(pages);
        self.broken.extend_from_slice(broken);
        self.unfilled.extend_from_slice(unfilled);
        self.incomplete.extend_from_slice(incomplete);
        self.unusable.extend_from_slice(unusable);
    }

    /// Remembers a Markdown file that cannot be used: its name is its id.
    fn broken_file(&mut self, file: &SourceFile) {
        let kind = page_kind(file, None);
        self.broken.extend(Id::parse(file.path.stem()).ok().map(|id| Broken { kind, id, place: Place::file(file.path.clone()) }));
    }

    /// Reads one raw record as `T`.
    fn decode<T: Fields>(&mut self, mut raw: RawRecord, kind: RecordKind, findings: &mut Diagnostics) -> Option<Record<T>> {
        let draft = is_draft(&raw.value);
        damage::take_out(&mut raw, findings);
        match decode_record::<T, Common>(raw, findings) {
            Decoded::Usable(record) => Some(Record { value: record.value, common: record.common, origin: record.origin }),
            Decoded::Broken { id, origin } if draft => {
                let id = id.or_else(|| (!matches!(kind, RecordKind::Data(_))).then(|| origin.path.stem().to_owned()));
                self.unfilled.push(Unfilled { kind, id: id.and_then(|id| meant_id(&id)), origin });
                None
            }
            Decoded::Broken { id, origin } => {
                let id = id.or_else(|| (!matches!(kind, RecordKind::Data(_))).then(|| origin.path.stem().to_owned()));
                self.broken.extend(id.and_then(|id| meant_id(&id)).map(|id| Broken { kind, id, place: origin.place("id") }));
                None
            }
        }
    }
}

/// The id that was meant, also when it was typed in full width or capitals: references to it are right.
fn meant_id(text: &str) -> Option<Id> {
    Id::parse(text).or_else(|_| Id::parse(&text.nfkc().collect::<String>().to_lowercase())).ok()
}

/// What can be said of one file of `data/` for itself.
pub fn data(file: &SourceFile) -> Diagnostics {
    let mut findings = Diagnostics::default();
    data_file(file, &mut Parsed::default(), &mut findings);
    findings
}

fn data_file(file: &SourceFile, parsed: &mut Parsed, findings: &mut Diagnostics) {
    let inner = file.path.as_str().trim_start_matches("data/");
    let stem = inner.split_once('/').map_or_else(|| file.path.stem(), |(directory, _)| directory);
    let is_yaml = matches!(file.path.extension(), "yaml" | "yml");
    let Some(kind) = Kind::of_file(stem).filter(|_| is_yaml || file.path.extension() == "csv") else {
        findings.push(unknown_file(file, stem));
        let meant = Kind::of_file(stem).or_else(|| closest(stem, Kind::ALL.iter().map(|kind| kind.stem())).and_then(Kind::from_stem));
        parsed.incomplete.extend(meant);
        return;
    };
    let companions: Vec<&str> = kind.companions().iter().map(|kind| kind.stem()).collect();
    let raws = if is_yaml {
        yaml::records(file, kind.stem(), &companions, findings)
    } else {
        csv::records(
            file,
            kind.stem(),
            csv::Columns { known: &[], required: &[], spoken: &columns(kind), declared: Some(kind.declared()) },
            findings,
        )
    };
    let blank = file.text().is_none_or(|text| text.trim().is_empty());
    if raws.is_empty() && (blank || findings.has_errors()) {
        parsed.incomplete.push(kind);
        parsed.incomplete.extend_from_slice(kind.companions());
    }
    if raws.is_empty() && !blank && !findings.has_errors() && !says_none(file, is_yaml) {
        findings.push(
            Diagnostic::new(&NO_RECORDS, text!("記録が1件もありません", "there is no record in this file"))
                .at(Place::file(file.path.clone()))
                .hint(text!(
                    "記録が消えたのなら、履歴やバックアップから元に戻してください。使わないファイルなら消してください",
                    "bring the records back from the history or a backup, or delete the file"
                )),
        );
    }
    for raw in raws {
        let kind = Kind::from_stem(&raw.kind).unwrap_or(kind);
        macro_rules! decode {
            ($variant:ident, $field:ident, $type:ty) => {
                if kind == Kind::$variant {
                    let record = parsed.decode(raw, RecordKind::Data(kind), findings);
                    parsed.records.$field.extend(record);
                    continue;
                }
            };
        }
        for_each_kind!(decode);
    }
}

/// Whether a YAML file says that there are no records: an empty list.
fn says_none(file: &SourceFile, is_yaml: bool) -> bool {
    let plain = |line: &str| line.split('#').next().unwrap_or_default().replace([' ', '\t'], "");
    is_yaml && file.text().is_some_and(|text| text.lines().any(|line| plain(line).ends_with("[]")))
}

/// The records of a file of `data/` before they are typed; what is found in reading is not reported.
pub fn raw_records(file: &SourceFile) -> Vec<RawRecord> {
    let inner = file.path.as_str().trim_start_matches("data/");
    let stem = inner.split_once('/').map_or_else(|| file.path.stem(), |(directory, _)| directory);
    let Some(kind) = Kind::of_file(stem) else { return Vec::new() };
    let companions: Vec<&str> = kind.companions().iter().map(|kind| kind.stem()).collect();
    let mut findings = Diagnostics::default();
    match file.path.extension() {
        "yaml" | "yml" => yaml::records(file, kind.stem(), &companions, &mut findings),
        "csv" => csv::records(
            file,
            kind.stem(),
            csv::Columns { known: &[], required: &[], spoken: &[], declared: Some(kind.declared()) },
            &mut findings,
        ),
        _ => Vec::new(),
    }
}

/// Whether a record says of itself that it is a draft.
pub fn is_draft(record: &serde_yaml::Value) -> bool {
    let says = |key: &str| record.get(key);
    says("status").and_then(serde_yaml::Value::as_str) == Some("draft") || says("draft").and_then(serde_yaml::Value::as_bool) == Some(true)
}

fn unknown_file(file: &SourceFile, stem: &str) -> Diagnostic {
    let path = &file.path;
    let finding =
        Diagnostic::new(&UNKNOWN_DATA_FILE, text!("「{path}」は、どの種類のデータでもありません", "\"{path}\" is no kind of data"))
            .at(Place::file(path.clone()));
    if is_copy(path.stem()) {
        return finding.hint(text!(
            "コピーの名前のファイルです。不要なら消し、使うなら、データの種類の名前（exams.yaml など）に変えてください",
            "it is named like a copy; remove it, or give it the name of its kind (exams.yaml)"
        ));
    }
    if let Some(kind) = Kind::of_file(stem).filter(|_| ["xlsx", "xlsm", "xls"].contains(&path.extension())) {
        let kind = kind.stem();
        return finding.hint(text!(
            "Excelのブックは、data の外に移し、`shirube import ブックの場所 --kind {kind}` で取り込んでください",
            "move the workbook out of data/ and read it with `shirube import FILE --kind {kind}`"
        ));
    }
    if Kind::of_file(stem).is_some() {
        return finding.hint(text!("データは .yaml か .csv で書いてください", "write data as .yaml or .csv"));
    }
    match closest(stem, Kind::ALL.iter().map(|kind| kind.stem())) {
        Some(near) => finding.did_you_mean(Some(&format!("{near}.{}", path.extension()))),
        None => {
            let names = Kind::ALL.iter().map(|kind| kind.stem()).collect::<Vec<_>>().join(", ");
            finding.hint(text!("次の名前のどれかにしてください: {names}", "known names: {names}"))
        }
    }
}

/// What a Markdown file is: what it says itself (`kind: news`), or what its folder says.
fn page_kind(file: &SourceFile, said: Option<&str>) -> RecordKind {
    let folder = file.path.as_str().split('/').nth(1).unwrap_or_default();
    let is_section = file.path.file_name() == "_index.md";
    match said {
        Some("course") => RecordKind::Course,
        Some("news") => RecordKind::News,
        Some("trend") => RecordKind::Trend,
        Some("page") => RecordKind::Page,
        _ if is_section || file.path.parent() == "content" => RecordKind::Page,
        _ => match folder {
            "courses" => RecordKind::Course,
            "news" => RecordKind::News,
            "trends" => RecordKind::Trend,
            _ => RecordKind::Page,
        },
    }
}

/// Reads a Markdown file; gives the length of its head.
fn page(file: &SourceFile, options: &Options, parsed: &mut Parsed, findings: &mut Diagnostics) -> usize {
    let Some(text) = file.text() else {
        parsed.broken_file(file);
        return 0;
    };
    let head = front_matter::read(file, "page", findings);
    let body = Arc::new(markdown::parse(
        &file.path,
        &text[head.body_offset..],
        head.body_offset,
        &markdown::Options { highlight: options.highlight, text: false, ..markdown::Options::default() },
        findings,
    ));
    let Some(mut raw) = head.record else {
        parsed.broken_file(file);
        parsed.unusable.push((file.path.clone(), body));
        return head.body_offset;
    };
    let said = raw.value.as_mapping_mut().and_then(|mapping| {
        let said = mapping
            .get("kind")
            .and_then(serde_yaml::Value::as_str)
            .filter(|said| matches!(*said, "course" | "news" | "trend" | "page"))
            .map(str::to_owned);
        if said.is_some() {
            mapping.shift_remove("kind");
        }
        said
    });
    let draft = is_draft(&raw.value);
    let before = parsed.unusable.len();
    match page_kind(file, said.as_deref()) {
        RecordKind::Course => {
            let record = parsed.decode::<schema::Course>(raw, RecordKind::Course, findings);
            let id = record.as_ref().and_then(|record| document_id(record.value.id.clone(), &record.origin, findings));
            document(record, id, body, file, &mut parsed.courses, &mut parsed.unusable);
        }
        RecordKind::News => {
            let record = parsed.decode::<schema::News>(raw, RecordKind::News, findings);
            let id = record.as_ref().and_then(|record| document_id(record.value.id.clone(), &record.origin, findings));
            document(record, id, body, file, &mut parsed.news, &mut parsed.unusable);
        }
        RecordKind::Trend => {
            let record = parsed.decode::<schema::Trend>(raw, RecordKind::Trend, findings);
            let id = record.as_ref().and_then(|record| document_id(record.value.id.clone(), &record.origin, findings));
            document(record, id, body, file, &mut parsed.trends, &mut parsed.unusable);
        }
        RecordKind::Page | RecordKind::Data(_) => {
            let record = parsed.decode::<schema::Page>(raw, RecordKind::Page, findings);
            let id = record.as_ref().and_then(|record| document_id(record.value.slug.clone(), &record.origin, findings));
            document(record, id, body, file, &mut parsed.pages, &mut parsed.unusable);
        }
    }
    if draft {
        // A link to it leads to a draft, not to a page that only has mistakes.
        parsed.unusable.truncate(before);
    }
    head.body_offset
}

/// Adds a document, or keeps its text alone when its front matter cannot be used.
fn document<T>(
    record: Option<Record<T>>,
    id: Option<Id>,
    body: Arc<Markdown>,
    file: &SourceFile,
    documents: &mut Vec<Arc<Document<T>>>,
    unusable: &mut Vec<(SourcePath, Arc<Markdown>)>,
) {
    match record.zip(id) {
        Some((record, id)) => documents.push(Arc::new(Document { record, id, body })),
        None => unusable.push((file.path.clone(), body)),
    }
}

/// The id of a document: the given one, or that of its file.
fn document_id(given: Option<Id>, origin: &Origin, findings: &mut Diagnostics) -> Option<Id> {
    given.or_else(|| file_id(origin, findings))
}

/// The id that a file's name gives; that of a section is its folder's name.
fn file_id(origin: &Origin, findings: &mut Diagnostics) -> Option<Id> {
    let path = &origin.path;
    let stem = if path.file_name() == "_index.md" { path.parent().rsplit('/').next().unwrap_or_default() } else { path.stem() };
    match Id::parse(stem) {
        Ok(id) => Some(id),
        Err(misread) => {
            let finding = Diagnostic::new(
                &BAD_FILE_NAME,
                text!("ファイル名「{stem}」はページの場所に使えません", "the file name \"{stem}\" cannot become an address"),
            )
            .at(Place::file(path.clone()));
            findings.push(match misread.hint {
                _ if is_copy(path.stem()) => finding.hint(text!(
                    "コピーの名前のファイルです。不要なら消し、使うなら、半角の別の名前に変えてください",
                    "it is named like a copy; remove it, or give it a name of its own"
                )),
                Some(Text { ja, en }) => finding.hint(text!("ファイルの名前を変えてください。{ja}", "rename the file; {en}")),
                None => {
                    finding.hint(text!("半角の名前に変えるか、先頭の項目欄に slug: を書いてください", "rename the file or write `slug:`"))
                }
            });
            None
        }
    }
}
