//! What must hold for every radar, whatever its names and steps.

use super::*;
use crate::render::chart::picture::{Picture, read};
use crate::render::chart::spoken;
use proptest::prelude::*;

fn radar(skills: &[(&str, f64)]) -> Radar {
    let spoke = |(name, step): &(&str, f64)| Spoke { key: (*name).to_owned(), name: (*name).to_owned(), note: format!("段階{step}") };
    Radar {
        id: "skills".to_owned(),
        title: "レベル1で求めるスキル".to_owned(),
        most: 4,
        spokes: skills.iter().map(spoke).collect(),
        shapes: vec![Shape { name: "求める段階".to_owned(), steps: skills.iter().map(|(_, step)| *step).collect() }],
        own: Some("いまのわたし".to_owned()),
        remark: String::new(),
    }
}

fn drawn(radar: &Radar, size: Size) -> Option<(Picture, String)> {
    let svg = draw(radar, size, &spoken("ja"))?;
    let picture = read(&svg);
    picture.check(&svg);
    Some((picture, svg))
}

const FOUR: [(&str, f64); 4] = [("変化への適応", 2.0), ("データを読む", 1.0), ("業務の見直し（BPR）", 4.0), ("情報セキュリティ", 3.0)];

#[test]
fn every_skill_is_named_and_said() {
    for size in [Size::Large, Size::Small] {
        let (picture, svg) = drawn(&radar(&FOUR), size).unwrap();
        for (name, _) in FOUR {
            assert!(picture.shows(name), "{name}\n{svg}");
        }
        assert!(picture.shows("段階2"));
        assert!(picture.desc.starts_with("求める段階：変化への適応は段階2、データを読むは段階1"), "{}", picture.desc);
    }
}

#[test]
fn a_script_finds_what_it_needs() {
    let (_, svg) = drawn(&radar(&FOUR), Size::Large).unwrap();
    assert!(svg.contains(r#" data-cx="340" data-cy=""#) && svg.contains(r#" data-r="118" data-most="4">"#), "{svg}");
    assert!(svg.contains(r#"data-skill="業務の見直し（BPR）" data-max="4"/>"#));
    assert!(svg.contains(r#"<polygon class="radar-mine" points="" data-radar=""/>"#));
    let without = Radar { own: None, ..radar(&FOUR) };
    assert!(!drawn(&without, Size::Large).unwrap().1.contains("radar-mine"));
}

#[test]
fn two_skills_span_nothing() {
    assert!(drawn(&radar(&FOUR[..2]), Size::Large).is_none());
    assert_eq!(draw_both(&radar(&[]), &spoken("ja")), "");
}

proptest! {
    #[test]
    fn names_stay_apart_and_inside(
        skills in proptest::collection::vec(("\\PC{0,24}", -9e300_f64..9e300), 0..40),
        odd in proptest::option::of(prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(2.0)]),
        long in "[ぁ-んァ-ヶ]{0,60}", most in any::<u8>(), second in any::<bool>(), own in proptest::option::of("\\PC{0,40}"),
    ) {
        let mut steps: Vec<f64> = skills.iter().map(|(_, step)| *step).collect();
        if let (Some(first), Some(odd)) = (steps.first_mut(), odd) {
            *first = odd;
        }
        let mut spokes: Vec<Spoke> = skills.into_iter().map(|(name, _)| Spoke { key: name.clone(), note: name.clone(), name }).collect();
        if let Some(last) = spokes.last_mut() {
            last.name = long.clone();
        }
        let shape = Shape { name: long.clone(), steps };
        let shapes = if second { vec![shape.clone(), shape] } else { vec![shape] };
        let any = Radar { id: "r".to_owned(), title: long.clone(), most, spokes, shapes, own, remark: long };
        for size in [Size::Large, Size::Small] {
            prop_assert_eq!(drawn(&any, size).is_some(), any.spokes.len() >= 3);
        }
    }
}
