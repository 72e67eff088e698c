//! Tests of the printers.

use super::*;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, SourcePath};
use crate::text;

static UNKNOWN: Code = Code::error("unknown-key", "", "");
static HABIT: Code = Code::warning("yaml-habit", "", "");

const TEXT: &str = "- id: a\n  研修名：全角 title: 「データ活用」ﾃﾞｰﾀ入門 😀 末尾\n　- x\n";

fn project() -> (Sources, SourcePath) {
    let path = SourcePath::new("data/a.yaml").expect("inside");
    let mut sources = Sources::default();
    sources.insert(SourceFile::text_file(path.clone(), TEXT.as_bytes().into(), TEXT.into()));
    (sources, path)
}

fn place(path: &SourcePath, word: &str) -> Place {
    let start = TEXT.find(word).expect("in the text");
    Place::new(path.clone(), start..start + word.len())
}

fn printed(diagnostics: &Diagnostics, options: HumanOptions) -> String {
    let mut out = Vec::new();
    human(&project().0, diagnostics, options, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("text")
}

#[test]
fn carets_stand_under_full_width_text() {
    let (_, path) = project();
    for word in ["活用", "入門", "末尾", "title"] {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(&UNKNOWN, text!("文", "sentence")).at(place(&path, word)));
        let out = printed(&diagnostics, HumanOptions::default());
        let lines: Vec<&str> = out.lines().collect();
        let source = lines.iter().position(|line| line.contains("研修名")).expect("the source line is shown");
        let carets = lines[source + 1];
        let before = lines[source].split(word).next().expect("the word is in the line");
        let width = unicode_width::UnicodeWidthStr::width;
        assert_eq!(width(before), carets.find('^').expect("carets"), "{out}");
        assert_eq!(width(word), carets.matches('^').count(), "{out}");
    }
}

#[test]
fn a_finding_is_written_with_all_that_belongs_to_it() {
    let (_, path) = project();
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(
        Diagnostic::new(&UNKNOWN, text!("`title` という項目はありません", "no key"))
            .at(place(&path, "title"))
            .related(place(&path, "id"), text!("1つ目はここです", "first"))
            .hint(text!("もしかして: name", "did you mean: name")),
    );
    diagnostics.push(Diagnostic::new(&HABIT, text!("全角スペース", "wide")).at(place(&path, "　")));
    diagnostics.push(Diagnostic::new(&UNKNOWN, text!("場所のない文", "nowhere")));
    let missing = SourcePath::new("content/con.md").expect("inside");
    diagnostics.push(Diagnostic::new(&UNKNOWN, text!("読まれなかった", "not read")).at(Place::file(missing)));
    diagnostics.sort();
    let expected = "\
エラー[unknown-key]: 場所のない文

content/con.md: エラー[unknown-key]: 読まれなかった

data/a.yaml:2:10: エラー[unknown-key]: `title` という項目はありません
  |
2 |   研修名：全角 title: 「データ活用」ﾃﾞｰﾀ入門 😀 末尾
  |                ^^^^^
  = 関連: data/a.yaml:1:3: 1つ目はここです
  |
1 | - id: a
  |   --
  = 対処: もしかして: name

data/a.yaml:3:1: 警告[yaml-habit]: 全角スペース
  |
3 | □- x
  | ^

エラー 3件、警告 1件、お知らせ 0件
";
    assert_eq!(printed(&diagnostics, HumanOptions::default()), expected);
    let english = printed(&diagnostics, HumanOptions { lang: Lang::En, ..HumanOptions::default() });
    assert!(english.contains("\ndata/a.yaml:2:10: error[unknown-key]: no key\n"), "{english}");
    assert!(english.ends_with("errors: 3, warnings: 1, notices: 0\n"), "{english}");
    assert!(printed(&diagnostics, HumanOptions { colour: Colour::Always, ..HumanOptions::default() }).contains("\x1b["));
}

#[test]
fn beyond_the_limit_findings_are_counted() {
    let mut diagnostics = Diagnostics::default();
    for number in 0..60 {
        diagnostics.push(Diagnostic::new(&UNKNOWN, text!("その{number}", "number {number}")));
    }
    let out = printed(&diagnostics, HumanOptions::default());
    assert!(out.contains("その49\n") && !out.contains("その50\n"), "{out}");
    assert!(
        out.ends_with("ほかにエラーが10件あります（表示は50件まで。-v ですべて示します）\nエラー 60件、警告 0件、お知らせ 0件\n"),
        "{out}"
    );
    assert!(printed(&diagnostics, HumanOptions { limit: Limit::All, ..HumanOptions::default() }).contains("その59\n"));
}

