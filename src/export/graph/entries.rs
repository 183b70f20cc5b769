//! What a legend tells of a graph: its sides, its kinds of nodes, and what sizes, widths and colours stand for.

use std::collections::BTreeSet;

use super::attributes;
use super::dots::Dots;
use super::legend::Sample;
use super::palette;
use super::style::Theme;
use super::svg;
use crate::projection::Drawing;
use crate::projection::Graph;

type Entries = Vec<(Sample, String)>;

/// Returns the entries of a graph with its names in boxes: all in one group.
pub(super) fn of_boxes(graph: &Graph, drawing: &Drawing, theme: Theme) -> Vec<Entries> {
    let mut entries = sides(graph, drawing, svg::breadth(2), theme);
    let kinds: BTreeSet<&str> = graph
        .node_weights()
        .map(|node| node.kind.as_str())
        .filter(|kind| !kind.is_empty())
        .collect();
    entries.extend(
        kinds.into_iter().map(|kind| (Sample::Kind(kind.to_owned()), attributes::spaced(kind))),
    );
    if graph.edge_count() > 0 {
        let is_measured = graph.edge_weights().any(|edge| edge.measured.is_some());
        let numbers = if is_measured { "weights" } else { "pieces of evidence" };
        entries.push((Sample::None, format!("numbers: {numbers}")));
    }
    vec![entries]
}

/// Returns the entries of a graph of dots: lines and their widths, colours, and shapes with their sizes.
pub(super) fn of_dots(graph: &Graph, drawing: &Drawing, dots: &Dots, theme: Theme) -> Vec<Entries> {
    let mut lines = sides(graph, drawing, 2.2, theme);
    let weights = || graph.edge_weights().map(|edge| edge.strength().0.saturating_abs());
    if let (Some(least), Some(most)) = (weights().min(), weights().max()) {
        #[expect(clippy::cast_precision_loss, reason = "weights are smaller than that")]
        let written = |weight: i64| super::dots::written(weight as f64 / 1e6);
        let told = if least == most {
            format!("weight {}", written(most))
        } else {
            format!("width: weight {} to {}", written(least), written(most))
        };
        lines.push((Sample::None, told));
    }
    vec![lines, colours(dots), shapes(graph, drawing, dots)]
}

fn colours(dots: &Dots) -> Entries {
    let Some((name, groups)) = &dots.groups else { return Vec::new() };
    let head = (Sample::None, format!("colour: {name}"));
    let entries =
        groups.iter().map(|(value, colour)| (Sample::Circle(Some(colour), 6.0), value.clone()));
    std::iter::once(head).chain(entries).collect()
}

fn shapes(graph: &Graph, drawing: &Drawing, dots: &Dots) -> Entries {
    let mut entries = Vec::new();
    if attributes::is_two_mode(graph) {
        let [who, what] = &drawing.modes;
        entries.push((Sample::Circle(None, 6.0), who.clone()));
        entries.push((Sample::Square(5.5), what.clone()));
    }
    if let Some(scale) = &dots.scale {
        entries.push((Sample::None, format!("area: {}", scale.name)));
        let ends = scale.ends.iter();
        entries.extend(ends.map(|(value, radius)| (Sample::Circle(None, *radius), value.clone())));
    }
    entries
}

/// Returns what the lines of the sides that are there mean, in the order of the drawing.
fn sides(graph: &Graph, drawing: &Drawing, breadth: f64, theme: Theme) -> Entries {
    let present: BTreeSet<&str> = graph.edge_weights().map(|edge| &*edge.qualifier).collect();
    let known = drawing.legend.iter().map(|(qualifier, _)| qualifier.as_str());
    let mut qualifiers: Vec<&str> = known.filter(|known| present.contains(known)).collect();
    qualifiers.extend(present.iter().filter(|&&one| !drawing.legend.iter().any(|(k, _)| k == one)));
    let entry = |qualifier: &str| {
        let words = drawing.meaning(qualifier).to_owned();
        (Sample::Line(palette::line(qualifier, theme), breadth), words)
    };
    qualifiers.into_iter().map(entry).collect()
}
