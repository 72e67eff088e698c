//! What the values of an indicator can be measured by: its direction, the method of a year, differences, distances, the guide.
//!
//! Across a change of method nothing is compared: every function here that sets one value against another answers `None` there.

use super::kind::{Judged, Settled, spec};
use super::{Goal, Kpi};
use crate::model::Site;
use crate::notation::{Bound, FiscalYear, Month, Quantity};
use crate::schema::Direction;

/// How far a value is from what is asked for. Never zero or less.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// How far, in the unit of the indicator, without sign.
    pub gap: Quantity,
    /// The value lies above what is allowed (超過), not below what is asked for (あと).
    pub over: bool,
}

/// A number that results are set against, with the year whose method it was measured by, if that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The number.
    pub value: Quantity,
    /// What it is.
    pub basis: Basis,
    year: Option<FiscalYear>,
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The value from which the indicator started, or that of its reference year.
    Baseline,
    /// The target.
    Target,
}

impl Kpi {
    /// Which way the indicator gets better under `goal`; `None` where neither its kind nor its numbers nor its author say so.
    pub fn better(&self, goal: Option<&Goal>) -> Option<Direction> {
        match spec(self.kind).direction {
            Settled::By(direction) => Some(direction),
            Settled::ByNumbers => self.numbers_say(goal).or(self.direction),
            Settled::Said => self.direction.or_else(|| bound_says(goal?.value?)),
            Settled::Nowhere => None,
        }
    }

    /// The direction that the numbers of `goal` say: its bound (80以上), or the way from the baseline.
    pub fn numbers_say(&self, goal: Option<&Goal>) -> Option<Direction> {
        let target = goal?.value?;
        let way = |baseline: Quantity| match target.value - baseline.value {
            way if way > 0.0 => Some(Direction::Higher),
            way if way < 0.0 => Some(Direction::Lower),
            _ => None,
        };
        bound_says(target).or_else(|| self.baseline_value().and_then(way))
    }

    /// Whether values of these two years were measured in the same way.
    pub fn measured_alike(&self, one: FiscalYear, other: FiscalYear) -> bool {
        let method = |year: FiscalYear| self.method_changes.iter().filter(|change| change.fiscal_year <= year).count();
        method(one) == method(other)
    }
}

/// The direction that a bound says.
pub fn bound_says(target: Quantity) -> Option<Direction> {
    target.bound.map(|bound| match bound {
        Bound::AtLeast | Bound::Above => Direction::Higher,
        Bound::AtMost | Bound::Below => Direction::Lower,
    })
}

impl Mark {
    /// The baseline.
    pub fn baseline(kpi: &Kpi) -> Option<Self> {
        let baseline = kpi.baseline.as_ref()?;
        Some(Self { value: baseline.value, basis: Basis::Baseline, year: Some(baseline.fiscal_year) })
    }

    /// The number of `goal`: it speaks of the method that was in use when it was set.
    pub fn target(site: &Site, kpi: &Kpi, goal: &Goal) -> Option<Self> {
        Some(Self { value: goal.value?, basis: Basis::Target, year: set_in(site, kpi, goal) })
    }

    /// The value of the year that must not be exceeded.
    pub fn reference(kpi: &Kpi, goal: &Goal) -> Option<Self> {
        let year = goal.reference_year?;
        let baseline = kpi.baseline.as_ref().filter(|baseline| baseline.fiscal_year == year).map(|baseline| baseline.value);
        let value = baseline.or_else(|| kpi.actual(year)?.value)?;
        Some(Self { value, basis: Basis::Baseline, year: Some(year) })
    }

    /// Whether it can be set against a value of `year`.
    pub fn fits(&self, kpi: &Kpi, year: FiscalYear) -> bool {
        self.year.is_none_or(|own| kpi.measured_alike(own, year))
    }
}

