//! Departments and their groups, the level × department matrix, leaders, awards, communities, resolved.

use super::meta::{Meta, entity, key};
use super::names::{Entity, Names};
use super::{Case, Key, Level};
use crate::diagnostic::Diagnostics;
use crate::notation::{Day, FiscalYear};
use crate::schema::{self, Access, Record};
use crate::source::Origin;

/// A group of departments.
#[derive(Clone, Debug)]
pub struct Group {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// The group it is a part of.
    pub parent: Option<Key<Group>>,
    /// What it is.
    pub summary: Option<String>,
}
entity!(Group, name);

impl Group {
    pub(super) fn resolve(record: Record<schema::Group>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Group { id, name, order: _, parent, summary } = value;
        Self {
            name,
            parent: key(parent, "parent", &origin, names, findings),
            summary,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A department.
#[derive(Clone, Debug)]
pub struct Department {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// Reading.
    pub yomi: String,
    /// Its group.
    pub group: Option<Key<Group>>,
    /// Extension (内線).
    pub ext: Option<String>,
    /// Whether a leader is expected here.
    pub leader_expected: bool,
}
entity!(Department, name);

impl Department {
    /// `leaders`: whether leaders are expected where nothing is said.
    pub(super) fn resolve(record: Record<schema::Department>, leaders: bool, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Department { id, name, yomi, group, order: _, ext, leader_expected } = value;
        Self {
            name,
            yomi,
            group: key(Some(group), "group", &origin, names, findings),
            ext,
            leader_expected: leader_expected.unwrap_or(leaders),
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A column of the level × department matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// A whole group.
    Group(Key<Group>),
    /// One department.
    Department(Key<Department>),
}

/// One cell of the level × department matrix.
#[derive(Clone, Debug)]
pub struct MatrixCell {
    /// Where it was read.
    pub origin: Origin,
    /// The level.
    pub level: Key<Level>,
    /// The column.
    pub column: Column,
    /// 0 to 4: relative quantity, not a head-count.
    pub weight: i64,
    /// A remark.
    pub note: Option<String>,
}

impl MatrixCell {
    pub(super) fn resolve(record: Record<schema::MatrixCell>, names: &Names, findings: &mut Diagnostics) -> Option<Self> {
        let Record { value, common: _, origin } = record;
        let schema::MatrixCell { level, target, weight, note } = value;
        let level = names.find(&level, &origin, "level", findings);
        let column = if names.knows(Entity::Group, target.as_str()) {
            names.find(&target, &origin, "target", findings).map(Column::Group)
        } else {
            names.find(&target, &origin, "target", findings).map(Column::Department)
        };
        Some(Self { origin, level: level?, column: column?, weight, note })
    }
}

/// A designated leader.
#[derive(Clone, Debug)]
pub struct Leader {
    /// Where it was read.
    pub origin: Origin,
    /// Invented.
    pub sample: bool,
    /// The workplace.
    pub department: Key<Department>,
    /// Since which fiscal year.
    pub designated_fy: FiscalYear,
    /// May stay empty.
    pub name: Option<String>,
    /// The level recognised; designation says nothing about it.
    pub level_recognized: Option<Key<Level>>,
    /// Extension (内線).
    pub contact: Option<String>,
    /// When the row was last written.
    pub updated: Option<Day>,
}

impl Leader {
    pub(super) fn resolve(record: Record<schema::Leader>, names: &Names, findings: &mut Diagnostics) -> Option<Self> {
        let Record { value, common, origin } = record;
        let schema::Leader { department, designated_fy, name, level_recognized, contact } = value;
        let department = names.find(&department, &origin, "department", findings);
        let level_recognized = key(level_recognized, "level_recognized", &origin, names, findings);
        Some(Self {
            department: department?,
            designated_fy,
            name,
            level_recognized,
            contact,
            updated: common.updated,
            sample: common.sample,
            origin,
        })
    }
}

/// An award to a team.
#[derive(Clone, Debug)]
pub struct Award {
    /// Identity and freshness.
    pub meta: Meta,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Name of the award.
    pub title: String,
    /// The team's department.
    pub department: Option<Key<Department>>,
    /// The case it is for.
    pub case: Option<Key<Case>>,
    /// Why.
    pub reason: String,
}
entity!(Award, title);

impl Award {
    pub(super) fn resolve(record: Record<schema::Award>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Award { id, fiscal_year, title, department, case, reason } = value;
        Self {
            fiscal_year,
            title,
            department: key(Some(department), "department", &origin, names, findings),
            case: key(case, "case", &origin, names, findings),
            reason,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A community.
#[derive(Clone, Debug)]
pub struct Community {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// Where it lives.
    pub platform: String,
    /// Network on which it opens.
    pub access: Access,
    /// Who it is for.
    pub who: String,
    /// How to join.
    pub join: String,
    /// What happens there.
    pub summary: Option<String>,
    /// Address, when it has one.
    pub url: Option<String>,
}
entity!(Community, name);

impl Community {
    pub(super) fn resolve(record: Record<schema::Community>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Community { id, name, platform, access, who, join, summary, url } = value;
        Self { name, platform, access, who, join, summary, url, meta: Meta::resolve(id, common, origin, names, findings) }
    }
}
