//! What must hold for every line chart, whatever its values.

use super::*;
use crate::render::chart::picture::{Picture, read};
use crate::render::chart::spoken;
use proptest::prelude::*;

fn point(year: i16, value: Option<f64>, words: &str, kind: Kind) -> Point {
    Point { year, label: format!("R{}", i32::from(year) - 2018), value, words: words.to_string(), approx: words.starts_with('約'), kind }
}

fn sufficiency() -> Line {
    Line {
        id: "l1".to_string(),
        title: "レベル1人材の充足率の推移".to_string(),
        unit: "%".to_string(),
        points: vec![
            point(2021, Some(30.0), "約30", Kind::Baseline),
            point(2022, Some(38.0), "38.0", Kind::Actual),
            point(2023, None, "", Kind::Missing),
            point(2024, Some(61.0), "61.0", Kind::Actual),
        ],
        target: Some(Target { value: Some(80.0), words: "80%".to_string(), year: Some(2025), among: (i16::MIN, i16::MAX) }),
        guide: true,
        changes: Vec::new(),
        from_zero: true,
        max: Some(100.0),
        remark: "目安の67.5%を6.5ポイント下回る。".to_string(),
    }
}

fn drawn(line: &Line, size: Size) -> (Picture, String) {
    let svg = draw(line, size, &spoken("ja"));
    let picture = read(&svg);
    picture.check(&svg);
    (picture, svg)
}

#[test]
fn the_description_says_every_value() {
    let (picture, _) = drawn(&sufficiency(), Size::Large);
    assert_eq!(picture.title, "レベル1人材の充足率の推移");
    assert_eq!(
        picture.desc,
        "令和3年度（基準）約30%、令和4年度38.0%、令和5年度は実績なし、令和6年度61.0%。目標は令和7年度80%。目安の67.5%を6.5ポイント下回る。"
    );
}

