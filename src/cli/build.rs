//! `build`, `check`, `clean`.

use super::arguments::{Build, Check, Clean, Common, View};
use super::{Outcome, report};
use crate::config::{self, Options};
use crate::deliver::{self, DeliverError, Staging, Target};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Text};
use crate::holding::{Holdings, losses};
use crate::notation::Day;
use crate::route::{Output, RoutePath};
use crate::snapshot::{Cache, Compiled, Snapshot, compile_again};
use crate::source::{self, LoadError, LoadOptions, Sources};
use crate::text;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long a build waits for another one in the same output.
const PATIENCE: Duration = Duration::from_secs(10);

/// Renders everything into the output directory, or nothing.
pub(super) fn build(common: &Common, command: &Build) -> Outcome {
    threads(common);
    let options = match asked(common, &command.scope.view) {
        Ok(options) => options,
        Err(outcome) => return outcome,
    };
    let target = match target(common, command.output_dir.as_deref()) {
        Ok(target) => target,
        Err(outcome) => return outcome,
    };
    let (Compiled { snapshot, mut findings, sources }, cache) = match read(common, &options) {
        Ok(compiled) => compiled,
        Err(outcome) => return outcome,
    };
    let Some(snapshot) = snapshot else {
        report::findings(common, command.scope.format, &sources, &findings);
        return Outcome::Usage;
    };
    let (snapshot, sources, cache) = (kept(snapshot), kept(sources), kept(cache));
    let shown = cache.holdings(Some(&options));
    if let Err(refusal) = target.belongs_to(&shown) {
        return fail(common, &refusal.message, Some(&refusal.hint), Outcome::Usage);
    }
    missing(target.published(), &cache, &snapshot, command.scope.accept_losses, &mut findings);
    let outcome = report::outcome(&findings, command.scope.strict);
    if outcome != Outcome::Fine {
        report::findings(common, command.scope.format, &sources, &findings);
        return refused(common, outcome);
    }
    let staging = match Staging::begin(&target, Some(PATIENCE), &who()) {
        Ok(staging) => staging.holding(shown),
        Err(error) => return undelivered(common, &error),
    };
    let deliver = |(path, output): &(&RoutePath, &Output)| match snapshot.render(path, output) {
        Ok(body) => staging.write(path.as_str(), &body).err().map(Failure::Delivery),
        Err(finding) => Some(Failure::Render(Box::new(finding))),
    };
    let failures = snapshot.passes().map(|pass| pass.par_iter().filter_map(deliver).collect::<Vec<_>>());
    for failure in failures.into_iter().flatten() {
        match failure {
            Failure::Render(finding) => findings.push(*finding),
            Failure::Delivery(error) => return undelivered(common, &error),
        }
    }
    findings.sort();
    if findings.has_errors() {
        drop(staging);
        report::findings(common, command.scope.format, &sources, &findings);
        return refused(common, Outcome::Content);
    }
    match staging.finish(snapshot.routes().iter().map(|(path, _)| path.as_str())) {
        Ok(summary) => {
            summary.report(&mut findings);
            report::findings(common, command.scope.format, &sources, &findings);
            let pages = snapshot.routes().iter().filter(|(path, _)| path.is_page()).count();
            report::note(common, &report::summary(&summary, &target.output().display().to_string(), pages));
            Outcome::Fine
        }
        Err(error) => undelivered(common, &error),
    }
}

/// A value that lives until the process ends, which is soon: taking a large portal apart piece by piece would only cost time.
fn kept<T>(value: T) -> ManuallyDrop<T> {
    ManuallyDrop::new(value)
}

/// Why an output is not there.
enum Failure {
    Render(Box<Diagnostic>),
    Delivery(DeliverError),
}

