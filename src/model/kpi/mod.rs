//! Indicators and their yearly results, resolved. How an indicator stands is in [`status`].

pub mod status;
mod wording;

use super::meta::{Meta, entity, key, keys};
use super::names::Names;
use super::{Initiative, Key, Level, Pillar, Plan};
use crate::diagnostic::Diagnostics;
use crate::notation::{FiscalYear, Month, Quantity};
use crate::schema::{self, Aggregate, Baseline, KpiKind, MethodChange, Record, Target};
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
    /// The plan that sets it.
    pub plan: Option<Key<Plan>>,
    /// The pillar it belongs to.
    pub pillar: Option<Key<Pillar>>,
    /// The measure it belongs to.
    pub initiative: Option<Key<Initiative>>,
    /// Where it started.
    pub baseline: Option<Baseline>,
    /// What is aimed at.
    pub target: Option<Target>,
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
            plan,
            pillar,
            initiative,
            order: _,
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
            plan: key(plan, "plan", &origin, names, findings),
            pillar: key(pillar, "pillar", &origin, names, findings),
            initiative: key(initiative, "initiative", &origin, names, findings),
            baseline: baseline.map(|baseline| Baseline {
                value: Quantity { approx: baseline.approx || baseline.value.approx, ..baseline.value },
                ..baseline
            }),
            target,
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

    /// The latest year with a value.
    pub fn latest(&self) -> Option<(&Actual, Quantity)> {
        self.actuals.iter().rev().find_map(|actual| Some((actual, actual.value?)))
    }

    /// The result of `year`.
    pub fn actual(&self, year: FiscalYear) -> Option<&Actual> {
        self.actuals.iter().find(|actual| actual.fiscal_year == year)
    }

    /// The number aimed at.
    pub fn target_value(&self) -> Option<Quantity> {
        self.target.as_ref().and_then(|target| target.value)
    }

    /// The baseline's number.
    pub fn baseline_value(&self) -> Option<Quantity> {
        self.baseline.as_ref().map(|baseline| baseline.value)
    }
}

impl Actual {
    /// A result and the indicator it belongs to.
    pub(super) fn resolve(record: Record<schema::KpiActual>, names: &Names, findings: &mut Diagnostics) -> Option<(Key<Kpi>, Self)> {
        let Record { value, common, origin } = record;
        let schema::KpiActual { kpi, fiscal_year, value, done, approx, measured_on, comment } = value;
        let kpi = names.find(&kpi, &origin, "kpi", findings)?;
        let value = value.map(|value| Quantity { approx: approx || value.approx, ..value });
        Some((kpi, Self { fiscal_year, value, done, measured_on, source: common.source, comment, sample: common.sample, origin }))
    }
}
