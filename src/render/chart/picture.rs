//! Reads a drawing back, for tests: is it well-formed, do labels stay apart and inside?

use super::area::Area;
use super::text::{Anchor, LABEL, VALUE};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::render::Words;
use crate::source::Sources;
use std::sync::{Arc, LazyLock};

/// The words of the theme in one of its languages, read once for all tests.
pub(crate) fn spoken(language: &str) -> Arc<Words> {
    static WORDS: LazyLock<[Arc<Words>; 2]> = LazyLock::new(|| ["ja", "en"].map(read_words));
    WORDS[usize::from(language == "en")].clone()
}

fn read_words(language: &str) -> Arc<Words> {
    let (site, _) = crate::model::rule::testing::site(crate::model::rule::testing::options(), &[]);
    let config = Config { language: language.to_owned(), ..site.config.clone() };
    let default = |name: &str| match name {
        "i18n/ja.toml" => Some(&include_bytes!("../../../themes/default/i18n/ja.toml")[..]),
        "i18n/en.toml" => Some(&include_bytes!("../../../themes/default/i18n/en.toml")[..]),
        _ => None,
    };
    Words::load(&Sources::default(), &config, default, |_| true, &mut Diagnostics::default()).expect("the theme speaks this language")
}

/// One label of a drawing.
pub(super) struct Label {
    pub(super) words: String,
    pub(super) area: Area,
}

/// A drawing that has been read back.
pub(super) struct Picture {
    pub(super) view: Area,
    pub(super) labels: Vec<Label>,
    pub(super) title: String,
    pub(super) desc: String,
}

/// Reads `svg`; panics when it is not well-formed or a number is not one.
pub(super) fn read(svg: &str) -> Picture {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    let root = document.root_element();
    for node in root.descendants() {
        for attribute in node.attributes() {
            assert!(!["NaN", "inf"].iter().any(|bad| attribute.value().contains(bad)), "{svg}");
            assert_ne!(attribute.name(), "style");
        }
    }
    let view: Vec<f64> = root.attribute("viewBox").unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
    let said = |name: &str| {
        let node = root.children().find(|node| node.has_tag_name(name));
        node.and_then(|node| node.text()).unwrap_or_default().to_string()
    };
    let labels = root.descendants().filter(|node| node.has_tag_name("text")).map(label).collect();
    Picture { view: Area::sized(view[0], view[1], view[2], view[3]), labels, title: said("title"), desc: said("desc") }
}

fn label(node: roxmltree::Node) -> Label {
    let number = |name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
    let size = if node.attribute("class").unwrap_or_default().contains("c-value") { VALUE } else { LABEL };
    let anchor = match node.attribute("text-anchor") {
        Some("middle") => Anchor::Middle,
        Some("end") => Anchor::End,
        _ => Anchor::Start,
    };
    let words = node.text().unwrap_or_default().to_string();
    let mut area = Area::of_label(&words, size, number("x"), number("y"), anchor);
    // Coordinates are rounded to one decimal.
    (area.left, area.top, area.right, area.bottom) = (area.left + 0.1, area.top + 0.1, area.right - 0.1, area.bottom - 0.1);
    Label { words, area }
}

impl Picture {
    /// Whether a label says exactly this.
    pub(super) fn shows(&self, words: &str) -> bool {
        self.labels.iter().any(|label| label.words == words)
    }

    /// Panics when two labels meet or one leaves the view box.
    pub(super) fn check(&self, svg: &str) {
        for (at, one) in self.labels.iter().enumerate() {
            assert!(self.view.holds(&one.area), "「{}」 leaves the view box: {:?}\n{svg}", one.words, one.area);
            for other in &self.labels[at + 1..] {
                assert!(!one.area.meets(&other.area), "「{}」 and 「{}」 meet\n{svg}", one.words, other.words);
            }
        }
    }
}
