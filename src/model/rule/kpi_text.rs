//! What an indicator says of its target and its result in words agrees with its numbers: 80%以上 beside 80, 831件 beside the 831 of the list
//! of results, H29年度比 beside H29; and the unit is as many of its base as `unit_factor` says.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::model::kpi::kind::spec;
use crate::model::{Kpi, Site};
use crate::notation::prose::{self, What};
use crate::notation::{FiscalYear, Quantity};
use crate::source::Place;
use crate::text;

/// Words and numbers that disagree.
pub static KPI_TEXT: Code = Code::warning(
    "kpi-text",
    "指標の言葉と数が合っていません（「80%以上」と書いた目標の値が90、結果の「831件」と実績の381、「H29年度比」と基準の年度、「千円」と unit_factor など）。違うほうを直してください",
    "an indicator's words and numbers disagree (a target worded as 80% with the value 90, a `result` that is not the result of its year, a unit with another factor); mend one of the two",
);
/// A target on the other side of the baseline.
pub static KPI_TARGET_SIDE: Code = Code::warning(
    "kpi-target-side",
    "目標が基準より下ですが、実績は上へ進んでいるか、ふやす指標です。目標の数を確かめてください。減らす指標なら `direction: lower` と書いてください",
    "the target lies below the baseline, while the results rise or the kind says more is better; mend the target, or write `direction: lower`",
);

/// Words of what is better when there is less of it.
const LESS: [&str; 16] =
    ["時間", "残業", "ミス", "誤", "事故", "費用", "経費", "予算", "待ち", "苦情", "紙", "枚数", "日数", "漏", "遅", "減"];

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for kpi in site.kpis.values() {
        targets(kpi, findings);
        side(kpi, findings);
        result(kpi, findings);
        factor(kpi, findings);
    }
}

fn report(kpi: &Kpi, message: Text, field: &str, other: (Place, &str), findings: &mut Diagnostics) {
    let (place, what) = other;
    findings.push(
        finding(&KPI_TEXT, message, &kpi.meta, field)
            .related(place, text!("{what}はここです", "the other one"))
            .hint(text!("違うほうを直してください", "mend the wrong one")),
    );
}

fn targets(kpi: &Kpi, findings: &mut Diagnostics) {
    for goal in &kpi.goals {
        let Some(words) = &goal.text else { continue };
        let field = |name: &str| format!("{}.{name}", goal.field);
        let said = numbers(words, &kpi.unit);
        if let (Some(value), [one]) = (goal.value, &said[..])
            && (value.value - one).abs() > 1e-9
            && !kpi.in_other_unit(value)
        {
            let (unit, right) = (&kpi.unit, value.words());
            let shown = Quantity::plain(*one).words();
            let message = text!(
                "目標の言葉は{shown}{unit}ですが、値は{right}です",
                "the target is worded as {shown}{unit}, but its value is {right}"
            );
            report(kpi, message, &field("text"), (kpi.meta.origin.place(&field("value")), "目標の値"), findings);
        }
        let years: Vec<FiscalYear> = fiscal_years(words);
        if let (Some(year), [said]) = (goal.reference_year, &years[..])
            && year != *said
        {
            let (year, said) = (year.words(), said.words());
            let message = text!(
                "目標の言葉は{said}ですが、reference_year は{year}です",
                "the target is worded with {said}, but `reference_year` is {year}"
            );
            report(kpi, message, &field("reference_year"), (kpi.meta.origin.place(&field("text")), "目標の言葉"), findings);
        }
    }
}

/// The fiscal years that a text names: H29年度比, R4予算規模.
fn fiscal_years(text: &str) -> Vec<FiscalYear> {
    let year = |said: &prose::Said| match &said.what {
        What::Year(year) if year.fiscal => i16::try_from(year.gregorian()).ok().map(FiscalYear),
        _ => None,
    };
    prose::said(text).iter().filter_map(year).collect()
}

/// The numbers of `text` that stand before `unit`: 400件以上.
fn numbers(text: &str, unit: &str) -> Vec<f64> {
    if unit.is_empty() {
        return Vec::new();
    }
    let text = crate::notation::normal(text);
    let unit = crate::notation::normal(unit);
    let number = |(at, _): (usize, &str)| {
        let start = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len();
        text[start..at].replace(',', "").parse().ok()
    };
    text.match_indices(&unit).filter_map(number).collect()
}

fn side(kpi: &Kpi, findings: &mut Diagnostics) {
    let Some(baseline) = kpi.baseline_value() else { return };
    if !spec(kpi.kind).starts_below || kpi.direction.is_some() || LESS.iter().any(|word| kpi.name.contains(word)) {
        return;
    }
    let results: Vec<f64> = kpi.actuals.iter().filter_map(|actual| Some(actual.value?.value)).collect();
    let rises = results.len() >= 2 && results.iter().all(|value| *value >= baseline.value);
    for goal in &kpi.goals {
        let Some(value) = goal.value.filter(|value| value.value < baseline.value && rises && value.value > 0.0) else { continue };
        let (target, from) = (value.words(), baseline.words());
        findings.push(
            finding(
                &KPI_TARGET_SIDE,
                text!(
                    "目標の{target}は基準の{from}より下ですが、実績はどの年度も基準より上です",
                    "the target {target} lies below the baseline {from}, but no result does"
                ),
                &kpi.meta,
                &format!("{}.value", goal.field),
            )
            .related(kpi.meta.origin.place("baseline.value"), text!("基準の値", "the baseline"))
            .hint(text!(
                "目標の数を確かめてください。減らす指標なら direction: lower と書いてください",
                "check the target; write `direction: lower` when less is better"
            )),
        );
    }
}

