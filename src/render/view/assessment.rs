//! Sheet and self-check of one level: its rule as a tree of fields to tick, ready to be printed. Counting is the script's business, and
//! recognition that of the office in charge.

use crate::model::{Assessment, Key, Level, Rule};
use crate::render::frame::Head;
use crate::render::rows::level_neighbours;
use crate::render::shape::{LevelChip, Link, Named};
use crate::render::skill_radar::{self, SkillRadar};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::Output;
use serde::Serialize;
use std::collections::HashMap;

#[derive(Serialize)]
struct View {
    level: LevelChip,
    sample: bool,
    rule: Option<Node>,
    /// How many conditions stand at the top of the rule.
    total: usize,
    radar: Option<SkillRadar>,
    office: String,
    recognition: Option<String>,
    keep: Option<Keep>,
    note: Option<String>,
    all: String,
    prev: Option<Named>,
    next: Option<Named>,
}

/// What must be repeated to keep the level.
#[derive(Serialize)]
struct Keep {
    link: Link,
    every: String,
}

/// A node of the rule as the `rule` component reads it.
#[derive(Serialize)]
#[serde(untagged)]
enum Node {
    Group {
        kind: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        n: Option<usize>,
        id: String,
        text: String,
        items: Vec<Node>,
    },
    Leaf {
        kind: &'static str,
        id: String,
        text: String,
        /// What is met, independent of its place in the rule.
        value: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<Link>,
        evidence: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        sample: bool,
    },
}

/// The sheet of `key`.
pub fn show(at: &Viewpoint, _: &Prose, key: Key<Level>) -> Shown {
    let level = &at.site[key];
    let assessment = at.site.links.level_assessment[key].map(|place| &at.site.assessments[place]);
    let (prev, next) = level_neighbours(at, key, Output::Assessment);
    let mut head = Head {
        title: format!("{}のアセスメントシート", level.label),
        lead: Some(format!("{}の目安となる条件です。満たしているものに印を付けます。", level.name)),
        above: vec![Output::Assessments],
        fresh: assessment.map(|assessment| crate::render::frame::fresh(at, &assessment.meta)),
        ..Head::default()
    };
    let view = View {
        level: at.chip(key),
        sample: assessment.is_some_and(|assessment| assessment.meta.sample),
        rule: assessment.map(|assessment| tree(at, assessment)),
        total: assessment.map_or(0, |assessment| match &assessment.rule {
            Rule::All(rules) => rules.len(),
            _ => 1,
        }),
        radar: skill_radar::with_own(at, key),
        office: at.department(assessment.and_then(|assessment| assessment.recognized_by)),
        recognition: level.recognition.map(|recognition| at.words.recognition(recognition).to_owned()),
        keep: assessment
            .and_then(|assessment| assessment.keep.as_ref())
            .map(|(course, every)| Keep { link: at.course(*course), every: every.clone() }),
        note: assessment.and_then(|assessment| assessment.note.clone()),
        all: at.href(&Output::Assessments),
        prev,
        next,
    };
    head.description = Some(format!("{}（{}）の目安となる条件と、印刷できるシート。", level.label, level.name));
    Shown::new("assessment.html", head, &view)
}

fn tree(at: &Viewpoint, assessment: &Assessment) -> Node {
    let mut ids = Ids::default();
    node(at, &assessment.rule, &mut ids)
}

fn node(at: &Viewpoint, rule: &Rule, ids: &mut Ids) -> Node {
    let link = |title: String, output: Output| {
        let href = at.href(&output);
        (!href.is_empty()).then(|| Link { title, href, ..Link::default() })
    };
    let leaf = |ids: &mut Ids, value: String, text: String, link, evidence, sample| Node::Leaf {
        kind: "leaf",
        id: ids.next(&value.replace(':', "-")),
        text,
        value,
        link,
        evidence,
        note: None,
        sample,
    };
    match rule {
        Rule::All(rules) => group(at, "all", None, "すべて".to_owned(), rules, ids),
        Rule::AtLeast(1, rules, _) => group(at, "any", Some(1), "どれか1つ".to_owned(), rules, ids),
        Rule::AtLeast(n, rules, _) => group(at, "at_least", Some(*n), format!("{}つのうち{n}つ以上", rules.len()), rules, ids),
        Rule::Course(key) => {
            let course = &at.site[*key];
            let id = &course.meta.id;
            let link = link("研修を見る".to_owned(), Output::Course(*key));
            leaf(ids, format!("course:{id}"), format!("研修「{}」を修了した", course.title), link, "修了日", course.meta.sample)
        }
        Rule::Exam(key) => {
            let exam = &at.site[*key];
            let id = &exam.meta.id;
            let link = link("試験を見る".to_owned(), Output::Exam(*key));
            leaf(ids, format!("exam:{id}"), format!("{}に合格した", exam.name), link, "合格証番号", exam.meta.sample)
        }
        Rule::Level(key) => {
            let level = &at.site[*key];
            let id = &level.meta.id;
            let link = link("条件を見る".to_owned(), Output::Assessment(*key));
            leaf(ids, format!("level:{id}"), format!("{}（{}）の目安を満たしている", level.label, level.name), link, "認定日", false)
        }
        Rule::Work(role, months) => {
            let text = format!("{role}の経験が{}ある", at.words.months(*months));
            let number = ids.work();
            leaf(ids, format!("work:{number}"), text, None, "期間", false)
        }
    }
}

fn group(at: &Viewpoint, kind: &'static str, n: Option<usize>, text: String, rules: &[Rule], ids: &mut Ids) -> Node {
    let id = ids.next("rule");
    Node::Group { kind, n, id, text, items: rules.iter().map(|rule| node(at, rule, ids)).collect() }
}

/// Ids of one sheet: the same thing at two places gets a number from the second on.
#[derive(Default)]
struct Ids {
    given: HashMap<String, usize>,
    works: usize,
}

impl Ids {
    fn next(&mut self, wanted: &str) -> String {
        let count = self.given.entry(wanted.to_owned()).or_default();
        *count += 1;
        if *count == 1 { wanted.to_owned() } else { format!("{wanted}--{count}") }
    }

    /// The number of a work experience within the sheet.
    fn work(&mut self) -> usize {
        self.works += 1;
        self.works
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_condition_twice_has_two_ids() {
        let mut ids = Ids::default();
        assert_eq!([ids.next("course-a"), ids.next("course-a"), ids.next("course-b")], ["course-a", "course-a--2", "course-b"]);
    }
}
