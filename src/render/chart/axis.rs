//! The value axis of a chart: range, round ticks, words of the ticks. Does not draw.

use crate::notation::grouped;
use crate::render::Words;

/// A value axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    /// Value at the bottom.
    pub(super) low: f64,
    /// Value at the top; greater than `low`.
    pub(super) high: f64,
    /// Round values from bottom to top.
    pub(super) ticks: Vec<f64>,
    /// Whether zero is left out although all values are positive.
    pub(super) is_broken: bool,
    step: f64,
}

/// Values beyond this are not drawn; no indicator of an office reaches it.
pub(super) const GREATEST: f64 = 1e15;
/// Values nearer to zero than this are drawn as zero.
const LEAST: f64 = 1e-3;

/// The axis for `values` (finite, at most [`GREATEST`]); `max` is the greatest possible value, 100 for shares.
pub(super) fn axis(values: &[f64], from_zero: bool, max: Option<f64>) -> Axis {
    let max = max.filter(|max| (LEAST..=GREATEST).contains(max));
    let values: Vec<f64> = values.iter().map(|value| if value.abs() < LEAST { 0.0 } else { *value }).collect();
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (least, most) = if values.is_empty() { (0.0, max.unwrap_or(1.0)) } else { (least, most) };
    let spread = most - least;
    // With little movement far from zero a line from zero would lie flat under the ceiling.
    let is_broken = !from_zero && least > 0.0 && spread < 0.25 * most;
    let (low, high) = if is_broken {
        let (half, middle) = ((spread * 1.6).max(most * 0.08) / 2.0, f64::midpoint(least, most));
        ((middle - half).max(0.0), middle + half)
    } else {
        (least.min(0.0), if most <= 0.0 && least < 0.0 { 0.0 } else { most })
    };
    let ceiling = max.filter(|max| *max >= most && *max > low);
    let high = match ceiling {
        Some(max) if !is_broken || high > max => max,
        _ if high > low => high,
        _ => low + 1.0,
    };
    let step = round_step((high - low) / 5.0, values.iter().all(|value| value.fract() == 0.0));
    let low = (low / step + 1e-9).floor() * step;
    let high = if ceiling == Some(high) { high } else { (high / step - 1e-9).ceil() * step };
    let high = if high > low { high } else { low + step };
    let count = ((high - low) / step + 1e-9).floor() as usize;
    let ticks: Vec<f64> = (0..=count.min(20)).map(|at| low + step * at as f64).collect();
    Axis { low, high, ticks, is_broken: is_broken && low > 0.0, step }
}

impl Axis {
    /// How far up `value` lies: 0 at the bottom, 1 at the top.
    pub(super) fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// `4,900`, `12.5`, `30万`.
    pub(super) fn words(&self, tick: f64, words: &Words) -> String {
        let (unit, name) = self.unit(words);
        let number = grouped(tick / unit, decimals(self.step / unit));
        if tick == 0.0 { "0".to_string() } else { format!("{number}{name}") }
    }

    /// The greatest unit of the language in which the ticks stay short, when they are so large that digits no longer read.
    fn unit<'a>(&self, words: &'a Words) -> (f64, &'a str) {
        const UNITS: [(f64, &str); 6] = [
            (1e12, "chart.in.e12"),
            (1e9, "chart.in.e9"),
            (1e8, "chart.in.e8"),
            (1e6, "chart.in.e6"),
            (1e4, "chart.in.e4"),
            (1e3, "chart.in.e3"),
        ];
        let most = self.low.abs().max(self.high.abs());
        let mut units = UNITS.iter().map(|(unit, name)| (*unit, words.say(name))).filter(|(_, name)| !name.is_empty());
        units.find(|(unit, _)| most >= unit * 10.0 && most >= 1e5 && self.step >= unit / 10.0).unwrap_or((1.0, ""))
    }
}

/// The least of 1, 2, 2.5, 5 times a power of ten that is not less than `raw`.
fn round_step(raw: f64, whole: bool) -> f64 {
    let raw = raw.max(if whole { 1.0 } else { 1e-4 });
    let power = 10_f64.powf(raw.log10().floor());
    let factors: &[f64] = if whole && power < 10.0 { &[1.0, 2.0, 5.0, 10.0] } else { &[1.0, 2.0, 2.5, 5.0, 10.0] };
    factors.iter().map(|factor| factor * power).find(|step| *step >= raw * 0.999).unwrap_or(10.0 * power)
}

fn decimals(step: f64) -> u8 {
    (0..=6).find(|decimals| (step * 10_f64.powi(i32::from(*decimals))).fract().abs() < 1e-6).unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::spoken;

    fn ticks(values: &[f64], from_zero: bool, max: Option<f64>) -> Vec<String> {
        let (axis, words) = (axis(values, from_zero, max), spoken("ja"));
        axis.ticks.iter().map(|tick| axis.words(*tick, &words)).collect()
    }

    #[test]
    fn shares_run_from_zero_to_a_hundred() {
        assert_eq!(ticks(&[30.0, 38.0, 61.0, 80.0], true, Some(100.0)), ["0", "20", "40", "60", "80", "100"]);
    }

    #[test]
    fn a_value_over_the_greatest_possible_one_is_still_inside() {
        assert!(axis(&[104.0], true, Some(100.0)).high >= 104.0);
    }

    #[test]
    fn values_that_hardly_move_leave_zero_out() {
        let axis = axis(&[4928.0, 4930.0], false, None);
        assert!(axis.is_broken && axis.low > 4000.0 && axis.high > 4930.0);
        assert_eq!(ticks(&[4928.0], false, None).first().map(String::as_str), Some("4,700"));
        assert!(!super::axis(&[4928.0, 4930.0], true, None).is_broken);
    }

    #[test]
    fn numbers_of_people_have_whole_ticks() {
        assert_eq!(ticks(&[0.0, 2.0], true, None), ["0", "1", "2"]);
    }

    #[test]
    fn large_and_small_numbers_have_short_ticks() {
        assert_eq!(ticks(&[1_200_000.0], true, None), ["0", "25万", "50万", "75万", "100万", "125万"]);
        assert_eq!(ticks(&[0.05], true, None), ["0", "0.01", "0.02", "0.03", "0.04", "0.05"]);
        assert_eq!(ticks(&[1e14], true, None).last().map(String::as_str), Some("100兆"));
    }

    #[test]
    fn negative_values_have_room_below_zero() {
        let axis = axis(&[-12.0, 5.0], true, None);
        assert!(axis.low <= -12.0 && axis.high >= 5.0 && axis.ticks.contains(&0.0));
        assert_eq!(ticks(&[-10.0], true, None), ["-10", "-8", "-6", "-4", "-2", "0"]);
    }

    #[test]
    fn nothing_at_all_is_still_an_axis() {
        assert!(axis(&[], true, None).high > 0.0);
        assert!(axis(&[0.0], true, None).high > 0.0);
    }
}
