//! Syntax errors of YAML in the words of the mistake that people make most often there, with the line as it should be.
//!
//! The parser has stopped already; this file only words why.

use super::slips;
use super::yaml::{YAML_SYNTAX, byte_of};
use crate::diagnostic::{Diagnostic, Text};
use crate::source::{Place, SourcePath};
use crate::text;
use granit_parser::{ErrorKind, ScanError};

/// The start of the line that holds byte `at`, and the line.
pub(super) fn line_around(text: &str, at: usize) -> (usize, &str) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    (start, text[start..].lines().next().unwrap_or_default())
}

/// The finding of a syntax error, in the words of the mistake that people make most often there.
pub(super) fn explain(error: &ScanError, text: &str, path: &SourcePath, offset: usize) -> Diagnostic {
    let at = byte_of(error.marker()).min(text.len());
    let (start, line) = line_around(text, at);
    let (message, hint, range) = wording(error.kind(), text, at, start, line);
    let place = Place::new(path.clone(), offset + range.0..offset + range.1);
    Diagnostic::new(&YAML_SYNTAX, message).at(place).hint(hint)
}

fn wording(kind: &ErrorKind, text: &str, at: usize, start: usize, line: &str) -> (Text, Text, (usize, usize)) {
    let quoted = slips::quoted_line(line);
    let value_at = line.find(": ").map(|colon| colon + 2);
    let first = value_at.and_then(|value| line[value..].trim_start().chars().next());
    let point = (at, at);
    let structural = matches!(
        kind,
        ErrorKind::InvalidIndentation
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::MappingValueNotAllowed
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::InvalidFlowScalarIndent
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::ExpectedFlowMappingSeparator
    );
    if structural && let Some(wording) = earlier_slip(text, at, start, line) {
        return wording;
    }
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation | ErrorKind::TabInPlainScalar => (
            text!("タブ文字が使われています", "there is a tab"),
            text!("タブを半角スペースに置き換えてください", "replace the tab by spaces"),
            point,
        ),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            let code = format!("U+{:04X}", u32::from(*character));
            // The parser names the scalar that holds it.
            let at = text[at..].find(*character).map_or(at, |further| at + further);
            (
                text!("目に見えない制御文字（{code}）が入っています", "there is a control character ({code})"),
                text!("この文字を消してください（Wordなどから貼り付けたときに入ることがあります）", "delete it"),
                (at, at + character.len_utf8()),
            )
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            let opened = open_quote(text, at).unwrap_or(at);
            (
                text!("引用符が閉じられていません", "a quote is not closed"),
                text!("値の終わりにも同じ引用符（\" または '）を書いてください", "write the same quote at the end of the value"),
                (opened, opened + 1),
            )
        }
        ErrorKind::UnclosedFlowCollection { open } | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => bracket_wording(*open, at),
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => bracket_wording('[', at),
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping | ErrorKind::ExpectedFlowMappingSeparator => {
            bracket_wording('{', at)
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => (
            text!("閉じた引用符の後に文字が続いています", "text follows a closing quote"),
            text!(
                "値の全体を1組の引用符で囲んでください（中に \" があるときは ' で囲みます）",
                "put the whole value into one pair of quotes"
            ),
            point,
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            text!("\"…\" の中で `\\` が使われています", "there is a `\\` inside \"…\""),
            text!("`\\` を含む値は '…' で囲んでください", "use '…' for a value with `\\`"),
            point,
        ),
        _ if first.is_some_and(|c| matches!(c, '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>')) && quoted.is_some() => {
            let mark = first.unwrap_or_default();
            let value = start + value_at.unwrap_or_default();
            (
                text!("値が記号 `{mark}` で始まっています", "the value begins with `{mark}`"),
                quote_hint(quoted),
                (value, value + mark.len_utf8()),
            )
        }
        _ if value_at.is_some_and(|value| begins_like_a_structure(line[value..].trim())) && quoted.is_some() => {
            let (mark, value) = (first.unwrap_or_default(), start + value_at.unwrap_or_default());
            (
                text!("値が記号 `{mark}` で始まっています", "the value begins with `{mark}`"),
                quote_hint(quoted),
                (value, value + mark.len_utf8()),
            )
        }
        ErrorKind::InvalidColonPlacement | ErrorKind::MappingValueNotAllowed if second_colon(line).is_some() && quoted.is_some() => {
            let colon = start + second_colon(line).unwrap_or_default();
            (text!("値の中に「: 」（コロンと空白）があります", "there is a `: ` inside the value"), quote_hint(quoted), (colon, colon + 1))
        }
        _ if missing_space(text, start, line).is_some() => {
            let (colon, corrected) = missing_space(text, start, line).unwrap_or_default();
            (
                text!("コロンの後に半角スペースがありません", "no space follows the colon"),
                text!("`{corrected}` と書いてください", "write `{corrected}`"),
                (colon, colon + 1),
            )
        }
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::MappingValueNotAllowed
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockScalarIndent => (
            text!("字下げが前の行とそろっていないか、`項目: 値` の形になっていません", "the indentation does not fit the lines above"),
            text!(
                "同じ段の行は同じ数の半角スペースで字下げし、`項目: 値` または `- 値` の形で書いてください",
                "indent lines of one level by the same number of spaces"
            ),
            point,
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            text!("`項目: 値` の形になっていない行があります", "a line is not of the form `key: value`"),
            text!(
                "項目の名前の後に半角の `:` と半角スペースを書いてください。長い文の続きの行は、前の行より深く字下げしてください",
                "write `key: value`"
            ),
            point,
        ),
        other => {
            let reason = format!("{other:?}");
            (
                text!("YAMLとして読めません", "this is not valid YAML ({reason})"),
                text!("値に記号が含まれるなら、値の全体を引用符（\"）で囲んでください", "put a value with special characters into quotes"),
                point,
            )
        }
    }
}

