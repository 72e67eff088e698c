//! How indicators of every kind stand, case by case.

use super::*;
use crate::model::rule::testing::{options, site as build};

const PLAN: &str = "plans:\n  - { id: plan, title: 計画, adopted: 2022-03, period: { from: R4, to: R7 } }\n";

/// How the indicator `definition` with `results` (`R4: "36"`, `done` for a milestone) stands at the end of `until`, seen in `now`.
fn judged(definition: &str, results: &[(&str, &str)], until: i16, now: i16) -> Status {
    let kpi = format!("kpi:\n  - {{ id: it, name: 指標, plan: plan, {definition} }}\n");
    let mut actuals = String::from("kpi,fiscal_year,value,done,comment\n");
    for (year, value) in results {
        match *value {
            "true" | "false" => actuals.push_str(&format!("it,{year},,{value},\n")),
            "" => actuals.push_str(&format!("it,{year},,,調査なし\n")),
            value => actuals.push_str(&format!("it,{year},\"{value}\",,\n")),
        }
    }
    let files = [("data/plans.yaml", PLAN), ("data/kpi.yaml", &kpi), ("data/kpi_actuals.csv", &actuals)];
    let (site, _) = build(options(), &files);
    let kpi = &site[site.kpis.key("it").expect("the indicator")];
    status(&site, kpi, FiscalYear(until), FiscalYear(now))
}

fn state(definition: &str, results: &[(&str, &str)], now: i16) -> State {
    judged(definition, results, now, now).state
}

const REACH: &str = "unit: '%', kind: reach, baseline: { value: 約30, fiscal_year: R3 }, target: { value: 80, fiscal_year: R7 }";

#[test]
fn progress_is_compared_with_the_straight_line() {
    // The guide of R6 is 67.5: 37.5 points of the way, three quarters of it are 28.1 points.
    assert_eq!(state(REACH, &[("R6", "67.5")], 2024), State::OnTrack);
    assert_eq!(state(REACH, &[("R6", "61")], 2024), State::SlightlyBehind);
    assert_eq!(state(REACH, &[("R6", "58")], 2024), State::Behind);
    assert_eq!(state(REACH, &[("R6", "80")], 2024), State::Achieved);
    let status = judged(REACH, &[("R6", "61.0")], 2024, 2024);
    let of = |text: &str| Quantity::parse(text).expect("a number");
    let (guide, missing, gap) = (of("67.5"), Some(of("6.5")), of("19.0"));
    assert_eq!(status.reason, Reason::Guided { year: FiscalYear(2024), guide, estimate: true, missing, gap });
    assert_eq!(status.guide, Some(67.5));
    assert!(status.approximate);
    assert!(status.rate.is_some_and(|rate| (rate - 0.62).abs() < 1e-9));
}

#[test]
fn later_results_and_missing_years_do_not_count() {
    assert_eq!(judged(REACH, &[("R4", "50"), ("R5", ""), ("R6", "10")], 2023, 2023).guide, Some(42.5));
    assert_eq!(state(REACH, &[], 2024), State::NoActual);
    assert_eq!(state(REACH, &[("R5", "")], 2024), State::NoActual);
}

#[test]
fn in_its_last_year_a_target_is_compared_with_itself_and_afterwards_the_period_has_ended() {
    let last = judged(REACH, &[("R7", "74.5")], 2025, 2025);
    assert_eq!(last.state, State::SlightlyBehind);
    assert!(matches!(last.reason, Reason::Short { year: FiscalYear(2025), gap: Quantity { value: 5.5, decimals: 1, .. }, .. }));
    assert_eq!(state(REACH, &[("R7", "74.5")], 2026), State::PeriodEnded);
    assert_eq!(state(REACH, &[("R6", "74.5")], 2026), State::PeriodEnded);
    assert_eq!(state(REACH, &[], 2026), State::PeriodEnded);
    assert_eq!(state(REACH, &[("R7", "80")], 2026), State::Achieved);
}

#[test]
fn a_target_below_the_baseline_is_reached_from_above() {
    let falling = "unit: 分, kind: reach, baseline: { value: 100, fiscal_year: R3 }, target: { value: 60, fiscal_year: R7 }";
    assert_eq!(state(falling, &[("R5", "80")], 2023), State::OnTrack);
    assert_eq!(state(falling, &[("R5", "99")], 2023), State::Behind);
    assert_eq!(state(falling, &[("R5", "59")], 2023), State::Achieved);
}

#[test]
fn a_target_without_a_year_is_never_late() {
    let event = "unit: '%', kind: at_least, baseline: { value: 52.5, fiscal_year: R3 }, target: { value: 80, event: 再構築後 }";
    let open = judged(event, &[("R7", "61.7")], 2026, 2026);
    assert_eq!(open.state, State::NoDate);
    assert!(
        matches!(open.reason, Reason::Undated { event: Some(event), target: Quantity { bound: Some(Bound::AtLeast), .. }, .. } if event == "再構築後")
    );
    assert_eq!(state(event, &[], 2026), State::NoDate);
    assert_eq!(state(event, &[("R7", "80.0")], 2026), State::Achieved);
    let bare = "unit: '%', kind: at_least, target: { value: 100 }";
    assert!(matches!(judged(bare, &[("R6", "98.6")], 2026, 2026).reason, Reason::Undated { event: None, .. }));
    assert_eq!(state(bare, &[("R6", "98.6")], 2024), State::NoDate);
}

