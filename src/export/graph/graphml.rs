//! `GraphML`: read by Gephi, networkx, igraph, Cytoscape, yEd. Every key is typed; no key is called `id`,
//! which igraph would overwrite. For visone, with places, colours and shapes, too.

use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::attributes;
use super::evidence::Evidence;
use super::figures;
use super::figures::Columns;
use super::layout::Picture;
use super::matrix;
use super::style::Theme;
use super::visone;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::measures::Measure;

/// Name and type of what is said of a node or an edge.
type Key<'a> = (&'a str, &'a str);

const NODE_KEYS: &[Key<'static>] = &[("label", "string"), ("iri", "string"), ("kind", "string")];

const EDGE_KEYS: &[Key<'static>] = &[
    ("weight", "int"),
    ("sign", "int"),
    ("qualifier", "string"),
    ("edge_label", "string"),
    ("evidence", "string"),
    ("evidence_count", "int"),
    ("evidence_sha256", "string"),
    ("documents", "string"),
    ("document_count", "int"),
    ("documents_sha256", "string"),
    ("first", "string"),
    ("last", "string"),
];

/// Writes a graph as `GraphML`; with a picture, as visone draws it.
pub(super) fn write(
    graph: &Graph,
    drawing: &Drawing,
    picture: Option<(&Picture, Theme)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    if picture.is_some() {
        visone::head(out)?;
    } else {
        writeln!(
            out,
            r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"#
        )?;
    }
    let known = attributes::names(graph);
    let known = known.iter().map(|name| (name.as_str(), "string"));
    let node_keys: Vec<(&str, &str)> = NODE_KEYS.iter().copied().chain(known).collect();
    keys("node", &node_keys, out)?;
    let is_measured = graph.edge_weights().any(|edge| edge.measured.is_some());
    let weight = ("weight", if is_measured { "double" } else { "int" });
    keys("edge", &[weight], out)?;
    keys("edge", &EDGE_KEYS[1..], out)?;
    let (of_nodes, of_edges) = (figures::of_nodes([graph]), figures::of_edges([graph]));
    keys("node", &measured(&of_nodes), out)?;
    keys("edge", &measured(&of_edges), out)?;
    let direction = if drawing.directed { "directed" } else { "undirected" };
    writeln!(out, r#"  <graph id="{}" edgedefault="{direction}">"#, Escaped(&drawing.name))?;
    let first = matrix::first_mode(graph, drawing);
    for (place, node) in graph.node_weights().enumerate() {
        writeln!(out, r#"    <node id="n{place}">"#)?;
        if let Some((picture, theme)) = picture {
            let is_second = first.as_ref().is_some_and(|first| !first.contains(&place));
            visone::node(node, picture.boxes[place], (is_second, theme), out)?;
        }
        let known = node_keys[NODE_KEYS.len()..].iter();
        let known: Vec<String> = known.map(|(name, _)| attributes::text(node, name)).collect();
        let texts = [node.label.as_str(), &node.iri, &node.kind];
        let texts: Vec<&str> = texts.into_iter().chain(known.iter().map(String::as_str)).collect();
        data("node", &node_keys, &texts, out)?;
        measures("node", &of_nodes, &node.measures, out)?;
        writeln!(out, "    </node>")?;
    }
    for (place, edge) in graph.edge_references().enumerate() {
        let (source, target) = (edge.source().index(), edge.target().index());
        writeln!(out, r#"    <edge id="e{place}" source="n{source}" target="n{target}">"#)?;
        if let Some((_, theme)) = picture {
            visone::edge(edge.weight(), drawing.directed, theme, out)?;
        }
        edge_data(edge.weight(), out)?;
        measures("edge", &of_edges, &edge.weight().measures, out)?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn measured(columns: &Columns) -> Vec<Key<'static>> {
    let key =
        |(name, is_whole): &(&'static str, bool)| (*name, if *is_whole { "int" } else { "double" });
    columns.iter().map(key).collect()
}

fn measures(
    of: &str,
    columns: &Columns,
    measures: &[Measure],
    out: &mut dyn Write,
) -> io::Result<()> {
    let values: Vec<String> =
        columns.iter().map(|(name, _)| figures::text(measures, name)).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    data(of, &measured(columns), &values, out)
}

fn keys(of: &str, keys: &[Key<'_>], out: &mut dyn Write) -> io::Result<()> {
    for (name, kind) in keys {
        writeln!(
            out,
            r#"  <key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>"#
        )?;
    }
    Ok(())
}

fn edge_data(edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    let grounds = edge.grounds();
    let evidence = Evidence::new(&grounds.evidence);
    let documents = Evidence::new(&grounds.documents);
    let values: [&str; 12] = [
        &edge.strength().to_string(),
        &edge.sign().to_string(),
        &edge.qualifier,
        &edge.label,
        &evidence.joined(),
        &evidence.count.to_string(),
        evidence.hash.as_str(),
        &documents.joined(),
        &documents.count.to_string(),
        documents.hash.as_str(),
        grounds.first.unwrap_or_default(),
        grounds.last.unwrap_or_default(),
    ];
    data("edge", EDGE_KEYS, &values, out)
}

/// Writes the values that are not empty.
fn data(of: &str, keys: &[Key<'_>], values: &[&str], out: &mut dyn Write) -> io::Result<()> {
    for ((name, _), value) in keys.iter().zip(values) {
        if !value.is_empty() {
            writeln!(out, r#"      <data key="{of}_{name}">{}</data>"#, Escaped(value))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::EDGE_KEYS;
    use super::NODE_KEYS;
    use super::write;
    use crate::export::graph::samples;

    fn text(graph: &crate::projection::Graph) -> String {
        let mut out = Vec::new();
        write(graph, &samples::drawing(), None, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_key_is_called_id() {
        assert!(NODE_KEYS.iter().chain(EDGE_KEYS).all(|(name, _)| *name != "id"));
    }

    #[test]
    fn edges_have_ids_and_evidence() {
        let xml = text(&samples::signed());
        assert!(xml.contains(r#"<edge id="e1" source="n0" target="n1">"#));
        assert!(xml.contains(r#"<data key="edge_sign">-1</data>"#));
        assert!(xml.contains(r#"<data key="edge_evidence">t:1 t:2</data>"#));
        assert_eq!(xml.matches("<edge ").count(), samples::signed().edge_count());
    }

    #[test]
    fn strange_labels_stay_xml() {
        let xml = text(&samples::strange());
        resvg::usvg::roxmltree::Document::parse(&xml).unwrap();
        assert!(xml.contains("&lt;b&gt;&amp;&quot;"));
    }
}
