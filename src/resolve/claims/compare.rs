//! Compares two claims: whether one restates or contradicts the other, by the words that they share and those that
//! they do not.

use super::Held;
use super::Thresholds;
use super::words::Kind;
use super::words::Sense;
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
    /// The weight of other words that only one has, but for those of attitude.
    rest: [u32; 2],
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
    if !overlap.is_same(one, other) {
        return None;
    }
    if is_close && overlap.is_part() {
        let adds_little = overlap.adds_little(vocabulary, one, other);
        return if adds_little { found(Likeness::Restates, "attitude") } else { None };
    }
    let is_enough = if is_about_the_same {
        score >= thresholds.restates
    } else {
        score >= thresholds.restates_far && overlap.is_telling()
    };
    is_enough.then_some(())?;
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
                    overlap.add_alone(0, **first);
                    left.next();
                }
                (_, Some(second)) => {
                    overlap.add_alone(1, **second);
                    right.next();
                }
                _ => return overlap,
            }
        }
    }

    /// Notes what only one of the two has.
    fn add_alone(&mut self, side: usize, word: super::Weighed) {
        let weight = word.kind.weight();
        match word.kind {
            Kind::Number => self.numbers[side] += weight,
            Kind::Agent => self.agents[side] += weight,
            Kind::Report => self.has_other_report = true,
            Kind::Other => self.rest[side] += weight,
            Kind::Empty | Kind::Attitude => {}
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

    /// Returns whether enough is shared, and no agent alone on one side, for claims that have no agent in common.
    fn is_telling(&self) -> bool {
        self.shared >= 3 * Kind::Other.weight() && self.agents == [0, 0]
    }

    /// Returns whether one has all that the other has.
    fn is_part(&self) -> bool {
        self.weights.contains(&self.shared)
    }

    /// Returns whether what only one has says no more than whose attitude it is: nothing else, or one word in front.
    fn adds_little(&self, vocabulary: &Vocabulary, one: &Held, other: &Held) -> bool {
        let rest = self.rest[0] + self.rest[1];
        if self.numbers != [0, 0] || rest > Kind::Other.weight() {
            return false;
        }
        let (longer, shorter) = if one.weight < other.weight { (other, one) } else { (one, other) };
        let mut words = longer.words.iter().map(|&word| vocabulary.senses[word as usize]);
        let is_known = |stem: u32| shorter.has(stem);
        let is_heavy = |kind: Kind| kind.weight() >= Kind::Other.weight();
        rest == 0
            || words.any(|sense| is_heavy(sense.kind) && is_known(sense.stem))
                && words.all(|sense| sense.kind != Kind::Other || is_known(sense.stem))
    }

    /// Returns whether nothing speaks against two claims being the same. Two words are enough only where one claim has
    /// nothing else.
    fn is_same(&self, one: &Held, other: &Held) -> bool {
        let both = |weights: [u32; 2]| weights[0] > 0 && weights[1] > 0;
        one.negations == other.negations
            && one.asks == other.asks
            && !both(self.numbers)
            && !both(self.agents)
            && !self.has_other_report
            && self.shared >= if both(self.rest) { 3 } else { 2 } * Kind::Other.weight()
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
    let (denying, said) = if one.negations > other.negations { (one, other) } else { (other, one) };
    if denying.negations != said.negations + 1 || overlap.numbers.iter().all(|&weight| weight > 0) {
        return false;
    }
    let least = said.weight.min(denying.weight);
    let is_enough = |denial: &Denial| {
        let enough = if denial.is_direct { thresholds.contradicts } else { 100 };
        denial.shared > 0 && 100 * denial.shared >= enough * least
    };
    // What a second negation denies may itself be denied.
    let is_negation = |word: &u32| vocabulary.senses[*word as usize].denies;
    let first = denying.words.iter().position(is_negation);
    let denial = first.and_then(|place| Denial::at(vocabulary, denying, place, said));
    denial.is_some_and(|denial| is_enough(&denial))
}

/// What a negation in one claim does to another.
struct Denial {
    /// The weight of the words after it, and of the agents, that the other has, too.
    shared: u32,
    /// Whether the first word of weight after it is one of them, and not only some later one: "I do not think that …".
    is_direct: bool,
}

impl Denial {
    fn at(vocabulary: &Vocabulary, denying: &Held, place: usize, said: &Held) -> Option<Self> {
        let sense = |word: &u32| vocabulary.senses[*word as usize];
        let (first, heavy) = denied_by(vocabulary, denying, place)?;
        let is_direct = said.has(heavy.stem);
        if !is_direct && first.kind != Kind::Attitude || denies(vocabulary, said, heavy.stem) {
            return None;
        }
        let is_own = sense(&denying.words[place]).kind != Kind::Empty;
        let after = denying.words[if is_own { 0 } else { place + 1 }..].iter().map(sense);
        let agents = denying.words.iter().map(sense).filter(|it| it.kind == Kind::Agent);
        let shared = after.chain(agents).filter(|it| said.has(it.stem));
        let mut stems: Vec<(u32, u32)> = shared.map(|it| (it.stem, it.kind.weight())).collect();
        stems.sort_unstable();
        stems.dedup_by_key(|(stem, _)| *stem);
        let shared = stems.iter().map(|(_, weight)| weight).sum();
        (shared >= 2 * Kind::Other.weight()).then_some(Self { shared, is_direct })
    }
}

/// Returns the first word that a negation denies, and the first that is neither attitude nor agent; of "unlawful",
/// itself.
fn denied_by(vocabulary: &Vocabulary, held: &Held, place: usize) -> Option<(Sense, Sense)> {
    let sense = |word: &u32| vocabulary.senses[*word as usize];
    let is_own =
        sense(&held.words[place]).kind != Kind::Empty && !vocabulary.turns(held.words[place]);
    let from = if is_own { place } else { place + 1 };
    let mut telling = held.words[from..].iter().map(sense).filter(|it| it.kind != Kind::Empty);
    let first = telling.next()?;
    let is_heavy = |sense: &Sense| !matches!(sense.kind, Kind::Attitude | Kind::Agent);
    let heavy = if is_heavy(&first) { first } else { telling.find(is_heavy)? };
    Some((first, heavy))
}

/// Returns whether a claim denies what has a stem, or would turn it round: "prevent".
fn denies(vocabulary: &Vocabulary, held: &Held, stem: u32) -> bool {
    let turns = |place: &usize| {
        let word = held.words[*place];
        vocabulary.senses[word as usize].denies || vocabulary.turns(word)
    };
    let mut places = (0..held.words.len()).filter(turns);
    places.any(|place| {
        denied_by(vocabulary, held, place).is_some_and(|(_, heavy)| heavy.stem == stem)
    })
}
