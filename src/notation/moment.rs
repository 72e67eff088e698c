//! [`Moment`]: when something happened, as exactly as it is known: a day, a month or a fiscal year.

use super::{BAD_DATE, Day, FiscalYear, Misread, Month};
use crate::text;

/// A day, a month, or a whole fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A month, or a day.
    Month(Month),
    /// A fiscal year.
    Year(FiscalYear),
}

impl Moment {
    /// Reads `2022-02-14`, `R4.2`, `令和4年2月`, `R4`, `令和4年度`.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        if let Ok(year) = FiscalYear::parse(text) {
            return Ok(Self::Year(year));
        }
        Month::parse(text).map(Self::Month).map_err(|misread| {
            let shown = text.trim();
            Misread {
                code: &BAD_DATE,
                message: text!("「{shown}」は日・月・年度として読めません", "\"{shown}\" is no day, month or fiscal year"),
                hint: misread.hint.or_else(|| {
                    Some(text!(
                        "2022-02-14、2022-02、R4.2、R4（年度）のどれかで書いてください",
                        "write 2022-02-14, 2022-02, R4.2, or R4 for a fiscal year"
                    ))
                }),
            }
        })
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        match self {
            Self::Month(month) => month.day(),
            Self::Year(year) => year.first_day(),
        }
    }

    /// `2022-02`, or the fiscal year `R4`.
    pub fn iso(self) -> String {
        match self {
            Self::Month(month) => month.iso(),
            Self::Year(year) => year.short(),
        }
    }

    /// `令和4年2月`, `令和4年度`.
    pub fn words(self) -> String {
        match self {
            Self::Month(month) => month.words(),
            Self::Year(year) => year.words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_exactly_as_it_is_written() {
        for (text, words) in [
            ("2022-02-14", "令和4年2月14日"),
            ("R4.2", "令和4年2月"),
            ("2022-02", "令和4年2月"),
            ("R4", "令和4年度"),
            ("2022年度", "令和4年度"),
        ] {
            assert_eq!(Moment::parse(text).expect(text).words(), words, "{text}");
        }
        assert!(Moment::parse("再構築後").is_err());
        assert_eq!(Moment::parse("R4").expect("a year").first_day().iso(), "2022-04-01");
    }
}
