//! The row of an indicator, in the grammar of the plans: 値（年度） → 値（年度）. Home, level and KPI pages show it.
//!
//! How an indicator stands is computed by the model; here it becomes words.

use super::chart::Size;
use super::chart::bullet::{self, Bullet};
use super::chart::line::{self, Line, Point};
use super::shape::KpiRow;
use super::viewpoint::Viewpoint;
use super::{Words, kpi_words};
use crate::model::kpi::status::{Status, between, bounded, graded, guide, status};
use crate::model::{Actual, Aggregate, Key, Kpi, KpiKind, Recorded, Site};
use crate::notation::{FiscalYear, Quantity};
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
        grammar: grammar(at.words, kpi),
        value: latest.map(|actual| result(at.words, kpi, actual)),
        year: latest.map(|actual| at.words.brief_year(actual.fiscal_year)),
        sample: latest.is_some_and(|actual| actual.sample),
        child: kpi.parent.is_some(),
        sentence: bullet_html.is_none().then(|| sentence(at.words, kpi, latest, &status)),
        bullet_html,
        state: kpi_words::badge(at.words, status.state),
    }
}

/// The row of an indicator that stands without its parent above it: not indented, named in full.
pub fn kpi_row_alone(at: &Viewpoint, key: Key<Kpi>, until: FiscalYear) -> KpiRow {
    KpiRow { child: false, name: full_name(at, key), ..kpi_row(at, key, until) }
}

/// The name of an indicator; a part that is counted within its parent (うち…) is named with it.
pub fn full_name(at: &Viewpoint, key: Key<Kpi>) -> String {
    let kpi = &at.site[key];
    match kpi.parent.map(|parent| &at.site[parent]) {
        Some(parent) if parent.aggregate == Some(Aggregate::Within) => {
            at.words.fill("kpi.within", &[("whole", &parent.title()), ("part", &kpi.name)])
        }
        _ => kpi.name.clone(),
    }
}

/// The latest result up to `until` that says something.
pub fn latest(kpi: &Kpi, until: FiscalYear) -> Option<&Actual> {
    kpi.actuals.iter().rev().find(|actual| actual.fiscal_year <= until && (actual.value.is_some() || actual.done.is_some()))
}

/// A result as printed, without its unit.
pub fn result(words: &Words, kpi: &Kpi, actual: &Actual) -> String {
    let name = match (actual.value, actual.done, kpi.kind) {
        (Some(value), _, _) => return kpi_words::value(words, value),
        (None, Some(true), KpiKind::Milestone) => "kpi.result.done",
        (None, Some(false), KpiKind::Milestone) => "kpi.result.not_done",
        (None, Some(true), _) => "kpi.result.met",
        (None, Some(false), _) => "kpi.result.not_met",
        (None, None, _) => "kpi.no_actual",
    };
    words.fill(name, &[])
}

/// `約30（R3） → 80（R7）`
pub fn grammar(words: &Words, kpi: &Kpi) -> String {
    let target = target_words(words, kpi);
    match baseline_words(words, kpi) {
        _ if kpi.kind == KpiKind::None => target,
        Some(baseline) => format!("{baseline} → {target}"),
        // What is to be done, or not to be exceeded, starts from nothing that could be missing.
        None if kpi.target_value().is_none() => target,
        None => format!("{} → {target}", words.say("kpi.no_baseline")),
    }
}

/// `約30（R3）`
pub fn baseline_words(words: &Words, kpi: &Kpi) -> Option<String> {
    kpi.baseline.as_ref().map(|baseline| dated(words, &kpi_words::value(words, baseline.value), baseline.fiscal_year))
}

/// `61.0（R6）`
fn dated(words: &Words, value: &str, year: FiscalYear) -> String {
    words.fill("kpi.dated", &[("value", &value), ("when", &words.brief_year(year))])
}

/// `80以上（システム再構築後）`, `R4予算規模の維持（R7）`, `100（時期なし）`, `目標未設定（順次充足）`
pub fn target_words(words: &Words, kpi: &Kpi) -> String {
    let target = kpi.target.as_ref();
    if kpi.kind == KpiKind::None {
        let text = target.and_then(|target| target.text.as_ref());
        return text.map_or_else(|| words.fill("kpi.untargeted", &[]), |text| words.fill("kpi.untargeted_but", &[("text", text)]));
    }
    let Some(target) = target else { return words.fill("kpi.no_target", &[]) };
    let what = target_value_words(words, kpi);
    let when = match (target.fiscal_year, &target.event) {
        (Some(year), _) => words.brief_year(year),
        (None, Some(event)) => event.clone(),
        (None, None) if target.value.is_some() => words.fill("kpi.no_time", &[]),
        (None, None) => return what,
    };
    words.fill("kpi.dated", &[("value", &what), ("when", &when)])
}

/// `80以上`, `R4予算規模の維持`: the target without its year.
pub fn target_value_words(words: &Words, kpi: &Kpi) -> String {
    let Some(target) = &kpi.target else { return words.fill("kpi.no_target", &[]) };
    match (target.value, &target.text) {
        (Some(value), text) => {
            let value = kpi_words::value(words, bounded(kpi, value));
            let every = target.every_child || text.as_ref().is_some_and(|text| text.starts_with("全て"));
            if every { words.fill("kpi.every", &[("value", &value)]) } else { value }
        }
        (None, Some(text)) => text.clone(),
        (None, None) => match target.reference_year {
            Some(year) => words.fill("kpi.as_in", &[("year", &words.fiscal_year(year))]),
            None => words.fill("kpi.no_number", &[]),
        },
    }
}

