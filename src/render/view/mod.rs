//! One view per page kind: what a page shows, taken from the model.
//!
//! The matches below are exhaustive: a new page kind is a line of [`Fixed`] or a variant of [`RecordPage`], a function `show` in a file here, and a template.

mod assessment;
mod assessments;
mod awards;
mod calendar;
mod calendar_year;
mod case;
mod cases;
mod cases_by;
mod communities;
mod course;
mod courses;
mod courses_by;
mod data;
mod deadlines;
mod ended;
mod exam;
mod exams;
mod externals;
mod glossary;
mod home;
mod kpi;
mod kpi_report;
mod kpis;
mod leaders;
mod level;
mod level_skill_map;
mod levels;
mod matrix;
mod news;
mod news_list;
mod not_found;
mod organization;
mod page;
mod plans;
mod progress;
mod recommended;
mod recruitment;
mod redirect;
mod roadmap;
mod search;
mod section;
mod skill;
mod skill_map;
mod skills;
mod tag;
mod tags;
mod trend;
mod trends;
mod updates;

pub use ended::list as list_of_ended;

use super::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage};

/// The view of a page; `None` for outputs that are no pages.
pub fn show(at: &Viewpoint, prose: &Prose, output: &Output) -> Option<Shown> {
    match output {
        Output::Fixed(page) => Some(fixed(at, prose, *page)),
        Output::Record(page) => Some(of_record(at, prose, page)),
        Output::NotFound => Some(not_found::show(at, prose)),
        Output::Redirect { to, .. } => Some(redirect::show(at, to)),
        Output::Export(_) | Output::Search(_) | Output::Theme(_) | Output::Asset(_) => None,
    }
}

fn fixed(at: &Viewpoint, prose: &Prose, page: Fixed) -> Shown {
    match page {
        Fixed::Home => home::show(at, prose),
        Fixed::Levels => levels::show(at, prose),
        Fixed::SkillMap => skill_map::show(at, prose),
        Fixed::Skills => skills::show(at, prose),
        Fixed::Matrix => matrix::show(at, prose),
        Fixed::Courses => courses::show(at, prose),
        Fixed::Externals => externals::show(at, prose),
        Fixed::Recommended => recommended::show(at, prose),
        Fixed::Exams => exams::show(at, prose),
        Fixed::Calendar => calendar::show(at, prose),
        Fixed::Deadlines => deadlines::show(at, prose),
        Fixed::Cases => cases::show(at, prose),
        Fixed::Trends => trends::show(at, prose),
        Fixed::NewsList => news_list::show(at, prose),
        Fixed::Leaders => leaders::show(at, prose),
        Fixed::Communities => communities::show(at, prose),
        Fixed::Awards => awards::show(at, prose),
        Fixed::Kpis => kpis::show(at, prose),
        Fixed::Roadmap => roadmap::show(at, prose),
        Fixed::Organization => organization::show(at, prose),
        Fixed::Recruitment => recruitment::show(at, prose),
        Fixed::Plans => plans::show(at, prose),
        Fixed::Assessments => assessments::show(at, prose),
        Fixed::Progress => progress::show(at, prose),
        Fixed::Glossary => glossary::show(at, prose),
        Fixed::Search => search::show(at, prose),
        Fixed::Data => data::show(at, prose),
        Fixed::Updates => updates::show(at, prose),
    }
}

fn of_record(at: &Viewpoint, prose: &Prose, page: &RecordPage) -> Shown {
    match page {
        RecordPage::Level(key) => level::show(at, prose, *key),
        RecordPage::LevelSkillMap(key) => level_skill_map::show(at, prose, *key),
        RecordPage::Skill(key) => skill::show(at, prose, *key),
        RecordPage::CoursesBy(facet) => courses_by::show(at, prose, *facet),
        RecordPage::Course(key) => course::show(at, prose, *key),
        RecordPage::Exam(key) => exam::show(at, prose, *key),
        RecordPage::CalendarYear(year) => calendar_year::show(at, prose, *year),
        RecordPage::CasesBy(key) => cases_by::show(at, prose, *key),
        RecordPage::Case(key) => case::show(at, prose, *key),
        RecordPage::Trend(key) => trend::show(at, prose, *key),
        RecordPage::News(key) => news::show(at, prose, *key),
        RecordPage::Kpi(key) => kpi::show(at, prose, *key),
        RecordPage::KpiReport(year) => kpi_report::show(at, prose, *year),
        RecordPage::Assessment(key) => assessment::show(at, prose, *key),
        RecordPage::Page(key) => page::show(at, prose, *key),
        RecordPage::Section(address) => section::show(at, prose, address),
        RecordPage::Tags => tags::show(at, prose),
        RecordPage::Tag(tag) => tag::show(at, prose, tag),
        RecordPage::Ended(position) => ended::show(at, *position),
    }
}
