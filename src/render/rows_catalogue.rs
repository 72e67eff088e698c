//! Rows of the catalogue, shared by its pages: external contents, exams, cases. Dates are in [`super::rows_dates`].

use super::facets::Traits;
use super::kpi_words;
use super::prose::Prose;
use super::rows_dates::{long, short};
use super::rows_progress::{Kept, kept};
use super::shape::{Badge, Card, Cell, Change, Counted, CountedList, Current, Fact, LevelChip, Link, Meta, Tag};
use super::viewpoint::Viewpoint;
use crate::field::Fields;
use crate::model::{Case, Exam, ExamKind, External, ExternalFormat, Key, ProviderKind, Tally, Timing, Tool};
use crate::notation::{Day, FiscalYear};
use crate::route::{Fixed, Output, RecordPage};
use crate::schema;
use serde::Serialize;

/// An external content, complete, since it has no page of its own.
#[derive(Clone, Debug, Serialize)]
pub struct ExternalItem {
    /// Anchor.
    pub id: String,
    /// Title and address.
    pub link: Link,
    /// Form, network, recommendation.
    pub tags: Vec<Tag>,
    /// Chips.
    pub levels: Vec<LevelChip>,
    /// One or two sentences.
    pub text: String,
    /// Cost and length.
    pub meta: Vec<Meta>,
    /// Everything else.
    pub facts: Vec<Fact>,
    /// The address as text.
    pub address: String,
    /// For the filter: `data-*`.
    pub data: Traits,
    /// Its key in what a browser remembers.
    #[serde(flatten)]
    pub kept: Kept,
}

/// What an editor wrote for a fixed page, as HTML; empty when nothing.
pub fn intro(at: &Viewpoint, prose: &Prose, address: &str) -> String {
    at.site.section_text(address).map_or_else(String::new, |page| prose.html(at, &page.body))
}

/// The external content `key` in full.
pub fn external_item(at: &Viewpoint, key: Key<External>) -> ExternalItem {
    let external = &at.site[key];
    let mut tags = Vec::new();
    if external.recommended_on(at.site.today()).is_some() {
        tags.push(Tag { text: at.words.say("externals.recommended").to_owned(), kind: "focus", icon: "" });
    }
    if over(at, external) {
        tags.push(Tag { text: at.words.say("externals.over").to_owned(), kind: "plain", icon: "dash" });
    }
    if external.meta.unverified {
        tags.push(Tag { text: at.words.say("dates.unsure").to_owned(), kind: "plain", icon: "slow" });
    }
    tags.push(Tag::plain(at.words.choice(external.format)));
    tags.push(Tag { text: at.words.choice(external.access).to_owned(), kind: "plain", icon: "net" });
    ExternalItem {
        kept: kept("external", "external", &external.meta),
        id: external.meta.id.to_string(),
        link: Link { network: String::new(), ..at.external(key) },
        tags,
        levels: at.chips(external.levels.iter().copied()),
        text: external.summary.clone().unwrap_or_default(),
        meta: meta(at, external),
        facts: facts(at, external),
        address: external.url.clone(),
        data: external_traits(at, external),
    }
}

/// What a filter can ask of an external content.
fn external_traits(at: &Viewpoint, external: &External) -> Traits {
    let standing = external.recommended_on(at.site.today()).map(|_| "recommended");
    Traits::default()
        .levels(at, external.levels.iter().copied())
        .skills(at, external.skills.iter().copied())
        .with("format", [format_id(external.format)])
        .length(external.minutes)
        .cost(external.cost)
        .network(Some(external.access))
        .with("provider", [provider_id(external.provider.kind)])
        .with("standing", standing)
}

/// The id of a kind of provider in filters.
pub fn provider_id(kind: ProviderKind) -> &'static str {
    match kind {
        ProviderKind::National => "national",
        ProviderKind::Public => "public",
        ProviderKind::Private => "private",
        ProviderKind::Partner => "partner",
    }
}

/// Whether it has taken place already.
fn over(at: &Viewpoint, external: &External) -> bool {
    let period = external.period.as_ref();
    period.and_then(|period| period.to.or(period.register_close.map(|close| close.day))).is_some_and(|last| last < at.site.today())
}

fn meta(at: &Viewpoint, external: &External) -> Vec<Meta> {
    let mut meta = vec![Meta {
        label: Some(at.words.say("externals.offered_by").to_owned()),
        text: Some(external.provider.name.clone()),
        ..Meta::default()
    }];
    meta.extend(external.cost.map(|cost| Meta::text("yen", at.words.yen(cost))));
    meta.extend(
        external
            .minutes
            .map(|minutes| Meta::text("clock", at.words.fill("externals.about", &[("time", &at.words.minutes(minutes.max(0) as u32))]))),
    );
    meta
}

