//! `import`: a file of an office in, a table of `data/` or pages of courses out.
//!
//! Reads one file and writes whole ones or nothing; what the file says is judged in `office`. Inside a project it also reads the names of
//! the records that are there, so that a name can become an id.

use super::arguments::{Common, Import, Importable};
use super::build::fail;
use super::{Outcome, report};
use crate::config;
use crate::diagnostic::{Diagnostics, Text};
use crate::office::{self, CoursePage, Imported};
use crate::scaffold::{Called, disk};
use crate::schema::Kind;
use crate::source::{self, LoadOptions, MAX_ASSET, SourcePath, Sources};
use crate::text;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

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
    let called = called(common).writing(target(common, command));
    let sheet = command.sheet.as_deref();
    let made = match command.kind {
        Importable::Data(kind) => {
            office::import(&path, &bytes, kind, sheet, &called, &mut findings).map(|imported| Made::Table(kind, imported))
        }
        Importable::Courses => office::import_courses(&path, &bytes, sheet, &called, &mut findings).map(Made::Pages),
    };
    findings.sort();
    let folder = command.file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    report::findings_below(folder, common, command.format, &Sources::default(), &findings);
    match made {
        Some(Made::Table(kind, imported)) => write_table(common, command, kind, &imported),
        Some(Made::Pages(pages)) => write_pages(common, command, &pages),
        None => {
            report::note(common, &text!("何も書きませんでした", "nothing was written"));
            Outcome::Content
        }
    }
}

/// What is to be written.
enum Made {
    Table(Kind, Imported),
    Pages(Vec<CoursePage>),
}

fn write_table(common: &Common, command: &Import, kind: Kind, imported: &Imported) -> Outcome {
    let rows = imported.rows;
    if rows == 0 {
        let nothing = text!("新しい記録はないので、何も書きませんでした", "there is no new record: nothing was written");
        report::note(common, &nothing);
        return Outcome::Fine;
    }
    if command.dry_run {
        let _ = io::stdout().lock().write_all(imported.csv.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&imported.csv));
        report::note(common, &text!("{rows}件を読みました（書いていません）", "{rows} records read (nothing was written)"));
        return Outcome::Fine;
    }
    let stem = kind.stem();
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
                "前の記録をすべて置き換えるときは --force を、残して足すときは --output data/{stem}/追加分.csv のように別のファイルを付けてください",
                "add --force to replace all that is in it, or --output data/{stem}/more.csv to add to it"
            );
            fail(common, &text!("「{target}」がすでにあります", "\"{target}\" is there already"), Some(&hint), Outcome::Usage)
        }
        Err(error) => unwritten(common, &target.to_string(), &error),
    }
}

/// Writes the pages of courses. One that is there stays as it is: people have worked on it.
fn write_pages(common: &Common, command: &Import, pages: &[CoursePage]) -> Outcome {
    let folder = command.output.clone().unwrap_or_else(|| common.root.join("content").join("courses"));
    let place = |page: &CoursePage| folder.join(format!("{}.md", page.id));
    if command.dry_run {
        let mut out = io::stdout().lock();
        for page in pages {
            let _ = writeln!(out, "==> {}\n{}", place(page).strip_prefix(".").unwrap_or(&place(page)).display(), page.markdown);
        }
        let count = pages.len();
        report::note(common, &text!("{count}件の研修を読みました（書いていません）", "{count} courses read (nothing was written)"));
        return Outcome::Fine;
    }
    let (there, new): (Vec<&CoursePage>, Vec<&CoursePage>) = pages.iter().partition(|page| !command.force && place(page).exists());
    let files: Vec<(PathBuf, &[u8])> = new.iter().map(|page| (place(page), page.markdown.as_bytes())).collect();
    if let Err((to, error)) = disk::place_all(&files, command.force) {
        return unwritten(common, &to.display().to_string(), &error);
    }
    let (target, count) = (folder.strip_prefix(".").unwrap_or(&folder).display(), new.len());
    report::note(
        common,
        &text!(
            "{target} に {count}件の下書きを書きました。「ここを書く」を直し、status の行を消すと公開されます",
            "{count} drafts written to {target}; write what is left to be written, and remove the line `status`"
        ),
    );
    if !there.is_empty() {
        let names = there.iter().map(|page| format!("{}.md", page.id)).collect::<Vec<_>>().join("、");
        report::note(
            common,
            &text!(
                "もうあるページは、そのままにしました（置き換えるときは --force）: {names}",
                "pages that are there stay as they are (--force replaces them): {names}"
            ),
        );
    }
    Outcome::Fine
}

fn unwritten(common: &Common, target: &str, error: &io::Error) -> Outcome {
    let Text { ja, en } = source::refusal(error);
    let hint = text!("フォルダーがあり、書き込めるか確かめてください（{ja}）", "see that the folder is there and can be written ({en})");
    fail(common, &text!("「{target}」に書けません", "\"{target}\" cannot be written"), Some(&hint), Outcome::Environment)
}

/// The file that is written as one of the project's data; `None` where a table goes elsewhere.
fn target(common: &Common, command: &Import) -> Option<SourcePath> {
    let Importable::Data(kind) = command.kind else { return None };
    let Some(output) = &command.output else { return SourcePath::new(&format!("data/{}.csv", kind.stem())).ok() };
    let (output, root) = (std::path::absolute(output).ok()?, std::path::absolute(&common.root).ok()?);
    let below = SourcePath::new(output.strip_prefix(root).ok()?.to_str()?).ok()?;
    Some(below).filter(|path| path.as_str().starts_with("data/"))
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
