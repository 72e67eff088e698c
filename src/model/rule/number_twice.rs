//! Numbers and orders that stand twice where each should stand once: levels, pillars of a plan, measures of a pillar, indicators of a pillar.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{LevelKind, Meta, Site};
use crate::text;
use std::collections::BTreeMap;

/// A number of two records.
pub static NUMBER_TWICE: Code = Code::warning(
    "number-twice",
    "同じ並びの2つの記録に、同じ番号（number）か順番（order）が書かれています。打ち間違いなら、正しい番号に直してください",
    "two records of one row have the same `number` or `order`; mend the one that is mistyped",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let levels = site.levels.values().filter(|level| level.kind == LevelKind::Level);
    twice("number", levels.filter_map(|level| Some(((), i64::from(level.number?), &level.meta))), findings);
    twice("number", site.pillars.values().map(|pillar| (pillar.plan, pillar.number.into(), &pillar.meta)), findings);
    twice("number", site.initiatives.values().map(|measure| (measure.pillar, measure.number.into(), &measure.meta)), findings);
    let order = |written: u32, meta: &Meta| meta.origin.has_key("order").then_some(i64::from(written));
    twice("order", site.levels.values().filter_map(|level| Some(((), order(level.order, &level.meta)?, &level.meta))), findings);
    let kpis = site.kpis.values().filter_map(|kpi| Some(((kpi.plan, kpi.pillar), order(kpi.order, &kpi.meta)?, &kpi.meta)));
    twice("order", kpis, findings);
}

/// Tells of each number that two records of one row have, at the one that leaves the larger gap.
fn twice<'a, R: Ord>(field: &str, records: impl Iterator<Item = (R, i64, &'a Meta)>, findings: &mut Diagnostics) {
    let mut rows: BTreeMap<R, Vec<(i64, &Meta)>> = BTreeMap::new();
    records.for_each(|(row, number, meta)| rows.entry(row).or_default().push((number, meta)));
    for mut row in rows.into_values() {
        // As they are written.
        row.sort_by_key(|(_, meta)| (meta.origin.path.clone(), meta.origin.place("").start));
        for (later, (number, meta)) in row.iter().enumerate() {
            let Some(earlier) = row[..later].iter().position(|(other, _)| other == number) else { continue };
            let before = earlier.checked_sub(1).map_or(0, |at| row[at].0);
            let after = row.get(later + 1).map_or(*number, |next| next.0);
            let (odd, other) = if number - before > (after - number).max(1) && later == earlier + 1 {
                (row[earlier].1, *meta)
            } else {
                (*meta, row[earlier].1)
            };
            let id = other.id.as_str();
            let message = text!(
                "{field} の{number}が「{id}」と同じです。どちらかの打ち間違いではありませんか",
                "`{field}` {number} is also that of \"{id}\""
            );
            findings.push(
                Diagnostic::new(&NUMBER_TWICE, message)
                    .at(odd.origin.place(field))
                    .record(odd.id.as_str())
                    .related(other.origin.place(field), text!("同じ番号はここです", "the same number"))
                    .hint(text!("正しい番号に直してください", "write the right number")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn levels(numbers: [u8; 3]) -> Vec<String> {
        let [a, b, c] = numbers;
        let level = |id, number| format!("- {{id: {id}, kind: level, number: {number}, name: 区分{id}}}\n");
        run(check, &[("data/levels.yaml", &[level("a", a), level("b", b), level("c", c)].concat())])
    }

    #[test]
    fn each_number_stands_once() {
        assert_eq!(levels([1, 1, 3]), ["number-twice: 1"]);
        assert!(levels([1, 2, 3]).is_empty());
        assert!(levels([3, 1, 2]).is_empty());
    }

    #[test]
    fn it_is_told_where_the_gap_is() {
        let pillars = |a: u8, b: u8, c: u8| {
            let pillar = |id: &str, number| format!("- {{id: {id}, number: {number}, title: 柱{id}, plan: p}}\n");
            let text = format!(
                "plans:\n- {{id: p, title: 計画, adopted: 2022-03}}\npillars:\n{}{}{}",
                pillar("a", a),
                pillar("b", b),
                pillar("c", c)
            );
            let (site, _) = crate::model::rule::testing::site(crate::model::rule::testing::options(), &[("data/plans.yaml", &text)]);
            let mut findings = Diagnostics::default();
            check(&site, &mut findings);
            findings.iter().filter_map(|finding| finding.record.clone()).collect::<Vec<_>>()
        };
        assert_eq!(pillars(1, 3, 3), ["b"]);
        assert_eq!(pillars(1, 1, 3), ["b"]);
        assert!(pillars(1, 2, 3).is_empty());
    }
}