/// Mistakes that the parser only stumbles over later: an open bracket, a dash without a space, a full-width colon behind a
/// Japanese word, a line without a colon.
fn earlier_slip(text: &str, at: usize, start: usize, line: &str) -> Option<(Text, Text, (usize, usize))> {
    if let Some((opened, bracket)) = open_bracket(&text[..start]) {
        let (message, hint, _) = bracket_wording(bracket, opened);
        return Some((message, hint, (opened, opened + 1)));
    }
    let content = line.trim_start();
    let indent = start + line.len() - content.len();
    let previous_line = start.checked_sub(1).map(|end| line_around(text, end));
    if let Some(found) = [Some((start, line)), previous_line].into_iter().flatten().find_map(|(start, line)| foreign_line(start, line)) {
        return Some(found);
    }
    if content.starts_with('-') && !content.starts_with("- ") && !content.starts_with("--") {
        let rest = &content[1..];
        let message = text!("`-` の後に半角スペースがありません", "no space follows the `-`");
        return Some((message, text!("`- {rest}` と書いてください", "write `- {rest}`"), (indent, indent + 1)));
    }
    if let Some(colon) = content.find('：').filter(|_| !content.contains(": ")) {
        let (name, value) = (&content[..colon], content[colon..].trim_start_matches(['：', ' ', '\u{3000}']));
        let message = text!("コロンが全角「：」になっています", "the colon is the full-width `：`");
        let place = indent + colon;
        return Some((
            message,
            text!("半角で `{name}: {value}` と書いてください", "write `{name}: {value}`"),
            (place, place + '：'.len_utf8()),
        ));
    }
    let before = text[..start].trim_end();
    let (previous_start, previous) = line_around(text, before.len());
    if let Some((mark, rest)) = wrong_bullet(previous) {
        let indent = previous_start + previous.len() - previous.trim_start().len();
        let message = text!("行頭の「{mark}」は、リストの記号として読まれません", "the mark `{mark}` does not begin an item");
        return Some((message, text!("半角で `- {rest}` と書いてください", "write `- {rest}`"), (indent, indent + mark.len())));
    }
    let bare = !previous.is_empty() && !previous.contains([':', '#', '"', '\'']) && !previous.trim_start().starts_with("- ");
    (bare && previous_start < start && at > start).then(|| {
        let message = text!("`項目: 値` の形になっていない行があります", "a line is not of the form `key: value`");
        let hint = text!("項目の名前の後に半角の `:` と半角スペースを書いてください", "write `key: value`");
        let indent = previous_start + previous.len() - previous.trim_start().len();
        (message, hint, (indent, previous_start + previous.trim_end().len()))
    })
}

