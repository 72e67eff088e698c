//! What authors write, one type per kind of record, one field per key: the contract with editors.
//!
//! Nothing is resolved here: a reference is the id that was typed. Every struct is closed (an unknown key is a finding). Fields that
//! every record may have are in [`Common`]. The list of kinds is [`kinds!`](self): a new kind of data is one line there, one struct
//! here and one file in `model`.

mod catalogue;
mod learning;
mod page;
mod people;
mod plan;
mod words;

pub use catalogue::*;
pub use learning::*;
pub use page::*;
pub use people::*;
pub use plan::*;
pub use words::*;

use crate::config::Options;
use crate::field::{Choice, ChoiceDecl, Fields, RecordDecl, Shape};
use crate::notation::{Day, Id};
use crate::source::Origin;

/// What offices head a column of names with.
const NAME: &[&str] = &["名前", "名称", "題名", "タイトル", "題", "件名", "表題", "氏名"];
/// What offices head a column of short explanations with.
const SUMMARY: &[&str] = &["概要", "要約", "あらまし", "説明", "内容"];
/// What offices head a column of readings with.
const READING: &[&str] = &["読み", "よみ", "よみがな", "読み仮名", "ふりがな", "フリガナ"];

/// A record as authored: what it says, and where it says so.
#[derive(Clone, Debug)]
pub struct Record<T> {
    /// The fields of its kind.
    pub value: T,
    /// The fields that every record may have.
    pub common: Common,
    /// Where it was read.
    pub origin: Origin,
}

/// Keys that every record of every kind may have.
#[derive(Clone, Debug, Default, Fields)]
#[fields(default)]
pub struct Common {
    /// Day of the last change of content.
    #[field(ja = "更新日", also = ["更新"], help = "内容を最後に変えた日（更新日）")]
    pub updated: Option<Day>,
    /// Day on which a person last compared it with its source.
    #[field(ja = "確認日", help = "人が最後に出典と比べた日（確認日）")]
    pub checked_on: Option<Day>,
    /// Day on which the office last reviewed it.
    #[field(ja = "見直し日", help = "所管課が最後に見直した日")]
    pub last_reviewed_on: Option<Day>,
    /// How long a review holds: `6 months`, `1 year`, `6か月`, `1年`.
    #[field(ja = "見直しの間隔", help = "見直しの間隔（`6か月`、`1年`、`90日`）")]
    pub review_in: Option<String>,
    /// Department in charge.
    #[field(ja = "所管", also = ["担当", "担当課", "所属", "部局", "部署", "課"], to = "departments", help = "所管する課")]
    pub owner: Option<Id>,
    /// Draft, published (default) or archived.
    #[field(ja = "状態", also = ["下書き"], help = "公開の状態（書かないときは公開）。試験の日程の `status` だけは意味が違います")]
    pub status: Status,
    /// First day on which it is shown.
    #[field(ja = "公開日", also = ["掲載日"], help = "公開日。この日から表示します")]
    pub publish_from: Option<Day>,
    /// Last day on which it is shown as current.
    #[field(
        ja = "公開の最後の日",
        help = "公開の最後の日。次の日からは、ページ・一覧・検索・フィード・予定表・データのどこにも出ません。前の場所には「掲載を終了しました」と出ます。計画・人材区分・スキル・ツール・所属・指標など、ほかの記録の土台になる種類と `_index.md` には書けません"
    )]
    pub publish_until: Option<Day>,
    /// Free tags.
    #[field(ja = "タグ", help = "自由な札")]
    pub tags: Vec<String>,
    /// Invented to show how the portal works; shown as 「見本」.
    #[field(ja = "見本", also = ["サンプル"])]
    pub sample: bool,
    /// Fields of the record that are invented while the rest of it is true; each is shown as 「見本」.
    #[field(ja = "見本の項目", help = "記録のうち、見本である項目の名前（`[ext]` など）。残りは本物です")]
    pub sample_fields: Vec<String>,
    /// Where the facts come from: a document and section, or an address.
    #[field(ja = "出典", also = ["根拠"], help = "出典（文書の名前と章、またはアドレス）")]
    pub source: Option<String>,
    /// Whether that source is the publisher's own, or tells what another one says.
    #[field(ja = "出典の種類", help = "出典の種類。一次資料は決めた所や実施する所のもの、二次資料は記事など")]
    pub source_kind: Option<SourceKind>,
    /// Nobody has compared it with its source yet; shown as 「要確認」.
    #[field(ja = "要確認")]
    pub unverified: bool,
    /// Remarks for readers.
    #[field(ja = "備考", also = ["補足", "注", "コメント"], help = "読む人への注意。指標（KPI）の `notes` だけは意味が違います")]
    pub notes: Option<String>,
    /// Ids or addresses it had before.
    #[field(ja = "前の名前", help = "前に使っていた id か場所。古いアドレスから移動できます")]
    pub aliases: Vec<String>,
}

