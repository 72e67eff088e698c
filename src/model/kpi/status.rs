//! [`status`]: the verdict on an indicator at the end of a fiscal year.
//!
//! A target is due in its year; where it has none, when its event has happened, or when its plan ends if its kind says so. Once that time is
//! over, only the value of that time counts: 達成, 未達成, or 実績待ち while it is not known; later values change nothing ([`Later`]).
//! Before, the latest value tells how it is going: on the straight line from baseline to target (目安, a helper of ours and no figure of
//! the plan), held, moved. A target without a time is never late (目標時期未定). What the kinds mean stands in [`super::kind`].

use super::kind::{Judged, KindSpec, spec};
use super::measure::{Basis, Distance, Mark, between, bounded, distance, guide, meets, set_in, way};
use super::reason::{Later, Reason};
use super::{Actual, Goal, Kpi, State};
use crate::model::Site;
use crate::notation::{Day, FiscalYear, Quantity};
use crate::schema::Direction;

/// How an indicator stands, with what explains it.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// The state.
    pub state: State,
    /// How far what is asked for is, where it is not reached.
    pub distance: Option<Distance>,
    /// The year of the result that was judged, or is shown while none can be.
    pub year: Option<FiscalYear>,
    /// Share of the way from baseline to target, 1.0 = reached; only where it means something.
    pub rate: Option<f64>,
    /// The guide of that year.
    pub guide: Option<f64>,
    /// The baseline is an estimate, so everything computed from it is 参考値.
    pub approximate: bool,
    /// What explains the state.
    pub reason: Reason,
    /// What came after the time of the target.
    pub later: Option<Later>,
}

/// How `kpi` stands at the end of `year`, or today if that year is not over.
pub fn status(site: &Site, kpi: &Kpi, year: FiscalYear) -> Status {
    let view = View::of(site, kpi, year);
    let mut verdict = view.judge();
    if let (State::Awaited | State::NoActual, Some(newer)) = (verdict.state, kpi.superseded_by) {
        verdict = Verdict::plain(State::Replaced, Reason::Replaced(site[newer].name.clone()));
    }
    let Verdict { state, reason, distance } = verdict;
    let way = view.latest.zip(view.goal).and_then(|((year, _), goal)| way(site, kpi, goal, year));
    Status {
        state,
        distance,
        year: view.told,
        rate: way.zip(view.latest).map(|((from, to), (_, value))| (value.value - from) / (to - from)),
        guide: view.latest.zip(view.goal).and_then(|((year, _), goal)| guide(site, kpi, goal, year)),
        approximate: kpi.baseline_value().is_some_and(|value| value.approx),
        reason,
        later: view.later(),
    }
}

/// When a target is due.
#[derive(Clone, Copy)]
enum Due {
    /// No time is set.
    Open,
    /// In this year, which runs or is to come.
    Coming(FiscalYear),
    /// In this year, which is over.
    Past(FiscalYear),
    /// Since the event of this day.
    Since(Day),
}

struct View<'a> {
    site: &'a Site,
    kpi: &'a Kpi,
    spec: &'static KindSpec,
    goal: Option<&'a Goal>,
    due: Due,
    /// The last year whose results are known.
    until: FiscalYear,
    /// The latest value that may count.
    latest: Option<(FiscalYear, Quantity)>,
    /// The latest record of done or not done that may count.
    done: Option<(FiscalYear, bool)>,
    /// The year of the result to be shown.
    told: Option<FiscalYear>,
}

struct Verdict {
    state: State,
    reason: Reason,
    distance: Option<Distance>,
}

impl Verdict {
    fn plain(state: State, reason: Reason) -> Self {
        Self { state, reason, distance: None }
    }
}

/// A value set against what is asked for.
struct Measured {
    met: bool,
    /// It equals the number it should have moved from.
    same: bool,
    distance: Option<Distance>,
    reason: Reason,
}

