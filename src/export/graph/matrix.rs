//! A graph as a matrix: who speaks in rows, and in columns the same again or, with two modes, what is spoken of. As CSV, and
//! what other formats of matrices need.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::csv::Cell;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Layout;
use crate::projection::Node;
use crate::projection::network::Fixed;

/// The cells that are not 0, and the nodes that rows and columns are of.
pub(super) struct Matrix {
    pub(super) rows: Vec<usize>,
    pub(super) columns: Vec<usize>,
    cells: BTreeMap<(usize, usize), Fixed>,
}

impl Matrix {
    /// Adds up parallel edges; without directions, both halves are filled.
    pub(super) fn of(graph: &Graph, drawing: &Drawing) -> Self {
        let all = 0..graph.node_count();
        let first = first_mode(graph, drawing);
        let (rows, columns): (Vec<usize>, Vec<usize>) = match &first {
            None => (all.clone().collect(), all.collect()),
            Some(first) => all.partition(|node| first.contains(node)),
        };
        let mut cells: BTreeMap<(usize, usize), Fixed> = BTreeMap::new();
        for edge in graph.edge_references() {
            let (from, to) = (edge.source().index(), edge.target().index());
            let mut add = |from, to| {
                let cell = cells.entry((from, to)).or_default();
                cell.0 = cell.0.saturating_add(value(edge.weight()).0);
            };
            add(from, to);
            if first.is_none() && !drawing.directed && from != to {
                add(to, from);
            }
        }
        Self { rows, columns, cells }
    }

    /// Returns whether what is spoken of stands in the columns.
    pub(super) fn is_two_mode(&self) -> bool {
        self.rows != self.columns
    }

    /// Returns the cell of a row's and a column's node.
    pub(super) fn cell(&self, row: usize, column: usize) -> Fixed {
        self.cells.get(&(row, column)).copied().unwrap_or_default()
    }
}

/// Returns the nodes that speak of the others, where no node does both: those of a network of two modes, or those that edges of a
/// layered drawing begin at.
pub(super) fn first_mode(graph: &Graph, drawing: &Drawing) -> Option<BTreeSet<usize>> {
    if let Some(count) = drawing.first_mode {
        return Some((0..count).collect());
    }
    let ends = |edge: petgraph::graph::EdgeReference<'_, Edge>| {
        (edge.source().index(), edge.target().index())
    };
    let (from, to): (BTreeSet<usize>, BTreeSet<usize>) = graph.edge_references().map(ends).unzip();
    let is_two = drawing.layout == Layout::Layered && !from.is_empty() && from.is_disjoint(&to);
    is_two.then_some(from)
}

/// Returns what stands for an edge in a matrix: its weight, or else the number of pieces of evidence, less than nothing for a
/// negative side.
pub(super) fn value(edge: &Edge) -> Fixed {
    match edge.measured {
        Some(weight) => weight,
        None if edge.sign() < 0 => Fixed(-Fixed::whole(edge.weight()).0),
        None => Fixed::whole(edge.weight()),
    }
}

/// Returns a name for each node that no other has, as a format can write it: its label, or where that is empty or taken, its
/// identifier, too.
pub(super) fn names(graph: &Graph, clean: fn(&str) -> String) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut name = |node: &Node| {
        let label = clean(&node.label);
        let mut name = if label.trim().is_empty() { clean(&node.iri) } else { label };
        if taken.contains(&name) {
            name = format!("{name} ({})", clean(&node.iri));
        }
        while taken.contains(&name) {
            name.push('*');
        }
        taken.insert(name.clone());
        name
    };
    graph.node_weights().map(&mut name).collect()
}

/// Writes a matrix as CSV: names in the first row and column.
pub(super) fn write(graph: &Graph, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let matrix = Matrix::of(graph, drawing);
    let names = names(graph, str::to_owned);
    for &column in &matrix.columns {
        write!(out, ",{}", Cell(&names[column]))?;
    }
    writeln!(out)?;
    for &row in &matrix.rows {
        write!(out, "{}", Cell(&names[row]))?;
        for &column in &matrix.columns {
            write!(out, ",{}", matrix.cell(row, column))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::names;
    use super::write;
    use crate::export::graph::samples;
    use crate::projection::Drawing;
    use crate::projection::Graph;
    use crate::projection::Layout;

    fn check(graph: &Graph, drawing: &Drawing, expected: &str) {
        let mut out = Vec::new();
        write(graph, drawing, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn parallel_edges_are_added_with_their_signs() {
        let directed = ",Ada,Basalt plc,Observers from the Northern Coast\nAda,1,1,0\nBasalt plc,-3,0,70\n\
                        Observers from the Northern Coast,0,0,0\n";
        check(&samples::signed(), &samples::drawing(), directed);
        let undirected = Drawing { directed: false, ..samples::drawing() };
        let both = ",Ada,Basalt plc,Observers from the Northern Coast\nAda,1,-2,0\nBasalt plc,-2,0,70\n\
                    Observers from the Northern Coast,0,70,0\n";
        check(&samples::signed(), &undirected, both);
    }

    #[test]
    fn two_modes_are_rows_and_columns() {
        let expected = ",A dam,\"No, \"\"dam\"\"\"\nAda,2,0\nBo,-1,1\n";
        let layered = Drawing { layout: Layout::Layered, ..samples::drawing() };
        check(&samples::two_mode(), &layered, expected);
        let told = Drawing { first_mode: Some(2), ..samples::drawing() };
        check(&samples::two_mode(), &told, expected);
    }

    #[test]
    fn no_two_nodes_have_one_name() {
        let mut graph = samples::signed();
        for node in graph.node_weights_mut() {
            node.label = if node.iri == "a:3" { " ".to_owned() } else { "Ada".to_owned() };
        }
        assert_eq!(names(&graph, str::to_owned), ["Ada", "Ada (a:2)", "a:3"]);
    }
}
