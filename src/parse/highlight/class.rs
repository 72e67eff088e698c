//! [`Class`]: the few kinds of words that colours tell apart. One list for all languages and both tiers.

/// What a part of the code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Nothing in particular; no element around it.
    Plain,
    /// Keyword, word operator.
    Keyword,
    /// String, docstring, here-document.
    Str,
    /// Comment.
    Comment,
    /// Number.
    Number,
    /// Name of a function or command, where it is defined or called.
    Function,
    /// Type, class, module.
    Type,
    /// Constant of the language (`true`, `None`).
    Constant,
    /// Variable with a mark (`$x`), parameter.
    Variable,
    /// Key, attribute, option.
    Attribute,
    /// Name of an element (HTML) or a section.
    Tag,
    /// Preprocessor, decorator, directive.
    Meta,
    /// Escape in a string.
    Escape,
    /// Line that was added.
    Inserted,
    /// Line that was removed.
    Deleted,
}

impl Class {
    /// All classes that have a name.
    pub const NAMED: [Self; 14] = [
        Self::Keyword,
        Self::Str,
        Self::Comment,
        Self::Number,
        Self::Function,
        Self::Type,
        Self::Constant,
        Self::Variable,
        Self::Attribute,
        Self::Tag,
        Self::Meta,
        Self::Escape,
        Self::Inserted,
        Self::Deleted,
    ];

    /// Its name in the HTML: `k` keyword, `s` string, `c` comment, `n` number, `f` function, `t` type, `b` constant, `v` variable,
    /// `a` attribute, `g` element, `m` directive, `e` escape, `i` inserted, `d` deleted. Empty for [`Class::Plain`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Keyword => "k",
            Self::Str => "s",
            Self::Comment => "c",
            Self::Number => "n",
            Self::Function => "f",
            Self::Type => "t",
            Self::Constant => "b",
            Self::Variable => "v",
            Self::Attribute => "a",
            Self::Tag => "g",
            Self::Meta => "m",
            Self::Escape => "e",
            Self::Inserted => "i",
            Self::Deleted => "d",
        }
    }
}
