//! Names where ids belong: `owner: 情報政策課` means the department of that name.
//!
//! Adds to findings what only the whole portal knows, and takes back what only follows from them. Reports nothing of its own.

use super::course::REQUIREMENT_LEVEL;
use super::names::{Entity, UNKNOWN_ID};
use super::rule::{COURSE_WITHOUT_LEVEL, KPI_KIND};
use super::{Recorded, Site};
use crate::diagnostic::{Correction, Diagnostic, Diagnostics};
use crate::notation::{BAD_ID, BAD_NUMBER, folded_name};
use crate::parse::decode::WRONG_TYPE;
use crate::source::{Place, SourcePath, Sources};
use crate::text;
use std::collections::BTreeSet;

/// Says which record is meant where its name stands in place of its id.
pub fn suggest(site: &Site, sources: &Sources, findings: &mut Diagnostics) {
    without_what_follows(findings);
    let no_list = |finding: &Diagnostic| finding.code == &WRONG_TYPE && finding.reference.is_some();
    let concerns = |finding: &Diagnostic| finding.code == &BAD_ID || finding.code == &UNKNOWN_ID || no_list(finding);
    if !findings.iter().any(concerns) {
        return;
    }
    let called = called(site);
    findings.revise(|finding| {
        if concerns(finding)
            && let Some(reference) = finding.reference.as_deref()
            && let entity = entity_of(&reference.field)
            && let Some((id, sure)) = meant(&called, entity, &reference.word)
        {
            if no_list(finding) {
                finding.hint = Some(text!(
                    "もしかして: [{id}]（名前ではなくidを書き、1つだけでも角かっこで囲みます）",
                    "did you mean: [{id}] (the id, not the name; in brackets even when it is only one)"
                ));
                return;
            }
            let certain = |place: &Place| sure && entity.is_some() && stands_at(sources, place, &reference.word);
            let correction = finding.place.clone().filter(certain);
            finding.hint = Some(text!("もしかして: {id}（名前ではなくidを書きます）", "did you mean: {id} (the id, not the name)"));
            finding.correction = correction.map(|place| Box::new(Correction { place, text: id.to_owned() }));
        }
    });
    // A course whose levels are misspelt has some: only the spelling is to be told.
    let pages: BTreeSet<SourcePath> = findings
        .iter()
        .filter(|finding| concerns(finding))
        .filter_map(|finding| Some(finding.place.as_ref()?.path.clone()))
        .filter(|path| path.as_str().starts_with("content/courses/"))
        .collect();
    let follows = |finding: &Diagnostic| finding.code == &REQUIREMENT_LEVEL || finding.code == &COURSE_WITHOUT_LEVEL;
    findings.retain(|finding| !(follows(finding) && finding.place.as_ref().is_some_and(|place| pages.contains(&place.path))));
}

/// A target whose value cannot be read has one: only the value is to be told.
fn without_what_follows(findings: &mut Diagnostics) {
    let unread: Vec<Place> =
        findings.iter().filter(|finding| finding.code == &BAD_NUMBER).filter_map(|finding| finding.place.clone()).collect();
    let holds = |outer: &Place, inner: &Place| outer.path == inner.path && outer.start <= inner.start && inner.end <= outer.end;
    findings.retain(|finding| {
        let place = finding.place.as_ref().filter(|_| finding.code == &KPI_KIND);
        place.is_none_or(|place| !unread.iter().any(|inner| holds(place, inner)))
    });
}

/// What a record is called, folded, and its id.
type Called = (Entity, String, String);

fn called(site: &Site) -> Vec<Called> {
    let mut all = Vec::new();
    macro_rules! gather {
        ($($entity:ident $table:ident),*) => { $(all.extend(site.$table.values().map(|record| {
            (Entity::$entity, folded(record.title()), record.meta().id.to_string())
        }));)* };
    }
    gather!(
        Department departments, Group groups, Level levels, Skill skills, SkillCategory skill_categories, Course courses, Exam exams,
        External external, Kpi kpis, Case cases, Tool tools, Community communities, Award awards, Plan plans, Pillar pillars,
        Initiative initiatives
    );
    all.extend(site.levels.values().map(|level| (Entity::Level, folded(&level.label), level.meta.id.to_string())));
    all.extend(site.exams.values().filter_map(|exam| Some((Entity::Exam, folded(exam.abbr.as_deref()?), exam.meta.id.to_string()))));
    all
}

