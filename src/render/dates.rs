//! [`Dates`]: days, months and fiscal years in the words of the theme, by the patterns of its group `[date]`.
//!
//! Patterns are taken apart once, when the theme is loaded. What a date means is not decided here.

use crate::notation::{Day, EraYear};
use std::collections::BTreeMap;

/// The patterns of a language.
#[derive(Clone, Debug, Default)]
pub(super) struct Dates {
    pub(super) full: Pattern,
    pub(super) plain: Pattern,
    pub(super) short: Pattern,
    pub(super) numeric: Pattern,
    pub(super) month: Pattern,
    pub(super) month_brief: Pattern,
    pub(super) plate_month: Pattern,
    pub(super) fiscal_year: Pattern,
    pub(super) fiscal_brief: Pattern,
    pub(super) fiscal_stem: Pattern,
    pub(super) fiscal_end: Pattern,
    names: Names,
}

/// The names that patterns ask for.
#[derive(Clone, Debug, Default)]
struct Names {
    /// Sunday first.
    weekdays: Vec<String>,
    months: Vec<String>,
    months_short: Vec<String>,
    /// Latest first, as [`ERA_LETTERS`].
    eras: Vec<String>,
    first_year: String,
}

const ERA_LETTERS: &str = "RHSTM";

/// Text and places in turn.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Era,
    /// 元, 2, 3 …
    EraYear,
    /// R
    Letter,
    /// 1, 2, 3 …
    Number,
    Year,
    /// 26
    ShortYear,
    Month,
    MonthName,
    MonthShort,
    Day,
    Weekday,
}

impl Dates {
    pub(super) fn new(words: &BTreeMap<String, String>) -> Self {
        let word = |name: &str| words.get(&format!("date.{name}")).map_or("", String::as_str);
        let pattern = |name: &str| Pattern::new(word(name));
        let names = |name: &str| word(name).split_whitespace().map(str::to_owned).collect();
        Self {
            full: pattern("full"),
            plain: pattern("plain"),
            short: pattern("short"),
            numeric: pattern("numeric"),
            month: pattern("month"),
            month_brief: pattern("month_brief"),
            plate_month: pattern("plate_month"),
            fiscal_year: pattern("fiscal_year"),
            fiscal_brief: pattern("fiscal_brief"),
            fiscal_stem: pattern("fiscal_stem"),
            fiscal_end: pattern("fiscal_end"),
            names: Names {
                weekdays: names("weekdays"),
                months: names("months"),
                months_short: names("months_short"),
                eras: names("eras"),
                first_year: word("first_year").to_owned(),
            },
        }
    }

    /// The name of the weekday of `day`.
    pub(super) fn weekday(&self, day: Day) -> &str {
        name(&self.names.weekdays, day.weekday())
    }

    /// `day` in words, with the name of its weekday, which may say more than the weekday.
    pub(super) fn write(&self, pattern: &Pattern, day: Day, weekday: &str) -> String {
        self.fill(pattern, day, day.year_of_era(), weekday)
    }

    /// `day` in words, with another year of the era: a month has that of its last days, a fiscal year one of its own.
    pub(super) fn write_in(&self, pattern: &Pattern, day: Day, era: Option<EraYear>) -> String {
        self.fill(pattern, day, era, "")
    }

    fn fill(&self, pattern: &Pattern, day: Day, era: Option<EraYear>, weekday: &str) -> String {
        let names = &self.names;
        let month = day.month().unsigned_abs() as usize - 1;
        let mut out = String::with_capacity(40);
        for piece in &pattern.0 {
            match (piece, era) {
                (Piece::Text(text), _) => out.push_str(text),
                (Piece::Era, Some(era)) => out.push_str(name(&names.eras, ERA_LETTERS.find(era.letter).unwrap_or(usize::MAX))),
                (Piece::EraYear, Some(EraYear { number: 1, .. })) => out.push_str(&names.first_year),
                (Piece::EraYear | Piece::Number, Some(era)) => out.push_str(&era.number.to_string()),
                (Piece::Letter, Some(era)) => out.push(era.letter),
                (Piece::Era | Piece::Letter, None) => {}
                (Piece::Year, _) | (Piece::EraYear | Piece::Number, None) => out.push_str(&day.year().to_string()),
                (Piece::ShortYear, _) => out.push_str(&format!("{:02}", day.year() % 100)),
                (Piece::Month, _) => out.push_str(&day.month().to_string()),
                (Piece::MonthName, _) => out.push_str(name(&names.months, month)),
                (Piece::MonthShort, _) => out.push_str(name(&names.months_short, month)),
                (Piece::Day, _) => out.push_str(&day.day().to_string()),
                (Piece::Weekday, _) => out.push_str(weekday),
            }
        }
        out
    }
}

fn name(names: &[String], at: usize) -> &str {
    names.get(at).map_or("", String::as_str)
}

impl Pattern {
    /// Takes `text` apart. A place that does not exist stays as it is, so that it is seen on the page.
    fn new(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, place, after)) = rest.split_once('{').and_then(|(before, inner)| {
            let (place, after) = inner.split_once('}')?;
            Some((before, place, after))
        }) {
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(match place {
                "era" => Piece::Era,
                "era_year" => Piece::EraYear,
                "letter" => Piece::Letter,
                "number" => Piece::Number,
                "year" => Piece::Year,
                "short_year" => Piece::ShortYear,
                "month" => Piece::Month,
                "month_name" => Piece::MonthName,
                "month_short" => Piece::MonthShort,
                "day" => Piece::Day,
                "weekday" => Piece::Weekday,
                other => Piece::Text(format!("{{{other}}}")),
            });
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        Self(pieces)
    }
}
