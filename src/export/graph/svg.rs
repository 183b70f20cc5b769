//! SVG: title, edges, nodes and legend. Text stays text; evidence shows when one points at an edge and
//! stands in `data-` attributes for programs.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::entries;
use super::evidence::Evidence;
use super::geometry::Curve;
use super::geometry::Point;
use super::geometry::Rectangle;
use super::layout::MARK_LINE;
use super::layout::MARK_SIZE;
use super::layout::Mark;
use super::layout::Picture;
use super::legend::Legend;
use super::letters;
use super::outline;
use super::page::MARGIN;
use super::page::Page;
use super::page::text;
use super::palette;
use super::palette::Line;
use super::palette::Shape;
use super::style::Theme;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Node;

/// The least width of the whole picture, so that title and legend have room.
const LEAST_WIDTH: f64 = 560.0;

/// Writes a laid out graph with its names in boxes as SVG.
pub(super) fn write(
    graph: &Graph,
    drawing: &Drawing,
    picture: &Picture,
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = (picture.size.x + 2.0 * MARGIN).max(LEAST_WIDTH);
    let counts = counts(graph);
    let caption = caption(graph, drawing, "");
    let description = format!("{} {counts}", drawing.question.description);
    let page = Page::new([&drawing.title, &caption, &description], width, theme);
    let legend = Legend::new(
        entries::of_boxes(graph, drawing, theme),
        drawing.directed,
        width - 2.0 * MARGIN,
    );
    let legend_top = page.top + picture.size.y + 34.0;
    page.begin(legend_top + legend.height + MARGIN, out)?;
    let left = ((width - picture.size.x) / 2.0).floor();
    writeln!(out, r#"<g transform="translate({left} {})">"#, page.top)?;
    edges(graph, drawing, picture, theme, out)?;
    nodes(graph, picture, theme, out)?;
    marks(graph, picture, theme, out)?;
    writeln!(out, "</g>")?;
    writeln!(out, r#"<g transform="translate({MARGIN} {legend_top})">"#)?;
    legend.write(width - 2.0 * MARGIN, theme, out)?;
    writeln!(out, "</g>\n</svg>")
}

/// Returns what stands beneath the title: what is counted, what is left out, and what is not shown.
pub(super) fn caption(graph: &Graph, drawing: &Drawing, unseen: &str) -> String {
    let parts = [&counts(graph), drawing.caption.as_str(), unseen];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Counts the nodes, the edges and what these rest on.
pub(super) fn counts(graph: &Graph) -> String {
    if graph.node_count() == 0 {
        return "Nothing to draw: the question has no answers here.".to_owned();
    }
    let evidence: BTreeSet<&str> =
        graph.edge_weights().flat_map(|edge| edge.grounds().evidence).collect();
    format!(
        "{}, {}, {}.",
        plural(graph.node_count(), "node", "nodes"),
        plural(graph.edge_count(), "edge", "edges"),
        plural(evidence.len(), "piece of evidence", "pieces of evidence"),
    )
}

/// Returns a number with the word for what is counted.
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn edges(
    graph: &Graph,
    drawing: &Drawing,
    picture: &Picture,
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (place, reference) in graph.edge_references().enumerate() {
        let edge = reference.weight();
        let line = palette::line(&edge.qualifier, theme);
        let ends = [&graph[reference.source()], &graph[reference.target()]];
        begin_edge(ends, edge, "", out)?;
        writeln!(out, "<title>{}</title>", Escaped(&told(edge, ends, drawing)))?;
        let breadth = breadth(edge.strength().magnitude());
        stroke(&picture.routes[place], line, breadth, drawing.directed, out)?;
        writeln!(out, "</g>")?;
    }
    Ok(())
}

/// Returns what is shown when somebody points at an edge.
pub(super) fn told(edge: &Edge, [from, to]: [&Node; 2], drawing: &Drawing) -> String {
    let meaning = drawing.meaning(&edge.qualifier);
    let head = format!("{} {meaning} {}", from.label, to.label);
    let grounds = edge.grounds();
    let evidence = Evidence::new(&grounds.evidence);
    let told = format!("{head}\n{}", edge.label);
    format!("{} ({})\n{}", told.trim_end(), evidence.count, evidence.lines()).trim().to_owned()
}

/// Begins an edge: what programs want to know of it, and how all of it looks.
pub(super) fn begin_edge(
    [from, to]: [&Node; 2],
    edge: &Edge,
    looks: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let grounds = edge.grounds();
    let evidence = Evidence::new(&grounds.evidence);
    let documents = Evidence::new(&grounds.documents);
    writeln!(
        out,
        r#"<g class="edge" data-from="{}" data-to="{}" data-qualifier="{}" data-sign="{}" data-weight="{}" data-evidence="{}" data-evidence-count="{}" data-evidence-sha256="{}" data-documents="{}" data-document-count="{}"{looks}>"#,
        Escaped(&from.iri),
        Escaped(&to.iri),
        Escaped(&edge.qualifier),
        edge.sign(),
        edge.strength(),
        Escaped(&evidence.joined()),
        evidence.count,
        evidence.hash,
        Escaped(&documents.joined()),
        documents.count,
    )
}

/// Returns the width of a line: it grows with the square root of the weight.
#[expect(clippy::cast_precision_loss, reason = "weights are smaller than that")]
pub(super) fn breadth(weight: usize) -> f64 {
    let width = 1.3 + 0.9 * (weight.saturating_sub(1) as f64).sqrt();
    (width.min(8.0) * 10.0).round() / 10.0
}

/// Writes the line of an edge, with its arrow's head where it has one.
pub(super) fn stroke(
    route: &[Curve],
    line: Line,
    breadth: f64,
    directed: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (Some(first), Some(last)) = (route.first(), route.last()) else { return Ok(()) };
    let mut path = format!("M{}", place(first.0[0]));
    let head = directed.then(|| Head::new(*last, breadth));
    for (index, curve) in route.iter().enumerate() {
        let is_last = index + 1 == route.len();
        let curve = head.as_ref().filter(|_| is_last).map_or(*curve, |head| head.shaft);
        let [_, a, b, c] = curve.0;
        for part in [" C", &place(a), " ", &place(b), " ", &place(c)] {
            path.push_str(part);
        }
    }
    let dashes = if line.dashes.is_empty() {
        String::new()
    } else {
        format!(r#" stroke-dasharray="{}""#, line.dashes)
    };
    writeln!(
        out,
        r#"<path d="{path}" fill="none" stroke="{}" stroke-width="{breadth}"{dashes}/>"#,
        line.colour
    )?;
    let Some(Head { corners: [tip, left, right], .. }) = head else { return Ok(()) };
    writeln!(
        out,
        r#"<path d="M{} L{} L{} Z" fill="{}"/>"#,
        place(tip),
        place(left),
        place(right),
        line.colour
    )
}

/// The head of an arrow, and the curve that is left of its shaft.
struct Head {
    corners: [Point; 3],
    shaft: Curve,
}

impl Head {
    fn new(curve: Curve, breadth: f64) -> Self {
        let length = 8.0 + breadth * 1.5;
        let tip = curve.0[3];
        // The head covers the part of the curve within its own length of the tip.
        let cap = Rectangle::around(tip, Point::new(length * 1.6, length * 1.6));
        let shaft = curve.reversed().leaving(cap).reversed();
        let way = (tip - shaft.0[3]).unit();
        let base = tip - way * length;
        let side = way.turned() * (3.2 + breadth * 0.9);
        let shaft = Curve([shaft.0[0], shaft.0[1], shaft.0[2], base + way]);
        Self { corners: [tip, base + side, base - side], shaft }
    }
}

/// Returns a place to a tenth of a pixel.
pub(super) fn place(point: Point) -> String {
    // Adding zero turns a negative zero, which would print its sign, into zero.
    let tenths = |number: f64| (number * 10.0).round() / 10.0 + 0.0;
    format!("{} {}", tenths(point.x), tenths(point.y))
}

fn nodes(graph: &Graph, picture: &Picture, theme: Theme, out: &mut dyn Write) -> io::Result<()> {
    for ((node, area), lines) in graph.node_weights().zip(&picture.boxes).zip(&picture.labels) {
        begin_node(node, out)?;
        let look = palette::look(&node.kind, theme);
        outline::write(look, *area, out)?;
        #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
        let mut y = area.centre().y - (lines.len() as f64 - 1.0) * letters::LINE / 2.0 + 4.5;
        // Sentences begin at one line, names stand in the middle.
        let (x, anchor) = match look.shape {
            Shape::Quoted => (area.left + 15.0, "start"),
            _ => (area.centre().x, "middle"),
        };
        for line in lines {
            text(out, (x, y, anchor), (letters::SIZE, theme.ink()), line)?;
            y += letters::LINE;
        }
        writeln!(out, "</g>")?;
    }
    Ok(())
}

/// Begins a node: what programs want to know of it, and what is shown when somebody points at it.
pub(super) fn begin_node(node: &Node, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        r#"<g class="node" data-iri="{}" data-kind="{}">"#,
        Escaped(&node.iri),
        Escaped(&node.kind)
    )?;
    let kind = if node.kind.is_empty() { String::new() } else { format!("\n{}", node.kind) };
    let mut told = format!("{}{kind}\n{}", node.label, node.iri);
    let attributes = node.attributes.iter().filter(|(_, value)| !value.is_empty());
    for (name, value) in attributes {
        write!(told, "\n{name}: {value}").expect("a string takes all");
    }
    for (name, figure) in &node.measures {
        write!(told, "\n{}: {figure}", name.replace('_', " ")).expect("a string takes all");
    }
    writeln!(out, "<title>{}</title>", Escaped(&told))
}

fn marks(graph: &Graph, picture: &Picture, theme: Theme, out: &mut dyn Write) -> io::Result<()> {
    for (edge, Mark { area, lines }) in graph.edge_weights().zip(&picture.marks) {
        let colour = palette::line(&edge.qualifier, theme).colour;
        writeln!(
            out,
            r#"<rect x="{}" y="{}" width="{}" height="{}" rx="5" fill="{}" fill-opacity="0.88"/>"#,
            area.left,
            area.top,
            area.width,
            area.height,
            theme.ground()
        )?;
        let mut y = area.top + MARK_LINE - 2.0;
        for line in lines {
            text(out, (area.centre().x, y, "middle"), (MARK_SIZE, colour), line)?;
            y += MARK_LINE;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::breadth;
    use super::write;
    use crate::export::graph::layout;
    use crate::export::graph::samples;
    use crate::export::graph::style::Theme;
    use crate::projection::Graph;

    fn text(graph: &Graph) -> String {
        let (mut out, drawing) = (Vec::new(), samples::drawing());
        let picture = layout::picture(graph, &drawing);
        write(graph, &drawing, &picture, Theme::Light, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_edge_carries_its_evidence() {
        let svg = text(&samples::signed());
        let document = Document::parse(&svg).unwrap();
        let edges: Vec<_> =
            document.descendants().filter(|node| node.attribute("class") == Some("edge")).collect();
        assert_eq!(edges.len(), 5);
        let listed = edges[4].attribute("data-evidence").unwrap().split(' ').count();
        assert_eq!((listed, edges[4].attribute("data-evidence-count")), (50, Some("70")));
        assert_eq!(edges[4].attribute("data-evidence-sha256").unwrap().len(), 64);
        assert!(edges[1].descendants().any(|node| {
            node.has_tag_name("title")
                && node.text().is_some_and(|words| words.contains("t:1\nt:2"))
        }));
    }

    #[test]
    fn sides_differ_in_line_and_stand_in_the_legend() {
        let svg = text(&samples::signed());
        assert!(svg.contains(r##"stroke="#d1490f" stroke-width="1.3" stroke-dasharray="9 5""##));
        assert!(svg.contains(">takes the side of</text>"));
        assert!(svg.contains(">organization</text>"));
    }

    #[test]
    fn strange_labels_stay_svg() {
        Document::parse(&text(&samples::strange())).unwrap();
    }

    #[test]
    fn an_empty_graph_says_so() {
        let svg = text(&Graph::new());
        Document::parse(&svg).unwrap();
        assert!(svg.contains(">Nothing to draw: the question has no answers here.</text>"));
    }

    #[test]
    fn lines_grow_with_their_weight_but_not_forever() {
        assert_eq!(
            [1, 2, 5, 1_000_000].map(|weight| breadth(weight).to_string()),
            ["1.3", "2.2", "3.1", "8"]
        );
    }
}
