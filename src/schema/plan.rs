//! Plans, pillars, indicators, road map, organisation, recruitment: the governance side.

use super::{NAME, SUMMARY};
use crate::field::{Choice, Fields};
use crate::notation::{Day, FiscalYear, Id, Moment, Month, Quantity, Tolerance};
use std::collections::BTreeMap;

/// A policy or plan.
#[derive(Clone, Debug, Fields)]
pub struct Plan {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Title as adopted.
    #[field(ja = "計画名", also = NAME, help = "決定したときの名称")]
    pub title: String,
    /// Short name for labels.
    #[field(ja = "短い名前", also = ["略称"])]
    pub short: Option<String>,
    /// When it was adopted.
    #[field(ja = "決定月", help = "決定した月")]
    pub adopted: Month,
    /// First and last fiscal year.
    #[field(ja = "期間")]
    pub period: Option<Period>,
    /// The plan it belongs to.
    #[field(ja = "上位の計画", to = "plans", help = "属する計画")]
    pub parent: Option<Id>,
    /// The plan it follows.
    #[field(ja = "前の計画", to = "plans")]
    pub predecessor: Option<Id>,
    /// What it is for, in a sentence or two (Markdown).
    #[field(ja = "概要", also = SUMMARY, text = Markdown, help = "目的")]
    pub summary: Option<String>,
    /// Where it stands among the plans of the administration.
    #[field(ja = "位置づけ", help = "ほかの計画との関係")]
    pub position: Option<String>,
    /// What it applies to.
    #[field(ja = "対象の範囲")]
    pub scope: Option<String>,
    /// Whom it is written for.
    #[field(ja = "読む人")]
    pub audience: Option<String>,
    /// The state it aims at, statement by statement.
    #[field(ja = "目指す姿", default)]
    pub vision: Vec<String>,
    /// What it sets out, point by point.
    #[field(ja = "内容", default)]
    pub contents: Vec<String>,
    /// How and when it is reviewed.
    #[field(ja = "見直し", help = "見直しの方法")]
    pub review: Option<String>,
    /// Revisions since adoption.
    #[field(ja = "改定履歴", help = "改定", default)]
    pub history: Vec<Revision>,
    /// Related plans outside this portal, as written (`名称 ～令和7年度`).
    #[field(ja = "関係する計画", help = "関係する計画の名称", default)]
    pub related: Vec<String>,
}

/// A span of fiscal years.
#[derive(Clone, Copy, Debug, Fields)]
pub struct Period {
    /// First fiscal year.
    #[field(ja = "最初の年度", also = ["開始", "開始日"])]
    pub from: FiscalYear,
    /// Last fiscal year.
    #[field(ja = "最後の年度", also = ["終了", "終了日"])]
    pub to: FiscalYear,
}

/// A revision of a plan.
#[derive(Clone, Debug, Fields)]
pub struct Revision {
    /// When.
    #[field(ja = "改定月", also = ["日付", "日", "年月日", "開催日", "実施日", "試験日"], help = "改定した月")]
    pub date: Month,
    /// What changed.
    #[field(ja = "改定の内容", also = ["説明", "内容", "コメント"])]
    pub note: String,
}

/// A pillar (取組方針) of a plan.
#[derive(Clone, Debug, Fields)]
pub struct Pillar {
    /// Permanent name.
    #[field(ja = "id", help = "名前")]
    pub id: Id,
    /// Its number in the plan.
    #[field(ja = "番号", help = "計画の中の番号")]
    pub number: u8,
    /// Title.
    #[field(ja = "名称", also = NAME)]
    pub title: String,
    /// The plan it belongs to.
    #[field(ja = "計画", to = "plans", help = "属する計画")]
    pub plan: Id,
    /// Its statements.
    #[field(ja = "内容", default)]
    pub items: Vec<String>,
}

/// A measure (取組事項) under a pillar.
#[derive(Clone, Debug, Fields)]
pub struct Initiative {
    /// Permanent name.
    #[field(ja = "id", help = "名前")]
    pub id: Id,
    /// The pillar it belongs to.
    #[field(ja = "取組方針", to = "pillars", help = "属する取組方針")]
    pub pillar: Id,
    /// Its number within the pillar.
    #[field(ja = "番号", help = "取組方針の中の番号")]
    pub number: u8,
    /// Title.
    #[field(ja = "名称", also = NAME)]
    pub title: String,
    /// What is done.
    #[field(ja = "内容", help = "すること", default)]
    pub items: Vec<String>,
    /// 取組事例.
    #[field(ja = "取組事例", default)]
    pub examples: Vec<String>,
}

