//! A table of series, each with the verdict and the distance that a person gives, and what holds beside verdicts.

use super::*;
use crate::config::Options;
use crate::model::kpi::{State, Statuses};
use crate::model::rule::testing::{options, site as build};
use crate::notation::Bound;

const PLAN: &str = "plans:\n  - { id: plan, title: 計画, adopted: 2022-03, period: { from: R4, to: R7 } }\n";

/// A day in November of the fiscal year.
fn during(year: i16) -> Options {
    Options { today: Day::new(year, 11, 22).expect("a day"), ..options() }
}

/// The site of the indicator `it`, and others after it, with results (`R4: "36"`, `true` for what is done) of `it` or `other:R4`.
fn portal(definition: &str, results: &[(&str, &str)], today: i16) -> Site {
    let kpi = format!("kpi:\n  - {{ id: it, name: 指標, plan: plan, {definition} }}\n");
    let mut actuals = String::from("kpi,fiscal_year,value,done,measured_on,comment\n");
    for (year, value) in results {
        let (id, year) = year.split_once(':').unwrap_or(("it", year));
        let (value, measured) = value.split_once('@').unwrap_or((value, ""));
        actuals.push_str(&match value {
            "true" | "false" => format!("{id},{year},,{value},{measured},\n"),
            "" => format!("{id},{year},,,,調査なし\n"),
            value => format!("{id},{year},\"{value}\",,{measured},\n"),
        });
    }
    let files = [("data/plans.yaml", PLAN), ("data/kpi.yaml", &*kpi), ("data/kpi_actuals.csv", &*actuals)];
    build(during(today), &files).0
}

/// How the indicator stands at the end of `year`, seen in `today`.
fn judged(definition: &str, results: &[(&str, &str)], year: i16, today: i16) -> Status {
    let site = portal(definition, results, today);
    let key = site.kpis.key("it").expect("the indicator");
    let status = status(&site, &site[key], FiscalYear(year));
    assert!(year != today || *Statuses::of(&site).today(key) == status);
    status
}

/// Verdict, and distance in words (empty where there is none).
fn said(definition: &str, results: &[(&str, &str)], year: i16, today: i16) -> String {
    let status = judged(definition, results, year, today);
    let unit = definition.split("unit: ").nth(1).map_or("", |rest| rest.split(',').next().unwrap_or("")).trim_matches('\'');
    let distance = status.distance.map_or_else(String::new, |distance| format!(" {}", distance.words(unit)));
    format!("{}{distance}", status.state.words())
}

const REACH: &str = "unit: '%', kind: reach, baseline: { value: 約30, fiscal_year: R3 }, target: { value: 80, fiscal_year: R7 }";
const LESS: &str = "unit: 分, kind: reach, baseline: { value: 24, fiscal_year: R3 }, target: { value: 15, fiscal_year: R7 }";
const LIMIT: &str = "unit: 件, kind: not_exceed, target: { value: 10, fiscal_year: R7 }";
const INCOME: &str =
    "unit: 万円, kind: maintain, direction: higher, baseline: { value: '3,200', fiscal_year: R3 }, target: { fiscal_year: R7, text: 維持 }";
const BUDGET: &str = "unit: 百万円, kind: maintain, direction: lower, baseline: { value: '4,928', fiscal_year: R4 }, target: { fiscal_year: R7, text: 維持 }";
const SCALE: &str = "unit: 百万円, kind: maintain, tolerance: 1%, baseline: { value: '5,000', fiscal_year: R4 }, target: { fiscal_year: R7, text: 規模の維持 }";
const WAITING: &str =
    "unit: 分, kind: raise, direction: lower, baseline: { value: 24, fiscal_year: R3 }, target: { fiscal_year: R7, text: 短くする }";
const RAISE: &str =
    "unit: '%', kind: raise, direction: higher, baseline: { value: 33.1, fiscal_year: R3 }, target: { fiscal_year: R7, text: 上げる }";
const TODO: &str = "kind: milestone, target: { fiscal_year: R7, text: 実施 }";
const EVENT: &str = "unit: '%', kind: at_least, baseline: { value: 52.5, fiscal_year: R3 }, target: { value: 80, event: 再構築後 }";
const HAPPENED: &str =
    "unit: '%', kind: at_least, baseline: { value: 52.5, fiscal_year: R3 }, target: { value: 80, event: 再構築後, event_on: R6.10 }";
