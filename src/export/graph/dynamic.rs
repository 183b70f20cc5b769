//! Graphs over time in one GEXF 1.3 file: nodes and edges with the times at which they are there, weights with theirs.
//!
//! GEXF's intervals include both ends and must not overlap. Each graph therefore holds until a second before the next begins,
//! also where the windows in which statements were counted overlap.

use std::collections::BTreeMap;
use std::io;
use std::io::Write;

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::super::xml::Escaped;
use super::attributes;
use super::evidence::Evidence;
use super::figures;
use super::figures::Columns;
use super::gexf;
use super::palette;
use super::style::Style;
use super::style::Theme;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Node;
use crate::projection::network::Fixed;
use crate::projection::network::stamp;

/// A graph of some time.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Its first second, from 1970 in universal time.
    pub since: i64,
    /// Its last second.
    pub until: i64,
    /// The graph.
    pub graph: Graph,
}

const DAY: i64 = 86_400;

const ATTRIBUTES: &[(&str, &str)] = &[
    ("weight", "double"),
    ("sign", "integer"),
    ("qualifier", "string"),
    ("evidence", "string"),
    ("evidence_count", "integer"),
];

const NODE_ATTRIBUTES: &[(&str, &str)] = &[("iri", "string"), ("type", "string")];

/// A node or an edge at a time: where the graph stands, and what in it.
type There<Index> = Vec<(usize, Index)>;

/// Writes graphs, which stand in the order of their times, as one dynamic graph.
pub fn write(graphs: &[Dated], drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let union = Union::of(graphs);
    let direction = if drawing.directed { "directed" } else { "undirected" };
    let format = if union.is_of_days { "date" } else { "dateTime" };
    gexf::head(&drawing.title, out)?;
    writeln!(
        out,
        r#"  <graph mode="dynamic" defaultedgetype="{direction}" timeformat="{format}" timerepresentation="interval">"#
    )?;
    declared("node", "static", NODE_ATTRIBUTES.iter().copied(), out)?;
    let names = union.names.iter().map(|name| (name.as_str(), "string"));
    declared("node", "dynamic", names.chain(kinds(&union.node_figures)), out)?;
    let known = ATTRIBUTES.iter().copied();
    declared("edge", "dynamic", known.chain(kinds(&union.edge_figures)), out)?;
    union.nodes(drawing, out)?;
    union.edges(direction, out)?;
    writeln!(out, "  </graph>\n</gexf>")
}

fn kinds(columns: &Columns) -> impl Iterator<Item = (&str, &str)> {
    columns.iter().map(|(name, is_whole)| (*name, if *is_whole { "integer" } else { "double" }))
}

/// Writes which attributes nodes or edges have; nothing where they have none.
fn declared<'a>(
    class: &str,
    mode: &str,
    attributes: impl Iterator<Item = (&'a str, &'a str)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut attributes = attributes.peekable();
    if attributes.peek().is_none() {
        return Ok(());
    }
    writeln!(out, r#"    <attributes class="{class}" mode="{mode}">"#)?;
    for (name, kind) in attributes {
        writeln!(out, r#"      <attribute id="{class}_{name}" title="{name}" type="{kind}"/>"#)?;
    }
    writeln!(out, "    </attributes>")
}

/// What is there at any time.
struct Union<'graphs> {
    graphs: &'graphs [Dated],
    /// Whether all begin and end with days.
    is_of_days: bool,
    /// When each graph begins and ends, as written.
    times: Vec<(String, String)>,
    /// Nodes by their identifiers.
    nodes: BTreeMap<&'graphs str, There<NodeIndex>>,
    /// Edges by their ends and, where there are several between the same, by which of them they are.
    edges: BTreeMap<(&'graphs str, &'graphs str, usize), There<&'graphs Edge>>,
    /// What is known of nodes, and measured of nodes and edges, at any time.
    names: Vec<String>,
    node_figures: Columns,
    edge_figures: Columns,
}

