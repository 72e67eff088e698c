//! STUB

use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose) -> Shown {
    Shown::new("stub.html", Head { title: "trends".to_owned(), ..Head::default() }, &())
}
