//! Time line of one exam sitting: from the opening of applications over the three deadlines to the exam and the result.
//!
//! Hidden from readers: the row beside it says every date in words. Baked without the present day.

use super::Size;
use super::board::Spot;
use super::svg::Svg;
use super::text::{LABEL, fitted, plain, width, wrapped};
use crate::notation::Day;

/// The dates of one sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// The stops, in any order.
    pub stops: Vec<Stop>,
}

/// One date or period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What kind of stop it is.
    pub kind: Kind,
    /// The day, or the first day of a period.
    pub day: Day,
    /// Last day of a period such as the exam window.
    pub until: Option<Day>,
    /// What: 「庁内取りまとめ」.
    pub words: String,
    /// When, in short: 「11/22」.
    pub date: String,
}

/// How a stop is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Applications open: hollow point.
    Opening,
    /// A deadline (庁内・団体・個人): diamond.
    Deadline,
    /// The exam: filled point, a bar when it is a period.
    Exam,
    /// The result: hollow point.
    Result,
}

/// Draws the time line: large from left to right (680 units), small from top to bottom (320 units). Empty without stops.
pub fn draw(track: &Track, size: Size) -> String {
    let mut stops: Vec<&Stop> = track.stops.iter().collect();
    stops.sort_by_key(|stop| (stop.day, stop.kind));
    match (size, stops.is_empty()) {
        (_, true) => String::new(),
        // With more stops than have room side by side the lines below one another read better at any width.
        (Size::Large, _) if stops.len() <= 9 => across(&stops),
        _ => down(&stops, size),
    }
}

fn across(stops: &[&Stop]) -> String {
    const WIDTH: f64 = 680.0;
    const Y: f64 = 56.0;
    let slot = WIDTH / stops.len() as f64;
    let room = (slot - 8.0).min(120.0);
    let names: Vec<Vec<String>> = stops.iter().map(|stop| wrapped(&plain(&stop.words), LABEL, room, 2)).collect();
    let dates: Vec<String> = stops.iter().map(|stop| fitted(&plain(&stop.date), LABEL, room)).collect();
    let widths: Vec<f64> = names
        .iter()
        .zip(&dates)
        .map(|(lines, date)| lines.iter().chain([date]).map(|line| width(line, LABEL)).fold(24.0, f64::max) + 8.0)
        .collect();
    let middles = spread(stops, &widths, WIDTH);
    let mut svg = Svg::hidden("chart chart-large", WIDTH, 88.0);
    svg.rect("c-track", middles[0], Y - 2.0, middles[middles.len() - 1] - middles[0], 4.0, 2.0);
    for (stop, x) in stops.iter().zip(&middles) {
        paint_stop(&mut svg, stop, *x, Y);
    }
    for (((stop, x), lines), date) in stops.iter().zip(&middles).zip(&names).zip(&dates) {
        let first = if lines.len() > 1 { 16.0 } else { 35.0 };
        for (at, line) in lines.iter().enumerate() {
            svg.label("c-strong", Spot::middle(*x, first + 19.0 * at as f64), line, &plain(&stop.words));
        }
        svg.label("c-muted", Spot::middle(*x, Y + 27.0), date, &plain(&stop.date));
    }
    svg.done()
}

/// Middles in proportion to the days as far as the widths of the words allow.
fn spread(stops: &[&Stop], widths: &[f64], room: f64) -> Vec<f64> {
    let (first, last) = (stops[0].day, stops[stops.len() - 1].day);
    let days = f64::from(first.days_until(last).max(1));
    let (from, to) = (widths[0] / 2.0, room - widths[widths.len() - 1] / 2.0);
    let mut middles: Vec<f64> = stops.iter().map(|stop| from + (to - from) * f64::from(first.days_until(stop.day)) / days).collect();
    let apart = |at: usize| (widths[at - 1] + widths[at]) / 2.0;
    for at in 1..middles.len() {
        middles[at] = middles[at].max(middles[at - 1] + apart(at));
    }
    let end = middles.len() - 1;
    middles[end] = middles[end].min(to);
    for at in (1..middles.len()).rev() {
        middles[at - 1] = middles[at - 1].min(middles[at] - apart(at));
    }
    middles
}

fn down(stops: &[&Stop], size: Size) -> String {
    const X: f64 = 14.0;
    const ROW: f64 = 32.0;
    let width_of_box = if size == Size::Large { 680.0 } else { 320.0 };
    let date_room = stops.iter().map(|stop| width(&plain(&stop.date), LABEL)).fold(0.0, f64::max).min(140.0);
    let height = ROW * stops.len() as f64;
    let mut svg = Svg::hidden(&format!("chart {}", size.class()), width_of_box, height);
    svg.rect("c-track", X - 2.0, ROW / 2.0, 4.0, height - ROW, 2.0);
    for (at, stop) in stops.iter().enumerate() {
        let y = ROW * (at as f64 + 0.5);
        paint_stop(&mut svg, stop, X, y);
        let (date, words) = (plain(&stop.date), plain(&stop.words));
        svg.label("c-muted", Spot::start(32.0, y + 5.0), &fitted(&date, LABEL, date_room), &date);
        let left = 32.0 + date_room + 10.0;
        svg.label("c-strong", Spot::start(left, y + 5.0), &fitted(&words, LABEL, width_of_box - left - 2.0), &words);
    }
    svg.done()
}

fn paint_stop(svg: &mut Svg, stop: &Stop, x: f64, y: f64) {
    match stop.kind {
        Kind::Opening | Kind::Result => svg.circle("c-dot--approx", x, y, 6.0),
        Kind::Deadline => svg.diamond("c-dot", x, y, 8.0),
        Kind::Exam if stop.until.is_some_and(|until| until > stop.day) => svg.rect("c-fill", x - 12.0, y - 6.0, 24.0, 12.0, 2.0),
        Kind::Exam => svg.circle("c-dot", x, y, 7.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::picture::read;
    use proptest::prelude::*;

    fn stop(kind: Kind, month: i8, day: i8, words: &str) -> Stop {
        let day = Day::new(2026, month, day).unwrap();
        Stop { kind, day, until: None, words: words.to_string(), date: format!("{}/{}", day.month(), day.day()) }
    }

    #[test]
    fn stops_stand_in_order_with_their_words() {
        let track = Track { stops: vec![stop(Kind::Exam, 4, 19, "試験"), stop(Kind::Deadline, 2, 1, "庁内取りまとめ")] };
        for size in [Size::Large, Size::Small] {
            let svg = draw(&track, size);
            let picture = read(&svg);
            picture.check(&svg);
            assert!(picture.shows("庁内取りまとめ") && picture.shows("4/19"));
            assert!(svg.find("庁内") < svg.find("試験"));
        }
    }

    #[test]
    fn no_stops_are_no_picture() {
        assert_eq!(draw(&Track { stops: Vec::new() }, Size::Large), "");
    }

    proptest! {
        #[test]
        fn words_stay_apart_and_inside(stops in proptest::collection::vec((1_i8..13, 1_i8..29, "\\PC{0,24}", "\\PC{0,20}"), 0..14)) {
            let kinds = [Kind::Opening, Kind::Deadline, Kind::Exam, Kind::Result];
            let stops = stops.iter().enumerate().map(|(at, (month, day, words, date))| {
                Stop { date: date.clone(), ..stop(kinds[at % 4], *month, *day, words) }
            });
            let track = Track { stops: stops.collect() };
            for size in [Size::Large, Size::Small] {
                let svg = draw(&track, size);
                if !svg.is_empty() {
                    read(&svg).check(&svg);
                }
            }
        }
    }
}
