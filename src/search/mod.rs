//! `Site + Routes + words of pages → documents → index files`: the search of the portal as scripts that a page loads
//! one by one, from a server or a folder.
//!
//! An index of pairs of characters ([`fold`]) in shards, each a call of `shirube.search.s`; the texts of the documents in chunks, calls of
//! `shirube.search.t`; and one small file that says how many there are, a call of `shirube.search.m`. How many shards and chunks a site has
//! is settled in `route`. Each file carries the version of the whole, so that no two versions mix. Nothing here ranks or shows: that is
//! `themes/default/static/js/search.js`.

mod document;
mod fold;
mod page;
mod postings;
mod synonym;
mod write;

pub use document::{Document, Section, documents};
pub use page::Page;
pub use write::Index;

use crate::model::{Figures, Site};
use crate::route::{Output, Routes, SearchFile};
use std::collections::BTreeMap;

/// What can be found, in the order of its groups.
pub const KINDS: &[&str] =
    &["course", "skill", "level", "exam", "external", "case", "kpi", "term", "news", "trend", "people", "plan", "page"];

impl Index {
    /// The index of a site, in as many files as `routes` has. `pages` are the words of all pages that are [`searched`].
    pub fn of(site: &Site, figures: &Figures, routes: &Routes, pages: BTreeMap<String, Page>) -> Self {
        let count = |is: fn(&SearchFile) -> bool| {
            routes.iter().filter(|(_, output)| matches!(output, Output::SearchFile(file) if is(file))).count().max(1)
        };
        let shards = count(|file| matches!(file, SearchFile::Shard(_)));
        let chunks = count(|file| matches!(file, SearchFile::Chunk(_)));
        Self::new(documents(site, figures, routes, pages), &synonym::groups(site), shards, chunks)
    }

    /// A file of it.
    pub fn file(&self, file: SearchFile) -> String {
        match file {
            SearchFile::Meta => self.meta(),
            SearchFile::Shard(number) => self.shard(number),
            SearchFile::Chunk(number) => self.chunk(number),
        }
    }
}

/// Whether the words of a page are searched: not those that only repeat a choice of a list, send on, or are the search itself.
pub fn searched(output: &Output) -> bool {
    match output {
        Output::Search
        | Output::NotFound
        | Output::Ended(_)
        | Output::Redirect { .. }
        | Output::Progress
        | Output::CoursesBy(_)
        | Output::CalendarYear(_)
        | Output::Tags
        | Output::Tag(_)
        | Output::Stylesheet
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
        | Output::SearchFile(_) => false,
        Output::Home
        | Output::Levels
        | Output::Level(_)
        | Output::SkillMap
        | Output::LevelSkillMap(_)
        | Output::Skills
        | Output::Skill(_)
        | Output::Matrix
        | Output::Courses
        | Output::Course(_)
        | Output::Externals
        | Output::Recommended
        | Output::Exams
        | Output::Exam(_)
        | Output::Calendar
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
        | Output::Data
        | Output::Updates
        | Output::Page(_)
        | Output::Section(_) => true,
    }
}
