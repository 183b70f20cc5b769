//! Pushes boxes apart until none covers another.

use crate::export::graph::geometry::Point;

/// The space kept between two boxes, in pixels.
const SPACE: Point = Point { x: 44.0, y: 38.0 };

/// How often all pairs are looked at, at most: less often in drawings too large to be read anyway.
fn sweeps(nodes: usize) -> usize {
    (400_000 / nodes.max(1)).clamp(20, 400)
}

/// Moves the centres of boxes of some sizes apart, each as little as will do.
pub(super) fn remove(places: &mut [Point], sizes: &[Point]) {
    for _ in 0..sweeps(places.len()) {
        if !sweep(places, sizes) {
            return;
        }
    }
}

/// Pushes every pair that is too close along the shorter way; returns whether there was one. Boxes are
/// looked at from left to right, so that each meets only those that begin before it ends.
fn sweep(places: &mut [Point], sizes: &[Point]) -> bool {
    let left = |node: usize, places: &[Point]| places[node].x - sizes[node].x / 2.0;
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| left(a, places).total_cmp(&left(b, places)).then(a.cmp(&b)));
    let mut found = false;
    for (rank, &node) in order.iter().enumerate() {
        for &other in &order[rank + 1..] {
            let reach = (sizes[node] + sizes[other]) * 0.5 + SPACE;
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
    use super::remove;
    use crate::export::graph::geometry::Point;
    use crate::export::graph::geometry::Rectangle;

    #[test]
    fn boxes_at_one_place_come_apart() {
        let sizes = vec![Point::new(120.0, 30.0); 40];
        let mut places = vec![Point::default(); 40];
        remove(&mut places, &sizes);
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
        remove(&mut places, &[Point::new(100.0, 30.0); 2]);
        assert_eq!(places, before);
    }
}
