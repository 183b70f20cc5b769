//! The legend of a picture: what its lines and outlines mean.

use std::collections::BTreeSet;
use std::io;
use std::io::Write;

use super::geometry::Curve;
use super::geometry::Point;
use super::geometry::Rectangle;
use super::letters;
use super::letters::Room;
use super::letters::Widths;
use super::outline;
use super::palette;
use super::palette::Line;
use super::svg::FAINT;
use super::svg::stroke;
use super::svg::text;
use crate::projection::Drawing;
use crate::projection::Graph;

/// What lines and outlines mean.
pub(super) struct Legend {
    entries: Vec<Entry>,
    directed: bool,
    /// Its height in pixels.
    pub(super) height: f64,
}

struct Entry {
    sample: Sample,
    words: String,
    place: Point,
}

enum Sample {
    Line(Line),
    Kind(String),
    None,
}

const SAMPLE: f64 = 34.0;
const ROW: f64 = 26.0;

impl Legend {
    /// Sets the entries one after another, in rows that fit the width.
    pub(super) fn new(graph: &Graph, drawing: &Drawing, width: f64) -> Self {
        let mut entries = entries(graph, drawing);
        let widths = Widths::of(entries.iter().map(|(_, words)| words.as_str()));
        let mut next = Point::new(0.0, 24.0);
        let mut placed = Vec::new();
        for (sample, words) in entries.drain(..) {
            let line: Vec<String> = widths
                .wrap(&words, Room { width: f64::MAX, lines: 1 })
                .into_iter()
                .flatten()
                .collect();
            let indent = if matches!(sample, Sample::None) { 0.0 } else { SAMPLE + 8.0 };
            let length = indent + (widths.line(&line) * 12.0 / letters::SIZE).ceil() + 26.0;
            if next.x > 0.0 && next.x + length - 26.0 > width {
                next = Point::new(0.0, next.y + ROW);
            }
            placed.push(Entry { sample, words, place: next });
            next.x += length;
        }
        let height = if placed.is_empty() { 0.0 } else { next.y + 8.0 };
        Self { entries: placed, directed: drawing.directed, height }
    }

    /// Writes the legend under a rule of some width.
    pub(super) fn write(&self, width: f64, out: &mut dyn Write) -> io::Result<()> {
        if self.entries.is_empty() {
            return Ok(());
        }
        writeln!(out, r##"<path d="M0 0 H{width}" stroke="#d5d9df" stroke-width="1"/>"##)?;
        for Entry { sample, words, place } in &self.entries {
            let middle = place.y;
            let mut left = place.x;
            match sample {
                Sample::Line(line) => {
                    let ends = [Point::new(left, middle), Point::new(left + SAMPLE, middle)];
                    stroke(&[Curve::bent(ends[0], ends[1], 0.0)], *line, 2, self.directed, out)?;
                    left += SAMPLE + 8.0;
                }
                Sample::Kind(kind) => {
                    let centre = Point::new(left + SAMPLE / 2.0, middle);
                    let area = Rectangle::around(centre, Point::new(SAMPLE - 4.0, 16.0));
                    outline::write(palette::look(kind), area, out)?;
                    left += SAMPLE + 8.0;
                }
                Sample::None => {}
            }
            text(out, (left, middle + 4.0, "start"), (12.0, FAINT), words)?;
        }
        Ok(())
    }
}

fn entries(graph: &Graph, drawing: &Drawing) -> Vec<(Sample, String)> {
    let present: BTreeSet<&str> = graph.edge_weights().map(|edge| &*edge.qualifier).collect();
    let known = drawing.legend.iter().map(|(qualifier, _)| qualifier.as_str());
    let mut qualifiers: Vec<&str> = known.filter(|known| present.contains(known)).collect();
    qualifiers.extend(present.iter().filter(|&&one| !drawing.legend.iter().any(|(k, _)| k == one)));
    let lines = qualifiers.into_iter().map(|qualifier| {
        let words = drawing.meaning(qualifier).to_owned();
        (Sample::Line(palette::line(qualifier)), words)
    });
    let kinds: BTreeSet<&str> = graph
        .node_weights()
        .map(|node| node.kind.as_str())
        .filter(|kind| !kind.is_empty())
        .collect();
    let kinds = kinds.into_iter().map(|kind| (Sample::Kind(kind.to_owned()), spaced(kind)));
    let mut entries: Vec<(Sample, String)> = lines.chain(kinds).collect();
    if graph.edge_count() > 0 {
        let is_measured = graph.edge_weights().any(|edge| edge.measured.is_some());
        let numbers = if is_measured { "weights" } else { "pieces of evidence" };
        entries.push((Sample::None, format!("numbers: {numbers}")));
    }
    entries
}

/// Returns the name of a class as words: `OwnWords` is "own words".
fn spaced(kind: &str) -> String {
    let mut words = String::new();
    for letter in kind.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn classes_become_words() {
        assert_eq!(["Person", "OwnWords", ""].map(spaced), ["person", "own words", ""]);
    }
}
