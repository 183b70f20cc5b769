//! Where everything stands: boxes for nodes, curves for edges, marks on the curves. Same graph, same
//! picture: no random number, no hash order, no thread, and only arithmetic that is exact everywhere.

mod components;
pub(super) mod dotted;
mod layered;
mod marks;
mod network;
mod order;
mod overlap;
mod packing;
mod ranks;
mod routes;
mod stress;

use petgraph::visit::EdgeRef;

use super::geometry::Curve;
use super::geometry::Point;
use super::geometry::Rectangle;
use super::letters;
use super::letters::Room;
use super::letters::Widths;
use super::palette;
use super::palette::Shape;
use super::style::Theme;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Layout;

/// A graph laid out, in pixels from its top left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Picture {
    /// Width and height.
    pub(super) size: Point,
    /// The outline of each node, by its index.
    pub(super) boxes: Vec<Rectangle>,
    /// The lines in each node.
    pub(super) labels: Vec<Vec<String>>,
    /// The curves of each edge, by its index, from end to end.
    pub(super) routes: Vec<Vec<Curve>>,
    /// The words on each edge; none between dots.
    pub(super) marks: Vec<Mark>,
    /// Where the name of each dot stands, by its index; nothing where it is not shown, or where nodes are boxes.
    pub(super) plates: Vec<Option<Rectangle>>,
}

/// Words on an edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mark {
    /// Where they stand.
    pub(super) area: Rectangle,
    /// The lines.
    pub(super) lines: Vec<String>,
}

/// What a layout needs to know of a graph.
#[derive(Clone, Debug)]
struct Sketch {
    /// Width and height of each node.
    sizes: Vec<Point>,
    /// The ends of each edge; loops and parallel edges are among them.
    links: Vec<(usize, usize)>,
    /// The width of the widest words on an edge.
    words: f64,
}

/// The size of the letters on an edge, in pixels.
pub(super) const MARK_SIZE: f64 = 11.0;

/// The height of a line on an edge, in pixels.
pub(super) const MARK_LINE: f64 = 14.0;

const AGENT: Room = Room { width: 165.0, lines: 4 };
const SENTENCE: Room = Room { width: 290.0, lines: 4 };
const ON_EDGE: Room = Room { width: 150.0, lines: 2 };

/// Lays out a graph with its names in boxes.
pub(super) fn picture(graph: &Graph, drawing: &Drawing) -> Picture {
    let edge_words: Vec<String> = graph.edge_weights().map(Edge::words).collect();
    let names = graph.node_weights().map(|node| node.label.as_str());
    let widths = Widths::of(names.chain(edge_words.iter().map(String::as_str)));

    let mut picture = Picture::default();
    let wrapped: Vec<Vec<Vec<String>>> =
        edge_words.iter().map(|words| widths.wrap(words, ON_EDGE)).collect();
    let words = wrapped.iter().map(|lines| marks::size(lines, &widths).x).fold(0.0, f64::max);
    let mut sketch = Sketch { sizes: Vec::new(), links: Vec::new(), words };
    for node in graph.node_weights() {
        let shape = palette::look(&node.kind, Theme::Light).shape;
        let room = if shape == Shape::Quoted { SENTENCE } else { AGENT };
        let lines = widths.wrap(&node.label, room);
        sketch.sizes.push(size(&widths, &lines, shape));
        picture.labels.push(lines.iter().map(|line| line.join(" ")).collect());
    }
    for edge in graph.edge_references() {
        sketch.links.push((edge.source().index(), edge.target().index()));
    }

    (picture.boxes, picture.routes) = match drawing.layout {
        Layout::Layered => layered::place(&sketch),
        Layout::Network => {
            let boxes = network::place(&sketch);
            let routes = routes::between(&boxes, &sketch.links);
            (boxes, routes)
        }
    };
    picture.marks = marks::place(&picture.boxes, &picture.routes, wrapped, &widths);
    fit(&mut picture);
    picture
}

/// Returns the size of a node around its lines, in whole even pixels.
fn size(widths: &Widths, lines: &[Vec<String>], shape: Shape) -> Point {
    let widest = lines.iter().map(|line| widths.line(line)).fold(16.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
    let height = lines.len().max(1) as f64 * letters::LINE;
    let sides = match shape {
        Shape::Hexagon | Shape::Slanted | Shape::Octagon => 40.0,
        Shape::Pill | Shape::Sheet => 32.0,
        Shape::Rounded | Shape::Quoted => 26.0,
    };
    Point::new(even(widest + sides), even(height + 13.0))
}

/// Rounds up to an even number, whose half is whole.
fn even(length: f64) -> f64 {
    (length / 2.0).ceil() * 2.0
}

/// Moves everything so that the picture begins at 0, and measures it.
fn fit(picture: &mut Picture) {
    let handles = picture.routes.iter().flatten().flat_map(|curve| curve.0);
    let areas = picture.boxes.iter().copied().chain(picture.marks.iter().map(|mark| mark.area));
    let areas = areas.chain(picture.plates.iter().flatten().copied());
    let corners = areas.flat_map(|area| {
        [Point::new(area.left, area.top), Point::new(area.right(), area.bottom())]
    });
    let points: Vec<Point> = handles.chain(corners).collect();
    let Some(&first) = points.first() else { return };
    let (mut low, mut high) = (first, first);
    for point in points {
        low = Point::new(low.x.min(point.x), low.y.min(point.y));
        high = Point::new(high.x.max(point.x), high.y.max(point.y));
    }
    let shift = Point::new(-low.x.floor(), -low.y.floor());
    picture.size = Point::new((high.x + shift.x).ceil(), (high.y + shift.y).ceil());
    for area in &mut picture.boxes {
        *area = area.moved(shift);
    }
    for plate in picture.plates.iter_mut().flatten() {
        *plate = plate.moved(shift);
    }
    for mark in &mut picture.marks {
        mark.area = mark.area.moved(shift);
    }
    for curve in picture.routes.iter_mut().flatten() {
        *curve = curve.moved(shift);
    }
}

#[cfg(test)]
mod tests;
