//! Speech and thought told by a verb in the reporter's words, and quotations that follow a verb.
//!
//! > *The Mission* **noted** that the vote was calm. · The vote was calm, *the Mission* **noted**. ·
//! > It was **reported** that the vote was calm.

use super::content;
use super::content::Content;
use super::noun_phrases;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::statement;
use crate::model::Class;
use crate::model::Complement;
use crate::model::CueKind;
use crate::model::FoundStatement;
use crate::model::Voice;

/// Finds what a verb reports.
pub(super) fn find(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    if occurrence.cue.kind != CueKind::Verb {
        return None;
    }
    if occurrence.is_passive(reading) {
        return passive(reading, occurrence);
    }
    behind(reading, occurrence).or_else(|| before(reading, occurrence))
}

/// > *The Mission* **noted** that the vote was calm.
fn behind(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    let content = content::after(reading, occurrence)?;
    let source = statement::speaker(reading, occurrence);
    let is_imperative = source.is_none() && occurrence.start == occurrence.low;
    if source.is_none() && !is_imperative && !occurrence.is_participle() {
        return None;
    }
    let voice = statement::voice(reading, source);
    statement::make(reading, occurrence, voice, &content, "reported-speech")
}

/// > The vote was calm, *the Mission* **noted**.
fn before(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    if !content::takes(occurrence, Complement::Clause) || occurrence.is_participle() {
        return None;
    }
    let next = content::skip_adverbs(reading, occurrence.end, occurrence.high);
    let is_last = next >= occurrence.high
        || reading.words[next].is_mark()
        || reading.is(next, Class::Occasion)
        || reading.is(next, Class::Conjunction);
    let comma_at = |at: usize| reading.text_at(at) == "," && at > occurrence.low;
    let plain = || {
        let source = noun_phrases::subject(reading, occurrence.low, occurrence.start)?;
        let comma = source.0.checked_sub(1).filter(|&at| is_last && comma_at(at))?;
        Some((source, comma))
    };
    let inverted = || {
        let comma = occurrence.start.checked_sub(1).filter(|&at| comma_at(at))?;
        Some((noun_phrases::starting_at(reading, occurrence.end, occurrence.high)?, comma))
    };
    let (source, comma) = plain().or_else(inverted)?;
    let start = start_before(reading, occurrence.low, comma)?;
    let mut pieces = vec![(start, comma)];
    pieces.extend(going_on(reading, occurrence, source.1.max(next)));
    let content = Content { complement: Complement::Clause, pieces, addressee: None };
    let voice = statement::voice(reading, Some(source));
    statement::make(reading, occurrence, voice, &content, "trailing-speech")
}

/// Returns where the clause that ends at a comma begins; nothing where too little stands there.
fn start_before(reading: &Reading, low: usize, comma: usize) -> Option<usize> {
    let semicolon = (low..comma).rev().find(|&at| reading.text_at(at) == ";");
    let start = semicolon.map_or(low, |at| at + 1);
    let start = start + usize::from(reading.is(start, Class::Conjunction));
    (comma > start + 1).then_some(start)
}

/// Returns what goes on after a cue that interrupts: "The vote, she said, was calm."
fn going_on(reading: &Reading, occurrence: &Occurrence, end: usize) -> Option<(usize, usize)> {
    let comma = (end..occurrence.high.min(end + 8)).find(|&at| reading.text_at(at) == ",")?;
    let next = reading.word(comma + 1)?;
    let is_participle = next.is(Class::Participle) || !next.cues.is_empty();
    let start = comma + 1;
    let stop = content::end(reading, start, occurrence.high, Complement::Clause);
    (!is_participle && start < occurrence.high && stop > start + 2).then_some((start, stop))
}

/// > It was **reported** by the agency that the vote was calm. · The vote was **expected** to be calm.
fn passive(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    let subject = noun_phrases::subject(reading, occurrence.low, occurrence.start);
    let agent = (reading.text_at(occurrence.end) == "by")
        .then(|| noun_phrases::starting_at(reading, occurrence.end + 1, occurrence.high))
        .flatten();
    if !occurrence.cue.passive && agent.is_none() {
        return None;
    }
    let source = agent.map_or(Voice::Unknown, |agent| statement::voice(reading, Some(agent)));
    let content = passive_content(reading, occurrence, subject, agent)?;
    statement::make(reading, occurrence, source, &content, "passive-speech")
}

fn passive_content(
    reading: &Reading,
    occurrence: &Occurrence,
    subject: Option<(usize, usize)>,
    agent: Option<(usize, usize)>,
) -> Option<Content> {
    let is_empty = subject.is_none_or(|(start, end)| {
        end == start + 1 && reading.text_at(start).eq_ignore_ascii_case("it")
    });
    let after = agent.map_or(occurrence.end, |agent| agent.1);
    let shifted = Occurrence { end: after, ..*occurrence };
    let content = content::after(reading, &shifted);
    match (content, subject) {
        (Some(content), _) if is_empty => Some(content),
        (Some(content), Some(subject))
            if occurrence.cue.addressee && content.complement != Complement::Infinitive =>
        {
            Some(Content { addressee: Some(subject), ..content })
        }
        (Some(mut content), Some(subject)) => {
            content.pieces.insert(0, subject);
            Some(content)
        }
        (None, Some(subject))
            if agent.is_some() && content::takes(occurrence, Complement::Phrase) =>
        {
            Some(Content { complement: Complement::Phrase, pieces: vec![subject], addressee: None })
        }
        _ => None,
    }
}
