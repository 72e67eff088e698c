//! Archives and what Office and LibreOffice pack into them: macros, and what people left inside. Unpacks a fixed amount at most.

use super::left::Left;
use super::{Fault, active, broken, form};
use crate::text;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// So much is unpacked of one archive, in bytes.
const UNPACKED: u64 = 96 << 20;
/// An archive that holds more than this is made to fill somebody's disk.
const HUGE: u64 = 2 << 30;
/// So many files are looked at.
const FILES: usize = 20_000;

struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Bytes that may still be unpacked.
    rest: u64,
}

/// Looks through an archive.
pub(super) fn look(bytes: &[u8], left: &mut Left) -> Option<Fault> {
    let damaged = || Some(broken(text!("ファイルが途中で切れているか、壊れています", "the file is cut short or damaged")));
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return damaged() };
    if archive.len() > FILES {
        return Some(broken(text!("圧縮ファイルの中のファイルが多すぎます", "there are too many files in the archive")));
    }
    let (mut names, mut size) = (Vec::new(), 0_u64);
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else { return damaged() };
        let Ok(name) = file.name() else { return damaged() };
        names.push(name.into_owned());
        size = size.saturating_add(file.size());
        left.is_locked |= file.encrypted();
    }
    if size > HUGE {
        let gigabytes = size >> 30;
        return Some(broken(text!(
            "開くと {gigabytes} GB 以上にふくらむ圧縮ファイルです",
            "the archive unpacks to more than {gigabytes} GB"
        )));
    }
    let has = |part: &str| names.iter().any(|name| name.contains(part));
    if names.iter().any(|name| name.ends_with("vbaProject.bin")) || has("/macrosheets/") || has("Basic/") && has("script-lc.xml") {
        return Some(active(&text!("マクロ", "macros")));
    }
    let is_document = has("[Content_Types].xml") || has("meta.xml");
    if !is_document {
        let extension = |name: &str| name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
        let run = names
            .iter()
            .find(|name| form::is_run_by_name(&extension(name)) && !matches!(&*extension(name), "html" | "htm" | "js" | "py" | "sh"));
        return run.map(|name| active(&text!("圧縮ファイルの中の「{name}」", "\"{name}\" in the archive")));
    }
    let mut package = Package { archive, names, rest: UNPACKED };
    package.document(left);
    (package.rest == 0).then(|| broken(text!("中身が大きすぎて、調べられません", "the content is too large to be looked through")))
}

