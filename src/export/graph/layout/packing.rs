//! Parts of a drawing of dots on one sheet: each where the sheet grows least, and single dots in rows beneath.

use super::components;
use super::components::WIDE;
use crate::export::graph::geometry::Point;
use crate::export::graph::geometry::Rectangle;

/// The distance between two parts, in pixels.
const GAP: f64 = 26.0;

/// The distance between single dots, in pixels.
const CLOSE: f64 = 12.0;

/// Up to how many parts all corners are tried.
const CAREFUL: usize = 120;

/// Returns where the top left corner of each part goes. The last ones are single dots.
pub(super) fn pack(sizes: &[Point], singles: usize) -> Vec<Point> {
    let (parts, rest) = sizes.split_at(sizes.len() - singles);
    if parts.len() > CAREFUL {
        return components::pack_rows(sizes);
    }
    let mut placed: Vec<Rectangle> = Vec::new();
    for &size in parts {
        let area = best(&placed, size);
        placed.push(area);
    }
    let sheet = components::bounds(&placed);
    let area: f64 = rest.iter().map(|size| (size.x + CLOSE) * (size.y + CLOSE)).sum();
    let widest = rest.iter().map(|size| size.x).fold(0.0, f64::max);
    let width = if parts.is_empty() { (area * WIDE).sqrt() } else { sheet.width }.max(widest);
    let top = if parts.is_empty() { 0.0 } else { sheet.bottom() + GAP };
    let mut places: Vec<Point> =
        placed.iter().map(|area| Point::new(area.left, area.top)).collect();
    places.extend(rows(rest, width, top));
    places
}

/// Returns the corner to the right of or beneath what is there with which the sheet stays smallest.
fn best(placed: &[Rectangle], size: Point) -> Rectangle {
    let at =
        |corner: Point| Rectangle { left: corner.x, top: corner.y, width: size.x, height: size.y };
    let lefts = || placed.iter().map(|area| (area.right() + GAP).ceil()).chain([0.0]);
    let tops = || placed.iter().map(|area| (area.bottom() + GAP).ceil()).chain([0.0]);
    let mut found: Option<(f64, Rectangle)> = None;
    for left in lefts() {
        for top in tops() {
            let area = at(Point::new(left, top));
            let is_free = placed.iter().all(|other| !other.grown(GAP - 1.0).overlaps(area));
            let all = components::bounds(&[placed, &[area]].concat());
            let extent = all.width.max(all.height * WIDE);
            // Gaps are filled before the sheet grows, even where it would stay as wide.
            let side = (all.width * all.height).sqrt();
            let cost = extent + side * 0.25 + (left + top * WIDE) * 1e-3;
            if is_free && found.is_none_or(|(least, _)| cost < least) {
                found = Some((cost, area));
            }
        }
    }
    found.map_or_else(|| at(Point::default()), |(_, area)| area)
}

/// Fills rows of a width.
fn rows(sizes: &[Point], width: f64, top: f64) -> Vec<Point> {
    let (mut next, mut height) = (Point::new(0.0, top), 0.0_f64);
    let mut places = Vec::new();
    for size in sizes {
        if next.x > 0.0 && next.x + size.x > width {
            next = Point::new(0.0, next.y + height + CLOSE);
            height = 0.0;
        }
        places.push(next);
        next.x += (size.x + CLOSE).ceil();
        height = height.max(size.y.ceil());
    }
    places
}

#[cfg(test)]
mod tests {
    use super::pack;
    use crate::export::graph::geometry::Point;
    use crate::export::graph::geometry::Rectangle;

    #[test]
    fn parts_do_not_touch_and_fill_gaps() {
        let mut sizes = vec![
            Point::new(600.0, 300.0),
            Point::new(200.0, 300.0),
            Point::new(180.0, 120.0),
            Point::new(180.0, 120.0),
        ];
        sizes.extend([Point::new(10.0, 10.0); 90]);
        let places = pack(&sizes, 90);
        let boxes: Vec<Rectangle> = places
            .iter()
            .zip(&sizes)
            .map(|(place, size)| Rectangle::around(*place + *size * 0.5, *size))
            .collect();
        for (index, area) in boxes.iter().enumerate() {
            assert!(boxes[..index].iter().all(|other| !area.overlaps(*other)), "{index}");
        }
        assert!(boxes.iter().all(|area| area.right() < 1_100.0 && area.bottom() < 600.0));
        assert!(pack(&[], 0).is_empty());
    }
}
