//! Courses and assessment rules, resolved.

use super::meta::{Meta, entity, key, keys};
use super::names::Names;
use super::{Department, Exam, Key, Kpi, Level, Skill, Tool};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::notation::{Day, Deadline, Id, When};
use crate::parse::{Document, Markdown};
use crate::schema::{self, Access, Apply, Format, Instructor, Record, Requirement, RequirementBy, SessionStatus};
use crate::source::Origin;
use crate::text;
use std::sync::Arc;

/// A rule node with none or several of its keys.
pub static BAD_RULE: Code = Code::error(
    "bad-rule",
    "認定の条件の書き方が決まりに合っていません。all、any、at_least、course、exam、work、level のどれか1つだけを書いてください",
    "a node of an assessment rule has exactly one of all, any, at_least, course, exam, work, level",
);

/// A requirement for a level that the course is not for.
pub static REQUIREMENT_LEVEL: Code = Code::error(
    "requirement-level",
    "requirement に、levels にない人材区分が書かれています。levels に足すか、requirement から消してください",
    "`requirement` names a talent category that is not among `levels`",
);

/// A course.
#[derive(Clone, Debug)]
pub struct Course {
    /// Identity and freshness.
    pub meta: Meta,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Reading; the title when none was given.
    pub yomi: String,
    /// Talent categories it is for, with how it is required there.
    pub levels: Vec<(Key<Level>, Requirement)>,
    /// Skills it teaches, with the step it leads to.
    pub skills: Vec<(Key<Skill>, u8)>,
    /// How it is held.
    pub format: Vec<Format>,
    /// Who teaches.
    pub instructor: Option<Instructor>,
    /// Department that offers it.
    pub provider: Option<Key<Department>>,
    /// Partner firm or school.
    pub partner: Option<String>,
    /// Length in minutes.
    pub duration_minutes: Option<u32>,
    /// Cost for the learner in yen.
    pub cost: i64,
    /// Network on which it is taken.
    pub access: Option<Access>,
    /// Courses to take before.
    pub prerequisites: Vec<Key<Course>>,
    /// Sittings, by date.
    pub sessions: Vec<Session>,
    /// Last day to finish.
    pub due: Option<Deadline>,
    /// How often.
    pub every: Option<String>,
    /// Indicators it serves.
    pub related_kpi: Vec<Key<Kpi>>,
    /// Tools it treats.
    pub tools: Vec<Key<Tool>>,
    /// What one can do afterwards.
    pub goals: Vec<String>,
    /// The text of its page.
    pub body: Arc<Markdown>,
}
entity!(Course, title);

/// A sitting of a course.
#[derive(Clone, Debug)]
pub struct Session {
    /// Where it was read.
    pub origin: Origin,
    /// Its fields.
    pub value: schema::Session,
}

impl Session {
    /// When it takes place, as it holds now.
    pub fn when(&self) -> &When {
        let moved = self.value.moved_to.as_ref().filter(|_| self.status() == SessionStatus::Postponed);
        moved.unwrap_or(&self.value.date)
    }

    /// Where it stands.
    pub fn status(&self) -> SessionStatus {
        self.value.status.unwrap_or(SessionStatus::Confirmed)
    }

    /// Whether it takes place at [`Session::when`].
    pub fn is_held(&self) -> bool {
        self.status().is_held(self.value.moved_to.is_some())
    }

    /// Whether people can still apply, as far as its state says.
    pub fn takes_applications(&self) -> bool {
        self.status().takes_applications(self.value.moved_to.is_some())
    }

    /// First and last day of each part: one part that may last for days, or a part for each of several days.
    pub fn spans(&self) -> Vec<(Day, Day)> {
        let days = self.when().days();
        match (days, self.until()) {
            ([day], Some(until)) => vec![(*day, until)],
            (days, _) => days.iter().map(|day| (*day, *day)).collect(),
        }
    }

    /// The last day of days in a row. A session that was put off says its last day with the new date.
    pub fn until(&self) -> Option<Day> {
        self.value.until.filter(|_| self.when() == &self.value.date)
    }

    /// The first day on which it may take place.
    pub fn first(&self) -> Option<Day> {
        self.when().first()
    }

    /// The last day on which it may take place.
    pub fn last(&self) -> Option<Day> {
        self.until().or_else(|| self.when().last())
    }

