//! The report of one fiscal year: all indicators of the plans in force, as they stood at its end. A handout for a meeting, on A4.

use super::kpi::{alternates, explained, guide_words};
use super::kpis::{Score, by_pillar, in_order, pillar_title, score_sentence, scoreboard};
use crate::model::kpi::status::{difference, guide, status};
use crate::model::{Key, Kpi, KpiKind, Plan, Site};
use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::rows_kpi::{self, full_name};
use crate::render::shape::{Cell, Column, Link, Named, Table};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::Output;
use serde::Serialize;

#[derive(Serialize)]
struct View {
    scores: Vec<Score>,
    plans: Vec<Link>,
    groups: Vec<Group>,
    samples: bool,
    prev: Option<Named>,
    next: Option<Named>,
}

/// The indicators of one pillar.
#[derive(Serialize)]
struct Group {
    id: String,
    title: String,
    table: Table,
}

/// The report of `year`.
pub fn show(at: &Viewpoint, _: &Prose, year: FiscalYear) -> Shown {
    let site = at.site;
    let keys = in_force(site, year);
    let mut head = Head {
        title: format!("KPIの報告　{}", year.words()),
        lead: Some(format!("{}末の時点です。{}", year.words(), score_sentence(site, &keys, year))),
        above: vec![Output::Kpis],
        alternates: alternates(at),
        ..Head::default()
    };
    head.fresh = site.section_text("kpi").map(|page| crate::render::frame::fresh(at, &page.meta));
    let mut groups = Vec::new();
    for (pillar, keys) in by_pillar(site, &keys) {
        let id = pillar.map_or_else(|| "pillar-none".to_owned(), |pillar| format!("pillar-{}", site[pillar].meta.id));
        let title = pillar_title(site, pillar);
        let number = pillar.map_or_else(|| "そのほか".to_owned(), |pillar| format!("取組方針{}", site[pillar].number));
        let caption = format!("{}の実績（{number}）", year.words());
        groups.push(Group { table: table(at, &format!("table-{}", groups.len() + 1), caption, &keys, year), id, title });
    }
    let view = View {
        scores: scoreboard(site, &keys, year),
        plans: plans(at, &keys),
        groups,
        samples: keys.iter().any(|key| site[*key].actual(year).is_some_and(|actual| actual.sample)),
        prev: beside(at, FiscalYear(year.0 - 1)),
        next: beside(at, year.next()),
    };
    Shown::new("kpi_report.html", head, &view)
}

fn beside(at: &Viewpoint, year: FiscalYear) -> Option<Named> {
    let output = Output::KpiReport(year);
    at.has(&output).then(|| Named { name: year.words(), href: at.href(&output) })
}

/// The indicators of the plans whose period holds `year`, in the newest definition of that year; without such plans, those with a result.
fn in_force(site: &Site, year: FiscalYear) -> Vec<Key<Kpi>> {
    let runs = |plan: Key<Plan>| site[plan].period.is_some_and(|period| period.from <= year && year <= period.to);
    let holds = |key: Key<Kpi>| site[key].plan.is_some_and(runs);
    let newest = |key: &Key<Kpi>| !site[*key].superseded_by.is_some_and(holds);
    let mut keys: Vec<Key<Kpi>> = site.kpis.keys().filter(|key| holds(*key)).filter(newest).collect();
    if keys.is_empty() {
        keys = site.kpis.iter().filter(|(_, kpi)| kpi.actual(year).is_some()).map(|(key, _)| key).collect();
    }
    in_order(site, keys)
}

fn plans(at: &Viewpoint, keys: &[Key<Kpi>]) -> Vec<Link> {
    let set = |plan: Key<Plan>| keys.iter().any(|key| at.site[*key].plan == Some(plan));
    let page = at.href(&Output::Plans);
    let link = |plan: &Plan| Link { title: plan.title.clone(), href: format!("{page}#plan-{}", plan.meta.id), ..Link::default() };
    at.site.plans.iter().filter(|(key, _)| set(*key)).map(|(_, plan)| link(plan)).collect()
}

fn table(at: &Viewpoint, id: &str, caption: String, keys: &[Key<Kpi>], year: FiscalYear) -> Table {
    let columns = vec![
        Column::text("指標（単位）と、基準 → 目標"),
        Column::num(format!("{}の実績", year.short())),
        Column::num("目標との差"),
        Column::short("状態"),
        Column::text("説明"),
    ];
    let mut table = Table { compact: true, ..Table::new(id, caption, columns) };
    for key in keys {
        table.push(row(at, *key, year, keys));
    }
    table
}

fn row(at: &Viewpoint, key: Key<Kpi>, year: FiscalYear, keys: &[Key<Kpi>]) -> Vec<Cell> {
    let kpi = &at.site[key];
    let actual = kpi.actual(year);
    let inside = kpi.parent.is_some_and(|parent| keys.contains(&parent));
    let name = if inside { format!("・{}", kpi.name) } else { full_name(at.site, key) };
    let unit = if kpi.unit.is_empty() { String::new() } else { format!("（{}）", kpi.unit) };
    let status = status(at.site, kpi, year, year);
    let value = match actual {
        Some(actual) => Cell { text: Some(rows_kpi::result(kpi, actual)), sample: actual.sample, ..Cell::default() },
        None => Cell::text(if kpi.kind == KpiKind::None { "―" } else { "実績なし" }),
    };
    let guide = guide(kpi, year).filter(|_| actual.is_some_and(|actual| actual.value.is_some()));
    let explanation = match actual.map(explained) {
        Some(cell) if cell.text.is_some() => Cell { sub: None, sample: false, ..cell },
        _ => Cell::text(status.detail.clone()),
    };
    vec![
        Cell::from(Link {
            title: format!("{name}{unit}"),
            href: at.href(&Output::Kpi(key)),
            note: Some(rows_kpi::grammar(kpi)),
            ..Link::default()
        }),
        Cell { sub: guide.map(|guide| format!("目安 {}", guide_words(kpi, guide))), ..value },
        gap(kpi, year),
        Cell { state: Some(words::state(status.state)), ..Cell::default() },
        explanation,
    ]
}

/// How far the value of `year` is from the target, and how far it came from the baseline.
fn gap(kpi: &Kpi, year: FiscalYear) -> Cell {
    let Some(value) = kpi.actual(year).and_then(|actual| actual.value) else { return Cell::text("―") };
    let from = |other: crate::notation::Quantity| difference(value.value - other.value, value.decimals.max(other.decimals), &kpi.unit);
    let baseline = kpi.baseline_value().map(|baseline| format!("基準から {}", from(baseline)));
    match kpi.target_value() {
        Some(target) => Cell { text: Some(from(target)), sub: baseline, ..Cell::default() },
        None => Cell { text: Some("―".to_owned()), sub: baseline, ..Cell::default() },
    }
}
