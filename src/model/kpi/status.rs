//! How an indicator stands: the state words of the KPI pages, and the numbers behind them.
//!
//! Rate = (latest − baseline) ÷ (target − baseline), only for `reach`, `at_least` and `not_exceed` with both numbers. The guide (目安)
//! of a year lies on the straight line from baseline to target; it is a helper of ours (参考), not a figure of the plan. Where there is
//! no baseline, the part of the target that is reached stands for the way. A target without a year is never late (目標時期未定).
//!
//! Why an indicator stands so is a [`Reason`], a value; `render` words it.

use super::{Kpi, KpiKind};
use crate::model::Site;
use crate::notation::{Bound, FiscalYear, Quantity};

/// The state of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 達成
    Achieved,
    /// 順調
    OnTrack,
    /// 維持できている
    Maintained,
    /// 上昇
    Rising,
    /// やや遅れ
    SlightlyBehind,
    /// 遅れ
    Behind,
    /// 維持できていない
    NotMaintained,
    /// 低下
    Falling,
    /// 計画期間終了: the period is over and the target was not reached, or the last year's result is missing.
    PeriodEnded,
    /// 実績未入力
    NoActual,
    /// 目標時期未定
    NoDate,
    /// 数値目標なし
    NoTarget,
}

impl State {
    /// All states, in the order of the legend.
    pub const ALL: [State; 12] = [
        Self::Achieved,
        Self::OnTrack,
        Self::Maintained,
        Self::Rising,
        Self::SlightlyBehind,
        Self::Behind,
        Self::NotMaintained,
        Self::Falling,
        Self::PeriodEnded,
        Self::NoActual,
        Self::NoDate,
        Self::NoTarget,
    ];

    /// The state in words, as the open data says it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Achieved => "達成",
            Self::OnTrack => "順調",
            Self::Maintained => "維持できている",
            Self::Rising => "上昇",
            Self::SlightlyBehind => "やや遅れ",
            Self::Behind => "遅れ",
            Self::NotMaintained => "維持できていない",
            Self::Falling => "低下",
            Self::PeriodEnded => "計画期間終了",
            Self::NoActual => "実績未入力",
            Self::NoDate => "目標時期未定",
            Self::NoTarget => "数値目標なし",
        }
    }

    /// Its name, by which a theme words it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::OnTrack => "on_track",
            Self::Maintained => "maintained",
            Self::Rising => "rising",
            Self::SlightlyBehind => "slightly_behind",
            Self::Behind => "behind",
            Self::NotMaintained => "not_maintained",
            Self::Falling => "falling",
            Self::PeriodEnded => "period_ended",
            Self::NoActual => "no_actual",
            Self::NoDate => "no_date",
            Self::NoTarget => "no_target",
        }
    }
}

/// Why an indicator stands as it does, with the numbers that say it, in the unit of the indicator. Gaps have no sign.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The plan sets no number, and says why.
    Stated(String),
    /// The plan sets no number.
    NoNumber,
    /// What was to be done is done.
    Done,
    /// What was to be done was not done so far.
    NotDone,
    /// Nobody said yet whether it was done.
    NotRecorded,
    /// The target, judged in words, was reached.
    Met,
    /// The target, judged in words, was not reached so far.
    NotMet,
    /// The target, judged in words, was not reached when the period ended.
    NeverMet,
    /// The latest value and its signed difference from what it is compared with.
    Changed {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
        /// Value minus reference.
        change: Quantity,
    },
    /// There is a value and nothing to compare it with.
    NoReference {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
    },
    /// There is a value and no number to reach.
    NoGoal {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
    },
    /// The value reaches the target.
    Reached {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
        /// The target.
        target: Quantity,
    },
    /// In the year of the target the value is short of it.
    Short {
        /// Year of the value.
        year: FiscalYear,
        /// The target.
        target: Quantity,
        /// What is missing.
        gap: Quantity,
    },
    /// The value against the guide of its year.
    Guided {
        /// Year of the value.
        year: FiscalYear,
        /// The guide.
        guide: Quantity,
        /// The baseline is an estimate, so the guide is one too.
        estimate: bool,
        /// What is missing up to the guide; `None` where it is reached.
        missing: Option<Quantity>,
        /// What is missing up to the target.
        gap: Quantity,
    },
    /// How far the target is, where no baseline gives a guide.
    Unguided {
        /// The target.
        target: Quantity,
        /// What is missing.
        gap: Quantity,
    },
    /// How far a target without a year is.
    Undated {
        /// The target.
        target: Quantity,
        /// What is missing.
        gap: Quantity,
        /// The event after which it is to be reached.
        event: Option<String>,
    },
    /// Nothing was measured yet.
    Unmeasured,
    /// Nothing was measured in the whole period.
    NeverMeasured,
    /// Nothing was measured yet, and the target has no year.
    UnmeasuredUndated {
        /// The event at which it will be measured.
        event: Option<String>,
    },
    /// The period is over and its last value is short of the target.
    EndedShort {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
    },
    /// The period is over and the value of its last year is missing.
    EndedMissing {
        /// The year whose value is missing.
        last: FiscalYear,
        /// Year of the latest value.
        year: FiscalYear,
        /// The latest value.
        value: Quantity,
    },
    /// The period is over, and nothing says that the target was reached.
    Ended,
}

