//! Lines written one below another: which line ends of a paragraph stay, and which are only where the text was broken.
//!
//! Markdown joins the lines of a paragraph. A sentence that goes on in the next line is meant so; 「日時　…」 above 「場所　…」 is not. The
//! rule, in the words of the handbook: a line end stays before a line that begins with a mark of a list (・ ※ ① （１） …) or a full-width
//! space; between two lines that begin with a label (「日時　」「場所：」); and everywhere in a paragraph of short lines without 「。」 and 「、」
//! of which none goes on in the next (an address). Writes no HTML.

use super::character::joins_lines;
use std::ops::Range;

/// The lines of a paragraph, as far as this is concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// Where the paragraph stands in the text.
    pub(super) range: Range<usize>,
    /// Offsets of the first letters of lines before which the line end stays, ascending.
    pub(super) kept: Vec<usize>,
    /// The lines of which it is not clear whether they should stand alone, ascending.
    pub(super) unclear: Vec<Range<usize>>,
}

/// Columns of the longest line that is short.
const SHORT: usize = 44;
/// Columns of the longest label.
const LABEL: usize = 16;

/// A line without what marks quotations and indentation.
struct Line<'a> {
    at: usize,
    text: &'a str,
    width: usize,
    /// Whether it is broken by hand at its end.
    broken: bool,
}

/// Looks at the paragraph of `text` in which the line end at `at` stands.
pub(super) fn around(text: &str, at: usize) -> Lines {
    let ends = |line: &str| line.trim_start_matches([' ', '\t', '>']).trim().is_empty() || begins_block(line);
    let mut start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    while start > 0 && !is_item(&text[start..]) {
        let above = text[..start - 1].rfind('\n').map_or(0, |end| end + 1);
        if ends(&text[above..start - 1]) {
            break;
        }
        start = above;
    }
    let mut lines = Vec::new();
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if !lines.is_empty() && (ends(content) || is_item(content)) {
            break;
        }
        let mut body = content.trim_start_matches([' ', '\t', '>']);
        if lines.is_empty() {
            body = without_item(body);
        }
        let broken = content.ends_with("  ") || content.ends_with('\\') || content.trim_end().ends_with("<br>");
        let shown = body.trim_end_matches([' ', '\t', '\\']);
        lines.push(Line { at: end + (content.len() - body.len()), text: shown, width: width(shown), broken });
        end += line.len();
    }
    let mut found = judge(&lines);
    found.range = start..end;
    found
}

/// Columns: a full-width character has two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if joins_lines(c) { 2 } else { 1 }).sum()
}

/// Whether a line begins another block than a paragraph; list items are asked for by [`is_item`].
fn begins_block(line: &str) -> bool {
    let body = line.trim_start_matches([' ', '\t', '>']);
    ["#", "```", "~~~", "|", ":::", "---", "***", "<", "{{", "{%", "!!!", "???", "$$", "==="].iter().any(|mark| body.starts_with(mark))
}

fn item_mark(body: &str) -> Option<usize> {
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &body[digits..];
    match digits {
        0 => ["- ", "* ", "+ ", "-\t", "*\t"].iter().any(|mark| body.starts_with(mark)).then_some(2),
        _ => (digits < 10 && (rest.starts_with(". ") || rest.starts_with(") "))).then_some(digits + 2),
    }
}

fn is_item(line: &str) -> bool {
    item_mark(line.trim_start_matches([' ', '\t', '>'])).is_some()
}

/// What stands behind the marks of the items that begin with this line.
pub(super) fn without_items(mut body: &str) -> &str {
    while let Some(length) = item_mark(body) {
        body = body[length..].trim_start_matches(' ');
    }
    body
}

fn without_item(body: &str) -> &str {
    let body = item_mark(body).map_or(body, |length| body[length..].trim_start());
    body.strip_prefix("[ ] ").or_else(|| body.strip_prefix("[x] ")).unwrap_or(body)
}

fn judge(lines: &[Line]) -> Lines {
    let mut found = Lines::default();
    if lines.len() < 2 {
        return found;
    }
    let labelled: Vec<bool> = lines.iter().map(|line| is_labelled(line.text)).collect();
    // Half-width blanks divide words of any text: they make labels only where every line has one.
    let spaced = lines.iter().all(|line| is_labelled(line.text) || has_word_and_blank(line.text));
    let sentence = |text: &str| text.contains(['。', '、', '，', '．']) || text.contains(". ") || text.ends_with('.');
    let wraps = lines[..lines.len() - 1].iter().enumerate().any(|(at, line)| goes_on(line.text, lines[at + 1].text));
    let stack = !wraps && lines.iter().all(|line| line.width <= SHORT && !sentence(line.text) && has_japanese(line.text));
    let widest = lines.iter().map(|line| line.width).max().unwrap_or_default();
    let labels = labelled.iter().filter(|labelled| **labelled).count();
    for (at, pair) in lines.windows(2).enumerate() {
        let (above, below) = (&pair[0], &pair[1]);
        if above.broken {
            continue;
        }
        let open = goes_on(above.text, below.text);
        let label = labelled[at + 1] && (labelled[at] || labels > 1 || ends_sentence(above.text)) && !ends_in_clause(above.text);
        let keep = starts_apart(below.text)
            || begins_with_bullet(below.text)
            || begins_with_mark(below.text) && (!open || begins_with_mark(above.text))
            || label
            || labels > 1 && labelled[at] && !open && above.width <= SHORT
            || (spaced || stack) && !open;
        if keep {
            found.kept.push(below.at);
        } else if !open && is_suspicious(above, widest) {
            found.unclear.push(above.at..above.at + above.text.len());
        }
    }
    found
}

