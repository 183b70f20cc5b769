//! Stances told by what somebody calls something.
//!
//! > *Doctors* **called** *the new drug* a **breakthrough**. · *They* described *the law* as **unfair**.

use super::holders::Holders;
use super::noun_phrases;
use super::occurrence;
use super::occurrence::Group;
use super::reading::Reading;
use super::reading::Tokens;
use super::statement;
use crate::model::Class;
use crate::model::Confidence;
use crate::model::Form;
use crate::model::FoundStance;
use crate::model::Voice;
use crate::model::WordSide;

/// Finds what is called good or bad.
pub(super) fn find(reading: &Reading, holders: &Holders) -> Vec<FoundStance> {
    let is_namer = |head: &usize| {
        let namers = &reading.lexicon.stances.namers;
        namers.iter().any(|namer| namer == reading.text_at(*head))
    };
    (0..reading.words.len())
        .filter(is_namer)
        .filter_map(|head| verdict(reading, holders, head))
        .collect()
}

fn verdict(reading: &Reading, holders: &Holders, head: usize) -> Option<FoundStance> {
    reading.sentence_of(head)?;
    let (low, high) = reading.bounds(head);
    let group = occurrence::group(reading, low, head, Form::Past);
    if group.is_passive || !occurrence::is_verb(reading, low, head, Form::Past, group) {
        return None;
    }
    let target = noun_phrases::starting_at(reading, head + 1, high)?;
    let (at, side) = judgement(reading, target, high)?;
    let source = noun_phrases::of_coordinated(reading, low, group.start)
        .or_else(|| noun_phrases::subject(reading, low, group.start))?;
    let holder = statement::voice(reading, Some(source));
    stance(reading, holders, holder, (target, at, side, group))
}

/// Returns the judging word behind a phrase: "called it *a* **disgrace**", "described it *as deeply* **unfair**".
fn judgement(reading: &Reading, (start, end): Tokens, high: usize) -> Option<(usize, WordSide)> {
    const LONGEST: usize = 6;
    let begin = (start + 1..=end).find(|&at| reading.is(at, Class::Role)).unwrap_or(end);
    for at in begin..high.min(begin + LONGEST) {
        let word = &reading.words[at];
        if let Some(side) = side(reading, at) {
            return Some((at, side));
        }
        let goes_on = word.is_open() && word.text.starts_with(char::is_lowercase)
            || word.is_mark() && matches!(word.text, "\"" | "“" | "'" | "‘" | ",")
            || word.classes.has_any(&[Class::Role, Class::Determiner, Class::Adverb, Class::And]);
        if !goes_on {
            return None;
        }
    }
    None
}

fn side(reading: &Reading, at: usize) -> Option<WordSide> {
    let sides = &reading.lexicon.stances.sides;
    sides.get(reading.text_at(at)).filter(|side| !side.is_plain).copied()
}

fn stance(
    reading: &Reading,
    holders: &Holders,
    holder: Voice,
    (target, at, side, group): (Tokens, usize, WordSide, Group),
) -> Option<FoundStance> {
    let target = reading.span(target.0, target.1)?;
    let holds_itself = matches!(holder, Voice::Words(span) if span.overlaps(target));
    if holds_itself || !statement::may_speak(reading, holder) {
        return None;
    }
    Some(FoundStance {
        holder,
        cue: reading.span(at, at + 1)?,
        target,
        polarity: side.polarity,
        kind: side.kind,
        statement: holders.statement_at(at),
        is_negated: group.is_negated,
        is_modal: group.is_modal,
        is_conditional: false,
        confidence: Confidence::hundredths(70),
        rule: "verdict",
    })
}
