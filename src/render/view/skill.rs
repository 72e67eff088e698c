//! One skill: what it is, what one can do at each step, who needs it, how to learn and prove it.

use crate::model::{Key, Level, Skill, SkillCategory};
use crate::render::frame::Head;
use crate::render::rows::{course_choice, external_choice, offered};
use crate::render::shape::{Fact, LevelChip, Link, Named};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage, RoutePath};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    sample: bool,
    levels: Vec<LevelChip>,
    category: Option<Link>,
    steps: Vec<Step>,
    gaps: Vec<String>,
    gaps_sample: bool,
    courses: Vec<Link>,
    external: Vec<Link>,
    exams: Vec<Link>,
    cases: Vec<Link>,
    trends: Vec<Link>,
    facts: Vec<Fact>,
    all_courses: String,
    skill_map: String,
    prev: Option<Named>,
    next: Option<Named>,
}

/// A step of the skill.
#[derive(Serialize)]
struct Step {
    id: String,
    name: String,
    /// Empty: the step is not defined.
    can: Vec<String>,
    levels: Vec<LevelChip>,
    courses: Vec<Link>,
}

/// The page of the skill `key`.
pub fn show(at: &Viewpoint, _: &Prose, key: Key<Skill>) -> Shown {
    let skill = &at.site[key];
    let links = &at.site.links;
    let mut head = Head::of_record(at, skill, Output::Fixed(Fixed::Skills));
    head.lead = Some(skill.summary.clone().into());
    let view = View {
        sample: skill.meta.sample,
        levels: at.chips(links.skill_levels[key].iter().map(|(level, _)| *level)),
        category: skill.category.map(|category| category_link(at, category)),
        steps: steps(at, key),
        gaps: at.figures.gaps.iter().filter(|(skill, _)| *skill == key).map(|(_, level)| at.site[*level].label.clone()).collect(),
        gaps_sample: at.figures.skill_map.sample(Some(key), None),
        courses: links.skill_courses[key]
            .iter()
            .filter(|course| offered(&at.site[**course]))
            .map(|course| Link { levels: at.course_chips(&at.site[*course]), ..course_choice(at, *course) })
            .collect(),
        external: links.skill_external[key]
            .iter()
            .map(|external| Link { levels: at.chips(at.site[*external].levels.iter().copied()), ..external_choice(at, *external) })
            .collect(),
        exams: links.skill_exams[key].iter().map(|exam| Link { levels: at.exam_chips(&at.site[*exam]), ..at.exam(*exam) }).collect(),
        cases: links.skill_cases[key].iter().map(|case| at.case(*case)).collect(),
        trends: links.skill_trends[key].iter().map(|trend| at.link(&Output::Record(RecordPage::Trend(*trend)), &at.site[*trend])).collect(),
        facts: skill.refs.iter().map(|(standard, code)| Fact::text(standard.to_uppercase(), code.clone())).collect(),
        all_courses: at.href(&Output::Fixed(Fixed::Courses)),
        skill_map: at.href(&Output::Fixed(Fixed::SkillMap)),
        prev: neighbour(at, key.index().checked_sub(1)),
        next: neighbour(at, Some(key.index() + 1)),
    };
    head.section("steps", at.words.say("skill.steps"));
    head.section("learn", at.words.say("skill.learn"));
    if !view.exams.is_empty() {
        head.section("exams", at.words.say("skill.exams"));
    }
    if !view.cases.is_empty() || !view.trends.is_empty() {
        head.section("read", at.words.say("skill.read"));
    }
    if !view.facts.is_empty() {
        head.section("refs", at.words.say("skill.references"));
    }
    Shown::new("skill.html", head, &view)
}

fn category_link(at: &Viewpoint, key: Key<SkillCategory>) -> Link {
    let category = &at.site[key];
    let href = at
        .routes
        .path(&Output::Fixed(Fixed::Skills))
        .map_or_else(String::new, |path: &RoutePath| format!("{}#category-{}", at.here.href(path), category.meta.id));
    Link { title: category.name.clone(), href, ..Link::default() }
}

/// The defined steps and those that a level or a course asks for.
fn steps(at: &Viewpoint, key: Key<Skill>) -> Vec<Step> {
    let skill = &at.site[key];
    let links = &at.site.links;
    let mut numbers: Vec<u8> = skill.steps.keys().copied().chain(links.skill_levels[key].iter().map(|(_, step)| *step)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let leads = |course: &Key<crate::model::Course>, step: u8| {
        let course = &at.site[*course];
        offered(course) && course.skills.iter().any(|(skill, to)| *skill == key && *to == step)
    };
    let needs = |step: u8| -> Vec<Key<Level>> {
        links.skill_levels[key].iter().filter(|(_, needed)| *needed == step).map(|(level, _)| *level).collect()
    };
    let step = |step: u8| Step {
        id: format!("step-{step}"),
        name: at.words.fill("skill.step_no", &[("n", &step)]),
        can: skill.steps.get(&step).cloned().flatten().unwrap_or_default(),
        levels: at.chips(needs(step)),
        courses: links.skill_courses[key].iter().filter(|course| leads(course, step)).map(|course| at.course(*course)).collect(),
    };
    numbers.into_iter().map(step).collect()
}

fn neighbour(at: &Viewpoint, index: Option<usize>) -> Option<Named> {
    let key = at.site.skills.keys().nth(index?)?;
    Some(Named { name: at.site[key].name.clone(), href: at.href(&Output::Record(RecordPage::Skill(key))) })
}
