//! A graph as lists of neighbours: parallel edges are one, loops are left out, and only the wanted sign counts.

use std::collections::BTreeMap;

use petgraph::visit::EdgeRef;

use crate::projection::Edge;
use crate::projection::Graph;

/// Which edges count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// All, by the size of their weights.
    #[default]
    All,
    /// Those whose weight or side is not negative.
    Positive,
    /// Those whose weight or side is negative, by its size.
    Negative,
}

/// Neighbours and weights, by the nodes' order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adjacency {
    /// Whether edges have a direction.
    pub directed: bool,
    /// To whom each node leads, and how strongly; without directions, whom it is joined with.
    pub to: Vec<Vec<(usize, f64)>>,
    /// From whom each node is reached; without directions, the same as `to`.
    pub from: Vec<Vec<(usize, f64)>>,
}

impl Adjacency {
    /// Reads a graph.
    pub fn of(graph: &Graph, directed: bool, sign: Sign) -> Self {
        let edges = graph.edge_references().filter_map(|edge| {
            let weight = signed(edge.weight());
            let counts = match sign {
                Sign::All => weight != 0.0,
                Sign::Positive => weight > 0.0,
                Sign::Negative => weight < 0.0,
            };
            counts.then(|| (edge.source().index(), edge.target().index(), weight.abs()))
        });
        Self::new(graph.node_count(), directed, edges)
    }

    /// Makes lists of edges.
    pub fn new(
        nodes: usize,
        directed: bool,
        edges: impl Iterator<Item = (usize, usize, f64)>,
    ) -> Self {
        let mut sums: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (from, to, weight) in edges.filter(|(from, to, _)| from != to) {
            *sums.entry((from, to)).or_default() += weight;
            if !directed {
                *sums.entry((to, from)).or_default() += weight;
            }
        }
        let (mut to, mut from) = (vec![Vec::new(); nodes], vec![Vec::new(); nodes]);
        for ((source, target), weight) in sums {
            to[source].push((target, weight));
            from[target].push((source, weight));
        }
        Self { directed, to, from }
    }

    /// Returns how many nodes there are.
    pub fn len(&self) -> usize {
        self.to.len()
    }

    /// Returns whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.to.is_empty()
    }

    /// Returns how many pairs of nodes are joined; with directions, ordered pairs.
    pub fn joined(&self) -> usize {
        let ends: usize = self.to.iter().map(Vec::len).sum();
        if self.directed { ends } else { ends / 2 }
    }

    /// Returns the sum of the weights of a list.
    pub fn sum(list: &[(usize, f64)]) -> f64 {
        list.iter().map(|(_, weight)| weight).sum()
    }
}

/// Returns the weight of an edge, less than nothing if its side is negative.
#[expect(clippy::cast_precision_loss, reason = "weights are smaller than that")]
pub(super) fn signed(edge: &Edge) -> f64 {
    let size = (edge.strength().0 as f64 / 1e6).abs();
    if edge.sign() < 0 { -size } else { size }
}

/// Returns a count as a number.
#[expect(clippy::cast_precision_loss, reason = "graphs are smaller than that")]
pub(in crate::projection) fn real(count: usize) -> f64 {
    count as f64
}
