//! External contents, exams, cases, tools: what is offered besides the courses.

use crate::notation::{Day, Deadline, FiscalYear, Id, Quantity};
use serde::Deserialize;

/// Who offers something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Name.
    pub name: String,
    /// Reading in hiragana.
    pub yomi: String,
    /// What it is.
    pub kind: ProviderKind,
}

/// What a provider is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProviderKind {
    /// 国・独立行政法人
    National,
    /// 公的団体
    Public,
    /// 民間
    Private,
    /// 民間（包括連携協定）
    Partner,
}

/// The network on which something opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// LGWANから可
    Lgwan,
    /// インターネット接続端末で開く
    Internet,
    /// どちらからも可
    Both,
    /// 庁内
    Intranet,
}

/// A learning content made by others.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct External {
    /// Permanent name.
    pub id: Id,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Who offers it.
    pub provider: Provider,
    /// Address.
    pub url: String,
    /// Talent categories it is for.
    pub levels: Vec<Id>,
    /// Skills it serves.
    #[serde(default)]
    pub skills: Vec<Id>,
    /// Topic in a word.
    pub topic: String,
    /// Its form.
    pub format: ExternalFormat,
    /// Cost in yen; `null` when it differs by course.
    pub cost: Option<i64>,
    /// What the cost depends on.
    pub cost_note: Option<String>,
    /// Length in minutes.
    pub minutes: Option<i64>,
    /// When it runs and until when one registers.
    pub period: Option<OfferPeriod>,
    /// Network on which it opens.
    pub access: Access,
    /// Who may take part.
    pub join: Option<String>,
    /// When a certificate is given.
    pub certificate: Option<String>,
    /// Recommended by an office.
    pub recommended: Option<Recommended>,
}

/// The form of an external content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExternalFormat {
    /// ポータル
    Portal,
    /// オンライン講座
    Mooc,
    /// 動画
    Video,
    /// PDF資料
    Pdf,
    /// eラーニング
    Elearning,
    /// 演習
    Exercise,
    /// 集合研修
    Classroom,
    /// コミュニティ
    Community,
    /// ウェブサイト
    Site,
}

/// When an offer runs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferPeriod {
    /// Registration until.
    pub register_close: Option<Deadline>,
    /// From.
    pub from: Option<Day>,
    /// To.
    pub to: Option<Day>,
}

/// A recommendation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommended {
    /// Department.
    pub by: Id,
    /// Why.
    pub reason: String,
    /// Until.
    pub until: Option<Day>,
}

/// When an exam can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// On one day.
    FixedDay,
    /// On a day chosen within a window.
    Window,
    /// All year round.
    YearRound,
    /// As the venue offers it.
    PerVenue,
}

/// Who holds an exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExamKind {
    /// 国家試験
    National,
    /// 公的資格
    Public,
    /// 民間・ベンダー資格
    Vendor,
}

/// An examination.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exam {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Abbreviation.
    pub abbr: Option<String>,
    /// Reading, for 五十音順; the name when absent.
    pub yomi: Option<String>,
    /// Who holds it.
    pub provider: Provider,
    /// National, public or vendor.
    pub kind: ExamKind,
    /// When it can be taken.
    pub timing: Timing,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// Step of an outside scheme, never a talent category.
    pub scheme_level: Option<SchemeLevel>,
    /// Talent categories it counts for.
    #[serde(default)]
    pub counts_for: Vec<Id>,
    /// Skills it proves.
    #[serde(default)]
    pub skills: Vec<Id>,
    /// Fee in yen.
    pub fee: Option<i64>,
    /// What the fee depends on, or that it must be checked.
    pub fee_note: Option<String>,
    /// Seats can be booked so many months ahead.
    pub booking_months_ahead: Option<u8>,
    /// Form of the exam (CBT 120分 …).
    pub form: Option<String>,
    /// What it takes to pass.
    pub pass: Option<String>,
    /// Rules for taking it again.
    pub retake: Option<String>,
    /// Courses that prepare for it.
    #[serde(default)]
    pub prepare: Vec<Id>,
    /// First fiscal year.
    pub valid_from: Option<FiscalYear>,
    /// Last fiscal year.
    pub valid_to: Option<FiscalYear>,
    /// The exam that follows it.
    pub successor: Option<Id>,
    /// The exam it follows.
    pub predecessor: Option<Id>,
    /// What changed when.
    #[serde(default)]
    pub history: Vec<ExamChange>,
    /// Address of the holder's page.
    pub url: Option<String>,
}

