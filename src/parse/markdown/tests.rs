//! What a page of Markdown becomes, point by point.

use super::*;
use crate::diagnostic::Severity;
use proptest::prelude::*;

fn read(text: &str) -> (Markdown, Vec<(String, String)>) {
    let mut findings = Diagnostics::default();
    let path = SourcePath::new("content/courses/a.md").expect("inside");
    let base = 100;
    let markdown = parse(&path, text, base, &Options::default(), &mut findings);
    let told = findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().expect("every finding has a place");
            (finding.code.name.to_owned(), text[place.start - base..place.end - base].to_owned())
        })
        .collect();
    (markdown, told)
}

/// HTML with holes shown as `⟨target⟩`.
fn html(text: &str) -> String {
    filled(&read(text).0)
}

fn filled(markdown: &Markdown) -> String {
    let mut out = String::new();
    markdown.fill(&mut out, &mut |kind, out| match kind {
        HoleKind::Href(target) => escape_attribute(&shown(target), out),
        HoleKind::Image(target) => {
            out.push_str(" src=\"");
            escape_attribute(&shown(target), out);
            out.push('"');
        }
        HoleKind::Access(_) => {}
        HoleKind::Code(code) => crate::parse::highlight::write(&code.0, &code.1, out),
        HoleKind::Word(name, [n, of]) => out.push_str(&word(name, *n, *of)),
    });
    out
}

/// What the theme would say.
fn word(name: &str, n: usize, of: usize) -> String {
    match name {
        "frame.external" => "（外部サイト）".to_owned(),
        "list.colon" => "：".to_owned(),
        "prose.warning" => "注意".to_owned(),
        "prose.done" => "済み".to_owned(),
        "prose.open" => "未了".to_owned(),
        "prose.table" => format!("表{n}"),
        "prose.footnote" | "prose.footnotes" => "脚注".to_owned(),
        "prose.back" => format!("脚注{n}の本文へ戻る"),
        "prose.back_to" => format!("脚注{n}の{of}か所目の本文へ戻る"),
        other => other.to_owned(),
    }
}

fn shown(target: &LinkTarget) -> String {
    match target {
        LinkTarget::Page { path, fragment } => format!("page:{path}{}", fragment.as_deref().map(|f| format!("#{f}")).unwrap_or_default()),
        LinkTarget::Asset(path) => format!("asset:{path}"),
        LinkTarget::Here(fragment) => format!("#{fragment}"),
        LinkTarget::External(url) => url.clone(),
    }
}

fn told(text: &str) -> Vec<(String, String)> {
    read(text).1
}

/// Codes only.
fn codes(text: &str) -> Vec<String> {
    told(text).into_iter().map(|(code, _)| code).collect()
}

fn pair(code: &str, place: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), place.to_owned())]
}

