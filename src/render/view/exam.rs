//! One exam: what it asks, when and how to take it, what it counts for.

use crate::model::{Exam, Key};
use crate::render::frame::Head;
use crate::render::rows_catalogue::{checked_fact, ended, scheme};
use crate::render::rows_dates::{Sitting, sitting_row, span};
use crate::render::shape::{Alternate, Badge, Fact, LevelChip, Link, Tag};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::Output;
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
    let mut head = Head::of_record(at, exam, Output::Exams);
    head.lead = exam.summary.clone();
    let sessions = &at.site.links.exam_sessions[key];
    let is_past = |session: &Key<_>| span(&at.site[*session]).is_some_and(|(_, last)| last < at.site.today());
    let (past, coming): (Vec<_>, Vec<_>) = sessions.iter().copied().partition(is_past);
    let unknown = sessions.iter().map(|session| &at.site[*session]).filter(|session| span(session).is_none()).map(|session| Unknown {
        label: session.label.clone(),
        state: words::session_status(session.status),
        note: session.meta.notes.clone(),
        sample: session.meta.sample,
    });
    let dated = sessions.iter().any(|session| span(&at.site[*session]).is_some());
    let view = View {
        tags: tags(exam),
        levels: at.chips(exam.counts_for.iter().copied()),
        sample: exam.meta.sample,
        ended: exam.valid_to.filter(|_| ended(at, exam)).map(|last| format!("この試験は{}で終わりました。", last.words())),
        successor: exam.successor.map(|next| at.exam(next)),
        facts: facts(at, exam),
        sittings: coming.into_iter().filter_map(|session| sitting_row(at, session)).collect(),
        past: past.into_iter().rev().filter_map(|session| sitting_row(at, session)).collect(),
        unknown: unknown.collect(),
        deadlines: at.href(&Output::Deadlines),
        // A file without a date would only puzzle.
        calendar: if dated { at.href(&Output::ExamCalendarFile(key)) } else { String::new() },
        history: history(exam),
        counts: counts(at, key, exam),
        prepare: exam.prepare.iter().map(|course| Link { note: Some(at.site[*course].summary.clone()), ..at.course(*course) }).collect(),
        notes: exam.meta.notes.clone(),
        address: exam.url.clone().map(|url| Link {
            title: format!("{}の案内", exam.provider.name),
            href: url,
            external: true,
            network: words::access(crate::model::Access::Internet).to_owned(),
            ..Link::default()
        }),
    };
    contents(&mut head, &view);
    if !view.calendar.is_empty() {
        head.alternates
            .push(Alternate { media: "text/calendar", title: "この試験の日程（.ics）".to_owned(), href: view.calendar.clone() });
    }
    Shown::new("exam.html", head, &view)
}

fn contents(head: &mut Head, view: &View) {
    head.section("about", "試験の内容");
    head.section("sessions", "日程と申込み");
    if !view.history.is_empty() {
        head.section("history", "変わったこと");
    }
    if !view.prepare.is_empty() {
        head.section("prepare", "準備になる研修");
    }
    if !view.counts.is_empty() {
        head.section("counts", "つながり");
    }
}

fn tags(exam: &Exam) -> Vec<Tag> {
    [words::exam_kind(exam.kind), words::timing(exam.timing)].into_iter().map(Tag::plain).collect()
}

fn facts(at: &Viewpoint, exam: &Exam) -> Vec<Fact> {
    let fee = match (exam.fee, &exam.fee_note) {
        (Some(fee), Some(note)) => format!("{}　{note}", words::yen(fee)),
        (Some(fee), None) => words::yen(fee),
        (None, Some(note)) => note.clone(),
        (None, None) => "要確認".to_owned(),
    };
    let mut facts = vec![Fact::text("実施機関", exam.provider.name.clone()), Fact::text("時期", words::timing(exam.timing))];
    facts.extend(exam.abbr.clone().map(|abbr| Fact::text("略称", abbr)));
    facts.push(Fact::text("受験料", fee));
    facts.extend(exam.form.clone().map(|form| Fact::text("方式", form)));
    facts.extend(exam.pass.clone().map(|pass| Fact::text("合格の基準", pass)));
    facts.extend(exam.booking_months_ahead.map(|months| Fact::text("予約", format!("{months}か月先まで席を予約できます"))));
    facts.extend(exam.retake.clone().map(|retake| Fact::text("再受験", retake)));
    facts.extend(scheme(exam).map(|step| Fact::text("スキルレベル", format!("{step}（人材区分のレベルとは別の段階です）"))));
    facts.extend(exam.valid_from.map(|year| Fact::text("始まり", year.words())));
    facts.extend(exam.valid_to.map(|year| Fact::text("終わり", year.words())));
    facts.extend(checked_fact(at, &exam.meta));
    facts
}

fn history(exam: &Exam) -> Vec<Fact> {
    let when = |change: &crate::model::ExamChange| match (change.from, change.until) {
        (Some(from), Some(until)) => format!("{}〜{}", from.words(), until.words()),
        (Some(from), None) => format!("{}から", from.words()),
        (None, Some(until)) => format!("{}まで", until.words()),
        (None, None) => "時期は不明".to_owned(),
    };
    exam.history.iter().map(|change| Fact::text(when(change), change.note.clone())).collect()
}

fn counts(at: &Viewpoint, key: Key<Exam>, exam: &Exam) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(name, links)));
    add("数える人材区分", exam.counts_for.iter().map(|level| at.level(*level)).collect());
    add("認定の目安に入る人材区分", at.site.links.exam_assessments[key].iter().map(|level| assessment(at, *level)).collect());
    add("示せるスキル", exam.skills.iter().map(|skill| at.skill(*skill)).collect());
    add("あとに続く試験", exam.successor.into_iter().map(|exam| at.exam(exam)).collect());
    add("前にあった試験", exam.predecessor.into_iter().map(|exam| at.exam(exam)).collect());
    facts
}

/// A link to the self-check of a level.
fn assessment(at: &Viewpoint, level: Key<crate::model::Level>) -> Link {
    Link { href: at.href(&Output::Assessment(level)), ..at.level(level) }
}
