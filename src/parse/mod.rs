//! Texts become values: Markdown and the colouring of code. Does not read files and does not know the site.

pub mod highlight;
pub mod markdown;
