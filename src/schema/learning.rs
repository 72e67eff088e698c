//! Levels, skills, courses and assessment: what is learned and how it is counted.

use super::SessionStatus;
use super::{NAME, READING, SUMMARY};
use crate::field::{Choice, ChoiceDecl, Field, Fields, Problem, Reader, Shape, Value, ValueDecl, Wanted};
use crate::notation::{Day, Deadline, Id, Time, When};
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
    #[field(ja = "id", help = "名前")]
    pub id: Id,
    /// What it is.
    #[field(ja = "種類", help = "区分の種類")]
    pub kind: LevelKind,
    /// 1 to 4, for kind `level`.
    #[field(ja = "番号", min = 1, max = 4, when = "kind が level のとき", help = "レベルの番号")]
    pub number: Option<u8>,
    /// Name (デジタル推進リーダー人材).
    #[field(ja = "名称", also = NAME, help = "名称（デジタル推進リーダー人材 など）")]
    pub name: String,
    /// Short label for chips (レベル1, 全職員); made from the kind and number when absent.
    #[field(ja = "短い名前", also = ["回", "回次"], help = "札に出す短い名前（レベル1 など）。書かなければ自動")]
    pub label: Option<String>,
    /// Very short label for narrow screens (L1).
    #[field(ja = "略称", help = "狭い画面のためのごく短い名前（L1 など）")]
    pub short: Option<String>,
    /// Order from the first to the last.
    #[field(ja = "並び順", also = ["順番", "順"], help = "順番", default)]
    pub order: u32,
    /// What such a person can do, in a sentence.
    #[field(ja = "概要", also = SUMMARY, help = "できることを一文で", default)]
    pub summary: String,
    /// What the plan says of it, word for word.
    #[field(ja = "計画の文言", help = "計画の文言のとおり")]
    pub stated: Option<String>,
    /// Whom it is for.
    #[field(ja = "対象", help = "だれのためのものか")]
    pub audience: Option<String>,
    /// Why it is needed (Markdown).
    #[field(ja = "必要な理由", text = Markdown, help = "なぜ要るのか")]
    pub rationale: Option<String>,
    /// How such people are developed, point by point.
    #[field(ja = "育て方", default)]
    pub development: Vec<String>,
    /// 役割.
    #[field(ja = "役割", default)]
    pub role: Vec<String>,
    /// マインドセット.
    #[field(ja = "マインドセット", default)]
    pub mindset: Vec<String>,
    /// スキルセット: skill → step that is needed.
    #[field(ja = "スキル", min = 1, max = 4, to = "skills", help = "要るスキルと段階", default)]
    pub skills: BTreeMap<Id, u8>,
    /// Categories to be reached before.
    #[field(ja = "前提", also = ["事前の研修"], to = "levels", help = "先に届いておく区分", default)]
    pub prerequisites: Vec<Id>,
    /// `focus` or `as-needed`.
    #[field(ja = "優先度", help = "育成の優先度")]
    pub priority: Option<Priority>,
    /// First and last level, for kind `management`.
    #[field(ja = "レベルの範囲", help = "管理職などのレベルの範囲")]
    pub level_range: Option<(u8, u8)>,
    /// Which level of the range is aimed at.
    #[field(ja = "目指すレベル", help = "範囲の中のどれを目指すか")]
    pub level_rule: Option<String>,
    /// Categories that outside people supplement.
    #[field(ja = "補う区分", to = "levels", help = "外部人材が補う区分", default)]
    pub supplements: Vec<Id>,
    /// Whether a self-check is offered.
    #[field(ja = "自己チェック", help = "自己チェックを出すか（書かないときは出す）", default = true)]
    pub self_check: bool,
    /// State of the recognition system.
    #[field(ja = "認定の状況", help = "認定の仕組みの状況")]
    pub recognition: Option<Recognition>,
    /// Explanations that belong on the page (Markdown).
    #[field(ja = "説明", also = ["コメント"], text = Markdown, help = "ページに載せる説明")]
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
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "名称", also = NAME)]
    pub name: String,
    /// Order.
    #[field(ja = "並び順", also = ["順番", "順"], help = "順番", default)]
    pub order: u32,
    /// What belongs to it.
    #[field(ja = "概要", also = SUMMARY, help = "何が入るか")]
    pub summary: Option<String>,
}

