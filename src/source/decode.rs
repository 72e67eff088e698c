//! Bytes of a text file into text: strictly UTF-8, no guessing.
//!
//! When it is no UTF-8, other encodings are tried only to word the hint. Opens no file.

use crate::diagnostic::Text;
use crate::text;
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr3;
use std::borrow::Cow;

/// Encoding of the CSV files of a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvEncoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-8, or else CP932 (what Japanese Excel writes as "CSV").
    Cp932,
}

/// What became of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decoded<'a> {
    /// The text, without byte order mark, line ends `\n`.
    Text(Cow<'a, str>),
    /// The same, but it was CP932.
    Cp932(String),
    /// A file of another kind under the name of a text file: `what` it is.
    NotText { what: Text },
    /// Text in another encoding, or damaged.
    NotUtf8(NotUtf8),
    /// Text with a control character that no text has.
    Control { text: String, at: usize },
}

/// Why bytes are no UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotUtf8 {
    /// What could be read, with replacement characters, for the place of the finding.
    pub readable: String,
    /// Where in it the first wrong byte stands.
    pub at: usize,
    /// What it seems to be.
    pub hint: Text,
}

/// First bytes of files that are sometimes given the name of a text file.
const MAGIC: [(&[u8], &str, &str); 9] = [
    (b"PK\x03\x04", "Word・Excel・PowerPointなどのファイル（またはzip）", "an Office document or a zip archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "古い形式のWord・Excelのファイル", "an old Office document"),
    (b"\x89PNG\r\n\x1a\n", "PNG画像", "a PNG image"),
    (b"\xFF\xD8\xFF", "JPEG画像", "a JPEG image"),
    (b"GIF8", "GIF画像", "a GIF image"),
    (b"%PDF-", "PDF", "a PDF"),
    (b"RIFF", "画像または音声（RIFF形式）", "an image or sound (RIFF)"),
    (b"\x1f\x8b", "圧縮ファイル（gzip）", "a gzip archive"),
    (b"7z\xBC\xAF\x27\x1C", "圧縮ファイル（7z）", "a 7z archive"),
];

/// Decodes a text file.
pub(super) fn decode(bytes: &[u8], cp932: CsvEncoding) -> Decoded<'_> {
    if let Some((_, ja, en)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Decoded::NotText { what: text!("{ja}", "{en}") };
    }
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match utf8(content) {
        // One look at memory speed: most texts have none of the bytes that the next questions are about.
        Ok(text) if memchr3(0x1B, 0, b'\r', text.as_bytes()).is_none() => Decoded::Text(text.into()),
        Ok(text) if is_jis(text) => Decoded::NotUtf8(jis(bytes, text)),
        Ok(text) => match text.find('\0') {
            Some(_) if is_utf16_without_mark(bytes).is_some() => Decoded::NotUtf8(not_utf8(bytes, 0, None)),
            Some(at) => Decoded::Control { text: unify_lines(text).into_owned(), at: unify_lines(&text[..at]).len() },
            None => Decoded::Text(unify_lines(text)),
        },
        Err(error) => {
            if cp932 == CsvEncoding::Cp932
                && let Some(text) = strictly(SHIFT_JIS, content)
            {
                return Decoded::Cp932(unify_lines(&text).into_owned());
            }
            Decoded::NotUtf8(not_utf8(content, error.valid_up_to(), error.error_len()))
        }
    }
}

/// How a text that Excel has written was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// "CSV UTF-8", with or without a byte order mark.
    Utf8,
    /// "CSV" of Japanese Excel.
    Cp932,
    /// "Unicode text", with its byte order mark.
    Utf16,
}

/// The text of a file that Excel has written, line ends `\n`. It is one of the three that Excel writes, or none: then what to do.
pub fn exported_text(bytes: &[u8]) -> Result<(String, Exported), Text> {
    for (mark, encoding) in [(&b"\xFF\xFE"[..], UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(text) = bytes.strip_prefix(mark).and_then(|rest| strictly(encoding, rest)) {
            return Ok((unify_lines(&text).into_owned(), Exported::Utf16));
        }
    }
    match decode(bytes, CsvEncoding::Cp932) {
        Decoded::Text(text) => Ok((text.into_owned(), Exported::Utf8)),
        Decoded::Cp932(text) => Ok((text, Exported::Cp932)),
        Decoded::NotUtf8(reason) => Err(reason.hint),
        Decoded::NotText { what } => {
            let Text { ja, en } = what;
            Err(text!("中身は{ja}です。CSVか .xlsx のファイルを指定してください", "it is {en}; name a CSV or .xlsx file"))
        }
        Decoded::Control { .. } => Err(text!(
            "制御文字が入っています。Excelで開いて保存し直してください",
            "it holds a control character; open it in Excel and save it again"
        )),
    }
}

/// The decoder proves that bytes are UTF-8 a good deal faster than the standard library, which then tells where they are not.
fn utf8(bytes: &[u8]) -> Result<&str, std::str::Utf8Error> {
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(Cow::Borrowed(text)) => Ok(text),
        _ => std::str::from_utf8(bytes),
    }
}

