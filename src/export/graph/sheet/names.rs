//! The names in a sheet's panels: where each stands, and the lines to those that stand apart from their dots.

use std::collections::BTreeMap;
use std::io;
use std::io::Write;

use super::super::super::xml::Escaped;
use super::super::dots::Dots;
use super::super::geometry::Point;
use super::super::geometry::Rectangle;
use super::super::letters;
use super::super::letters::Room;
use super::super::letters::Widths;
use super::super::style::Theme;
use super::PANEL;
use crate::projection::Graph;

const LETTERS: f64 = 9.5;
const LINE: f64 = 11.0;
const NAME: Room = Room { width: 112.0, lines: 2 };

/// Sets names under, above or beside their dots, the most central first, where they cover neither another name nor another dot, and
/// no line to a name crosses either; who has no such place has no name.
pub(super) fn names(
    whole: &Graph,
    dots: &Dots,
    places: &[Point],
) -> BTreeMap<usize, (Rectangle, Vec<String>)> {
    let labels: Vec<&str> = whole.node_weights().map(|node| node.label.as_str()).collect();
    let widths = Widths::of(labels.iter().copied());
    let scale = LETTERS / letters::SIZE;
    let mut order: Vec<usize> = (0..labels.len()).filter(|&node| dots.named[node]).collect();
    order.sort_by(|&one, &other| {
        dots.radii[other].total_cmp(&dots.radii[one]).then(one.cmp(&other))
    });
    let mut set: BTreeMap<usize, (Rectangle, Vec<String>)> = BTreeMap::new();
    for node in order {
        let lines = widths.wrap(labels[node], Room { width: NAME.width / scale, ..NAME });
        if lines.is_empty() {
            continue;
        }
        let widest = lines.iter().map(|line| widths.line(line)).fold(0.0, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
        let size = Point::new((widest * scale).ceil() + 2.0, lines.len() as f64 * LINE + 1.0);
        let others: Vec<Rectangle> = (0..places.len())
            .filter(|&other| other != node)
            .map(|other| circle(places[other], dots.radii[other]))
            .collect();
        let leaders: Vec<(Point, Point)> = set
            .iter()
            .filter_map(|(&other, (plate, _))| leader(places[other], dots.radii[other], *plate))
            .collect();
        let is_free = |area: &Rectangle| {
            let is_clear = |point: Point| {
                let spot = circle(point, 0.5);
                set.values().all(|(other, _)| !other.overlaps(spot))
                    && others.iter().all(|dot| !dot.overlaps(spot))
            };
            set.values().all(|(other, _)| !other.overlaps(*area))
                && others.iter().all(|dot| !dot.overlaps(*area))
                && leaders
                    .iter()
                    .all(|line| along(*line).all(|at| !circle(at, 0.5).overlaps(*area)))
                && leader(places[node], dots.radii[node], *area)
                    .is_none_or(|line| along(line).all(is_clear))
        };
        let tried = around(places[node], dots.radii[node], size);
        if let Some(area) = tried.into_iter().find(is_free) {
            set.insert(node, (area, lines.iter().map(|line| line.join(" ")).collect()));
        }
    }
    set
}

pub(super) fn circle(centre: Point, radius: f64) -> Rectangle {
    Rectangle::around(centre, Point::new(radius, radius) * 2.0)
}

/// How far from its dot a name may stand that has no room beside it, in pixels; a line leads to it.
const FAR: [f64; 7] = [12.0, 22.0, 34.0, 48.0, 64.0, 82.0, 104.0];

/// Twelve directions, like those of a clock's hours.
const DIRECTIONS: [Point; 12] = [
    Point { x: 0.0, y: 1.0 },
    Point { x: 0.5, y: 0.866 },
    Point { x: -0.5, y: 0.866 },
    Point { x: 0.866, y: 0.5 },
    Point { x: -0.866, y: 0.5 },
    Point { x: 1.0, y: 0.0 },
    Point { x: -1.0, y: 0.0 },
    Point { x: 0.866, y: -0.5 },
    Point { x: -0.866, y: -0.5 },
    Point { x: 0.5, y: -0.866 },
    Point { x: -0.5, y: -0.866 },
    Point { x: 0.0, y: -1.0 },
];

/// Returns where a name of a size may stand: under, above and beside its dot, or else farther away, as far as that is within the panel.
fn around(dot: Point, radius: f64, size: Point) -> Vec<Rectangle> {
    let (away, aside) = (radius + size.y / 2.0 + 1.0, radius + size.x / 2.0 + 3.0);
    let half = size.x / 2.0 + 2.0;
    // What stands above or under its dot may be moved inside, and aside.
    let inside = |x: f64| x.clamp(half, (PANEL.x - half).max(half));
    let shift = (size.x / 2.0 - radius).max(0.0);
    let beneath = [0.0, shift, -shift].map(|shift| Point::new(inside(dot.x + shift), dot.y + away));
    let above = beneath.map(|place| Point::new(place.x, dot.y - away));
    let beside = [aside, -aside].map(|aside| Point::new(dot.x + aside, dot.y));
    let far = FAR.iter().flat_map(|&distance| {
        DIRECTIONS.map(|way| {
            // As far as the half of the name reaches that way, and then some.
            let half = (size.x / 2.0 * way.x.abs()).max(size.y / 2.0 * way.y.abs());
            dot + way * (radius + distance + half)
        })
    });
    let far: Vec<Point> = far.collect();
    let centres = [beneath.as_slice(), &above, &beside, &far].concat();
    let is_within = |area: &Rectangle| {
        area.left >= 1.0
            && area.top >= 1.0
            && area.right() <= PANEL.x - 1.0
            && area.bottom() <= PANEL.y - 1.0
    };
    centres.into_iter().map(|centre| Rectangle::around(centre, size)).filter(is_within).collect()
}

/// Returns the ends of the line from a dot to its name, if that stands apart.
pub(super) fn leader(dot: Point, radius: f64, plate: Rectangle) -> Option<(Point, Point)> {
    let near =
        Point::new(dot.x.clamp(plate.left, plate.right()), dot.y.clamp(plate.top, plate.bottom()));
    let way = near - dot;
    let length = (way.x * way.x + way.y * way.y).sqrt();
    (length >= radius + FAR[0] - 2.0).then(|| (dot + way * (radius / length), near))
}

/// Returns points along a line, a few pixels apart.
fn along((from, to): (Point, Point)) -> impl Iterator<Item = Point> {
    (0..=STEPS).map(move |step| from + (to - from) * (f64::from(step) / f64::from(STEPS)))
}

/// In how many steps one goes along a line to a name.
const STEPS: u32 = 40;

/// Writes a name over the lines that are drawn.
pub(super) fn written(
    plate: Rectangle,
    name: &[String],
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let x = plate.centre().x;
    let mut y = plate.top + LINE - 1.5;
    write!(
        out,
        r#"<text class="name" font-size="{LETTERS}" text-anchor="middle" fill="{}" stroke="{}" stroke-width="2.4" stroke-linejoin="round" paint-order="stroke">"#,
        theme.ink(),
        theme.ground()
    )?;
    for (place, line) in name.iter().enumerate() {
        // A space between lines, for those who read the text alone.
        let space = if place == 0 { "" } else { " " };
        write!(out, r#"{space}<tspan x="{x:.1}" y="{y:.1}">{}</tspan>"#, Escaped(line))?;
        y += LINE;
    }
    writeln!(out, "</text>")
}
