//! Pajek's format: vertices with names, then arcs or edges with weights.

use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::matrix;
use crate::projection::Drawing;
use crate::projection::Graph;

/// Writes a graph in UTF-8 without a byte-order mark, which networkx stumbles over. In names, quotation marks
/// become apostrophes, backslashes slashes and line ends spaces, since the format has no way to write them.
pub(super) fn write(graph: &Graph, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let first = matrix::first_mode(graph, drawing);
    let mut order: Vec<usize> = (0..graph.node_count()).collect();
    // With two modes, those who speak come first.
    order.sort_by_key(|node| first.as_ref().is_some_and(|first| !first.contains(node)));
    let mut numbers = vec![0; order.len()];
    for (place, &node) in order.iter().enumerate() {
        numbers[node] = place + 1;
    }
    write!(out, "*Vertices {}", order.len())?;
    match &first {
        Some(first) => writeln!(out, " {}", first.len())?,
        None => writeln!(out)?,
    }
    let names = matrix::names(graph, clean);
    for &node in &order {
        writeln!(out, "{} \"{}\"", numbers[node], names[node])?;
    }
    writeln!(out, "{}", if drawing.directed && first.is_none() { "*Arcs" } else { "*Edges" })?;
    for edge in graph.edge_references() {
        let (from, to) = (numbers[edge.source().index()], numbers[edge.target().index()]);
        writeln!(out, "{from} {to} {}", matrix::value(edge.weight()))?;
    }
    Ok(())
}

fn clean(name: &str) -> String {
    let letter = |letter: char| match letter {
        '"' => '\'',
        '\\' => '/',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    name.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::export::graph::samples;
    use crate::projection::Drawing;
    use crate::projection::Graph;

    fn check(graph: &Graph, drawing: &Drawing, expected: &str) {
        let mut out = Vec::new();
        write(graph, drawing, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn parallel_arcs_stay_apart() {
        let expected = "*Vertices 3\n1 \"Ada\"\n2 \"Basalt plc\"\n3 \"Observers from the Northern Coast\"\n*Arcs\n1 1 1\n1 2 2\n1 2 -1\n2 1 -3\n2 3 70\n";
        check(&samples::signed(), &samples::drawing(), expected);
    }

    #[test]
    fn two_modes_are_counted_in_the_head() {
        let expected = "*Vertices 4 2\n1 \"Ada\"\n2 \"Bo\"\n3 \"A dam\"\n4 \"No, 'dam'\"\n*Edges\n1 3 2\n2 3 -1\n2 4 1\n";
        let told = Drawing { first_mode: Some(2), ..samples::drawing() };
        check(&samples::two_mode(), &told, expected);
    }
}
