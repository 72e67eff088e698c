//! Rows of the catalogue, shared by its pages: external contents, exams, cases. Dates are in [`super::rows_dates`].

use super::prose::Prose;
use super::rows_dates::{long, short};
use super::rows_progress::{Kept, kept};
use super::shape::{Badge, Card, Cell, Change, Counted, Fact, LevelChip, Link, Meta, Tag};
use super::viewpoint::Viewpoint;
use super::words;
use crate::model::{Access, Case, Exam, External, ExternalFormat, Key, Timing, Tool};
use crate::notation::{Day, FiscalYear};
use crate::route::Output;
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
    pub data: ExternalData,
    /// Its key in what a browser remembers.
    #[serde(flatten)]
    pub kept: Kept,
}

/// What a filter can ask of an external content.
#[derive(Clone, Debug, Serialize)]
pub struct ExternalData {
    /// Ids of the levels, separated by blanks.
    pub level: String,
    /// Ids of the skills, separated by blanks.
    pub skill: String,
    /// Its form.
    pub format: &'static str,
    /// Network.
    pub access: &'static str,
    /// Minutes, or empty.
    pub minutes: String,
    /// Yen, or empty.
    pub cost: String,
}

/// What an editor wrote for a fixed page, as HTML; empty when nothing.
pub fn intro(at: &Viewpoint, prose: &Prose, address: &str) -> String {
    at.site.section_text(address).map_or_else(String::new, |page| prose.html(at, &page.body))
}

/// The external content `key` in full.
pub fn external_item(at: &Viewpoint, key: Key<External>) -> ExternalItem {
    let external = &at.site[key];
    let ids = |ids: Vec<String>| ids.join(" ");
    let mut tags = Vec::new();
    if external.recommended_on(at.site.today()).is_some() {
        tags.push(Tag { text: "推奨".to_owned(), kind: "focus", icon: "" });
    }
    if over(at, external) {
        tags.push(Tag { text: "今回は終了".to_owned(), kind: "plain", icon: "dash" });
    }
    if external.meta.unverified {
        tags.push(Tag { text: "要確認".to_owned(), kind: "plain", icon: "slow" });
    }
    tags.push(Tag::plain(words::external_format(external.format)));
    tags.push(Tag { text: words::access(external.access).to_owned(), kind: "plain", icon: "net" });
    ExternalItem {
        kept: kept("external", "external", &external.meta),
        id: external.meta.id.to_string(),
        link: Link { network: String::new(), ..at.external(key) },
        tags,
        levels: at.chips(external.levels.iter().copied()),
        text: external.summary.clone().unwrap_or_default(),
        meta: meta(external),
        facts: facts(at, external),
        address: external.url.clone(),
        data: ExternalData {
            level: ids(external.levels.iter().map(|level| at.site[*level].meta.id.to_string()).collect()),
            skill: ids(external.skills.iter().map(|skill| at.site[*skill].meta.id.to_string()).collect()),
            format: format_word(external.format),
            access: access_word(external.access),
            minutes: external.minutes.map_or_else(String::new, |minutes| minutes.to_string()),
            cost: external.cost.map_or_else(String::new, |cost| cost.to_string()),
        },
    }
}

/// Whether it has taken place already.
fn over(at: &Viewpoint, external: &External) -> bool {
    let period = external.period.as_ref();
    period.and_then(|period| period.to.or(period.register_close.map(|close| close.day))).is_some_and(|last| last < at.site.today())
}

fn meta(external: &External) -> Vec<Meta> {
    let mut meta = vec![Meta { label: Some("提供".to_owned()), text: Some(external.provider.name.clone()), ..Meta::default() }];
    meta.extend(external.cost.map(|cost| Meta::text("yen", words::yen(cost))));
    meta.extend(external.minutes.map(|minutes| Meta::text("clock", format!("およそ{}", words::minutes(minutes.max(0) as u32)))));
    meta
}

fn facts(at: &Viewpoint, external: &External) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(external.cost_note.clone().map(|note| Fact::text("費用", note)));
    facts.extend(external.join.clone().map(|join| Fact::text("受けられる人", join)));
    facts.extend(external.certificate.clone().map(|certificate| Fact::text("修了証", certificate)));
    if let Some(period) = &external.period {
        let close = period.register_close.map(|close| format!("{}まで", words::deadline(close, &at.site.calendar).words));
        facts.extend(close.map(|close| Fact::text("受講登録", close)));
        let span = match (period.from, period.to) {
            (Some(from), Some(to)) => Some(span_words(at, from, to)),
            (Some(from), None) => Some(format!("{}から", long(at, from).words)),
            (None, Some(to)) => Some(format!("{}まで", long(at, to).words)),
            (None, None) => None,
        };
        facts.extend(span.map(|span| Fact::text("期間", span)));
    }
    let skills: Vec<Link> = external.skills.iter().map(|skill| at.skill(*skill)).collect();
    facts.extend((!skills.is_empty()).then(|| Fact::links("スキル", skills)));
    facts.extend(external.meta.notes.clone().map(|notes| Fact::text("補足", notes)));
    facts.extend(checked_fact(at, &external.meta));
    facts
}

