//! The words of `--help`, in the language that `--lang` names among the arguments.
//!
//! The Japanese words stand beside the arguments themselves; this file replaces clap's own words, and has the English table.

use super::arguments::Arguments;
use crate::diagnostic::Lang;
use clap::{Arg, ArgAction, Command, CommandFactory};

const JAPANESE: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}\n";

/// English words for what has an id of its own.
const ENGLISH: &[(&str, &str)] = &[
    ("shirube", "Shirube: a static-site generator for intranet portals"),
    ("build", "Make the site"),
    ("check", "Find mistakes without writing anything (also: validate, lint)"),
    ("serve", "Show the portal in the browser while it is being written (also: server, dev, preview)"),
    ("import", "Turn an Excel workbook or CSV file into a table of data/ (hidden rows and columns are read, too; hidden sheets are not)"),
    ("init", "Make a small example portal in an empty directory (its content is Japanese)"),
    ("directory", "Where to make it: an empty directory or a new name [default: .]"),
    ("new", "Make a new record to fill in (shirube new course first-excel)"),
    ("record_kind", "Kind: course, news, trend, page, or a kind of data (exams, kpi, glossary …)"),
    ("id", "Id: lower-case letters and digits joined by `-`; holidays: a date, matrix: LEVEL--DEPARTMENT, kpi_actuals: KPI--YEAR"),
    ("schema", "Write JSON Schemas that help while typing (VS Code and others)"),
    ("schema_dir", "Directory to write to [default: schemas]"),
    ("vscode", "Also make settings for VS Code; existing ones stay, and what to add is printed"),
    ("fix", "Correct what can surely be corrected (the old files are kept as .bak)"),
    ("explain", "Explain the code of a finding"),
    ("mv", "Move a page, a file or a record, and rewrite the links and ids that lead to it (also: move)"),
    ("report", "List what is to be cared for: overdue, gaps, samples, unused files"),
    ("clean", "Remove what build made"),
    ("completion", "Print completions for a shell"),
    ("root", "Folder of the project, with site.toml [default: .]"),
    ("lang", "Language of messages: ja, en [default: ja]"),
    ("color", "Colours: auto, always, never [default: auto]"),
    ("quiet", "No closing lines (findings and exit code stay the same)"),
    ("verbose", "Show every finding (usually 50 of each severity)"),
    ("jobs", "Number of threads"),
    ("today", "Make the site of this day (2026-11-22); otherwise SOURCE_DATE_EPOCH, otherwise today in Japan"),
    ("base_url", "Address of the published site (instead of base_url in site.toml)"),
    ("drafts", "Include drafts"),
    ("future", "Include what is to be published later"),
    ("no_samples", "Samples are errors"),
    ("strict", "Warnings are errors"),
    ("accept_losses", "Records that are gone since the last build were removed on purpose"),
    ("last_build", "The site as it was built last, read to tell what is missing (otherwise `output` in site.toml, otherwise public)"),
    ("no_highlight", "Do not colour code"),
    ("format", "Form of the findings: human, short, json, github [default: human]"),
    ("output_dir", "Output directory (otherwise `output` in site.toml, otherwise public)"),
    ("port", "Port (the next one if it is taken; 0: any free one) [default: 4170]"),
    ("interface", "Address to listen on [default: 127.0.0.1, this machine only]"),
    ("allow_host", "Answer to this name as well (may be repeated)"),
    ("open", "Open the browser"),
    ("poll", "Look at the files every so many seconds instead of waiting to be told (network shares)"),
    ("file", "Excel workbook (.xlsx) or CSV file"),
    ("kind", "Kind of data (kpi_actuals, exam_sessions, holidays …)"),
    ("sheet", "Sheet to read (otherwise the one whose headings fit)"),
    ("output", "File to write (otherwise data/KIND.csv of the project)"),
    ("force", "Replace a file that is there"),
    ("print_table", "Write nothing; print the table"),
    ("paths", "Files and folders to correct (otherwise all)"),
    ("encoding", "Convert files in Shift_JIS, UTF-16 and ISO-2022-JP to UTF-8"),
    ("width", "Correct platform-dependent characters, half-width kana and full-width letters too"),
    ("dry_run", "Write nothing, show the difference"),
    ("code", "The name in brackets behind a finding (otherwise the list)"),
    ("old", "The file as it is now (content/courses/a.md), or KIND:ID (skill:data-read)"),
    ("new_place", "The new file, or KIND:ID"),
    ("as_of", "The day of the report (2026-11-22); otherwise today"),
    ("form", "Form of the report: human, markdown, csv, json [default: human]"),
    ("shell", "bash, elvish, fish, powershell, zsh"),
    ("help", "Print help"),
    ("version", "Print version"),
];

