//! Rows in, a graph out: rows with the same ends and qualifier make one edge.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Edge;
use super::Evidence;
use super::Graph;
use super::Node;
use super::Rests;
use super::Row;

/// What the data call a node and say it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Its label, where it has one.
    pub label: Option<String>,
    /// The local name of its class, where it has one.
    pub kind: Option<String>,
}

/// Builds the graph of some rows. Nodes stand in the order of their identifiers, edges in the order of
/// their ends and qualifiers; the order of the rows does not matter. In an undirected graph an edge
/// runs from the lesser identifier to the greater.
pub fn build(rows: &[Row], names: &BTreeMap<String, Name>, directed: bool) -> Graph {
    let mut kinds: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let mut edges: BTreeMap<(&str, &str, &str), Gathered<'_>> = BTreeMap::new();
    for row in rows {
        for (iri, kind) in [(&row.from, &row.from_type), (&row.to, &row.to_type)] {
            let known = kinds.entry(iri).or_default();
            *known = least(*known, kind.as_deref());
        }
        let ends = if directed || row.from <= row.to {
            (row.from.as_str(), row.to.as_str())
        } else {
            (row.to.as_str(), row.from.as_str())
        };
        let qualifier = row.qualifier.as_deref().unwrap_or_default();
        edges.entry((ends.0, ends.1, qualifier)).or_default().add(row);
    }

    let mut graph = Graph::new();
    let mut indices = BTreeMap::new();
    for (iri, kind) in kinds {
        indices.insert(iri, graph.add_node(node(iri, kind, names.get(iri))));
    }
    for ((from, to, qualifier), gathered) in edges {
        graph.add_edge(indices[from], indices[to], gathered.edge(qualifier));
    }
    graph
}

/// What the rows of one edge say.
#[derive(Default)]
struct Gathered<'rows> {
    evidence: Evidence,
    labels: BTreeSet<&'rows str>,
}

impl<'rows> Gathered<'rows> {
    fn add(&mut self, row: &'rows Row) {
        self.evidence.statements.insert(row.evidence.clone());
        self.evidence.documents.extend(row.document.clone());
        self.labels.extend(row.label.as_deref().filter(|label| !label.is_empty()));
        let Some(time) = &row.time else { return };
        if self.evidence.first.as_ref().is_none_or(|first| time < first) {
            self.evidence.first = Some(time.clone());
        }
        if self.evidence.last.as_ref().is_none_or(|last| time > last) {
            self.evidence.last = Some(time.clone());
        }
    }

    fn edge(self, qualifier: &str) -> Edge {
        let labels: Vec<&str> = self.labels.into_iter().collect();
        Edge {
            qualifier: qualifier.to_owned().into(),
            label: labels.join("; "),
            rests: Rests::On(Box::new(self.evidence)),
            ..Edge::default()
        }
    }
}

/// Names a node, by its identifier where nothing else does.
pub(super) fn node(iri: &str, kind: Option<&str>, name: Option<&Name>) -> Node {
    let label = name.and_then(|name| name.label.clone()).unwrap_or_else(|| short(iri));
    let kind = kind.map(str::to_owned).or_else(|| name.and_then(|name| name.kind.clone()));
    Node { iri: iri.to_owned(), label, kind: kind.unwrap_or_default(), ..Node::default() }
}

/// Returns the lesser of two that are there, so that the order of rows does not show.
fn least<'a>(left: Option<&'a str>, right: Option<&'a str>) -> Option<&'a str> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    }
}

