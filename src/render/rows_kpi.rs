//! The row of an indicator, in the grammar of the plans: 値（年度） → 値（年度）. Home, level and KPI pages show it.
//!
//! How an indicator stands is computed by the model; here it becomes words.

use super::chart::Size;
use super::chart::bullet::{self, Bullet};
use super::chart::line::{self, Line, Point};
use super::shape::KpiRow;
use super::viewpoint::Viewpoint;
use super::words;
use crate::model::kpi::status::{Status, bounded, difference, graded, guide, status, with_unit};
use crate::model::{Actual, Aggregate, Key, Kpi, KpiKind, Recorded, Site};
use crate::notation::{FiscalYear, Quantity, grouped};
use crate::route::Output;

/// The row of the indicator `key` with the results up to `until`, as it stood then.
pub fn kpi_row(at: &Viewpoint, key: Key<Kpi>, until: FiscalYear) -> KpiRow {
    let kpi = &at.site[key];
    let status = status(at.site, kpi, until, until);
    let latest = latest(kpi, until);
    let bullet_html = latest.and_then(|actual| bullet(kpi, actual));
    KpiRow {
        id: kpi.meta.id.to_string(),
        name: kpi.name.clone(),
        href: at.href(&Output::Kpi(key)),
        unit: kpi.unit.clone(),
        grammar: grammar(kpi),
        value: latest.map(|actual| result(kpi, actual)),
        year: latest.map(|actual| actual.fiscal_year.short()),
        sample: latest.is_some_and(|actual| actual.sample),
        child: kpi.parent.is_some(),
        sentence: bullet_html.is_none().then(|| sentence(kpi, latest, &status)),
        bullet_html,
        state: words::state(status.state),
    }
}

/// The row of an indicator that stands without its parent above it: not indented, named in full.
pub fn kpi_row_alone(at: &Viewpoint, key: Key<Kpi>, until: FiscalYear) -> KpiRow {
    KpiRow { child: false, name: full_name(at.site, key), ..kpi_row(at, key, until) }
}

/// The name of an indicator; a part that is counted within its parent (うち…) is named with it.
pub fn full_name(site: &Site, key: Key<Kpi>) -> String {
    let kpi = &site[key];
    match kpi.parent.map(|parent| &site[parent]) {
        Some(parent) if parent.aggregate == Some(Aggregate::Within) => format!("{}（{}）", parent.title(), kpi.name),
        _ => kpi.name.clone(),
    }
}

/// The latest result up to `until` that says something.
pub fn latest(kpi: &Kpi, until: FiscalYear) -> Option<&Actual> {
    kpi.actuals.iter().rev().find(|actual| actual.fiscal_year <= until && (actual.value.is_some() || actual.done.is_some()))
}

/// A result as printed, without its unit.
pub fn result(kpi: &Kpi, actual: &Actual) -> String {
    match (actual.value, actual.done, kpi.kind) {
        (Some(value), _, _) => value.words(),
        (None, Some(true), KpiKind::Milestone) => "実施".to_owned(),
        (None, Some(false), KpiKind::Milestone) => "未実施".to_owned(),
        (None, Some(true), _) => "達成".to_owned(),
        (None, Some(false), _) => "未達成".to_owned(),
        (None, None, _) => "実績なし".to_owned(),
    }
}

/// `約30（R3） → 80（R7）`
pub fn grammar(kpi: &Kpi) -> String {
    if kpi.kind == KpiKind::None {
        return target_words(kpi);
    }
    match baseline_words(kpi) {
        Some(baseline) => format!("{baseline} → {}", target_words(kpi)),
        // What is to be done, or not to be exceeded, starts from nothing that could be missing.
        None if kpi.target_value().is_none() => target_words(kpi),
        None => format!("基準なし → {}", target_words(kpi)),
    }
}

/// `約30（R3）`
pub fn baseline_words(kpi: &Kpi) -> Option<String> {
    kpi.baseline.as_ref().map(|baseline| format!("{}（{}）", baseline.value.words(), baseline.fiscal_year.short()))
}

