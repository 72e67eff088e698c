//! What people leave in files without seeing it: their names, comments, hidden sheets. Told, never refused: it may be meant.

use super::{Fault, active};
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::source::{Place, SourcePath};
use crate::text;

/// Names, comments and the like.
pub static LEFT_IN_FILE: Code = Code::warning(
    "left-in-file",
    "ファイルの中に、作った人の名前、コメント、変更の履歴、隠したシートなど、見えないところに残ったものがあります。Officeなら［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］で消し、保存し直してください",
    "the file holds what readers should not get: names of people, comments, tracked changes, hidden sheets; remove it with File, Info, Check for Issues, Inspect Document",
);
/// What only a password opens.
pub static LOCKED_FILE: Code = Code::warning(
    "locked-file",
    "パスワードで保護されたファイルです。読む人は開けず、中に何が残っているかも調べられません。パスワードを外して保存し直してください",
    "the file is protected by a password, so readers cannot open it and nothing is known of what is in it; save it without",
);

/// What was left in a file.
#[derive(Clone, Debug, Default)]
pub struct Left {
    /// Names of authors, as they are written.
    pub authors: Vec<String>,
    /// Everything else, in words.
    pub others: Vec<Text>,
    /// A password is needed.
    pub is_locked: bool,
}

/// What programs write where they know nobody.
const NOBODY: [&str; 16] = [
    "",
    "user",
    "users",
    "admin",
    "administrator",
    "owner",
    "author",
    "unknown",
    "openpyxl",
    "python-docx",
    "xlsxwriter",
    "microsoft office user",
    "windows user",
    "windows ユーザー",
    "apache poi",
    "pandas",
];

impl Left {
    /// The finding, if there is anything to say. Authors for whom `is_office` holds are no people.
    pub fn finding(&self, path: &SourcePath, is_office: impl Fn(&str) -> bool) -> Option<Diagnostic> {
        let at = |code, message| Diagnostic::new(code, message).at(Place::file(path.clone()));
        if self.is_locked {
            let message = text!("パスワードで保護されています", "the file is protected by a password");
            return Some(at(&LOCKED_FILE, message).hint(text!("パスワードを外して保存し直してください", "save it without the password")));
        }
        let named = |author: &&String| !NOBODY.contains(&&*author.trim().to_lowercase()) && !is_office(author.trim());
        // The name itself is not repeated: findings are read by many.
        let author = self.authors.iter().any(|author| named(&author)).then(|| text!("作成者や更新者の名前", "the name of an author"));
        let all: Vec<&Text> = author.iter().chain(&self.others).collect();
        if all.is_empty() {
            return None;
        }
        let ja = all.iter().map(|what| &*what.ja).collect::<Vec<_>>().join("、");
        let en = all.iter().map(|what| &*what.en).collect::<Vec<_>>().join(", ");
        let hint = match path.extension().to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => text!(
                "エクスプローラーでファイルの［プロパティ］→［詳細］→［プロパティや個人情報を削除］を選び、できたコピーに差し替えてください",
                "remove it in the properties of the file, Details, Remove Properties and Personal Information"
            ),
            "pdf" => text!("元の文書から消して、PDFを作り直してください", "remove it from the original and make the PDF again"),
            _ => text!(
                "［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］で消し、保存し直してください",
                "remove it with File, Info, Check for Issues, Inspect Document, and save"
            ),
        };
        Some(at(&LEFT_IN_FILE, text!("見えないところに残っています: {ja}", "left in the file: {en}")).hint(hint))
    }
}

/// Whether a compound file is a new document behind a password.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    holds(bytes, "EncryptedPackage")
}

/// Looks through an old document.
pub(super) fn compound(bytes: &[u8], left: &mut Left) -> Option<Fault> {
    left.is_locked = is_encrypted(bytes);
    left.authors.extend(summary(bytes));
    holds(bytes, "_VBA_PROJECT").then(|| active(&text!("マクロ", "macros")))
}

/// Author and last author in the summary of an old document, which lies in one piece there.
fn summary(bytes: &[u8]) -> Vec<String> {
    const SUMMARY: &[u8] = b"\xe0\x85\x9f\xf2\xf9\x4f\x68\x10\xab\x91\x08\x00\x2b\x27\xb3\xd9";
    let number = |at: usize| {
        let four = bytes.get(at..at.checked_add(4)?)?;
        Some(four.iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte)))
    };
    let Some(mark) = memchr::memmem::find(bytes, SUMMARY) else { return Vec::new() };
    let property = |section: usize, wanted: usize| {
        let count = number(section + 4)?.min(64);
        let at = (0..count).map(|index| section + 8 + index * 8).find(|at| number(*at) == Some(wanted))?;
        let value = section.checked_add(number(at + 4)?)?;
        let text = bytes.get(value + 8..value.checked_add(8 + number(value + 4)?)?)?;
        (number(value)? == 0x1e).then(|| String::from_utf8_lossy(text).trim_end_matches('\0').to_owned())
    };
    let section = mark.checked_sub(28).zip(number(mark + 16)).and_then(|(set, offset)| set.checked_add(offset));
    section.map(|section| [4, 8].into_iter().filter_map(|wanted| property(section, wanted)).collect()).unwrap_or_default()
}

fn holds(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &wide).is_some()
}
