//! `fix`: the corrections that findings carry, written into the files.
//!
//! Works in memory until nothing more can be corrected: apply, compile, look again. What needs a decision is left to the editor. Does not
//! write; [`super::files`] does.

use super::edit::{Edit, bytes_after, disjoint};
use super::files::Change;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::snapshot::{Cache, compile_again};
use crate::source::{LoadOptions, NOT_UTF8, SourceFile, SourcePath, Sources, is_of_bytes, read_bytes, to_utf8};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How often corrections are applied: a correction can show another mistake behind it.
const ROUNDS: usize = 5;

/// Codes whose corrections are a matter of style: characters that other machines show differently.
const WIDTH_CODES: [&str; 2] = ["platform-dependent-character", "data-character"];

/// What is to be corrected.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Files and folders; everything when empty.
    pub paths: Vec<SourcePath>,
    /// Files in another encoding too.
    pub encoding: bool,
    /// Characters that other machines show differently too.
    pub width: bool,
}

impl Scope {
    fn holds(&self, path: &SourcePath) -> bool {
        let below =
            |folder: &SourcePath| path.as_str().strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.paths.is_empty() || self.paths.iter().any(below)
    }

    fn wants(&self, code: &Code) -> bool {
        self.width || !WIDTH_CODES.contains(&code.name)
    }
}

/// One correction that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The file.
    pub path: SourcePath,
    /// The line, from 1, at the time of the correction.
    pub line: usize,
    /// The finding that asked for it.
    pub code: &'static str,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// What correcting gives.
