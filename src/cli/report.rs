//! Printing findings and summaries.

use super::arguments::{ColorArgument, Common, Format};
use super::{Outcome, repository};
use crate::deliver::Summary;
use crate::diagnostic::print::{Colour, HumanOptions, Limit, github, human, json, short};
use crate::diagnostic::{Diagnostics, Lang, Severity, Text};
use crate::source::Sources;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Prints the findings to the standard output: what a program reads and what a person reads are the same findings.
pub(super) fn findings(common: &Common, format: Format, sources: &Sources, findings: &Diagnostics) {
    findings_below(&common.root, common, format, sources, findings);
}

/// The same for files that do not lie below the project, but below `folder`.
pub(super) fn findings_below(folder: &Path, common: &Common, format: Format, sources: &Sources, findings: &Diagnostics) {
    let lang = Lang::from(common.lang);
    let mut out = io::stdout().lock();
    // A closed pipe is no error of ours: the exit code says how the run ended.
    let _ = match format {
        Format::Human => {
            let limit = if common.verbose > 0 { Limit::All } else { Limit::default() };
            human(sources, findings, HumanOptions { lang, colour: colour(common), limit }, &mut out)
        }
        Format::Short => short(sources, findings, lang, &mut out),
        Format::Json => json(sources, findings, lang, &mut out),
        Format::Github => github(sources, findings, &repository::prefix(folder), lang, &mut out),
    };
    let _ = out.flush();
}

fn colour(common: &Common) -> Colour {
    let wanted = match common.color {
        ColorArgument::Always => true,
        ColorArgument::Never => false,
        ColorArgument::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    if wanted { Colour::Always } else { Colour::Never }
}

/// Prints one line to the standard error, unless `--quiet`.
pub(super) fn note(common: &Common, text: &Text) {
    if !common.quiet {
        say(Lang::from(common.lang), text);
    }
}

/// Prints one line to the standard error, whatever was asked for.
pub(super) fn say(lang: Lang, text: &Text) {
    let _ = writeln!(io::stderr().lock(), "{}", text.get(lang));
}

/// Prints why nothing could be done, and what to do.
pub(super) fn failure(common: &Common, message: &Text, hint: Option<&Text>) {
    refusal(Lang::from(common.lang), message, hint);
}

/// The same, before the arguments are known.
pub(super) fn refusal(lang: Lang, message: &Text, hint: Option<&Text>) {
    let (error, what) = match lang {
        Lang::Ja => ("エラー", "対処"),
        Lang::En => ("error", "help"),
    };
    let mut out = io::stderr().lock();
    let _ = writeln!(out, "{error}: {}", message.get(lang));
    if let Some(hint) = hint {
        let _ = writeln!(out, "  {what}: {}", hint.get(lang));
    }
}

/// How a run ended, by its findings.
pub(super) fn outcome(findings: &Diagnostics, strict: bool) -> Outcome {
    let warned = strict && findings.count(Severity::Warning) > 0;
    if findings.has_errors() || warned { Outcome::Content } else { Outcome::Fine }
}

/// The closing line of a build.
pub(super) fn summary(summary: &Summary, output: &str, pages: usize) -> Text {
    let (added, changed, removed, unchanged) = (summary.added.len(), summary.changed.len(), summary.removed.len(), summary.unchanged);
    crate::text!(
        "{output} に {pages} ページを作りました（追加 {added}、変更 {changed}、削除 {removed}、変更なし {unchanged} ファイル）",
        "{pages} pages in {output} ({added} files added, {changed} changed, {removed} removed, {unchanged} unchanged)"
    )
}
