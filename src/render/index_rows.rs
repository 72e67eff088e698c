//! The rows of an index by name: those of the 五十音 table, or letters, as the language of the portal has them (`index.rows`).
//!
//! Which records a page lists, and how it looks, is decided by its view.

use super::Words;
use crate::model::gojuon_row;

/// The rows of the language; the last one takes everything else.
#[derive(Debug)]
pub struct IndexRows<'a> {
    names: Vec<&'a str>,
    other: &'a str,
}

/// One row.
#[derive(Clone, Debug)]
pub struct IndexRow<'a> {
    /// Its short name: `か`, `K`, `英数`.
    pub name: &'a str,
    other: bool,
}

impl<'a> IndexRows<'a> {
    /// The rows of the language of `words`.
    pub fn of(words: &'a Words) -> Self {
        Self { names: words.say("index.rows").split_whitespace().collect(), other: words.say("index.rest") }
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = IndexRow<'a>> {
        let other = IndexRow { name: self.other, other: true };
        self.names.iter().map(|name| IndexRow { name, other: false }).chain([other])
    }

    /// Whether what is read `reading` (or, without a reading, called `name`) belongs to `row`.
    pub fn holds(&self, row: &IndexRow, reading: &str, name: &str) -> bool {
        match self.place(if reading.is_empty() { name } else { reading }) {
            Some(place) => !row.other && row.name == place,
            None => row.other,
        }
    }

    /// The name of the row that `reading` belongs to.
    pub fn name(&self, reading: &str, name: &str) -> &'a str {
        self.place(if reading.is_empty() { name } else { reading }).unwrap_or(self.other)
    }

    fn place(&self, word: &str) -> Option<&'a str> {
        let first = word.chars().next()?.to_uppercase().to_string();
        let kana = gojuon_row(word);
        self.names.iter().copied().find(|name| *name == kana || *name == first)
    }
}

impl IndexRow<'_> {
    /// Whether it takes what fits nowhere else.
    pub fn is_other(&self) -> bool {
        self.other
    }

    /// Its heading: `か行`, `K`, `英数`.
    pub fn title(&self, words: &Words) -> String {
        if self.other { self.name.to_owned() } else { words.fill("index.row", &[("row", &self.name)]) }
    }

    /// The row in Latin letters, for anchors: `ka`, `k`, `other`.
    pub fn latin(&self) -> String {
        const KANA: [(&str, &str); 10] = [
            ("あ", "a"),
            ("か", "ka"),
            ("さ", "sa"),
            ("た", "ta"),
            ("な", "na"),
            ("は", "ha"),
            ("ま", "ma"),
            ("や", "ya"),
            ("ら", "ra"),
            ("わ", "wa"),
        ];
        if self.other {
            return "other".to_owned();
        }
        KANA.iter().find(|(kana, _)| *kana == self.name).map_or_else(|| self.name.to_lowercase(), |(_, latin)| (*latin).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_fall_into_the_rows_of_the_language() {
        let (ja, en) = (Words::of_default("ja"), Words::of_default("en"));
        assert_eq!(IndexRows::of(&ja).name("でーたをよむ", ""), "た");
        assert_eq!(IndexRows::of(&ja).name("RPA", ""), "英数");
        assert_eq!(IndexRows::of(&en).name("", "reading data"), "R");
        assert_eq!(IndexRows::of(&en).name("", "3D"), "Other");
        let last = IndexRows::of(&ja).rows().last().expect("there are rows");
        assert_eq!((last.title(&ja), last.latin()), ("英数".to_owned(), "other".to_owned()));
    }
}
