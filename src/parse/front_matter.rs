//! The head of a page: cutting it off by hand, so that every byte keeps its place, and reading it.
//!
//! Does not read the body.

use super::decode::RawRecord;
use super::{toml, yaml};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::field::Notation;
use crate::source::{Origin, Place, SourceFile};
use crate::text;
use serde_yaml::{Mapping, Value};

/// The head of a page is missing, or its first or last line is misspelt.
pub static FRONT_MATTER: Code = Code::error(
    "front-matter",
    "ページの先頭の項目欄（フロントマター）がないか、区切りの行が正しくありません。1行目と項目の終わりの行に、半角の `---` だけを書いてください（ーーー・－－－・———・--・---- や、前に空白のある --- は使えません）",
    "the front matter is missing or its delimiter lines are wrong; the first line and the line after the last key must be exactly `---`",
);

/// What language the head is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Between lines `---`.
    Yaml,
    /// Between lines `+++`.
    Toml,
    /// There is no head.
    None,
}

/// A page cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// The language of the head.
    pub kind: Kind,
    /// The head without its delimiter lines.
    pub matter: &'a str,
    /// Where it begins in the text, in bytes.
    pub matter_offset: usize,
    /// The rest.
    pub body: &'a str,
    /// Where that begins, in bytes.
    pub body_offset: usize,
}

/// What is wrong with the delimiters, and where (bytes of the text).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelt {
    /// First byte of the line.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Which of them.
    pub slip: Slip,
}

/// A slip at a delimiter line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The first line is something like a delimiter.
    Opening(String),
    /// The last line is something like a delimiter.
    Closing(String),
    /// There are blank lines before it.
    Late,
    /// It is never closed.
    Open,
}

/// Cuts a page into head and body.
pub fn split(text: &str) -> Result<FrontMatter<'_>, Misspelt> {
    let first = text.lines().next().unwrap_or_default();
    let (kind, mark) = match first.trim_end() {
        "---" => (Kind::Yaml, "---"),
        "+++" => (Kind::Toml, "+++"),
        _ => return headless(text, first),
    };
    let matter_offset = (first.len() + 1).min(text.len());
    let mut start = matter_offset;
    let mut slip = None;
    for line in text[matter_offset..].split_inclusive('\n') {
        let content = line.trim_end();
        let end = start + line.len();
        if content == mark {
            return match slip {
                // A misspelt end, and later a rule in the body that only looks like the end.
                Some((slip, true)) => Err(slip),
                _ => {
                    let (matter, body) = (&text[matter_offset..start], &text[end..]);
                    Ok(FrontMatter { kind, matter, matter_offset, body, body_offset: end })
                }
            };
        }
        if slip.is_none() && is_like_a_delimiter(content) {
            let certain = !content.starts_with([' ', '\t']);
            slip = Some((Misspelt { start, end: start + content.len(), slip: Slip::Closing(content.to_owned()) }, certain));
        }
        start = end;
    }
    let open = Misspelt { start: 0, end: first.trim_end().len(), slip: Slip::Open };
    Err(slip.map_or(open, |(slip, _)| slip))
}

fn headless<'a>(text: &'a str, first: &str) -> Result<FrontMatter<'a>, Misspelt> {
    if is_like_a_delimiter(first) {
        return Err(Misspelt { start: 0, end: first.len(), slip: Slip::Opening(first.to_owned()) });
    }
    let content = text.trim_start();
    let start = text.len() - content.len();
    let line = content.lines().next().unwrap_or_default();
    if start > 0 && first.trim().is_empty() && is_like_a_delimiter(line) {
        return Err(Misspelt { start, end: start + line.len(), slip: Slip::Late });
    }
    Ok(FrontMatter { kind: Kind::None, matter: "", matter_offset: 0, body: text, body_offset: 0 })
}

/// Whether a line is nothing but dashes of some kind (or plus signs), at least two, or one long one.
fn is_like_a_delimiter(line: &str) -> bool {
    let line = line.trim();
    let dashes =
        !line.is_empty() && line.chars().all(|c| matches!(c, '-' | 'ー' | '－' | '―' | '—' | '–' | '‐' | '‑' | '−' | '─' | '━' | 'ｰ'));
    let pluses = !line.is_empty() && line.chars().all(|c| matches!(c, '+' | '＋'));
    let long = matches!(line, "—" | "―" | "─" | "━");
    (dashes || pluses) && (long || line.chars().count() > 1)
}

