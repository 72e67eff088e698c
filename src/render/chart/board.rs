//! The board on which the labels of one chart find their places.
//!
//! A label names the places it would like, best first. A place that meets another label or leaves the view box is never taken;
//! among the others the one that crosses the fewest lines wins. Does not draw.

use super::area::{Area, Stroke};
use super::text::Anchor;

/// A place for a label: where its base line is anchored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) anchor: Anchor,
}

impl Spot {
    pub(super) fn start(x: f64, y: f64) -> Self {
        Self { x, y, anchor: Anchor::Start }
    }

    pub(super) fn middle(x: f64, y: f64) -> Self {
        Self { x, y, anchor: Anchor::Middle }
    }

    pub(super) fn end(x: f64, y: f64) -> Self {
        Self { x, y, anchor: Anchor::End }
    }
}

/// What is already on a drawing.
pub(super) struct Board {
    bounds: Area,
    taken: Vec<Area>,
    strokes: Vec<(Stroke, f64)>,
}

/// Room kept between two labels, in units.
const AIR: f64 = 2.0;

impl Board {
    /// An empty board of the size of the view box.
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { bounds: Area::sized(0.0, 0.0, width, height), taken: Vec::new(), strokes: Vec::new() }
    }

    /// Marks room that no label may use.
    pub(super) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Marks a line that labels rather avoid; `weight` says how much.
    pub(super) fn avoid(&mut self, stroke: Stroke, weight: f64) {
        self.strokes.push((stroke, weight));
    }

    /// Whether nothing stands in `area` yet.
    pub(super) fn is_free(&self, area: &Area) -> bool {
        let wide = Area { left: area.left - AIR, top: area.top - AIR / 2.0, right: area.right + AIR, bottom: area.bottom + AIR / 2.0 };
        self.bounds.holds(area) && self.taken.iter().all(|other| !other.meets(&wide))
    }

    /// Sum of the weights of the lines that run through `area` or touch it.
    pub(super) fn burden(&self, area: &Area) -> f64 {
        let area = Area { left: area.left - AIR, top: area.top - AIR / 2.0, right: area.right + AIR, bottom: area.bottom + AIR };
        self.strokes.iter().filter(|(stroke, _)| area.is_crossed_by(*stroke)).map(|(_, weight)| weight).sum()
    }

    /// Takes the best free spot with a burden of at most `patience`, if there is one.
    pub(super) fn place(&mut self, words: &str, size: f64, spots: &[Spot], patience: f64) -> Option<Spot> {
        let mut best: Option<(f64, Spot, Area)> = None;
        for spot in spots {
            let area = Area::of_label(words, size, spot.x, spot.y, spot.anchor);
            if !self.is_free(&area) {
                continue;
            }
            let burden = self.burden(&area);
            if burden <= patience && best.as_ref().is_none_or(|(least, ..)| burden < *least) {
                best = Some((burden, *spot, area));
            }
        }
        let (_, spot, area) = best?;
        self.take(area);
        Some(spot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_moves_to_its_next_place_when_the_first_is_taken() {
        let mut board = Board::new(100.0, 100.0);
        let spots = [Spot::start(10.0, 50.0), Spot::start(10.0, 80.0)];
        assert_eq!(board.place("値", 14.0, &spots, 9.0), Some(spots[0]));
        assert_eq!(board.place("値", 14.0, &spots, 9.0), Some(spots[1]));
        assert_eq!(board.place("値", 14.0, &spots, 9.0), None);
    }

    #[test]
    fn a_label_prefers_a_place_without_lines() {
        let mut board = Board::new(100.0, 100.0);
        board.avoid(((0.0, 45.0), (100.0, 45.0)), 3.0);
        let spots = [Spot::start(10.0, 50.0), Spot::start(10.0, 80.0)];
        assert_eq!(board.place("値", 14.0, &spots, 9.0), Some(spots[1]));
    }

    #[test]
    fn a_label_never_leaves_the_board() {
        let mut board = Board::new(100.0, 100.0);
        assert_eq!(board.place("はみだす", 14.0, &[Spot::start(60.0, 50.0), Spot::start(0.0, 5.0)], 9.0), None);
    }
}
