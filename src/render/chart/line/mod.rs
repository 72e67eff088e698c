//! Line chart of one indicator over fiscal years: baseline, actual values, missing years, target, 目安（参考）, changes of method.
//!
//! The line runs only between neighbouring years that were measured in the same way; a year without a value is hatched, not bridged.
//! Drawn twice by the page (large and small). Does not judge whether the indicator is on its way.

mod layout;
mod paint;
mod place;

use super::svg::{Frame, Svg};
use super::text::plain;
use super::{Size, axis};
use crate::notation::FiscalYear;
use crate::render::Words;

/// What a point stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The value from which the plan starts (基準値).
    Baseline,
    /// A measured value (実績).
    Actual,
    /// A year without a value (実績なし).
    Missing,
}

/// One fiscal year of the indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Gregorian year in which the fiscal year begins.
    pub year: i16,
    /// Short name of the year, `R3`.
    pub label: String,
    /// The value; `None` or not finite counts as missing.
    pub value: Option<f64>,
    /// The value as the plan writes it, without unit: `約30`, `38.0`.
    pub words: String,
    /// Whether the value is an estimate (約): a hollow point.
    pub approx: bool,
    /// What the point stands for.
    pub kind: Kind,
}

/// Where the indicator should go.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The number of the target line; `None` for a target in words, which only the description tells.
    pub value: Option<f64>,
    /// The target as the plan writes it, with unit: `80%`.
    pub words: String,
    /// Gregorian year in which the target's fiscal year begins; `None` when the plan sets no time.
    pub year: Option<i16>,
    /// The years whose method it speaks of: the first one, and the first one after them. Its line stands among them alone.
    pub among: (i16, i16),
}

/// A change in how the indicator is measured: values before and after do not compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// First fiscal year that is measured in the new way.
    pub year: i16,
    /// Its label, usually 「測り方の変更」.
    pub words: String,
}

/// Everything a line chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Prefix of the ids; unique on its page (the two sizes differ by themselves).
    pub id: String,
    /// What is drawn: 「レベル1人材の充足率の推移」.
    pub title: String,
    /// Unit of the values, `%`, `人`, `百万円`; may be empty.
    pub unit: String,
    /// The years, in any order.
    pub points: Vec<Point>,
    /// The target.
    pub target: Option<Target>,
    /// Whether to draw the straight way from baseline to target (目安（参考）).
    pub guide: bool,
    /// Changes of method.
    pub changes: Vec<Change>,
    /// Whether the axis must contain zero; otherwise it may be broken when the values hardly move, and says so.
    pub from_zero: bool,
    /// The greatest possible value, 100 for shares.
    pub max: Option<f64>,
    /// A sentence for the end of the description, such as 「目安の67.5%を6.5ポイント下回る。」; may be empty.
    pub remark: String,
}

/// Draws the chart in one of its two sizes.
pub fn draw(line: &Line, size: Size, words: &Words) -> String {
    let line = &cleaned(line);
    let layout = layout::layout(line, size, words);
    let desc = description(line, layout.axis.is_broken, words);
    let id = format!("{}-{}", line.id, size.class());
    let (width, height) = size.box_of_line();
    let class = format!("chart {}", size.class());
    let mut svg =
        Svg::framed(&Frame { id: &id, class: &class, view: (0.0, 0.0, width, height), title: &line.title, desc: &desc, data: &[] });
    layout.paint(&mut svg);
    svg.done()
}

impl Size {
    fn box_of_line(self) -> (f64, f64) {
        match self {
            Self::Large => (680.0, 330.0),
            Self::Small => (320.0, 300.0),
        }
    }
}

impl Point {
    /// The value, if it can be drawn.
    fn drawn(&self) -> Option<f64> {
        self.value.filter(|value| self.kind != Kind::Missing && value.abs() <= axis::GREATEST)
    }
}

/// The same line in order of years, with clean words.
fn cleaned(line: &Line) -> Line {
    let mut line = line.clone();
    for words in line.points.iter_mut().flat_map(|point| [&mut point.words, &mut point.label]) {
        *words = plain(words);
    }
    for change in &mut line.changes {
        change.words = plain(&change.words);
    }
    if let Some(target) = &mut line.target {
        target.words = plain(&target.words);
        target.value = target.value.filter(|value| value.abs() <= axis::GREATEST);
    }
    line.unit = plain(&line.unit);
    line.points.sort_by_key(|point| (point.year, point.kind));
    line.changes.sort_by_key(|change| change.year);
    line
}

/// `令和3年度`; a plain number for years that no era of the portal knows.
fn year_words(words: &Words, year: i16) -> String {
    if (1900..=2200).contains(&year) { words.fiscal_year(FiscalYear(year)) } else { year.to_string() }
}

/// `R3`.
fn year_label(words: &Words, year: i16) -> String {
    if (1900..=2200).contains(&year) { words.brief_year(FiscalYear(year)) } else { year.to_string() }
}

/// The whole chart in words.
fn description(line: &Line, is_broken: bool, words: &Words) -> String {
    let said = |point: &Point| {
        let year = year_words(words, point.year);
        let name = match point.kind {
            Kind::Baseline if point.value.is_some() => "chart.said.baseline",
            Kind::Actual if point.value.is_some() => "chart.said.actual",
            _ if point.words.is_empty() => "chart.said.missing",
            _ => "chart.said.instead",
        };
        let value = if point.value.is_some() { format!("{}{}", point.words, line.unit) } else { point.words.clone() };
        words.fill(name, &[("year", &year), ("value", &value)])
    };
    let values: Vec<String> = line.points.iter().map(said).collect();
    let mut desc = match values.is_empty() {
        true => words.fill("chart.empty", &[]),
        false => words.fill("chart.sentence", &[("text", &values.join(words.say("chart.comma")))]),
    };
    if let Some(target) = &line.target {
        let when = target.year.map(|year| year_words(words, year)).unwrap_or_default();
        desc.push_str(&words.fill("chart.said.target", &[("year", &when), ("value", &target.words)]));
    }
    for change in &line.changes {
        desc.push_str(&words.fill("chart.said.change", &[("year", &year_words(words, change.year)), ("change", &change.words)]));
    }
    if is_broken {
        desc.push_str(&words.fill("chart.sentence", &[("text", &words.say("chart.broken"))]));
    }
    desc.push_str(&line.remark);
    desc
}

#[cfg(test)]
mod tests;
