//! What stands around a word of a name: the capitals in a row that it belongs to, the words beside them, and the word
//! that governs them in the tree.

use crate::learn::hash;

use super::scene::Scene;

/// So many capitals in a row are looked at.
const REACH: usize = 12;
/// So many steps up the tree are taken.
const STEPS: usize = 8;
const NONE: u64 = 0xffff;

/// The capitals in a row around a token.
pub(super) struct Surroundings {
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Surroundings {
    pub(super) fn new(scene: &Scene, at: usize) -> Self {
        let words = &scene.words;
        let (mut first, mut last) = (at, at);
        if words.is_capital(at) {
            let least = at.saturating_sub(REACH);
            while first > least && words.is_capital(first - 1) && words.follows_closely(first) {
                first -= 1;
            }
            let most = (at + REACH).min(words.tokens.len() - 1);
            while last < most && words.is_capital(last + 1) && words.follows_closely(last + 1) {
                last += 1;
            }
        }
        Self { first, last }
    }

    pub(super) fn length(&self) -> u64 {
        (self.last - self.first).min(4) as u64
    }

    pub(super) fn place(&self, at: usize) -> u64 {
        (at - self.first).min(3) as u64 * 4 + (self.last - at).min(3) as u64
    }

    pub(super) fn before(&self, scene: &Scene) -> u64 {
        self.first.checked_sub(1).map_or(NONE, |token| hash(&scene.words.lower(token)))
    }

    pub(super) fn after(&self, scene: &Scene) -> u64 {
        let next = self.last + 1;
        if next < scene.words.tokens.len() { hash(&scene.words.lower(next)) } else { NONE }
    }

    /// Returns the relation of the capitals to the word outside that governs them, its lemma and its part of speech.
    pub(super) fn governor(&self, scene: &Scene) -> (u64, u64, u64) {
        let Some(mut word) = scene.word(self.last) else { return (NONE, NONE, NONE) };
        for _ in 0..STEPS {
            let relation = word.relation.number() as u64;
            let Some(head) = word.head.and_then(|head| scene.analysed.words.get(head as usize))
            else {
                return (relation, NONE, NONE);
            };
            if !(self.first..=self.last).contains(&(head.token as usize)) {
                return (relation, hash(scene.lemma(head)), head.upos.number() as u64);
            }
            word = head;
        }
        (NONE, NONE, NONE)
    }
}
