//! Reading the project from disk: walking, strict decoding, refusing what is no plain file.
//!
//! A file that cannot be taken is a finding; the others are loaded all the same. Does not look at what a file means.

#![allow(clippy::disallowed_methods, reason = "the only reader of input")]

use super::decode::{CsvEncoding, Decoded, decode};
use super::library::{Library, Stamp};
use super::name::{self, Judgement};
use super::refusal::refusal;
use super::{Place, SourceFile, SourcePath, Sources};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Text};
use crate::text;
use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

/// A text file in another encoding than UTF-8.
pub static NOT_UTF8: Code = Code::error(
    "not-utf8",
    "ファイルがUTF-8で保存されていない（Shift_JIS、UTF-16など）か、途中で壊れています。エディターの「名前を付けて保存」で、文字コードをUTF-8にして保存し直してください",
    "the file is not UTF-8 (Shift_JIS, UTF-16 …) or is damaged; save it as UTF-8",
);
/// Another kind of file under the name of a text file.
pub static NOT_TEXT: Code = Code::error(
    "not-text",
    "名前は文字のファイルですが、中身はWord・画像・圧縮ファイルなどです。正しい拡張子に直すか、テキストとして保存し直してください",
    "the name is that of a text file, but it is an Office document, image or archive; correct the extension or save it as text",
);
/// A control character that no text has.
pub static CONTROL_CHARACTER: Code = Code::error(
    "nul-character",
    "文字のファイルにNUL文字（制御文字）が入っています。その場所を打ち直して保存してください",
    "a text file holds a NUL character; retype that place and save",
);
/// Nothing in the file.
pub static EMPTY_FILE: Code = Code::warning(
    "empty-file",
    "ファイルが空です（ページが空のときはエラーです）。消えた内容を履歴やバックアップから戻すか、書くか、不要ならファイルを消してください",
    "the file is empty (of a page that is an error); bring its content back, write it, or delete the file",
);
/// More than a file may hold.
pub static TOO_LARGE: Code = Code::error(
    "too-large",
    "ファイルが大きすぎます（文字は4 MB、画像などは20 MBまで）。分けるか、縮小してください",
    "the file is too large (text 4 MB, others 20 MB); split or shrink it",
);
/// Links and devices.
pub static NOT_A_PLAIN_FILE: Code = Code::error(
    "not-a-plain-file",
    "シンボリックリンクや特殊なファイルは読みません。リンク先のファイルそのものを置いてください",
    "symbolic links and special files are not read; put the file itself there",
);
/// Names that collide or cannot be used everywhere.
pub static BAD_FILE_NAME: Code = Code::error(
    "bad-file-name",
    "Windowsやウェブサーバーで使えないファイル名です（< > : \" | ? * \\、CON・NULなどの予約名、末尾の点や空白、壊れた文字）。名前を変えてください",
    "the file name cannot be used on Windows or on a web server; rename it",
);
/// Two names that are one name on other systems.
pub static NAME_COLLISION: Code = Code::error(
    "name-collision",
    "大文字・小文字や濁点の表し方だけが違う名前のファイルが2つあります。Windowsやmacでは同じファイルになり、片方が失われます。どちらかの名前を変えてください",
    "two names differ only in case or in Unicode form; on other systems one of the files is lost; rename one of them",
);
/// What a file manager makes of a copy.
pub static COPY_FILE: Code = Code::warning(
    "copy-file",
    "エクスプローラーなどが付けるコピーの名前のファイルです。不要なら消し、使うなら正しい名前に変えてください",
    "the file has the name of a copy; delete it, or give it a proper name",
);
/// `x.md.txt`, `x.MD`.
pub static PAGE_NAME: Code = Code::error(
    "page-name",
    "ページのつもりのファイルの拡張子が .md ではありません（.md.txt、.MD など）。拡張子を .md に変えてください",
    "the file looks like a page but its extension is not .md (.md.txt, .MD …); rename it",
);
/// What the system does not let us read.
pub static UNREADABLE: Code = Code::error(
    "unreadable",
    "ファイルまたはフォルダーを読めません（権限がない、別のプログラムが使っている、読む間に消えた）。権限を確かめてください",
    "the file or directory cannot be read; check its permissions",
);