/// How an indicator stands, with what explains it.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// The state.
    pub state: State,
    /// Share of the way from baseline to target, 1.0 = reached; only where it means something.
    pub rate: Option<f64>,
    /// The guide of the latest year.
    pub guide: Option<f64>,
    /// The baseline is an estimate, so everything computed from it is 参考値.
    pub approximate: bool,
    /// What explains the state.
    pub reason: Reason,
}

/// How `kpi` stood according to the results up to `until` (inclusive), seen in fiscal year `now`.
pub fn status(site: &Site, kpi: &Kpi, until: FiscalYear, now: FiscalYear) -> Status {
    let known = || kpi.actuals.iter().rev().filter(|actual| actual.fiscal_year <= until);
    let period = kpi.plan.and_then(|plan| site[plan].period);
    let goal_year = kpi.target.as_ref().and_then(|target| target.fiscal_year);
    let last_year = goal_year.or(period.map(|period| period.to));
    let view = View {
        site,
        kpi,
        latest: known().find_map(|actual| Some((actual.fiscal_year, actual.value?))),
        done: known().find_map(|actual| actual.done),
        goal: goal(kpi),
        goal_year,
        last_year,
        over: period.is_none_or(|period| period.to < now) && last_year.is_some_and(|year| year < now),
        until,
    };
    let (state, reason) = view.judge();
    Status { state, rate: view.rate(), guide: view.guide(), approximate: kpi.baseline_value().is_some_and(|value| value.approx), reason }
}

/// The guide (目安) of `year`: the straight line from baseline to target.
pub fn guide(kpi: &Kpi, year: FiscalYear) -> Option<f64> {
    let baseline = kpi.baseline.as_ref()?;
    let target = kpi.target.as_ref()?;
    let (from, to) = (baseline.fiscal_year, target.fiscal_year?);
    let (start, end) = (baseline.value.value, target.value?.value);
    if to <= from || start == end || !graded(kpi.kind) {
        return None;
    }
    let share = f64::from(year.0 - from.0) / f64::from(to.0 - from.0);
    Some(start + (end - start) * share.clamp(0.0, 1.0))
}

/// Whether progress of this kind can be measured between two numbers.
pub fn graded(kind: KpiKind) -> bool {
    matches!(kind, KpiKind::Reach | KpiKind::AtLeast | KpiKind::NotExceed)
}

/// The number that results are compared with: the target's, or the value of its reference year.
fn goal(kpi: &Kpi) -> Option<Quantity> {
    let target = kpi.target.as_ref()?;
    let of_year = |year| {
        let baseline = kpi.baseline.as_ref().filter(|baseline| baseline.fiscal_year == year).map(|baseline| baseline.value);
        baseline.or_else(|| kpi.actual(year)?.value)
    };
    target.value.or_else(|| target.reference_year.and_then(of_year))
}

struct View<'a> {
    site: &'a Site,
    kpi: &'a Kpi,
    latest: Option<(FiscalYear, Quantity)>,
    done: Option<bool>,
    goal: Option<Quantity>,
    /// The year of the target.
    goal_year: Option<FiscalYear>,
    /// The year of the target, else the last of the plan.
    last_year: Option<FiscalYear>,
    /// The plan's period is over.
    over: bool,
    until: FiscalYear,
}

