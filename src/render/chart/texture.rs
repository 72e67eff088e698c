//! Surfaces that differ without colour: solid, tinted, hatched, ruled, crossed, open, and the dashed outline of a target. Paints areas
//! and the swatches of a legend; decides no place.

use super::area::Area;
use super::svg::{Path, Svg};

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Full, for what matters most.
    Solid,
    /// A light tint.
    Soft,
    /// Slanting lines.
    Hatched,
    /// Upright lines.
    Ruled,
    /// Slanting lines in both directions.
    Crossed,
    /// Only an outline.
    Open,
    /// The dashed outline of what is aimed at.
    Target,
}

impl Look {
    pub(super) fn paint(self, svg: &mut Svg, area: &Area) {
        let class = match self {
            Self::Solid => "c-look c-look--solid",
            Self::Soft => "c-look c-look--soft",
            Self::Target => "c-look c-look--target",
            Self::Hatched | Self::Ruled | Self::Crossed | Self::Open => "c-look",
        };
        svg.rect(class, area.left, area.top, area.right - area.left, area.bottom - area.top, 0.0);
        match self {
            Self::Hatched => svg.path("c-look-line", slanting(area, 6.0)),
            Self::Ruled => svg.path("c-look-line", upright(area, 5.0)),
            Self::Crossed => {
                svg.path("c-look-line", slanting(area, 8.0));
                svg.path("c-look-line", falling(area, 8.0));
            }
            Self::Solid | Self::Soft | Self::Open | Self::Target => {}
        }
    }
}

/// Lines that rise to the right, `step` apart.
pub(super) fn slanting(area: &Area, step: f64) -> Path {
    let Area { left, top, right, bottom } = *area;
    let mut path = Path::default();
    let mut sum = left + top + step;
    while sum < right + bottom {
        let (x0, x1) = (left.max(sum - bottom), right.min(sum - top));
        path = path.jump(x0, sum - x0).to(x1, sum - x1);
        sum += step;
    }
    path
}

/// Lines that fall to the right.
fn falling(area: &Area, step: f64) -> Path {
    let Area { left, top, right, bottom } = *area;
    let mut path = Path::default();
    let mut fall = left - bottom + step;
    while fall < right - top {
        let (x0, x1) = (left.max(fall + top), right.min(fall + bottom));
        path = path.jump(x0, x0 - fall).to(x1, x1 - fall);
        fall += step;
    }
    path
}

fn upright(area: &Area, step: f64) -> Path {
    let mut path = Path::default();
    let mut x = area.left + step;
    while x < area.right {
        path = path.jump(x, area.top).to(x, area.bottom);
        x += step;
    }
    path
}
