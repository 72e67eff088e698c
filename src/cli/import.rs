//! `import`: a file of an office in, a table of `data/` out.
//!
//! Reads one file and writes one, whole or not at all; what the file says is judged in `office`. Inside a project it also reads the names of
//! the records that are there, so that a name can become an id.

use super::arguments::{Common, Import};
use super::build::fail;
use super::{Outcome, report};
use crate::config;
use crate::diagnostic::{Diagnostics, Text};
use crate::office;
use crate::scaffold::{Called, disk};
use crate::source::{self, LoadOptions, MAX_ASSET, SourcePath, Sources};
use crate::text;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Imports, prints what there is to say, and writes the table when there is no error.
pub(super) fn import(common: &Common, command: &Import) -> Outcome {
    let shown = command.file.display();
    let large = fs::metadata(&command.file).is_ok_and(|file| file.len() > MAX_ASSET);
    if large {
        let hint = text!("取り込む表だけを、新しいブックに写してください", "copy the table into a workbook of its own");
        return fail(common, &text!("「{shown}」は大きすぎます", "\"{shown}\" is too large"), Some(&hint), Outcome::Content);
    }
    let bytes = match fs::read(&command.file) {
        Ok(bytes) => bytes,
        Err(error) => return unread(common, &command.file, &error),
    };
    let name = command.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = SourcePath::new(&name).unwrap_or_else(|_| SourcePath::new("import").expect("a plain name"));
    let mut findings = Diagnostics::default();
    let called = called(common);
    let id_of = |column: &str, name: &str| called.id(column, name).map(str::to_owned);
    let imported = office::import(&path, &bytes, command.kind, command.sheet.as_deref(), &id_of, &mut findings);
    findings.sort();
    let folder = command.file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    report::findings_below(folder, common, command.format, &Sources::default(), &findings);
    let Some(imported) = imported else {
        report::note(common, &text!("何も書きませんでした", "nothing was written"));
        return Outcome::Content;
    };
    let rows = imported.rows;
    if command.dry_run {
        let _ = io::stdout().lock().write_all(imported.csv.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&imported.csv));
        report::note(common, &text!("{rows}件を読みました（書いていません）", "{rows} records read (nothing was written)"));
        return Outcome::Fine;
    }
    let stem = command.kind.stem();
    let output = command.output.clone().unwrap_or_else(|| common.root.join("data").join(format!("{stem}.csv")));
    let target = output.strip_prefix(".").unwrap_or(&output).display();
    let written = if command.force { disk::place(&output, &imported.csv) } else { disk::place_new(&output, &imported.csv) };
    match written {
        Ok(()) => {
            report::note(
                common,
                &text!(
                    "{target} に {rows}件を書きました。shirube check で、ほかのデータとのつながりを確かめてください",
                    "{rows} records written to {target}; run shirube check to see how they fit the other data"
                ),
            );
            Outcome::Fine
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let hint = text!(
                "置き換えるときは --force を、別の名前で書くときは --output を付けてください",
                "add --force to replace it, or --output to write another file"
            );
            fail(common, &text!("「{target}」がすでにあります", "\"{target}\" is there already"), Some(&hint), Outcome::Usage)
        }
        Err(error) => {
            let Text { ja, en } = source::refusal(&error);
            let hint =
                text!("フォルダーがあり、書き込めるか確かめてください（{ja}）", "see that the folder is there and can be written ({en})");
            fail(common, &text!("「{target}」に書けません", "\"{target}\" cannot be written"), Some(&hint), Outcome::Environment)
        }
    }
}

/// The names of the project's records; none outside of a project.
fn called(common: &Common) -> Called {
    let Some(site) = source::site_toml(&common.root) else { return Called::default() };
    let options = LoadOptions { csv_encoding: config::csv_encoding(&site) };
    source::load(&common.root, options, &mut Diagnostics::default()).map(|sources| Called::of(&sources)).unwrap_or_default()
}

fn unread(common: &Common, file: &Path, error: &io::Error) -> Outcome {
    let shown = file.display();
    let (message, hint) = match error.kind() {
        ErrorKind::NotFound => (
            text!("「{shown}」がありません", "there is no \"{shown}\""),
            text!("ファイルの名前と場所を確かめてください", "check its name and place"),
        ),
        _ => {
            let Text { ja, en } = source::refusal(error);
            (
                text!("「{shown}」を読めません", "\"{shown}\" cannot be read"),
                text!("Excelで開いているときは閉じてください（{ja}）", "close it in Excel ({en})"),
            )
        }
    };
    fail(common, &message, Some(&hint), Outcome::Environment)
}
