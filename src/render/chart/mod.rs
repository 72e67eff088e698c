//! Static SVG charts: small plain values in, SVG text out.
//!
//! * Geometry stands in attributes, paint in the `c-*` classes of the theme: no colour and no inline style is written here.
//! * A chart with words is `role="img"` with `<title>` and `<desc>`; the description says every value in words, so whatever does
//!   not fit into the picture is still told. Charts that merely repeat the words beside them are `aria-hidden`.
//! * Labels never meet one another and never leave the view box: they are placed on a [`board`], moved when they collide, cut with
//!   `…` when too long (the full text then stands in a `<title>`), and left to the description when there is no room at all.
//! * Numbers that are not finite are skipped. The same input gives the same bytes.
//!
//! Nothing here knows the site: what the chart itself says comes from the words of the theme, views fill the inputs, and judgements such as 「やや遅れ」 are made elsewhere.

mod area;
mod axis;
pub mod bars;
mod board;
pub mod bullet;
pub mod deadline_track;
pub mod dots;
pub mod gantt;
pub mod graph;
mod legend;
pub mod line;
pub mod radar;
mod svg;
mod text;
mod texture;

#[cfg(test)]
mod picture;
#[cfg(test)]
pub(crate) use picture::spoken;

/// The two drawings of a chart; the page carries both and the style sheet shows one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 680 units wide, shown from 768 px.
    Large,
    /// 320 units wide, for narrow screens.
    Small,
}

impl Size {
    /// The class that the style sheet shows and hides; also the last part of ids, so that both drawings may stand on one page.
    fn class(self) -> &'static str {
        match self {
            Self::Large => "chart-large",
            Self::Small => "chart-small",
        }
    }
}
