//! Files made byte by byte, each with one thing in it.

use super::*;
use crate::source::{SourcePath, read_bytes};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn seen(name: &str, bytes: &[u8]) -> Inspected {
    let path = SourcePath::new(&format!("content/{name}")).expect("inside");
    let file = read_bytes(path, bytes.to_vec(), Default::default(), &mut Default::default()).expect("a file");
    inspect(&file)
}

/// The code of what is wrong, or what was left, or nothing.
fn told(name: &str, bytes: &[u8]) -> String {
    let seen = seen(name, bytes);
    let path = SourcePath::new(name).expect("inside");
    let left = || seen.left.finding(&path, |author| author.contains("見本県")).map(|it| format!("{}: {}", it.code.name, it.message.en));
    seen.refusal.as_ref().map(|it| it.code.name.to_owned()).or_else(left).unwrap_or_default()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], data: &[u8]| {
        bytes.extend((data.len() as u32).to_be_bytes());
        bytes.extend(kind);
        bytes.extend(data);
        bytes.extend([0; 4]);
    };
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat());
    chunk(b"IDAT", &[0; 100]);
    chunk(b"IEND", &[]);
    bytes
}

fn jpeg(exif: &[u8]) -> Vec<u8> {
    let segment = |marker: u8, data: &[u8]| [&[0xff, marker][..], &(data.len() as u16 + 2).to_be_bytes(), data].concat();
    let exif = if exif.is_empty() { Vec::new() } else { segment(0xe1, &[b"Exif\0\0", exif].concat()) };
    let frame = segment(0xc0, &[8, 0, 20, 0, 30, 1, 1, 0x11, 0]);
    [&[0xff, 0xd8][..], &exif, &frame, &segment(0xda, &[1, 1, 0, 0, 63, 0]), &[1, 2, 3, 0xff, 0, 4], &[0xff, 0xd9]].concat()
}

const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("begun");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

fn document(files: &[(&str, &str)]) -> Vec<u8> {
    packed(&[&[("[Content_Types].xml", "<Types/>")], files].concat())
}

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 150.4">"##;

#[test]
fn whole_images_are_fine_and_have_a_size() {
    assert_eq!((told("a.png", &png(640, 480)), seen("a.png", &png(640, 480)).size), (String::new(), Some((640, 480))));
    assert_eq!((told("a.jpg", &jpeg(b"")), seen("a.JPG", &jpeg(b"")).size), (String::new(), Some((30, 20))));
    assert_eq!((told("a.gif", GIF), seen("a.gif", GIF).size), (String::new(), Some((1, 1))));
    assert_eq!(told("a.png", &[png(1, 1), b"more".to_vec()].concat()), "", "what follows the end is not shown");
    assert_eq!(seen("a.svg", format!("{SVG}</svg>").as_bytes()).size, Some((300, 150)));
}

#[test]
fn broken_images_are_told() {
    for bad in [png(0, 0), png(1 << 31, 10), png(40_000, 40_000)] {
        assert_eq!(told("a.png", &bad), "broken-file");
    }
    for (name, whole) in [("a.png", png(6, 4)), ("a.jpg", jpeg(b"")), ("a.gif", GIF.to_vec())] {
        // Below the mark of its form it is no such image at all.
        for cut in 8..whole.len() - 1 {
            assert_eq!(told(name, &whole[..cut]), "broken-file", "{name} cut at {cut}");
        }
    }
    assert_eq!(told("a.webp", b"RIFF\xff\0\0\0WEBPVP8 "), "broken-file");
    assert_eq!(told("a.pdf", b"%PDF-1.7\n1 0 obj\n<<>>"), "broken-file");
    let whole = document(&[("word/document.xml", "<w:document/>")]);
    assert_eq!(told("a.docx", &whole[..whole.len() / 2]), "broken-file");
    assert_eq!(told("a.svg", format!("{SVG}<g>").as_bytes()), "broken-file");
}

#[test]
fn a_name_that_does_not_fit_is_told() {
    for (name, bytes) in [
        ("a.png", b"<!DOCTYPE html><p>x".to_vec()),
        ("a.jpg", b"MZ\x90\0".to_vec()),
        ("a.jpg", png(1, 1)),
        ("a.pdf", b"<html>".to_vec()),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old".to_vec()),
        ("a.xls", b"<html><table>".to_vec()),
        ("a.xls", packed(&[("x", "y")])),
        ("a.xlsx", b"a,b\n1,2\n".to_vec()),
    ] {
        assert_eq!(told(name, &bytes), "file-type", "{name}");
    }
    for (name, bytes) in
        [("a.doc", &b"{\\rtf1 x}"[..]), ("a.dat", b"MX"), ("a.txt", b"<html> is a tag"), ("a.csv", b"a,b\n"), ("none", b"x")]
    {
        assert_eq!(told(name, bytes), "", "{name}");
    }
}

