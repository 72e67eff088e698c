//! One exam: what it asks, when and how to take it, what it counts for.

use crate::model::{Exam, Key};
use crate::render::frame::Head;
use crate::render::rows_catalogue::{checked_fact, ended, scheme};
use crate::render::rows_dates::{Sitting, sitting_row, span};
use crate::render::shape::{Alternate, Badge, Fact, LevelChip, Link, Tag, Told};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Export, Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    tags: Vec<Tag>,
    levels: Vec<LevelChip>,
    sample: bool,
    ended: Option<String>,
    successor: Option<Link>,
    facts: Vec<Fact>,
    sittings: Vec<Sitting>,
    past: Vec<Sitting>,
    unknown: Vec<Unknown>,
    deadlines: String,
    calendar: String,
    history: Vec<Fact>,
    counts: Vec<Fact>,
    prepare: Vec<Link>,
    notes: Option<String>,
    address: Option<Link>,
}

/// A sitting without a date.
#[derive(Serialize)]
struct Unknown {
    label: String,
    state: Badge,
    note: Option<String>,
    sample: bool,
}

/// The page of the exam `key`.
pub fn show(at: &Viewpoint, _: &Prose, key: Key<Exam>) -> Shown {
    let exam = &at.site[key];
    let mut head = Head::of_record(at, exam, Output::Fixed(Fixed::Exams));
    head.lead = exam.summary.clone().map(Told::from);
    let sessions = &at.site.links.exam_sessions[key];
    let is_past = |session: &Key<_>| span(&at.site[*session]).is_some_and(|(_, last)| last < at.site.today());
    let (past, coming): (Vec<_>, Vec<_>) = sessions.iter().copied().partition(is_past);
    let unknown = sessions.iter().map(|session| &at.site[*session]).filter(|session| span(session).is_none()).map(|session| Unknown {
        label: session.label.clone(),
        state: at.words.session_status(session.status),
        note: session.meta.notes.clone(),
        sample: session.meta.sample,
    });
    let dated = sessions.iter().any(|session| span(&at.site[*session]).is_some());
    let view = View {
        tags: tags(at, exam),
        levels: at.chips(exam.counts_for.iter().copied()),
        sample: exam.meta.sample || !exam.counts_for.is_empty() && exam.meta.invents("counts_for"),
        ended: exam.valid_to.filter(|_| ended(at, exam)).map(|last| at.words.fill("exam.ended", &[("year", &at.words.fiscal_year(last))])),
        successor: exam.successor.map(|next| at.exam(next)),
        facts: facts(at, exam),
        sittings: coming.into_iter().filter_map(|session| sitting_row(at, session)).collect(),
        past: past.into_iter().rev().filter_map(|session| sitting_row(at, session)).collect(),
        unknown: unknown.collect(),
        deadlines: at.href(&Output::Fixed(Fixed::Deadlines)),
        // A file without a date would only puzzle.
        calendar: if dated { at.href(&Output::Export(Export::ExamCalendar(key))) } else { String::new() },
        history: history(at, exam),
        counts: counts(at, key, exam),
        prepare: exam.prepare.iter().map(|course| Link { note: Some(at.site[*course].summary.clone()), ..at.course(*course) }).collect(),
        notes: exam.meta.notes.clone(),
        address: exam.url.clone().map(|url| Link {
            title: at.words.fill("exam.notice_of", &[("name", &exam.provider.name)]),
            href: url,
            external: true,
            network: at.words.choice(crate::model::Access::Internet).to_owned(),
            ..Link::default()
        }),
    };
    contents(at, &mut head, &view);
    if !view.calendar.is_empty() {
        head.alternates.push(Alternate { media: "text/calendar", title: at.words.say("exam.ics").to_owned(), href: view.calendar.clone() });
    }
    Shown::new("exam.html", head, &view)
}

fn contents(at: &Viewpoint, head: &mut Head, view: &View) {
    head.section("about", at.words.say("exam.about"));
    head.section("sessions", at.words.say("course.sessions"));
    if !view.history.is_empty() {
        head.section("history", at.words.say("exam.history"));
    }
    if !view.prepare.is_empty() {
        head.section("prepare", at.words.say("exam.prepare"));
    }
    if !view.counts.is_empty() {
        head.section("counts", at.words.say("list.links"));
    }
}

