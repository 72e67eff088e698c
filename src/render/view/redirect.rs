//! A page that sends on from a former address.

use crate::render::frame::Head;
use crate::render::{Shown, Viewpoint};
use crate::route::RoutePath;
use serde::Serialize;

#[derive(Serialize)]
struct View {
    href: String,
}

/// Sends on to `to`.
pub fn show(at: &Viewpoint, to: &RoutePath) -> Shown {
    Shown::new(
        "redirect.html",
        Head { title: at.words.say("redirect.title").to_owned(), ..Head::default() },
        &View { href: at.here.href(to) },
    )
}
