//! The legend of a chart: swatches with their words, in as many lines as they need. Does not choose the swatches.

use super::area::Area;
use super::board::Spot;
use super::svg::Svg;
use super::text::{LABEL, fitted, width};
use super::texture::Look;

/// Height of a line of the legend.
const LINE: f64 = 24.0;
/// Width of a swatch.
const SWATCH: f64 = 24.0;
/// Room between two entries.
const SPACE: f64 = 18.0;

/// What one entry shows before its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A filled area.
    Area(Look),
    /// An outline of a shape, with the class of its line.
    Outline(&'static str),
    /// The outline of what a script draws; shown once it did.
    Own,
    /// Nothing: a remark such as the unit.
    None,
}

/// Paints the entries in a box of a width; gives the height that they took.
pub(super) fn paint(svg: &mut Svg, entries: &[(Mark, String)], box_width: f64) -> f64 {
    let (mut x, mut line) = (0.0, 0.0);
    for (mark, full) in entries.iter().filter(|(_, words)| !words.is_empty()) {
        let before = if *mark == Mark::None { 0.0 } else { SWATCH + 7.0 };
        let words = fitted(full, LABEL, box_width - before - 4.0);
        let wide = before + width(&words, LABEL);
        if x > 0.0 && x + wide > box_width - 2.0 {
            (x, line) = (0.0, line + LINE);
        }
        let area = Area::sized(x + 2.0, line + 4.0, SWATCH, 14.0);
        match mark {
            Mark::Area(look) => look.paint(svg, &area),
            Mark::Outline(class) => svg.stroke(class, (area.left, line + 11.0), (area.right, line + 11.0)),
            Mark::Own => svg.stroke("radar-mine radar-own", (area.left, line + 11.0), (area.right, line + 11.0)),
            Mark::None => {}
        }
        let class = match mark {
            Mark::Area(_) | Mark::Outline(_) => "",
            Mark::Own => "radar-own",
            Mark::None => "c-muted",
        };
        svg.label(class, Spot::start(x + before + 2.0, line + 16.0), &words, full);
        x += wide + SPACE;
    }
    if entries.iter().all(|(_, words)| words.is_empty()) { 0.0 } else { line + LINE }
}
