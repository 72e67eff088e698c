//! [`Goal`]: a target as it held from one day to the next revision. The first one is what the plan set.

use crate::notation::{FiscalYear, Moment, Month, Quantity};
use crate::schema::{Target, TargetRevision};

/// What is aimed at.
#[derive(Clone, Debug)]
pub struct Goal {
    /// From when it holds; `None` for what the plan set.
    pub since: Option<Month>,
    /// Why it replaced the one before it.
    pub reason: Option<String>,
    /// The number, if there is one.
    pub value: Option<Quantity>,
    /// From when that number holds; it may be older than the goal.
    pub value_since: Option<Month>,
    /// By which fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// After which event, when no year is set.
    pub event: Option<String>,
    /// When that event happened.
    pub event_on: Option<Moment>,
    /// In the words of the plan.
    pub text: Option<String>,
    /// Every child must reach it, not only the mean.
    pub every_child: bool,
    /// Mark of a note.
    pub note: Option<String>,
    /// Not more than in this fiscal year.
    pub reference_year: Option<FiscalYear>,
    /// The field that says it: `target`, `target.revisions[0]`.
    pub field: String,
}

/// The goals that follow one another in `target`.
pub(super) fn goals(target: Option<Target>) -> Vec<Goal> {
    let Some(Target { value, fiscal_year, event, event_on, text, every_child, note, reference_year, revisions }) = target else {
        return Vec::new();
    };
    let field = "target".to_owned();
    let (since, value_since, reason) = (None, None, None);
    let first = Goal { since, reason, value, value_since, fiscal_year, event, event_on, text, every_child, note, reference_year, field };
    let mut goals = vec![first];
    for (at, revision) in revisions.into_iter().enumerate() {
        let goal = goals[at].revised(revision, format!("target.revisions[{at}]"));
        goals.push(goal);
    }
    goals
}

impl Goal {
    /// The goal after `revision`: what it does not name stays. A year takes the place of an event and an event that of a year; words that
    /// said the old number go with it.
    fn revised(&self, revision: TargetRevision, field: String) -> Self {
        let TargetRevision { from, reason, value, fiscal_year, event, event_on, text, every_child, note, reference_year } = revision;
        let old = self.clone();
        let (year, event, event_on) = match (fiscal_year, event) {
            (None, None) => (old.fiscal_year, old.event, event_on.or(old.event_on)),
            (year, event) => (year, event, event_on),
        };
        let number = value.is_some() || reference_year.is_some();
        Self {
            since: Some(from),
            reason: Some(reason),
            value_since: if number { Some(from) } else { old.value_since },
            value: if reference_year.is_some() { value } else { value.or(old.value) },
            fiscal_year: year,
            event,
            event_on,
            text: text.or(old.text.filter(|_| !number)),
            every_child: every_child.unwrap_or(old.every_child),
            note: note.or(old.note),
            reference_year: if value.is_some() { reference_year } else { reference_year.or(old.reference_year) },
            field,
        }
    }

    /// Whether `other` asks for the same.
    pub fn asks_as(&self, other: &Self) -> bool {
        let asked = |goal: &Self| {
            let Self { value, value_since: _, fiscal_year, event, event_on, text, every_child, note, reference_year, .. } = goal.clone();
            (value, fiscal_year, event, event_on, text, every_child, note, reference_year)
        };
        asked(self) == asked(other)
    }
}
