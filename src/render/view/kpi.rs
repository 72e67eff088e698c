//! One indicator: how it stands, its values by year, what its definition says, what serves it.

use super::kpis::{current, in_unit, period, value_note};
use crate::model::kpi::Reason;
use crate::model::kpi::kind::{Judged, spec};
use crate::model::kpi::measure::{bounded, guide};
use crate::model::{Actual, Aggregate, Goal, Key, Kpi};
use crate::notation::{FiscalYear, Moment, Month, Quantity};
use crate::render::frame::Head;
use crate::render::kpi_bars::{self, Comparison};
use crate::render::rows_kpi::{self, full_name, goal_words, grammar_start, kpi_row, target_words, year_words};
use crate::render::shape::{Alternate, Badge, Cell, Column, Fact, KpiRow, LevelChip, Link, Named, Table, Told};
use crate::render::{Prose, Shown, Viewpoint, kpi_words};
use crate::route::{Dataset, Export, Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    state: Badge,
    distance: Option<String>,
    value: Option<String>,
    value_note: String,
    sample: bool,
    grammar: Grammar,
    detail: String,
    approximate: bool,
    expansion: Option<String>,
    levels: Vec<LevelChip>,
    chart_html: Option<String>,
    chart_note: Option<String>,
    table: Table,
    csv: String,
    formula: Option<Formula>,
    notes: Vec<Note>,
    methods: Vec<Fact>,
    revisions: Vec<Fact>,
    definitions: Vec<Fact>,
    parent: Option<KpiRow>,
    children: Vec<KpiRow>,
    children_note: Option<String>,
    parts: Option<Comparison>,
    measures: Vec<Fact>,
    prev: Option<Named>,
    next: Option<Named>,
}

/// 値（年度） → 値（年度）, in its two parts.
#[derive(Serialize)]
struct Grammar {
    from: Option<String>,
    to: String,
}

/// How it is computed.
#[derive(Serialize)]
struct Formula {
    words: String,
    sample: bool,
}

/// A note with its mark.
#[derive(Serialize)]
struct Note {
    mark: String,
    about: String,
    text: String,
}

/// The page of the indicator `key`.
pub fn show(at: &Viewpoint, _: &Prose, key: Key<Kpi>) -> Shown {
    let kpi = &at.site[key];
    let now = at.site.this_year();
    let status = at.figures.statuses.today(key);
    let told = rows_kpi::told(kpi, status);
    let table = years(at, kpi, now);
    let mut head = Head::of_record(at, kpi, Output::Fixed(Fixed::Kpis));
    head.title = full_name(at, key);
    head.lead = kpi.summary.clone().map(Told::from);
    head.alternates = alternates(at);
    let row = |key: &Key<Kpi>| KpiRow { child: false, ..kpi_row(at, *key, now) };
    let siblings = current(at.site);
    let position = siblings.iter().position(|sibling| *sibling == key);
    let beside = |to: Option<usize>| {
        let key = siblings.get(to?)?;
        Some(Named { name: full_name(at, *key), href: at.href(&Output::Record(RecordPage::Kpi(*key))) })
    };
    let view = View {
        state: kpi_words::badge(at.words, status.state),
        distance: rows_kpi::distance(at, key, now),
        value: told.map(|actual| rows_kpi::result(at.words, kpi, actual)),
        value_note: value_note(at, kpi, told),
        sample: status.sample,
        grammar: grammar(at, kpi, now),
        detail: kpi_words::detail(at.words, status, &kpi.unit),
        approximate: matches!(status.reason, Reason::Guided { estimate: true, .. }),
        expansion: told.and_then(|actual| expansion(at, kpi, actual.value?)),
        levels: at.chips(kpi.levels.iter().copied()),
        chart_html: rows_kpi::chart(at, key, now),
        chart_note: chart_note(at, kpi),
        table,
        csv: at.href(&Output::Export(Export::Csv(Dataset::KpiActuals))),
        formula: kpi.formula.clone().map(|words| Formula { words, sample: kpi.meta.invents("formula") }),
        notes: notes(at, kpi),
        methods: methods(at, kpi),
        revisions: revisions(at, kpi),
        definitions: definitions(at, key),
        parent: kpi.parent.map(|parent| row(&parent)),
        children: kpi.children.iter().map(row).collect(),
        children_note: kpi.aggregate.filter(|_| !kpi.children.is_empty()).map(|aggregate| at.words.fill(aggregated(aggregate), &[])),
        parts: kpi_bars::of_parts(at, key, now),
        measures: measures(at, key),
        prev: beside(position.and_then(|position| position.checked_sub(1))),
        next: beside(position.map(|position| position + 1)),
    };
    Shown::new("kpi.html", head, &view)
}

