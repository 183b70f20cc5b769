//! The words of posts: which nouns are posts, and where the words before one begin.
//!
//! > *Foreign Office* **home affairs editor**; **former deputy governor** *of Mosul*

use std::ops::Range;

use crate::model::WordClass;

use super::grammar;
use crate::resolve::passage::Passage;

/// A post has at most so many words.
const LONGEST: usize = 7;

/// Returns whether a word is a post: one of the roles, or one that only affiliations know.
pub(super) fn is_post(passage: Passage, at: usize) -> bool {
    passage.has(at, WordClass::Role) || is_other(passage, at)
}

/// Returns whether a word is a post that the list of roles leaves out: "**goalkeeper**".
pub(super) fn is_other(passage: Passage, at: usize) -> bool {
    passage.is_word(at) && passage.lexicon.names.is_other_post(&passage.lower(at))
}

/// Returns whether a word is the post of one person.
pub(super) fn is_post_of_one(passage: Passage, at: usize) -> bool {
    is_post(passage, at) && !passage.has(at, WordClass::Plural)
}

/// Returns the words from a token to the post that they end with: "**foreign relations commissioner**".
pub(super) fn forward(passage: Passage, first: usize, limit: usize) -> Option<Range<usize>> {
    let end = limit.min(first + LONGEST);
    let last = (first..end).take_while(|&at| is_part(passage, at)).last()?;
    is_post_of_one(passage, last).then_some(first..last + 1)
}

/// Returns a post with the words before it that belong to it: "**former deputy governor**".
pub(super) fn backward(passage: Passage, head: usize, first: usize) -> Range<usize> {
    let least = first.max(head.saturating_sub(LONGEST));
    let start = (least..head).rev().take_while(|&at| is_part(passage, at)).last();
    start.unwrap_or(head)..head + 1
}

fn is_part(passage: Passage, at: usize) -> bool {
    let is_noun = || matches!(upos(passage, at), "NOUN" | "ADJ" | "PROPN");
    passage.is_word(at)
        && !passage.has(at, WordClass::Article)
        && (is_post(passage, at) || passage.has(at, WordClass::RoleModifier) || is_noun())
}

/// Returns the part of speech of a token.
pub(super) fn upos(passage: Passage, at: usize) -> &'static str {
    grammar::word_of(passage, at).map_or("", |word| grammar::upos(passage, word))
}