    /// Whether it has a date that a calendar can hold.
    pub fn has_dates(&self) -> bool {
        !self.when().days().is_empty() || self.takes_applications() && self.value.apply.is_some()
    }

    /// Whether it can still take place on `today` or later.
    pub fn lies_ahead(&self, today: Day) -> bool {
        self.is_held() && self.last().is_none_or(|last| last >= today)
    }
}

impl Course {
    pub(super) fn resolve(document: Document<schema::Course>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Document { record: Record { value, common, origin }, id, body } = document;
        let schema::Course {
            id: _,
            title,
            summary,
            yomi,
            levels,
            skills,
            requirement,
            format,
            instructor,
            provider,
            partner,
            duration_minutes,
            cost,
            access,
            prerequisites,
            sessions,
            due,
            every,
            related_kpi,
            tools,
            goals,
            extra: _,
        } = value;
        if let RequirementBy::Level(by) = &requirement {
            for level in by.keys().filter(|level| !levels.contains(level)) {
                let place = origin.key(&format!("requirement.{level}"));
                let meant = levels.iter().map(Id::as_str);
                findings.push(
                    Diagnostic::new(
                        &REQUIREMENT_LEVEL,
                        text!("requirement の「{level}」が levels にありません", "\"{level}\" of `requirement` is not among `levels`"),
                    )
                    .at(place)
                    .record(id.as_str())
                    .hint(text!("levels に {level} を足すか、この項目を消してください", "add {level} to `levels`, or remove it here"))
                    .did_you_mean(closest(level.as_str(), meant)),
                );
            }
        }
        let of = |level: &Id| match &requirement {
            RequirementBy::All(requirement) => *requirement,
            RequirementBy::Level(by) => by.get(level).copied().unwrap_or_default(),
        };
        let levels = levels
            .iter()
            .enumerate()
            .filter_map(|(at, level)| Some((names.find(level, &origin, &format!("levels[{at}]"), findings)?, of(level))))
            .collect();
        let mut steps: Vec<_> = skills
            .into_iter()
            .filter_map(|(skill, step)| Some((names.find(&skill, &origin, &format!("skills.{skill}"), findings)?, step)))
            .collect();
        steps.sort();
        let mut sessions: Vec<_> = sessions
            .into_iter()
            .enumerate()
            .map(|(at, value)| Session { origin: origin.part(&format!("sessions[{at}]")), value })
            .collect();
        // What has no date yet comes last.
        sessions.sort_by_key(|session| session.first().map_or((1, None), |first| (0, Some(first))));
        Self {
            yomi: yomi.unwrap_or_else(|| title.clone()),
            title,
            summary,
            levels,
            skills: steps,
            format,
            instructor,
            provider: key(provider, "provider", &origin, names, findings),
            partner,
            duration_minutes,
            cost,
            access,
            prerequisites: keys(&prerequisites, "prerequisites", &origin, names, findings),
            sessions,
            due,
            every,
            related_kpi: keys(&related_kpi, "related_kpi", &origin, names, findings),
            tools: keys(&tools, "tools", &origin, names, findings),
            goals,
            body,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }

    /// How it is required for `level`, if it is for that level at all.
    pub fn requirement(&self, level: Key<Level>) -> Option<Requirement> {
        self.levels.iter().find(|(for_level, _)| *for_level == level).map(|(_, requirement)| *requirement)
    }

    /// The strongest requirement over its levels.
    pub fn strongest(&self) -> Requirement {
        self.levels.iter().map(|(_, requirement)| *requirement).min().unwrap_or_default()
    }

    /// The first sitting on or after `today`.
    pub fn next_session(&self, today: Day) -> Option<&Session> {
        let ahead = || self.sessions.iter().filter(|session| session.lies_ahead(today));
        ahead().find(|session| session.takes_applications()).or_else(|| ahead().next())
    }
}

/// The rule by which a level is assessed.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// Identity (the level's id) and freshness.
    pub meta: Meta,
    /// The level.
    pub level: Key<Level>,
    /// Department that recognises.
    pub recognized_by: Option<Key<Department>>,
    /// What must be met.
    pub rule: Rule,
    /// What must be repeated to keep it: course and how often.
    pub keep: Option<(Key<Course>, String)>,
    /// Explanation.
    pub note: Option<String>,
}