/// Whether a line that is joined to the next looks as if it stood for itself: far shorter than the others, without the end of a sentence
/// or of a clause.
fn is_suspicious(above: &Line, widest: usize) -> bool {
    let ends_in_words = above.text.chars().next_back().is_some_and(|c| joins_lines(c) && c.is_alphanumeric());
    ends_in_words && above.width <= 24 && above.width * 2 < widest && !above.text.contains(['。', '、', '`', '['])
}

fn has_japanese(text: &str) -> bool {
    text.chars().any(joins_lines)
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}')
}

/// Ends of lines in kana with which nothing goes on.
const CLOSED: [&str; 14] = [
    "もの",
    "とおり",
    "ください",
    "です",
    "ます",
    "ません",
    "でした",
    "ました",
    "お知らせ",
    "問い合わせ",
    "まとめ",
    "ねらい",
    "めあて",
    "など",
];

/// Whether the sentence of a line goes on behind it.
fn ends_open(line: &str) -> bool {
    let kana = line.chars().next_back().is_none_or(is_kana) && !CLOSED.iter().any(|end| line.ends_with(end));
    kana || ends_in_clause(line)
}

/// Whether a line ends with a mark or a particle behind which a sentence goes on.
fn ends_in_clause(line: &str) -> bool {
    let particle =
        line.ends_with(['は', 'が', 'を', 'に', 'で', 'の', 'と', 'も', 'へ', 'や']) && !CLOSED.iter().any(|end| line.ends_with(end));
    particle || line.ends_with(['、', '，', ',', '・', '（', '(', '「', '／', '/'])
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['。', '．', '！', '？', '」', '）', '】', '：', ':'])
}

/// Whether the sentence of `above` goes on in `below`.
fn goes_on(above: &str, below: &str) -> bool {
    let first = below.chars().next().unwrap_or(' ');
    let closing = matches!(first, '、' | '。' | '，' | '．' | '）' | ')' | '」' | '』' | '】' | '％' | '%' | 'ー' | '々' | '＝' | '=');
    ends_open(above) || ends_sentence(above) && !above.ends_with(['：', ':', '）', '】']) || is_kana(first) || closing
}

/// Whether a line begins where a new one was meant to begin: behind a full-width space.
fn starts_apart(line: &str) -> bool {
    line.starts_with('\u{3000}')
}

/// Marks that stand at the beginning of a line only.
fn begins_with_bullet(line: &str) -> bool {
    const BULLETS: [char; 21] =
        ['・', '※', '●', '■', '□', '◆', '◇', '★', '☆', '⇒', '＊', '•', '▶', '☐', '☑', '✓', '✔', '〒', '☎', '➢', '▪'];
    line.starts_with(BULLETS) && line.chars().count() > 1
}

/// Marks that begin a line of a list that is typed by hand, or stand in a sentence.
fn begins_with_mark(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    match first {
        '○' | '◎' | '▲' | '△' | '▼' | '→' | '【' | '①'..='⑳' | '❶'..='❿' | '㋐'..='㋾' | '⑴'..='⒇' | 'Ⅰ'..='Ⅻ' => {
            true
        }
        '（' | '(' | '〔' | '［' => {
            let rest: String = line.chars().skip(1).take_while(|c| !matches!(c, '）' | ')' | '〕' | '］')).collect();
            let number = |c: char| c.is_numeric() || matches!(c, '一'..='十' | 'ア'..='ン' | 'a'..='z' | 'A'..='Z');
            !rest.is_empty() && rest.chars().count() <= 3 && rest.chars().all(number) && rest.chars().count() < line.chars().count() - 2
        }
        '0'..='9' | '０'..='９' => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
            rest.starts_with(['．', '）', '\u{3000}']) || rest.starts_with(')') || rest.starts_with('、')
        }
        '第' => {
            let rest = line['第'.len_utf8()..].trim_start_matches(|c: char| c.is_numeric());
            rest.len() < line.len() - '第'.len_utf8()
                && ["条", "項", "号", "章", "節", "回"]
                    .iter()
                    .any(|word| rest.strip_prefix(word).is_some_and(|rest| rest.starts_with(['\u{3000}', ' ', '（', '：'])))
        }
        'ア'..='ン' | '一'..='十' => {
            let second = chars.next();
            matches!(second, Some('\u{3000}' | '．' | '）'))
        }
        _ => false,
    }
}

