//! Compares two claims: whether one restates or contradicts the other, by the words that they share and those that
//! they do not.

use super::Held;
use super::Thresholds;
use super::words::Kind;
use super::words::Vocabulary;
use crate::model::Likeness;
use crate::model::Polarity;

/// What a comparison found.
pub(super) struct Found {
    pub(super) likeness: Likeness,
    /// Twice the weight of the shared words in a hundredth of that of all words.
    pub(super) score: u32,
    pub(super) rule: &'static str,
}

/// What two claims share, and what only one of them has.
#[derive(Default)]
struct Overlap {
    shared: u32,
    /// The weights of both.
    weights: [u32; 2],
    /// The weight of numbers that only one has.
    numbers: [u32; 2],
    /// The weight of agents that only one has.
    agents: [u32; 2],
    /// The weight of evaluating words that only one has, and on which side they are: positive more than negative or less.
    evaluations: [u32; 2],
    sides: [i32; 2],
    has_shared_agent: bool,
    has_other_report: bool,
}

/// Returns what two claims are to one another, if they are anything; `is_close` tells that one document makes both.
pub(super) fn compare(
    vocabulary: &Vocabulary,
    one: &Held,
    other: &Held,
    is_close: bool,
    thresholds: &Thresholds,
) -> Option<Found> {
    let least = one.weight.min(other.weight);
    if least == 0 || !is_possible(one, other, thresholds) {
        return None;
    }
    let overlap = Overlap::of(one, other);
    let is_about_the_same = is_close || overlap.has_shared_agent;
    let score = overlap.score();
    let found = |likeness, rule| Some(Found { likeness, score, rule });
    if is_about_the_same && denied(vocabulary, one, other, &overlap, thresholds) {
        return found(Likeness::Contradicts, "negation");
    }
    if is_about_the_same && overlap.has_other_number() {
        return found(Likeness::Contradicts, "other-number");
    }
    if is_about_the_same && overlap.has_other_side(one, other) {
        return found(Likeness::Contradicts, "other-evaluation");
    }
    let enough = if is_about_the_same { thresholds.restates } else { thresholds.restates_far };
    (score >= enough && overlap.is_same(one, other)).then_some(())?;
    found(Likeness::Restates, "shared-words")
}

/// Returns whether the lengths of two claims let them share enough.
fn is_possible(one: &Held, other: &Held, thresholds: &Thresholds) -> bool {
    let (less, more) = (one.weight.min(other.weight), one.weight.max(other.weight));
    200 * less >= thresholds.restates * (less + more)
        || one.negations % 2 != other.negations % 2
        || one.has_number && other.has_number
        || one.is_evaluating && other.is_evaluating
}

impl Overlap {
    fn of(one: &Held, other: &Held) -> Self {
        let mut overlap = Self { weights: [one.weight, other.weight], ..Self::default() };
        let (mut left, mut right) = (one.bag.iter().peekable(), other.bag.iter().peekable());
        loop {
            match (left.peek(), right.peek()) {
                (Some(first), Some(second)) if first.stem == second.stem => {
                    overlap.shared += first.kind.weight();
                    overlap.has_shared_agent |= first.kind == Kind::Agent;
                    left.next();
                    right.next();
                }
                (Some(first), second) if second.is_none_or(|it| first.stem < it.stem) => {
                    overlap.add_alone(0, first);
                    left.next();
                }
                (_, Some(second)) => {
                    overlap.add_alone(1, second);
                    right.next();
                }
                _ => return overlap,
            }
        }
    }

    /// Notes what only one of the two has.
    fn add_alone(&mut self, side: usize, word: &super::Weighed) {
        let weight = word.kind.weight();
        match word.kind {
            Kind::Number => self.numbers[side] += weight,
            Kind::Agent => self.agents[side] += weight,
            Kind::Report => self.has_other_report = true,
            _ => {}
        }
        if let Some(polarity) = word.polarity {
            self.evaluations[side] += weight;
            self.sides[side] += if polarity == Polarity::Positive { 1 } else { -1 };
        }
    }