/// The tables that hold the same numbers.
pub(super) fn alternates(at: &Viewpoint) -> Vec<Alternate> {
    let lists = [(Dataset::Kpi, "kpi.file"), (Dataset::KpiActuals, "kpi.file_actuals")];
    let link = |(dataset, title): (Dataset, &str)| Alternate {
        media: "text/csv",
        title: at.words.fill(title, &[]),
        href: at.href(&Output::Export(Export::Csv(dataset))),
    };
    lists.map(link).into_iter().filter(|other| !other.href.is_empty()).collect()
}

fn aggregated(aggregate: Aggregate) -> &'static str {
    match aggregate {
        Aggregate::Mean => "kpi.mean_of",
        Aggregate::Sum => "kpi.sum_of",
        Aggregate::Within => "kpi.contains",
    }
}

fn expansion(at: &Viewpoint, kpi: &Kpi, value: Quantity) -> Option<String> {
    let (whole, said) = (rows_kpi::expanded(at.words, kpi, value)?, kpi_words::quantity(at.words, value, &kpi.unit));
    Some(at.words.fill("kpi.expansion", &[("value", &said), ("whole", &whole)]))
}

fn methods(at: &Viewpoint, kpi: &Kpi) -> Vec<Fact> {
    let since = |year: FiscalYear| at.words.fill("kpi.since", &[("year", &at.words.fiscal_year(year))]);
    kpi.method_changes.iter().map(|change| Fact::text(since(change.fiscal_year), &*change.note)).collect()
}

/// The revisions of its target, the latest first.
fn revisions(at: &Viewpoint, kpi: &Kpi) -> Vec<Fact> {
    let revision = |(index, goal): (usize, &Goal)| {
        let since = goal.since.map(|since| at.words.month(since).words).unwrap_or_default();
        Fact::text(at.words.fill("kpi.since", &[("year", &since)]), rows_kpi::revision(at.words, kpi, index))
    };
    kpi.revisions().iter().enumerate().map(revision).rev().collect()
}

fn grammar(at: &Viewpoint, kpi: &Kpi, now: FiscalYear) -> Grammar {
    let mark = |note: Option<&String>| note.map(|note| format!(" {}", mark(kpi, note))).unwrap_or_default();
    let baseline_note = mark(kpi.baseline.as_ref().and_then(|baseline| baseline.note.as_ref()));
    let target_note = mark(kpi.goal(now).and_then(|goal| goal.note.as_ref()));
    let from = grammar_start(at.words, kpi, now).map(|words| format!("{words}{baseline_note}"));
    Grammar { from, to: format!("{}{target_note}", target_words(at, kpi, now)) }
}

/// The sign of a note of the portal itself: a full-width asterisk.
const OWN_NOTE: &str = "\u{ff0a}";

/// `※1`; a single note is just ※. A note of the portal itself, which is not in the document, has `＊`.
fn mark(kpi: &Kpi, note: &str) -> String {
    let (sign, notes) = if kpi.own_notes.contains_key(note) { (OWN_NOTE, &kpi.own_notes) } else { ("※", &kpi.notes) };
    match notes.keys().position(|key| key == note) {
        Some(position) if notes.len() > 1 => format!("{sign}{}", position + 1),
        _ => sign.to_owned(),
    }
}

fn notes(at: &Viewpoint, kpi: &Kpi) -> Vec<Note> {
    let of = |note: Option<&String>, key: &str| note.is_some_and(|note| note == key);
    let baseline = kpi.baseline.as_ref().and_then(|baseline| baseline.note.as_ref());
    let target = |key: &str| kpi.goals.iter().any(|goal| of(goal.note.as_ref(), key));
    let about = |key: &str| match () {
        () if of(baseline, key) => at.words.fill("kpi.baseline_value", &[]),
        () if target(key) => at.words.fill("kpi.target", &[]),
        () => String::new(),
    };
    kpi.all_notes().map(|(key, text)| Note { mark: mark(kpi, key), about: about(key), text: text.to_owned() }).collect()
}

