//! Networks: who is joined stands close. Small ones by stress, large ones by `ForceAtlas2`.

use fa2::FA2Data;
use fa2::FA2Settings;

use super::Sketch;
use super::components;
use super::overlap;
use super::stress;
use crate::export::graph::geometry::Point;
use crate::export::graph::geometry::Rectangle;

/// Up to how many nodes all pairs are compared.
pub(super) const SMALL: usize = 600;

/// How often `ForceAtlas2` moves all nodes.
const EPOCHS: usize = 200;

/// How much wider than high a network is drawn: labels are wide, and so are pages.
const STRETCH: f64 = 1.3;

/// Returns the box of each node.
pub(super) fn place(sketch: &Sketch) -> Vec<Rectangle> {
    let mut boxes = vec![Rectangle::default(); sketch.sizes.len()];
    let parts = components::split(sketch);
    let laid_out: Vec<Vec<Rectangle>> = parts.iter().map(|part| place_part(&part.sketch)).collect();
    let bounds: Vec<Rectangle> = laid_out.iter().map(|part| components::bounds(part)).collect();
    let sizes: Vec<Point> = bounds.iter().map(|area| Point::new(area.width, area.height)).collect();
    for (place, corner) in components::pack_rows(&sizes).into_iter().enumerate() {
        let shift = corner - Point::new(bounds[place].left, bounds[place].top);
        for (&node, area) in parts[place].nodes.iter().zip(&laid_out[place]) {
            let centre = area.moved(shift).centre();
            let centre = Point::new(centre.x.round(), centre.y.round());
            boxes[node] = Rectangle::around(centre, sketch.sizes[node]);
        }
    }
    boxes
}

fn place_part(part: &Sketch) -> Vec<Rectangle> {
    let mut links = part.links.clone();
    links.retain(|(from, to)| from != to);
    for link in &mut links {
        *link = (link.0.min(link.1), link.0.max(link.1));
    }
    links.sort_unstable();
    links.dedup();
    let length = edge_length(part, &links);
    let mut places = if part.sizes.len() <= SMALL {
        stress::place(part.sizes.len(), &links, length)
    } else {
        force_atlas(part.sizes.len(), &links, length)
    };
    for place in &mut places {
        place.x *= STRETCH;
    }
    overlap::remove(&mut places, &part.sizes, overlap::SPACE);
    places.iter().zip(&part.sizes).map(|(&place, &size)| Rectangle::around(place, size)).collect()
}

/// Returns a length of edges that leaves room for labels and words, and for many neighbours of one node.
#[expect(clippy::cast_precision_loss, reason = "there are fewer nodes than that")]
fn edge_length(part: &Sketch, links: &[(usize, usize)]) -> f64 {
    let nodes = part.sizes.len().max(1) as f64;
    let extent: f64 = part.sizes.iter().map(|size| f64::midpoint(size.x, size.y)).sum();
    let mut degrees = vec![0_usize; part.sizes.len()];
    for &(from, to) in links {
        degrees[from] += 1;
        degrees[to] += 1;
    }
    let busiest = degrees.into_iter().max().unwrap_or_default().min(30) as f64;
    70.0 + extent / nodes + busiest * 3.0 + (part.words - 20.0).max(0.0)
}

/// Places many nodes with `ForceAtlas2` on one thread, then spreads them so that an edge has some length.
pub(super) fn force_atlas(nodes: usize, links: &[(usize, usize)], length: f64) -> Vec<Point> {
    let mut data = FA2Data::<f64>::with_capacity(nodes, links.len());
    for place in stress::scattered(nodes, 10.0, 0) {
        data.add_node_with_position(place.x, place.y);
    }
    for &(from, to) in links {
        data.add_edge(from, to);
    }
    // The settings for a size of graph are made with a logarithm, which machines round differently.
    let settings = FA2Settings::default()
        .with_barnes_hut()
        .strong_gravity_mode(true)
        .gravity(0.05)
        .scaling_ratio(10.0)
        .slow_down(8.0);
    let mut layout = settings.build(data);
    layout.run(EPOCHS);
    let places: Vec<Point> =
        layout.data().positions().map(|(x, y)| Point::new(finite(x), finite(y))).collect();
    #[expect(clippy::cast_precision_loss, reason = "there are fewer nodes than that")]
    let side = (nodes as f64).sqrt() * length;
    let dots: Vec<Rectangle> =
        places.iter().map(|&place| Rectangle::around(place, Point::default())).collect();
    let extent = components::bounds(&dots);
    let factor = side / extent.width.max(extent.height).max(1e-9);
    places.iter().map(|&place| place * factor).collect()
}

fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { 0.0 }
}