/// When, and against what, somebody compared a record with its source.
pub fn checked_fact(at: &Viewpoint, meta: &crate::model::Meta) -> Option<Fact> {
    let day = meta.checked_on.map(|day| format!("{}に確認", long(at, day).words));
    let mut words: Vec<String> = day.into_iter().chain(meta.source.clone()).collect();
    let badge = checked(meta)?;
    if words.is_empty() {
        words.push("出典との比較はこれからです".to_owned());
    }
    Some(Fact { state: Some(badge), text: Some(words.join("　")), ..Fact::default() })
}

/// 確認済み, 要確認; nothing for what is invented.
pub fn checked(meta: &crate::model::Meta) -> Option<Badge> {
    (meta.unverified || meta.checked_on.is_some()).then(|| words::checked(meta.unverified))
}

/// `令和8年3月7日（土）〜22日（日）`: the year once, and twice when it differs.
pub fn span_words(at: &Viewpoint, from: Day, to: Day) -> String {
    let first = long(at, from).words;
    match (from == to, from.year() == to.year()) {
        (true, _) => first,
        (false, true) => format!("{first}〜{}", short(at, to).words),
        (false, false) => format!("{first}〜{}", long(at, to).words),
    }
}

fn format_word(format: ExternalFormat) -> &'static str {
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

fn access_word(access: Access) -> &'static str {
    match access {
        Access::Lgwan => "lgwan",
        Access::Internet => "internet",
        Access::Both => "both",
        Access::Intranet => "intranet",
    }
}

/// When one can take an exam next: the coming sitting, or what its kind of timing says.
pub fn exam_next(at: &Viewpoint, key: Key<Exam>) -> Cell {
    let exam = &at.site[key];
    let today = at.site.today();
    let coming = at.site.links.exam_sessions[key].iter().map(|session| &at.site[*session]);
    let coming = coming.filter_map(|session| Some((session, session.days()?))).filter(|(_, (_, to))| *to >= today);
    if let Some((session, (from, to))) = coming.min_by_key(|(_, days)| *days) {
        return Cell { sample: session.meta.sample, sub: Some(session.label.clone()), ..Cell::text(span_words(at, from, to)) };
    }
    match (exam.timing, exam.booking_months_ahead) {
        (Timing::YearRound | Timing::PerVenue, Some(months)) => Cell::text(format!("席は{months}か月先まで予約できます")),
        (Timing::YearRound, None) => Cell::text("会場の空いている日"),
        (Timing::PerVenue, None) => Cell::text("会場に問い合わせます"),
        (Timing::FixedDay | Timing::Window, _) => {
            Cell { state: Some(Badge { tone: "calm", icon: "dash", word: "日程未定".to_owned() }), ..Cell::default() }
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
        href: at.href(&Output::Case(key)),
        text: Some(case.problem.clone()),
        tags: case.tools.iter().map(|tool| Tag::plain(at.site[*tool].name.clone())).collect(),
        levels: at.chips(case.levels.iter().copied()),
        sample: case.meta.sample,
        change: Some(change(case)),
        date: Some(words::date(case.published)),
        meta: Some(at.department(case.department)),
        ..Card::default()
    }
}

/// Before and after.
pub fn change(case: &Case) -> Change {
    Change {
        before: case.effect.before.words(),
        after: case.effect.after.words(),
        unit: case.effect.unit.clone(),
        label: case.effect.measure.clone(),
    }
}

/// The list of tools with their cases; `current` is the tool of the page itself, `None` the page of all cases.
pub fn case_filter(at: &Viewpoint, current: Option<Key<Tool>>) -> Vec<Counted> {
    let all =
        Counted { name: "すべて".to_owned(), href: at.href(&Output::Cases), count: at.site.cases.len(), current: current.is_none() };
    let tools = at.site.tools.keys().map(|key| (key, at.site.links.tool_cases[key].len())).filter(|(_, count)| *count > 0);
    let tools = tools.map(|(key, count)| Counted {
        name: at.site[key].name.clone(),
        href: at.href(&Output::CasesBy(key)),
        count,
        current: current == Some(key),
    });
    std::iter::once(all).chain(tools).collect()
}
