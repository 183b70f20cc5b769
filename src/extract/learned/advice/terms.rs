//! Terms: what gives a recommendation priority, and until when it is to be carried out.
//!
//! > publish the results **without delay** · amend the law **by the end of 2025**, **before the next election**, **within six
//! > months**

use crate::extract::learned::scene::Scene;
use crate::extract::reading::Reading;
use crate::extract::reading::Tokens;
use crate::model::Deadline;
use crate::model::Span;
use crate::model::TokenKind;
use crate::model::WordClass;

/// So many tokens before a cue may give priority: "urgently called on".
const BEFORE_CUE: usize = 3;
/// So many tokens follow the words for a limit at most.
const LONGEST: usize = 9;

/// Returns the words that give priority in or before a cue, or in the content.
pub(super) fn priority(scene: &Scene, cue: &[Span], content: &[Span]) -> Option<Span> {
    let reading = scene.reading;
    let around = cue.iter().map(|&span| {
        let (start, end) = tokens(reading, span);
        let low = reading.sentence_of(start).map_or(start, |sentence| sentence.tokens.start);
        (low.max(start.saturating_sub(BEFORE_CUE)), end + 1)
    });
    let all = around.chain(content.iter().map(|&span| tokens(reading, span)));
    let mut found = all.filter_map(|(start, end)| {
        (start..end.min(reading.words.len()))
            .find_map(|at| phrase(reading, at, end, &reading.lexicon.advice.priorities))
    });
    found.next().and_then(|(start, end)| reading.span(start, end))
}

/// Returns until when a content is to be done.
pub(super) fn deadline(scene: &Scene, content: &[Span]) -> Option<Deadline> {
    let reading = scene.reading;
    content.iter().map(|&span| tokens(reading, span)).find_map(|(start, end)| {
        (start..end).rev().find_map(|at| {
            let (_, after) = phrase(reading, at, end, &reading.lexicon.advice.limits)?;
            limit(reading, at, after, end)
        })
    })
}

/// Reads what follows "by", "before" or "within": a date, an occasion that comes again, or a time that is measured.
fn limit(reading: &Reading, start: usize, after: usize, end: usize) -> Option<Deadline> {
    let advice = &reading.lexicon.advice;
    let lower = |at: usize| reading.text_at(at).to_lowercase();
    let stop = end.min(after + LONGEST);
    let is_within = lower(start) == "within";
    let measured = || {
        let last = (after + 1..stop).take(3).find(|&at| advice.measures.contains(&lower(at)))?;
        let counts = |at: usize| {
            reading.words[at].kind == TokenKind::Number
                || matches!(lower(at).as_str(), "a" | "an" | "the")
                || reading.lexicon.claims.numbers.contains_key(&lower(at))
        };
        counts(after).then(|| reading.span(start, last + 1)).flatten()
    };
    if is_within {
        return measured().map(|span| Deadline { span, date: None });
    }
    let date_at = (after..stop).find(|&at| !advice.parts_of_time.contains(&lower(at)))?;
    let position = reading.words.get(date_at).and(reading.span(date_at, date_at + 1))?;
    let dates = &reading.analysis.dates;
    let next = dates.partition_point(|date| date.span.end() <= position.start());
    if let Some(date) = dates.get(next).filter(|date| date.span.start() <= position.start()) {
        let until = reading.span(start, start + 1)?.to(date.span);
        return Some(Deadline { span: until, date: Some(date.date) });
    }
    year(reading, start, date_at, stop).or_else(|| occasion(reading, start, after, stop))
}

/// > by **2030**, by the end of **2025**
fn year(reading: &Reading, start: usize, at: usize, stop: usize) -> Option<Deadline> {
    let word = reading.words.get(at).filter(|word| word.kind == TokenKind::Number && at < stop)?;
    let number: u16 = word.text.parse().ok().filter(|_| word.text.len() == 4)?;
    let is_year = (1900..2200).contains(&number)
        && !reading
            .word(at + 1)
            .is_some_and(|next| next.kind == TokenKind::Word && !next.is_mark() && next.is_open());
    let date = is_year.then_some(crate::model::Date::Year(number))?;
    Some(Deadline { span: reading.span(start, at + 1)?, date: Some(date) })
}

/// > before the **next** election, ahead of the upcoming **session**
fn occasion(reading: &Reading, start: usize, after: usize, stop: usize) -> Option<Deadline> {
    let advice = &reading.lexicon.advice;
    let lower = |at: usize| reading.text_at(at).to_lowercase();
    let marker = (after..stop).take(3).find(|&at| advice.comes_again.contains(&lower(at)))?;
    let names = &reading.lexicon.names;
    let is_time = |at: &usize| {
        names.of(&lower(*at)).has(WordClass::EventNoun) || advice.measures.contains(&lower(*at))
    };
    let goes_on = |at: &usize| reading.words[*at].kind == TokenKind::Word;
    let last = (marker + 1..stop).take_while(goes_on).find(is_time)?;
    let last = if is_time(&(last + 1)) && last + 1 < stop { last + 1 } else { last };
    Some(Deadline { span: reading.span(start, last + 1)?, date: None })
}

/// Returns the tokens of the first phrase that stands at a token.
fn phrase(reading: &Reading, at: usize, end: usize, phrases: &[String]) -> Option<Tokens> {
    phrases.iter().find_map(|phrase| {
        let mut next = at;
        for word in phrase.split(' ') {
            let is_here = next < end && reading.text_at(next).eq_ignore_ascii_case(word);
            is_here.then_some(())?;
            next += 1;
        }
        Some((at, next))
    })
}

/// Returns the tokens of a span.
fn tokens(reading: &Reading, span: Span) -> Tokens {
    let tokens = &reading.analysis.tokens;
    let start = tokens.partition_point(|token| token.span.end() <= span.start());
    let end = tokens.partition_point(|token| token.span.start() < span.end());
    (start, end.max(start))
}
