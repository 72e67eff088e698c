//! What can be said about a Markdown text without parsing it: characters that should not be there, and Markdown marks typed full-width.

use super::character::position;
use super::codes::{CONTROL_CHARACTER, FULLWIDTH_MARKUP, INVISIBLE_CHARACTER, PLATFORM_DEPENDENT_CHARACTER};
use super::place::Locator;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Reports characters of `text` that are invisible, forbidden or platform-dependent. Code (`code`, ascending ranges) may hold
/// platform-dependent ones.
pub(super) fn characters(text: &str, code: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = position(bytes, at, is_suspicious) {
        at = found;
        let Some(kind) = text[at..].chars().next().and_then(kind) else {
            at += 1;
            continue;
        };
        let run = text[at..]
            .chars()
            .take_while(|c| self::kind(*c).is_some_and(|other| other.name == kind.name))
            .map(char::len_utf8)
            .sum::<usize>();
        let range = at..at + run;
        at = range.end;
        if kind.name != PLATFORM_DEPENDENT_CHARACTER.name || !holds(code, range.start) {
            findings.push(finding(kind, &text[range.clone()]).at(locator.place_original(range)));
        }
    }
}

/// Whether a character that [`kind`] knows may begin with these two bytes: nearly all ordinary text is passed over here.
fn is_suspicious(byte: u8, next: u8) -> bool {
    let control = ((byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')) | (byte == 0x7F);
    let private = (byte == 0xEE) | (byte == 0xF3) | (byte == 0xF4);
    let latin = (byte == 0xC2) & ((next <= 0x9F) | (next == 0xAD));
    let mongolian = (byte == 0xE1) & (next == 0xA0);
    let signs = (byte == 0xE2) & (next != 0x94) & (next != 0x96);
    let enclosed = (byte == 0xE3) & (0x88..=0x8F).contains(&next);
    let forms = (byte == 0xEF) & (next != 0xBC);
    control | private | latin | mongolian | signs | enclosed | forms
}

fn kind(c: char) -> Option<&'static Code> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => Some(&CONTROL_CHARACTER),
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {
            Some(&INVISIBLE_CHARACTER)
        }
        // Number forms and enclosed characters of the vendor rows of CP932, squared words, half-width kana, private use.
        '\u{2116}' | '\u{2121}' | '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{24EA}' | '\u{2776}'..='\u{277F}' => {
            Some(&PLATFORM_DEPENDENT_CHARACTER)
        }
        '\u{3220}'..='\u{3243}' | '\u{3280}'..='\u{32FF}' | '\u{3300}'..='\u{33FF}' => Some(&PLATFORM_DEPENDENT_CHARACTER),
        '\u{FF61}'..='\u{FF9F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Some(&PLATFORM_DEPENDENT_CHARACTER),
        _ => None,
    }
}

fn finding(code: &'static Code, run: &str) -> Diagnostic {
    let names = run.chars().take(8).map(|c| format!("U+{:04X}", c as u32)).collect::<Vec<_>>().join(" ");
    if code.name != PLATFORM_DEPENDENT_CHARACTER.name {
        let message = if code.name == CONTROL_CHARACTER.name {
            text!("制御文字（{names}）が入っています", "a control character ({names}) stands here")
        } else {
            text!("目に見えない文字（{names}）が入っています", "an invisible character ({names}) stands here")
        };
        return Diagnostic::new(code, message).hint(text!("この文字を消してください", "remove it"));
    }
    if run.chars().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)) {
        return Diagnostic::new(code, text!("外字（{names}）が入っています", "a private-use character ({names}) stands here")).hint(text!(
            "ほかの環境では表示されません。普通の文字に置き換えてください",
            "it shows nowhere else; replace it by an ordinary character"
        ));
    }
    let plain: String = run.chars().map(replacement).collect::<String>().nfkc().collect();
    Diagnostic::new(code, text!("機種依存文字「{run}」が入っています", "the platform-dependent characters \"{run}\" stand here"))
        .hint(text!("「{plain}」に置き換えてください", "write \"{plain}\""))
}

/// Circled numbers would lose their meaning by mere decomposition.
fn replacement(c: char) -> String {
    match c {
        '\u{2460}'..='\u{2473}' | '\u{24EA}' | '\u{2776}'..='\u{277F}' => {
            let number = match c {
                '\u{24EA}' => 0,
                '\u{2776}'.. => c as u32 - 0x2775,
                _ => c as u32 - 0x245F,
            };
            format!("({number})")
        }
        _ => c.to_string(),
    }
}

