//! [`Figures`]: what is computed over the whole portal, once, for all pages.

use super::agenda::{self, Due, Event};
use super::kpi::Statuses;
use super::skill_map::{SkillMap, gaps, skill_map};
use super::{Key, Level, Map, Page, Site, Skill};
use std::collections::BTreeMap;

/// Values that many pages show and none computes.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The skill map.
    pub skill_map: SkillMap,
    /// Its gaps, by level.
    pub gaps: Vec<(Key<Skill>, Key<Level>)>,
    /// All deadlines, the earliest first.
    pub dues: Vec<Due>,
    /// All events, the earliest first.
    pub events: Vec<Event>,
    /// How each indicator stands today, and stood in each year that has a report.
    pub statuses: Statuses,
    /// The pages before and after each page of a section, in the order of the section.
    pub neighbours: Map<Page, Neighbours>,
    /// The plain pages with each tag, in the order of pages.
    pub tagged: BTreeMap<String, Vec<Key<Page>>>,
}

/// The page before and the page after.
pub type Neighbours = (Option<Key<Page>>, Option<Key<Page>>);

impl Figures {
    /// Computes everything.
    pub fn of(site: &Site) -> Self {
        let skill_map = skill_map(site);
        Self {
            gaps: gaps(&skill_map),
            skill_map,
            dues: agenda::dues(site),
            events: agenda::events(site),
            statuses: Statuses::of(site),
            neighbours: neighbours(site),
            tagged: tagged(site),
        }
    }
}

fn tagged(site: &Site) -> BTreeMap<String, Vec<Key<Page>>> {
    let mut tagged: BTreeMap<String, Vec<Key<Page>>> = BTreeMap::new();
    for (key, page) in site.pages.iter() {
        for (at, tag) in page.meta.tags.iter().enumerate() {
            if !page.meta.tags[..at].contains(tag) {
                tagged.entry(tag.clone()).or_default().push(key);
            }
        }
    }
    tagged
}

fn neighbours(site: &Site) -> Map<Page, Neighbours> {
    let mut map: Map<Page, Neighbours> = Map::over(&site.pages);
    for section in site.sections.values() {
        for pair in section.pages.windows(2) {
            map[pair[0]].1 = Some(pair[1]);
            map[pair[1]].0 = Some(pair[0]);
        }
    }
    map
}
