//! No personal data anywhere in the project: mail addresses, mobile phone numbers, numbers like My Number.
//!
//! Runs over the texts of all files as they were written, so that a new field, a comment or a Markdown page cannot be forgotten. Numbers
//! within addresses of pages, decimal numbers, dates and longer codes (法人番号 has 13 digits) are none. What is found is not repeated in
//! the message: it would travel on in logs.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::source::{Place, SourceFile};
use crate::{source, text};
use std::ops::Range;

/// Mail addresses, phone numbers of 11 digits and numbers of 12 digits like My Number are not published.
pub static PERSONAL_DATA: Code = Code::error(
    "personal-data",
    "個人情報（メールアドレス、11桁の電話番号、マイナンバーのような12桁の数字）は載せません。課名と内線に替えてください",
    "mail addresses, phone numbers of 11 digits and numbers of 12 digits like My Number are not published; name the office and its extension",
);

/// Looks through a text file of the project, unless it is the theme's.
pub fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    let texts = ["md", "yaml", "yml", "csv", "toml", "json", "txt"];
    if texts.contains(&file.path.extension().to_ascii_lowercase().as_str()) && !file.path.as_str().starts_with("themes/") {
        scan_file(file, findings);
    }
}

fn scan_file(file: &SourceFile, findings: &mut Diagnostics) {
    let Some(text) = file.text() else { return };
    let is_page = file.path.extension().eq_ignore_ascii_case("md");
    let mut in_code = false;
    for (start, line) in source::lines(text) {
        in_code ^= is_page && line.trim_start().starts_with("```");
        if may_hold(line) {
            for (kind, range) in found(line) {
                // A program's sample data name addresses of any kind; only those of this country may be somebody's here.
                if in_code && kind == Kind::Mail && !line[range.clone()].to_ascii_lowercase().ends_with(".jp") {
                    continue;
                }
                let (message, hint) = kind.words();
                let place = Place::new(file.path.clone(), start + range.start..start + range.end);
                findings.push(Diagnostic::new(&PERSONAL_DATA, message).at(place).hint(hint));
            }
        }
    }
}

/// Whether a line is worth a closer look: it has an `@`, or as many digits as a phone number. Counts bytes, in a form that compilers turn
/// into vector instructions; what looks like the end of a full-width character but is none only costs the closer look.
fn may_hold(line: &str) -> bool {
    /// So many ones fit into a byte.
    const STEP: usize = 128;
    let Some((last, before)) = line.as_bytes().split_last() else { return false };
    let after = &line.as_bytes()[1..];
    let (mut digits, mut ats) = (usize::from(last.is_ascii_digit()), *last == b'@');
    for (bytes, next) in before.chunks(STEP).zip(after.chunks(STEP)) {
        let (mut digits_here, mut ats_here) = (0_u8, 0_u8);
        for (byte, next) in bytes.iter().zip(next) {
            // `０` is EF BC 90, `＠` is EF BC A0.
            let wide = *byte == 0xBC;
            digits_here += u8::from(byte.is_ascii_digit() | (wide & (*next >= 0x90) & (*next <= 0x99)));
            ats_here |= u8::from((*byte == b'@') | (wide & (*next == 0xA0)));
        }
        digits += usize::from(digits_here);
        ats |= ats_here > 0;
    }
    digits > 10 || ats
}

/// What a piece of text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Mail,
    Phone,
    MyNumber,
}

impl Kind {
    fn words(self) -> (Text, Text) {
        match self {
            Self::Mail => (
                text!("メールアドレスが書かれています", "there is a mail address"),
                text!("課名と内線に替えてください", "name the office and its extension instead"),
            ),
            Self::Phone => (
                text!("11桁の電話番号（携帯電話など）が書かれています", "there is a phone number of 11 digits"),
                text!("課名と内線に替えてください", "name the office and its extension instead"),
            ),
            Self::MyNumber => (
                text!("マイナンバーのような12桁の数字が書かれています", "there is a number of 12 digits, like My Number"),
                text!(
                    "消してください。別の番号なら、ハイフンなどで桁を区切ってください",
                    "remove it; if it is another number, divide its digits otherwise"
                ),
            ),
        }
    }
}

