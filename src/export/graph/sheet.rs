//! Networks over time side by side: a panel for each window, in which everybody stands at the same place.

mod names;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::dots::Dots;
use super::dotted;
use super::dotted::Pens;
use super::entries;
use super::geometry::Curve;
use super::geometry::Point;
use super::geometry::Rectangle;
use super::layout::dotted::places;
use super::legend::Legend;
use super::letters;
use super::page::MARGIN;
use super::page::Page;
use super::page::text;
use super::palette;
use super::style::Style;
use super::style::Theme;
use super::svg;
use super::svg::plural;
use crate::projection::Drawing;
use crate::projection::Graph;
use names::leader;
use names::written;

/// A window of time: its name and its network.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// What it is called: `2023-03`.
    pub name: String,
    /// Its network. Nodes that the whole has not got are left out.
    pub graph: Graph,
}

/// The size of what is drawn in a panel, without its head.
const PANEL: Point = Point { x: 380.0, y: 290.0 };
const HEAD: f64 = 26.0;
const GAP: f64 = 18.0;
/// The space within a panel around the outermost dots: names stand there, too.
const INSIDE: f64 = 30.0;
const BROADEST: f64 = 2.8;
/// From how many nodes dots are smaller still.
const CROWD: usize = 80;
/// How many names a panel has, at most.
const NAMES: usize = 12;

/// Writes the panels of a whole network as SVG. The names of the most central of the whole stand in each panel where they are.
pub fn write(
    (whole, panels): (&Graph, &[Panel]),
    drawing: &Drawing,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Style { theme, labels, .. } = *style;
    let sheet = Sheet::of(whole, panels, &Style { labels: labels.min(NAMES), ..style.clone() });
    let columns = columns(panels.len());
    #[expect(clippy::cast_precision_loss, reason = "a sheet has few panels")]
    let (across, down) = (columns as f64, panels.len().div_ceil(columns) as f64);
    let width = 2.0 * MARGIN + across * (PANEL.x + GAP) - GAP;
    let caption = caption(whole, panels, drawing, &sheet);
    let page = Page::new([&drawing.title, &caption, &drawing.question.description], width, theme);
    let entries = entries::of_dots(&sheet.all, drawing, &sheet.dots, theme);
    let legend = Legend::new(entries, drawing.directed, width - 2.0 * MARGIN);
    let legend_top = page.top + down * (HEAD + PANEL.y + GAP) + 8.0;
    page.begin(legend_top + legend.height + MARGIN, out)?;
    for (number, panel) in panels.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a sheet has few panels")]
        let (row, column) = ((number / columns) as f64, (number % columns) as f64);
        let left = MARGIN + column * (PANEL.x + GAP);
        let top = page.top + row * (HEAD + PANEL.y + GAP);
        writeln!(
            out,
            r#"<g class="window" data-window="{}" transform="translate({left} {top})">"#,
            Escaped(&panel.name)
        )?;
        sheet.panel(panel, drawing, theme, out)?;
        writeln!(out, "</g>")?;
    }
    writeln!(out, r#"<g transform="translate({MARGIN} {legend_top})">"#)?;
    legend.write(width - 2.0 * MARGIN, theme, out)?;
    writeln!(out, "</g>\n</svg>")
}

/// Returns in how many columns panels stand.
fn columns(panels: usize) -> usize {
    match panels {
        0..=4 => panels.clamp(1, 2),
        5..=9 => 3,
        _ => 4,
    }
}

fn caption(whole: &Graph, panels: &[Panel], drawing: &Drawing, sheet: &Sheet) -> String {
    let windows = plural(panels.len(), "window", "windows");
    let nodes = plural(whole.node_count(), "node", "nodes");
    let mut told = format!("{windows}, {nodes}.");
    if !drawing.caption.is_empty() {
        told.extend([" ", &drawing.caption]);
    }
    if sheet.names.len() < whole.node_count() {
        let (named, rank) = (sheet.names.len().to_string(), &sheet.dots.rank);
        told.extend([" Names of up to ", &named, " with the greatest ", rank, " are shown."]);
    }
    told
}

/// Everybody's place and looks, and the names that are shown.
struct Sheet {
    /// The whole network with the edges of all panels, whose widths are compared.
    all: Graph,
    dots: Dots,
    places: Vec<Point>,
    indices: BTreeMap<String, usize>,
    /// The names that are shown and where they stand.
    names: BTreeMap<usize, (Rectangle, Vec<String>)>,
    pens: Pens,
}

