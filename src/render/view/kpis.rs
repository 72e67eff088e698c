//! All indicators on one page that reads in a minute: how many stand how, the leading one, the rest by pillar.

use super::kpi::{alternates, chart_note, years};
use super::page::section_text;
use crate::model::kpi::status::{State, graded, status};
use crate::model::{Aggregate, Key, Kpi, Period, Pillar, Plan, Site};
use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::rows_kpi::{self, full_name, grammar, kpi_row};
use crate::render::shape::{Badge, Cell, Column, Fact, Go, KpiRow, Link, Named, Table};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::{Dataset, Output};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct View {
    period: String,
    samples: bool,
    score: Vec<Score>,
    lead: Option<Lead>,
    pillars: Vec<Group>,
    expansions: Vec<String>,
    untargeted: Option<String>,
    text_html: String,
    earlier: Vec<Earlier>,
    superseded: Vec<Link>,
    reports: Vec<Named>,
    files: Vec<Go>,
    words: Vec<Fact>,
}

/// How many indicators are in one state.
#[derive(Serialize)]
pub(super) struct Score {
    state: Badge,
    n: usize,
}

/// The indicator that is shown with its chart.
#[derive(Serialize)]
struct Lead {
    row: KpiRow,
    detail: String,
    value_note: String,
    chart_html: Option<String>,
    chart_note: Option<String>,
    table: Table,
}

/// The indicators of one pillar.
#[derive(Serialize)]
struct Group {
    id: String,
    title: String,
    rows: Vec<KpiRow>,
}

/// The results of an earlier plan.
#[derive(Serialize)]
struct Earlier {
    id: String,
    title: String,
    note: String,
    tables: Vec<Table>,
    reasons: Vec<Fact>,
}

/// The page of all indicators.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let site = at.site;
    let now = site.this_year();
    let keys = current(site);
    let mut head = Head::of_section(at, "kpi", "KPI", "計画の成果指標の目標、最新の実績、状態です。");
    head.description = head.lead.take();
    head.lead = Some(sentence(site, &keys, now));
    head.alternates = alternates(at);
    let lead = lead(site, &keys).map(|key| lead_view(at, key, now));
    let pillars = pillars(at, &keys, now);
    let text_html = section_text(at, prose, "kpi", &mut head);
    let earlier: Vec<Earlier> = earlier_plans(site).into_iter().map(|plan| earlier(at, plan)).collect();
    let reports = report_years(at);
    // Charts and rows need the width that the contents would take.
    head.toc.clear();
    let view = View {
        period: periods(site, &keys),
        samples: keys.iter().any(|key| site[*key].actuals.iter().any(|actual| actual.sample)),
        score: scoreboard(site, &keys, now),
        lead,
        pillars,
        expansions: expansions(site, &keys),
        untargeted: untargeted(site, &keys),
        text_html,
        earlier,
        superseded: superseded(at),
        reports,
        files: files(at),
        words: State::ALL.iter().map(|state| Fact { state: Some(words::state(*state)), ..Fact::text("", state.meaning()) }).collect(),
    };
    Shown::new("kpis.html", head, &view)
}

/// The plans that another plan with indicators has followed.
fn earlier_plans(site: &Site) -> Vec<Key<Plan>> {
    let with_kpi = |plan: Key<Plan>| site.kpis.values().any(|kpi| kpi.plan == Some(plan));
    let followed = |plan: Key<Plan>| site.plans.iter().any(|(newer, value)| value.predecessor == Some(plan) && with_kpi(newer));
    site.plans.keys().filter(|plan| with_kpi(*plan) && followed(*plan)).collect()
}

/// The indicators of the newest plans in the definition that holds, by pillar, parents before their children.
pub(super) fn current(site: &Site) -> Vec<Key<Kpi>> {
    let earlier = earlier_plans(site);
    let holds = |key: Key<Kpi>| site[key].superseded_by.is_none() && site[key].plan.is_none_or(|plan| !earlier.contains(&plan));
    let keys = in_order(site, site.kpis.keys().filter(|key| holds(*key)).collect());
    by_pillar(site, &keys).into_iter().flat_map(|(_, keys)| keys).collect()
}

