//! Layers of a directed graph without cycles: which column a node stands in, in what order, and how far down.
//!
//! Edges over several layers are led through unnamed slots, so that every connector joins neighbours. Knows nothing of paint.

use std::collections::BTreeSet;

/// What stands in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A node by its index.
    Node(usize),
    /// A place where an edge passes through.
    Pass,
}

/// A layered graph; places are (layer, position in the layer).
#[derive(Debug)]
pub(super) struct Layers {
    pub(super) slots: Vec<Vec<Slot>>,
    /// For every edge the places it runs through, from its source to its target.
    pub(super) edges: Vec<Vec<(usize, usize)>>,
}

/// Edges that are possible, once each, without those that follow from others. `None` when there is a cycle.
pub(super) fn layers(count: usize, edges: &[(usize, usize)]) -> Option<Layers> {
    let edges: BTreeSet<(usize, usize)> = edges.iter().copied().filter(|(from, to)| *from < count && *to < count).collect();
    let depth = depths(count, &edges)?;
    let edges: Vec<(usize, usize)> = edges.iter().copied().filter(|edge| !follows(*edge, &edges)).collect();
    let mut slots: Vec<Vec<Slot>> = vec![Vec::new(); depth.iter().max().map_or(0, |deepest| deepest + 1)];
    let mut position = vec![0; count];
    for node in 0..count {
        position[node] = slots[depth[node]].len();
        slots[depth[node]].push(Slot::Node(node));
    }
    let mut paths = Vec::new();
    for (from, to) in edges {
        let mut path = vec![(depth[from], position[from])];
        for (layer, passed) in slots.iter_mut().enumerate().take(depth[to]).skip(depth[from] + 1) {
            path.push((layer, passed.len()));
            passed.push(Slot::Pass);
        }
        path.push((depth[to], position[to]));
        paths.push(path);
    }
    Some(untangled(Layers { slots, edges: paths }))
}

/// The longest way from a beginning to each node, in edges.
fn depths(count: usize, edges: &BTreeSet<(usize, usize)>) -> Option<Vec<usize>> {
    let mut depth = vec![0; count];
    for _ in 0..=count {
        let mut is_settled = true;
        for (from, to) in edges {
            if depth[*to] < depth[*from] + 1 {
                depth[*to] = depth[*from] + 1;
                is_settled = false;
            }
        }
        if is_settled {
            return Some(depth);
        }
    }
    None
}

/// Whether there is another way from one end of the edge to the other.
fn follows(edge: (usize, usize), edges: &BTreeSet<(usize, usize)>) -> bool {
    let mut open: Vec<usize> = edges.iter().filter(|other| other.0 == edge.0 && **other != edge).map(|other| other.1).collect();
    let mut seen = BTreeSet::new();
    while let Some(node) = open.pop() {
        if node == edge.1 {
            return true;
        }
        if seen.insert(node) {
            open.extend(edges.iter().filter(|other| other.0 == node).map(|other| other.1));
        }
    }
    false
}

/// Orders every layer by the middle of its neighbours, back and forth, and keeps the order with the fewest crossings.
fn untangled(layers: Layers) -> Layers {
    let mut current = layers;
    let mut best = (current.crossings(), current.order_of_nothing());
    let mut order = best.1.clone();
    for round in 0..8 {
        let deepest = current.slots.len();
        let sequence: Vec<usize> = if round % 2 == 0 { (1..deepest).collect() } else { (0..deepest.saturating_sub(1)).rev().collect() };
        for layer in sequence {
            current.sort_layer(layer, round % 2 == 0, &mut order);
        }
        let crossings = current.crossings();
        if crossings < best.0 {
            best = (crossings, order.clone());
        }
    }
    // `order` maps the present positions back to the first ones; go from there to the best.
    let back: Vec<Vec<usize>> = order.iter().map(|layer| inverse(layer)).collect();
    current.apply(&back);
    let to_best: Vec<Vec<usize>> = best.1;
    current.apply(&to_best);
    current
}

