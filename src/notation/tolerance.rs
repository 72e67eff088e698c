//! [`Tolerance`]: by how much a value may differ from what it is held against: a number in its unit, or a percentage of it.

use super::{Misread, Quantity, normal};

/// An allowed difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerance {
    /// The number as written.
    pub amount: Quantity,
    /// It was written with `%`: a share of the value.
    pub percent: bool,
}

impl Tolerance {
    /// Reads `5`, `0.5`, `50百万円`, `3%`, `3ポイント`.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let amount = Quantity::parse(normal(text).trim_start_matches(['±', '+']))?;
        Ok(Self { amount, percent: normal(text).trim_end().ends_with('%') })
    }

    /// What it amounts to at `value`.
    pub fn at(&self, value: f64) -> f64 {
        if self.percent { (value * self.amount.value / 100.0).abs() } else { self.amount.value }
    }

    /// `3%`, `50`: without the unit of the indicator.
    pub fn words(&self) -> String {
        format!("{}{}", self.amount.words(), if self.percent { "%" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tolerance_is_a_number_or_a_share() {
        let read = |text| Tolerance::parse(text).expect(text);
        assert_eq!((read("５％").percent, read("±5%").at(200.0)), (true, 10.0));
        assert_eq!((read("50百万円").percent, read("50").at(200.0)), (false, 50.0));
        assert_eq!(read("0.5").words(), "0.5");
        assert!(Tolerance::parse("少し").is_err());
    }
}
