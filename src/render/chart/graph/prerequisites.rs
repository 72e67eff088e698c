//! What has to come before what: courses and exams in layers, straight connectors between neighbouring layers.
//!
//! Up to four layers run from left to right, more from top to bottom. What would not read as a picture is left to the list.

use super::layers::{Layers, Slot, layers};
use super::{NODE, Node, Plate, WIDTH, head_down, head_right};
use crate::render::Words;
use crate::render::chart::svg::{Frame, Path, Svg};

/// A graph of prerequisites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerequisites {
    /// Prefix of the ids; unique on its page.
    pub id: String,
    /// 「前提となる研修」.
    pub title: String,
    /// Courses and exams.
    pub nodes: Vec<Node>,
    /// Pairs (before, after) of indices into `nodes`; what names no node is skipped, what follows from other pairs is not drawn.
    pub edges: Vec<(usize, usize)>,
    /// A sentence for the end of the description; may be empty.
    pub remark: String,
}

/// More nodes than this are a list, not a picture.
pub const MOST: usize = 24;

const STEP: f64 = 228.0;
const GAP: f64 = 26.0;
const PASS: f64 = 8.0;

/// Draws the graph. `None` when a list serves better: no node, more than [`MOST`], a cycle, or layers too wide for the page.
pub fn draw(graph: &Prerequisites, words: &Words) -> Option<String> {
    if graph.nodes.is_empty() || graph.nodes.len() > MOST {
        return None;
    }
    let layers = layers(graph.nodes.len(), &graph.edges)?;
    let plates: Vec<Plate> = graph.nodes.iter().map(Plate::of).collect();
    let desc = description(graph, words);
    if layers.slots.len() <= 4 { Some(across(graph, &layers, &plates, &desc)) } else { down(graph, &layers, &plates, &desc) }
}

fn framed(graph: &Prerequisites, desc: &str, height: f64) -> Svg {
    Svg::framed(&Frame { id: &graph.id, class: "chart", view: (-2.0, -2.0, WIDTH, height + 4.0), title: &graph.title, desc, data: &[] })
}

/// Layers as columns.
fn across(graph: &Prerequisites, layers: &Layers, plates: &[Plate], desc: &str) -> String {
    let length = |slot: Slot| match slot {
        Slot::Node(node) => plates[node].height(),
        Slot::Pass => PASS,
    };
    let middles = layers.middles(length, GAP);
    let mut bottom: f64 = 0.0;
    for (layer, slots) in layers.slots.iter().enumerate() {
        for (at, slot) in slots.iter().enumerate() {
            bottom = bottom.max(middles[layer][at] + length(*slot) / 2.0);
        }
    }
    let mut svg = framed(graph, desc, bottom);
    for path in &layers.edges {
        let mut line = Path::default();
        let last = path.len() - 1;
        for (at, place) in path.iter().enumerate() {
            let (x, y) = (STEP * place.0 as f64, middles[place.0][place.1]);
            match at {
                0 => line = line.to(x + NODE, y).to(x + NODE + 6.0, y),
                _ if at == last => line = line.to(x - 14.0, y).to(x - 8.0, y),
                _ => line = line.to(x - 6.0, y).to(x + NODE + 6.0, y),
            }
        }
        svg.path("c-edge", line);
    }
    for (layer, slots) in layers.slots.iter().enumerate() {
        for (at, slot) in slots.iter().enumerate() {
            let Slot::Node(node) = *slot else { continue };
            let (x, y) = (STEP * layer as f64, middles[layer][at]);
            if !layers.neighbours((layer, at), true).is_empty() {
                head_right(&mut svg, x, y);
            }
            plates[node].paint(&mut svg, x, y - plates[node].height() / 2.0);
        }
    }
    svg.done()
}

