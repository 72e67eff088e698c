//! Level × department: where which talent is wanted, as relative quantity in words and dots.

use crate::model::{Column, Department, Key, Level};
use crate::render::frame::Head;
use crate::render::shape::{Alternate, LevelChip};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Export, Fixed, Output};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
struct View {
    body_html: String,
    matrix: Matrix,
    notes: Vec<String>,
    scale: Vec<Weight>,
    csv: String,
    skill_map: String,
}

#[derive(Serialize)]
struct Matrix {
    id: &'static str,
    caption: String,
    corner: String,
    head: Vec<HeadGroup>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct HeadGroup {
    name: String,
    columns: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    level: LevelChip,
    cells: Vec<MatrixCell>,
}

#[derive(Serialize)]
struct MatrixCell {
    kind: &'static str,
    word: String,
    n: i64,
}

/// A step of the scale.
#[derive(Serialize)]
struct Weight {
    word: String,
    n: i64,
}

/// The level × department matrix.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "matrix", at.words.say("menu.matrix"), at.words.say("lead.matrix"));
    let (columns, names) = columns(at);
    let cells: BTreeMap<(Key<Level>, Column), i64> = at.site.matrix.iter().map(|cell| ((cell.level, cell.column), cell.weight)).collect();
    let levels: BTreeSet<Key<Level>> = at.site.matrix.iter().map(|cell| cell.level).collect();
    let row = |level: Key<Level>| Row {
        level: at.chip(level),
        cells: columns.iter().map(|column| matrix_cell(at, cells.get(&(level, *column)).copied())).collect(),
    };
    let view = View {
        body_html: at.site.section_text("matrix").map_or_else(String::new, |page| prose.html(at, &page.body)),
        matrix: Matrix {
            id: "matrix-caption",
            caption: at.words.say("matrix.caption").to_owned(),
            corner: at.words.say("kind.level").to_owned(),
            head: names,
            rows: levels.into_iter().map(row).collect(),
        },
        notes: notes(at),
        scale: (1..=4).rev().map(|n| Weight { word: at.words.weight(n).to_owned(), n }).collect(),
        csv: at.href(&Output::Export(Export::Csv(Dataset::Matrix))),
        skill_map: at.href(&Output::Fixed(Fixed::SkillMap)),
    };
    if !view.csv.is_empty() {
        head.alternates.push(Alternate { media: "text/csv", title: at.words.say("matrix.csv").to_owned(), href: view.csv.clone() });
    }
    Shown::new("matrix.html", head, &view)
}

/// A weight of 0 is a statement, an empty cell is none.
fn matrix_cell(at: &Viewpoint, weight: Option<i64>) -> MatrixCell {
    let (kind, word) = match weight {
        None => ("none", at.words.say("matrix.not_stated")),
        Some(..=0) => ("text", at.words.weight(0)),
        Some(weight) => ("dots", at.words.weight(weight)),
    };
    MatrixCell { kind, word: word.to_owned(), n: weight.unwrap_or(0).clamp(0, 4) }
}

/// The columns of the matrix with their heads: a group that has a column of its own, then the departments under their group.
fn columns(at: &Viewpoint) -> (Vec<Column>, Vec<HeadGroup>) {
    let used: BTreeSet<Column> = at.site.matrix.iter().map(|cell| cell.column).collect();
    let mut columns = Vec::new();
    let mut heads = Vec::new();
    let mut add = |name: &str, whole: Option<Column>, departments: Vec<(Key<Department>, &Department)>| {
        if let Some(whole) = whole {
            columns.push(whole);
            heads.push(HeadGroup { name: name.to_owned(), columns: Vec::new() });
        }
        if !departments.is_empty() {
            columns.extend(departments.iter().map(|(key, _)| Column::Department(*key)));
            heads.push(HeadGroup {
                name: name.to_owned(),
                columns: departments.into_iter().map(|(_, department)| department.name.clone()).collect(),
            });
        }
    };
    let of_group = |group| {
        let departments = at.site.departments.iter();
        departments.filter(|(key, department)| department.group == group && used.contains(&Column::Department(*key))).collect()
    };
    for (key, group) in at.site.groups.iter() {
        add(&group.name, Some(Column::Group(key)).filter(|column| used.contains(column)), of_group(Some(key)));
    }
    add(at.words.say("list.others"), None, of_group(None));
    (columns, heads)
}

/// The remarks of the cells.
fn notes(at: &Viewpoint) -> Vec<String> {
    let name = |column: Column| match column {
        Column::Group(key) => at.site[key].name.as_str(),
        Column::Department(key) => at.site[key].name.as_str(),
    };
    let note = |cell: &crate::model::MatrixCell| {
        cell.note.as_ref().map(|note| {
            at.words.fill("matrix.note", &[("level", &at.site[cell.level].label), ("column", &name(cell.column)), ("note", &note)])
        })
    };
    at.site.matrix.iter().filter_map(note).collect()
}
