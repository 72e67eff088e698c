//! Colours for code: short classes around keywords, strings, comments and the like. Never changes a byte of the code.
//!
//! Two tiers behind one function: own lexers for the languages of an office (`lexer`), linear and fast, and the Sublime grammars of
//! syntect for the rest (`grammar`). Does not decide how a class looks.

mod class;
mod grammar;
mod lexer;
mod render;

pub use class::Class;

use std::ops::Range;

/// A part of the code and what it is. Parts are in order and cover all of the code.
pub type Span = (Class, Range<usize>);

/// Coloured code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlighted {
    /// Escaped text with `<span class="…">` around what has a class (see [`Class::name`]).
    pub html: String,
    /// Whether the language is known; when not, the code is only escaped.
    pub known: bool,
}

/// Colours `code` of a language named as in a Markdown fence (`python`, `sh`, `vba`), in any case.
pub fn highlight(language: &str, code: &str) -> Highlighted {
    let mut html = String::with_capacity(code.len() * 3);
    let known = write(language, code, &mut html);
    Highlighted { html, known }
}

/// Appends coloured code; `false` when the language is not known and the code is only escaped.
pub fn write(language: &str, code: &str, out: &mut String) -> bool {
    let language = language.to_ascii_lowercase();
    if matches!(&*language, "text" | "txt" | "plain" | "plaintext" | "console" | "output") {
        super::markdown::escape(code, out);
        return true;
    }
    match lexer::spans(&language, code).or_else(|| grammar::spans(&language, code)) {
        Some(spans) => {
            render::write(code, &spans, out);
            true
        }
        None => {
            super::markdown::escape(code, out);
            false
        }
    }
}

/// Names to propose when a language is not known.
pub fn names() -> impl Iterator<Item = &'static str> {
    ["text", "rust", "java", "go", "c", "cpp", "ruby", "php", "r", "markdown", "dockerfile", "makefile"].into_iter().chain(lexer::names())
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod tests;
