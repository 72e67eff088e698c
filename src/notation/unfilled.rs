//! What stands where something is still to be written: the words of the templates (「ここを書く」) and what offices put into a form until
//! they know better.
//!
//! Only what nobody publishes on purpose counts. Words in 「」, 『』 or code are spoken of, not left over.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Where the new text is to be replaced by the editor.
pub const WRITE_HERE: &str = "ここを書く";

/// The same where only kana are allowed.
pub const WRITE_HERE_KANA: &str = "ここをかく";

/// Words that stand for a text, wherever they are.
const FILLERS: &[&str] = &["lorem ipsum", "ダミーテキスト", "ダミー文", "ダミーの文", "テスト投稿"];

/// Words that stand for a text where it begins with them; elsewhere a text may be spoken of.
const FIRST_FILLERS: &[&str] = &["sample text", "サンプルテキスト"];

/// Words of [`EMPTY_WORDS`] that name a section or a step in prose.
const NAMES: &[&str] = &["test", "テスト", "記入"];

/// Words that say nothing when they are all there is.
const EMPTY_WORDS: &[&str] = &[
    "todo",
    "tbd",
    "fixme",
    "test",
    "テスト",
    "てすと",
    "ダミー",
    "だみー",
    "要記入",
    "記入",
    "未記入",
    "hoge",
    "fuga",
    "piyo",
    "foo",
    "bar",
    "baz",
    "asdf",
    "qwerty",
    "タイトル未定",
    "仮タイトル",
];

/// What something unfilled has in it; a text without any of them holds none.
const HINTS: &[&str] = &[
    "ここ",
    "記入",
    "ダミー",
    "だみー",
    "テスト",
    "てすと",
    "サンプル",
    "タイトル",
    "ああ",
    "アア",
    "○",
    "〇",
    "◯",
    "△",
    "□",
    "Ｔ",
    "ｔ",
    "Ｘ",
    "ｘ",
    "Ａ",
    "ａ",
];

/// The same in small letters.
const HINTS_ASCII: &[&str] =
    &["todo", "tbd", "fixme", "test", "hoge", "fuga", "piyo", "foo", "bar", "baz", "asdf", "qwerty", "lorem", "sample text", "xxx", "aaa"];

/// Whether it is worth to look at `text` in earnest.
pub fn may_hold(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    HINTS.iter().any(|hint| text.contains(hint)) || HINTS_ASCII.iter().any(|hint| lower.contains(hint))
}

/// The places of `text`, a value or a line, where something is still to be written. `is_field` is false for the prose of a page, where
/// circles may be an example.
pub fn unfilled(text: &str, is_field: bool) -> Vec<Range<usize>> {
    let whole = whole(text);
    // 「## テスト」, 「- 記入」.
    let marked = !is_field && text.trim_start().starts_with(['#', '-', '*', '+', '・']);
    let is_name = marked && NAMES.contains(&&*text[whole.clone()].nfkc().collect::<String>().to_lowercase());
    if !is_name && is_empty_word(&text[whole.clone()]) {
        return vec![whole];
    }
    let mut found = Vec::new();
    for word in [WRITE_HERE, WRITE_HERE_KANA] {
        found.extend(text.match_indices(word).map(|(at, word)| at..at + word.len()));
    }
    found.extend(brackets(text));
    found.extend(fillers(text));
    let begin = text[whole.start..].to_ascii_lowercase();
    let first = FIRST_FILLERS.iter().find(|word| begin.strip_prefix(**word).is_some_and(|rest| !rest.starts_with(['を', 'に', 'の'])));
    found.extend(first.map(|word| whole.start..whole.start + word.len()));
    found.extend(vowels(text));
    found.extend(circles(text, is_field));
    found.retain(|range| !is_spoken_of(text, range));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found.dedup_by(|later, first| later.start < first.end);
    found
}