pub(super) fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
}

/// The text in EUC-JP, when it is that rather than CP932: CP932 cannot read it, or only as a row of half-width kana.
fn euc(bytes: &[u8]) -> Option<String> {
    let text = strictly(EUC_JP, bytes)?;
    let halves = |text: &str| text.chars().filter(|c| ('\u{FF61}'..='\u{FF9F}').contains(c)).count();
    let others = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    let likely = strictly(SHIFT_JIS, bytes).is_none_or(|cp932| halves(&cp932) * 2 > others(&cp932));
    (likely && halves(&text) == 0 && !text.chars().any(|c| ('\u{80}'..='\u{9F}').contains(&c))).then_some(text)
}

/// CRLF and lone CR become `\n`.
fn unify_lines(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => text.into(),
    }
}

/// ISO-2022-JP ("JIS"), as old mail programs save it: ASCII with escape sequences.
pub(super) fn is_jis(text: &str) -> bool {
    text.contains("\x1b$B") || text.contains("\x1b$@")
}

fn jis(bytes: &[u8], text: &str) -> NotUtf8 {
    let at = text.find('\x1b').map_or(0, |at| unify_lines(&text[..at]).len());
    let readable = strictly(ISO_2022_JP, bytes).map_or_else(String::new, |text| unify_lines(&text).into_owned());
    let hint = text!(
        "JIS（ISO-2022-JP）で保存されています。エディターの「名前を付けて保存」で、文字コードをUTF-8にして保存し直してください（`shirube fix --encoding` でも変えられます）",
        "it is ISO-2022-JP (\"JIS\"); save it as UTF-8 (or run `shirube fix --encoding`)"
    );
    NotUtf8 { at: at.min(readable.len()), readable, hint }
}

pub(super) fn is_utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match () {
        () if pairs == 0 || !bytes.len().is_multiple_of(2) => None,
        () if odd > 1 && odd * 4 > pairs && even == 0 => Some(UTF_16LE),
        () if even > 1 && even * 4 > pairs && odd == 0 => Some(UTF_16BE),
        () => None,
    }
}

