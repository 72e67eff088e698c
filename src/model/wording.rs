//! The Japanese words of the model's choices, as pages and data show them. Not the words of messages, which are in two languages.

use super::agenda::{Action, Subject};
use super::{Access, ApplyStep, ExamKind, ExternalFormat, Format, Instructor, ProviderKind, Recognition, Timing};

/// How a course is held.
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Classroom => "集合",
        Format::Elearning => "eラーニング",
        Format::Online => "オンライン配信",
        Format::Ojt => "OJT",
        Format::StudyGroup => "勉強会",
        Format::Briefing => "説明会",
        Format::Dispatch => "派遣",
    }
}

/// Who teaches.
pub fn instructor(instructor: Instructor) -> &'static str {
    match instructor {
        Instructor::Internal => "内部講師",
        Instructor::External => "外部講師",
        Instructor::Partner => "民間（連携協定）",
    }
}

/// Which network opens it.
pub fn access(access: Access) -> &'static str {
    match access {
        Access::Lgwan => "LGWANから可",
        Access::Internet => "インターネット接続端末で開く",
        Access::Both => "庁内・インターネットどちらも可",
        Access::Intranet => "庁内",
    }
}

/// The form of an external content.
pub fn external_format(format: ExternalFormat) -> &'static str {
    match format {
        ExternalFormat::Portal => "ポータル",
        ExternalFormat::Mooc => "オンライン講座",
        ExternalFormat::Video => "動画",
        ExternalFormat::Pdf => "資料（PDF）",
        ExternalFormat::Elearning => "eラーニング",
        ExternalFormat::Exercise => "演習",
        ExternalFormat::Classroom => "集合研修",
        ExternalFormat::Community => "コミュニティ",
        ExternalFormat::Site => "ウェブサイト",
    }
}

/// What a provider is.
pub fn provider_kind(kind: ProviderKind) -> &'static str {
    match kind {
        ProviderKind::National => "国・独立行政法人",
        ProviderKind::Public => "公的団体",
        ProviderKind::Private => "民間",
        ProviderKind::Partner => "民間（連携協定）",
    }
}

/// When an exam can be taken.
pub fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::FixedDay => "決まった日",
        Timing::Window => "期間の中から選ぶ",
        Timing::YearRound => "通年",
        Timing::PerVenue => "会場ごと",
    }
}

/// Who holds an exam.
pub fn exam_kind(kind: ExamKind) -> &'static str {
    match kind {
        ExamKind::National => "国家試験",
        ExamKind::Public => "公的資格",
        ExamKind::Vendor => "民間・ベンダー資格",
    }
}

/// State of the recognition of a level.
pub fn recognition(recognition: Recognition) -> &'static str {
    match recognition {
        Recognition::Planned => "検討中",
        Recognition::Trial => "試行",
        Recognition::Running => "運用",
    }
}

/// Relative quantity of the level × department matrix, 0 to 4. Not a head-count.
pub fn weight(weight: i64) -> &'static str {
    match weight {
        ..=0 => "配置の想定なし",
        1 => "少数",
        2 => "ある程度",
        3 => "多い",
        4.. => "とても多い",
    }
}

/// A step of an application; `individual` is the word for what each person does.
pub fn apply_step(step: ApplyStep, individual: &'static str) -> &'static str {
    match step {
        ApplyStep::Internal => "庁内取りまとめ",
        ApplyStep::Group => "団体申込",
        ApplyStep::Individual => individual,
    }
}

/// What must be done until a deadline.
pub fn action(action: Action, subject: Subject) -> &'static str {
    match (action, subject) {
        (Action::ApplyInternal, _) => apply_step(ApplyStep::Internal, ""),
        (Action::ApplyGroup, _) => apply_step(ApplyStep::Group, ""),
        (Action::Apply, Subject::Course(..)) => apply_step(ApplyStep::Individual, "受講申込"),
        (Action::Apply, _) => apply_step(ApplyStep::Individual, "個人申込"),
        (Action::Register, _) => "受講登録",
        (Action::Finish, _) => "受講期限",
    }
}