/// `80以上（システム再構築後）`, `R4予算規模の維持（R7）`, `100（時期なし）`, `目標未設定（順次充足）`
pub fn target_words(kpi: &Kpi) -> String {
    let target = kpi.target.as_ref();
    if kpi.kind == KpiKind::None {
        return target
            .and_then(|target| target.text.as_ref())
            .map_or_else(|| "目標未設定".to_owned(), |text| format!("目標未設定（{text}）"));
    }
    let Some(target) = target else { return "目標なし".to_owned() };
    let when = match (target.fiscal_year, &target.event) {
        (Some(year), _) => format!("（{}）", year.short()),
        (None, Some(event)) => format!("（{event}）"),
        (None, None) if target.value.is_some() => "（時期なし）".to_owned(),
        (None, None) => String::new(),
    };
    let what = match (target.value, &target.text) {
        (Some(value), text) => {
            let every = target.every_child || text.as_ref().is_some_and(|text| text.starts_with("全て"));
            format!("{}{}", if every { "全て" } else { "" }, bounded(kpi, value).words())
        }
        (None, Some(text)) => text.clone(),
        (None, None) => match target.reference_year {
            Some(year) => format!("{}の水準以下", year.words()),
            None => "数値なし".to_owned(),
        },
    };
    format!("{what}{when}")
}

/// `14万3,800件`: a value in the unit that staff count in, where the plan uses hundreds or millions.
pub fn expanded(kpi: &Kpi, value: Quantity) -> Option<String> {
    let (factor, unit) = kpi.unit_factor.as_ref()?;
    Some(format!("{}{}{unit}", if value.approx { "約" } else { "" }, in_ten_thousands(value.value * factor)))
}

