//! One course: what one learns, when and how to apply, what it counts for.

use crate::model::{Course, Format, Key, Session, deadlines};
use crate::notation::{Day, Deadline, grouped};
use crate::render::frame::Head;
use crate::render::rows::{formats, last_moment, offered, self_paced};
use crate::render::shape::{Alternate, Badge, Date, Fact, LevelChip, Link, Meta, Named, Plate, Tag};
use crate::render::{Prose, Shown, Viewpoint, words};
use crate::route::Output;
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
    without: &'static str,
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
    when: Date,
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
    title: &'static str,
    plate: Plate,
    word: &'static str,
    when: Date,
    due_word: &'static str,
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
    let mut head = Head::of_record(at, course, Output::Courses);
    head.lead = Some(course.summary.clone());
    let named = |key: &Key<Course>| Named { name: at.site[*key].title.clone(), href: at.href(&Output::Course(*key)) };
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
        without: without(course),
        apply: apply(at, course),
        body_html: prose.html(at, &course.body),
        counts: counts(at, key, course),
        cases: cases(at, course),
        calendar: at.href(&Output::CourseCalendarFile(key)),
        all: at.href(&Output::Courses),
        prev: course.prerequisites.first().map(named),
        next: at.site.links.course_followers[key].first().map(named),
    };
    contents(&mut head, course, &view);
    if !view.calendar.is_empty() {
        head.alternates
            .push(Alternate { media: "text/calendar", title: "この研修の日程（.ics）".to_owned(), href: view.calendar.clone() });
    }
    Shown::new("course.html", head, &view)
}

fn contents(head: &mut Head, course: &Course, view: &View) {
    head.section("sessions", "日程と申込み");
    head.section("about", "研修の概要");
    head.sections_of(&course.body);
    if !view.skills.is_empty() {
        head.section("skills", "身につくスキル");
    }
    if !view.counts.is_empty() {
        head.section("counts", "この研修のつながり");
    }
    if !view.cases.is_empty() {
        head.section("cases", "関係する活用事例");
    }
}

/// Why there is no sitting.
fn without(course: &Course) -> &'static str {
    match (offered(course), self_paced(course)) {
        (false, _) => "この研修は終わっています。",
        (true, true) if course.format.contains(&Format::Elearning) => "日程はありません。都合のよいときに受けられます。",
        (true, true) => "日程はありません。職場で相談して始めます。",
        (true, false) => "次の日程は調整中です。決まったら、ここに載せます。",
    }
}

fn facts(at: &Viewpoint, course: &Course) -> Vec<Fact> {
    let mut facts = Vec::new();
    let requirements =
        course.levels.iter().map(|(level, requirement)| format!("{}（{}）", at.site[*level].label, words::requirement(*requirement).text));
    facts.push(Fact::text("対象", requirements.collect::<Vec<_>>().join("、")));
    facts.push(Fact::text("受け方", formats(course)));
    facts.extend(course.duration_minutes.map(|minutes| Fact::text("時間", words::minutes(minutes))));
    facts.extend(course.every.clone().map(|every| Fact::text("時期・回数", every)));
    facts.push(Fact::text("費用", words::yen(course.cost)));
    facts.extend(course.access.map(|access| Fact::text("ネットワーク", words::access(access))));
    facts.extend(course.instructor.map(|instructor| Fact::text("講師", words::instructor(instructor))));
    facts.extend(course.provider.map(|provider| Fact::text("主催", at.site[provider].name.clone())));
    facts.extend(course.partner.clone().map(|partner| Fact::text("協力", partner)));
    let tools: Vec<Link> = course.tools.iter().map(|tool| at.link(&Output::CasesBy(*tool), &at.site[*tool])).collect();
    facts.extend((!tools.is_empty()).then(|| Fact::links("使う道具", tools)));
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
    let place: Vec<String> = value.format.map(|format| words::format(format).to_owned()).into_iter().chain(value.place.clone()).collect();
    meta.extend((!place.is_empty()).then(|| Meta::text("place", place.join("　"))));
    meta.extend(value.capacity.map(|capacity| Meta::text("people", format!("定員{}人", grouped(capacity as f64, 0)))));
    meta.extend(
        value.apply.as_ref().and_then(|apply| apply.open).map(|open| Meta::text("cal", format!("申込みの開始 {}", open.short_words()))),
    );
    for (step, deadline) in value.apply.iter().flat_map(deadlines) {
        let label = words::apply_step(step, "受講申込");
        meta.push(Meta::text("cal", format!("{label} {}まで", words::deadline(deadline, &at.site.calendar).words)));
    }
    meta.extend(value.archive_until.map(|until| Meta::text("clock", format!("録画の公開 {}まで", until.words()))));
    Sitting {
        title: value.label.clone().unwrap_or_else(|| format!("第{}回", position + 1)),
        plate: Some(words::plate(value.date, &at.site.calendar)),
        when: words::date(value.date),
        tail: format!("{until}{time}"),
        meta,
        from: Deadline { day: value.date, time: value.start }.iso(),
        until: last_moment(value),
        state: past.then(|| Badge { tone: "calm", icon: "dash", word: "終了".to_owned() }),
    }
}

