//! What every picture keeps to.

use super::Picture;
use super::picture;
use crate::export::graph::samples;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Node;

fn drawing(layout: &str) -> Drawing {
    Drawing::parse("test", &format!("#+ layout: {layout}\n")).unwrap()
}

/// A graph of some nodes in which each is joined to a few earlier ones, with loops and parallel edges.
fn tangle(nodes: usize) -> Graph {
    let mut graph = Graph::new();
    let kinds = ["Person", "Organization", "Group", "Place", "Event", "Document", "Claim", ""];
    for place in 0..nodes {
        let words = ["Committee", "of", "the", "Northern", "Coast", "and", "its", "Lighthouses"];
        let label = words[..=(place * 5 % 8)].join(" ");
        let kind = kinds[place % 8].to_owned();
        let node =
            graph.add_node(Node { iri: format!("a:{place}"), label, kind, ..Node::default() });
        for step in [1, 1 + place * 7 % 11, place * 13 % 29] {
            let other = petgraph::graph::NodeIndex::new(place.saturating_sub(step));
            let evidence = (0..=place % 4).map(|number| format!("t:{number}")).collect();
            graph.add_edge(node, other, Edge::on("", evidence));
        }
    }
    graph
}

fn check(graph: &Graph, layout: &str) -> Picture {
    let picture = picture(graph, &drawing(layout));
    assert_eq!(picture.boxes.len(), graph.node_count());
    assert_eq!(picture.routes.len(), graph.edge_count());
    assert_eq!(picture.marks.len(), graph.edge_count());
    for (index, area) in picture.boxes.iter().enumerate() {
        assert!(area.left >= 0.0 && area.right() <= picture.size.x, "{area:?}");
        assert!(area.top >= 0.0 && area.bottom() <= picture.size.y, "{area:?}");
        let covered = picture.boxes[..index].iter().position(|other| area.overlaps(*other));
        assert_eq!(covered, None, "{index} in {layout}");
    }
    for curve in picture.routes.iter().flatten() {
        assert!(curve.0.iter().all(|point| point.x.is_finite() && point.y.is_finite()));
    }
    picture
}

#[test]
fn boxes_never_cover_one_another() {
    for nodes in [0, 1, 2, 12, 60, 150] {
        check(&tangle(nodes), "network");
        check(&tangle(nodes), "layered");
    }
}

#[test]
fn large_networks_are_drawn_too() {
    let graph = tangle(700);
    let picture = picture(&graph, &drawing("network"));
    assert!(picture.boxes.iter().all(|area| area.left.is_finite() && area.top.is_finite()));
}

#[test]
fn strange_graphs_are_drawn() {
    for layout in ["network", "layered"] {
        check(&samples::signed(), layout);
        check(&samples::strange(), layout);
        let mut lonely = Graph::new();
        for place in 0..30 {
            lonely.add_node(Node { iri: place.to_string(), ..Node::default() });
        }
        check(&lonely, layout);
    }
}

#[test]
fn edges_of_a_layered_drawing_run_from_left_to_right() {
    let mut graph = Graph::new();
    let nodes: Vec<_> = (0..4)
        .map(|place| graph.add_node(Node { iri: place.to_string(), ..Node::default() }))
        .collect();
    for (from, to) in [(0, 1), (1, 2), (0, 2), (2, 3), (0, 3)] {
        graph.add_edge(nodes[from], nodes[to], Edge::default());
    }
    let picture = check(&graph, "layered");
    for edge in graph.edge_indices() {
        let (from, to) = graph.edge_endpoints(edge).unwrap();
        assert!(picture.boxes[from.index()].right() < picture.boxes[to.index()].left);
        let route = &picture.routes[edge.index()];
        assert!(route.windows(2).all(|pair| pair[0].0[3] == pair[1].0[0]));
    }
}
