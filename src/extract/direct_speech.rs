//! Speech in quotation marks with a cue beside it.
//!
//! > “We will come,” **said** *Anna Lee*. · *Anna Lee* **said**: “We will come.” · “We,” *she* **said**, “will come.”

use super::content;
use super::content::Content;
use super::noun_phrases;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::reading::Tokens;
use super::statement;
use crate::model::Class;
use crate::model::Complement;
use crate::model::CueKind;
use crate::model::FoundStatement;

const RULE: &str = "direct-speech";

/// Finds a quotation before the cue, with the one that goes on behind it.
pub(super) fn find(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    let is_verb = occurrence.cue.kind == CueKind::Verb && !occurrence.group.is_passive;
    if !is_verb || !content::takes(occurrence, Complement::Quotation) {
        return None;
    }
    let (source, quotation) =
        inverted(reading, occurrence).or_else(|| plain(reading, occurrence))?;
    let mut pieces = vec![quotation];
    pieces.extend(behind(reading, occurrence, source));
    let content = Content { complement: Complement::Quotation, pieces, addressee: None };
    statement::make(reading, occurrence, statement::voice(reading, source), &content, RULE)
}

/// > “We will come,” **said** *Anna Lee*.
fn inverted(reading: &Reading, occurrence: &Occurrence) -> Option<(Option<Tokens>, Tokens)> {
    let quotation = before(reading, occurrence.start)?;
    let source = noun_phrases::starting_at(reading, occurrence.end, occurrence.high)?;
    Some((Some(source), quotation))
}

/// > “We will come,” *Anna Lee* **said**.
fn plain(reading: &Reading, occurrence: &Occurrence) -> Option<(Option<Tokens>, Tokens)> {
    let source = statement::speaker(reading, occurrence)?;
    let quotation = before(reading, source.0)?;
    let next = content::skip_adverbs(reading, occurrence.end, occurrence.high);
    let is_closed = next >= occurrence.high
        || reading.words[next].is_mark() && reading.text_at(next) != ":"
        || reading.is(next, Class::Occasion)
        || content::after(reading, occurrence).is_none();
    is_closed.then_some((Some(source), quotation))
}

/// Returns the quotation that ends right before a token, with or without a comma or dash after it.
fn before(reading: &Reading, index: usize) -> Option<Tokens> {
    let mut end = index;
    while end > 0 && (reading.is(end - 1, Class::Adverb) || reading.is(end - 1, Class::Conjunction))
    {
        end -= 1;
    }
    if end > 0 && (content::is_pause(reading, end - 1) || reading.text_at(end - 1) == ".") {
        end -= 1;
    }
    let number = reading.speech_before(end)?;
    let is_new_sentence =
        reading.sentence_of(index).is_some_and(|sentence| sentence.tokens.start == index);
    if is_new_sentence && reading.text_at(end.saturating_sub(2)) == "." {
        return None;
    }
    let paragraph = |token| reading.sentence_of(token).map(|sentence| sentence.paragraph);
    let (start, end) = reading.quoted[number];
    (paragraph(end - 1) == paragraph(index)).then_some((start, end))
}

/// Returns the quotation that goes on behind the cue and its source.
fn behind(reading: &Reading, occurrence: &Occurrence, source: Option<Tokens>) -> Option<Tokens> {
    const WINDOW: usize = 25;
    let start = source.map_or(occurrence.end, |source| source.1.max(occurrence.end));
    let stop = occurrence.high.min(start + WINDOW);
    let opening = (start..stop).find(|&index| reading.speech_at(index).is_some())?;
    if (start..opening).any(|at| !reading.words[at].cues.is_empty()) {
        return None;
    }
    let is_joined =
        content::is_pause(reading, opening - 1) || reading.is(opening - 1, Class::Complementizer);
    let number = reading.speech_at(opening).filter(|_| is_joined)?;
    Some(reading.quoted[number])
}
