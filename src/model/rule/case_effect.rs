//! A case has an effect: what was measured changed, time, mistakes and costs went down, shares are of a hundred, the number in the title is
//! that of the effect, and it was measured before it was told.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Case, Site};
use crate::text;

/// An effect that is none.
pub static CASE_EFFECT: Code = Code::warning(
    "case-effect",
    "活用事例の効果（effect）の前（before）と後（after）が同じか、時間・ミス・費用なのに後のほうが大きくなっています。逆に書いていないか確かめてください",
    "`before` and `after` of a case are the same, or time, mistakes or costs went up; they may be written the wrong way round",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for case in site.cases.values() {
        let effect = &case.effect;
        let (before, after) = (effect.before.value, effect.after.value);
        let less = ["時間", "残業", "ミス", "誤り", "費用", "コスト", "手間"].iter().any(|word| effect.measure.contains(word));
        let more = ["増", "伸", "広", "延"].iter().any(|word| case.title.contains(word)) || effect.measure.contains("学習");
        let message = if (before - after).abs() < f64::EPSILON {
            text!("効果の前と後が同じ値です", "`before` and `after` are the same")
        } else if after > before && less && !more {
            let measure = &effect.measure;
            text!("{measure}が、前より後のほうが大きくなっています", "{measure} went up")
        } else {
            more_than_effect(case, findings);
            continue;
        };
        findings.push(
            finding(&CASE_EFFECT, message, &case.meta, "effect.after")
                .related(case.meta.origin.place("effect.before"), text!("前の値はここです", "the value before"))
                .hint(text!("before と after が逆になっていないか、確かめてください", "check whether the two are the wrong way round")),
        );
    }
}

/// A share that is none, another number in the title, a day of measuring after the last one of writing.
fn more_than_effect(case: &Case, findings: &mut Diagnostics) {
    let effect = &case.effect;
    let mut tell = |field: &str, message, hint| findings.push(finding(&CASE_EFFECT, message, &case.meta, field).hint(hint));
    let rare = ["ミス", "誤り", "エラー", "不備", "事故", "増", "伸び", "上昇"].iter().any(|word| effect.measure.contains(word));
    if matches!(effect.unit.as_str(), "%" | "％") {
        for (field, value, other) in [("effect.before", effect.before, effect.after), ("effect.after", effect.after, effect.before)] {
            let (shown, share) = (value.words(), value.value);
            if !rare && !(0.0..=100.0).contains(&share) {
                let message = text!("割合が{shown}%です", "a share of {shown} %");
                tell(field, message, text!("0から100の間で書いてください", "write it from 0 to 100"));
            } else if !rare && share > 0.0 && share < 1.0 && value.decimals > 1 && other.value >= 1.0 && other.decimals == 0 {
                let message =
                    text!("{shown}%は、割合（1が100%）のままではありませんか", "{shown} % looks like a ratio, of which 1 is 100 %");
                tell(field, message, text!("%の数（0.91 なら 91）で書いてください", "write per cent: 91 for 0.91"));
            }
        }
    }
    if let Some(said) = told_in_title(&case.title, &effect.unit).filter(|said| (said - effect.after.value).abs() > f64::EPSILON) {
        let (unit, after) = (effect.unit.split('/').next().unwrap_or_default(), effect.after.words());
        let message = text!("題名では{said}{unit}ですが、効果の後（after）は{after}です", "the title says {said}, but `after` is {after}");
        tell("title", message, text!("題名か after のどちらかを直してください", "mend the title or `after`"));
    }
    let written = case.meta.updated.map_or(case.published, |updated| updated.max(case.published));
    if let Some(day) = effect.measured_on.filter(|day| *day > written) {
        let (day, written) = (day.words(), written.words());
        let message =
            text!("測った日（{day}）が、公開・更新した日（{written}）より後です", "measured on {day}, after it was written ({written})");
        tell(
            "effect.measured_on",
            message,
            text!("測った日か公開した日を直してください", "mend the day of measuring or that of publication"),
        );
    }
    if let (Some(updated), true) = (case.meta.updated, effect.measured_on.is_some_and(|day| day > case.published))
        && updated.year() > case.published.year()
        && (updated.month(), updated.day()) == (case.published.month(), case.published.day())
    {
        let words = case.published.words();
        let message = text!("公開した日（{words}）は、年の間違いではありませんか", "the year of {words} may be mistyped");
        tell("published", message, text!("年を確かめてください", "check the year"));
    }
}

/// 30 of 「半日から30分に」, where the effect is in minutes.
fn told_in_title(title: &str, unit: &str) -> Option<f64> {
    let unit = unit.split(['/', '／']).next().filter(|unit| !unit.is_empty() && *unit != "%")?;
    let plain = crate::notation::normal(title);
    let at = plain.find(&format!("{unit}に"))?;
    let start = plain[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    // 「4分の1に」 and 「30分になるまで」 are something else.
    let rest = &plain[at + unit.len() + "に".len()..];
    plain[start..at].parse().ok().filter(|_| !rest.starts_with(['な', '1']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn case(title: &str, effect: &str) -> Vec<String> {
        let text = format!("- {{id: c, title: {title}, department: d, problem: 文, published: 2026-11-01, effect: {{{effect}}}}}");
        run(check, &[("data/cases.yaml", &text)])
    }

    #[test]
    fn shares_titles_and_days_fit() {
        let share = |values: &str| case("題", &format!("measure: 割合, {values}, unit: '%'"));
        assert_eq!(share("before: 35, after: 720"), ["case-effect: 720"]);
        assert_eq!(share("before: 0.35, after: 72"), ["case-effect: 0.35"]);
        assert_eq!(share("before: 9, after: 0.91"), ["case-effect: 0.91"]);
        for right in ["before: 0.5, after: 12", "before: 0.12, after: 0.53", "before: 0, after: 100", "before: 12.5, after: 0.25"] {
            assert!(share(right).is_empty(), "{right}");
        }
        assert!(case("題", "measure: 入力ミスの割合, before: 3, after: 0.25, unit: '%'").is_empty());
        let minutes = |title: &str| case(title, "measure: 作業時間, before: 240, after: 30, unit: 分/回");
        assert_eq!(minutes("半日から3分に"), ["case-effect: 半日から3分に"]);
        for right in ["半日から30分に", "半日から３０分に", "4時間から半時間に", "8分の1に", "5分になるまで待たない"]
        {
            assert!(minutes(right).is_empty(), "{right}");
        }
        let measured = |day: &str| case("題", &format!("measure: 件数, before: 30, after: 10, unit: 件, measured_on: {day}"));
        assert_eq!(measured("2026-11-10"), ["case-effect: 2026-11-10"]);
        assert!(measured("2026-10-30").is_empty());
    }

    #[test]
    fn an_effect_is_one() {
        assert_eq!(case("題", "measure: 件数, before: 30, after: 30, unit: 件"), ["case-effect: 30"]);
        assert_eq!(case("題", "measure: 作業時間, before: 30, after: 240, unit: 分"), ["case-effect: 240"]);
        assert!(case("題", "measure: 作業時間, before: 240, after: 30, unit: 分").is_empty());
        assert!(case("利用を増やす", "measure: 利用時間, before: 30, after: 240, unit: 分").is_empty());
        assert!(case("題", "measure: 利用の件数, before: 30, after: 240, unit: 件").is_empty());
    }
}
