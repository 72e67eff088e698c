//! Departments, leaders, communities, awards. No names of people are needed anywhere.

use crate::notation::{FiscalYear, Id};
use crate::field::Fields;

/// A group of departments.
#[derive(Clone, Debug, Fields)]
pub struct Group {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Order.
    #[field(default)]
    pub order: u32,
    /// The group it is a part of.
    pub parent: Option<Id>,
    /// What it is.
    pub summary: Option<String>,
}

/// A department.
#[derive(Clone, Debug, Fields)]
pub struct Department {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Reading, for 五十音順.
    pub yomi: String,
    /// Its group.
    pub group: Id,
    /// Order within the group.
    #[field(default)]
    pub order: u32,
    /// Extension (内線).
    pub ext: Option<String>,
    /// Whether a leader is expected here. Not said: yes, in a portal that has leaders at all.
    pub leader_expected: Option<bool>,
}

/// One cell of the level × department matrix.
#[derive(Clone, Debug, Fields)]
pub struct MatrixCell {
    /// The level.
    pub level: Id,
    /// A department or a group.
    pub target: Id,
    /// 0 to 4: relative quantity, not a head-count.
    pub weight: i64,
    /// A remark.
    pub note: Option<String>,
}

/// A designated leader. Designation and recognised level are two things.
#[derive(Clone, Debug, Fields)]
pub struct Leader {
    /// The workplace.
    pub department: Id,
    /// Since which fiscal year.
    pub designated_fy: FiscalYear,
    /// May stay empty.
    pub name: Option<String>,
    /// The level recognised, if any.
    pub level_recognized: Option<Id>,
    /// Extension (内線).
    pub contact: Option<String>,
}

/// An award to a team.
#[derive(Clone, Debug, Fields)]
pub struct Award {
    /// Permanent name.
    pub id: Id,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Name of the award.
    pub title: String,
    /// The team's department.
    pub department: Id,
    /// The case it is for.
    pub case: Option<Id>,
    /// Why.
    pub reason: String,
}

/// A community.
#[derive(Clone, Debug, Fields)]
pub struct Community {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Where it lives (庁内SNS).
    pub platform: String,
    /// Network on which it opens.
    pub access: super::Access,
    /// Who it is for.
    pub who: String,
    /// How to join.
    pub join: String,
    /// What happens there.
    pub summary: Option<String>,
    /// Address, when it has one.
    pub url: Option<String>,
}
