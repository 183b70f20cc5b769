//! Hierarchical clustering: the two nearest groups are joined, again and again, until there is one.

use std::fmt::Write as _;

use super::adjacency::Adjacency;

/// How far two groups are from one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Linkage {
    /// As far as their nearest members.
    Single,
    /// As far as their farthest members.
    Complete,
    /// As far as their members on average.
    #[default]
    Average,
    /// By how much joining them adds to the squares of distances from the middles. (Ward 1963.)
    Ward,
}

impl Linkage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Single, Self::Complete, Self::Average, Self::Ward];

    /// Returns its name, as the command line has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Complete => "complete",
            Self::Average => "average",
            Self::Ward => "ward",
        }
    }

    /// Returns how far a third group is from two that are joined, by how far it is from each, and they from one another.
    fn joined(self, near: f64, far: f64, between: f64, sizes: [usize; 3]) -> f64 {
        let [one, other, third] = sizes.map(super::adjacency::real);
        match self {
            Self::Single => near.min(far),
            Self::Complete => near.max(far),
            Self::Average => (near * one + far * other) / (one + other),
            Self::Ward => {
                let squares = (one + third) * near * near + (other + third) * far * far;
                let square = (squares - third * between * between) / (one + other + third);
                square.max(0.0).sqrt()
            }
        }
    }
}

/// Two groups that are joined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// The group with the earlier first member: a node, or behind the nodes the group of an earlier merge.
    pub left: usize,
    /// The other.
    pub right: usize,
    /// How far they are from one another.
    pub height: f64,
    /// How many members the new group has.
    pub size: usize,
}

/// Returns how far nodes are from one another: 1 − w / the greatest w, where w is how strongly they are joined.
pub fn distances(adjacency: &Adjacency) -> Vec<Vec<f64>> {
    let all = adjacency.to.iter().flatten().map(|(_, weight)| *weight);
    let largest = all.fold(0.0, f64::max);
    let mut distances = vec![vec![1.0; adjacency.len()]; adjacency.len()];
    for (node, list) in adjacency.to.iter().enumerate() {
        for &(other, weight) in list {
            let distance = 1.0 - weight / largest;
            distances[node][other] = distance.min(distances[node][other]);
            distances[other][node] = distances[node][other];
        }
    }
    for (node, row) in distances.iter_mut().enumerate() {
        row[node] = 0.0;
    }
    distances
}

/// Joins the nearest groups, of several the first, until one is left. (Lance & Williams 1967.)
pub fn clusters(mut distances: Vec<Vec<f64>>, linkage: Linkage) -> Vec<Merge> {
    let count = distances.len();
    // At which place each group stands, none where it has been joined to another, and its members.
    let mut groups: Vec<Option<(usize, usize)>> = (0..count).map(|node| Some((node, 1))).collect();
    let mut merges: Vec<Merge> = Vec::new();
    let mut nearest: Vec<Option<usize>> =
        (0..count).map(|row| near(&distances, &groups, row)).collect();
    while merges.len() + 1 < count {
        let Some((left, right)) = closest(&distances, &nearest) else { break };
        let (Some(one), Some(other)) = (groups[left], groups[right]) else { break };
        let size = one.1 + other.1;
        merges.push(Merge { left: one.0, right: other.0, height: distances[left][right], size });
        for row in (0..count).filter(|&row| row != left && row != right && groups[row].is_some()) {
            let third = groups[row].map_or(1, |(_, size)| size);
            let (near, far) = (distances[left][row], distances[right][row]);
            let between = distances[left][right];
            let distance = linkage.joined(near, far, between, [one.1, other.1, third]);
            distances[left][row] = distance;
            distances[row][left] = distance;
        }
        groups[left] = Some((count + merges.len() - 1, size));
        groups[right] = None;
        nearest[right] = None;
        for row in 0..right {
            let is_stale =
                row <= left || matches!(nearest[row], Some(to) if to == left || to == right);
            if groups[row].is_some() && is_stale {
                nearest[row] = near(&distances, &groups, row);
            }
        }
    }
    merges
}

/// Returns the nodes in the order of a tree of merges, in which no lines cross.
pub fn leaves(nodes: usize, merges: &[Merge]) -> Vec<usize> {
    let mut groups: Vec<Vec<usize>> = (0..nodes).map(|node| vec![node]).collect();
    for merge in merges {
        let mut joined = std::mem::take(&mut groups[merge.left]);
        joined.append(&mut std::mem::take(&mut groups[merge.right]));
        groups.push(joined);
    }
    groups.concat()
}

/// Returns the nearest group behind one.
fn near(distances: &[Vec<f64>], groups: &[Option<(usize, usize)>], row: usize) -> Option<usize> {
    let others = (row + 1..distances.len()).filter(|&other| groups[other].is_some());
    others.min_by(|&one, &other| distances[row][one].total_cmp(&distances[row][other]))
}

fn closest(distances: &[Vec<f64>], nearest: &[Option<usize>]) -> Option<(usize, usize)> {
    let pairs = nearest.iter().enumerate().filter_map(|(row, near)| Some((row, (*near)?)));
    pairs.min_by(|one, other| distances[one.0][one.1].total_cmp(&distances[other.0][other.1]))
}

/// Cuts a hierarchy of nodes into a number of groups, numbered from 0 in the order of their first nodes.
pub fn cut(nodes: usize, merges: &[Merge], groups: usize) -> Vec<usize> {
    let mut of: Vec<usize> = (0..nodes).collect();
    for (place, merge) in merges.iter().take(nodes.saturating_sub(groups)).enumerate() {
        for group in &mut of {
            if *group == merge.left || *group == merge.right {
                *group = nodes + place;
            }
        }
    }
    super::communities::numbered(&of)
}

/// Returns a hierarchy in the Newick format, lengths being differences of heights.
pub fn newick(labels: &[&str], merges: &[Merge]) -> String {
    let mut told: Vec<(String, f64)> = labels.iter().map(|label| (quoted(label), 0.0)).collect();
    for merge in merges {
        let mut joined = String::from("(");
        for (place, group) in [merge.left, merge.right].into_iter().enumerate() {
            let (inner, height) = std::mem::take(&mut told[group]);
            let comma = if place == 0 { "" } else { "," };
            write!(joined, "{comma}{inner}:{:.6}", merge.height - height)
                .expect("a string takes all");
        }
        joined.push(')');
        told.push((joined, merge.height));
    }
    let whole = told.pop().map(|(tree, _)| tree).unwrap_or_default();
    format!("{whole};")
}

fn quoted(label: &str) -> String {
    format!("'{}'", label.replace('\'', "''"))
}
