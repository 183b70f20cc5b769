//! Communities: groups whose members are joined with one another more than by chance.

use super::adjacency::Adjacency;
use super::structure;

/// How often the search begins anew, each time in another order; the best end is kept.
const TRIALS: u64 = 20;

/// Returns the modularity of a division of an undirected graph: Σ over groups of W / M − (S / 2 M)², where W is the weight within a
/// group, S the sum of its members' strengths and M the weight of all edges. (Newman & Girvan 2004.)
pub fn modularity(adjacency: &Adjacency, groups: &[usize]) -> f64 {
    let count = groups.iter().max().map_or(0, |last| last + 1);
    let (mut within, mut strengths) = (vec![0.0; count], vec![0.0; count]);
    for (node, list) in adjacency.to.iter().enumerate() {
        for &(other, weight) in list {
            strengths[groups[node]] += weight;
            within[groups[node]] += if groups[node] == groups[other] { weight } else { 0.0 };
        }
    }
    let all: f64 = strengths.iter().sum();
    if all == 0.0 {
        return 0.0;
    }
    let part =
        |(within, strength): (&f64, &f64)| within / all - (strength / all) * (strength / all);
    within.iter().zip(&strengths).map(part).sum()
}

/// Divides a graph into communities of high modularity, numbered from 0 in the order of their first nodes; directions do not matter.
/// (Blondel et al. 2008: nodes move to the neighbouring group that gains most, groups become nodes, and so on; groups that
/// have fallen apart are divided, as Traag et al. 2019 ask.) The same seed gives the same communities.
pub fn communities(adjacency: &Adjacency, seed: u64) -> Vec<usize> {
    let graph = undirected(adjacency);
    let mut best = (0..graph.len()).collect();
    let mut height = f64::NEG_INFINITY;
    for trial in 0..TRIALS {
        let found = connected(&graph, &climbed(&graph, &mut Order(seed.wrapping_add(trial))));
        let reached = modularity(&graph, &found);
        if reached > height + 1e-12 {
            (best, height) = (found, reached);
        }
    }
    best
}

pub(super) fn undirected(adjacency: &Adjacency) -> Adjacency {
    let edges = adjacency.to.iter().enumerate().flat_map(|(node, list)| {
        let each = list.iter().map(move |&(other, weight)| (node, other, weight));
        each.filter(|(node, other, _)| adjacency.directed || node < other)
    });
    Adjacency::new(adjacency.len(), false, edges)
}

/// A graph whose nodes are groups, with what lies within each, twice.
struct Level {
    to: Vec<Vec<(usize, f64)>>,
    within: Vec<f64>,
}

/// Climbs until going on from where it arrived gains nothing more.
fn climbed(graph: &Adjacency, order: &mut Order) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..graph.len()).collect();
    let mut height = f64::NEG_INFINITY;
    loop {
        let next = ascended(graph, &groups, order);
        let reached = modularity(graph, &next);
        if reached <= height + 1e-12 {
            return groups;
        }
        (groups, height) = (next, reached);
    }
}

/// Moves nodes from group to group, then groups of groups, until none gains.
fn ascended(graph: &Adjacency, groups: &[usize], order: &mut Order) -> Vec<usize> {
    let level = Level { to: graph.to.clone(), within: vec![0.0; graph.len()] };
    let mut groups = level.moved(groups.to_vec(), order);
    loop {
        let count = groups.iter().max().map_or(0, |last| last + 1);
        let joined = level.joined(&groups, count);
        let moved = joined.moved((0..count).collect(), order);
        if moved.iter().max().map_or(0, |last| last + 1) == count {
            return groups;
        }
        for group in &mut groups {
            *group = moved[*group];
        }
    }
}

impl Level {
    /// Moves nodes between groups until none gains, and returns the group of each.
    fn moved(&self, mut groups: Vec<usize>, order: &mut Order) -> Vec<usize> {
        let count = self.to.len();
        let sum = |node: usize| Adjacency::sum(&self.to[node]) + self.within[node];
        let strengths: Vec<f64> = (0..count).map(sum).collect();
        let all: f64 = strengths.iter().sum();
        let mut sums = vec![0.0; count];
        for (group, strength) in groups.iter().zip(&strengths) {
            sums[*group] += strength;
        }
        let mut nodes: Vec<usize> = (0..count).collect();
        let mut weights = vec![0.0; count];
        let mut has_moved = all > 0.0;
        while has_moved {
            has_moved = false;
            order.shuffle(&mut nodes);
            for &node in &nodes {
                let own = groups[node];
                sums[own] -= strengths[node];
                let mut met = vec![own];
                for &(other, weight) in &self.to[node] {
                    let group = groups[other];
                    if weights[group] == 0.0 && group != own {
                        met.push(group);
                    }
                    weights[group] += weight;
                }
                let gain = |group: usize| weights[group] - sums[group] * strengths[node] / all;
                let mut best = own;
                for &group in &met[1..] {
                    if gain(group) > gain(best) + 1e-12 * all {
                        best = group;
                    }
                }
                for group in met {
                    weights[group] = 0.0;
                }
                has_moved |= best != own;
                groups[node] = best;
                sums[best] += strengths[node];
            }
        }
        numbered(&groups)
    }

    /// Makes nodes of groups.
    fn joined(&self, groups: &[usize], count: usize) -> Self {
        let mut within = vec![0.0; count];
        let mut edges = Vec::new();
        for (node, list) in self.to.iter().enumerate() {
            within[groups[node]] += self.within[node];
            for &(other, weight) in list {
                if groups[node] == groups[other] {
                    within[groups[node]] += weight;
                } else {
                    edges.push((groups[node], groups[other], weight));
                }
            }
        }
        Self { to: Adjacency::new(count, true, edges.into_iter()).to, within }
    }
}

/// Divides groups that have fallen apart.
fn connected(graph: &Adjacency, groups: &[usize]) -> Vec<usize> {
    let edges = graph.to.iter().enumerate().flat_map(|(node, list)| {
        let inside = list.iter().filter(move |(other, _)| groups[*other] == groups[node]);
        inside.map(move |&(other, weight)| (node, other, weight))
    });
    structure::components(&Adjacency::new(graph.len(), true, edges))
}

/// Numbers groups from 0 in the order of their first members.
pub(super) fn numbered(groups: &[usize]) -> Vec<usize> {
    let mut numbers = vec![usize::MAX; groups.iter().max().map_or(0, |last| last + 1)];
    let mut count = 0;
    let number = |group: &usize| {
        if numbers[*group] == usize::MAX {
            numbers[*group] = count;
            count += 1;
        }
        numbers[*group]
    };
    groups.iter().map(number).collect()
}

/// Orders that look random and are the same for the same seed: the generator `SplitMix64`.
pub(in crate::projection) struct Order(pub(in crate::projection) u64);

impl Order {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below another.
    pub(in crate::projection) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("a length is a number");
        usize::try_from(self.next() % bound).expect("it is less than a length")
    }

    /// Returns a number from 0 to below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 digits are as many as there is room for")]
    pub(in crate::projection) fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(in crate::projection) fn shuffle<Item>(&mut self, items: &mut [Item]) {
        for end in (1..items.len()).rev() {
            let place = self.below(end + 1);
            items.swap(end, place);
        }
    }
}