/// A line that is no YAML at all: a comment with another mark, `key = value`, full-width brackets, the marks of a merge.
fn foreign_line(start: usize, line: &str) -> Option<(Text, Text, (usize, usize))> {
    let content = line.trim_start();
    let place = (start + line.len() - content.len(), start + line.trim_end().len());
    if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| content.starts_with(mark)) {
        return Some((
            text!("2つの版を合わせたときの印が残っています", "the marks of a merge are left in the file"),
            text!(
                "残すほうの行を選び、`<<<<<<<` `=======` `>>>>>>>` の行を消してください",
                "keep one version and delete the lines of marks"
            ),
            place,
        ));
    }
    if let Some(rest) = ["＃", "※", "//", "<!--", ";"].iter().find_map(|mark| content.strip_prefix(mark)) {
        let note = rest.trim_end().trim_end_matches("-->").trim();
        return Some((
            text!("注釈の行が半角の `#` で始まっていません", "a comment begins with `#`"),
            text!("`# {note}` と書いてください", "write `# {note}`"),
            place,
        ));
    }
    let word = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if let Some((name, value)) = content.split_once(['=', '＝'])
        && word(name.trim())
    {
        let (name, value) = (name.trim(), value.trim());
        return Some((
            text!("`{name}` の後が `:` ではなく `=` になっています", "`=` instead of `:` follows `{name}`"),
            text!("`{name}: {value}` と書いてください", "write `{name}: {value}`"),
            place,
        ));
    }
    let (name, value) = content.split_once(": ")?;
    let wide = word(name.trim_start_matches("- ")) && value.trim_start().starts_with(['｛', '［']);
    wide.then(|| {
        let right = narrowed(content);
        (
            text!("かっこが全角になっています", "the brackets are full-width"),
            text!("半角で `{right}` と書いてください", "write `{right}`"),
            place,
        )
    })
}

/// A line with half-width brackets, and with half-width marks where they divide what stands in the brackets: before a key, and between ids. The
/// words of a text keep theirs.
pub(super) fn narrowed(line: &str) -> String {
    let line = line.replace('｛', "{").replace('｝', "}").replace('［', "[").replace('］', "]");
    let is_of_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let only_ids = line.split_once('[').and_then(|(_, rest)| rest.rsplit_once(']')).is_some_and(|(inside, _)| {
        inside.split(['，', '、', ',']).all(|item| !item.trim().is_empty() && item.trim().chars().all(is_of_key))
    });
    let mut right = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let rest = line[at + c.len_utf8()..].trim_start();
        let before_key = rest.trim_start_matches(is_of_key).starts_with([':', '：']) && rest.starts_with(|c: char| c.is_ascii_lowercase());
        match c {
            '，' | '、' if only_ids || before_key => right += if line[at + c.len_utf8()..].starts_with(' ') { "," } else { ", " },
            '：' if right.ends_with(is_of_key) => right += if line[at + c.len_utf8()..].starts_with(' ') { ":" } else { ": " },
            c => right.push(c),
        }
    }
    right
}

