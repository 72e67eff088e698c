//! External contents, exams, cases, tools: what is offered besides the courses.

use super::{NAME, READING, SUMMARY};
use crate::field::{Choice, Fields};
use crate::notation::{Day, Deadline, FiscalYear, Id, Quantity};

/// Who offers something.
#[derive(Clone, Debug, PartialEq, Eq, Fields)]
pub struct Provider {
    /// Name.
    #[field(ja = "名称", also = NAME)]
    pub name: String,
    /// Reading in hiragana.
    #[field(ja = "読み", also = READING, text = Reading)]
    pub yomi: String,
    /// What it is.
    #[field(ja = "提供元の種類")]
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
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Title.
    #[field(ja = "題名", also = NAME)]
    pub title: String,
    /// One or two sentences.
    #[field(ja = "概要", also = SUMMARY, help = "一、二文の説明")]
    pub summary: Option<String>,
    /// Who offers it.
    #[field(ja = "提供元", also = ["主催", "提供", "実施機関"], help = "提供者（下の表）")]
    pub provider: Provider,
    /// Address.
    #[field(ja = "アドレス", also = ["リンク"], text = Address, help = "`https://` で始まる、短縮していないアドレス")]
    pub url: String,
    /// Talent categories it is for.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels", help = "対象")]
    pub levels: Vec<Id>,
    /// Skills it serves.
    #[field(ja = "スキル", to = "skills", help = "役に立つスキル", default)]
    pub skills: Vec<Id>,
    /// Topic in a word.
    #[field(ja = "話題", help = "話題を一語で")]
    pub topic: String,
    /// Its form.
    #[field(ja = "形式", also = ["受け方", "実施方法"], help = "コンテンツの形")]
    pub format: ExternalFormat,
    /// Cost in yen; `null` when it differs by course.
    #[field(ja = "費用（円）", also = ["費用", "料金", "受講料", "受験料", "金額"], unit = "円", help = "費用。講座によって違うときは `null`")]
    pub cost: Option<i64>,
    /// What the cost depends on.
    #[field(ja = "費用の説明", help = "費用の説明（数には「円」を付けます）")]
    pub cost_note: Option<String>,
    /// Length in minutes.
    #[field(ja = "時間（分）", also = ["時間", "所要時間"], unit = "分", help = "長さ（分）")]
    pub minutes: Option<i64>,
    /// When it runs and until when one registers.
    #[field(ja = "期間")]
    pub period: Option<OfferPeriod>,
    /// Network on which it opens.
    #[field(ja = "端末", help = "開ける端末")]
    pub access: Access,
    /// Who may take part.
    #[field(ja = "参加の方法", help = "だれが参加できるか")]
    pub join: Option<String>,
    /// When a certificate is given.
    #[field(ja = "修了証", help = "修了証が出る条件")]
    pub certificate: Option<String>,
    /// Recommended by an office.
    #[field(ja = "おすすめ")]
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
    #[field(ja = "登録の期限")]
    pub register_close: Option<Deadline>,
    /// From.
    #[field(ja = "始まり", also = ["開始", "開始日"])]
    pub from: Option<Day>,
    /// To.
    #[field(ja = "終わり", also = ["終了", "終了日"])]
    pub to: Option<Day>,
}

