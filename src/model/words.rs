//! The glossary, resolved.

use super::Key;
use super::meta::{Meta, entity, keys};
use super::names::Names;
use crate::diagnostic::Diagnostics;
use crate::parse::markdown::{self, Markdown};
use crate::schema::{self, Record};

/// A term.
#[derive(Clone, Debug)]
pub struct Term {
    /// Identity and freshness.
    pub meta: Meta,
    /// The term.
    pub term: String,
    /// Reading in hiragana.
    pub yomi: String,
    /// Full form of an abbreviation.
    pub full: Option<String>,
    /// What it means (inline Markdown).
    pub body: Markdown,
    /// Related terms.
    pub see: Vec<Key<Term>>,
    /// Other spellings.
    pub variants: Vec<String>,
    /// Explain it on its first use in a text.
    pub mark: bool,
}
entity!(Term, term);

impl Term {
    pub(super) fn resolve(record: Record<schema::Term>, names: &Names, findings: &mut Diagnostics) -> Self {
        let Record { value, common, origin } = record;
        let schema::Term { id, term, yomi, full, body, see, variants, mark } = value;
        Self {
            term,
            yomi,
            full,
            body: markdown::inline(&origin.path, &body, &origin.place("body"), &markdown::Options::default(), findings),
            see: keys(&see, "see", &origin, names, findings),
            variants,
            mark,
            meta: Meta::resolve(id, common, origin, names, findings),
        }
    }
}

/// The row of the 五十音 table that a reading belongs to (`あ`, `か` … `わ`), or `英数` for anything that is no hiragana.
pub fn gojuon_row(yomi: &str) -> &'static str {
    const ROWS: [(&str, &str); 10] = [
        ("あ", "ぁあぃいぅうぇえぉおゔ"),
        ("か", "かがきぎくぐけげこごゕゖ"),
        ("さ", "さざしじすずせぜそぞ"),
        ("た", "ただちぢっつづてでとど"),
        ("な", "なにぬねの"),
        ("は", "はばぱひびぴふぶぷへべぺほぼぽ"),
        ("ま", "まみむめも"),
        ("や", "ゃやゅゆょよ"),
        ("ら", "らりるれろ"),
        ("わ", "ゎわゐゑをん"),
    ];
    let first = yomi.chars().next();
    ROWS.iter().find(|(_, row)| first.is_some_and(|first| row.contains(first))).map_or("英数", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_fall_into_their_rows() {
        assert_eq!(gojuon_row("でーたをよむ"), "た");
        assert_eq!(gojuon_row("んじゃめな"), "わ");
        assert_eq!(gojuon_row("RPA"), "英数");
        assert_eq!(gojuon_row(""), "英数");
    }
}
