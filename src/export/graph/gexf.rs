//! GEXF 1.3: Gephi's own format, with places, colours and line styles.

use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::attributes;
use super::dots::Dots;
use super::evidence::Evidence;
use super::figures;
use super::figures::Columns;
use super::geometry::Point;
use super::layout::Picture;
use super::palette;
use super::style::Theme;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::measures::Measure;

const NODE_ATTRIBUTES: &[(&str, &str)] = &[("iri", "string"), ("type", "string")];

const EDGE_ATTRIBUTES: &[(&str, &str)] = &[
    ("sign", "integer"),
    ("qualifier", "string"),
    ("evidence", "string"),
    ("evidence_count", "integer"),
    ("evidence_sha256", "string"),
    ("documents", "string"),
    ("document_count", "integer"),
    ("documents_sha256", "string"),
    ("first", "string"),
    ("last", "string"),
];

/// Writes a graph as GEXF. Nodes stand where the SVG has them; GEXF's vertical axis points up.
pub(super) fn write(
    graph: &Graph,
    drawing: &Drawing,
    (picture, dots): (&Picture, Option<&Dots>),
    out: &mut dyn Write,
) -> io::Result<()> {
    head(&drawing.title, out)?;
    let direction = if drawing.directed { "directed" } else { "undirected" };
    writeln!(out, r#"  <graph mode="static" defaultedgetype="{direction}">"#)?;
    let known = attributes::names(graph);
    let known = known.iter().map(|name| (name.as_str(), "string"));
    let list: Vec<(&str, &str)> = NODE_ATTRIBUTES.iter().copied().chain(known).collect();
    declared("node", &list, &figures::of_nodes([graph]), out)?;
    declared("edge", EDGE_ATTRIBUTES, &figures::of_edges([graph]), out)?;
    nodes(graph, &list, (picture, dots), out)?;
    edges(graph, direction, out)?;
    writeln!(out, "  </graph>\n</gexf>")
}

/// Writes what stands before the graph.
pub(super) fn head(title: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">"#
    )?;
    writeln!(out, "  <meta>\n    <creator>sayso</creator>")?;
    writeln!(out, "    <description>{}</description>\n  </meta>", Escaped(title))
}

