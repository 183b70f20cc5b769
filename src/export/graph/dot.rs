//! DOT: the language of Graphviz, for its layouts and for reading by eye.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::fmt::Formatter;
use std::fmt::Write as _;
use std::io;
use std::io::Write;

use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::attributes;
use super::dots::Dots;
use super::dotted::BROADEST;
use super::dotted::Pens;
use super::evidence::Evidence;
use super::layout::Picture;
use super::palette;
use super::style::Style;
use super::style::Theme;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Layout;
use crate::projection::Mode;
use crate::projection::Node;

/// How many letters stand between two quotation marks at most: Graphviz reads no more than 16,384 bytes, and a letter is up to five.
const PIECE: usize = 3000;

/// How many letters a line of a label has.
const LINE: usize = 26;

/// How many points of Graphviz make one of our pixels, and how many make one of its inches.
const POINTS: f64 = 0.75;
const INCH: f64 = 72.0;

/// Writes a graph as DOT. Dots stand where the SVG has them; boxes are left to Graphviz.
pub(super) fn write(
    graph: &Graph,
    drawing: &Drawing,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (keyword, arrow) = if drawing.directed { ("digraph", "->") } else { ("graph", "--") };
    let theme = style.theme;
    let laid_out = super::laid_out(graph, drawing, style);
    let dots = laid_out.1.as_ref().map(|dots| (&laid_out.0, dots));
    writeln!(out, "{keyword} {} {{", Quoted(&drawing.name))?;
    head(drawing, theme, dots.is_some(), out)?;
    for (place, node) in graph.node_weights().enumerate() {
        let looks = match dots {
            Some((picture, dots)) => dot(node, place, picture, dots, theme),
            None => in_box(node, theme),
        };
        writeln!(out, "  {} [{}];", Quoted(&node.iri), node_attributes(node, &looks))?;
    }
    let weights = graph.edge_weights().map(|edge| edge.strength().0);
    let pens = Pens::of(weights, graph.node_count());
    let mut order: Vec<_> = graph.edge_references().collect();
    if dots.is_some() {
        order.sort_by_key(|edge| edge.weight().strength().0.saturating_abs());
    }
    for edge in order {
        let (from, to) = (&graph[edge.source()].iri, &graph[edge.target()].iri);
        let looks = match dots {
            Some(_) => thin(edge.weight(), &pens, theme),
            None => worded(edge.weight(), theme),
        };
        let attributes = edge_attributes(edge.weight(), &looks);
        writeln!(out, "  {} {arrow} {} [{attributes}];", Quoted(from), Quoted(to))?;
    }
    legend(graph, drawing, theme, dots, out)?;
    writeln!(out, "}}")
}

fn head(drawing: &Drawing, theme: Theme, is_dotted: bool, out: &mut dyn Write) -> io::Result<()> {
    let direction = match drawing.layout {
        // What is pinned stays where it is, and names may stand beside it.
        Layout::Network | Layout::Layered if is_dotted => {
            "layout=neato, inputscale=72, overlap=true, splines=false, outputorder=edgesfirst, pad=\"0.4\""
        }
        Layout::Layered => "rankdir=LR",
        Layout::Network => "layout=neato, overlap=false, splines=true, sep=\"+12\"",
    };
    let (ground, ink) = (theme.ground(), theme.ink());
    writeln!(
        out,
        "  graph [{direction}, label={}, labelloc=t, fontsize=18, fontname=\"Noto Sans\", fontcolor=\"{ink}\", bgcolor=\"{ground}\"];",
        Quoted(&drawing.title)
    )?;
    let size = if is_dotted { "9" } else { "12" };
    writeln!(
        out,
        "  node [fontname=\"Noto Sans\", fontsize={size}, fontcolor=\"{ink}\", margin=\"0.12,0.06\"];"
    )?;
    writeln!(out, "  edge [fontname=\"Noto Sans\", fontsize=10];")
}

fn in_box(node: &Node, theme: Theme) -> String {
    let look = palette::look(&node.kind, theme);
    let (shape, style) = look.shape.graphviz();
    let label = Quoted(&wrapped(&node.label)).to_string();
    format!(
        "label={label}, tooltip={}, shape={shape}, style=\"{style}\", fillcolor=\"{}\", color=\"{}\"",
        Quoted(&node.iri),
        look.fill,
        look.stroke,
    )
}

