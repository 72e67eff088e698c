//! How an indicator stands: the state words of the KPI pages, and the numbers behind them.
//!
//! Rate = (latest − baseline) ÷ (target − baseline), only for `reach`, `at_least` and `not_exceed` with both numbers. The guide (目安)
//! of a year lies on the straight line from baseline to target; it is a helper of ours (参考), not a figure of the plan. Where there is
//! no baseline, the part of the target that is reached stands for the way. A target without a year is never late (目標時期未定).

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

    /// The state in words.
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

    /// What the words mean.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Achieved => "最新の実績が目標に届いている",
            Self::OnTrack => "その年度の目安に届いている",
            Self::Maintained => "維持する指標で、基準の水準を保っている",
            Self::Rising => "上げる指標で、基準より良くなっている",
            Self::SlightlyBehind => "目安を下回る（目安までの進みの75%以上）",
            Self::Behind => "目安を大きく下回る（目安までの進みの75%未満）",
            Self::NotMaintained => "維持する指標で、基準の水準を下回っている",
            Self::Falling => "上げる指標で、基準より悪くなっている",
            Self::PeriodEnded => "計画期間が終わり、目標に届かなかったか、最終年度の実績がまだない",
            Self::NoActual => "まだ実績の数字がない。0とは扱わない",
            Self::NoDate => "目標の時期が決まっていない",
            Self::NoTarget => "あえて数値目標を置いていない。遅れではない",
        }
    }
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
    /// One sentence that explains the state.
    pub detail: String,
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
    let (state, detail) = view.judge();
    Status { state, rate: view.rate(), guide: view.guide(), approximate: kpi.baseline_value().is_some_and(|value| value.approx), detail }
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
    fn judge(&self) -> (State, String) {
        let kpi = self.kpi;
        match kpi.kind {
            KpiKind::None => (State::NoTarget, kpi.reason.clone().unwrap_or_else(|| "数値目標を置いていません。".to_owned())),
            KpiKind::Milestone => match self.done {
                Some(true) => (State::Achieved, "実施しました。".to_owned()),
                _ if self.over => self.ended(),
                Some(false) => (State::NoActual, "まだ実施していません。".to_owned()),
                None => (State::NoActual, "実施の記録がまだありません。".to_owned()),
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
    fn compare(&self, good: State, bad: State) -> (State, String) {
        let Some((year, value)) = self.latest else { return self.missing() };
        if self.over && self.last_year.is_some_and(|last| year < last) {
            return self.ended();
        }
        let unit = &self.kpi.unit;
        let Some(reference) = self.goal.or(self.kpi.baseline_value()) else {
            return (State::NoActual, format!("{}の実績は{}{unit}です。くらべる基準値がありません。", year.words(), value.words()));
        };
        let change = difference(value.value - reference.value, value.decimals.max(reference.decimals), unit);
        let detail = format!("{}の実績は{}{unit}、基準との差は{change}です。", year.words(), value.words());
        // A budget that is to be kept must not grow; everything else must not shrink.
        let held = match good {
            State::Rising => value.value > reference.value,
            _ if unit.contains('円') || self.kpi.kind == KpiKind::NotExceed => value.value <= reference.value,
            _ => value.value >= reference.value,
        };
        (if held { good } else { bad }, detail)
    }

    fn graded(&self) -> (State, String) {
        let kpi = self.kpi;
        let unit = &kpi.unit;
        if let (None, Some(done)) = (self.latest, self.done) {
            return match done {
                true => (State::Achieved, "目標を達成しました。".to_owned()),
                false if self.over => (State::PeriodEnded, "計画期間は終わりました。目標を達成できませんでした。".to_owned()),
                false => (State::Behind, "目標を達成していません。".to_owned()),
            };
        }
        let Some((year, value)) = self.latest else { return self.missing() };
        let Some(target) = self.goal else {
            return (State::NoTarget, format!("{}の実績は{}{unit}です。目標の数値がありません。", year.words(), value.words()));
        };
        let every_child = !kpi.target.as_ref().is_some_and(|goal| goal.every_child) || self.children_reach(target);
        if every_child && reaches(kpi, value.value, target) {
            let latest = format!("{}の実績{}{unit}", year.words(), value.words());
            return (State::Achieved, format!("{latest}が、目標の{}に届いています。", with_unit(bounded(kpi, target), unit)));
        }
        if self.goal_year.is_none() {
            return (State::NoDate, self.undated(target, value));
        }
        if self.over {
            return self.ended();
        }
        let gap = distance(target, value, unit);
        if self.goal_year.is_some_and(|last| year >= last) {
            let state = self.lag(self.rate().or_else(|| self.plain_rate(target)), 1.0);
            return (state, format!("{}の実績は、目標の{}に{gap}届いていません。", year.words(), with_unit(bounded(kpi, target), unit)));
        }
        match (self.guide(), self.rate()) {
            (Some(guide), Some(rate)) => {
                let shown = Quantity { decimals: value.decimals.max(u8::from(unit == "%")), ..Quantity::plain(guide) };
                let wanted = share(kpi, guide);
                let missing = distance(shown, value, unit);
                let (state, word) = if rate >= wanted - 1e-9 {
                    (State::OnTrack, "に届いています".to_owned())
                } else {
                    (self.lag(Some(rate), wanted), format!("に{missing}届いていません"))
                };
                let basis = if kpi.baseline_value().is_some_and(|value| value.approx) { "参考値" } else { "参考" };
                (state, format!("{}の目安{}{unit}（{basis}）{word}。目標まであと{gap}です。", year.words(), shown.words()))
            }
            _ => {
                let state = self.lag(self.plain_rate(target), 1.0);
                (state, format!("目標の{}まで、あと{gap}です。基準値がないため、目安は引けません。", with_unit(bounded(kpi, target), unit)))
            }
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
    fn undated(&self, target: Quantity, value: Quantity) -> String {
        let unit = &self.kpi.unit;
        let gap = distance(target, value, unit);
        let goal = with_unit(bounded(self.kpi, target), unit);
        match self.kpi.target.as_ref().and_then(|target| target.event.as_ref()) {
            Some(event) => format!("目標は{event}に{goal}です。最新の実績から、あと{gap}です。"),
            None => format!("目標の{goal}まで、あと{gap}です。目標の時期は決まっていません。"),
        }
    }

    fn children_reach(&self, target: Quantity) -> bool {
        self.kpi.children.iter().all(|child| {
            let child = &self.site[*child];
            let known = child.actuals.iter().rev().filter(|actual| actual.fiscal_year <= self.until);
            known.filter_map(|actual| actual.value).next().is_some_and(|value| reaches(child, value.value, target))
        })
    }

    /// Nothing was measured yet.
    fn missing(&self) -> (State, String) {
        match &self.kpi.target {
            Some(target) if target.fiscal_year.is_none() && graded(self.kpi.kind) => {
                let when = target
                    .event
                    .as_ref()
                    .map_or_else(|| "目標の時期は決まっていません。".to_owned(), |event| format!("{event}に測ります。"));
                (State::NoDate, when)
            }
            _ if self.over => (State::PeriodEnded, "計画期間は終わりました。実績はまだ入力されていません。".to_owned()),
            _ => (State::NoActual, "実績はまだ入力されていません。".to_owned()),
        }
    }

    /// The period is over and the target was not reached, or the last result is missing.
    fn ended(&self) -> (State, String) {
        let unit = &self.kpi.unit;
        let detail = match (self.latest, self.last_year) {
            (Some((year, value)), Some(last)) if year >= last => {
                format!("計画期間は終わりました。最終の{}の実績は{}{unit}で、目標に届きませんでした。", year.words(), value.words())
            }
            (Some((year, value)), Some(last)) => format!(
                "計画期間は終わりました。{}の実績はまだありません（最新は{}の{}{unit}）。",
                last.words(),
                year.words(),
                value.words()
            ),
            _ => "計画期間は終わりました。目標に届いた記録がありません。".to_owned(),
        };
        (State::PeriodEnded, detail)
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

/// `10%以上`: the unit stands before the word of the bound.
pub fn with_unit(value: Quantity, unit: &str) -> String {
    let plain = Quantity { bound: None, ..value }.words();
    let bound = &value.words()[plain.len()..];
    format!("{plain}{unit}{bound}")
}

/// How far `value` is from `target`, without sign.
fn distance(target: Quantity, value: Quantity, unit: &str) -> String {
    let text = difference((target.value - value.value).abs(), value.decimals.max(target.decimals), unit);
    text.trim_start_matches(['＋', '±']).to_owned()
}

/// `＋7.9ポイント`, `−13百万円`: a difference with sign; percentages differ by points.
pub fn difference(value: f64, decimals: u8, unit: &str) -> String {
    let unit = if unit == "%" { "ポイント" } else { unit };
    let shown = crate::notation::grouped(value.abs(), decimals);
    let sign = match () {
        () if shown.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0') => "±",
        () if value < 0.0 => "−",
        () => "＋",
    };
    format!("{sign}{shown}{unit}")
}

#[cfg(test)]
mod tests;
