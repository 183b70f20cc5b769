//! Layered drawings: columns from left to right, after Sugiyama, Tagawa and Toda (1981).
//!
//! An edge that passes over columns gets a point in each of them, so that it runs between boxes and not
//! under them.

use super::Sketch;
use super::components;
use super::components::Part;
use super::order;
use super::order::Columns;
use super::ranks;
use super::ranks::Ranks;
use super::routes;
use crate::export::graph::geometry::Curve;
use crate::export::graph::geometry::Point;
use crate::export::graph::geometry::Rectangle;

/// The space between two boxes of a column, in pixels.
const BETWEEN: f64 = 18.0;

/// The space that an edge passing a column takes, in pixels.
const LANE: f64 = 12.0;

/// The space between two columns, in pixels; more where many edges meet.
const GAP: f64 = 110.0;

/// How many points edges may have in columns that they pass; beyond, they go straight.
const MOST_LANES: usize = 40_000;

/// How often columns are pulled into line.
const PULLS: usize = 12;

/// Returns the box of each node and the curves of each edge.
pub(super) fn place(sketch: &Sketch) -> (Vec<Rectangle>, Vec<Vec<Curve>>) {
    let mut boxes = vec![Rectangle::default(); sketch.sizes.len()];
    let mut curves = vec![Vec::new(); sketch.links.len()];
    let parts = components::split(sketch);
    let laid_out: Vec<_> = parts.iter().map(place_part).collect();
    let bounds: Vec<Rectangle> =
        laid_out.iter().map(|(boxes, _)| components::bounds(boxes)).collect();
    let sizes: Vec<Point> = bounds.iter().map(|area| Point::new(area.width, area.height)).collect();
    let corners = components::pack_columns(&sizes);
    for (place, (part, (part_boxes, part_curves))) in parts.iter().zip(laid_out).enumerate() {
        let shift = corners[place] - Point::new(bounds[place].left, bounds[place].top);
        for (&node, area) in part.nodes.iter().zip(part_boxes) {
            boxes[node] = area.moved(shift);
        }
        for (&edge, route) in part.edges.iter().zip(part_curves) {
            curves[edge] = route.into_iter().map(|curve: Curve| curve.moved(shift)).collect();
        }
    }
    (boxes, curves)
}

fn place_part(part: &Part) -> (Vec<Rectangle>, Vec<Vec<Curve>>) {
    let sketch = &part.sketch;
    let ranks = ranks::find(sketch.sizes.len(), &sketch.links);
    let mut grid = Grid::new(sketch, &ranks);
    order::improve(&mut grid.columns);
    let heights = grid.heights();
    let lefts = grid.lefts(sketch);
    let boxes: Vec<Rectangle> = (0..sketch.sizes.len())
        .map(|node| {
            let (column, size) = (ranks.of[node], sketch.sizes[node]);
            // The first column leans to the right and the others to the left, so that tips line up.
            let spare = if column == 0 { grid.widths[column] - size.x } else { 0.0 };
            let centre = Point::new(lefts[column] + spare + size.x / 2.0, heights[node].round());
            Rectangle::around(centre, size)
        })
        .collect();
    let curves = grid.curves(sketch, &ranks, &boxes, &heights, &lefts);
    (boxes, curves)
}

/// Nodes and lanes in columns.
struct Grid {
    columns: Columns,
    /// The height of each point: nodes first, then lanes.
    extents: Vec<f64>,
    /// The width of each column.
    widths: Vec<f64>,
    /// The lanes of each edge, from its first column to its last.
    lanes: Vec<Vec<usize>>,
}

impl Grid {
    fn new(sketch: &Sketch, ranks: &Ranks) -> Self {
        let count = ranks.of.iter().max().map_or(0, |last| last + 1);
        let mut grid = Self {
            columns: Columns {
                points: vec![Vec::new(); count],
                before: Vec::new(),
                after: Vec::new(),
            },
            extents: Vec::new(),
            widths: vec![0.0; count],
            lanes: Vec::new(),
        };
        for node in walk(sketch, ranks) {
            grid.columns.points[ranks.of[node]].push(node);
        }
        for (node, size) in sketch.sizes.iter().enumerate() {
            let column = ranks.of[node];
            grid.widths[column] = grid.widths[column].max(size.x);
            grid.point(size.y);
        }
        for (edge, &(from, to)) in sketch.links.iter().enumerate() {
            let (from, to) = if ranks.is_reversed[edge] { (to, from) } else { (from, to) };
            let lanes = grid.join(from, to, ranks);
            grid.lanes.push(lanes);
        }
        grid
    }

