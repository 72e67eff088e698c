//! One lexer for languages of words, strings and comments, driven by a [`Language`]. Knows no language itself.
//!
//! Strings and the code inside them (`f"{x}"`, `` `${x}` ``, `"$(x)"`) are kept on a stack of at most [`DEPTH`] levels, and nothing is
//! looked for beyond its line unless it is then consumed: time is linear in the code.

use super::super::Class;
use super::{Scan, habit, is_word};
use std::collections::HashMap;

/// How deep code in strings in code may nest; deeper holes are read as string.
pub(super) const DEPTH: usize = 8;

/// What a language looks like.
pub(super) struct Language {
    /// Names in a fence; the first is its own.
    pub(super) names: &'static [&'static str],
    /// Words and their classes, each list separated by blanks.
    pub(super) words: &'static [(Class, &'static str)],
    /// Whether words may be written in any case; lists are then in lower case.
    pub(super) any_case: bool,
    /// What begins a comment to the end of the line.
    pub(super) line_comments: &'static [&'static str],
    /// What begins and ends other comments.
    pub(super) block_comments: &'static [(&'static str, &'static str)],
    /// Kinds of strings; longer openings first.
    pub(super) strings: &'static [Quote],
    /// Bytes that may stand inside a word.
    pub(super) word_bytes: &'static [u8],
    /// Bytes that begin a variable.
    pub(super) sigils: &'static [u8],
    /// The class of the name behind a word.
    pub(super) names_after: &'static [(&'static str, Class)],
    /// Whether a word before `(` is a function.
    pub(super) calls: bool,
    /// What no table can say.
    pub(super) habit: Habit,
}

/// A kind of string.
pub(super) struct Quote {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// Byte before an escaped character; 0 for none.
    pub(super) escape: u8,
    /// Whether a doubled close is an escaped one.
    pub(super) doubled: bool,
    /// Whether it may go over lines.
    pub(super) lines: bool,
    /// What begins code in it: the opening, and the bytes that nest and close.
    pub(super) hole: Option<(&'static str, u8, u8)>,
    pub(super) class: Class,
}

/// Peculiarities.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    None,
    /// A string before `:` is a key.
    Json,
    /// Prefixes of strings, decorators.
    Python,
    /// Regular expressions.
    Script,
    /// `[section]` and `key =`.
    Toml,
    /// Commands, options, here-documents, `#` only at the start of a word.
    Shell,
    /// `-Name` and `-eq`.
    PowerShell,
    /// `Rem`, `#If`.
    Basic,
}

/// A language made ready: its words in a map.
pub(super) struct Ready {
    pub(super) language: &'static Language,
    words: HashMap<&'static str, Class>,
}

impl Ready {
    pub(super) fn new(language: &'static Language) -> Self {
        let words = language.words.iter().flat_map(|(class, list)| list.split_ascii_whitespace().map(|word| (word, *class))).collect();
        Self { language, words }
    }

    pub(super) fn class(&self, word: &str) -> Option<Class> {
        if self.language.any_case { self.words.get(&*word.to_ascii_lowercase()).copied() } else { self.words.get(word).copied() }
    }
}

/// Where the lexer is.
enum Level {
    Code {
        /// Bytes that nest and close; zeros at the bottom.
        nests: u8,
        closes: u8,
        depth: usize,
    },
    Text(Quoted),
}

/// A string that is being read.
#[derive(Clone, Copy)]
struct Quoted {
    quote: &'static Quote,
    /// Whether escapes are shown as text.
    raw: bool,
    /// Whether there may be code in it.
    holes: bool,
    class: Class,
}

pub(super) struct State {
    levels: Vec<Level>,
    /// The class the next word gets.
    next_name: Option<Class>,
    /// Whether a `/` here divides.
    pub(super) after_value: bool,
    /// No regular expression begins before this place.
    pub(super) no_regex_before: usize,
    /// Whether a command may stand here.
    pub(super) command: bool,
    /// Whether an `in` here belongs to a `for` or a `case`.
    expects_in: bool,
    /// Ends of the here-documents that begin with the next line.
    pub(super) here: Vec<(String, bool)>,
}

/// Lexes from the scan's place to `limit`.
pub(super) fn run(ready: &Ready, scan: &mut Scan, limit: usize) {
    let bottom = Level::Code { nests: 0, closes: 0, depth: 0 };
    let mut state = State {
        levels: vec![bottom],
        next_name: None,
        after_value: false,
        no_regex_before: 0,
        command: true,
        expects_in: false,
        here: Vec::new(),
    };
    while scan.at < limit {
        let before = scan.at;
        match state.levels.last() {
            Some(Level::Text(quoted)) => {
                let quoted = *quoted;
                text(ready, scan, limit, &mut state, quoted);
            }
            _ => code(ready, scan, limit, &mut state),
        }
        debug_assert!(scan.at >= before);
        if scan.at == before && !matches!(state.levels.last(), Some(Level::Text(_))) {
            scan.emit(Class::Plain, 1);
        }
    }
}

