//! The outlines of nodes as SVG.

use std::io;
use std::io::Write;

use super::geometry::Rectangle;
use super::palette::Look;
use super::palette::Shape;

/// Writes the outline of a node.
pub(super) fn write(look: Look, area: Rectangle, out: &mut dyn Write) -> io::Result<()> {
    let Look { shape, fill, stroke } = look;
    let paint = format!(r#"fill="{fill}" stroke="{stroke}" stroke-width="1.4""#);
    match shape {
        Shape::Pill => rectangle(area, (area.height / 2.0).min(18.0), &paint, out),
        Shape::Rounded => rectangle(area, 5.0, &paint, out),
        Shape::Quoted => {
            rectangle(area, 2.0, &paint, out)?;
            let bar = Rectangle { width: 4.0, ..area };
            rectangle(bar, 0.0, &format!(r#"fill="{stroke}""#), out)
        }
        Shape::Octagon | Shape::Hexagon | Shape::Slanted => polygon(shape, area, &paint, out),
        Shape::Sheet => sheet(area, &paint, out),
    }
}

fn rectangle(area: Rectangle, radius: f64, paint: &str, out: &mut dyn Write) -> io::Result<()> {
    let Rectangle { left, top, width, height } = area;
    writeln!(
        out,
        r#"<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="{radius}" {paint}/>"#
    )
}

fn polygon(shape: Shape, area: Rectangle, paint: &str, out: &mut dyn Write) -> io::Result<()> {
    let (left, top, right, bottom) = (area.left, area.top, area.right(), area.bottom());
    let (middle, cut) = (area.centre().y, 8.0_f64.min(area.height / 3.0).floor());
    let corners = match shape {
        Shape::Hexagon => vec![
            (left + cut + 2.0, top),
            (right - cut - 2.0, top),
            (right, middle),
            (right - cut - 2.0, bottom),
            (left + cut + 2.0, bottom),
            (left, middle),
        ],
        Shape::Slanted => {
            vec![(left + cut + 2.0, top), (right, top), (right - cut - 2.0, bottom), (left, bottom)]
        }
        _ => vec![
            (left + cut, top),
            (right - cut, top),
            (right, top + cut),
            (right, bottom - cut),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, bottom - cut),
            (left, top + cut),
        ],
    };
    let corners: Vec<String> = corners.iter().map(|(x, y)| format!("{x},{y}")).collect();
    writeln!(out, r#"<polygon points="{}" {paint}/>"#, corners.join(" "))
}

fn sheet(area: Rectangle, paint: &str, out: &mut dyn Write) -> io::Result<()> {
    let (left, top, right, bottom) = (area.left, area.top, area.right(), area.bottom());
    let fold = 9.0_f64.min(area.height / 2.0);
    let (turn, low) = (right - fold, top + fold);
    writeln!(
        out,
        r#"<path d="M{left} {top} H{turn} L{right} {low} V{bottom} H{left} Z M{turn} {top} V{low} H{right}" {paint} stroke-linejoin="round"/>"#
    )
}