/// A name without what people add and leave out: width, blanks, brackets, （見本）.
fn folded(name: &str) -> String {
    let plain = folded_name(name);
    let plain = plain.trim_matches(['「', '」', '"', '\'', '[', ']', '【', '】', '“', '”']);
    plain.trim_end_matches("(見本)").to_owned()
}

/// The kind of record that a field refers to, where its name says so.
fn entity_of(field: &str) -> Option<Entity> {
    Some(match field {
        "owner" | "department" | "departments" | "by" | "recognized_by" => Entity::Department,
        "level" | "levels" | "level_recognized" | "counts_for" => Entity::Level,
        "skill" | "skills" => Entity::Skill,
        "course" | "courses" | "prerequisites" | "prepare" => Entity::Course,
        "exam" | "exams" => Entity::Exam,
        "kpi" | "related_kpi" => Entity::Kpi,
        "tool" | "tools" => Entity::Tool,
        "case" => Entity::Case,
        "plan" => Entity::Plan,
        "pillar" => Entity::Pillar,
        "initiative" => Entity::Initiative,
        "category" => Entity::SkillCategory,
        "group" => Entity::Group,
        _ => return None,
    })
}

/// The only record that is called so, and whether that is sure.
fn meant<'a>(called: &'a [Called], entity: Option<Entity>, word: &str) -> Option<(&'a str, bool)> {
    let of_kind = || called.iter().filter(|(kind, ..)| entity.is_none_or(|entity| entity == *kind));
    let only = |fits: &dyn Fn(&str) -> bool| {
        let ids: BTreeSet<&str> = of_kind().filter(|(_, name, _)| fits(name)).map(|(.., id)| id.as_str()).collect();
        (ids.len() == 1).then(|| ids.into_iter().next()).flatten()
    };
    let name = folded(word);
    let number = name.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("レベル{name}"));
    if name.is_empty() {
        return None;
    }
    // 「総務部情報政策課」 ends with the name of the section.
    let longer = |known: &str| known.chars().count() >= 3 && name.ends_with(known);
    let exact = only(&|known| known == name);
    exact
        .map(|id| (id, true))
        .or_else(|| number.and_then(|number| only(&|known| known == number)).map(|id| (id, false)))
        .or_else(|| only(&longer).map(|id| (id, false)))
}

/// Whether `word` is what stands at `place`, and no declaration of an id.
fn stands_at(sources: &Sources, place: &Place, word: &str) -> bool {
    let text = sources.get(place.path.as_str()).and_then(|file| file.text().cloned());
    let Some(text) = text else { return false };
    let (Some(before), Some(found)) = (text.get(..place.start), text.get(place.start..place.end)) else { return false };
    let line = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let declares = line.ends_with("id:") && !line.trim_end_matches("id:").ends_with(|c: char| c.is_alphanumeric() || c == '_');
    found.trim_matches(['"', '\'']) == word && !declares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_its_only_record() {
        let called = [
            (Entity::Department, folded("情報政策課"), "info-policy".to_owned()),
            (Entity::Department, folded("税務課（見本）"), "tax-office".to_owned()),
            (Entity::Level, folded("レベル１"), "level-1".to_owned()),
            (Entity::Course, folded("研修"), "a".to_owned()),
            (Entity::Tool, folded("研修"), "b".to_owned()),
        ];
        for (entity, word, id) in [
            (None, "情報政策課", Some(("info-policy", true))),
            (None, "情報 政策課", Some(("info-policy", true))),
            (None, "税務課", Some(("tax-office", true))),
            (None, "総務部情報政策課", Some(("info-policy", false))),
            (None, "レベル1", Some(("level-1", true))),
            (Some(Entity::Level), "1", Some(("level-1", false))),
            (Some(Entity::Level), "情報政策課", None),
            (None, "研修", None),
            (Some(Entity::Tool), "研修", Some(("b", true))),
            (None, "「」", None),
        ] {
            assert_eq!(meant(&called, entity, word), id, "{word}");
        }
    }
}
