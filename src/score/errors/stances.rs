//! Errors in stances.

use std::collections::BTreeSet;

use super::super::pairing::Candidate;
use super::super::pairing::greedy;
use super::super::stances;
use super::super::stances::Parts;
use super::Errors;
use super::Kind;
use super::Pair;

/// Counts what is wrong and right about the stances of a document. What is not right on both sides is paired once more, by
/// the words of the cue, to see what differs.
pub(super) fn count(pair: &Pair<'_>, errors: &mut Errors) {
    let ours = stances::parts(pair.gold, pair.ruler);
    let theirs = stances::parts(pair.predicted, pair.ruler);
    let right = stances::right(&ours, &theirs);
    let found: BTreeSet<usize> = right.iter().map(|(g, _)| *g).collect();
    let matched: BTreeSet<usize> = right.iter().map(|(_, p)| *p).collect();
    for (p, stance) in pair.predicted.stances.iter().enumerate() {
        errors.stances.add(stance.confidence, matched.contains(&p));
    }
    let missed: Vec<&Parts<'_>> = without(&ours, &found);
    let spurious: Vec<&Parts<'_>> = without(&theirs, &matched);
    let near = near(&missed, &spurious);
    for &(g, p) in &near {
        errors.note(difference(missed[g], spurious[p]));
    }
    (near.len()..missed.len()).for_each(|_| errors.note(Kind::StanceMissed));
    (near.len()..spurious.len()).for_each(|_| errors.note(Kind::StanceSpurious));
}

fn without<'parts, 'a>(
    parts: &'parts [Parts<'a>],
    taken: &BTreeSet<usize>,
) -> Vec<&'parts Parts<'a>> {
    let rest = parts.iter().enumerate().filter(|(place, _)| !taken.contains(place));
    rest.map(|(_, parts)| parts).collect()
}

/// Returns the pairs whose cues meet.
fn near(missed: &[&Parts<'_>], spurious: &[&Parts<'_>]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (gold, one) in missed.iter().enumerate() {
        for (predicted, other) in spurious.iter().enumerate() {
            let cue = one.cue.dice(&other.cue);
            if cue > 0.0 {
                candidates.push(Candidate {
                    rank: [cue, one.target.dice(&other.target)],
                    gold,
                    predicted,
                });
            }
        }
    }
    greedy(candidates)
}

fn difference(one: &Parts<'_>, other: &Parts<'_>) -> Kind {
    if !stances::has_same_holders(one, other) {
        Kind::StanceHolder
    } else if one.polarity == other.polarity {
        Kind::StanceTarget
    } else {
        Kind::StancePolarity
    }
}