const REVISED: &str = "unit: '%', kind: reach, baseline: { value: 30, fiscal_year: R3 }, target: { value: 80, fiscal_year: R7, revisions: [{ from: 2025-04-01, value: 70, reason: 調査の結果による }] }";
const LATER: &str = "unit: '%', kind: reach, baseline: { value: 30, fiscal_year: R3 }, target: { value: 80, fiscal_year: R7, revisions: [{ from: 2025-10-01, fiscal_year: R9, reason: 延期 }] }";
const MADE_NEW: &str = "unit: '%', kind: reach, baseline: { value: 30, fiscal_year: R3 }, target: { value: 80, fiscal_year: R7 }, method_changes: [{ fiscal_year: R6, note: 調べ方の変更 }]";
const MADE_NEW_LATER: &str = "unit: '%', kind: reach, baseline: { value: 30, fiscal_year: R3 }, target: { value: 80, fiscal_year: R7, revisions: [{ from: 2025-05-01, fiscal_year: R9, reason: 延期 }] }, method_changes: [{ fiscal_year: R6, note: 調べ方の変更 }]";
const MADE_NEW_ANEW: &str = "unit: '%', kind: reach, baseline: { value: 30, fiscal_year: R3 }, target: { value: 80, fiscal_year: R7, revisions: [{ from: 2025-05-01, value: 80, reason: 新しい調べ方でも同じ }] }, method_changes: [{ fiscal_year: R6, note: 調べ方の変更 }]";
const MADE_NEW_BEFORE: &str = "unit: '%', kind: maintain, direction: higher, baseline: { value: 100, fiscal_year: R2 }, target: { value: 100, fiscal_year: R7 }, method_changes: [{ fiscal_year: R3, note: テスト形式 }]";
const RAISE_ANEW: &str = "unit: '%', kind: raise, direction: higher, baseline: { value: 33.1, fiscal_year: R3 }, target: { fiscal_year: R7, text: 上げる }, method_changes: [{ fiscal_year: R5, note: 設問の変更 }]";
const NESTED: &str = "unit: '%', kind: at_least, target: { value: 80, fiscal_year: R7, every_child: true }, children: [a, b], aggregate: mean }\n  - { id: a, name: 甲, unit: '%', kind: none, plan: plan }\n  - { id: b, name: 乙, unit: '%', kind: none, plan: plan";
const OPEN: &str = "unit: '%', kind: at_least, target: { value: 100 }";