/// What the signs of the chart mean.
pub(super) fn chart_note(at: &Viewpoint, kpi: &Kpi) -> Option<String> {
    let approx = kpi.actuals.iter().any(|actual| actual.value.is_some_and(|value| value.approx))
        || kpi.baseline_value().is_some_and(|value| value.approx);
    let missing = kpi.actuals.iter().any(|actual| actual.value.is_none() && actual.done.is_none());
    let mut note = String::new();
    if approx {
        note.push_str(at.words.say("kpi.note.estimates"));
    }
    if missing {
        note.push_str(&at.words.fill("kpi.note.gaps", &[("unit", &kpi.unit)]));
    }
    let now = at.site.this_year();
    if kpi.actual(now).is_some_and(|actual| actual.value.is_some()) {
        note.push_str(&at.words.fill("kpi.note.running", &[("year", &at.words.fiscal_year(now))]));
    }
    (!note.is_empty()).then_some(note)
}

/// The values of all years up to `until`: baseline, results, gaps, target.
pub(super) fn years(at: &Viewpoint, kpi: &Kpi, until: FiscalYear) -> Table {
    let said = |name: &str| at.words.fill(name, &[]);
    let columns = vec![Column::short(said("kpi.year")), Column::num(said("kpi.value")), Column::text(said("kpi.explanation"))];
    let id = format!("years-{}", kpi.meta.id);
    let mut table = Table { compact: true, ..Table::new(&id, at.words.fill("kpi.table", &[("unit", &in_unit(at, kpi))]), columns) };
    let mut push = |year: String, value: Cell, note: Cell| table.push(vec![Cell::text(year), value, note]);
    if let Some(baseline) = &kpi.baseline {
        let measured = baseline.measured_on.map(|month| as_of(at, month));
        let estimate = baseline.value.approx.then(|| said("kpi.estimate"));
        let note: Vec<String> = baseline.source.iter().cloned().chain(measured).chain(estimate).collect();
        let year = at.words.fill("kpi.year_baseline", &[("year", &at.words.fiscal_stem(baseline.fiscal_year))]);
        push(year, Cell::text(kpi_words::value(at.words, baseline.value)), Cell::text(note.join(at.words.say("chart.comma"))));
    }
    let goal = kpi.goal(until);
    for year in rows_kpi::listed_years(at.site, kpi, until) {
        let actual = kpi.actual(year);
        let value = actual.map_or_else(|| said("kpi.no_actual"), |actual| rows_kpi::result(at.words, kpi, actual));
        let guide = goal
            .and_then(|goal| guide(at.site, kpi, goal, year))
            .map(|guide| at.words.fill("kpi.guide", &[("value", &guide_words(kpi, guide))]));
        let explained = actual.map_or_else(|| Cell::text(said("kpi.not_entered")), |actual| explained(at, actual));
        push(year_words(at, year, at.words.fiscal_stem(year)), Cell { sub: guide, ..Cell::text(value) }, explained);
    }
    if let Some(goal) = goal.filter(|_| spec(kpi.kind).judged != Judged::Never) {
        let source = kpi.plan.map(|plan| at.site[plan].short.clone()).unwrap_or_default();
        let year = goal.fiscal_year.map(|year| at.words.fill("kpi.year_target", &[("year", &at.words.fiscal_stem(year))]));
        let event = goal.event.as_ref().map(|event| match goal.event_on {
            Some(moment) => at.words.fill("kpi.event_happened", &[("event", event), ("moment", &moment_words(at, moment))]),
            None => event.clone(),
        });
        let event = event.map(|event| at.words.fill("chart.sentence", &[("text", &event)])).unwrap_or_default();
        let value = match goal.value {
            Some(value) => kpi_words::value(at.words, bounded(kpi, value)),
            None => goal_words(at.words, kpi, goal),
        };
        push(year.unwrap_or_else(|| said("kpi.target")), Cell::text(value), Cell::text(format!("{event}{source}")));
    }
    table
}

