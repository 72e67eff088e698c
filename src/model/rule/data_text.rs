//! The texts of data files and of front matter, as they are written: characters that other machines garble, and links nobody can
//! choose by their words.
//!
//! Bodies of Markdown pages are looked at where Markdown is parsed. Comments are not published and not looked at.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::markdown::is_joiner;
use crate::source::{Place, SourceFile};
use crate::text;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Data hold platform-dependent characters, half-width kana or private characters.
pub static DATA_CHARACTER: Code = Code::warning(
    "data-character",
    "データに機種依存文字（丸数字・ローマ数字・㈱など）、半角カナ、外字があります。示された文字に替えてください",
    "data hold platform-dependent characters, half-width kana or private characters; replace them as shown",
);
/// Data hold invisible characters.
pub static DATA_INVISIBLE: Code = Code::warning(
    "data-invisible",
    "データに、目に見えない文字（幅のない空白、文字方向の制御文字など）があります。検索や参照が合わなくなるので消してください",
    "data hold invisible characters (zero-width, bidirectional controls); searches and references miss them, so remove them",
);
/// A link in a text of the data is only こちら or a bare address.
pub static DATA_LINK_TEXT: Code = Code::warning(
    "data-link-text",
    "データの文の中のリンクが「こちら」だけ、またはアドレスそのままです。[行き先の名前](アドレス) と書いてください",
    "a link in a text of the data is only こちら or a bare address; write [name of the page](address)",
);

/// Looks through a data file, or the front matter of a page.
pub fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    let path = file.path.as_str();
    let Some(text) = file.text().filter(|_| path.starts_with("data/") || path.starts_with("content/")) else { return };
    let published = match file.path.extension().to_ascii_lowercase().as_str() {
        "yaml" | "yml" | "csv" | "toml" => 0..text.len(),
        "md" => head(text),
        _ => return,
    };
    let comments = file.path.extension() != "csv";
    let mut start = published.start;
    for line in text[published].split_inclusive('\n') {
        if !(comments && line.trim_start().starts_with('#')) {
            characters(file, line, start, findings);
            invisible(file, line, start, findings);
            links(file, line, start, findings);
        }
        start += line.len();
    }
}

/// The front matter of a page.
fn head(text: &str) -> Range<usize> {
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence)) else { return 0..0 };
    0..text[fence.len()..].find(&format!("\n{fence}")).map_or(0, |end| end + fence.len() + 1)
}

fn characters(file: &SourceFile, line: &str, start: usize, findings: &mut Diagnostics) {
    let mut rest = line.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if !depends(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, c)) = rest.next_if(|(_, c)| depends(*c)) {
            end = next + c.len_utf8();
        }
        let run = &line[at..end];
        let finding =
            Diagnostic::new(&DATA_CHARACTER, text!("機種依存文字「{run}」があります", "there are platform-dependent characters \"{run}\""))
                .at(Place::new(file.path.clone(), start + at..start + end));
        let better = plain(run);
        findings.push(if better.is_empty() {
            finding.hint(text!("外字です。普通の漢字かひらがなで書いてください", "private characters; write ordinary ones"))
        } else {
            let place = Place::new(file.path.clone(), start + at..start + end);
            finding.hint(text!("「{better}」と書いてください", "write \"{better}\"")).correction(place, better)
        });
    }
}

fn invisible(file: &SourceFile, line: &str, start: usize, findings: &mut Diagnostics) {
    for (at, c) in line.char_indices().filter(|(at, c)| is_invisible(*c) && !is_joiner(line, *at)) {
        let name = format!("U+{:04X}", u32::from(c));
        let place = Place::new(file.path.clone(), start + at..start + at + c.len_utf8());
        findings.push(
            Diagnostic::new(&DATA_INVISIBLE, text!("目に見えない文字（{name}）があります", "there is an invisible character ({name})"))
                .at(place.clone())
                .hint(text!("この文字を消してください", "remove it"))
                .correction(place, ""),
        );
    }
}

