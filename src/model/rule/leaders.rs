//! How far the leaders reach: departments with none, or with more than one, in a single notice with the count.
//!
//! The plan wants a leader in each workplace. A portal that keeps no list of leaders hears nothing.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Department, Site, Status};
use crate::text;

/// Departments have no leader, or more than one.
pub static LEADER_COVERAGE: Code = Code::notice(
    "leader-coverage",
    "推進リーダーのいない所属、または2人以上いる所属があります。data/leaders を確かめてください（対象外の所属には leader_expected: false）",
    "departments have no leader, or more than one; check data/leaders (`leader_expected: false` where none is expected)",
);

/// How many departments are named in the message.
const NAMED: usize = 5;

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let leaders = |key| site.links.department_leaders[key].len();
    let expected: Vec<_> = site
        .departments
        .iter()
        .filter(|(_, department)| department.leader_expected && department.meta.status != Status::Archived)
        .collect();
    let none: Vec<&Department> = expected.iter().filter(|(key, _)| leaders(*key) == 0).map(|(_, department)| *department).collect();
    let several: Vec<&Department> =
        site.departments.iter().filter(|(key, _)| leaders(*key) > 1).map(|(_, department)| department).collect();
    let Some(first) = none.first().or(several.first()) else { return };
    let (all, covered) = (expected.len(), expected.len() - none.len());
    let mut ja = format!("推進リーダーは対象の{all}所属のうち{covered}所属にいます");
    let mut en = format!("{covered} of {all} departments have a leader");
    for (departments, words_ja, words_en) in [(&none, "いない所属", "none in"), (&several, "2人以上いる所属", "more than one in")]
    {
        if !departments.is_empty() {
            ja += &format!("。{words_ja}: {}", names(departments, "、", "ほか"));
            en += &format!("; {words_en}: {}", names(departments, ", ", " and more"));
        }
    }
    let mut finding =
        Diagnostic::new(&LEADER_COVERAGE, text!("{ja}", "{en}")).at(first.meta.origin.place("id")).record(first.meta.id.as_str());
    for department in several.iter().take(NAMED) {
        let key = site.departments.key(department.meta.id.as_str());
        for at in key.into_iter().flat_map(|key| &site.links.department_leaders[key]) {
            finding =
                finding.related(site.leaders[*at].origin.place("department"), text!("この所属のリーダー", "a leader of this department"));
        }
    }
    findings.push(finding.hint(text!(
        "data/leaders に足すか、対象外の所属に leader_expected: false を書いてください",
        "add rows to data/leaders, or write `leader_expected: false`"
    )));
}

fn names(departments: &[&Department], joint: &str, rest: &str) -> String {
    let shown: Vec<&str> = departments.iter().take(NAMED).map(|department| department.name.as_str()).collect();
    format!("{}{}", shown.join(joint), if departments.len() > NAMED { rest } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::{options, run, site};

    const DEPARTMENTS: &str = "groups:\n- {id: g, name: 全庁}\ndepartments:\n- {id: a, name: 甲課, yomi: こう, group: g}\n\
                               - {id: b, name: 乙課, yomi: おつ, group: g}\n- {id: c, name: 丙課, yomi: へい, group: g, leader_expected: false}";

    #[test]
    fn the_coverage_is_told_once() {
        let files = [
            ("data/departments.yaml", DEPARTMENTS),
            ("data/leaders.yaml", "- {department: a, designated_fy: R5}\n- {department: a, designated_fy: R6}"),
        ];
        assert_eq!(run(check, &files), ["leader-coverage: b"]);
        let mut findings = Diagnostics::default();
        check(&site(options(), &files).0, &mut findings);
        let message = &findings.iter().next().expect("one").message.ja;
        assert_eq!(message, "推進リーダーは対象の2所属のうち1所属にいます。いない所属: 乙課。2人以上いる所属: 甲課");
    }

    #[test]
    fn full_coverage_and_portals_without_leaders_are_fine() {
        let all = "- {department: a, designated_fy: R5}\n- {department: b, designated_fy: R6}";
        assert!(run(check, &[("data/departments.yaml", DEPARTMENTS), ("data/leaders.yaml", all)]).is_empty());
        assert!(run(check, &[("data/departments.yaml", DEPARTMENTS)]).is_empty());
    }
}
