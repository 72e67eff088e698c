//! Readings are written in hiragana, since lists in 五十音順 are sorted by them.
//!
//! A reading in katakana or kanji would stand in the wrong row. Missing readings are found when the record is decoded. Source: rule 55 of the
//! data model (読み).

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Meta, Site};
use crate::text;
use unicode_normalization::UnicodeNormalization;

/// Rule 55.
pub static YOMI: Code = Code::error(
    "yomi",
    "読み（yomi）がひらがなではありません。五十音順の並べ替えに使うので、ひらがなで書いてください（「ー」と「・」は使えます）",
    "`yomi` is written in hiragana (and ー, ・); lists are sorted by it",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    // A portal in another language sorts by the letters of its own.
    if site.config.language != "ja" {
        return;
    }
    site.skills.values().for_each(|skill| look(&skill.yomi, "yomi", &skill.meta, findings));
    site.tools.values().for_each(|tool| look(&tool.yomi, "yomi", &tool.meta, findings));
    site.departments.values().for_each(|department| look(&department.yomi, "yomi", &department.meta, findings));
    site.glossary.values().for_each(|term| look(&term.yomi, "yomi", &term.meta, findings));
    site.external.values().for_each(|external| look(&external.provider.yomi, "provider.yomi", &external.meta, findings));
    for exam in site.exams.values() {
        look(&exam.provider.yomi, "provider.yomi", &exam.meta, findings);
        if exam.yomi != exam.name {
            look(&exam.yomi, "yomi", &exam.meta, findings);
        }
    }
    for course in site.courses.values().filter(|course| course.yomi != course.title) {
        look(&course.yomi, "yomi", &course.meta, findings);
    }
}

fn look(yomi: &str, field: &str, meta: &Meta, findings: &mut Diagnostics) {
    if is_hiragana(yomi) {
        return;
    }
    let folded: String = yomi.nfkc().map(hiragana).collect();
    let hint = if is_hiragana(&folded) {
        text!("もしかして: {folded}", "did you mean: {folded}")
    } else {
        text!("読みをひらがなで書いてください（例: でーたをよむ）", "write the reading in hiragana (でーたをよむ)")
    };
    findings.push(
        finding(&YOMI, text!("読み「{yomi}」がひらがなではありません", "the reading \"{yomi}\" is not in hiragana"), meta, field)
            .hint(hint),
    );
}

fn is_hiragana(yomi: &str) -> bool {
    !yomi.trim().is_empty() && yomi.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ー' | '・' | ' ' | '　'))
}

fn hiragana(katakana: char) -> char {
    match katakana {
        'ァ'..='ヶ' => char::from_u32(katakana as u32 - 0x60).unwrap_or(katakana),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn readings_are_in_hiragana() {
        let term = |yomi: &str| run(check, &[("data/glossary.yaml", &format!("- {{id: x, term: X, yomi: {yomi}, body: 文}}"))]);
        assert_eq!(term("アールピーエー"), ["yomi: アールピーエー"]);
        assert_eq!(term("総務省"), ["yomi: 総務省"]);
        assert_eq!(term("RPA"), ["yomi: RPA"]);
        assert!(term("あーる・ぴーえー").is_empty());
        assert!(term("ゔぁーじょん").is_empty());
        assert_eq!("データ".chars().map(hiragana).collect::<String>(), "でーた");
    }

    #[test]
    fn readings_of_providers_are_looked_at() {
        let exam = "- {id: e, name: 試験, provider: {name: 国, yomi: クニ, kind: national}, kind: national, timing: year_round}";
        assert_eq!(run(check, &[("data/exams.yaml", exam)]), ["yomi: クニ"]);
    }
}
