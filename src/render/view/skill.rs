//! STUB

use crate::model::{Key, Skill};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<Skill>) -> Shown {
    Shown::new("stub.html", Head { title: "skill".to_owned(), ..Head::default() }, &())
}
