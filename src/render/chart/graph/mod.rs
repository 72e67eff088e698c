//! Graphs of courses and exams, read from left to right: [`route`], groups of which some must be passed, up to a goal; and
//! [`prerequisites`], what has to come before what. For wide screens; the page says the same in an ordered list.

mod layers;
pub mod prerequisites;
pub mod route;

use super::board::Spot;
use super::svg::{Path, Svg};
use super::text::{LABEL, fitted, plain, wrapped};

/// A course, an exam or a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name; wraps to two lines.
    pub title: String,
    /// One short line under the name, 「必須・eラーニング」; may be empty.
    pub note: String,
    /// How it is painted.
    pub role: Role,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A mandatory course (必須), filled.
    Must,
    /// One of several courses to choose from (選択), outlined.
    Elective,
    /// An exam (資格), square.
    Exam,
    /// Something that is wanted but not offered (研修なし), dashed.
    Gap,
}

/// Width of the chart, in units.
const WIDTH: f64 = 866.0;
/// Width of a node.
const NODE: f64 = 176.0;
/// Line height within a node.
const LINE: f64 = 20.0;

/// A node with its words broken into lines.
struct Plate {
    title: Vec<String>,
    note: String,
    full: (String, String),
    role: Role,
}

impl Plate {
    fn of(node: &Node) -> Self {
        let full = (plain(&node.title), plain(&node.note));
        let title = wrapped(&full.0, LABEL, NODE - 24.0, 2);
        let note = fitted(&full.1, LABEL, NODE - 24.0);
        Self { title, note, full, role: node.role }
    }

    fn height(&self) -> f64 {
        let lines = self.title.len() + usize::from(!self.note.is_empty());
        (16.0 + LINE * lines as f64).max(56.0)
    }

    fn paint(&self, svg: &mut Svg, x: f64, y: f64) {
        let (shape, radius, strong, quiet) = match self.role {
            Role::Must => ("c-node c-node--must", 8.0, "c-on-must", "c-on-must-s"),
            Role::Elective => ("c-node", 8.0, "c-strong", "c-muted"),
            Role::Exam => ("c-node c-node--exam", 2.0, "c-strong", "c-muted"),
            Role::Gap => ("c-node c-node--gap", 8.0, "c-strong", "c-muted"),
        };
        svg.rect(shape, x, y, NODE, self.height(), radius);
        let lines = self.title.len() + usize::from(!self.note.is_empty());
        let mut line = y + (self.height() - LINE * lines as f64) / 2.0 + 15.0;
        for words in &self.title {
            svg.label(strong, Spot::start(x + 12.0, line), words, &self.full.0);
            line += LINE;
        }
        svg.label(quiet, Spot::start(x + 12.0, line), &self.note, &self.full.1);
    }
}

/// The head of a connector that points to the right, its tip at a place.
fn head_right(svg: &mut Svg, x: f64, y: f64) {
    svg.path("c-head", Path::default().to(x, y).to(x - 10.0, y - 5.5).to(x - 10.0, y + 5.5).closed());
}

/// The head of a connector that points down, its tip at a place.
fn head_down(svg: &mut Svg, x: f64, y: f64) {
    svg.path("c-head", Path::default().to(x, y).to(x - 5.5, y - 10.0).to(x + 5.5, y - 10.0).closed());
}