fn dot(node: &Node, place: usize, picture: &Picture, dots: &Dots, theme: Theme) -> String {
    let (area, radius) = (picture.boxes[place], dots.radii[place]);
    let shape = if node.mode == Mode::What { "square" } else { "circle" };
    let side = if node.mode == Mode::What { 16.0 / 9.0 } else { 2.0 };
    let is_named = dots.named[place] && !picture.labels[place].is_empty();
    let label = if is_named { beneath(&picture.labels[place], radius) } else { String::new() };
    let centre = area.centre();
    format!(
        "label={}, tooltip={}, shape={shape}, style=filled, fixedsize=shape, width={:.3}, pos=\"{:.1},{:.1}!\", fillcolor=\"{}\", color=\"{}\", penwidth=0.7",
        Quoted(&label),
        Quoted(&node.label),
        side * radius * POINTS / INCH,
        centre.x * POINTS,
        (picture.size.y - centre.y) * POINTS,
        dots.fills[place],
        theme.ink(),
    )
}

/// Returns the lines of a name behind as many empty ones as bring it beneath its dot: Graphviz puts the middle of all lines on the
/// middle of the dot.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "dots are small")]
fn beneath(lines: &[String], radius: f64) -> String {
    let empty = lines.len() + (2.0 * radius * POINTS / LINE_OF_NAME + 0.4).round() as usize;
    "\n".repeat(empty) + &lines.join("\n")
}

/// The height of a line of nine points.
const LINE_OF_NAME: f64 = 10.8;

fn node_attributes(node: &Node, looks: &str) -> String {
    let mut attributes = format!("{looks}, kind={}", Quoted(&node.kind));
    for (name, value) in &node.attributes {
        // Graphviz has names such as `color` and `group` for something else.
        let name = format!("data_{name}");
        write!(attributes, ", {}={}", Quoted(&name), Quoted(value)).expect("a string takes all");
    }
    for (name, figure) in &node.measures {
        write!(attributes, ", {name}={figure}").expect("a string takes all");
    }
    attributes
}

fn worded(edge: &Edge, theme: Theme) -> String {
    let line = palette::line(&edge.qualifier, theme);
    format!(
        "label={}, color=\"{colour}\", fontcolor=\"{colour}\", style={}, penwidth={}",
        Quoted(&wrapped(&edge.words())),
        line.name,
        pen(edge.strength().magnitude()),
        colour = line.colour,
    )
}

fn thin(edge: &Edge, pens: &Pens, theme: Theme) -> String {
    let line = palette::line(&edge.qualifier, theme);
    let (breadth, opacity) = pens.pen(edge.strength().0, BROADEST);
    format!(
        "color=\"{}{:02x}\", style={}, penwidth={:.2}",
        line.colour,
        palette::byte(opacity * 255.0),
        line.name,
        breadth * POINTS,
    )
}

