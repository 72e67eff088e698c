//! One course: what one learns, when and how to apply, what it counts for.

use crate::model::{Course, Key, Session, deadlines};
use crate::notation::grouped;
use crate::render::frame::Head;
use crate::render::shape::{Alternate, Badge, Date, Fact, Link, Meta, Named, Plate, Tag};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::Output;
use serde::Serialize;

#[derive(Serialize)]
struct View {
    tags: Vec<Tag>,
    levels: Vec<crate::render::shape::LevelChip>,
    sample: bool,
    facts: Vec<Fact>,
    goals: Vec<String>,
    skills: Vec<Skill>,
    sessions: Vec<Sitting>,
    apply: Option<Apply>,
    body_html: String,
    before: Vec<Link>,
    after: Vec<Link>,
    counts: Vec<Fact>,
    cases: Vec<Link>,
    calendar: String,
    prev: Option<Named>,
    next: Option<Named>,
}

/// A skill that the course teaches, with what one can do at the step it leads to.
#[derive(Serialize)]
struct Skill {
    link: Link,
    step: u8,
    can: Vec<String>,
}

/// A sitting.
#[derive(Serialize)]
struct Sitting {
    title: String,
    plate: Option<Plate>,
    when: Date,
    tail: String,
    meta: Vec<Meta>,
    state: Option<Badge>,
}

/// The next deadline, and how to apply.
#[derive(Serialize)]
struct Apply {
    title: String,
    plate: Plate,
    word: String,
    when: Date,
    until: String,
    text: Option<String>,
    facts: Vec<Fact>,
}

/// The page of the course `key`.
pub fn show(at: &Viewpoint, prose: &Prose, key: Key<Course>) -> Shown {
    let course = &at.site[key];
    let mut head = Head::of_record(at, course, Output::Courses);
    head.lead = Some(course.summary.clone());
    let body_html = prose.html(at, &course.body);
    let view = View {
        tags: at.course_tags(course),
        levels: at.course_chips(course),
        sample: course.meta.sample,
        facts: facts(at, course),
        goals: course.goals.clone(),
        skills: skills(at, course),
        sessions: course.sessions.iter().enumerate().map(|(position, session)| sitting(at, position, session)).collect(),
        apply: apply(at, course),
        body_html,
        before: course.prerequisites.iter().map(|key| at.course(*key)).collect(),
        after: at.site.links.course_followers[key].iter().map(|key| at.course(*key)).collect(),
        counts: counts(at, key, course),
        cases: course.tools.iter().flat_map(|tool| &at.site.links.tool_cases[*tool]).map(|case| at.case(*case)).collect(),
        calendar: at.href(&Output::CourseCalendarFile(key)),
        prev: None,
        next: None,
    };
    contents(&mut head, course, &view);
    if !view.calendar.is_empty() {
        head.alternates
            .push(Alternate { media: "text/calendar", title: "この研修の日程（.ics）".to_owned(), href: view.calendar.clone() });
    }
    Shown::new("course.html", head, &view)
}

fn contents(head: &mut Head, course: &Course, view: &View) {
    head.section("about", "研修の概要");
    if !view.sessions.is_empty() {
        head.section("sessions", "日程と申込み");
    }
    head.sections_of(&course.body);
    head.section("skills", "身につくスキル");
    head.section("counts", "つながり");
}

fn facts(at: &Viewpoint, course: &Course) -> Vec<Fact> {
    let format = course.format.iter().map(|format| words::format(*format)).collect::<Vec<_>>().join("・");
    let mut facts = vec![Fact::text("受け方", format)];
    facts.extend(course.duration_minutes.map(|minutes| Fact::text("時間", words::minutes(minutes))));
    facts.push(Fact::text("費用", words::yen(course.cost)));
    facts.extend(course.access.map(|access| Fact::text("ネットワーク", words::access(access))));
    facts.extend(course.instructor.map(|instructor| Fact::text("講師", words::instructor(instructor))));
    facts.extend(course.provider.map(|provider| Fact::text("主催", at.site[provider].name.clone())));
    facts.extend(course.partner.clone().map(|partner| Fact::text("協力", partner)));
    facts.extend(course.every.clone().map(|every| Fact::text("回数", every)));
    let requirements =
        course.levels.iter().map(|(level, requirement)| format!("{}：{}", at.site[*level].label, words::requirement(*requirement).text));
    facts.push(Fact::text("対象", requirements.collect::<Vec<_>>().join("、")));
    facts
}

