//! Slips of writing that a reader stumbles over: a particle or a stop typed twice (資料をを, 。。), a bracket that is never closed, a text that ends
//! in the middle (、), 「以下のとおりです」 with nothing below it.

use super::lines::{Line, lines};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::source::{Place, SourceFile};
use crate::text;
use std::collections::BTreeSet;
use std::ops::Range;

/// A slip of writing.
pub static CARELESS: Code = Code::warning(
    "careless-text",
    "文の書き間違いのようです（助詞や句点が続けて2つある、かぎかっこが閉じていない、「、」で終わっている、「以下のとおり」のあとに何もない、「16問中20問」のように全体より多い）。文を直してください",
    "a slip of writing: a particle or a stop typed twice, a bracket that is never closed, a text that ends with a comma, 以下のとおり with nothing below, 20 of 16; mend the text",
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
    let comma = file.path.extension() != "csv" && ["、\n", "、\r", "、\"", "、'"].iter().any(|end| text.contains(end));
    let scored = text.contains("問中") || text.contains("点満点");
    if !page && pairs.is_empty() && !comma && !scored {
        return;
    }
    let all = lines(file, |_| true);
    for (at, line) in all.iter().enumerate() {
        doubled(file, line, &pairs, findings);
        if scored {
            score(file, line, findings);
        }
        if comma && line.has_keys() {
            value_ending(file, line, all.get(at + 1), findings);
        }
    }
    if page {
        let follows = |a: &Line, b: &Line| {
            b.number == a.number + 1
                && (!ends_block(&a.text) && !begins_block(&b.text) || is_quoted(&a.text) && is_quoted(&b.text))
                && !a.has_keys()
                && !b.has_keys()
        };
        let blocks: Vec<&[Line]> = all.chunk_by(follows).collect();
        let mut level = 1;
        for (at, block) in blocks.iter().enumerate() {
            level = block.iter().find_map(heading_level).unwrap_or(level);
            let mut below = blocks[at + 1..].iter().filter(|block| block.iter().any(|line| !line.text.trim().is_empty())).copied();
            let (next, after_next) = (below.next().unwrap_or_default(), below.next().unwrap_or_default());
            brackets(file, block, next, findings);
            ending(file, block, &Below { level, next: first_line(next), after_next: first_line(after_next) }, findings);
        }
    }
}

/// What stands below a paragraph.
struct Below<'a> {
    /// The level of the heading that the paragraph stands under; 1 is the title of the page.
    level: usize,
    /// The first line of the block below, and of the one below that.
    next: Option<&'a Line<'a>>,
    after_next: Option<&'a Line<'a>>,
}

impl Below<'_> {
    /// Whether a heading stands below that cannot hold what `promise` announces: one of the same level or above, about something else, with
    /// no list or table right under it.
    fn is_elsewhere(&self, promise: &str) -> bool {
        let Some(next) = self.next else { return true };
        let Some(level) = heading_level(next) else { return false };
        let holds = |line: &Line| is_item(&line.text) || heading_level(line).is_some_and(|below| below > level);
        level <= self.level && !self.after_next.is_some_and(holds) && !shares_word(promise, &next.text)
    }
}

fn first_line<'a>(block: &'a [Line<'a>]) -> Option<&'a Line<'a>> {
    block.iter().find(|line| !line.text.trim().is_empty())
}

/// 2 for `## …`.
fn heading_level(line: &Line) -> Option<usize> {
    let level = line.text.bytes().take_while(|byte| *byte == b'#').count();
    ((1..=6).contains(&level) && line.text[level..].starts_with(' ')).then_some(level)
}

/// Whether a line is an item of a list or a row of a table.
fn is_item(text: &str) -> bool {
    begins_block(text) && !text.trim_start().starts_with(['#', '!', '>', '<', '['])
}

/// Whether two texts have two letters in a row in common that are no kana.
fn shares_word(a: &str, b: &str) -> bool {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let letters: Vec<char> = text.chars().map(|c| c.to_ascii_lowercase()).collect();
        let is_word = |c: char| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c);
        letters.windows(2).filter(|pair| is_word(pair[0]) && is_word(pair[1])).map(|pair| (pair[0], pair[1])).collect()
    };
    !pairs(a).is_disjoint(&pairs(b))
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

