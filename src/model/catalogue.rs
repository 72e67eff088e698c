//! External contents, exams and their sittings, cases and tools, resolved.

use super::meta::{Meta, block, entity, key, keys};
use super::names::Names;
use super::{Award, Course, Department, Initiative, Key, Level, Skill};
use crate::diagnostic::Diagnostics;
use crate::notation::{Day, FiscalYear, Month};
use crate::parse::Markdown;
use crate::schema::{
    self, Access, Apply, Effect, Effort, ExamChange, ExamKind, ExternalFormat, OfferPeriod, Provider, Record, SchemeLevel, SessionStatus,
    Timing, Window,
};

/// A learning content made by others.
#[derive(Clone, Debug)]
pub struct External {
    /// Identity and freshness.
    pub meta: Meta,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Who offers it.
    pub provider: Provider,
    /// Address.
    pub url: String,
    /// Talent categories it is for.
    pub levels: Vec<Key<Level>>,
    /// Skills it serves.
    pub skills: Vec<Key<Skill>>,
    /// Topic in a word.
    pub topic: String,
    /// Its form.
    pub format: ExternalFormat,
    /// Cost in yen; `None` when it differs.
    pub cost: Option<i64>,
    /// What the cost depends on.
    pub cost_note: Option<String>,
    /// Length in minutes.
    pub minutes: Option<i64>,
    /// When it runs.
    pub period: Option<OfferPeriod>,
    /// Network on which it opens.
    pub access: Access,
    /// Who may take part.
    pub join: Option<String>,
    /// When a certificate is given.
    pub certificate: Option<String>,
    /// Recommendation: by whom, why, until when.
    pub recommended: Option<Recommended>,
}
entity!(External, title);

/// A recommendation.
#[derive(Clone, Debug)]
pub struct Recommended {
    /// Department.
    pub by: Option<Key<Department>>,
    /// Why.
    pub reason: String,
    /// Until.
    pub until: Option<Day>,
}

