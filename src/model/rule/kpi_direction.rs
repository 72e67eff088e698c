//! Which way an indicator gets better is known: its kind says it, or its numbers, or the editor. It is never guessed.
//!
//! A budget and an income are both 円, a waiting time and a number of users both whole numbers: nothing but words tells them apart. What is
//! to be kept within ± `tolerance` needs no direction.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::field::Choice;
use crate::model::kpi::kind::{Judged, Needs, Settled, spec};
use crate::model::kpi::measure::bound_says;
use crate::model::{Direction, Goal, Kpi, Site};
use crate::text;

/// The direction is missing, or contradicts the kind or the numbers.
pub static KPI_DIRECTION: Code = Code::error(
    "kpi-direction",
    "高いほど良いか低いほど良いかが決まらないか、種類や数値と合いません。`direction: higher`（高いほど良い）か `direction: lower`（低いほど良い）を書いてください",
    "whether higher or lower is better is not known, or contradicts kind or numbers; write `direction: higher` or `direction: lower`",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        let goals: Vec<Option<&Goal>> = if kpi.goals.is_empty() { vec![None] } else { kpi.goals.iter().map(Some).collect() };
        if let Some(finding) = goals.into_iter().find_map(|goal| wrong(kpi, goal)) {
            findings.push(finding);
        }
    }
}

fn wrong(kpi: &Kpi, goal: Option<&Goal>) -> Option<Diagnostic> {
    let kind = spec(kpi.kind);
    // What was written and could not be read is told already.
    let unread = |field: &str| kpi.meta.origin.has_key(field);
    if kpi.direction.is_none() && unread("direction") || kpi.tolerance.is_none() && unread("tolerance") {
        return None;
    }
    let bound = || goal.and_then(|goal| bound_says(goal.value?));
    match (kind.direction, kpi.direction) {
        (Settled::By(known), Some(said)) if said != known => Some(contradiction(kpi, known, &by_kind(kpi.kind.code()))),
        (Settled::Nowhere, Some(_)) => Some(superfluous(kpi, kpi.kind.code())),
        (Settled::By(_) | Settled::Nowhere, _) => None,
        (Settled::ByNumbers, said) => match kpi.numbers_say(goal) {
            Some(known) => said.filter(|said| *said != known).map(|_| contradiction(kpi, known, &by_numbers())),
            // Without a number, or with that of the baseline, something else is wrong.
            None => {
                let number = goal.and_then(|goal| goal.value);
                let level = kpi.baseline_value().zip(number).is_some_and(|(baseline, number)| baseline.value == number.value);
                (said.is_none() && number.is_some() && !level).then(|| missing(kpi))
            }
        },
        (Settled::Said, Some(said)) => bound().filter(|known| *known != said).map(|known| contradiction(kpi, known, &by_numbers())),
        (Settled::Said, None) if kpi.tolerance.is_some() && kind.judged == Judged::Held => None,
        // A number where none belongs is another kind, and told as such.
        (Settled::Said, None) if kind.target == Needs::NoNumber && goal.is_some_and(|goal| goal.value.is_some()) => None,
        (Settled::Said, None) => bound().is_none().then(|| missing(kpi)),
    }
}

fn by_kind(code: &str) -> Text {
    text!("kind: {code}", "`kind: {code}`")
}

fn by_numbers() -> Text {
    text!("基準と目標の数値", "the numbers of baseline and target")
}

fn words(direction: Direction) -> (&'static str, &'static str, &'static str) {
    match direction {
        Direction::Higher => ("higher", "高いほど良い", "higher is better"),
        Direction::Lower => ("lower", "低いほど良い", "lower is better"),
    }
}