/// `49億2,800万`, `14万3,800`
fn in_ten_thousands(value: f64) -> String {
    let mut rest = value.abs().round() as u64;
    let mut out = String::new();
    for (size, name) in [(1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万")] {
        if rest >= size {
            out.push_str(&grouped((rest / size) as f64, 0));
            out.push_str(name);
            rest %= size;
        }
    }
    if rest > 0 || out.is_empty() {
        out.push_str(&grouped(rest as f64, 0));
    }
    if value < 0.0 { format!("−{out}") } else { out }
}

/// What stands in the place of the bar.
fn sentence(kpi: &Kpi, latest: Option<&Actual>, status: &Status) -> String {
    let value = latest.and_then(|actual| actual.value);
    let change = |reference: Option<Quantity>| {
        let (value, reference) = value.zip(reference)?;
        let change = difference(value.value - reference.value, value.decimals.max(reference.decimals), &kpi.unit);
        Some(format!("基準より {change}"))
    };
    let method = kpi.method_changes.last().map(|change| format!("。{}から測り方の変更", change.fiscal_year.short())).unwrap_or_default();
    match kpi.kind {
        KpiKind::None => kpi.summary.clone().unwrap_or_else(|| status.detail.clone()),
        KpiKind::Maintain => match change(kpi.target_value().or(kpi.baseline_value())) {
            Some(change) => format!("維持する指標（{change}）{method}"),
            None => format!("維持する指標{method}"),
        },
        KpiKind::Raise => match change(kpi.baseline_value()) {
            Some(change) => format!("数値目標なし（{change}）{method}"),
            None => format!("数値目標なし{method}"),
        },
        KpiKind::Milestone => kpi.result.clone().map_or_else(|| "実施するかどうかの指標".to_owned(), |result| format!("結果：{result}")),
        KpiKind::Reach | KpiKind::AtLeast | KpiKind::NotExceed => match (value, kpi.target_value()) {
            (Some(value), Some(target)) => remaining(kpi, value, target),
            _ => kpi.result.clone().map_or_else(|| status.detail.clone(), |result| format!("結果：{result}")),
        },
    }
}

/// `基準なし。目標まで あと1.4ポイント`
fn remaining(kpi: &Kpi, value: Quantity, target: Quantity) -> String {
    let without = if kpi.baseline.is_none() { "基準なし。" } else { "" };
    let gap = if kpi.kind == KpiKind::NotExceed { value.value - target.value } else { target.value - value.value };
    let decimals = value.decimals.max(target.decimals);
    let gap = match gap > 0.0 {
        true => format!("目標まで あと{}", difference(gap, decimals, &kpi.unit).trim_start_matches('＋')),
        false => format!("目標との差 {}", difference(value.value - target.value, decimals, &kpi.unit)),
    };
    let event = kpi.target.as_ref().and_then(|target| target.event.as_ref());
    format!("{without}{gap}{}", event.map_or_else(String::new, |event| format!("（{event}の目標）")))
}

/// The bar, for indicators with two different numbers and a year: baseline, target, latest value and the guide of its year.
fn bullet(kpi: &Kpi, actual: &Actual) -> Option<String> {
    let (baseline, target, value) = (kpi.baseline_value()?, kpi.target_value()?, actual.value?);
    kpi.target.as_ref()?.fiscal_year?;
    if !graded(kpi.kind) || baseline.value == target.value {
        return None;
    }
    let guide = guide(kpi, actual.fiscal_year);
    Some(bullet::draw(&Bullet { baseline: baseline.value, target: target.value, latest: Some(value.value), guide }))
}

/// The years that the values of an indicator are listed for: those with a result, and those of the plan's period that have begun, as far
/// as `until`. The baseline's year is left out where it has no other value.
pub fn listed_years(site: &Site, kpi: &Kpi, until: FiscalYear) -> Vec<FiscalYear> {
    let baseline = kpi.baseline.as_ref().map(|baseline| baseline.fiscal_year);
    let period = kpi.plan.and_then(|plan| site[plan].period);
    // Superseded indicators are no longer measured, and plans that reported once in words miss nothing in between.
    let expected = period.filter(|_| kpi.kind != KpiKind::None && kpi.superseded_by.is_none() && kpi.result.is_none());
    let expected = expected.into_iter().flat_map(|period| period.from.through(period.to)).filter(|year| Some(*year) != baseline);
    let mut years: Vec<FiscalYear> = expected.chain(kpi.actuals.iter().map(|actual| actual.fiscal_year)).collect();
    years.sort_unstable();
    years.dedup();
    years.retain(|year| *year <= until);
    years
}

/// The line chart of an indicator in both sizes, with the results up to `until`; `None` when there is no number to draw.
pub fn chart(at: &Viewpoint, key: Key<Kpi>, until: FiscalYear) -> Option<String> {
    let kpi = &at.site[key];
    let measured = kpi.actuals.iter().filter(|actual| actual.fiscal_year <= until && actual.value.is_some()).count();
    if kpi.kind == KpiKind::None || measured + usize::from(kpi.baseline.is_some()) < 2 {
        return None;
    }
    let drawn = Line {
        id: format!("chart-{}", kpi.meta.id),
        title: format!("{}の推移", full_name(at.site, key)),
        unit: kpi.unit.clone(),
        points: points(at.site, kpi, until),
        target: kpi.target.as_ref().map(|target| line::Target {
            value: target.value.map(|value| value.value),
            words: match target.value {
                Some(value) => with_unit(bounded(kpi, value), &kpi.unit),
                None => target.text.clone().unwrap_or_default(),
            },
            year: target.fiscal_year.map(|year| year.0),
        }),
        guide: kpi.target.as_ref().and_then(|target| target.fiscal_year).is_some_and(|year| guide(kpi, year).is_some()),
        changes: kpi
            .method_changes
            .iter()
            .map(|change| line::Change { year: change.fiscal_year.0, words: "測り方の変更".to_owned() })
            .collect(),
        from_zero: kpi.unit == "%",
        max: kpi.bounded.then_some(100.0),
        remark: status(at.site, kpi, until, until).detail,
    };
    Some(format!("{}\n{}", line::draw(&drawn, Size::Large), line::draw(&drawn, Size::Small)))
}

fn points(site: &Site, kpi: &Kpi, until: FiscalYear) -> Vec<Point> {
    let point = |year: FiscalYear, value: Option<Quantity>, kind: line::Kind| Point {
        year: year.0,
        label: year.short(),
        value: value.map(|value| value.value),
        words: value.map(|value| value.words()).unwrap_or_default(),
        approx: value.is_some_and(|value| value.approx),
        kind: if value.is_some() { kind } else { line::Kind::Missing },
    };
    let years = listed_years(site, kpi, until);
    let baseline = kpi.baseline.as_ref().filter(|baseline| !years.contains(&baseline.fiscal_year));
    let baseline = baseline.map(|baseline| point(baseline.fiscal_year, Some(baseline.value), line::Kind::Baseline));
    let results = years.iter().map(|year| point(*year, kpi.actual(*year).and_then(|actual| actual.value), line::Kind::Actual));
    baseline.into_iter().chain(results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_said_in_ten_thousands() {
        assert_eq!(in_ten_thousands(143_800.0), "14万3,800");
        assert_eq!(in_ten_thousands(4_928_000_000.0), "49億2,800万");
        assert_eq!(in_ten_thousands(0.0), "0");
        assert_eq!(in_ten_thousands(-20_000.0), "−2万");
    }
}
