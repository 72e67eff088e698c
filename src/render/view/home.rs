//! The home page: the signpost, what falls due within a month, what is new, how the plan goes, what to learn next.

use crate::model::{Course, Key, Kpi, LevelKind, Tally};
use crate::notation::Day;
use crate::render::facets::fragment;
use crate::render::frame::Head;
use crate::render::phrase::phrased;
use crate::render::rows::{Arm, NewsRow, arms, case_card, course_card, external_card, next_day, offered};
use crate::render::rows_dates::deadline_row;
use crate::render::rows_kpi::kpi_row_alone;
use crate::render::rows_progress::{KnownKind, Stage, known_courses, stages};
use crate::render::shape::{Card, Counted, CountedList, Deadline, KpiRow, Told};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Export, Fixed, Output, RecordPage, page_output};
use crate::schema::Requirement;
use serde::Serialize;

/// How far ahead deadlines are shown, in days.
const AHEAD: i32 = 30;
/// How many deadlines are shown.
const DEADLINES: usize = 8;
/// How many of them the style sheet leaves on a phone.
const DEADLINES_NARROW: usize = 3;
/// How many news are shown.
const NEWS: usize = 6;
/// How many indicators are shown when the configuration names none.
const KPIS: usize = 4;
/// How many cards are shown.
const CARDS: usize = 3;

#[derive(Serialize)]
struct View {
    heading_html: String,
    lead: String,
    links: Vec<HeroLink>,
    arms: Vec<Arm>,
    /// What people come for, with the page that answers it.
    aims: Vec<Aim>,
    days: i32,
    deadlines: Vec<Deadline>,
    /// How many more there are within the same days.
    more: usize,
    /// The same where a phone shows the first few only.
    more_narrow: usize,
    news: Vec<NewsRow>,
    /// Categories of skills, each the list of courses with that one chosen.
    areas: CountedList,
    kpis: Vec<KpiRow>,
    cards: Vec<Card>,
    /// What the script needs to say where somebody stands.
    standing: Standing,
    /// Title and text of the statement at the end.
    statement: Option<Statement>,
    go: Links,
}

#[derive(Serialize)]
struct Aim {
    title: String,
    note: String,
    href: String,
    icon: &'static str,
}

#[derive(Serialize)]
struct HeroLink {
    text: String,
    href: String,
}

/// What the administration's people do, as an editor wrote it in `content/_index.md`.
#[derive(Serialize)]
struct Statement {
    title: String,
    html: String,
}

/// The courses of each talent category, for who has marked some.
#[derive(Serialize)]
struct Standing {
    stages: Vec<Stage>,
    known: Vec<KnownKind>,
    progress: String,
    courses: String,
    assessments: String,
}

/// Where the sections lead.
#[derive(Serialize)]
struct Links {
    deadlines: String,
    news: String,
    kpis: String,
    courses: String,
    recommended: String,
    calendar: String,
}

/// The home page.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let config = &at.site.config;
    let question = config.home.question.as_ref().unwrap_or(&config.title);
    let text = at.site.section_text("").filter(|page| !page.body.html.trim().is_empty());
    let (deadlines, more) = deadlines(at);
    let more_narrow = more + deadlines.len().saturating_sub(DEADLINES_NARROW);
    let view = View {
        heading_html: phrased(question),
        lead: config.home.lead.clone().unwrap_or_else(|| config.description.clone()),
        links: hero_links(at),
        arms: arms(at),
        aims: aims(at),
        days: AHEAD,
        deadlines,
        more,
        more_narrow,
        news: news(at),
        areas: areas(at),
        kpis: kpis(at).into_iter().map(|kpi| kpi_row_alone(at, kpi, at.site.this_year())).collect(),
        cards: cards(at),
        standing: Standing {
            stages: stages(at),
            known: vec![known_courses(at)],
            progress: at.href(&Output::Fixed(Fixed::Progress)),
            courses: at.href(&Output::Fixed(Fixed::Courses)),
            assessments: at.href(&Output::Fixed(Fixed::Assessments)),
        },
        statement: text.map(|page| Statement { title: page.title.clone(), html: prose.html(at, &page.body) }),
        go: Links {
            deadlines: at.href(&Output::Fixed(Fixed::Deadlines)),
            news: at.href(&Output::Fixed(Fixed::NewsList)),
            kpis: at.href(&Output::Fixed(Fixed::Kpis)),
            courses: at.href(&Output::Fixed(Fixed::Courses)),
            recommended: at.href(&Output::Fixed(Fixed::Recommended)),
            calendar: at.href(&Output::Export(Export::Calendar)),
        },
    };
    let head = Head {
        title: config.title.clone(),
        description: Some(config.description.clone()).filter(|description| !description.is_empty()).map(Told::from),
        ..Head::default()
    };
    Shown::new("home.html", head, &view)
}

/// The ways most people look for, those that this portal has something for. The self-check is that of the first level.
fn aims(at: &Viewpoint) -> Vec<Aim> {
    let aim = |name: &str, icon, output: Output| {
        let say = |part| at.words.say(&format!("home.aim.{name}_{part}")).to_owned();
        Aim { title: say("title"), note: say("note"), href: at.href(&output), icon }
    };
    let check = at.site.assessments.iter().map(|check| check.level).find(|level| at.site[*level].kind == LevelKind::Level);
    let check = check.map(|level| Aim {
        title: at.words.fill("home.aim.check_title", &[("level", &at.site[level].label)]),
        ..aim("check", "check", Output::Record(RecordPage::Assessment(level)))
    });
    let site = at.site;
    let all = [
        (!site.courses.is_empty()).then(|| aim("courses", "search", Output::Fixed(Fixed::Courses))),
        check,
        (!site.exams.is_empty()).then(|| aim("exams", "cal", Output::Fixed(Fixed::Exams))),
        (!site.leaders.is_empty()).then(|| aim("leaders", "people", Output::Fixed(Fixed::Leaders))),
        (!site.kpis.is_empty()).then(|| aim("kpis", "up", Output::Fixed(Fixed::Kpis))),
    ];
    all.into_iter().flatten().filter(|aim| !aim.href.is_empty()).collect()
}

