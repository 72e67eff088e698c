//! From fiscal years and values to places on a line chart: points, gaps, runs, the guide. Does not know labels.

use super::{Kind, Line, Point};
use crate::render::chart::area::{Area, Stroke};
use crate::render::chart::axis::Axis;

/// The years of the horizontal axis: first year, number of years.
pub(super) fn span(line: &Line) -> Option<(i32, i32)> {
    let years = line.points.iter().map(|point| i32::from(point.year));
    let (first, last) = (years.clone().min(), years.max());
    let goal = line.target.as_ref().filter(|target| target.value.is_some()).and_then(|target| target.year).map(i32::from);
    // A mistyped target year must not squeeze the values into a corner.
    let goal = goal.filter(|goal| first.is_none_or(|first| (goal - first).abs() <= 60));
    let (first, last) = (first.or(goal)?, last.or(goal)?);
    let (first, last) = (goal.map_or(first, |goal| goal.min(first)), goal.map_or(last, |goal| goal.max(last)));
    Some((first, last - first + 1))
}

/// From years and values to places.
pub(super) struct Place<'a> {
    pub(super) plot: Area,
    pub(super) band: f64,
    pub(super) first: i32,
    pub(super) axis: &'a Axis,
}

impl Place<'_> {
    /// Centre of a year.
    pub(super) fn x(&self, year: i16) -> f64 {
        self.plot.left + self.band * (f64::from(i32::from(year) - self.first) + 0.5)
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.axis.share(value) * (self.plot.bottom - self.plot.top)
    }

    pub(super) fn at(&self, point: &Point) -> Option<(f64, f64)> {
        Some((self.x(point.year), self.y(point.drawn()?)))
    }

    /// Years without a value up to the last year that is spoken of, joined with their neighbours; left and right edges.
    pub(super) fn gaps(&self, line: &Line) -> Vec<(f64, f64)> {
        let known = |year: i32| line.points.iter().any(|point| i32::from(point.year) == year && point.drawn().is_some());
        let (Some(first), Some(last)) = (line.points.first(), line.points.last()) else { return Vec::new() };
        let mut gaps: Vec<(f64, f64)> = Vec::new();
        // A baseline that nobody measured is a baseline in words, not a gap in the actual values.
        let is_gap =
            |year: i32| !known(year) && !line.points.iter().any(|point| i32::from(point.year) == year && point.kind == Kind::Baseline);
        for year in (i32::from(first.year)..=i32::from(last.year)).filter(|year| is_gap(*year)) {
            let left = self.plot.left + self.band * f64::from(year - self.first);
            match gaps.last_mut() {
                Some(gap) if (gap.1 - left).abs() < self.band / 2.0 => gap.1 = left + self.band,
                _ => gaps.push((left, left + self.band)),
            }
        }
        gaps
    }

    /// Points that one thick line may join: neighbouring years, measured in the same way.
    pub(super) fn runs(&self, line: &Line) -> Vec<Vec<(f64, f64)>> {
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut before: Option<i16> = None;
        for point in &line.points {
            let Some(at) = self.at(point) else { continue };
            let joins = before.is_some_and(|before| {
                i32::from(point.year) - i32::from(before) <= 1 && !line.changes.iter().any(|change| change.year == point.year)
            });
            match runs.last_mut() {
                Some(run) if joins => run.push(at),
                _ => runs.push(vec![at]),
            }
            before = Some(point.year);
        }
        runs.retain(|run| run.len() > 1);
        runs
    }

    /// The straight way from baseline to target, as far as it speaks of one method.
    pub(super) fn guide(&self, line: &Line) -> Option<Stroke> {
        let target = line.target.as_ref().filter(|_| line.guide)?;
        let baseline = line.points.iter().find(|point| point.kind == Kind::Baseline && point.drawn().is_some())?;
        let (value, year) = (target.value?, target.year?);
        let (from, to) = (self.at(baseline)?, (self.x(year), self.y(value)));
        // A target that only keeps the baseline leads nowhere.
        if year <= baseline.year || Some(value) == baseline.value || to.0 > self.plot.right {
            return None;
        }
        let end = self.edge(target.among.1);
        let share = ((end - from.0) / (to.0 - from.0)).min(1.0);
        (share > 0.0).then_some((from, (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)))
    }

    /// From where to where the line of the target runs: only among the years that were measured as it was.
    pub(super) fn target(&self, line: &Line) -> Option<Stroke> {
        let target = line.target.as_ref()?;
        let y = self.y(target.value?);
        let (left, right) = (self.edge(target.among.0), self.edge(target.among.1));
        (left < right).then_some(((left, y), (right, y)))
    }

    /// Where a year begins, within the plot.
    fn edge(&self, year: i16) -> f64 {
        (self.x(year) - self.band / 2.0).clamp(self.plot.left, self.plot.right)
    }

    /// A change of method stands between the last year of the old way and the first of the new.
    pub(super) fn changes(&self, line: &Line) -> Vec<(f64, String)> {
        let edges = line.changes.iter().map(|change| (self.x(change.year) - self.band / 2.0, change.words.clone()));
        edges.filter(|(x, _)| *x > self.plot.left + 1.0 && *x < self.plot.right - 1.0).collect()
    }
}
