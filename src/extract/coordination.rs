//! Cues beside each other: the content of the first ends where what the second tells is no longer said by its source.
//!
//! > *Lee* **promised** help and **said** that it would come. · *Lee* **said** that help would come, **according to** *Ray*.

use super::extent;
use super::reading::Reading;
use super::statement;
use crate::model::FoundStatement;
use crate::model::Span;
use crate::model::TokenKind;
use crate::model::Voice;
use crate::model::Word;

/// So many statements before and after one are looked at.
const NEAR: usize = 12;

/// Ends the contents of statements in order before the cues beside their own.
pub(super) fn part(reading: &Reading, statements: &mut [FoundStatement]) {
    for number in 0..statements.len() {
        for other in number.saturating_sub(NEAR)..statements.len().min(number + NEAR) {
            let (first, second) = (&statements[number], &statements[other]);
            let cut = cut(reading, first, second);
            if let Some(content) = cut.and_then(|token| up_to(reading, first, token)) {
                statements[number].quotation = statement::quotation_kind(reading, &content);
                statements[number].content = content;
            }
        }
    }
}

/// Returns the token before which the content of a statement ends, where the cue of another stands in it.
fn cut(reading: &Reading, first: &FoundStatement, second: &FoundStatement) -> Option<usize> {
    let (cue, other) = (*first.cue.first()?, *second.cue.first()?);
    let is_inside = cue < other && first.content.iter().any(|piece| piece.contains(other));
    let (at, word) = word_at(reading, other).filter(|_| is_inside)?;
    trailing(reading, cue, second, word).or_else(|| joined(reading, first, second, at))
}

/// Returns where a comment on the whole sentence begins.
///
/// > Lee **said** that help would come, **according to** *Ray*.
fn trailing(reading: &Reading, cue: Span, second: &FoundStatement, word: &Word) -> Option<usize> {
    let is_told = second.content.iter().any(|piece| piece.contains(cue));
    if !is_told || word.upos.name() == "ADV" {
        return None;
    }
    let source = match second.source {
        Voice::Words(source) => Some(source),
        _ => None,
    };
    let start = source.into_iter().chain([word.span]).min()?.start();
    let tokens = &reading.analysis.tokens;
    let token = tokens.partition_point(|token| token.span.start() < start);
    (reading.text_at(token.checked_sub(1)?) == ",").then_some(token - 1)
}

/// Returns where a list of cues with one subject goes on.
///
/// > Lee **promised** help and **said** that it would come. · “We will come,” Lee **said**, **adding** that help was near.
fn joined(
    reading: &Reading,
    first: &FoundStatement,
    second: &FoundStatement,
    at: usize,
) -> Option<usize> {
    let words = &reading.analysis.words;
    let (Voice::Words(one), Voice::Words(other)) = (first.source, second.source) else {
        return None;
    };
    if one != other || words[at].upos.name() != "VERB" {
        return None;
    }
    // "agreed to meet and *discuss* it": what they agreed to.
    let is_base = |word: &Word| word.xpos.name() == "VB";
    let cue = word_at(reading, *first.cue.first()?);
    if is_base(&words[at]) && !cue.is_some_and(|(_, word)| is_base(word)) {
        return None;
    }
    let helps = |at: &usize| matches!(words[*at].upos.name(), "ADV" | "AUX");
    let joint = (0..at).rev().find(|at| !helps(at))?;
    let token = words[joint].token as usize;
    let is_comma = |at: usize| reading.text_at(at) == ",";
    if is_comma(token) || matches!(reading.text_at(token), "and" | "but" | "or") {
        return Some(token);
    }
    let closes = reading.words[token].kind == TokenKind::QuotationMark && token > 0;
    (closes && is_comma(token - 1)).then_some(token + 1)
}

/// Returns the word that begins with a span, and where it stands among the words.
fn word_at<'a>(reading: &Reading<'a>, span: Span) -> Option<(usize, &'a Word)> {
    let words = &reading.analysis.words;
    let at = words.partition_point(|word| word.span.start() < span.start());
    words.get(at).filter(|word| word.span.start() == span.start()).map(|word| (at, word))
}

/// Returns a content up to a token; nothing where nothing is left of it.
fn up_to(reading: &Reading, statement: &FoundStatement, token: usize) -> Option<Vec<Span>> {
    let pieces = statement.content.iter().filter_map(|piece| {
        let (start, end) = reading.tokens_in(*piece);
        let kept = end.min(token).max(start);
        let is_cut = kept < end && !is_quoted(reading, kept);
        reading.span(start, if is_cut { extent::trim_end(reading, start, kept) } else { kept })
    });
    let pieces: Vec<Span> = pieces.collect();
    (!pieces.is_empty()).then_some(pieces)
}

/// Returns whether a closing mark stands before a token.
fn is_quoted(reading: &Reading, token: usize) -> bool {
    token > 0 && reading.words[token - 1].kind == TokenKind::QuotationMark
}

#[cfg(test)]
mod tests;
