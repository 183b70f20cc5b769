//! Phases of a discourse: times at which the network is like itself, and unlike it was.

use rayon::prelude::IntoParallelRefIterator;
use rayon::prelude::ParallelIterator;

use super::adjacency::real;
use super::clusters;
use super::clusters::Linkage;
use super::eigenvalues;

/// How many phases there may be at most.
const MOST: usize = 6;

/// Returns how far networks are from one another: Σ |a − b| over the cells of their matrices, each divided by its sum; 2 at most. A
/// network without ties is 0 from another such and 1 from any other.
pub fn distances(matrices: &[Vec<Vec<f64>>]) -> Vec<Vec<f64>> {
    let scaled: Vec<Vec<f64>> = matrices.iter().map(|matrix| scaled(matrix)).collect();
    let between = |one: &Vec<f64>, other: &Vec<f64>| -> f64 {
        one.iter().zip(other).map(|(left, right)| (left - right).abs()).sum()
    };
    scaled.iter().map(|one| scaled.iter().map(|other| between(one, other)).collect()).collect()
}

fn scaled(matrix: &[Vec<f64>]) -> Vec<f64> {
    let sum: f64 = matrix.iter().flatten().map(|cell| cell.abs()).sum();
    let part = |cell: &f64| if sum > 0.0 { cell / sum } else { 0.0 };
    matrix.iter().flatten().map(part).collect()
}

/// Returns how far networks are from one another by the spectra of their Laplacians: Σ |λ − μ|, each spectrum scaled to a sum of 1.
pub fn spectral(matrices: &[Vec<Vec<f64>>], dna: bool) -> Vec<Vec<f64>> {
    let spectra: Vec<Vec<f64>> =
        matrices.par_iter().map(|matrix| eigenvalues::spectrum(matrix, dna)).collect();
    let row = |one: &Vec<f64>| spectra.iter().map(|other| eigenvalues::loss(one, other)).collect();
    spectra.iter().map(row).collect()
}

/// Divides networks in the order of time into phases by a linkage, numbered from 0 in the order of their first networks. Of two to
/// six phases, those fit best whose mean silhouette is the greatest; with fewer than three networks, each is one.
/// (Rousseeuw 1987.)
pub fn phases(distances: &[Vec<f64>], linkage: Linkage) -> Vec<usize> {
    let count = distances.len();
    if count < 3 {
        return (0..count).collect();
    }
    let merges = clusters::clusters(distances.to_vec(), linkage);
    let (mut best, mut greatest) = (vec![0; count], 0.0);
    for groups in 2..=MOST.min(count - 1) {
        let found = clusters::cut(count, &merges, groups);
        let width = silhouette(distances, &found);
        if width > greatest + 1e-12 {
            (best, greatest) = (found, width);
        }
    }
    best
}

/// Returns the mean of (b − a) / max(a, b), where a is how far one is from its own group on average, and b from the nearest
/// other; 0 for one that is alone.
pub fn silhouette(distances: &[Vec<f64>], groups: &[usize]) -> f64 {
    let count = groups.iter().max().map_or(0, |last| last + 1);
    let of = |one: usize| -> f64 {
        let (mut sums, mut sizes) = (vec![0.0; count], vec![0_usize; count]);
        for other in (0..groups.len()).filter(|other| *other != one) {
            sums[groups[other]] += distances[one][other];
            sizes[groups[other]] += 1;
        }
        let mean = |group: usize| sums[group] / real(sizes[group].max(1));
        let own = groups[one];
        let others = (0..count).filter(|group| *group != own && sizes[*group] > 0);
        let nearest = others.map(mean).fold(f64::INFINITY, f64::min);
        let (inner, larger) = (mean(own), mean(own).max(nearest));
        if sizes[own] == 0 || larger == 0.0 || nearest.is_infinite() {
            0.0
        } else {
            (nearest - inner) / larger
        }
    };
    let sum: f64 = (0..groups.len()).map(of).sum();
    sum / real(groups.len().max(1))
}
