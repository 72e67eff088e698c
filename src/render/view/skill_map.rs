//! The skill map of all levels: which programme leads to which skill at which level, and where none does.

use crate::model::skill_map::Cell;
use crate::model::{Key, Level, Requirement, SkillCategory};
use crate::render::frame::Head;
use crate::render::rows::{chip_to, html, programme};
use crate::render::shape::{Alternate, LevelChip, Link};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Export, Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    matrix: Matrix,
    chips: Vec<LevelChip>,
    gaps: Vec<Gap>,
    gap_count: usize,
    /// That nothing leads there is counted among invented programmes.
    gaps_sample: bool,
    csv: String,
    departments: String,
    /// All skills and courses are invented.
    sample: bool,
}

#[derive(Serialize)]
struct Matrix {
    id: &'static str,
    caption_html: String,
    columns: Vec<Column>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Column {
    level: LevelChip,
    note: String,
}

#[derive(Serialize)]
struct Group {
    name: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    link: Link,
    cells: Vec<MatrixCell>,
}

/// A cell as the matrix component reads it.
#[derive(Serialize)]
struct MatrixCell {
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<Item>,
}

/// A programme with how it is required.
#[derive(Serialize)]
pub(super) struct Item {
    kind: &'static str,
    word: String,
    #[serde(flatten)]
    link: Link,
}

/// The gaps of one level.
#[derive(Serialize)]
struct Gap {
    level: LevelChip,
    skills: Vec<Link>,
}

/// The skill map of all levels.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "skill-map", at.words.say("menu.skill_map"), at.words.say("lead.skill_map"));
    let map = &at.figures.skill_map;
    // One mark in the caption instead of one behind each name.
    let all_samples = !at.site.courses.is_empty()
        && at.site.courses.values().all(|course| course.meta.sample)
        && at.site.skills.values().all(|skill| skill.meta.sample);
    let mut caption_html = html(at.words.say("skill_map.table_caption"));
    if all_samples {
        caption_html.push_str(at.words.say("skill_map.all_samples_html"));
    }
    let view = View {
        intro_html: at.site.section_text("skill-map").map_or_else(String::new, |page| prose.html(at, &page.body)),
        matrix: Matrix { id: "map-caption", caption_html, columns: columns(at), groups: groups(at, all_samples) },
        chips: map.columns.iter().map(|level| chip_to(at, *level, &Output::Record(RecordPage::LevelSkillMap(*level)))).collect(),
        gaps: gaps(at),
        gap_count: at.figures.gaps.len(),
        gaps_sample: map.sample(None, None),
        csv: at.href(&Output::Export(Export::Csv(Dataset::SkillMap))),
        departments: at.href(&Output::Fixed(Fixed::Matrix)),
        sample: all_samples,
    };
    if !view.csv.is_empty() {
        head.alternates.push(Alternate { media: "text/csv", title: at.words.say("skill_map.csv").to_owned(), href: view.csv.clone() });
    }
    Shown::new("skill_map.html", head, &view)
}

fn columns(at: &Viewpoint) -> Vec<Column> {
    let column = |level: &Key<Level>| {
        let Level { name, label, .. } = &at.site[*level];
        Column {
            level: chip_to(at, *level, &Output::Record(RecordPage::LevelSkillMap(*level))),
            note: if name == label { String::new() } else { name.clone() },
        }
    };
    at.figures.skill_map.columns.iter().map(column).collect()
}

/// The rows under their categories; skills without one come last.
fn groups(at: &Viewpoint, all_samples: bool) -> Vec<Group> {
    let site = at.site;
    let mut groups: Vec<Group> =
        site.skill_categories.values().map(|category| Group { name: category.name.clone(), rows: Vec::new() }).collect();
    groups.push(Group { name: at.words.say("list.others").to_owned(), rows: Vec::new() });
    let last = groups.len() - 1;
    for row in &at.figures.skill_map.rows {
        let cells = row.cells.iter().map(|cell| matrix_cell(at, cell, all_samples)).collect();
        let place = site[row.skill].category.map_or(last, Key::<SkillCategory>::index);
        let link = Link { sample: !all_samples && site[row.skill].meta.sample, ..at.skill(row.skill) };
        groups[place].rows.push(Row { link, cells });
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

fn matrix_cell(at: &Viewpoint, cell: &Cell, all_samples: bool) -> MatrixCell {
    if cell.is_gap() {
        return MatrixCell { kind: "gap", items: Vec::new() };
    }
    if cell.programmes.is_empty() {
        return MatrixCell { kind: "none", items: Vec::new() };
    }
    let item = |(requirement, of): &(Requirement, _)| {
        let mut item = item(at, *requirement, *of);
        item.link.sample &= !all_samples || item.link.external;
        // The network stands on the pages of the programmes; a cell has room for the name only.
        item.link.network = String::new();
        item
    };
    MatrixCell { kind: "list", items: cell.programmes.iter().map(item).collect() }
}

/// A programme with how it is required.
pub(super) fn item(at: &Viewpoint, requirement: Requirement, of: crate::model::skill_map::Programme) -> Item {
    let tag = at.words.requirement(requirement);
    Item { kind: tag.kind, word: tag.text, link: programme(at, of) }
}

fn gaps(at: &Viewpoint) -> Vec<Gap> {
    let mut gaps: Vec<(Key<Level>, Gap)> = Vec::new();
    for (skill, level) in &at.figures.gaps {
        let link = Link { sample: false, ..at.skill(*skill) };
        match gaps.last_mut().filter(|(last, _)| last == level) {
            Some((_, gap)) => gap.skills.push(link),
            None => gaps.push((*level, Gap { level: at.chip(*level), skills: vec![link] })),
        }
    }
    gaps.into_iter().map(|(_, gap)| gap).collect()
}
