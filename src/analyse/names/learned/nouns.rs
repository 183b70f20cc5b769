//! What tells whether a noun describes an entity of the text: what the rules say, the noun, what opens its phrase and
//! what follows it, and the word that governs it.

use crate::learn::hash;
use crate::model::TokenKind;
use crate::model::Word;
use crate::model::WordClass;

use super::features::Features;
use super::heads::Head;
use super::heads::Lemmas;
use super::scene::Scene;

const NONE: u64 = 0xffff;
/// So many sentences are the beginning of a text.
const EARLY: usize = 3;

/// A noun, as numbers.
struct Noun {
    lemma: u64,
    tag: u64,
    suffix: u64,
    rule: u64,
    classes: u64,
    /// How often the text has it, and whether this is the first time.
    count: u64,
    is_first: u64,
    before: u64,
    determiner: u64,
    modifier: u64,
    length: u64,
    has_name: u64,
    next: u64,
    leads_to_name: u64,
    relation: u64,
    governor: u64,
    governor_tag: u64,
    speaks: u64,
    is_early: u64,
}

/// Fills in the features of a noun.
pub(crate) fn features(scene: &Scene, lemmas: &Lemmas, head: &Head, features: &mut Vec<u64>) {
    let mut features = Features::new(features, 300);
    let Some(word) = scene.word(head.token) else { return };
    let noun = noun(scene, lemmas, head, word);
    by_rule(&noun, &mut features);
    by_noun(&noun, &mut features);
    by_place(scene, head, &noun, &mut features);
}

fn noun(scene: &Scene, lemmas: &Lemmas, head: &Head, word: &Word) -> Noun {
    let words = &scene.words;
    let lower = |token: Option<usize>| {
        let token = token.filter(|&token| token < words.tokens.len());
        token.map_or(NONE, |token| hash(&words.lower(token)))
    };
    let lemma = scene.lemma(word);
    let (count, first) = lemmas.counts.get(lemma).copied().unwrap_or((1, head.token));
    let form = words.lower(head.token);
    let before = head.start.checked_sub(1);
    let governor = word.head.and_then(|head| scene.analysed.words.get(head as usize));
    let after = head.token + 2;
    Noun {
        lemma: hash(lemma),
        tag: word.xpos.number() as u64,
        suffix: hash(form.get(form.len().saturating_sub(3)..).unwrap_or(&form)),
        rule: head.entity_type.map_or(NONE, |entity_type| entity_type as u64),
        classes: words.classes(head.token).bits(),
        count: count.min(4) as u64,
        is_first: u64::from(first == head.token),
        before: lower(before),
        determiner: determiner(scene, before),
        modifier: if head.start < head.token { lower(Some(head.token - 1)) } else { NONE },
        length: (head.token - head.start).min(3) as u64,
        has_name: u64::from(head.name_inside),
        next: lower(Some(head.token + 1)),
        leads_to_name: u64::from(after < words.tokens.len() && words.is_capital(after)),
        relation: word.relation.number() as u64,
        governor: governor.map_or(NONE, |word| hash(scene.lemma(word))),
        governor_tag: governor.map_or(NONE, |word| word.upos.number() as u64),
        speaks: governor
            .map_or(NONE, |word| u64::from(words.has(word.token as usize, WordClass::SpeakerVerb))),
        is_early: u64::from(head.sentence < EARLY),
    }
}

fn by_rule(noun: &Noun, features: &mut Features) {
    let rule = noun.rule;
    for parts in [
        [].as_slice(),
        &[noun.lemma],
        &[noun.lemma, noun.tag],
        &[noun.suffix, noun.tag],
        &[rule],
        &[rule, noun.determiner],
        &[rule, noun.relation],
        &[rule, noun.tag, noun.determiner],
        &[rule, noun.count],
        &[rule, noun.length],
        &[rule, noun.has_name],
        &[rule, noun.next],
        &[rule, noun.next, noun.leads_to_name],
        &[rule, noun.before],
        &[rule, noun.governor],
        &[rule, noun.relation, noun.governor_tag],
        &[rule, noun.relation, noun.speaks],
    ] {
        features.add(parts);
    }
}

fn by_noun(noun: &Noun, features: &mut Features) {
    for parts in [
        [noun.lemma, noun.determiner].as_slice(),
        &[noun.lemma, noun.next],
        &[noun.lemma, noun.relation],
        &[noun.lemma, noun.modifier],
        &[noun.lemma, noun.count],
        &[noun.lemma, noun.length, noun.has_name],
        &[noun.lemma, noun.before],
        &[noun.lemma, noun.next, noun.leads_to_name],
        &[noun.modifier],
        &[noun.modifier, noun.rule],
        &[noun.determiner, noun.relation],
        &[noun.governor, noun.relation],
        &[noun.governor, noun.relation, noun.tag],
        &[noun.relation, noun.tag, noun.determiner],
        &[noun.relation, noun.speaks, noun.tag],
        &[noun.classes],
        &[noun.classes, noun.determiner],
        &[noun.classes, noun.relation],
    ] {
        features.add(parts);
    }
}

fn by_place(scene: &Scene, head: &Head, noun: &Noun, features: &mut Features) {
    let words = &scene.words;
    let is_capital = u64::from(words.is_capital(head.token));
    let is_start = u64::from(words.is_start(head.token));
    for parts in [
        [is_capital, is_start, noun.rule].as_slice(),
        &[noun.is_early, noun.rule],
        &[noun.is_early, noun.lemma],
        &[u64::from(scene.is_headline(head.token)), noun.rule],
        &[noun.count, noun.length, noun.tag],
        &[noun.is_first, noun.rule],
        &[noun.is_first, noun.count, noun.rule, noun.determiner],
        &[noun.is_first, noun.lemma],
        &[noun.is_first, noun.classes, noun.determiner],
        &[noun.is_first, noun.count, noun.relation],
    ] {
        features.add(parts);
    }
    features.add_bits(400, noun.classes);
}

/// Returns what opens a phrase: an article, a number, an owner, something else or nothing.
fn determiner(scene: &Scene, before: Option<usize>) -> u64 {
    let words = &scene.words;
    let Some(before) = before else { return NONE };
    if words.tokens[before].kind == TokenKind::Number {
        1
    } else if words.is_possessive(before) {
        2
    } else if words.has_any(before, &[WordClass::Article, WordClass::Definite, WordClass::Quantity])
    {
        hash(&words.lower(before))
    } else {
        u64::from(words.has(before, WordClass::Preposition)) + 3
    }
}