impl Sheet {
    fn of(whole: &Graph, panels: &[Panel], style: &Style) -> Self {
        let mut dots = Dots::of(whole, style);
        let small = if whole.node_count() > CROWD { 0.42 } else { 0.55 };
        for radius in &mut dots.radii {
            *radius = ((*radius * small).max(2.2) * 10.0).round() / 10.0;
        }
        if let Some(scale) = &mut dots.scale {
            scale.ends.iter_mut().for_each(|(_, radius)| *radius = (*radius * small).max(2.2));
        }
        let indices: BTreeMap<String, usize> =
            whole.node_weights().map(|node| node.iri.clone()).zip(0..).collect();
        let largest = dots.radii.iter().copied().fold(0.0, f64::max);
        let places = fitted(&places(whole, Point::new(largest * 3.4, largest * 2.6)));
        let names = names::names(whole, &dots, &places);
        let mut all = whole.map(|_, node| node.clone(), |_, edge| edge.clone());
        all.clear_edges();
        for panel in panels {
            for edge in panel.graph.edge_references() {
                let end = |node: NodeIndex| indices.get(&panel.graph[node].iri).copied();
                let ends = end(edge.source()).zip(end(edge.target()));
                let Some((from, to)) = ends else { continue };
                all.add_edge(NodeIndex::new(from), NodeIndex::new(to), edge.weight().clone());
            }
        }
        let each = panels.iter().map(|panel| panel.graph.node_count()).sum::<usize>();
        let pens = Pens::of(all.edge_weights().map(|edge| edge.strength().0), each);
        Self { all, dots, places, indices, names, pens }
    }

