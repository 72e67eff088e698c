//! What `site.toml` says of single kinds of findings (`[[findings]]`), done to what was found: left out and counted, or made a notice, a
//! warning, an error; for some files only, for a reason, until a day.
//!
//! An error stays an error: what cannot be published cannot be wished away. An entry that means nothing, has run out or concerns
//! nothing any more is itself a finding, so that the list stays short.

use super::codes;
use crate::config::{Config, Level};
use crate::deliver;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, closest};
use crate::holding;
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
        let is_error = finding.code.severity == Severity::Error || finding.severity == Severity::Error;
        finding.code.name == self.code && !is_error && self.path.as_ref().is_none_or(in_files)
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
        let late = deliver::CODES.iter().chain(holding::CODES).any(|code| code.name == entry.code);
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
                    Diagnostic::new(
                        &FINDING_SETTING,
                        text!("{name} はエラーです。重さは変えられません", "{name} is an error and stays one"),
                    )
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
                            .hint(text!(
                                "`data/**` や `content/news/*.md` のように書いてください",
                                "write it like `data/**` or `content/news/*.md`"
                            )),
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

#[cfg(test)]
mod tests {
    use crate::config::Options;
    use crate::diagnostic::{Diagnostics, Severity};
    use crate::notation::Day;
    use crate::snapshot::compile;
    use crate::source::Sources;
    use std::sync::Arc;

    /// Two levels with a skill to which nothing leads (two warnings), and an exam that was never checked (a notice).
    fn found(settings: &str) -> (Vec<(&'static str, Severity)>, usize) {
        let site = format!("id = \"t\"\ntitle = \"T\"\norganization = \"O\"\n{settings}");
        let sources = Sources::of_texts(&[
            ("site.toml", site.as_str()),
            ("data/levels/a.yaml", "- {id: a, kind: base, name: 全職員, skills: {s: 1}}"),
            ("data/levels/b.yaml", "- {id: b, kind: base, name: 別, skills: {s: 1}}"),
            (
                "data/skills.yaml",
                "skill_categories:\n- {id: c, name: 類}\nskills:\n- {id: s, name: 技, yomi: わざ, category: c, summary: 文, steps: {}}",
            ),
        ]);
        let today = Day::new(2026, 11, 22).expect("a day");
        let options = Options { today, base_url: None, drafts: false, future: false, no_samples: false, highlight: false };
        let compiled = compile(Arc::new(sources), &options, Diagnostics::default());
        let gaps = ["skill-gap", "finding-setting", "finding-setting-ended", "finding-setting-unused", "missing-key", "unknown-value"];
        let findings = compiled.findings.iter().filter(|finding| gaps.contains(&finding.code.name));
        (findings.map(|finding| (finding.code.name, finding.severity())).collect(), compiled.findings.quieted())
    }

    fn entry(more: &str) -> String {
        format!("[[findings]]\nreason = \"次の計画で用意する\"\n{more}\n")
    }

    #[test]
    fn a_kind_of_finding_is_quieted_or_raised() {
        const GAP: (&str, Severity) = ("skill-gap", Severity::Warning);
        assert_eq!(found(""), (vec![GAP, GAP], 0));
        assert_eq!(found(&entry("code = \"skill-gap\"\nlevel = \"off\"")), (vec![], 2));
        assert_eq!(found(&entry("code = \"skill-gap\"\nlevel = \"notice\"")), (vec![("skill-gap", Severity::Notice); 2], 0));
        assert_eq!(found(&entry("code = \"skill-gap\"\nlevel = \"error\"")), (vec![("skill-gap", Severity::Error); 2], 0));
        assert_eq!(found(&entry("code = \"skill-gap\"\nlevel = \"off\"\npath = \"data/*/a.yaml\"")), (vec![GAP], 1));
        assert_eq!(found(&entry("code = \"skill-gap\"\nlevel = \"off\"\npath = \"data/**\"\nuntil = 2026-11-22")), (vec![], 2));
        // The first entry that concerns a finding holds.
        let first = entry("code = \"skill-gap\"\nlevel = \"error\"\npath = \"data/levels/b.yaml\"");
        let both = first + &entry("code = \"skill-gap\"\nlevel = \"off\"");
        assert_eq!(found(&both), (vec![("skill-gap", Severity::Error)], 1));
    }

    #[test]
    fn an_entry_that_cannot_hold_is_told() {
        let first = |more: &str| found(&entry(more)).0[0];
        const WRONG: (&str, Severity) = ("finding-setting", Severity::Error);
        assert_eq!(first("code = \"unknown-id\"\nlevel = \"off\""), WRONG);
        assert_eq!(first("code = \"skil-gap\"\nlevel = \"off\""), WRONG);
        assert_eq!(first("code = \"skill-gap\"\nlevel = \"off\"\npath = \"data/a**\""), WRONG);
        assert_eq!(first("code = \"skill-gap\"\nlevel = \"of\"").0, "unknown-value");
        assert_eq!(found("[[findings]]\ncode = \"skill-gap\"\nlevel = \"off\"\nreason = \"\"\n").0[0].0, "missing-key");
        let ended = found(&entry("code = \"skill-gap\"\nlevel = \"off\"\nuntil = 2026-11-21")).0;
        assert_eq!(
            ended,
            [("skill-gap", Severity::Warning), ("skill-gap", Severity::Warning), ("finding-setting-ended", Severity::Warning)]
        );
        let unused = found(&entry("code = \"skill-gap\"\nlevel = \"off\"\npath = \"content/**\"")).0;
        assert!(unused.contains(&("finding-setting-unused", Severity::Notice)), "{unused:?}");
    }
}