    fn point(&mut self, extent: f64) -> usize {
        self.extents.push(extent);
        self.columns.before.push(Vec::new());
        self.columns.after.push(Vec::new());
        self.extents.len() - 1
    }

    /// Joins two nodes of different columns by way of the columns between them.
    fn join(&mut self, from: usize, to: usize, ranks: &Ranks) -> Vec<usize> {
        let mut lanes = Vec::new();
        if from == to {
            return lanes;
        }
        let passed = ranks.of[from] + 1..ranks.of[to];
        if self.extents.len() + passed.len() > ranks.of.len() + MOST_LANES {
            return lanes;
        }
        let mut last = from;
        for column in passed {
            let lane = self.point(LANE);
            self.columns.points[column].push(lane);
            self.connect(last, lane);
            lanes.push(lane);
            last = lane;
        }
        self.connect(last, to);
        lanes
    }

    fn connect(&mut self, from: usize, to: usize) {
        self.columns.after[from].push(to);
        self.columns.before[to].push(from);
    }

    /// Returns the height at which each point's middle stands: near its neighbours', in the order of its
    /// column, with room between.
    fn heights(&self) -> Vec<f64> {
        let mut heights = vec![0.0; self.extents.len()];
        for column in &self.columns.points {
            let mut top = 0.0;
            for &point in column {
                heights[point] = top + self.extents[point] / 2.0;
                top += self.extents[point] + BETWEEN;
            }
            for &point in column {
                heights[point] -= top / 2.0;
            }
        }
        for pull in 0..PULLS {
            let last_pull = pull + 2 >= PULLS;
            for step in 0..self.columns.points.len() {
                let forth = pull % 2 == 0;
                let column = if forth { step } else { self.columns.points.len() - 1 - step };
                let points = &self.columns.points[column];
                let wanted: Vec<f64> = points
                    .iter()
                    .map(|&point| {
                        let before = order::mean(&self.columns.before[point], &heights);
                        let after = order::mean(&self.columns.after[point], &heights);
                        let (first, second) = if forth { (before, after) } else { (after, before) };
                        match (first, second) {
                            (Some(first), Some(second)) if last_pull => {
                                f64::midpoint(first, second)
                            }
                            _ => first.or(second).unwrap_or(heights[point]),
                        }
                    })
                    .collect();
                for (&point, height) in points.iter().zip(self.spread(points, &wanted)) {
                    heights[point] = height;
                }
            }
        }
        heights
    }

    /// Returns the heights nearest to those wanted that keep order and room: the least squares, by
    /// pooling neighbours that would collide.
    fn spread(&self, points: &[usize], wanted: &[f64]) -> Vec<f64> {
        let mut offsets = Vec::new();
        let mut offset = 0.0;
        for (place, &point) in points.iter().enumerate() {
            if place > 0 {
                let previous = points[place - 1];
                offset += f64::midpoint(self.extents[previous], self.extents[point]) + BETWEEN;
            }
            offsets.push(offset);
        }
        let mut pools: Vec<(f64, f64)> = Vec::new();
        for (want, offset) in wanted.iter().zip(&offsets) {
            let mut pool = (want - offset, 1.0);
            while let Some(&(sum, count)) = pools.last() {
                if sum / count <= pool.0 / pool.1 {
                    break;
                }
                pool = (pool.0 + sum, pool.1 + count);
                pools.pop();
            }
            pools.push(pool);
        }
        let mut bases = Vec::new();
        for (sum, count) in pools {
            let mut left = count;
            while left > 0.5 {
                bases.push(sum / count);
                left -= 1.0;
            }
        }
        bases.iter().zip(offsets).map(|(base, offset)| base + offset).collect()
    }

    /// Returns where each column begins: wider gaps where many edges meet.
    #[expect(clippy::cast_precision_loss, reason = "a column has fewer edges than that")]
    fn lefts(&self, sketch: &Sketch) -> Vec<f64> {
        let busy = sketch.links.len() as f64 / self.widths.len().max(1) as f64;
        let mut left = 0.0;
        let mut lefts = Vec::new();
        for width in &self.widths {
            lefts.push(left);
            left += width + (GAP.max(sketch.words + 60.0) + 3.0 * busy).min(280.0).round();
        }
        lefts
    }

