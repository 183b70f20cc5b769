//! Points, boxes and curves of a picture. Only the four operations and square roots are used: these
//! give the same bits on every machine, as sines and powers do not.

use std::ops::Add;
use std::ops::Mul;
use std::ops::Sub;

/// A place, in pixels, the vertical axis pointing down; also the way from one place to another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(super) fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// Returns the direction as a way of length 1; to the right where there is none.
    pub(super) fn unit(self) -> Self {
        let length = self.length();
        if length > 0.0 { self * (1.0 / length) } else { Self::new(1.0, 0.0) }
    }

    /// Returns the way turned a quarter to the right.
    pub(super) fn turned(self) -> Self {
        Self::new(-self.y, self.x)
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// An upright box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rectangle {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Rectangle {
    pub(super) fn around(centre: Point, size: Point) -> Self {
        Self {
            left: centre.x - size.x / 2.0,
            top: centre.y - size.y / 2.0,
            width: size.x,
            height: size.y,
        }
    }

    pub(super) fn right(self) -> f64 {
        self.left + self.width
    }

    pub(super) fn bottom(self) -> f64 {
        self.top + self.height
    }

    pub(super) fn centre(self) -> Point {
        Point::new(self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
        }
    }

    pub(super) fn moved(self, by: Point) -> Self {
        Self { left: self.left + by.x, top: self.top + by.y, ..self }
    }

    pub(super) fn contains(self, point: Point) -> bool {
        self.left <= point.x
            && point.x <= self.right()
            && self.top <= point.y
            && point.y <= self.bottom()
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left < other.right()
            && other.left < self.right()
            && self.top < other.bottom()
            && other.top < self.bottom()
    }
}

/// A cubic Bézier curve: start, two handles, end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Curve(pub(super) [Point; 4]);

impl Curve {
    /// Returns the curve between two places whose middle is bent aside by some pixels.
    pub(super) fn bent(from: Point, to: Point, aside: f64) -> Self {
        let way = to - from;
        // A cubic with both handles moved aside by h passes 3/4 h beside its middle.
        let push = way.unit().turned() * (aside * 4.0 / 3.0);
        Self([from, from + way * (1.0 / 3.0) + push, from + way * (2.0 / 3.0) + push, to])
    }

    /// Returns the curve that leaves and arrives horizontally.
    pub(super) fn across(from: Point, to: Point) -> Self {
        let half = (to.x - from.x) / 2.0;
        Self([from, Point::new(from.x + half, from.y), Point::new(to.x - half, to.y), to])
    }

    /// Returns the place at a part of the way from 0 to 1.
    pub(super) fn at(self, part: f64) -> Point {
        self.split(part).0.0[3]
    }

    /// Returns the curve before and after a part of the way.
    pub(super) fn split(self, part: f64) -> (Self, Self) {
        let between = |a: Point, b: Point| a + (b - a) * part;
        let [a, b, c, d] = self.0;
        let (ab, bc, cd) = (between(a, b), between(b, c), between(c, d));
        let (abc, bcd) = (between(ab, bc), between(bc, cd));
        let middle = between(abc, bcd);
        (Self([a, ab, abc, middle]), Self([middle, bcd, cd, d]))
    }

    pub(super) fn reversed(self) -> Self {
        let [a, b, c, d] = self.0;
        Self([d, c, b, a])
    }

    pub(super) fn moved(self, by: Point) -> Self {
        Self(self.0.map(|point| point + by))
    }

    /// Returns what is left of the curve outside a box around its start.
    pub(super) fn leaving(self, start: Rectangle) -> Self {
        self.leaving_where(|place| start.contains(place))
    }

    /// Returns what is left of the curve outside a circle around its start.
    pub(super) fn leaving_circle(self, radius: f64) -> Self {
        let centre = self.0[0];
        self.leaving_where(|place| (place - centre).length() <= radius)
    }

    fn leaving_where(self, is_inside: impl Fn(Point) -> bool) -> Self {
        let (mut inside, mut outside) = (0.0, 1.0);
        if !is_inside(self.0[0]) || is_inside(self.0[3]) {
            return self;
        }
        for _ in 0..24 {
            let middle = f64::midpoint(inside, outside);
            if is_inside(self.at(middle)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        self.split(outside).1
    }
}

#[cfg(test)]
mod tests {
    use super::Curve;
    use super::Point;
    use super::Rectangle;

    fn near(left: Point, right: Point) -> bool {
        (left - right).length() < 0.01
    }

    #[test]
    fn a_bent_curve_passes_beside_its_middle() {
        let curve = Curve::bent(Point::new(0.0, 0.0), Point::new(100.0, 0.0), 20.0);
        assert!(near(curve.at(0.5), Point::new(50.0, 20.0)));
        assert!(near(curve.at(1.0), Point::new(100.0, 0.0)));
    }

    #[test]
    fn curves_between_equal_places_are_points() {
        let curve = Curve::bent(Point::default(), Point::default(), 0.0);
        assert!(near(curve.at(0.3), Point::default()));
    }

    #[test]
    fn curves_leave_their_box_at_its_edge() {
        let start = Rectangle::around(Point::default(), Point::new(40.0, 20.0));
        let curve = Curve::bent(Point::default(), Point::new(100.0, 0.0), 0.0).leaving(start);
        assert!(near(curve.0[0], Point::new(20.0, 0.0)));
        assert!(near(curve.0[3], Point::new(100.0, 0.0)));
    }

    #[test]
    fn boxes_that_only_touch_do_not_overlap() {
        let left = Rectangle { left: 0.0, top: 0.0, width: 10.0, height: 10.0 };
        assert!(!left.overlaps(left.moved(Point::new(10.0, 0.0))));
        assert!(left.overlaps(left.moved(Point::new(9.0, 9.0))));
        assert!(left.grown(1.0).overlaps(left.moved(Point::new(10.0, 0.0))));
    }
}
