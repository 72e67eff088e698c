//! Radar of skills: one spoke per skill, one ring per step, one polygon per shape (what a level needs), and an empty polygon that a
//! script fills with what one has.
//!
//! The large drawing names every spoke in words at its end, in two columns that never meet; the small one numbers the spokes and names
//! them in a list below.
//!
//! For the script: the `svg` has `data-cx`, `data-cy`, `data-r` (radius of the greatest step) and `data-most` (the greatest step); every
//! spoke is a `line[data-skill]` in order, with the step that the first shape wants as `data-max`; the polygon is `[data-radar]`. Spoke
//! `i` of `n` points to the angle `2π·i/n`, counted clockwise from the top, so step `s` lies at
//! `(cx + r·s/most·sin a, cy − r·s/most·cos a)`.

use super::Size;
use super::board::Spot;
use super::legend::{self, Mark};
use super::svg::{Frame, Path, Svg};
use super::text::{LABEL, fitted, plain, width};
use crate::render::Words;
use std::f64::consts::TAU;

/// One skill.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoke {
    /// Stable id for scripts.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is wanted, in words: 「段階2」.
    pub note: String,
}

/// One polygon.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// 「レベル1で求める段階」.
    pub name: String,
    /// One step per spoke; what is not finite counts as 0.
    pub steps: Vec<f64>,
}

/// Everything a radar shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Radar {
    /// Prefix of the ids; unique on its page (the two sizes differ by themselves).
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// The greatest step, at least 1.
    pub most: u8,
    /// The spokes, clockwise from the top.
    pub spokes: Vec<Spoke>,
    /// One or two polygons; the first is filled, the second dashed.
    pub shapes: Vec<Shape>,
    /// Name of the polygon that a script draws; `None` leaves it out.
    pub own: Option<String>,
    /// A sentence for the end of the description; may be empty.
    pub remark: String,
}

/// Fewer spokes span no area.
const FEWEST: usize = 3;
/// Height of a name with its note.
const BLOCK: f64 = 40.0;
/// Height of a number.
const NUMBER: f64 = 18.0;
/// Height of a line of the list under the small drawing.
const LINE: f64 = 22.0;

/// Draws the radar in one of its two sizes; `None` for fewer than three spokes.
pub fn draw(radar: &Radar, size: Size, words: &Words) -> Option<String> {
    if radar.spokes.len() < FEWEST {
        return None;
    }
    let id = format!("{}-{}", radar.id, size.class());
    let class = format!("chart chart-radar {}", size.class());
    let desc = description(radar, words);
    let mut legend = Svg::fragment();
    let top = legend::paint(&mut legend, &entries(radar), size.radar_width());
    let web = Web::of(radar, size, top);
    let data = [("cx", web.centre.0), ("cy", web.centre.1), ("r", web.radius), ("most", f64::from(web.most))];
    let view = (0.0, 0.0, size.radar_width(), web.height);
    let mut svg = Svg::framed(&Frame { id: &id, class: &class, view, title: &radar.title, desc: &desc, data: &data });
    svg.append(legend);
    web.paint(&mut svg, radar);
    match size {
        Size::Large => web.paint_names(&mut svg, radar),
        Size::Small => web.paint_numbers(&mut svg, radar),
    }
    Some(svg.done())
}

/// Both drawings, one after the other; the style sheet shows one. Empty for fewer than three spokes.
pub fn draw_both(radar: &Radar, words: &Words) -> String {
    [Size::Large, Size::Small].into_iter().filter_map(|size| draw(radar, size, words)).collect::<Vec<_>>().join("\n")
}

impl Size {
    fn radar_width(self) -> f64 {
        match self {
            Self::Large => 680.0,
            Self::Small => 320.0,
        }
    }
}

fn entries(radar: &Radar) -> Vec<(Mark, String)> {
    let class = |at: usize| if at == 0 { "c-radar" } else { "c-radar c-radar--second" };
    let shapes = radar.shapes.iter().take(2).enumerate().map(|(at, shape)| (Mark::Outline(class(at)), plain(&shape.name)));
    let own = radar.own.as_ref().map(|name| (Mark::Own, plain(name)));
    shapes.chain(own).collect()
}

