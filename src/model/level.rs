//! Talent categories, skills and their steps, resolved.
//!
//! Three axes must not be mixed: the level 1–4 of a talent category (人材区分), the step 1–4 of a skill, and the level of an outside
//! scheme such as CCSF.

use super::Key;
use super::meta::{Meta, block, entity, key, keys};
use super::names::Names;
use crate::diagnostic::Diagnostics;
use crate::parse::Markdown;
use crate::schema::{self, LevelKind, Priority, Recognition, Record};
use std::collections::BTreeMap;

/// A talent category (人材区分).
#[derive(Clone, Debug)]
pub struct Level {
    /// Identity and freshness.
    pub meta: Meta,
    /// What it is.
    pub kind: LevelKind,
    /// 1 to 4, for kind `level`.
    pub number: Option<u8>,
    /// Its place among the others, as written.
    pub order: u32,
    /// Name (デジタル推進リーダー人材).
    pub name: String,
    /// Label for chips (レベル1).
    pub label: String,
    /// Label for narrow screens (L1).
    pub short: String,
    /// What such a person can do.
    pub summary: String,
    /// What the plan says of it, word for word.
    pub stated: Option<String>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// Why it is needed.
    pub rationale: Option<Markdown>,
    /// How such people are developed.
    pub development: Vec<String>,
    /// 役割.
    pub role: Vec<String>,
    /// マインドセット.
    pub mindset: Vec<String>,
    /// スキルセット: skill and step, in the order of the skills.
    pub skills: Vec<(Key<Skill>, u8)>,
    /// Categories to be reached before.
    pub prerequisites: Vec<Key<Level>>,
    /// How urgently.
    pub priority: Option<Priority>,
    /// First and last level, for kind `management`.
    pub level_range: Option<(u8, u8)>,
    /// Which level of the range is aimed at.
    pub level_rule: Option<String>,
    /// Categories that outside people supplement.
    pub supplements: Vec<Key<Level>>,
    /// Whether a self-check is offered.
    pub self_check: bool,
    /// State of the recognition system.
    pub recognition: Option<Recognition>,
    /// Explanations that belong on the page.
    pub note: Option<Markdown>,
}
entity!(Level, name);

impl Level {
    /// Whether its label says something beside its name: not one that the name begins with, or is.
    pub fn has_own_label(&self) -> bool {
        !self.name.starts_with(&self.label)
    }

    pub(super) fn resolve(record: Record<schema::Level>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Level {
            id,
            kind,
            number,
            name,
            label,
            short,
            order,
            summary,
            stated,
            audience,
            rationale,
            development,
            role,
            mindset,
            skills,
            prerequisites,
            priority,
            level_range,
            level_rule,
            supplements,
            self_check,
            recognition,
            note,
        } = value;
        let label = label.unwrap_or_else(|| match (kind, number, level_range) {
            (LevelKind::Level, Some(number), _) => format!("レベル{number}"),
            (LevelKind::Management, _, Some((from, to))) => format!("レベル{from}〜{to} 管理"),
            _ => name.clone(),
        });
        let short = short.unwrap_or_else(|| number.map_or_else(|| label.clone(), |number| format!("L{number}")));
        let mut steps: Vec<_> = skills
            .into_iter()
            .filter_map(|(skill, step)| Some((names.find(&skill, &origin, &format!("skills.{skill}"), findings)?, step)))
            .collect();
        steps.sort();
        Self {
            kind,
            number,
            name,
            label,
            short,
            order,
            summary,
            stated,
            audience,
            rationale: block(rationale, "rationale", &origin, findings),
            development,
            role,
            mindset,
            skills: steps,
            prerequisites: keys(&prerequisites, "prerequisites", &origin, names, findings),
            priority,
            level_range,
            level_rule,
            supplements: keys(&supplements, "supplements", &origin, names, findings),
            self_check,
            recognition,
            note: block(note, "note", &origin, findings),
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// A category of skills.
#[derive(Clone, Debug)]
pub struct SkillCategory {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// What belongs to it.
    pub summary: Option<String>,
}
entity!(SkillCategory, name);

impl SkillCategory {
    pub(super) fn resolve(record: Record<schema::SkillCategory>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::SkillCategory { id, name, order: _, summary } = value;
        Self { name, summary, meta: Meta::resolve(id, common, origin, names, findings) }
    }
}

/// A skill.
#[derive(Clone, Debug)]
pub struct Skill {
    /// Identity and freshness.
    pub meta: Meta,
    /// Name.
    pub name: String,
    /// Reading in hiragana.
    pub yomi: String,
    /// Its category.
    pub category: Option<Key<SkillCategory>>,
    /// What it is.
    pub summary: String,
    /// Mapping to other standards.
    pub refs: BTreeMap<String, String>,
    /// できること of steps 1 to 4; `None` where the step is undefined.
    pub steps: BTreeMap<u8, Option<Vec<String>>>,
}
entity!(Skill, name);

impl Skill {
    pub(super) fn resolve(record: Record<schema::Skill>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Skill { id, name, yomi, category, summary, refs, steps } = value;
        let steps = steps
            .into_iter()
            .map(|(step, what)| match what {
                schema::Step::Can(can) => (step, Some(can)),
                schema::Step::Undefined => (step, None),
            })
            .collect();
        Self {
            name,
            yomi,
            category: key(Some(category), "category", &origin, names, findings),
            summary,
            refs,
            steps,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}
