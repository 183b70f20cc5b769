//! How much a graph is like another of the same people, such as one that was coded by hand.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use petgraph::visit::EdgeRef;

use super::Adjacency;
use super::Figure;
use super::Measure;
use super::Sign;
use super::adjacency::real;
use super::adjacency::signed;
use crate::projection::Graph;

/// Compares a graph without directions with one that is held to be right. Nodes are the same if they are called the same.
///
/// Of joined pairs, precision is the part that the other has, too, and recall the part of the other's that is here. Weights are
/// compared over all pairs of nodes that both have, joined or not, by Pearson's correlation, and degree, strength and betweenness
/// over all such nodes by Spearman's, with mean ranks for the same values. A correlation with what does not vary is left out.
pub fn agreement(graph: &Graph, right: &Graph) -> Vec<Measure> {
    let (here, there) = (Named::of(graph), Named::of(right));
    let shared: Vec<&str> =
        here.nodes.keys().filter(|name| there.nodes.contains_key(*name)).copied().collect();
    let both = here.weights.keys().filter(|pair| there.weights.contains_key(*pair)).count();
    let mut figures = vec![
        ("nodes", Figure::Whole(here.nodes.len())),
        ("nodes_of_other", Figure::Whole(there.nodes.len())),
        ("nodes_of_both", Figure::Whole(shared.len())),
        ("pairs", Figure::Whole(here.weights.len())),
        ("pairs_of_other", Figure::Whole(there.weights.len())),
        ("pairs_of_both", Figure::Whole(both)),
    ];
    let share = |of: usize| (of > 0).then(|| real(both) / real(of));
    let weights = |named: &Named<'_>| -> Vec<f64> {
        let pairs = shared
            .iter()
            .enumerate()
            .flat_map(|(place, one)| shared[place + 1..].iter().map(move |other| (*one, *other)));
        pairs.map(|pair| named.weights.get(&pair).copied().unwrap_or(0.0)).collect()
    };
    let ranked = |values: fn(&Figures) -> f64| {
        let of = |named: &Named<'_>| -> Vec<f64> {
            ranks(&shared.iter().map(|name| values(&named.nodes[name])).collect::<Vec<f64>>())
        };
        correlation(&of(&here), &of(&there))
    };
    let found = [
        ("precision", share(here.weights.len())),
        ("recall", share(there.weights.len())),
        ("weight_correlation", correlation(&weights(&here), &weights(&there))),
        ("degree_rank_correlation", ranked(|figures| figures.degree)),
        ("strength_rank_correlation", ranked(|figures| figures.strength)),
        ("betweenness_rank_correlation", ranked(|figures| figures.betweenness)),
    ];
    figures
        .extend(found.into_iter().filter_map(|(name, value)| Some((name, Figure::real(value?)))));
    figures
}

/// Figures of a node.
#[derive(Clone, Copy, Default)]
struct Figures {
    degree: f64,
    strength: f64,
    betweenness: f64,
}

/// What a graph says of names. Of several nodes with a name, the last is meant.
struct Named<'graph> {
    nodes: BTreeMap<&'graph str, Figures>,
    /// The signed weights between two names, the first before the second.
    weights: BTreeMap<(&'graph str, &'graph str), f64>,
}

impl<'graph> Named<'graph> {
    fn of(graph: &'graph Graph) -> Self {
        let adjacency = Adjacency::of(graph, false, Sign::All);
        let betweenness = super::betweenness(&adjacency);
        let figures = adjacency.to.iter().zip(betweenness).map(|(list, betweenness)| Figures {
            degree: real(list.len()),
            strength: Adjacency::sum(list),
            betweenness,
        });
        let names = graph.node_weights().map(|node| node.label.as_str());
        let mut weights: BTreeMap<(&str, &str), f64> = BTreeMap::new();
        for edge in graph.edge_references() {
            let ends = [edge.source(), edge.target()].map(|end| graph[end].label.as_str());
            let ends = BTreeSet::from(ends);
            if let (Some(one), Some(other)) = (ends.first(), ends.last())
                && one != other
            {
                *weights.entry((one, other)).or_default() += signed(edge.weight());
            }
        }
        Self { nodes: names.zip(figures).collect(), weights }
    }
}