/// `result: 831件`, which an ended plan reports, beside the last result.
fn result(kpi: &Kpi, findings: &mut Diagnostics) {
    let Some(words) = &kpi.result else { return };
    let year = kpi.goals.iter().rev().find_map(|goal| goal.fiscal_year);
    let Some(actual) = kpi.actuals.iter().find(|actual| Some(actual.fiscal_year) == year) else { return };
    let said = numbers(words, &kpi.unit);
    let numeric = words.chars().find(|c| !matches!(c, '約' | ' ')).is_some_and(|c| c.is_ascii_digit());
    let message = match (actual.value, &said[..]) {
        (Some(value), [one]) if (value.value - one).abs() > 1e-9 => {
            let right = value.words();
            text!("結果は「{words}」ですが、実績は{right}です", "`result` says {words}, but the result of that year is {right}")
        }
        (Some(_), []) if numeric && !kpi.unit.is_empty() => {
            let unit = &kpi.unit;
            text!("結果は「{words}」ですが、単位は「{unit}」です", "`result` says {words}, but the unit is {unit}")
        }
        (None, []) if words.contains("達成") && !words.contains("未") && actual.done == Some(false) => {
            text!("結果は「{words}」ですが、実績（done）は false です", "`result` says {words}, but `done` is false")
        }
        _ => return,
    };
    let field = if actual.value.is_some() { "value" } else { "done" };
    findings.push(
        Diagnostic::new(&KPI_TEXT, message)
            .at(actual.origin.place(field))
            .record(kpi.meta.id.as_str())
            .related(kpi.meta.origin.place("result"), text!("結果の言葉はここです", "the words"))
            .hint(text!("違うほうを直してください", "mend the wrong one")),
    );
}

/// 百万円 is 1,000,000円.
fn factor(kpi: &Kpi, findings: &mut Diagnostics) {
    let Some((factor, base)) = &kpi.unit_factor else { return };
    let Some(prefix) = kpi.unit.strip_suffix(base.as_str()) else { return };
    let right = match prefix {
        "十" => 10.0,
        "百" => 100.0,
        "千" => 1_000.0,
        "万" => 10_000.0,
        "十万" => 100_000.0,
        "百万" => 1_000_000.0,
        "千万" => 10_000_000.0,
        "億" => 100_000_000.0,
        _ => return,
    };
    if (right - factor).abs() > f64::EPSILON {
        let (unit, written) = (&kpi.unit, Quantity::plain(*factor).words());
        let right = Quantity::plain(right).words();
        let message = text!(
            "1{unit}は{right}{base}ですが、unit_factor は{written}です",
            "1 {unit} is {right} {base}, but `unit_factor` is {written}"
        );
        report(kpi, message, "unit_factor", (kpi.meta.origin.place("unit"), "単位"), findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn kpi(fields: &str, actuals: &str) -> Vec<String> {
        run(check, &[("data/kpi.yaml", &format!("kpi:\n- {{id: k, name: 件数, {fields}}}\nkpi_actuals:\n{actuals}"))])
    }

    #[test]
    fn words_and_numbers_agree() {
        assert_eq!(kpi("unit: '%', kind: at_least, target: {value: 80, text: 90%以上}", ""), ["kpi-text: 90%以上"]);
        assert!(kpi("unit: '%', kind: at_least, target: {value: 80, text: R7までに80%以上}", "").is_empty());
        assert!(kpi("unit: '%', kind: at_least, target: {value: 80, text: 60%から80%へ}", "").is_empty());
        assert!(kpi("unit: 件, kind: reach, target: {value: 1200, text: '1,200件'}", "").is_empty());
        assert_eq!(kpi("kind: not_exceed, target: {reference_year: H28, text: H29年度比で増やさない}", ""), ["kpi-text: H28"]);
        assert!(kpi("kind: not_exceed, target: {reference_year: H29, text: 平成29年度比で増やさない}", "").is_empty());
    }

    #[test]
    fn results_agree_with_the_list() {
        let kind = "unit: 件, kind: at_least, target: {value: 400, fiscal_year: R3}";
        let row = "- {kpi: k, fiscal_year: R3, value: 381}";
        assert_eq!(kpi(&format!("{kind}, result: 831件"), row).len(), 1);
        assert!(kpi(&format!("{kind}, result: 381件"), row).is_empty());
        assert!(kpi(&format!("{kind}, result: 約381件"), row).is_empty());
        assert!(kpi(&format!("{kind}, result: 達成"), row).is_empty());
        assert_eq!(kpi(&format!("{kind}, result: '381%'"), row).len(), 1);
    }

    #[test]
    fn a_unit_has_its_factor() {
        assert_eq!(kpi("unit: 千円, unit_factor: 1000000, unit_base: 円, kind: none", ""), ["kpi-text: 1000000"]);
        assert!(kpi("unit: 百万円, unit_factor: 1000000, unit_base: 円, kind: none", "").is_empty());
    }

    #[test]
    fn a_target_lies_where_the_results_go() {
        let rows = "- {kpi: k, fiscal_year: R4, value: 262}\n- {kpi: k, fiscal_year: R5, value: 271}";
        let fields = "unit: 件, kind: reach, baseline: {value: 258, fiscal_year: R2}";
        assert_eq!(kpi(&format!("{fields}, target: {{value: 185, fiscal_year: R7}}"), rows), ["kpi-target-side: 185"]);
        assert!(kpi(&format!("{fields}, target: {{value: 285, fiscal_year: R7}}"), rows).is_empty());
        assert!(kpi(&format!("{fields}, direction: lower, target: {{value: 185, fiscal_year: R7}}"), rows).is_empty());
        assert!(kpi(&format!("{fields}, target: {{value: 185, fiscal_year: R7}}"), "- {kpi: k, fiscal_year: R4, value: 240}").is_empty());
    }
}