impl Slip {
    fn finding(&self) -> Diagnostic {
        let (message, hint) = match self {
            Self::Opening(line) => {
                let line = visible(line);
                (
                    text!("1行目が `{line}` になっています", "the first line is `{line}`"),
                    text!("半角のハイフン3つだけの `---` に直してください（前に空白を入れません）", "make it exactly `---`"),
                )
            }
            Self::Closing(line) => {
                let line = visible(line);
                (
                    text!("項目の終わりの行が `{line}` になっています", "the line that ends the front matter is `{line}`"),
                    text!("半角のハイフン3つだけの `---` に直してください（前に空白を入れません）", "make it exactly `---`"),
                )
            }
            Self::Late => (
                text!("項目の始まりの `---` が1行目にありません", "the front matter does not begin on the first line"),
                text!("前の空の行を消し、`---` を1行目にしてください", "delete the blank lines above it"),
            ),
            Self::Open => (
                text!("項目の終わりの行 `---` がありません", "the front matter is not closed"),
                text!("最後の項目の次の行に `---` だけの行を書いてください", "add a line `---` after the last key"),
            ),
        };
        Diagnostic::new(&FRONT_MATTER, message).hint(hint)
    }
}

/// The delimiter that a misspelt one was meant to be.
fn delimiter(line: &str) -> &'static str {
    if line.contains(['+', '＋']) { "+++" } else { "---" }
}

/// Full-width spaces as □.
fn visible(line: &str) -> String {
    line.replace('\u{3000}', "□")
}

/// A page whose head has been read.
#[derive(Clone, Debug)]
pub struct Head {
    /// The head as a record; `None` when it could not be read, which has been reported.
    pub record: Option<RawRecord>,
    /// Where the body begins in the file's text, in bytes.
    pub body_offset: usize,
}

