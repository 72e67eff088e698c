//! Plans, pillars, indicators, road map, organisation, recruitment: the governance side.

use crate::notation::{Day, FiscalYear, Id, Moment, Month, Quantity, Tolerance};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A policy or plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Permanent name.
    pub id: Id,
    /// Title as adopted.
    pub title: String,
    /// Short name for labels.
    pub short: Option<String>,
    /// When it was adopted.
    pub adopted: Month,
    /// First and last fiscal year.
    pub period: Option<Period>,
    /// The plan it belongs to.
    pub parent: Option<Id>,
    /// The plan it follows.
    pub predecessor: Option<Id>,
    /// What it is for, in a sentence or two (Markdown).
    pub summary: Option<String>,
    /// Where it stands among the plans of the administration.
    pub position: Option<String>,
    /// What it applies to.
    pub scope: Option<String>,
    /// Whom it is written for.
    pub audience: Option<String>,
    /// The state it aims at, statement by statement.
    #[serde(default)]
    pub vision: Vec<String>,
    /// What it sets out, point by point.
    #[serde(default)]
    pub contents: Vec<String>,
    /// How and when it is reviewed.
    pub review: Option<String>,
    /// Revisions since adoption.
    #[serde(default)]
    pub history: Vec<Revision>,
    /// Related plans outside this portal, as written (`名称 ～令和7年度`).
    #[serde(default)]
    pub related: Vec<String>,
}

/// A span of fiscal years.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First fiscal year.
    pub from: FiscalYear,
    /// Last fiscal year.
    pub to: FiscalYear,
}

/// A revision of a plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// When.
    pub date: Month,
    /// What changed.
    pub note: String,
}

/// A pillar (取組方針) of a plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pillar {
    /// Permanent name.
    pub id: Id,
    /// Its number in the plan.
    pub number: u8,
    /// Title.
    pub title: String,
    /// The plan it belongs to.
    pub plan: Id,
    /// Its statements.
    #[serde(default)]
    pub items: Vec<String>,
}

/// A measure (取組事項) under a pillar.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Initiative {
    /// Permanent name.
    pub id: Id,
    /// The pillar it belongs to.
    pub pillar: Id,
    /// Its number within the pillar.
    pub number: u8,
    /// Title.
    pub title: String,
    /// What is done.
    #[serde(default)]
    pub items: Vec<String>,
    /// 取組事例.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A document or event the plans refer to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Permanent name.
    pub id: Id,
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

/// What an indicator asks for. How each kind is judged is a row of the table in `model/kpi/kind.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KpiKind {
    /// Reach a number by a year.
    Reach,
    /// At least a number, perhaps after an event instead of a year.
    AtLeast,
    /// Not more than a number or a reference year.
    NotExceed,
    /// Keep what is.
    Maintain,
    /// Get better, without a number.
    Raise,
    /// Something is to be done.
    Milestone,
    /// Deliberately without a target.
    None,
}

/// Which way an indicator gets better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The higher the better.
    Higher,
    /// The lower the better.
    Lower,
}

/// A key performance indicator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kpi {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Unit as in the plan (`%`, `件`, `百件`, `百万円`).
    #[serde(default)]
    pub unit: String,
    /// What one unit is, when it is not 1: 百件 = 100.
    pub unit_factor: Option<f64>,
    /// The unit that the factor leads to: 件.
    pub unit_base: Option<String>,
    /// How it is judged.
    pub kind: KpiKind,
    /// Which way it gets better, where neither kind nor numbers say so.
    pub direction: Option<Direction>,
    /// By how much a value that is to be kept may differ.
    pub tolerance: Option<Tolerance>,
    /// The plan that sets it.
    pub plan: Option<Id>,
    /// The pillar it belongs to.
    pub pillar: Option<Id>,
    /// The measure it belongs to.
    pub initiative: Option<Id>,
    /// Order within its pillar.
    #[serde(default)]
    pub order: u32,
    /// The value it started from.
    pub baseline: Option<Baseline>,
    /// What is aimed at.
    pub target: Option<Target>,
    /// Talent categories it speaks of.
    #[serde(default)]
    pub levels: Vec<Id>,
    /// How it is computed.
    pub formula: Option<String>,
    /// Explanation in a sentence.
    pub summary: Option<String>,
    /// Notes (※) by mark.
    #[serde(default)]
    pub notes: BTreeMap<String, String>,
    /// Marks of notes that concern the row as a whole.
    #[serde(default)]
    pub marks: Vec<String>,
    /// Indicators it is made of or that are counted within it.
    #[serde(default)]
    pub children: Vec<Id>,
    /// How it follows from its children.
    pub aggregate: Option<Aggregate>,
    /// The indicator that it replaces.
    pub supersedes: Option<Id>,
    /// The indicator that replaces it.
    pub superseded_by: Option<Id>,
    /// Changes of the way it is measured.
    #[serde(default)]
    pub method_changes: Vec<MethodChange>,
    /// Why it has no target, or why it was missed.
    pub reason: Option<String>,
    /// A percentage that cannot pass 100 (default for `%`).
    pub bounded: Option<bool>,
    /// The result as a closed plan reported it, when it was in words.
    pub result: Option<String>,
}

