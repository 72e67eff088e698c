//! STUB

use crate::model::{Key, Kpi};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<Kpi>) -> Shown {
    Shown::new("stub.html", Head { title: "kpi".to_owned(), ..Head::default() }, &())
}
