//! A line as letters that are easy to read: full-width forms made narrow, marks of emphasis left out, each with its byte.

use super::super::date::ERAS;
use std::ops::Range;

/// The letters of a line.
pub(super) struct Letters {
    all: Vec<Letter>,
}

/// A letter in its narrow form, and the bytes it stands on.
struct Letter {
    bytes: Range<usize>,
    c: char,
}

const WEEKDAYS: &str = "日月火水木金土";

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let letters = text.char_indices().filter(|(_, c)| *c != '*');
        Self { all: letters.map(|(at, c)| Letter { bytes: at..at + c.len_utf8(), c: narrow(c) }).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.all.get(at).map(|letter| letter.c)
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }

    /// The letters from `at` on.
    fn from(&self, at: usize) -> impl Iterator<Item = char> {
        self.all.get(at..).unwrap_or_default().iter().map(|letter| letter.c)
    }

    /// The bytes of some letters.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = self.all.get(range.start).map_or(0, |letter| letter.bytes.start);
        let end = range.end.checked_sub(1).and_then(|last| self.all.get(last)).map_or(start, |letter| letter.bytes.end);
        start..end.max(start)
    }

    pub(super) fn in_range(&self, range: Range<usize>) -> impl Iterator<Item = char> {
        self.all.get(range).unwrap_or_default().iter().map(|letter| letter.c)
    }

    /// Past `word`, when it stands at `at`.
    pub(super) fn word(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if self.at(end)? != c {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether the letters before `at`, but for a few blanks, a colon or a particle between, end with `word`.
    pub(super) fn ends_with(&self, at: usize, word: &str) -> bool {
        let back = |at: &usize| self.before(*at).is_some_and(|c| matches!(c, ' ' | '(' | ':' | '「' | 'は' | '|'));
        let end = (at.saturating_sub(4)..=at).rev().find(|at| !back(at)).unwrap_or(at);
        let start = end.checked_sub(word.chars().count());
        start.is_some_and(|start| self.word(start, word).is_some())
    }

    /// Past blanks.
    pub(super) fn blanks(&self, at: usize) -> usize {
        at + self.from(at).take_while(|c| matches!(c, ' ' | '\t')).count()
    }

    /// Whether an expression can begin here: at a number that is not the rest of something longer, or at a letter of its own.
    pub(super) fn starts_expression(&self, at: usize) -> bool {
        let Some(c) = self.at(at) else { return false };
        let (before, before_that) = (self.before(at), at.checked_sub(2).and_then(|at| self.at(at)));
        let after_digit = before_that.is_some_and(|c| c.is_ascii_digit());
        match c {
            '0'..='9' => match before {
                // 2026-10-05T17:00.
                Some('T') => after_digit,
                // 10/5-10/9 is a range; A-12 and 03-1234 are codes.
                Some('-') => !before_that.is_some_and(|c| c.is_ascii_alphanumeric()) || self.ends_slashed_day(at - 1),
                Some(',') => !before_that.is_some_and(|c| c.is_ascii_alphanumeric()),
                Some(':') => !after_digit,
                Some('.' | '/' | '_' | '#' | '$' | '¥' | '+' | '=' | '&' | '%' | '\\') => false,
                Some(c) => !c.is_ascii_alphanumeric(),
                None => true,
            },
            'R' | 'H' | 'S' | 'T' | 'M' | 'A' | 'P' => {
                before.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '/' | '.'))
            }
            '令' | '平' | '昭' | '大' | '明' | '正' | '午' | '第' => true,
            c => is_numeral(c) && before.is_none_or(|c| !is_numeral(c) && !matches!(c, '第' | '数' | '何' | '百' | '千' | '万')),
        }
    }

    /// Whether m/d ends before the letter at `at`.
    fn ends_slashed_day(&self, at: usize) -> bool {
        let digits =
            (1..=3).take_while(|back| at.checked_sub(*back).and_then(|at| self.at(at)).is_some_and(|c| c.is_ascii_digit())).count();
        (1..=2).contains(&digits) && self.before(at - digits) == Some('/')
    }

    /// Whether the number at `at` is counted as something else: 第12月曜…, No.3.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        matches!(self.before(at), Some('第' | '計' | '延'))
    }

    /// Past what began at `at` and is no expression: a whole number, so that none is read from its middle.
    pub(super) fn after_word(&self, at: usize) -> usize {
        let Some(c) = self.at(at) else { return at + 1 };
        if c.is_ascii_digit() { at + self.from(at).take_while(char::is_ascii_digit).count() } else { at + 1 }
    }

    /// The era whose name or letter stands at `at`, and what follows.
    pub(super) fn era(&self, at: usize) -> Option<(usize, usize)> {
        ERAS.iter().enumerate().find_map(|(index, era)| {
            let name = self.word(at, era.name);
            let letter = || {
                let alone = self.before(at).is_none_or(|c| !c.is_ascii_alphanumeric());
                (alone && self.at(at) == Some(era.letter) && self.at(at + 1).is_some_and(|c| c.is_ascii_digit() || c == '元'))
                    .then_some(at + 1)
            };
            Some((index, name.or_else(letter)?))
        })
    }

    /// A number in digits (at most four) or in kanji, and what follows it.
    pub(super) fn number(&self, at: usize) -> Option<(i32, usize)> {
        let digits = self.from(at).take_while(char::is_ascii_digit).take(5).count();
        if digits > 0 {
            let value = || self.from(at).take(digits).filter_map(|c| c.to_digit(10)).fold(0, |sum, digit| sum * 10 + digit);
            return (digits <= 4).then(value).and_then(|value| Some((i32::try_from(value).ok()?, at + digits)));
        }
        let kanji: Vec<char> = self.from(at).take_while(|c| is_numeral(*c)).take(5).collect();
        let end = at + kanji.len();
        let value = match kanji.iter().position(|c| *c == '十') {
            // 〇月〇日 is a day still to be written, no number.
            _ if kanji.len() > 4 || kanji.iter().all(|c| *c == '〇') => return None,
            Some(ten) => {
                let digit = |part: &[char], none: i32| match part {
                    [] => Some(none),
                    [one] => numeral(*one),
                    _ => None,
                };
                digit(&kanji[..ten], 1)? * 10 + digit(&kanji[ten + 1..], 0)?
            }
            None => kanji.iter().try_fold(0, |sum, c| Some(sum * 10 + numeral(*c)?))?,
        };
        Some((value, end))
    }

    /// A number of one or two digits.
    pub(super) fn short_number(&self, at: usize) -> Option<(i32, usize)> {
        self.number(at).filter(|(value, end)| *value < 100 && (end - at <= 2 || !self.at(at).is_some_and(|c| c.is_ascii_digit())))
    }

    /// The weekdays in brackets, or as 金曜, behind a day; and where they end. Without any: nothing, and `at`.
    pub(super) fn weekdays(&self, at: usize) -> (Vec<usize>, usize) {
        let after = self.blanks(at);
        if let Some(weekday) = self.at(after).and_then(circled) {
            return (vec![weekday], after + 1);
        }
        if let Some(weekday) = self.weekday(after)
            && let Some(end) = self.word(after + 1, "曜")
        {
            return (vec![weekday], self.word(end, "日").unwrap_or(end));
        }
        let Some(open) = self.at(after).filter(|c| matches!(c, '(' | '[' | '【' | '〔' | '<')).map(|_| after + 1) else {
            return (Vec::new(), at);
        };
        let mut weekdays = Vec::new();
        let mut next = self.blanks(open);
        if let Some((weekday, end)) = self.english(next) {
            weekdays.push(weekday);
            next = end;
        }
        while let Some(weekday) = self.weekday(next) {
            let end = self.word(next + 1, "曜").map_or(next + 1, |end| self.word(end, "日").unwrap_or(end));
            match self.at(end) {
                Some(')' | ']' | '】' | '〕' | '>') => {
                    weekdays.push(weekday);
                    next = end;
                    break;
                }
                Some('・' | '、' | ',' | '/' | ' ' | '祝' | '休' | '~' | '-' | '〜' | '･') => {
                    weekdays.push(weekday);
                    next = self.blanks(end + 1);
                }
                _ => return (Vec::new(), at),
            }
        }
        if weekdays.is_empty() {
            return (weekdays, at);
        }
        // What else stands in the brackets (祝, 振替休日, 13時から) belongs to the day; a bracket that is not closed does not.
        let close = self.from(next).take(16).position(|c| matches!(c, ')' | ']' | '】' | '〕' | '>'));
        let plain = close.is_some_and(|close| self.from(next).take(close).all(|c| !c.is_ascii_digit()));
        match close.filter(|_| plain) {
            Some(close) => (weekdays, next + close + 1),
            None => (weekdays, next),
        }
    }

    fn weekday(&self, at: usize) -> Option<usize> {
        let c = self.at(at)?;
        WEEKDAYS.chars().position(|weekday| weekday == c)
    }

    /// Mon, Tuesday, fri.
    fn english(&self, at: usize) -> Option<(usize, usize)> {
        let word: String = self.from(at).take_while(char::is_ascii_alphabetic).take(10).map(|c| c.to_ascii_lowercase()).collect();
        let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
        let weekday = names.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
        let end = at + word.len();
        matches!(self.at(end), Some(')' | '.')).then_some((weekday, end))
    }
}

/// The digit of a kanji numeral.
fn numeral(c: char) -> Option<i32> {
    "〇一二三四五六七八九".chars().position(|numeral| numeral == c).and_then(|at| i32::try_from(at).ok())
}

fn is_numeral(c: char) -> bool {
    c == '十' || numeral(c).is_some()
}

/// ㊊ and ㈪.
fn circled(c: char) -> Option<usize> {
    match c {
        '㈰' | '㊐' => Some(0),
        '㈪'..='㈯' => Some(c as usize - '㈪' as usize + 1),
        '㊊'..='㊏' => Some(c as usize - '㊊' as usize + 1),
        _ => None,
    }
}

/// Full-width forms, dashes and wave dashes in one form each.
fn narrow(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | 'ー' => '-',
        '\u{3000}' | '\u{A0}' => ' ',
        '〜' | '～' | '∼' => '~',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}
