//! Marks that a merge of two versions leaves in a file: both versions would be published.
//!
//! Looks at every text file of the project, also those of themes. Code that shows such marks in a page is passed over.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Place, SourceFile, lines};
use crate::text;

/// A conflict that nobody has settled.
pub static MERGE_MARK: Code = Code::error(
    "merge-mark",
    "2つの版を合わせたときの印（`<<<<<<<`・`=======`・`>>>>>>>`）が残っていて、両方の版が載ります。残すほうを選び、印の行を消してください",
    "the marks of a merge (`<<<<<<<`, `=======`, `>>>>>>>`) are left, and both versions would be published; keep one and delete the lines of marks",
);

/// Looks through one file.
pub fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    let Some(text) = file.text() else { return };
    let marks = ["<<<<<<<", ">>>>>>>", "|||||||"];
    if !marks.iter().any(|mark| text.contains(mark)) {
        return;
    }
    let is_page = file.path.extension().eq_ignore_ascii_case("md");
    // The mark of a fence of code that is open.
    let mut fence: Option<&str> = None;
    let mut open: Option<Diagnostic> = None;
    for (start, line) in lines(text) {
        let line = line.trim_end();
        if is_page && let Some(mark) = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark)) {
            fence = match fence {
                None => Some(mark),
                Some(opened) if opened == mark => None,
                still => still,
            };
        }
        if fence.is_some() {
            continue;
        }
        let place = || Place::new(file.path.clone(), start..start + line.len());
        let is = |mark: &str| line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        if is("<<<<<<<") {
            findings_of(open.take(), findings);
            open = Some(finding().at(place()));
        } else if is("|||||||") || is("=======") {
            open = match (open, is("|||||||")) {
                (Some(finding), _) => Some(finding.related(place(), text!("ここから別の版です", "the other version begins here"))),
                (None, true) => Some(finding().at(place())),
                (None, false) => None,
            };
        } else if is(">>>>>>>") {
            let finding = open.take().map(|finding| finding.related(place(), text!("ここで終わります", "it ends here")));
            findings.push(finding.unwrap_or_else(|| self::finding().at(place())));
        }
    }
    findings_of(open, findings);
}

fn findings_of(open: Option<Diagnostic>, findings: &mut Diagnostics) {
    open.into_iter().for_each(|finding| findings.push(finding));
}

fn finding() -> Diagnostic {
    Diagnostic::new(&MERGE_MARK, text!("2つの版を合わせたときの印が残っています", "the marks of a merge are left in the file")).hint(text!(
        "残すほうを選び、`<<<<<<<` `=======` `>>>>>>>` の行を消してください",
        "keep one version and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run_scan;

    #[test]
    fn marks_are_told_in_every_kind_of_file() {
        let conflict = "<<<<<<< HEAD\n甲\n||||||| base\n丁\n=======\n乙\n>>>>>>> other\n";
        for path in ["content/a.md", "data/kpi.yaml", "data/leaders.csv", "site.toml", "themes/x/i18n/ja.toml", "themes/x/templates/a.html"]
        {
            assert_eq!(run_scan(scan, &[(path, conflict)]), ["merge-mark: <<<<<<< HEAD"], "{path}");
        }
        assert_eq!(run_scan(scan, &[("content/a.md", "文\n>>>>>>> other\n")]), ["merge-mark: >>>>>>> other"]);
        assert_eq!(run_scan(scan, &[("content/a.md", "<<<<<<< HEAD\n文\n")]), ["merge-mark: <<<<<<< HEAD"]);
    }

    #[test]
    fn other_lines_are_no_marks() {
        for text in ["題\n=======\n", "```\n<<<<<<< HEAD\n=======\n>>>>>>> x\n```\n", "a <<<<<<< b\n", "<<<<<<<<<<\n", "> > > > > > >\n"] {
            assert_eq!(run_scan(scan, &[("content/a.md", text)]), Vec::<String>::new(), "{text}");
        }
    }
}
