//! Everything of the site that is not HTML: the lists as CSV and JSON with their dictionary, feeds, calendar files, the site map.
//!
//! All of it is made from the model alone: no clock, no theme. HTML is made by `render`; the file of each export is chosen by `route`.

mod csv;
mod dataset;
mod dates;
mod feed;
mod ics;
mod json;
mod sitemap;
mod table;
#[cfg(test)]
mod testing;

pub use table::{Column, DataTable, Value, ValueKind};

use crate::model::{Figures, Site};
use crate::route::{Dataset, Export, Fixed, Output, RoutePath, Routes};
use dataset::From;

/// The bytes of `export`.
pub fn write(site: &Site, figures: &Figures, routes: &Routes, export: &Export) -> Vec<u8> {
    match export {
        Export::NewsFeed => feed::news(site, routes),
        Export::TrendFeed => feed::trends(site, routes),
        Export::Calendar => ics::all(site, figures, routes),
        Export::ExamCalendar(exam) => ics::exam(site, figures, routes, *exam),
        Export::CourseCalendar(course) => ics::course(site, figures, routes, *course),
        Export::Sitemap => sitemap::write(site, routes),
        Export::Csv(dataset) => csv::write(&table(site, figures, routes, *dataset)),
        Export::Json(dataset) => json::table(&table(site, figures, routes, *dataset)),
        Export::Dictionary => json::dictionary(site, &tables(site, figures, routes)),
    }
}

/// The list `dataset` as a table: the one source of its CSV, its JSON, the dictionary and the data page.
pub fn table(site: &Site, figures: &Figures, routes: &Routes, dataset: Dataset) -> DataTable {
    dataset::table(From { site, figures, routes }, dataset)
}

/// All lists, in the order of the data page.
pub fn tables(site: &Site, figures: &Figures, routes: &Routes) -> Vec<DataTable> {
    Dataset::ALL.iter().map(|dataset| table(site, figures, routes, *dataset)).collect()
}

/// The absolute address of `path`, when the site has one. The file is always named, as in the links of the pages.
fn address(site: &Site, routes: &Routes, path: &RoutePath) -> Option<String> {
    let root = routes.path(&Output::Fixed(Fixed::Home))?;
    Some(format!("{}{}", site.base_url()?, root.href(path)))
}

/// The link from the file at `here` to `to`: absolute when the site has an address, otherwise relative to the place of `here`.
fn link(site: &Site, routes: &Routes, here: &RoutePath, to: &RoutePath) -> String {
    address(site, routes, to).unwrap_or_else(|| here.href(to))
}

#[cfg(test)]
mod tests {
    use super::testing::{Portal, shipped};
    use super::*;
    use std::collections::BTreeSet;

    fn all(Portal { site, figures, routes }: &Portal) -> Vec<DataTable> {
        tables(site, figures, routes)
    }

    #[test]
    fn every_list_has_a_unique_key_and_named_columns() {
        for DataTable { dataset, title_ja, description_ja, columns, rows, .. } in all(&shipped(None)) {
            assert!(!title_ja.is_empty() && description_ja.ends_with("。"), "{dataset:?}");
            let names: BTreeSet<_> = columns.iter().map(|column| &column.name).collect();
            assert_eq!(names.len(), columns.len(), "{dataset:?}: columns of one name");
            for Column { name, label, description, .. } in &columns {
                let ascii = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
                assert!(ascii && !label.is_empty() && !description.is_empty(), "{dataset:?}: {name}");
            }
            let keys: BTreeSet<String> = rows.iter().map(|row| row[0].words()).collect();
            assert!(!rows.is_empty() && keys.len() == rows.len() && !keys.contains(""), "{dataset:?}");
        }
    }

    #[test]
    fn every_value_is_of_the_kind_of_its_column() {
        for DataTable { dataset, columns, rows, .. } in all(&shipped(None)) {
            for (column, value) in rows.iter().flat_map(|row| columns.iter().zip(row)) {
                let fits = match (column.kind, value) {
                    (_, Value::Empty) => true,
                    (ValueKind::Text, Value::Text(text)) => !text.trim().is_empty(),
                    (ValueKind::Number, Value::Number(number, _)) => number.is_finite(),
                    (ValueKind::Year, Value::Number(year, 0)) => (1900.0..2200.0).contains(year),
                    (ValueKind::Date, Value::Text(text)) => matches!(text.len(), 7 | 10),
                    (ValueKind::Time, Value::Text(text)) => text.len() == 5,
                    (ValueKind::Bool, Value::Bool(_)) | (ValueKind::List, Value::List(_)) => true,
                    _ => false,
                };
                assert!(fits, "{dataset:?}.{}: {value:?}", column.name);
                assert!(!value.words().contains(['\n', '\r', '\t']), "{dataset:?}.{}", column.name);
            }
        }
    }

    #[test]
    fn every_page_named_in_a_table_exists() {
        let portal = shipped(None);
        for DataTable { dataset, columns, rows, .. } in all(&portal) {
            let Some(at) = columns.iter().position(|column| column.name == "page") else { continue };
            for row in rows {
                assert!(portal.routes.output(&row[at].words()).is_some(), "{dataset:?}: {:?}", row[at]);
            }
        }
    }

    fn exports(portal: &Portal) -> impl Iterator<Item = (&RoutePath, &Export)> {
        portal.routes.iter().filter_map(|(path, output)| if let Output::Export(export) = output { Some((path, export)) } else { None })
    }

    #[test]
    fn exactly_the_files_that_are_no_pages_are_written_here() {
        let portal = shipped(None);
        for (path, output) in portal.routes.iter() {
            let ours = [".csv", ".json", ".xml", ".ics"].iter().any(|end| path.as_str().ends_with(end));
            assert_eq!(matches!(output, Output::Export(_)), ours, "{path}");
        }
        for (path, export) in exports(&portal) {
            assert!(!write(&portal.site, &portal.figures, &portal.routes, export).is_empty(), "{path}");
        }
    }

    #[test]
    fn two_builds_give_the_same_bytes() {
        let (first, second) = (shipped(None), shipped(None));
        for (path, export) in exports(&first) {
            let bytes = |portal: &Portal| write(&portal.site, &portal.figures, &portal.routes, export);
            assert_eq!(bytes(&first), bytes(&second), "{path}");
        }
    }
}
