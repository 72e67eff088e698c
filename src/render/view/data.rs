//! The lists of the portal as open data: files, number of rows, meaning of the columns.

use super::page::section_text;
use crate::render::frame::Head;
use crate::render::shape::Date;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Dataset, Export, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    text_html: String,
    sets: Vec<Set>,
    /// The meaning of the columns is written in Japanese.
    described: bool,
    dictionary: String,
}

/// A list.
#[derive(Serialize)]
struct Set {
    id: String,
    title: String,
    text: String,
    updated: Option<Date>,
    rows: usize,
    csv: String,
    csv_name: String,
    json: String,
    json_name: String,
    columns: Vec<Field>,
}

/// A column of a list.
#[derive(Serialize)]
struct Field {
    name: String,
    label: String,
    description: String,
}

/// The page of open data.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let mut head = Head::of_section(at, "data", at.words.say("menu.data"), at.words.say("lead.data"));
    let text_html = section_text(at, prose, "data", &mut head);
    let described = at.site.config.language == "ja";
    let sets: Vec<Set> = Dataset::ALL.iter().map(|dataset| set(at, *dataset)).collect();
    head.section("files", at.words.say("data.files"));
    head.section("columns", at.words.say("data.columns"));
    Shown::new("data.html", head, &View { text_html, sets, described, dictionary: at.href(&Output::Export(Export::Dictionary)) })
}

fn set(at: &Viewpoint, dataset: Dataset) -> Set {
    let table = crate::export::table(at.site, at.figures, at.routes, dataset);
    let name = dataset.name();
    Set {
        id: format!("data-{name}"),
        title: at.words.fill(&format!("data.set.{name}.title"), &[]),
        text: at.words.fill(&format!("data.set.{name}.text"), &[]),
        updated: table.updated.map(|day| at.words.date(day)),
        rows: table.rows.len(),
        csv: at.href(&Output::Export(Export::Csv(dataset))),
        csv_name: format!("{name}.csv"),
        json: at.href(&Output::Export(Export::Json(dataset))),
        json_name: format!("{name}.json"),
        columns: table
            .columns
            .into_iter()
            .map(|column| Field {
                name: column.name.into_owned(),
                label: column.label.into_owned(),
                description: if column.unit.is_empty() {
                    column.description.into_owned()
                } else {
                    at.words.fill("data.unit", &[("text", &column.description), ("unit", &column.unit)])
                },
            })
            .collect(),
    }
}