/// A document or event the plans refer to.
#[derive(Clone, Debug, Fields)]
pub struct Reference {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Title.
    #[field(ja = "題名", also = NAME)]
    pub title: String,
    /// Who issued or did it.
    #[field(ja = "発行元", help = "出したところ")]
    pub issuer: Option<String>,
    /// When.
    #[field(ja = "発行月", also = ["日付", "日", "年月日", "開催日", "実施日", "試験日"], help = "出た月")]
    pub date: Month,
    /// What it means for the plans.
    #[field(ja = "計画との関係", also = ["説明", "内容", "コメント"])]
    pub note: Option<String>,
    /// Address, if it is public.
    #[field(ja = "アドレス", also = ["リンク"], text = Address, help = "公開されていれば、アドレス")]
    pub url: Option<String>,
}

/// What an indicator asks for. How each kind is judged is a row of the table in `model/kpi/kind.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum KpiKind {
    /// Reach a number by a year.
    #[choice("reach", ja = "目標値に到達する", en = "Reach a value")]
    Reach,
    /// At least a number, perhaps after an event instead of a year.
    #[choice("at_least", ja = "目標値以上にする", en = "At least a value")]
    AtLeast,
    /// Not more than a number or a reference year.
    #[choice("not_exceed", ja = "基準を超えない", en = "Not more than")]
    NotExceed,
    /// Keep what is.
    #[choice("maintain", ja = "維持する", en = "Keep")]
    Maintain,
    /// Get better, without a number.
    #[choice("raise", ja = "良くする", en = "Get better")]
    Raise,
    /// Something is to be done.
    #[choice("milestone", ja = "実施する", en = "Do")]
    Milestone,
    /// Deliberately without a target.
    #[choice("none", ja = "数値目標なし", en = "Without a target")]
    None,
}

/// Which way an indicator gets better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Direction {
    /// The higher the better.
    #[choice("higher", ja = "高いほど良い", en = "Higher is better", also = ["高いほどよい", "多いほど良い", "多いほどよい", "大きいほど良い", "大きいほどよい", "上げる", "増やす", "高い", "多い", "上"])]
    Higher,
    /// The lower the better.
    #[choice("lower", ja = "低いほど良い", en = "Lower is better", also = ["低いほどよい", "少ないほど良い", "少ないほどよい", "小さいほど良い", "小さいほどよい", "短いほど良い", "短いほどよい", "下げる", "減らす", "低い", "少ない", "短い", "下"])]
    Lower,
}

