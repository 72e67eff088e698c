//! The second tier: Sublime grammars through syntect, with our own classes. Does not write HTML.

use super::{Class, Span};
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

/// Longer code, and longer lines, are left plain: grammars may backtrack on them for seconds.
const CODE_LIMIT: usize = 256 * 1024;
const LINE_LIMIT: usize = 4 * 1024;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Scopes from the most telling to the least; a scope counts for all scopes below it. The innermost scope that is listed decides.
static CLASSES: LazyLock<Vec<(Scope, Class)>> = LazyLock::new(|| {
    [
        ("comment", Class::Comment),
        ("constant.character.escape", Class::Escape),
        ("constant.numeric", Class::Number),
        ("constant.language", Class::Constant),
        ("constant.other", Class::Constant),
        ("entity.name.tag", Class::Tag),
        ("entity.name.section", Class::Tag),
        ("entity.other.attribute-name", Class::Attribute),
        ("entity.name.function", Class::Function),
        ("entity.name", Class::Type),
        ("entity.other.inherited-class", Class::Type),
        ("keyword.other.unit", Class::Number),
        ("keyword", Class::Keyword),
        ("markup.inserted", Class::Inserted),
        ("markup.deleted", Class::Deleted),
        ("markup.heading", Class::Tag),
        ("meta.diff", Class::Meta),
        ("meta.annotation", Class::Meta),
        ("meta.preprocessor", Class::Meta),
        ("meta.mapping.key", Class::Attribute),
        ("meta.group.expansion", Class::Variable),
        ("meta.interpolation", Class::Plain),
        ("storage.type.string", Class::Str),
        ("storage.type.sql", Class::Type),
        ("storage", Class::Keyword),
        ("string.unquoted", Class::Plain),
        ("string", Class::Str),
        ("support.function", Class::Function),
        ("support.type.property-name", Class::Attribute),
        ("support", Class::Type),
        ("variable.function", Class::Function),
        ("variable.language", Class::Constant),
        ("variable.parameter", Class::Variable),
        ("punctuation.definition.variable", Class::Variable),
    ]
    .into_iter()
    .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class)))
    .collect()
});

/// The spans of `code`; `None` when no grammar has that name.
pub(super) fn spans(language: &str, code: &str) -> Option<Vec<Span>> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let plain = || Some(vec![(Class::Plain, 0..code.len())]);
    if code.len() > CODE_LIMIT || code.split('\n').any(|line| line.len() > LINE_LIMIT) {
        return plain();
    }
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut spans = Vec::new();
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        // A grammar that fails leaves the code plain.
        let Ok(operations) = state.parse_line(line, &SYNTAXES) else { return plain() };
        let mut from = 0;
        for (at, operation) in operations {
            let at = at.min(line.len());
            if at > from && line.is_char_boundary(at) {
                spans.push((class(&stack, &line[from..at]), start + from..start + at));
                from = at;
            }
            if stack.apply(&operation).is_err() {
                return plain();
            }
        }
        if from < line.len() {
            spans.push((class(&stack, &line[from..]), start + from..start + line.len()));
        }
        start += line.len();
    }
    Some(spans)
}

fn class(stack: &ScopeStack, text: &str) -> Class {
    let known = |scope: &Scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    match stack.as_slice().iter().rev().find_map(known) {
        // Grammars call operators keywords, whether signs or words.
        Some(Class::Keyword) if !text.trim_start().starts_with(|c: char| c.is_alphabetic() || matches!(c, '#' | '@')) => Class::Plain,
        found => found.unwrap_or(Class::Plain),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{highlight, knows, render::unrender};
    use super::*;

    #[test]
    fn scopes_become_short_classes() {
        let html = highlight("rust", "fn f() { \"<a>\" } // x\n");
        assert_eq!(
            html,
            "<span class=\"k\">fn</span> <span class=\"f\">f</span>() { <span class=\"s\">\"&lt;a&gt;\"</span> } <span class=\"c\">// x</span>\n"
        );
    }

    #[test]
    fn code_is_kept_and_unknown_languages_are_told() {
        assert!(!knows("klingon") && knows("ruby") && knows("Python") && knows("text"));
        assert_eq!(unrender(&highlight("ruby", "x = '&<>' # あ\n\n")), "x = '&<>' # あ\n\n");
    }

    #[test]
    fn endless_lines_stay_plain() {
        let code = "$(eval $(shell ".repeat(70_000);
        assert_eq!(spans("makefile", &code), Some(vec![(Class::Plain, 0..code.len())]));
    }
}
