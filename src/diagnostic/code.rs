//! [`Code`]: the stable name of a kind of finding, with its documentation.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, but should be mended; an error with `--strict`.
    Warning,
    /// Worth knowing; listed for editors.
    Notice,
}

/// A kind of finding. Declared as a constant beside the check that reports it.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable kebab-case name (`unknown-key`).
    pub name: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// What it means and how to mend it, in Japanese.
    pub ja: &'static str,
    /// The same in English.
    pub en: &'static str,
}

impl Code {
    /// An error.
    pub const fn error(name: &'static str, ja: &'static str, en: &'static str) -> Self {
        Self { name, severity: Severity::Error, ja, en }
    }

    /// A warning.
    pub const fn warning(name: &'static str, ja: &'static str, en: &'static str) -> Self {
        Self { name, severity: Severity::Warning, ja, en }
    }

    /// A notice.
    pub const fn notice(name: &'static str, ja: &'static str, en: &'static str) -> Self {
        Self { name, severity: Severity::Notice, ja, en }
    }
}
