//! Tests of what belongs together.

use super::*;
use crate::diagnostic::Diagnostics;
use crate::source::{Place, SourcePath};
use crate::text;

static WRONG: Code = Code::error("wrong", "", "");
static ODD: Code = Code::notice("odd", "", "");

fn finding(code: &'static Code, message: &str, path: &str) -> Diagnostic {
    let path = SourcePath::new(path).expect("inside");
    Diagnostic::new(code, text!("{message}", "{message}")).at(Place::file(path))
}

fn missing(hint: Option<Text>) -> Cause {
    Cause { key: "d".to_owned(), message: text!("d がありません", "no d"), hint }
}

#[test]
fn what_has_one_cause_is_one() {
    let cause = |finding: Diagnostic| finding.cause(missing(None));
    let mut all = Diagnostics::default();
    for finding in [
        finding(&ODD, "気になる", "a"),
        finding(&ODD, "気になる", "b"),
        finding(&ODD, "別のこと", "b"),
        cause(finding(&WRONG, "a の d がない", "c")),
        cause(finding(&WRONG, "b の d がない", "d")),
        finding(&WRONG, "ほか", "e"),
    ] {
        all.push(finding);
    }
    all.sort();
    let groups = groups(all.iter());
    let shown: Vec<_> = groups.iter().map(|group| (group.message().ja.as_str(), group.places())).collect();
    assert_eq!(shown, [("d がありません", 2), ("ほか", 1), ("気になる", 2), ("別のこと", 1)]);
    assert_eq!(counts(&groups).map(|count| (count.groups, count.places)), [(2, 3), (0, 0), (2, 3)]);
}

#[test]
fn a_single_finding_says_its_own_sentence() {
    let mut all = Diagnostics::default();
    all.push(finding(&WRONG, "a の d がない", "c").cause(missing(Some(text!("足す", "add")))));
    let groups = groups(all.iter());
    assert_eq!((groups[0].message().ja.as_str(), groups[0].hint()), ("a の d がない", None));
}
