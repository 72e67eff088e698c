//! A revision of a target is a step in its history: one after the other, within the plan, not ahead of time, with a reason, and never of
//! a target whose time is over. Otherwise a missed target could be made a reached one afterwards.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics, Text};
use crate::model::kpi::measure::set_in;
use crate::model::{Goal, Kpi, Site};
use crate::text;

/// A revision that cannot be.
pub static KPI_REVISION: Code = Code::error(
    "kpi-revision",
    "目標の改定（`target.revisions`）が、順番・計画の期間・目標の年度と合いません。`from`（いつから）と `reason`（理由）を確かめてください",
    "a revision of a target (`target.revisions`) does not fit order, plan, or the year of the target; check `from` and `reason`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        for pair in kpi.goals.windows(2) {
            if let Some((field, message, hint)) = wrong(site, kpi, &pair[0], &pair[1]) {
                findings.push(finding(&KPI_REVISION, message, &kpi.meta, &format!("{}.{field}", pair[1].field)).hint(hint));
            }
        }
    }
}

/// What is wrong with `goal`, which takes the place of `old`: the field, what is, what to do.
fn wrong(site: &Site, kpi: &Kpi, old: &Goal, goal: &Goal) -> Option<(&'static str, Text, Text)> {
    let since = goal.since?;
    let (words, year) = (since.words(), since.fiscal_year());
    let order = text!("from は、古い順に並べてください", "write the revisions in order, the earliest first");
    if since.day() > site.options.today {
        return Some((
            "from",
            text!("改定の{words}は、まだ来ていません", "the revision ({words}) is to come"),
            text!("その日が来てから書いてください", "write it once it holds"),
        ));
    }
    if let Some(before) = old.since.filter(|before| since.day() <= before.day()).map(crate::notation::Month::words) {
        return Some((
            "from",
            text!(
                "改定の{words}は、前の改定（{before}）より後ではありません",
                "the revision ({words}) does not follow the one before ({before})"
            ),
            order,
        ));
    }
    let plan = kpi.plan.map(|plan| &site[plan]);
    if let Some(adopted) = plan.map(|plan| plan.adopted).filter(|adopted| since.day() < adopted.day()) {
        let adopted = adopted.words();
        return Some((
            "from",
            text!(
                "改定の{words}は、計画の策定（{adopted}）より前です",
                "the revision ({words}) lies before the plan was adopted ({adopted})"
            ),
            text!("いつからの目標か確かめてください", "check from when it holds"),
        ));
    }
    if let Some(end) = plan.and_then(|plan| plan.period).map(|period| period.to).filter(|end| *end < year) {
        let end = end.words();
        return Some((
            "from",
            text!("改定の{words}は、計画の期間（{end}まで）の後です", "the revision ({words}) comes after the plan's period (up to {end})"),
            text!(
                "終わった計画の目標は変えられません。計画を延ばしたなら、計画の period を直してください",
                "targets of a plan that is over stay; if it was extended, mend its `period`"
            ),
        ));
    }
    if let Some(due) = goal.fiscal_year.filter(|due| *due < year).map(crate::notation::FiscalYear::words) {
        return Some((
            "from",
            text!("目標の{due}は、改定の{words}より前に終わっています", "the target's year ({due}) was over before the revision ({words})"),
            text!(
                "年度の終わった目標は変えられません。新しい fiscal_year を書いてください",
                "a target whose year is over stays; write a new `fiscal_year`"
            ),
        ));
    }
    // After a change of method the same number may be set anew.
    let anew = goal.value_since == goal.since && set_in(site, kpi, old).is_some_and(|set| !kpi.measured_alike(set, year));
    (goal.asks_as(old) && !anew).then(|| {
        (
            "from",
            text!("{words}の改定では、目標が何も変わっていません", "the revision ({words}) changes nothing"),
            text!("新しい value や fiscal_year を書くか、この改定を消してください", "write the new `value` or `fiscal_year`, or remove it"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(revisions: &str) -> Vec<String> {
        let plans = "- {id: p, title: 計画, adopted: 2022-03, period: {from: R4, to: R9}}";
        let kpi = format!(
            "- {{id: k, name: 率, unit: '%', kind: reach, plan: p, baseline: {{value: 30, fiscal_year: R3}}, target: {{value: 80, fiscal_year: R7, revisions: [{revisions}]}}}}"
        );
        run(check, &[("data/plans.yaml", plans), ("data/kpi.yaml", &kpi)])
    }

    #[test]
    fn after_a_change_of_method_the_same_number_may_be_set_anew() {
        let kpi = |changes: &str| {
            format!(
                "- {{id: k, name: 率, unit: '%', kind: at_least, target: {{value: 80, fiscal_year: R9, revisions: [{{from: 2024-05-01, value: 80, reason: 新しい測り方でも同じ}}]}}, baseline: {{value: 30, fiscal_year: R3}}, method_changes: [{changes}]}}"
            )
        };
        assert!(run(check, &[("data/kpi.yaml", &kpi("{fiscal_year: R6, note: 変更}"))]).is_empty());
        assert_eq!(run(check, &[("data/kpi.yaml", &kpi(""))]), ["kpi-revision: 2024-05-01"]);
    }

    #[test]
    fn revisions_follow_one_another_within_the_plan_with_a_reason() {
        let right = "{from: 2024-04-01, value: 70, reason: 調査の結果}, {from: R7.4, fiscal_year: R8, reason: 延ばす}";
        assert!(found(right).is_empty(), "{:?}", found(right));
        for (revisions, place) in [
            ("{from: 2027-04-01, value: 70, reason: 先}", "2027-04-01"),
            ("{from: 2024-04-01, value: 70, reason: 一}, {from: 2023-04-01, value: 75, reason: 二}", "2023-04-01"),
            ("{from: 2021-04-01, value: 70, reason: 前}", "2021-04-01"),
            ("{from: 2026-05-01, value: 70, reason: 終わった後}", "2026-05-01"),
            ("{from: 2024-04-01, value: 80, reason: 同じ}", "2024-04-01"),
        ] {
            assert_eq!(found(revisions), [format!("kpi-revision: {place}")], "{revisions}");
        }
    }
}
