//! [`Viewpoint`]: the page from which links are made, and the site that it looks at.

use super::Words;
use super::shape::{LevelChip, Link, Owner, Tag};
use crate::model::due::overdue_since;
use crate::model::{Case, Course, Department, Exam, External, Figures, Key, Kpi, Level, LevelKind, Meta, Recorded, Site, Skill};
use crate::route::{Output, RecordPage, RoutePath, Routes};
use crate::schema::Requirement;

/// The page for addresses that lead nowhere.
const NOT_FOUND: &str = "404.html";

/// One page looking at the site. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Viewpoint<'a> {
    /// The portal.
    pub site: &'a Site,
    /// Where everything lies.
    pub routes: &'a Routes,
    /// What was computed once.
    pub figures: &'a Figures,
    /// What the theme says.
    pub words: &'a Words,
    /// The page being made.
    pub here: &'a RoutePath,
}

impl Viewpoint<'_> {
    /// The relative link to `output`; empty when this site does not have it, so that the words stand alone.
    pub fn href(&self, output: &Output) -> String {
        let Some(path) = self.routes.path(output) else { return String::new() };
        let href = self.here.href(path);
        if self.here.as_str() == NOT_FOUND { format!("{}{href}", self.above()) } else { href }
    }

    /// What stands before the links of the page that a server shows for any wrong address: the path of the site, when it is known,
    /// because links relative to that address would lead nowhere.
    fn above(&self) -> String {
        let url = self.site.base_url().unwrap_or_default();
        let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| format!("/{path}"));
        path.map_or_else(String::new, |path| if path.ends_with('/') { path } else { format!("{path}/") })
    }

    /// Whether this site has `output`.
    pub fn has(&self, output: &Output) -> bool {
        self.routes.path(output).is_some()
    }

    /// What the section at `address` is called: its title, else the name of what comes first in it. A folder's name is never shown.
    pub fn section_title(&self, address: &str) -> String {
        if let Some(text) = self.site.section_text(address) {
            return text.title.clone();
        }
        let Some(section) = self.site.sections.get(address) else { return String::new() };
        let first = match (section.pages.first(), section.sections.first()) {
            (Some(page), _) => self.site[*page].title.clone(),
            (None, Some(inner)) => self.section_title(inner),
            (None, None) => String::new(),
        };
        let alone = section.pages.len() + section.sections.len() == 1;
        if alone { first } else { self.words.fill("section.unnamed", &[("title", &first)]) }
    }

    /// A link to a record's page.
    pub fn link(&self, output: &Output, record: &impl Recorded) -> Link {
        Link { title: record.title().to_owned(), href: self.href(output), sample: record.meta().sample, ..Link::default() }
    }

    /// A link to a course.
    pub fn course(&self, key: Key<Course>) -> Link {
        self.link(&Output::Record(RecordPage::Course(key)), &self.site[key])
    }

    /// A link to a skill.
    pub fn skill(&self, key: Key<Skill>) -> Link {
        self.link(&Output::Record(RecordPage::Skill(key)), &self.site[key])
    }

    /// A link to an exam.
    pub fn exam(&self, key: Key<Exam>) -> Link {
        self.link(&Output::Record(RecordPage::Exam(key)), &self.site[key])
    }

    /// A link to a case.
    pub fn case(&self, key: Key<Case>) -> Link {
        self.link(&Output::Record(RecordPage::Case(key)), &self.site[key])
    }

    /// A link to an indicator.
    pub fn kpi(&self, key: Key<Kpi>) -> Link {
        self.link(&Output::Record(RecordPage::Kpi(key)), &self.site[key])
    }

    /// A link to a talent category.
    pub fn level(&self, key: Key<Level>) -> Link {
        let level = &self.site[key];
        Link {
            title: match level.kind {
                LevelKind::Level if level.has_own_label() => self.words.beside(&level.label, &level.name),
                _ => level.name.clone(),
            },
            href: self.href(&Output::Record(RecordPage::Level(key))),
            ..Link::default()
        }
    }

    /// A link out of the portal, with the network that opens it.
    pub fn external(&self, key: Key<External>) -> Link {
        let external = &self.site[key];
        Link {
            title: external.title.clone(),
            href: external.url.clone(),
            external: true,
            network: self.words.choice(external.access).to_owned(),
            sample: external.meta.sample,
            ..Link::default()
        }
    }

    /// The chip of a talent category.
    pub fn chip(&self, key: Key<Level>) -> LevelChip {
        let level = &self.site[key];
        let kind = match (level.kind, level.number) {
            (LevelKind::Base, _) => "0".to_owned(),
            (LevelKind::Level, Some(number)) => number.to_string(),
            (LevelKind::Management, _) => "management".to_owned(),
            (LevelKind::External, _) | (LevelKind::Level, None) => "external".to_owned(),
        };
        LevelChip {
            kind,
            name: level.label.clone(),
            short: level.short.clone(),
            href: self.href(&Output::Record(RecordPage::Level(key))),
            sample: false,
        }
    }

    /// The chips of several talent categories.
    pub fn chips(&self, keys: impl IntoIterator<Item = Key<Level>>) -> Vec<LevelChip> {
        keys.into_iter().map(|key| self.chip(key)).collect()
    }

    /// The chips of the levels that an exam counts for; where only that is invented, the last of them says so.
    pub fn exam_chips(&self, exam: &Exam) -> Vec<LevelChip> {
        let mut chips = self.chips(exam.counts_for.iter().copied());
        if let Some(last) = chips.last_mut() {
            last.sample = !exam.meta.sample && exam.meta.invents("counts_for");
        }
        chips
    }

    /// The chips of the levels of a course.
    pub fn course_chips(&self, course: &Course) -> Vec<LevelChip> {
        self.chips(course.levels.iter().map(|(level, _)| *level))
    }

    /// The tag of how a course is required, at its strongest.
    pub fn course_tags(&self, course: &Course) -> Vec<Tag> {
        let strongest = course.strongest();
        let several = course.levels.iter().any(|(_, requirement)| *requirement != strongest);
        let mut tag = self.words.requirement(strongest);
        if several && strongest == Requirement::Mandatory {
            tag.text = self.words.say("course.mandatory_by_level").to_owned();
        }
        vec![tag]
    }

    /// The office in charge.
    pub fn owner(&self, key: Key<Department>) -> Owner {
        let department = &self.site[key];
        Owner { name: department.name.clone(), ext: department.ext.clone(), sample: department.meta.invents("ext") }
    }

    /// The source of a record; a second-hand one is called so.
    pub fn source(&self, meta: &Meta) -> Option<String> {
        let source = meta.source.as_ref()?;
        Some(if meta.second_hand() { self.words.fill("fresh.second_hand", &[("source", source)]) } else { source.clone() })
    }

    /// The name of a department.
    pub fn department(&self, key: Option<Key<Department>>) -> String {
        key.map_or_else(String::new, |key| self.site[key].name.clone())
    }

    /// Whether a record was last compared with its source too long ago.
    pub fn stale(&self, meta: &Meta) -> bool {
        let checked = meta.checked_on.or(meta.last_reviewed_on);
        overdue_since(self.site, meta).is_some()
            || checked.is_some_and(|day| day.days_until(self.site.today()) > self.site.config.freshness.warn_after_days)
    }
}
