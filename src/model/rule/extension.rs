//! Extensions and the list of leaders: no two offices share a number, all numbers of a portal have one form, and nobody was designated in a
//! year that is still to come.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::notation::normal;
use crate::source::Place;
use crate::text;
use std::collections::BTreeMap;

/// A number that is another office's.
pub static EXT_TWICE: Code = Code::warning(
    "ext-twice",
    "2つの所属に同じ内線が書かれています。写したあとの直し忘れなら、正しい番号に直してください",
    "two departments have the same extension; mend the one that was copied",
);
/// A number unlike all others.
pub static EXT_FORM: Code = Code::warning(
    "ext-form",
    "内線の形が、ほかの内線と違います（けた数が多い・少ない、数字でないなど）。打ち間違いなら直してください",
    "an extension has another form than all others (a digit too many or too few, no number); mend it",
);
/// A leader of the future, or of another era.
pub static LEADER_YEAR: Code = Code::error(
    "leader-year",
    "推進リーダーに指定された年度が、まだ来ていないか、古すぎます。年度を直してください",
    "the year in which a leader was designated is still to come, or too long ago; mend it",
);

/// A number, whose it is, and where it stands.
struct Number<'a> {
    digits: String,
    form: String,
    written: &'a str,
    office: &'a str,
    place: Place,
}

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let number = |written, office, place| {
        let plain = normal(written);
        let form = plain.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        Number { digits: plain.chars().filter(char::is_ascii_digit).collect(), form, written, office, place }
    };
    let departments: Vec<Number> = site
        .departments
        .values()
        .filter_map(|department| Some(number(department.ext.as_deref()?, &*department.name, department.meta.origin.place("ext"))))
        .collect();
    let leaders: Vec<Number> = site
        .leaders
        .iter()
        .filter_map(|leader| Some(number(leader.contact.as_deref()?, &*site[leader.department].name, leader.origin.place("contact"))))
        .collect();
    twice(&departments, findings);
    twice(&leaders, findings);
    forms(&departments, &leaders, findings);
    let now = site.this_year();
    for leader in site.leaders.iter().filter(|leader| leader.designated_fy > now || leader.designated_fy.0 + 20 < now.0) {
        let year = leader.designated_fy.words();
        let message = if leader.designated_fy > now {
            text!("指定の{year}は、まだ来ていない年度です", "{year} has not begun")
        } else {
            text!("指定の{year}は古すぎます", "{year} is too long ago")
        };
        findings.push(
            Diagnostic::new(&LEADER_YEAR, message)
                .at(leader.origin.place("designated_fy"))
                .hint(text!("年度を確かめてください", "check the year")),
        );
    }
}

fn twice(numbers: &[Number], findings: &mut Diagnostics) {
    let mut known: BTreeMap<&str, &Number> = BTreeMap::new();
    for number in numbers.iter().filter(|number| number.digits.chars().any(|c| c != '0')) {
        let Some(other) = known.get(&*number.digits).filter(|other| other.office != number.office) else {
            known.entry(&number.digits).or_insert(number);
            continue;
        };
        let (written, here, there) = (number.written, number.office, other.office);
        findings.push(
            Diagnostic::new(
                &EXT_TWICE,
                text!(
                    "「{here}」の内線「{written}」は、「{there}」と同じです",
                    "the extension {written} of {here} is also that of {there}"
                ),
            )
            .at(number.place.clone())
            .related(other.place.clone(), text!("同じ番号はここです", "the same number"))
            .hint(text!("正しい番号に直してください", "write the right number")),
        );
    }
}

/// Told where nine of ten numbers, and five at least, have one form.
fn forms(departments: &[Number], leaders: &[Number], findings: &mut Diagnostics) {
    let all = || departments.iter().chain(leaders);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    all().for_each(|number| *counts.entry(&number.form).or_default() += 1);
    let total: usize = counts.values().sum();
    let Some((form, count)) = counts.iter().max_by_key(|(_, count)| **count) else { return };
    if *count < 5 || count * 10 < total * 8 {
        return;
    }
    for number in all().filter(|number| number.form != **form) {
        let (written, usual) = (number.written, *form);
        findings.push(
            Diagnostic::new(
                &EXT_FORM,
                text!(
                    "内線「{written}」は、ほかの内線（{usual}の形）と形が違います",
                    "the extension {written} has another form than all others ({usual})"
                ),
            )
            .at(number.place.clone())
            .hint(text!("打ち間違いなら、正しい番号に直してください", "write the right number")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn offices(numbers: &[&str], leaders: &str) -> Vec<String> {
        let rows: String = numbers
            .iter()
            .enumerate()
            .map(|(at, ext)| format!("- {{id: d{at}, name: 課{at}, yomi: か, group: g, ext: \"{ext}\"}}\n"))
            .collect();
        let departments = format!("groups:\n- {{id: g, name: 全庁}}\ndepartments:\n{rows}");
        run(
            check,
            &[("data/departments.yaml", &departments), ("data/leaders.csv", &format!("department,designated_fy,contact\n{leaders}"))],
        )
    }

    #[test]
    fn numbers_are_their_own_and_of_one_form() {
        assert_eq!(offices(&["22-100", "22-100"], ""), ["ext-twice: 22-100"]);
        assert_eq!(offices(&["22-100", "23-100", "24-100", "25-100", "26-10"], "d0,R5,22-101\n"), ["ext-form: 26-10"]);
        assert_eq!(offices(&["22-100", "23-100", "24-100", "25-100"], "d0,R5,22-101\nd1,R5,1月22日\n"), ["ext-form: 1月22日"]);
        assert!(offices(&["22-100", "23100", "24-100", "2510"], "").is_empty());
        assert!(offices(&["22-000", "23-000"], "d0,R5,22-101\nd0,R6,22-101\n").is_empty());
    }

    #[test]
    fn leaders_were_designated_in_the_past() {
        assert_eq!(offices(&["22-000"], "d0,R9,\n"), ["leader-year: R9"]);
        assert_eq!(offices(&["22-000"], "d0,H8,\n"), ["leader-year: H8"]);
        assert!(offices(&["22-000"], "d0,R8,\n").is_empty());
    }
}
