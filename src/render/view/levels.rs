//! The talent categories: which there are, and how they belong together.

use crate::model::{Key, Level, Tally};
use crate::render::frame::Head;
use crate::render::rows::{Arm, arms};
use crate::render::shape::{Cell, Column, Table};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    arms: Vec<Arm>,
    table: Table,
    matrix: String,
    skill_map: String,
    assessments: String,
}

/// The list of talent categories.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "levels", at.words.say("menu.levels"), at.words.say("lead.levels"));
    let view = View {
        intro_html: at.site.section_text("levels").map_or_else(String::new, |page| prose.html(at, &page.body)),
        arms: arms(at),
        table: table(at),
        matrix: at.href(&Output::Fixed(Fixed::Matrix)),
        skill_map: at.href(&Output::Fixed(Fixed::SkillMap)),
        assessments: at.href(&Output::Fixed(Fixed::Assessments)),
    };
    Shown::new("levels.html", head, &view)
}

fn table(at: &Viewpoint) -> Table {
    let courses = |key: Key<Level>| Tally::of(at.site.links.level_courses[key].iter().map(|course| &at.site[*course]));
    // Where all are invented, the head of the column says so.
    let invented = at.site.levels.keys().map(courses).filter(|courses| courses.n > 0).all(|courses| courses.sample);
    let columns = vec![
        Column::text(at.words.say("kind.level")),
        Column::text(at.words.say("levels.who")),
        Column::text(at.words.say("fact.audience")),
        Column::short(at.words.say("levels.development")),
        Column { sample: invented && !at.site.courses.is_empty(), ..Column::num(at.words.say("levels.courses")) },
        Column::short(at.words.say("fact.recognition")),
    ];
    let mut table = Table::new("levels-table", at.words.say("levels.table"), columns);
    for (key, level) in at.site.levels.iter() {
        let dash = || "―".to_owned();
        let courses = courses(key);
        table.push(vec![
            Cell::from(crate::render::shape::Link { sample: level.meta.sample, ..at.level(key) }),
            Cell::text(level.summary.clone()),
            Cell::text(level.audience.clone().unwrap_or_else(dash)),
            Cell::text(level.priority.map_or_else(dash, |priority| at.words.choice(priority).to_owned())),
            Cell { sample: courses.sample && !invented, ..Cell::text(at.words.fill("list.count", &[("n", &courses)])) },
            Cell::text(level.recognition.map_or_else(dash, |recognition| at.words.choice(recognition).to_owned())),
        ]);
    }
    table
}
