//! [`FiscalYear`] (年度): April to March, named by the year in which it begins.

use super::{BAD_FISCAL_YEAR, Day, EraYear, Misread, Month, date::ERAS, kanji_numbers, normal};
use crate::text;

/// A Japanese fiscal year by the Gregorian year of its April: 令和7年度 is 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(pub i16);

impl FiscalYear {
    /// Reads `R7`, `令和7年度`, `H29`, `2025`, `2025年度`, `令和元年度`, `FY2025`, `R7年度末`, and the year in both calendars: `2025年度（令和7年度）`,
    /// `令和7(2025)年度`.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let shown = text.trim();
        let clean = kanji_numbers(&normal(text)).replace(' ', "");
        match twice(&clean) {
            Some((year, other)) if year == other => Ok(year),
            Some((year, other)) => {
                let (first, second) = (year.in_both(), other.in_both());
                Err(Misread {
                    code: &BAD_FISCAL_YEAR,
                    message: text!("「{shown}」は、並べて書かれた2つの年度が合っていません", "\"{shown}\": the two years do not agree"),
                    hint: Some(text!(
                        "前は{first}、後は{second}です。確かめて、正しいほうだけを書いてください",
                        "the first is {first}, the second {second}; write the right one"
                    )),
                })
            }
            None => Self::single(&clean, shown),
        }
    }

    /// A year written once.
    fn single(clean: &str, shown: &str) -> Result<Self, Misread> {
        let misread = |message, hint| Err(Misread { code: &BAD_FISCAL_YEAR, message, hint });
        let core = ["末時点", "末現在", "末"].iter().find_map(|end| clean.strip_suffix(end)).unwrap_or(clean);
        let core = core.trim_start_matches("FY").trim_end_matches('度').trim_end_matches('年');
        if core.len() == 4
            && let Ok(year) = core.parse::<i16>()
        {
            return if (1950..=2150).contains(&year) {
                Ok(Self(year))
            } else {
                misread(text!("{year}年度はありえません", "{year} is not a plausible fiscal year"), None)
            };
        }
        for era in ERAS {
            let Some(rest) = core
                .strip_prefix(era.name)
                .or_else(|| core.strip_prefix(era.letter))
                .or_else(|| core.strip_prefix(era.letter.to_ascii_lowercase()))
            else {
                continue;
            };
            let number = if rest == "元" { Some(1) } else { rest.parse::<i16>().ok() };
            let (Some(number), name) = (number, era.name) else { break };
            if number < 1 {
                return misread(text!("{name}{number}年度はありません", "there is no {name}{number}"), None);
            }
            let year = era.year_one + number - 1;
            // The fiscal year in which an era ends keeps the old name until March: 平成31年度 = 令和元年度.
            if year > era.last_year {
                let right = Self(year).words();
                return misread(
                    text!("{name}{number}年度はありません", "there is no {name}{number}"),
                    Some(text!("もしかして: {right}", "did you mean: {right}")),
                );
            }
            return Ok(Self(year));
        }
        misread(
            text!("「{shown}」は年度として読めません", "\"{shown}\" is not a fiscal year"),
            Some(match meant(core).or_else(|| without_words(clean)) {
                Some(meant) => text!("もしかして: {meant}", "did you mean: {meant}"),
                None => text!("R7、令和7年度、2025 のように書いてください", "write R7, 令和7年度 or 2025"),
            }),
        )
    }

    /// `令和7年度（2025年度）`.
    fn in_both(self) -> String {
        format!("{}（{}年度）", self.words(), self.0)
    }

    /// The fiscal year of a day: January to March belong to the year before.
    pub fn of(day: Day) -> Self {
        Self(if day.month() < 4 { day.year() - 1 } else { day.year() })
    }

    /// `R7`, `H29`.
    pub fn short(self) -> String {
        let (era, number) = self.era();
        format!("{}{number}", era.letter)
    }

    /// `令和7年度`, `令和元年度`.
    pub fn words(self) -> String {
        let (era, number) = self.era();
        if number == 1 { format!("{}元年度", era.name) } else { format!("{}{number}年度", era.name) }
    }

    /// First day, 1 April.
    pub fn first_day(self) -> Day {
        Day::new(self.0, 4, 1).expect("every year has a 1 April")
    }

    /// Last day, 31 March of the next calendar year.
    pub fn last_day(self) -> Day {
        Day::new(self.0 + 1, 3, 31).expect("every year has a 31 March")
    }

    /// The years from this one to `last`, both included.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }

    /// The next fiscal year.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The year as its era counts it.
    pub fn year_of_era(self) -> EraYear {
        let (era, number) = self.era();
        EraYear { letter: era.letter, number }
    }

    fn era(self) -> (&'static super::date::Era, i16) {
        // A fiscal year is called by the era of its last day for 令和元年度 (2019), as offices do.
        let era = ERAS.iter().find(|era| self.0 >= era.year_one).unwrap_or(&ERAS[ERAS.len() - 1]);
        (era, self.0 - era.year_one + 1)
    }
}

