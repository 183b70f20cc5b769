//! Learns to parse: the parser makes its own moves, and a dynamic oracle says which would have been right.
//!
//! After Goldberg and Nivre (2012), "A Dynamic Oracle for Arc-Eager Dependency Parsing".

use crate::analyse::grammar::features;
use crate::analyse::grammar::features::Sentence;
use crate::analyse::grammar::parser;
use crate::analyse::grammar::state::Move;
use crate::analyse::grammar::state::State;
use crate::learn::Linear;
use crate::learn::Trainer;
use crate::learn::best_of;
use crate::model::Relation;

use super::chance::Chance;

/// How a parser is trained.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// How often it sees every sentence.
    pub(super) epochs: usize,
    /// Features that changed less often are left out.
    pub(super) min_updates: u32,
}

/// A sentence with its right tree.
pub(super) struct Example {
    pub(super) words: Vec<u64>,
    pub(super) tags: Vec<u16>,
    /// The head of each word; the root's number where it has none.
    pub(super) heads: Vec<u32>,
    pub(super) relations: Vec<Relation>,
    dependents: Vec<Vec<u32>>,
}

impl Example {
    /// Returns an example; a word without head depends on the root.
    pub(super) fn new(
        words: Vec<u64>,
        tags: Vec<u16>,
        heads: &[Option<usize>],
        relations: Vec<Relation>,
    ) -> Self {
        let number = |place: usize| u32::try_from(place).expect("sentences are short");
        let root = number(words.len());
        let heads: Vec<u32> = heads.iter().map(|head| head.map_or(root, number)).collect();
        let mut dependents = vec![Vec::new(); words.len() + 1];
        for (head, word) in heads.iter().zip(0..) {
            dependents[*head as usize].push(word);
        }
        Self { words, tags, heads, relations, dependents }
    }

    /// Returns how many right arcs can no longer be drawn after a move that is allowed.
    fn cost(&self, state: &State, next: Move) -> usize {
        let Some(top) = state.top() else { return 0 };
        let coming = state.next;
        let head_of = |word: u32| self.heads.get(word as usize).copied();
        let is_stacked = |word: u32| state.nodes[word as usize].is_stacked;
        let lost_dependents = |word: u32| {
            self.dependents[word as usize].iter().filter(|dependent| **dependent >= coming).count()
        };
        let waiting_dependents = || {
            let dependents = self.dependents[coming as usize].iter();
            let waits = |word: &&u32| is_stacked(**word) && !state.has_head(**word);
            dependents.filter(|word| **word < coming).filter(waits).count()
        };
        match next {
            Move::Shift => {
                let loses_head =
                    head_of(coming).is_some_and(|head| head < coming && is_stacked(head));
                usize::from(loses_head) + waiting_dependents()
            }
            Move::Right => {
                let head = head_of(coming);
                let loses_head =
                    head != Some(top) && head.is_some_and(|head| head > coming || is_stacked(head));
                usize::from(loses_head) + waiting_dependents()
            }
            Move::Left => {
                let loses_head = head_of(top).is_some_and(|head| head > coming);
                usize::from(loses_head) + lost_dependents(top)
            }
            Move::Reduce => lost_dependents(top),
        }
    }
}

/// Learns from trees; returns the models of moves and of relations.
pub(super) fn learn(examples: &[Example], settings: Settings) -> (Vec<u8>, Vec<u8>) {
    let mut learner = Learner {
        moves: Trainer::new(Move::ALL.len()),
        relations: Trainer::new(Relation::NAMES.len()),
        chance: Chance::new(2),
        features: Vec::new(),
    };
    let mut order: Vec<&Example> = examples.iter().collect();
    for epoch in 0..settings.epochs {
        learner.chance.shuffle(&mut order);
        for example in &order {
            learner.sentence(example, epoch > 0);
        }
    }
    (learner.moves.freeze(settings.min_updates), learner.relations.freeze(settings.min_updates))
}

