//! The checks: one rule, one file, each with its documentation, its function and its tests.
//!
//! A rule reads the finished [`Site`] and adds findings; it changes nothing and knows no other rule. To add one: write the file, name it
//! in [`RULES`].

use super::Site;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Sources;

/// A check over the whole portal.
pub struct Rule {
    /// The codes it may report.
    pub codes: &'static [&'static Code],
    /// Looks at the portal and reports.
    pub check: fn(&Site, &mut Diagnostics),
}

/// All rules, in the order in which they run; the findings are sorted afterwards.
pub static RULES: &[Rule] = &[];

/// Runs every rule.
pub fn check(site: &Site, _: &Sources, findings: &mut Diagnostics) {
    for rule in RULES {
        (rule.check)(site, findings);
    }
}
