//! Bullet bar of a KPI row: left end = baseline, right end = target, bar = latest value, thin line = 目安（参考）.
//!
//! Hidden from readers: the row beside it says everything in words. Not for indicators without two numbers.

use super::svg::{Path, Svg};

/// The numbers of one bar, all in the unit of the indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Bullet {
    /// Where the way begins; 0 when the indicator has no baseline.
    pub baseline: f64,
    /// Where it ends. May lie below the baseline.
    pub target: f64,
    /// Latest actual value; `None` draws the empty way.
    pub latest: Option<f64>,
    /// Straight-line 目安 for the year of the latest value.
    pub guide: Option<f64>,
}

const LEFT: f64 = 1.0;
const LENGTH: f64 = 195.0;

/// Draws the bar, 212 by 28 units. A value behind the baseline gives no bar, one beyond the target a full one.
pub fn draw(bullet: &Bullet) -> String {
    let share = |value: f64| {
        let share = (value - bullet.baseline) / (bullet.target - bullet.baseline);
        if share.is_finite() { Some(share.clamp(0.0, 1.0)) } else { None }
    };
    // A baseline that already is the target leaves no way to measure: reached or not is all there is to show.
    let reached = bullet.baseline == bullet.target && bullet.latest.is_some_and(|latest| latest >= bullet.target);
    let latest = if reached { Some(1.0) } else { bullet.latest.and_then(share) };
    let mut svg = Svg::hidden("bullet", 212.0, 28.0);
    svg.rect("c-track", LEFT, 11.0, LENGTH, 6.0, 3.0);
    if let Some(share) = latest.filter(|share| *share > 0.0) {
        svg.rect("c-fill", LEFT, 8.0, (LENGTH * share).max(3.0), 12.0, 2.0);
    }
    if let Some(share) = bullet.guide.and_then(share).filter(|share| *share > 0.0 && *share < 1.0) {
        let x = LEFT + LENGTH * share;
        svg.stroke("c-guide-tick", (x, 4.0), (x, 24.0));
    }
    let flag = [(193.0, 3.0), (201.0, 3.0), (208.0, 8.5), (201.0, 14.0), (196.0, 14.0), (196.0, 25.0), (193.0, 25.0)];
    svg.path("c-arm", flag.iter().fold(Path::default(), |path, (x, y)| path.to(*x, *y)).closed());
    svg.done().replacen(" aria-hidden", r#" preserveAspectRatio="xMinYMid" aria-hidden"#, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(baseline: f64, target: f64, latest: Option<f64>, guide: Option<f64>) -> String {
        draw(&Bullet { baseline, target, latest, guide })
    }

    #[test]
    fn the_bar_is_as_long_as_the_way_that_is_done() {
        assert!(bar(20.0, 80.0, Some(41.0), Some(65.0)).contains(r#"class="c-fill" x="1" y="8" width="68.2""#));
        assert!(bar(20.0, 80.0, Some(41.0), Some(65.0)).contains("M147.2 4L147.2 24"));
    }

    #[test]
    fn a_target_below_the_baseline_is_a_way_too() {
        assert!(bar(100.0, 50.0, Some(75.0), None).contains(r#"width="97.5" height="12""#));
    }

    #[test]
    fn beyond_the_target_the_bar_is_full_and_behind_the_baseline_empty() {
        assert!(bar(0.0, 10.0, Some(99.0), None).contains(r#"width="195" height="12""#));
        assert!(!bar(10.0, 20.0, Some(5.0), None).contains("c-fill"));
        assert!(bar(100.0, 100.0, Some(100.0), None).contains(r#"width="195" height="12""#));
    }

    #[test]
    fn numbers_that_are_not_finite_are_skipped() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            for svg in [bar(value, 1.0, Some(1.0), Some(1.0)), bar(1.0, value, Some(value), None), bar(0.0, 1.0, Some(value), Some(value))]
            {
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            }
        }
    }
}
