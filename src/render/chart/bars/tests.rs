//! What must hold for every bar chart, whatever its values.

use super::*;
use crate::render::chart::picture::{Picture, read};
use crate::render::chart::spoken;
use proptest::prelude::*;

fn series(names: &[&str]) -> Vec<Series> {
    let looks = [Look::Soft, Look::Solid, Look::Target, Look::Hatched, Look::Ruled, Look::Crossed, Look::Open];
    names.iter().zip(looks).map(|(name, look)| Series { name: (*name).to_owned(), look }).collect()
}

fn row(name: &str, values: &[(Option<f64>, &str)], total: &str) -> Row {
    let values = values.iter().map(|(value, words)| Value { value: *value, words: (*words).to_owned() }).collect();
    Row { name: name.to_owned(), values, total: total.to_owned() }
}

fn sufficiency() -> Bars {
    Bars {
        id: "levels".to_owned(),
        title: "人材区分ごとの基準・実績・目標".to_owned(),
        unit: "%".to_owned(),
        form: Form::Grouped,
        series: series(&["基準", "最新の実績", "目標"]),
        rows: vec![
            row("レベル1人材の充足率", &[(Some(30.0), "約30（R3）"), (Some(74.5), "74.5（R7）"), (Some(80.0), "80（R7）")], ""),
            row("レベル2人材の充足率", &[(Some(20.0), "約20（R3）"), (None, "実績なし"), (Some(80.0), "80（R7）")], ""),
        ],
        max: Some(100.0),
        remark: String::new(),
    }
}

fn drawn(bars: &Bars, size: Size) -> (Picture, String) {
    let svg = draw(bars, size, &spoken("ja"));
    let picture = read(&svg);
    picture.check(&svg);
    (picture, svg)
}

#[test]
fn every_value_stands_at_its_bar_and_is_said() {
    for size in [Size::Large, Size::Small] {
        let (picture, svg) = drawn(&sufficiency(), size);
        for words in ["レベル1人材の充足率", "約30（R3）", "74.5（R7）", "80（R7）", "実績なし", "目標", "0", "100"] {
            assert!(picture.shows(words), "{words}\n{svg}");
        }
        assert!(
            picture.desc.starts_with("レベル1人材の充足率：基準は約30（R3）、最新の実績は74.5（R7）、目標は80（R7）。"),
            "{}",
            picture.desc
        );
    }
}

#[test]
fn a_missing_value_has_words_and_no_bar() {
    let (_, svg) = drawn(&sufficiency(), Size::Large);
    // One swatch and one bar; the second row has no value.
    assert_eq!(svg.matches("c-look--solid").count(), 2);
}

#[test]
fn a_stack_says_its_parts_and_its_total() {
    let bars = Bars {
        form: Form::Stacked,
        unit: String::new(),
        rows: vec![
            row("情報システム", &[(Some(2.0), "2"), (Some(1.0), "1"), (Some(0.0), "")], "3"),
            row("人材", &[(Some(1.0), "1"), (Some(2.0), "2"), (Some(2.0), "2")], "5"),
        ],
        max: None,
        ..sufficiency()
    };
    for size in [Size::Large, Size::Small] {
        let (picture, svg) = drawn(&bars, size);
        assert!(picture.shows("5") && picture.shows("2"), "{svg}");
        assert_eq!(svg.matches("c-plate").count(), 5, "{svg}");
    }
}

#[test]
fn nothing_at_all_is_still_a_picture() {
    let (picture, _) = drawn(&Bars { rows: Vec::new(), ..sufficiency() }, Size::Small);
    assert_eq!(picture.desc, "実績はまだありません。");
    drawn(&Bars { series: Vec::new(), ..sufficiency() }, Size::Large);
}

fn any_number() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        4 => (-1e6_f64..1e6).prop_map(Some),
        1 => Just(Some(0.0)),
        1 => Just(None),
        1 => any::<f64>().prop_map(Some),
        1 => Just(Some(5.0)),
    ]
}

proptest! {
    #[test]
    fn words_stay_apart_and_inside(
        rows in proptest::collection::vec(
            ("\\PC{0,40}", proptest::collection::vec((any_number(), prop_oneof!["[0-9.]{0,8}", "[あ-んァ-ヶ]{0,40}"]), 0..8), "\\PC{0,12}"),
            0..12,
        ),
        count in 0_usize..8, name in "[ァ-ヶ]{0,50}", stacked in any::<bool>(), max in proptest::option::of(any::<f64>()), unit in "\\PC{0,6}",
    ) {
        let rows = rows.iter().map(|(name, values, total)| {
            let values: Vec<(Option<f64>, &str)> = values.iter().map(|(value, words)| (*value, words.as_str())).collect();
            row(name, &values, total)
        });
        let bars = Bars {
            form: if stacked { Form::Stacked } else { Form::Grouped },
            series: series(&vec![name.as_str(); count]),
            rows: rows.collect(),
            max,
            unit,
            ..sufficiency()
        };
        for size in [Size::Large, Size::Small] {
            drawn(&bars, size);
        }
    }
}
