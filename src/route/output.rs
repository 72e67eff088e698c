//! [`Output`]: every kind of file that a site consists of.
//!
//! One variant per family, one enum per family. The `match`es over a family are exhaustive (the address here, the view in `render`, the writer in
//! `export`), so a new kind does not compile until it has an address and a view; what all fixed pages need is one line of [`Fixed`].

use super::{Dataset, RoutePath, ThemeNames};
use crate::field::Choice;
use crate::model::{Case, Course, Exam, Format, Key, Kpi, Level, News, OwnPage, Page, Publication, Requirement, Site, Skill, Tool, Trend};
use crate::notation::FiscalYear;
use crate::source::SourcePath;

/// One output of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Output {
    /// A page that exists whatever the content.
    Fixed(Fixed),
    /// A page of a record, or of a value that records have.
    Record(RecordPage),
    /// `404.html`
    NotFound,
    /// A page that sends on from a former address.
    Redirect {
        /// Former address.
        from: RoutePath,
        /// Present address.
        to: RoutePath,
    },
    /// What is not HTML and made of the model.
    Export(Export),
    /// A file of the search's index.
    Search(SearchFile),
    /// A part of the theme.
    Theme(ThemePart),
    /// A file beside the Markdown pages: an image, a PDF.
    Asset(SourcePath),
}

/// A page of a record, or of a value that records have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RecordPage {
    /// One talent category.
    Level(Key<Level>),
    /// The skill map of one level.
    LevelSkillMap(Key<Level>),
    /// One skill.
    Skill(Key<Skill>),
    /// The courses with one value of a field.
    CoursesBy(CourseFacet),
    /// One course.
    Course(Key<Course>),
    /// One exam.
    Exam(Key<Exam>),
    /// The calendar of one fiscal year.
    CalendarYear(FiscalYear),
    /// The cases of one tool.
    CasesBy(Key<Tool>),
    /// One case.
    Case(Key<Case>),
    /// One trend article.
    Trend(Key<Trend>),
    /// One news item.
    News(Key<News>),
    /// One indicator.
    Kpi(Key<Kpi>),
    /// The report of one fiscal year.
    KpiReport(FiscalYear),
    /// Sheet and self-check of one level.
    Assessment(Key<Level>),
    /// A plain page.
    Page(Key<Page>),
    /// A section of plain pages that no fixed page stands for.
    Section(String),
    /// All tags of plain pages, where there are any.
    Tags,
    /// The pages with one tag.
    Tag(String),
    /// The page at the address of what has ended, by its position among the publications.
    Ended(usize),
}

/// What is not HTML and made of the model.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    /// News as an Atom feed.
    NewsFeed,
    /// Trend articles as an Atom feed.
    TrendFeed,
    /// All dates as a calendar file.
    Calendar,
    /// The dates of one exam as a calendar file.
    ExamCalendar(Key<Exam>),
    /// The dates of one course as a calendar file.
    CourseCalendar(Key<Course>),
    /// `sitemap.xml`
    Sitemap,
    /// A list as CSV.
    Csv(Dataset),
    /// A list as JSON.
    Json(Dataset),
    /// The data dictionary as JSON.
    Dictionary,
}

/// A part of the theme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ThemePart {
    /// The stylesheet, named by its hash.
    Stylesheet,
    /// A script by its plain name; the address is named by its hash.
    Script(String),
    /// A file that is passed on as it is (a licence).
    File(String),
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

/// A group of the menu, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuGroup {
    /// Courses, contents, cases.
    Learn,
    /// Levels and skills.
    LevelsAndSkills,
    /// Exams and deadlines.
    ExamsAndDeadlines,
    /// Leaders, communities, awards, news.
    People,
    /// The plan and its indicators.
    PlanAndKpis,
    /// The portal itself, and sections of its own.
    Site,
}

