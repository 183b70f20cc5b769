//! Makes the models of attribution: annotated texts come in, a model file goes out, the same bytes on every machine.
//!
//! How far a finding can be trusted is learned from what models say about texts that they have not seen: the texts
//! are dealt into parts, and each part is read by models that learned from the others.

use rayon::prelude::*;

use crate::extract;
use crate::extract::learned;
use crate::extract::learned::ACTS;
use crate::extract::learned::Annotated;
use crate::extract::learned::Candidate;
use crate::extract::learned::Draft;
use crate::extract::learned::Drafter;
use crate::extract::learned::Example;
use crate::extract::learned::Features;
use crate::extract::learned::LABELS;
use crate::extract::learned::Rightness;
use crate::learn;
use crate::learn::ArchiveWriter;
use crate::learn::Linear;
use crate::learn::Logistic;
use crate::learn::Model;
use crate::learn::Trainer;
use crate::model::Act;
use crate::model::Analysis;
use crate::model::AnnotatedDocument;
use crate::model::CodePointSpan;
use crate::model::CodePoints;
use crate::model::Document;
use crate::model::Lexicon;
use crate::model::Span;

use super::runs::RUNS;
use super::runs::runs;

const EPOCHS: usize = 10;
/// The texts are dealt into so many parts to learn what can be trusted.
const PARTS: u64 = 4;
/// Findings that are less often right than so many times in a hundred are left out.
const LEAST: i32 = 35;
/// Features that change less often than this, over all runs, are left out.
const LEAST_UPDATES: u32 = 2 * RUNS;
const LEAST_USES: u32 = 2;

/// A text to learn from.
pub struct Sample {
    /// The text.
    pub document: Document,
    /// Its words, sentences and quotations.
    pub analysis: Analysis,
    /// Its statements.
    pub annotated: Vec<Annotated>,
    /// The part that it is dealt to.
    part: u64,
    keys: Vec<u64>,
    examples: Vec<Example>,
}

/// Returns samples with all that models learn from.
pub fn samples(
    texts: Vec<(Document, Analysis, AnnotatedDocument)>,
    lexicon: &Lexicon,
) -> Vec<Sample> {
    let mut samples: Vec<Sample> = texts
        .into_par_iter()
        .map(|(document, analysis, annotation)| {
            let annotated = annotated(&document, &analysis, &annotation);
            let keys = extract::with_scene(&document, &analysis, lexicon, |scene| {
                learned::keys(scene, &annotated)
            });
            let part = learn::hash(&annotation.id) % PARTS;
            Sample { document, analysis, annotated, part, keys, examples: Vec::new() }
        })
        .collect();
    let known = known(samples.iter());
    samples.par_iter_mut().for_each(|sample| {
        sample.examples =
            extract::with_scene(&sample.document, &sample.analysis, lexicon, |scene| {
                learned::examples(scene, &sample.annotated, |key| known.binary_search(&key).is_ok())
            });
    });
    samples
}

/// Returns the model file that some samples give.
pub fn train(samples: &[&Sample], lexicon: &Lexicon) -> Vec<u8> {
    let of_part = |part: u64| {
        let others: Vec<&Sample> =
            samples.iter().copied().filter(|sample| sample.part != part).collect();
        let model = drafter(&others, i32::MIN);
        let known = known(others.iter().copied());
        let own = samples.iter().filter(|sample| sample.part == part);
        own.flat_map(|sample| readings(sample, lexicon, &model.0, &known)).collect()
    };
    let (all, unseen): (_, Vec<Vec<Vec<Judged>>>) = rayon::join(
        || drafter(samples, i32::MIN),
        || (0..PARTS).into_par_iter().map(of_part).collect(),
    );
    let least = least_cue(unseen.iter().flatten());
    let trust = trust(unseen.iter().flatten().flatten());
    let rank = rank(unseen.iter().flatten().flatten());
    let steps = steps(&unseen);
    let mut writer = ArchiveWriter::new();
    writer.add(
        "known",
        known(samples.iter().copied()).iter().flat_map(|key| key.to_le_bytes()).collect(),
    );
    writer.add("settings", [least, LEAST].iter().flat_map(|number| number.to_le_bytes()).collect());
    writer.add("steps", steps.iter().flat_map(|step| step.to_le_bytes()).collect());
    writer.add("cues", all.1.cues);
    writer.add("spans", all.1.spans);
    writer.add("acts", all.1.acts);
    writer.add("trust", trust);
    writer.add("rank", rank);
    writer.finish()
}

