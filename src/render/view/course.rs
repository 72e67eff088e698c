//! One course: what one learns, when and how to apply, what it counts for.

use crate::model::{Course, Format, Key, Session, deadlines};
use crate::notation::{Day, Deadline, grouped};
use crate::render::frame::Head;
use crate::render::rows::{formats, last_moment, offered, self_paced, told_state, when_words};
use crate::render::shape::{Alternate, Badge, Date, Fact, LevelChip, Link, Meta, Named, Plate, Tag};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Export, Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    tags: Vec<Tag>,
    levels: Vec<LevelChip>,
    sample: bool,
    archived: bool,
    unverified: bool,
    notes: Option<String>,
    facts: Vec<Fact>,
    goals: Vec<String>,
    skills: Vec<Skill>,
    sessions: Vec<Sitting>,
    /// What to say when there is no sitting.
    without: String,
    apply: Option<Apply>,
    body_html: String,
    counts: Vec<Fact>,
    cases: Vec<Link>,
    calendar: String,
    all: String,
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
    when: Option<Date>,
    tail: String,
    meta: Vec<Meta>,
    state: Option<Badge>,
    /// First and last moment, for what the browser says.
    from: String,
    until: String,
}

/// What comes next, and until when to apply for it.
#[derive(Serialize)]
struct Apply {
    title: String,
    plate: Plate,
    word: String,
    when: Date,
    due_word: String,
    due: Option<Date>,
    until: Option<String>,
    /// The first day of the application; empty when nobody says.
    from: String,
    says: &'static str,
    text: Option<String>,
    facts: Vec<Fact>,
}

/// The page of the course `key`.
pub fn show(at: &Viewpoint, prose: &Prose, key: Key<Course>) -> Shown {
    let course = &at.site[key];
    let mut head = Head::of_record(at, course, Output::Fixed(Fixed::Courses));
    head.lead = Some(course.summary.clone().into());
    let named = |key: &Key<Course>| Named { name: at.site[*key].title.clone(), href: at.href(&Output::Record(RecordPage::Course(*key))) };
    let view = View {
        tags: at.course_tags(course),
        levels: at.course_chips(course),
        sample: course.meta.sample,
        archived: !offered(course),
        unverified: course.meta.unverified,
        notes: course.meta.notes.clone(),
        facts: facts(at, course),
        goals: course.goals.clone(),
        skills: skills(at, course),
        sessions: course.sessions.iter().enumerate().map(|(position, session)| sitting(at, position, session)).collect(),
        without: without(at, course).to_owned(),
        apply: apply(at, course),
        body_html: prose.html(at, &course.body),
        counts: counts(at, key, course),
        cases: cases(at, course),
        calendar: at.href(&Output::Export(Export::CourseCalendar(key))),
        all: at.href(&Output::Fixed(Fixed::Courses)),
        prev: course.prerequisites.first().map(named),
        next: at.site.links.course_followers[key].first().map(named),
    };
    contents(at, &mut head, course, &view);
    if !view.calendar.is_empty() {
        head.alternates.push(Alternate {
            media: "text/calendar",
            title: at.words.say("course.ics").to_owned(),
            href: view.calendar.clone(),
        });
    }
    Shown::new("course.html", head, &view)
}

fn contents(at: &Viewpoint, head: &mut Head, course: &Course, view: &View) {
    head.section("sessions", at.words.say("course.sessions"));
    head.section("about", at.words.say("course.about"));
    head.sections_of(&course.body);
    if !view.skills.is_empty() {
        head.section("skills", at.words.say("course.skills"));
    }
    if !view.counts.is_empty() {
        head.section("counts", at.words.say("course.links"));
    }
    if !view.cases.is_empty() {
        head.section("cases", at.words.say("course.cases"));
    }
}

/// Why there is no sitting.
fn without<'a>(at: &Viewpoint<'a>, course: &Course) -> &'a str {
    at.words.say(match (offered(course), self_paced(course)) {
        (false, _) => "course.over_short",
        (true, true) if course.format.contains(&Format::Elearning) => "course.any_time",
        (true, true) => "course.at_work",
        (true, false) => "course.no_date",
    })
}