/// Finds personal data in one line, with their byte ranges.
fn found(text: &str) -> Vec<(Kind, Range<usize>)> {
    let letters = narrow(text);
    let mut all = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let (_, letter) = letters[at];
        let (kind, end) = match letter {
            'h' | 'H' => (None, after_address(&letters, at)),
            '@' => mail(&letters, at).map_or((None, at + 1), |(start, end)| {
                all.push((Kind::Mail, letters[start].0..byte(text, &letters, end)));
                (None, end)
            }),
            '0'..='9' | '+' => number(&letters, at),
            _ => (None, at + 1),
        };
        if let Some(kind) = kind {
            all.push((kind, letters[at].0..byte(text, &letters, end)));
        }
        at = end;
    }
    all
}

fn byte(text: &str, letters: &[(usize, char)], at: usize) -> usize {
    letters.get(at).map_or(text.len(), |(byte, _)| *byte)
}

/// The characters with their places; full-width ones and all kinds of hyphens in their ASCII form.
fn narrow(text: &str) -> Vec<(usize, char)> {
    let fold = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' => '-',
        '\u{3000}' => ' ',
        other => other,
    };
    text.char_indices().map(|(at, c)| (at, fold(c))).collect()
}

/// One past the address of a page that begins at `at`; the next letter when none does.
fn after_address(letters: &[(usize, char)], at: usize) -> usize {
    let starts =
        |word: &str| word.chars().enumerate().all(|(offset, c)| letters.get(at + offset).is_some_and(|(_, d)| d.eq_ignore_ascii_case(&c)));
    if !starts("http://") && !starts("https://") {
        return at + 1;
    }
    let ends = |c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '"' | '\'' | '<' | '>' | ')' | ']' | '}' | '`' | '|');
    letters[at..].iter().position(|(_, c)| ends(*c)).map_or(letters.len(), |len| at + len)
}

/// First letter and end of the mail address around the `@` at `at`.
fn mail(letters: &[(usize, char)], at: usize) -> Option<(usize, usize)> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let start = at - letters[..at].iter().rev().take_while(|(_, c)| local(*c)).count();
    let domain: String =
        letters[at + 1..].iter().map(|(_, c)| *c).take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
    let domain = domain.trim_end_matches(['.', '-']);
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels[labels.len() - 1];
    let good =
        labels.len() > 1 && labels.iter().all(|label| !label.is_empty()) && last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic());
    let name: String = letters[start..at].iter().map(|(_, c)| *c).collect();
    // `git@github.com:…` is the address of a program, and reserved names are nobody's.
    let nobody = name == "git" || is_reserved(&labels);
    (start < at && good && !nobody).then_some((start, at + 1 + domain.len()))
}