/// Returns Pearson's correlation; none where one of both does not vary.
pub fn correlation(left: &[f64], right: &[f64]) -> Option<f64> {
    let count = real(left.len());
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (middle, centre) = (mean(left), mean(right));
    let product = |one: &[f64], of: f64, other: &[f64], to: f64| -> f64 {
        one.iter().zip(other).map(|(one, other)| (one - of) * (other - to)).sum()
    };
    let spread = product(left, middle, left, middle) * product(right, centre, right, centre);
    (spread > 0.0).then(|| product(left, middle, right, centre) / spread.sqrt())
}

/// Returns the rank of each value from 1; the same values have the mean of theirs.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&one, &other| values[one].total_cmp(&values[other]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for same in order.chunk_by(|&one, &other| (values[one] - values[other]).abs() < 1e-9) {
        let mean = real(2 * start + same.len() + 1) / 2.0;
        for &place in same {
            ranks[place] = mean;
        }
        start += same.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::agreement;
    use super::correlation;
    use super::ranks;
    use crate::projection::Edge;
    use crate::projection::Graph;
    use crate::projection::Node;
    use crate::projection::network::Fixed;

    /// Makes a graph of edges such as `a b 2`.
    fn graph(edges: &str) -> Graph {
        let mut graph = Graph::new();
        for edge in edges.split(", ") {
            let parts: Vec<&str> = edge.split(' ').collect();
            let ends = [parts[0], parts[1]].map(|label| {
                let known = graph.node_indices().find(|node| graph[*node].label == label);
                let node = Node { label: label.to_owned(), ..Node::default() };
                known.unwrap_or_else(|| graph.add_node(node))
            });
            let measured = Some(Fixed(parts[2].parse::<i64>().unwrap() * 1_000_000));
            graph.add_edge(ends[0], ends[1], Edge { measured, ..Edge::default() });
        }
        graph
    }

    fn check(here: &str, there: &str, expected: &[&str]) {
        let found = agreement(&graph(here), &graph(there)).into_iter();
        let found: Vec<String> = found.map(|(name, figure)| format!("{name} {figure}")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_same_graph_agrees_wholly() {
        check(
            "a b 2, b c 1",
            "c b 1, b a 2",
            &[
                "nodes 3",
                "nodes_of_other 3",
                "nodes_of_both 3",
                "pairs 2",
                "pairs_of_other 2",
                "pairs_of_both 2",
                "precision 1.0",
                "recall 1.0",
                "weight_correlation 1.0",
                "degree_rank_correlation 1.0",
                "strength_rank_correlation 1.0",
                "betweenness_rank_correlation 1.0",
            ],
        );
    }

    #[test]
    fn what_differs_is_told() {
        check(
            "a b 2, b c 1, c d 1",
            "a b 1, a c 2",
            &[
                "nodes 4",
                "nodes_of_other 3",
                "nodes_of_both 3",
                "pairs 3",
                "pairs_of_other 2",
                "pairs_of_both 1",
                "precision 0.333333333",
                "recall 0.5",
                // Of 2, 0 and 1 with 1, 2 and 0.
                "weight_correlation -0.5",
                // Ranks of 1, 2 and 2 with 2, 1 and 1.
                "degree_rank_correlation -1.0",
                // Ranks of 2, 3 and 2 with 3, 1 and 2.
                "strength_rank_correlation -0.866025404",
                // Ranks of 0, 2/3 and 2/3 with 1, 0 and 0.
                "betweenness_rank_correlation -1.0",
            ],
        );
    }

    #[test]
    fn what_does_not_vary_has_no_correlation() {
        assert_eq!(correlation(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(correlation(&[], &[]), None);
        assert_eq!(format!("{:?}", ranks(&[3.0, 1.0, 3.0])), "[2.5, 1.0, 2.5]");
    }
}
