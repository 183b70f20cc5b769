//! Where what is passed on comes from: along edges that lead from who tells to whom they have it from.

use petgraph::algo::dominators;
use petgraph::algo::ford_fulkerson;
use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;
use petgraph::graph::NodeIndex;

use super::adjacency::Adjacency;

/// On what a node rests. An origin is a node that leads nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// How many origins it has that are independent: paths to them that have no node in common but the first. (Menger 1927.)
    pub independent: usize,
    /// The node nearest the origins through which every path to one leads: what all rests on. It may be the only origin.
    pub rests_on: Option<usize>,
    /// Which cycle it is in, from 0 in the order of their first nodes: they have it from one another.
    pub cycle: Option<usize>,
}

/// Finds on what each node of a graph with directions rests.
pub fn origins(adjacency: &Adjacency) -> Vec<Origins> {
    let count = adjacency.len();
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    // Behind the nodes stands one to which all origins lead.
    let nodes: Vec<NodeIndex> = (0..=count).map(|_| graph.add_node(())).collect();
    for (node, list) in adjacency.to.iter().enumerate() {
        for &(other, _) in list {
            graph.add_edge(nodes[node], nodes[other], ());
        }
        if list.is_empty() {
            graph.add_edge(nodes[node], nodes[count], ());
        }
    }
    let cycles = cycles(&graph, count);
    let places = Places::of(adjacency);
    let of = |node: usize| {
        let mut found = Origins { cycle: cycles[node], ..Origins::default() };
        if !adjacency.to[node].is_empty() {
            let before =
                dominators::simple_fast(&graph, nodes[node]).immediate_dominator(nodes[count]);
            found.rests_on = before.map(NodeIndex::index).filter(|before| *before != node);
            found.independent = places.paths(node);
        }
        found
    };
    (0..count).map(of).collect()
}

fn cycles(graph: &DiGraph<(), ()>, count: usize) -> Vec<Option<usize>> {
    let mut circles: Vec<Vec<usize>> = tarjan_scc(graph)
        .into_iter()
        .filter(|nodes| nodes.len() > 1)
        .map(|nodes| nodes.into_iter().map(NodeIndex::index).collect())
        .collect();
    circles.sort_by_key(|nodes| nodes.iter().min().copied());
    let mut found = vec![None; count];
    for (number, nodes) in circles.into_iter().enumerate() {
        for node in nodes {
            found[node] = Some(number);
        }
    }
    found
}

/// A graph in which every node is two, one where paths come in and one where they go out, and takes one path only.
struct Places {
    graph: DiGraph<(), u32>,
    /// Behind all origins.
    end: NodeIndex,
}

impl Places {
    fn of(adjacency: &Adjacency) -> Self {
        let mut graph = DiGraph::new();
        let places: Vec<(NodeIndex, NodeIndex)> =
            adjacency.to.iter().map(|_| (graph.add_node(()), graph.add_node(()))).collect();
        let end = graph.add_node(());
        for (&(into, out), list) in places.iter().zip(&adjacency.to) {
            graph.add_edge(into, out, 1);
            for &(other, _) in list {
                graph.add_edge(out, places[other].0, 1);
            }
            if list.is_empty() {
                graph.add_edge(out, end, 1);
            }
        }
        Self { graph, end }
    }

    /// Returns how many paths lead from a node to origins without a common node.
    fn paths(&self, node: usize) -> usize {
        let (count, _) = ford_fulkerson(&self.graph, NodeIndex::new(2 * node + 1), self.end);
        usize::try_from(count).expect("there are no more paths than nodes")
    }
}
