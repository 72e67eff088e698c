//! Indicators and their yearly results, resolved. What each kind means is the table in [`kind`]; how an indicator stands is judged in
//! [`status`], once for the whole portal ([`Statuses`]), and explained by a [`Reason`].

mod goal;
pub mod kind;
pub mod measure;
mod reason;
mod state;
pub mod status;
mod statuses;
mod wording;

pub use goal::Goal;
pub use reason::{Later, Reason};
pub use state::State;
pub use status::Status;
pub use statuses::{Statuses, report_years};

use super::meta::{Meta, entity, key, keys};
use super::names::Names;
use super::{Initiative, Key, Level, Pillar, Plan};
use crate::diagnostic::Diagnostics;
use crate::notation::{Day, FiscalYear, Month, Quantity, Tolerance, Unit};
use crate::schema::{self, Aggregate, Baseline, Direction, KpiKind, MethodChange, Record};
use crate::source::Origin;
use std::collections::BTreeMap;

/// A key performance indicator with its results.
#[derive(Clone, Debug)]
pub struct Kpi {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// Unit as in the plan.
    pub unit: String,
    /// What one unit is, and the unit that leads to (百件: 100, 件).
    pub unit_factor: Option<(f64, String)>,
    /// How it is judged.
    pub kind: KpiKind,
    /// Which way it gets better, as far as its author says so.
    pub direction: Option<Direction>,
    /// By how much a value that is to be kept may differ.
    pub tolerance: Option<Tolerance>,
    /// The plan that sets it.
    pub plan: Option<Key<Plan>>,
    /// The pillar it belongs to.
    pub pillar: Option<Key<Pillar>>,
    /// The measure it belongs to.
    pub initiative: Option<Key<Initiative>>,
    /// Its place in its pillar, as written.
    pub order: u32,
    /// Where it started.
    pub baseline: Option<Baseline>,
    /// What is aimed at: what the plan set, then its revisions.
    pub goals: Vec<Goal>,
    /// Talent categories it speaks of.
    pub levels: Vec<Key<Level>>,
    /// How it is computed.
    pub formula: Option<String>,
    /// Explanation.
    pub summary: Option<String>,
    /// Notes by mark.
    pub notes: BTreeMap<String, String>,
    /// Notes of the portal itself by mark: no words of the document.
    pub own_notes: BTreeMap<String, String>,
    /// Marks that concern the row as a whole.
    pub marks: Vec<String>,
    /// Indicators it is made of or that are counted within it.
    pub children: Vec<Key<Kpi>>,
    /// How it follows from its children.
    pub aggregate: Option<Aggregate>,
    /// The indicator that it replaces.
    pub supersedes: Option<Key<Kpi>>,
    /// The indicator that replaces it.
    pub superseded_by: Option<Key<Kpi>>,
    /// Changes of the way it is measured.
    pub method_changes: Vec<MethodChange>,
    /// Why it has no target, or why it was missed.
    pub reason: Option<String>,
    /// Cannot pass 100.
    pub bounded: bool,
    /// The result in words.
    pub result: Option<String>,
    /// Yearly results, by fiscal year.
    pub actuals: Vec<Actual>,
    /// The indicator it is a child of; filled from the parents' `children`.
    pub parent: Option<Key<Kpi>>,
}
entity!(Kpi, name);

/// A yearly result.
#[derive(Clone, Debug)]
pub struct Actual {
    /// Where it was read.
    pub origin: Origin,
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// The value; `None` when it was not measured.
    pub value: Option<Quantity>,
    /// For milestones: done.
    pub done: Option<bool>,
    /// When it was measured.
    pub measured_on: Option<Month>,
    /// Survey or document.
    pub source: Option<String>,
    /// Why it is missing, or what it needs to be understood.
    pub comment: Option<String>,
    /// Shown as 「見本」.
    pub sample: bool,
}

