//! Learns tags and lemmas.

use std::collections::BTreeMap;
use std::thread;

use crate::analyse::grammar::forms::Form;
use crate::analyse::grammar::lemmas;
use crate::analyse::grammar::tagger;
use crate::analyse::grammar::tagger::Dictionary;
use crate::analyse::grammar::tagger::Tagging;
use crate::learn::Linear;
use crate::learn::Model;
use crate::learn::Table;
use crate::learn::Trainer;
use crate::learn::best;
use crate::model::Upos;
use crate::model::Xpos;

use super::chance::Chance;
use super::conllu::TreebankSentence;

const EPOCHS: usize = 8;
const EPOCHS_OF_FOLDS: usize = 5;
const FOLDS: usize = 5;

/// A sentence as numbers.
pub(super) struct Example {
    pub(super) forms: Vec<Form>,
    pub(super) tags: Vec<u16>,
}

/// The pairs of parts of speech that words have, each once.
pub(super) fn pairs(sentences: &[&TreebankSentence]) -> Vec<(Upos, Xpos)> {
    const SEEN_FROM: usize = 2;
    let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry((word.upos, word.xpos)).or_default() += 1;
    }
    let mut pairs: Vec<((Upos, Xpos), usize)> = counts.into_iter().collect();
    pairs.retain(|(_, count)| *count >= SEEN_FROM);
    pairs.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
    pairs.truncate(255);
    pairs.into_iter().map(|(pair, _)| pair).collect()
}

/// Returns sentences as numbers.
pub(super) fn examples(sentences: &[&TreebankSentence], pairs: &[(Upos, Xpos)]) -> Vec<Example> {
    let tag = |upos: Upos, xpos: Xpos| {
        let same = pairs.iter().position(|pair| *pair == (upos, xpos));
        let near = || pairs.iter().position(|pair| pair.0 == upos);
        u16::try_from(same.or_else(near).unwrap_or(0)).expect("tags are few")
    };
    sentences
        .iter()
        .map(|sentence| Example {
            forms: sentence.words.iter().map(|word| Form::of(&word.form)).collect(),
            tags: sentence.words.iter().map(|word| tag(word.upos, word.xpos)).collect(),
        })
        .collect()
}

/// What was learned of tags: the dictionary and the model, as bytes of a model file.
pub(super) struct Learned {
    pub(super) dictionary: Vec<u8>,
    pub(super) model: Vec<u8>,
}

impl Learned {
    /// Returns the dictionary.
    pub(super) fn dictionary(&self) -> Dictionary {
        Dictionary(Table::read(self.dictionary.clone().into()).expect("it was just written"))
    }

    /// Returns the tags of a sentence.
    fn tags(&self) -> impl Fn(&[Form]) -> Vec<u16> + use<> {
        let model = Model::read(self.model.clone().into()).expect("it was just written");
        let dictionary = self.dictionary();
        move |forms| tagger::tags(forms, &dictionary, &model)
    }
}

/// Learns tags of all sentences.
pub(super) fn learn(examples: &[Example], classes: usize) -> Learned {
    let examples: Vec<&Example> = examples.iter().collect();
    train(&examples, classes, EPOCHS, 2)
}

/// Returns tags for every sentence, guessed by what was learned of the other four fifths: the parser learns from
/// tags as wrong as those that it will meet.
pub(super) fn jackknifed(examples: &[Example], classes: usize) -> Vec<Vec<u16>> {
    let fold = |fold: usize| {
        let of_fold = |place: usize| place * FOLDS / examples.len().max(1) == fold;
        let others = examples.iter().enumerate().filter(|(place, _)| !of_fold(*place));
        let others: Vec<&Example> = others.map(|(_, example)| example).collect();
        let tags = train(&others, classes, EPOCHS_OF_FOLDS, 1).tags();
        let own = examples.iter().enumerate().filter(|(place, _)| of_fold(*place));
        own.map(|(_, example)| tags(&example.forms)).collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let even = scope.spawn(|| (0..FOLDS).step_by(2).map(fold).collect::<Vec<_>>());
        let odd: Vec<_> = (1..FOLDS).step_by(2).map(fold).collect();
        let even = even.join().expect("training does not panic");
        let (mut even, mut odd) = (even.into_iter(), odd.into_iter());
        let in_order =
            (0..FOLDS).filter_map(|fold| if fold % 2 == 0 { even.next() } else { odd.next() });
        in_order.flatten().collect()
    })
}

fn train(examples: &[&Example], classes: usize, epochs: usize, min_updates: u32) -> Learned {
    let dictionary = dictionary(examples);
    let table = Dictionary(Table::read(dictionary.clone().into()).expect("it was just written"));
    let mut trainer = Trainer::new(classes);
    let mut chance = Chance::new(1);
    let mut order: Vec<&Example> = examples.to_vec();
    let mut features = Vec::new();
    let mut scores = vec![0; classes];
    for _ in 0..epochs {
        chance.shuffle(&mut order);
        for example in &order {
            let tagging = Tagging::new(&example.forms, &table);
            let mut tags = Vec::with_capacity(example.tags.len());
            for (at, right) in example.tags.iter().enumerate() {
                let tag = tagging.sure_tag(at).unwrap_or_else(|| {
                    tagging.features(at, &tags, &mut features);
                    scores.fill(0);
                    trainer.add_scores(&features, &mut scores);
                    let guessed = best(&scores);
                    trainer.learn(&features, usize::from(*right), guessed);
                    u16::try_from(guessed).expect("tags are few")
                });
                tags.push(tag);
            }
        }
    }
    Learned { dictionary, model: trainer.freeze(min_updates) }
}

fn dictionary(examples: &[&Example]) -> Vec<u8> {
    let mut counts: BTreeMap<u64, BTreeMap<u16, usize>> = BTreeMap::new();
    for (form, tag) in examples.iter().flat_map(|example| example.forms.iter().zip(&example.tags)) {
        *counts.entry(Dictionary::key(form)).or_default().entry(*tag).or_default() += 1;
    }
    Table::write(&Dictionary::entries(&counts))
}

/// Learns lemmas: the table of rules and the edits, as bytes of a model file.
pub(super) fn lemmas(sentences: &[&TreebankSentence], examples: &[Example]) -> (Vec<u8>, Vec<u8>) {
    let words = sentences.iter().flat_map(|sentence| &sentence.words);
    let tags = examples.iter().flat_map(|example| &example.tags);
    let examples =
        words.zip(tags).map(|(word, tag)| (word.form.as_str(), *tag, word.lemma.as_str()));
    let (rules, edits) = lemmas::learn(examples);
    (Table::write(&rules), edits.into_bytes())
}
