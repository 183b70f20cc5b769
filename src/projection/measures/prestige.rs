//! Who is joined with those who are well joined themselves, found by repetition.

use super::adjacency::Adjacency;
use super::adjacency::real;

const ROUNDS: usize = 10_000;
const CLOSE: f64 = 1e-13;

/// Returns the eigenvector centrality: the vector x ≥ 0 of length 1 with A x = λ x for the greatest λ, where A(i, j) is the weight
/// from j to i. (Bonacich 1972.) Where a graph falls apart, the component with the greatest λ has it all.
pub fn eigenvector(adjacency: &Adjacency) -> Vec<f64> {
    let count = adjacency.len();
    let largest = adjacency.from.iter().map(|list| Adjacency::sum(list)).fold(0.0, f64::max);
    if largest == 0.0 {
        return vec![0.0; count];
    }
    let mut vector = vec![1.0 / real(count).sqrt(); count];
    for _ in 0..ROUNDS {
        // The vector itself is added, so that a graph of two sides does not swing to and fro.
        let next = |(node, own): (usize, &f64)| {
            let sum: f64 =
                adjacency.from[node].iter().map(|(of, weight)| weight * vector[*of]).sum();
            own + sum / largest
        };
        let next: Vec<f64> = vector.iter().enumerate().map(next).collect();
        let length = next.iter().map(|part| part * part).sum::<f64>().sqrt();
        let next: Vec<f64> = next.into_iter().map(|part| part / length).collect();
        let moved: f64 = next.iter().zip(&vector).map(|(new, old)| (new - old).abs()).sum();
        vector = next;
        if moved < CLOSE * real(count) {
            break;
        }
    }
    vector
}

/// Returns the `PageRank`: where somebody is who follows an edge, by its weight, with 0.85, and else, or where none leads on, goes
/// anywhere. (Brin & Page 1998.)
pub fn page_rank(adjacency: &Adjacency) -> Vec<f64> {
    const FOLLOW: f64 = 0.85;
    let count = adjacency.len();
    let sums: Vec<f64> = adjacency.to.iter().map(|list| Adjacency::sum(list)).collect();
    let mut ranks = vec![1.0 / real(count.max(1)); count];
    for _ in 0..ROUNDS {
        let lost: f64 =
            ranks.iter().zip(&sums).filter(|(_, sum)| **sum == 0.0).map(|(rank, _)| rank).sum();
        let rest = (1.0 - FOLLOW + FOLLOW * lost) / real(count);
        let next = |list: &Vec<(usize, f64)>| {
            let led: f64 = list.iter().map(|(of, weight)| ranks[*of] * weight / sums[*of]).sum();
            rest + FOLLOW * led
        };
        let next: Vec<f64> = adjacency.from.iter().map(next).collect();
        let moved: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        ranks = next;
        if moved < CLOSE {
            break;
        }
    }
    ranks
}
