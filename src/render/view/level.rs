//! One talent category: what to do next, the path, role and mindset, skills and what one can do, what counts, how it goes.

use crate::model::{Column, External, Key, Level, LevelKind, Priority, Requirement};
use crate::render::frame::Head;
use crate::render::pathway::{self, Group, Step};
use crate::render::phrase::phrased;
use crate::render::rows::{Rung, case_card, course_choice, external_choice, ladder, offered, programme_count, sign_no, sort_courses};
use crate::render::rows_kpi::kpi_row_alone;
use crate::render::shape::{Card, Fact, KpiRow, Link, LinkGroup, Named, Tag, Told};
use crate::render::skill_radar::{self, SkillRadar};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{CourseFacet, Fixed, Output, RecordPage};
use serde::Serialize;

/// How many external contents and cases a level page names before it points to their list.
const SHOWN: usize = 6;

#[derive(Serialize)]
struct View {
    ladder: Vec<Rung>,
    sign: Sign,
    label: String,
    tags: Vec<Tag>,
    sample: bool,
    rule: Option<String>,
    steps: Vec<Step>,
    steps_empty: String,
    path: Vec<Group>,
    graph_html: String,
    stated: Option<String>,
    source: Option<String>,
    role: Vec<String>,
    mindset: Vec<String>,
    rationale_html: String,
    development: Vec<String>,
    note_html: String,
    skills: Vec<Skill>,
    /// All that leads to the skills is invented: said in the head of the column.
    programmes_sample: bool,
    radar: Option<SkillRadar>,
    gaps: Vec<Link>,
    gaps_sample: bool,
    courses: Vec<LinkGroup>,
    external: Vec<Link>,
    recruitment: Vec<Link>,
    recognition: Vec<Fact>,
    has_rule: bool,
    kpis: Vec<KpiRow>,
    cases: Vec<Card>,
    trends: Vec<Link>,
    go: Links,
    prev: Option<Named>,
    next: Option<Named>,
}

/// The h1 as a sign.
#[derive(Serialize)]
struct Sign {
    no: Option<String>,
    word: Option<String>,
    spoken: Option<String>,
    name_html: String,
    lead: String,
}

/// A skill that the level needs.
#[derive(Serialize)]
struct Skill {
    link: Link,
    step: u8,
    /// Empty: the step is not defined.
    can: Vec<String>,
    /// What leads there, in words; empty: nothing does.
    programmes: Told,
}

/// Where the sections lead.
#[derive(Serialize)]
struct Links {
    check: String,
    map: String,
    courses: String,
    external: String,
    recruitment: String,
    cases: String,
    kpis: String,
    levels: String,
}

/// The page of the talent category `key`.
pub fn show(at: &Viewpoint, prose: &Prose, key: Key<Level>) -> Shown {
    let level = &at.site[key];
    let mut head = Head::of_record(at, level, Output::Fixed(Fixed::Levels));
    head.title = at.level(key).title;
    head.lead = Some(level.summary.clone().into());
    let path = pathway::path(at, key);
    let (prev, next) = crate::render::rows::level_neighbours(at, key, |key| Output::Record(RecordPage::Level(key)));
    let skills = skills(at, key, level);
    let view = View {
        ladder: ladder(at, key, |key| Output::Record(RecordPage::Level(key))),
        sign: sign(at, level),
        label: level.label.clone(),
        tags: tags(at, key, level),
        sample: level.meta.sample,
        rule: level.level_rule.clone(),
        steps: if level.kind == LevelKind::External { Vec::new() } else { pathway::steps(at, key) },
        steps_empty: at.words.say(if level.kind == LevelKind::External { "level.not_trained" } else { "level.no_course" }).to_owned(),
        graph_html: pathway::graph(at, key, &path),
        path,
        stated: level.stated.clone(),
        source: at.source(&level.meta),
        role: level.role.clone(),
        mindset: level.mindset.clone(),
        rationale_html: level.rationale.as_ref().map_or_else(String::new, |body| prose.html(at, body)),
        development: level.development.clone(),
        note_html: level.note.as_ref().map_or_else(String::new, |body| prose.html(at, body)),
        programmes_sample: {
            let mut told = skills.iter().map(|skill| &skill.programmes).filter(|told| !told.words.is_empty()).peekable();
            told.peek().is_some() && told.all(|told| told.sample)
        },
        skills,
        radar: skill_radar::of_level(at, key),
        gaps: at.figures.gaps.iter().filter(|(_, of)| *of == key).map(|(skill, _)| Link { sample: false, ..at.skill(*skill) }).collect(),
        gaps_sample: at.figures.skill_map.sample(None, Some(key)),
        courses: courses(at, key),
        external: external(at, key),
        recruitment: recruitment(at, level),
        recognition: recognition(at, key, level),
        has_rule: at.site.links.level_assessment[key].is_some(),
        kpis: at.site.links.level_kpis[key].iter().map(|kpi| kpi_row_alone(at, *kpi, at.site.this_year())).collect(),
        cases: at.site.links.level_cases[key].iter().take(3).map(|case| case_card(at, *case)).collect(),
        trends: at.site.links.level_trends[key]
            .iter()
            .filter(|trend| at.site[**trend].current(at.site.today()))
            .take(3)
            .map(|trend| at.link(&Output::Record(RecordPage::Trend(*trend)), &at.site[*trend]))
            .collect(),
        go: links(at, key),
        prev,
        next,
    };
    contents(at, &mut head, &view);
    Shown::new("level.html", head, &view)
}