/// A skill.
#[derive(Clone, Debug, Fields)]
pub struct Skill {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "名称", also = NAME)]
    pub name: String,
    /// Reading in hiragana, for 五十音順.
    #[field(ja = "読み", also = READING, text = Reading, help = "五十音順のための読み")]
    pub yomi: String,
    /// Its category.
    #[field(ja = "分類", to = "skill_categories")]
    pub category: Id,
    /// What it is, in a sentence.
    #[field(ja = "概要", also = SUMMARY, help = "一文の説明")]
    pub summary: String,
    /// Mapping to other standards (`dss: L-what-data-read`).
    #[field(ja = "ほかの基準", help = "ほかの基準との対応（`dss: L-what-data-read` など）", default)]
    pub refs: BTreeMap<String, String>,
    /// できること by step 1 to 4.
    #[field(ja = "段階", min = 1, max = 4, help = "段階ごとの、できること。定めない段階には `undefined` と書きます")]
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
static UNDEFINED: ChoiceDecl =
    ChoiceDecl { name: "step", values: &[ValueDecl { code: "undefined", ja: "定めない", en: "Not defined", also: &["未定義"] }] };

/// A step with its list.
#[derive(Fields)]
struct Can {
    /// What one can do.
    #[field(ja = "できること")]
    can: Vec<String>,
}