#[derive(Debug)]
pub struct Fixed {
    /// The files that become others, by path.
    pub changes: Vec<Change>,
    /// What was corrected, in order of files and lines within each round.
    pub corrections: Vec<Correction>,
    /// Files whose encoding was changed, and what it was.
    pub converted: Vec<(SourcePath, &'static str)>,
    /// Files that could not be converted, and why.
    pub refused: Vec<(SourcePath, Text)>,
    /// What would be corrected with `width`.
    pub width_left: usize,
    /// The files as they are after it.
    pub sources: Arc<Sources>,
    /// What is left to be found in them.
    pub findings: Diagnostics,
}

/// Corrects what `scope` names. `reading` are the findings of reading `sources`, which was done as `load` says.
pub fn fix(sources: &Sources, reading: Diagnostics, load: LoadOptions, options: &Options, scope: &Scope) -> Fixed {
    let mut bench = Bench { sources: sources.clone(), reading, load, seen: BTreeMap::new() };
    let (mut converted, mut refused) = (Vec::new(), Vec::new());
    if scope.encoding {
        for (path, result) in conversions(&bench, scope) {
            match result {
                Ok((bytes, encoding)) => {
                    bench.replace(&path, bytes);
                    converted.push((path, encoding));
                }
                Err(reason) => refused.push((path, reason)),
            }
        }
    }
    let mut corrections = Vec::new();
    let mut cache = Cache::default();
    let mut round = 0;
    let findings = loop {
        let (compiled, kept) = compile_again(Arc::new(bench.sources.clone()), options, bench.reading.clone(), &cache);
        cache = kept;
        if round == ROUNDS || !bench.correct(&compiled.findings, scope, &mut corrections) {
            break compiled.findings;
        }
        round += 1;
    };
    let width = Scope { width: true, ..scope.clone() };
    let width_left = bench.edits(&findings, &width).values().flatten().filter(|(_, code)| !scope.wants(code)).count();
    let changes = bench
        .sources
        .iter()
        .filter_map(|file| {
            let before = sources.get(file.path.as_str())?;
            (before.bytes != file.bytes).then(|| Change {
                path: file.path.clone(),
                before: Some(before.bytes.clone()),
                after: Some(file.bytes.to_vec()),
            })
        })
        .collect();
    Fixed { changes, corrections, converted, refused, width_left, sources: Arc::new(bench.sources), findings }
}

/// The UTF-8 bytes of every file that is said to be none, or why there are none.
#[expect(clippy::type_complexity, reason = "read once, right above")]
fn conversions(bench: &Bench, scope: &Scope) -> Vec<(SourcePath, Result<(Vec<u8>, &'static str), Text>)> {
    let found = bench.reading.iter().filter(|finding| finding.code.name == NOT_UTF8.name);
    let paths: BTreeSet<SourcePath> =
        found.filter_map(|finding| Some(finding.place.as_ref()?.path.clone())).filter(|path| scope.holds(path)).collect();
    let convert = |path: SourcePath| {
        let file = bench.sources.get(path.as_str())?;
        let result = to_utf8(&file.bytes).map(|converted| (converted.text.into_bytes(), converted.encoding));
        Some((path, result))
    };
    paths.into_iter().filter_map(convert).collect()
}

/// The files while they are corrected.
struct Bench {
    sources: Sources,
    reading: Diagnostics,
    load: LoadOptions,
    /// What each corrected file was before: corrections that lead back and forth end.
    seen: BTreeMap<SourcePath, Vec<Arc<[u8]>>>,
}

impl Bench {
    /// Applies every correction of `findings` that can be applied now; whether any was.
    fn correct(&mut self, findings: &Diagnostics, scope: &Scope, corrections: &mut Vec<Correction>) -> bool {
        let mut any = false;
        for (path, edits) in self.edits(findings, scope) {
            let Some(file) = self.sources.get(path.as_str()) else { continue };
            let kept = disjoint(edits.iter().map(|(edit, _)| edit.clone()).collect());
            let Some(bytes) = bytes_after(file, &kept) else { continue };
            let before = self.seen.entry(path.clone()).or_default();
            if bytes == *file.bytes || before.iter().any(|seen| **seen == *bytes) {
                continue;
            }
            before.push(file.bytes.clone());
            let text = file.shown_text();
            let told = kept.iter().map(|edit| Correction {
                path: path.clone(),
                line: file.position(edit.start).line,
                code: edits.iter().find(|(other, _)| other == edit).map_or("", |(_, code)| code.name),
                before: text.get(edit.start..edit.end).unwrap_or_default().to_owned(),
                after: edit.text.clone(),
            });
            corrections.extend(told);
            self.replace(&path, bytes);
            any = true;
        }
        any
    }

    /// The corrections that change something, by file.
    fn edits(&self, findings: &Diagnostics, scope: &Scope) -> BTreeMap<SourcePath, Vec<(Edit, &'static Code)>> {
        let mut edits: BTreeMap<SourcePath, Vec<(Edit, &'static Code)>> = BTreeMap::new();
        let wanted = |finding: &&Diagnostic| scope.wants(finding.code);
        for (finding, correction) in findings.iter().filter(wanted).filter_map(|finding| Some((finding, finding.correction.as_ref()?))) {
            let place = &correction.place;
            let file = self.sources.get(place.path.as_str()).filter(|file| is_editable(file) && scope.holds(&file.path));
            let Some(now) = file.and_then(|file| file.text()?.get(place.start..place.end)) else { continue };
            if now != correction.text {
                let edit = Edit::new(place.start..place.end, &*correction.text);
                edits.entry(place.path.clone()).or_default().push((edit, finding.code));
            }
        }
        edits
    }

    /// Takes other bytes for a file, as if it were read again.
    fn replace(&mut self, path: &SourcePath, bytes: Vec<u8>) {
        let mut reading = Diagnostics::default();
        let other = |finding: &&Diagnostic| !is_of_bytes(finding.code) || finding.place.as_ref().is_none_or(|place| place.path != *path);
        self.reading.iter().filter(other).for_each(|finding| reading.push(finding.clone()));
        if let Some(file) = read_bytes(path.clone(), bytes, self.load, &mut reading) {
            self.sources.insert(file);
        }
        self.reading = reading;
    }
}

/// Whether a file's bytes are its text: what was decoded from CP932 stays as it is.
fn is_editable(file: &SourceFile) -> bool {
    file.text().is_some() && !file.is_cp932()
}

/// One line about a correction: place, code, what stood there and what stands there now.
pub fn line(correction: &Correction) -> Text {
    let Correction { path, line, code, before, after } = correction;
    let (before, after) = (visible(before), visible(after));
    match (before.is_empty(), after.is_empty()) {
        (_, true) => text!("{path}:{line}: 「{before}」を消しました [{code}]", "{path}:{line}: removed \"{before}\" [{code}]"),
        (true, _) => text!("{path}:{line}: 「{after}」を入れました [{code}]", "{path}:{line}: inserted \"{after}\" [{code}]"),
        _ => text!("{path}:{line}: 「{before}」→「{after}」 [{code}]", "{path}:{line}: \"{before}\" -> \"{after}\" [{code}]"),
    }
}

/// Words on one line, with what cannot be seen made visible.
fn visible(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '\n' => out.push('⏎'),
            '\t' => out.push('→'),
            '\u{3000}' => out.push('□'),
            c if c.is_control()
                || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}') =>
            {
                out += &format!("U+{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mend::testing::{options, sources};
    use proptest::prelude::*;

    const PAGE: &str = "---\r\ntitle: 題\r\n---\r\n\r\n＃見出し\r\n\r\n本文 ㈱です。\u{200B}\r\n\r\n１．項目\r\n";

    fn fixed(files: &[(&str, &[u8])], scope: &Scope) -> Fixed {
        let (sources, reading) = sources(files);
        fix(&sources, reading, LoadOptions::default(), &options(), scope)
    }

    fn after(fixed: &Fixed, path: &str) -> String {
        String::from_utf8(fixed.sources.get(path).expect("there").bytes.to_vec()).expect("UTF-8")
    }

    #[test]
    fn what_is_certain_is_corrected_and_style_only_on_request() {
        let files: &[(&str, &[u8])] = &[("content/a.md", PAGE.as_bytes())];
        let plain = fixed(files, &Scope::default());
        let text = after(&plain, "content/a.md");
        assert!(text.contains("\r\n## 見出し\r\n") && text.contains("㈱") && !text.contains('\u{200B}'), "{text:?}");
        assert!(plain.width_left > 0);
        let width = fixed(files, &Scope { width: true, ..Scope::default() });
        assert!(!after(&width, "content/a.md").contains('㈱'));
        assert_eq!(width.width_left, 0);
        let elsewhere = Scope { paths: vec![SourcePath::new("data").expect("inside")], ..Scope::default() };
        assert!(fixed(files, &elsewhere).changes.is_empty());
    }

    #[test]
    fn another_encoding_is_changed_on_request_and_then_corrected() {
        let sjis = b"---\ntitle: \x8C\xA4\x8FC\n---\n\n\x81\x94\x8C\xA9\x8Fo\x82\xB5\n";
        let files: &[(&str, &[u8])] = &[("content/a.md", sjis), ("content/b.md", b"\x82")];
        assert!(fixed(files, &Scope::default()).changes.is_empty());
        let fixed = fixed(files, &Scope { encoding: true, ..Scope::default() });
        assert_eq!(after(&fixed, "content/a.md"), "---\ntitle: 研修\n---\n\n## 見出し\n");
        assert_eq!(fixed.refused.len(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// Correcting twice is correcting once, and what was corrected is found no more.
        #[test]
        fn fixing_is_done_once(lines in prop::collection::vec(prop::sample::select(vec![
            "＃見出し", "## 節", "１．項目", "・点", "本文\u{200B}です", "［名前］（b.md）", "**強い**", "| a | b |", "㈱", "問合せ先", "申請の手引きの最後のページにある様式を印刷し、必要なことを書いてください。", "``` ", "> 引用", "",
        ]), 0..10), head in prop::sample::select(vec!["---\ntitle: 題\n---\n", "---\ntitle：題\n---\n", "ーーー\ntitle: 題\n---\n", "\n---\ntitle: 題\n---\n"])) {
            let page = format!("{head}\n{}\n", lines.join("\n"));
            let scope = Scope { width: true, ..Scope::default() };
            let once = fixed(&[("content/a.md", page.as_bytes())], &scope);
            let text = after(&once, "content/a.md");
            let twice = fixed(&[("content/a.md", text.as_bytes())], &scope);
            prop_assert!(twice.changes.is_empty(), "{:?} became {:?}", text, after(&twice, "content/a.md"));
            let left = once.findings.iter().filter(|finding| finding.correction.is_some()).count();
            prop_assert_eq!(left, 0);
        }
    }
}
