//! Levels, skills, courses and assessment: what is learned and how it is counted.

use super::SessionStatus;
use crate::notation::{Day, Deadline, Id, Time, When};
use crate::field::{Choice, Field, Problem, Reader, Fields, Shape, Value, Wanted};
use crate::text;
use std::collections::BTreeMap;

/// What a talent category is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum LevelKind {
    /// For everybody.
    #[choice("base", ja = "全職員", en = "All staff")]
    Base,
    /// One of the numbered levels.
    #[choice("level", ja = "レベル", en = "Level", also = ["番号のあるレベル"])]
    Level,
    /// Managers over several levels.
    #[choice("management", ja = "管理", en = "Managers", also = ["管理職"])]
    Management,
    /// People from outside.
    #[choice("external", ja = "外部人材", en = "Outside people")]
    External,
}

/// A talent category (人材区分).
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub order: u32,
    /// What such a person can do, in a sentence.
    #[field(default)]
    pub summary: String,
    /// What the plan says of it, word for word.
    pub stated: Option<String>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// Why it is needed (Markdown).
    pub rationale: Option<String>,
    /// How such people are developed, point by point.
    #[field(default)]
    pub development: Vec<String>,
    /// 役割.
    #[field(default)]
    pub role: Vec<String>,
    /// マインドセット.
    #[field(default)]
    pub mindset: Vec<String>,
    /// スキルセット: skill → step that is needed.
    #[field(default)]
    pub skills: BTreeMap<Id, u8>,
    /// Categories to be reached before.
    #[field(default)]
    pub prerequisites: Vec<Id>,
    /// `focus` or `as-needed`.
    pub priority: Option<Priority>,
    /// First and last level, for kind `management`.
    pub level_range: Option<(u8, u8)>,
    /// Which level of the range is aimed at.
    pub level_rule: Option<String>,
    /// Categories that outside people supplement.
    #[field(default)]
    pub supplements: Vec<Id>,
    /// Whether a self-check is offered.
    #[field(default = true)]
    pub self_check: bool,
    /// State of the recognition system.
    pub recognition: Option<Recognition>,
    /// Explanations that belong on the page (Markdown).
    pub note: Option<String>,
}

/// How urgently people of a category are developed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Priority {
    /// Everybody must have it.
    #[choice("mandatory", ja = "全員が必須", en = "Mandatory for all", also = ["全員に必須"])]
    Mandatory,
    /// 重点的に育成.
    #[choice("focus", ja = "重点的に育成", en = "Development focus", also = ["重点"])]
    Focus,
    /// 必要に応じて.
    #[choice("as-needed", ja = "必要に応じて育成", en = "Developed as needed", also = ["必要に応じて"])]
    AsNeeded,
}

/// State of the recognition of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Recognition {
    /// 検討中
    #[choice("planned", ja = "検討中", en = "Planned")]
    Planned,
    /// 試行
    #[choice("trial", ja = "試行", en = "Trial")]
    Trial,
    /// 運用
    #[choice("running", ja = "運用", en = "Running", also = ["運用中"])]
    Running,
}

/// A category of skills.
#[derive(Clone, Debug, Fields)]
pub struct SkillCategory {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Order.
    #[field(default)]
    pub order: u32,
    /// What belongs to it.
    pub summary: Option<String>,
}

/// A skill.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
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

/// The word that stands in place of a step.
const UNDEFINED: &str = "undefined";

/// A step with its list.
#[derive(Fields)]
struct Can {
    /// What one can do.
    can: Vec<String>,
}

impl Field for Step {
    fn shape() -> Shape {
        Shape::Either(Box::new(Shape::Word(UNDEFINED)), Box::new(Can::shape()))
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Mapping(_) => Can::read(value, reader).map(|step| Self::Can(step.can)),
            Value::String(word) if word == UNDEFINED => Some(Self::Undefined),
            Value::String(word) => reader.tell(Problem::UnknownValue { found: word.clone(), known: vec![UNDEFINED] }),
            _ => {
                let wanted = text!("`can:` のリストか undefined ", "`can:` with a list, or the word undefined");
                reader.wrong(value, Wanted::Described(wanted))
            }
        }
    }
}