#[test]
fn what_runs_is_refused() {
    for (name, bytes) in [
        ("d.html", &b"x"[..]),
        ("e.js", b"alert(1)"),
        ("a.hta", b"x"),
        ("a.vbs", b"x"),
        ("a.bat", b"x"),
        ("a.url", b"[InternetShortcut]\nURL=http://example.com/"),
        ("a.dat", b"MZ\x90\0"),
        ("a", b"\n <script>x</script>"),
        ("a.bin", b"\xff\xfe<\0h\0t\0m\0l\0>\0"),
        ("a.eml", b"MIME-Version: 1.0\n"),
        ("a.xml", b"<?xml version=\"1.0\"?><?xml-stylesheet href=\"x\"?><a/>"),
        ("a.tool", b"#!/bin/sh\n"),
        ("a.txt", b"MZ\x90\x01"),
    ] {
        assert_eq!(told(name, bytes), "active-file", "{name}");
    }
    assert_eq!(told("a.docm", &document(&[])), "active-file");
    assert_eq!(told("a.xlsx", &document(&[("xl/vbaProject.bin", "x")])), "active-file");
    assert_eq!(told("a.zip", &packed(&[("見本/start.exe", "MZ")])), "active-file");
    assert_eq!(told("a.zip", &packed(&[("見本/a.csv", "a,b"), ("index.html", "x")])), "");
    assert_eq!(told("a.xml", b"<?xml version=\"1.0\"?><a/>"), "");
}

#[test]
fn drawings_neither_run_nor_fetch() {
    let told = |inner: &str| told("a.svg", format!("{SVG}{inner}</svg>").as_bytes());
    for bad in [
        "<script>x</script>",
        "<svg:script xmlns:svg=\"x\"/>",
        "<foreignObject/>",
        "<g onload=\"x\"/>",
        "<image href=\"http://example.com/a.png\"/>",
        "<use xlink:href=\"b.svg#x\"/>",
        "<a xlink:href=\"java&#10;script:x\"><g/></a>",
        "<set attributeName=\"href\" to=\"javascript:x\"/>",
        "<style>@import 'x'</style>",
        "<rect style=\"fill:url(http://example.com/x)\"/>",
        "<style><![CDATA[a{b:url( 'x' )}]]></style>",
    ] {
        assert_eq!(told(bad), "active-file", "{bad}");
    }
    for good in [
        "<use href=\"#a\"/><rect fill=\"url(#b)\"/><style>a{fill:red}</style><title>onload</title>",
        "<image href=\"data:image/png;base64,AAAA\"/>",
        "<a href=\"https://www.soumu.go.jp/\"><g/></a>",
        "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><x rdf:resource=\"http://purl.org/dc\"/></rdf:RDF></metadata>",
    ] {
        assert_eq!(told(good), "", "{good}");
    }
    let with = |head: &str| seen("a.svg", format!("{head}{SVG}</svg>").as_bytes()).refusal.map_or("", |it| it.code.name);
    assert_eq!(
        with(
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"
        ),
        ""
    );
    assert_eq!(with("<!DOCTYPE svg [<!ENTITY ns \"http://ns.example/\">]>"), "");
    assert_eq!(with("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"), "active-file");
    assert_eq!(with("<?xml-stylesheet href=\"x.css\"?>"), "active-file");
}

