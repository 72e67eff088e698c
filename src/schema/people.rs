//! Departments, leaders, communities, awards. No names of people are needed anywhere.

use super::{NAME, READING, SUMMARY};
use crate::field::Fields;
use crate::notation::{FiscalYear, Id};

/// A group of departments.
#[derive(Clone, Debug, Fields)]
pub struct Group {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "グループ名", also = NAME, help = "名称")]
    pub name: String,
    /// Order.
    #[field(ja = "並び順", also = ["順番", "順"], help = "順番", default)]
    pub order: u32,
    /// The group it is a part of.
    #[field(ja = "上位のグループ", to = "groups", help = "属するグループ")]
    pub parent: Option<Id>,
    /// What it is.
    #[field(ja = "概要", also = SUMMARY, help = "説明")]
    pub summary: Option<String>,
}

/// A department.
#[derive(Clone, Debug, Fields)]
pub struct Department {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "所属名", also = NAME, help = "名称")]
    pub name: String,
    /// Reading, for 五十音順.
    #[field(ja = "読み", also = READING, text = Reading, help = "五十音順のための読み")]
    pub yomi: String,
    /// Its group.
    #[field(ja = "グループ", to = "groups", help = "属するグループ")]
    pub group: Id,
    /// Order within the group.
    #[field(ja = "並び順", also = ["順番", "順"], help = "グループの中の順番", default)]
    pub order: u32,
    /// Extension (内線).
    #[field(ja = "内線")]
    pub ext: Option<String>,
    /// Whether a leader is expected here. Not said: yes, in a portal that has leaders at all.
    #[field(
        ja = "リーダーを置く",
        help = "推進リーダーを置く所属か。書かないときは、リーダーの一覧（leaders.csv）か `true` の所属があれば「はい」、どちらもなければ「リーダーを置かないポータル」として「いいえ」"
    )]
    pub leader_expected: Option<bool>,
}

/// One cell of the level × department matrix.
#[derive(Clone, Debug, Fields)]
pub struct MatrixCell {
    /// The level.
    #[field(ja = "人材区分", also = ["レベル", "対象", "対象レベル"], to = "levels", help = "行")]
    pub level: Id,
    /// A department or a group.
    #[field(ja = "所属", also = ["目標"], to = "departments", help = "列")]
    pub target: Id,
    /// 0 to 4: relative quantity, not a head-count.
    #[field(ja = "多さ", also = ["並び順", "順番", "順"], min = 0, max = 4, help = "多さの目安（0はいない、4は最も多い）。人数ではありません")]
    pub weight: i64,
    /// A remark.
    #[field(ja = "注記", also = ["説明", "内容", "コメント"], help = "注")]
    pub note: Option<String>,
}

/// A designated leader. Designation and recognised level are two things.
#[derive(Clone, Debug, Fields)]
pub struct Leader {
    /// The workplace.
    #[field(ja = "所属", also = ["部局", "部署", "課"], to = "departments", help = "職場")]
    pub department: Id,
    /// Since which fiscal year.
    #[field(ja = "指定年度", also = ["年度"], help = "指定した年度")]
    pub designated_fy: FiscalYear,
    /// May stay empty.
    #[field(ja = "氏名", also = NAME, help = "空のままでかまいません")]
    pub name: Option<String>,
    /// The level recognised, if any.
    #[field(ja = "認定レベル", to = "levels", help = "認定された区分（指定とは別のことです）")]
    pub level_recognized: Option<Id>,
    /// Extension (内線).
    #[field(ja = "内線")]
    pub contact: Option<String>,
}

/// An award to a team.
#[derive(Clone, Debug, Fields)]
pub struct Award {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Fiscal year.
    #[field(ja = "年度")]
    pub fiscal_year: FiscalYear,
    /// Name of the award.
    #[field(ja = "賞の名前", also = NAME)]
    pub title: String,
    /// The team's department.
    #[field(ja = "所属", also = ["部局", "部署", "課"], to = "departments", help = "受けた課")]
    pub department: Id,
    /// The case it is for.
    #[field(ja = "活用事例", to = "cases", help = "もとになった事例")]
    pub case: Option<Id>,
    /// Why.
    #[field(ja = "受賞の理由", help = "理由")]
    pub reason: String,
}

/// A community.
#[derive(Clone, Debug, Fields)]
pub struct Community {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// Name.
    #[field(ja = "名称", also = NAME)]
    pub name: String,
    /// Where it lives (庁内SNS).
    #[field(ja = "集まる場所", help = "集まる場所（庁内SNS など）")]
    pub platform: String,
    /// Network on which it opens.
    #[field(ja = "端末", help = "開ける端末")]
    pub access: super::Access,
    /// Who it is for.
    #[field(ja = "対象者", help = "だれのためのものか")]
    pub who: String,
    /// How to join.
    #[field(ja = "参加の方法")]
    pub join: String,
    /// What happens there.
    #[field(ja = "概要", also = SUMMARY, help = "何をしているか")]
    pub summary: Option<String>,
    /// Address, when it has one.
    #[field(ja = "アドレス", also = ["リンク"], text = Address, help = "あれば、アドレス")]
    pub url: Option<String>,
}
