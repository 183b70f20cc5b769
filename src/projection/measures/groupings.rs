//! Ways of dividing a graph into groups, each under its name; directions do not matter.

use std::collections::BTreeMap;

use super::adjacency::Adjacency;
use super::clusters;
use super::clusters::Linkage;
use super::communities;
use super::communities::modularity;
use super::concor;
use super::leading;
use super::paths;
use super::structure;

/// How a graph is divided into groups. All but one look for high modularity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// The best of twenty searches of the Louvain method.
    #[default]
    Louvain,
    /// Of all groups, those two are joined that gain most, again and again. (Clauset, Newman & Moore 2004.)
    FastGreedy,
    /// Groups are divided by the signs of the leading eigenvector of what is joined more than by chance. (Newman 2006.)
    LeadingEigenvector,
    /// The edge over which most shortest paths lead is cut, again and again. (Girvan & Newman 2002.)
    EdgeBetweenness,
    /// Where a hierarchy of groups has the highest modularity.
    Hierarchy(Linkage),
    /// Who is joined with the same, by correlations of correlations. (Breiger, Boorman & Arabie 1975.)
    Concor,
}

impl Grouping {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Louvain,
        Self::FastGreedy,
        Self::LeadingEigenvector,
        Self::EdgeBetweenness,
        Self::Hierarchy(Linkage::Single),
        Self::Hierarchy(Linkage::Complete),
        Self::Hierarchy(Linkage::Average),
        Self::Hierarchy(Linkage::Ward),
        Self::Concor,
    ];

    /// Returns its name, as the command line has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Louvain => "louvain",
            Self::FastGreedy => "fast-greedy",
            Self::LeadingEigenvector => "leading-eigenvector",
            Self::EdgeBetweenness => "edge-betweenness",
            Self::Hierarchy(linkage) => linkage.name(),
            Self::Concor => "concor",
        }
    }
}

/// Divides a graph into groups, numbered from 0 in the order of their first nodes.
pub fn grouped(adjacency: &Adjacency, grouping: Grouping, seed: u64) -> Vec<usize> {
    let graph = communities::undirected(adjacency);
    let groups = match grouping {
        Grouping::Louvain => return communities::communities(adjacency, seed),
        Grouping::FastGreedy => greedy(&graph),
        Grouping::LeadingEigenvector => leading::divided(&graph),
        Grouping::EdgeBetweenness => cut_between(&graph),
        Grouping::Hierarchy(linkage) => {
            let merges = clusters::clusters(clusters::distances(&graph), linkage);
            let cuts = (1..=graph.len()).map(|groups| clusters::cut(graph.len(), &merges, groups));
            best(&graph, cuts)
        }
        Grouping::Concor => best(&graph, concor::divisions(&graph).into_iter()),
    };
    communities::numbered(&groups)
}

/// Returns the division of the highest modularity, of several the first.
fn best(graph: &Adjacency, divisions: impl Iterator<Item = Vec<usize>>) -> Vec<usize> {
    let mut best = vec![0; graph.len()];
    let mut highest = f64::NEG_INFINITY;
    for division in divisions {
        let reached = modularity(graph, &division);
        if reached > highest + 1e-12 {
            (best, highest) = (division, reached);
        }
    }
    best
}

/// Joins the two groups that gain most until no two are joined by an edge, and returns the best division on the way.
fn greedy(graph: &Adjacency) -> Vec<usize> {
    let all: f64 = graph.to.iter().map(|list| Adjacency::sum(list)).sum();
    let mut groups: Vec<usize> = (0..graph.len()).collect();
    let mut parts: Vec<f64> = graph.to.iter().map(|list| Adjacency::sum(list) / all).collect();
    let row = |list: &Vec<(usize, f64)>| -> BTreeMap<usize, f64> {
        list.iter().map(|&(other, weight)| (other, weight / all)).collect()
    };
    let mut between: Vec<BTreeMap<usize, f64>> = graph.to.iter().map(row).collect();
    let (mut height, mut highest, mut best) = (0.0, 0.0, groups.clone());
    loop {
        let mut gain: Option<(f64, usize, usize)> = None;
        for (one, row) in between.iter().enumerate() {
            for (&other, weight) in row.range(one + 1..) {
                let gained = 2.0 * (weight - parts[one] * parts[other]);
                if gain.is_none_or(|(most, ..)| gained > most + 1e-12) {
                    gain = Some((gained, one, other));
                }
            }
        }
        let Some((gained, one, other)) = gain else { return best };
        for (third, weight) in std::mem::take(&mut between[other]) {
            between[third].remove(&other);
            if third != one {
                *between[one].entry(third).or_default() += weight;
                *between[third].entry(one).or_default() += weight;
            }
        }
        parts[one] += parts[other];
        groups.iter_mut().filter(|group| **group == other).for_each(|group| *group = one);
        height += gained;
        if height > highest + 1e-12 {
            highest = height;
            best.clone_from(&groups);
        }
    }
}

/// Cuts the edge over which most shortest paths lead until none is left, and returns the best division on the way.
fn cut_between(graph: &Adjacency) -> Vec<usize> {
    let mut left = graph.clone();
    let mut parts = structure::components(&left);
    let mut divisions = vec![parts.clone()];
    let everybody: Vec<usize> = (0..graph.len()).collect();
    let mut sums = paths::over_edges(&left, &everybody);
    while !sums.is_empty() {
        let most = sums.iter().fold(None, |most: Option<((usize, usize), f64)>, (ends, sum)| {
            let is_more = most.is_none_or(|(_, known)| *sum > known * (1.0 + 1e-9));
            if is_more { Some((*ends, *sum)) } else { most }
        });
        let Some(((from, to), _)) = most else { break };
        left.to[from].retain(|(other, _)| *other != to);
        left.to[to].retain(|(other, _)| *other != from);
        left.from.clone_from(&left.to);
        // Only the paths of this part are others now.
        let of_part: Vec<usize> =
            everybody.iter().copied().filter(|&node| parts[node] == parts[from]).collect();
        sums.retain(|(one, _), _| parts[*one] != parts[from]);
        let anew = paths::over_edges(&left, &of_part);
        sums.extend(anew.into_iter().filter(|((one, _), _)| parts[*one] == parts[from]));
        let next = structure::components(&left);
        if next != parts {
            divisions.push(next.clone());
            parts = next;
        }
    }
    best(graph, divisions.into_iter())
}

/// Returns the E-I index of each node: of the weights of its own edges; none for one without any.
pub(super) fn external_internal(adjacency: &Adjacency, groups: &[usize]) -> Vec<Option<f64>> {
    let index = |(node, list): (usize, &Vec<(usize, f64)>)| {
        let back = adjacency.from[node].iter().filter(|_| adjacency.directed);
        let (mut external, mut internal) = (0.0, 0.0);
        for &(other, weight) in list.iter().chain(back) {
            let sum = if groups[node] == groups[other] { &mut internal } else { &mut external };
            *sum += weight;
        }
        let all: f64 = external + internal;
        (all > 0.0).then(|| (external - internal) / all)
    };
    adjacency.to.iter().enumerate().map(index).collect()
}
