//! The skill map (スキルマップ): which programme leads to which skill at which level, and where none does.
//!
//! In the plan a skill map is a system of training programmes, not a list of people's skills (育成計画 5(3), 8(1)).

use super::{Course, External, Key, Level, LevelKind, Requirement, Site, Skill, Status};

/// The whole map: one row per skill, one column per level.
#[derive(Clone, Debug)]
pub struct SkillMap {
    /// The levels that have a column: all but people from outside.
    pub columns: Vec<Key<Level>>,
    /// The rows, in the order of the skills.
    pub rows: Vec<Row>,
}

/// A skill across all levels.
#[derive(Clone, Debug)]
pub struct Row {
    /// The skill.
    pub skill: Key<Skill>,
    /// One cell per column.
    pub cells: Vec<Cell>,
}

/// A skill at a level.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The step that the level needs; `None` when it does not need the skill.
    pub step: Option<u8>,
    /// What leads there: mandatory first.
    pub programmes: Vec<(Requirement, Programme)>,
    /// The skill, what the level needs or something that leads there is invented.
    pub sample: bool,
}

impl Cell {
    /// Needed, and nothing leads there.
    pub fn is_gap(&self) -> bool {
        self.step.is_some() && self.programmes.is_empty()
    }
}

/// What leads to a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Programme {
    /// A course of the administration.
    Course(Key<Course>),
    /// A content made by others.
    External(Key<External>),
}

/// Whether `level` has a column in the skill map.
pub fn has_column(site: &Site, level: Key<Level>) -> bool {
    site[level].kind != LevelKind::External
}

impl SkillMap {
    /// Whether anything in these places is invented, and with it that something is missing there: of `skill`, of `level`, of all.
    pub fn sample(&self, skill: Option<Key<Skill>>, level: Option<Key<Level>>) -> bool {
        let rows = self.rows.iter().filter(|row| skill.is_none_or(|skill| row.skill == skill));
        let mut cells = rows.flat_map(|row| row.cells.iter().zip(&self.columns));
        cells.any(|(cell, of)| cell.sample && level.is_none_or(|level| *of == level))
    }
}

/// The skill map of `site`.
pub fn skill_map(site: &Site) -> SkillMap {
    let columns: Vec<_> = site.levels.keys().filter(|level| has_column(site, *level)).collect();
    let rows =
        site.skills.keys().map(|skill| Row { skill, cells: columns.iter().map(|level| cell(site, skill, *level)).collect() }).collect();
    SkillMap { columns, rows }
}

/// One cell of the map.
pub fn cell(site: &Site, skill: Key<Skill>, level: Key<Level>) -> Cell {
    let step = site[level].skills.iter().find(|(needed, _)| *needed == skill).map(|(_, step)| *step);
    let offered = site.links.skill_courses[skill].iter().filter(|course| site[**course].meta.status != Status::Archived);
    let courses = offered.filter_map(|course| Some((site[*course].requirement(level)?, Programme::Course(*course))));
    let external = site.links.skill_external[skill]
        .iter()
        .filter(|external| site[**external].levels.contains(&level))
        .map(|external| (Requirement::Optional, Programme::External(*external)));
    let mut programmes: Vec<_> = courses.chain(external).collect();
    programmes.sort();
    let invented = |programme: &Programme| match programme {
        Programme::Course(key) => site[*key].meta.invents("skills"),
        Programme::External(key) => site[*key].meta.invents("skills"),
    };
    let sample = site[skill].meta.sample
        || step.is_some() && site[level].meta.invents("skills")
        || programmes.iter().any(|(_, programme)| invented(programme));
    Cell { step, programmes, sample }
}

/// The gaps of the map: skills that a level needs and nothing leads to, by level.
pub fn gaps(map: &SkillMap) -> Vec<(Key<Skill>, Key<Level>)> {
    let mut gaps: Vec<_> = map
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().zip(&map.columns).filter(|(cell, _)| cell.is_gap()).map(|(_, level)| (row.skill, *level)))
        .collect();
    gaps.sort_by_key(|(skill, level)| (*level, *skill));
    gaps
}

/// The courses in an order in which each comes after its prerequisites; courses on a cycle come last, by their order.
pub fn learning_order(site: &Site, courses: &[Key<Course>]) -> Vec<Key<Course>> {
    let mut rest: Vec<_> = courses.to_vec();
    rest.sort();
    let mut ordered = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let (ready, waiting): (Vec<_>, Vec<_>) =
            rest.iter().partition(|course| site[**course].prerequisites.iter().all(|before| !rest.contains(before)));
        if ready.is_empty() {
            ordered.extend(waiting);
            break;
        }
        ordered.extend(ready);
        rest = waiting;
    }
    ordered
}
