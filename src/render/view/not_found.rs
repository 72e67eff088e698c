//! The page for addresses that lead nowhere: search, signpost, whom to ask.

use crate::model::LevelKind;
use crate::render::frame::Head;
use crate::render::phrase::phrased;
use crate::render::{Prose, Shown, Viewpoint};
use crate::route::{Fixed, Output, RecordPage};
use serde::Serialize;

#[derive(Serialize)]
struct View {
    arms: Vec<Arm>,
    home: String,
    search: String,
}

/// An arm of the signpost.
#[derive(Serialize)]
struct Arm {
    no: Option<String>,
    word: Option<String>,
    name_html: String,
    href: String,
    focus: bool,
}

/// The page `404.html`.
pub fn show(at: &Viewpoint, _: &Prose) -> Shown {
    let head = Head {
        title: at.words.say("not_found.title").to_owned(),
        lead: Some(at.words.say("not_found.lead").to_owned().into()),
        ..Head::default()
    };
    let arms = at.site.levels.iter().map(|(key, level)| {
        let no = level.number.filter(|_| level.kind == LevelKind::Level).map(|number| number.to_string());
        Arm {
            word: no.is_none().then(|| level.short.clone()),
            no,
            name_html: phrased(&level.name),
            href: at.href(&Output::Record(RecordPage::Level(key))),
            focus: level.priority == Some(crate::model::Priority::Focus),
        }
    });
    let view = View { arms: arms.collect(), home: at.href(&Output::Fixed(Fixed::Home)), search: at.href(&Output::Fixed(Fixed::Search)) };
    Shown::new("not_found.html", head, &view)
}
