//! All indicators on one page that reads in a minute: how many stand how, the leading one, the rest by pillar.

use super::kpi::{alternates, chart_note, years};
use super::page::section_text;
use crate::model::kpi::kind::{Judged, Needs, spec};
use crate::model::kpi::{State, Status};
use crate::model::{Actual, Aggregate, Key, Kpi, Period, Pillar, Plan, Site, Tally};
use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::kpi_bars::{self, Comparison};
use crate::render::rows_kpi::{self, full_name, kpi_row, target_words};
use crate::render::shape::{Badge, Cell, Column, Fact, Go, KpiRow, Link, Named, Table, Told};
use crate::render::{Prose, Shown, Viewpoint, kpi_words};
use crate::route::{Dataset, Export, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    period: String,
    /// Some of the indicators are those of a plan.
    of_plans: bool,
    samples: bool,
    score: Vec<Score>,
    states: Option<Comparison>,
    lead: Option<Lead>,
    by_level: Option<Comparison>,
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
    #[serde(flatten)]
    count: Tally,
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
    let mut head = Head::of_section(at, "kpi", at.words.say("kpi.title"), at.words.say("kpi.lead"));
    head.description = head.lead.take();
    head.lead = Some(sentence(at, &keys, now));
    head.alternates = alternates(at);
    let lead = lead(site, &keys).map(|key| lead_view(at, key, now));
    let pillars = pillars(at, &keys, now);
    let text_html = section_text(at, prose, "kpi", &mut head);
    let earlier: Vec<Earlier> = earlier_plans(site).into_iter().map(|plan| earlier(at, plan)).collect();
    let reports = report_years(at);
    // Charts and rows need the width that the contents would take.
    head.toc.clear();
    let view = View {
        period: periods(at, &keys),
        of_plans: keys.iter().any(|key| site[*key].plan.is_some()),
        samples: keys.iter().any(|key| site[*key].actuals.iter().any(|actual| actual.sample)),
        score: scoreboard(at, &keys, now),
        states: kpi_bars::states(at, &states(at, &keys, now)),
        by_level: kpi_bars::by_level(at, &keys, now),
        lead,
        pillars,
        expansions: expansions(at, &keys),
        untargeted: untargeted(at, &keys),
        text_html,
        earlier,
        superseded: superseded(at),
        reports,
        files: files(at),
        words: State::ALL.into_iter().filter(|state| occurs(at, *state)).map(|state| explained(at, state)).collect(),
    };
    Shown::new("kpis.html", head, &view)
}

/// Whether some indicator stands so today.
fn occurs(at: &Viewpoint, state: State) -> bool {
    at.site.kpis.keys().any(|key| at.figures.statuses.today(key).state == state)
}

fn explained(at: &Viewpoint, state: State) -> Fact {
    Fact { state: Some(kpi_words::badge(at.words, state)), ..Fact::text("", kpi_words::meaning(at.words, state)) }
}