impl Field for Step {
    fn shape() -> Shape {
        Shape::Either(Box::new(Shape::Choice(&UNDEFINED)), Box::new(Can::shape()))
    }

    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Mapping(_) => Can::read(value, reader).map(|step| Self::Can(step.can)),
            Value::String(word) if word == UNDEFINED.values[0].code => Some(Self::Undefined),
            Value::String(word) => reader.tell(Problem::UnknownValue { found: word.clone(), known: &UNDEFINED }),
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
    #[field(ja = "id", also = ["番号"], help = "書かなければファイルの名前。書くときはファイルの名前と同じにします")]
    pub id: Option<Id>,
    /// Title.
    #[field(ja = "研修名", also = NAME, help = "研修の名前")]
    pub title: String,
    /// One sentence.
    #[field(ja = "概要", also = SUMMARY, help = "一文の説明")]
    pub summary: String,
    /// Reading, for 五十音順.
    #[field(ja = "読み", also = READING, text = Reading, help = "五十音順のための読み")]
    pub yomi: Option<String>,
    /// Talent categories it is for.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels", help = "対象")]
    pub levels: Vec<Id>,
    /// Skills it teaches: skill → step it leads to.
    #[field(ja = "スキル", min = 1, max = 4, to = "skills", help = "身につくスキルと、届く段階", default)]
    pub skills: BTreeMap<Id, u8>,
    /// Mandatory, elective or optional: one word for all levels, or a map level → word.
    #[field(ja = "必須・選択", also = ["必須", "必修", "区分"], to = "levels", help = "必須・選択・任意（書かないときは任意）。人材区分ごとに変えられます", default)]
    pub requirement: RequirementBy,
    /// How it is held; several when mixed.
    #[field(ja = "形式", also = ["受け方", "実施方法"], help = "受け方")]
    pub format: Vec<Format>,
    /// Who teaches.
    #[field(ja = "講師", help = "講師の種類")]
    pub instructor: Option<Instructor>,
    /// Department that offers it.
    #[field(ja = "実施課", also = ["主催", "提供", "提供元", "実施機関"], to = "departments", help = "行う課")]
    pub provider: Option<Id>,
    /// Partner firm or school, as written.
    #[field(ja = "協力先", help = "協力する会社や学校")]
    pub partner: Option<String>,
    /// Length in minutes.
    #[field(ja = "時間（分）", also = ["時間", "所要時間"], unit = "分", help = "長さ（分）")]
    pub duration_minutes: Option<u32>,
    /// Cost for the learner in yen.
    #[field(ja = "費用（円）", also = ["費用", "料金", "受講料", "受験料", "金額"], unit = "円", help = "受ける人の費用（書かないときは0）", default)]
    pub cost: i64,
    /// Network on which it is taken.
    #[field(ja = "端末", help = "開ける端末")]
    pub access: Option<super::Access>,
    /// Courses to take before.
    #[field(ja = "前提", also = ["事前の研修"], to = "courses", help = "先に受ける研修", default)]
    pub prerequisites: Vec<Id>,
    /// Sittings.
    #[field(ja = "日程", help = "日程（次の表）", default)]
    pub sessions: Vec<Session>,
    /// Last day to finish, for e-learning.
    #[field(ja = "修了期限", also = ["締切", "締切日", "締め切り", "〆切", "申込期限", "申込締切", "受付締切", "受付終了", "申込終了", "期限"], help = "eラーニングを終える期限")]
    pub due: Option<Deadline>,
    /// How often: 毎年度.
    #[field(ja = "くり返し", help = "くり返し（毎年度 など）")]
    pub every: Option<String>,
    /// Indicators it serves.
    #[field(ja = "関係する指標", to = "kpi", help = "関係する成果指標", default)]
    pub related_kpi: Vec<Id>,
    /// Tools it treats.
    #[field(ja = "ツール", to = "tools", help = "扱うツール", default)]
    pub tools: Vec<Id>,
    /// What one can do afterwards.
    #[field(ja = "到達目標", also = ["ねらい"], help = "受けた後にできること", default)]
    pub goals: Vec<String>,
    /// Fields of the portal's own theme.
    #[field(
        ja = "テーマの項目",
        help = "自分のテーマで使う項目（テンプレートが `page.extra` として読みます。入れたままのテーマでは、どこにも出ません）",
        default
    )]
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
    #[field(ja = "id", also = ["番号"], help = "ほかの日程と重ならない名前")]
    pub id: Id,
    /// Label (第1回).
    #[field(ja = "回", also = ["回次"], help = "第1回 など")]
    pub label: Option<String>,
    /// The day, the first of several in a row, several days, a month, or 未定.
    #[field(ja = "開催日", also = ["日付", "日", "年月日", "実施日", "試験日"], help = "日（続くときは最初の日）。下の「日程」のとおり、複数の日、月だけ、未定も書けます")]
    pub date: When,
    /// Last day, when it lasts longer.
    #[field(ja = "最後の日", also = ["期限", "終了", "終了日"], help = "最後の日（`date` が1日のときだけ）")]
    pub until: Option<Day>,
    /// Where it stands; [`SessionStatus::Confirmed`] when nothing is said.
    #[field(ja = "状況", also = ["状態", "下書き"], help = "日程の状態（書かないときは確定）")]
    pub status: Option<SessionStatus>,
    /// When it takes place instead, once it was put off.
    #[field(ja = "延期先の日", help = "延期した先の日（`status: postponed` のとき）")]
    pub moved_to: Option<When>,
    /// Begins at.
    #[field(ja = "開始", also = ["開始日"], help = "始まり")]
    pub start: Option<Time>,
    /// Ends at.
    #[field(ja = "終了", help = "終わり")]
    pub end: Option<Time>,
    /// How it is held, when it differs from the course.
    #[field(ja = "形式", also = ["受け方", "実施方法"], help = "受け方。研修と違うときだけ書きます")]
    pub format: Option<Format>,
    /// Room or site.
    #[field(ja = "会場", also = ["場所"], help = "会場。集合のときは書きます")]
    pub place: Option<String>,
    /// Seats.
    #[field(ja = "定員", also = ["人数"], unit = "人", min = 1)]
    pub capacity: Option<i64>,
    /// When and how to apply.
    #[field(ja = "申込", also = ["申し込み", "受付"], help = "申込（次の表）")]
    pub apply: Option<Apply>,
    /// The recording stays until.
    #[field(ja = "録画の期限", help = "録画を見られる最後の日")]
    pub archive_until: Option<Day>,
}