fn declared(
    class: &str,
    list: &[(&str, &str)],
    columns: &Columns,
    out: &mut dyn Write,
) -> io::Result<()> {
    let measured = columns
        .iter()
        .map(|(name, is_whole)| (*name, if *is_whole { "integer" } else { "double" }));
    writeln!(out, r#"    <attributes class="{class}">"#)?;
    for (name, kind) in list.iter().copied().chain(measured) {
        writeln!(out, r#"      <attribute id="{class}_{name}" title="{name}" type="{kind}"/>"#)?;
    }
    writeln!(out, "    </attributes>")
}

fn nodes(
    graph: &Graph,
    list: &[(&str, &str)],
    (picture, dots): (&Picture, Option<&Dots>),
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "    <nodes>")?;
    for (place, node) in graph.node_weights().enumerate() {
        writeln!(out, r#"      <node id="n{place}" label="{}">"#, Escaped(&node.label))?;
        let known = list[NODE_ATTRIBUTES.len()..].iter();
        let known: Vec<String> = known.map(|(name, _)| attributes::text(node, name)).collect();
        let texts = [node.iri.as_str(), &node.kind];
        let texts: Vec<&str> = texts.into_iter().chain(known.iter().map(String::as_str)).collect();
        values("node", list, &texts, &node.measures, out)?;
        let colour = palette::look(&node.kind, Theme::Light).stroke;
        let (colour, size) = match dots {
            Some(dots) => (dots.fills[place], dots.radii[place]),
            None => (colour, SIZE),
        };
        looks(colour, size, picture.boxes[place].centre(), out)?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>")
}

/// The size of a node where nothing is measured by it.
pub(super) const SIZE: f64 = 10.0;

/// Writes colour, place and size of a node.
pub(super) fn looks(colour: &str, size: f64, centre: Point, out: &mut dyn Write) -> io::Result<()> {
    let [red, green, blue] = palette::channels(colour);
    writeln!(out, r#"        <viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/>"#)?;
    writeln!(
        out,
        r#"        <viz:position x="{}" y="{}" z="0"/>"#,
        centre.x.round(),
        0.0 - centre.y.round()
    )?;
    writeln!(out, r#"        <viz:size value="{size}"/>"#)
}

fn edges(graph: &Graph, direction: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <edges>")?;
    for (place, reference) in graph.edge_references().enumerate() {
        let edge = reference.weight();
        let line = palette::line(&edge.qualifier, Theme::Light);
        let [red, green, blue] = palette::channels(line.colour);
        let kind = if edge.qualifier.is_empty() { "joined" } else { &edge.qualifier };
        let label = if edge.label.is_empty() { kind } else { &edge.label };
        writeln!(
            out,
            r#"      <edge id="e{place}" source="n{}" target="n{}" type="{direction}" kind="{}" label="{}" weight="{}">"#,
            reference.source().index(),
            reference.target().index(),
            Escaped(kind),
            Escaped(label),
            edge.strength(),
        )?;
        edge_values(edge, out)?;
        writeln!(out, r#"        <viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/>"#)?;
        writeln!(out, r#"        <viz:shape value="{}"/>"#, line.name)?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>")
}

fn edge_values(edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    let grounds = edge.grounds();
    let evidence = Evidence::new(&grounds.evidence);
    let documents = Evidence::new(&grounds.documents);
    let list: [&str; 10] = [
        &edge.sign().to_string(),
        &edge.qualifier,
        &evidence.joined(),
        &evidence.count.to_string(),
        evidence.hash.as_str(),
        &documents.joined(),
        &documents.count.to_string(),
        documents.hash.as_str(),
        grounds.first.unwrap_or_default(),
        grounds.last.unwrap_or_default(),
    ];
    values("edge", EDGE_ATTRIBUTES, &list, &edge.measures, out)
}

/// Writes the values that are not empty.
fn values(
    class: &str,
    list: &[(&str, &str)],
    values: &[&str],
    measures: &[Measure],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for ((name, _), value) in list.iter().zip(values) {
        if !value.is_empty() {
            let value = Escaped(value);
            writeln!(out, r#"          <attvalue for="{class}_{name}" value="{value}"/>"#)?;
        }
    }
    for (name, figure) in measures {
        writeln!(out, r#"          <attvalue for="{class}_{name}" value="{figure}"/>"#)?;
    }
    writeln!(out, "        </attvalues>")
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::write;
    use crate::export::graph::layout;
    use crate::export::graph::samples;
    use crate::projection::Graph;

    fn text(graph: &Graph) -> String {
        let (mut out, drawing) = (Vec::new(), samples::drawing());
        write(graph, &drawing, (&layout::picture(graph, &drawing), None), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn parallel_edges_have_kinds_and_every_edge_its_evidence() {
        let xml = text(&samples::signed());
        let document = Document::parse(&xml).unwrap();
        let edges: Vec<_> =
            document.descendants().filter(|node| node.has_tag_name("edge")).collect();
        assert_eq!(edges.len(), samples::signed().edge_count());
        let kinds: Vec<Option<&str>> = edges.iter().map(|edge| edge.attribute("kind")).collect();
        assert_eq!(kinds[1..3], [Some("positive"), Some("negative")]);
        for edge in edges {
            assert!(edge.descendants().any(|value| {
                value.attribute("for") == Some("edge_evidence")
                    && value.attribute("value").is_some_and(|ids| ids.starts_with("t:1"))
            }));
        }
    }

    #[test]
    fn strange_labels_stay_xml() {
        Document::parse(&text(&samples::strange())).unwrap();
        Document::parse(&text(&Graph::new())).unwrap();
    }
}