/// A key performance indicator.
#[derive(Clone, Debug, Fields)]
pub struct Kpi {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "指標名", also = NAME, also = ["指標"], help = "名称")]
    pub name: String,
    /// Unit as in the plan (`%`, `件`, `百件`, `百万円`).
    #[field(ja = "単位", when = "数があるとき", help = "計画のとおりの単位（%、件、百件、百万円 など）", default)]
    pub unit: String,
    /// What one unit is, when it is not 1: 百件 = 100.
    #[field(ja = "単位の倍数", help = "単位が1でないときの倍数（百件なら100）")]
    pub unit_factor: Option<f64>,
    /// The unit that the factor leads to: 件.
    #[field(ja = "もとの単位", help = "倍にした後の単位（百件なら件）")]
    pub unit_base: Option<String>,
    /// How it is judged.
    #[field(ja = "判定のしかた", help = "判定のしかた（下の表）")]
    pub kind: KpiKind,
    /// Which way it gets better, where neither kind nor numbers say so.
    #[field(ja = "良い方向", also = ["よい方向", "向き", "方向"], when = "種類や数値で決まらないとき")]
    pub direction: Option<Direction>,
    /// By how much a value that is to be kept may differ.
    #[field(ja = "許容幅", also = ["許容", "許容範囲"], help = "`kind: maintain` で、認める差。指標の単位の数（`50`）か、基準に対する割合（`5%`）")]
    pub tolerance: Option<Tolerance>,
    /// The plan that sets it.
    #[field(ja = "計画", to = "plans", help = "定めた計画")]
    pub plan: Option<Id>,
    /// The pillar it belongs to.
    #[field(ja = "取組方針", to = "pillars", help = "属する取組方針")]
    pub pillar: Option<Id>,
    /// The measure it belongs to.
    #[field(ja = "取組事項", to = "initiatives", help = "属する取組事項")]
    pub initiative: Option<Id>,
    /// Order within its pillar.
    #[field(ja = "並び順", also = ["順番", "順"], help = "取組方針の中の順番", default)]
    pub order: u32,
    /// The value it started from.
    #[field(ja = "基準値", also = ["基準"], help = "基準値（下の表）")]
    pub baseline: Option<Baseline>,
    /// What is aimed at.
    #[field(ja = "目標", help = "目標（下の表）")]
    pub target: Option<Target>,
    /// Talent categories it speaks of.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels", help = "関係する人材区分", default)]
    pub levels: Vec<Id>,
    /// How it is computed.
    #[field(ja = "計算方法", help = "計算の方法")]
    pub formula: Option<String>,
    /// Explanation in a sentence.
    #[field(ja = "概要", also = SUMMARY, help = "一文の説明")]
    pub summary: Option<String>,
    /// Notes of the document (※) by mark.
    #[field(ja = "注（※）", also = ["備考", "補足", "注", "コメント"], help = "文書に付いている注（※）。文書の言葉のとおりに書きます", default)]
    pub notes: BTreeMap<String, String>,
    /// Notes of the portal itself (＊) by mark.
    #[field(ja = "注（＊）", help = "このポータルで付けた注（＊）。文書にはない説明", default)]
    pub own_notes: BTreeMap<String, String>,
    /// Marks of notes that concern the row as a whole.
    #[field(ja = "注の印", help = "指標の全体にかかる注の印", default)]
    pub marks: Vec<String>,
    /// Indicators it is made of or that are counted within it.
    #[field(ja = "内訳の指標", to = "kpi", help = "もとになる指標、または内訳（うち…）", default)]
    pub children: Vec<Id>,
    /// How it follows from its children.
    #[field(ja = "求め方", help = "子から求める方法（内数は求めません）")]
    pub aggregate: Option<Aggregate>,
    /// The indicator that it replaces.
    #[field(ja = "前の指標", to = "kpi", help = "置き換えた前の指標")]
    pub supersedes: Option<Id>,
    /// The indicator that replaces it.
    #[field(ja = "後の指標", to = "kpi", help = "置き換わった後の指標")]
    pub superseded_by: Option<Id>,
    /// Changes of the way it is measured.
    #[field(ja = "測り方の変更", default)]
    pub method_changes: Vec<MethodChange>,
    /// Why it has no target, or why it was missed.
    #[field(ja = "理由", help = "目標のない理由、または届かなかった理由")]
    pub reason: Option<String>,
    /// A percentage that cannot pass 100 (default for `%`).
    #[field(ja = "100までの割合", help = "100を超えない割合か（% のときは、はい）")]
    pub bounded: Option<bool>,
    /// The result as a closed plan reported it, when it was in words.
    #[field(ja = "結果", also = ["結果発表", "合格発表", "発表日"], help = "終わった計画が言葉で報告した結果")]
    pub result: Option<String>,
}

/// Where an indicator started.
#[derive(Clone, Debug, Fields)]
pub struct Baseline {
    /// The value.
    #[field(ja = "値", also = ["実績", "実績値"])]
    pub value: Quantity,
    /// Its fiscal year.
    #[field(ja = "年度")]
    pub fiscal_year: FiscalYear,
    /// An estimate.
    #[field(ja = "推定", help = "推定値", default)]
    pub approx: bool,
    /// Mark of a note.
    #[field(ja = "注の印", also = ["説明", "内容", "コメント"])]
    pub note: Option<String>,
    /// When it was measured.
    #[field(ja = "測定日", also = ["測定月", "調査月", "調査日"], help = "測った月")]
    pub measured_on: Option<Month>,
    /// Survey or document.
    #[field(ja = "出典", also = ["根拠"], help = "調査や文書")]
    pub source: Option<String>,
}

