//! What the parser looks at when it chooses a move or a relation: words, tags, distances, and the tree so far.
//!
//! After Zhang and Nivre (2011), "Transition-based Dependency Parsing with Rich Non-local Features".

use crate::learn::feature;

use super::state::NOBODY;
use super::state::Node;
use super::state::State;

/// Something of a word that is not there.
const NONE: u64 = 0xffff;
/// Longer distances count as this one.
const FAR: u32 = 10;
/// More dependents count as this many.
const MANY: u8 = 4;

/// The words of a sentence, as the parser sees them.
pub(crate) struct Sentence<'a> {
    /// Each word in lower case.
    pub(crate) words: &'a [u64],
    /// Each word's tag.
    pub(crate) tags: &'a [u16],
}

impl Sentence<'_> {
    fn word(&self, at: u32) -> u64 {
        self.words.get(at as usize).copied().unwrap_or(NONE)
    }

    fn tag(&self, at: u32) -> u64 {
        self.tags.get(at as usize).map_or(NONE, |tag| u64::from(*tag))
    }
}

/// A word and what is known of it.
#[derive(Clone, Copy)]
struct Seen<'a> {
    at: u32,
    word: u64,
    tag: u64,
    node: Option<&'a Node>,
}

impl Seen<'_> {
    fn relation(&self) -> u64 {
        self.node.map_or(NONE, |node| u64::from(node.relation))
    }
}

struct View<'a> {
    sentence: &'a Sentence<'a>,
    state: &'a State,
}

