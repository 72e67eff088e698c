//! [`Site`]: the whole portal as one value.

use super::{
    Assessment, Award, Body, Calendar, Case, Community, Course, Department, Exam, ExamSession, External, Group, Initiative, Key, Kpi, Lane,
    Leader, Level, Links, MatrixCell, News, Page, Pillar, Plan, Recruitment, Reference, Section, Skill, SkillCategory, Table, Term, Tool,
    Trend,
};
use crate::config::{Config, Options};
use crate::notation::{Day, FiscalYear};
use crate::parse::Markdown;
use crate::source::SourcePath;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Index;
use std::sync::Arc;

/// The whole portal. `site[key]` is the record of a key. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Site {
    /// `site.toml`.
    pub config: Config,
    /// What this run was asked for.
    pub options: Options,
    /// Plans, the oldest first.
    pub plans: Table<Plan>,
    /// Pillars, by plan and number.
    pub pillars: Table<Pillar>,
    /// Measures, by pillar and number.
    pub initiatives: Table<Initiative>,
    /// References, by date.
    pub references: Table<Reference>,
    /// Talent categories, in their order.
    pub levels: Table<Level>,
    /// Skill categories, in their order.
    pub skill_categories: Table<SkillCategory>,
    /// Skills, by category, then reading.
    pub skills: Table<Skill>,
    /// Courses, by id.
    pub courses: Table<Course>,
    /// External contents, by provider's reading, then title.
    pub external: Table<External>,
    /// Exams, in the order of the file.
    pub exams: Table<Exam>,
    /// Sittings, by first known day.
    pub exam_sessions: Table<ExamSession>,
    /// Cases, the latest first.
    pub cases: Table<Case>,
    /// Tools, by reading.
    pub tools: Table<Tool>,
    /// Groups of departments, in their order.
    pub groups: Table<Group>,
    /// Departments, in their order.
    pub departments: Table<Department>,
    /// The level × department matrix.
    pub matrix: Vec<MatrixCell>,
    /// Leaders, by department.
    pub leaders: Vec<Leader>,
    /// Awards, the latest year first.
    pub awards: Table<Award>,
    /// Communities.
    pub communities: Table<Community>,
    /// Indicators, by plan, pillar and order.
    pub kpis: Table<Kpi>,
    /// Lanes of the road map.
    pub lanes: Table<Lane>,
    /// The organisation.
    pub bodies: Table<Body>,
    /// Ways to secure outside talent.
    pub recruitment: Table<Recruitment>,
    /// The glossary, by reading.
    pub glossary: Table<Term>,
    /// Assessment rules, by level.
    pub assessments: Vec<Assessment>,
    /// Public holidays.
    pub calendar: Calendar,
    /// Words that stand for one another in the search, in the order of the file.
    pub synonyms: Vec<Vec<String>>,
    /// News, the latest first.
    pub news: Table<News>,
    /// Trend articles, the latest first.
    pub trends: Table<Trend>,
    /// Plain pages, by address.
    pub pages: Table<Page>,
    /// Sections of plain pages, by address.
    pub sections: BTreeMap<String, Section>,
    /// Texts of Markdown files whose front matter has errors: never shown, but their links are checked, and links to them are silent.
    pub unusable: BTreeMap<SourcePath, Arc<Markdown>>,
    /// Files that texts link to which are not shown yet: drafts, and what is published later.
    pub waiting: BTreeSet<SourcePath>,
    /// Reverse references.
    pub links: Arc<Links>,
}

impl Site {
    /// The day the site is made for.
    pub fn today(&self) -> Day {
        self.options.today
    }

    /// The fiscal year of that day.
    pub fn this_year(&self) -> FiscalYear {
        FiscalYear::of(self.options.today)
    }

    /// The text that an editor wrote for the section at `address` (`content/<address>/_index.md`).
    pub fn section_text(&self, address: &str) -> Option<&Page> {
        self.sections.get(address)?.text.map(|key| &self.pages[key])
    }

    /// All Markdown texts with the file they stand in: the bodies of pages first, then the texts of data files.
    pub fn bodies(&self) -> Vec<(&SourcePath, &Markdown)> {
        let courses = self.courses.values().map(|course| (&course.meta, &*course.body));
        let news = self.news.values().map(|news| (&news.meta, &*news.body));
        let trends = self.trends.values().map(|trend| (&trend.meta, &*trend.body));
        let pages = self.pages.values().map(|page| (&page.meta, &*page.body));
        let cases = self.cases.values().flat_map(|case| case.body.iter().chain(&case.reuse).map(|body| (&case.meta, body)));
        let levels = self.levels.values().flat_map(|level| level.rationale.iter().chain(&level.note).map(|body| (&level.meta, body)));
        let terms = self.glossary.values().map(|term| (&term.meta, &term.body));
        let bodies = courses.chain(news).chain(trends).chain(pages).chain(cases).chain(levels).chain(terms);
        bodies.map(|(meta, body)| (&meta.origin.path, body)).chain(self.unusable.iter().map(|(path, body)| (path, &**body))).collect()
    }

    /// Every file that a text shows or links to.
    pub fn linked(&self) -> BTreeSet<&SourcePath> {
        self.bodies().into_iter().flat_map(|(_, body)| body.files()).collect()
    }

    /// The same portal with other texts of pages, by their files. Nothing else of a portal depends on them.
    pub fn with_texts(&self, texts: &HashMap<&SourcePath, &Arc<Markdown>>) -> Self {
        let mut site = self.clone();
        macro_rules! put {
            ($($table:ident)*) => {
                $(site.$table.change(
                    |row| texts.get(&row.meta.origin.path).copied(),
                    |row, text| row.body = text.clone(),
                );)*
            };
        }
        put!(courses news trends pages);
        site
    }

    /// Absolute address of the published site with a final `/`, when one is set.
    pub fn base_url(&self) -> Option<String> {
        let base = self.options.base_url.as_deref().unwrap_or(&self.config.base_url).trim();
        (!base.is_empty()).then(|| format!("{}/", base.trim_end_matches('/')))
    }
}

macro_rules! index {
    ($($type:ident $table:ident;)*) => {
        $(impl Index<Key<$type>> for Site {
            type Output = $type;
            fn index(&self, key: Key<$type>) -> &$type {
                &self.$table[key]
            }
        })*
    };
}

index! {
    Plan plans;
    Pillar pillars;
    Initiative initiatives;
    Reference references;
    Level levels;
    SkillCategory skill_categories;
    Skill skills;
    Course courses;
    External external;
    Exam exams;
    ExamSession exam_sessions;
    Case cases;
    Tool tools;
    Group groups;
    Department departments;
    Award awards;
    Community communities;
    Kpi kpis;
    Lane lanes;
    Body bodies;
    Recruitment recruitment;
    Term glossary;
    News news;
    Trend trends;
    Page pages;
}
