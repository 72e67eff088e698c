//! What sittings are called agrees with when they are: 第1回 comes before 第2回, 令和8年度 第1回 lies in that year, 3日間 are three days, no
//! name and no id stands for two, and the length of a course is of the order of its sittings.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Course, Site};
use crate::notation::prose::{self, What};
use crate::notation::{Day, FiscalYear, Time};
use crate::source::Origin;
use crate::text;
use std::collections::BTreeMap;

/// A label that is not that of the day.
pub static SESSION_LABEL: Code = Code::warning(
    "session-label",
    "回の名前（label）と日付が合っていません（同じ名前が2つある、第2回が第1回より前にある、名前の年度に日付が入っていない、など）。どちらかを直してください",
    "the label of a sitting does not fit its day (a label given twice, 第2回 before 第1回, another fiscal year); mend one of the two",
);
/// Two sittings at once.
pub static SESSION_TWICE: Code = Code::warning(
    "session-twice",
    "同じ研修の、同じ日時・同じ場所の回が2つあります。写したあとの直し忘れなら、日付を直すか、どちらかを消してください",
    "two sittings of a course are on the same day at the same time and place; mend the day, or remove one",
);
/// An id of two sittings.
pub static SESSION_ID: Code = Code::error(
    "session-id",
    "2つの回に同じ id が書かれています。id は1つの回だけの名前です。写した行の id を直してください",
    "two sittings have the same id; mend that of the copied one",
);
/// A length that does not fit.
pub static SESSION_LENGTH: Code = Code::warning(
    "session-length",
    "研修の時間（duration_minutes）が、回の始まりから終わりまでの時間と桁が違うほど離れています。どちらかを直してください",
    "`duration_minutes` is as far from the length of the sitting as if a digit was too many or too few; mend one of the two",
);

/// A sitting of a course or an exam.
struct Sitting<'a> {
    label: &'a str,
    day: Option<Day>,
    origin: &'a Origin,
    field: &'static str,
}

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    for course in site.courses.values() {
        let sittings: Vec<_> = course
            .sessions
            .iter()
            .filter_map(|session| {
                let label = session.value.label.as_deref()?;
                Some(Sitting { label, day: session.when().days().first().copied(), origin: &session.origin, field: "date" })
            })
            .collect();
        labels(&sittings, course.meta.id.as_str(), findings);
        twice(course, findings);
        length(course, findings);
        counts(course, findings);
    }
    ids(site, findings);
    for (key, exam) in site.exams.iter() {
        let sittings: Vec<_> = site
            .exam_sessions
            .values()
            .filter(|session| session.exam == key)
            .map(|session| Sitting {
                label: &session.label,
                day: session.days().map(|days| days.0),
                origin: &session.meta.origin,
                field: if session.date.is_some() { "date" } else { "window.from" },
            })
            .collect();
        labels(&sittings, exam.meta.id.as_str(), findings);
    }
}

fn labels(sittings: &[Sitting], id: &str, findings: &mut Diagnostics) {
    let mut report = |at: &Sitting, other: Option<&Sitting>, message| {
        let mut finding = Diagnostic::new(&SESSION_LABEL, message).at(at.origin.place("label")).record(id);
        finding = match other {
            Some(other) => finding.related(other.origin.place("label"), text!("もう一つの回はここです", "the other sitting")),
            None => finding.related(at.origin.place(at.field), text!("日付はここです", "the day")),
        };
        findings.push(finding.hint(text!("label か日付を直してください", "mend the label or the day")));
    };
    let mut known: BTreeMap<&str, &Sitting> = BTreeMap::new();
    for sitting in sittings {
        let label = sitting.label.trim();
        if let Some(other) = known.insert(label, sitting) {
            report(sitting, Some(other), text!("「{label}」という回が2つあります", "there are two sittings \"{label}\""));
        }
    }
    let mut numbered: Vec<_> = sittings.iter().filter_map(|sitting| Some((series(sitting.label)?, sitting.day?, sitting))).collect();
    numbered.sort_by(|a, b| a.0.cmp(&b.0));
    for pair in numbered.windows(2) {
        let [((series, number), day, first), ((next_series, next), next_day, second)] = pair else { continue };
        if series == next_series && number < next && next_day < day {
            let (a, b) = (first.label, second.label);
            report(second, Some(first), text!("「{b}」が「{a}」より前の日付です", "\"{b}\" lies before \"{a}\""));
        }
    }
    for sitting in sittings {
        let Some(day) = sitting.day else { continue };
        let label = sitting.label;
        for said in prose::said(label) {
            let wrong = match &said.what {
                What::Year(year) if year.fiscal => i32::from(FiscalYear::of(day).0) != year.gregorian(),
                What::Month(Some(year), month) => (i32::from(day.year()), i32::from(day.month())) != (year.gregorian(), *month),
                What::Month(None, month) => {
                    let leads = said.range.start == 0 && label[said.range.end..].starts_with([' ', '\u{3000}']);
                    i32::from(day.month()) != *month && (label.ends_with('月') || leads)
                }
                _ => false,
            };
            if wrong {
                let (words, year) = (day.words(), FiscalYear::of(day).words());
                report(sitting, None, text!("「{label}」の日付が{words}（{year}）です", "the day of \"{label}\" is {words} ({year})"));
            }
        }
    }
}

