//! Pairing: one to one, best first, ties by order, so that the same input always gives the same pairs.

use std::collections::BTreeSet;

use super::figures::quotient;

/// The names of one entity, in the form in which they are compared.
pub(super) type Names = BTreeSet<String>;

/// A gold and a predicted thing that might be the same, and how well they agree.
pub(super) struct Candidate<const WEIGHTS: usize> {
    pub(super) rank: [f64; WEIGHTS],
    pub(super) gold: usize,
    pub(super) predicted: usize,
}

/// Returns the pairs (gold, predicted), sorted: the best candidate first, and each thing once.
pub(super) fn greedy<const WEIGHTS: usize>(
    mut candidates: Vec<Candidate<WEIGHTS>>,
) -> Vec<(usize, usize)> {
    candidates.sort_by(|one, other| {
        let weights = one.rank.iter().zip(&other.rank).map(|(one, other)| other.total_cmp(one));
        weights
            .fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
            .then(one.gold.cmp(&other.gold))
            .then(one.predicted.cmp(&other.predicted))
    });
    let (mut gold, mut predicted) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for candidate in candidates {
        if !gold.contains(&candidate.gold) && predicted.insert(candidate.predicted) {
            gold.insert(candidate.gold);
            pairs.push((candidate.gold, candidate.predicted));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Returns how much two entities agree in their names.
pub(super) fn dice(one: &Names, other: &Names) -> f64 {
    quotient(2 * one.intersection(other).count(), one.len() + other.len())
}

/// Returns whether two entities share a name.
pub(super) fn share_a_name(one: &Names, other: &Names) -> bool {
    !one.is_disjoint(other)
}

/// Returns whether two lists of entities agree by half; two empty ones do.
pub(super) fn agree(ours: &[&Names], theirs: &[&Names]) -> bool {
    let mut candidates = Vec::new();
    for (gold, one) in ours.iter().enumerate() {
        for (predicted, other) in theirs.iter().enumerate() {
            if share_a_name(one, other) {
                candidates.push(Candidate { rank: [dice(one, other)], gold, predicted });
            }
        }
    }
    4 * greedy(candidates).len() >= ours.len() + theirs.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_agree(ours: &[&[&str]], theirs: &[&[&str]], expected: bool) {
        let names = |list: &[&[&str]]| -> Vec<Names> {
            list.iter().map(|names| names.iter().map(|name| (*name).to_owned()).collect()).collect()
        };
        let (ours, theirs) = (names(ours), names(theirs));
        let (ours, theirs): (Vec<_>, Vec<_>) = (ours.iter().collect(), theirs.iter().collect());
        assert_eq!(agree(&ours, &theirs), expected);
    }

    fn check_pairs(candidates: &[(f64, usize, usize)], expected: &[(usize, usize)]) {
        let candidates = candidates
            .iter()
            .map(|&(weight, gold, predicted)| Candidate { rank: [weight], gold, predicted })
            .collect();
        assert_eq!(greedy(candidates), expected);
    }

    #[test]
    fn the_best_pair_goes_first() {
        check_pairs(&[(0.5, 0, 0), (0.9, 0, 1), (0.6, 1, 1)], &[(0, 1)]);
        check_pairs(&[(0.5, 1, 0), (0.9, 0, 1), (0.6, 1, 1)], &[(0, 1), (1, 0)]);
    }

    #[test]
    fn ties_go_by_order() {
        check_pairs(&[(0.5, 1, 0), (0.5, 0, 1), (0.5, 0, 0), (0.5, 1, 1)], &[(0, 0), (1, 1)]);
        check_pairs(&[(0.5, 1, 0), (0.5, 0, 0)], &[(0, 0)]);
    }

    #[test]
    fn later_weights_break_ties() {
        let candidates = vec![
            Candidate { rank: [0.5, 0.1], gold: 0, predicted: 0 },
            Candidate { rank: [0.5, 0.2], gold: 0, predicted: 1 },
        ];
        assert_eq!(greedy(candidates), [(0, 1)]);
    }

    #[test]
    fn lists_agree_by_half() {
        check_agree(&[&["osce"]], &[&["osce", "office"]], true);
        check_agree(&[&["osce"], &["odihr"]], &[&["osce"]], true);
        check_agree(&[&["osce"]], &[&["osce"], &["un"], &["eu"]], true);
        check_agree(&[&["osce"]], &[&["osce"], &["un"], &["eu"], &["cis"]], false);
        check_agree(&[&["osce"]], &[&["un"]], false);
        check_agree(&[], &[], true);
        check_agree(&[&["osce"]], &[], false);
        check_agree(&[&[]], &[&[]], false);
    }
}