/// 16問中20問, 600点以上（100点満点）: more than the whole.
fn score(file: &SourceFile, line: &Line, findings: &mut Diagnostics) {
    let text = &*line.text;
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number_before = |end: usize| {
        let start = text[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        Some((start, text[start..end].parse::<u32>().ok()?))
    };
    let mut report_more = |range: Range<usize>| {
        let words = &text[range.clone()];
        let message = text!("「{words}」は、全体より多い数です", "\"{words}\" is more than the whole");
        report(file, line, range, message, text!("数を確かめてください", "check the numbers"), findings);
    };
    for (at, mark) in text.match_indices("問中") {
        let after = at + mark.len();
        let end = after + digits(&text[after..]);
        if let (Some((start, whole)), Ok(part)) = (number_before(at), text[after..end].parse::<u32>())
            && text[end..].starts_with('問')
            && part > whole
        {
            report_more(start..end + "問".len());
        }
    }
    for (at, mark) in text.match_indices("点満点") {
        let Some((open, whole)) = number_before(at) else { continue };
        let Some(before) = text[..open].trim_end_matches(['（', '(']).strip_suffix("点以上").map(str::len) else { continue };
        if number_before(before).is_some_and(|(_, part)| part > whole) {
            report_more(before - digits_back(&text[..before])..at + mark.len());
        }
    }
}

fn digits_back(text: &str) -> usize {
    text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len()
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

/// A line of a quotation.
fn is_quoted(text: &str) -> bool {
    text.trim_start().starts_with('>')
}

/// 「 and 『 that are not closed in their paragraph nor in the one below, and （ that is not.
fn brackets(file: &SourceFile, block: &[Line], below: &[Line], findings: &mut Diagnostics) {
    for (open, close) in [('「', '」'), ('『', '』'), ('【', '】'), ('（', '）')] {
        if !block.iter().any(|line| line.text.contains(open)) {
            continue;
        }
        let (opened, closed_more) = unclosed(block, open, close);
        // A bracket that is only closed is a number (1）; where both happen, the text plays with them.
        if let (Some((number, at)), false) = (opened.first(), closed_more || unclosed(below, open, close).1) {
            let line = &block[*number];
            let message = text!("「{open}」が閉じていません", "\"{open}\" is not closed");
            let hint = text!("「{close}」を足すか、「{open}」を消してください", "add \"{close}\", or remove \"{open}\"");
            report(file, line, *at..*at + open.len_utf8().min(line.text.len() - at), message, hint, findings);
        }
    }
}

/// The brackets of a paragraph that are not closed, by line and byte, and whether one is closed that was never opened. （ and ( are one kind.
fn unclosed(block: &[Line], open: char, close: char) -> (Vec<(usize, usize)>, bool) {
    let narrow = open == '（';
    let mut opened = Vec::new();
    let mut closed_more = false;
    for (number, line) in block.iter().enumerate() {
        for (at, c) in line.text.char_indices() {
            match c {
                _ if c == open || narrow && c == '(' => opened.push((number, at)),
                _ if c == close || narrow && c == ')' => closed_more |= opened.pop().is_none(),
                _ => {}
            }
        }
    }
    // What is told is a full-width bracket: a narrow one may be code or a face.
    opened.retain(|(number, at)| block[*number].text[*at..].starts_with(open));
    (opened, closed_more)
}

/// A value of a field that ends with a comma and is not continued on the next line.
fn value_ending(file: &SourceFile, line: &Line, next: Option<&Line>, findings: &mut Diagnostics) {
    let indent = |text: &str| text.len() - text.trim_start_matches([' ', '-']).len();
    let text = line.text.trim_end();
    let value = text.trim_end_matches(['"', '\'']);
    let key = text.trim_start_matches([' ', '-']).split_once(": ").map(|(key, _)| key);
    let is_field = key.is_some_and(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
    let goes_on = next.is_some_and(|next| next.number == line.number + 1 && indent(&next.text) > indent(text));
    if is_field && value.ends_with('、') && !goes_on {
        comma(file, line, value.len(), findings);
    }
}

fn comma(file: &SourceFile, line: &Line, end: usize, findings: &mut Diagnostics) {
    let message = text!("文が「、」で終わっています", "the text ends with a comma");
    let hint = text!("続きを書くか、「。」で終えてください", "write what follows, or end it with a stop");
    report(file, line, end - '、'.len_utf8()..end, message, hint, findings);
}

/// A paragraph that ends with a comma, or that promises what does not follow.
fn ending(file: &SourceFile, block: &[Line], below: &Below, findings: &mut Diagnostics) {
    let next = below.next;
    // What is quoted may be a part of a sentence.
    let Some(line) = block.last().filter(|line| !line.has_keys() && !is_quoted(&line.text)) else { return };
    let text = line.text.trim_end();
    let is_prose = block.len() > 1 || !begins_block(text);
    if !is_prose || !text.ends_with(['、', 'す', 'り', '。', '：', ':']) || block_follows_in_code(file, line) {
        return;
    }
    // A list, a table or a formula may go on with the sentence.
    let goes_on = next.is_some_and(|next| {
        begins_block(&next.text) && !next.text.trim_start().starts_with(['#', '!']) || next.written.contains(['`', '$'])
    });
    if text.ends_with('、') && !goes_on {
        comma(file, line, text.len(), findings);
    }
    let promise = ["以下のとおり", "以下の通り", "次のとおり", "次の通り", "下記のとおり", "下記の通り"];
    let plain = text.trim_end_matches(['。', '：', ':']);
    let words = plain.strip_suffix("です").unwrap_or(plain);
    if let Some(promise) = promise.iter().find(|promise| words.ends_with(**promise))
        && below.is_elsewhere(words.trim_end_matches(*promise))
    {
        let message = text!("「{promise}」のあとに何も書かれていません", "nothing follows \"{promise}\"");
        let hint = text!("続きを書くか、この文を直してください", "write what follows, or mend the sentence");
        report(file, line, words.len() - promise.len()..plain.len(), message, hint, findings);
    }
}

/// Whether a block of code, which is no text, stands right below.
fn block_follows_in_code(file: &SourceFile, line: &Line) -> bool {
    let after = file.text().map_or("", |text| text.get(line.start + line.written.len()..).unwrap_or_default());
    after.trim_start().starts_with(['`', '~', '<', '{', ':', '$'])
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
        assert_eq!(page("終わるように、\n\n![図](a.png)"), ["careless-text: 、"]);
        assert_eq!(run_scan(scan, &[("content/a.md", "---\ntitle: 題\nsummary: 学ぶ研修です、\n---\n")]), ["careless-text: 、"]);
        assert_eq!(page("合格は16問中20問です。"), ["careless-text: 16問中20問"]);
        assert_eq!(page("600点以上（100点満点）"), ["careless-text: 600点以上（100点満点"]);
        assert_eq!(page("日程は以下のとおりです。"), ["careless-text: 以下のとおりです"]);
        assert_eq!(page("## 案内\n\n日程は以下のとおりです。\n\n## 次\n\n文です。"), ["careless-text: 以下のとおりです"]);
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
            "> 格言の「一行目、\n> 二行目」",
            "「段落が\n\n分かれた引用」",
            "関数を、\n\n```\nf()\n```",
            "利点は次の通りです。\n\n### 一つ目",
            "手順は以下のとおりです。\n\n## 一つ目",
            "## 案内\n\n必要な書類は以下のとおりです。\n\n## 申請のとき\n\n- 申請書",
            "## 案内\n\n各タグの詳細は以下のとおりです。\n\n## 画像のタグ\n\n文です。",
            "> 研修とは、\n\n文です。",
            "> ○ 受講者とは、\n> × 受講生とは、\n",
            "- 一つ目、\n- 二つ目",
            "合格は20問中16問、600点以上（1000点満点）です。",
            "総合600点以上（1000点満点）",
        ] {
            assert_eq!(page(text), Vec::<String>::new(), "{text}");
        }
    }
}
