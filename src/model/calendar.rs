//! [`Calendar`]: which days are holidays.

use crate::notation::{Day, Deadline, WEEKDAYS};
use crate::schema::{self, Record};
use std::collections::BTreeMap;

/// Public holidays by day.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    holidays: BTreeMap<Day, String>,
}

impl Calendar {
    pub(super) fn new(records: Vec<Record<schema::Holiday>>) -> Self {
        Self { holidays: records.into_iter().map(|record| (record.value.date, record.value.name)).collect() }
    }

    /// The name of the holiday on `day`.
    pub fn holiday(&self, day: Day) -> Option<&str> {
        self.holidays.get(&day).map(String::as_str)
    }

    /// All known holidays with their names, in order.
    pub fn holidays(&self) -> impl Iterator<Item = (Day, &str)> {
        self.holidays.iter().map(|(day, name)| (*day, name.as_str()))
    }

    /// The name of a weekday, with the mark of a holiday: `金`, `月・祝`.
    pub fn weekday(&self, day: Day) -> String {
        let name = WEEKDAYS[day.weekday()];
        if self.holiday(day).is_some() { format!("{name}・祝") } else { name.to_owned() }
    }

    /// A deadline in words: `令和8年2月23日（月・祝） 17:00`.
    pub fn deadline(&self, deadline: Deadline) -> String {
        let time = deadline.time.map_or_else(String::new, |time| format!(" {}", time.words()));
        format!("{}（{}）{time}", deadline.day.era_date(), self.weekday(deadline.day))
    }

    /// Whether offices are closed: Saturday, Sunday or a holiday.
    pub fn is_closed(&self, day: Day) -> bool {
        matches!(day.weekday(), 0 | 6) || self.holidays.contains_key(&day)
    }

    /// The last open day on or before `day`.
    pub fn open_day_before(&self, day: Day) -> Day {
        (0..30).map(|back| day.plus(-back)).find(|day| !self.is_closed(*day)).unwrap_or(day)
    }

    /// The last day that the table covers; beyond it, holidays are unknown.
    pub fn known_until(&self) -> Option<Day> {
        self.holidays.keys().next_back().and_then(|last| Day::new(last.year(), 12, 31))
    }
}
