//! [`Group`]: findings of one cause. What is mended once is told once, with all its places.
//!
//! Decides only what belongs together; [`super::print`] and the server write it.

use super::{Code, Diagnostic, Severity, Text};
use std::collections::HashMap;

/// Why several findings are there: mended once, all of them are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Findings with the same key have the same cause.
    pub key: String,
    /// What is wrong, said once for all places.
    pub message: Text,
    /// What to do about it; what the first finding says when this says nothing.
    pub hint: Option<Text>,
}

/// Findings of one cause, in their order; never empty.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    findings: Vec<&'a Diagnostic>,
}

impl<'a> Group<'a> {
    /// The first of them, which stands for all.
    pub fn first(&self) -> &'a Diagnostic {
        self.findings[0]
    }

    /// All of them.
    pub fn findings(&self) -> &[&'a Diagnostic] {
        &self.findings
    }

    /// How many there are.
    pub fn places(&self) -> usize {
        self.findings.len()
    }

    /// How bad they are.
    pub fn severity(&self) -> Severity {
        self.first().severity
    }

    /// What kind of finding the first one is.
    pub fn code(&self) -> &'static Code {
        self.first().code
    }

    /// What is: of a single finding its own sentence, of several that of their cause.
    pub fn message(&self) -> &'a Text {
        match self.cause() {
            Some(cause) => &cause.message,
            None => &self.first().message,
        }
    }

    /// What to do.
    pub fn hint(&self) -> Option<&'a Text> {
        self.cause().and_then(|cause| cause.hint.as_ref()).or(self.first().hint.as_ref())
    }

    fn cause(&self) -> Option<&'a Cause> {
        self.first().cause.as_deref().filter(|_| self.findings.len() > 1)
    }
}

/// What makes two findings one: their cause, or that they say the same.
#[derive(PartialEq, Eq, Hash)]
enum Sameness<'a> {
    Cause(&'a str),
    Words { code: &'a str, message: &'a str, hint: Option<&'a str>, related: Vec<(&'a str, usize)> },
}

fn sameness(finding: &Diagnostic) -> Sameness<'_> {
    if let Some(cause) = &finding.cause {
        return Sameness::Cause(&cause.key);
    }
    Sameness::Words {
        code: finding.code.name,
        message: &finding.message.ja,
        hint: finding.hint.as_ref().map(|hint| hint.ja.as_str()),
        related: finding.related.iter().map(|related| (related.place.path.as_str(), related.place.start)).collect(),
    }
}

/// Findings by cause: errors, warnings, notices, and among these in the order in which the first of each comes.
pub fn groups<'a>(findings: impl Iterator<Item = &'a Diagnostic>) -> Vec<Group<'a>> {
    let mut at: HashMap<(Severity, Sameness<'_>), usize> = HashMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for finding in findings {
        let group = *at.entry((finding.severity, sameness(finding))).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group { findings: vec![finding] }),
        }
    }
    groups.sort_by_key(Group::severity);
    groups
}

/// How many there are of each severity: errors, warnings, notices.
pub fn counts(groups: &[Group<'_>]) -> [Count; 3] {
    [Severity::Error, Severity::Warning, Severity::Notice].map(|severity| {
        let of = || groups.iter().filter(move |group| group.severity() == severity);
        Count { severity, groups: of().count(), places: of().map(Group::places).sum() }
    })
}

/// How many findings of a severity there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Which severity.
    pub severity: Severity,
    /// Causes.
    pub groups: usize,
    /// Places.
    pub places: usize,
}

#[cfg(test)]
#[path = "group_tests.rs"]
mod tests;
