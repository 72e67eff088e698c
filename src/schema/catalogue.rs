//! External contents, exams, cases, tools: what is offered besides the courses.

use crate::notation::{Day, Deadline, FiscalYear, Id, Quantity};
use crate::field::{Choice, Fields};

/// Who offers something.
#[derive(Clone, Debug, PartialEq, Eq, Fields)]
pub struct Provider {
    /// Name.
    pub name: String,
    /// Reading in hiragana.
    pub yomi: String,
    /// What it is.
    pub kind: ProviderKind,
}

/// What a provider is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Choice)]
pub enum ProviderKind {
    /// 国・独立行政法人
    #[choice("national", ja = "国・独立行政法人", en = "National body", also = ["国", "国家", "国家試験", "国家資格", "独立行政法人", "国、独立行政法人"])]
    National,
    /// 公的団体
    #[choice("public", ja = "公的団体", en = "Public body", also = ["公的", "公的資格"])]
    Public,
    /// 民間
    #[choice("private", ja = "民間", en = "Private company")]
    Private,
    /// 民間（包括連携協定）
    #[choice("partner", ja = "民間（連携協定）", en = "Private company (partner)", also = ["民間(包括連携協定)", "民間(連携協定)"])]
    Partner,
}

/// The network on which something opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Choice)]
pub enum Access {
    /// LGWANから可
    #[choice("lgwan", ja = "LGWANから可", en = "From LGWAN")]
    Lgwan,
    /// インターネット接続端末で開く
    #[choice("internet", ja = "インターネット接続端末で開く", en = "On an internet terminal", also = ["インターネット", "インターネット接続端末"])]
    Internet,
    /// どちらからも可
    #[choice("both", ja = "庁内・インターネットどちらも可", en = "Office network or internet", also = ["どちらも", "両方"])]
    Both,
    /// 庁内
    #[choice("intranet", ja = "庁内", en = "Office network")]
    Intranet,
}

/// A learning content made by others.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Choice)]
pub enum ExternalFormat {
    /// ポータル
    #[choice("portal", ja = "ポータル", en = "Portal")]
    Portal,
    /// オンライン講座
    #[choice("mooc", ja = "オンライン講座", en = "Online course")]
    Mooc,
    /// 動画
    #[choice("video", ja = "動画", en = "Video")]
    Video,
    /// PDF資料
    #[choice("pdf", ja = "資料（PDF）", en = "Document (PDF)", also = ["pdf資料"])]
    Pdf,
    /// eラーニング
    #[choice("elearning", ja = "eラーニング", en = "E-learning", also = ["e_ラーニング"])]
    Elearning,
    /// 演習
    #[choice("exercise", ja = "演習", en = "Exercise")]
    Exercise,
    /// 集合研修
    #[choice("classroom", ja = "集合研修", en = "Classroom course", also = ["集合", "対面"])]
    Classroom,
    /// コミュニティ
    #[choice("community", ja = "コミュニティ", en = "Community")]
    Community,
    /// ウェブサイト
    #[choice("site", ja = "ウェブサイト", en = "Website")]
    Site,
}

/// When an offer runs.
#[derive(Clone, Debug, Fields)]
pub struct OfferPeriod {
    /// Registration until.
    pub register_close: Option<Deadline>,
    /// From.
    pub from: Option<Day>,
    /// To.
    pub to: Option<Day>,
}

/// A recommendation.
#[derive(Clone, Debug, Fields)]
pub struct Recommended {
    /// Department.
    pub by: Id,
    /// Why.
    pub reason: String,
    /// Until.
    pub until: Option<Day>,
}

/// When an exam can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Choice)]
pub enum Timing {
    /// On one day.
    #[choice("fixed_day", ja = "決まった日", en = "Fixed day", also = ["指定日"])]
    FixedDay,
    /// On a day chosen within a window.
    #[choice("window", ja = "期間の中から選ぶ", en = "Choose within a period", also = ["期間の中で選ぶ", "期間"])]
    Window,
    /// All year round.
    #[choice("year_round", ja = "通年", en = "All year", also = ["一年中", "随時"])]
    YearRound,
    /// As the venue offers it.
    #[choice("per_venue", ja = "会場ごと", en = "Depends on the venue")]
    PerVenue,
}