#[test]
fn emphasis_works_beside_japanese_punctuation() {
    for (text, meant) in [
        ("**「強調」**です", "<p><strong>「強調」</strong>です</p>\n"),
        ("**重要！**次に。これは**「強調」**だ。", "<p><strong>重要！</strong>次に。これは<strong>「強調」</strong>だ。</p>\n"),
        ("これは*「強調」*だ", "<p>これは<em>「強調」</em>だ</p>\n"),
        ("これは~~「旧」~~だ", "<p>これは<del>「旧」</del>だ</p>\n"),
        ("「**注**」です", "<p>「<strong>注</strong>」です</p>\n"),
        ("これは**`code`**だ", "<p>これは<strong><code>code</code></strong>だ</p>\n"),
        ("**(注)**です", "<p><strong>(注)</strong>です</p>\n"),
        ("AIの**「活用」**と**“引用”**を", "<p>AIの<strong>「活用」</strong>と<strong>“引用”</strong>を</p>\n"),
        ("***「強」***だ", "<p><em><strong>「強」</strong></em>だ</p>\n"),
    ] {
        assert_eq!(html(text), meant, "{text}");
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn marks_never_leak() {
    let text = "```r\nは**「c」**だ\n```\n\n`は**「c」**だ` [は**「a」**だ](b**「c」**d.md \"は**「t」**だ\") <i は=\"は**「x」**だ\">\n\n## は**「見」**だ {#は**「y」**だ}\n\n![は**「z」**だ](a.png)\n\n<div>は**「x」**だ";
    let (markdown, _) = read(text);
    let all = format!("{markdown:?}{}", filled(&markdown));
    assert!(!all.contains('\u{2E31}') && !all.contains("2e31"), "{all}");
    assert!(markdown.html.contains("は**「c」**だ"));
}

#[test]
fn asterisks_that_stay_are_told() {
    assert_eq!(told("これは** 強調 **です"), pair("leftover-emphasis", "**"));
    assert_eq!(told("前は**「x」**だ。\n\nこれは **強調 です"), pair("leftover-emphasis", "**"));
    assert_eq!(told("\\*\\*これ\\*\\* と `**`"), []);
}

#[test]
fn japanese_lines_are_joined_without_a_space() {
    assert_eq!(html("日本語の\n文です"), "<p>日本語の文です</p>\n");
    assert_eq!(html("日本語の\nEnglish"), "<p>日本語の\nEnglish</p>\n");
    assert_eq!(html("word\n日本"), "<p>word\n日本</p>\n");
    assert_eq!(html("ﾊﾝｶｸの\n文"), "<p>ﾊﾝｶｸの文</p>\n");
    assert_eq!(html("한국어\n문장"), "<p>한국어\n문장</p>\n");
    assert_eq!(html("**日本語**の\n**文**"), "<p><strong>日本語</strong>の<strong>文</strong></p>\n");
    assert_eq!(html("> 日本語の\n> 文"), "<blockquote>\n<p>日本語の文</p>\n</blockquote>\n");
    assert_eq!(read("日本語の\n文です").0.text, "日本語の文です\n");
}

#[test]
fn bare_addresses_are_linked_up_to_japanese() {
    let (markdown, findings) = read("詳細は https://example.go.jp/a_b?x=1&y=2。 `https://x.jp` [名](https://example.com/)");
    assert!(
        markdown.html.contains(
            "<a href=\"https://example.go.jp/a_b?x=1&amp;y=2\" class=\"external\" data-external rel=\"noopener noreferrer\">https://example.go.jp/a_b?x=1&amp;y=2<svg"
        ),
        "{}",
        markdown.html
    );
    assert!(markdown.html.contains("<code>https://x.jp</code>"));
    assert_eq!(markdown.links.len(), 2);
    assert_eq!(markdown.links[0].place.start, 100 + "詳細は ".len());
    assert_eq!(markdown.icons, ["ext"]);
    assert_eq!(findings, []);
    assert!(filled(&markdown).contains("名<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-ext\"/></svg><span class=\"sr\">（外部サイト）</span></a>"));
}

#[test]
fn headings_have_stable_ids() {
    let (markdown, findings) = read("## 概要\n\n### 手順 {#way}\n\n## 概要\n\n## Overview\n\n## **強**い [先](b.md)\n");
    let ids: Vec<_> = markdown.headings.iter().map(|heading| &*heading.id).collect();
    assert_eq!(ids, ["概要", "way", "概要-2", "h-overview", "強い-先"]);
    assert_eq!(markdown.headings[4].html, "<strong>強</strong>い 先");
    assert_eq!(markdown.headings[4].text, "強い 先");
    assert!(filled(&markdown).contains("<h2 id=\"強い-先\"><strong>強</strong>い <a href=\"page:content/courses/b.md\">先</a></h2>"));
    assert_eq!(markdown.anchor("Overview"), Some("h-overview"));
    assert_eq!(markdown.anchor("ＯＶＥＲＶＩＥＷ"), Some("h-overview"));
    assert_eq!(markdown.anchor("無い"), None);
    assert_eq!(findings, []);
}

#[test]
fn heading_order_is_checked() {
    assert_eq!(told("# 題\n"), pair("heading-order", "# 題"));
    assert_eq!(told("## 一\n\n#### 三\n"), pair("heading-order", "#### 三"));
    assert_eq!(codes("##\n"), ["empty-heading"]);
    assert_eq!(codes("## a {#x}\n\n## b {#x}\n"), ["heading-id"]);
    assert_eq!(codes("## a {#x .big onclick=evil}\n"), ["heading-attribute"]);
    assert!(!html("## a {onclick=evil}\n").contains("onclick"));
}

#[test]
fn alerts_are_notices_labelled_by_the_theme() {
    let (markdown, _) = read("> [!WARNING]\n> 締切に注意\n");
    assert_eq!(
        filled(&markdown),
        "<div class=\"notice notice--warn\" role=\"note\"><svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-alert\"/></svg>\
         <div><p class=\"notice-title\">注意</p>\n<p>締切に注意</p>\n</div></div>\n"
    );
    assert_eq!(markdown.icons, ["alert"]);
    for (kind, label) in [("NOTE", "prose.note"), ("TIP", "prose.tip"), ("IMPORTANT", "prose.important"), ("CAUTION", "prose.caution")] {
        assert!(html(&format!("> [!{kind}]\n> 文")).contains(label));
    }
}

#[test]
fn footnotes_lead_there_and_back() {
    let (markdown, findings) = read("本文[^a]と[^b]と[^a]。\n\n[^b]: 二つ目[要領](b.md)\n[^a]: 一つ目\n");
    assert_eq!(findings, []);
    let html = filled(&markdown);
    assert!(html.contains("<sup class=\"fnref\"><a href=\"#fn-1\" id=\"fnref-1\"><span class=\"sr\">脚注</span>1</a></sup>と"), "{html}");
    assert!(html.contains("id=\"fnref-1-2\""));
    assert!(html.contains("<li id=\"fn-1\"><p>一つ目 <a href=\"#fnref-1\" class=\"fnback\"><span aria-hidden=\"true\">↩</span><span class=\"sr\">脚注1の1か所目の本文へ戻る</span></a>"), "{html}");
    assert!(html.contains("二つ目<a href=\"page:content/courses/b.md\">要領</a>"), "{html}");
    assert!(html.find("一つ目") < html.find("二つ目"));
    assert_eq!(told("文[^x]です\n"), pair("missing-footnote", "[^x]"));
    assert_eq!(codes("文[^x]\n\n[^x]: a\n\n[^x]: b\n"), ["duplicate-footnote"]);
    assert_eq!(told("文\n\n[^x]: a\n"), pair("unused-footnote", "[^x]: a\n"));
}

#[test]
fn footnotes_may_go_in_circles() {
    assert!(html("文[^a]\n\n[^a]: 甲[^b]\n\n[^b]: 乙[^a]\n").contains("fn-2"));
}

#[test]
fn tables_scroll_and_have_scopes() {
    let (markdown, _) = read("## 費用\n\n| 名 | 額 |\n|---|--:|\n| a | 1 |\n| b |\n");
    assert!(filled(&markdown).contains("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表1：費用\"><table class=\"table\"><thead><tr><th scope=\"col\">名</th><th scope=\"col\" class=\"num\">額</th></tr></thead><tbody>\n<tr><td>a</td><td class=\"num\">1</td></tr>\n"), "{}", markdown.html);
    assert!(!markdown.html.contains("style="));
    assert!(html("||a|\n|-|-|\n|b|c|\n").contains("<tr><td></td><th scope=\"col\">a</th></tr>"));
    assert!(html("|a|\n|-|\n|一<br>二|\n").contains("<td>一<br>二</td>"));
    assert!(html("|a|\n|-|\n|{漢字\\|かんじ}|\n").contains("<ruby>漢字"));
}

#[test]
fn task_lists_have_labels() {
    assert_eq!(
        html("- [x] 済\n- [ ] 未\n"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"済み\"> 済</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"未了\"> 未</li>\n</ul>\n"
    );
}

#[test]
fn definition_lists_and_ruby() {
    assert_eq!(html("用語\n:   意味\n"), "<dl>\n<dt>用語</dt>\n<dd>意味</dd>\n</dl>\n");
    for text in ["受付は次のとおりです\n: 10時から", "文です。\n:::", "項\n\n: 意味", "- 項\n  : 意味", "内線\n:1234"]
    {
        let html = html(text);
        assert!(!html.contains("<dl>") && (html.contains(':') || text.contains(":::")), "{html}");
    }
    assert_eq!(html("{漢字|かんじ}"), "<p><ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby></p>\n");
    assert_eq!(read("{漢字|かんじ}").0.text, "漢字\n");
}

#[test]
fn a_single_tilde_is_a_range() {
    assert_eq!(html("午前 ~10:00~ と"), "<p>午前 ~10:00~ と</p>\n");
}

#[test]
fn links_are_checked() {
    assert_eq!(told("[押す](javascript:alert(1))"), pair("forbidden-link", "[押す](javascript:alert(1))"));
    assert!(!html("[押す](&#106;avascript:alert(1))").contains("script"));
    assert_eq!(codes("[押す](&#106;avascript:alert(1))"), ["forbidden-link"]);
    assert_eq!(codes("<mailto:a@example.jp> <a@example.jp>"), ["forbidden-link", "forbidden-link"]);
    assert_eq!(codes("[共有](\\\\server\\share)"), ["forbidden-link"]);
    assert_eq!(codes("[x][r]\n\n[r]: javascript:x\n"), ["forbidden-link"]);
    assert_eq!(codes("[頁](/courses/)"), ["absolute-link"]);
    assert_eq!(told("前 [文][無い] 後"), pair("broken-reference", "[文][無い]"));
    assert_eq!(codes("[必須] と [x]"), Vec::<String>::new());
    assert_eq!(told("[こちら](b.md)"), pair("vague-link-text", "[こちら](b.md)"));
    assert_eq!(codes("[](b.md)"), ["vague-link-text"]);
    assert_eq!(codes("[https://example.com](https://example.com)"), ["url-link-text"]);
    assert_eq!(codes("<https://example.com>"), Vec::<String>::new());
    assert_eq!(html("[頁](b.md#節 \"題\")"), "<p><a href=\"page:content/courses/b.md#節\" title=\"題\">頁</a></p>\n");
}

#[test]
fn images_need_words_and_stay_at_home() {
    assert_eq!(html("![図の説明](img/a.png)"), "<p><img src=\"asset:content/courses/img/a.png\" alt=\"図の説明\" loading=\"lazy\"></p>\n");
    assert_eq!(told("![](a.png)"), pair("image-alt", "![](a.png)"));
    assert_eq!(codes("![a.png](a.png)"), ["image-alt-file-name"]);
    assert_eq!(codes("![図](https://example.com/a.png)"), ["external-request"]);
    assert_eq!(codes("![図](data:image/png;base64,xx)"), ["external-request"]);
    assert_eq!(html("![図](//example.com/a.png)"), "<p>図</p>\n");
}

#[test]
fn raw_html_is_never_active() {
    for text in [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)>",
        "<iframe src=\"//x\"></iframe>",
        "<style>*{}</style>",
        "<svg onload=x>",
        "<base href=x>",
        "<meta http-equiv=refresh>",
        "<![CDATA[x]]>",
        "<?php x ?>",
        "<!DOCTYPE x>",
        "<div>\n\n**a**\n\n</div>",
        "a <b>c</b>",
    ] {
        let (markdown, findings) = read(text);
        assert!(!findings.is_empty(), "{text}");
        assert!(findings.iter().all(|(code, _)| matches!(&**code, "raw-html" | "external-request")), "{text}: {findings:?}");
        let rest = ["<p>", "</p>", "<strong>", "</strong>"].into_iter().fold(markdown.html, |html, ours| html.replace(ours, ""));
        assert!(!rest.contains('<'), "{text}: {rest}");
    }
    assert_eq!(told("前 <b>x</b>"), pair("raw-html", "<b>"));
    assert_eq!(codes("<script src=\"https://x.jp/a.js\"></script>"), ["external-request"]);
    let (commented, findings) = read(
        "<!-- 覚え書き -->

文<!-- x -->",
    );
    assert_eq!(
        (&*commented.html, &*commented.text, findings.len()),
        (
            "<p>文</p>
",
            "文
",
            0
        )
    );
    assert_eq!(codes("<!-- a --><script>"), ["raw-html"]);
}

#[test]
fn characters_are_checked_with_their_places() {
    for right in ["手順は①と②", "❶甲 ❷乙", "Ⅱ 計画", "ক্লাউড র‍্যাম", "می‌خواهم"] {
        assert_eq!(told(right), [], "{right}");
    }
    assert_eq!(
        told("ｶﾀｶﾅで㈱"),
        [("platform-dependent-character".into(), "ｶﾀｶﾅ".to_owned()), ("platform-dependent-character".into(), "㈱".to_owned())]
    );
    assert_eq!(told("`①`"), []);
    assert_eq!(codes("a\u{B}b"), ["control-character"]);
    assert!(!html("a\u{B}b\u{1}").contains(['\u{B}', '\u{1}']));
    assert_eq!(codes("a\u{200B}b\u{202E}"), ["invisible-character", "invisible-character"]);
    assert_eq!(codes("\u{E000}"), ["platform-dependent-character"]);
    assert_eq!(codes("普通の文、カタカナ、〜、—、…、高﨑、𠮷"), Vec::<String>::new());
}

#[test]
fn hints_say_what_to_write_instead() {
    let mut findings = Diagnostics::default();
    parse(&SourcePath::new("a.md").expect("inside"), "㈱㍻ｶﾞ\n\n＃見出し", 0, &Options::default(), &mut findings);
    let hints: Vec<_> = findings.iter().filter_map(|finding| finding.hint.as_ref()).map(|hint| &*hint.ja).collect();
    assert_eq!(hints, ["「(株)平成ガ」に置き換えてください", "`## 見出し` と書いてください"]);
}

#[test]
fn markdown_typed_full_width_is_told() {
    assert_eq!(told("＃見出し\n\n本文"), pair("fullwidth-markup", "＃見出し"));
    assert_eq!(told("- a\n\n１．申込\n"), pair("list-mark", "１．申込"));
    assert_eq!(codes("・一\n・二\n・三"), ["list-mark"]);
    assert_eq!(codes("```text\n＃見出し\n```\n"), Vec::<String>::new());
}

#[test]
fn code_is_coloured_and_unknown_languages_are_told() {
    assert_eq!(html("```text\n<a>\n```\n"), "<pre tabindex=\"0\"><code class=\"language-text\">&lt;a&gt;\n</code></pre>\n");
    assert_eq!(told("```klingon\nx\n```\n"), []);
    assert_eq!(told("```pyhton\nx\n```\n"), pair("unknown-language", "pyhton"));
    assert_eq!(told("```mermaid\nx\n```\n"), pair("unknown-language", "mermaid"));
    assert_eq!(told("```」\\-\nx\n```\n"), pair("unknown-language", "```」\\-"));
    assert!(html("```rust\nfn main() {}\n```\n").contains("<span class=\"k\">fn</span>"));
    let mut findings = Diagnostics::default();
    let off = Options { highlight: false, ..Options::default() };
    let plain = parse(&SourcePath::new("a.md").expect("inside"), "```rust\nfn main() {}\n```\n", 0, &off, &mut findings);
    assert_eq!(plain.html, "<pre tabindex=\"0\" data-language=\"rust\"><code class=\"language-rust\">fn main() {}\n</code></pre>\n");
}

#[test]
fn prose_is_paragraphs_and_cells_only() {
    let (markdown, _) = read("## 見出し\n\nRPAの`コード`と[要領](b.md)、{漢字|かんじ}と**強**い\n文。\n\n- 項目\n\n|頭|\n|-|\n|値 & x|\n");
    let prose: Vec<_> = markdown.prose.iter().map(|range| &markdown.html[range.clone()]).collect();
    assert_eq!(prose, ["RPAの", "と", "、", "と", "強", "い文。", "項目", "値 &amp; x"]);
}

#[test]
fn the_plain_text_has_one_line_a_block() {
    assert_eq!(read("## 題\n\n文**強**\n\n- a\n- b\n\n|h|\n|-|\n|c|\n\n```\ncode\n```\n").0.text, "題\n文強\na\nb\nh\nc\ncode\n");
}

#[test]
fn inline_never_begins_a_block() {
    let place = Place::new(SourcePath::new("data/x.yaml").expect("inside"), 5..9);
    let read = |text: &str| {
        let mut findings = Diagnostics::default();
        let markdown = inline(&place.path.clone(), text, &place, &Options::default(), &mut findings);
        assert!(findings.iter().all(|finding| finding.place.as_ref() == Some(&place)));
        (filled(&markdown), findings.iter().count())
    };
    assert_eq!(
        read("**「強調」**です。`x` [頁](../content/a.md) {漢字|かんじ}").0,
        "<strong>「強調」</strong>です。<code>x</code> <a href=\"page:content/a.md\">頁</a> <ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>"
    );
    for text in ["# a", "- a", "1. a", "> a", "---", "    a", "| a |", "```", "[a]: b", ": a"] {
        assert_eq!(read(text).0.replace("&gt;", ">").trim(), text.trim(), "{text}");
    }
    assert_eq!(read("一行目の\n続き\n\n三行目").0, "一行目の続き\n<br>三行目");
    assert_eq!(read("[x](javascript:1)").1, 1);
    assert_eq!(read("").0, "");
}

#[test]
fn hostile_inputs_are_read_in_linear_time() {
    // Quadratic behaviour would take minutes here.
    for unit in [
        "[",
        "![",
        "*a_ ",
        "`a``",
        "> ",
        "- ",
        "<a ",
        "&#",
        "{",
        "{漢|",
        "~~",
        "**「",
        "[^",
        "https://-",
        "://",
        "\\",
        "<!--",
        "|a",
        "あ**",
        "[a](",
        "](",
        "_あ*",
        "[ (](",
        "![[]()",
        ":::x\n",
        ":::\n",
        "甲　乙\n",
        "<kbd>a ",
        "{{a",
        "[[a",
        "$a=",
        "～～a",
        "=== \"a\"\n",
        "!!! a\n",
        "<!-- ",
    ] {
        let text = unit.repeat(20_000);
        let _ = read(&text);
        let _ = read(&format!("|a|\n|-|\n{text}"));
    }
}

#[test]
fn codes_have_distinct_names() {
    let names: std::collections::BTreeSet<_> = CODES.iter().map(|code| code.name).collect();
    assert_eq!(names.len(), CODES.len());
    assert!(CODES.iter().all(|code| code.severity <= Severity::Warning));
}

/// Every start tag has its end tag, in order; nothing else looks like a tag.
fn well_formed(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').ok_or("unclosed tag")? + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
        } else if !matches!(name, "br" | "hr" | "img" | "input" | "use") {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("open: {open:?}")) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn any_text_becomes_well_formed_html(text in "([a1あ亜「」。！① \\n*_~`\\\\<>\\[\\](){}|#:!^\"&;.\\-]|\\[\\^a\\]|\\[x\\]|\\n\\n|> |- |\\n\\|-\\|\\n|```|https://a\\.jp|<b>|\\[!NOTE\\]|: ){0,50}") {
        let (markdown, _) = read(&text);
        let html = filled(&markdown);
        prop_assert_eq!(well_formed(&html), Ok(()), "{}", html);
        for hole in &markdown.holes {
            prop_assert!(markdown.html.is_char_boundary(hole.at));
        }
        let mut from = 0;
        for range in &markdown.prose {
            prop_assert!(range.start >= from && range.start < range.end);
            from = range.end;
            prop_assert!(!markdown.html[range.clone()].contains(['<', '>']));
        }
        let ids: Vec<_> = markdown.headings.iter().map(|heading| &heading.id).collect();
        prop_assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len());
    }
}

