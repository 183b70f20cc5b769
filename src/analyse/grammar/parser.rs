//! Trees: one move after another, the best that the model knows, without going back.

use crate::learn::Linear;
use crate::learn::best_of;
use crate::model::Relation;

use super::features;
use super::features::Sentence;
use super::state::Move;
use super::state::State;

/// Chooses moves and relations; keeps what would else be made anew for every word.
pub(crate) struct Parser<'a, Moves, Relations> {
    pub(crate) moves: &'a Moves,
    pub(crate) relations: &'a Relations,
    pub(crate) features: Vec<u64>,
    pub(crate) scores: Vec<i32>,
}

impl<'a, Moves: Linear, Relations: Linear> Parser<'a, Moves, Relations> {
    /// Returns a parser that asks two models.
    pub(crate) fn new(moves: &'a Moves, relations: &'a Relations) -> Self {
        Self { moves, relations, features: Vec::new(), scores: Vec::new() }
    }

    /// Returns the head and relation of each word of a sentence.
    pub(crate) fn tree(&mut self, sentence: &Sentence<'_>) -> Vec<(Option<u32>, Relation)> {
        let mut state = State::new(sentence.words.len());
        while !state.is_done() {
            let next = self.next_move(sentence, &state);
            let relation = self.relation(sentence, &state, next);
            state.make(next, relation);
        }
        state.tree()
    }

    fn next_move(&mut self, sentence: &Sentence<'_>, state: &State) -> Move {
        let only = only_move(state);
        only.unwrap_or_else(|| {
            features::of_move(sentence, state, &mut self.features);
            reset(&mut self.scores, self.moves.classes());
            self.moves.add_scores(&self.features, &mut self.scores);
            best_move(&self.scores, state)
        })
    }

    /// Returns the relation of the arc that a move draws.
    pub(crate) fn relation(
        &mut self,
        sentence: &Sentence<'_>,
        state: &State,
        next: Move,
    ) -> Relation {
        let Some((head, dependent)) = arc(state, next) else { return Relation::ROOT };
        if head == state.root() {
            return Relation::ROOT;
        }
        features::of_relation(sentence, state, head, dependent, &mut self.features);
        reset(&mut self.scores, self.relations.classes());
        self.relations.add_scores(&self.features, &mut self.scores);
        best_of(&self.scores, |class| class != Relation::ROOT.number())
            .and_then(Relation::numbered)
            .unwrap_or(Relation::PUNCT)
    }
}

/// Returns the head and dependent of the arc that a move draws.
pub(crate) fn arc(state: &State, next: Move) -> Option<(u32, u32)> {
    match next {
        Move::Left => Some((state.next, state.top()?)),
        Move::Right => Some((state.top()?, state.next)),
        Move::Shift | Move::Reduce => None,
    }
}

/// Returns the move where there is no choice.
pub(crate) fn only_move(state: &State) -> Option<Move> {
    match state.top() {
        None => Some(Move::Shift),
        Some(top) if state.next == state.root() => {
            Some(if state.has_head(top) { Move::Reduce } else { Move::Left })
        }
        Some(_) => None,
    }
}

/// Returns the allowed move with the best score.
pub(crate) fn best_move(scores: &[i32], state: &State) -> Move {
    let best =
        best_of(scores, |class| Move::ALL.get(class).is_some_and(|next| state.allows(*next)));
    best.map_or(Move::Shift, |class| Move::ALL[class])
}

fn reset(scores: &mut Vec<i32>, classes: usize) {
    scores.clear();
    scores.resize(classes, 0);
}
