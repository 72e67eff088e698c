//! STUB

use crate::model::{Case, Key};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<Case>) -> Shown {
    Shown::new("stub.html", Head { title: "case".to_owned(), ..Head::default() }, &())
}
