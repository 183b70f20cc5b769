//! A graph in, figures of its nodes, its edges and itself out. Nothing here knows what the graph is about.
//!
//! Each function tells its formula and whose it is. Parallel edges count as one of their summed weight, loops do not
//! count. A greater weight is a closer tie; where paths have a length, that of an edge is one over its weight.

mod adjacency;
mod paths;
mod prestige;
mod structure;
mod communities;
mod clusters;
mod leading;
mod concor;
mod groupings;
mod disparity;
mod eigenvalues;
mod origins;
mod agreement;
mod polarization;
mod phases;

pub use adjacency::Adjacency;
pub use adjacency::Sign;
pub(super) use adjacency::real;
pub use agreement::agreement;
pub use agreement::correlation;
pub use agreement::ranks;
pub use clusters::Linkage;
pub use clusters::Merge;
pub use clusters::clusters;
pub use clusters::cut;
pub use clusters::distances;
pub use clusters::leaves;
pub use clusters::newick;
pub(super) use communities::Order;
pub use communities::communities;
pub use communities::modularity;
pub use disparity::disparity;
pub use disparity::of_edge;
pub use eigenvalues::eigenvalues;
pub use eigenvalues::loss;
pub use eigenvalues::spectrum;
pub use groupings::Grouping;
pub use groupings::grouped;
pub use origins::Origins;
pub use origins::origins;
pub use paths::betweenness;
pub use paths::closeness;
pub use paths::edge_betweenness;
pub use phases::distances as distances_over_time;
pub use phases::phases;
pub use phases::silhouette;
pub use phases::spectral as spectral_distances;
pub use polarization::Polarization;
pub use polarization::deviation;
pub use polarization::polarization;
pub use prestige::eigenvector;
pub use prestige::page_rank;
pub use structure::Balance;
pub use structure::Triangles;
pub use structure::balance;
pub use structure::components;
pub use structure::density;
pub use structure::external_internal;

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;

use super::Graph;

/// A figure under its name.
pub type Measure = (&'static str, Figure);

/// A figure, in billionths if it is no whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// A whole number.
    Whole(usize),
    /// Any other, in billionths.
    Real(i64),
}

/// What is measured, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether edges have a direction.
    pub directed: bool,
    /// Which edges count.
    pub sign: Sign,
    /// Where the search for communities begins.
    pub seed: u64,
    /// How communities are found.
    pub grouping: Grouping,
}

/// Measures every node and every edge of a graph, and writes the figures to them. Who is in no triangle has no balance, and where all
/// edges are of one sign nobody has.
pub fn measure(graph: &mut Graph, settings: &Settings) {
    let adjacency = Adjacency::of(graph, settings.directed, settings.sign);
    let groups = grouped(&adjacency, settings.grouping, settings.seed);
    let columns = columns(&adjacency, &groups);
    let triangles = triangles(graph);
    let is_mixed = graph.edge_weights().any(|edge| edge.sign() > 0)
        && graph.edge_weights().any(|edge| edge.sign() < 0);
    let balance = |found: Option<&Balance>| {
        let share = found.filter(|_| is_mixed).and_then(|balance| balance.share());
        share.map(|share| ("balance", Figure::real(share)))
    };
    let ei = groupings::external_internal(&adjacency, &groups);
    for (place, node) in graph.node_weights_mut().enumerate() {
        let known = |name: &str| columns.iter().any(|(known, _)| *known == name);
        node.measures
            .retain(|(name, _)| !known(name) && !["ei_community", "balance"].contains(name));
        node.measures.extend(columns.iter().map(|(name, column)| (*name, column[place])));
        node.measures.extend(ei[place].map(|index| ("ei_community", Figure::real(index))));
        node.measures.extend(balance(Some(&triangles.nodes[place])));
    }
    let between = edge_betweenness(&adjacency);
    for edge in graph.edge_indices() {
        let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
        let (from, to) = (from.index(), to.index());
        let disparity = of_edge(&adjacency, from, to);
        let measures =
            [("disparity", disparity), ("betweenness", between.get(&(from, to)).copied())];
        let figures = measures.into_iter();
        let figures = figures.filter_map(|(name, value)| Some((name, Figure::real(value?))));
        let pair = triangles.pairs.get(&(from.min(to), from.max(to)));
        graph[edge].measures = figures.chain(balance(pair)).collect();
    }
}

fn triangles(graph: &Graph) -> Triangles {
    let side = |sign| Adjacency::of(graph, false, sign);
    balance(&side(Sign::Positive), &side(Sign::Negative))
}