/// The language named among `arguments`, before anything is parsed.
pub(super) fn language(arguments: impl Iterator<Item = String>) -> Lang {
    let arguments: Vec<String> = arguments.collect();
    let named = arguments.iter().any(|argument| argument == "--lang=en") || arguments.windows(2).any(|pair| pair == ["--lang", "en"]);
    if named { Lang::En } else { Lang::Ja }
}

/// What can be typed, with its help in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let flag = |id: &'static str, short: char, action, help: &'static str| {
        Arg::new(id).long(id).short(short).action(action).global(id == "help").help(help)
    };
    let command = Arguments::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, "この説明を出す"))
        .arg(flag("version", 'V', ArgAction::Version, "版を出す"));
    // Their words would be English; the help of each argument names them.
    let quiet = |arg: Arg| if arg.get_action().takes_values() { arg.hide_possible_values(true).hide_default_value(true) } else { arg };
    let command = each(command, &|command| command.mut_args(quiet));
    match lang {
        Lang::Ja => each(command, &japanese),
        Lang::En => each(command, &english),
    }
}

/// `change` for a command and the commands below it.
fn each(command: Command, change: &dyn Fn(Command) -> Command) -> Command {
    change(command).mut_subcommands(|below| each(below, change))
}

fn japanese(command: Command) -> Command {
    let is_root = command.has_subcommands();
    let positional: String = command.get_positionals().map(|arg| positional(arg.get_id().as_str())).collect();
    let usage = if is_root {
        "shirube [オプション] <コマンド>".to_owned()
    } else {
        format!("shirube {} [オプション]{positional}", command.get_name())
    };
    command
        .help_template(JAPANESE)
        .override_usage(usage)
        .subcommand_help_heading("コマンド")
        .mut_args(|arg| if arg.is_positional() { arg.help_heading("引数") } else { arg.help_heading("オプション") })
}

/// What stands for a positional argument in the line of usage.
fn positional(id: &str) -> &'static str {
    match id {
        "paths" => " [場所…]",
        "code" => " [コード]",
        "old" => " <今の場所>",
        "new_place" => " <新しい場所>",
        "file" => " <ファイル>",
        "directory" => " [フォルダー]",
        "record_kind" => " <種類>",
        "id" => " <id>",
        _ => " <シェル>",
    }
}

fn english(command: Command) -> Command {
    let words = |id: &str| ENGLISH.iter().find(|(known, _)| *known == id).map(|(_, words)| *words);
    let about = words(command.get_name()).unwrap_or_default();
    command.about(about).mut_args(|arg| match words(arg.get_id().as_str()) {
        Some(words) => arg.help(words),
        None => arg,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helps(lang: Lang) -> Vec<String> {
        let mut command = command(lang);
        command.build();
        let below: Vec<String> = command.get_subcommands_mut().map(|below| below.render_help().to_string()).collect();
        below.into_iter().chain([command.render_help().to_string()]).collect()
    }

    #[test]
    fn japanese_help_has_no_words_of_clap() {
        for help in helps(Lang::Ja) {
            for word in ["Usage", "Options", "Commands", "Arguments", "Print", "default", "possible", "aliases"] {
                assert!(!help.contains(word), "{word} in\n{help}");
            }
        }
    }

    #[test]
    fn english_help_has_no_japanese() {
        for help in helps(Lang::En) {
            assert!(!help.chars().any(|c| ('\u{3000}'..'\u{a000}').contains(&c)), "{help}");
        }
    }

    #[test]
    fn the_language_is_known_before_parsing() {
        let language = |words: &[&str]| language(words.iter().map(|word| (*word).to_owned()));
        assert_eq!(language(&["shirube", "--lang", "en", "chekc"]), Lang::En);
        assert_eq!(language(&["shirube", "build", "--lang=en"]), Lang::En);
        assert_eq!(language(&["shirube", "build", "--lang", "ja"]), Lang::Ja);
    }
}
