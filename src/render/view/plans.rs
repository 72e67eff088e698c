//! The plans that the portal serves: period, position, vision, pillars with their measures, and the documents they refer to.

use super::kpis::period;
use super::page::{pages_of, section_text};
use crate::model::{Initiative, Key, Pillar, Plan};
use crate::render::frame::Head;
use crate::render::shape::{Badge, Date, Fact, Link};
use crate::render::{Prose, Shown, Viewpoint};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    pages: Vec<Link>,
    plans: Vec<About>,
    references: Vec<Event>,
}

/// A plan.
#[derive(Serialize)]
struct About {
    id: String,
    title: String,
    state: Option<Badge>,
    summary: Option<String>,
    vision: Vec<String>,
    facts: Vec<Fact>,
    contents: Vec<String>,
    pillars: Vec<Column>,
    history: Vec<Event>,
    sample: bool,
}

/// A pillar with its measures.
#[derive(Serialize)]
struct Column {
    id: String,
    title: String,
    items: Vec<String>,
    measures: Vec<Measure>,
}

/// A measure.
#[derive(Serialize)]
struct Measure {
    id: String,
    title: String,
    items: Vec<String>,
    examples: Vec<String>,
    links: Vec<Fact>,
}

/// A line of a timeline.
#[derive(Serialize)]
struct Event {
    date: Date,
    kind: Option<String>,
    #[serde(flatten)]
    link: Link,
}

/// The page of the plans.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let site = at.site;
    let mut head = Head::of_section(at, "plan", at.words.say("menu.plans"), at.words.say("lead.plans"));
    let text_html = section_text(at, prose, "plan", &mut head);
    let pages = pages_of(at, "plan");
    if !pages.is_empty() {
        head.section("pages", at.words.say("plans.read"));
    }
    let plans: Vec<About> = newest_first(at).into_iter().map(|key| about(at, key)).collect();
    plans.iter().for_each(|plan| head.section(&plan.id, &plan.title));
    let references: Vec<Event> = site
        .references
        .values()
        .map(|reference| Event {
            date: at.words.month(reference.date),
            kind: reference.issuer.clone(),
            link: Link {
                title: reference.title.clone(),
                href: reference.url.clone().unwrap_or_default(),
                external: reference.url.is_some(),
                note: reference.note.clone(),
                sample: reference.meta.sample,
                ..Link::default()
            },
        })
        .collect();
    if !references.is_empty() {
        head.section("references", at.words.say("plans.references"));
    }
    Shown::new("plans.html", head, &View { text_html, pages, plans, references })
}

/// The newest plans first, but a plan below another directly behind it.
fn newest_first(at: &Viewpoint) -> Vec<Key<Plan>> {
    let mut plans = Vec::new();
    let mut tops: Vec<Key<Plan>> = at.site.plans.iter().filter(|(_, plan)| plan.parent.is_none()).map(|(key, _)| key).collect();
    tops.reverse();
    for top in tops {
        plans.push(top);
        plans.extend(at.site.plans.iter().filter(|(_, plan)| plan.parent == Some(top)).map(|(key, _)| key));
    }
    // Plans further down, or in a circle.
    let rest: Vec<Key<Plan>> = at.site.plans.keys().filter(|key| !plans.contains(key)).collect();
    plans.extend(rest);
    plans
}

fn about(at: &Viewpoint, key: Key<Plan>) -> About {
    let plan = &at.site[key];
    let now = at.site.this_year();
    let state = plan.period.map(|period| match () {
        () if period.to < now => Badge { tone: "calm", icon: "dash", word: at.words.say("plans.over").to_owned() },
        () if period.from > now => Badge { tone: "calm", icon: "clock", word: at.words.say("plans.coming").to_owned() },
        () => Badge { tone: "good", icon: "check", word: at.words.say("plans.running").to_owned() },
    });
    About {
        id: anchor(plan),
        title: plan.title.clone(),
        state,
        summary: plan.summary.clone(),
        vision: plan.vision.clone(),
        facts: facts(at, key),
        contents: plan.contents.clone(),
        pillars: at.site.pillars.iter().filter(|(_, pillar)| pillar.plan == Some(key)).map(|(key, _)| column(at, key)).collect(),
        history: plan
            .history
            .iter()
            .map(|revision| Event {
                date: at.words.month(revision.date),
                kind: None,
                link: Link { title: revision.note.clone(), ..Link::default() },
            })
            .collect(),
        sample: plan.meta.sample,
    }
}