impl MenuGroup {
    /// All groups with the names of their words.
    pub const ALL: &[(Self, &str)] = &[
        (Self::Learn, "menu.learn"),
        (Self::LevelsAndSkills, "menu.levels_and_skills"),
        (Self::ExamsAndDeadlines, "menu.exams_and_deadlines"),
        (Self::People, "menu.people"),
        (Self::PlanAndKpis, "menu.plan_and_kpis"),
        (Self::Site, "menu.site"),
    ];
}

/// The fixed pages: name, address (their text comes from `content/<address>/_index.md`), group of the menu with the name of the word there,
/// whether their words are searched.
macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident = $address:literal, $menu:expr, $searched:literal;)*) => {
        /// A page that exists whatever the content.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Fixed {
            $($(#[$doc])* $name,)*
        }

        impl Fixed {
            /// All of them, in the order of the menu.
            pub const ALL: &[Fixed] = &[$(Fixed::$name,)*];

            /// Its address, without slashes at the ends.
            pub const fn address(self) -> &'static str {
                match self { $(Fixed::$name => $address,)* }
            }

            /// Its group of the menu, and the name of the word there.
            pub const fn menu(self) -> Option<(MenuGroup, &'static str)> {
                match self { $(Fixed::$name => $menu,)* }
            }

            /// Whether its words are searched: not those of the search, and of what every reader has for himself.
            pub const fn searched(self) -> bool {
                match self { $(Fixed::$name => $searched,)* }
            }
        }
    };
}

fixed! {
    /// The first page.
    Home = "", None, true;
    /// All courses.
    Courses = "courses", Some((MenuGroup::Learn, "menu.courses")), true;
    /// Contents made by others.
    Externals = "external", Some((MenuGroup::Learn, "menu.externals")), true;
    /// What offices recommend.
    Recommended = "recommended", Some((MenuGroup::Learn, "menu.recommended")), true;
    /// All cases.
    Cases = "cases", Some((MenuGroup::Learn, "menu.cases")), true;
    /// All trend articles.
    Trends = "trends", Some((MenuGroup::Learn, "menu.trends")), true;
    /// All talent categories.
    Levels = "levels", Some((MenuGroup::LevelsAndSkills, "menu.levels")), true;
    /// Skills by level.
    SkillMap = "skill-map", Some((MenuGroup::LevelsAndSkills, "menu.skill_map")), true;
    /// All skills.
    Skills = "skills", Some((MenuGroup::LevelsAndSkills, "menu.skills")), true;
    /// Level × department.
    Matrix = "matrix", Some((MenuGroup::LevelsAndSkills, "menu.matrix")), true;
    /// The sheets of all levels.
    Assessments = "assessment", Some((MenuGroup::LevelsAndSkills, "menu.assessments")), true;
    /// What somebody has done, kept in the browser.
    Progress = "progress", Some((MenuGroup::LevelsAndSkills, "menu.progress")), false;
    /// What is to be done until when.
    Deadlines = "deadlines", Some((MenuGroup::ExamsAndDeadlines, "menu.deadlines")), true;
    /// The dates of the present fiscal year.
    Calendar = "calendar", Some((MenuGroup::ExamsAndDeadlines, "menu.calendar")), true;
    /// All exams.
    Exams = "exams", Some((MenuGroup::ExamsAndDeadlines, "menu.exams")), true;
    /// All leaders.
    Leaders = "leaders", Some((MenuGroup::People, "menu.leaders")), true;
    /// All communities.
    Communities = "communities", Some((MenuGroup::People, "menu.communities")), true;
    /// All awards.
    Awards = "awards", Some((MenuGroup::People, "menu.awards")), true;
    /// All news.
    NewsList = "news", Some((MenuGroup::People, "menu.news")), true;
    /// All indicators.
    Kpis = "kpi", Some((MenuGroup::PlanAndKpis, "menu.kpis")), true;
    /// The road map.
    Roadmap = "roadmap", Some((MenuGroup::PlanAndKpis, "menu.roadmap")), true;
    /// Who carries the plans.
    Organization = "organization", Some((MenuGroup::PlanAndKpis, "menu.organization")), true;
    /// How outside talent is secured.
    Recruitment = "recruitment", Some((MenuGroup::PlanAndKpis, "menu.recruitment")), true;
    /// The plans.
    Plans = "plan", Some((MenuGroup::PlanAndKpis, "menu.plans")), true;
    /// The search.
    Search = "search", Some((MenuGroup::Site, "menu.search")), false;
    /// All terms.
    Glossary = "glossary", Some((MenuGroup::Site, "menu.glossary")), true;
    /// The open data.
    Data = "data", Some((MenuGroup::Site, "menu.data")), true;
    /// What was changed when.
    Updates = "updates", Some((MenuGroup::Site, "menu.updates")), true;
}

