//! What a file is by its first bytes, and whether its name says the same.

use super::{FILE_TYPE, Fault, active};
use crate::diagnostic::Text;
use crate::text;

/// What a file is, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Png,
    Jpeg,
    Gif,
    Webp,
    Bmp,
    Tiff,
    Icon,
    /// AVIF, HEIC, MP4: boxes.
    Boxes,
    Pdf,
    /// Also what Office and LibreOffice write.
    Zip,
    /// What Office wrote until 2003, and what it writes with a password.
    Ole,
    Rtf,
    Program,
    Shortcut,
    Html,
    Mhtml,
    Xml,
    Other,
}

impl Form {
    /// The form of a file with these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let starts = |mark: &[u8]| bytes.starts_with(mark);
        match bytes {
            _ if starts(b"\x89PNG\r\n\x1a\n") => Self::Png,
            _ if starts(b"\xff\xd8\xff") => Self::Jpeg,
            _ if starts(b"GIF87a") || starts(b"GIF89a") => Self::Gif,
            _ if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => Self::Webp,
            _ if starts(b"BM") && bytes.get(6..10) == Some(&[0; 4]) => Self::Bmp,
            _ if starts(b"II*\0") || starts(b"MM\0*") => Self::Tiff,
            _ if starts(b"\0\0\x01\0") => Self::Icon,
            _ if bytes.get(4..8) == Some(b"ftyp") => Self::Boxes,
            _ if bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") => Self::Pdf,
            _ if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") || bytes == b"PK" => Self::Zip,
            _ if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => Self::Ole,
            _ if starts(b"{\\rtf") => Self::Rtf,
            _ if starts(b"MZ") || starts(b"\x7fELF") => Self::Program,
            _ if starts(b"\x4c\0\0\0\x01\x14\x02\0") => Self::Shortcut,
            _ => Self::of_text(bytes),
        }
    }

    /// The form of what begins with letters, as browsers guess it.
    fn of_text(bytes: &[u8]) -> Self {
        const TAGS: [&str; 20] = [
            "<!doctype html",
            "<html",
            "<head",
            "<script",
            "<iframe",
            "<h1",
            "<div",
            "<font",
            "<table",
            "<a",
            "<style",
            "<title",
            "<b",
            "<body",
            "<br",
            "<p",
            "<form",
            "<meta",
            "<img",
            "<object",
        ];
        let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
        let head = bytes.iter().copied().filter(|byte| !wide || !matches!(byte, 0 | 0xfe | 0xff)).take(2048).collect::<Vec<_>>();
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
        let text = String::from_utf8_lossy(head).to_ascii_lowercase();
        let tag = |tag: &&str| text.strip_prefix(*tag).is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\r', '\t', '/']));
        if text.starts_with("[internetshortcut]") || text.starts_with("[{000214a0") {
            return Self::Shortcut;
        }
        if text.starts_with("mime-version:") || text.contains("\ncontent-type: multipart/related") || text.starts_with("from: <saved by") {
            return Self::Mhtml;
        }
        if TAGS.iter().any(tag) || text.starts_with("<!--") && TAGS.iter().any(|tag| text.contains(tag)) {
            return Self::Html;
        }
        if text.starts_with("<?xml") || text.starts_with("<svg") {
            return if text.contains("<html") || text.contains("http://www.w3.org/1999/xhtml") { Self::Html } else { Self::Xml };
        }
        Self::Other
    }

    fn words(self) -> Option<Text> {
        Some(match self {
            Self::Png => text!("PNGの画像", "a PNG image"),
            Self::Jpeg => text!("JPEGの画像", "a JPEG image"),
            Self::Gif => text!("GIFの画像", "a GIF image"),
            Self::Webp => text!("WebPの画像", "a WebP image"),
            Self::Bmp => text!("BMPの画像", "a BMP image"),
            Self::Tiff => text!("TIFFの画像", "a TIFF image"),
            Self::Icon => text!("アイコン", "an icon"),
            Self::Boxes => text!("動画か、新しい形式の画像（HEIC、AVIF）", "a film or an image in HEIC or AVIF"),
            Self::Pdf => text!("PDF", "a PDF"),
            Self::Zip => text!("圧縮ファイルか、新しい形式のOffice文書", "an archive or an Office document"),
            Self::Ole => text!("古い形式のOffice文書", "an old Office document"),
            Self::Rtf => text!("リッチテキスト", "rich text"),
            Self::Program => text!("プログラム", "a program"),
            Self::Shortcut => text!("ショートカット", "a shortcut"),
            Self::Html => text!("HTML（ウェブページ）", "HTML"),
            Self::Mhtml => text!("保存したウェブページ（MHTML）", "a saved web page (MHTML)"),
            Self::Xml => text!("XML", "XML"),
            Self::Other => return None,
        })
    }
}

