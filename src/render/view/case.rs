//! One case: before and after, what was done, what it took, whether one can do the same.

use crate::model::{Award, Case, Key};
use crate::render::frame::Head;
use crate::render::rows_catalogue::{case_card, change};
use crate::render::shape::{Card, Change, Fact, LevelChip, Link, Named, Tag};
use crate::render::{Prose, Shown, Viewpoint, kpi_words};
use crate::route::{Fixed, Output, RecordPage};
use serde::Serialize;

/// How many other cases are proposed.
const RELATED: usize = 3;

#[derive(Serialize)]
struct View {
    department: String,
    tags: Vec<Tag>,
    levels: Vec<LevelChip>,
    sample: bool,
    change: Change,
    measured: String,
    problem: String,
    body_html: String,
    effort: Vec<Fact>,
    reuse_html: String,
    contact: Vec<Fact>,
    links: Vec<Fact>,
    related: Vec<Card>,
    prev: Option<Named>,
    next: Option<Named>,
}

/// The page of the case `key`.
pub fn show(at: &Viewpoint, prose: &Prose, key: Key<Case>) -> Shown {
    let case = &at.site[key];
    let mut head = Head::of_record(at, case, Output::Fixed(Fixed::Cases));
    let effect = &case.effect;
    let told = at.words.fill(
        "case.change",
        &[
            ("measure", &effect.measure),
            ("before", &kpi_words::value(at.words, effect.before)),
            ("after", &kpi_words::value(at.words, effect.after)),
            ("unit", &effect.unit),
            ("problem", &case.problem),
        ],
    );
    head.description = Some(told.into());
    let html = |body: &Option<crate::parse::Markdown>| body.as_ref().map_or_else(String::new, |body| prose.html(at, body));
    let beside = |step: Option<usize>| {
        let (key, other) = at.site.cases.iter().nth(step?)?;
        Some(Named { name: other.title.clone(), href: at.href(&Output::Record(RecordPage::Case(key))) })
    };
    let view = View {
        department: at.department(case.department),
        tags: case.tools.iter().map(|tool| Tag::plain(at.site[*tool].name.clone())).collect(),
        levels: at.chips(case.levels.iter().copied()),
        sample: case.meta.sample,
        change: change(at, case),
        measured: effect.measured_on.map_or_else(String::new, |day| at.words.fill("case.measured", &[("day", &at.words.day(day))])),
        problem: case.problem.clone(),
        body_html: html(&case.body),
        effort: effort(at, case),
        reuse_html: html(&case.reuse),
        contact: contact(at, case),
        links: links(at, key, case),
        related: related(at, key).into_iter().map(|other| case_card(at, other)).collect(),
        prev: beside(key.index().checked_sub(1)),
        next: beside(Some(key.index() + 1)),
    };
    contents(at, &mut head, &view);
    Shown::new("case.html", head, &view)
}

fn contents(at: &Viewpoint, head: &mut Head, view: &View) {
    head.section("problem", at.words.say("case.problem"));
    if !view.body_html.is_empty() {
        head.section("done", at.words.say("case.done"));
    }
    if !view.effort.is_empty() {
        head.section("effort", at.words.say("case.effort"));
    }
    if !view.reuse_html.is_empty() {
        head.section("reuse", at.words.say("case.reuse"));
    }
    head.section("contact", at.words.say("case.contact"));
    if !view.links.is_empty() {
        head.section("links", at.words.say("list.links"));
    }
    if !view.related.is_empty() {
        head.section("related", at.words.say("case.similar"));
    }
}

fn effort(at: &Viewpoint, case: &Case) -> Vec<Fact> {
    let Some(effort) = case.effort else { return Vec::new() };
    let weeks =
        if effort.weeks == 0 { at.words.say("case.short").to_owned() } else { at.words.fill("case.weeks", &[("n", &effort.weeks)]) };
    let cost = if effort.cost == 0 { at.words.say("case.no_cost").to_owned() } else { at.words.yen(effort.cost) };
    vec![Fact::text(at.words.say("fact.period"), weeks), Fact::text(at.words.say("fact.cost"), cost)]
}

/// The office that answers questions, and its extension; that of the department when the case names none.
fn contact(at: &Viewpoint, case: &Case) -> Vec<Fact> {
    let (office, own) = case.contact.clone().unwrap_or((case.department, None));
    let Some(office) = office.or(case.department) else { return Vec::new() };
    let department = &at.site[office];
    let sample = department.meta.sample || case.meta.sample;
    let mut facts = vec![Fact { sample, ..Fact::text(at.words.say("fact.office"), department.name.clone()) }];
    facts.extend(
        own.or_else(|| department.ext.clone())
            .map(|ext| Fact { sample: sample || department.meta.invents("ext"), ..Fact::text(at.words.say("fact.ext"), ext) }),
    );
    facts
}

fn links(at: &Viewpoint, key: Key<Case>, case: &Case) -> Vec<Fact> {
    let site = at.site;
    let mut facts = Vec::new();
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(name, links)));
    add(
        at.words.say("fact.tools_used"),
        case.tools.iter().map(|tool| at.link(&Output::Record(RecordPage::CasesBy(*tool)), &site[*tool])).collect(),
    );
    add(at.words.say("fact.skills_used"), case.skills.iter().map(|skill| at.skill(*skill)).collect());
    add(at.words.say("level.categories"), case.levels.iter().map(|level| at.level(*level)).collect());
    add(
        at.words.say("fact.initiative"),
        case.initiative.iter().map(|initiative| at.link(&Output::Fixed(Fixed::Plans), &site[*initiative])).collect(),
    );
    let mut awards: Vec<_> = case.award.into_iter().chain(site.links.case_awards[key].iter().copied()).collect();
    awards.sort();
    awards.dedup();
    let award = |award: Key<Award>| {
        let award = &site[award];
        Link {
            title: at.words.beside(&at.words.fiscal_year(award.fiscal_year), &award.title),
            ..at.link(&Output::Fixed(Fixed::Awards), award)
        }
    };
    add(at.words.say("kind.award"), awards.into_iter().map(award).collect());
    facts
}

/// The cases that share most tools and skills with `key`.
fn related(at: &Viewpoint, key: Key<Case>) -> Vec<Key<Case>> {
    let case = &at.site[key];
    let common = |other: &Case| {
        let tools = other.tools.iter().filter(|tool| case.tools.contains(tool)).count();
        2 * tools + other.skills.iter().filter(|skill| case.skills.contains(skill)).count()
    };
    let others = at.site.cases.iter().filter(|(other, _)| *other != key);
    let mut scored: Vec<_> = others.map(|(other, case)| (common(case), other)).filter(|(score, _)| *score > 0).collect();
    scored.sort_by_key(|(score, other)| (std::cmp::Reverse(*score), *other));
    scored.into_iter().take(RELATED).map(|(_, other)| other).collect()
}
