//! Bars of several series, grouped (side by side) or stacked (one behind the other), over fiscal years or other categories.
//!
//! The bars lie, so that Japanese names of any length stand beside them, and every value stands at the end of its bar. A stack says its
//! parts inside where they have room, and its total at the end. The axis always begins at zero. What may be stacked (never shares of
//! different things) is decided by the page.

use super::Size;
use super::area::Area;
use super::axis::{Axis, GREATEST, axis};
use super::board::Spot;
use super::legend::{self, Mark};
use super::svg::{Frame, Svg};
use super::text::{LABEL, fitted, plain, width, wrapped};
pub use super::texture::Look;
use crate::render::Words;

/// How the series of a row stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Under each other, to be compared.
    Grouped,
    /// Behind each other, to be added.
    Stacked,
}

/// One series: what the same surface means in all rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// 「基準」.
    pub name: String,
    /// Its surface; no two series should share one.
    pub look: Look,
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The number; `None` or not finite counts as missing.
    pub value: Option<f64>,
    /// What stands at its bar, 「61.0（R6）」; for a missing value what is said instead, 「実績なし」.
    pub words: String,
}

/// A fiscal year or another category.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// One value per series.
    pub values: Vec<Value>,
    /// The total of a stack in words; may be empty.
    pub total: String,
}

/// Everything a bar chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// Prefix of the ids; unique on its page (the two sizes differ by themselves).
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// Unit of the values; may be empty.
    pub unit: String,
    /// Grouped or stacked.
    pub form: Form,
    /// The series, in the order of their bars.
    pub series: Vec<Series>,
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
    /// The greatest possible value, 100 for shares.
    pub max: Option<f64>,
    /// A sentence for the end of the description; may be empty.
    pub remark: String,
}

/// From the upper edge of a bar to that of the next.
const PITCH: f64 = 23.0;
const BAR: f64 = 16.0;
const STACK: f64 = 26.0;
const LINE: f64 = 19.0;
/// Room between two rows.
const SPACE: f64 = 16.0;

/// Draws the chart in one of its two sizes.
pub fn draw(bars: &Bars, size: Size, words: &Words) -> String {
    let bars = &cleaned(bars);
    let plan = Plan::of(bars, size, words);
    let id = format!("{}-{}", bars.id, size.class());
    let class = format!("chart {}", size.class());
    let desc = description(bars, words);
    let mut legend = Svg::fragment();
    let top = legend::paint(&mut legend, &entries(bars, words), plan.width) + 8.0;
    let height = top + plan.rows.iter().map(|row| row.height).sum::<f64>() + SPACE * plan.rows.len().saturating_sub(1) as f64 + 28.0;
    let view = (0.0, 0.0, plan.width, height);
    let mut svg = Svg::framed(&Frame { id: &id, class: &class, view, title: &bars.title, desc: &desc, data: &[] });
    svg.append(legend);
    plan.paint_ticks(&mut svg, height - 26.0);
    if size == Size::Large {
        plan.paint_grid(&mut svg, top - 4.0, height - 26.0);
    }
    let mut y = top;
    for (row, plan_row) in bars.rows.iter().zip(&plan.rows) {
        plan.paint_row(&mut svg, bars, row, plan_row, y);
        y += plan_row.height + SPACE;
    }
    svg.done()
}

/// Both drawings, one after the other; the style sheet shows one.
pub fn draw_both(bars: &Bars, words: &Words) -> String {
    format!("{}\n{}", draw(bars, Size::Large, words), draw(bars, Size::Small, words))
}

/// The same bars with clean words, one value per series, and only numbers that can be drawn.
fn cleaned(bars: &Bars) -> Bars {
    let mut bars = bars.clone();
    bars.unit = plain(&bars.unit);
    bars.series.iter_mut().for_each(|series| series.name = plain(&series.name));
    for row in &mut bars.rows {
        row.name = plain(&row.name);
        row.total = plain(&row.total);
        row.values.resize(bars.series.len(), Value { value: None, words: String::new() });
        for value in &mut row.values {
            value.words = plain(&value.words);
            value.value = value.value.filter(|value| value.abs() <= GREATEST);
        }
    }
    bars
}