impl<'a> View<'a> {
    fn see(&self, at: u32) -> Seen<'a> {
        Seen {
            at,
            word: self.sentence.word(at),
            tag: self.sentence.tag(at),
            node: self.state.nodes.get(at as usize),
        }
    }

    fn head(&self, of: Seen<'_>) -> Seen<'a> {
        self.see(of.node.map_or(NOBODY, |node| node.head))
    }

    fn left(&self, of: Seen<'_>, nth: usize) -> Seen<'a> {
        self.see(of.node.map_or(NOBODY, |node| node.left[nth]))
    }

    fn right(&self, of: Seen<'_>, nth: usize) -> Seen<'a> {
        self.see(of.node.map_or(NOBODY, |node| node.right[nth]))
    }
}

/// Fills in the features that choose the next move.
pub(crate) fn of_move(sentence: &Sentence<'_>, state: &State, features: &mut Vec<u64>) {
    let view = View { sentence, state };
    let depth = state.stack.len();
    let stacked = |nth: usize| {
        view.see(depth.checked_sub(nth + 1).map_or(NOBODY, |place| state.stack[place]))
    };
    let coming = |nth: u32| view.see(state.next + nth);
    let (s0, s1) = (stacked(0), stacked(1));
    let (n0, n1, n2) = (coming(0), coming(1), coming(2));
    let before = view.see(state.next.wrapping_sub(1));
    let head = view.head(s0);
    let head2 = view.head(head);
    let (left, left2) = (view.left(s0, 0), view.left(s0, 1));
    let (right, right2) = (view.right(s0, 0), view.right(s0, 1));
    let (next_left, next_left2) = (view.left(n0, 0), view.left(n0, 1));
    let distance = u64::from(state.next.wrapping_sub(s0.at).min(FAR));
    let left_count = s0.node.map_or(0, |node| u64::from(node.left_count.min(MANY)));
    let right_count = s0.node.map_or(0, |node| u64::from(node.right_count.min(MANY)));
    let next_count = n0.node.map_or(0, |node| u64::from(node.left_count.min(MANY)));
    let left_set = s0.node.map_or(0, |node| node.left_relations);
    let right_set = s0.node.map_or(0, |node| node.right_relations);
    let next_set = n0.node.map_or(0, |node| node.left_relations);
    let has_head = u64::from(s0.node.is_some_and(|node| node.head != NOBODY));

    features.clear();
    let mut template = 100;
    let mut add = |parts: &[u64]| {
        features.push(feature(template, parts));
        template += 1;
    };
    add(&[has_head, s0.tag]);
    add(&[s0.word, s0.tag]);
    add(&[s0.word]);
    add(&[s0.tag]);
    add(&[n0.word, n0.tag]);
    add(&[n0.word]);
    add(&[n0.tag]);
    add(&[n1.word, n1.tag]);
    add(&[n1.word]);
    add(&[n1.tag]);
    add(&[n2.word, n2.tag]);
    add(&[n2.word]);
    add(&[n2.tag]);

    add(&[s0.word, s0.tag, n0.word, n0.tag]);
    add(&[s0.word, s0.tag, n0.word]);
    add(&[s0.word, n0.word, n0.tag]);
    add(&[s0.word, s0.tag, n0.tag]);
    add(&[s0.tag, n0.word, n0.tag]);
    add(&[s0.word, n0.word]);
    add(&[s0.tag, n0.tag, has_head]);
    add(&[n0.tag, n1.tag]);
    add(&[n0.word, n1.tag]);

    add(&[n0.tag, n1.tag, n2.tag]);
    add(&[s0.tag, n0.tag, n1.tag]);
    add(&[s0.tag, n0.tag, n1.tag, n2.tag]);
    add(&[head.tag, s0.tag, n0.tag]);
    add(&[s0.tag, left.tag, n0.tag]);
    add(&[s0.tag, right.tag, n0.tag]);
    add(&[s0.tag, n0.tag, next_left.tag]);
    add(&[s1.tag, s0.tag, n0.tag]);
    add(&[s1.tag, s0.tag, n0.tag, n1.tag]);
    add(&[s1.tag, n0.tag]);
    add(&[before.tag, s0.tag, n0.tag]);

    add(&[s0.word, distance]);
    add(&[s0.tag, distance]);
    add(&[n0.word, distance]);
    add(&[n0.tag, distance]);
    add(&[s0.tag, n0.tag, distance]);
    add(&[s0.word, n0.tag, distance]);

    add(&[s0.word, right_count]);
    add(&[s0.tag, right_count]);
    add(&[s0.word, left_count]);
    add(&[s0.tag, left_count]);
    add(&[n0.word, next_count]);
    add(&[n0.tag, next_count]);

    add(&[head.word, s0.relation()]);
    add(&[head.tag]);
    add(&[s0.relation(), n0.tag]);
    add(&[s0.relation(), s0.tag, n0.tag, n1.tag]);
    add(&[left.word]);
    add(&[left.relation(), left.tag]);
    add(&[right.word]);
    add(&[right.relation(), right.tag]);
    add(&[right.relation(), n0.tag, s0.tag]);
    add(&[next_left.word]);
    add(&[next_left.relation(), next_left.tag]);

    add(&[head2.tag, head.tag, s0.tag]);
    add(&[head.relation(), s0.relation(), n0.tag]);
    add(&[left2.relation(), left.relation(), s0.tag]);
    add(&[right2.relation(), right.relation(), s0.tag, n0.tag]);
    add(&[next_left2.relation(), next_left.relation(), n0.tag]);
    add(&[s0.tag, right.tag, right2.tag]);
    add(&[n0.tag, next_left.tag, next_left2.tag]);

    add(&[s0.word, right_set]);
    add(&[s0.tag, right_set, n0.tag]);
    add(&[s0.word, left_set]);
    add(&[s0.tag, left_set]);
    add(&[n0.word, next_set]);
    add(&[n0.tag, next_set, s0.tag]);
    add(&[right.word, n0.word, s0.tag]);
    add(&[s0.word, right.tag, n0.word]);
    add(&[s1.word, s0.word, n0.tag]);
}

/// Fills in the features that choose the relation of a dependent to its head.
pub(crate) fn of_relation(
    sentence: &Sentence<'_>,
    state: &State,
    head: u32,
    dependent: u32,
    features: &mut Vec<u64>,
) {
    let view = View { sentence, state };
    let (head, dependent) = (view.see(head), view.see(dependent));
    let is_left = dependent.at < head.at;
    let side = u64::from(is_left);
    let distance = u64::from(head.at.abs_diff(dependent.at).min(FAR)) * 2 + side;
    let (left, right) = (view.left(dependent, 0), view.right(dependent, 0));
    let left2 = view.left(dependent, 1);
    let sibling = if is_left { view.left(head, 0) } else { view.right(head, 0) };
    let other = if is_left { view.right(head, 0) } else { view.left(head, 0) };
    let set = |seen: Seen<'_>| {
        seen.node.map_or(0, |node| node.left_relations | node.right_relations.rotate_left(1))
    };
    let (head_set, dependent_set) = (set(head), set(dependent));
    let before = view.see(dependent.at.wrapping_sub(1));
    let after = view.see(dependent.at + 1);
    let after_head = view.see(head.at.saturating_add(1));
    let grandparent = view.head(head);

    features.clear();
    let mut template = 300;
    let mut add = |parts: &[u64]| {
        features.push(feature(template, parts));
        template += 1;
    };
    add(&[side]);
    add(&[head.word, side]);
    add(&[head.tag, side]);
    add(&[dependent.word, side]);
    add(&[dependent.tag, side]);
    add(&[dependent.word, dependent.tag, side]);
    add(&[head.word, head.tag, side]);
    add(&[head.tag, dependent.tag, side]);
    add(&[head.word, dependent.word, side]);
    add(&[head.word, dependent.tag, side]);
    add(&[head.tag, dependent.word, side]);
    add(&[head.tag, dependent.tag, distance]);
    add(&[dependent.tag, distance]);
    add(&[dependent.word, distance]);
    add(&[left.word, dependent.tag, side]);
    add(&[left.word, head.word, side]);
    add(&[left.word, head.tag, dependent.tag]);
    add(&[left.relation(), left.tag, dependent.tag]);
    add(&[left2.relation(), left.relation(), dependent.tag]);
    add(&[left2.word, dependent.tag, side]);
    add(&[right.relation(), right.tag, dependent.tag]);
    add(&[right.word, dependent.tag]);
    add(&[sibling.relation(), sibling.tag, dependent.tag, side]);
    add(&[sibling.relation(), head.word, side]);
    add(&[sibling.relation(), dependent.tag, head.tag, side]);
    add(&[other.relation(), other.tag, dependent.tag, side]);
    add(&[head_set, dependent.tag, side]);
    add(&[head_set, head.tag, dependent.tag, side]);
    add(&[dependent_set, dependent.tag, head.tag, side]);
    add(&[dependent_set, dependent.word, side]);
    add(&[head.relation(), head.tag, dependent.tag, side]);
    add(&[grandparent.tag, head.tag, dependent.tag, side]);
    add(&[before.tag, dependent.tag, after.tag]);
    add(&[before.word, dependent.tag, side]);
    add(&[after.word, dependent.tag, side]);
    add(&[after_head.tag, head.tag, dependent.tag, side]);
    add(&[before.tag, dependent.word]);
    add(&[head.word, dependent_set, dependent.tag]);
}