    fn panel(
        &self,
        panel: &Panel,
        drawing: &Drawing,
        theme: Theme,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let graph = &panel.graph;
        let counts = format!(
            "{}, {}",
            plural(graph.node_count(), "node", "nodes"),
            plural(graph.edge_count(), "edge", "edges")
        );
        text(out, (0.0, 16.0, "start"), (letters::SIZE, theme.ink()), &panel.name)?;
        text(out, (PANEL.x, 16.0, "end"), (11.0, theme.faint()), &counts)?;
        writeln!(
            out,
            r#"<rect x="0.5" y="{}" width="{}" height="{}" fill="none" stroke="{}"/>"#,
            HEAD - 0.5,
            PANEL.x - 1.0,
            PANEL.y - 1.0,
            theme.rule()
        )?;
        writeln!(out, r#"<g transform="translate(0 {HEAD})">"#)?;
        let there: BTreeSet<usize> =
            graph.node_weights().filter_map(|node| self.indices.get(&node.iri).copied()).collect();
        let others = self.places.iter().enumerate().filter(|(node, _)| !there.contains(node));
        for (_, place) in others {
            absent(*place, theme, out)?;
        }
        self.edges(graph, drawing, theme, out)?;
        for (node, weight) in graph.node_weights().map(|node| (self.indices.get(&node.iri), node)) {
            let Some(&node) = node else { continue };
            svg::begin_node(weight, out)?;
            let side = 2.0 * self.dots.radii[node];
            let area = Rectangle::around(self.places[node], Point::new(side, side));
            dotted::dot(area, weight.mode, self.dots.fills[node], theme, out)?;
            writeln!(out, "</g>")?;
        }
        let names = self.names.iter().filter(|(node, _)| there.contains(node));
        for (node, (plate, name)) in names {
            if let Some((from, to)) = leader(self.places[*node], self.dots.radii[*node], *plate) {
                writeln!(
                    out,
                    r#"<path d="M{:.1} {:.1}L{:.1} {:.1}" stroke="{}" stroke-width="0.9" fill="none"/>"#,
                    from.x,
                    from.y,
                    to.x,
                    to.y,
                    theme.ink()
                )?;
            }
            written(*plate, name, theme, out)?;
        }
        writeln!(out, "</g>")
    }

    fn edges(
        &self,
        graph: &Graph,
        drawing: &Drawing,
        theme: Theme,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut order: Vec<_> = graph.edge_references().collect();
        order.sort_by_key(|edge| edge.weight().strength().0.saturating_abs());
        for reference in order {
            let ends = [reference.source(), reference.target()].map(|node| &graph[node]);
            let [from, to] = ends.map(|node| self.indices.get(&node.iri));
            let (Some(&from), Some(&to)) = (from, to) else { continue };
            let edge = reference.weight();
            let (breadth, opacity) = self.pens.pen(edge.strength().0, BROADEST);
            svg::begin_edge(ends, edge, &format!(r#" opacity="{opacity}""#), out)?;
            writeln!(out, "<title>{}</title>", Escaped(&svg::told(edge, ends, drawing)))?;
            let mut curve = Curve::bent(self.places[from], self.places[to], 0.0);
            if drawing.directed {
                let radius = self.dots.radii[to] + 1.0;
                curve = curve.reversed().leaving_circle(radius).reversed();
            }
            let line = palette::line(&edge.qualifier, theme);
            svg::stroke(&[curve], line, breadth, drawing.directed, out)?;
            writeln!(out, "</g>")?;
        }
        Ok(())
    }
}

/// Writes a point where somebody stands in other windows.
fn absent(place: Point, theme: Theme, out: &mut dyn Write) -> io::Result<()> {
    let (Point { x, y }, colour) = (place, theme.rule());
    writeln!(out, r#"<circle cx="{x}" cy="{y}" r="1.3" fill="{colour}"/>"#)
}

/// Scales places so that they fill a panel, with more room in the middle, where most stand.
fn fitted(places: &[Point]) -> Vec<Point> {
    let xs = axis(places.iter().map(|place| place.x).collect(), PANEL.x);
    let ys = axis(places.iter().map(|place| place.y).collect(), PANEL.y);
    xs.into_iter().zip(ys).map(|(x, y)| Point::new(x, y)).collect()
}

/// Scales coordinates to a length. What is halfway from the middle one to an end comes to three fifths of the way.
fn axis(values: Vec<f64>, length: f64) -> Vec<f64> {
    let mut sorted = values.clone();
    sorted.sort_by(f64::total_cmp);
    let (Some(&low), Some(&high)) = (sorted.first(), sorted.last()) else { return values };
    let middle = sorted[sorted.len() / 2];
    let half = length / 2.0 - INSIDE;
    let place = |value: f64| {
        let reach = if value < middle { middle - low } else { high - middle };
        let part = if reach > 0.0 { (value - middle).abs() / reach } else { 0.0 };
        let wide = f64::midpoint(part, part.sqrt()) * half;
        let place = if value < middle { length / 2.0 - wide } else { length / 2.0 + wide };
        (place * 10.0).round() / 10.0
    };
    values.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::NAMES;
    use super::Panel;
    use super::Sheet;
    use super::names::circle;
    use super::write;
    use crate::export::graph::samples;
    use crate::export::graph::style::Style;
    use crate::projection::Edge;
    use crate::projection::Graph;
    use crate::projection::Node;

    fn check(whole: &Graph, panels: &[Panel]) -> String {
        let mut out = Vec::new();
        write((whole, panels), &samples::drawing(), &Style::default(), &mut out).unwrap();
        let picture = String::from_utf8(out).unwrap();
        let document = Document::parse(&picture).unwrap();
        let windows =
            document.descendants().filter(|node| node.attribute("class") == Some("window"));
        assert_eq!(windows.count(), panels.len());
        picture
    }

    #[test]
    fn everybody_stands_at_the_same_place_in_every_window() {
        let whole = samples::signed();
        let mut less = samples::signed();
        less.remove_node(less.node_indices().next_back().unwrap());
        let panels = [
            Panel { name: "2023".to_owned(), graph: samples::signed() },
            Panel { name: "2024".to_owned(), graph: less },
        ];
        let picture = check(&whole, &panels);
        let document = Document::parse(&picture).unwrap();
        let places = |iri: &str| -> Vec<String> {
            let nodes =
                document.descendants().filter(|node| node.attribute("data-iri") == Some(iri));
            let circles = nodes.flat_map(|node| node.descendants());
            let circles = circles.filter(|node| node.has_tag_name("circle"));
            circles
                .map(|one| ["cx", "cy"].map(|name| one.attribute(name).unwrap()).join(" "))
                .collect()
        };
        let ada = places("a:1");
        assert!(ada.len() == 2 && ada[0] == ada[1], "{ada:?}");
        assert_eq!(places("a:3").len(), 1);
        assert!(picture.contains("3 nodes, 5 edges") && picture.contains("2 nodes, 4 edges"));
    }

    #[test]
    fn names_cover_no_dot_in_a_crowd() {
        let mut whole = Graph::new();
        for place in 0..90_usize {
            let label = format!("Ministry of Water {place}");
            whole.add_node(Node { iri: label.clone(), label, ..Node::default() });
        }
        let nodes: Vec<_> = whole.node_indices().collect();
        for place in 0..nodes.len() {
            for step in [1, 7, 30] {
                let ends = (nodes[place], nodes[(place + step) % nodes.len()]);
                let evidence = [place.to_string()].into();
                whole.add_edge(ends.0, ends.1, Edge::on("positive", evidence));
            }
        }
        let sheet = Sheet::of(&whole, &[], &Style { labels: NAMES, ..Style::default() });
        assert!(sheet.names.len() > 5, "{} names", sheet.names.len());
        for (node, (plate, _)) in &sheet.names {
            for other in (0..90).filter(|other| other != node) {
                let dot = circle(sheet.places[other], sheet.dots.radii[other]);
                assert!(!plate.overlaps(dot), "the name of {node} covers the dot of {other}");
                let name = sheet.names.get(&other);
                assert!(name.is_none_or(|(name, _)| !plate.overlaps(*name)));
            }
        }
    }

    #[test]
    fn nothing_and_strange_things_are_drawn() {
        check(&Graph::new(), &[]);
        check(&samples::strange(), &[Panel { name: "<&".to_owned(), graph: samples::strange() }]);
    }
}
