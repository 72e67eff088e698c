//! The Japanese words of the model's choices, as the pages print them.

pub use crate::model::wording::{
    access, action, apply_step, exam_kind, external_format, format, instructor, provider_kind, recognition, timing, weight,
};

use super::shape::{Badge, Date, Plate, Tag};
use crate::model::{Calendar, Priority, Requirement, SessionStatus};
use crate::notation::{Day, Deadline, Month, grouped};

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
    Date { iso: deadline.iso(), words: calendar.deadline(deadline) }
}

/// A date plate.
pub fn plate(day: Day, calendar: &Calendar) -> Plate {
    Plate { month: format!("{}月", day.month()), day: day.day().to_string(), week: calendar.weekday(day), tone: "" }
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

/// How sure a sitting is.
pub fn session_status(status: SessionStatus) -> Badge {
    match status {
        SessionStatus::Confirmed => Badge { tone: "good", icon: "check", word: "確定".to_owned() },
        SessionStatus::Tentative => Badge { tone: "warn", icon: "slow", word: "予定・要確認".to_owned() },
        SessionStatus::Cancelled => Badge { tone: "calm", icon: "dash", word: "中止".to_owned() },
    }
}

/// Whether somebody compared a record with its source.
pub fn checked(unverified: bool) -> Badge {
    if unverified {
        Badge { tone: "warn", icon: "slow", word: "要確認".to_owned() }
    } else {
        Badge { tone: "good", icon: "check", word: "確認済み".to_owned() }
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