#[test]
fn what_people_left_in_documents_is_told() {
    let core = |author: &str| format!("<cp:coreProperties><dc:creator>{author}</dc:creator><cp:lastModifiedBy/></cp:coreProperties>");
    let by = |author: &str| told("a.docx", &document(&[("docProps/core.xml", &core(author))]));
    assert_eq!(by("山田 太郎"), "left-in-file: left in the file: the name of an author");
    for nobody in ["", "openpyxl", "見本県総務課", "Windows ユーザー"] {
        assert_eq!(by(nobody), "", "{nobody}");
    }
    let sheet = |inner: &str| ("xl/worksheets/sheet1.xml".to_owned(), format!("<worksheet>{inner}</worksheet>"));
    let (name, empty) = sheet(
        "<cols><col min=\"3\" max=\"16384\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"/></row></sheetData>",
    );
    assert_eq!(told("a.xlsx", &document(&[(&name, &empty)])), "", "columns hidden for the looks");
    let (name, full) =
        sheet("<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"C1\"><v>1</v></c></row></sheetData>");
    for (what, files) in [
        ("2 comments", vec![("word/comments.xml", "<w:comments><w:comment/><w:comment/></w:comments>")]),
        ("1 tracked changes", vec![("word/document.xml", "<w:document><w:ins><w:r/></w:ins></w:document>")]),
        (
            "1 hidden sheets",
            vec![("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\"/><sheet name=\"b\" state=\"veryHidden\"/></sheets></workbook>")],
        ),
        ("values in hidden rows or columns of 1 sheets", vec![(&*name, &*full)]),
        ("1 references to other workbooks", vec![("xl/externalLinks/externalLink1.xml", "<a/>")]),
        ("1 hidden slides", vec![("ppt/slides/slide1.xml", "<p:sld show=\"0\"/>"), ("ppt/slides/slide2.xml", "<p:sld/>")]),
        (
            "notes of the speaker on 1 slides",
            vec![
                ("ppt/notesSlides/notesSlide1.xml", "<p:notes><a:fld><a:t>1</a:t></a:fld></p:notes>"),
                ("ppt/notesSlides/notesSlide2.xml", "<p:notes><a:t>内緒</a:t></p:notes>"),
            ],
        ),
        (
            "places on a computer or a share (1)",
            vec![(
                "word/_rels/settings.xml.rels",
                "<R><Relationship TargetMode=\"External\" Target=\"file:///C:\\Users\\x\\a.dotx\"/></R>",
            )],
        ),
    ] {
        assert_eq!(told("a.docx", &document(&files)), format!("left-in-file: left in the file: {what}"));
    }
    assert_eq!(told("a.docx", &document(&[("word/document.xml", "<w:document><w:r/></w:document>")])), "");
}

#[test]
fn pdfs_photos_and_old_documents_are_looked_through() {
    let pdf = |inner: &str| told("a.pdf", format!("%PDF-1.7\n{inner}\nstartxref\n0\n%%EOF\n").as_bytes());
    assert_eq!(pdf("<< /Author (Yamada Taro) >>"), "left-in-file: left in the file: the name of an author");
    assert_eq!(pdf("<< /Author <FEFF5C71> >>"), "left-in-file: left in the file: the name of an author");
    assert_eq!(pdf("<< /Author () /Title (x) >>") + &pdf("<< /Producer (x) >>"), "");
    assert!(pdf("<< /S /JavaScript >>").contains("JavaScript"));
    let tiff = |tag: u8| {
        let head = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0";
        [&head[..], &[1, 0, tag, 0, 5, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat()
    };
    assert_eq!(told("a.jpg", &jpeg(&tiff(2))), "left-in-file: left in the file: the place where it was taken (GPS)");
    assert_eq!(told("a.jpg", &jpeg(&tiff(0))), "", "a camera without reception");
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let old = |part: &[u8]| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", part].concat();
    assert_eq!(told("a.xls", &old(&wide("_VBA_PROJECT_CUR"))), "active-file");
    assert_eq!(told("a.xls", &old(&wide("Workbook"))), "");
    assert_eq!(told("a.docx", &old(&wide("EncryptedPackage"))), "locked-file: the file is protected by a password");
    let set = [
        &[0; 28][..],
        b"\xe0\x85\x9f\xf2\xf9\x4f\x68\x10\xab\x91\x08\x00\x2b\x27\xb3\xd9",
        &48_u32.to_le_bytes(),
        &[40, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 16, 0, 0, 0, 0x1e, 0, 0, 0, 5, 0, 0, 0],
        b"Taro\0",
    ]
    .concat();
    assert_eq!(told("a.xls", &old(&set)), "left-in-file: left in the file: the name of an author");
}

#[test]
fn a_swelling_archive_does_not_fill_the_memory() {
    let blanks = " ".repeat(120 << 20);
    let bomb = document(&[
        ("docProps/core.xml", &blanks),
        ("word/document.xml", &blanks),
        ("word/comments.xml", "<w:comments><w:comment/></w:comments>"),
    ]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(told("a.docx", &bomb), "broken-file");
}
