//! DOT: the language of Graphviz, for its layouts and for reading by eye.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::fmt::Formatter;
use std::fmt::Write as _;
use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::evidence::Evidence;
use super::palette;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Layout;
use crate::projection::Node;

/// How many letters stand between two quotation marks at most: Graphviz reads no more than 16,384 bytes, and a letter is up to five.
const PIECE: usize = 3000;

/// How many letters a line of a label has.
const LINE: usize = 26;

/// Writes a graph as DOT.
pub(super) fn write(graph: &Graph, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let (keyword, arrow) = if drawing.directed { ("digraph", "->") } else { ("graph", "--") };
    writeln!(out, "{keyword} {} {{", Quoted(&drawing.name))?;
    let direction = match drawing.layout {
        Layout::Layered => "rankdir=LR",
        Layout::Network => "layout=neato, overlap=false, splines=true, sep=\"+12\"",
    };
    writeln!(
        out,
        "  graph [{direction}, label={}, labelloc=t, fontsize=18, fontname=\"Noto Sans\", bgcolor=\"#ffffff\"];",
        Quoted(&drawing.title)
    )?;
    writeln!(out, "  node [fontname=\"Noto Sans\", fontsize=12, margin=\"0.12,0.06\"];")?;
    writeln!(out, "  edge [fontname=\"Noto Sans\", fontsize=10];")?;
    for node in graph.node_weights() {
        writeln!(out, "  {} [{}];", Quoted(&node.iri), node_attributes(node))?;
    }
    for edge in graph.edge_references() {
        let (from, to) = (&graph[edge.source()].iri, &graph[edge.target()].iri);
        let attributes = edge_attributes(edge.weight());
        writeln!(out, "  {} {arrow} {} [{attributes}];", Quoted(from), Quoted(to))?;
    }
    legend(graph, drawing, out)?;
    writeln!(out, "}}")
}

fn node_attributes(node: &Node) -> String {
    let look = palette::look(&node.kind);
    let (shape, style) = look.shape.graphviz();
    let mut attributes = format!(
        "label={}, tooltip={}, shape={shape}, style=\"{style}\", fillcolor=\"{}\", color=\"{}\", kind={}",
        Quoted(&wrapped(&node.label)),
        Quoted(&node.iri),
        look.fill,
        look.stroke,
        Quoted(&node.kind),
    );
    for (name, figure) in &node.measures {
        write!(attributes, ", {name}={figure}").expect("a string takes all");
    }
    attributes
}

fn edge_attributes(edge: &Edge) -> String {
    let grounds = edge.grounds();
    let evidence = Evidence::new(&grounds.evidence);
    let documents = Evidence::new(&grounds.documents);
    let line = palette::line(&edge.qualifier);
    let label = wrapped(&edge.words());
    let mut attributes = format!(
        "label={}, color=\"{colour}\", fontcolor=\"{colour}\", style={}, penwidth={}, weight={}, sign={}, qualifier={}",
        Quoted(&label),
        line.name,
        pen(edge.strength().magnitude()),
        edge.strength().magnitude(),
        edge.sign(),
        Quoted(&edge.qualifier),
        colour = line.colour,
    );
    write!(
        attributes,
        ", tooltip={}, evidence={}, evidence_count={}, evidence_sha256=\"{}\", documents={}, document_count={}",
        Quoted(&evidence.lines()),
        Quoted(&evidence.joined()),
        evidence.count,
        evidence.hash,
        Quoted(&documents.joined()),
        documents.count,
    )
    .expect("a string takes all that is written");
    if edge.measured.is_some() {
        write!(attributes, ", strength={}", edge.strength()).expect("a string takes all");
    }
    for (name, figure) in &edge.measures {
        write!(attributes, ", {name}={figure}").expect("a string takes all");
    }
    for (name, time) in [("first", grounds.first), ("last", grounds.last)] {
        if let Some(time) = time {
            write!(attributes, ", {name}={}", Quoted(time)).expect("a string takes all");
        }
    }
    attributes
}

/// Returns the width of a line: 1 to 6 points, with the number of binary digits of the weight.
fn pen(weight: usize) -> u32 {
    (usize::BITS - weight.leading_zeros()).clamp(1, 6)
}

