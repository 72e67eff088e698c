//! [`Tally`]: a number that was counted, and whether anything invented was counted.

use super::{Meta, Recorded};
use serde::Serialize;
use std::fmt;
use std::ops::Add;

/// How many there are, and whether an invented one is among them: who shows the number says so, too. It is made by collecting what is
/// counted, so that no number comes without this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How many.
    pub n: usize,
    /// At least one of them is invented.
    pub sample: bool,
}

impl Tally {
    /// Counts records.
    pub fn of<'a, T: Recorded + 'a>(records: impl IntoIterator<Item = &'a T>) -> Self {
        records.into_iter().map(|record| record.meta()).collect()
    }
}

/// Of each thing that is counted, whether it is invented.
impl FromIterator<bool> for Tally {
    fn from_iter<I: IntoIterator<Item = bool>>(things: I) -> Self {
        things.into_iter().fold(Self::default(), |tally, sample| Self { n: tally.n + 1, sample: tally.sample || sample })
    }
}

impl<'a> FromIterator<&'a Meta> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a Meta>>(records: I) -> Self {
        records.into_iter().map(|meta| meta.sample).collect()
    }
}

impl Add for Tally {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { n: self.n + other.n, sample: self.sample || other.sample }
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Self::add)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.n.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_invented_thing_makes_the_number_an_invented_one() {
        let tally = |things: &[bool]| things.iter().copied().collect::<Tally>();
        assert_eq!(tally(&[]), Tally { n: 0, sample: false });
        assert_eq!(tally(&[false, false]), Tally { n: 2, sample: false });
        assert_eq!(tally(&[false, true, false]), Tally { n: 3, sample: true });
        assert_eq!(tally(&[false]) + tally(&[true]), Tally { n: 2, sample: true });
        assert_eq!(tally(&[true, true]).to_string(), "2");
    }
}
