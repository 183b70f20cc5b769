//! Statements told by a noun whose owner is named.
//!
//! > *the Office*'s **recommendation** to reform · **the decision** of *the court* to … · *They* **reaffirmed their commitment** to …

use super::content;
use super::content::Content;
use super::noun_phrases;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::reading::Tokens;
use super::statement;
use crate::model::Class;
use crate::model::CueKind;
use crate::model::Form;
use crate::model::FoundStatement;

/// Finds a noun with its owner and its content.
pub(super) fn find(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    if occurrence.cue.kind != CueKind::Noun {
        return None;
    }
    if let Some(found) = owner_behind(reading, occurrence) {
        return Some(found);
    }
    let mut content = content::after(reading, occurrence)?;
    within_opening_phrase(reading, occurrence.low, &mut content);
    let owner = owner(reading, occurrence.low, occurrence.head)?;
    let voice = statement::voice(reading, Some(owner.phrase));
    let mut found = statement::make(reading, occurrence, voice, &content, "nominal-cue")?;
    found.cue = statement::spans(reading, &[(owner.cue_start, occurrence.end)]);
    Some(found)
}

/// > **the commitment** of *the court* to decide
fn owner_behind(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    let is_link = reading.is(occurrence.end, Class::Owner);
    let phrase =
        noun_phrases::starting_at(reading, occurrence.end + usize::from(is_link), occurrence.high)
            .filter(|_| is_link)?;
    let end = (occurrence.end + 1..phrase.1)
        .find(|&at| reading.is(at, Class::InfinitiveMarker))
        .unwrap_or(phrase.1);
    let shifted = Occurrence { end, ..*occurrence };
    let content = (reading.is(end, Class::InfinitiveMarker)
        || reading.is(end, Class::Complementizer))
    .then(|| content::after(reading, &shifted))??;
    let voice = statement::voice(reading, Some((occurrence.end + 1, end)));
    let mut found = statement::make(reading, occurrence, voice, &content, "nominal-cue")?;
    found.cue = statement::spans(reading, &[(occurrence.head, occurrence.end)]);
    Some(found)
}

/// Ends a content with the phrase that opens its sentence: "In line with its promise *to help*, the office …".
fn within_opening_phrase(reading: &Reading, low: usize, content: &mut Content) {
    let opens = reading
        .word(low)
        .is_some_and(|word| word.classes.has_any(&[Class::Preposition, Class::Subordinator]));
    if let [(start, end)] = &mut content.pieces[..]
        && opens
        && let Some(comma) = (*start + 1..*end).find(|&at| reading.text_at(at) == ",")
    {
        *end = comma;
    }
}

/// Whose noun it is.
pub(super) struct Owner {
    /// The tokens that name them.
    pub phrase: Tokens,
    /// Where the cue begins: at the noun, or at the verb that bears it.
    pub cue_start: usize,
}

/// Returns whose noun stands at `head`: "*its* claim", "*the Office*'s claim", "*they* made the claim".
pub(super) fn owner(reading: &Reading, low: usize, head: usize) -> Option<Owner> {
    const ADJECTIVES: usize = 8;
    let floor = low.max(head.saturating_sub(ADJECTIVES));
    let before = (floor..head).rev().find(|&at| !is_adjective(reading, at))?;
    let of_bearer =
        |end| bearer(reading, low, end).map(|(cue_start, phrase)| Owner { phrase, cue_start });
    if reading.words[before].is_capital() && reading.words[before].is_open() {
        let phrase = noun_phrases::name_before(reading, low, before + 1)?;
        return Some(Owner { phrase, cue_start: head });
    }
    if reading.is(before, Class::Possessive) {
        return of_bearer(before).or(Some(Owner { phrase: (before, before + 1), cue_start: head }));
    }
    if reading.is(before, Class::PossessiveMark) {
        let phrase = noun_phrases::name_before(reading, low, before)?;
        return Some(Owner { phrase, cue_start: head });
    }
    of_bearer(before + 1).or_else(|| of_bearer(before))
}

/// Returns the verb before a noun and its subject: "*They* **reaffirmed** their commitment".
fn bearer(reading: &Reading, low: usize, end: usize) -> Option<(usize, Tokens)> {
    let verb = end.checked_sub(1).filter(|&verb| verb >= low)?;
    let word = reading.words[verb];
    let is_verb =
        |&&(number, _): &&(usize, Form)| reading.lexicon.cues.cues[number].kind == CueKind::Verb;
    let bears = || reading.lexicon.stances.bearers.iter().find(|bearer| *bearer == word.text);
    let form = match word.cues.iter().find(is_verb) {
        Some(&(_, form)) => form,
        None if word.is(Class::Participle) => bears().map(|_| Form::Ing)?,
        None => bears().map(|_| Form::Past)?,
    };
    let group = super::occurrence::group(reading, low, verb, form);
    let source = if form == Form::Ing && !group.has_auxiliary {
        noun_phrases::of_participle(reading, low, verb)
    } else {
        noun_phrases::of_coordinated(reading, low, group.start)
            .or_else(|| noun_phrases::subject(reading, low, group.start))
    };
    Some((verb, source?))
}

fn is_adjective(reading: &Reading, at: usize) -> bool {
    let word = &reading.words[at];
    if word.text == "," {
        return at > 0
            && reading.words[at - 1].is_open()
            && reading.words[at - 1].text.starts_with(char::is_lowercase);
    }
    let is_owned = word.is(Class::Past)
        && at > 0
        && reading.words[at - 1].classes.has_any(&[
            Class::Possessive,
            Class::PossessiveMark,
            Class::Determiner,
        ]);
    word.text.starts_with(char::is_lowercase)
        && (word.cues.is_empty() || is_owned)
        && !word.is(Class::PossessiveMark)
        && (word.is_open()
            || word.classes.has_any(&[Class::Participle, Class::Past])
                && !word.is(Class::Possessive))
}