/// Layers as rows.
fn down(graph: &Prerequisites, layers: &Layers, plates: &[Plate], desc: &str) -> Option<String> {
    const BETWEEN: f64 = 44.0;
    let length = |slot: Slot| if matches!(slot, Slot::Pass) { PASS } else { NODE };
    let middles = layers.middles(length, GAP);
    let right = middles.iter().flatten().copied().fold(0.0, f64::max) + NODE / 2.0;
    if right > WIDTH - 4.0 {
        return None;
    }
    let height = |slot: &Slot| if let Slot::Node(node) = slot { plates[*node].height() } else { 0.0 };
    let mut tops = Vec::new();
    let mut bottom = 0.0;
    for slots in &layers.slots {
        let tallest = slots.iter().map(height).fold(0.0, f64::max);
        tops.push((bottom, tallest));
        bottom += tallest + BETWEEN;
    }
    let mut svg = framed(graph, desc, bottom - BETWEEN);
    for path in &layers.edges {
        let mut line = Path::default();
        let last = path.len() - 1;
        for (at, place) in path.iter().enumerate() {
            let (x, (top, tallest)) = (middles[place.0][place.1], tops[place.0]);
            let own = height(&layers.slots[place.0][place.1]);
            match at {
                0 => line = line.to(x, top + own).to(x, top + tallest + 6.0),
                _ if at == last => line = line.to(x, top - 14.0).to(x, top - 8.0),
                _ => line = line.to(x, top - 6.0).to(x, top + tallest + 6.0),
            }
        }
        svg.path("c-edge", line);
    }
    for (layer, slots) in layers.slots.iter().enumerate() {
        for (at, slot) in slots.iter().enumerate() {
            let Slot::Node(node) = *slot else { continue };
            let (x, y) = (middles[layer][at], tops[layer].0);
            if !layers.neighbours((layer, at), true).is_empty() {
                head_down(&mut svg, x, y);
            }
            plates[node].paint(&mut svg, x - NODE / 2.0, y);
        }
    }
    Some(svg.done())
}

/// The whole graph in words.
fn description(graph: &Prerequisites, words: &Words) -> String {
    let mut said = Vec::new();
    for (after, node) in graph.nodes.iter().enumerate() {
        let before: Vec<String> = (0..graph.nodes.len())
            .filter(|before| graph.edges.contains(&(*before, after)))
            .map(|before| words.fill("chart.quoted", &[("name", &graph.nodes[before].title)]))
            .collect();
        said.push(if before.is_empty() {
            words.fill("chart.first", &[("name", &node.title)])
        } else {
            words.fill("chart.after_these", &[("name", &node.title), ("before", &before.join(words.say("chart.between")))])
        });
    }
    format!("{}{}", words.fill("chart.sentence", &[("text", &said.join(words.say("chart.comma")))]), graph.remark)
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;
    use crate::render::chart::picture::{Picture, read};
    use crate::render::chart::spoken;
    use proptest::prelude::*;

    fn graph(titles: &[&str], edges: &[(usize, usize)]) -> Prerequisites {
        let node = |title: &&str| Node { title: title.to_string(), note: "選択・半日".to_string(), role: Role::Elective };
        Prerequisites {
            id: "pre".to_string(),
            title: "前提となる研修".to_string(),
            nodes: titles.iter().map(node).collect(),
            edges: edges.to_vec(),
            remark: String::new(),
        }
    }

    fn drawn(graph: &Prerequisites) -> Option<(Picture, String)> {
        let svg = draw(graph, &spoken("ja"))?;
        let picture = read(&svg);
        picture.check(&svg);
        Some((picture, svg))
    }

    #[test]
    fn prerequisites_are_drawn_and_said() {
        let (picture, svg) = drawn(&graph(&["基礎", "応用", "実践"], &[(0, 1), (1, 2), (0, 2)])).unwrap();
        assert_eq!(picture.desc, "「基礎」は前提なし、「応用」の前に「基礎」、「実践」の前に「基礎」「応用」。");
        assert_eq!(svg.matches("c-edge").count(), 2);
        assert_eq!(svg.matches("c-head").count(), 2);
    }

    #[test]
    fn a_long_chain_runs_downwards() {
        let (_, svg) = drawn(&graph(&["一", "二", "三", "四", "五", "六"], &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])).unwrap();
        assert!(svg.contains(r#"<rect class="c-node" x="0" y="500""#), "{svg}");
    }

    #[test]
    fn what_would_not_read_is_left_to_the_list() {
        let words = &spoken("ja");
        assert!(draw(&graph(&[], &[]), words).is_none());
        assert!(draw(&graph(&["a"; 25], &[]), words).is_none());
        assert!(draw(&graph(&["a", "b"], &[(0, 1), (1, 0)]), words).is_none());
    }

    proptest! {
        #[test]
        fn words_stay_apart_and_inside(
            titles in proptest::collection::vec("\\PC{0,40}", 1..25),
            edges in proptest::collection::vec((0_usize..25, 0_usize..25), 0..30),
        ) {
            let edges: Vec<(usize, usize)> = edges.into_iter().map(|(one, other)| (one.min(other), one.max(other))).filter(|(one, other)| one != other).collect();
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            drawn(&graph(&titles, &edges));
        }
    }
}
