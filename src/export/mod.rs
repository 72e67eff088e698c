//! Everything of the site that is not HTML: the lists as CSV and JSON with their dictionary, feeds, calendar files, the site map.
//!
//! All of it is made from the model alone: no clock, no theme. HTML is made by `render`; the file of each export is chosen by `route`.

mod choice;
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
        | Output::Glossary
        | Output::Search
        | Output::Data
        | Output::Updates
        | Output::Page(_)
        | Output::Section(_)
        | Output::Tags
        | Output::Tag(_)
        | Output::NotFound
        | Output::Redirect { .. }
        | Output::Stylesheet
        | Output::Script
        | Output::ThemeFile(_)
        | Output::Asset(_) => None,
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
