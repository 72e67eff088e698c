//! How much room words need, and how they are cut and wrapped to fit.
//!
//! Widths are estimates, because no font is known at build time: full-width characters are one em, the others by the widths of a
//! common bold sans serif. Does not escape for XML.

use unicode_width::UnicodeWidthChar;

/// Which end of a label its x stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Size of ordinary chart labels, in units (the style sheet sets 14 px).
pub(super) const LABEL: f64 = 14.0;
/// Size of the latest value (`c-value`), in units.
pub(super) const VALUE: f64 = 17.0;

/// Estimated width of `words`, in units, at a font size.
pub(super) fn width(words: &str, size: f64) -> f64 {
    words.chars().map(ems).sum::<f64>() * size
}

fn ems(char: char) -> f64 {
    match char {
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.92,
        'A'..='Z' | '&' | '#' | '+' | '=' | '<' | '>' | '~' => 0.66,
        '0'..='9' => 0.58,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.32,
        _ => match char.width_cjk() {
            Some(0) | None => 0.0,
            Some(1) => 0.55,
            Some(_) => 1.0,
        },
    }
}

/// `words` on one line with single spaces, without characters that XML cannot carry.
pub(super) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split(|char: char| char.is_whitespace() && char != '\u{3000}').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|char| !char.is_control() && !matches!(char, '\u{fffe}' | '\u{ffff}')));
    }
    out
}

/// `words`, or as much as fits into `room` followed by `…`. Empty when not even that fits.
pub(super) fn fitted(words: &str, size: f64, room: f64) -> String {
    if width(words, size) <= room {
        return words.to_string();
    }
    let (mut out, mut used) = (String::new(), size);
    if used > room {
        return out;
    }
    for char in words.chars() {
        used += ems(char) * size;
        if used > room {
            break;
        }
        out.push(char);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// `words` on at most `most` lines of the width `room`; the last line is cut with `…` when they do not fit.
/// Runs of katakana stay whole unless the words would have to be cut for it.
pub(super) fn wrapped(words: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let gentle = broken(words, size, room, most, Kana::Whole);
    let is_cut = gentle.last().is_some_and(|line| line.ends_with('…'));
    if is_cut { broken(words, size, room, most, Kana::Breaks) } else { gentle }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kana {
    Whole,
    Breaks,
}

fn broken(words: &str, size: f64, room: f64, most: usize, kana: Kana) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = words;
    while !rest.is_empty() && lines.len() < most {
        if lines.len() + 1 == most || width(rest, size) <= room {
            lines.push(fitted(rest, size, room));
            break;
        }
        let at = break_point(rest, size, room, kana);
        lines.push(rest[..at].trim_end().to_string());
        rest = rest[at..].trim_start();
    }
    lines
}

/// Byte offset at which the first line of `words` ends: the last place within `room` where a line may break.
fn break_point(words: &str, size: f64, room: f64, kana: Kana) -> usize {
    let mut used = 0.0;
    let mut before: Option<char> = None;
    let mut allowed = 0;
    for (at, char) in words.char_indices() {
        if before.is_some_and(|before| may_break(before, char, kana)) {
            allowed = at;
        }
        used += ems(char) * size;
        if used > room && at > 0 {
            return if allowed > 0 { allowed } else { at };
        }
        before = Some(char);
    }
    words.len()
}

/// Line breaking in small: words of Latin letters stay whole, closing marks do not begin a line, opening marks do not end one.
fn may_break(before: char, after: char, kana: Kana) -> bool {
    let in_word = |char: char| char.is_ascii_graphic();
    let katakana = |char: char| matches!(char, 'ァ'..='ヴ' | 'ー');
    if in_word(before) && in_word(after) || kana == Kana::Whole && katakana(before) && katakana(after) {
        return false;
    }
    !"、。，．・）」』】〕〉》ー〜…！？々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]},.".contains(after) && !"（「『【〔〈《([{".contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_characters_are_one_em() {
        assert_eq!(width("令和", 10.0), 20.0);
        assert!(width("R7", 10.0) < 14.0);
    }

    #[test]
    fn words_that_are_too_long_are_cut_and_still_fit() {
        assert_eq!(fitted("情報セキュリティ", 10.0, 80.0), "情報セキュリティ");
        assert_eq!(fitted("情報セキュリティ", 10.0, 50.0), "情報セキ…");
        assert_eq!(fitted("情報", 10.0, 5.0), "");
    }

    #[test]
    fn titles_wrap_between_words() {
        assert_eq!(wrapped("情報セキュリティマネジメント試験", 14.0, 152.0, 2), ["情報セキュリティマネ", "ジメント試験"]);
        assert_eq!(wrapped("業務の見直し入門と実践（半日）", 14.0, 152.0, 2), ["業務の見直し入門と実", "践（半日）"]);
        assert_eq!(wrapped("Power Automate Desktop 入門", 14.0, 152.0, 2), ["Power Automate", "Desktop 入門"]);
    }

    #[test]
    fn a_closing_mark_does_not_begin_a_line() {
        assert_eq!(wrapped("あいうえ。お", 10.0, 40.0, 3), ["あいう", "え。お"]);
    }

    #[test]
    fn what_xml_cannot_carry_is_dropped() {
        assert_eq!(plain(" 約\u{0}30\n  % "), "約30 %");
    }
}
