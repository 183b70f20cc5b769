//! Heads: nouns outside names, each with the phrase that it ends, that may describe an entity of the text.
//!
//! > the **Syrian opposition** wants **peace talks**, **protesters** said

use std::collections::HashMap;

use crate::analyse::names::descriptions::Taken;
use crate::model::EntityType;
use crate::model::Name;
use crate::model::Word;

use super::scene::Scene;

/// None, and one class for each type.
pub(crate) const CLASSES: usize = 1 + EntityType::ALL.len();

/// A phrase begins at most so many tokens before its head.
const LONGEST: usize = 6;
const STEPS: usize = 3;

/// A noun that may describe an entity.
pub(crate) struct Head {
    /// The token of the noun.
    pub(crate) token: usize,
    /// The first token of its phrase.
    pub(crate) start: usize,
    /// The description that the rules find there.
    pub(super) by_rule: Option<usize>,
    /// What the rules say that it describes.
    pub(super) entity_type: Option<EntityType>,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Whether a name stands before it in its phrase.
    pub(super) name_inside: bool,
}

/// Returns the class of a type.
pub(crate) fn class_of(entity_type: EntityType) -> usize {
    entity_type as usize + 1
}

/// Returns the nouns that may describe an entity, outside the names; both lists are sorted.
pub(crate) fn heads(scene: &Scene, names: &[Name], described: &[Name]) -> Vec<Head> {
    let taken = Taken::new(&scene.words, names);
    let mut rules = described.iter().enumerate().peekable();
    let mut heads = Vec::new();
    for (number, sentence) in scene.sentences().iter().enumerate() {
        for token in sentence.tokens.clone() {
            let end = scene.words.tokens[token].span.end();
            while rules.next_if(|(_, name)| name.span.end() < end).is_some() {}
            let by_rule = rules.peek().filter(|(_, name)| name.span.end() == end).copied();
            if taken.is_inside(token) || !(by_rule.is_some() || is_noun(scene, token)) {
                continue;
            }
            let start = match by_rule {
                Some((_, name)) => scene.tokens_in(name.span).start,
                None => start(scene, token, sentence.tokens.start),
            };
            heads.push(Head {
                token,
                start,
                by_rule: by_rule.map(|(at, _)| at),
                entity_type: by_rule.and_then(|(_, name)| name.entity_type),
                sentence: number,
                name_inside: (start..token).any(|token| taken.is_inside(token)),
            });
        }
    }
    heads
}

/// Returns whether a token is a noun that heads its phrase.
fn is_noun(scene: &Scene, token: usize) -> bool {
    let Some(word) = scene.word(token) else { return false };
    scene.words.is_word(token)
        && matches!(word.xpos.name(), "NN" | "NNS" | "NNP" | "NNPS")
        && !matches!(word.relation.name(), "compound" | "flat" | "goeswith" | "fixed")
}

/// Returns where the phrase of a noun begins, articles and owners left out.
fn start(scene: &Scene, token: usize, first: usize) -> usize {
    let least = first.max(token.saturating_sub(LONGEST));
    let mut start = token;
    while start > least
        && scene.words.follows_closely(start)
        && scene.word(start - 1).is_some_and(|word| modifies(scene, word, token))
    {
        start -= 1;
    }
    start
}

/// Returns whether a word stands before a noun as its adjective, number or first part.
fn modifies(scene: &Scene, word: &Word, token: usize) -> bool {
    let is_modifier = |word: &Word| {
        matches!(word.relation.base(), "amod" | "compound" | "nummod" | "flat" | "advmod" | "punct")
    };
    let mut word = word;
    if word.relation.is("punct") && !matches!(scene.words.word(word.token as usize), "-" | "–") {
        return false;
    }
    for _ in 0..STEPS {
        if !is_modifier(word) {
            return false;
        }
        let Some(head) = word.head.and_then(|head| scene.analysed.words.get(head as usize)) else {
            return false;
        };
        if head.token as usize == token {
            return true;
        }
        word = head;
    }
    false
}

/// How often a text has each noun, and where first.
pub(crate) struct Lemmas<'a> {
    pub(super) counts: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Lemmas<'a> {
    pub(crate) fn new(scene: &Scene<'a>, heads: &[Head]) -> Self {
        let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
        for head in heads {
            let Some(word) = scene.word(head.token) else { continue };
            counts.entry(scene.lemma(word)).or_insert((0, head.token)).0 += 1;
        }
        Self { counts }
    }
}

/// Returns the class with the highest score but the first, and by how much it is ahead of the first.
pub(crate) fn best(scores: &[i32; CLASSES]) -> (usize, i32) {
    let mut best = 1;
    for class in 2..CLASSES {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    (best, scores[best].saturating_sub(scores[0]))
}
