//! Dots with names beneath. Nodes that share neighbours stand close, and so do those that are strongly joined; what is against one
//! another stands apart. Where names are shown, a name and its dot take one box, and no two of these overlap.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use petgraph::visit::EdgeRef;

use super::Picture;
use super::Sketch;
use super::components;
use super::components::Part;
use super::fit;
use super::overlap;
use super::packing;
use super::stress;
use crate::export::graph::dots::Dots;
use crate::export::graph::geometry::Curve;
use crate::export::graph::geometry::Point;
use crate::export::graph::geometry::Rectangle;
use crate::export::graph::letters;
use crate::export::graph::letters::Room;
use crate::export::graph::letters::Widths;
use crate::projection::Graph;
use crate::projection::Mode;
use crate::projection::Node;

/// The size of the letters of a name, in pixels.
pub(in super::super) const LETTERS: f64 = 12.0;

/// The height of a line of a name, in pixels.
pub(in super::super) const LINE: f64 = 14.0;

/// The space between a dot and its name, in pixels.
const GAP: f64 = 3.0;

/// The space kept between two boxes, in pixels.
const SPACE: Point = Point { x: 10.0, y: 8.0 };

/// How far an edge is bent for each other between the same nodes, in pixels.
const APART: f64 = 14.0;

/// How much larger than all boxes together the sheet is, at least.
const ROOMY: f64 = 3.0;

/// The length of an edge before all is spread, in pixels.
const LENGTH: f64 = 80.0;

const NAME: Room = Room { width: 118.0, lines: 3 };
const CLAIM: Room = Room { width: 168.0, lines: 3 };

/// Lays out a graph as dots.
pub(in super::super) fn picture(graph: &Graph, dots: &Dots) -> Picture {
    let names = graph.node_weights().map(|node| node.label.as_str());
    let widths = Widths::of(names);
    let mut picture = Picture::default();
    let mut sizes = Vec::new();
    for (place, node) in graph.node_weights().enumerate() {
        let lines = if dots.named[place] { lines(&widths, node) } else { Vec::new() };
        let plate = plate(&widths, &lines);
        let wide = 2.0 * dots.radii[place];
        let below = if lines.is_empty() { 0.0 } else { GAP + plate.y };
        sizes.push((Point::new(wide.max(plate.x), wide + below), plate));
        picture.labels.push(lines.iter().map(|line| line.join(" ")).collect());
    }
    let outer: Vec<Point> = sizes.iter().map(|(outer, _)| *outer).collect();
    for (place, area) in placed(graph, &outer).into_iter().enumerate() {
        let radius = dots.radii[place];
        let centre = Point::new(area.centre().x.round(), (area.top + radius).round());
        let plate = sizes[place].1;
        picture.boxes.push(Rectangle::around(centre, Point::new(radius, radius) * 2.0));
        picture.plates.push((!picture.labels[place].is_empty()).then(|| Rectangle {
            left: centre.x - plate.x / 2.0,
            top: centre.y + radius + GAP,
            width: plate.x,
            height: plate.y,
        }));
    }
    picture.routes = routes(graph, &picture.boxes);
    fit(&mut picture);
    picture
}

/// Returns places for dots that are all as wide and high, for several pictures of the same nodes.
pub(in super::super) fn places(graph: &Graph, size: Point) -> Vec<Point> {
    let sizes = vec![size; graph.node_count()];
    placed(graph, &sizes).into_iter().map(Rectangle::centre).collect()
}

fn lines(widths: &Widths, node: &Node) -> Vec<Vec<String>> {
    let room = if node.mode == Mode::What || node.label.len() > 60 { CLAIM } else { NAME };
    let scale = letters::SIZE / LETTERS;
    widths.wrap(&node.label, Room { width: room.width * scale, ..room })
}

fn plate(widths: &Widths, lines: &[Vec<String>]) -> Point {
    let widest = lines.iter().map(|line| widths.line(line)).fold(0.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
    let height = lines.len() as f64 * LINE;
    Point::new((widest * LETTERS / letters::SIZE).ceil() + 4.0, height + 3.0)
}

/// Returns the box of each node, part by part.
fn placed(graph: &Graph, sizes: &[Point]) -> Vec<Rectangle> {
    let links: Vec<(usize, usize)> = graph
        .edge_references()
        .map(|edge| (edge.source().index(), edge.target().index()))
        .collect();
    let sketch = Sketch { sizes: sizes.to_vec(), links, words: 0.0 };
    let parts = components::split(&sketch);
    let laid_out: Vec<Vec<Rectangle>> = parts.iter().map(|part| place_part(part, graph)).collect();
    let bounds: Vec<Rectangle> = laid_out.iter().map(|part| components::bounds(part)).collect();
    let extents: Vec<Point> =
        bounds.iter().map(|area| Point::new(area.width, area.height)).collect();
    let singles = parts.iter().filter(|part| part.nodes.len() == 1).count();
    let mut boxes = vec![Rectangle::default(); sizes.len()];
    for (place, corner) in packing::pack(&extents, singles).into_iter().enumerate() {
        let shift = corner - Point::new(bounds[place].left, bounds[place].top);
        for (&node, area) in parts[place].nodes.iter().zip(&laid_out[place]) {
            boxes[node] = area.moved(shift);
        }
    }
    boxes
}

fn place_part(part: &Part, graph: &Graph) -> Vec<Rectangle> {
    let sizes = &part.sketch.sizes;
    let (links, ties) = ties(part, graph);
    let lengths = lengths(sizes.len(), &links, &ties);
    let mut places = if sizes.len() <= super::network::SMALL {
        stress::place_by(sizes.len(), &links, &lengths, LENGTH)
    } else {
        super::network::force_atlas(sizes.len(), &links, LENGTH)
    };
    lay_flat(&mut places);
    spread(&mut places, sizes);
    overlap::remove_all(&mut places, sizes, SPACE);
    places.iter().zip(sizes).map(|(&place, &size)| Rectangle::around(place, size)).collect()
}

/// Returns the pairs that are joined, and how strongly: from -1 to 1, where 1 is the strongest.
fn ties(part: &Part, graph: &Graph) -> (Vec<(usize, usize)>, Vec<f64>) {
    let mut sums: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let edges: Vec<_> = graph.edge_weights().collect();
    for (&edge, &(from, to)) in part.edges.iter().zip(&part.sketch.links) {
        let size = edges[edge].strength().0.saturating_abs();
        let signed = if edges[edge].sign() < 0 { -size } else { size };
        if from != to {
            let sum = sums.entry((from.min(to), from.max(to))).or_default();
            *sum = sum.saturating_add(signed);
        }
    }
    let is_mixed = sums.values().any(|sum| *sum > 0) && sums.values().any(|sum| *sum < 0);
    let most = sums.values().map(|sum| sum.saturating_abs()).max().unwrap_or(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "weights are smaller than that")]
    let share = |sum: i64| {
        let part = sum as f64 / most as f64;
        if is_mixed { part } else { part.abs() }
    };
    (sums.keys().copied().collect(), sums.values().map(|sum| share(*sum)).collect())
}

