//! Figures of a graph: as attributes of what is written, or as tables.

mod tables;

use std::collections::BTreeSet;

use anyhow::anyhow;
use clap::ValueEnum;
use sayso::export::graph;
use sayso::export::graph::Style;
use sayso::projection::Drawing;
use sayso::projection::Graph;
use sayso::projection::measures;
use sayso::projection::measures::Adjacency;
use sayso::projection::measures::Grouping;
use sayso::projection::measures::Linkage;
use sayso::projection::measures::Measure;
use sayso::projection::measures::Settings;
use sayso::projection::measures::Sign;
use sayso::projection::network;
use sayso::projection::network::Method;
use sayso::projection::network::Network;
use sayso::projection::network::Normalisation;
use sayso::projection::network::OneMode;
use sayso::projection::network::Options;
use sayso::projection::network::Size;
use sayso::projection::network::Table;
use sayso::projection::network::Windows;

use super::network::hint;
use super::report;

/// What is measured.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Measures")]
#[group(skip)]
pub(super) struct MeasureOptions {
    /// Write degree, strength, betweenness, closeness, eigenvector centrality, page rank, component, community, E-I index and balance
    /// of each node, and disparity, betweenness and balance of each edge
    #[arg(long)]
    measures: bool,
    /// Print figures as a table and not the graph
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with_all = ["format", "nodes", "open", "dynamic", "list"])]
    pub(super) table: Option<TableOption>,
    /// Measure on the edges of this sign [default: positive where there are edges of both, else all]
    #[arg(long, value_enum, value_name = "SIGN")]
    sign: Option<SignOption>,
    /// Begin the searches for communities and camps here
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
    /// How communities are found
    #[arg(long, value_enum, value_name = "METHOD", default_value = "louvain")]
    communities: GroupingOption,
    /// How groups are joined in clusters, trees and phases
    #[arg(long, value_enum, value_name = "LINKAGE", default_value = "average")]
    linkage: LinkageOption,
    /// How far networks of several times are from one another, in phases
    #[arg(long, value_enum, value_name = "HOW", default_value = "weights")]
    distance: DistanceOption,
    /// With --table backbone: the backbone of so many concepts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "backbone_penalty")]
    backbone_size: Option<u32>,
    /// With --table backbone: the backbone of as many concepts as are worth it; 5 to 12 is usual, more leaves fewer
    #[arg(long, value_name = "P", value_parser = penalty)]
    backbone_penalty: Option<f64>,
    /// Keep only edges that would be so strong by chance with at most this probability (disparity filter)
    #[arg(long, value_name = "ALPHA", value_parser = probability)]
    disparity: Option<f64>,
}

