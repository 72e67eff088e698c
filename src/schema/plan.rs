//! Plans, pillars, indicators, road map, organisation, recruitment: the governance side.

use crate::notation::{Day, FiscalYear, Id, Moment, Month, Quantity, Tolerance};
use crate::field::{Choice, Fields};
use std::collections::BTreeMap;

/// A policy or plan.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub vision: Vec<String>,
    /// What it sets out, point by point.
    #[field(default)]
    pub contents: Vec<String>,
    /// How and when it is reviewed.
    pub review: Option<String>,
    /// Revisions since adoption.
    #[field(default)]
    pub history: Vec<Revision>,
    /// Related plans outside this portal, as written (`名称 ～令和7年度`).
    #[field(default)]
    pub related: Vec<String>,
}

/// A span of fiscal years.
#[derive(Clone, Copy, Debug, Fields)]
pub struct Period {
    /// First fiscal year.
    pub from: FiscalYear,
    /// Last fiscal year.
    pub to: FiscalYear,
}

/// A revision of a plan.
#[derive(Clone, Debug, Fields)]
pub struct Revision {
    /// When.
    pub date: Month,
    /// What changed.
    pub note: String,
}

/// A pillar (取組方針) of a plan.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub items: Vec<String>,
}

/// A measure (取組事項) under a pillar.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub items: Vec<String>,
    /// 取組事例.
    #[field(default)]
    pub examples: Vec<String>,
}

/// A document or event the plans refer to.
#[derive(Clone, Debug, Fields)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum KpiKind {
    /// Reach a number by a year.
    #[choice("reach", ja = "目標値に到達する", en = "Reach a value")]
    Reach,
    /// At least a number, perhaps after an event instead of a year.
    #[choice("at_least", ja = "目標値以上にする", en = "At least a value")]
    AtLeast,
    /// Not more than a number or a reference year.
    #[choice("not_exceed", ja = "基準を超えない", en = "Not more than")]
    NotExceed,
    /// Keep what is.
    #[choice("maintain", ja = "維持する", en = "Keep")]
    Maintain,
    /// Get better, without a number.
    #[choice("raise", ja = "良くする", en = "Get better")]
    Raise,
    /// Something is to be done.
    #[choice("milestone", ja = "実施する", en = "Do")]
    Milestone,
    /// Deliberately without a target.
    #[choice("none", ja = "数値目標なし", en = "Without a target")]
    None,
}

/// Which way an indicator gets better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Direction {
    /// The higher the better.
    #[choice("higher", ja = "高いほど良い", en = "Higher is better", also = ["高いほどよい", "多いほど良い", "多いほどよい", "大きいほど良い", "大きいほどよい", "上げる", "増やす", "高い", "多い", "上"])]
    Higher,
    /// The lower the better.
    #[choice("lower", ja = "低いほど良い", en = "Lower is better", also = ["低いほどよい", "少ないほど良い", "少ないほどよい", "小さいほど良い", "小さいほどよい", "短いほど良い", "短いほどよい", "下げる", "減らす", "低い", "少ない", "短い", "下"])]
    Lower,
}

/// A key performance indicator.
#[derive(Clone, Debug, Fields)]
pub struct Kpi {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Unit as in the plan (`%`, `件`, `百件`, `百万円`).
    #[field(default)]
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
    #[field(default)]
    pub order: u32,
    /// The value it started from.
    pub baseline: Option<Baseline>,
    /// What is aimed at.
    pub target: Option<Target>,
    /// Talent categories it speaks of.
    #[field(default)]
    pub levels: Vec<Id>,
    /// How it is computed.
    pub formula: Option<String>,
    /// Explanation in a sentence.
    pub summary: Option<String>,
    /// Notes of the document (※) by mark.
    #[field(default)]
    pub notes: BTreeMap<String, String>,
    /// Notes of the portal itself (＊) by mark.
    #[field(default)]
    pub own_notes: BTreeMap<String, String>,
    /// Marks of notes that concern the row as a whole.
    #[field(default)]
    pub marks: Vec<String>,
    /// Indicators it is made of or that are counted within it.
    #[field(default)]
    pub children: Vec<Id>,
    /// How it follows from its children.
    pub aggregate: Option<Aggregate>,
    /// The indicator that it replaces.
    pub supersedes: Option<Id>,
    /// The indicator that replaces it.
    pub superseded_by: Option<Id>,
    /// Changes of the way it is measured.
    #[field(default)]
    pub method_changes: Vec<MethodChange>,
    /// Why it has no target, or why it was missed.
    pub reason: Option<String>,
    /// A percentage that cannot pass 100 (default for `%`).
    pub bounded: Option<bool>,
    /// The result as a closed plan reported it, when it was in words.
    pub result: Option<String>,
}

/// Where an indicator started.
#[derive(Clone, Debug, Fields)]
pub struct Baseline {
    /// The value.
    pub value: Quantity,
    /// Its fiscal year.
    pub fiscal_year: FiscalYear,
    /// An estimate.
    #[field(default)]
    pub approx: bool,
    /// Mark of a note.
    pub note: Option<String>,
    /// When it was measured.
    pub measured_on: Option<Month>,
    /// Survey or document.
    pub source: Option<String>,
}

/// What is aimed at.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub every_child: bool,
    /// Mark of a note.
    pub note: Option<String>,
    /// Not more than in this fiscal year (`not_exceed`).
    pub reference_year: Option<FiscalYear>,
    /// When the event happened.
    pub event_on: Option<Moment>,
    /// How it was changed since, the earliest first.
    #[field(default)]
    pub revisions: Vec<TargetRevision>,
}

/// A change of a target. What it does not name stays as it was.
#[derive(Clone, Debug, Fields)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Aggregate {
    /// Arithmetic mean.
    #[choice("mean", ja = "内訳の平均", en = "Mean of its parts", also = ["平均"])]
    Mean,
    /// Sum.
    #[choice("sum", ja = "内訳の合計", en = "Sum of its parts", also = ["合計"])]
    Sum,
    /// The children are counted within it (うち…), it does not follow from them.
    #[choice("within", ja = "内数", en = "Counted within it", also = ["内訳"])]
    Within,
}

/// A change of the way an indicator is measured.
#[derive(Clone, Debug, Fields)]
pub struct MethodChange {
    /// From this fiscal year.
    pub fiscal_year: FiscalYear,
    /// What changed.
    pub note: String,
}

/// A yearly result.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub approx: bool,
    /// When it was measured.
    pub measured_on: Option<Month>,
    /// Why it is missing, or what it needs to be understood.
    pub comment: Option<String>,
}

/// A lane of the road map.
#[derive(Clone, Debug, Fields)]
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
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub open_ended: bool,
    /// Done from time to time (随時).
    #[field(default)]
    pub occasional: bool,
}

/// A body of the organisation that carries the plans.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub with: Vec<Id>,
    /// The department that it is.
    pub department: Option<Id>,
    /// Order among its sisters.
    #[field(default)]
    pub order: u32,
}

/// A way to secure outside talent.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub order: u32,
}

/// A public holiday.
#[derive(Clone, Debug, Fields)]
pub struct Holiday {
    /// The day.
    pub date: Day,
    /// Its name.
    pub name: String,
}