impl Kpi {
    /// All notes: those of the document first, each with its mark.
    pub fn all_notes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.notes.iter().chain(&self.own_notes).map(|(mark, text)| (mark.as_str(), text.as_str()))
    }

    pub(super) fn resolve(record: Record<schema::Kpi>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Kpi {
            id,
            name,
            unit,
            unit_factor,
            unit_base,
            kind,
            direction,
            tolerance,
            plan,
            pillar,
            initiative,
            order,
            baseline,
            target,
            levels,
            formula,
            summary,
            notes,
            own_notes,
            marks,
            children,
            aggregate,
            supersedes,
            superseded_by,
            method_changes,
            reason,
            bounded,
            result,
        } = value;
        Self {
            bounded: bounded.unwrap_or(unit == "%"),
            name,
            unit,
            unit_factor: unit_factor.zip(unit_base),
            kind,
            direction,
            tolerance,
            plan: key(plan, "plan", &origin, names, findings),
            pillar: key(pillar, "pillar", &origin, names, findings),
            initiative: key(initiative, "initiative", &origin, names, findings),
            order,
            baseline: baseline.map(|baseline| Baseline {
                value: Quantity { approx: baseline.approx || baseline.value.approx, ..baseline.value },
                ..baseline
            }),
            goals: goal::goals(target),
            levels: keys(&levels, "levels", &origin, names, findings),
            formula,
            summary,
            notes,
            own_notes,
            marks,
            children: keys(&children, "children", &origin, names, findings),
            aggregate,
            supersedes: key(supersedes, "supersedes", &origin, names, findings),
            superseded_by: key(superseded_by, "superseded_by", &origin, names, findings),
            method_changes,
            reason,
            result,
            actuals: Vec::new(),
            parent: None,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }

    /// The unit of its values, where its words are those of a unit.
    pub fn unit_written(&self) -> Option<Unit> {
        Unit::of(&self.unit).or_else(|| self.unit_factor.as_ref().filter(|(factor, _)| *factor == 1.0).and_then(|(_, base)| Unit::of(base)))
    }

    /// Whether a value is written in another unit than its own; then it says nothing beside the others.
    pub fn in_other_unit(&self, value: Quantity) -> bool {
        value.unit.is_some_and(|written| !written.is(self.unit_written(), &self.unit))
    }

    /// The latest year with a value.
    pub fn latest(&self) -> Option<(&Actual, Quantity)> {
        self.actuals.iter().rev().find_map(|actual| Some((actual, actual.value?)))
    }

    /// The result of `year`.
    pub fn actual(&self, year: FiscalYear) -> Option<&Actual> {
        self.actuals.iter().find(|actual| actual.fiscal_year == year)
    }

    /// What was aimed at when `year` ended; in the present year, what is aimed at today.
    pub fn goal(&self, year: FiscalYear) -> Option<&Goal> {
        let end = year.last_day();
        self.goals.iter().rev().find(|goal| goal.since.is_none_or(|since| since.day() <= end))
    }

    /// What its goals say, each with the goal that says it first.
    pub fn goals_with_news<T: PartialEq>(&self, say: impl Fn(&Goal) -> Option<T>) -> impl Iterator<Item = (&Goal, T)> {
        let mut before = None;
        self.goals.iter().filter_map(move |goal| {
            let said = say(goal);
            let news = said != before;
            before = say(goal);
            said.filter(|_| news).map(|said| (goal, said))
        })
    }

    /// The revisions of its target.
    pub fn revisions(&self) -> &[Goal] {
        self.goals.get(1..).unwrap_or_default()
    }

    /// The number aimed at when `year` ended.
    pub fn target_value(&self, year: FiscalYear) -> Option<Quantity> {
        self.goal(year).and_then(|goal| goal.value)
    }

    /// The baseline's number.
    pub fn baseline_value(&self) -> Option<Quantity> {
        self.baseline.as_ref().map(|baseline| baseline.value)
    }
}

impl Actual {
    /// Whether it says anything.
    pub fn says(&self) -> bool {
        self.value.is_some() || self.done.is_some()
    }

    /// The last day on which it can have been measured.
    pub fn measured_by(&self) -> Day {
        match self.measured_on {
            Some(month) if month.is_day() => month.day(),
            Some(month) => month.day().plus(27),
            None => self.fiscal_year.last_day(),
        }
    }

    /// A result and the indicator it belongs to.
    pub(super) fn resolve(record: Record<schema::KpiActual>, names: &Names, findings: &mut Diagnostics) -> Option<(Key<Kpi>, Self)> {
        let Record { value, common, origin } = record;
        let schema::KpiActual { kpi, fiscal_year, value, done, approx, measured_on, comment } = value;
        let kpi = names.find(&kpi, &origin, "kpi", findings)?;
        let value = value.map(|value| Quantity { approx: approx || value.approx, ..value });
        Some((kpi, Self { fiscal_year, value, done, measured_on, source: common.source, comment, sample: common.sample, origin }))
    }
}
