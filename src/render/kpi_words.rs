//! What the pages say of indicators: values with their unit, differences, distances, states and the reasons for them, in the words of the
//! theme.
//!
//! Numbers and judgements come from the model; nothing is computed here but signs.

use super::Words;
use super::shape::Badge;
use crate::model::kpi::measure::{Basis, Distance};
use crate::model::kpi::{Later, Reason, State, Status};
use crate::notation::{Bound, FiscalYear, Quantity, grouped};

/// The state of an indicator as a badge.
pub fn badge(words: &Words, state: State) -> Badge {
    let (tone, icon) = match state {
        State::Achieved | State::OnTrack => ("good", "check"),
        State::Maintained => ("good", "keep"),
        State::Rising | State::Improved => ("good", "up"),
        State::Flat => ("warn", "keep"),
        State::SlightlyBehind => ("warn", "slow"),
        State::Behind | State::NotMaintained | State::Falling | State::Worsened | State::Missed => ("bad", "alert"),
        State::Awaited | State::NotDone | State::NoActual | State::Incomparable | State::NoDate | State::NoTarget | State::Replaced => {
            ("calm", "dash")
        }
    };
    Badge { tone, icon, word: words.fill(&format!("kpi.state.{}", state.name()), &[]) }
}

/// What a state means.
pub fn meaning(words: &Words, state: State) -> String {
    words.fill(&format!("kpi.meaning.{}", state.name()), &[])
}

/// `約30`, `80以上`: without unit.
pub fn value(words: &Words, value: Quantity) -> String {
    quantity(words, value, "")
}

/// `約10%以上`: the unit stands before the word of the bound.
pub fn quantity(words: &Words, value: Quantity, unit: &str) -> String {
    let plain = measured(words, &grouped(value.value, value.decimals), unit);
    let bounded = match value.bound {
        None => plain,
        Some(Bound::AtLeast) => words.fill("kpi.bound.at_least", &[("value", &plain)]),
        Some(Bound::AtMost) => words.fill("kpi.bound.at_most", &[("value", &plain)]),
        Some(Bound::Below) => words.fill("kpi.bound.below", &[("value", &plain)]),
        Some(Bound::Above) => words.fill("kpi.bound.above", &[("value", &plain)]),
    };
    if value.approx { words.fill("kpi.bound.about", &[("value", &bounded)]) } else { bounded }
}

/// A number with its unit; a percent sign follows directly in every language.
pub fn measured(words: &Words, number: &str, unit: &str) -> String {
    match unit {
        "" | "%" => format!("{number}{unit}"),
        _ => words.fill("kpi.with_unit", &[("value", &number), ("unit", &unit)]),
    }
}

/// `6.5ポイント`, `約13百万円`: how far two values are apart; percentages differ by points.
pub fn gap(words: &Words, gap: Quantity, unit: &str) -> String {
    let said = apart(words, &grouped(gap.value.abs(), gap.decimals), unit);
    if gap.approx { words.fill("kpi.bound.about", &[("value", &said)]) } else { said }
}

/// `あと32.5ポイント`, `5件超過`.
pub fn distance(words: &Words, distance: Distance, unit: &str) -> String {
    words.fill(if distance.over { "kpi.distance.over" } else { "kpi.distance.short" }, &[("gap", &gap(words, distance.gap, unit))])
}

/// `＋7.9ポイント`, `−13百万円`, `約−3ポイント`: a difference with its sign, about as sure as the numbers that it is between.
pub fn difference(words: &Words, change: Quantity, unit: &str) -> String {
    let shown = grouped(change.value.abs(), change.decimals);
    let sign = match () {
        () if shown.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0') => "±",
        () if change.value < 0.0 => words.say("kpi.minus"),
        () => words.say("kpi.plus"),
    };
    let said = apart(words, &format!("{sign}{shown}"), unit);
    if change.approx { words.fill("kpi.bound.about", &[("value", &said)]) } else { said }
}

fn apart(words: &Words, number: &str, unit: &str) -> String {
    if unit == "%" { words.fill("kpi.points", &[("value", &number)]) } else { measured(words, number, unit) }
}