fn tags(at: &Viewpoint, exam: &Exam) -> Vec<Tag> {
    [at.words.choice(exam.kind), at.words.choice(exam.timing)].into_iter().map(Tag::plain).collect()
}

fn facts(at: &Viewpoint, exam: &Exam) -> Vec<Fact> {
    let fee = match (exam.fee, &exam.fee_note) {
        (Some(fee), Some(note)) => at.words.beside(&at.words.yen(fee), note),
        (Some(fee), None) => at.words.yen(fee),
        (None, Some(note)) => note.clone(),
        (None, None) => at.words.say("choice.checked.no").to_owned(),
    };
    let mut facts = vec![
        Fact::text(at.words.say("fact.body"), exam.provider.name.clone()),
        Fact::text(at.words.say("fact.timing"), at.words.choice(exam.timing)),
    ];
    facts.extend(exam.abbr.clone().map(|abbr| Fact::text(at.words.say("fact.abbreviation"), abbr)));
    facts.push(Fact::text(at.words.say("fact.fee"), fee));
    facts.extend(exam.form.clone().map(|form| Fact::text(at.words.say("fact.form"), form)));
    facts.extend(exam.pass.clone().map(|pass| Fact::text(at.words.say("fact.pass"), pass)));
    facts.extend(
        exam.booking_months_ahead.map(|months| Fact::text(at.words.say("fact.booking"), at.words.fill("exam.booking", &[("n", &months)]))),
    );
    facts.extend(exam.retake.clone().map(|retake| Fact::text(at.words.say("fact.retake"), retake)));
    facts.extend(
        scheme(exam).map(|step| Fact::text(at.words.say("fact.skill_level"), at.words.fill("exam.other_scale", &[("step", &step)]))),
    );
    facts.extend(exam.valid_from.map(|year| Fact::text(at.words.say("fact.valid_from"), at.words.fiscal_year(year))));
    facts.extend(exam.valid_to.map(|year| Fact::text(at.words.say("fact.valid_to"), at.words.fiscal_year(year))));
    facts.extend(checked_fact(at, &exam.meta));
    facts
}

fn history(at: &Viewpoint, exam: &Exam) -> Vec<Fact> {
    let when = |change: &crate::model::ExamChange| match (change.from, change.until) {
        (Some(from), Some(until)) => at.words.range(&at.words.fiscal_year(from), &at.words.fiscal_year(until)),
        (Some(from), None) => at.words.fill("date.from", &[("from", &at.words.fiscal_year(from))]),
        (None, Some(until)) => at.words.until(&at.words.fiscal_year(until)),
        (None, None) => at.words.say("exam.unknown_time").to_owned(),
    };
    exam.history.iter().map(|change| Fact::text(when(change), change.note.clone())).collect()
}

fn counts(at: &Viewpoint, key: Key<Exam>, exam: &Exam) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(name, links)));
    let of = |levels: &[Key<_>], sample: bool| levels.iter().map(|level| Link { sample, ..at.level(*level) }).collect();
    add(at.words.say("fact.counts_for"), of(&exam.counts_for, exam.meta.invents("counts_for")));
    add(at.words.say("fact.in_guideline"), at.site.links.exam_assessments[key].iter().map(|level| assessment(at, *level)).collect());
    add(at.words.say("fact.shows_skills"), exam.skills.iter().map(|skill| at.skill(*skill)).collect());
    add(at.words.say("fact.successor"), exam.successor.into_iter().map(|exam| at.exam(exam)).collect());
    add(at.words.say("fact.predecessor"), exam.predecessor.into_iter().map(|exam| at.exam(exam)).collect());
    facts
}

/// A link to the self-check of a level.
fn assessment(at: &Viewpoint, level: Key<crate::model::Level>) -> Link {
    let rule = at.site.links.level_assessment[level].map(|place| &at.site.assessments[place]);
    Link {
        href: at.href(&Output::Record(RecordPage::Assessment(level))),
        sample: rule.is_some_and(|rule| rule.meta.sample),
        ..at.level(level)
    }
}
