//! `site.toml` → [`Config`], with all its mistakes in one run, told like those of any record.

use super::decode::{RawRecord, decode_record};
use super::toml;
use super::yaml::Value;
use crate::config::{Config, NO_CONFIG};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::field::{Fields, Notation};
use crate::source::{Origin, Sources};
use crate::text;

/// `site.toml` shares no keys with other files.
#[derive(Fields)]
struct NoCommonKeys {}

/// Reads `site.toml`. `None` after a finding: without it nothing else means anything.
pub fn settings(sources: &Sources, findings: &mut Diagnostics) -> Option<Config> {
    let Some(file) = sources.get("site.toml") else {
        findings.push(
            Diagnostic::new(&NO_CONFIG, text!("site.toml がありません", "there is no site.toml")).hint(text!(
                "--root でプロジェクトのフォルダーを指定するか、そこで実行してください",
                "name the project's folder with --root"
            )),
        );
        return None;
    };
    let tree = toml::read(&file.path, file.text()?, 0, findings)?;
    let origin = Origin::new(file.path.clone(), tree.spans, "");
    let mut value = tree.documents.into_iter().next()?.value;
    leave_out_blanks(&mut value);
    let raw = RawRecord { kind: "site".to_owned(), value, origin: origin.clone(), notation: Notation::Plain };
    let config = decode_record::<Config, NoCommonKeys>(raw, findings).usable()?.value;
    Some(Config { origin: Some(origin), ..config })
}

/// `base_url = ""` says that there is none: the file shows editors what can be set.
fn leave_out_blanks(value: &mut Value) {
    if let Some(table) = value.as_mapping_mut() {
        table.retain(|_, value| !value.as_str().is_some_and(str::is_empty));
        table.iter_mut().for_each(|(_, value)| leave_out_blanks(value));
    }
    if let Some(list) = value.as_sequence_mut() {
        list.iter_mut().for_each(leave_out_blanks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, SourcePath};

    fn told(toml: &str) -> Vec<String> {
        let mut sources = Sources::default();
        sources.insert(SourceFile::text_file(SourcePath::new("site.toml").unwrap(), toml.as_bytes().into(), toml.into()));
        let mut findings = Diagnostics::default();
        settings(&sources, &mut findings);
        findings
            .iter()
            .map(|finding| format!("{} {}: {}", finding.code.name, finding.place.as_ref().unwrap().start, finding.message.ja))
            .collect()
    }

    #[test]
    fn all_mistakes_are_told_in_one_run() {
        let told = told(
            "titel = \"しるべ\"\norganization = \"県\"\ndeadline_soon_days = \"十四\"\n[home]\nkpis = [\"a\"]\n[csv]\nencoding = \"sjis\"\n",
        );
        for word in ["titel", "deadline_soon_days", "kpis", "sjis"] {
            assert!(told.iter().any(|finding| finding.contains(word)), "{word}: {told:#?}");
        }
        assert_eq!(told.len(), 4, "{told:#?}");
    }

    #[test]
    fn a_plain_file_is_read() {
        assert_eq!(told("title = \"しるべ\"\norganization = \"県\"\nbase_url = \"\"\n"), [""; 0]);
    }
}
