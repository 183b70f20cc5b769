//! Cytoscape's JSON (`.cyjs`): elements with data and places, also for cytoscape.js and networkx.

use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;
use serde_json::Value;
use serde_json::json;

use super::attributes;
use super::layout::Picture;
use super::node_link;
use crate::projection::Drawing;
use crate::projection::Graph;

/// Writes a graph. Nodes stand where the SVG has them; networkx finds them by `value`.
pub(super) fn write(
    graph: &Graph,
    drawing: &Drawing,
    picture: &Picture,
    out: &mut dyn Write,
) -> io::Result<()> {
    let known = attributes::names(graph);
    let nodes: Vec<Value> = graph
        .node_weights()
        .enumerate()
        .map(|(place, node)| {
            let id = format!("n{place}");
            let mut data = json!({
                "id": id,
                "value": id,
                "name": node.label,
                "shared_name": node.label,
                "iri": node.iri,
                "kind": node.kind,
            });
            for name in &known {
                data[name] = attributes::text(node, name).into();
            }
            let centre = picture.boxes[place].centre();
            let (x, y) = (centre.x.round(), centre.y.round());
            let data = node_link::measured(data, &node.measures);
            json!({"data": data, "position": {"x": x, "y": y}})
        })
        .collect();
    let edges: Vec<Value> = graph
        .edge_references()
        .enumerate()
        .map(|(place, edge)| {
            let ends = [edge.source(), edge.target()].map(|end| format!("n{}", end.index()));
            let mut data = node_link::edge_object(&ends[0], &ends[1], edge.weight());
            data["id"] = format!("e{place}").into();
            data["interaction"] = drawing.meaning(&edge.weight().qualifier).into();
            json!({"data": data})
        })
        .collect();
    let whole = json!({
        "format_version": "1.0",
        "generated_by": "sayso",
        "target_cytoscapejs_version": "~2.1",
        "directed": drawing.directed,
        "multigraph": true,
        "data": {"name": drawing.name, "shared_name": drawing.name, "title": drawing.title},
        "elements": {"nodes": nodes, "edges": edges},
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::write;
    use crate::export::graph::layout;
    use crate::export::graph::samples;

    #[test]
    fn elements_have_data_and_places() {
        let (graph, drawing) = (samples::signed(), samples::drawing());
        let mut out = Vec::new();
        write(&graph, &drawing, &layout::picture(&graph, &drawing), &mut out).unwrap();
        let value: Value = serde_json::from_slice(&out).unwrap();
        let edges = value["elements"]["edges"].as_array().unwrap();
        assert_eq!(edges.len(), graph.edge_count());
        assert_eq!(edges[3]["data"]["source"], "n1");
        assert_eq!(edges[3]["data"]["interaction"], "takes a side against");
        assert_eq!(edges[1]["data"]["evidence"], serde_json::json!(["t:1", "t:2"]));
        let nodes = value["elements"]["nodes"].as_array().unwrap();
        assert!(nodes.iter().all(|node| node["position"]["x"].is_number()));
    }
}
