//! What a portal held at its last build and holds no more. A record or two are removed on purpose every day; a whole file, or most of a
//! table, goes by accident: a deleted file, a bad paste, a half-written save.

use super::Holdings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Place, SourcePath};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// A whole file, or most of a table.
pub static LOST_RECORDS: Code = Code::error(
    "lost-records",
    "前に作ったときにあったデータのファイルがなくなったか、表や文章の大半がなくなりました。元に戻すか、消したのが正しければ、1度だけ shirube build --accept-losses で作るか、消したファイルを site.toml の [files] removed に書いてください",
    "a data file of the last build is gone, or most of a table or a text; bring it back, or, if it was removed on purpose, build once with --accept-losses, or name the removed file in site.toml, [files] removed",
);
/// A good part of a table.
pub static FEWER_RECORDS: Code = Code::warning(
    "fewer-records",
    "前に作ったときより、記録がまとまって減りました。消したのが正しいか、確かめてください",
    "a good part of the records of the last build is gone; make sure that they were removed on purpose",
);
/// A few records, or what was removed on purpose.
pub static RECORDS_REMOVED: Code = Code::notice(
    "records-removed",
    "前に作ったときにあった記録がなくなりました。消したのが正しければ、このままで構いません",
    "records of the last build are gone; nothing is to be done if they were removed on purpose",
);

/// A table of so many records can lose most of them.
const A_TABLE: usize = 4;
/// A text of this length can lose most of it.
const A_TEXT: usize = 600;
/// How many names are listed.
const NAMED: usize = 10;

/// What was there `then` and is not there `now`. Files for which `unread` holds have errors of their own and are not judged; what was
/// removed on purpose is only noticed: everything when `accepted`, and the files for which `removed` holds.
pub fn losses(
    then: &Holdings,
    now: &Holdings,
    accepted: bool,
    unread: impl Fn(&str) -> bool,
    removed: impl Fn(&str) -> bool,
) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let nothing = BTreeMap::new();
    for (kind, files) in &then.records {
        let files_now = now.records.get(kind).unwrap_or(&nothing);
        if files.keys().chain(files_now.keys()).any(|file| unread(file)) {
            continue;
        }
        Table { files, files_now }.losses(accepted, &removed, &mut findings);
    }
    for (file, length) in &then.texts {
        let Some(left) = now.texts.get(file).filter(|_| !unread(file)) else { continue };
        if *length >= A_TEXT && left * 4 < *length {
            let code = if accepted { &RECORDS_REMOVED } else { &LOST_RECORDS };
            let percent = 100 - left * 100 / length;
            let message =
                text!("文章の{percent}%が、前に作ったときから、なくなりました", "{percent} % of the text of the last build are gone");
            findings.push(finding(code, file, message));
        }
    }
    findings
}

/// The records of one kind, then and now, by file.
struct Table<'a> {
    files: &'a BTreeMap<String, Vec<String>>,
    files_now: &'a BTreeMap<String, Vec<String>>,
}

impl Table<'_> {
    fn losses(&self, accepted: bool, removed: impl Fn(&str) -> bool, findings: &mut Diagnostics) {
        let count = |files: &BTreeMap<String, Vec<String>>| files.values().map(Vec::len).sum::<usize>();
        let (before, after) = (count(self.files), count(self.files_now));
        // As many others in their place are no loss: the sittings of a new year.
        let net = before.saturating_sub(after);
        if net == 0 {
            return;
        }
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        self.files_now.values().flatten().for_each(|name| *left.entry(name).or_default() += 1);
        let mut lost: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (file, names) in self.files {
            for name in names {
                match left.get_mut(name.as_str()) {
                    Some(count) if *count > 0 => *count -= 1,
                    _ => lost.entry(file).or_default().push(name),
                }
            }
        }
        let is_gone = |file: &str| file.starts_with("data/") && !self.files_now.contains_key(file);
        let mut others: Vec<(&str, &str)> = Vec::new();
        for (file, names) in lost {
            if is_gone(file) && names.len() == self.files[file].len() {
                let code = if accepted || removed(file) { &RECORDS_REMOVED } else { &LOST_RECORDS };
                findings.push(gone(code, file, &names));
            } else {
                others.extend(names.into_iter().map(|name| (file, name)));
            }
        }
        let missing = others.len().min(net);
        let code = match missing {
            0 => return,
            _ if accepted => &RECORDS_REMOVED,
            _ if before >= A_TABLE && missing * 2 > before => &LOST_RECORDS,
            _ if missing >= A_TABLE && missing * 4 >= before => &FEWER_RECORDS,
            _ => &RECORDS_REMOVED,
        };
        let files: BTreeSet<&str> = others.iter().map(|(file, _)| *file).collect();
        let names: Vec<&str> = others.iter().map(|(_, name)| *name).collect();
        // The file where most of them stood, while it is still there.
        let file = files.iter().find(|file| self.files_now.contains_key(**file)).or(files.first()).copied().unwrap_or_default();
        let ((ja, en), left) = (listed(&names), before - missing);
        let message = text!(
            "前に作ったときの{before}件のうち、{missing}件がなくなりました（今は{left}件）: {ja}",
            "{missing} of the {before} records of the last build are gone, {left} are left: {en}"
        );
        findings.push(finding(code, file, message));
    }
}

fn gone(code: &'static Code, file: &str, names: &[&str]) -> Diagnostic {
    let (count, (ja, en)) = (names.len(), listed(names));
    let message = text!(
        "前に作ったときにあった「{file}」の{count}件の記録が、すべてなくなりました: {ja}",
        "all {count} records that \"{file}\" had at the last build are gone: {en}"
    );
    finding(code, file, message)
}

