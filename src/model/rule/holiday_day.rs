//! The days of the table of holidays are those of the law: こどもの日 is the fifth of May, 海の日 a third Monday, and no day is there twice.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::notation::{Day, WEEKDAYS};
use crate::source::{self, Place, SourceFile};
use crate::text;
use std::collections::BTreeMap;

/// A holiday on another day.
pub static HOLIDAY_DAY: Code = Code::warning(
    "holiday-day",
    "祝日の表の日付と名前が合っていません（5月5日でない「こどもの日」、月曜でない「海の日」など）。または同じ日が2行あります。内閣府の一覧と照らして直してください",
    "a day of the table of holidays is not that of its name, or stands there twice; compare it with the list of the Cabinet Office",
);

/// Holidays of one day, since 2022.
const FIXED: [(&str, i8, i8); 10] = [
    ("元日", 1, 1),
    ("建国記念の日", 2, 11),
    ("天皇誕生日", 2, 23),
    ("昭和の日", 4, 29),
    ("憲法記念日", 5, 3),
    ("みどりの日", 5, 4),
    ("こどもの日", 5, 5),
    ("山の日", 8, 11),
    ("文化の日", 11, 3),
    ("勤労感謝の日", 11, 23),
];
/// Holidays of a Monday, by month and count.
const MONDAYS: [(&str, i8, i8); 4] = [("成人の日", 1, 2), ("海の日", 7, 3), ("敬老の日", 9, 3), ("スポーツの日", 10, 2)];
/// Holidays that the sun settles, and the days they can be on.
const SUN: [(&str, i8, [i8; 2]); 2] = [("春分の日", 3, [19, 22]), ("秋分の日", 9, [22, 24])];

pub(super) fn scan(file: &SourceFile, findings: &mut Diagnostics) {
    let path = file.path.as_str();
    let Some(text) = file.text().filter(|_| path.starts_with("data/holidays") && file.path.extension() == "csv") else { return };
    let mut known: BTreeMap<Day, usize> = BTreeMap::new();
    for (start, line) in source::lines(text) {
        let mut cells = line.trim_end().split(',');
        let (Some(written), Some(name)) = (cells.next(), cells.next()) else { continue };
        let Ok(day) = Day::parse(written.trim_matches('"')) else { continue };
        let name = name.trim_matches(['"', ' ']);
        let place = |at: usize| Place::new(file.path.clone(), at..at + written.len());
        let words = format!("{}（{}）", day.words().split('（').next().unwrap_or_default(), WEEKDAYS[day.weekday()]);
        let message = match known.insert(day, start) {
            Some(_) => text!("{words}が2行あります", "{words} is there twice"),
            // The laws of 2020 and 2021 moved some for the Olympic Games.
            None if day.year() >= 2022 && !is_its_day(name, day) => text!("「{name}」は{words}ではありません", "{name} is not on {words}"),
            None => continue,
        };
        findings.push(
            Diagnostic::new(&HOLIDAY_DAY, message)
                .at(place(start))
                .hint(text!("内閣府の一覧で日付を確かめてください", "check the day in the list of the Cabinet Office")),
        );
    }
}

/// Whether a holiday of that name can be on the day; one that no law knows can.
fn is_its_day(name: &str, day: Day) -> bool {
    let (month, number) = (day.month(), day.day());
    if let Some((_, on_month, on_day)) = FIXED.iter().find(|(fixed, ..)| *fixed == name) {
        return (month, number) == (*on_month, *on_day);
    }
    if let Some((_, on_month, nth)) = MONDAYS.iter().find(|(monday, ..)| *monday == name) {
        return month == *on_month && day.weekday() == 1 && (number - 1) / 7 + 1 == *nth;
    }
    SUN.iter()
        .find(|(sun, ..)| *sun == name)
        .is_none_or(|(_, on_month, [first, last])| month == *on_month && (*first..=*last).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run_scan;

    fn table(rows: &str) -> Vec<String> {
        run_scan(scan, &[("data/holidays.csv", &format!("date,name\n{rows}\n"))])
    }

    #[test]
    fn holidays_are_on_their_days() {
        assert_eq!(table("2027-05-03,憲法記念日\n2027-05-03,みどりの日"), ["holiday-day: 2027-05-03"]);
        assert_eq!(table("2027-09-11,山の日"), ["holiday-day: 2027-09-11"]);
        assert_eq!(table("2027-07-20,海の日"), ["holiday-day: 2027-07-20"]);
        assert!(
            table("2027-05-05,こどもの日\n2027-07-19,海の日\n2027-03-21,春分の日\n2027-03-22,振替休日\n2027-11-16,創立記念日").is_empty()
        );
        assert!(table("2021-07-22,海の日\n2021-08-08,山の日").is_empty());
    }
}
