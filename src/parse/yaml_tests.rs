//! Tests of reading YAML with places.

use super::*;

fn file(text: &str) -> SourceFile {
    SourceFile::text_file(SourcePath::new("data/x.yaml").expect("inside"), text.as_bytes().into(), text.into())
}

fn run(text: &str) -> (Vec<RawRecord>, Vec<String>) {
    let file = file(text);
    let mut findings = Diagnostics::default();
    let records = records(&file, "items", &["groups"], &mut findings);
    let shown = findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().expect("every finding has a place");
            let at = file.position(place.start);
            let hint = finding.hint.as_ref().map_or("", |hint| hint.ja.as_str());
            format!("{}:{} {} {} → {hint}", at.line, at.column, finding.code.name, finding.message.ja)
        })
        .collect();
    (records, shown)
}

fn first(text: &str) -> String {
    let (_, findings) = run(text);
    assert_eq!(findings.len(), 1, "{text}: {findings:?}");
    findings.into_iter().next().unwrap_or_default()
}

#[test]
fn office_mistakes_are_named_at_their_place() {
    let cases = [
        ("id: a\ntitle：研修\n", "2:6 yaml-syntax `title` の後のコロンが全角「：」になっています → 半角で `title: 研修` と書いてください"),
        ("tags:\n　- 研修\n", "2:1 yaml-syntax 行頭の字下げに全角スペース（□）が使われています → 半角で `  - 研修` と書いてください"),
        (
            "id: a\ntitle: “引用”と: コロン\n",
            "2:13 yaml-syntax 値の中に「: 」（コロンと空白）があります → 値を引用符で囲み、`title: \"“引用”と: コロン\"` と書いてください",
        ),
        (
            "id: a\ntitle: @名前\nx: 1\n",
            "2:8 yaml-syntax 値が記号 `@` で始まっています → 値を引用符で囲み、`title: \"@名前\"` と書いてください",
        ),
        (
            "id: a\ntitle: `コード`\n",
            "2:8 yaml-syntax 値が記号 ``` で始まっています → 値を引用符で囲み、`title: \"`コード`\"` と書いてください",
        ),
        (
            "id: a\ntitle: [新]研修\n",
            "2:8 yaml-syntax 値が記号 `[` で始まっています → 値を引用符で囲み、`title: \"[新]研修\"` と書いてください",
        ),
        ("id: a\n＃ 仮\nx: 1\n", "2:1 yaml-syntax 注釈の行が半角の `#` で始まっていません → `# 仮` と書いてください"),
        ("id: a\ntitle = 研修\nx: 1\n", "2:1 yaml-syntax `title` の後が `:` ではなく `=` になっています → `title: 研修` と書いてください"),
        (
            "id: a\nskills: ｛ a: 1, b: 2 ｝\n",
            "2:1 yaml-syntax かっこが全角になっています → 半角で `skills: { a: 1, b: 2 }` と書いてください",
        ),
        ("id: a\ntitle: %達成\n", "2:8 yaml-syntax 値が記号 `%` で始まっています → 値を引用符で囲み、`title: \"%達成\"` と書いてください"),
        (
            "id: a\ntitle: *重要*\n",
            "2:8 yaml-alias `*重要*` はYAMLの別名（エイリアス）と読まれます → 文字として書くなら引用符で囲み、`title: \"*重要*\"` と書いてください",
        ),
        (
            "id: a\ntitle: &名前 x\n",
            "2:8 yaml-alias `&名前` はYAMLのアンカーと読まれます → 文字として書くなら引用符で囲み、`title: \"&名前 x\"` と書いてください",
        ),
        (
            "id: a\ntitle: !重要 x\n",
            "2:8 yaml-syntax 値が記号 `!` で始まっています → 値を引用符で囲み、`title: \"!重要 x\"` と書いてください",
        ),
        ("id: a\nsub:\n\tx: 1\n", "3:1 yaml-syntax 行頭の字下げにタブが使われています → 半角で `  x: 1` と書いてください"),
        (
            "id: a\ntitle: \"閉じない\nnext: x\n",
            "2:8 yaml-syntax 引用符が閉じられていません → 値の終わりにも同じ引用符（\" または '）を書いてください",
        ),
        ("id: a\ntitle:研修\nnext: x\n", "2:6 yaml-syntax コロンの後に半角スペースがありません → `title: 研修` と書いてください"),
        ("id: a\nid: b\n", "2:1 duplicate-key `id` が2回書かれています → どちらかを消してください"),
        (
            "id: a\nopen: yes\n",
            "2:7 yaml-habit `yes` は文字「yes」と読まれます（true・false の意味にはなりません） → 文字なら `\"yes\"` と引用符で囲んでください",
        ),
        (
            "id: a\ntitle: C# 入門 #1\n",
            "2:14 yaml-habit 値の後の「#1」は注釈とみなされ、値に含まれません → 値の一部なら `title: \"C# 入門 #1\"` と書き、注釈なら `#` の後に空白を入れてください",
        ),
        (
            "- id: a\n  levels: [a、b］\n  name: x\n",
            "2:11 yaml-syntax かっこ `[` が閉じられていないか、中の区切り（,）が足りません → `]` で閉じ、値を半角の `,` で区切ってください（全角の ，、］｝ は使えません）",
        ),
        (
            "- id: a\n  name: x\n  タイトル：研修\n",
            "3:7 yaml-syntax コロンが全角「：」になっています → 半角で `タイトル: 研修` と書いてください",
        ),
        (
            "id: a\nname: x\u{b}y\n",
            "2:8 yaml-syntax 目に見えない制御文字（U+000B）が入っています → この文字を消してください（Wordなどから貼り付けたときに入ることがあります）",
        ),
        ("list:\n- a\n-b\nx: 1\n", "3:1 yaml-syntax `-` の後に半角スペースがありません → `- b` と書いてください"),
        (
            "id a\nname: x\n",
            "1:1 yaml-syntax `項目: 値` の形になっていない行があります → 項目の名前の後に半角の `:` と半角スペースを書いてください",
        ),
        ("id: a\nname: \"C:\\path\"\n", "2:7 yaml-syntax \"…\" の中で `\\` が使われています → `\\` を含む値は '…' で囲んでください"),
        (
            "id: a\nname: \"x\" と y\n",
            "2:11 yaml-syntax 閉じた引用符の後に文字が続いています → 値の全体を1組の引用符で囲んでください（中に \" があるときは ' で囲みます）",
        ),
        (
            "id: a\n levels: x\n   name: y\n",
            "2:8 yaml-syntax 字下げが前の行とそろっていないか、`項目: 値` の形になっていません → 同じ段の行は同じ数の半角スペースで字下げし、`項目: 値` または `- 値` の形で書いてください",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(first(text), expected, "{text}");
    }
}

#[test]
fn several_slips_are_told_together_and_parsing_goes_on() {
    let (records, findings) = run("- id：a\n  title:　研修\n- id: b\n  id: c\n");
    assert_eq!(findings.len(), 3, "{findings:?}");
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].value["id"], Value::from("a"));
    assert_eq!(records[0].value["title"], Value::from("研修"));
}