/// When and how to apply.
#[derive(Clone, Debug, Fields)]
pub struct Apply {
    /// Opens on.
    #[field(ja = "受付開始", also = ["申込開始", "申込開始日", "受付開始日", "開始", "開始日"], help = "受付の始まり")]
    pub open: Option<Day>,
    /// Individuals by.
    #[field(ja = "締切", also = ["締切日", "締め切り", "〆切", "申込期限", "申込締切", "受付締切", "受付終了", "申込終了", "期限"], help = "個人の締切")]
    pub close: Deadline,
    /// Groups by.
    #[field(ja = "団体締切", also = ["団体の締切"], help = "団体の締切")]
    pub group_close: Option<Deadline>,
    /// Lists to the office in charge by (庁内取りまとめ).
    #[field(ja = "庁内締切", also = ["庁内の締切", "庁内取りまとめ", "取りまとめ"], help = "庁内取りまとめの締切。庁内取りまとめ、団体、個人の順にします")]
    pub internal_close: Option<Deadline>,
    /// How.
    #[field(ja = "申込方法", help = "申込の方法")]
    pub how: Option<String>,
}

/// The rule by which a level is assessed.
#[derive(Clone, Debug, Fields)]
pub struct Assessment {
    /// The level.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels", help = "どの区分の条件か")]
    pub level: Id,
    /// Department that recognises.
    #[field(ja = "認定する課", to = "departments")]
    pub recognized_by: Option<Id>,
    /// What must be met.
    #[field(ja = "条件", help = "認定の条件（次の表のどれか1つ）")]
    pub rule: Rule,
    /// What must be repeated to keep it.
    #[field(ja = "更新の条件", help = "保つために、くり返すこと")]
    pub keep: Option<Keep>,
    /// Explanation.
    #[field(ja = "説明", also = ["内容", "コメント"])]
    pub note: Option<String>,
}

/// What must be repeated.
#[derive(Clone, Debug, Fields)]
pub struct Keep {
    /// The course.
    #[field(ja = "研修", to = "courses", help = "くり返し受ける研修")]
    pub course: Id,
    /// How often.
    #[field(ja = "くり返し", help = "くり返す間隔（毎年度、3年ごと など。書いたとおりに出ます）")]
    pub every: String,
}

/// A node of an assessment rule: exactly one of the keys.
#[derive(Clone, Debug, Fields)]
pub struct Rule {
    /// All of these.
    #[field(ja = "すべて", help = "すべて満たす")]
    pub all: Option<Vec<Rule>>,
    /// Any one of these.
    #[field(ja = "どれか", help = "どれか1つを満たす")]
    pub any: Option<Vec<Rule>>,
    /// At least n of these.
    #[field(ja = "いくつか以上", help = "`of` のうち `n` 個以上を満たす")]
    pub at_least: Option<AtLeast>,
    /// A course has been taken.
    #[field(ja = "研修", to = "courses", help = "研修を受けた")]
    pub course: Option<Id>,
    /// An exam has been passed.
    #[field(ja = "試験", also = ["試験名", "資格"], to = "exams", help = "試験に合格した")]
    pub exam: Option<Id>,
    /// Work experience.
    #[field(ja = "職務経験", help = "その職務を、その月数だけ経験した")]
    pub work: Option<Work>,
    /// A level has been recognised.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels", help = "その区分に認定されている")]
    pub level: Option<Id>,
}

/// At least `n` of the nodes.
#[derive(Clone, Debug, Fields)]
pub struct AtLeast {
    /// How many.
    #[field(ja = "いくつ以上", help = "満たす数")]
    pub n: usize,
    /// Of which.
    #[field(ja = "条件", help = "このうちから")]
    pub of: Vec<Rule>,
}

/// Work experience.
#[derive(Clone, Debug, Fields)]
pub struct Work {
    /// In which role.
    #[field(ja = "職務")]
    pub role: String,
    /// For how many months.
    #[field(ja = "月数", unit = "か月", help = "経験した月数")]
    pub months: u32,
}