#[test]
fn the_large_drawing_has_the_geometry_of_the_design() {
    let (picture, svg) = drawn(&sufficiency(), Size::Large);
    for words in ["約30", "38.0", "61.0%", "実績なし", "目標 80%", "目安（参考）", "R3年度", "R7年度", "100", "%"] {
        assert!(picture.shows(words), "{words}\n{svg}");
    }
    assert!(svg.contains(r#"<rect class="c-gap" x="253.6" y="44" width="104.8" height="246"/>"#));
    assert!(svg.contains(r#"<path class="c-guide" d="M96.4 216.2L515.6 93.2"/>"#));
    assert!(svg.contains(r#"<path class="c-actual" d="M96.4 216.2L201.2 196.5"/>"#));
    assert!(svg.contains(r#"<circle class="c-dot--approx" cx="96.4" cy="216.2" r="6"/>"#));
}

#[test]
fn the_small_drawing_says_the_same() {
    let (picture, svg) = drawn(&sufficiency(), Size::Small);
    for words in ["約30", "38.0", "61.0%", "目標 80%", "R3", "R7"] {
        assert!(picture.shows(words), "{words}\n{svg}");
    }
    assert!(svg.contains(r#"id="l1-chart-small-t""#));
}

#[test]
fn a_line_is_not_drawn_across_a_missing_year_or_a_change_of_method() {
    let mut line = sufficiency();
    line.points[2] = point(2023, Some(50.0), "50.0", Kind::Actual);
    assert_eq!(drawn(&line, Size::Large).1.matches("c-actual").count(), 1);
    line.changes.push(Change { year: 2023, words: "測り方の変更".to_string() });
    let (picture, svg) = drawn(&line, Size::Large);
    assert_eq!(svg.matches("c-actual").count(), 2);
    assert!(picture.shows("測り方の変更"));
    assert!(picture.desc.contains("令和5年度から測り方の変更。"));
}

#[test]
fn nothing_known_is_said_and_not_drawn_as_zero() {
    let mut line = sufficiency();
    line.points.clear();
    for size in [Size::Large, Size::Small] {
        let (picture, svg) = drawn(&line, size);
        assert!(picture.shows("実績はまだありません") && picture.shows("目標 80%"));
        assert!(!svg.contains("<circle"));
    }
    line.target = None;
    assert!(drawn(&line, Size::Small).0.desc.starts_with("実績はまだありません。"));
}

#[test]
fn a_baseline_alone_has_no_arrow() {
    let mut line = sufficiency();
    line.points.truncate(1);
    let (picture, svg) = drawn(&line, Size::Small);
    assert!(picture.shows("約30") && !svg.contains("c-here"));
}

#[test]
fn an_axis_that_leaves_zero_out_says_so() {
    let mut line = sufficiency();
    line.unit = "百万円".to_string();
    line.points = vec![point(2022, Some(4928.0), "4,928", Kind::Baseline), point(2023, Some(4940.0), "4,940", Kind::Actual)];
    line.target =
        Some(Target { value: Some(4928.0), words: "R4予算規模の維持".to_string(), year: Some(2025), among: (i16::MIN, i16::MAX) });
    (line.from_zero, line.max) = (false, None);
    for size in [Size::Large, Size::Small] {
        let (picture, svg) = drawn(&line, size);
        assert!(picture.shows("縦軸は0から始まりません"), "{svg}");
        assert!(picture.shows("4,928") && picture.shows("4,940百万円"), "{svg}");
        assert!(picture.desc.contains("縦軸は0から始まりません"));
    }
}

#[test]
fn twenty_years_name_only_the_years_that_have_room() {
    let mut line = sufficiency();
    line.points = (0..20).map(|at| point(2006 + at, Some(f64::from(at) * 4.0), &format!("{}.0", at * 4), Kind::Actual)).collect();
    let (picture, _) = drawn(&line, Size::Small);
    assert!(picture.shows("R7") && !picture.shows("R6"));
    assert!(picture.desc.contains("令和6年度72.0%"));
}

#[test]
fn numbers_that_are_not_finite_are_skipped() {
    let mut line = sufficiency();
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE] {
        line.points[1].value = Some(value);
        line.max = Some(value);
        line.target.as_mut().unwrap().value = Some(value);
        drawn(&line, Size::Large);
        drawn(&line, Size::Small);
    }
}

#[test]
fn text_cannot_break_out() {
    let mut line = sufficiency();
    (line.id, line.title, line.unit) = ("a\"b".to_string(), "<script>&".to_string(), "<&".to_string());
    line.points[0].words = "\"'<>&\u{0}".to_string();
    assert_eq!(drawn(&line, Size::Large).0.title, "<script>&");
}

fn any_point() -> impl Strategy<Value = Point> {
    let value =
        prop_oneof![4 => (0.0..100.0).prop_map(Some), 1 => (-1e4..1e7).prop_map(Some), 1 => Just(None), 1 => any::<f64>().prop_map(Some)];
    let kind = prop_oneof![1 => Just(Kind::Baseline), 6 => Just(Kind::Actual), 1 => Just(Kind::Missing)];
    (2010_i16..2035, value, kind, any::<bool>(), prop_oneof![4 => "[0-9]{1,3}\\.[0-9]", 1 => "約[0-9]{1,7}", 1 => "\\PC{0,30}"]).prop_map(
        |(year, value, kind, approx, words)| Point { year, label: format!("R{}", i32::from(year) - 2018), value, words, approx, kind },
    )
}

fn any_line() -> impl Strategy<Value = Line> {
    let target = (proptest::option::of(-100.0..1e5), "\\PC{0,24}", proptest::option::of(2015_i16..2040));
    let target = proptest::option::of(target.prop_map(|(value, words, year)| Target { value, words, year, among: (i16::MIN, i16::MAX) }));
    let change = (2010_i16..2035, "\\PC{0,20}").prop_map(|(year, words)| Change { year, words });
    (
        proptest::collection::vec(any_point(), 0..22),
        target,
        proptest::collection::vec(change, 0..3),
        prop_oneof![Just("%".to_string()), Just("百万円".to_string()), "\\PC{0,12}".boxed()],
        any::<(bool, bool)>(),
        prop_oneof![Just(Some(100.0)), Just(None), any::<f64>().prop_map(Some)],
    )
        .prop_map(|(points, target, changes, unit, (guide, from_zero), max)| Line {
            id: "x".to_string(),
            title: "推移".to_string(),
            unit,
            points,
            target,
            guide,
            changes,
            from_zero,
            max,
            remark: String::new(),
        })
}

proptest! {
    #[test]
    fn labels_stay_apart_and_inside_whatever_the_numbers_are(line in any_line()) {
        for size in [Size::Large, Size::Small] {
            let (picture, svg) = drawn(&line, size);
            for point in line.points.iter().filter(|point| point.kind != Kind::Missing && point.value.is_some()) {
                prop_assert!(picture.desc.contains(&plain(&point.words)));
            }
            prop_assert_eq!(&svg, &draw(&line, size, &spoken("ja")));
        }
    }

    #[test]
    fn extreme_years_do_not_panic(years in proptest::collection::vec(any::<i16>(), 0..4), goal in any::<i16>()) {
        let mut line = sufficiency();
        line.points = years.iter().map(|year| point(*year, Some(3.0), "3", Kind::Actual)).collect();
        line.target.as_mut().unwrap().year = Some(goal);
        drawn(&line, Size::Large);
    }
}
