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
use crate::notation::{Day, Id};
use crate::source::Origin;
use crate::field::{Choice, Fields, RecordDecl};

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
    pub updated: Option<Day>,
    /// Day on which a person last compared it with its source.
    pub checked_on: Option<Day>,
    /// Day on which the office last reviewed it.
    pub last_reviewed_on: Option<Day>,
    /// How long a review holds: `6 months`, `1 year`, `6か月`, `1年`.
    pub review_in: Option<String>,
    /// Department in charge.
    pub owner: Option<Id>,
    /// Draft, published (default) or archived.
    pub status: Status,
    /// First day on which it is shown.
    pub publish_from: Option<Day>,
    /// Last day on which it is shown as current.
    pub publish_until: Option<Day>,
    /// Free tags.
    pub tags: Vec<String>,
    /// Invented to show how the portal works; shown as 「見本」.
    pub sample: bool,
    /// Fields of the record that are invented while the rest of it is true; each is shown as 「見本」.
    pub sample_fields: Vec<String>,
    /// Where the facts come from: a document and section, or an address.
    pub source: Option<String>,
    /// Whether that source is the publisher's own, or tells what another one says.
    pub source_kind: Option<SourceKind>,
    /// Nobody has compared it with its source yet; shown as 「要確認」.
    pub unverified: bool,
    /// Remarks for readers.
    pub notes: Option<String>,
    /// Ids or addresses it had before.
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

/// Lists every kind of data file: variant, field of [`Records`], type, name of the file and of the top-level key.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $field:ident $type:ty = $stem:literal;)*) => {
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

            /// The declaration of its records.
            pub fn declared(self) -> &'static RecordDecl {
                match self { $(Kind::$variant => <$type>::DECLARED,)* }
            }

            /// The kind of that name.
            pub fn from_stem(stem: &str) -> Option<Kind> {
                match stem { $($stem => Some(Kind::$variant),)* _ => None }
            }
        }

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
    Plan plans Plan = "plans";
    /// A pillar (取組方針) of a plan.
    Pillar pillars Pillar = "pillars";
    /// A measure (取組事項) under a pillar.
    Initiative initiatives Initiative = "initiatives";
    /// A document or event the plans refer to.
    Reference references Reference = "references";
    /// A talent category (人材区分).
    Level levels Level = "levels";
    /// A category of skills.
    SkillCategory skill_categories SkillCategory = "skill_categories";
    /// A skill with its steps.
    Skill skills Skill = "skills";
    /// A learning content made by others.
    External external External = "external";
    /// An examination.
    Exam exams Exam = "exams";
    /// One sitting of an examination.
    ExamSession exam_sessions ExamSession = "exam_sessions";
    /// A case study.
    Case cases Case = "cases";
    /// A tool that cases and courses refer to.
    Tool tools Tool = "tools";
    /// A group of departments.
    Group groups Group = "groups";
    /// A department.
    Department departments Department = "departments";
    /// One cell of the level × department matrix.
    MatrixCell matrix MatrixCell = "matrix";
    /// A designated digital promotion leader.
    Leader leaders Leader = "leaders";
    /// An award.
    Award awards Award = "awards";
    /// A community.
    Community communities Community = "communities";
    /// A key performance indicator.
    Kpi kpi Kpi = "kpi";
    /// A yearly result of an indicator.
    KpiActual kpi_actuals KpiActual = "kpi_actuals";
    /// A lane of the road map.
    Lane lanes Lane = "lanes";
    /// A body of the organisation.
    Body organization Body = "organization";
    /// A way to secure outside talent.
    Recruitment recruitment Recruitment = "recruitment";
    /// A term of the glossary.
    Term glossary Term = "glossary";
    /// The rule by which a level is assessed.
    Assessment assessment Assessment = "assessment";
    /// A public holiday.
    Holiday holidays Holiday = "holidays";
    /// Words that stand for one another in the search.
    Synonym synonyms Synonym = "synonyms";
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
