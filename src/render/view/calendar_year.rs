//! The calendar of one fiscal year, from April to March, nothing folded.

use super::calendar::{finish, view};
use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::Output;

/// The page of the fiscal year `year`.
pub fn show(at: &Viewpoint, _: &Prose, year: FiscalYear) -> Shown {
    let mut head = Head {
        title: format!("{}のカレンダー", year.words()),
        lead: Some(format!("{}から{}までの、研修と試験の日程です。", year.first_day().words(), year.last_day().words())),
        above: vec![Output::Calendar],
        ..Head::default()
    };
    let view = view(at, year, |_| false);
    finish(&mut head, &view);
    Shown::new("calendar_year.html", head, &view)
}
