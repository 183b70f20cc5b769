//! Node-link JSON, as networkx reads it with `node_link_graph(data, edges="edges")`.

use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;
use serde_json::Value;
use serde_json::json;

use super::attributes;
use super::evidence::Evidence;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::measures::Measure;

/// Writes a graph as node-link JSON.
pub(super) fn write(graph: &Graph, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let known = attributes::names(graph);
    let nodes: Vec<Value> = graph
        .node_weights()
        .map(|node| {
            let mut object = json!({"id": node.iri, "label": node.label, "kind": node.kind});
            for name in &known {
                object[name] = attributes::text(node, name).into();
            }
            measured(object, &node.measures)
        })
        .collect();
    let edges: Vec<Value> = graph
        .edge_references()
        .map(|edge| {
            let (source, target) = (&graph[edge.source()].iri, &graph[edge.target()].iri);
            edge_object(source, target, edge.weight())
        })
        .collect();
    let whole = json!({
        "directed": drawing.directed,
        "multigraph": true,
        "graph": {"name": drawing.name, "title": drawing.title, "legend": legend(drawing)},
        "nodes": nodes,
        "edges": edges,
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

/// Returns a weight as a number of JSON, which reads back as the same digits.
fn number(written: &str) -> Value {
    serde_json::from_str(written).expect("a decimal is a number of JSON")
}

/// The qualifier tells parallel edges apart, so it serves as networkx's key.
pub(super) fn edge_object(source: &str, target: &str, edge: &Edge) -> Value {
    let grounds = edge.grounds();
    let evidence = Evidence::new(&grounds.evidence);
    let documents = Evidence::new(&grounds.documents);
    let object = json!({
        "source": source,
        "target": target,
        "key": edge.qualifier,
        "weight": number(&edge.strength().to_string()),
        "sign": edge.sign(),
        "qualifier": edge.qualifier,
        "label": edge.label,
        "evidence": evidence.listed,
        "evidence_count": evidence.count,
        "evidence_sha256": evidence.hash,
        "documents": documents.listed,
        "document_count": documents.count,
        "documents_sha256": documents.hash,
        "first": grounds.first,
        "last": grounds.last,
    });
    measured(object, &edge.measures)
}

/// Adds what has been measured to an object.
pub(super) fn measured(mut object: Value, measures: &[Measure]) -> Value {
    for (name, figure) in measures {
        object[*name] = number(&figure.to_string());
    }
    object
}

fn legend(drawing: &Drawing) -> Value {
    drawing
        .legend
        .iter()
        .map(|(qualifier, meaning)| (qualifier.clone(), Value::from(meaning.as_str())))
        .collect::<serde_json::Map<String, Value>>()
        .into()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::write;
    use crate::export::graph::samples;

    #[test]
    fn ends_are_nodes_and_keys_tell_parallel_edges_apart() {
        let graph = samples::signed();
        let mut out = Vec::new();
        write(&graph, &samples::drawing(), &mut out).unwrap();
        let value: Value = serde_json::from_slice(&out).unwrap();
        let ids: Vec<&Value> =
            value["nodes"].as_array().unwrap().iter().map(|node| &node["id"]).collect();
        let edges = value["edges"].as_array().unwrap();
        assert_eq!(edges.len(), graph.edge_count());
        let mut keys: Vec<String> = Vec::new();
        for edge in edges {
            assert!(ids.contains(&&edge["source"]) && ids.contains(&&edge["target"]));
            keys.push(format!("{} {} {}", edge["source"], edge["target"], edge["key"]));
        }
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), edges.len());
        assert_eq!(edges[1]["evidence"], serde_json::json!(["t:1", "t:2"]));
    }
}
