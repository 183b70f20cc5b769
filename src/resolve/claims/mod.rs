//! Claims that meet: which say the same in other words, and which cannot both be true.
//!
//! > "to **maintain peace and stability across the Taiwan Strait**" restates "the importance of preserving …"
//!
//! Whether two claims are linked depends on their words alone, not on what else there is; which pairs are looked at
//! depends on how rare their words are.

mod words;
mod compare;
mod blocks;

use crate::model::Comparison;
use crate::model::Confidence;
use crate::model::Likeness;
use crate::model::Polarity;

use words::Kind;

pub(super) use words::Sense;
pub(super) use words::Vocabulary;

/// How much of their words two claims share, in hundredths, when they are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// For one to restate the other, where one document makes both, or they speak of the same agent.
    pub restates: u32,
    /// For one to restate the other elsewhere.
    pub restates_far: u32,
    /// Of the shorter one, for one to contradict the other.
    pub contradicts: u32,
}

impl Default for Thresholds {
    /// Returns what `sayso train claims` found best on annotated pairs.
    fn default() -> Self {
        Self { restates: 64, restates_far: 68, contradicts: 80 }
    }
}

/// A claim to be compared.
pub(super) struct Held {
    /// Its key.
    pub(super) key: String,
    /// Its words and agents in order, by their numbers.
    pub(super) words: Vec<u32>,
    /// The documents that make it, sorted.
    pub(super) documents: Vec<u32>,
    bag: Vec<Weighed>,
    weight: u32,
    negations: u32,
    has_number: bool,
    is_evaluating: bool,
    asks: bool,
}

/// A word that counts.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    stem: u32,
    kind: Kind,
    polarity: Option<Polarity>,
}

impl Held {
    pub(super) fn new(key: String, words: Vec<u32>, documents: Vec<u32>) -> Self {
        Self {
            key,
            words,
            documents,
            bag: Vec::new(),
            weight: 0,
            negations: 0,
            has_number: false,
            is_evaluating: false,
            asks: false,
        }
    }

    fn weigh(&mut self, vocabulary: &Vocabulary) {
        let mut first = self.words.iter().take(2);
        self.asks = first.any(|&word| vocabulary.senses[word as usize].asks);
        for &word in &self.words {
            let sense = vocabulary.senses[word as usize];
            self.negations += u32::from(sense.denies);
            self.has_number |= sense.kind == Kind::Number;
            self.is_evaluating |= sense.polarity.is_some();
            if sense.kind != Kind::Empty {
                let (stem, kind, polarity) = (sense.stem, sense.kind, sense.polarity);
                self.bag.push(Weighed { stem, kind, polarity });
            }
        }
        self.bag.sort_by_key(|word| word.stem);
        self.bag.dedup_by_key(|word| word.stem);
        self.weight = self.bag.iter().map(|word| word.kind.weight()).sum();
    }

    fn has(&self, stem: u32) -> bool {
        self.bag.binary_search_by_key(&stem, |word| word.stem).is_ok()
    }

    fn shares_document(&self, other: &Self) -> bool {
        self.documents.iter().any(|document| other.documents.binary_search(document).is_ok())
    }
}

/// Returns which claims restate or contradict one another, sorted.
pub(super) fn compared(
    vocabulary: &Vocabulary,
    mut claims: Vec<Held>,
    thresholds: &Thresholds,
) -> Vec<Comparison> {
    use rayon::prelude::*;
    claims.par_iter_mut().for_each(|claim| claim.weigh(vocabulary));
    let found = blocks::compared(&claims, vocabulary.stems(), |one, other, is_close| {
        let (one_held, other_held) = (&claims[one], &claims[other]);
        let found = compare::compare(vocabulary, one_held, other_held, is_close, thresholds)?;
        let score = u8::try_from(found.score).unwrap_or(100);
        let is_contradiction = found.likeness == Likeness::Contradicts;
        Some((number(one), number(other), is_contradiction, score, found.rule))
    });
    let comparison =
        |&(one, other, is_contradiction, score, rule): &(u32, u32, bool, u8, &'static str)| {
            let (one, other) = (&claims[one as usize], &claims[other as usize]);
            Comparison {
                claims: [one.key.clone(), other.key.clone()],
                likeness: if is_contradiction { Likeness::Contradicts } else { Likeness::Restates },
                score: Confidence::hundredths(score),
                shared: shared(vocabulary, one, other),
                rule,
            }
        };
    found.par_iter().map(comparison).collect()
}

/// Returns the words that two claims share, as the first has them, each once.
fn shared(vocabulary: &Vocabulary, one: &Held, other: &Held) -> Vec<String> {
    let mut seen: Vec<u32> = Vec::new();
    let mut shared = Vec::new();
    for &word in &one.words {
        let sense = vocabulary.senses[word as usize];
        let is_shared = sense.kind != Kind::Empty && other.has(sense.stem);
        if is_shared && !seen.contains(&sense.stem) {
            seen.push(sense.stem);
            shared.push(vocabulary.words[word as usize].clone());
        }
    }
    shared
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("there are fewer claims than bytes in memory")
}

#[cfg(test)]
mod tests;