#[test]
fn every_series_gets_the_verdict_that_a_person_gives() {
    /// What it shows, the indicator, its results, the year in whose report it stands, the year that is seen from, verdict and distance.
    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)], i16, i16, &'static str);
    let cases: &[Case] = &[
        // On the way, in the running year and in the reports of years that are over.
        ("on the line", REACH, &[("R6", "67.5")], 2024, 2024, "順調 あと12.5ポイント"),
        ("three quarters of it", REACH, &[("R6", "61.0")], 2024, 2026, "やや遅れ あと19.0ポイント"),
        ("less than that", REACH, &[("R6", "58")], 2024, 2024, "遅れ あと22ポイント"),
        ("an estimate", REACH, &[("R6", "約58")], 2024, 2024, "遅れ あと約22ポイント"),
        ("reached early", REACH, &[("R5", "82")], 2023, 2023, "達成"),
        ("reached early, fallen since", REACH, &[("R5", "82"), ("R6", "66")], 2024, 2024, "やや遅れ あと14ポイント"),
        ("the last year runs", REACH, &[("R7", "74.5")], 2025, 2025, "やや遅れ あと5.5ポイント"),
        ("nothing measured", REACH, &[], 2024, 2024, "実績未入力"),
        ("nothing measured, and said so", REACH, &[("R5", "")], 2024, 2024, "実績未入力"),
        // The year of the target is over.
        ("missed", REACH, &[("R7", "74.5")], 2026, 2026, "未達成 あと5.5ポイント"),
        ("missed, in the report of the year", REACH, &[("R7", "74.5")], 2025, 2026, "未達成 あと5.5ポイント"),
        ("missed, reached a year later", REACH, &[("R7", "74.5"), ("R8", "82.0")], 2026, 2026, "未達成 あと5.5ポイント"),
        ("reached", REACH, &[("R7", "80")], 2026, 2026, "達成"),
        ("reached, fallen a year later", REACH, &[("R7", "82"), ("R8", "78")], 2026, 2026, "達成"),
        ("reached early, fallen in the year", REACH, &[("R5", "82"), ("R7", "78")], 2026, 2026, "未達成 あと2ポイント"),
        ("unreported", REACH, &[("R6", "47.5")], 2026, 2026, "実績待ち あと32.5ポイント"),
        ("unreported, reached before", REACH, &[("R6", "81")], 2026, 2026, "実績待ち"),
        ("unreported, a later year is known", REACH, &[("R6", "47.5"), ("R8", "82")], 2026, 2026, "実績待ち あと32.5ポイント"),
        ("never reported", REACH, &[], 2026, 2026, "実績待ち"),
        // Lower is better.
        ("a waiting time on its way", LESS, &[("R5", "19")], 2023, 2023, "順調 4分超過"),
        ("a waiting time, slowly", LESS, &[("R6", "19")], 2024, 2024, "遅れ 4分超過"),
        ("a waiting time, missed", LESS, &[("R7", "19")], 2026, 2026, "未達成 4分超過"),
        ("a waiting time, reached", LESS, &[("R7", "15")], 2026, 2026, "達成"),
        ("within the limit", LIMIT, &[("R5", "10")], 2023, 2023, "達成"),
        ("above the limit", LIMIT, &[("R5", "11")], 2023, 2023, "遅れ 1件超過"),
        ("above the limit at last", LIMIT, &[("R7", "15")], 2026, 2026, "未達成 5件超過"),
        ("a waiting time gets better", WAITING, &[("R5", "19")], 2023, 2023, "改善"),
        ("a waiting time gets worse", WAITING, &[("R5", "26")], 2023, 2023, "悪化 2分超過"),
        ("a waiting time got better", WAITING, &[("R7", "19")], 2026, 2026, "達成"),
        ("a waiting time got worse", WAITING, &[("R7", "26")], 2026, 2026, "未達成 2分超過"),
        // Kept.
        ("an income that rises", INCOME, &[("R6", "3,900")], 2024, 2024, "維持できている"),
        ("an income that falls", INCOME, &[("R6", "3,000")], 2024, 2024, "維持できていない あと200万円"),
        ("an income that rose", INCOME, &[("R7", "3,900")], 2026, 2026, "達成"),
        ("an income that fell", INCOME, &[("R7", "3,000")], 2026, 2026, "未達成 あと200万円"),
        ("a budget that falls", BUDGET, &[("R5", "4,921")], 2023, 2023, "維持できている"),
        ("a budget that grows", BUDGET, &[("R6", "4,940")], 2024, 2024, "維持できていない 12百万円超過"),
        ("a budget kept", BUDGET, &[("R7", "4,928")], 2026, 2026, "達成"),
        ("within the tolerance", SCALE, &[("R6", "5,050")], 2024, 2024, "維持できている"),
        ("above the tolerance", SCALE, &[("R6", "5,060")], 2024, 2024, "維持できていない 10百万円超過"),
        ("below the tolerance", SCALE, &[("R7", "4,900")], 2026, 2026, "未達成 あと50百万円"),
        // Without a number.
        ("better", RAISE, &[("R5", "41.7")], 2023, 2023, "上昇"),
        ("the same", RAISE, &[("R5", "33.1")], 2023, 2023, "横ばい"),
        ("worse", RAISE, &[("R5", "30.0")], 2023, 2023, "低下 あと3.1ポイント"),
        ("better at last", RAISE, &[("R7", "43.5")], 2026, 2026, "達成"),
        ("the same at last", RAISE, &[("R7", "33.1")], 2026, 2026, "未達成"),
        ("not known at last", RAISE, &[("R6", "44.8")], 2026, 2026, "実績待ち"),
        // Done or not.
        ("not recorded", TODO, &[], 2024, 2024, "実績未入力"),
        ("not done yet", TODO, &[("R5", "false")], 2024, 2024, "未実施"),
        ("done early", TODO, &[("R5", "true")], 2026, 2026, "達成"),
        ("done in the year", TODO, &[("R7", "true")], 2026, 2026, "達成"),
        ("not done in the year", TODO, &[("R7", "false")], 2026, 2026, "未達成"),
        ("done too late", TODO, &[("R7", "false"), ("R8", "true")], 2026, 2026, "未達成"),
        ("due and not recorded", TODO, &[], 2026, 2026, "実績待ち"),
        ("due, said not done before", TODO, &[("R5", "false")], 2026, 2026, "実績待ち"),
        // After an event.
        ("the event is to come", EVENT, &[("R7", "61.7")], 2026, 2026, "目標時期未定 あと18.3ポイント"),
        ("reached before the event", EVENT, &[("R7", "80.0")], 2026, 2026, "達成"),
        ("the event has happened, nothing since", HAPPENED, &[("R5", "61.7")], 2026, 2026, "実績待ち"),
        ("measured in the same year, before", HAPPENED, &[("R6", "61.7@2024-09")], 2026, 2026, "実績待ち"),
        ("measured in the same year, after", HAPPENED, &[("R6", "81@2025-01")], 2026, 2026, "達成"),
        ("measured since, short", HAPPENED, &[("R5", "85"), ("R7", "72.0")], 2026, 2026, "未達成 あと8.0ポイント"),
        ("before it happened", HAPPENED, &[("R5", "61.7")], 2023, 2026, "目標時期未定 あと18.3ポイント"),
        ("no time at all", OPEN, &[("R6", "98.6")], 2026, 2026, "目標時期未定 あと1.4ポイント"),
        ("no time and no result", OPEN, &[], 2026, 2026, "目標時期未定"),
        // Revised targets: each year by what held at its end.
        ("before the revision", REVISED, &[("R6", "66")], 2024, 2026, "やや遅れ あと14ポイント"),
        ("after the revision", REVISED, &[("R7", "72")], 2026, 2026, "達成"),
        ("in the report of the year", REVISED, &[("R7", "69")], 2025, 2026, "未達成 あと1ポイント"),
        ("put off in its last year", LATER, &[("R7", "74.5")], 2025, 2026, "順調 あと5.5ポイント"),
        ("put off, before", LATER, &[("R6", "61")], 2024, 2026, "やや遅れ あと19ポイント"),
        // Across a change of method nothing is compared.
        ("before the change", MADE_NEW, &[("R5", "60")], 2023, 2023, "順調 あと20ポイント"),
        ("after the change", MADE_NEW, &[("R5", "60"), ("R6", "70")], 2024, 2024, "比べられない"),
        ("after the change, at last", MADE_NEW, &[("R7", "85")], 2026, 2026, "比べられない"),
        ("after the change, put off", MADE_NEW_LATER, &[("R7", "70")], 2025, 2025, "比べられない"),
        ("after the change, set anew", MADE_NEW_ANEW, &[("R7", "70")], 2026, 2026, "未達成 あと10ポイント"),
        ("the target came after the change", MADE_NEW_BEFORE, &[("R6", "99.8")], 2024, 2024, "維持できていない あと0.2ポイント"),
        ("the target came after the change, at last", MADE_NEW_BEFORE, &[("R7", "100")], 2026, 2026, "達成"),
        ("nothing to compare with", RAISE_ANEW, &[("R4", "35"), ("R6", "44")], 2024, 2024, "比べられない"),
        ("compared before", RAISE_ANEW, &[("R4", "35"), ("R6", "44")], 2022, 2024, "上昇"),
        // A mean does not hide a part.
        ("a part short", NESTED, &[("R7", "82"), ("a:R7", "88"), ("b:R7", "76")], 2026, 2026, "未達成 あと4ポイント"),
        ("a part missing", NESTED, &[("R7", "82"), ("a:R7", "88")], 2026, 2026, "実績待ち"),
        ("all parts", NESTED, &[("R7", "82"), ("a:R7", "84"), ("b:R7", "80")], 2026, 2026, "達成"),
        ("the mean short", NESTED, &[("R7", "79"), ("a:R7", "88"), ("b:R7", "70")], 2026, 2026, "未達成 あと1ポイント"),
    ];
    for (what, definition, results, year, today, wanted) in cases {
        assert_eq!(said(definition, results, *year, *today), *wanted, "{what}: {definition} {results:?}");
    }
}

