//! The glossary, and words that stand for one another.

use super::READING;
use crate::field::Fields;
use crate::notation::Id;

/// A term.
#[derive(Clone, Debug, Fields)]
pub struct Term {
    /// Permanent name.
    #[field(ja = "id", also = ["番号"], help = "名前")]
    pub id: Id,
    /// The term.
    #[field(ja = "用語")]
    pub term: String,
    /// Reading in hiragana.
    #[field(ja = "読み", also = READING, text = Reading, help = "五十音順のための読み")]
    pub yomi: String,
    /// Full form of an abbreviation.
    #[field(ja = "正式名称", help = "略さない形")]
    pub full: Option<String>,
    /// What it means (inline Markdown).
    #[field(ja = "意味", text = Markdown)]
    pub body: String,
    /// Related terms.
    #[field(ja = "関係する用語", to = "glossary", default)]
    pub see: Vec<Id>,
    /// Other spellings.
    #[field(ja = "ほかの書き方", default)]
    pub variants: Vec<String>,
    /// Explain it on its first use in a text (default).
    #[field(ja = "本文で説明", help = "本文で説明するか（書かないときは説明する）", default = true)]
    pub mark: bool,
}

/// Words that stand for one another in the search.
#[derive(Clone, Debug, Fields)]
pub struct Synonym {
    /// The words: who searches for one finds the others too.
    #[field(ja = "ことば", help = "同じ意味のことば。2つ以上")]
    pub words: Vec<String>,
}
