//! Compares stances: who is for or against whom.

use crate::model::AnnotatedDocument;
use crate::model::AnnotatedStance;
use crate::model::Polarity;

use super::DocumentScore;
use super::HALF;
use super::figures::Count;
use super::figures::Layer;
use super::figures::Metric;
use super::pairing::Candidate;
use super::pairing::Names;
use super::pairing::agree;
use super::pairing::greedy;
use super::ruler::Positions;
use super::ruler::Ruler;
use super::side::Side;

/// A stance, measured.
pub(super) struct Parts<'a> {
    pub(super) polarity: Polarity,
    holders: Vec<&'a Names>,
    targets: Vec<&'a Names>,
    pub(super) target: Positions,
    pub(super) cue: Positions,
}

/// Compares the stances of a document. Polarity is asked of stances paired anew, whatever their polarity.
pub(super) fn compare(
    gold: &Side<'_>,
    predicted: &Side<'_>,
    ruler: &Ruler<'_>,
    score: &mut DocumentScore,
) {
    let (ours, theirs) = (parts(gold, ruler), parts(predicted, ruler));
    let is_same = |g: usize, p: usize| ours[g].polarity == theirs[p].polarity;
    let described = |side: &Side<'_>| -> Vec<String> {
        side.stances.iter().map(|stance| describe(stance, side, ruler)).collect()
    };
    score.finish(
        Layer::Stances,
        &right(&ours, &theirs),
        described(gold),
        described(predicted).into_iter().enumerate().collect(),
    );
    let pairs = greedy(candidates(&ours, &theirs));
    let correct = pairs.iter().filter(|&&(g, p)| is_same(g, p)).count();
    let count = Count { correct, gold: pairs.len(), predicted: pairs.len() };
    score.counts.insert(Metric::Polarity, count);
}

/// Returns for each found stance the annotated ones that agree with it in holder, target and polarity.
pub fn agreeing(
    gold: &AnnotatedDocument,
    predicted: &AnnotatedDocument,
    text: &str,
) -> Vec<Vec<usize>> {
    let ruler = Ruler::new(Some(text));
    let (gold, predicted) = (Side::new(gold, Some(text)), Side::new(predicted, Some(text)));
    let (ours, theirs) = (parts(&gold, &ruler), parts(&predicted, &ruler));
    let mut agreeing = vec![Vec::new(); theirs.len()];
    for pair in candidates(&ours, &theirs) {
        if ours[pair.gold].polarity == theirs[pair.predicted].polarity {
            agreeing[pair.predicted].push(pair.gold);
        }
    }
    agreeing
}

/// Returns the pairs with holder, target and polarity right.
pub(super) fn right(ours: &[Parts<'_>], theirs: &[Parts<'_>]) -> Vec<(usize, usize)> {
    let mut right = candidates(ours, theirs);
    right.retain(|candidate| ours[candidate.gold].polarity == theirs[candidate.predicted].polarity);
    greedy(right)
}

/// Returns whether the same take sides.
pub(super) fn has_same_holders(one: &Parts<'_>, other: &Parts<'_>) -> bool {
    agree(&one.holders, &other.holders)
}

/// Measures the stances of a side.
pub(super) fn parts<'a>(side: &'a Side<'_>, ruler: &Ruler<'_>) -> Vec<Parts<'a>> {
    side.stances
        .iter()
        .map(|stance| Parts {
            polarity: stance.polarity,
            holders: side.listed(&stance.holder),
            targets: side.listed(&stance.target),
            target: ruler.positions(&stance.target_span),
            cue: ruler.positions(&stance.cue_span),
        })
        .collect()
}

/// Returns the stances with holder and target right.
fn candidates(ours: &[Parts<'_>], theirs: &[Parts<'_>]) -> Vec<Candidate<2>> {
    let mut candidates = Vec::new();
    for (gold, one) in ours.iter().enumerate() {
        for (predicted, other) in theirs.iter().enumerate() {
            let overlap = one.target.dice(&other.target);
            if is_target(one, other, overlap) && has_same_holders(one, other) {
                let rank = [one.cue.dice(&other.cue), overlap];
                candidates.push(Candidate { rank, gold, predicted });
            }
        }
    }
    candidates
}

/// Returns whether the targets are the same: by their words, by their entities, or because neither side
/// has any.
fn is_target(one: &Parts<'_>, other: &Parts<'_>, overlap: f64) -> bool {
    let is_without = |parts: &Parts<'_>| parts.targets.is_empty() && parts.target.is_empty();
    overlap >= HALF
        || (!one.targets.is_empty() && agree(&one.targets, &other.targets))
        || (is_without(one) && is_without(other))
}

fn describe(stance: &AnnotatedStance, side: &Side<'_>, ruler: &Ruler<'_>) -> String {
    let polarity = match stance.polarity {
        Polarity::Positive => "positive",
        Polarity::Negative => "negative",
    };
    format!(
        "{} {polarity} | target {} [{}] | cue {}",
        side.label(&stance.holder),
        ruler.snippet(&stance.target_span),
        side.label(&stance.target),
        ruler.snippet(&stance.cue_span),
    )
}
