//! STUB

use crate::model::{Key, News};
use crate::render::frame::Head;
use crate::render::{Prose, Shown, Viewpoint};

/// STUB
pub fn show(_: &Viewpoint, _: &Prose, _: Key<News>) -> Shown {
    Shown::new("stub.html", Head { title: "news".to_owned(), ..Head::default() }, &())
}