/// `14万3,800件`: a value in the unit that staff count in, where the plan uses hundreds or millions.
pub fn expanded(words: &Words, kpi: &Kpi, value: Quantity) -> Option<String> {
    let (factor, unit) = kpi.unit_factor.as_ref()?;
    let said = kpi_words::measured(words, &kpi_words::spelled(words, value.value * factor), unit);
    Some(if value.approx { words.fill("kpi.bound.about", &[("value", &said)]) } else { said })
}

/// What stands in the place of the bar.
fn sentence(words: &Words, kpi: &Kpi, latest: Option<&Actual>, status: &Status) -> String {
    let value = latest.and_then(|actual| actual.value);
    let change = |reference: Option<Quantity>| {
        let (value, reference) = value.zip(reference)?;
        Some(kpi_words::difference(words, between(value, reference), &kpi.unit))
    };
    let reason = || kpi_words::reason(words, &status.reason, &kpi.unit);
    let stated = |result: String| words.fill("kpi.row.result", &[("result", &result)]);
    let sentence = |name: &str, change: Option<String>| {
        let method = kpi.method_changes.last();
        let method =
            method.map(|change| words.fill("kpi.row.method", &[("year", &words.brief_year(change.fiscal_year))])).unwrap_or_default();
        let change = change.map(|change| words.fill("kpi.row.change", &[("change", &change)])).unwrap_or_default();
        words.fill(name, &[("change", &change), ("method", &method)])
    };
    match kpi.kind {
        KpiKind::None => kpi.summary.clone().unwrap_or_else(reason),
        KpiKind::Maintain => sentence("kpi.row.maintain", change(kpi.target_value().or(kpi.baseline_value()))),
        KpiKind::Raise => sentence("kpi.row.raise", change(kpi.baseline_value())),
        KpiKind::Milestone => kpi.result.clone().map_or_else(|| words.fill("kpi.row.milestone", &[]), stated),
        KpiKind::Reach | KpiKind::AtLeast | KpiKind::NotExceed => match (value, kpi.target_value()) {
            (Some(value), Some(target)) => remaining(words, kpi, value, target),
            _ => kpi.result.clone().map_or_else(reason, stated),
        },
    }
}

/// `基準なし。目標まで あと1.4ポイント`
fn remaining(words: &Words, kpi: &Kpi, value: Quantity, target: Quantity) -> String {
    let missing = if kpi.kind == KpiKind::NotExceed { between(value, target) } else { between(target, value) };
    let gap = match missing.value > 0.0 {
        true => words.fill("kpi.row.left", &[("gap", &kpi_words::gap(words, missing, &kpi.unit))]),
        false => words.fill("kpi.row.apart", &[("change", &kpi_words::difference(words, between(value, target), &kpi.unit))]),
    };
    let event = kpi.target.as_ref().and_then(|target| target.event.as_ref());
    let event = event.map(|event| words.fill("kpi.row.event", &[("event", event)])).unwrap_or_default();
    let without = if kpi.baseline.is_none() { words.say("kpi.row.no_baseline") } else { "" };
    format!("{without}{gap}{event}")
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
        title: at.words.fill("kpi.course", &[("name", &full_name(at, key))]),
        unit: kpi.unit.clone(),
        points: points(at, kpi, until),
        target: kpi.target.as_ref().map(|target| line::Target {
            value: target.value.map(|value| value.value),
            words: match target.value {
                Some(value) => kpi_words::quantity(at.words, bounded(kpi, value), &kpi.unit),
                None => target.text.clone().unwrap_or_default(),
            },
            year: target.fiscal_year.map(|year| year.0),
        }),
        guide: kpi.target.as_ref().and_then(|target| target.fiscal_year).is_some_and(|year| guide(kpi, year).is_some()),
        changes: kpi
            .method_changes
            .iter()
            .map(|change| line::Change { year: change.fiscal_year.0, words: at.words.fill("kpi.method_change", &[]) })
            .collect(),
        from_zero: kpi.unit == "%",
        max: kpi.bounded.then_some(100.0),
        remark: kpi_words::reason(at.words, &status(at.site, kpi, until, until).reason, &kpi.unit),
    };
    Some(format!("{}\n{}", line::draw(&drawn, Size::Large, at.words), line::draw(&drawn, Size::Small, at.words)))
}

fn points(at: &Viewpoint, kpi: &Kpi, until: FiscalYear) -> Vec<Point> {
    let point = |year: FiscalYear, value: Option<Quantity>, kind: line::Kind| Point {
        year: year.0,
        label: at.words.brief_year(year),
        value: value.map(|value| value.value),
        words: value.map(|value| kpi_words::value(at.words, value)).unwrap_or_default(),
        approx: value.is_some_and(|value| value.approx),
        kind: if value.is_some() { kind } else { line::Kind::Missing },
    };
    let years = listed_years(at.site, kpi, until);
    let baseline = kpi.baseline.as_ref().filter(|baseline| !years.contains(&baseline.fiscal_year));
    let baseline = baseline.map(|baseline| point(baseline.fiscal_year, Some(baseline.value), line::Kind::Baseline));
    let results = years.iter().map(|year| point(*year, kpi.actual(*year).and_then(|actual| actual.value), line::Kind::Actual));
    baseline.into_iter().chain(results).collect()
}
