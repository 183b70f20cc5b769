//! What visone adds to `GraphML`: how each node and edge looks, in the words of yFiles.

use std::io;
use std::io::Write;

use super::super::xml::Escaped;
use super::geometry::Rectangle;
use super::palette;
use super::style::Theme;
use crate::projection::Edge;
use crate::projection::Node;

/// Width and height of a node.
const SIZE: f64 = 20.0;

/// Opens the file, and declares where looks stand.
pub(super) fn head(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:visone="http://visone.info/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">"#
    )?;
    writeln!(out, r#"  <key id="node_looks" for="node" yfiles.type="nodegraphics"/>"#)?;
    writeln!(out, r#"  <key id="edge_looks" for="edge" yfiles.type="edgegraphics"/>"#)
}

/// Writes how a node looks: where the SVG has it, round, or a rounded box for what is spoken of.
pub(super) fn node(
    node: &Node,
    place: Rectangle,
    (is_second_mode, theme): (bool, Theme),
    out: &mut dyn Write,
) -> io::Result<()> {
    let look = palette::look(&node.kind, theme);
    let centre = place.centre();
    let (x, y) = ((centre.x - SIZE / 2.0).round(), (centre.y - SIZE / 2.0).round());
    let shape = if is_second_mode { "roundrectangle" } else { "ellipse" };
    writeln!(out, r#"      <data key="node_looks"><visone:shapeNode><y:ShapeNode>"#)?;
    writeln!(
        out,
        r#"        <y:Geometry height="{SIZE:.1}" width="{SIZE:.1}" x="{x:.1}" y="{y:.1}"/>"#
    )?;
    writeln!(out, r#"        <y:Fill color="{}" transparent="false"/>"#, look.fill)?;
    writeln!(out, r#"        <y:BorderStyle color="{}" type="line" width="1.0"/>"#, look.stroke)?;
    writeln!(out, r"        <y:NodeLabel>{}</y:NodeLabel>", Escaped(&node.label))?;
    writeln!(out, r#"        <y:Shape type="{shape}"/>"#)?;
    writeln!(out, "      </y:ShapeNode></visone:shapeNode></data>")
}

/// Writes how an edge looks: in the colour and line of its side.
pub(super) fn edge(
    edge: &Edge,
    is_directed: bool,
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = palette::line(&edge.qualifier, theme);
    let kind = if line.name == "solid" { "line" } else { line.name };
    let arrow = if is_directed { "standard" } else { "none" };
    writeln!(out, r#"      <data key="edge_looks"><visone:polyLineEdge><y:PolyLineEdge>"#)?;
    writeln!(out, r#"        <y:LineStyle color="{}" type="{kind}" width="1.0"/>"#, line.colour)?;
    writeln!(out, r#"        <y:Arrows source="none" target="{arrow}"/>"#)?;
    writeln!(out, "      </y:PolyLineEdge></visone:polyLineEdge></data>")
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use crate::export::graph::Format;
    use crate::export::graph::samples;
    use crate::export::graph::write;
    use crate::projection::Drawing;

    #[test]
    fn every_node_and_edge_has_a_look_and_its_data() {
        let (graph, drawing) =
            (samples::two_mode(), Drawing { first_mode: Some(2), ..samples::drawing() });
        let mut out = Vec::new();
        write(&graph, &drawing, Format::Visone, &mut out).unwrap();
        let xml = String::from_utf8(out).unwrap();
        let document = Document::parse(&xml).unwrap();
        let shapes: Vec<&str> = document
            .descendants()
            .filter(|node| node.tag_name().name() == "Shape")
            .filter_map(|node| node.attribute("type"))
            .collect();
        assert_eq!(shapes, ["ellipse", "ellipse", "roundrectangle", "roundrectangle"]);
        assert_eq!(xml.matches("<y:PolyLineEdge>").count(), graph.edge_count());
        assert_eq!(xml.matches(r#"key="edge_evidence""#).count(), graph.edge_count());
    }
}