impl View<'_> {
    fn judge(&self) -> (State, Reason) {
        let kpi = self.kpi;
        match kpi.kind {
            KpiKind::None => (State::NoTarget, kpi.reason.clone().map_or(Reason::NoNumber, Reason::Stated)),
            KpiKind::Milestone => match self.done {
                Some(true) => (State::Achieved, Reason::Done),
                _ if self.over => self.ended(),
                Some(false) => (State::NoActual, Reason::NotDone),
                None => (State::NoActual, Reason::NotRecorded),
            },
            KpiKind::Maintain => self.compare(State::Maintained, State::NotMaintained),
            KpiKind::Raise => self.compare(State::Rising, State::Falling),
            // 100 → 100: what is reached already can only be kept.
            _ if self.goal.zip(kpi.baseline_value()).is_some_and(|(goal, baseline)| goal.value == baseline.value) => {
                self.compare(State::Maintained, State::NotMaintained)
            }
            KpiKind::Reach | KpiKind::AtLeast | KpiKind::NotExceed => self.graded(),
        }
    }

    /// For `maintain` and `raise`: against the baseline, or the target where it has a number.
    fn compare(&self, good: State, bad: State) -> (State, Reason) {
        let Some((year, value)) = self.latest else { return self.missing() };
        if self.over && self.last_year.is_some_and(|last| year < last) {
            return self.ended();
        }
        let unit = &self.kpi.unit;
        let Some(reference) = self.goal.or(self.kpi.baseline_value()) else {
            return (State::NoActual, Reason::NoReference { year, value });
        };
        let change = between(value, reference);
        // A budget that is to be kept must not grow; everything else must not shrink.
        let held = match good {
            State::Rising => value.value > reference.value,
            _ if unit.contains('円') || self.kpi.kind == KpiKind::NotExceed => value.value <= reference.value,
            _ => value.value >= reference.value,
        };
        (if held { good } else { bad }, Reason::Changed { year, value, change })
    }

    fn graded(&self) -> (State, Reason) {
        let kpi = self.kpi;
        if let (None, Some(done)) = (self.latest, self.done) {
            return match done {
                true => (State::Achieved, Reason::Met),
                false if self.over => (State::PeriodEnded, Reason::NeverMet),
                false => (State::Behind, Reason::NotMet),
            };
        }
        let Some((year, value)) = self.latest else { return self.missing() };
        let Some(target) = self.goal else {
            return (State::NoTarget, Reason::NoGoal { year, value });
        };
        let every_child = !kpi.target.as_ref().is_some_and(|goal| goal.every_child) || self.children_reach(target);
        if every_child && reaches(kpi, value.value, target) {
            return (State::Achieved, Reason::Reached { year, value, target: bounded(kpi, target) });
        }
        if self.goal_year.is_none() {
            return (State::NoDate, self.undated(target, value));
        }
        if self.over {
            return self.ended();
        }
        let gap = distance(target, value);
        if self.goal_year.is_some_and(|last| year >= last) {
            let state = self.lag(self.rate().or_else(|| self.plain_rate(target)), 1.0);
            return (state, Reason::Short { year, target: bounded(kpi, target), gap });
        }
        match (self.guide(), self.rate()) {
            (Some(guide), Some(rate)) => {
                let shown = Quantity { decimals: value.decimals.max(u8::from(kpi.unit == "%")), ..Quantity::plain(guide) };
                let wanted = share(kpi, guide);
                let reached = rate >= wanted - 1e-9;
                let missing = (!reached).then(|| distance(shown, value));
                let estimate = kpi.baseline_value().is_some_and(|value| value.approx);
                let state = if reached { State::OnTrack } else { self.lag(Some(rate), wanted) };
                (state, Reason::Guided { year, guide: shown, estimate, missing, gap })
            }
            _ => (self.lag(self.plain_rate(target), 1.0), Reason::Unguided { target: bounded(kpi, target), gap }),
        }
    }

    /// Behind by how much: `rate` against the `wanted` part of the way.
    fn lag(&self, rate: Option<f64>, wanted: f64) -> State {
        let near = rate.is_some_and(|rate| rate >= wanted * self.site.config.kpi.slightly_behind_from);
        if near { State::SlightlyBehind } else { State::Behind }
    }

    /// The part of the target that is reached, where no baseline tells how far the way was.
    fn plain_rate(&self, target: Quantity) -> Option<f64> {
        let (_, value) = self.latest?;
        (target.value > 0.0 && self.kpi.kind != KpiKind::NotExceed).then(|| value.value / target.value)
    }

    /// A target without a year: how far it is.
    fn undated(&self, target: Quantity, value: Quantity) -> Reason {
        let event = self.kpi.target.as_ref().and_then(|target| target.event.clone());
        Reason::Undated { target: bounded(self.kpi, target), gap: distance(target, value), event }
    }

    fn children_reach(&self, target: Quantity) -> bool {
        self.kpi.children.iter().all(|child| {
            let child = &self.site[*child];
            let known = child.actuals.iter().rev().filter(|actual| actual.fiscal_year <= self.until);
            known.filter_map(|actual| actual.value).next().is_some_and(|value| reaches(child, value.value, target))
        })
    }

    /// Nothing was measured yet.
    fn missing(&self) -> (State, Reason) {
        match &self.kpi.target {
            Some(target) if target.fiscal_year.is_none() && graded(self.kpi.kind) => {
                (State::NoDate, Reason::UnmeasuredUndated { event: target.event.clone() })
            }
            _ if self.over => (State::PeriodEnded, Reason::NeverMeasured),
            _ => (State::NoActual, Reason::Unmeasured),
        }
    }

    /// The period is over and the target was not reached, or the last result is missing.
    fn ended(&self) -> (State, Reason) {
        let reason = match (self.latest, self.last_year) {
            (Some((year, value)), Some(last)) if year >= last => Reason::EndedShort { year, value },
            (Some((year, value)), Some(last)) => Reason::EndedMissing { last, year, value },
            _ => Reason::Ended,
        };
        (State::PeriodEnded, reason)
    }

    fn guide(&self) -> Option<f64> {
        guide(self.kpi, self.latest?.0)
    }

    fn rate(&self) -> Option<f64> {
        let (_, value) = self.latest?;
        let (baseline, target) = (self.kpi.baseline_value()?, self.kpi.target_value()?);
        (graded(self.kpi.kind) && baseline.value != target.value).then(|| share(self.kpi, value.value))
    }
}