fn entries(bars: &Bars, words: &Words) -> Vec<(Mark, String)> {
    let series = bars.series.iter().map(|series| (Mark::Area(series.look), series.name.clone()));
    let unit = (!bars.unit.is_empty()).then(|| (Mark::None, words.fill("chart.unit", &[("unit", &bars.unit)])));
    series.chain(unit).collect()
}

/// The places of a bar chart.
struct Plan {
    width: f64,
    /// Where the bars may reach.
    left: f64,
    right: f64,
    axis: Axis,
    ticks: Vec<String>,
    rows: Vec<PlanRow>,
    size: Size,
}

/// The lines of a row's name, and how high the row is.
struct PlanRow {
    name: Vec<String>,
    height: f64,
}

impl Plan {
    fn of(bars: &Bars, size: Size, words: &Words) -> Self {
        let box_width: f64 = if size == Size::Large { 680.0 } else { 320.0 };
        let widest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| width(text, LABEL)).fold(0.0, f64::max);
        let left = match size {
            Size::Large => (widest(&mut bars.rows.iter().map(|row| &row.name)) + 16.0).clamp(60.0, 226.0),
            Size::Small => 2.0,
        };
        let tail = match bars.form {
            Form::Grouped => widest(&mut bars.rows.iter().flat_map(|row| &row.values).map(|value| &value.words)),
            Form::Stacked => widest(&mut bars.rows.iter().map(|row| &row.total)),
        };
        let right = box_width - 4.0 - (tail + 10.0).clamp(20.0, (box_width - left) * 0.45);
        let axis = axis(&extents(bars), true, bars.max);
        let ticks = axis.ticks.iter().map(|tick| axis.words(*tick, words)).collect();
        let rows = bars.rows.iter().map(|row| PlanRow::of(bars, row, size, left)).collect();
        Self { width: box_width, left, right, axis, ticks, rows, size }
    }

    fn x(&self, value: f64) -> f64 {
        self.left + self.axis.share(value) * (self.right - self.left)
    }

    fn paint_grid(&self, svg: &mut Svg, top: f64, bottom: f64) {
        for tick in &self.axis.ticks {
            let x = self.x(*tick);
            svg.stroke(if *tick == 0.0 { "c-axis" } else { "c-grid" }, (x, top), (x, bottom));
        }
    }

    fn paint_ticks(&self, svg: &mut Svg, bottom: f64) {
        let mut free = 0.0;
        for (tick, words) in self.axis.ticks.iter().zip(&self.ticks) {
            let x = self.x(*tick);
            let half = width(words, LABEL) / 2.0;
            let middle = x.max(half + 1.0);
            if middle - half >= free && middle + half <= self.width {
                svg.label("c-muted", Spot::middle(middle, bottom + 18.0), words, words);
                free = middle + half + 8.0;
            }
        }
    }

    fn paint_row(&self, svg: &mut Svg, bars: &Bars, row: &Row, plan: &PlanRow, top: f64) {
        for (at, line) in plan.name.iter().enumerate() {
            svg.label("c-strong", Spot::start(2.0, top + 14.0 + LINE * at as f64), line, &row.name);
        }
        let body = match self.size {
            Size::Large => top,
            Size::Small => top + LINE * plan.name.len() as f64 + 2.0,
        };
        // Above the bars of a narrow row stands its name, which no line should cross.
        if self.size == Size::Small {
            self.paint_grid(svg, body, top + plan.height + 3.0);
        }
        let top = body;
        match bars.form {
            Form::Grouped => {
                for (at, (value, series)) in row.values.iter().zip(&bars.series).enumerate() {
                    self.paint_bar(svg, value, series.look, top + PITCH * at as f64);
                }
            }
            Form::Stacked => self.paint_stack(svg, bars, row, top),
        }
    }

    fn paint_bar(&self, svg: &mut Svg, value: &Value, look: Look, top: f64) {
        let zero = self.x(0.0);
        let end = value.value.map_or(zero, |value| self.x(value));
        if (end - zero).abs() >= 0.5 {
            look.paint(svg, &Area { left: zero.min(end), top: top + 2.0, right: zero.max(end), bottom: top + 2.0 + BAR });
        }
        let class = if value.value.is_none() { "c-muted" } else { "c-strong" };
        self.paint_end(svg, class, zero.max(end), top + 15.0, &value.words);
    }

    /// Words behind the end of a bar, as far as the box has room for them.
    fn paint_end(&self, svg: &mut Svg, class: &str, end: f64, y: f64, full: &str) {
        svg.label(class, Spot::start(end + 7.0, y), &fitted(full, LABEL, self.width - end - 9.0), full);
    }

    fn paint_stack(&self, svg: &mut Svg, bars: &Bars, row: &Row, top: f64) {
        let (mut up, mut down) = (0.0, 0.0);
        for (value, series) in row.values.iter().zip(&bars.series) {
            let Some(number) = value.value.filter(|number| *number != 0.0) else { continue };
            let end = if number > 0.0 { &mut up } else { &mut down };
            let (from, to) = (self.x(*end), self.x(*end + number));
            *end += number;
            let area = Area { left: from.min(to), top, right: from.max(to), bottom: top + STACK };
            if area.right - area.left < 0.5 {
                continue;
            }
            series.look.paint(svg, &area);
            let wide = width(&value.words, LABEL);
            if !value.words.is_empty() && wide + 14.0 <= area.right - area.left {
                let middle = f64::midpoint(area.left, area.right);
                svg.rect("c-plate", middle - wide / 2.0 - 4.0, top + 4.0, wide + 8.0, STACK - 8.0, 3.0);
                svg.label("c-strong", Spot::middle(middle, top + 18.0), &value.words, &value.words);
            }
        }
        self.paint_end(svg, "c-strong", self.x(up), top + 18.0, &row.total);
    }
}