/// The fiscal year in which the number of a goal was set: of the revision that names it, else the first of its plan, else where the indicator starts.
pub fn set_in(site: &Site, kpi: &Kpi, goal: &Goal) -> Option<FiscalYear> {
    let plan = || kpi.plan.and_then(|plan| site[plan].period).map(|period| period.from);
    let start = || kpi.baseline.as_ref().map(|baseline| baseline.fiscal_year).or_else(|| Some(kpi.actuals.first()?.fiscal_year));
    goal.value_since.map(Month::fiscal_year).or_else(plan).or_else(start)
}

/// `value` of `year` minus the baseline; `None` where they do not compare.
pub fn from_baseline(kpi: &Kpi, year: FiscalYear, value: Quantity) -> Option<Quantity> {
    Mark::baseline(kpi).filter(|mark| mark.fits(kpi, year)).map(|mark| between(value, mark.value))
}

/// `value` of `year` minus the number of `goal`; `None` where they do not compare.
pub fn from_target(site: &Site, kpi: &Kpi, goal: &Goal, year: FiscalYear, value: Quantity) -> Option<Quantity> {
    Mark::target(site, kpi, goal).filter(|mark| mark.fits(kpi, year)).map(|mark| between(value, mark.value))
}

/// The two numbers of an indicator that is judged on the way between them, where they were measured in the same way as values of `year`.
pub fn way(site: &Site, kpi: &Kpi, goal: &Goal, year: FiscalYear) -> Option<(f64, f64)> {
    let (from, to) = (Mark::baseline(kpi)?, Mark::target(site, kpi, goal)?);
    let fits = spec(kpi.kind).judged == Judged::Between && from.fits(kpi, year) && to.fits(kpi, year);
    (fits && from.value.value != to.value.value).then_some((from.value.value, to.value.value))
}

/// The guide (目安) of `year`: the straight line from baseline to target.
pub fn guide(site: &Site, kpi: &Kpi, goal: &Goal, year: FiscalYear) -> Option<f64> {
    let (start, end) = way(site, kpi, goal, year)?;
    let (from, to) = (kpi.baseline.as_ref()?.fiscal_year, goal.fiscal_year?);
    let share = f64::from(year.0 - from.0) / f64::from(to.0 - from.0);
    (to > from).then_some(start + (end - start) * share.clamp(0.0, 1.0))
}

/// Whether `value` meets `target`, which is reached from below or from above.
pub fn meets(value: Quantity, target: Quantity, better: Direction) -> bool {
    let (value, wanted) = (value.value, target.value);
    match (target.bound, better) {
        (Some(Bound::Below), _) => value < wanted,
        (Some(Bound::Above), _) => value > wanted,
        (Some(Bound::AtMost), _) | (None, Direction::Lower) => value <= wanted,
        (Some(Bound::AtLeast), _) | (None, Direction::Higher) => value >= wanted,
    }
}

/// How far `value` is from `wanted`, which it does not meet; `None` where no distance is left to say (a bound that excludes the number).
pub fn distance(value: Quantity, wanted: Quantity) -> Option<Distance> {
    let gap = between(wanted, value);
    let told = Quantity { value: gap.value.abs(), approx: value.approx || wanted.approx, ..gap };
    (told.value > 1e-9).then_some(Distance { gap: told, over: gap.value < 0.0 })
}

/// A target with its bound in words, where the kind or the plan's wording says so: 80以上. 100% cannot be passed, so 100 stays 100.
pub fn bounded(kpi: &Kpi, value: Quantity) -> Quantity {
    let bound = spec(kpi.kind).bound.filter(|bound| *bound != Bound::AtLeast || !kpi.bounded || value.value < 100.0);
    Quantity { bound: value.bound.or(bound), ..value }
}

/// `one` minus `other`, with the decimals of the finer one.
pub fn between(one: Quantity, other: Quantity) -> Quantity {
    let approx = one.approx || other.approx;
    Quantity { decimals: one.decimals.max(other.decimals), approx, ..Quantity::plain(one.value - other.value) }
}