fn missing(kpi: &Kpi) -> Diagnostic {
    let code = kpi.kind.code();
    let hint = match spec(kpi.kind).judged {
        Judged::Held => text!(
            "高いほど良いなら direction: higher、低いほど良いなら direction: lower を1行足してください（増えても減っても困るなら tolerance: 5% のように、認める差を書きます）",
            "add a line `direction: higher` or `direction: lower` (or `tolerance: 5%` if it may move neither way)"
        ),
        _ => text!(
            "高いほど良いなら direction: higher、低いほど良いなら direction: lower を1行足してください",
            "add a line `direction: higher` or `direction: lower`"
        ),
    };
    let message = text!(
        "kind: {code} だけでは、高いほど良いか低いほど良いかが分かりません",
        "`kind: {code}` does not tell whether higher or lower is better"
    );
    finding(&KPI_DIRECTION, message, &kpi.meta, "kind").hint(hint)
}

fn contradiction(kpi: &Kpi, known: Direction, by: &Text) -> Diagnostic {
    let ((code, ja, en), (said, ..)) = (words(known), words(kpi.direction.unwrap_or(known)));
    let (by_ja, by_en) = (&by.ja, &by.en);
    finding(
        &KPI_DIRECTION,
        text!("direction は {said} ですが、{by_ja}からは「{ja}」になります", "`direction` is {said}, but {by_en} say that {en}"),
        &kpi.meta,
        "direction",
    )
    .related(kpi.meta.origin.place("kind"), text!("種類はここです", "the kind"))
    .hint(text!(
        "direction を {code} にするか消して、種類と数値を確かめてください",
        "write `direction: {code}` or remove it, and check kind and numbers"
    ))
}

fn superfluous(kpi: &Kpi, code: &str) -> Diagnostic {
    let message = text!("kind: {code} に、良い方向はありません", "`kind: {code}` has no direction");
    finding(&KPI_DIRECTION, message, &kpi.meta, "direction").hint(text!("direction の行を消してください", "remove `direction`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn found(fields: &str) -> Vec<String> {
        run(check, &[("data/kpi.yaml", &format!("- {{id: k, name: 率, unit: 万円, {fields}}}"))])
    }

    #[test]
    fn a_direction_that_nothing_says_is_asked_for() {
        assert_eq!(found("kind: maintain, baseline: {value: 3200, fiscal_year: R6}"), ["kpi-direction: maintain"]);
        assert_eq!(found("kind: raise, target: {text: 上げる}"), ["kpi-direction: raise"]);
        assert_eq!(found("kind: reach, target: {value: 80, fiscal_year: R7}"), ["kpi-direction: reach"]);
    }

    #[test]
    fn kinds_numbers_and_editors_say_it() {
        for fields in [
            "kind: at_least, target: {value: 80}",
            "kind: not_exceed, target: {value: 80}",
            "kind: milestone, target: {text: 実施}",
            "kind: none",
            "kind: reach, baseline: {value: 24, fiscal_year: R3}, target: {value: 15, fiscal_year: R7}",
            "kind: reach, target: {value: 80以上, fiscal_year: R7}",
            "kind: reach, direction: lower, target: {value: 15, fiscal_year: R7}",
            "kind: maintain, direction: higher, baseline: {value: 3200, fiscal_year: R6}",
            "kind: maintain, tolerance: 3%, baseline: {value: 3200, fiscal_year: R6}",
            "kind: raise, direction: lower, target: {text: 短くする}",
            "kind: at_least, direction: higher, target: {value: 80}",
            // Reported by other rules.
            "kind: reach, target: {text: 上げる}",
            "kind: raise, target: {value: 80}",
            "kind: reach, baseline: {value: 100, fiscal_year: R3}, target: {value: 100, fiscal_year: R7}",
        ] {
            assert!(found(fields).is_empty(), "{fields}: {:?}", found(fields));
        }
    }

    #[test]
    fn a_direction_against_kind_or_numbers_is_reported() {
        for fields in [
            "kind: at_least, direction: lower, target: {value: 80}",
            "kind: not_exceed, direction: higher, target: {value: 80}",
            "kind: reach, direction: higher, baseline: {value: 24, fiscal_year: R3}, target: {value: 15, fiscal_year: R7}",
            "kind: maintain, direction: lower, target: {value: 95以上}",
            "kind: milestone, direction: higher, target: {text: 実施}",
        ] {
            assert_eq!(found(fields).len(), 1, "{fields}");
            assert!(found(fields)[0].starts_with("kpi-direction: "), "{fields}");
        }
    }
}
