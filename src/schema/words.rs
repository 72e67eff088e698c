//! The glossary, and words that stand for one another.

use crate::notation::Id;
use crate::field::Fields;

/// A term.
#[derive(Clone, Debug, Fields)]
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
    #[field(default)]
    pub see: Vec<Id>,
    /// Other spellings.
    #[field(default)]
    pub variants: Vec<String>,
    /// Explain it on its first use in a text (default).
    #[field(default = true)]
    pub mark: bool,
}

/// Words that stand for one another in the search.
#[derive(Clone, Debug, Fields)]
pub struct Synonym {
    /// The words: who searches for one finds the others too.
    pub words: Vec<String>,
}