fn facts(at: &Viewpoint, external: &External) -> Vec<Fact> {
    let say = |name| at.words.say(name);
    let until = |day: String| at.words.fill("dates.up_to", &[("day", &day)]);
    let mut facts = Vec::new();
    facts.extend(external.cost_note.clone().map(|note| Fact::text(say("externals.cost"), note)));
    facts.extend(external.join.clone().map(|join| Fact::text(say("externals.join"), join)));
    facts.extend(
        external.certificate.clone().map(|certificate| Fact::text(at.words.field(schema::External::DECLARED, "certificate"), certificate)),
    );
    if let Some(period) = &external.period {
        let close = period.register_close.map(|close| until(at.words.deadline(close, &at.site.calendar).words));
        facts.extend(close.map(|close| Fact::text(say("externals.register"), close)));
        let span = match (period.from, period.to) {
            (Some(from), Some(to)) => Some(span_words(at, from, to)),
            (Some(from), None) => Some(at.words.fill("dates.since", &[("day", &long(at, from).words)])),
            (None, Some(to)) => Some(until(long(at, to).words)),
            (None, None) => None,
        };
        facts.extend(span.map(|span| Fact::text(say("externals.period"), span)));
    }
    let skills: Vec<Link> = external.skills.iter().map(|skill| at.skill(*skill)).collect();
    facts.extend((!skills.is_empty()).then(|| Fact::links(say("filter.skill"), skills)));
    facts.extend(external.meta.notes.clone().map(|notes| Fact::text(say("externals.notes"), notes)));
    facts.extend(checked_fact(at, &external.meta));
    facts
}

/// When, and against what, somebody compared a record with its source.
pub fn checked_fact(at: &Viewpoint, meta: &crate::model::Meta) -> Option<Fact> {
    let day = meta.checked_on.map(|day| at.words.fill("dates.checked_on", &[("day", &long(at, day).words)]));
    let mut words: Vec<String> = day.into_iter().chain(at.source(meta)).collect();
    let badge = checked(at, meta)?;
    if words.is_empty() {
        words.push(at.words.say("dates.unchecked").to_owned());
    }
    Some(Fact { state: Some(badge), text: Some(words.join(at.words.say("list.space"))), ..Fact::default() })
}

/// 確認済み, 二次資料で確認, 要確認; nothing for what is invented.
pub fn checked(at: &Viewpoint, meta: &crate::model::Meta) -> Option<Badge> {
    (meta.unverified || meta.checked_on.is_some()).then(|| at.words.checked(meta))
}

/// `令和8年3月7日（土）〜22日（日）`: the year once, and twice when it differs.
pub fn span_words(at: &Viewpoint, from: Day, to: Day) -> String {
    let first = long(at, from).words;
    match (from == to, from.year() == to.year()) {
        (true, _) => first,
        (false, true) => at.words.range(&first, &short(at, to).words),
        (false, false) => at.words.range(&first, &long(at, to).words),
    }
}

/// The id of a form of external content in filters.
pub fn format_id(format: ExternalFormat) -> &'static str {
    match format {
        ExternalFormat::Portal => "portal",
        ExternalFormat::Mooc => "mooc",
        ExternalFormat::Video => "video",
        ExternalFormat::Pdf => "pdf",
        ExternalFormat::Elearning => "elearning",
        ExternalFormat::Exercise => "exercise",
        ExternalFormat::Classroom => "classroom",
        ExternalFormat::Community => "community",
        ExternalFormat::Site => "site",
    }
}

/// When one can take an exam next: the coming sitting, or what its kind of timing says.
pub fn exam_next(at: &Viewpoint, key: Key<Exam>) -> Cell {
    let exam = &at.site[key];
    let today = at.site.today();
    let coming = at.site.links.exam_sessions[key].iter().map(|session| &at.site[*session]);
    let coming = coming
        .filter(|session| session.is_held())
        .filter_map(|session| Some((session, session.days()?)))
        .filter(|(_, (_, to))| *to >= today);
    if let Some((session, (from, to))) = coming.min_by_key(|(_, days)| *days) {
        return Cell { sample: session.meta.sample, sub: Some(session.label.clone()), ..Cell::text(span_words(at, from, to)) };
    }
    match (exam.timing, exam.booking_months_ahead) {
        (Timing::YearRound | Timing::PerVenue, Some(months)) => Cell::text(at.words.fill("exams.book_ahead", &[("n", &months)])),
        (Timing::YearRound, None) => Cell::text(at.words.say("exams.any_day")),
        (Timing::PerVenue, None) => Cell::text(at.words.say("exams.ask_venue")),
        (Timing::FixedDay | Timing::Window, _) => {
            Cell { state: Some(Badge { tone: "calm", icon: "dash", word: at.words.say("exams.no_date").to_owned() }), ..Cell::default() }
        }
    }
}

