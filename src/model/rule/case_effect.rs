//! A case has an effect: what was measured changed, and time, mistakes and costs went down.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Site;
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
            continue;
        };
        findings.push(
            finding(&CASE_EFFECT, message, &case.meta, "effect.after")
                .related(case.meta.origin.place("effect.before"), text!("前の値はここです", "the value before"))
                .hint(text!("before と after が逆になっていないか、確かめてください", "check whether the two are the wrong way round")),
        );
    }
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
    fn an_effect_is_one() {
        assert_eq!(case("題", "measure: 件数, before: 30, after: 30, unit: 件"), ["case-effect: 30"]);
        assert_eq!(case("題", "measure: 作業時間, before: 30, after: 240, unit: 分"), ["case-effect: 240"]);
        assert!(case("題", "measure: 作業時間, before: 240, after: 30, unit: 分").is_empty());
        assert!(case("利用を増やす", "measure: 利用時間, before: 30, after: 240, unit: 分").is_empty());
        assert!(case("題", "measure: 利用の件数, before: 30, after: 240, unit: 件").is_empty());
    }
}
