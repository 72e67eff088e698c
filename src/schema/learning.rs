//! Levels, skills, courses and assessment: what is learned and how it is counted.

use super::SessionStatus;
use crate::notation::{Day, Deadline, Id, Time, When};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a talent category is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LevelKind {
    /// For everybody.
    Base,
    /// One of the numbered levels.
    Level,
    /// Managers over several levels.
    Management,
    /// People from outside.
    External,
}

/// A talent category (人材区分).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Permanent name.
    pub id: Id,
    /// What it is.
    pub kind: LevelKind,
    /// 1 to 4, for kind `level`.
    pub number: Option<u8>,
    /// Name (デジタル推進リーダー人材).
    pub name: String,
    /// Short label for chips (レベル1, 全職員); made from the kind and number when absent.
    pub label: Option<String>,
    /// Very short label for narrow screens (L1).
    pub short: Option<String>,
    /// Order from the first to the last.
    #[serde(default)]
    pub order: u32,
    /// What such a person can do, in a sentence.
    #[serde(default)]
    pub summary: String,
    /// What the plan says of it, word for word.
    pub stated: Option<String>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// Why it is needed (Markdown).
    pub rationale: Option<String>,
    /// How such people are developed, point by point.
    #[serde(default)]
    pub development: Vec<String>,
    /// 役割.
    #[serde(default)]
    pub role: Vec<String>,
    /// マインドセット.
    #[serde(default)]
    pub mindset: Vec<String>,
    /// スキルセット: skill → step that is needed.
    #[serde(default)]
    pub skills: BTreeMap<Id, u8>,
    /// Categories to be reached before.
    #[serde(default)]
    pub prerequisites: Vec<Id>,
    /// `focus` or `as-needed`.
    pub priority: Option<Priority>,
    /// First and last level, for kind `management`.
    pub level_range: Option<(u8, u8)>,
    /// Which level of the range is aimed at.
    pub level_rule: Option<String>,
    /// Categories that outside people supplement.
    #[serde(default)]
    pub supplements: Vec<Id>,
    /// Whether a self-check is offered.
    #[serde(default = "yes")]
    pub self_check: bool,
    /// State of the recognition system.
    pub recognition: Option<Recognition>,
    /// Explanations that belong on the page (Markdown).
    pub note: Option<String>,
}

pub(crate) fn yes() -> bool {
    true
}

/// How urgently people of a category are developed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Everybody must have it.
    Mandatory,
    /// 重点的に育成.
    Focus,
    /// 必要に応じて.
    AsNeeded,
}

/// State of the recognition of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recognition {
    /// 検討中
    Planned,
    /// 試行
    Trial,
    /// 運用
    Running,
}

/// A category of skills.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkillCategory {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Order.
    #[serde(default)]
    pub order: u32,
    /// What belongs to it.
    pub summary: Option<String>,
}

/// A skill.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Reading in hiragana, for 五十音順.
    pub yomi: String,
    /// Its category.
    pub category: Id,
    /// What it is, in a sentence.
    pub summary: String,
    /// Mapping to other standards (`dss: L-what-data-read`).
    #[serde(default)]
    pub refs: BTreeMap<String, String>,
    /// できること by step 1 to 4.
    pub steps: BTreeMap<u8, Step>,
}

