//! STUB

use crate::model::{Exam, Key};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<Exam>) -> Shown {
    Shown::new("stub.html", Head { title: "exam".to_owned(), ..Head::default() }, &())
}
