//! STUB

use crate::model::{Key, Page};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<Page>) -> Shown {
    Shown::new("stub.html", Head { title: "page".to_owned(), ..Head::default() }, &())
}
