//! Linear models with integer weights. Features and their right classes come in, models come out that are read
//! where they lie, with the same scores on every machine. Knows no language.

mod hash;
mod trainer;
mod buckets;
mod logistic;
mod model;
mod table;
mod archive;
mod sequence;
mod vectors;

pub use archive::Archive;
pub use archive::ArchiveWriter;
pub use archive::ModelError;
pub use hash::feature;
pub use hash::hash;
pub use logistic::Logistic;
pub use model::Model;
pub use sequence::best_sequence;
pub use table::Table;
pub use trainer::Trainer;
pub use vectors::Vectors;

/// What gives each class a score: a model, or one that is still in training.
pub trait Linear {
    /// Returns how many classes there are.
    fn classes(&self) -> usize;

    /// Adds what features say for each class to its score; `scores` has one place for each class.
    fn add_scores(&self, features: &[u64], scores: &mut [i32]);
}

/// Returns by how much a model of two classes, no and yes, is for yes rather than no.
pub fn odds(model: &impl Linear, features: &[u64]) -> i32 {
    let mut scores = [0; 2];
    model.add_scores(features, &mut scores);
    scores[1].saturating_sub(scores[0])
}

/// Returns the class with the highest score, the first of equals.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate().skip(1) {
        if *score > scores[best] {
            best = class;
        }
    }
    best
}

/// Returns the class with the highest score among those allowed, the first of equals.
pub fn best_of(scores: &[i32], is_allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (class, score) in scores.iter().enumerate() {
        if is_allowed(class) && best.is_none_or(|best| *score > scores[best]) {
            best = Some(class);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::best;
    use super::best_of;

    #[test]
    fn the_first_of_equals_is_best() {
        assert_eq!(best(&[1, 3, 3]), 1);
        assert_eq!(best(&[]), 0);
        assert_eq!(best_of(&[1, 3, 3], |class| class != 1), Some(2));
        assert_eq!(best_of(&[1, 3, 3], |_| false), None);
    }
}
