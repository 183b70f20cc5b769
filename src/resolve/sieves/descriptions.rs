//! Descriptions of somebody or something that was named or described before.
//!
//! > **Deputy Minister** Roman Vasilenko … the **Deputy Minister**; the **parliamentary elections** … these
//! > **elections**; the **Central Election Commission** … the **Commission**

use std::collections::BTreeMap;

use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::TokenKind;
use crate::model::WordClass;

use crate::resolve::cast::Candidate;
use crate::resolve::cast::Cast;
use crate::resolve::cast::Determiner;
use crate::resolve::passage::Passage;

/// How many that have one head noun are looked at, the nearest first.
const WINDOW: usize = 24;
/// A year has so many digits.
const YEAR: usize = 4;
/// A bare "the observers" means a set spoken of at most so many sentences before.
const NEAR: usize = 6;

/// What a description can go back to: a candidate, as which words describe it.
#[derive(Clone)]
struct Antecedent {
    index: usize,
    modifiers: Vec<String>,
    is_plural: bool,
}

type Heads = BTreeMap<(EntityType, String), Vec<Antecedent>>;

/// Joins each description with the nearest that its head noun and its other words fit.
pub(super) fn join(passage: Passage, cast: &mut Cast) {
    let mut heads = Heads::new();
    for index in cast.in_order() {
        let Some(entity_type) = cast.entity_type(index) else { continue };
        let candidate = &cast.candidates[index];
        if candidate.is_described {
            let found = find(passage, cast, &heads, entity_type, index);
            remember(&mut heads, entity_type, &candidate.head, antecedent(passage, cast, index));
            if let Some(found) = found {
                cast.join(index, found, Resolution::Description, "description");
            }
        } else if entity_type == EntityType::Person {
            remember_posts(passage, cast, &mut heads, index);
        } else {
            remember(&mut heads, entity_type, &candidate.head, antecedent(passage, cast, index));
            if let Some(head) = known_head(passage, cast, index) {
                remember(&mut heads, entity_type, &head, antecedent(passage, cast, index));
            }
        }
    }
}

/// Returns the noun in the full name of a body of the registry: "office" for "ODIHR".
fn known_head(passage: Passage, cast: &Cast, index: usize) -> Option<String> {
    let candidate = &cast.candidates[index];
    let known = passage.lexicon.registry.named(candidate.span.of(passage.text))?;
    let is_preposition = |word: &&str| passage.lexicon.names.of(word).has(WordClass::Preposition);
    let lower = known.name.to_lowercase();
    let head = lower.split(' ').take_while(|word| !is_preposition(word)).last()?;
    (head != candidate.head).then(|| head.to_owned())
}

fn antecedent(passage: Passage, cast: &Cast, index: usize) -> Antecedent {
    let candidate = &cast.candidates[index];
    Antecedent {
        index,
        modifiers: candidate.modifiers.clone(),
        is_plural: is_plural(passage, cast, index),
    }
}

fn remember(heads: &mut Heads, entity_type: EntityType, head: &str, antecedent: Antecedent) {
    heads.entry((entity_type, head.to_owned())).or_default().push(antecedent);
}

/// Remembers a person under each post of the title in front of the name.
fn remember_posts(passage: Passage, cast: &Cast, heads: &mut Heads, index: usize) {
    let Some(title) = cast.candidates[index].title.clone() else { return };
    let words: Vec<String> = title.clone().map(|at| passage.lower(at).into_owned()).collect();
    for (at, word) in title.zip(&words) {
        if passage.has(at, WordClass::Role) {
            let modifiers = words.clone();
            let head = passage.lexicon.names.singular_of(word).unwrap_or_else(|| word.clone());
            remember(
                heads,
                EntityType::Person,
                &head,
                Antecedent { index, modifiers, is_plural: false },
            );
        }
    }
}