#[test]
fn findings_of_one_cause_are_told_once_with_their_places() {
    let (sources, path) = project();
    let mut diagnostics = Diagnostics::default();
    for (word, name) in [("id", "はじめ"), ("title", "題"), ("- x", "おわり")] {
        let mut finding = Diagnostic::new(&HABIT, text!("同じこと", "the same")).at(place(&path, word)).hint(text!("直す", "mend"));
        finding.name = Some(name.to_owned());
        diagnostics.push(finding);
    }
    let out = printed(&diagnostics, HumanOptions::default());
    assert!(out.starts_with("data/a.yaml:1:3: 警告[yaml-habit]: 同じこと（3か所）\n"), "{out}");
    assert!(out.contains("  = 場所: data/a.yaml: 1 はじめ、2 題、3 おわり\n  = 対処: 直す\n"), "{out}");
    assert!(out.ends_with("エラー 0件、警告 1件（3か所）、お知らせ 0件\n"), "{out}");
    let mut lines = Vec::new();
    short(&sources, &diagnostics, Lang::Ja, &mut lines).expect("memory can be written");
    let expected = "data/a.yaml:1:3: 警告[yaml-habit]: 同じこと（3か所）。直す\n  data/a.yaml:2:10 題\n  data/a.yaml:3:2 おわり\n";
    assert_eq!(String::from_utf8(lines).expect("text"), expected);
    let mut annotations = Vec::new();
    github(&sources, &diagnostics, "", Lang::Ja, &mut annotations).expect("memory can be written");
    let expected = "::warning title=yaml-habit,file=data/a.yaml,line=1,col=3::同じこと（3か所）。直す%0Adata/a.yaml:2:10 題%0Adata/a.yaml:3:2 おわり\n";
    assert_eq!(String::from_utf8(annotations).expect("text"), expected);
}

#[test]
fn many_places_are_counted() {
    let mut diagnostics = Diagnostics::default();
    for start in 0..30 {
        let place = Place::new(project().1, start..start);
        diagnostics.push(Diagnostic::new(&HABIT, text!("同じこと", "the same")).at(place));
    }
    assert!(printed(&diagnostics, HumanOptions::default()).contains("  = ほか 18か所（-v ですべて示します）\n"));
    assert!(!printed(&diagnostics, HumanOptions { limit: Limit::All, ..HumanOptions::default() }).contains("ほか"));
}

#[test]
fn json_has_the_agreed_shape() {
    let (sources, path) = project();
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(
        Diagnostic::new(&UNKNOWN, text!("文", "sentence"))
            .at(place(&path, "title"))
            .record("a")
            .related(place(&path, "id"), text!("ここ", "here")),
    );
    diagnostics.push(Diagnostic::new(&HABIT, text!("文", "sentence")).hint(text!("手", "hint")));
    let mut out = Vec::new();
    json(&sources, &diagnostics, Lang::Ja, &mut out).expect("memory can be written");
    let expected = concat!(
        r#"{"findings":[{"code":"unknown-key","severity":"error","path":"data/a.yaml","line":2,"column":10,"message":"文","hint":null,"record":"a","#,
        r#""related":[{"path":"data/a.yaml","line":1,"column":3,"message":"ここ"}],"#,
        r#""places":[{"code":"unknown-key","path":"data/a.yaml","line":2,"column":10,"message":"文","hint":null,"record":"a","name":null}]},"#,
        r#"{"code":"yaml-habit","severity":"warning","path":null,"line":null,"column":null,"message":"文","hint":"手","record":null,"related":[],"#,
        r#""places":[{"code":"yaml-habit","path":null,"line":null,"column":null,"message":"文","hint":"手","record":null,"name":null}]}],"#,
        r#""summary":{"errors":1,"warnings":1,"notices":0,"places":{"errors":1,"warnings":1,"notices":0}}}"#,
        "\n"
    );
    assert_eq!(String::from_utf8(out).expect("text"), expected);
}

#[test]
fn a_very_long_line_is_cut_around_the_place() {
    let path = SourcePath::new("content/long.md").expect("inside");
    let text = "あ".repeat(100_000) + "X" + &"い".repeat(100_000);
    let start = text.find('X').expect("in the text");
    let mut sources = Sources::default();
    sources.insert(SourceFile::text_file(path.clone(), text.as_bytes().into(), text.as_str().into()));
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Diagnostic::new(&UNKNOWN, text!("文", "s")).at(Place::new(path, start..start + 1)));
    let mut out = Vec::new();
    human(&sources, &diagnostics, HumanOptions::default(), &mut out).expect("memory can be written");
    let out = String::from_utf8(out).expect("text");
    assert!(out.len() < 2_000 && out.contains('X') && out.contains('^'), "{out}");
}