/// A part of a string: up to an escape, a hole, its end or the end of the line.
fn text(ready: &Ready, scan: &mut Scan, limit: usize, state: &mut State, quoted: Quoted) {
    let Quoted { quote, raw, holes, class } = quoted;
    let close = quote.close.as_bytes();
    let hole = quote.hole.filter(|_| holes && state.levels.len() < 2 * DEPTH);
    let mut at = scan.at;
    while at < limit {
        let byte = scan.bytes[at];
        if byte == quote.escape && byte != 0 {
            if raw {
                at += 2;
                continue;
            }
            scan.emit_to(class, at);
            // A quote at the end of a line is not kept open by an escape unless it may go over lines.
            let length = if scan.peek(1) == b'\n' && !quote.lines { 1 } else { 2 };
            scan.emit_to(if class == Class::Str { Class::Escape } else { class }, (at + length).min(limit));
            return;
        }
        if scan.bytes[at..].starts_with(close) {
            if quote.doubled && scan.bytes[at + close.len()..].starts_with(close) {
                at += 2 * close.len();
                continue;
            }
            scan.emit_to(class, (at + close.len()).min(limit));
            state.levels.pop();
            state.after_value = true;
            return;
        }
        if byte == b'\n' && !quote.lines {
            scan.emit_to(class, at);
            state.levels.pop();
            return;
        }
        if let Some((open, nests, closes)) = hole
            && scan.bytes[at..].starts_with(open.as_bytes())
        {
            if open == "{" && scan.bytes.get(at + 1) == Some(&b'{') {
                at += 2;
                continue;
            }
            scan.emit_to(class, at);
            scan.emit(Class::Plain, open.len());
            state.levels.push(Level::Code { nests, closes, depth: 0 });
            state.command = true;
            state.after_value = false;
            return;
        }
        if holes && ready.language.sigils.contains(&byte) && quote.hole.is_some() {
            let end = variable_end(scan, at, limit);
            if end > at + 1 {
                scan.emit_to(class, at);
                scan.emit_to(Class::Variable, end);
                return;
            }
        }
        at += 1;
    }
    scan.emit_to(class, limit);
}

/// The end of `$name`, `${name` or `$1` at `at`; `at + 1` when it is none.
fn variable_end(scan: &Scan, at: usize, limit: usize) -> usize {
    let brace = usize::from(scan.bytes.get(at + 1) == Some(&b'{'));
    let end = scan.word_end(at + 1 + brace, limit, b"");
    let special = scan.bytes.get(at + 1).is_some_and(|byte| matches!(byte, b'@' | b'*' | b'#' | b'?' | b'!' | b'$' | b'-'));
    match (end > at + 1 + brace, special && brace == 0) {
        (true, _) => end + usize::from(brace == 1 && end < limit && scan.bytes[end] == b'}'),
        (false, true) => at + 2,
        _ => at + 1,
    }
}