fn columns(adjacency: &Adjacency, groups: &[usize]) -> Vec<(&'static str, Vec<Figure>)> {
    let counts =
        |lists: &[Vec<(usize, f64)>]| lists.iter().map(|list| Figure::Whole(list.len())).collect();
    let sums = |lists: &[Vec<(usize, f64)>]| {
        lists.iter().map(|list| Figure::real(Adjacency::sum(list))).collect()
    };
    let reals = |values: Vec<f64>| values.into_iter().map(Figure::real).collect();
    let numbers =
        |values: &[usize]| values.iter().map(|number| Figure::Whole(number + 1)).collect();
    let mut columns: Vec<(&'static str, Vec<Figure>)> = if adjacency.directed {
        vec![
            ("in_degree", counts(&adjacency.from)),
            ("out_degree", counts(&adjacency.to)),
            ("in_strength", sums(&adjacency.from)),
            ("out_strength", sums(&adjacency.to)),
        ]
    } else {
        vec![("degree", counts(&adjacency.to)), ("strength", sums(&adjacency.to))]
    };
    columns.extend([
        ("betweenness", reals(betweenness(adjacency))),
        ("closeness", reals(closeness(adjacency))),
        ("eigenvector", reals(eigenvector(adjacency))),
        ("page_rank", reals(page_rank(adjacency))),
        ("component", numbers(&components(adjacency))),
        ("community", numbers(groups)),
    ]);
    columns
}

/// Measures a graph as a whole. The index of kinds is left out where all nodes are of one, that of balance where no three are joined.
pub fn whole(graph: &Graph, settings: &Settings) -> Vec<Measure> {
    let Settings { directed, sign, seed, grouping } = *settings;
    let adjacency = Adjacency::of(graph, directed, sign);
    let components = components(&adjacency);
    let mut sizes = vec![0; components.iter().max().map_or(0, |last| last + 1)];
    for component in components {
        sizes[component] += 1;
    }
    let groups = grouped(&adjacency, grouping, seed);
    let undirected = Adjacency::of(graph, false, sign);
    let balance = triangles(graph).all;
    let mut figures = vec![
        ("nodes", Figure::Whole(adjacency.len())),
        ("joined_pairs", Figure::Whole(adjacency.joined())),
        ("density", Figure::real(density(&adjacency))),
        ("components", Figure::Whole(sizes.len())),
        ("largest_component", Figure::Whole(sizes.iter().copied().max().unwrap_or(0))),
        ("communities", Figure::Whole(groups.iter().max().map_or(0, |last| last + 1))),
        ("modularity", Figure::real(modularity(&undirected, &groups))),
        ("triangles", Figure::Whole(balance.triangles)),
    ];
    figures.extend(balance.share().map(|share| ("balance", Figure::real(share))));
    if let Some(index) = external_internal(&adjacency, &groups) {
        figures.push(("ei_community", Figure::real(index)));
    }
    let kinds = kinds(graph);
    if kinds.iter().any(|kind| *kind > 0) {
        let index = external_internal(&adjacency, &kinds);
        figures.extend(index.map(|index| ("ei_kind", Figure::real(index))));
    }
    figures
}

/// Returns the kind of each node as a number.
fn kinds(graph: &Graph) -> Vec<usize> {
    let mut known: Vec<&str> = Vec::new();
    let number = |kind| {
        known.iter().position(|other| *other == kind).unwrap_or_else(|| {
            known.push(kind);
            known.len() - 1
        })
    };
    graph.node_weights().map(|node| node.kind.as_str()).map(number).collect()
}

impl Figure {
    /// Returns a number in billionths.
    #[expect(clippy::cast_possible_truncation, reason = "what is too great becomes the greatest")]
    pub fn real(value: f64) -> Self {
        Self::Real((value * 1e9).round() as i64)
    }
}

impl Display for Figure {
    /// Writes a whole number as it is, and any other with up to nine digits behind the point, at least one.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => write!(formatter, "{number}"),
            Self::Real(billionths) => {
                let sign = if *billionths < 0 { "-" } else { "" };
                let size = billionths.unsigned_abs();
                let digits = format!("{:09}", size % 1_000_000_000);
                let digits = digits.trim_end_matches('0');
                let digits = if digits.is_empty() { "0" } else { digits };
                write!(formatter, "{sign}{}.{digits}", size / 1_000_000_000)
            }
        }
    }
}

#[cfg(test)]
mod tests;