/// Zero-width characters and controls of the direction of writing.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a character looks different, or like nothing, on other machines.
fn depends(c: char) -> bool {
    matches!(c,
        '\u{2116}' | '\u{2121}' | '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}'
        | '\u{3220}'..='\u{33FF}' | '\u{FF61}'..='\u{FF9F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// The same in ordinary characters; empty when there is none.
fn plain(run: &str) -> String {
    let mut out = String::new();
    let mut kana = String::new();
    for c in run.chars() {
        if matches!(c, '\u{FF61}'..='\u{FF9F}') {
            kana.push(c);
            continue;
        }
        out.extend(kana.drain(..).nfkc());
        match c {
            '\u{2460}'..='\u{2473}' => out += &format!("({})", c as u32 - 0x245F),
            '\u{2776}'..='\u{277F}' => out += &format!("({})", c as u32 - 0x2775),
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => {}
            c => out.extend(std::iter::once(c).nfkc()),
        }
    }
    out.extend(kana.drain(..).nfkc());
    out
}

fn links(file: &SourceFile, line: &str, start: usize, findings: &mut Diagnostics) {
    let mut report = |range: Range<usize>, message| {
        let place = Place::new(file.path.clone(), start + range.start..start + range.end);
        let hint = text!("[行き先の名前](アドレス) と書いてください", "write [name of the page](address)");
        findings.push(Diagnostic::new(&DATA_LINK_TEXT, message).at(place).hint(hint));
    };
    for (at, _) in line.match_indices("](") {
        let open = line[..at].rfind('[').unwrap_or(at);
        let words = line.get(open + 1..at).unwrap_or_default().trim();
        if matches!(words, "" | "こちら" | "ここ" | "こちらから" | "リンク" | "詳細" | "詳しくはこちら" | "here" | "link")
        {
            report(open..at + 1, text!("リンクの言葉が「{words}」だけです", "the text of the link is only \"{words}\""));
        }
    }
    for (at, _) in line.match_indices("http") {
        let rest = &line[at..];
        let before = line[..at].trim_end_matches(['"', '\'']);
        // Behind a key, a list mark, a cell's border or a link's bracket the address is a value of its own, not a part of a sentence.
        let blank = before.ends_with(' ');
        let value = before.trim_end().is_empty()
            || before.ends_with(['(', '<', ',', '[', '{', '='])
            || blank && before.trim_end().ends_with([':', '-', ',', '[', '{', '=']);
        if !(rest.starts_with("http://") || rest.starts_with("https://")) || value {
            continue;
        }
        let len = rest.find(|c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '"' | ')' | '>' | ']')).unwrap_or(rest.len());
        report(at..at + len, text!("アドレスがそのまま文に書かれています", "a bare address stands in a text"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run_scan;

    #[test]
    fn characters_of_one_platform_are_told_with_a_replacement() {
        let yaml = "# ①は注釈\n- { id: a, name: ①㈱しるべ, note: ﾃﾞｰﾀの表 }\n";
        assert_eq!(run_scan(scan, &[("data/tools.yaml", yaml)]), ["data-character: ①㈱", "data-character: ﾃﾞｰﾀ"]);
        assert_eq!(plain("①㈱"), "(1)(株)");
        assert_eq!(plain("ﾃﾞｰﾀ"), "データ");
        assert_eq!(plain("Ⅱ㍻"), "II平成");
        assert_eq!(plain("\u{E000}"), "");
        assert_eq!(run_scan(scan, &[("data/leaders.csv", "a,Ⅱ課\n")]), ["data-character: Ⅱ"]);
    }

    #[test]
    fn of_pages_only_the_front_matter_is_read() {
        let page = "---\ntitle: 第①回\n---\n本文の②\n";
        assert_eq!(run_scan(scan, &[("content/a.md", page)]), ["data-character: ①"]);
        assert!(run_scan(scan, &[("content/a.md", "本文の②")]).is_empty());
    }

    #[test]
    fn links_say_where_they_lead() {
        let yaml = "- summary: 詳しくは[こちら](https://a.jp/)\n- note: 手引は https://a.jp/x にあります\n";
        assert_eq!(run_scan(scan, &[("data/plans.yaml", yaml)]), ["data-link-text: [こちら]", "data-link-text: https://a.jp/x"]);
    }

    #[test]
    fn addresses_that_are_values_are_fine() {
        let yaml = "- url: https://a.jp/\n  source: \"https://a.jp/\"\n- https://a.jp\n- {title: x, url: https://a.jp, note: 手引は[総務省の頁](https://a.jp)}\n";
        assert!(run_scan(scan, &[("data/plans.yaml", yaml)]).is_empty());
        assert!(run_scan(scan, &[("data/external.csv", "id,url\na,https://a.jp\n")]).is_empty());
    }
}