/// What is left of a text without blanks, list marks and marks around it.
fn whole(text: &str) -> Range<usize> {
    let inner = text.trim_start_matches(|c: char| c.is_whitespace() || "#>-*+・".contains(c));
    let start = text.len() - inner.len();
    let inner = inner.trim_end_matches(|c: char| c.is_whitespace() || "。.！!*".contains(c));
    start..start + inner.len()
}

fn is_empty_word(word: &str) -> bool {
    let word = word.trim_matches(['【', '】', '[', ']', '［', '］', '(', ')', '（', '）', '<', '>', '〈', '〉']);
    let plain = word.nfkc().collect::<String>().to_lowercase();
    let same = |c: char| plain.chars().count() >= 3 && plain.chars().all(|other| other == c);
    EMPTY_WORDS.contains(&plain.as_str())
        || ['x', 'a', 'あ', 'ア'].into_iter().any(same)
        || ["todo:", "fixme:", "tbd:"].iter().any(|word| plain.starts_with(word))
        || word.chars().count() >= 2 && word.chars().all(|c| "○〇◯△□".contains(c))
}

/// 【ここに本文を書く】, （ここに記入）, 【要記入】.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('【', '】'), ('［', '］'), ('〔', '〕'), ('（', '）'), ('[', ']'), ('<', '>'), ('＜', '＞')] {
        for (at, _) in text.match_indices(open) {
            let inner = &text[at + open.len_utf8()..];
            let Some(end) = inner.find(close) else { continue };
            let (words, end) = (&inner[..end], at + open.len_utf8() + end + close.len_utf8());
            let asks = words.starts_with("ここに")
                && ["書", "記入", "入力", "入れ", "本文", "文章", "説明"].iter().any(|verb| words.contains(verb));
            if asks || matches!(words, "要記入" | "要入力" | "TODO" | "ＴＯＤＯ") {
                found.push(at..end);
            }
        }
    }
    found
}

fn fillers(text: &str) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    // 「サンプルテキストを貼る」 speaks of one.
    let spoken_of = |end: usize| ["を", "は", "が", "の", "に", "も"].iter().any(|word| text[end..].starts_with(word));
    let found = FILLERS.iter().flat_map(|word| lower.match_indices(word).map(|(at, word)| at..at + word.len()).collect::<Vec<_>>());
    found.filter(|range| !spoken_of(range.end)).collect()
}

/// Runs of あああ between what is no kana.
fn vowels(text: &str) -> Vec<Range<usize>> {
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("あああ").map(|found| at + found) {
        let end = start + text[start..].chars().take_while(|c| *c == 'あ').map(char::len_utf8).sum::<usize>();
        let free = |c: Option<char>| c.is_none_or(|c| !is_kana(c));
        if free(text[..start].chars().next_back()) && free(text[end..].chars().next()) {
            found.push(start..end);
        }
        at = end;
    }
    found
}

/// ○○課, ○月○日: circles where words belong. In prose only a day of circles, or what stands behind a label (場所：○○会議室).
fn circles(text: &str, is_field: bool) -> Vec<Range<usize>> {
    let is_circle = |c: char| matches!(c, '○' | '〇' | '◯');
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !is_circle(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| is_circle(*c)) {
            end = at + c.len_utf8();
        }
        let (before, after) = (&text[..start], &text[end..]);
        let count = text[start..end].chars().count();
        let day = after.starts_with("月") && after["月".len()..].starts_with(is_circle);
        let label = before.trim_end().ends_with(['：', ':']) && before.chars().count() <= 10;
        // 二〇二六 is a number, and 〇 alone a mark.
        let number = before.ends_with(|c: char| "一二三四五六七八九十".contains(c))
            || after.starts_with(|c: char| "一二三四五六七八九十".contains(c));
        let example = ["例", "たとえば"].iter().any(|word| before.contains(word));
        if !number && !example && (day || count == 2 && (is_field || label)) {
            found.push(start..end);
        }
    }
    found
}