impl<'a> View<'a> {
    fn of(site: &'a Site, kpi: &'a Kpi, year: FiscalYear) -> Self {
        let today = site.this_year();
        let until = year.min(today);
        // A year that is over is seen from the next one.
        let over = |due: FiscalYear| due < today && due <= until;
        let (spec, goal) = (spec(kpi.kind), kpi.goal(until));
        let plan_end = kpi.plan.and_then(|plan| site[plan].period).map(|period| period.to).filter(|_| spec.at_plan_end);
        let happened = |goal: &Goal| goal.event_on.map(crate::notation::Moment::first_day).filter(|day| FiscalYear::of(*day) <= until);
        let due = match goal.map(|goal| (goal.fiscal_year, &goal.event, happened(goal))) {
            Some((Some(year), ..)) => Due::year(year, over),
            Some((None, Some(_), Some(day))) => Due::Since(day),
            Some((None, Some(_), None)) => Due::Open,
            _ => plan_end.map_or(Due::Open, |year| Due::year(year, over)),
        };
        let last = if let Due::Past(year) = due { year } else { until };
        let counted = || kpi.actuals.iter().rev().filter(|actual| actual.fiscal_year <= last);
        Self {
            site,
            kpi,
            spec,
            goal,
            due,
            until,
            latest: counted().find_map(|actual| Some((actual.fiscal_year, actual.value?))),
            done: counted().find_map(|actual| Some((actual.fiscal_year, actual.done?))),
            told: counted().find(|actual| actual.says()).map(|actual| actual.fiscal_year),
        }
    }

    fn judge(&self) -> Verdict {
        match self.spec.judged {
            Judged::Never => Verdict::plain(State::NoTarget, self.kpi.reason.clone().map_or(Reason::NoNumber, Reason::Stated)),
            Judged::Done => self.done_or_not(),
            // Not every target has a number: what is recorded in words is judged in words.
            _ if self.latest.is_none() && self.done.is_some() => self.met_or_not(),
            _ => self.measured(),
        }
    }

    fn done_or_not(&self) -> Verdict {
        match (self.done, self.due) {
            // What is done stays done.
            (Some((year, true)), _) => Verdict::plain(State::Achieved, Reason::Done { year }),
            (Some((year, false)), Due::Past(due)) if year == due => Verdict::plain(State::Missed, Reason::NeverDone { due }),
            (_, Due::Past(due)) => Verdict::plain(State::Awaited, Reason::Awaited { due, latest: None, distance: None }),
            (Some((_, false)), _) => Verdict::plain(State::NotDone, Reason::NotDone),
            (None, _) => Verdict::plain(State::NoActual, Reason::NotRecorded),
        }
    }

    fn met_or_not(&self) -> Verdict {
        match (self.done, self.due) {
            (Some((year, met)), Due::Past(due)) if year == due => match met {
                true => Verdict::plain(State::Achieved, Reason::Met),
                false => Verdict::plain(State::Missed, Reason::NeverMet { due }),
            },
            (_, Due::Past(due)) => Verdict::plain(State::Awaited, Reason::Awaited { due, latest: None, distance: None }),
            (Some((_, true)), _) => Verdict::plain(State::Achieved, Reason::Met),
            _ => Verdict::plain(State::Behind, Reason::NotMet),
        }
    }

    fn measured(&self) -> Verdict {
        match self.due {
            Due::Past(due) => match self.latest.filter(|(year, _)| *year == due) {
                Some((year, value)) => self.finally(year, value),
                None => self.awaited(due),
            },
            Due::Since(day) => {
                let since = |actual: &&Actual| actual.fiscal_year <= self.until && actual.measured_by() >= day;
                match self.kpi.actuals.iter().rev().filter(since).find_map(|actual| Some((actual.fiscal_year, actual.value?))) {
                    Some((year, value)) => self.finally(year, value),
                    None => {
                        let event = self.goal.and_then(|goal| goal.event.clone()).unwrap_or_default();
                        Verdict::plain(State::Awaited, Reason::AwaitedAfter { event })
                    }
                }
            }
            Due::Open | Due::Coming(_) => match self.latest {
                Some((year, value)) => self.so_far(year, value),
                None if matches!(self.due, Due::Open) && self.spec.judged == Judged::Between => {
                    let event = self.goal.and_then(|goal| goal.event.clone());
                    Verdict::plain(State::NoDate, Reason::UnmeasuredUndated { event })
                }
                None => Verdict::plain(State::NoActual, Reason::Unmeasured),
            },
        }
    }

