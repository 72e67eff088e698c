//! The skills that a level needs, as a radar and as a table of the same steps.

use super::Viewpoint;
use super::chart::radar::{Radar, Shape, Spoke, draw_both};
use super::shape::{Cell, Column, Link, Table};
use crate::model::{Key, Level, Recorded, Skill};
use serde::Serialize;

/// The greatest step of a skill.
const MOST: u8 = 4;

/// A radar and its steps.
#[derive(Serialize)]
pub struct SkillRadar {
    html: String,
    caption: String,
    table: Table,
}

/// The skills of the level `key`; `None` where they are too few to span a shape.
pub fn of_level(at: &Viewpoint, key: Key<Level>) -> Option<SkillRadar> {
    drawn(at, key, None)
}

/// The same, with an empty polygon for the steps that the reader has; a script fills it.
pub fn with_own(at: &Viewpoint, key: Key<Level>) -> Option<SkillRadar> {
    drawn(at, key, Some(at.words.fill("radar.own", &[])))
}

fn drawn(at: &Viewpoint, key: Key<Level>, own: Option<String>) -> Option<SkillRadar> {
    let level = &at.site[key];
    let said = |name: &str| at.words.fill(name, &[("level", &level.label), ("most", &MOST)]);
    let skills = in_order(at, &level.skills);
    let step = |step: u8| at.words.fill("radar.step", &[("n", &step)]);
    let radar = Radar {
        id: "skill-radar".to_owned(),
        title: said("radar.title"),
        most: MOST,
        spokes: skills
            .iter()
            .map(|(skill, of)| Spoke {
                key: at.site[*skill].meta.id.to_string(),
                name: at.site[*skill].title().to_owned(),
                note: step(*of),
            })
            .collect(),
        shapes: vec![Shape { name: said("radar.shape"), steps: skills.iter().map(|(_, step)| f64::from(*step)).collect() }],
        own,
        remark: said("radar.remark"),
    };
    let html = draw_both(&radar, at.words);
    let columns = vec![Column::text(said("radar.skill")), Column::short(said("radar.wanted"))];
    let mut table = Table { compact: true, ..Table::new("skill-steps", said("radar.title"), columns) };
    for (skill, of) in &skills {
        table.push(vec![Cell::from(Link { sample: false, ..at.skill(*skill) }), Cell::text(step(*of))]);
    }
    (!html.is_empty()).then(|| SkillRadar { html, caption: said("radar.caption"), table })
}

/// The skills by category, as the skill map lists them.
fn in_order(at: &Viewpoint, skills: &[(Key<Skill>, u8)]) -> Vec<(Key<Skill>, u8)> {
    let mut skills = skills.to_vec();
    skills.sort_by_key(|(skill, _)| (at.site[*skill].category.is_none(), at.site[*skill].category, *skill));
    skills
}