fn finding(code: &'static Code, file: &str, message: crate::diagnostic::Text) -> Diagnostic {
    let finding = Diagnostic::new(code, message);
    let finding = match SourcePath::new(file) {
        Ok(path) => finding.at(Place::file(path)),
        Err(_) => finding,
    };
    match code.name == LOST_RECORDS.name {
        true => finding.hint(text!(
            "元に戻してください（履歴やバックアップから）。消したのが正しければ、1度だけ `shirube build --accept-losses` で作ってください。データのファイルごと消したときは、site.toml の [files] に `removed = [\"{file}\"]` と書いても構いません",
            "bring it back from the history or a backup; if it was removed on purpose, build once with `--accept-losses`, or, for a whole data file, write `removed = [\"{file}\"]` under [files] in site.toml"
        )),
        false => finding.hint(text!("消したのが正しければ、このままで構いません", "nothing is to be done if that was meant")),
    }
}

/// Some of the names, and how many more there are.
fn listed(names: &[&str]) -> (String, String) {
    let some = names.iter().take(NAMED).copied().collect::<Vec<_>>();
    match names.len().saturating_sub(NAMED) {
        0 => (some.join("、"), some.join(", ")),
        more => (format!("{}、ほか{more}件", some.join("、")), format!("{} and {more} more", some.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Holdings of one kind; each file with its names.
    fn of(files: &[(&str, &str)]) -> Holdings {
        let mut holdings = Holdings::default();
        for (file, names) in files {
            names.split_whitespace().for_each(|name| holdings.add("exams", file, name.to_owned()));
        }
        holdings
    }

    fn told(then: &Holdings, now: &Holdings) -> Vec<String> {
        let findings = losses(then, now, false, |_| false, |_| false);
        findings.iter().map(|it| format!("{} {}", it.code.name, it.place.as_ref().map_or("", |place| place.path.as_str()))).collect()
    }

    const FILE: &str = "data/exams.yaml";

    #[test]
    fn a_file_that_is_gone_is_an_error() {
        let then = of(&[(FILE, "a b"), ("data/exams/x.csv", "c")]);
        assert_eq!(told(&then, &of(&[("data/exams/x.csv", "c")])), ["lost-records data/exams.yaml"]);
        assert_eq!(told(&then, &Holdings::default()), ["lost-records data/exams.yaml", "lost-records data/exams/x.csv"]);
        let on_purpose = losses(&then, &of(&[("data/exams/x.csv", "c")]), false, |_| false, |file| file == FILE);
        assert_eq!(on_purpose.iter().map(|it| it.code.name).collect::<Vec<_>>(), ["records-removed"]);
        let accepted = losses(&then, &Holdings::default(), true, |_| false, |_| false);
        assert!(accepted.iter().all(|it| it.code.name == "records-removed"));
    }

    #[test]
    fn what_moved_or_was_replaced_is_no_loss() {
        let then = of(&[(FILE, "a b c d")]);
        for now in [
            of(&[("data/exams.csv", "d c b a")]),
            of(&[("data/exams/a.yaml", "a b"), ("data/exams/b.yaml", "c d")]),
            of(&[(FILE, "w x y z")]),
            of(&[(FILE, "a b c d e")]),
            then.clone(),
        ] {
            assert_eq!(told(&then, &now), [""; 0]);
        }
    }

    #[test]
    fn most_of_a_table_is_an_error_and_little_is_not() {
        let then = of(&[(FILE, "a b c d e f g h")]);
        assert_eq!(told(&then, &of(&[(FILE, "a b c")])), ["lost-records data/exams.yaml"]);
        assert_eq!(told(&then, &of(&[(FILE, "a b c d")])), ["fewer-records data/exams.yaml"]);
        assert_eq!(told(&then, &of(&[(FILE, "a b c d e f g")])), ["records-removed data/exams.yaml"]);
        assert_eq!(told(&of(&[(FILE, "a b c")]), &of(&[(FILE, "a")])), ["records-removed data/exams.yaml"], "no table yet");
        let pages = of(&[("content/a.md", "a"), ("content/b.md", "b"), ("content/c.md", "c"), ("content/d.md", "d")]);
        assert_eq!(
            told(&pages, &of(&[("content/a.md", "a"), ("content/b.md", "b"), ("content/c.md", "c")])),
            ["records-removed content/d.md"]
        );
        assert_eq!(told(&pages, &of(&[("content/a.md", "a")])), ["lost-records content/b.md"]);
    }

    #[test]
    fn rows_of_one_name_are_counted() {
        let then = of(&[(FILE, "a a a a a")]);
        assert_eq!(told(&then, &of(&[(FILE, "a a")])), ["lost-records data/exams.yaml"]);
        assert_eq!(told(&then, &of(&[(FILE, "a a a a")])), ["records-removed data/exams.yaml"]);
    }

    #[test]
    fn a_file_with_errors_of_its_own_is_not_judged() {
        let then = of(&[(FILE, "a b c d e")]);
        assert!(losses(&then, &of(&[(FILE, "a")]), false, |file| file == FILE, |_| false).is_empty());
    }

    #[test]
    fn a_text_that_lost_most_of_itself_is_told() {
        let text = |length| Holdings { texts: [("content/a.md".to_owned(), length)].into(), ..Holdings::default() };
        assert_eq!(told(&text(2000), &text(300)), ["lost-records content/a.md"]);
        assert_eq!(told(&text(2000), &text(600)), [""; 0], "shortened");
        assert_eq!(told(&text(200), &text(10)), [""; 0], "a short one");
        assert_eq!(told(&text(2000), &Holdings::default()), [""; 0], "moved or removed: its record says so");
    }
}
