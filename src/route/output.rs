//! [`Output`]: every kind of file that a site consists of.
//!
//! One variant per page kind. Its `match`es are exhaustive ([`Output::path`] here, the view in `render`, the writer in `export`), so a new
//! kind of page does not compile until it has an address and a view.

use super::{Dataset, RoutePath, ThemeNames};
use crate::field::Choice;
use crate::model::{Case, Course, Exam, Format, Key, Kpi, Level, News, OwnPage, Page, Publication, Requirement, Site, Skill, Tool, Trend};
use crate::notation::FiscalYear;
use crate::source::SourcePath;

/// One output of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Output {
    /// `/`
    Home,
    /// `/levels/`
    Levels,
    /// One talent category.
    Level(Key<Level>),
    /// `/skill-map/`: all levels.
    SkillMap,
    /// The skill map of one level.
    LevelSkillMap(Key<Level>),
    /// `/skills/`
    Skills,
    /// One skill.
    Skill(Key<Skill>),
    /// `/matrix/`: level × department.
    Matrix,
    /// `/courses/`
    Courses,
    /// The courses with one value of a field.
    CoursesBy(CourseFacet),
    /// One course.
    Course(Key<Course>),
    /// `/external/`
    Externals,
    /// `/recommended/`
    Recommended,
    /// `/exams/`
    Exams,
    /// One exam.
    Exam(Key<Exam>),
    /// `/calendar/`: the present fiscal year.
    Calendar,
    /// The calendar of one fiscal year.
    CalendarYear(FiscalYear),
    /// `/deadlines/`
    Deadlines,
    /// `/cases/`
    Cases,
    /// The cases of one tool.
    CasesBy(Key<Tool>),
    /// One case.
    Case(Key<Case>),
    /// `/trends/`
    Trends,
    /// One trend article.
    Trend(Key<Trend>),
    /// `/news/`
    NewsList,
    /// One news item.
    News(Key<News>),
    /// `/leaders/`
    Leaders,
    /// `/communities/`
    Communities,
    /// `/awards/`
    Awards,
    /// `/kpi/`
    Kpis,
    /// One indicator.
    Kpi(Key<Kpi>),
    /// The report of one fiscal year.
    KpiReport(FiscalYear),
    /// `/roadmap/`
    Roadmap,
    /// `/organization/`
    Organization,
    /// `/recruitment/`
    Recruitment,
    /// `/plan/`
    Plans,
    /// `/assessment/`
    Assessments,
    /// Sheet and self-check of one level.
    Assessment(Key<Level>),
    /// `/progress/`: what somebody has done, kept in the browser.
    Progress,
    /// `/glossary/`
    Glossary,
    /// `/search/`
    Search,
    /// `/data/`
    Data,
    /// `/updates/`
    Updates,
    /// A plain page.
    Page(Key<Page>),
    /// A section of plain pages that no generated page stands for.
    Section(String),
    /// `/tags/`
    Tags,
    /// The pages with one tag.
    Tag(String),
    /// `404.html`
    NotFound,
    /// The page at the address of what has ended, by its position among the publications.
    Ended(usize),
    /// A page that sends on from a former address.
    Redirect {
        /// Former address.
        from: RoutePath,
        /// Present address.
        to: RoutePath,
    },
    /// The stylesheet, named by its hash.
    Stylesheet,
    /// A script of the theme by its plain name; the address is named by its hash.
    Script(String),
    /// A file of the theme that is passed on as it is (a licence).
    ThemeFile(String),
    /// A file beside the Markdown pages: an image, a PDF.
    Asset(SourcePath),
    /// News as an Atom feed.
    NewsFeed,
    /// Trend articles as an Atom feed.
    TrendFeed,
    /// All dates as a calendar file.
    CalendarFile,
    /// The dates of one exam as a calendar file.
    ExamCalendarFile(Key<Exam>),
    /// The dates of one course as a calendar file.
    CourseCalendarFile(Key<Course>),
    /// `sitemap.xml`
    Sitemap,
    /// A list as CSV.
    Csv(Dataset),
    /// A list as JSON.
    Json(Dataset),
    /// The data dictionary as JSON.
    Dictionary,
    /// A file of the search's index.
    SearchFile(SearchFile),
}