/// A recommendation.
#[derive(Clone, Debug, Fields)]
pub struct Recommended {
    /// Department.
    #[field(ja = "推薦する課", to = "departments")]
    pub by: Id,
    /// Why.
    #[field(ja = "理由", help = "推薦する理由")]
    pub reason: String,
    /// Until.
    #[field(ja = "いつまで", also = ["期限", "終了", "終了日"], help = "いつまで推薦するか")]
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
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "試験名", also = NAME, also = ["試験", "資格"], help = "名称")]
    pub name: String,
    /// Abbreviation.
    #[field(ja = "略称")]
    pub abbr: Option<String>,
    /// Reading, for 五十音順; the name when absent.
    #[field(ja = "読み", also = READING, text = Reading, help = "五十音順のための読み")]
    pub yomi: Option<String>,
    /// Who holds it.
    #[field(ja = "主催", also = ["提供", "提供元", "実施機関"], help = "実施する団体（外部コンテンツの `provider` と同じ）")]
    pub provider: Provider,
    /// National, public or vendor.
    #[field(ja = "試験の種類")]
    pub kind: ExamKind,
    /// When it can be taken.
    #[field(ja = "実施時期", help = "いつ受けられるか")]
    pub timing: Timing,
    /// What it is about, in a sentence.
    #[field(ja = "概要", also = SUMMARY, help = "一文の説明")]
    pub summary: Option<String>,
    /// Step of an outside scheme, never a talent category.
    #[field(ja = "枠組みの段階", help = "ほかの枠組みの段階。人材区分のレベルとは別です")]
    pub scheme_level: Option<SchemeLevel>,
    /// Talent categories it counts for.
    #[field(ja = "認定に数える区分", to = "levels", help = "認定の条件に数える区分", default)]
    pub counts_for: Vec<Id>,
    /// Skills it proves.
    #[field(ja = "スキル", to = "skills", help = "証明するスキル", default)]
    pub skills: Vec<Id>,
    /// Fee in yen.
    #[field(ja = "受験料（円）", also = ["費用", "料金", "受講料", "受験料", "金額"], unit = "円", help = "受験料")]
    pub fee: Option<i64>,
    /// What the fee depends on, or that it must be checked.
    #[field(ja = "受験料の説明")]
    pub fee_note: Option<String>,
    /// Seats can be booked so many months ahead.
    #[field(ja = "予約できる月数", unit = "か月", help = "何か月先まで予約できるか")]
    pub booking_months_ahead: Option<u8>,
    /// Form of the exam (CBT 120分 …).
    #[field(ja = "形式", help = "形式（CBT 120分 など）")]
    pub form: Option<String>,
    /// What it takes to pass.
    #[field(ja = "合格基準", help = "合格の基準")]
    pub pass: Option<String>,
    /// Rules for taking it again.
    #[field(ja = "受け直し", help = "受け直しの決まり")]
    pub retake: Option<String>,
    /// Courses that prepare for it.
    #[field(ja = "準備の研修", to = "courses", help = "準備になる研修", default)]
    pub prepare: Vec<Id>,
    /// First fiscal year.
    #[field(ja = "最初の年度")]
    pub valid_from: Option<FiscalYear>,
    /// Last fiscal year.
    #[field(ja = "最後の年度")]
    pub valid_to: Option<FiscalYear>,
    /// The exam that follows it.
    #[field(ja = "後の試験", to = "exams", help = "後に続く試験。相手の `predecessor` にも書きます")]
    pub successor: Option<Id>,
    /// The exam it follows.
    #[field(ja = "前の試験", to = "exams", help = "前の試験。相手の `successor` にも書きます")]
    pub predecessor: Option<Id>,
    /// What changed when.
    #[field(ja = "変更", help = "変わったこと", default)]
    pub history: Vec<ExamChange>,
    /// Address of the holder's page.
    #[field(ja = "アドレス", also = ["リンク"], text = Address, help = "実施する団体の案内")]
    pub url: Option<String>,
}

/// Step of an outside scheme.
#[derive(Clone, Debug, Fields)]
pub struct SchemeLevel {
    /// Its name (CCSF).
    #[field(ja = "枠組み", help = "枠組みの名前（CCSF など）")]
    pub scheme: String,
    /// The step.
    #[field(ja = "段階", also = ["レベル", "対象", "対象レベル", "人材区分"], help = "枠組みの中の段階")]
    pub level: u8,
}

/// What changed about an exam.
#[derive(Clone, Debug, Fields)]
pub struct ExamChange {
    /// From this fiscal year.
    #[field(ja = "最初の年度", also = ["開始", "開始日"], help = "この年度から")]
    pub from: Option<FiscalYear>,
    /// Until this fiscal year.
    #[field(ja = "最後の年度", also = ["期限", "終了", "終了日"], help = "この年度まで")]
    pub until: Option<FiscalYear>,
    /// What.
    #[field(ja = "変更の内容", also = ["説明", "内容", "コメント"], help = "変わったこと")]
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
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// The exam.
    #[field(ja = "試験", also = ["試験名", "資格"], to = "exams", help = "どの試験か")]
    pub exam: Id,
    /// Label (令和8年度 第1回).
    #[field(ja = "回", also = ["回次"], help = "令和8年度 第1回 など")]
    pub label: String,
    /// Where it stands; takes the place of the common `status`.
    #[field(ja = "状況", also = ["状態", "下書き"], help = "日程の状態（書かないときは予定）", default)]
    pub status: SessionStatus,
    /// The day, for exams on one day.
    #[field(ja = "試験日", also = ["日付", "日", "年月日", "開催日", "実施日"], when = "timing が fixed_day のとき", help = "試験の日")]
    pub date: Option<Day>,
    /// The window, for exams with one.
    #[field(ja = "試験期間", also = ["期間"], when = "timing が window のとき", help = "試験の期間")]
    pub window: Option<Window>,
    /// The day on which it takes place instead, once it was put off.
    #[field(ja = "延期先の日", help = "延期した先の日（`status: postponed` のとき）")]
    pub moved_to: Option<Day>,
    /// When to apply.
    #[field(ja = "申込", also = ["申し込み", "受付"], help = "申込（研修の `apply` と同じ）")]
    pub apply: Option<super::Apply>,
    /// Result day.
    #[field(ja = "結果発表", also = ["合格発表", "発表日"], help = "結果の日")]
    pub result: Option<Day>,
}