/// The next sitting that one can still apply for, with its deadlines; without one, the last day to finish.
fn apply(at: &Viewpoint, course: &Course) -> Option<Apply> {
    let today = at.site.today();
    if !offered(course) {
        return None;
    }
    let open = |session: &&Session| session.value.apply.as_ref().is_some_and(|apply| apply.close.day >= today);
    if let Some(session) = course.sessions.iter().find(open) {
        let apply = session.value.apply.as_ref()?;
        let earlier = deadlines(apply).filter(|(_, deadline)| deadline.day >= today && *deadline != apply.close);
        let facts = earlier.map(|(step, deadline)| Fact {
            date: Some(words::deadline(deadline, &at.site.calendar)),
            ..Fact::text(words::apply_step(step, "受講申込"), "")
        });
        return Some(Apply {
            title: "申し込む",
            plate: words::plate(session.value.date, &at.site.calendar),
            word: "次回",
            when: words::date(session.value.date),
            due_word: "申込みの締切",
            due: Some(words::deadline(apply.close, &at.site.calendar)),
            until: Some(apply.close.iso()),
            from: apply.open.map_or_else(String::new, Day::iso),
            says: "apply",
            text: apply.how.as_ref().map(|how| format!("申込み方法：{how}")),
            facts: facts.collect(),
        });
    }
    let due = course.due.filter(|due| due.day >= today)?;
    Some(Apply {
        title: "受講する",
        plate: words::plate(due.day, &at.site.calendar),
        word: "受講期限",
        when: words::deadline(due, &at.site.calendar),
        due_word: "受講期限",
        due: Some(words::deadline(due, &at.site.calendar)),
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
    add("先に受ける研修", course.prerequisites.iter().map(|key| at.course(*key)).collect());
    add("次に受ける研修", links.course_followers[key].iter().map(|key| at.course(*key)).collect());
    add("認定の目安に数える人材区分", links.course_assessments[key].iter().map(|level| at.level(*level)).collect());
    add("準備になる試験", links.course_exams[key].iter().map(|exam| at.exam(*exam)).collect());
    add("関係する指標", course.related_kpi.iter().map(|kpi| at.kpi(*kpi)).collect());
    add("お知らせ", links.course_news[key].iter().map(|news| at.link(&Output::News(*news), &at.site[*news])).collect());
    facts
}

/// The cases of the tools that the course treats, each once.
fn cases(at: &Viewpoint, course: &Course) -> Vec<Link> {
    let mut keys: Vec<_> = course.tools.iter().flat_map(|tool| at.site.links.tool_cases[*tool].iter().copied()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter().map(|case| at.case(case)).collect()
}