fn facts(at: &Viewpoint, course: &Course) -> Vec<Fact> {
    let mut facts = Vec::new();
    let required = |(level, requirement): &(Key<crate::model::Level>, _)| {
        at.words.remarked(&at.site[*level].label, &at.words.requirement(*requirement).text)
    };
    facts.push(Fact::text(at.words.say("fact.audience"), at.words.listed(&course.levels.iter().map(required).collect::<Vec<_>>())));
    facts.push(Fact::text(at.words.say("fact.format"), formats(at, course)));
    facts.extend(course.duration_minutes.map(|minutes| Fact::text(at.words.say("fact.duration"), at.words.minutes(minutes))));
    facts.extend(course.every.clone().map(|every| Fact::text(at.words.say("fact.every"), every)));
    facts.push(Fact::text(at.words.say("fact.cost"), at.words.yen(course.cost)));
    facts.extend(course.access.map(|access| Fact::text(at.words.say("fact.network"), at.words.choice(access))));
    facts.extend(course.instructor.map(|instructor| Fact::text(at.words.say("fact.instructor"), at.words.choice(instructor))));
    facts.extend(course.provider.map(|provider| Fact::text(at.words.say("fact.provider"), at.site[provider].name.clone())));
    facts.extend(course.partner.clone().map(|partner| Fact::text(at.words.say("fact.partner"), partner)));
    let tools: Vec<Link> = course.tools.iter().map(|tool| at.link(&Output::Record(RecordPage::CasesBy(*tool)), &at.site[*tool])).collect();
    facts.extend((!tools.is_empty()).then(|| Fact::links(at.words.say("fact.tools"), tools)));
    facts
}

fn skills(at: &Viewpoint, course: &Course) -> Vec<Skill> {
    let can = |key: Key<crate::model::Skill>, step: &u8| at.site[key].steps.get(step).cloned().flatten().unwrap_or_default();
    course.skills.iter().map(|(key, step)| Skill { link: at.skill(*key), step: *step, can: can(*key, step) }).collect()
}

fn sitting(at: &Viewpoint, position: usize, session: &Session) -> Sitting {
    let value = &session.value;
    let past = session.last().is_some_and(|last| last < at.site.today());
    let when = session.when();
    let first = when.days().first().copied();
    let more: String = match (session.until(), when.days()) {
        (Some(until), _) => at.words.range("", &at.words.short_day(until)),
        (None, days) => days.iter().skip(1).map(|day| at.words.say("list.comma").to_owned() + &at.words.short_day(*day)).collect(),
    };
    let time = at.words.hours(value.start, value.end);
    let mut meta = Vec::new();
    if when != &value.date {
        meta.push(Meta::text("cal", at.words.fill("session.then", &[("day", &when_words(at, &value.date))])));
    }
    let place: Vec<String> = value.format.map(|format| at.words.choice(format).to_owned()).into_iter().chain(value.place.clone()).collect();
    meta.extend((!place.is_empty()).then(|| Meta::text("place", place.join(at.words.say("list.space")))));
    meta.extend(
        value.capacity.map(|capacity| Meta::text("people", at.words.fill("next.capacity", &[("n", &grouped(capacity as f64, 0))]))),
    );
    meta.extend(
        value
            .apply
            .as_ref()
            .filter(|_| session.takes_applications())
            .and_then(|apply| apply.open)
            .map(|open| Meta::text("cal", at.words.fill("course.open", &[("day", &at.words.short_day(open))]))),
    );
    for (step, deadline) in value.apply.iter().filter(|_| session.takes_applications()).flat_map(deadlines) {
        let label = at.words.apply_step(step, "choice.action.apply_course");
        meta.push(Meta::text(
            "cal",
            at.words.fill("course.step_until", &[("step", &label), ("day", &at.words.deadline(deadline, &at.site.calendar).words)]),
        ));
    }
    meta.extend(value.archive_until.map(|until| Meta::text("clock", at.words.fill("course.recording", &[("day", &at.words.day(until))]))));
    let over = || past.then(|| Badge { tone: "calm", icon: "dash", word: at.words.say("course.session_over").to_owned() });
    Sitting {
        title: value.label.clone().unwrap_or_else(|| at.words.fill("course.session_no", &[("n", &(position + 1))])),
        plate: first.map(|day| at.words.plate(day, &at.site.calendar)),
        when: first.map(|day| at.words.date(day)).or_else(|| {
            let month = when.first()?;
            Some(Date { iso: month.iso()[..7].to_owned(), words: when_words(at, when) })
        }),
        tail: format!("{more}{time}"),
        meta,
        from: first.map_or_else(String::new, |day| Deadline { day, time: value.start }.iso()),
        until: first.map_or_else(String::new, |_| last_moment(session)),
        state: told_state(at, session).filter(|_| !past || !session.is_held()).or_else(over),
    }
}