/// The findings that loading can make.
pub static CODES: &[&Code] = &[
    &NOT_UTF8,
    &NOT_TEXT,
    &CONTROL_CHARACTER,
    &EMPTY_FILE,
    &TOO_LARGE,
    &NOT_A_PLAIN_FILE,
    &BAD_FILE_NAME,
    &NAME_COLLISION,
    &COPY_FILE,
    &PAGE_NAME,
    &UNREADABLE,
];

/// The findings that the bytes of a file alone can make; the others speak of its name or of the disk.
static BYTE_CODES: &[&Code] = &[&NOT_UTF8, &NOT_TEXT, &CONTROL_CHARACTER, &EMPTY_FILE, &TOO_LARGE];

/// Whether a finding of reading speaks of the bytes of its file, so that other bytes make others.
pub fn is_of_bytes(code: &Code) -> bool {
    BYTE_CODES.iter().any(|of_bytes| of_bytes.name == code.name)
}

/// Largest text file, in bytes.
pub const MAX_TEXT: u64 = 4 << 20;
/// Largest other file, in bytes.
pub const MAX_ASSET: u64 = 20 << 20;

const TEXT_EXTENSIONS: [&str; 11] = ["md", "yaml", "yml", "csv", "toml", "html", "css", "js", "svg", "txt", "json"];
const DIRECTORIES: [&str; 3] = ["content", "data", "themes"];
const SETTINGS: &str = "site.toml";

/// The project as a whole cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The root is no directory.
    #[error("not a directory: {0}")]
    NoRoot(String),
}

/// How to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// What else than UTF-8 a CSV file may be.
    pub csv_encoding: CsvEncoding,
}

/// The text of `site.toml` alone: what it says of encodings and places must be known before the rest is read. `None` when there is
/// none that can be read; [`load`] says why.
pub fn site_toml(root: &Path) -> Option<String> {
    fs::read_to_string(root.join("site.toml")).ok()
}

/// Reads `site.toml`, `content/`, `data/` and `themes/` below `root`. What cannot be taken is reported.
pub fn load(root: &Path, options: LoadOptions, findings: &mut Diagnostics) -> Result<Sources, LoadError> {
    let mut library = Library::default();
    library.refresh(root, options)?;
    let (sources, found) = library.into_parts();
    findings.extend(found);
    Ok(sources)
}

/// A plain file that may be read.
pub(super) struct Candidate {
    /// Where it lies on the disk.
    pub disk: PathBuf,
    /// Where it lies in the project.
    pub path: SourcePath,
}

/// Every plain file of the project.
pub(super) fn walk(root: &Path, findings: &mut Diagnostics) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for start in std::iter::once(SETTINGS).chain(DIRECTORIES) {
        let top = root.join(start);
        if fs::symlink_metadata(&top).is_err() {
            continue;
        }
        let entries = WalkDir::new(&top).follow_root_links(false).sort_by_file_name();
        for entry in entries.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_litter(entry)) {
            match entry {
                Ok(entry) => candidates.extend(candidate(root, &entry, findings)),
                Err(error) => {
                    let path = error.path().map_or_else(|| start.to_owned(), |path| shown(root, path));
                    findings.push(match error.io_error() {
                        Some(error) => unreadable(&path, error),
                        None => unreadable_because(&path, text!("フォルダーが輪になっています", "its folders form a loop")),
                    });
                }
            }
        }
    }
    candidates
}

fn is_litter(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(name::is_litter)
}

