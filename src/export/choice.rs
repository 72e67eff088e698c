//! The words of the model's choices in data: the word that authors write, and the word that pages show.

use crate::model::agenda::Action;
use crate::model::kpi::kind::spec;
use crate::model::wording;
use crate::model::{
    Access, Aggregate, Direction, ExamKind, ExternalFormat, Format, Instructor, KpiKind, LevelKind, Priority, ProviderKind, Recognition,
    Requirement, SessionStatus, Status, Timing,
};

use crate::route::format_slug;

/// A choice in two notations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// As authored: ASCII, stable.
    pub code: &'static str,
    /// As shown.
    pub words: &'static str,
}

/// A choice of the model that has words.
pub(super) trait Chosen {
    /// Its words.
    fn choice(self) -> Choice;
}

macro_rules! choices {
    ($($type:ident { $($variant:ident = $code:literal $words:expr;)* })*) => {
        $(impl Chosen for $type {
            fn choice(self) -> Choice {
                match self { $($type::$variant => Choice { code: $code, words: $words },)* }
            }
        })*
    };
}

choices! {
    Status { Draft = "draft" "下書き"; Published = "published" "公開"; Archived = "archived" "過去のもの"; }
    LevelKind { Base = "base" "全職員"; Level = "level" "レベル"; Management = "management" "管理"; External = "external" "外部人材"; }
    Priority { Mandatory = "mandatory" "必須"; Focus = "focus" "重点的に育成"; AsNeeded = "as-needed" "必要に応じて育成"; }
    Requirement { Mandatory = "mandatory" "必須"; Elective = "elective" "選択"; Optional = "optional" "任意"; }
    SessionStatus {
        Confirmed = "confirmed" "確定";
        Tentative = "tentative" "予定・要確認";
        Full = "full" "満席";
        Closed = "closed" "受付終了";
        Postponed = "postponed" "延期";
        Cancelled = "cancelled" "中止";
    }
    Direction { Higher = "higher" "高いほど良い"; Lower = "lower" "低いほど良い"; }
    Aggregate { Mean = "mean" "内訳の平均"; Sum = "sum" "内訳の合計"; Within = "within" "内数"; }
    Action {
        ApplyInternal = "apply-internal" "庁内取りまとめ";
        ApplyGroup = "apply-group" "団体申込";
        Apply = "apply" "申込";
        Register = "register" "受講登録";
        Finish = "finish" "受講期限";
    }
}

macro_rules! shown {
    ($($type:ident through $shown:path { $($variant:ident = $code:literal;)* })*) => {
        $(impl Chosen for $type {
            fn choice(self) -> Choice {
                let code = match self { $($type::$variant => $code,)* };
                Choice { code, words: $shown(self) }
            }
        })*
    };
}

shown! {
    Access through wording::access { Lgwan = "lgwan"; Internet = "internet"; Both = "both"; Intranet = "intranet"; }
    Instructor through wording::instructor { Internal = "internal"; External = "external"; Partner = "partner"; }
    Recognition through wording::recognition { Planned = "planned"; Trial = "trial"; Running = "running"; }
    ProviderKind through wording::provider_kind { National = "national"; Public = "public"; Private = "private"; Partner = "partner"; }
    ExamKind through wording::exam_kind { National = "national"; Public = "public"; Vendor = "vendor"; }
    Timing through wording::timing { FixedDay = "fixed_day"; Window = "window"; YearRound = "year_round"; PerVenue = "per_venue"; }
    ExternalFormat through wording::external_format {
        Portal = "portal"; Mooc = "mooc"; Video = "video"; Pdf = "pdf"; Elearning = "elearning"; Exercise = "exercise";
        Classroom = "classroom"; Community = "community"; Site = "site";
    }
}

impl Chosen for Format {
    fn choice(self) -> Choice {
        Choice { code: format_slug(self), words: wording::format(self) }
    }
}

impl Chosen for KpiKind {
    fn choice(self) -> Choice {
        let kind = spec(self);
        Choice { code: kind.code, words: kind.words }
    }
}
