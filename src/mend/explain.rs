//! `explain`: what a code means, how it is mended, and an example of it; and the same for all of them as a page of the manual.
//!
//! The words of a code stand beside the check that reports it; the examples are in [`super::examples`]. Decides nothing.

use super::examples::EXAMPLES;
use crate::diagnostic::{Code, Lang, Severity, Text, closest};
use crate::notation::folded;
use crate::snapshot::codes;
use crate::text;
use std::fmt::Write;

/// What one can look for when one has no code at hand.
pub const AREAS: [&str; 14] = ["全角", "日付", "年度", "数", "id", "リンク", "見出し", "画像", "表", "CSV", "YAML", "指標", "公開", "確認"];

/// What there is for the words that were asked.
#[derive(Debug, PartialEq)]
pub enum Found {
    /// Nothing was asked for in particular.
    All,
    /// This one.
    One(&'static Code),
    /// These, the likeliest first.
    Several(Vec<&'static Code>),
    /// Nothing; the code that was perhaps meant.
    None(Option<&'static str>),
}

/// The code of this name, or those whose name, words or examples hold all the words that were asked.
pub fn find(asked: &str) -> Found {
    let codes = codes();
    let asked = folded(asked.trim().trim_matches(['[', ']', '「', '」']));
    let name = asked.replace('_', "-");
    if asked.is_empty() {
        return Found::All;
    }
    if let Some(code) = codes.iter().find(|code| code.name == name) {
        return Found::One(code);
    }
    let words: Vec<&str> = asked.split_whitespace().collect();
    let weigh = |code: &Code| words.iter().map(|word| weight(code, word)).try_fold(0, |sum, weight| (weight > 0).then_some(sum + weight));
    let mut found: Vec<(u32, &'static Code)> = codes.iter().filter_map(|code| Some((weigh(code)?, *code))).collect();
    // Stable: of equal weight by name.
    found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    match found.as_slice() {
        [] => match likely(&codes, &asked) {
            none if none.is_empty() => Found::None(closest(&name, codes.iter().map(|code| code.name))),
            likely => Found::Several(likely),
        },
        [(_, code)] => Found::One(code),
        several => Found::Several(several.iter().map(|(_, code)| *code).collect()),
    }
}

/// How much a code speaks of `word`: in its name, at the head of its explanation, further down, in its example.
fn weight(code: &Code, word: &str) -> u32 {
    let holds = |text: &str| folded(text).contains(word);
    let (ja, en) = (code.ja, code.en);
    let places = [
        (8, code.name.split('-').any(|part| part == word)),
        (4, code.name.contains(word)),
        (4, holds(first_sentence(ja)) || holds(first_sentence(en))),
        (2, holds(ja) || holds(en)),
        (1, example(code).is_some_and(|(wrong, right)| holds(wrong) || holds(right))),
    ];
    places.into_iter().filter(|(_, holds)| *holds).map(|(weight, _)| weight).sum()
}

/// What editors say in place of the words of the codes.
#[rustfmt::skip]
const SPOKEN: &[(&str, &[&str])] = &[
    ("リンク切れ", &["broken-link"]),
    ("見つから", &["broken-link", "unknown-id"]),
    ("写真", &["image-alt", "broken-link"]),
    ("文字化け", &["not-utf8", "csv-encoding"]),
    ("数字にな", &["excel-date"]),
    ("項目名", &["unknown-key"]),
    ("つづり", &["unknown-key", "unknown-id"]),
    ("単位", &["value-unit"]),
    ("期限が切れ", &["ended-reference", "link-to-ended"]),
    ("期限切れ", &["ended-reference", "link-to-ended", "overdue"]),
    ("順番", &["heading-order", "date-order"]),
    ("古い", &["stale", "very-stale"]),
    ("空の", &["empty-file", "empty-value"]),
    ("閉じ忘れ", &["unclosed-fence", "unclosed-box", "leftover-markup"]),
    ("下書きのまま", &["still-draft"]),
    ("列が", &["csv-shape", "table-shape"]),
];

/// How many codes a question is answered with at most.
const ANSWERS: usize = 8;

/// The codes whose words have most in common with a question, the likeliest first; none where the question is about something else.
///
/// Japanese is not divided into words, so pairs of letters are compared, rare ones counting more.
fn likely(codes: &[&'static Code], asked: &str) -> Vec<&'static Code> {
    let pieces = pieces(asked);
    let texts: Vec<(String, String)> =
        codes.iter().map(|code| (folded(&format!("{} {}", code.name, first_sentence(code.ja))), folded(code.ja))).collect();
    let holders = |piece: &str| texts.iter().filter(|(head, all)| head.contains(piece) || all.contains(piece)).count();
    let known: Vec<(&str, f64)> = pieces
        .iter()
        .map(|piece| (piece.as_str(), holders(piece)))
        .filter(|(_, holders)| *holders > 0)
        .map(|(piece, holders)| (piece, (codes.len() as f64 / holders as f64).ln()))
        .collect();
    let spoken = |code: &Code| SPOKEN.iter().any(|(words, names)| names.contains(&code.name) && asked.contains(&folded(words)));
    if 2 * known.len() < pieces.len() && !codes.iter().any(|code| spoken(code)) {
        return Vec::new();
    }
    let weigh = |(head, all): &(String, String)| -> f64 {
        let of = |(piece, weight): &(&str, f64)| weight * f64::from(2 * u8::from(head.contains(piece)) + u8::from(all.contains(piece)));
        known.iter().map(of).sum()
    };
    let weighed = codes.iter().zip(&texts).map(|(code, text)| (weigh(text) + if spoken(code) { 12.0 } else { 0.0 }, *code));
    let mut found: Vec<(f64, &'static Code)> = weighed.filter(|(weight, _)| *weight > 0.0).collect();
    // Stable: of equal weight by name.
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found.into_iter().take(ANSWERS).map(|(_, code)| code).collect()
}

/// Latin words, and of Japanese the pairs of letters that do not begin with hiragana; a single letter between hiragana counts too.
fn pieces(asked: &str) -> Vec<String> {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_plain = |c: char| matches!(c, 'ぁ'..='ん' | 'ー');
    let mut found: Vec<String> = Vec::new();
    for word in asked.split(|c: char| c.is_whitespace() || matches!(c, '、' | '。' | '・' | '「' | '」' | '(' | ')' | '/' | '?')) {
        found.extend(word.split(|c| !is_latin(c)).filter(|latin| !latin.is_empty()).map(str::to_owned));
        for run in word.split(is_latin).filter(|run| !run.is_empty()) {
            let letters: Vec<char> = run.chars().collect();
            found.extend(letters.windows(2).filter(|pair| !is_plain(pair[0])).map(|pair| pair.iter().collect()));
            found.extend(run.split(is_plain).filter(|part| part.chars().count() == 1).map(str::to_owned));
        }
    }
    found
}

/// What a code means, with its example.
pub fn page(code: &Code, lang: Lang) -> String {
    let mut out = format!("{} [{}]\n\n{}\n", severity(code).get(lang), code.name, words(code, lang));
    if let Some((wrong, right)) = example(code) {
        let (before, after) = match lang {
            Lang::Ja => ("まちがいの例", "直した例"),
            Lang::En => ("wrong", "right"),
        };
        let _ = write!(out, "\n{before}:\n{}\n{after}:\n{}", indented(wrong), indented(right));
    }
    out
}

/// All codes, one a line.
pub fn list(lang: Lang) -> String {
    let mut out = String::new();
    for of in [Severity::Error, Severity::Warning, Severity::Notice] {
        let codes: Vec<_> = codes().into_iter().filter(|code| code.severity == of).collect();
        out += &lines(&codes, lang);
    }
    out
}

/// Codes, one a line.
pub fn lines(codes: &[&Code], lang: Lang) -> String {
    codes.iter().fold(String::new(), |mut out, code| {
        let _ = writeln!(out, "{:<30} {} {}", code.name, severity(code).get(lang), first_sentence(words(code, lang)));
        out
    })
}

/// The page of the manual, in Japanese.
pub fn manual() -> String {
    let lang = Lang::Ja;
    let mut out = "# 見つかる問題の一覧\n\n\
        このページはプログラムから作ったものです。手で直さないでください（`UPDATE_DOCS=1 cargo test --test mend` で作り直します）。\n\n\
        `shirube check` などが出す問題を、コードの名前の順に説明します。同じ説明は `shirube explain コード` でも読めます。\n\n\
        - **エラー**: あるうちは公開されません。\n\
        - **警告**: 公開されますが、直してください（`--strict` を付けると公開されません）。\n\
        - **お知らせ**: 知っておくとよいことです。\n"
        .to_owned();
    for code in codes() {
        let _ = write!(out, "\n## {}\n\n**{}** {}。\n", code.name, severity(code).get(lang), words(code, lang));
        if let Some((wrong, right)) = example(code) {
            let fence = if wrong.contains("```") || right.contains("```") { "````" } else { "```" };
            let _ = write!(out, "\nまちがいの例:\n\n{fence}text\n{wrong}\n{fence}\n\n直した例:\n\n{fence}text\n{right}\n{fence}\n");
        }
    }
    out
}

fn words(code: &Code, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => code.ja,
        Lang::En => code.en,
    }
}

fn severity(code: &Code) -> Text {
    match code.severity {
        Severity::Error => text!("エラー", "error"),
        Severity::Warning => text!("警告", "warning"),
        Severity::Notice => text!("お知らせ", "notice"),
    }
}

fn example(code: &Code) -> Option<(&'static str, &'static str)> {
    EXAMPLES.iter().find(|(name, ..)| *name == code.name).map(|(_, wrong, right)| (*wrong, *right))
}

fn indented(lines: &str) -> String {
    lines.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "    {line}");
        out
    })
}

fn first_sentence(words: &str) -> &str {
    words.split(['。', ';']).next().unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_belongs_to_a_code_and_shows_a_difference() {
        let codes = codes();
        for (name, wrong, right) in EXAMPLES {
            assert!(codes.iter().any(|code| code.name == *name), "{name} is no code");
            assert_ne!(wrong, right, "{name}");
        }
        let with = codes.iter().filter(|code| example(code).is_some()).count();
        assert_eq!(with, EXAMPLES.len(), "one example for a code");
        assert!(with >= 60, "only {with} examples");
    }

    #[test]
    fn a_misspelt_code_is_guessed() {
        let name = |asked: &str| match find(asked) {
            Found::One(code) => Ok(code.name),
            Found::None(near) => Err(near),
            found => panic!("{asked}: {found:?}"),
        };
        assert_eq!(name("unknown-key"), Ok("unknown-key"));
        assert_eq!(name("[Unknown_Key]"), Ok("unknown-key"));
        assert_eq!(name("unknwon-key"), Err(Some("unknown-key")));
        assert_eq!(name("全然違う"), Err(None));
    }

    #[test]
    fn codes_are_found_by_words() {
        let names = |asked: &str| match find(asked) {
            Found::One(code) => vec![code.name],
            Found::Several(codes) => codes.iter().map(|code| code.name).collect(),
            found => panic!("{asked}: {found:?}"),
        };
        assert!(names("全角").contains(&"yaml-syntax") && names("全角").contains(&"fullwidth-markup"));
        assert_eq!(names("ＣＳＶ 見出し"), names("csv 見出し"));
        assert_eq!(names("date")[..1], ["bad-date"], "a code that is called so comes first");
        assert!(names("footnote").contains(&"missing-footnote"));
        assert_eq!(find("全角 天気予報"), Found::None(None));
        for area in AREAS {
            assert!(!names(area).is_empty(), "{area}");
        }
    }

    #[test]
    fn questions_as_editors_type_them_lead_to_the_code() {
        for (asked, code) in [
            ("日付が読めない", "bad-date"),
            ("曜日が違う", "wrong-weekday"),
            ("リンク切れ", "broken-link"),
            ("ファイルが見つからない", "broken-link"),
            ("文字化け", "not-utf8"),
            ("idが見つからない", "unknown-id"),
            ("全角の＃", "fullwidth-markup"),
            ("画像の説明がない", "image-alt"),
            ("内線の番号", "bad-extension"),
            ("確認が古い", "stale"),
            ("Excelで日付が数字になる", "excel-date"),
            ("同じid", "duplicate-id"),
            ("項目名が違う", "unknown-key"),
            ("目標値に単位", "value-unit"),
            ("公開期限が切れた", "ended-reference"),
            ("見出しの順番", "heading-order"),
            ("個人情報", "personal-data"),
            ("空のファイル", "empty-file"),
            ("コードの閉じ忘れ", "unclosed-fence"),
            ("機種依存文字", "platform-dependent-character"),
            ("締切が土日", "deadline-on-closed-day"),
            ("下書きのままのページ", "still-draft"),
            ("CSVの列が多い", "csv-shape"),
            ("年度が読めない", "bad-fiscal-year"),
            ("研修がないスキル", "skill-gap"),
        ] {
            let found: Vec<&str> = match find(asked) {
                Found::One(code) => vec![code.name],
                Found::Several(codes) => codes.iter().map(|code| code.name).collect(),
                none => panic!("{asked}: {none:?}"),
            };
            assert!(found.iter().take(3).any(|name| *name == code), "{asked}: {code} is not among the first of {found:?}");
        }
    }

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for code in codes() {
            assert!(page(code, Lang::Ja).contains(code.ja) && page(code, Lang::En).contains(code.en));
        }
        assert_eq!(list(Lang::En).lines().count(), codes().len());
    }
}
