//! Line breaks at phrases: titles with a `<wbr>` wherever a Japanese reader would let a line end.
//!
//! No dictionary: a phrase ends where hiragana meet another script, and a compound where kanji meet katakana. So a katakana word is never
//! cut. Running text is left alone; where a browser knows phrases by itself (`word-break: auto-phrase`), the theme asks for that.

use crate::parse::markdown::escape;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Kanji,
    Latin,
    Opening,
    Closing,
    Blank,
}

/// `text` as HTML, to be shown with `word-break: keep-all`.
pub fn phrased(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut letter = [0; 4];
    let mut last: Option<Script> = None;
    // How many hiragana in a row, and whether something stands before them in the phrase: 「お」 of 「お知らせ」 ends no phrase.
    let mut kana = 0;
    let mut carried = false;
    for c in text.chars() {
        let script = script(c);
        let ends = match (last, script) {
            (None, _) | (_, Script::Closing | Script::Blank) | (Some(Script::Opening | Script::Blank), _) => false,
            (Some(Script::Closing), _) | (_, Script::Opening) => true,
            (Some(Script::Hiragana), Script::Kanji | Script::Katakana | Script::Latin) => carried || kana > 1,
            (Some(Script::Kanji), Script::Katakana) | (Some(Script::Katakana), Script::Kanji) => true,
            _ => false,
        };
        if ends {
            html.push_str("<wbr>");
        }
        (kana, carried) = match script {
            Script::Hiragana => (if ends { 1 } else { kana + 1 }, !ends && (carried || last.is_some_and(|last| last != Script::Hiragana))),
            _ => (0, false),
        };
        escape(c.encode_utf8(&mut letter), &mut html);
        last = Some(script);
    }
    html
}

fn script(c: char) -> Script {
    match c {
        'ぁ'..='ゟ' => Script::Hiragana,
        '（' | '「' | '『' | '【' | '〈' | '《' | '［' | '｛' => Script::Opening,
        '）' | '」' | '』' | '】' | '〉' | '》' | '］' | '｝' | '、' | '。' | '・' | '：' | '！' | '？' => Script::Closing,
        'ァ'..='ヿ' => Script::Katakana,
        c if c.is_whitespace() => Script::Blank,
        c if c.is_ascii() => Script::Latin,
        _ => Script::Kanji,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Vec<String> {
        phrased(text).split("<wbr>").map(str::to_owned).collect()
    }

    #[test]
    fn lines_may_end_after_particles_and_between_compounds() {
        assert_eq!(
            phrases("紙の申請書をAI-OCRで読み、入力を4分の1に"),
            ["紙の", "申請書を", "AI-OCRで", "読み、", "入力を", "4分の", "1に"]
        );
        assert_eq!(phrases("デジタル推進リーダー人材"), ["デジタル", "推進", "リーダー", "人材"]);
        assert_eq!(phrases("アクセシビリティ方針"), ["アクセシビリティ", "方針"]);
    }

    #[test]
    fn a_polite_prefix_stays_with_its_word() {
        assert_eq!(phrases("お知らせ"), ["お知らせ"]);
    }

    #[test]
    fn brackets_and_points_never_begin_or_end_a_line_wrongly() {
        assert_eq!(phrases("確保（新規）・育成"), ["確保", "（新規）・", "育成"]);
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(phrased("<b>&"), "&lt;b&gt;&amp;");
    }
}