/// A file of the search's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchFile {
    /// What the others are.
    Meta,
    /// Which documents hold which tokens, by number.
    Shard(usize),
    /// Texts of documents, by number.
    Chunk(usize),
}

/// A value by which courses are listed on a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CourseFacet {
    /// A talent category.
    Level(Key<Level>),
    /// 必須, 選択 or 任意 for some level.
    Requirement(RequirementFacet),
    /// How it is held.
    Format(Format),
}

/// [`Requirement`] as a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequirementFacet {
    /// 必須
    Mandatory,
    /// 選択
    Elective,
    /// 任意
    Optional,
}

impl From<Requirement> for RequirementFacet {
    fn from(requirement: Requirement) -> Self {
        match requirement {
            Requirement::Mandatory => Self::Mandatory,
            Requirement::Elective => Self::Elective,
            Requirement::Optional => Self::Optional,
        }
    }
}

impl CourseFacet {
    /// Whether `course` belongs to it.
    pub fn holds(self, course: &Course) -> bool {
        match self {
            Self::Level(level) => course.requirement(level).is_some(),
            Self::Requirement(requirement) => course.levels.iter().any(|(_, of)| RequirementFacet::from(*of) == requirement),
            Self::Format(format) => course.format.contains(&format),
        }
    }

    fn slug(self, site: &Site) -> String {
        match self {
            Self::Level(level) => site[level].meta.id.to_string(),
            Self::Requirement(RequirementFacet::Mandatory) => "mandatory".to_owned(),
            Self::Requirement(RequirementFacet::Elective) => "elective".to_owned(),
            Self::Requirement(RequirementFacet::Optional) => "optional".to_owned(),
            Self::Format(format) => format.code().to_owned(),
        }
    }
}

/// Addresses of the pages that exist whatever the content; their text comes from `content/<address>/_index.md`.
pub const FIXED: &[(Output, &str)] = &[
    (Output::Home, ""),
    (Output::Levels, "levels"),
    (Output::SkillMap, "skill-map"),
    (Output::Skills, "skills"),
    (Output::Matrix, "matrix"),
    (Output::Courses, "courses"),
    (Output::Externals, "external"),
    (Output::Recommended, "recommended"),
    (Output::Exams, "exams"),
    (Output::Calendar, "calendar"),
    (Output::Deadlines, "deadlines"),
    (Output::Cases, "cases"),
    (Output::Trends, "trends"),
    (Output::NewsList, "news"),
    (Output::Leaders, "leaders"),
    (Output::Communities, "communities"),
    (Output::Awards, "awards"),
    (Output::Kpis, "kpi"),
    (Output::Roadmap, "roadmap"),
    (Output::Organization, "organization"),
    (Output::Recruitment, "recruitment"),
    (Output::Plans, "plan"),
    (Output::Assessments, "assessment"),
    (Output::Progress, "progress"),
    (Output::Glossary, "glossary"),
    (Output::Search, "search"),
    (Output::Data, "data"),
    (Output::Updates, "updates"),
];

impl Output {
    /// Whether it is content that no file of its own stands for: a generated page, a table, a calendar. Parts of the theme and former
    /// addresses are not content; pages made from a file are linked to by that file.
    pub(super) fn is_generated(&self) -> bool {
        !matches!(
            self,
            Self::Stylesheet
                | Self::Script(_)
                | Self::ThemeFile(_)
                | Self::SearchFile(_)
                | Self::Redirect { .. }
                | Self::NotFound
                | Self::Course(_)
                | Self::News(_)
                | Self::Trend(_)
                | Self::Page(_)
                | Self::Asset(_)
        )
    }