/// The permutation that undoes `order`.
fn inverse(order: &[usize]) -> Vec<usize> {
    let mut back = vec![0; order.len()];
    for (at, from) in order.iter().enumerate() {
        back[*from] = at;
    }
    back
}

impl Layers {
    fn order_of_nothing(&self) -> Vec<Vec<usize>> {
        self.slots.iter().map(|layer| (0..layer.len()).collect()).collect()
    }

    /// Pairs of connectors that cross.
    pub(super) fn crossings(&self) -> usize {
        let joints: Vec<((usize, usize), (usize, usize))> =
            self.edges.iter().flat_map(|path| path.windows(2).map(|pair| (pair[0], pair[1]))).collect();
        let mut count = 0;
        for (at, (from, to)) in joints.iter().enumerate() {
            for (other_from, other_to) in &joints[at + 1..] {
                let is_same_gap = from.0 == other_from.0;
                let turns = (from.1 < other_from.1 && to.1 > other_to.1) || (from.1 > other_from.1 && to.1 < other_to.1);
                count += usize::from(is_same_gap && turns);
            }
        }
        count
    }

    /// Positions of the neighbours of a place in the layer before (or after).
    pub(super) fn neighbours(&self, place: (usize, usize), before: bool) -> Vec<usize> {
        let joints = self.edges.iter().flat_map(|path| path.windows(2));
        let ends = joints.filter_map(|pair| match before {
            true if pair[1] == place => Some(pair[0].1),
            false if pair[0] == place => Some(pair[1].1),
            _ => None,
        });
        ends.collect()
    }

    fn sort_layer(&mut self, layer: usize, before: bool, order: &mut [Vec<usize>]) {
        let count = self.slots[layer].len();
        let mut keys: Vec<(f64, usize)> = (0..count)
            .map(|at| {
                let around = self.neighbours((layer, at), before);
                let sum: usize = around.iter().sum();
                (if around.is_empty() { at as f64 } else { sum as f64 / around.len() as f64 }, at)
            })
            .collect();
        keys.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let moved: Vec<usize> = keys.iter().map(|(_, at)| *at).collect();
        order[layer] = moved.iter().map(|at| order[layer][*at]).collect();
        let mut all = self.order_of_nothing();
        all[layer] = moved;
        self.apply(&all);
    }

    /// Puts what stood at `order[layer][at]` at `at`.
    fn apply(&mut self, order: &[Vec<usize>]) {
        for (layer, order) in order.iter().enumerate() {
            self.slots[layer] = order.iter().map(|at| self.slots[layer][*at]).collect();
        }
        let back: Vec<Vec<usize>> = order.iter().map(|layer| inverse(layer)).collect();
        for place in self.edges.iter_mut().flatten() {
            place.1 = back[place.0][place.1];
        }
    }

    /// Middles of all slots across the layers: near their neighbours, `gap` apart, from 0 on. `length` is the room of a slot.
    pub(super) fn middles(&self, length: impl Fn(Slot) -> f64, gap: f64) -> Vec<Vec<f64>> {
        let lengths: Vec<Vec<f64>> = self.slots.iter().map(|layer| layer.iter().map(|slot| length(*slot)).collect()).collect();
        let mut middles: Vec<Vec<f64>> = lengths.iter().map(|lengths| settled(&vec![0.0; lengths.len()], lengths, gap)).collect();
        for round in 0..5 {
            let before = round % 2 == 0;
            let deepest = self.slots.len();
            let sequence: Vec<usize> = if before { (1..deepest).collect() } else { (0..deepest.saturating_sub(1)).rev().collect() };
            for layer in sequence {
                let beside = if before { layer - 1 } else { layer + 1 };
                let wanted: Vec<f64> = (0..lengths[layer].len())
                    .map(|at| {
                        let around = self.neighbours((layer, at), before);
                        let sum: f64 = around.iter().map(|other| middles[beside][*other]).sum();
                        if around.is_empty() { middles[layer][at] } else { sum / around.len() as f64 }
                    })
                    .collect();
                middles[layer] = settled(&wanted, &lengths[layer], gap);
            }
        }
        self.straighten(&mut middles, &lengths, gap);
        let edges = middles.iter().zip(&lengths).flat_map(|(middles, lengths)| middles.iter().zip(lengths));
        let least = edges.map(|(middle, length)| middle - length / 2.0).fold(f64::INFINITY, f64::min);
        for middle in middles.iter_mut().flatten() {
            *middle -= least;
        }
        middles
    }
}