#[test]
fn a_limit_may_come_from_a_year_or_be_judged_in_words() {
    let year = "unit: 百万円, kind: not_exceed, target: { reference_year: R4, fiscal_year: R7, text: R4年度比で増やさない }";
    assert_eq!(said(year, &[("R4", "50"), ("R5", "49")], 2023, 2023), "達成");
    assert_eq!(said(year, &[("R4", "50"), ("R5", "51")], 2023, 2023), "遅れ 1百万円超過");
    let words = "kind: not_exceed, target: { reference_year: H29, text: H29年度比で増やさない }";
    assert_eq!(said(words, &[("R5", "true")], 2023, 2023), "達成");
    assert_eq!(said(words, &[("R5", "false")], 2023, 2023), "遅れ");
    assert_eq!(said(words, &[("R5", "true")], 2026, 2026), "実績待ち");
    assert_eq!(said(words, &[("R7", "true")], 2026, 2026), "達成");
    assert_eq!(said(words, &[("R7", "false"), ("R8", "true")], 2026, 2026), "未達成");
}

#[test]
fn without_a_baseline_the_part_of_the_target_counts() {
    let bare = "unit: 件, kind: at_least, target: { value: 400以上, fiscal_year: R7 }";
    assert_eq!(said(bare, &[("R5", "399")], 2023, 2023), "やや遅れ あと1件");
    assert_eq!(said(bare, &[("R5", "100")], 2023, 2023), "遅れ あと300件");
    assert_eq!(said(bare, &[("R5", "400")], 2023, 2023), "達成");
}