fn anchor(plan: &Plan) -> String {
    format!("plan-{}", plan.meta.id)
}

fn facts(at: &Viewpoint, key: Key<Plan>) -> Vec<Fact> {
    let site = at.site;
    let plan = &site[key];
    let link = |other: Key<Plan>| Link { title: site[other].title.clone(), href: format!("#{}", anchor(&site[other])), ..Link::default() };
    let mut facts = vec![Fact::text(at.words.say("kind.adopted"), at.words.month(plan.adopted).words)];
    facts.extend(plan.period.map(|span| Fact::text(at.words.say("fact.period"), period(at, span))));
    facts.extend(plan.position.clone().map(|position| Fact::text(at.words.say("fact.position"), position)));
    facts.extend(plan.scope.clone().map(|scope| Fact::text(at.words.say("fact.audience"), scope)));
    facts.extend(plan.audience.clone().map(|audience| Fact::text(at.words.say("fact.reader"), audience)));
    facts.extend(plan.review.clone().map(|review| Fact::text(at.words.say("fact.review"), review)));
    facts.extend(plan.parent.map(|parent| Fact::links(at.words.say("fact.above"), vec![link(parent)])));
    facts.extend(plan.predecessor.map(|before| Fact::links(at.words.say("fact.policy_before"), vec![link(before)])));
    let after: Vec<Link> = site.plans.iter().filter(|(_, other)| other.predecessor == Some(key)).map(|(key, _)| link(key)).collect();
    facts.extend((!after.is_empty()).then(|| Fact::links(at.words.say("fact.policy_after"), after)));
    let below: Vec<Link> = site.plans.iter().filter(|(_, other)| other.parent == Some(key)).map(|(key, _)| link(key)).collect();
    facts.extend((!below.is_empty()).then(|| Fact::links(at.words.say("fact.plans_below"), below)));
    facts.extend((!plan.related.is_empty()).then(|| Fact::text(at.words.say("fact.related_plans"), at.words.listed(&plan.related))));
    facts.extend(at.source(&plan.meta).map(|source| Fact::text(at.words.say("fact.source"), source)));
    facts.extend(plan.meta.notes.clone().map(|notes| Fact::text(at.words.say("fact.note"), notes)));
    facts
}

fn column(at: &Viewpoint, key: Key<Pillar>) -> Column {
    let pillar = &at.site[key];
    let measures = at.site.initiatives.iter().filter(|(_, measure)| measure.pillar == Some(key));
    Column {
        id: format!("pillar-{}", pillar.meta.id),
        title: at.words.fill("plans.pillar", &[("number", &pillar.number), ("title", &pillar.title)]),
        items: pillar.items.clone(),
        measures: measures.map(|(key, _)| measure(at, key)).collect(),
    }
}

fn measure(at: &Viewpoint, key: Key<Initiative>) -> Measure {
    let measure = &at.site[key];
    let links = &at.site.links;
    let mut facts = Vec::new();
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(name, links)));
    let holds = |kpi: &&Key<crate::model::Kpi>| at.site[**kpi].superseded_by.is_none() && at.site[**kpi].parent.is_none();
    add(at.words.say("fact.indicators"), links.initiative_kpis[key].iter().filter(holds).map(|kpi| at.kpi(*kpi)).collect());
    add(at.words.say("menu.cases"), links.initiative_cases[key].iter().map(|case| at.case(*case)).collect());
    Measure {
        id: format!("measure-{}", measure.meta.id),
        title: at.words.fill("plans.measure", &[("number", &measure.number), ("title", &measure.title)]),
        items: measure.items.clone(),
        examples: measure.examples.clone(),
        links: facts,
    }
}