/// Writes the legend as one node with a table, which every layout engine keeps together.
fn legend(graph: &Graph, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let kinds: BTreeSet<&str> = graph.node_weights().map(|node| node.kind.as_str()).collect();
    let qualifiers: BTreeSet<&str> = graph.edge_weights().map(|edge| &*edge.qualifier).collect();
    if qualifiers.is_empty() {
        return Ok(());
    }
    writeln!(out, "  subgraph \"cluster legend\" {{")?;
    writeln!(out, "    label=\"\"; color=\"#d0d4da\";")?;
    writeln!(
        out,
        "    \"legend\" [shape=plain, label=<<table border=\"0\" cellspacing=\"3\" cellpadding=\"2\">"
    )?;
    for qualifier in qualifiers {
        let line = palette::line(qualifier);
        let sample = match line.name {
            "dashed" => "– – –",
            "dotted" => "· · · ·",
            _ => "———",
        };
        let meaning = Escaped(drawing.meaning(qualifier));
        writeln!(
            out,
            "      <tr><td><font color=\"{}\"><b>{sample}</b></font></td><td align=\"left\">{meaning}</td></tr>",
            line.colour
        )?;
    }
    for kind in kinds.into_iter().filter(|kind| !kind.is_empty()) {
        let look = palette::look(kind);
        writeln!(
            out,
            "      <tr><td border=\"1\" color=\"{}\" bgcolor=\"{}\"> </td><td align=\"left\">{}</td></tr>",
            look.stroke,
            look.fill,
            Escaped(kind)
        )?;
    }
    writeln!(out, "    </table>>];\n  }}")
}

/// Breaks a label into lines at its spaces.
fn wrapped(label: &str) -> String {
    let mut text = String::new();
    let mut length = 0;
    for word in label.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 {
            let fits = length + 1 + letters <= LINE;
            text.push(if fits { ' ' } else { '\n' });
            length = if fits { length + 1 } else { 0 };
        }
        text.push_str(word);
        length += letters;
    }
    text
}

/// A text in quotation marks. Graphviz reads backslashes and HTML entities inside them.
struct Quoted<'text>(&'text str);

impl Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_char('"')?;
        for (place, letter) in self.0.chars().enumerate() {
            if place > 0 && place % PIECE == 0 {
                formatter.write_str("\" + \"")?;
            }
            match letter {
                '"' => formatter.write_str("\\\"")?,
                '\\' => formatter.write_str("\\\\")?,
                '&' => formatter.write_str("&amp;")?,
                '\n' => formatter.write_str("\\n")?,
                letter if letter.is_control() => formatter.write_char('\u{fffd}')?,
                letter => formatter.write_char(letter)?,
            }
        }
        formatter.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::Quoted;
    use super::pen;
    use super::wrapped;
    use super::write;
    use crate::export::graph::samples;

    fn text(graph: &crate::projection::Graph) -> String {
        let mut out = Vec::new();
        write(graph, &samples::drawing(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn labels_cannot_end_their_quotation_marks() {
        let long = Quoted(&"ж".repeat(6001)).to_string();
        assert_eq!((long.matches("\" + \"").count(), long.matches('ж').count()), (2, 6001));
        assert_eq!(Quoted("a\"b\\N\n&lt;\0").to_string(), "\"a\\\"b\\\\N\\n&amp;lt;\u{fffd}\"");
    }

    #[test]
    fn long_labels_are_broken_at_spaces() {
        let label = "Office for Democratic Institutions and Human Rights";
        assert_eq!(wrapped(label), "Office for Democratic\nInstitutions and Human\nRights");
        assert_eq!(wrapped("  "), "");
    }

    #[test]
    fn pens_grow_slowly() {
        assert_eq!([0, 1, 2, 4, 1_000_000].map(pen), [1, 1, 2, 3, 6]);
    }

    #[test]
    fn edges_carry_sides_and_evidence() {
        let dot = text(&samples::signed());
        assert!(dot.starts_with("digraph \"sample\" {\n"));
        assert!(dot.contains("\"a:1\" -> \"a:2\" [label=\"2\", color=\"#00788a\""));
        assert!(
            dot.contains("style=dashed, penwidth=1, weight=1, sign=-1, qualifier=\"negative\"")
        );
        assert!(dot.contains("evidence=\"t:1 t:2\", evidence_count=2, evidence_sha256=\""));
        assert!(dot.contains("subgraph \"cluster legend\""));
        assert!(dot.ends_with("}\n"));
    }

    #[test]
    fn an_empty_graph_is_a_graph() {
        let dot = text(&crate::projection::Graph::new());
        assert!(dot.starts_with("digraph") && !dot.contains("legend") && dot.ends_with("}\n"));
    }
}