/// Finds whom a description goes back to.
fn find(
    passage: Passage,
    cast: &Cast,
    heads: &Heads,
    entity_type: EntityType,
    index: usize,
) -> Option<usize> {
    let candidate = &cast.candidates[index];
    if candidate.determiner == Determiner::Indefinite {
        return None;
    }
    let same = heads.get(&(entity_type, candidate.head.clone()))?;
    let near = same.iter().rev().take(WINDOW);
    let fits = |antecedent: &&Antecedent| fits(passage, cast, entity_type, index, antecedent);
    let own = weighty(passage, &candidate.modifiers);
    let is_exact = |antecedent: &&Antecedent| {
        matches!(entity_type, EntityType::Event | EntityType::Work)
            && !own.is_empty()
            && weighty(passage, &antecedent.modifiers) == own
    };
    let exact = near.clone().filter(is_exact).find(fits);
    exact.or_else(|| near.clone().find(fits)).map(|antecedent| antecedent.index)
}

fn fits(
    passage: Passage,
    cast: &Cast,
    entity_type: EntityType,
    index: usize,
    antecedent: &Antecedent,
) -> bool {
    let candidate = &cast.candidates[index];
    let other = &cast.candidates[antecedent.index];
    let own = weighty(passage, &candidate.modifiers);
    let theirs = weighty(passage, &antecedent.modifiers);
    let is_same = own == theirs;
    let is_less = own.iter().all(|word| theirs.contains(word));
    let is_more = theirs.iter().all(|word| own.contains(word));
    let is_definite = candidate.determiner == Determiner::Definite;
    let number_fits = antecedent.is_plural == is_plural(passage, cast, index);
    let words_fit = match entity_type {
        EntityType::Group => {
            let near = sentences_between(passage, cast, index, antecedent.index) <= NEAR;
            is_same && !own.is_empty()
                || (own.is_empty() && is_less && is_definite && near)
                || (is_same && !is_definite)
        }
        EntityType::Person => {
            is_less
                && (is_definite
                    || passage.word(candidate.tokens.start).starts_with(char::is_uppercase))
                && number_fits
        }
        EntityType::Event => {
            let is_told = of(passage, candidate).is_some() || of(passage, other).is_some();
            (is_less || (is_more && other.is_described))
                && (number_fits || !is_told)
                && !is_of_number(passage, candidate)
        }
        EntityType::Work => (is_less || (is_more && other.is_described)) && number_fits,
        EntityType::Organization | EntityType::Place => is_less && (is_definite || is_same),
    };
    words_fit
        && complements_fit(cast, index, antecedent.index)
        && cast.may_be_one(index, antecedent.index)
}

/// Returns the words that tell which one is meant.
fn weighty<'a>(passage: Passage, modifiers: &'a [String]) -> Vec<&'a str> {
    let is_weighty = |word: &&str| !passage.lexicon.names.of(word).has(WordClass::LooseModifier);
    modifiers.iter().map(String::as_str).filter(is_weighty).collect()
}

/// Returns whether two descriptions with "of …" both mean the same there.
fn complements_fit(cast: &Cast, index: usize, other: usize) -> bool {
    match (cast.candidates[index].complement, cast.candidates[other].complement) {
        (Some(own), Some(theirs)) => cast.are_same(own, theirs),
        (Some(_), None) => cast.candidates[other].is_described,
        _ => true,
    }
}

/// Returns where a description tells what it is of: "the *elections*" are not "the *election* of **half** the members".
fn of(passage: Passage, candidate: &Candidate) -> Option<usize> {
    let after = candidate.tokens.end;
    (after + 1 < passage.len() && passage.lower(after) == "of").then_some(after + 1)
}

/// Returns whether a description is of so many: "the election **of 30%** of the deputies", but not "of 2021".
pub(super) fn is_of_number(passage: Passage, candidate: &Candidate) -> bool {
    let is_number = |at: usize| {
        passage.analysis.tokens[at].kind == TokenKind::Number && passage.word(at).len() != YEAR
    };
    of(passage, candidate).is_some_and(is_number)
}

fn is_plural(passage: Passage, cast: &Cast, index: usize) -> bool {
    let last = cast.candidates[index].tokens.end.saturating_sub(1);
    passage.classes(last).has(WordClass::Plural)
}

fn sentences_between(passage: Passage, cast: &Cast, index: usize, other: usize) -> usize {
    let sentence = |index: usize| passage.sentence_at(cast.candidates[index].span.start());
    sentence(index).saturating_sub(sentence(other))
}
