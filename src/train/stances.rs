//! Makes the model of stances: proposals of texts that the models of attribution have not seen come in, each with
//! whether the annotation has it, and a model file goes out, the same bytes on every machine.

use std::collections::BTreeSet;

use crate::extract;
use crate::extract::Attribution;
use crate::learn;
use crate::learn::ArchiveWriter;
use crate::learn::Logistic;
use crate::learn::Model;
use crate::model::Analysis;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedStance;
use crate::model::Document;
use crate::model::Lexicon;
use crate::resolve::Heard;
use crate::score;

use super::attributions::chances_with;
use super::attributions::rising;
use super::attributions::thresholds;

const EPOCHS: usize = 5;
/// So many runs make the model: what words mean is told by many features that each tell little.
const RUNS: u32 = 12;
/// Many words of few texts: small steps, weights near nothing.
const RATE: f64 = 0.05;
const DECAY: f64 = 1e-3;
/// The texts are dealt into so many parts to learn what can be trusted.
const PARTS: usize = 4;
/// What is less often right than so many times in a hundred is left out.
const LEAST: i32 = 40;
/// One in so many is among the least sure.
const TAIL: usize = 8;
/// So many code points lie at most between the cue that is annotated and the one that is proposed.
const NEAR: usize = 200;

/// A proposal with whether it is right.
pub struct Judged {
    /// What tells whether it is a stance.
    pub features: Vec<u64>,
    /// Whether the annotation has it.
    pub is_right: bool,
    /// Whether a rule over words found it.
    pub is_by_rule: bool,
    /// Whether an annotated stance of its words is out of reach, so that they are not to blame.
    pub is_out_of_reach: bool,
}

/// Returns the proposals of a text.
pub fn judged(
    document: &Document,
    analysis: &Analysis,
    annotation: &AnnotatedDocument,
    lexicon: &Lexicon,
    attribution: &Attribution,
) -> Vec<Judged> {
    let proposed = extract::proposed(document, analysis, lexicon, attribution);
    let findings = proposed.findings.clone();
    let by_rule: Vec<bool> = findings.stances.iter().map(extract::learned::is_by_rule).collect();
    let heard = Heard::new(document, analysis, &findings, lexicon);
    let holders = heard.holders(&findings.stances);
    let features = extract::features(proposed, &holders);
    let account = heard.undecided(findings);
    let found = AnnotatedDocument::new(document, &account);
    let agreeing = score::agreeing(annotation, &found, &document.text);
    let is_near = |one: &AnnotatedStance, other: &AnnotatedStance| {
        let start = |stance: &AnnotatedStance| {
            stance.cue_span.or(stance.target_span).map(|span| span.start)
        };
        start(one).zip(start(other)).is_none_or(|(one, other)| one.abs_diff(other) <= NEAR)
    };
    let right: Vec<Option<usize>> = found
        .stances
        .iter()
        .zip(agreeing)
        .map(|(stance, gold)| {
            gold.into_iter().find(|&gold| is_near(&annotation.stances[gold], stance))
        })
        .collect();
    let reached: BTreeSet<usize> = right.iter().copied().flatten().collect();
    let is_out_of_reach = |stance: &AnnotatedStance| {
        let overlaps = |other: &AnnotatedStance| {
            let cues = stance.cue_span.zip(other.cue_span);
            cues.is_some_and(|(one, other)| one.start < other.end && other.start < one.end)
        };
        let mut others = annotation.stances.iter().enumerate();
        others.any(|(gold, other)| !reached.contains(&gold) && overlaps(other))
    };
    features
        .into_iter()
        .zip(&found.stances)
        .zip(right)
        .zip(by_rule)
        .filter(|(((_, stance), _), _)| !stance.holder.is_empty())
        .map(|(((features, stance), right), is_by_rule)| Judged {
            features,
            is_right: right.is_some(),
            is_by_rule,
            is_out_of_reach: right.is_none() && is_out_of_reach(stance),
        })
        .collect()
}

/// Returns the model file that the proposals of some texts give.
pub fn train(texts: &[&[Judged]]) -> Vec<u8> {
    let mut writer = ArchiveWriter::new();
    writer.add("settings", LEAST.to_le_bytes().to_vec());
    let scored = scored(texts);
    for (section, is_by_rule) in [("steps", false), ("steps-by-rule", true)] {
        let steps = steps(scored.iter().filter(|(_, judged)| judged.is_by_rule == is_by_rule));
        writer.add(section, steps.iter().flat_map(|step| step.to_le_bytes()).collect());
    }
    writer.add("trust", trust(texts.iter().copied().flatten()));
    writer.finish()
}

fn trust<'a>(proposals: impl Iterator<Item = &'a Judged>) -> Vec<u8> {
    let examples: Vec<(&[u64], bool)> = proposals
        .filter(|judged| !judged.is_out_of_reach)
        .map(|judged| (judged.features.as_slice(), judged.is_right))
        .collect();
    chances_with(Logistic::with(RATE, DECAY), &examples, RUNS, EPOCHS)
}

/// Returns the proposals with their scores by models that have not learned from their texts.
fn scored<'a>(texts: &[&'a [Judged]]) -> Vec<(i32, &'a Judged)> {
    let mut scored = Vec::new();
    for part in 0..PARTS {
        let (own, others): (Vec<_>, Vec<_>) =
            texts.iter().enumerate().partition(|(number, _)| number % PARTS == part);
        let model = trust(others.iter().flat_map(|(_, proposals)| proposals.iter()));
        let model = Model::read(model.into()).expect("the model was just written");
        let score = |judged: &'a Judged| (learn::odds(&model, &judged.features), judged);
        scored.extend(own.iter().flat_map(|(_, proposals)| proposals.iter()).map(score));
    }
    scored
}

/// Returns for each hundredth the least score that is right so often.
fn steps<'a>(scored: impl Iterator<Item = &'a (i32, &'a Judged)>) -> Vec<i32> {
    let mut scored: Vec<(i32, bool)> =
        scored.map(|(score, judged)| (*score, judged.is_right)).collect();
    scored.sort_unstable();
    // The few that are least sure are as right as they are together.
    let tail = scored.len() / TAIL;
    if let Some(&(floor, _)) = scored.get(tail) {
        scored[..tail].iter_mut().for_each(|(score, _)| *score = floor);
    }
    thresholds(&rising(&scored))
}