#[test]
fn boxes_are_read_as_notices() {
    let text = "前です。\n:::message alert\n締切を過ぎたものは受け付けません。\n:::\n後です。\n";
    let page = html(text);
    assert!(page.starts_with("<p>前です。</p>\n<div class=\"notice notice--caution\" role=\"note\">"), "{page}");
    assert!(page.contains("<p>締切を過ぎたものは受け付けません。</p>\n</div></div>\n<p>後です。</p>"), "{page}");
    assert!(!page.contains("::"), "{page}");
    assert_eq!(told(text), []);
    let titled = html("> [!NOTE] **締切**について\n> 12月18日までです。\n");
    assert!(
        titled.contains(
            "<p class=\"notice-title\"><span class=\"sr\">prose.note：</span><strong>締切</strong>について</p>\n<p>12月18日までです。</p>"
        ),
        "{titled}"
    );
    assert!(html("> [!注意]\n> 本文").contains("notice--warn"));
    for text in [
        ":::tip[題]\n\n- 甲\n\n::::note\n乙\n::::\n\n:::\n",
        "1. 甲\n\n   :::note\n   乙\n   :::\n\n2. 丙\n",
        "- :::note\n  乙\n  :::\n- 丙\n",
        "1. 甲\n2. :::note 題\n   乙\n:::\n3. 丙\n",
        "> - :::note\n>   乙\n>   :::\n",
        "- > [!注意] 題\n  > 乙\n- > [!info]\n  > 丙\n",
        ":::note\n- 甲\n- 乙\n  :::\n\n後です。\n",
        "```\n:::x\n```\n",
        "`:::`",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
    let item = html("- :::note 題\n  乙\n  :::\n- 丙\n");
    assert!(item.contains("<li>\n<div class=\"notice notice--note\"") && item.contains("<p>乙</p>\n</div></div>\n</li>"), "{item}");
    assert!(!item.contains("::"), "{item}");
    assert_eq!(told(":::note\n文\n"), pair("unclosed-box", ":::note"));
    assert_eq!(told("- :::note\n  文\n- 文\n"), pair("unclosed-box", ":::note"));
    assert_eq!(told("文\n\n:::\n"), pair("unclosed-box", ":::"));
    assert_eq!(codes(":::code-group\n文\n:::\n"), ["unknown-alert"]);
    assert_eq!(codes("[!NOTE]\n文\n"), ["foreign-markup"]);
    assert_eq!(codes("> 文です。\n> [!info]\n"), ["foreign-markup"]);
}

#[test]
fn a_few_elements_are_let_through() {
    assert_eq!(html("10m<sup>2</sup>、CO<sub>2</sub>"), "<p>10m<sup>2</sup>、CO<sub>2</sub></p>\n");
    assert_eq!(read("10m<sup>2</sup>、CO<sub>2</sub>").0.text, "10m2、CO2\n");
    assert_eq!(html("<kbd>Ctrl</kbd>+<kbd>S</kbd>"), "<p><kbd>Ctrl</kbd>+<kbd>S</kbd></p>\n");
    assert_eq!(html("<kbd>\nCtrl</kbd>\n"), "<p><kbd>\nCtrl</kbd></p>\n");
    assert_eq!(read("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>の").0.text, "漢字の\n");
    for fine in ["a<br>b", "a<br/>b", "<br>\n文 **強**\n", "|a|\n|-|\n|10m<sup>2</sup>|\n", "**<sup>1</sup>**", "## CO<sub>2</sub>"] {
        assert_eq!(told(fine), [], "{fine}");
    }
    for wrong in ["<kbd>S", "**<kbd>S**</kbd>", "<sup class=\"x\">2</sup>", "S</kbd>", "<rt>x</rt>", "文</b>", "</br>", "<u>下線</u>"] {
        let (page, findings) = read(wrong);
        assert!(findings.iter().all(|(code, _)| code == "raw-html") && !findings.is_empty(), "{wrong}: {findings:?}");
        assert_eq!(well_formed(&filled(&page)), Ok(()), "{wrong}");
    }
}

#[test]
fn wreckage_is_an_error_with_its_cause() {
    for (text, code, place) in [
        ("本文です。\n---\n", "misread-text", "---"),
        ("## 節\n\n以上\n---\n", "misread-text", "---"),
        ("文です。\n\n---\ntitle: 題\ndate: 2026-12-01\n---\n\n文です。\n", "misread-text", "---"),
        ("---\ntitle: 題\ntags:\n- 甲\n- 乙\n---\n文です。\n", "misread-text", "---"),
        ("文\n\n<!-- 閉じない\n\n消える文\n", "leftover-markup", "<!-- 閉じない"),
        ("前 <!-- 閉じない", "leftover-markup", "<!--"),
        ("[文](a b.md)", "lost-link", "[文](a b.md)"),
        ("［文］（a.md）", "fullwidth-markup", "［文］（a.md）"),
        ("[文]\n(a.md)", "fullwidth-markup", "[文]\n(a.md)"),
        ("[文](a.md", "lost-link", "[文](a.md"),
        ("![図](a.png =300x)", "lost-link", "![図](a.png =300x)"),
        ("1. 甲\n2. 乙\n4. 丙\n", "misread-text", "4. 丙"),
        ("[注意]: 締切は12月です\n", "leftover-markup", "[注意]: 締切は12月です"),
        ("文\n\n[[用語集]]\n", "foreign-markup", "[[用語集]]"),
        ("[TOC]\n", "foreign-markup", "[TOC]"),
        ("!!! note \"題\"\n    文です。\n", "foreign-markup", "!!! note \"題\""),
        ("=== \"Windows\"\n", "foreign-markup", "=== \"Windows\""),
        ("== 見出し ==\n", "foreign-markup", "== 見出し =="),
        ("*見出し\n\n文\n", "foreign-markup", "*見出し"),
        (".. note:: 文\n", "foreign-markup", ".. note:: 文"),
        ("import A from \"b\"\n", "foreign-markup", "import A from \"b\""),
        ("受付\n: 10時から\n", "foreign-markup", ": 10時から"),
        ("水は H~2~O です", "foreign-markup", "~2~"),
        ("| 項目 | 内容 |\n| --- | --- |\n| 期限 | 4月\n9月 |\n", "table-shape", "9月 |"),
        ("| 項目 | 内容 |\n| --- | --- |\n| 期限\n（第1回） | 4月 |\n", "table-shape", "（第1回） | 4月 |"),
        ("文です。\n| a | b |\n", "table-shape", "| a | b |"),
        ("空き&amp;nbsp;です", "leftover-markup", "&amp;nbsp;"),
    ] {
        assert_eq!(told(text), pair(code, place), "{text}");
        let wanted = CODES.iter().find(|known| known.name == code).expect("a code");
        assert_eq!(wanted.severity, Severity::Error);
    }
    assert_eq!(codes("見出し\n------\n\n文です。\n"), Vec::<String>::new());
    assert_eq!(codes("---\n\ntitle: 題\n\n---\n"), Vec::<String>::new());
    assert!(html("## 対象 {全職員}\n").contains("対象 {全職員}</h2>"), "{}", html("## 対象 {全職員}\n"));
    assert_eq!(codes("## 対象 {全職員}\n\n## 手順 {#steps}\n"), Vec::<String>::new());
    assert_eq!(codes("## 手順 {.wide}\n"), ["heading-attribute"]);
    assert_eq!(codes("---\nplace: 本庁舎\n\n---\n"), Vec::<String>::new());
    assert_eq!(codes("4. ```bash\n   甲\n   ```\n\n文\n"), Vec::<String>::new());
    assert_eq!(told("1. ```\n   甲\n"), pair("unclosed-fence", "```"));
    assert_eq!(codes("機能ID_連携先コード\\_データ種別\\_名\n"), Vec::<String>::new());
    assert_eq!(codes("## 使い方 {/*usage*/}\n\n[上](#usage)\n"), Vec::<String>::new());
    assert_eq!(read("## 使い方 {/*usage*/}\n").0.headings[0].id, "usage");
    assert_eq!(codes("文です。\n\n---\n\n文です。\n"), Vec::<String>::new());
    assert_eq!(codes("1. 甲\n1. 乙\n1. 丙\n"), Vec::<String>::new());
    assert_eq!(codes("文 <!-- 覚え書き --> 文\n\n[a]: https://a.jp/\n"), Vec::<String>::new());
}

/// What a finding proposes as certain is accepted, and the words stay.
#[test]
fn corrections_are_accepted() {
    for text in [
        "[文](a b.md)",
        "［文］（a.md）",
        "!!! note \"題\"\n    文です。\n\n    続きです。\n\n後です。\n",
        "??? tip\n    文です。\n",
        "== 見出し ==\n",
        "H~2~O と x^2^",
        "==大事==",
        "～～取消～～",
        "｛漢字｜かんじ｝",
        "は__強調__だ",
        "'''太字'''",
        "[TOC]\n\n文\n",
        "h2. 見出し\n",
        "：：：note\n文\n:::\n",
        "NOTE: 締切に注意\n",
        "・甲\n・乙\n",
        "１．甲\n２．乙\n",
        "![図の説明](a.png =300x)",
        "改行&br;です",
        "問合せ先\n申請の手引きの最後のページにある様式を印刷し、必要なことを書いてください。\n",
    ] {
        let mut text = text.to_owned();
        for _ in 0..4 {
            let (path, mut findings) = (SourcePath::new("content/a.md").expect("inside"), Diagnostics::default());
            parse(&path, &text, 0, &Options::default(), &mut findings);
            let Some(correction) = findings.iter().find_map(|finding| finding.correction.clone()) else { break };
            text.replace_range(correction.place.start..correction.place.end, &correction.text);
        }
        let left = told(&text);
        assert!(left.iter().all(|(code, _)| code == "heading-order"), "{text}: {left:?}");
    }
}