impl Package<'_> {
    /// The files whose names begin and end so.
    fn named(&self, begin: &str, end: &str) -> Vec<String> {
        self.names.iter().filter(|name| name.starts_with(begin) && name.ends_with(end)).cloned().collect()
    }

    /// Reads a file as XML, element by element, until it ends or too much is unpacked.
    fn read(&mut self, name: &str, mut see: impl FnMut(Seen)) {
        let rest = self.rest;
        let Ok(file) = self.archive.by_name(name) else { return };
        let mut bytes = Vec::new();
        // What cannot be unpacked cannot be judged; the part that could is.
        let _ = file.take(rest).read_to_end(&mut bytes);
        self.rest -= bytes.len() as u64;
        let text = String::from_utf8_lossy(&bytes);
        let mut reader = Reader::from_str(&text);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => see(Seen::Start(&element)),
                Ok(Event::Empty(element)) => {
                    see(Seen::Start(&element));
                    see(Seen::End(&local(&element)));
                }
                Ok(Event::Text(text)) => see(Seen::Text(text.as_ref())),
                Ok(Event::End(end)) => see(Seen::End(end.local_name().as_ref())),
                Ok(Event::Eof) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    /// The number of elements of these names.
    fn count(&mut self, files: &[String], wanted: &[&str]) -> usize {
        let mut count = 0;
        for file in files {
            self.read(file, |seen| count += usize::from(matches!(seen, Seen::Start(element) if wanted.contains(&&*local(element)))));
        }
        count
    }

    fn document(&mut self, left: &mut Left) {
        for name in ["docProps/core.xml", "docProps/app.xml", "meta.xml"] {
            let mut inside = String::new();
            self.read(name, |seen| match seen {
                Seen::Start(element) => inside = local(element),
                Seen::End(_) => inside.clear(),
                Seen::Text(text) if matches!(&*inside, "creator" | "lastModifiedBy" | "initial-creator" | "Manager") => {
                    left.authors.push(text.to_owned());
                }
                Seen::Text(_) => {}
            });
        }
        let mut tell = |count: usize, what: fn(usize) -> crate::diagnostic::Text| {
            if count > 0 {
                left.others.push(what(count));
            }
        };
        let comments = [
            self.named("word/comments.xml", ""),
            self.named("xl/comments", ".xml"),
            self.named("xl/threadedComments/", ".xml"),
            self.named("ppt/comments/", ".xml"),
        ]
        .concat();
        tell(self.count(&comments, &["comment", "threadedComment", "cm"]), |count| text!("コメント（{count}件）", "{count} comments"));
        let texts = [
            self.named("word/document.xml", ""),
            self.named("word/header", ".xml"),
            self.named("word/footer", ".xml"),
            self.named("word/footnotes", ".xml"),
        ]
        .concat();
        tell(self.count(&texts, &["ins", "del", "moveFrom", "moveTo"]), |count| {
            text!("変更履歴（{count}か所）", "{count} tracked changes")
        });
        tell(self.named("xl/revisions/", ".xml").len(), |_| text!("変更の記録", "a record of changes"));
        let content = self.named("content.xml", "");
        tell(self.count(&content, &["annotation"]), |count| text!("コメント（{count}件）", "{count} comments"));
        tell(self.count(&content, &["tracked-changes"]), |_| text!("変更履歴", "tracked changes"));
        tell(self.hidden_sheets(), |count| text!("隠れたシート（{count}枚）", "{count} hidden sheets"));
        tell(self.hidden_cells(), |count| {
            text!("隠れた行や列に入った値（{count}シート）", "values in hidden rows or columns of {count} sheets")
        });
        tell(self.hidden_slides(), |count| text!("隠れたスライド（{count}枚）", "{count} hidden slides"));
        tell(self.notes(), |count| text!("発表者のノート（{count}枚）", "notes of the speaker on {count} slides"));
        tell(self.named("xl/externalLinks/externalLink", ".xml").len(), |count| {
            text!("ほかのブックへの参照（{count}件）", "{count} references to other workbooks")
        });
        tell(self.named("xl/connections.xml", "").len(), |_| text!("データの接続", "a connection to data"));
        let embedded = self.names.iter().filter(|name| name.contains("/embeddings/") && !name.ends_with('/')).count();
        tell(embedded, |count| text!("埋め込まれたファイル（{count}件）", "{count} embedded files"));
        tell(self.places(), |count| {
            text!("自分のパソコンや共有フォルダーの場所（{count}か所）", "places on a computer or a share ({count})")
        });
    }

    fn hidden_sheets(&mut self) -> usize {
        let mut count = 0;
        self.read("xl/workbook.xml", |seen| {
            if let Seen::Start(element) = seen {
                count += usize::from(local(element) == "sheet" && attribute(element, "state").is_some_and(|state| state != "visible"));
            }
        });
        count
    }

    /// Sheets with values in rows or columns that are not shown. Empty ones are hidden for the looks.
    fn hidden_cells(&mut self) -> usize {
        let mut sheets = 0;
        for name in self.named("xl/worksheets/sheet", ".xml") {
            let (mut columns, mut row_is_hidden, mut cell_is_hidden, mut found) = (Vec::new(), false, false, false);
            self.read(&name, |seen| {
                let Seen::Start(element) = seen else { return };
                let is_hidden = || attribute(element, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
                match &*local(element) {
                    "col" if is_hidden() => {
                        let number = |key| attribute(element, key).and_then(|number| number.parse::<usize>().ok());
                        columns.extend(number("min").zip(number("max")));
                    }
                    "row" => row_is_hidden = is_hidden(),
                    "c" => {
                        let column = attribute(element, "r").map_or(0, |place| column(&place));
                        cell_is_hidden = row_is_hidden || columns.iter().any(|(min, max)| (*min..=*max).contains(&column));
                    }
                    "v" | "is" => found |= cell_is_hidden,
                    _ => {}
                }
            });
            sheets += usize::from(found);
        }
        sheets
    }

    fn hidden_slides(&mut self) -> usize {
        let mut count = 0;
        for name in self.named("ppt/slides/slide", ".xml") {
            self.read(&name, |seen| {
                if let Seen::Start(element) = seen {
                    count += usize::from(
                        local(element) == "sld" && attribute(element, "show").is_some_and(|show| show == "0" || show == "false"),
                    );
                }
            });
        }
        count
    }

    /// Slides with notes; the number of the slide is none.
    fn notes(&mut self) -> usize {
        let mut slides = BTreeSet::new();
        for name in self.named("ppt/notesSlides/notesSlide", ".xml") {
            let (mut in_field, mut in_text) = (false, false);
            self.read(&name, |seen| match seen {
                Seen::Start(element) => match &*local(element) {
                    "fld" => in_field = true,
                    "t" => in_text = true,
                    _ => {}
                },
                Seen::End("fld") => in_field = false,
                Seen::End("t") => in_text = false,
                Seen::Text(text) if in_text && !in_field && !text.trim().is_empty() => {
                    slides.insert(name.clone());
                }
                _ => {}
            });
        }
        slides.len()
    }

    /// Links that lead to somebody's computer or to a share, such as the template that a document was made with.
    fn places(&mut self) -> usize {
        let mut count = 0;
        for name in self.named("", ".rels") {
            self.read(&name, |seen| {
                if let Seen::Start(element) = seen
                    && attribute(element, "TargetMode").is_some_and(|mode| mode == "External")
                {
                    let target = attribute(element, "Target").unwrap_or_default().to_ascii_lowercase();
                    count += usize::from(target.starts_with("file:") || target.starts_with("\\\\") || target.get(1..3) == Some(":\\"));
                }
            });
        }
        count
    }
}

/// What is met in a file, in its order.
enum Seen<'a, 'b> {
    Start(&'a BytesStart<'b>),
    Text(&'a str),
    End(&'a str),
}

fn local(element: &BytesStart) -> String {
    element.local_name().as_ref().to_owned()
}

fn attribute(element: &BytesStart, key: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attribute = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == key)?;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// The number of the column of a cell: `AB12` → 28.
fn column(place: &str) -> usize {
    place.bytes().take_while(u8::is_ascii_uppercase).take(4).fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1)
}