    /// The verdict once the time of the target is over.
    fn finally(&self, year: FiscalYear, value: Quantity) -> Verdict {
        match self.against(year, value) {
            Err(verdict) => verdict,
            Ok(Measured { met: false, reason: reason @ Reason::PartMissing { .. }, .. }) => Verdict::plain(State::Awaited, reason),
            Ok(Measured { met, distance, reason, .. }) => {
                Verdict { state: if met { State::Achieved } else { State::Missed }, reason, distance }
            }
        }
    }

    fn awaited(&self, due: FiscalYear) -> Verdict {
        let measured = self.latest.and_then(|(year, value)| self.against(year, value).ok());
        let distance = measured.and_then(|measured| measured.distance);
        Verdict { state: State::Awaited, reason: Reason::Awaited { due, latest: self.latest, distance }, distance }
    }

    /// How it is going before.
    fn so_far(&self, year: FiscalYear, value: Quantity) -> Verdict {
        let measured = match self.against(year, value) {
            Ok(measured) => measured,
            Err(verdict) => return verdict,
        };
        let higher = self.kpi.better(self.goal) != Some(Direction::Lower);
        let state = match (self.method(), measured.met) {
            (Judged::Between, false) => return self.on_the_way(year, value, measured),
            (Judged::Between, true) => State::Achieved,
            (Judged::Moved, true) if higher => State::Rising,
            (Judged::Moved, true) => State::Improved,
            (Judged::Moved, false) if measured.same => State::Flat,
            (Judged::Moved, false) if higher => State::Falling,
            (Judged::Moved, false) => State::Worsened,
            (_, true) => State::Maintained,
            (_, false) => State::NotMaintained,
        };
        Verdict { state, reason: measured.reason, distance: measured.distance }
    }

    /// Not reached yet: against the guide, or against the target itself.
    fn on_the_way(&self, year: FiscalYear, value: Quantity, measured: Measured) -> Verdict {
        let Measured { distance, reason, .. } = measured;
        let verdict = |state, reason| Verdict { state, reason, distance };
        let Some((goal, target)) = self.goal.and_then(|goal| Some((goal, self.asked(goal, year)?))) else {
            return verdict(State::Incomparable, reason);
        };
        let target = bounded(self.kpi, target.value);
        if matches!(reason, Reason::PartShort { .. } | Reason::PartMissing { .. }) {
            return verdict(if matches!(self.due, Due::Open) { State::NoDate } else { State::SlightlyBehind }, reason);
        }
        let due = match self.due {
            Due::Coming(due) => due,
            _ => return verdict(State::NoDate, Reason::Undated { target, distance, event: goal.event.clone() }),
        };
        let way = way(self.site, self.kpi, goal, year);
        let rate = way.map(|(from, to)| (value.value - from) / (to - from));
        if year >= due {
            return verdict(self.lag(rate.or_else(|| self.plain_rate(target, value)), 1.0), reason);
        }
        match (guide(self.site, self.kpi, goal, year), rate, way) {
            (Some(guide), Some(rate), Some((from, to))) => {
                let shown = Quantity { decimals: value.decimals.max(u8::from(self.kpi.unit == "%")), ..Quantity::plain(guide) };
                let wanted = (guide - from) / (to - from);
                let reached = rate >= wanted - 1e-9;
                let missing = between(shown, value);
                let missing = (!reached).then_some(Quantity { value: missing.value.abs(), ..missing });
                let estimate = self.kpi.baseline_value().is_some_and(|value| value.approx);
                let state = if reached { State::OnTrack } else { self.lag(Some(rate), wanted) };
                verdict(state, Reason::Guided { year, guide: shown, estimate, missing, target, distance })
            }
            _ => verdict(self.lag(self.plain_rate(target, value), 1.0), Reason::Unguided { target, distance }),
        }
    }

