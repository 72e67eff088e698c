//! The calendar of one fiscal year, from April to March, nothing folded.

use super::calendar::{finish, view};
use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output};

/// The page of the fiscal year `year`.
pub fn show(at: &Viewpoint, _: &Prose, year: FiscalYear) -> Shown {
    let mut head = Head {
        title: at.words.fill("calendar.year_title", &[("year", &at.words.fiscal_year(year))]),
        lead: Some(
            at.words
                .fill("calendar.year_lead", &[("from", &at.words.day(year.first_day())), ("to", &at.words.day(year.last_day()))])
                .into(),
        ),
        above: vec![Output::Fixed(Fixed::Calendar)],
        ..Head::default()
    };
    let view = view(at, year, |_| false);
    finish(at, &mut head, &view);
    Shown::new("calendar_year.html", head, &view)
}