fn code(ready: &Ready, scan: &mut Scan, limit: usize, state: &mut State) {
    let language = ready.language;
    let byte = scan.byte();
    if byte == b'\n' {
        return line_feed(scan, limit, state);
    }
    if matches!(byte, b' ' | b'\t' | b'\r') {
        let end = scan.find(scan.at, limit, |byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        return scan.emit_to(Class::Plain, end);
    }
    if closes_hole(scan, state, byte)
        || comment(language, scan, limit)
        || habit::read(ready, scan, limit, state)
        || opens_string(language, scan, state)
    {
        return;
    }
    if language.sigils.contains(&byte) {
        let end = variable_end(scan, scan.at, limit);
        if end > scan.at + 1 {
            (state.after_value, state.command) = (true, false);
            return scan.emit_to(Class::Variable, end);
        }
    }
    let digit = if byte == b'.' || (byte == b'-' && language.habit == Habit::Json) { scan.peek(1) } else { byte };
    if digit.is_ascii_digit() {
        (state.after_value, state.command) = (true, false);
        let end = scan.number_end(scan.at + usize::from(byte == b'-'), limit);
        return scan.emit_to(Class::Number, end);
    }
    if is_word(byte) {
        return word(ready, scan, limit, state);
    }
    state.after_value = matches!(byte, b')' | b']' | b'}');
    state.command = matches!(byte, b'|' | b'&' | b';' | b'(' | b'{' | b'`' | b'!');
    if !matches!(byte, b'.' | b':') {
        state.next_name = None;
    }
    scan.emit(Class::Plain, 1);
}

fn line_feed(scan: &mut Scan, limit: usize, state: &mut State) {
    // A string that ends with its line ends the code in it, too.
    while state.levels.len() > 1 && state.levels.iter().rev().any(|level| matches!(level, Level::Text(quoted) if !quoted.quote.lines)) {
        state.levels.pop();
    }
    scan.emit(Class::Plain, 1);
    (state.command, state.after_value, state.next_name) = (true, false, None);
    for (end, indented) in std::mem::take(&mut state.here) {
        while scan.at < limit {
            let line_end = scan.line_end(limit);
            let line = &scan.code[scan.at..line_end];
            let is_end = if indented { line.trim_start_matches('\t') == end } else { line == end };
            scan.emit_to(Class::Str, (line_end + usize::from(!is_end)).min(limit));
            if is_end {
                break;
            }
        }
    }
}

fn closes_hole(scan: &mut Scan, state: &mut State, byte: u8) -> bool {
    let Some(Level::Code { nests, closes, depth }) = state.levels.last_mut() else { return false };
    if byte == *closes && *closes != 0 {
        if *depth == 0 {
            state.levels.pop();
            scan.emit(Class::Plain, 1);
            return true;
        }
        *depth -= 1;
    } else if byte == *nests && *nests != 0 {
        *depth += 1;
    }
    false
}

fn comment(language: &Language, scan: &mut Scan, limit: usize) -> bool {
    if let Some((open, close)) = language.block_comments.iter().find(|(open, _)| scan.starts(open)) {
        let end = scan.behind(scan.at + open.len(), limit, close);
        scan.emit_to(Class::Comment, end);
        return true;
    }
    if !language.line_comments.iter().any(|open| scan.starts(open)) {
        return false;
    }
    let glued = scan.at > 0 && !matches!(scan.bytes[scan.at - 1], b' ' | b'\t' | b'\n' | b';' | b'(' | b'&' | b'|');
    if language.habit == Habit::Shell && glued {
        return false;
    }
    let end = scan.line_end(limit);
    scan.emit_to(Class::Comment, end);
    true
}

fn opens_string(language: &'static Language, scan: &mut Scan, state: &mut State) -> bool {
    let Some(quote) = language.strings.iter().find(|quote| scan.starts(quote.open)) else { return false };
    open(language, scan, state, quote, "");
    true
}

fn open(language: &Language, scan: &mut Scan, state: &mut State, quote: &'static Quote, prefix: &str) {
    let raw = prefix.contains(['r', 'R']);
    let holes = language.habit != Habit::Python || prefix.contains(['f', 'F', 't', 'T']);
    let class = if language.habit == Habit::Json && is_key(scan) { Class::Attribute } else { quote.class };
    scan.emit(class, prefix.len() + quote.open.len());
    (state.command, state.next_name) = (false, None);
    state.levels.push(Level::Text(Quoted { quote, raw, holes, class }));
}

/// Whether the string here stands before `:`; looks no further than its line.
fn is_key(scan: &Scan) -> bool {
    let mut at = scan.at + 1;
    while let Some(byte) = scan.bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return false,
            b'"' => {
                let next = scan.bytes[at + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
                return next == Some(&b':');
            }
            _ => {}
        }
        at += 1;
    }
    false
}

fn word(ready: &Ready, scan: &mut Scan, limit: usize, state: &mut State) {
    let language = ready.language;
    let end = scan.word_end(scan.at, limit, language.word_bytes);
    let word = &scan.code[scan.at..end];
    let next = scan.bytes.get(end).copied().unwrap_or_default();
    if language.habit == Habit::Python
        && word.len() <= 2
        && matches!(next, b'"' | b'\'')
        && word.bytes().all(|byte| b"rbfutRBFUT".contains(&byte))
    {
        let quote = language.strings.iter().find(|quote| scan.bytes[end..].starts_with(quote.open.as_bytes()));
        if let Some(quote) = quote {
            return open(language, scan, state, quote, word);
        }
    }
    let is_member = scan.at > 0 && scan.bytes[scan.at - 1] == b'.';
    let known = ready.class(word).filter(|class| !(is_member && *class == Class::Keyword));
    let at_command = std::mem::replace(&mut state.command, false);
    let class = match (state.next_name.take(), known) {
        (_, Some(class)) if language.habit != Habit::Shell || at_command || (state.expects_in && word == "in") => class,
        (Some(class), _) => class,
        _ if language.habit == Habit::Shell => match next {
            b'=' if at_command => Class::Variable,
            _ if at_command => Class::Function,
            _ => Class::Plain,
        },
        _ if language.calls && next == b'(' => Class::Function,
        _ if language.habit == Habit::PowerShell && word.contains('-') => Class::Function,
        _ => Class::Plain,
    };
    if class == Class::Keyword {
        let folded = word.to_ascii_lowercase();
        let word = if language.any_case { &*folded } else { word };
        state.next_name = language.names_after.iter().find(|(after, _)| *after == word).map(|(_, class)| *class);
        state.expects_in = matches!(word, "for" | "case" | "select");
        // The word behind these is a name or a value, not a command.
        let takes_words =
            matches!(word, "for" | "case" | "select" | "in" | "export" | "local" | "declare" | "typeset" | "readonly" | "return");
        state.command = !takes_words;
    }
    state.after_value = class != Class::Keyword || matches!(word, "this" | "super" | "self");
    scan.emit_to(class, end);
}

impl State {
    /// Whether this place is in no string's code.
    pub(super) fn is_outermost(&self) -> bool {
        self.levels.len() == 1
    }
}
