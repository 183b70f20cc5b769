//! The matrix of a graph as a picture: a row and a column for each node, alike next to alike, and a colour for each weight.

use std::collections::BTreeMap;
use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::attributes;
use super::dots::written;
use super::legend::Legend;
use super::legend::Sample;
use super::letters;
use super::letters::Room;
use super::letters::Widths;
use super::page::MARGIN;
use super::page::Page;
use super::page::text;
use super::palette;
use super::style::Theme;
use super::svg;
use crate::projection::Drawing;
use crate::projection::Graph;
use crate::projection::Mode;
use crate::projection::measures::Linkage;
use crate::projection::measures::Merge;
use crate::projection::measures::clusters;
use crate::projection::measures::leaves;

/// The width of a matrix, about, in pixels; cells become smaller where there are many.
const WIDTH: f64 = 900.0;
const LARGEST: f64 = 26.0;
const SMALLEST: f64 = 9.0;

/// The longest name beside a row or over a column, in pixels.
const NAME: f64 = 230.0;
const GAP: f64 = 6.0;

/// A matrix with its rows and columns in order.
struct Matrix<'graph> {
    rows: Vec<usize>,
    columns: Vec<usize>,
    /// Weights by the nodes of row and column, less than nothing for negative edges.
    cells: BTreeMap<(usize, usize), f64>,
    graph: &'graph Graph,
}

