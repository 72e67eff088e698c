//! `explain`: what a code means, how it is mended, and an example of it; and the same for all of them as a page of the manual.
//!
//! The words of a code stand beside the check that reports it; the examples are in [`super::examples`]. Decides nothing.

use super::examples::EXAMPLES;
use crate::diagnostic::{Code, Lang, Severity, Text, closest};
use crate::{asset, config, deliver, holding, model, notation, office, parse, render, route, snapshot, source, text};
use std::fmt::Write;

/// Every code, by name.
pub fn codes() -> Vec<&'static Code> {
    let lists = [
        source::CODES,
        notation::CODES,
        config::CODES,
        parse::CODES,
        parse::markdown::CODES,
        office::CODES,
        model::names::CODES,
        asset::CODES,
        holding::CODES,
        route::CODES,
        render::CODES,
        snapshot::CODES,
        deliver::CODES,
    ];
    let mut codes: Vec<&'static Code> = lists.into_iter().flatten().copied().chain(model::rule::codes()).collect();
    codes.sort_by_key(|code| code.name);
    codes.dedup_by_key(|code| code.name);
    codes
}

/// The code of this name; otherwise the one that was perhaps meant.
pub fn find(name: &str) -> Result<&'static Code, Option<&'static str>> {
    let codes = codes();
    let asked = name.trim().trim_matches(['[', ']']).to_lowercase().replace('_', "-");
    match codes.iter().find(|code| code.name == asked) {
        Some(code) => Ok(code),
        None => Err(closest(&asked, codes.iter().map(|code| code.name))),
    }
}

/// What a code means, with its example.
pub fn page(code: &Code, lang: Lang) -> String {
    let mut out = format!("{} [{}]\n\n{}\n", severity(code).get(lang), code.name, words(code, lang));
    if let Some((wrong, right)) = example(code) {
        let (before, after) = match lang {
            Lang::Ja => ("まちがいの例", "直した例"),
            Lang::En => ("wrong", "right"),
        };
        let _ = write!(out, "\n{before}:\n{}\n{after}:\n{}", indented(wrong), indented(right));
    }
    out
}

/// All codes, one a line.
pub fn list(lang: Lang) -> String {
    let mut out = String::new();
    for of in [Severity::Error, Severity::Warning, Severity::Notice] {
        for code in codes().into_iter().filter(|code| code.severity == of) {
            let _ = writeln!(out, "{:<30} {} {}", code.name, severity(code).get(lang), first_sentence(words(code, lang)));
        }
    }
    out
}

/// The page of the manual, in Japanese.
pub fn manual() -> String {
    let lang = Lang::Ja;
    let mut out = "# 見つかる問題の一覧\n\n\
        このページはプログラムから作ったものです。手で直さないでください（`UPDATE_DOCS=1 cargo test --test mend` で作り直します）。\n\n\
        `shirube check` などが出す問題を、コードの名前の順に説明します。同じ説明は `shirube explain コード` でも読めます。\n\n\
        - **エラー**: あるうちは公開されません。\n\
        - **警告**: 公開されますが、直してください（`--strict` を付けると公開されません）。\n\
        - **お知らせ**: 知っておくとよいことです。\n"
        .to_owned();
    for code in codes() {
        let _ = write!(out, "\n## {}\n\n**{}** {}。\n", code.name, severity(code).get(lang), words(code, lang));
        if let Some((wrong, right)) = example(code) {
            let fence = if wrong.contains("```") || right.contains("```") { "````" } else { "```" };
            let _ = write!(out, "\nまちがいの例:\n\n{fence}text\n{wrong}\n{fence}\n\n直した例:\n\n{fence}text\n{right}\n{fence}\n");
        }
    }
    out
}

fn words(code: &Code, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => code.ja,
        Lang::En => code.en,
    }
}

fn severity(code: &Code) -> Text {
    match code.severity {
        Severity::Error => text!("エラー", "error"),
        Severity::Warning => text!("警告", "warning"),
        Severity::Notice => text!("お知らせ", "notice"),
    }
}

fn example(code: &Code) -> Option<(&'static str, &'static str)> {
    EXAMPLES.iter().find(|(name, ..)| *name == code.name).map(|(_, wrong, right)| (*wrong, *right))
}

fn indented(lines: &str) -> String {
    lines.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "    {line}");
        out
    })
}

fn first_sentence(words: &str) -> &str {
    words.split(['。', ';']).next().unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_belongs_to_a_code_and_shows_a_difference() {
        let codes = codes();
        for (name, wrong, right) in EXAMPLES {
            assert!(codes.iter().any(|code| code.name == *name), "{name} is no code");
            assert_ne!(wrong, right, "{name}");
        }
        let with = codes.iter().filter(|code| example(code).is_some()).count();
        assert_eq!(with, EXAMPLES.len(), "one example for a code");
        assert!(with >= 60, "only {with} examples");
    }

    #[test]
    fn a_misspelt_code_is_guessed() {
        assert_eq!(find("unknown-key").map(|code| code.name), Ok("unknown-key"));
        assert_eq!(find("[Unknown_Key]").map(|code| code.name), Ok("unknown-key"));
        assert_eq!(find("unknwon-key").err(), Some(Some("unknown-key")));
        assert_eq!(find("全然違う").err(), Some(None));
    }

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for code in codes() {
            assert!(page(code, Lang::Ja).contains(code.ja) && page(code, Lang::En).contains(code.en));
        }
        assert_eq!(list(Lang::En).lines().count(), codes().len());
    }
}