/// The states of the indicators of each pillar at the end of `until`.
pub(super) fn states<'a>(at: &'a Viewpoint, keys: &[Key<Kpi>], until: FiscalYear) -> Vec<(String, Vec<&'a Status>)> {
    let state = |key: &Key<Kpi>| at.figures.statuses.at(*key, until);
    let counted = |keys: Vec<Key<Kpi>>| keys.iter().filter(|key| counts(at.site, **key)).map(state).collect();
    by_pillar(at.site, keys).into_iter().map(|(pillar, keys)| (pillar_title(at, pillar), counted(keys))).collect()
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
pub(super) fn scoreboard(at: &Viewpoint, keys: &[Key<Kpi>], until: FiscalYear) -> Vec<Score> {
    const UNJUDGED: &[State] = &[State::NotDone, State::NoActual, State::Incomparable, State::NoDate, State::NoTarget, State::Replaced];
    const TOGETHER: [(&[State], &str); 3] = [
        (UNJUDGED, "kpi.unjudged"),
        (&[State::Maintained, State::Rising, State::Improved], "kpi.bars.kept"),
        (&[State::Behind, State::NotMaintained, State::Falling, State::Worsened], "kpi.bars.behind"),
    ];
    const ROW: usize = 6;
    let mut cells: Vec<(State, Score)> = scores(at, keys, until);
    for (states, word) in TOGETHER {
        let inside = |cell: &(State, Score)| states.contains(&cell.0);
        let count = cells.iter().filter(|cell| inside(cell)).map(|(_, score)| score.count).sum();
        if cells.len() > ROW
            && let Some(first) = cells.iter().position(inside)
        {
            cells[first].1 = Score { state: Badge { word: at.words.fill(word, &[]), ..kpi_words::badge(at.words, states[0]) }, count };
            let kept = cells[first].0;
            cells.retain(|cell| cell.0 == kept || !inside(cell));
        }
    }
    cells.into_iter().map(|(_, score)| score).collect()
}

/// How many of `keys` stand how at the end of `until`, in the order of the legend.
fn scores(at: &Viewpoint, keys: &[Key<Kpi>], until: FiscalYear) -> Vec<(State, Score)> {
    let site = at.site;
    let statuses: Vec<_> = keys.iter().filter(|key| counts(site, **key)).map(|key| at.figures.statuses.at(*key, until)).collect();
    let tally = |state: State| statuses.iter().filter(|status| status.state == state).map(|status| status.sample).collect::<Tally>();
    let scores = State::ALL.iter().map(|state| (*state, Score { state: kpi_words::badge(at.words, *state), count: tally(*state) }));
    scores.filter(|(_, score)| score.count.n > 0).collect()
}

/// `13の指標のうち、達成2、順調1。`
pub(super) fn score_sentence(at: &Viewpoint, keys: &[Key<Kpi>], until: FiscalYear) -> Told {
    let scores = scores(at, keys, until);
    let total: Tally = scores.iter().map(|(_, score)| score.count).sum();
    let parts: Vec<String> =
        scores.iter().map(|(_, score)| at.words.fill("kpi.score", &[("state", &score.state.word), ("count", &score.count)])).collect();
    let words = match parts.is_empty() {
        true => at.words.fill("kpi.none_yet", &[]),
        false => at.words.fill("kpi.scores", &[("n", &total), ("scores", &parts.join(at.words.say("chart.comma")))]),
    };
    Told { words, sample: total.sample }
}

fn sentence(at: &Viewpoint, keys: &[Key<Kpi>], now: FiscalYear) -> Told {
    let site = at.site;
    let last = keys.iter().flat_map(|key| &site[*key].actuals).filter(|actual| actual.says()).map(|actual| actual.fiscal_year).max();
    let when = last.map_or_else(String::new, |year| at.words.fill("kpi.until", &[("year", &at.words.fiscal_year(year))]));
    let mut plans = plans(site, keys).peekable();
    let over = plans.peek().is_some() && plans.all(|plan| plan.period.is_some_and(|period| period.to < now));
    let over = if over { at.words.say("kpi.period_over") } else { "" };
    let Told { words, sample } = score_sentence(at, keys, now);
    Told { words: format!("{when}{over}{words}"), sample }
}

/// The plans that set `keys`.
fn plans<'a>(site: &'a Site, keys: &'a [Key<Kpi>]) -> impl Iterator<Item = &'a Plan> {
    site.plans.iter().filter(|(plan, _)| keys.iter().any(|key| site[*key].plan == Some(*plan))).map(|(_, plan)| plan)
}

fn periods(at: &Viewpoint, keys: &[Key<Kpi>]) -> String {
    let site = at.site;
    let spans = plans(site, keys).filter_map(|plan| plan.period);
    let Some(span) = spans.reduce(|a, b| Period { from: a.from.min(b.from), to: a.to.max(b.to) }) else { return String::new() };
    let now = site.this_year();
    let standing = match () {
        () if span.to < now => "kpi.period.ended",
        () if span.to == now => "kpi.period.last",
        () if span.from > now => "kpi.period.coming",
        () => "kpi.period.running",
    };
    at.words.fill(standing, &[("period", &period(at, span))])
}

/// `令和4〜7年度`
pub(super) fn period(at: &Viewpoint, span: Period) -> String {
    at.words.fill("kpi.period.span", &[("from", &at.words.fiscal_stem(span.from)), ("to", &at.words.fiscal_end(span.from, span.to))])
}

/// The first indicator of the newest plan whose way can be drawn.
fn lead(site: &Site, keys: &[Key<Kpi>]) -> Option<Key<Kpi>> {
    let drawn = |key: &&Key<Kpi>| {
        let kpi = &site[**key];
        spec(kpi.kind).judged == Judged::Between
            && kpi.baseline.is_some()
            && kpi.target_value(site.this_year()).is_some()
            && kpi.actuals.iter().any(|actual| actual.value.is_some())
    };
    let newest = keys.iter().filter(drawn).filter_map(|key| site[*key].plan).max_by_key(|plan| plan.index());
    keys.iter().filter(drawn).find(|key| site[**key].plan == newest).copied()
}

fn lead_view(at: &Viewpoint, key: Key<Kpi>, now: FiscalYear) -> Lead {
    let kpi = &at.site[key];
    let status = at.figures.statuses.today(key);
    Lead {
        row: KpiRow { child: false, name: full_name(at, key), ..kpi_row(at, key, now) },
        detail: kpi_words::detail(at.words, status, &kpi.unit),
        value_note: value_note(at, kpi, rows_kpi::told(kpi, status)),
        chart_html: rows_kpi::chart(at, key, now),
        chart_note: chart_note(at, kpi),
        table: years(at, kpi, now),
    }
}

/// What stands behind the value: its unit and year.
pub(super) fn value_note(at: &Viewpoint, kpi: &Kpi, told: Option<&Actual>) -> String {
    let year = |year| rows_kpi::year_words(at, year, at.words.fiscal_year(year));
    told.map_or_else(String::new, |actual| at.words.beside(&kpi.unit, &year(actual.fiscal_year)))
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
pub(super) fn pillar_title(at: &Viewpoint, pillar: Option<Key<Pillar>>) -> String {
    let Some(pillar) = pillar.map(|pillar| &at.site[pillar]) else { return at.words.fill("kpi.rest", &[]) };
    at.words.fill("kpi.pillar_title", &[("number", &pillar.number), ("title", &pillar.title)])
}

fn pillars(at: &Viewpoint, keys: &[Key<Kpi>], now: FiscalYear) -> Vec<Group> {
    let group = |(pillar, keys): OfPillar| Group {
        id: pillar.map_or_else(|| "pillar-none".to_owned(), |pillar| format!("pillar-{}", at.site[pillar].meta.id)),
        title: pillar_title(at, pillar),
        rows: keys.into_iter().map(|key| KpiRow { id: format!("kpi-{}", at.site[key].meta.id), ..kpi_row(at, key, now) }).collect(),
    };
    by_pillar(at.site, keys).into_iter().map(group).collect()
}

/// What the hundreds and millions of the plans amount to.
fn expansions(at: &Viewpoint, keys: &[Key<Kpi>]) -> Vec<String> {
    let expansion = |key: &Key<Kpi>| {
        let kpi = &at.site[*key];
        let value = kpi.baseline_value().or(kpi.target_value(at.site.this_year()))?;
        let (whole, said) = (rows_kpi::expanded(at.words, kpi, value)?, kpi_words::quantity(at.words, value, &kpi.unit));
        Some(at.words.fill("kpi.unit_means", &[("name", &kpi.name), ("unit", &kpi.unit), ("value", &said), ("whole", &whole)]))
    };
    keys.iter().filter_map(expansion).collect()
}

/// The indicators for which no target is set and none is expected, in one sentence.
fn untargeted(at: &Viewpoint, keys: &[Key<Kpi>]) -> Option<String> {
    let none = |kpi: &&Kpi| spec(kpi.kind).target == Needs::Nothing && kpi.parent.is_none();
    let kpis: Vec<&Kpi> = keys.iter().map(|key| &at.site[*key]).filter(none).collect();
    let names: Vec<&str> = kpis.iter().map(|kpi| kpi.name.as_str()).collect();
    let names = names.join(at.words.say("kpi.and"));
    let target = target_words(at, kpis.first()?, at.site.this_year());
    Some(at.words.fill("kpi.untargeted_are", &[("names", &names), ("target", &target)]))
}

/// `（%）`; empty without a unit.
pub(super) fn in_unit(at: &Viewpoint, kpi: &Kpi) -> String {
    if kpi.unit.is_empty() { String::new() } else { at.words.fill("kpi.in_unit", &[("unit", &kpi.unit)]) }
}

fn earlier(at: &Viewpoint, plan: Key<Plan>) -> Earlier {
    let site = at.site;
    let keys = in_order(site, site.kpis.iter().filter(|(_, kpi)| kpi.plan == Some(plan)).map(|(key, _)| key).collect());
    let id = format!("plan-{}", site[plan].meta.id);
    let now = site.this_year();
    let said = |name: &str| at.words.fill(name, &[]);
    let columns = || {
        vec![
            Column::text(said("kpi.name")),
            Column::text(said("kpi.target")),
            Column::text(said("kpi.outcome")),
            Column::short(said("kpi.standing")),
        ]
    };
    let mut reasons = Vec::new();
    let mut tables = Vec::new();
    for (pillar, keys) in by_pillar(site, &keys) {
        let caption = pillar.map_or_else(
            || said("kpi.rest"),
            |pillar| at.words.fill("plans.pillar", &[("number", &site[pillar].number), ("title", &site[pillar].title)]),
        );
        let mut table = Table::new(&format!("{id}-{}", tables.len() + 1), caption, columns());
        for key in keys {
            let kpi = &site[key];
            let name = format!("{}{}{}", if kpi.parent.is_some() { at.words.say("kpi.part") } else { "" }, kpi.name, in_unit(at, kpi));
            let status = at.figures.statuses.today(key);
            let told = rows_kpi::told(kpi, status);
            let result =
                kpi.result.clone().or_else(|| told.map(|actual| format!("{}{}", rows_kpi::result(at.words, kpi, actual), kpi.unit)));
            table.push(vec![
                Cell::from(Link { title: name, href: at.href(&Output::Record(RecordPage::Kpi(key))), ..Link::default() }),
                Cell::text(target_words(at, kpi, now)),
                Cell {
                    text: Some(result.unwrap_or_else(|| said("kpi.no_actual"))),
                    sub: told.and_then(|actual| actual.comment.clone()),
                    sample: told.is_some_and(|actual| actual.sample),
                    ..Cell::default()
                },
                Cell {
                    state: Some(kpi_words::badge(at.words, status.state)),
                    sub: rows_kpi::distance(at, key, now),
                    // The result beside it bears the mark.
                    sample: status.sample && told.is_none_or(|actual| !actual.sample),
                    ..Cell::default()
                },
            ]);
            reasons.extend(kpi.reason.clone().map(|reason| Fact::text(full_name(at, key), reason)));
        }
        tables.push(table);
    }
    let title = at.words.fill("kpi.earlier", &[("plan", &site[plan].short)]);
    let note = site[plan]
        .period
        .map_or_else(String::new, |span| at.words.fill("kpi.earlier_note", &[("plan", &site[plan].title), ("period", &period(at, span))]));
    Earlier { id, title, note, tables, reasons }
}

fn superseded(at: &Viewpoint) -> Vec<Link> {
    let older = at.site.kpis.iter().filter(|(_, kpi)| kpi.superseded_by.is_some());
    older
        .map(|(key, kpi)| {
            let plan = kpi.plan.map(|plan| at.site[plan].short.clone()).unwrap_or_default();
            let newer = kpi.superseded_by.map(|newer| at.site[newer].name.clone()).unwrap_or_default();
            Link { note: Some(at.words.fill("kpi.superseded_by", &[("plan", &plan), ("newer", &newer)])), ..at.kpi(key) }
        })
        .collect()
}

/// The years that have a report, the latest first.
pub(super) fn report_years(at: &Viewpoint) -> Vec<Named> {
    let years = at.routes.iter().filter_map(|(_, output)| match output {
        Output::Record(RecordPage::KpiReport(year)) => Some(*year),
        _ => None,
    });
    let mut years: Vec<FiscalYear> = years.collect();
    years.sort_unstable();
    years
        .iter()
        .rev()
        .map(|year| Named { name: at.words.fiscal_year(*year), href: at.href(&Output::Record(RecordPage::KpiReport(*year))) })
        .collect()
}

fn files(at: &Viewpoint) -> Vec<Go> {
    let lists = [(Dataset::Kpi, "kpi.save"), (Dataset::KpiActuals, "kpi.save_actuals")];
    let file = |(dataset, text): (Dataset, &str)| Go {
        text: at.words.fill(text, &[]),
        href: at.href(&Output::Export(Export::Csv(dataset))),
        icon: "down",
    };
    lists.map(file).into_iter().filter(|file| !file.href.is_empty()).collect()
}