/// `keys` with each child directly behind its parent.
pub(super) fn in_order(site: &Site, keys: Vec<Key<Kpi>>) -> Vec<Key<Kpi>> {
    fn add(site: &Site, key: Key<Kpi>, keys: &[Key<Kpi>], out: &mut Vec<Key<Kpi>>) {
        if keys.contains(&key) && !out.contains(&key) {
            out.push(key);
            site[key].children.iter().for_each(|child| add(site, *child, keys, out));
        }
    }
    let mut out = Vec::with_capacity(keys.len());
    for key in keys.iter().filter(|key| site[**key].parent.is_none_or(|parent| !keys.contains(&parent))) {
        add(site, *key, &keys, &mut out);
    }
    out
}

/// Whether an indicator counts by itself: the parts of a mean or sum are told by the whole.
pub(super) fn counts(site: &Site, key: Key<Kpi>) -> bool {
    site[key].parent.is_none_or(|parent| site[parent].aggregate == Some(Aggregate::Within))
}

/// The cells of the board: one per state, and where these are more than a row holds, the related ones together.
pub(super) fn scoreboard(site: &Site, keys: &[Key<Kpi>], until: FiscalYear) -> Vec<Score> {
    const TOGETHER: [(&[State], &str); 2] =
        [(&[State::NoActual, State::NoDate, State::NoTarget], "判定しない"), (&[State::Maintained, State::Rising], "維持・上昇")];
    const ROW: usize = 6;
    let mut cells: Vec<(State, Score)> = scores(site, keys, until);
    for (states, word) in TOGETHER {
        let inside = |cell: &(State, Score)| states.contains(&cell.0);
        let n = cells.iter().filter(|cell| inside(cell)).map(|(_, score)| score.n).sum();
        if cells.len() > ROW
            && let Some(first) = cells.iter().position(inside)
        {
            cells[first].1 = Score { state: Badge { word: word.to_owned(), ..words::state(states[0]) }, n };
            let kept = cells[first].0;
            cells.retain(|cell| cell.0 == kept || !inside(cell));
        }
    }
    cells.into_iter().map(|(_, score)| score).collect()
}

/// How many of `keys` stand how at the end of `until`, in the order of the legend.
fn scores(site: &Site, keys: &[Key<Kpi>], until: FiscalYear) -> Vec<(State, Score)> {
    let mut counted: BTreeMap<State, usize> = BTreeMap::new();
    for key in keys.iter().filter(|key| counts(site, **key)) {
        *counted.entry(status(site, &site[*key], until, until).state).or_default() += 1;
    }
    State::ALL.iter().filter_map(|state| Some((*state, Score { state: words::state(*state), n: *counted.get(state)? }))).collect()
}

/// `13の指標のうち、達成2、順調1。`
pub(super) fn score_sentence(site: &Site, keys: &[Key<Kpi>], until: FiscalYear) -> String {
    let scores = scores(site, keys, until);
    let total: usize = scores.iter().map(|(_, score)| score.n).sum();
    let parts: Vec<String> = scores.iter().map(|(_, score)| format!("{}{}", score.state.word, score.n)).collect();
    if parts.is_empty() {
        "指標はまだありません。".to_owned()
    } else {
        format!("{total}の指標のうち、{}。", parts.join("、"))
    }
}

fn sentence(site: &Site, keys: &[Key<Kpi>], now: FiscalYear) -> String {
    let last = keys.iter().filter_map(|key| Some(rows_kpi::latest(&site[*key], now)?.fiscal_year)).max();
    let when = last.map_or_else(String::new, |year| format!("{}までの実績です。", year.words()));
    let over = plans(site, keys).all(|plan| plan.period.is_some_and(|period| period.to < now));
    let over = if over && !keys.is_empty() { "計画期間は終わりました。" } else { "" };
    format!("{when}{over}{}", score_sentence(site, keys, now))
}

/// The plans that set `keys`.
fn plans<'a>(site: &'a Site, keys: &'a [Key<Kpi>]) -> impl Iterator<Item = &'a Plan> {
    site.plans.iter().filter(|(plan, _)| keys.iter().any(|key| site[*key].plan == Some(*plan))).map(|(_, plan)| plan)
}

