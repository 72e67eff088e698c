//! How texts and queries are made comparable, and which tokens a text is found by.
//!
//! The same rules stand in `themes/default/static/js/search.js`; a change here is a change there. Ranking is the script's.

use unicode_normalization::UnicodeNormalization;

/// Where a dash was dropped inside a word: the part behind it can be found too.
const MARK: char = '\u{1}';

/// The longest word that is told from others, in characters.
const LONGEST_WORD: usize = 32;

/// `text` as the search compares it: NFKC, lower case, hiragana for katakana, without long vowel marks and dashes, without blanks beside
/// kanji and kana.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    folded(text, |c| {
        if c != MARK {
            out.push(c);
        }
    });
    out
}

/// Gives the characters of the folded text one by one.
fn folded(text: &str, out: impl FnMut(char)) {
    let mut folding = Folding { out, last: None, blank: false };
    // What is not plain may be a mark on the character before it, so each waits for the next one.
    let mut waiting: Option<char> = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if is_plain(c) {
            if let Some(before) = waiting.replace(c) {
                folding.push(before);
            }
            rest = &rest[c.len_utf8()..];
        } else {
            let end = rest.find(is_plain).unwrap_or(rest.len());
            waiting.take().into_iter().chain(rest[..end].chars()).nfkc().for_each(|c| folding.push(c));
            rest = &rest[end..];
        }
    }
    if let Some(last) = waiting {
        folding.push(last);
    }
}

/// Whether a character is its own NFKC form and never joins the one before it: nearly all characters of Japanese texts.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '\u{3001}'..='\u{3002}' | '\u{300C}'..='\u{300D}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}')
}

/// Folds characters that are normalised, and gives them to `out`.
struct Folding<F> {
    out: F,
    /// The last one given.
    last: Option<char>,
    /// Blanks stand before the next character.
    blank: bool,
}

impl<F: FnMut(char)> Folding<F> {
    fn push(&mut self, c: char) {
        match c {
            _ if is_japanese(c) && c != 'ー' => {
                self.blank = false;
                self.give(hiragana(c));
            }
            '\n' => {
                self.blank = false;
                self.give(c);
            }
            _ if c.is_whitespace() => self.blank = true,
            _ if is_dash(c) => {
                if !self.blank && self.last.is_some_and(is_word) {
                    self.give(MARK);
                }
            }
            _ => {
                let joined = |c: char| is_japanese(c) || c == '\n';
                if std::mem::take(&mut self.blank) && self.last.is_some_and(|last| !joined(last)) {
                    self.give(' ');
                }
                lower(c).for_each(|c| self.give(c));
            }
        }
    }

    fn give(&mut self, c: char) {
        self.last = Some(c);
        (self.out)(c);
    }
}

fn lower(c: char) -> impl Iterator<Item = char> {
    let ready = c.is_ascii().then(|| c.to_ascii_lowercase());
    let rest = ready.is_none().then(|| c.to_lowercase()).into_iter().flatten();
    ready.into_iter().chain(rest)
}