/// Writes the matrix of a graph as SVG: who speaks by what is spoken of in two modes, all by all else.
pub fn write(
    graph: &Graph,
    drawing: &Drawing,
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let matrix = Matrix::of(graph, drawing.directed);
    let cell = matrix.cell();
    let letter = (cell * 0.8).min(LETTERS);
    let names = Names::of(&matrix, letter);
    #[expect(clippy::cast_precision_loss, reason = "a picture has few cells")]
    let (across, down) = (matrix.columns.len() as f64 * cell, matrix.rows.len() as f64 * cell);
    // Names over columns lean to the right, and the last one reaches beyond the matrix.
    let width = (2.0 * MARGIN + names.left + GAP + across + names.over * LEAN).max(640.0);
    let caption = svg::caption(graph, drawing, "");
    let page = Page::new([&drawing.title, &caption, &drawing.question.description], width, theme);
    let legend = Legend::new(matrix.legend(drawing, theme), false, width - 2.0 * MARGIN);
    let top = page.top + names.over * LEAN + GAP;
    let legend_top = top + down + 22.0;
    page.begin((legend_top + legend.height + MARGIN).ceil(), out)?;
    let left = MARGIN + names.left + GAP;
    writeln!(out, r#"<g transform="translate({left} {top})">"#)?;
    matrix.draw(cell, drawing, theme, out)?;
    names.write(cell, letter, theme, out)?;
    writeln!(out, "</g>")?;
    writeln!(out, r#"<g transform="translate({MARGIN} {legend_top})">"#)?;
    legend.write(width - 2.0 * MARGIN, theme, out)?;
    writeln!(out, "</g>\n</svg>")
}

const LETTERS: f64 = 12.0;

/// The sine of 45 degrees: names over columns lean by so much.
const LEAN: f64 = std::f64::consts::FRAC_1_SQRT_2;

impl<'graph> Matrix<'graph> {
    fn of(graph: &'graph Graph, directed: bool) -> Self {
        let is_two_mode = attributes::is_two_mode(graph);
        let mut cells: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for edge in graph.edge_references() {
            let (from, to) = (edge.source().index(), edge.target().index());
            #[expect(clippy::cast_precision_loss, reason = "weights are smaller than that")]
            let size = (edge.weight().strength().0 as f64 / 1e6).abs();
            let weight = if edge.weight().sign() < 0 { -size } else { size };
            *cells.entry((from, to)).or_default() += weight;
            if !directed && !is_two_mode && from != to {
                *cells.entry((to, from)).or_default() += weight;
            }
        }
        let side = |mode| -> Vec<usize> {
            let is_of = |node: &usize| !is_two_mode || graph[index(*node)].mode == mode;
            (0..graph.node_count()).filter(is_of).collect()
        };
        let (rows, columns) = (side(Mode::Who), side(Mode::What));
        let rows_in_order = in_order(&rows, &columns, |row, column| cells.get(&(row, column)));
        let columns_in_order = if is_two_mode || directed {
            in_order(&columns, &rows, |column, row| cells.get(&(row, column)))
        } else {
            rows_in_order.clone()
        };
        Self { rows: rows_in_order, columns: columns_in_order, cells, graph }
    }

    /// Returns the side of a cell.
    #[expect(clippy::cast_precision_loss, reason = "a picture has few cells")]
    fn cell(&self) -> f64 {
        let most = self.columns.len().max(self.rows.len() * 3 / 4).max(1);
        (WIDTH / most as f64).floor().clamp(SMALLEST, LARGEST)
    }

    fn most(&self) -> f64 {
        self.cells.values().map(|weight| weight.abs()).fold(0.0, f64::max)
    }

    #[expect(clippy::cast_precision_loss, reason = "a picture has few cells")]
    fn draw(
        &self,
        cell: f64,
        drawing: &Drawing,
        theme: Theme,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (across, down) = (self.columns.len() as f64 * cell, self.rows.len() as f64 * cell);
        let ground = palette::shade(0.0, theme);
        writeln!(out, r#"<rect width="{across}" height="{down}" fill="{ground}"/>"#)?;
        let most = self.most();
        let side = cell - 1.0;
        for (down, row) in self.rows.iter().enumerate() {
            for (across, column) in self.columns.iter().enumerate() {
                let Some(weight) = self.cells.get(&(*row, *column)) else { continue };
                let colour = palette::shade(shown(weight / most), theme);
                let (x, y) = (across as f64 * cell, down as f64 * cell);
                write!(
                    out,
                    r#"<rect class="cell" x="{x}" y="{y}" width="{side}" height="{side}" fill="{colour}" data-weight="{}">"#,
                    written(*weight)
                )?;
                let [from, to] = [row, column].map(|node| &self.graph[index(*node)].label);
                let meaning = drawing.meaning(if *weight < 0.0 { "negative" } else { "positive" });
                let told = format!("{from} – {to}: {} ({meaning})", written(*weight));
                writeln!(out, "<title>{}</title></rect>", Escaped(&told))?;
            }
        }
        Ok(())
    }

    /// Returns the scale of colours: the least and the greatest weights and what is between.
    fn legend(&self, drawing: &Drawing, theme: Theme) -> Vec<Vec<(Sample, String)>> {
        let most = self.most();
        let has = |is: fn(f64) -> bool| self.cells.values().any(|weight| is(*weight));
        let mut entries = Vec::new();
        for (is_there, sign, side) in [
            (has(|weight| weight < 0.0), -1.0, "negative"),
            (has(|weight| weight > 0.0), 1.0, "positive"),
        ] {
            for part in [1.0, 0.25].into_iter().filter(|_| is_there) {
                let colour = palette::shade(sign * shown(part), theme);
                entries.push((Sample::Bar(colour), written(sign * part * most)));
            }
            if is_there {
                let plain = drawing.legend.iter().any(|(known, _)| known.is_empty());
                let side = if plain { "" } else { side };
                entries.push((Sample::None, drawing.meaning(side).to_owned()));
            }
        }
        entries.push((Sample::Bar(palette::shade(0.0, theme)), "no edge".to_owned()));
        vec![entries]
    }
}

/// Returns how deep the colour of a part of the greatest weight is: by its root, or few cells would show.
fn shown(part: f64) -> f64 {
    let depth = 0.12 + 0.88 * part.abs().sqrt();
    if part < 0.0 { -depth } else { depth }
}

fn index(node: usize) -> petgraph::graph::NodeIndex {
    petgraph::graph::NodeIndex::new(node)
}

/// Puts nodes in the order in which average linkage joins their profiles: those with like weights stand next to one another.
fn in_order<'a>(
    nodes: &[usize],
    others: &[usize],
    weight: impl Fn(usize, usize) -> Option<&'a f64>,
) -> Vec<usize> {
    let profiles: Vec<Vec<(usize, f64)>> = nodes
        .iter()
        .map(|&node| {
            let cell = |&other: &usize| weight(node, other).map(|weight| (other, *weight));
            let mut profile: Vec<(usize, f64)> = others.iter().filter_map(cell).collect();
            // Who is joined with one another stands together, too, though nobody is joined with himself.
            let most = profile.iter().map(|(_, weight)| weight.abs()).fold(0.0, f64::max);
            if others.contains(&node) && !profile.iter().any(|(other, _)| *other == node) {
                profile.push((node, most));
                profile.sort_by_key(|(other, _)| *other);
            }
            profile
        })
        .collect();
    let length = |profile: &[(usize, f64)]| {
        profile.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt()
    };
    let lengths: Vec<f64> = profiles.iter().map(|profile| length(profile)).collect();
    let mut distances = vec![vec![0.0; nodes.len()]; nodes.len()];
    for one in 0..nodes.len() {
        for other in 0..one {
            let product = product(&profiles[one], &profiles[other]);
            let scale = lengths[one] * lengths[other];
            let distance = if scale > 0.0 { 1.0 - product / scale } else { 1.0 };
            distances[one][other] = distance;
            distances[other][one] = distance;
        }
    }
    let merges: Vec<Merge> = clusters(distances, Linkage::Average);
    leaves(nodes.len(), &merges).into_iter().map(|place| nodes[place]).collect()
}

fn product(one: &[(usize, f64)], other: &[(usize, f64)]) -> f64 {
    let (mut left, mut right, mut sum) = (0, 0, 0.0);
    while let (Some((a, x)), Some((b, y))) = (one.get(left), other.get(right)) {
        if a == b {
            sum += x * y;
        }
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    sum
}

/// The names beside rows and over columns.
struct Names {
    rows: Vec<String>,
    columns: Vec<String>,
    /// How much room those of rows take.
    left: f64,
    /// How long the longest over a column is.
    over: f64,
}

impl Names {
    fn of(matrix: &Matrix<'_>, letter: f64) -> Self {
        let labels = |nodes: &[usize]| -> Vec<&str> {
            nodes.iter().map(|&node| matrix.graph[index(node)].label.as_str()).collect()
        };
        let (rows, columns) = (labels(&matrix.rows), labels(&matrix.columns));
        let widths = Widths::of(rows.iter().chain(&columns).copied());
        let scale = letter / letters::SIZE;
        let cut = |label: &&str| widths.cut(label, Room { width: NAME / scale, lines: 1 });
        let longest = |lines: &[Vec<String>]| {
            let longest = lines.iter().map(|line| widths.line(line)).fold(0.0, f64::max);
            (longest * scale).ceil()
        };
        let rows: Vec<Vec<String>> = rows.iter().map(cut).collect();
        let columns: Vec<Vec<String>> = columns.iter().map(cut).collect();
        let (left, over) = (longest(&rows), longest(&columns));
        let joined = |lines: Vec<Vec<String>>| lines.iter().map(|line| line.join(" ")).collect();
        Self { rows: joined(rows), columns: joined(columns), left, over }
    }

    #[expect(clippy::cast_precision_loss, reason = "a picture has few cells")]
    fn write(&self, cell: f64, letter: f64, theme: Theme, out: &mut dyn Write) -> io::Result<()> {
        let ink = theme.ink();
        let size = (letter * 10.0).round() / 10.0;
        for (place, name) in self.rows.iter().enumerate() {
            let y = (place as f64 + 0.5) * cell + letter * 0.35;
            text(out, (-GAP, (y * 10.0).round() / 10.0, "end"), (size, ink), name)?;
        }
        for (place, name) in self.columns.iter().enumerate() {
            let x = (place as f64 + 0.5) * cell + letter * 0.25;
            writeln!(
                out,
                r#"<text transform="translate({x:.1} {}) rotate(-45)" font-size="{size}" fill="{ink}">{}</text>"#,
                -GAP,
                Escaped(name)
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::in_order;
    use super::write;
    use crate::export::graph::samples;
    use crate::export::graph::style::Theme;
    use crate::projection::Graph;
    use crate::projection::Mode;

    fn picture(graph: &Graph) -> String {
        let mut out = Vec::new();
        write(graph, &samples::drawing(), Theme::Dark, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn weights(graph: &Graph) -> Vec<String> {
        let picture = picture(graph);
        let document = Document::parse(&picture).unwrap();
        let cells = document.descendants().filter(|node| node.attribute("class") == Some("cell"));
        cells.map(|cell| cell.attribute("data-weight").unwrap().to_owned()).collect()
    }

    #[test]
    fn every_tie_is_a_cell() {
        let mut found = weights(&samples::signed());
        found.sort();
        // Ada praises herself once, and Basalt twice, who is against her in three ways and she in one.
        assert_eq!(found, ["-3", "1", "1", "70"]);
        assert!(weights(&Graph::new()).is_empty());
        picture(&samples::strange());
    }

    #[test]
    fn two_modes_have_rows_and_columns() {
        let mut graph = samples::signed();
        let observers = graph.node_indices().next_back().unwrap();
        graph[observers].mode = Mode::What;
        // What stands between two who speak has no cell.
        assert_eq!(weights(&graph), ["70"]);
    }

    #[test]
    fn like_rows_stand_together() {
        let cells = [[5.0, 0.5, 0.0], [0.0, 0.0, 3.0], [4.0, 0.5, 0.0], [0.0, 0.1, 2.0]];
        let order = in_order(&[0, 1, 2, 3], &[10, 11, 12], |row, column| {
            Some(&cells[row][column - 10]).filter(|weight| **weight != 0.0)
        });
        assert_eq!(order, [0, 2, 1, 3]);
    }
}