/// Words the reason. `length` is that of the wrong sequence; `None` when the text ends inside a character.
fn not_utf8(bytes: &[u8], valid: usize, length: Option<usize>) -> NotUtf8 {
    let marked = match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => is_utf16_without_mark(bytes),
    };
    if marked.is_some() {
        let hint = text!(
            "UTF-16（メモ帳の「Unicode」）で保存されています。エディターの「名前を付けて保存」で、文字コードをUTF-8にして保存し直してください（`shirube fix --encoding` でも変えられます）",
            "it is UTF-16 (\"Unicode\" of Notepad); save it as UTF-8 (or run `shirube fix --encoding`)"
        );
        return NotUtf8 { readable: String::new(), at: 0, hint };
    }
    let before = unify_lines(&String::from_utf8_lossy(&bytes[..valid])).into_owned();
    let at = before.len();
    // Japanese in UTF-8 before the wrong byte cannot be CP932, even if CP932 could read it as something.
    let began_as_utf8 = before.chars().any(|c| c >= '\u{800}');
    if let Some(text) = euc(bytes).filter(|_| !began_as_utf8) {
        let text = unify_lines(&text).into_owned();
        let sample: String = text.get(at..).unwrap_or_default().chars().take(8).take_while(|c| !c.is_control()).collect();
        let hint = text!(
            "EUC-JPとしては「{sample}」と読めます。EUC-JPを開けるエディターの「名前を付けて保存」で、文字コードをUTF-8にして保存し直してください",
            "it reads as EUC-JP: \"{sample}\"; open it in an editor that knows EUC-JP and save it as UTF-8"
        );
        return NotUtf8 { at: at.min(text.len()), readable: text, hint };
    }
    if let Some(text) = strictly(SHIFT_JIS, bytes).filter(|_| !began_as_utf8) {
        let text = unify_lines(&text).into_owned();
        let read = strictly(SHIFT_JIS, &bytes[..valid]).map_or(0, |text| unify_lines(&text).len());
        let sample: String = text.get(read..).unwrap_or_default().chars().take(8).take_while(|c| !c.is_control()).collect();
        let hint = text!(
            "Shift_JIS（CP932）としては「{sample}」と読めます。エディターの「名前を付けて保存」で文字コードをUTF-8に、ExcelのCSVなら「CSV UTF-8（コンマ区切り）」にして保存し直してください（`shirube fix --encoding` でも変えられます）",
            "it reads as Shift_JIS (CP932): \"{sample}\"; save it as UTF-8, from Excel as \"CSV UTF-8\" (or run `shirube fix --encoding`)"
        );
        return NotUtf8 { readable: text, at: read, hint };
    }
    let readable = unify_lines(&String::from_utf8_lossy(bytes)).into_owned();
    let hint = match length {
        None => text!(
            "文字の途中でファイルが切れています。コピーや転送が途中で終わっていないか確かめ、元のファイルから取り直してください",
            "the file ends inside a character; copy it again from where it came"
        ),
        Some(_) => text!(
            "どの文字コードとしても正しく読めません。元のファイルから取り直すか、この文字を打ち直してUTF-8で保存してください",
            "it is damaged; copy it again, or retype this character and save as UTF-8"
        ),
    };
    NotUtf8 { readable, at, hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(bytes: &[u8]) -> (usize, String) {
        match decode(bytes, CsvEncoding::Utf8) {
            Decoded::NotUtf8(reason) => (reason.at, reason.hint.ja),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn marks_and_line_ends_are_unified() {
        assert_eq!(decode("\u{feff}a\r\nb\rc\n".as_bytes(), CsvEncoding::Utf8), Decoded::Text("a\nb\nc\n".into()));
        assert_eq!(decode(b"", CsvEncoding::Utf8), Decoded::Text("".into()));
    }

    #[test]
    fn other_encodings_are_named_but_not_taken() {
        let (cp932, _, _) = SHIFT_JIS.encode("title: a\r\n表示ソ能①㈱髙");
        let (at, words) = hint(&cp932);
        assert_eq!(at, 9);
        assert!(words.starts_with("Shift_JIS（CP932）としては「表示ソ能①㈱髙」と読めます"), "{words}");
        let utf16: Vec<u8> = "title: 研修\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(hint(&utf16).1.starts_with("UTF-16"));
        assert!(hint(&[&[0xFF, 0xFE], &utf16[..]].concat()).1.starts_with("UTF-16"));
        let big: Vec<u8> = "title: 研修\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(hint(&big).1.starts_with("UTF-16"));
        let (jis, _, _) = ISO_2022_JP.encode("title: 研修\n");
        assert_eq!(hint(b"title: \x1b$B8&=$\x1b(B\n"), (7, hint(b"\x1b$B8&\x1b(B").1), "{jis:?}");
        assert!(hint(b"\x1b$B8&\x1b(B").1.starts_with("JIS"));
        let (euc, _, _) = EUC_JP.encode("title: 研修のひらがな");
        assert_eq!(hint(&euc).0, 7);
        assert!(hint(&euc).1.starts_with("EUC-JPとしては「研修のひらがな」"), "{}", hint(&euc).1);
    }

    #[test]
    fn damage_is_placed() {
        assert_eq!(hint(&"研修の題".as_bytes()[..11]).0, 9);
        assert!(hint(&"研修の題".as_bytes()[..11]).1.starts_with("文字の途中"));
        assert_eq!(hint(b"ab\xC0\xAF").0, 2);
        assert_eq!(hint(b"abc\xED\xA0\x80d").0, 3);
        assert_eq!(decode(b"a\r\nb\0c", CsvEncoding::Utf8), Decoded::Control { text: "a\nb\0c".into(), at: 3 });
    }

    #[test]
    fn cp932_is_taken_where_it_is_allowed() {
        let (bytes, _, _) = SHIFT_JIS.encode("点検連番,型式\r\n");
        assert_eq!(decode(&bytes, CsvEncoding::Cp932), Decoded::Cp932("点検連番,型式\n".into()));
        assert!(matches!(decode(&bytes, CsvEncoding::Utf8), Decoded::NotUtf8(_)));
        assert_eq!(decode("点検".as_bytes(), CsvEncoding::Cp932), Decoded::Text("点検".into()));
    }

    #[test]
    fn what_excel_writes_is_read_and_nothing_else() {
        let table = "指標,値\r\n";
        let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let (cp932, _, _) = SHIFT_JIS.encode(table);
        for (bytes, exported) in [
            (format!("\u{feff}{table}").as_bytes(), Exported::Utf8),
            (table.as_bytes(), Exported::Utf8),
            (&cp932, Exported::Cp932),
            (&utf16, Exported::Utf16),
        ] {
            assert_eq!(exported_text(bytes), Ok(("指標,値\n".to_owned(), exported)));
        }
        assert!(exported_text(&utf16[2..]).is_err());
        assert!(exported_text(b"%PDF-1.7").is_err());
    }

    #[test]
    fn documents_and_images_are_recognised() {
        assert!(matches!(decode(b"PK\x03\x04rest", CsvEncoding::Utf8), Decoded::NotText { .. }));
        assert!(matches!(decode(b"\x89PNG\r\n\x1a\n", CsvEncoding::Utf8), Decoded::NotText { .. }));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_judged_without_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            if let Decoded::NotUtf8(reason) = decode(&bytes, CsvEncoding::Cp932) {
                assert!(reason.at <= reason.readable.len());
            }
        }
    }
}