/// Returns how long each link should be: shorter the more neighbours both ends share (Jaccard, and the part of the
/// fewer) and the stronger it is; what is
/// against one another, longer.
#[expect(clippy::cast_precision_loss, reason = "there are fewer nodes than that")]
fn lengths(nodes: usize, links: &[(usize, usize)], ties: &[f64]) -> Vec<f64> {
    let mut near: Vec<BTreeSet<usize>> = (0..nodes).map(|node| BTreeSet::from([node])).collect();
    for (&(from, to), _) in links.iter().zip(ties).filter(|(_, tie)| **tie >= 0.0) {
        near[from].insert(to);
        near[to].insert(from);
    }
    let length = |(&(from, to), &tie): (&(usize, usize), &f64)| {
        if tie < 0.0 {
            // Who is only against others hangs on them, and need not stand far away.
            let is_side = near[from].len() > 1 && near[to].len() > 1;
            return if is_side { 2.6 } else { 1.2 };
        }
        let shared = near[from].intersection(&near[to]).count() as f64;
        let (one, other) = (near[from].len() as f64, near[to].len() as f64);
        let alike = f64::midpoint(shared / (one + other - shared), shared / one.min(other));
        0.4 + 1.1 * (1.0 - alike) + 0.4 * (1.0 - tie.sqrt())
    };
    links.iter().zip(ties).map(length).collect()
}

/// Turns places around their middle so that they reach farthest from left to right, as pages do.
fn lay_flat(places: &mut [Point]) {
    #[expect(clippy::cast_precision_loss, reason = "there are fewer nodes than that")]
    let count = places.len().max(1) as f64;
    let middle = places.iter().fold(Point::default(), |sum, place| sum + *place) * (1.0 / count);
    let (mut wide, mut high, mut both) = (0.0, 0.0, 0.0);
    for place in places.iter() {
        let way = *place - middle;
        wide += way.x * way.x;
        high += way.y * way.y;
        both += way.x * way.y;
    }
    // The direction of the greatest variance: an eigenvector of the matrix of covariances.
    let half = (wide - high) / 2.0;
    let root = (half * half + both * both).sqrt();
    if root < 1e-9 {
        return;
    }
    let axis =
        if half >= 0.0 { Point::new(half + root, both) } else { Point::new(both, root - half) };
    let axis = axis.unit();
    for place in places {
        let way = *place - middle;
        *place = Point::new(way.x * axis.x + way.y * axis.y, way.y * axis.x - way.x * axis.y);
    }
}

/// Spreads places so that all boxes have room between them, and no more of it than is needed.
fn spread(places: &mut [Point], sizes: &[Point]) {
    let dots: Vec<Rectangle> =
        places.iter().map(|&place| Rectangle::around(place, Point::default())).collect();
    let extent = components::bounds(&dots);
    let needed: f64 =
        sizes.iter().map(|size| (size.x + SPACE.x) * (size.y + SPACE.y)).sum::<f64>() * ROOMY;
    // What stands in a line has no area; pushing makes room there.
    let there = extent.width.max(LENGTH) * extent.height.max(LENGTH);
    let factor = (needed / there).sqrt().clamp(0.3, 6.0);
    for place in places {
        *place = *place * factor;
    }
}

/// Returns straight lines between the middles of dots; those between the same dots are bent apart.
fn routes(graph: &Graph, boxes: &[Rectangle]) -> Vec<Vec<Curve>> {
    let ends = |edge: petgraph::graph::EdgeReference<'_, _>| {
        (edge.source().index(), edge.target().index())
    };
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (from, to) in graph.edge_references().map(ends) {
        *counts.entry((from.min(to), from.max(to))).or_default() += 1;
    }
    let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut routes = Vec::new();
    for (from, to) in graph.edge_references().map(ends) {
        let pair = (from.min(to), from.max(to));
        let rank = seen.entry(pair).or_default();
        #[expect(clippy::cast_precision_loss, reason = "there are few parallel edges")]
        let aside = (*rank as f64 - (counts[&pair] as f64 - 1.0) / 2.0) * APART;
        routes.push(if from == to {
            super::routes::around(boxes[from], *rank)
        } else {
            let aside = if from < to { aside } else { -aside };
            vec![Curve::bent(boxes[from].centre(), boxes[to].centre(), aside)]
        });
        *rank += 1;
    }
    routes
}
