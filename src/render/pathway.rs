//! The way to a level: at most three next steps, and the whole path, both from the assessment rule where there is one.
//!
//! A level without a rule still has steps: its mandatory courses, then elective ones, then the exams that count. What counts is decided by
//! the rule alone; nothing here judges.

use super::Words;
use super::chart::graph::{Node, Role, route};
use super::rows::{course_choice, formats, next, offered, sort_courses};
use super::shape::{Link, Meta, Tag};
use super::viewpoint::Viewpoint;
use crate::model::names::Entity;
use crate::model::skill_map::learning_order;
use crate::model::{Course, Exam, Key, Level, Requirement, Rule};
use crate::route::{Output, RecordPage};
use serde::Serialize;

/// How many choices a step names before it points to the sheet.
const CHOICES: usize = 5;

/// A step of 「次に何をするか」.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Step {
    /// `must`, `pick` or `exam`.
    pub kind: &'static str,
    /// 必須, 選択, 資格
    pub tags: Vec<Tag>,
    /// How many, how often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What to do.
    pub title: String,
    /// Where it leads, when it is one thing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub href: String,
    /// Invented.
    pub sample: bool,
    /// What to choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Link>,
    /// Length, form, date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meta: Vec<Meta>,
}

/// A group of the path: how many of what.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// すべて, 3つから2つ, どれか1つ
    pub rule: String,
    /// What belongs to it.
    pub items: Vec<Item>,
}

/// One thing on the path.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// One short line for the graph.
    #[serde(skip)]
    pub remark: String,
    /// Its name, with a link.
    #[serde(flatten)]
    pub link: Link,
}

/// What a thing on the path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A course, or several together.
    Course,
    /// An exam.
    Exam,
    /// Work experience.
    Work,
    /// Another level.
    Level,
}

/// At most three next steps of someone who is on the way to `key`: mandatory, elective, exam.
pub fn steps(at: &Viewpoint, key: Key<Level>) -> Vec<Step> {
    let assessment = at.site.links.level_assessment[key].map(|place| &at.site.assessments[place]);
    // A step that an invented rule asks for is invented, whatever it consists of.
    let invented = assessment.is_some_and(|assessment| assessment.meta.sample);
    let rule = assessment.map(|assessment| &assessment.rule);
    let parts: &[Rule] = match rule {
        Some(Rule::All(parts)) => parts,
        Some(rule) => std::slice::from_ref(rule),
        None => &[],
    };
    let groups = || {
        parts.iter().filter_map(|part| match part {
            Rule::AtLeast(n, of, _) => Some((*n, of.as_slice())),
            _ => None,
        })
    };
    let has_exam = |of: &[Rule]| of.iter().any(|rule| matches!(rule, Rule::Exam(_) | Rule::Ended(Entity::Exam)));
    let pick = groups()
        .find(|(_, of)| !has_exam(of))
        .map_or_else(|| elective(at, key), |(n, of)| Some(Step { sample: invented, ..pick(at, key, n, of) }));
    let exam = groups()
        .find(|(_, of)| has_exam(of))
        .map_or_else(|| counting(at, key), |(n, of)| Some(Step { sample: invented, ..exam(at, key, n, of) }));
    [mandatory(at, key, parts), pick, exam].into_iter().flatten().collect()
}

/// What everybody of the level takes: the mandatory courses and those that the rule asks for without a choice, after the levels before it.
fn mandatory(at: &Viewpoint, key: Key<Level>, parts: &[Rule]) -> Option<Step> {
    let mut courses = courses_required(at, key, Requirement::Mandatory);
    let mut choices: Vec<Link> = Vec::new();
    for part in parts {
        match part {
            Rule::Course(course) if !courses.contains(course) => courses.push(*course),
            Rule::Level(_) => choices.push(item(at, part).link),
            _ => {}
        }
    }
    let courses = learning_order(at.site, &courses);
    let step = Step { kind: "must", tags: vec![at.words.requirement(Requirement::Mandatory)], ..Step::default() };
    let title = if choices.is_empty() { at.words.say("path.all_courses") } else { at.words.say("path.all_things") };
    match courses.as_slice() {
        [] if choices.is_empty() => None,
        [course] if choices.is_empty() => {
            let Link { title, href, sample, .. } = at.course(*course);
            let meta = course_meta(at, &at.site[*course]);
            Some(Step { note: at.site[*course].every.clone(), title, href, sample, meta, ..step })
        }
        courses => {
            choices.extend(courses.iter().map(|course| course_choice(at, *course)));
            Some(Step { note: Some(at.words.fill("path.all_of", &[("n", &choices.len())])), title: title.to_owned(), choices, ..step })
        }
    }
}

fn course_meta(at: &Viewpoint, course: &Course) -> Vec<Meta> {
    let mut meta: Vec<Meta> = course.duration_minutes.map(|minutes| Meta::text("clock", at.words.minutes(minutes))).into_iter().collect();
    meta.push(Meta::text("place", formats(at, course)));
    let next = next(at, course);
    let date = next.date.map_or_else(String::new, |date| format!(" {}", date.words));
    meta.push(Meta::text("cal", format!("{}{date}", next.word)));
    meta
}