/// The number right before `unit` in `label`: 全3回, 3日間.
fn number_before(label: &str, unit: &str) -> Option<i64> {
    let plain = crate::notation::normal(label);
    let end = plain.find(unit)?;
    let start = plain[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    plain[start..end].parse().ok()
}

/// 全N回 of a label.
pub(super) fn total(label: &str) -> Option<i64> {
    let plain = crate::notation::normal(label);
    let after = &plain[plain.find('全')? + '全'.len_utf8()..];
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    after[digits..].starts_with('回').then(|| after[..digits].parse().ok()).flatten()
}

/// 全2回の3回目, 全30回 within two weeks, 3日間 that are two, 後期 in May.
fn counts(course: &Course, findings: &mut Diagnostics) {
    for session in &course.sessions {
        let (Some(label), Some(day)) = (session.value.label.as_deref(), session.value.date.first()) else { continue };
        let until = session.value.until;
        let days = until.map_or(1, |until| i64::from(day.days_until(until)) + 1);
        let open = || until.map_or(1, |until| (0..=day.days_until(until)).filter(|at| !matches!(day.plus(*at).weekday(), 0 | 6)).count());
        let which = number_before(label, "回目");
        let half = |word: &str, first: bool| label.contains(word) && label.contains("年度") && (4..10).contains(&day.month()) != first;
        let message = match (total(label), number_before(label, "日間")) {
            (Some(all), _) if which.is_some_and(|which| which > all) => {
                text!("「{label}」は、全部の回より後の回です", "\"{label}\" lies behind the last one")
            }
            (Some(all), _) if until.is_some() && all > days => {
                text!("「{label}」ですが、date から until までは{days}日です", "\"{label}\" does not fit into {days} days")
            }
            (_, Some(said)) if until.is_some() && said != days && usize::try_from(said) != Ok(open()) => {
                text!("「{label}」ですが、date から until までは{days}日です", "\"{label}\", but it lasts {days} days")
            }
            _ if half("前期", true) || half("後期", false) => {
                let words = day.words();
                text!("「{label}」の日付が{words}です", "the day of \"{label}\" is {words}")
            }
            _ => continue,
        };
        findings.push(
            Diagnostic::new(&SESSION_LABEL, message)
                .at(session.origin.place("label"))
                .record(course.meta.id.as_str())
                .related(session.origin.place("date"), text!("日付はここです", "the day"))
                .hint(text!("label か日付を直してください", "mend the label or the day")),
        );
    }
}

/// Ids are names of one sitting in the whole portal.
fn ids(site: &Site, findings: &mut Diagnostics) {
    let mut known: BTreeMap<&str, &Origin> = BTreeMap::new();
    for session in site.courses.values().flat_map(|course| &course.sessions) {
        let id = session.value.id.as_str();
        if let Some(other) = known.insert(id, &session.origin) {
            findings.push(
                Diagnostic::new(&SESSION_ID, text!("「{id}」という id の回が2つあります", "there are two sittings with the id \"{id}\""))
                    .at(session.origin.place("id"))
                    .related(other.place("id"), text!("もう一つの回はここです", "the other sitting"))
                    .hint(text!("写した行の id を直してください", "mend the id of the copied one")),
            );
        }
    }
}

/// 令和8年度 第2回: what stands before the number, and the number.
fn series(label: &str) -> Option<(&str, i64)> {
    let at = label.find('第')?;
    let digits = label[at + '第'.len_utf8()..].split('回').next()?;
    let digits: String =
        digits.chars().map(|c| if ('０'..='９').contains(&c) { char::from(b'0' + (c as u32 - '０' as u32) as u8) } else { c }).collect();
    Some((label[..at].trim(), digits.trim().parse().ok()?))
}

fn twice(course: &Course, findings: &mut Diagnostics) {
    for (at, session) in course.sessions.iter().enumerate() {
        let value = &session.value;
        let same = |other: &&crate::model::Session| {
            (&other.value.date, other.value.start, &other.value.place, other.value.format)
                == (&value.date, value.start, &value.place, value.format)
        };
        // Two sittings of which no day is known yet may be two.
        let Some(day) = value.date.days().first().map(|day| day.words()) else { continue };
        if let Some(other) = course.sessions[..at].iter().find(same) {
            findings.push(
                Diagnostic::new(&SESSION_TWICE, text!("{day}の回が2つあります", "there are two sittings on {day}"))
                    .at(session.origin.place("date"))
                    .record(course.meta.id.as_str())
                    .related(other.origin.place("date"), text!("もう一つの回はここです", "the other sitting"))
                    .hint(text!("日付を直すか、どちらかの回を消してください", "mend the day, or remove one of them")),
            );
        }
    }
}

fn length(course: &Course, findings: &mut Diagnostics) {
    let Some(minutes) = course.duration_minutes.map(i64::from).filter(|minutes| *minutes > 0) else { return };
    let of_day = |time: Time| i64::from(time.hour) * 60 + i64::from(time.minute);
    let mut said = course.sessions.len();
    let spans = course.sessions.iter().filter_map(|session| {
        let value = &session.value;
        let label = value.label.as_deref().unwrap_or_default();
        let numbered = series(label).map_or(0, |(_, number)| number).max(total(label).unwrap_or(0));
        said = said.max(usize::try_from(numbered).unwrap_or(0));
        // Days in a row are one sitting; what goes on for weeks is held on some of its days.
        let days = value.until.and_then(|until| Some(value.date.first()?.days_until(until) + 1)).unwrap_or(1);
        let times = if days <= 5 { i64::from(days) } else { total(label)? };
        let single = of_day(value.end?) - of_day(value.start?);
        Some((single * times, if days <= 5 { single * times } else { single }, session))
    });
    let spans: Vec<_> = spans.filter(|(span, ..)| *span > 0).collect();
    // A sitting may be one part of a course only, and a course one part of a sitting: a digit too many or too few is what is told.
    let sum: i64 = spans.iter().map(|(span, ..)| span).sum();
    let longest = spans.iter().map(|(span, ..)| *span).max().unwrap_or(0);
    let single = spans.iter().map(|(_, single, _)| *single).max().unwrap_or(0);
    // 第6回 says that there are six, also where a few are listed.
    let all = sum.max(single * i64::try_from(said).unwrap_or(1));
    if let Some((span, _, session)) = spans.first()
        && (minutes >= longest * 8 && minutes > all * 2 || minutes * 8 <= *span)
    {
        findings.push(
            Diagnostic::new(
                &SESSION_LENGTH,
                text!(
                    "duration_minutes が{minutes}分ですが、回は{span}分です",
                    "`duration_minutes` is {minutes}, but the sitting lasts {span} minutes"
                ),
            )
            .at(course.meta.origin.place("duration_minutes"))
            .record(course.meta.id.as_str())
            .related(session.origin.place("start"), text!("回の時間はここです", "the sitting"))
            .hint(text!("duration_minutes か、start と end を直してください", "mend `duration_minutes`, or `start` and `end`")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    fn course(fields: &str, sessions: &[&str]) -> Vec<String> {
        let sessions = sessions.iter().enumerate().map(|(at, session)| format!("- {{id: s-{at}, {session}}}\n")).collect::<String>();
        run(
            check,
            &[(
                "content/courses/c.md",
                &format!("---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\n{fields}\nsessions:\n{sessions}---\n"),
            )],
        )
    }

    #[test]
    fn labels_fit_their_days() {
        assert_eq!(course("", &["label: 第1回, date: 2026-12-10", "label: 第1回, date: 2027-01-21"]), ["session-label: 第1回"]);
        assert_eq!(course("", &["label: 第2回, date: 2026-12-10", "label: 第1回, date: 2027-01-21"]), ["session-label: 第2回"]);
        assert_eq!(course("", &["label: 令和8年度 第1回, date: 2025-12-10"]), ["session-label: 令和8年度 第1回"]);
        assert_eq!(course("", &["label: 2025年11月, date: 2026-11-10"]), ["session-label: 2025年11月"]);
        assert!(course("", &["label: 第1回, date: 2026-12-10", "label: 第２回（オンライン）, date: 2027-01-21"]).is_empty());
        assert!(course("", &["label: 令和8年度 第1回, date: 2026-06-01", "label: 令和9年度 第1回, date: 2027-06-01"]).is_empty());
    }

    #[test]
    fn counts_of_labels_fit() {
        for (session, label) in [
            ("label: 12月 紙を減らす, date: 2027-02-11", "12月 紙を減らす"),
            ("label: 全2回の3回目, date: 2027-02-10", "全2回の3回目"),
            ("label: 全30回, date: 2027-02-02, until: 2027-02-17", "全30回"),
            ("label: 3日間, date: 2027-02-24, until: 2027-02-25", "3日間"),
            ("label: 令和8年度前期, date: 2027-01-13", "令和8年度前期"),
        ] {
            assert_eq!(course("", &[session]), [format!("session-label: {label}")]);
        }
        for session in [
            "label: 2月 紙を減らす, date: 2027-02-11",
            "label: 全2回の2回目, date: 2027-02-10",
            "label: 全3回, date: 2027-02-02, until: 2027-02-17",
            "label: 2日間, date: 2027-02-24, until: 2027-02-25",
            "label: 3日間, date: 2027-02-26, until: 2027-03-02",
            "label: 令和8年度後期（全8回）, date: 2027-01-13, until: 2027-03-17",
            "label: 3月までの回, date: 2027-02-26",
        ] {
            assert!(course("", &[session]).is_empty(), "{session}");
        }
    }

    #[test]
    fn an_id_is_of_one_sitting() {
        let text = "---\ntitle: 題\nsummary: 文\nlevels: []\nformat: [online]\nsessions:\n- {id: a, date: 2026-12-10}\n- {id: a, date: 2027-01-10}\n---\n";
        assert_eq!(run(check, &[("content/courses/c.md", text)]), ["session-id: a"]);
    }

    #[test]
    fn no_sitting_is_there_twice() {
        assert_eq!(course("", &["date: 2026-12-10", "date: 2026-12-10"]), ["session-twice: 2026-12-10"]);
        assert!(course("", &["date: 2026-12-10, start: '10:00'", "date: 2026-12-10, start: '13:00'"]).is_empty());
        assert!(course("", &["date: 2026-12-10, place: 本庁舎", "date: 2026-12-10, place: 十勝"]).is_empty());
    }

    #[test]
    fn the_length_fits() {
        let sitting = "date: 2026-12-10, start: '13:30', end: '17:00'";
        assert_eq!(course("duration_minutes: 2100", &[sitting]), ["session-length: 2100"]);
        assert_eq!(course("duration_minutes: 21", &[sitting]), ["session-length: 21"]);
        assert!(course("duration_minutes: 210", &[sitting]).is_empty());
        assert!(course("duration_minutes: 180", &[sitting]).is_empty());
        assert!(course("duration_minutes: 1000", &[sitting]).is_empty());
        let two = [sitting, "date: 2027-01-21, start: '13:30', end: '17:00'"];
        assert_eq!(course("duration_minutes: 2100", &two), ["session-length: 2100"]);
        let days = "date: 2026-12-10, until: 2026-12-11, start: '9:30', end: '16:30'";
        assert_eq!(course("duration_minutes: 7200", &[days]), ["session-length: 7200"]);
        assert_eq!(course("duration_minutes: 72", &[days]), ["session-length: 72"]);
        assert!(course("duration_minutes: 720", &[days]).is_empty());
        let weeks = "label: 全8回, date: 2027-01-13, until: 2027-03-17, start: '15:00', end: '18:00'";
        assert!(course("duration_minutes: 1440", &[weeks]).is_empty());
        assert_eq!(course("duration_minutes: 14400", &[weeks]), ["session-length: 14400"]);
        let monthly = [
            "label: 第7回, date: 2026-12-10, start: '15:00', end: '17:00'",
            "label: 第8回, date: 2027-01-14, start: '15:00', end: '17:00'",
        ];
        assert!(course("duration_minutes: 1440", &monthly).is_empty());
        assert!(course("duration_minutes: 420", &[sitting, "date: 2026-12-11, start: '13:30', end: '17:00'"]).is_empty());
    }
}