    fn score(&self) -> u32 {
        200 * self.shared / (self.weights[0] + self.weights[1]).max(1)
    }

    /// Returns how much of all words but some is shared.
    fn score_without(&self, left_out: [u32; 2]) -> u32 {
        let weight = self.weights[0] + self.weights[1] - left_out[0] - left_out[1];
        200 * self.shared / weight.max(1)
    }

    /// Returns whether all is the same but a number: "magnitude 6.3", "magnitude 6.4".
    fn has_other_number(&self) -> bool {
        const ENOUGH: u32 = 90;
        self.numbers[0] == self.numbers[1]
            && self.numbers[0] > 0
            && self.shared > 0
            && self.score_without(self.numbers) >= ENOUGH
    }

    /// Returns whether all is the same but that one praises what the other blames: "was fair", "was rigged".
    fn has_other_side(&self, one: &Held, other: &Held) -> bool {
        const ENOUGH: u32 = 75;
        let turned = |side: i32, held: &Held| if held.negations % 2 == 1 { -side } else { side };
        let sides = [turned(self.sides[0], one), turned(self.sides[1], other)];
        sides[0] * sides[1] < 0
            && self.shared >= Kind::Other.weight()
            && self.score_without(self.evaluations) >= ENOUGH
    }

    /// Returns whether nothing speaks against two claims being the same.
    fn is_same(&self, one: &Held, other: &Held) -> bool {
        let both = |weights: [u32; 2]| weights[0] > 0 && weights[1] > 0;
        one.negations % 2 == other.negations % 2
            && !both(self.numbers)
            && !both(self.agents)
            && !self.has_other_report
            && self.shared >= 2 * Kind::Other.weight()
    }
}

/// Returns whether one denies what the other says.
///
/// > "fraud with mail-in ballots" and "**no evidence of** fraud"
fn denied(
    vocabulary: &Vocabulary,
    one: &Held,
    other: &Held,
    overlap: &Overlap,
    thresholds: &Thresholds,
) -> bool {
    if one.negations % 2 == other.negations % 2 {
        return false;
    }
    let (denying, said) = if one.negations % 2 == 1 { (one, other) } else { (other, one) };
    let shared = governed(vocabulary, denying, said);
    shared > 0
        && !overlap.has_other_number_alone()
        && 100 * shared >= thresholds.contradicts * said.weight.min(denying.weight)
}

impl Overlap {
    fn has_other_number_alone(&self) -> bool {
        self.numbers[0] > 0 && self.numbers[1] > 0
    }
}

/// Returns the weight of what follows a negation and is shared; 0 where the first word that it denies is not.
fn governed(vocabulary: &Vocabulary, denying: &Held, said: &Held) -> u32 {
    let is_said = |stem: u32| said.bag.binary_search_by_key(&stem, |word| word.stem).is_ok();
    let mut best = 0;
    for (place, &word) in denying.words.iter().enumerate() {
        let sense = vocabulary.senses[word as usize];
        if !sense.denies {
            continue;
        }
        let from = if sense.kind == Kind::Empty { place + 1 } else { place };
        let after = denying.words[from..].iter().map(|&word| vocabulary.senses[word as usize]);
        let heavy = after.clone().find(|sense| sense.kind.weight() >= Kind::Other.weight());
        let is_governing = heavy.is_some_and(|sense| {
            sense.kind == Kind::Agent && !is_said(sense.stem) || is_said(sense.stem)
        });
        if !is_governing {
            continue;
        }
        let mut stems: Vec<(u32, u32)> =
            after.filter(|it| is_said(it.stem)).map(|it| (it.stem, it.kind.weight())).collect();
        stems.sort_unstable();
        stems.dedup_by_key(|(stem, _)| *stem);
        best = best.max(stems.iter().map(|(_, weight)| weight).sum());
    }
    best
}