    fn curves(
        &self,
        sketch: &Sketch,
        ranks: &Ranks,
        boxes: &[Rectangle],
        heights: &[f64],
        lefts: &[f64],
    ) -> Vec<Vec<Curve>> {
        let ports = Ports::new(sketch, ranks, boxes);
        let mut loops = vec![0; boxes.len()];
        let mut curves = Vec::new();
        for (edge, &(from, to)) in sketch.links.iter().enumerate() {
            if from == to {
                curves.push(routes::around(boxes[from], loops[from]));
                loops[from] += 1;
                continue;
            }
            let reversed = ranks.is_reversed[edge];
            let (first, last) = if reversed { (to, from) } else { (from, to) };
            let mut column = ranks.of[first];
            let tip = if reversed { Point::default() } else { Point::new(2.0, 0.0) };
            let tail = if reversed { Point::new(2.0, 0.0) } else { Point::default() };
            let mut place = Point::new(boxes[first].right(), ports.leaving[edge]) + tail;
            // Out of the column first: a wider box may stand above or below.
            let side = Point::new((lefts[column] + self.widths[column]).max(place.x), place.y);
            let mut route = Vec::new();
            if side.x > place.x {
                route.push(Curve::across(place, side));
                place = side;
            }
            for &lane in &self.lanes[edge] {
                column += 1;
                let enter = Point::new(lefts[column], heights[lane].round());
                let leave = Point::new(enter.x + self.widths[column], enter.y);
                route.extend([Curve::across(place, enter), Curve::across(enter, leave)]);
                place = leave;
            }
            let end = Point::new(boxes[last].left, ports.arriving[edge]) - tip;
            route.push(Curve::across(place, end));
            if reversed {
                route = route.into_iter().rev().map(Curve::reversed).collect();
            }
            curves.push(route);
        }
        curves
    }
}

/// At which height each edge leaves and reaches its boxes: spread along the side, in the order of the
/// other end.
struct Ports {
    leaving: Vec<f64>,
    arriving: Vec<f64>,
}

impl Ports {
    fn new(sketch: &Sketch, ranks: &Ranks, boxes: &[Rectangle]) -> Self {
        let ends: Vec<(usize, usize)> = sketch
            .links
            .iter()
            .zip(&ranks.is_reversed)
            .map(|(&(from, to), &reversed)| if reversed { (to, from) } else { (from, to) })
            .collect();
        let swapped: Vec<(usize, usize)> = ends.iter().map(|&(from, to)| (to, from)).collect();
        Self { leaving: spread(&ends, boxes), arriving: spread(&swapped, boxes) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a node has fewer edges than that")]
fn spread(ends: &[(usize, usize)], boxes: &[Rectangle]) -> Vec<f64> {
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); boxes.len()];
    for (edge, &(near, far)) in ends.iter().enumerate() {
        if near != far {
            edges[near].push(edge);
        }
    }
    let mut heights = vec![0.0; ends.len()];
    for (node, mut edges) in edges.into_iter().enumerate() {
        let far = |edge: usize| boxes[ends[edge].1].centre().y;
        edges.sort_by(|&left, &right| far(left).total_cmp(&far(right)).then(left.cmp(&right)));
        let count = edges.len() as f64;
        let step = ((boxes[node].height - 12.0) / count).min(12.0);
        for (place, edge) in edges.into_iter().enumerate() {
            let off = (place as f64 - (count - 1.0) / 2.0) * step;
            heights[edge] = (boxes[node].centre().y + off).round();
        }
    }
    heights
}

/// Returns the nodes in the order of a walk along the edges, so that neighbours begin near each other.
fn walk(sketch: &Sketch, ranks: &Ranks) -> Vec<usize> {
    let count = sketch.sizes.len();
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); count];
    for &(from, to) in &sketch.links {
        neighbours[from].push(to);
        neighbours[to].push(from);
    }
    let mut starts: Vec<usize> = (0..count).collect();
    starts.sort_by_key(|&node| ranks.of[node]);
    let mut seen = vec![false; count];
    let mut order = Vec::new();
    for start in starts {
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                order.push(node);
                stack.extend(neighbours[node].iter().rev().filter(|&&next| !seen[next]));
            }
        }
    }
    order
}
