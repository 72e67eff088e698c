//! What `site.toml` says of single kinds of findings (`[[findings]]`), done to what was found: left out and counted, or made a notice, a
//! warning, an error; for some files only, for a reason, until a day.
//!
//! An error stays an error: what cannot be published cannot be wished away. An entry that means nothing, has run out or concerns
//! nothing any more is itself a finding, so that the list stays short.

use super::codes;
use crate::config::{Config, Level};
use crate::deliver;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, closest};
use crate::notation::Day;
use crate::text;
use glob::{MatchOptions, Pattern};

/// An entry that means nothing.
pub static FINDING_SETTING: Code = Code::error(
    "finding-setting",
    "site.toml の [[findings]] の値が正しくありません。エラーは消したり軽くしたりできません。コードの名前は shirube explain で確かめてください",
    "an entry of [[findings]] in site.toml cannot hold; errors cannot be left out or made less; shirube explain lists the codes",
);
/// An entry whose day has passed.
pub static FINDING_SETTING_ENDED: Code = Code::warning(
    "finding-setting-ended",
    "site.toml の [[findings]] の期限（until）が過ぎたので、元の重さに戻しました。直すか、期限を延ばすか、この指定を消してください",
    "an entry of [[findings]] in site.toml has run out (`until`); mend what it was for, extend it, or remove it",
);
/// An entry that concerns nothing.
pub static FINDING_SETTING_UNUSED: Code = Code::notice(
    "finding-setting-unused",
    "site.toml の [[findings]] に当てはまる問題が、もうありません。この指定を消してください",
    "no finding is concerned by this entry of [[findings]] in site.toml any more; remove it",
);

/// One entry that holds.
struct Holding {
    code: &'static str,
    severity: Option<Severity>,
    path: Option<Pattern>,
    position: usize,
}

impl Holding {
    fn concerns(&self, finding: &Diagnostic) -> bool {
        let options = MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };
        let in_files = |pattern: &Pattern| finding.place.as_ref().is_some_and(|place| pattern.matches_with(place.path.as_str(), options));
        // What is an error of itself stays one, whatever its code says.
        finding.code.name == self.code && finding.code.severity != Severity::Error && self.path.as_ref().is_none_or(in_files)
    }
}

/// Weighs findings as `config` says on `today`; what is wrong with its entries is told too.
pub(super) fn weigh(config: &Config, today: Day, findings: &mut Diagnostics) {
    if config.findings.is_empty() {
        return;
    }
    let mut told = Diagnostics::default();
    let holding = holding(config, today, &mut told);
    for entry in &holding {
        let late = deliver::CODES.iter().any(|code| code.name == entry.code);
        if !late && !findings.iter().any(|finding| entry.concerns(finding)) {
            let code = entry.code;
            let message = text!("{code} に当てはまる問題は、もうありません", "no finding is concerned by this entry for {code}");
            let place = config.place(&format!("findings[{}]", entry.position));
            told.push(
                Diagnostic::new(&FINDING_SETTING_UNUSED, message)
                    .at(place)
                    .hint(text!("この [[findings]] を消してください", "remove this [[findings]]")),
            );
        }
    }
    apply(&holding, findings);
    findings.extend(told);
}

/// Weighs what was found later, of which the entries are known to hold.
pub(super) fn weigh_later(config: &Config, today: Day, findings: &mut Diagnostics) {
    apply(&holding(config, today, &mut Diagnostics::default()), findings);
}

/// The first entry that concerns a finding holds.
fn apply(holding: &[Holding], findings: &mut Diagnostics) {
    let of = |finding: &Diagnostic| holding.iter().find(|entry| entry.concerns(finding)).map(|entry| entry.severity);
    findings.quiet(|finding| of(finding) == Some(None));
    findings.revise(|finding| {
        if let Some(Some(severity)) = of(finding) {
            finding.severity = severity;
        }
    });
}

/// The entries that hold on `today`; why the others do not is told.
fn holding(config: &Config, today: Day, told: &mut Diagnostics) -> Vec<Holding> {
    let known = codes();
    let entries = config.findings.iter().enumerate();
    entries
        .filter_map(|(position, weight)| {
            let place = |field: &str| config.place(&format!("findings[{position}].{field}"));
            let name = weight.code.trim();
            let Some(code) = known.iter().find(|code| code.name == name) else {
                told.push(
                    Diagnostic::new(&FINDING_SETTING, text!("「{name}」というコードはありません", "there is no code \"{name}\""))
                        .at(place("code"))
                        .hint(text!("shirube explain で確かめてください", "shirube explain lists the codes"))
                        .did_you_mean(closest(name, known.iter().map(|code| code.name))),
                );
                return None;
            };
            if code.severity == Severity::Error {
                told.push(
                    Diagnostic::new(&FINDING_SETTING, text!("{name} はエラーです。重さは変えられません", "{name} is an error and stays one"))
                        .at(place("code"))
                        .hint(text!("この [[findings]] を消し、問題を直してください", "remove this [[findings]] and mend what is found")),
                );
                return None;
            }
            let path = match weight.path.as_deref().map(Pattern::new).transpose() {
                Ok(path) => path,
                Err(_) => {
                    let path = weight.path.as_deref().unwrap_or_default();
                    told.push(
                        Diagnostic::new(&FINDING_SETTING, text!("path「{path}」が読めません", "the path \"{path}\" cannot be read"))
                            .at(place("path"))
                            .hint(text!("`data/**` や `content/news/*.md` のように書いてください", "write it like `data/**` or `content/news/*.md`")),
                    );
                    return None;
                }
            };
            if let Some(until) = weight.until.filter(|until| *until < today) {
                let day = until.words();
                let message = text!("{name} の指定は、{day}で終わりました", "the entry for {name} ended on {day}");
                told.push(Diagnostic::new(&FINDING_SETTING_ENDED, message).at(place("until")).hint(text!(
                    "元の問題を直してこの [[findings]] を消すか、until を延ばしてください",
                    "mend what it was for and remove it, or extend `until`"
                )));
                return None;
            }
            let severity = match weight.level {
                Level::Off => None,
                Level::Notice => Some(Severity::Notice),
                Level::Warning => Some(Severity::Warning),
                Level::Error => Some(Severity::Error),
            };
            Some(Holding { code: code.name, severity, path, position })
        })
        .collect()
}
