//! STUB

use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: &str) -> Shown {
    Shown::new("stub.html", Head { title: "section".to_owned(), ..Head::default() }, &())
}