impl<'graphs> Union<'graphs> {
    fn of(graphs: &'graphs [Dated]) -> Self {
        let times = times(graphs);
        let is_of_days = times
            .iter()
            .all(|(since, until)| since.rem_euclid(DAY) == 0 && (until + 1).rem_euclid(DAY) == 0);
        let written = |second: i64| {
            let mut stamp = stamp(second);
            stamp.truncate(if is_of_days { "2023-03-25".len() } else { stamp.len() });
            stamp
        };
        let times = times.iter().map(|(since, until)| (written(*since), written(*until)));
        let (nodes, edges) = (BTreeMap::new(), BTreeMap::new());
        let all = || graphs.iter().map(|dated| &dated.graph);
        let mut union = Self {
            graphs,
            is_of_days,
            times: times.collect(),
            nodes,
            edges,
            names: attributes::of_all(all()),
            node_figures: figures::of_nodes(all()),
            edge_figures: figures::of_edges(all()),
        };
        for (place, Dated { graph, .. }) in graphs.iter().enumerate() {
            for index in graph.node_indices() {
                union.nodes.entry(&graph[index].iri).or_default().push((place, index));
            }
            let mut parallel: BTreeMap<(&str, &str), usize> = BTreeMap::new();
            for edge in graph.edge_references() {
                let ends = (&*graph[edge.source()].iri, &*graph[edge.target()].iri);
                let number = parallel.entry(ends).or_default();
                let key = (ends.0, ends.1, *number);
                union.edges.entry(key).or_default().push((place, edge.weight()));
                *number += 1;
            }
        }
        union
    }

    /// Returns the graph of all times together, for its layout.
    fn whole(&self) -> Graph {
        let mut whole = Graph::new();
        let mut places = BTreeMap::new();
        for (iri, there) in &self.nodes {
            let (graph, index) = there[0];
            places.insert(iri, whole.add_node(self.graphs[graph].graph[index].clone()));
        }
        for ((from, to, _), there) in &self.edges {
            let sum = there.iter().map(|(_, edge)| edge.strength().0.saturating_abs());
            let measured = Some(Fixed(sum.fold(0, i64::saturating_add)));
            whole.add_edge(places[from], places[to], Edge { measured, ..Edge::default() });
        }
        whole
    }