fn hero_links(at: &Viewpoint) -> Vec<HeroLink> {
    let first = at.site.pages.iter().find(|(_, page)| page.address == "about/first");
    let first = first.map(|(key, page)| HeroLink { text: page.title.clone(), href: at.href(&page_output(key, page)) });
    let check = (!at.site.assessments.is_empty())
        .then(|| HeroLink { text: at.words.say("home.check").to_owned(), href: at.href(&Output::Fixed(Fixed::Assessments)) });
    first.into_iter().chain(check).filter(|link| !link.href.is_empty()).collect()
}

/// The next deadlines, and how many more fall within the same days.
fn deadlines(at: &Viewpoint) -> (Vec<Deadline>, usize) {
    let today = at.site.today();
    let dues: Vec<_> = at.figures.dues.iter().filter(|due| (0..=AHEAD).contains(&today.days_until(due.deadline.day))).collect();
    let rows: Vec<_> = dues.iter().take(DEADLINES).map(|due| deadline_row(at, due)).collect();
    let more = dues.len() - rows.len();
    (rows, more)
}

/// The categories of skills that some course serves.
fn areas(at: &Viewpoint) -> CountedList {
    let teaches = |course: &Course, area| course.skills.iter().any(|(skill, _)| at.site[*skill].category == Some(area));
    let areas = at.site.skill_categories.iter().map(|(key, area)| Counted {
        name: area.name.clone(),
        href: format!("{}#{}", at.href(&Output::Fixed(Fixed::Courses)), fragment(&[("area", area.meta.id.as_str())])),
        count: Tally::of(at.site.courses.values().filter(|course| offered(course) && teaches(course, key))),
        current: None,
    });
    areas.filter(|area| area.count.n > 0).collect::<Vec<_>>().into()
}

/// News, cases, trend articles and courses, the latest first. Of courses only the latest two, so that they do not push out the rest.
fn news(at: &Viewpoint) -> Vec<NewsRow> {
    let site = at.site;
    let today = site.today();
    let mut rows: Vec<(Day, NewsRow)> = Vec::new();
    for (key, news) in site.news.iter() {
        let kind = news.category.as_deref().unwrap_or(at.words.say("kind.news"));
        rows.push((news.published, NewsRow::new(at, news.published, kind, &Output::Record(RecordPage::News(key)), news)));
    }
    for (key, case) in site.cases.iter() {
        rows.push((
            case.published,
            NewsRow::new(at, case.published, at.words.say("kind.case_study"), &Output::Record(RecordPage::Case(key)), case),
        ));
    }
    for (key, trend) in site.trends.iter().filter(|(_, trend)| trend.current(today)) {
        rows.push((
            trend.published,
            NewsRow::new(at, trend.published, at.words.say("kind.trend"), &Output::Record(RecordPage::Trend(key)), trend),
        ));
    }
    let since = |course: &Course| course.meta.publish_from.or(course.meta.updated);
    let mut courses: Vec<_> =
        site.courses.iter().filter(|(_, course)| offered(course)).filter_map(|(key, course)| Some((since(course)?, key))).collect();
    courses.sort_by_key(|(day, key)| (std::cmp::Reverse(*day), *key));
    for (day, key) in courses.into_iter().filter(|(day, _)| *day <= today).take(2) {
        rows.push((day, NewsRow::new(at, day, at.words.say("kind.course"), &Output::Record(RecordPage::Course(key)), &site[key])));
    }
    rows.retain(|(day, _)| *day <= today);
    rows.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    rows.into_iter().take(NEWS).map(|(_, row)| row).collect()
}

/// The indicators that the configuration names, else the first ones of the newest plan that has any.
fn kpis(at: &Viewpoint) -> Vec<Key<Kpi>> {
    let site = at.site;
    let named: Vec<_> = site.config.home.kpi.iter().filter_map(|id| site.kpis.key(id.as_str())).collect();
    if !named.is_empty() {
        return named;
    }
    let newest = site.kpis.values().filter_map(|kpi| kpi.plan).max();
    site.kpis.iter().filter(|(_, kpi)| kpi.plan == newest && kpi.parent.is_none()).map(|(key, _)| key).take(KPIS).collect()
}

/// A course to choose that comes next, what is recommended from outside, the latest case; more of one kind where another is missing.
fn cards(at: &Viewpoint) -> Vec<Card> {
    let site = at.site;
    let mut courses: Vec<_> = site
        .courses
        .iter()
        .filter(|(_, course)| offered(course) && course.strongest() != Requirement::Mandatory)
        .filter_map(|(key, course)| Some((course.strongest(), next_day(at, course)?, key)))
        .collect();
    courses.sort();
    let external = site.external.iter().filter(|(_, external)| external.recommended_on(site.today()).is_some());
    let mut kinds = [
        courses.into_iter().take(CARDS).map(|(_, _, key)| course_card(at, key)).collect::<Vec<_>>().into_iter(),
        external.take(CARDS).map(|(key, _)| external_card(at, key)).collect::<Vec<_>>().into_iter(),
        site.cases.keys().take(CARDS).map(|key| case_card(at, key)).collect::<Vec<_>>().into_iter(),
    ];
    let mut cards: Vec<Card> = kinds.iter_mut().filter_map(Iterator::next).collect();
    cards.extend(kinds.into_iter().flatten());
    cards.truncate(CARDS);
    cards
}
