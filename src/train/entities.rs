//! Makes the models of names: annotated texts come in, a model file goes out, the same bytes on every machine.
//!
//! Annotation gives the names of an entity, not where they stand: every place of a text that reads so counts. How sure
//! the models must be is learned from what they say about texts that they have not seen.

mod labels;
mod settings;
pub mod tagged;

use rayon::prelude::*;

use crate::analyse::names::Analysed;
use crate::analyse::names::learned;
use crate::analyse::names::learned::CLASSES;
use crate::analyse::names::learned::LABELS;
use crate::analyse::names::learned::Scene;
use crate::learn;
use crate::learn::ArchiveWriter;
use crate::learn::Linear;
use crate::learn::Model;
use crate::learn::Trainer;
use crate::model::Analysis;
use crate::model::AnnotatedDocument;
use crate::model::Document;
use crate::model::Lexicon;

use settings::Unseen;
use tagged::Tagged;

use super::runs::RUNS;
use super::runs::runs;

const EPOCHS: usize = 10;
/// The texts are dealt into so many parts to learn how sure the models must be.
const PARTS: u64 = 4;
const LEAST_UPDATES: u32 = 2 * RUNS;

/// A text to learn from.
pub struct Sample {
    /// The text.
    pub document: Document,
    /// The part that it is dealt to; tagged texts are in none, so that they are always learned from.
    part: u64,
    stretches: Vec<Vec<Labelled>>,
    heads: Vec<Classified>,
}

/// A token of a stretch: what is told of it, its label by rule, and the right one.
struct Labelled {
    features: Vec<u64>,
    word: u64,
    by_rule: usize,
    sure: i32,
    right: usize,
}

/// A noun: what is told of it, and what it describes.
struct Classified {
    features: Vec<u64>,
    right: usize,
}

/// Returns samples with all that models learn from; the analyses are those without models of names.
pub fn samples(
    texts: Vec<(Document, Analysis, AnnotatedDocument)>,
    lexicon: &Lexicon,
) -> Vec<Sample> {
    texts
        .into_par_iter()
        .map(|(document, analysis, annotation)| sample(document, &analysis, &annotation, lexicon))
        .collect()
}

/// Returns samples of texts of which every name is tagged; they tell nothing of descriptions.
pub fn tagged_samples(texts: Vec<(Tagged, Analysis)>, lexicon: &Lexicon) -> Vec<Sample> {
    texts
        .into_par_iter()
        .map(|(tagged, analysis)| {
            let analysed = analysed(&tagged.document, &analysis);
            let mut scene = Scene::new(analysed, lexicon);
            scene.prepare();
            let right = labels::of_tagged(&scene, &tagged);
            let mut stretches = stretches_of(&scene, &right);
            stretches.retain(|stretch| stretch.iter().all(|token| token.right < LABELS));
            Sample { part: PARTS, stretches, heads: Vec::new(), document: tagged.document }
        })
        .collect()
}

fn analysed<'a>(document: &'a Document, analysis: &'a Analysis) -> Analysed<'a> {
    Analysed {
        text: &document.text,
        tokens: &analysis.tokens,
        words: &analysis.words,
        lemmas: &analysis.lemmas,
        sentences: &analysis.sentences,
    }
}

fn stretches_of(scene: &Scene, right: &[usize]) -> Vec<Vec<Labelled>> {
    let mut features = Vec::new();
    learned::stretches(scene)
        .into_iter()
        .map(|stretch| {
            let spelling = scene.spelling(&stretch);
            let labelled = stretch.map(|token| {
                learned::stretch_features(scene, &spelling, token, &mut features);
                Labelled {
                    features: features.clone(),
                    word: learn::hash(&scene.lower(token)),
                    by_rule: scene.labels[token].into(),
                    sure: if scene.sure[token] { learned::SURE } else { 0 },
                    right: right[token],
                }
            });
            labelled.collect()
        })
        .collect()
}

fn sample(
    document: Document,
    analysis: &Analysis,
    annotation: &AnnotatedDocument,
    lexicon: &Lexicon,
) -> Sample {
    let mut scene = Scene::new(analysed(&document, analysis), lexicon);
    scene.prepare();
    let right = labels::of(&scene, annotation, lexicon);
    let stretches = stretches_of(&scene, &right.names);
    let mut features = Vec::new();
    let (described, names): (Vec<_>, Vec<_>) =
        analysis.names.iter().cloned().partition(|name| name.is_described);
    let found = learned::heads(&scene, &names, &described);
    let lemmas = learned::Lemmas::new(&scene, &found);
    let heads = found
        .iter()
        .map(|head| {
            learned::head_features(&scene, &lemmas, head, &mut features);
            Classified { features: features.clone(), right: right.heads[head.token] }
        })
        .collect();
    let part = learn::hash(&annotation.id) % PARTS;
    Sample { document, part, stretches, heads }
}

