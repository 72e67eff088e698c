//! Numbers of money and of indicators have their unit.
//!
//! `fee` and `cost` are yen by definition; their notes are free text, where 「一般10,780」 leaves open of what. An indicator with a number
//! but no unit cannot be read either.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Site;
use crate::text;

/// A number has no unit.
pub static MISSING_UNIT: Code = Code::error(
    "missing-unit",
    "数に単位がありません。費用の説明には「円」を、指標には `unit` を書いてください",
    "a number has no unit; write 円 in notes on costs, and `unit` for indicators",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let exams = site.exams.values().filter_map(|exam| Some((&exam.meta, "fee_note", exam.fee_note.as_deref()?)));
    let external = site.external.values().filter_map(|external| Some((&external.meta, "cost_note", external.cost_note.as_deref()?)));
    for (meta, field, note) in exams.chain(external) {
        if let Some(number) = amount_without_unit(note) {
            findings.push(
                finding(
                    &MISSING_UNIT,
                    text!("{field} の「{number}」に単位がありません", "\"{number}\" in `{field}` has no unit"),
                    meta,
                    field,
                )
                .hint(text!("「{number}円」のように書いてください", "write {number}円")),
            );
        }
    }
    for kpi in site.kpis.values().filter(|kpi| kpi.unit.trim().is_empty()) {
        let field = match (kpi.goals.iter().find_map(|goal| goal.value), kpi.baseline_value()) {
            (Some(_), _) => "target.value",
            (None, Some(_)) => "baseline.value",
            (None, None) => continue,
        };
        findings.push(
            finding(&MISSING_UNIT, text!("数があるのに unit がありません", "there is a number, but no `unit`"), &kpi.meta, field)
                .hint(text!("unit に「%」「件」などを書いてください", "write `unit`, such as % or 件")),
        );
    }
}

/// A number of three to seven digits that ends a phrase, in a note that never says 円.
fn amount_without_unit(note: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let note: Vec<char> = note.nfkc().collect();
    if note.contains(&'円') {
        return None;
    }
    let mut at = 0;
    while at < note.len() {
        let len = note[at..].iter().take_while(|c| c.is_ascii_digit() || **c == ',').count();
        let digits = note[at..at + len].iter().filter(|c| c.is_ascii_digit()).count();
        let alone = at == 0 || !(note[at - 1].is_ascii_alphanumeric() || matches!(note[at - 1], '-' | '/' | '.'));
        let ends = note.get(at + len).is_none_or(|c| matches!(c, ' ' | '/' | '、' | '。' | '(' | ')' | '・' | '〜' | '~'));
        if (3..=7).contains(&digits) && alone && ends {
            return Some(note[at..at + len].iter().collect::<String>().trim_end_matches(',').to_owned());
        }
        at += len.max(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn amounts_in_notes_need_their_unit() {
        assert_eq!(amount_without_unit("一般10,780／上級12,980"), Some("10,780".to_owned()));
        assert_eq!(amount_without_unit("７５００（税込）"), Some("7500".to_owned()));
        for fine in ["2級7,000円、3級6,000円", "2027年度から改定の予定", "科目により違う（要確認）", "120分", "2026-04-01から", "DS2025"]
        {
            assert_eq!(amount_without_unit(fine), None, "{fine}");
        }
        let exam = "- {id: e, name: 試験, provider: {name: 国, yomi: くに, kind: national}, kind: national, timing: year_round, fee_note: 一般 7500}";
        assert_eq!(run(check, &[("data/exams.yaml", exam)]), ["missing-unit: 一般 7500"]);
    }

    #[test]
    fn indicators_with_numbers_need_their_unit() {
        assert_eq!(run(check, &[("data/kpi.yaml", "- {id: k, name: 率, kind: reach, target: {value: 80}}")]), ["missing-unit: 80"]);
        assert!(run(check, &[("data/kpi.yaml", "- {id: k, name: 棚卸し, kind: milestone, target: {text: 実施}}")]).is_empty());
    }
}
