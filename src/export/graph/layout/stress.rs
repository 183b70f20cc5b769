//! Stress majorisation (Gansner, Koren and North, 2004): nodes stand as far from one another as there are
//! edges between them. It uses square roots and the four operations only, in one fixed order.

use std::collections::BTreeSet;

use crate::export::graph::geometry::Point;

/// How often every node is moved.
const SWEEPS: usize = 120;

/// Returns places for a connected graph, with edges of about the given length.
pub(super) fn place(nodes: usize, links: &[(usize, usize)], length: f64) -> Vec<Point> {
    place_by(nodes, links, &lengths(nodes, links), length)
}

/// Returns places for a connected graph whose edges have different lengths, each a part of the given one. Of several beginnings
/// the one is kept whose edges cross least.
pub(super) fn place_by(
    nodes: usize,
    links: &[(usize, usize)],
    lengths: &[f64],
    length: f64,
) -> Vec<Point> {
    let far_apart = distances(nodes, links, lengths);
    let tries = (200_000 / (nodes * nodes).max(1)).clamp(1, 16);
    let candidates = (0..tries).map(|seed| {
        let mut places = scattered(nodes, length, seed);
        for _ in 0..SWEEPS {
            sweep(&mut places, &far_apart, length);
        }
        (crossings(&places, links), stress(&places, &far_apart, length), places)
    });
    let best =
        candidates.min_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)));
    best.map(|(_, _, places)| places).unwrap_or_default()
}

/// Returns how long edges should be: two nodes with many neighbours each need room between them for these.
fn lengths(nodes: usize, links: &[(usize, usize)]) -> Vec<f64> {
    let mut degrees = vec![0.0_f64; nodes];
    for &(from, to) in links {
        degrees[from] += 1.0;
        degrees[to] += 1.0;
    }
    let length =
        |&(from, to): &(usize, usize)| 0.75 + 0.25 * degrees[from].min(degrees[to]).max(1.0).sqrt();
    links.iter().map(length).collect()
}

/// Returns how far all pairs of nodes should stand from one another, in lengths of an edge.
fn distances(nodes: usize, links: &[(usize, usize)], lengths: &[f64]) -> Vec<Vec<f64>> {
    let mut neighbours: Vec<Vec<(usize, f64)>> = vec![Vec::new(); nodes];
    for (&(from, to), &length) in links.iter().zip(lengths) {
        neighbours[from].push((to, length));
        neighbours[to].push((from, length));
    }
    (0..nodes).map(|start| distances_from(start, &neighbours)).collect()
}

/// Walks by shortest paths (Dijkstra, 1959). Far distances count less than they are, or the middle of
/// the picture would be too small to read.
fn distances_from(start: usize, neighbours: &[Vec<(usize, f64)>]) -> Vec<f64> {
    let mut far = vec![f64::INFINITY; neighbours.len()];
    far[start] = 0.0;
    // The bits of positive numbers are in the order of the numbers.
    let mut open = BTreeSet::from([(0_u64, start)]);
    while let Some((_, node)) = open.pop_first() {
        for &(next, length) in &neighbours[node] {
            let through = far[node] + length;
            if through < far[next] {
                open.remove(&(far[next].to_bits(), next));
                far[next] = through;
                open.insert((through.to_bits(), next));
            }
        }
    }
    far.iter().map(|length| f64::midpoint(*length, length.sqrt())).collect()
}

/// Moves each node to where the others want it.
fn sweep(places: &mut [Point], far_apart: &[Vec<f64>], length: f64) {
    for node in 0..places.len() {
        let (mut sum, mut weights) = (Point::default(), 0.0);
        for other in 0..places.len() {
            let far = far_apart[node][other];
            if other == node || !far.is_finite() {
                continue;
            }
            let way = places[node] - places[other];
            let weight = 1.0 / (far * far);
            sum = sum + (places[other] + way.unit() * (far * length)) * weight;
            weights += weight;
        }
        if weights > 0.0 {
            places[node] = sum * (1.0 / weights);
        }
    }
}

fn stress(places: &[Point], far_apart: &[Vec<f64>], length: f64) -> f64 {
    let mut sum = 0.0;
    for (node, row) in far_apart.iter().enumerate() {
        for (other, &far) in row.iter().enumerate().take(node).filter(|(_, far)| far.is_finite()) {
            let off = (places[node] - places[other]).length() / (far * length) - 1.0;
            sum += off * off;
        }
    }
    sum
}

/// Returns how many pairs of edges cross; for very many edges it is not worth the time.
fn crossings(places: &[Point], links: &[(usize, usize)]) -> usize {
    if links.len() > 600 {
        return 0;
    }
    let mut count = 0;
    for (index, &(a, b)) in links.iter().enumerate() {
        for &(c, d) in &links[..index] {
            let shared = a == c || a == d || b == c || b == d;
            count += usize::from(!shared && cross(places[a], places[b], places[c], places[d]));
        }
    }
    count
}

fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    (side(a, b, c) > 0.0) != (side(a, b, d) > 0.0) && (side(c, d, a) > 0.0) != (side(c, d, b) > 0.0)
}

/// Scatters nodes over a square, differently for each seed and always in the same way.
pub(super) fn scattered(nodes: usize, length: f64, seed: usize) -> Vec<Point> {
    let mut state = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d;
    let mut next = || {
        // A linear congruential generator with Knuth's constants; its upper bits are good enough here.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 32).unwrap_or_default()) / f64::from(u32::MAX)
    };
    #[expect(clippy::cast_precision_loss, reason = "there are fewer nodes than that")]
    let side = (nodes as f64).sqrt() * length;
    (0..nodes).map(|_| Point::new(next() * side, next() * side)).collect()
}

#[cfg(test)]
mod tests {
    use super::crossings;
    use super::place;
    use super::scattered;

    #[test]
    fn a_path_becomes_a_line() {
        let places = place(4, &[(0, 1), (1, 2), (2, 3)], 100.0);
        let ends = (places[0] - places[3]).length();
        assert!((ends - 243.0).abs() < 25.0, "{ends}");
    }

    #[test]
    fn a_planar_graph_has_no_crossing() {
        let links = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 4), (1, 5), (2, 6), (3, 7)];
        assert_eq!(crossings(&place(8, &links, 100.0), &links), 0);
    }

    #[test]
    fn the_same_graph_has_the_same_places() {
        let links = [(0, 1), (1, 1), (2, 0), (0, 2)];
        assert_eq!(place(3, &links, 100.0), place(3, &links, 100.0));
        assert_ne!(scattered(3, 100.0, 0), scattered(3, 100.0, 1));
    }

    #[test]
    fn few_nodes_have_places_too() {
        assert!(place(0, &[], 100.0).is_empty());
        assert_eq!(place(1, &[(0, 0)], 100.0).len(), 1);
    }
}