/// Whether the words are quoted: in 「」, 『』, “” or between backticks.
fn is_spoken_of(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let quoted = [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"')].iter().any(|(open, close)| {
        let opened = before.rfind(*open).filter(|at| open == close || !before[*at..].contains(*close));
        opened.is_some() && after.contains(*close)
    });
    quoted || before.matches('`').count() % 2 == 1 && after.contains('`')
}

/// Whether `host` is one of the names that are reserved for examples (RFC 2606, RFC 6761, and those of .jp).
pub fn is_example_host(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let mut labels = host.rsplit('.');
    let (top, second, third) = (labels.next().unwrap_or_default(), labels.next(), labels.next());
    let short = matches!((top, second), ("com" | "org" | "net" | "edu" | "jp", Some("example")));
    let organisation = matches!(second, Some("co" | "ne" | "or" | "go" | "lg" | "ac" | "ad" | "ed" | "gr"));
    matches!(top, "example" | "test" | "invalid") || short || top == "jp" && organisation && third == Some("example")
}

/// Whether `address` leads to such a host.
pub fn is_example_address(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    is_example_host(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, is_field: bool) -> Vec<&str> {
        assert!(may_hold(text) || unfilled(text, is_field).is_empty(), "{text}: the first look misses it");
        unfilled(text, is_field).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_is_left_over_is_found() {
        for (text, word) in [
            ("ここを書く", "ここを書く"),
            ("前ここを書く後", "ここを書く"),
            ("ここをかく", "ここをかく"),
            ("【ここに本文を書く】", "【ここに本文を書く】"),
            ("場所は（ここに会場を記入してください）です", "（ここに会場を記入してください）"),
            ("担当: 【要記入】", "【要記入】"),
            ("TODO", "TODO"),
            ("- TODO: 後で書く", "TODO: 後で書く"),
            ("ＸＸＸ", "ＸＸＸ"),
            ("テスト投稿です", "テスト投稿"),
            ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
            ("Sample text", "Sample text"),
            ("あああ", "あああ"),
            ("題（ああああ）", "ああああ"),
            ("hoge", "hoge"),
            ("テスト", "テスト"),
            ("## TBD", "TBD"),
            ("サンプルテキストです。", "サンプルテキスト"),
            ("日時：○月○日（○）", "○"),
            ("場所：○○会議室", "○○"),
            ("ダミー", "ダミー"),
        ] {
            assert_eq!(found(text, false).first(), Some(&word), "{text}");
        }
        assert_eq!(found("○○課の研修", true), ["○○"]);
        assert_eq!(found("ここを書くとここを書く", true).len(), 2);
    }

    #[test]
    fn right_texts_are_left_alone() {
        for text in [
            "「ここを書く」を直します",
            "`ここを書く` を消します",
            "ここに書かれたことを読みます",
            "（ここにある資料を使います）",
            "ToDoリストの作り方",
            "TODO リストを使う",
            "ダミー変数とダミーデータ",
            "テストの作り方",
            "## テスト",
            "- テスト",
            "以下のサンプルテキストをコピーします",
            "わあああと声が出る",
            "二〇二六年〇月",
            "例：○○課の△△です、と名乗ります",
            "「○○さん」と呼びます",
            "評価は○です",
            "XXXL",
            "Aaa と言う",
            "サンプルを配ります",
            "## テスト",
            "- 記入",
            "次のサンプルテキストを貼り付けます",
            "Copy the sample text below",
            "testing is fun",
        ] {
            assert_eq!(found(text, false), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(found("○○課の山田です、と名乗ります", false), Vec::<&str>::new());
    }

    #[test]
    fn example_hosts_are_known() {
        for host in ["example.com", "www.example.jp", "www.example.lg.jp", "a.b.example.co.jp", "intra.test", "x.invalid", "example"] {
            assert!(is_example_host(host), "{host}");
        }
        for host in ["www.soumu.go.jp", "example.pref.hokkaido.lg.jp", "myexample.jp", "test.go.jp", "example.go"] {
            assert!(!is_example_host(host), "{host}");
        }
        assert!(is_example_address("https://WWW.Example.jp:8080/x") && !is_example_address("user@example.jp"));
    }
}
