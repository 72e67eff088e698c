//! Readings are written in hiragana, since lists in 五十音順 are sorted by them.
//!
//! A reading in katakana or kanji would stand in the wrong row. Missing readings are found when the record is decoded.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Meta, Site};
use crate::text;
use unicode_normalization::UnicodeNormalization;

/// `yomi` is written in hiragana.
pub static YOMI: Code = Code::error(
    "yomi",
    "読み（yomi）がひらがなではありません。五十音順の並べ替えに使うので、ひらがなで書いてください（「ー」と「・」は使えます）",
    "`yomi` is written in hiragana (and ー, ・); lists are sorted by it",
);

/// A reading of another name.
pub static YOMI_NAME: Code = Code::warning(
    "yomi-name",
    "読み（yomi）が名前と合っていません（名前のかな・カタカナが読みに出てこない、または短すぎる）。別の記録の読みを写したままではないか確かめてください",
    "`yomi` is not a reading of the name: its kana do not occur in it, or it is too short; it may belong to another record",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    // A portal in another language sorts by the letters of its own.
    if site.config.language != "ja" {
        return;
    }
    site.skills.values().for_each(|skill| both(&skill.name, &skill.yomi, &skill.meta, findings));
    site.tools.values().for_each(|tool| both(&tool.name, &tool.yomi, &tool.meta, findings));
    site.departments.values().for_each(|department| both(&department.name, &department.yomi, &department.meta, findings));
    site.glossary.values().for_each(|term| both(&term.term, &term.yomi, &term.meta, findings));
    site.external.values().for_each(|external| look(&external.provider.yomi, "provider.yomi", &external.meta, findings));
    for exam in site.exams.values() {
        look(&exam.provider.yomi, "provider.yomi", &exam.meta, findings);
        if exam.yomi != exam.name {
            both(&exam.name, &exam.yomi, &exam.meta, findings);
        }
    }
    for course in site.courses.values().filter(|course| course.yomi != course.title) {
        both(&course.title, &course.yomi, &course.meta, findings);
    }
}

/// The reading is in hiragana, and it is one of this name.
fn both(name: &str, yomi: &str, meta: &Meta, findings: &mut Diagnostics) {
    look(yomi, "yomi", meta, findings);
    if let Some(missing) = is_hiragana(yomi).then(|| unread(name, yomi)).flatten() {
        findings.push(
            finding(
                &YOMI_NAME,
                match missing.is_empty() {
                    true => text!("読み「{yomi}」は「{name}」の読みには短すぎます", "\"{yomi}\" is too short a reading of \"{name}\""),
                    false => text!(
                        "「{name}」の「{missing}」が、読み「{yomi}」にありません",
                        "\"{missing}\" of \"{name}\" is not in its reading \"{yomi}\""
                    ),
                },
                meta,
                "yomi",
            )
            .hint(text!("この名前の読みを書いてください", "write the reading of this name")),
        );
    }
}

/// The kana of `name` that its reading should repeat and does not; nothing but that it is too short when it has fewer letters than the name.
/// What stands in brackets need not be read.
fn unread(name: &str, yomi: &str) -> Option<String> {
    let sounds = |text: &str| -> String { text.chars().map(hiragana).filter(|c| !matches!(c, 'ー' | '・' | ' ' | '　')).collect() };
    let folded: String = name.nfkc().collect();
    let plain = folded.split(['(', '（', '「', '〔', '[']).next().unwrap_or_default();
    let read = sounds(yomi);
    let is_kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヴ' | 'ー');
    let mut rest = &*read;
    for run in plain.split(|c| !is_kana(c)).filter(|run| run.chars().count() > 1) {
        let sound = sounds(run);
        match rest.find(&sound) {
            Some(at) => rest = &rest[at + sound.len()..],
            None => return Some(run.to_owned()),
        }
    }
    // A word in Latin letters may be spoken in one sound or many.
    let words = plain.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).count();
    let letters = plain.chars().filter(|c| is_kana(*c) && *c != 'ー' || matches!(c, '一'..='龥')).count() + words;
    (read.chars().count() < letters).then(String::new)
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

    #[test]
    fn a_reading_is_that_of_the_name() {
        for (name, yomi) in [
            ("はじめてのCSV整理", "はじめてのしーえすぶいせいり"),
            ("BOMつき", "ぼむつき"),
            ("ITパスポート試験", "あいてぃーぱすぽーとしけん"),
            ("データ実務 庁内確認テスト（見本）", "でーたじつむちょうないかくにんてすと"),
            ("今日", "きょう"),
        ] {
            assert_eq!(unread(name, yomi), None, "{name}");
        }
        assert_eq!(unread("はじめてのCSV整理", "せいさくでーたぶんせきらぼ").as_deref(), Some("はじめての"));
        assert_eq!(unread("システムアーキテクト試験", "しすてむかんさしけん").as_deref(), Some("システムアーキテクト"));
        assert_eq!(unread("G検定", "じ").as_deref(), Some(""));
    }
}