/// The long vowel mark and what is typed in its place or as a hyphen.
fn is_dash(c: char) -> bool {
    matches!(c, 'ー' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// Kanji and kana: found by pairs of characters.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        && c != '・'
}

/// Letters and digits of other scripts: found by whole words and their beginnings.
fn is_word(c: char) -> bool {
    !is_japanese(c) && c.is_alphanumeric()
}

/// What a text is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token<'a> {
    /// Two neighbours, of which one is kanji or kana.
    Pair(char, char),
    /// A word of letters and digits.
    Word(&'a str),
}

/// The tokens of `text`: words of letters and digits (also what stands behind a dash in them), and pairs of neighbours of which one is
/// kanji or kana.
pub fn tokens(text: &str, mut token: impl FnMut(Token<'_>)) {
    let mut word = String::new();
    let mut starts = Vec::new();
    let mut before: Option<(char, bool)> = None;
    let mut next = |c: char| {
        if c == MARK {
            starts.push(word.len());
            return;
        }
        let japanese = is_japanese(c);
        let letter = !japanese && c.is_alphanumeric();
        if letter {
            if word.is_empty() {
                starts.push(0);
            }
            word.push(c);
        } else if !word.is_empty() {
            for start in starts.drain(..) {
                if word[start..].chars().nth(1).is_some() {
                    token(Token::Word(cut(&word[start..])));
                }
            }
            word.clear();
        }
        let now = (japanese || letter).then_some((c, japanese));
        if let (Some((a, a_is_japanese)), Some((b, b_is_japanese))) = (before, now)
            && (a_is_japanese || b_is_japanese)
        {
            token(Token::Pair(a, b));
        }
        before = now;
    };
    folded(text, &mut next);
    next('\n');
}

fn cut(word: &str) -> &str {
    word.char_indices().nth(LONGEST_WORD).map_or(word, |(end, _)| &word[..end])
}

/// The single characters a title is found by: each kanji and kana, and the first letter of each word.
pub fn letters(text: &str, mut token: impl FnMut(&str)) {
    let mut inside = false;
    folded(text, |c| {
        if is_japanese(c) || is_word(c) && !inside {
            token(c.encode_utf8(&mut [0; 4]));
        }
        inside = is_word(c);
    });
}

/// The shard of a token among `shards`: by its first two characters, so that words with one beginning are together.
pub fn shard(token: &str, shards: usize) -> usize {
    let mut chars = token.chars().map(u32::from);
    let (first, second) = (chars.next().unwrap_or(0), chars.next().unwrap_or(0));
    let mixed = first.wrapping_mul(8191).wrapping_add(second).wrapping_mul(0x9E37_79B1);
    (mixed >> 15) as usize % shards
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        tokens(text, |token| match token {
            Token::Pair(a, b) => found.push(format!("{a}{b}")),
            Token::Word(word) => found.push(word.to_owned()),
        });
        found
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        for (one, other) in [
            ("サーバー", "サーバ"),
            ("ﾌｧｲﾙ", "ファイル"),
            ("ＵＴＦ－８", "utf8"),
            ("データ", "でーた"),
            ("e-ラーニング", "ｅラーニング"),
            ("生成 AI", "生成ＡＩ"),
            ("㈱①", "(株)1"),
            ("ガ", "ｶﾞ"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_eq!(fold("Open  Data\n 一"), "open data\n一");
        assert_eq!(fold("か\u{3099}"), "が");
    }

    #[test]
    fn kanji_and_kana_are_found_by_pairs_and_words_by_themselves() {
        assert_eq!(all("研修の案内"), ["研修", "修の", "の案", "案内"]);
        assert_eq!(all("生成AI活用"), ["生成", "成a", "ai", "i活", "活用"]);
        assert_eq!(all("e-Learning A"), ["elearning", "learning"]);
        assert_eq!(all("表・計算"), ["計算"]);
        assert_eq!(all("サーバー"), ["さば"]);
        assert_eq!(all("第1回\n開催"), ["第1", "1回", "開催"]);
        assert!(all("").is_empty() && all("あ").is_empty() && all("🎉-").is_empty());
    }

    #[test]
    fn a_title_is_found_by_one_character() {
        let mut found = Vec::new();
        letters("R入門 Go", |c| found.push(c.to_owned()));
        assert_eq!(found, ["r", "入", "門", "g"]);
    }

    #[test]
    fn words_with_one_beginning_share_a_shard() {
        assert_eq!(shard("excel", 64), shard("ex", 64));
        assert!((0..64).all(|at| at < 64) && shard("研修", 1) == 0);
        let used: std::collections::BTreeSet<usize> =
            "研修計画情報処理安全管理電子申請業務改善".chars().map(|c| shard(&format!("{c}の"), 64)).collect();
        assert!(used.len() > 12, "{used:?}");
    }
}
