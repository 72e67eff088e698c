//! No two records of a kind have the same title, reading or summary: one of them was copied and never written anew.

use super::records::finding;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Meta, Site};
use crate::text;
use std::collections::HashMap;

/// The same words in two records.
pub static TWIN_TEXT: Code = Code::warning(
    "twin-text",
    "同じ種類の2つの記録の題名、または説明（summary）がまったく同じです。写したあとの直し忘れなら、書き直してください",
    "two records of a kind have the same title or the same summary, as if one was copied and not written anew; tell them apart",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    macro_rules! texts {
        ($table:ident: $($field:ident $name:literal),+) => {
            $(same(site.$table.values().map(|record| (&record.meta, Some(&record.$field))), $name, findings);)+
        };
    }
    macro_rules! optional {
        ($table:ident: $($field:ident $name:literal),+) => {
            $(same(site.$table.values().map(|record| (&record.meta, record.$field.as_ref())), $name, findings);)+
        };
    }
    texts!(courses: title "title", summary "summary");
    texts!(news: title "title");
    texts!(trends: title "title", summary "summary");
    texts!(cases: title "title", problem "problem");
    texts!(external: title "title");
    texts!(exams: name "name");
    texts!(skills: name "name", summary "summary");
    texts!(levels: name "name", summary "summary");
    texts!(tools: name "name");
    texts!(plans: title "title");
    texts!(departments: name "name", yomi "yomi");
    texts!(communities: name "name");
    texts!(awards: reason "reason");
    texts!(levels: label "label");
    optional!(news: summary "summary", board_text "board_text");
    optional!(external: summary "summary");
    optional!(exams: summary "summary");
    optional!(tools: summary "summary");
    optional!(pages: description "description");
    optional!(exams: abbr "abbr");
    optional!(communities: summary "summary");
    for section in site.sections.values() {
        let pages = section.pages.iter().map(|key| &site[*key]);
        same(pages.map(|page| (&page.meta, Some(&page.title))), "title", findings);
    }
    // What a way of hiring replaces may be called the same.
    for plan in site.plans.iter().map(|(key, _)| Some(key)).chain([None]) {
        let ways = site.recruitment.values().filter(|way| way.plan == plan);
        same(ways.map(|way| (&way.meta, Some(&way.name))), "name", findings);
    }
    // What an indicator replaces may be called the same.
    let current = || site.kpis.values().filter(|kpi| kpi.superseded_by.is_none());
    same(current().map(|kpi| (&kpi.meta, Some(&kpi.name))), "name", findings);
    // The parts of one indicator may be described alike.
    let whole = current().filter(|kpi| kpi.parent.is_none());
    same(whole.map(|kpi| (&kpi.meta, kpi.summary.as_ref())), "summary", findings);
    // A reading that is not written is the title.
    same(site.courses.values().map(|it| (&it.meta, Some(&it.yomi).filter(|yomi| **yomi != it.title))), "yomi", findings);
    same(site.exams.values().map(|it| (&it.meta, Some(&it.yomi).filter(|yomi| **yomi != it.name))), "yomi", findings);
}

fn same<'a>(records: impl Iterator<Item = (&'a Meta, Option<&'a String>)>, field: &str, findings: &mut Diagnostics) {
    let mut known: HashMap<&str, &Meta> = HashMap::new();
    let mut records: Vec<_> = records.filter_map(|(meta, text)| Some((meta, text?.trim()))).filter(|(_, text)| !text.is_empty()).collect();
    records.sort_by_key(|(meta, _)| (meta.origin.path.clone(), meta.origin.place("").start));
    for (meta, text) in records {
        // Short words may well be the same: a summary 「準備中です」.
        if !["title", "name", "abbr", "label"].contains(&field) && text.chars().count() < 10 {
            continue;
        }
        let Some(other) = known.get(text) else {
            known.insert(text, meta);
            continue;
        };
        let id = other.id.as_str();
        findings.push(
            finding(&TWIN_TEXT, text!("{field} が「{id}」とまったく同じです", "`{field}` is the same as that of \"{id}\""), meta, field)
                .related(other.origin.place(field), text!("同じ文はここです", "the same text"))
                .hint(text!("違いが分かるように書き直してください", "tell them apart")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn copied_words_are_told() {
        let course = |title: &str, summary: &str| format!("---\ntitle: {title}\nsummary: {summary}\nlevels: []\nformat: [online]\n---\n");
        let two = |a: &str, b: &str| run(check, &[("content/courses/a.md", a), ("content/courses/b.md", b)]);
        assert_eq!(two(&course("題", "表の作り方を学ぶ研修です"), &course("題", "別のことを学ぶ研修です")), ["twin-text: 題"]);
        assert_eq!(
            two(&course("甲", "表の作り方を学ぶ研修です"), &course("乙", "表の作り方を学ぶ研修です")),
            ["twin-text: 表の作り方を学ぶ研修です"]
        );
        assert!(two(&course("甲", "準備中です"), &course("乙", "準備中です")).is_empty());
    }
}