/// Whether a course must be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Choice)]
pub enum Requirement {
    /// 必須
    #[choice("mandatory", ja = "必須", en = "Mandatory", also = ["必修"])]
    Mandatory,
    /// 選択
    #[choice("elective", ja = "選択", en = "Elective")]
    Elective,
    /// 任意
    #[default]
    #[choice("optional", ja = "任意", en = "Optional")]
    Optional,
}

/// How a course is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Choice)]
pub enum Format {
    /// 集合（座学）
    #[choice("classroom", ja = "集合", en = "Classroom", also = ["集合研修", "対面"])]
    Classroom,
    /// eラーニング
    #[choice("elearning", ja = "eラーニング", en = "E-learning", also = ["e_ラーニング"])]
    Elearning,
    /// オンライン配信
    #[choice("online", ja = "オンライン配信", en = "Live online", also = ["オンライン", "オンライン研修", "web", "ウェブ"])]
    Online,
    /// OJT
    #[choice("ojt", ja = "OJT", en = "On the job")]
    Ojt,
    /// 勉強会
    #[choice("study-group", ja = "勉強会", en = "Study group")]
    StudyGroup,
    /// 説明会
    #[choice("briefing", ja = "説明会", en = "Briefing")]
    Briefing,
    /// 派遣
    #[choice("dispatch", ja = "派遣", en = "Secondment", also = ["派遣研修"])]
    Dispatch,
}

/// Who teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Instructor {
    /// 内部講師
    #[choice("internal", ja = "内部講師", en = "Internal instructor", also = ["職員", "内部", "庁内"])]
    Internal,
    /// 外部講師
    #[choice("external", ja = "外部講師", en = "External instructor", also = ["外部"])]
    External,
    /// 民間（連携協定）
    #[choice("partner", ja = "民間（連携協定）", en = "Private company (partner)", also = ["連携企業", "企業"])]
    Partner,
}

/// Front matter of a course page.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub skills: BTreeMap<Id, u8>,
    /// Mandatory, elective or optional: one word for all levels, or a map level → word.
    #[field(default)]
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
    #[field(default)]
    pub cost: i64,
    /// Network on which it is taken.
    pub access: Option<super::Access>,
    /// Courses to take before.
    #[field(default)]
    pub prerequisites: Vec<Id>,
    /// Sittings.
    #[field(default)]
    pub sessions: Vec<Session>,
    /// Last day to finish, for e-learning.
    pub due: Option<Deadline>,
    /// How often: 毎年度.
    pub every: Option<String>,
    /// Indicators it serves.
    #[field(default)]
    pub related_kpi: Vec<Id>,
    /// Tools it treats.
    #[field(default)]
    pub tools: Vec<Id>,
    /// What one can do afterwards.
    #[field(default)]
    pub goals: Vec<String>,
    /// Fields of the portal's own theme.
    #[field(default)]
    pub extra: super::Extra,
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

impl Field for RequirementBy {
    fn shape() -> Shape {
        Shape::Either(Box::new(Requirement::shape()), Box::new(BTreeMap::<Id, Requirement>::shape()))
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::String(_) => Requirement::read(value, reader).map(Self::All),
            Value::Mapping(_) => BTreeMap::read(value, reader).map(Self::Level),
            _ => {
                let wanted = text!(
                    " mandatory・elective・optional のどれか、または「人材区分: そのどれか」の組",
                    "mandatory, elective or optional, or a map from level to one of them"
                );
                reader.wrong(value, Wanted::Described(wanted))
            }
        }
    }
}

/// One sitting of a course.
#[derive(Clone, Debug, Fields)]
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
#[derive(Clone, Debug, Fields)]
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
#[derive(Clone, Debug, Fields)]
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
#[derive(Clone, Debug, Fields)]
pub struct Keep {
    /// The course.
    pub course: Id,
    /// How often.
    pub every: String,
}

/// A node of an assessment rule: exactly one of the keys.
#[derive(Clone, Debug, Fields)]
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
#[derive(Clone, Debug, Fields)]
pub struct AtLeast {
    /// How many.
    pub n: usize,
    /// Of which.
    pub of: Vec<Rule>,
}

/// Work experience.
#[derive(Clone, Debug, Fields)]
pub struct Work {
    /// In which role.
    pub role: String,
    /// For how many months.
    pub months: u32,
}