/// Whether a record is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Choice)]
pub enum Status {
    /// Only with `--drafts`.
    #[choice("draft", ja = "下書き", en = "Draft", also = ["非公開", "準備中"])]
    Draft,
    /// Shown.
    #[default]
    #[choice("published", ja = "公開", en = "Published", also = ["公開中", "公開済み"])]
    Published,
    /// Kept, reachable, but no longer offered.
    #[choice("archived", ja = "過去のもの", en = "Archived", also = ["アーカイブ"])]
    Archived,
}

/// What a source is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum SourceKind {
    /// By who offers or decides it.
    #[choice("primary", ja = "一次資料", en = "Primary source")]
    Primary,
    /// An article, a summary: by somebody else, at least in part.
    #[choice("secondary", ja = "二次資料", en = "Secondary source")]
    Secondary,
}

/// Lists every kind of data file: variant, field of [`Records`], type, name of the file and of the top-level key, what
/// one record is called.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $field:ident $type:ty = $stem:literal, $ja:literal, $en:literal;)*) => {
        /// A kind of data record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $variant,)*
        }

        impl Kind {
            /// All kinds, in a fixed order.
            pub const ALL: &[Kind] = &[$(Kind::$variant,)*];

            /// The name of its file or folder below `data/`, and of its key in a file.
            pub const fn stem(self) -> &'static str {
                match self { $(Kind::$variant => $stem,)* }
            }

            /// What one of its records is called, in Japanese and English.
            pub const fn words(self) -> (&'static str, &'static str) {
                match self { $(Kind::$variant => ($ja, $en),)* }
            }

            /// The declaration of its records.
            pub fn declared(self) -> &'static RecordDecl {
                match self { $(Kind::$variant => <$type>::DECLARED,)* }
            }

            /// The kind of that name.
            pub fn from_stem(stem: &str) -> Option<Kind> {
                match stem { $($stem => Some(Kind::$variant),)* _ => None }
            }
        }

        /// The declarations of all that authors write: what every record may have, front matters, data.
        pub const RECORDS: &[&RecordDecl] =
            &[Common::DECLARED, Course::DECLARED, News::DECLARED, Trend::DECLARED, Page::DECLARED, $(<$type>::DECLARED),*];

        /// All data records of a project, by kind, in the order of files and lines.
        #[derive(Clone, Debug, Default)]
        pub struct Records {
            $($(#[$doc])* pub $field: Vec<Record<$type>>,)*
        }

        /// Calls the macro `$visit!(Variant, field, Type)` for every kind.
        macro_rules! for_each_kind {
            ($visit:ident) => { $($visit!($variant, $field, $type);)* };
        }
        pub(crate) use for_each_kind;
    };
}

kinds! {
    /// A policy or plan with its period.
    Plan plans Plan = "plans", "計画", "plan";
    /// A pillar (取組方針) of a plan.
    Pillar pillars Pillar = "pillars", "取組方針", "pillar";
    /// A measure (取組事項) under a pillar.
    Initiative initiatives Initiative = "initiatives", "取組事項", "initiative";
    /// A document or event the plans refer to.
    Reference references Reference = "references", "参考資料", "reference";
    /// A talent category (人材区分).
    Level levels Level = "levels", "人材区分", "level";
    /// A category of skills.
    SkillCategory skill_categories SkillCategory = "skill_categories", "スキルの分類", "skill category";
    /// A skill with its steps.
    Skill skills Skill = "skills", "スキル", "skill";
    /// A learning content made by others.
    External external External = "external", "外部コンテンツ", "external content";
    /// An examination.
    Exam exams Exam = "exams", "試験", "exam";
    /// One sitting of an examination.
    ExamSession exam_sessions ExamSession = "exam_sessions", "試験の日程", "exam session";
    /// A case study.
    Case cases Case = "cases", "活用事例", "case";
    /// A tool that cases and courses refer to.
    Tool tools Tool = "tools", "ツール", "tool";
    /// A group of departments.
    Group groups Group = "groups", "部局のグループ", "group";
    /// A department.
    Department departments Department = "departments", "所属", "department";
    /// One cell of the level × department matrix.
    MatrixCell matrix MatrixCell = "matrix", "配置の表", "cell of the matrix";
    /// A designated digital promotion leader.
    Leader leaders Leader = "leaders", "推進リーダー", "leader";
    /// An award.
    Award awards Award = "awards", "表彰", "award";
    /// A community.
    Community communities Community = "communities", "コミュニティ", "community";
    /// A key performance indicator.
    Kpi kpi Kpi = "kpi", "指標", "indicator";
    /// A yearly result of an indicator.
    KpiActual kpi_actuals KpiActual = "kpi_actuals", "指標の実績", "result of an indicator";
    /// A lane of the road map.
    Lane lanes Lane = "lanes", "ロードマップの行", "lane";
    /// A body of the organisation.
    Body organization Body = "organization", "組織", "body";
    /// A way to secure outside talent.
    Recruitment recruitment Recruitment = "recruitment", "人材確保の方法", "recruitment method";
    /// A term of the glossary.
    Term glossary Term = "glossary", "用語", "term";
    /// The rule by which a level is assessed.
    Assessment assessment Assessment = "assessment", "認定の条件", "assessment";
    /// A public holiday.
    Holiday holidays Holiday = "holidays", "祝日", "holiday";
    /// Words that stand for one another in the search.
    Synonym synonyms Synonym = "synonyms", "検索の同義語", "synonym";
}