/// The places of a radar.
struct Web {
    size: Size,
    centre: (f64, f64),
    radius: f64,
    most: u8,
    /// Edges of the room for names beside the web.
    column: (f64, f64),
    /// Height of one name.
    block: f64,
    height: f64,
}

impl Web {
    fn of(radar: &Radar, size: Size, top: f64) -> Self {
        let count = radar.spokes.len();
        let (radius, block) = match size {
            Size::Large => (118.0, BLOCK),
            Size::Small => (112.0, NUMBER),
        };
        // The spokes right of the top one; left of it there are never more.
        let beside = count / 2;
        let height = (2.0 * radius + 12.0_f64).max(beside as f64 * block);
        let middle = top + 8.0 + block + height / 2.0;
        let column = (middle - height / 2.0, middle + height / 2.0);
        let list = if size == Size::Small { 8.0 + LINE * count as f64 } else { 0.0 };
        Self {
            size,
            centre: (size.radar_width() / 2.0, middle),
            radius,
            most: radar.most.max(1),
            column,
            block,
            height: column.1 + if count.is_multiple_of(2) { block } else { 0.0 } + list + 6.0,
        }
    }

    /// The place of `step` on spoke `at` of `count`.
    fn at(&self, at: usize, count: usize, step: f64) -> (f64, f64) {
        let angle = TAU * at as f64 / count as f64;
        let step = if step.is_finite() { step.clamp(0.0, f64::from(self.most)) } else { 0.0 };
        let reach = self.radius * step / f64::from(self.most);
        (self.centre.0 + reach * angle.sin(), self.centre.1 - reach * angle.cos())
    }

    fn ring(&self, count: usize, step: impl Fn(usize) -> f64) -> Path {
        (0..count)
            .fold(Path::default(), |path, at| {
                let (x, y) = self.at(at, count, step(at));
                path.to(x, y)
            })
            .closed()
    }

    fn paint(&self, svg: &mut Svg, radar: &Radar) {
        let count = radar.spokes.len();
        for step in 1..=self.most {
            svg.path(if step == self.most { "c-web c-web--edge" } else { "c-web" }, self.ring(count, |_| f64::from(step)));
        }
        let wanted = |at: usize| radar.shapes.first().and_then(|shape| shape.steps.get(at)).copied().unwrap_or(0.0);
        for (at, spoke) in radar.spokes.iter().enumerate() {
            svg.spoke(self.centre, self.at(at, count, f64::from(self.most)), &spoke.key, wanted(at));
        }
        for (index, shape) in radar.shapes.iter().take(2).enumerate() {
            let step = |at: usize| shape.steps.get(at).copied().unwrap_or(0.0);
            svg.path(if index == 0 { "c-radar c-radar--filled" } else { "c-radar c-radar--second" }, self.ring(count, step));
            for at in (0..count).filter(|_| index == 0) {
                let (x, y) = self.at(at, count, step(at));
                svg.circle("c-dot", x, y, 4.5);
            }
        }
        if radar.own.is_some() {
            svg.slot("radar-mine");
        }
        // Beside the upper spoke; with many rings they would stand too close.
        if self.radius / f64::from(self.most) >= 18.0 {
            for step in 1..=self.most {
                let (x, y) = self.at(0, count, f64::from(step));
                svg.label("c-muted c-ring", Spot::start(x + 6.0, y + 15.0), &step.to_string(), "");
            }
        }
    }