/// `14万3,800`, where the language counts in ten thousands; else `143,800`.
pub fn spelled(words: &Words, number: f64) -> String {
    let mut rest = number.abs().round() as u64;
    let mut out = String::new();
    for (size, name) in [(1_000_000_000_000, "kpi.spelled.e12"), (100_000_000, "kpi.spelled.e8"), (10_000, "kpi.spelled.e4")] {
        let name = words.say(name);
        if rest >= size && !name.is_empty() {
            out.push_str(&grouped((rest / size) as f64, 0));
            out.push_str(name);
            rest %= size;
        }
    }
    if rest > 0 || out.is_empty() {
        out.push_str(&grouped(rest as f64, 0));
    }
    if number < 0.0 { format!("{}{out}", words.say("kpi.minus")) } else { out }
}

/// Why an indicator stands so, and what came later, in sentences; `unit` is that of the indicator.
pub fn detail(words: &Words, status: &Status, unit: &str) -> String {
    let later = status.later.map_or_else(String::new, |later| match later {
        Later::Value(year, value) => {
            words.fill("kpi.reason.later", &[("year", &words.fiscal_year(year)), ("value", &quantity(words, value, unit))])
        }
        Later::Done(year) => words.fill("kpi.reason.later_done", &[("year", &words.fiscal_year(year))]),
    });
    format!("{}{later}", reason(words, &status.reason, unit))
}