fn courses_required(at: &Viewpoint, key: Key<Level>, requirement: Requirement) -> Vec<Key<Course>> {
    let courses = at.site.links.level_courses[key].iter().copied();
    courses.filter(|course| offered(&at.site[*course]) && at.site[*course].requirement(key) == Some(requirement)).collect()
}

/// What to choose where no rule says how many: elective courses, else optional ones.
fn elective(at: &Viewpoint, key: Key<Level>) -> Option<Step> {
    let of = |requirement| {
        let mut courses = courses_required(at, key, requirement);
        sort_courses(at, &mut courses);
        (requirement, courses)
    };
    let (requirement, courses) =
        [of(Requirement::Elective), of(Requirement::Optional)].into_iter().find(|(_, courses)| !courses.is_empty())?;
    Some(Step {
        kind: "pick",
        tags: vec![at.words.requirement(requirement)],
        title: at.words.say("path.choose").to_owned(),
        choices: courses.into_iter().take(3).map(|course| course_choice(at, course)).collect(),
        ..Step::default()
    })
}

fn pick(at: &Viewpoint, key: Key<Level>, n: usize, of: &[Rule]) -> Step {
    Step {
        kind: "pick",
        tags: vec![at.words.requirement(Requirement::Elective)],
        note: Some(rule_words(at.words, n, of.len())),
        title: at.words.fill("path.choose_n", &[("n", &n)]),
        choices: choices(at, key, of),
        ..Step::default()
    }
}

fn exam(at: &Viewpoint, key: Key<Level>, n: usize, of: &[Rule]) -> Step {
    let has = |kind: fn(&Rule) -> bool| of.iter().any(kind);
    let kinds: Vec<&str> = [
        Some(at.words.say("kind.qualification")),
        has(|rule| matches!(rule, Rule::Course(_) | Rule::All(_))).then(|| at.words.say("kind.course")),
        has(|rule| matches!(rule, Rule::Work(..))).then(|| at.words.say("kind.work")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let kinds = kinds.join(at.words.say("list.dot"));
    let title = at.words.fill(if n == 1 { "path.one_kind" } else { "path.some_kinds" }, &[("kinds", &kinds), ("n", &n)]);
    // What can be done at once stands before what takes years.
    let mut sorted: Vec<&Rule> = of.iter().collect();
    sorted.sort_by_key(|rule| !matches!(rule, Rule::Exam(_)));
    let sorted: Vec<Rule> = sorted.into_iter().cloned().collect();
    Step {
        kind: "exam",
        tags: vec![Tag::plain(at.words.say("kind.qualification"))],
        note: Some(rule_words(at.words, n, of.len())),
        title,
        choices: choices(at, key, &sorted),
        ..Step::default()
    }
}

/// The exams that count for a level without a rule.
fn counting(at: &Viewpoint, key: Key<Level>) -> Option<Step> {
    let exams = &at.site.links.level_exams[key];
    (!exams.is_empty()).then(|| Step {
        kind: "exam",
        tags: vec![Tag::plain(at.words.say("kind.qualification"))],
        title: at.words.say("path.exams").to_owned(),
        sample: exams.iter().all(|exam| at.site[*exam].meta.invents("counts_for")),
        choices: exams.iter().take(CHOICES).map(|exam| exam_choice(at, *exam)).collect(),
        ..Step::default()
    })
}

fn choices(at: &Viewpoint, key: Key<Level>, of: &[Rule]) -> Vec<Link> {
    // One more than the limit is shown rather than hidden behind 「ほか1件」.
    let shown = if of.len() <= CHOICES + 1 { of.len() } else { CHOICES };
    let mut choices: Vec<Link> = of[..shown].iter().map(|rule| choice(at, rule)).collect();
    if shown < of.len() {
        let title = at.words.fill("path.more", &[("n", &(of.len() - shown))]);
        choices.push(Link { title, href: at.href(&Output::Record(RecordPage::Assessment(key))), ..Link::default() });
    }
    choices
}

fn choice(at: &Viewpoint, rule: &Rule) -> Link {
    match rule {
        Rule::Course(course) => course_choice(at, *course),
        Rule::Exam(exam) => exam_choice(at, *exam),
        rule => item(at, rule).link,
    }
}

/// An exam with its timing and fee as a remark.
pub fn exam_choice(at: &Viewpoint, key: Key<Exam>) -> Link {
    let exam = &at.site[key];
    let note: Vec<String> = std::iter::once(at.words.choice(exam.timing).to_owned()).chain(exam.fee.map(|fee| at.words.yen(fee))).collect();
    Link { note: Some(at.words.dotted(&note)), ..at.exam(key) }
}

/// How many of how many: `すべて`, `どれか1つ`, `3つから2つ`.
pub fn rule_words(words: &Words, n: usize, of: usize) -> String {
    match n {
        1 if of > 1 => words.say("path.any").to_owned(),
        n if n >= of => words.say("list.all").to_owned(),
        n => words.fill("path.some", &[("of", &of), ("n", &n)]),
    }
}

/// The path to `key` in groups; empty without a rule.
pub fn path(at: &Viewpoint, key: Key<Level>) -> Vec<Group> {
    let Some(place) = at.site.links.level_assessment[key] else { return Vec::new() };
    let rule = &at.site.assessments[place].rule;
    let parts: &[Rule] = match rule {
        Rule::All(parts) => parts,
        rule => std::slice::from_ref(rule),
    };
    let mut all = Vec::new();
    let mut groups = Vec::new();
    for part in parts {
        match part {
            Rule::AtLeast(n, of, _) => {
                groups.push(Group { rule: rule_words(at.words, *n, of.len()), items: of.iter().map(|rule| item(at, rule)).collect() });
            }
            Rule::All(of) => all.extend(of.iter().map(|rule| item(at, rule))),
            leaf => all.push(item(at, leaf)),
        }
    }
    if !all.is_empty() {
        groups.insert(0, Group { rule: at.words.say("list.all").to_owned(), items: all });
    }
    groups
}

/// The path as a graph for wide screens; empty without a path.
pub fn graph(at: &Viewpoint, key: Key<Level>, path: &[Group]) -> String {
    let label = &at.site[key].label;
    let all = at.words.say("list.all");
    let node = |rule: &str, item: &Item| Node {
        title: item.link.title.clone(),
        note: item.remark.clone(),
        role: match item.kind {
            ItemKind::Exam => Role::Exam,
            ItemKind::Course | ItemKind::Level if rule == all => Role::Must,
            ItemKind::Course | ItemKind::Level | ItemKind::Work => Role::Elective,
        },
    };
    let group =
        |group: &Group| route::Group { rule: group.rule.clone(), nodes: group.items.iter().map(|item| node(&group.rule, item)).collect() };
    let route = route::Route {
        id: "path-graph".to_owned(),
        title: at.words.fill("level.path", &[("level", &label)]),
        groups: path.iter().map(group).collect(),
        goal: at.words.fill("path.goal", &[("level", &label)]),
        remark: at.words.say("path.same_below").to_owned(),
    };
    route::draw(&route, at.words)
}

/// What stands in place of a course or an exam that has ended.
pub fn ended<'a>(at: &Viewpoint<'a>, entity: Entity) -> &'a str {
    at.words.say(if entity == Entity::Course { "path.ended_course" } else { "path.ended_exam" })
}

