//! The row of an indicator, in the grammar of the plans: 値（年度） → 値（年度）. Home, level and KPI pages show it.
//!
//! How an indicator stands is computed by the model; here it becomes words.

use super::chart::Size;
use super::chart::bullet::{self, Bullet};
use super::chart::line::{self, Line, Point};
use super::shape::KpiRow;
use super::viewpoint::Viewpoint;
use super::{Words, kpi_words};
use crate::model::kpi::kind::{Judged, spec};
use crate::model::kpi::measure::{Basis, Mark, bounded, from_target, guide, way};
use crate::model::kpi::{Goal, Reason, Status};
use crate::model::{Actual, Aggregate, Key, Kpi, Recorded, Site};
use crate::notation::{FiscalYear, Quantity};
use crate::route::{Output, RecordPage};

/// The row of the indicator `key` as it stood at the end of `year`, or stands today.
pub fn kpi_row(at: &Viewpoint, key: Key<Kpi>, year: FiscalYear) -> KpiRow {
    let kpi = &at.site[key];
    let status = at.figures.statuses.at(key, year);
    let told = told(kpi, status);
    let goal = kpi.goal(year);
    let bullet_html = told.zip(goal).and_then(|(actual, goal)| bullet(at.site, kpi, goal, actual));
    KpiRow {
        id: kpi.meta.id.to_string(),
        name: kpi.name.clone(),
        href: at.href(&Output::Record(RecordPage::Kpi(key))),
        unit: kpi.unit.clone(),
        grammar: grammar(at, kpi, year),
        value: told.map(|actual| result(at.words, kpi, actual)),
        year: told.map(|actual| year_words(at, actual.fiscal_year, at.words.brief_year(actual.fiscal_year))),
        sample: status.sample,
        child: kpi.parent.is_some(),
        sentence: bullet_html.is_none().then(|| sentence(at, kpi, year, status)).filter(|sentence| !sentence.is_empty()),
        bullet_html,
        state: kpi_words::badge(at.words, status.state),
        distance: distance(at, key, year),
    }
}

/// How far what is asked for was at the end of `year`, in words; `None` where it is reached or cannot be said.
pub fn distance(at: &Viewpoint, key: Key<Kpi>, year: FiscalYear) -> Option<String> {
    let distance = at.figures.statuses.at(key, year).distance?;
    Some(kpi_words::distance(at.words, distance, &at.site[key].unit))
}

/// The result that a status speaks of.
pub fn told<'a>(kpi: &'a Kpi, status: &Status) -> Option<&'a Actual> {
    kpi.actual(status.year?)
}