/// The path below the root with `/`; bytes that are no text become replacement characters.
fn shown(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn at(finding: Diagnostic, path: &str) -> Diagnostic {
    match SourcePath::new(path) {
        Ok(path) => finding.at(Place::file(path)),
        Err(_) => finding,
    }
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    unreadable_because(path, refusal(error))
}

fn unreadable_because(path: &str, Text { ja, en }: Text) -> Diagnostic {
    let finding = Diagnostic::new(&UNREADABLE, text!("`{path}` を読めません（{ja}）", "`{path}` cannot be read ({en})"))
        .hint(text!("権限を確かめ、ほかのプログラムで開いていれば閉じてください", "check its permissions and close it in other programs"));
    at(finding, path)
}

fn candidate(root: &Path, entry: &DirEntry, findings: &mut Diagnostics) -> Option<Candidate> {
    let shown = shown(root, entry.path());
    let Some(file_name) = entry.file_name().to_str() else {
        let escaped = entry.file_name().as_encoded_bytes().escape_ascii();
        let message = text!("ファイル名がUTF-8ではありません: `{escaped}`", "the file name is not UTF-8: `{escaped}`");
        let hint = text!("名前を付け直してください（古いzipを展開すると、文字化けした名前になることがあります）", "rename it");
        findings.push(at(Diagnostic::new(&BAD_FILE_NAME, message).hint(hint), &shown));
        return None;
    };
    let kind = entry.file_type();
    if !kind.is_file() && !kind.is_dir() {
        findings.push(at(special(&shown, kind.is_symlink()), &shown));
        return None;
    }
    match name::judge(file_name) {
        Judgement::Fine => {}
        Judgement::Copy => {
            let message = text!("`{file_name}` はコピーの名前のファイルです", "`{file_name}` has the name of a copy");
            let hint = text!("不要なら消し、使うなら正しい名前に変えてください", "delete it, or give it a proper name");
            findings.push(at(Diagnostic::new(&COPY_FILE, message).hint(hint), &shown));
        }
        Judgement::Bad(reason) => {
            let Text { ja, en } = reason;
            let message = text!("ファイル名 `{file_name}` は使えません（{ja}）", "the file name `{file_name}` cannot be used ({en})");
            findings.push(at(Diagnostic::new(&BAD_FILE_NAME, message).hint(text!("名前を変えてください", "rename it")), &shown));
            return None;
        }
    }
    if kind.is_file() && shown.starts_with("content/") && name::is_markdown_by_another_name(file_name) {
        let meant = name::as_markdown(file_name);
        let message = text!("`{file_name}` はページとして読まれません", "`{file_name}` is not read as a page");
        let hint = text!(
            "ページなら `{meant}` に名前を変えてください（エクスプローラーの「表示」で拡張子を表示できます）",
            "if it is a page, rename it to `{meant}`"
        );
        findings.push(at(Diagnostic::new(&PAGE_NAME, message).hint(hint), &shown));
    }
    let path = SourcePath::new(&shown).ok()?;
    kind.is_file().then(|| Candidate { disk: entry.path().to_owned(), path })
}

fn special(path: &str, link: bool) -> Diagnostic {
    let message = match link {
        true => text!("`{path}` はシンボリックリンクです", "`{path}` is a symbolic link"),
        false => text!("`{path}` は普通のファイルではありません", "`{path}` is no plain file"),
    };
    Diagnostic::new(&NOT_A_PLAIN_FILE, message)
        .hint(text!("リンク先のファイルそのものをここに置くか、消してください", "put the file itself here, or delete it"))
}

/// Reports files and directories whose names are one name on systems that fold case or normalise.
pub(super) fn report_collisions(candidates: &[Candidate], findings: &mut Diagnostics) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for candidate in candidates {
        let path = candidate.path.as_str();
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let part = &path[..end];
            let folded = folded(part);
            match seen.get(&folded) {
                Some(other) if *other != part => {
                    let message = text!(
                        "`{part}` と `{other}` は、大文字・小文字または濁点の表し方が違うだけの同じ名前です",
                        "`{part}` and `{other}` are the same name but for case or Unicode form"
                    );
                    let hint = text!("どちらかの名前を変えてください", "rename one of them");
                    let mut finding = Diagnostic::new(&NAME_COLLISION, message).hint(hint);
                    if let Ok(other) = SourcePath::new(other) {
                        finding = finding.related(Place::file(other), text!("もう1つはここです", "the other one"));
                    }
                    findings.push(at(finding, part));
                }
                Some(_) => {}
                None => {
                    seen.insert(folded, part);
                }
            }
        }
    }
}

/// A name as forgiving file systems see it.
fn folded(name: &str) -> String {
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.nfc().collect::<String>().to_lowercase().nfc().collect() }
}

/// Reads a file, with the stamp that it had before the first byte was read.
pub(super) fn read_file(candidate: &Candidate, options: LoadOptions, findings: &mut Diagnostics) -> (Option<Stamp>, Option<SourceFile>) {
    let path = candidate.path.clone();
    let (encoding, limit) = reading(&path, options);
    let (stamp, bytes) = match bytes_of(&candidate.disk, limit) {
        Ok(read) => read,
        Err(error) => {
            findings.push(unreadable(path.as_str(), &error));
            return (None, None);
        }
    };
    (Some(stamp), file(path, bytes, encoding, limit, findings))
}