/// What is aimed at.
#[derive(Clone, Debug, Fields)]
pub struct Target {
    /// The number, if there is one.
    #[field(ja = "値", also = ["実績", "実績値"])]
    pub value: Option<Quantity>,
    /// By which fiscal year.
    #[field(ja = "年度", help = "いつまでに")]
    pub fiscal_year: Option<FiscalYear>,
    /// After which event, when no year is set.
    #[field(ja = "できごと", help = "年度でなく、何かの後に測るとき")]
    pub event: Option<String>,
    /// In the words of the plan (`上げる`, `R4予算規模の維持`).
    #[field(ja = "言葉", help = "計画の言葉（上げる、実施 など）")]
    pub text: Option<String>,
    /// Every child must reach it, not only the mean.
    #[field(ja = "すべての子", help = "平均だけでなく、子のすべてが届くこと", default)]
    pub every_child: bool,
    /// Mark of a note.
    #[field(ja = "注の印", also = ["説明", "内容", "コメント"])]
    pub note: Option<String>,
    /// Not more than in this fiscal year (`not_exceed`).
    #[field(ja = "くらべる年度", help = "この年度を超えない（`not_exceed`）")]
    pub reference_year: Option<FiscalYear>,
    /// When the event happened.
    #[field(ja = "できごとの時期", help = "`event` のできごとがあった時期。あってから書きます。その後の実績で判定します")]
    pub event_on: Option<Moment>,
    /// How it was changed since, the earliest first.
    #[field(ja = "改定", help = "目標の改定（次の表）。もとの目標はそのまま残します", default)]
    pub revisions: Vec<TargetRevision>,
}

/// A change of a target. What it does not name stays as it was.
#[derive(Clone, Debug, Fields)]
pub struct TargetRevision {
    /// From when it holds.
    #[field(ja = "いつから", also = ["開始", "開始日"], help = "いつからの目標か（日か月）")]
    pub from: Month,
    /// Why.
    #[field(ja = "改めた理由")]
    pub reason: String,
    /// The new number.
    #[field(ja = "値", also = ["実績", "実績値"], help = "新しい値")]
    pub value: Option<Quantity>,
    /// The new fiscal year.
    #[field(ja = "年度", help = "新しい年度")]
    pub fiscal_year: Option<FiscalYear>,
    /// The new event, in place of a year.
    #[field(ja = "できごと", help = "年度のかわりのできごと")]
    pub event: Option<String>,
    /// When that event happened.
    #[field(ja = "できごとの時期", help = "そのできごとがあった時期")]
    pub event_on: Option<Moment>,
    /// The new words.
    #[field(ja = "言葉", help = "新しい言葉")]
    pub text: Option<String>,
    /// Whether every child must reach it.
    #[field(ja = "すべての子", help = "子のすべてが届くこと")]
    pub every_child: Option<bool>,
    /// Mark of a note.
    #[field(ja = "注の印", also = ["説明", "内容", "コメント"])]
    pub note: Option<String>,
    /// The new fiscal year not to be exceeded.
    #[field(ja = "くらべる年度", help = "超えない年度")]
    pub reference_year: Option<FiscalYear>,
}

/// How a parent follows from its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Aggregate {
    /// Arithmetic mean.
    #[choice("mean", ja = "内訳の平均", en = "Mean of its parts", also = ["平均"])]
    Mean,
    /// Sum.
    #[choice("sum", ja = "内訳の合計", en = "Sum of its parts", also = ["合計"])]
    Sum,
    /// The children are counted within it (うち…), it does not follow from them.
    #[choice("within", ja = "内数", en = "Counted within it", also = ["内訳"])]
    Within,
}

/// A change of the way an indicator is measured.
#[derive(Clone, Debug, Fields)]
pub struct MethodChange {
    /// From this fiscal year.
    #[field(ja = "年度", help = "この年度から")]
    pub fiscal_year: FiscalYear,
    /// What changed.
    #[field(ja = "変更の内容", also = ["説明", "内容", "コメント"], help = "変わったこと")]
    pub note: String,
}