/// `令和4年2月`, `令和4年度`.
fn moment_words(at: &Viewpoint, moment: Moment) -> String {
    match moment {
        Moment::Month(month) => at.words.month(month).words,
        Moment::Year(year) => at.words.fiscal_year(year),
    }
}

/// The guide of a year, with one decimal more than the target where it is no whole number.
pub(super) fn guide_words(kpi: &Kpi, guide: f64) -> String {
    let decimals = if kpi.unit == "%" { 1 } else { 0 };
    Quantity { decimals, ..Quantity::plain(guide) }.words()
}

/// Why a value is missing or what it needs to be understood, when it was measured and where it was read.
pub(super) fn explained(at: &Viewpoint, actual: &Actual) -> Cell {
    let measured = actual.measured_on.map(|month| as_of(at, month));
    let source = actual.source.iter().filter(|_| !actual.sample).cloned();
    let parts: Vec<String> = actual.comment.iter().cloned().chain(source).collect();
    Cell {
        text: (!parts.is_empty()).then(|| parts.join(at.words.say("kpi.between_sentences"))),
        sub: measured,
        sample: actual.sample,
        ..Cell::default()
    }
}

/// `令和4年1月現在`
fn as_of(at: &Viewpoint, month: Month) -> String {
    at.words.fill("kpi.as_of", &[("month", &at.words.month(month).words)])
}

fn definitions(at: &Viewpoint, key: Key<Kpi>) -> Vec<Fact> {
    let kpi = &at.site[key];
    let named = |other: Key<Kpi>| {
        let of = &at.site[other];
        let plan = of.plan.map(|plan| at.site[plan].short.as_str());
        let title = plan.map_or_else(|| of.name.clone(), |plan| at.words.fill("kpi.of_plan", &[("name", &of.name), ("plan", &plan)]));
        Link { title, href: at.href(&Output::Record(RecordPage::Kpi(other))), ..Link::default() }
    };
    let mut facts = Vec::new();
    facts.extend(kpi.superseded_by.map(|newer| Fact::links(at.words.fill("kpi.newer", &[]), vec![named(newer)])));
    facts.extend(kpi.supersedes.map(|older| Fact::links(at.words.fill("kpi.older", &[]), vec![named(older)])));
    facts
}

fn measures(at: &Viewpoint, key: Key<Kpi>) -> Vec<Fact> {
    let kpi = &at.site[key];
    let site = at.site;
    let plans = at.href(&Output::Fixed(Fixed::Plans));
    let anchor = |id: &dyn std::fmt::Display| if plans.is_empty() { String::new() } else { format!("{plans}#{id}") };
    let link = |title: String, href: String| Link { title, href, ..Link::default() };
    let mut facts = Vec::new();
    facts.extend(kpi.plan.map(|plan| {
        let plan = &site[plan];
        let title = plan
            .period
            .map_or_else(|| plan.title.clone(), |span| at.words.fill("kpi.of_plan", &[("name", &plan.title), ("plan", &period(at, span))]));
        Fact::links(at.words.fill("kpi.plan", &[]), vec![link(title, anchor(&format!("plan-{}", plan.meta.id)))])
    }));
    facts.extend(kpi.pillar.map(|pillar| {
        let pillar = &site[pillar];
        let title = at.words.fill("kpi.pillar_title", &[("number", &pillar.number), ("title", &pillar.title)]);
        Fact::links(at.words.fill("kpi.pillar", &[]), vec![link(title, anchor(&format!("pillar-{}", pillar.meta.id)))])
    }));
    facts.extend(kpi.initiative.map(|initiative| {
        let initiative = &site[initiative];
        Fact::links(
            at.words.fill("kpi.initiative", &[]),
            vec![link(initiative.title.clone(), anchor(&format!("measure-{}", initiative.meta.id)))],
        )
    }));
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(at.words.fill(name, &[]), links)));
    add("kpi.levels", kpi.levels.iter().map(|level| at.level(*level)).collect());
    add("kpi.courses", site.links.kpi_courses[key].iter().map(|course| at.course(*course)).collect());
    let cases = kpi.initiative.map(|initiative| site.links.initiative_cases[initiative].iter().map(|case| at.case(*case)).collect());
    add("kpi.cases", cases.unwrap_or_default());
    facts
}
