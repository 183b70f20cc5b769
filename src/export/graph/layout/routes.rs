//! The curves of edges in a network: bent as little as keeps them off one another and off boxes that
//! they do not join.

use std::collections::BTreeMap;

use crate::export::graph::geometry::Curve;
use crate::export::graph::geometry::Point;
use crate::export::graph::geometry::Rectangle;

/// How far parallel edges stand apart in their middle, in pixels.
const APART: f64 = 34.0;

/// How far an edge may be bent aside beyond that, nearest first, in pixels.
const DETOURS: [f64; 9] = [0.0, 28.0, -28.0, 56.0, -56.0, 90.0, -90.0, 130.0, -130.0];

/// Up to how many nodes edges look for a way around.
const CAREFUL: usize = 300;

/// At how many places of a curve boxes are looked for.
const PROBES: u32 = 24;

/// Returns the curves of each edge, clipped at the boxes that it joins.
pub(super) fn between(boxes: &[Rectangle], links: &[(usize, usize)]) -> Vec<Vec<Curve>> {
    let mut parallel: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for &(from, to) in links {
        *parallel.entry((from.min(to), from.max(to))).or_default() += 1;
    }
    let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut routes = Vec::new();
    for &(from, to) in links {
        let pair = (from.min(to), from.max(to));
        let rank = seen.entry(pair).or_default();
        routes.push(if from == to {
            around(boxes[from], *rank)
        } else {
            let aside = lane(*rank, parallel[&pair]);
            vec![route(boxes, from, to, if from < to { aside } else { -aside })]
        });
        *rank += 1;
    }
    routes
}

/// Returns how far the parallel edge of a rank is bent: lanes stand evenly on both sides.
#[expect(clippy::cast_precision_loss, reason = "there are few parallel edges")]
fn lane(rank: usize, count: usize) -> f64 {
    (rank as f64 - (count as f64 - 1.0) / 2.0) * APART
}

/// Returns the curve that meets the fewest foreign boxes, the straightest among equals.
fn route(boxes: &[Rectangle], from: usize, to: usize, aside: f64) -> Curve {
    let (start, end) = (boxes[from], boxes[to]);
    let bent = |detour: f64| Curve::bent(start.centre(), end.centre(), aside + detour);
    let mut best = bent(0.0);
    if boxes.len() <= CAREFUL {
        let mut fewest = usize::MAX;
        for detour in DETOURS {
            let curve = bent(detour);
            let met = met(boxes, from, to, curve);
            if met < fewest {
                (fewest, best) = (met, curve);
            }
            if fewest == 0 {
                break;
            }
        }
    }
    clipped(best, start, end)
}

/// Counts the places of a curve that lie in boxes which it does not join.
fn met(boxes: &[Rectangle], from: usize, to: usize, curve: Curve) -> usize {
    let probes: Vec<Point> =
        (1..PROBES).map(|step| curve.at(f64::from(step) / f64::from(PROBES))).collect();
    boxes
        .iter()
        .enumerate()
        .filter(|(node, _)| *node != from && *node != to)
        .map(|(_, area)| probes.iter().filter(|probe| area.grown(6.0).contains(**probe)).count())
        .sum()
}

/// Returns the part of a curve between two boxes, a little off the second for the arrow's tip.
fn clipped(curve: Curve, start: Rectangle, end: Rectangle) -> Curve {
    curve.leaving(start).reversed().leaving(end.grown(2.0)).reversed()
}

/// Returns the loop of an edge from a node to itself, over the box's upper right corner; further loops
/// of the node are larger.
pub(super) fn around(area: Rectangle, rank: usize) -> Vec<Curve> {
    #[expect(clippy::cast_precision_loss, reason = "a node has few loops")]
    let reach = 30.0 + 16.0 * rank as f64;
    let start = Point::new(area.right() - 18.0_f64.min(area.width / 2.0), area.top);
    let end = Point::new(area.right() + 2.0, area.top + area.height / 2.0);
    let corner = Point::new(area.right() + reach / 2.0, area.top - reach / 2.0);
    let up = Curve([
        start,
        Point::new(start.x, area.top - reach / 2.0),
        Point::new(start.x + reach / 3.0, area.top - reach),
        corner,
    ]);
    let down = Curve([
        corner,
        Point::new(corner.x + reach / 2.0, area.top),
        Point::new(end.x + reach / 2.0, end.y),
        end,
    ]);
    vec![up, down]
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::export::graph::geometry::Point;
    use crate::export::graph::geometry::Rectangle;

    fn boxes(centres: &[(f64, f64)]) -> Vec<Rectangle> {
        let size = Point::new(80.0, 30.0);
        centres.iter().map(|&(x, y)| Rectangle::around(Point::new(x, y), size)).collect()
    }

    #[test]
    fn parallel_edges_stand_apart() {
        let boxes = boxes(&[(0.0, 0.0), (300.0, 0.0)]);
        let routes = between(&boxes, &[(0, 1), (0, 1), (1, 0)]);
        let mut middles: Vec<f64> = routes.iter().map(|route| route[0].at(0.5).y).collect();
        middles.sort_by(f64::total_cmp);
        assert!(middles[1] - middles[0] > 20.0 && middles[2] - middles[1] > 20.0, "{middles:?}");
    }

    #[test]
    fn edges_go_around_boxes() {
        let boxes = boxes(&[(0.0, 0.0), (400.0, 0.0), (200.0, 0.0)]);
        let curve = between(&boxes, &[(0, 1)])[0][0];
        assert!((1..20).all(|step| !boxes[2].contains(curve.at(f64::from(step) / 20.0))));
    }

    #[test]
    fn edges_end_at_their_boxes() {
        let boxes = boxes(&[(0.0, 0.0), (300.0, 0.0)]);
        let curve = between(&boxes, &[(0, 1)])[0][0];
        assert!((curve.0[0].x - 40.0).abs() < 0.1 && (curve.0[3].x - 258.0).abs() < 0.1);
    }

    #[test]
    fn loops_and_boxes_at_one_place_are_drawn() {
        let boxes = boxes(&[(0.0, 0.0), (0.0, 0.0)]);
        let routes = between(&boxes, &[(0, 0), (0, 0), (0, 1)]);
        assert_eq!(routes.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
        assert!(routes.iter().flatten().all(|curve| curve.0.iter().all(|p| p.x.is_finite())));
    }
}
