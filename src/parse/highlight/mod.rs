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

/// Whether code of a language named as in a Markdown fence (`python`, `sh`, `vba`), in any case, can be coloured, or needs no colours.
pub fn knows(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    is_plain(&language) || spans(&language, "").is_some()
}

/// Appends `code`: escaped, with `<span class="…">` around what has a class (see [`Class::name`]). Of a language that is not known, only
/// escaped.
pub fn write(language: &str, code: &str, out: &mut String) {
    let language = language.to_ascii_lowercase();
    match if is_plain(&language) { None } else { spans(&language, code) } {
        Some(spans) => render::write(code, &spans, out),
        None => super::markdown::escape(code, out),
    }
}

fn is_plain(language: &str) -> bool {
    matches!(language, "text" | "txt" | "plain" | "plaintext" | "console" | "output")
}

fn spans(language: &str, code: &str) -> Option<Vec<Span>> {
    lexer::spans(language, code).or_else(|| grammar::spans(language, code))
}

/// Names to propose when a language is not known.
pub fn names() -> impl Iterator<Item = &'static str> {
    ["text", "rust", "java", "go", "c", "cpp", "ruby", "php", "r", "markdown", "dockerfile", "makefile"].into_iter().chain(lexer::names())
}

#[cfg(test)]
fn highlight(language: &str, code: &str) -> String {
    let mut html = String::new();
    write(language, code, &mut html);
    html
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod tests;
