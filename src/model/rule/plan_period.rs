//! A plan whose period is over has a successor, or the portal says 「計画期間終了」 for ever.
//!

use super::records::finding;
use crate::diagnostic::{Cause, Code, Diagnostics};
use crate::model::{Site, Status};
use crate::text;

/// The period is over and nothing follows.
pub static NEXT_PLAN_MISSING: Code = Code::notice(
    "next-plan-missing",
    "計画の期間が終わりましたが、次の計画がありません。次の計画を足して `predecessor` にこの計画を書いてください",
    "the plan's period is over and no plan follows; add the next one and name this plan as its `predecessor`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for (key, plan) in site.plans.iter().filter(|(_, plan)| plan.meta.status != Status::Archived) {
        let Some(period) = plan.period.filter(|period| period.to < site.this_year()) else { continue };
        if site.plans.values().any(|next| next.predecessor == Some(key)) {
            continue;
        }
        let (short, last, id) = (&plan.short, period.to.words(), &plan.meta.id);
        findings.push(
            finding(
                &NEXT_PLAN_MISSING,
                text!(
                    "「{short}」の期間は{last}で終わりましたが、次の計画がありません",
                    "the period of \"{short}\" ended with {last}, and no plan follows"
                ),
                &plan.meta,
                "period.to",
            )
            .hint(text!("次の計画を足し、predecessor: {id} と書いてください", "add the next plan with `predecessor: {id}`"))
            .cause(Cause {
                key: NEXT_PLAN_MISSING.name.to_owned(),
                message: text!("計画の期間は終わりましたが、次の計画がありません", "the period of these plans ended, and no plan follows"),
                hint: Some(text!(
                    "次の計画を足し、predecessor に前の計画のidを書いてください",
                    "add the next plan and name the id of this one as its `predecessor`"
                )),
            }),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn a_plan_that_is_over_wants_a_successor() {
        let over = "- {id: p, title: 計画, adopted: 2022-03, period: {from: R4, to: R7}}\n";
        assert_eq!(run(check, &[("data/plans.yaml", over)]), ["next-plan-missing: R7"]);
        let next = format!("{over}- {{id: q, title: 次, adopted: 2026-03, period: {{from: R8, to: R11}}, predecessor: p}}");
        assert!(run(check, &[("data/plans.yaml", &next)]).is_empty());
    }
}
