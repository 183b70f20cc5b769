//! A tree in the making: a stack, what is still to come, and the arcs so far. Arc-eager, the root after the last word.
//!
//! ```text
//! stack        coming            move
//! he           said so ROOT      left:   he ← said
//!              said so ROOT      shift:  said goes on the stack
//! said         so ROOT           right:  said → so, and so goes on the stack
//! said so      ROOT              reduce: so has its head and goes
//! said         ROOT              left:   said ← ROOT
//! ```

use crate::model::Relation;

/// No word.
pub(crate) const NOBODY: u32 = u32::MAX;

/// What can be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack depends on the next word, and goes.
    Left,
    /// The next word depends on the top of the stack, and goes upon it.
    Right,
    /// The top of the stack, which has its head, goes.
    Reduce,
}

impl Move {
    /// All moves, in the order of their numbers.
    pub(crate) const ALL: [Self; 4] = [Self::Shift, Self::Left, Self::Right, Self::Reduce];
}

/// A word in the tree: its head, and its outer dependents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) head: u32,
    pub(crate) relation: u8,
    pub(crate) is_stacked: bool,
    /// The leftmost dependent, and the one that was leftmost before it.
    pub(crate) left: [u32; 2],
    /// The rightmost dependent, and the one that was rightmost before it.
    pub(crate) right: [u32; 2],
    pub(crate) left_count: u8,
    pub(crate) right_count: u8,
    /// The relations of its dependents on each side, as a set.
    pub(crate) left_relations: u64,
    pub(crate) right_relations: u64,
}

const NO_RELATION: u8 = u8::MAX;

impl Node {
    const NEW: Self = Self {
        head: NOBODY,
        relation: NO_RELATION,
        is_stacked: false,
        left: [NOBODY; 2],
        right: [NOBODY; 2],
        left_count: 0,
        right_count: 0,
        left_relations: 0,
        right_relations: 0,
    };
}

/// A state of the parser. The root is the node after the last word.
pub(crate) struct State {
    pub(crate) nodes: Vec<Node>,
    pub(crate) stack: Vec<u32>,
    pub(crate) next: u32,
}

impl State {
    /// Returns the state before the first word.
    pub(crate) fn new(words: usize) -> Self {
        Self { nodes: vec![Node::NEW; words + 1], stack: Vec::new(), next: 0 }
    }

    /// Returns the number of the root.
    pub(crate) fn root(&self) -> u32 {
        u32::try_from(self.nodes.len() - 1).unwrap_or(NOBODY)
    }

    /// Returns whether every word has its head.
    pub(crate) fn is_done(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// Returns the words on top of the stack, the first below the other.
    pub(crate) fn top(&self) -> Option<u32> {
        self.stack.last().copied()
    }

    /// Returns whether a word has its head.
    pub(crate) fn has_head(&self, word: u32) -> bool {
        self.nodes[word as usize].head != NOBODY
    }

    /// Returns whether a move can be made.
    pub(crate) fn allows(&self, next: Move) -> bool {
        let is_end = self.next == self.root();
        match (next, self.top()) {
            (Move::Shift, _) | (Move::Right, Some(_)) => !is_end,
            (Move::Left, Some(top)) => !self.has_head(top),
            (Move::Reduce, Some(top)) => self.has_head(top),
            (_, None) => false,
        }
    }

    /// Makes a move that is allowed; the relation counts where it draws an arc.
    pub(crate) fn make(&mut self, next: Move, relation: Relation) {
        match next {
            Move::Shift => self.push(),
            Move::Right => {
                let top = self.top().expect("the move is allowed");
                self.draw(top, self.next, relation);
                self.push();
            }
            Move::Left => {
                let top = self.pop();
                self.draw(self.next, top, relation);
            }
            Move::Reduce => drop(self.pop()),
        }
    }

    fn push(&mut self) {
        self.stack.push(self.next);
        self.nodes[self.next as usize].is_stacked = true;
        self.next += 1;
    }

    fn pop(&mut self) -> u32 {
        let top = self.stack.pop().expect("the move is allowed");
        self.nodes[top as usize].is_stacked = false;
        top
    }

    fn draw(&mut self, head: u32, dependent: u32, relation: Relation) {
        let number = relation.number();
        let node = &mut self.nodes[dependent as usize];
        node.head = head;
        node.relation = u8::try_from(number).unwrap_or(NO_RELATION);
        let bit = 1u64 << (number & 63);
        let node = &mut self.nodes[head as usize];
        if dependent < head {
            node.left = [dependent, node.left[0]];
            node.left_count = node.left_count.saturating_add(1);
            node.left_relations |= bit;
        } else {
            node.right = [dependent, node.right[0]];
            node.right_count = node.right_count.saturating_add(1);
            node.right_relations |= bit;
        }
    }

    /// Returns the head and relation of each word: the first that depends on the root is the sentence's, the
    /// others hang on it.
    pub(crate) fn tree(&self) -> Vec<(Option<u32>, Relation)> {
        let root = self.root();
        let beside = Relation::named("parataxis").unwrap_or(Relation::PUNCT);
        let words = &self.nodes[..root as usize];
        let first = words.iter().zip(0..).find(|(node, _)| node.head == root).map(|(_, at)| at);
        let arc = |(node, at): (&Node, u32)| match first {
            Some(first) if first == at => (None, Relation::ROOT),
            Some(_) if node.head == root || node.head == NOBODY => (first, beside),
            _ => (Some(node.head), relation_numbered(node.relation)),
        };
        words.iter().zip(0..).map(arc).collect()
    }
}

fn relation_numbered(number: u8) -> Relation {
    Relation::numbered(usize::from(number)).unwrap_or(Relation::ROOT)
}

#[cfg(test)]
mod tests {
    use super::Move;
    use super::State;
    use crate::model::Relation;

    fn check(words: usize, moves: &[Move], expected: &[Option<u32>]) {
        let mut state = State::new(words);
        for next in moves {
            assert!(state.allows(*next), "{next:?}");
            state.make(*next, Relation::PUNCT);
        }
        assert!(state.is_done());
        let heads: Vec<Option<u32>> = state.tree().iter().map(|arc| arc.0).collect();
        assert_eq!(heads, expected);
    }

    #[test]
    fn moves_draw_a_tree() {
        use Move::*;
        check(3, &[Shift, Left, Shift, Right, Reduce, Left], &[Some(1), None, Some(1)]);
    }

    #[test]
    fn one_word_is_the_root() {
        use Move::*;
        check(3, &[Shift, Shift, Shift, Left, Left, Left], &[None, Some(0), Some(0)]);
        check(0, &[], &[]);
    }

    #[test]
    fn what_would_break_the_tree_is_not_allowed() {
        let mut state = State::new(1);
        assert!(!state.allows(Move::Left) && !state.allows(Move::Right));
        state.make(Move::Shift, Relation::PUNCT);
        assert!(!state.allows(Move::Shift) && !state.allows(Move::Reduce));
        assert!(!state.allows(Move::Right) && state.allows(Move::Left));
    }
}
