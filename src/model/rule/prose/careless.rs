//! Slips of writing that a reader stumbles over: a particle or a stop typed twice (資料をを, 。。), a bracket that is never closed, a text that ends
//! in the middle (、), 「以下のとおりです」 with nothing below it.

use super::lines::{Line, lines};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::source::{Place, SourceFile};
use crate::text;
use std::ops::Range;

/// A slip of writing.
pub static CARELESS: Code = Code::warning(
    "careless-text",
    "文の書き間違いのようです（助詞や句点が続けて2つある、かぎかっこが閉じていない、「、」で終わっている、「以下のとおり」のあとに何もない）。文を直してください",
    "a slip of writing: a particle or a stop typed twice, a bracket that is never closed, a text that ends with a comma, 以下のとおり with nothing below; mend the text",
);

/// What is typed twice by mistake.
const DOUBLED: [&str; 9] = ["をを", "のの", "がが", "はは", "にに", "。。", "、、", "、。", "。、"];

/// Looks through the texts of a file, paragraph by paragraph.
pub(super) fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    if file.path.as_str() == "site.toml" || file.path.extension() == "toml" {
        return;
    }
    let Some(text) = file.text() else { return };
    let pairs: Vec<_> = DOUBLED.into_iter().filter(|pair| text.contains(pair)).collect();
    let page = file.path.extension() == "md";
    if !page && pairs.is_empty() {
        return;
    }
    let all = lines(file, |_| true);
    for line in &all {
        doubled(file, line, &pairs, findings);
    }
    if page {
        let follows = |a: &Line, b: &Line| {
            b.number == a.number + 1 && !ends_block(&a.text) && !begins_block(&b.text) && !a.has_keys() && !b.has_keys()
        };
        let blocks: Vec<&[Line]> = all.chunk_by(follows).collect();
        for (at, block) in blocks.iter().enumerate() {
            brackets(file, block, findings);
            let next = blocks[at + 1..].iter().find_map(|block| block.iter().find(|line| !line.text.trim().is_empty()));
            ending(file, block, next, findings);
        }
    }
}

fn report(file: &SourceFile, line: &Line, range: Range<usize>, message: Text, hint: Text, findings: &mut Diagnostics) {
    let place = Place::new(file.path.clone(), line.start + range.start..line.start + range.end);
    findings.push(Diagnostic::new(&CARELESS, message).at(place).hint(hint));
}

/// A particle or a stop that stands twice, as no word has it: between a word in kanji or katakana and another one.
fn doubled(file: &SourceFile, line: &Line, pairs: &[&str], findings: &mut Diagnostics) {
    let text = &*line.text;
    for pair in pairs {
        for (at, _) in text.match_indices(pair) {
            let end = at + pair.len();
            let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
            let stop = pair.contains(['。', '、']);
            let word = |c: Option<char>| {
                c.is_some_and(|c| matches!(c, '一'..='龥' | 'ァ'..='ヺ' | 'ー' | '」' | '）' | '々') || c.is_ascii_alphanumeric())
            };
            let alone = if stop {
                !matches!(before, Some('。' | '、')) && !matches!(after, Some('。' | '、'))
            } else {
                word(before) && word(after)
            };
            if alone {
                let one: String =
                    if pair.contains("、。") || pair.contains("。、") { "。".to_owned() } else { pair.chars().take(1).collect() };
                let message = text!("「{pair}」と続けて書かれています", "\"{pair}\" is written twice");
                report(file, line, at..end, message, text!("「{one}」にしてください", "write \"{one}\""), findings);
            }
        }
    }
}

/// Whether a line is a block of its own: a heading, a row of a table, an item of a list, a quotation.
fn begins_block(text: &str) -> bool {
    let text = text.trim_start();
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.is_empty()
        || text.starts_with(['#', '|', '>', '-', '*', '+', ':', '[', '!', '<', '`'])
        || numbered.len() < text.len() && numbered.starts_with(['.', ')'])
}

fn ends_block(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text.starts_with(['#', '|'])
}

