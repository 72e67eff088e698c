//! [`Reason`]: why an indicator stands as it does, with the numbers that say it, in the unit of the indicator. `wording` and the pages word it.

use super::measure::{Basis, Distance};
use crate::notation::{FiscalYear, Quantity, Tolerance};

/// Why an indicator stands as it does.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The plan sets no number, and says why.
    Stated(String),
    /// The plan sets no number.
    NoNumber,
    /// A newer indicator, by its name, took its place.
    Replaced(String),
    /// What was to be done is done.
    Done {
        /// The year for which it was recorded.
        year: FiscalYear,
    },
    /// What was to be done was not done so far.
    NotDone,
    /// What was to be done was not done by the end of this year.
    NeverDone {
        /// When it was due.
        due: FiscalYear,
    },
    /// Nobody said yet whether it was done.
    NotRecorded,
    /// The target, judged in words, was reached.
    Met,
    /// The target, judged in words, was not reached so far.
    NotMet,
    /// The target, judged in words, was not reached by the end of this year.
    NeverMet {
        /// When it was due.
        due: FiscalYear,
    },
    /// The value against the number that it is held against.
    Against {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
        /// The number.
        mark: Quantity,
        /// What the number is.
        basis: Basis,
        /// Value minus number.
        change: Quantity,
        /// By how much it may differ.
        tolerance: Option<Tolerance>,
    },
    /// There is a value and nothing to compare it with.
    NoReference {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
    },
    /// There is a value, and what it would be compared with was measured in another way.
    OtherMethod {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
    },
    /// There is a value, and nothing says whether higher or lower is better.
    NoDirection {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
    },
    /// There is a value and no number to reach.
    NoGoal {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
    },
    /// The value reaches the target.
    Reached {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
        /// The target.
        target: Quantity,
    },
    /// The value does not reach the target of its year.
    Short {
        /// Year of the value.
        year: FiscalYear,
        /// The value.
        value: Quantity,
        /// The target.
        target: Quantity,
        /// What is missing.
        distance: Option<Distance>,
    },
    /// The whole reaches the target, one of its parts does not.
    PartShort {
        /// Year of the value.
        year: FiscalYear,
        /// The part.
        part: String,
        /// Its value.
        value: Quantity,
        /// The target.
        target: Quantity,
        /// What is missing.
        distance: Option<Distance>,
    },
    /// The whole reaches the target, the value of one of its parts is not known.
    PartMissing {
        /// The part.
        part: String,
        /// The year whose value is missing.
        year: FiscalYear,
    },
    /// The value against the guide of its year.
    Guided {
        /// Year of the value.
        year: FiscalYear,
        /// The guide.
        guide: Quantity,
        /// The baseline is an estimate, so the guide is one too.
        estimate: bool,
        /// What is missing up to the guide; `None` where it is reached.
        missing: Option<Quantity>,
        /// The target.
        target: Quantity,
        /// What is missing up to the target.
        distance: Option<Distance>,
    },
    /// How far the target is, where no baseline gives a guide.
    Unguided {
        /// The target.
        target: Quantity,
        /// What is missing.
        distance: Option<Distance>,
    },
    /// How far a target without a year is.
    Undated {
        /// The target.
        target: Quantity,
        /// What is missing.
        distance: Option<Distance>,
        /// The event after which it is to be reached.
        event: Option<String>,
    },
    /// Nothing was measured yet.
    Unmeasured,
    /// Nothing was measured yet, and the target has no year.
    UnmeasuredUndated {
        /// The event at which it will be measured.
        event: Option<String>,
    },
    /// The year of the target is over, and its value is not known.
    Awaited {
        /// The year whose value is missing.
        due: FiscalYear,
        /// The latest value before it.
        latest: Option<(FiscalYear, Quantity)>,
        /// How far that value is from the target.
        distance: Option<Distance>,
    },
    /// The event of the target has happened, and nothing was measured since.
    AwaitedAfter {
        /// The event.
        event: String,
    },
}

/// What became of an indicator after the year in which its target was due. It changes no verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Later {
    /// A later value.
    Value(FiscalYear, Quantity),
    /// Done, too late.
    Done(FiscalYear),
}
