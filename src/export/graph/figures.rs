//! What has been measured of nodes and edges, as columns of a file.

use crate::projection::Graph;
use crate::projection::measures::Figure;
use crate::projection::measures::Measure;

/// Names of figures, and whether each is a whole number.
pub(super) type Columns = Vec<(&'static str, bool)>;

/// Returns what has been measured of the nodes of graphs.
pub(super) fn of_nodes<'a>(graphs: impl IntoIterator<Item = &'a Graph>) -> Columns {
    let nodes = graphs.into_iter().flat_map(Graph::node_weights);
    columns(nodes.map(|node| &*node.measures))
}

/// Returns what has been measured of the edges of graphs.
pub(super) fn of_edges<'a>(graphs: impl IntoIterator<Item = &'a Graph>) -> Columns {
    let edges = graphs.into_iter().flat_map(Graph::edge_weights);
    columns(edges.map(|edge| &*edge.measures))
}

/// Returns all figures in the order in which they are met; some nodes and edges lack some.
fn columns<'a>(measured: impl Iterator<Item = &'a [Measure]>) -> Columns {
    let mut columns = Columns::new();
    for (name, figure) in measured.flatten() {
        if !columns.iter().any(|(known, _)| known == name) {
            columns.push((*name, matches!(figure, Figure::Whole(_))));
        }
    }
    columns
}

/// Returns the figure of a name as text; nothing where it has not been measured.
pub(super) fn text(measures: &[Measure], name: &str) -> String {
    let found = measures.iter().find(|(known, _)| *known == name);
    found.map(|(_, figure)| figure.to_string()).unwrap_or_default()
}
