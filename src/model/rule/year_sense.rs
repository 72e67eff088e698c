//! Years of plans, road maps and awards that cannot be meant: a plan adopted after its period began or in the future, a period of decades, a
//! milestone outside its years, an award of a coming year; and an award for a case of another office.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics, Text};
use crate::model::{Meta, Site};
use crate::notation::FiscalYear;
use crate::text;

/// A year that is not meant.
pub static YEAR_SENSE: Code = Code::warning(
    "year-sense",
    "計画・ロードマップ・表彰の年がほかの年と合いません（期間の始まりより後か何年も前の策定、12年を超える期間、帯の外の時期、未来の表彰など）。年を直してください",
    "a year of a plan, a road map or an award does not fit the others (adopted after its period began or years before, a period of decades, a milestone outside its years, an award of a coming year); mend it",
);
/// An award for a case of somebody else.
pub static AWARD_CASE: Code = Code::warning(
    "award-case",
    "表彰の所属（department）が、表彰された事例の所属と違います。写したあとの直し忘れなら、どちらかを直してください",
    "the department of an award is not that of its case; mend one of the two",
);

/// No plan runs longer.
const LONGEST: i16 = 12;

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let now = site.this_year();
    let mut report = |meta: &Meta, field: &str, message: Text| {
        findings.push(finding(&YEAR_SENSE, message, meta, field).hint(text!("年を確かめてください", "check the year")));
    };
    for plan in site.plans.values() {
        let adopted = plan.adopted.fiscal_year();
        let words = plan.adopted.words();
        if plan.adopted.day() > site.today() {
            report(&plan.meta, "adopted", text!("策定の{words}は未来です", "{words} lies in the future"));
        } else if let Some(period) = plan.period.filter(|period| adopted > period.from || adopted.0 + 5 < period.from.0) {
            let from = period.from.words();
            report(
                &plan.meta,
                "adopted",
                text!("策定の{words}が、期間の始まり（{from}）と合いません", "{words} does not fit the first year, {from}"),
            );
        }
        if let Some(period) = plan.period.filter(|period| period.to.0 - period.from.0 >= LONGEST) {
            long(&plan.meta, "period.to", period.from, period.to, &mut report);
        }
    }
    for lane in site.lanes.values() {
        for (at, item) in lane.items.iter().enumerate() {
            let last = item.to.unwrap_or(item.from);
            if last.0 - item.from.0 >= LONGEST {
                long(&lane.meta, &format!("items[{at}].to"), item.from, last, &mut report);
            }
            if let Some(month) = item.at.filter(|month| !item.open_ended && !(item.from..=last).contains(&month.fiscal_year())) {
                let (words, from) = (month.words(), item.from.words());
                report(
                    &lane.meta,
                    &format!("items[{at}].at"),
                    text!("{words}は、帯の年度（{from}）の外です", "{words} lies outside {from}"),
                );
            }
        }
    }
    for award in site.awards.values().filter(|award| award.fiscal_year > now) {
        let year = award.fiscal_year.words();
        report(&award.meta, "fiscal_year", text!("{year}は、まだ来ていない年度です", "{year} has not begun"));
    }
    pairs(site, findings);
    for (key, award) in site.awards.iter() {
        let Some(case) = award.case.map(|case| &site[case]) else { continue };
        if case.award.is_some_and(|other| other != key) {
            continue;
        }
        if let (Some(department), Some(own)) = (award.department, case.department)
            && department != own
        {
            let (name, title) = (&site[own].name, &case.title);
            findings.push(
                finding(
                    &AWARD_CASE,
                    text!("事例「{title}」は、{name}の事例です", "the case \"{title}\" is that of {name}"),
                    &award.meta,
                    "department",
                )
                .related(case.meta.origin.place("department"), text!("事例の所属はここです", "the department of the case"))
                .hint(text!("所属か事例を直してください", "mend the department or the case")),
            );
        }
    }
}

