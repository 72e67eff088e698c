//! One indicator: how it stands, its values by year, what its definition says, what serves it.

use super::kpis::{current, period};
use crate::model::kpi::status::{bounded, guide, status};
use crate::model::{Actual, Aggregate, Key, Kpi, KpiKind};
use crate::notation::{FiscalYear, Quantity};
use crate::render::frame::Head;
use crate::render::rows_kpi::{self, baseline_words, full_name, kpi_row, target_words};
use crate::render::shape::{Alternate, Badge, Cell, Column, Fact, KpiRow, LevelChip, Link, Named, Table};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::{Dataset, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    state: Badge,
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
    formula: Option<String>,
    notes: Vec<Note>,
    methods: Vec<Fact>,
    definitions: Vec<Fact>,
    parent: Option<KpiRow>,
    children: Vec<KpiRow>,
    children_note: Option<String>,
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

/// A note (※) with its mark.
#[derive(Serialize)]
struct Note {
    mark: String,
    about: &'static str,
    text: String,
}

/// The page of the indicator `key`.
pub fn show(at: &Viewpoint, _: &Prose, key: Key<Kpi>) -> Shown {
    let kpi = &at.site[key];
    let now = at.site.this_year();
    let status = status(at.site, kpi, now, now);
    let latest = rows_kpi::latest(kpi, now);
    let table = years(at, kpi, now);
    let mut head = Head::of_record(at, kpi, Output::Kpis);
    head.title = full_name(at.site, key);
    head.lead = kpi.summary.clone();
    head.alternates = alternates(at);
    let row = |key: &Key<Kpi>| KpiRow { child: false, ..kpi_row(at, *key, now) };
    let siblings = current(at.site);
    let position = siblings.iter().position(|sibling| *sibling == key);
    let beside = |to: Option<usize>| {
        let key = siblings.get(to?)?;
        Some(Named { name: full_name(at.site, *key), href: at.href(&Output::Kpi(*key)) })
    };
    let view = View {
        state: words::state(status.state),
        value: latest.map(|actual| rows_kpi::result(kpi, actual)),
        value_note: latest.map_or_else(String::new, |actual| format!("{}　{}", kpi.unit, actual.fiscal_year.words())),
        sample: latest.is_some_and(|actual| actual.sample),
        grammar: grammar(kpi),
        detail: status.detail,
        approximate: status.approximate && status.rate.is_some(),
        expansion: latest.and_then(|actual| expansion(kpi, actual.value?)),
        levels: at.chips(kpi.levels.iter().copied()),
        chart_html: rows_kpi::chart(at, key, now),
        chart_note: chart_note(kpi),
        table,
        csv: at.href(&Output::Csv(Dataset::KpiActuals)),
        formula: kpi.formula.clone(),
        notes: notes(kpi),
        methods: kpi.method_changes.iter().map(|change| Fact::text(format!("{}から", change.fiscal_year.words()), &*change.note)).collect(),
        definitions: definitions(at, key),
        parent: kpi.parent.map(|parent| row(&parent)),
        children: kpi.children.iter().map(row).collect(),
        children_note: kpi.aggregate.filter(|_| !kpi.children.is_empty()).map(|aggregate| aggregated(aggregate).to_owned()),
        measures: measures(at, key),
        prev: beside(position.and_then(|position| position.checked_sub(1))),
        next: beside(position.map(|position| position + 1)),
    };
    Shown::new("kpi.html", head, &view)
}

/// The tables that hold the same numbers.
pub(super) fn alternates(at: &Viewpoint) -> Vec<Alternate> {
    let lists = [(Dataset::Kpi, "成果指標（CSV）"), (Dataset::KpiActuals, "成果指標の年度ごとの実績（CSV）")];
    let link =
        |(dataset, title): (Dataset, &str)| Alternate { media: "text/csv", title: title.to_owned(), href: at.href(&Output::Csv(dataset)) };
    lists.map(link).into_iter().filter(|other| !other.href.is_empty()).collect()
}

fn aggregated(aggregate: Aggregate) -> &'static str {
    match aggregate {
        Aggregate::Mean => "この指標は、次の指標の平均です。",
        Aggregate::Sum => "この指標は、次の指標の合計です。",
        Aggregate::Within => "次の指標は、この指標のうちに含まれます。",
    }
}

