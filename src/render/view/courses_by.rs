//! STUB

use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::CourseFacet;

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: CourseFacet) -> Shown {
    Shown::new("stub.html", Head { title: "courses_by".to_owned(), ..Head::default() }, &())
}