/// Renders everything into nothing, so that mistakes in templates are found too.
pub(super) fn check(common: &Common, command: &Check) -> Outcome {
    threads(common);
    let options = match asked(common, &command.scope.view) {
        Ok(options) => options,
        Err(outcome) => return outcome,
    };
    let (Compiled { snapshot, mut findings, sources }, cache) = match read(common, &options) {
        Ok(compiled) => compiled,
        Err(outcome) => return outcome,
    };
    let Some(snapshot) = snapshot else {
        report::findings(common, command.scope.format, &sources, &findings);
        return Outcome::Usage;
    };
    let (snapshot, sources, cache) = (kept(snapshot), kept(sources), kept(cache));
    let last_build = command.last_build.as_ref().map_or_else(|| output(common, None), |given| common.root.join(given));
    let then = deliver::held_in(&last_build);
    if let (Some(given), None) = (&command.last_build, &then) {
        let shown = given.display();
        report::note(
            common,
            &text!(
                "{shown} に前に作ったときの記録がないので、なくなったものは調べていません",
                "{shown} does not say what was built last, so nothing is known of what is missing"
            ),
        );
    }
    missing(then, &cache, &snapshot, command.scope.accept_losses, &mut findings);
    rendered(&snapshot).into_iter().for_each(|finding| findings.push(finding));
    findings.sort();
    report::findings(common, command.scope.format, &sources, &findings);
    report::outcome(&findings, command.scope.strict)
}

/// Tells what was there when the site was built last, and is there no more. A site of another portal says nothing of this one.
fn missing(then: Option<Holdings>, cache: &Cache, snapshot: &Snapshot, accepted: bool, findings: &mut Diagnostics) {
    let now = cache.holdings(None);
    let Some(then) = then.filter(|then| !now.is_other_than(then)) else { return };
    let mistaken: BTreeSet<String> = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .filter_map(|finding| Some(finding.place.as_ref()?.path.as_str().to_owned()))
        .collect();
    let removed = &snapshot.site().config.files.removed;
    findings.extend(losses(&then, &now, accepted, |file| mistaken.contains(file), |file| removed.iter().any(|removed| removed == file)));
    findings.sort();
}

/// The findings of rendering every output.
fn rendered(snapshot: &Snapshot) -> Vec<Diagnostic> {
    snapshot
        .passes()
        .iter()
        .flat_map(|pass| pass.par_iter().filter_map(|(path, output)| snapshot.render(path, output).err()).collect::<Vec<_>>())
        .collect()
}

/// Removes what `build` made, and nothing else.
pub(super) fn clean(common: &Common, command: &Clean) -> Outcome {
    let target = match target(common, command.output_dir.as_deref()) {
        Ok(target) => target,
        Err(outcome) => return outcome,
    };
    match deliver::clean(&target, Some(PATIENCE), &who()) {
        Ok(summary) => {
            let (removed, output) = (summary.removed.len(), target.output().display());
            report::note(common, &text!("{output} から {removed} ファイルを消しました", "removed {removed} files from {output}"));
            Outcome::Fine
        }
        Err(error) => undelivered(common, &error),
    }
}

/// Reads and compiles the project.
fn read(common: &Common, options: &Options) -> Result<(Compiled, Cache), Outcome> {
    let (sources, findings, _) = sources(common)?;
    Ok(compile_again(Arc::new(sources), options, findings, &Cache::default()))
}

/// Reads the project; gives how it was read, too.
pub(super) fn sources(common: &Common) -> Result<(Sources, Diagnostics, LoadOptions), Outcome> {
    let mut findings = Diagnostics::default();
    let settings = source::site_toml(&common.root);
    let csv_encoding = settings.as_deref().map(config::csv_encoding).unwrap_or_default();
    let load = LoadOptions { csv_encoding };
    match source::load(&common.root, load, &mut findings) {
        Ok(sources) => Ok((sources, findings, load)),
        Err(LoadError::NoRoot(path)) => Err(no_root(common, &path)),
    }
}

fn no_root(common: &Common, path: &str) -> Outcome {
    let hint = text!("--root にプロジェクトのフォルダーを指定してください", "name the project's folder with --root");
    fail(common, &text!("フォルダー「{path}」がありません", "there is no folder \"{path}\""), Some(&hint), Outcome::Environment)
}

