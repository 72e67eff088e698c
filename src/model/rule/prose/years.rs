//! Which year a day means that is written without one: the years that its record and its neighbours make likely.
//!
//! A notice of November that says 「12月3日（木）」 means the 3 December nearest to it, or that of its fiscal year. Where nothing in the
//! record names a year, nothing is said.

use super::Spoken;
use crate::notation::prose::{DaySaid, Join, What, YearSaid};
use crate::notation::{Day, FiscalYear};

/// What a record says of years.
#[derive(Clone, Debug, Default)]
pub(super) struct Years {
    /// Days that are said in full.
    days: Vec<Day>,
    /// Years and fiscal years that are said.
    years: Vec<(i16, bool)>,
}

impl Years {
    /// The years that the lines of one record name.
    pub(super) fn of(spoken: &[Spoken]) -> Self {
        let mut years = Self::default();
        for said in spoken.iter().flat_map(|line| &line.said) {
            match &said.what {
                What::Day(DaySaid { year: Some(year), month, day, .. }) => {
                    if let Some(day) = day_of(year.gregorian(), *month, *day) {
                        years.days.push(day);
                    }
                }
                What::Year(year) | What::Month(Some(year), _) => {
                    years.years.extend(i16::try_from(year.gregorian()).ok().map(|it| (it, year.fiscal)))
                }
                _ => {}
            }
        }
        years.days.sort_unstable();
        years.days.dedup();
        years.years.sort_unstable();
        years.years.dedup();
        years
    }

    /// The days that `month` and `day` may mean; also none, where no such day exists in the years that are likely.
    fn candidates(&self, month: i32, day: i32) -> Option<Vec<Day>> {
        if self.days.is_empty() && self.years.is_empty() {
            return None;
        }
        let mut all = Vec::new();
        let in_fiscal = |fiscal: FiscalYear| i32::from(fiscal.0) + i32::from(month < 4);
        for near in &self.days {
            let year = i32::from(near.year());
            // The year nearest to it, whether or not it has a 29 February.
            let around = (year - 1..=year + 1).filter_map(|year| Some((year, day_of(year, month, day.min(28))?)));
            let nearest = around.min_by_key(|(_, day)| day.days_until(*near).abs());
            all.extend(nearest.and_then(|(year, _)| day_of(year, month, day)));
            all.extend(day_of(in_fiscal(FiscalYear::of(*near)), month, day));
        }
        for (year, fiscal) in &self.years {
            all.extend(day_of(if *fiscal { in_fiscal(FiscalYear(*year)) } else { i32::from(*year) }, month, day));
            // A notice of a fiscal year is often written in the one before it.
            all.extend(day_of(in_fiscal(FiscalYear(*year)) - 1, month, day).filter(|_| *fiscal));
        }
        all.sort_unstable();
        all.dedup();
        Some(all)
    }
}

/// The days that a text may mean.
pub(super) enum Meant {
    /// This one.
    Sure(Day),
    /// One of these, as far as the record says.
    Likely(Vec<Day>),
    /// Nobody can know.
    Unknown,
}

/// The day that is said, given the one before it in the line when both hang together, and what the record says of years.
pub(super) fn meant(day: &DaySaid, before: Option<(Join, &Meant)>, relative: bool, years: &Years) -> Meant {
    if let Some(year) = day.year {
        return day_of(year.gregorian(), day.month, day.day).map_or(Meant::Unknown, Meant::Sure);
    }
    match before {
        Some((Join::Range | Join::From | Join::List | Join::Direct, Meant::Sure(before))) => {
            let same_year = day_of(i32::from(before.year()), day.month, day.day);
            match same_year {
                Some(same_year) if *before <= same_year => Meant::Sure(same_year),
                _ => Meant::Likely(
                    [before.year(), before.year() + 1].into_iter().filter_map(|year| day_of(year.into(), day.month, day.day)).collect(),
                ),
            }
        }
        _ if relative => Meant::Unknown,
        _ => years.candidates(day.month, day.day).map_or(Meant::Unknown, Meant::Likely),
    }
}

/// The day of the calendar, if it exists.
pub(super) fn day_of(year: i32, month: i32, day: i32) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The days of a month; of February 29 where the year is not known.
pub(super) fn days_in(month: i32, year: Option<YearSaid>) -> i32 {
    let year = year.map_or(2000, YearSaid::gregorian);
    (28..=31).rev().find(|day| day_of(year, month, *day).is_some()).unwrap_or(0)
}