/// Returns what stands for a thing without a label: the last part of its identifier.
fn short(iri: &str) -> String {
    let end = iri.trim_end_matches(['/', '#']);
    let last = end.rsplit(['/', '#']).next().unwrap_or(end);
    if last.is_empty() { iri.to_owned() } else { last.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Name;
    use super::build;
    use crate::projection::Graph;
    use crate::projection::Row;

    fn row(from: &str, to: &str, qualifier: &str, evidence: &str) -> Row {
        Row {
            from: from.to_owned(),
            to: to.to_owned(),
            evidence: evidence.to_owned(),
            qualifier: (!qualifier.is_empty()).then(|| qualifier.to_owned()),
            ..Row::default()
        }
    }

    fn check(rows: &[Row], directed: bool, expected: &[(&str, &str, &str, usize)]) -> Graph {
        let graph = build(rows, &BTreeMap::new(), directed);
        let found: Vec<(&str, &str, &str, usize)> = graph
            .edge_indices()
            .map(|edge| {
                let (from, to) = graph.edge_endpoints(edge).unwrap();
                let (from, to) = (graph[from].iri.as_str(), graph[to].iri.as_str());
                (from, to, &*graph[edge].qualifier, graph[edge].weight())
            })
            .collect();
        assert_eq!(found, expected);
        graph
    }

    #[test]
    fn rows_of_one_edge_are_counted_once_each() {
        let rows = [row("a", "b", "", "1"), row("a", "b", "", "2"), row("a", "b", "", "1")];
        check(&rows, true, &[("a", "b", "", 2)]);
    }

    #[test]
    fn each_qualifier_has_an_edge_of_its_own() {
        let rows = [row("a", "b", "positive", "1"), row("a", "b", "negative", "1")];
        let graph = check(&rows, true, &[("a", "b", "negative", 1), ("a", "b", "positive", 1)]);
        let signs: Vec<i8> = graph.edge_weights().map(super::Edge::sign).collect();
        assert_eq!(signs, [-1, 1]);
    }

    #[test]
    fn what_is_reported_takes_no_side() {
        let rows = [row("a", "b", "reportedly positive", "1")];
        let graph = check(&rows, true, &[("a", "b", "reportedly positive", 1)]);
        assert_eq!(graph.edge_weights().map(super::Edge::sign).sum::<i8>(), 0);
    }

    #[test]
    fn directions_count_only_where_they_are_meant() {
        let rows = [row("a", "b", "", "1"), row("b", "a", "", "2"), row("a", "a", "", "3")];
        check(&rows, true, &[("a", "a", "", 1), ("a", "b", "", 1), ("b", "a", "", 1)]);
        check(&rows, false, &[("a", "a", "", 1), ("a", "b", "", 2)]);
    }

    #[test]
    fn the_order_of_rows_does_not_show() {
        let mut rows =
            vec![row("b", "a", "", "2"), row("a", "c", "x", "1"), row("a", "b", "", "1")];
        rows[0].from_type = Some("Person".to_owned());
        rows[2].to_type = Some("Agent".to_owned());
        rows[0].label = Some("head".to_owned());
        let there = build(&rows, &BTreeMap::new(), true);
        rows.reverse();
        let back = build(&rows, &BTreeMap::new(), true);
        assert_eq!(format!("{there:?}"), format!("{back:?}"));
        assert_eq!(there.node_weights().nth(1).unwrap().kind, "Agent");
    }

    #[test]
    fn times_span_the_evidence() {
        let mut rows = vec![row("a", "b", "", "1"), row("a", "b", "", "2"), row("a", "b", "", "3")];
        rows[0].time = Some("2023-03-25".to_owned());
        rows[1].time = Some("2022".to_owned());
        let graph = check(&rows, true, &[("a", "b", "", 3)]);
        let grounds = graph.edge_weights().next().unwrap().grounds();
        assert_eq!(grounds.first, Some("2022"));
        assert_eq!(grounds.last, Some("2023-03-25"));
    }

    #[test]
    fn names_come_from_the_data_or_from_the_identifier() {
        let name = Name { label: Some("OSCE".to_owned()), kind: Some("Organization".to_owned()) };
        let names = BTreeMap::from([("http://x/a".to_owned(), name)]);
        let graph = build(&[row("http://x/a", "http://x/b#c", "", "1")], &names, true);
        let labels: Vec<(&str, &str)> =
            graph.node_weights().map(|node| (node.label.as_str(), node.kind.as_str())).collect();
        assert_eq!(labels, [("OSCE", "Organization"), ("c", "")]);
    }
}
