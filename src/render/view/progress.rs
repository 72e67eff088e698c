//! The page of one's own record: what the scripts need to show marks, bookmarks and levels by name. What is remembered stays in the browser.

use crate::render::frame::Head;
use crate::render::rows_catalogue::intro;
use crate::render::rows_progress::{KnownKind, Stage, known, stages};
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    intro_html: String,
    stages: Vec<Stage>,
    known: Vec<KnownKind>,
    courses: String,
    assessments: String,
}

/// The page of one's own record.
pub fn show(at: &Viewpoint, prose: &Prose) -> Shown {
    let head = Head::of_section(at, "progress", at.words.say("progress.page.title"), at.words.say("progress.page.lead"));
    let view = View {
        intro_html: intro(at, prose, "progress"),
        stages: stages(at),
        known: known(at),
        courses: at.href(&Output::Fixed(Fixed::Courses)),
        assessments: at.href(&Output::Fixed(Fixed::Assessments)),
    };
    Shown::new("progress.html", head, &view)
}