    /// Where it lies; `theme` knows the hashed names of its files.
    pub(super) fn path(&self, site: &Site, theme: &ThemeNames) -> RoutePath {
        let below = |parent: &str, id: &dyn std::fmt::Display| RoutePath::page(&format!("{parent}/{id}"));
        match self {
            Self::Home
            | Self::Levels
            | Self::SkillMap
            | Self::Skills
            | Self::Matrix
            | Self::Courses
            | Self::Externals
            | Self::Recommended
            | Self::Exams
            | Self::Calendar
            | Self::Deadlines
            | Self::Cases
            | Self::Trends
            | Self::NewsList
            | Self::Leaders
            | Self::Communities
            | Self::Awards
            | Self::Kpis
            | Self::Roadmap
            | Self::Organization
            | Self::Recruitment
            | Self::Plans
            | Self::Assessments
            | Self::Progress
            | Self::Glossary
            | Self::Search
            | Self::Data
            | Self::Updates => RoutePath::page(FIXED.iter().find(|(output, _)| output == self).map_or("", |(_, address)| address)),
            Self::Level(key) => below("levels", &site[*key].meta.id),
            Self::LevelSkillMap(key) => below("skill-map", &site[*key].meta.id),
            Self::Skill(key) => below("skills", &site[*key].meta.id),
            Self::CoursesBy(facet) => below("courses/by", &facet.slug(site)),
            Self::Course(key) => below("courses", &site[*key].meta.id),
            Self::Exam(key) => below("exams", &site[*key].meta.id),
            Self::CalendarYear(year) => below("calendar", &year.0),
            Self::CasesBy(key) => below("cases/by", &site[*key].meta.id),
            Self::Case(key) => below("cases", &site[*key].meta.id),
            Self::Trend(key) => below("trends", &site[*key].meta.id),
            Self::News(key) => below("news", &site[*key].meta.id),
            Self::Kpi(key) => below("kpi", &site[*key].meta.id),
            Self::KpiReport(year) => below("kpi/report", &year.0),
            Self::Assessment(key) => below("assessment", &site[*key].meta.id),
            Self::Page(key) => RoutePath::page(&site[*key].address),
            Self::Section(address) => RoutePath::page(address),
            Self::Tags => RoutePath::page("tags"),
            Self::Tag(tag) => below("tags", &tag_slug(tag)),
            Self::NotFound => RoutePath::new("404.html"),
            Self::Ended(at) => ended_path(&site.publications[*at]),
            Self::Redirect { from, .. } => from.clone(),
            Self::Stylesheet => RoutePath::new(format!("assets/{}", theme.stylesheet)),
            Self::Script(name) => RoutePath::new(format!("assets/{}", theme.scripts.get(name).unwrap_or(name))),
            Self::ThemeFile(name) => RoutePath::new(format!("assets/{name}")),
            Self::Asset(path) => RoutePath::new(path.as_str().strip_prefix("content/").unwrap_or(path.as_str())),
            Self::NewsFeed => RoutePath::new("news/feed.xml"),
            Self::TrendFeed => RoutePath::new("trends/feed.xml"),
            Self::CalendarFile => RoutePath::new("calendar/all.ics"),
            Self::ExamCalendarFile(key) => RoutePath::new(format!("exams/{}/dates.ics", site[*key].meta.id)),
            Self::CourseCalendarFile(key) => RoutePath::new(format!("courses/{}/dates.ics", site[*key].meta.id)),
            Self::Sitemap => RoutePath::new("sitemap.xml"),
            Self::Csv(dataset) => RoutePath::new(format!("data/{}.csv", dataset.name())),
            Self::Json(dataset) => RoutePath::new(format!("data/{}.json", dataset.name())),
            Self::Dictionary => RoutePath::new("data/dictionary.json"),
            Self::SearchFile(SearchFile::Meta) => RoutePath::new("assets/search/meta.js"),
            Self::SearchFile(SearchFile::Shard(number)) => RoutePath::new(format!("assets/search/s{number}.js")),
            Self::SearchFile(SearchFile::Chunk(number)) => RoutePath::new(format!("assets/search/t{number}.js")),
        }
    }
}

/// The address that something had while it was shown.
fn ended_path(ended: &Publication) -> RoutePath {
    let folder = match &ended.page {
        Some(OwnPage::Page(address)) => return RoutePath::page(address),
        Some(OwnPage::Course) => "courses",
        Some(OwnPage::Exam) => "exams",
        Some(OwnPage::Case) => "cases",
        Some(OwnPage::Trend) => "trends",
        Some(OwnPage::News) | None => "news",
    };
    RoutePath::page(&format!("{folder}/{}", ended.id))
}

/// A tag as a part of an address: ASCII stays, everything else is given as hexadecimal code points, so that addresses stay ASCII.
pub fn tag_slug(tag: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for c in tag.nfkc().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if c.is_alphanumeric() => {
                slug.push_str(&format!("{}{:x}", if slug.is_empty() || slug.ends_with('-') { "" } else { "-" }, u32::from(c)))
            }
            _ if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}