/// A part of a rule as one thing; parts that belong together are joined.
fn item(at: &Viewpoint, rule: &Rule) -> Item {
    let plain = |kind, remark: String, title: String| Item { kind, remark, link: Link { title, ..Link::default() } };
    match rule {
        Rule::Course(key) => Item { kind: ItemKind::Course, remark: formats(at, &at.site[*key]), link: at.course(*key) },
        Rule::Exam(key) => {
            let remark =
                at.words.dotted(&[at.words.say("kind.qualification").to_owned(), at.words.choice(at.site[*key].timing).to_owned()]);
            Item { kind: ItemKind::Exam, remark, link: at.exam(*key) }
        }
        Rule::Ended(entity) => {
            let kind = if *entity == Entity::Course { ItemKind::Course } else { ItemKind::Exam };
            plain(kind, String::new(), ended(at, *entity).to_owned())
        }
        Rule::Level(key) => Item {
            kind: ItemKind::Level,
            remark: at.site[*key].name.clone(),
            link: Link { title: at.words.fill("path.guideline", &[("level", &at.site[*key].label)]), ..at.level(*key) },
        },
        Rule::Work(role, months) => {
            let length = at.words.months(*months);
            let remark = at.words.dotted(&[at.words.say("kind.work").to_owned(), length.clone()]);
            plain(ItemKind::Work, remark, at.words.fill("path.experience", &[("role", role), ("length", &length)]))
        }
        Rule::All(of) => {
            let all = at.words.say("list.all");
            plain(ItemKind::Course, all.to_owned(), at.words.remarked(&titles(at, of), all))
        }
        Rule::AtLeast(n, of, _) => {
            let rule = rule_words(at.words, *n, of.len());
            plain(ItemKind::Course, rule.clone(), at.words.remarked(&titles(at, of), &rule))
        }
    }
}

fn titles(at: &Viewpoint, of: &[Rule]) -> String {
    of.iter().map(|rule| item(at, rule).link.title).collect::<Vec<_>>().join(at.words.say("list.comma"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_said_in_words() {
        let words = Words::of_default("ja");
        assert_eq!(rule_words(&words, 1, 3), "どれか1つ");
        assert_eq!(rule_words(&words, 2, 3), "3つから2つ");
        assert_eq!(rule_words(&words, 2, 2), "すべて");
        assert_eq!(rule_words(&words, 1, 1), "すべて");
    }
}