struct Learner {
    moves: Trainer,
    relations: Trainer,
    chance: Chance,
    features: Vec<u64>,
}

impl Learner {
    fn sentence(&mut self, example: &Example, explores: bool) {
        const EXPLORING_PERCENT: usize = 90;
        let sentence = Sentence { words: &example.words, tags: &example.tags };
        let mut state = State::new(example.words.len());
        while !state.is_done() {
            let next = parser::only_move(&state).unwrap_or_else(|| {
                let (right, guessed) = self.choose(example, &sentence, &state);
                let follows_guess = explores && self.chance.percent(EXPLORING_PERCENT);
                if follows_guess { guessed } else { right }
            });
            let relation = self.relation(example, &sentence, &state, next);
            state.make(next, relation);
        }
    }

    /// Returns the best right move, and the one that was guessed; learns from the difference.
    fn choose(
        &mut self,
        example: &Example,
        sentence: &Sentence<'_>,
        state: &State,
    ) -> (Move, Move) {
        features::of_move(sentence, state, &mut self.features);
        let mut scores = [0; Move::ALL.len()];
        self.moves.add_scores(&self.features, &mut scores);
        let guessed = parser::best_move(&scores, state);
        let costs = Move::ALL.map(|next| state.allows(next).then(|| example.cost(state, next)));
        let least = costs.iter().flatten().min().copied();
        let right = best_of(&scores, |class| costs[class].is_some() && costs[class] == least);
        let right = right.map_or(guessed, |class| Move::ALL[class]);
        let is_right = costs[guessed as usize] == least;
        let guess = if is_right { right } else { guessed };
        self.moves.learn(&self.features, right as usize, guess as usize);
        (right, guessed)
    }

    /// Returns the relation that is guessed for the arc of a move; learns from it where the arc is right.
    fn relation(
        &mut self,
        example: &Example,
        sentence: &Sentence<'_>,
        state: &State,
        next: Move,
    ) -> Relation {
        let Some((head, dependent)) = parser::arc(state, next) else { return Relation::ROOT };
        if head == state.root() {
            return Relation::ROOT;
        }
        features::of_relation(sentence, state, head, dependent, &mut self.features);
        let mut scores = [0; Relation::NAMES.len()];
        self.relations.add_scores(&self.features, &mut scores);
        let guessed = best_of(&scores, |class| class != Relation::ROOT.number()).unwrap_or(1);
        if example.heads[dependent as usize] == head {
            let right = example.relations[dependent as usize].number();
            self.relations.learn(&self.features, right, guessed);
        }
        Relation::numbered(guessed).unwrap_or(Relation::PUNCT)
    }
}

#[cfg(test)]
mod tests {
    use super::Example;
    use crate::analyse::grammar::state::Move;
    use crate::analyse::grammar::state::State;
    use crate::model::Relation;

    /// Compares what each move costs after others: "he said so", said the root of both.
    fn check(before: &[Move], expected: [Option<usize>; 4]) {
        let heads = [Some(1), None, Some(1)];
        let example = Example::new(vec![0; 3], vec![0; 3], &heads, vec![Relation::PUNCT; 3]);
        let mut state = State::new(3);
        for next in before {
            state.make(*next, Relation::PUNCT);
        }
        let costs = Move::ALL.map(|next| state.allows(next).then(|| example.cost(&state, next)));
        assert_eq!(costs, expected);
    }

    #[test]
    fn what_loses_no_arc_costs_nothing() {
        // Shift, left, right, reduce.
        check(&[], [Some(0), None, None, None]);
        check(&[Move::Shift], [Some(1), Some(0), Some(2), None]);
        check(&[Move::Shift, Move::Left, Move::Shift], [Some(1), Some(2), Some(0), None]);
    }

    #[test]
    fn after_a_wrong_move_the_rest_can_still_be_right() {
        // "he → said" is drawn: neither the head of "he" nor that of "said" can be right any more.
        check(&[Move::Shift, Move::Right], [Some(1), None, Some(0), Some(1)]);
    }
}
