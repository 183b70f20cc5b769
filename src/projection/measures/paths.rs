//! Shortest paths, on which the length of an edge is one over its weight: who is close to all, and who stands between.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BinaryHeap;

use rayon::prelude::IntoParallelIterator;
use rayon::prelude::IntoParallelRefIterator;
use rayon::prelude::ParallelIterator;

use super::adjacency::Adjacency;
use super::adjacency::real;

/// Lengths that differ by less than this part are the same: 1/3 + 1/3 + 1/3 is 1.
const SAME: f64 = 1e-9;

/// From how many nodes paths are looked for at a time.
const TOGETHER: usize = 64;

/// Returns the betweenness of each node: over all pairs of others, the part of the shortest paths that lead through it, divided by
/// the number of such pairs. (Freeman 1977, by the algorithm of Brandes 2001; weights as lengths: Opsahl et al. 2010.)
pub fn betweenness(adjacency: &Adjacency) -> Vec<f64> {
    let count = adjacency.len();
    let mut sums = vec![0.0; count];
    let sources: Vec<usize> = (0..count).collect();
    for some in sources.chunks(TOGETHER) {
        let parts: Vec<Vec<f64>> =
            some.par_iter().map(|&source| passed(adjacency, source)).collect();
        // Sums are made in the order of the nodes, so that they are the same on any number of threads.
        for part in parts {
            sums.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        }
    }
    let pairs = real(count.saturating_sub(1)) * real(count.saturating_sub(2));
    sums.into_iter().map(|sum| if pairs > 0.0 { sum / pairs } else { 0.0 }).collect()
}

/// Returns how many of the shortest paths from a node lead through each other, as parts of those to each end.
fn passed(adjacency: &Adjacency, source: usize) -> Vec<f64> {
    let mut parts = told(adjacency, source, |_, _, _| ());
    parts[source] = 0.0;
    parts
}

/// Goes back along the shortest paths from a node, tells how many lead from each node over which edge to the next, and returns how
/// many lead through each.
fn told(adjacency: &Adjacency, source: usize, mut tell: impl FnMut(usize, usize, f64)) -> Vec<f64> {
    let tree = Tree::from(source, &adjacency.to);
    let mut parts = vec![0.0; adjacency.len()];
    for &node in tree.order.iter().rev() {
        for &before in &tree.before[node] {
            let part = tree.paths[before] / tree.paths[node] * (1.0 + parts[node]);
            tell(before, node, part);
            parts[before] += part;
        }
    }
    parts
}

/// Returns the betweenness of each edge: over all pairs of nodes, the part of the shortest paths that lead over it, divided by the
/// number of pairs; by the ends of edges, both ways where they have no direction. (Girvan & Newman 2002.)
pub fn edge_betweenness(adjacency: &Adjacency) -> BTreeMap<(usize, usize), f64> {
    let sources: Vec<usize> = (0..adjacency.len()).collect();
    let mut sums = over_edges(adjacency, &sources);
    let count = real(adjacency.len());
    let pairs = count * (count - 1.0);
    for sum in sums.values_mut() {
        *sum /= pairs.max(1.0);
    }
    sums
}

/// Returns how many of the shortest paths from some nodes lead over each edge.
pub(super) fn over_edges(
    adjacency: &Adjacency,
    sources: &[usize],
) -> BTreeMap<(usize, usize), f64> {
    let lists = adjacency.to.iter().enumerate();
    let ends = lists.flat_map(|(node, list)| list.iter().map(move |(other, _)| (node, *other)));
    let mut sums: BTreeMap<(usize, usize), f64> = ends.map(|ends| (ends, 0.0)).collect();
    for some in sources.chunks(TOGETHER) {
        let from = |&source: &usize| {
            let mut parts = Vec::new();
            told(adjacency, source, |before, node, part| parts.push(((before, node), part)));
            parts
        };
        let parts: Vec<Vec<((usize, usize), f64)>> = some.par_iter().map(from).collect();
        for ((from, to), part) in parts.into_iter().flatten() {
            let ways = [(from, to), (to, from)];
            for way in ways.into_iter().take(if adjacency.directed { 1 } else { 2 }) {
                *sums.entry(way).or_default() += part;
            }
        }
    }
    sums
}

/// Returns the closeness of each node: of the r − 1 others from which it is reached, (r − 1) / Σ length · (r − 1) / (n − 1).
/// (Wasserman & Faust 1994, which also compares nodes of different components.)
pub fn closeness(adjacency: &Adjacency) -> Vec<f64> {
    let count = adjacency.len();
    let of = |source: usize| {
        let tree = Tree::from(source, &adjacency.from);
        let sum: f64 = tree.order.iter().map(|&node| tree.lengths[node]).sum();
        let others = real(tree.order.len() - 1);
        if sum > 0.0 { others / sum * others / real(count - 1) } else { 0.0 }
    };
    (0..count).into_par_iter().map(of).collect()
}

/// The shortest paths from a node.
struct Tree {
    /// Who is reached, the nearest first.
    order: Vec<usize>,
    lengths: Vec<f64>,
    /// How many shortest paths lead to each.
    paths: Vec<f64>,
    /// Through whom they lead last.
    before: Vec<Vec<usize>>,
}

impl Tree {
    fn from(source: usize, to: &[Vec<(usize, f64)>]) -> Self {
        let mut tree = Self {
            order: Vec::new(),
            lengths: vec![f64::INFINITY; to.len()],
            paths: vec![0.0; to.len()],
            before: vec![Vec::new(); to.len()],
        };
        tree.lengths[source] = 0.0;
        tree.paths[source] = 1.0;
        let mut is_done = vec![false; to.len()];
        let mut next = BinaryHeap::from([Next { length: 0.0, node: source }]);
        while let Some(Next { node, .. }) = next.pop() {
            if is_done[node] {
                continue;
            }
            is_done[node] = true;
            tree.order.push(node);
            for &(other, weight) in &to[node] {
                let length = tree.lengths[node] + 1.0 / weight;
                if !is_done[other] && tree.reach(node, other, length) {
                    next.push(Next { length, node: other });
                }
            }
        }
        tree
    }

    /// Notes a path to a node, and returns whether it is shorter than those known.
    fn reach(&mut self, node: usize, other: usize, length: f64) -> bool {
        let known = self.lengths[other];
        if (length - known).abs() <= SAME * length {
            self.paths[other] += self.paths[node];
            self.before[other].push(node);
            return false;
        }
        if length > known {
            return false;
        }
        self.lengths[other] = length;
        self.paths[other] = self.paths[node];
        self.before[other] = vec![node];
        true
    }
}

/// A node to visit; the nearest is the greatest, and of the equally near the first.
#[derive(PartialEq)]
struct Next {
    length: f64,
    node: usize,
}

impl Eq for Next {}

impl Ord for Next {
    fn cmp(&self, other: &Self) -> Ordering {
        other.length.total_cmp(&self.length).then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