/// A window of days.
#[derive(Clone, Copy, Debug, Fields)]
pub struct Window {
    /// First day.
    #[field(ja = "始まり", also = ["開始", "開始日"], help = "最初の日")]
    pub from: Day,
    /// Last day.
    #[field(ja = "終わり", also = ["終了", "終了日"], help = "最後の日")]
    pub to: Day,
}

/// A case study.
#[derive(Clone, Debug, Fields)]
pub struct Case {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Title.
    #[field(ja = "題名", also = NAME)]
    pub title: String,
    /// Division that did it.
    #[field(ja = "所属", also = ["部局", "部署", "課"], to = "departments", help = "取り組んだ課")]
    pub department: Id,
    /// Tools used.
    #[field(ja = "ツール", to = "tools", help = "使ったツール", default)]
    pub tools: Vec<Id>,
    /// Talent categories it speaks to.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels", help = "読んでほしい区分", default)]
    pub levels: Vec<Id>,
    /// Skills it shows.
    #[field(ja = "スキル", to = "skills", help = "使ったスキル", default)]
    pub skills: Vec<Id>,
    /// What was wrong.
    #[field(ja = "困りごと", help = "困っていたこと")]
    pub problem: String,
    /// What was done (Markdown).
    #[field(ja = "本文", text = Markdown, help = "したこと")]
    pub body: Option<String>,
    /// The measured effect.
    #[field(ja = "効果")]
    pub effect: Effect,
    /// What it took.
    #[field(ja = "手間", help = "かかったもの")]
    pub effort: Option<Effort>,
    /// Whom to ask.
    #[field(ja = "問い合わせ先", also = ["内線"])]
    pub contact: Option<Contact>,
    /// When it was published.
    #[field(ja = "掲載日", also = ["日付", "日", "年月日", "開催日", "実施日", "試験日", "公開日"], help = "載せた日")]
    pub published: Day,
    /// The award it won.
    #[field(ja = "表彰", to = "awards", help = "受けた表彰")]
    pub award: Option<Id>,
    /// The measure it belongs to.
    #[field(ja = "取組事項", to = "initiatives", help = "関係する取組事項")]
    pub initiative: Option<Id>,
    /// 自分の課でもできる？ (Markdown)
    #[field(ja = "自分の課でも", text = Markdown, help = "自分の課でもできるか")]
    pub reuse: Option<String>,
}

/// A measured effect.
#[derive(Clone, Debug, Fields)]
pub struct Effect {
    /// What was measured (作業時間).
    #[field(ja = "測ったもの", help = "測ったもの（作業時間 など）")]
    pub measure: String,
    /// Before.
    #[field(ja = "前", help = "前の数")]
    pub before: Quantity,
    /// After.
    #[field(ja = "後", help = "後の数")]
    pub after: Quantity,
    /// Unit (分/回).
    #[field(ja = "単位", help = "単位（分/回 など）")]
    pub unit: String,
    /// When.
    #[field(ja = "測定日", also = ["測定月", "調査月", "調査日"], help = "測った日")]
    pub measured_on: Option<Day>,
}

/// What a case took.
#[derive(Clone, Copy, Debug, Fields)]
pub struct Effort {
    /// Weeks.
    #[field(ja = "週数", unit = "週", help = "かかった週")]
    pub weeks: u32,
    /// Yen.
    #[field(ja = "費用（円）", also = ["費用", "料金", "受講料", "受験料", "金額"], unit = "円", help = "かかった費用")]
    pub cost: i64,
}

/// Whom to ask: an office, never a person.
#[derive(Clone, Debug, Fields)]
pub struct Contact {
    /// Department.
    #[field(ja = "所属", also = ["担当", "担当課", "所管", "部局", "部署", "課"], to = "departments", help = "問い合わせ先の課")]
    pub owner: Id,
    /// Extension (内線).
    #[field(ja = "内線", help = "内線。書かなければ所属の内線。所属の内線と違うときは誤りです")]
    pub ext: Option<String>,
}

/// A tool.
#[derive(Clone, Debug, Fields)]
pub struct Tool {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "名称", also = NAME)]
    pub name: String,
    /// Reading.
    #[field(ja = "読み", also = READING, text = Reading)]
    pub yomi: String,
    /// What it is for.
    #[field(ja = "概要", also = SUMMARY, help = "何のためのものか")]
    pub summary: Option<String>,
    /// When it came into use.
    #[field(ja = "導入月", help = "使い始めた月")]
    pub introduced: Option<crate::notation::Month>,
    /// What kind of tool (業務効率化, 働き方, 公開 …).
    #[field(ja = "種類", help = "種類を一語で（業務効率化、働き方、公開 など）")]
    pub category: Option<String>,
}
