//! STUB

use crate::model::{Key, Level};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<Level>) -> Shown {
    Shown::new("stub.html", Head { title: "level_skill_map".to_owned(), ..Head::default() }, &())
}
