//! Trees as resolution reads them: the head of some words, and the part that it plays in its clause.

use std::ops::Range;

use crate::model::Word;

use super::passage::Passage;

/// The part that a word plays in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Subject,
    Object,
    /// After a preposition that belongs to a verb.
    Oblique,
    /// After a preposition that belongs to a noun, or "'s" after it.
    Modifier,
    Other,
}

/// A chain of heads is followed over at most so many words.
const REACH: usize = 12;

/// Returns the words of some tokens.
pub(super) fn words_of(passage: Passage, tokens: &Range<usize>) -> Range<usize> {
    let words = &passage.analysis.words;
    let start = words.partition_point(|word| (word.token as usize) < tokens.start);
    let end = words.partition_point(|word| (word.token as usize) < tokens.end);
    start..end.max(start)
}

/// Returns the word of some tokens that depends on one outside them.
pub(super) fn head_of(passage: Passage, tokens: &Range<usize>) -> Option<usize> {
    let words = words_of(passage, tokens);
    let depends_outside = |&at: &usize| {
        let word = &passage.analysis.words[at];
        let is_outside = word.head.is_none_or(|head| !words.contains(&(head as usize)));
        is_outside && !word.relation.is("punct") && !word.relation.is("case")
    };
    words.clone().find(depends_outside).or(words.clone().next_back())
}

/// Returns the word that a word depends on.
pub(super) fn parent(passage: Passage, word: usize) -> Option<usize> {
    passage.analysis.words.get(word)?.head.map(|head| head as usize)
}

pub(super) fn is(word: &Word, relations: &[&str]) -> bool {
    relations.iter().any(|relation| word.relation.is(relation))
}

/// Returns the first of the words that are listed with "and": "*Lee* and **Kim**"; else the word itself.
pub(super) fn first_conjunct(passage: Passage, word: usize) -> usize {
    let mut at = word;
    for _ in 0..REACH {
        match (passage.analysis.words[at].relation, parent(passage, at)) {
            (relation, Some(head)) if relation.is("conj") => at = head,
            _ => break,
        }
    }
    at
}

/// Returns the part that a word plays; that of a name's or a list's first word where it is a later one.
pub(super) fn part(passage: Passage, word: usize) -> Part {
    let mut at = word;
    for _ in 0..REACH {
        let relation = passage.analysis.words[at].relation;
        match (relation.name(), relation.base()) {
            ("nmod:poss", _) => return Part::Modifier,
            (_, "nsubj" | "csubj") => return Part::Subject,
            (_, "obj" | "iobj") => return Part::Object,
            (_, "obl") => return Part::Oblique,
            // "**President** Lee".
            ("nmod:desc", _) | (_, "conj" | "flat") => match parent(passage, at) {
                Some(head) => at = head,
                None => return Part::Other,
            },
            (_, "nmod") => return Part::Modifier,
            _ => return Part::Other,
        }
    }
    Part::Other
}

/// Returns the verb, or what stands for it, of the clause in which a word is a part.
pub(super) fn governor(passage: Passage, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..REACH {
        let relation = passage.analysis.words[at].relation;
        let head = parent(passage, at)?;
        if !matches!(relation.name(), "conj" | "flat" | "nmod:desc") {
            return Some(head);
        }
        at = head;
    }
    None
}

/// Returns whether a word is, or belongs to, the subject of a verb.
pub(super) fn is_subject_of(passage: Passage, word: usize, verb: usize) -> bool {
    part(passage, word) == Part::Subject && governor(passage, word) == Some(verb)
}

/// Returns the verb whose subject does what a verb without one of its own says.
///
/// > Lee **met** Kim and *urged* her · Lee **came** *to invite* her · Lee **took** the opportunity *to invite* her
pub(super) fn lends_subject(passage: Passage, verb: usize) -> Option<usize> {
    let words = &passage.analysis.words;
    let has = |at: usize, relations: &[&str]| {
        let mut near = at.saturating_sub(REACH)..(at + REACH).min(words.len());
        near.any(|child| parent(passage, child) == Some(at) && is(&words[child], relations))
    };
    if has(verb, &["nsubj", "csubj"]) {
        return None;
    }
    let head = parent(passage, verb)?;
    match words[verb].relation.base() {
        "conj" => Some(first_conjunct(passage, verb)),
        // "Lee asked *Kim* to help her": it is Kim who helps.
        "xcomp" => (!has(head, &["obj", "iobj"])).then_some(head),
        "advcl" => Some(head),
        "acl" => governor(passage, head).filter(|_| words[head].relation.is("obj")),
        _ => None,
    }
}

/// Returns the tokens of the phrase before a noun, itself included: "*the* **local farmers**".
pub(super) fn phrase(passage: Passage, noun: usize) -> Range<usize> {
    const LONGEST: usize = 6;
    let words = &passage.analysis.words;
    let belongs = |at: &usize| parent(passage, *at).is_some_and(|head| head > *at && head <= noun);
    let first = (noun.saturating_sub(LONGEST)..noun).rev().take_while(belongs).last();
    let start = words[first.unwrap_or(noun)].token as usize;
    start..words[noun].token as usize + 1
}
