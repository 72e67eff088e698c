//! Indicators side by side as bars, each with a table of the same numbers: baseline, latest result and target of related indicators; the
//! states of the indicators of each pillar; the parts of a sum by year.
//!
//! Shares of different things are compared, never added.

use super::chart::bars::{self, Bars, Form, Look, Row, Series, Value};
use super::rows_kpi::{full_name, told};
use super::shape::{Cell, Column, Table};
use super::{Viewpoint, kpi_words};
use crate::model::kpi::State;
use crate::model::kpi::kind::{Judged, spec};
use crate::model::kpi::measure::bounded;
use crate::model::{Aggregate, Key, Kpi};
use crate::notation::{FiscalYear, Quantity, grouped};
use serde::Serialize;
use std::collections::BTreeSet;

/// A bar chart and its numbers.
#[derive(Serialize)]
pub struct Comparison {
    html: String,
    table: Table,
    sample: bool,
}

/// Baseline, latest result and target of the indicators among `keys` that each speak of one talent category in shares; `None` for fewer
/// than two.
pub fn by_level(at: &Viewpoint, keys: &[Key<Kpi>], until: FiscalYear) -> Option<Comparison> {
    let shares = |key: &&Key<Kpi>| {
        let kpi = &at.site[**key];
        // Only categories with indicators on the same way are compared.
        let numbers = kpi.baseline.is_some() && kpi.target_value(until).is_some();
        kpi.unit == "%" && kpi.levels.len() == 1 && spec(kpi.kind).judged == Judged::Between && numbers
    };
    let keys: Vec<Key<Kpi>> = keys.iter().filter(shares).copied().collect();
    compared(at, "by-level", at.words.say("kpi.bars.by_level"), &keys, until)
}

/// Baseline, latest result and target of the parts of `whole`, where they share its unit; `None` for fewer than two.
pub fn of_parts(at: &Viewpoint, whole: Key<Kpi>, until: FiscalYear) -> Option<Comparison> {
    let kpi = &at.site[whole];
    let alike = kpi.children.iter().all(|child| at.site[*child].unit == kpi.unit);
    let title = at.words.fill("kpi.bars.of_parts", &[("name", &full_name(at, whole))]);
    match kpi.aggregate {
        Some(Aggregate::Mean) if alike => compared(at, "of-parts", &title, &kpi.children, until),
        Some(Aggregate::Sum) if alike => added(at, "of-parts", &title, &kpi.children, until),
        _ => None,
    }
}

fn compared(at: &Viewpoint, id: &str, title: &str, keys: &[Key<Kpi>], until: FiscalYear) -> Option<Comparison> {
    let words = at.words;
    let dated = |value: Quantity, year: Option<FiscalYear>| {
        let said = kpi_words::value(words, value);
        Some(match year {
            Some(year) => words.fill("kpi.dated", &[("value", &said), ("when", &words.brief_year(year))]),
            None => said,
        })
    };
    let value = |value: Option<Quantity>, said: Option<String>, missing: &str| Value {
        value: value.map(|value| value.value),
        words: said.unwrap_or_else(|| words.fill(missing, &[])),
    };
    let row = |key: &Key<Kpi>| {
        let kpi = &at.site[*key];
        let (baseline, target) = (kpi.baseline.as_ref(), kpi.goal(until));
        let result = told(kpi, at.figures.statuses.at(*key, until)).and_then(|actual| Some((actual.value?, actual.fiscal_year)));
        let goal = kpi.target_value(until).map(|value| bounded(kpi, value));
        let values = vec![
            value(baseline.map(|of| of.value), baseline.and_then(|of| dated(of.value, Some(of.fiscal_year))), "kpi.no_baseline"),
            value(result.map(|(value, _)| value), result.and_then(|(value, year)| dated(value, Some(year))), "kpi.no_actual"),
            value(goal, goal.and_then(|value| dated(value, target.and_then(|of| of.fiscal_year))), "kpi.no_target"),
        ];
        Row { name: full_name(at, *key), values, total: String::new() }
    };
    let unit = at.site[*keys.first()?].unit.clone();
    let mut rows: Vec<Row> = keys.iter().map(row).collect();
    let mut looks = vec![("kpi.baseline", Look::Soft), ("kpi.bar_latest", Look::Solid), ("kpi.target", Look::Target)];
    // Parts of a whole may have no target of their own.
    if keys.iter().all(|key| at.site[*key].target_value(until).is_none()) {
        looks.pop();
        rows.iter_mut().for_each(|row| row.values.truncate(looks.len()));
    }
    let bars = Bars {
        id: id.to_owned(),
        title: title.to_owned(),
        max: (keys.iter().all(|key| at.site[*key].bounded)).then_some(100.0),
        unit,
        form: Form::Grouped,
        series: looks.into_iter().map(|(name, look)| Series { name: words.fill(name, &[]), look }).collect(),
        rows,
        remark: String::new(),
    };
    let invented = |key: &Key<Kpi>| told(&at.site[*key], at.figures.statuses.at(*key, until)).is_some_and(|actual| actual.sample);
    let samples: Vec<bool> = keys.iter().map(invented).collect();
    (bars.rows.len() > 1).then(|| Comparison::of(at, &bars, words.say("kpi.name"), |row, series| series == 1 && samples[row]))
}

