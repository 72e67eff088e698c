//! The skill map of one level: skill, step, what one can do, what leads there in learning order, and the order of all its courses.

use super::skill_map::{Item, item};
use crate::model::skill_map::{Programme, learning_order};
use crate::model::{Course, Key, Level, Requirement};
use crate::render::chart::graph::{Node, Role, prerequisites};
use crate::render::frame::Head;
use crate::render::rows::{Rung, formats, ladder, level_neighbours, offered};
use crate::render::shape::{LevelChip, Link, Named, Tag};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    ladder: Vec<Rung>,
    level: LevelChip,
    name: String,
    sample: bool,
    rows: Vec<Row>,
    gaps: Vec<Link>,
    gaps_sample: bool,
    order: Vec<Step>,
    graph_html: String,
    /// The skill map of all levels.
    whole: String,
    prev: Option<Named>,
    next: Option<Named>,
}

/// A skill that the level needs.
#[derive(Serialize)]
struct Row {
    link: Link,
    step: u8,
    /// Empty: the step is not defined.
    can: Vec<String>,
    programmes: Vec<Item>,
}

/// A course in its place in the learning order.
#[derive(Serialize)]
struct Step {
    link: Link,
    tag: Tag,
    before: Vec<Link>,
}

/// The skill map of `key`.
pub fn show(at: &Viewpoint, _: &Prose, key: Key<Level>) -> Shown {
    let level = &at.site[key];
    let (prev, next) = level_neighbours(at, key, |key| Output::Record(RecordPage::LevelSkillMap(key)));
    let courses = courses(at, key);
    let mut head = Head {
        title: at.words.fill("skill_map.title_of", &[("level", &level.label)]),
        lead: Some(at.words.fill("skill_map.lead_of", &[("level", &level.name)]).into()),
        above: vec![Output::Fixed(Fixed::SkillMap)],
        fresh: Some(crate::render::frame::fresh(at, &level.meta)),
        ..Head::default()
    };
    let view = View {
        ladder: ladder(at, key, |key| Output::Record(RecordPage::LevelSkillMap(key))),
        level: at.chip(key),
        name: level.name.clone(),
        sample: level.meta.sample,
        rows: rows(at, key),
        gaps: at.figures.gaps.iter().filter(|(_, of)| *of == key).map(|(skill, _)| Link { sample: false, ..at.skill(*skill) }).collect(),
        gaps_sample: at.figures.skill_map.sample(None, Some(key)),
        graph_html: graph(at, key, &courses),
        order: courses.into_iter().map(|course| step(at, key, course)).collect(),
        whole: at.href(&Output::Fixed(Fixed::SkillMap)),
        prev,
        next,
    };
    head.section("skills", at.words.say("skill_map.by_skill"));
    head.section("order", at.words.say("skill_map.order"));
    Shown::new("level_skill_map.html", head, &view)
}

fn rows(at: &Viewpoint, key: Key<Level>) -> Vec<Row> {
    let map = &at.figures.skill_map;
    let Some(column) = map.columns.iter().position(|level| *level == key) else { return Vec::new() };
    let row = |(skill, step): &(Key<crate::model::Skill>, u8)| {
        let cell = &map.rows[skill.index()].cells[column];
        Row {
            link: at.skill(*skill),
            step: *step,
            can: at.site[*skill].steps.get(step).cloned().flatten().unwrap_or_default(),
            programmes: in_learning_order(at, &cell.programmes).into_iter().map(|(requirement, of)| item(at, requirement, of)).collect(),
        }
    };
    at.site[key].skills.iter().map(row).collect()
}

/// The courses, each after its prerequisites, then what others offer.
fn in_learning_order(at: &Viewpoint, programmes: &[(Requirement, Programme)]) -> Vec<(Requirement, Programme)> {
    let courses: Vec<_> = programmes
        .iter()
        .filter_map(|(_, programme)| match programme {
            Programme::Course(course) => Some(*course),
            Programme::External(_) => None,
        })
        .collect();
    let requirement = |of: Programme| programmes.iter().find(|(_, programme)| *programme == of).map(|(requirement, _)| *requirement);
    let ordered = learning_order(at.site, &courses).into_iter().map(Programme::Course);
    let others = programmes.iter().map(|(_, programme)| *programme).filter(|programme| matches!(programme, Programme::External(_)));
    ordered.chain(others).filter_map(|programme| Some((requirement(programme)?, programme))).collect()
}

/// All courses of the level in learning order.
fn courses(at: &Viewpoint, key: Key<Level>) -> Vec<Key<Course>> {
    let courses: Vec<_> = at.site.links.level_courses[key].iter().copied().filter(|course| offered(&at.site[*course])).collect();
    learning_order(at.site, &courses)
}

/// A course with what comes before it.
fn step(at: &Viewpoint, key: Key<Level>, course: Key<Course>) -> Step {
    Step {
        link: at.course(course),
        tag: at.words.requirement(at.site[course].requirement(key).unwrap_or_default()),
        before: at.site[course].prerequisites.iter().map(|before| Link { sample: false, ..at.course(*before) }).collect(),
    }
}

/// The courses that come before or after one another as a graph; empty where the list says it better.
fn graph(at: &Viewpoint, key: Key<Level>, courses: &[Key<Course>]) -> String {
    let pairs = courses.iter().flat_map(|after| at.site[*after].prerequisites.iter().map(move |before| (*before, *after)));
    let pairs: Vec<_> = pairs.filter(|(before, _)| courses.contains(before)).collect();
    let linked: Vec<_> =
        courses.iter().copied().filter(|course| pairs.iter().any(|(before, after)| before == course || after == course)).collect();
    let place = |course: Key<Course>| linked.iter().position(|of| *of == course);
    let node = |course: &Key<Course>| {
        let requirement = at.site[*course].requirement(key).unwrap_or_default();
        Node {
            title: at.site[*course].title.clone(),
            note: at.words.dotted(&[at.words.requirement(requirement).text, formats(at, &at.site[*course])]),
            role: if requirement == Requirement::Mandatory { Role::Must } else { Role::Elective },
        }
    };
    let graph = prerequisites::Prerequisites {
        id: "order-graph".to_owned(),
        title: at.words.fill("skill_map.graph_title", &[("level", &at.site[key].label)]),
        nodes: linked.iter().map(node).collect(),
        edges: pairs.iter().filter_map(|(before, after)| Some((place(*before)?, place(*after)?))).collect(),
        remark: at.words.say("skill_map.graph_remark").to_owned(),
    };
    prerequisites::draw(&graph, at.words).unwrap_or_default()
}
