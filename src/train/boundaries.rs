//! Learns where sentences end.

use std::collections::BTreeSet;

use crate::analyse::boundaries;
use crate::analyse::grammar::tagger::Dictionary;
use crate::analyse::sentences;
use crate::analyse::tokens;
use crate::learn::Linear;
use crate::learn::Trainer;
use crate::learn::best;
use crate::model::WordLists;

use super::chance::Chance;
use super::conllu::TreebankText;

const EPOCHS: usize = 12;

/// A place in a text, and whether a sentence ends there.
struct Example {
    features: Vec<u64>,
    ends: bool,
}

/// Returns the model that is learned from the sentences of texts.
pub(super) fn learn(texts: &[TreebankText], lists: &WordLists, dictionary: &Dictionary) -> Vec<u8> {
    let mut examples: Vec<Vec<Example>> =
        texts.iter().map(|text| examples(text, lists, dictionary)).collect();
    let mut trainer = Trainer::new(2);
    let mut chance = Chance::new(3);
    for _ in 0..EPOCHS {
        chance.shuffle(&mut examples);
        for example in examples.iter().flatten() {
            let mut scores = [0; 2];
            trainer.add_scores(&example.features, &mut scores);
            trainer.learn(&example.features, usize::from(example.ends), best(&scores));
        }
    }
    trainer.freeze(2)
}

fn examples(text: &TreebankText, lists: &WordLists, dictionary: &Dictionary) -> Vec<Example> {
    let ends: BTreeSet<usize> = text
        .sentences
        .iter()
        .filter_map(|sentence| sentence.words.last())
        .map(|word| word.place.end)
        .collect();
    let tokens = tokens::find(&text.text, lists);
    let mut examples = Vec::new();
    for paragraph in sentences::paragraphs(&text.text, &tokens, &[]) {
        let tokens = &tokens[paragraph];
        boundaries::for_candidates(&text.text, tokens, lists, dictionary, |candidate| {
            let ends = ends.contains(&tokens[candidate.at].span.end());
            examples.push(Example { features: candidate.features.to_vec(), ends });
            ends
        });
    }
    examples
}
