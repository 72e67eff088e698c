//! What a browser can remember of the portal: each record under a key that outlives rebuilds and moved pages (`course:ID`), its former
//! keys, and the list from which the scripts know titles and links. What somebody remembers never reaches the generator.

use super::rows::offered;
use super::rows_dates::anchored;
use super::shape::{LevelChip, Link};
use super::viewpoint::Viewpoint;
use crate::model::skill_map::learning_order;
use crate::model::{Course, Key, Level, Meta, Recorded, Requirement, Site, Tally};
use crate::route::{Fixed, Output, RecordPage, page_output};
use serde::Serialize;

/// A record as a browser remembers it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Kept {
    /// `course:csv-first-step`
    pub record: String,
    /// The keys it had under former ids, separated by blanks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub former: String,
}

/// A record with the title and link that lists made in the browser show.
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// Its key.
    #[serde(flatten)]
    pub kept: Kept,
    /// Title and page.
    pub link: Link,
}

/// The records of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct KnownKind {
    /// What the kind is called.
    pub name: String,
    /// Its records.
    pub items: Vec<Known>,
}

/// A talent category with the courses that it asks for.
#[derive(Clone, Debug, Serialize)]
pub struct Stage {
    /// Its chip.
    pub level: LevelChip,
    /// Its self-check, or empty.
    pub sheet: String,
    /// How many courses are mandatory.
    pub total: Tally,
    /// The keys of the mandatory courses in learning order, separated by blanks.
    pub must: String,
    /// The keys of the elective ones.
    pub pick: String,
}

/// The key of the record `meta` of a kind whose pages lie below `below`.
pub fn kept(kind: &str, below: &str, meta: &Meta) -> Kept {
    Kept { record: format!("{kind}:{}", meta.id), former: former_keys(kind, below, &meta.aliases) }
}

/// The keys under former ids. A former address counts when it lay beside the present one: elsewhere its end may be another record's id.
fn former_keys(kind: &str, below: &str, aliases: &[String]) -> String {
    let ids = aliases.iter().filter_map(|alias| {
        let alias = alias.trim_matches('/').trim_end_matches("index.html").trim_end_matches('/');
        match alias.rsplit_once('/') {
            None => Some(alias),
            Some((parent, id)) => (parent == below).then_some(id),
        }
    });
    ids.map(|id| format!("{kind}:{id}")).collect::<Vec<_>>().join(" ")
}

/// The key of a course.
pub fn kept_course(course: &Course) -> Kept {
    kept("course", "courses", &course.meta)
}

/// The record that a page shows, where it is one to come back to.
pub fn kept_page(site: &Site, output: &Output) -> Option<Kept> {
    Some(match output {
        Output::Record(RecordPage::Course(key)) => kept_course(&site[*key]),
        Output::Record(RecordPage::Exam(key)) => kept("exam", "exams", &site[*key].meta),
        Output::Record(RecordPage::Case(key)) => kept("case", "cases", &site[*key].meta),
        Output::Record(RecordPage::Skill(key)) => kept("skill", "skills", &site[*key].meta),
        Output::Record(RecordPage::Kpi(key)) => kept("kpi", "kpi", &site[*key].meta),
        Output::Record(RecordPage::Trend(key)) => kept("trend", "trends", &site[*key].meta),
        Output::Record(RecordPage::News(key)) => kept("news", "news", &site[*key].meta),
        // A page has no id but its address, and neither have its aliases.
        Output::Record(RecordPage::Page(key)) => Kept {
            record: format!("page:{}", site[*key].address),
            former: site[*key].meta.aliases.iter().map(|alias| format!("page:{}", alias.trim_matches('/'))).collect::<Vec<_>>().join(" "),
        },
        _ => return None,
    })
}

/// The courses.
pub fn known_courses(at: &Viewpoint) -> KnownKind {
    let items = at.site.courses.iter().map(|(key, course)| Known { kept: kept_course(course), link: at.course(key) });
    KnownKind { name: at.words.say("progress.kind.course").to_owned(), items: items.collect() }
}

/// Every record that can be marked, by kind.
pub fn known(at: &Viewpoint) -> Vec<KnownKind> {
    let site = at.site;
    let page = |output: Output, record: &dyn Titled| {
        kept_page(site, &output).map(|kept| Known { kept, link: Link { href: at.href(&output), ..record.words() } })
    };
    let kind = |name: &str, items: Vec<Known>| KnownKind { name: at.words.say(name).to_owned(), items };
    let external = site.external.values().map(|external| Known {
        kept: kept("external", "external", &external.meta),
        link: anchored(at, &Output::Fixed(Fixed::Externals), external),
    });
    let mut kinds = vec![
        known_courses(at),
        kind("progress.kind.external", external.collect()),
        kind(
            "progress.kind.exam",
            site.exams.iter().filter_map(|(key, record)| page(Output::Record(RecordPage::Exam(key)), record)).collect(),
        ),
        kind(
            "progress.kind.case",
            site.cases.iter().filter_map(|(key, record)| page(Output::Record(RecordPage::Case(key)), record)).collect(),
        ),
        kind(
            "progress.kind.skill",
            site.skills.iter().filter_map(|(key, record)| page(Output::Record(RecordPage::Skill(key)), record)).collect(),
        ),
        kind(
            "progress.kind.kpi",
            site.kpis.iter().filter_map(|(key, record)| page(Output::Record(RecordPage::Kpi(key)), record)).collect(),
        ),
        kind(
            "progress.kind.trend",
            site.trends.iter().filter_map(|(key, record)| page(Output::Record(RecordPage::Trend(key)), record)).collect(),
        ),
        kind(
            "progress.kind.news",
            site.news.iter().filter_map(|(key, record)| page(Output::Record(RecordPage::News(key)), record)).collect(),
        ),
        kind("progress.kind.page", site.pages.iter().filter_map(|(key, record)| page(page_output(key, record), record)).collect()),
    ];
    kinds.retain(|kind| !kind.items.is_empty());
    kinds
}

/// Title and sample mark of any record.
trait Titled {
    fn words(&self) -> Link;
}

impl<T: Recorded> Titled for T {
    fn words(&self) -> Link {
        Link { title: self.title().to_owned(), sample: self.meta().sample, ..Link::default() }
    }
}

/// The talent categories that ask for courses, in order.
pub fn stages(at: &Viewpoint) -> Vec<Stage> {
    at.site.levels.keys().filter_map(|level| stage(at, level)).collect()
}

fn stage(at: &Viewpoint, level: Key<Level>) -> Option<Stage> {
    let site = at.site;
    let asked = |requirement| {
        let courses = site.courses.iter().filter(|(_, course)| offered(course) && course.requirement(level) == Some(requirement));
        learning_order(site, &courses.map(|(key, _)| key).collect::<Vec<_>>())
    };
    let keys = |courses: &[Key<Course>]| courses.iter().map(|key| kept_course(&site[*key]).record).collect::<Vec<_>>().join(" ");
    let (must, pick) = (asked(Requirement::Mandatory), asked(Requirement::Elective));
    (!must.is_empty() || !pick.is_empty()).then(|| Stage {
        level: at.chip(level),
        sheet: at.href(&Output::Record(RecordPage::Assessment(level))),
        total: Tally::of(must.iter().map(|course| &site[*course])),
        must: keys(&must),
        pick: keys(&pick),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn former_ids_and_addresses_beside_the_page_are_former_keys() {
        let aliases = ["old", "/courses/older/", "courses/oldest/index.html", "news/ip"].map(str::to_owned);
        assert_eq!(former_keys("course", "courses", &aliases), "course:old course:older course:oldest");
    }
}