fn periods(site: &Site, keys: &[Key<Kpi>]) -> String {
    let spans = plans(site, keys).filter_map(|plan| plan.period);
    let Some(span) = spans.reduce(|a, b| Period { from: a.from.min(b.from), to: a.to.max(b.to) }) else { return String::new() };
    let now = site.this_year();
    let standing = match () {
        () if span.to < now => "（終了）",
        () if span.to == now => "（最終年度）",
        () if span.from > now => "（これから）",
        () => "",
    };
    format!("計画期間　{}{standing}", period(span))
}

/// `令和4〜7年度`
pub(super) fn period(span: Period) -> String {
    let (from, to) = (span.from.words(), span.to.words());
    let era = |text: &str| text.chars().take(2).collect::<String>();
    let to = if era(&from) == era(&to) { to.chars().skip(2).collect() } else { to };
    format!("{}〜{to}", from.trim_end_matches("年度"))
}

/// The first indicator of the newest plan whose way can be drawn.
fn lead(site: &Site, keys: &[Key<Kpi>]) -> Option<Key<Kpi>> {
    let drawn = |key: &&Key<Kpi>| {
        let kpi = &site[**key];
        graded(kpi.kind)
            && kpi.baseline.is_some()
            && kpi.target_value().is_some()
            && kpi.actuals.iter().any(|actual| actual.value.is_some())
    };
    let newest = keys.iter().filter(drawn).filter_map(|key| site[*key].plan).max_by_key(|plan| plan.index());
    keys.iter().filter(drawn).find(|key| site[**key].plan == newest).copied()
}

fn lead_view(at: &Viewpoint, key: Key<Kpi>, now: FiscalYear) -> Lead {
    let kpi = &at.site[key];
    let latest = rows_kpi::latest(kpi, now);
    Lead {
        row: KpiRow { child: false, name: full_name(at.site, key), ..kpi_row(at, key, now) },
        detail: status(at.site, kpi, now, now).detail,
        value_note: latest.map_or_else(String::new, |actual| format!("{}　{}", kpi.unit, actual.fiscal_year.words())),
        chart_html: rows_kpi::chart(at, key, now),
        chart_note: chart_note(kpi),
        table: years(at, kpi, now),
    }
}

/// A pillar and its indicators.
type OfPillar = (Option<Key<Pillar>>, Vec<Key<Kpi>>);

/// `keys` by pillar, in the order of the pillars; those without a pillar last.
pub(super) fn by_pillar(site: &Site, keys: &[Key<Kpi>]) -> Vec<OfPillar> {
    let pillars = site.pillars.keys().map(Some).chain([None]);
    let of = |pillar: Option<Key<Pillar>>| keys.iter().copied().filter(|key| site[*key].pillar == pillar).collect::<Vec<_>>();
    pillars.map(|pillar| (pillar, of(pillar))).filter(|(_, keys)| !keys.is_empty()).collect()
}

/// `取組方針1　最適な情報システムの実現`
pub(super) fn pillar_title(site: &Site, pillar: Option<Key<Pillar>>) -> String {
    pillar.map_or_else(|| "そのほか".to_owned(), |pillar| format!("取組方針{}　{}", site[pillar].number, site[pillar].title))
}

fn pillars(at: &Viewpoint, keys: &[Key<Kpi>], now: FiscalYear) -> Vec<Group> {
    let group = |(pillar, keys): OfPillar| Group {
        id: pillar.map_or_else(|| "pillar-none".to_owned(), |pillar| format!("pillar-{}", at.site[pillar].meta.id)),
        title: pillar_title(at.site, pillar),
        rows: keys.into_iter().map(|key| KpiRow { id: format!("kpi-{}", at.site[key].meta.id), ..kpi_row(at, key, now) }).collect(),
    };
    by_pillar(at.site, keys).into_iter().map(group).collect()
}

/// What the hundreds and millions of the plans amount to.
fn expansions(site: &Site, keys: &[Key<Kpi>]) -> Vec<String> {
    let expansion = |key: &Key<Kpi>| {
        let kpi = &site[*key];
        let value = kpi.baseline_value().or(kpi.target_value())?;
        Some(format!("「{}」の単位は{}です（{}{} ＝ {}）。", kpi.name, kpi.unit, value.words(), kpi.unit, rows_kpi::expanded(kpi, value)?))
    };
    keys.iter().filter_map(expansion).collect()
}

