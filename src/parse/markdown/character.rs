//! Kinds of characters that Japanese typesetting in Markdown depends on. Knows no Markdown.

/// The first place at or behind `from` where `special` holds for a byte and the one behind it (0 at the end). Looks at 32 places at a
/// time, in a form that compilers turn into vector instructions: ordinary text is passed over at memory speed.
pub(super) fn position(bytes: &[u8], from: usize, special: impl Fn(u8, u8) -> bool) -> Option<usize> {
    const STEP: usize = 32;
    let mut at = from;
    while let Some(window) = bytes.get(at..at + STEP + 1) {
        let mut any = false;
        for place in 0..STEP {
            any |= special(window[place], window[place + 1]);
        }
        if any && let Some(place) = (0..STEP).find(|place| special(window[*place], window[*place + 1])) {
            return Some(at + place);
        }
        at += STEP;
    }
    (at..bytes.len()).find(|place| special(bytes[*place], bytes.get(*place + 1).copied().unwrap_or_default()))
}

/// Whether `c` belongs to Chinese, Japanese or Korean writing, punctuation and width variants included.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FFEE}'
        | '\u{1B000}'..='\u{1B16F}'
        | '\u{1F200}'..='\u{1F2FF}'
        | '\u{20000}'..='\u{3FFFD}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Whether the zero-width joiner at `at` belongs there: between two pictures that are one (👩‍💻), or between letters of the scripts of
/// western and southern Asia, which are written with it.
pub(crate) fn is_joiner(text: &str, at: usize) -> bool {
    let joined = |c: &char| matches!(c, '\u{600}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}');
    if text[at..].starts_with(['\u{200C}', '\u{200D}']) && text[..at].chars().next_back().as_ref().is_some_and(joined) {
        return true;
    }
    let picture = |c: &char| matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{2BFF}' | '\u{FE0F}');
    let after = text[at..].strip_prefix('\u{200D}');
    text[..at].chars().next_back().as_ref().is_some_and(picture)
        && after.and_then(|after| after.chars().next()).as_ref().is_some_and(picture)
}

/// Whether a line may be broken beside `c` without a space appearing: Japanese writing, but not Hangul, which uses spaces.
pub(super) fn joins_lines(c: char) -> bool {
    is_cjk(c) && !matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}

/// Whether `c` is Unicode punctuation or a symbol, as CommonMark 0.31.2 §2.1 counts it. Only the blocks that occur beside Japanese
/// text are known; characters of other blocks count as letters.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let after = PUNCTUATION.partition_point(|(first, _)| *first <= c);
    after > 0 && c <= PUNCTUATION[after - 1].1
}

