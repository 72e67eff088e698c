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
use crate::route::{Dataset, Output, RoutePath, Routes};
use dataset::From;

/// The bytes of `output`; `None` for pages and for files that are passed on as they are.
pub fn write(site: &Site, figures: &Figures, routes: &Routes, output: &Output) -> Option<Vec<u8>> {
    match output {
        Output::NewsFeed => Some(feed::news(site, routes)),
        Output::TrendFeed => Some(feed::trends(site, routes)),
        Output::CalendarFile => Some(ics::all(site, figures, routes)),
        Output::ExamCalendarFile(exam) => Some(ics::exam(site, figures, routes, *exam)),
        Output::CourseCalendarFile(course) => Some(ics::course(site, figures, routes, *course)),
        Output::Sitemap => Some(sitemap::write(site, routes)),
        Output::Csv(dataset) => Some(csv::write(&table(site, figures, routes, *dataset))),
        Output::Json(dataset) => Some(json::table(&table(site, figures, routes, *dataset))),
        Output::Dictionary => Some(json::dictionary(site, &tables(site, figures, routes))),
        Output::Home
        | Output::Levels
        | Output::Level(_)
        | Output::SkillMap
        | Output::LevelSkillMap(_)
        | Output::Skills
        | Output::Skill(_)
        | Output::Matrix
        | Output::Courses
        | Output::CoursesBy(_)
        | Output::Course(_)
        | Output::Externals
        | Output::Recommended
        | Output::Exams
        | Output::Exam(_)
        | Output::Calendar
        | Output::CalendarYear(_)
        | Output::Deadlines
        | Output::Cases
        | Output::CasesBy(_)
        | Output::Case(_)
        | Output::Trends
        | Output::Trend(_)
        | Output::NewsList
        | Output::News(_)
        | Output::Leaders
        | Output::Communities
        | Output::Awards
        | Output::Kpis
        | Output::Kpi(_)
        | Output::KpiReport(_)
        | Output::Roadmap
        | Output::Organization
        | Output::Recruitment
        | Output::Plans
        | Output::Assessments
        | Output::Assessment(_)
        | Output::Progress
        | Output::Glossary
        | Output::Search
        | Output::Data
        | Output::Updates
        | Output::Page(_)
        | Output::Section(_)
        | Output::Tags
        | Output::Tag(_)
        | Output::NotFound
        | Output::Ended(_)
        | Output::Redirect { .. }
        | Output::Stylesheet
        | Output::Script(_)
        | Output::ThemeFile(_)
        | Output::Asset(_)
        | Output::SearchFile(_) => None,
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
    let root = routes.path(&Output::Home)?;
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

    #[test]
    fn exactly_the_files_that_are_no_pages_are_written_here() {
        let portal = shipped(None);
        for (path, output) in portal.routes.iter() {
            let written = write(&portal.site, &portal.figures, &portal.routes, output);
            let ours = [".csv", ".json", ".xml", ".ics"].iter().any(|end| path.as_str().ends_with(end));
            assert_eq!(written.is_some_and(|bytes| !bytes.is_empty()), ours, "{path}");
        }
    }

    #[test]
    fn two_builds_give_the_same_bytes() {
        let (first, second) = (shipped(None), shipped(None));
        for (path, output) in first.routes.iter() {
            let bytes = |portal: &Portal| write(&portal.site, &portal.figures, &portal.routes, output);
            assert_eq!(bytes(&first), bytes(&second), "{path}");
        }
    }
}