impl PlanRow {
    fn of(bars: &Bars, row: &Row, size: Size, left: f64) -> Self {
        let body = match bars.form {
            Form::Grouped => PITCH * bars.series.len() as f64,
            Form::Stacked => STACK,
        };
        match size {
            Size::Large => {
                let name = wrapped(&row.name, LABEL, left - 14.0, 3);
                let lines = LINE * name.len() as f64;
                Self { name, height: body.max(lines) }
            }
            Size::Small => {
                let name = wrapped(&row.name, LABEL, 314.0, 2);
                let lines = LINE * name.len() as f64 + 2.0;
                Self { name, height: body + lines }
            }
        }
    }
}

/// The numbers that the axis must hold: each value, or the two ends of each stack.
fn extents(bars: &Bars) -> Vec<f64> {
    let values = |row: &Row| row.values.iter().filter_map(|value| value.value).collect::<Vec<_>>();
    let ends = bars.rows.iter().flat_map(|row| match bars.form {
        Form::Grouped => values(row),
        Form::Stacked => {
            let sum = |sign: f64| values(row).into_iter().filter(|value| value * sign > 0.0).sum::<f64>();
            vec![sum(1.0), sum(-1.0)]
        }
    });
    ends.filter(|value| value.is_finite()).map(|value| value.clamp(-GREATEST, GREATEST)).collect()
}

/// The whole chart in words.
fn description(bars: &Bars, words: &Words) -> String {
    let mut desc = String::new();
    for row in &bars.rows {
        let values = row.values.iter().zip(&bars.series).filter(|(value, _)| !value.words.is_empty());
        let said = values.map(|(value, series)| words.fill("chart.pair", &[("name", &series.name), ("value", &value.words)]));
        let said: Vec<String> = said.collect();
        let said = if said.is_empty() { words.say("chart.nothing").to_owned() } else { said.join(words.say("chart.comma")) };
        desc.push_str(&words.fill("chart.row", &[("name", &row.name), ("values", &said)]));
    }
    if bars.rows.is_empty() {
        desc.push_str(words.say("chart.empty"));
    } else if !bars.unit.is_empty() {
        desc.push_str(&words.fill("chart.unit_said", &[("unit", &bars.unit)]));
    }
    desc.push_str(&bars.remark);
    desc
}

#[cfg(test)]
mod tests;
