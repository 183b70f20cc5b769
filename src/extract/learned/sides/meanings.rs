//! Meanings: what the target, the sentence and the words around a word that takes sides are about, by the vectors of
//! their words.

use std::ops::Range;

use crate::extract::learned::cues::Features;
use crate::extract::learned::scene::Scene;
use crate::learn::Vectors;

/// So many words before and after a word are those around it.
const AROUND: usize = 30;
/// The mean over fewer words leans toward nothing: a short sentence is not about more than a long one.
const FEW: u32 = 8;
/// The mean of a number over some words falls into one class more from each of these on.
const EDGES: [i32; 4] = [-45, -15, 15, 45];

/// The vectors of a text's words, added up from its start.
pub(super) struct Meanings {
    dimensions: usize,
    /// Before each word, and at the end: how many words had a vector.
    counts: Vec<u32>,
    /// Before each word, and at the end: the sums of the numbers so far, one after the other.
    sums: Vec<i32>,
}

impl Meanings {
    /// Adds up the words of a text that mean something by themselves.
    pub(super) fn new(scene: &Scene, vectors: &Vectors) -> Self {
        let dimensions = vectors.dimensions();
        let words = scene.words.len();
        let mut counts = Vec::with_capacity(words + 1);
        let mut sums = Vec::with_capacity((words + 1) * dimensions);
        let mut sum = vec![0_i32; dimensions];
        let mut count = 0;
        for at in 0..words {
            counts.push(count);
            sums.extend(&sum);
            if !matches!(scene.upos(at), "NOUN" | "VERB" | "ADJ" | "ADV" | "PROPN" | "PRON") {
                continue;
            }
            if let Some(row) = vectors.of(scene.forms[at]) {
                count += 1;
                for (sum, number) in sum.iter_mut().zip(row) {
                    *sum = sum.saturating_add(i32::from(number));
                }
            }
        }
        counts.push(count);
        sums.extend(sum);
        Self { dimensions, counts, sums }
    }

    /// Adds what the sentence of a word and the words around it are about.
    pub(super) fn around(&self, scene: &Scene, at: usize, features: &mut Features) {
        self.add(611, scene.words_of_sentence(scene.sentence(at)), FEW, features);
        self.add(612, at.saturating_sub(AROUND)..at, FEW, features);
        self.add(613, at + 1..(at + 1 + AROUND).min(scene.words.len()), FEW, features);
    }

    /// Adds what a target is about.
    pub(super) fn target(&self, words: &Range<usize>, features: &mut Features) {
        self.add(610, words.clone(), 1, features);
    }

    /// Adds for each number the class of its mean over some words; none where no word has a vector. Where there are fewer words
    /// than `few`, the others count as nothing.
    fn add(&self, template: u64, words: Range<usize>, few: u32, features: &mut Features) {
        let (Some(&before), Some(&after)) =
            (self.counts.get(words.start), self.counts.get(words.end))
        else {
            return;
        };
        let Some(count) = after.checked_sub(before).filter(|&count| count > 0) else { return };
        let sums = |at: usize| &self.sums[at * self.dimensions..(at + 1) * self.dimensions];
        for (dimension, (after, before)) in
            sums(words.end).iter().zip(sums(words.start)).enumerate()
        {
            let mean =
                after.saturating_sub(*before) / i32::try_from(count.max(few)).unwrap_or(i32::MAX);
            let class = EDGES.partition_point(|&edge| edge <= mean);
            features.add(template, &[dimension as u64, class as u64]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Meanings;
    use crate::extract::learned::cues::Features;
    use crate::learn;

    /// Two numbers for each of four words; the third has none.
    fn meanings() -> Meanings {
        let rows = [Some([60, 0]), Some([20, -20]), None, Some([-80, -60])];
        let (mut counts, mut sums) = (vec![0], vec![0, 0]);
        for row in rows {
            let at = sums.len() - 2;
            let row = row.map_or([0, 0], |row| row);
            counts.push(counts.last().unwrap() + u32::from(row != [0, 0]));
            sums.extend([sums[at] + row[0], sums[at + 1] + row[1]]);
        }
        Meanings { dimensions: 2, counts, sums }
    }

    fn check(words: std::ops::Range<usize>, few: u32, classes: &[u64]) {
        let mut features = Features::default();
        meanings().add(610, words, few, &mut features);
        let expected: Vec<u64> = classes
            .iter()
            .enumerate()
            .map(|(dimension, &class)| learn::feature(610, &[dimension as u64, class]))
            .collect();
        assert_eq!(features.0, expected);
    }

    #[test]
    fn the_mean_of_each_number_falls_into_a_class() {
        check(0..1, 1, &[4, 2]);
        check(0..2, 1, &[3, 2]);
        check(0..4, 1, &[2, 1]);
        check(3..4, 1, &[0, 0]);
    }

    #[test]
    fn few_words_lean_toward_nothing() {
        check(0..1, 4, &[3, 2]);
        check(3..4, 8, &[2, 2]);
    }

    #[test]
    fn words_without_a_vector_tell_nothing() {
        check(2..3, 1, &[]);
        check(1..1, 1, &[]);
        check(2..9, 1, &[]);
    }
}
