//! What a graph is like as a whole: how dense, in how many pieces, how balanced, how much groups keep to themselves.

use std::collections::BTreeMap;

use super::adjacency::Adjacency;
use super::adjacency::real;

/// Returns the part of all pairs of nodes that are joined; with directions, of ordered pairs.
pub fn density(adjacency: &Adjacency) -> f64 {
    let count = real(adjacency.len());
    let pairs = count * (count - 1.0) / if adjacency.directed { 1.0 } else { 2.0 };
    if pairs > 0.0 { real(adjacency.joined()) / pairs } else { 0.0 }
}

/// Returns the component of each node, from 0 in the order of their first nodes; directions do not matter.
pub fn components(adjacency: &Adjacency) -> Vec<usize> {
    let mut found = vec![usize::MAX; adjacency.len()];
    let mut count = 0;
    for start in 0..adjacency.len() {
        if found[start] != usize::MAX {
            continue;
        }
        let mut open = vec![start];
        found[start] = count;
        while let Some(node) = open.pop() {
            for &(other, _) in adjacency.to[node].iter().chain(&adjacency.from[node]) {
                if found[other] == usize::MAX {
                    found[other] = count;
                    open.push(other);
                }
            }
        }
        count += 1;
    }
    found
}

/// How many triangles are balanced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Triangles whose signs have a positive product: friends of friends, and enemies of enemies who are friends.
    pub balanced: usize,
    /// All triangles.
    pub triangles: usize,
}

/// The triangles of a graph, of its nodes and of its edges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Triangles {
    /// Of the whole.
    pub all: Balance,
    /// Of those that each node is in.
    pub nodes: Vec<Balance>,
    /// Of those that each pair is in, the lesser end first; only pairs in some.
    pub pairs: BTreeMap<(usize, usize), Balance>,
}

impl Balance {
    fn add(&mut self, is_balanced: bool) {
        self.triangles += 1;
        self.balanced += usize::from(is_balanced);
    }

    /// Returns the part of triangles that is balanced; none where there is no triangle.
    pub fn share(self) -> Option<f64> {
        (self.triangles > 0).then(|| real(self.balanced) / real(self.triangles))
    }
}

/// Counts triangles of signed edges, by the sign of the sum of what joins two. (Cartwright & Harary 1956.)
pub fn balance(positive: &Adjacency, negative: &Adjacency) -> Triangles {
    let signs = signs(positive, negative);
    let mut found =
        Triangles { nodes: vec![Balance::default(); signs.len()], ..Triangles::default() };
    for (first, list) in signs.iter().enumerate() {
        for (&second, one) in list {
            for (&third, other) in list.range(second + 1..) {
                let Some(last) = signs[second].get(&third) else { continue };
                let is_balanced = one.signum() * other.signum() * last.signum() > 0.0;
                found.all.add(is_balanced);
                for node in [first, second, third] {
                    found.nodes[node].add(is_balanced);
                }
                for pair in [(first, second), (first, third), (second, third)] {
                    found.pairs.entry(pair).or_default().add(is_balanced);
                }
            }
        }
    }
    found
}

/// Returns the sums of what joins two that are not 0, by the lesser end.
fn signs(positive: &Adjacency, negative: &Adjacency) -> Vec<BTreeMap<usize, f64>> {
    let mut signs: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); positive.len()];
    for (lists, sign) in [(&positive.to, 1.0), (&negative.to, -1.0)] {
        for (node, list) in lists.iter().enumerate() {
            for &(other, weight) in list {
                let (low, high) = (node.min(other), node.max(other));
                *signs[low].entry(high).or_default() += sign * weight;
            }
        }
    }
    for list in &mut signs {
        list.retain(|_, weight| *weight != 0.0);
    }
    signs
}

/// Returns the E-I index of a division into groups: (external − internal) / (external + internal) over the weights of edges; -1 if all
/// stay within, 1 if all lead out, none if there is no edge. (Krackhardt & Stern 1988.)
pub fn external_internal(adjacency: &Adjacency, groups: &[usize]) -> Option<f64> {
    let (mut external, mut internal) = (0.0, 0.0);
    for (node, list) in adjacency.to.iter().enumerate() {
        for &(other, weight) in list {
            let sum = if groups[node] == groups[other] { &mut internal } else { &mut external };
            *sum += weight;
        }
    }
    let all = external + internal;
    (all > 0.0).then(|| (external - internal) / all)
}
