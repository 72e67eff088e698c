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
use crate::route::{Output, RecordPage, Routes, SearchFile};
use std::collections::BTreeMap;

/// What can be found, in the order of its groups.
pub const KINDS: &[&str] =
    &["course", "skill", "level", "exam", "external", "case", "kpi", "term", "news", "trend", "people", "plan", "page"];

impl Index {
    /// The index of a site, in as many files as `routes` has. `pages` are the words of all pages that are [`searched`].
    pub fn of(site: &Site, figures: &Figures, routes: &Routes, pages: BTreeMap<String, Page>) -> Self {
        let count = |is: fn(&SearchFile) -> bool| {
            routes.iter().filter(|(_, output)| matches!(output, Output::Search(file) if is(file))).count().max(1)
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
        Output::Fixed(page) => page.searched(),
        Output::Record(page) => match page {
            RecordPage::CoursesBy(_) | RecordPage::CalendarYear(_) | RecordPage::Tags | RecordPage::Tag(_) | RecordPage::Ended(_) => false,
            RecordPage::Level(_)
            | RecordPage::LevelSkillMap(_)
            | RecordPage::Skill(_)
            | RecordPage::Course(_)
            | RecordPage::Exam(_)
            | RecordPage::CasesBy(_)
            | RecordPage::Case(_)
            | RecordPage::Trend(_)
            | RecordPage::News(_)
            | RecordPage::Kpi(_)
            | RecordPage::KpiReport(_)
            | RecordPage::Assessment(_)
            | RecordPage::Page(_)
            | RecordPage::Section(_) => true,
        },
        Output::NotFound | Output::Redirect { .. } | Output::Export(_) | Output::Search(_) | Output::Theme(_) | Output::Asset(_) => false,
    }
}
