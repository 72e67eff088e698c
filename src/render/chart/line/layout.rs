//! Which labels a line chart gets and where they stand: fixed ones first, then the others in order of weight. Does not paint.

use super::place::{Place, span};
use super::{Kind, Line, Point, year_label};
use crate::render::Words;
use crate::render::chart::Size;
use crate::render::chart::area::{Area, Stroke};
use crate::render::chart::axis::{Axis, axis};
use crate::render::chart::board::{Board, Spot};
use crate::render::chart::text::{LABEL, VALUE, fitted, width};

/// A finished line chart, in view box units.
pub(super) struct Layout<'a> {
    words: &'a Words,
    pub(super) axis: Axis,
    pub(super) size: Size,
    pub(super) plot: Area,
    pub(super) band: f64,
    pub(super) gaps: Vec<(f64, f64)>,
    pub(super) runs: Vec<Vec<(f64, f64)>>,
    pub(super) dots: Vec<(f64, f64, Dot)>,
    pub(super) guide: Option<Stroke>,
    pub(super) target: Option<Stroke>,
    pub(super) flag: Option<Area>,
    pub(super) changes: Vec<(f64, String)>,
    pub(super) latest: Option<(f64, f64)>,
    pub(super) labels: Vec<(&'static str, Spot, String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dot {
    Exact,
    Approx,
    Latest,
    LatestApprox,
}

/// How strongly labels avoid the dotted guide.
const GUIDE: f64 = 1.0;
/// How strongly labels avoid every other line.
const LINE: f64 = 3.0;
/// Labels that are not needed give up rather than cross more than this.
const PATIENCE: f64 = 2.5;
/// Years narrower than this show only baseline, extremes and latest value in figures.
const CROWDED: f64 = 30.0;

pub(super) fn layout<'a>(line: &Line, size: Size, words: &'a Words) -> Layout<'a> {
    let target = line.target.as_ref().and_then(|target| target.value);
    let values: Vec<f64> = line.points.iter().filter_map(Point::drawn).chain(target).collect();
    let axis = axis(&values, line.from_zero, line.max);
    let (box_width, box_height) = size.box_of_line();
    let tick_width = axis.ticks.iter().map(|tick| width(&axis.words(*tick, words), LABEL)).fold(0.0, f64::max);
    let flag_words = flag_words(line, size, words);
    let flag_width = flag_words.as_ref().map(|(words, _)| (width(words, LABEL) + 28.0).max(if size == Size::Large { 108.0 } else { 84.0 }));
    let plot = match size {
        Size::Large => Area {
            left: (tick_width + 10.0).max(44.0),
            top: 44.0,
            right: flag_width.map_or(668.0, |width| 678.0 - width - 2.0),
            bottom: 290.0,
        },
        Size::Small => Area { left: (tick_width + 8.0).max(34.0), top: 66.0, right: 312.0, bottom: 266.0 },
    };
    let (first, count) = span(line).unwrap_or((0, 1));
    let band = (plot.right - plot.left) / f64::from(count);
    let place = Place { plot, band, first, axis: &axis };

    let mut board = Board::new(box_width, box_height);
    let mut layout = Layout {
        words,
        size,
        plot,
        band,
        gaps: place.gaps(line),
        runs: place.runs(line),
        dots: Vec::new(),
        guide: place.guide(line),
        target: place.target(line),
        flag: None,
        changes: place.changes(line),
        latest: None,
        labels: Vec::new(),
        axis: axis.clone(),
    };
    layout.put_points(line, &place, &mut board);
    layout.put_axis_words(line, first, count, &mut board);
    layout.put_actual_strokes(&mut board);
    layout.put_flag(flag_words, flag_width, &mut board);
    layout.put_strokes(&mut board);
    layout.put_latest_words(line, &mut board);
    layout.put_point_words(line, &place, &mut board);
    layout.put_gap_words(line, &mut board);
    layout.put_change_words(&mut board);
    layout.put_guide_words(&mut board);
    layout
}

/// 「目標 80%」, cut to what a flag can hold.
fn flag_words(line: &Line, size: Size, words: &Words) -> Option<(String, String)> {
    let target = line.target.as_ref().filter(|target| target.value.is_some())?;
    let room = if size == Size::Large { 170.0 } else { 150.0 };
    let full = words.fill("chart.flag", &[("value", &target.words)]);
    Some((fitted(&full, LABEL, room), full))
}