/// Reads the head of a page. `kind_key` names the kind of page.
pub fn read(file: &SourceFile, kind_key: &str, findings: &mut Diagnostics) -> Head {
    // A file that could not be decoded has been reported when it was loaded.
    let Some(text) = file.text().cloned() else { return Head { record: None, body_offset: 0 } };
    let place = |start: usize, end: usize| Place::new(file.path.clone(), start..end);
    let front_matter = match split(&text) {
        Ok(front_matter) => front_matter,
        Err(Misspelt { start, end, slip }) => {
            let finding = slip.finding().at(place(start, end));
            findings.push(match slip {
                Slip::Opening(line) | Slip::Closing(line) => finding.correction(place(start, end), delimiter(&line)),
                Slip::Late => finding.correction(place(0, start), ""),
                Slip::Open => finding,
            });
            return Head { record: None, body_offset: text.len() };
        }
    };
    let FrontMatter { kind, matter, matter_offset, body_offset, .. } = front_matter;
    let tree = match kind {
        Kind::Yaml => yaml::read(&file.path, matter, matter_offset, findings),
        Kind::Toml => toml::read(&file.path, matter, matter_offset, findings),
        // That it is empty was told when it was read.
        Kind::None if text.bytes().all(|byte| byte.is_ascii_whitespace()) => None,
        Kind::None => {
            let message = text!("ページの先頭に項目欄（フロントマター）がありません", "the page has no front matter");
            let hint = text!(
                "1行目に `---`、次に `id: …` `title: …` などの項目、その次の行に `---` を書いてください",
                "begin with `---`, keys such as `id: …`, and `---`"
            );
            findings.push(Diagnostic::new(&FRONT_MATTER, message).at(place(0, 0)).hint(hint));
            None
        }
    };
    let record = tree.map(|tree| {
        let value = tree.documents.into_iter().next().map_or(Value::Null, |document| document.value);
        let value = if value.is_null() { Value::Mapping(Mapping::new()) } else { value };
        let origin = Origin::new(file.path.clone(), tree.spans, "");
        RawRecord { kind: kind_key.to_owned(), value, origin, notation: Notation::Plain }
    });
    Head { record, body_offset }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn finding(text: &str) -> String {
        let file = SourceFile::text_file(SourcePath::new("content/a.md").expect("inside"), text.as_bytes().into(), text.into());
        let mut findings = Diagnostics::default();
        let head = read(&file, "page", &mut findings);
        let finding = findings.iter().next().expect("a finding");
        let at = file.position(finding.place.as_ref().map_or(0, |place| place.start));
        assert!(head.record.is_none() || finding.code.name != "front-matter");
        format!("{}:{} {} {}", at.line, at.column, finding.code.name, finding.message.ja)
    }

    #[test]
    fn head_and_body_keep_their_places() {
        let text = "---\nid: a\n---\n本文\n---\n";
        let parts = split(text).expect("well formed");
        assert_eq!((parts.kind, parts.matter, parts.body), (Kind::Yaml, "id: a\n", "本文\n---\n"));
        assert_eq!(&text[parts.matter_offset..][..5], "id: a");
        assert_eq!(&text[parts.body_offset..], parts.body);
        assert_eq!(split("+++\na = 1\n+++").map(|parts| (parts.kind, parts.matter, parts.body)), Ok((Kind::Toml, "a = 1\n", "")));
        assert_eq!(split("---\n---\n").map(|parts| (parts.kind, parts.matter)), Ok((Kind::Yaml, "")));
        assert_eq!(split("本文だけ\n").map(|parts| parts.kind), Ok(Kind::None));
        assert_eq!(split("---\na: |\n  x\n  ---\n  y\n---\nb").map(|parts| parts.body), Ok("b"));
    }

    #[test]
    fn misspelt_delimiters_are_named() {
        let cases = [
            ("ーーー\ntitle: x\n---\n", "1:1 front-matter 1行目が `ーーー` になっています"),
            ("－－－\ntitle: x\n", "1:1 front-matter 1行目が `－－－` になっています"),
            ("———\ntitle: x\n", "1:1 front-matter 1行目が `———` になっています"),
            ("--\ntitle: x\n---\n", "1:1 front-matter 1行目が `--` になっています"),
            ("----\ntitle: x\n---\n", "1:1 front-matter 1行目が `----` になっています"),
            (" ---\ntitle: x\n---\n", "1:1 front-matter 1行目が ` ---` になっています"),
            ("---\ntitle: x\nーーー\n本文\n---\n続き\n", "3:1 front-matter 項目の終わりの行が `ーーー` になっています"),
            ("---\ntitle: x\n--\n本文\n", "3:1 front-matter 項目の終わりの行が `--` になっています"),
            ("---\ntitle: x\n ---\n本文\n", "3:1 front-matter 項目の終わりの行が ` ---` になっています"),
            ("---\ntitle: x\n本文\n", "1:1 front-matter 項目の終わりの行 `---` がありません"),
            ("\n\n---\ntitle: x\n---\n", "3:1 front-matter 項目の始まりの `---` が1行目にありません"),
            ("# 見出し\n", "1:1 front-matter ページの先頭に項目欄（フロントマター）がありません"),
            ("---\ntitle：x\n---\n", "2:6 yaml-syntax `title` の後のコロンが全角「：」になっています"),
            ("+++\ntitle ＝ 1\n+++\n", "2:7 toml-syntax 等号が全角「＝」になっています"),
        ];
        for (text, expected) in cases {
            assert_eq!(finding(text), expected, "{text}");
        }
    }

    #[test]
    fn values_of_the_head_are_placed_in_the_file() {
        for text in ["---\nid: a\nn: 1\n---\n", "+++\nid = 'a'\nn = 1\n+++\n"] {
            let file = SourceFile::text_file(SourcePath::new("content/a.md").expect("inside"), text.as_bytes().into(), text.into());
            let mut findings = Diagnostics::default();
            let record = read(&file, "page", &mut findings).record.expect("a head");
            assert_eq!(record.origin.place("n").start, text.find('1').expect("in the text"));
            assert_eq!(file.position(record.origin.key("n").start).line, 3);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_without_panic(text in "[-+ー \n:a　]{0,40}") {
            if let Ok(parts) = split(&text) {
                assert_eq!(&text[parts.body_offset..], parts.body);
                assert_eq!(&text[parts.matter_offset..][..parts.matter.len()], parts.matter);
            }
        }
    }
}
