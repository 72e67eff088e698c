//! Findings for people: one line that editors understand, the source line with a caret, what belongs to it, what to do.

use super::{position, severity_word};
use crate::diagnostic::{Diagnostic, Diagnostics, Lang, Severity};
use crate::source::{Place, Sources};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

/// Whether the text is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Never,
    /// With ANSI escape sequences.
    Always,
}

/// How many findings of one severity are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// All.
    All,
    /// The first so many; the others are counted.
    First(usize),
}

impl Default for Limit {
    fn default() -> Self {
        Self::First(50)
    }
}

/// How to print for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HumanOptions {
    /// Language of sentences.
    pub lang: Lang,
    /// Colours or none.
    pub colour: Colour,
    /// How many.
    pub limit: Limit,
}

/// Longest part of a source line that is shown, in characters.
const SHOWN_WIDTH: usize = 160;

/// Writes the findings in their order, and how many there are.
pub fn human(sources: &Sources, diagnostics: &Diagnostics, options: HumanOptions, out: &mut impl io::Write) -> io::Result<()> {
    let mut written: HashMap<Severity, usize> = HashMap::new();
    for diagnostic in diagnostics.iter() {
        let count = written.entry(diagnostic.severity()).or_default();
        *count += 1;
        if matches!(options.limit, Limit::First(most) if *count > most) {
            continue;
        }
        one(sources, diagnostic, options, out)?;
    }
    summary(diagnostics, options, out)
}

fn summary(diagnostics: &Diagnostics, options: HumanOptions, out: &mut impl io::Write) -> io::Result<()> {
    let severities = [Severity::Error, Severity::Warning, Severity::Notice];
    let counts = severities.map(|severity| diagnostics.count(severity));
    if let Limit::First(most) = options.limit {
        for (severity, count) in severities.into_iter().zip(counts).filter(|(_, count)| *count > most) {
            let (more, word) = (count - most, severity_word(severity, options.lang));
            match options.lang {
                Lang::Ja => writeln!(out, "ほかに{word}が{more}件あります（表示は{most}件まで）")?,
                Lang::En => writeln!(out, "{more} more of severity {word} not shown (limit {most})")?,
            }
        }
    }
    let [errors, warnings, notices] = counts;
    match options.lang {
        Lang::Ja => writeln!(out, "エラー {errors}件、警告 {warnings}件、お知らせ {notices}件"),
        Lang::En => writeln!(out, "errors: {errors}, warnings: {warnings}, notices: {notices}"),
    }
}

fn one(sources: &Sources, diagnostic: &Diagnostic, options: HumanOptions, out: &mut impl io::Write) -> io::Result<()> {
    let lang = options.lang;
    if let Some(place) = &diagnostic.place {
        write!(out, "{}: ", address(sources, place))?;
    }
    let (word, code) = (severity_word(diagnostic.severity(), lang), diagnostic.code.name);
    let (start, end) = paint(diagnostic.severity(), options.colour);
    writeln!(out, "{start}{word}[{code}]{end}: {}", diagnostic.message.get(lang))?;
    let drawing = Drawing { sources, severity: diagnostic.severity(), colour: options.colour };
    if let Some(place) = &diagnostic.place {
        drawing.draw(place, AnnotationKind::Primary, out)?;
    }
    let words = match lang {
        Lang::Ja => ("関連", "対処"),
        Lang::En => ("see", "help"),
    };
    for related in &diagnostic.related {
        writeln!(out, "  = {}: {}: {}", words.0, address(sources, &related.place), related.message.get(lang))?;
        drawing.draw(&related.place, AnnotationKind::Context, out)?;
    }
    if let Some(hint) = &diagnostic.hint {
        writeln!(out, "  = {}: {}", words.1, hint.get(lang))?;
    }
    writeln!(out)
}

fn paint(severity: Severity, colour: Colour) -> (&'static str, &'static str) {
    match (colour, severity) {
        (Colour::Never, _) => ("", ""),
        (Colour::Always, Severity::Error) => ("\x1b[1;31m", "\x1b[0m"),
        (Colour::Always, Severity::Warning) => ("\x1b[1;33m", "\x1b[0m"),
        (Colour::Always, Severity::Notice) => ("\x1b[1;36m", "\x1b[0m"),
    }
}

/// `path:line:column`, or only the path of a file that was not read.
fn address(sources: &Sources, place: &Place) -> String {
    match position(sources, place) {
        Some(at) => format!("{}:{}:{}", place.path, at.line, at.column),
        None => place.path.to_string(),
    }
}

/// One line of a source, or a part of it, with the bytes of it that are meant.
struct Excerpt<'a> {
    line: Cow<'a, str>,
    number: usize,
    start: usize,
    end: usize,
}

fn excerpt<'a>(sources: &'a Sources, place: &Place) -> Option<Excerpt<'a>> {
    let file = sources.get(place.path.as_str())?;
    let text = file.shown_text();
    let number = file.position(place.start).line;
    let mut at = place.start.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[from..].split('\n').next().filter(|line| !line.is_empty())?;
    let (start, mut end) = (at - from, place.end.max(at).min(from + line.len()) - from);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let (line, start, end) = narrow(line, start, end);
    Some(Excerpt { line: show_wide_spaces(line, start, end), number, start, end })
}

/// The part of a very long line around what is meant.
fn narrow(line: &str, start: usize, end: usize) -> (&str, usize, usize) {
    if line.len() <= SHOWN_WIDTH {
        return (line, start, end);
    }
    let before = line[..start].char_indices().rev().nth(SHOWN_WIDTH / 3).map_or(0, |(at, _)| at);
    let after = line[start..].char_indices().nth(SHOWN_WIDTH).map_or(line.len(), |(at, _)| start + at);
    (&line[before..after], start - before, end.min(after) - before)
}

/// A full-width space that is the mistake itself is shown as □; as many bytes, so that places stay right.
fn show_wide_spaces(line: &str, start: usize, end: usize) -> Cow<'_, str> {
    match line[start..end].contains('\u{3000}') {
        true => Cow::Owned(format!("{}{}{}", &line[..start], line[start..end].replace('\u{3000}', "□"), &line[end..])),
        false => Cow::Borrowed(line),
    }
}

/// How source lines are drawn.
struct Drawing<'a> {
    sources: &'a Sources,
    severity: Severity,
    colour: Colour,
}

impl Drawing<'_> {
    /// Draws the line of `place`; nothing when its text is not known.
    fn draw(&self, place: &Place, kind: AnnotationKind, out: &mut impl io::Write) -> io::Result<()> {
        let Some(excerpt) = excerpt(self.sources, place) else { return Ok(()) };
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Notice => Level::INFO,
        };
        let renderer = match self.colour {
            Colour::Always => Renderer::styled(),
            Colour::Never => Renderer::plain(),
        };
        let snippet = Snippet::source(excerpt.line.as_ref()).line_start(excerpt.number).annotation(kind.span(excerpt.start..excerpt.end));
        writeln!(out, "{}", renderer.render(&[Group::with_level(level).element(snippet)]).trim_end())
    }
}
