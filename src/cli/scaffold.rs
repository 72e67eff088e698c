//! `init`, `new`, `schema`: what makes things for editors.

use super::arguments::{Common, New, Schema};
use super::build::{fail, today};
use super::{Outcome, report};
use crate::config;
use crate::diagnostic::Lang;
use crate::scaffold::{self, Fault, Refusal};
use crate::source::{self, LoadOptions};
use crate::text;
use std::io::Write;
use std::path::Path;

/// Makes a small portal.
pub(super) fn init(common: &Common, directory: &Path) -> Outcome {
    let today = match today(None) {
        Ok(today) => today,
        Err(message) => return fail(common, &message, None, Outcome::Usage),
    };
    let place = common.root.join(directory);
    let written = match scaffold::init(&place, today) {
        Ok(written) => written,
        Err(refusal) => return refused(common, &refusal),
    };
    let (shown, count) = (directory.display(), written.len());
    report::note(
        common,
        &text!("「{shown}」に見本のポータルを作りました（{count} ファイル）", "a portal was made in \"{shown}\" ({count} files)"),
    );
    let root = if shown.to_string() == "." { String::new() } else { format!(" -r {shown}") };
    report::note(
        common,
        &text!(
            "次は、shirube{root} serve --open で見て、site.toml の名前を直してください。説明は README.md にあります",
            "next: look at it with `shirube{root} serve --open`, and put your names into site.toml; README.md says more (the example is in Japanese)"
        ),
    );
    Outcome::Fine
}

/// Makes a record.
pub(super) fn new(common: &Common, command: &New) -> Outcome {
    let today = match today(None) {
        Ok(today) => today,
        Err(message) => return fail(common, &message, None, Outcome::Usage),
    };
    let csv_encoding = source::site_toml(&common.root).as_deref().map(config::csv_encoding).unwrap_or_default();
    match scaffold::new(&common.root, LoadOptions { csv_encoding }, &command.kind, &command.id, today) {
        Ok(made) => {
            // The path alone goes to the standard output, for `code "$(shirube new …)"` and its like.
            put(&format!("{}:{}", made.path, made.line));
            report::note(common, &made.next);
            Outcome::Fine
        }
        Err(refusal) => refused(common, &refusal),
    }
}

/// Writes the schemas, and with `--vscode` the settings that use them.
pub(super) fn schema(common: &Common, command: &Schema) -> Outcome {
    let written = match scaffold::schema::write(&common.root.join(&command.schema_dir)) {
        Ok(written) => written,
        Err(refusal) => return refused(common, &refusal),
    };
    let (shown, count) = (command.schema_dir.display(), written.len());
    report::note(common, &text!("{shown} に {count} 個のスキーマを書き出しました", "{count} schemas in {shown}"));
    if !command.vscode {
        return Outcome::Fine;
    }
    let advice = match scaffold::schema::vscode(&common.root, &shown.to_string()) {
        Ok(advice) => advice,
        Err(refusal) => return refused(common, &refusal),
    };
    for advice in advice {
        match advice {
            scaffold::schema::Advice::Made(path) => report::note(common, &text!("{path} を用意しました", "{path} is ready")),
            scaffold::schema::Advice::Add(path, words) => {
                report::say(
                    Lang::from(common.lang),
                    &text!("{path} はもうあるので、書き換えません。次の内容を足してください", "{path} is there already; add this to it"),
                );
                put(words.trim_end());
            }
        }
    }
    Outcome::Fine
}

/// One line for the standard output.
fn put(words: &str) {
    // A closed pipe is no error of ours.
    let _ = writeln!(std::io::stdout().lock(), "{words}");
}

fn refused(common: &Common, refusal: &Refusal) -> Outcome {
    let outcome = match refusal.fault {
        Fault::Usage => Outcome::Usage,
        Fault::Disk => Outcome::Environment,
    };
    fail(common, &refusal.message, Some(&refusal.hint), outcome)
}