/// The step of an outside scheme in plain words, `CCSF 2`: never a chip, because it is another scale than the talent categories.
pub fn scheme(exam: &Exam) -> Option<String> {
    exam.scheme_level.as_ref().map(|step| format!("{} {}", step.scheme, step.level))
}

/// Whether an exam is no longer held.
pub fn ended(at: &Viewpoint, exam: &Exam) -> bool {
    exam.valid_to.is_some_and(|last: FiscalYear| last < at.site.this_year())
}

/// The card of a case.
pub fn case_card(at: &Viewpoint, key: Key<Case>) -> Card {
    let case = &at.site[key];
    Card {
        title: case.title.clone(),
        href: at.href(&Output::Record(RecordPage::Case(key))),
        text: Some(case.problem.clone()),
        tags: case.tools.iter().map(|tool| Tag::plain(at.site[*tool].name.clone())).collect(),
        levels: at.chips(case.levels.iter().copied()),
        sample: case.meta.sample,
        change: Some(change(at, case)),
        date: Some(at.words.date(case.published)),
        meta: Some(at.department(case.department)),
        data: case_traits(at, case),
        ..Card::default()
    }
}

/// What a filter can ask of a case.
fn case_traits(at: &Viewpoint, case: &Case) -> Traits {
    Traits::default()
        .levels(at, case.levels.iter().copied())
        .skills(at, case.skills.iter().copied())
        .with("tool", case.tools.iter().map(|tool| at.site[*tool].meta.id.to_string()))
        .with("office", case.department.map(|office| at.site[office].meta.id.to_string()))
        .with("effort", case.effort.map(|effort| effort_id(effort.weeks)))
}

/// How long the preparation took: within a month, within three, longer.
fn effort_id(weeks: u32) -> &'static str {
    match weeks {
        0..=4 => "month",
        5..=13 => "quarter",
        14.. => "more",
    }
}

/// What a filter can ask of an exam.
pub fn exam_traits(at: &Viewpoint, exam: &Exam) -> Traits {
    Traits::default()
        .levels(at, exam.counts_for.iter().copied())
        .skills(at, exam.skills.iter().copied())
        .with("holder", [exam_kind_id(exam.kind)])
        .with("timing", [timing_id(exam.timing)])
        .cost(exam.fee)
}

/// The id of a kind of exam in filters.
pub fn exam_kind_id(kind: ExamKind) -> &'static str {
    match kind {
        ExamKind::National => "national",
        ExamKind::Public => "public",
        ExamKind::Vendor => "vendor",
    }
}

/// The id of a kind of timing in filters.
pub fn timing_id(timing: Timing) -> &'static str {
    match timing {
        Timing::FixedDay => "fixed-day",
        Timing::Window => "window",
        Timing::YearRound => "year-round",
        Timing::PerVenue => "per-venue",
    }
}

/// Before and after.
pub fn change(at: &Viewpoint, case: &Case) -> Change {
    Change {
        before: kpi_words::value(at.words, case.effect.before),
        after: kpi_words::value(at.words, case.effect.after),
        unit: case.effect.unit.clone(),
        label: case.effect.measure.clone(),
    }
}

/// The list of tools with their cases; `current` is the tool of the page itself, `None` the page of all cases.
pub fn case_filter(at: &Viewpoint, current: Option<Key<Tool>>) -> CountedList {
    let all = Counted {
        name: at.words.say("filter.every").to_owned(),
        href: at.href(&Output::Fixed(Fixed::Cases)),
        count: Tally::of(at.site.cases.values()),
        current: current.is_none().then_some(Current::Page),
    };
    let tools = at.site.tools.keys().map(|key| (key, Tally::of(at.site.links.tool_cases[key].iter().map(|case| &at.site[*case]))));
    let tools = tools.filter(|(_, count)| count.n > 0).map(|(key, count)| Counted {
        name: at.site[key].name.clone(),
        href: at.href(&Output::Record(RecordPage::CasesBy(key))),
        count,
        current: (current == Some(key)).then_some(Current::Page),
    });
    std::iter::once(all).chain(tools).collect::<Vec<_>>().into()
}