/// A table of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TableOption {
    /// Figures of the whole: density, components, modularity, balance, E-I index
    Summary,
    /// All nodes with all their figures
    Nodes,
    /// All edges with all their figures
    Edges,
    /// The communities of all methods, and the modularity of each
    Communities,
    /// Which groups of nodes are joined at which distance
    Clusters,
    /// The same as a tree in the Newick format
    Newick,
    /// The same as a picture, in SVG
    Dendrogram,
    /// How polarised a network is, and who is in which of two camps
    Camps,
    /// Which concepts can be left out, the least missed first (nested backbone), or which are in a backbone of a size or penalty
    Backbone,
    /// Which windows of time are alike
    Phases,
    /// How many independent origins each node has along the edges' directions, what all of them rest on, and who cite in a circle
    Origins,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum GroupingOption {
    /// The best of twenty searches of the Louvain method
    Louvain,
    /// Those two groups are joined that gain most
    FastGreedy,
    /// Divided by the leading eigenvector of the modularity matrix
    LeadingEigenvector,
    /// The edge on most shortest paths is cut (slow beyond a thousand edges)
    EdgeBetweenness,
    /// A hierarchy of nearest members, cut where modularity is highest
    Single,
    /// The same of farthest members
    Complete,
    /// The same of members on average
    Average,
    /// The same of squares of distances
    Ward,
    /// Who is joined with the same, by correlations
    Concor,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LinkageOption {
    /// As far as their nearest members
    Single,
    /// As far as their farthest members
    Complete,
    /// As far as their members on average
    Average,
    /// By what joining adds to the squares of distances
    Ward,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DistanceOption {
    /// By their weights, each network scaled to a sum of 1
    Weights,
    /// By the spectra of their Laplacians
    Spectra,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SignOption {
    /// All, by their size
    All,
    /// Agreement, support
    Positive,
    /// Disagreement, criticism
    Negative,
}

fn probability(written: &str) -> Result<f64, String> {
    let fault = || "a probability is a number from 0 to 1".to_owned();
    written.parse().ok().filter(|value| (0.0..=1.0).contains(value)).ok_or_else(fault)
}

fn penalty(written: &str) -> Result<f64, String> {
    let fault = || "a penalty is a number from 0 to 100".to_owned();
    written.parse().ok().filter(|value| (0.0..=100.0).contains(value)).ok_or_else(fault)
}

impl GroupingOption {
    fn named(self) -> Grouping {
        match self {
            Self::Louvain => Grouping::Louvain,
            Self::FastGreedy => Grouping::FastGreedy,
            Self::LeadingEigenvector => Grouping::LeadingEigenvector,
            Self::EdgeBetweenness => Grouping::EdgeBetweenness,
            Self::Single => Grouping::Hierarchy(Linkage::Single),
            Self::Complete => Grouping::Hierarchy(Linkage::Complete),
            Self::Average => Grouping::Hierarchy(Linkage::Average),
            Self::Ward => Grouping::Hierarchy(Linkage::Ward),
            Self::Concor => Grouping::Concor,
        }
    }
}

impl LinkageOption {
    fn named(self) -> Linkage {
        match self {
            Self::Single => Linkage::Single,
            Self::Complete => Linkage::Complete,
            Self::Average => Linkage::Average,
            Self::Ward => Linkage::Ward,
        }
    }
}

impl MeasureOptions {
    fn settings(&self, graph: &Graph, directed: bool) -> Settings {
        let has = |sign| graph.edge_weights().any(|edge| edge.sign() == sign);
        let sign = match self.sign {
            None if has(1) && has(-1) => Sign::Positive,
            None | Some(SignOption::All) => Sign::All,
            Some(SignOption::Positive) => Sign::Positive,
            Some(SignOption::Negative) => Sign::Negative,
        };
        Settings { directed, sign, seed: self.seed, grouping: self.communities.named() }
    }

    /// Leaves out weak edges and measures the rest, as is asked for.
    pub(super) fn apply(&self, graph: &mut Graph, drawing: &mut Drawing, is_needed: bool) {
        let directed = drawing.directed;
        if let Some(most) = self.disparity {
            drawing.tell(&format!("Edges of a disparity up to {most}."));
            let adjacency = Adjacency::of(graph, directed, Sign::All);
            let is_strong = |from, to| {
                measures::of_edge(&adjacency, from, to).is_some_and(|found| found <= most)
            };
            graph.retain_edges(|graph, edge| {
                let ends = graph.edge_endpoints(edge);
                ends.is_some_and(|(from, to)| is_strong(from.index(), to.index()))
            });
        }
        if self.measures || is_needed {
            let settings = self.settings(graph, directed);
            measures::measure(graph, &settings);
        }
    }

    /// Returns the table of a graph that is asked for.
    pub(super) fn of_graph(
        &self,
        graph: &Graph,
        drawing: &Drawing,
    ) -> anyhow::Result<Vec<Vec<String>>> {
        let directed = drawing.directed;
        let settings = self.settings(graph, directed);
        match self.table {
            Some(which @ (TableOption::Nodes | TableOption::Edges)) => {
                let mut graph = graph.clone();
                measures::measure(&mut graph, &settings);
                let is_of_nodes = which == TableOption::Nodes;
                Ok(if is_of_nodes { tables::nodes(&graph) } else { tables::edges(&graph) })
            }
            Some(TableOption::Communities) => Ok(tables::communities(graph, &settings)),
            Some(TableOption::Clusters) => Ok(clusters(graph, &self.merges(graph, &settings))),
            Some(TableOption::Newick) => Ok(newick(graph, &self.merges(graph, &settings))),
            Some(TableOption::Dendrogram) => {
                let picture = self.dendrogram(graph, drawing, &Style::default())?;
                // A picture is one cell, which stands as it is.
                Ok(vec![vec![String::from_utf8(picture)?.trim_end().to_owned()]])
            }
            Some(TableOption::Origins) if directed => Ok(origins(graph)),
            Some(TableOption::Origins) => Err(report::hinted(
                anyhow!(
                    "origins are found along directions, and the edges of this graph have none"
                ),
                "sayso graph who-quotes-whom --table origins has directions",
            )),
            Some(TableOption::Summary) | None => Ok(summary(&measures::whole(graph, &settings))),
            Some(TableOption::Phases) => Err(report::hinted(
                anyhow!("phases are of networks over time"),
                "--windows month, with --one-mode or --two-mode, makes them",
            )),
            Some(_) => Err(report::hinted(
                anyhow!("this table is of discourse networks"),
                "--one-mode makes one",
            )),
        }
    }

    /// Returns the picture of which groups of nodes are joined at which distance.
    pub(super) fn dendrogram(
        &self,
        graph: &Graph,
        drawing: &Drawing,
        style: &Style,
    ) -> anyhow::Result<Vec<u8>> {
        let labels: Vec<&str> = graph.node_weights().map(|node| node.label.as_str()).collect();
        let merges = self.merges(graph, &self.settings(graph, drawing.directed));
        let mut picture = Vec::new();
        graph::write_dendrogram(&labels, &merges, drawing, style.theme, &mut picture)?;
        Ok(picture)
    }

    fn merges(&self, graph: &Graph, settings: &Settings) -> Vec<measures::Merge> {
        let adjacency = Adjacency::of(graph, settings.directed, settings.sign);
        measures::clusters(measures::distances(&adjacency), self.linkage.named())
    }

    /// Returns the size of a backbone, if one is asked for.
    fn backbone(&self) -> Option<Size> {
        let size = self.backbone_size.and_then(|size| usize::try_from(size).ok());
        size.map(Size::Fixed).or(self.backbone_penalty.map(Size::Penalty))
    }

    /// Returns the table of a network that is asked for, if it is one that needs more than its graph.
    pub(super) fn of_network(
        &self,
        network: &Network,
        table: &Table,
        options: &Options,
    ) -> anyhow::Result<Option<Vec<Vec<String>>>> {
        match self.table {
            Some(TableOption::Backbone) if matches!(options.method, Method::TwoMode(_)) => {
                Err(report::hinted(
                    anyhow!("only networks of one mode have a backbone of concepts"),
                    "--one-mode joins those who speak",
                ))
            }
            Some(TableOption::Backbone) => Ok(Some(match self.backbone() {
                Some(size) => tables::backbone(network, table, size, self.seed),
                None => backbone(network, table),
            })),
            Some(TableOption::Camps) => {
                let of = |mode| network::network(table, &agreeing(options, mode)).map_err(hint);
                let (agree, disagree) = (of(OneMode::Congruence)?, of(OneMode::Conflict)?);
                Ok(camps(&agree, &disagree, table, self.seed))
            }
            _ => Ok(None),
        }
    }

    /// Gives those who speak the camp that they are in, as an attribute.
    pub(super) fn mark_camps(
        &self,
        graph: &mut Graph,
        network: &Network,
        (table, options): (&Table, &Options),
    ) -> anyhow::Result<()> {
        let of = |mode| network::network(table, &agreeing(options, mode)).map_err(hint);
        let (agree, disagree) = (of(OneMode::Congruence)?, of(OneMode::Conflict)?);
        let Some(found) = network::camps(&agree, &disagree, self.seed) else { return Ok(()) };
        for (who, node) in network.who.iter().zip(graph.node_weights_mut()) {
            let place = agree.who.binary_search(who).ok();
            let camp = place.map(|place| (found.camps[place] + 1).to_string());
            node.attributes.push(("camp".to_owned(), camp.unwrap_or_default()));
        }
        Ok(())
    }

    /// Returns the table of a network over time that is asked for.
    pub(super) fn over_time(
        &self,
        table: &Table,
        options: &Options,
        windows: &Windows,
    ) -> anyhow::Result<Vec<Vec<String>>> {
        let series = |options: &Options| network::series(table, options, windows).map_err(hint);
        let mut rows = Vec::new();
        match self.table {
            Some(TableOption::Newick | TableOption::Dendrogram) => {
                return Err(report::hinted(
                    anyhow!("a tree is of one network"),
                    "--since and --until cut out a time; --table clusters has all windows",
                ));
            }
            Some(TableOption::Phases) => {
                let everybody = Options { isolates: true, ..options.clone() };
                return Ok(self.phases(&series(&everybody)?.frames, options.dna));
            }
            Some(TableOption::Camps) => {
                let agree = series(&agreeing(options, OneMode::Congruence))?.frames;
                let disagree = series(&agreeing(options, OneMode::Conflict))?.frames;
                for (one, other) in agree.iter().zip(&disagree) {
                    let found = camps(&one.network, &other.network, table, self.seed);
                    add(&mut rows, &one.name, found.unwrap_or_default());
                }
            }
            _ => {
                let plain = Drawing::parse("", "")?;
                for frame in series(options)?.frames {
                    let mut graph = frame.network.graph(&table.names);
                    let mut drawing = Drawing { directed: false, ..plain.clone() };
                    self.apply(&mut graph, &mut drawing, false);
                    let found = match self.of_network(&frame.network, table, options)? {
                        Some(found) => found,
                        None => self.of_graph(&graph, &drawing)?,
                    };
                    add(&mut rows, &frame.name, found);
                }
            }
        }
        Ok(rows)
    }

    fn phases(&self, frames: &[network::Frame], dna: bool) -> Vec<Vec<String>> {
        let matrices: Vec<Vec<Vec<f64>>> =
            frames.iter().map(|frame| frame.network.matrix()).collect();
        let distances = match self.distance {
            DistanceOption::Weights => measures::distances_over_time(&matrices),
            DistanceOption::Spectra => measures::spectral_distances(&matrices, dna),
        };
        let found = measures::phases(&distances, self.linkage.named());
        let mut rows = vec![head(&["Window", "Phase", "Statements", "ChangeFromLast"])];
        for (place, phase) in found.into_iter().enumerate() {
            let before = place.checked_sub(1).map(|before| distances[before][place]);
            rows.push(vec![
                frames[place].name.clone(),
                (phase + 1).to_string(),
                frames[place].network.statements.len().to_string(),
                before.map(|distance| format!("{distance:.6}")).unwrap_or_default(),
            ]);
        }
        rows
    }
}

/// Adds the rows of a window behind its name; the first of all is the head.
fn add(rows: &mut Vec<Vec<String>>, name: &str, found: Vec<Vec<String>>) {
    for (place, row) in found.into_iter().enumerate() {
        if place > 0 || rows.is_empty() {
            let name = if place == 0 { "Window" } else { name };
            rows.push([name.to_owned()].into_iter().chain(row).collect());
        }
    }
}

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

pub(super) fn summary(figures: &[Measure]) -> Vec<Vec<String>> {
    let row = |(name, figure): &Measure| vec![(*name).to_owned(), figure.to_string()];
    [head(&["Figure", "Value"])].into_iter().chain(figures.iter().map(row)).collect()
}

fn clusters(graph: &Graph, merges: &[measures::Merge]) -> Vec<Vec<String>> {
    let labels: Vec<&str> = graph.node_weights().map(|node| node.label.as_str()).collect();
    let name = |group: usize| match labels.get(group) {
        Some(label) => (*label).to_owned(),
        None => format!("#{}", group - labels.len() + 1),
    };
    let mut rows = vec![head(&["Group", "Left", "Right", "Distance", "Size"])];
    for (place, merge) in merges.iter().enumerate() {
        rows.push(vec![
            name(labels.len() + place),
            name(merge.left),
            name(merge.right),
            format!("{:.6}", merge.height),
            merge.size.to_string(),
        ]);
    }
    rows
}

fn newick(graph: &Graph, merges: &[measures::Merge]) -> Vec<Vec<String>> {
    let labels: Vec<&str> = graph.node_weights().map(|node| node.label.as_str()).collect();
    vec![vec![measures::newick(&labels, merges)]]
}

fn origins(graph: &Graph) -> Vec<Vec<String>> {
    let found = measures::origins(&Adjacency::of(graph, true, Sign::All));
    let labels: Vec<&str> = graph.node_weights().map(|node| node.label.as_str()).collect();
    let mut rows = vec![head(&["Node", "Origins", "RestsOn", "Cycle"])];
    for (label, origins) in labels.iter().zip(found) {
        rows.push(vec![
            (*label).to_owned(),
            origins.independent.to_string(),
            origins.rests_on.map(|node| labels[node].to_owned()).unwrap_or_default(),
            origins.cycle.map(|cycle| (cycle + 1).to_string()).unwrap_or_default(),
        ]);
    }
    rows
}

fn backbone(network: &Network, table: &Table) -> Vec<Vec<String>> {
    let mut rows = vec![head(&["Order", "Concept", "Loss", "LossOfRemoved"])];
    for (place, removal) in network.nested_backbone().iter().enumerate() {
        rows.push(vec![
            (place + 1).to_string(),
            table.label(&removal.what).to_owned(),
            format!("{:.6}", removal.loss),
            format!("{:.6}", removal.loss_of_removed),
        ]);
    }
    rows
}

/// Returns the options of a network for camps: in one mode, divided by the mean where nothing else is said.
fn agreeing(options: &Options, mode: OneMode) -> Options {
    let normalisation = match options.normalisation {
        Normalisation::No | Normalisation::Activity | Normalisation::Prominence => {
            Normalisation::Average
        }
        other => other,
    };
    Options { method: Method::OneMode(mode), normalisation, ..options.clone() }
}

fn camps(
    agree: &Network,
    disagree: &Network,
    table: &Table,
    seed: u64,
) -> Option<Vec<Vec<String>>> {
    let found = network::camps(agree, disagree, seed)?;
    let mut rows = vec![head(&["Who", "Camp", "Polarization", "Deviation", "Exact"])];
    for (who, camp) in agree.who.iter().zip(&found.camps) {
        rows.push(vec![
            table.label(who).to_owned(),
            (camp + 1).to_string(),
            format!("{:.6}", 1.0 - found.deviation),
            format!("{:.6}", found.deviation),
            found.exact.to_string(),
        ]);
    }
    Some(rows)
}

/// Returns rows as CSV; a single cell stands as it is.
pub(super) fn csv(rows: &[Vec<String>]) -> String {
    let special: BTreeSet<char> = BTreeSet::from(['"', ',', '\n', '\r']);
    let cell = |cell: &String| {
        if cell.contains(|letter| special.contains(&letter)) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let line = |row: &Vec<String>| match row.as_slice() {
        [only] => format!("{only}\n"),
        cells => cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n",
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::add;
    use super::csv;
    use super::head;
    use super::probability;

    #[test]
    fn cells_are_quoted() {
        let rows = [head(&["a,b", "c\"d"]), head(&["('a','b');"])];
        assert_eq!(csv(&rows), "\"a,b\",\"c\"\"d\"\n('a','b');\n");
    }

    #[test]
    fn windows_share_a_head() {
        let mut rows = Vec::new();
        for name in ["2023", "2024"] {
            add(&mut rows, name, vec![head(&["Figure"]), head(&["1"])]);
        }
        assert_eq!(csv(&rows), "Window,Figure\n2023,1\n2024,1\n");
    }

    #[test]
    fn probabilities_are_numbers() {
        assert_eq!(probability("0.05"), Ok(0.05));
        assert!(probability("5").is_err() && probability("few").is_err());
    }
}
