//! Plans, pillars, measures, references, road map, organisation, recruitment, resolved.

use super::meta::{Meta, entity, key, keys};
use super::names::Names;
use super::{Department, Key};
use crate::diagnostic::Diagnostics;
use crate::notation::Month;
use crate::schema::{self, LaneItem, Period, Record, Revision};

/// A policy or plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Identity and freshness.
    pub meta: Meta,
    /// Title as adopted.
    pub title: String,
    /// Short name; the title when none was given.
    pub short: String,
    /// When it was adopted.
    pub adopted: Month,
    /// First and last fiscal year.
    pub period: Option<Period>,
    /// The plan it belongs to.
    pub parent: Option<Key<Plan>>,
    /// The plan it follows.
    pub predecessor: Option<Key<Plan>>,
    /// What it is for.
    pub summary: Option<String>,
    /// Where it stands among the plans.
    pub position: Option<String>,
    /// What it applies to.
    pub scope: Option<String>,
    /// Whom it is written for.
    pub audience: Option<String>,
    /// The state it aims at.
    pub vision: Vec<String>,
    /// What it sets out.
    pub contents: Vec<String>,
    /// How and when it is reviewed.
    pub review: Option<String>,
    /// Revisions since adoption.
    pub history: Vec<Revision>,
    /// Related plans outside the portal.
    pub related: Vec<String>,
}
entity!(Plan, title);

impl Plan {
    pub(super) fn resolve(record: Record<schema::Plan>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Plan {
            id,
            title,
            short,
            adopted,
            period,
            parent,
            predecessor,
            summary,
            position,
            scope,
            audience,
            vision,
            contents,
            review,
            history,
            related,
        } = value;
        Self {
            short: short.unwrap_or_else(|| title.clone()),
            title,
            adopted,
            period,
            parent: key(parent, "parent", &origin, names, findings),
            predecessor: key(predecessor, "predecessor", &origin, names, findings),
            summary,
            position,
            scope,
            audience,
            vision,
            contents,
            review,
            history,
            related,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A pillar (取組方針) of a plan.
#[derive(Clone, Debug)]
pub struct Pillar {
    /// Identity and freshness.
    pub meta: Meta,
    /// Number in the plan.
    pub number: u8,
    /// Title.
    pub title: String,
    /// The plan it belongs to.
    pub plan: Option<Key<Plan>>,
    /// Its statements.
    pub items: Vec<String>,
}
entity!(Pillar, title);

impl Pillar {
    pub(super) fn resolve(record: Record<schema::Pillar>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Pillar { id, number, title, plan, items } = value;
        Self {
            number,
            title,
            plan: key(Some(plan), "plan", &origin, names, findings),
            items,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A measure (取組事項) under a pillar.
#[derive(Clone, Debug)]
pub struct Initiative {
    /// Identity and freshness.
    pub meta: Meta,
    /// The pillar it belongs to.
    pub pillar: Option<Key<Pillar>>,
    /// Number within the pillar.
    pub number: u8,
    /// Title.
    pub title: String,
    /// What is done.
    pub items: Vec<String>,
    /// 取組事例.
    pub examples: Vec<String>,
}
entity!(Initiative, title);

impl Initiative {
    pub(super) fn resolve(record: Record<schema::Initiative>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Initiative { id, pillar, number, title, items, examples } = value;
        Self {
            pillar: key(Some(pillar), "pillar", &origin, names, findings),
            number,
            title,
            items,
            examples,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A document or event the plans refer to.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Identity and freshness.
    pub meta: Meta,
    /// Title.
    pub title: String,
    /// Who issued or did it.
    pub issuer: Option<String>,
    /// When.
    pub date: Month,
    /// What it means for the plans.
    pub note: Option<String>,
    /// Address, if it is public.
    pub url: Option<String>,
}
entity!(Reference, title);

impl Reference {
    pub(super) fn resolve(record: Record<schema::Reference>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Reference { id, title, issuer, date, note, url } = value;
        Self { title, issuer, date, note, url, meta: Meta::resolve(id, common, origin, names, findings) }
    }
}

/// A lane of the road map.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// The plan it belongs to.
    pub plan: Option<Key<Plan>>,
    /// Bars and milestones.
    pub items: Vec<LaneItem>,
}
entity!(Lane, name);

impl Lane {
    pub(super) fn resolve(record: Record<schema::Lane>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Lane { id, name, plan, items } = value;
        Self { name, plan: key(plan, "plan", &origin, names, findings), items, meta: Meta::resolve(id, common, origin, names, findings) }
    }
}

/// A body of the organisation that carries the plans.
#[derive(Clone, Debug)]
pub struct Body {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// The office of its head.
    pub head: Option<String>,
    /// The body above it.
    pub parent: Option<Key<Body>>,
    /// What it does.
    pub role: Option<String>,
    /// Bodies it works with.
    pub with: Vec<Key<Body>>,
    /// The department that it is.
    pub department: Option<Key<Department>>,
}
entity!(Body, name);

impl Body {
    pub(super) fn resolve(record: Record<schema::Body>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Body { id, name, head, parent, role, with, department, order: _ } = value;
        Self {
            name,
            head,
            parent: key(parent, "parent", &origin, names, findings),
            role,
            with: keys(&with, "with", &origin, names, findings),
            department: key(department, "department", &origin, names, findings),
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A way to secure outside talent, in the wording of one plan.
#[derive(Clone, Debug)]
pub struct Recruitment {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// When it is chosen.
    pub when: String,
    /// An example.
    pub example: Option<String>,
    /// The plan whose wording this is.
    pub plan: Option<Key<Plan>>,
    /// The older row it replaces.
    pub supersedes: Option<Key<Recruitment>>,
}
entity!(Recruitment, name);

impl Recruitment {
    pub(super) fn resolve(record: Record<schema::Recruitment>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Recruitment { id, name, when, example, plan, supersedes, order: _ } = value;
        Self {
            name,
            when,
            example,
            plan: key(Some(plan), "plan", &origin, names, findings),
            supersedes: key(supersedes, "supersedes", &origin, names, findings),
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}