/// The words of a year; a year that is not over says so.
pub fn year_words(at: &Viewpoint, year: FiscalYear, words: String) -> String {
    if year == at.site.this_year() { at.words.fill("kpi.year_running", &[("year", &words)]) } else { words }
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

/// A result as printed, without its unit.
pub fn result(words: &Words, kpi: &Kpi, actual: &Actual) -> String {
    let name = match (actual.value, actual.done, spec(kpi.kind).judged) {
        (Some(value), _, _) => return kpi_words::value(words, value),
        (None, Some(true), Judged::Done) => "kpi.result.done",
        (None, Some(false), Judged::Done) => "kpi.result.not_done",
        (None, Some(true), _) => "kpi.result.met",
        (None, Some(false), _) => "kpi.result.not_met",
        (None, None, _) => "kpi.no_actual",
    };
    words.fill(name, &[])
}

/// `約30（R3） → 80（R7）`, as it was at the end of `year`.
pub fn grammar(at: &Viewpoint, kpi: &Kpi, year: FiscalYear) -> String {
    let target = target_words(at, kpi, year);
    match grammar_start(at.words, kpi, year) {
        Some(start) => format!("{start} → {target}"),
        None => target,
    }
}

/// What stands on the left of the arrow. What has no target, is to be done, or not to be exceeded starts from nothing that could be missing.
pub fn grammar_start(words: &Words, kpi: &Kpi, year: FiscalYear) -> Option<String> {
    let missing = || kpi.target_value(year).map(|_| words.fill("kpi.no_baseline", &[]));
    baseline_words(words, kpi).or_else(missing)
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
pub fn target_words(at: &Viewpoint, kpi: &Kpi, year: FiscalYear) -> String {
    let (words, goal) = (at.words, kpi.goal(year));
    if spec(kpi.kind).judged == Judged::Never {
        let whole = kpi.parent.is_some_and(|parent| at.site[parent].goal(year).is_some());
        return match goal.and_then(|goal| goal.text.as_ref()) {
            Some(text) => words.fill("kpi.untargeted_but", &[("text", text)]),
            None if whole => words.fill("kpi.no_own_target", &[]),
            None => words.fill("kpi.untargeted", &[]),
        };
    }
    let Some(goal) = goal else { return words.fill("kpi.no_target", &[]) };
    let what = goal_words(words, kpi, goal);
    match time_words(words, goal) {
        Some(when) => words.fill("kpi.dated", &[("value", &what), ("when", &when)]),
        None => what,
    }
}

/// `R7`, `システム再構築後`, `時期なし`: when a target is due.
fn time_words(words: &Words, goal: &Goal) -> Option<String> {
    match (goal.fiscal_year, &goal.event) {
        (Some(year), _) => Some(words.brief_year(year)),
        (None, Some(event)) => Some(event.clone()),
        (None, None) => goal.value.map(|_| words.fill("kpi.no_time", &[])),
    }
}

/// `80以上`, `R4予算規模の維持`: a target without its year.
pub fn goal_words(words: &Words, kpi: &Kpi, goal: &Goal) -> String {
    match (goal.value, &goal.text) {
        (Some(value), text) => {
            let value = kpi_words::value(words, bounded(kpi, value));
            let every = goal.every_child || text.as_ref().is_some_and(|text| text.starts_with("全て"));
            if every { words.fill("kpi.every", &[("value", &value)]) } else { value }
        }
        (None, Some(text)) => text.clone(),
        (None, None) => match goal.reference_year {
            Some(year) => words.fill("kpi.as_in", &[("year", &words.fiscal_year(year))]),
            None => words.fill("kpi.no_number", &[]),
        },
    }
}

/// `80（R7）`: a target as a revision names it.
pub fn dated_goal(words: &Words, kpi: &Kpi, goal: &Goal) -> String {
    let what = goal_words(words, kpi, goal);
    time_words(words, goal).map_or_else(|| what.clone(), |when| words.fill("kpi.dated", &[("value", &what), ("when", &when)]))
}

/// `80（R7） を 85（R7） に改めました。理由：…`: the revision `at` of a target, with the target that it replaced.
pub fn revision(words: &Words, kpi: &Kpi, index: usize) -> String {
    let [old, new] = [index, index + 1].map(|at| kpi.goals.get(at).map(|goal| dated_goal(words, kpi, goal)).unwrap_or_default());
    let reason = kpi.goals.get(index + 1).and_then(|goal| goal.reason.clone()).unwrap_or_default();
    words.fill("kpi.revision", &[("old", &old), ("new", &new), ("reason", &reason)])
}

/// `14万3,800件`: a value in the unit that staff count in, where the plan uses hundreds or millions and that says more.
pub fn expanded(words: &Words, kpi: &Kpi, value: Quantity) -> Option<String> {
    let (factor, unit) = kpi.unit_factor.as_ref()?;
    let said = kpi_words::measured(words, &kpi_words::spelled(words, value.value * factor), unit);
    let said = if value.approx { words.fill("kpi.bound.about", &[("value", &said)]) } else { said };
    (said != kpi_words::quantity(words, value, &kpi.unit)).then_some(said)
}

/// What stands in the place of the bar.
fn sentence(at: &Viewpoint, kpi: &Kpi, year: FiscalYear, status: &Status) -> String {
    let words = at.words;
    let stated = || kpi.result.as_ref().map(|result| words.fill("kpi.row.result", &[("result", result)]));
    let compared = |name: &str| {
        let method = kpi.method_changes.iter().rfind(|change| change.fiscal_year <= year);
        let method =
            method.map(|change| words.fill("kpi.row.method", &[("year", &words.brief_year(change.fiscal_year))])).unwrap_or_default();
        let change = match &status.reason {
            Reason::Against { change, basis, .. } => {
                let name = match basis {
                    Basis::Baseline => "kpi.row.from_baseline",
                    Basis::Target => "kpi.row.from_target",
                };
                words.fill(name, &[("change", &kpi_words::difference(words, *change, &kpi.unit))])
            }
            _ => String::new(),
        };
        words.fill(name, &[("change", &change), ("method", &method)])
    };
    match spec(kpi.kind).judged {
        Judged::Never => kpi.summary.clone().unwrap_or_else(|| kpi_words::detail(words, status, &kpi.unit)),
        Judged::Held => compared("kpi.row.held"),
        Judged::Moved => compared("kpi.row.moved"),
        Judged::Done => stated().unwrap_or_else(|| words.fill("kpi.row.milestone", &[])),
        Judged::Between => {
            let goal = kpi.goal(year).filter(|goal| goal.value.is_some());
            let value = told(kpi, status).and_then(|actual| Some((actual.fiscal_year, actual.value?)));
            match (goal, value) {
                (Some(goal), Some((of, value))) => beside_target(at, kpi, goal, status, (of, value)),
                _ => stated().unwrap_or_else(|| kpi_words::detail(words, status, &kpi.unit)),
            }
        }
    }
}

/// `基準なし。目標との差 ＋0.7ポイント`; what is missing stands beside the state.
fn beside_target(at: &Viewpoint, kpi: &Kpi, goal: &Goal, status: &Status, (year, value): (FiscalYear, Quantity)) -> String {
    let words = at.words;
    let change = from_target(at.site, kpi, goal, year, value).filter(|_| status.distance.is_none());
    let change = change
        .map(|change| words.fill("kpi.row.apart", &[("change", &kpi_words::difference(words, change, &kpi.unit))]))
        .unwrap_or_default();
    let event = goal.event.as_ref().map(|event| words.fill("kpi.row.event", &[("event", event)])).filter(|_| change.is_empty());
    let without = if kpi.baseline.is_none() { words.say("kpi.row.no_baseline") } else { "" };
    format!("{without}{change}{}", event.unwrap_or_default())
}

/// The bar, for indicators with two different numbers and a year: baseline, target, the value and the guide of its year.
fn bullet(site: &Site, kpi: &Kpi, goal: &Goal, actual: &Actual) -> Option<String> {
    let value = actual.value?;
    goal.fiscal_year?;
    let (baseline, target) = way(site, kpi, goal, actual.fiscal_year)?;
    let guide = guide(site, kpi, goal, actual.fiscal_year);
    Some(bullet::draw(&Bullet { baseline, target, latest: Some(value.value), guide }))
}

/// The years that the values of an indicator are listed for: those with a result, and those of the plan's period that have begun, as far
/// as `until`. The baseline's year is left out where it has no other value.
pub fn listed_years(site: &Site, kpi: &Kpi, until: FiscalYear) -> Vec<FiscalYear> {
    let baseline = kpi.baseline.as_ref().map(|baseline| baseline.fiscal_year);
    let period = kpi.plan.and_then(|plan| site[plan].period);
    // Superseded indicators are no longer measured, and plans that reported once in words miss nothing in between.
    let expected = period.filter(|_| spec(kpi.kind).judged != Judged::Never && kpi.superseded_by.is_none() && kpi.result.is_none());
    let expected = expected.into_iter().flat_map(|period| period.from.through(period.to)).filter(|year| Some(*year) != baseline);
    let mut years: Vec<FiscalYear> = expected.chain(kpi.actuals.iter().map(|actual| actual.fiscal_year)).collect();
    years.sort_unstable();
    years.dedup();
    years.retain(|year| *year <= until);
    years
}

/// The line chart of an indicator in both sizes, as it stood at the end of `until`; `None` when there is no number to draw.
pub fn chart(at: &Viewpoint, key: Key<Kpi>, until: FiscalYear) -> Option<String> {
    let kpi = &at.site[key];
    let measured = kpi.actuals.iter().filter(|actual| actual.fiscal_year <= until && actual.value.is_some()).count();
    if measured + usize::from(kpi.baseline.is_some()) < 2 {
        return None;
    }
    let goal = kpi.goal(until).filter(|_| spec(kpi.kind).judged != Judged::Never);
    // Where a line may be drawn: among the years that were measured as the number was.
    let alike = |mark: Mark| {
        let (first, last) = (FiscalYear(i16::MIN), FiscalYear(i16::MAX));
        let years = kpi.method_changes.iter().map(|change| change.fiscal_year).chain([first, last]).collect::<Vec<_>>();
        let starts = years.iter().filter(|year| mark.fits(kpi, **year));
        let from = starts.clone().min().copied().unwrap_or(first);
        let ends = years.iter().filter(|year| **year > from && !mark.fits(kpi, **year));
        (from.0, ends.min().map_or(i16::MAX, |year| year.0))
    };
    let drawn = Line {
        id: format!("chart-{}", kpi.meta.id),
        title: at.words.fill("kpi.course", &[("name", &full_name(at, key))]),
        unit: kpi.unit.clone(),
        points: points(at, kpi, until),
        target: goal.map(|goal| line::Target {
            value: goal.value.map(|value| value.value),
            words: match goal.value {
                Some(value) => kpi_words::quantity(at.words, bounded(kpi, value), &kpi.unit),
                None => goal.text.clone().unwrap_or_default(),
            },
            year: goal.fiscal_year.map(|year| year.0),
            among: Mark::target(at.site, kpi, goal).map_or((i16::MIN, i16::MAX), alike),
        }),
        guide: goal.is_some_and(|goal| {
            let start = kpi.baseline.as_ref().map(|baseline| baseline.fiscal_year);
            start.is_some_and(|start| guide(at.site, kpi, goal, start).is_some())
        }),
        changes: kpi
            .method_changes
            .iter()
            .map(|change| line::Change { year: change.fiscal_year.0, words: at.words.fill("kpi.method_change", &[]) })
            .collect(),
        from_zero: kpi.unit == "%",
        max: kpi.bounded.then_some(100.0),
        remark: kpi_words::detail(at.words, at.figures.statuses.at(key, until), &kpi.unit),
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
