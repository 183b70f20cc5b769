//! Graphs for the tests of this folder.

use std::collections::BTreeSet;

use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Node;

/// Returns a drawing with a legend.
pub(super) fn drawing() -> Drawing {
    let header = "#+ summary: Who takes whose side\n#+ legend:\n#+   positive: takes the side of\n\
                  #+   negative: takes a side against\n";
    Drawing::parse("sample", header).expect("the header can be read")
}

/// Returns three agents with parallel, opposite and self-directed edges.
pub(super) fn signed() -> Graph {
    let mut graph = Graph::new();
    let ada = graph.add_node(node("a:1", "Ada", "Person"));
    let basalt = graph.add_node(node("a:2", "Basalt plc", "Organization"));
    let observers = graph.add_node(node("a:3", "Observers from the Northern Coast", "Group"));
    graph.add_edge(ada, ada, edge("positive", 1));
    graph.add_edge(ada, basalt, edge("positive", 2));
    graph.add_edge(ada, basalt, edge("negative", 1));
    graph.add_edge(basalt, ada, edge("negative", 3));
    graph.add_edge(basalt, observers, edge("", 70));
    graph
}

/// Returns a graph whose labels try to break out of every format.
pub(super) fn strange() -> Graph {
    let mut graph = Graph::new();
    let labels = ["<b>&\"'\\N\0\u{1b}]", "مجلس الأمن", "🏳️‍🌈 漢字 😀", "", &"x".repeat(300)];
    let nodes: Vec<_> = labels
        .iter()
        .enumerate()
        .map(|(place, label)| graph.add_node(node(&format!("a:{place}<&\">"), label, "a<b")))
        .collect();
    for pair in nodes.windows(2) {
        graph.add_edge(pair[0], pair[1], edge("<&\"\0", 1));
    }
    graph
}

/// Returns two who speak and two things that they speak of.
pub(super) fn two_mode() -> Graph {
    let mut graph = Graph::new();
    let labels = ["Ada", "Bo", "A dam", "No, \"dam\""];
    let nodes = labels.map(|label| graph.add_node(node(label, label, "")));
    graph.add_edge(nodes[0], nodes[2], edge("positive", 2));
    graph.add_edge(nodes[1], nodes[2], edge("negative", 1));
    graph.add_edge(nodes[1], nodes[3], edge("positive", 1));
    graph
}

fn node(iri: &str, label: &str, kind: &str) -> Node {
    Node { iri: iri.to_owned(), label: label.to_owned(), kind: kind.to_owned(), ..Node::default() }
}

fn edge(qualifier: &str, weight: usize) -> Edge {
    let evidence: BTreeSet<String> = (1..=weight).map(|number| format!("t:{number}")).collect();
    Edge::on(qualifier, evidence)
}