/// The next sitting that one can still apply for, with its deadlines; without one, the last day to finish.
fn apply(at: &Viewpoint, course: &Course) -> Option<Apply> {
    let today = at.site.today();
    if !offered(course) {
        return None;
    }
    let open =
        |session: &&Session| session.takes_applications() && session.value.apply.as_ref().is_some_and(|apply| apply.close.day >= today);
    if let Some(session) = course.sessions.iter().find(open) {
        let apply = session.value.apply.as_ref()?;
        // Where no day is known yet, the deadline is what comes next.
        let first = session.when().days().first().copied();
        let earlier = deadlines(apply).filter(|(_, deadline)| deadline.day >= today && *deadline != apply.close);
        let facts = earlier.map(|(step, deadline)| Fact {
            date: Some(at.words.deadline(deadline, &at.site.calendar)),
            ..Fact::text(at.words.apply_step(step, "choice.action.apply_course"), "")
        });
        return Some(Apply {
            title: at.words.say("course.apply").to_owned(),
            plate: at.words.plate(first.unwrap_or(apply.close.day), &at.site.calendar),
            word: at.words.say(if first.is_some() { "next.next" } else { "course.close" }).to_owned(),
            when: first.map_or_else(|| at.words.deadline(apply.close, &at.site.calendar), |day| at.words.date(day)),
            due_word: at.words.say("course.close").to_owned(),
            due: Some(at.words.deadline(apply.close, &at.site.calendar)),
            until: Some(apply.close.iso()),
            from: apply.open.map_or_else(String::new, Day::iso),
            says: "apply",
            text: apply.how.as_ref().map(|how| at.words.fill("course.how", &[("how", &how)])),
            facts: facts.collect(),
        });
    }
    let due = course.due.filter(|due| due.day >= today)?;
    Some(Apply {
        title: at.words.say("course.take").to_owned(),
        plate: at.words.plate(due.day, &at.site.calendar),
        word: at.words.say("next.finish").to_owned(),
        when: at.words.deadline(due, &at.site.calendar),
        due_word: at.words.say("next.finish").to_owned(),
        due: Some(at.words.deadline(due, &at.site.calendar)),
        until: Some(due.iso()),
        from: String::new(),
        says: "finish",
        text: None,
        facts: Vec::new(),
    })
}

fn counts(at: &Viewpoint, key: Key<Course>, course: &Course) -> Vec<Fact> {
    let links = &at.site.links;
    let mut facts = Vec::new();
    let mut add = |name: &str, links: Vec<Link>| facts.extend((!links.is_empty()).then(|| Fact::links(name, links)));
    add(at.words.say("fact.before"), course.prerequisites.iter().map(|key| at.course(*key)).collect());
    add(at.words.say("fact.after"), links.course_followers[key].iter().map(|key| at.course(*key)).collect());
    add(at.words.say("fact.counts_for_guideline"), links.course_assessments[key].iter().map(|level| at.level(*level)).collect());
    add(at.words.say("fact.prepares"), links.course_exams[key].iter().map(|exam| at.exam(*exam)).collect());
    add(at.words.say("fact.kpis"), course.related_kpi.iter().map(|kpi| at.kpi(*kpi)).collect());
    add(
        at.words.say("menu.news"),
        links.course_news[key].iter().map(|news| at.link(&Output::Record(RecordPage::News(*news)), &at.site[*news])).collect(),
    );
    facts
}

/// The cases of the tools that the course treats, each once.
fn cases(at: &Viewpoint, course: &Course) -> Vec<Link> {
    let mut keys: Vec<_> = course.tools.iter().flat_map(|tool| at.site.links.tool_cases[*tool].iter().copied()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter().map(|case| at.case(case)).collect()
}
