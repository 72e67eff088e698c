//! Findings for people: one line that editors understand, the source line with a caret, what belongs to it, what to do.

use super::{position, severity_word};
use crate::diagnostic::{Count, Diagnostic, Diagnostics, Group, Lang, Severity, counts, groups};
use crate::source::{Place, Sources};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
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

/// How many findings of one severity, and how many places of one finding, are written out.
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

/// Places of one group that are written out; `Limit::All` writes all of them.
const SHOWN_PLACES: usize = 12;

/// Writes the findings by cause, and how many there are.
pub fn human(sources: &Sources, diagnostics: &Diagnostics, options: HumanOptions, out: &mut impl io::Write) -> io::Result<()> {
    let groups = groups(diagnostics.iter());
    let mut written: HashMap<Severity, usize> = HashMap::new();
    for group in &groups {
        let count = written.entry(group.severity()).or_default();
        *count += 1;
        if matches!(options.limit, Limit::First(most) if *count > most) {
            continue;
        }
        one(sources, group, options, out)?;
    }
    summary(&counts(&groups), options, out)
}

fn summary(counts: &[Count; 3], options: HumanOptions, out: &mut impl io::Write) -> io::Result<()> {
    if let Limit::First(most) = options.limit {
        for count in counts.iter().filter(|count| count.groups > most) {
            let (more, word) = (count.groups - most, severity_word(count.severity, options.lang));
            match options.lang {
                Lang::Ja => writeln!(out, "ほかに{word}が{more}件あります（表示は{most}件まで。-v ですべて示します）")?,
                Lang::En => writeln!(out, "{more} more of severity {word} not shown (limit {most}; -v shows all)")?,
            }
        }
    }
    let [errors, warnings, notices] = counts.map(|count| counted(count, options.lang));
    match options.lang {
        Lang::Ja => writeln!(out, "エラー {errors}、警告 {warnings}、お知らせ {notices}"),
        Lang::En => writeln!(out, "errors: {errors}, warnings: {warnings}, notices: {notices}"),
    }
}

/// `3件`, or `3件（20か所）` when some of them have several places.
fn counted(count: Count, lang: Lang) -> String {
    let Count { groups, places, .. } = count;
    match (lang, groups == places) {
        (Lang::Ja, true) => format!("{groups}件"),
        (Lang::Ja, false) => format!("{groups}件（{places}か所）"),
        (Lang::En, true) => groups.to_string(),
        (Lang::En, false) => format!("{groups} ({places} places)"),
    }
}

fn one(sources: &Sources, group: &Group<'_>, options: HumanOptions, out: &mut impl io::Write) -> io::Result<()> {
    let (lang, finding) = (options.lang, group.first());
    if let Some(place) = &finding.place {
        write!(out, "{}: ", address(sources, place))?;
    }
    let (word, code) = (severity_word(group.severity(), lang), group.code().name);
    let (start, end) = paint(group.severity(), options.colour);
    writeln!(out, "{start}{word}[{code}]{end}: {}{}", group.message().get(lang), super::places(group, lang))?;
    let drawing = Drawing { sources, severity: group.severity(), colour: options.colour };
    if let Some(place) = &finding.place {
        drawing.draw(place, AnnotationKind::Primary, out)?;
    }
    let words = match lang {
        Lang::Ja => ("関連", "対処"),
        Lang::En => ("see", "help"),
    };
    if group.places() > 1 {
        others(sources, group, options, out)?;
    }
    for related in &finding.related {
        writeln!(out, "  = {}: {}: {}", words.0, address(sources, &related.place), related.message.get(lang))?;
        drawing.draw(&related.place, AnnotationKind::Context, out)?;
    }
    if let Some(hint) = group.hint() {
        writeln!(out, "  = {}: {}", words.1, hint.get(lang))?;
    }
    writeln!(out)
}

/// The places of a group, file by file, each with the name of its record: `data/exams.yaml: 467 ITパスポート試験、479 …`.
fn others(sources: &Sources, group: &Group<'_>, options: HumanOptions, out: &mut impl io::Write) -> io::Result<()> {
    let shown = match options.limit {
        Limit::All => group.places(),
        Limit::First(_) => SHOWN_PLACES,
    };
    let (word, comma) = match options.lang {
        Lang::Ja => ("場所", "、"),
        Lang::En => ("places", ", "),
    };
    let path = |finding: &Diagnostic| finding.place.as_ref().map(|place| place.path.clone());
    let findings: Vec<&Diagnostic> = group.findings().iter().copied().take(shown).collect();
    for of_file in findings.chunk_by(|a, b| path(a) == path(b)) {
        let Some(file) = path(of_file[0]) else { continue };
        let mut entries: Vec<String> = Vec::new();
        for entry in of_file.iter().filter_map(|finding| {
            let line = position(sources, finding.place.as_ref()?)?.line;
            let name = finding.name.as_deref().or(finding.record.as_deref()).map(|name| format!(" {name}"));
            Some(format!("{line}{}", name.unwrap_or_default()))
        }) {
            // Two places of one record in one line are told once.
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
        let colon = if entries.is_empty() { "" } else { ": " };
        writeln!(out, "  = {word}: {file}{colon}{}", entries.join(comma))?;
    }
    match (group.places().saturating_sub(shown), options.lang) {
        (0, _) => Ok(()),
        (more, Lang::Ja) => writeln!(out, "  = ほか {more}か所（-v ですべて示します）"),
        (more, Lang::En) => writeln!(out, "  = {more} more (-v shows all)"),
    }
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
        writeln!(out, "{}", renderer.render(&[annotate_snippets::Group::with_level(level).element(snippet)]).trim_end())
    }
}
