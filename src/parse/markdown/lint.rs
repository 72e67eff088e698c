//! Characters that should not be in a Markdown text: invisible, forbidden, platform-dependent ones. Marks typed full-width are in
//! [`super::habits`].

use super::character::{is_joiner, position};
use super::codes::{CONTROL_CHARACTER, INVISIBLE_CHARACTER, PLATFORM_DEPENDENT_CHARACTER};
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
        if is_joiner(text, at) {
            at += '\u{200D}'.len_utf8();
            continue;
        }
        let run = text[at..]
            .chars()
            .take_while(|c| self::kind(*c).is_some_and(|other| other.name == kind.name))
            .map(char::len_utf8)
            .sum::<usize>();
        let range = at..at + run;
        at = range.end;
        if kind.name != PLATFORM_DEPENDENT_CHARACTER.name || !holds(code, range.start) {
            let place = locator.place_original(range.clone());
            let finding = finding(kind, &text[range.clone()]).at(place.clone());
            findings.push(match plain(kind, &text[range]) {
                Some(plain) if locator.is_exact() => finding.correction(place, plain),
                _ => finding,
            });
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
        // Circled and Roman numbers (①, Ⅱ) come out as they are written everywhere.
        '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{2473}' | '\u{24EA}' | '\u{2776}'..='\u{277F}' => None,
        // Number forms and enclosed characters of the vendor rows of CP932, squared words, half-width kana, private use.
        '\u{2116}' | '\u{2121}' | '\u{2474}'..='\u{24E9}' => Some(&PLATFORM_DEPENDENT_CHARACTER),
        '\u{3220}'..='\u{3243}' | '\u{3280}'..='\u{32FF}' | '\u{3300}'..='\u{33FF}' => Some(&PLATFORM_DEPENDENT_CHARACTER),
        '\u{FFFD}' | '\u{FF61}'..='\u{FF9F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Some(&PLATFORM_DEPENDENT_CHARACTER),
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
    if run.contains('\u{FFFD}') {
        return Diagnostic::new(code, text!("文字が化けています（「\u{FFFD}」）", "a character was lost (\"\u{FFFD}\")"))
            .hint(text!("元の文書を見て、正しい文字を打ち直してください", "look at the original and type the right character"));
    }
    if run.chars().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)) {
        return Diagnostic::new(code, text!("外字（{names}）が入っています", "a private-use character ({names}) stands here")).hint(text!(
            "ほかの環境では表示されません。普通の文字に置き換えてください",
            "it shows nowhere else; replace it by an ordinary character"
        ));
    }
    let plain = plain(code, run).unwrap_or_default();
    Diagnostic::new(code, text!("機種依存文字「{run}」が入っています", "the platform-dependent characters \"{run}\" stand here"))
        .hint(text!("「{plain}」に置き換えてください", "write \"{plain}\""))
}

/// What to write instead of a run of characters; `None` where only a person knows.
fn plain(code: &Code, run: &str) -> Option<String> {
    let private = |c| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    match code.name {
        name if name != PLATFORM_DEPENDENT_CHARACTER.name => Some(String::new()),
        _ if run.chars().any(private) => None,
        _ => Some(run.nfkc().collect()),
    }
}

/// Whether `at` lies in one of the ascending `ranges`.
pub(super) fn holds(ranges: &[Range<usize>], at: usize) -> bool {
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
}