/// Returns the model file that some samples give.
pub fn train(samples: &[&Sample]) -> Vec<u8> {
    let unseen: Vec<Unseen> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let (own, others): (Vec<&Sample>, Vec<&Sample>) =
                samples.iter().copied().partition(|sample| sample.part == part);
            unseen(&own, &others)
        })
        .collect();
    let settings = settings::best(&unseen);
    let (stretches, heads) = rayon::join(|| stretches(samples), || heads(samples));
    let mut writer = ArchiveWriter::new();
    writer.add("settings", settings.to_bytes());
    writer.add("stretches", stretches);
    writer.add("heads", heads);
    writer.finish()
}

/// Returns what models of some samples say of others.
fn unseen(own: &[&Sample], others: &[&Sample]) -> Unseen {
    let read = |bytes: Vec<u8>| Model::read(bytes.into()).expect("the model was just written");
    let (stretch_model, head_model) = (read(stretches(others)), read(heads(others)));
    let transitions = learned::transitions(&stretch_model);
    let read_stretch = |stretch: &Vec<Labelled>| {
        let mut scores = vec![0; stretch.len() * LABELS];
        for (token, row) in stretch.iter().zip(scores.chunks_mut(LABELS)) {
            stretch_model.add_scores(&token.features, row);
        }
        let by_rule = stretch.iter().map(|token| (token.by_rule, token.sure)).collect();
        let right = stretch.iter().map(|token| token.right).collect();
        let words = stretch.iter().map(|token| token.word).collect();
        settings::Stretch { words, scores, by_rule, right }
    };
    let stretches =
        own.iter().map(|sample| sample.stretches.iter().map(read_stretch).collect()).collect();
    let heads = own.iter().flat_map(|sample| &sample.heads).map(|head| {
        let mut scores = [0; CLASSES];
        head_model.add_scores(&head.features, &mut scores);
        let (class, margin) = learned::best_class(&scores);
        settings::Noun { class, margin, right: head.right }
    });
    Unseen { stretches, heads: heads.collect(), transitions }
}

fn stretches(samples: &[&Sample]) -> Vec<u8> {
    let rows: Vec<&Vec<Labelled>> = samples.iter().flat_map(|sample| &sample.stretches).collect();
    let mut trainer = Trainer::new(LABELS);
    for run in runs(RUNS, rows.len(), EPOCHS) {
        trainer.restart();
        for at in run {
            learn_stretch(&mut trainer, rows[at]);
        }
    }
    trainer.freeze(LEAST_UPDATES)
}

fn learn_stretch(trainer: &mut Trainer, row: &[Labelled]) {
    let mut scores = vec![0; row.len() * LABELS];
    for (token, scores) in row.iter().zip(scores.chunks_mut(LABELS)) {
        trainer.add_scores(&token.features, scores);
    }
    let guessed = learn::best_sequence(&scores, &learned::transitions(trainer), LABELS);
    let (mut before_right, mut before_guessed) = (LABELS, LABELS);
    for (token, guessed) in row.iter().zip(guessed) {
        trainer.learn(&token.features, token.right, guessed);
        if (before_right, token.right) != (before_guessed, guessed) {
            trainer.add(learned::before(before_right), token.right, 1);
            trainer.add(learned::before(before_guessed), guessed, -1);
        }
        (before_right, before_guessed) = (token.right, guessed);
    }
    trainer.step();
}

fn heads(samples: &[&Sample]) -> Vec<u8> {
    let nouns: Vec<&Classified> = samples.iter().flat_map(|sample| &sample.heads).collect();
    let mut trainer = Trainer::new(CLASSES);
    let mut scores = vec![0; CLASSES];
    for run in runs(RUNS, nouns.len(), EPOCHS) {
        trainer.restart();
        for at in run {
            scores.fill(0);
            trainer.add_scores(&nouns[at].features, &mut scores);
            trainer.learn(&nouns[at].features, nouns[at].right, learn::best(&scores));
        }
    }
    trainer.freeze(LEAST_UPDATES)
}
