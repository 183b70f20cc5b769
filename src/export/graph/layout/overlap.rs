//! Pushes boxes apart until none covers another.

use crate::export::graph::geometry::Point;

/// The space kept between two boxes that edges join, in pixels.
pub(super) const SPACE: Point = Point { x: 44.0, y: 38.0 };

/// By how much everything is spread where pushing alone did not do.
const SPREAD: f64 = 1.12;

/// How often that is tried: 30 times make thirty of one.
const SPREADS: usize = 30;

/// How often all pairs are looked at, at most: less often in drawings too large to be read anyway.
fn sweeps(nodes: usize) -> usize {
    (400_000 / nodes.max(1)).clamp(20, 400)
}

/// Moves the centres of boxes of some sizes apart, each as little as will do, so that some space is between them.
pub(super) fn remove(places: &mut [Point], sizes: &[Point], space: Point) {
    for _ in 0..sweeps(places.len()) {
        if !sweep(places, sizes, space) {
            return;
        }
    }
}

/// Does the same, and spreads everything where boxes still touch: none does in the end.
pub(super) fn remove_all(places: &mut [Point], sizes: &[Point], space: Point) {
    for _ in 0..SPREADS {
        remove(places, sizes, space);
        if !sweep(&mut places.to_vec(), sizes, space) {
            return;
        }
        for place in places.iter_mut() {
            *place = *place * SPREAD;
        }
    }
}

/// Pushes every pair that is too close along the shorter way; returns whether there was one. Boxes are
/// looked at from left to right, so that each meets only those that begin before it ends.
fn sweep(places: &mut [Point], sizes: &[Point], space: Point) -> bool {
    let left = |node: usize, places: &[Point]| places[node].x - sizes[node].x / 2.0;
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| left(a, places).total_cmp(&left(b, places)).then(a.cmp(&b)));
    let mut found = false;
    for (rank, &node) in order.iter().enumerate() {
        for &other in &order[rank + 1..] {
            let reach = (sizes[node] + sizes[other]) * 0.5 + space;
            let way = places[other] - places[node];
            // Nodes were sorted before some moved; twice the reach forgives that.
            if way.x > reach.x * 2.0 {
                break;
            }
            let deep = Point::new(reach.x - way.x.abs(), reach.y - way.y.abs());
            if deep.x > 0.5 && deep.y > 0.5 {
                push(places, (node, other), way, deep);
                found = true;
            }
        }
    }
    found
}

fn push(places: &mut [Point], (node, other): (usize, usize), way: Point, deep: Point) {
    let by = if deep.x < deep.y {
        Point::new(if way.x < 0.0 { -deep.x } else { deep.x }, 0.0)
    } else {
        Point::new(0.0, if way.y < 0.0 { -deep.y } else { deep.y })
    };
    places[node] = places[node] - by * 0.5;
    places[other] = places[other] + by * 0.5;
}

#[cfg(test)]
mod tests {
    use super::SPACE;
    use super::remove;
    use crate::export::graph::geometry::Point;
    use crate::export::graph::geometry::Rectangle;

    #[test]
    fn boxes_at_one_place_come_apart() {
        let sizes = vec![Point::new(120.0, 30.0); 40];
        let mut places = vec![Point::default(); 40];
        remove(&mut places, &sizes, SPACE);
        let boxes: Vec<Rectangle> = places
            .iter()
            .zip(&sizes)
            .map(|(&place, &size)| Rectangle::around(place, size))
            .collect();
        for (index, area) in boxes.iter().enumerate() {
            assert!(boxes[..index].iter().all(|other| !area.overlaps(*other)));
        }
    }

    #[test]
    fn boxes_that_stand_apart_stay() {
        let mut places = vec![Point::default(), Point::new(400.0, 0.0)];
        let before = places.clone();
        remove(&mut places, &[Point::new(100.0, 30.0); 2], SPACE);
        assert_eq!(places, before);
    }
}
