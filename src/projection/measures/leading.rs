//! Groups divided by the leading eigenvector of their modularity matrix.

use super::adjacency::Adjacency;
use super::structure::components;

/// How often a vector is multiplied at most.
const ROUNDS: usize = 5000;

/// Divides each component of an undirected graph, then each part, as long as modularity rises. (Newman 2006; components
/// first, since a graph of several has leading eigenvectors that mix them.)
pub(super) fn divided(graph: &Adjacency) -> Vec<usize> {
    let strengths: Vec<f64> = graph.to.iter().map(|list| Adjacency::sum(list)).collect();
    let all: f64 = strengths.iter().sum();
    let mut groups = components(graph);
    let mut count = groups.iter().max().map_or(0, |last| last + 1);
    let mut open: Vec<usize> = (0..count).collect();
    while let (Some(group), true) = (open.pop(), all > 0.0) {
        let members: Vec<usize> = (0..graph.len()).filter(|&node| groups[node] == group).collect();
        let part = Part::of(graph, &strengths, all, &members);
        let Some(signs) = part.split() else { continue };
        let away = members.into_iter().zip(signs).filter(|(_, sign)| *sign < 0.0);
        for (node, _) in away {
            groups[node] = count;
        }
        open.extend([group, count]);
        count += 1;
    }
    groups
}

/// Some nodes and what joins them beyond chance.
struct Part {
    strengths: Vec<f64>,
    all: f64,
    /// Neighbours within the part, by their places in it.
    to: Vec<Vec<(usize, f64)>>,
    /// By how much the weight of each within the part is more than by chance.
    excess: Vec<f64>,
}

impl Part {
    fn of(graph: &Adjacency, strengths: &[f64], all: f64, members: &[usize]) -> Self {
        let mut places = vec![usize::MAX; graph.len()];
        for (place, &node) in members.iter().enumerate() {
            places[node] = place;
        }
        let near = |&node: &usize| -> Vec<(usize, f64)> {
            let list = graph.to[node].iter().map(|&(other, weight)| (places[other], weight));
            list.filter(|(place, _)| *place != usize::MAX).collect()
        };
        let to: Vec<Vec<(usize, f64)>> = members.iter().map(near).collect();
        let strengths: Vec<f64> = members.iter().map(|&node| strengths[node]).collect();
        let sum: f64 = strengths.iter().sum();
        let excess = to.iter().zip(&strengths);
        let excess = excess.map(|(list, own)| Adjacency::sum(list) - own * sum / all).collect();
        Self { strengths, all, to, excess }
    }

    /// Multiplies a vector with the part's modularity matrix.
    fn times(&self, vector: &[f64]) -> Vec<f64> {
        let along: f64 = self.strengths.iter().zip(vector).map(|(own, cell)| own * cell).sum();
        let row = |place: usize| -> f64 {
            let near: f64 =
                self.to[place].iter().map(|&(other, weight)| weight * vector[other]).sum();
            near - self.strengths[place] * along / self.all - self.excess[place] * vector[place]
        };
        (0..vector.len()).map(row).collect()
    }

    /// Returns the sign of each member, 1 or -1, if dividing them so gains something.
    fn split(&self) -> Option<Vec<f64>> {
        // No eigenvalue is less than this; shifted by it, the leading one is the greatest by size.
        let bound = self.strengths.iter().zip(&self.excess);
        let shift = bound.map(|(own, excess)| 2.0 * own + excess.abs()).fold(0.0, f64::max);
        let mut vector = start(self.strengths.len());
        for _ in 0..ROUNDS {
            let mut next = self.times(&vector);
            next.iter_mut().zip(&vector).for_each(|(next, cell)| *next += shift * cell);
            let length = next.iter().map(|cell| cell * cell).sum::<f64>().sqrt();
            if length == 0.0 {
                return None;
            }
            for cell in &mut next {
                *cell /= length;
            }
            let change = next.iter().zip(&vector).map(|(next, cell)| (next - cell).abs());
            let change = change.fold(0.0, f64::max);
            vector = next;
            if change < 1e-12 {
                break;
            }
        }
        let signs: Vec<f64> =
            vector.iter().map(|cell| if *cell < 0.0 { -1.0 } else { 1.0 }).collect();
        let gain: f64 = self.times(&signs).iter().zip(&signs).map(|(cell, sign)| cell * sign).sum();
        (gain > 1e-9 * self.all).then_some(signs)
    }
}

/// Returns a vector that is no eigenvector of any common graph.
fn start(count: usize) -> Vec<f64> {
    let mut order = super::communities::Order(1);
    (0..count).map(|_| order.part() - 0.5).collect()
}