fn contents(at: &Viewpoint, head: &mut Head, view: &View) {
    head.section("next", at.words.say("level.next"));
    if !view.path.is_empty() {
        head.section("path", &at.words.fill("level.path", &[("level", &view.label)]));
    }
    head.section("what", at.words.say("level.what"));
    if !view.skills.is_empty() {
        head.section("skills", at.words.say("level.skills"));
    }
    if !view.courses.is_empty() || !view.external.is_empty() {
        head.section("learn", at.words.say("level.learn"));
    }
    if !view.recognition.is_empty() {
        head.section("recognition", at.words.say(if view.has_rule { "level.recognition" } else { "level.recognition_other" }));
    }
    head.section("why", at.words.say("level.why"));
    head.section("related", at.words.say("level.related"));
}

fn sign(at: &Viewpoint, level: &Level) -> Sign {
    let (no, word) = sign_no(at, level);
    let spoken = no.is_some().then(|| match level.level_range {
        Some((from, to)) => at.words.fill("level.from_to", &[("from", &from), ("to", &to)]),
        None => level.label.clone(),
    });
    // A sign that says the same as the name beside it is read once only.
    Sign { no, word, spoken, name_html: phrased(&level.name), lead: level.summary.clone() }
}

fn tags(at: &Viewpoint, key: Key<Level>, level: &Level) -> Vec<Tag> {
    let priority = level.priority.map(|priority| Tag {
        text: at.words.choice(priority).to_owned(),
        kind: match priority {
            Priority::Mandatory => "must",
            Priority::Focus => "focus",
            Priority::AsNeeded => "plain",
        },
        icon: "",
    });
    let whole = at.site.matrix.iter().find_map(|cell| match cell.column {
        Column::Group(group) if cell.level == key && cell.weight > 0 => {
            Some(Tag::plain(at.words.fill("level.whole_group", &[("group", &at.site[group].name)])))
        }
        _ => None,
    });
    let recognition = level
        .recognition
        .map(|recognition| Tag::plain(at.words.fill("level.recognition_state", &[("state", &at.words.choice(recognition))])));
    [priority, whole, recognition].into_iter().flatten().collect()
}

fn skills(at: &Viewpoint, key: Key<Level>, level: &Level) -> Vec<Skill> {
    let map = &at.figures.skill_map;
    let column = map.columns.iter().position(|of| *of == key);
    let skill = |(skill, step): &(Key<crate::model::Skill>, u8)| Skill {
        link: Link { sample: false, ..at.skill(*skill) },
        step: *step,
        can: at.site[*skill].steps.get(step).cloned().flatten().unwrap_or_default(),
        programmes: column.map_or_else(Told::default, |column| programme_count(at, &map.rows[skill.index()].cells[column].programmes)),
    };
    level.skills.iter().map(skill).collect()
}

/// The courses of the level by how they are required there.
fn courses(at: &Viewpoint, key: Key<Level>) -> Vec<LinkGroup> {
    let groups = [(Requirement::Mandatory, "must"), (Requirement::Elective, "pick"), (Requirement::Optional, "free")];
    let group = |(requirement, id): (Requirement, &str)| {
        let of_level = at.site.links.level_courses[key].iter().copied();
        let mut courses: Vec<_> =
            of_level.filter(|course| offered(&at.site[*course]) && at.site[*course].requirement(key) == Some(requirement)).collect();
        sort_courses(at, &mut courses);
        LinkGroup {
            id: format!("courses-{id}"),
            name: at.words.requirement(requirement).text,
            note: Some(at.words.fill("list.count", &[("n", &courses.len())])),
            items: courses.into_iter().map(|course| course_choice(at, course)).collect(),
        }
    };
    groups.map(group).into_iter().filter(|group| !group.items.is_empty()).collect()
}

