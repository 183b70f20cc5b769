//! CSV: a table of edges and a table of nodes, with the columns that Gephi, pandas and R expect.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::attributes;
use super::evidence::Evidence;
use super::figures;
use super::figures::Columns;
use crate::projection::Drawing;
use crate::projection::Graph;
use crate::projection::measures::Measure;

/// Writes the table of edges; ends are named by identifier and by label.
pub(super) fn edges(graph: &Graph, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let columns = figures::of_edges([graph]);
    write!(
        out,
        "Source,Target,Type,Weight,Label,Qualifier,Sign,SourceLabel,TargetLabel,Evidence,EvidenceCount,\
         EvidenceSha256,Documents,DocumentCount,DocumentsSha256,First,Last"
    )?;
    heads(&columns, out)?;
    let direction = if drawing.directed { "Directed" } else { "Undirected" };
    for reference in graph.edge_references() {
        let (edge, source, target) =
            (reference.weight(), &graph[reference.source()], &graph[reference.target()]);
        let grounds = edge.grounds();
        let evidence = Evidence::new(&grounds.evidence);
        let documents = Evidence::new(&grounds.documents);
        let cells = [
            &source.iri,
            &target.iri,
            direction,
            &edge.strength().to_string(),
            &edge.label,
            &edge.qualifier,
            &edge.sign().to_string(),
            &source.label,
            &target.label,
            &evidence.joined(),
            &evidence.count.to_string(),
            evidence.hash.as_str(),
            &documents.joined(),
            &documents.count.to_string(),
            documents.hash.as_str(),
            grounds.first.unwrap_or_default(),
            grounds.last.unwrap_or_default(),
        ];
        row(&cells, &edge.measures, &columns, out)?;
    }
    Ok(())
}

/// Writes the table of nodes, whose `Id` the table of edges points at.
pub(super) fn nodes(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (columns, known) = (figures::of_nodes([graph]), attributes::names(graph));
    write!(out, "Id,Label,Kind")?;
    for name in &known {
        write!(out, ",{}", Cell(name))?;
    }
    heads(&columns, out)?;
    for node in graph.node_weights() {
        let texts: Vec<String> = known.iter().map(|name| attributes::text(node, name)).collect();
        let cells = [&*node.iri, &*node.label, &*node.kind];
        let cells: Vec<&str> = cells.into_iter().chain(texts.iter().map(String::as_str)).collect();
        row(&cells, &node.measures, &columns, out)?;
    }
    Ok(())
}

/// Ends the head with the names of what has been measured.
fn heads(columns: &Columns, out: &mut dyn Write) -> io::Result<()> {
    for (name, _) in columns {
        write!(out, ",{name}")?;
    }
    writeln!(out)
}

fn row(
    cells: &[&str],
    measures: &[Measure],
    columns: &Columns,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (place, cell) in cells.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        write!(out, "{comma}{}", Cell(cell))?;
    }
    for (name, _) in columns {
        write!(out, ",{}", figures::text(measures, name))?;
    }
    writeln!(out)
}

/// A cell, in quotation marks where it needs them.
pub(super) struct Cell<'text>(pub(super) &'text str);

impl Display for Cell<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.0.contains(['"', ',', '\n', '\r']) {
            write!(formatter, "\"{}\"", self.0.replace('"', "\"\""))
        } else {
            formatter.write_str(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;
    use super::edges;
    use super::nodes;
    use crate::export::graph::samples;

    #[test]
    fn cells_are_quoted_where_they_need_it() {
        assert_eq!(Cell("a b").to_string(), "a b");
        assert_eq!(Cell("a, \"b\"\n").to_string(), "\"a, \"\"b\"\"\n\"");
    }

    #[test]
    fn every_row_has_as_many_cells_as_the_head() {
        let mut out = Vec::new();
        edges(&samples::signed(), &samples::drawing(), &mut out).unwrap();
        let table = String::from_utf8(out).unwrap();
        let counts: Vec<usize> = table.lines().map(|line| line.matches(',').count()).collect();
        assert_eq!(counts, vec![16; samples::signed().edge_count() + 1]);
        assert!(table.contains("a:1,a:2,Directed,2,,positive,1,Ada,Basalt plc,t:1 t:2,2,"));
    }

    #[test]
    fn nodes_have_a_table_of_their_own() {
        let mut out = Vec::new();
        nodes(&samples::signed(), &mut out).unwrap();
        let table = String::from_utf8(out).unwrap();
        assert!(table.starts_with("Id,Label,Kind\na:1,Ada,Person\n"), "{table}");
    }
}