/// An award and its case name each other, and the id of an award has its year.
fn pairs(site: &Site, findings: &mut Diagnostics) {
    let mut tell = |meta: &Meta, field: &str, message, other: (&Meta, &str)| {
        let told =
            finding(&AWARD_CASE, message, meta, field).related(other.0.origin.place(other.1), text!("相手はここです", "the other one"));
        findings.push(told.hint(text!("写したあとの直し忘れではありませんか。違う方を直してください", "mend the one that was copied")));
    };
    for (key, case) in site.cases.iter() {
        let Some(award) = case.award.map(|award| &site[award]) else { continue };
        let (title, name) = (&case.title, award.meta.id.as_str());
        match award.case {
            Some(other) if other != key => {
                let taken = &site[other].title;
                let message = text!("表彰「{name}」は、事例「{taken}」の表彰です", "the award \"{name}\" is that of the case \"{taken}\"");
                // Where the other case names the award, too, this one is wrong; else the award is.
                if site[other].award == case.award {
                    tell(&case.meta, "award", message, (&award.meta, "case"));
                } else {
                    tell(
                        &award.meta,
                        "case",
                        text!("事例「{title}」が、この表彰を挙げています", "the case \"{title}\" names this award"),
                        (&case.meta, "award"),
                    );
                }
            }
            _ => {}
        }
    }
    let year = |meta: &Meta| super::odd_sitting::year_in(meta.id.as_str());
    let fits = site.awards.values().filter(|award| year(&award.meta) == Some(award.fiscal_year)).count();
    let odd: Vec<_> = site.awards.values().filter(|award| year(&award.meta).is_some_and(|said| said != award.fiscal_year)).collect();
    if let ([award], true) = (&odd[..], fits > 1) {
        let (id, own) = (award.meta.id.as_str(), award.fiscal_year.words());
        let message = text!("id は「{id}」ですが、年度は{own}です。年度の間違いではありませんか", "the id is {id}, but the year {own}");
        let hint = text!("年度を確かめてください", "check the year");
        findings.push(finding(&YEAR_SENSE, message, &award.meta, "fiscal_year").hint(hint));
    }
}

fn long(meta: &Meta, field: &str, from: FiscalYear, to: FiscalYear, report: &mut impl FnMut(&Meta, &str, Text)) {
    let (from, to) = (from.words(), to.words());
    report(meta, field, text!("{from}から{to}までは長すぎます", "from {from} to {to} is too long"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn awards_and_cases_name_each_other() {
        let case = |id: &str, award: &str| {
            format!(
                "- {{id: {id}, title: 題{id}, department: d, problem: 文, published: 2026-11-01, effect: {{measure: 件, before: 2, after: 1, unit: 件}}{award}}}\n"
            )
        };
        let award = |id: &str, year: &str, case: &str| {
            format!("- {{id: {id}, fiscal_year: {year}, title: 賞, department: d, case: {case}, reason: 文{id}}}\n")
        };
        let found = |cases: [String; 2], awards: [String; 2]| {
            run(check, &[("data/cases.yaml", &cases.concat()), ("data/awards.yaml", &awards.concat())])
        };
        let awards = || [award("w1", "R8", "a"), award("w2", "R8", "b")];
        assert_eq!(found([case("a", ", award: w2"), case("b", ", award: w2")], awards()), ["award-case: w2"]);
        assert_eq!(
            found([case("a", ", award: w1"), case("b", ", award: w2")], [award("w1", "R8", "a"), award("w2", "R8", "a")]),
            ["award-case: a"]
        );
        assert!(found([case("a", ", award: w1"), case("b", "")], awards()).is_empty());
    }

    #[test]
    fn plans_are_adopted_before_they_begin() {
        let plan = |adopted: &str, to: &str| {
            run(check, &[("data/plans.yaml", &format!("- {{id: p, title: 計画, adopted: {adopted}, period: {{from: R4, to: {to}}}}}"))])
        };
        assert_eq!(plan("2032-03", "R7"), ["year-sense: 2032-03"]);
        assert_eq!(plan("2012-03", "R7"), ["year-sense: 2012-03"]);
        assert_eq!(plan("2022-03", "R17"), ["year-sense: R17"]);
        for adopted in ["2022-03", "2022-09", "2021-04"] {
            assert!(plan(adopted, "R13").is_empty(), "{adopted}");
        }
    }
}
