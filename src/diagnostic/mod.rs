//! Findings: what is wrong in the input, where, why, and what to do.
//!
//! A finding is a value ([`Diagnostic`]); printing is elsewhere ([`print`]). Codes are declared beside the check that
//! reports them; this room only knows their shape.

mod code;
mod group;
pub mod print;
mod text;

pub use code::{Code, Severity};
pub use group::{Cause, Count, Group, counts, groups};
pub use text::{Lang, Text};

use crate::source::Place;

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub message: Text,
}

/// What stands at a place as it was surely meant: `fix` may write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: &'static Code,
    /// How bad it is: as its code says, unless site.toml says otherwise.
    pub severity: Severity,
    /// One sentence that says what is.
    pub message: Text,
    /// What to do about it.
    pub hint: Option<Text>,
    /// Where; `None` only when no file is concerned.
    pub place: Option<Place>,
    /// Id of the record concerned.
    pub record: Option<String>,
    /// What readers call that record.
    pub name: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How it is mended without asking; `None` where that needs a decision.
    pub correction: Option<Box<Correction>>,
    /// The reference that it complains of, when it is one.
    pub reference: Option<Box<Reference>>,
    /// What it has in common with others.
    pub cause: Option<Box<Cause>>,
}

/// What was written to mean a record of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The field that it stands in.
    pub field: String,
    /// The word that should be an id.
    pub word: String,
}

impl Diagnostic {
    /// A finding of `code`, still without a place.
    pub fn new(code: &'static Code, message: Text) -> Self {
        Self {
            code,
            severity: code.severity,
            message,
            hint: None,
            place: None,
            record: None,
            name: None,
            related: Vec::new(),
            correction: None,
            reference: None,
            cause: None,
        }
    }

    /// Sets the place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the hint.
    pub fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds 「もしかして: …」 when `closest` is something.
    pub fn did_you_mean(self, closest: Option<&str>) -> Self {
        match closest {
            Some(word) => self.hint(crate::text!("もしかして: {word}", "did you mean: {word}")),
            None => self,
        }
    }

    /// Says which reference it complains of.
    pub fn reference(mut self, field: &str, word: &str) -> Self {
        self.reference = Some(Box::new(Reference { field: field.to_owned(), word: word.to_owned() }));
        self
    }

    /// Says what to write at `place` instead.
    pub fn correction(mut self, place: Place, text: impl Into<String>) -> Self {
        self.correction = Some(Box::new(Correction { place, text: text.into() }));
        self
    }

    /// Says what it has in common with others, and how they are mended together.
    pub fn cause(mut self, cause: Cause) -> Self {
        self.cause = Some(Box::new(cause));
        self
    }

    /// Names the record.
    pub fn record(mut self, id: &str) -> Self {
        self.record = Some(id.to_owned());
        self
    }

    /// Adds a related place.
    pub fn related(mut self, place: Place, message: Text) -> Self {
        self.related.push(Related { place, message });
        self
    }

    /// Error, warning or notice.
    pub fn severity(&self) -> Severity {
        self.severity
    }
}

/// All findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    /// How many were left out because site.toml says so.
    quieted: usize,
}

impl Diagnostics {
    /// Adds one finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.all.push(finding);
    }

    /// Adds the findings of another collector.
    pub fn extend(&mut self, other: Diagnostics) {
        self.all.extend(other.all);
        self.quieted += other.quieted;
    }

    /// Adds copies of the findings of another collector, which keeps them.
    pub fn repeat(&mut self, other: &Diagnostics) {
        self.all.extend_from_slice(&other.all);
    }

    /// Takes back the findings of `code` at `place`: something more exact is known now.
    pub fn withdraw(&mut self, code: &'static Code, place: &Place) {
        self.all.retain(|finding| finding.code != code || finding.place.as_ref() != Some(place));
    }

    /// Changes findings: more is known now.
    pub fn revise(&mut self, change: impl FnMut(&mut Diagnostic)) {
        self.all.iter_mut().for_each(change);
    }

    /// Keeps the findings for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.all.retain(keep);
    }

    /// Leaves out the findings for which `quiet` holds, and counts them.
    pub fn quiet(&mut self, quiet: impl Fn(&Diagnostic) -> bool) {
        let before = self.all.len();
        self.all.retain(|finding| !quiet(finding));
        self.quieted += before - self.all.len();
    }

    /// How many were left out.
    pub fn quieted(&self) -> usize {
        self.quieted
    }

    /// The findings in the order they were made, or sorted after [`Diagnostics::sort`].
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    /// How many there are of `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.all.iter().filter(|finding| finding.severity() == severity).count()
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Sorts by severity, file, offset, code and message, and drops exact repetitions: the order does not depend on how the work was divided.
    pub fn sort(&mut self) {
        self.all
            .sort_by(|a, b| (a.severity, &a.place, a.code.name, &a.message.ja).cmp(&(b.severity, &b.place, b.code.name, &b.message.ja)));
        self.all.dedup();
    }
}

/// The word of `candidates` closest to `word`, if any is close enough to be a slip of the hand.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Between two words of two letters nothing tells a slip from another word.
    let letters = word.chars().count();
    let limit = if letters < 3 { 0 } else { (letters / 3).clamp(1, 4) };
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance <= limit || (word.len() > 3 && (candidate.starts_with(word) || word.starts_with(*candidate) && candidate.len() > 3))
        })
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closest_finds_slips_and_nothing_else() {
        let keys = ["title", "levels", "skills", "duration_minutes"];
        assert_eq!(closest("titel", keys), Some("title"));
        assert_eq!(closest("level", keys), Some("levels"));
        assert_eq!(closest("duration", keys), Some("duration_minutes"));
        assert_eq!(closest("xyz", keys), None);
        assert_eq!(closest("sg", ["sa", "sc"]), None);
    }
}