#[test]
fn both_places_of_a_duplicate_key_are_known() {
    let file = file("- id: a\n  name: x\n  name: y\n");
    let mut findings = Diagnostics::default();
    let records = records(&file, "items", &[], &mut findings);
    let finding = findings.iter().next().expect("one finding");
    assert_eq!(file.position(finding.related[0].place.start).line, 2);
    assert_eq!(finding.place.as_ref().map(|place| file.position(place.start).line), Some(3));
    assert_eq!(records[0].value["name"], Value::from("x"));
}

#[test]
fn data_files_have_four_shapes() {
    let kinds = |text: &str| {
        let (records, findings) = run(text);
        assert_eq!(findings, Vec::<String>::new());
        records.into_iter().map(|record| (record.kind, record.value["id"].as_str().unwrap_or_default().to_owned())).collect::<Vec<_>>()
    };
    let pair = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
    assert_eq!(kinds("- id: a\n- id: b\n"), [pair("items", "a"), pair("items", "b")]);
    assert_eq!(kinds("items:\n- id: a\ngroups:\n- id: g\n"), [pair("items", "a"), pair("groups", "g")]);
    assert_eq!(kinds("id: a\nname: x\n"), [pair("items", "a")]);
    assert_eq!(kinds("id: a\n---\n- id: b\n---\ngroups: [{id: g}]\n"), [pair("items", "a"), pair("items", "b"), pair("groups", "g")]);
    assert_eq!(kinds(""), []);
    assert_eq!(first("itmes:\n- id: a\n"), "1:1 unknown-key `itmes` という見出しは、このファイルでは使えません → もしかして: items");
}

#[test]
fn later_documents_have_places_of_their_own() {
    let text = "id: a\n---\nid: b\n---\n- id: c\n";
    let (records, _) = run(text);
    let ids: Vec<_> = records.iter().map(|record| record.origin.place("id").start).collect();
    assert_eq!(ids, [4, 14, 26]);
}

#[test]
fn bombs_are_refused() {
    let deep = "[".repeat(100_000);
    assert!(first(&format!("a: {deep}")).contains("yaml-limit"));
    let wide = "a: [".to_owned() + &"1,".repeat(200_001) + "]";
    assert!(first(&wide).contains("yaml-limit"));
    let (_, findings) = run("a: &a [x]\nb: &b [*a, *a]\n<<: *b\nc: !!python/object x\n");
    assert!(findings.iter().all(|finding| finding.contains("yaml-alias")), "{findings:?}");
    assert_eq!(findings.len(), 7);
}

#[test]
fn a_scalar_becomes_a_number_only_without_loss() {
    for text in ["010", "1.10", "1e3", "1_000", "12:30", "no", ".inf", "0x1F", "+1", "１２", "2026-04-01"] {
        assert_eq!(plain(text.into()), Value::from(text));
    }
    assert_eq!(plain("30".into()), Value::from(30));
    assert_eq!(plain("-1.5".into()), Value::from(-1.5));
    assert_eq!(plain("38.0".into()), Value::from(38.0));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "[ \t\n\r:#\"'\\[\\]{}&*!|>%@`,a-c0-9　：あ-]{0,80}") {
        run(&text);
    }

    #[test]
    fn any_characters_are_read_without_panic(text in proptest::prelude::any::<String>()) {
        run(&text);
    }
}
