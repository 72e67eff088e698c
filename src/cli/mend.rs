//! `fix`, `explain`, `mv`, `report`.

use super::arguments::{Common, Explain, Fix, Format, Mv, Report, ReportForm, View};
use super::build::{asked, fail, sources, threads};
use super::{Outcome, report};
use crate::config::Options;
use crate::diagnostic::{Diagnostics, Lang, Text};
use crate::mend::difference::{Pair, unified};
use crate::mend::explain::Found;
use crate::mend::files::{self, Backup, Change, WriteError};
use crate::mend::relocate::{self, Relocated};
use crate::mend::stock::{self, Form};
use crate::mend::{explain as explanation, fix as fixing};
use crate::notation::Day;
use crate::source::{LoadOptions, SourcePath, Sources, to_utf8};
use crate::text;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// Corrects what can surely be corrected.
pub(super) fn fix(common: &Common, command: &Fix) -> Outcome {
    // Drafts have mistakes too.
    let Begun { options, sources, findings, load } = match begin(common, None, true) {
        Ok(begun) => begun,
        Err(outcome) => return outcome,
    };
    let mut paths = Vec::new();
    for given in &command.paths {
        match inside(&common.root, given, &sources) {
            Some(path) => paths.push(path),
            None => {
                let given = given.display();
                let hint = text!("site.toml のあるフォルダーから見た場所を書いてください", "name a path below the folder with site.toml");
                let message = text!(
                    "「{given}」は、このプロジェクトのファイルでもフォルダーでもありません",
                    "\"{given}\" is no file or folder of this project"
                );
                return fail(common, &message, Some(&hint), Outcome::Usage);
            }
        }
    }
    let scope = fixing::Scope { paths, encoding: command.encoding, width: command.width };
    let fixed = fixing::fix(&sources, findings, load, &options, &scope);
    let lang = Lang::from(common.lang);
    if command.dry_run {
        differences(&sources, &fixed.changes, lang);
    } else {
        let backups = match files::write(&common.root, &fixed.changes, Backup::Dated(options.today)) {
            Ok(backups) => backups,
            Err(error) => return unwritten(common, &error),
        };
        for path in backups {
            report::note(common, &text!("元のファイル: {path}", "kept as it was: {path}"));
        }
    }
    told(common, &fixed, command.dry_run);
    if command.dry_run {
        return if fixed.changes.is_empty() { Outcome::Fine } else { Outcome::Content };
    }
    report::findings(common, Format::Human, &fixed.sources, &fixed.findings);
    report::outcome(&fixed.findings, false)
}

/// What was corrected, line by line, and what was not.
fn told(common: &Common, fixed: &fixing::Fixed, dry_run: bool) {
    let lang = Lang::from(common.lang);
    let mut lines = Vec::new();
    for (path, encoding) in &fixed.converted {
        lines.push(text!("{path}: {encoding} からUTF-8に変えました", "{path}: converted to UTF-8"));
    }
    lines.extend(fixed.corrections.iter().map(fixing::line));
    // What is only shown is no output of the difference.
    if !dry_run {
        print(&lines.iter().fold(String::new(), |out, line| out + line.get(lang) + "\n"));
    }
    for (path, reason) in &fixed.refused {
        let Text { ja, en } = reason;
        report::say(lang, &text!("{path}: UTF-8に変えていません。{ja}", "{path}: not converted; {en}"));
    }
    let (corrections, changed) = (lines.len(), fixed.changes.len());
    report::note(
        common,
        &match (changed, dry_run) {
            (0, _) => text!("直せるところはありませんでした", "there is nothing to correct"),
            (_, true) => text!(
                "{changed}ファイルの{corrections}か所を直せます（まだ書いていません）",
                "{corrections} places in {changed} files can be corrected (nothing was written)"
            ),
            (_, false) => text!("{changed}ファイルの{corrections}か所を直しました", "corrected {corrections} places in {changed} files"),
        },
    );
    let width = fixed.width_left;
    if width > 0 {
        report::note(
            common,
            &text!(
                "--width を付けると、機種依存文字などをさらに{width}か所直せます",
                "with --width {width} more places can be corrected (platform-dependent characters)"
            ),
        );
    }
}

/// Explains a code, finds codes by words, or lists all of them.
pub(super) fn explain(common: &Common, command: &Explain) -> Outcome {
    let lang = Lang::from(common.lang);
    let asked = command.words.join(" ");
    match explanation::find(&asked) {
        Found::All => print(&explanation::list(lang)),
        Found::One(code) => print(&explanation::page(code, lang)),
        Found::Several(codes) => {
            print(&explanation::lines(&codes, lang));
            let hint = text!("詳しくは shirube explain コード で読めます", "shirube explain CODE tells more");
            report::note(common, &hint);
        }
        Found::None(near) => {
            let areas = explanation::AREAS.join("、");
            let hint = match near {
                Some(near) => text!("もしかして: {near}", "did you mean: {near}"),
                None => text!(
                    "コードの一覧は shirube explain で、ことばでは shirube explain 全角 のように探せます（{areas}）",
                    "shirube explain lists all codes; or look for a word ({areas})"
                ),
            };
            let message = text!(
                "「{asked}」というコードも、説明に「{asked}」とあるコードもありません",
                "no code is called \"{asked}\" or speaks of it"
            );
            return fail(common, &message, Some(&hint), Outcome::Usage);
        }
    }
    Outcome::Fine
}