/// The first contents made by others, the recommended ones before the rest.
fn external(at: &Viewpoint, key: Key<Level>) -> Vec<Link> {
    let recommended = |of: &Key<External>| at.site[*of].recommended_on(at.site.today()).is_some();
    let mut keys = at.site.links.level_external[key].clone();
    keys.sort_by_key(|of| (!recommended(of), *of));
    let link = |of: Key<External>| {
        let link = external_choice(at, of);
        let note = link.note.clone().unwrap_or_default();
        Link { note: Some(if recommended(&of) { at.words.fill("level.recommended", &[("note", &note)]) } else { note }), ..link }
    };
    keys.into_iter().take(SHOWN).map(link).collect()
}

/// The ways to secure people from outside, for those who are not trained but hired.
fn recruitment(at: &Viewpoint, level: &Level) -> Vec<Link> {
    if level.kind != LevelKind::External {
        return Vec::new();
    }
    let replaced: Vec<_> = at.site.recruitment.values().filter_map(|method| method.supersedes).collect();
    let current = at.site.recruitment.iter().filter(|(key, _)| !replaced.contains(key));
    current.map(|(_, method)| Link { note: Some(method.when.clone()), ..at.link(&Output::Fixed(Fixed::Recruitment), method) }).collect()
}

/// Whom it is for, who recognises, what counts.
fn recognition(at: &Viewpoint, key: Key<Level>, level: &Level) -> Vec<Fact> {
    let links = &at.site.links;
    let mut facts = Vec::new();
    facts.extend(level.audience.clone().map(|audience| Fact::text(at.words.say("fact.audience"), audience)));
    let wanted: Vec<String> = at
        .site
        .matrix
        .iter()
        .filter(|cell| cell.level == key && cell.weight > 0)
        .map(|cell| {
            let name = match cell.column {
                Column::Group(group) => &at.site[group].name,
                Column::Department(department) => &at.site[department].name,
            };
            at.words.remarked(name, at.words.weight(cell.weight))
        })
        .collect();
    facts.extend(
        (!wanted.is_empty())
            .then(|| Fact::text(at.words.say("fact.departments"), at.words.fill("level.wanted", &[("list", &at.words.listed(&wanted))]))),
    );
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(name, links)));
    add(at.words.say("fact.levels_before"), level.prerequisites.iter().map(|level| at.level(*level)).collect());
    add(at.words.say("fact.supplements"), level.supplements.iter().map(|level| at.level(*level)).collect());
    let exam = |exam: &Key<crate::model::Exam>| Link { sample: at.site[*exam].meta.invents("counts_for"), ..at.exam(*exam) };
    add(at.words.say("fact.exams"), links.level_exams[key].iter().map(exam).collect());
    if let Some(assessment) = links.level_assessment[key].map(|place| &at.site.assessments[place]) {
        facts.extend(assessment.recognized_by.map(|office| Fact::text(at.words.say("fact.recognized_by"), at.site[office].name.clone())));
        facts.extend(assessment.keep.as_ref().map(|(course, every)| Fact {
            sample: at.site[*course].meta.sample,
            ..Fact::text(at.words.say("fact.keep"), at.words.fill("level.keep", &[("course", &at.site[*course].title), ("every", &every)]))
        }));
    }
    facts.extend(level.recognition.map(|recognition| Fact::text(at.words.say("fact.recognition"), at.words.choice(recognition))));
    facts
}

fn links(at: &Viewpoint, key: Key<Level>) -> Links {
    let level = &at.site[key];
    Links {
        check: if level.self_check { at.href(&Output::Record(RecordPage::Assessment(key))) } else { String::new() },
        map: at.href(&Output::Record(RecordPage::LevelSkillMap(key))),
        courses: at.href(&Output::Record(RecordPage::CoursesBy(CourseFacet::Level(key)))),
        external: at.href(&Output::Fixed(Fixed::Externals)),
        recruitment: at.href(&Output::Fixed(Fixed::Recruitment)),
        cases: at.href(&Output::Fixed(Fixed::Cases)),
        kpis: at.href(&Output::Fixed(Fixed::Kpis)),
        levels: at.href(&Output::Fixed(Fixed::Levels)),
    }
}
