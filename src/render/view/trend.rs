//! STUB

use crate::model::{Key, Trend};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<Trend>) -> Shown {
    Shown::new("stub.html", Head { title: "trend".to_owned(), ..Head::default() }, &())
}