impl Layers {
    /// Levels slots with the only slot before them, where there is room: connectors without small kinks.
    fn straighten(&self, middles: &mut [Vec<f64>], lengths: &[Vec<f64>], gap: f64) {
        for layer in 1..middles.len() {
            for at in 0..middles[layer].len() {
                let [before] = self.neighbours((layer, at), true)[..] else { continue };
                let wanted = middles[layer - 1][before];
                let apart = |other: usize| (lengths[layer][other] + lengths[layer][at]) / 2.0 + gap - 1e-6;
                let above = at == 0 || wanted - middles[layer][at - 1] >= apart(at - 1);
                let below = at + 1 == middles[layer].len() || middles[layer][at + 1] - wanted >= apart(at + 1);
                if above && below && (middles[layer][at] - wanted).abs() < gap {
                    middles[layer][at] = wanted;
                }
            }
        }
    }
}

/// Middles as near to the wanted ones as order and room allow.
fn settled(wanted: &[f64], lengths: &[f64], gap: f64) -> Vec<f64> {
    let mut middles: Vec<f64> = Vec::with_capacity(wanted.len());
    for (at, wanted) in wanted.iter().enumerate() {
        let least = if at == 0 { f64::NEG_INFINITY } else { middles[at - 1] + (lengths[at - 1] + lengths[at]) / 2.0 + gap };
        middles.push(wanted.max(least));
    }
    let drift: f64 = middles.iter().zip(wanted).map(|(middle, wanted)| middle - wanted).sum::<f64>() / wanted.len().max(1) as f64;
    middles.iter().map(|middle| middle - drift).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_has_no_layers() {
        assert!(layers(2, &[(0, 1), (1, 0)]).is_none());
        assert!(layers(1, &[(0, 0)]).is_none());
    }

    #[test]
    fn what_follows_from_other_edges_is_left_out() {
        let layers = layers(3, &[(0, 1), (1, 2), (0, 2), (0, 1), (9, 1)]).unwrap();
        assert_eq!(layers.edges.len(), 2);
        assert_eq!(layers.slots.len(), 3);
    }

    #[test]
    fn a_long_edge_passes_through_the_layers_between() {
        let layers = layers(5, &[(0, 1), (1, 2), (2, 3), (4, 3)]).unwrap();
        let long = layers.edges.iter().find(|path| path.len() == 4).unwrap();
        assert!(long[1..3].iter().all(|place| layers.slots[place.0][place.1] == Slot::Pass));
    }

    #[test]
    fn avoidable_crossings_are_avoided() {
        let layers = layers(6, &[(0, 5), (1, 4), (2, 3)]).unwrap();
        assert_eq!(layers.crossings(), 0);
        for path in &layers.edges {
            let [Slot::Node(from), Slot::Node(to)] = [path[0], path[1]].map(|place| layers.slots[place.0][place.1]) else { panic!() };
            assert_eq!(from + to, 5);
        }
    }

    #[test]
    fn slots_of_a_layer_keep_their_distance() {
        let layers = layers(4, &[(0, 1), (0, 2), (0, 3)]).unwrap();
        let middles = layers.middles(|_| 56.0, 26.0);
        assert_eq!(middles[1], [28.0, 110.0, 192.0]);
        assert_eq!(middles[0], [110.0]);
    }
}