/// The output directory, given or that of site.toml.
fn output(common: &Common, given: Option<&Path>) -> PathBuf {
    let settings = source::site_toml(&common.root);
    match given {
        Some(output) => output.to_owned(),
        None => common.root.join(settings.as_deref().and_then(config::output).unwrap_or_else(|| "public".to_owned())),
    }
}

/// Where the site goes.
fn target(common: &Common, given: Option<&Path>) -> Result<Target, Outcome> {
    if !common.root.is_dir() {
        return Err(no_root(common, &common.root.display().to_string()));
    }
    let output = output(common, given);
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    Target::check(&common.root, &output, home.as_deref())
        .map_err(|refusal| fail(common, &refusal.message, Some(&refusal.hint), Outcome::Usage))
}

/// What the run was asked for; what cannot be has been said.
pub(super) fn asked(common: &Common, view: &View) -> Result<Options, Outcome> {
    options(view).map_err(|message| fail(common, &message, None, Outcome::Usage))
}

/// What the run was asked for; the clock is read here and nowhere else.
pub(super) fn options(view: &View) -> Result<Options, Text> {
    let today = today(view.today)?;
    let View { today: _, base_url, drafts, future, no_samples, no_highlight } = view;
    if let Some(url) = base_url.as_ref().filter(|url| !url.starts_with("http://") && !url.starts_with("https://") && !url.is_empty()) {
        return Err(text!(
            "--base-url「{url}」は http:// か https:// で始まるアドレスにしてください",
            "--base-url \"{url}\" must begin with http:// or https://"
        ));
    }
    Ok(Options { today, base_url: base_url.clone(), drafts: *drafts, future: *future, no_samples: *no_samples, highlight: !no_highlight })
}

/// The day that was given, or that of SOURCE_DATE_EPOCH, or today in Japan.
pub(super) fn today(given: Option<Day>) -> Result<Day, Text> {
    match (given, std::env::var("SOURCE_DATE_EPOCH")) {
        (Some(today), _) => Ok(today),
        (None, Ok(epoch)) if !epoch.is_empty() => {
            let seconds = epoch
                .parse()
                .map_err(|_| text!("SOURCE_DATE_EPOCH「{epoch}」は数字ではありません", "SOURCE_DATE_EPOCH \"{epoch}\" is no number"))?;
            Ok(day_in_japan(seconds))
        }
        _ => Ok(day_in_japan(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))),
    }
}

/// The day in Japan (UTC+9) at a moment, in seconds since 1970.
fn day_in_japan(seconds: u64) -> Day {
    let days = (seconds + 9 * 3600) / 86_400;
    Day::new(1970, 1, 1).expect("1970-01-01 exists").plus(i32::try_from(days).unwrap_or(i32::MAX / 2))
}

/// Sets the number of threads; deep Markdown needs more stack than a thread has by default.
pub(super) fn threads(common: &Common) {
    let builder = rayon::ThreadPoolBuilder::new().stack_size(16 << 20).num_threads(common.jobs.unwrap_or(0));
    // Only the first call of a process can set it, and this is the first.
    let _ = builder.build_global();
}

/// Who holds the lock, for the words of another run.
fn who() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let clock = (seconds + 9 * 3600) % 86_400;
    format!("{} {:02}:{:02}", day_in_japan(seconds).iso(), clock / 3600, clock % 3600 / 60)
}

fn refused(common: &Common, outcome: Outcome) -> Outcome {
    report::note(
        common,
        &text!("何も書きませんでした。公開中のサイトは前のままです", "nothing was written; the published site is as it was"),
    );
    outcome
}

pub(super) fn fail(common: &Common, message: &Text, hint: Option<&Text>, outcome: Outcome) -> Outcome {
    report::failure(common, message, hint);
    outcome
}

fn undelivered(common: &Common, error: &DeliverError) -> Outcome {
    let outcome = match error {
        DeliverError::Refused(_) => Outcome::Usage,
        _ => Outcome::Environment,
    };
    fail(common, &error.message(), Some(&error.hint()), outcome)
}
