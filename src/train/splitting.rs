//! Learns where tokens are split to words.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::analyse::tokens;
use crate::analyse::words;
use crate::learn::ArchiveWriter;
use crate::learn::Linear;
use crate::learn::Table;
use crate::learn::Trainer;
use crate::learn::best;
use crate::learn::hash;
use crate::model::WordLists;

use super::conllu::TreebankText;

const EPOCHS: usize = 8;
/// A word of letters alone is split if it was so often, and more often than not.
const CONTRACTED_FROM: usize = 2;

/// A place in a token, and whether a word ends there.
struct Example {
    features: Vec<u64>,
    is_cut: bool,
}

/// Adds what splits tokens to a model file.
pub(super) fn learn(texts: &[TreebankText], lists: &WordLists, archive: &mut ArchiveWriter) {
    let mut examples = Vec::new();
    let mut contractions: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
    for text in texts {
        let ends: BTreeSet<usize> = text
            .sentences
            .iter()
            .flat_map(|sentence| &sentence.words)
            .map(|word| word.place.end)
            .collect();
        for token in tokens::find(&text.text, lists) {
            let word = token.span.of(&text.text);
            let start = token.span.start();
            let is_cut = |cut: usize| ends.contains(&(start + cut));
            words::for_candidates(word, |cut, features| {
                examples.push(Example { features: features.to_vec(), is_cut: is_cut(cut) });
            });
            if word.bytes().all(|letter| letter.is_ascii_alphabetic()) {
                let cut = (1..word.len()).find(|cut| is_cut(*cut)).unwrap_or(0);
                let counts = contractions.entry(word.to_ascii_lowercase()).or_default();
                *counts.entry(cut).or_default() += 1;
            }
        }
    }
    archive.add("words.splits", model(&examples));
    archive.add("words.contractions", Table::write(&entries(&contractions)));
}

fn model(examples: &[Example]) -> Vec<u8> {
    let mut trainer = Trainer::new(2);
    for _ in 0..EPOCHS {
        for example in examples {
            let mut scores = [0; 2];
            trainer.add_scores(&example.features, &mut scores);
            trainer.learn(&example.features, usize::from(example.is_cut), best(&scores));
        }
    }
    trainer.freeze(2)
}

fn entries(contractions: &BTreeMap<String, BTreeMap<usize, usize>>) -> BTreeMap<u64, u16> {
    let usual = |counts: &BTreeMap<usize, usize>| {
        let (cut, count) = counts.iter().max_by_key(|(_, count)| **count)?;
        let cut = u16::try_from(*cut).ok()?;
        (cut > 0 && *count >= CONTRACTED_FROM).then_some(cut)
    };
    contractions.iter().filter_map(|(word, counts)| Some((hash(word), usual(counts)?))).collect()
}