fn edge_attributes(edge: &Edge, looks: &str) -> String {
    let grounds = edge.grounds();
    let evidence = Evidence::new(&grounds.evidence);
    let documents = Evidence::new(&grounds.documents);
    let mut attributes = format!(
        "{looks}, weight={}, sign={}, qualifier={}",
        edge.strength().magnitude(),
        edge.sign(),
        Quoted(&edge.qualifier),
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

/// Writes the legend as one node with a table, which every layout engine keeps together; under dots it is pinned, too.
fn legend(
    graph: &Graph,
    drawing: &Drawing,
    theme: Theme,
    dots: Option<(&Picture, &Dots)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let qualifiers: BTreeSet<&str> = graph.edge_weights().map(|edge| &*edge.qualifier).collect();
    if qualifiers.is_empty() {
        return Ok(());
    }
    let swatches = match dots {
        Some((_, dots)) => swatches(graph, drawing, dots, theme),
        None => boxes(graph, theme),
    };
    let rows = qualifiers.len() + swatches.len();
    if dots.is_none() {
        writeln!(out, "  subgraph \"cluster legend\" {{")?;
        writeln!(out, "    label=\"\"; color=\"{}\";", theme.rule())?;
    }
    let place = if dots.is_some() { under(rows) } else { String::new() };
    writeln!(
        out,
        "    {} [class=\"legend\", shape=plain, {place}label=<<table border=\"0\" cellspacing=\"3\" cellpadding=\"2\">",
        Quoted(&name_of_legend(graph))
    )?;
    for qualifier in qualifiers {
        let line = palette::line(qualifier, theme);
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
    for (cell, meaning) in swatches {
        let meaning = Escaped(&meaning);
        writeln!(out, "      <tr>{cell}<td align=\"left\">{meaning}</td></tr>")?;
    }
    writeln!(out, "    </table>>];")?;
    if dots.is_none() { writeln!(out, "  }}") } else { Ok(()) }
}

/// Returns a name that no node has.
fn name_of_legend(graph: &Graph) -> String {
    let names: BTreeSet<&str> = graph.node_weights().map(|node| node.iri.as_str()).collect();
    let mut name = "legend".to_owned();
    while names.contains(name.as_str()) {
        name.push('_');
    }
    name
}

/// Returns where the middle of a legend of so many rows stands, left under the drawing.
#[expect(clippy::cast_precision_loss, reason = "a legend has few rows")]
fn under(rows: usize) -> String {
    format!("pos=\"80,{:.0}!\", ", -30.0 - rows as f64 * 10.0)
}

/// Returns what shows the kinds of boxes, and the words for each.
fn boxes(graph: &Graph, theme: Theme) -> Vec<(String, String)> {
    let kinds: BTreeSet<&str> = graph.node_weights().map(|node| node.kind.as_str()).collect();
    let swatch = |kind: &str| {
        let look = palette::look(kind, theme);
        let cell =
            format!("<td border=\"1\" color=\"{}\" bgcolor=\"{}\"> </td>", look.stroke, look.fill);
        (cell, kind.to_owned())
    };
    kinds.into_iter().filter(|kind| !kind.is_empty()).map(swatch).collect()
}

/// Returns what shows the colours and shapes of dots, and the words for each.
fn swatches(graph: &Graph, drawing: &Drawing, dots: &Dots, theme: Theme) -> Vec<(String, String)> {
    let groups = dots.groups.iter().flat_map(|(_, groups)| groups);
    let mut swatches: Vec<(String, String)> = groups
        .map(|(value, colour)| {
            (format!("<td><font color=\"{colour}\" point-size=\"14\">⬤</font></td>"), value.clone())
        })
        .collect();
    let text = |text: &str| format!("<td><font color=\"{}\">{text}</font></td>", theme.faint());
    if attributes::is_two_mode(graph) {
        let [who, what] = &drawing.modes;
        swatches.push((text("○"), who.clone()));
        swatches.push((text("□"), what.clone()));
    }
    if let Some(scale) = &dots.scale {
        let ends: Vec<&str> = scale.ends.iter().map(|(value, _)| value.as_str()).collect();
        swatches.push((text("area"), format!("{}: {}", scale.name, ends.join(" to "))));
    }
    swatches
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
    use super::Style;
    use super::pen;
    use super::wrapped;
    use super::write;
    use crate::export::graph::samples;

    fn text(graph: &crate::projection::Graph) -> String {
        let mut out = Vec::new();
        write(graph, &samples::drawing(), &Style::default(), &mut out).unwrap();
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
    fn names_stand_beneath_their_dots() {
        let lines = ["Ada".to_owned(), "Bo".to_owned()];
        assert_eq!(super::beneath(&lines, 14.4), "\n\n\n\nAda\nBo");
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
    fn no_node_is_taken_for_the_legend() {
        let mut graph = samples::signed();
        let words = ["legend", "graph", "legend_"];
        for (node, word) in graph.node_weights_mut().zip(words) {
            word.clone_into(&mut node.iri);
        }
        let dot = text(&graph);
        // Words of the language are names between quotation marks.
        assert!(dot.contains("  \"graph\" [label=") && dot.contains("  \"legend\" [label="));
        assert!(dot.contains("    \"legend__\" [class=\"legend\", shape=plain, label=<<table"));
    }

    #[test]
    fn an_empty_graph_is_a_graph() {
        let dot = text(&crate::projection::Graph::new());
        assert!(dot.starts_with("digraph") && !dot.contains("legend") && dot.ends_with("}\n"));
    }
}
