//! STUB

use crate::model::{Key, Tool};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<Tool>) -> Shown {
    Shown::new("stub.html", Head { title: "cases_by".to_owned(), ..Head::default() }, &())
}
