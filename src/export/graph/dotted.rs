//! SVG of dots: lines beneath, the strongest on top; then circles and squares, and their names.

use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::attributes;
use super::dots::Dots;
use super::entries;
use super::geometry::Curve;
use super::geometry::Point;
use super::geometry::Rectangle;
use super::layout::Picture;
use super::layout::dotted::LETTERS;
use super::layout::dotted::LINE;
use super::legend::Legend;
use super::page::MARGIN;
use super::page::Page;
use super::palette;
use super::style::Theme;
use super::svg;
use crate::projection::Drawing;
use crate::projection::Graph;
use crate::projection::Mode;

/// The least width of the whole picture.
const LEAST_WIDTH: f64 = 640.0;

/// The width of the strongest line, in pixels.
pub(super) const BROADEST: f64 = 5.5;

/// The width of the weakest line, in pixels.
const FINEST: f64 = 0.6;

/// Writes a laid out graph of dots as SVG.
pub(super) fn write(
    graph: &Graph,
    drawing: &Drawing,
    (picture, dots): (&Picture, &Dots),
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = (picture.size.x + 2.0 * MARGIN).max(LEAST_WIDTH);
    let caption = svg::caption(graph, drawing, &unseen(dots));
    let description = format!("{} {}", drawing.question.description, svg::counts(graph));
    let page = Page::new([&drawing.title, &caption, &description], width, theme);
    let entries = entries::of_dots(graph, drawing, dots, theme);
    let legend = Legend::new(entries, drawing.directed, width - 2.0 * MARGIN);
    let legend_top = page.top + picture.size.y + 26.0;
    page.begin(legend_top + legend.height + MARGIN, out)?;
    let left = ((width - picture.size.x) / 2.0).floor();
    writeln!(out, r#"<g transform="translate({left} {})">"#, page.top)?;
    edges(graph, drawing, (picture, dots), theme, out)?;
    nodes(graph, (picture, dots), theme, out)?;
    writeln!(out, "</g>")?;
    writeln!(out, r#"<g transform="translate({MARGIN} {legend_top})">"#)?;
    legend.write(width - 2.0 * MARGIN, theme, out)?;
    writeln!(out, "</g>\n</svg>")
}

/// Tells how many names are not shown.
fn unseen(dots: &Dots) -> String {
    let rank = &dots.rank;
    match dots.unnamed() {
        0 => String::new(),
        count if count == dots.named.len() => "Names are not shown.".to_owned(),
        1 => format!("The name of the node with the least {rank} is not shown."),
        count => format!("The names of the {count} nodes with the least {rank} are not shown."),
    }
}

/// How the lines of a graph look by their weights.
pub(super) struct Pens {
    most: f64,
    /// How many times as strong as the weakest the strongest is.
    range: f64,
    /// How many lines there are to a node.
    each: f64,
    thinnest: f64,
}

/// From how many lines to a node weaker ones stand back, and from how many they stand far back.
const CROWDED: f64 = 5.0;
const FULL: f64 = 12.0;

impl Pens {
    /// Chooses pens: where there are many lines to a node, weak ones stand back.
    #[expect(clippy::cast_precision_loss, reason = "weights are smaller than that")]
    pub(super) fn of(weights: impl Iterator<Item = i64>, nodes: usize) -> Self {
        let (mut count, mut least, mut most) = (0_usize, i64::MAX, 1);
        for weight in weights.map(i64::saturating_abs) {
            count += 1;
            least = least.min(weight.max(1));
            most = most.max(weight);
        }
        let each = count as f64 / nodes.max(1) as f64;
        let range = most as f64 / least.min(most) as f64;
        Self { most: most as f64, range, each, thinnest: (0.95 / (1.0 + each * 0.15)).min(0.75) }
    }

    /// Returns width and opacity of a line.
    #[expect(clippy::cast_precision_loss, reason = "weights are smaller than that")]
    pub(super) fn pen(&self, weight: i64, broadest: f64) -> (f64, f64) {
        let part = weight.saturating_abs() as f64 / self.most;
        // Where all are about as strong, none is broad.
        let broadest = broadest.min(1.4 + 0.8 * self.range) / (1.0 + self.each * 0.03);
        let breadth = FINEST + (broadest - FINEST).max(0.0) * part;
        let dark = match self.each {
            each if each < CROWDED => part.sqrt(),
            each if each < FULL => part,
            _ => part * part,
        };
        let opacity = self.thinnest + (0.9 - self.thinnest) * dark;
        ((breadth * 10.0).round() / 10.0, (opacity * 100.0).round() / 100.0)
    }
}

fn edges(
    graph: &Graph,
    drawing: &Drawing,
    (picture, dots): (&Picture, &Dots),
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let weights = graph.edge_weights().map(|edge| edge.strength().0);
    let pens = Pens::of(weights, graph.node_count());
    let mut order: Vec<_> = graph.edge_references().enumerate().collect();
    order.sort_by_key(|(_, edge)| edge.weight().strength().0.saturating_abs());
    for (place, reference) in order {
        let edge = reference.weight();
        let (breadth, opacity) = pens.pen(edge.strength().0, BROADEST);
        let ends = [&graph[reference.source()], &graph[reference.target()]];
        svg::begin_edge(ends, edge, &format!(r#" opacity="{opacity}""#), out)?;
        writeln!(out, "<title>{}</title>", Escaped(&svg::told(edge, ends, drawing)))?;
        let mut route = picture.routes[place].clone();
        if let ([only], true) = (route.as_mut_slice(), drawing.directed) {
            *only = until_dot(*only, dots.radii[reference.target().index()]);
        }
        let line = palette::line(&edge.qualifier, theme);
        svg::stroke(&route, line, breadth, drawing.directed, out)?;
        writeln!(out, "</g>")?;
    }
    Ok(())
}

/// Returns the part of a curve that lies before the dot at its end.
fn until_dot(curve: Curve, radius: f64) -> Curve {
    curve.reversed().leaving_circle(radius + 1.5).reversed()
}

fn nodes(
    graph: &Graph,
    (picture, dots): (&Picture, &Dots),
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_two_mode = attributes::is_two_mode(graph);
    for (place, node) in graph.node_weights().enumerate() {
        svg::begin_node(node, out)?;
        let mode = if is_two_mode { node.mode } else { Mode::Who };
        dot(picture.boxes[place], mode, dots.fills[place], theme, out)?;
        if let Some(plate) = picture.plates[place] {
            name(plate, &picture.labels[place], theme, out)?;
        }
        writeln!(out, "</g>")?;
    }
    Ok(())
}

/// Writes a dot: a circle for who speaks, a square of about the same area for what is spoken of.
pub(super) fn dot(
    area: Rectangle,
    mode: Mode,
    fill: &str,
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let centre = area.centre();
    let paint = format!(r#"fill="{fill}" stroke="{}" stroke-width="0.9""#, theme.ink());
    match mode {
        Mode::Who => {
            let radius = area.width / 2.0;
            writeln!(out, r#"<circle cx="{}" cy="{}" r="{radius}" {paint}/>"#, centre.x, centre.y)
        }
        Mode::What => {
            // A square with 8/9 of the side has about the area of the circle, as a scribe of Egypt knew.
            let side = (area.width * 80.0 / 9.0).round() / 10.0;
            let square = Rectangle::around(centre, Point::new(side, side));
            writeln!(
                out,
                r#"<rect x="{:.1}" y="{:.1}" width="{side}" height="{side}" {paint}/>"#,
                square.left, square.top
            )
        }
    }
}

/// Writes a name on its plate: the ground shines around the letters, so that lines beneath do not disturb them.
fn name(plate: Rectangle, lines: &[String], theme: Theme, out: &mut dyn Write) -> io::Result<()> {
    let (x, mut y) = (plate.centre().x, plate.top + LINE - 3.0);
    write!(
        out,
        r#"<text font-size="{LETTERS}" text-anchor="middle" fill="{}" stroke="{}" stroke-width="3" stroke-opacity="0.85" stroke-linejoin="round" paint-order="stroke">"#,
        theme.ink(),
        theme.ground()
    )?;
    for (place, line) in lines.iter().enumerate() {
        // A space between lines, for those who read the text alone.
        let space = if place == 0 { "" } else { " " };
        write!(out, r#"{space}<tspan x="{x}" y="{y}">{}</tspan>"#, Escaped(line))?;
        y += LINE;
    }
    writeln!(out, "</text>")
}