impl Fixed {
    /// The fixed page of that address.
    pub fn at(address: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|page| page.address() == address)
    }
}

impl Output {
    /// Whether it is content that no file of its own stands for: a generated page, a table, a calendar. Parts of the theme and former
    /// addresses are not content; pages made from a file are linked to by that file.
    pub(super) fn is_generated(&self) -> bool {
        use RecordPage::{Course, News, Page, Trend};
        match self {
            Self::Fixed(_) | Self::Export(_) => true,
            Self::Record(page) => !matches!(page, Course(_) | News(_) | Trend(_) | Page(_)),
            Self::NotFound | Self::Redirect { .. } | Self::Search(_) | Self::Theme(_) | Self::Asset(_) => false,
        }
    }

    /// Where it lies; `theme` knows the hashed names of its files.
    pub(super) fn path(&self, site: &Site, theme: &ThemeNames) -> RoutePath {
        match self {
            Self::Fixed(page) => RoutePath::page(page.address()),
            Self::Record(page) => page.path(site),
            Self::NotFound => RoutePath::new("404.html"),
            Self::Redirect { from, .. } => from.clone(),
            Self::Export(export) => RoutePath::new(export.path(site)),
            Self::Search(SearchFile::Meta) => RoutePath::new("assets/search/meta.js"),
            Self::Search(SearchFile::Shard(number)) => RoutePath::new(format!("assets/search/s{number}.js")),
            Self::Search(SearchFile::Chunk(number)) => RoutePath::new(format!("assets/search/t{number}.js")),
            Self::Theme(ThemePart::Stylesheet) => RoutePath::new(format!("assets/{}", theme.stylesheet)),
            Self::Theme(ThemePart::Script(name)) => RoutePath::new(format!("assets/{}", theme.scripts.get(name).unwrap_or(name))),
            Self::Theme(ThemePart::File(name)) => RoutePath::new(format!("assets/{name}")),
            Self::Asset(path) => RoutePath::new(path.as_str().strip_prefix("content/").unwrap_or(path.as_str())),
        }
    }
}

impl RecordPage {
    fn path(&self, site: &Site) -> RoutePath {
        let below = |parent: &str, id: &dyn std::fmt::Display| RoutePath::page(&format!("{parent}/{id}"));
        match self {
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
            Self::Ended(position) => ended_path(&site.publications[*position]),
        }
    }
}

impl Export {
    fn path(&self, site: &Site) -> String {
        match self {
            Self::NewsFeed => "news/feed.xml".to_owned(),
            Self::TrendFeed => "trends/feed.xml".to_owned(),
            Self::Calendar => "calendar/all.ics".to_owned(),
            Self::ExamCalendar(key) => format!("exams/{}/dates.ics", site[*key].meta.id),
            Self::CourseCalendar(key) => format!("courses/{}/dates.ics", site[*key].meta.id),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::Csv(dataset) => format!("data/{}.csv", dataset.name()),
            Self::Json(dataset) => format!("data/{}.json", dataset.name()),
            Self::Dictionary => "data/dictionary.json".to_owned(),
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
