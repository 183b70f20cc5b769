//! Counts: at how many words of a text whoever is taken to hold a stance may take sides, and at how many anybody may.
//!
//! Proposals come in with numbers for their holders, which only `resolve` knows; what the counts tell goes to the features.
//! Who gives a speech takes sides all through it; who is quoted once among others seldom does.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::extract::learned::cues::Features;

use super::proposals::Proposal;

/// From so many words of a holder on, a further class begins.
const WORDS: &[usize] = &[2, 3, 4, 7, 11, 20, 48];
/// From so many hundredths of all words that may take sides on, a further class begins.
const HUNDREDTHS: &[usize] = &[5, 9, 15, 24, 38, 69, 95];
/// From so many such words in ten thousand bytes of text on, a further class begins.
const DENSE: &[usize] = &[68, 88, 106, 125, 145, 176, 214];

/// Adds to the features of each proposal what the counts of its holder tell; `length` is that of the text.
pub(in crate::extract) fn count(proposals: &mut [Proposal], holders: &[Vec<usize>], length: usize) {
    let words = proposals.iter().map(|proposal| proposal.word);
    let counts = Counts::new(words.zip(holders.iter().map(Vec::as_slice)));
    let dense = class(DENSE, counts.all * 10_000 / length.max(1));
    for (proposal, holder) in proposals.iter_mut().zip(holders) {
        let own = counts.of(holder);
        let mut features = Features::default();
        features.add(600, &[class(WORDS, own)]);
        features.add(601, &[class(HUNDREDTHS, own * 100 / counts.all.max(1))]);
        features.add(602, &[dense]);
        proposal.features.extend(features.0);
    }
}

/// How many words may take sides: all of a text, and those of each holder.
struct Counts<'a> {
    all: usize,
    by_holder: BTreeMap<&'a [usize], BTreeSet<usize>>,
}

impl<'a> Counts<'a> {
    /// Counts each word once for each holder; where nobody holds a side, none is taken.
    fn new(words: impl Iterator<Item = (usize, &'a [usize])>) -> Self {
        let mut all = BTreeSet::new();
        let mut by_holder: BTreeMap<&[usize], BTreeSet<usize>> = BTreeMap::new();
        for (word, holder) in words.filter(|(_, holder)| !holder.is_empty()) {
            all.insert(word);
            by_holder.entry(holder).or_default().insert(word);
        }
        Self { all: all.len(), by_holder }
    }

    fn of(&self, holder: &[usize]) -> usize {
        self.by_holder.get(holder).map_or(0, BTreeSet::len)
    }
}

fn class(begins: &[usize], count: usize) -> u64 {
    begins.partition_point(|&begin| begin <= count) as u64
}

#[cfg(test)]
mod tests {
    use super::Counts;
    use super::WORDS;
    use super::class;

    #[test]
    fn a_word_counts_once_for_each_holder() {
        let (one, other, both) = (&[4][..], &[7][..], &[4, 7][..]);
        let words = [(1, one), (1, one), (1, other), (3, one), (5, both), (8, &[])];
        let counts = Counts::new(words.into_iter());
        assert_eq!(counts.all, 3);
        assert_eq!([one, other, both, &[]].map(|holder| counts.of(holder)), [2, 1, 1, 0]);
    }

    #[test]
    fn a_class_begins_with_its_first_count() {
        assert_eq!(
            [0, 1, 2, 3, 6, 7, 47, 48, 900].map(|count| class(WORDS, count)),
            [0, 0, 1, 2, 3, 4, 6, 7, 7]
        );
    }
}