    fn nodes(&self, drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
        let whole = self.whole();
        let (picture, _) = super::laid_out(&whole, drawing, &Style::default());
        writeln!(out, "    <nodes>")?;
        for (place, (node, there)) in whole.node_weights().zip(self.nodes.values()).enumerate() {
            writeln!(out, r#"      <node id="n{place}" label="{}">"#, Escaped(&node.label))?;
            writeln!(out, "        <attvalues>")?;
            for ((name, _), value) in NODE_ATTRIBUTES.iter().zip([&node.iri, &node.kind]) {
                let value = Escaped(value);
                writeln!(out, r#"          <attvalue for="node_{name}" value="{value}"/>"#)?;
            }
            for (graph, index) in there {
                self.node_values(*graph, &self.graphs[*graph].graph[*index], out)?;
            }
            writeln!(out, "        </attvalues>")?;
            self.spells(there.iter().map(|(graph, _)| *graph), out)?;
            let colour = palette::look(&node.kind, Theme::Light).stroke;
            gexf::looks(colour, gexf::SIZE, picture.boxes[place].centre(), out)?;
            writeln!(out, "      </node>")?;
        }
        writeln!(out, "    </nodes>")
    }

    fn edges(&self, direction: &str, out: &mut dyn Write) -> io::Result<()> {
        let places: BTreeMap<&&str, usize> = self.nodes.keys().zip(0..).collect();
        writeln!(out, "    <edges>")?;
        for (number, ((from, to, _), there)) in self.edges.iter().enumerate() {
            let (from, to) = (places[from], places[to]);
            writeln!(
                out,
                r#"      <edge id="e{number}" source="n{from}" target="n{to}" type="{direction}">"#
            )?;
            writeln!(out, "        <attvalues>")?;
            for (graph, edge) in there {
                self.values(*graph, edge, out)?;
            }
            writeln!(out, "        </attvalues>")?;
            self.spells(there.iter().map(|(graph, _)| *graph), out)?;
            let line = palette::line(&there[0].1.qualifier, Theme::Light);
            let [red, green, blue] = palette::channels(line.colour);
            writeln!(out, r#"        <viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/>"#)?;
            writeln!(out, "      </edge>")?;
        }
        writeln!(out, "    </edges>")
    }

    /// Writes what is known and measured of a node at a time.
    fn node_values(&self, graph: usize, node: &Node, out: &mut dyn Write) -> io::Result<()> {
        for name in &self.names {
            self.value(graph, "node", name, &attributes::text(node, name), out)?;
        }
        for (name, _) in &self.node_figures {
            self.value(graph, "node", name, &figures::text(&node.measures, name), out)?;
        }
        Ok(())
    }

    fn values(&self, graph: usize, edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
        let grounds = edge.grounds();
        let evidence = Evidence::new(&grounds.evidence);
        let values = [
            &edge.strength().to_string(),
            &edge.sign().to_string(),
            &*edge.qualifier,
            &evidence.joined(),
            &evidence.count.to_string(),
        ];
        for ((name, _), value) in ATTRIBUTES.iter().zip(values) {
            self.value(graph, "edge", name, value, out)?;
        }
        for (name, _) in &self.edge_figures {
            self.value(graph, "edge", name, &figures::text(&edge.measures, name), out)?;
        }
        Ok(())
    }

    /// Writes a value that holds at a time, if there is one.
    fn value(
        &self,
        graph: usize,
        class: &str,
        name: &str,
        value: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let (start, end) = &self.times[graph];
        let value = Escaped(value);
        writeln!(
            out,
            r#"          <attvalue for="{class}_{name}" value="{value}" start="{start}" end="{end}"/>"#
        )
    }

    fn spells(&self, graphs: impl Iterator<Item = usize>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "        <spells>")?;
        for graph in graphs {
            let (start, end) = &self.times[graph];
            writeln!(out, r#"          <spell start="{start}" end="{end}"/>"#)?;
        }
        writeln!(out, "        </spells>")
    }
}

fn times(graphs: &[Dated]) -> Vec<(i64, i64)> {
    let next = graphs.iter().skip(1).map(|graph| graph.since - 1).chain([i64::MAX]);
    let time = |(graph, next): (&Dated, i64)| {
        let until = graph.until.min(next).max(graph.since);
        (graph.since, until)
    };
    graphs.iter().zip(next).map(time).collect()
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::DAY;
    use super::Dated;
    use super::write;
    use crate::export::graph::samples;

    #[test]
    fn every_time_has_its_weights() {
        let graphs = [(0, 5 * DAY), (DAY, 2 * DAY - 1)].map(|(since, until)| Dated {
            since,
            until,
            graph: samples::signed(),
        });
        let mut out = Vec::new();
        write(&graphs, &samples::drawing(), &mut out).unwrap();
        let xml = String::from_utf8(out).unwrap();
        let document = Document::parse(&xml).unwrap();
        let count = |name| document.descendants().filter(|node| node.has_tag_name(name)).count();
        let graph = samples::signed();
        assert_eq!(count("node"), graph.node_count());
        assert_eq!(count("edge"), graph.edge_count());
        assert_eq!(count("spell"), 2 * (graph.node_count() + graph.edge_count()));
        // What holds longer than the next begins is cut there.
        assert!(xml.contains(r#"<spell start="1970-01-01" end="1970-01-01"/>"#));
        assert!(xml.contains(r#"<spell start="1970-01-02" end="1970-01-02"/>"#));
        assert!(xml.contains(r#"<attvalue for="edge_weight" value="70""#));
        assert!(xml.contains(r#"timeformat="date""#));
    }

    #[test]
    fn nodes_carry_what_is_known_at_each_time() {
        use crate::projection::measures::Figure;
        let graphs = ["Kenya", "Chad"].into_iter().zip(0..).map(|(country, number)| {
            let mut graph = samples::signed();
            for node in graph.node_weights_mut().take(2) {
                node.attributes = vec![("country".to_owned(), country.to_owned())];
                node.measures = vec![("statements", Figure::Whole(7))];
            }
            Dated { since: number * DAY, until: (number + 1) * DAY - 1, graph }
        });
        let graphs: Vec<Dated> = graphs.collect();
        let mut out = Vec::new();
        write(&graphs, &samples::drawing(), &mut out).unwrap();
        let xml = String::from_utf8(out).unwrap();
        let document = Document::parse(&xml).unwrap();
        let count = |value: &str| {
            let values = document.descendants().filter(|node| node.has_tag_name("attvalue"));
            values.filter(|node| node.attribute("value") == Some(value)).count()
        };
        assert_eq!([count("Kenya"), count("Chad"), count("7")], [2, 2, 4]);
        assert!(
            xml.contains(
                r#"for="node_country" value="Chad" start="1970-01-02" end="1970-01-02"/>"#
            )
        );
        assert!(
            xml.contains(r#"<attribute id="node_statements" title="statements" type="integer"/>"#)
        );
    }

    #[test]
    fn nothing_is_a_graph_too() {
        let mut out = Vec::new();
        write(&[], &samples::drawing(), &mut out).unwrap();
        Document::parse(&String::from_utf8(out).unwrap()).unwrap();
    }
}