/// What a record is called among those of its kind.
pub trait Keyed {
    /// Its id, or what stands for one.
    fn key(&self) -> String;
}

macro_rules! by_id {
    ($($type:ident)*) => {
        $(impl Keyed for $type {
            fn key(&self) -> String {
                self.id.to_string()
            }
        })*
    };
}

by_id! {
    Plan Pillar Initiative Reference Level SkillCategory Skill External Exam ExamSession Case Tool Group Department Award Community Kpi Lane
    Body Recruitment Term
}

impl Keyed for MatrixCell {
    fn key(&self) -> String {
        format!("{}--{}", self.level, self.target)
    }
}

impl Keyed for Leader {
    fn key(&self) -> String {
        self.department.to_string()
    }
}

impl Keyed for KpiActual {
    fn key(&self) -> String {
        format!("{}--{}", self.kpi, self.fiscal_year.short())
    }
}

impl Keyed for Assessment {
    fn key(&self) -> String {
        self.level.to_string()
    }
}

impl Keyed for Holiday {
    fn key(&self) -> String {
        self.date.iso()
    }
}

impl Keyed for Synonym {
    fn key(&self) -> String {
        self.words.first().cloned().unwrap_or_default()
    }
}

/// Where a record stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Left out until somebody publishes it.
    Draft,
    /// Left out until this day.
    Ahead(Day),
    /// Shown.
    Shown,
    /// Left out since this day, which was its last.
    Ended(Day),
}

impl Common {
    /// The stage of a record in a run: the one place that decides what is shown. `draft` when a field of its own makes it a draft.
    pub fn stage(&self, draft: bool, options: &Options) -> Stage {
        match (self.publish_from, self.publish_until) {
            _ if (draft || self.status == Status::Draft) && !options.drafts => Stage::Draft,
            (_, Some(until)) if until < options.today => Stage::Ended(until),
            (Some(from), _) if from > options.today && !options.future => Stage::Ahead(from),
            _ => Stage::Shown,
        }
    }

    /// Whether the record is left out of a site made with these options.
    pub fn is_hidden(&self, options: &Options) -> bool {
        self.stage(false, options) != Stage::Shown
    }
}

/// Every choice that authors make, in the order in which the declarations name them.
pub fn choices() -> Vec<&'static ChoiceDecl> {
    let mut found: Vec<&'static ChoiceDecl> = Vec::new();
    for declared in RECORDS {
        declared.visit(&mut |shape| {
            if let Shape::Choice(choice) = shape
                && found.iter().all(|known| known.name != choice.name)
            {
                found.push(choice);
            }
        });
    }
    found
}

impl Kind {
    /// Other kinds whose records may stand in this kind's file under a key of their own.
    pub const fn companions(self) -> &'static [Kind] {
        match self {
            Kind::Department => &[Kind::Group],
            Kind::Skill => &[Kind::SkillCategory],
            Kind::Exam => &[Kind::ExamSession],
            Kind::Plan => &[Kind::Pillar, Kind::Initiative, Kind::Reference],
            Kind::Kpi => &[Kind::KpiActual],
            _ => &[],
        }
    }

    /// The kind whose records a file of that name holds; `roadmap` is the customary name for the lanes.
    pub fn of_file(stem: &str) -> Option<Kind> {
        if stem == "roadmap" { Some(Kind::Lane) } else { Kind::from_stem(stem) }
    }
}