impl Layout<'_> {
    fn put_points(&mut self, line: &Line, place: &Place, board: &mut Board) {
        let last = line.points.iter().rposition(|point| point.kind == Kind::Actual && point.drawn().is_some());
        for (index, point) in line.points.iter().enumerate() {
            let Some((x, y)) = place.at(point) else { continue };
            let dot = match (Some(index) == last, point.approx) {
                (false, false) => Dot::Exact,
                (false, true) => Dot::Approx,
                (true, false) => Dot::Latest,
                (true, true) => Dot::LatestApprox,
            };
            board.take(Area::around(x, y, 6.0));
            if Some(index) == last {
                self.latest = Some((x, y));
                board.take(Area { left: x - 7.0, top: y - 28.0, right: x + 7.0, bottom: y });
            }
            self.dots.push((x, y, dot));
        }
    }

    fn put_axis_words(&mut self, line: &Line, first: i32, count: i32, board: &mut Board) {
        let edge = self.plot.left - 8.0;
        for tick in self.axis.ticks.clone() {
            let y = self.plot.bottom - self.axis.share(tick) * (self.plot.bottom - self.plot.top) + 5.0;
            self.fix(board, "c-muted", Spot::end(edge, y), self.axis.words(tick, self.words));
        }
        let unit_line = if self.size == Size::Large { 28.0 } else { 52.0 };
        let unit = fitted(&line.unit, LABEL, 150.0);
        let spot = if width(&unit, LABEL) <= edge { Spot::end(edge, unit_line) } else { Spot::start(2.0, unit_line) };
        let after_unit = if unit.is_empty() { 2.0 } else { width(&unit, LABEL) + 14.0 };
        self.fix(board, "c-muted", spot, unit);
        if self.axis.is_broken {
            let after_unit = after_unit.max(self.plot.left);
            let spots = [Spot::start(after_unit, unit_line), Spot::end(self.plot.right, unit_line), Spot::start(after_unit, 16.0)];
            self.place(board, "c-muted", &spots, self.words.fill("chart.broken", &[]), f64::INFINITY);
        }
        if line.points.is_empty() && line.target.as_ref().is_none_or(|target| target.year.is_none()) {
            return;
        }
        self.put_years(line, first, count, board);
    }

    /// Names as many years as have room, counted from the last one.
    fn put_years(&mut self, line: &Line, first: i32, count: i32, board: &mut Board) {
        let name = |year: i32| {
            let given = line.points.iter().find(|point| i32::from(point.year) == year && !point.label.is_empty());
            given.map_or_else(|| year_label(self.words, i16::try_from(year).unwrap_or(0)), |point| point.label.clone())
        };
        let names: Vec<String> = (first..first + count).map(name).collect();
        let widest = names.iter().map(|name| width(name, LABEL)).fold(0.0, f64::max);
        let full = |name: &str| self.words.fill("chart.year", &[("year", &name)]);
        let whole = self.size == Size::Large && names.iter().all(|name| width(&full(name), LABEL) + 10.0 <= self.band);
        let shown: Vec<String> = names.iter().map(|name| if whole { full(name) } else { name.clone() }).collect();
        let every = ((widest + 8.0) / self.band).ceil().max(1.0) as usize;
        let y = self.plot.bottom + 24.0;
        for (index, name) in shown.iter().enumerate() {
            if (shown.len() - 1 - index).is_multiple_of(every) {
                let x = self.plot.left + self.band * (index as f64 + 0.5);
                let name = fitted(name, LABEL, 150.0);
                self.place(board, "c-muted", &[Spot::middle(x, y)], name, f64::INFINITY);
            }
        }
    }

    fn put_flag(&mut self, words: Option<(String, String)>, flag_width: Option<f64>, board: &mut Board) {
        let (Some((words, full)), Some(flag_width), Some((_, (_, y)))) = (words, flag_width, self.target) else { return };
        let right = self.plot.right;
        let (area, pad) = match self.size {
            Size::Large => (Area::sized(right + 2.0, y - 14.0, flag_width, 28.0), 8.0),
            Size::Small => (self.hung_flag(flag_width, y, board), 6.0),
        };
        board.take(area);
        self.flag = Some(area);
        self.labels.push(("c-on-arm", Spot::start(area.left + pad, area.top + area_base(area)), words, full));
    }

    /// Where the flag of the small drawing hangs: on its line, as far to the right as nothing is covered.
    fn hung_flag(&self, flag_width: f64, y: f64, board: &Board) -> Area {
        let Area { left, top, right, bottom } = self.plot;
        let room = (right - left - flag_width).max(0.0);
        let lefts = (0..=12).map(|step| right - flag_width - room * f64::from(step) / 12.0);
        let mut best: Option<(f64, Area)> = None;
        for (far, fall) in [(0.0, -27.0), (0.0, 1.0), (8.0, -44.0), (8.0, 18.0)] {
            for at in lefts.clone() {
                let area = Area::sized(at, y + fall, flag_width, 26.0);
                let cost = far + (right - flag_width - at) / 40.0 + board.burden(&area);
                let fits = area.top >= 2.0 && area.bottom <= bottom - 1.0 && board.is_free(&area);
                if fits && best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, area));
                }
            }
        }
        best.map_or(Area::sized(right - flag_width, top - 64.0, flag_width, 26.0), |(_, area)| area)
    }

    fn put_actual_strokes(&self, board: &mut Board) {
        for pair in self.runs.iter().flat_map(|run| run.windows(2)) {
            board.avoid((pair[0], pair[1]), LINE);
        }
    }

    fn put_strokes(&self, board: &mut Board) {
        if let Some(target) = self.target {
            board.avoid(target, LINE);
        }
        if let Some(guide) = self.guide {
            board.avoid(guide, GUIDE);
        }
        board.avoid(((self.plot.left, self.plot.bottom), (self.plot.right, self.plot.bottom)), LINE);
        let edges = self.gaps.iter().flat_map(|gap| [gap.0, gap.1]);
        for x in self.changes.iter().map(|(x, _)| *x).chain(edges) {
            board.avoid(((x, self.plot.top), (x, self.plot.bottom)), LINE);
        }
    }

    fn put_latest_words(&mut self, line: &Line, board: &mut Board) {
        let Some((x, y)) = self.latest else { return };
        let Some(point) = line.points.iter().rfind(|point| point.kind == Kind::Actual && point.drawn().is_some()) else { return };
        let full = format!("{}{}", point.words, line.unit);
        let spots = [
            Spot::end(x - 12.0, y - 16.0),
            Spot::start(x + 12.0, y - 16.0),
            Spot::middle(x, y - 33.0),
            Spot::middle(x, y + 27.0),
            Spot::start(x + 12.0, y + 6.0),
            Spot::end(x - 12.0, y + 6.0),
            Spot::start(x + 12.0, y + 22.0),
            Spot::end(x - 12.0, y + 22.0),
        ];
        for words in [full.clone(), fitted(&full, VALUE, 120.0), fitted(&point.words, VALUE, 90.0)] {
            if let Some(spot) = board.place(&words, VALUE, &spots, f64::INFINITY) {
                return self.labels.push(("c-value", spot, words, full));
            }
        }
    }

    /// Values at the points: baseline first, then the extremes, then the others, as far as there is room.
    fn put_point_words(&mut self, line: &Line, place: &Place, board: &mut Board) {
        let mut points: Vec<(usize, &Point, (f64, f64))> =
            line.points.iter().enumerate().filter_map(|(index, point)| Some((index, point, place.at(point)?))).collect();
        let latest = points.iter().rposition(|(_, point, _)| point.kind == Kind::Actual);
        if let Some(latest) = latest {
            points.remove(latest);
        }
        let highest = points.iter().map(|(_, _, at)| at.1).fold(f64::INFINITY, f64::min);
        let lowest = points.iter().map(|(_, _, at)| at.1).fold(f64::NEG_INFINITY, f64::max);
        let weight = |point: &Point, y: f64| match point.kind {
            Kind::Baseline => 0,
            _ if y <= highest || y >= lowest => 1,
            _ => 2,
        };
        if self.band < CROWDED {
            points.retain(|(_, point, at)| weight(point, at.1) < 2);
        }
        points.sort_by_key(|(index, point, at)| (weight(point, at.1), *index));
        for (_, point, (x, y)) in points {
            let spots = [
                Spot::middle(x, y + 26.0),
                Spot::middle(x, y - 12.0),
                Spot::start(x + 11.0, y + 5.0),
                Spot::end(x - 11.0, y + 5.0),
                Spot::start(x + 8.0, y + 20.0),
                Spot::end(x - 8.0, y + 20.0),
                Spot::start(x + 8.0, y - 10.0),
                Spot::end(x - 8.0, y - 10.0),
            ];
            let patience = if weight(point, y) == 0 { f64::INFINITY } else { PATIENCE };
            self.place(board, "c-strong", &spots, point.words.clone(), patience);
        }
    }

    fn put_gap_words(&mut self, line: &Line, board: &mut Board) {
        for (left, right) in self.gaps.clone() {
            let x = f64::midpoint(left, right);
            let heights = [self.plot.bottom - 14.0, self.plot.top + 22.0, f64::midpoint(self.plot.top, self.plot.bottom)];
            let spots = heights.map(|y| Spot::middle(x, y));
            for words in [self.words.say("chart.gap"), self.words.say("chart.gap_short")] {
                if width(words, LABEL) + 6.0 <= right - left && self.place(board, "c-muted", &spots, words.to_string(), PATIENCE) {
                    break;
                }
            }
        }
        if line.points.is_empty() {
            let (x, y) = (f64::midpoint(self.plot.left, self.plot.right), f64::midpoint(self.plot.top, self.plot.bottom));
            let spots = [Spot::middle(x, y), Spot::middle(x, y + 40.0), Spot::middle(x, y - 40.0)];
            self.place(board, "c-muted", &spots, self.words.fill("chart.no_actual", &[]), f64::INFINITY);
        }
    }

    fn put_change_words(&mut self, board: &mut Board) {
        for (x, words) in self.changes.clone() {
            let above = self.plot.top - 9.0;
            let mut spots = vec![Spot::middle(x, above), Spot::start(x - 8.0, above), Spot::end(x + 8.0, above)];
            for down in [16.0, 40.0, 64.0, 88.0, 112.0, 136.0, 160.0, 184.0] {
                spots.extend([Spot::start(x + 7.0, self.plot.top + down), Spot::end(x - 7.0, self.plot.top + down)]);
            }
            spots.extend([Spot::middle(x, above - 18.0), Spot::start(x - 8.0, above - 18.0), Spot::end(x + 8.0, above - 18.0)]);
            self.place(board, "c-muted", &spots, words, f64::INFINITY);
        }
    }

    fn put_guide_words(&mut self, board: &mut Board) {
        let Some(((x0, y0), (x1, y1))) = self.guide else { return };
        let mut spots = Vec::new();
        for share in [0.85, 0.75, 0.65, 0.5, 0.35, 0.2] {
            let (x, y) = (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share);
            // Beside the dotted line: on the lower right of a rising one, on the upper right of a falling one.
            let down = if y1 <= y0 { 22.0 } else { -10.0 };
            spots.extend([
                Spot::start(x + 2.0, y + down),
                Spot::middle(x, y + 28.0),
                Spot::middle(x, y - 18.0),
                Spot::end(x - 4.0, y - 10.0),
            ]);
        }
        self.place(board, "c-muted", &spots, self.words.fill("chart.guide", &[]), 0.5);
    }

    /// Puts a label where it must stand.
    fn fix(&mut self, board: &mut Board, class: &'static str, spot: Spot, words: String) {
        board.take(Area::of_label(&words, LABEL, spot.x, spot.y, spot.anchor));
        self.labels.push((class, spot, words.clone(), words));
    }

    /// Puts a label where there is room; says whether there was.
    fn place(&mut self, board: &mut Board, class: &'static str, spots: &[Spot], words: String, patience: f64) -> bool {
        let short = fitted(&words, LABEL, if self.size == Size::Large { 260.0 } else { 190.0 });
        let spot = board.place(&short, LABEL, spots, patience);
        if let Some(spot) = spot {
            self.labels.push((class, spot, short, words));
        }
        spot.is_some()
    }
}

/// Base line of a label within a flag.
fn area_base(flag: Area) -> f64 {
    (flag.bottom - flag.top) / 2.0 + 5.0
}
