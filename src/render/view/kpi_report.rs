//! STUB

use crate::notation::FiscalYear;
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: FiscalYear) -> Shown {
    Shown::new("stub.html", Head { title: "kpi_report".to_owned(), ..Head::default() }, &())
}
