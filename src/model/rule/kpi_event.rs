//! `event_on` says that the event of a target has happened: there is an event, it decides when the target is due, and it is not to come.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics, Text};
use crate::model::{Goal, Site};
use crate::text;

/// A date of an event that cannot be, or has no use.
pub static KPI_EVENT: Code = Code::error(
    "kpi-event",
    "`event_on`（できごとがあった時期）は `event` と一緒に、できごとがあってから書きます。`fiscal_year` のある目標には使いません",
    "`event_on` stands beside `event`, once it has happened; a target with `fiscal_year` has no use for it",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        for (goal, _) in kpi.goals_with_news(|goal| goal.event_on.map(|on| (on, goal.fiscal_year, goal.event.clone()))) {
            if let Some((message, hint)) = wrong(site, goal) {
                findings.push(finding(&KPI_EVENT, message, &kpi.meta, &format!("{}.event_on", goal.field)).hint(hint));
            }
        }
    }
}

fn wrong(site: &Site, goal: &Goal) -> Option<(Text, Text)> {
    let on = goal.event_on?;
    let words = on.words();
    match (&goal.event, goal.fiscal_year) {
        (_, Some(year)) => {
            let year = year.words();
            Some((
                text!(
                    "目標の年度（{year}）があるので、event_on は使われません",
                    "the target has a year ({year}), so `event_on` is not used"
                ),
                text!("event_on か fiscal_year のどちらかを消してください", "remove `event_on` or `fiscal_year`"),
            ))
        }
        (None, None) => Some((
            text!("event_on があるのに、何があったか（event）が書かれていません", "there is `event_on`, but no `event`"),
            text!("event: システム再構築後 のように、できごとを書いてください", "write what happened: `event`"),
        )),
        (Some(_), None) => (on.first_day() > site.options.today).then(|| {
            (
                text!("event_on の{words}は、まだ来ていません", "`event_on` ({words}) is to come"),
                text!("できごとがあってから書いてください。それまでは event だけにします", "write it once the event has happened"),
            )
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(target: &str) -> Vec<String> {
        run(check, &[("data/kpi.yaml", &format!("- {{id: k, name: 率, unit: '%', kind: at_least, target: {{value: 80, {target}}}}}"))])
    }

    #[test]
    fn an_event_has_a_name_and_has_happened() {
        assert_eq!(found("event_on: R4.2"), ["kpi-event: R4.2"]);
        assert_eq!(found("event: 再構築後, event_on: R9.4"), ["kpi-event: R9.4"]);
        assert_eq!(found("event: 再構築後, fiscal_year: R7, event_on: R4"), ["kpi-event: R4"]);
        for right in
            ["event: 再構築後", "event: 再構築後, event_on: R4.2", "event: 再構築後, event_on: R4", "event: 再構築後, event_on: 2026-11-22"]
        {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