    /// Behind by how much: `rate` against the `wanted` part of the way.
    fn lag(&self, rate: Option<f64>, wanted: f64) -> State {
        let near = rate.is_some_and(|rate| rate >= wanted * self.site.config.kpi.slightly_behind_from);
        if near { State::SlightlyBehind } else { State::Behind }
    }

    /// The part of the target that is reached, where no baseline tells how far the way was.
    fn plain_rate(&self, target: Quantity, value: Quantity) -> Option<f64> {
        let rising = self.spec.partly && self.kpi.better(self.goal) == Some(Direction::Higher);
        (rising && target.value > 0.0).then(|| value.value / target.value)
    }

    /// How the indicator is judged; what is at its target from the beginning can only be held there.
    fn method(&self) -> Judged {
        let number = self.goal.and_then(|goal| goal.value);
        let level = number.zip(self.kpi.baseline_value()).is_some_and(|(goal, baseline)| goal.value == baseline.value);
        if self.spec.judged == Judged::Between && level { Judged::Held } else { self.spec.judged }
    }

    /// The number that `goal` asks for, where it can be set against values of `year`.
    fn asked(&self, goal: &Goal, year: FiscalYear) -> Option<Mark> {
        self.asks(goal).filter(|mark| mark.fits(self.kpi, year))
    }

    fn asks(&self, goal: &Goal) -> Option<Mark> {
        Mark::target(self.site, self.kpi, goal).or_else(|| Mark::reference(self.kpi, goal))
    }

    /// Sets `value` against what is asked for; the verdict where that cannot be done.
    fn against(&self, year: FiscalYear, value: Quantity) -> Result<Measured, Verdict> {
        let target = self.goal.and_then(|goal| self.asks(goal));
        let baseline = Mark::baseline(self.kpi).filter(|_| self.method() != Judged::Between);
        let mut marks = target.into_iter().chain(baseline).peekable();
        if marks.peek().is_none() {
            return Err(match self.method() {
                Judged::Between => Verdict::plain(State::NoTarget, Reason::NoGoal { year, value }),
                _ => Verdict::plain(State::Incomparable, Reason::NoReference { year, value }),
            });
        }
        let Some(mark) = marks.find(|mark| mark.fits(self.kpi, year)) else {
            return Err(Verdict::plain(State::Incomparable, Reason::OtherMethod { year, value }));
        };
        let better = self.kpi.better(self.goal).or_else(|| super::measure::bound_says(mark.value));
        let undirected = || Verdict::plain(State::Incomparable, Reason::NoDirection { year, value });
        match self.method() {
            Judged::Between => Ok(self.reached(year, value, mark.value, better.ok_or_else(undirected)?)),
            Judged::Moved => Ok(moved(year, value, &mark, better.ok_or_else(undirected)?)),
            _ if better.is_none() && self.kpi.tolerance.is_none() => Err(undirected()),
            _ => Ok(self.held(year, value, &mark, better)),
        }
    }

    fn reached(&self, year: FiscalYear, value: Quantity, wanted: Quantity, better: Direction) -> Measured {
        let target = bounded(self.kpi, wanted);
        if !meets(value, wanted, better) {
            let distance = distance(value, wanted);
            return Measured { met: false, same: false, distance, reason: Reason::Short { year, value, target, distance } };
        }
        let all = self.goal.is_some_and(|goal| goal.every_child);
        match all.then(|| self.part_short(year, wanted, better)).flatten() {
            Some((distance, reason)) => Measured { met: false, same: false, distance, reason },
            None => Measured { met: true, same: false, distance: None, reason: Reason::Reached { year, value, target } },
        }
    }