/// The levels for which no target is set, in one sentence.
fn untargeted(site: &Site, keys: &[Key<Kpi>]) -> Option<String> {
    let names: Vec<&str> =
        keys.iter().map(|key| &site[*key]).filter(|kpi| kpi.kind == crate::model::KpiKind::None).map(|kpi| kpi.name.as_str()).collect();
    let first = keys.iter().map(|key| &site[*key]).find(|kpi| kpi.kind == crate::model::KpiKind::None)?;
    Some(format!("{}は{}です。0%でも遅れでもありません。", names.join("・"), grammar(first)))
}

fn earlier(at: &Viewpoint, plan: Key<Plan>) -> Earlier {
    let site = at.site;
    let keys = in_order(site, site.kpis.iter().filter(|(_, kpi)| kpi.plan == Some(plan)).map(|(key, _)| key).collect());
    let id = format!("plan-{}", site[plan].meta.id);
    let now = site.this_year();
    let columns = || vec![Column::text("指標"), Column::text("目標"), Column::text("結果"), Column::short("状態")];
    let mut reasons = Vec::new();
    let mut tables = Vec::new();
    for (pillar, keys) in by_pillar(site, &keys) {
        let caption = pillar.map_or_else(|| "そのほか".to_owned(), |pillar| format!("{}　{}", site[pillar].number, site[pillar].title));
        let mut table = Table::new(&format!("{id}-{}", tables.len() + 1), caption, columns());
        for key in keys {
            let kpi = &site[key];
            let unit = if kpi.unit.is_empty() { String::new() } else { format!("（{}）", kpi.unit) };
            let name = format!("{}{}{unit}", if kpi.parent.is_some() { "・" } else { "" }, kpi.name);
            let latest = rows_kpi::latest(kpi, now);
            let result = kpi.result.clone().or_else(|| latest.map(|actual| format!("{}{}", rows_kpi::result(kpi, actual), kpi.unit)));
            table.push(vec![
                Cell::from(Link { title: name, href: at.href(&Output::Kpi(key)), ..Link::default() }),
                Cell::text(rows_kpi::target_words(kpi)),
                Cell {
                    text: Some(result.unwrap_or_else(|| "実績なし".to_owned())),
                    sub: latest.and_then(|actual| actual.comment.clone()),
                    sample: latest.is_some_and(|actual| actual.sample),
                    ..Cell::default()
                },
                Cell { state: Some(words::state(status(site, kpi, now, now).state)), ..Cell::default() },
            ]);
            reasons.extend(kpi.reason.clone().map(|reason| Fact::text(full_name(site, key), reason)));
        }
        tables.push(table);
    }
    let title = format!("前の計画の結果：{}", site[plan].short);
    let note = site[plan].period.map_or_else(String::new, |span| format!("{}（{}）の指標と結果です。", site[plan].title, period(span)));
    Earlier { id, title, note, tables, reasons }
}

fn superseded(at: &Viewpoint) -> Vec<Link> {
    let older = at.site.kpis.iter().filter(|(_, kpi)| kpi.superseded_by.is_some());
    older
        .map(|(key, kpi)| {
            let plan = kpi.plan.map(|plan| at.site[plan].short.clone()).unwrap_or_default();
            let newer = kpi.superseded_by.map(|newer| at.site[newer].name.clone()).unwrap_or_default();
            Link { note: Some(format!("{plan}の定義。今は「{newer}」を使います")), ..at.kpi(key) }
        })
        .collect()
}

/// The years that have a report, the latest first.
pub(super) fn report_years(at: &Viewpoint) -> Vec<Named> {
    let years = at.routes.iter().filter_map(|(_, output)| match output {
        Output::KpiReport(year) => Some(*year),
        _ => None,
    });
    let mut years: Vec<FiscalYear> = years.collect();
    years.sort_unstable();
    years.iter().rev().map(|year| Named { name: year.words(), href: at.href(&Output::KpiReport(*year)) }).collect()
}

fn files(at: &Viewpoint) -> Vec<Go> {
    let lists = [(Dataset::Kpi, "指標をCSVで保存"), (Dataset::KpiActuals, "年度ごとの実績をCSVで保存")];
    let file = |(dataset, text): (Dataset, &str)| Go { text: text.to_owned(), href: at.href(&Output::Csv(dataset)), icon: "down" };
    lists.map(file).into_iter().filter(|file| !file.href.is_empty()).collect()
}