fn expansion(kpi: &Kpi, value: Quantity) -> Option<String> {
    Some(format!("{}{} ＝ {}", value.words(), kpi.unit, rows_kpi::expanded(kpi, value)?))
}

fn grammar(kpi: &Kpi) -> Grammar {
    let mark = |note: Option<&String>| note.map(|note| format!(" {}", mark(kpi, note))).unwrap_or_default();
    let baseline_note = mark(kpi.baseline.as_ref().and_then(|baseline| baseline.note.as_ref()));
    let target_note = mark(kpi.target.as_ref().and_then(|target| target.note.as_ref()));
    let from = match baseline_words(kpi) {
        Some(words) => Some(format!("{words}{baseline_note}")),
        None if kpi.kind == KpiKind::None || kpi.target_value().is_none() => None,
        None => Some("基準なし".to_owned()),
    };
    Grammar { from, to: format!("{}{target_note}", target_words(kpi)) }
}

/// `※1`; a single note is just ※.
fn mark(kpi: &Kpi, note: &str) -> String {
    let position = kpi.notes.keys().position(|key| key == note);
    match position {
        Some(position) if kpi.notes.len() > 1 => format!("※{}", position + 1),
        _ => "※".to_owned(),
    }
}

fn notes(kpi: &Kpi) -> Vec<Note> {
    let of = |note: Option<&String>, key: &str| note.is_some_and(|note| note == key);
    let baseline = kpi.baseline.as_ref().and_then(|baseline| baseline.note.as_ref());
    let target = kpi.target.as_ref().and_then(|target| target.note.as_ref());
    let about = |key: &str| match () {
        () if of(baseline, key) => "基準値",
        () if of(target, key) => "目標",
        () => "",
    };
    kpi.notes.iter().map(|(key, text)| Note { mark: mark(kpi, key), about: about(key), text: text.clone() }).collect()
}

/// What the signs of the chart mean.
pub(super) fn chart_note(kpi: &Kpi) -> Option<String> {
    let approx = kpi.actuals.iter().any(|actual| actual.value.is_some_and(|value| value.approx))
        || kpi.baseline_value().is_some_and(|value| value.approx);
    let missing = kpi.actuals.iter().any(|actual| actual.value.is_none() && actual.done.is_none());
    let mut note = String::new();
    if approx {
        note.push_str("白い丸は推定値です。");
    }
    if missing {
        note.push_str(&format!("網の年度は実績がありません（0{}ではありません）。", kpi.unit));
    }
    (!note.is_empty()).then_some(note)
}

/// The values of all years up to `until`: baseline, results, gaps, target.
pub(super) fn years(at: &Viewpoint, kpi: &Kpi, until: FiscalYear) -> Table {
    let unit = if kpi.unit.is_empty() { String::new() } else { format!("（{}）", kpi.unit) };
    let columns = vec![Column::short("年度"), Column::num("値"), Column::text("説明・出典")];
    let id = format!("years-{}", kpi.meta.id);
    let mut table = Table { compact: true, ..Table::new(&id, format!("実績と目標{unit}"), columns) };
    let mut push = |year: String, value: Cell, note: Cell| table.push(vec![Cell::text(year), value, note]);
    if let Some(baseline) = &kpi.baseline {
        let measured = baseline.measured_on.map(|month| format!("{}現在", month.words()));
        let estimate = baseline.value.approx.then(|| "推定値".to_owned());
        let note: Vec<String> = baseline.source.iter().cloned().chain(measured).chain(estimate).collect();
        push(format!("{}（基準）", short(baseline.fiscal_year)), Cell::text(baseline.value.words()), Cell::text(note.join("、")));
    }
    for year in rows_kpi::listed_years(at.site, kpi, until) {
        let actual = kpi.actual(year);
        let value = actual.map_or_else(|| "実績なし".to_owned(), |actual| rows_kpi::result(kpi, actual));
        let guide = guide(kpi, year).map(|guide| format!("目安 {}", guide_words(kpi, guide)));
        let explained = actual.map_or_else(|| Cell::text("まだ入力されていません"), explained);
        push(short(year), Cell { sub: guide, ..Cell::text(value) }, explained);
    }
    if kpi.kind != KpiKind::None && kpi.target.is_some() {
        let source = kpi.plan.map(|plan| at.site[plan].short.clone()).unwrap_or_default();
        let target = kpi.target.as_ref();
        let year =
            target.and_then(|target| target.fiscal_year).map_or_else(|| "目標".to_owned(), |year| format!("{}（目標）", short(year)));
        let event = target.and_then(|target| target.event.as_ref()).map(|event| format!("{event}。")).unwrap_or_default();
        let value = match kpi.target_value() {
            Some(value) => bounded(kpi, value).words(),
            None => target_words(kpi).split('（').next().unwrap_or_default().to_owned(),
        };
        push(year, Cell::text(value), Cell::text(format!("{event}{source}")));
    }
    table
}

