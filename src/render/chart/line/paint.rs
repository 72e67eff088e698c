//! Paints a finished line chart, from back to front. Decides nothing about places.

use super::layout::{Dot, Layout};
use crate::render::chart::Size;
use crate::render::chart::area::Area;
use crate::render::chart::svg::{Path, Svg};
use crate::render::chart::texture::slanting;

impl Layout<'_> {
    pub(super) fn paint(&self, svg: &mut Svg) {
        let Area { left, top, right, bottom } = self.plot;
        for (from, to) in &self.gaps {
            svg.rect("c-gap", *from, top, to - from, bottom - top, 0.0);
            svg.path("c-grid", slanting(&Area { left: *from, top, right: *to, bottom }, 12.0));
            svg.path("c-gap-line", Path::default().to(*from, top).to(*from, bottom).jump(*to, top).to(*to, bottom));
        }
        let zero = if self.axis.low < 0.0 { 0.0 } else { self.axis.low };
        for tick in &self.axis.ticks {
            let y = bottom - self.axis.share(*tick) * (bottom - top);
            svg.stroke(if (tick - zero).abs() < 1e-9 { "c-axis" } else { "c-grid" }, (left, y), (right, y));
        }
        if self.axis.is_broken {
            for x in [left + 4.0, left + 10.0] {
                svg.stroke("c-axis", (x - 3.0, bottom + 6.0), (x + 3.0, bottom - 6.0));
            }
        }
        for (x, _) in &self.changes {
            svg.stroke("c-axis", (*x, top - 4.0), (*x, bottom));
        }
        if let Some((from, to)) = self.guide {
            svg.stroke("c-guide", from, to);
        }
        if let Some((from, to)) = self.target {
            svg.stroke("c-target", from, to);
        }
        for run in &self.runs {
            svg.path("c-actual", run.iter().fold(Path::default(), |path, (x, y)| path.to(*x, *y)));
        }
        let dot_size = if self.band < 18.0 { 4.0 } else { 6.0 };
        for (x, y, dot) in &self.dots {
            match dot {
                Dot::Exact => svg.circle("c-dot", *x, *y, dot_size),
                Dot::Approx => svg.circle("c-dot--approx", *x, *y, dot_size),
                Dot::Latest => svg.circle("c-dot", *x, *y, 7.0),
                Dot::LatestApprox => svg.circle("c-dot--approx", *x, *y, 7.0),
            }
        }
        if let Some((x, y)) = self.latest {
            svg.arrow(x, y - 12.0, 6.0);
        }
        if let Some(Area { left, top, right, bottom }) = self.flag {
            svg.arm("c-arm", left, top, right - left, bottom - top, if self.size == Size::Large { 14.0 } else { 12.0 });
        }
        for (class, spot, words, full) in &self.labels {
            svg.label(class, *spot, words, full);
        }
    }
}
