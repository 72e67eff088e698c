//! The report of one fiscal year: all indicators of the plans in force, as they stood at its end, by the targets that held then. A handout
//! for a meeting, on A4. The report of a year that is not over says so.

use super::kpi::{alternates, explained, guide_words};
use super::kpis::{Score, by_pillar, in_order, in_unit, pillar_title, score_sentence, scoreboard, states};
use crate::model::kpi::kind::{Judged, spec};
use crate::model::kpi::measure::{from_baseline, from_target, guide};
use crate::model::{Key, Kpi, Plan, Site};
use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::kpi_bars::{self, Comparison};
use crate::render::rows_kpi::{self, full_name};
use crate::render::shape::{Cell, Column, Fact, Link, Named, Table, Told};
use crate::render::{Prose, Shown, Viewpoint, kpi_words};
use crate::route::{Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    scores: Vec<Score>,
    states: Option<Comparison>,
    by_level: Option<Comparison>,
    plans: Vec<Link>,
    groups: Vec<Group>,
    revised: Vec<Fact>,
    revised_text: String,
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
    let named = at.words.fiscal_year(year);
    let (title, lead) = match year < site.this_year() {
        true => ("kpi.report.title", "kpi.report.lead"),
        false => ("kpi.report.title_running", "kpi.report.lead_running"),
    };
    let (Told { words: scores, sample }, today) = (score_sentence(at, &keys, year), at.words.day(site.options.today));
    let mut head = Head {
        title: at.words.fill(title, &[("year", &named)]),
        lead: Some(Told { words: at.words.fill(lead, &[("year", &named), ("day", &today), ("scores", &scores)]), sample }),
        above: vec![Output::Fixed(Fixed::Kpis)],
        alternates: alternates(at),
        ..Head::default()
    };
    head.fresh = site.section_text("kpi").map(|page| crate::render::frame::fresh(at, &page.meta));
    let mut groups = Vec::new();
    for (pillar, keys) in by_pillar(site, &keys) {
        let id = pillar.map_or_else(|| "pillar-none".to_owned(), |pillar| format!("pillar-{}", site[pillar].meta.id));
        let title = pillar_title(at, pillar);
        let number = pillar.map_or_else(
            || at.words.fill("kpi.rest", &[]),
            |pillar| at.words.fill("kpi.pillar_number", &[("number", &site[pillar].number)]),
        );
        let caption = at.words.fill("kpi.report.caption", &[("year", &at.words.fiscal_year(year)), ("pillar", &number)]);
        groups.push(Group { table: table(at, &format!("table-{}", groups.len() + 1), caption, &keys, year), id, title });
    }
    let view = View {
        scores: scoreboard(at, &keys, year),
        states: kpi_bars::states(at, &states(at, &keys, year)),
        by_level: kpi_bars::by_level(at, &keys, year),
        plans: plans(at, &keys),
        groups,
        revised: keys.iter().flat_map(|key| revised(at, *key, year)).collect(),
        revised_text: at.words.fill("kpi.report.revised_text", &[("year", &named)]),
        samples: keys.iter().any(|key| site[*key].actual(year).is_some_and(|actual| actual.sample)),
        prev: beside(at, FiscalYear(year.0 - 1)),
        next: beside(at, year.next()),
    };
    Shown::new("kpi_report.html", head, &view)
}

/// The revisions of the target of `key` that came after `year`.
fn revised(at: &Viewpoint, key: Key<Kpi>, year: FiscalYear) -> Vec<Fact> {
    let kpi = &at.site[key];
    let after = kpi.revisions().iter().enumerate().filter(|(_, goal)| goal.since.is_some_and(|since| since.day() > year.last_day()));
    let said = |(index, goal): (usize, &crate::model::Goal)| {
        let since = goal.since.map(|since| at.words.month(since).words).unwrap_or_default();
        let since = at.words.fill("kpi.since", &[("year", &since)]);
        Fact::text(
            full_name(at, key),
            at.words.fill("kpi.report.revised_item", &[("since", &since), ("revision", &rows_kpi::revision(at.words, kpi, index))]),
        )
    };
    after.map(said).collect()
}