/// Share of the way from baseline to target at `value`.
fn share(kpi: &Kpi, value: f64) -> f64 {
    match (kpi.baseline_value(), kpi.target_value()) {
        (Some(baseline), Some(target)) if baseline.value != target.value => (value - baseline.value) / (target.value - baseline.value),
        _ => 0.0,
    }
}

/// Whether `value` meets `target`, in the direction of the indicator.
fn reaches(kpi: &Kpi, value: f64, target: Quantity) -> bool {
    let falling = kpi.kind == KpiKind::NotExceed
        || kpi.kind == KpiKind::Reach && kpi.baseline_value().is_some_and(|baseline| baseline.value > target.value);
    match target.bound {
        Some(Bound::Below) => value < target.value,
        Some(Bound::Above) => value > target.value,
        Some(Bound::AtMost) => value <= target.value,
        Some(Bound::AtLeast) => value >= target.value,
        None if falling => value <= target.value,
        None => value >= target.value,
    }
}

/// A target with its bound in words, where the kind or the plan's wording says so: 80以上. 100% cannot be passed, so 100 stays 100.
pub fn bounded(kpi: &Kpi, value: Quantity) -> Quantity {
    let full = kpi.bounded && value.value >= 100.0;
    let bound = match kpi.kind {
        KpiKind::AtLeast if !full => Some(Bound::AtLeast),
        KpiKind::NotExceed => Some(Bound::AtMost),
        _ => None,
    };
    Quantity { bound: value.bound.or(bound), ..value }
}

/// How far `value` is from `target`, without sign.
fn distance(target: Quantity, value: Quantity) -> Quantity {
    let gap = between(target, value);
    Quantity { value: gap.value.abs(), ..gap }
}

/// `one` minus `other`, with the decimals of the finer one.
pub fn between(one: Quantity, other: Quantity) -> Quantity {
    Quantity { decimals: one.decimals.max(other.decimals), ..Quantity::plain(one.value - other.value) }
}

#[cfg(test)]
mod tests;
