//! The assessments: for which levels there is a sheet, and what it asks for.

use crate::model::names::Entity;
use crate::model::{Assessment, Rule};
use crate::render::frame::Head;
use crate::render::shape::{Card, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    body_html: String,
    cards: Vec<Card>,
    /// Talent categories without a sheet.
    without: Vec<Link>,
    levels: String,
}

/// The list of assessments.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "assessment", at.words.say("progress.sheets.title"), at.words.say("progress.sheets.lead"));
    let site = at.site;
    let view = View {
        body_html: site.section_text("assessment").map_or_else(String::new, |page| prose.html(at, &page.body)),
        cards: site.assessments.iter().map(|assessment| card(at, assessment)).collect(),
        without: site.levels.keys().filter(|level| site.links.level_assessment[*level].is_none()).map(|level| at.level(level)).collect(),
        levels: at.href(&Output::Fixed(Fixed::Levels)),
    };
    Shown::new("assessments.html", head, &view)
}

fn card(at: &Viewpoint, assessment: &Assessment) -> Card {
    let level = &at.site[assessment.level];
    let (mut courses, mut exams, mut work) = (0, 0, 0);
    assessment.rule.walk(&mut |rule| match rule {
        Rule::Course(_) | Rule::Ended(Entity::Course) => courses += 1,
        Rule::Exam(_) | Rule::Ended(_) => exams += 1,
        Rule::Work(..) => work += 1,
        Rule::All(_) | Rule::AtLeast(..) | Rule::Level(_) => {}
    });
    let count = |n: usize, name: &str| (n > 0).then(|| at.words.fill(&format!("progress.sheets.{name}"), &[("n", &n)]));
    let parts: Vec<_> = [count(courses, "courses"), count(exams, "exams"), count(work, "work")].into_iter().flatten().collect();
    let parts = parts.join(at.words.say("progress.sheets.comma"));
    Card {
        title: at.words.fill("progress.sheet.title", &[("level", &level.label)]),
        href: at.href(&Output::Record(RecordPage::Assessment(assessment.level))),
        text: Some(at.words.fill("progress.sheets.card", &[("name", &level.name), ("parts", &parts)])),
        levels: vec![at.chip(assessment.level)],
        sample: assessment.meta.sample,
        date_label: assessment.meta.updated.map(|_| at.words.say("progress.sheets.updated").to_owned()),
        date: assessment.meta.updated.map(|day| at.words.date(day)),
        meta: level.recognition.map(|recognition| at.words.fill("progress.sheet.recognition", &[("state", &at.words.choice(recognition))])),
        ..Card::default()
    }
}
