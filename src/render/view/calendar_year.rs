//! The calendar of one fiscal year, from April to March, nothing folded.

use super::calendar::{finish, view};
use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::Output;

/// The page of the fiscal year `year`.
pub fn show(at: &Viewpoint, _: &Prose, year: FiscalYear) -> Shown {
    let mut head = Head {
        title: at.words.fill("calendar.title_of", &[("year", &at.words.fiscal_year(year))]),
        lead: Some(at.words.fill("calendar.lead_of", &[("from", &at.words.day(year.first_day())), ("to", &at.words.day(year.last_day()))])),
        above: vec![Output::Calendar],
        ..Head::default()
    };
    let view = view(at, year, |_| false);
    finish(&mut head, &view);
    Shown::new("calendar_year.html", head, &view)
}