/// A node of an assessment rule.
#[derive(Clone, Debug)]
pub enum Rule {
    /// All of these.
    All(Vec<Rule>),
    /// At least so many of these; `any` is one of them.
    AtLeast(usize, Vec<Rule>, Origin),
    /// A course has been taken.
    Course(Key<Course>),
    /// An exam has been passed.
    Exam(Key<Exam>),
    /// Work experience: role and months.
    Work(String, u32),
    /// A level has been recognised.
    Level(Key<Level>),
}

impl Rule {
    fn resolve(rule: schema::Rule, origin: &Origin, names: &Names, findings: &mut Diagnostics) -> Option<Self> {
        let schema::Rule { all, any, at_least, course, exam, work, level } = rule;
        let given = [all.is_some(), any.is_some(), at_least.is_some(), course.is_some(), exam.is_some(), work.is_some(), level.is_some()];
        let count = given.iter().filter(|given| **given).count();
        // A misspelt key is a finding of its own.
        if count == 0 && origin.has_other_key(&["all", "any", "at_least", "course", "exam", "work", "level"]) {
            return None;
        }
        if count != 1 {
            findings.push(
                Diagnostic::new(&BAD_RULE, text!("条件の書き方が決まりに合っていません", "this is no rule")).at(origin.place("")).hint(
                    text!(
                        "all、any、at_least、course、exam、work、level のどれか1つだけを書いてください",
                        "write exactly one of all, any, at_least, course, exam, work, level"
                    ),
                ),
            );
            return None;
        }
        let mut nodes = |rules: Vec<schema::Rule>, field: &str| -> Vec<Rule> {
            rules
                .into_iter()
                .enumerate()
                .filter_map(|(at, rule)| Self::resolve(rule, &origin.part(&format!("{field}[{at}]")), names, findings))
                .collect()
        };
        if let Some(rules) = all {
            return Some(Self::All(nodes(rules, "all")));
        }
        if let Some(rules) = any {
            return Some(Self::AtLeast(1, nodes(rules, "any"), origin.part("any")));
        }
        if let Some(schema::AtLeast { n, of }) = at_least {
            return Some(Self::AtLeast(n, nodes(of, "at_least.of"), origin.part("at_least")));
        }
        if let Some(work) = work {
            return Some(Self::Work(work.role, work.months));
        }
        if course.is_some() {
            return key(course, "course", origin, names, findings).map(Self::Course);
        }
        if exam.is_some() {
            return key(exam, "exam", origin, names, findings).map(Self::Exam);
        }
        key(level, "level", origin, names, findings).map(Self::Level)
    }

    /// Calls `visit` for this node and every node below it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Rule)) {
        visit(self);
        if let Self::All(rules) | Self::AtLeast(_, rules, _) = self {
            for rule in rules {
                rule.walk(visit);
            }
        }
    }
}

impl Assessment {
    /// `None` when its level does not exist: there is nothing to assess.
    pub(super) fn resolve(record: Record<schema::Assessment>, names: &Names, findings: &mut Diagnostics) -> Option<Self> {
        let Record { value, common, origin } = record;
        let schema::Assessment { level: level_id, recognized_by, rule, keep, note } = value;
        let level = names.find(&level_id, &origin, "level", findings);
        let recognized_by = key(recognized_by, "recognized_by", &origin, names, findings);
        let rule = Rule::resolve(rule, &origin.part("rule"), names, findings);
        let keep = keep.and_then(|schema::Keep { course, every }| Some((names.find(&course, &origin, "keep.course", findings)?, every)));
        Some(Self { level: level?, recognized_by, rule: rule?, keep, note, meta: Meta::resolve(level_id, common, origin, names, findings) })
    }
}

/// The deadlines of an application, in the order in which they fall: what kind, and when.
pub fn deadlines(apply: &Apply) -> impl Iterator<Item = (ApplyStep, Deadline)> {
    let Apply { open: _, close, group_close, internal_close, how: _ } = apply;
    [(ApplyStep::Internal, *internal_close), (ApplyStep::Group, *group_close), (ApplyStep::Individual, Some(*close))]
        .into_iter()
        .filter_map(|(step, deadline)| Some((step, deadline?)))
}

/// Which of the deadlines of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApplyStep {
    /// 庁内取りまとめ
    Internal,
    /// 団体申込
    Group,
    /// 個人申込
    Individual,
}