/// The two years of `2025(R7)`, `令和7(2025)年度`, `2025/R7`; `None` where there is one, or something else.
fn twice(clean: &str) -> Option<(FiscalYear, FiscalYear)> {
    let read = |text: &str| FiscalYear::single(text, text).ok();
    if let Some((before, rest)) = clean.split_once('(') {
        let (inside, after) = rest.split_once(')')?;
        // Behind the end of a year, its last month or day may stand.
        let other = read(inside).or_else(|| Month::parse(inside).ok().map(Month::fiscal_year))?;
        return Some((read(&format!("{before}{after}"))?, other));
    }
    let (first, second) = clean.split_once(['/', '・', '='])?;
    Some((read(first)?, read(second)?))
}

/// What `令7`, `7` (the era left out) and `2025.0` surely or probably mean.
fn meant(core: &str) -> Option<String> {
    let short = [("令", "R"), ("平", "H"), ("昭", "S")];
    let short = short.iter().find_map(|(era, letter)| core.strip_prefix(era).map(|rest| (*letter, rest)));
    let (letter, rest) = short.unwrap_or(("R", core.strip_suffix(".0").unwrap_or(core)));
    let number: i16 = rest.parse().ok()?;
    match number {
        1..=40 => Some(format!("{letter}{number}")),
        1950..=2150 if short.is_none() => Some(number.to_string()),
        _ => None,
    }
}

/// The year before words such as `実績` and `（見込み）`.
fn without_words(clean: &str) -> Option<String> {
    let year = clean.find("年度").map(|at| at + "年度".len()).or_else(|| clean.find(|c: char| !c.is_ascii_alphanumeric()))?;
    let words = &clean[year..];
    let only_words = !words.is_empty() && !words.contains(|c: char| c.is_ascii_digit() || "~〜-".contains(c));
    if only_words { FiscalYear::single(&clean[..year], clean).ok().map(FiscalYear::short) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fiscal_years_are_read_as_offices_write_them() {
        for (text, year) in [
            ("R7", 2025),
            ("令和7年度", 2025),
            ("令和７年度", 2025),
            ("Ｒ４", 2022),
            ("2025", 2025),
            ("2025年度", 2025),
            ("H29", 2017),
            ("平成29年度", 2017),
            ("令和元年度", 2019),
            ("R1", 2019),
            ("平成31年度", 2019),
            ("令和六年度", 2024),
            ("2024(R6)", 2024),
            ("令和6年度(2024)", 2024),
            ("2023年度（令和5年度）", 2023),
            ("令和5（2023）年度", 2023),
            ("2024(令和6)年度", 2024),
            ("2024年度 (令和6年度)", 2024),
            ("R6年度末", 2024),
            ("令和７年度", 2025),
            ("令和6年度末（2024年度末）", 2024),
            ("令和6年度末（2025年3月）", 2024),
            ("令和6年度末(R7.3.31)", 2024),
            ("2024/R6", 2024),
            ("FY2024（R6）", 2024),
        ] {
            assert_eq!(FiscalYear::parse(text), Ok(FiscalYear(year)), "{text}");
        }
        for bad in ["", "令和", "R0", "平成40年度", "7", "20255", "来年度"] {
            assert!(FiscalYear::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_year_in_both_calendars_must_be_one_year() {
        for text in ["2024(R7)", "令和7年度(2024)", "2023年度（令和6年度）", "2024/R5", "令和6年度末（2026年3月）"] {
            let misread = FiscalYear::parse(text).expect_err(text);
            assert!(misread.message.ja.contains("合っていません"), "{text}: {}", misread.message.ja);
        }
        let hint = FiscalYear::parse("2024(R7)").expect_err("two years").hint.expect("a hint").ja;
        assert!(hint.contains("令和6年度（2024年度）") && hint.contains("令和7年度（2025年度）"), "{hint}");
        for text in ["2024/2025/2026", "R6～R7", "令和6年度（実績）", "2024(", "R6)(2024"] {
            assert!(FiscalYear::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_year_without_its_era_is_proposed() {
        for (text, meant) in [
            ("7", "R7"),
            ("7年度", "R7"),
            ("令7", "R7"),
            ("平29", "H29"),
            ("2025.0", "2025"),
            ("R6年度実績", "R6"),
            ("令和6年度（見込み）", "R6"),
        ] {
            let hint = FiscalYear::parse(text).expect_err("no year").hint.expect("a hint").ja;
            assert_eq!(hint, format!("もしかして: {meant}"), "{text}");
        }
    }

    #[test]
    fn january_belongs_to_the_year_before() {
        let day = |y, m, d| Day::new(y, m, d).expect("a day");
        assert_eq!(FiscalYear::of(day(2026, 3, 31)), FiscalYear(2025));
        assert_eq!(FiscalYear::of(day(2026, 4, 1)), FiscalYear(2026));
        assert_eq!(FiscalYear(2019).words(), "令和元年度");
        assert_eq!(FiscalYear(2025).short(), "R7");
        assert_eq!(FiscalYear(2017).words(), "平成29年度");
    }
}