impl External {
    pub(super) fn resolve(record: Record<schema::External>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::External {
            id,
            title,
            summary,
            provider,
            url,
            levels,
            skills,
            topic,
            format,
            cost,
            cost_note,
            minutes,
            period,
            access,
            join,
            certificate,
            recommended,
        } = value;
        let recommended = recommended.map(|schema::Recommended { by, reason, until }| Recommended {
            by: key(Some(by), "recommended.by", &origin, names, findings),
            reason,
            until,
        });
        Self {
            title,
            summary,
            provider,
            url,
            levels: keys(&levels, "levels", &origin, names, findings),
            skills: keys(&skills, "skills", &origin, names, findings),
            topic,
            format,
            cost,
            cost_note,
            minutes,
            period,
            access,
            join,
            certificate,
            recommended,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }

    /// Whether it is recommended on `today`.
    pub fn recommended_on(&self, today: Day) -> Option<&Recommended> {
        self.recommended.as_ref().filter(|recommended| recommended.until.is_none_or(|until| today <= until))
    }
}

/// An examination.
#[derive(Clone, Debug)]
pub struct Exam {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// Abbreviation.
    pub abbr: Option<String>,
    /// Reading; the name when none was given.
    pub yomi: String,
    /// Who holds it.
    pub provider: Provider,
    /// National, public or vendor.
    pub kind: ExamKind,
    /// When it can be taken.
    pub timing: Timing,
    /// What it is about.
    pub summary: Option<String>,
    /// Step of an outside scheme.
    pub scheme_level: Option<SchemeLevel>,
    /// Talent categories it counts for.
    pub counts_for: Vec<Key<Level>>,
    /// Skills it proves.
    pub skills: Vec<Key<Skill>>,
    /// Fee in yen.
    pub fee: Option<i64>,
    /// What the fee depends on.
    pub fee_note: Option<String>,
    /// Seats can be booked so many months ahead.
    pub booking_months_ahead: Option<u8>,
    /// Form of the exam.
    pub form: Option<String>,
    /// What it takes to pass.
    pub pass: Option<String>,
    /// Rules for taking it again.
    pub retake: Option<String>,
    /// Courses that prepare for it.
    pub prepare: Vec<Key<Course>>,
    /// First fiscal year.
    pub valid_from: Option<FiscalYear>,
    /// Last fiscal year.
    pub valid_to: Option<FiscalYear>,
    /// The exam that follows it.
    pub successor: Option<Key<Exam>>,
    /// The exam it follows.
    pub predecessor: Option<Key<Exam>>,
    /// What changed when.
    pub history: Vec<ExamChange>,
    /// Address of the holder's page.
    pub url: Option<String>,
}
entity!(Exam, name);

impl Exam {
    pub(super) fn resolve(record: Record<schema::Exam>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Exam {
            id,
            name,
            abbr,
            yomi,
            provider,
            kind,
            timing,
            summary,
            scheme_level,
            counts_for,
            skills,
            fee,
            fee_note,
            booking_months_ahead,
            form,
            pass,
            retake,
            prepare,
            valid_from,
            valid_to,
            successor,
            predecessor,
            history,
            url,
        } = value;
        Self {
            yomi: yomi.unwrap_or_else(|| name.clone()),
            name,
            abbr,
            provider,
            kind,
            timing,
            summary,
            scheme_level,
            counts_for: keys(&counts_for, "counts_for", &origin, names, findings),
            skills: keys(&skills, "skills", &origin, names, findings),
            fee,
            fee_note,
            booking_months_ahead,
            form,
            pass,
            retake,
            prepare: keys(&prepare, "prepare", &origin, names, findings),
            valid_from,
            valid_to,
            successor: key(successor, "successor", &origin, names, findings),
            predecessor: key(predecessor, "predecessor", &origin, names, findings),
            history,
            url,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// One sitting of an examination.
#[derive(Clone, Debug)]
pub struct ExamSession {
    /// Identity and freshness.
    pub meta: Meta,
    /// The exam.
    pub exam: Key<Exam>,
    /// Label (令和8年度 第1回).
    pub label: String,
    /// Where it stands.
    pub status: SessionStatus,
    /// The day, for exams on one day.
    pub date: Option<Day>,
    /// The window, for exams with one.
    pub window: Option<Window>,
    /// The day on which it takes place instead, once it was put off.
    pub moved_to: Option<Day>,
    /// When to apply.
    pub apply: Option<Apply>,
    /// Result day.
    pub result: Option<Day>,
}
entity!(ExamSession, label);

impl ExamSession {
    /// `None` when its exam does not exist.
    pub(super) fn resolve(record: Record<schema::ExamSession>, names: &Names, findings: &mut Diagnostics) -> Option<Self> {
        let Record { value, common, origin } = record;
        let schema::ExamSession { id, exam, label, status, date, window, moved_to, apply, result } = value;
        let exam = names.find(&exam, &origin, "exam", findings);
        let meta = Meta::resolve(id, common, origin, names, findings);
        Some(Self { meta, exam: exam?, label, status, date, window, moved_to, apply, result })
    }

    /// First and last day of the exam itself, as they hold now.
    pub fn days(&self) -> Option<(Day, Day)> {
        let day = self.moved_to.filter(|_| self.status == SessionStatus::Postponed).or(self.date);
        day.map(|date| (date, date)).or_else(|| self.window.map(|window| (window.from, window.to)))
    }

    /// Whether it takes place on [`ExamSession::days`].
    pub fn is_held(&self) -> bool {
        self.status.is_held(self.moved_to.is_some())
    }

    /// Whether people can still apply, as far as its state says.
    pub fn takes_applications(&self) -> bool {
        self.status.takes_applications(self.moved_to.is_some())
    }
}

/// A case study.
#[derive(Clone, Debug)]
pub struct Case {
    /// Identity and freshness.
    pub meta: Meta,
    /// Title.
    pub title: String,
    /// Division that did it.
    pub department: Option<Key<Department>>,
    /// Tools used.
    pub tools: Vec<Key<Tool>>,
    /// Talent categories it speaks to.
    pub levels: Vec<Key<Level>>,
    /// Skills it shows.
    pub skills: Vec<Key<Skill>>,
    /// What was wrong.
    pub problem: String,
    /// What was done (Markdown).
    pub body: Option<Markdown>,
    /// The measured effect.
    pub effect: Effect,
    /// What it took.
    pub effort: Option<Effort>,
    /// Whom to ask: department and extension.
    pub contact: Option<(Option<Key<Department>>, Option<String>)>,
    /// When it was published.
    pub published: Day,
    /// The award it won.
    pub award: Option<Key<Award>>,
    /// The measure it belongs to.
    pub initiative: Option<Key<Initiative>>,
    /// 自分の課でもできる？ (Markdown)
    pub reuse: Option<Markdown>,
}
entity!(Case, title);

impl Case {
    pub(super) fn resolve(record: Record<schema::Case>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Case {
            id,
            title,
            department,
            tools,
            levels,
            skills,
            problem,
            body,
            effect,
            effort,
            contact,
            published,
            award,
            initiative,
            reuse,
        } = value;
        Self {
            title,
            department: key(Some(department), "department", &origin, names, findings),
            tools: keys(&tools, "tools", &origin, names, findings),
            levels: keys(&levels, "levels", &origin, names, findings),
            skills: keys(&skills, "skills", &origin, names, findings),
            problem,
            body: block(body, "body", &origin, findings),
            effect,
            effort,
            contact: contact.map(|schema::Contact { owner, ext }| (key(Some(owner), "contact.owner", &origin, names, findings), ext)),
            published,
            award: key(award, "award", &origin, names, findings),
            initiative: key(initiative, "initiative", &origin, names, findings),
            reuse: block(reuse, "reuse", &origin, findings),
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A tool.
#[derive(Clone, Debug)]
pub struct Tool {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// Reading.
    pub yomi: String,
    /// What it is for.
    pub summary: Option<String>,
    /// When it came into use.
    pub introduced: Option<Month>,
    /// What kind of tool.
    pub category: Option<String>,
}
entity!(Tool, name);

impl Tool {
    pub(super) fn resolve(record: Record<schema::Tool>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Tool { id, name, yomi, summary, introduced, category } = value;
        Self { name, yomi, summary, introduced, category, meta: Meta::resolve(id, common, origin, names, findings) }
    }
}
