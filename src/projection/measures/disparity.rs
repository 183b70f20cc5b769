//! The backbone of a weighted graph: edges that are too strong to be there by chance.

use super::adjacency::Adjacency;

/// Returns how probable it is that an edge of a weight is at least so strong, seen from an end with a degree and a strength, if the
/// strength is strewn over its edges at random: (1 − w / s)^(k − 1); 1 where it is the only one. (Serrano et al. 2009.)
pub fn disparity(weight: f64, degree: usize, strength: f64) -> f64 {
    if degree < 2 || strength <= 0.0 {
        return 1.0;
    }
    power((1.0 - weight / strength).max(0.0), degree - 1)
}

/// Returns the least probability of the edge between two nodes, seen from either end.
pub fn of_edge(adjacency: &Adjacency, from: usize, to: usize) -> Option<f64> {
    let find = |list: &[(usize, f64)], node: usize| {
        let place = list.binary_search_by_key(&node, |(other, _)| *other).ok()?;
        Some(list[place].1)
    };
    let weight = find(&adjacency.to[from], to)?;
    let seen = |list: &[(usize, f64)]| disparity(weight, list.len(), Adjacency::sum(list));
    Some(seen(&adjacency.to[from]).min(seen(&adjacency.from[to])))
}

/// Multiplies a number with itself, in an order that is the same everywhere.
fn power(base: f64, exponent: usize) -> f64 {
    let (mut result, mut square, mut rest) = (1.0, base, exponent);
    while rest > 0 {
        if rest % 2 == 1 {
            result *= square;
        }
        square *= square;
        rest /= 2;
    }
    result
}
