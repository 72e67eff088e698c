//! The skills that a level needs, as a radar. The pages that show it say the same steps in a table.

use super::Viewpoint;
use super::chart::radar::{Radar, Shape, Spoke, draw_both};
use crate::model::{Key, Level, Recorded, Skill};
use serde::Serialize;

/// The greatest step of a skill.
const MOST: u8 = 4;

/// A radar and what to know to read it.
#[derive(Serialize)]
pub struct SkillRadar {
    html: String,
    caption: String,
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
    (!html.is_empty()).then(|| SkillRadar { html, caption: said("radar.caption") })
}

/// The skills by category, as the skill map lists them.
fn in_order(at: &Viewpoint, skills: &[(Key<Skill>, u8)]) -> Vec<(Key<Skill>, u8)> {
    let mut skills = skills.to_vec();
    skills.sort_by_key(|(skill, _)| (at.site[*skill].category.is_none(), at.site[*skill].category, *skill));
    skills
}