fn skills(at: &Viewpoint, course: &Course) -> Vec<Skill> {
    let can = |key: Key<crate::model::Skill>, step: &u8| at.site[key].steps.get(step).cloned().flatten().unwrap_or_default();
    course.skills.iter().map(|(key, step)| Skill { link: at.skill(*key), step: *step, can: can(*key, step) }).collect()
}

fn sitting(at: &Viewpoint, position: usize, session: &Session) -> Sitting {
    let value = &session.value;
    let past = value.until.unwrap_or(value.date) < at.site.today();
    let time = match (value.start, value.end) {
        (Some(start), Some(end)) => format!(" {}〜{}", start.words(), end.words()),
        (Some(start), None) => format!(" {}から", start.words()),
        _ => String::new(),
    };
    let until = value.until.map_or_else(String::new, |until| format!("〜{}", until.short_words()));
    let mut meta = Vec::new();
    meta.extend(value.format.map(|format| Meta::text("place", words::format(format))));
    meta.extend(value.place.clone().map(|place| Meta::text("place", place)));
    meta.extend(value.capacity.map(|capacity| Meta::text("people", format!("定員{}人", grouped(capacity as f64, 0)))));
    meta.extend(value.archive_until.map(|until| Meta {
        icon: "clock",
        label: Some("録画の公開".to_owned()),
        text: Some("まで".to_owned()),
        date: Some(words::short_date(until)),
    }));
    for (step, deadline) in value.apply.iter().flat_map(deadlines) {
        let label = words::apply_step(step, "受講申込");
        meta.push(Meta {
            icon: "cal",
            label: Some(label.to_owned()),
            text: Some("まで".to_owned()),
            date: Some(words::deadline(deadline, &at.site.calendar)),
        });
    }
    Sitting {
        title: value.label.clone().unwrap_or_else(|| format!("第{}回", position + 1)),
        plate: Some(words::plate(value.date, &at.site.calendar)),
        when: Date { iso: value.date.iso(), words: value.date.words() },
        tail: format!("{until}{time}"),
        meta,
        state: past.then(|| Badge { tone: "calm", icon: "dash", word: "終了".to_owned() }),
    }
}

/// The next deadline that has not passed on the day of the build.
fn apply(at: &Viewpoint, course: &Course) -> Option<Apply> {
    let today = at.site.today();
    let open = |session: &&Session| session.value.apply.as_ref().is_some_and(|apply| apply.close.day >= today);
    let session = course.sessions.iter().find(open);
    let (deadline, word, apply) = match (session, course.due) {
        (Some(session), _) => {
            let apply = session.value.apply.as_ref()?;
            (apply.close, "申込みの締切", Some(apply))
        }
        (None, Some(due)) if due.day >= today => (due, "受講期限", None),
        _ => return None,
    };
    Some(Apply {
        title: session.map_or_else(|| "受講期限".to_owned(), |session| format!("次回 {}", session.value.date.short_words())),
        plate: words::plate(deadline.day, &at.site.calendar),
        word: word.to_owned(),
        when: words::deadline(deadline, &at.site.calendar),
        until: deadline.iso(),
        text: apply.and_then(|apply| apply.how.clone()),
        facts: Vec::new(),
    })
}

fn counts(at: &Viewpoint, key: Key<Course>, course: &Course) -> Vec<Fact> {
    let links = &at.site.links;
    let mut facts = Vec::new();
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(name, links)));
    add("先に受ける研修", course.prerequisites.iter().map(|key| at.course(*key)).collect());
    add("次に受ける研修", links.course_followers[key].iter().map(|key| at.course(*key)).collect());
    add("認定の目安に数える人材区分", links.course_assessments[key].iter().map(|level| at.level(*level)).collect());
    add("準備になる試験", links.course_exams[key].iter().map(|exam| at.exam(*exam)).collect());
    add("関係する指標", course.related_kpi.iter().map(|kpi| at.kpi(*kpi)).collect());
    add("お知らせ", links.course_news[key].iter().map(|news| at.link(&Output::News(*news), &at.site[*news])).collect());
    facts
}
