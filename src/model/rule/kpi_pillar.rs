//! The plan, the pillar and the measure of an indicator belong together: the measure stands under the pillar, the pillar in the plan or in
//! one that it belongs to.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Key, Kpi, Meta, Plan, Site};
use crate::text;

/// A measure of another pillar, or a pillar of another plan.
pub static KPI_PILLAR: Code = Code::warning(
    "kpi-pillar",
    "成果指標の計画（plan）・取組方針（pillar）・取組事項（initiative）が、互いのものではありません。違っている1つを直してください",
    "the plan, the pillar and the measure of an indicator do not belong together; mend the one that is wrong",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let mut tell = |meta: &Meta, field: &str, other: (&Meta, &str), ja: String, en: String| {
        findings.push(
            finding(&KPI_PILLAR, text!("{ja}", "{en}"), meta, field)
                .related(other.0.origin.place(other.1), text!("もう一つはここです", "the other one"))
                .hint(text!("どちらが正しいかを確かめ、違う方を直してください", "mend the one that is wrong")),
        );
    };
    let mut written: Vec<&Kpi> = site.kpis.values().collect();
    written.sort_by_key(|kpi| (kpi.meta.origin.path.clone(), kpi.meta.origin.place("").start));
    for (at, kpi) in written.iter().enumerate() {
        let (Some(pillar), Some(initiative)) = (kpi.pillar, kpi.initiative) else { continue };
        let measure = &site[initiative];
        let Some(other) = measure.pillar.filter(|other| *other != pillar) else { continue };
        // Indicators are written pillar by pillar: what the neighbours say is right.
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| written.get(at)?.pillar);
        let odd = if beside.clone().any(|beside| beside == other) && !beside.clone().any(|beside| beside == pillar) {
            "pillar"
        } else {
            "initiative"
        };
        let (title, own, right) = (&measure.title, &site[pillar].title, &site[other].title);
        tell(
            &kpi.meta,
            odd,
            (&measure.meta, "pillar"),
            format!("取組事項「{title}」は「{right}」のもので、「{own}」のものではありません"),
            format!("the measure \"{title}\" belongs to \"{right}\", not to \"{own}\""),
        );
    }
    for (key, pillar) in site.pillars.iter() {
        let Some(plan) = pillar.plan else { continue };
        let of = |kpi: &&&Kpi| kpi.pillar == Some(key) && kpi.plan.is_some();
        let (fit, other): (Vec<&Kpi>, Vec<&Kpi>) = written.iter().filter(of).copied().partition(|kpi| belongs(site, kpi.plan, plan));
        let (title, name) = (&pillar.title, &site[plan].title);
        match &other[..] {
            // All its indicators are of another plan: the pillar is wrong.
            [first, _, ..] if fit.is_empty() => tell(
                &pillar.meta,
                "plan",
                (&first.meta, "plan"),
                format!("「{title}」の成果指標は、どれも「{name}」のものではありません"),
                format!("none of the indicators of \"{title}\" belongs to \"{name}\""),
            ),
            _ => other.iter().for_each(|kpi| {
                tell(
                    &kpi.meta,
                    "plan",
                    (&pillar.meta, "plan"),
                    format!("取組方針「{title}」は「{name}」のもので、この計画のものではありません"),
                    format!("the pillar \"{title}\" belongs to \"{name}\", not to this plan"),
                );
            }),
        }
    }
}

/// Whether `plan` is `owner`, or a plan below it.
fn belongs(site: &Site, plan: Option<Key<Plan>>, owner: Key<Plan>) -> bool {
    let above = |key: &Key<Plan>| site[*key].parent;
    // Plans in a circle are told elsewhere.
    std::iter::successors(plan, above).take(site.plans.values().count()).any(|plan| plan == owner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(pillar_plan: &str, kpis: &str) -> Vec<String> {
        let plans = format!(
            "plans:\n- {{id: p, title: 方針, adopted: 2022-03}}\n- {{id: q, title: 計画, adopted: 2022-09, parent: p}}\n- {{id: o, title: 前の方針, adopted: 2018-03}}\n\
             pillars:\n- {{id: a, number: 1, title: 柱甲, plan: {pillar_plan}}}\n- {{id: b, number: 2, title: 柱乙, plan: p}}\n\
             initiatives:\n- {{id: ma, pillar: a, number: 1, title: 取組甲}}\n- {{id: mb, pillar: b, number: 1, title: 取組乙}}\n"
        );
        let rows: String =
            kpis.split(';').enumerate().map(|(at, row)| format!("- {{id: k{at}, name: 率{at}, kind: none, {row}}}\n")).collect();
        run(check, &[("data/plans.yaml", &plans), ("data/kpi.yaml", &rows)])
    }

    #[test]
    fn measures_stand_under_their_pillars() {
        let same = "pillar: a, initiative: ma";
        assert_eq!(found("p", &format!("{same};pillar: a, initiative: mb;{same}")), ["kpi-pillar: mb"]);
        assert_eq!(found("p", &format!("{same};pillar: b, initiative: ma;{same}")), ["kpi-pillar: b"]);
        assert!(found("p", &format!("{same};pillar: b, initiative: mb;pillar: a;initiative: mb")).is_empty());
    }

    #[test]
    fn pillars_stand_in_their_plans() {
        assert_eq!(found("p", "plan: p, pillar: a;plan: o, pillar: a"), ["kpi-pillar: o"]);
        assert_eq!(found("o", "plan: p, pillar: a;plan: p, pillar: a"), ["kpi-pillar: o"]);
        assert!(found("p", "plan: q, pillar: a;plan: p, pillar: a;plan: o").is_empty(), "a plan below that of the pillar");
    }
}