struct Bytes {
    cues: Vec<u8>,
    spans: Vec<u8>,
    acts: Vec<u8>,
}

fn known<'a>(samples: impl Iterator<Item = &'a Sample>) -> Vec<u64> {
    let mut known: Vec<u64> = samples.flat_map(|sample| sample.keys.iter().copied()).collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn drafter(samples: &[&Sample], least: i32) -> (Drafter, Bytes) {
    let known = known(samples.iter().copied());
    let examples: Vec<&Example> = samples
        .iter()
        .flat_map(|sample| &sample.examples)
        .filter(|example| !example.is_by_key || known.binary_search(&example.key).is_ok())
        .collect();
    let (spans, (cues, acts)) =
        rayon::join(|| spans(&examples), || (cues(&examples), acts(&examples)));
    let bytes = Bytes { cues, spans, acts };
    let model =
        |bytes: &Vec<u8>| Model::read(bytes.clone().into()).expect("the model was just written");
    let spans = model(&bytes.spans);
    let drafter = Drafter {
        cues: model(&bytes.cues),
        transitions: learned::transitions(&spans),
        spans,
        acts: model(&bytes.acts),
        least,
    };
    (drafter, bytes)
}

/// Learns from examples whether something is so, in an order that is shuffled alike on every machine.
fn chances(examples: &[(&[u64], bool)], epochs: usize) -> Vec<u8> {
    chances_with(Logistic::new(), examples, RUNS, epochs)
}

/// Learns the same with a trainer of one's own, in so many orders.
pub(super) fn chances_with(
    mut trainer: Logistic,
    examples: &[(&[u64], bool)],
    count: u32,
    epochs: usize,
) -> Vec<u8> {
    for run in runs(count, examples.len(), epochs) {
        trainer.restart();
        for at in run {
            trainer.learn(examples[at].0, examples[at].1);
        }
    }
    trainer.freeze(LEAST_USES * count * u32::try_from(epochs).unwrap_or(1))
}

/// Learns from classified examples, in an order that is shuffled alike on every machine.
fn classes(examples: &[(&[u64], usize)], classes: usize) -> Vec<u8> {
    let mut trainer = Trainer::new(classes);
    let mut scores = vec![0; classes];
    for run in runs(RUNS, examples.len(), EPOCHS) {
        trainer.restart();
        for at in run {
            let (features, right) = examples[at];
            scores.fill(0);
            trainer.add_scores(features, &mut scores);
            let guessed = learn::best(&scores);
            trainer.learn(features, right, guessed);
            trainer.step();
        }
    }
    trainer.freeze(LEAST_UPDATES)
}

fn cues(examples: &[&Example]) -> Vec<u8> {
    let examples: Vec<(&[u64], usize)> = examples
        .iter()
        .map(|example| (example.features.as_slice(), usize::from(example.statement.is_some())))
        .collect();
    classes(&examples, 2)
}

fn acts(examples: &[&Example]) -> Vec<u8> {
    let examples: Vec<(&[u64], usize)> = examples
        .iter()
        .filter_map(|example| example.statement.as_ref())
        .map(|statement| (statement.act.0.as_slice(), statement.act.1))
        .collect();
    classes(&examples, ACTS.len())
}

fn spans(examples: &[&Example]) -> Vec<u8> {
    let windows: Vec<&Vec<(Vec<u64>, usize)>> = examples
        .iter()
        .filter_map(|example| example.statement.as_ref())
        .map(|statement| &statement.words)
        .collect();
    let mut trainer = Trainer::new(LABELS);
    for run in runs(RUNS, windows.len(), EPOCHS) {
        trainer.restart();
        for at in run {
            let words = windows[at];
            let mut scores = vec![0; words.len() * LABELS];
            for ((features, _), row) in words.iter().zip(scores.chunks_mut(LABELS)) {
                trainer.add_scores(features, row);
            }
            let transitions = learned::transitions(&trainer);
            let guessed = learn::best_sequence(&scores, &transitions, LABELS);
            let (mut before_right, mut before_guessed) = (LABELS, LABELS);
            for ((features, right), guessed) in words.iter().zip(guessed) {
                trainer.learn(features, *right, guessed);
                if (before_right, *right) != (before_guessed, guessed) {
                    trainer.add(learned::before(before_right), *right, 1);
                    trainer.add(learned::before(before_guessed), guessed, -1);
                }
                (before_right, before_guessed) = (*right, guessed);
            }
            trainer.step();
        }
    }
    trainer.freeze(LEAST_UPDATES)
}

/// A reading of a candidate.
struct Judged {
    /// The score of the cue.
    score: i32,
    /// What tells whether to trust it.
    features: Vec<u64>,
    rightness: Rightness,
}

/// Returns the readings of each candidate of a text.
fn readings(
    sample: &Sample,
    lexicon: &Lexicon,
    drafter: &Drafter,
    known: &[u64],
) -> Vec<Vec<Judged>> {
    extract::with_scene(&sample.document, &sample.analysis, lexicon, |scene| {
        let candidates: Vec<Candidate> =
            learned::candidates(scene, |key| known.binary_search(&key).is_ok());
        let mut features = Features::default();
        let of = |candidate: &Candidate| {
            let drafts = drafter.drafts(scene, candidate, &mut features);
            let right = learned::are_right(scene, &sample.annotated, &drafts);
            let judged = |(draft, rightness): (Draft, Rightness)| Judged {
                score: draft.score,
                features: draft.features,
                rightness,
            };
            drafts.into_iter().zip(right).map(judged).collect()
        };
        candidates.iter().map(of).collect()
    })
}

/// Returns the score that nearly all cues of right readings reach.
fn least_cue<'a>(unseen: impl Iterator<Item = &'a Vec<Judged>>) -> i32 {
    const MISSED: usize = 60;
    let right = |readings: &&Vec<Judged>| readings.iter().any(|reading| reading.rightness.is_right);
    let mut scores: Vec<i32> =
        unseen.filter(right).filter_map(|readings| Some(readings.first()?.score)).collect();
    scores.sort_unstable();
    scores.get(scores.len() / MISSED).copied().unwrap_or(i32::MIN)
}