fn beside(at: &Viewpoint, year: FiscalYear) -> Option<Named> {
    let output = Output::Record(RecordPage::KpiReport(year));
    at.has(&output).then(|| Named { name: at.words.fiscal_year(year), href: at.href(&output) })
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
    let page = at.href(&Output::Fixed(Fixed::Plans));
    let link = |plan: &Plan| Link { title: plan.title.clone(), href: format!("{page}#plan-{}", plan.meta.id), ..Link::default() };
    at.site.plans.iter().filter(|(key, _)| set(*key)).map(|(_, plan)| link(plan)).collect()
}

fn table(at: &Viewpoint, id: &str, caption: String, keys: &[Key<Kpi>], year: FiscalYear) -> Table {
    let columns = vec![
        Column::text(at.words.say("kpi.report.indicator")),
        Column::num(at.words.fill("kpi.report.value", &[("year", &rows_kpi::year_words(at, year, at.words.brief_year(year)))])),
        Column::num(at.words.say("kpi.report.gap")),
        Column::short(at.words.say("kpi.standing")),
        Column::text(at.words.say("kpi.report.explanation")),
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
    let name = if inside { format!("{}{}", at.words.say("kpi.part"), kpi.name) } else { full_name(at, key) };
    let unit = in_unit(at, kpi);
    let status = at.figures.statuses.at(key, year);
    let never = spec(kpi.kind).judged == Judged::Never;
    let value = match actual {
        Some(actual) => Cell { text: Some(rows_kpi::result(at.words, kpi, actual)), sample: actual.sample, ..Cell::default() },
        None => Cell::text(at.words.say(if never { "kpi.nothing" } else { "kpi.no_actual" })),
    };
    let guide =
        kpi.goal(year).and_then(|goal| guide(at.site, kpi, goal, year)).filter(|_| actual.is_some_and(|actual| actual.value.is_some()));
    let detail = || kpi_words::detail(at.words, status, &kpi.unit);
    let explanation = match actual.map(|actual| explained(at, actual)) {
        // The verdict does not speak of this year's result.
        Some(cell) if cell.text.is_some() && status.year != Some(year) => Cell { sub: Some(detail()), sample: false, ..cell },
        Some(cell) if cell.text.is_some() => Cell { sub: None, sample: false, ..cell },
        _ => Cell::text(detail()),
    };
    vec![
        Cell::from(Link {
            title: format!("{name}{unit}"),
            href: at.href(&Output::Record(RecordPage::Kpi(key))),
            note: Some(rows_kpi::grammar(at, kpi, year)),
            ..Link::default()
        }),
        Cell { sub: guide.map(|guide| at.words.fill("kpi.guide", &[("value", &guide_words(kpi, guide))])), ..value },
        gap(at, kpi, year),
        Cell {
            state: Some(kpi_words::badge(at.words, status.state)),
            sub: rows_kpi::distance(at, key, year),
            // The result of the year bears the mark already.
            sample: status.sample && actual.is_none_or(|actual| !actual.sample),
            ..Cell::default()
        },
        explanation,
    ]
}

/// How far the value of `year` is from the target, and how far it came from the baseline.
fn gap(at: &Viewpoint, kpi: &Kpi, year: FiscalYear) -> Cell {
    let nothing = at.words.fill("kpi.nothing", &[]);
    let Some(value) = kpi.actual(year).and_then(|actual| actual.value) else { return Cell::text(nothing) };
    let said = |change| kpi_words::difference(at.words, change, &kpi.unit);
    let baseline = from_baseline(kpi, year, value).map(|change| at.words.fill("kpi.from_baseline", &[("change", &said(change))]));
    let target = kpi.goal(year).and_then(|goal| from_target(at.site, kpi, goal, year, value));
    Cell { text: Some(target.map_or(nothing, said)), sub: baseline, ..Cell::default() }
}
