//! Parts of a graph that no edge joins: found, laid out each for itself, and packed on one sheet.

use super::Sketch;
use crate::export::graph::geometry::Point;
use crate::export::graph::geometry::Rectangle;

/// The distance between two parts, in pixels.
const GAP: f64 = 46.0;

/// A part of a graph that no edge joins to the rest.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its nodes in the whole graph.
    pub(super) nodes: Vec<usize>,
    /// Its edges in the whole graph.
    pub(super) edges: Vec<usize>,
    /// The part for itself: its nodes and edges counted from 0 in the order above.
    pub(super) sketch: Sketch,
}

/// Splits a graph into its parts, the largest first.
pub(super) fn split(sketch: &Sketch) -> Vec<Part> {
    let mut leader: Vec<usize> = (0..sketch.sizes.len()).collect();
    for &(from, to) in &sketch.links {
        let (from, to) = (root(&mut leader, from), root(&mut leader, to));
        leader[from.max(to)] = from.min(to);
    }
    let empty = Sketch { sizes: Vec::new(), links: Vec::new(), words: sketch.words };
    let empty = Part { nodes: Vec::new(), edges: Vec::new(), sketch: empty };
    let mut parts = vec![empty; leader.len()];
    let mut inside = vec![0; leader.len()];
    for node in 0..leader.len() {
        let part = &mut parts[root(&mut leader, node)];
        inside[node] = part.nodes.len();
        part.nodes.push(node);
        part.sketch.sizes.push(sketch.sizes[node]);
    }
    for (edge, &(from, to)) in sketch.links.iter().enumerate() {
        let part = &mut parts[root(&mut leader, from)];
        part.edges.push(edge);
        part.sketch.links.push((inside[from], inside[to]));
    }
    parts.retain(|part| !part.nodes.is_empty());
    parts.sort_by_key(|part| std::cmp::Reverse(part.nodes.len()));
    parts
}

fn root(leader: &mut [usize], mut node: usize) -> usize {
    while leader[node] != node {
        leader[node] = leader[leader[node]];
        node = leader[node];
    }
    node
}

/// Packs areas of some sizes in rows, in their order. Returns where the top left corner of each goes.
pub(super) fn pack_rows(sizes: &[Point]) -> Vec<Point> {
    pack(sizes, WIDE)
}

/// Packs areas of some sizes in columns, in their order. Returns where the top left corner of each goes.
pub(super) fn pack_columns(sizes: &[Point]) -> Vec<Point> {
    let turned: Vec<Point> = sizes.iter().map(|size| Point::new(size.y, size.x)).collect();
    pack(&turned, 1.0 / WIDE).into_iter().map(|place| Point::new(place.y, place.x)).collect()
}

/// How much wider than high a sheet should be.
pub(super) const WIDE: f64 = 1.6;

/// How much wider than the square root of the area sheets are tried.
const TRIES: [f64; 6] = [1.0, 1.15, 1.3, 1.5, 1.75, 2.0];

/// Packs in rows on the sheet that is the smallest of about a ratio of width to height.
fn pack(sizes: &[Point], ratio: f64) -> Vec<Point> {
    let area: f64 = sizes.iter().map(|size| (size.x + GAP) * (size.y + GAP)).sum();
    let widest = sizes.iter().map(|size| size.x).fold(0.0, f64::max);
    let tries = TRIES.map(|factor| ((area * ratio).sqrt() * factor).max(widest));
    let packed = [widest].into_iter().chain(tries).map(|sheet| {
        let places = fill(sizes, sheet);
        let boxes: Vec<Rectangle> = places
            .iter()
            .zip(sizes)
            .map(|(place, size)| Rectangle::around(*place + *size * 0.5, *size))
            .collect();
        let extent = bounds(&boxes);
        (extent.width.max(extent.height * ratio), places)
    });
    let best = packed.min_by(|left, right| left.0.total_cmp(&right.0));
    best.map(|(_, places)| places).unwrap_or_default()
}

/// Fills rows of a width, one after another.
fn fill(sizes: &[Point], sheet: f64) -> Vec<Point> {
    let (mut place, mut row_height) = (Point::default(), 0.0_f64);
    let mut places = Vec::new();
    for size in sizes {
        if place.x > 0.0 && place.x + size.x > sheet {
            place = Point::new(0.0, place.y + row_height + GAP);
            row_height = 0.0;
        }
        places.push(place);
        place.x += (size.x + GAP).ceil();
        row_height = row_height.max(size.y.ceil());
    }
    places
}

/// Returns the least box around some boxes.
pub(super) fn bounds(boxes: &[Rectangle]) -> Rectangle {
    let Some(&first) = boxes.first() else { return Rectangle::default() };
    let (mut left, mut top) = (first.left, first.top);
    let (mut right, mut bottom) = (first.right(), first.bottom());
    for area in boxes {
        left = left.min(area.left);
        top = top.min(area.top);
        right = right.max(area.right());
        bottom = bottom.max(area.bottom());
    }
    Rectangle { left, top, width: right - left, height: bottom - top }
}

#[cfg(test)]
mod tests {
    use super::Point;
    use super::Sketch;
    use super::pack_columns;
    use super::pack_rows;
    use super::split;

    #[test]
    fn parts_are_found_largest_first() {
        let links = vec![(0, 0), (2, 1), (4, 5), (5, 2)];
        let parts = split(&Sketch { sizes: vec![Point::new(10.0, 10.0); 6], links, words: 0.0 });
        let nodes: Vec<&[usize]> = parts.iter().map(|part| part.nodes.as_slice()).collect();
        assert_eq!(nodes, [vec![1, 2, 4, 5], vec![0], vec![3]]);
        assert_eq!(parts[0].edges, [1, 2, 3]);
        assert_eq!(parts[0].sketch.links, [(1, 0), (2, 3), (3, 1)]);
        assert_eq!(parts[1].sketch.links, [(0, 0)]);
        assert_eq!(parts[2].sketch.links, []);
    }

    #[test]
    fn a_wide_part_has_its_row_for_itself_and_a_high_one_its_column() {
        let sizes = [Point::new(600.0, 300.0), Point::new(60.0, 20.0), Point::new(60.0, 20.0)];
        let rows = pack_rows(&sizes);
        assert_eq!(rows[0], Point::default());
        assert!(rows[1].y >= 300.0 && rows[2].y >= rows[1].y && rows[2].x >= 60.0, "{rows:?}");
        let sizes = [Point::new(300.0, 300.0), Point::new(60.0, 20.0), Point::new(60.0, 20.0)];
        let columns = pack_columns(&sizes);
        assert!(columns[1].x >= 300.0 && columns[2].x >= columns[1].x, "{columns:?}");
        assert!(columns[2].y >= 20.0);
    }
}
