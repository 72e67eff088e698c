//! Printing findings. One value, several forms; none of them decides anything.

mod human;
mod json;
mod line;

pub use human::{Colour, HumanOptions, Limit, human};
pub use json::json;
pub use line::{github, short};

use crate::diagnostic::{Group, Lang, Severity};
use crate::source::{Place, Position, Sources};

/// The name of a severity in machine-readable forms.
pub(super) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}

/// The name of a severity for people.
pub(super) fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Ja) => "エラー",
        (Severity::Warning, Lang::Ja) => "警告",
        (Severity::Notice, Lang::Ja) => "お知らせ",
        (severity, Lang::En) => severity_name(severity),
    }
}

/// 「（3か所）」 after the sentence of several findings.
pub(super) fn places(group: &Group<'_>, lang: Lang) -> String {
    match (group.places(), lang) {
        (1, _) => String::new(),
        (places, Lang::Ja) => format!("（{places}か所）"),
        (places, Lang::En) => format!(" ({places} places)"),
    }
}

/// Line and column of a place; `None` when its file was not read.
pub(super) fn position(sources: &Sources, place: &Place) -> Option<Position> {
    sources.get(place.path.as_str()).map(|file| file.position(place.start))
}

#[cfg(test)]
mod tests;
