//! The trees of a text by token: heads, relations and the words below a word.

use std::ops::Range;

use crate::model::Word;
use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;

/// Climbing ends after so many steps.
const STEPS: usize = 8;

/// Returns the first word of a token, as an index into the words of the analysis.
pub(super) fn word_of(passage: Passage, token: usize) -> Option<usize> {
    let words = &passage.analysis.words;
    let at = words.partition_point(|word| (word.token as usize) < token);
    words.get(at).filter(|word| word.token as usize == token).map(|_| at)
}

pub(super) fn word(passage: Passage<'_>, at: usize) -> Option<&Word> {
    passage.analysis.words.get(at)
}

/// Returns the token of a word.
pub(super) fn token(passage: Passage, at: usize) -> usize {
    word(passage, at).map_or(0, |word| word.token as usize)
}

pub(super) fn head(passage: Passage, at: usize) -> Option<usize> {
    word(passage, at)?.head.map(|head| head as usize)
}

/// Returns the relation of a word without its subtype.
pub(super) fn base(passage: Passage, at: usize) -> &'static str {
    word(passage, at).map_or("", |word| word.relation.base())
}

pub(super) fn relation(passage: Passage, at: usize) -> &'static str {
    word(passage, at).map_or("", |word| word.relation.name())
}

pub(super) fn upos(passage: Passage, at: usize) -> &'static str {
    word(passage, at).map_or("", |word| word.upos.name())
}

/// Returns the words that depend on a word, at most [`REACH`] words away, in order.
pub(super) fn children(passage: Passage<'_>, at: usize) -> impl Iterator<Item = usize> {
    /// Dependents farther away than this are not looked for.
    const REACH: usize = 40;
    let sentence = word(passage, at).map_or(0..0, |word| {
        let sentence = passage.sentence_at(word.span.start());
        passage.analysis.sentences.get(sentence).map_or(0..0, |found| found.words.clone())
    });
    let start = sentence.start.max(at.saturating_sub(REACH));
    let end = sentence.end.min(at + REACH);
    (start..end.max(start)).filter(move |&child| head(passage, child) == Some(at))
}

/// Returns the word of some tokens whose head lies outside them.
pub(super) fn head_word(passage: Passage, tokens: Range<usize>) -> Option<usize> {
    let words = tokens.clone().filter_map(|token| word_of(passage, token));
    let inside = |at: usize| tokens.contains(&token(passage, at));
    words.clone().find(|&at| head(passage, at).is_none_or(|head| !inside(head)))
}

/// Returns the word of a name and the title in front of it whose head lies outside them.
pub(super) fn head_of_titled(passage: Passage, cast: &Cast, index: usize) -> Option<usize> {
    let candidate = &cast.candidates[index];
    let start = candidate.title.as_ref().map_or(candidate.tokens.start, |title| title.start);
    head_word(passage, start..candidate.tokens.end)
}

/// Returns whether a word depends, over some steps, on a word among some tokens.
pub(super) fn leans_on(passage: Passage, at: usize, tokens: &Range<usize>) -> bool {
    let mut at = at;
    for _ in 0..STEPS {
        if tokens.contains(&token(passage, at)) {
            return true;
        }
        match head(passage, at) {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}
