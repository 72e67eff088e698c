//! The glossary.

use crate::notation::Id;
use serde::Deserialize;

/// A term.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Permanent name.
    pub id: Id,
    /// The term.
    pub term: String,
    /// Reading in hiragana.
    pub yomi: String,
    /// Full form of an abbreviation.
    pub full: Option<String>,
    /// What it means (inline Markdown).
    pub body: String,
    /// Related terms.
    #[serde(default)]
    pub see: Vec<Id>,
    /// Other spellings.
    #[serde(default)]
    pub variants: Vec<String>,
    /// Explain it on its first use in a text (default).
    #[serde(default = "super::yes")]
    pub mark: bool,
}