    /// The middle of every name: the first above the web, an opposite one below it, the others in a column on each side.
    fn places(&self, count: usize) -> Vec<Spot> {
        let (x, y) = self.centre;
        let mut spots = vec![Spot::middle(x, self.column.0 - self.block / 2.0); count];
        if count.is_multiple_of(2) {
            spots[count / 2] = Spot::middle(x, self.column.1 + self.block / 2.0);
        }
        let right: Vec<usize> = (1..count.div_ceil(2)).collect();
        let left: Vec<usize> = (count / 2 + 1..count).rev().collect();
        for (side, ids) in [(1.0, right), (-1.0, left)] {
            let wanted = ids.iter().map(|at| y - (self.radius + 12.0) * (TAU * *at as f64 / count as f64).cos());
            for (at, middle) in ids.iter().zip(self.spread(wanted.collect())) {
                // The edge of the name that is nearest to the middle of the web decides how far out it must stand.
                let fall = ((middle - y).abs() - self.block / 2.0).max(0.0);
                let reach = self.radius + 10.0;
                let out = (reach * reach - fall * fall).max(0.0).sqrt().max(18.0);
                spots[*at] = if side > 0.0 { Spot::start(x + out, middle) } else { Spot::end(x - out, middle) };
            }
        }
        spots
    }

    /// The wanted heights, from top to bottom, moved as little as needed for all names to stand apart and within the column.
    fn spread(&self, mut middles: Vec<f64>) -> Vec<f64> {
        let (top, bottom) = (self.column.0 + self.block / 2.0, self.column.1 - self.block / 2.0);
        let mut least = top;
        for middle in &mut middles {
            *middle = middle.max(least);
            least = *middle + self.block;
        }
        let mut most = bottom;
        for middle in middles.iter_mut().rev() {
            *middle = middle.min(most);
            most = *middle - self.block;
        }
        middles
    }

    fn paint_names(&self, svg: &mut Svg, radar: &Radar) {
        let count = radar.spokes.len();
        let box_width = self.size.radar_width();
        for (spoke, spot) in radar.spokes.iter().zip(self.places(count)) {
            let room = match spot.anchor {
                super::text::Anchor::Start => box_width - spot.x - 3.0,
                super::text::Anchor::Middle => box_width - 8.0,
                super::text::Anchor::End => spot.x - 3.0,
            };
            let (name, note) = (plain(&spoke.name), plain(&spoke.note));
            let down = if note.is_empty() { 5.0 } else { -3.0 };
            svg.label("c-strong", Spot { y: spot.y + down, ..spot }, &fitted(&name, LABEL, room), &name);
            svg.label("c-muted", Spot { y: spot.y + 15.0, ..spot }, &fitted(&note, LABEL, room), &note);
        }
    }

    fn paint_numbers(&self, svg: &mut Svg, radar: &Radar) {
        let count = radar.spokes.len();
        let widest = width(&count.to_string(), LABEL);
        let box_width = self.size.radar_width();
        for (at, (spoke, spot)) in radar.spokes.iter().zip(self.places(count)).enumerate() {
            let number = (at + 1).to_string();
            svg.label("c-strong", Spot { y: spot.y + 5.0, ..spot }, &number, "");
            let (name, note) = (plain(&spoke.name), plain(&spoke.note));
            let line = self.height - 6.0 - LINE * (count - at) as f64 + 14.0;
            svg.label("c-strong", Spot::end(2.0 + widest, line), &number, "");
            let note_shown = fitted(&note, LABEL, 120.0);
            let note_wide = width(&note_shown, LABEL);
            let room = box_width - widest - note_wide - 30.0;
            svg.label("", Spot::start(widest + 12.0, line), &fitted(&name, LABEL, room), &name);
            svg.label("c-muted", Spot::end(box_width - 4.0, line), &note_shown, &note);
        }
    }
}

/// The whole radar in words.
fn description(radar: &Radar, words: &Words) -> String {
    let mut desc = String::new();
    for (index, shape) in radar.shapes.iter().take(2).enumerate() {
        let value = |at: usize, spoke: &Spoke| match index {
            0 if !spoke.note.is_empty() => spoke.note.clone(),
            _ => shape.steps.get(at).copied().unwrap_or(0.0).to_string(),
        };
        let said = radar.spokes.iter().enumerate().map(|(at, spoke)| {
            let value = value(at, spoke);
            words.fill("chart.pair", &[("name", &spoke.name), ("value", &value)])
        });
        let said = said.collect::<Vec<_>>().join(words.say("chart.comma"));
        desc.push_str(&words.fill("chart.row", &[("name", &shape.name), ("values", &said)]));
    }
    desc.push_str(&radar.remark);
    desc
}

#[cfg(test)]
mod tests;
