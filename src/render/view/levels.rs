//! The talent categories: which there are, and how they belong together.

use crate::render::frame::Head;
use crate::render::rows::{Arm, arms};
use crate::render::shape::{Cell, Column, Table};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::Output;
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
    let head = Head::of_section(at, "levels", "人材区分とレベル", "どんな人材を、どのように育てるかの区分です。");
    let view = View {
        intro_html: at.site.section_text("levels").map_or_else(String::new, |page| prose.html(at, &page.body)),
        arms: arms(at),
        table: table(at),
        matrix: at.href(&Output::Matrix),
        skill_map: at.href(&Output::SkillMap),
        assessments: at.href(&Output::Assessments),
    };
    Shown::new("levels.html", head, &view)
}

fn table(at: &Viewpoint) -> Table {
    let columns = vec![
        Column::text("人材区分"),
        Column::text("どんな人か"),
        Column::text("対象"),
        Column::short("育成"),
        Column::num("研修"),
        Column::short("認定制度"),
    ];
    let mut table = Table::new("levels-table", "人材区分の一覧", columns);
    for (key, level) in at.site.levels.iter() {
        let dash = || "―".to_owned();
        let courses = at.site.links.level_courses[key].len();
        table.push(vec![
            Cell::from(crate::render::shape::Link { sample: level.meta.sample, ..at.level(key) }),
            Cell::text(level.summary.clone()),
            Cell::text(level.audience.clone().unwrap_or_else(dash)),
            Cell::text(level.priority.map_or_else(dash, |priority| words::priority(priority).to_owned())),
            Cell::text(format!("{courses}件")),
            Cell::text(level.recognition.map_or_else(dash, |recognition| words::recognition(recognition).to_owned())),
        ]);
    }
    table
}
