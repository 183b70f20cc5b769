//! The edges of a graph as the rows of a table, the strongest first.

use schemars::JsonSchema;
use serde::Serialize;

use super::Site;
use super::choices::Choices;
use super::command;
use super::drawn::Drawn;
use crate::export;
use crate::projection::Edge;
use crate::projection::Node;
use crate::serve::address;

/// An edge.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Row {
    pub(super) from: End,
    /// What the edge means: `takes the side of`.
    pub(super) how: String,
    /// `positive`, `negative`, or another word of the graph's query.
    pub(super) qualifier: String,
    pub(super) to: End,
    pub(super) words: String,
    pub(super) strength: String,
    pub(super) evidence: usize,
    pub(super) documents: usize,
    /// From when to when, as far as it is known.
    pub(super) time: String,
    /// The address at which the edge is opened.
    pub(super) address: String,
    /// Where the first pieces of evidence can be read.
    pub(super) first: Vec<String>,
}

/// A node at the end of an edge.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct End {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) kind: String,
    pub(super) address: Option<String>,
}

/// So many pieces of evidence are linked from a row.
const FIRST: usize = 5;

/// Returns all edges.
pub(super) fn rows(site: &Site, name: &str, drawn: &Drawn, choices: &Choices) -> Vec<Row> {
    let graph = &drawn.graph;
    let mut order: Vec<_> = graph.edge_indices().collect();
    order.sort_by_key(|&edge| std::cmp::Reverse(graph[edge].strength().0.unsigned_abs()));
    let row = |edge| {
        let (from, to) = graph.edge_endpoints(edge).expect("an edge of this graph has ends");
        row(site, name, drawn, choices, [&graph[from], &graph[to]], &graph[edge])
    };
    order.into_iter().map(row).collect()
}

fn row(
    site: &Site,
    name: &str,
    drawn: &Drawn,
    choices: &Choices,
    [from, to]: [&Node; 2],
    edge: &Edge,
) -> Row {
    let base = site.base();
    let grounds = edge.grounds();
    let ids = [from, to].map(|node| export::shorten(&node.iri, base));
    let mut more = vec![("open", ids[0].as_str()), ("open", &ids[1])];
    if !edge.qualifier.is_empty() {
        more.push(("as", &edge.qualifier));
    }
    let query = command::query(choices, &more);
    let first = grounds.evidence.iter().filter_map(|iri| address::of_iri(base, iri));
    Row {
        how: drawn.drawing.meaning(&edge.qualifier).to_owned(),
        qualifier: edge.qualifier.clone().into_owned(),
        words: edge.label.clone(),
        strength: edge.strength().to_string(),
        evidence: grounds.evidence.len(),
        documents: grounds.documents.len(),
        time: match (grounds.first, grounds.last) {
            (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
            (first, last) => first.or(last).unwrap_or_default().to_owned(),
        },
        address: format!("/networks/{name}{query}#opened"),
        first: first.take(FIRST).collect(),
        from: end(site, from),
        to: end(site, to),
    }
}

/// Returns a node with the address of its page.
pub(super) fn end(site: &Site, node: &Node) -> End {
    End {
        id: export::shorten(&node.iri, site.base()),
        label: node.label.clone(),
        kind: node.kind.clone(),
        address: address::of_iri(site.base(), &node.iri),
    }
}