/// A yearly result.
#[derive(Clone, Debug, Fields)]
pub struct KpiActual {
    /// The indicator.
    #[field(ja = "指標", also = ["指標名"], to = "kpi", help = "どの指標か")]
    pub kpi: Id,
    /// The fiscal year.
    #[field(ja = "年度")]
    pub fiscal_year: FiscalYear,
    /// The value; empty with a comment means: not measured.
    #[field(ja = "実績", also = ["値", "実績値"], help = "値。単位を付けるときは指標の `unit` と同じ単位にします（違う単位は誤りになります）。測らなかったときは空にし、`comment` に理由を書きます")]
    pub value: Option<Quantity>,
    /// For milestones: done.
    #[field(ja = "実施", help = "行ったか（`kind: milestone` のとき）")]
    pub done: Option<bool>,
    /// An estimate.
    #[field(ja = "推定", help = "推定値", default)]
    pub approx: bool,
    /// When it was measured.
    #[field(ja = "測定日", also = ["測定月", "調査月", "調査日"], help = "測った月")]
    pub measured_on: Option<Month>,
    /// Why it is missing, or what it needs to be understood.
    #[field(ja = "コメント", help = "値のない理由、または値を読むための説明")]
    pub comment: Option<String>,
}

/// A lane of the road map.
#[derive(Clone, Debug, Fields)]
pub struct Lane {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "行の名前", also = NAME)]
    pub name: String,
    /// The plan it belongs to.
    #[field(ja = "計画", to = "plans", help = "属する計画")]
    pub plan: Option<Id>,
    /// Bars and milestones.
    #[field(ja = "帯と節目", help = "帯と節目（次の表）")]
    pub items: Vec<LaneItem>,
}

/// A bar or a milestone of a lane.
#[derive(Clone, Debug, Fields)]
pub struct LaneItem {
    /// Label.
    #[field(ja = "名前", also = ["回", "回次"])]
    pub label: String,
    /// First fiscal year.
    #[field(ja = "最初の年度", also = ["開始", "開始日"])]
    pub from: FiscalYear,
    /// Last fiscal year; the first when absent.
    #[field(ja = "最後の年度", also = ["終了", "終了日"], help = "最後の年度（書かなければ最初の年度だけ）")]
    pub to: Option<FiscalYear>,
    /// The moment of a milestone.
    #[field(ja = "節目の月")]
    pub at: Option<Month>,
    /// Goes on after the last year.
    #[field(ja = "以後も続く", help = "最後の年度の後も続く", default)]
    pub open_ended: bool,
    /// Done from time to time (随時).
    #[field(ja = "随時", help = "随時行う", default)]
    pub occasional: bool,
}

/// A body of the organisation that carries the plans.
#[derive(Clone, Debug, Fields)]
pub struct Body {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "組織名", also = NAME, help = "名称")]
    pub name: String,
    /// The office of its head, never a person's name.
    #[field(ja = "長", help = "長の職名（氏名は書きません）")]
    pub head: Option<String>,
    /// The body above it.
    #[field(ja = "上の組織", to = "organization")]
    pub parent: Option<Id>,
    /// What it does.
    #[field(ja = "役割")]
    pub role: Option<String>,
    /// Bodies it works with.
    #[field(ja = "連携先", to = "organization", help = "連携する組織", default)]
    pub with: Vec<Id>,
    /// The department that it is.
    #[field(ja = "所属", also = ["部局", "部署", "課"], to = "departments", help = "同じものを指す所属")]
    pub department: Option<Id>,
    /// Order among its sisters.
    #[field(ja = "並び順", also = ["順番", "順"], help = "順番", default)]
    pub order: u32,
}

/// A way to secure outside talent.
#[derive(Clone, Debug, Fields)]
pub struct Recruitment {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "名称", also = NAME)]
    pub name: String,
    /// When it is chosen.
    #[field(ja = "選ぶ場面")]
    pub when: String,
    /// An example.
    #[field(ja = "例")]
    pub example: Option<String>,
    /// The plan whose wording this is.
    #[field(ja = "計画", to = "plans", help = "この文言の計画")]
    pub plan: Id,
    /// The older row it replaces.
    #[field(ja = "前の方法", to = "recruitment", help = "置き換えた前のもの")]
    pub supersedes: Option<Id>,
    /// Order.
    #[field(ja = "並び順", also = ["順番", "順"], help = "順番", default)]
    pub order: u32,
}

/// A public holiday.
#[derive(Clone, Debug, Fields)]
pub struct Holiday {
    /// The day.
    #[field(ja = "月日", also = ["日付", "日", "年月日", "開催日", "実施日", "試験日"], help = "日")]
    pub date: Day,
    /// Its name.
    #[field(ja = "祝日名", also = NAME, also = ["祝日"], help = "名称")]
    pub name: String,
}