fn trust<'a>(unseen: impl Iterator<Item = &'a Judged>) -> Vec<u8> {
    let examples: Vec<(&[u64], bool)> =
        unseen.map(|reading| (reading.features.as_slice(), reading.rightness.is_right)).collect();
    chances(&examples, 4)
}

fn rank<'a>(unseen: impl Iterator<Item = &'a Judged>) -> Vec<u8> {
    let examples: Vec<(&[u64], bool)> =
        unseen.map(|reading| (reading.features.as_slice(), reading.rightness.is_exact)).collect();
    chances(&examples, 4)
}

/// Returns for each hundredth the least trust that is right so often, in parts that the trust was not learned from.
fn steps(unseen: &[Vec<Vec<Judged>>]) -> Vec<i32> {
    let mut scored: Vec<(i32, bool)> = (0..unseen.len())
        .into_par_iter()
        .flat_map_iter(|part| {
            let others = || {
                let others = unseen.iter().enumerate().filter(move |&(number, _)| number != part);
                others.flat_map(|(_, candidates)| candidates).flatten()
            };
            let model =
                |bytes: Vec<u8>| Model::read(bytes.into()).expect("the model was just written");
            let (trust, rank) = (model(trust(others())), model(rank(others())));
            let score = move |reading: &Judged| {
                let odds = learn::odds(&trust, &reading.features);
                let order = odds.saturating_add(learn::odds(&rank, &reading.features) / 2);
                (order, odds, reading.rightness.is_right)
            };
            unseen[part].iter().filter_map(move |readings| {
                let best = readings.iter().map(&score).rev().max_by_key(|&(order, ..)| order);
                best.map(|(_, odds, is_right)| (odds, is_right))
            })
        })
        .collect();
    scored.sort_unstable();
    thresholds(&rising(&scored))
}

/// Returns for each hundredth the score that reaches it, between the middles of blocks as on a straight line.
pub(super) fn thresholds(blocks: &[Block]) -> Vec<i32> {
    const ALL: i64 = 10_000;
    let share = |block: &Block| ALL * (2 * block.right + 1) / (2 * (block.all + 1));
    let points: Vec<(i64, i64)> = blocks
        .iter()
        .map(|block| (i64::midpoint(block.from.into(), block.to.into()), share(block)))
        .collect();
    (1..=100)
        .map(|hundredth| {
            let wanted = hundredth * ALL / 100;
            let after = points.partition_point(|&(_, share)| share < wanted);
            let Some(&(upper, high)) = points.get(after) else { return i32::MAX };
            let Some(&(lower, low)) = after.checked_sub(1).and_then(|before| points.get(before))
            else {
                return i32::MIN;
            };
            let score = lower + (upper - lower) * (wanted - low) / (high - low).max(1);
            i32::try_from(score).unwrap_or(i32::MAX)
        })
        .collect()
}

