//! Own lexers against the grammars: how much of the structure of real code both see alike. The floors may only rise.

use super::{Class, Span, grammar, lexer};

/// Comment, string, number, keyword, other: what both tiers must agree on. Keys are strings, escapes belong to their string, docstrings
/// are comments to some grammars; the rest is taste.
fn structure(class: Class) -> u8 {
    match class {
        Class::Comment => 1,
        Class::Str | Class::Escape => 2,
        Class::Number => 3,
        Class::Keyword => 4,
        _ => 0,
    }
}

fn bytes(code: &str, spans: &[Span]) -> Vec<u8> {
    let mut classes = vec![0; code.len()];
    for (class, range) in spans {
        classes[range.clone()].fill(structure(*class));
    }
    classes
}

/// Share of the bytes that are no blanks on which both agree, in per mille.
fn agreement(language: &str, code: &str) -> usize {
    let ours = bytes(code, &lexer::spans(language, code).expect("a lexer"));
    let theirs = bytes(code, &grammar::spans(language, code).expect("a grammar"));
    let shown: Vec<usize> = code.bytes().enumerate().filter(|(_, byte)| !byte.is_ascii_whitespace()).map(|(at, _)| at).collect();
    let keys_are_strings = language == "json";
    let docstrings_are_comments = language == "python";
    let same = |at: usize| {
        ours[at] == theirs[at]
            || (keys_are_strings && theirs[at] == 2 && ours[at] == 0)
            || (docstrings_are_comments && theirs[at] == 1 && ours[at] == 2)
    };
    shown.iter().filter(|at| same(**at)).count() * 1000 / shown.len()
}

#[test]
fn lexers_agree_with_the_grammars() {
    let mut low = Vec::new();
    for (language, code, floor) in [
        ("json", include_str!("../../../tests/highlight/sample.json"), 999),
        ("python", include_str!("../../../tests/highlight/sample.py"), 995),
        ("bash", include_str!("../../../tests/highlight/sample.sh"), 980),
        ("sql", include_str!("../../../tests/highlight/sample.sql"), 975),
        ("javascript", include_str!("../../../tests/highlight/sample.js"), 970),
    ] {
        let found = agreement(language, code);
        if found < floor {
            low.push(format!("{language}: {found} ‰, floor {floor} ‰"));
        }
    }
    assert!(low.is_empty(), "{low:?}");
}