/// Who holds an exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Choice)]
pub enum ExamKind {
    /// 国家試験
    #[choice("national", ja = "国家試験", en = "National exam", also = ["国", "国家", "国家資格", "独立行政法人", "国、独立行政法人"])]
    National,
    /// 公的資格
    #[choice("public", ja = "公的資格", en = "Public qualification", also = ["公的団体", "公的"])]
    Public,
    /// 民間・ベンダー資格
    #[choice("vendor", ja = "民間・ベンダー資格", en = "Vendor qualification", also = ["民間", "民間資格", "ベンダー", "ベンダー資格"])]
    Vendor,
}

/// An examination.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub counts_for: Vec<Id>,
    /// Skills it proves.
    #[field(default)]
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
    #[field(default)]
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
    #[field(default)]
    pub history: Vec<ExamChange>,
    /// Address of the holder's page.
    pub url: Option<String>,
}

/// Step of an outside scheme.
#[derive(Clone, Debug, Fields)]
pub struct SchemeLevel {
    /// Its name (CCSF).
    pub scheme: String,
    /// The step.
    pub level: u8,
}

/// What changed about an exam.
#[derive(Clone, Debug, Fields)]
pub struct ExamChange {
    /// From this fiscal year.
    pub from: Option<FiscalYear>,
    /// Until this fiscal year.
    pub until: Option<FiscalYear>,
    /// What.
    pub note: String,
}

/// Where a session of a course or a sitting of an exam stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Choice)]
pub enum SessionStatus {
    /// Only with `--drafts`.
    #[choice("draft", ja = "下書き", en = "Draft", also = ["非公開", "準備中"])]
    Draft,
    /// 確定
    #[choice("confirmed", ja = "確定", en = "Confirmed", also = ["決定"])]
    Confirmed,
    /// 予定・要確認
    #[default]
    #[choice("tentative", ja = "予定・要確認", en = "Planned, to be confirmed", also = ["予定", "要確認", "未確定", "仮"])]
    Tentative,
    /// 満席
    #[choice("full", ja = "満席", en = "Full", also = ["満員"])]
    Full,
    /// 受付終了, before the deadline
    #[choice("closed", ja = "受付終了", en = "Applications closed", also = ["締切", "募集終了"])]
    Closed,
    /// 延期
    #[choice("postponed", ja = "延期", en = "Postponed")]
    Postponed,
    /// 中止
    #[choice("cancelled", ja = "中止", en = "Cancelled", also = ["取りやめ"])]
    Cancelled,
}

impl SessionStatus {
    /// Whether it takes place when it is said to; `moved` when a new date of one that was put off is known.
    pub fn is_held(self, moved: bool) -> bool {
        match self {
            Self::Draft | Self::Confirmed | Self::Tentative | Self::Full | Self::Closed => true,
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
#[derive(Clone, Debug, Fields)]
pub struct ExamSession {
    /// Permanent name.
    pub id: Id,
    /// The exam.
    pub exam: Id,
    /// Label (令和8年度 第1回).
    pub label: String,
    /// Where it stands; takes the place of the common `status`.
    #[field(default)]
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
#[derive(Clone, Copy, Debug, Fields)]
pub struct Window {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// A case study.
#[derive(Clone, Debug, Fields)]
pub struct Case {
    /// Permanent name.
    pub id: Id,
    /// Title.
    pub title: String,
    /// Division that did it.
    pub department: Id,
    /// Tools used.
    #[field(default)]
    pub tools: Vec<Id>,
    /// Talent categories it speaks to.
    #[field(default)]
    pub levels: Vec<Id>,
    /// Skills it shows.
    #[field(default)]
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
#[derive(Clone, Debug, Fields)]
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
#[derive(Clone, Copy, Debug, Fields)]
pub struct Effort {
    /// Weeks.
    pub weeks: u32,
    /// Yen.
    pub cost: i64,
}

/// Whom to ask: an office, never a person.
#[derive(Clone, Debug, Fields)]
pub struct Contact {
    /// Department.
    pub owner: Id,
    /// Extension (内線).
    pub ext: Option<String>,
}

/// A tool.
#[derive(Clone, Debug, Fields)]
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
