//! Rectangles and straight lines of a drawing, and whether they meet. Does not draw.

use super::text::{Anchor, width};

/// Part of the em above the base line that a label needs.
pub(super) const ASCENT: f64 = 0.88;
/// Part of the em below the base line that a label needs.
pub(super) const DESCENT: f64 = 0.14;

/// An upright rectangle; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// A straight line between two points.
pub(super) type Stroke = ((f64, f64), (f64, f64));

impl Area {
    /// From the upper left corner and the lengths of the sides.
    pub(super) fn sized(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// The square around a centre.
    pub(super) fn around(x: f64, y: f64, reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    /// The estimated room of a label on the base line `y`.
    pub(super) fn of_label(words: &str, size: f64, x: f64, y: f64, anchor: Anchor) -> Self {
        let width = width(words, size);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Self { left, top: y - ASCENT * size, right: left + width, bottom: y + DESCENT * size }
    }

    /// Whether the two share more than a border.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether `inner` lies inside.
    pub(super) fn holds(&self, inner: &Self) -> bool {
        self.left <= inner.left && self.top <= inner.top && self.right >= inner.right && self.bottom >= inner.bottom
    }

    /// Whether a straight line runs through the inside (Liang and Barsky's clipping).
    pub(super) fn is_crossed_by(&self, ((x0, y0), (x1, y1)): Stroke) -> bool {
        let (dx, dy) = (x1 - x0, y1 - y0);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (step, room) in [(-dx, x0 - self.left), (dx, self.right - x0), (-dy, y0 - self.top), (dy, self.bottom - y0)] {
            if step == 0.0 {
                if room <= 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        enter < leave
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_share_a_border_do_not_meet() {
        let area = Area::sized(0.0, 0.0, 10.0, 10.0);
        assert!(!area.meets(&Area::sized(10.0, 0.0, 5.0, 5.0)));
        assert!(area.meets(&Area::sized(9.9, 0.0, 5.0, 5.0)));
    }

    #[test]
    fn a_line_crosses_only_what_it_runs_through() {
        let area = Area::sized(10.0, 10.0, 10.0, 10.0);
        assert!(area.is_crossed_by(((0.0, 0.0), (30.0, 30.0))));
        assert!(area.is_crossed_by(((15.0, 15.0), (16.0, 15.0))));
        assert!(!area.is_crossed_by(((0.0, 25.0), (30.0, 25.0))));
        assert!(!area.is_crossed_by(((0.0, 0.0), (9.0, 30.0))));
        assert!(!area.is_crossed_by(((0.0, 0.0), (5.0, 5.0))));
    }
}
