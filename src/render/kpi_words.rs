//! What the pages say of indicators: values with their unit, differences, states and the reasons for them, in the words of the theme.
//!
//! Numbers and judgements come from the model; nothing is computed here but signs.

use super::Words;
use super::shape::Badge;
use crate::model::kpi::status::{Reason, State};
use crate::notation::{Bound, Quantity, grouped};

/// The state of an indicator as a badge.
pub fn badge(words: &Words, state: State) -> Badge {
    let (tone, icon) = match state {
        State::Achieved | State::OnTrack => ("good", "check"),
        State::Maintained => ("good", "keep"),
        State::Rising => ("good", "up"),
        State::SlightlyBehind => ("warn", "slow"),
        State::Behind | State::NotMaintained | State::Falling => ("bad", "alert"),
        State::PeriodEnded | State::NoActual | State::NoDate | State::NoTarget => ("calm", "dash"),
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

/// `6.5ポイント`, `13百万円`: how far two values are apart; percentages differ by points.
pub fn gap(words: &Words, gap: Quantity, unit: &str) -> String {
    apart(words, &grouped(gap.value.abs(), gap.decimals), unit)
}

/// `＋7.9ポイント`, `−13百万円`: a difference with its sign.
pub fn difference(words: &Words, change: Quantity, unit: &str) -> String {
    let shown = grouped(change.value.abs(), change.decimals);
    let sign = match () {
        () if shown.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0') => "±",
        () if change.value < 0.0 => words.say("kpi.minus"),
        () => words.say("kpi.plus"),
    };
    apart(words, &format!("{sign}{shown}"), unit)
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

/// The sentence that explains a state; `unit` is that of the indicator.
pub fn reason(words: &Words, reason: &Reason, unit: &str) -> String {
    let said = |value: &Quantity| quantity(words, *value, unit);
    let apart = |value: &Quantity| gap(words, *value, unit);
    match reason {
        Reason::Stated(text) => text.clone(),
        Reason::NoNumber => words.fill("kpi.reason.no_number", &[]),
        Reason::Done => words.fill("kpi.reason.done", &[]),
        Reason::NotDone => words.fill("kpi.reason.not_done", &[]),
        Reason::NotRecorded => words.fill("kpi.reason.not_recorded", &[]),
        Reason::Met => words.fill("kpi.reason.met", &[]),
        Reason::NotMet => words.fill("kpi.reason.not_met", &[]),
        Reason::NeverMet => words.fill("kpi.reason.never_met", &[]),
        Reason::Changed { year, value, change } => {
            let change = difference(words, *change, unit);
            words.fill("kpi.reason.changed", &[("year", &words.fiscal_year(*year)), ("value", &said(value)), ("change", &change)])
        }
        Reason::NoReference { year, value } => {
            words.fill("kpi.reason.no_reference", &[("year", &words.fiscal_year(*year)), ("value", &said(value))])
        }
        Reason::NoGoal { year, value } => words.fill("kpi.reason.no_goal", &[("year", &words.fiscal_year(*year)), ("value", &said(value))]),
        Reason::Reached { year, value, target } => {
            words.fill("kpi.reason.reached", &[("year", &words.fiscal_year(*year)), ("value", &said(value)), ("target", &said(target))])
        }
        Reason::Short { year, target, gap } => {
            words.fill("kpi.reason.short", &[("year", &words.fiscal_year(*year)), ("target", &said(target)), ("gap", &apart(gap))])
        }
        Reason::Guided { year, guide, estimate, missing, gap } => {
            let basis = words.say(if *estimate { "kpi.reason.estimate" } else { "kpi.reason.reference" });
            let name = if missing.is_some() { "kpi.reason.under_guide" } else { "kpi.reason.at_guide" };
            let missing = missing.as_ref().map(apart).unwrap_or_default();
            let values: [(&str, &dyn std::fmt::Display); 5] = [
                ("year", &words.fiscal_year(*year)),
                ("guide", &said(guide)),
                ("basis", &basis),
                ("missing", &missing),
                ("gap", &apart(gap)),
            ];
            words.fill(name, &values)
        }
        Reason::Unguided { target, gap } => words.fill("kpi.reason.unguided", &[("target", &said(target)), ("gap", &apart(gap))]),
        Reason::Undated { target, gap, event: Some(event) } => {
            words.fill("kpi.reason.after_event", &[("event", event), ("target", &said(target)), ("gap", &apart(gap))])
        }
        Reason::Undated { target, gap, event: None } => {
            words.fill("kpi.reason.undated", &[("target", &said(target)), ("gap", &apart(gap))])
        }
        Reason::Unmeasured => words.fill("kpi.reason.unmeasured", &[]),
        Reason::NeverMeasured => words.fill("kpi.reason.never_measured", &[]),
        Reason::UnmeasuredUndated { event: Some(event) } => words.fill("kpi.reason.measured_after", &[("event", event)]),
        Reason::UnmeasuredUndated { event: None } => words.fill("kpi.reason.no_date", &[]),
        Reason::EndedShort { year, value } => {
            words.fill("kpi.reason.ended_short", &[("year", &words.fiscal_year(*year)), ("value", &said(value))])
        }
        Reason::EndedMissing { last, year, value } => words.fill(
            "kpi.reason.ended_missing",
            &[("last", &words.fiscal_year(*last)), ("year", &words.fiscal_year(*year)), ("value", &said(value))],
        ),
        Reason::Ended => words.fill("kpi.reason.ended", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::FiscalYear;
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

    #[test]
    fn reasons_say_their_numbers() {
        let words = spoken("ja");
        let (guide, missing, gap) = (of("67.5"), Some(of("6.5")), of("19.0"));
        let guided = Reason::Guided { year: FiscalYear(2024), guide, estimate: true, missing, gap };
        assert_eq!(
            reason(&words, &guided, "%"),
            "令和6年度の目安67.5%（参考値）に6.5ポイント届いていません。目標まであと19.0ポイントです。"
        );
        let undated = Reason::Undated { target: of("80以上"), gap: of("18.3"), event: Some("再構築後".to_owned()) };
        assert_eq!(reason(&words, &undated, "%"), "目標は再構築後に80%以上です。最新の実績から、あと18.3ポイントです。");
    }

    #[test]
    fn the_reasons_are_said_on_the_pages_as_in_the_open_data() {
        let (words, year, last) = (spoken("ja"), FiscalYear(2024), FiscalYear(2025));
        let (value, target, gap) = (of("約61.0"), of("80以上"), of("19.0"));
        let event = || Some("再構築後".to_owned());
        let reasons = [
            Reason::Stated("理由。".to_owned()),
            Reason::NoNumber,
            Reason::Done,
            Reason::NotDone,
            Reason::NotRecorded,
            Reason::Met,
            Reason::NotMet,
            Reason::NeverMet,
            Reason::Changed { year, value, change: of("-13") },
            Reason::NoReference { year, value },
            Reason::NoGoal { year, value },
            Reason::Reached { year, value, target },
            Reason::Short { year, target, gap },
            Reason::Guided { year, guide: of("67.5"), estimate: true, missing: Some(gap), gap },
            Reason::Guided { year, guide: of("67.5"), estimate: false, missing: None, gap },
            Reason::Unguided { target, gap },
            Reason::Undated { target, gap, event: event() },
            Reason::Undated { target, gap, event: None },
            Reason::Unmeasured,
            Reason::NeverMeasured,
            Reason::UnmeasuredUndated { event: event() },
            Reason::UnmeasuredUndated { event: None },
            Reason::EndedShort { year, value },
            Reason::EndedMissing { last, year, value },
            Reason::Ended,
        ];
        for case in reasons {
            for unit in ["%", "百万円", ""] {
                assert_eq!(reason(&words, &case, unit), case.words(unit));
                assert!(!reason(&spoken("en"), &case, unit).contains("kpi."), "{case:?}");
            }
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