/// First and last character of each run of punctuation and symbols; Latin-1, U+2000–33FF, the forms of U+FE10–FFEF, pictographs.
#[rustfmt::skip]
static PUNCTUATION: &[(char, char)] = &[
    ('\u{A1}', '\u{A9}'), ('\u{AB}', '\u{AC}'), ('\u{AE}', '\u{B1}'), ('\u{B4}', '\u{B4}'), ('\u{B6}', '\u{B8}'),
    ('\u{BB}', '\u{BB}'), ('\u{BF}', '\u{BF}'), ('\u{D7}', '\u{D7}'), ('\u{F7}', '\u{F7}'), ('\u{2010}', '\u{2027}'),
    ('\u{2030}', '\u{205E}'), ('\u{207A}', '\u{207E}'), ('\u{208A}', '\u{208E}'), ('\u{20A0}', '\u{20C0}'), ('\u{2100}', '\u{2101}'),
    ('\u{2103}', '\u{2106}'), ('\u{2108}', '\u{2109}'), ('\u{2114}', '\u{2114}'), ('\u{2116}', '\u{2118}'), ('\u{211E}', '\u{2123}'),
    ('\u{2125}', '\u{2125}'), ('\u{2127}', '\u{2127}'), ('\u{2129}', '\u{2129}'), ('\u{212E}', '\u{212E}'), ('\u{213A}', '\u{213B}'),
    ('\u{2140}', '\u{2144}'), ('\u{214A}', '\u{214D}'), ('\u{214F}', '\u{214F}'), ('\u{218A}', '\u{218B}'), ('\u{2190}', '\u{2426}'),
    ('\u{2440}', '\u{244A}'), ('\u{249C}', '\u{24E9}'), ('\u{2500}', '\u{2775}'), ('\u{2794}', '\u{2B73}'), ('\u{2B76}', '\u{2B95}'),
    ('\u{2B97}', '\u{2BFF}'), ('\u{2E00}', '\u{2E2E}'), ('\u{2E30}', '\u{2E5D}'), ('\u{2E80}', '\u{2E99}'), ('\u{2E9B}', '\u{2EF3}'),
    ('\u{2F00}', '\u{2FD5}'), ('\u{2FF0}', '\u{2FFF}'), ('\u{3001}', '\u{3004}'), ('\u{3008}', '\u{3020}'), ('\u{3030}', '\u{3030}'),
    ('\u{3036}', '\u{3037}'), ('\u{303D}', '\u{303F}'), ('\u{309B}', '\u{309C}'), ('\u{30A0}', '\u{30A0}'), ('\u{30FB}', '\u{30FB}'),
    ('\u{3190}', '\u{3191}'), ('\u{3196}', '\u{319F}'), ('\u{31C0}', '\u{31E3}'), ('\u{31EF}', '\u{31EF}'), ('\u{3200}', '\u{321E}'),
    ('\u{322A}', '\u{3247}'), ('\u{3250}', '\u{3250}'), ('\u{3260}', '\u{327F}'), ('\u{328A}', '\u{32B0}'), ('\u{32C0}', '\u{33FF}'),
    ('\u{4DC0}', '\u{4DFF}'), ('\u{FE10}', '\u{FE19}'), ('\u{FE30}', '\u{FE52}'), ('\u{FE54}', '\u{FE66}'), ('\u{FE68}', '\u{FE6B}'),
    ('\u{FF01}', '\u{FF0F}'), ('\u{FF1A}', '\u{FF20}'), ('\u{FF3B}', '\u{FF40}'), ('\u{FF5B}', '\u{FF65}'), ('\u{FFE0}', '\u{FFE6}'),
    ('\u{FFE8}', '\u{FFEE}'), ('\u{1F000}', '\u{1F02B}'), ('\u{1F030}', '\u{1F093}'), ('\u{1F0A0}', '\u{1F0AE}'),
    ('\u{1F0B1}', '\u{1F0BF}'), ('\u{1F0C1}', '\u{1F0CF}'), ('\u{1F0D1}', '\u{1F0F5}'), ('\u{1F10D}', '\u{1F1AD}'),
    ('\u{1F1E6}', '\u{1F202}'), ('\u{1F210}', '\u{1F23B}'), ('\u{1F240}', '\u{1F248}'), ('\u{1F250}', '\u{1F251}'),
    ('\u{1F260}', '\u{1F265}'), ('\u{1F300}', '\u{1F6D7}'), ('\u{1F6DC}', '\u{1F6EC}'), ('\u{1F6F0}', '\u{1F6FC}'),
    ('\u{1F700}', '\u{1F776}'), ('\u{1F77B}', '\u{1F7D9}'), ('\u{1F7E0}', '\u{1F7EB}'), ('\u{1F7F0}', '\u{1F7F0}'),
    ('\u{1F800}', '\u{1F80B}'), ('\u{1F810}', '\u{1F847}'), ('\u{1F850}', '\u{1F859}'), ('\u{1F860}', '\u{1F887}'),
    ('\u{1F890}', '\u{1F8AD}'), ('\u{1F8B0}', '\u{1F8B1}'), ('\u{1F900}', '\u{1FA53}'), ('\u{1FA60}', '\u{1FA6D}'),
    ('\u{1FA70}', '\u{1FA7C}'), ('\u{1FA80}', '\u{1FA88}'), ('\u{1FA90}', '\u{1FABD}'), ('\u{1FABF}', '\u{1FAC5}'),
    ('\u{1FACE}', '\u{1FADB}'), ('\u{1FAE0}', '\u{1FAE8}'), ('\u{1FAF0}', '\u{1FAF8}'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Parser, Tag};

    #[test]
    fn joiners_belong_into_pictures_alone() {
        for (text, joins) in [
            ("👩\u{200D}💻", true),
            ("🏳\u{FE0F}\u{200D}🌈", true),
            ("作\u{200D}る", false),
            ("👩\u{200D}", false),
            ("👩\u{200D}る", false),
            ("র\u{200D}্যাম", true),
            ("می\u{200C}خواهم", true),
        ] {
            assert_eq!(is_joiner(text, text.find(['\u{200C}', '\u{200D}']).expect("there is one")), joins, "{text}");
        }
    }

    #[test]
    fn punctuation_is_what_the_markdown_parser_takes_for_punctuation() {
        let areas = [(0x21, 0x7E), (0xA1, 0xBF), (0x2000, 0x2BFF), (0x2E00, 0x33FF), (0x4E00, 0x4E10), (0xFE10, 0xFE6F), (0xFF01, 0xFFEF)];
        for c in areas.into_iter().flat_map(|(first, last)| first..=last).filter_map(char::from_u32) {
            if c.is_whitespace() || matches!(c, '*' | '_' | '`' | '<' | '[' | '\\' | '&' | '~' | '!' | ']') {
                continue;
            }
            let text = format!("a**{c}b**");
            let opens = Parser::new(&text).any(|event| matches!(event, Event::Start(Tag::Strong)));
            assert_eq!(is_punctuation(c), !opens, "{c} U+{:04X}", c as u32);
        }
    }
}