/// `令和6`: the column says 年度.
fn short(year: FiscalYear) -> String {
    year.words().trim_end_matches("年度").to_owned()
}

/// The guide of a year, with one decimal more than the target where it is no whole number.
pub(super) fn guide_words(kpi: &Kpi, guide: f64) -> String {
    let decimals = if kpi.unit == "%" { 1 } else { 0 };
    Quantity { decimals, ..Quantity::plain(guide) }.words()
}

/// Why a value is missing or what it needs to be understood, when it was measured and where it was read.
pub(super) fn explained(actual: &Actual) -> Cell {
    let measured = actual.measured_on.map(|month| format!("{}現在", month.words()));
    let source = actual.source.iter().filter(|_| !actual.sample).cloned();
    let parts: Vec<String> = actual.comment.iter().cloned().chain(source).collect();
    Cell { text: (!parts.is_empty()).then(|| parts.join("。")), sub: measured, sample: actual.sample, ..Cell::default() }
}

fn definitions(at: &Viewpoint, key: Key<Kpi>) -> Vec<Fact> {
    let kpi = &at.site[key];
    let named = |other: Key<Kpi>| {
        let of = &at.site[other];
        let plan = of.plan.map(|plan| format!("（{}）", at.site[plan].short)).unwrap_or_default();
        Link { title: format!("{}{plan}", of.name), href: at.href(&Output::Kpi(other)), ..Link::default() }
    };
    let mut facts = Vec::new();
    facts.extend(kpi.superseded_by.map(|newer| Fact::links("改めて設定された指標", vec![named(newer)])));
    facts.extend(kpi.supersedes.map(|older| Fact::links("前の定義", vec![named(older)])));
    facts
}

fn measures(at: &Viewpoint, key: Key<Kpi>) -> Vec<Fact> {
    let kpi = &at.site[key];
    let site = at.site;
    let plans = at.href(&Output::Plans);
    let anchor = |id: &dyn std::fmt::Display| if plans.is_empty() { String::new() } else { format!("{plans}#{id}") };
    let link = |title: String, href: String| Link { title, href, ..Link::default() };
    let mut facts = Vec::new();
    facts.extend(kpi.plan.map(|plan| {
        let plan = &site[plan];
        let title = plan.period.map_or_else(|| plan.title.clone(), |span| format!("{}（{}）", plan.title, period(span)));
        Fact::links("計画", vec![link(title, anchor(&format!("plan-{}", plan.meta.id)))])
    }));
    facts.extend(kpi.pillar.map(|pillar| {
        let pillar = &site[pillar];
        let title = format!("取組方針{}　{}", pillar.number, pillar.title);
        Fact::links("取組方針", vec![link(title, anchor(&format!("pillar-{}", pillar.meta.id)))])
    }));
    facts.extend(kpi.initiative.map(|initiative| {
        let initiative = &site[initiative];
        Fact::links("取組事項", vec![link(initiative.title.clone(), anchor(&format!("measure-{}", initiative.meta.id)))])
    }));
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(name, links)));
    add("人材区分", kpi.levels.iter().map(|level| at.level(*level)).collect());
    add("この指標につながる研修", site.links.kpi_courses[key].iter().map(|course| at.course(*course)).collect());
    let cases = kpi.initiative.map(|initiative| site.links.initiative_cases[initiative].iter().map(|case| at.case(*case)).collect());
    add("活用事例", cases.unwrap_or_default());
    facts
}
