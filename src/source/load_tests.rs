//! Tests of reading the project from the disk.

use super::*;

struct Project(tempfile::TempDir);

impl Project {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let project = Self(tempfile::tempdir().expect("a temporary directory"));
        for (path, bytes) in files {
            let disk = project.0.path().join(path);
            fs::create_dir_all(disk.parent().expect("inside")).expect("created");
            fs::write(disk, bytes).expect("written");
        }
        project
    }

    fn load(&self) -> (Sources, Vec<String>) {
        let mut findings = Diagnostics::default();
        let sources = load(self.0.path(), LoadOptions::default(), &mut findings).expect("the root is there");
        findings.sort();
        let shown = findings
            .iter()
            .map(|finding| {
                let place = finding.place.as_ref().expect("every finding here has a place");
                let position = sources.get(place.path.as_str()).map(|file| file.position(place.start));
                let position = position.map_or_else(|| "-".to_owned(), |at| format!("{}:{}", at.line, at.column));
                format!("{} {position} {}", place.path, finding.code.name)
            })
            .collect();
        (sources, shown)
    }
}

fn paths(sources: &Sources) -> Vec<&str> {
    sources.iter().map(|file| file.path.as_str()).collect()
}

#[test]
fn the_four_places_are_read_and_nothing_else() {
    let project = Project::new(&[
        ("site.toml", b"\xEF\xBB\xBFtitle = 'x'\r\n"),
        ("content/a.md", b"# a\n"),
        ("content/img/a.png", b"\x89PNG\r\n\x1a\n"),
        ("data/x.csv", b"a,b\r\n"),
        ("themes/t/base.html", b"<p>\n"),
        ("README.md", b"not ours"),
        ("public/index.html", b"not ours"),
        ("content/.x.swp", b"x"),
        ("content/~$a.docx", b"x"),
        ("content/Thumbs.db", b"x"),
        ("content/.hidden/a.md", b"x"),
    ]);
    let (sources, findings) = project.load();
    assert_eq!(paths(&sources), ["content/a.md", "content/img/a.png", "data/x.csv", "site.toml", "themes/t/base.html"]);
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(sources.get("site.toml").and_then(SourceFile::text).map(AsRef::as_ref), Some("title = 'x'\n"));
    assert!(sources.get("content/img/a.png").expect("loaded").text().is_none());
}

#[test]
fn each_bad_file_is_one_finding_and_the_rest_is_loaded() {
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode("# 題\n表示ソ能\n");
    let project = Project::new(&[
        ("content/a.md", b"# fine\n"),
        ("content/b.md", &cp932),
        ("content/c.md", b"PK\x03\x04..."),
        ("content/d.md", b"a\nbc\0d\n"),
        ("content/e.md", b""),
        ("content/f.md", &"研修\n題".as_bytes()[..9]),
        ("content/g.md", &vec![b'a'; MAX_TEXT as usize + 1]),
        ("content/h (1).md", b"x"),
        ("content/con.md", b"x"),
    ]);
    let (sources, findings) = project.load();
    assert_eq!(
        findings,
        [
            "content/b.md 1:3 not-utf8",
            "content/c.md 1:1 not-text",
            "content/con.md - bad-file-name",
            "content/d.md 2:3 nul-character",
            "content/e.md 1:1 empty-file",
            "content/f.md 2:1 not-utf8",
            "content/g.md - too-large",
            "content/h (1).md 1:1 copy-file",
        ]
    );
    assert!(sources.get("content/b.md").expect("known").text().is_none());
    assert!(sources.get("content/a.md").expect("known").text().is_some());
}

#[test]
fn names_that_differ_only_in_case_or_form_collide() {
    let project = Project::new(&[
        ("content/Guide.md", b"x"),
        ("content/guide.md", b"x"),
        ("content/ガイド.md", b"x"),
        ("content/カ\u{3099}イト\u{3099}.md", b"x"),
        ("data/A/x.csv", b"x"),
        ("data/a/y.csv", b"x"),
    ]);
    let (_, findings) = project.load();
    assert_eq!(findings, ["content/guide.md 1:1 name-collision", "content/ガイド.md 1:1 name-collision", "data/a - name-collision"]);
}

#[cfg(unix)]
#[test]
fn links_and_special_files_are_never_opened() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new(&[("content/a.md", b"x")]);
    let root = project.0.path();
    std::os::unix::fs::symlink("/etc/passwd", root.join("content/link.md")).expect("linked");
    std::os::unix::fs::symlink(root.join("content"), root.join("content/loop")).expect("linked");
    std::os::unix::fs::symlink("nowhere", root.join("data")).expect("linked");
    let _socket = std::os::unix::net::UnixListener::bind(root.join("content/s.md")).expect("bound");
    rustix::fs::mknodat(rustix::fs::CWD, root.join("content/fifo.md"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .expect("made");
    fs::write(root.join("content").join(std::ffi::OsStr::from_bytes(b"\x83K.md")), b"x").expect("written");
    let (sources, findings) = project.load();
    assert_eq!(paths(&sources), ["content/a.md"]);
    assert_eq!(
        findings,
        [
            "content/fifo.md - not-a-plain-file",
            "content/link.md - not-a-plain-file",
            "content/loop - not-a-plain-file",
            "content/s.md - not-a-plain-file",
            "content/\u{fffd}K.md - bad-file-name",
            "data - not-a-plain-file",
        ]
    );
}

#[test]
fn only_a_missing_root_is_an_error() {
    let mut findings = Diagnostics::default();
    assert!(load(Path::new("/nowhere/at/all"), LoadOptions::default(), &mut findings).is_err());
    let (sources, findings) = Project::new(&[]).load();
    assert!(findings.is_empty() && paths(&sources).is_empty());
}