/// How the indicators of each pillar stand, as stacked numbers of indicators; each item is a pillar's name with the states of its
/// indicators. `None` for fewer than two pillars.
pub fn states(at: &Viewpoint, pillars: &[(String, Vec<State>)]) -> Option<Comparison> {
    const GROUPS: [(&str, &[State], Look); 6] = [
        ("reached", &[State::Achieved, State::OnTrack], Look::Solid),
        ("kept", &[State::Maintained, State::Rising, State::Improved], Look::Ruled),
        ("slow", &[State::SlightlyBehind, State::Flat], Look::Soft),
        ("behind", &[State::Behind, State::NotMaintained, State::Falling, State::Worsened], Look::Crossed),
        ("missed", &[State::Missed], Look::Hatched),
        (
            "open",
            &[State::Awaited, State::NotDone, State::NoActual, State::Incomparable, State::NoDate, State::NoTarget, State::Replaced],
            Look::Open,
        ),
    ];
    let words = at.words;
    let count = |of: &[State], states: &[State]| of.iter().filter(|state| states.contains(state)).count();
    let used: Vec<_> = GROUPS.iter().filter(|(_, states, _)| pillars.iter().any(|(_, of)| count(of, states) > 0)).collect();
    let row = |(name, of): &(String, Vec<State>)| {
        let value = |(_, states, _): &&(&str, &[State], Look)| {
            let n = count(of, states);
            Value { value: Some(n as f64), words: n.to_string() }
        };
        Row { name: name.clone(), values: used.iter().map(value).collect(), total: words.fill("kpi.bars.count", &[("n", &of.len())]) }
    };
    let bars = Bars {
        id: "states-by-pillar".to_owned(),
        title: words.fill("kpi.bars.states", &[]),
        unit: String::new(),
        form: Form::Stacked,
        series: used.iter().map(|(name, _, look)| Series { name: words.fill(&format!("kpi.bars.{name}"), &[]), look: *look }).collect(),
        rows: pillars.iter().map(row).collect(),
        max: None,
        remark: String::new(),
    };
    (pillars.len() > 1).then(|| Comparison::of(at, &bars, words.say("kpi.pillar"), |_, _| false))
}

/// The parts of a sum by fiscal year, one behind the other.
fn added(at: &Viewpoint, id: &str, title: &str, parts: &[Key<Kpi>], until: FiscalYear) -> Option<Comparison> {
    const LOOKS: [Look; 6] = [Look::Solid, Look::Soft, Look::Hatched, Look::Ruled, Look::Crossed, Look::Open];
    let words = at.words;
    let years: BTreeSet<FiscalYear> =
        parts.iter().flat_map(|part| &at.site[*part].actuals).map(|actual| actual.fiscal_year).filter(|year| *year <= until).collect();
    let result = |part: &Key<Kpi>, year: FiscalYear| at.site[*part].actual(year).and_then(|actual| actual.value);
    let row = |year: &FiscalYear| {
        let values: Vec<Option<Quantity>> = parts.iter().map(|part| result(part, *year)).collect();
        let value = |of: &Option<Quantity>| Value {
            value: of.map(|value| value.value),
            words: of.map_or_else(|| words.fill("kpi.no_actual", &[]), |value| kpi_words::value(words, value)),
        };
        // A total of some parts would look like one of all.
        let total = values.iter().copied().collect::<Option<Vec<Quantity>>>().map(|all| {
            let decimals = all.iter().map(|value| value.decimals).max().unwrap_or(0);
            grouped(all.iter().map(|value| value.value).sum(), decimals)
        });
        Row { name: words.fiscal_year(*year), values: values.iter().map(value).collect(), total: total.unwrap_or_default() }
    };
    if parts.len() < 2 || parts.len() > LOOKS.len() || years.is_empty() {
        return None;
    }
    let bars = Bars {
        id: id.to_owned(),
        title: title.to_owned(),
        unit: at.site[parts[0]].unit.clone(),
        form: Form::Stacked,
        series: parts.iter().zip(LOOKS).map(|(part, look)| Series { name: at.site[*part].name.clone(), look }).collect(),
        rows: years.iter().map(row).collect(),
        max: None,
        remark: String::new(),
    };
    let samples: Vec<FiscalYear> = years.into_iter().collect();
    let invented = |row: usize, series: usize| at.site[parts[series]].actual(samples[row]).is_some_and(|actual| actual.sample);
    Some(Comparison::of(at, &bars, words.say("kpi.year"), invented))
}

impl Comparison {
    /// The chart of `bars` with the table of the same numbers; `invented` marks values by row and series.
    fn of(at: &Viewpoint, bars: &Bars, corner: &str, invented: impl Fn(usize, usize) -> bool) -> Self {
        let unit = match bars.unit.is_empty() {
            true => String::new(),
            false => at.words.fill("kpi.in_unit", &[("unit", &bars.unit)]),
        };
        let totals = bars.rows.iter().any(|row| !row.total.is_empty());
        let total = totals.then(|| Column::num(at.words.say("kpi.bars.total")));
        let columns = bars.series.iter().map(|series| Column::num(series.name.clone())).chain(total);
        let columns = std::iter::once(Column::text(corner)).chain(columns).collect();
        let mut table = Table { compact: true, ..Table::new(&format!("table-{}", bars.id), format!("{}{unit}", bars.title), columns) };
        let mut sample = false;
        for (at, row) in bars.rows.iter().enumerate() {
            let cell = |(series, value): (usize, &Value)| Cell { sample: invented(at, series), ..Cell::text(value.words.clone()) };
            let values: Vec<Cell> = row.values.iter().enumerate().map(cell).collect();
            sample |= values.iter().any(|cell| cell.sample);
            let total = totals.then(|| Cell::text(row.total.clone()));
            table.push(std::iter::once(Cell::text(row.name.clone())).chain(values).chain(total).collect());
        }
        Self { html: bars::draw_both(bars, at.words), table, sample }
    }
}
