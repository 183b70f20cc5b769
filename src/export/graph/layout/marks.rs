//! Words on edges: how many pieces of evidence there are, and a label such as a role; each where it
//! covers neither a box nor other words.

use super::MARK_LINE;
use super::MARK_SIZE;
use super::Mark;
use crate::export::graph::geometry::Curve;
use crate::export::graph::geometry::Point;
use crate::export::graph::geometry::Rectangle;
use crate::export::graph::letters;
use crate::export::graph::letters::Widths;

/// Places along an edge, the best first.
const PLACES: [f64; 9] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/// Returns the marks of all edges.
pub(super) fn place(
    boxes: &[Rectangle],
    routes: &[Vec<Curve>],
    words: Vec<Vec<Vec<String>>>,
    widths: &Widths,
) -> Vec<Mark> {
    let mut taken = Taken::new(boxes);
    let mut marks = Vec::new();
    for (route, lines) in routes.iter().zip(words) {
        let size = size(&lines, widths);
        let areas = PLACES.iter().map(|&part| Rectangle::around(along(route, part), size));
        let best = areas.min_by_key(|area| taken.covered(*area)).unwrap_or_default();
        taken.take(best);
        let lines = lines.iter().map(|line| line.join(" ")).collect();
        marks.push(Mark { area: best, lines });
    }
    marks
}

/// Returns the size of some lines on an edge.
pub(super) fn size(lines: &[Vec<String>], widths: &Widths) -> Point {
    let scale = MARK_SIZE / letters::SIZE;
    let widest = lines.iter().map(|line| widths.line(line)).fold(0.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
    let height = lines.len() as f64 * MARK_LINE;
    Point::new((widest * scale).ceil() + 8.0, height + 2.0)
}

/// Returns the place at a part of a route, measured along straight lines between the ends of its curves.
fn along(route: &[Curve], part: f64) -> Point {
    let length = |curve: &Curve| (curve.0[3] - curve.0[0]).length();
    let mut left = part * route.iter().map(length).sum::<f64>();
    for curve in route {
        let here = length(curve);
        if left <= here && here > 0.0 {
            let point = curve.at(left / here);
            return Point::new(point.x.round(), point.y.round());
        }
        left -= here;
    }
    route.last().map(|curve| curve.0[3]).unwrap_or_default()
}

/// What is already on the sheet, in a grid, so that only what is near is looked at.
struct Taken {
    cells: std::collections::BTreeMap<(i64, i64), Vec<Rectangle>>,
}

/// The side of a cell of the grid, in pixels.
const CELL: f64 = 200.0;

impl Taken {
    fn new(boxes: &[Rectangle]) -> Self {
        let mut taken = Self { cells: std::collections::BTreeMap::new() };
        for area in boxes {
            taken.take(area.grown(2.0));
        }
        taken
    }

    fn take(&mut self, area: Rectangle) {
        for cell in cells(area) {
            self.cells.entry(cell).or_default().push(area);
        }
    }

    /// Counts what an area would cover.
    fn covered(&self, area: Rectangle) -> usize {
        cells(area)
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .filter(|other| area.overlaps(**other))
            .count()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "sheets are smaller than that")]
fn cells(area: Rectangle) -> impl Iterator<Item = (i64, i64)> {
    let cell = |place: f64| (place / CELL).floor() as i64;
    let rows = cell(area.top)..=cell(area.bottom());
    let (left, right) = (cell(area.left), cell(area.right()));
    rows.flat_map(move |row| (left..=right).map(move |column| (column, row)))
}

#[cfg(test)]
mod tests {
    use super::Curve;
    use super::Point;
    use super::Rectangle;
    use super::Widths;
    use super::place;

    #[test]
    fn words_cover_neither_boxes_nor_one_another() {
        let curve = |y: f64| Curve::bent(Point::new(0.0, y), Point::new(300.0, y), 0.0);
        let boxes = [Rectangle::around(Point::new(150.0, 0.0), Point::new(60.0, 40.0))];
        let routes = [vec![curve(0.0)], vec![curve(4.0)]];
        let words = vec![vec![vec!["12".to_owned()]]; 2];
        let marks = place(&boxes, &routes, words, &Widths::of(["12"]));
        assert!(!marks[0].area.overlaps(boxes[0]) && !marks[1].area.overlaps(boxes[0]));
        assert!(!marks[0].area.overlaps(marks[1].area));
    }
}