/// Reports lines that look like Markdown typed with a Japanese keyboard. Lines in `code` are passed over.
pub(super) fn lines(text: &str, code: &[Range<usize>], locator: &Locator, findings: &mut Diagnostics) {
    let mut start = 0;
    let mut in_list = false;
    for line in text.split('\n') {
        let body = line.trim_start_matches([' ', '>', '\u{3000}']);
        let at = start + (line.len() - body.len());
        start += line.len() + 1;
        let Some(first) = body.bytes().next() else {
            in_list = false;
            continue;
        };
        // All full-width marks, the bullet and numbers begin with one of these bytes.
        if !matches!(first, b'#' | b'0'..=b'9' | 0xE3 | 0xEF) || holds(code, at) {
            continue;
        }
        let Some(corrected) = corrected(body) else { continue };
        // One finding for a run of bullet lines.
        let bullet = body.starts_with('・');
        if bullet && in_list {
            continue;
        }
        in_list = bullet;
        findings.push(
            Diagnostic::new(&FULLWIDTH_MARKUP, text!("「{body}」は Markdown として読まれません", "\"{body}\" is not read as Markdown"))
                .hint(text!("`{corrected}` と書いてください", "write `{corrected}`"))
                .at(locator.place_original(at..at + body.len())),
        );
    }
}

/// The line as it was probably meant; `None` for an ordinary line.
fn corrected(line: &str) -> Option<String> {
    let marks = line.chars().take_while(|c| matches!(c, '#' | '＃')).count();
    if (1..=6).contains(&marks) {
        let rest: String = line.chars().skip(marks).collect();
        let fullwidth = line.chars().take(marks).any(|c| c == '＃');
        let glued = rest.starts_with(|c: char| !c.is_ascii() && c != '\u{3000}');
        let wide_blank = rest.starts_with('\u{3000}');
        let name = rest.trim();
        // `#1` and `#tag` are ordinary words; only a Japanese text directly behind the marks is meant as a heading.
        // The title of a page is its only heading of level 1.
        return (!name.is_empty() && (fullwidth || glued || wide_blank)).then(|| format!("{} {name}", "#".repeat(marks.max(2))));
    }
    if let Some(rest) = line.strip_prefix('・') {
        return (!rest.trim().is_empty()).then(|| format!("- {}", rest.trim_start()));
    }
    if line.starts_with('｜') && line.matches('｜').count() > 1 {
        return Some(line.replace('｜', "|"));
    }
    let fence = line.chars().take_while(|c| *c == '｀').count();
    if fence >= 3 {
        let rest: String = line.chars().skip(fence).collect();
        return Some(format!("```{rest}"));
    }
    let digits: String = line.chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).collect();
    if !digits.is_empty() {
        let rest = line[digits.len()..]
            .strip_prefix('．')
            .or_else(|| digits.contains(|c: char| !c.is_ascii()).then(|| line[digits.len()..].strip_prefix('.'))?)?;
        let number: String = digits.nfkc().collect();
        // A decimal such as 「１．５倍」 is no list item.
        return (!rest.starts_with(|c: char| c.is_numeric()) && !rest.trim().is_empty())
            .then(|| format!("{number}. {}", rest.trim_start()));
    }
    None
}

/// Whether `at` lies in one of the ascending `ranges`.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after > 0 && at < ranges[after - 1].end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_interest_passes_the_first_sieve() {
        for c in ('\0'..=char::MAX).filter(|c| kind(*c).is_some()) {
            let text = c.to_string();
            assert!(is_suspicious(text.as_bytes()[0], text.as_bytes().get(1).copied().unwrap_or_default()), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn lines_are_corrected_and_ordinary_lines_are_not() {
        for (line, meant) in [
            ("＃見出し", "## 見出し"),
            ("＃＃　見出し", "## 見出し"),
            ("##見出し", "## 見出し"),
            ("１．申込", "1. 申込"),
            ("・項目", "- 項目"),
            ("｜列｜値｜", "|列|値|"),
            ("｀｀｀python", "```python"),
        ] {
            assert_eq!(corrected(line).as_deref(), Some(meant), "{line}");
        }
        for ordinary in ["#1 の件", "#tag", "# 見出し", "１．５倍になる", "研修の概要", "・", "｜だけ", "１２人"] {
            assert_eq!(corrected(ordinary), None, "{ordinary}");
        }
    }
}