/// The sentence that explains a state.
fn reason(words: &Words, reason: &Reason, unit: &str) -> String {
    let said = |value: &Quantity| quantity(words, *value, unit);
    let of_year = |year: &FiscalYear| words.fiscal_year(*year);
    let apart = |name: &str, far: &Option<Distance>| {
        far.map(|far| words.fill(name, &[("distance", &distance(words, far, unit))])).unwrap_or_default()
    };
    let beside = |far| apart("kpi.distance.beside", far);
    let behind = |far| apart("kpi.distance.behind", far);
    match reason {
        Reason::Stated(text) => text.clone(),
        Reason::NoNumber => words.fill("kpi.reason.no_number", &[]),
        Reason::Replaced(name) => words.fill("kpi.reason.replaced", &[("name", name)]),
        Reason::Done { year } => words.fill("kpi.reason.done", &[("year", &of_year(year))]),
        Reason::NotDone => words.fill("kpi.reason.not_done", &[]),
        Reason::NeverDone { due } => words.fill("kpi.reason.never_done", &[("due", &of_year(due))]),
        Reason::NotRecorded => words.fill("kpi.reason.not_recorded", &[]),
        Reason::Met => words.fill("kpi.reason.met", &[]),
        Reason::NotMet => words.fill("kpi.reason.not_met", &[]),
        Reason::NeverMet { due } => words.fill("kpi.reason.never_met", &[("due", &of_year(due))]),
        Reason::Against { year, value, mark, basis, change, tolerance } => {
            let name = match basis {
                Basis::Baseline => "kpi.reason.from_baseline",
                Basis::Target => "kpi.reason.from_target",
            };
            let room = tolerance.map_or_else(String::new, |room| {
                let room = if room.percent { room.words() } else { gap(words, room.amount, unit) };
                words.fill("kpi.reason.tolerance", &[("tolerance", &room)])
            });
            let change = difference(words, *change, unit);
            let said = words.fill(name, &[("year", &of_year(year)), ("value", &said(value)), ("mark", &said(mark)), ("change", &change)]);
            format!("{said}{room}")
        }
        Reason::NoReference { year, value } => words.fill("kpi.reason.no_reference", &[("year", &of_year(year)), ("value", &said(value))]),
        Reason::OtherMethod { year, value } => words.fill("kpi.reason.other_method", &[("year", &of_year(year)), ("value", &said(value))]),
        Reason::NoDirection { year, value } => words.fill("kpi.reason.no_direction", &[("year", &of_year(year)), ("value", &said(value))]),
        Reason::NoGoal { year, value } => words.fill("kpi.reason.no_goal", &[("year", &of_year(year)), ("value", &said(value))]),
        Reason::Reached { year, value, target } => {
            words.fill("kpi.reason.reached", &[("year", &of_year(year)), ("value", &said(value)), ("target", &said(target))])
        }
        Reason::Short { year, value, target, distance: Some(Distance { gap: over, over: true }) } => words.fill(
            "kpi.reason.over",
            &[("year", &of_year(year)), ("value", &said(value)), ("target", &said(target)), ("gap", &gap(words, *over, unit))],
        ),
        Reason::Short { year, value, target, distance } => {
            let far = beside(distance);
            words.fill(
                "kpi.reason.short",
                &[("year", &of_year(year)), ("value", &said(value)), ("target", &said(target)), ("distance", &far)],
            )
        }
        Reason::PartShort { year, part, value, target, distance } => {
            let values: [(&str, &dyn std::fmt::Display); 5] = [
                ("part", part),
                ("year", &of_year(year)),
                ("value", &said(value)),
                ("target", &said(target)),
                ("distance", &beside(distance)),
            ];
            words.fill("kpi.reason.part_short", &values)
        }
        Reason::PartMissing { part, year } => words.fill("kpi.reason.part_missing", &[("part", part), ("year", &of_year(year))]),
        Reason::Guided { year, guide, estimate, missing, target, distance } => {
            let basis = words.say(if *estimate { "kpi.reason.estimate" } else { "kpi.reason.reference" });
            let name = if missing.is_some() { "kpi.reason.under_guide" } else { "kpi.reason.at_guide" };
            let missing = missing.map(|missing| gap(words, missing, unit)).unwrap_or_default();
            let values: [(&str, &dyn std::fmt::Display); 6] = [
                ("year", &of_year(year)),
                ("guide", &said(guide)),
                ("basis", &basis),
                ("missing", &missing),
                ("target", &said(target)),
                ("distance", &behind(distance)),
            ];
            words.fill(name, &values)
        }
        Reason::Unguided { target, distance } => {
            words.fill("kpi.reason.unguided", &[("target", &said(target)), ("distance", &behind(distance))])
        }
        Reason::Undated { target, distance, event: Some(event) } => {
            words.fill("kpi.reason.after_event", &[("event", event), ("target", &said(target)), ("distance", &beside(distance))])
        }
        Reason::Undated { target, distance, event: None } => {
            words.fill("kpi.reason.undated", &[("target", &said(target)), ("distance", &behind(distance))])
        }
        Reason::Unmeasured => words.fill("kpi.reason.unmeasured", &[]),
        Reason::UnmeasuredUndated { event: Some(event) } => words.fill("kpi.reason.measured_after", &[("event", event)]),
        Reason::UnmeasuredUndated { event: None } => words.fill("kpi.reason.no_date", &[]),
        Reason::Awaited { due, latest: Some((year, value)), distance } => {
            let far = beside(distance);
            words.fill(
                "kpi.reason.awaited_since",
                &[("due", &of_year(due)), ("year", &of_year(year)), ("value", &said(value)), ("distance", &far)],
            )
        }
        Reason::Awaited { due, latest: None, .. } => words.fill("kpi.reason.awaited", &[("due", &of_year(due))]),
        Reason::AwaitedAfter { event } => words.fill("kpi.reason.awaited_after", &[("event", event)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::Tolerance;
    use crate::render::chart::spoken;

    fn of(text: &str) -> Quantity {
        Quantity::parse(text).expect("a number")
    }

    #[test]
    fn differences_have_a_sign_and_percentages_differ_by_points() {
        let words = spoken("ja");
        let difference = |value: f64, decimals, unit| difference(&words, Quantity { decimals, ..Quantity::plain(value) }, unit);
        assert_eq!(difference(7.9, 1, "%"), "＋7.9ポイント");
        assert_eq!(difference(-13.0, 0, "百万円"), "−13百万円");
        assert_eq!(difference(0.04, 1, "件"), "±0.0件");
        assert_eq!(difference(10.0, 0, ""), "＋10");
        assert_eq!(super::difference(&words, Quantity { approx: true, ..Quantity::plain(-3.0) }, "%"), "約−3ポイント");
        assert_eq!(quantity(&words, of("約10以上"), "%"), "約10%以上");
    }

    #[test]
    fn large_numbers_are_said_in_ten_thousands_where_the_language_does() {
        let words = spoken("ja");
        assert_eq!(spelled(&words, 143_800.0), "14万3,800");
        assert_eq!(spelled(&words, 4_928_000_000.0), "49億2,800万");
        assert_eq!(spelled(&words, 0.0), "0");
        assert_eq!(spelled(&words, -20_000.0), "−2万");
        assert_eq!(spelled(&spoken("en"), 143_800.0), "143,800");
    }

    fn far(text: &str, over: bool) -> Option<Distance> {
        Some(Distance { gap: of(text), over })
    }

    #[test]
    fn reasons_say_their_numbers() {
        let words = spoken("ja");
        let (guide, missing, target, distance) = (of("67.5"), Some(of("6.5")), of("80"), far("19.0", false));
        let guided = Reason::Guided { year: FiscalYear(2024), guide, estimate: true, missing, target, distance };
        assert_eq!(
            reason(&words, &guided, "%"),
            "令和6年度の目安67.5%（参考値）に6.5ポイント届いていません。目標は80%、あと19.0ポイントです。"
        );
        let undated = Reason::Undated { target: of("80以上"), distance: far("18.3", false), event: Some("再構築後".to_owned()) };
        assert_eq!(reason(&words, &undated, "%"), "目標は再構築後に80%以上です（あと18.3ポイント）。");
        let over = Reason::Short { year: FiscalYear(2024), value: of("15"), target: of("10以下"), distance: far("5", true) };
        assert_eq!(reason(&words, &over, "件"), "令和6年度の実績15件は、目標の10件以下を5件超えています。");
    }

    #[test]
    fn the_reasons_are_said_on_the_pages_as_in_the_open_data() {
        let (words, year, due) = (spoken("ja"), FiscalYear(2024), FiscalYear(2025));
        let (value, target, mark, change, part) = (of("約61.0"), of("80以上"), of("62"), of("-13"), "窓口".to_owned());
        let event = || Some("再構築後".to_owned());
        let against = |basis, tolerance| Reason::Against { year, value, mark, basis, change, tolerance };
        let mut reasons = vec![
            Reason::Stated("理由。".to_owned()),
            Reason::NoNumber,
            Reason::Replaced("新しい率".to_owned()),
            Reason::Done { year },
            Reason::NotDone,
            Reason::NeverDone { due },
            Reason::NotRecorded,
            Reason::Met,
            Reason::NotMet,
            Reason::NeverMet { due },
            against(Basis::Baseline, None),
            against(Basis::Target, Some(Tolerance { amount: of("5"), percent: true })),
            against(Basis::Target, Some(Tolerance { amount: of("5"), percent: false })),
            Reason::NoReference { year, value },
            Reason::OtherMethod { year, value },
            Reason::NoDirection { year, value },
            Reason::NoGoal { year, value },
            Reason::Reached { year, value, target },
            Reason::PartMissing { part: part.clone(), year },
            Reason::Unmeasured,
            Reason::UnmeasuredUndated { event: event() },
            Reason::UnmeasuredUndated { event: None },
            Reason::Awaited { due, latest: None, distance: None },
            Reason::AwaitedAfter { event: "再構築後".to_owned() },
        ];
        for distance in [far("19.0", false), far("約19", true), None] {
            reasons.extend([
                Reason::Short { year, value, target, distance },
                Reason::PartShort { year, part: part.clone(), value, target, distance },
                Reason::Guided { year, guide: of("67.5"), estimate: true, missing: Some(of("6.5")), target, distance },
                Reason::Guided { year, guide: of("67.5"), estimate: false, missing: None, target, distance },
                Reason::Unguided { target, distance },
                Reason::Undated { target, distance, event: event() },
                Reason::Undated { target, distance, event: None },
                Reason::Awaited { due, latest: Some((year, value)), distance },
            ]);
        }
        for case in reasons {
            for unit in ["%", "百万円", ""] {
                assert_eq!(reason(&words, &case, unit), case.words(unit));
                assert!(!reason(&spoken("en"), &case, unit).contains("kpi."), "{case:?}");
            }
        }
        for later in [Later::Value(due, value), Later::Done(due)] {
            let status = Status {
                state: State::Missed,
                distance: None,
                year: Some(year),
                rate: None,
                guide: None,
                approximate: false,
                sample: false,
                reason: Reason::NoNumber,
                later: Some(later),
            };
            assert_eq!(detail(&words, &status, "%"), status.words("%"));
        }
        for distance in [far("19.0", false), far("約19", true)].into_iter().flatten() {
            assert_eq!(super::distance(&words, distance, "%"), distance.words("%"));
        }
    }

    #[test]
    fn the_states_are_called_on_the_pages_as_in_the_open_data() {
        let words = spoken("ja");
        for state in State::ALL {
            assert_eq!(badge(&words, state).word, state.words());
            assert!(!meaning(&words, state).starts_with("kpi."), "{state:?}");
            assert!(!badge(&spoken("en"), state).word.starts_with("kpi."), "{state:?}");
        }
    }
}