/// 「日時　…」「場所：…」「Place: …」.
fn is_labelled(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_', '【', '［', '<']);
    let Some((at, mark)) = line.char_indices().find(|(_, c)| matches!(c, '\u{3000}' | '：' | ':' | '\t')) else { return false };
    let label = line[..at].trim_end_matches(['*', '_', '】', '］', ' ']);
    let value = line[at + mark.len_utf8()..].trim_start_matches(['*', '_']);
    let named = !label.is_empty()
        && width(label) <= LABEL
        && !label.contains(['、', '。', '，', '！', '？', '「', '」', '`', '/', '\\', '[', ']', '"', '=', '　'])
        && label.starts_with(char::is_alphabetic)
        // 「なお　」 is no label, but 「ねらい：」 may be one.
        && (mark != '\u{3000}' || label.chars().any(|c| !is_kana(c)) && !label.ends_with(['は', 'が', 'を', 'に', 'で', 'の', 'と', 'も', 'へ']));
    let divided = match mark {
        ':' => value.starts_with([' ', '\u{3000}']) || value.starts_with(joins_lines),
        _ => true,
    };
    named && divided && !value.trim().is_empty()
}

/// 「日時 2月19日」: a word of two to six letters without kana, and a blank.
fn has_word_and_blank(line: &str) -> bool {
    let Some((word, rest)) = line.split_once(' ') else { return false };
    let letters = word.chars().count();
    let label = (2..=6).contains(&letters) && word.chars().all(|c| joins_lines(c) && c.is_alphabetic() && !is_kana(c));
    let time = word.contains([':', '：', '月', '時']) && word.starts_with(|c: char| c.is_numeric()) && letters <= 13;
    (label || time) && rest.trim_start().chars().next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraph with its lines as they would be shown; `？` where it is not clear.
    fn shown(text: &str) -> String {
        let Some(first) = text.find('\n') else { return text.to_owned() };
        let lines = around(text, first);
        assert_eq!(lines.range, 0..text.len());
        let mut out = String::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let body = line.trim_end();
            let indent = body.len() - body.trim_start_matches([' ', '>']).len();
            if at > 0 {
                out.push_str(if lines.kept.contains(&(at + indent)) { "⏎" } else { "+" });
            }
            out.push_str(body.trim_start_matches([' ', '>']));
            at += line.len();
        }
        if !lines.unclear.is_empty() { out + "？" } else { out }
    }

    #[test]
    fn lines_with_labels_stay_apart() {
        for text in [
            "日時　令和9年2月19日\n場所　本庁舎\n対象　全職員",
            "日時：2月19日（金）\n場所：本庁舎\n対象：全職員、会計年度任用職員",
            "日時: 2月19日\n場所: 本庁舎",
            "日時 2月19日\n場所 本庁舎\n対象 全職員",
            "次のとおり開きます。\n日時　2月19日\n場所　本庁舎",
            "**日時**：2月19日\n**場所**：本庁舎",
            "準備するもの\n・筆記用具\n・職員証",
            "①まず申請\n②次に承認",
            "（１）甲\n（２）乙",
            "１．甲\n２．乙",
            "申込は電話で。\n※ 先着順です。",
            "〒060-8588\n札幌市中央区北3条西6丁目\n北海道デジタル推進課",
            "13:00 開会\n13:10 説明\n14:00 閉会",
            "甲です。\n　次の段落です。",
            "Date: 19 February\nPlace: Main office",
            "> 日時　2月19日\n> 場所　本庁舎",
            "デジタル推進課\n内線 1234",
            "午前の部\n午後の部",
            "第1条　目的\n第2条　定義",
            "対象　受講を希望するもの\n定員　20人",
        ] {
            let got = shown(text);
            let wanted: Vec<&str> = text.lines().map(|line| line.trim_start_matches(['>', ' '])).collect();
            assert_eq!(got, wanted.join("⏎"));
        }
    }

    #[test]
    fn sentences_that_go_on_are_joined() {
        for text in [
            "日本語の\n文です",
            "Windows の\n設定を Excel\nで開く",
            "令和9年度から、全ての所属で電子申請の受付を始めます。窓口\nの手続は、これまでどおりです。",
            "この研修は、表計算の基本を学び、日々の集計の時間を短くする\nことを目的とします。対象は、全ての職員です。",
            "文です。\n文です。",
            "庁内の情報システムの整備に関する計画に基づき、電子申請の利用\n促進と業務の見直しを進めます。",
            "注意：この設定は、次の\n場合に使います。",
            "This is a sentence that\ngoes on here.",
            "詳しくは\n[手引き](a.md)\nを見てください。",
        ] {
            assert_eq!(shown(text), text.replace('\n', "+"));
        }
    }

    #[test]
    fn what_is_not_clear_is_told() {
        let text = "問合せ先\n申請の手引きの最後のページにある様式を印刷し、必要なことを書いてください。";
        assert_eq!(shown(text), format!("{}？", text.replace('\n', "+")));
    }

    #[test]
    fn only_the_paragraph_counts() {
        let text = "# 題\n\n- 日時　甲\n  場所　乙\n- 丙\n";
        let lines = around(text, text.find("甲").expect("there") + 3);
        assert_eq!(&text[lines.range.clone()], "- 日時　甲\n  場所　乙\n");
        assert_eq!(lines.kept.len(), 1);
    }
}