/// Step of an outside scheme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeLevel {
    /// Its name (CCSF).
    pub scheme: String,
    /// The step.
    pub level: u8,
}

/// What changed about an exam.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamChange {
    /// From this fiscal year.
    pub from: Option<FiscalYear>,
    /// Until this fiscal year.
    pub until: Option<FiscalYear>,
    /// What.
    pub note: String,
}

/// Where a session of a course or a sitting of an exam stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionStatus {
    /// 確定
    Confirmed,
    /// 予定・要確認
    #[default]
    Tentative,
    /// 満席
    Full,
    /// 受付終了, before the deadline
    Closed,
    /// 延期
    Postponed,
    /// 中止
    Cancelled,
}

impl SessionStatus {
    /// Whether it takes place when it is said to; `moved` when a new date of one that was put off is known.
    pub fn is_held(self, moved: bool) -> bool {
        match self {
            Self::Confirmed | Self::Tentative | Self::Full | Self::Closed => true,
            Self::Postponed => moved,
            Self::Cancelled => false,
        }
    }

    /// Whether people can apply before the deadline; `moved` as above.
    pub fn takes_applications(self, moved: bool) -> bool {
        self.is_held(moved) && !matches!(self, Self::Full | Self::Closed)
    }
}

/// One sitting of an examination.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamSession {
    /// Permanent name.
    pub id: Id,
    /// The exam.
    pub exam: Id,
    /// Label (令和8年度 第1回).
    pub label: String,
    /// Where it stands; takes the place of the common `status`.
    #[serde(default)]
    pub status: SessionStatus,
    /// The day, for exams on one day.
    pub date: Option<Day>,
    /// The window, for exams with one.
    pub window: Option<Window>,
    /// The day on which it takes place instead, once it was put off.
    pub moved_to: Option<Day>,
    /// When to apply.
    pub apply: Option<super::Apply>,
    /// Result day.
    pub result: Option<Day>,
}

/// A window of days.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// A case study.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Permanent name.
    pub id: Id,
    /// Title.
    pub title: String,
    /// Division that did it.
    pub department: Id,
    /// Tools used.
    #[serde(default)]
    pub tools: Vec<Id>,
    /// Talent categories it speaks to.
    #[serde(default)]
    pub levels: Vec<Id>,
    /// Skills it shows.
    #[serde(default)]
    pub skills: Vec<Id>,
    /// What was wrong.
    pub problem: String,
    /// What was done (Markdown).
    pub body: Option<String>,
    /// The measured effect.
    pub effect: Effect,
    /// What it took.
    pub effort: Option<Effort>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// When it was published.
    pub published: Day,
    /// The award it won.
    pub award: Option<Id>,
    /// The measure it belongs to.
    pub initiative: Option<Id>,
    /// 自分の課でもできる？ (Markdown)
    pub reuse: Option<String>,
}

/// A measured effect.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// What was measured (作業時間).
    pub measure: String,
    /// Before.
    pub before: Quantity,
    /// After.
    pub after: Quantity,
    /// Unit (分/回).
    pub unit: String,
    /// When.
    pub measured_on: Option<Day>,
}

/// What a case took.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Weeks.
    pub weeks: u32,
    /// Yen.
    pub cost: i64,
}

/// Whom to ask: an office, never a person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Department.
    pub owner: Id,
    /// Extension (内線).
    pub ext: Option<String>,
}

/// A tool.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Permanent name.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Reading.
    pub yomi: String,
    /// What it is for.
    pub summary: Option<String>,
    /// When it came into use.
    pub introduced: Option<crate::notation::Month>,
    /// What kind of tool (業務効率化, 働き方, 公開 …).
    pub category: Option<String>,
}