/// A line that begins with something like the dash of a list item: the mark, and the rest.
fn wrong_bullet(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|c| matches!(c, '-' | '－' | '・' | 'ー' | '―' | '—' | '–' | '‐' | '−' | '＊' | '*'))?;
    let (mark, rest) = line.split_at(mark.len_utf8());
    let glued = mark != "-" || !rest.starts_with([' ', '-']) && !rest.is_empty();
    (glued && !rest.trim().is_empty()).then(|| (mark, rest.trim_start_matches([' ', '\u{3000}'])))
}

/// The last bracket of a text that is not closed in it; quoted text and comments apart, line by line.
fn open_bracket(text: &str) -> Option<(usize, char)> {
    let (mut open, mut at): (Vec<(usize, char)>, usize) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let mut quote = None;
        let mut before = ' ';
        for (index, c) in line.char_indices() {
            match (quote, c) {
                (Some(mark), c) if c == mark => quote = None,
                (Some(_), _) => {}
                (None, '#') if before.is_whitespace() => break,
                (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',') => quote = Some(c),
                // Inside a plain value a bracket is text.
                (None, '[' | '{') if matches!(before, ' ' | '[' | '{' | ',') => open.push((at + index, c)),
                (None, ']' | '}') => {
                    open.pop();
                }
                _ => {}
            }
            before = c;
        }
        at += line.len();
    }
    open.pop()
}

fn bracket_wording(open: char, at: usize) -> (Text, Text, (usize, usize)) {
    let close = if open == '[' { ']' } else { '}' };
    (
        text!(
            "かっこ `{open}` が閉じられていないか、中の区切り（,）が足りません",
            "a `{open}` is not closed, or a comma is missing inside"
        ),
        text!(
            "`{close}` で閉じ、値を半角の `,` で区切ってください（全角の ，、］｝ は使えません）",
            "close it with `{close}` and separate the values by `,`"
        ),
        (at, at),
    )
}

fn quote_hint(quoted: Option<String>) -> Text {
    let line = quoted.unwrap_or_default();
    text!("値を引用符で囲み、`{line}` と書いてください", "quote the value: `{line}`")
}

/// Text that YAML takes for the beginning of a list or a mapping: `[新]研修`, `{新}研修`, `- 研修`, `? 研修`, `,研修`.
fn begins_like_a_structure(value: &str) -> bool {
    let goes_on = |open: char, close: char| value.starts_with(open) && value.contains(close) && !value.ends_with(close);
    goes_on('[', ']') || goes_on('{', '}') || value.starts_with("- ") || value.starts_with("? ") || value.starts_with(',')
}

/// The place in the line of a colon inside the value.
fn second_colon(line: &str) -> Option<usize> {
    let first = line.find(": ")? + 2;
    let rest = &line[first..];
    rest.find(": ").or_else(|| rest.ends_with(':').then(|| rest.len() - 1)).map(|at| first + at)
}

/// A `key:value` on this line or the one before: the place of the colon, and the line as it should be.
fn missing_space(text: &str, start: usize, line: &str) -> Option<(usize, String)> {
    let previous = start.checked_sub(1).map(|end| line_around(text, end));
    [Some((start, line)), previous].into_iter().flatten().find_map(|(start, line)| {
        let key = line.trim_start_matches([' ', '-']);
        let colon = key.find(':')?;
        let (name, value) = (&key[..colon], &key[colon + 1..]);
        let plain_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let fits = plain_name && !value.is_empty() && !value.starts_with([' ', ':']) && !value.starts_with("//");
        let at = start + line.len() - key.len() + colon;
        fits.then(|| (at, format!("{name}: {value}")))
    })
}

/// The last quote before `at` that opens a value.
fn open_quote(text: &str, at: usize) -> Option<usize> {
    let opens = |index: usize| {
        let before = text[..index].trim_end_matches(' ');
        before.is_empty() || before.ends_with([':', '-', '[', ',', '{', '\n']) && index > 0
    };
    if text[at..].starts_with(['"', '\'']) {
        return Some(at);
    }
    text[..at].rmatch_indices(['"', '\'']).map(|(index, _)| index).find(|index| opens(*index))
}