/// Moves a file or renames a record, with everything that leads to it.
pub(super) fn mv(common: &Common, command: &Mv) -> Outcome {
    let Begun { options, sources, findings, load } = match begin(common, None, true) {
        Ok(begun) => begun,
        Err(outcome) => return outcome,
    };
    let Relocated { changes, told } = match relocate::relocate(&sources, findings, load, &options, &command.old, &command.new) {
        Ok(relocated) => relocated,
        Err(refusal) => return fail(common, &refusal.message, refusal.hint.as_ref(), Outcome::Usage),
    };
    let lang = Lang::from(common.lang);
    if command.dry_run {
        differences(&sources, &changes, lang);
        return Outcome::Fine;
    }
    if let Err(error) = files::write(&common.root, &changes, Backup::None) {
        return unwritten(common, &error);
    }
    print(&told.iter().fold(String::new(), |out, line| out + line.get(lang) + "\n"));
    Outcome::Fine
}

/// Lists what is to be cared for.
pub(super) fn report(common: &Common, command: &Report) -> Outcome {
    let Begun { options, sources, findings, .. } = match begin(common, command.as_of, false) {
        Ok(begun) => begun,
        Err(outcome) => return outcome,
    };
    match stock::take(&Arc::new(sources), findings, &options) {
        Ok(stock) => {
            let form = match command.form {
                ReportForm::Human => Form::Human,
                ReportForm::Markdown => Form::Markdown,
                ReportForm::Csv => Form::Csv,
                ReportForm::Json => Form::Json,
            };
            print(&stock::written(&stock, form, Lang::from(common.lang)));
            Outcome::Fine
        }
        Err(compiled) => {
            report::findings(common, Format::Human, &compiled.sources, &compiled.findings);
            Outcome::Usage
        }
    }
}

/// What every command here begins with.
struct Begun {
    options: Options,
    sources: Sources,
    findings: Diagnostics,
    load: LoadOptions,
}

/// Takes the day, then reads the files. No addresses and no colours: nothing is rendered.
fn begin(common: &Common, today: Option<Day>, with_drafts: bool) -> Result<Begun, Outcome> {
    threads(common);
    let view = View { today, base_url: None, drafts: with_drafts, future: with_drafts, no_samples: false, no_highlight: true };
    let options = asked(common, &view)?;
    let (sources, findings, load) = sources(common)?;
    Ok(Begun { options, sources, findings, load })
}

/// A path that was typed, as one of the project: as seen from here, or from the root.
fn inside(root: &Path, given: &Path, sources: &Sources) -> Option<SourcePath> {
    let below = given.strip_prefix(root).ok().filter(|_| root != Path::new("."));
    let known = |path: &Path| {
        let path = path.to_str()?.replace('\\', "/");
        let path = SourcePath::new(path.trim_start_matches("./").trim_end_matches('/')).ok()?;
        let folder = format!("{path}/");
        let exists = sources.get(path.as_str()).is_some() || sources.below(&folder).next().is_some();
        exists.then_some(path)
    };
    below.and_then(known).or_else(|| known(given))
}

/// Prints what the changes change.
fn differences(sources: &Sources, changes: &[Change], lang: Lang) {
    let mut out = String::new();
    let shown = |path: &SourcePath, bytes: &[u8]| match sources.get(path.as_str()) {
        // A file in another encoding is shown as what it says.
        Some(file) if &*file.bytes == bytes => match to_utf8(bytes) {
            Ok(converted) if file.text().is_none() => converted.text.replace("\r\n", "\n").replace('\r', "\n"),
            _ => file.shown_text().to_owned(),
        },
        _ => String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).replace("\r\n", "\n").replace('\r', "\n"),
    };
    // A file that goes away and one that comes are one that moves.
    let gone = changes.iter().find(|change| change.after.is_none());
    for change in changes.iter().filter(|change| change.after.is_some()) {
        let before = if change.before.is_none() { gone } else { Some(change) };
        let Some((before, bytes)) = before.and_then(|before| Some((before, before.before.as_ref()?))) else { continue };
        let Some(after) = &change.after else { continue };
        let old = shown(&before.path, bytes);
        let new = shown(&change.path, after);
        let is_text = std::str::from_utf8(after).is_ok();
        let (old, new) = if is_text { (old, new) } else { (String::new(), String::new()) };
        let difference = unified(Pair { before: (before.path.as_str(), &old), after: (change.path.as_str(), &new) }, lang);
        if difference.is_empty() {
            // Only the encoding becomes another.
            let path = &change.path;
            out += text!("{path}: 文字コードをUTF-8に変えます\n", "{path}: to be converted to UTF-8\n").get(lang);
        }
        out += &difference;
    }
    print(&out);
}

fn unwritten(common: &Common, error: &WriteError) -> Outcome {
    let WriteError { path, reason: Text { ja, en }, restored } = error;
    let hint = match restored {
        true => text!("どのファイルも前のままです", "all files are as they were"),
        false => text!(
            "元に戻せなかったファイルがあります。.bak か、版管理の前の版から戻してください",
            "some files could not be put back; take them from .bak or from version control"
        ),
    };
    fail(common, &text!("{path}: {ja}", "{path}: {en}"), Some(&hint), Outcome::Environment)
}

/// To the standard output: what was asked for. A closed pipe is no error of ours.
fn print(words: &str) {
    let _ = io::stdout().lock().write_all(words.as_bytes());
}