#[test]
fn what_explains_a_verdict_has_its_numbers() {
    let of = |text: &str| Quantity::parse(text).expect("a number");
    let status = judged(REACH, &[("R6", "61.0")], 2024, 2024);
    let distance = Some(Distance { gap: of("19.0"), over: false });
    let (guide, missing, target) = (of("67.5"), Some(of("6.5")), of("80"));
    assert_eq!(status.reason, Reason::Guided { year: FiscalYear(2024), guide, estimate: true, missing, target, distance });
    assert_eq!((status.guide, status.approximate, status.year), (Some(67.5), true, Some(FiscalYear(2024))));
    assert!(status.rate.is_some_and(|rate| (rate - 0.62).abs() < 1e-9));
    assert_eq!(judged(REACH, &[("R4", "50"), ("R5", ""), ("R6", "10")], 2023, 2023).guide, Some(42.5));
    let open = judged(EVENT, &[("R7", "61.7")], 2026, 2026);
    assert!(
        matches!(open.reason, Reason::Undated { event: Some(event), target: Quantity { bound: Some(Bound::AtLeast), .. }, .. } if event == "再構築後")
    );
    let none = judged("kind: none, reason: 土台を優先するため。", &[], 2026, 2026);
    assert_eq!((none.state, none.reason, none.rate), (State::NoTarget, Reason::Stated("土台を優先するため。".to_owned()), None));
}

#[test]
fn later_results_are_told_and_change_nothing() {
    let status = judged(REACH, &[("R7", "74.5"), ("R8", "82.0")], 2026, 2026);
    assert_eq!((status.year, status.guide), (Some(FiscalYear(2025)), Some(80.0)));
    assert_eq!(status.words("%"), "令和7年度の実績74.5%は、目標の80%に届いていません（あと5.5ポイント）。その後、令和8年度は82.0%です。");
    assert_eq!(judged(REACH, &[("R7", "74.5"), ("R8", "82.0")], 2025, 2026).later, None);
    let late = judged(TODO, &[("R7", "false"), ("R8", "true")], 2026, 2026);
    assert_eq!(late.words(""), "令和7年度までに実施できませんでした。その後、令和8年度に実施しました。");
}

#[test]
fn nothing_is_measured_across_a_change_of_method() {
    let status = judged(MADE_NEW, &[("R5", "60"), ("R6", "70")], 2024, 2024);
    assert_eq!((status.rate, status.guide, status.distance), (None, None, None));
    assert_eq!(status.words("%"), "令和6年度の実績は70%です。測り方が変わったため、前の値とはくらべられません。");
}

#[test]
fn without_a_direction_nothing_is_guessed() {
    let kept = "unit: 百万円, kind: maintain, baseline: { value: 100, fiscal_year: R4 }";
    assert_eq!(said(kept, &[("R6", "110")], 2024, 2024), "比べられない");
    assert_eq!(said("unit: 件, kind: maintain, direction: higher", &[("R6", "110")], 2024, 2024), "比べられない");
}

#[test]
fn an_indicator_that_was_replaced_waits_for_nothing() {
    let old = "unit: '%', kind: reach, baseline: { value: 30, fiscal_year: R3 }, target: { value: 80, fiscal_year: R7 }, superseded_by: new }\n  - { id: new, name: 新しい率, unit: '%', kind: none, plan: plan, supersedes: it";
    assert_eq!(said(old, &[], 2026, 2026), "置き換え済み");
    assert_eq!(said(old, &[("R7", "70")], 2026, 2026), "未達成 あと10ポイント");
}
