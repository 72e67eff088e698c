//! [`KindSpec`]: what each kind of indicator means, as a table. Everything that differs by kind stands in the row of the kind and is
//! read from there; nothing else asks which kind an indicator has.

use crate::notation::Bound;
use crate::schema::{Direction, KpiKind};

/// What is known of a kind.
#[derive(Debug)]
pub struct KindSpec {
    /// As authored.
    pub code: &'static str,
    /// In words.
    pub words: &'static str,
    /// Where its direction comes from.
    pub direction: Settled,
    /// What its target has to say.
    pub target: Needs,
    /// How its results are judged.
    pub judged: Judged,
    /// Without a year and an event of its own, its target is due when the plan ends.
    pub at_plan_end: bool,
    /// How its number is worded where the number does not say so itself: 80以上.
    pub bound: Option<Bound>,
    /// By which share of a number without a baseline results are told to be slightly or far behind.
    pub partly: bool,
    /// A target equal to the baseline has nothing to reach.
    pub starts_below: bool,
}

/// Where the direction of a kind comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The kind says it.
    By(Direction),
    /// From the baseline to the target, or from the bound of the target (80以上).
    ByNumbers,
    /// The indicator has to say it.
    Said,
    /// It has none.
    Nowhere,
}

/// What a target has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// A number.
    Number,
    /// A number, a year to be compared with, or words.
    Limit,
    /// Whatever the plan says.
    Anything,
    /// No number.
    NoNumber,
    /// Words, which say what is to be done.
    Words,
    /// No number, because there is no target.
    Nothing,
}

/// How results are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// On the way between two numbers.
    Between,
    /// Held against a number.
    Held,
    /// Whether they have moved the right way from a number.
    Moved,
    /// Done or not.
    Done,
    /// Not at all.
    Never,
}

/// The row of a kind.
pub fn spec(kind: KpiKind) -> &'static KindSpec {
    use Direction::{Higher, Lower};
    match kind {
        KpiKind::Reach => &KindSpec {
            code: "reach",
            words: "目標値に到達する",
            direction: Settled::ByNumbers,
            target: Needs::Number,
            judged: Judged::Between,
            at_plan_end: false,
            bound: None,
            partly: true,
            starts_below: true,
        },
        KpiKind::AtLeast => &KindSpec {
            code: "at_least",
            words: "目標値以上にする",
            direction: Settled::By(Higher),
            target: Needs::Number,
            judged: Judged::Between,
            at_plan_end: false,
            bound: Some(Bound::AtLeast),
            partly: true,
            starts_below: true,
        },
        KpiKind::NotExceed => &KindSpec {
            code: "not_exceed",
            words: "基準を超えない",
            direction: Settled::By(Lower),
            target: Needs::Limit,
            judged: Judged::Between,
            at_plan_end: true,
            bound: Some(Bound::AtMost),
            partly: false,
            starts_below: false,
        },
        KpiKind::Maintain => &KindSpec {
            code: "maintain",
            words: "維持する",
            direction: Settled::Said,
            target: Needs::Anything,
            judged: Judged::Held,
            at_plan_end: true,
            bound: None,
            partly: false,
            starts_below: false,
        },
        KpiKind::Raise => &KindSpec {
            code: "raise",
            words: "良くする",
            direction: Settled::Said,
            target: Needs::NoNumber,
            judged: Judged::Moved,
            at_plan_end: true,
            bound: None,
            partly: false,
            starts_below: false,
        },
        KpiKind::Milestone => &KindSpec {
            code: "milestone",
            words: "実施する",
            direction: Settled::Nowhere,
            target: Needs::Words,
            judged: Judged::Done,
            at_plan_end: true,
            bound: None,
            partly: false,
            starts_below: false,
        },
        KpiKind::None => &KindSpec {
            code: "none",
            words: "数値目標なし",
            direction: Settled::Nowhere,
            target: Needs::Nothing,
            judged: Judged::Never,
            at_plan_end: false,
            bound: None,
            partly: false,
            starts_below: false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};

    fn kind(name: &str) -> Result<KpiKind, Error> {
        let named: StrDeserializer<'_, Error> = name.into_deserializer();
        KpiKind::deserialize(named)
    }

    #[test]
    fn every_kind_is_called_what_authors_write() {
        // serde lists all names when it knows none such.
        let names = kind("").expect_err("no kind").to_string();
        let names: Vec<&str> = names.split('`').skip(3).step_by(2).collect();
        assert_eq!(names.len(), 7, "{names:?}");
        for name in names {
            assert_eq!(spec(kind(name).expect("a kind")).code, name);
        }
    }
}
