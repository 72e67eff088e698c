//! One view per page kind: what a page shows, taken from the model.
//!
//! [`show`] is an exhaustive match: a new page kind is a variant of [`Output`], a function `show` in a file here, and a template.

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
use crate::route::Output;

/// The view of a page; `None` for outputs that are no pages.
pub fn show(at: &Viewpoint, prose: &Prose, output: &Output) -> Option<Shown> {
    Some(match output {
        Output::Home => home::show(at, prose),
        Output::Levels => levels::show(at, prose),
        Output::Level(key) => level::show(at, prose, *key),
        Output::SkillMap => skill_map::show(at, prose),
        Output::LevelSkillMap(key) => level_skill_map::show(at, prose, *key),
        Output::Skills => skills::show(at, prose),
        Output::Skill(key) => skill::show(at, prose, *key),
        Output::Matrix => matrix::show(at, prose),
        Output::Courses => courses::show(at, prose),
        Output::CoursesBy(facet) => courses_by::show(at, prose, *facet),
        Output::Course(key) => course::show(at, prose, *key),
        Output::Externals => externals::show(at, prose),
        Output::Recommended => recommended::show(at, prose),
        Output::Exams => exams::show(at, prose),
        Output::Exam(key) => exam::show(at, prose, *key),
        Output::Calendar => calendar::show(at, prose),
        Output::CalendarYear(year) => calendar_year::show(at, prose, *year),
        Output::Deadlines => deadlines::show(at, prose),
        Output::Cases => cases::show(at, prose),
        Output::CasesBy(key) => cases_by::show(at, prose, *key),
        Output::Case(key) => case::show(at, prose, *key),
        Output::Trends => trends::show(at, prose),
        Output::Trend(key) => trend::show(at, prose, *key),
        Output::NewsList => news_list::show(at, prose),
        Output::News(key) => news::show(at, prose, *key),
        Output::Leaders => leaders::show(at, prose),
        Output::Communities => communities::show(at, prose),
        Output::Awards => awards::show(at, prose),
        Output::Kpis => kpis::show(at, prose),
        Output::Kpi(key) => kpi::show(at, prose, *key),
        Output::KpiReport(year) => kpi_report::show(at, prose, *year),
        Output::Roadmap => roadmap::show(at, prose),
        Output::Organization => organization::show(at, prose),
        Output::Recruitment => recruitment::show(at, prose),
        Output::Plans => plans::show(at, prose),
        Output::Assessments => assessments::show(at, prose),
        Output::Assessment(key) => assessment::show(at, prose, *key),
        Output::Progress => progress::show(at, prose),
        Output::Glossary => glossary::show(at, prose),
        Output::Search => search::show(at, prose),
        Output::Data => data::show(at, prose),
        Output::Updates => updates::show(at, prose),
        Output::Page(key) => page::show(at, prose, *key),
        Output::Section(address) => section::show(at, prose, address),
        Output::Tags => tags::show(at, prose),
        Output::Tag(tag) => tag::show(at, prose, tag),
        Output::NotFound => not_found::show(at, prose),
        Output::Ended(position) => ended::show(at, *position),
        Output::Redirect { to, .. } => redirect::show(at, to),
        Output::Stylesheet
        | Output::Script(_)
        | Output::ThemeFile(_)
        | Output::Asset(_)
        | Output::NewsFeed
        | Output::TrendFeed
        | Output::CalendarFile
        | Output::ExamCalendarFile(_)
        | Output::CourseCalendarFile(_)
        | Output::Sitemap
        | Output::Csv(_)
        | Output::Json(_)
        | Output::Dictionary
        | Output::SearchFile(_) => return None,
    })
}
