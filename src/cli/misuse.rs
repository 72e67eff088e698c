//! What was typed wrong, in the words of the program instead of clap's.

use super::arguments::Wrong;
use crate::diagnostic::Text;
use crate::text;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::error::Error as _;

/// What is wrong with the arguments, and what to type instead.
pub(super) fn words(error: &Error) -> (Text, Text) {
    let (given, value) = (context(error, ContextKind::InvalidArg), context(error, ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = context(error, ContextKind::InvalidSubcommand);
            text!("「{command}」というコマンドはありません", "there is no command \"{command}\"")
        }
        ErrorKind::UnknownArgument => text!("「{given}」という指定はありません", "there is no argument \"{given}\""),
        ErrorKind::InvalidValue if value.is_empty() => text!("`{given}` の値がありません", "the value of `{given}` is missing"),
        ErrorKind::InvalidValue => text!("`{given}` に「{value}」という値は使えません", "`{given}` cannot be \"{value}\""),
        ErrorKind::ValueValidation => match wrong(error) {
            Some(Wrong { message: Text { ja, en }, .. }) => {
                text!("`{given}`: {ja}", "`{given}`: {en}")
            }
            None => text!("`{given}` に「{value}」という値は使えません", "`{given}` cannot be \"{value}\""),
        },
        ErrorKind::MissingRequiredArgument => text!("必要な指定がありません: {given}", "an argument is missing: {given}"),
        ErrorKind::MissingSubcommand => text!("コマンドがありません", "there is no command"),
        ErrorKind::ArgumentConflict => text!("`{given}` は1回だけ指定できます", "`{given}` can be given only once"),
        _ => text!("指定の書き方が正しくありません: {given}", "the arguments are not right: {given}"),
    };
    (message, hint(error))
}

fn hint(error: &Error) -> Text {
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = suggested.into_iter().map(|kind| nearest(error, kind)).find(|near| !near.is_empty()) {
        return text!("もしかして: {near}", "did you mean: {near}");
    }
    if let Some(hint) = wrong(error).and_then(|wrong| wrong.hint.clone()) {
        return hint;
    }
    let allowed = context(error, ContextKind::ValidValue);
    if !allowed.is_empty() {
        return text!("次の値から選んでください: {allowed}", "allowed: {allowed}");
    }
    text!("使い方は shirube --help で確かめてください", "see shirube --help")
}

/// What a value parser of our own says.
fn wrong(error: &Error) -> Option<&Wrong> {
    error.source().and_then(|source| source.downcast_ref())
}

/// What clap thinks was meant; of several the last one is the nearest.
fn nearest(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(words)) => words.last().cloned().unwrap_or_default(),
        _ => context(error, kind),
    }
}

/// What clap knows of a kind, as one text.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        Some(ContextValue::StyledStr(words)) => words.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;
    use crate::diagnostic::Lang;

    fn said(arguments: &[&str]) -> String {
        let error = help::command(Lang::Ja).try_get_matches_from([&["shirube"], arguments].concat()).expect_err("wrong on purpose");
        let (message, hint) = words(&error);
        format!("{}。{}", message.ja, hint.ja)
    }

    #[test]
    fn what_is_typed_wrong_is_said_in_japanese() {
        for (arguments, expected) in [
            (&["chekc"][..], "「chekc」というコマンドはありません。もしかして: check"),
            (&["check", "--strikt"], "「--strikt」という指定はありません。もしかして: --strict"),
            (
                &["check", "--format", "xml"],
                "`--format <FORMAT>` に「xml」という値は使えません。次の値から選んでください: human, short, json, github",
            ),
            (
                &["check", "--today", "2026-02-30"],
                "`--today <DATE>`: 「2026-02-30」は暦にない日付です。2026年2月は28日までです。日付を確かめてください",
            ),
            (&["check", "--jobs", "x"], "`--jobs <N>` に「x」という値は使えません。使い方は shirube --help で確かめてください"),
            (&["completion"], "必要な指定がありません: <SHELL>。使い方は shirube --help で確かめてください"),
        ] {
            assert_eq!(said(arguments), expected);
        }
    }
}
