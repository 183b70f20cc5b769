//! Blocks of nodes that are joined with the same others: convergence of iterated correlations.

use super::adjacency::Adjacency;

/// How often correlations are correlated at most.
const ROUNDS: usize = 200;

/// How often all blocks are divided.
const DEPTH: usize = 3;

/// Divides all nodes in two, then each block, and so on, and returns each of these divisions. Correlations of correlations of rows end
/// as 1 and -1; what is 1 with the first node is one block. (Breiger, Boorman & Arabie 1975.)
pub(super) fn divisions(graph: &Adjacency) -> Vec<Vec<usize>> {
    let mut rows = vec![vec![0.0; graph.len()]; graph.len()];
    for (node, list) in graph.to.iter().enumerate() {
        for &(other, weight) in list {
            rows[node][other] = weight;
        }
    }
    let mut blocks: Vec<Vec<usize>> = vec![(0..graph.len()).collect()];
    let mut divisions = Vec::new();
    for _ in 0..DEPTH {
        blocks = blocks.into_iter().flat_map(|block| split(&rows, block)).collect();
        let mut groups = vec![0; graph.len()];
        for (number, block) in blocks.iter().enumerate() {
            for &node in block {
                groups[node] = number;
            }
        }
        divisions.push(groups);
    }
    divisions
}

fn split(rows: &[Vec<f64>], block: Vec<usize>) -> Vec<Vec<usize>> {
    if block.len() < 3 {
        return vec![block];
    }
    let mut matrix = correlated(&block.iter().map(|&node| rows[node].clone()).collect::<Vec<_>>());
    for _ in 0..ROUNDS {
        let is_done = matrix.iter().flatten().all(|cell| cell.abs() > 1.0 - 1e-9);
        if is_done {
            break;
        }
        matrix = correlated(&matrix);
    }
    let (near, far): (Vec<usize>, Vec<usize>) =
        (0..block.len()).partition(|&place| matrix[0][place] > 0.0);
    if far.is_empty() || near.is_empty() {
        return vec![block];
    }
    [near, far].map(|places| places.into_iter().map(|place| block[place]).collect()).to_vec()
}

/// Returns the correlations of rows; 0 with a row that does not vary, but of a row with itself 1.
fn correlated(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let centred: Vec<Vec<f64>> = rows.iter().map(|row| centred(row)).collect();
    let of = |one: usize, other: usize| -> f64 {
        if one == other {
            return 1.0;
        }
        centred[one].iter().zip(&centred[other]).map(|(left, right)| left * right).sum()
    };
    let row = |one: usize| (0..rows.len()).map(|other| of(one, other)).collect();
    (0..rows.len()).map(row).collect()
}

/// Moves a row so that its mean is 0, and scales it to a length of 1.
fn centred(row: &[f64]) -> Vec<f64> {
    let mean = row.iter().sum::<f64>() / super::adjacency::real(row.len().max(1));
    let length = row.iter().map(|cell| (cell - mean) * (cell - mean)).sum::<f64>().sqrt();
    let scale = if length > 1e-12 { 1.0 / length } else { 0.0 };
    row.iter().map(|cell| (cell - mean) * scale).collect()
}
