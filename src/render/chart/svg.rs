//! Writing SVG text: numbers, escaping, elements, the frame with title and description. Decides nothing about a chart.

use super::board::Spot;
use super::text::{Anchor, plain};
use std::fmt::Write;

/// A coordinate with at most one decimal; `0` for what is not finite.
pub(super) fn n(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_string();
    }
    let text = format!("{value:.1}");
    let short = text.strip_suffix(".0").unwrap_or(&text);
    if short == "-0" { "0".to_string() } else { short.to_string() }
}

/// `words` for an element or a quoted attribute.
pub(super) fn escaped(words: &str) -> String {
    let words = plain(words);
    let mut out = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(char),
        }
    }
    out
}

/// A path that is written step by step. Upper-case steps only, absolute coordinates.
#[derive(Default)]
pub(super) struct Path(String);

impl Path {
    pub(super) fn to(mut self, x: f64, y: f64) -> Self {
        let step = if self.0.is_empty() { 'M' } else { 'L' };
        let _ = write!(self.0, "{step}{} {}", n(x), n(y));
        self
    }

    pub(super) fn jump(mut self, x: f64, y: f64) -> Self {
        let _ = write!(self.0, "M{} {}", n(x), n(y));
        self
    }

    pub(super) fn closed(mut self) -> Self {
        self.0.push('z');
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An SVG document under construction.
pub(super) struct Svg {
    out: String,
}

/// What stands around a chart that speaks for itself.
pub(super) struct Frame<'a> {
    /// Prefix of the ids of title and description; unique on its page.
    pub(super) id: &'a str,
    /// Classes of the `svg` element.
    pub(super) class: &'a str,
    /// Left edge, top edge, width, height.
    pub(super) view: (f64, f64, f64, f64),
    pub(super) title: &'a str,
    pub(super) desc: &'a str,
    /// Numbers that a script needs to draw into the chart: attribute names without `data-`.
    pub(super) data: &'a [(&'a str, f64)],
}

impl Svg {
    /// Begins a chart with title and description.
    pub(super) fn framed(frame: &Frame) -> Self {
        let (id, (x, y, width, height)) = (escaped(frame.id).replace(' ', "-"), frame.view);
        let mut out = String::with_capacity(4096);
        let _ = writeln!(
            out,
            r#"<svg class="{}" viewBox="{} {} {} {}" role="img" aria-labelledby="{id}-t {id}-d"{}>"#,
            frame.class,
            n(x),
            n(y),
            n(width),
            n(height),
            frame.data.iter().map(|(name, value)| format!(r#" data-{name}="{}""#, n(*value))).collect::<String>()
        );
        let _ = writeln!(out, r#"  <title id="{id}-t">{}</title>"#, escaped(frame.title));
        let _ = writeln!(out, r#"  <desc id="{id}-d">{}</desc>"#, escaped(frame.desc));
        Self { out }
    }

    /// Begins a drawing that only repeats the words beside it.
    pub(super) fn hidden(class: &str, width: f64, height: f64) -> Self {
        let mut out = String::with_capacity(1024);
        let _ = write!(out, "<svg");
        if !class.is_empty() {
            let _ = write!(out, r#" class="{class}""#);
        }
        let _ = writeln!(out, r#" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">"#, n(width), n(height));
        Self { out }
    }

    /// Elements that will become part of another drawing.
    pub(super) fn fragment() -> Self {
        Self { out: String::new() }
    }

    pub(super) fn append(&mut self, fragment: Self) {
        self.out.push_str(&fragment.out);
    }

    pub(super) fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64, radius: f64) {
        let (x, y, width, height) = (n(x), n(y), n(width.max(0.0)), n(height.max(0.0)));
        let _ = write!(self.out, r#"  <rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}""#);
        if radius > 0.0 {
            let _ = write!(self.out, r#" rx="{}""#, n(radius));
        }
        self.out.push_str("/>\n");
    }

    pub(super) fn path(&mut self, class: &str, path: Path) {
        if !path.is_empty() {
            let _ = writeln!(self.out, r#"  <path class="{class}" d="{}"/>"#, path.0);
        }
    }

    /// A straight line.
    pub(super) fn stroke(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.path(class, Path::default().to(from.0, from.1).to(to.0, to.1));
    }

    /// An axis of a radar, with what a script needs to find its place on it.
    pub(super) fn spoke(&mut self, from: (f64, f64), to: (f64, f64), skill: &str, wanted: f64) {
        let (x1, y1, x2, y2, skill) = (n(from.0), n(from.1), n(to.0), n(to.1), escaped(skill));
        let data = format!(r#"data-skill="{skill}" data-max="{}""#, n(wanted));
        let _ = writeln!(self.out, r#"  <line class="c-grid" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {data}/>"#);
    }

    /// A polygon that a script fills in: empty so far.
    pub(super) fn slot(&mut self, class: &str) {
        let _ = writeln!(self.out, r#"  <polygon class="{class}" points="" data-radar=""/>"#);
    }

    pub(super) fn circle(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        let _ = writeln!(self.out, r#"  <circle class="{class}" cx="{}" cy="{}" r="{}"/>"#, n(x), n(y), n(radius));
    }

    /// The arm (腕): a plate from `left` whose right end is pointed.
    pub(super) fn arm(&mut self, class: &str, left: f64, top: f64, width: f64, height: f64, point: f64) {
        let (neck, middle, bottom) = (left + width - point, top + height / 2.0, top + height);
        let path = Path::default().to(left, top).to(neck, top).to(left + width, middle).to(neck, bottom).to(left, bottom);
        self.path(class, path.closed());
    }

    /// The arrow (矢羽根): points down at `(x, tip)`.
    pub(super) fn arrow(&mut self, x: f64, tip: f64, half: f64) {
        let (shoulder, top) = (tip - half * 1.5, tip - half * 2.5 - 2.0);
        let path = Path::default().to(x - half, top).to(x + half, top).to(x + half, shoulder).to(x, tip).to(x - half, shoulder);
        self.path("c-here", path.closed());
    }

    /// A diamond around a centre.
    pub(super) fn diamond(&mut self, class: &str, x: f64, y: f64, reach: f64) {
        self.path(class, Path::default().to(x, y - reach).to(x + reach, y).to(x, y + reach).to(x - reach, y).closed());
    }

    /// A label; `full` is what it says when `words` had to be cut.
    pub(super) fn label(&mut self, class: &str, spot: Spot, words: &str, full: &str) {
        if words.is_empty() {
            return;
        }
        self.out.push_str("  <text");
        if !class.is_empty() {
            let _ = write!(self.out, r#" class="{class}""#);
        }
        let _ = write!(self.out, r#" x="{}" y="{}""#, n(spot.x), n(spot.y));
        match spot.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(r#" text-anchor="middle""#),
            Anchor::End => self.out.push_str(r#" text-anchor="end""#),
        }
        let _ = write!(self.out, ">{}", escaped(words));
        if words.ends_with('…') && words != full {
            let _ = write!(self.out, "<title>{}</title>", escaped(full));
        }
        self.out.push_str("</text>\n");
    }

    /// The finished text.
    pub(super) fn done(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_at_most_one_decimal_and_no_minus_zero() {
        assert_eq!(n(12.0), "12");
        assert_eq!(n(12.34), "12.3");
        assert_eq!(n(-0.04), "0");
        assert_eq!(n(f64::NAN), "0");
        assert_eq!(n(f64::INFINITY), "0");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a<b & \"c\">\u{1}"), "a&lt;b &amp; &quot;c&quot;&gt;");
    }
}