/// What the file at `path` would be with these bytes: what a file is does not depend on whether it is on the disk.
pub fn read_bytes(path: SourcePath, bytes: Vec<u8>, options: LoadOptions, findings: &mut Diagnostics) -> Option<SourceFile> {
    let (encoding, limit) = reading(&path, options);
    file(path, bytes, encoding, limit, findings)
}

/// In which encoding a file is read, unless it is no text, and how large it may be.
fn reading(path: &SourcePath, options: LoadOptions) -> (Option<CsvEncoding>, u64) {
    let extension = path.extension().to_ascii_lowercase();
    let encoding = if extension == "csv" { options.csv_encoding } else { CsvEncoding::Utf8 };
    if TEXT_EXTENSIONS.contains(&extension.as_str()) { (Some(encoding), MAX_TEXT) } else { (None, MAX_ASSET) }
}

/// The file of these bytes; a text when it has an encoding.
fn file(path: SourcePath, bytes: Vec<u8>, text: Option<CsvEncoding>, limit: u64, findings: &mut Diagnostics) -> Option<SourceFile> {
    let place = Place::file(path.clone());
    if bytes.len() as u64 > limit {
        let megabytes = limit >> 20;
        let message = text!("ファイルが大きすぎます（上限 {megabytes} MB）", "the file is too large (limit {megabytes} MB)");
        let hint = text!("ファイルを分けるか、画像なら縮小してください", "split it, or shrink the image");
        findings.push(Diagnostic::new(&TOO_LARGE, message).at(place).hint(hint));
        return None;
    }
    let blank = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).iter().all(u8::is_ascii_whitespace);
    if blank {
        let hint = text!("内容を書くか、不要ならファイルを消してください", "write its content or delete it");
        let mut finding = Diagnostic::new(&EMPTY_FILE, text!("ファイルが空です", "the file is empty")).at(place).hint(hint);
        if path.as_str().starts_with("content/") && path.extension() == "md" {
            finding.severity = Severity::Error;
        }
        findings.push(finding);
    }
    match text {
        Some(encoding) => text_file(path, bytes, encoding, findings),
        None => Some(SourceFile::asset(path, bytes.into())),
    }
}

/// At most one byte more than `limit`, so that a file that grows meanwhile cannot fill the memory.
fn bytes_of(disk: &Path, limit: u64) -> std::io::Result<(Stamp, Vec<u8>)> {
    let file = fs::File::open(disk)?;
    let metadata = file.metadata()?;
    let mut bytes = Vec::with_capacity(metadata.len().min(limit) as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((Stamp::new(&metadata), bytes))
}

fn text_file(path: SourcePath, bytes: Vec<u8>, encoding: CsvEncoding, findings: &mut Diagnostics) -> Option<SourceFile> {
    let (readable, finding, at) = match decode(&bytes, encoding) {
        Decoded::Text(text) => {
            let text: Arc<str> = text.into();
            // Most texts are their bytes: one copy in memory is enough.
            let bytes = if text.as_bytes() == bytes { text.clone().into() } else { bytes.into() };
            return Some(SourceFile::text_file(path, bytes, text));
        }
        Decoded::Cp932(text) => return Some(SourceFile::cp932_file(path, bytes.into(), text.into())),
        Decoded::NotText { what } => {
            let Text { ja, en } = what;
            let finding = Diagnostic::new(&NOT_TEXT, text!("中身は文字ではなく、{ja}です", "this is no text but {en}"))
                .hint(text!("正しい拡張子に直すか、テキストとして保存し直してください", "correct the extension, or save it as text"));
            (String::new(), finding, 0)
        }
        Decoded::NotUtf8(reason) => {
            let finding = Diagnostic::new(&NOT_UTF8, text!("UTF-8で保存されていません", "the file is not UTF-8")).hint(reason.hint);
            (reason.readable, finding, reason.at)
        }
        Decoded::Control { text, at } => {
            let finding = Diagnostic::new(&CONTROL_CHARACTER, text!("NUL文字が入っています", "there is a NUL character"))
                .hint(text!("この場所を打ち直して保存してください", "retype this place and save"));
            (text, finding, at)
        }
    };
    findings.push(finding.at(Place::new(path.clone(), at..at)));
    // The file stays among the sources so that its findings have a line and a column; nobody gets its text.
    Some(SourceFile::refused(path, bytes.into(), readable.into()))
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
