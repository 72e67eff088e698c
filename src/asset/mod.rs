//! What a file beside the pages is, by its bytes: whether it runs something when it is opened, whether it is what its name says, whether it
//! is whole, and what people left in it. A name proves nothing.
//!
//! Looks at one file at a time and unpacks no more than a fixed amount. Does not know which files are published.

mod form;
mod image;
mod left;
mod package;
mod pdf;
mod svg;

pub use left::{LEFT_IN_FILE, LOCKED_FILE, Left};

use crate::diagnostic::{Code, Diagnostic, Text};
use crate::source::{Place, SourceFile};
use crate::text;
use form::Form;

/// Something that runs.
pub static ACTIVE_FILE: Code = Code::error(
    "active-file",
    "開くと動くもの（プログラム、スクリプト、マクロ、HTML、ショートカットなど）が入ったファイルです。公開できません。文章はページに、画像は動きのない画像に、文書はマクロのない形式やPDFにしてください",
    "the file runs something when it is opened (a program, a script, macros, HTML, a shortcut), so it cannot be published; write a page, or use a picture or document without them",
);
/// A name that does not fit.
pub static FILE_TYPE: Code = Code::error(
    "file-type",
    "ファイルの名前（拡張子）と中身が違います。元のファイルから、正しい形式で保存し直してください。名前だけを変えても、中身は変わりません",
    "the extension of the file is not that of its content; save the original again in the right format; renaming does not change the content",
);
/// What cannot be shown.
pub static BROKEN_FILE: Code = Code::warning(
    "broken-file",
    "ファイルが壊れているか、途中で切れています。読む人の画面では、欠けるか、開けません。元のファイルから保存し直してください",
    "the file is damaged or cut short, and readers will see it incomplete or not at all; save it again from the original",
);

/// The codes of this room.
pub static CODES: &[&Code] = &[&ACTIVE_FILE, &FILE_TYPE, &BROKEN_FILE, &LEFT_IN_FILE, &LOCKED_FILE];

/// What was seen in a file.
#[derive(Clone, Debug, Default)]
pub struct Inspected {
    /// Width and height, of an image.
    pub size: Option<(usize, usize)>,
    /// Why it cannot go out as it is.
    pub refusal: Option<Diagnostic>,
    /// What people left in it.
    pub left: Left,
}

/// A reason against a file.
struct Fault {
    code: &'static Code,
    message: Text,
    hint: Text,
}

fn active(what: &Text) -> Fault {
    let Text { ja, en } = what;
    Fault {
        code: &ACTIVE_FILE,
        message: text!("開くと動くもの（{ja}）が入っているので、公開できません", "the file runs something when it is opened ({en})"),
        hint: text!(
            "文章はページ（.md）に、画像は PNG などに、文書はマクロのない形式（.docx、.xlsx）か PDF にしてください。公開しないなら、リンクを消してください",
            "write a page (.md), save pictures as PNG and documents without macros or as PDF, or remove the link"
        ),
    }
}

fn broken(what: Text) -> Fault {
    Fault {
        code: &BROKEN_FILE, message: what, hint: text!("元のファイルから保存し直してください", "save it again from the original")
    }
}

/// Looks into a file.
pub fn inspect(file: &SourceFile) -> Inspected {
    let bytes: &[u8] = &file.bytes;
    let extension = file.path.extension().to_ascii_lowercase();
    let mut seen = Inspected::default();
    // What is empty, or should be text and is not, has a finding of its own.
    if bytes.is_empty() {
        return seen;
    }
    let form = Form::of(bytes);
    let fault = form::misnamed(&extension, form, bytes).or_else(|| form::runs(&extension, form, bytes)).or_else(|| match form {
        _ if extension == "svg" => file.text().and_then(|text| svg::fault(text)),
        Form::Png | Form::Jpeg | Form::Gif | Form::Webp => image::fault(form, bytes),
        Form::Zip => package::look(bytes, &mut seen.left),
        Form::Ole => left::compound(bytes, &mut seen.left),
        Form::Pdf => pdf::look(bytes, &mut seen.left),
        _ => None,
    });
    if form == Form::Jpeg && image::has_position(bytes) {
        seen.left.others.push(text!("撮影した場所（GPS）", "the place where it was taken (GPS)"));
    }
    seen.size = match &*extension {
        "svg" => file.text().and_then(|text| svg::size(text)),
        _ => image::size(bytes),
    };
    seen.refusal = fault.map(|Fault { code, message, hint }| Diagnostic::new(code, message).at(Place::file(file.path.clone())).hint(hint));
    seen
}

#[cfg(test)]
mod tests;