/// Where an indicator started.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The value.
    pub value: Quantity,
    /// Its fiscal year.
    pub fiscal_year: FiscalYear,
    /// An estimate.
    #[serde(default)]
    pub approx: bool,
    /// Mark of a note.
    pub note: Option<String>,
    /// When it was measured.
    pub measured_on: Option<Month>,
    /// Survey or document.
    pub source: Option<String>,
}

/// What is aimed at.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The number, if there is one.
    pub value: Option<Quantity>,
    /// By which fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// After which event, when no year is set.
    pub event: Option<String>,
    /// In the words of the plan (`上げる`, `R4予算規模の維持`).
    pub text: Option<String>,
    /// Every child must reach it, not only the mean.
    #[serde(default)]
    pub every_child: bool,
    /// Mark of a note.
    pub note: Option<String>,
    /// Not more than in this fiscal year (`not_exceed`).
    pub reference_year: Option<FiscalYear>,
    /// When the event happened.
    pub event_on: Option<Moment>,
    /// How it was changed since, the earliest first.
    #[serde(default)]
    pub revisions: Vec<TargetRevision>,
}

/// A change of a target. What it does not name stays as it was.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetRevision {
    /// From when it holds.
    pub from: Month,
    /// Why.
    pub reason: String,
    /// The new number.
    pub value: Option<Quantity>,
    /// The new fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// The new event, in place of a year.
    pub event: Option<String>,
    /// When that event happened.
    pub event_on: Option<Moment>,
    /// The new words.
    pub text: Option<String>,
    /// Whether every child must reach it.
    pub every_child: Option<bool>,
    /// Mark of a note.
    pub note: Option<String>,
    /// The new fiscal year not to be exceeded.
    pub reference_year: Option<FiscalYear>,
}

/// How a parent follows from its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// Arithmetic mean.
    Mean,
    /// Sum.
    Sum,
    /// The children are counted within it (うち…), it does not follow from them.
    Within,
}

/// A change of the way an indicator is measured.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodChange {
    /// From this fiscal year.
    pub fiscal_year: FiscalYear,
    /// What changed.
    pub note: String,
}

/// A yearly result.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KpiActual {
    /// The indicator.
    pub kpi: Id,
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// The value; empty with a comment means: not measured.
    pub value: Option<Quantity>,
    /// For milestones: done.
    pub done: Option<bool>,
    /// An estimate.
    #[serde(default)]
    pub approx: bool,
    /// When it was measured.
    pub measured_on: Option<Month>,
    /// Why it is missing, or what it needs to be understood.
    pub comment: Option<String>,
}

/// A lane of the road map.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// The plan it belongs to.
    pub plan: Option<Id>,
    /// Bars and milestones.
    pub items: Vec<LaneItem>,
}

/// A bar or a milestone of a lane.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaneItem {
    /// Label.
    pub label: String,
    /// First fiscal year.
    pub from: FiscalYear,
    /// Last fiscal year; the first when absent.
    pub to: Option<FiscalYear>,
    /// The moment of a milestone.
    pub at: Option<Month>,
    /// Goes on after the last year.
    #[serde(default)]
    pub open_ended: bool,
    /// Done from time to time (随時).
    #[serde(default)]
    pub occasional: bool,
}

/// A body of the organisation that carries the plans.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// The office of its head, never a person's name.
    pub head: Option<String>,
    /// The body above it.
    pub parent: Option<Id>,
    /// What it does.
    pub role: Option<String>,
    /// Bodies it works with.
    #[serde(default)]
    pub with: Vec<Id>,
    /// The department that it is.
    pub department: Option<Id>,
    /// Order among its sisters.
    #[serde(default)]
    pub order: u32,
}

/// A way to secure outside talent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recruitment {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// When it is chosen.
    pub when: String,
    /// An example.
    pub example: Option<String>,
    /// The plan whose wording this is.
    pub plan: Id,
    /// The older row it replaces.
    pub supersedes: Option<Id>,
    /// Order.
    #[serde(default)]
    pub order: u32,
}

/// A public holiday.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub date: Day,
    /// Its name.
    pub name: String,
}