/// Whether a domain is kept for examples (RFC 2606, RFC 6761; JPRS: EXAMPLE.JP and its like).
fn is_reserved(labels: &[&str]) -> bool {
    let labels: Vec<String> = labels.iter().rev().map(|label| label.to_ascii_lowercase()).collect();
    let example = |label: Option<&String>| {
        label.is_some_and(|label| {
            label.strip_prefix("example").is_some_and(|number| number.len() < 2 && number.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    match labels.first().map(String::as_str) {
        // `card@2x.png` is a picture.
        Some("png" | "jpg" | "jpeg" | "gif" | "svg" | "webp") => true,
        Some("example" | "test" | "invalid" | "localhost" | "local") => true,
        Some("com" | "net" | "org") => example(labels.get(1)),
        Some("jp") => example(labels.get(1)) || labels.get(1).is_some_and(|kind| kind.len() == 2) && example(labels.get(2)),
        _ => false,
    }
}

/// What the number at `at` is, and one past it.
fn number(letters: &[(usize, char)], at: usize) -> (Option<Kind>, usize) {
    let letter = |at: usize| letters.get(at).map(|(_, c)| *c);
    let before = at.checked_sub(1).and_then(letter);
    let beyond_before = at.checked_sub(2).and_then(letter);
    let joined = match before {
        Some(c) if c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '#' | '%' | '+') => true,
        // 3.14 and 1,234 go on; a cell of a CSV row or the end of a sentence does not.
        Some('.' | '-') => beyond_before.is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => false,
    };
    let plus = usize::from(letter(at) == Some('+'));
    let by_hyphen = Groups::read(letters, at + plus, &['-', '(', ')']);
    let end = by_hyphen.end.max(at + 1);
    if joined && plus == 0 {
        return (None, end);
    }
    if plus == 1 {
        return match by_hyphen.digits.strip_prefix("81") {
            Some(rest) if by_hyphen.complete && rest.trim_start_matches('0').len() == 10 => (Some(Kind::Phone), end),
            _ => (None, end),
        };
    }
    let spaced = Groups::read(letters, at, &[' ']);
    for (groups, certain) in [(&by_hyphen, true), (&spaced, false)] {
        if let Some(kind) = groups.kind(certain) {
            return (Some(kind), groups.end);
        }
    }
    (None, end)
}

/// Groups of digits with single separators between them.
struct Groups {
    sizes: Vec<usize>,
    digits: String,
    end: usize,
    /// Nothing follows that would make it a part of something longer.
    complete: bool,
}

impl Groups {
    fn read(letters: &[(usize, char)], start: usize, separators: &[char]) -> Self {
        let letter = |at: usize| letters.get(at).map(|(_, c)| *c);
        let (mut sizes, mut digits, mut end) = (vec![0], String::new(), start);
        while let Some(c) = letter(end) {
            if c.is_ascii_digit() {
                // Longer than any number that is looked for: what follows does not matter.
                if digits.len() > 16 && separators == [' '] {
                    break;
                }
                digits.push(c);
                *sizes.last_mut().expect("there is always a group") += 1;
            } else if separators.contains(&c) && letter(end + 1).is_some_and(|c| c.is_ascii_digit()) {
                sizes.push(0);
            } else {
                break;
            }
            end += 1;
        }
        let goes_on = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let complete = match letter(end) {
            Some('.' | '-') => !letter(end + 1).is_some_and(goes_on),
            Some(c) => !goes_on(c),
            None => true,
        };
        Self { sizes, digits, end, complete }
    }

    /// What it is. Groups divided by blanks may be unrelated numbers, so they need a sign more.
    fn kind(&self, certain: bool) -> Option<Kind> {
        let digits = self.digits.as_bytes();
        if !self.complete {
            return None;
        }
        let mobile = digits.len() == 11 && digits[0] == b'0' && digits[1] != b'0' && digits[2] == b'0';
        // 090-0000-0000 is nobody's.
        let nobody = self.digits.get(3..).is_some_and(|rest| rest.bytes().all(|digit| digit == b'0'));
        if mobile && !nobody && matches!(self.sizes[..], [11] | [3, 4, 4] | [3, 8] | [7, 4]) {
            return Some(Kind::Phone);
        }
        let twelve =
            digits.len() == 12 && matches!(self.sizes[..], [12] | [4, 4, 4]) && !self.digits.ends_with("000000") && !self.is_time();
        // 「2025 2026 2027」 and 「1000 2000 3000」 are the heads of tables.
        let head = |group: &[u8]| matches!(group, [b'1', b'9', ..] | [b'2', b'0', ..] | [.., b'0', b'0']);
        let heads = self.sizes.len() == 3 && digits.chunks(4).all(head);
        (twelve && !heads && (certain || self.has_check_digit())).then_some(Kind::MyNumber)
    }

    /// Whether it is a moment such as 202611221730.
    fn is_time(&self) -> bool {
        let part = |range: Range<usize>| self.digits[range].parse::<u32>().unwrap_or_default();
        let year = part(0..4);
        self.sizes.len() == 1
            && (1900..2100).contains(&year)
            && (1..=12).contains(&part(4..6))
            && (1..=31).contains(&part(6..8))
            && part(8..10) < 24
            && part(10..12) < 60
    }

    /// Whether the last digit is the check digit of a My Number (番号法施行令 第8条).
    fn has_check_digit(&self) -> bool {
        let digits: Vec<u32> = self.digits.chars().filter_map(|c| c.to_digit(10)).collect();
        let sum: u32 = digits[..11].iter().rev().zip([2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6]).map(|(digit, weight)| digit * weight).sum();
        let check = if sum % 11 <= 1 { 0 } else { 11 - sum % 11 };
        digits[11] == check
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run_scan;

    fn kinds(text: &str) -> Vec<Kind> {
        found(text).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn personal_data_is_found_in_every_notation() {
        for text in ["taro@pref.shirube.lg.jp", "連絡先：taro.yamada+x@pref.shirube.jp。", "ｔａｒｏ＠shirube.jp", "mailto:a@b.co"]
        {
            assert_eq!(kinds(text), [Kind::Mail], "{text}");
        }
        for text in [
            "090-1234-5678",
            "０９０ー１２３４ー５６７８",
            "tel: 08012345678",
            "a,09012345678,b",
            "070 1234 5678",
            "090(1234)5678",
            "+81-90-1234-5678",
            "050−1234−5678。",
        ] {
            assert_eq!(kinds(text), [Kind::Phone], "{text}");
        }
        for text in ["123456789012", "1234-5678-9012", "1234 5678 9018", "番号：１２３４５６７８９０１２です", "\"123456789012\""]
        {
            assert_eq!(kinds(text), [Kind::MyNumber], "{text}");
        }
    }

    #[test]
    fn dates_addresses_and_codes_are_no_personal_data() {
        for text in [
            "2026-11-22T17:00",
            "2026-11-22 17:00",
            "202611221730",
            "22-000",
            "内線 25-001",
            "011-204-5000",
            "https://a.jp/123456789012?m=x@y.jp",
            "7000000000001",
            "1.23456789012",
            "123456789012.5",
            "2025 2026 2027",
            "1000 2000 3000",
            "sha:a123456789012",
            "0.30000000001",
            "100000000000",
            "pkg@1.2.3",
            "@example.jp だけ",
            "info@example.com",
            "taro@pref.example.jp",
            "taro@example.lg.jp",
            "a@host.example",
            "git@github.com:owner/name.git",
            "card@2x.png",
            "090-0000-0000",
            "550e8400-e29b-41d4-a716-446655440000",
            "00012345678",
            "1,234,567,890,12",
            "1438\n2744\n9018",
            "R8.11.22",
            "session-202612101330-1",
        ] {
            assert!(kinds(text).is_empty(), "{text}: {:?}", kinds(text));
        }
    }

    #[test]
    fn sample_data_in_code_are_nobodys() {
        let page = "```js\nlet a = 'alice@mail.com';\nlet b = 'taro@shirube.lg.jp';\n```\nbob@mail.com\n";
        assert_eq!(run_scan(scan, &[("content/a.md", page)]), ["personal-data: taro@shirube.lg.jp", "personal-data: bob@mail.com"]);
    }

    #[test]
    fn all_text_files_but_the_theme_are_read_and_the_place_is_exact() {
        let files = [
            ("data/leaders.csv", "department,contact\nx,090-1234-5678\n"),
            ("content/a.md", "---\ntitle: 題\n---\n問合せは taro@shirube.jp まで\n"),
            ("themes/default/x.md", "taro@shirube.jp"),
            ("content/figure.svg", "1234 5678 9018"),
        ];
        assert_eq!(run_scan(scan, &files), ["personal-data: taro@shirube.jp", "personal-data: 090-1234-5678"]);
    }
}