/// What one can do at a step of a skill.
#[derive(Clone, Debug)]
pub enum Step {
    /// できること.
    Can(Vec<String>),
    /// `undefined`: this step is deliberately not defined.
    Undefined,
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Can {
            can: Vec<String>,
        }
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Step;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("`can:` with a list, or the word undefined")
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Step, E> {
                if word == "undefined" { Ok(Step::Undefined) } else { Err(E::unknown_variant(word, &["undefined"])) }
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Step, A::Error> {
                Can::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(|step| Step::Can(step.can))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Whether a course must be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Requirement {
    /// 必須
    Mandatory,
    /// 選択
    Elective,
    /// 任意
    #[default]
    Optional,
}

/// How a course is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// 集合（座学）
    Classroom,
    /// eラーニング
    Elearning,
    /// オンライン配信
    Online,
    /// OJT
    Ojt,
    /// 勉強会
    StudyGroup,
    /// 説明会
    Briefing,
    /// 派遣
    Dispatch,
}

/// Who teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instructor {
    /// 内部講師
    Internal,
    /// 外部講師
    External,
    /// 民間（連携協定）
    Partner,
}

/// Front matter of a course page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Permanent name; the file's name when absent.
    pub id: Option<Id>,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Reading, for 五十音順.
    pub yomi: Option<String>,
    /// Talent categories it is for.
    pub levels: Vec<Id>,
    /// Skills it teaches: skill → step it leads to.
    #[serde(default)]
    pub skills: BTreeMap<Id, u8>,
    /// Mandatory, elective or optional: one word for all levels, or a map level → word.
    #[serde(default)]
    pub requirement: RequirementBy,
    /// How it is held; several when mixed.
    pub format: Vec<Format>,
    /// Who teaches.
    pub instructor: Option<Instructor>,
    /// Department that offers it.
    pub provider: Option<Id>,
    /// Partner firm or school, as written.
    pub partner: Option<String>,
    /// Length in minutes.
    pub duration_minutes: Option<u32>,
    /// Cost for the learner in yen.
    #[serde(default)]
    pub cost: i64,
    /// Network on which it is taken.
    pub access: Option<super::Access>,
    /// Courses to take before.
    #[serde(default)]
    pub prerequisites: Vec<Id>,
    /// Sittings.
    #[serde(default)]
    pub sessions: Vec<Session>,
    /// Last day to finish, for e-learning.
    pub due: Option<Deadline>,
    /// How often: 毎年度.
    pub every: Option<String>,
    /// Indicators it serves.
    #[serde(default)]
    pub related_kpi: Vec<Id>,
    /// Tools it treats.
    #[serde(default)]
    pub tools: Vec<Id>,
    /// What one can do afterwards.
    #[serde(default)]
    pub goals: Vec<String>,
    /// Free fields.
    #[serde(default)]
    pub extra: BTreeMap<String, serde_yaml::Value>,
}

/// One requirement for all levels, or one per level.
#[derive(Clone, Debug)]
pub enum RequirementBy {
    /// The same for all.
    All(Requirement),
    /// Level by level.
    Level(BTreeMap<Id, Requirement>),
}

impl Default for RequirementBy {
    fn default() -> Self {
        Self::All(Requirement::default())
    }
}

impl<'de> Deserialize<'de> for RequirementBy {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = RequirementBy;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("mandatory, elective or optional, or a map from level to one of them")
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<RequirementBy, E> {
                Requirement::deserialize(serde::de::value::StrDeserializer::new(word)).map(RequirementBy::All)
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<RequirementBy, A::Error> {
                BTreeMap::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(RequirementBy::Level)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// One sitting of a course.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Permanent name.
    pub id: Id,
    /// Label (第1回).
    pub label: Option<String>,
    /// The day, the first of several in a row, several days, a month, or 未定.
    pub date: When,
    /// Last day, when it lasts longer.
    pub until: Option<Day>,
    /// Where it stands; [`SessionStatus::Confirmed`] when nothing is said.
    pub status: Option<SessionStatus>,
    /// When it takes place instead, once it was put off.
    pub moved_to: Option<When>,
    /// Begins at.
    pub start: Option<Time>,
    /// Ends at.
    pub end: Option<Time>,
    /// How it is held, when it differs from the course.
    pub format: Option<Format>,
    /// Room or site.
    pub place: Option<String>,
    /// Seats.
    pub capacity: Option<i64>,
    /// When and how to apply.
    pub apply: Option<Apply>,
    /// The recording stays until.
    pub archive_until: Option<Day>,
}

/// When and how to apply.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// Opens on.
    pub open: Option<Day>,
    /// Individuals by.
    pub close: Deadline,
    /// Groups by.
    pub group_close: Option<Deadline>,
    /// Lists to the office in charge by (庁内取りまとめ).
    pub internal_close: Option<Deadline>,
    /// How.
    pub how: Option<String>,
}

/// The rule by which a level is assessed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The level.
    pub level: Id,
    /// Department that recognises.
    pub recognized_by: Option<Id>,
    /// What must be met.
    pub rule: Rule,
    /// What must be repeated to keep it.
    pub keep: Option<Keep>,
    /// Explanation.
    pub note: Option<String>,
}

/// What must be repeated.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// The course.
    pub course: Id,
    /// How often.
    pub every: String,
}

/// A node of an assessment rule: exactly one of the keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// All of these.
    pub all: Option<Vec<Rule>>,
    /// Any one of these.
    pub any: Option<Vec<Rule>>,
    /// At least n of these.
    pub at_least: Option<AtLeast>,
    /// A course has been taken.
    pub course: Option<Id>,
    /// An exam has been passed.
    pub exam: Option<Id>,
    /// Work experience.
    pub work: Option<Work>,
    /// A level has been recognised.
    pub level: Option<Id>,
}

/// At least `n` of the nodes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    /// How many.
    pub n: usize,
    /// Of which.
    pub of: Vec<Rule>,
}

/// Work experience.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// In which role.
    pub role: String,
    /// For how many months.
    pub months: u32,
}
