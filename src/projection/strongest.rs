//! A graph that is too large to look at, cut down to its strongest edges.

use super::Graph;

/// Leaves the strongest edges in a graph, so many at most, of equal ones the first; nodes that lose their last edge go, too.
/// Returns how many edges were taken out.
pub fn strongest(graph: &mut Graph, most: usize) -> usize {
    let count = graph.edge_count();
    if count <= most {
        return 0;
    }
    let mut order: Vec<_> = graph.edge_indices().collect();
    order.sort_by_key(|&edge| {
        (std::cmp::Reverse(graph[edge].strength().0.unsigned_abs()), edge.index())
    });
    let mut is_left = vec![false; count];
    for edge in &order[..most] {
        is_left[edge.index()] = true;
    }
    let had: Vec<bool> = graph
        .node_indices()
        .map(|node| graph.neighbors_undirected(node).next().is_some())
        .collect();
    *graph = graph.filter_map(
        |_, node| Some(node.clone()),
        |edge, weight| is_left[edge.index()].then(|| weight.clone()),
    );
    *graph = graph.filter_map(
        |node, weight| {
            let has = graph.neighbors_undirected(node).next().is_some();
            (has || !had[node.index()]).then(|| weight.clone())
        },
        |_, weight| Some(weight.clone()),
    );
    count - most
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::strongest;
    use crate::projection::Edge;
    use crate::projection::Graph;
    use crate::projection::Node;

    fn check(most: usize, expected: (usize, &str, &[usize])) {
        let mut graph = Graph::new();
        let node = |label: &str| Node { label: label.to_owned(), ..Node::default() };
        let [a, b, c, _] = ["a", "b", "c", "alone"].map(|label| graph.add_node(node(label)));
        let edge = |count: usize| {
            let statements: BTreeSet<String> =
                (0..count).map(|number| number.to_string()).collect();
            Edge::on("", statements)
        };
        for (from, to, count) in [(a, b, 2), (b, c, 1), (b, a, 3)] {
            graph.add_edge(from, to, edge(count));
        }
        let taken = strongest(&mut graph, most);
        let labels: Vec<&str> = graph.node_weights().map(|node| node.label.as_str()).collect();
        let weights: Vec<usize> = graph.edge_weights().map(Edge::weight).collect();
        assert_eq!((taken, labels.join(" ").as_str(), weights.as_slice()), expected, "{most}");
    }

    #[test]
    fn the_weakest_edges_go_first_and_their_nodes_with_them() {
        check(3, (0, "a b c alone", &[2, 1, 3]));
        check(2, (1, "a b alone", &[2, 3]));
        check(1, (2, "a b alone", &[3]));
        check(0, (3, "alone", &[]));
    }
}
