//! Posts of whom a pronoun at the beginning of a sentence means.
//!
//! > *Jane Roe* spoke. **She is a researcher at Oslo University.**

use crate::model::EntityType;
use crate::model::Sentence;
use crate::model::WordClass;

use super::FoundAffiliation;
use super::grammar;
use super::near;
use super::nouns;
use crate::resolve::cast::Cast;
use crate::resolve::cast::Gender;
use crate::resolve::passage::Passage;

/// Finds what sentences say of "he" and "she" whom the sentence before names.
pub(super) fn find(passage: Passage, cast: &Cast) -> Vec<FoundAffiliation> {
    let sentences = &passage.analysis.sentences;
    let pairs = sentences.iter().zip(sentences.iter().skip(1));
    pairs.filter_map(|(before, sentence)| told(passage, cast, before, sentence)).collect()
}

fn told(
    passage: Passage,
    cast: &Cast,
    before: &Sentence,
    sentence: &Sentence,
) -> Option<FoundAffiliation> {
    let first = sentence.tokens.start;
    let limit = sentence.tokens.end;
    if first + 3 >= limit {
        return None;
    }
    let classes = passage.classes(first);
    let gender = match (classes.has(WordClass::He), classes.has(WordClass::She)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => return None,
    };
    let start = said_from(passage, first + 1, limit)?;
    let post = near::phrase(passage, cast, start, limit)?;
    let person = subject(passage, cast, before)
        .filter(|&person| cast.facts(person).gender.is_none_or(|known| known == gender))?;
    near::affiliation(passage, cast, person, &post, "pronoun-of", 65)
}

/// Returns where the post begins after "is a", "was the", "served as".
pub(super) fn said_from(passage: Passage, verb: usize, limit: usize) -> Option<usize> {
    const ADVERBS: usize = 3;
    let is_adverb = |at: &usize| {
        nouns::upos(passage, *at) == "ADV" && !matches!(passage.lower(*at).as_ref(), "never")
    };
    let verb = (verb..limit.min(verb + ADVERBS)).find(|at| !is_adverb(at))?;
    let verb = if passage.lower(verb) == "has" { verb + 1 } else { verb };
    let next = (verb + 1..limit.min(verb + 1 + ADVERBS)).find(|at| !is_adverb(at))?;
    let is_going_on = matches!(passage.lower(next).as_ref(), "serving" | "working" | "acting");
    if is_going_on && next + 2 < limit && passage.lower(next + 1) == "as" {
        return Some(next + 2);
    }
    match passage.lower(verb).as_ref() {
        "is" | "was" | "became" => passage.has(next, WordClass::Article).then_some(next),
        "served" | "serves" | "worked" | "works" | "acted" | "acts" => {
            (passage.lower(next) == "as").then_some(next + 1)
        }
        _ => None,
    }
}

/// Returns the one person that a sentence names, or the one that is its subject.
fn subject(passage: Passage, cast: &Cast, sentence: &Sentence) -> Option<usize> {
    const MOST: usize = 12;
    let is_here = |&other: &usize| cast.candidates[other].tokens.start >= sentence.tokens.start;
    let is_person = |&other: &usize| {
        cast.entity_type(other) == Some(EntityType::Person)
            && !cast.candidates[other].is_described
            && cast.candidates[other].outside.is_none()
    };
    let near = cast.before(sentence.span.end()).take(MOST).take_while(is_here);
    let persons: Vec<usize> = near.filter(is_person).collect();
    let &last = persons.first()?;
    if persons.iter().all(|&other| cast.are_same(last, other)) {
        return Some(last);
    }
    let is_subject = |&&other: &&usize| {
        grammar::head_of_titled(passage, cast, other)
            .is_some_and(|word| grammar::relation(passage, word) == "nsubj")
    };
    let mut subjects = persons.iter().filter(is_subject);
    let &only = subjects.next()?;
    subjects.all(|&other| cast.are_same(only, other)).then_some(only)
}
