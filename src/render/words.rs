//! The Japanese words of the model's choices, as the pages print them.

use super::shape::{Badge, Date, Plate, Tag};
use crate::model::kpi::status::State;
use crate::model::{
    Access, ApplyStep, Calendar, ExamKind, ExternalFormat, Format, Instructor, Priority, ProviderKind, Recognition, Requirement,
    SessionStatus, Timing, agenda,
};
use crate::notation::{Day, Deadline, Month, WEEKDAYS, grouped};

/// A day in full: `令和8年2月13日（金）`.
pub fn date(day: Day) -> Date {
    Date { iso: day.iso(), words: day.words() }
}

/// A day without its year: `2月13日（金）`.
pub fn short_date(day: Day) -> Date {
    Date { iso: day.iso(), words: day.short_words() }
}

/// A month or day: `令和4年3月`.
pub fn month(month: Month) -> Date {
    Date { iso: month.iso(), words: month.words() }
}

/// A deadline in full, with holiday: `令和8年2月23日（月・祝） 17:00`.
pub fn deadline(deadline: Deadline, calendar: &Calendar) -> Date {
    let time = deadline.time.map_or_else(String::new, |time| format!(" {}", time.words()));
    Date { iso: deadline.iso(), words: format!("{}（{}）{time}", deadline.day.era_date(), weekday(deadline.day, calendar)) }
}

/// `金`, `月・祝`.
pub fn weekday(day: Day, calendar: &Calendar) -> String {
    let name = WEEKDAYS[day.weekday()];
    if calendar.holiday(day).is_some() { format!("{name}・祝") } else { name.to_owned() }
}

/// A date plate.
pub fn plate(day: Day, calendar: &Calendar) -> Plate {
    Plate { month: format!("{}月", day.month()), day: day.day().to_string(), week: weekday(day, calendar), tone: "" }
}

/// `60分`, `3時間30分`, `1日`-long things stay in hours.
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest}分"),
        (hours, 0) if minutes > 90 => format!("{hours}時間"),
        (_, _) if minutes <= 90 => format!("{minutes}分"),
        (hours, rest) => format!("{hours}時間{rest}分"),
    }
}

/// `無料`, `7,500円`.
pub fn yen(yen: i64) -> String {
    if yen == 0 { "無料".to_owned() } else { format!("{}円", grouped(yen as f64, 0)) }
}

/// 必須, 選択, 任意 as a tag.
pub fn requirement(requirement: Requirement) -> Tag {
    let (text, kind) = match requirement {
        Requirement::Mandatory => ("必須", "must"),
        Requirement::Elective => ("選択", "pick"),
        Requirement::Optional => ("任意", "free"),
    };
    Tag { text: text.to_owned(), kind, icon: "" }
}

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

/// How sure a sitting is.
pub fn session_status(status: SessionStatus) -> Badge {
    match status {
        SessionStatus::Confirmed => Badge { tone: "good", icon: "check", word: "確定".to_owned() },
        SessionStatus::Tentative => Badge { tone: "warn", icon: "slow", word: "予定・要確認".to_owned() },
        SessionStatus::Cancelled => Badge { tone: "calm", icon: "dash", word: "中止".to_owned() },
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

/// The state of an indicator as a badge.
pub fn state(state: State) -> Badge {
    let (tone, icon) = match state {
        State::Achieved | State::OnTrack => ("good", "check"),
        State::Maintained => ("good", "keep"),
        State::Rising => ("good", "up"),
        State::SlightlyBehind => ("warn", "slow"),
        State::Behind | State::NotMaintained | State::Falling => ("bad", "alert"),
        State::PeriodEnded | State::NoActual | State::NoDate | State::NoTarget => ("calm", "dash"),
    };
    Badge { tone, icon, word: state.words().to_owned() }
}

/// Whether somebody compared a record with its source.
pub fn checked(unverified: bool) -> Badge {
    if unverified {
        Badge { tone: "warn", icon: "slow", word: "要確認".to_owned() }
    } else {
        Badge { tone: "good", icon: "check", word: "確認済み".to_owned() }
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
pub fn action(action: agenda::Action, subject: agenda::Subject) -> &'static str {
    use agenda::{Action, Subject};
    match (action, subject) {
        (Action::ApplyInternal, _) => apply_step(ApplyStep::Internal, ""),
        (Action::ApplyGroup, _) => apply_step(ApplyStep::Group, ""),
        (Action::Apply, Subject::Course(..)) => apply_step(ApplyStep::Individual, "受講申込"),
        (Action::Apply, _) => apply_step(ApplyStep::Individual, "個人申込"),
        (Action::Register, _) => "受講登録",
        (Action::Finish, _) => "受講期限",
    }
}

/// How urgently people of a talent category are developed.
pub fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Mandatory => "全員が必須",
        Priority::Focus => "重点的に育成",
        Priority::AsNeeded => "必要に応じて育成",
    }
}

/// Relative quantity of the level × department matrix, 0 to 4. Not a head-count.
pub fn weight(weight: i64) -> &'static str {
    match weight {
        ..=0 => "示されていない",
        1 => "少数",
        2 => "ある程度",
        3 => "多い",
        4.. => "とても多い",
    }
}

/// A length of work experience: `2年以上`, `1年6か月以上`, `8か月以上`.
pub fn months(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months}か月以上"),
        (years, 0) => format!("{years}年以上"),
        (years, months) => format!("{years}年{months}か月以上"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_work_are_said_in_years_and_months() {
        assert_eq!(months(24), "2年以上");
        assert_eq!(months(18), "1年6か月以上");
        assert_eq!(months(8), "8か月以上");
    }
}
