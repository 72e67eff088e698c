//! Sheet and self-check of one level: its rule as a tree of fields to tick, ready to be printed. Counting is the script's business, and
//! recognition that of the office in charge.

use crate::model::{Assessment, Key, Level, Rule, Skill};
use crate::render::frame::Head;
use crate::render::pathway::ended;
use crate::render::rows::level_neighbours;
use crate::render::rows_progress::{Kept, kept, kept_course};
use crate::render::shape::{LevelChip, Link, Named};
use crate::render::skill_radar::{self, SkillRadar};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage};
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
    skills: Vec<Need>,
    recognition: Option<String>,
    keep: Option<Keep>,
    note: Option<String>,
    progress: String,
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

/// A skill that the level asks for, and which courses lead how far.
#[derive(Serialize)]
struct Need {
    id: String,
    link: Link,
    /// The step asked for.
    step: u8,
    /// `course:csv-first-step=1 course:data-policy=2`
    taught: String,
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
        /// What is met, independent of its place in the rule: the key under which a browser remembers the tick.
        #[serde(flatten)]
        kept: Kept,
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<Box<Link>>,
        evidence: String,
        /// What the evidence is made of: `date` or `text`.
        input: &'static str,
        sample: bool,
    },
}

impl Node {
    /// A leaf with the page it leads to.
    fn with(mut self, to: Option<Link>, is_sample: bool) -> Self {
        if let Self::Leaf { link, sample, .. } = &mut self {
            (*link, *sample) = (to.map(Box::new), is_sample);
        }
        self
    }
}

/// The sheet of `key`.
pub fn show(at: &Viewpoint, _: &Prose, key: Key<Level>) -> Shown {
    let level = &at.site[key];
    let assessment = at.site.links.level_assessment[key].map(|place| &at.site.assessments[place]);
    let (prev, next) = level_neighbours(at, key, |key| Output::Record(RecordPage::Assessment(key)));
    let mut head = Head {
        title: at.words.fill("progress.sheet.title", &[("level", &level.label)]),
        lead: Some(at.words.fill("progress.sheet.lead", &[("name", &level.name)]).into()),
        sample: assessment.is_some_and(|assessment| assessment.meta.sample),
        above: vec![Output::Fixed(Fixed::Assessments)],
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
        skills: level.skills.iter().map(|(skill, step)| need(at, *skill, *step)).collect(),
        office: at.department(assessment.and_then(|assessment| assessment.recognized_by)),
        recognition: level.recognition.map(|recognition| at.words.choice(recognition).to_owned()),
        keep: assessment
            .and_then(|assessment| assessment.keep.as_ref())
            .map(|(course, every)| Keep { link: at.course(*course), every: every.clone() }),
        note: assessment.and_then(|assessment| assessment.note.clone()),
        progress: at.href(&Output::Fixed(Fixed::Progress)),
        all: at.href(&Output::Fixed(Fixed::Assessments)),
        prev,
        next,
    };
    head.description = Some(at.words.fill("progress.sheet.description", &[("level", &named(at, level))]).into());
    Shown::new("assessment.html", head, &view)
}

fn need(at: &Viewpoint, skill: Key<Skill>, step: u8) -> Need {
    let taught = at.site.courses.values().filter_map(|course| {
        let (_, step) = course.skills.iter().find(|(taught, _)| *taught == skill)?;
        Some(format!("{}={step}", kept_course(course).record))
    });
    Need { id: at.site[skill].meta.id.to_string(), link: at.skill(skill), step, taught: taught.collect::<Vec<_>>().join(" ") }
}

fn tree(at: &Viewpoint, assessment: &Assessment) -> Node {
    let mut ids = Ids::default();
    node(at, &assessment.rule, &mut ids)
}

fn node(at: &Viewpoint, rule: &Rule, ids: &mut Ids) -> Node {
    let say = |name: &str| at.words.say(&format!("progress.rule.{name}")).to_owned();
    let fill = |name: &str, values: &[(&str, &dyn std::fmt::Display)]| at.words.fill(&format!("progress.rule.{name}"), values);
    let link = |words: &str, output: Output| {
        let href = at.href(&output);
        (!href.is_empty()).then(|| Link { title: say(words), href, ..Link::default() })
    };
    match rule {
        Rule::All(rules) => group(at, "all", None, say("all"), rules, ids),
        Rule::AtLeast(1, rules, _) => group(at, "any", Some(1), say("any"), rules, ids),
        Rule::AtLeast(n, rules, _) => group(at, "at_least", Some(*n), fill("at_least", &[("of", &rules.len()), ("n", n)]), rules, ids),
        Rule::Course(key) => {
            let course = &at.site[*key];
            leaf(ids, kept_course(course), fill("course", &[("title", &course.title)]), say("course_evidence"), "date")
                .with(link("course_link", Output::Record(RecordPage::Course(*key))), course.meta.sample)
        }
        Rule::Exam(key) => {
            let exam = &at.site[*key];
            leaf(ids, kept("exam", "exams", &exam.meta), fill("exam", &[("title", &exam.name)]), say("exam_evidence"), "text")
                .with(link("exam_link", Output::Record(RecordPage::Exam(*key))), exam.meta.sample)
        }
        Rule::Level(key) => {
            let level = &at.site[*key];
            let text = fill("level", &[("level", &named(at, level))]);
            leaf(ids, kept("level", "levels", &level.meta), text, say("level_evidence"), "date")
                .with(link("level_link", Output::Record(RecordPage::Assessment(*key))), false)
        }
        Rule::Ended(entity) => {
            let text = ended(at, *entity).to_owned();
            let kept = Kept { record: format!("work:0:{text}"), ..Kept::default() };
            leaf(ids, kept, text, say("work_evidence"), "text")
        }
        // Work has no id: the same demand is the same thing on every sheet, wherever it stands.
        Rule::Work(role, months) => {
            let kept = Kept { record: format!("work:{months}:{role}"), ..Kept::default() };
            leaf(ids, kept, fill("work", &[("role", role), ("length", &at.words.months(*months))]), say("work_evidence"), "text")
        }
    }
}

fn leaf(ids: &mut Ids, kept: Kept, text: String, evidence: String, input: &'static str) -> Node {
    let id = match kept.record.split_once(':') {
        Some((kind @ "work", _)) => ids.next(kind),
        _ => ids.next(&kept.record.replace(':', "-")),
    };
    Node::Leaf { kind: "leaf", id, text, kept, link: None, evidence, input, sample: false }
}

fn group(at: &Viewpoint, kind: &'static str, n: Option<usize>, text: String, rules: &[Rule], ids: &mut Ids) -> Node {
    let id = ids.next("rule");
    Node::Group { kind, n, id, text, items: rules.iter().map(|rule| node(at, rule, ids)).collect() }
}

/// Ids of one sheet: the same thing at two places gets a number from the second on.
#[derive(Default)]
struct Ids {
    given: HashMap<String, usize>,
}

impl Ids {
    fn next(&mut self, wanted: &str) -> String {
        let count = self.given.entry(wanted.to_owned()).or_default();
        *count += 1;
        if *count == 1 { wanted.to_owned() } else { format!("{wanted}--{count}") }
    }
}

/// A talent category with both of its names, where they are two.
fn named(at: &Viewpoint, level: &Level) -> String {
    if level.has_own_label() { at.words.remarked(&level.label, &level.name) } else { level.name.clone() }
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