/// 「 and 『 that are not closed in their paragraph, and （ that is not.
fn brackets(file: &SourceFile, block: &[Line], findings: &mut Diagnostics) {
    for (open, close) in [('「', '」'), ('『', '』'), ('【', '】'), ('（', '）')] {
        if !block.iter().any(|line| line.text.contains(open)) {
            continue;
        }
        let mut opened: Vec<(usize, usize)> = Vec::new();
        let mut closed_more = false;
        for (number, line) in block.iter().enumerate() {
            for (at, c) in line.text.char_indices() {
                let wide_or_narrow = open == '（' && matches!(c, '(' | ')');
                match c {
                    _ if c == open || wide_or_narrow && c == '(' => opened.push((number, at)),
                    _ if c == close || wide_or_narrow && c == ')' => closed_more |= opened.pop().is_none(),
                    _ => {}
                }
            }
        }
        // A bracket that is only closed is a number (1）; where both happen, the text plays with them.
        if let (Some((number, at)), false) = (opened.first(), closed_more) {
            let line = &block[*number];
            let message = text!("「{open}」が閉じていません", "\"{open}\" is not closed");
            let hint = text!("「{close}」を足すか、「{open}」を消してください", "add \"{close}\", or remove \"{open}\"");
            let len = line.text[*at..].chars().next().map_or(0, char::len_utf8);
            report(file, line, *at..*at + len, message, hint, findings);
        }
    }
}

/// A paragraph that ends with a comma, or that promises what does not follow.
fn ending(file: &SourceFile, block: &[Line], next: Option<&Line>, findings: &mut Diagnostics) {
    let Some(line) = block.last().filter(|line| !line.has_keys()) else { return };
    let text = line.text.trim_end();
    let is_prose = block.len() > 1 || !begins_block(text);
    let goes_on = next.is_some_and(|next| begins_block(&next.text) && !next.text.trim_start().starts_with('#') || next.text.contains('`'));
    if text.ends_with('、') && is_prose && !goes_on {
        let at = text.len() - '、'.len_utf8();
        let message = text!("文が「、」で終わっています", "the text ends with a comma");
        report(
            file,
            line,
            at..text.len(),
            message,
            text!("続きを書くか、「。」で終えてください", "write what follows, or end it with a stop"),
            findings,
        );
    }
    let promise = [
        "以下のとおりです",
        "以下の通りです",
        "次のとおりです",
        "次の通りです",
        "以下のとおり",
        "以下の通り",
        "下記のとおりです",
        "下記の通りです",
    ];
    let plain = text.trim_end_matches(['。', '：', ':']);
    let heading = next.is_none_or(|next| next.text.trim_start().starts_with('#'));
    if let Some(words) = promise.iter().find(|words| plain.ends_with(**words))
        && heading
        && is_prose
        && !block_follows_in_code(file, line)
    {
        let at = plain.len() - words.len();
        let message = text!("「{words}」のあとに何も書かれていません", "nothing follows \"{words}\"");
        report(
            file,
            line,
            at..plain.len(),
            message,
            text!("続きを書くか、この文を直してください", "write what follows, or mend the sentence"),
            findings,
        );
    }
}

/// Whether a block of code, which is no text, stands right below.
fn block_follows_in_code(file: &SourceFile, line: &Line) -> bool {
    let after = file.text().map_or("", |text| text.get(line.start + line.written.len()..).unwrap_or_default());
    after.trim_start().starts_with(['`', '~', '<', '!', '{', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run_scan;

    fn page(text: &str) -> Vec<String> {
        run_scan(scan, &[("content/a.md", &format!("---\ntitle: 題\n---\n\n{text}\n"))])
    }

    #[test]
    fn slips_of_writing_are_told() {
        assert_eq!(page("資料をを見て、研修のの準備。。"), ["careless-text: をを", "careless-text: のの", "careless-text: 。。"]);
        assert_eq!(page("研修のの資料"), ["careless-text: のの"]);
        assert_eq!(page("「手引きを見てください。"), ["careless-text: 「"]);
        assert_eq!(page("受付（本庁舎です。"), ["careless-text: （"]);
        assert_eq!(page("持ち物は次の三つで、"), ["careless-text: 、"]);
        assert_eq!(page("日程は以下のとおりです。\n\n## 次"), ["careless-text: 以下のとおりです"]);
        assert_eq!(run_scan(scan, &[("data/tools.yaml", "- note: 研修のの資料\n")]), ["careless-text: のの"]);
    }

    #[test]
    fn right_texts_are_left_alone() {
        for text in [
            "もののけ、彼ががんばる、母ははは笑う",
            "「一行目\n二行目」",
            "1）一つ目\n2）二つ目",
            "（1)と(2）",
            "次の三つで、\n\n- 一つ目",
            "以下のとおりです。\n\n- 一つ目",
            "以下のとおりです。\n\n| a |\n| - |",
            "以下のとおりです。\n\n```\nコード\n```",
            "そう…。。。",
            "顔文字（^^）",
            "- 一つ目、\n- 二つ目",
        ] {
            assert_eq!(page(text), Vec::<String>::new(), "{text}");
        }
    }
}