    /// The part that is farthest from the target, or whose value is missing.
    fn part_short(&self, year: FiscalYear, wanted: Quantity, better: Direction) -> Option<(Option<Distance>, Reason)> {
        let goal = self.goal?;
        let exact = matches!(self.due, Due::Past(_));
        let mut worst: Option<(f64, Option<Distance>, Reason)> = None;
        let mut missing = None;
        for child in self.kpi.children.iter().map(|child| &self.site[*child]) {
            let known = child.actuals.iter().rev().filter(|actual| actual.fiscal_year <= year);
            let alike = |of: FiscalYear| set_in(self.site, self.kpi, goal).is_none_or(|set| child.measured_alike(set, of));
            let known = known.filter(|actual| (!exact || actual.fiscal_year == year) && alike(actual.fiscal_year));
            let part = child.name.clone();
            match known.filter_map(|actual| Some((actual.fiscal_year, actual.value?))).next() {
                None => missing = missing.or(Some((None, Reason::PartMissing { part, year }))),
                Some((year, value)) if !meets(value, wanted, better) => {
                    let distance = distance(value, wanted);
                    let far = (value.value - wanted.value).abs();
                    let reason = Reason::PartShort { year, part, value, target: bounded(self.kpi, wanted), distance };
                    if worst.as_ref().is_none_or(|(worst, ..)| far > *worst) {
                        worst = Some((far, distance, reason));
                    }
                }
                Some(_) => {}
            }
        }
        worst.map(|(_, distance, reason)| (distance, reason)).or(missing)
    }

    /// Held against a number, with what it may differ by: in the direction that is worse, or, where none is said, in both.
    fn held(&self, year: FiscalYear, value: Quantity, mark: &Mark, better: Option<Direction>) -> Measured {
        let wanted = Quantity { bound: None, approx: false, ..mark.value };
        let tolerance = self.kpi.tolerance;
        let room = tolerance.map_or(0.0, |tolerance| tolerance.at(wanted.value));
        let edge = |value: f64| match room > 0.0 {
            true => Quantity { decimals: wanted.decimals.max(Quantity::plain(value).decimals), ..Quantity::plain(value) },
            false => wanted,
        };
        let (low, high) = (edge(wanted.value - room), edge(wanted.value + room));
        let broken = match better {
            Some(Direction::Higher) => (value.value < low.value - 1e-9).then_some(low),
            Some(Direction::Lower) => (value.value > high.value + 1e-9).then_some(high),
            None if value.value < low.value - 1e-9 => Some(low),
            None => (value.value > high.value + 1e-9).then_some(high),
        };
        let distance = broken.and_then(|edge| distance(value, edge));
        let (change, basis) = (between(value, mark.value), mark.basis);
        let reason = Reason::Against { year, value, mark: mark.value, basis, change, tolerance };
        Measured { met: broken.is_none(), same: false, distance, reason }
    }

    /// What came after the time of the target.
    fn later(&self) -> Option<Later> {
        let Due::Past(due) = self.due else { return None };
        let after = self.kpi.actuals.iter().rev().filter(|actual| due < actual.fiscal_year && actual.fiscal_year <= self.until);
        let mut after = after.filter(|_| self.spec.judged != Judged::Never);
        match self.spec.judged {
            Judged::Done if self.done.is_some_and(|(_, done)| done) => None,
            Judged::Done => after.rfind(|actual| actual.done == Some(true)).map(|actual| Later::Done(actual.fiscal_year)),
            _ => after.find_map(|actual| Some(Later::Value(actual.fiscal_year, actual.value?))),
        }
    }
}

impl Due {
    fn year(year: FiscalYear, over: impl Fn(FiscalYear) -> bool) -> Self {
        if over(year) { Self::Past(year) } else { Self::Coming(year) }
    }
}

/// Moved the right way from `mark`.
fn moved(year: FiscalYear, value: Quantity, mark: &Mark, better: Direction) -> Measured {
    let change = between(value, mark.value);
    let gained = if better == Direction::Higher { change.value } else { -change.value };
    let distance = if gained < 0.0 { distance(value, Quantity { approx: false, ..mark.value }) } else { None };
    let reason = Reason::Against { year, value, mark: mark.value, basis: Basis::Baseline, change, tolerance: None };
    Measured { met: gained > 1e-9, same: gained.abs() <= 1e-9, distance, reason }
}

#[cfg(test)]
mod tests;
