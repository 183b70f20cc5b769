//! A source named by a preposition.
//!
//! > **According to** *the WHO*, the outbreak is contained. · The outbreak, **according to** *the WHO*, is contained.

use super::content::Content;
use super::extent;
use super::noun_phrases;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::reading::Tokens;
use super::statement;
use crate::model::Complement;
use crate::model::CueKind;
use crate::model::FoundStatement;

/// Finds a source before or after its claim.
pub(super) fn find(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    if occurrence.cue.kind != CueKind::Preposition {
        return None;
    }
    let Occurrence { low, high, head, end, .. } = *occurrence;
    let source = noun_phrases::starting_at(reading, end, high)?;
    let mut pieces = Vec::new();
    if head > low + 1 {
        let start = claim_start(reading, low, head);
        pieces.push((start, extent::trim_end(reading, start, head)));
    }
    pieces.extend(rest(reading, source.1, high, pieces.is_empty()));
    let content = Content { complement: Complement::Clause, pieces, addressee: None };
    statement::make(
        reading,
        occurrence,
        statement::voice(reading, Some(source)),
        &content,
        "according-to",
    )
}

/// Returns where the claim before the preposition begins: after a semicolon, if there is one.
fn claim_start(reading: &Reading, low: usize, head: usize) -> usize {
    (low..head - 1).rev().find(|&at| reading.text_at(at) == ";").map_or(low, |at| at + 1)
}

/// Returns the claim after the source: all of it, or what goes on after an interruption.
fn rest(reading: &Reading, after: usize, high: usize, is_all: bool) -> Option<Tokens> {
    const WINDOW: usize = 25;
    let comma_from =
        |start: usize| (start..high.min(start + WINDOW)).find(|&at| reading.text_at(at) == ",");
    let comma = match comma_from(after)? {
        comma if noun_phrases::is_post(reading, comma + 1) => comma_from(comma + 1)?,
        comma => comma,
    };
    if !is_all && comma > after + 3 {
        return None;
    }
    let start = comma + 1;
    let stop = extent::end(reading, start, high, Complement::Clause);
    let is_participle = reading.word(start).is_some_and(|word| !word.cues.is_empty());
    (stop > start + 1 && (is_all || !is_participle)).then_some((start, stop))
}