/// The forms that a file of this extension may have; `None` where anything goes.
fn forms(extension: &str) -> Option<&'static [Form]> {
    use Form::{Bmp, Boxes, Gif, Icon, Jpeg, Ole, Pdf, Png, Rtf, Tiff, Webp, Xml, Zip};
    Some(match extension {
        "png" | "apng" => &[Png],
        "jpg" | "jpeg" | "jpe" | "jfif" => &[Jpeg],
        "gif" => &[Gif],
        "webp" => &[Webp],
        "bmp" => &[Bmp],
        "tif" | "tiff" => &[Tiff],
        "ico" => &[Icon, Png],
        "avif" | "heic" | "heif" | "mp4" | "m4v" | "m4a" | "mov" => &[Boxes],
        "pdf" => &[Pdf],
        "svg" => &[Xml, Form::Other],
        "zip" | "docx" | "xlsx" | "pptx" | "xlsb" | "dotx" | "xltx" | "potx" | "ppsx" | "odt" | "ods" | "odp" | "odg" | "epub" => &[Zip],
        // Word writes rich text under the old name, too.
        "doc" | "dot" => &[Ole, Rtf],
        "xls" | "ppt" | "xlt" | "pps" => &[Ole],
        "rtf" => &[Rtf],
        _ => return None,
    })
}

/// Texts: whatever they show, they are shown as they are written.
const TEXTS: [&str; 11] = ["txt", "csv", "tsv", "json", "log", "yaml", "yml", "toml", "ics", "css", "md"];

/// What runs by its name alone.
const RUN: [&str; 61] = [
    "html",
    "htm",
    "xhtml",
    "xht",
    "shtml",
    "mht",
    "mhtml",
    "hta",
    "js",
    "mjs",
    "jse",
    "vbs",
    "vbe",
    "wsf",
    "wsh",
    "sct",
    "ps1",
    "psm1",
    "bat",
    "cmd",
    "com",
    "exe",
    "scr",
    "pif",
    "cpl",
    "msi",
    "msp",
    "dll",
    "jar",
    "jnlp",
    "reg",
    "inf",
    "lnk",
    "url",
    "website",
    "webloc",
    "desktop",
    "chm",
    "hlp",
    "iqy",
    "slk",
    "swf",
    "xll",
    "docm",
    "dotm",
    "xlsm",
    "xltm",
    "xlam",
    "pptm",
    "potm",
    "ppsm",
    "ppam",
    "sh",
    "py",
    "application",
    "library-ms",
    "settingcontent-ms",
    "search-ms",
    "iso",
    "vhd",
    "vhdx",
];

/// Whether a file of this name runs something when it is opened.
pub(super) fn is_run_by_name(extension: &str) -> bool {
    RUN.contains(&extension)
}

/// The finding that a name does not fit what is in the file.
pub(super) fn misnamed(extension: &str, form: Form, bytes: &[u8]) -> Option<Fault> {
    let wanted = forms(extension)?;
    // With a password, the new documents are kept in the old form.
    let locked = form == Form::Ole && wanted.contains(&Form::Zip) && super::left::is_encrypted(bytes);
    if wanted.contains(&form) || locked {
        return None;
    }
    let message = match form.words() {
        Some(Text { ja, en }) => {
            text!("名前は「.{extension}」ですが、中身は{ja}です", "the name ends with \".{extension}\", but the content is {en}")
        }
        None => text!(
            "名前は「.{extension}」ですが、中身はその形式ではありません",
            "the name ends with \".{extension}\", but the content is something else"
        ),
    };
    Some(Fault {
        code: &FILE_TYPE,
        message,
        hint: text!(
            "元のファイルから、正しい形式で保存し直してください。名前だけを変えても、中身は変わりません",
            "save the original again in the right format; renaming does not change the content"
        ),
    })
}

/// The finding that a file runs something, by its name or its first bytes.
pub(super) fn runs(extension: &str, form: Form, bytes: &[u8]) -> Option<Fault> {
    if RUN.contains(&extension) {
        return Some(active(&text!("「.{extension}」のファイル", "a file of the kind \".{extension}\"")));
    }
    if TEXTS.contains(&extension) && form != Form::Program {
        return None;
    }
    let styled =
        form == Form::Xml && extension != "svg" && bytes[..bytes.len().min(65_536)].windows(15).any(|window| window == b"<?xml-styleshee");
    match form {
        Form::Program | Form::Shortcut | Form::Html | Form::Mhtml => form.words().map(|what| active(&what)),
        _ if styled => Some(active(&text!("変換の指示（xml-stylesheet）", "a style sheet that transforms it"))),
        _ if bytes.starts_with(b"#!") => Some(active(&text!("スクリプト", "a script"))),
        _ => None,
    }
}
