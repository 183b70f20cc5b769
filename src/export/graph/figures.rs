//! What has been measured of nodes and edges, as columns of a file.

use crate::projection::Graph;
use crate::projection::measures::Figure;
use crate::projection::measures::Measure;

/// Names of figures, and whether each is a whole number.
pub(super) type Columns = Vec<(&'static str, bool)>;

/// Returns what has been measured of nodes.
pub(super) fn of_nodes(graph: &Graph) -> Columns {
    columns(graph.node_weights().map(|node| &*node.measures))
}

/// Returns what has been measured of edges.
pub(super) fn of_edges(graph: &Graph) -> Columns {
    columns(graph.edge_weights().map(|edge| &*edge.measures))
}

/// All nodes, and all edges of which something has been measured, have the same figures.
fn columns<'a>(mut measured: impl Iterator<Item = &'a [Measure]>) -> Columns {
    let first = measured.find(|measures| !measures.is_empty()).unwrap_or_default();
    first.iter().map(|(name, figure)| (*name, matches!(figure, Figure::Whole(_)))).collect()
}

/// Returns the figure of a name as text; nothing where it has not been measured.
pub(super) fn text(measures: &[Measure], name: &str) -> String {
    let found = measures.iter().find(|(known, _)| *known == name);
    found.map(|(_, figure)| figure.to_string()).unwrap_or_default()
}