#[test]
fn without_a_baseline_the_part_of_the_target_counts() {
    let bare = "unit: 件, kind: at_least, target: { value: 400以上, fiscal_year: R7 }";
    assert_eq!(state(bare, &[("R5", "399")], 2023), State::SlightlyBehind);
    assert_eq!(state(bare, &[("R5", "100")], 2023), State::Behind);
    assert_eq!(state(bare, &[("R5", "400")], 2023), State::Achieved);
}

#[test]
fn what_is_kept_must_not_shrink_and_a_budget_must_not_grow() {
    let keep = "unit: '%', kind: maintain, baseline: { value: 100, fiscal_year: R2 }, target: { value: 100, fiscal_year: R7 }";
    assert_eq!(state(keep, &[("R5", "100")], 2023), State::Maintained);
    assert_eq!(state(keep, &[("R5", "99.6")], 2023), State::NotMaintained);
    assert_eq!(state(keep, &[("R6", "100")], 2026), State::PeriodEnded);
    let reach = keep.replace("maintain", "reach");
    assert_eq!(state(&reach, &[("R5", "100")], 2023), State::Maintained);
    assert_eq!(state(&reach, &[("R5", "99")], 2023), State::NotMaintained);
    let budget = "unit: 百万円, kind: maintain, baseline: { value: '4,928', fiscal_year: R4 }, target: { fiscal_year: R7, text: 維持 }";
    assert_eq!(state(budget, &[("R5", "4,921")], 2023), State::Maintained);
    let grown = judged(budget, &[("R6", "4,940")], 2024, 2024);
    assert_eq!(grown.state, State::NotMaintained);
    assert!(matches!(grown.reason, Reason::Changed { change: Quantity { value: 12.0, .. }, .. }));
}

#[test]
fn without_a_number_only_the_direction_counts() {
    let raise = "unit: '%', kind: raise, baseline: { value: 33.1, fiscal_year: R3 }, target: { fiscal_year: R7, text: 上げる }";
    assert_eq!(state(raise, &[("R5", "41.7")], 2023), State::Rising);
    assert_eq!(state(raise, &[("R5", "33.1")], 2023), State::Falling);
    assert_eq!(state(raise, &[("R7", "43.5")], 2026), State::Rising);
    assert_eq!(judged(raise, &[("R5", "41.7")], 2023, 2023).rate, None);
}

#[test]
fn milestones_are_done_or_not() {
    let milestone = "kind: milestone, target: { fiscal_year: R7, text: 実施 }";
    assert_eq!(state(milestone, &[("R7", "true")], 2026), State::Achieved);
    assert_eq!(state(milestone, &[], 2024), State::NoActual);
    assert_eq!(state(milestone, &[("R5", "false")], 2024), State::NoActual);
    assert_eq!(state(milestone, &[], 2026), State::PeriodEnded);
}

#[test]
fn a_limit_may_come_from_a_year_or_be_judged_in_words() {
    let limit = "unit: 件, kind: not_exceed, target: { value: 10, fiscal_year: R7 }";
    assert_eq!(state(limit, &[("R5", "10")], 2023), State::Achieved);
    assert_eq!(state(limit, &[("R5", "11")], 2023), State::Behind);
    let year = "unit: 百万円, kind: not_exceed, target: { reference_year: R4, fiscal_year: R7, text: R4年度比で増やさない }";
    assert_eq!(state(year, &[("R4", "50"), ("R5", "49")], 2023), State::Achieved);
    assert_eq!(state(year, &[("R4", "50"), ("R5", "51")], 2023), State::Behind);
    let words = "kind: not_exceed, target: { reference_year: H29, text: H29年度比で増やさない }";
    assert_eq!(state(words, &[("R5", "true")], 2026), State::Achieved);
    assert_eq!(state(words, &[("R5", "false")], 2023), State::Behind);
    assert_eq!(state(words, &[("R5", "false")], 2026), State::PeriodEnded);
}

#[test]
fn no_target_is_no_failure() {
    let none = judged("kind: none, reason: 土台を優先するため。", &[], 2026, 2026);
    assert_eq!((none.state, none.reason, none.rate), (State::NoTarget, Reason::Stated("土台を優先するため。".to_owned()), None));
}

#[test]
fn a_mean_does_not_hide_a_child_that_missed() {
    let kpi = "kpi:\n  - { id: all, name: 平均, unit: '%', kind: at_least, plan: plan, target: { value: 80, fiscal_year: R7, every_child: true }, children: [one], aggregate: mean }\n  - { id: one, name: ひとつ, unit: '%', kind: at_least, plan: plan, target: { value: 80, fiscal_year: R7 } }\n";
    let state = |child: &str| {
        let actuals = format!("kpi,fiscal_year,value\nall,R7,81\none,R7,{child}\n");
        let (site, _) = build(options(), &[("data/plans.yaml", PLAN), ("data/kpi.yaml", kpi), ("data/kpi_actuals.csv", &actuals)]);
        status(&site, &site[site.kpis.key("all").expect("the parent")], FiscalYear(2025), FiscalYear(2026)).state
    };
    assert_eq!(state("79"), State::PeriodEnded);
    assert_eq!(state("80"), State::Achieved);
}