/// Scores in a row, with how many of them are right.
pub(super) struct Block {
    from: i32,
    to: i32,
    right: i64,
    all: i64,
}

/// Pools neighbours until the share of right ones rises (isotonic regression by pool adjacent violators).
pub(super) fn rising(scored: &[(i32, bool)]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for group in scored.chunk_by(|one, other| one.0 == other.0) {
        let right = group.iter().map(|(_, right)| i64::from(*right)).sum();
        let all = group.iter().map(|_| 1).sum();
        blocks.push(Block { from: group[0].0, to: group[0].0, right, all });
        while let [.., before, last] = blocks.as_slice()
            && before.right * last.all >= last.right * before.all
        {
            let Some(last) = blocks.pop() else { break };
            if let Some(before) = blocks.last_mut() {
                before.right += last.right;
                before.all += last.all;
                before.to = last.to;
            }
        }
    }
    blocks
}

/// Returns the statements of an annotated document by their spans.
fn annotated(
    document: &Document,
    analysis: &Analysis,
    annotation: &AnnotatedDocument,
) -> Vec<Annotated> {
    let points = CodePoints::new(&document.text);
    let span = |span: CodePointSpan| {
        Span::new(&document.text, points.to_byte(span.start)?, points.to_byte(span.end)?)
    };
    let spans =
        |spans: &[CodePointSpan]| spans.iter().filter_map(|&given| span(given)).collect::<Vec<_>>();
    annotation
        .statements
        .iter()
        .map(|statement| {
            let cue = spans(&statement.cue_spans);
            let names = statement.addressee.iter().flat_map(|id| {
                annotation
                    .entities
                    .iter()
                    .filter(move |entity| entity.id == *id)
                    .flat_map(|entity| &entity.names)
            });
            let source = statement.source_span.and_then(span);
            let addressee =
                cue.first().and_then(|&cue| nearest(document, analysis, cue, source, names));
            Annotated {
                source,
                content: spans(&statement.content_spans),
                addressee,
                act: statement.act.unwrap_or(Act::Assertive),
                cue,
            }
        })
        .collect()
}

/// Returns the longest name that stands nearest to a cue in its sentence.
fn nearest<'a>(
    document: &Document,
    analysis: &Analysis,
    cue: Span,
    source: Option<Span>,
    names: impl Iterator<Item = &'a String>,
) -> Option<Span> {
    let sentence = analysis.sentences.iter().find(|sentence| sentence.span.contains(cue))?.span;
    let words = sentence.of(&document.text);
    names
        .flat_map(|name| words.match_indices(name.as_str()))
        .filter_map(|(at, name)| {
            Span::new(&document.text, sentence.start() + at, sentence.start() + at + name.len())
        })
        .filter(|name| source.is_none_or(|source| !source.overlaps(*name)) && !cue.overlaps(*name))
        .min_by_key(|name| {
            let gap = if name.start() >= cue.end() {
                name.start() - cue.end()
            } else {
                cue.start().saturating_sub(name.end())
            };
            (gap, std::cmp::Reverse(name.end() - name.start()))
        })
}

#[cfg(test)]
mod tests {
    use super::rising;
    use super::thresholds;

    /// Checks the shares of blocks, `right/all from score`.
    fn check(scored: &[(i32, bool)], expected: &[(i64, i64, i32)]) {
        let blocks: Vec<(i64, i64, i32)> =
            rising(scored).iter().map(|block| (block.right, block.all, block.from)).collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn shares_rise_with_scores() {
        check(&[(1, false), (2, true)], &[(0, 1, 1), (1, 1, 2)]);
        check(&[(1, true), (2, false), (3, true)], &[(1, 2, 1), (1, 1, 3)]);
        check(&[(1, true), (1, false), (2, false)], &[(1, 3, 1)]);
    }

    #[test]
    fn thresholds_lie_between_the_blocks() {
        let mut scored = vec![(0, false); 98];
        scored.extend([(100, true); 98]);
        let thresholds = thresholds(&rising(&scored));
        assert_eq!(thresholds.len(), 100);
        assert!(thresholds.is_sorted());
        assert!((40..60).contains(&thresholds[49]), "{}", thresholds[49]);
        assert_eq!(thresholds[99], i32::MAX);
    }
}
